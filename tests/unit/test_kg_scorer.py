"""The learned scorer adds relations between two organisations, bounded, calibrated and with evidence."""

from pathlib import Path

import pytest

from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.scorer import MODEL, MOST_PAIRS, RULE, Scorer, load_scorer, pairs_of

TEXTS = (
    "砺芯半导体是京湖电子控股子公司。",
    "京湖电子与砺芯半导体在车载市场正面竞争，互不相让。",
    "京湖电子联合砺芯半导体开拓海外市场。",
    "京湖电子、砺芯半导体、青岚科技出席会议。",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """An extractor with the model and without a tagger."""
    return make_extractor("none")


def names(text: str) -> list[tuple[int, int, str]]:
    """The invented companies of a text, given to the extractor."""
    found = []
    for name in ("砺芯半导体", "京湖电子", "青岚科技"):
        at = text.find(name)
        if at >= 0:
            found.append((at, at + len(name), "Company"))
    return found


def test_model_loads_with_a_label_a_threshold_and_an_offset_each() -> None:
    """The shipped model is whole, and small enough to ship."""
    scorer = load_scorer()
    assert len(scorer.labels) == len(scorer.thresholds) == len(scorer.offsets)
    assert max(scorer.columns) < len(scorer.labels)
    assert MODEL.stat().st_size < 3_000_000


def test_saving_and_loading_gives_the_same_answers(tmp_path: Path) -> None:
    """A model written and read again scores alike."""
    scorer = load_scorer()
    scorer.save(tmp_path / "pairs.npz")
    again = Scorer.load(tmp_path / "pairs.npz")
    rows = [[0, 1, 2], [0], [0, 5, 9, 11]]
    assert again.best(rows) == scorer.best(rows)


def test_probabilities_are_probabilities() -> None:
    """What the model is sure of lies between 0 and 1, whatever it sees."""
    scorer = load_scorer()
    rows = [[0], [0, *range(1, 200)], [0, 3, 3, 3]]
    assert all(0 <= sure <= 1 for _, sure in scorer.best(rows))


@pytest.mark.parametrize("text", TEXTS)
def test_every_statement_of_the_model_reads_back(extractor: Extractor, text: str) -> None:
    """What the model states carries its rule, a sentence that reads back and its probability."""
    article = article_of(text)
    extraction = extractor.extract(article, names=names(text))
    for stmt in extraction.statements:
        for ev in stmt.evidence:
            assert ev.sentence.of(article.text) == ev.text
            assert 0 < ev.confidence <= 1
            assert ev.rule == RULE or "." in ev.rule


def test_no_organisation_no_statement_of_the_model(extractor: Extractor) -> None:
    """A sentence without organisations gives the model nothing to link."""
    extraction = extractor.extract(article_of("天气转凉，市场平静，没有消息。"))
    assert not extraction.statements


def test_pairs_of_a_long_list_are_bounded(extractor: Extractor) -> None:
    """A sentence that lists hundreds of names gives a bounded number of pairs."""
    text = "、".join(f"砺芯{chr(0x4E00 + n)}公司" for n in range(400)) + "出席会议。"
    at, spans = 0, []
    for part in text.removesuffix("出席会议。").split("、"):
        spans.append((at, at + len(part), "Company"))
        at += len(part) + 1
    draft = extractor.doc(article_of(text), names=spans)._.kg
    from kg.extraction.relations import mark_sentences

    for ms in mark_sentences(draft):
        assert len(list(pairs_of(ms.marked))) <= MOST_PAIRS
