"""Answers as JSON and CSV."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from loaders.source import GraphSource
from queries.answer import Answer, Row, to_csv, to_json
from queries.investment import INVESTORS_COLUMNS, investors
from queries.policy import exposure

Named = Callable[[str], str]


def test_json_is_one_document_with_its_evidence(source: GraphSource, named: Named) -> None:
    """Every row has its values by column name, and its statements in the form of the export."""
    answer = investors(source, named("启澜半导体"))
    told = json.loads(to_json(answer))
    assert set(told) == {"question", "about", "columns", "rows", "notes"}
    assert (told["question"], told["about"]) == ("investors", ["启澜半导体"])
    row = told["rows"][3]
    assert set(row) == {*(c.name for c in INVESTORS_COLUMNS), "statements", "context"}
    (statement,) = row["statements"]
    assert statement["type"] == "INVESTED_IN"
    assert statement["qualifiers"]["amount"] == row["amount"] == "2.5亿元"
    assert statement["normalised"]["amount"]["low"] == 2.5e8
    assert statement["evidence"][0]["sentence"] == row["sentence"]


def test_json_of_a_way_keeps_its_order(source: GraphSource, named: Named) -> None:
    """The statements of an exposure stand in the order of its way."""
    told = json.loads(to_json(exposure(source, named("启澜半导体"))))
    broader = next(row for row in told["rows"] if row["kind"] == "broader")
    assert [s["type"] for s in broader["statements"]] == ["OPERATES_IN", "KIND_OF", "BENEFITS"]


def test_csv_reads_back_cell_by_cell(source: GraphSource, named: Named) -> None:
    """The CSV has a heading and one line a row; nothing is an empty cell."""
    answer = investors(source, named("启澜半导体"))
    heading, *lines = csv.reader(io.StringIO(to_csv(answer)))
    assert tuple(heading) == answer.columns
    expected = [["" if v is None else str(v) for v in row.values] for row in answer.rows]
    assert lines == expected


def test_csv_quotes_what_needs_it() -> None:
    """Commas, quotes and line breaks in a sentence stay in one cell."""
    value = '他说："好",\n再见'
    row = Row(values=(value,), statements=())
    answer = Answer(question="q", about=(), columns=("sentence",), rows=(row,))
    assert list(csv.reader(io.StringIO(to_csv(answer))))[1] == [value]


def test_row_that_does_not_fit_is_refused() -> None:
    """A row must have one value for each column."""
    with pytest.raises(ValueError, match="does not fit"):
        Answer(
            question="q", about=(), columns=("a", "b"), rows=(Row(values=("x",), statements=()),)
        )
