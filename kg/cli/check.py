"""``kg check``: hold the graph against the shapes of the ontology."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from kg.cli import options
from kg.cli.output import Bar, progress, say, warn, write_json
from kg.store import Store

if TYPE_CHECKING:
    from loaders.conformance import Violation

EPILOG = {"check": "Example 例: kg check --store graph.kg"}


def check(
    store: options.Store = options.DEFAULT_STORE,
    format: options.Summary = options.Report.table,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Hold every entity and statement against the SHACL shapes: domain, range, status, evidence.

    按本体的 SHACL 形状校验图谱。Exit code 1 when something is not as it should be.
    """
    from loaders.conformance import check as find

    with Store.open(store, read_only=True) as graph:
        total = sum(graph.counts().relation_types.values())
        with progress() as shown:
            found = list(find(graph, _bar(Bar(shown), total)))
    if format is options.Report.json:
        write_json(
            {"store": str(store), "statements": total, "violations": list(map(asdict, found))}
        )
    else:
        for violation in found:
            _say(violation, lang)
    if found:
        warn(
            f"{len(found)} violations in {store}; correct the documents or rebuild, then check again"
        )
        raise typer.Exit(1)
    if format is options.Report.table:
        say(f"{store}: {total} statements, all as the shapes want them (全部符合)")


def _bar(bar: Bar, total: int) -> Callable[[int], None]:
    return lambda done: bar.show("check", done, total)


def _say(violation: "Violation", lang: str) -> None:
    wanted = violation.zh if lang == "zh" else violation.en
    say(violation.about)
    say(f"   {wanted}{f'  ✗ {violation.value}' if violation.value else ''}")
    if violation.source:
        say(f"   {violation.source}")
