"""Consolidation: one statement for each fact of an article, with all its evidence."""

from dataclasses import replace

from kg.extraction.consolidate import (
    consolidate,
    with_the_founding,
    with_the_issue,
    with_the_purchase,
    without_shares_of_parents,
)
from kg.model import Entity, Evidence, Qualifier, Reject, Span, Statement

LIXIN = Entity(type="Company", name="砺芯半导体")
XINGTING = Entity(type="Company", name="星汀智能")
TINGLU = Entity(type="Fund", name="汀鹭资本")


def told(
    at: int,
    *,
    subject: Entity = TINGLU,
    relation: str = "INVESTED_IN",
    target: Entity = LIXIN,
    status: str = "completed",
    confidence: float = 0.8,
    **details: str,
) -> Statement:
    """A statement told by the sentence at `at`."""
    evidence = Evidence(
        article_id="a1",
        sentence=Span(start=at, end=at + 5),
        text="投资完成。",
        subject=None,
        object=None,
        rule=f"rule-{at}",
        confidence=confidence,
    )
    return Statement(
        type=relation,
        subject=subject,
        object=target,
        status=status,
        evidence=(evidence,),
        qualifiers=tuple(Qualifier(name=k, text=v) for k, v in sorted(details.items())),
    )


def test_fact_told_twice_is_one_statement_with_two_evidences() -> None:
    """The second sentence adds evidence and what the first left unsaid."""
    [made] = consolidate([told(0, date="2031年3月"), told(20, amount="2亿元")])
    assert [e.rule for e in made.evidence] == ["rule-0", "rule-20"]
    assert (made.qualifier("date"), made.qualifier("amount")) == ("2031年3月", "2亿元")


def test_other_date_is_another_fact() -> None:
    """Two investments of one fund in one company stay two."""
    made = consolidate([told(0, date="2031年3月"), told(20, date="2032年5月")])
    assert [s.qualifier("date") for s in made] == ["2031年3月", "2032年5月"]
    assert made[0].id != made[1].id


def test_other_round_is_another_fact() -> None:
    """A轮 and B轮 stay two, also without dates."""
    assert len(consolidate([told(0, round="A轮"), told(20, round="B轮")])) == 2


def test_longer_way_to_say_a_date_is_the_same_date() -> None:
    """3月 and 2031年3月 do not part a fact."""
    assert len(consolidate([told(0, date="2031年3月"), told(20, date="3月")])) == 1


def test_other_relation_or_direction_is_another_fact() -> None:
    """Who buys whom matters, and buying is not holding."""
    bought = told(0, subject=LIXIN, relation="ACQUIRED", target=XINGTING)
    back = told(20, subject=XINGTING, relation="ACQUIRED", target=LIXIN)
    assert len(consolidate([bought, back, told(40)])) == 3


def test_symmetric_relation_is_one_whichever_side_is_named_first() -> None:
    """A and B work together: so do B and A."""
    there = told(0, subject=LIXIN, relation="PARTNERS_WITH", target=XINGTING)
    back = told(20, subject=XINGTING, relation="PARTNERS_WITH", target=LIXIN)
    [made] = consolidate([there, back])
    assert (made.subject, len(made.evidence)) == (LIXIN, 2)


def test_denial_beats_the_mention_of_the_deal() -> None:
    """A deal that one sentence tells and another denies is denied, in either order."""
    deal, denial = told(0), told(20, status="denied")
    assert [s.status for s in consolidate([deal, denial])] == ["denied"]
    assert [s.status for s in consolidate([denial, deal])] == ["denied"]


def test_sentence_is_cited_once_by_its_surest_rule() -> None:
    """Two rules that read one sentence leave one evidence, the surer."""
    made = consolidate([told(0, confidence=0.6), told(0, confidence=0.9)])
    assert [e.confidence for e in made[0].evidence] == [0.9]


def test_order_is_that_of_the_text() -> None:
    """Statements come in the order in which the article tells them, whatever order they are found in."""
    given = [told(40, round="B轮"), told(0, round="A轮")]
    assert consolidate(given) == consolidate(given[::-1])
    assert [s.qualifier("round") for s in consolidate(given)] == ["A轮", "B轮"]


def test_who_holds_shares_and_plans_to_sell_holds_them() -> None:
    """A plan told beside a holding does not turn the holding into a plan."""
    both = [
        told(0, relation="HOLDS_STAKE_IN", status="planned"),
        told(20, relation="HOLDS_STAKE_IN"),
    ]
    [made] = consolidate(both)
    assert made.status == "completed"


def test_who_sold_out_holds_no_shares() -> None:
    """That somebody no longer holds them outweighs that he does."""
    both = [
        told(0, relation="HOLDS_STAKE_IN"),
        told(20, relation="HOLDS_STAKE_IN", status="denied"),
    ]
    [made] = consolidate(both)
    assert made.status == "denied"


def test_what_is_planned_to_be_founded_has_only_planned_holders() -> None:
    """将合资成立丙，甲持股51%: the holding is as planned as the founding; one that is under way plans nothing."""
    holding = told(0, relation="HOLDS_STAKE_IN", stake="51%")
    planned = told(0, relation="FOUNDED", status="planned")
    begun = told(9, subject=XINGTING, relation="FOUNDED", status="in_progress")
    assert [s.status for s in with_the_founding([planned, holding])] == ["planned", "planned"]
    assert [s.status for s in with_the_founding([planned, begun, holding])][2] == "completed"


def test_what_others_plan_to_found_leaves_the_rest_alone() -> None:
    """A rival of the company to be founded, and holdings elsewhere, are as told."""
    planned = told(0, relation="FOUNDED", target=XINGTING, status="planned")
    rival = told(0, relation="COMPETES_WITH", target=XINGTING)
    elsewhere = told(0, relation="HOLDS_STAKE_IN")
    assert [s.status for s in with_the_founding([planned, rival, elsewhere])][1:] == [
        "completed"
    ] * 2


def saying(stmt: Statement, text: str) -> Statement:
    """The statement, told by a sentence of this text."""
    return replace(stmt, evidence=(replace(stmt.evidence[0], text=text),))


def test_what_follows_on_a_closed_purchase_is_held() -> None:
    """交易完成后，甲成为乙的控股股东 is a holding where the article tells the purchase as done, and 本次交易完成后 is not."""
    bought = told(0, relation="ACQUIRED")
    held = told(20, relation="HOLDS_STAKE_IN", status="planned")
    then = saying(held, "交易完成后，汀鹭资本成为砺芯半导体的控股股东。")
    to_come = saying(held, "本次交易完成后，汀鹭资本将成为砺芯半导体的控股股东。")
    assert with_the_purchase([bought, then])[1].status == "completed"
    assert with_the_purchase([bought, to_come])[1].status == "planned"
    assert with_the_purchase([replace(bought, status="planned"), then])[1].status == "planned"


def test_a_daughter_holds_no_shares_of_its_parent() -> None:
    """A holding that a word such as 其 gives to a daughter is another's, unless it is told more surely than the daughter."""
    daughter = told(0, subject=XINGTING, relation="SUBSIDIARY_OF", confidence=0.9)
    holding = told(20, subject=XINGTING, relation="HOLDS_STAKE_IN", confidence=0.7)
    kept, dropped = without_shares_of_parents([daughter, holding])
    assert kept == daughter
    assert isinstance(dropped, Reject) and "holds no shares of its parent" in dropped.reason
    surer = told(20, subject=XINGTING, relation="HOLDS_STAKE_IN", confidence=0.95)
    assert list(without_shares_of_parents([daughter, surer])) == [daughter, surer]


def test_who_drafted_what_is_out_has_no_plan() -> None:
    """该计划由某局编制, behind 印发《计划》, tells of the past; 将修订 tells of the future."""
    plan = Entity(type="Policy", name="算力行动计划")
    office = Entity(type="GovernmentBody", name="市发展改革委")
    body = Entity(type="GovernmentBody", name="市工信局")
    out = told(0, subject=body, relation="ISSUED", target=plan)
    drafted = told(9, subject=office, relation="ISSUED", target=plan, status="planned")
    said = saying(drafted, "该计划由市发展改革委等部门共同编制。")
    anew = saying(drafted, "该计划由市发展改革委等部门修订，将由市政府编制成册。")
    assert [s.status for s in with_the_issue([out, said])] == ["completed", "completed"]
    assert [s.status for s in with_the_issue([out, anew])] == ["completed", "planned"]
    assert [s.status for s in with_the_issue([said])] == ["planned"]


def test_a_listing_applied_for_and_told_as_done_further_on_is_done() -> None:
    """曾递表，后挂牌: listed; told the other way round it is open again."""
    board = Entity(type="Organization", name="港交所")
    applied = told(0, subject=LIXIN, relation="LISTED_ON", target=board, status="in_progress")
    listed = told(9, subject=LIXIN, relation="LISTED_ON", target=board)
    (found,) = consolidate([applied, listed])
    assert found.status == "completed"
    (found,) = consolidate(
        [replace(applied, evidence=listed.evidence), replace(listed, evidence=applied.evidence)]
    )
    assert found.status == "in_progress"
