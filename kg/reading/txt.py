"""Plain text to lines."""

import re

from kg.reading.lines import IGNORED, Line, Lines, columns, stretches

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
        line = _line(text, m.start(), m.end(), after_blank=ends > 1, after_break=new_page)
        if line is not None:
            lines.append(line)
            ends, new_page = 0, False
    return Lines(lines=tuple(lines))


def _line(text: str, start: int, end: int, *, after_blank: bool, after_break: bool) -> Line | None:
    shown, pieces = _pieces(text, start, end)
    if not pieces:
        return None
    first = pieces[0][0]
    return Line(
        text=shown,
        pieces=pieces,
        indent=columns(text[start : min(first, start + 200)]) if first > start else 0,
        after_blank=after_blank,
        after_break=after_break,
    )


def _pieces(text: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What the line shows, and the stretches of the source that it is made of."""
    whole = text[start:end]
    if IGNORED.search(whole):
        pieces = strip(text, tuple(stretches(text, start, end)))
        return "".join(text[s : s + n] for s, n in pieces), pieces
    shown = whole.strip()
    if not shown:
        return "", ()
    return shown, ((start + len(whole) - len(whole.lstrip()), len(shown)),)


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
