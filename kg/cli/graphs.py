"""The graph that a command asks: a graph file, or a database that was loaded from one."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import typer

from kg.cli.options import Place
from kg.cli.output import warn
from kg.errors import ServerError
from kg.store import Store
from kg.views import EntityView, StatementView

if TYPE_CHECKING:
    from loaders.neo4j_link import Address
    from queries.answer import Answer
    from queries.catalogue import Question


class Where(NamedTuple):
    """What the options say: the graph file, or with `on` the database and who asks."""

    store: Path
    on: Place | None
    uri: str
    user: str
    database: str | None


class Asked(Protocol):
    """What commands ask of a graph, wherever it is."""

    def resolve(self, name: str, types: Collection[str] | None = None) -> EntityView:
        """The one entity called `name`."""
        ...

    def find(self, name: str, limit: int = 10) -> list[EntityView]:
        """Entities that `name` may mean."""
        ...

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with this id."""
        ...

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """The statements with one of the entities at either end."""
        ...

    def answer(
        self,
        question: "Question",
        *ids: str,
        statuses: Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Answer":
        """The answer to a question about the entities with these ids."""
        ...


class _InFile:
    """A graph file."""

    def __init__(self, store: Store) -> None:
        self.resolve, self.find = store.resolve, store.find
        self.entity, self.around = store.entity, store.around
        self._store = store

    def answer(
        self,
        question: "Question",
        *ids: str,
        statuses: Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Answer":
        answer: Answer = question.run(
            self._store, *ids, statuses=statuses, since=since, until=until
        )
        return answer


@contextmanager
def open_graph(where: Where) -> Iterator[Asked]:
    """The graph to ask; what is to be known of a database is said on stderr."""
    if where.on is None:
        with Store.open(where.store, read_only=True) as store:
            yield _InFile(store)
        return
    from loaders.neo4j_link import connected
    from queries.on_neo4j import OnNeo4j

    with connected(address(where.uri, where.user, where.database)) as link:
        graph = OnNeo4j(link)
        for note in graph.notes():
            warn(note)
        yield graph


def address(uri: str, user: str, database: str | None) -> "Address":
    """The address of the database, with the password from NEO4J_PASSWORD or, at a terminal, asked.

    Raises:
        ServerError: there is no password, or the address is none.
    """
    from loaders.neo4j_link import Address

    password = os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise ServerError(
                "no password for the database: set NEO4J_PASSWORD, or run this at a terminal to "
                "be asked for it"
            )
        password = typer.prompt(f"Password of {user}", hide_input=True, err=True)
    return Address(uri=uri, user=user, password=password, database=database or None)
