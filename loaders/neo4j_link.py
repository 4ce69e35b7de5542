"""The line to a Neo4j server: who connects to where, and what goes wrong there in words.

The password is in no text that is made here, and no address may contain one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from kg.errors import ServerError, ServerRefused, ServerUnreachable

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
RETRY_SECONDS = 30.0
"""How long a transaction is tried again while a server is away."""

_TIMEOUT = 15.0
_NO_SUCH_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_OUT_OF_ROOM = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the database is and who asks; `database` is the user's home database if None.

    Raises:
        ServerError: the URI is of no scheme that Neo4j knows, or carries a password.
    """

    uri: str
    user: str = "neo4j"
    password: str = field(repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        if "@" in parts.netloc:
            raise ServerError(
                "the address of the server contains a user or a password; leave both out, "
                "and give the password in NEO4J_PASSWORD"
            )
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ServerError(
                f"{self.uri!r} is no address of a Neo4j server; write neo4j://host:7687, or "
                f"one of {', '.join(SCHEMES)}"
            )


class Link:
    """An open session; transactions on it see what those before them wrote, in a cluster too."""

    def __init__(self, session: "neo4j.Session", address: Address) -> None:
        self._session, self._address = session, address
        # A session serves one transaction at a time; a load writes and reads from two threads.
        self._turn = Lock()

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a question; it runs in a read transaction, which a server holds to that.

        Raises:
            ServerError: the server refuses or does not answer.
        """
        with in_words(self._address), self._turn:
            return self._session.execute_read(lambda tx: tx.run(query, parameters).data())

    def write(self, work: "Callable[[neo4j.ManagedTransaction], T]") -> T:
        """What `work` returns; it is run again when the server was away, so it must bear that.

        Raises:
            ServerError: the server refuses or does not answer.
        """
        with in_words(self._address), self._turn:
            return self._session.execute_write(work)

    def change_schema(self, statement: str) -> None:
        """Run one statement that creates a constraint or an index.

        Raises:
            ServerError: the server refuses or does not answer.
        """
        with in_words(self._address), self._turn:
            self._session.run(statement).consume()


@contextmanager
def connected(address: Address, *, retry_seconds: float = RETRY_SECONDS) -> Iterator[Link]:
    """A link to the server at `address`.

    Raises:
        ServerUnreachable: nothing answers there.
        ServerRefused: user, password or database are wrong, or TLS does not come about.
    """
    import neo4j

    options: Mapping[str, Any] = {
        "connection_timeout": _TIMEOUT,
        "max_transaction_retry_time": retry_seconds,
        "user_agent": "cn-industry-kg",
        # Hints on how to write a query are for whoever writes queries.
        "notifications_min_severity": "OFF",
    }
    auth = (address.user, address.password)
    with (
        in_words(address),
        neo4j.GraphDatabase.driver(address.uri, auth=auth, **options) as driver,
    ):
        driver.verify_connectivity()
        with driver.session(database=address.database) as session:
            yield Link(session, address)


@contextmanager
def in_words(address: Address) -> Iterator[None]:
    """Turns what the driver raises inside into an error that a person can act on."""
    from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

    where = f"the Neo4j server at {address.uri}"
    try:
        yield
    except AuthError as e:
        raise ServerRefused(
            f"{where} does not accept user {address.user!r} with this password; check --user "
            "and NEO4J_PASSWORD"
        ) from e
    except ClientError as e:
        if e.code == _NO_SUCH_DATABASE:
            what = f"has no database {address.database!r}; check --database"
        elif e.code and e.code.startswith("Neo.ClientError.Security"):
            what = f"does not let user {address.user!r} do this ({e.message}); ask for the right"
        else:
            what = f"refuses: {e.message or e.code}"
        raise ServerRefused(f"{where} {what}") from e
    except Neo4jError as e:
        room = "; give the server more memory" if e.code == _OUT_OF_ROOM else "; try again"
        raise ServerRefused(f"{where} failed: {e.message or e.code}{room}") from e
    except DriverError as e:
        raise ServerUnreachable(
            f"{where} does not answer ({_first_line(e)}); check the address, TLS, and that "
            "the server is up"
        ) from e


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
