"""A later sentence that names nobody may tell what became of a deal."""

import pytest

from kg.extraction.pipeline import article_of, make_extractor
from kg.model import Entity, Statement

EXTRACTOR = make_extractor("none", names=False, relations=False)


def deals(text: str) -> list[Statement]:
    """The purchases that a text tells."""
    return [s for s in EXTRACTOR.extract(article_of(text)).statements if s.type == "ACQUIRED"]


@pytest.mark.parametrize(
    "ending",
    [
        "公司12月10日公告，决定终止上述交易。",
        "12月9日，两家公司宣布终止本次重大资产重组。",
        "三个月后，该收购最终告吹。",
        "2009年3月，商务部宣布否决该收购。",
        "2021年6月，该项交易被证监会否决。",
        "两年后，该计划终止。",
    ],
)
def test_a_later_sentence_ends_the_deal_spoken_of(ending: str) -> None:
    """终止上述交易 cancels the deal planned before, and stands beside it as evidence."""
    (deal,) = deals("京东方拟收购华灿光电。" + ending)
    assert deal.status == "cancelled"
    assert [e.text for e in deal.evidence] == ["京东方拟收购华灿光电。", ending]
    assert deal.evidence[1].rule == "structure.outcome"


@pytest.mark.parametrize(
    "ending",
    [
        "公司提示，存在终止本次交易的风险。",
        "如审批未通过，公司可能终止本次收购。",
        "公司不会终止本次交易。",
        "公司终止了一项租约。",
        "双方终止本次增资。",
        "被问到是否分拆上市，董事长回应称无此计划。",
    ],
)
def test_risks_other_deals_and_denials_end_nothing(ending: str) -> None:
    """What may happen, does not happen, or happens to something else leaves the plan a plan."""
    (deal,) = deals("京东方拟收购华灿光电。" + ending)
    assert deal.status == "planned"


def test_only_the_nearest_open_deal_is_ended() -> None:
    """A deal that is done, and one told before another, stay as they were told."""
    found = deals("京东方已收购明微电子。京东方拟收购华灿光电。公司决定终止上述交易。")
    assert {s.object.name: s.status for s in found if isinstance(s.object, Entity)} == {
        "明微电子": "completed",
        "华灿光电": "cancelled",
    }


@pytest.mark.parametrize("ending", ["2025年3月，交易最终完成。", "该收购已于11月完成交割。"])
def test_a_later_sentence_closes_the_deal_spoken_of(ending: str) -> None:
    """交易最终完成: the plan told before has been carried out."""
    (deal,) = deals("京东方拟收购华灿光电。" + ending)
    assert deal.status == "completed"
    assert deal.evidence[-1].text == ending


@pytest.mark.parametrize(
    "ending", ["该交易预计年底完成。", "交易完成后，双方将整合产能。", "公司完成了年度审计。"]
)
def test_what_is_to_come_and_what_is_something_else_closes_nothing(ending: str) -> None:
    """预计完成 and 完成后 tell of the future."""
    (deal,) = deals("京东方拟收购华灿光电。" + ending)
    assert deal.status == "planned"


def test_the_sentence_behind_a_rumour_may_deny_it() -> None:
    """该消息不属实 denies what was told right before, and nothing farther back."""
    (deal,) = deals("据传，京东方拟收购华灿光电。京东方回应称，该消息不属实。")
    assert deal.status == "denied"
    apart = "此事由来已久，市场议论纷纷，各方看法不一，机构也有不同解读，而双方高管此前多次同台出席活动，外界因此浮想联翩。"
    (deal,) = deals(f"京东方拟收购华灿光电。{apart}京东方回应称，相关报道不实。")
    assert deal.status == "planned"


def test_what_another_company_denies_is_its_own_affair() -> None:
    """A denial by a company that is no party of the deal says nothing of it."""
    (deal,) = deals("京东方拟收购华灿光电。中芯国际回应称，该消息不属实。")
    assert deal.status == "planned"
