"""The graph as RDF: statements as nodes with status, qualifiers and quoted evidence.

Every node has an IRI made from ids, so there are no blank nodes and no clock, and the same store
gives the same bytes. In short, with ``id:`` for ``https://w3id.org/cn-industry-kg/id/``::

    id:entity/E      a kgo:Company ; rdfs:label "…"@zh ; skos:altLabel "…"@zh ;
                     dcterms:identifier "stock_code=000725.SZ" .
    id:statement/S   a kgo:Statement , rdf:Statement ; rdf:subject id:entity/E ;
                     rdf:predicate kgo:investedIn ; rdf:object id:entity/F ;
                     kgo:status kgo:statusCompleted ; kgo:confidence 0.9 ; kgo:amount "2亿元" ;
                     kgo:hasReading id:reading/R ; kgo:hasEvidence id:evidence/V ;
                     prov:wasDerivedFrom id:document/D .
    id:reading/R     a kgo:Reading ; kgo:ofQualifier kgo:amount ; kgo:text "2亿元" ; kgo:low 2e8 …
    id:evidence/V    a oa:Annotation ; oa:hasBody id:statement/S ; oa:hasTarget id:sentence/A-0-20 ;
                     kgo:status kgo:statusPlanned ; kgo:hasReading id:reading/R ; kgo:rule "…" ;
                     kgo:confidence 0.9 ; prov:wasDerivedFrom id:document/D .
    id:sentence/A-0-20    a oa:SpecificResource ; oa:hasSource id:article/A ; schema:pageStart 3 ;
                     oa:hasSelector id:sentence/A-0-20-quote , id:sentence/A-0-20-position .
    id:entity/E kgo:investedIn id:entity/F .      the plain triple, for completed statements only

The status of a statement is the newest reading of all documents, that of an evidence is what its
own sentence says. A source that has an archive, such as a store, also gives what its articles said
before names were joined: the text, mentions, namings and rejects; and what people judged. With that,
`loaders.from_rdf` makes an equal store.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TextIO, runtime_checkable

from kg.garbage import collector_paused
from kg.identity.judgements import Judgement
from kg.ids import content_id
from kg.model import Article, Document, Entity, Evidence, Extraction, Literal, Statement
from kg.store.raw import Archive, NamedEntity, Standing
from kg.store.rows import Ids, article_layout
from kg.views import Citation, EntityView, StatementView
from loaders import rdf_text
from loaders.rdf_terms import (
    DCTERMS,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TYPE,
    Block,
    Iri,
    Object,
    Pair,
    Text,
    block,
    count,
    day,
    node,
    number,
    place,
    qualifier_iri,
    readings,
)
from loaders.records import qualifier_texts
from loaders.source import GraphSource
from ontology.namespaces import PREFIXES
from ontology.vocabulary import NAMESPACE, vocabulary

if TYPE_CHECKING:
    import rdflib

Placed = tuple[str, Block]

COMPLETED = "completed"
"""The one status whose statements are also written as a plain triple."""

DEFAULT = ""
"""The name of the default graph, where entities and documents stand."""


@runtime_checkable
class Archived(Protocol):
    """A source that also knows what each article said before names were joined."""

    def archive(self) -> Archive:
        """The extractions, and where their statements stand."""
        ...


def entity_iri(entity_id: str) -> str:
    """The IRI of an entity."""
    return node("entity", entity_id)


def statement_iri(statement_id: str) -> str:
    """The IRI of a statement's node."""
    return node("statement", statement_id)


def document_iri(document_id: str) -> str:
    """The IRI of a document, which is also the name of its graph."""
    return node("document", document_id)


def to_graph(source: GraphSource) -> "rdflib.Graph":
    """Everything in one rdflib graph; imports rdflib."""
    return as_rdflib(rdf_text.blocks_of(placed(source)))


def as_rdflib(described: Iterable[Block]) -> "rdflib.Graph":
    """The blocks as an rdflib graph; imports rdflib."""
    import rdflib

    graph = rdflib.Graph()
    _bind(graph)
    _add(graph, described)
    return graph


def to_dataset(source: GraphSource) -> "rdflib.Dataset":
    """One named graph a document: removing the graph takes back what only this document says.

    Entities and documents stand in the default graph. Imports rdflib.
    """
    import rdflib

    dataset = rdflib.Dataset()
    _bind(dataset)
    for name, said in placed(source, by_document=True):
        graph = dataset.graph(rdflib.URIRef(name)) if name else dataset.default_graph
        _add(graph, (said,))
    return dataset


def write_turtle(source: GraphSource, out: TextIO) -> None:
    """The graph of `to_graph` as Turtle, written block by block in the store's order."""
    with collector_paused():
        rdf_text.write_turtle(placed(source), out)


def write_trig(source: GraphSource, out: TextIO) -> None:
    """The graphs of `to_dataset` as TriG."""
    with collector_paused():
        rdf_text.write_trig(placed(source, by_document=True), out)


def write_nquads(source: GraphSource, out: TextIO) -> None:
    """The graphs of `to_dataset` as N-Quads."""
    with collector_paused():
        rdf_text.write_nquads(placed(source, by_document=True), out)


def write_jsonld(source: GraphSource, out: TextIO) -> None:
    """The graphs of `to_dataset` as JSON-LD under ``ontology/context.jsonld``."""
    with collector_paused():
        rdf_text.write_jsonld(placed(source, by_document=True), out)


def placed(source: GraphSource, *, by_document: bool = False) -> Iterator[Placed]:
    """All that is said, subject by subject, with the graph it belongs to.

    Without `by_document` a statement is described once; with it, once in the graph of each document
    that tells of it, with the evidence of that document.
    """
    yield from ((DEFAULT, _document(d)) for d in source.documents())
    yield from ((DEFAULT, _entity(e)) for e in source.entities())
    if isinstance(source, Archived):
        archive = source.archive()
        yield from ((DEFAULT, _named(e)) for e in archive.named())
        yield from ((DEFAULT, _judgement(n, j)) for n, j in enumerate(archive.judgements()))
        for extraction in archive.extractions():
            graph = document_iri(extraction.article.document.id)
            yield from ((graph, said) for said in _article_in_full(extraction, archive))
        for view in source.statements():
            # Their readings are described with the evidence.
            yield from _in_graphs(view, by_document=by_document, described=True)
    else:
        seen: set[tuple[str, str]] = set()
        for view in source.statements():
            yield from _in_graphs(view, by_document=by_document, described=False)
            yield from _cited(view, seen)


def blocks_of_views(views: Collection[StatementView]) -> Iterator[Block]:
    """What is said of some statements, their ends, evidence and documents, without an archive."""
    ends = (e for v in views for e in (v.subject, v.object) if isinstance(e, EntityView))
    yield from blocks_of_entities({e.id: e for e in ends}.values())
    seen: set[tuple[str, str]] = set()
    for view in views:
        yield from _statement(view, view.citations, described=False)
        yield from rdf_text.blocks_of(_cited(view, seen))


def blocks_of_entities(entities: Iterable[EntityView]) -> Iterator[Block]:
    """What is said of each entity."""
    return map(_entity, entities)


# --- what stands in the default graph -------------------------------------------------------------


def _document(document: Document) -> Block:
    return block(
        document_iri(document.id),
        (TYPE, Iri(PROV + "Entity")),
        (DCTERMS + "title", Text(document.title)),
        (DCTERMS + "source", Text(document.source)),
        (DCTERMS + "format", Text(document.media_type)),
        (DCTERMS + "identifier", Text(f"sha256={document.sha256}")),
        (DCTERMS + "issued", day(document.published)),
    )


def _entity(entity: EntityView) -> Block:
    return block(
        entity_iri(entity.id),
        (TYPE, Iri(vocabulary().entity_type(entity.type).iri)),
        (RDFS + "label", Text(entity.name, language="zh")),
        *_names(entity.aliases, entity.identifiers),
    )


def _names(aliases: Iterable[str], identifiers: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    yield from ((SKOS + "altLabel", Text(alias, language="zh")) for alias in aliases)
    yield from ((DCTERMS + "identifier", Text(f"{key}={code}")) for key, code in identifiers)


def _named(entity: NamedEntity) -> Block:
    return block(
        entity_iri(entity.id),
        (TYPE, Iri(NAMESPACE + "EntityAsNamed")),
        (NAMESPACE + "asType", Iri(vocabulary().entity_type(entity.type).iri)),
        (RDFS + "label", Text(entity.name, language="zh")),
        (NAMESPACE + "resolvedTo", Iri(entity_iri(entity.canonical_id))),
        (NAMESPACE + "reason", Text(entity.reason)),
    )


def _judgement(position: int, judgement: Judgement) -> Block:
    j = judgement
    said = (
        ("verdict", j.judgement),
        ("judgedFirst", j.first),
        ("judgedSecond", j.second),
        ("judgedRelation", j.relation),
        ("judgedEvent", j.event),
        ("correction", j.correction),
        ("judgedBy", j.who),
        ("judgedOn", j.when),
        ("reason", j.why),
    )
    return block(
        node("judgement", content_id("judgement", str(position), *(text for _, text in said))),
        (TYPE, Iri(NAMESPACE + "Judgement")),
        (SCHEMA + "position", count(position)),
        *((NAMESPACE + name, Text(text) if text else None) for name, text in said),
    )


# --- statements -----------------------------------------------------------------------------------


def _in_graphs(view: StatementView, *, by_document: bool, described: bool) -> Iterator[Placed]:
    if not by_document:
        yield from ((DEFAULT, said) for said in _statement(view, view.citations, described))
        return
    for document_id, cited in sorted(_by_document(view).items()):
        graph = document_iri(document_id)
        yield from ((graph, said) for said in _statement(view, cited, described))


def _statement(
    view: StatementView, cited: Collection[Citation], described: bool
) -> Iterator[Block]:
    relation = vocabulary().relation(view.type).iri
    subject, target = entity_iri(view.subject.id), _target(view.object)
    read = readings(view.qualifiers)
    yield block(
        statement_iri(view.id),
        (TYPE, Iri(NAMESPACE + "Statement")),
        (TYPE, Iri(RDF + "Statement")),
        (RDF + "subject", Iri(subject)),
        (RDF + "predicate", Iri(relation)),
        (RDF + "object", target),
        (NAMESPACE + "status", Iri(vocabulary().status(view.status).iri)),
        (NAMESPACE + "confidence", number(view.confidence)),
        *((qualifier_iri(n), Text(t)) for n, t in qualifier_texts(view.qualifiers).items()),
        *((NAMESPACE + "hasReading", Iri(r.subject)) for r in read),
        *_derived(cited),
    )
    yield from () if described else read
    if view.status == COMPLETED:
        yield block(subject, (relation, target))


def _target(target: EntityView | Entity | Literal) -> Object:
    return Text(target.text) if isinstance(target, Literal) else Iri(entity_iri(target.id))


def _by_document(view: StatementView) -> dict[str, list[Citation]]:
    cited: dict[str, list[Citation]] = {}
    for citation in view.citations:
        cited.setdefault(citation.document_id, []).append(citation)
    return cited


def _derived(cited: Collection[Citation]) -> Iterator[Pair]:
    for document_id in sorted({c.document_id for c in cited}):
        yield PROV + "wasDerivedFrom", Iri(document_iri(document_id))


# --- evidence, from an archive --------------------------------------------------------------------


def _article_in_full(extraction: Extraction, archive: Archive) -> Iterator[Block]:
    article = extraction.article
    article_id = article.id
    yield block(
        node("article", article_id),
        (TYPE, Iri(SCHEMA + "NewsArticle")),
        (DCTERMS + "title", Text(article.title, language="zh")),
        (DCTERMS + "isPartOf", Iri(document_iri(article.document.id))),
        (SCHEMA + "position", count(article.ordinal)),
        (SCHEMA + "articleSection", Text(article.section) if article.section else None),
        (DCTERMS + "issued", day(article.published)),
        (SCHEMA + "pageStart", count(article.page)),
        (SCHEMA + "articleBody", Text(article.text, language="zh")),
        (NAMESPACE + "layout", Text(json.dumps(article_layout(article), separators=(",", ":")))),
    )
    yield from _mentions(extraction, article_id)
    yield from _namings(extraction, article_id)
    yield from _rejects(extraction, article_id)
    told: set[str] = set()
    for statement in extraction.statements:
        standing = archive.standing(statement)
        read = readings(statement.qualifiers)
        yield from (r for r in read if _new(r.subject, told))
        for evidence in statement.evidence:
            yield from _evidence(article, article_id, statement, evidence, standing, read)
            at = (article_id, evidence.sentence.start, evidence.sentence.end)
            if _new(_sentence_iri(*at), told):
                page = article.page_at(evidence.sentence.start)
                yield from _sentence(at, evidence.text, page)


def _new(iri: str, told: set[str]) -> bool:
    known = iri in told
    told.add(iri)
    return not known


def _mentions(extraction: Extraction, article_id: str) -> Iterator[Block]:
    types = {e.id: e.type for e in extraction.entities}
    ids = Ids(article_id)
    own = {e.id: ids.of(e) for e in extraction.entities}
    for m in extraction.mentions:
        other = m.type != types.get(m.entity_id, m.type)
        entity_id = own.get(m.entity_id, m.entity_id)
        yield block(
            node("mention", f"{article_id}-{m.span.start}-{m.span.end}-{entity_id}"),
            (OA + "hasSource", Iri(node("article", article_id))),
            (NAMESPACE + "names", Iri(entity_iri(entity_id))),
            (NAMESPACE + "at", place(m.span)),
            (NAMESPACE + "finder", Text(m.finder)),
            (
                NAMESPACE + "asType",
                Iri(vocabulary().entity_type(m.type).iri) if other else None,
            ),
        )


def _namings(extraction: Extraction, article_id: str) -> Iterator[Block]:
    """Aliases and identifiers of an article, and entities that only its list of entities names."""
    met = {m.entity_id for m in extraction.mentions}
    met |= {e.id for s in extraction.statements for e in (s.subject, s.object)}
    ids = Ids(article_id)
    for entity in extraction.entities:
        entity_id = ids.of(entity)
        if entity.aliases or entity.identifiers or entity.id not in met:
            yield block(
                node("naming", f"{article_id}-{entity_id}"),
                (TYPE, Iri(NAMESPACE + "Naming")),
                (OA + "hasSource", Iri(node("article", article_id))),
                (NAMESPACE + "names", Iri(entity_iri(entity_id))),
                *_names(entity.aliases, entity.identifiers),
            )


def _rejects(extraction: Extraction, article_id: str) -> Iterator[Block]:
    for at, reject in enumerate(extraction.rejects):
        yield block(
            node("reject", f"{article_id}-{at}"),
            (TYPE, Iri(NAMESPACE + "Reject")),
            (OA + "hasSource", Iri(node("article", article_id))),
            (NAMESPACE + "stage", Text(reject.stage)),
            (NAMESPACE + "reason", Text(reject.reason)),
            (NAMESPACE + "text", Text(reject.text)),
            (NAMESPACE + "at", place(reject.span)),
        )


def _evidence(
    article: Article,
    article_id: str,
    statement: Statement,
    evidence: Evidence,
    standing: Standing,
    read: tuple[Block, ...],
) -> Iterator[Block]:
    ids = Ids(article_id)
    subject, said_of = ids.of(statement.subject), statement.object
    target = said_of.id if isinstance(said_of, Literal) else ids.of(said_of)
    named_target = Text(said_of.text) if isinstance(said_of, Literal) else Iri(entity_iri(target))
    ends = (standing.subject_id, standing.object_id)
    as_named = standing.rejected or (subject, target) != ends
    said: tuple[Pair, ...] = (
        (NAMESPACE + "status", Iri(vocabulary().status(statement.status).iri)),
        *((NAMESPACE + "hasReading", Iri(r.subject)) for r in read),
        (NAMESPACE + "rule", Text(evidence.rule)),
        (NAMESPACE + "confidence", number(evidence.confidence)),
        (NAMESPACE + "subjectAt", place(evidence.subject)),
        (NAMESPACE + "objectAt", place(evidence.object)),
        (NAMESPACE + "subjectAsNamed", Iri(entity_iri(subject)) if as_named else None),
        (NAMESPACE + "objectAsNamed", named_target if as_named else None),
    )
    if standing.rejected:
        yield from _rejected(article, statement.type, evidence, said)
        return
    target_iri = _sentence_iri(article_id, evidence.sentence.start, evidence.sentence.end)
    told = (o.value for _, o in said if o is not None)
    iri = node("evidence", content_id("evidence", standing.view_id, target_iri, *told))
    yield from _annotation(iri, standing.view_id, target_iri, article.document.id, said)


def _rejected(
    article: Article, relation: str, evidence: Evidence, said: tuple[Pair, ...]
) -> Iterator[Block]:
    """What was read until a person rejected it: told by itself, for no statement stands there."""
    target = _sentence_iri(article.id, evidence.sentence.start, evidence.sentence.end)
    told = (o.value for _, o in said if o is not None)
    yield block(
        node("evidence", content_id("rejected", relation, target, *told)),
        (TYPE, Iri(NAMESPACE + "RejectedReading")),
        (NAMESPACE + "rejectedRelation", Iri(vocabulary().relation(relation).iri)),
        (OA + "hasTarget", Iri(target)),
        *said,
        (PROV + "wasDerivedFrom", Iri(document_iri(article.document.id))),
    )


def _annotation(
    iri: str, view_id: str, target: str, document_id: str, said: Iterable[Pair]
) -> Iterator[Block]:
    yield block(
        iri,
        (TYPE, Iri(OA + "Annotation")),
        (OA + "hasBody", Iri(statement_iri(view_id))),
        (OA + "hasTarget", Iri(target)),
        *said,
        (PROV + "wasDerivedFrom", Iri(document_iri(document_id))),
    )
    yield block(statement_iri(view_id), (NAMESPACE + "hasEvidence", Iri(iri)))


# --- evidence, from citations alone ---------------------------------------------------------------


def _cited(view: StatementView, seen: set[tuple[str, str]]) -> Iterator[Placed]:
    """The evidence, articles and sentences cited; those in `seen` are left out, which is added to."""
    for citation in view.citations:
        graph = document_iri(citation.document_id)
        for said in _citation(view, citation):
            key = (graph, said.subject)
            if said.subject == statement_iri(view.id) or key not in seen:
                seen.add(key)
                yield graph, said


def _citation(view: StatementView, c: Citation) -> Iterator[Block]:
    at = (c.article_id, c.start, c.end)
    iri = node(
        "evidence", content_id("evidence", view.id, c.article_id, str(c.start), str(c.end), c.rule)
    )
    said = (
        (NAMESPACE + "rule", Text(c.rule)),
        (NAMESPACE + "confidence", number(c.confidence)),
    )
    yield from _annotation(iri, view.id, _sentence_iri(*at), c.document_id, said)
    yield block(
        node("article", c.article_id),
        (TYPE, Iri(SCHEMA + "NewsArticle")),
        (DCTERMS + "title", Text(c.article, language="zh")),
        (DCTERMS + "isPartOf", Iri(document_iri(c.document_id))),
        (SCHEMA + "articleSection", Text(c.section) if c.section else None),
        (DCTERMS + "issued", day(c.published)),
    )
    yield from _sentence(at, c.sentence, c.page)


def _sentence_iri(article_id: str, start: int, end: int) -> str:
    return node("sentence", f"{article_id}-{start}-{end}")


def _sentence(at: tuple[str, int, int], text: str, page: int | None) -> Iterator[Block]:
    article_id, start, end = at
    sentence = _sentence_iri(*at)
    yield block(
        sentence,
        (TYPE, Iri(OA + "SpecificResource")),
        (OA + "hasSource", Iri(node("article", article_id))),
        (OA + "hasSelector", Iri(sentence + "-position")),
        (OA + "hasSelector", Iri(sentence + "-quote")),
        (SCHEMA + "pageStart", count(page)),
    )
    yield block(
        sentence + "-position",
        (TYPE, Iri(OA + "TextPositionSelector")),
        (OA + "start", count(start, "nonNegativeInteger")),
        (OA + "end", count(end, "nonNegativeInteger")),
    )
    yield block(
        sentence + "-quote",
        (TYPE, Iri(OA + "TextQuoteSelector")),
        (OA + "exact", Text(text)),
    )


# --- into rdflib ----------------------------------------------------------------------------------


def _bind(graph: "rdflib.Graph") -> None:
    for prefix, namespace in sorted(PREFIXES.items()):
        graph.bind(prefix, namespace)


def _add(graph: "rdflib.Graph", described: Iterable[Block]) -> None:
    import rdflib

    for said in described:
        subject = rdflib.URIRef(said.subject)
        for predicate, target in said.pairs:
            graph.add((subject, rdflib.URIRef(predicate), _term(target)))


def _term(target: Object) -> "rdflib.URIRef | rdflib.Literal":
    import rdflib

    if isinstance(target, Iri):
        return rdflib.URIRef(target.value)
    datatype = rdflib.URIRef(target.datatype) if target.datatype else None
    return rdflib.Literal(target.value, lang=target.language or None, datatype=datatype)
