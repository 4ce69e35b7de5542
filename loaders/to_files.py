"""The graph as files: one writer a format, all in the store's order, byte-identical for one store.

Every writer streams, so that the memory it takes does not grow with the graph.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError
from loaders.atomic import replacing
from loaders.records import Record, entity_record, statement_record
from loaders.source import GraphSource

LeftOut = Counter[str]
"""How much of each type a format has no place for."""

Writer = Callable[[GraphSource, TextIO], LeftOut | None]


def export(source: GraphSource, format: str, out: TextIO | Path) -> LeftOut:
    """Write the whole store in one of the `FORMATS` to an open text file or, atomically, to a path.

    What a format has no place for is counted. `FOLDER_FORMAT` is written by ``loaders.to_neo4j_admin``.

    Raises:
        ExportError: the format is unknown or the file cannot be written.
    """
    write = writer(format)
    if isinstance(out, Path):
        with replacing(out) as file:
            return write(source, file) or Counter()
    return write(source, out) or Counter()


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


def _write_trig(source: GraphSource, out: TextIO) -> None:
    from loaders.to_rdf import write_trig

    write_trig(source, out)


def _write_nquads(source: GraphSource, out: TextIO) -> None:
    from loaders.to_rdf import write_nquads

    write_nquads(source, out)


def _write_jsonld(source: GraphSource, out: TextIO) -> None:
    from loaders.to_rdf import write_jsonld

    write_jsonld(source, out)


def _write_graphml(source: GraphSource, out: TextIO) -> None:
    from loaders.to_graphml import write_graphml

    write_graphml(source, out)


def _write_gexf(source: GraphSource, out: TextIO) -> None:
    from loaders.to_gexf import write_gexf

    write_gexf(source, out)


def _write_csv(source: GraphSource, out: TextIO) -> None:
    from loaders.to_csv import write_csv

    write_csv(source, out)


def _write_ftm(source: GraphSource, out: TextIO) -> LeftOut:
    from loaders.to_ftm import write_ftm

    return write_ftm(source, out)


def _write_bods(source: GraphSource, out: TextIO) -> LeftOut:
    from loaders.to_bods import write_bods

    return write_bods(source, out)


WRITERS: Mapping[str, Writer] = {
    "statements": write_statements,
    "entities": write_entities,
    "turtle": _write_turtle,
    "trig": _write_trig,
    "nquads": _write_nquads,
    "jsonld": _write_jsonld,
    "graphml": _write_graphml,
    "gexf": _write_gexf,
    "csv": _write_csv,
    "ftm": _write_ftm,
    "bods": _write_bods,
}

FORMATS: tuple[str, ...] = tuple(WRITERS)
"""The names of all formats, in the order in which they are offered."""

FOLDER_FORMAT = "neo4j-admin"
"""The format that is a folder of files: ``loaders.to_neo4j_admin``."""
