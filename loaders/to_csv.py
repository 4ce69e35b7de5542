"""The graph as tables: one file for a spreadsheet, or the pair that ``neo4j-admin`` imports.

Lists are joined with ``|`` in the one (`loaders.flat`) and with ``;``, as ``neo4j-admin`` wants it,
in the other; there a semicolon inside a value is written full-width, because the tool knows no
escape for it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kg.model import Literal
from kg.views import StatementView
from loaders.atomic import replacing
from loaders.flat import unflatten
from loaders.source import GraphSource
from loaders.to_graphml import EVIDENCE_COLUMNS, LABEL, edge_values, entity_columns
from loaders.to_networkx import (
    ALIASES,
    CONFIDENCE,
    IDENTIFIERS,
    LITERAL_TYPE,
    NORMALISED,
    STATUS,
    TYPE,
    object_node,
)
from ontology.vocabulary import vocabulary

NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
_LISTS = {ALIASES, IDENTIFIERS, *EVIDENCE_COLUMNS}
_NODE_HEAD = ("id:ID", "name", "type", "aliases:string[]", "identifiers:string[]", ":LABEL")


def write_csv(source: GraphSource, out: TextIO) -> None:
    """One row a statement: both ends with id, type and name, then the columns of its edge."""
    table = csv.writer(out, lineterminator="\n")
    ends = [f"{end}_{part}" for end in ("subject", "object") for part in ("id", "type", "name")]
    columns = _edge_columns()
    table.writerow(["id", *ends, *columns])
    for view in source.statements():
        values = edge_values(view)
        table.writerow([view.id, *_ends(view), *(values.get(c, "") for c in columns)])


def _edge_columns() -> list[str]:
    qualifiers = vocabulary().qualifiers
    return [TYPE, LABEL, STATUS, CONFIDENCE, *qualifiers, NORMALISED, *EVIDENCE_COLUMNS]


def _ends(view: StatementView) -> Iterator[str]:
    yield from (view.subject.id, view.subject.type, view.subject.name)
    if isinstance(view.object, Literal):
        yield from ("", LITERAL_TYPE, view.object.text)
    else:
        yield from (view.object.id, view.object.type, view.object.name)


def write_neo4j_admin(source: GraphSource, folder: Path) -> None:
    """Write ``nodes.csv`` and ``relationships.csv`` into `folder`, which is made if need be.

    They are read by ``neo4j-admin database import full --nodes=nodes.csv
    --relationships=relationships.csv --multiline-fields=true``.

    Raises:
        ExportError: the files cannot be written.
    """
    with replacing(folder / NODES) as nodes, replacing(folder / RELATIONSHIPS) as links:
        _write_nodes(source, csv.writer(nodes, lineterminator="\n"))
        _write_links(source, csv.writer(links, lineterminator="\n"))


def _write_nodes(source: GraphSource, table: "csv._writer") -> None:  # type: ignore[name-defined]
    table.writerow(_NODE_HEAD)
    for entity in source.entities():
        columns = entity_columns(entity)
        lists = (_list(str(columns[c])) for c in (ALIASES, IDENTIFIERS))
        table.writerow([entity.id, entity.name, entity.type, *lists, f"Entity;{entity.type}"])
    texts = [r.code for r in vocabulary().relation_types.values() if r.takes_text]
    for view in source.statements(types=texts):
        if isinstance(view.object, Literal):
            row = [object_node(view), view.object.text, LITERAL_TYPE, "", "", LITERAL_TYPE]
            table.writerow(row)


def _write_links(source: GraphSource, table: "csv._writer") -> None:  # type: ignore[name-defined]
    columns = [c for c in _edge_columns() if c not in {TYPE, LABEL}]
    table.writerow([":START_ID", ":END_ID", ":TYPE", "id", *map(_typed, columns)])
    for view in source.statements():
        values = edge_values(view)
        cells = (_list(str(values[c])) if c in _LISTS else values.get(c, "") for c in columns)
        table.writerow([view.subject.id, object_node(view), view.type, view.id, *cells])


def _typed(column: str) -> str:
    if column in _LISTS:
        return f"{column}:string[]"
    return f"{column}:double" if column == CONFIDENCE else column


def _list(flat: str) -> str:
    return ";".join(value.replace(";", "；") for value in unflatten(flat))
