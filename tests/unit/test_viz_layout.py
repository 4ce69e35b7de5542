import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views import EntityView, StatementView
from viz.layout import ASPECT, box, degrees, look, place
from viz.subgraph import Node, Picture


def picture(count, extra=()):
    """Focus n0; every node hangs on the one at half its number."""
    hops = [0] + [1 + (i >= count // 3) for i in range(1, count)]
    parents = [0 if hops[i] == 1 else 1 + i % max(1, count // 3 - 1) for i in range(count)]
    kinds = ["Company", "Fund", "Policy"]
    nodes = tuple(
        Node(id=f"n{i}", type=kinds[i % 3], name=f"第{i}号公司名称", hop=hops[i])
        for i in range(count)
    )
    links = [(i, parents[i]) for i in range(1, count)] + [(a, b) for a, b in extra if a != b]
    return Picture(nodes=nodes, edges=tuple(edge(a, b, i) for i, (a, b) in enumerate(links)))


def edge(a, b, number):
    ends = [EntityView(id=f"n{i}", type="Company", name=str(i)) for i in (a, b)]
    return StatementView(
        id=str(number),
        type="PARTNERS_WITH",
        subject=ends[0],
        object=ends[1],
        status="completed",
        confidence=1.0,
        qualifiers=(),
        citations=(),
    )


def rooms(drawn):
    places, count = place(drawn), degrees(drawn)
    return [box(look(n, count[n.id]), places[n.id].x, places[n.id].y) for n in drawn.nodes]


@settings(max_examples=15, deadline=None)
@given(st.integers(6, 60), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_labels_do_not_overlap(count, extra):
    """No shape or label stands on another, but for a pixel of rounding."""
    for a, b in itertools.combinations(rooms(picture(count, extra)), 2):
        across = min(a.right, b.right) - max(a.left, b.left)
        down = min(a.bottom, b.bottom) - max(a.top, b.top)
        assert across <= 2 or down <= 2


def test_the_focus_stands_in_the_middle():
    """Everything else is placed around it."""
    drawn = picture(40)
    places = place(drawn)
    assert (places["n0"].x, places["n0"].y) == (0, 0)


def test_farther_nodes_stand_farther_out_than_what_they_hang_on():
    """A node of the second hop is outside the node that leads to it."""
    drawn = picture(40)
    places = place(drawn)
    radius = {i: math.hypot(p.x / ASPECT, p.y) for i, p in places.items()}
    hop = {n.id: n.hop for n in drawn.nodes}
    for stmt in drawn.edges:
        near, far = sorted((stmt.subject.id, stmt.object.id), key=lambda i: hop[i])
        assert hop[near] == hop[far] or radius[near] < radius[far]


def test_the_same_picture_has_the_same_places():
    """Nothing random and no clock goes into the places."""
    assert place(picture(50)) == place(picture(50))


def test_kinds_stand_side_by_side_on_the_first_ring():
    """Going round the focus the type changes as often as there are types."""
    nodes = [Node(id="n0", type="Company", name="中心", hop=0)]
    kinds = ["Fund", "Policy", "Technology"]
    nodes += [Node(id=f"n{i}", type=kinds[i % 3], name=f"邻{i}", hop=1) for i in range(1, 13)]
    drawn = Picture(nodes=tuple(nodes), edges=tuple(edge(0, i, i) for i in range(1, 13)))
    places = place(drawn)
    ring = sorted(nodes[1:], key=lambda n: math.atan2(places[n.id].y * ASPECT, places[n.id].x))
    changes = sum(a.type != b.type for a, b in itertools.pairwise([*ring, ring[0]]))
    assert changes == 3


def test_a_lone_entity_has_a_place():
    """A picture of one node can be laid out."""
    drawn = Picture(nodes=(Node(id="n0", type="Company", name="", hop=0),), edges=())
    assert set(place(drawn)) == {"n0"}
