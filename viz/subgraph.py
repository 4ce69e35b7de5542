"""Choosing what fits on one screen: the neighbourhood of an entity, the best of it first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.errors import ExportError
from kg.model import Literal
from kg.views import EntityView, StatementView
from ontology.vocabulary import vocabulary
from viz.style import TEXT, family_rank

STATEMENTS_PER_NODE = 4
"""How many statements a picture holds at most, for each node that it may hold."""


class Source(Protocol):
    """What a picture needs of a store."""

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with that id."""
        ...

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """All statements with one of the entities at either end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity, or a text, that is drawn; `hop` is its distance from the focus."""

    id: str
    type: str
    name: str
    hop: int
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn: the focus is the first node, every edge joins two of the nodes.

    `left_out` counts neighbours that were met but not chosen, `statements_left_out` the statements
    between chosen nodes that were too many to hold.
    """

    nodes: tuple[Node, ...]
    edges: tuple[StatementView, ...]
    left_out: int = 0
    statements_left_out: int = 0
    hops: int = 2

    @property
    def focus(self) -> Node:
        """The entity that the picture is about."""
        return self.nodes[0]


def choose(source: Source, entity_id: str, hops: int = 2, max_nodes: int = 150) -> Picture:
    """The neighbourhood of an entity up to `hops` away, cut to the `max_nodes` best.

    Nearer comes first, then capital and policy relations, then many statements, then confidence.
    Only chosen neighbours are walked on from, so every node hangs together with the focus.

    Raises:
        ExportError: `hops` or `max_nodes` leave nothing to draw.
        UnknownName: the source has no such entity.
    """
    if hops < 1 or max_nodes < 2:
        raise ExportError(
            f"a picture needs at least 1 hop and 2 nodes, not {hops} and {max_nodes}; raise them"
        )
    walk = _Walk(source, source.entity(entity_id), max_nodes)
    for hop in range(1, hops + 1):
        walk.step(hop)
    walk.close()
    return walk.picture(hops)


def end_id(end: EntityView | Literal) -> str:
    """The id of the node that stands for one end of a statement."""
    return f"text:{end.id}" if isinstance(end, Literal) else end.id


class _Walk:
    """A breadth-first walk that prunes at every hop."""

    def __init__(self, source: Source, focus: EntityView, max_nodes: int) -> None:
        self.source, self.max_nodes = source, max_nodes
        self.chosen: dict[str, Node] = {focus.id: _node(focus, 0)}
        self.met: set[str] = set()
        self.statements: dict[str, StatementView] = {}
        self.frontier: list[str] = [focus.id]

    def step(self, hop: int) -> None:
        """Take in the best neighbours of the last hop's nodes."""
        contacts = self._contacts()
        ranked = sorted(contacts, key=lambda i: _rank(contacts[i], i))
        self.met.update(ranked)
        kept = ranked[: max(0, self.max_nodes - len(self.chosen))]
        for node_id in kept:
            self.chosen[node_id] = _node(_end(contacts[node_id][0], node_id), hop)
        self.frontier = [i for i in kept if self.chosen[i].type != TEXT]

    def close(self) -> None:
        """Add the statements among the nodes of the last hop."""
        self._contacts()

    def _contacts(self) -> dict[str, list[StatementView]]:
        """Statements by the node, not chosen yet, that they would bring in."""
        contacts: dict[str, list[StatementView]] = {}
        if not self.frontier:
            return contacts
        for stmt in self.source.around(tuple(self.frontier)):
            self.statements[stmt.id] = stmt
            ends = _ends(stmt)
            for this, other in (ends, ends[::-1]):
                if this in self.chosen and other not in self.chosen:
                    contacts.setdefault(other, []).append(stmt)
        return contacts

    def picture(self, hops: int) -> Picture:
        inside = [s for s in self.statements.values() if self._holds(s)]
        kept = self._best(sorted(inside, key=self._weight))
        return Picture(
            nodes=tuple(self.chosen.values()),
            edges=tuple(sorted(kept, key=self._reading_order)),
            left_out=len(self.met - self.chosen.keys()),
            statements_left_out=len(inside) - len(kept),
            hops=hops,
        )

    def _best(self, ranked: list[StatementView]) -> list[StatementView]:
        """As many as there is room for; first of all the one that each node hangs on."""
        hangs: dict[str, StatementView] = {}
        for stmt in ranked:
            far = max(_ends(stmt), key=lambda i: self.chosen[i].hop)
            near, distance = self._hops(stmt)
            if near < distance:
                hangs.setdefault(far, stmt)
        first = list(hangs.values())
        needed = {s.id for s in first}
        rest = [s for s in ranked if s.id not in needed]
        return first + rest[: max(0, STATEMENTS_PER_NODE * self.max_nodes - len(first))]

    def _holds(self, stmt: StatementView) -> bool:
        return all(i in self.chosen for i in _ends(stmt))

    def _hops(self, stmt: StatementView) -> tuple[int, int]:
        near, far = sorted(self.chosen[i].hop for i in _ends(stmt))
        return near, far

    def _weight(self, stmt: StatementView) -> tuple[object, ...]:
        return (*self._hops(stmt), family_rank(stmt.type), -stmt.confidence, stmt.id)

    def _reading_order(self, stmt: StatementView) -> tuple[object, ...]:
        relations = list(vocabulary().relation_types)
        place = relations.index(stmt.type) if stmt.type in relations else len(relations)
        names = (self.chosen[i].name for i in _ends(stmt))
        return (*self._hops(stmt), place, *names, stmt.qualifier("date"), stmt.id)


def _ends(stmt: StatementView) -> tuple[str, str]:
    return end_id(stmt.subject), end_id(stmt.object)


def _end(stmt: StatementView, node_id: str) -> EntityView | Literal:
    return stmt.subject if end_id(stmt.subject) == node_id else stmt.object


def _node(end: EntityView | Literal, hop: int) -> Node:
    if isinstance(end, Literal):
        return Node(id=end_id(end), type=TEXT, name=end.text, hop=hop)
    return Node(
        id=end.id,
        type=end.type,
        name=end.name,
        hop=hop,
        aliases=end.aliases,
        identifiers=end.codes,
    )


def _rank(stmts: list[StatementView], node_id: str) -> tuple[object, ...]:
    end = _end(stmts[0], node_id)
    name = end.text if isinstance(end, Literal) else end.name
    best = max(s.confidence for s in stmts)
    # Policy and capital count alike; the other families come after both.
    family = max(0, min(family_rank(s.type) for s in stmts) - 1)
    return (family, -len({s.id for s in stmts}), -best, name, node_id)
