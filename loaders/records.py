"""Views as plain records: the fields of the JSON outputs, written down once."""

import math
from typing import Any

from kg.model import Literal, Qualifier, Reading
from kg.views import Citation, Conflict, EntityView, StatementView

Record = dict[str, Any]


def entity_record(entity: EntityView) -> Record:
    """An entity with everything known of it.

    >>> entity_record(EntityView(id="e1", type="Company", name="京东方"))["name"]
    '京东方'
    """
    return {
        **entity_reference(entity),
        "identifiers": dict(entity.identifiers),
        "articles": list(entity.articles),
    }


def entity_reference(entity: EntityView) -> Record:
    """An entity as it stands at one end of a statement."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
    }


def object_record(target: EntityView | Literal) -> Record:
    """The object of a statement: an entity, or a text under ``value``."""
    return {"value": target.text} if isinstance(target, Literal) else entity_reference(target)


def statement_record(view: StatementView) -> Record:
    """A statement: raw qualifiers, their readings under ``normalised``, all evidence.

    ``sources`` counts independent articles; ``history`` are the stages of the event in time;
    ``conflicts`` are details that sources give differently; ``judgement`` is what a person decided.
    """
    return {
        "id": view.id,
        "type": view.type,
        "subject": entity_reference(view.subject),
        "object": object_record(view.object),
        "status": view.status,
        "confidence": view.confidence,
        "qualifiers": qualifier_texts(view.qualifiers),
        "normalised": qualifier_readings(view.qualifiers),
        "event": view.event,
        "sources": view.sources,
        "judgement": view.judgement,
        "history": [
            {"status": s.status, "published": s.published, "article": s.article}
            for s in view.history
        ],
        "conflicts": [conflict_record(c) for c in view.conflicts],
        "evidence": [citation_record(c) for c in view.citations],
    }


def conflict_record(conflict: Conflict) -> Record:
    """A detail with everything that is claimed of it, and where."""
    return {
        "qualifier": conflict.name,
        "claims": [
            {
                "text": claim.text,
                "normalised": reading_record(claim.reading) if claim.reading else None,
                "articles": [c.article for c in claim.citations],
            }
            for claim in conflict.claims
        ],
    }


def qualifier_texts(qualifiers: tuple[Qualifier, ...]) -> dict[str, str]:
    """The qualifiers as written, by name; several of one name are joined with 、.

    >>> qualifier_texts((Qualifier(name="amount", text="2亿元"),))
    {'amount': '2亿元'}
    """
    texts: dict[str, list[str]] = {}
    for qualifier in qualifiers:
        texts.setdefault(qualifier.name, []).append(qualifier.text)
    return {name: "、".join(texts[name]) for name in sorted(texts)}


def qualifier_readings(qualifiers: tuple[Qualifier, ...]) -> dict[str, Record]:
    """The readings of the qualifiers by name; the first one where several share a name."""
    readings: dict[str, Record] = {}
    for qualifier in qualifiers:
        if qualifier.reading is not None:
            readings.setdefault(qualifier.name, reading_record(qualifier.reading))
    return {name: readings[name] for name in sorted(readings)}


def reading_record(reading: Reading) -> Record:
    """A normalised reading: days for a date, else an interval with its unit; null is an open end.

    >>> reading_record(Reading(kind="percent", low=15.0))["high"] is None
    True
    """
    if reading.kind == "date":
        ends: Record = {"low_date": reading.low_date, "high_date": reading.high_date}
    else:
        ends = {"low": finite(reading.low), "high": finite(reading.high), "unit": reading.unit}
    return {"kind": reading.kind, **ends, "approximate": reading.approximate}


def finite(number: float | None) -> float | None:
    """The number, or None for an infinite one: both mean an open end, JSON knows only null."""
    return number if number is not None and math.isfinite(number) else None


def citation_record(citation: Citation) -> Record:
    """Where a statement was read; `start` and `end` are offsets into the article's text."""
    return {
        "document": citation.document,
        "document_id": citation.document_id,
        "article": citation.article,
        "article_id": citation.article_id,
        "section": citation.section,
        "page": citation.page,
        "published": citation.published,
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
        "rule": citation.rule,
        "confidence": citation.confidence,
    }
