"""The network that finds and types names, run over the sentences of an article.

Character, word and candidate features -> bidirectional LSTM -> one score a tag -> best path. It sees what
every other finder believes, so it mostly decides whom to trust and where a name begins and ends.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extraction.candidates import Candidate
from kg.extraction.learned.features import INPUTS, PADDING, Alphabet, FeatureMaker
from kg.extraction.learned.tags import decode
from kg.extraction.taggers._batches import even_batches
from kg.extraction.taggers._session import open_session
from kg.extraction.taggers._viterbi import best_runs
from kg.extraction.taggers._windows import windows
from kg.extraction.words import Token
from kg.model import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent.parent / "models" / "names.onnx"
FINDER = "model"
MARGIN = 5.0
"""Lead from which on a character is outside of every name: on 35,000 characters of passages held out 3 changed three
tags, 4 and more none."""
OUTSIDE = 0.5
"""What is taken off the score of "outside of every name": the network learnt to miss rather than to err, and what it is
told wrongly is mostly given up where nothing is stated of it. Chosen on passages held out and the tuned articles."""
LEAST = 0.1
"""Names less likely than this are left out; which of the others are believed says `kg.extraction.learned.settle`."""


class NameReader:
    """Reads the names of an article's sentences in batches of similar length."""

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

    def read(
        self,
        text: str,
        sentences: Sequence[Sentence],
        tokens: Sequence[Token],
        candidates: Sequence[Candidate],
    ) -> list[Candidate]:
        """The names that the network sees, in order of place within batches, none overlapping.

        Args:
            text: the article's text.
            sentences: where to look.
            tokens: the words of the text.
            candidates: what the other finders believe.
        """
        import numpy as np

        rows = self._maker.rows(text, tokens, candidates)
        pieces = [
            (s.span.start + offset, s.span.start + offset + len(piece))
            for s in sentences
            for offset, piece in windows(s.text)
        ]
        pieces = sorted((p for p in pieces if p[0] < p[1]), key=lambda p: (p[1] - p[0], p[0]))
        if not pieces:
            return []
        sizes = [b - a for a, b in pieces]
        parts = [part for a, b in even_batches(sizes) for part in self._scores(rows, pieces[a:b])]
        opens = np.zeros(sum(sizes), dtype=bool)
        opens[np.cumsum([0, *sizes[:-1]])] = True
        scores = np.concatenate(parts)
        scores[:, 0] -= OUTSIDE
        path = best_runs(scores, opens, self._transitions, MARGIN)
        places = np.concatenate([np.arange(a, b) for a, b in pieces])
        return sorted(_names(scores, path, opens, places))

    def _scores(
        self, rows: "NDArray[np.int64]", pieces: Sequence[tuple[int, int]]
    ) -> "list[NDArray[np.float32]]":
        """The scores (character, tag) of each piece."""
        import numpy as np

        lengths = np.array([b - a for a, b in pieces], dtype=np.int32)
        ids = np.full((len(INPUTS), int(lengths.max()), len(pieces)), PADDING, dtype=np.int64)
        for i, (a, b) in enumerate(pieces):
            ids[:, : b - a, i] = rows[:, a:b]
        fed = dict(zip(INPUTS, ids, strict=True)) | {"lengths": lengths}
        (scores,) = self._session.run(["scores"], fed)
        return [scores[:n, i] for i, n in enumerate(lengths.tolist())]


def _names(
    scores: "NDArray[np.float32]",
    path: "NDArray[np.intp]",
    opens: "NDArray[np.bool_]",
    places: "NDArray[np.intp]",
) -> Iterator[Candidate]:
    """What the tags of pieces that lie one behind the other spell, as likely as the least sure of its tags."""
    import numpy as np

    told = np.flatnonzero(path)
    if not told.size:
        return
    sure = np.ones(path.size, dtype=np.float32)
    sure[told] = _sure(scores[told], path[told])
    ends = np.flatnonzero(np.append(opens[1:], True)) + 1
    begin = 0
    for end in ends.tolist():
        for a, b, kind in decode(path[begin:end].tolist()):
            confidence = round(float(sure[begin + a : begin + b].min()), 2)
            if confidence >= LEAST:
                start = int(places[begin + a])
                yield Candidate(start, start + b - a, kind, FINDER, confidence=confidence)
        begin = end


def _sure(scores: "NDArray[np.float32]", path: "NDArray[np.intp]") -> "NDArray[np.float32]":
    """The share of each chosen tag among the scores of its character."""
    import numpy as np

    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = odds[np.arange(len(path)), path] / odds.sum(axis=1)
    return shares


@cache
def load_names(threads: int = 1) -> NameReader | None:
    """The project's own network, read once in a process; None when it was not trained."""
    return NameReader.load(threads=threads) if MODEL.is_file() else None
