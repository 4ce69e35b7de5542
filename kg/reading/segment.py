"""Cutting the body of a digest into articles, and mending what the page layout broke."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Article, Block, Document, Run, Span
from kg.reading.contents import Contents, Entry, key_of

_PAGE_LINE = re.compile(
    r"^(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|（第?\d+页）|Page\s*\d+(?:\s*of\s*\d+)?)$",
    re.I,
)
_CLOSED = re.compile(r"[。！？!?…；;：:”’）)】》]$")
# A line at least this long without a closing mark is prose that a page break cut; a shorter one is a heading.
PROSE = 30
_HEADING_LIMIT = 40
# A heading with a comma in it is shorter still: longer lines with commas are cut prose.
_COMMA_LIMIT = 20


class Line(NamedTuple):
    """A line of the source with its offset."""

    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The lines of one article."""

    entry: Entry
    lines: tuple[Line, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of a text, form feeds counted as line ends, without their ends."""
    out: list[Line] = []
    at = 0
    for part in re.split(r"(\r\n|[\n\r\f\x0b\x85\u2028\u2029])", text):
        if part in {"\r\n", "\n", "\r", "\f", "\x0b", "\x85", "\u2028", "\u2029"}:
            at += len(part)
            continue
        out.append(Line(at, part))
        at += len(part)
    return out


def cut(lines: Sequence[Line], contents: Contents) -> tuple[list[Piece], list[str]]:
    """The articles that the contents page names, and a warning for each title that the body lacks."""
    places = _places(lines, contents)
    warnings = [
        f"the contents page names {e.title!r} (page {e.page}), but the text has no such title"
        for e in contents.entries
        if e not in {found for _, _, found in places} and not e.is_section
    ]
    pieces = []
    for n, (_, after, entry) in enumerate(places):
        stop = places[n + 1][0] if n + 1 < len(places) else len(lines)
        if not entry.is_section:
            pieces.append(Piece(entry=entry, lines=tuple(lines[after:stop])))
    return pieces, warnings


def _places(lines: Sequence[Line], contents: Contents) -> list[tuple[int, int, Entry]]:
    """Where each entry's title stands: first line, line behind it, entry. In reading order, titles in sequence."""
    keys = [key_of(line.text) if len(line.text) <= 120 else "" for line in lines]
    found: list[tuple[int, int, Entry]] = []
    at = contents.end_line
    for entry in contents.entries:
        spot = _find(keys, key_of(entry.title), at)
        if spot is not None:
            found.append((*spot, entry))
            at = spot[1]
    return found


def _find(keys: Sequence[str], key: str, start: int) -> tuple[int, int] | None:
    """The first line at or behind `start` that is the title, which may run over two lines."""
    for i in range(start, len(keys)):
        if not keys[i]:
            continue
        if keys[i] == key:
            return i, i + 1
        if key.startswith(keys[i]) and len(keys[i]) >= 4:
            j = next((j for j in range(i + 1, min(i + 3, len(keys))) if keys[j]), None)
            if j is not None and keys[i] + keys[j] == key:
                return i, j + 1
    return None


def running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """Short lines that recur on many pages: the running headers and footers of the layout."""
    counts: dict[str, int] = {}
    for line in lines:
        text = line.text.strip()
        if 2 <= len(text) <= 30 and not _CLOSED.search(text):
            counts[text] = counts.get(text, 0) + 1
    return frozenset(t for t, n in counts.items() if n >= 5)


def make_article(
    document: Document, ordinal: int, piece: Piece, heads: frozenset[str], *, published: str | None
) -> Article:
    """An article with its blocks joined, its headings apart, and runs that lead back to the source."""
    builder = _Builder()
    for kind, parts in _blocks(piece.lines, heads):
        builder.add(kind, parts)
    entry = piece.entry
    return Article(
        document=document,
        ordinal=ordinal,
        section=entry.section,
        title=entry.title,
        text="".join(builder.text),
        page=entry.page or None,
        published=published,
        blocks=tuple(builder.blocks),
        runs=tuple(builder.runs),
    )


def _blocks(lines: Sequence[Line], heads: frozenset[str]) -> Iterator[tuple[str, list[Line]]]:
    """Paragraphs (their lines to be joined) and headings, layout lines left out."""
    kept = [_trimmed(line) for line in lines]
    kept = [
        line
        for line in kept
        if line.text and not _PAGE_LINE.match(line.text) and line.text not in heads
    ]
    open_lines: list[Line] = []
    for n, line in enumerate(kept):
        if open_lines:
            open_lines.append(line)
        elif _is_heading(kept, n):
            yield "heading", [line]
            continue
        else:
            open_lines = [line]
        if _is_closed(open_lines, kept, n):
            yield "paragraph", open_lines
            open_lines = []
    if open_lines:
        yield "paragraph", open_lines


def _trimmed(line: Line) -> Line:
    text = line.text.strip(" \t\u3000\u00a0\ufeff")
    return Line(line.start + line.text.find(text) if text else line.start, text)


def _is_heading(lines: Sequence[Line], n: int) -> bool:
    """A short line without a closing mark, with prose behind it, that does not go on in the next line."""
    text = lines[n].text
    if len(text) > _HEADING_LIMIT or re.search(r"[。！；;，,、]$", text):
        return False
    if len(text) > _COMMA_LIMIT and re.search(r"[，,]", text):
        return False
    if text.count("“") != text.count("”") or text.count("（") != text.count("）"):
        return False
    if _CLOSED.search(text) and not re.search(r"[？?！!：:”）)》]$", text):
        return False
    if re.search(r"[：:]$", text) and len(text) > 12:
        return False
    if "。" in text:
        return False
    return n + 1 < len(lines)


def _is_closed(open_lines: Sequence[Line], lines: Sequence[Line], n: int) -> bool:
    """Whether the paragraph ends here: a closing mark, or nothing that could go on."""
    text = lines[n].text
    if n + 1 >= len(lines):
        return True
    total = sum(len(line.text) for line in open_lines)
    if re.search(r"[。！？!?…]$", text):
        return True
    if re.search(r"[”’）)】》：:；;]$", text) and total >= 4:
        return not _goes_on(lines[n + 1].text)
    return total < PROSE and len(open_lines) == 1 and not _goes_on(lines[n + 1].text)


def _goes_on(text: str) -> bool:
    """Whether a line begins in mid-sentence."""
    return re.match(r"[，。、；：！？）》”’]", text) is not None


class _Builder:
    """Collects the text of an article with its blocks and runs."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.size = 0
        self.blocks: list[Block] = []
        self.runs: list[Run] = []

    def add(self, kind: str, lines: Sequence[Line]) -> None:
        if self.size:
            self.text.append("\n")
            self.size += 1
        start = self.size
        for line in lines:
            gap = self._gap(line.text) if self.size > start else ""
            self.text += [gap, line.text]
            self.size += len(gap)
            self.runs.append(Run(start=self.size, source=line.start, length=len(line.text)))
            self.size += len(line.text)
        span = Span(start=start, end=self.size)
        self.blocks.append(Block(kind="heading" if kind == "heading" else "paragraph", span=span))

    def _gap(self, text: str) -> str:
        """A space between two Latin words that a line end parted; nothing between Chinese characters."""
        last = self.text[-1][-1:]
        both = last.isascii() and last.isalpha() and text[:1].isascii() and text[:1].isalpha()
        return " " if both else ""
