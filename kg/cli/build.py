"""``kg build``: read, extract, link."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.output import Bar, progress, say, warn, write_json
from kg.errors import ExportError
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from kg.build import BuildReport

EPILOG = {
    "build": "Example 例: kg build digest-2024-05.txt --store graph.kg --published 2024-05-31"
}


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write 2024-05-31") from None


def build(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT...", help="Digests, or folders of them (文件或文件夹)."),
    ],
    store: options.Store = options.DEFAULT_STORE,
    published: Annotated[
        str | None,
        typer.Option(callback=_day, help="Day of publication where the text says none (刊发日期)."),
    ] = None,
    ner: options.Ner = options.Recogniser.auto,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-", help="Write why trigger sentences gave nothing, as JSON (漏抽报告)."
        ),
    ] = None,
    judgements: options.Judgements = None,
    format: options.Summary = options.Report.table,
) -> None:
    """Read digests, extract what they state, and add it to a graph file.

    Each document is written in one step: after an interruption, run the same command again. What is
    there already is skipped. 读入资讯，抽取实体与关系，写入图谱文件。
    """
    from kg.build import build as run

    with progress() as display:
        bar = Bar(display)
        done = run(
            inputs,
            store,
            published=published,
            ner=ner.value,
            on_progress=lambda p: bar.show(p.path.name, p.done, p.total),
            trace=report is not None,
            judgements=judgements,
        )
    for warning in done.warnings:
        warn(warning)
    for failure in done.failed:
        warn(failure.reason)
    if report == "-":
        write_json(_silent(done))
    elif format is options.Report.json:
        write_json(done.record())
    elif done.documents:
        _summary(done, store)
    if report not in {None, "-"}:
        _write_silent(done, Path(str(report)))
    if done.failed:
        raise typer.Exit(1)


def _silent(done: "BuildReport") -> dict[str, object]:
    return done.silent.record() if done.silent else {}


def _write_silent(done: "BuildReport", target: Path) -> None:
    text = json.dumps(_silent(done), ensure_ascii=False, indent=1)
    try:
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as e:
        raise ExportError(f"{target} cannot be written ({e.strerror}); choose another file") from e


def _summary(report: "BuildReport", store: Path) -> None:
    added, known = len(report.added), len(report.already_there)
    noun = "document" if added == 1 else "documents"
    say(f"{store}: {added} {noun} added, {known} already there, {len(report.failed)} failed")
    say(f"  {report.articles} articles, {report.mentions} mentions, {report.entities} entities")
    words = vocabulary().statuses
    statuses = {f"{t.zh} {c}": report.statuses[c] for c, t in words.items() if report.statuses[c]}
    say(f"  {report.statements} statements{_counted(statuses)}")
    if report.rejects:
        say(f"  {report.rejects.total()} rejects{_counted(dict(report.rejects.most_common(5)))}")


def _counted(counts: Mapping[str, int]) -> str:
    return ": " + ", ".join(f"{what} {n}" for what, n in counts.items()) if counts else ""
