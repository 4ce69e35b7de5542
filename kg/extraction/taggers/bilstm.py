"""The BiLSTM-CRF name tagger of FoolNLTK (Apache-2.0), run by ONNX Runtime.

Labels: company (also funds), org (bodies, institutes, schools), person, job (titles such as
董事长), location, time.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import TaggerMissing
from kg.expressions import expression
from kg.extraction.taggers._batches import even_batches
from kg.extraction.taggers._cache import FETCH_COMMAND, bilstm_file
from kg.extraction.taggers._session import open_session
from kg.extraction.taggers._tags import Tag
from kg.extraction.taggers._viterbi import best_runs
from kg.extraction.taggers._windows import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LABELS = ("company", "org", "person", "job", "location", "time")
# So many pieces are decoded at once.
DECODED = 1024
MARGIN = 2.0
"""Lead from which on a character is outside of every name: on 35,000 characters of text held out 1 changed twelve tags,
2 and more none."""
_CJK = expression(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class BiLstmTagger:
    """Tags sentences in batches of similar length."""

    name = "bilstm"

    def __init__(self, session: Any) -> None:
        import numpy as np

        told = session.get_modelmeta().custom_metadata_map
        self._session = session
        self._characters = _with_widths(json.loads(told["characters"]))
        self._unknown: int = json.loads(told["unknown"])
        self._tags = [_split(tag) for tag in json.loads(told["tags"])]
        self._transitions = np.array(json.loads(told["transitions"]), dtype=np.float32)

    @classmethod
    def load(cls, cache_dir: Path | None = None, *, threads: int = 1) -> "BiLstmTagger":
        """The tagger from the cache folder, to run on `threads` cores.

        Raises:
            TaggerMissing: it was never fetched, or the file is damaged.
        """
        path = bilstm_file(cache_dir)
        if not path.is_file():
            raise TaggerMissing(
                f"the tagger bilstm is not in {path.parent}; fetch it with: {FETCH_COMMAND}"
            )
        try:
            return cls(open_session(path, threads))
        except Exception as error:
            raise TaggerMissing(
                f"the tagger in {path} is damaged; make it anew with: {FETCH_COMMAND} --force"
            ) from error

    def tag(self, sentences: Sequence[str]) -> list[tuple[Tag, ...]]:
        """The tags of each sentence, in order of place, none overlapping.

        A sentence without a Chinese character has no tags; one of more than 500 characters is read
        in pieces cut at punctuation.
        """
        pieces = [
            (i, offset, text)
            for i, sentence in enumerate(sentences)
            if _CJK.search(sentence)
            for offset, text in windows(sentence)
        ]
        order = sorted(range(len(pieces)), key=lambda p: len(pieces[p][2]))
        read: list[list[Tag]] = [[] for _ in pieces]
        for p, path in zip(order, self._paths([pieces[p][2] for p in order]), strict=True):
            read[p] = list(self._spans(path, pieces[p][1]))
        found: list[list[Tag]] = [[] for _ in sentences]
        for (i, _, _), tags in zip(pieces, read, strict=True):
            found[i].extend(tags)
        return [tuple(tags) for tags in found]

    def _paths(self, texts: Sequence[str]) -> "Iterator[NDArray[np.intp]]":
        """The tags of each text, in order; the texts by length."""
        import numpy as np

        for start in range(0, len(texts), DECODED):
            some = texts[start : start + DECODED]
            sizes = [len(text) for text in some]
            parts = [part for a, b in even_batches(sizes) for part in self._scores(some[a:b])]
            begins = np.cumsum([0, *sizes[:-1]])
            opens = np.zeros(sum(sizes), dtype=bool)
            opens[begins] = True
            path = best_runs(np.concatenate(parts), opens, self._transitions, MARGIN)
            yield from np.split(path, begins[1:])

    def _scores(self, texts: Sequence[str]) -> "list[NDArray[np.float32]]":
        """The scores (character, tag) of each text."""
        import numpy as np

        lengths = np.array([len(text) for text in texts], dtype=np.int32)
        ids = np.zeros((len(texts), int(lengths.max())), dtype=np.int64)
        for row, text in zip(ids, texts, strict=True):
            row[: len(text)] = [self._characters.get(c, self._unknown) for c in text]
        fed = {"ids": np.ascontiguousarray(ids.T), "lengths": lengths}
        (scores,) = self._session.run(["scores"], fed)
        return [scores[:n, i] for i, n in enumerate(lengths.tolist())]

    def _spans(self, path: "NDArray[np.intp]", offset: int) -> Iterator[Tag]:
        """Runs of one label; B and S open one, E and S close it."""
        start, label, end = 0, "", -1
        for at in path.nonzero()[0].tolist():
            place, this = self._tags[path[at]]
            if label and (at != end or this != label or place in "BS"):
                yield Tag(offset + start, offset + end, label)
                label = ""
            if not label:
                start, label = at, this
            end = at + 1
            if place in "ES":
                yield Tag(offset + start, offset + end, label)
                label = ""
        if label:
            yield Tag(offset + start, offset + end, label)


def _split(tag: str) -> tuple[str, str]:
    place, _, label = tag.partition("_")
    return place, label


def _with_widths(characters: dict[str, int]) -> dict[str, int]:
    """Of a full-width character and its half-width twin, both read as the better known one.

    The numbers are ranks by frequency in the training text: the model saw ， and 5 often, but
    hardly ever , or ５.
    """
    known = dict(characters)
    for half in map(chr, range(0x21, 0x7F)):
        full = chr(ord(half) + 0xFEE0)
        ranks = [characters[c] for c in (half, full) if c in characters]
        if ranks:
            known[half] = known[full] = min(ranks)
    return known
