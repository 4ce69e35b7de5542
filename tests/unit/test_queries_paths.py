"""Connections between two entities, and what happened around one."""

from collections.abc import Callable

from kg.views import StatementView
from loaders.source import GraphSource
from queries.paths import path, timeline

Named = Callable[[str], str]
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def test_path_gives_a_row_a_step(source: GraphSource, named: Named) -> None:
    """The shortest connection, whichever way its statements point, with a sentence each."""
    answer = path(source, named("产业基金管理细则"), named("启澜半导体"))
    assert answer.about == ("产业基金管理细则", "启澜半导体")
    assert [row.values[:5] for row in answer.rows] == [
        (
            1,
            "产业基金管理细则",
            "适用于",
            "晨曦产业基金",
            "《产业基金管理细则》 —适用于→ 晨曦产业基金",
        ),
        (2, "晨曦产业基金", "持股", "启澜半导体", "晨曦产业基金 —持股→ 启澜半导体"),
    ]
    assert all(row.values[-1] == row.statements[0].citations[0].sentence for row in answer.rows)


def test_path_read_backwards_is_the_same(source: GraphSource, named: Named) -> None:
    """From B to A leads over the same statements as from A to B."""
    there = path(source, named("北辰创投"), named("集成电路扶持条例"))
    back = path(source, named("集成电路扶持条例"), named("北辰创投"))
    assert len(there.rows) == 4
    ids = [row.statements[0].id for row in there.rows]
    assert ids == [row.statements[0].id for row in reversed(back.rows)]


def test_denied_statement_connects_nothing(make_view: MakeView, make_source: MakeSource) -> None:
    """What was denied is no connection, unless it is asked for."""
    source = make_source((make_view("Fund:甲", "INVESTED_IN", "Company:乙", status="denied"),))
    none = path(source, "Fund:甲", "Company:乙")
    assert none.rows == ()
    assert none.notes == ("no connection of 1 to 4 statements was found",)
    assert len(path(source, "Fund:甲", "Company:乙", statuses=["denied"]).rows) == 1


def test_path_does_not_lead_through_a_text(make_view: MakeView, make_source: MakeSource) -> None:
    """Two policies with the same goal are not connected through its words."""
    views = (
        make_view("Policy:甲法", "SETS_TARGET", "text:自给率"),
        make_view("Policy:乙法", "SETS_TARGET", "text:自给率"),
    )
    assert path(make_source(views), "Policy:甲法", "Policy:乙法").rows == ()


def test_path_is_bounded(make_view: MakeView, make_source: MakeSource) -> None:
    """A connection of more statements than asked for is not found."""
    chain = [make_view(f"Company:{n}", "SUPPLIES", f"Company:{n + 1}") for n in range(5)]
    source = make_source(tuple(chain))
    assert path(source, "Company:0", "Company:5").rows == ()
    assert len(path(source, "Company:0", "Company:5", max_steps=5).rows) == 5


def test_better_of_two_short_paths_wins(make_view: MakeView, make_source: MakeSource) -> None:
    """Of two connections of two statements the completed one is told."""
    views = (
        make_view("Company:甲", "SUPPLIES", "Company:乙", status="planned"),
        make_view("Company:乙", "SUPPLIES", "Company:丁"),
        make_view("Company:甲", "SUPPLIES", "Company:丙", confidence=0.2),
        make_view("Company:丙", "SUPPLIES", "Company:丁"),
    )
    answer = path(make_source(views), "Company:甲", "Company:丁")
    assert answer.column("to") == ("丙", "丁")


def test_entity_has_no_path_to_itself(source: GraphSource, named: Named) -> None:
    """Asking from an entity to itself has no rows."""
    assert path(source, named("启澜半导体"), named("启澜半导体")).rows == ()


def test_timeline_runs_from_old_to_new(source: GraphSource, named: Named) -> None:
    """Statements stand in the order of their dates, with the other side named."""
    answer = timeline(source, named("北辰创投"))
    cells = zip(answer.column("day"), answer.column("other"), answer.column("date"), strict=True)
    assert list(cells) == [
        ("2023-11-30", "启澜半导体", "2023年11月"),
        ("2024-03-31", "启澜半导体", "2024年3月"),
    ]


def test_timeline_holds_everything_said_of_an_entity(source: GraphSource, named: Named) -> None:
    """Every statement with the entity at either end is there, texts included."""
    answer = timeline(source, named("车规芯片推广办法"))
    assert sorted(map(str, answer.column("relation"))) == sorted(["发布政策", "针对", "设定目标"])
    assert "《车规芯片推广办法》 —设定目标（拟议中）→ “车规芯片自给率”" in answer.column("link")


def test_timeline_keeps_to_its_period_and_statuses(source: GraphSource, named: Named) -> None:
    """Only what may have happened in the period, in one of the statuses."""
    company = named("启澜半导体")
    assert timeline(source, company, until="2023").column("other") == ("北辰创投",)
    assert timeline(source, company, statuses=["planned"]).column("other") == ("宁川集团",)


def test_undated_statements_come_last(make_view: MakeView, make_source: MakeSource) -> None:
    """Without any date a statement stands at the end."""
    views = (
        make_view("Company:甲", "SUPPLIES", "Company:乙", published=None),
        make_view("Company:甲", "SUPPLIES", "Company:丙", published="2024-01-01"),
    )
    answer = timeline(make_source(views), "Company:甲")
    assert answer.column("day") == ("2024-01-01", None)
