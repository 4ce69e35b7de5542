"""Values as rows: what one extraction becomes in each table, and back again."""

import json
from collections.abc import Iterator
from typing import Any

from kg.identity.codes import strong_code
from kg.identity.names import name_key
from kg.ids import content_id
from kg.model import (
    Article,
    Block,
    Document,
    Entity,
    Extraction,
    PageMark,
    Qualifier,
    Reading,
    Run,
    Span,
    Statement,
)

Row = tuple[Any, ...]


def article_row(article: Article) -> Row:
    """The row of table ``article``."""
    a = article
    fields = (a.id, a.document.id, a.ordinal, a.section, a.title, a.page, a.published, a.text)
    return (*fields, json.dumps(article_layout(a), separators=(",", ":")))


def article_layout(article: Article) -> dict[str, list[Row]]:
    """Blocks, page marks and runs of an article as plain lists."""
    return {
        "blocks": [(b.kind, b.span.start, b.span.end) for b in article.blocks],
        "pages": [(p.start, p.page) for p in article.pages],
        "runs": [(r.start, r.source, r.length) for r in article.runs],
    }


def article_of(row: Any, document: Document) -> Article:
    """The article that `row` of table ``article`` keeps."""
    layout = json.loads(row["layout"])
    return Article(
        document=document,
        ordinal=row["ordinal"],
        section=row["section"],
        title=row["title"],
        text=row["text"],
        page=row["page"],
        published=row["published"],
        blocks=tuple(Block(kind=k, span=Span(start=s, end=e)) for k, s, e in layout["blocks"]),
        pages=tuple(PageMark(start=s, page=p) for s, p in layout["pages"]),
        runs=tuple(Run(start=s, source=o, length=n) for s, o, n in layout["runs"]),
    )


class Ids:
    """Entity ids of one article, each hashed once: an entity is met again and again.

    Two articles may speak of two persons of one name, so every article has persons of its own.
    """

    def __init__(self, article_id: str) -> None:
        self._article_id = article_id
        self._known: dict[tuple[str, str], str] = {}

    def of(self, entity: Entity) -> str:
        """The id of the entity."""
        key = (entity.type, entity.name)
        if key not in self._known:
            own = entity.type == "Person"
            self._known[key] = person_id(entity.name, self._article_id) if own else entity.id
        return self._known[key]


def person_id(name: str, article_id: str) -> str:
    """The id of the person whom one article calls `name`."""
    return content_id("person", name, article_id)


def entities_of(extraction: Extraction, ids: Ids) -> dict[str, Entity]:
    """Every entity that the extraction names, also where only a statement does, in order of id."""
    found = {ids.of(e): e for s in extraction.statements for e in ends(s)}
    found |= {ids.of(e): e for e in extraction.entities}
    return {i: found[i] for i in sorted(found)}


def ends(statement: Statement) -> Iterator[Entity]:
    """Subject, and object where it is an entity."""
    yield statement.subject
    if isinstance(statement.object, Entity):
        yield statement.object


def name_rows(entity_id: str, entity: Entity, article_id: str) -> list[Row]:
    """Rows of ``entity_name``, with the folded name in the place of its id."""
    return [(entity_id, article_id, form, name_key(form)) for form in dict.fromkeys(entity.forms)]


def statement_id(statement: Statement, ids: Ids) -> str:
    """The id of the statement; one about a person is the article's own, as the person is."""
    if all(e.type != "Person" for e in ends(statement)):
        return statement.id
    target = (ids.of(e) for e in ends(statement))
    return content_id("statement", statement.id, *target)


def identifier_rows(entity_id: str, entity: Entity, article_id: str) -> list[Row]:
    """Rows of ``identifier``, codes in their one form; a mistyped code is kept as it was written."""
    return [(entity_id, article_id, k, strong_code(k, v) or v) for k, v in entity.identifiers]


def statement_row(statement_id: str, statement: Statement, ids: Ids) -> Row:
    """The row of table ``statement``."""
    s, subject = statement, ids.of(statement.subject)
    if isinstance(s.object, Entity):
        return (statement_id, s.type, subject, ids.of(s.object), None)
    return (statement_id, s.type, subject, None, s.object.text)


def evidence_rows(statement_id: str, statement: Statement, article: Article) -> Iterator[Row]:
    """The rows of table ``evidence``."""
    qualifiers = encode_qualifiers(statement.qualifiers)
    for ev in statement.evidence:
        yield (
            statement_id,
            ev.article_id,
            ev.sentence.start,
            ev.sentence.end,
            ev.text,
            article.page_at(ev.sentence.start),
            *ends_of(ev.subject),
            *ends_of(ev.object),
            ev.rule,
            ev.confidence,
            statement.status,
            event_key(statement),
            qualifiers,
        )


def ends_of(span: Span | None) -> tuple[int | None, int | None]:
    """Start and end of a span, or nothing twice."""
    return (span.start, span.end) if span else (None, None)


def event_key(statement: Statement) -> str:
    """What tells two deals of a pair apart: the date as understood, else as written, and round; two goals, the deadline."""
    date = statement.when
    when = ""
    if date is not None:
        known = date.reading and (date.reading.low_date or date.reading.high_date)
        when = _interval(date.reading) if known and date.reading else name_key(date.text)
    stage = statement.qualifier("round")
    return f"{when}|{name_key(stage)}" if stage else when


def _interval(reading: Reading) -> str:
    return f"{reading.low_date or ''}/{reading.high_date or ''}"


def encode_qualifiers(qualifiers: tuple[Qualifier, ...]) -> str:
    """The qualifiers as JSON, without what is empty."""
    if not qualifiers:
        return "[]"
    return json.dumps([_encoded(q) for q in qualifiers], ensure_ascii=False, separators=(",", ":"))


def _encoded(q: Qualifier) -> dict[str, Any]:
    out: dict[str, Any] = {"name": q.name, "text": q.text}
    if q.span:
        out["span"] = [q.span.start, q.span.end]
    if r := q.reading:
        fields = ("kind", "low", "high", "low_date", "high_date", "unit", "approximate")
        out["reading"] = {f: v for f in fields if (v := getattr(r, f)) not in {None, "", False}}
        # 0 equals False, and a reading of zero is a reading.
        out["reading"] |= {f: v for f in ("low", "high") if (v := getattr(r, f)) is not None}
    return out


def decode_qualifiers(text: str) -> tuple[Qualifier, ...]:
    """The qualifiers that `text` keeps."""
    return tuple(_decoded(raw) for raw in json.loads(text)) if text != "[]" else ()


def _decoded(raw: dict[str, Any]) -> Qualifier:
    span, reading = raw.get("span"), raw.get("reading")
    return Qualifier(
        name=raw["name"],
        text=raw["text"],
        reading=Reading(**reading) if reading else None,
        span=Span(start=span[0], end=span[1]) if span else None,
    )
