"""Extractions as plain records: the fields of the JSON outputs that need no store."""

from typing import Any

from kg.model import Entity, Evidence, Extraction, Mention, Reject, Span, Statement


def extraction_record(extraction: Extraction) -> dict[str, Any]:
    """Mentions, statements and rejects, ready for JSON."""
    entities = {e.id: e for e in extraction.entities}
    return {
        "mentions": [_mention(m, entities.get(m.entity_id)) for m in extraction.mentions],
        "statements": [_statement(s) for s in extraction.statements],
        "rejects": [_reject(r) for r in extraction.rejects],
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _mention(mention: Mention, entity: Entity | None) -> dict[str, Any]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "type": mention.type,
        "entity": mention.entity_id,
        "name": entity.name if entity else mention.surface,
        "finder": mention.finder,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "type": statement.type,
        "subject": _end(statement.subject),
        "object": _end(statement.object)
        if isinstance(statement.object, Entity)
        else {"value": statement.object.text},
        "status": statement.status,
        "confidence": statement.confidence,
        "qualifiers": {q.name: q.text for q in statement.qualifiers},
        "evidence": [_evidence(e) for e in statement.evidence],
    }


def _end(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "sentence": evidence.text,
        "subject": _span(evidence.subject),
        "object": _span(evidence.object),
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def _reject(reject: Reject) -> dict[str, Any]:
    return {
        "stage": reject.stage,
        "reason": reject.reason,
        "text": reject.text,
        "span": _span(reject.span),
    }
