"""``kg export``: the graph in another format."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.output import warn
from kg.store import Store

EPILOG = {"export": "Example 例: kg export --format statements -o statements.jsonl"}


def export(
    store: options.Store = options.DEFAULT_STORE,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="statements, entities, turtle, trig, jsonld, graphml, csv, neo4j-admin … (格式).",
        ),
    ] = "statements",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="A file, or a folder for neo4j-admin; stdout unless given (输出).",
        ),
    ] = None,
) -> None:
    """Write the whole graph: JSON Lines of statements or entities, RDF, GraphML, CSV, Neo4j and others.

    导出整个图谱。statements, entities: JSON Lines. turtle, trig, nquads, jsonld: RDF that kg import
    reads back. graphml, gexf: Gephi, yEd. csv: spreadsheets. neo4j-admin: a folder for neo4j-admin
    database import. ftm: FollowTheMoney. bods: completed stakes, BODS 0.4. What a format has no
    place for is counted on stderr.
    """
    from loaders.to_files import FOLDER_FORMAT
    from loaders.to_files import export as write

    with Store.open(store, read_only=True) as graph:
        if format == FOLDER_FORMAT:
            _write_folder(graph, output)
            return
        left_out = write(graph, format, output or sys.stdout)
    if left_out:
        listed = ", ".join(f"{kind} {n}" for kind, n in sorted(left_out.items()))
        warn(f"{format} has no place for {left_out.total()} of them, which were left out: {listed}")


def _write_folder(graph: Store, output: Path | None) -> None:
    from loaders.to_neo4j_admin import ARGUMENTS, write_folder

    if output is None:
        raise typer.BadParameter("neo4j-admin writes a folder; name it with -o")
    write_folder(graph, output)
    command = f"cd {output} && neo4j-admin database import full @{ARGUMENTS} neo4j"
    warn(f"with the server stopped: {command}; then, with it started: kg load neo4j")
