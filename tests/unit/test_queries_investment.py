"""Who invested in whom, over bare views and over a real store."""

from collections.abc import Callable

import pytest

from kg.errors import QueryError
from kg.model import Qualifier, Reading
from kg.views import StatementView
from loaders.source import GraphSource
from queries.answer import Answer
from queries.investment import investments, investors

Named = Callable[[str], str]


def test_newest_deal_comes_first(source: GraphSource, named: Named) -> None:
    """Investors come by the date of the deal, or else of the article, then by name."""
    answer = investors(source, named("启澜半导体"))
    assert answer.column("investor") == (
        "宁川集团",
        "晨曦产业基金",
        "江湾资本",
        "北辰创投",
        "北辰创投",
    )


def test_row_says_the_terms_of_the_deal(source: GraphSource, named: Named) -> None:
    """A row holds relation, status, amount, date and round as written, and where it stands."""
    answer = investors(source, named("启澜半导体"))
    row = dict(zip(answer.columns, answer.rows[3].values, strict=True))
    assert row == {
        "investor": "北辰创投",
        "investor_type": "Fund",
        "relation": "投资",
        "status": "completed",
        "amount": "2.5亿元",
        "stake": None,
        "shares": None,
        "date": "2024年3月",
        "round": "B轮",
        "article": "芯片融资",
        "page": 3,
        "published": "2024-05-20",
        "sentence": "2024年3月，北辰创投向启澜半导体投资2.5亿元，完成其B轮融资。",
    }


def test_planned_and_denied_deals_keep_their_status(source: GraphSource, named: Named) -> None:
    """A planned takeover and a denied investment are shown, and shown as that."""
    answer = investors(source, named("启澜半导体"))
    status = dict(zip(answer.column("investor"), answer.column("status"), strict=True))
    assert (status["宁川集团"], status["江湾资本"]) == ("planned", "denied")


def test_two_rounds_of_one_investor_stay_two(source: GraphSource, named: Named) -> None:
    """Investments of the same pair in different rounds are two rows."""
    answer = investors(source, named("启澜半导体"))
    rounds = [r.values[8] for r in answer.rows if r.values[0] == "北辰创投"]
    assert rounds == ["B轮", "A轮"]


def test_sponsors_of_a_fund_are_its_investors(source: GraphSource, named: Named) -> None:
    """Who set up a fund put money into it."""
    answer = investors(source, named("晨曦产业基金"))
    assert answer.column("investor") == ("宁川集团", "江湾资本")
    assert set(answer.column("relation")) == {"发起设立"}


def test_investments_read_the_other_way(source: GraphSource, named: Named) -> None:
    """What an investor has money in is the same statements from the other end."""
    answer = investments(source, named("江湾资本"))
    assert answer.column("company") == ("启澜半导体", "晨曦产业基金")
    assert answer.column("company_type") == ("Company", "Fund")


def test_status_filter_keeps_only_what_is_asked(source: GraphSource, named: Named) -> None:
    """Only statements with one of the statuses are answered."""
    answer = investors(source, named("启澜半导体"), statuses=["planned", "denied"])
    assert answer.column("investor") == ("宁川集团", "江湾资本")


@pytest.mark.parametrize(
    ("since", "until", "rounds"),
    [
        ("2024-03", "2024-04", ["B轮"]),
        (None, "2023", ["A轮"]),
        ("2023-11-30", "2024-03-01", ["B轮", "A轮"]),
        ("2025", None, []),
    ],
)
def test_period_goes_by_the_date_of_the_deal(
    source: GraphSource, named: Named, since: str | None, until: str | None, rounds: list[str]
) -> None:
    """A deal is in a period when some day of its date is; years and months count as a whole."""
    answer = investors(source, named("启澜半导体"), since=since, until=until)
    assert [r.values[8] for r in answer.rows] == rounds


def test_every_row_carries_its_statement(source: GraphSource, named: Named) -> None:
    """Each row rests on exactly one statement, whose sentence it shows."""
    for row in investors(source, named("启澜半导体")).rows:
        (statement,) = row.statements
        assert row.values[-1] in {c.sentence for c in statement.citations}


def test_founding_a_company_counts_when_money_is_stated(
    make_view: Callable[..., StatementView], make_source: Callable[..., GraphSource]
) -> None:
    """Founding a company is an investment only with an amount or a stake."""
    money = Qualifier(name="amount", text="1亿元")
    target = "Company:启澜"
    views = (
        make_view("Company:甲", "FOUNDED", target),
        make_view("Company:乙", "FOUNDED", target, qualifiers=(money,)),
    )
    answer = investors(make_source(views), target)
    assert answer.column("investor") == ("乙",)


def test_undated_statements_are_counted_not_lost(
    make_view: Callable[..., StatementView], make_source: Callable[..., GraphSource]
) -> None:
    """A period leaves out what has no date at all, and says how much that is."""
    views = (make_view("Fund:甲", "INVESTED_IN", "Company:启澜", published=None),)
    answer = investors(make_source(views), "Company:启澜", since="2020")
    assert answer.rows == ()
    assert answer.notes == (
        "1 statement has no known date and cannot be placed in the period: left out",
    )


def test_open_ended_date_fits_every_later_period(
    make_view: Callable[..., StatementView], make_source: Callable[..., GraphSource]
) -> None:
    """A holding since 2020 is still there in 2024, and was not there in 2019."""
    reading = Reading(kind="date", low_date="2020-01-01")
    since_2020 = Qualifier(name="date", text="2020年以来", reading=reading)
    view = make_view("Fund:甲", "HOLDS_STAKE_IN", "Company:启澜", qualifiers=(since_2020,))
    rows: Callable[[Answer], int] = lambda answer: len(answer.rows)  # noqa: E731
    source = make_source((view,))
    assert rows(investors(source, "Company:启澜", since="2024")) == 1
    assert rows(investors(source, "Company:启澜", until="2019")) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "昨天"}, "'昨天' is no date"),
        ({"since": "2024-02-30"}, "'2024-02-30' is no date"),
        ({"since": "2024", "until": "2023"}, "ends (2023) before it begins (2024)"),
        ({"statuses": ["done"]}, "no status is called 'done'; choose from completed"),
    ],
)
def test_what_cannot_be_asked_is_said(
    source: GraphSource, named: Named, options: dict[str, object], said: str
) -> None:
    """A wrong date, period or status is one sentence that says what would be right."""
    with pytest.raises(QueryError) as error:
        investors(source, named("启澜半导体"), **options)  # type: ignore[arg-type]
    assert said in str(error.value)
