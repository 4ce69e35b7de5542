"""The graph and its neighbourhoods in NetworkX."""

from collections.abc import Callable

import networkx as nx
import pytest

from kg.errors import ExportError
from kg.model import Qualifier
from kg.views import StatementView
from loaders import to_networkx as names
from loaders.source import GraphSource
from loaders.to_networkx import neighbourhood, to_networkx

Named = Callable[[str], str]
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def test_node_says_what_is_known_of_an_entity(source: GraphSource, named: Named) -> None:
    """Type, canonical name, aliases and identifiers are attributes of the node."""
    node = to_networkx(source).nodes[named("启澜半导体")]
    assert node == {
        names.TYPE: "Company",
        names.NAME: "启澜半导体",
        names.ALIASES: ["启澜"],
        names.IDENTIFIERS: {"stock_code": "688999.SH"},
    }


def test_edge_says_what_was_stated_and_where(source: GraphSource, named: Named) -> None:
    """Relation, status, confidence, qualifiers raw and read, and evidence are on the edge."""
    graph = to_networkx(source)
    deals = graph.get_edge_data(named("北辰创投"), named("启澜半导体"))
    deal = next(d for d in deals.values() if d[names.QUALIFIERS]["round"] == "B轮")
    assert (deal[names.TYPE], deal[names.STATUS]) == ("INVESTED_IN", "completed")
    assert deal[names.CONFIDENCE] == pytest.approx(0.9)
    assert deal[names.QUALIFIERS] == {"amount": "2.5亿元", "date": "2024年3月", "round": "B轮"}
    assert deal[names.NORMALISED]["amount"] == {
        "kind": "money",
        "low": 2.5e8,
        "high": 2.5e8,
        "unit": "CNY",
        "approximate": False,
    }
    (evidence,) = deal[names.EVIDENCE]
    assert evidence["sentence"].startswith("2024年3月，北辰创投")
    assert (evidence["article"], evidence["page"]) == ("芯片融资", 3)
    assert evidence["document"] == "五月产业月报"


def test_key_of_an_edge_is_its_statement(source: GraphSource) -> None:
    """Every statement is one edge under its id, also when the same pair has several."""
    keys = [key for _, _, key in to_networkx(source).edges(keys=True)]
    assert sorted(keys) == sorted(view.id for view in source.statements())


def test_text_is_a_leaf_of_its_own(make_view: MakeView, make_source: MakeSource) -> None:
    """Two policies with the same goal in words have two Literal nodes, so no path joins them."""
    views = (
        make_view("Policy:甲法", "SETS_TARGET", "text:自给率"),
        make_view("Policy:乙法", "SETS_TARGET", "text:自给率"),
    )
    graph = to_networkx(make_source(views))
    leaves = [n for n, d in graph.nodes(data=True) if d[names.TYPE] == names.LITERAL_TYPE]
    assert [graph.nodes[leaf][names.NAME] for leaf in leaves] == ["自给率", "自给率"]
    assert not nx.has_path(graph.to_undirected(), "Policy:甲法", "Policy:乙法")


def test_repeated_qualifier_keeps_both_texts(make_view: MakeView, make_source: MakeSource) -> None:
    """Two bodies that approved a deal are both named on its edge."""
    approved = (
        Qualifier(name="approved_by", text="甲局"),
        Qualifier(name="approved_by", text="乙局"),
    )
    view = make_view("Company:甲", "ACQUIRED", "Company:乙", qualifiers=approved)
    ((_, _, edge),) = to_networkx(make_source((view,))).edges(data=True)
    assert edge[names.QUALIFIERS] == {"approved_by": "甲局、乙局"}


def test_too_large_a_graph_is_refused(source: GraphSource) -> None:
    """A graph that would fill the memory is refused in words, before it does."""
    with pytest.raises(ExportError, match="more than 3 statements"):
        to_networkx(source, max_statements=3)


@pytest.mark.parametrize("hops", [0, 1, 2, 3])
def test_neighbourhood_reaches_what_ego_graph_reaches(
    source: GraphSource, named: Named, hops: int
) -> None:
    """The entities are those of networkx's own ego graph over the whole graph."""
    whole = to_networkx(source)
    whole.remove_nodes_from(
        [n for n, d in whole.nodes(data=True) if d[names.TYPE] == names.LITERAL_TYPE]
    )
    start = named("启澜半导体")
    ego = nx.ego_graph(whole, start, radius=hops, undirected=True)
    near = neighbourhood(source, start, hops=hops, limit=100)
    entities = [n for n, d in near.nodes(data=True) if d[names.TYPE] != names.LITERAL_TYPE]
    assert set(entities) == set(ego)
    assert near.graph[names.LEFT_OUT] == 0


def test_neighbourhood_has_every_statement_it_walked(source: GraphSource, named: Named) -> None:
    """One hop holds exactly the statements at the entity, with the same attributes as the graph."""
    whole, start = to_networkx(source), named("启澜半导体")
    near = neighbourhood(source, start, hops=1)
    at_start = {v.id for v in source.around([start])}
    assert {key for _, _, key in near.edges(keys=True)} == at_start
    assert all(whole.edges[edge] == near.edges[edge] for edge in near.edges)


def test_neighbourhood_keeps_the_best_linked(make_view: MakeView, make_source: MakeSource) -> None:
    """Beyond the limit those with fewest statements towards the kept part are left out, counted."""
    views = (
        make_view("Company:甲", "SUPPLIES", "Company:乙"),
        make_view("Company:甲", "SUPPLIES", "Company:丙"),
        make_view("Company:丙", "PARTNERS_WITH", "Company:甲"),
        make_view("Company:甲", "SUPPLIES", "Company:丁"),
    )
    near = neighbourhood(make_source(views), "Company:甲", hops=2, limit=2)
    assert set(near) == {"Company:甲", "Company:丙"}
    assert near.number_of_edges() == 2
    assert near.graph[names.LEFT_OUT] == 2


def test_neighbourhood_may_keep_to_relations(source: GraphSource, named: Named) -> None:
    """With relation types given only statements of these are walked."""
    near = neighbourhood(source, named("启澜半导体"), hops=3, types=["OPERATES_IN", "KIND_OF"])
    found = {d[names.NAME] for _, d in near.nodes(data=True)}
    assert found == {"启澜半导体", "车规芯片", "集成电路产业"}


@pytest.mark.parametrize(("hops", "limit"), [(-1, 10), (1, 0)])
def test_neighbourhood_refuses_nonsense(
    source: GraphSource, named: Named, hops: int, limit: int
) -> None:
    """Negative hops and room for nobody are mistakes of the caller."""
    with pytest.raises(ValueError, match="hops must be 0 or more"):
        neighbourhood(source, named("启澜半导体"), hops=hops, limit=limit)
