"""Reading: entities and statements as they look after resolution, each with its citations."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ids import content_id
from kg.model import Literal, Qualifier
from kg.store import events
from kg.store.judged import Judged
from kg.store.rows import decode_qualifiers
from kg.views import Citation, EntityView, Passage, StatementView
from ontology.vocabulary import vocabulary

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
    """The statements wanted, by subject name, relation type, object and event.

    What a person rejected is left out; what a person corrected is shown as corrected.
    """
    judged = Judged(con)
    groups = groupby(con.execute(*_select(_EVIDENCE, wanted)), key=_group)
    narrow = wanted.subject or wanted.object or wanted.around is not None
    if not narrow:
        entities = {v.id: v for v in entity_views(con)}
        yield from (v for _, rows in groups for v in _of_group(list(rows), entities, judged))
        return
    found = [list(rows) for _, rows in groups]
    ends = {i for rows in found for i in (rows[0]["subject"], rows[0]["object"]) if i}
    entities = {v.id: v for v in entity_views(con, ends)}
    yield from (v for rows in found for v in _of_group(rows, entities, judged))


def _of_group(
    rows: Sequence[sqlite3.Row], entities: dict[str, EntityView], judged: "Judged"
) -> Iterator[StatementView]:
    """The statements of one triple: one for each event that is not rejected."""
    for event, told in _by_event(rows):
        view = judged.applied(_view(event, told, entities))
        if view is not None:
            yield view


def _by_event(rows: Sequence[sqlite3.Row]) -> list[tuple[str, list[sqlite3.Row]]]:
    """The rows of each event, in their order; events by their key."""
    if len({row["event"] for row in rows}) == 1:
        return [(rows[0]["event"], list(rows))]
    marks = [_mark(row) for row in rows]
    told = ((mark, row["status"]) for mark, row in zip(marks, rows, strict=True))
    event_of = events.events_of(rows[0]["type"], told)
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for mark, row in zip(marks, rows, strict=True):
        found[event_of[mark]].append(row)
    return sorted(found.items())


def _mark(row: sqlite3.Row) -> events.Mark:
    return events.mark_of(row["event"], decode_qualifiers(row["qualifiers"]))


def event_homes(con: sqlite3.Connection) -> dict[tuple[str, ...], dict[events.Mark, str]]:
    """The event that each reading of a triple is of, for triples whose readings differ in date or round.

    The keys are relation type, ids of the ends, and text. Of all other triples a reading is its own event.
    """
    found: defaultdict[tuple[str, ...], set[tuple[events.Mark, str]]] = defaultdict(set)
    for row in con.execute(_SEVERAL):
        found[_group(row)].add((_mark(row), row["status"]))
    return {key: events.events_of(key[0], told) for key, told in found.items()}


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
    judged = Judged(con)
    yield from (v for rows in found for v in _of_group(rows, entities, judged))


def statement_statuses(con: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Relation type and status of every statement, without its texts."""
    judged = Judged(con)
    rows = con.execute(*_select(_STATUSES, Selection()))
    for key, group in groupby(rows, key=_group):
        for event, told in _by_event(list(group)):
            said = events.status_of((r["published"] or "", r["status"]) for r in told)
            status = judged.status((key[0], key[1], key[2] or f"text:{key[3]}"), event, said)
            if status is not None:
                yield key[0], status


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
_STATUSES = f"{_KEY}, {_PUBLISHED}, e.qualifiers {_FROM}"
_EVIDENCE = f"""{_KEY}, {_PUBLISHED}, e.qualifiers, e.confidence, e.start, e."end", e.sentence,
    e.page, e.rule, a.id AS article_id, a.title AS article, a.section, d.id AS document_id,
    CASE d.title WHEN '' THEN d.source ELSE d.title END AS document {_FROM}"""
_ORDER = """
    ORDER BY es.name, es.id, s.type, coalesce(eo.name, s.literal), eo.id, s.literal,
    published DESC, d.id, a.ordinal, e.start, e."end", e.rule, e.qualifiers"""
# The readings of triples that have several events: most have one, and need not be looked at.
_TOLD = f"{_KEY}, e.qualifiers {_FROM}"
_SEVERAL = f"""
    WITH told AS ({_TOLD}), several AS (
        SELECT type, subject, object, literal FROM told
        GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT event) > 1)
    SELECT t.* FROM told t JOIN several s
    ON t.type = s.type AND t.subject = s.subject AND t.object IS s.object AND t.literal IS s.literal"""
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
    return (row["type"], row["subject"], row["object"] or "", row["literal"] or "")


def _view(
    event: str, rows: Sequence[sqlite3.Row], entities: dict[str, EntityView]
) -> StatementView:
    first = rows[0]
    literal = Literal(text=first["literal"]) if first["literal"] is not None else None
    target = literal or entities[first["object"]]
    subject = entities[first["subject"]]
    told = [events.told_of(r, decode_qualifiers(r["qualifiers"]), _citation(r)) for r in rows]
    citations = tuple(dict.fromkeys(t.citation for t in told))
    return StatementView(
        id=content_id("view", first["type"], subject.id, target.id, event),
        type=first["type"],
        subject=subject,
        object=target,
        status=events.status_of((t.published, t.status) for t in told),
        confidence=max(t.confidence for t in told),
        qualifiers=_merged(t.qualifiers for t in told),
        citations=citations,
        event=event,
        sources=events.sources_of(citations) if len(citations) > 1 else 1,
        history=events.history_of(told),
        conflicts=events.conflicts_of(told) if len(told) > 1 else (),
    )


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


def passages(con: sqlite3.Connection, canonical_id: str, limit: int) -> list[Passage]:
    """The first sentence of each article that names the entity, the newest articles first."""
    sql = (
        'SELECT m.article_id, min(m.start) AS start, m."end", m.surface, a.title, a.text,'
        " coalesce(a.published, d.published) AS published"
        " FROM resolution r JOIN mention m ON m.entity_id = r.entity_id"
        " JOIN article a ON a.id = m.article_id JOIN document d ON d.id = a.document_id"
        " WHERE r.canonical_id = ? GROUP BY m.article_id"
        " ORDER BY published DESC, d.id, a.ordinal LIMIT ?"
    )
    rows = con.execute(sql, (canonical_id, limit)).fetchall()
    return [
        Passage(
            surface=row["surface"],
            sentence=_sentence_around(row["text"], row["start"], row["end"]),
            article=row["title"],
            page=_page_of(con, row["article_id"], row["start"]),
            published=row["published"],
        )
        for row in rows
    ]


_STOP = re.compile(r"[。！？；\n]")


def _sentence_around(text: str, start: int, end: int) -> str:
    before = [m.end() for m in _STOP.finditer(text, 0, start)]
    after = _STOP.search(text, end)
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def _page_of(con: sqlite3.Connection, article_id: str, offset: int) -> int | None:
    row = con.execute("SELECT page, layout FROM article WHERE id = ?", (article_id,)).fetchone()
    pages = [page for at, page in json.loads(row["layout"])["pages"] if at <= offset]
    found = pages[-1] if pages else row["page"]
    return None if found is None else int(found)
