"""What a question gives back: rows of plain values, each with the statements that it rests on."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from kg.views import StatementView
from loaders.records import Record, statement_record

Value = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer: its name in JSON and CSV, its heading for people."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an answer.

    `statements` say what the row says, in order; `context` are further statements that it shows
    something of, such as who issued a policy.
    """

    values: tuple[Value, ...]
    statements: tuple[StatementView, ...]
    context: tuple[StatementView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of a question about the entities named in `about`.

    `notes` say in words what was left out, so that nothing goes missing silently.

    Raises:
        ValueError: a row has not one value for each column.
    """

    question: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.question}: a row does not fit the columns {self.columns}")

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column, from the first row to the last."""
        at = self.columns.index(name)
        return tuple(row.values[at] for row in self.rows)


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(column.name for column in columns)


def to_records(answer: Answer) -> list[Record]:
    """A record a row: the values by column name, then ``statements`` and ``context`` in full."""
    return [
        {
            **dict(zip(answer.columns, row.values, strict=True)),
            "statements": [statement_record(s) for s in row.statements],
            "context": [statement_record(s) for s in row.context],
        }
        for row in answer.rows
    ]


def to_json(answer: Answer) -> str:
    r"""One JSON document: ``question``, ``about``, ``columns``, ``rows`` (`to_records`), ``notes``.

    >>> to_json(Answer(question="investors", about=("京东方",), columns=(), rows=()))[:25]
    '{\n "question": "investors'
    """
    document = {
        "question": answer.question,
        "about": list(answer.about),
        "columns": list(answer.columns),
        "rows": to_records(answer),
        "notes": list(answer.notes),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_csv(answer: Answer) -> str:
    r"""The values as CSV (RFC 4180, but lines end in ``\n``) under a line of column names."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(answer.columns)
    table.writerows(["" if v is None else v for v in row.values] for row in answer.rows)
    return out.getvalue()
