"""The graph as one table for a spreadsheet; lists are joined with ``|`` (`loaders.flat`)."""

import csv
from collections.abc import Iterator
from typing import TextIO

from kg.model import Literal
from kg.views import StatementView
from loaders.source import GraphSource
from loaders.to_graphml import EVIDENCE_COLUMNS, LABEL, edge_values
from loaders.to_networkx import (
    CONFIDENCE,
    LITERAL_TYPE,
    NORMALISED,
    STATUS,
    TYPE,
)
from ontology.vocabulary import vocabulary


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
