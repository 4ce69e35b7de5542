"""The network that finds and types names, run over the sentences of an article.

Character, word and candidate features -> bidirectional LSTM -> one score a tag -> best path of a linear chain. It sees what
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
from kg.extraction.learned.tags import FAMILY, LEARNED, SIZE, STATES, members
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
MARGIN = 4.0
"""Lead from which on a character is outside of every name: on 585,000 characters of passages held out 3.5 changes seven
states, 4 and more none."""
OUTSIDE = 0.6
"""What is taken off the score of "outside of every name": what is told wrongly is mostly given up where nothing is stated
of it. Chosen on passages held out and the tuned articles, together with the real sentences held out."""
TERM = 0.5
"""What each character of a term adds to the path beside its score: what is seen unsurely is asked for again where something is
stated of it. Chosen as `OUTSIDE` was."""
LEAST = 0.1
"""Names less likely than this are left out; which of the others are believed says `kg.extraction.learned.settle`."""
SEEN = 0.1
"""Spans of other finders that are less likely than this count as not seen at all."""


class Pieces(NamedTuple):
    """What the network reads of an article.

    Features of its characters, the places of its pieces, and what it is asked about: spans of a family, in order.
    """

    rows: "NDArray[np.int64]"
    places: tuple[tuple[int, int], ...]
    asked: tuple["Asked", ...] = ()


class Asked(NamedTuple):
    """A span of a text, and the number of the family that is asked about there."""

    start: int
    end: int
    family: int


class NamesRead(NamedTuple):
    """What the network sees in an article.

    Names in order of place, none overlapping; and how likely it finds the spans that it was asked about, from `SEEN` on.
    """

    names: list[Candidate]
    seen: dict[Asked, float]


class _Piece(NamedTuple):
    """A part of a sentence that is read at once: number of the article, start and end."""

    text: int
    start: int
    end: int


class NameReader:
    """Reads the names of articles' sentences: each the same whatever stands beside it (ADR 17).

    `maker` turns a text into what the network sees of it.
    """

    def __init__(self, session: Any) -> None:
        import numpy as np

        told = session.get_modelmeta().custom_metadata_map
        alphabet = Alphabet(
            characters=json.loads(told["characters"]), tags=tuple(json.loads(told["tags"]))
        )
        self._session = session
        self.maker = FeatureMaker(alphabet)
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
            candidates: what the other finders believe, and so it is asked about.
        """
        pieces = (
            (s.span.start + offset, s.span.start + offset + len(piece))
            for s in sentences
            for offset, piece in windows(s.text)
        )
        places = tuple((a, b) for a, b in pieces if a < b)
        asked = {Asked(c.start, c.end, FAMILY[c.type]) for c in candidates if c.type in FAMILY}
        return Pieces(self.maker.rows(text, tokens, candidates), places, tuple(sorted(asked)))

    def read(self, texts: Sequence[Pieces]) -> list[NamesRead]:
        """What the network sees in each of several articles."""
        found = [NamesRead([], {}) for _ in texts]
        pieces = [_Piece(n, a, b) for n, text in enumerate(texts) for a, b in text.places]
        # A few articles are decoded together; of an endless one the scores would not fit into memory.
        for some in portions(pieces, lambda p: p.end - p.start, 4 * TOGETHER):
            self._add(found, texts, some)
        for reading in found:
            reading.names.sort()
        return found

    def _add(
        self, found: Sequence[NamesRead], texts: Sequence[Pieces], pieces: Sequence["_Piece"]
    ) -> None:
        """What is seen in pieces of articles goes to that of the articles."""
        import numpy as np

        sizes = np.array([p.end - p.start for p in pieces])
        scores = self.scores([(texts[p.text].rows, p.start, p.end) for p in pieces])
        scores[:, 0] -= OUTSIDE
        opens = np.zeros(len(scores), dtype=bool)
        opens[np.cumsum(sizes) - sizes] = True
        parts = [
            (n, slice(int(sizes[:first].sum()), int(sizes[:last].sum())))
            for n, first, last in _by_text(pieces)
        ]
        # An article at a time: a product of larger tables would be shared out among threads.
        states = np.concatenate([states_of(scores[part]) for _, part in parts])
        odds = np.exp(states - states.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        states[:, _OF_TERMS] += TERM
        path = best_runs(states, opens, self._transitions, MARGIN)
        places = np.concatenate([np.arange(p.start, p.end) for p in pieces])
        for n, part in parts:
            at = places[part]
            found[n].seen.update(sighted(odds[part], at, opens[part], texts[n].asked))
            for a, b, kind, share in spelled(scores[part], path[part], opens[part]):
                if (sure := round(share, 2)) >= LEAST:
                    start, end = int(at[a]), int(at[b - 1]) + 1
                    found[n].names.append(Candidate(start, end, kind, FINDER, "", sure))

    def scores(
        self, pieces: Sequence[tuple["NDArray[np.int64]", int, int]]
    ) -> "NDArray[np.float32]":
        """What the network gives every tag at every character, before anything is decided.

        Args:
            pieces: rows of features (input, character) of a text, with where a piece of it starts and ends.

        Returns:
            (character, tag), logarithms of odds, the pieces one behind the other.
        """
        import numpy as np

        sizes = [b - a for _, a, b in pieces]
        starts = [0, *accumulate(sizes)]
        out = np.empty((sum(sizes), SIZE), dtype=np.float32)
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


def states_of(scores: "NDArray[np.float32]", *, everywhere: bool = False) -> "NDArray[np.float32]":
    """Scores of states: a family's tags have those of its types together (see `kg.extraction.learned.tags.FAMILIES`).

    Whether a name stands somewhere, and where it ends, is decided before its type: 光刻机 that may be a technology or a
    product alike is a name all the same.

    Args:
        scores: (character, tag), logarithms of odds.
        everywhere: whether the others are wanted where "outside of every name" leads by far, too.

    Returns:
        (character, state). "Outside of every name" keeps its score; the others are -infinity where they are not wanted.

    >>> import numpy as np
    >>> 技术, 产品 = (1 + 2 * LEARNED.index(t) for t in ("Technology", "Product"))
    >>> 光刻机 = np.full((1, SIZE), -9, dtype=np.float32)
    >>> 光刻机[0, [0, 技术, 产品]] = 1.0, 0.6, 0.6
    >>> [round(float(score), 1) for score in states_of(光刻机)[0, :2]]
    [1.0, 1.3]
    """
    import numpy as np

    out = np.full((len(scores), STATES), -np.inf, dtype=np.float32)
    out[:, 0] = scores[:, 0]
    # Elsewhere no name can be: a family's tags together are worth the best of them and no more than log 6, and a term's more.
    lead = scores[:, 0] - scores[:, 1:].max(axis=1)
    near = np.flatnonzero(everywhere | (lead <= MARGIN + TERM + 2))
    part = scores[near]
    top = part.max(axis=1, keepdims=True)
    odds, family = np.exp(part - top), members().T
    for first in (1, 2):
        out[near, first::2] = np.log(odds[:, first::2] @ family + _TINY) + top
    return out


def spelled(
    scores: "NDArray[np.float32]", path: "NDArray[np.intp]", opens: "NDArray[np.bool_]"
) -> Iterator[tuple[int, int, str, float]]:
    """What the states of pieces that lie one behind the other spell: start, end, likeliest type and share of each name.

    Start and end are rows of `scores`, half-open, in their order. The share lies between 0 and 1: a name is as
    likely as the least sure of its characters is to be in a name of its family.

    Args:
        scores: (character, tag) as the network gives them, logarithms of odds.
        path: the state of each character.
        opens: whether a piece begins at a character.

    >>> import numpy as np
    >>> 技术, 产品 = (1 + 2 * LEARNED.index(t) for t in ("Technology", "Product"))
    >>> 光刻机 = np.full((3, 1 + 2 * len(LEARNED)), -9, dtype=np.float32)
    >>> 光刻机[0, [技术, 产品]] = 光刻机[1:, [技术 + 1, 产品 + 1]] = 0.6, 0.7
    >>> path, opens = np.array([1, 2, 2]), np.array([True, False, False])
    >>> [(start, end, kind, round(share, 2)) for start, end, kind, share in spelled(光刻机, path, opens)]
    [(0, 3, 'Product', 1.0)]
    """
    import numpy as np

    told = np.flatnonzero(path)
    if not told.size:
        return
    states = path[told]
    families, begins = (states - 1) // 2, states % 2 == 1
    starts = begins | opens[told]
    starts[1:] |= (np.diff(told) != 1) | (families[1:] != families[:-1])
    starts[0] = True
    first = np.flatnonzero(starts)
    ends = np.append(first[1:], told.size) - 1
    odds = np.exp(scores[told] - scores[told].max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    shares = np.where(begins[:, None], odds[:, 1::2], odds[:, 2::2])
    sure = np.minimum.reduceat((shares @ members().T)[np.arange(told.size), families], first)
    of_type = np.add.reduceat(np.log(shares + _TINY), first, axis=0)
    of_type[members()[families[first]] == 0] = -np.inf
    best = of_type.argmax(axis=1).tolist()
    for a, b, kind, share in zip(
        told[first].tolist(), told[ends].tolist(), best, sure.tolist(), strict=True
    ):
        yield a, b + 1, LEARNED[kind], share


def sighted(
    odds: "NDArray[np.float32]",
    places: "NDArray[np.intp]",
    opens: "NDArray[np.bool_]",
    spans: Sequence[Asked],
) -> Iterator[tuple[Asked, float]]:
    """How likely each of several spans is a name of its family, and neither less nor more, where it is from `SEEN` on.

    As likely as the least sure of its characters is to open or go on with such a name, or the one behind it not to.

    Args:
        odds: (character, state), between 0 and 1.
        places: where in the text the characters stand, ascending.
        opens: whether a piece begins at a character.
        spans: of the text, in order; those that do not lie in one piece among the characters are left out.

    >>> import numpy as np
    >>> 芯片 = np.array([[0.1, 0.9, 0.0], [0.2, 0.1, 0.7], [0.6, 0.0, 0.4]])
    >>> opens = np.array([True, False, False])
    >>> [share for _, share in sighted(芯片, np.arange(3), opens, [Asked(0, 2, 0), Asked(0, 3, 0)])]
    [0.6, 0.4]
    """
    import numpy as np

    first = bisect_left(spans, (int(places[0]),))
    some = spans[first : bisect_left(spans, (int(places[-1]) + 1,))]
    if not some:
        return
    starts, ends, families = np.array(some).T
    row = np.searchsorted(places, starts)
    last = row + ends - starts - 1
    there = np.minimum(last, len(places) - 1)
    piece = np.cumsum(opens)
    whole = (last == there) & (places[row] == starts) & (piece[there] == piece[row])
    row, last, families = row[whole], last[whole], families[whole]
    sizes = last - row + 1
    if not sizes.size:
        return
    begins = np.cumsum(sizes) - sizes
    at = np.arange(int(sizes.sum())) + np.repeat(row - begins, sizes)
    state = np.repeat(2 * families + 2, sizes)
    state[begins] -= 1
    sure = np.minimum.reduceat(odds[at, state], begins)
    behind = np.minimum(last + 1, len(places) - 1)
    goes_on = (last + 1 < len(places)) & ~opens[behind]
    sure = np.minimum(sure, 1 - odds[behind, 2 * families + 2] * goes_on)
    asked = (s for s, there in zip(some, whole.tolist(), strict=True) if there)
    for span, share in zip(asked, sure.tolist(), strict=True):
        if share >= SEEN:
            yield span, round(share, 2)


_OF_TERMS = slice(1 + 2 * FAMILY["Technology"], 3 + 2 * FAMILY["Technology"])
_TINY = 1e-9


@cache
def load_names(threads: int = 1) -> NameReader | None:
    """The project's own network, read once in a process; None when it was not trained."""
    return NameReader.load(threads=threads) if MODEL.is_file() else None
