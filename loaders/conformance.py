"""Does the graph have the shape that the ontology asks for? SHACL, answered in words.

The statements of a store go through pySHACL in batches, each as it would be written to RDF, so that
the memory it takes does not grow with the graph.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from kg.views import EntityView, StatementView
from loaders.rdf_terms import OA, Block
from loaders.source import GraphSource
from loaders.to_rdf import as_rdflib, blocks_of_entities, blocks_of_views, statement_iri
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import rdflib

AT_ONCE = 1000
"""Statements in a batch: large enough to read the shapes rarely, small enough for any memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something that the shapes do not allow.

    `node` is the IRI of what is wrong, `about` says it in words, `en` and `zh` what was asked for,
    `value` what is there instead.
    """

    node: str
    about: str
    en: str
    zh: str
    value: str
    source: str


def check(
    source: GraphSource, on_progress: Callable[[int], None] = lambda _: None
) -> Iterator[Violation]:
    """Everything in the source that the shapes do not allow; imports pySHACL.

    `on_progress` is told how many statements have been looked at.
    """
    yield from _check_entities(source)
    views, done = iter(source.statements()), 0
    while batch := list(islice(views, AT_ONCE)):
        found = _validate(as_rdflib(blocks_of_views(batch)), _Namer(batch))
        yield from dict.fromkeys(found)
        done += len(batch)
        on_progress(done)


def check_graph(graph: "rdflib.Graph") -> list[Violation]:
    """What the shapes do not allow in an rdflib graph, by node."""
    return list(dict.fromkeys(_validate(graph, _Namer(()))))


def _check_entities(source: GraphSource) -> Iterator[Violation]:
    entities = iter(source.entities())
    while batch := list(islice(entities, AT_ONCE)):
        namer = _Namer((), {blocks.subject: e for e, blocks in _with_blocks(batch)})
        yield from _validate(as_rdflib(blocks_of_entities(batch)), namer)


def _with_blocks(entities: Sequence[EntityView]) -> Iterable[tuple[EntityView, Block]]:
    return zip(entities, blocks_of_entities(entities), strict=True)


class _Namer:
    """Says in words what a node is."""

    def __init__(
        self, views: Sequence[StatementView], entities: dict[str, EntityView] | None = None
    ) -> None:
        self.views = {statement_iri(v.id): v for v in views}
        self.entities = entities or {}

    def words(self, iri: str) -> str:
        if view := self.views.get(iri):
            target = getattr(view.object, "name", None) or getattr(view.object, "text", "")
            relation = vocabulary().relation(view.type).zh
            return f"{view.subject.name} —{relation}→ {target}"
        if entity := self.entities.get(iri):
            return f"{entity.name}（{entity.type}）"
        return iri

    def source(self, iri: str) -> str:
        view = self.views.get(iri)
        if view is None or not view.citations:
            return ""
        c = view.citations[0]
        page = f" 第{c.page}页" if c.page is not None else ""
        return f"《{c.article}》{page} “{c.sentence}”"


def _validate(graph: "rdflib.Graph", namer: _Namer) -> Iterator[Violation]:
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    shapes = rdflib.Graph().parse(
        data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    # pySHACL would add triples to the graph for rules only; ours has none, so no copy is needed.
    conforms, found, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    if conforms:
        return
    report = cast("rdflib.Graph", found)
    results = sorted(report.subjects(RDF.type, SH.ValidationResult), key=_order_in(report))
    for result in results:
        texts = {
            getattr(m, "language", None): str(m) for m in report.objects(result, SH.resultMessage)
        }
        value = report.value(result, SH.value)
        for node in _nodes(graph, report, result):
            yield Violation(
                node=node,
                about=namer.words(node),
                en=texts.get("en", next(iter(texts.values()), "")),
                zh=texts.get("zh", next(iter(texts.values()), "")),
                value="" if value is None else namer.words(str(value)),
                source=namer.source(node),
            )


def _order_in(report: "rdflib.Graph") -> Callable[[Any], tuple[str, ...]]:
    from rdflib.namespace import SH

    props = (SH.focusNode, SH.sourceShape, SH.value)
    return lambda result: tuple(str(report.value(result, p)) for p in props)


def _nodes(graph: "rdflib.Graph", report: "rdflib.Graph", result: Any) -> Iterator[str]:
    """The node that is wrong: where a relation is the focus, its statements with that value."""
    import rdflib
    from rdflib.namespace import RDF, SH

    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    statements = list(graph.subjects(RDF.predicate, focus))
    if statements:
        guilty = [s for s in statements if value is None or _stands_in(graph, s, value)]
        yield from sorted(map(str, guilty or statements))
    else:
        body = graph.value(focus, rdflib.URIRef(OA + "hasBody"))
        yield str(focus if body is None else body)


def _stands_in(graph: "rdflib.Graph", statement: Any, value: Any) -> bool:
    return value in set(graph.objects(statement))
