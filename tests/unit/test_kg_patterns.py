"""Every relation pattern finds what its example says, and nothing in its counter-example."""

import pytest

from kg.errors import BadPattern
from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.linking import link
from kg.extraction.patterns.grammar import Pattern, expand
from kg.extraction.patterns.load import load_patterns, read_example
from kg.extraction.pipeline import article_of
from kg.extraction.relations import RelationFinder, mark_sentences
from kg.extraction.sentences import split_sentences
from kg.extraction.values import find_values
from kg.model import Statement
from ontology.vocabulary import vocabulary

PATTERNS = load_patterns()


def statements(pattern: Pattern, annotated: str) -> list[Statement]:
    """What one pattern finds in an annotated example."""
    example = read_example(annotated)
    article = article_of(example.text)
    draft = Draft(article=article)
    draft.sentences = split_sentences(article.text, article.blocks)
    draft.values = find_values(article.text)
    draft.mentions = [Candidate(a, b, kind, "title") for a, b, kind in example.mentions]
    entities, draft.linked = link(article.text, draft.mentions, (), {})
    draft.entities = {e.id: e for e in entities}
    finder = RelationFinder([pattern])
    found = [r for ms in mark_sentences(draft) for r in finder.find(draft, ms)]
    return [r for r in found if isinstance(r, Statement)]


def pairs(found: list[Statement]) -> set[tuple[str, str]]:
    """Names of subject and object of each statement."""
    return {(s.subject.name, getattr(s.object, "name", "")) for s in found}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_pattern_matches_its_example(pattern: Pattern) -> None:
    """The example of a pattern gives the pairs it promises, with the pattern's id in the evidence."""
    found = statements(pattern, pattern.match)
    assert found, f"{pattern.id} does not match its example"
    assert all(e.rule == pattern.id for s in found for e in s.evidence)
    assert set(pattern.expect) <= pairs(found)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_pattern_leaves_its_counter_example_alone(pattern: Pattern) -> None:
    """The counter-example of a pattern gives nothing."""
    assert not pairs(statements(pattern, pattern.reject))


def test_every_relation_of_the_ontology_has_a_pattern_or_a_rule() -> None:
    """No relation type is without a way to be found."""
    by_rule = {"TARGETS", "SETS_TARGET", "LOCATED_IN"}
    missing = set(vocabulary().relation_types) - {p.relation for p in PATTERNS} - by_rule
    assert missing == set()


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("<S>{gap}{T}", "no O"),
        ("<S>{gap}<O>", "no T"),
        ("<S:Firma>{T}<O>", "Firma"),
        ("<S>{nonsense}{T}<O>", "nonsense"),
    ],
)
def test_malformed_pattern_is_refused_with_its_reason(pattern: str, said: str) -> None:
    """A pattern without object, with an unknown type or an unknown macro is refused in words."""
    bad = Pattern(
        id="x", relation="ACQUIRED", pattern=pattern, triggers=("收购",), match="", reject=""
    )
    with pytest.raises(BadPattern, match=said):
        expand(bad)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("[京湖电子/Company]受让[砺芯半导体/Company]30%股权。", "INVESTED_IN"),
        ("[京湖电子/Company]受让[砺芯半导体/Company]2000万股股份。", "INVESTED_IN"),
        ("[京湖电子/Company]受让[砺芯半导体/Company]51%股权。", "ACQUIRED"),
        ("[京湖电子/Company]受让[砺芯半导体/Company]全部2亿股股份。", "ACQUIRED"),
        (
            "[京湖电子/Company]分别受让[禾穗资本/Fund]、[澜岸创投/Fund]持有的[砺芯半导体/Company]5%、8%股权。",
            "INVESTED_IN",
        ),
        (
            "[京湖电子/Company]分别受让[禾穗资本/Fund]、[澜岸创投/Fund]持有的[砺芯半导体/Company]35%、28%股权。",
            "ACQUIRED",
        ),
        ("[京湖电子/Company]取得[砺芯半导体/Company]剩余49%股权。", "ACQUIRED"),
        ("[京湖电子/Company]受让[砺芯半导体/Company]29%股权，获得控制权。", "ACQUIRED"),
    ],
)
def test_less_than_half_of_a_company_is_an_investment(text: str, relation: str) -> None:
    """A share below one half or a number of shares is no purchase, but all of it, the rest of it and control are."""
    (pattern,) = [p for p in PATTERNS if p.id == "capital.acquire.takes-over"]
    assert {s.type for s in statements(pattern, text)} == {relation}


@pytest.mark.parametrize(
    ("id_", "text", "found"),
    [
        (
            "people.position.title-name",
            "[砺芯半导体/Company]董事长兼创始人[林知远/Person]表示。",
            True,
        ),
        (
            "people.position.title-name",
            "[砺芯半导体/Company]联合创始人[林知远/Person]表示。",
            False,
        ),
        (
            "people.position.title-name",
            "[砺芯半导体/Company]实际控制人[林知远/Person]表示。",
            False,
        ),
        (
            "partners.each-other",
            "[京湖电子/Company]与[砺芯半导体/Company]签订股权转让框架协议。",
            False,
        ),
        (
            "partners.each-other",
            "[工信部/GovernmentBody]同[青岚市/GovernmentBody]通话，没有协议。",
            False,
        ),
        ("partners.with", "[京湖电子/Company]与[砺芯半导体/Company]签署采购合同。", False),
        (
            "partners.with",
            "[京湖电子/Company]与[砺芯半导体/Company]签署战略合作协议，共拓销售渠道。",
            True,
        ),
        ("capital.invest.increase", "[禾穗资本/Fund]维持增持[砺芯半导体/Company]评级。", False),
        (
            "capital.invest.increased-by",
            "[砺芯半导体/Company]获[澜岸证券/Company]给予买入评级。",
            False,
        ),
        (
            "capital.reduce.notice",
            "股东[禾穗资本/Fund]计划6个月内，以集中竞价方式减持[砺芯半导体/Company]股份。",
            True,
        ),
        (
            "capital.reduce.notice",
            "股东[禾穗资本/Fund]计划增持，此前曾减持[砺芯半导体/Company]股份。",
            False,
        ),
        (
            "capital.reduce.notice",
            "股东[禾穗资本/Fund]计划6个月内不减持[砺芯半导体/Company]股份。",
            False,
        ),
        (
            "capital.reduce.bought-directly",
            "[京湖电子/Company]拟向[禾穗资本/Fund]等发行股份及支付现金，购买[砺芯半导体/Company]51%股权。",
            True,
        ),
        (
            "capital.invest.issued-shares",
            "[砺芯半导体/Company]向[禾穗资本/Fund]发行可转换债券。",
            False,
        ),
        (
            "capital.hold.pledged",
            "[林知远/Person]向[澜岸证券/Company]质押股份。",
            False,
        ),
        (
            "capital.reduce.pulls-out",
            "[禾穗资本/Fund]从[砺芯半导体/Company]前十大股东名单中退出。",
            True,
        ),
        ("capital.reduce.pulls-out", "[禾穗资本/Fund]从[砺芯半导体/Company]退出谈判。", False),
        (
            "capital.reduce.bought-directly",
            "[京湖电子/Company]拟向[禾穗资本/Fund]发行股份募集资金，收购[砺芯半导体/Company]51%股权。",
            False,
        ),
        (
            "capital.invest.issued-shares",
            "[砺芯半导体/Company]向[林知远/Person]发行6亿股股份作为奖励。",
            False,
        ),
        ("supplies.cut-off", "市场担心[砺芯半导体/Company]对[京湖电子/Company]断供。", False),
        (
            "supplies.cut-off",
            "[砺芯半导体/Company]对[京湖电子/Company]断供，三天后恢复供货。",
            False,
        ),
        (
            "capital.reduce.insider",
            "[砺芯半导体/Company]董事长[林知远/Person]拟参与定增，六个月内不存在减持公司股份的情况。",
            False,
        ),
        (
            "capital.hold.of-founded",
            "[京湖电子/Company]成立[砺芯半导体/Company]，其中海外收入[青岚科技/Company]占60%。",
            False,
        ),
    ],
)
def test_neighbours_in_meaning_are_told_apart(id_: str, text: str, found: bool) -> None:
    """Offices from founders, partnerships from contracts, purchases of shares from the ratings of analysts."""
    (pattern,) = [p for p in PATTERNS if p.id == id_]
    assert bool(statements(pattern, text)) is found


def test_a_said_subject_is_never_an_unsaid_one() -> None:
    """<S!> takes only who is named in the sentence, <S> also whom the sentence goes on to speak of."""
    text = "[砺芯半导体/Company]发布公告，采用[存算一体/Technology]。"

    def found(slot: str) -> set[tuple[str, str]]:
        pattern = Pattern(
            id="test.uses",
            relation="USES",
            pattern=f"{slot}{{no}}{{T}}<O>",
            triggers=("采用",),
            match=text,
            reject="",
        )
        return pairs(statements(pattern, text))

    assert found("<S>") == {("砺芯半导体", "存算一体")}
    assert found("<S!>") == found("<S!+>") == set()
