"""Settling piece by piece gives what settling everything gives, whatever came, went or was judged."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity import blocking, resolution
from kg.identity.judgements import Judgement
from kg.model import Document, Entity, Extraction, Literal
from kg.store import Store, settling, summary

Make = Callable[..., Extraction]
FIRMS = (
    "云岭数据",
    "云岭",
    "云岭数据有限公司",
    "云岭数据科技股份有限公司",
    "上海云岭数据",
    "云岭物流有限公司",
    "云岭集团",
    "蓝湾科技",
    "蓝湾科技股份有限公司",
    "lanwan",
    "海川基金一期",
    "海川基金二期",
    "海川基金",
)
ALIASES = ("", "云岭", "云岭数据", "蓝湾", "蓝湾科技", "海川基金")
CODES = ("", "", "600001.SH", "600002")
# The folded forms of some are the same.
PEOPLE = ("王伟", "李娜", "Tim", "TIM")
NUMBERS = ("", "", "", "T1")

firm = st.tuples(st.sampled_from(FIRMS), st.sampled_from(ALIASES), st.sampled_from(CODES))
# A person: name, number in a gazetteer, whether it has a post, and another employer.
person = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(NUMBERS), st.booleans(), st.none() | firm
)
fact = st.tuples(firm, firm | person)
document = st.lists(fact, min_size=1, max_size=3)
ref = st.sampled_from(FIRMS).map(lambda n: f"Company:{n}")
verdict = st.tuples(st.sampled_from(("same", "different", "unsure")), ref, ref)
# Of the persons there are then, by number.
of_persons = st.tuples(
    st.sampled_from(("same", "different", "unsure")), st.integers(0, 9), st.integers(0, 9)
)
step = st.one_of(
    st.tuples(st.just("add"), document),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("judge"), st.lists(verdict | of_persons, max_size=2)),
)


def entity(given_as: tuple[str, ...]) -> Entity:
    """A company with an alias and a code, or a person."""
    if len(given_as) == 4:
        number = (("gazetteer", given_as[1]),) if given_as[1] else ()
        return Entity(type="Person", name=given_as[0], identifiers=number)
    name, alias, code = given_as
    return Entity(
        type="Fund" if "基金" in name else "Company",
        name=name,
        aliases=(alias,) if alias and alias != name else (),
        identifiers=(("stock_code", code),) if code else (),
    )


def take(store: Store, make: Make, n: int, facts: list[tuple[object, object]]) -> None:
    """Add a document in which every fact stands in an article of its own."""
    doc = Document(source=f"{n}", media_type="t", sha256=f"{n:016}" + "0" * 48, title=f"{n}")
    said = []
    for k, pair in enumerate(facts):
        one, other = (entity(e) for e in pair)  # type: ignore[arg-type]
        target: Entity | Literal = Literal(text="自己") if one == other else other
        told = [(one, "SUPPLIES", target, "completed", ())]
        if other.type == "Person":
            _, _, posted, second = pair[1]  # type: ignore[misc]
            firms = [*([one] if posted else []), *([entity(second)] if second else [])]
            told += [(other, "HOLDS_POSITION", f, "completed", ()) for f in firms]
        ends = [e for _, _, *rest in told for e in rest if isinstance(e, Entity)]
        forms = dict.fromkeys(f for e in (one, other, *ends) for f in e.forms)
        said.append(make(doc, k, f"文{n}-{k}", [(f"{n}-{k}：{'、'.join(forms)}。", told)]))
    assert store.add(doc, said)


def tables(store: Store) -> tuple[object, ...]:
    """Who stands for whom and why, and what is in doubt."""
    stands = [tuple(row) for row in store._con.execute("SELECT * FROM resolution ORDER BY 1")]
    return stands, store.doubts()


def judgement(store: Store, said: str, one: object, other: object) -> Judgement | None:
    """A judgement of two firms, or of two persons by their place among those in the store."""
    if isinstance(one, int) and isinstance(other, int):
        sql = "SELECT e.id, e.name FROM entity e WHERE type = 'Person' ORDER BY 1"
        found = [f"Person:{name}#{i}" for i, name in store._con.execute(sql)]
        if not found:
            return None
        one, other = (found[n % len(found)] for n in (one, other))
    return None if one == other else Judgement(judgement=said, first=str(one), second=str(other))


def check(make: Make, steps: list[tuple[str, object]], many: int) -> None:
    """Take the steps one after the other, and compare after each with settling everything."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(settling, "MANY", many),
        patch.object(resolution, "MANY", many),
        patch.object(settling, "_MOST", 2.0),
        Store.open(Path(folder) / "graph.kg", create=True) as store,
    ):
        for n, (what, value) in enumerate(steps):
            if what == "add":
                take(store, make, n, value)  # type: ignore[arg-type]
                store.settle()
            elif what == "remove" and (documents := store.documents()):
                store.remove(documents[int(value) % len(documents)].id)  # type: ignore[call-overload]
            elif what == "judge":
                judged = [judgement(store, *v) for v in value]  # type: ignore[attr-defined]
                store.judge(j for j in judged if j)
            assert list(summary.problems(store._con)) == []
            assert store.unsettled() == 0
            piecewise = tables(store)
            store.settle(anew=True)
            assert tables(store) == piecewise


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(step, min_size=1, max_size=7), many=st.sampled_from((2, 3, 40)))
def test_settling_in_parts_is_settling_all(
    make_extraction: Make, steps: list[tuple[str, object]], many: int
) -> None:
    """After any adds, removals and judgements, who stands for whom is as if all were resolved anew."""
    check(make_extraction, steps, many)


def plain(name: str, alias: str = "", code: str = "") -> tuple[str, str, str]:
    """A company as the steps give it."""
    return (name, alias, code)


OTHER = plain("蓝湾科技")
CROWD = [
    ("add", [(plain(n), OTHER)])
    for n in ("云岭数据", "云岭数据科技股份有限公司", "云岭物流有限公司")
]
WANG = ("王伟", "", True, None)
EMPLOYED = [
    ("add", [(plain("云岭数据"), WANG), (plain("海川电子", "", "600001.SH"), WANG)]),
    ("add", [(plain("云岭数据", "", "600001.SH"), OTHER)]),
]
# Two employers are one only while a third article says so; then two persons are one, and one without a post
# is the same.
TIED = [
    ("add", [(plain("云岭"), WANG), (plain("云岭数据"), WANG)]),
    (
        "add",
        [
            (
                plain("云岭数据科技股份有限公司", "云岭"),
                plain("云岭数据科技股份有限公司", "云岭数据"),
            )
        ],
    ),
    ("add", [(plain("蓝湾科技"), ("王伟", "", False, None))]),
    ("add", [(plain("海川基金"), WANG)]),
]
# The one with a post is whoever bears the name, until there is another with another post.
DIVIDED = [
    ("add", [(plain("云岭"), WANG)]),
    ("add", [(plain("蓝湾科技"), ("王伟", "", False, None))]),
    ("add", [(plain("海川基金"), WANG)]),
    ("add", [(plain("蓝湾科技"), ("王伟", "", False, None))]),
    ("add", [(plain("海川基金"), ("王伟", "", True, plain("云岭")))]),
]
# One that bears another name is the same by judgement, and stood for the others.
RENAMED = [
    ("add", [(plain("云岭"), ("李娜", "", True, None))]),
    ("add", [(plain("云岭"), WANG), (plain("蓝湾科技"), ("王伟", "", False, None))]),
    ("judge", [("same", 0, 1), ("same", 1, 2)]),
    ("add", [(plain("云岭"), WANG), (plain("蓝湾科技"), ("李娜", "", False, plain("云岭")))]),
]
BRIDGE = [
    ("add", [(plain("云岭数据"), OTHER)]),
    ("add", [(plain("云岭数据科技股份有限公司", "云岭"), OTHER)]),
    ("add", [(plain("云岭"), OTHER)]),
]
JUDGED = [
    ("add", [(plain("云岭数据"), OTHER)]),
    ("add", [(plain("海川基金一期"), plain("云岭物流有限公司"))]),
    ("judge", [("same", "Company:云岭数据", "Company:云岭物流有限公司")]),
    ("add", [(plain("云岭数据", "", "600001.SH"), WANG)]),
    ("add", [(plain("云岭物流有限公司"), WANG)]),
    ("judge", []),
]


@pytest.mark.parametrize("many", [1, 2, 3, 40])
@pytest.mark.parametrize("gone", [0, 1, 2])
@pytest.mark.parametrize(
    "came",
    [CROWD, EMPLOYED, BRIDGE, JUDGED, TIED, DIVIDED, RENAMED],
    ids=["crowd", "employed", "bridge", "judged", "tied", "divided", "renamed"],
)
def test_settling_in_parts_where_it_is_hard(
    make_extraction: Make, came: list[tuple[str, object]], gone: int, many: int
) -> None:
    """Keys that become common or rare, employers that turn out to be one, and names that tied others."""
    check(make_extraction, [*came, ("remove", gone), ("remove", 0)], many)


def test_limits_agree() -> None:
    """The limit on what a key may join is one and the same wherever it is used."""
    assert settling.MANY == resolution.MANY == blocking.MANY
