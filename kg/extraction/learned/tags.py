"""Names as tags of characters: B opens a name, I goes on with it, O is outside."""

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
SIZE = 1 + 2 * len(LEARNED)
OUTSIDE = 0
_NUMBER = {kind: 1 + 2 * i for i, kind in enumerate(LEARNED)}


@cache
def kinship() -> "NDArray[np.float32]":
    """A square table over `LEARNED`: 1 where two types are of one family, as each is with itself, else 0.

    It is made once: whoever writes to it writes to that of all.

    >>> int(kinship()[LEARNED.index("Fund")].sum())
    6
    """
    import numpy as np

    table = np.zeros((len(LEARNED), len(LEARNED)), dtype=np.float32)
    for family in FAMILIES:
        rows = [LEARNED.index(kind) for kind in family]
        table[np.ix_(rows, rows)] = 1.0
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


def forbidden() -> list[tuple[int, int]]:
    """Pairs of tags that cannot follow each other; the tag SIZE stands for the start."""
    inside = range(2, SIZE, 2)
    return [(a, b) for a in range(SIZE + 1) for b in inside if a not in {b, b - 1}]
