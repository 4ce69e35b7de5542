"""From what a person types to an entity: names, codes, pinyin, parts of names, close spellings."""

import sqlite3
from collections.abc import Collection, Iterator
from itertools import chain

from kg.identity.codes import stock_code, uscc
from kg.identity.names import name_key, without_legal_form
from kg.identity.pinyin import latin

_TRIGRAM = 3
_CLOSE_ENOUGH = 55.0
_NAMED = (
    "SELECT DISTINCT r.canonical_id FROM name n"
    " JOIN entity_name en ON en.name_id = n.id"
    " JOIN resolution r ON r.entity_id = en.entity_id WHERE n.key = ?"
)
_SPOKEN = _NAMED.replace("n.key = ?", "n.pinyin = ?")
_INITIALS = _NAMED.replace("n.key = ?", "n.initials = ?")
_AFTER_ALL = "\U0010ffff"
_NUMBERED = (
    "SELECT DISTINCT r.canonical_id FROM identifier i"
    " JOIN resolution r ON r.entity_id = i.entity_id"
    " WHERE i.value = ? OR i.value LIKE ? ESCAPE '\\'"
)


def exact(con: sqlite3.Connection, name: str) -> list[str]:
    """Canonical ids that go by just this name, code or id; the first way that finds any counts."""
    for ids in _ways(con, name):
        if found := sorted(ids):
            return found
    return []


def _ways(con: sqlite3.Connection, name: str) -> Iterator[set[str]]:
    key = name_key(name)
    yield _ids(con, _NAMED, key)
    code = uscc(name) or stock_code(name) or name.strip().upper()
    yield _ids(con, _NUMBERED, code, f"{_escaped(code)}.%")
    yield _ids(con, "SELECT canonical_id FROM resolution WHERE entity_id = ?", name.strip())
    yield _ids(con, _NAMED, without_legal_form(name))
    if latin(key):
        yield _ids(con, _SPOKEN, key.replace(" ", ""))
        if len(key) > 1:
            yield _ids(con, _INITIALS, key)
    else:
        yield _ids(con, _NAMED, name_key(_simplified(name)))


def _ids(con: sqlite3.Connection, sql: str, *values: str) -> set[str]:
    return {row[0] for row in con.execute(sql, values)}


def _simplified(name: str) -> str:
    """The name in simplified characters, so that 京東方 finds 京东方."""
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(name))


def candidates(con: sqlite3.Connection, name: str, limit: int) -> list[str]:
    """Canonical ids the name may mean, best first: exact, starting so, containing it, close."""
    found = dict.fromkeys(exact(con, name))
    key = name_key(name)
    ways = (_starting, _containing, _spoken_so) if latin(key) else (_starting, _containing)
    for near in chain.from_iterable(way(con, key) for way in ways):
        if len(found) >= limit:
            return list(found)[:limit]
        found |= dict.fromkeys(sorted(_ids(con, _NAMED, near)))
    for near in _close(con, key, limit):
        found |= dict.fromkeys(sorted(_ids(con, _NAMED, near)))
    return list(found)[:limit]


def _starting(con: sqlite3.Connection, key: str) -> Iterator[str]:
    """Names that start with `key`, the shortest first."""
    sql = "SELECT key FROM name WHERE key >= ? AND key < ? ORDER BY length(key), key"
    return _keys(con, sql, key, key + _AFTER_ALL)


def _containing(con: sqlite3.Connection, key: str) -> Iterator[str]:
    """Names that contain `key`, the shortest first."""
    order = " ORDER BY length(key), key"
    if len(key) >= _TRIGRAM:
        phrase = key.replace('"', '""')
        return _keys(con, f"SELECT key FROM name_search WHERE key MATCH ?{order}", f'"{phrase}"')
    # The trigram index cannot find two characters; a scan of a million names takes a tenth of a second.
    return _keys(con, f"SELECT key FROM name WHERE instr(key, ?){order}", key)


def _spoken_so(con: sqlite3.Connection, key: str) -> Iterator[str]:
    """Names whose pinyin or initials start with `key`, the shortest first."""
    sql = (
        "SELECT key FROM name WHERE (initials >= ?1 AND initials < ?2) OR (pinyin >= ?1 AND pinyin < ?2)"
        " ORDER BY length(key), key"
    )
    return _keys(con, sql, key, key + _AFTER_ALL) if len(key) > 1 else iter(())


def _keys(con: sqlite3.Connection, sql: str, *values: str) -> Iterator[str]:
    return (row[0] for row in con.execute(sql, values))


def _close(con: sqlite3.Connection, key: str, limit: int) -> list[str]:
    """Names spelled almost like `key`, the closest first."""
    from rapidfuzz import fuzz, process

    keys = [row[0] for row in con.execute("SELECT key FROM name ORDER BY key")]
    near = process.extract(key, keys, scorer=fuzz.ratio, limit=limit, score_cutoff=_CLOSE_ENOUGH)
    return [match for match, _, _ in near]


def _escaped(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return text


def prefer_own_name(con: sqlite3.Connection, ids: Collection[str], name: str) -> Collection[str]:
    """Those of `ids` whose canonical name is `name`; all of them when none is."""
    key = name_key(name)
    own = [
        i
        for i in ids
        if name_key(con.execute("SELECT name FROM entity WHERE id = ?", (i,)).fetchone()[0]) == key
    ]
    return own or ids
