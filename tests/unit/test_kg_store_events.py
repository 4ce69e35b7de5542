"""One event's life, its sources, and where they disagree; two deals are never taken for one."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.model import Document, Entity, Extraction, Qualifier, Reading
from kg.store import Store
from kg.store.events import Mark, events_of, mark_of
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


def part(name: str, text: str, low: float) -> Qualifier:
    """The qualifier of a stake in percent, or of a number of shares."""
    kind, unit = ("percent", "") if name == "stake" else ("count", "股")
    return Qualifier(name=name, text=text, reading=Reading(kind=kind, low=low, high=low, unit=unit))


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
    """Adds an article in which 云岭数据 puts money into 蓝湾科技; its document is given back."""

    def add(
        sentence: str,
        status: str,
        *details: Qualifier,
        published: str = "2024-06-01",
        relation: str = "INVESTED_IN",
    ) -> Document:
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
        return doc

    return add


def the_one(store: Store) -> StatementView:
    """The only statement."""
    (view,) = store.statements()
    return view


# --- one event ------------------------------------------------------------------------------------


def test_life_of_a_deal_is_one_statement(store: Store, tell: Callable[..., object]) -> None:
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
    store: Store, tell: Callable[..., object]
) -> None:
    """A plan dated March that is completed in August is one deal, not two."""
    tell("拟投资。", "planned", day("2024-03-05"), published="2024-03-05")
    tell("已投资。", "completed", day("2024-08-09"), published="2024-08-10")
    view = the_one(store)
    assert (view.status, len(view.history), view.conflicts) == ("completed", 2, ())


def test_two_completed_deals_stay_two(store: Store, tell: Callable[..., object]) -> None:
    """Completed in March and completed in August are two deals, and so is a plan after the first."""
    tell("首次。", "completed", day("2024-03-05"))
    tell("再次。", "completed", day("2024-08-09"))
    assert len(list(store.statements())) == 2
    tell("拟追加。", "planned", day("2025-01-01"))
    assert sorted(v.status for v in store.statements()) == ["completed", "completed", "planned"]


def test_undated_reading_joins_the_only_event(store: Store, tell: Callable[..., object]) -> None:
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
    told = [(Mark(key), "completed") for key in keys]
    assert len(set(events_of("INVESTED_IN", told).values())) == events
    assert events_of("INVESTED_IN", reversed(told)) == events_of("INVESTED_IN", told)


def test_what_happens_once_is_one_event(store: Store, tell: Callable[..., object]) -> None:
    """A company is founded once: two dates are one event with a conflict."""
    tell("成立于春天。", "completed", day("2024-03-05"), relation="FOUNDED")
    tell("成立于夏天。", "completed", day("2024-08-09"), relation="FOUNDED")
    assert [c.name for c in the_one(store).conflicts] == ["date"]


# --- a reading without a date, and how much it says -----------------------------------------------

OF_MARCH = (day("2021-03-05"), money("1亿元", 1e8))


def seen(store: Store) -> list[tuple[str, str, list[str]]]:
    """Of each statement its date, its status, and the amounts that its readings give."""
    told = [
        (v.qualifier("date"), v.status, [c.text for x in v.conflicts for c in x.claims])
        if v.conflicts
        else (v.qualifier("date"), v.status, [q.text for q in v.qualifiers if q.name == "amount"])
        for v in store.statements()
    ]
    return sorted(told)


def test_undated_deal_of_another_amount_is_another_deal(
    store: Store, tell: Callable[..., object]
) -> None:
    """1亿元 in March 2021, and 5亿元 at an unknown time, are never shown as one deal."""
    tell("三月投了。", "completed", *OF_MARCH)
    tell("投资五亿。", "completed", money("5亿元", 5e8))
    assert seen(store) == [("", "completed", ["5亿元"]), ("2021-03-05", "completed", ["1亿元"])]


@pytest.mark.parametrize(
    ("name", "one", "other"), [("stake", 10.0, 30.0), ("shares", 2e7, 5e6), ("amount", 1e8, 3e8)]
)
def test_undated_deal_of_another_part_is_another_deal(
    store: Store, tell: Callable[..., object], name: str, one: float, other: float
) -> None:
    """Stake and number of shares tell deals apart as the amount does, even where another sum is the same."""
    same = part("stake" if name == "shares" else "shares", "同", 40.0)
    tell("三月转让。", "completed", day("2021-03-05"), part(name, "甲", one), same)
    tell("转让。", "completed", part(name, "乙", other), same)
    assert len(list(store.statements())) == 2


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        (money("1亿元", 1e8), money("10000万元", 1e8), []),
        (money("9,800万元", 9.8e7), money("近1亿元", 1e8, about=True), []),
        (money("超1亿元", 1e8, 9e9), money("1.3亿元", 1.3e8), []),
        (money("1.02亿元", 1.02e8), money("1亿元", 1e8), ["amount"]),
        (
            Qualifier(
                name="amount",
                text="1亿美元",
                reading=Reading(kind="money", low=1e8, high=1e8, unit="USD"),
            ),
            money("7亿元", 7e8),
            [],
        ),
        (money("1亿元", 1e8), Qualifier(name="amount", text="亿元级"), ["amount"]),
        (money("1亿元", 1e8), stage(""), []),
    ],
)
def test_undated_deal_that_may_be_the_dated_one_is(
    store: Store,
    tell: Callable[..., object],
    one: Qualifier,
    other: Qualifier,
    disputed: list[str],
) -> None:
    """The same sum otherwise written, rounded, left open, in another currency, or not told: one deal."""
    tell("三月投了。", "completed", day("2021-03-05"), one)
    tell("投了。", "completed", *([other] if other.text else []))
    assert [c.name for c in the_one(store).conflicts] == disputed


def test_a_stake_told_in_words_disputes_no_number(
    store: Store, tell: Callable[..., object]
) -> None:
    """控股权 here and 51% there are one deal, and nothing is known to disagree; 51% and 60% do."""
    tell("早报。", "completed", day("2021-03-05"), Qualifier(name="stake", text="控股权"))
    tell("晚报。", "completed", day("2021-03-05"), part("stake", "51%", 51.0))
    assert the_one(store).conflicts == ()
    tell("周报。", "completed", day("2021-03-05"), part("stake", "60%", 60.0))
    assert [c.name for c in the_one(store).conflicts] == ["stake"]


def test_two_amounts_of_one_day_are_a_conflict(store: Store, tell: Callable[..., object]) -> None:
    """Of two articles on the deal of one day, 1亿元 here and 1.2亿元 there are shown side by side."""
    tell("早报。", "completed", *OF_MARCH, published="2021-03-06")
    tell("晚报。", "completed", day("2021-03-05"), money("1.2亿元", 1.2e8), published="2021-03-07")
    assert seen(store) == [("2021-03-05", "completed", ["1.2亿元", "1亿元"])]


def test_undated_amount_that_one_article_gives_joins_a_disputed_deal(
    store: Store, tell: Callable[..., object]
) -> None:
    """Where articles dispute the amount of the dated deal, each of their amounts is its own; one between is not."""
    tell("早报。", "completed", *OF_MARCH)
    tell("晚报。", "completed", day("2021-03-05"), money("5亿元", 5e8))
    tell("周报。", "completed", money("50000万元", 5e8))
    assert len(the_one(store).citations) == 3
    tell("月报。", "completed", money("3亿元", 3e8))
    assert sorted(len(v.citations) for v in store.statements()) == [1, 3]


def test_open_amount_of_the_dated_deal_leaves_room(
    store: Store, tell: Callable[..., object]
) -> None:
    """Where one article says 超1亿元 of the dated deal, an undated 5亿元 may be it, whatever a second article says."""
    tell("早报。", "completed", day("2021-03-05"), money("超1亿元", 1e8, 9e9))
    tell("晚报。", "completed", day("2021-03-05"), money("2亿元", 2e8))
    tell("周报。", "completed", money("5亿元", 5e8))
    assert len(the_one(store).citations) == 3


def test_reading_without_amount_stays_alone_beside_two_deals(
    store: Store, tell: Callable[..., object]
) -> None:
    """What tells neither date nor amount makes neither the dated deal nor the planned one look done."""
    tell("三月拟投。", "planned", *OF_MARCH)
    tell("拟投五亿。", "planned", money("5亿元", 5e8))
    tell("投了。", "completed", published="2024-07-01")
    planned = [("", "planned", ["5亿元"]), ("2021-03-05", "planned", ["1亿元"])]
    assert seen(store) == [("", "completed", []), *planned]
    tell("次年又投。", "completed", day("2022-08-09"), money("2亿元", 2e8))
    assert ("", "planned", ["5亿元"]) in seen(store)


def test_of_several_undated_amounts_the_known_one_joins(
    store: Store, tell: Callable[..., object]
) -> None:
    """Of two undated amounts the one of the dated deal is of it; the others stay together, in dispute."""
    tell("三月投了。", "completed", *OF_MARCH)
    tell("投资一亿。", "completed", money("1亿元", 1e8))
    tell("投资五亿。", "completed", money("5亿元", 5e8), published="2024-06-03")
    tell("投资三亿。", "completed", money("3亿元", 3e8), published="2024-06-02")
    assert seen(store) == [
        ("", "completed", ["5亿元", "3亿元"]),
        ("2021-03-05", "completed", ["1亿元"]),
    ]


def test_undated_amounts_join_a_deal_without_one(store: Store, tell: Callable[..., object]) -> None:
    """Where the dated deal has no amount, nothing speaks against the undated: one deal, its amount in dispute."""
    tell("三月投了。", "completed", day("2021-03-05"))
    tell("早报。", "completed", money("1亿元", 1e8), published="2024-06-01")
    tell("晚报。", "completed", money("5亿元", 5e8), published="2024-06-02")
    assert seen(store) == [("2021-03-05", "completed", ["5亿元", "1亿元"])]


def test_undated_amount_chooses_no_deal_of_several(
    store: Store, tell: Callable[..., object]
) -> None:
    """Beside two dated deals an undated one stays alone, though it gives the amount of one: it may be a third."""
    tell("三月投了。", "completed", *OF_MARCH)
    tell("八月又投。", "completed", day("2022-08-09"), money("5亿元", 5e8))
    tell("投资五亿。", "completed", money("5亿元", 5e8))
    assert [when for when, _, _ in seen(store)] == ["", "2021-03-05", "2022-08-09"]


def test_undated_amount_is_held_against_a_round(store: Store, tell: Callable[..., object]) -> None:
    """The only event may be a round without a date: what gives another amount is not of that round."""
    tell("A轮。", "completed", stage("A轮"), money("1亿元", 1e8))
    tell("投资五亿。", "completed", money("5亿元", 5e8))
    assert len(list(store.statements())) == 2


def test_what_happens_once_has_one_amount_in_dispute(
    store: Store, tell: Callable[..., object]
) -> None:
    """A company is founded once: another amount, with or without a date, is a conflict and no second founding."""
    tell("成立于春天。", "completed", *OF_MARCH, relation="FOUNDED", published="2024-06-02")
    tell("五亿设立。", "completed", money("5亿元", 5e8), relation="FOUNDED")
    assert seen(store) == [("2021-03-05", "completed", ["1亿元", "5亿元"])]


def test_a_plan_before_its_outcome_may_have_another_amount(
    store: Store, tell: Callable[..., object]
) -> None:
    """Planned 5亿元 in March and completed with 3亿元 in August is one deal whose amount is in dispute."""
    tell("拟投。", "planned", day("2021-03-05"), money("5亿元", 5e8), published="2021-03-05")
    tell("投了。", "completed", day("2021-08-09"), money("3亿元", 3e8), published="2021-08-09")
    ((_, status, amounts),) = seen(store)
    assert (status, amounts) == ("completed", ["3亿元", "5亿元"])


def test_an_undated_plan_of_another_amount_leaves_the_deal_done(
    store: Store, tell: Callable[..., object]
) -> None:
    """A later plan to put in 5亿元 does not make the 1亿元 of 2021 look planned; of its amount it is that deal."""
    tell("三月投了。", "completed", *OF_MARCH, published="2021-03-06")
    tell("拟追加。", "planned", money("5亿元", 5e8), published="2024-01-01")
    assert seen(store) == [("", "planned", ["5亿元"]), ("2021-03-05", "completed", ["1亿元"])]
    tell("曾拟投。", "planned", money("1亿元", 1e8), published="2021-01-01")
    assert [len(v.history) for v in store.statements()] == [2, 1]


def test_without_the_dated_deal_the_undated_are_as_before(
    store: Store, tell: Callable[..., Document]
) -> None:
    """When the article with the date is withdrawn, the undated ones are one statement as if it never was."""
    tell("投资五亿。", "completed", money("5亿元", 5e8))
    tell("投了。", "completed")
    before = list(store.statements())
    dated = tell("三月投了。", "completed", *OF_MARCH)
    assert len(list(store.statements())) == 3
    assert store.remove(dated.id)
    assert list(store.statements()) == before


def test_every_reading_stands_in_the_statement_that_cites_it(
    store: Store, tell: Callable[..., object]
) -> None:
    """What other formats are told of a reading's statement is what the store shows."""
    for details in (OF_MARCH, (money("5亿元", 5e8),), (money("1亿元", 1e8),), ()):
        tell("投了。", "completed", *details)
    cites = {c.article_id: v.id for v in store.statements() for c in v.citations}
    archive = store.archive()
    told = [s for x in archive.extractions() for s in x.statements]
    assert {s.evidence[0].article_id: archive.standing(s).view_id for s in told} == cites
    assert len(set(cites.values())) == 3


def test_many_amounts_of_one_pair_take_steps_in_proportion() -> None:
    """Ten times as many readings of one pair take about ten times the steps to tell apart."""

    def steps(size: int) -> int:
        told = [
            (mark_of("2021-03-05/2021-03-05" if n % 2 else "", [money("", 1e6 + n)]), "completed")
            for n in range(size)
        ]
        taken = 0

        def count(*_: object) -> None:
            nonlocal taken
            taken += 1

        sys.setprofile(count)
        try:
            events_of("INVESTED_IN", told)
        finally:
            sys.setprofile(None)
        return taken

    assert steps(3000) < 12 * steps(300)


# --- sources and conflicts ------------------------------------------------------------------------


def test_reprints_count_once(store: Store, tell: Callable[..., object]) -> None:
    """The same sentence in three articles is one source; another article in its own words a second."""
    for _ in range(3):
        tell("云岭数据今日宣布完成对蓝湾科技的投资，金额未披露。", "completed")
    assert (the_one(store).sources, len(the_one(store).citations)) == (1, 3)
    tell("记者从知情人士处获悉，这笔交易早在上周便已交割完毕。", "completed")
    assert the_one(store).sources == 2


def test_disagreeing_amounts_stand_side_by_side(store: Store, tell: Callable[..., object]) -> None:
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
    store: Store, tell: Callable[..., object], one: Qualifier, other: Qualifier
) -> None:
    """The same amount otherwise written, rounded, or left open above does not disagree."""
    tell("早报。", "completed", one)
    tell("晚报。", "completed", other)
    assert the_one(store).conflicts == ()


def test_a_date_may_change_with_the_stage(store: Store, tell: Callable[..., object]) -> None:
    """Planned for May and completed in August is no contradiction; two days of one completion are."""
    tell("拟投资。", "planned", stage("A轮"), day("2024-05-01"), published="2024-04-01")
    tell("已投资。", "completed", stage("A轮"), day("2024-08-01"), published="2024-08-02")
    assert the_one(store).conflicts == ()
    tell("也说投资了。", "completed", stage("A轮"), day("2024-07-20"), published="2024-08-03")
    assert [c.name for c in the_one(store).conflicts] == ["date"]


def test_evidence_shows_sources_history_and_conflict(
    store: Store, tell: Callable[..., object]
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
