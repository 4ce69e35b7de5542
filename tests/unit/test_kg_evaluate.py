"""Scores against a gold standard: what matches, what counts, and what bad gold is answered with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnknownFormat, UnreadableFile
from kg.evaluate import Score, evaluate
from kg.model import Document, Entity, Extraction, Literal, Qualifier
from kg.store import Store

Make = Callable[..., Extraction]
YUNLING = Entity(type="Company", name="云岭数据", aliases=("云岭",))
LANWAN = Entity(type="Company", name="蓝湾科技")
PLAN = Entity(type="Policy", name="星火计划")
PLACE = Entity(type="Place", name="桦州")

ENTITIES = [
    {"id": "e1", "type": "Company", "name": "云岭数据科技", "aliases": ["“云岭数据”"]},
    {"id": "e2", "type": "Fund", "name": "蓝湾科技", "aliases": []},
    {"id": "e3", "type": "Policy", "name": "《星火计划》", "aliases": []},
]


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., Path]:
    """Writes a gold folder with one article of the given relations."""

    def write(*relations: dict[str, Any], title: str = "云岭入股蓝湾") -> Path:
        folder = tmp_path / "gold"
        folder.mkdir(exist_ok=True)
        raw = {"article": "g1", "title": title, "entities": ENTITIES, "relations": relations}
        (folder / "g1.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def stored(tmp_path: Path, make_extraction: Make) -> Callable[..., Store]:
    """Makes a store of one article with the given facts, a sentence each."""

    def make(*facts: tuple[Any, ...], title: str = "云岭入股蓝湾") -> Store:
        document = Document(source="d", media_type="t", sha256="0" * 64, title="d")
        said = [(f"{n}：云岭数据，蓝湾科技，星火计划，桦州。", [f]) for n, f in enumerate(facts)]
        store = Store.open(tmp_path / "graph.kg", create=True)
        store.add(document, [make_extraction(document, 1, title, said)])
        return store

    return make


def relation(type: str, subject: str, object: str, **more: Any) -> dict[str, Any]:
    """A gold relation."""
    return {"type": type, "subject": subject, "object": object, "evidence": "…", **more}


def test_alias_and_quotes_do_not_matter(
    gold: Callable[..., Path], stored: Callable[..., Store]
) -> None:
    """Ends match on any form of the name; a wrong type of an entity costs type accuracy only."""
    folder = gold(relation("INVESTED_IN", "e1", "e2"))
    with stored((YUNLING, "INVESTED_IN", LANWAN, "completed", ())) as store:
        found = evaluate(folder, store)
    assert found.groups["capital"] == Score(matched=1, predicted=1, gold=1)
    assert found.groups["policy"] == Score()
    assert found.entities == Score(matched=2, predicted=2, gold=3)
    assert (found.entity_type_accuracy, found.status_accuracy) == (0.5, 1.0)


def test_direction_matters_unless_symmetric(
    gold: Callable[..., Path], stored: Callable[..., Store]
) -> None:
    """A reversed investment is wrong and spurious, a reversed partnership is right."""
    folder = gold(relation("INVESTED_IN", "e2", "e1"), relation("PARTNERS_WITH", "e2", "e1"))
    facts = [(YUNLING, r, LANWAN, "completed", ()) for r in ("INVESTED_IN", "PARTNERS_WITH")]
    with stored(*facts) as store:
        found = evaluate(folder, store)
    assert found.types["INVESTED_IN"].matched == 0
    assert found.types["PARTNERS_WITH"].matched == 1
    assert [(m.missed, m.type) for m in found.misses] == [
        (True, "INVESTED_IN"),
        (False, "INVESTED_IN"),
    ]


def test_matching_is_one_to_one(gold: Callable[..., Path], stored: Callable[..., Store]) -> None:
    """One statement pays for one gold statement, the one whose qualifiers agree."""
    folder = gold(
        relation("INVESTED_IN", "e1", "e2", qualifiers={"amount": "3亿元", "round": "B轮"}),
        relation("INVESTED_IN", "e1", "e2", qualifiers={"amount": "1亿元"}),
        relation("INVESTED_IN", "e1", "e2", status="planned"),
    )
    first = (Qualifier(name="amount", text="1亿元"), Qualifier(name="round", text="A轮"))
    second = (Qualifier(name="amount", text="约3亿元"), Qualifier(name="round", text="B轮"))
    facts = [(YUNLING, "INVESTED_IN", LANWAN, "completed", q) for q in (first, second)]
    with stored(*facts) as store:
        found = evaluate(folder, store)
    assert found.groups["all"] == Score(matched=2, predicted=2, gold=3)
    assert (found.qualifier_recall, found.status_accuracy) == (1.0, 1.0)


def test_status_is_judged_on_matches(
    gold: Callable[..., Path], stored: Callable[..., Store]
) -> None:
    """A plan told as done is found, with the wrong status."""
    folder = gold(relation("ACQUIRED", "e1", "e2", status="planned"))
    with stored((YUNLING, "ACQUIRED", LANWAN, "completed", ())) as store:
        found = evaluate(folder, store)
    assert (found.groups["all"].f1, found.status_accuracy) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("indicator", "value", "matched"),
    [("自给率", "", 1), ("新增产能", "40%", 1), ("新增产能", "50%", 0)],
)
def test_target_matches_on_words_or_numbers(
    gold: Callable[..., Path],
    stored: Callable[..., Store],
    indicator: str,
    value: str,
    matched: int,
) -> None:
    """An indicator matches when one text holds the other, or a number is shared."""
    folder = gold(relation("SETS_TARGET", "e3", "芯片自给率", qualifiers={"value": "40%"}))
    quals = (Qualifier(name="value", text=value),) if value else ()
    target = Literal(text=f"芯片{indicator}" if not value else indicator)
    with stored((PLAN, "SETS_TARGET", target, "planned", quals)) as store:
        found = evaluate(folder, store)
    assert found.types["SETS_TARGET"].matched == matched


def test_places_are_not_held_against_a_store(
    gold: Callable[..., Path], stored: Callable[..., Store]
) -> None:
    """A place that gold does not name is no wrong entity."""
    folder = gold()
    with stored((YUNLING, "LOCATED_IN", PLACE, "completed", ())) as store:
        found = evaluate(folder, store)
    assert found.entities == Score(matched=1, predicted=1, gold=3)


def test_other_articles_do_not_count(
    gold: Callable[..., Path], stored: Callable[..., Store]
) -> None:
    """What stands in an article without gold is neither right nor wrong."""
    folder = gold(relation("INVESTED_IN", "e1", "e2"))
    with stored((YUNLING, "INVESTED_IN", LANWAN, "completed", ()), title="别的文章") as store:
        found = evaluate(folder, store)
    assert found.groups["all"] == Score(gold=1)


def test_missing_gold_is_an_error(tmp_path: Path, stored: Callable[..., Store]) -> None:
    """A folder without gold articles is named."""
    with stored() as store, pytest.raises(UnreadableFile, match="no gold articles"):
        evaluate(tmp_path / "nowhere", store)


@pytest.mark.parametrize("text", ["{", "[]", '{"title": "x"}', '{"entities": 3}'])
def test_broken_gold_is_an_error(tmp_path: Path, stored: Callable[..., Store], text: str) -> None:
    """A file that is no gold article is named."""
    (tmp_path / "broken.json").write_text(text, encoding="utf-8")
    with stored() as store, pytest.raises(UnknownFormat, match=r"broken\.json"):
        evaluate(tmp_path, store)


def test_scores_of_nothing_are_zero() -> None:
    """Nothing predicted and nothing wanted divides by nothing."""
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)
