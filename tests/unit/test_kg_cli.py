"""The command line as a person meets it: output, exit codes, and one sentence for what is wrong."""

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from kg.cli.main import COMMANDS, app, load
from kg.errors import ExtractionError
from kg.extraction.pipeline import Extractor
from kg.identity.judgements import HEADER
from kg.model import Article, Document, Entity, Extraction
from kg.store import Store

HEAVY = {"spacy", "neo4j", "pyvis", "rdflib", "networkx", "onnxruntime", "rich", "numpy"}
Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """Runs ``kg`` in a process of its own, in an empty folder."""

    def run(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *map(str, args)]
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, **options
        )

    return run


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    """What was said on stderr, after checking that it is one line, no traceback, exit code 1."""
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("kg: ")
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


def invoke(*args: object) -> str:
    """What ``kg`` writes to stdout, run in this process."""
    result = CliRunner().invoke(app, list(map(str, args)))
    assert result.exit_code == 0, result.output
    return result.stdout


# --- start-up -------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [["--help"], ["info"], ["investors", "启澜"], ["find", "启澜"]])
def test_start_up_imports_nothing_heavy(kg: Kg, sample_path: Path, args: list[str]) -> None:
    """Help, and questions answered as JSON, import none of the heavy packages."""
    extra = [] if args == ["--help"] else ["--store", str(sample_path), "--format", "json"]
    code = (
        "import sys, atexit;"
        f"atexit.register(lambda: print(sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr));"
        f"sys.argv = ['kg', *{[*args, *extra]!r}];"
        "from kg.cli.main import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert result.stdout
    assert result.stderr.strip() == "[]"


def test_help_lists_every_command() -> None:
    """The help of the whole shows each command with its line."""
    text = invoke("--help")
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in text
        assert line[:20] in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    """Each command loads, explains itself in both languages, and shows an example of itself."""
    help_text = load(name).help or ""
    assert any("一" <= c <= "鿿" for c in help_text)
    assert f"kg {name}" in (load(name).epilog or "")
    assert invoke(name, "--help")


def test_version_is_told(kg: Kg) -> None:
    """``kg --version`` says name and number."""
    result = kg("--version")
    assert (result.returncode, result.stdout.split()[0]) == (0, "kg")


@pytest.mark.parametrize(
    "args",
    [
        ["bild"],
        ["info", "--no-such-option"],
        ["investors"],
        ["investors", "x", "--format", "xml"],
        ["investors", "x", "--status", "maybe"],
        ["build", "x.txt", "--published", "yesterday"],
        ["draw", "x", "--hops", "0"],
    ],
)
def test_wrong_usage_exits_with_2(kg: Kg, args: list[str]) -> None:
    """A command line that makes no sense is a usage error, not a failure."""
    result = kg(*args)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


# --- questions ------------------------------------------------------------------------------------


def test_investors_as_json(sample_path: Path) -> None:
    """The JSON names the question, the company, the columns and rows with statements."""
    out = json.loads(invoke("investors", "688999", "--store", sample_path, "--format", "json"))
    assert out["question"] == "investors"
    assert out["about"] == ["启澜半导体"]
    assert {r["investor"] for r in out["rows"]} >= {"北辰创投", "江湾资本"}
    assert all(r["statements"][0]["evidence"][0]["sentence"] for r in out["rows"])


def test_investors_as_csv(sample_path: Path) -> None:
    """The CSV has a line of names and a line a row."""
    text = invoke("investors", "启澜", "--store", sample_path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {r["status"] for r in rows} == {"planned", "completed", "denied"}


def test_table_marks_what_is_not_done(sample_path: Path) -> None:
    """A planned and a denied deal carry the word for it in the table."""
    lines = invoke("investors", "启澜", "--store", sample_path).splitlines()
    assert "拟议中" in next(line for line in lines if "宁川集团" in line)
    assert "已否认" in next(line for line in lines if "江湾资本" in line)
    assert "投资方" in "".join(lines)


def test_evidence_is_printed_in_full(sample_path: Path) -> None:
    """With --evidence each row is followed by its sentence, article and page."""
    text = invoke("investors", "启澜", "--store", sample_path, "--evidence", "--status", "planned")
    assert "“宁川集团拟收购启澜半导体12%的股权。” —— 《芯片融资》 第3页 2024-05-20" in text
    assert "江湾资本" not in text


def test_table_fits_the_terminal(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow terminal columns leave the table instead of folding, and are named on stderr."""
    monkeypatch.setenv("COLUMNS", "60")
    args = ["investors", "启澜", "--store", str(sample_path)]
    result = CliRunner().invoke(app, args)
    lines = result.stdout.splitlines()
    assert max(cell_len(line) for line in lines) <= 60
    assert len(lines) == 2 + len(json.loads(invoke(*args, "--format", "json"))["rows"])
    assert "no room for" in result.stderr
    assert "原文" in result.stderr


def test_evidence_is_wrapped_for_the_terminal(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --evidence no line is wider than the terminal, and no character of a sentence is lost."""
    monkeypatch.setenv("COLUMNS", "40")
    text = invoke("investors", "启澜", "--store", sample_path, "--evidence")
    assert max(map(cell_len, text.splitlines())) <= 40
    squeezed = "".join(text.split())
    assert "“2024年3月，北辰创投向启澜半导体投资2.5亿元，完成其B轮融资。”" in squeezed


def test_evidence_says_the_status_beside_the_name(sample_path: Path) -> None:
    """With --evidence a denied deal says so in the line of its name."""
    text = invoke("investors", "启澜", "--store", sample_path, "--evidence")
    assert "江湾资本  已否认" in text


def test_labels_speak_english_when_asked(sample_path: Path) -> None:
    """--lang en gives English headings and statuses."""
    text = invoke("investors", "启澜", "--store", sample_path, "--lang", "en")
    assert "investor" in text
    assert "denied" in text


def test_period_narrows_rows(sample_path: Path) -> None:
    """--since and --until choose by date."""
    text = invoke(
        "investments", "北辰创投", "--store", sample_path, "--until", "2023", "--format", "csv"
    )
    assert [r["amount"] for r in csv.DictReader(io.StringIO(text))] == ["8000万元"]


def test_exposure_shows_the_way(sample_path: Path) -> None:
    """A policy that touches the company's field is shown with the way to it."""
    out = json.loads(invoke("exposure", "启澜", "--store", sample_path, "--format", "json"))
    assert "车规芯片推广办法" in {r["policy"] for r in out["rows"]}


def test_no_rows_is_an_answer(sample_path: Path) -> None:
    """An investor without investments gives a line, not an error."""
    assert "nothing" in invoke("investments", "工信部", "--store", sample_path)


def test_unknown_name_is_answered_with_suggestions(kg: Kg, sample_path: Path) -> None:
    """A misspelt name gives one sentence with the close ones."""
    said = one_sentence(kg("investors", "启蓝半导体", "--store", sample_path))
    assert "启澜半导体" in said


def test_wrong_date_is_one_sentence(kg: Kg, sample_path: Path) -> None:
    """A date that is none is said in words."""
    one_sentence(kg("investors", "启澜", "--store", sample_path, "--since", "lately"))


# --- the other commands ---------------------------------------------------------------------------


def test_find_gives_the_same_rows_in_each_format(sample_path: Path) -> None:
    """Table, JSON and CSV name the same entities."""
    found = json.loads(invoke("find", "启澜", "--store", sample_path, "--format", "json"))
    names = [e["name"] for e in found]
    assert names[0] == "启澜半导体"
    text = invoke("find", "启澜", "--store", sample_path, "--format", "csv")
    assert [r["name"] for r in csv.DictReader(io.StringIO(text))] == names
    table = invoke("find", "启澜", "--store", sample_path)
    assert all(name in table for name in names)


def test_info_counts(sample_path: Path) -> None:
    """The numbers of the table and of the JSON are those of the store."""
    out = json.loads(invoke("info", "--store", sample_path, "--format", "json"))
    with Store.open(sample_path, read_only=True) as store:
        counts = store.counts()
    assert out["counts"]["statements"] == counts.statements
    assert out["counts"]["statuses"] == counts.statuses
    assert len(out["documents"]) == 2
    assert f"{counts.statements} statements" in invoke("info", "--store", sample_path)


def test_export_writes_to_stdout_and_to_a_file(sample_path: Path, tmp_path: Path) -> None:
    """Both ways give the same lines."""
    text = invoke("export", "--store", sample_path, "--format", "statements")
    target = tmp_path / "statements.jsonl"
    invoke("export", "--store", sample_path, "--format", "statements", "-o", target)
    assert target.read_text(encoding="utf-8") == text
    assert {"id", "type", "subject", "object", "status"} <= json.loads(text.splitlines()[0]).keys()


def test_unknown_export_format_names_the_known(kg: Kg, sample_path: Path) -> None:
    """A format that nobody writes is answered with the list."""
    said = one_sentence(kg("export", "--store", sample_path, "--format", "xls"))
    assert "statements" in said


def test_remove_takes_file_name_or_id(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """A document goes by its file's name; what is not there is said."""
    path = tmp_path / "copy.kg"
    shutil.copy(sample_path, path)
    assert "1 documents left" in kg("remove", "digest-12.txt", "--store", path).stdout
    one_sentence(kg("remove", "digest-12.txt", "--store", path))
    with Store.open(path, read_only=True) as store:
        assert [d.source for d in store.documents()] == ["digest-05.txt"]


def test_draw_writes_the_page(sample_path: Path, tmp_path: Path) -> None:
    """The page is written where it was asked for, and its path is said."""
    target = tmp_path / "pages" / "qilan.html"
    assert str(target) in invoke("draw", "启澜", "--store", sample_path, "-o", target)
    assert "启澜半导体" in target.read_text(encoding="utf-8")


# --- what may go wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["info"], ["investors", "x"], ["export"], ["find", "x"]])
def test_missing_store_is_one_sentence(kg: Kg, tmp_path: Path, command: list[str]) -> None:
    """A question to a store that is not there makes none."""
    assert "graph.kg" in one_sentence(kg(*command))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"no store at all"])
def test_file_that_is_no_store_is_one_sentence(kg: Kg, tmp_path: Path, data: bytes) -> None:
    """Neither a question nor a build touches a stranger's file."""
    path, digest = tmp_path / "notes", tmp_path / "digest.txt"
    path.write_bytes(data)
    digest.write_text("云岭数据投资蓝湾科技。\n", encoding="utf-8")
    one_sentence(kg("info", "--store", path))
    result = kg("build", digest, "--store", path, "--ner", "none")
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert path.read_bytes() == data


def test_newer_store_is_one_sentence(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """A store of a later version asks for an update."""
    path = tmp_path / "newer.kg"
    shutil.copy(sample_path, path)
    con = sqlite3.connect(path)
    con.execute("PRAGMA user_version = 99")
    con.close()
    assert "update kg" in one_sentence(kg("info", "--store", path))


def test_busy_store_is_one_sentence(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer that does not end is named."""
    path = tmp_path / "busy.kg"
    shutil.copy(sample_path, path)
    open_store = Store.open
    monkeypatch.setattr(
        Store, "open", lambda p, **options: open_store(p, **{"timeout": 0.05, **options})
    )
    with open_store(path) as holder:
        holder._con.execute("BEGIN IMMEDIATE")
        result = CliRunner().invoke(app, ["remove", "digest-05.txt", "--store", str(path)])
        holder._con.execute("ROLLBACK")
    assert result.exit_code == 1
    assert "another build is writing" in result.stderr


def test_reader_that_goes_away_is_no_error(sample_path: Path) -> None:
    """``kg export | head`` ends quietly."""
    command = f"{sys.executable} -m kg export --store '{sample_path}' | true"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.stderr == ""


def test_terminal_without_chinese_is_no_error(kg: Kg, sample_path: Path) -> None:
    """Output in an encoding without Chinese characters shows their codes."""
    env = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    result = kg("info", "--store", sample_path, env=env)
    assert (result.returncode, result.stderr) == (0, "")
    assert "\\u" in result.stdout


def test_interruption_exits_with_130(tmp_path: Path) -> None:
    """Ctrl-C ends a command with a sentence and the code that shells expect."""
    command = [sys.executable, "-m", "kg", "extract", "-", "--ner", "none"]
    pipe = subprocess.PIPE
    running = subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        cwd=tmp_path,
        # Who runs the tests in the background of a shell has them inherit that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b'{"id": "a", "text": ""}\n')
    running.stdin.flush()
    assert running.stdout.readline().startswith(b'{"id":')
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert said.decode().startswith("kg: interrupted")


def test_error_nobody_foresaw_is_one_sentence(monkeypatch: pytest.MonkeyPatch, kg: Kg) -> None:
    """A defect of ours is named without a traceback; KG_TRACEBACK=1 shows where it is."""
    code = (
        "import sys, kg.cli.info, kg.cli.main as m;"
        "kg.cli.info.Store = None; sys.argv = ['kg', 'info']; m.main()"
    )
    command = [sys.executable, "-c", code]
    plain = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "AttributeError" in one_sentence(plain)
    env = {**os.environ, "KG_TRACEBACK": "1"}
    traced = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=env
    )
    assert "Traceback" in traced.stderr


# --- build and extract on real input --------------------------------------------------------------

TEXT = "云岭数据科技有限公司宣布，完成对蓝湾科技有限公司的收购。"


def write(path: Path, data: bytes) -> Path:
    """The path, with the bytes in it."""
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_build_reads_every_common_encoding(kg: Kg, tmp_path: Path, encoding: str) -> None:
    """A digest without a contents page is one article, with a warning, in any encoding."""
    digest = write(tmp_path / "digest.txt", f"{TEXT}\n{TEXT}\n".encode(encoding))
    result = kg("build", digest, "--ner", "none", "--format", "json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["articles"] == 1
    assert result.stderr.startswith("kg: ")
    with Store.open(tmp_path / "graph.kg", read_only=True) as store:
        assert "云岭数据科技有限公司" in {e.name for e in store.entities()}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n \t\n"),
        ("binary.txt", bytes(range(256)) * 64),
        ("digest.xyz", TEXT.encode()),
    ],
)
def test_bad_digest_is_one_sentence(kg: Kg, tmp_path: Path, name: str, data: bytes) -> None:
    """Nothing to read, no text, an unknown extension: one sentence, and no store is made."""
    digest = write(tmp_path / name, data)
    assert name in one_sentence(kg("build", digest, "--ner", "none"))
    assert not (tmp_path / "graph.kg").exists()


def test_missing_digest_is_one_sentence(kg: Kg) -> None:
    """A path that leads nowhere is named."""
    assert "nowhere.txt" in one_sentence(kg("build", "nowhere.txt", "--ner", "none"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_digest_is_one_sentence(kg: Kg, tmp_path: Path) -> None:
    """A file that may not be read is named."""
    digest = write(tmp_path / "digest.txt", TEXT.encode())
    digest.chmod(0)
    one_sentence(kg("build", digest, "--ner", "none"))


def test_store_in_an_impossible_place_is_one_sentence(kg: Kg, tmp_path: Path) -> None:
    """A store below a file cannot be made."""
    digest = write(tmp_path / "digest.txt", TEXT.encode())
    one_sentence(kg("build", digest, "--store", digest / "graph.kg", "--ner", "none"))


@pytest.mark.slow
def test_line_of_fifty_megabytes_is_read(kg: Kg, tmp_path: Path) -> None:
    """One enormous line gives a result or a sentence, never a traceback or a damaged store."""
    digest = write(tmp_path / "digest.txt", b"x" * 50_000_000)
    result = kg("build", digest, "--ner", "none", timeout=600)
    assert result.returncode in {0, 1}
    assert "Traceback" not in result.stderr
    if (tmp_path / "graph.kg").exists():
        assert kg("info").returncode == 0


def test_two_builds_at_once_leave_one_sound_store(tmp_path: Path) -> None:
    """Builds of two digests into one new store at the same moment both succeed."""
    names = ("one.txt", "two.txt")
    for n, name in enumerate(names):
        write(tmp_path / name, f"{TEXT}\n第{n}条。\n".encode())
    command = [sys.executable, "-m", "kg", "build"]
    running = [
        subprocess.Popen(
            [*command, name, "--ner", "none"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in names
    ]
    assert [p.wait(120) for p in running] == [0, 0]
    with Store.open(tmp_path / "graph.kg", read_only=True) as store:
        assert {d.source.rpartition("/")[2] for d in store.documents()} == set(names)


def test_extract_keeps_order_and_ids(kg: Kg) -> None:
    """One line out for each line in, with offsets into the given text."""
    lines = [json.dumps({"id": n, "text": f"{n}。{TEXT}"}) for n in range(5)]
    for workers in (1, 2):
        result = kg(
            "extract", "--ner", "none", "--workers", workers, input="\n".join(lines), timeout=300
        )
        assert result.returncode == 0, result.stderr
        records = [json.loads(line) for line in result.stdout.splitlines()]
        assert [r["id"] for r in records] == list(range(5))
        for n, record in enumerate(records):
            assert record["mentions"]
            for m in record["mentions"]:
                assert f"{n}。{TEXT}"[m["start"] : m["end"]] == m["surface"]


def test_extract_reads_a_file_as_it_reads_stdin(kg: Kg, tmp_path: Path) -> None:
    """Texts of a file are read together, those of stdin one by one, and lines that cannot be used are skipped in both."""
    lines = [json.dumps({"id": n, "text": f"{n}。{TEXT}"}) for n in range(4)]
    lines[2:2] = ["{", ""]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    from_file = kg("extract", "texts.jsonl")
    from_stdin = kg("extract", input="\n".join(lines))
    assert from_file.stdout == from_stdin.stdout
    assert [json.loads(line)["id"] for line in from_file.stdout.splitlines()] == [0, 1, 2, 3]
    assert from_file.stderr == from_stdin.stderr
    assert from_file.returncode == from_stdin.returncode == 1


def test_extract_answers_each_line_before_the_next_is_written() -> None:
    """A program may write a text to stdin, wait for what was read of it, and write the next."""
    command = [sys.executable, "-m", "kg", "extract", "--ner", "none"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as kg:
        assert kg.stdin and kg.stdout
        stop = threading.Timer(120, kg.kill)
        stop.start()
        for n in range(2):
            kg.stdin.write(json.dumps({"id": n, "text": TEXT}) + "\n")
            kg.stdin.flush()
            assert json.loads(kg.stdout.readline())["id"] == n
        kg.stdin.close()
        stop.cancel()
    assert kg.returncode == 0


def test_a_text_that_fails_does_not_take_those_read_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one of several texts read together fails, the others are read alone."""
    extract_all = Extractor.extract_all

    def fails(self: Extractor, articles: Iterable[Article]) -> Iterator[Extraction]:
        told = list(articles)
        if any("坏" in a.text for a in told):
            raise ExtractionError("does not read back")
        return extract_all(self, told)

    monkeypatch.setattr(Extractor, "extract_all", fails)
    lines = [json.dumps({"id": n, "text": word + TEXT}) for n, word in enumerate("好坏好")]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", "--ner", "none", str(tmp_path / "texts.jsonl")])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [0, 2]
    assert result.stderr == "kg: line 2: does not read back\n"


def test_extract_names_lines_that_it_cannot_use(kg: Kg) -> None:
    """Broken lines are named and skipped; the good ones come out, and the exit code is 1."""
    good = json.dumps({"id": "x", "text": TEXT})
    bad = ['{"id": 1}', "[]", "{", '{"text": 1}', '{"text": "x", "title": 3}']
    result = kg("extract", "--ner", "none", input="\n".join([*bad, good, ""]))
    assert result.returncode == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["x"]
    said = [line.split(":")[1].strip() for line in result.stderr.splitlines()]
    assert said == [f"line {n}" for n in range(1, 6)]


def test_extract_from_a_missing_file_is_one_sentence(kg: Kg) -> None:
    """A file that is not there is named."""
    assert "nowhere.jsonl" in one_sentence(kg("extract", "nowhere.jsonl", "--ner", "none"))


# --- RDF ------------------------------------------------------------------------------------------


def test_export_and_import_through_the_command_line(kg: Kg, sample_path: Path) -> None:
    """What ``kg export`` wrote as TriG, ``kg import`` reads into a store that says the same."""
    assert kg("export", "--store", sample_path, "--format", "trig", "-o", "g.trig").returncode == 0
    done = kg("import", "g.trig", "--store", "copy.kg", "--format", "json")
    record = json.loads(done.stdout)
    assert record["articles"] == 3
    assert len(record["documents"]["added"]) == 2
    assert record["left_out"] == {}
    said = [kg("export", "--store", s, "--format", "statements") for s in (sample_path, "copy.kg")]
    assert said[0].stdout == said[1].stdout != ""


def test_import_puts_judgements_into_the_file(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """Judgements of an imported graph stand in judgements.csv once, so that the next build keeps them."""
    shutil.copy(sample_path, tmp_path / "judged.kg")
    line = "different,Company:甲公司,Company:乙公司,,,,李,2024-06-01,"
    (tmp_path / "own.csv").write_text(f"{','.join(HEADER)}\n{line}\n", encoding="utf-8")
    kg("review", "--store", "judged.kg", "--judgements", "own.csv", "--apply")
    kg("export", "--store", "judged.kg", "--format", "trig", "-o", "g.trig")
    for new in (1, 0):
        done = kg("import", "g.trig", "--store", "copy.kg")
        assert f"1 judgements are in force, {new} of them new in judgements.csv" in done.stderr
    lines = (tmp_path / "judgements.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [",".join(HEADER), line]


def test_import_says_what_is_wrong(kg: Kg, tmp_path: Path) -> None:
    """A malformed file is one sentence with its line, and leaves no store."""
    (tmp_path / "bad.ttl").write_text("<http://e.org/a> <http://e.org/b> .", encoding="utf-8")
    assert "line 1" in one_sentence(kg("import", "bad.ttl", "--store", "new.kg"))
    assert not (tmp_path / "new.kg").exists()


def test_import_tells_what_it_does_not_read(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """Triples that kg does not read are counted on stderr."""
    kg("export", "--store", sample_path, "--format", "turtle", "-o", "g.ttl")
    with (tmp_path / "g.ttl").open("a", encoding="utf-8") as file:
        file.write('<http://e.org/a> <http://e.org/b> "c" .\n')
    done = kg("import", "g.ttl", "--store", "new.kg")
    assert done.returncode == 0
    assert "1 triples with properties that kg does not read: <http://e.org/b> 1" in done.stderr


def test_export_tells_what_a_format_leaves_out(kg: Kg, sample_path: Path) -> None:
    """Policies and technologies have no place in FollowTheMoney, and stderr says how many."""
    done = kg("export", "--store", sample_path, "--format", "ftm")
    assert done.returncode == 0
    assert "ftm has no place for" in done.stderr
    assert "Policy 5" in done.stderr


def test_check_of_a_good_store(kg: Kg, sample_path: Path) -> None:
    """A store that conforms is said to, with exit code 0."""
    done = kg("check", "--store", sample_path)
    assert (done.returncode, "全部符合" in done.stdout) == (0, True)


def test_check_names_what_is_wrong(
    kg: Kg, tmp_path: Path, make_extraction: Callable[..., Extraction]
) -> None:
    """A policy as investor is named with its sentence; the exit code is 1."""
    document = Document(
        source="x.txt", media_type="text/plain", sha256="c" * 64, title="月报", published=None
    )
    policy = Entity(type="Policy", name="车规芯片推广办法")
    company = Entity(type="Company", name="启澜半导体")
    sentence = "《车规芯片推广办法》投资启澜半导体。"
    said = [(sentence, [(policy, "INVESTED_IN", company, "completed", ())])]
    with Store.open(tmp_path / "bad.kg", create=True) as store:
        store.add(document, [make_extraction(document, 1, "怪事", said)])
        store.settle()
    done = kg("check", "--store", "bad.kg")
    assert done.returncode == 1
    assert "车规芯片推广办法 —投资→ 启澜半导体" in done.stdout
    assert "投资：主语须是公司、基金、政府机构、人物" in done.stdout
    assert sentence in done.stdout
    assert done.stderr.startswith("kg: 1 violations in bad.kg")
    record = json.loads(kg("check", "--store", "bad.kg", "--format", "json").stdout)
    assert [v["about"] for v in record["violations"]] == ["车规芯片推广办法 —投资→ 启澜半导体"]


def test_sparql_as_table_csv_and_question(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """Rows come as a table or as CSV, ASK as yes or no; a query may stand in a file."""
    query = "SELECT ?n WHERE { ?c a kgo:Facility ; rdfs:label ?n }"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    assert "启澜临港工厂" in kg("sparql", query, "--store", sample_path).stdout
    done = kg("sparql", "@q.rq", "--format", "csv", "--store", sample_path)
    assert done.stdout == "n\n启澜临港工厂\n"
    done = kg("sparql", "-", "--store", sample_path, input="ASK { ?s a kgo:Media }")
    assert done.stdout == "no\n"
    one_sentence(kg("sparql", "SELECT", "--store", sample_path))
    one_sentence(kg("sparql", "LOAD <http://127.0.0.1:1/>", "--store", sample_path))


# --- care -----------------------------------------------------------------------------------------


def test_backup_and_verify(kg: Kg, sample_path: Path, tmp_path: Path) -> None:
    """A copy is made and is sound; a store that was tampered with is told, with exit code 1."""
    made = kg("backup", "--store", sample_path, "-o", "copy.kg")
    assert made.returncode == 0, made.stderr
    assert "copy.kg" in made.stdout
    sound = kg("verify", "--store", "copy.kg")
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "sound; 2 documents" in sound.stdout
    con = sqlite3.connect(tmp_path / "copy.kg")
    con.execute("UPDATE evidence SET sentence = '改'")
    con.commit()
    con.close()
    broken = kg("verify", "--store", "copy.kg", "--format", "json")
    assert broken.returncode == 1
    record = json.loads(broken.stdout)
    assert record["sound"] is False
    assert "does not read back" in record["problems"][0]
