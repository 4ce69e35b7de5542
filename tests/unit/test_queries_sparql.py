"""SPARQL over a store: the same answers, nothing written, nobody else asked, and not for ever."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.errors import BadQuery, MissingStore, TooSlow
from kg.store import Store
from queries import sparql
from queries.sparql import Result, check_query, open_index, rows_of, run

DEALS = """SELECT ?who ?whom ?status WHERE {
    ?s rdf:predicate kgo:investedIn ; rdf:subject/rdfs:label ?who ;
       rdf:object/rdfs:label ?whom ; kgo:status ?status }"""
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }"


def _rows(result: Result) -> list[tuple[str, ...]]:
    return sorted(tuple(row) for row in rows_of(result))


def test_answers_are_those_of_the_store(sample_path: Path) -> None:
    """The investments that SPARQL finds, with their status, are those of the store."""
    with Store.open(sample_path, read_only=True) as store:
        views = list(store.statements(types=["INVESTED_IN"]))
    codes = {"completed": "kgo:statusCompleted", "denied": "kgo:statusDenied"}
    expected = sorted((v.subject.name, v.object.name, codes[v.status]) for v in views)  # type: ignore[union-attr]
    assert _rows(run(sample_path, DEALS)) == expected
    assert len(expected) == 3


def test_plain_triples_are_of_what_is_completed(sample_path: Path) -> None:
    """A denied investment is no plain triple: who asks naively does not read it as done."""
    found = _rows(run(sample_path, "SELECT ?n WHERE { ?i kgo:investedIn ?c ; rdfs:label ?n }"))
    assert found == [("北辰创投",)]


def test_evidence_and_graphs_can_be_asked(sample_path: Path) -> None:
    """The sentence of a statement is found by its annotation, in the graph of its document."""
    query = """SELECT ?title ?text WHERE { GRAPH ?g {
        ?e oa:hasBody ?s ; oa:hasTarget/oa:hasSelector/oa:exact ?text .
        ?s rdf:predicate kgo:issued } ?g dcterms:title ?title }"""
    assert _rows(run(sample_path, query)) == [
        ("五月产业月报", "工信部印发《车规芯片推广办法》，重点支持车规芯片。")
    ]


def test_ask_and_construct(sample_path: Path) -> None:
    """ASK gives yes or no, CONSTRUCT gives triples."""
    assert run(sample_path, "ASK { ?s kgo:status kgo:statusDenied }").boolean is True
    assert run(sample_path, "ASK { ?s kgo:acquired ?o }").boolean is False
    made = run(sample_path, "CONSTRUCT { ?c a kgo:Fund } WHERE { ?c a kgo:Fund }")
    assert made.columns == ("subject", "predicate", "object")
    assert len(made.rows) == 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p 5SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p '#' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p 'a\\'' # '\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { FILTER(1<2) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_written(query: str) -> None:
    """A query that would ask another server is refused before it runs."""
    with pytest.raises(BadQuery, match="SERVICE asks another server"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service a kgo:Company }",
        "SELECT ?s WHERE { ?s rdfs:label 'service' } # SERVICE",
        'SELECT ?s WHERE { ?s rdfs:label """a "service" b""" }',
        "SELECT ?s WHERE { ?s <http://example.org/SERVICE> kgo:serviceless }",
    ],
)
def test_the_word_service_may_stand_in_texts(query: str) -> None:
    """As a variable, in a string, a comment or an IRI the word harms nobody."""
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://127.0.0.1:1/>",
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "clear all",
    ],
)
def test_updates_are_refused(sample_path: Path, query: str) -> None:
    """Whatever would change a graph or load one is refused in one sentence."""
    with pytest.raises(BadQuery, match="queries are read-only"):
        run(sample_path, query)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/x", asked
        server.shutdown()
        thread.join()


def test_nothing_outside_is_reached(sample_path: Path, listener: tuple[str, list[str]]) -> None:
    """Neither SERVICE, LOAD nor FROM makes a server on this machine hear anything."""
    url, asked = listener
    for query in (
        f"SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        f"LOAD <{url}>",
        f"SELECT * WHERE {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    ):
        with pytest.raises(BadQuery):
            run(sample_path, query)
    assert run(sample_path, f"SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}").rows == ()
    assert asked == []


def test_a_query_that_takes_too_long_is_stopped(sample_path: Path) -> None:
    """The time limit holds, and the process is gone when it has passed."""
    start = time.monotonic()
    with pytest.raises(TooSlow, match=r"longer than 0\.5 s"):
        run(sample_path, ENDLESS.replace("?g ?h ?i", "?g ?h ?i . ?j ?k ?l"), time_limit=0.5)
    assert time.monotonic() - start < 60


def test_malformed_query_names_its_place(sample_path: Path) -> None:
    """Line and column of what cannot be read are told."""
    with pytest.raises(BadQuery, match=r"error at 1:2\d"):
        run(sample_path, "SELECT * WHERE { ?s ?p }")


def test_missing_store_is_told(tmp_path: Path) -> None:
    """Without a store there is nothing to ask."""
    with pytest.raises(MissingStore):
        run(tmp_path / "none.kg", "ASK { ?s ?p ?o }")


def test_large_index_is_kept_until_the_store_changes(
    digests: tuple[tuple[object, object], ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The index of a large store is made once, used again, and made anew after a change."""
    monkeypatch.setattr(sparql, "KEPT_FROM", 1)
    path, cache = tmp_path / "g.kg", tmp_path / "cache"
    (may, december) = digests
    with Store.open(path, create=True) as store:
        store.add_all([may])  # type: ignore[list-item]
    first = len(open_index(path, folder=cache))
    (kept,) = cache.glob("sparql/*/*")
    assert len(open_index(path, folder=cache)) == first
    assert list(cache.glob("sparql/*/*")) == [kept]
    with Store.open(path) as store:
        store.add_all([december])  # type: ignore[list-item]
    assert len(open_index(path, folder=cache)) > first
    (renewed,) = cache.glob("sparql/*/*")
    assert renewed != kept


def test_json_of_the_command_is_the_standard_format(sample_path: Path) -> None:
    """``--format json`` is SPARQL 1.1 Query Results JSON."""
    from typer.testing import CliRunner

    from kg.cli.main import app

    query = "SELECT ?n WHERE { ?c a kgo:Facility ; rdfs:label ?n }"
    args = ["sparql", query, "--format", "json", "--store", str(sample_path)]
    done = CliRunner().invoke(app, args)
    assert json.loads(done.stdout) == {
        "head": {"vars": ["n"]},
        "results": {
            "bindings": [{"n": {"type": "literal", "value": "启澜临港工厂", "xml:lang": "zh"}}]
        },
    }
