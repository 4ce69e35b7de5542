"""``kg info``: what a store holds."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.cli import options
from kg.cli.output import say, write_json
from kg.store import Counts, Store
from ontology.vocabulary import vocabulary

EPILOG = {"info": "Example 例: kg info --store graph.kg"}


def info(
    store: options.Store = options.DEFAULT_STORE,
    format: options.Summary = options.Report.table,
    lang: options.Lang = options.Language.zh,
) -> None:
    """What a store holds: its documents, and how many entities and statements of each kind.

    图谱概况：文档、实体、关系、状态。
    """
    with Store.open(store, read_only=True) as graph:
        documents, counts = graph.documents(), graph.counts()
    if format is options.Report.json:
        listed = [{"id": d.id, **asdict(d)} for d in documents]
        write_json({"store": str(store), "documents": listed, "counts": asdict(counts)})
        return
    say(f"{store}: {counts.documents} documents, {counts.articles} articles")
    for d in documents:
        say(f"  {d.id}  {d.published or '----------'}  {d.title or d.source}")
    _say_counts(counts, lang)


def _say_counts(counts: Counts, lang: str) -> None:
    words = vocabulary()
    say(f"{counts.entities} entities from {counts.mentions} mentions")
    _say_kinds(counts.entity_types, words.entity_types, lang)
    say(f"{counts.statements} statements, {counts.rejects} rejects")
    _say_kinds(counts.relation_types, words.relation_types, lang)
    say("by status")
    _say_kinds(counts.statuses, words.statuses, lang)


def _say_kinds(counts: Mapping[str, int], terms: Mapping[str, Any], lang: str) -> None:
    for code, n in counts.items():
        say(f"  {n:>6}  {getattr(terms[code], lang) if code in terms else code}  {code}")
