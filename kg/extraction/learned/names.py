"""The network that finds and types names, run over the sentences of an article.

Character, word and candidate features -> bidirectional LSTM -> one score a tag -> best path. It sees what
every other finder believes, so it mostly decides whom to trust and where a name begins and ends.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extraction.candidates import Candidate
from kg.extraction.learned.features import INPUTS, PADDING, Alphabet, FeatureMaker
from kg.extraction.learned.tags import LEARNED, kinship
from kg.extraction.taggers._batches import even_batches
from kg.extraction.taggers._onnx_writer import SETTLED
from kg.extraction.taggers._session import open_session
from kg.extraction.taggers._viterbi import best_runs
from kg.extraction.taggers._windows import windows
from kg.extraction.words import Token
from kg.model import Sentence
from kg.portions import TOGETHER, portions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent.parent / "models" / "names.onnx"
FINDER = "model"
MARGIN = 5.0
"""Lead from which on a character is outside of every name: on 35,000 characters of passages held out 3 changed three
tags, 4 and more none."""
OUTSIDE = 0.6
"""What is taken off the score of "outside of every name": what is told wrongly is mostly given up where nothing is stated
of it. Chosen on passages held out and the tuned articles, together with the real sentences held out."""
LEAST = 0.1
"""Names less likely than this are left out; which of the others are believed says `kg.extraction.learned.settle`."""


class Pieces(NamedTuple):
    """What the network reads of an article: the features of its characters, and the places of its pieces."""

    rows: "NDArray[np.int64]"
    places: tuple[tuple[int, int], ...]


class _Piece(NamedTuple):
    """A part of a sentence that is read at once: number of the article, start and end."""

    text: int
    start: int
    end: int


class NameReader:
    """Reads the names of articles' sentences: each the same whatever stands beside it (ADR 17)."""

    def __init__(self, session: Any) -> None:
        import numpy as np

        told = session.get_modelmeta().custom_metadata_map
        alphabet = Alphabet(
            characters=json.loads(told["characters"]), tags=tuple(json.loads(told["tags"]))
        )
        self._session = session
        self._maker = FeatureMaker(alphabet)
        self._transitions = np.array(json.loads(told["transitions"]), dtype=np.float32)

    @classmethod
    def load(cls, path: Path = MODEL, *, threads: int = 1) -> "NameReader":
        """The network from a file, to run on `threads` cores."""
        return cls(open_session(path, threads))

    def pieces_of(
        self,
        text: str,
        sentences: Sequence[Sentence],
        tokens: Sequence[Token],
        candidates: Sequence[Candidate],
    ) -> Pieces:
        """What the network is to read of an article.

        Args:
            text: the article's text.
            sentences: where to look.
            tokens: the words of the text.
            candidates: what the other finders believe.
        """
        pieces = (
            (s.span.start + offset, s.span.start + offset + len(piece))
            for s in sentences
            for offset, piece in windows(s.text)
        )
        places = tuple((a, b) for a, b in pieces if a < b)
        return Pieces(self._maker.rows(text, tokens, candidates), places)

    def read(self, texts: Sequence[Pieces]) -> list[list[Candidate]]:
        """The names that the network sees in each of several articles, in order of place, none overlapping."""
        found: list[list[Candidate]] = [[] for _ in texts]
        pieces = [_Piece(n, a, b) for n, text in enumerate(texts) for a, b in text.places]
        # A few articles are decoded together; of an endless one the scores would not fit into memory.
        for some in portions(pieces, lambda p: p.end - p.start, 4 * TOGETHER):
            for n, name in self._names([text.rows for text in texts], some):
                found[n].append(name)
        return [sorted(names) for names in found]

    def _names(
        self, rows: Sequence["NDArray[np.int64]"], pieces: Sequence["_Piece"]
    ) -> Iterator[tuple[int, Candidate]]:
        """The names in pieces of articles, each with the number of its article."""
        import numpy as np

        sizes = np.array([p.end - p.start for p in pieces])
        scores = self._scores([(rows[p.text], p.start, p.end) for p in pieces])
        scores[:, 0] -= OUTSIDE
        opens = np.zeros(len(scores), dtype=bool)
        opens[np.cumsum(sizes) - sizes] = True
        parts = [
            (n, slice(int(sizes[:first].sum()), int(sizes[:last].sum())))
            for n, first, last in _by_text(pieces)
        ]
        # An article at a time: a product of larger tables would be shared out among threads.
        whole = np.concatenate([pooled(scores[part]) for _, part in parts])
        path = best_runs(whole, opens, self._transitions, MARGIN)
        places = np.concatenate([np.arange(p.start, p.end) for p in pieces])
        for n, part in parts:
            at = places[part]
            for a, b, kind, share in spelled(scores[part], path[part], opens[part]):
                if (sure := round(share, 2)) >= LEAST:
                    start, end = int(at[a]), int(at[b - 1]) + 1
                    yield n, Candidate(start, end, kind, FINDER, "", sure)

    def _scores(
        self, pieces: Sequence[tuple["NDArray[np.int64]", int, int]]
    ) -> "NDArray[np.float32]":
        """The scores (character, tag) of pieces, each of them rows of features with a start and an end, one behind the other."""
        import numpy as np

        sizes = [b - a for _, a, b in pieces]
        starts = [0, *accumulate(sizes)]
        out = np.empty((sum(sizes), len(self._transitions) - 1), dtype=np.float32)
        order = sorted(range(len(pieces)), key=sizes.__getitem__)
        for first, last in _batches([sizes[k] for k in order]):
            chosen = order[first:last]
            lengths = np.array([sizes[k] for k in chosen], dtype=np.int32)
            ids = np.full((len(INPUTS), int(lengths[-1]), len(chosen)), PADDING, dtype=np.int64)
            for n, k in enumerate(chosen):
                rows, a, b = pieces[k]
                ids[:, : b - a, n] = rows[:, a:b]
            (scores,) = self._session.run(
                ["scores"], dict(zip(INPUTS, ids, strict=True), lengths=lengths)
            )
            for n, k in enumerate(chosen):
                out[starts[k] : starts[k] + sizes[k]] = scores[: sizes[k], n]
        return out


def _by_text(pieces: Sequence[_Piece]) -> Iterator[tuple[int, int, int]]:
    """The runs of pieces of one article each: number of the article, first piece and the one behind the last."""
    first = 0
    for n, run in groupby(pieces, key=lambda p: p.text):
        last = first + sum(1 for _ in run)
        yield n, first, last
        first = last


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where batches begin and end: each of the shortest pieces is read alone, before the scale of its numbers has settled.

    >>> list(_batches([3, 5, 12, 12]))
    [(0, 1), (1, 2), (2, 4)]
    """
    short = bisect_left(lengths, SETTLED)
    yield from ((n, n + 1) for n in range(short))
    yield from ((short + a, short + b) for a, b in even_batches(lengths[short:]))


def pooled(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Scores in which each tag has those of its family together (see `kg.extraction.learned.tags.FAMILIES`).

    Whether a name stands somewhere, and where it ends, is decided before its type: 光刻机 that may be a technology or a
    product alike is a name all the same.

    Args:
        scores: (character, tag), logarithms of odds.

    Returns:
        A new table of that shape. "Outside of every name" keeps its score, and so do all tags where it leads by far.

    >>> import numpy as np
    >>> 技术, 产品 = (1 + 2 * LEARNED.index(t) for t in ("Technology", "Product"))
    >>> 光刻机 = np.full((1, 1 + 2 * len(LEARNED)), -9, dtype=np.float32)
    >>> 光刻机[0, [0, 技术, 产品]] = 1.0, 0.6, 0.6
    >>> [round(float(pooled(光刻机)[0, tag]), 1) for tag in (0, 技术, 产品)]
    [1.0, 1.3, 1.3]
    """
    import numpy as np

    out = scores.copy()
    # Elsewhere no name can be: a family's tags together are worth the best of them and no more than log 6.
    near = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(axis=1) <= MARGIN + 2)
    part = scores[near]
    top = part.max(axis=1, keepdims=True)
    odds, kin = np.exp(part - top), kinship()
    for first in (1, 2):
        out[near, first::2] = np.log(odds[:, first::2] @ kin) + top
    return out


def spelled(
    scores: "NDArray[np.float32]", path: "NDArray[np.intp]", opens: "NDArray[np.bool_]"
) -> Iterator[tuple[int, int, str, float]]:
    """What the tags of pieces that lie one behind the other spell: start, end, likeliest type and share of each name.

    Start and end are rows of `scores`, half-open, in their order. The share lies between 0 and 1: a name is as
    likely as the least sure of its characters is to be in a name of its family.

    Args:
        scores: (character, tag) as the network gives them, logarithms of odds.
        path: the tag of each character, of which the family alone is read.
        opens: whether a piece begins at a character.

    >>> import numpy as np
    >>> 技术, 产品 = (1 + 2 * LEARNED.index(t) for t in ("Technology", "Product"))
    >>> 光刻机 = np.full((3, 1 + 2 * len(LEARNED)), -9, dtype=np.float32)
    >>> 光刻机[0, [技术, 产品]] = 光刻机[1:, [技术 + 1, 产品 + 1]] = 0.6, 0.7
    >>> path, opens = np.array([技术, 技术 + 1, 技术 + 1]), np.array([True, False, False])
    >>> [(start, end, kind, round(share, 2)) for start, end, kind, share in spelled(光刻机, path, opens)]
    [(0, 3, 'Product', 1.0)]
    """
    import numpy as np

    told = np.flatnonzero(path)
    if not told.size:
        return
    tags = path[told]
    kinds, begins = (tags - 1) // 2, tags % 2 == 1
    starts = begins | opens[told]
    starts[1:] |= (np.diff(told) != 1) | (kinds[1:] != kinds[:-1])
    starts[0] = True
    first = np.flatnonzero(starts)
    ends = np.append(first[1:], told.size) - 1
    odds = np.exp(scores[told] - scores[told].max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    shares = np.where(begins[:, None], odds[:, 1::2], odds[:, 2::2])
    kin = kinship()
    sure = np.minimum.reduceat((shares @ kin)[np.arange(told.size), kinds], first)
    of_type = np.add.reduceat(np.log(shares + _TINY), first, axis=0)
    of_type[kin[kinds[first]] == 0] = -np.inf
    best = of_type.argmax(axis=1).tolist()
    for a, b, kind, share in zip(
        told[first].tolist(), told[ends].tolist(), best, sure.tolist(), strict=True
    ):
        yield a, b + 1, LEARNED[kind], share


_TINY = 1e-9


@cache
def load_names(threads: int = 1) -> NameReader | None:
    """The project's own network, read once in a process; None when it was not trained."""
    return NameReader.load(threads=threads) if MODEL.is_file() else None
