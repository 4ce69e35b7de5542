import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.model import Literal
from kg.views import Citation, EntityView, StatementView
from viz.subgraph import STATEMENTS_PER_NODE, choose


class FakeSource:
    def __init__(self, *statements):
        self.statements = statements
        self.asked = []

    def entity(self, entity_id):
        """The entity with that id."""
        return entity(entity_id)

    def around(self, entity_ids, *, types=None):
        """All statements with one of the entities at either end; the question is kept."""
        self.asked.append(set(entity_ids))
        for stmt in self.statements:
            if {stmt.subject.id, stmt.object.id} & set(entity_ids):
                yield stmt


def entity(name, kind="Company"):
    return EntityView(id=name, type=kind, name=name)


def link(subject, obj, relation="PARTNERS_WITH", *, number=0, confidence=0.8):
    end = entity(obj) if isinstance(obj, str) else obj
    cite = Citation(
        document="月报.txt",
        document_id="d",
        article="文章",
        article_id="a",
        section="",
        page=1,
        published=None,
        start=0,
        end=4,
        sentence="甲与乙。",
        rule="r",
        confidence=confidence,
    )
    return StatementView(
        id=f"{subject}-{relation}-{end.id}-{number}",
        type=relation,
        subject=entity(subject),
        object=end,
        status="completed",
        confidence=confidence,
        qualifiers=(),
        citations=(cite,),
    )


def names(picture):
    return [n.name for n in picture.nodes]


def test_hops_are_walked_in_both_directions():
    """Who points at the focus is as near as what it points at."""
    source = FakeSource(link("甲", "乙"), link("丙", "甲"), link("丁", "丙"), link("丁", "戊"))
    picture = choose(source, "甲", hops=2)
    assert {n.name: n.hop for n in picture.nodes} == {"甲": 0, "乙": 1, "丙": 1, "丁": 2}


def test_statements_among_the_outermost_nodes_are_kept():
    """Two neighbours that know each other are joined in the picture."""
    source = FakeSource(link("甲", "乙"), link("甲", "丙"), link("乙", "丙"))
    assert len(choose(source, "甲", hops=1).edges) == 3


def test_the_nearest_come_first_and_the_rest_is_counted():
    """A strong far neighbour never pushes out a near one."""
    near = [link("甲", f"近{i}") for i in range(4)]
    far = [link("近0", "远", "INVESTED_IN", number=i) for i in range(9)]
    picture = choose(FakeSource(*near, *far), "甲", max_nodes=5)
    assert names(picture) == ["甲", "近0", "近1", "近2", "近3"]
    assert picture.left_out == 1


def test_capital_and_policy_come_before_other_relations():
    """A weaker investment outranks a partnership told many times."""
    told_often = [link("甲", "伙伴", number=i, confidence=0.99) for i in range(5)]
    source = FakeSource(
        *told_often,
        link("基金", "甲", "INVESTED_IN", confidence=0.5),
        link("政策", "甲", "APPLIES_TO", confidence=0.4),
    )
    assert names(choose(source, "甲", max_nodes=3)) == ["甲", "基金", "政策"]


def test_more_statements_then_more_confidence_decide():
    """Within a family the count ranks first, confidence second."""
    source = FakeSource(
        link("甲", "一次", confidence=0.7),
        link("甲", "一次而确信", confidence=0.9),
        link("甲", "两次", number=1, confidence=0.1),
        link("甲", "两次", number=2, confidence=0.1),
    )
    assert names(choose(source, "甲")) == ["甲", "两次", "一次而确信", "一次"]


def test_only_chosen_neighbours_are_walked_on_from():
    """The store is never asked for the surroundings of a node that is not drawn."""
    source = FakeSource(*(link("甲", f"邻{i}") for i in range(50)), link("邻49", "远"))
    choose(source, "甲", hops=2, max_nodes=4)
    assert source.asked[1] == {"邻0", "邻1", "邻10"}


def test_a_text_is_a_node_that_leads_nowhere():
    """The indicator of a target is drawn and not walked on from."""
    source = FakeSource(link("计划", Literal(text="全行业营收"), "SETS_TARGET"))
    picture = choose(source, "计划", hops=3)
    assert [(n.type, n.name) for n in picture.nodes[1:]] == [("Text", "全行业营收")]
    assert source.asked == [{"计划"}]


def test_an_entity_may_stand_alone():
    """An entity without statements makes a picture of one node."""
    picture = choose(FakeSource(), "甲")
    assert (names(picture), picture.edges, picture.left_out) == (["甲"], (), 0)


def test_statements_are_limited_but_every_node_keeps_its_link():
    """A pair with hundreds of statements does not cut another node loose."""
    many = [link("甲", "乙", "INVESTED_IN", number=i) for i in range(100)]
    source = FakeSource(*many, link("甲", "丙"), link("乙", "丁"))
    picture = choose(source, "甲", max_nodes=4)
    assert len(picture.edges) == 4 * STATEMENTS_PER_NODE
    assert picture.statements_left_out == 102 - 16
    assert {"丙", "丁"} <= {s.object.name for s in picture.edges}


def test_order_of_the_source_does_not_matter():
    """The same statements in another order give the same picture."""
    stmts = [link("甲", f"邻{i}", number=i % 3) for i in range(20)]
    assert choose(FakeSource(*stmts), "甲") == choose(FakeSource(*reversed(stmts)), "甲")


@pytest.mark.parametrize(("hops", "nodes"), [(0, 10), (2, 1)])
def test_a_picture_of_nothing_is_refused(hops, nodes):
    """No hops or no room for a neighbour is an error in words."""
    with pytest.raises(ExportError, match="at least 1 hop and 2 nodes"):
        choose(FakeSource(), "甲", hops=hops, max_nodes=nodes)


pairs = st.tuples(st.integers(0, 12), st.integers(0, 12))


@given(st.lists(pairs, max_size=40), st.integers(1, 3), st.integers(2, 9))
def test_pictures_hang_together(links, hops, max_nodes):
    """Every edge joins drawn nodes, every node reaches the focus through nearer ones."""
    source = FakeSource(*(link(f"e{a}", f"e{b}", number=i) for i, (a, b) in enumerate(links)))
    picture = choose(source, "e0", hops=hops, max_nodes=max_nodes)
    hop = {n.id: n.hop for n in picture.nodes}
    joined = [(s.subject.id, s.object.id) for s in picture.edges]
    assert len(hop) <= max_nodes
    assert all(a in hop and b in hop for a, b in joined)
    for node, distance in hop.items():
        near = {hop[b if a == node else a] for a, b in joined if node in {a, b}}
        assert distance == 0 or distance - 1 in near
