"""The picture as vis-network draws it: nodes, edges and options."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from viz import style
from viz.content import clean
from viz.layout import Box, Look, Place, box, degrees, look
from viz.style import units
from viz.subgraph import Node, Picture

EDGE_FONT = 11
ARROW = 13.0
"""How far from the rim an arrow begins, at the size set in `OPTIONS`."""

OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "tooltipDelay": 250,
        "multiselect": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
    },
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 3,
        "font": {"face": style.FONT, "color": "#111827", "strokeWidth": 4, "strokeColor": "#fff"},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "arrowStrikethrough": False,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "smooth": False,
        "font": {
            "face": style.FONT,
            "size": EDGE_FONT,
            "strokeWidth": 4,
            "strokeColor": "#fff",
            "align": "horizontal",
        },
    },
}
"""vis-network options: fixed text only."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How an edge leaves the straight line, in the terms of vis-network."""

    clockwise: bool
    roundness: float

    def smooth(self) -> dict[str, Any]:
        """The option of vis-network."""
        kind = "curvedCW" if self.clockwise else "curvedCCW"
        return {"enabled": True, "type": kind, "roundness": self.roundness}


@dataclass(frozen=True, slots=True)
class End:
    """A node as the end of an edge: its middle, and the half width and height of its shape."""

    x: float
    y: float
    half_width: float
    half_height: float

    def rim(self, x: float, y: float, gap: float) -> tuple[float, float]:
        """Where a line towards a point stands `gap` outside the shape."""
        dx, dy = x - self.x, y - self.y
        length = math.hypot(dx, dy) or 1.0
        inside = length / max(abs(dx) / self.half_width, abs(dy) / self.half_height, 1.0)
        share = min(1.0, (inside + gap) / length)
        return self.x + dx * share, self.y + dy * share


def shapes(
    picture: Picture, data: Mapping[str, Any], places: Mapping[str, Place]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges as vis-network wants them.

    An edge is named where its name hits nothing; one that is not done always says its status.
    """
    count = degrees(picture)
    looks = {n.id: look(n, count[n.id]) for n in picture.nodes}
    nodes = [
        _shape(node, item, looks[node.id], places[node.id])
        for node, item in zip(picture.nodes, data["nodes"], strict=True)
    ]
    drawn = [s for s in data["statements"] if s["drawn"]]
    bends: dict[str, Bend | None] = _bends(drawn)
    ends = {
        item["key"]: _end(looks[node.id], places[node.id])
        for node, item in zip(picture.nodes, data["nodes"], strict=True)
    }
    taken = [box(looks[i], p.x, p.y) for i, p in places.items()]
    labels = _labels(drawn, bends, ends, taken)
    return nodes, [_edge(s, bends[s["key"]], labels[s["key"]]) for s in drawn]


def _end(size: Look, at: Place) -> End:
    if size.radius:
        return End(at.x, at.y, size.radius, size.radius)
    room = box(size, at.x, at.y)
    return End(at.x, at.y, (room.right - room.left) / 2, (room.bottom - room.top) / 2)


def _labels(
    drawn: Sequence[Mapping[str, Any]],
    bends: dict[str, Bend | None],
    ends: Mapping[str, End],
    taken: list[Box],
) -> dict[str, str]:
    """The longest label of each edge that has room; what is not done comes first.

    A straight edge that is not done bends aside in `bends` if that makes room for its status.
    """
    labels = {}
    for stmt in sorted(drawn, key=lambda s: s["status"] == "completed"):
        key = stmt["key"]
        pair = (ends[stmt["from"]], ends[stmt["to"]])
        choices = [
            (label, bend, _room(label, *_middle(pair, bend, arrow=not stmt["symmetric"])))
            for label, bend in _choices(edge_label(stmt), status_mark(stmt), bends[key])
        ]
        labels[key], bends[key], room = _roomiest(choices, taken)
        taken.append(room)
    return labels


Choice = tuple[str, Bend | None, Box]


def _roomiest(choices: Sequence[Choice], taken: Sequence[Box]) -> Choice:
    """The first choice that hits nothing; else, of those that hit least, the last and shortest."""
    hits = [sum(room.hits(other) for other in taken) for _, _, room in choices]
    order = [(n, i if n == 0 else -i) for i, n in enumerate(hits)]
    return choices[order.index(min(order))]


def _choices(full: str, short: str, bend: Bend | None) -> list[tuple[str, Bend | None]]:
    """Labels and bends to try, the best first; what is done may go without a label."""
    if bend or not short:
        return [(full, bend), (short, bend)]
    aside = [Bend(clockwise, size) for size in (0.1, 0.2) for clockwise in (True, False)]
    return [(label, one) for label in (full, short) for one in (bend, *aside)]


def _room(label: str, x: float, y: float) -> Box:
    if not label:
        return Box(x, y, x, y)
    half, height = units(label) * EDGE_FONT / 4 + 2, EDGE_FONT * 0.7
    return Box(x - half, y - height, x + half, y + height)


def _middle(pair: tuple[End, End], bend: Bend | None, *, arrow: bool) -> tuple[float, float]:
    """Where vis-network writes the label: half way from the start to the tail of the arrow."""
    start, end = pair
    straight = ((start.x + end.x) / 2, (start.y + end.y) / 2)
    via = _control_point(start, end, bend) if bend else straight
    tail = end.rim(*via, gap=ARROW) if arrow else (end.x, end.y)
    if bend is None:
        return (start.x + tail[0]) / 2, (start.y + tail[1]) / 2
    return (start.x + tail[0]) / 4 + via[0] / 2, (start.y + tail[1]) / 4 + via[1] / 2


def _control_point(start: End, end: End, bend: Bend) -> tuple[float, float]:
    """The control point of the curve, as vis-network computes it."""
    dx, dy = end.x - start.x, start.y - end.y
    half = bend.roundness / 2
    angle = math.atan2(dy, dx) + (0.5 + (half if bend.clockwise else -half)) * math.pi
    length = math.hypot(dx, dy) * (0.5 + half)
    return start.x + length * math.sin(angle), start.y + length * math.cos(angle)


def _shape(node: Node, item: Mapping[str, Any], size: Look, at: Place) -> dict[str, Any]:
    colour = item["colour"]
    shape: dict[str, Any] = {
        "id": item["key"],
        "label": clean("\n".join(size.lines)) or "—",
        "title": f"{item['type_label']} · {item['name']}",
        "x": at.x,
        "y": at.y,
        "shape": style.SHAPES.get(node.type, "dot"),
        "size": size.radius,
        "font": {"size": size.font, "vadjust": -2},
        "color": _node_colour(colour, focus=node.hop == 0),
    }
    if node.type == style.TEXT:
        shape |= {"margin": 6, "borderWidth": 1, "shapeProperties": {"borderRadius": 4}}
        shape["color"] = _box_colour(colour)
        shape["font"] = {"size": size.font}
    if node.hop == 0:
        # The name in the box: no edge can cross it.
        shape |= {"shape": "box", "margin": 12, "shapeProperties": {"borderRadius": 8}}
        shape["font"] = {"size": size.font, "color": "#ffffff", "strokeWidth": 0}
    return shape


def _node_colour(colour: str, *, focus: bool) -> dict[str, Any]:
    chosen = {"background": colour, "border": "#111827"}
    border = "#111827" if focus else "#ffffff"
    return {"background": colour, "border": border, "highlight": chosen, "hover": chosen}


def _box_colour(colour: str) -> dict[str, Any]:
    chosen = {"background": "#f3f4f6", "border": "#111827"}
    return {"background": "#f9fafb", "border": colour, "highlight": chosen, "hover": chosen}


def _bends(drawn: Sequence[Mapping[str, Any]]) -> dict[str, Bend | None]:
    fans: dict[frozenset[str], list[Mapping[str, Any]]] = {}
    for stmt in drawn:
        fans.setdefault(frozenset((stmt["from"], stmt["to"])), []).append(stmt)
    return {s["key"]: _bend(s, i, len(fan)) for fan in fans.values() for i, s in enumerate(fan)}


def _edge(stmt: Mapping[str, Any], bend: Bend | None, label: str) -> dict[str, Any]:
    line = style.LINES.get(stmt["status"], style.Line())
    family = next(f for f in style.FAMILIES if f.code == stmt["family"])
    colour = line.colour or family.colour
    edge: dict[str, Any] = {
        "id": stmt["key"],
        "from": stmt["from"],
        "to": stmt["to"],
        "label": label,
        "title": edge_label(stmt),
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": 0.8},
        "font": {"color": colour},
        "width": line.width,
        "dashes": list(line.dashes) or False,
        "smooth": bend.smooth() if bend else False,
    }
    if stmt["symmetric"]:
        edge["arrows"] = {"to": {"enabled": False}}
    return edge


def edge_label(stmt: Mapping[str, Any]) -> str:
    """Relation and, unless it is done, its status: a planned deal never looks like a done one.

    >>> edge_label({"relation": "投资", "status": "denied", "status_label": "已否认"})
    '✕ 投资·已否认'
    """
    mark = style.LINES.get(stmt["status"], style.Line()).mark
    parts = [stmt["relation"]] + [stmt["status_label"]] * (stmt["status"] != "completed")
    return f"{mark} {'·'.join(parts)}".strip()


def status_mark(stmt: Mapping[str, Any]) -> str:
    """The status alone, nothing for what is done."""
    mark = style.LINES.get(stmt["status"], style.Line()).mark
    return "" if stmt["status"] == "completed" else f"{mark} {stmt['status_label']}".strip()


def _bend(stmt: Mapping[str, Any], number: int, count: int) -> Bend | None:
    """How far edge `number` of `count` between two nodes bends, so that each can be hit."""
    offset = number - (count - 1) / 2
    if stmt["from"] == stmt["to"] or offset == 0:
        return None
    # The side is meant as seen from the lower key: an edge that runs the other way turns it round.
    clockwise = (offset > 0) == (stmt["from"] < stmt["to"])
    return Bend(clockwise=clockwise, roundness=round(abs(offset) * min(0.22, 0.9 / count), 3))
