"""The whole store bit by bit, in the order of ids: memory does not grow with the graph."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kg.views import ArticleView, EntityView, NamingView

_NEXT = (
    "SELECT DISTINCT canonical_id FROM resolution WHERE canonical_id > ?"
    " ORDER BY canonical_id LIMIT ?"
)
_AMONG = " r.canonical_id IN (SELECT value FROM json_each(?))"
_SURFACES = (
    "SELECT r.canonical_id, n.article_id, n.surface FROM resolution r"
    f" JOIN entity_name n ON n.entity_id = r.entity_id WHERE{_AMONG}"
)
_IDENTIFIERS = (
    "SELECT DISTINCT r.canonical_id, i.key, i.value FROM resolution r"
    f" JOIN identifier i ON i.entity_id = r.entity_id WHERE{_AMONG}"
)
_MENTIONS = (
    "SELECT r.canonical_id, m.article_id, count(*) FROM resolution r"
    f" JOIN mention m ON m.entity_id = r.entity_id WHERE{_AMONG} GROUP BY 1, 2"
)
_NAMES = (
    "SELECT id, type, name FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_HEADS = """
    SELECT a.id, a.document_id, a.ordinal, a.section, a.title, a.page,
    CASE d.title WHEN '' THEN d.source ELSE d.title END AS document,
    coalesce(a.published, d.published) AS published
    FROM article a JOIN document d ON d.id = a.document_id
    WHERE a.document_id = ? ORDER BY a.ordinal, a.id"""


def id_portions(con: sqlite3.Connection, size: int) -> Iterator[Sequence[str]]:
    """The canonical ids in their order, at most `size` at a time."""
    last = ""
    while ids := [row[0] for row in con.execute(_NEXT, (last, size))]:
        yield ids
        last = ids[-1]


def entity_count(con: sqlite3.Connection) -> int:
    """How many entities there are after resolution."""
    return int(con.execute("SELECT count(DISTINCT canonical_id) FROM resolution").fetchone()[0])


def bare_entities(con: sqlite3.Connection, ids: Collection[str]) -> list[EntityView]:
    """The entities with these canonical ids, by id, without the titles of their articles."""
    wanted = json.dumps(sorted(ids))
    surfaces: defaultdict[str, set[str]] = defaultdict(set)
    for entity_id, _, surface in con.execute(_SURFACES, (wanted,)):
        surfaces[entity_id].add(surface)
    numbers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity_id, key, value in con.execute(_IDENTIFIERS, (wanted,)):
        numbers[entity_id].append((key, value))
    return [
        EntityView(
            id=row["id"],
            type=row["type"],
            name=row["name"],
            aliases=tuple(sorted(surfaces[row["id"]] - {row["name"]}, key=lambda n: (-len(n), n))),
            identifiers=tuple(sorted(numbers[row["id"]])),
        )
        for row in con.execute(_NAMES, (wanted,))
    ]


def namings(con: sqlite3.Connection, ids: Collection[str]) -> list[NamingView]:
    """Which articles name the entities with these canonical ids, by entity and article."""
    wanted = json.dumps(sorted(ids))
    surfaces: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entity_id, article_id, surface in con.execute(_SURFACES, (wanted,)):
        surfaces[entity_id, article_id].add(surface)
    counts = {(e, a): n for e, a, n in con.execute(_MENTIONS, (wanted,))}
    return [
        NamingView(
            entity_id=entity_id,
            article_id=article_id,
            surfaces=tuple(sorted(surfaces[entity_id, article_id])),
            mentions=counts.get((entity_id, article_id), 0),
        )
        for entity_id, article_id in sorted(surfaces)
    ]


def article_views(con: sqlite3.Connection, document_id: str) -> list[ArticleView]:
    """The articles of a document, in their order."""
    return [ArticleView(**dict(row)) for row in con.execute(_HEADS, (document_id,))]
