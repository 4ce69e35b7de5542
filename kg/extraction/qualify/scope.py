"""Where a match of a pattern stands in an article."""

from typing import NamedTuple

from kg.model import Span


class Scope(NamedTuple):
    """Where a match stands: its own range, its clause and its sentence, as article offsets."""

    start: int
    end: int
    trigger: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int


def distance(span: Span, at: int) -> int:
    """How many characters a span begins or ends from a place, whichever is nearer."""
    return min(abs(span.start - at), abs(span.end - at))
