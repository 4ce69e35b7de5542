"""``kg evaluate``: score a store against annotated articles."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options
from kg.cli.output import say, write_json
from kg.store import Store

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Score

EPILOG = {"evaluate": "Example 例: kg evaluate gold/ --store graph.kg --by-type --errors 3"}


def evaluate(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="One JSON file per article (标注文件夹).")
    ],
    store: options.Store = options.DEFAULT_STORE,
    by_type: Annotated[bool, typer.Option("--by-type", help="A line per relation type.")] = False,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="N missed and N spurious statements an article.")
    ] = 0,
    format: options.Summary = options.Report.table,
) -> None:
    """Precision, recall and F1 of a store against a gold standard, article by article.

    与人工标注逐篇比较。
    """
    from kg.evaluate import evaluate as measure

    with Store.open(store, read_only=True) as graph:
        found = measure(gold_dir, graph)
    if format is options.Report.json:
        write_json(_record(found, errors))
        return
    _say_errors(found, errors)
    for name, score in {**found.groups, "entities": found.entities}.items():
        say(f"{name:9} {_figures(score)}")
    say(
        f"status accuracy {found.status_accuracy:.3f}"
        f"   qualifier recall {found.qualifier_recall:.3f}"
        f"   entity type accuracy {found.entity_type_accuracy:.3f}   articles {found.articles}"
    )
    if by_type:
        for code, score in found.types.items():
            say(f"  {code:18} {_figures(score)}")


def _figures(score: "Score") -> str:
    counts = f"gold {score.gold:4}  predicted {score.predicted:4}  matched {score.matched:4}"
    return f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}   {counts}"


def _say_errors(found: "Evaluation", most: int) -> None:
    for article, misses in _errors(found, most).items():
        say(f"== {article}")
        for m in misses:
            what = "missed  " if m["missed"] else "spurious"
            say(f"  {what} {m['subject']} -{m['type']}-> {m['object']} | {m['sentence'][:60]}")


def _errors(found: "Evaluation", most: int) -> dict[str, list[dict[str, Any]]]:
    from dataclasses import asdict

    kept: dict[str, list[dict[str, Any]]] = {}
    for miss in found.misses:
        here = kept.setdefault(miss.article, [])
        if sum(m["missed"] == miss.missed for m in here) < most:
            here.append(asdict(miss))
    return {article: misses for article, misses in kept.items() if misses}


def _record(found: "Evaluation", errors: int) -> dict[str, Any]:
    return {
        "articles": found.articles,
        **{name: _score(s) for name, s in found.groups.items()},
        "entities": _score(found.entities),
        "entity_type_accuracy": found.entity_type_accuracy,
        "status_accuracy": found.status_accuracy,
        "qualifier_recall": found.qualifier_recall,
        "types": {code: _score(s) for code, s in found.types.items()},
        "errors": _errors(found, errors),
    }


def _score(score: "Score") -> dict[str, float]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "matched": score.matched,
        "predicted": score.predicted,
        "gold": score.gold,
    }
