"""Settling who stands for whom, for just those whom a change can have touched.

What `kg.identity.resolution` decides of an entity depends only on entities that it is linked with by a key, step by
step. So after a change the touched entities and everything linked with them are resolved alone, and the result
is the one that resolving all would give; a test compares the two.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.identity.blocking import MANY
from kg.identity.guards import generic
from kg.identity.judgements import Judgement, Ref
from kg.identity.records import (
    STRONG_IDENTIFIERS,
    Doubt,
    EntityRecord,
    Resolution,
    Settlement,
    Verdicts,
)
from kg.identity.resolution import Together, likeness
from kg.identity.resolution import settle as settle_records
from kg.identity.scoring import DOUBTFUL
from kg.store.given import GIVEN, as_json
from kg.store.namesakes import bound_to, person_doubts, settle_persons
from kg.store.summary import namesakes

_STRONG = "({})".format(", ".join(f"'{k}'" for k in STRONG_IDENTIFIERS))
_PERSON = "Person"
# Resolving everything is quicker than looking up most of it piece by piece.
_MOST = 0.3


def unsettle(con: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Remember whom to settle anew."""
    con.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(i,) for i in sorted(ids)])


def settle(
    con: sqlite3.Connection, *, anew: bool = False, left_alone: Collection[str] = ()
) -> None:
    """Resolve whom the changes since the last time can have touched, or everybody.

    `left_alone` are those who have just lost the entity that stood for them.
    """
    waiting = {i for (i,) in con.execute("SELECT entity_id FROM unsettled")}
    if not waiting and not anew:
        return
    verdicts = Verdicts.of(judgements(con))
    if anew:
        con.execute("DELETE FROM meeting")
    if anew or _most(con, waiting):
        _write(con, None, _resolved(con, None, verdicts))
        _write_persons(con, verdicts)
    else:
        things, alone = _closure(con, waiting)
        moved = _write(con, things | alone, _resolved(con, things, verdicts), alone)
        settle_persons(con, waiting, moved.union(left_alone), verdicts)
    con.execute("DELETE FROM unsettled")


def _most(con: sqlite3.Connection, waiting: Collection[str]) -> bool:
    limit = int(len(waiting) / _MOST) + 1
    sql = "SELECT count(*) FROM (SELECT 1 FROM entity LIMIT ?)"
    return bool(con.execute(sql, (limit,)).fetchone()[0] < limit)


def affected_by_leaving(con: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    """Whom to settle anew when entities lose an article: themselves and all next to them."""
    found = set(ids) | _newly_crowded(con, ids)
    for one, other in _edges(con, ids):
        found |= {one, other}
    return found | bound_to(con, ids)


def judgements(con: sqlite3.Connection) -> list[Judgement]:
    """The judgements in force, in the order of their file."""
    sql = 'SELECT judgement, first, second, relation, event, correction, who, "when", why FROM judgement ORDER BY position'
    return [Judgement(**dict(row)) for row in con.execute(sql)]


def doubts(con: sqlite3.Connection) -> list[Doubt]:
    """What nobody has judged and may be one, by ids: things as settled, persons as they stand now."""
    rows = con.execute("SELECT first, second, probability, reason FROM doubt")
    persons = person_doubts(con, Verdicts.of(judgements(con)))
    return sorted({*(Doubt(**dict(row)) for row in rows), *persons})


def set_judgements(con: sqlite3.Connection, wanted: Iterable[Judgement]) -> None:
    """Put other judgements in force, and remember whom they concern."""
    old, new = set(judgements(con)), list(wanted)
    changed = old.symmetric_difference(new)
    if not changed and len(old) == len(new):
        return
    unsettle(con, {e.entity_id for j in changed if not j.relation for e in j.ends})
    con.execute("DELETE FROM judgement")
    con.executemany(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                n, j.judgement, j.first, j.second, j.relation, j.event, j.correction, j.who, j.when, j.why,
                *(e.entity_id for e in j.ends),
            )
            for n, j in enumerate(new)
        ],
    )  # fmt: skip


def refs(con: sqlite3.Connection, ids: Collection[str]) -> dict[str, Ref]:
    """How a judgement names entities; namesakes among persons are told apart by id."""
    sql = f"SELECT id, type, name FROM entity WHERE id IN {GIVEN}"
    return {
        i: Ref(type=kind, name=name, id=i if kind == _PERSON else "")
        for i, kind, name in con.execute(sql, (as_json(ids),))
    }


def weight(con: sqlite3.Connection, canonical_id: str) -> int:
    """How many readings of statements touch the entities that `canonical_id` stands for."""
    total = 0
    for end in ("subject_id", "object_id"):
        sql = (
            f"SELECT count(*) FROM resolution r JOIN statement s ON s.{end} = r.entity_id"
            " JOIN evidence e ON e.statement_id = s.id WHERE r.canonical_id = ?"
        )
        total += con.execute(sql, (canonical_id,)).fetchone()[0]
    return total


def idle(con: sqlite3.Connection) -> Iterator[tuple[Judgement, str]]:
    """Judgements about what the store does not hold, and those that contradict another."""
    sql = "SELECT canonical_id FROM resolution WHERE entity_id = ?"
    for j in judgements(con):
        ends = [e for e in j.ends if not e.literal]
        standing = [con.execute(sql, (e.entity_id,)).fetchone() for e in ends]
        for end, found in zip(ends, standing, strict=True):
            if found is None:
                yield j, f"{end} is not in this store"
                break
        else:
            if j.judgement == "same" and standing[0][0] != standing[1][0]:
                yield j, "another judgement tells the two apart"


# --- whom a change can have touched ---------------------------------------------------------------


def _closure(con: sqlite3.Connection, ids: Collection[str]) -> tuple[set[str], set[str]]:
    """Everything linked with `ids`, step by step, and those of them that are linked with nothing."""
    seen = _things(con, ids) | _newly_crowded(con, ids)
    ahead, linked = set(seen), set[str]()
    while ahead:
        near: set[str] = set()
        for one, other in _edges(con, ahead):
            linked |= {one, other}
            near |= {one, other}
        ahead = near - seen
        seen |= ahead
    return linked, seen - linked


def _things(con: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    sql = f"SELECT id FROM entity WHERE id IN {GIVEN} AND type <> '{_PERSON}'"
    return {i for (i,) in con.execute(sql, (as_json(ids),))}


def _edges(con: sqlite3.Connection, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of one of `ids` and an entity that may be one with it, or bears on that."""
    given = as_json(ids)
    for one, other, kind, name in con.execute(_LED, (given,)):
        if not generic(kind, name):
            yield one, other
    named = con.execute(f"SELECT id, type, name FROM entity WHERE id IN {GIVEN}", (given,))
    leading = [i for i, kind, name in named.fetchall() if not generic(kind, name)]
    yield from ((row[0], row[1]) for row in con.execute(_LEADING, (as_json(leading),)))
    for sql in (_SAME_NAME, _SAME_CODE, _BARE_OF, _IS_BARE, _JUDGED, _JUDGED_TOO):
        yield from ((row[0], row[1]) for row in con.execute(sql, (given,)))
    yield from _similar(con, given)


_SAME_NAME = (
    f"SELECT e.id, o.id FROM entity e JOIN entity o ON o.key = e.key AND o.type = e.type"
    f" WHERE e.id IN {GIVEN} AND o.id <> e.id AND e.type <> '{_PERSON}'"
)
# An alias of one is the name of the other: either way about.
_LED = f"""
    SELECT f.entity_id, o.id, o.type, o.name
    FROM form f CROSS JOIN entity e ON e.id = f.entity_id CROSS JOIN name n ON n.id = f.name_id
    CROSS JOIN entity o ON o.key = n.key AND o.type = e.type AND o.id <> e.id
    WHERE f.entity_id IN {GIVEN}"""
_LEADING = f"""
    SELECT e.id, o.id FROM entity e CROSS JOIN name n ON n.key = e.key
    CROSS JOIN form f ON f.name_id = n.id
    CROSS JOIN entity o ON o.id = f.entity_id AND o.type = e.type AND o.id <> e.id
    WHERE e.id IN {GIVEN} AND e.type <> '{_PERSON}'"""
_SAME_CODE = f"""
    SELECT DISTINCT i.entity_id, j.entity_id
    FROM (SELECT entity_id, key, value FROM code WHERE entity_id IN {GIVEN}) i
    CROSS JOIN code j ON j.value = i.value AND j.key = i.key AND j.entity_id <> i.entity_id
    CROSS JOIN entity e ON e.id = i.entity_id
    CROSS JOIN entity o ON o.id = j.entity_id AND o.type = e.type
    WHERE i.key IN {_STRONG}"""
_BARE_OF = f"""
    SELECT c.entity_id, o.id FROM clue c CROSS JOIN entity o ON o.key = substr(c.key, 2) AND o.type = c.type
    WHERE c.entity_id IN {GIVEN} AND c.key LIKE '=%' AND o.id <> c.entity_id"""
_IS_BARE = f"""
    SELECT e.id, c.entity_id FROM entity e CROSS JOIN clue c ON c.type = e.type AND c.key = '=' || e.key
    WHERE e.id IN {GIVEN} AND c.entity_id <> e.id"""
_JUDGED = f"""
    SELECT j.first_id, j.second_id FROM judgement j CROSS JOIN entity o ON o.id = j.second_id
    WHERE j.first_id IN {GIVEN} AND j.relation = '' AND o.type <> '{_PERSON}'"""
_JUDGED_TOO = f"""
    SELECT j.second_id, j.first_id FROM judgement j CROSS JOIN entity o ON o.id = j.first_id
    WHERE j.second_id IN {GIVEN} AND j.relation = '' AND o.type <> '{_PERSON}'"""
_CLUES = f"SELECT DISTINCT type, key FROM clue WHERE entity_id IN {GIVEN} AND key NOT LIKE '=%'"
_BLOCK = """
    SELECT e.id, e.type, e.name FROM clue c CROSS JOIN entity e ON e.id = c.entity_id
    WHERE c.type = ? AND c.key = ? LIMIT ?"""


def _similar(con: sqlite3.Connection, given: str) -> Iterator[tuple[str, str]]:
    """Pairs whose names are alike enough to be worth a look."""
    ids = set(json.loads(given))
    for kind, key in con.execute(_CLUES, (given,)).fetchall():
        block = con.execute(_BLOCK, (kind, key, MANY + 1)).fetchall()
        if not 1 < len(block) <= MANY:
            continue
        records = [EntityRecord(id=r[0], type=r[1], name=r[2]) for r in block]
        for one in (r for r in records if r.id in ids):
            for other in records:
                if one.id != other.id and likeness(one, other) >= DOUBTFUL:
                    yield one.id, other.id


def _newly_crowded(con: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    """Members of blocks that one change may have carried over the limit, in either direction."""
    sql = f"SELECT type, key, count(*) FROM clue WHERE entity_id IN {GIVEN} GROUP BY 1, 2"
    found: set[str] = set()
    for kind, key, ours in con.execute(sql, (as_json(ids),)).fetchall():
        size = _size(con, kind, key, MANY + ours + 1)
        if not key.startswith("=") and MANY < size <= MANY + ours:
            members = con.execute(_BLOCK, (kind, key, size)).fetchall()
            found |= {row[0] for row in members}
    return found


def _size(con: sqlite3.Connection, kind: str, key: str, limit: int) -> int:
    """How many entities share a key; `limit` where there are more."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM clue WHERE type = ? AND key = ? LIMIT ?)"
    return int(con.execute(sql, (kind, key, limit)).fetchone()[0])


# --- resolving and writing ------------------------------------------------------------------------


def _resolved(
    con: sqlite3.Connection, ids: Collection[str] | None, verdicts: Verdicts
) -> Settlement:
    records = list(entity_records(con, ids))
    together = together_in(con, remember=True)
    return settle_records(records, verdicts, crowded=_crowded(con, ids), together=together)


def together_in(con: sqlite3.Connection, *, remember: bool = False) -> Together:
    """Whether an article of the store names both of two entities; so does one that links them by a statement.

    With `remember` an answer is written down, and looked up the next time.
    """

    def together(one: EntityRecord, other: EntityRecord) -> bool:
        pair = tuple(sorted((one.id, other.id)))
        known = con.execute(_MET, pair).fetchone() if remember else None
        if known is None:
            rarer, more = sorted((one, other), key=lambda r: (r.mentions, r.id))
            known = con.execute(_TOGETHER, (rarer.id, more.id)).fetchone()
            if remember:
                con.execute("INSERT INTO meeting VALUES (?, ?, ?)", (*pair, known[0]))
        return bool(known[0])

    return together


_MET = "SELECT together FROM meeting WHERE first = ? AND second = ?"
_TOGETHER = """
    SELECT EXISTS (SELECT 1 FROM entity_name a CROSS JOIN entity_name b
    ON b.entity_id = ?2 AND b.article_id = a.article_id WHERE a.entity_id = ?1)"""


def _crowded(con: sqlite3.Connection, ids: Collection[str] | None) -> set[tuple[str, str]]:
    if ids is None:
        sql = "SELECT type, key FROM clue WHERE key NOT LIKE '=%' GROUP BY 1, 2 HAVING count(*) > ?"
        return {(kind, key) for kind, key in con.execute(sql, (MANY,))}
    keys = con.execute(_CLUES, (as_json(ids),)).fetchall()
    return {(kind, key) for kind, key in keys if _size(con, kind, key, MANY + 1) > MANY}


def _write(
    con: sqlite3.Connection,
    ids: Collection[str] | None,
    settlement: Settlement,
    alone: Collection[str] = (),
) -> set[str]:
    """Write resolutions and doubts of `ids`; those whose canonical id changed."""
    new = {
        **{i: Resolution(canonical_id=i, reason="only one") for i in alone},
        **settlement.resolutions,
    }
    _write_doubts(con, ids, settlement)
    return _write_resolutions(con, new)


def _write_resolutions(con: sqlite3.Connection, new: Mapping[str, Resolution]) -> set[str]:
    sql = f"SELECT entity_id, canonical_id, reason FROM resolution WHERE entity_id IN {GIVEN}"
    old = {
        row[0]: Resolution(canonical_id=row[1], reason=row[2])
        for row in con.execute(sql, (as_json(new),))
    }
    con.executemany(
        "UPDATE resolution SET canonical_id = ?, reason = ? WHERE entity_id = ?",
        [(r.canonical_id, r.reason, i) for i, r in new.items() if old.get(i) != r],
    )
    return {i for i, r in new.items() if i not in old or old[i].canonical_id != r.canonical_id}


def _write_doubts(
    con: sqlite3.Connection, ids: Collection[str] | None, settlement: Settlement
) -> None:
    sql = "SELECT first, second, probability, reason FROM doubt"
    where = f" WHERE first IN {GIVEN} OR second IN {GIVEN}"
    given = (as_json(ids),) * 2 if ids is not None else ()
    old = {tuple(row) for row in con.execute(sql + (where if ids is not None else ""), given)}
    new: dict[tuple[str, str], tuple[str, str, float, str]] = {}
    for d in settlement.doubts:
        new.setdefault((d.first, d.second), (d.first, d.second, d.probability, d.reason))
    gone, fresh = old - set(new.values()), set(new.values()) - old
    con.executemany(
        "DELETE FROM doubt WHERE first = ? AND second = ?", [(d[0], d[1]) for d in sorted(gone)]
    )
    con.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?)", sorted(fresh))


def _write_persons(con: sqlite3.Connection, verdicts: Verdicts) -> None:
    records = list(entity_records(con, persons=True))
    sql = "SELECT entity_id, canonical_id FROM resolution"
    standing = {row[0]: row[1] for row in con.execute(sql)} if records else {}
    _write_resolutions(con, settle_records(records, verdicts, employers=standing).resolutions)


# --- what is known of entities --------------------------------------------------------------------


def entity_records(
    con: sqlite3.Connection, ids: Collection[str] | None = None, *, persons: bool = False
) -> Iterator[EntityRecord]:
    """Entities as identity resolution wants to see them, by id: persons, or all others.

    Their articles are left out: `together_in` tells whether one names two of them.
    """
    yield from _person_records(con) if persons else _thing_records(con, ids)


def _thing_records(con: sqlite3.Connection, ids: Collection[str] | None) -> Iterator[EntityRecord]:
    given: tuple[str, ...] = () if ids is None else (as_json(ids),)
    among = f"IN {GIVEN}" if given else "<> ''"
    forms = _grouped(con, f"SELECT entity_id, surface FROM form WHERE entity_id {among}", given)
    codes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sql = f"SELECT entity_id, key, value FROM code WHERE entity_id {among}"
    for entity_id, key, value in con.execute(sql, given):
        codes[entity_id].append((key, value))
    sql = (
        "SELECT id, type, name, curated, mentions FROM entity"
        f" WHERE id {among} AND type <> '{_PERSON}' ORDER BY id"
    )
    for entity_id, kind, name, curated, mentions in con.execute(sql, given):
        yield EntityRecord(
            id=entity_id,
            type=kind,
            name=name,
            aliases=tuple(f for f in forms.get(entity_id, ()) if f != name),
            identifiers=tuple(sorted(codes.get(entity_id, ()))),
            curated=curated > 0,
            mentions=mentions,
        )


def _person_records(con: sqlite3.Connection) -> Iterator[EntityRecord]:
    for entity_id, known, rank in con.execute("SELECT entity_id, known, rank FROM person"):
        told = namesakes(known, first=entity_id)
        yield EntityRecord(
            id=entity_id,
            type=_PERSON,
            name=told.name,
            identifiers=told.codes,
            employers=told.employers,
            curated=told.curated,
            mentions=-rank,
        )


def _grouped(
    con: sqlite3.Connection, sql: str, given: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in con.execute(sql, given):
        found[key].append(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}
