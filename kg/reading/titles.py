"""Where the titles of the contents page stand in the text, and which of them head sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.contents import Contents, Entry, plain
from kg.reading.lines import Line

_MOST_LINES = 3
_SIMILAR = 88.0
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry found in the text: it takes `count` lines from `at`; `exact` if spelled alike."""

    entry: Entry
    order: int
    at: int
    count: int = 1
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Entries found, in the order of the text, and entries found nowhere, in that of the contents."""

    placed: tuple[Placed, ...]
    missing: tuple[tuple[int, Entry], ...]


def place(contents: Contents, lines: Sequence[Line], skipped: set[int]) -> Titles:
    """Find each entry behind the contents page; lines with `skipped` indices are no titles.

    White space, quotes, full-width forms and numbering do not count; a title may run over several
    lines, and where nothing fits, a very similar line between its neighbours is taken.
    """
    search = _Search(contents, lines, skipped)
    search.whole_lines()
    search.broken_titles()
    search.similar_lines()
    placed = sorted(search.found.values(), key=lambda p: p.at)
    missing = [(i, e) for i, e in enumerate(contents.entries) if i not in search.found]
    return Titles(
        placed=tuple(placed),
        missing=tuple((i, e) for i, e in missing if i not in search.joined),
    )


class _Search:
    def __init__(self, contents: Contents, lines: Sequence[Line], skipped: set[int]) -> None:
        self.entries = contents.entries
        self.found: dict[int, Placed] = {}
        # Entries without a page that turned out to be the first line of the next.
        self.joined: set[int] = set()
        self._plain = [plain(e.title) for e in self.entries]
        self._first = contents.end
        self._lines = lines
        self._places: dict[str, list[int]] = {}
        for i in range(contents.end, len(lines)):
            if i not in skipped and len(lines[i].text) <= _LONGEST:
                self._places.setdefault(plain(lines[i].text), []).append(i)
        self._taken: set[int] = set()

    def whole_lines(self) -> None:
        """Titles that are a line of their own; each behind the one before it, if it can be."""
        last = -1
        for order, text in enumerate(self._plain):
            at = self._next(text, last)
            if at is not None:
                self._take(order, at)
                last = at

    def _next(self, text: str, last: int) -> int | None:
        places = [i for i in self._places.get(text, ()) if i not in self._taken] if text else []
        return next((i for i in places if i > last), places[0] if places else None)

    def _take(self, order: int, at: int, count: int = 1, *, exact: bool = True) -> None:
        entry = self.entries[order]
        self.found[order] = Placed(entry=entry, order=order, at=at, count=count, exact=exact)
        self._taken.update(range(at, at + count))

    def broken_titles(self) -> None:
        """Titles over two or three lines, in the text, on the contents page, or in both."""
        for order, text in enumerate(self._plain):
            if order in self.found:
                continue
            before = order - 1
            joins = before >= 0 and before not in self.found and self.entries[before].page is None
            if joins and self._spread(order, self._plain[before] + text):
                whole = self.entries[before].title + self.entries[order].title
                self._rename(order, whole)
                self.joined.add(before)
            else:
                self._spread(order, text)

    def _rename(self, order: int, title: str) -> None:
        old = self.found[order]
        entry = Entry(title=title, page=old.entry.page, indent=old.entry.indent)
        self.found[order] = Placed(entry=entry, order=order, at=old.at, count=old.count)

    def _spread(self, order: int, text: str) -> bool:
        for length in range(len(text), 1, -1):
            for at in self._places.get(text[:length], ()):
                count = self._lines_of(text, at)
                if count and at not in self._taken:
                    self._take(order, at, count)
                    return True
        return False

    def _lines_of(self, text: str, at: int) -> int:
        """How many lines from `at` make up `text`; 0 if none do."""
        whole = ""
        for count in range(1, _MOST_LINES + 1):
            if at + count > len(self._lines) or len(self._lines[at + count - 1].text) > _LONGEST:
                return 0
            whole += plain(self._lines[at + count - 1].text)
            if whole == text:
                return count
            if not text.startswith(whole):
                return 0
        return 0

    def similar_lines(self) -> None:
        """Titles spelled otherwise in the text: the most similar line between the neighbours."""
        # Only a digest with a slip in it pays for this import.
        open_orders = [i for i in range(len(self.entries)) if i not in self.found]
        if not open_orders or len(open_orders) > 200:
            return
        from rapidfuzz import fuzz, process

        for order in open_orders:
            text = self._plain[order]
            if len(text) < 6 or order in self.joined or self.entries[order].page is None:
                continue
            lines = self._between(order)
            best = process.extractOne(text, lines, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
            if best is not None:
                self._take(order, best[2], exact=False)

    def _between(self, order: int) -> dict[int, str]:
        before = [p.at for o, p in self.found.items() if o < order]
        after = [p.at for o, p in self.found.items() if o > order]
        low = max(before, default=self._first - 1)
        high = min((a for a in after if a > low), default=len(self._lines))
        return {
            i: plain(self._lines[i].text)
            for i in range(low + 1, high)
            if len(self._lines[i].text) <= _LONGEST and i not in self._taken
        }


def sections(
    titles: Titles, lines: Sequence[Line], layout: set[int], entries: Sequence[Entry]
) -> set[int]:
    """The orders of the entries that head sections: titles with no text of their own below them.

    A title that is nowhere in the text is one if the next entry stands on the same page or further in.
    """
    found: set[int] = set()
    for this, following in zip(titles.placed, titles.placed[1:], strict=False):
        below = [lines[i] for i in range(this.at + this.count, following.at) if i not in layout]
        if _is_ornament(below):
            found.add(this.order)
    for order, entry in titles.missing:
        if order + 1 < len(entries) and _heads(entry, entries[order + 1]):
            found.add(order)
    return found


def _is_ornament(lines: Sequence[Line]) -> bool:
    """Whether the lines are no text: none at all, or the section's name once more in English."""
    text = "".join(n.text for n in lines)
    return len(lines) <= 2 and len(text) <= 40 and not any(c in "，。；：、！？" for c in text)


def _heads(entry: Entry, following: Entry) -> bool:
    if len(entry.title) > 16:
        return False
    same_page = entry.page is not None and entry.page == following.page
    return same_page or entry.indent < following.indent or entry.page is None
