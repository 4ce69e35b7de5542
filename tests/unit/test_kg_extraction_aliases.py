"""Aliases bound by brackets: short names, codes, foreign names."""

import pytest

from kg.extraction.aliases import Binding, find_bindings
from kg.extraction.candidates import Candidate

NAME = "砺芯半导体股份有限公司"


def bindings(text: str, name: str = NAME, kind: str = "Company") -> list[Binding]:
    """The bindings in a text to the one name in it."""
    at = text.index(name)
    return list(find_bindings(text, [Candidate(at, at + len(name), kind, "suffix")]))


@pytest.mark.parametrize(
    "bracket",
    [
        "（以下简称砺芯）",
        "（以下简称“砺芯”）",
        "（以下简称：“砺芯”）",
        "(以下简称'砺芯')",
        "（下称“砺芯”）",
        "（简称“砺芯”）",
        "（简称：砺芯）",
        "（以下统称“砺芯”）",
        "（证券简称：砺芯）",
        "（“砺芯”）",
        "（“砺芯”或“公司”）",
    ],
)
def test_every_way_to_write_a_short_name_binds_it(bracket: str) -> None:
    """Quotation marks, colons and half-width brackets make no difference; offsets read back."""
    text = f"昨日，{NAME}{bracket}开工。"
    [found] = bindings(text)
    assert found.alias == "砺芯"
    assert text[found.alias_start :].startswith("砺芯")
    assert text[found.name_start : found.name_end] == NAME


@pytest.mark.parametrize(
    ("name", "bracket", "alias"),
    [
        ("国网江苏省电力有限公司", "（国网江苏电力）", "国网江苏电力"),
        ("长春光学精密机械研究所", "（长春光机所）", "长春光机所"),
        ("北京砺芯半导体有限公司", "（北京）", None),
        ("砺芯半导体股份有限公司", "（半导体子公司）", None),
        ("砺芯半导体集团股份有限公司", "（集团）", None),
        ("砺芯半导体股份有限公司", "（已上市）", None),
        ("上海市经济和信息化委员会", "（上海市）", None),
    ],
)
def test_short_form_alone_in_a_bracket_is_an_alias(
    name: str, bracket: str, alias: str | None
) -> None:
    """What is drawn from the name needs no word such as 简称; where it is, or what it is to another, is none."""
    found = [b.alias for b in bindings(f"{name}{bracket}开工。", name)]
    assert found == ([alias] if alias else [])


def test_two_short_names_in_one_bracket() -> None:
    """（以下简称“砺芯”或“公司方”） binds both."""
    text = f"{NAME}（以下简称“砺芯”或“砺芯方”）开工。"
    found = bindings(text)
    assert [b.alias for b in found] == ["砺芯", "砺芯方"]
    assert all(text[b.alias_start :].startswith(b.alias) for b in found)


@pytest.mark.parametrize(
    ("bracket", "code"),
    [
        ("（688999.SH）", "688999.SH"),
        ("（300999）", "300999.SZ"),
        ("（600999）", "600999.SH"),
        ("（证券代码：832999）", "832999.BJ"),
        ("（09999.HK）", "09999.HK"),
        ("（NASDAQ：LIXN）", "NASDAQ：LIXN"),
    ],
)
def test_stock_code_is_bound_with_its_exchange(bracket: str, code: str) -> None:
    """A code is no alias; a mainland code without exchange gets the one its first digit tells."""
    [found] = bindings(f"{NAME}{bracket}公告。")
    assert (found.code, found.alias) == (code, "")


def test_code_and_short_name_share_a_bracket() -> None:
    """（688999.SH，以下简称“砺芯”） binds the code and the short name."""
    found = bindings(f"{NAME}（688999.SH，以下简称“砺芯”）公告。")
    assert {(b.code, b.alias) for b in found} == {("688999.SH", ""), ("", "砺芯")}


def test_latin_name_is_an_alias_of_a_chinese_one() -> None:
    """砺芯（Lixin Semi） and the other way round name one company."""
    assert [b.alias for b in bindings(f"{NAME}（Lixin Semi）公告。")] == ["Lixin Semi"]
    assert [b.alias for b in bindings("芯片商LixinAI（砺芯智能）公告。", "LixinAI")] == ["砺芯智能"]


def test_bracket_behind_a_title_reaches_over_its_mark_and_over_a_draft() -> None:
    """《…办法》（征求意见稿）（以下简称《办法》） binds 办法 to the title."""
    text = "工信局就《算力券管理办法》（征求意见稿）（以下简称《办法》）征求意见。"
    [found] = bindings(text, "算力券管理办法", "Policy")
    assert found.alias == "办法"


@pytest.mark.parametrize(
    "bracket", ["（上海）", "（2031年）", "（图）", "（占比51%）", "（“公司”）", "（“锂电之王”）"]
)
def test_remark_in_brackets_binds_nothing(bracket: str) -> None:
    """A place, a year or a remark is no other name of what stands before it."""
    assert bindings(f"{NAME}{bracket}公告。") == []


def test_bracket_without_a_name_before_it_binds_nothing() -> None:
    """What nobody recognised before the bracket gets no alias."""
    assert bindings(f"{NAME}公告，新品（以下简称“新芯”）上市。") == []


def test_act_named_in_latin_letters_is_an_alias_of_its_title() -> None:
    """《芯片与科学法案》（CHIPS法案） has two names; a remark such as （征求意见稿） is none."""
    name = "芯片与科学法案"
    assert [b.alias for b in bindings(f"《{name}》（CHIPS法案）落地。", name, "Policy")] == [
        "CHIPS法案"
    ]
    assert bindings(f"《{name}》（征求意见稿）发布。", name, "Policy") == []


@pytest.mark.parametrize(
    "behind",
    [
        "（国发〔2030〕8号，下称“算力八条”）",
        "（业内称“算力八条”）",
        "》，即“算力八条”，",
        "》，业内称“算力八条”，",
    ],
)
def test_what_a_policy_is_called_is_an_alias_of_its_title(behind: str) -> None:
    """In brackets behind its number, or behind 即: one policy, and not two."""
    title = "关于促进算力发展的若干意见"
    text = f"某部印发《{title}{'' if behind[0] == '》' else '》'}{behind}自今日起施行。"
    [found] = bindings(text, title, "Policy")
    assert found.alias == "算力八条"
    assert text[found.alias_start :].startswith("算力八条")


@pytest.mark.parametrize(
    "remark",
    ["（称将于5月发布新车）", "（市场称其估值过高）", "（被称为“中国砺芯”）", "，即“算力”，"],
)
def test_what_is_said_of_a_company_is_no_name_of_it(remark: str) -> None:
    """Only of a policy 业内称 tells a name, and only what sounds like one."""
    assert not bindings(f"{NAME}{remark}收购了同行。")
    assert not bindings(f"《算力意见》{'，即“人工智能”，'}印发。", "算力意见", "Policy")


def test_other_name_of_a_person_stands_in_brackets() -> None:
    """林知远（林远） is one person; （沈砚秋） and （林砚秋） behind him are others."""
    [found] = bindings("创始人林知远（林远）离任。", "林知远", "Person")
    assert found.alias == "林远"
    assert not bindings("创始人林知远（沈砚秋）离任。", "林知远", "Person")
    assert not bindings("创始人林知远（林砚秋）离任。", "林知远", "Person")


def test_new_name_is_an_alias_once_it_is_borne() -> None:
    """甲已更名为乙 makes one company of both; 甲拟更名为乙 does not yet."""
    text = "砺芯已更名为青岚科技，青岚科技公告。"
    names = [Candidate(0, 2, "Company", "suffix"), Candidate(6, 10, "Company", "suffix")]
    assert [(b.alias, b.name_end) for b in find_bindings(text, names)] == [("青岚科技", 2)]
    text = "砺芯拟更名为青岚科技，青岚科技公告。"
    assert list(find_bindings(text, names)) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("砺芯由此成为京湖集团的全资子公司，并更名为青岚科技。", True),
        ("砺芯，后更名为青岚科技。", True),
        ("公司名称由砺芯变更为青岚科技。", True),
        ("京湖集团拟收购砺芯，并更名为青岚科技。", False),
        ("公司地址由砺芯变更为青岚科技。", False),
    ],
)
def test_new_name_told_in_the_next_clause(text: str, both: bool) -> None:
    """甲成为丙的子公司，并更名为乙 makes one company of 甲 and 乙; 收购甲，并更名为乙 does not say whose name it is."""
    names = [
        Candidate(text.index(name), text.index(name) + len(name), "Company", "suffix")
        for name in ("砺芯", "青岚科技")
    ]
    found = [(text[b.name_start : b.name_end], b.alias) for b in find_bindings(text, names)]
    assert found == ([("砺芯", "青岚科技")] if both else [])


@pytest.mark.parametrize("word", ["全称", "全称为", "，全称是", "的全名叫"])
def test_full_name_told_behind_a_short_one_makes_both_one(word: str) -> None:
    """甲全称为乙: 甲 is an alias of 乙."""
    text = f"砺芯{word}砺芯半导体股份有限公司，2015年成立。"
    at = 2 + len(word)
    names = [Candidate(0, 2, "Company", "suffix"), Candidate(at, at + 11, "Company", "suffix")]
    assert [(b.alias, b.name_start) for b in find_bindings(text, names)] == [("砺芯", at)]
