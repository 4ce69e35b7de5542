"""The extraction pipeline: spaCy components with registered factories, over one article at a time.

The document is tokenized into characters, so that every span of ours is a span of spaCy's. Components read
and write one `Draft` (``doc._.kg``) and declare what they need and make; ``nlp.analyze_pipes()`` shows it.
"""

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import ExtractionError, KgError
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.components import STAGES
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer, load_gazetteer
from kg.extraction.learned.names import NameReader, load_names
from kg.extraction.learned.relations import RelationReader, load_relations
from kg.extraction.learned.statuses import StatusReader, load_statuses
from kg.extraction.normalise import normalise
from kg.extraction.taggers import Tagger, load_tagger
from kg.extraction.written import as_written
from kg.garbage import collector_paused
from kg.model import Article, Block, Document, Extraction, Mention, Reject, Span
from kg.portions import portions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Entities of these types are kept only when a statement is about them: digests are full of places, and of
# media that merely report.
ONLY_IN_STATEMENTS = frozenset({"Place", "Media"})
Name = tuple[int, int, str]
_NO_MODEL = "no statistical model takes part (--ner none); lists and grammar alone find names"


class Extractor:
    """Reads articles with one tagger and one gazetteer; `extract` is a pure function of the article."""

    def __init__(
        self,
        *,
        tagger: Tagger,
        gazetteer: Gazetteer,
        names: NameReader | None = None,
        relations: RelationReader | None = None,
        statuses: StatusReader | None = None,
    ) -> None:
        self.tagger, self.gazetteer = tagger, gazetteer
        self.nlp = make_pipeline(tagger, gazetteer)
        component: Any = self.nlp.get_pipe("kg_relations")
        component.stage.reader = relations
        component.stage.statuses = statuses
        named: Any = self.nlp.get_pipe("kg_learned")
        named.stage.reader = names
        self._has_model = tagger.name != "none" or names is not None or relations is not None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the results: that no statistical model took part."""
        return () if self._has_model else (_NO_MODEL,)

    def extract(self, article: Article, names: Iterable[Name] = ()) -> Extraction:
        """Everything read from one article: mentions, entities, statements and rejects.

        `names` are spans known beforehand to name something: start, end and entity type.

        Raises:
            ExtractionError: a rule fails on the text, or what it gives does not read back from it (a defect of ours).
        """
        # The draft is let go before the collector goes on, which then has less to look through.
        with collector_paused():
            return self.read(article, names)[0]

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The same of several articles, in their order; faster, for the networks read some articles together.

        Raises:
            ExtractionError: a rule fails on the text, or what it gives does not read back from it (a defect of ours).
        """
        for some in portions(articles, lambda a: 1 + len(a.text)):
            with collector_paused():
                found = [result for result, _ in self._read([(article, ()) for article in some])]
            yield from found

    def read(self, article: Article, names: Iterable[Name] = ()) -> tuple[Extraction, Draft]:
        """What `extract` gives, with the draft that tells how it came about.

        Raises:
            ExtractionError: a rule fails on the text, or what it gives does not read back from it (a defect of ours).
        """
        # All that is made on the way is in use until the end: looking for cycles took a tenth of the time.
        with collector_paused():
            return next(self._read([(article, names)]))

    def _read(
        self, asked: Sequence[tuple[Article, Iterable[Name]]]
    ) -> Iterator[tuple[Extraction, Draft]]:
        try:
            drafts = self._drafts(asked)
            results = [_told(draft) for draft in drafts]
        except KgError:
            raise
        except Exception as e:
            # Whatever a text does to a rule, whoever reads many texts must be able to go on with the next.
            names = "; ".join(article.title for article, _ in asked)
            raise ExtractionError(
                f"{names}: {type(e).__name__} ({e}), a defect of the extraction"
            ) from e
        yield from zip(results, drafts, strict=True)

    def doc(self, article: Article, names: Iterable[Name] = ()) -> "Doc":
        """The spaCy document of an article, with ``doc.ents`` set and the draft in ``doc._.kg``."""
        draft = _begun(article, names)
        doc = self.nlp.make_doc(draft.text)
        doc._.kg = draft
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def _drafts(self, asked: Iterable[tuple[Article, Iterable[Name]]]) -> list[Draft]:
        """The drafts alone: where no component of others reads them, no spaCy document need be made."""
        pipeline = self.nlp.pipeline
        ours = [component for _, component in pipeline if isinstance(component, _Component)]
        if len(ours) < len(pipeline):
            return [self.doc(article, names)._.kg for article, names in asked]
        drafts = [_begun(article, names) for article, names in asked]
        for component in ours:
            component.stage.run(drafts)
        return drafts


def _told(draft: Draft) -> Extraction:
    """What a draft comes to, in the offsets of the article as it was written."""
    result = _finish(draft)
    if draft.analysed is not None:
        result = as_written(result, draft.analysed)
    if broken := next(result.unread(), None):
        raise ExtractionError(f"{draft.article.title}: {broken} does not read back")
    return result


def _begun(article: Article, names: Iterable[Name]) -> Draft:
    """A draft before the first stage, its text in the usual form of its characters."""
    text = normalise(article.text)
    given = [Candidate(start, end, kind, "given") for start, end, kind in names]
    return Draft(article=article, analysed=None if text == article.text else text, candidates=given)


def make_extractor(
    ner: str = "auto",
    *,
    threads: int = 1,
    names: bool = True,
    relations: bool = True,
    statuses: bool = True,
) -> Extractor:
    """An extractor with the project's gazetteers and networks, and with the tagger called `ner` (auto, bilstm, lac or none).

    Without `names` or `relations` the network of that part is left out, and both are with "none": then lists and
    grammar alone find names, patterns and structure alone state relations. "auto" takes our networks and no tagger. Without
    `statuses`, as without `relations`, rules alone tell what is planned and what is done.

    Raises:
        TaggerMissing: the tagger asked for is not there.
    """
    return Extractor(
        tagger=load_tagger(ner, threads=threads),
        gazetteer=load_gazetteer(),
        names=load_names(threads) if names and ner != "none" else None,
        relations=load_relations(threads) if relations and ner != "none" else None,
        statuses=load_statuses() if statuses and relations and ner != "none" else None,
    )


def make_pipeline(tagger: Tagger, gazetteer: Gazetteer) -> "Language":
    """The spaCy pipeline with all our components in their order."""
    import spacy

    _register()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharTokenizer.v1"}}})
    # spaCy's own components need the limit, ours do not.
    nlp.max_length = sys.maxsize
    for name, stage in STAGES.items():
        component: Any = nlp.add_pipe(f"kg_{name}")
        component.stage = stage(tagger=tagger, gazetteer=gazetteer)
    return nlp


@cache
def _register() -> None:
    """Register tokenizer, extension attribute and one factory a stage, once in a process."""
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.util import registry

    if not Doc.has_extension("kg"):
        Doc.set_extension("kg", default=None)

    registry.tokenizers("kg.CharTokenizer.v1", func=_make_tokenizer)
    for name, stage in STAGES.items():
        Language.factory(
            f"kg_{name}",
            assigns=["doc._.kg", *(["doc.ents"] if name == "mentions" else [])],
            requires=["doc._.kg"] if stage.needs else [],
            func=_factory,
        )


def _make_tokenizer() -> Callable[["Language"], "_CharTokenizer"]:
    return lambda nlp: _CharTokenizer(nlp.vocab)


def _factory(nlp: "Language", name: str) -> "_Component":
    return _Component()


class _Component:
    """A spaCy component that runs one stage over the draft of a document."""

    stage: Any = None

    def __call__(self, doc: "Doc") -> "Doc":
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

    def __call__(self, text: str) -> "Doc":
        from spacy.tokens import Doc

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


def _set_entities(doc: "Doc", draft: Draft) -> None:
    """Write the mentions into ``doc.ents`` by array, the fastest way (about 3 million characters a second)."""
    import numpy as np

    if not len(doc):
        return
    array: Any = np.zeros((len(doc), 2), dtype="uint64")
    array[:, 0] = 2
    for m in draft.mentions:
        array[m.start : m.end, 0] = 1
        array[m.start, 0] = 3
        array[m.start : m.end, 1] = doc.vocab.strings.add(m.type)
    doc.from_array(["ENT_IOB", "ENT_TYPE"], array)


def _finish(draft: Draft) -> Extraction:
    """The frozen result of a draft: mentions of kept entities, statements, rejects."""
    used = {e.id for s in draft.statements for e in (s.subject, s.object)}
    kept = {
        key: ent for key, ent in draft.entities.items() if key in used or _stands_alone(draft, key)
    }
    mentions = [
        Mention(
            span=Span(start=c.start, end=c.end),
            surface=draft.article.text[c.start : c.end],
            type=kept[key].type,
            finder=c.finder,
            entity_id=key,
        )
        for c, key in [*zip(draft.mentions, draft.linked, strict=True), *draft.nested]
        if key in kept
    ]
    mentions.sort(key=lambda m: (m.span.start, -m.span.end, m.entity_id))
    rejects = [*draft.rejects, *_unkept(draft, kept)]
    return Extraction(
        article=draft.article,
        mentions=tuple(mentions),
        entities=tuple(sorted(kept.values(), key=lambda e: (e.type, e.name))),
        statements=tuple(draft.statements),
        rejects=tuple(rejects),
    )


def _unkept(draft: Draft, kept: Container[str]) -> Iterator[Reject]:
    """One reject for each entity that is left out, at its first mention."""
    told: set[str] = set()
    for c, key in zip(draft.mentions, draft.linked, strict=True):
        if key in kept or key in told:
            continue
        told.add(key)
        kind = draft.entities[key].type
        why = (
            "kept only in statements" if kind in ONLY_IN_STATEMENTS else "too little speaks for it"
        )
        yield Reject(
            stage="entities",
            reason=f"nothing is stated of it: {why} ({kind})",
            text=draft.article.text[c.start : c.end],
            span=c.span,
        )


def _stands_alone(draft: Draft, key: str) -> bool:
    """Whether an entity is worth keeping without a statement about it."""
    kind = draft.entities[key].type
    if kind in ONLY_IN_STATEMENTS or key in draft.guessed:
        return False
    if kind not in CONCEPTS:
        return True
    return key in draft.salient


def article_of(text: str, *, title: str = "", published: str | None = None) -> Article:
    """An article made of a bare text, for extraction without a digest around it.

    >>> article_of("京东方发布公告。").blocks[0].kind
    'paragraph'
    """
    from hashlib import sha256

    document = Document(
        source="text",
        media_type="text/plain",
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        published=published,
    )
    return Article(
        document=document,
        ordinal=0,
        section="",
        title=title,
        text=text,
        published=published,
        blocks=tuple(_lines(text)),
    )


def _lines(text: str) -> Iterable[Block]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(kind="paragraph", span=Span(start=at, end=at + len(line)))
        at += len(line) + 1
