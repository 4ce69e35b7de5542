"""Names as tags of characters: B opens a name, I goes on with it, O is outside."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.learned.features import TYPES

# Places and media stand everywhere and are wanted only where a statement is about them: lists know them.
LEARNED: tuple[str, ...] = tuple(t for t in TYPES if t not in {"Place", "Media"})
SIZE = 1 + 2 * len(LEARNED)
OUTSIDE = 0
_NUMBER = {kind: 1 + 2 * i for i, kind in enumerate(LEARNED)}


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
