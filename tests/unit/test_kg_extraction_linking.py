"""Linking inside one article: which mentions are one entity."""

import pytest

from kg.extraction.aliases import find_bindings
from kg.extraction.candidates import Candidate, choose, occurrences
from kg.extraction.linking import Known, abbreviates, bare, link
from kg.model import Entity

Named = tuple[str, str] | tuple[str, str, str]


def linked(text: str, *names: Named) -> dict[str, Entity]:
    """Surface -> entity for the names given as (surface, type) or (surface, type, canonical name)."""
    found = []
    for surface, kind, *canonical in names:
        for at in occurrences(text, surface):
            finder = "gazetteer" if canonical else "suffix"
            found.append(Candidate(at, at + len(surface), kind, finder, *canonical))
    mentions, _ = choose(found)
    entities, ids = link(text, mentions, find_bindings(text, mentions), {})
    by_id = {e.id: e for e in entities}
    return {text[c.start : c.end]: by_id[i] for c, i in zip(mentions, ids, strict=True)}


def test_bound_alias_names_the_same_company() -> None:
    """The full name is kept as name, the bound one as alias."""
    text = "澜州砺芯半导体有限公司（以下简称“小砺”）成立，小砺主营芯片。"
    found = linked(text, ("澜州砺芯半导体有限公司", "Company"), ("小砺", "Company"))
    assert found["小砺"] == found["澜州砺芯半导体有限公司"]
    assert found["小砺"].name == "澜州砺芯半导体有限公司"
    assert "小砺" in found["小砺"].aliases


def test_short_form_joins_the_only_full_name_that_it_fits() -> None:
    """砺芯半导体 is 砺芯半导体科技（澜州）股份有限公司 where no other name fits."""
    text = "砺芯半导体科技（澜州）股份有限公司公告。砺芯半导体称，订单饱满。"
    full = "砺芯半导体科技（澜州）股份有限公司"
    found = linked(text, (full, "Company"), ("砺芯半导体", "Company"))
    assert found["砺芯半导体"].name == full


def test_a_bound_short_title_is_not_the_next_plan_that_ends_so() -> None:
    """《甲行动计划》（以下简称《行动计划》） leaves 《乙行动计划》 a policy of its own."""
    text = "《算力行动计划》（以下简称《行动计划》）印发。《机器人行动计划》也已印发。《行动计划》提出目标。"
    found = linked(
        text, ("算力行动计划", "Policy"), ("机器人行动计划", "Policy"), ("行动计划", "Policy")
    )
    assert found["行动计划"] == found["算力行动计划"] != found["机器人行动计划"]


def test_a_short_title_that_fits_several_is_the_one_named_last() -> None:
    """《行动计划》 behind two plans means the second."""
    text = "《算力行动计划》印发。《机器人行动计划》印发。《行动计划》提出目标。"
    found = linked(
        text, ("算力行动计划", "Policy"), ("机器人行动计划", "Policy"), ("行动计划", "Policy")
    )
    assert found["行动计划"] == found["机器人行动计划"] != found["算力行动计划"]


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("星汀科技控股股东星汀科技集团有限公司增持公司股份。", True),
        ("星汀科技公告，其第一大股东星汀科技集团有限公司增持公司股份。", True),
        ("星汀科技集团有限公司间接持有星汀科技31%股份。", True),
        ("控股股东星汀科技集团有限公司增持公司股份，星汀科技承诺不减持。", False),
        ("星汀科技增持京湖电子，京湖电子控股股东星汀科技集团有限公司看好前景。", False),
        ("星汀科技集团有限公司持有青岚半导体31%股份。星汀科技没有回应。", False),
    ],
)
def test_who_holds_the_other_is_not_the_other(text: str, two: bool) -> None:
    """A short form joins no longer name that the text calls its holder; elsewhere it does."""
    found = linked(text, ("星汀科技集团有限公司", "Company"), ("星汀科技", "Company"))
    assert (len({e.id for e in found.values()}) == 2) is two


def test_a_university_is_no_firm_called_after_it() -> None:
    """澜大 is listed as 澜州大学: 澜大微电子集团 is a company, whatever it was taken for."""
    text = "澜大旗下澜大微电子集团已上市。"
    found = linked(
        text,
        ("澜大微电子集团", "ResearchInstitution"),
        ("澜大", "ResearchInstitution", "澜州大学"),
    )
    assert found["澜大"] != found["澜大微电子集团"]


def test_short_form_that_fits_two_names_joins_neither() -> None:
    """星汀 may be 星汀科技 or 星汀资本: it stays apart."""
    text = "星汀科技有限公司与星汀投资有限公司签约，星汀没有回应。"
    found = linked(
        text,
        ("星汀科技有限公司", "Company"),
        ("星汀投资有限公司", "Company"),
        ("星汀", "Company"),
    )
    assert len({e.id for e in found.values()}) == 3


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("禾穗基金", "禾穗基金二期"),
        ("禾穗基金一期", "禾穗基金二期"),
        ("禾穗基金二期", "禾穗基金二期股份有限公司三期"),
        ("云脊智算中心", "云脊智算中心二期"),
    ],
)
def test_phases_never_join(short: str, full: str) -> None:
    """一期 and 二期 are two funds, and neither is the fund without a number."""
    assert not abbreviates("org", short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("砺芯", "澜州市砺芯科技有限公司"),
        ("星汀智能", "星汀智能（澜州）机器人有限公司"),
        ("汀鹭资本", "汀鹭资本管理有限公司"),
    ],
)
def test_region_trade_and_legal_form_are_left_out_in_short(short: str, full: str) -> None:
    """The brand stands for the whole name."""
    assert abbreviates("org", short, full)


def test_short_form_must_begin_the_name() -> None:
    """科技 and 有限公司 shorten nothing; neither does what stands in the middle."""
    assert not abbreviates("org", "有限公司", "砺芯科技有限公司")
    assert not abbreviates("org", "资本", "砺芯科技资本有限公司")


@pytest.mark.parametrize(
    ("short", "full"),
    [("意法半导体", "三安意法半导体"), ("能源", "砺芯能源"), ("星汀", "汀鹭星汀")],
)
def test_brand_before_a_name_makes_another_company(short: str, full: str) -> None:
    """Only a region may stand before the brand: a joint venture is none of its founders."""
    assert not abbreviates("org", short, full)
    assert abbreviates("org", "星汀", "上海星汀")


def test_listed_company_is_no_joint_venture_of_its_name() -> None:
    """A name that the gazetteer knows is no short form of one with a brand before it, whatever legal form ends it."""
    text = "青岚砺芯科技有限公司挂牌，砺芯科技表示祝贺。"
    mentions = [
        Candidate(0, 10, "Company", "suffix"),
        Candidate(13, 17, "Company", "gazetteer", "砺芯科技"),
    ]
    entities, _ = link(text, mentions, [], {("Company", "砺芯科技"): Known()})
    assert len(entities) == 2


def test_policy_is_called_by_the_end_of_its_title() -> None:
    """算力券管理办法 is 澜州市算力券管理办法（试行）; 行动计划 of another kind is not."""
    assert abbreviates("Policy", "算力券管理办法", "澜州市算力券管理办法（试行）")
    assert not abbreviates("Policy", "数据券管理办法", "澜州市算力券管理办法（试行）")


def test_technique_and_trade_of_one_name_stay_apart() -> None:
    """网络安全技术 is 网络安全; 网络安全产业 is something else."""
    assert abbreviates("concept", "网络安全", "网络安全技术")
    assert not abbreviates("concept", "网络安全", "网络安全产业")


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("三星推出I-Cube技术。", ("I-Cube技术",)),
        ("三星的I-Cube技术和其他厂商的不同。", ("I-Cube技术",)),
        ("I-Cube技术参数曝光。", ()),
        ("I-Cube技术团队到场。", ()),
        ("I-Cube技术有限公司成立。", ()),
    ],
)
def test_technique_answers_to_its_name_with_the_word_behind_it(
    text: str, aliases: tuple[str, ...]
) -> None:
    """I-Cube技术 is I-Cube, of whatever type; where 技术 begins another word nothing is an alias."""
    for kind in ("Technology", "Product"):
        found = linked(text, ("I-Cube", kind))["I-Cube"]
        assert (found.type, found.name, found.aliases) == (kind, "I-Cube", aliases)


def test_listed_product_keeps_its_names() -> None:
    """A product that a list knows gets no alias from the word behind it."""
    found = linked("鸿蒙操作系统技术，已开源。", ("鸿蒙操作系统", "Product", "鸿蒙"))
    assert found["鸿蒙操作系统"].aliases == ("鸿蒙",)


def test_code_in_brackets_becomes_an_identifier() -> None:
    """The stock code stands with the company, not among its aliases."""
    found = linked("砺芯半导体（688999.SH）公告。", ("砺芯半导体", "Company"))["砺芯半导体"]
    assert found.identifiers == (("stock_code", "688999.SH"),)
    assert found.aliases == ()


def test_gazetteer_gives_name_aliases_and_identifiers() -> None:
    """The name is what the article says; the gazetteer's name, safe aliases and codes come along."""
    mention = Candidate(0, 3, "Company", "gazetteer", "京东方科技集团股份有限公司")
    known = Known(aliases=("BOE",), identifiers=(("stock_code", "000725.SZ"),))
    entities, _ = link(
        "京东方公告。", [mention], [], {("Company", "京东方科技集团股份有限公司"): known}
    )
    assert entities[0].name == "京东方"
    assert dict(entities[0].identifiers)["gazetteer"] == "京东方科技集团股份有限公司"
    assert set(entities[0].aliases) == {"京东方科技集团股份有限公司", "BOE"}
    assert dict(entities[0].identifiers)["stock_code"] == "000725.SZ"


def test_company_and_policy_of_one_name_stay_two() -> None:
    """Families are kept apart: equal letters are not enough."""
    text = "启明发布消息，《启明》计划随后公布。"
    mentions = [Candidate(0, 2, "Company", "suffix"), Candidate(8, 10, "Policy", "title")]
    entities, ids = link(text, mentions, [], {})
    assert len(entities) == len(set(ids)) == 2


def test_quotation_marks_and_case_do_not_tell_names_apart() -> None:
    """“AI 四小龙” and ai四小龙 are one surface."""
    assert bare("“AI 四小龙”") == bare("ai四小龙")


@pytest.mark.parametrize("full", ["比亚迪半导体股份有限公司", "比亚迪电子（国际）有限公司"])
def test_listed_company_is_not_merged_with_one_that_bears_its_brand(full: str) -> None:
    """A parent that the gazetteer knows and a subsidiary called after it stay two."""
    text = f"比亚迪持有{full}七成股份。"
    found = linked(text, ("比亚迪", "Company", "比亚迪股份有限公司"), (full, "Company"))
    assert found["比亚迪"] != found[full]


def test_listed_company_joins_its_name_with_the_legal_form() -> None:
    """What a full name adds of its legal form alone makes no other company."""
    text = "阿里巴巴集团控股有限公司宣布，阿里巴巴将投资。"
    found = linked(
        text,
        ("阿里巴巴", "Company", "阿里巴巴集团控股公司"),
        ("阿里巴巴集团控股有限公司", "Company"),
    )
    assert found["阿里巴巴"] == found["阿里巴巴集团控股有限公司"]


def test_company_listed_in_short_alone_joins_its_full_name() -> None:
    """Where the gazetteer knows no full name, the trade may be part of it."""
    text = "砺芯公告，砺芯半导体股份有限公司扩产。"
    full = "砺芯半导体股份有限公司"
    found = linked(text, ("砺芯", "Company", "砺芯"), (full, "Company"))
    assert found["砺芯"] == found[full]


@pytest.mark.parametrize(
    ("short", "full"),
    [("萤石网络", "杭州萤石网络股份有限公司"), ("海光信息", "海光信息技术股份有限公司")],
)
def test_company_listed_in_short_alone_is_the_joint_stock_company_of_its_name(
    short: str, full: str
) -> None:
    """股份有限公司 is the legal form of who is listed, wherever it has its seat."""
    found = linked(f"{full}公告，{short}拟回购。", (short, "Company", short), (full, "Company"))
    assert found[short] == found[full]


def test_model_number_alone_is_the_model_of_the_brand() -> None:
    """3A6000 is 龙芯3A6000; 8600 is no 骁龙865."""
    assert abbreviates("concept", "3A6000", "龙芯3A6000")
    assert not abbreviates("concept", "A6000", "龙芯3A6000")


@pytest.mark.parametrize(
    ("short", "full", "one"),
    [
        ("X5-HS", "X5-HS机器人", True),
        ("CCFC3008", "CCFC3008系列芯片", True),
        ("CCFC3008系列", "CCFC3008系列芯片", True),
        ("驭山", "“驭山”系统", True),
        ("X5-HS系统", "X5-HS机器人", False),
        ("5G", "5G芯片", False),
        ("O2O", "O2O平台", False),
        ("DDR5", "DDR5芯片", False),
        ("储能", "储能系统", False),
    ],
)
def test_a_thing_answers_to_its_name_without_the_word_for_what_it_is(
    short: str, full: str, one: bool
) -> None:
    """X5-HS is X5-HS机器人; 5G芯片 is made for 5G and is not 5G."""
    text = f"砺芯半导体展示{full}，{short}已量产。"
    found = linked(text, (full, "Product"), (short, "Product"))
    assert (found[short] == found[full]) is one


def test_general_administration_is_the_one_named() -> None:
    """总局 is 国家市场监督管理总局."""
    full = "国家市场监督管理总局"
    text = f"{full}公告，总局将开展检查。"
    found = linked(text, ("总局", "GovernmentBody"), (full, "GovernmentBody"))
    assert found["总局"] == found[full]


@pytest.mark.parametrize(
    ("full", "kind", "short"),
    [
        ("霁川咖啡", "Company", "霁川"),
        ("霁川数字能源有限责任公司", "Company", "霁川"),
        ("禾穗资本", "Fund", "禾穗"),
        ("唐渤钢铁集团", "Company", "唐渤集团"),
        ("澜州先进传感技术研究院", "ResearchInstitution", "澜州传感院"),
    ],
)
def test_a_name_behind_the_longer_one_that_it_shortens_is_the_same(
    full: str, kind: str, short: str
) -> None:
    """A brand without its trade, and a name drawn together, name what stands before; the longer tells the type."""
    text = f"{full}发布公告。{short}表示，订单饱满。"
    found = linked(text, (full, kind), (short, kind))
    assert found[short] == found[full]
    assert (found[short].name, found[short].type) == (full, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("霁川发布公告，旗下霁川咖啡获融资。", ("霁川", "霁川咖啡")),
        ("霁川咖啡、霁川乳业获融资。霁川表示满意。", ("霁川", "霁川咖啡", "霁川乳业")),
        ("霁川研究院发布报告。霁川表示满意。", ("霁川", "霁川研究院")),
        ("霁川印度公司投产。霁川表示满意。", ("霁川", "霁川印度公司")),
        ("常州金坛产业投资集团入股。常州投资集团跟投。", ("常州投资集团", "常州金坛产业投资集团")),
        ("霁川化工获霁川投资5亿元。", ("霁川", "霁川化工")),
        ("唐渤钢铁集团的控股股东唐渤集团持股51%。", ("唐渤集团", "唐渤钢铁集团")),
        ("霁川石油化工投产。霁川化工表示满意。", ("霁川化工", "霁川石油化工")),
        ("霁川证券发布报告。霁川表示满意。", ("霁川", "霁川证券")),
    ],
)
def test_a_brand_stays_apart_where_the_longer_name_may_be_of_another(
    text: str, names: tuple[str, ...]
) -> None:
    """Named first, or beside the other, it is the parent; of two it is neither; units, branches, financial arms and firms of a region or of a trade of their own are others."""
    found = linked(text, *((name, "Company") for name in names))
    assert len({e.id for e in found.values()}) == len(names)


def test_a_brand_read_as_a_product_too_keeps_a_type() -> None:
    """The firm joins its longer name, and the same word as a product is an entity of its own."""
    text = "梅林渡食品有限公司成立。红盒归梅林渡。梅林渡尚未上架。"
    firm, brand, product = (
        *occurrences(text, "梅林渡食品有限公司"),
        *occurrences(text, "梅林渡")[1:],
    )
    mentions = [
        Candidate(firm, firm + 9, "Company", "suffix"),
        Candidate(brand, brand + 3, "Company", "suffix"),
        Candidate(product, product + 3, "Product", "suffix"),
    ]
    entities, ids = link(text, mentions, [], {})
    assert ids[0] == ids[1] != ids[2]
    assert {e.type for e in entities} == {"Company", "Product"}


def test_a_known_brand_is_not_what_a_longer_name_begins_with() -> None:
    """What the gazetteer knows is the listed company, and 京东方乳业 another."""
    text = "京东方乳业成立。京东方表示，与此无关。"
    found = linked(text, ("京东方乳业", "Company"), ("京东方", "Company", "京东方A"))
    assert found["京东方"] != found["京东方乳业"]


@pytest.mark.parametrize(
    ("text", "form"),
    [("昨日德国莱默光学发布新品。", "德国莱默光学"), ("产品出口德国莱默光学。", None)],
)
def test_a_firm_answers_to_its_name_with_the_country_before_it(text: str, form: str | None) -> None:
    """德国莱默光学 is the firm that is named 莱默光学; 出口德国 tells where something goes."""
    firm = linked(text, ("莱默光学", "Company"))["莱默光学"]
    assert (firm.name, firm.aliases) == ("莱默光学", (form,) if form else ())


def test_a_firm_of_a_latin_name_answers_to_it_without_the_word_company() -> None:
    """Beckhofen is Beckhofen公司; a Chinese name may be another without its last word."""
    text = "Beckhofen公司与恒远公司签约。"
    found = linked(text, ("Beckhofen公司", "Company"), ("恒远公司", "Company"))
    assert [e.aliases for e in found.values()] == [("Beckhofen",), ()]
