"""Cutting a long course of things into portions that are worked on together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

TOGETHER = 20_000
"""So many characters are read at once. A network reads sentences of equal length together, and several articles have more of
them than one; with twice as many a digest was read 3 % faster, and what is being read stands in memory."""


def portions(
    things: Iterable[T], size: Callable[[T], int], enough: int = TOGETHER
) -> Iterator[list[T]]:
    """The things in their order, so many at a time that their sizes come to `enough` or little more.

    Args:
        things: read one by one, no further than the portion that is given out.
        size: of one of them; above nothing, or a course of empty things is never cut.
        enough: from which sum of sizes on a portion is full; one thing alone may be larger.

    >>> list(portions(["京东方", "华为", "云从科技", "紫光"], len, 5))
    [['京东方', '华为'], ['云从科技', '紫光']]
    """
    portion: list[T] = []
    total = 0
    for thing in things:
        portion.append(thing)
        total += size(thing)
        if total >= enough:
            yield portion
            portion, total = [], 0
    if portion:
        yield portion
