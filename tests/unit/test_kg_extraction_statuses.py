"""The second opinion on statuses."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.learned.statuses import (
    READ,
    SURE,
    SURELY_DONE,
    Reading,
    StatusReader,
    load_statuses,
    numbered,
    rows,
    second_opinion,
    words_around,
)
from kg.extraction.pipeline import article_of, make_extractor
from ontology.vocabulary import vocabulary

STATUSES = tuple(vocabulary().statuses)
WORDS = st.text(alphabet="拟已收购了将签约方案计划，。", max_size=12)
READINGS = st.builds(
    Reading,
    st.sampled_from(sorted(READ)),
    st.sampled_from(STATUSES),
    st.booleans(),
    st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS),
)


def reader() -> StatusReader:
    """The weights that ship with the project."""
    loaded = load_statuses()
    assert loaded is not None
    return loaded


@given(st.lists(READINGS, min_size=1, max_size=5))
def test_what_stands_beside_a_statement_changes_nothing(read: list[Reading]) -> None:
    """Each statement is read alike, alone and among others; its shares sum to one, and all its rows are in the table."""
    together = reader().shares(read)
    apart = np.concatenate([reader().shares([r]) for r in read])
    assert np.allclose(together, apart, atol=1e-5)
    assert np.allclose(together.sum(axis=1), 1, atol=1e-5)
    numbers, starts = numbered(read)
    assert numbers.min() >= 0 and numbers.max() < rows()
    assert starts[0] == 0 and len(starts) == len(read)


@given(st.text(alphabet="甲乙拟收购，。：股权", min_size=2, max_size=60), st.data())
def test_the_words_around_two_names_are_those_of_the_sentence(
    text: str, data: st.DataObject
) -> None:
    """All that is read stands in the sentence, apart from the marks of ends."""
    first = data.draw(st.integers(0, len(text) - 2))
    last = data.draw(st.integers(first + 1, len(text) - 1))
    before, between, behind, following, earlier = words_around(text, first, last)
    assert text[:first].endswith(before.removeprefix("<"))
    assert between == f"<{text[first + 1 : last]}>"
    assert behind.removesuffix(">") + following in text[last + 1 :]
    assert earlier in text[:first]


def test_only_who_is_sure_overrules_and_surest_where_something_would_be_done() -> None:
    """Below its bar the model changes nothing, and to call a plan done it takes more than to call a deed a plan."""
    for told in STATUSES:
        for other in STATUSES:
            bar = SURELY_DONE if other == "completed" else SURE
            for share, followed in ((bar + 0.01, True), (bar - 0.01, False)):
                shares = [
                    share if s == other else (1 - share) / (len(STATUSES) - 1) for s in STATUSES
                ]
                assert second_opinion(told, shares) == (other if followed else told)
    assert SURELY_DONE > SURE


@pytest.mark.parametrize(
    ("text", "relation", "rules", "both"),
    [
        (
            "砺芯半导体与汀江微造签署合同，一起建设砺芯临港产业园项目。",
            "OPERATES",
            "completed",
            "planned",
        ),
        ("工信部正在起草《算力基础设施条例》。", "ISSUED", "planned", "planned"),
        (
            "据知情人士透露，国家大基金已减持中芯国际2%股份。",
            "REDUCED_STAKE_IN",
            "completed",
            "completed",
        ),
        ("京东方收购了华灿光电。", "ACQUIRED", "completed", "completed"),
        ("京东方拟收购华灿光电。", "ACQUIRED", "planned", "planned"),
        ("京东方终止收购华灿光电。", "ACQUIRED", "cancelled", "cancelled"),
        ("滴滴表示，将启动在纽交所退市的工作。", "LISTED_ON", "completed", "completed"),
    ],
)
def test_rules_and_model_agree_on_a_status(text: str, relation: str, rules: str, both: str) -> None:
    """What the words of a whole sentence mean is seen where the rules know none of them, and stands where they do."""

    def statuses(learned: bool) -> set[str]:
        made = make_extractor("auto", statuses=learned).extract(article_of(text)).statements
        return {s.status for s in made if s.type == relation}

    assert (statuses(False), statuses(True)) == ({rules}, {both})


def test_nothing_but_statuses_hangs_on_the_model() -> None:
    """With and without it the same is stated, of the same, by the same rules."""
    text = Path(__file__).parents[2].joinpath("data/sample/digest-2024-05.txt").read_text("utf-8")
    article = article_of(text[:3000])

    def told(learned: bool) -> list[tuple[str, str, str, str]]:
        made = make_extractor("auto", statuses=learned).extract(article).statements
        return sorted((s.type, s.subject.id, str(s.object), s.evidence[0].rule) for s in made)

    assert told(True) == told(False)


def test_weights_for_another_vocabulary_are_refused() -> None:
    """A table of another shape is no table of ours."""
    with pytest.raises(ValueError, match="another vocabulary"):
        StatusReader(np.zeros((3, 2), dtype=np.float32), np.zeros(2, dtype=np.float32))
