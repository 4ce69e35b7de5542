"""RDF into a store: the graph of `loaders.to_rdf`, or one written by hand in its terms.

A file made from a store holds everything its articles said, so the store made from it is equal. A
graph written by hand needs, for each statement, its ends with class and label, a relation type, a
status and at least one evidence that quotes its sentence; an article without its text is put
together from the sentences quoted.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import BadGraph
from kg.garbage import collector_paused
from kg.identity.judgements import Judgement
from kg.model import (
    Article,
    Block,
    Document,
    Entity,
    Evidence,
    Extraction,
    Literal,
    Mention,
    PageMark,
    Qualifier,
    Reading,
    Reject,
    Run,
    Span,
    Statement,
)
from kg.store import Store
from loaders.rdf_parse import ARTICLE, Nodes, Said, Value, parse
from loaders.rdf_terms import DCTERMS, OA, RDF, RDFS, SCHEMA, SKOS, TYPE
from ontology.vocabulary import NAMESPACE, vocabulary

K = NAMESPACE
HAS_BODY, HAS_TARGET, HAS_SOURCE = OA + "hasBody", OA + "hasTarget", OA + "hasSource"
HAS_SELECTOR, EXACT, START = OA + "hasSelector", OA + "exact", OA + "start"
PREDICATE, FORMAT = RDF + "predicate", DCTERMS + "format"
NAMES, AT, FINDER, AS_TYPE = K + "names", K + "at", K + "finder", K + "asType"
STAGE, STATUS, RULE, STATEMENT = K + "stage", K + "status", K + "rule", K + "Statement"
SUBJECT_AT, OBJECT_AT = K + "subjectAt", K + "objectAt"
SUBJECT_AS_NAMED, OBJECT_AS_NAMED = K + "subjectAsNamed", K + "objectAsNamed"
HAS_READING, REJECTED, VERDICT = K + "hasReading", K + "rejectedRelation", K + "verdict"
Batch = list[tuple[Document, list[Extraction]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; `left_out` counts properties that kg does not read."""

    added: tuple[Document, ...]
    already_there: tuple[Document, ...]
    articles: int
    statements: int
    judgements: tuple[Judgement, ...] = ()
    """What people decided, as the files have it; it is in force in the store."""
    left_out: Counter[str] = field(default_factory=Counter)


def import_rdf(paths: Sequence[Path], store_path: Path) -> Imported:
    """Read the files as one graph and write its documents to the store, which is made if need be.

    Raises:
        BadGraph: a file is malformed or contradicts the ontology; then nothing is written.
        StoreError: the store cannot be opened or written.
    """
    with collector_paused():
        graph = read_rdf(paths)
        batch = graph.documents
        with Store.open(store_path, create=True) as store:
            new = store.add_all(batch, graph.judgements)
    taken = [x for (_, xs), is_new in zip(batch, new, strict=True) if is_new for x in xs]
    return Imported(
        added=tuple(d for (d, _), is_new in zip(batch, new, strict=True) if is_new),
        already_there=tuple(d for (d, _), is_new in zip(batch, new, strict=True) if not is_new),
        articles=len(taken),
        statements=len({s.id for x in taken for s in x.statements}),
        judgements=graph.judgements,
        left_out=graph.left_out,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What files tell: documents with what was read from them, and judgements."""

    documents: Batch
    judgements: tuple[Judgement, ...]
    left_out: Counter[str]


def read_rdf(paths: Iterable[Path]) -> Graph:
    """The documents and judgements that the files tell of, and how much nobody reads.

    Raises:
        BadGraph: a file is malformed or contradicts the ontology; line or node is named.
    """
    nodes = Nodes()
    with collector_paused():
        for path in paths:
            parse(path, nodes)
        reader = _Reader(nodes)
        documents = list(reader.documents())
        return Graph(documents=documents, judgements=reader.judgements(), left_out=nodes.left_out)


@dataclass(slots=True)
class _Heard:
    """The nodes that belong to one article."""

    evidence: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    namings: list[str] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)


class _Reader:
    """Turns nodes into documents and extractions.

    What many nodes share (entities, statements, spans, triples that the ontology allows) is worked
    out once.
    """

    def __init__(self, nodes: Nodes) -> None:
        words = vocabulary()
        self.nodes = nodes
        self.types = {t.iri: code for code, t in words.entity_types.items()}
        self.relations = {r.iri: code for code, r in words.relation_types.items()}
        self.inverses = {r.inverse: r.iri for r in words.relation_types.values() if r.inverse}
        self.statuses = {t.iri: code for code, t in words.statuses.items()}
        self.qualifiers = {t.iri: code for code, t in words.qualifiers.items()}
        self.entities: dict[str, Entity] = {}
        self.nodes_of: defaultdict[str, list[str]] = defaultdict(list)
        self.triples: dict[str, tuple[str, str, Value]] = {}
        self.allowed: set[tuple[str, str, str | None]] = set()
        self.spans: dict[str, Span] = {}
        self.heard: defaultdict[str, _Heard] = defaultdict(_Heard)
        self.typed_articles: set[str] = set()
        self.listed: set[str] = set()
        self.stated: list[str] = []
        self.typed: list[str] = []

    def documents(self) -> Iterator[tuple[Document, list[Extraction]]]:
        """Every document, with one extraction for each of its articles."""
        self._sort()
        by_document: defaultdict[str, list[str]] = defaultdict(list)
        for article in self._all_articles():
            by_document[self._one(article, DCTERMS + "isPartOf", "document")].append(article)
        self._check_statements()
        for document in sorted(self.listed | set(by_document)):
            yield self._document(document, by_document[document])

    def judgements(self) -> tuple[Judgement, ...]:
        """What people decided, in the order of the file it was kept in."""
        found = [n for n, said in self.nodes.said.items() if VERDICT in said]
        found.sort(key=lambda n: (self._number(n, "position") or 0, n))
        return tuple(map(self._judgement, found))

    def _judgement(self, node: str) -> Judgement:
        told = {name: self.nodes.text(node, K + prop) or "" for prop, name in _JUDGEMENT.items()}
        try:
            return Judgement(**told)
        except ValueError as error:
            raise BadGraph(
                f"<{node}> is no judgement ({error}); nothing was imported, correct or remove it"
            ) from error

    # --- which node is what -----------------------------------------------------------------------

    def _sort(self) -> None:
        """Say once of each node what it is: the nodes of a large graph are millions."""
        for node, said in self.nodes.said.items():
            if HAS_BODY in said or REJECTED in said:
                self.heard[self._place(node)[1]].evidence.append(node)
            elif NAMES in said:
                here = self.heard[self._one(node, HAS_SOURCE, "article")]
                (here.mentions if AT in said else here.namings).append(node)
            elif STAGE in said:
                self.heard[self._one(node, HAS_SOURCE, "article")].rejects.append(node)
            if FORMAT in said:
                self.listed.add(node)
            if PREDICATE in said:
                self.stated.append(node)
            elif TYPE in said:
                self._sort_typed(node, said)

    def _sort_typed(self, node: str, said: Said) -> None:
        kinds = self.nodes.iris(node, TYPE)
        if ARTICLE in kinds:
            self.typed_articles.add(node)
        if STATEMENT in kinds:
            self.stated.append(node)
        elif K + "resolvedTo" not in said:
            self.typed.append(node)

    def _place(self, evidence: str) -> tuple[str, str]:
        """The sentence that an evidence points at, and the article it stands in."""
        sentence = self._one(evidence, HAS_TARGET, "sentence", blank=True)
        return sentence, self._one(sentence, HAS_SOURCE, "article")

    def _all_articles(self) -> list[str]:
        found = self.typed_articles | set(self.heard)
        return sorted(found, key=lambda a: (self._number(a, "position") or 0, a))

    def _check_statements(self) -> None:
        """Every statement has evidence, every plain triple a statement, and every thing a class."""
        evidence = (e for here in self.heard.values() for e in here.evidence)
        said = self.nodes.said
        backed = {self._one(e, HAS_BODY, "statement") for e in evidence if HAS_BODY in said[e]}
        for node in self.stated:
            self.triples[node] = self._triple(node)
            if node not in backed:
                raise BadGraph(
                    f"<{node}> is a statement without evidence; nothing was imported, add an "
                    "oa:Annotation with oa:hasBody that quotes the sentence"
                )
        for node in self.typed:
            self._check_class(node)
        self._check_plain()

    def _check_plain(self) -> None:
        said = set(self.triples.values()) if self.nodes.plain else set()
        for subject, relation, target in self.nodes.plain:
            forwards = self.inverses.get(relation)
            triple = (target, forwards, subject) if forwards else (subject, relation, target)
            if triple in said:
                continue
            self._refuse_blank(subject, "subject", subject)
            self._refuse_blank(target, "object", subject)
            raise BadGraph(
                f"no statement with evidence stands behind the triple <{subject}> "
                f"<{relation}> {target!r}; nothing was imported, write it as a kgo:Statement"
            )

    def _check_class(self, node: str) -> None:
        """Something typed by the ontology must be of a class that things may have."""
        for kind in self._types(node):
            if kind in self.types:
                self._entity(node)
            elif kind.startswith(K) and kind.removeprefix(K) not in _WRITTEN:
                raise BadGraph(
                    f"<{node}> is a kgo:{kind.removeprefix(K)}, which is no entity type; nothing was "
                    f"imported, choose one of {', '.join(vocabulary().entity_types)}"
                )

    def _triple(self, statement: str) -> tuple[str, str, Value]:
        subject = self._one(statement, RDF + "subject", "subject")
        relation = self._relation(statement, PREDICATE)
        return subject, relation, self._target(statement, RDF + "object")

    def _relation(self, statement: str, prop: str) -> str:
        relation = self._one(statement, prop, "relation type")
        if relation not in self.relations:
            raise BadGraph(
                f"<{statement}> has the predicate <{relation}>, which is no relation type of the "
                "ontology; nothing was imported, see docs/ontology.md"
            )
        return relation

    def _target(self, statement: str, prop: str) -> Value:
        found = self.nodes.values(statement, prop)
        if len(found) != 1:
            raise BadGraph(
                f"<{statement}> has {len(found)} objects; nothing was imported, a statement has one"
            )
        self._refuse_blank(found[0], "object", statement)
        return found[0]

    # --- documents and articles -------------------------------------------------------------------

    def _document(self, node: str, articles: list[str]) -> tuple[Document, list[Extraction]]:
        told = [(a, self.heard.get(a, _Heard())) for a in articles]
        texts = {a: self._text_of(a, here) for a, here in told}
        document = Document(
            source=self.nodes.text(node, DCTERMS + "source") or node,
            media_type=self.nodes.text(node, DCTERMS + "format") or "text/plain",
            sha256=self._hash(node, texts.values()),
            title=self.nodes.text(node, DCTERMS + "title") or "",
            published=self.nodes.text(node, DCTERMS + "issued"),
        )
        made = [
            self._extraction(a, self._article(a, at, document, texts[a], here), here)
            for at, (a, here) in enumerate(told, start=1)
        ]
        return document, made

    def _hash(self, node: str, texts: Iterable[str]) -> str:
        given = self.nodes.text(node, DCTERMS + "identifier") or ""
        if given.startswith("sha256="):
            return given.removeprefix("sha256=")
        # A graph written by hand has no file: what it quotes stands for the bytes.
        return hashlib.sha256("\n".join([node, *texts]).encode("utf-8")).hexdigest()

    def _text_of(self, article: str, here: _Heard) -> str:
        text = self.nodes.text(article, SCHEMA + "articleBody")
        return self._pieced(here) if text is None else text

    def _pieced(self, here: _Heard) -> str:
        """The sentences quoted, at their offsets; what the file leaves out is line breaks."""
        text, loose = "", []
        quoted = {self._place(e)[0]: None for e in here.evidence}
        for sentence in sorted(quoted, key=lambda s: (self._start(s) or 0, s)):
            quote, start = self._quote(sentence), self._start(sentence)
            if start is None:
                loose.append(quote)
                continue
            if len(text) < start + len(quote):
                text = text.ljust(start, "\n")[: max(start, len(text))]
                text += quote[len(text) - start :]
            if text[start : start + len(quote)] != quote:
                raise BadGraph(
                    f"<{sentence}> quotes {quote!r} where another sentence of its article says "
                    f"{text[start : start + len(quote)]!r}; nothing was imported, correct oa:start"
                )
        return "\n".join([text, *loose] if text else loose)

    def _article(self, node: str, at: int, document: Document, text: str, here: _Heard) -> Article:
        ordinal = self._number(node, "position")
        layout = self._layout(node, text, here)
        return Article(
            document=document,
            ordinal=at if ordinal is None else ordinal,
            section=self.nodes.text(node, SCHEMA + "articleSection") or "",
            title=self.nodes.text(node, DCTERMS + "title") or "",
            text=text,
            page=self._number(node, "pageStart"),
            published=self.nodes.text(node, DCTERMS + "issued"),
            blocks=tuple(Block(kind=k, span=Span(start=s, end=e)) for k, s, e in layout["blocks"]),
            pages=tuple(PageMark(start=s, page=p) for s, p in layout["pages"]),
            runs=tuple(Run(start=s, source=o, length=n) for s, o, n in layout["runs"]),
        )

    def _layout(self, node: str, text: str, here: _Heard) -> dict[str, Any]:
        given = self.nodes.text(node, K + "layout")
        if given is not None:
            try:
                layout: dict[str, Any] = json.loads(given)
                return {key: layout[key] for key in ("blocks", "pages", "runs")}
            except (ValueError, KeyError, TypeError) as error:
                raise BadGraph(
                    f"the kgo:layout of <{node}> is damaged ({error}); nothing was imported, "
                    "export the graph again"
                ) from error
        marks = {
            self._find(s, text).start: page
            for s in sorted({self._place(e)[0] for e in here.evidence})
            if (page := self._number(s, "pageStart")) is not None
        }
        return {"blocks": [("paragraph", 0, len(text))], "pages": sorted(marks.items()), "runs": []}

    # --- what was read from an article ------------------------------------------------------------

    def _extraction(self, node: str, article: Article, here: _Heard) -> Extraction:
        exact = self.nodes.text(node, K + "layout") is not None
        # An article's id is the hash of its text: worked out once, not for each evidence.
        article_id = article.id
        statements = tuple(self._statement(e, article, article_id) for e in sorted(here.evidence))
        mentions = tuple(self._mention(m, article) for m in sorted(here.mentions))
        named = {e.id: e for e in map(self._named, here.mentions)}
        ends = (e for s in statements for e in (s.subject, s.object) if isinstance(e, Entity))
        named |= {e.id: e for e in ends}
        for naming in sorted(here.namings):
            entity = self._named(naming)
            known = named.get(entity.id, entity)
            named[entity.id] = self._with_names(known, naming)
        if not exact:
            named = {i: self._described(e) for i, e in named.items()}
        return Extraction(
            article=article,
            mentions=mentions,
            entities=tuple(named[i] for i in sorted(named)),
            statements=statements,
            rejects=tuple(self._reject(r) for r in sorted(here.rejects)),
        )

    def _named(self, node: str) -> Entity:
        return self._entity(self._one(node, NAMES, "entity"))

    def _with_names(self, entity: Entity, node: str) -> Entity:
        return Entity(
            type=entity.type,
            name=entity.name,
            aliases=tuple(sorted({*entity.aliases, *self._texts(node, SKOS + "altLabel")})),
            identifiers=tuple(sorted({*entity.identifiers, *self._identifiers(node)})),
        )

    def _described(self, entity: Entity) -> Entity:
        """With the names that its own node gives it, in a graph that has no namings."""
        for node in self.nodes_of[entity.id]:
            entity = self._with_names(entity, node)
        return entity

    def _texts(self, node: str, prop: str) -> list[str]:
        return [v[0] for v in self.nodes.values(node, prop) if isinstance(v, tuple)]

    def _identifiers(self, node: str) -> list[tuple[str, str]]:
        pairs = (t.partition("=") for t in self._texts(node, DCTERMS + "identifier"))
        return [(key, code) if sep else ("identifier", key) for key, sep, code in pairs]

    def _mention(self, node: str, article: Article) -> Mention:
        span = self._span(node, AT)
        entity = self._named(node)
        said = self.nodes.said[node]
        kind = self.nodes.iris(node, AS_TYPE) if AS_TYPE in said else None
        if span is None or span.end > len(article.text):
            raise BadGraph(
                f"<{node}> has no place in its article; nothing was imported, write kgo:at as "
                "char=12,16 within the text"
            )
        return Mention(
            span=span,
            surface=span.of(article.text),
            type=self._type(node, kind[0]) if kind else entity.type,
            finder=self.nodes.text(node, FINDER) or "import",
            entity_id=entity.id,
        )

    def _reject(self, node: str) -> Reject:
        return Reject(
            stage=self.nodes.text(node, K + "stage") or "",
            reason=self.nodes.text(node, K + "reason") or "",
            text=self.nodes.text(node, K + "text") or "",
            span=self._span(node, AT),
        )

    def _entity(self, node: str) -> Entity:
        if node not in self.entities:
            self._refuse_blank(node, "entity", node)
            kinds = self.nodes.iris(node, K + "asType") or [
                t for t in self._types(node) if t.startswith(K)
            ]
            if len(kinds) != 1:
                what = "no class" if not kinds else "several classes"
                raise BadGraph(
                    f"<{node}> has {what} of the ontology; nothing was imported, give it one of "
                    f"{', '.join(vocabulary().entity_types)}"
                )
            made = Entity(type=self._type(node, kinds[0]), name=self._label(node))
            self.entities[node] = made
            self.nodes_of[made.id].append(node)
        return self.entities[node]

    def _label(self, node: str) -> str:
        labels = [v for v in self.nodes.values(node, RDFS + "label") if isinstance(v, tuple)]
        if not labels:
            raise BadGraph(f"<{node}> has no name; nothing was imported, give it an rdfs:label")
        return min(labels, key=lambda v: (v[1] != "zh", v[1], v[0]))[0]

    def _type(self, node: str, iri: str) -> str:
        if iri not in self.types:
            raise BadGraph(
                f"<{node}> is of the class <{iri}>, which is no entity type; nothing was imported, "
                f"choose one of {', '.join(vocabulary().entity_types)}"
            )
        return self.types[iri]

    # --- statements and their evidence ------------------------------------------------------------

    def _statement(self, node: str, article: Article, article_id: str) -> Statement:
        said = self.nodes.said[node]
        if REJECTED in said:
            statement, (subject, relation, target) = node, self._rejected(node)
        else:
            statement = self._one(node, HAS_BODY, "statement")
            subject, relation, target = self.triples.get(statement) or self._triple(statement)
        code = self.relations[relation]
        if SUBJECT_AS_NAMED in said or OBJECT_AS_NAMED in said:
            subject = next(iter(self.nodes.iris(node, SUBJECT_AS_NAMED)), subject)
            target = next(iter(self.nodes.values(node, OBJECT_AS_NAMED)), target)
        one = self._entity(subject)
        other = Literal(text=target[0]) if isinstance(target, tuple) else self._entity(target)
        self._check_allowed(statement, one, code, other)
        # Where an evidence does not say how far things have come, its statement does.
        own = node if STATUS in said else statement
        return Statement(
            type=code,
            subject=one,
            object=other,
            status=self._status(own),
            evidence=(self._evidence(node, article, article_id),),
            qualifiers=self._qualifiers(own),
        )

    def _rejected(self, node: str) -> tuple[str, str, Value]:
        """What a sentence was read to say until a person rejected it."""
        subject = self._one(node, SUBJECT_AS_NAMED, "subject")
        relation = self._relation(node, REJECTED)
        return subject, relation, self._target(node, OBJECT_AS_NAMED)

    def _check_allowed(
        self, statement: str, one: Entity, code: str, other: Entity | Literal
    ) -> None:
        kind = other.type if isinstance(other, Entity) else None
        if (one.type, code, kind) in self.allowed:
            return
        if not vocabulary().allows(one.type, code, kind):
            raise BadGraph(
                f"<{statement}> says {one.name} ({one.type}) {code} "
                f"{other.name if isinstance(other, Entity) else other.text} ({kind or 'text'}), which "
                "domain and range do not allow; nothing was imported, see docs/ontology.md"
            )
        self.allowed.add((one.type, code, kind))

    def _status(self, node: str) -> str:
        only = self.nodes.said[node].get(STATUS)
        if isinstance(only, str) and only in self.statuses:
            return self.statuses[only]
        found = self.nodes.iris(node, STATUS)
        if len(found) != 1 or found[0] not in self.statuses:
            raise BadGraph(
                f"<{node}> has {' and '.join(found) or 'no value'} as kgo:status; nothing was "
                f"imported, give it one of {', '.join(self.statuses)}"
            )
        return self.statuses[found[0]]

    def _evidence(self, node: str, article: Article, article_id: str) -> Evidence:
        sentence, _ = self._place(node)
        span = self._find(sentence, article.text)
        return Evidence(
            article_id=article_id,
            sentence=span,
            text=span.of(article.text),
            subject=self._span(node, SUBJECT_AT),
            object=self._span(node, OBJECT_AT),
            rule=self.nodes.text(node, RULE) or "import",
            confidence=self._float(node, "confidence", 1.0),
        )

    def _find(self, sentence: str, text: str) -> Span:
        """Where a sentence stands in the text; by its quote where no position is given."""
        quote, start = self._quote(sentence), self._start(sentence)
        if start is None:
            start = max(text.find(quote), 0)
        span = Span(start=start, end=start + len(quote))
        if span.of(text) != quote:
            raise BadGraph(
                f"<{sentence}> quotes {quote!r}, which its article does not say there; nothing was "
                "imported, correct oa:exact, oa:start or schema:articleBody"
            )
        return span

    def _quote(self, sentence: str) -> str:
        for selector in self.nodes.iris(sentence, HAS_SELECTOR):
            if quote := self.nodes.text(selector, EXACT):
                return quote
        raise BadGraph(
            f"<{sentence}> quotes nothing; nothing was imported, give it an oa:TextQuoteSelector "
            "with oa:exact"
        )

    def _start(self, sentence: str) -> int | None:
        for selector in self.nodes.iris(sentence, HAS_SELECTOR):
            if (start := self._whole(selector, START)) is not None:
                return start
        return None

    def _qualifiers(self, node: str) -> tuple[Qualifier, ...]:
        read = [self._reading(r) for r in self.nodes.iris(node, HAS_READING)]
        known = {q.name for _, q in read}
        for iri in self.nodes.said[node]:
            name = self.qualifiers.get(iri)
            if name and name not in known and (texts := self._texts(node, iri)):
                read.append((0, Qualifier(name=name, text="、".join(sorted(texts)))))
        read.sort(key=lambda r: (r[1].name, r[0], r[1].text))
        return tuple(q for _, q in read)

    def _reading(self, node: str) -> tuple[int, Qualifier]:
        of = self._one(node, K + "ofQualifier", "qualifier")
        if of not in self.qualifiers:
            raise BadGraph(
                f"<{node}> is a reading of <{of}>, which is no qualifier; nothing was imported, "
                f"choose one of {', '.join(self.qualifiers.values())}"
            )
        kind = self.nodes.text(node, K + "kind")
        qualifier = Qualifier(
            name=self.qualifiers[of],
            text=self.nodes.text(node, K + "text") or "",
            reading=self._interval(node, kind) if kind else None,
            span=self._span(node, AT),
        )
        return self._whole(node, K + "repeated") or 0, qualifier

    def _interval(self, node: str, kind: str) -> Reading:
        if kind not in {"money", "percent", "count", "date"}:
            raise BadGraph(
                f"<{node}> has the kind {kind!r}; nothing was imported, use money, percent, count "
                "or date"
            )
        return Reading(
            kind=kind,  # type: ignore[arg-type]
            low=self._float(node, "low"),
            high=self._float(node, "high"),
            low_date=self.nodes.text(node, K + "lowDate"),
            high_date=self.nodes.text(node, K + "highDate"),
            unit=self.nodes.text(node, K + "inUnit") or "",
            approximate=self.nodes.text(node, K + "approximate") in {"true", "1"},
        )

    # --- small values -----------------------------------------------------------------------------

    def _types(self, node: str) -> list[str]:
        return self.nodes.iris(node, TYPE)

    def _one(self, node: str, prop: str, what: str, *, blank: bool = False) -> str:
        said = self.nodes.said.get(node)
        only = said.get(prop) if said else None
        if isinstance(only, str) and (blank or not only.startswith("_:")):
            return only
        found = self.nodes.iris(node, prop)
        if len(found) != 1:
            raise BadGraph(
                f"<{node}> has {len(found) or 'no'} {what} under <{prop}>; nothing was imported, "
                "give it exactly one, as an IRI"
            )
        if not blank:
            self._refuse_blank(found[0], what, node)
        return found[0]

    @staticmethod
    def _refuse_blank(value: Value, what: str, node: str) -> None:
        if isinstance(value, str) and value.startswith("_:"):
            raise BadGraph(
                f"a blank node stands as {what} of <{node}>; nothing was imported, give it an IRI"
            )

    def _number(self, node: str, name: str) -> int | None:
        return self._whole(node, SCHEMA + name)

    def _whole(self, node: str, prop: str) -> int | None:
        text = self.nodes.text(node, prop)
        try:
            return None if text is None else int(text)
        except ValueError:
            raise BadGraph(
                f"<{node}> has {text!r} under <{prop}>, which is no whole number; nothing was imported"
            ) from None

    def _float(self, node: str, name: str, default: float | None = None) -> Any:
        text = self.nodes.text(node, K + name)
        try:
            return default if text is None else float(text)
        except ValueError:
            raise BadGraph(
                f"<{node}> has {text!r} as kgo:{name}, which is no number; nothing was imported"
            ) from None

    def _span(self, node: str, prop: str) -> Span | None:
        if prop not in self.nodes.said[node] or (text := self.nodes.text(node, prop)) is None:
            return None
        span = self.spans.get(text)
        if span is None:
            try:
                start, end = text.removeprefix("char=").split(",")
                span = self.spans[text] = Span(start=int(start), end=int(end))
            except ValueError:
                raise BadGraph(
                    f"<{node}> has {text!r} as kgo:{prop.removeprefix(K)}; nothing was "
                    "imported, write it as char=12,16"
                ) from None
        return span


_WRITTEN = {"Statement", "Reading", "EntityAsNamed", "Mention", "Naming", "Reject"}
_WRITTEN |= {"RejectedReading", "Judgement"}
"""The classes of ours that nodes other than entities have."""

_JUDGEMENT = {
    "verdict": "judgement",
    "judgedFirst": "first",
    "judgedSecond": "second",
    "judgedRelation": "relation",
    "judgedEvent": "event",
    "correction": "correction",
    "judgedBy": "who",
    "judgedOn": "when",
    "reason": "why",
}
"""The property of each field of a judgement."""
