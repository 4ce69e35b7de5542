"""Whole results of the sample digest, to notice what a change changes; ``make golden`` rewrites them."""

import difflib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import Article, Entity, Evidence, Extraction, Literal, Mention, Statement
from kg.reading import read

if TYPE_CHECKING:
    from kg.extraction.pipeline import Extractor

HERE = Path(__file__).parent
DIGEST = HERE.parents[1] / "data" / "sample" / "digest-2024-05.txt"
ARTICLES = read(DIGEST, published="2024-05-31").articles
REWRITE = os.environ.get("KG_WRITE_GOLDEN") == "1"
GOLDEN_ONLY = {path.stem for path in (HERE / "sample").glob("*.json")}


def name_of(article: Article) -> str:
    """The name of the file of an article: s01, s02 …, as in ``data/sample/gold``."""
    return f"s{ARTICLES.index(article) + 1:02}"


def compare(path: Path, record: Mapping[str, Any]) -> None:
    """Hold a record against its file, or write the file when asked to."""
    text = dump(record)
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if text != kept:
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", n=0)
        changes = "\n".join(line for line in lines if not line.startswith("@@"))
        pytest.fail(f"{path.name} changed; if that is right: make golden\n{changes}", pytrace=False)


def dump(record: Mapping[str, Any]) -> str:
    """JSON with one line for each member of a list, so that a diff shows what came and went."""
    parts = [f" {_json(key)}: {_value(value)}" for key, value in record.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(f"  {_json(item)}" for item in value) + "\n ]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- records, written for people ------------------------------------------------------------------


def record_of(extraction: Extraction) -> dict[str, Any]:
    """What was read from an article; ends of statements by type and name."""
    names = {e.id: e.name for e in extraction.entities}
    return {
        "title": extraction.article.title,
        "mentions": [_mention(m, names) for m in extraction.mentions],
        "entities": [_entity(e) for e in extraction.entities],
        "statements": [_statement(s) for s in extraction.statements],
        "rejects": [
            [r.stage, r.reason, r.text, [r.span.start, r.span.end] if r.span else None]
            for r in extraction.rejects
        ],
    }


def _mention(m: Mention, names: Mapping[str, str]) -> list[Any]:
    return [m.span.start, m.span.end, m.surface, m.type, names[m.entity_id], m.finder]


def _entity(e: Entity) -> dict[str, Any]:
    return {"entity": _end(e), "aliases": e.aliases, "identifiers": dict(e.identifiers)}


def _end(end: Entity | Literal) -> str:
    return f"“{end.text}”" if isinstance(end, Literal) else f"{end.type}: {end.name}"


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "statement": [_end(s.subject), s.type, _end(s.object)],
        "status": s.status,
        "qualifiers": {q.name: q.text for q in s.qualifiers},
        "evidence": [_evidence(e) for e in s.evidence],
    }


def _evidence(e: Evidence) -> dict[str, Any]:
    ends = [[span.start, span.end] if span else None for span in (e.subject, e.object)]
    return {
        "span": [e.sentence.start, e.sentence.end],
        "ends": ends,
        "rule": e.rule,
        "confidence": e.confidence,
        "sentence": e.text,
    }


# --- tests ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", ARTICLES, ids=name_of)
def test_article_of_the_sample_reads_as_before(
    article: Article, bare_extractor: "Extractor"
) -> None:
    """Mentions, entities, statements with their evidence, and rejects are those of the last review."""
    record = record_of(bare_extractor.extract(article))
    compare(HERE / "sample" / f"{name_of(article)}.json", record)


def test_every_golden_file_belongs_to_an_article() -> None:
    """No file is left over from an article that the sample no longer has."""
    assert {name_of(a) for a in ARTICLES} == GOLDEN_ONLY or REWRITE


def test_stages_are_those_of_the_snapshot() -> None:
    """The pipeline has the stages of ``registry.json`` in that order, each with what it needs and makes."""
    from kg.extraction.components import STAGES

    compare(HERE / "registry.json", {"stages": list(map(_stage, STAGES.items()))})


def _stage(item: tuple[str, Any]) -> dict[str, Any]:
    name, stage = item
    makes: Iterable[str] = stage.makes
    return {"pipe": f"kg_{name}", "needs": list(stage.needs), "makes": list(makes)}
