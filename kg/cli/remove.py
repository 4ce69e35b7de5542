"""``kg remove``: withdraw a document."""

from typing import Annotated

import typer

from kg.cli import options
from kg.cli.output import say
from kg.errors import QueryError
from kg.model import Document
from kg.store import Store

EPILOG = {"remove": "Example 例: kg remove digest-2024-05.txt (ids: kg info)"}


def remove(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its id, or the file it came from (文档).")
    ],
    store: options.Store = options.DEFAULT_STORE,
) -> None:
    """Withdraw a document with what no other document says; the rest stays.

    撤回一份文档及只有它提到的内容。
    """
    with Store.open(store) as graph:
        found = _the_one(document, graph.documents())
        graph.remove(found.id)
        left = len(graph.documents())
    say(f"{found.source}: removed; {left} documents left")


def _the_one(wanted: str, documents: list[Document]) -> Document:
    found = [d for d in documents if wanted in {d.id, d.sha256, d.source}]
    if not found:
        found = [d for d in documents if d.id.startswith(wanted) or d.source.endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    what = "several documents go" if found else "no document goes"
    raise QueryError(f"{what} by {wanted!r}; take an id that kg info shows")
