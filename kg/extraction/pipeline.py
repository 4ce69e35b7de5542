"""The extraction pipeline: stages in their order, each over the drafts of some articles.

Stages read and write one `Draft` an article. `Extractor.nlp` is the same pipeline as spaCy components
(`kg.extraction.language`), made for whoever asks.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import ExtractionError, KgError
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.components import STAGES, pipe_name
from kg.extraction.components.learned import Learned
from kg.extraction.components.relations import Relations
from kg.extraction.components.stage import Stage
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
        self._stages = make_stages(tagger, gazetteer, names, relations, statuses)
        self._has_model = tagger.name != "none" or names is not None or relations is not None

    @cached_property
    def nlp(self) -> "Language":
        """The pipeline as spaCy knows it; what others add to it takes part from then on."""
        # spaCy takes a second to load, and none of the commands needs it.
        from kg.extraction.language import make_language

        return make_language(self._stages)

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
        """The drafts alone: while nobody has changed the spaCy pipeline, no document need be made."""
        if self._is_changed():
            return [self.doc(article, names)._.kg for article, names in asked]
        drafts = [_begun(article, names) for article, names in asked]
        for stage in self._stages.values():
            stage.run(drafts)
        return drafts

    def _is_changed(self) -> bool:
        """Whether somebody asked for the spaCy pipeline and took from it or added to it."""
        if "nlp" not in vars(self):
            return False
        return self.nlp.pipe_names != [pipe_name(stage) for stage in self._stages]


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


def make_stages(
    tagger: Tagger,
    gazetteer: Gazetteer,
    names: NameReader | None = None,
    relations: RelationReader | None = None,
    statuses: StatusReader | None = None,
) -> dict[str, Stage]:
    """The stages by name, in their order, with the networks that take part."""
    stages = {name: stage(tagger=tagger, gazetteer=gazetteer) for name, stage in STAGES.items()}
    for stage in stages.values():
        if isinstance(stage, Learned):
            stage.reader = names
        if isinstance(stage, Relations):
            stage.reader, stage.statuses = relations, statuses
    return stages


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
