"""Stores of released versions: brought up to date without loss, or left alone with a sentence."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OldStore
from kg.model import Document, Entity, Extraction
from kg.store import Store, files

FIXTURES = Path(__file__).parents[1] / "fixtures"
VERSIONS = sorted(FIXTURES.glob("store-v*.kg.gz"))
Digest = tuple[Document, tuple[Extraction, ...]]


def unpacked(fixture: Path, folder: Path) -> Path:
    """A released store, where it may be written."""
    path = folder / "graph.kg"
    with gzip.open(fixture) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    return path


def answers(path: Path) -> object:
    """Everything that a store says."""
    with Store.open(path, read_only=True) as store:
        views = list(store.entities()), list(store.statements())
        return views, store.counts(), store.documents(), list(store.articles()), store.doubts()


def schema(path: Path) -> set[tuple[str, str, tuple[str, ...]]]:
    """Tables, indexes and triggers, with the columns of the tables."""
    with sqlite3.connect(path) as con:
        found = con.execute("SELECT type, name FROM sqlite_master").fetchall()
        columns = {
            name: tuple(r[1] for r in con.execute(f"PRAGMA table_info({name})"))
            for _, name in found
        }
    con.close()
    return {(kind, name, columns[name]) for kind, name in found}


@pytest.mark.parametrize("fixture", VERSIONS, ids=lambda p: p.name)
def test_old_store_answers_like_a_new_one(fixture: Path, tmp_path: Path, sample_path: Path) -> None:
    """A store of every released version is brought up to date when opened, and loses nothing."""
    path = unpacked(fixture, tmp_path)
    assert answers(path) == answers(sample_path)
    assert schema(path) == schema(sample_path)
    with Store.open(path, read_only=True) as store:
        assert store.verify() == []


@pytest.mark.parametrize("fixture", VERSIONS, ids=lambda p: p.name)
def test_old_store_takes_new_documents(
    fixture: Path, tmp_path: Path, digests: tuple[Digest, ...]
) -> None:
    """Removing a document from a migrated store and adding it again changes nothing."""
    path = unpacked(fixture, tmp_path)
    before = answers(path)
    document, extractions = digests[0]
    with Store.open(path) as store:
        assert store.remove(document.id)
        assert store.add(document, extractions)
        store.settle()
    assert answers(path) == before


def test_old_store_on_read_only_media_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an old store cannot be written, a sentence says what to do, and it stays as it is."""
    path = unpacked(VERSIONS[0], tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(files, "_writable", lambda _: False)
    with pytest.raises(OldStore, match="copy it"):
        Store.open(path, read_only=True)
    assert path.read_bytes() == before


def test_failed_migration_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error halfway leaves an old store that opens the next time."""
    from kg.store import migrate

    path = unpacked(VERSIONS[0], tmp_path)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_split_persons", fail)
        with pytest.raises(KeyboardInterrupt):
            Store.open(path)
    with Store.open(path) as store:
        assert store.counts().documents == 2


def test_persons_of_old_stores_come_apart(
    tmp_path: Path, make_extraction: Callable[..., Extraction]
) -> None:
    """Where one entity stood for all persons of a name, each article gets its own, by employer."""
    document = Document(source="x.txt", media_type="text/plain", sha256="c" * 64, title="x")
    wang = Entity(type="Person", name="王伟")
    firms = [Entity(type="Company", name=n) for n in ("云岭数据", "蓝湾科技")]
    said = [
        make_extraction(
            document,
            n,
            f"文{n}",
            [(f"{f.name}总裁王伟。", [(wang, "HOLDS_POSITION", f, "completed", ())])],
        )
        for n, f in enumerate(firms)
    ]
    path = unpacked(VERSIONS[0], tmp_path)
    con = sqlite3.connect(path)
    con.execute(
        "INSERT INTO document VALUES (?, 'x.txt', 'text/plain', ?, 'x', NULL)",
        (document.id, "c" * 64),
    )
    con.execute("INSERT INTO entity VALUES (?, 'Person', '王伟')", (wang.id,))
    con.execute("INSERT INTO resolution VALUES (?, ?, 'only one')", (wang.id, wang.id))
    con.execute("INSERT INTO name (key) VALUES ('王伟'), ('云岭数据'), ('蓝湾科技')")
    for x, firm in zip(said, firms, strict=True):
        a, s = x.article, x.statements[0]
        con.execute(
            "INSERT INTO article VALUES (?, ?, ?, '', ?, NULL, NULL, ?, ?)",
            (a.id, document.id, a.ordinal, a.title, a.text, '{"blocks":[],"pages":[],"runs":[]}'),
        )
        con.execute("INSERT INTO entity VALUES (?, 'Company', ?)", (firm.id, firm.name))
        con.execute("INSERT INTO resolution VALUES (?, ?, 'only one')", (firm.id, firm.id))
        for e in (wang, firm):
            con.execute(
                "INSERT INTO entity_name SELECT ?, ?, ?, id FROM name WHERE key = ?",
                (e.id, a.id, e.name, e.name),
            )
        con.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, NULL)", (s.id, s.type, wang.id, firm.id)
        )
        con.execute(
            "INSERT INTO evidence VALUES (?, ?, 0, ?, ?, NULL, NULL, NULL, NULL, NULL, 'r', 0.9, 'completed', '', '[]')",
            (s.id, a.id, len(a.text), a.text),
        )
    con.commit()
    con.close()
    with Store.open(path) as store:
        assert store.verify() == []
        assert len([e for e in store.entities() if e.name == "王伟"]) == 2
        posts = [v for v in store.statements(types={"HOLDS_POSITION"}) if v.subject.name == "王伟"]
        assert {v.object.name for v in posts} == {"云岭数据", "蓝湾科技"}
