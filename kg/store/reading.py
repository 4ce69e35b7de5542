"""Reading: entities and statements as they look after resolution, each with its citations."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ids import content_id
from kg.model import Literal, Qualifier
from kg.store.rows import decode_qualifiers
from kg.views import Citation, EntityView, StatementView
from ontology.vocabulary import vocabulary

# Of readings of the same day the later stage of a deal counts, and a denial before all:
# a deal that somebody denied or called off must never look done.
_STAGES = ("planned", "in_progress", "approved", "completed", "cancelled", "denied")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which statements are wanted; None means any, ids are canonical."""

    types: Collection[str] | None = None
    subject: str | None = None
    object: str | None = None
    around: Collection[str] | None = None
    subjects: Collection[str] | None = None


def entity_views(con: sqlite3.Connection, ids: Collection[str] | None = None) -> list[EntityView]:
    """The entities with these canonical ids, or all; by type, name and id.

    Types come in the order of the ontology.
    """
    chosen = None if ids is None else sorted(set(ids))
    parts = [chosen] if chosen is None else _batches(chosen)
    views = [view for part in parts for view in _views(con, part)]
    order = {code: n for n, code in enumerate(vocabulary().entity_types)}
    return sorted(views, key=lambda v: (order.get(v.type, len(order)), v.name, v.id))


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + _AT_ONCE] for i in range(0, len(ids), _AT_ONCE)]


def _views(con: sqlite3.Connection, ids: Sequence[str] | None) -> Iterator[EntityView]:
    surfaces = _collect(con, ids, "SELECT DISTINCT r.canonical_id, en.surface" + _NAMES)
    titles = _collect(con, ids, "SELECT r.canonical_id, a.title" + _NAMES + _ARTICLES, _IN_PRINT)
    numbers = _collect(con, ids, "SELECT DISTINCT r.canonical_id, i.key, i.value" + _IDENTIFIERS)
    sql = "SELECT DISTINCT e.id, e.type, e.name FROM resolution r JOIN entity e ON e.id = r.canonical_id"
    for row in con.execute(*_among(sql, ids)):
        names = {surface for (surface,) in surfaces[row["id"]]} - {row["name"]}
        yield EntityView(
            id=row["id"],
            type=row["type"],
            name=row["name"],
            aliases=tuple(sorted(names, key=lambda n: (-len(n), n))),
            identifiers=tuple(sorted((k, v) for k, v in numbers[row["id"]])),
            articles=tuple(dict.fromkeys(title for (title,) in titles[row["id"]])),
        )


_NAMES = " FROM entity_name en JOIN resolution r ON r.entity_id = en.entity_id"
_IDENTIFIERS = " FROM identifier i JOIN resolution r ON r.entity_id = i.entity_id"
_ARTICLES = " JOIN article a ON a.id = en.article_id JOIN document d ON d.id = a.document_id"
_IN_PRINT = " ORDER BY coalesce(a.published, d.published, ''), d.id, a.ordinal"


def _among(sql: str, ids: Sequence[str] | None, tail: str = "") -> tuple[str, tuple[str, ...]]:
    """`sql` narrowed to canonical ids; they travel as one JSON parameter."""
    if ids is None:
        return sql + tail, ()
    glue = " AND" if " WHERE " in sql else " WHERE"
    return f"{sql}{glue} r.canonical_id IN (SELECT value FROM json_each(?)){tail}", (
        json.dumps(ids),
    )


def _collect(
    con: sqlite3.Connection, ids: Sequence[str] | None, sql: str, tail: str = ""
) -> defaultdict[str, list[tuple[str, ...]]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in con.execute(*_among(sql, ids, tail)):
        found[row[0]].append(tuple(row)[1:])
    return found


def statement_views(con: sqlite3.Connection, wanted: Selection) -> Iterator[StatementView]:
    """The statements wanted, by subject name, relation type, object and event."""
    groups = groupby(con.execute(*_select(_EVIDENCE, wanted)), key=_group)
    narrow = wanted.subject or wanted.object or wanted.around is not None
    if not narrow:
        entities = {v.id: v for v in entity_views(con)}
        yield from (_view(list(rows), entities) for _, rows in groups)
        return
    found = [list(rows) for _, rows in groups]
    ends = {i for rows in found for i in (rows[0]["subject"], rows[0]["object"]) if i}
    entities = {v.id: v for v in entity_views(con, ends)}
    yield from (_view(rows, entities) for rows in found)


def statements_of(con: sqlite3.Connection, subjects: Collection[str]) -> Iterator[StatementView]:
    """The statements with one of these subjects; of their ends only id, type and name are filled."""
    chosen = set(subjects)
    groups = groupby(con.execute(*_select(_EVIDENCE, Selection(subjects=chosen))), key=_group)
    found = [list(rows) for key, rows in groups if key[1] in chosen]
    ends = sorted({i for rows in found for i in (rows[0]["subject"], rows[0]["object"]) if i})
    named = con.execute(
        "SELECT id, type, name FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ends),),
    )
    entities = {row["id"]: EntityView(**dict(row)) for row in named}
    yield from (_view(rows, entities) for rows in found)


def statement_statuses(con: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Relation type and status of every statement, without its texts."""
    rows = con.execute(*_select(_STATUSES, Selection()))
    for key, group in groupby(rows, key=_group):
        yield key[0], _status(list(group))


_SYMMETRIC = "({})".format(
    ", ".join(f"'{r.code}'" for r in vocabulary().relation_types.values() if r.symmetric)
)
_SUBJECT = (
    f"CASE WHEN s.type IN {_SYMMETRIC} THEN min(rs.canonical_id, ro.canonical_id)"
    " ELSE rs.canonical_id END"
)
_OBJECT = (
    f"CASE WHEN s.type IN {_SYMMETRIC} THEN max(rs.canonical_id, ro.canonical_id)"
    " ELSE ro.canonical_id END"
)
_FROM = f"""
    FROM statement s
    JOIN evidence e ON e.statement_id = s.id
    JOIN resolution rs ON rs.entity_id = s.subject_id
    LEFT JOIN resolution ro ON ro.entity_id = s.object_id
    JOIN entity es ON es.id = {_SUBJECT}
    LEFT JOIN entity eo ON eo.id = {_OBJECT}
    JOIN article a ON a.id = e.article_id
    JOIN document d ON d.id = a.document_id
"""
_KEY = f"SELECT s.type, {_SUBJECT} AS subject, {_OBJECT} AS object, s.literal, e.event, e.status"
_PUBLISHED = "coalesce(a.published, d.published) AS published"
_STATUSES = f"{_KEY}, {_PUBLISHED} {_FROM}"
_EVIDENCE = f"""{_KEY}, {_PUBLISHED}, e.qualifiers, e.confidence, e.start, e."end", e.sentence,
    e.page, e.rule, a.id AS article_id, a.title AS article, a.section, d.id AS document_id,
    CASE d.title WHEN '' THEN d.source ELSE d.title END AS document {_FROM}"""
_ORDER = """
    ORDER BY es.name, es.id, s.type, coalesce(eo.name, s.literal), eo.id, e.event,
    published DESC, d.id, a.ordinal, e.start, e."end", e.rule, e.qualifiers"""
_MEMBERS = (
    "(SELECT entity_id FROM resolution WHERE canonical_id IN (SELECT value FROM json_each(?)))"
)


def _select(sql: str, wanted: Selection) -> tuple[str, list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    if wanted.types is not None:
        conditions.append("s.type IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(wanted.types)))
    for end, other, one in (
        ("subject", "object", wanted.subject),
        ("object", "subject", wanted.object),
    ):
        if one is not None:
            turned = f"(s.type IN {_SYMMETRIC} AND s.{other}_id IN {_MEMBERS})"
            conditions.append(f"(s.{end}_id IN {_MEMBERS} OR {turned})")
            values += [json.dumps([one])] * 2
    if wanted.around is not None:
        conditions.append(f"(s.subject_id IN {_MEMBERS} OR s.object_id IN {_MEMBERS})")
        values += [json.dumps(sorted(set(wanted.around)))] * 2
    if wanted.subjects is not None:
        turned = f"(s.type IN {_SYMMETRIC} AND s.object_id IN {_MEMBERS})"
        conditions.append(f"(s.subject_id IN {_MEMBERS} OR {turned})")
        values += [json.dumps(sorted(wanted.subjects))] * 2
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return sql + where + _ORDER, values


def _group(row: sqlite3.Row) -> tuple[str, ...]:
    return (row["type"], row["subject"], row["object"] or "", row["literal"] or "", row["event"])


def _view(rows: Sequence[sqlite3.Row], entities: dict[str, EntityView]) -> StatementView:
    first = rows[0]
    literal = Literal(text=first["literal"]) if first["literal"] is not None else None
    target = literal or entities[first["object"]]
    subject = entities[first["subject"]]
    return StatementView(
        id=content_id("view", first["type"], subject.id, target.id, first["event"]),
        type=first["type"],
        subject=subject,
        object=target,
        status=_status(rows),
        confidence=max(r["confidence"] for r in rows),
        qualifiers=_merged(decode_qualifiers(r["qualifiers"]) for r in rows),
        citations=tuple(dict.fromkeys(map(_citation, rows))),
    )


def _status(rows: Sequence[sqlite3.Row]) -> str:
    """The status of the newest reading; of equally new ones the furthest."""
    newest = max(r["published"] or "" for r in rows)
    current: set[str] = {r["status"] for r in rows if (r["published"] or "") == newest}
    return max(current, key=_STAGES.index)


def _merged(newest_first: Iterable[tuple[Qualifier, ...]]) -> tuple[Qualifier, ...]:
    """Each qualifier as the newest reading that has it says; in the order of the ontology."""
    merged: list[Qualifier] = []
    for qualifiers in newest_first:
        known = {q.name for q in merged}
        merged += [q for q in qualifiers if q.name not in known]
    order = {code: n for n, code in enumerate(vocabulary().qualifiers)}
    return tuple(sorted(merged, key=lambda q: (order.get(q.name, len(order)), q.name)))


def _citation(row: sqlite3.Row) -> Citation:
    return Citation(
        document=row["document"],
        document_id=row["document_id"],
        article=row["article"],
        article_id=row["article_id"],
        section=row["section"],
        page=row["page"],
        published=row["published"],
        start=row["start"],
        end=row["end"],
        sentence=row["sentence"],
        rule=row["rule"],
        confidence=row["confidence"],
    )
