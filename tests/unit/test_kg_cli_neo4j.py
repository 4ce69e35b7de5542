"""``kg load neo4j`` and ``--on neo4j``: the same commands, another place."""

import os
import select
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

if TYPE_CHECKING:
    from loaders.neo4j_link import Address, Link

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]

ASKED = (
    ("investors", "启澜半导体", "--format", "json"),
    ("investors", "688999", "--status", "planned", "--evidence"),
    ("investments", "宁川集团", "--format", "csv"),
    ("exposure", "启澜半导体", "--format", "json"),
    ("path", "工信部", "江湾资本", "--format", "json"),
    ("timeline", "启澜", "--since", "2024", "--format", "json"),
    ("ask", "谁投资了启澜半导体？"),
    ("ask", "宁川集团持有启澜半导体多少股份？"),
    ("find", "启澜", "--format", "json"),
    ("investors", "启蓝半导体"),
)


@pytest.fixture
def there(
    neo4j_link: "Link",
    neo4j_address: "Address",
    sample_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The made-up digests, loaded by the command; the database is named by the environment."""
    monkeypatch.setenv("NEO4J_URI", neo4j_address.uri)
    monkeypatch.setenv("NEO4J_USER", neo4j_address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_address.password)
    loaded = CliRunner().invoke(app, ["load", "neo4j", "--store", str(sample_path)])
    assert loaded.exit_code == 0, loaded.output
    assert "in step with 2 documents, 14 entities" in loaded.stdout
    return sample_path


def test_every_command_answers_alike_in_either_place(there: Path, tmp_path: Path) -> None:
    """Output, exit code and errors are those of the graph file, on every command that asks."""
    for words in ASKED:
        here = CliRunner().invoke(app, [*words, "--store", str(there)])
        far = CliRunner().invoke(app, [*words, "--on", "neo4j"])
        assert (far.exit_code, far.stdout, far.stderr) == (here.exit_code, here.stdout, here.stderr)
    pages = []
    for name, place in (("a", ("--store", str(there))), ("b", ("--on", "neo4j"))):
        page = tmp_path / f"{name}.html"
        drawn = CliRunner().invoke(app, ["draw", "启澜半导体", "-o", str(page), *place])
        assert drawn.exit_code == 0, drawn.output
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]


def test_a_second_load_says_that_nothing_was_sent(there: Path) -> None:
    """The report tells people and programs that the database was in step."""
    again = CliRunner().invoke(app, ["load", "neo4j", "--store", str(there)])
    assert "in step already, nothing was sent" in again.stdout
    told = CliRunner().invoke(app, ["load", "neo4j", "--store", str(there), "--format", "json"])
    assert '"recognised": true' in told.stdout and '"written": {}' in told.stdout


def _environment(**changes: str | None) -> dict[str, str]:
    return {k: v for k, v in (os.environ | changes).items() if v is not None}


def _kg(*words: str, **changes: str | None) -> tuple[int, str]:
    """Exit code and all output of the command, away from any terminal."""
    run = subprocess.run(
        [sys.executable, "-m", "kg", *words],
        env=_environment(**changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    return run.returncode, run.stdout


def _kg_at_terminal(*words: str, typed: str, **changes: str | None) -> tuple[int, str]:
    """The same at a terminal, where `typed` is typed once something is asked."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words],
        env=_environment(**changes),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    shown = b""
    # The space comes from the one who has turned the echo off.
    while not shown.endswith(b"Password of neo4j: "):
        assert select.select([master], [], [], 120)[0], shown
        shown += os.read(master, 4096)
    os.write(master, f"{typed}\n".encode())
    try:
        while select.select([master], [], [], 120)[0]:
            shown += os.read(master, 4096)
    except OSError:
        pass  # How a terminal tells that the other side has closed it.
    os.close(master)
    return process.wait(60), shown.decode("utf-8", "replace")


def test_the_password_is_asked_for_and_never_shown(there: Path, neo4j_address: "Address") -> None:
    """Without NEO4J_PASSWORD a terminal is asked, unseen; elsewhere the error says what to set."""
    asking = ("find", "启澜", "--on", "neo4j")
    secret = neo4j_address.password
    code, output = _kg_at_terminal(*asking, typed=secret, NEO4J_PASSWORD=None)
    assert code == 0 and "启澜半导体" in output and "Password" in output
    assert secret not in output
    code, output = _kg(*asking, NEO4J_PASSWORD=None)
    assert code == 1 and "set NEO4J_PASSWORD" in output
    code, output = _kg(*asking, NEO4J_PASSWORD="falsch-und-geheim")
    assert code == 1 and "does not accept user" in output and "falsch-und-geheim" not in output


def test_no_option_takes_a_password() -> None:
    """A password on the command line could be read in the list of processes, so there is none."""
    for command in ("load", "investors", "draw"):
        shown = CliRunner().invoke(app, [command, "--help"]).output
        assert "NEO4J_PASSWORD" in shown and "--password" not in shown
