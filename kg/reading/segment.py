"""A document to articles: with its contents page, at its marked headings, or as one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.model import Block, PageMark, Run
from kg.reading.contents import Contents, find_contents, plain, unnumbered
from kg.reading.lines import Line, Lines
from kg.reading.pagination import page_number, running_heads
from kg.reading.paragraphs import Assembled, Layout, paragraphs
from kg.reading.titles import Placed, Titles, place, sections

_LONGEST_TITLE = 60
_LEAST_PREFACE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An article as cut from the document."""

    section: str
    title: str
    page: int | None
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    pages: tuple[PageMark, ...] = ()


@dataclass(slots=True, kw_only=True)
class Segmented:
    """The articles of a document, the lines of its cover, and what was doubtful."""

    title: str = ""
    cover: tuple[str, ...] = ()
    cuts: list[Cut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def segment(source: Lines, name: str) -> Segmented:
    """Cut `source` into articles; `name` is the title where the text has none."""
    lines = source.lines
    contents = find_contents(lines)
    if contents is not None:
        found = _Digest(lines, contents).cut()
        if found.cuts:
            found.title = _cover_title(found.cover) or source.title or name
            return found
        start = contents.end
        warning = "none of the titles of the contents page is in the text: read as one article"
    else:
        start, warning = 0, "there is no contents page: read as one article"
    marked = _at_headings(source)
    if marked is not None:
        return marked
    return _one(source, lines[start:] or lines, name, warning)


# --- with a contents page -------------------------------------------------------------------------


class _Digest:
    """A document with a contents page."""

    def __init__(self, lines: Sequence[Line], contents: Contents) -> None:
        self._lines, self._contents = lines, contents
        self._numbers = {
            i: number
            for i, number in ((i, page_number(line.text)) for i, line in enumerate(lines))
            if number is not None
        }
        self._titles = place(contents, lines, set(self._numbers))
        self._skipped = self._find_layout()
        entries = contents.entries
        self._sections = sections(self._titles, lines, self._skipped, entries)
        self._layout = Layout([n for i, n in enumerate(lines) if i not in self._skipped])
        self._pages = self._page_starts()

    def _find_layout(self) -> set[int]:
        cover = [n.text for n in self._lines[: self._contents.start]]
        heads = running_heads(self._lines, set(self._numbers), cover)
        titles = {i for p in self._titles.placed for i in range(p.at, p.at + p.count)}
        return (heads | set(self._numbers)) - titles

    def cut(self) -> Segmented:
        done = Segmented(cover=tuple(n.text for n in self._lines[: self._contents.start]))
        placed = self._titles.placed
        if not placed:
            return done
        self._warn_missing(done, self._titles)
        self._cut_preface(done, placed[0].at)
        ends = [p.at for p in placed[1:]] + [len(self._lines)]
        names = self._section_names()
        for this, end in zip(placed, ends, strict=True):
            if this.order not in self._sections:
                self._cut_article(done, this, end, names[this.order])
        return done

    def _section_names(self) -> list[str]:
        """The section that each entry of the contents stands in."""
        names, section = [], ""
        for order, entry in enumerate(self._contents.entries):
            if order in self._sections:
                section = unnumbered(entry.title)
            names.append(section)
        return names

    def _warn_missing(self, done: Segmented, titles: Titles) -> None:
        for order, entry in titles.missing:
            # Hints such as 点击页码 have no page and are nowhere in the text.
            if order not in self._sections and entry.page is not None:
                done.warnings.append(
                    f"“{entry.title}” is on the contents page (page {entry.page}) but not in the text"
                )
        for p in titles.placed:
            if not p.exact:
                written = self._lines[p.at].text
                done.warnings.append(
                    f"“{entry_title(p)}” of the contents page is “{written}” in the text"
                )

    def _cut_preface(self, done: Segmented, end: int) -> None:
        body = self._body(self._contents.end, end)
        if sum(len(n.text) for n in body) < _LEAST_PREFACE:
            done.warnings += [f"“{n.text}” before the first title was left out" for n in body]
            return
        title, rest = _title_of(body, "前言")
        done.cuts.append(self._assemble("", title, None, rest))
        done.warnings.append(f"the text before the first title was read as an article, “{title}”")

    def _cut_article(self, done: Segmented, this: Placed, end: int, section: str) -> None:
        body = self._body(this.at + this.count, end)
        names = {
            plain(e.title) for i, e in enumerate(self._contents.entries) if i in self._sections
        }
        names.add(plain(this.entry.title))
        body = [n for n in body if len(n.text) > _LONGEST_TITLE or plain(n.text) not in names]
        title = entry_title(this)
        if body:
            done.cuts.append(self._assemble(section, title, this.entry.page, body))
        else:
            done.warnings.append(f"there is no text under the title “{title}”")

    def _body(self, start: int, end: int) -> list[Line]:
        return _without(self._lines, range(start, end), self._skipped)

    def _assemble(self, section: str, title: str, page: int | None, body: Sequence[Line]) -> Cut:
        return _cut(section, title, page, body, self._layout, self._pages)

    def _page_starts(self) -> tuple[list[int], list[int]]:
        """Source offsets and the pages that begin there; empty where the contents do not bear it out."""
        raw = self._numbered_pages() or self._broken_pages()
        shifts = Counter(
            p.entry.page - before
            for p in self._titles.placed
            if p.entry.page is not None
            for before in (_last_before(raw, self._lines[p.at].start),)
            if before is not None
        )
        if not shifts:
            return [], []
        shift, votes = min(shifts.items(), key=lambda s: (-s[1], abs(s[0])))
        # One title may stand below a page number that is none.
        if votes < 2 or votes < 0.6 * shifts.total():
            return [], []
        return [at for at, _ in raw], [number + shift for _, number in raw]

    def _numbered_pages(self) -> list[tuple[int, int]]:
        found = [(i, n) for i, n in sorted(self._numbers.items()) if n and i >= self._contents.end]
        return [(self._lines[i].start, n) for i, n in found]

    def _broken_pages(self) -> list[tuple[int, int]]:
        breaks = [n.start for n in self._lines if n.after_break]
        return [(at, number) for number, at in enumerate(breaks, start=1)]


def entry_title(placed: Placed) -> str:
    """The title of an article: as the contents page has it, without its number."""
    return unnumbered(placed.entry.title) or placed.entry.title


def _last_before(raw: Sequence[tuple[int, int]], offset: int) -> int | None:
    at = bisect_right([a for a, _ in raw], offset)
    return raw[at - 1][1] if at else None


def _cover_title(cover: Iterable[str]) -> str:
    """The title on the cover, put together where it runs over two lines."""
    title = ""
    for line in cover:
        if page_number(line) is not None:
            continue
        title += line
        if not title.endswith(("之", "——", "：", "的")):
            return title
    return title


# --- without one ----------------------------------------------------------------------------------


def _at_headings(source: Lines) -> Segmented | None:
    """Articles at the headings that a format marks: the highest rank with text below that comes twice."""
    lines = source.lines
    rank = _article_rank(lines)
    if not rank:
        return None
    done = Segmented(warnings=["there is no contents page: cut at the marked headings"])
    layout, section = Layout(lines), ""
    starts = [i for i, n in enumerate(lines) if 0 < n.level <= rank]
    done.title = source.title or lines[starts[0]].text
    preface = lines[: starts[0]]
    if sum(len(n.text) for n in preface) >= _LEAST_PREFACE:
        starts.insert(0, 0)
    else:
        done.warnings += [f"“{n.text}” before the first title was left out" for n in preface]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        head, body = lines[start], lines[start + 1 : end]
        if head.level and head.level < rank and not body:
            # The title of the whole page heads no section.
            section = head.text if start or source.title not in {"", head.text} else ""
        elif body:
            done.cuts.append(_cut(section, head.text, None, body, layout, ([], [])))
        else:
            done.warnings.append(f"there is no text under the title “{head.text}”")
    return done


def _article_rank(lines: Sequence[Line]) -> int:
    """The rank of the headings that begin articles; 0 if the document is one article."""
    ranks = Counter(n.level for n in lines if n.level)
    above_text = {a.level for a, b in pairwise(lines) if a.level and not b.level}
    top = min(ranks, default=0)
    if ranks[top] == 1 and top in above_text:
        # A title with text right below it: what follows are its sub-headings.
        return 0
    return min((r for r in above_text if ranks[r] > 1), default=0)


def _one(source: Lines, lines: Sequence[Line], name: str, warning: str) -> Segmented:
    numbers = {i for i, n in enumerate(lines) if page_number(n.text) is not None}
    skipped = numbers | running_heads(lines, numbers, ())
    body = _without(lines, range(len(lines)), skipped) or list(lines)
    title, rest = _title_of(body, source.title or name)
    done = Segmented(title=title, warnings=[warning])
    done.cuts.append(_cut("", title, None, rest, Layout(body), ([], [])))
    return done


def _without(lines: Sequence[Line], among: range, skipped: Collection[int]) -> list[Line]:
    """The lines `among` that are not skipped; where some were, a page begins."""
    kept: list[Line] = []
    turned = False
    for i in among:
        if i in skipped:
            turned = True
            continue
        kept.append(replace(lines[i], after_break=True) if turned else lines[i])
        turned = False
    return kept


def _title_of(body: Sequence[Line], name: str) -> tuple[str, Sequence[Line]]:
    """The first line where it can be a title, and what is left; else `name` and all of it."""
    first = body[0].text
    if len(body) > 1 and len(first) <= _LONGEST_TITLE and first[-1] not in "。；，、：,;":
        return first, body[1:]
    return name, body


def _cut(
    section: str,
    title: str,
    page: int | None,
    body: Sequence[Line],
    layout: Layout,
    pages: tuple[list[int], list[int]],
) -> Cut:
    whole = Assembled()
    for block in paragraphs(body, layout):
        whole.add(block)
    return Cut(
        section=section,
        title=title,
        page=page,
        text=whole.text,
        blocks=tuple(whole.blocks),
        runs=tuple(whole.runs),
        pages=_page_marks(whole.runs, page, *pages),
    )


def _page_marks(
    runs: Iterable[Run], page: int | None, starts: list[int], numbers: list[int]
) -> tuple[PageMark, ...]:
    marks = []
    for run in runs:
        at = bisect_right(starts, run.source)
        if at and numbers[at - 1] != page:
            page = numbers[at - 1]
            marks.append(PageMark(start=run.start, page=page))
    return tuple(marks)
