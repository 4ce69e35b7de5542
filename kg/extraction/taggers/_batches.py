"""Batches of sequences of nearly equal length: for small recurrent networks padding costs more than many calls."""

from collections.abc import Iterator, Sequence

MOST = 16
# How much longer a batch may be than what is in it. Measured: one by one pays for each call, a tenth of padding is cheaper.
PADDED = 1.1


def even_batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where batches begin and end.

    Args:
        lengths: of the sequences, the shortest first.

    >>> list(even_batches([10, 10, 11, 40]))
    [(0, 3), (3, 4)]
    """
    start = total = 0
    for at, length in enumerate(lengths):
        whole = total + length
        if at > start and (at - start == MOST or length * (at - start + 1) > PADDED * whole):
            yield start, at
            start, whole = at, length
        total = whole
    if start < len(lengths):
        yield start, len(lengths)
