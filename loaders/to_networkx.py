"""The graph as a NetworkX ``MultiDiGraph``: one node an entity, one edge a statement.

The attribute names below are written down here and nowhere else. An edge's key is the statement's
id, so two investments between the same pair stay two edges.

A text in the place of an object (SETS_TARGET) becomes a node of type ``Literal`` that belongs to
its one statement: two policies that set the same goal are not linked through the words of it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError
from kg.model import Literal
from kg.views import EntityView, StatementView
from loaders.records import citation_record, qualifier_readings, qualifier_texts
from loaders.source import GraphSource

if TYPE_CHECKING:
    import networkx as nx

TYPE = "type"
NAME = "name"
ALIASES = "aliases"
IDENTIFIERS = "identifiers"
STATUS = "status"
CONFIDENCE = "confidence"
QUALIFIERS = "qualifiers"
NORMALISED = "normalised"
EVIDENCE = "evidence"

LITERAL_TYPE = "Literal"
"""The node type of a text in the place of an object."""

LEFT_OUT = "left_out"
"""Graph attribute of a neighbourhood: how many entities the limit left out."""

MAX_STATEMENTS = 5_000_000
"""About 0.75 KB of memory an edge: beyond this a whole graph does not fit a usual machine."""


def to_networkx(
    source: GraphSource, *, max_statements: int = MAX_STATEMENTS
) -> "nx.MultiDiGraph[str]":
    """The whole graph in memory; entities without a statement are nodes too.

    Raises:
        ExportError: the store holds more than `max_statements` statements.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in source.entities():
        graph.add_node(entity.id, **node_attributes(entity))
    for count, view in enumerate(source.statements(), start=1):
        if count > max_statements:
            raise ExportError(
                f"the store holds more than {max_statements} statements, too many for a graph in "
                "memory; take a neighbourhood, or raise max_statements"
            )
        _add_statement(graph, view)
    return graph


def neighbourhood(
    source: GraphSource,
    entity_id: str,
    hops: int = 2,
    limit: int = 200,
    *,
    types: Collection[str] | None = None,
) -> "nx.MultiDiGraph[str]":
    """What lies within `hops` statements of an entity, in either direction, read from the store.

    At most `limit` entities are kept, nearest first, among equals those with most statements
    towards the part already kept, then by name; ``graph.graph["left_out"]`` counts the others.
    Links between two entities of the outermost hop are not looked up. Texts come on top, as leaves.

    Raises:
        ValueError: `hops` is negative or `limit` is not positive.
        UnknownName: the store has no such entity.
    """
    import networkx as nx

    if hops < 0 or limit < 1:
        raise ValueError(f"hops must be 0 or more and limit 1 or more: {hops}, {limit}")
    walk = _Walk(source, limit, types)
    walk.start(source.entity(entity_id))
    for _ in range(hops):
        walk.step()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph[LEFT_OUT] = len(walk.left_out)
    for entity in walk.entities.values():
        graph.add_node(entity.id, **node_attributes(entity))
    for view in walk.kept():
        _add_statement(graph, view)
    return graph


def node_attributes(entity: EntityView) -> dict[str, Any]:
    """The attributes of an entity's node."""
    return {
        TYPE: entity.type,
        NAME: entity.name,
        ALIASES: list(entity.aliases),
        IDENTIFIERS: dict(entity.identifiers),
    }


def literal_attributes(literal: Literal) -> dict[str, Any]:
    """The attributes of a text's node."""
    return {TYPE: LITERAL_TYPE, NAME: literal.text, ALIASES: [], IDENTIFIERS: {}}


def object_node(view: StatementView) -> str:
    """The node that a statement's edge leads to: the object, or the text of this statement."""
    return f"{view.id}/object" if isinstance(view.object, Literal) else view.object.id


def edge_attributes(view: StatementView) -> dict[str, Any]:
    """The attributes of a statement's edge."""
    return {
        TYPE: view.type,
        STATUS: view.status,
        CONFIDENCE: view.confidence,
        QUALIFIERS: qualifier_texts(view.qualifiers),
        NORMALISED: qualifier_readings(view.qualifiers),
        EVIDENCE: [citation_record(c) for c in view.citations],
    }


def _add_statement(graph: "nx.MultiDiGraph[str]", view: StatementView) -> None:
    target = object_node(view)
    if isinstance(view.object, Literal):
        graph.add_node(target, **literal_attributes(view.object))
    graph.add_edge(view.subject.id, target, key=view.id, **edge_attributes(view))


@dataclass(slots=True)
class _Walk:
    """A breadth-first walk over a store, one call a hop."""

    source: GraphSource
    limit: int
    types: Collection[str] | None
    entities: dict[str, EntityView] = field(default_factory=dict)
    frontier: list[str] = field(default_factory=list)
    views: dict[str, StatementView] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def start(self, entity: EntityView) -> None:
        self.entities[entity.id] = entity
        self.frontier = [entity.id]

    def step(self) -> None:
        """Go one statement further from every entity of the frontier."""
        met: dict[str, tuple[int, EntityView]] = {}
        for view in self.source.around(self.frontier, types=self.types) if self.frontier else ():
            if view.id not in self.views:
                self.views[view.id] = view
                for end in self._new_ends(view):
                    met[end.id] = (met.get(end.id, (0, end))[0] + 1, end)
        ranked = sorted(met.values(), key=lambda m: (-m[0], m[1].name, m[1].id))
        room = self.limit - len(self.entities)
        self.frontier = [end.id for _, end in ranked[:room]]
        self.entities.update((end.id, end) for _, end in ranked[:room])
        self.left_out.update(end.id for _, end in ranked[room:])

    def _new_ends(self, view: StatementView) -> Iterator[EntityView]:
        for end in (view.subject, view.object):
            if not isinstance(end, Literal) and end.id not in self.entities:
                yield end

    def kept(self) -> Iterator[StatementView]:
        """The statements whose ends were both kept."""
        for view in self.views.values():
            target_kept = isinstance(view.object, Literal) or view.object.id in self.entities
            if view.subject.id in self.entities and target_kept:
                yield view
