"""Policy exposure: every kind of way, its order, its evidence, and its bounds."""

from collections.abc import Callable

import pytest

from kg.views import StatementView
from loaders.source import GraphSource
from queries.answer import Answer
from queries.policy import KINDS, exposure

Named = Callable[[str], str]
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]

QILAN = "Company:启澜"


def _cells(answer: Answer, *columns: str) -> list[tuple[object, ...]]:
    return list(zip(*(answer.column(c) for c in columns), strict=True))


def test_every_kind_of_way_is_found(source: GraphSource, named: Named) -> None:
    """Direct, by facility, by field, one step up, by shareholder and by supervisor, in this order.

    The policy reached by its field and by its supervisor keeps both rows together.
    """
    answer = exposure(source, named("启澜半导体"))
    assert _cells(answer, "policy", "kind") == [
        ("启明试点通知", "direct"),
        ("临港园区用电通知", "asset"),
        ("车规芯片推广办法", "field"),
        ("车规芯片推广办法", "supervisor"),
        ("集成电路扶持条例", "broader"),
        ("产业基金管理细则", "owner"),
    ]


def test_ways_read_as_chinese_paths(source: GraphSource, named: Named) -> None:
    """A way names what it passes, its relations, their direction, and what is not completed."""
    answer = exposure(source, named("启澜半导体"))
    assert answer.column("way") == (
        "启澜半导体 ←适用于— 《启明试点通知》",
        "启澜半导体 —运营（进行中）→ 启澜临港工厂 ←适用于— 《临港园区用电通知》",
        "启澜半导体 —从事→ 车规芯片 ←针对— 《车规芯片推广办法》",
        "启澜半导体 ←主管— 工业和信息化部 —发布政策→ 《车规芯片推广办法》",
        "启澜半导体 —从事→ 车规芯片 —属于→ 集成电路产业 ←利好— 《集成电路扶持条例》",
        "启澜半导体 ←持股— 晨曦产业基金 ←适用于— 《产业基金管理细则》",
    )


def test_score_is_confidences_discounted_by_length(source: GraphSource, named: Named) -> None:
    """The score is the product of the confidences, less a fifth for each further statement."""
    answer = exposure(source, named("启澜半导体"))
    scores = (0.9, 0.648, 0.648, 0.648, 0.4666, 0.648)
    assert answer.column("score") == pytest.approx(scores, abs=1e-4)


def test_status_is_the_weakest_on_the_way(source: GraphSource, named: Named) -> None:
    """A plant under construction makes the exposure through it one in progress."""
    answer = exposure(source, named("启澜半导体"))
    assert _cells(answer, "kind", "status")[1] == ("asset", "in_progress")
    only = exposure(source, named("启澜半导体"), statuses=["in_progress"])
    assert only.column("policy") == ("临港园区用电通知",)


def test_issuer_comes_with_its_evidence(source: GraphSource, named: Named) -> None:
    """Who issued a policy is shown, and the statement that says so stands in the context."""
    row = exposure(source, named("启澜半导体")).rows[2]
    assert row.values[1] == "工业和信息化部"
    assert [s.type for s in row.statements] == ["OPERATES_IN", "TARGETS"]
    assert [s.type for s in row.context] == ["ISSUED"]


def test_rows_cite_every_step(source: GraphSource, named: Named) -> None:
    """Articles, pages and sentences of a row are those of all statements on its way."""
    answer = exposure(source, named("启澜半导体"))
    assert answer.column("articles")[2] == "芯片融资（第3页）；政策（第4页）"
    for row in answer.rows:
        for statement in row.statements:
            assert statement.citations[0].sentence in str(row.values[-1])


def test_denied_and_cancelled_come_last(make_view: MakeView, make_source: MakeSource) -> None:
    """What was denied is not hidden, but it never stands above what holds."""
    views = (
        make_view("Policy:甲法", "APPLIES_TO", QILAN, status="denied"),
        make_view(QILAN, "OPERATES_IN", "Industry:面板"),
        make_view("Policy:乙法", "TARGETS", "Industry:面板", confidence=0.1),
    )
    answer = exposure(make_source(views), QILAN)
    assert _cells(answer, "policy", "status") == [("乙法", "completed"), ("甲法", "denied")]


def test_planned_policy_does_not_look_done(make_view: MakeView, make_source: MakeSource) -> None:
    """A policy that is only being drafted says so, although it is about the company's field."""
    views = (
        make_view(QILAN, "OPERATES_IN", "Industry:面板"),
        make_view("Policy:面板条例", "TARGETS", "Industry:面板"),
        make_view("GovernmentBody:某部", "ISSUED", "Policy:面板条例", status="planned"),
    )
    answer = exposure(make_source(views), QILAN)
    assert _cells(answer, "policy_status", "issuers") == [("planned", "某部")]


def test_own_product_is_told_once(make_view: MakeView, make_source: MakeSource) -> None:
    """A policy that benefits a product of the company is one row; one that targets it another."""
    views = (
        make_view(QILAN, "DEVELOPS", "Product:启澜一号"),
        make_view("Policy:甲法", "BENEFITS", "Product:启澜一号"),
        make_view("Policy:乙法", "TARGETS", "Product:启澜一号"),
    )
    answer = exposure(make_source(views), QILAN)
    assert _cells(answer, "policy", "kind") == [("甲法", "asset"), ("乙法", "field")]


def test_using_a_foreign_product_is_a_field(make_view: MakeView, make_source: MakeSource) -> None:
    """What the company only uses is not its asset."""
    views = (
        make_view(QILAN, "USES", "Product:某平台"),
        make_view("Policy:甲法", "BENEFITS", "Product:某平台"),
        make_view("Policy:乙法", "APPLIES_TO", "Product:某平台"),
    )
    answer = exposure(make_source(views), QILAN)
    assert _cells(answer, "policy", "kind") == [("甲法", "field")]


def test_parent_passes_its_policies_on(make_view: MakeView, make_source: MakeSource) -> None:
    """What applies to the parent touches the subsidiary, but not the other way round."""
    views = (
        make_view(QILAN, "SUBSIDIARY_OF", "Company:宁川集团"),
        make_view("Company:小启", "SUBSIDIARY_OF", QILAN),
        make_view("Policy:甲法", "APPLIES_TO", "Company:宁川集团"),
        make_view("Policy:乙法", "APPLIES_TO", "Company:小启"),
    )
    answer = exposure(make_source(views), QILAN)
    assert _cells(answer, "policy", "kind") == [("甲法", "owner")]


def test_portfolio_company_does_not_expose_its_investor(
    make_view: MakeView, make_source: MakeSource
) -> None:
    """Policies come down from an investor, not up from what it invested in."""
    views = (
        make_view(QILAN, "INVESTED_IN", "Company:乙公司"),
        make_view("Policy:甲法", "APPLIES_TO", "Company:乙公司"),
    )
    assert exposure(make_source(views), QILAN).rows == ()


def test_surer_first_step_wins(make_view: MakeView, make_source: MakeSource) -> None:
    """Of several links to one field the completed one carries the way, then the surest."""
    views = (
        make_view(QILAN, "DEVELOPS", "Technology:光刻", status="planned", confidence=0.99),
        make_view(QILAN, "USES", "Technology:光刻", confidence=0.5),
        make_view(QILAN, "OPERATES_IN", "Technology:光刻", confidence=0.7),
        make_view("Policy:甲法", "TARGETS", "Technology:光刻"),
    )
    (row,) = exposure(make_source(views), QILAN).rows
    assert [s.type for s in row.statements] == ["OPERATES_IN", "TARGETS"]


def test_period_goes_by_the_day_of_issue(make_view: MakeView, make_source: MakeSource) -> None:
    """A policy issued before the period is left out, though an article in it speaks of it."""
    views = (
        make_view("Policy:旧法", "APPLIES_TO", QILAN, published="2024-05-20"),
        make_view("GovernmentBody:某部", "ISSUED", "Policy:旧法", published="2021-01-05"),
        make_view("Policy:新法", "APPLIES_TO", QILAN, published="2024-05-20"),
    )
    source = make_source(views)
    assert exposure(source, QILAN, since="2024").column("policy") == ("新法",)
    assert exposure(source, QILAN, until="2021").column("policy") == ("旧法",)


def test_rows_grow_with_the_statements_not_with_their_product(
    make_view: MakeView, make_source: MakeSource
) -> None:
    """Thirty links to a field and thirty from it to one policy are one row, not nine hundred."""
    towards = [make_view(QILAN, "OPERATES_IN", "Industry:面板", mark=f"{n}") for n in range(30)]
    back = [make_view("Policy:甲法", "TARGETS", "Industry:面板", mark=f"{n}") for n in range(30)]
    kinds = [make_view(QILAN, "OPERATES_IN", f"Technology:甲{n}") for n in range(30)]
    up = [make_view(f"Technology:甲{n}", "KIND_OF", "Industry:芯片") for n in range(30)]
    policies = [make_view(f"Policy:法{n}", "TARGETS", "Industry:芯片") for n in range(30)]
    answer = exposure(make_source((*towards, *back, *kinds, *up, *policies)), QILAN)
    assert len(answer.rows) == 1 + 30


def test_company_nothing_is_said_of_has_no_rows(source: GraphSource, named: Named) -> None:
    """No policy is no row, and no error."""
    assert exposure(source, named("江湾资本")).rows == ()


def test_order_of_statements_changes_nothing(make_view: MakeView, make_source: MakeSource) -> None:
    """The answer depends on what is stated, not on the order in which it comes."""
    views = [
        make_view(QILAN, "USES", "Technology:光刻"),
        make_view(QILAN, "DEVELOPS", "Technology:光刻"),
        make_view("Policy:甲法", "TARGETS", "Technology:光刻"),
        make_view("Policy:乙法", "TARGETS", "Technology:光刻"),
    ]
    forwards, backwards = make_source(tuple(views)), make_source(tuple(views[::-1]))
    assert exposure(forwards, QILAN) == exposure(backwards, QILAN)


def test_kinds_are_all_labelled() -> None:
    """Every kind of way has a Chinese label of its own."""
    assert len(set(KINDS.values())) == len(KINDS) == 6
