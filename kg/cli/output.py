"""Where output goes: results to stdout, progress and warnings to stderr."""

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_FILE_WIDTH = 1000  # A row of a file is one line, however long.
_STATUS_STYLE = {
    "planned": "yellow",
    "in_progress": "yellow",
    "approved": "cyan",
    "cancelled": "red strike",
    "denied": "red strike",
}
"""Styles of statuses that must not be read as done; a word always stands beside the colour."""


def say(text: str = "") -> None:
    """One line of result."""
    typer.echo(text)


def warn(text: str) -> None:
    """One line of warning."""
    typer.echo(f"kg: {text}", err=True)


def write_json(record: Any) -> None:
    """One JSON document."""
    typer.echo(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Comma-separated rows under a line of column names."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(columns)
    table.writerows(["" if v is None else v for v in row] for row in rows)


def width() -> int:
    """Columns of the terminal or of $COLUMNS; in a file a row is one line, however long."""
    return console().width


def console() -> "Console":
    """A console on stdout: as wide as the terminal, or wide enough for a file."""
    from rich.console import Console

    # Rich reads $COLUMNS itself, but only asks a terminal without it.
    fits = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(width=None if fits else _FILE_WIDTH, highlight=False)


_PIECES = re.compile(r"[A-Za-z0-9.%+-]+[，。；：、！？）》”’]*|\s|.[，。；：、！？）》”’]*")


def wrap(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """Lines no wider than the terminal; Chinese breaks anywhere but before a stop or inside a number.

    Args:
        text: what is to be said.
        indent: stands before the first line.
        hanging: stands before the others; `indent` unless given.
    """
    from rich.cells import cell_len

    room, lines, line = width(), [], indent
    margin = indent if hanging is None else hanging
    for piece in _PIECES.findall(text):
        if cell_len(line) + cell_len(piece) > room and line.strip():
            lines.append(line.rstrip())
            line = margin + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def status_text(code: str, lang: str) -> "Text":
    """A status as a word in its colour."""
    from rich.text import Text

    from ontology.vocabulary import vocabulary

    term = vocabulary().statuses.get(code)
    word = code if term is None else (term.zh if lang == "zh" else term.en)
    return Text(word, style=_STATUS_STYLE.get(code, "green"))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows for people."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Text, not markup: a name in square brackets is a name.
        table.add_row(
            *(v if isinstance(v, Text) else Text("" if v is None else str(v)) for v in row)
        )
    console().print(table)


def styled(text: "Text | str") -> str:
    """A text with its colours where the terminal shows them."""
    shown = console()
    with shown.capture() as capture:
        shown.print(text, end="", soft_wrap=True)
    return capture.get()


def table_width(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """How many columns of a terminal a table takes when no cell is folded."""
    from rich.cells import cell_len

    lines = [columns, *rows]
    widest = (max(cell_len(str(v or "")) for v in column) for column in zip(*lines, strict=True))
    return sum(widest) + 3 * (len(columns) - 1)


class Bar:
    """Progress on a terminal; silent elsewhere."""

    def __init__(self, bar: Any) -> None:
        self._bar, self._tasks = bar, dict[str, Any]()

    def show(self, what: str, done: int, total: int) -> None:
        """`done` of `total` of `what`."""
        if self._bar is None:
            return
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done)


def progress() -> AbstractContextManager[Any]:
    """A progress display on stderr, if that is a terminal; wrap it in a `Bar`."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
