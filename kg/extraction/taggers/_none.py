"""The tagger that finds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.taggers._tags import Tag


@dataclass(frozen=True, slots=True)
class NoTagger:
    """Stands in where no tagger is wanted."""

    @property
    def name(self) -> str:
        """Always "none"."""
        return "none"

    def tag(self, sentences: Sequence[str]) -> list[tuple[Tag, ...]]:
        """No tags for any sentence."""
        return [() for _ in sentences]
