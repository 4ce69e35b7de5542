"""``kg import``: RDF into a store."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.output import say, warn, write_json
from kg.identity.judgements import Judgement, add_judgements, beside, read_judgements

if TYPE_CHECKING:
    from loaders.from_rdf import Imported

EPILOG = {"import": "Example 例: kg import graph.trig --store copy.kg"}


def import_(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Turtle, TriG, N-Quads or JSON-LD (RDF 文件)."),
    ],
    store: options.Store = options.DEFAULT_STORE,
    format: options.Summary = options.Report.table,
) -> None:
    """Read RDF files, as one graph, into a store: all of it or, if anything is wrong, nothing.

    导入 RDF：要么全部写入，要么一条不写。What kg export wrote as turtle, trig, nquads or jsonld gives
    an equal store. Judgements in it come into force, and into judgements.csv beside the store.
    """
    from loaders.from_rdf import import_rdf

    done = import_rdf(inputs, store)
    if done.judgements:
        _keep(beside(store), done.judgements)
    if done.left_out:
        listed = ", ".join(f"<{p}> {n}" for p, n in done.left_out.most_common(5))
        warn(f"{done.left_out.total()} triples with properties that kg does not read: {listed}")
    if format is options.Report.json:
        write_json(_record(done))
        return
    say(f"{store}: {len(done.added)} documents added, {len(done.already_there)} already there")
    say(f"  {done.articles} articles, {done.statements} statements")


def _keep(path: Path, judgements: Sequence[Judgement]) -> None:
    """Put into the user's file what is not there: the next build goes by the file."""
    there = set(read_judgements(path))
    fresh = [j for j in judgements if j not in there]
    add_judgements(path, fresh)
    warn(f"{len(judgements)} judgements are in force, {len(fresh)} of them new in {path}")


def _record(done: "Imported") -> dict[str, object]:
    return {
        "documents": {
            "added": [d.id for d in done.added],
            "already_there": [d.id for d in done.already_there],
        },
        "articles": done.articles,
        "statements": done.statements,
        "judgements": len(done.judgements),
        "left_out": dict(done.left_out.most_common()),
    }
