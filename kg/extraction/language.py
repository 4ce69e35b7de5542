"""The pipeline as spaCy knows it: one component a stage, with registered factories.

The document is tokenized into characters, so that every span of ours is a span of spaCy's. The draft of an article is
``doc._.kg``; components declare what they need and make, and ``nlp.analyze_pipes()`` shows it.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from kg.extraction.components import STAGES, pipe_name
from kg.extraction.components.stage import Stage
from kg.extraction.draft import Draft


def make_language(stages: Mapping[str, Stage]) -> Language:
    """A spaCy pipeline that runs these stages, by name and in their order."""
    _register()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharTokenizer.v1"}}})
    # spaCy's own components need the limit, ours do not.
    nlp.max_length = sys.maxsize
    for name, stage in stages.items():
        component: Any = nlp.add_pipe(pipe_name(name))
        component.stage = stage
    return nlp


@cache
def _register() -> None:
    """Register tokenizer, extension attribute and one factory a stage, once in a process."""
    if not Doc.has_extension("kg"):
        Doc.set_extension("kg", default=None)

    registry.tokenizers("kg.CharTokenizer.v1", func=_make_tokenizer)
    for name, stage in STAGES.items():
        Language.factory(
            pipe_name(name),
            assigns=["doc._.kg", *(["doc.ents"] if name == "mentions" else [])],
            requires=["doc._.kg"] if stage.needs else [],
            func=_factory,
        )


def _make_tokenizer() -> Callable[[Language], "_CharTokenizer"]:
    return lambda nlp: _CharTokenizer(nlp.vocab)


def _factory(nlp: Language, name: str) -> "_Component":
    return _Component()


class _Component:
    """A spaCy component that runs one stage over the draft of a document."""

    stage: Any = None

    def __call__(self, doc: Doc) -> Doc:
        draft: Draft = doc._.kg
        self.stage(draft)
        if self.stage.sets_entities:
            _set_entities(doc, draft)
        return doc


class _CharTokenizer:
    """One token a character: offsets into the text are token indices."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab
        # The vocabulary looks numbers up much faster than strings.
        self._orths: dict[str, int] = {}

    def __call__(self, text: str) -> Doc:
        orths = self._orths
        for char in set(text) - orths.keys():
            orths[char] = self.vocab.strings.add(char)
        words: Any = [orths[c] for c in text]
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kw: Any) -> "_CharTokenizer":
        # The vocabulary was read anew and may not know these numbers.
        self._orths.clear()
        return self

    def to_disk(self, _path: Any, **_kw: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_kw: Any) -> "_CharTokenizer":
        self._orths.clear()
        return self


def _set_entities(doc: Doc, draft: Draft) -> None:
    """Write the mentions into ``doc.ents`` by array, the fastest way (about 3 million characters a second)."""
    if not len(doc):
        return
    array: Any = np.zeros((len(doc), 2), dtype="uint64")
    array[:, 0] = 2
    for m in draft.mentions:
        array[m.start : m.end, 0] = 1
        array[m.start, 0] = 3
        array[m.start : m.end, 1] = doc.vocab.strings.add(m.type)
    doc.from_array(["ENT_IOB", "ENT_TYPE"], array)
