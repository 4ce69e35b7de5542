"""Back from the analysed text to the text as written: what is quoted reads back verbatim."""

from collections import defaultdict
from dataclasses import replace

from kg.model import Entity, Evidence, Extraction, Qualifier, Reject, Span, Statement


def as_written(extraction: Extraction, analysed: str) -> Extraction:
    """The extraction with evidence, qualifiers and rejects as they stand in the article.

    Entities keep the name under which the analysis knows them, so that the same company has one name in
    traditional and in simplified texts; the surfaces as written join its aliases.

    Args:
        extraction: what was read from the analysed text, with the surfaces of mentions as written.
        analysed: the text that was analysed, as long as the article's.
    """
    text = extraction.article.text
    known = _with_surfaces(extraction)
    return replace(
        extraction,
        entities=tuple(known[e.id] for e in extraction.entities),
        statements=tuple(_statement(s, text, known) for s in extraction.statements),
        rejects=tuple(_reject(r, text, analysed) for r in extraction.rejects),
    )


def _with_surfaces(extraction: Extraction) -> dict[str, Entity]:
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        surfaces[mention.entity_id].add(mention.surface)
    return {
        e.id: replace(e, aliases=tuple(sorted({*e.aliases, *surfaces[e.id]} - {e.name})))
        for e in extraction.entities
    }


def _statement(stmt: Statement, text: str, known: dict[str, Entity]) -> Statement:
    obj = stmt.object
    return replace(
        stmt,
        subject=known.get(stmt.subject.id, stmt.subject),
        object=known.get(obj.id, obj) if isinstance(obj, Entity) else obj,
        evidence=tuple(_evidence(e, text) for e in stmt.evidence),
        qualifiers=tuple(_qualifier(q, text) for q in stmt.qualifiers),
    )


def _evidence(evidence: Evidence, text: str) -> Evidence:
    return replace(evidence, text=evidence.sentence.of(text))


def _qualifier(qualifier: Qualifier, text: str) -> Qualifier:
    return replace(qualifier, text=qualifier.span.of(text)) if qualifier.span else qualifier


def _reject(reject: Reject, text: str, analysed: str) -> Reject:
    span = reject.span
    if span is None:
        return reject
    # A reject may quote the beginning of its span only.
    quoted = Span(start=span.start, end=min(span.end, span.start + len(reject.text)))
    same = quoted.of(analysed) == reject.text
    return replace(reject, text=quoted.of(text)) if same else reject
