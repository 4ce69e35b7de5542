"""Bringing the file of an earlier version up to date, in one transaction: done, or as it was.

Every released schema has its fixture in ``tests/fixtures``; a migrated store answers like a new one.
"""

import sqlite3
from collections.abc import Callable

from kg.identity.codes import strong_code
from kg.identity.names import name_key
from kg.ids import content_id
from kg.store import settling, summary, writing
from kg.store.rows import person_id

SCHEMA_VERSION = 3


def migrate(con: sqlite3.Connection) -> None:
    """Bring the store up to `SCHEMA_VERSION`; a second process waits for the first and finds it done."""
    with writing.transaction(con):
        con.execute("PRAGMA defer_foreign_keys = ON")
        (version,) = con.execute("PRAGMA user_version").fetchone()
        for step in range(version, SCHEMA_VERSION):
            _STEPS[step](con)
        if version < SCHEMA_VERSION:
            settling.settle(con, anew=True)
        con.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _to_2(con: sqlite3.Connection) -> None:
    """Keys, spoken names and clues to settle by; persons of their own for every article; judgements."""
    for sql in _SCHEMA_2:
        con.execute(sql)
    con.create_function("folded", 1, name_key, deterministic=True)
    con.execute("UPDATE entity SET key = folded(name)")
    names = [(*writing.spoken(key), i) for i, key in con.execute("SELECT id, key FROM name")]
    con.executemany("UPDATE name SET pinyin = ?, initials = ? WHERE id = ?", names)
    codes = con.execute("SELECT entity_id, article_id, key, value FROM identifier").fetchall()
    for e, a, key, value in codes:
        if (better := strong_code(key, value)) and better != value:
            where = "WHERE entity_id = ? AND article_id = ? AND key = ? AND value = ?"
            con.execute(
                f"UPDATE OR REPLACE identifier SET value = ? {where}", (better, e, a, key, value)
            )
    _split_persons(con)
    writing.add_clues(con, [tuple(r) for r in con.execute("SELECT id, type, name FROM entity")])


def _split_persons(con: sqlite3.Connection) -> None:
    """Give every article its own person where one entity stood for all of the name."""
    rows = con.execute(
        "SELECT DISTINCT e.id, e.name, e.key, n.article_id FROM entity e"
        " JOIN entity_name n ON n.entity_id = e.id WHERE e.type = 'Person'"
    ).fetchall()
    for old, name, key, article in rows:
        new = person_id(name, article)
        con.execute(
            "INSERT INTO entity (id, type, name, key) VALUES (?, 'Person', ?, ?)", (new, name, key)
        )
        con.execute("INSERT INTO resolution VALUES (?, ?, 'unsettled')", (new, new))
        for table in ("entity_name", "identifier", "mention"):
            sql = f"UPDATE {table} SET entity_id = ? WHERE entity_id = ? AND article_id = ?"
            con.execute(sql, (new, old, article))
        _split_statements(con, old, new, article)
    for old in {row[0] for row in rows}:
        con.execute("DELETE FROM resolution WHERE entity_id = ?", (old,))
        con.execute("DELETE FROM statement WHERE subject_id = ?1 OR object_id = ?1", (old,))
        con.execute("DELETE FROM entity WHERE id = ?", (old,))


def _split_statements(con: sqlite3.Connection, old: str, new: str, article: str) -> None:
    told = con.execute(
        "SELECT DISTINCT s.* FROM statement s JOIN evidence e ON e.statement_id = s.id"
        " WHERE e.article_id = ?1 AND ?2 IN (s.subject_id, s.object_id)",
        (article, old),
    ).fetchall()
    for row in told:
        subject, target = (
            new if end == old else end for end in (row["subject_id"], row["object_id"])
        )
        # The id as kg.store.rows.statement_id makes it, from that of the statement as first told.
        ours = content_id("statement", row["id"], *(end for end in (subject, target) if end))
        values = (ours, row["type"], subject, target, row["literal"])
        con.execute("INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?)", values)
        sql = "UPDATE evidence SET statement_id = ? WHERE statement_id = ? AND article_id = ?"
        con.execute(sql, (ours, row["id"], article))


_SCHEMA_2 = (
    "ALTER TABLE entity ADD COLUMN key TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX entity_key ON entity (key, type)",
    "ALTER TABLE name ADD COLUMN pinyin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE name ADD COLUMN initials TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX name_pinyin ON name (pinyin)",
    "CREATE INDEX name_initials ON name (initials)",
    """CREATE TABLE clue (
        type TEXT NOT NULL,
        key TEXT NOT NULL,
        entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        PRIMARY KEY (type, key, entity_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX clue_entity ON clue (entity_id)",
    "CREATE TABLE unsettled (entity_id TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE TABLE doubt (
        first TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        second TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        probability REAL NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (first, second)
    ) WITHOUT ROWID""",
    "CREATE INDEX doubt_second ON doubt (second)",
    """CREATE TABLE judgement (
        position INTEGER PRIMARY KEY,
        judgement TEXT NOT NULL,
        first TEXT NOT NULL,
        second TEXT NOT NULL,
        relation TEXT NOT NULL,
        event TEXT NOT NULL,
        correction TEXT NOT NULL,
        who TEXT NOT NULL,
        "when" TEXT NOT NULL,
        why TEXT NOT NULL,
        first_id TEXT NOT NULL,
        second_id TEXT NOT NULL
    )""",
    "CREATE INDEX judgement_first ON judgement (first_id)",
    "CREATE INDEX judgement_second ON judgement (second_id)",
)


def _to_3(con: sqlite3.Connection) -> None:
    """Summaries of what all articles say, to settle by."""
    for sql in _SCHEMA_3:
        con.execute(sql)
    for (article_id,) in con.execute("SELECT id FROM article ORDER BY id").fetchall():
        summary.add_article(con, article_id)


_SCHEMA_3 = (
    "ALTER TABLE entity ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE entity ADD COLUMN curated INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE form (
        entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        surface TEXT NOT NULL,
        name_id INTEGER NOT NULL REFERENCES name (id),
        PRIMARY KEY (entity_id, surface)
    ) WITHOUT ROWID""",
    "CREATE INDEX form_name ON form (name_id)",
    """CREATE TABLE code (
        entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entity_id, key, value)
    ) WITHOUT ROWID""",
    "CREATE INDEX code_value ON code (value)",
    """CREATE TABLE person (
        entity_id TEXT PRIMARY KEY REFERENCES entity (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        known TEXT NOT NULL,
        rank INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX person_known ON person (key, known, rank)",
    """CREATE TABLE tie (
        key TEXT NOT NULL,
        token TEXT NOT NULL,
        known TEXT NOT NULL,
        PRIMARY KEY (key, token, known)
    ) WITHOUT ROWID""",
    "CREATE INDEX tie_token ON tie (token)",
    """CREATE TABLE meeting (
        first TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        second TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
        together INTEGER NOT NULL,
        PRIMARY KEY (first, second)
    ) WITHOUT ROWID""",
    "CREATE INDEX meeting_second ON meeting (second)",
)
_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_2, 2: _to_3}
