"""The contents page: titles with page numbers, whatever leads from the one to the other."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.reading.lines import Line
from kg.reading.pagination import page_number

_HEADING = re.compile(
    r"[\W_]*(?:本期|本刊|本月|内容)?(?:目录|目次|要目|要目导读|导读|导览)(?:contents)?[\W_]*|[\W_]*(?:tableof)?contents(?:目录)?[\W_]*",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?P<title>\S.*?)(?P<lead>\s*(?:[.·…‥⋯•_\-—–*﹒。]\s?){2,}|\s*[…⋯]\s*|\s*\t\s*|\s+)"
    r"[(\[【]?(?:第|[Pp]\.?)?\s?(?P<page>\d{1,4})(?:\s?[-–—~]\s?\d{1,4})?\s?页?[)\]】]?"
)
_PAGE_FIRST = re.compile(
    r"(?:第|[Pp]\.?)?\s?(?P<page>\d{1,4})\s?页?(?P<lead>\s*[|/:]\s*|\s*(?:[.·…]\s?){2,}|\s+)(?P<title>\D\S.*)"
)
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.．、](?!\d)|0\d(?=\s)|\d{1,2}(?:\.\d{1,2}){1,2}(?=\s)|[(（]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|第[一二三四五六七八九十\d]{1,3}[章节篇部编](?:分)?[:：、\s]|[(（]\d{1,2}[)）]|[●■◆★▶►◇□○▪•※·>*-]+)\s*"
)
_PAGE_ONLY = re.compile(r"\d{1,4}")
_LONGEST = 120
_FIRST_LINES = 600
_DROPPED = re.compile(r"[\s“”‘’\"'「」『』《》〈〉【】]+")
_DASHES = str.maketrans("—–―－‐‑−", "-------")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents page; `page` is None where it names none."""

    title: str
    page: int | None
    indent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The contents page: its entries, and the range of lines that it takes."""

    entries: tuple[Entry, ...]
    start: int
    end: int


def plain(title: str) -> str:
    """A title in the form in which contents page and text are compared.

    >>> plain("“AI 四小龙” 第一股来了？") == plain("3. AI四小龙第一股来了?")
    True
    """
    text = _NUMBERING.sub("", unicodedata.normalize("NFKC", title).strip())
    return _DROPPED.sub("", text).translate(_DASHES).strip(".-").casefold()


def unnumbered(title: str) -> str:
    """The title as written, without the number or bullet before it and 【】 around it.

    >>> unnumbered("一、产业环境"), unnumbered("【企业情报】")
    ('产业环境', '企业情报')
    """
    kept = _NUMBERING.sub("", title).strip()
    return kept[1:-1] if kept[:1] == "【" and kept.find("】") == len(kept) - 1 else kept


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """The contents page among the first lines, if there is one that can be made out."""
    for i, line in enumerate(lines[:_FIRST_LINES]):
        if len(line.text) <= 40 and _HEADING.fullmatch(re.sub(r"\s+", "", line.text)):
            found = (
                _with_pages(lines, i + 1)
                or _with_pages_below(lines, i + 1)
                or _without_pages(lines, i + 1)
            )
            if found:
                return Contents(entries=found[0], start=i, end=found[1])
    return _unannounced(lines)


def _entry(line: Line, pattern: re.Pattern[str]) -> Entry | None:
    if len(line.text) > _LONGEST:
        return None
    text = line.text.translate(_FULL_WIDTH)
    m = pattern.fullmatch(text)
    if m is None:
        return None
    title = line.text[m.start("title") : m.end("title")].strip(" \t\u3000")
    return Entry(title=title, page=int(m["page"]), indent=line.indent)


# One character for one, so that the title can be cut from the line as written.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．（）［］　：｜／", "0123456789.()[] :|/")
_Found = tuple[tuple[Entry, ...], int]


def _with_pages(lines: Sequence[Line], start: int) -> _Found | None:
    found = [_collect(lines, start, pattern) for pattern in (_ENTRY, _PAGE_FIRST)]
    best = max(found, key=lambda f: sum(1 for e in f[0] if e.page is not None))
    return best if sum(1 for e in best[0] if e.page is not None) >= 2 else None


def _collect(lines: Sequence[Line], start: int, pattern: re.Pattern[str]) -> _Found:
    """Entries from `start` on, until the text begins: a title comes again, or none comes any more."""
    entries: list[Entry] = []
    waiting: list[Entry] = []
    seen: set[str] = set()
    end = at = start
    while at < len(lines) and len(waiting) <= 4:
        line = lines[at]
        entry = _entry(line, pattern)
        if entry is None and (len(line.text) > _LONGEST or plain(line.text) in seen):
            break
        if entry is not None and line.text[-1] not in "。！？":
            entries += [*waiting, entry]
            waiting = []
            end = at + 1
            seen.update(plain(e.title) for e in entries[-5:])
        elif page_number(line.text) is None:
            waiting.append(Entry(title=line.text, page=None, indent=line.indent))
        at += 1
    return tuple(entries), end


def _with_pages_below(lines: Sequence[Line], start: int) -> _Found | None:
    """Titles with the page number on the line below, as the cells of a table come out."""
    entries: list[Entry] = []
    at, strangers = start, 0
    while at + 1 < len(lines) and strangers <= 2:
        title, below = lines[at], lines[at + 1].text
        if len(title.text) <= _LONGEST and _PAGE_ONLY.fullmatch(below):
            entries.append(Entry(title=title.text, page=int(below), indent=title.indent))
            at += 2
        elif entries:
            break
        else:
            at, strangers = at + 1, strangers + 1
    return (tuple(entries), at) if len(entries) >= 3 else None


def _without_pages(lines: Sequence[Line], start: int) -> _Found | None:
    """A list of titles without pages ends where its first one comes again."""
    entries: list[Entry] = []
    first: set[str] = set()
    for at in range(start, min(len(lines), start + _FIRST_LINES)):
        line = lines[at]
        if plain(line.text) in first and len(entries) >= 2:
            return tuple(entries), at
        if len(line.text) > _LONGEST or line.text[-1] in "。；":
            return None
        entries.append(Entry(title=line.text, page=None, indent=line.indent))
        if len(entries) <= 2:
            first.add(plain(line.text))
    return None


def _unannounced(lines: Sequence[Line]) -> Contents | None:
    """A contents page without its heading: entries with leaders, whose titles come again later."""
    start = next((i for i, n in enumerate(lines[:_FIRST_LINES]) if _is_led(n)), None)
    if start is None:
        return None
    entries, end = _collect(lines, start, _ENTRY)
    pages = [e.page for e in entries if e.page is not None]
    if len(pages) < 3 or any(a > b for a, b in pairwise(pages)):
        return None
    later = {plain(n.text) for n in lines[end:] if len(n.text) <= _LONGEST}
    again = sum(1 for e in entries if plain(e.title) in later)
    return Contents(entries=entries, start=start, end=end) if 2 * again >= len(entries) else None


def _is_led(line: Line) -> bool:
    if len(line.text) > _LONGEST:
        return False
    m = _ENTRY.fullmatch(line.text.translate(_FULL_WIDTH))
    return m is not None and bool(m["lead"].strip(" ") or "\t" in m["lead"])
