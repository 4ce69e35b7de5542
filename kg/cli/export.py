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
            "--format", help="statements, entities, turtle, graphml, neo4j-admin, … (格式)."
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
    """Write the whole graph: JSON Lines of statements or entities, RDF, GraphML, Neo4j and others.

    导出整个图谱。An unknown format is answered with the list of all.
    """
    from loaders.to_files import FOLDER_FORMAT
    from loaders.to_files import export as write

    with Store.open(store, read_only=True) as graph:
        if format == FOLDER_FORMAT:
            _write_folder(graph, output)
        else:
            write(graph, format, output or sys.stdout)


def _write_folder(graph: Store, output: Path | None) -> None:
    from loaders.to_neo4j_admin import ARGUMENTS, write_folder

    if output is None:
        raise typer.BadParameter("neo4j-admin writes a folder; name it with -o")
    write_folder(graph, output)
    command = f"cd {output} && neo4j-admin database import full @{ARGUMENTS} neo4j"
    warn(f"with the server stopped: {command}; then, with it started: kg load neo4j")
