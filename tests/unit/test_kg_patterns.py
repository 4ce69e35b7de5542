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
