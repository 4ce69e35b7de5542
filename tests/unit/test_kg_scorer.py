"""The learned scorer of pairs: what it may speak of, what it says, and how sure it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extraction.marking import TYPE_CHAR, Atom, Marked, mark
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.relations import mark_sentences
from kg.extraction.scorer import (
    MODEL,
    MOST_PAIRS,
    RULE,
    Label,
    Scorer,
    in_reach,
    load_scorer,
    pairs_of,
    score_pairs,
)
from kg.model import Entity, Extraction, Statement

TEXT = (
    "砺芯半导体有限公司的厂房紧挨着栖砚科技有限公司。"
    "禾穗软件有限公司联手澜岸电子有限公司，股价走高。"
    "星汀能源有限公司收购云脊汽车有限公司。"
)


@pytest.fixture(scope="module")
def eager(bare_extractor: Extractor) -> Extractor:
    """An extractor whose scorer states whatever it holds likeliest."""
    own = load_scorer()
    bold = replace(own, thresholds=(0.0,) * len(own.labels))
    return Extractor(tagger=bare_extractor.tagger, gazetteer=bare_extractor.gazetteer, scorer=bold)


def alone(text: str, extractor: Extractor) -> Iterator[Statement]:
    """What a scorer without thresholds states of a text in which no pattern found anything."""
    own = load_scorer()
    draft = extractor.doc(article_of(text))._.kg
    bold = replace(own, thresholds=(0.0,) * len(own.labels))
    return score_pairs(bold, draft, mark_sentences(draft), ())


def marked(text: str) -> Marked:
    """Marked text in which every capital letter is a company of that name."""
    atoms = [Atom(i, i + 1, TYPE_CHAR["Company"], (c,)) for i, c in enumerate(text) if c.isupper()]
    return mark(text, 0, len(text), atoms)


def scored(result: Extraction) -> list[Statement]:
    """The statements that the scorer made."""
    return [s for s in result.statements if any(e.rule == RULE for e in s.evidence)]


def test_model_loads_with_a_label_a_threshold_and_an_offset_each() -> None:
    """The shipped model is whole, and small enough to ship."""
    scorer = Scorer.load()
    assert MODEL.stat().st_size < 3_000_000
    assert scorer.weights.shape == (len(scorer.vocabulary), len(scorer.columns))
    assert len(scorer.labels) == len(scorer.thresholds) == len(scorer.offsets)
    assert max(scorer.columns) == len(scorer.labels) - 1
    assert Label("SUBSIDIARY_OF", False) in scorer.labels


def test_saving_and_loading_gives_the_same_answers(tmp_path: Path) -> None:
    """A model written and read again scores alike."""
    scorer = load_scorer()
    scorer.save(tmp_path / "pairs.npz")
    again = Scorer.load(tmp_path / "pairs.npz")
    rows = [[0, 1, 2], [0], [0, 5, 9, 11]]
    assert again.best(rows) == scorer.best(rows)
    assert again.thresholds == scorer.thresholds


def test_probabilities_are_probabilities() -> None:
    """What the model is sure of lies between 0 and 1, whatever it sees."""
    rows = [[0], [0, *range(1, 200)], [0, 3, 3, 3]]
    assert all(0 <= sure <= 1 for _, sure in load_scorer().best(rows))


def test_same_text_gives_same_statements(eager: Extractor) -> None:
    """Scoring depends on nothing but the text."""
    first, second = (eager.extract(article_of(TEXT)) for _ in range(2))
    assert scored(first)
    assert first == second


def test_every_scored_statement_reads_back(bare_extractor: Extractor) -> None:
    """Sentence and both ends are found where the evidence says; the confidence is a probability."""
    found = list(alone(TEXT, bare_extractor))
    assert len(found) == 3
    for stmt in found:
        (e,) = stmt.evidence
        assert e.rule == RULE
        assert 0 <= e.confidence <= 1
        assert e.sentence.of(TEXT) == e.text
        assert e.subject is not None and e.object is not None
        assert isinstance(stmt.object, Entity)
        assert e.subject.of(TEXT) == stmt.subject.name
        assert e.object.of(TEXT) == stmt.object.name


@pytest.mark.parametrize(
    "text", ["昨日天气晴好，气温回升，市场平静。", "砺芯半导体有限公司昨日发布年报。"]
)
def test_nothing_is_said_without_two_organisations(bare_extractor: Extractor, text: str) -> None:
    """A text that names no two companies gets no statement of the scorer."""
    assert not list(alone(text, bare_extractor))


def test_scorer_can_be_switched_off() -> None:
    """An extractor made without a scorer has none, one made without saying so has ours."""
    for wanted, found in ((False, None), (True, load_scorer())):
        component = make_extractor("none", scorer=wanted).nlp.get_pipe("kg_relations")
        assert component.stage.scorer is found  # type: ignore[attr-defined]


def test_pair_that_a_pattern_links_is_left_alone(eager: Extractor) -> None:
    """Where a pattern states a relation of two companies, the scorer adds none in that sentence."""
    result = eager.extract(article_of("禾穗软件有限公司收购了澜岸电子有限公司。"))
    assert [s.type for s in result.statements] == ["ACQUIRED"]
    assert not scored(result)


@pytest.mark.parametrize(
    ("lead", "status"), [("", "completed"), ("计划", "planned"), ("否认", "denied")]
)
def test_status_is_read_from_the_words(bare_extractor: Extractor, lead: str, status: str) -> None:
    """Plans and denials are told apart by the words around, not by the model."""
    (stmt,) = alone(f"禾穗软件有限公司{lead}联手澜岸电子有限公司。", bare_extractor)
    assert (stmt.type, stmt.status) == ("PARTNERS_WITH", status)


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("A联手B", True),
        ("A：牵手B", True),
        ("A、B", False),
        ("A上涨，B下跌", False),
        ("A上涨。B下跌", False),
    ],
)
def test_only_neighbours_in_one_clause_are_in_reach(text: str, reach: bool) -> None:
    """Neither members of a list nor names in different clauses are judged."""
    one = marked(text)
    assert [in_reach(one, p) for p in pairs_of(one)] == [reach]


def test_name_between_puts_a_pair_out_of_reach() -> None:
    """Of three names in a row only the neighbours are judged."""
    one = marked("A联手B对抗C")
    near = [(p.first, p.second) for p in pairs_of(one) if in_reach(one, p)]
    assert near == [("A", "B"), ("B", "C")]


def test_ministries_are_out_of_reach() -> None:
    """The model knows companies and funds only."""
    atoms = [Atom(i, i + 1, TYPE_CHAR["GovernmentBody"], (c,)) for i, c in ((0, "A"), (3, "B"))]
    one = mark("A联合B", 0, 4, atoms)
    assert [in_reach(one, p) for p in pairs_of(one)] == [False]


def test_pairs_of_a_long_list_are_bounded() -> None:
    """Ten thousand names give no more pairs than forty names do."""
    text = "甲同" * 10_000
    atoms = [Atom(i, i + 1, TYPE_CHAR["Company"], (str(i),)) for i in range(0, len(text), 2)]
    assert len(list(pairs_of(mark(text, 0, len(text), atoms)))) == MOST_PAIRS
