"""Writing: a document comes and goes in one transaction, and leaves word of whom to settle anew."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kg.garbage import collector_paused
from kg.identity.blocking import block_keys
from kg.identity.judgements import Judgement
from kg.identity.names import name_key
from kg.identity.pinyin import initials, latin, syllables
from kg.model import Document, Entity, Extraction
from kg.store import rows, settling, summary

_ORPHANS = (
    "DELETE FROM statement WHERE id IN (SELECT value FROM json_each(:statements)) AND NOT EXISTS"
    " (SELECT 1 FROM evidence e WHERE e.statement_id = statement.id)",
    "DELETE FROM resolution WHERE entity_id IN (SELECT value FROM json_each(:entities)) AND NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = resolution.entity_id)",
    # Those who lost the entity that stood for them stand for themselves until all is settled.
    "UPDATE resolution SET canonical_id = entity_id, reason = 'unsettled'"
    " WHERE canonical_id IN (SELECT value FROM json_each(:entities)) AND NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = resolution.canonical_id)",
    "DELETE FROM entity WHERE id IN (SELECT value FROM json_each(:entities)) AND NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = entity.id)",
    "DELETE FROM name WHERE id IN (SELECT value FROM json_each(:names)) AND NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.name_id = name.id)",
)
_LEFT_ALONE = (
    "SELECT entity_id FROM resolution r WHERE canonical_id IN (SELECT value FROM json_each(?))"
    " AND NOT EXISTS (SELECT 1 FROM entity_name n WHERE n.entity_id = r.canonical_id)"
)
_KEYS = "SELECT DISTINCT key FROM entity WHERE type = 'Person' AND id IN (SELECT value FROM json_each(?))"
_LONGEST_SPOKEN = 24


@contextmanager
def transaction(con: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the write lock is taken at once, so that a second writer waits here."""
    con.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk has SQLite roll back by itself.
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def add_document(
    con: sqlite3.Connection, document: Document, extractions: Sequence[Extraction]
) -> bool:
    """Write the document with all that was extracted; False when its bytes are there already.

    Raises:
        ValueError: an extraction is of another document, or a span does not read back.
    """
    for extraction in extractions:
        _check(document, extraction)
    with transaction(con):
        return _insert(con, document, extractions)


def add_documents(
    con: sqlite3.Connection,
    batch: Iterable[tuple[Document, Sequence[Extraction]]],
    judgements: Iterable[Judgement] = (),
) -> list[bool]:
    """Write all documents and settle, in one transaction; which of them were new.

    The judgements come into force behind those that are there; one that is there stays where it is.

    Raises:
        ValueError: as `add_document`; then nothing is written.
    """
    added = []
    with collector_paused(), transaction(con):
        with _indexes_last(con) as empty:
            for document, extractions in batch:
                for extraction in extractions:
                    _check(document, extraction)
                added.append(_insert(con, document, extractions, sum_up=not empty))
        if empty:
            # Article by article it would look for rows that no index leads to yet.
            summary.add_all(con)
        kept = settling.judgements(con)
        settling.set_judgements(con, [*kept, *(j for j in judgements if j not in kept)])
        settling.settle(con, anew=False)
    return added


@contextmanager
def _indexes_last(con: sqlite3.Connection) -> Iterator[bool]:
    """In a store without documents, and then it gives True, the indexes are made after the rows: sorted once."""
    if con.execute("SELECT 1 FROM document LIMIT 1").fetchone():
        yield False
        return
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' ORDER BY rowid"
    indexes = con.execute(sql).fetchall()
    for name, _ in indexes:
        con.execute(f"DROP INDEX {name}")
    yield True
    for _, made_by in indexes:
        con.execute(made_by)


def _insert(
    con: sqlite3.Connection,
    document: Document,
    extractions: Sequence[Extraction],
    *,
    sum_up: bool = True,
) -> bool:
    if con.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone():
        return False
    d = document
    con.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
        (d.id, d.source, d.media_type, d.sha256, d.title, d.published),
    )
    for extraction in extractions:
        article_id = _add_extraction(con, extraction)
        if sum_up:
            summary.add_article(con, article_id)
    return True


def _check(document: Document, extraction: Extraction) -> None:
    article = extraction.article
    if article.document.id != document.id:
        raise ValueError(f"article {article.title!r} is not of document {document.source!r}")
    if broken := next(extraction.unread(), None):
        raise ValueError(f"article {article.title!r}: {broken} does not read back")
    places = {e.article_id for s in extraction.statements for e in s.evidence}
    if places - {article.id}:
        raise ValueError(f"article {article.title!r}: evidence of another article")


def _add_extraction(con: sqlite3.Connection, extraction: Extraction) -> str:
    """Write the rows of an article; its id."""
    article, many = extraction.article, con.executemany
    row = rows.article_row(article)
    con.execute(f"INSERT INTO article VALUES ({_marks(9)})", row)
    article_id: str = row[0]
    ids = rows.Ids(article_id)
    entities = rows.entities_of(extraction, ids)
    add_entities(con, entities, article_id)
    own = {e.id: i for i, e in entities.items()}
    many(
        "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, m.span.start, m.span.end, own[m.entity_id], m.type, m.surface, m.finder)
            for m in extraction.mentions
        ],
    )
    said = [(rows.statement_id(s, ids), s) for s in extraction.statements]
    many(
        "INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?)",
        [rows.statement_row(i, s, ids) for i, s in said],
    )
    evidence = [row for i, s in said for row in rows.evidence_rows(i, s, article)]
    many(f"INSERT INTO evidence VALUES ({_marks(15)})", dict.fromkeys(evidence))
    many(
        "INSERT INTO reject VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article_id, r.stage, r.reason, r.text, *rows.ends_of(r.span))
            for r in extraction.rejects
        ],
    )
    return article_id


def add_entities(con: sqlite3.Connection, entities: Mapping[str, Entity], article_id: str) -> None:
    """Write the entities that one article names, by id, with their names, codes and clues."""
    many = con.executemany
    named = [row for i, e in entities.items() for row in rows.name_rows(i, e, article_id)]
    known = _known(con, entities)
    fresh = {i: e for i, e in entities.items() if i not in known}
    many(
        "INSERT INTO entity (id, type, name, key) VALUES (?, ?, ?, ?)",
        [(i, e.type, e.name, name_key(e.name)) for i, e in fresh.items()],
    )
    add_clues(con, [(i, e.type, e.name) for i, e in fresh.items()])
    add_names(con, {row[3] for row in named})
    many(
        "INSERT INTO entity_name VALUES (?, ?, ?, (SELECT id FROM name WHERE key = ?))",
        named,
    )
    many(
        "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?, ?)",
        [row for i, e in entities.items() for row in rows.identifier_rows(i, e, article_id)],
    )
    many(
        "INSERT OR IGNORE INTO resolution VALUES (?, ?, 'unsettled')",
        [(i, i) for i in fresh],
    )
    settling.unsettle(con, entities)


def _known(con: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    sql = "SELECT id FROM entity WHERE id IN (SELECT value FROM json_each(?))"
    return {i for (i,) in con.execute(sql, (json.dumps(list(ids)),))}


def add_names(con: sqlite3.Connection, keys: Collection[str]) -> None:
    """Write the folded names that are new, with how they are spoken."""
    # Not through json_each, which cuts a text off at a NUL.
    there = "SELECT 1 FROM name WHERE key = ?"
    fresh = [key for key in sorted(keys) if not con.execute(there, (key,)).fetchone()]
    con.executemany(
        "INSERT INTO name (key, pinyin, initials) VALUES (?, ?, ?)",
        [(key, *spoken(key)) for key in fresh],
    )


def spoken(key: str) -> tuple[str, str]:
    """Pinyin and initials of a folded name; nobody types those of a Latin name or of a long title."""
    if len(key) > _LONGEST_SPOKEN or latin(key):
        return "", ""
    return "".join(syllables(key)).replace(" ", ""), initials(key)


def add_clues(con: sqlite3.Connection, entities: Iterable[tuple[str, str, str]]) -> None:
    """Write the keys under which entities, given by id, type and name, may meet others."""
    con.executemany(
        "INSERT OR IGNORE INTO clue VALUES (?, ?, ?)",
        [(kind, key, i) for i, kind, name in entities for key in block_keys(kind, name)],
    )


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def remove_document(con: sqlite3.Connection, document_id: str) -> bool:
    """Withdraw the document and whatever no other document says; False when it is not there."""
    with transaction(con):
        of_it = "SELECT DISTINCT {} FROM article a JOIN {} x ON x.article_id = a.id WHERE a.document_id = ?"
        entities = _column(con, of_it.format("x.entity_id", "entity_name"), document_id)
        names = _column(con, of_it.format("x.name_id", "entity_name"), document_id)
        statements = _column(con, of_it.format("x.statement_id", "evidence"), document_id)
        touched = {
            "entities": json.dumps(entities),
            "names": json.dumps(names),
            "statements": json.dumps(statements),
        }
        settling.unsettle(con, settling.affected_by_leaving(con, entities))
        keys = [k for (k,) in con.execute(_KEYS, (touched["entities"],))]
        for article_id in _column(con, "SELECT id FROM article WHERE document_id = ?", document_id):
            summary.withdraw_article(con, article_id)
        gone = con.execute("DELETE FROM document WHERE id = ?", (document_id,)).rowcount
        if gone:
            # Orphaned rows may point at each other for a moment; the check waits for the commit.
            con.execute("PRAGMA defer_foreign_keys = ON")
            alone = _column(con, _LEFT_ALONE, touched["entities"])
            for orphans in _ORPHANS:
                con.execute(orphans, touched)
            summary.forget(con, entities, keys)
            settling.settle(con, left_alone=alone)
    return bool(gone)


def _column(con: sqlite3.Connection, sql: str, value: str) -> list[str]:
    return [found for (found,) in con.execute(sql, (value,))]


def settle(con: sqlite3.Connection, *, anew: bool = False) -> None:
    """Work out which entities are one: those touched since the last time, or all of them anew."""
    with transaction(con):
        settling.settle(con, anew=anew)


def judge(con: sqlite3.Connection, judgements: Iterable[Judgement]) -> None:
    """Put other judgements in force, and settle whom they concern."""
    with transaction(con):
        settling.set_judgements(con, judgements)
        settling.settle(con)
