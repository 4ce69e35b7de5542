"""What the words of a sentence rule out, however likely the network of relations finds it."""

import pytest

from kg.extraction.marking import TYPE_CHAR
from kg.extraction.patterns.load import read_example
from kg.extraction.vetoes import dealt_by_place, ruled_out, ruled_out_afar


def verdict(relation: str, annotated: str, subject: int, target: int) -> str:
    """What is ruled out of the names of an annotated sentence, counted from 0."""
    example = read_example(annotated)
    marked, at, places = "", 0, []
    for start, end, kind in example.mentions:
        marked += example.text[at:start]
        places.append(len(marked))
        marked += TYPE_CHAR[kind]
        at = end
    return ruled_out(relation, marked + example.text[at:], places[subject], places[target])


@pytest.mark.parametrize(
    ("relation", "text", "subject", "target"),
    [
        ("ISSUED", "《[算力计划/Policy]》由[省数据局/GovernmentBody]牵头实施。", 1, 0),
        (
            "ISSUED",
            "《[算力办法/Policy]》由[工信部/GovernmentBody]会同[财政部/GovernmentBody]组织实施。",
            1,
            0,
        ),
        (
            "ISSUED",
            "[工信部/GovernmentBody]就《[算力办法/Policy]》向[青岚协会/Association]征求意见。",
            2,
            1,
        ),
        ("PUBLISHED", "[青岚协会/Association]解读《[算力报告/Report]》。", 0, 1),
        ("ISSUED", "[省市场局/GovernmentBody]根据《[算力办法/Policy]》处罚企业。", 0, 1),
        (
            "ISSUED",
            "[青岚网/Company]获悉，[工信部/GovernmentBody]印发《[算力办法/Policy]》。",
            0,
            2,
        ),
        (
            "MEMBER_OF",
            "[青岚协会/Association]提交了申请，被调查产品来自[砺芯半导体/Company]。",
            1,
            0,
        ),
        ("DEVELOPS", "[砺芯半导体/Company]发布模型，性能对标[星河3/Product]。", 0, 1),
        ("DEVELOPS", "[砺芯半导体/Company]将在其云服务中提供[星河3/Product]。", 0, 1),
        ("DEVELOPS", "[砺芯半导体/Company]与[星河3/Product]展开正面竞争。", 0, 1),
        ("DEVELOPS", "[砺芯半导体/Company]完成对[星河3/Product]的适配。", 0, 1),
        (
            "DEVELOPS",
            "[砺芯半导体/Company]“[星河/Product]”、[青岚科技/Company]“[云海/Product]”通过备案。",
            0,
            3,
        ),
        (
            "SUBSIDIARY_OF",
            "[砺芯半导体/Company]旗下“[星河/Product]”、[青岚科技/Company]“[云海/Product]”通过备案。",
            2,
            0,
        ),
        (
            "COMPETES_WITH",
            "[砺芯半导体/Company]竞逐市场，而在整机环节，[青岚科技/Company]与[京湖电子/Company]角逐。",
            0,
            1,
        ),
        ("LISTED_ON", "[深交所/Organization]对[砺芯半导体/Company]公开谴责。", 1, 0),
        ("HOLDS_POSITION", "[深交所/Organization]对[林知远/Person]公开谴责。", 1, 0),
        ("OPERATES", "[省发改委/GovernmentBody]批复同意建设[算力枢纽/Facility]。", 0, 1),
        (
            "HOLDS_STAKE_IN",
            "[砺芯半导体/Company]股东[青岚科技/Company]实控人[林知远/Person]在列。",
            1,
            0,
        ),
        (
            "SUBSIDIARY_OF",
            "[青岚科技/Company]旗下[砺芯半导体/Company]与[京湖电子/Company]并称双雄。",
            2,
            0,
        ),
        (
            "OPERATES_IN",
            "[禾穗资本/Fund]成为这家[光伏组件/Product]厂商股东。",
            0,
            1,
        ),
        ("FOUNDED", "[民政部/GovernmentBody]批准成立[青岚协会/Association]。", 0, 1),
        ("INVESTED_IN", "[砺芯半导体/Company]融资，[禾穗资本/Fund]担任独家财务顾问。", 1, 0),
        ("SUPPLIES", "[青岚电网/Company]集采结果公布，[砺芯半导体/Company]中标。", 0, 1),
        ("TARGETS", "《[算力规范/Policy]》发布，[星河平台/Product]参与编写。", 0, 1),
        ("USES", "[青岚局/GovernmentBody]禁止使用[星河应用/Product]。", 0, 1),
        (
            "HOLDS_POSITION",
            "[京湖电子/Company]董事长[林知远/Person]、某省省长[沈砚秋/Person]致辞。",
            2,
            0,
        ),
        ("HOLDS_POSITION", "[林知远/Person]，[京湖电子/Company]董事长[沈砚秋/Person]出席。", 0, 1),
        ("HOLDS_POSITION", "[省委/GovernmentBody]书记[林知远/Person]会见[沈砚秋/Person]。", 2, 0),
        (
            "HOLDS_POSITION",
            "[林知远/Person]（[京湖电子/Company]董事长）、[沈砚秋/Person]出席。",
            2,
            1,
        ),
        ("SUPPLIES", "[砺芯半导体/Company]是[青岚汽车/Company]的芯片供应商。", 1, 0),
        ("SUPPLIES", "[砺芯半导体/Company]供货[青岚汽车/Company]。", 1, 0),
        ("IMPLEMENTS", "《[算力法/Policy]》的实施细则《[算力办法/Policy]》出台。", 0, 1),
        ("DEVELOPS", "[青岚电网/Company]将[星河模型/Product]应用于调度。", 0, 1),
        ("ISSUED", "[砺芯半导体/Company]首批通过《[算力办法/Policy]》备案。", 0, 1),
        ("ACQUIRED", "[砺芯半导体/Company]被[工信部/GovernmentBody]要求补充材料。", 1, 0),
        ("COMPETES_WITH", "[砺芯半导体/Company]与[京湖电子/Company]不是竞争对手。", 0, 1),
        ("INVESTED_IN", "[砺芯半导体/Company]完成融资，[禾穗资本/Fund]没有参与。", 1, 0),
        ("SUPPLIES", "[砺芯半导体/Company]被踢出[青岚汽车/Company]供应链。", 0, 1),
        ("DEVELOPS", "[星河车/Product]、[星河二号/Product]均采用[砺芯半导体/Company]芯片。", 2, 0),
        ("DEVELOPS", "[京湖电子/Company]就侵犯专利起诉[星河输入法/Product]。", 0, 1),
        ("ACQUIRED", "[京湖电子/Company]收购[砺芯半导体/Company]在某州的电池工厂。", 0, 1),
        (
            "LISTED_ON",
            "[京湖电子/Company]抢在[砺芯半导体/Company]之前登陆[科创板/Organization]。",
            1,
            2,
        ),
        (
            "LOCATED_IN",
            "[砺芯半导体/Company]位于[澜州/Place]的工厂停产。",
            0,
            1,
        ),
        ("BENEFITS", "在《[算力法案/Policy]》的阴影下，[砺芯半导体/Company]仍在扩张。", 0, 1),
        (
            "SUPERVISES",
            "[澜州法院/GovernmentBody]裁定批准[砺芯半导体/Company]重整计划。",
            0,
            1,
        ),
        ("DEVELOPS", "[砺芯半导体/Company]为[星河车/Product]供应电池。", 0, 1),
        ("DEVELOPS", "公司基于[砺芯半导体/Company]开发[星河模型/Product]。", 0, 1),
        (
            "COMPETES_WITH",
            "[砺芯半导体/Company]与[京湖电子/Company]组成的财团参与竞逐。",
            0,
            1,
        ),
        ("ISSUED", "[省数据局/GovernmentBody]建议，尽快出台《[算力办法/Policy]》。", 0, 1),
        ("ISSUED", "[省数据局/GovernmentBody]发文，《[算力办法/Policy]》同时废止。", 0, 1),
        ("SUPPLIES", "[砺芯半导体/Company]为[青岚汽车/Company]之外的企业供货。", 0, 1),
        (
            "INVESTED_IN",
            "[禾穗资本/Fund]领投了这家由[砺芯半导体/Company]前高管创立的公司。",
            0,
            1,
        ),
        (
            "FOUNDED",
            "[京湖电子/Company]前总裁、[青岚汽车/Company]前高管[林知远/Person]创办了[砺芯半导体/Company]。",
            0,
            3,
        ),
        ("ACQUIRED", "[京湖电子/Company]将[砺芯半导体/Company]的控股权摆上货架。", 0, 1),
        ("ACQUIRED", "[京湖电子/Company]自[青岚集团/Company]手中收购[砺芯半导体/Company]。", 1, 2),
        ("SUPPLIES", "[京湖电子/Company]签订长单，卖方为[砺芯半导体/Company]。", 0, 1),
        ("DEVELOPS", "[青岚航空/Company]签署[C929/Product]购机协议。", 0, 1),
        ("OPERATES", "[星河枢纽/Facility]由[工信部/GovernmentBody]联合批复建设。", 1, 0),
        ("PARTICIPATED_IN", "[林知远/Person]在[星河车展/Event]前夕表示。", 0, 1),
        ("LISTED_ON", "辅导机构为[京湖电子/Company]，拟冲刺[科创板/Organization]。", 0, 1),
        ("MEMBER_OF", "[青岚工作组/Organization]成立，[砺芯半导体/Company]被公开曝光。", 1, 0),
        ("REDUCED_STAKE_IN", "[林知远/Person]将退出[砺芯半导体/Company]董事会。", 0, 1),
        ("LISTED_ON", "[砺芯半导体/Company]获[上交所/Organization]并购重组委通过。", 0, 1),
        (
            "COMPETES_WITH",
            "[砺芯半导体/Company]与[京湖电子/Company]是[青岚科技/Company]的对手。",
            0,
            1,
        ),
        (
            "ACQUIRED",
            "[京湖电子/Company]买下[砺芯半导体/Company]的[星河数据库/Product]业务。",
            0,
            1,
        ),
        (
            "COMPETES_WITH",
            "[京湖电子/Company]与其说是[砺芯半导体/Company]的对手，不如说是它的客户。",
            0,
            1,
        ),
        ("ACQUIRED", "[京湖电子/Company]收购[砺芯半导体/Company][澜州/Place]各85%的股权。", 0, 1),
        (
            "DEVELOPS",
            "[砺芯半导体/Company]将为[京湖电子/Company]提供[星河座舱/Product]。",
            1,
            2,
        ),
    ],
)
def test_what_the_words_say_otherwise_is_ruled_out(
    relation: str, text: str, subject: int, target: int
) -> None:
    """Who carries out, explains, approves, advises, invites tenders or stands beside is not who the relation means."""
    assert verdict(relation, text, subject, target)


@pytest.mark.parametrize(
    ("relation", "text", "subject", "target"),
    [
        (
            "ISSUED",
            "[工信部/GovernmentBody]会同[财政部/GovernmentBody]印发《[算力办法/Policy]》。",
            1,
            2,
        ),
        (
            "ISSUED",
            "[工信部/GovernmentBody]就《[算力办法/Policy]》向[青岚协会/Association]征求意见。",
            0,
            1,
        ),
        ("FOUNDED", "[京湖电子/Company]出资成立[青岚协会/Association]。", 0, 1),
        ("SUPPLIES", "[砺芯半导体/Company]中标[青岚电网/Company]采购项目。", 0, 1),
        ("USES", "[青岚局/GovernmentBody]采用[星河应用/Product]。", 0, 1),
        ("ACQUIRED", "[京湖电子/Company]收购[砺芯半导体/Company]在某州的剩余资产。", 0, 1),
        ("LISTED_ON", "[砺芯半导体/Company]在[上交所/Organization]主板上市。", 0, 1),
        ("FOUNDED", "[砺芯半导体/Company]创始人、董事长[林知远/Person]表示，将扩产。", 1, 0),
        (
            "HOLDS_POSITION",
            "[京湖电子/Company]董事长[林知远/Person]、副董事长[沈砚秋/Person]致辞。",
            2,
            0,
        ),
        ("HOLDS_POSITION", "[林知远/Person]出任[京湖电子/Company]董事长。", 0, 1),
        ("SUPPLIES", "[砺芯半导体/Company]是[青岚汽车/Company]的芯片供应商。", 0, 1),
        ("ACQUIRED", "[京湖电子/Company]同意以3亿元收购[砺芯半导体/Company]。", 0, 1),
        ("COMPETES_WITH", "[砺芯半导体/Company]与[京湖电子/Company]是主要竞争对手。", 0, 1),
        ("IMPLEMENTS", "《[算力法/Policy]》的实施细则《[算力办法/Policy]》出台。", 1, 0),
        ("ISSUED", "[省数据局/GovernmentBody]听取建议后印发《[算力办法/Policy]》。", 0, 1),
        ("ISSUED", "[省数据局/GovernmentBody]印发《[算力办法/Policy]》，旧办法同时废止。", 0, 1),
        ("SUPPLIES", "[砺芯半导体/Company]在国内之外为[青岚汽车/Company]供货。", 0, 1),
        ("BENEFITS", "《[算力法案/Policy]》出台，[砺芯半导体/Company]受益。", 0, 1),
        ("SUPERVISES", "[澜州法院/GovernmentBody]约谈[砺芯半导体/Company]。", 0, 1),
        ("DEVELOPS", "[砺芯半导体/Company]为[星河车/Product]举行首发。", 0, 1),
        ("DEVELOPS", "[砺芯半导体/Company]基于自研架构开发[星河模型/Product]。", 0, 1),
        ("COMPETES_WITH", "[砺芯半导体/Company]与[京湖电子/Company]竞逐订单。", 0, 1),
        (
            "LISTED_ON",
            "[京湖电子/Company]抢在[砺芯半导体/Company]之前登陆[科创板/Organization]。",
            0,
            2,
        ),
        ("LOCATED_IN", "[砺芯半导体/Company]位于[澜州/Place]。", 0, 1),
        (
            "INVESTED_IN",
            "[禾穗资本/Fund]领投了由[林知远/Person]创立的[砺芯半导体/Company]。",
            0,
            2,
        ),
        ("ACQUIRED", "[京湖电子/Company]收购[砺芯半导体/Company]的全部资产。", 0, 1),
        ("COMPETES_WITH", "[京湖电子/Company]与[砺芯半导体/Company]争夺订单。", 0, 1),
    ],
)
def test_what_the_words_allow_stands(relation: str, text: str, subject: int, target: int) -> None:
    """The same words about others, and other words, rule out nothing."""
    assert verdict(relation, text, subject, target) == ""


def test_who_builds_what_a_plan_named_before_asks_for_did_not_issue_the_plan() -> None:
    """What stands behind the name counts where the plan stands in a sentence before; 印发 rules nothing out."""
    body = TYPE_CHAR["GovernmentBody"]
    assert ruled_out_afar("ISSUED", f"该先导区由{body}牵头建设。", 5)
    assert not ruled_out_afar("ISSUED", f"上周，{body}印发了它。", 3)
    assert not ruled_out_afar("SUPERVISES", f"该先导区由{body}牵头建设。", 5)


def test_a_veto_of_some_types_holds_for_these_alone_where_the_other_end_stands_before() -> None:
    """支持某大学共建实验室: a university that a plan supports did not issue it; of authorities that veto says nothing."""
    told = "支持{}共建联盟。"
    assert ruled_out_afar("ISSUED", told.format(TYPE_CHAR["ResearchInstitution"]), 2)
    assert not ruled_out_afar("ISSUED", told.format(TYPE_CHAR["GovernmentBody"]), 2)


def test_what_is_good_for_a_trade_by_itself_is_not_the_plan_named_before() -> None:
    """Of an object whose subject stands in a sentence before, what stands beside the object counts."""
    trade = TYPE_CHAR["Industry"]
    told = f"受益于春节旺季，{trade}有望迎来增长。"
    assert ruled_out_afar("BENEFITS", told, 8, is_object=True)
    assert not ruled_out_afar("BENEFITS", told, 8)
    assert not ruled_out_afar("BENEFITS", f"受益于政策落地，{trade}有望增长。", 8, is_object=True)


def test_a_veto_of_one_type_of_the_other_end_leaves_the_others_alone_afar() -> None:
    """总经理某某 has no office in the authority that the sentence before named, and may have one in a firm."""
    told = f"总经理{TYPE_CHAR['Person']}说。"
    assert ruled_out_afar("HOLDS_POSITION", told, 3, far="GovernmentBody")
    assert not ruled_out_afar("HOLDS_POSITION", told, 3, far="Company")


@pytest.mark.parametrize(
    ("text", "subject", "target", "stated"),
    [
        ("[工信部/GovernmentBody]等部门印发建设指南《[算力指南/Policy]》。", 0, 1, True),
        ("[工信部/GovernmentBody]组织建设示范项目，并印发《[算力办法/Policy]》。", 0, 1, True),
        ("[工信部/GovernmentBody]建设主管部门制定《[算力办法/Policy]》。", 0, 1, True),
        ("《[算力计划/Policy]》所列园区由[省数据局/GovernmentBody]牵头建设。", 1, 0, False),
        ("《[算力计划/Policy]》所列平台由[省数据局/GovernmentBody]负责运营。", 1, 0, False),
    ],
)
def test_who_builds_did_not_issue_unless_he_did_that_too(
    text: str, subject: int, target: int, stated: bool
) -> None:
    """牵头建设 is no 印发; 等部门印发建设指南 is."""
    assert (verdict("ISSUED", text, subject, target) == "") is stated


@pytest.mark.parametrize(
    ("text", "firms", "apart"),
    [
        ("甲、乙先后推出丙和丁", 2, {(0, 3), (1, 2)}),
        ("甲、乙分别推出丙和丁", 2, {(0, 3), (1, 2)}),
        ("甲、乙、丙分别采用丁、戊", 3, {(0, 3), (0, 4), (1, 3), (1, 4), (2, 3), (2, 4)}),
        ("甲、乙共同推出丙和丁", 2, set()),
        ("甲、乙先后推出丙", 2, set()),
    ],
)
def test_lists_that_are_dealt_out_are_paired_by_place(
    text: str, firms: int, apart: set[tuple[int, int]]
) -> None:
    """Each of one list has its own of the other; where 分别 stands between unequal ones nobody is told whose is what."""
    names = [k for k, c in enumerate(text) if c in "甲乙丙丁戊"]
    kinds = [TYPE_CHAR["Company" if n < firms else "Product"] for n in range(len(names))]
    sign = dict(zip(names, kinds, strict=True))
    marked = "".join(sign.get(k, c) for k, c in enumerate(text))
    found = {
        (a, b)
        for a in range(firms)
        for b in range(firms, len(names))
        if dealt_by_place(marked, names[a], names[b])
    }
    assert found == apart
