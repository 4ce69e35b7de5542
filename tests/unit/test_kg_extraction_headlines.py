"""The space between two clauses of a headline reads as a comma; spaces of typesetting do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.headlines import with_commas
from kg.extraction.pipeline import Extractor, article_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "澜州控股拟减持云岭数据5%股份 砺芯半导体逆势增持",
            "澜州控股拟减持云岭数据5%股份，砺芯半导体逆势增持",
        ),
        (
            "云岭数据（300999）拟定增募资\u3000砺芯半导体参与认购",
            "云岭数据（300999）拟定增募资，砺芯半导体参与认购",
        ),
        ("首批名单正式公布  多家车企表态支持", "首批名单正式公布， 多家车企表态支持"),
        (
            "砺芯半导体完成新一轮融资 汀鹭资本领投 估值翻番不止",
            "砺芯半导体完成新一轮融资，汀鹭资本领投，估值翻番不止",
        ),
    ],
)
def test_a_space_between_clauses_is_a_comma(text: str, read: str) -> None:
    assert with_commas(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "云岭数据以10.64 亿元收购砺芯半导体，公司持股12.5% 的部分不变",
        "收购方为澜州企业管理咨 询合伙企业，交易已经完成",
        "（记者 张三丰）云岭数据昨日公告",
        "澜州证券网讯 云岭数据昨日公告称收购完成",
        "砺芯半导体（证券简称：砺芯股份 证券代码：830000）股东质押股份",
        "一、总则\n二、目标 张三 李四",
        "澜州市印发《关于深化体制改革 推进高质量发展的若干意见》，自下月起施行",
        "云岭数据首席执行官蒂姆 库克森访问澜州工厂",
        "澜州市副市长 林知远表示将支持云岭数据",
        "云岭数据没有计划在今年 收购砺芯半导体股权",
        "云岭数据董事会审议通过 关于收购砺芯半导体的议案",
        "工业和信息化部 国家发展改革委员会联合印发通知",
        "汀鹭资本投资了 砺芯半导体和云岭数据",
        "云岭数据基于 Python 语言开发平台",
    ],
)
def test_a_space_of_typesetting_stays(text: str) -> None:
    assert with_commas(text) == text


@given(st.text(alphabet="云岭收购股份记者讯（）%，。 \u3000\n5A", max_size=60))
def test_offsets_stay_and_nothing_but_spaces_changes(text: str) -> None:
    read = with_commas(text)
    assert len(read) == len(text)
    assert all(a == b or (a in " \u3000" and b == "，") for a, b in zip(text, read, strict=True))


def test_a_deal_ends_at_the_space_of_its_headline(bare_extractor: Extractor) -> None:
    """What stands behind the space is another clause; what is quoted reads back with the space as written."""
    text = "京东方2.3亿元收购华灿光电 三安光电则斥资3.9亿元增持聚灿光电"
    result = bare_extractor.extract(article_of(text))
    deals = {(s.subject.name, s.object.name) for s in result.statements if s.type == "ACQUIRED"}  # type: ignore[union-attr]
    assert deals == {("京东方", "华灿光电")}
    assert {e.text for s in result.statements for e in s.evidence} == {text}
