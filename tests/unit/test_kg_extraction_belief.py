"""How far what the network of relations reads is believed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.learned.belief import LEAST, Claims, Grounds, believed, traits_of
from kg.extraction.learned.relations import RULE
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Statement

SHARES = st.floats(0.1, 0.99)
STORY = (
    "砺芯半导体的车规芯片流片全由汀江微造代劳，封装则交给禾川精测。"
    "坊间早有传闻，澜岳科技与霁川智能在激光雷达赛道上斗得难解难分。"
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The pipeline with our networks."""
    return make_extractor("auto")


@given(SHARES, SHARES, SHARES)
def test_more_for_it_is_believed_more(share: float, sight: float, more: float) -> None:
    """A greater share, a clearer name and the same said more surely elsewhere never lower a belief; a rival never raises it."""
    plain = Grounds(share=share, elsewhere=share, sight=sight)
    told = believed(plain)
    assert believed(plain._replace(sight=max(sight, more))) >= told
    assert believed(plain._replace(elsewhere=max(share, more))) >= told
    surer = max(share, more)
    assert believed(plain._replace(share=surer, elsewhere=surer)) >= told
    assert believed(plain._replace(rival_subject=more)) <= told
    assert believed(plain._replace(rival_object=more)) <= told


def test_a_name_that_the_network_of_names_hardly_sees_is_not_enough() -> None:
    """The same share carries a statement between clear names and none about a faint one."""
    clear = Grounds(share=0.4, elsewhere=0.4, sight=0.99)
    assert believed(clear) >= LEAST > believed(clear._replace(sight=0.1))


def test_what_no_word_tells_is_believed_less() -> None:
    """The same share is worth less where no word of the sentence tells the relation."""
    told = Grounds(share=0.5, elsewhere=0.5, sight=0.9)
    assert believed(told._replace(worded=False)) < believed(told)


def test_an_unlikely_rival_counts_for_nothing() -> None:
    """Another pair that is less likely than not has no claim."""
    plain = Grounds(share=0.4, elsewhere=0.4, sight=0.9)
    assert traits_of(plain) == traits_of(plain._replace(rival_subject=0.4, rival_object=0.5))


def test_a_statement_of_the_network_is_as_sure_as_its_grounds(extractor: Extractor) -> None:
    """The confidence is what the grounds of its place make of it, and at least the bar."""
    extraction, draft = extractor.read(article_of(STORY))
    claims = Claims(draft)
    added = [s for s in extraction.statements if s.evidence[0].rule == RULE]
    assert added
    for s in added:
        grounds = claims.of(s)
        assert grounds is not None and s.confidence == round(believed(grounds), 2) >= LEAST - 0.01


def test_what_the_caller_names_is_seen(extractor: Extractor) -> None:
    """Names that the caller gives are certain, however the network of names sees them."""
    text = "砺芯半导体的流片由汀江微造代劳。"
    _, draft = extractor.read(article_of(text), [(0, 5, "Company"), (9, 13, "Company")])
    claims = Claims(draft)
    (j,) = draft.judged
    starts = [(j.marked.starts[p.i], j.marked.starts[p.j]) for p in j.pairs]
    k = starts.index((0, 9))
    ends = [j.marked.keys[at][0] for at in (j.pairs[k].i, j.pairs[k].j)]
    assert claims.grounds(j, k, 0, *ends).sight == 1.0


def test_what_nobody_read_has_no_grounds(extractor: Extractor) -> None:
    """A statement whose ends do not stand in its sentence has none."""
    extraction, draft = extractor.read(article_of(STORY))
    told: Statement = extraction.statements[0]
    elsewhere = replace(told, subject=replace(told.subject, name="别家公司"))
    assert Claims(draft).of(elsewhere) is None


def test_short_texts_keep_clear_terms_of_which_nothing_is_stated(extractor: Extractor) -> None:
    """In a short text a term that the network of names sees clearly is kept; in a long one it needs a statement."""
    text = "纳米压印光栅技术正在走向成熟。"
    found = [m for m in extractor.extract(article_of(text)).mentions if m.finder == "model"]
    assert [m.surface for m in found] == ["纳米压印光栅"]
    filler = "会场里坐满了人，大家都在听讲，没有人离开。" * 40
    assert not [
        m for m in extractor.extract(article_of(text + filler)).mentions if m.finder == "model"
    ]
