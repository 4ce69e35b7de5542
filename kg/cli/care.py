"""``kg backup`` and ``kg verify``: a copy of a store, and a look at everything it promises."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.output import say, warn, write_json
from kg.store import Store

EPILOG = {
    "backup": "Example 例: kg backup --store graph.kg -o graph-2024-05.kg",
    "verify": "Example 例: kg verify --store graph.kg",
}


def backup(
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the copy goes (备份到).")],
    store: options.Store = options.DEFAULT_STORE,
) -> None:
    """Copy a graph as it is at this moment; a build may go on meanwhile. 备份图谱文件。

    The copy is checked before it takes the place of an earlier one. judgements.csv is a file of yours: keep it
    under version control.
    """
    with Store.open(store, read_only=True) as graph:
        graph.backup(output)
    say(f"{output}: a copy of {store}, {output.stat().st_size} bytes")


def verify(
    store: options.Store = options.DEFAULT_STORE,
    format: options.Summary = options.Report.table,
) -> None:
    """Check the file, its links, its ids, that all evidence reads back, and who stands for whom.

    Exit code 1 when something is not as promised. 校验图谱文件：完整性、出处、归并。
    """
    with Store.open(store, read_only=True) as graph:
        problems, waiting = graph.verify(), graph.unsettled()
        documents = len(graph.documents()) if not problems else 0
    if format is options.Report.json:
        write_json({"store": str(store), "sound": not problems, "problems": problems})
    else:
        for problem in problems:
            say(problem)
        if not problems:
            say(f"{store}: sound; {documents} documents")
    if waiting:
        warn(
            f"{waiting} entities wait to be settled, as after an interrupted build: run kg build again"
        )
    if problems:
        raise typer.Exit(1)
