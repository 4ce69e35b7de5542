"""The graph as RDF: statements as nodes with status, qualifiers and quoted evidence.

Every node has an IRI made from ids, so there are no blank nodes and no clock, and the same store
gives the same bytes. In short, with ``id:`` for ``https://w3id.org/cn-industry-kg/id/``::

    id:entity/E      a kgo:Company ; rdfs:label "…"@zh ; skos:altLabel "…"@zh ;
                     dcterms:identifier "stock_code=000725.SZ" .
    id:statement/S   a kgo:Statement , rdf:Statement ; rdf:subject id:entity/E ;
                     rdf:predicate kgo:investedIn ; rdf:object id:entity/F ;
                     kgo:status kgo:statusCompleted ; kgo:confidence 0.9 ; kgo:amount "2亿元" ;
                     kgo:hasReading id:reading/S-amount ; kgo:hasEvidence id:evidence/V ;
                     prov:wasDerivedFrom id:document/D .
    id:reading/S-amount   a kgo:Reading ; kgo:ofQualifier kgo:amount ; kgo:low 2e8 ; kgo:high 2e8 …
    id:evidence/V    a oa:Annotation ; oa:hasBody id:statement/S ; oa:hasTarget id:sentence/A-0-20 ;
                     kgo:rule "…" ; kgo:confidence 0.9 ; prov:wasDerivedFrom id:document/D .
    id:sentence/A-0-20    a oa:SpecificResource ; oa:hasSource id:article/A ; schema:pageStart 3 ;
                     oa:hasSelector id:sentence/A-0-20-quote , id:sentence/A-0-20-position .
    id:entity/E kgo:investedIn id:entity/F .      the plain triple, for completed statements only
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TextIO
from urllib.parse import quote

from kg.ids import content_id
from kg.model import Document, Literal, Reading
from kg.views import Citation, EntityView, StatementView
from loaders.records import finite, qualifier_texts
from loaders.source import GraphSource
from ontology.vocabulary import NAMESPACE, vocabulary

if TYPE_CHECKING:
    import rdflib

ID_BASE = "https://w3id.org/cn-industry-kg/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"

PREFIXES = {
    "dcterms": DCTERMS,
    "kgo": NAMESPACE,
    "oa": OA,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
    **{kind: f"{ID_BASE}{kind}/" for kind in ("article", "document", "entity", "evidence")},
    **{kind: f"{ID_BASE}{kind}/" for kind in ("reading", "sentence", "statement")},
}

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")

COMPLETED = "completed"
"""The one status whose statements are also written as a plain triple."""


class Iri(NamedTuple):
    """A node or a property."""

    value: str


class Text(NamedTuple):
    """A literal: of a datatype, in a language, or a plain string."""

    value: str
    datatype: str = ""
    language: str = ""


Object = Iri | Text
Pairs = tuple[tuple[str, Object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is said of one subject, in one place."""

    subject: str
    pairs: Pairs


def entity_iri(entity_id: str) -> str:
    """The IRI of an entity."""
    return _id("entity", entity_id)


def statement_iri(statement_id: str) -> str:
    """The IRI of a statement's node."""
    return _id("statement", statement_id)


def document_iri(document_id: str) -> str:
    """The IRI of a document, which is also the name of its graph."""
    return _id("document", document_id)


def _id(kind: str, local: str) -> str:
    return f"{ID_BASE}{kind}/{local if _LOCAL.fullmatch(local) else quote(local, safe='')}"


def to_graph(source: GraphSource) -> "rdflib.Graph":
    """Everything in one rdflib graph; imports rdflib."""
    import rdflib

    graph = rdflib.Graph()
    _bind(graph)
    _add(graph, blocks(source))
    return graph


def to_dataset(source: GraphSource) -> "rdflib.Dataset":
    """One named graph a document: removing the graph takes back what only this document says.

    Entities and documents stand in the default graph. Imports rdflib.
    """
    import rdflib

    dataset = rdflib.Dataset()
    _bind(dataset)
    _add(dataset.default_graph, map(_entity, source.entities()))
    _add(dataset.default_graph, map(_document, source.documents()))
    for view in source.statements():
        for document_id, cited in sorted(_by_document(view).items()):
            graph = dataset.graph(rdflib.URIRef(document_iri(document_id)))
            _add(graph, _statement(view, cited))
            _add(graph, _places(cited, set()))
    return dataset


def write_turtle(source: GraphSource, out: TextIO) -> None:
    """The graph of `to_graph` as Turtle, written block by block in the store's order."""
    for prefix, namespace in sorted(PREFIXES.items()):
        out.write(f"@prefix {prefix}: <{namespace}> .\n")
    for block in blocks(source):
        out.write("\n" + _turtle(block))


def blocks(source: GraphSource) -> Iterator[Block]:
    """All that is said, subject by subject: documents, entities, statements with their places."""
    yield from map(_document, source.documents())
    yield from map(_entity, source.entities())
    seen: set[str] = set()
    for view in source.statements():
        yield from _statement(view, view.citations)
        yield from _places(view.citations, seen)


def _document(document: Document) -> Block:
    return _block(
        document_iri(document.id),
        (RDF + "type", Iri(PROV + "Entity")),
        (DCTERMS + "title", Text(document.title)),
        (DCTERMS + "source", Text(document.source)),
        (DCTERMS + "format", Text(document.media_type)),
        (DCTERMS + "identifier", Text(f"sha256={document.sha256}")),
        (DCTERMS + "issued", _day(document.published)),
    )


def _entity(entity: EntityView) -> Block:
    return _block(
        entity_iri(entity.id),
        (RDF + "type", Iri(vocabulary().entity_type(entity.type).iri)),
        (RDFS + "label", Text(entity.name, language="zh")),
        *((SKOS + "altLabel", Text(alias, language="zh")) for alias in entity.aliases),
        *((DCTERMS + "identifier", Text(f"{key}={code}")) for key, code in entity.identifiers),
    )


def _statement(view: StatementView, cited: Collection[Citation]) -> Iterator[Block]:
    relation = vocabulary().relation(view.type).iri
    node, subject, target = statement_iri(view.id), entity_iri(view.subject.id), _target(view)
    readings = tuple(_readings(view))
    evidence = _unique(_evidence(view, c) for c in cited)
    yield _block(
        node,
        (RDF + "type", Iri(NAMESPACE + "Statement")),
        (RDF + "type", Iri(RDF + "Statement")),
        (RDF + "subject", Iri(subject)),
        (RDF + "predicate", Iri(relation)),
        (RDF + "object", target),
        (NAMESPACE + "status", Iri(vocabulary().status(view.status).iri)),
        (NAMESPACE + "confidence", _number(view.confidence)),
        *((_qualifier(n), Text(t)) for n, t in qualifier_texts(view.qualifiers).items()),
        *((NAMESPACE + "hasReading", Iri(r.subject)) for r in readings),
        *((NAMESPACE + "hasEvidence", Iri(e.subject)) for e in evidence),
        *_derived(cited),
    )
    yield from readings
    yield from evidence
    if view.status == COMPLETED:
        yield _block(subject, (relation, target))


def _target(view: StatementView) -> Object:
    if isinstance(view.object, Literal):
        return Text(view.object.text)
    return Iri(entity_iri(view.object.id))


def _qualifier(name: str) -> str:
    term = vocabulary().qualifiers.get(name)
    return term.iri if term else NAMESPACE + quote(name, safe="")


def _readings(view: StatementView) -> Iterator[Block]:
    done: set[str] = set()
    for qualifier in view.qualifiers:
        if qualifier.reading is not None and qualifier.name not in done:
            done.add(qualifier.name)
            yield _block(
                _id("reading", f"{view.id}-{qualifier.name}"),
                (RDF + "type", Iri(NAMESPACE + "Reading")),
                (NAMESPACE + "ofQualifier", Iri(_qualifier(qualifier.name))),
                *_interval(qualifier.reading),
            )


def _interval(reading: Reading) -> Iterator[tuple[str, Object | None]]:
    yield NAMESPACE + "kind", Text(reading.kind)
    yield NAMESPACE + "low", _number(reading.low)
    yield NAMESPACE + "high", _number(reading.high)
    yield NAMESPACE + "lowDate", _day(reading.low_date)
    yield NAMESPACE + "highDate", _day(reading.high_date)
    yield NAMESPACE + "unit", Text(reading.unit) if reading.unit else None
    yield NAMESPACE + "approximate", Text(str(reading.approximate).lower(), XSD + "boolean")


def _evidence(view: StatementView, citation: Citation) -> Block:
    place = (citation.article_id, str(citation.start), str(citation.end))
    return _block(
        _id("evidence", content_id("evidence", view.id, *place, citation.rule)),
        (RDF + "type", Iri(OA + "Annotation")),
        (OA + "hasBody", Iri(statement_iri(view.id))),
        (OA + "hasTarget", Iri(_sentence_iri(citation))),
        (NAMESPACE + "rule", Text(citation.rule)),
        (NAMESPACE + "confidence", _number(citation.confidence)),
        *_derived((citation,)),
    )


def _unique(found: Iterable[Block]) -> tuple[Block, ...]:
    return tuple({block.subject: block for block in found}.values())


def _derived(cited: Collection[Citation]) -> Iterator[tuple[str, Object]]:
    for document_id in sorted({c.document_id for c in cited}):
        yield PROV + "wasDerivedFrom", Iri(document_iri(document_id))


def _sentence_iri(citation: Citation) -> str:
    return _id("sentence", f"{citation.article_id}-{citation.start}-{citation.end}")


def _places(cited: Collection[Citation], seen: set[str]) -> Iterator[Block]:
    """The articles and sentences cited, those in `seen` left out; `seen` is added to."""
    for citation in cited:
        for block in (_article(citation), *_sentence(citation)):
            if block.subject not in seen:
                seen.add(block.subject)
                yield block


def _article(citation: Citation) -> Block:
    return _block(
        _id("article", citation.article_id),
        (RDF + "type", Iri(SCHEMA + "NewsArticle")),
        (DCTERMS + "title", Text(citation.article, language="zh")),
        (DCTERMS + "isPartOf", Iri(document_iri(citation.document_id))),
        (SCHEMA + "articleSection", Text(citation.section) if citation.section else None),
        (DCTERMS + "issued", _day(citation.published)),
    )


def _sentence(citation: Citation) -> Iterator[Block]:
    sentence = _sentence_iri(citation)
    yield _block(
        sentence,
        (RDF + "type", Iri(OA + "SpecificResource")),
        (OA + "hasSource", Iri(_id("article", citation.article_id))),
        (OA + "hasSelector", Iri(sentence + "-position")),
        (OA + "hasSelector", Iri(sentence + "-quote")),
        (SCHEMA + "pageStart", _count(citation.page)),
    )
    yield _block(
        sentence + "-position",
        (RDF + "type", Iri(OA + "TextPositionSelector")),
        (OA + "start", _count(citation.start, "nonNegativeInteger")),
        (OA + "end", _count(citation.end, "nonNegativeInteger")),
    )
    yield _block(
        sentence + "-quote",
        (RDF + "type", Iri(OA + "TextQuoteSelector")),
        (OA + "exact", Text(citation.sentence)),
    )


def _by_document(view: StatementView) -> dict[str, list[Citation]]:
    cited: dict[str, list[Citation]] = {}
    for citation in view.citations:
        cited.setdefault(citation.document_id, []).append(citation)
    return cited


def _block(subject: str, *pairs: tuple[str, Object | None]) -> Block:
    said = tuple(dict.fromkeys((p, o) for p, o in pairs if o is not None))
    return Block(subject=subject, pairs=said)


def _number(number: float | None) -> Text | None:
    known = finite(number)
    return None if known is None else Text(repr(float(known)), XSD + "double")


def _count(number: int | None, datatype: str = "integer") -> Text | None:
    return None if number is None else Text(str(number), XSD + datatype)


def _day(day: str | None) -> Text | None:
    if not day:
        return None
    try:
        return Text(date.fromisoformat(day).isoformat(), XSD + "date")
    except ValueError:
        return Text(day)


# --- into rdflib ----------------------------------------------------------------------------------


def _bind(graph: "rdflib.Graph") -> None:
    for prefix, namespace in sorted(PREFIXES.items()):
        graph.bind(prefix, namespace)


def _add(graph: "rdflib.Graph", described: Iterable[Block]) -> None:
    import rdflib

    for block in described:
        subject = rdflib.URIRef(block.subject)
        for predicate, target in block.pairs:
            graph.add((subject, rdflib.URIRef(predicate), _term(target)))


def _term(target: Object) -> "rdflib.URIRef | rdflib.Literal":
    import rdflib

    if isinstance(target, Iri):
        return rdflib.URIRef(target.value)
    datatype = rdflib.URIRef(target.datatype) if target.datatype else None
    return rdflib.Literal(target.value, lang=target.language or None, datatype=datatype)


# --- into Turtle ----------------------------------------------------------------------------------

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile('["\\\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]')
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def _turtle(block: Block) -> str:
    objects: dict[str, list[str]] = {}
    for predicate, target in block.pairs:
        objects.setdefault(predicate, []).append(_written(target))
    lines = (f"{_predicate(p)} {' , '.join(sorted(found))}" for p, found in objects.items())
    return f"{_compact(block.subject)} " + " ;\n    ".join(lines) + " .\n"


def _predicate(iri: str) -> str:
    return "a" if iri == RDF + "type" else _compact(iri)


def _written(target: Object) -> str:
    if isinstance(target, Iri):
        return _compact(target.value)
    text = f'"{_UNSAFE.sub(_escape, target.value)}"'
    if target.language:
        return f"{text}@{target.language}"
    return f"{text}^^{_compact(target.datatype)}" if target.datatype else text


@lru_cache(maxsize=65536)
def _compact(iri: str) -> str:
    """The IRI as ``prefix:local`` where that needs no escaping, else in angle brackets."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix, local = _NAMESPACES.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else f"<{iri}>"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
