"""Plain text to lines."""

import re
from dataclasses import replace

from kg.reading.lines import Line, Lines, columns, stretches

_LINE = re.compile(
    "[^\n\r\x0b\x0c\x85\u2028\u2029\x1c-\x1e]+|\r\n?|[\n\x0b\x0c\x85\u2028\u2029\x1c-\x1e]"
)
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e")


def read_txt(text: str) -> Lines:
    r"""The lines of a plain text; a form feed begins a page.

    >>> [line.text for line in read_txt("目录\n\n  产业环境 3\n").lines]
    ['目录', '产业环境 3']
    """
    lines: list[Line] = []
    ends, new_page = 0, False
    for m in _LINE.finditer(text):
        if text[m.start()] in _BREAKS:
            ends += 1
            new_page = new_page or m[0] == "\x0c"
            continue
        line = _line(text, m.start(), m.end())
        if line is not None:
            lines.append(replace(line, after_blank=ends > 1, after_break=new_page))
            ends, new_page = 0, False
    return Lines(lines=tuple(lines))


def _line(text: str, start: int, end: int) -> Line | None:
    pieces = tuple(stretches(text, start, end))
    pieces = strip(text, pieces)
    if not pieces:
        return None
    return Line(
        text="".join(text[s : s + n] for s, n in pieces),
        pieces=pieces,
        indent=columns(text[start : min(pieces[0][0], start + 200)]),
    )


def strip(text: str, pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The pieces without white space at either end."""
    kept = list(pieces)
    while kept:
        at, length = kept[0]
        piece = text[at : at + length]
        lead = length - len(piece.lstrip())
        if lead == length:
            kept.pop(0)
            continue
        kept[0] = (at + lead, length - lead)
        break
    while kept:
        at, length = kept[-1]
        tail = len(text[at : at + length].rstrip())
        if not tail:
            kept.pop()
            continue
        kept[-1] = (at, tail)
        break
    return tuple(kept)
