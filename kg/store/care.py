"""Keeping a store safe: a copy of it while others write, and a look at everything it promises."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.errors import NotAStore, StoreError
from kg.identity.records import Resolution, Verdicts
from kg.identity.resolution import settle as settle_records
from kg.ids import content_id
from kg.model import Document
from kg.store import settling, summary
from kg.store.rows import article_of, person_id

_FEW = 5


def backup(con: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy the store to `target` as it is at one moment; a builder may go on writing meanwhile.

    The copy is put in place whole, over an earlier copy if there is one.

    Raises:
        NotAStore: `target` is a file that kg did not write.
        StoreError: `target` is the store itself, or cannot be written.
    """
    from kg.store.files import recognise, said

    if target.exists():
        if target.samefile(source):
            raise StoreError(f"{target} is the store itself; give the copy another name")
        recognise(target)
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with said(target):
            _copy(con, fresh)
        fresh.replace(target)
    except OSError as e:
        raise StoreError(f"{target} cannot be made ({e.strerror}); choose another place") from e
    finally:
        # A folder that is none holds nothing to tidy.
        with suppress(OSError):
            for end in ("", "-wal", "-shm", "-journal"):
                fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def _copy(con: sqlite3.Connection, path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        con.backup(copy)
        (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise NotAStore(f"the store is damaged ({said}), so no copy was kept; see: kg verify")
        copy.execute("PRAGMA journal_mode = WAL")
    finally:
        copy.close()


def problems(con: sqlite3.Connection) -> Iterator[str]:
    """Everything in the store that is not as promised, in words; nothing when it is sound."""
    damaged = [row[0] for row in con.execute(f"PRAGMA integrity_check({_FEW})") if row[0] != "ok"]
    yield from (f"the file is damaged: {what}" for what in damaged)
    if damaged:
        return
    for row in con.execute("PRAGMA foreign_key_check").fetchmany(_FEW):
        yield f"a row of {row[0]} points at a row of {row[2]} that is not there"
    for check in (
        _names,
        _articles,
        _entities,
        _spans,
        _evidence,
        _orphans,
        summary.problems,
        _resolution,
    ):
        yield from _first(check(con))


def _first(found: Iterator[str]) -> Iterator[str]:
    for n, what in enumerate(found):
        if n == _FEW:
            yield "… and more of the same kind"
            return
        yield what


def _names(con: sqlite3.Connection) -> Iterator[str]:
    (questions_only,) = con.execute("PRAGMA query_only").fetchone()
    con.execute("PRAGMA query_only = OFF")
    try:
        con.execute("INSERT INTO name_search (name_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as e:
        if getattr(e, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_READONLY:
            yield f"the index of names does not fit the names ({e})"
    finally:
        con.execute(f"PRAGMA query_only = {questions_only}")


def _articles(con: sqlite3.Connection) -> Iterator[str]:
    fields = ("source", "media_type", "sha256", "title", "published")
    documents = {
        row["id"]: Document(**{f: row[f] for f in fields})
        for row in con.execute("SELECT * FROM document")
    }
    for found, document in documents.items():
        if document.id != found:
            yield f"document {document.source} is not the one that its id stands for"
    for row in con.execute("SELECT * FROM article ORDER BY id"):
        if article_of(row, documents[row["document_id"]]).id != row["id"]:
            yield f"article {row['title']!r} is not the one that its id stands for"


def _entities(con: sqlite3.Connection) -> Iterator[str]:
    sql = (
        "SELECT e.id, e.type, e.name, min(n.article_id) FROM entity e"
        " LEFT JOIN entity_name n ON n.entity_id = e.id GROUP BY e.id ORDER BY e.id"
    )
    for entity_id, kind, name, article in con.execute(sql):
        own = (
            person_id(name, article or "") if kind == "Person" else content_id("entity", kind, name)
        )
        if own != entity_id:
            yield f"entity {name!r} is not the one that its id stands for"


def _spans(con: sqlite3.Connection) -> Iterator[str]:
    sql = (
        "SELECT a.title, m.surface FROM mention m JOIN article a ON a.id = m.article_id WHERE"
        ' substr(a.text, m.start + 1, m."end" - m.start) <> m.surface ORDER BY 1, 2'
    )
    for title, surface in con.execute(sql):
        yield f"mention {surface!r} does not read back from article {title!r}"


def _evidence(con: sqlite3.Connection) -> Iterator[str]:
    sql = (
        "SELECT a.title, e.sentence FROM evidence e JOIN article a ON a.id = e.article_id WHERE"
        ' substr(a.text, e.start + 1, e."end" - e.start) <> e.sentence ORDER BY 1, 2'
    )
    for title, sentence in con.execute(sql):
        yield f"evidence {sentence[:40]!r} does not read back from article {title!r}"


def _orphans(con: sqlite3.Connection) -> Iterator[str]:
    for table, column in (
        ("statement", "statement_id"),
        ("entity", "entity_id"),
        ("name", "name_id"),
    ):
        child = "evidence" if table == "statement" else "entity_name"
        sql = (
            f"SELECT id FROM {table} t WHERE NOT EXISTS"
            f" (SELECT 1 FROM {child} c WHERE c.{column} = t.id) ORDER BY id"
        )
        for (found,) in con.execute(sql):
            yield f"{table} {found} stands in no document"


def _resolution(con: sqlite3.Connection) -> Iterator[str]:
    """Whoever stands for others must be who the content says."""
    if con.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone():
        # A build was interrupted before it could settle; the next one does.
        return
    records = [
        *settling.entity_records(con),
        *settling.entity_records(con, persons=True),
    ]
    verdicts = Verdicts.of(settling.judgements(con))
    together = settling.together_in(con)
    wanted = settle_records(records, verdicts, together=together).resolutions
    kept = {
        row[0]: Resolution(canonical_id=row[1], reason=row[2])
        for row in con.execute("SELECT entity_id, canonical_id, reason FROM resolution")
    }
    for entity_id in sorted(wanted.keys() | kept.keys()):
        if wanted.get(entity_id) != kept.get(entity_id):
            yield f"entity {entity_id} is resolved otherwise than its content says"
