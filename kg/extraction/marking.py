"""Mention-marked text: a sentence in which every mention and every value is one character.

Patterns are ordinary regular expressions over this text. A mention becomes a private-use character that
tells its type, so ``[砺芯/Company]获[禾穗资本/Fund]投资`` is four words long whatever the names are. Quotation
marks and white space are left out, but where one quotation follows the other, 《甲》《乙》, a 、 stands for what
parts them; bracketed asides are left out too, unless a pattern asks for them.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.expressions import expression
from ontology.vocabulary import vocabulary

_BASE, _ZERO_BASE, _VALUE_BASE, _EARLIER_BASE = 0xE000, 0xE040, 0xE080, 0xE0C0
_TYPES: tuple[str, ...] = tuple(vocabulary().entity_types)
TYPE_CHAR: dict[str, str] = {t: chr(_BASE + i) for i, t in enumerate(_TYPES)}
ZERO_CHAR: dict[str, str] = {t: chr(_ZERO_BASE + i) for i, t in enumerate(_TYPES)}
VALUE_CHAR: dict[str, str] = {
    kind: chr(_VALUE_BASE + i) for i, kind in enumerate(("money", "percent", "count", "date"))
}
# What was named in a sentence before, put before the sentence for the network of relations; a bar stands behind.
EARLIER_CHAR: dict[str, str] = {
    t: chr(_EARLIER_BASE + i) for i, t in enumerate(_TYPES) if t not in {"Place", "Media"}
}
BAR = "\ue0fe"
CHAR_TYPE: dict[str, str] = {c: t for t, c in TYPE_CHAR.items()} | {
    c: t for t, c in ZERO_CHAR.items()
}
SIGN_TYPE: dict[str, str] = CHAR_TYPE | {c: t for t, c in EARLIER_CHAR.items()}
AGENTS = ("Company", "Fund", "GovernmentBody", "ResearchInstitution", "Association", "Organization")
# Characters that a gap inside a clause may not step over: another possible subject or object.
BARRIER_TYPES = (*AGENTS, "Person", "Policy", "Report")

_DROP = frozenset(" \t\u3000\u00a0《》“”\"'‘’「」『』")
# Patterns know the full-width stops only.
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_KEPT = expression(rf"[^{re.escape(''.join(sorted(_DROP)))}]+|[”’》」』]")
_OPENS_AGAIN = {"”": "“", "’": "‘", "》": "《", "」": "「", "』": "『"}
_BLANK = expression(r"\s*")
_HALF = expression(rf"[{re.escape(''.join(_WIDE))}]")
_ASIDE = expression(r"[（(][^（）()]{0,80}[）)]")


class Atom(NamedTuple):
    """A mention or a value on its way into the marked text; `keys` are entity keys."""

    start: int
    end: int
    char: str
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Marked:
    """Marked text with, for each of its characters, the range it stands for in the article.

    `keys` are the ids of the entities at a mention; `earlier` says how those were named that stand before the sentence.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"
    keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    atoms: dict[int, Atom] = field(default_factory=dict)
    earlier: dict[int, str] = field(default_factory=dict)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The article range that the marked characters `start` to `end` stand for."""
        if end <= start:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.ends[end - 1]


def mark(text: str, start: int, end: int, atoms: Iterable[Atom], *, asides: bool = False) -> Marked:
    """The marked form of ``text[start:end]``; `atoms` are sorted, free of overlaps, inside the range."""
    atoms = list(atoms)
    hidden = () if asides else _hidden(text, start, end, atoms)
    out: list[str] = []
    # A list of numbers takes five times the room, and a sentence may be as long as a file.
    starts, ends = array("q"), array("q")
    made = Marked("", starts, ends)
    at = start
    for atom in atoms:
        _plain(text, at, atom.start, hidden, out, starts, ends)
        at = max(at, atom.end)
        if any(a <= atom.start and atom.end <= b for a, b in hidden):
            continue
        if atom.keys:
            made.keys[len(starts)] = atom.keys
        made.atoms[len(starts)] = atom
        out.append(atom.char)
        starts.append(atom.start)
        ends.append(atom.end)
    _plain(text, at, end, hidden, out, starts, ends)
    made.text = "".join(out)
    return made


def _hidden(text: str, start: int, end: int, atoms: Sequence[Atom]) -> tuple[tuple[int, int], ...]:
    """Bracketed asides that are not part of a mention."""
    if "（" not in text[start:end] and "(" not in text[start:end]:
        return ()
    found = []
    for m in _ASIDE.finditer(text, start, end):
        if not any(a.start < m.end() and m.start() < a.end and not _within(a, m) for a in atoms):
            found.append((m.start(), m.end()))
    return tuple(found)


def _within(atom: Atom, aside: re.Match[str]) -> bool:
    return aside.start() < atom.start and atom.end < aside.end()


def _plain(
    text: str,
    start: int,
    end: int,
    hidden: Sequence[tuple[int, int]],
    out: list[str],
    starts: "array[int]",
    ends: "array[int]",
) -> None:
    """Put the plain characters of a range into the lists, run by run."""
    for a, b in _shown(start, end, hidden) if hidden else ((start, end),):
        for run in _KEPT.finditer(text, a, b):
            first, last = run.span()
            if text[first] in _OPENS_AGAIN:
                if not _goes_on(text, first, hidden):
                    continue
                out.append("、")
            elif _HALF.search(text, first, last) is None:
                out.append(run.group())
            else:
                out.append(_widened(text, first, last))
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))


def _goes_on(text: str, closing: int, hidden: Sequence[tuple[int, int]]) -> bool:
    """Whether a quotation of the same kind opens behind the one that closes here: 《甲》（试行）《乙》."""
    at = _end_of_blank(text, closing + 1)
    # The hidden ranges are in order, and a sentence may have thousands.
    k = bisect_left(hidden, (at, 0))
    while k < len(hidden) and hidden[k][0] == at:
        at = _end_of_blank(text, hidden[k][1])
        k += 1
    return text[at : at + 1] == _OPENS_AGAIN[text[closing]]


def _end_of_blank(text: str, at: int) -> int:
    m = _BLANK.match(text, at)
    return m.end() if m else at


def _shown(start: int, end: int, hidden: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a range without the hidden ranges, which are in order."""
    for a, b in hidden:
        if a >= end:
            break
        if b > start:
            yield start, a
            start = b
    yield start, end


def _widened(text: str, start: int, end: int) -> str:
    return "".join(_stop(text, i) for i in range(start, end))


def _stop(text: str, i: int) -> str:
    """The character at `i`; a half-width stop between Chinese words as its full-width form."""
    wide = _WIDE.get(text[i])
    if wide is None:
        return text[i]
    digits = text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
    return text[i] if digits else wide


def char_class(types: Iterable[str], *, zero: bool = False) -> str:
    """The inside of a character class for mentions of the types, with or without unsaid subjects."""
    chars = "".join(TYPE_CHAR[t] for t in types)
    return chars + ("".join(ZERO_CHAR[t] for t in types) if zero else "")
