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
    bends = _bends(drawn)
    at = {item["key"]: places[n.id] for n, item in zip(picture.nodes, data["nodes"], strict=True)}
    taken = [box(looks[i], p.x, p.y) for i, p in places.items()]
    labels = _labels(drawn, bends, at, taken)
    return nodes, [_edge(s, bends[s["key"]], labels[s["key"]]) for s in drawn]


def _labels(
    drawn: Sequence[Mapping[str, Any]],
    bends: Mapping[str, Bend | None],
    at: Mapping[str, Place],
    taken: list[Box],
) -> dict[str, str]:
    """The longest label of each edge that has room; what is not done comes first."""
    labels = {}
    for stmt in sorted(drawn, key=lambda s: s["status"] == "completed"):
        middle = _middle(at[stmt["from"]], at[stmt["to"]], bends[stmt["key"]])
        full, short = edge_label(stmt), status_mark(stmt)
        free = not any(_room(full, *middle).hits(other) for other in taken)
        labels[stmt["key"]] = full if free else short
        taken.append(_room(labels[stmt["key"]], *middle))
    return labels


def _room(label: str, x: float, y: float) -> Box:
    half, height = units(label) * EDGE_FONT / 4 + 2, EDGE_FONT * 0.7 if label else 0
    return Box(x - half, y - height, x + half, y + height)


def _middle(start: Place, end: Place, bend: Bend | None) -> tuple[float, float]:
    """Where vis-network writes the label: half way, on the curve that it draws for `bend`."""
    if bend is None:
        return (start.x + end.x) / 2, (start.y + end.y) / 2
    dx, dy = end.x - start.x, start.y - end.y
    reach = bend.roundness * 0.5 + 0.5
    turn = reach if bend.clockwise else 0.5 - bend.roundness * 0.5
    angle = math.atan2(dy, dx) + turn * math.pi
    length = math.hypot(dx, dy) * reach
    via = (start.x + length * math.sin(angle), start.y + length * math.cos(angle))
    return (start.x + end.x) / 4 + via[0] / 2, (start.y + end.y) / 4 + via[1] / 2


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
