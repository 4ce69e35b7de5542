"""What the store promises when things go wrong: each promise shown by doing the thing."""

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import NotAStore, StoreError
from kg.extraction.pipeline import Extractor
from kg.model import Document, Entity, Extraction
from kg.store import Store
from loaders.to_files import export

ROOT = Path(__file__).parents[2]
NAMES = ("云岭数据", "蓝湾科技", "海川电子", "星桥光电", "砺芯半导体", "启澜半导体")
NOBODY = 65534


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Ten small digests that speak of the same companies."""
    folder = tmp_path_factory.mktemp("digests")
    for n in range(10):
        one, other, third = (NAMES[(n + k) % len(NAMES)] for k in (0, 1, 3))
        lines = [
            f"{one}股份有限公司（简称“{one}”）第{n}次投资{other}有限公司，金额{n + 1}亿元。",
            f"{third}科技有限公司与{one}签署战略合作协议。",
            f"2024年{n + 1}月，{other}有限公司完成B轮融资，{third}科技有限公司领投{n + 2}亿元。",
        ]
        text = "\n\n".join(f"{line}这是第{n}份月报的内容。" * 3 for line in lines)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def exported(path: Path) -> str:
    """The statements and entities of a store, as they are exported."""
    out = io.StringIO()
    with Store.open(path, read_only=True) as store:
        export(store, "statements", out)
        export(store, "entities", out)
    return out.getvalue()


@pytest.fixture(scope="module")
def expected(
    texts: list[Path], bare_extractor: Extractor, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The export of an undisturbed build of all digests."""
    path = tmp_path_factory.mktemp("whole") / "graph.kg"
    report = build(texts, path, extractor=bare_extractor)
    assert report.statements > len(texts)
    return exported(path)


def sound(path: Path) -> set[str]:
    """The ids of the documents of a store that passes every check."""
    with Store.open(path, read_only=True) as store:
        assert store.verify() == []
        return {d.id for d in store.documents()}


# --- kill -9 --------------------------------------------------------------------------------------

BUILDER = """
import json, os, sys
from kg.extraction.pipeline import make_extractor
from kg.store import Store

extractor, add = make_extractor("none"), Store.add

def told(self, document, extractions):
    added = add(self, document, extractions)
    os.write(1, f"committed {document.id}\\n".encode())
    return added

Store.add = told
from kg.build import build
from pathlib import Path
os.write(1, b"ready\\n")
for line in sys.stdin:
    store, texts = json.loads(line)
    child = os.fork()
    if child == 0:
        try:
            build(map(Path, texts), Path(store), extractor=extractor)
            os._exit(0)
        finally:
            os._exit(1)
    os.write(1, f"child {child}\\n".encode())
    _, status = os.waitpid(child, 0)
    os.write(1, f"ended {status}\\n".encode())
"""


class Builder:
    """A process with the rules loaded, which builds in children of its own that may be killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", BUILDER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._line() == ["ready"]

    def _line(self) -> list[str]:
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()

    def run(
        self, store: Path, texts: list[Path], kill_after: float | None
    ) -> tuple[set[str], bool, float]:
        """Documents reported as committed, whether the build was killed, and how long it ran."""
        assert self._process.stdin is not None
        print(json.dumps([str(store), list(map(str, texts))]), file=self._process.stdin, flush=True)
        began, committed, child = time.monotonic(), set[str](), 0
        lines: list[list[str]] = []
        while not child:
            lines.append(self._line())
            child = int(lines[-1][1]) if lines[-1][0] == "child" else 0
        if kill_after is not None:
            time.sleep(kill_after)
            # It may have ended by itself, and then there is nobody to kill.
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        while lines[-1][0] != "ended":
            lines.append(self._line())
        committed = {value for what, value in lines if what == "committed"}
        status = int(lines[-1][1])
        assert status in {0, signal.SIGKILL}
        return committed, status != 0, time.monotonic() - began

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@pytest.fixture
def builder() -> Iterator[Builder]:
    """A builder."""
    made = Builder()
    yield made
    made.close()


@pytest.mark.slow
def test_kill_9_loses_no_committed_document(
    builder: Builder, texts: list[Path], expected: str, tmp_path: Path
) -> None:
    """Killed at 50 random moments, a store is sound, holds all that was committed, and can go on."""
    chance, kills, path = random.Random(5), 0, tmp_path / "0.kg"
    _, _, whole = builder.run(tmp_path / "time.kg", texts, None)
    committed: set[str] = set()
    for trial in range(400):
        said, killed, _ = builder.run(path, texts, chance.uniform(0, whole))
        committed |= said
        kills += killed
        if path.exists():
            assert committed <= sound(path)
        else:
            assert not committed
        if not killed:
            assert exported(path) == expected
            path, committed = tmp_path / f"{trial + 1}.kg", set()
        if kills == 50:
            break
    assert kills == 50
    builder.run(path, texts, None)
    assert exported(path) == expected
    assert not [p.name for p in tmp_path.iterdir() if p.suffix == ".new" and p.stat().st_size == 0]


# --- two builders ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_builders_at_once_give_what_one_gives(
    texts: list[Path], expected: str, tmp_path: Path
) -> None:
    """Two builds of one store at the same time both end well, and nothing is lost or doubled."""
    path = tmp_path / "graph.kg"
    command = [sys.executable, "-m", "kg", "build", "--ner", "none", "--store", str(path)]
    halves = texts[:6], texts[4:]
    running = [
        subprocess.Popen(
            [*command, *map(str, half)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for half in halves
    ]
    ends = [(p.communicate(timeout=120)[1].decode(), p.returncode) for p in running]
    assert [code for _, code in ends] == [0, 0], ends
    assert len(sound(path)) == len(texts)
    assert exported(path) == expected


# --- the same again, and taken out again ----------------------------------------------------------


def test_same_file_again_changes_nothing(
    texts: list[Path], bare_extractor: Extractor, tmp_path: Path, expected: str
) -> None:
    """A second build of the same files, also under other names, leaves file and export byte for byte."""
    path = tmp_path / "graph.kg"
    build(texts, path, extractor=bare_extractor)
    before = path.read_bytes()
    copy = tmp_path / "copy.txt"
    shutil.copy(texts[0], copy)
    report = build([*texts, copy], path, extractor=bare_extractor)
    assert (len(report.added), len(report.already_there)) == (0, len(texts) + 1)
    assert path.read_bytes() == before
    assert exported(path) == expected


@pytest.mark.parametrize("gone", [0, 4, 9])
def test_removed_is_as_if_never_added(
    texts: list[Path], bare_extractor: Extractor, tmp_path: Path, gone: int
) -> None:
    """After a document is removed, the export is byte for byte that of a store that never had it."""
    whole, without = tmp_path / "whole.kg", tmp_path / "without.kg"
    build(texts, whole, extractor=bare_extractor)
    build([t for n, t in enumerate(texts) if n != gone], without, extractor=bare_extractor)
    with Store.open(whole) as store:
        (document,) = (d for d in store.documents() if d.source.endswith(f"{gone}.txt"))
        assert store.remove(document.id)
    assert exported(whole) == exported(without)
    sound(whole)


# --- no room, no right ----------------------------------------------------------------------------

FILLER = """
import sys
from kg.errors import StoreError
from kg.model import Article, Document, Extraction
from kg.store import Store

with Store.open(sys.argv[1], create=True) as store:
    for n in range(400):
        d = Document(source=str(n), media_type="t", sha256=f"{n:016}".ljust(64, "0"), title=str(n))
        a = Article(document=d, ordinal=1, section="", title=str(n), text=str(n) * 2000)
        try:
            store.add(d, [Extraction(article=a, mentions=(), entities=(), statements=())])
        except StoreError as e:
            print(n, e)
            break
"""


def _filled(prefix: str, path: Path) -> tuple[int, str]:
    """How many documents were added before the store was full, and what was said then."""
    script = path.with_suffix(".py")
    script.write_text(FILLER, encoding="utf-8")
    run = ["sh", "-c", f'{prefix} exec "$0" "$1" "$2"', sys.executable, str(script), str(path)]
    result = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert result.returncode == 0, result.stderr
    number, _, sentence = result.stdout.strip().partition(" ")
    return int(number), sentence


def test_file_that_may_not_grow_gets_a_sentence(tmp_path: Path) -> None:
    """When the system refuses to let the file grow, one sentence says so and what was added is kept."""
    added, sentence = _filled("ulimit -f 800;", tmp_path / "graph.kg")
    assert "graph.kg" in sentence
    assert "free" in sentence
    assert len(sound(tmp_path / "graph.kg")) == added > 3


@pytest.mark.skipif(
    subprocess.run(
        ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True
    ).returncode
    if shutil.which("unshare")
    else True,
    reason="this system lets nobody mount a small disk",
)
def test_full_disk_gets_a_sentence(tmp_path: Path) -> None:
    """On a full disk one sentence says so, and what was added before is kept."""
    small, kept = tmp_path / "small", tmp_path / "kept"
    small.mkdir()
    kept.mkdir()
    script = tmp_path / "fill.py"
    script.write_text(FILLER, encoding="utf-8")
    command = (
        f"mount -t tmpfs -o size=1m tmpfs {small} && {sys.executable} {script} {small}/graph.kg"
        f" && cp {small}/graph.kg* {kept}"
    )
    result = subprocess.run(
        ["unshare", "-rm", "sh", "-c", command], capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stderr
    number, _, sentence = result.stdout.strip().partition(" ")
    assert "no room is left" in sentence
    assert len(sound(kept / "graph.kg")) == int(number) > 3


def test_read_only_file_gets_a_sentence(sample_path: Path, tmp_path: Path) -> None:
    """Who may only read the file can ask, and is told in one sentence that it cannot be written."""
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / "graph.kg"
    shutil.copy(sample_path, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    code = (
        "import os, sys\n"
        "from kg.errors import StoreError\n"
        "from kg.model import Document\n"
        "from kg.store import Store\n"
        f"os.geteuid() == 0 and os.setuid({NOBODY})\n"
        "with Store.open(sys.argv[1], read_only=True) as s: print(s.counts().documents)\n"
        "try:\n"
        "    with Store.open(sys.argv[1]) as s:\n"
        "        s.add(Document(source='x', media_type='t', sha256='f' * 64, title='x'), [])\n"
        "except StoreError as e: print(e)\n"
    )
    for parent in (tmp_path, *tmp_path.parents[:4]):
        if os.geteuid() == 0:
            parent.chmod(parent.stat().st_mode | 0o055)
    result = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, encoding="utf-8"
    )
    folder.chmod(0o755)
    assert result.returncode == 0, result.stderr
    documents, sentence = result.stdout.strip().splitlines()
    assert documents == "2"
    assert "cannot be written here" in sentence


# --- copies and checks ----------------------------------------------------------------------------


def test_copy_taken_while_a_build_writes_is_sound(
    texts: list[Path], expected: str, bare_extractor: Extractor, tmp_path: Path
) -> None:
    """A backup holds one moment of a store that another connection is writing to."""
    path, copy = tmp_path / "graph.kg", tmp_path / "copy.kg"
    build(texts[:5], path, extractor=bare_extractor)
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        writer._con.execute("BEGIN IMMEDIATE")
        writer._con.execute("DELETE FROM evidence")
        reader.backup(copy)
        writer._con.execute("ROLLBACK")
    assert len(sound(copy)) == 5
    build(texts[5:], copy, extractor=bare_extractor)
    assert exported(copy) == expected


def test_copy_never_takes_the_place_of_something_else(sample_path: Path, tmp_path: Path) -> None:
    """A backup replaces an earlier one, but neither the store itself nor a stranger's file."""
    path, copy, other = tmp_path / "graph.kg", tmp_path / "copy.kg", tmp_path / "thesis.docx"
    shutil.copy(sample_path, path)
    other.write_bytes(b"years of work")
    with Store.open(path, read_only=True) as store:
        store.backup(copy)
        store.backup(copy)
        with pytest.raises(StoreError, match="the store itself"):
            store.backup(path)
        with pytest.raises(NotAStore):
            store.backup(other)
        with pytest.raises(StoreError, match="cannot be made"):
            store.backup(other / "copy.kg")
    assert other.read_bytes() == b"years of work"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.kg", "graph.kg", "thesis.docx"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE evidence SET sentence = sentence || '改'", "does not read back"),
        ("UPDATE mention SET surface = '别的'", "does not read back"),
        ("UPDATE article SET text = text || '。'", "not the one that its id stands for"),
        ("UPDATE entity SET name = name || '改'", "not the one that its id stands for"),
        ("UPDATE document SET sha256 = 'f' || substr(sha256, 2)", "not the one"),
        ("DELETE FROM evidence", "stands in no document"),
        ("UPDATE resolution SET reason = '手改'", "otherwise than its content says"),
        ("DELETE FROM name WHERE id = 1", "points at a row"),
        ("DELETE FROM name_search WHERE rowid = 1", "index of names"),
        ("DELETE FROM form WHERE surface = '启澜'", "table form does not say"),
        ("UPDATE form SET surface = '别的' WHERE surface = '启澜'", "table form does not say"),
        ("DELETE FROM code", "table code does not say"),
        ("UPDATE entity SET mentions = mentions + 1", "miscounted"),
        ("UPDATE entity SET curated = curated + 1", "miscounted"),
        (
            "INSERT INTO meeting SELECT min(entity_id), max(entity_id), 0 FROM entity_name"
            " WHERE article_id = (SELECT min(article_id) FROM entity_name)",
            "names both",
        ),
    ],
)
def test_verify_finds_what_was_tampered_with(
    sample_path: Path, tmp_path: Path, damage: str, said: str
) -> None:
    """Every promise of the store that somebody breaks behind its back is reported in words."""
    path = tmp_path / "graph.kg"
    shutil.copy(sample_path, path)
    assert sound(path)
    con = sqlite3.connect(path)
    con.execute(damage)
    con.commit()
    con.close()
    with Store.open(path, read_only=True) as store:
        assert any(said in problem for problem in store.verify())


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("DELETE FROM person", "person"),
        ("UPDATE person SET rank = rank - 1", "person"),
        ("UPDATE person SET known = replace(known, '王伟', '王维')", "person"),
        ("DELETE FROM tie", "tie"),
        ("UPDATE tie SET token = 'x' WHERE token > ''", "tie"),
    ],
)
def test_verify_finds_persons_that_were_tampered_with(
    tmp_path: Path, make_extraction: Callable[..., Extraction], damage: str, table: str
) -> None:
    """What the store keeps of persons, to tell them apart by, is held against what the articles say."""
    document = Document(source="x.txt", media_type="text/plain", sha256="c" * 64, title="x")
    wang, firm = Entity(type="Person", name="王伟"), Entity(type="Company", name="云岭数据")
    said = [("云岭数据总裁王伟。", [(wang, "HOLDS_POSITION", firm, "completed", ())])]
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as store:
        store.add(document, [make_extraction(document, 1, "任命", said)])
        store.settle()
        assert store.verify() == []
        store._con.execute(damage)
        assert f"table {table} does not say what the articles say" in store.verify()


def test_verify_finds_broken_pages(sample_path: Path, tmp_path: Path) -> None:
    """A page overwritten on the disk is reported, or the file refused with a sentence."""
    path = tmp_path / "graph.kg"
    data = bytearray(sample_path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    try:
        with Store.open(path, read_only=True) as store:
            assert store.verify()
    except StoreError as e:
        assert "damaged" in str(e)


def test_interrupted_build_is_settled_by_the_next(
    tmp_path: Path, digests: tuple[tuple[Document, tuple[object, ...]], ...], sample_path: Path
) -> None:
    """Documents committed by a build that died before settling are settled by whoever comes next."""
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as store:
        for document, extractions in digests:
            store.add(document, extractions)  # type: ignore[arg-type]
        assert store.unsettled() > 0
    build([], path)
    with Store.open(path) as store:
        assert store.verify() == []
        store.settle()
        assert store.unsettled() == 0
    assert exported(path) == exported(sample_path)
