"""The commands that the README shows work, on the sample, as they stand there, and print what it shows."""

import difflib
import os
import re
import shlex
from itertools import groupby
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "README.md"
README = PAGE.read_text(encoding="utf-8")
SHOWN = re.findall(r"(?:`|^\$ )kg ([^`\n]*--store out/sample\.kg[^`\n]*)", README, re.MULTILINE)
COMMANDS = sorted({command for command in SHOWN if "DOCUMENT" not in command})
# A command in a console block, an empty line, and what it prints up to the next command or the end of the block.
OUTPUT = re.compile(
    r"(?P<prompt>^\$ kg (?P<command>.+)\n\n)(?P<shown>(?!\$ |```)[^`]+?)(?=\n+(?:\$ |```))",
    re.MULTILINE,
)
NOT_COMPARED = {
    "make demo": "shown without its output, which names the folder it runs in",
    "make test": "shown without its output, which tells how long it took",
}
REWRITE = os.environ.get("KG_WRITE_GOLDEN") == "1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after ``make demo``: with the sample, and its graph as the networks read it too."""
    from kg.build import build

    here = tmp_path_factory.mktemp("readme")
    (here / "data").symlink_to(ROOT / "data")
    (here / "out").mkdir()
    digest = ROOT / "data" / "sample" / "digest-2024-05.txt"
    build([digest], here / "out" / "sample.kg", published="2024-05-31")
    return here


def test_the_readme_shows_commands_on_the_sample() -> None:
    """There is something to test: questions, a page, exports and an evaluation."""
    shown = {command.split()[0] for command in COMMANDS}
    assert {"investors", "investments", "exposure", "draw", "export", "info", "evaluate"} <= shown


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_answers(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command ends well and has something to say, or writes the file that it names."""
    monkeypatch.chdir(folder)
    args = shlex.split(command)
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    assert "没有记录" not in result.stdout
    if "-o" in args:
        assert (folder / args[args.index("-o") + 1]).stat().st_size > 1000
    else:
        assert result.stdout.strip()


def excerpt(printed: str, shown: str) -> str:
    """An output as the README is to show it: the records whose numbers it shows, … for others.

    Records stand apart by empty lines. One of which no record is left is given whole, so that … alone never does.
    """
    records = printed.strip("\n").split("\n\n")
    wanted = {record.split()[0] for record in shown.split("\n\n")}
    if not any(record.split()[0] in wanted for record in records):
        return "\n\n".join(records)
    parts: list[str] = []
    for kept, group in groupby(records, lambda record: record.split()[0] in wanted):
        parts += group if kept else ["…"]
    return "\n\n".join(parts)


def test_excerpt_marks_what_it_leaves_out() -> None:
    """Records that are not shown become …; the others stay whole, and … alone is not taken for an output."""
    printed = "1. 甲\n   关系 投资\n\n2. 乙\n\n3. 丙\n\n4. 丁\n"
    assert excerpt(printed, "…\n\n2. 旧\n\n…") == "…\n\n2. 乙\n\n…"
    assert excerpt(printed, "1. 旧\n\n4. 丁") == "1. 甲\n   关系 投资\n\n…\n\n4. 丁"
    assert excerpt(printed, "…") == printed.rstrip()


def test_no_console_block_of_the_readme_goes_unseen() -> None:
    """Each block is made of commands, and each command is compared or is listed with the reason why not."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert all(block.startswith("$ ") for block in blocks)
    commands = re.findall(r"^\$ (.+?)(?:\s+#.*)?$", "".join(blocks), re.MULTILINE)
    compared = {f"kg {m['command']}" for m in OUTPUT.finditer(README)}
    assert compared
    assert set(commands) - compared == set(NOT_COMPARED)


def test_the_readme_shows_what_is_printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outputs in the README are those of today, byte for byte; ``make golden`` rewrites them."""
    monkeypatch.chdir(folder)
    # As on a terminal wide enough that no sentence is broken, but without colours.
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def reprinted(m: re.Match[str]) -> str:
        result = CliRunner().invoke(app, shlex.split(m["command"]))
        assert result.exit_code == 0, result.output
        return m["prompt"] + excerpt(result.stdout, m["shown"])

    now = OUTPUT.sub(reprinted, README)
    if REWRITE:
        PAGE.write_text(now, encoding="utf-8")
    elif now != README:
        lines = difflib.unified_diff(README.splitlines(), now.splitlines(), "README", "printed")
        changes = "\n".join(line.rstrip("\n") for line in lines)
        pytest.fail(f"README.md is stale; if that is right: make golden\n{changes}", pytrace=False)
