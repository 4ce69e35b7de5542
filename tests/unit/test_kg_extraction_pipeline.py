"""The pipeline: spaCy components over one article, from text to statements."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractionError
from kg.extraction.boundaries import trimmed
from kg.extraction.candidates import Candidate
from kg.extraction.components import STAGES
from kg.extraction.components.mentions import Mentions
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import load_gazetteer
from kg.extraction.language import make_language
from kg.extraction.pipeline import Extractor, article_of, make_extractor, make_stages
from kg.extraction.taggers import NoTagger
from kg.model import Entity, Extraction, Statement

Extract = Callable[[str], Extraction]
TEXT = (
    "砺芯半导体科技有限公司（以下简称“砺芯”）2031年3月完成A轮融资，由汀鹭资本领投1亿元。"
    "该公司与澜州大学合作研发人形机器人。\n"
    "澜州市人民政府印发《澜州市人形机器人行动计划》。"
)


def said(extraction: Extraction) -> set[tuple[str, str, str]]:
    """Subject, relation and object of each statement."""
    return {(s.subject.name, s.type, _object(s)) for s in extraction.statements}


def _object(s: Statement) -> str:
    return s.object.name if hasattr(s.object, "name") else s.object.text


# --- spaCy ----------------------------------------------------------------------------------------


def test_pipeline_has_a_component_for_every_stage(bare_extractor: Extractor) -> None:
    """Each stage is a spaCy pipe of its own, in order."""
    assert bare_extractor.nlp.pipe_names == [f"kg_{name}" for name in STAGES]


def test_no_component_needs_what_nobody_makes(bare_extractor: Extractor) -> None:
    """The check of spaCy finds no problem, and each stage needs only what earlier ones make."""
    analysis = bare_extractor.nlp.analyze_pipes(keys=["assigns", "requires"])
    assert analysis["problems"] == {pipe: [] for pipe in bare_extractor.nlp.pipe_names}
    made: set[str] = set()
    for name, stage in STAGES.items():
        assert set(stage.needs) <= made, name
        made |= set(stage.makes)


def test_stages_name_fields_of_the_draft() -> None:
    """What a stage says it needs and makes are fields of the draft."""
    fields = set(Draft.__dataclass_fields__)
    for stage in STAGES.values():
        assert {*stage.needs, *stage.makes} <= fields


def test_entities_of_the_document_are_the_mentions(bare_extractor: Extractor) -> None:
    """``doc.ents`` holds every chosen mention with its type, at its offsets."""
    doc = bare_extractor.doc(article_of(TEXT))
    draft: Draft = doc._.kg
    spans = [(e.start_char, e.end_char) for e in doc.ents]
    assert spans == [(m.start, m.end) for m in draft.mentions]
    assert [e.text for e in doc.ents] == [TEXT[m.start : m.end] for m in draft.mentions]
    assert {"Company", "Fund", "Policy"} <= {e.label_ for e in doc.ents}


def test_a_component_of_others_takes_part() -> None:
    """What somebody adds to the spaCy pipeline is run, and sees the document, whoever asks."""
    extractor = Extractor(tagger=NoTagger(), gazetteer=load_gazetteer())
    alone = extractor.extract(article_of(TEXT))
    seen: list[str] = []

    @Language.component("test_witness")
    def witness(doc: Doc) -> Doc:
        seen.append(doc.text)
        return doc

    extractor.nlp.add_pipe("test_witness")
    assert extractor.extract(article_of(TEXT)) == alone
    assert seen == [TEXT]


def test_tokens_are_characters(bare_extractor: Extractor) -> None:
    """An offset into the text is the number of a token, whatever the characters are."""
    text = "砺芯 A轮\n𠮷🙂é"
    doc = bare_extractor.nlp.make_doc(text)
    assert [t.text for t in doc] == list(text)
    assert doc.text == text


def test_tokenizer_survives_serialisation(bare_extractor: Extractor) -> None:
    """A pipeline read back from bytes tokenizes as before, also after it has been used."""
    copy = make_language(make_stages(NoTagger(), bare_extractor.gazetteer))
    copy.make_doc("砺芯半导体")
    copy.from_bytes(bare_extractor.nlp.to_bytes())
    assert [t.text for t in copy.make_doc("砺芯半导体")] == list("砺芯半导体")


# --- results --------------------------------------------------------------------------------------


def test_everything_read_reads_back(extract: Extract) -> None:
    """Mentions and evidence are verbatim parts of the text."""
    found = extract(TEXT)
    assert list(found.unread()) == []
    assert found.mentions
    assert found.statements


def test_short_text_is_read_from_end_to_end(extract: Extract) -> None:
    """Names, alias, round, amount, date, anaphor and issuer come out as a reader expects."""
    found = extract(TEXT)
    company = next(e for e in found.entities if "砺芯" in e.forms)
    deal = next(s for s in found.statements if s.type == "INVESTED_IN")
    assert (deal.subject.name, deal.object, deal.status) == ("汀鹭资本", company, "completed")
    assert {q.name: q.text for q in deal.qualifiers} == {
        "amount": "1亿元",
        "date": "2031年3月",
        "round": "A轮",
    }
    facts = said(found)
    assert (company.name, "PARTNERS_WITH", "澜州大学") in facts or (
        "澜州大学",
        "PARTNERS_WITH",
        company.name,
    ) in facts
    assert ("澜州市人民政府", "ISSUED", "澜州市人形机器人行动计划") in facts


def test_same_text_gives_the_same_result(extract: Extract) -> None:
    """Extraction is a pure function of the article."""
    assert extract(TEXT) == extract(TEXT)


def test_list_of_subjects_makes_a_statement_each(extract: Extract) -> None:
    """A、B和C共同投资D is three investments."""
    facts = said(extract("汀鹭资本、澜岸创投和霁川基金共同投资砺芯半导体有限公司。"))
    assert facts == {
        (investor, "INVESTED_IN", "砺芯半导体有限公司")
        for investor in ("汀鹭资本", "澜岸创投", "霁川基金")
    }


def test_an_alias_inside_the_full_name_of_another_is_a_part_of_it(extract: Extract) -> None:
    """北方星汀 bound before does not tear 澜州北方星汀微电子装备有限公司 apart."""
    daughter = "澜州北方星汀微电子装备有限公司"
    text = (
        f"北方星汀科技集团股份有限公司（简称：北方星汀）子公司{daughter}（下称“星汀装备”）已投产。"
        "星汀装备与澜州大学签约。"
    )
    names = {e.name: e.aliases for e in extract(text).entities if e.type == "Company"}
    assert "星汀装备" in names[daughter]
    assert "北方星汀" in names["北方星汀科技集团股份有限公司"]


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("中国科学院计算技术研究所（中国科学院）发布报告。中国科学院与华为签约。", ("中国科学院计算技术研究所", "中国科学院")),
        ("砺芯半导体股份有限公司全资子公司砺芯半导体（上海）有限公司投产。砺芯半导体推出新品。", ("砺芯半导体（上海）有限公司", "砺芯半导体")),
        ("比亚迪半导体股份有限公司（比亚迪）扩产。比亚迪收购京东方。", ("比亚迪半导体股份有限公司", "比亚迪")),
    ],
)  # fmt: skip
def test_a_unit_is_not_called_by_the_name_of_the_whole(
    extract: Extract, text: str, two: tuple[str, str]
) -> None:
    """A bracket may say whose something is, and a daughter may bear its mother's name: they stay two."""
    unit, whole = two
    own = next(e for e in extract(text).entities if e.name == unit)
    assert whole not in own.aliases


def test_two_phases_of_a_fund_stay_two(extract: Extract) -> None:
    """What 一期 invested in is not what 二期 invested in."""
    text = "禾穗产业基金一期投资了砺芯半导体有限公司。禾穗产业基金二期投资了星汀智能有限公司。"
    assert said(extract(text)) == {
        ("禾穗产业基金一期", "INVESTED_IN", "砺芯半导体有限公司"),
        ("禾穗产业基金二期", "INVESTED_IN", "星汀智能有限公司"),
    }


def test_fund_is_not_mentioned_by_the_name_of_its_second_phase(extract: Extract) -> None:
    """禾穗产业基金二期 does not mention 禾穗产业基金; that it was passed over is told."""
    found = extract("禾穗产业基金成立。去年，禾穗产业基金二期投资了星汀智能有限公司。")
    surfaces = [m.surface for m in found.mentions if m.type == "Fund"]
    assert surfaces == ["禾穗产业基金", "禾穗产业基金二期"]
    assert "another phase of it is named" in {r.reason for r in found.rejects}


@pytest.mark.parametrize("finder", ["ner", "model"])
def test_a_name_with_its_beginning_cut_off_is_no_name(
    finder: str, bare_extractor: Extractor
) -> None:
    """Where 澜州大学 stands, a guess that sees 州大学 there is passed over and told."""
    doc = bare_extractor.doc(article_of("澜州大学放假了。"), [(0, 4, "ResearchInstitution")])
    draft: Draft = doc._.kg
    draft.candidates.append(Candidate(1, 4, "ResearchInstitution", finder))
    draft.rejects.clear()
    Mentions(tagger=NoTagger(), gazetteer=load_gazetteer())(draft)
    assert [(m.start, m.end) for m in draft.mentions] == [(0, 4)]
    assert draft.inner == []
    assert "a piece of a longer name" in {r.reason for r in draft.rejects}


def test_two_rounds_are_two_statements(extract: Extract) -> None:
    """The same fund in the same company on another day is another statement."""
    text = (
        "2031年3月，汀鹭资本向砺芯半导体有限公司投资2亿元。\n"
        "2032年5月，汀鹭资本再次向砺芯半导体有限公司投资3亿元。"
    )
    deals = [s for s in extract(text).statements if s.type == "INVESTED_IN"]
    assert [(s.qualifier("date"), s.qualifier("amount")) for s in deals] == [
        ("2031年3月", "2亿元"),
        ("2032年5月", "3亿元"),
    ]


def test_given_names_are_mentions_whatever_else_is_found(bare_extractor: Extractor) -> None:
    """A span that the caller marks is a mention of the type he says."""
    text = "小汀今天与砺芯半导体有限公司签约。"
    found = bare_extractor.extract(article_of(text), [(0, 2, "Company")])
    assert ("小汀", "Company", "given") in {(m.surface, m.type, m.finder) for m in found.mentions}


@pytest.mark.parametrize("text", ["", "\n\n", "，。；", "（以下简称", "《》（）“”", "𠮷" * 40])
def test_text_without_anything_to_read_gives_nothing(extract: Extract, text: str) -> None:
    """Empty and odd texts give an empty result, not an error."""
    found = extract(text)
    assert (found.mentions, found.statements) == ((), ())


def test_a_defect_names_its_article(
    bare_extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails inside a stage is told as a failure of the extraction, with the title of the text it failed on."""

    def fails(_: object, __: object) -> None:
        raise IndexError("no such group")

    monkeypatch.setattr(STAGES["mentions"], "run", fails)
    with pytest.raises(ExtractionError, match=r"六月要闻: IndexError \(no such group\)"):
        bare_extractor.extract(article_of(TEXT, title="六月要闻"))


def test_that_no_model_takes_part_is_said(bare_extractor: Extractor) -> None:
    """Without any statistical model the extractor says so; with our networks it has nothing to say."""
    assert [w for w in bare_extractor.warnings if "--ner none" in w]
    assert make_extractor("auto").warnings == ()


def test_a_trade_ends_where_its_word_ends() -> None:
    """批发业务 is a business and not the trade 批发业."""
    text = "京东方的批发业务增长，批发业整体回暖。"
    extractor = Extractor(tagger=NoTagger(), gazetteer=load_gazetteer())
    draft = extractor.doc(article_of(text))._.kg
    assert {c.start for c in draft.candidates if c.name == "批发业"} == {11}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("工业和信息化部消费品工业司", "工业和信息化部"),
        ("中国科学院计算技术研究所", "中国科学院"),
    ],
)
def test_listed_part_belongs_to_the_listed_whole_in_its_name(
    bare_extractor: Extractor, part: str, whole: str
) -> None:
    """That the list knows a department does not hide its ministry."""
    found = said(bare_extractor.extract(article_of(f"{part}日前发布通知。")))
    assert (part, "SUBSIDIARY_OF", whole) in found


def test_board_of_an_exchange_does_not_bring_the_exchange(bare_extractor: Extractor) -> None:
    """Only a part is read apart from its whole: 深交所创业板 is one name."""
    text = "砺芯半导体股份有限公司在深交所创业板上市。"
    names = {e.name for e in bare_extractor.extract(article_of(text)).entities}
    assert "深交所" not in names


def test_place_whose_head_speaks_is_a_government(bare_extractor: Extractor) -> None:
    """德清县副县长: the office is with the county's government."""
    found = said(bare_extractor.extract(article_of("德清县副县长费志刚说，产业在拓展。")))
    assert ("费志刚", "HOLDS_POSITION", "德清县") in found


@pytest.mark.parametrize(
    ("text", "surface", "kind", "kept"),
    [
        ("夏谱社长吴伯勋说", "夏谱社", "Company", "夏谱"),
        ("推出人形机器人G1", "人形机器人G1", "Product", "G1"),
        ("推出GPU芯片B200", "GPU芯片B200", "Product", "B200"),
        ("创始人周曦任董事长", "周曦任", "Person", "周曦"),
        ("华润微拟收购", "华润微拟", "Company", "华润微"),
        ("砺芯微拟收购", "砺芯微拟", "Company", "砺芯微"),
        ("京东方将扩产", "京东方将", "Company", "京东方"),
        ("副总裁朱丹因个人原因离职", "朱丹因", "Person", "朱丹"),
        ("总裁林杰因病辞职", "林杰因病", "Person", "林杰"),
        ("演员朱因来访", "朱因", "Person", "朱因"),
        ("通过禾穗资本投资京东方子公司", "禾穗资本投资京东方", "Company", "京东方"),
        ("韩国三星电子扩产", "韩国三星电子", "Company", "三星电子"),
        ("砺芯微电子控股子公司称", "砺芯微电子控股子公司", "Company", "砺芯微电子"),
        ("韩国Samsung扩产", "韩国Samsung", "Company", "Samsung"),
        ("日本甲骨文扩产", "日本甲骨文", "Company", "日本甲骨文"),
        ("韩国现代汽车扩产", "韩国现代汽车", "Company", "韩国现代汽车"),
        ("韩国现代制药扩产", "韩国现代制药", "Company", "韩国现代制药"),
        ("英国力拓扩产", "英国力拓", "Company", "力拓"),
        ("澳大利亚力拓扩产", "澳大利亚力拓", "Company", "力拓"),
        ("领投方惠阶资本说", "领投方惠阶资本", "Fund", "惠阶资本"),
        ("高岭资本投资合伙人说", "高岭资本投资", "Fund", "高岭资本"),
        ("高岭资本投资管理", "高岭资本投资", "Fund", "高岭资本投资"),
        ("自研CPU倚天710发布", "CPU倚天710", "Product", "倚天710"),
        ("加速卡模组X200发布", "加速卡模组X200", "Product", "加速卡模组X200"),
        ("在天津新建8英寸产线", "天津新建8英寸产线", "Facility", "8英寸产线"),
        ("福建设备制造产业园", "福建设备制造产业园", "Facility", "福建设备制造产业园"),
    ],
)
def test_what_the_network_takes_too_much_of_is_cut_off(
    text: str, surface: str, kind: str, kept: str
) -> None:
    """Offices, roles, kinds, countries and verbs beside a name are no part of it; what only looks so stays."""
    at = text.index(surface)
    cut = trimmed(text, load_gazetteer(), Candidate(at, at + len(surface), kind, "model"))
    assert text[cut.start : cut.end] == kept


def test_somebody_or_something_named_uses_not_a_technology_in_general(extract: Extract) -> None:
    """A firm's use of 谐波减速器 is stated, what 人形机器人 at large need is not."""
    found = extract("京东方的工厂采用了谐波减速器。人形机器人的旋转关节离不开谐波减速器。")
    uses = {
        (s.subject.type, s.object.name)
        for s in found.statements
        if s.type == "USES" and isinstance(s.object, Entity)
    }
    assert uses == {("Company", "谐波减速器")}


def test_a_company_is_listed_on_exchanges_and_boards_alone(bare_extractor: Extractor) -> None:
    """A named group of companies is an organisation too, but nobody's shares are traded on it."""
    text = "“AI四小龙”第一股云从科技宣布扩产。旷视科技将登陆科创板。"
    found = bare_extractor.extract(article_of(text))
    listed = {
        (s.subject.name, s.object.name)
        for s in found.statements
        if s.type == "LISTED_ON" and isinstance(s.object, Entity)
    }
    assert listed == {("旷视科技", "科创板")}
    assert "LISTED_ON names no exchange or board" in {r.reason for r in found.rejects}


@pytest.mark.parametrize(
    ("institute", "owner"),
    [
        ("中国移动研究院", "中国移动"),
        ("腾讯研究院", "腾讯"),
        ("中国电子信息产业发展研究院", None),
    ],
)
def test_an_institute_called_after_a_company_alone_is_a_part_of_it(
    bare_extractor: Extractor, institute: str, owner: str | None
) -> None:
    """腾讯研究院 belongs to 腾讯; a longer name that happens to begin with a company's says nothing."""
    found = bare_extractor.extract(article_of(f"{institute}副院长黄宇表示，应用仍面临挑战。"))
    parents = {s.object for s in found.statements if s.type == "SUBSIDIARY_OF"}
    forms = {form for e in parents if isinstance(e, Entity) for form in e.forms}
    assert owner in forms if owner else not parents


def test_who_follows_an_investor_is_not_what_is_invested_in(bare_extractor: Extractor) -> None:
    """甲领投，乙跟投 without a word of in whom: no statement, and a reject if one was read."""
    text = "红杉中国、高瓴创投联合领投，腾讯跟投，老股东经纬创投继续加码。"
    found = bare_extractor.extract(article_of(text)).statements
    assert not [s for s in found if s.type == "INVESTED_IN"]


def test_a_plan_does_not_hide_in_a_name(bare_extractor: Extractor) -> None:
    """华润微拟与…共建 is planned, whatever a network takes for the name."""
    text = "华润微拟与重庆国资共建12英寸功率半导体项目。"
    found = bare_extractor.extract(article_of(text)).statements
    assert all(s.status == "planned" for s in found if s.type in {"OPERATES", "PARTNERS_WITH"})


def test_money_for_a_part_of_a_group_is_none_for_the_group(bare_extractor: Extractor) -> None:
    """甲分拆的医疗公司完成融资: who invests does so in a company without a name."""
    text = "商汤科技分拆的医疗公司完成近亿元A轮融资，投资方包括京东健康和松禾资本。"
    found = bare_extractor.extract(article_of(text)).statements
    assert not [s for s in found if s.type == "INVESTED_IN"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "华谱生物年产5万吨生物基丁二酸项目在高新区投产。",
            "年产5万吨生物基丁二酸项目",
            "Facility",
        ),
        ("科技部正在起草人工智能伦理规范。", "人工智能伦理规范", "Policy"),
        ("科技部正在制定符合国情的数字文明促进法。", "", "Policy"),
        ("新思科技停止对华为供货。", "华为", "Company"),
        ("据报道，马云旗下的蚂蚁集团宣布扩产。", "马云", "Person"),
        ("这家电商公司收购了砺芯半导体。", "", "Industry"),
    ],
)
def test_what_stands_without_marks_is_named_by_its_words(
    bare_extractor: Extractor, text: str, name: str, kind: str
) -> None:
    """年产……项目 and what is being drafted have names, but for 符合国情的某法; 这家电商公司 speaks of no 家电."""
    found = {e.name for e in bare_extractor.extract(article_of(text)).entities if e.type == kind}
    assert (name in found) if name else not found & {"家电", "符合国情的数字文明促进法"}
