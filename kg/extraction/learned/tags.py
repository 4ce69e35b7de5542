"""Names as tags of characters: B opens a name, I goes on with it, O is outside. A state is a tag whose type does not count."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extraction.learned.features import TYPES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Places and media stand everywhere and are wanted only where a statement is about them: lists know them.
LEARNED: tuple[str, ...] = tuple(t for t in TYPES if t not in {"Place", "Media"})
# Types that the same words may have: whether they are a name at all does not hang on which.
FAMILIES = (
    ("Technology", "Product", "Industry", "Facility", "Event"),
    ("Company", "Fund", "GovernmentBody", "ResearchInstitution", "Association", "Organization"),
    ("Policy", "Report"),
    ("Person",),
)
FAMILY = {kind: n for n, kinds in enumerate(FAMILIES) for kind in kinds}
"""The number of the family that a type is of."""
SIZE = 1 + 2 * len(LEARNED)
STATES = 1 + 2 * len(FAMILIES)
"""Of a character, where types do not count: outside, or the first of a family's name (odd) or in one (even)."""
OUTSIDE = 0
_NUMBER = {kind: 1 + 2 * i for i, kind in enumerate(LEARNED)}


@cache
def members() -> "NDArray[np.float32]":
    """Which types are of which family: a row a family, a column a type of `LEARNED`, 1 or 0.

    It is made once: whoever writes to it writes to that of all.

    >>> members().sum(axis=1).tolist()
    [5.0, 6.0, 2.0, 1.0]
    """
    import numpy as np

    table = np.zeros((len(FAMILIES), len(LEARNED)), dtype=np.float32)
    for row, family in enumerate(FAMILIES):
        table[row, [LEARNED.index(kind) for kind in family]] = 1.0
    return table


def encode(size: int, spans: Iterable[tuple[int, int, str]]) -> list[int]:
    """The tags of `size` characters with names at `spans` (start, end, type), which do not overlap.

    >>> encode(4, [(1, 3, "Company")])
    [0, 1, 2, 0]
    """
    tags = [OUTSIDE] * size
    for start, end, kind in spans:
        if kind in _NUMBER:
            tags[start] = _NUMBER[kind]
            tags[start + 1 : end] = [_NUMBER[kind] + 1] * (end - start - 1)
    return tags


def decode(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The names that tags spell.

    >>> list(decode([0, 1, 2, 0]))
    [(1, 3, 'Company')]
    """
    start, kind = 0, 0
    for at, tag in enumerate([*tags, OUTSIDE]):
        goes_on = kind and tag == kind + 1
        if kind and not goes_on:
            yield start, at, LEARNED[(kind - 1) // 2]
            kind = 0
        if tag != OUTSIDE and not goes_on:
            # An I without its B opens a name too.
            start, kind = at, tag if tag % 2 else tag - 1


def state_of(tag: int) -> int:
    """The state of a tag.

    >>> state_of(OUTSIDE), [state_of(tag) for tag in encode(2, [(0, 2, "Person")])]
    (0, [7, 8])
    """
    if tag == OUTSIDE:
        return OUTSIDE
    kind = LEARNED[(tag - 1) // 2]
    return 2 * FAMILY[kind] + (1 if tag % 2 else 2)


def forbidden() -> list[tuple[int, int]]:
    """Pairs of states that cannot follow each other; the state STATES stands for the start."""
    inside = range(2, STATES, 2)
    return [(a, b) for a in range(STATES + 1) for b in inside if a not in {b, b - 1}]
