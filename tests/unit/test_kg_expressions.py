"""Regular expressions kept beside the byte code: the same as if compiled, whatever happens to the file."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import kg.extraction
from kg import expressions
from kg.expressions import KeptExpressions, expression
from kg.extraction.patterns.load import load_patterns
from kg.extraction.vetoes.rules import load_vetoes

ROOT = Path(__file__).parents[2]
TEXTS = [
    ("拟(?P<how>以|出资)(?P<sum>[0-9.]+)亿?元", 0),
    ("(?<!不)(?:收购|并购)(?!方)", 0),
    ("[^，。；\ue000-\ue03f]{0,14}?(?:、|和)", 0),
    ("ceo|董事长", re.IGNORECASE),
]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where expressions are kept in a test, in a Python that writes byte code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache" / "test.kept"


def kept(file: Path) -> KeptExpressions:
    """A file with all of TEXTS, written."""
    made = KeptExpressions(file)
    for text, flags in TEXTS:
        made.compiled(text, flags)
    made.write()
    return made


def test_expressions_of_extraction_are_what_re_makes_of_them() -> None:
    """Each expression of code, patterns and vetoes has the flags and the code that `re.compile` gives."""
    modules = [
        import_module(m.name) for m in walk_packages(kg.extraction.__path__, "kg.extraction.")
    ]
    found = [v for m in modules for v in vars(m).values() if isinstance(v, re.Pattern)]
    found += [p.regex for p in load_patterns()] + [v.regex for v in load_vetoes()]
    assert len(found) > 1_000
    for made in found:
        again = re.compile(made.pattern, made.flags)
        assert made == again
        assert made.groupindex == again.groupindex
        assert made.groups == again.groups


def test_what_is_read_back_is_what_was_compiled(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second process reads expressions from the file and compiles none."""
    kept(file)
    monkeypatch.setattr(expressions, "_code_of", lambda *_: pytest.fail("compiled again"))
    second = KeptExpressions(file)
    for text, flags in TEXTS:
        read = second.compiled(text, flags)
        assert read == re.compile(text, flags)
        assert read.groupindex == re.compile(text, flags).groupindex
    found = second.compiled(*TEXTS[0]).search("公司拟出资2.5亿元")
    assert found and found.groupdict() == {"how": "出资", "sum": "2.5"}


def test_two_processes_keep_what_both_compiled(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes last loses nothing that the other wrote."""
    first, second = KeptExpressions(file), KeptExpressions(file)
    first.compiled("甲", 0)
    second.compiled("乙", 0)
    first.write()
    second.write()
    monkeypatch.setattr(expressions, "_code_of", lambda *_: pytest.fail("compiled again"))
    third = KeptExpressions(file)
    assert [third.compiled(t, 0).pattern for t in "甲乙"] == ["甲", "乙"]


def test_a_worker_process_keeps_what_it_compiled(tmp_path: Path) -> None:
    """What only a worker of a pool compiles is kept when the pool ends."""
    program = (
        "from concurrent.futures import ProcessPoolExecutor; from multiprocessing import get_context;"
        "from kg.expressions import expression; pool = ProcessPoolExecutor(1, get_context('spawn'));"
        "print(pool.submit(expression, '拟[^，。]{0,9}收购').result().pattern); pool.shutdown()"
    )
    places = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | places
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "拟[^，。]{0,9}收购\n"
    (kept_there,) = tmp_path.rglob("expressions.*.kept")
    assert "拟[^，。]{0,9}收购".encode() in kept_there.read_bytes()


@pytest.mark.parametrize("damage", ["cut", "changed", "other", "empty"])
def test_a_file_that_is_no_good_is_not_read(file: Path, damage: str) -> None:
    """Cut short, changed, or of another Python: expressions are compiled anew, and the file is written anew."""
    kept(file)
    whole = file.read_bytes()
    file.write_bytes(
        {
            "cut": whole[:-7],
            "changed": whole[:-7] + bytes([whole[-7] ^ 1]) + whole[-6:],
            "other": b"2" + whole,
            "empty": b"",
        }[damage]
    )
    again = kept(file)
    assert [again.compiled(t, f) for t, f in TEXTS] == [re.compile(t, f) for t, f in TEXTS]
    assert file.read_bytes() == whole


def test_code_that_the_engine_refuses_is_compiled_anew(file: Path) -> None:
    """A file that is sound but for what it says does no harm."""
    made = kept(file)
    flags, _, groups, names, by_number = made._codes[TEXTS[0]]
    made._fresh[TEXTS[0]] = (flags, b"\xff\xff\xff\x7f" * 9, groups, names, by_number)
    made.write()
    again = kept(file)
    assert again.compiled(*TEXTS[0]) == re.compile(*TEXTS[0])
    assert KeptExpressions(file).compiled(*TEXTS[0]) == re.compile(*TEXTS[0])


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, file: Path) -> None:
    """In a folder of others all is compiled as ever."""
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    made = kept(file)
    assert made.compiled(*TEXTS[0]) == re.compile(*TEXTS[0])


def test_nothing_is_written_where_no_byte_code_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -B` keeps no expressions either."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(file)
    assert not file.exists()


def test_another_compiler_than_the_known_one_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Python whose compiler has other parts `re.compile` does the work."""
    monkeypatch.setattr(expressions, "_code_of", lambda *_: None)
    made = kept(file)
    assert made.compiled(*TEXTS[0]) == re.compile(*TEXTS[0])
    assert not file.exists()


def test_a_file_does_not_grow_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most that it holds, only what the last process compiled stays."""
    monkeypatch.setattr(expressions, "_MOST", len(TEXTS))
    kept(file)
    later = KeptExpressions(file)
    later.compiled("丙", 0)
    later.write()
    monkeypatch.setattr(expressions, "_code_of", lambda *_: None)
    assert KeptExpressions(file).compiled("丙", 0) == re.compile("丙")
    assert file.stat().st_size < 400


def test_a_bad_expression_says_so() -> None:
    """The error is that of `re`."""
    with pytest.raises(re.error, match="missing \\)"):
        expression("(拟")


def test_reading_a_text_loads_no_spacy() -> None:
    """Whoever only extracts does not wait for spaCy."""
    program = (
        "import sys; from kg.extraction.pipeline import article_of, make_extractor;"
        "found = make_extractor('none').extract(article_of('京东方投资了芯动能。'));"
        "sys.exit('spacy' in sys.modules or not found.mentions)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
