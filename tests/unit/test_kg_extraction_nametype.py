"""Typing by the last word of a name."""

import pytest

from kg.extraction.nametype import is_common_noun, type_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("砺芯半导体有限公司", "Company"),
        ("澜州银行", "Company"),
        ("汀鹭创业投资管理有限公司", "Fund"),
        ("禾穗股权投资合伙企业（有限合伙）", "Fund"),
        ("汀鹭资本", "Fund"),
        ("澜州市发展和改革委员会", "GovernmentBody"),
        ("澜州大学", "ResearchInstitution"),
        ("Lanzhou Robotics Lab", "ResearchInstitution"),
        ("机器人产业联盟", "Association"),
        ("澜州晚报", "Media"),
        ("澜州交易所", "Organization"),
    ],
)
def test_last_word_tells_the_type(name: str, kind: str) -> None:
    """The type comes from the last word, also where the tagger thought otherwise."""
    assert type_of_name(name, "Organization") == kind


def test_name_that_tells_nothing_keeps_the_default() -> None:
    """A brand without a telling word keeps what the tagger said."""
    assert type_of_name("小汀", "Company") == "Company"
    assert type_of_name("小汀", "Organization") == "Organization"


def test_common_noun_is_no_authority() -> None:
    """总部 ends like a ministry and is none."""
    assert type_of_name("澜州总部", "Organization") == "Organization"


def test_common_nouns_are_told_from_brands() -> None:
    """工业芯片 is a thing, 星汀网络 a company."""
    assert is_common_noun("工业芯片")
    assert is_common_noun("机器人产业链")
    assert not is_common_noun("星汀网络")
    assert not is_common_noun("澜州数据集团")
