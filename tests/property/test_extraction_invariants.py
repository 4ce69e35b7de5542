"""What holds for every text: reading back, repeatability, independence of order, and the ontology."""

import re
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity, Extraction
from kg.records import extraction_record
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from annotated import Passage, read_passages  # noqa: E402

# The examples are the same in every run.
settings.register_profile(
    "extraction",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
SETTINGS = settings.get_profile("extraction")

_BRAND = st.text(alphabet="澜岸砺芯禾穗云岭蓝湾星河瑞声汀鹭晨曦启明", min_size=2, max_size=3)
_COMPANY = st.builds(
    str.__add__, _BRAND, st.sampled_from(["科技有限公司", "半导体股份有限公司", "集团", "电子"])
)
_FUND = st.builds(str.__add__, _BRAND, st.sampled_from(["资本", "创投", "产业投资基金"]))
_KNOWN = st.sampled_from(["京东方", "云从科技", "腾讯", "工信部", "BOE", "中芯国际"])
_ORG = st.one_of(_COMPANY, _FUND, _KNOWN)
_TERM = st.sampled_from(["人工智能", "电源管理芯片", "5G", "智慧平台", "网络安全产业", "Chiplet"])
_AMOUNT = st.sampled_from(["3亿元", "约2.88亿美元", "数千万元", "超5000万港元", "１亿元"])
_TEMPLATES = (
    "{a}宣布投资{n}入股{b}。",
    "{a}拟收购{b}30%股权，交易作价{n}。",
    "{a}与{b}签署战略合作协议，共同研发{t}。",
    "2023年5月20日，{b}完成{n}A轮融资，由{a}领投，{c}跟投。",
    "{a}（以下简称“{d}”）成立，{d}将聚焦{t}。该公司由{b}控股。",
    "{a}否认收购{b}，{c}未回应。",
    "{a}、{b}、{c}等企业参加大会，会上发布《{t}发展白皮书》。",
    "工信部印发《{t}发展行动计划》，提出到2025年培育100家企业，利好{a}。",
    "{a}董事长王晓岚表示，公司将加大{t}投入！",
    "据悉，{b}获{a}{n}投资；{c}也参与其中……",
    "京東方科技集團投資{n}入股{b}，雙方將發展{t}產業。",
)
_SENTENCE = st.builds(
    lambda template, a, b, c, d, t, n: template.format(a=a, b=b, c=c, d=d, t=t, n=n),
    st.sampled_from(_TEMPLATES), _ORG, _ORG, _ORG, _BRAND, _TERM, _AMOUNT,
)  # fmt: skip
_NOISE = st.text(max_size=12)
_TEXT = st.lists(st.one_of(_SENTENCE, _SENTENCE, _SENTENCE, _NOISE), min_size=1, max_size=6).map(
    "\n".join
)

_TRAINING = ROOT / "data" / "training"


@cache
def _clauses() -> list[str]:
    """Clauses of news of every kind in the training text, each with the stop it ends in."""
    passages = read_passages(sorted(_TRAINING.glob("*-02.txt")))
    texts = (p.text for p in passages if isinstance(p, Passage))
    return [clause for text in texts for clause in re.findall("[^，。；\n]+[，。；]", text)]


@cache
def extractor() -> Extractor:
    """The rules and gazetteers without a statistical tagger."""
    return make_extractor("none")


def extract(text: str) -> Extraction:
    """What is read from a text."""
    return extractor().extract(article_of(text))


@SETTINGS
@given(_TEXT)
def test_every_span_reads_back(text: str) -> None:
    """Mentions, evidence, the ends in it and spans of qualifiers are the characters they claim to be."""
    found = extract(text)
    assert list(found.unread()) == []
    for s in found.statements:
        for q in s.qualifiers:
            assert q.span is None or q.span.of(text) == q.text
        for e in s.evidence:
            for end in (e.subject, e.object):
                assert end is None or e.sentence.covers(end)


@settings(SETTINGS, max_examples=300)
@given(st.data())
def test_clauses_put_together_anyhow_are_read(data: st.DataObject) -> None:
    """No row of clauses stops the reading, whatever it makes of them, and what it makes reads back."""
    clauses = st.sampled_from(_clauses())
    assert (
        list(extract("".join(data.draw(st.lists(clauses, min_size=1, max_size=7)))).unread()) == []
    )


@SETTINGS
@given(_TEXT)
def test_statements_keep_to_the_ontology(text: str) -> None:
    """Ends, status and qualifiers are what the ontology allows, and both ends are known entities."""
    found = extract(text)
    entities = {e.id for e in found.entities}
    for s in found.statements:
        kind = s.object.type if isinstance(s.object, Entity) else None
        assert vocabulary().allows(s.subject.type, s.type, kind)
        assert s.status in vocabulary().statuses
        assert {q.name for q in s.qualifiers} <= set(vocabulary().relation(s.type).qualifiers)
        assert 0 < s.confidence <= 1
        assert s.subject.id in entities
        assert kind is None or s.object.id in entities
        assert s.subject.id != s.object.id


@SETTINGS
@given(_TEXT)
def test_a_second_reading_is_equal(text: str) -> None:
    """Extraction is a pure function of the article."""
    assert extract(text) == extract(text)


@SETTINGS
@given(st.lists(_TEXT, min_size=2, max_size=4))
def test_the_order_of_articles_does_not_matter(texts: list[str]) -> None:
    """What was read before leaves no trace in what is read next."""
    forward = [extraction_record(extract(t)) for t in texts]
    backward = [extraction_record(extract(t)) for t in reversed(texts)]
    assert forward == backward[::-1]


@SETTINGS
@given(_TEXT)
def test_mentions_are_in_order_and_name_entities(text: str) -> None:
    """Mentions come in reading order; each names an entity of the result by a type it knows."""
    found = extract(text)
    assert [m.span.start for m in found.mentions] == sorted(m.span.start for m in found.mentions)
    types = {e.id: e.type for e in found.entities}
    assert [m for m in found.mentions if types[m.entity_id] != m.type] == []


@pytest.mark.parametrize("template", _TEMPLATES)
def test_the_templates_say_something(template: str) -> None:
    """Each template makes mentions: the properties above are not about empty results."""
    text = template.format(
        a="京东方", b="砺芯半导体有限公司", c="禾穗资本", d="砺芯", t="人工智能", n="3亿元"
    )
    assert len(extract(text).mentions) >= 2
