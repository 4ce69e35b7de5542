"""Structural rules: relations that names and policy texts carry by their build."""

import time
from collections.abc import Callable

import pytest

from kg.extraction.candidates import Candidate
from kg.extraction.consolidate import consolidate
from kg.extraction.draft import Draft
from kg.extraction.linking import link
from kg.extraction.owners import is_model
from kg.extraction.pipeline import article_of, make_extractor
from kg.extraction.relations import mark_sentences
from kg.extraction.structure import run
from kg.model import Entity, Statement

Drafts = Callable[[str], Draft]
Triple = tuple[str, str, str]


def statements(draft: Draft, *inner: tuple[str, str]) -> list[Statement]:
    """What the rules find, after the names in `inner` (surface, type) are put inside the mentions."""
    found = [
        Candidate(at, at + len(s), kind, "known-term")
        for s, kind in inner
        for at in [draft.text.index(s)]
    ]
    both = [*draft.mentions, *sorted(found)]
    entities, linked = link(draft.text, both, (), {})
    draft.entities = {e.id: e for e in entities}
    size = len(draft.mentions)
    draft.linked, draft.inner = linked[:size], sorted(found)
    draft.nested = list(zip(draft.inner, linked[size:], strict=True))
    results = run(draft, list(mark_sentences(draft)))
    return [r for r in results if isinstance(r, Statement)]


def triples(found: list[Statement], relation: str) -> set[tuple[str, str]]:
    """Subject and object of the statements of one relation."""
    return {
        (s.subject.name, s.object.name if isinstance(s.object, Entity) else s.object.text)
        for s in found
        if s.type == relation
    }


def test_department_belongs_to_its_ministry(annotated_draft: Drafts) -> None:
    """工业和信息化部装备工业司 is a part of 工业和信息化部."""
    draft = annotated_draft("[工业和信息化部装备工业司/GovernmentBody]召开座谈会。")
    found = statements(draft, ("工业和信息化部", "GovernmentBody"))
    assert triples(found, "SUBSIDIARY_OF") == {("工业和信息化部装备工业司", "工业和信息化部")}


def test_longer_name_of_a_company_is_no_part_of_it(annotated_draft: Drafts) -> None:
    """砺芯半导体股份有限公司 is 砺芯半导体 itself and no subsidiary."""
    draft = annotated_draft("[砺芯半导体股份有限公司/Company]开工。")
    assert triples(statements(draft, ("砺芯半导体", "Company")), "SUBSIDIARY_OF") == set()


def test_facility_is_run_by_the_company_in_its_name(annotated_draft: Drafts) -> None:
    """星汀智能一号工厂 is run by 星汀智能."""
    draft = annotated_draft("[星汀智能一号工厂/Facility]投产。")
    found = statements(draft, ("星汀智能", "Company"))
    assert triples(found, "OPERATES") == {("星汀智能", "星汀智能一号工厂")}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[星汀智能麒麟970/Product]量产。", {("星汀智能", "星汀智能麒麟970")}),
        ("[星汀智能会议/Product]上线。", set()),
    ],
)
def test_a_model_is_made_by_the_company_its_name_begins_with(
    annotated_draft: Drafts, text: str, made: set[tuple[str, str]]
) -> None:
    """英伟达H100 is made by 英伟达; of a brand without a model nothing is said."""
    found = statements(annotated_draft(text), ("星汀智能", "Company"))
    assert triples(found, "DEVELOPS") == made


def test_the_maker_is_read_out_of_the_name_of_a_model() -> None:
    """英伟达 stands in 英伟达H100, also where the lists know the model as one name."""
    extraction = make_extractor("none").extract(article_of("数据中心装上了英伟达H100。"))
    told = {(s.subject.name, s.type, s.evidence[0].rule) for s in extraction.statements}
    assert ("英伟达", "DEVELOPS", "structure.maker-in-name") in told


def test_a_long_name_is_no_model_and_is_told_so_at_once() -> None:
    """Letters without end behind a number cost no more than their number."""
    began = time.process_time()
    assert not is_model("H100" + "a" * 50_000 + "~")
    assert time.process_time() - began < 1


def test_place_in_the_name_of_a_facility_is_where_it_stands(annotated_draft: Drafts) -> None:
    """星汀澜州工厂 stands in 澜州; an institution does only where brackets say so."""
    plant = annotated_draft("[星汀澜州工厂/Facility]投产。")
    assert triples(statements(plant, ("澜州", "Place")), "LOCATED_IN") == {("星汀澜州工厂", "澜州")}
    named = annotated_draft("[星汀澜州研究院/ResearchInstitution]成立。")
    assert triples(statements(named, ("澜州", "Place")), "LOCATED_IN") == set()
    seated = annotated_draft("[星汀（澜州）研究院/ResearchInstitution]成立。")
    assert triples(statements(seated, ("澜州", "Place")), "LOCATED_IN") == {
        ("星汀（澜州）研究院", "澜州")
    }


def test_policy_is_about_what_its_title_names(annotated_draft: Drafts) -> None:
    """《人形机器人发展办法》 targets 人形机器人."""
    draft = annotated_draft("《[人形机器人发展办法/Policy]》公布。")
    found = statements(draft, ("人形机器人", "Technology"))
    assert triples(found, "TARGETS") == {("人形机器人发展办法", "人形机器人")}


def test_policy_is_about_what_it_promotes(annotated_draft: Drafts) -> None:
    """《…》提出，加快发展X targets X; what stands before the policy is no target."""
    text = "在[光伏/Industry]之后，《[澜州行动方案/Policy]》提出，加快发展[灵巧手/Technology]。"
    assert triples(statements(annotated_draft(text)), "TARGETS") == {("澜州行动方案", "灵巧手")}


def test_the_policy_that_speaks_promotes(annotated_draft: Drafts) -> None:
    """In 算力提升行动方面，《行动计划》提出 it is the plan that promotes, and not the action it speaks of."""
    text = "在[算力提升行动/Policy]方面，《[数据中心行动计划/Policy]》提出，加快部署[液冷/Technology]。"
    found = triples(statements(annotated_draft(text)), "TARGETS")
    assert found == {("数据中心行动计划", "液冷")}


def test_what_a_body_issues_goes_on_to_speak(annotated_draft: Drafts) -> None:
    """某地印发《方案》，提出推进液冷: the plan promotes it."""
    text = (
        "[澜州市政府/GovernmentBody]印发《[数据中心方案/Policy]》，提出重点推进[液冷/Technology]。"
    )
    found = triples(statements(annotated_draft(text)), "TARGETS")
    assert found == {("数据中心方案", "液冷")}


@pytest.mark.parametrize(
    ("goal", "indicator", "value", "deadline"),
    [
        ("到2033年，产业规模达到500亿元", "产业规模", "500亿元", "2033年"),
        ("到2033年数控化率超过75%", "数控化率", "超过75%", "2033年"),
        ("力争到2033年底，培育20家领军企业", "领军企业", "20家", "2033年底"),
        (
            "到2033年新型储能装机规模达到1.8亿千瓦以上",
            "新型储能装机规模",
            "1.8亿千瓦以上",
            "2033年",
        ),
        ("到2033年建成10个以上[中试基地/Facility]", "中试基地", "10个以上", "2033年"),
        ("到2033年，推广[燃料电池汽车/Product]5万辆", "燃料电池汽车", "5万辆", "2033年"),
        ("到2033年，废旧家电回收量较2030年增长30%", "废旧家电回收量", "30%", "2033年"),
        ("到2033年，机器人密度比2030年翻一番", "机器人密度", "翻一番", "2033年"),
        ("到2033年，能效比值降至1.2以下", "能效比值", "1.2以下", "2033年"),
        ("在车联网方面设定了到2033年普及率超过40%的指标", "普及率", "超过40%", "2033年"),
        ("到2033年，总算力超过15EFLOPS", "总算力", "超过15EFLOPS", "2033年"),
        ("用户数超过5.6亿户，均须在2033年底前实现", "用户数", "超过5.6亿户", "2033年底前"),
        ("到2033年突破百项前沿关键核心技术", "前沿关键核心技术", "百项", "2033年"),
        ("到2033年突破100种以上应用技术", "应用技术", "100种以上", "2033年"),
        (
            "到2033年培育10家营收超百亿元的龙头企业",
            "营收超百亿元的龙头企业",
            "10家",
            "2033年",
        ),
        ("到2033年，渗透率由2030年的5%左右提升至2033年的20%左右", "渗透率", "20%左右", "2033年"),
        ("到2033年，机器人密度达到500台/万人", "机器人密度", "500台/万人", "2033年"),
        ("2033年12月31日前培育50家企业", "企业", "50家", "2033年12月31日前"),
        ("到2033年6月，算力超过100EFLOPS", "算力", "超过100EFLOPS", "2033年6月"),
        ("2033年力争实现汽车销量3230万辆左右，同比增长约3%", "汽车销量", "3230万辆左右", "2033年"),
        ("到2033年，产业规模增加一倍", "产业规模", "一倍", "2033年"),
    ],
)
def test_goal_has_its_value_and_deadline(
    annotated_draft: Drafts, goal: str, indicator: str, value: str, deadline: str
) -> None:
    """A policy that says how much by when sets a target with both as qualifiers."""
    draft = annotated_draft(f"《[澜州行动方案/Policy]》提出，{goal}。")
    [found] = [s for s in statements(draft) if s.type == "SETS_TARGET"]
    assert triples([found], "SETS_TARGET") == {("澜州行动方案", indicator)}
    assert (found.qualifier("value"), found.qualifier("deadline")) == (value, deadline)


def test_a_goal_that_is_set_anew_keeps_what_is_measured(annotated_draft: Drafts) -> None:
    """达到20%，2030年达到25%: said once, measured at each year, and each year is a statement of its own."""
    draft = annotated_draft(
        "《[澜州行动方案/Policy]》提出，到2025年绿电占比达到20%，到2030年达到25%左右，2060年超过80%。"
    )
    goals = [s for s in statements(draft) if s.type == "SETS_TARGET"]
    assert triples(goals, "SETS_TARGET") == {("澜州行动方案", "绿电占比")}
    told = {(s.qualifier("deadline"), s.qualifier("value")) for s in goals}
    assert told == {("2025年", "20%"), ("2030年", "25%左右"), ("2060年", "超过80%")}
    assert len({s.id for s in goals}) == len(consolidate(goals)) == 3


@pytest.mark.parametrize(
    ("goals", "told"),
    [
        (
            "到2027年、2035年，研发投入强度分别达到3.2%和3.8%",
            {("研发投入强度", "2027年", "3.2%"), ("研发投入强度", "2035年", "3.8%")},
        ),
        (
            "到2025年和2030年，绿电占比分别超过20%和25%左右",
            {("绿电占比", "2025年", "超过20%"), ("绿电占比", "2030年", "25%左右")},
        ),
        ("到2025年和2030年，绿电占比分别达到20%、25%和30%", set()),
        ("到2025年和2030年，产业规模和企业数量分别达到500亿元和100家", set()),
        (
            "到2025年，营业收入达到6000亿元，企业达到100家，到2027年分别达到1万亿元和2万亿元",
            {("营业收入", "2025年", "6000亿元"), ("企业", "2025年", "100家")},
        ),
        (
            "到2027年基站达到500万个，目前累计超过300万个",
            set(),
        ),
        (
            "实施以来成效显著，力争到2027年产业规模达到3000亿元",
            {("产业规模", "2027年", "3000亿元")},
        ),
        ("到2030年，每台设备成本不超过10万元", {("每台设备成本", "2030年", "不超过10万元")}),
        (
            "到2025年，营业收入达到6000亿元、设计业占比达到40%，到2027年分别达到1万亿元和45%",
            {
                ("营业收入", "2025年", "6000亿元"),
                ("设计业占比", "2025年", "40%"),
                ("营业收入", "2027年", "1万亿元"),
                ("设计业占比", "2027年", "45%"),
            },
        ),
        ("到2027年算力规模累计达到50万台", {("算力规模", "2027年", "50万台")}),
        (
            "到2027年，企业、高校均超过100家",
            {("企业", "2027年", "超过100家"), ("高校", "2027年", "超过100家")},
        ),
        ("到2027年，企业和高校分别超过100家", {("企业和高校", "2027年", "超过100家")}),
        ("旨在锚定到2030年装机容量达到500万千瓦", {("装机容量", "2030年", "500万千瓦")}),
    ],
)
def test_each_year_has_the_value_that_is_dealt_out_to_it(
    annotated_draft: Drafts, goals: str, told: set[tuple[str, str, str]]
) -> None:
    """分别达到20%和25% tells two goals of two years; where years and values are not as many it tells none."""
    draft = annotated_draft(f"《[澜州行动方案/Policy]》要求，{goals}。")
    found = [s for s in statements(draft) if s.type == "SETS_TARGET"]
    assert {
        (getattr(s.object, "text", ""), s.qualifier("deadline"), s.qualifier("value"))
        for s in found
    } == told


@pytest.mark.parametrize("said", ["目标为", "其目标是到", "，目标是"])
def test_a_goal_is_called_so(annotated_draft: Drafts, said: str) -> None:
    """目标为2033年……: the word is no part of what is measured."""
    draft = annotated_draft(
        f"《[澜州风电规划/Policy]》，{said.lstrip('，')}2033年装机规模达到500万千瓦。"
    )
    assert triples(statements(draft), "SETS_TARGET") == {("澜州风电规划", "装机规模")}


def test_each_of_a_list_of_goals_is_told(annotated_draft: Drafts) -> None:
    """新增智能工厂100家、绿色工厂200家 sets two."""
    text = "《[澜州行动方案/Policy]》提出，到2033年新增[智能工厂/Facility]100家、[绿色工厂/Facility]200家。"
    found = [s for s in statements(annotated_draft(text)) if s.type == "SETS_TARGET"]
    assert {s.qualifier("value") for s in found} == {"100家", "200家"}


@pytest.mark.parametrize("day", ["日前", "近日", "3月8日"])
def test_the_day_of_the_news_is_no_deadline(annotated_draft: Drafts, day: str) -> None:
    """某部近日印发《方案》，培育50家企业: by when is not told."""
    text = f"[工信部/GovernmentBody]{day}印发《[澜州行动方案/Policy]》提出，培育50家领军企业。"
    [found] = [s for s in statements(annotated_draft(text)) if s.type == "SETS_TARGET"]
    assert (found.qualifier("value"), found.qualifier("deadline")) == ("50家", None)


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("《[澜州市政府关于发展算力的意见/Policy]》近日公布。", True),
        ("为贯彻落实《[澜州市政府关于发展算力的意见/Policy]》，各区行动起来。", False),
        ("《[澜州市政府关于发展算力的意见/Policy]》即将出台。", False),
        ("《[澜州市政府关于发展算力的意见/Policy]》未获通过。", False),
    ],
)
def test_a_title_tells_who_issued_it(annotated_draft: Drafts, text: str, issued: bool) -> None:
    """A title begins with its issuer; of one that is only carried out, or not out yet, nothing is said."""
    found = statements(annotated_draft(text), ("澜州市政府", "GovernmentBody"))
    told = {("澜州市政府", "澜州市政府关于发展算力的意见")}
    assert triples(found, "ISSUED") == (told if issued else set())


@pytest.mark.parametrize(
    "text",
    [
        "《[澜州行动方案/Policy]》：2033年加氢站数量达到500座。",
        "《[澜州行动方案/Policy]》的目标是2033年加氢站数量达到500座。",
        "《[澜州行动方案/Policy]》设定了2033年加氢站数量达到500座的目标。",
        "《[澜州行动方案/Policy]》把2033年加氢站数量目标定为500座。",
        "《[澜州行动方案/Policy]》提出，到2033年将加氢站数量增至500座。",
    ],
)
def test_goal_is_read_however_it_is_announced(annotated_draft: Drafts, text: str) -> None:
    """Behind a colon, as a target set, or as what is to be raised, a goal has the same indicator."""
    [found] = [s for s in statements(annotated_draft(text)) if s.type == "SETS_TARGET"]
    assert triples([found], "SETS_TARGET") == {("澜州行动方案", "加氢站数量")}


def test_each_goal_of_a_sentence_has_its_own_value(annotated_draft: Drafts) -> None:
    """Two goals are two statements that share a deadline."""
    text = "《[澜州行动方案/Policy]》提出，到2033年产业规模达到500亿元，企业数量达到80家。"
    found = [s for s in statements(annotated_draft(text)) if s.type == "SETS_TARGET"]
    assert [(s.qualifier("value"), s.qualifier("deadline")) for s in found] == [
        ("500亿元", "2033年"),
        ("80家", "2033年"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "《[澜州行动方案/Policy]》聚焦[氢能/Technology]，部署12项重点任务。",
        "截至2031年底，《[澜州行动方案/Policy]》支持的企业已达80家。",
        "2031年，[砺芯半导体/Company]产能达到80万片。",
        "工信部等六部门印发《[澜州行动方案/Policy]》，提出加快建设。",
        "《[澜州行动方案/Policy]》明确，对达标企业给予最高200万元奖励。",
        "《[澜州行动方案/Policy]》提出三项任务，有效期五年。",
        "《[澜州行动方案/Policy]》提出，到2033年预计费用为71亿元。",
        "《[澜州行动方案/Policy]》支持出海，前三季度出口总额达到553亿元。",
        "《[澜州行动方案/Policy]》自2031年启动以来，已批复14个基地。",
        "根据《[澜州管理条例/Policy]》，调查最长不超过13个月。",
        "《[澜州行动方案/Policy]》提出，关税由30%起算。",
        "《[澜州行动方案/Policy]》提出，[砺芯半导体/Company]总投资16亿元。",
        "《[澜州行动方案/Policy]》提出，设立总规模20亿元的产业基金。",
        "《[澜州行动方案/Policy]》提出，单个企业每年最高3000万元。",
        "《[澜州行动方案/Policy]》印发以来，各地已累计改造1.45亿千瓦、新增80家。",
    ],
)
def test_statistics_are_no_goals(annotated_draft: Drafts, text: str) -> None:
    """What was reached already, or by a company, money given, terms and counted bodies are no targets of a policy."""
    assert triples(statements(annotated_draft(text)), "SETS_TARGET") == set()


def test_model_number_makes_a_kind(annotated_draft: Drafts) -> None:
    """800G光模块 is a kind of 光模块."""
    text = "[800G光模块/Product]量产，[光模块/Product]需求旺盛。"
    assert triples(statements(annotated_draft(text)), "KIND_OF") == {("800G光模块", "光模块")}


def test_tasks_of_a_plan_are_counted_off(annotated_draft: Drafts) -> None:
    """一是, 二是 and （三） go on with what the policy promotes."""
    draft = annotated_draft(
        "《[澜州行动方案/Policy]》提出三项任务。一是加强[工业软件/Technology]攻关。（二）推广[数字孪生/Technology]。"
    )
    found = triples(statements(draft), "TARGETS")
    assert found == {("澜州行动方案", "工业软件"), ("澜州行动方案", "数字孪生")}


def test_who_acts_in_a_sentence_of_its_own_is_not_the_policy(annotated_draft: Drafts) -> None:
    """What a company promotes behind a policy is no target of the policy."""
    draft = annotated_draft(
        "《[澜州行动方案/Policy]》日前印发。在材料方面，[砺芯半导体/Company]推动[碳化硅/Technology]量产。"
    )
    assert triples(statements(draft), "TARGETS") == set()


def test_two_names_in_quotation_marks_are_not_kind_and_name(annotated_draft: Drafts) -> None:
    """“甲”“乙” lists two brands."""
    draft = annotated_draft("公司有“[星河/Product]”“[云帆/Product]”两个品牌。")
    assert triples(statements(draft), "KIND_OF") == set()


def test_listing_told_by_the_exchange_is_approved(annotated_draft: Drafts) -> None:
    """The committee of a board tells who passed; the board is the one to list on."""
    draft = annotated_draft("[科创板/Organization]上市委公告，[砺芯半导体/Company]首发获通过。")
    [found] = [s for s in statements(draft) if s.type == "LISTED_ON"]
    assert (found.subject.name, found.status) == ("砺芯半导体", "approved")


def test_what_is_said_of_the_next_company_is_not_said_of_the_first(annotated_draft: Drafts) -> None:
    """One passed, the other was refused."""
    draft = annotated_draft(
        "[科创板/Organization]上市委公告，[砺芯半导体/Company]首发获通过，[青岚科技/Company]首发被否。"
    )
    found = {s.subject.name: s.status for s in statements(draft) if s.type == "LISTED_ON"}
    assert found == {"砺芯半导体": "approved", "青岚科技": "cancelled"}


def test_exchange_that_tells_of_another_board_is_no_place_to_list(annotated_draft: Drafts) -> None:
    """上交所官网显示: the board that the article names elsewhere is not meant."""
    draft = annotated_draft(
        "[砺芯半导体/Company]在[创业板/Organization]上市。[上交所/Organization]官网显示，[青岚科技/Company]IPO获受理。"
    )
    assert ("青岚科技", "创业板") not in triples(statements(draft), "LISTED_ON")


def test_company_that_a_policy_supports_does_not_hide_the_target(annotated_draft: Drafts) -> None:
    """支持某公司研发: the policy still speaks."""
    draft = annotated_draft(
        "《[澜州行动方案/Policy]》提出三项任务。一是支持[砺芯半导体/Company]攻关[工业软件/Technology]。"
    )
    assert ("澜州行动方案", "工业软件") in triples(statements(draft), "TARGETS")


def test_the_plan_that_comes_out_sets_the_goal(annotated_draft: Drafts) -> None:
    """作为甲规划的收官之年，某厅出台乙方案，明确……: the goal is that of 乙."""
    text = (
        "作为《[国家规划/Policy]》的收官之年，[省工信厅/GovernmentBody]出台《[省方案/Policy]》，"
        "明确到2033年打造50个示范工厂。"
    )
    found = statements(annotated_draft(text))
    assert triples(found, "SETS_TARGET") == {("省方案", "示范工厂")}


def test_each_member_of_what_is_to_be_fostered_is_a_goal(annotated_draft: Drafts) -> None:
    """培育50家龙头企业、100家小巨人企业 are two goals."""
    text = "《[省方案/Policy]》提出，到2033年培育50家龙头企业、100家小巨人企业。"
    found = statements(annotated_draft(text))
    assert triples(found, "SETS_TARGET") == {("省方案", "龙头企业"), ("省方案", "小巨人企业")}


def test_each_policy_of_a_sentence_has_its_own_goals(annotated_draft: Drafts) -> None:
    """《甲》提出，……；《乙》则提出，……: what stands behind the semicolon is 乙's."""
    text = (
        "《[氢能规划/Policy]》提出，到2035年加氢站数量达到70座；"
        "《[汽车方案/Policy]》则提出，到2035年燃料电池汽车保有量达到1万辆。"
    )
    found = triples(statements(annotated_draft(text)), "SETS_TARGET")
    assert found == {("氢能规划", "加氢站数量"), ("汽车方案", "燃料电池汽车保有量")}


def test_the_day_of_issue_is_no_deadline(annotated_draft: Drafts) -> None:
    """2035年5月，某部印发《通知》，要求核查率达到100%: nothing says by when."""
    text = "2035年5月，[生态环境部/GovernmentBody]印发《[核查通知/Policy]》，要求核查率达到100%。"
    [found] = [s for s in statements(annotated_draft(text)) if s.type == "SETS_TARGET"]
    assert found.qualifier("deadline") is None


def test_a_word_in_the_name_of_a_firm_is_no_subject_of_a_title(annotated_draft: Drafts) -> None:
    """《关于核准中沛新材料股份有限公司……的批复》 is about no 新材料."""
    draft = annotated_draft("《[关于核准中沛新材料股份有限公司上市的批复/Policy]》公布。")
    assert triples(statements(draft, ("新材料", "Technology")), "TARGETS") == set()


def test_a_place_in_half_a_word_of_a_facility_is_none(annotated_draft: Drafts) -> None:
    """左云长春兴煤矿 stands nowhere near 长春."""
    mine = annotated_draft("[左云长春兴煤矿/Facility]停产。")
    assert triples(statements(mine, ("长春", "Place")), "LOCATED_IN") == set()


def test_a_facility_is_run_by_the_first_company_in_its_name(annotated_draft: Drafts) -> None:
    """青岚电气澜州智慧能源示范项目 is not run by the company that is called 智慧能源."""
    project = annotated_draft("[青岚电气澜州智慧能源示范项目/Facility]启动。")
    found = statements(project, ("青岚电气", "Company"), ("智慧能源", "Company"))
    assert triples(found, "OPERATES") == {("青岚电气", "青岚电气澜州智慧能源示范项目")}


def test_a_body_is_a_part_of_the_longest_name_that_it_begins_with(annotated_draft: Drafts) -> None:
    """中国证券登记公司上海分公司 is a part of 中国证券登记公司, and of no 中国证券."""
    branch = annotated_draft("[中国证券登记公司上海分公司/Company]发出通知。")
    found = statements(branch, ("中国证券登记公司", "Company"), ("中国证券", "Company"))
    assert triples(found, "SUBSIDIARY_OF") == {("中国证券登记公司上海分公司", "中国证券登记公司")}


def test_a_plant_of_a_kind_is_a_facility_where_it_is_a_companys_own() -> None:
    """青岚集团的灯塔工厂 is that one, run by 青岚集团; 灯塔工厂 in general is a technology."""
    reader = make_extractor("auto")
    found = reader.extract(article_of("三一重工的灯塔工厂采用了5G专网。")).statements
    assert triples([*found], "OPERATES") == {("三一重工", "灯塔工厂")}
    assert triples([*found], "USES") == {("灯塔工厂", "5G专网")}
    general = reader.extract(article_of("灯塔工厂离不开工业机器人。"))
    assert [e for e in general.entities if e.type == "Facility"] == []
