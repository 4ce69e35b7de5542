"""Suffix grammar: names told by their last word."""

import pytest

from kg.extraction.pipeline import article_of, make_extractor
from kg.extraction.suffixes import find_suffixed
from kg.extraction.words import tokenize


def longest(text: str) -> dict[str, str]:
    """Surface -> type of the names that no longer name covers."""
    found = list(find_suffixed(text, tokenize(text)))
    return {
        text[c.start : c.end]: c.type
        for c in found
        if not any(o != c and o.start <= c.start and c.end <= o.end for o in found)
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("砺芯半导体科技股份有限公司", "Company"),
        ("星汀智能（澜州）机器人有限公司", "Company"),
        ("汀鹭资本", "Fund"),
        ("禾穗产业基金", "Fund"),
        ("澜州大学", "ResearchInstitution"),
        ("澜州集成电路研究院", "ResearchInstitution"),
        ("澜州机器人产业协会", "Association"),
        ("澜州市人民政府", "GovernmentBody"),
        ("澜州市发展和改革委员会", "GovernmentBody"),
        ("澜州市文化和旅游局", "GovernmentBody"),
        ("澜州海韧新材料股份有限公司", "Company"),
        ("禾穗产投", "Fund"),
        ("云脊智算中心二期", "Facility"),
    ],
)
def test_last_word_tells_the_type(name: str, kind: str) -> None:
    """The whole name is found between other words, with the type of its last word."""
    assert longest(f"昨日，{name}宣布了消息。") == {name: kind}


def test_verb_before_a_name_is_no_part_of_it() -> None:
    """收购 and 的 before a name stay outside."""
    assert "砺芯半导体有限公司" in longest("公司收购了砺芯半导体有限公司。")
    assert "砺芯半导体有限公司" in longest("来自澜州的砺芯半导体有限公司开工。")


def test_two_names_with_a_verb_between_them_are_two() -> None:
    """汀鹭资本投资砺芯半导体有限公司 is a deal, 汀鹭资本投资管理有限公司 a name."""
    deal = longest("汀鹭资本投资砺芯半导体有限公司一事引起关注。")
    assert deal == {"汀鹭资本": "Fund", "砺芯半导体有限公司": "Company"}
    assert longest("汀鹭资本投资管理有限公司成立。") == {"汀鹭资本投资管理有限公司": "Fund"}


@pytest.mark.parametrize("phase", ["一期", "二期", "第三期", "（二期）"])
def test_phase_of_a_fund_belongs_to_its_name(phase: str) -> None:
    """禾穗产业基金二期 is another fund than 禾穗产业基金一期, so the phase is never cut off."""
    assert longest(f"禾穗产业基金{phase}投资了三家企业。") == {f"禾穗产业基金{phase}": "Fund"}


@pytest.mark.parametrize("body", ["澜州大学", "澜州机器人协会"])
def test_post_behind_a_name_is_no_part_of_it(body: str) -> None:
    """澜州大学校长 names a university and a post, though the dictionary knows 大学校长 as a word."""
    post = "校长" if body.endswith("大学") else "会长"
    assert body in longest(f"会上，{body}{post}致辞。")


def test_names_joined_by_and_are_two() -> None:
    """澜州大学和星汀大学 are two universities."""
    assert set(longest("澜州大学和星汀大学共建课程。")) == {"澜州大学", "星汀大学"}
    offices = {"澜州市财政局", "澜州市水务局"}
    assert set(longest("澜州市财政局和澜州市水务局联合发文。")) == offices


@pytest.mark.parametrize(
    "text",
    [
        "议案已获股东大会批准。",
        "干部会议结束。",
        "社会资本踊跃参与。",
        "公司总部搬迁。",
        "格局与布局都变了。",
    ],
)
def test_common_nouns_that_end_like_a_body_are_none(text: str) -> None:
    """干部 is no ministry, 社会资本 no fund, 布局 no bureau."""
    assert longest(text) == {}


def test_trade_word_needs_a_coined_word_before_it() -> None:
    """砺芯半导体 is a company, 国产半导体 is not."""
    assert longest("会上，砺芯半导体展出新品。") == {"砺芯半导体": "Company"}
    assert longest("会上，国产半导体展出新品。") == {}


def test_what_a_body_is_divided_into_begins_behind_the_verb() -> None:
    """下设 and 内设 are no part of a name: the body that comes behind them is one of its own."""
    found = longest("澜州研究院下设数字治理研究中心和产业政策研究中心。")
    assert "数字治理研究中心" in found
    assert not any("下设" in name for name in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("拟向全资子公司砺芯半导体有限公司借款", "砺芯半导体有限公司"),
        ("公司及公司全资子公司汀江电子材料有限公司入选", "汀江电子材料有限公司"),
        ("通信运营商澜州网络有限公司", "澜州网络有限公司"),
    ],
)
def test_what_a_company_is_to_another_is_no_part_of_its_name(text: str, name: str) -> None:
    """The name begins behind 子公司, 运营商 and the like."""
    assert max(longest(text), key=len) == name


@pytest.mark.parametrize(
    "name", ["浙江上市公司协会", "国际承包商峰会", "公司治理研究中心", "腾讯合作伙伴大会"]
)
def test_what_others_are_called_after_is_part_of_their_name(name: str) -> None:
    """An association of listed companies, a summit of contractors keep the word."""
    assert name in longest(f"昨日，{name}开幕。")


def test_role_in_a_deal_is_no_part_of_the_name() -> None:
    """领投方 stands before the name of the fund."""
    assert longest("领投方禾穗资本合伙人表示看好。") == {"禾穗资本": "Fund"}


@pytest.mark.parametrize(
    "text",
    [
        "公司标准部部长介绍了进度。",
        "根据公司规划，产能将翻番。",
        "某中心政策总监指出，规则将变。",
        "会议选举了新一届理事会。",
    ],
)
def test_what_anybody_may_have_is_no_name(text: str) -> None:
    """A department, plan or council that only its owner could tell apart is none."""
    assert not {"标准部", "公司规划", "政策", "新一届理事会"} & set(longest(text))


def test_verb_of_building_is_no_part_of_a_facility() -> None:
    """新建 and 选址 stand before the place or the plant."""
    assert longest("该厂在澜州新建8英寸产线，选址澜州高新区。").keys() <= {
        "8英寸产线",
        "澜州高新区",
    }


def test_two_bodies_joined_by_a_verb_are_two() -> None:
    """发展改革委会同市财政局 is what two bodies do together, and no body of that name."""
    assert not any("会同" in name for name in longest("澜州市发展改革委会同市财政局印发办法。"))


@pytest.mark.parametrize("size", [1, 2000])
def test_bodies_joined_many_times_are_parted_each_time(size: int) -> None:
    """A list as long as an annex is parted in one pass, and no body is lost."""
    found = longest("澜州市发展改革委会同市财政局印发办法。" * size)
    assert not any("会同" in name for name in found)
    assert any(name.endswith("财政局") for name in found)


@pytest.mark.parametrize("share", ["51%", "约51%", "了33.4%", "超过51%", "超51%", "近30%"])
def test_what_is_held_shows_a_verb_of_control(share: str) -> None:
    """某公司由甲控股51% has 甲 in it, and no firm called 甲控股."""
    assert "京湖电子控股" not in longest(f"公司由京湖电子控股{share}。")
    assert "京湖电子控股" in longest("京湖电子控股宣布了消息。")


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("其总计持有京东方股份约21%。", ["京东方"]),
        ("青岚股份与砺芯半导体签署战略合作协议。", ["青岚股份", "砺芯半导体"]),
    ],
)
def test_shares_of_a_listed_firm_are_no_firm(text: str, firms: list[str]) -> None:
    """甲股份 is a name unless 甲 is one that lists know."""
    found = make_extractor("none").extract(article_of(text)).mentions
    assert [text[m.span.start : m.span.end] for m in found if m.type == "Company"] == firms
