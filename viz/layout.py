"""Where the nodes stand: rings around the focus, a kind side by side, no label on another.

The places are computed once, here, and never move by themselves: the same picture looks the same on
every opening, and the page needs no simulation that would take seconds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from viz.style import TEXT, type_order, units, wrap
from viz.subgraph import Node, Picture, end_id

ASPECT = 1.45
"""Rings are wider than high, as screens and names are."""
FIRST_RING = 165.0
RING_STEP = 18.0
RING_GAP = 60.0
MAX_TURN = 0.36
"""How far (radians) a node may leave its own direction to find a place near the focus."""
MARGIN = 7.0
SWAP_ROUNDS = 6
ORDER_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Size of a node: radius of its shape, font size in px, lines of its label."""

    radius: float
    font: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node stands, in px of the canvas at zoom 1, y downwards."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the canvas that holds a shape with its label."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def look(node: Node, degree: int) -> Look:
    """How large `node` is drawn: the focus largest, then by distance and number of statements."""
    if node.hop == 0:
        return Look(radius=0, font=20, lines=wrap(node.name, 20))
    grown = min(6.0, 1.6 * math.sqrt(degree))
    if node.type == TEXT:
        return Look(radius=0, font=13, lines=wrap(node.name, 20))
    if node.hop == 1:
        return Look(radius=13 + grown, font=15, lines=wrap(node.name, 16))
    return Look(radius=9 + grown, font=13, lines=wrap(node.name, 16))


def degrees(picture: Picture) -> dict[str, int]:
    """How many statements of the picture touch each node."""
    count = {n.id: 0 for n in picture.nodes}
    for stmt in picture.edges:
        count[end_id(stmt.subject)] += 1
        count[end_id(stmt.object)] += 1
    return count


def box(size: Look, x: float, y: float) -> Box:
    """The room that a node takes at a place, with a margin.

    vis-network writes the label under the shape; without a shape the label stands in the middle.
    """
    half = max(size.radius, max(map(units, size.lines), default=1) * size.font / 4) + MARGIN
    height = len(size.lines) * size.font * 1.25
    if not size.radius:
        frame = height / 2 + 2 * MARGIN
        return Box(x - half - 2 * MARGIN, y - frame, x + half + 2 * MARGIN, y + frame)
    return Box(x - half, y - size.radius - MARGIN, x + half, y + size.radius + height + MARGIN)


def place(picture: Picture) -> Mapping[str, Place]:
    """A place for every node of the picture; labels do not overlap.

    Nodes of one hop stand on rings, sorted by type; a farther node stands outside the nearer one it
    hangs on. Then nodes of equal standing swap places where that shortens the edges.
    """
    return _Radial(picture).run()


class _Radial:
    def __init__(self, picture: Picture) -> None:
        self.nodes = {n.id: n for n in picture.nodes}
        count = degrees(picture)
        self.looks = {n.id: look(n, count[n.id]) for n in picture.nodes}
        self.links = _links(picture)
        self.parents = {n.id: self._parent(n) for n in picture.nodes[1:]}
        self.children = self._children(picture.nodes)
        self.focus = picture.focus.id
        self.angles: dict[str, float] = {}
        self.spots: dict[str, tuple[float, float]] = {}

    def run(self) -> Mapping[str, Place]:
        self._spread(self.focus, -math.pi, math.pi)
        for _ in range(ORDER_ROUNDS):
            if not self._order_ring():
                break
        for _ in range(SWAP_ROUNDS):
            if not self._swap_angles():
                break
        self._settle()
        return {i: Place(x=round(x), y=round(y)) for i, (x, y) in self.spots.items()}

    def _parent(self, node: Node) -> str:
        """The nearer neighbour with the most statements in common."""
        near = [i for i in self.links[node.id] if self.nodes[i].hop == node.hop - 1]
        order = list(self.nodes)
        return min(near, key=lambda i: (-self.links[node.id][i], order.index(i)))

    def _children(self, nodes: Sequence[Node]) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {n.id: [] for n in nodes}
        for node_id, parent in self.parents.items():
            children[parent].append(node_id)
        for below in children.values():
            below.sort(key=lambda i: (type_order(self.nodes[i].type), self.nodes[i].name, i))
        return children

    def _weight(self, node_id: str) -> float:
        below = sum(self._weight(c) for c in self.children[node_id])
        return max(1.0, 0.75 * below)

    def _spread(self, node_id: str, start: float, end: float) -> None:
        """Share the sector of a node among its children by what hangs on them."""
        self.angles[node_id] = (start + end) / 2
        weights = [(c, self._weight(c)) for c in self.children[node_id]]
        total = sum(w for _, w in weights) or 1.0
        at = start
        for child, weight in weights:
            size = (end - start) * weight / total
            self._spread(child, at, at + size)
            at += size

    def _order_ring(self) -> bool:
        """Swap neighbours on the first ring where edges get shorter: kinds, then members."""
        better = False
        for by_kind in (True, False):
            ring = self.children[self.focus]
            blocks = _blocks(ring, self._kind) if by_kind else [[i] for i in ring]
            for n in range(len(blocks) - 1):
                left, right = blocks[n : n + 2]
                if by_kind or self._kind(left[0]) == self._kind(right[0]):
                    better |= self._try_order(blocks, n)
        return better

    def _kind(self, node_id: str) -> str:
        return self.nodes[node_id].type

    def _try_order(self, blocks: list[list[str]], n: int) -> bool:
        before = self._total_strain()
        blocks[n], blocks[n + 1] = blocks[n + 1], blocks[n]
        if self._arrange(blocks) < before - 1e-6:
            return True
        blocks[n], blocks[n + 1] = blocks[n + 1], blocks[n]
        self._arrange(blocks)
        return False

    def _arrange(self, blocks: Sequence[Sequence[str]]) -> float:
        self.children[self.focus] = [i for block in blocks for i in block]
        self._spread(self.focus, -math.pi, math.pi)
        return self._total_strain()

    def _total_strain(self) -> float:
        return sum(self._strain(i) for i in self.nodes if i != self.focus)

    def _settle(self) -> None:
        """Put every node on the innermost ring where it hits nothing that stands already."""
        self.spots = {self.focus: (0.0, 0.0)}
        taken = [self._box(self.focus, (0.0, 0.0))]
        inner = FIRST_RING
        for hop in sorted({n.hop for n in self.nodes.values()} - {0}):
            level = [i for i, n in self.nodes.items() if n.hop == hop]
            for node_id in _interleaved(sorted(level, key=lambda i: (self.angles[i], i))):
                spot = self._free_spot(node_id, inner, taken)
                self.spots[node_id] = spot
                taken.append(self._box(node_id, spot))
            inner = self._median_radius(level) + RING_GAP

    def _median_radius(self, level: Sequence[str]) -> float:
        radii = sorted(math.hypot(self.spots[i][0] / ASPECT, self.spots[i][1]) for i in level)
        return radii[len(radii) // 2]

    def _free_spot(self, node_id: str, inner: float, taken: Sequence[Box]) -> tuple[float, float]:
        radius = inner
        if self.nodes[node_id].hop > 1:
            px, py = self.spots[self.parents[node_id]]
            radius = max(inner, math.hypot(px / ASPECT, py) + RING_GAP)
        while True:
            for turn in _turns(radius):
                angle = self.angles[node_id] + turn
                spot = (ASPECT * radius * math.cos(angle), radius * math.sin(angle))
                room = self._box(node_id, spot)
                if not any(room.hits(other) for other in taken):
                    return spot
            radius += RING_STEP

    def _box(self, node_id: str, spot: tuple[float, float]) -> Box:
        return box(self.looks[node_id], *spot)

    def _swap_angles(self) -> bool:
        """Swap directions of like nodes where edges get shorter; False: none did."""
        groups: dict[tuple[int, str, str], list[str]] = {}
        for i, n in self.nodes.items():
            if n.hop and not self.children[i]:
                kind = n.type if n.hop == 1 else ""
                groups.setdefault((n.hop, self.parents[i], kind), []).append(i)
        swapped = False
        for group in groups.values():
            for a, b in combinations(group, 2):
                swapped |= self._try_swap(a, b)
        return swapped

    def _try_swap(self, a: str, b: str) -> bool:
        before = self._strain(a) + self._strain(b)
        self.angles[a], self.angles[b] = self.angles[b], self.angles[a]
        if self._strain(a) + self._strain(b) < before - 1e-6:
            return True
        self.angles[a], self.angles[b] = self.angles[b], self.angles[a]
        return False

    def _strain(self, node_id: str) -> float:
        mine = self.angles[node_id]
        return sum(
            1 - math.cos(mine - self.angles[other])
            for other in self.links[node_id]
            if other != self.focus
        )


def _links(picture: Picture) -> dict[str, dict[str, int]]:
    links: dict[str, dict[str, int]] = {n.id: {} for n in picture.nodes}
    for stmt in picture.edges:
        a, b = end_id(stmt.subject), end_id(stmt.object)
        if a != b:
            links[a][b] = links[a].get(b, 0) + 1
            links[b][a] = links[b].get(a, 0) + 1
    return links


def _blocks(ids: Sequence[str], kind: Callable[[str], str]) -> list[list[str]]:
    """Runs of one kind."""
    return [list(run) for _, run in groupby(ids, key=kind)]


def _interleaved(ids: Sequence[str]) -> list[str]:
    """Every second one first, so that neighbours in angle land on different rings."""
    return [*ids[::2], *ids[1::2]]


def _turns(radius: float) -> list[float]:
    """Directions to try, nearest first, about 25 px apart on the ring."""
    step = 25 / radius
    count = int(MAX_TURN / step)
    return [0.0, *(side * step * n for n in range(1, count + 1) for side in (1, -1))]
