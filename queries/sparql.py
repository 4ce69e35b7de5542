"""SPARQL over a store: read-only, time-limited, and reaching nothing outside.

The graph of `loaders.to_rdf` is put into Oxigraph (docs/adr/0021) as one default graph, and where a
query asks for ``GRAPH`` or ``FROM``, the graph of each document beside it. The prefixes of our
exports are known. The query runs in a process of its own,
which is stopped when its time is up. For a small store the process makes the index in memory; for a
large one it is kept in the cache folder and made anew when the store has changed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kg.errors import BadQuery, QueryError, TooSlow
from kg.ids import content_id
from kg.store import Store
from ontology.namespaces import PREFIXES
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import pyoxigraph

TIME_LIMIT = 30.0
"""Seconds that a query may take, once the graph is loaded."""

KEPT_FROM = 5_000
"""Statements from which on the index is kept on disk: below, making it costs less than two seconds."""

LAYOUT = 3
"""Raise it when `loaders.to_rdf` says something else of the same store, also where `kg.store.events` does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A value in a row: ``uri``, ``literal`` or ``bnode``, with its datatype or language."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def short(self) -> str:
        """The value as people want to see it: IRIs with their prefix."""
        if self.kind != "uri":
            return self.value
        cut = max(self.value.rfind("#"), self.value.rfind("/")) + 1
        prefix = _SHORT.get(self.value[:cut])
        return f"{prefix}:{self.value[cut:]}" if prefix else self.value


_SHORT = {namespace: prefix for prefix, namespace in PREFIXES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a query gives: columns and rows, or a yes or no under ``boolean``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...] = field(default=())
    boolean: bool | None = None


def check_query(text: str) -> None:
    """See that a query only reads, and only here.

    >>> check_query("SELECT ?s WHERE { ?s a kgo:Company }")
    >>> check_query("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.BadQuery: SERVICE asks another server, and nothing outside is reached; remove it

    Raises:
        BadQuery: the query asks another server, or is an update.
    """
    # The engine reads keywords without looking for the end of a word, so a part of one counts.
    bare = _OPAQUE.sub(" ", text)
    if re.search("service", bare, re.IGNORECASE):
        raise BadQuery("SERVICE asks another server, and nothing outside is reached; remove it")
    if update := _UPDATE.search(bare):
        raise BadQuery(
            f"{update[1].upper()} changes a graph or loads one, and queries are read-only; "
            "write SELECT, ASK, CONSTRUCT or DESCRIBE"
        )


# Strings, IRIs, comments, variables and the local part of prefixed names.
_OPAQUE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""' + r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*|[?$]\w+|:[\w.%-]+',
    re.DOTALL,
)
_NAMED = re.compile("graph|from", re.IGNORECASE)
_UPDATE = re.compile(
    r"^\s*(?:prefix\s+\S+\s+|base\s+)*(insert|delete|load|clear|drop|create|add|move|copy|with)\b",
    re.IGNORECASE,
)


def run(path: Path, text: str, *, time_limit: float = TIME_LIMIT) -> Result:
    """Answer the query over the store at `path`.

    Raises:
        BadQuery: the query is malformed, writes, or asks another server.
        TooSlow: it took longer than `time_limit` seconds, not counting the loading of the graph.
        StoreError: the store cannot be opened.
    """
    check_query(text)
    Store.open(path, read_only=True).close()
    # -P: a folder called queries where the user stands is none of our business.
    command = [sys.executable, "-P", "-m", "queries.sparql", str(path.resolve())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as worker:
        try:
            return _talk(worker, text, time_limit)
        finally:
            worker.kill()


def _talk(worker: "subprocess.Popen[str]", text: str, time_limit: float) -> Result:
    assert worker.stdin is not None and worker.stdout is not None
    worker.stdin.write(text)
    worker.stdin.close()
    worker.stdout.readline()
    late = threading.Event()

    def stop() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(time_limit, stop)
    timer.start()
    try:
        answer = worker.stdout.read()
    finally:
        timer.cancel()
    if late.is_set():
        raise TooSlow(
            f"the query took longer than {time_limit:g} s and was stopped; narrow it, or raise "
            "--time-limit"
        )
    return _result(answer)


def _result(answer: str) -> Result:
    try:
        raw = json.loads(answer)
    except json.JSONDecodeError:
        raise QueryError("the query ended without an answer; it may need more memory") from None
    if "error" in raw:
        raise BadQuery(f"the query cannot be run: {raw['error']}; correct it")
    rows = tuple(tuple(Term(**v) if v else None for v in row) for row in raw["rows"])
    return Result(columns=tuple(raw["columns"]), rows=rows, boolean=raw["boolean"])


# --- the process that answers ---------------------------------------------------------------------


def main(path: Path, asked: TextIO, out: TextIO) -> None:
    """Load the graph of the store at `path`, say so, and answer the query that is asked."""
    text = asked.read()
    index = open_index(path, named=bool(_NAMED.search(_OPAQUE.sub(" ", text))))
    out.write("ready\n")
    out.flush()
    try:
        answer = _answer(index, text)
    except (SyntaxError, ValueError, OSError) as error:
        answer = {"error": str(error).strip()}
    json.dump(answer, out, ensure_ascii=False)


def _answer(index: "pyoxigraph.Store", text: str) -> dict[str, Any]:
    import pyoxigraph

    found = index.query(text, prefixes=PREFIXES)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return {"columns": [], "rows": [], "boolean": bool(found)}
    if isinstance(found, pyoxigraph.QueryTriples):
        triples = [[_term(t.subject), _term(t.predicate), _term(t.object)] for t in found]
        return {"columns": ["subject", "predicate", "object"], "rows": triples, "boolean": None}
    assert isinstance(found, pyoxigraph.QuerySolutions)
    columns = [v.value for v in found.variables]
    rows = [[_term(value) for value in solution] for solution in found]
    return {"columns": columns, "rows": rows, "boolean": None}


def _term(value: Any) -> dict[str, str] | None:
    import pyoxigraph

    if value is None:
        return None
    if isinstance(value, pyoxigraph.Literal):
        made = {"kind": "literal", "value": value.value, "language": value.language or ""}
        return {**made, "datatype": "" if value.language else value.datatype.value}
    kind = "uri" if isinstance(value, pyoxigraph.NamedNode) else "bnode"
    return {"kind": kind, "value": value.value}


def open_index(
    path: Path, *, named: bool = False, folder: Path | None = None
) -> "pyoxigraph.Store":
    """The graph of the store at `path` in Oxigraph; a large one is kept in `folder` or the cache.

    With `named` the graphs of the documents are there too. Oxigraph's own union of graphs would
    count a triple that two documents have twice, so the default graph is written out.
    """
    import pyoxigraph

    with Store.open(path, read_only=True) as store:
        if store.count_statements() < KEPT_FROM:
            index = pyoxigraph.Store()
            _fill(index, store, named)
            return index
        return _kept(store, named, folder or cache_folder())


def cache_folder() -> Path:
    """$KG_CACHE, else ~/.cache/cn-industry-kg."""
    named = os.environ.get("KG_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "cn-industry-kg"


def _kept(store: Store, named: bool, folder: Path) -> "pyoxigraph.Store":
    import pyoxigraph

    home = (
        folder / "sparql" / f"{content_id(str(store.path.resolve()))}-{'all' if named else 'one'}"
    )
    wanted = home / content_id(store.fingerprint(), vocabulary().version, str(LAYOUT))
    if not wanted.is_dir():
        # One index a store: the one of its former content goes.
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=home))
        index = pyoxigraph.Store(str(fresh))
        _fill(index, store, named)
        index.flush()
        del index
        fresh.rename(wanted)
    return pyoxigraph.Store.read_only(str(wanted))


def _fill(index: "pyoxigraph.Store", store: Store, named: bool) -> None:
    import pyoxigraph

    from loaders.to_rdf import write_trig, write_turtle

    formats = pyoxigraph.RdfFormat
    # Oxigraph reads a file faster than Python can make its objects.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        for write, format in ((write_turtle, formats.TURTLE), (write_trig, formats.TRIG)):
            if named or write is write_turtle:
                with path.open("w", encoding="utf-8", newline="\n") as out:
                    write(store, out)
                index.bulk_load(path=str(path), format=format)


def rows_of(result: Result) -> Iterator[list[str]]:
    """The rows as texts, with short IRIs and empty texts for what is not bound."""
    for row in result.rows:
        yield [v.short if v else "" for v in row]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin, sys.stdout)
