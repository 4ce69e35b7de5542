"""What all articles together say of an entity, kept beside what each of them says.

One that ten thousand articles name is read as quickly as one that a single article names (docs/adr/0014).
Everything here follows from the other tables; `problems` says where it does not.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from kg.identity.persons import Namesakes
from kg.identity.records import STRONG_IDENTIFIERS, EntityRecord
from kg.store.given import GIVEN, as_json

_EMPLOYING = "('FOUNDED', 'HOLDS_POSITION')"
_Row = tuple[str | int, ...]
_CURATED_FINDERS = "('gazetteer', 'known-term')"
_STRONG = "({})".format(", ".join(f"'{k}'" for k in STRONG_IDENTIFIERS))
# Of a person everything stands in one article: table ``person`` says what is needed.
_THING = "JOIN entity e ON e.id = n.entity_id AND e.type <> 'Person'"
_FORMS = f"SELECT n.entity_id, n.surface, n.name_id FROM entity_name n {_THING}"
_CODES = f"SELECT n.entity_id, n.key, n.value FROM identifier n {_THING}"
_COUNTS = (
    f"SELECT entity_id, count(*), total(finder IN {_CURATED_FINDERS}) FROM mention"
    " WHERE article_id = ? GROUP BY 1"
)

_NAMED = "(SELECT entity_id FROM entity_name WHERE article_id = ?)"
# The plus keeps SQLite from trying every pair: few entities have met any.
_BOTH_NAMED = f"first IN {_NAMED} AND +second IN {_NAMED}"


def add_article(con: sqlite3.Connection, article_id: str) -> None:
    """Add what the article says, once all of it is written."""
    con.execute(f"INSERT OR IGNORE INTO form {_FORMS} WHERE n.article_id = ?", (article_id,))
    con.execute(f"INSERT OR IGNORE INTO code {_CODES} WHERE n.article_id = ?", (article_id,))
    _count(con, article_id, 1)
    con.execute(
        f"UPDATE meeting SET together = 1 WHERE {_BOTH_NAMED} AND NOT together", (article_id,) * 2
    )
    persons = [row[0] for row in con.execute(_PERSONS, (article_id,))]
    if persons:
        _add_persons(con, persons)


def add_all(con: sqlite3.Connection) -> None:
    """Add what all articles say to a store in which nothing was summed up before, once all is written."""
    con.execute(f"INSERT OR IGNORE INTO form {_FORMS}")
    con.execute(f"INSERT OR IGNORE INTO code {_CODES}")
    con.execute(
        "UPDATE entity SET mentions = m.n, curated = m.known"
        f" FROM (SELECT entity_id, count(*) AS n, sum(finder IN {_CURATED_FINDERS}) AS known"
        " FROM mention GROUP BY 1) m WHERE m.entity_id = entity.id"
    )
    _add_persons(con, [row[0] for row in con.execute(f"{_ALL_PERSONS} ORDER BY 1")])


def withdraw_article(con: sqlite3.Connection, article_id: str) -> None:
    """Take away what an article adds to counts and meetings, before it leaves; `forget` does the rest."""
    _count(con, article_id, -1)
    con.execute(f"DELETE FROM meeting WHERE {_BOTH_NAMED}", (article_id,) * 2)


def forget(con: sqlite3.Connection, ids: Collection[str], names: Collection[str]) -> None:
    """Drop what no article says any longer of entities and of persons with the folded `names`."""
    for table, unsaid in (("form", _UNSAID_FORM), ("code", _UNSAID_CODE)):
        con.execute(f"DELETE FROM {table} WHERE entity_id IN {GIVEN} AND {unsaid}", (as_json(ids),))
    con.execute(
        f"DELETE FROM tie WHERE key IN {GIVEN} AND NOT EXISTS"
        " (SELECT 1 FROM person p WHERE p.key = tie.key AND p.known = tie.known)",
        (as_json(names),),
    )


# By name and by value, not by entity: there the index tells at once.
_UNSAID_FORM = """NOT EXISTS (SELECT 1 FROM entity_name n
    WHERE n.name_id = form.name_id AND n.entity_id = form.entity_id AND n.surface = form.surface)"""
_UNSAID_CODE = """NOT EXISTS (SELECT 1 FROM identifier n
    WHERE n.value = code.value AND n.entity_id = code.entity_id AND n.key = code.key)"""


def _count(con: sqlite3.Connection, article_id: str, sign: int) -> None:
    counts = con.execute(_COUNTS, (article_id,)).fetchall()
    con.executemany(
        "UPDATE entity SET mentions = mentions + ?, curated = curated + ? WHERE id = ?",
        [(sign * n, sign * int(curated), i) for i, n, curated in counts],
    )


# --- persons --------------------------------------------------------------------------------------

_PERSONS = (
    "SELECT DISTINCT e.id FROM entity_name n JOIN entity e ON e.id = n.entity_id"
    " WHERE n.article_id = ? AND e.type = 'Person' ORDER BY 1"
)


def _add_persons(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    for person, ties in list(_told(con, ids)):
        con.execute("INSERT INTO person VALUES (?, ?, ?, ?)", person)
        con.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", ties)


def _told(con: sqlite3.Connection, ids: Collection[str]) -> Iterator[tuple[_Row, list[_Row]]]:
    """The row of table ``person`` of each of the persons, and those of table ``tie``."""
    sql = f"SELECT id, name, key, mentions, curated FROM entity WHERE id IN {GIVEN}"
    for person, name, key, mentions, curated in con.execute(sql, (as_json(ids),)):
        record = EntityRecord(
            id=person,
            type="Person",
            name=name,
            identifiers=tuple(tuple(row) for row in con.execute(_CODES_OF, (person,))),
            employers=tuple(row[0] for row in con.execute(_EMPLOYERS_OF, (person,))),
            curated=curated > 0,
        )
        known = _known(record)
        yield (person, key, known, -mentions), [(key, tie, known) for tie in _ties(record)]


_CODES_OF = f"SELECT DISTINCT key, value FROM identifier WHERE entity_id = ? AND key IN {_STRONG}"
_EMPLOYERS_OF = (
    f"SELECT DISTINCT object_id FROM statement WHERE subject_id = ? AND type IN {_EMPLOYING}"
    " AND object_id IS NOT NULL"
)


def _known(record: EntityRecord) -> str:
    """All that tells the person from others, as text; equal texts are said of one person."""
    known = (sorted(record.strong), sorted(record.employers), record.curated, record.name)
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _ties(record: EntityRecord) -> list[str]:
    """What may tie the person to others of the name: codes and employers; nothing is a tie of its own."""
    ties = [code_tie(key, value) for key, value in record.strong]
    return sorted({*ties, *record.employers}) or [""]


def code_tie(key: str, value: str) -> str:
    """How table ``tie`` writes a code; an employer is written with its id."""
    return f"{key}={value}"


def namesakes(known: str, *, first: str, mentions: int = 0, several: bool = False) -> Namesakes:
    """The persons of whom the text `known` tells, with `first` standing for them."""
    codes, employers, curated, name = json.loads(known)
    return Namesakes(
        first=first,
        name=name,
        codes=tuple((key, value) for key, value in codes),
        employers=tuple(employers),
        curated=curated,
        mentions=mentions,
        several=several,
    )


# --- is it so -------------------------------------------------------------------------------------


def problems(con: sqlite3.Connection) -> Iterator[str]:
    """Where a summary is not what the articles say."""
    for table, unlike in _UNLIKE.items():
        if any(con.execute(f"{sql} LIMIT 1").fetchone() for sql in unlike):
            yield f"table {table} does not say what the articles say"
    told = list(_told(con, [i for (i,) in con.execute(_ALL_PERSONS)]))
    wanted = {"person": {row for row, _ in told}, "tie": {tie for _, ties in told for tie in ties}}
    for table, rows in wanted.items():
        if {tuple(row) for row in con.execute(f"SELECT * FROM {table}")} != rows:
            yield f"table {table} does not say what the articles say"
    for one, other in con.execute(_MISJUDGED):
        yield f"whether an article names both {one} and {other} is not what the articles say"
    for entity_id, name in con.execute(_MISCOUNTED):
        yield f"the mentions of {name!r} ({entity_id}) are miscounted"


_ALL_PERSONS = "SELECT id FROM entity WHERE type = 'Person'"
_UNLIKE = {
    "form": (
        f"SELECT 1 FROM form WHERE {_UNSAID_FORM}",
        f"""{_FORMS} WHERE NOT EXISTS (SELECT 1 FROM form f
        WHERE f.entity_id = n.entity_id AND f.surface = n.surface AND f.name_id = n.name_id)""",
    ),
    "code": (
        f"SELECT 1 FROM code WHERE {_UNSAID_CODE}",
        f"""{_CODES} WHERE NOT EXISTS (SELECT 1 FROM code c
        WHERE c.entity_id = n.entity_id AND c.key = n.key AND c.value = n.value)""",
    ),
}
_MISCOUNTED = f"""
    SELECT e.id, e.name FROM entity e LEFT JOIN
    (SELECT entity_id, count(*) AS n, total(finder IN {_CURATED_FINDERS}) AS c FROM mention GROUP BY 1) m
    ON m.entity_id = e.id WHERE e.mentions <> coalesce(m.n, 0) OR e.curated <> coalesce(m.c, 0)
    ORDER BY e.id"""
_MISJUDGED = """
    SELECT m.first, m.second FROM meeting m WHERE m.together <> EXISTS (
    SELECT 1 FROM entity_name a CROSS JOIN entity_name b
    ON b.entity_id = m.second AND b.article_id = a.article_id WHERE a.entity_id = m.first)
    ORDER BY 1, 2"""
