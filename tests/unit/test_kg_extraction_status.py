"""The status of an event follows from the words around its trigger."""

import re
from pathlib import Path

import pytest

from kg.extraction.marking import TYPE_CHAR
from kg.extraction.patterns.load import read_example
from kg.extraction.status import LIVING, read_status

CASES = Path(__file__).parent.parent / "golden" / "status.tsv"


def cases() -> list[tuple[str, str, str]]:
    """Relation, annotated sentence and expected status."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(relation, text, status) for relation, text, status in rows]


def status_in(relation: str, annotated: str) -> str:
    """The status read from a sentence whose trigger stands in 〔〕."""
    example = read_example(annotated)
    marked, at = "", 0
    for start, end, kind in example.mentions:
        marked += example.text[at:start] + TYPE_CHAR[kind]
        at = end
    before, trigger, after = re.split("[〔〕]", marked + example.text[at:])
    cut = max(before.rfind("，"), before.rfind("；")) + 1
    return read_status(relation, before[cut:], trigger, after.split("。")[0], before[:cut])


@pytest.mark.parametrize(("relation", "text", "expected"), cases())
def test_status_of_a_golden_clause(relation: str, text: str, expected: str) -> None:
    """Each golden clause gives the status that a careful reader gives it."""
    assert status_in(relation, text) == expected


def test_golden_clauses_cover_every_status_and_only_living_relations() -> None:
    """The golden file speaks of all six statuses, of relations that have a life cycle, and of places yet to be taken."""
    assert {status for _, _, status in cases()} == {
        "completed",
        "in_progress",
        "planned",
        "approved",
        "cancelled",
        "denied",
    }
    assert {relation for relation, _, _ in cases()} <= LIVING | {"LOCATED_IN"}


def test_standing_facts_have_no_life_cycle() -> None:
    """What a policy is about is so, whatever the words around say."""
    assert read_status("TARGETS", "拟", "支持", "产业") == "completed"
