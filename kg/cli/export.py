"""``kg export``: the graph in another format."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.store import Store

EPILOG = {"export": "Example 例: kg export --format statements -o statements.jsonl"}


def export(
    store: options.Store = options.DEFAULT_STORE,
    format: Annotated[
        str, typer.Option("--format", help="statements, entities, turtle, graphml, … (格式).")
    ] = "statements",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file; stdout unless given (输出文件).")
    ] = None,
) -> None:
    """Write the whole graph: JSON Lines of statements or entities, RDF, GraphML and others.

    导出整个图谱。An unknown format is answered with the list of all.
    """
    from loaders.to_files import export as write

    with Store.open(store, read_only=True) as graph:
        write(graph, format, output or sys.stdout)
