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
from kg.store import Store, settling

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
PEOPLE = ("王伟", "李娜")

firm = st.tuples(st.sampled_from(FIRMS), st.sampled_from(ALIASES), st.sampled_from(CODES))
fact = st.tuples(firm, firm | st.sampled_from(PEOPLE))
document = st.lists(fact, min_size=1, max_size=3)
ref = st.sampled_from(FIRMS).map(lambda n: f"Company:{n}")
verdict = st.tuples(st.sampled_from(("same", "different", "unsure")), ref, ref)
step = st.one_of(
    st.tuples(st.just("add"), document),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("judge"), st.lists(verdict, max_size=2)),
)


def entity(given_as: tuple[str, str, str] | str) -> Entity:
    """A company with an alias and a code, or a person."""
    if isinstance(given_as, str):
        return Entity(type="Person", name=given_as)
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
        person = other.type == "Person"
        told = (other, "HOLDS_POSITION", one) if person else (one, "SUPPLIES", other)
        target: Entity | Literal = Literal(text="自己") if one == other else told[2]
        sentence = f"{n}-{k}：{'、'.join((*one.forms, *other.forms))}。"
        said.append(
            make(doc, k, f"文{n}-{k}", [(sentence, [(told[0], told[1], target, "completed", ())])])
        )
    assert store.add(doc, said)


def tables(store: Store) -> tuple[list[tuple[object, ...]], ...]:
    """Who stands for whom and why, and what is in doubt."""
    return tuple(
        [tuple(row) for row in store._con.execute(f"SELECT * FROM {t} ORDER BY 1, 2")]
        for t in ("resolution", "doubt")
    )


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
                store.judge(
                    Judgement(judgement=j, first=a, second=b)
                    for j, a, b in value  # type: ignore[attr-defined]
                    if a != b
                )
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
EMPLOYED = [
    ("add", [(plain("云岭数据"), "王伟"), (plain("海川电子", "", "600001.SH"), "王伟")]),
    ("add", [(plain("云岭数据", "", "600001.SH"), OTHER)]),
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
    ("add", [(plain("云岭数据", "", "600001.SH"), "王伟")]),
    ("add", [(plain("云岭物流有限公司"), "王伟")]),
    ("judge", []),
]


@pytest.mark.parametrize("many", [1, 2, 3, 40])
@pytest.mark.parametrize("gone", [0, 1, 2])
@pytest.mark.parametrize(
    "came", [CROWD, EMPLOYED, BRIDGE, JUDGED], ids=["crowd", "employed", "bridge", "judged"]
)
def test_settling_in_parts_where_it_is_hard(
    make_extraction: Make, came: list[tuple[str, object]], gone: int, many: int
) -> None:
    """Keys that become common or rare, employers that turn out to be one, and names that tied others."""
    check(make_extraction, [*came, ("remove", gone), ("remove", 0)], many)


def test_limits_agree() -> None:
    """The limit on what a key may join is one and the same wherever it is used."""
    assert settling.MANY == resolution.MANY == blocking.MANY
