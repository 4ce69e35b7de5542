"""Groups of companies with a name of their own, and who belongs to them."""

import pytest

from kg.extraction.groups import _known
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity


@pytest.fixture(scope="module")
def reader() -> Extractor:
    """The pipeline as it ships."""
    return make_extractor("auto")


def members(extractor: Extractor, text: str) -> set[tuple[str, str]]:
    """Who belongs to which group, by what the text calls them."""
    found = extractor.extract(article_of(text)).statements
    return {
        (s.subject.name, s.object.name)
        for s in found
        if s.type == "MEMBER_OF" and isinstance(s.object, Entity)
    }


@pytest.mark.parametrize(
    ("text", "group", "firms"),
    [
        ("中国移动、中国电信、中国联通三大运营商启动集采。", "三大运营商", ["中国移动", "中国电信", "中国联通"]),
        ("三大运营商的用户分别为2亿户（移动）、1亿户（电信）和1亿户（联通）。", "三大运营商", ["移动", "电信", "联通"]),
        ("BAT中，百度最早布局自动驾驶，腾讯随后跟进。", "BAT", ["百度", "腾讯"]),
        ("商汤科技、旷视科技等“AI四小龙”相继递表。", "AI四小龙", ["商汤科技", "旷视科技"]),
    ],
)  # fmt: skip
def test_members_of_a_known_group_are_told_beside_its_name(
    reader: Extractor, text: str, group: str, firms: list[str]
) -> None:
    """Listed before it, all of them named in the sentence, or said to be among it."""
    assert members(reader, text) == {(firm, group) for firm in firms}


def test_a_list_before_a_group_nobody_knows_is_as_long_as_the_group_says(reader: Extractor) -> None:
    """甲、乙、丙“芯片三杰” are its members; 甲、乙 beside “芯片三杰” may be anybody."""
    told = members(reader, "砺芯半导体、京湖电子、青岚科技“国产芯片三杰”相继上市。")
    assert {firm for firm, _ in told} == {"砺芯半导体", "京湖电子", "青岚科技"}
    assert members(reader, "砺芯半导体、京湖电子“国产芯片三杰”相继上市。") == set()


def test_a_company_named_beside_its_group_alone_is_not_told_to_belong(reader: Extractor) -> None:
    """三大运营商向华为下单，中国移动占比最高 says of nobody that he is one of them."""
    assert members(reader, "三大运营商此前向华为下单，中国移动占比最高。") == set()


def test_every_member_of_the_table_is_a_company_that_the_gazetteers_know(reader: Extractor) -> None:
    """A name of the table that no list knows would never be found."""
    unknown = {
        name
        for names in _known().values()
        for name in names
        if not any(e.type == "Company" for e in reader.gazetteer.by_name(name))
    }
    assert unknown == set()
