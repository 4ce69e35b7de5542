"""The store below resolution: what each article said, under the names that it used.

Reading this layer and writing it to another store gives an equal store, because who stands for whom
is worked out from it anew.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.identity.judgements import Judgement
from kg.ids import content_id
from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Extraction,
    Literal,
    Mention,
    Reject,
    Span,
    Statement,
)
from kg.store import settling
from kg.store.events import mark_of
from kg.store.judged import Judged
from kg.store.reading import event_homes
from kg.store.rows import Ids, article_of, decode_qualifiers, event_key
from ontology.vocabulary import vocabulary

_NAMED = """
    SELECT n.entity_id AS id, e.type, e.name, n.surface FROM entity_name n
    JOIN entity e ON e.id = n.entity_id WHERE n.article_id = ? ORDER BY n.entity_id, n.surface"""
_IDENTIFIERS = "SELECT entity_id, key, value FROM identifier WHERE article_id = ? ORDER BY 1, 2, 3"
_MENTIONS = 'SELECT * FROM mention WHERE article_id = ? ORDER BY start, "end", entity_id'
_STATED = """
    SELECT s.type, s.subject_id, s.object_id, s.literal, e.* FROM evidence e
    JOIN statement s ON s.id = e.statement_id WHERE e.article_id = ?
    ORDER BY e.start, e."end", s.id, e.status, e.qualifiers, e.rule, e.rowid"""
_REJECTS = 'SELECT * FROM reject WHERE article_id = ? ORDER BY start, "end", stage, reason, text'


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity as articles name it that another one, `canonical_id`, stands for."""

    id: str
    type: str
    name: str
    canonical_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The view that a statement is part of, with the ids of the ends of that view.

    Where a person `rejected` the statement there is no such view.
    """

    view_id: str
    subject_id: str
    object_id: str
    rejected: bool = False


class Archive:
    """The extractions of a store, and where each of their statements stands after resolution."""

    def __init__(self, con: sqlite3.Connection, documents: Sequence[Document]) -> None:
        self._con, self._documents = con, documents
        pairs = con.execute("SELECT entity_id, canonical_id FROM resolution")
        self._canonical: dict[str, str] = dict(tuple(row) for row in pairs)
        symmetric = (r.code for r in vocabulary().relation_types.values() if r.symmetric)
        self._symmetric = frozenset(symmetric)
        self._homes = event_homes(con)
        self._judged = Judged(con)

    def judgements(self) -> list[Judgement]:
        """The judgements in force, in their order."""
        return settling.judgements(self._con)

    def extractions(self) -> Iterator[Extraction]:
        """What was read from every article, document by document, in the order of the text."""
        for document in self._documents:
            sql = "SELECT * FROM article WHERE document_id = ? ORDER BY ordinal, id"
            for row in self._con.execute(sql, (document.id,)).fetchall():
                yield self._extraction(article_of(row, document), row["id"])

    def named(self) -> Iterator[NamedEntity]:
        """All entities that another one stands for, by id."""
        sql = (
            "SELECT e.id, e.type, e.name, r.canonical_id, r.reason FROM resolution r"
            " JOIN entity e ON e.id = r.entity_id WHERE r.canonical_id <> r.entity_id ORDER BY e.id"
        )
        for row in self._con.execute(sql):
            yield NamedEntity(**dict(row))

    def standing(self, statement: Statement) -> Standing:
        """The view that the statement is part of."""
        ids = Ids(statement.evidence[0].article_id)
        subject = ids.of(statement.subject)
        subject = self._canonical.get(subject, subject)
        if isinstance(statement.object, Literal):
            target, ends = statement.object.id, (subject, "", statement.object.text)
        else:
            target = ids.of(statement.object)
            target = self._canonical.get(target, target)
            if statement.type in self._symmetric:
                subject, target = sorted((subject, target))
            ends = (subject, target, "")
        event = event_key(statement)
        if homes := self._homes.get((statement.type, *ends)):
            event = homes.get(mark_of(event, statement.qualifiers), event)
        view = content_id("view", statement.type, subject, target, event)
        end = f"text:{ends[2]}" if isinstance(statement.object, Literal) else target
        return Standing(
            view_id=view,
            subject_id=subject,
            object_id=target,
            rejected=self._judged.rejects((statement.type, subject, end), event),
        )

    def _extraction(self, article: Article, article_id: str) -> Extraction:
        entities = self._entities(article_id)
        return Extraction(
            article=article,
            mentions=tuple(
                _mention(row, entities) for row in self._con.execute(_MENTIONS, (article_id,))
            ),
            entities=tuple(entities.values()),
            statements=tuple(self._statements(article_id, entities)),
            rejects=tuple(map(_reject, self._con.execute(_REJECTS, (article_id,)))),
        )

    def _entities(self, article_id: str) -> dict[str, Entity]:
        identifiers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for owner, key, value in self._con.execute(_IDENTIFIERS, (article_id,)):
            identifiers[owner].append((key, value))
        forms: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in self._con.execute(_NAMED, (article_id,)):
            forms[row["id"], row["type"], row["name"]].append(row["surface"])
        return {
            entity_id: Entity(
                type=kind,
                name=name,
                aliases=tuple(s for s in surfaces if s != name),
                identifiers=tuple(identifiers[entity_id]),
            )
            for (entity_id, kind, name), surfaces in forms.items()
        }

    def _statements(self, article_id: str, entities: dict[str, Entity]) -> Iterator[Statement]:
        groups: defaultdict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for row in self._con.execute(_STATED, (article_id,)):
            groups[row["statement_id"], row["status"], row["qualifiers"]].append(row)
        for (_, status, qualifiers), rows in groups.items():
            first = rows[0]
            text = first["literal"]
            yield Statement(
                type=first["type"],
                subject=entities[first["subject_id"]],
                object=entities[first["object_id"]] if text is None else Literal(text=text),
                status=status,
                evidence=tuple(map(_evidence, rows)),
                qualifiers=decode_qualifiers(qualifiers),
            )


def _mention(row: Any, entities: dict[str, Entity]) -> Mention:
    return Mention(
        span=Span(start=row["start"], end=row["end"]),
        surface=row["surface"],
        type=row["type"],
        finder=row["finder"],
        # In the store every article has persons of its own; in an extraction they go by name.
        entity_id=entities[row["entity_id"]].id,
    )


def _evidence(row: Any) -> Evidence:
    return Evidence(
        article_id=row["article_id"],
        sentence=Span(start=row["start"], end=row["end"]),
        text=row["sentence"],
        subject=_span(row["subject_start"], row["subject_end"]),
        object=_span(row["object_start"], row["object_end"]),
        rule=row["rule"],
        confidence=row["confidence"],
    )


def _reject(row: Any) -> Reject:
    span = _span(row["start"], row["end"])
    return Reject(stage=row["stage"], reason=row["reason"], text=row["text"], span=span)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start=start, end=end)
