"""The lines of a document with their place in the decoded source: what every reader gives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

IGNORED = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff]+")
"""Characters that show nothing and break up names."""

_WIDE = re.compile("[\u2e80-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, stripped.

    `pieces` are (source offset, length) of the stretches that make up `text`; `indent` counts columns;
    `after_blank` and `after_break` tell of a blank line and a form feed before it; `level` is the rank
    of a marked heading, 0 for none.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    indent: int = 0
    after_blank: bool = False
    after_break: bool = False
    level: int = 0

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What a reader makes of a text: its lines, and its title where the format names one."""

    lines: tuple[Line, ...]
    title: str = ""


def stretches(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """(start, length) of the parts of ``text[start:end]`` between ignored characters."""
    for m in IGNORED.finditer(text, start, end):
        if m.start() > start:
            yield start, m.start() - start
        start = m.end()
    if end > start:
        yield start, end - start


def columns(white: str) -> int:
    """How wide leading white space is, in columns of half-width characters."""
    return sum({"\t": 4, "\u3000": 2}.get(c, 1) for c in white)


def width(text: str) -> int:
    """How wide a text is, in columns: Chinese characters take two."""
    return len(text) + len(_WIDE.findall(text))
