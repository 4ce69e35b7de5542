"""What the network of names sees of a text: for every character a few small numbers.

The character, the pair that it forms with the next, the word it stands in and its part of speech, and what the
finders of the pipeline believe there, a channel for each family of finders.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extraction.candidates import Candidate
from kg.extraction.words import Token
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

TYPES: tuple[str, ...] = tuple(vocabulary().entity_types)
BUCKETS = 1 << 14
"""Pairs of characters, and words, share so many rows of a table each, by a hash."""
CHANNELS = ("known", "grammar", "term", "tagger")
_CHANNEL = {
    "gazetteer": 0,
    "known-term": 0,
    "term": 2,
    "term-list": 2,
    "ner": 3,
}
_GRAMMAR = 1
INPUTS = ("char", "pair", "speech", "word", *CHANNELS)
CHANNEL_SIZE = 1 + 2 * len(TYPES)
UNKNOWN, PADDING = 1, 0
_LAST_CHAR = 0x10000


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphabet:
    """The characters and parts of speech that a network knows, numbered from 2."""

    characters: str
    tags: tuple[str, ...]

    def lookup(self) -> tuple["Ids", Mapping[str, int]]:
        """A table from code point to number, and one from tag to number."""
        import numpy as np

        table = np.full(_LAST_CHAR, UNKNOWN, dtype=np.int64)
        for number, char in enumerate(self.characters, 2):
            table[ord(char)] = number
        return table, {tag: number for number, tag in enumerate(self.tags, 1)}


class FeatureMaker:
    """Turns text, words and candidates into rows of numbers."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._table, self._tags = alphabet.lookup()

    def rows(self, text: str, tokens: Sequence[Token], candidates: Iterable[Candidate]) -> "Ids":
        """One row each for characters, pairs, parts of speech, words and every channel, as long as the text.

        >>> maker = FeatureMaker(Alphabet(characters="京东方", tags=("nz",)))
        >>> maker.rows("京东方", [(0, 3, "nz")], []).shape
        (8, 3)
        """
        import numpy as np

        size = len(text)
        out = np.zeros((len(INPUTS), size), dtype=np.int64)
        if not size:
            return out
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        out[0] = self._table[np.minimum(codes, _LAST_CHAR - 1)]
        wide = codes.astype(np.int64)
        out[1, :-1] = (wide[:-1] * 31337 + wide[1:] * 17) % (BUCKETS - 1) + 1
        self._words(text, out[2], out[3], tokens)
        for channel, start, end, value in _painted(candidates):
            row = out[4 + channel]
            row[start] = value
            row[start + 1 : end] = value + 1
        return out

    def _words(self, text: str, speech: Any, word: Any, tokens: Sequence[Token]) -> None:
        import numpy as np

        if not tokens:
            return
        starts, ends, tags = zip(*tokens, strict=True)
        get = self._tags.get
        numbers = np.array([get(tag, 0) * 2 + 2 for tag in tags], dtype=np.int64)
        number_of = word_numbers(BUCKETS)
        told = [number_of[text[a:b]] for a, b, _ in tokens]
        lengths = np.array(ends, dtype=np.int64) - np.array(starts, dtype=np.int64)
        size = int(lengths.sum())
        speech[:size] = np.repeat(numbers, lengths)
        speech[np.array(starts, dtype=np.int64)] -= 1
        word[:size] = np.repeat(np.array(told, dtype=np.int64), lengths)


class _WordNumbers(dict[str, int]):
    """The rows of words in a table, remembered up to a bound."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, word: str) -> int:
        from zlib import crc32

        number = 1 + crc32(word.encode("utf-8", "surrogatepass")) % (self._rows - 1)
        if len(self) < _REMEMBERED:
            self[word] = number
        return number


_REMEMBERED = 1 << 16


@cache
def word_numbers(rows: int) -> Mapping[str, int]:
    """The row of every word in a table of so many rows, from 1 on, the same in every process.

    >>> word_numbers(1 << 13)["芯片"] == word_numbers(1 << 13)["芯片"] > 0
    True
    """
    return _WordNumbers(rows)


def speech_size(alphabet: Alphabet) -> int:
    """How many numbers a part of speech may get."""
    return 2 * len(alphabet.tags) + 3


def _painted(candidates: Iterable[Candidate]) -> list[tuple[int, int, int, int]]:
    """Channel, start, end and value of every candidate, longer ones last so that they cover shorter ones."""
    number = {kind: 1 + 2 * i for i, kind in enumerate(TYPES)}
    ordered = sorted(candidates, key=lambda c: (c.end - c.start, c.start, c.type))
    return [
        (_CHANNEL.get(c.finder, _GRAMMAR), c.start, c.end, number[c.type])
        for c in ordered
        if c.end > c.start
    ]
