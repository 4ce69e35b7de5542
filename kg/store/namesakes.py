"""Settling persons: only those of a name who can be tied with a newcomer, however many bear the name.

Persons of whom the same is known stand under one canonical id with one reason, or each alone; so a look at one
of them tells of all (`kg.identity.persons`).
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity.persons import Namesakes, namesake_doubts, settle_namesakes
from kg.identity.records import Doubt, Resolution, Verdicts
from kg.store.given import GIVEN, as_json
from kg.store.summary import code_tie, namesakes

_Alike = tuple[str, str]
"""A folded name and what is known: persons whom nothing tells apart."""


def settle_persons(
    con: sqlite3.Connection, waiting: Collection[str], moved: Collection[str], verdicts: Verdicts
) -> None:
    """Resolve the waiting persons, those employed by who `moved` to another canonical id, and whom they touch."""
    look = _Look(con, waiting, verdicts)
    touched, whole = look.touched(moved)
    while True:
        plan = look.plan(touched, whole)
        # Where the name alone made one person of its bearers and does no longer, or the other way about.
        turned = plan.turned - whole
        if not turned:
            break
        whole |= turned
    look.write(plan)


def person_doubts(con: sqlite3.Connection, verdicts: Verdicts) -> list[Doubt]:
    """The persons of one name who stayed apart and whom nobody has looked at."""
    sql = (
        "SELECT p.key, p.entity_id, r.canonical_id FROM person p"
        " JOIN resolution r ON r.entity_id = p.entity_id"
    )
    return list(namesake_doubts((tuple(row) for row in con.execute(sql)), verdicts))


def bound_to(con: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    """The persons whom it may move that the given entities leave.

    Who bears the name of one of them, is one with it or judged with it.
    """
    found: set[str] = set()
    for sql in (_BEARERS, _ONE_WITH, _JUDGED_WITH):
        found |= {i for (i,) in con.execute(sql, (as_json(ids),))}
    return found | {i for (i,) in con.execute(_BEARERS, (as_json(found),))}


_BEARERS = f"""
    SELECT entity_id FROM person WHERE key IN (SELECT key FROM person WHERE entity_id IN {GIVEN})"""
_ONE_WITH = f"""
    SELECT o.entity_id FROM resolution o JOIN person p ON p.entity_id = o.entity_id
    WHERE o.canonical_id IN (SELECT canonical_id FROM resolution WHERE entity_id IN {GIVEN})"""
_JUDGED_WITH = """
    WITH given AS (SELECT value AS id FROM json_each(?))
    SELECT p.entity_id FROM judgement j CROSS JOIN person p ON p.entity_id IN (j.first_id, j.second_id)
    WHERE j.relation = '' AND (j.first_id IN given OR j.second_id IN given)"""


@dataclass(slots=True, kw_only=True)
class _Plan:
    """Who is looked at, and what is to be written of them."""

    groups: dict[_Alike, Namesakes] = field(default_factory=dict)
    standing_for: dict[_Alike, str] = field(default_factory=dict)
    wanted: Mapping[str, Resolution | None] = field(default_factory=dict)
    turned: set[str] = field(default_factory=set)


class _Look:
    """What the tables say of the persons in question, asked for as it is needed."""

    def __init__(
        self, con: sqlite3.Connection, waiting: Collection[str], verdicts: Verdicts
    ) -> None:
        self._con, self._verdicts = con, verdicts
        self._waiting = self._alike(waiting)
        self._decided = self._alike(verdicts.decided)
        self._canonical: dict[str, str] = {}
        self._stood_for: dict[str, tuple[str, ...]] = {}

    def touched(self, moved: Collection[str]) -> tuple[dict[str, set[str]], set[str]]:
        """What is known of those to look at, by name; and the names of which all are to be looked at."""
        touched: dict[str, set[str]] = defaultdict(set)
        whole: set[str] = set()
        for person, (key, known) in self._waiting.items():
            touched[key].add(known)
            # Somebody new can only bring others together; any other change can also part them.
            if self._stored(person).reason != "unsettled":
                whole.add(key)
        sql = f"SELECT DISTINCT key FROM tie WHERE token IN {GIVEN}"
        whole |= {key for (key,) in self._con.execute(sql, (as_json(moved),))}
        for key in self._judged_with(touched.keys() | whole):
            touched[key] |= {k for other, k in self._decided.values() if other == key}
        return touched, whole

    def plan(self, touched: Mapping[str, set[str]], whole: Collection[str]) -> _Plan:
        """The persons who may be one with the touched ones, and what they resolve to."""
        plan, divided = _Plan(), set[str]()
        for key in sorted(touched.keys() | set(whole)):
            known, others = self._reached(key, touched.get(key, ()), key in whole)
            if others:
                divided.add(key)
            for alike in ((key, k) for k in sorted(known)):
                self._gather(plan, alike)
        judged = [
            namesakes(known, first=i, mentions=self._mentions(i))
            for i, (key, known) in sorted(self._decided.items())
            if key in touched or key in whole
        ]
        found = [*plan.groups.values(), *judged]
        standing = {e: self._standing(e) for n in found for e in n.employers}
        plan.wanted = settle_namesakes(found, self._verdicts, standing, divided)
        plan.turned = set(self._turned(plan))
        return plan

    def write(self, plan: _Plan) -> None:
        """Write what is not so already."""
        arrived: dict[_Alike, list[str]] = defaultdict(list)
        for person, alike in self._waiting.items():
            if person not in self._decided:
                arrived[alike].append(person)
        for alike, group in plan.groups.items():
            wanted = plan.wanted[group.first]
            for person in arrived[alike]:
                self._write_one(person, wanted)
            known = plan.standing_for.get(alike)
            if known and self._stored(known) != _own(known, wanted):
                for (person,) in self._con.execute(_ALL_ALIKE, alike).fetchall():
                    if person not in self._decided:
                        self._write_one(person, wanted)
        for person in self._decided:
            if person in plan.wanted:
                self._write_one(person, plan.wanted[person])

    def _write_one(self, person: str, wanted: Resolution | None) -> None:
        own = _own(person, wanted)
        if self._stored(person) != own:
            self._con.execute(_RESOLVE, (own.canonical_id, own.reason, person))

    # --- who ---

    def _alike(self, ids: Iterable[str]) -> dict[str, _Alike]:
        sql = f"SELECT entity_id, key, known FROM person WHERE entity_id IN {GIVEN}"
        return {row[0]: (row[1], row[2]) for row in self._con.execute(sql, (as_json(ids),))}

    def _judged_with(self, keys: Collection[str]) -> set[str]:
        """The names, and those that a judgement ties to them, step by step."""
        pairs = [
            {self._decided[i][0] for i in pair if i in self._decided}
            for pair in (*self._verdicts.same, *self._verdicts.different)
        ]
        found, size = set(keys), -1
        while size != len(found):
            size = len(found)
            for names in pairs:
                if not names.isdisjoint(found):
                    found |= names
        return found

    def _reached(self, key: str, touched: Iterable[str], whole: bool) -> tuple[set[str], bool]:
        """What is known of whoever may be one with the touched; whether others have an employer."""
        if whole:
            return {k for (k,) in self._con.execute(_ALL_KNOWN, (key,))}, False
        nameless = {k for (k,) in self._con.execute(_HOLDERS, (key, ""))}
        found = self._closed(key, touched)
        other = self._outside(key, found)
        if other is not None and not found - nameless:
            # Whoever is known by name alone is one with the only person of the name.
            found |= self._closed(key, [other])
            other = self._outside(key, found)
        return found | nameless, other is not None

    def _closed(self, key: str, known: Iterable[str]) -> set[str]:
        """All that is tied with what is known, by codes and employers, step by step."""
        found: set[str] = set()
        ahead = set(known)
        while ahead:
            found |= ahead
            tokens = {t for k in ahead for t in self._tokens(k)}
            near = {k for t in sorted(tokens) for (k,) in self._con.execute(_HOLDERS, (key, t))}
            ahead = near - found
        return found

    def _outside(self, key: str, found: Collection[str]) -> str | None:
        """Something known of a person with code or employer that is not among what was found."""
        rows = self._con.execute(_PLACED, (key,))
        return next((known for (known,) in rows if known not in found), None)

    def _tokens(self, known: str) -> Iterable[str]:
        told = namesakes(known, first="")
        yield from (code_tie(key, value) for key, value in told.codes)
        for employer in told.employers:
            yield employer
            yield from self._one_with(self._standing(employer))

    def _gather(self, plan: _Plan, alike: _Alike) -> None:
        """Who stands for those alike, whether there are more, and one who is settled already."""
        first: tuple[str, int] | None = None
        several = False
        for person, rank in self._con.execute(_ALIKE, alike):
            if person in self._decided:
                continue
            several = first is not None
            first = first or (person, -rank)
            if person not in self._waiting:
                plan.standing_for.setdefault(alike, person)
            if several and alike in plan.standing_for:
                break
        if first:
            plan.groups[alike] = namesakes(
                alike[1], first=first[0], mentions=first[1], several=several
            )

    def _turned(self, plan: _Plan) -> Iterable[str]:
        """Names whose bearers without an employer do not stand as they did."""
        seen = {plan.groups[a].first: i for a, i in plan.standing_for.items()}
        seen |= {i: i for i in self._decided if i in plan.wanted and i not in self._waiting}
        keys = {plan.groups[a].first: a for a in plan.standing_for} | self._decided
        for first, person in seen.items():
            key, known = keys[first]
            placed = namesakes(known, first=first).placed
            if not placed and self._stored(person) != _own(person, plan.wanted[first]):
                yield key

    # --- how they stand ---

    def _stored(self, person: str) -> Resolution:
        row = self._con.execute(_STORED, (person,)).fetchone()
        return Resolution(canonical_id=row[0], reason=row[1])

    def _mentions(self, person: str) -> int:
        (rank,) = self._con.execute(_RANK, (person,)).fetchone()
        return -int(rank)

    def _standing(self, entity_id: str) -> str:
        if entity_id not in self._canonical:
            row = self._con.execute(_STORED, (entity_id,)).fetchone()
            self._canonical[entity_id] = row[0] if row else entity_id
        return self._canonical[entity_id]

    def _one_with(self, canonical: str) -> tuple[str, ...]:
        if canonical not in self._stood_for:
            rows = self._con.execute(_STOOD_FOR, (canonical,))
            self._stood_for[canonical] = tuple(i for (i,) in rows)
        return self._stood_for[canonical]


def _own(person: str, wanted: Resolution | None) -> Resolution:
    return wanted or Resolution(canonical_id=person, reason="only one")


_ALIKE = "SELECT entity_id, rank FROM person WHERE key = ? AND known = ? ORDER BY rank, entity_id"
_ALL_ALIKE = "SELECT entity_id FROM person WHERE key = ? AND known = ?"
_ALL_KNOWN = "SELECT DISTINCT known FROM tie WHERE key = ?"
_HOLDERS = "SELECT known FROM tie WHERE key = ? AND token = ?"
_PLACED = "SELECT known FROM tie WHERE key = ? AND token > ''"
_STORED = "SELECT canonical_id, reason FROM resolution WHERE entity_id = ?"
_STOOD_FOR = "SELECT entity_id FROM resolution WHERE canonical_id = ?"
_RANK = "SELECT rank FROM person WHERE entity_id = ?"
_RESOLVE = "UPDATE resolution SET canonical_id = ?, reason = ? WHERE entity_id = ?"
