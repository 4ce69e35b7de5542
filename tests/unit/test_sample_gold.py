"""The sample digest and what a person read in it fit together."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.reading import read
from ontology.vocabulary import vocabulary

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
DIGEST = SAMPLE / "digest-2024-05.txt"
GOLD = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (SAMPLE / "gold").glob("*.json")
}
ARTICLES = pytest.mark.parametrize("gold", [GOLD[k] for k in sorted(GOLD)], ids=sorted(GOLD))


def squeeze(text: str) -> str:
    """The text without white space, as evidence is compared."""
    return re.sub(r"\s+", "", text)


ARTICLES_READ = read(DIGEST).articles
BODIES = {a.title: squeeze(a.text) for a in ARTICLES_READ}


def test_every_article_of_the_sample_has_gold() -> None:
    """The digest reads as fourteen articles, each with its gold file, in order."""
    assert [a.title for a in ARTICLES_READ] == [GOLD[k]["title"] for k in sorted(GOLD)]
    assert len(BODIES) == 14
    assert all(GOLD[k]["article"] == k for k in GOLD)


@ARTICLES
def test_evidence_is_found_verbatim(gold: dict[str, Any]) -> None:
    """Each relation's evidence stands in its own article, white space aside."""
    text = BODIES[gold["title"]]
    assert [r["evidence"] for r in gold["relations"] if squeeze(r["evidence"]) not in text] == []


@ARTICLES
def test_names_are_found_verbatim(gold: dict[str, Any]) -> None:
    """Each name and alias stands in its article or in its title."""
    text = squeeze(gold["title"]) + BODIES[gold["title"]]
    names = [n for e in gold["entities"] for n in (e["name"], *e["aliases"])]
    assert [n for n in names if squeeze(n) not in text] == []


@ARTICLES
def test_no_name_leads_to_two_entities(gold: dict[str, Any]) -> None:
    """Within an article a name belongs to one entity, and ids are not used twice."""
    names = Counter(n for e in gold["entities"] for n in (e["name"], *e["aliases"]))
    ids = Counter(e["id"] for e in gold["entities"])
    assert [n for n, count in (names + ids).items() if count > 1] == []


@ARTICLES
def test_relations_keep_to_the_ontology(gold: dict[str, Any]) -> None:
    """Types, statuses, qualifiers, domain and range are those of the vocabulary."""
    words = vocabulary()
    types = {e["id"]: e["type"] for e in gold["entities"]}
    assert set(types.values()) <= set(words.entity_types)
    for relation in gold["relations"]:
        rel = words.relation(relation["type"])
        target = None if rel.takes_text else types[relation["object"]]
        assert words.allows(types[relation["subject"]], rel.code, target), relation
        assert relation["status"] in words.statuses, relation
        assert set(relation["qualifiers"]) <= set(rel.qualifiers), relation


@ARTICLES
def test_qualifiers_are_copied_from_the_text(gold: dict[str, Any]) -> None:
    """Each qualifier is written as the article writes it."""
    text = BODIES[gold["title"]]
    values = [v for r in gold["relations"] for v in r["qualifiers"].values()]
    assert [v for v in values if squeeze(v) not in text] == []


@ARTICLES
def test_no_event_is_told_twice(gold: dict[str, Any]) -> None:
    """The same triple is repeated only for another date or round."""
    events = Counter(
        (
            r["type"],
            r["subject"],
            r["object"],
            r["qualifiers"].get("date"),
            r["qualifiers"].get("round"),
        )
        for r in gold["relations"]
    )
    assert [event for event, count in events.items() if count > 1] == []


def test_the_sample_shows_everything_that_can_be_said() -> None:
    """Every relation type, every entity type but Media, and every status occurs in the sample."""
    words = vocabulary()
    relations = [r for g in GOLD.values() for r in g["relations"]]
    entities = [e for g in GOLD.values() for e in g["entities"]]
    assert {r["type"] for r in relations} == set(words.relation_types)
    assert {e["type"] for e in entities} == set(words.entity_types) - {"Media"}
    assert {r["status"] for r in relations} == set(words.statuses)
