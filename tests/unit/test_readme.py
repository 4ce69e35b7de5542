"""The commands that the README shows work, on the sample, as they stand there."""

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

if TYPE_CHECKING:
    from kg.extraction.pipeline import Extractor

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"(?:`|^\$ )kg ([^`\n]*--store out/sample\.kg[^`\n]*)", README, re.MULTILINE)
COMMANDS = sorted({command for command in SHOWN if "DOCUMENT" not in command})


@pytest.fixture(scope="module")
def folder(bare_extractor: "Extractor", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after ``make demo``: with the sample, and its graph in ``out/sample.kg``."""
    from kg.build import build

    here = tmp_path_factory.mktemp("readme")
    (here / "data").symlink_to(ROOT / "data")
    (here / "out").mkdir()
    digest = ROOT / "data" / "sample" / "digest-2024-05.txt"
    build([digest], here / "out" / "sample.kg", published="2024-05-31", extractor=bare_extractor)
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
