"""Who is right where the network of names and the other finders differ."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.candidates import Candidate
from kg.extraction.learned.tags import LEARNED

# Finders whose word stands whatever the network says: given by the caller, or marked by the author himself.
FIRM = frozenset({"given", "title", "alias"})
# What the tagger guesses falls where the network, which saw the guess, sees nothing. Terms by grammar stand
# there: on articles of others that raised recall more than it cost precision.
GUESSING = frozenset({"ner"})
# Finders that know names of the world; a border of theirs is believed.
KNOWING = frozenset({"gazetteer"})
_LEARNED = frozenset(LEARNED)


def settle(
    others: Sequence[Candidate], found: Sequence[Candidate], doubtful: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates that go on: the network's, and of the others those that it does not speak against.

    A candidate of another finder stands where the network sees the same span, where its finder is firm, or
    where the network sees nothing and its finder does more than guess.

    Args:
        others: what lists, grammar and the tagger believe.
        found: what the network sees, in order, without overlaps.
        doubtful: ambiguous known names, believed where the network sees the same.

    >>> guess = Candidate(0, 4, "Technology", "ner")
    >>> settle([guess], [Candidate(0, 3, "Technology", "model")], [])
    [Candidate(start=0, end=3, type='Technology', finder='model', name='', confidence=0.8)]
    """
    at = _At(found)
    kept = [c for c in others if c.type not in _LEARNED or _stands(c, at)]
    same = {(c.start, c.end, c.type) for c in found}
    kept += [c for c in doubtful if (c.start, c.end, c.type) in same]
    return [*kept, *found]


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


def _stands(cand: Candidate, at: _At) -> bool:
    if cand.finder in FIRM:
        return True
    other = at.overlapping(cand)
    if other is None:
        return cand.finder not in GUESSING
    if (other.start, other.end) == (cand.start, cand.end):
        return cand.finder not in GUESSING or other.type == cand.type
    inside = other.start <= cand.start and cand.end <= other.end
    # What lies inside a longer name is wanted too: 网络安全 in a policy's title.
    return inside or cand.finder in KNOWING
