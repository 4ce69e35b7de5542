"""Markdown to lines: headings keep their rank, marks of emphasis and links fall away."""

import re
from dataclasses import replace

from kg.reading.lines import Line, Lines
from kg.reading.txt import read_txt, strip

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+|(#{1,6})(?=[^\s#\d])")
_CLOSING = re.compile(r"[ \t]+#+$")
_RULE = re.compile(r"[-*_=](?:\s*[-*_=]){2,}")
_MARKS = re.compile(
    r"(?P<image>!\[[^\[\]]{0,200}\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\))"
    r"|\[(?P<link>[^\[\]]{1,300})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)"
    r"|(?P<mark>\*{1,3}|(?<![A-Za-z0-9_])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![A-Za-z0-9_])|`+|~~)"
)
_QUOTE = re.compile(r"(?:>[ \t]?)+")


def read_markdown(text: str) -> Lines:
    """The lines of a Markdown text; a document with one heading of the first rank has it as title."""
    lines = [_plain_line(text, line) for line in read_txt(text).lines]
    kept = tuple(line for line in lines if line is not None)
    first = [line.text for line in kept if line.level == 1]
    return Lines(lines=kept, title=first[0] if len(first) == 1 else "")


def _plain_line(text: str, line: Line) -> Line | None:
    if _RULE.fullmatch(line.text):
        return None
    heading = _HEADING.match(line.text)
    opening = heading or _QUOTE.match(line.text)
    closing = _CLOSING.search(line.text) if heading else None
    keep = _kept(line.text, opening.end() if opening else 0, closing.start() if closing else None)
    pieces = strip(text, tuple(_in_source(line, keep)))
    if not pieces:
        return None
    level = len(heading[1] or heading[2]) if heading else 0
    return replace(
        line, text="".join(text[s : s + n] for s, n in pieces), pieces=pieces, level=level
    )


def _kept(text: str, start: int, end: int | None) -> list[tuple[int, int]]:
    """The ranges of a line that stay when its marks fall away."""
    stop = len(text) if end is None else end
    ranges, at = [], start
    for m in _MARKS.finditer(text, start, stop):
        ranges.append((at, m.start()))
        if m["link"]:
            ranges.append(m.span("link"))
        at = m.end()
    return [(a, b) for a, b in [*ranges, (at, stop)] if a < b]


def _in_source(line: Line, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of the line's text as pieces of the source."""
    found, begin = [], 0
    for source, length in line.pieces:
        for a, b in ranges:
            low, high = max(a, begin), min(b, begin + length)
            if low < high:
                found.append((source + low - begin, high - low))
        begin += length
    return sorted(found)
