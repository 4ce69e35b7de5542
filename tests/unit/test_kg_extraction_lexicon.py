"""Closed word classes."""

import pytest

from kg.extraction.lexicon import ANAPHORS, COMPOUND_SURNAMES, SURNAMES, TITLES_RE
from ontology.vocabulary import vocabulary


@pytest.mark.parametrize(
    "title",
    [
        "董事长",
        "副总裁",
        "首席执行官",
        "联合创始人兼CEO",
        "党组书记、局长",
        "常务副总经理",
        "董事长、总经理",
        "院长助理",
        "高级副总裁",
    ],
)
def test_job_titles_are_read_whole(title: str) -> None:
    """Prefixes, and several titles joined by a stop or 兼, are one title."""
    assert TITLES_RE.fullmatch(title)


@pytest.mark.parametrize("word", ["市场", "增长", "产能", "项目部署"])
def test_other_words_are_no_titles(word: str) -> None:
    """A word that holds 长 or 部 is no post."""
    assert TITLES_RE.fullmatch(word) is None


def test_words_that_stand_for_something_name_types_of_the_ontology() -> None:
    """Each such word says which entity types it can mean, and these exist."""
    known = set(vocabulary().entity_types)
    assert {kind for kinds in ANAPHORS.values() for kind in kinds} <= known
    assert all(ANAPHORS.values())


def test_family_names_are_single_characters_and_compounds_longer() -> None:
    """The string holds one-character names, the tuple two-character ones."""
    assert {len(name) for name in COMPOUND_SURNAMES} == {2}
    assert {"王", "林", "沈"} <= set(SURNAMES)
    assert SURNAMES.isalpha()
