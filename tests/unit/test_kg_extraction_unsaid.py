"""What a text does not say again is read from what it said before."""

from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.linking import link
from kg.extraction.patterns.load import load_patterns, read_example
from kg.extraction.pipeline import article_of
from kg.extraction.relations import RelationFinder, mark_sentences
from kg.extraction.sentences import split_sentences
from kg.extraction.values import find_values
from kg.model import Statement

FINDER = RelationFinder(load_patterns())


def triples(annotated: str) -> set[tuple[str, str, str]]:
    """Relation, subject and object of every statement that the patterns find."""
    example = read_example(annotated)
    article = article_of(example.text)
    draft = Draft(article=article)
    draft.sentences = split_sentences(article.text, article.blocks)
    draft.values = find_values(article.text)
    draft.mentions = [Candidate(a, b, kind, "title") for a, b, kind in example.mentions]
    entities, draft.linked = link(article.text, draft.mentions, (), {})
    draft.entities = {e.id: e for e in entities}
    found = [r for ms in mark_sentences(draft) for r in FINDER.find(draft, ms)]
    return {
        (s.type, s.subject.name, getattr(s.object, "name", ""))
        for s in found
        if isinstance(s, Statement)
    }


def test_subject_carries_over_to_the_next_clause() -> None:
    """A clause without a subject goes on about the one before."""
    said = "[京湖电子/Company]昨晚公告，拟收购[砺芯科技/Company]。"
    assert ("ACQUIRED", "京湖电子", "砺芯科技") in triples(said)


def test_shares_of_公司_are_those_of_the_company_that_announces() -> None:
    """After 公司股东某某 the holder acts, and 公司 still means the company that announces."""
    said = "[砺芯科技/Company]公告称，公司股东[禾穗资本/Fund]近日通过大宗交易减持公司股份30万股。"
    assert ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技") in triples(said)


def test_half_width_stops_part_clauses_too() -> None:
    """A text with half-width stops is read like one with full-width ones."""
    said = "[砺芯科技/Company]公告称,公司股东[禾穗资本/Fund]减持公司股份30万股。"
    assert ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技") in triples(said)


def test_unsaid_company_of_a_sale_is_the_one_talked_about() -> None:
    """拟减持不超过2% without an object is about the company that announces it."""
    said = (
        "[砺芯科技/Company]公告，[禾穗资本/Fund]拟减持不超过2%股份。[澜岸创投/Fund]也拟减持1%股份。"
    )
    assert {
        ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
        ("REDUCED_STAKE_IN", "澜岸创投", "砺芯科技"),
    } <= triples(said)


def test_two_who_put_money_into_something_unsaid_do_not_invest_in_each_other() -> None:
    """甲出资2亿元，乙出资1亿元 says nothing about 甲 and 乙 when the third is not named."""
    assert triples("[禾穗资本/Fund]出资2亿元，[澜岸创投/Fund]出资1亿元。") == set()


def test_object_of_a_preposition_is_not_the_subject() -> None:
    """与某研究院签约 at the start of a clause goes on about the company named before."""
    said = "[砺芯科技/Company]展出新品，与[星汀研究院/ResearchInstitution]签署合作协议。"
    assert ("PARTNERS_WITH", "砺芯科技", "星汀研究院") in triples(said)


def test_a_word_never_stands_for_what_is_named_after_it() -> None:
    """公司 at the start of a text has nothing to stand for."""
    assert triples("公司与[砺芯科技/Company]签署合作协议。") == set()


def test_the_latter_is_the_company_named_last() -> None:
    """后者 is the object of the clause before, not its subject."""
    said = "[京湖电子/Company]增资[砺芯科技/Company]，持有后者23%的股份。"
    assert ("HOLDS_STAKE_IN", "京湖电子", "砺芯科技") in triples(said)


def test_a_list_is_the_topic_as_a_whole() -> None:
    """What follows a list of subjects is said of each of them."""
    said = "[禾穗资本/Fund]、[澜岸创投/Fund]昨日宣布，将共同收购[砺芯科技/Company]。"
    assert {
        ("ACQUIRED", "禾穗资本", "砺芯科技"),
        ("ACQUIRED", "澜岸创投", "砺芯科技"),
    } <= triples(said)


def test_partner_of_a_subsidiary_is_no_subsidiary() -> None:
    """甲旗下的乙与丙签约: of the two 乙 alone is 甲's."""
    said = "[京湖集团/Company]旗下的[砺芯科技/Company]与[青岚科技/Company]签署协议。"
    found = triples(said)
    assert ("SUBSIDIARY_OF", "砺芯科技", "京湖集团") in found
    assert ("SUBSIDIARY_OF", "青岚科技", "京湖集团") not in found


def test_subsidiaries_in_a_list_are_all_subsidiaries() -> None:
    """甲旗下有乙、丙."""
    found = triples("[京湖集团/Company]旗下[砺芯科技/Company]、[青岚科技/Company]发布新品。")
    assert {("SUBSIDIARY_OF", n, "京湖集团") for n in ("砺芯科技", "青岚科技")} <= found


def test_each_of_two_lists_has_its_own() -> None:
    """甲、乙分别向丙、丁供货 says two things, not four."""
    said = (
        "[砺芯科技/Company]、[星汀智能/Company]分别向[京湖电子/Company]、[青岚科技/Company]供货。"
    )
    assert {t for t in triples(said) if t[0] == "SUPPLIES"} == {
        ("SUPPLIES", "砺芯科技", "京湖电子"),
        ("SUPPLIES", "星汀智能", "青岚科技"),
    }


def test_shareholders_of_one_company_hold_no_shares_of_each_other() -> None:
    """甲和乙分别持有丙的股份，为公司第一、第二大股东: 公司 is none of the two."""
    said = "[禾穗资本/Fund]和[汀鹭资本/Fund]分别持有[砺芯科技/Company]9%和5%的股份，为公司第一、第二大股东。"
    assert {t[1:] for t in triples(said) if t[0] == "HOLDS_STAKE_IN"} == {
        ("禾穗资本", "砺芯科技"),
        ("汀鹭资本", "砺芯科技"),
    }


def test_all_with_an_office_take_part() -> None:
    """甲董事长某某、乙总裁某某出席峰会: both do."""
    said = "[京湖电子/Company]董事长[林知远/Person]、[砺芯科技/Company]总裁[沈砚秋/Person]出席[芯片峰会/Event]。"
    assert {t[1] for t in triples(said) if t[0] == "PARTICIPATED_IN"} == {"林知远", "沈砚秋"}


def test_authority_that_signs_builds_nothing() -> None:
    """甲与乙区政府签署协议，投资80亿元建设项目: 甲 builds."""
    said = "[京湖电子/Company]与[青岚区政府/GovernmentBody]签署协议，投资80亿元建设[二期项目/Facility]。"
    assert {t[1] for t in triples(said) if t[0] == "OPERATES"} == {"京湖电子"}


def test_member_of_a_list_is_no_part_of_the_parent_of_another() -> None:
    """股东包括甲旗下乙、丙: of 甲 only 乙."""
    said = (
        "[砺芯科技/Company]股东包括[京湖电子/Company]旗下[星汀智能/Company]、[青岚科技/Company]。"
    )
    assert {t[1] for t in triples(said) if t[0] == "SUBSIDIARY_OF"} == {"星汀智能"}


def test_a_list_that_a_company_may_come_on_does_not_apply_to_it() -> None:
    """可能被, 否认被 and 担心被列入 name nobody on the list; 已被 does."""
    said = "[京湖电子/Company]{}被[商务部/GovernmentBody]列入[实体清单/Policy]。"
    listed = ("APPLIES_TO", "实体清单", "京湖电子")
    assert [listed in triples(said.format(word)) for word in ("已", "可能", "否认", "担心")] == [
        True,
        False,
        False,
        False,
    ]
