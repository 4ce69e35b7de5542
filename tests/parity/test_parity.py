"""One question, two backends: the store answers as the NetworkX graph does."""

from collections import defaultdict
from collections.abc import Callable

import networkx as nx
import pytest

from loaders import to_networkx as names
from loaders.source import GraphSource
from loaders.to_networkx import to_networkx
from queries.answer import Answer
from queries.investment import CAPITAL, investments, investors
from queries.paths import path, timeline
from queries.policy import exposure

Named = Callable[[str], str]
Deal = tuple[str, str, str, str | None, str | None, str]


@pytest.fixture
def graph(source: GraphSource) -> "nx.MultiDiGraph[str]":
    """The whole graph of the source."""
    return to_networkx(source)


def _deal(graph: "nx.MultiDiGraph[str]", other: str, edge: dict[str, object]) -> Deal:
    told, evidence = edge[names.QUALIFIERS], edge[names.EVIDENCE]
    assert isinstance(told, dict)
    assert isinstance(evidence, list)
    node = graph.nodes[other]
    sentence = evidence[0]["sentence"]
    return (
        node[names.NAME],
        node[names.TYPE],
        str(edge[names.STATUS]),
        told.get("amount"),
        told.get("date"),
        sentence,
    )


def _counts(graph: "nx.MultiDiGraph[str]", target: str, edge: dict[str, object]) -> bool:
    if edge[names.TYPE] != "FOUNDED":
        return edge[names.TYPE] in CAPITAL
    told = edge[names.QUALIFIERS]
    assert isinstance(told, dict)
    return graph.nodes[target][names.TYPE] == "Fund" or bool({"amount", "stake"} & set(told))


def _answered(answer: Answer) -> list[Deal]:
    columns = (answer.columns[0], answer.columns[1], "status", "amount", "date", "sentence")
    return sorted(zip(*map(answer.column, columns), strict=True), key=str)  # type: ignore[arg-type]


def test_investors_of_everyone(source: GraphSource, graph: "nx.MultiDiGraph[str]") -> None:
    """For every entity the investors are the capital edges that come in."""
    found = 0
    for entity in source.entities():
        edges = graph.in_edges(entity.id, data=True)
        expected = [_deal(graph, u, d) for u, _, d in edges if _counts(graph, entity.id, d)]
        assert _answered(investors(source, entity.id)) == sorted(expected, key=str)
        found += len(expected)
    assert found == 7


def test_investments_of_everyone(source: GraphSource, graph: "nx.MultiDiGraph[str]") -> None:
    """For every entity the investments are the capital edges that go out."""
    found = 0
    for entity in source.entities():
        edges = graph.out_edges(entity.id, data=True)
        expected = [_deal(graph, v, d) for _, v, d in edges if _counts(graph, v, d)]
        assert _answered(investments(source, entity.id)) == sorted(expected, key=str)
        found += len(expected)
    assert found == 7


def test_exposed_policies_are_the_reachable_ones(
    source: GraphSource, graph: "nx.MultiDiGraph[str]"
) -> None:
    """Policies reached by the allowed chains of edge types are those answered, for everyone."""
    for entity in source.entities():
        expected = {
            (graph.nodes[end][names.NAME], len(chain))
            for chain in CHAINS
            for end in _follow(graph, entity.id, chain)
        }
        rows = exposure(source, entity.id).rows
        assert {(row.values[0], len(row.statements)) for row in rows} == expected


WORKS_ON = {"OPERATES_IN", "DEVELOPS", "USES"}
CHAINS: tuple[tuple[tuple[bool, set[str]], ...], ...] = (
    ((False, {"APPLIES_TO", "BENEFITS"}),),
    ((True, {"OPERATES", "DEVELOPS"}), (False, {"APPLIES_TO", "BENEFITS"})),
    ((True, WORKS_ON), (False, {"TARGETS", "BENEFITS"})),
    ((True, WORKS_ON), (True, {"KIND_OF"}), (False, {"TARGETS", "BENEFITS"})),
    ((True, {"SUBSIDIARY_OF"}), (False, {"APPLIES_TO", "BENEFITS"})),
    ((False, {"INVESTED_IN", "HOLDS_STAKE_IN"}), (False, {"APPLIES_TO", "BENEFITS"})),
    ((False, {"SUPERVISES"}), (True, {"ISSUED"})),
)


def _follow(
    graph: "nx.MultiDiGraph[str]", start: str, chain: tuple[tuple[bool, set[str]], ...]
) -> set[str]:
    here = {start}
    for forwards, types in chain:
        there = set()
        for node in here:
            edges = (
                graph.out_edges(node, data=True) if forwards else graph.in_edges(node, data=True)
            )
            there |= {v if forwards else u for u, v, d in edges if d[names.TYPE] in types}
        here = there
    return here


def test_paths_are_as_short_as_networkx_finds_them(
    source: GraphSource, graph: "nx.MultiDiGraph[str]"
) -> None:
    """Between every two entities the number of steps is networkx's shortest path length."""
    holds = [(u, v) for u, v, d in graph.edges(data=True) if d[names.STATUS] != "denied"]
    plain = nx.Graph(holds)
    plain.remove_nodes_from(
        [n for n, d in graph.nodes(data=True) if d[names.TYPE] == names.LITERAL_TYPE]
    )
    ids = [entity.id for entity in source.entities()]
    lengths = dict(nx.all_pairs_shortest_path_length(plain, cutoff=4))
    answered: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for a in ids:
        for b in ids:
            answered[a][b] = len(path(source, a, b).rows)
            assert answered[a][b] == lengths.get(a, {}).get(b, 0)
    assert max(max(row.values()) for row in answered.values()) == 4


def test_timeline_holds_the_edges_of_an_entity(
    source: GraphSource, graph: "nx.MultiDiGraph[str]"
) -> None:
    """Every edge at a node is one row of its timeline."""
    for entity in source.entities():
        keys = {k for *_, k in graph.in_edges(entity.id, keys=True)}
        keys |= {k for *_, k in graph.out_edges(entity.id, keys=True)}
        rows = timeline(source, entity.id).rows
        assert sorted(row.statements[0].id for row in rows) == sorted(keys)
