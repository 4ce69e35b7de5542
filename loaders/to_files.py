"""The graph as files: one writer a format, all in the store's order, byte-identical for one store.

Every writer streams, so that the memory it takes does not grow with the graph.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError
from loaders.atomic import replacing
from loaders.records import Record, entity_record, statement_record
from loaders.source import GraphSource

Writer = Callable[[GraphSource, TextIO], None]


def export(source: GraphSource, format: str, out: TextIO | Path) -> None:
    """Write the whole store in one of the `FORMATS` to an open text file or, atomically, to a path.

    Raises:
        ExportError: the format is unknown or the file cannot be written.
    """
    write = writer(format)
    if isinstance(out, Path):
        with replacing(out) as file:
            write(source, file)
    else:
        write(source, out)


def writer(format: str) -> Writer:
    """The writer of a format.

    Raises:
        ExportError: no writer goes by that name.
    """
    try:
        return WRITERS[format]
    except KeyError:
        raise ExportError(
            f"no export format is called {format!r}; choose one of {', '.join((*FORMATS, FOLDER_FORMAT))}"
        ) from None


def write_statements(source: GraphSource, out: TextIO) -> None:
    """One JSON object a line and statement, as ``loaders.records.statement_record`` lays it out."""
    _write_lines(map(statement_record, source.statements()), out)


def write_entities(source: GraphSource, out: TextIO) -> None:
    """One JSON object a line and entity, as ``loaders.records.entity_record`` lays it out."""
    _write_lines(map(entity_record, source.entities()), out)


def _write_lines(records: Iterable[Record], out: TextIO) -> None:
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


def _write_turtle(source: GraphSource, out: TextIO) -> None:
    # rdflib and XML escaping are wanted by few commands.
    from loaders.to_rdf import write_turtle

    write_turtle(source, out)


def _write_graphml(source: GraphSource, out: TextIO) -> None:
    from loaders.to_graphml import write_graphml

    write_graphml(source, out)


WRITERS: Mapping[str, Writer] = {
    "statements": write_statements,
    "entities": write_entities,
    "turtle": _write_turtle,
    "graphml": _write_graphml,
}

FORMATS: tuple[str, ...] = tuple(WRITERS)
"""The names of all formats, in the order in which they are offered."""

FOLDER_FORMAT = "neo4j-admin"
"""The format that is a folder of files: ``loaders.to_neo4j_admin``."""
