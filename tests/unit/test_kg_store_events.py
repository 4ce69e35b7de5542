"""One event's life, its sources, and where they disagree; two deals are never taken for one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.model import Document, Entity, Extraction, Qualifier, Reading
from kg.store import Store
from kg.store.events import events_of
from kg.views import StatementView

Make = Callable[..., Extraction]
Said = tuple[str, str, tuple[Qualifier, ...]]
YUN = Entity(type="Company", name="云岭数据")
LAN = Entity(type="Company", name="蓝湾科技")


def day(low: str, high: str = "") -> Qualifier:
    """The qualifier of a date."""
    reading = Reading(kind="date", low_date=low, high_date=high or low)
    return Qualifier(name="date", text=low, reading=reading)


def money(text: str, low: float, high: float | None = None, *, about: bool = False) -> Qualifier:
    """The qualifier of an amount in yuan."""
    reading = Reading(kind="money", low=low, high=high or low, unit="CNY", approximate=about)
    return Qualifier(name="amount", text=text, reading=reading)


def stage(text: str) -> Qualifier:
    """The qualifier of a round."""
    return Qualifier(name="round", text=text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with Store.open(tmp_path / "graph.kg", create=True) as opened:
        yield opened


@pytest.fixture
def tell(store: Store, make_extraction: Make) -> Callable[..., None]:
    """Adds an article in which 云岭数据 puts money into 蓝湾科技."""

    def add(
        sentence: str,
        status: str,
        *details: Qualifier,
        published: str = "2024-06-01",
        relation: str = "INVESTED_IN",
    ) -> None:
        n = len(store.documents())
        doc = Document(
            source=f"{n}",
            media_type="t",
            sha256=f"{n:016}" + "0" * 48,
            title=f"{n}",
            published=published,
        )
        text = f"{sentence}云岭数据与蓝湾科技。"
        said = [(text, [(YUN, relation, LAN, status, details)])]
        store.add(doc, [make_extraction(doc, 1, f"第{n}篇", said)])

    return add


def the_one(store: Store) -> StatementView:
    """The only statement."""
    (view,) = store.statements()
    return view


# --- one event ------------------------------------------------------------------------------------


def test_life_of_a_deal_is_one_statement(store: Store, tell: Callable[..., None]) -> None:
    """Planned, approved, completed is one statement; the newest status shows, the others are its history."""
    tell("完成了。", "completed", published="2024-08-01")
    tell("打算投资。", "planned", published="2024-03-01")
    tell("获批了。", "approved", published="2024-05-01")
    view = the_one(store)
    assert view.status == "completed"
    assert [(s.status, s.published) for s in view.history] == [
        ("planned", "2024-03-01"),
        ("approved", "2024-05-01"),
        ("completed", "2024-08-01"),
    ]


def test_plan_with_a_date_and_its_completion_are_one(
    store: Store, tell: Callable[..., None]
) -> None:
    """A plan dated March that is completed in August is one deal, not two."""
    tell("拟投资。", "planned", day("2024-03-05"), published="2024-03-05")
    tell("已投资。", "completed", day("2024-08-09"), published="2024-08-10")
    view = the_one(store)
    assert (view.status, len(view.history), view.conflicts) == ("completed", 2, ())


def test_two_completed_deals_stay_two(store: Store, tell: Callable[..., None]) -> None:
    """Completed in March and completed in August are two deals, and so is a plan after the first."""
    tell("首次。", "completed", day("2024-03-05"))
    tell("再次。", "completed", day("2024-08-09"))
    assert len(list(store.statements())) == 2
    tell("拟追加。", "planned", day("2025-01-01"))
    assert sorted(v.status for v in store.statements()) == ["completed", "completed", "planned"]


def test_undated_reading_joins_the_only_event(store: Store, tell: Callable[..., None]) -> None:
    """An article without a date tells of the one event there is; of two it tells of neither."""
    tell("某日。", "completed", day("2024-03-05"))
    tell("不知何时。", "completed")
    assert len(the_one(store).citations) == 2
    tell("B轮。", "completed", stage("B轮"), day("2024-09-01"))
    assert sorted(len(v.citations) for v in store.statements()) == [1, 1, 1]


@pytest.mark.parametrize(
    ("keys", "events"),
    [
        (["2024-01-01/2024-12-31", "2024-03-01/2024-03-31"], 1),
        (["2024-01-01/2024-12-31", "2024-03-01/2024-03-31", "2024-08-01/2024-08-31"], 3),
        (["|a轮", "|b轮", ""], 3),
        (["|a轮", "2024-03-01/2024-03-31|a轮", "2024-03-05/2024-03-05"], 1),
        (["2024-03-01/2024-03-31|a轮", "2024-05-01/2024-05-31|a轮"], 1),
        (["去年底", "年初"], 2),
    ],
)
def test_which_readings_are_one_event(keys: list[str], events: int) -> None:
    """Of one round, or of dates that contain each other and no third, readings are one event."""
    told = [(key, "completed") for key in keys]
    assert len(set(events_of("INVESTED_IN", told).values())) == events
    assert events_of("INVESTED_IN", reversed(told)) == events_of("INVESTED_IN", told)


def test_what_happens_once_is_one_event(store: Store, tell: Callable[..., None]) -> None:
    """A company is founded once: two dates are one event with a conflict."""
    tell("成立于春天。", "completed", day("2024-03-05"), relation="FOUNDED")
    tell("成立于夏天。", "completed", day("2024-08-09"), relation="FOUNDED")
    assert [c.name for c in the_one(store).conflicts] == ["date"]


# --- sources and conflicts ------------------------------------------------------------------------


def test_reprints_count_once(store: Store, tell: Callable[..., None]) -> None:
    """The same sentence in three articles is one source; another article in its own words a second."""
    for _ in range(3):
        tell("云岭数据今日宣布完成对蓝湾科技的投资，金额未披露。", "completed")
    assert (the_one(store).sources, len(the_one(store).citations)) == (1, 3)
    tell("记者从知情人士处获悉，这笔交易早在上周便已交割完毕。", "completed")
    assert the_one(store).sources == 2


def test_disagreeing_amounts_stand_side_by_side(store: Store, tell: Callable[..., None]) -> None:
    """Two articles with other amounts are a conflict, each with where it was read; the newest shows."""
    tell("早报。", "completed", money("1亿元", 1e8), published="2024-05-01")
    tell("晚报。", "completed", money("2亿元", 2e8), published="2024-05-02")
    view = the_one(store)
    (conflict,) = view.conflicts
    assert [(c.text, c.citations[0].article) for c in conflict.claims] == [
        ("2亿元", "第1篇"),
        ("1亿元", "第0篇"),
    ]
    assert view.qualifier("amount") == "2亿元"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money("1亿元", 1e8), money("10000万元", 1e8)),
        (money("约1亿元", 1e8, about=True), money("1.05亿元", 1.05e8)),
        (money("超1亿元", 1e8, 9e9), money("1.3亿元", 1.3e8)),
    ],
)
def test_amounts_that_agree_are_no_conflict(
    store: Store, tell: Callable[..., None], one: Qualifier, other: Qualifier
) -> None:
    """The same amount otherwise written, rounded, or left open above does not disagree."""
    tell("早报。", "completed", one)
    tell("晚报。", "completed", other)
    assert the_one(store).conflicts == ()


def test_a_date_may_change_with_the_stage(store: Store, tell: Callable[..., None]) -> None:
    """Planned for May and completed in August is no contradiction; two days of one completion are."""
    tell("拟投资。", "planned", stage("A轮"), day("2024-05-01"), published="2024-04-01")
    tell("已投资。", "completed", stage("A轮"), day("2024-08-01"), published="2024-08-02")
    assert the_one(store).conflicts == ()
    tell("也说投资了。", "completed", stage("A轮"), day("2024-07-20"), published="2024-08-03")
    assert [c.name for c in the_one(store).conflicts] == ["date"]


def test_evidence_shows_sources_history_and_conflict(
    store: Store, tell: Callable[..., None]
) -> None:
    """``--evidence`` says how many tell it, how it came, and what they say differently; JSON has it all."""
    tell("传出拟投资的消息。", "planned", money("1亿元", 1e8), published="2024-05-01")
    tell("正式宣布交割完毕。", "completed", money("2亿元", 2e8), published="2024-06-02")
    store.settle()
    ask = ["investors", "蓝湾科技", "--store", str(store.path)]
    text = CliRunner().invoke(app, [*ask, "--evidence"]).stdout
    assert "2 个独立来源" in text
    assert "2024-05-01 拟议中 → 2024-06-02 已完成" in text
    assert "说法不一: 金额 2亿元（《第1篇》） / 1亿元（《第0篇》）" in text
    (row,) = json.loads(CliRunner().invoke(app, [*ask, "--format", "json"]).stdout)["rows"]
    (told,) = row["statements"]
    assert told["sources"] == 2
    assert [s["status"] for s in told["history"]] == ["planned", "completed"]
    assert [c["text"] for c in told["conflicts"][0]["claims"]] == ["2亿元", "1亿元"]
    assert (told["event"], told["judgement"]) == ("", "")
