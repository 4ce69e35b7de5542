"""Writing: a document comes and goes in one transaction; who stands for whom is worked out anew."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kg.identity.resolution import EntityRecord, Resolution, resolve
from kg.model import Document, Entity, Extraction
from kg.store import rows

Pairs = Mapping[str, tuple[str, ...]]

_ORPHANS = (
    "DELETE FROM statement WHERE NOT EXISTS"
    " (SELECT 1 FROM evidence e WHERE e.statement_id = statement.id)",
    "DELETE FROM resolution WHERE NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = resolution.entity_id)",
    # Those who lost the entity that stood for them stand for themselves until all is settled.
    "UPDATE resolution SET canonical_id = entity_id, reason = 'unsettled' WHERE NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = resolution.canonical_id)",
    "DELETE FROM entity WHERE NOT EXISTS"
    " (SELECT 1 FROM entity_name n WHERE n.entity_id = entity.id)",
    "DELETE FROM name WHERE NOT EXISTS (SELECT 1 FROM entity_name n WHERE n.name_id = name.id)",
)


@contextmanager
def transaction(con: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the write lock is taken at once, so that a second writer waits here."""
    con.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
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
    con: sqlite3.Connection, batch: Iterable[tuple[Document, Sequence[Extraction]]]
) -> list[bool]:
    """Write all documents and settle, in one transaction; which of them were new.

    Raises:
        ValueError: as `add_document`; then nothing is written.
    """
    added = []
    with transaction(con):
        for document, extractions in batch:
            for extraction in extractions:
                _check(document, extraction)
            added.append(_insert(con, document, extractions))
        _settle(con)
    return added


def _insert(con: sqlite3.Connection, document: Document, extractions: Sequence[Extraction]) -> bool:
    if con.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone():
        return False
    d = document
    con.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
        (d.id, d.source, d.media_type, d.sha256, d.title, d.published),
    )
    for extraction in extractions:
        _add_extraction(con, extraction)
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


def _add_extraction(con: sqlite3.Connection, extraction: Extraction) -> None:
    article, ids, many = extraction.article, rows.Ids(), con.executemany
    row = rows.article_row(article)
    con.execute(f"INSERT INTO article VALUES ({_marks(9)})", row)
    article_id = row[0]
    _add_entities(con, rows.entities_of(extraction, ids), article_id)
    many(
        "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, m.span.start, m.span.end, m.entity_id, m.type, m.surface, m.finder)
            for m in extraction.mentions
        ],
    )
    said = [(s.id, s) for s in extraction.statements]
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


def _add_entities(con: sqlite3.Connection, entities: Mapping[str, Entity], article_id: str) -> None:
    many = con.executemany
    named = [row for i, e in entities.items() for row in rows.name_rows(i, e, article_id)]
    many(
        "INSERT OR IGNORE INTO entity VALUES (?, ?, ?)",
        [(i, e.type, e.name) for i, e in entities.items()],
    )
    many("INSERT OR IGNORE INTO name (key) VALUES (?)", [(row[3],) for row in named])
    many(
        "INSERT INTO entity_name VALUES (?, ?, ?, (SELECT id FROM name WHERE key = ?))",
        named,
    )
    many(
        "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?, ?)",
        [(i, article_id, key, value) for i, e in entities.items() for key, value in e.identifiers],
    )
    many(
        "INSERT OR IGNORE INTO resolution VALUES (?, ?, 'unsettled')",
        [(i, i) for i in entities],
    )


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def remove_document(con: sqlite3.Connection, document_id: str) -> bool:
    """Withdraw the document and whatever no other document says; False when it is not there."""
    with transaction(con):
        gone = con.execute("DELETE FROM document WHERE id = ?", (document_id,)).rowcount
        if gone:
            # Orphaned rows may point at each other for a moment; the check waits for the commit.
            con.execute("PRAGMA defer_foreign_keys = ON")
            for orphans in _ORPHANS:
                con.execute(orphans)
            _settle(con)
    return bool(gone)


def settle(con: sqlite3.Connection) -> None:
    """Work out anew which entities are one, from the content alone."""
    with transaction(con):
        _settle(con)


def _settle(con: sqlite3.Connection) -> None:
    resolved = resolve(list(entity_records(con)))
    old = {
        row[0]: Resolution(canonical_id=row[1], reason=row[2])
        for row in con.execute("SELECT entity_id, canonical_id, reason FROM resolution")
    }
    con.executemany(
        "UPDATE resolution SET canonical_id = ?, reason = ? WHERE entity_id = ?",
        [(r.canonical_id, r.reason, i) for i, r in resolved.items() if old.get(i) != r],
    )


def entity_records(con: sqlite3.Connection) -> Iterator[EntityRecord]:
    """All entities as identity resolution wants to see them, by id."""
    forms = _grouped(con, "SELECT DISTINCT entity_id, surface FROM entity_name")
    articles = _grouped(con, "SELECT DISTINCT entity_id, article_id FROM entity_name")
    apart = _grouped(
        con, "SELECT DISTINCT subject_id, object_id FROM statement WHERE object_id <> ''"
    )
    counts = dict(con.execute("SELECT entity_id, count(*) FROM mention GROUP BY 1").fetchall())
    curated = {i for (i,) in con.execute(_CURATED)}
    identifiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity_id, key, value in con.execute(
        "SELECT DISTINCT entity_id, key, value FROM identifier"
    ):
        identifiers[entity_id].append((key, value))
    for entity_id, entity_type, name in con.execute(
        "SELECT id, type, name FROM entity ORDER BY id"
    ):
        yield EntityRecord(
            id=entity_id,
            type=entity_type,
            name=name,
            aliases=tuple(f for f in forms.get(entity_id, ()) if f != name),
            identifiers=tuple(sorted(identifiers.get(entity_id, ()))),
            articles=articles.get(entity_id, ()),
            apart=tuple(i for i in apart.get(entity_id, ()) if i != entity_id),
            curated=entity_id in curated,
            mentions=counts.get(entity_id, 0),
        )


_CURATED = "SELECT DISTINCT entity_id FROM mention WHERE finder IN ('gazetteer', 'known-term')"


def _grouped(con: sqlite3.Connection, sql: str) -> Pairs:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in con.execute(sql):
        found[key].append(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}
