"""The graph as RDF: what it says, that it reads back, and what it must not say."""

import io
from collections.abc import Callable

import pytest
import rdflib
from rdflib.namespace import PROV, RDF, RDFS, SKOS, XSD

from kg.model import Qualifier, Reading
from kg.views import StatementView
from loaders.source import GraphSource
from loaders.to_rdf import document_iri, entity_iri, statement_iri, to_dataset, to_graph
from loaders.to_rdf import write_turtle as write
from ontology.vocabulary import NAMESPACE, vocabulary

KGO = rdflib.Namespace(NAMESPACE)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
Named = Callable[[str], str]
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def _turtle(source: GraphSource) -> str:
    out = io.StringIO()
    write(source, out)
    return out.getvalue()


def _node(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(name)


def _deal(graph: rdflib.Graph) -> rdflib.URIRef:
    (deal,) = graph.subjects(KGO["round"], rdflib.Literal("B轮"))
    assert isinstance(deal, rdflib.URIRef)
    return deal


def test_turtle_reads_back_as_the_same_graph(source: GraphSource) -> None:
    """Rdflib reads the Turtle as exactly the triples of the graph."""
    read, made = rdflib.Graph().parse(data=_turtle(source), format="turtle"), to_graph(source)
    assert len(read) == len(made)
    assert set(read) == set(made)


def test_there_are_no_blank_nodes(source: GraphSource) -> None:
    """Every node has an IRI, so that two exports can be compared line by line."""
    nodes = {term for triple in to_graph(source) for term in triple}
    assert not [n for n in nodes if isinstance(n, rdflib.BNode)]


def test_entity_has_class_label_and_names(source: GraphSource, named: Named) -> None:
    """An entity is typed by the ontology, labelled in Chinese, with aliases and identifiers."""
    graph, node = to_graph(source), _node(entity_iri(named("启澜半导体")))
    assert graph.value(node, RDF.type) == KGO.Company
    assert graph.value(node, RDFS.label) == rdflib.Literal("启澜半导体", lang="zh")
    assert graph.value(node, SKOS.altLabel) == rdflib.Literal("启澜", lang="zh")
    identifier = graph.value(node, rdflib.DCTERMS.identifier)
    assert str(identifier) == "stock_code=688999.SH"


def test_statement_is_a_node_of_its_own(source: GraphSource, named: Named) -> None:
    """A statement says its ends, status and qualifiers, in the words of the ontology."""
    graph = to_graph(source)
    deal = _deal(graph)
    assert set(graph.objects(deal, RDF.type)) == {KGO.Statement, RDF.Statement}
    assert graph.value(deal, RDF.subject) == _node(entity_iri(named("北辰创投")))
    assert graph.value(deal, RDF.predicate) == KGO.investedIn
    assert graph.value(deal, RDF.object) == _node(entity_iri(named("启澜半导体")))
    assert graph.value(deal, KGO.status) == KGO.statusCompleted
    assert graph.value(deal, KGO.amount) == rdflib.Literal("2.5亿元")


def test_reading_stands_beside_the_text(source: GraphSource) -> None:
    """The amount is also there as numbers, the date as days, that a query can compare."""
    graph = to_graph(source)
    readings = list(graph.objects(_deal(graph), KGO.hasReading))
    of = {graph.value(r, KGO.ofQualifier): r for r in readings}
    assert graph.value(of[KGO.amount], KGO.low).toPython() == 2.5e8  # type: ignore[union-attr]
    day = graph.value(of[KGO.date], KGO.lowDate)
    assert day == rdflib.Literal("2024-03-01", datatype=XSD.date)


def test_evidence_quotes_and_locates_its_sentence(source: GraphSource) -> None:
    """Evidence is an annotation whose target quotes the sentence and gives its offsets."""
    graph = to_graph(source)
    (evidence,) = graph.objects(_deal(graph), KGO.hasEvidence)
    assert graph.value(evidence, RDF.type) == OA.Annotation
    assert graph.value(evidence, OA.hasBody) == _deal(graph)
    (document,) = graph.objects(evidence, PROV.wasDerivedFrom)
    assert str(graph.value(document, rdflib.DCTERMS.title)) == "五月产业月报"
    target = graph.value(evidence, OA.hasTarget)
    assert graph.value(target, SCHEMA.pageStart) == rdflib.Literal(3)
    quote, position = sorted(
        graph.objects(target, OA.hasSelector), key=lambda s: str(graph.value(s, RDF.type))
    )[::-1]
    sentence = str(graph.value(quote, OA.exact))
    start, end = (graph.value(position, p).toPython() for p in (OA.start, OA.end))  # type: ignore[union-attr]
    assert sentence.startswith("2024年3月，北辰创投")
    assert end - start == len(sentence)


def test_only_completed_statements_are_plain_triples(source: GraphSource) -> None:
    """A planned takeover and a denied investment are nodes, but no triple says they happened."""
    graph = to_graph(source)
    for view in source.statements():
        if hasattr(view.object, "name"):
            relation = _node(vocabulary().relation(view.type).iri)
            plain = (
                _node(entity_iri(view.subject.id)),
                relation,
                _node(entity_iri(view.object.id)),
            )
            assert (plain in graph) == (view.status == "completed")
            assert (_node(statement_iri(view.id)), RDF.predicate, relation) in graph


def test_properties_of_the_ontology_are_defined_there(source: GraphSource) -> None:
    """Relations, classes, statuses and qualifiers carry the IRIs that the vocabulary gives them."""
    words = vocabulary()
    relations = {str(o) for o in to_graph(source).objects(None, RDF.predicate)}
    statuses = {str(o) for o in to_graph(source).objects(None, KGO.status)}
    assert relations <= {r.iri for r in words.relation_types.values()}
    assert statuses <= {s.iri for s in words.statuses.values()}


def test_dataset_has_a_graph_for_each_document(source: GraphSource) -> None:
    """What a document says stands in its graph, entities and documents in the default graph."""
    dataset = to_dataset(source)
    names = {str(g.identifier) for g in dataset.graphs()} - {str(dataset.default_graph.identifier)}
    assert names == {document_iri(d.id) for d in source.documents()}
    flat = {triple for g in dataset.graphs() for triple in g}
    assert flat == set(to_graph(source))
    assert not list(dataset.default_graph.subjects(RDF.type, RDF.Statement))


@pytest.mark.parametrize(
    "name", ['甲"乙', "反\\斜杠", "换\n行\r", "制\x01表\t", "末尾\\", "表情😀", "空\u2028行", ""]
)
def test_odd_characters_read_back(make_view: MakeView, make_source: MakeSource, name: str) -> None:
    """Quotes, backslashes, line breaks and control characters survive the Turtle file."""
    source = make_source((make_view(f"Company:{name}", "SUPPLIES", "Company:乙"),))
    read = rdflib.Graph().parse(data=_turtle(source), format="turtle")
    assert rdflib.Literal(name, lang="zh") in set(read.objects(None, RDFS.label))


def test_odd_ids_make_legal_iris(make_view: MakeView, make_source: MakeSource) -> None:
    """Spaces, brackets and Chinese characters in an id are escaped in its IRI."""
    source = make_source((make_view("Company:甲 <b> #/乙", "SUPPLIES", "Company:乙"),))
    read = rdflib.Graph().parse(data=_turtle(source), format="turtle")
    assert set(read) == set(to_graph(source))


def test_open_end_and_odd_day_stay_legal(make_view: MakeView, make_source: MakeSource) -> None:
    """An open end has no triple, an infinite one neither; a day that is none is a plain text."""
    qualifiers = (
        Qualifier(
            name="amount",
            text="超过1亿元",
            reading=Reading(kind="money", low=1e8, high=float("inf")),
        ),
        Qualifier(name="date", text="某日", reading=Reading(kind="date", low_date="2024-02-30")),
    )
    view = make_view("Company:甲", "ACQUIRED", "Company:乙", qualifiers=qualifiers)
    graph = to_graph(make_source((view,)))
    assert [o.toPython() for o in graph.objects(None, KGO.low)] == [1e8]  # type: ignore[attr-defined]
    assert not list(graph.objects(None, KGO.high))
    assert list(graph.objects(None, KGO.lowDate)) == [rdflib.Literal("2024-02-30")]
