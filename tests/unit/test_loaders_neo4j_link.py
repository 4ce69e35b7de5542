"""A Neo4j server that is slow, goes away, comes back, wants TLS, or was filled in bulk."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.errors import ExportError, ServerError, ServerRefused, ServerUnreachable
from kg.store import Store
from loaders import to_neo4j
from loaders.neo4j_link import Address, Link, connected
from loaders.to_neo4j import Progress, load
from loaders.to_neo4j_admin import ARGUMENTS, write_folder

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j"), pytest.mark.slow]

Dump = Callable[[Link], list[str]]
UNITS = "entities with their statements"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a certificate for the loopback address that nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", "private.key", "-out", "public.crt", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def server(
    neo4j_tool: ModuleType, certificate: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A server of this file's own, which may be stopped; with TLS for those who want it."""
    settings = {
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(certificate),
        "dbms.ssl.policy.bolt.private_key": "private.key",
        "dbms.ssl.policy.bolt.public_certificate": "public.crt",
        "dbms.ssl.policy.bolt.client_auth": "NONE",
        "server.bolt.tls_level": "OPTIONAL",
    }
    made = neo4j_tool.Server(
        tmp_path_factory.mktemp("fragile"),
        "nur-zum-testen",
        settings=settings,
        # It is started five times for little work: code that is compiled well does not pay.
        java=["-XX:TieredStopAtLevel=1"],
    )
    made.start()
    try:
        yield made
    finally:
        made.resume()
        made.kill()


@pytest.fixture
def address(server: Any) -> Address:
    """How to reach it."""
    return Address(uri=server.uri, password=server.password)


@pytest.fixture
def store(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The made-up digests; a load takes them in many small portions."""
    monkeypatch.setattr(to_neo4j, "PORTION", 3)
    monkeypatch.setattr(to_neo4j, "BATCH", 5)
    with Store.open(sample_path, read_only=True) as graph:
        yield graph


def _empty(link: Link) -> None:
    link.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture(scope="module")
def expected(server: Any, sample_path: Path, neo4j_dump: Dump) -> list[str]:
    """What an undisturbed load leaves in an empty database."""
    with (
        Store.open(sample_path, read_only=True) as graph,
        connected(Address(uri=server.uri, password=server.password)) as link,
    ):
        load(graph, link)
        return neo4j_dump(link)


@pytest.fixture
def empty(address: Address, expected: list[str]) -> None:
    """Nothing is in the database when the test begins."""
    with connected(address) as link:
        _empty(link)


def _once(stage: str, act: Callable[[], None]) -> Callable[[Progress], None]:
    """Calls `act` when a stage has got somewhere, the first time."""
    done: list[Progress] = []

    def watch(progress: Progress) -> None:
        if progress.stage == stage and progress.done > 3 and not done:
            done.append(progress)
            act()

    return watch


def test_a_slow_server_is_waited_for(
    server: Any, address: Address, store: Store, neo4j_dump: Dump, expected: list[str], empty: None
) -> None:
    """A server that stops answering for seconds loses nothing and raises nothing."""

    def pause() -> None:
        server.pause()
        threading.Timer(3, server.resume).start()

    with connected(address) as link:
        load(store, link, on_progress=_once(UNITS, pause))
        assert neo4j_dump(link) == expected


def test_a_server_that_goes_away_loses_nothing(
    server: Any, address: Address, store: Store, neo4j_dump: Dump, expected: list[str], empty: None
) -> None:
    """The error says how far the load had come; when the server is back, the next load ends it."""
    with (
        pytest.raises(ServerUnreachable, match=r"\d+ of 14 entities .* run the same command again"),
        connected(address, retry_seconds=1) as link,
    ):
        load(store, link, on_progress=_once(UNITS, server.kill))
    with pytest.raises(ServerUnreachable, match="does not answer"), connected(address):
        raise AssertionError("nobody should have answered")
    server.start()
    with connected(address) as link:
        again = load(store, link)
        assert "KgEntity" not in again.written
        assert neo4j_dump(link) == expected


def test_a_server_that_comes_back_in_time_is_not_noticed(
    server: Any, address: Address, store: Store, neo4j_dump: Dump, expected: list[str], empty: None
) -> None:
    """A restart in the middle of a load is ridden out."""

    def restart() -> None:
        server.kill()
        server.start()

    with connected(address) as link:
        load(store, link, on_progress=_once(UNITS, restart))
        assert neo4j_dump(link) == expected


def _kg(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


def test_an_encrypted_line_needs_a_certificate_that_is_trusted(
    server: Any, certificate: Path, sample_path: Path
) -> None:
    """neo4j+s works when the certificate is vouched for, and sends nothing when it is not."""
    where = ("--store", str(sample_path), "--uri", f"neo4j+s://{server.address}")
    distrusted = _kg("load", "neo4j", *where, NEO4J_PASSWORD=server.password)
    assert distrusted.returncode == 1 and "does not answer" in distrusted.stderr
    trusted = {"NEO4J_PASSWORD": server.password, "SSL_CERT_FILE": str(certificate / "public.crt")}
    loaded = _kg("load", "neo4j", *where, **trusted)
    assert loaded.returncode == 0, loaded.stderr
    told = _kg("investors", "启澜半导体", "--on", "neo4j", *where, **trusted)
    assert "北辰创投" in told.stdout
    assert server.password not in distrusted.stderr + loaded.stderr + loaded.stdout


def test_a_bulk_import_is_what_a_load_would_have_written(
    server: Any,
    address: Address,
    store: Store,
    neo4j_dump: Dump,
    expected: list[str],
    tmp_path: Path,
) -> None:
    """neo4j-admin takes the exported files, and a load after it finds nothing to send."""
    write_folder(store, tmp_path / "csv")
    server.stop()
    options = [f"@{ARGUMENTS}", "--overwrite-destination", "neo4j"]
    server.admin(["database", "import", "full", *options], folder=tmp_path / "csv")
    server.start()
    with connected(address) as link:
        assert neo4j_dump(link) == expected
        assert not load(store, link, thorough=True).changed
        assert len(link.read("SHOW CONSTRAINTS")) > 30


def test_a_folder_that_is_not_empty_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    """An export never mixes its files with others."""
    (tmp_path / "mine.txt").write_text("别动", encoding="utf-8")
    with pytest.raises(ExportError, match="there already"):
        write_folder(store, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_address_of_a_cluster_works_for_one_server(server: Any, store: Store) -> None:
    """neo4j:// asks the server for its routing table, as with a cluster, and loads through it."""
    address = Address(uri=f"neo4j://{server.address}", password=server.password, database="neo4j")
    with connected(address) as link:
        load(store, link)
        assert link.read("MATCH (n:Company) RETURN count(n) AS n") == [{"n": 2}]


def test_what_is_wrong_with_an_address_is_said_without_its_secrets(
    address: Address, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong password, database, scheme, or a password in the address: named, never repeated."""
    caplog.set_level("DEBUG")
    secret = "gehe1m-und-lang"
    with (
        pytest.raises(ServerRefused, match="does not accept user 'neo4j'") as refused,
        connected(Address(uri=address.uri, password=secret)),
    ):
        raise AssertionError("the password should not have been accepted")
    with pytest.raises(ServerError, match="contains a user or a password") as leaked:
        Address(uri=f"bolt://neo4j:{secret}@127.0.0.1", password="")
    with pytest.raises(ServerError, match="is no address"):
        Address(uri="https://127.0.0.1", password=secret)
    nowhere = Address(uri=address.uri, password=address.password, database="nirgends")
    with (
        pytest.raises(ServerRefused, match="no database 'nirgends'"),
        connected(nowhere) as link,
    ):
        link.read("RETURN 1 AS one")
    told = [str(refused.value), str(refused.value.__cause__), str(leaked.value), caplog.text]
    told += [repr(nowhere), *capfd.readouterr()]
    assert not any(secret in text or address.password in text for text in told)
