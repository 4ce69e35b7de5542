"""Candidates: spans that some finder believes to name an entity, and the choice among overlapping ones."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.expressions import expression
from kg.model import Span

CONCEPTS = frozenset({"Technology", "Industry", "Product"})
"""Types whose names are common nouns: who coins one must be told by the words around."""

# Which finder is believed when two spans overlap: lower is believed more. Given names are marked by the
# caller, titles and bound aliases by the author himself; that a place acts as its government the sentence
# says; a gazetteer knows names of the world (中国人民银行 is no company for all its last word); a suffix
# grammar knows where a long official name ends; a statistical tagger guesses; a term grammar guesses about
# common nouns.
TRUST: dict[str, int] = {
    "given": -1,
    "title": 0,
    "alias": 1,
    "person": 2,
    "acting": 2,
    "gazetteer": 3,
    "suffix": 4,
    "policy": 4,
    "event": 4,
    "facility": 4,
    "known-term": 5,
    "repeat": 5,
    "model": 6,
    "ner": 6,
    "apposition": 6,
    "term-list": 7,
    "term": 8,
}
TERM_FINDERS = frozenset({"term", "term-list"})


class Candidate(NamedTuple):
    """A span with the type it seems to have; `name` is the canonical name when a finder knows it."""

    start: int
    end: int
    type: str
    finder: str
    name: str = ""
    confidence: float = 0.8

    @property
    def span(self) -> Span:
        """The span as a value."""
        return Span(start=self.start, end=self.end)


def choose(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that stand, sorted and without overlaps, and those that lost.

    A longer span wins against a shorter one that it covers unless the shorter comes from a finder that is
    believed much more (a given name; a title or an alias bound by the author); equal spans go to the more trusted finder.

    >>> a = Candidate(0, 2, "Company", "gazetteer")
    >>> b = Candidate(0, 4, "Company", "suffix")
    >>> choose([a, b])[0] == [b]
    True
    """
    ordered = sorted(candidates, key=_rank)
    taken: list[Candidate] = []
    lost: list[Candidate] = []
    starts = _Occupied()
    for cand in ordered:
        if starts.claim(cand.start, cand.end):
            taken.append(cand)
        else:
            lost.append(cand)
    return sorted(taken), lost


def _rank(cand: Candidate) -> tuple[int, int, int, int, str]:
    trust = TRUST.get(cand.finder, 9)
    strong = -1 if trust < 0 else 0 if trust <= 1 else 1
    return (strong, -(cand.end - cand.start), trust, cand.start, cand.type)


class _Occupied:
    """Which characters are taken: a set of positions, since spans are short."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def claim(self, start: int, end: int) -> bool:
        """Take the range if it is free."""
        cells = range(start, end)
        if self._taken.isdisjoint(cells):
            self._taken.update(cells)
            return True
        return False


def occurrences(text: str, surface: str) -> list[int]:
    """Start offsets of `surface` in `text`; a Latin name only where no letter or digit adjoins, nor one behind a hyphen.

    >>> occurrences("AMD与LAMDA", "AMD"), occurrences("RISC-V沿袭RISC，RISC-based不计", "RISC")
    ([0], [8, 13])
    """
    found = []
    at = text.find(surface)
    while at >= 0:
        if _free_standing(text, at, at + len(surface)):
            found.append(at)
        at = text.find(surface, at + len(surface))
    return found


_FEW = 1_000_000


def all_occurrences(text: str, surfaces: Iterable[str]) -> dict[str, list[int]]:
    """What ``occurrences`` says of each surface, in their order; linear in text and surfaces.

    >>> all_occurrences("砺芯投资禾穗，禾穗感谢砺芯", ["禾穗", "砺芯"])
    {'禾穗': [4, 7], '砺芯': [0, 11]}
    """
    wanted = list(dict.fromkeys(surfaces))
    if len(wanted) * len(text) <= _FEW:
        return {surface: occurrences(text, surface) for surface in wanted}
    from daachorse import CharwiseDoubleArrayAhoCorasick

    found: dict[str, list[int]] = {surface: [] for surface in wanted}
    ends = dict.fromkeys(wanted, 0)
    for start, end, i in CharwiseDoubleArrayAhoCorasick(wanted).find_overlapping(text):
        surface = wanted[i]
        # A surface does not overlap itself.
        if start >= ends[surface]:
            ends[surface] = end
            if _free_standing(text, start, end):
                found[surface].append(start)
    return found


def _free_standing(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not (_latin(text[start]) and before and _latin(before))
    right = _latin(text[end - 1]) and ((after and _latin(after)) or _VERSION.match(text, end))
    return left and not right


# RISC-V is no RISC, GPT-4 no GPT.
_VERSION = expression(r"-(?:[A-Z]|\d[\d.]*)(?![A-Za-z])")


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def cover(candidates: Sequence[Candidate], start: int, end: int) -> bool:
    """Whether one of the candidates covers the range."""
    return any(c.start <= start and end <= c.end for c in candidates)
