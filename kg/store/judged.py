"""Judgements about statements, as they bear on what is read: rejected, accepted, corrected."""

import sqlite3
from collections import defaultdict
from dataclasses import replace

from kg.identity.judgements import Judgement
from kg.model import Literal, Qualifier, Reading
from kg.views import StatementView
from ontology.vocabulary import vocabulary

_Triple = tuple[str, str, str]
_SURE = 1.0


class Judged:
    """The judgements in force, found by the statement that they are about."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._by_triple: dict[_Triple, list[Judgement]] = defaultdict(list)
        sql = "SELECT * FROM judgement WHERE relation <> '' ORDER BY position"
        for row in con.execute(sql).fetchall():
            fields = (
                "judgement",
                "first",
                "second",
                "relation",
                "event",
                "correction",
                "who",
                "when",
                "why",
            )
            judgement = Judgement(**{f: row[f] for f in fields})
            ends = [
                str(end) if end.literal else _canonical(con, end.entity_id)
                for end in judgement.ends
            ]
            self._by_triple[_triple(judgement.relation, *ends)].append(judgement)

    def of(self, triple: _Triple, event: str) -> list[Judgement]:
        """What was judged of the statement with these ends and this event, in order."""
        if not self._by_triple:
            return []
        return [j for j in self._by_triple.get(_triple(*triple), ()) if j.fits(event)]

    def status(self, triple: _Triple, event: str, said: str) -> str | None:
        """The status as corrected; None for what was rejected."""
        for j in self.of(triple, event):
            if j.judgement == "correct" and j.corrected[0] == "status":
                said = j.corrected[1]
        return None if _rejected(self.of(triple, event)) else said

    def rejects(self, triple: _Triple, event: str) -> bool:
        """Whether a person rejected it."""
        return _rejected(self.of(triple, event))

    def applied(self, view: StatementView) -> StatementView | None:
        """The statement as corrected; None when it was rejected."""
        target = f"text:{view.object.text}" if isinstance(view.object, Literal) else view.object.id
        judgements = self.of((view.type, view.subject.id, target), view.event)
        if not judgements:
            return view
        if _rejected(judgements):
            return None
        for j in judgements:
            if j.judgement == "correct":
                view = _corrected(view, *j.corrected)
        last = judgements[-1].judgement
        return replace(view, judgement=last, confidence=_SURE)


def _rejected(judgements: list[Judgement]) -> bool:
    return bool(judgements) and judgements[-1].judgement == "reject"


def _triple(relation: str, first: str, second: str) -> _Triple:
    known = vocabulary().relation_types.get(relation)
    if known is not None and known.symmetric:
        first, second = sorted((first, second))
    return (relation, first, second)


def _canonical(con: sqlite3.Connection, entity_id: str) -> str:
    sql = "SELECT canonical_id FROM resolution WHERE entity_id = ?"
    row = con.execute(sql, (entity_id,)).fetchone()
    return str(row[0]) if row else entity_id


def _corrected(view: StatementView, name: str, value: str) -> StatementView:
    if name == "status":
        return replace(view, status=value)
    kept = [q for q in view.qualifiers if q.name != name]
    new = Qualifier(name=name, text=value, reading=_reading(value, name))
    order = {code: n for n, code in enumerate(vocabulary().qualifiers)}
    found = sorted([*kept, new], key=lambda q: (order.get(q.name, len(order)), q.name))
    return replace(view, qualifiers=tuple(found))


def _reading(text: str, name: str) -> Reading | None:
    """What a corrected value says; a round or a title has no reading."""
    from kg.extraction.values import find_values

    dates = name in {"date", "deadline", "effective_date"}
    found = [v.reading for v in find_values(text) if (v.reading.kind == "date") == dates]
    return found[0] if len(found) == 1 else None
