"""Retyping: what a company makes and names is a product."""

from collections.abc import Callable

from kg.extraction.draft import Draft
from kg.extraction.relations import make_statement
from kg.extraction.retype import retype_made
from kg.model import Statement

Drafts = Callable[[str], Draft]


def statement(draft: Draft, relation: str, subject: int, target: int) -> Statement:
    """A statement between two mentions of the draft, by their number."""
    made = make_statement(
        draft,
        draft.sentences[0],
        relation,
        draft.linked[subject],
        draft.linked[target],
        rule="test",
    )
    assert isinstance(made, Statement)
    return made


def test_named_thing_that_a_company_develops_is_a_product(annotated_draft: Drafts) -> None:
    """砺芯半导体研发了星河芯片: 星河芯片 is a product, in the statement and in the draft."""
    draft = annotated_draft("[砺芯半导体/Company]研发了[星河芯片/Technology]。")
    [made] = retype_made(draft, [statement(draft, "DEVELOPS", 0, 1)])
    assert made.object.type == "Product"  # type: ignore[union-attr]
    assert draft.entities[draft.linked[1]].type == "Product"


def test_technique_stays_a_technology_whoever_develops_it(annotated_draft: Drafts) -> None:
    """隐私计算技术 does not become a product."""
    draft = annotated_draft("[砺芯半导体/Company]研发了[星河封装技术/Technology]。")
    given = [statement(draft, "DEVELOPS", 0, 1)]
    assert retype_made(draft, given) == given


def test_curated_term_keeps_its_type(annotated_draft: Drafts) -> None:
    """What a gazetteer calls a technology is one."""
    draft = annotated_draft("[砺芯半导体/Company]研发了[星河芯片/Technology]。")
    draft.mentions[1] = draft.mentions[1]._replace(finder="known-term")
    given = [statement(draft, "DEVELOPS", 0, 1)]
    assert retype_made(draft, given) == given


def test_statement_that_a_product_would_break_keeps_the_type(annotated_draft: Drafts) -> None:
    """Where another statement needs the technology to be one, it stays one."""
    draft = annotated_draft(
        "[砺芯半导体/Company]研发了[星河芯片/Technology]，属于[芯片/Technology]。"
    )
    made = statement(draft, "DEVELOPS", 0, 1)
    both = [made, statement(draft, "KIND_OF", 1, 2)]
    found = retype_made(draft, both)
    kinds = {s.type: getattr(s.object, "type", "") for s in found}
    fits = {s.subject.type for s in found if s.type == "KIND_OF"}
    # Either both statements speak of a product, or neither does.
    assert fits == {kinds["DEVELOPS"]}
