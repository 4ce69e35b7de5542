"""Whatever the store says, every loader writes so that it reads back."""

import io
import json
from collections.abc import Callable

import networkx as nx
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF

from kg.model import Literal, Qualifier, Reading
from kg.views import Citation, EntityView, StatementView
from loaders.flat import flatten, unflatten
from loaders.records import statement_record
from loaders.source import GraphSource
from loaders.to_files import FORMATS, export
from loaders.to_networkx import edge_attributes, neighbourhood, object_node, to_networkx
from loaders.to_rdf import statement_iri, to_dataset, to_graph
from ontology.vocabulary import vocabulary
from queries.facts import STRENGTH
from queries.paths import path
from queries.policy import exposure

MakeSource = Callable[..., GraphSource]

# Lone surrogates cannot stand in any UTF-8 file and so in no document that was read.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
TEXT = ANY_TEXT.filter(bool)
NUMBER = st.none() | st.floats(allow_nan=False)
DAY = st.none() | st.dates().map(str)
READING = st.builds(
    Reading,
    kind=st.sampled_from(["money", "percent", "count", "date"]),
    low=NUMBER,
    high=NUMBER,
    low_date=DAY,
    high_date=DAY,
    unit=ANY_TEXT,
    approximate=st.booleans(),
)
QUALIFIER = st.builds(
    Qualifier,
    name=st.sampled_from(sorted(vocabulary().qualifiers)),
    text=TEXT,
    reading=st.none() | READING,
)
ARTICLES = (
    ("d1", "a1", "一月|“动态”", "要闻", 3, "2024-01-31"),
    ("d1", "a2", "<b>二月</b>", "", None, None),
    ("d2", "a3", "三\\月", "政策", 1, "二〇二四年"),
)


def _citation(article: int, start: int, rule: str, confidence: float) -> Citation:
    """A citation; what it says of its article and its sentence depends on these alone."""
    document_id, article_id, title, section, page, published = ARTICLES[article]
    return Citation(
        document=f"月报{document_id}",
        document_id=document_id,
        article=title,
        article_id=article_id,
        section=section,
        page=page,
        published=published,
        start=start,
        end=start + 5,
        sentence=f"{title}\t第\n{start}句。",
        rule=rule,
        confidence=confidence,
    )


CITATION = st.builds(
    _citation,
    article=st.integers(0, 2),
    start=st.integers(0, 3),
    rule=st.sampled_from(["invest.buy", '规则"一"']),
    confidence=st.floats(0, 1),
)
RELATIONS = sorted(vocabulary().relation_types)
TYPES = sorted(vocabulary().entity_types)
ON_WAYS = ["APPLIES_TO", "BENEFITS", "DEVELOPS", "ISSUED", "KIND_OF", "SUPERVISES", "TARGETS"]
MET_ON_WAYS = ["Company", "Policy", "Product"]


def _entities(types: list[str]) -> st.SearchStrategy[list[EntityView]]:
    entity = st.builds(
        EntityView,
        id=st.sampled_from([f"e{n}" for n in range(6)]),
        type=st.sampled_from(types),
        name=TEXT,
        aliases=st.lists(TEXT, max_size=2).map(tuple),
        identifiers=st.lists(st.tuples(st.just("stock_code"), TEXT), max_size=1).map(tuple),
    )
    return st.lists(entity, min_size=1, max_size=6, unique_by=lambda e: e.id)


@st.composite
def views(
    draw: st.DrawFn, relations: list[str] = RELATIONS, types: list[str] = TYPES, least: int = 0
) -> tuple[StatementView, ...]:
    """Statements among a few entities; every status and qualifier may occur."""
    entities = st.sampled_from(draw(_entities(types)))
    drawn = st.builds(
        StatementView,
        id=st.integers(0, 99).map("s{}".format),
        type=st.sampled_from(relations),
        subject=entities,
        object=entities | st.builds(Literal, text=TEXT),
        status=st.sampled_from(sorted(vocabulary().statuses)),
        confidence=st.floats(0, 1),
        qualifiers=st.lists(QUALIFIER, max_size=3).map(tuple),
        citations=st.lists(CITATION, min_size=1, max_size=2).map(tuple),
    )
    said = st.lists(drawn, min_size=least, max_size=least + 8, unique_by=lambda v: v.id)
    return tuple(draw(said))


SOME = settings(max_examples=30, deadline=None, derandomize=True)


def _text(source: GraphSource, format: str) -> str:
    out = io.StringIO()
    export(source, format, out)
    return out.getvalue()


@SOME
@given(st.lists(TEXT, max_size=5).map(tuple))
def test_flattened_lists_read_back(values: tuple[str, ...]) -> None:
    """Whatever stands in a list, bars and backslashes included, comes back."""
    assert unflatten(flatten(values)) == values


@SOME
@given(views())
def test_statement_lines_are_the_records(
    make_source: MakeSource, said: tuple[StatementView, ...]
) -> None:
    """Each line of the export is a JSON object equal to the record of its statement."""
    source = make_source(said)
    # Not splitlines: a name may hold a line separator, which JSON leaves as it is.
    lines = _text(source, "statements").split("\n")[:-1]
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(statement_record(v))) for v in source.statements()
    ]


@SOME
@given(views())
def test_graph_holds_every_statement(
    make_source: MakeSource, said: tuple[StatementView, ...]
) -> None:
    """Each statement is one edge with its id, ends and attributes."""
    graph = to_networkx(make_source(said))
    assert graph.number_of_edges() == len(said)
    for view in said:
        edge = graph.edges[view.subject.id, object_node(view), view.id]
        assert edge == edge_attributes(view)


@SOME
@given(views())
def test_graphml_reads_back(make_source: MakeSource, said: tuple[StatementView, ...]) -> None:
    """Networkx finds the same nodes, edges and ids in the GraphML file."""
    source = make_source(said)
    data = io.BytesIO(_text(source, "graphml").encode("utf-8"))
    read, made = nx.read_graphml(data, force_multigraph=True), to_networkx(source)
    assert set(read) == set(made)
    assert set(read.edges(keys=True)) == set(made.edges(keys=True))
    for edge in made.edges:
        assert read.edges[edge]["confidence"] == made.edges[edge]["confidence"]
        assert read.edges[edge]["status"] == made.edges[edge]["status"]


@SOME
@given(views())
def test_turtle_reads_back(make_source: MakeSource, said: tuple[StatementView, ...]) -> None:
    """Rdflib finds the same triples in the Turtle file, and one node for each statement."""
    source = make_source(said)
    read = rdflib.Graph().parse(data=_text(source, "turtle"), format="turtle")
    assert set(read) == set(to_graph(source))
    nodes = {str(s) for s in read.subjects(RDF.type, RDF.Statement)}
    assert nodes == {statement_iri(v.id) for v in said}


@SOME
@given(views())
def test_dataset_says_the_same(make_source: MakeSource, said: tuple[StatementView, ...]) -> None:
    """The graphs of all documents together are the one graph, for statements and evidence."""
    source = make_source(said)
    together = {triple for graph in to_dataset(source).graphs() for triple in graph}
    assert together == set(to_graph(source))


@SOME
@given(views())
def test_writing_twice_gives_the_same_bytes(
    make_source: MakeSource, said: tuple[StatementView, ...]
) -> None:
    """Every format depends on what is stated alone, not on the order in which it came."""
    forwards, backwards = make_source(said), make_source(said[::-1])
    for format in FORMATS:
        assert _text(forwards, format) == _text(backwards, format)


@SOME
@given(views(), st.integers(0, 3), st.integers(1, 6))
def test_neighbourhood_is_a_part_of_the_graph(
    make_source: MakeSource, said: tuple[StatementView, ...], hops: int, limit: int
) -> None:
    """A neighbourhood has at most `limit` entities, all in reach, and only edges of the graph."""
    source = make_source(said)
    for start in source.entities():
        whole, near = to_networkx(source), neighbourhood(source, start.id, hops, limit)
        entities = [n for n in near if "/" not in n]
        reach = nx.single_source_shortest_path_length(whole.to_undirected(), start.id, hops)
        assert start.id in entities
        assert len(entities) <= limit
        assert set(entities) <= set(reach)
        assert set(near.edges(keys=True)) <= set(whole.edges(keys=True))


@SOME
@given(views(ON_WAYS, MET_ON_WAYS, least=8))
def test_ways_hang_together(make_source: MakeSource, said: tuple[StatementView, ...]) -> None:
    """Each way of an exposure leads from the company to its policy, with the weakest status."""
    source = make_source(said)
    for company in source.entities():
        for row in exposure(source, company.id).rows:
            here = {company.id}
            for view in row.statements:
                ends = {view.subject.id, view.object.id}
                assert here & ends
                here = (ends - here) or ends
            assert row.values[0] in {e.name for e in source.entities() if e.id in here}
            assert row.values[6] == min((s.status for s in row.statements), key=STRENGTH.index)


@SOME
@given(views(["SUPPLIES"], ["Company"], least=4))
def test_paths_are_shortest(make_source: MakeSource, said: tuple[StatementView, ...]) -> None:
    """No path is longer than the one networkx finds over the same statements."""
    source = make_source(said)
    held = [v for v in said if v.status not in ("denied", "cancelled")]
    plain = nx.Graph([(v.subject.id, v.object.id) for v in held if hasattr(v.object, "name")])
    for a in source.entities():
        for b in source.entities():
            known = a.id in plain and b.id in plain and nx.has_path(plain, a.id, b.id)
            length = nx.shortest_path_length(plain, a.id, b.id) if known else 0
            assert len(path(source, a.id, b.id).rows) == (length if length <= 4 else 0)
