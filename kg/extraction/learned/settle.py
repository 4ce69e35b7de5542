"""Who is right where the network of names and the other finders differ."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.extraction.boundaries.shared import FIRMS
from kg.extraction.candidates import Candidate
from kg.extraction.learned.names import Asked
from kg.extraction.learned.tags import FAMILY, LEARNED

# Finders whose word stands whatever the network says: given by the caller, or marked by the author himself.
FIRM = frozenset({"given", "title", "alias"})
# What the tagger guesses falls where the network, which saw the guess, sees nothing.
GUESSING = frozenset({"ner"})
# A new term by grammar alone stands unless the network gives its place no chance at all: of such terms six in seven
# were none.
COINING = frozenset({"term"})
# Finders that know names of the world; a border of theirs is believed.
KNOWING = frozenset({"gazetteer"})
# Finders that know words, and words are parts of the names of things.
_OF_PARTS = frozenset({"known-term", "term", "term-list"})
_LEARNED = frozenset(LEARNED)
# From which confidence on the network is believed, chosen on annotated articles and on passages held out: what is a
# term is a matter of taste, and a wrong one stands in wrong statements.
BELIEVED, BELIEVED_TERM = 0.4, 0.7
# From here on a term that stands in nobody's way goes on all the same, to stand or fall with what is stated of it.
FAINT = 0.4
# From here on the network is sure of a span that another finder asks about.
CLEAR = 0.9
# How sure the grammar is of a firm that it knows by a trade word behind a coined one (suffixes.yaml).
COINED = 0.6
_NOTHING: Mapping[Asked, float] = {}
_TERMS = frozenset({"Technology", "Product", "Industry", "Facility", "Event"})


def least(kind: str) -> float:
    """The confidence from which on the network's word for a name of this type is believed.

    >>> least("Company") < least("Technology")
    True
    """
    return BELIEVED_TERM if kind in _TERMS else BELIEVED


def settle(
    others: Sequence[Candidate],
    found: Sequence[Candidate],
    doubtful: Sequence[Candidate],
    seen: Mapping[Asked, float] = _NOTHING,
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that go on: the network's, and of the others those that it does not speak against; and the rest.

    A candidate of another finder stands where the network sees the same span, where its finder is firm, or
    where the network sees nothing and its finder does more than guess. A faint term of the network's goes on where
    nothing else stands.

    Args:
        others: what lists, grammar and the tagger believe.
        found: what the network sees, in order, without overlaps, unsure ones too.
        doubtful: ambiguous known names, believed where the network sees the same.
        seen: spans of a family (start, end, its number) that the network gives a chance, and how large a one.

    >>> guess = Candidate(0, 4, "Technology", "ner")
    >>> settle([guess], [Candidate(0, 3, "Technology", "model")], [])
    ([Candidate(start=0, end=3, type='Technology', finder='model', name='', confidence=0.8)], \
[Candidate(start=0, end=4, type='Technology', finder='ner', name='', confidence=0.8)])
    """
    sure = [c for c in found if c.confidence >= least(c.type)]
    at, glimpsed = _At(sure), _At(found)
    # Where firms that it sees clearly begin, by their ends; of two the shorter one.
    clear = {
        c.end: c.start
        for c in sorted(others)
        if c.type in FIRMS and seen.get(_span(c), 0.0) >= CLEAR
    }
    kept: list[Candidate] = []
    fallen: list[Candidate] = []
    for c in others:
        stands = c.type not in _LEARNED or (
            _stands(c, at, glimpsed, seen) and not _swallows(c, clear, seen)
        )
        (kept if stands else fallen).append(c)
    same = {(c.start, c.end, c.type) for c in sure}
    kept += [c for c in doubtful if (c.start, c.end, c.type) in same]
    kept = [_retyped(c, glimpsed) for c in kept]
    kept += sure
    kept += _beside(kept, [c for c in found if is_faint(c)])
    return kept, fallen


def _span(cand: Candidate) -> Asked:
    return Asked(cand.start, cand.end, FAMILY.get(cand.type, -1))


def _swallows(cand: Candidate, clear: Mapping[int, int], seen: Mapping[Asked, float]) -> bool:
    """Whether it is a firm that the network does not see at all, and the end of it one that it sees clearly: 晋升为兴业银行."""
    if (
        cand.type not in FIRMS
        or cand.finder in FIRM
        or cand.finder in KNOWING
        or _span(cand) in seen
    ):
        return False
    return clear.get(cand.end, -1) > cand.start


def _retyped(cand: Candidate, glimpsed: "_At") -> Candidate:
    """A term coined by grammar, as a product where the network takes the very span for a named one: 英伟达的Orin芯片."""
    if cand.finder not in COINING:
        return cand
    other = glimpsed.overlapping(cand)
    if other is None or (other.start, other.end) != (cand.start, cand.end):
        return cand
    return cand._replace(type="Product") if is_faint(other) and other.type == "Product" else cand


def _is_coined_firm(cand: Candidate) -> bool:
    """Whether only a trade word makes it a firm: 壁仞科技, and so 无源光网络."""
    return cand.finder == "suffix" and cand.type == "Company" and cand.confidence <= COINED


def is_faint(cand: Candidate) -> bool:
    """Whether only the network sees it, and not clearly.

    >>> [is_faint(Candidate(0, 3, kind, "model", confidence=0.6)) for kind in ("Technology", "Company")]
    [True, False]
    """
    return (
        cand.finder == "model" and cand.type in _TERMS and FAINT <= cand.confidence < BELIEVED_TERM
    )


def _beside(kept: Sequence[Candidate], faint: Sequence[Candidate]) -> list[Candidate]:
    """The faint ones that share no character with those kept, but for words of lists and grammar inside them."""
    if not faint:
        return []
    taken = {i: c for c in kept for i in range(c.start, c.end)}
    return [c for c in faint if all(_inside(taken.get(i), c) for i in range(c.start, c.end))]


def _inside(other: Candidate | None, cand: Candidate) -> bool:
    """Whether what stands at a character is nothing, or a word that is a part of the candidate: MCU in GD32H7系列MCU."""
    return other is None or (
        other.finder in _OF_PARTS
        and cand.start <= other.start
        and other.end <= cand.end
        and (cand.start, cand.end) != (other.start, other.end)
    )


class _At:
    """The network's names by place."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self._found = sorted(found)
        self._ends = [c.end for c in self._found]

    def overlapping(self, cand: Candidate) -> Candidate | None:
        """The first name that shares a character with the candidate."""
        i = bisect_left(self._ends, cand.start + 1)
        if i < len(self._found) and self._found[i].start < cand.end:
            return self._found[i]
        return None


def _stands(cand: Candidate, at: _At, glimpsed: _At, seen: Mapping[Asked, float]) -> bool:
    if cand.finder in FIRM:
        return True
    if cand.finder in COINING and glimpsed.overlapping(cand) is None and _span(cand) not in seen:
        return False
    other = at.overlapping(cand)
    if other is None:
        return cand.finder not in GUESSING
    if (other.start, other.end) == (cand.start, cand.end):
        if _is_coined_firm(cand) and FAMILY[other.type] != FAMILY[cand.type]:
            return other.confidence < CLEAR
        return cand.finder not in GUESSING or other.type == cand.type
    inside = other.start <= cand.start and cand.end <= other.end
    # What lies inside a longer name is wanted too: 网络安全 in a policy's title.
    return inside or cand.finder in KNOWING
