"""The value a tagger gives, and the promise a tagger keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A half-open range of characters of a sentence with the label the tagger gave it."""

    start: int
    end: int
    label: str

    def of(self, sentence: str) -> str:
        """The characters of `sentence` that the tag covers.

        >>> Tag(2, 5, "company").of("采访京东方的人")
        '京东方'
        """
        return sentence[self.start : self.end]


class Tagger(Protocol):
    """Finds names in sentences; the answer depends on nothing but the sentence."""

    @property
    def name(self) -> str:
        """The name under which `load_tagger` knows it."""
        ...

    def tag(self, sentences: Sequence[str]) -> list[tuple[Tag, ...]]:
        """The tags of each sentence, in order of place, none overlapping."""
        ...
