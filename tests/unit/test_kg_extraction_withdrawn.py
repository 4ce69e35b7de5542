"""A deal may be ended by a later sentence that names nobody."""

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
    ],
)
def test_a_later_sentence_ends_the_deal_spoken_of(ending: str) -> None:
    """终止上述交易 cancels the deal planned before, and stands beside it as evidence."""
    (deal,) = deals("京东方拟收购华灿光电。" + ending)
    assert deal.status == "cancelled"
    assert [e.text for e in deal.evidence] == ["京东方拟收购华灿光电。", ending]
    assert deal.evidence[1].rule == "structure.withdrawn"


@pytest.mark.parametrize(
    "ending",
    [
        "公司提示，存在终止本次交易的风险。",
        "如审批未通过，公司可能终止本次收购。",
        "公司不会终止本次交易。",
        "公司终止了一项租约。",
        "双方终止本次增资。",
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
