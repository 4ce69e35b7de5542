"""The graph as FollowTheMoney entities, one JSON object a line, for Aleph, OpenSanctions and the like.

FollowTheMoney knows people, organisations and what links them, but neither policies nor technologies:
what it has no schema for is counted and left out. Only what is completed becomes an ownership or a
membership; a planned or denied deal is an ``UnknownLink`` whose role says so, because readers of the
format often overlook a status.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from kg.model import Literal, Qualifier
from kg.views import EntityView, StatementView
from loaders.records import qualifier_texts
from loaders.source import GraphSource
from loaders.to_rdf import COMPLETED
from ontology.vocabulary import vocabulary

Properties = dict[str, list[str]]

SCHEMATA = {
    "Company": "Company",
    "Fund": "Company",
    "GovernmentBody": "PublicBody",
    "ResearchInstitution": "Organization",
    "Association": "Organization",
    "Media": "Organization",
    "Organization": "Organization",
    "Person": "Person",
    "Event": "Event",
}
"""The schema of each entity type; the other types have none."""

IDENTIFIERS = {"stock_code": "ticker", "uscc": "uscCode", "lei": "leiCode"}
"""Our identifiers under the names of FollowTheMoney; others go into ``notes``."""

# Schema, property of our subject, property of our object.
_LINKS = {
    "INVESTED_IN": ("Ownership", "owner", "asset"),
    "ACQUIRED": ("Ownership", "owner", "asset"),
    "HOLDS_STAKE_IN": ("Ownership", "owner", "asset"),
    "SUBSIDIARY_OF": ("Ownership", "asset", "owner"),
    "HOLDS_POSITION": ("Employment", "employee", "employer"),
    "MEMBER_OF": ("Membership", "member", "organization"),
}
_ASSETS = {"Company"}


def write_ftm(source: GraphSource, out: TextIO) -> Counter[str]:
    """Write what has a schema; returns how much of each type was left out."""
    left_out: Counter[str] = Counter()
    for entity in source.entities():
        if entity.type in SCHEMATA:
            _write(_entity(entity), out)
        else:
            left_out[entity.type] += 1
    for view in source.statements():
        if isinstance(view.object, Literal) or not _has_schema(view):
            left_out[view.type] += 1
        else:
            _write(_link(view, view.object), out)
    return left_out


def _has_schema(view: StatementView) -> bool:
    ends = (view.subject, view.object)
    return all(getattr(end, "type", "") in SCHEMATA for end in ends)


def _write(record: dict[str, Any], out: TextIO) -> None:
    out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _entity(entity: EntityView) -> dict[str, Any]:
    properties: Properties = {"name": [entity.name]}
    if entity.aliases:
        properties["alias"] = list(entity.aliases)
    schema = SCHEMATA[entity.type]
    for key, code in entity.codes:
        name = IDENTIFIERS.get(key, "notes") if schema == "Company" else "notes"
        properties.setdefault(name, []).append(code if name != "notes" else f"{key}={code}")
    if entity.type == "Fund":
        properties["legalForm"] = ["基金"]
    return {"id": entity.id, "schema": schema, "properties": properties}


def _link(view: StatementView, target: EntityView) -> dict[str, Any]:
    schema, one, other = _LINKS.get(view.type, _UNKNOWN)
    ends = {one: view.subject, other: target}
    if view.status != COMPLETED or not _fits(schema, ends):
        schema, ends = "UnknownLink", {"subject": view.subject, "object": target}
    properties: Properties = {name: [entity.id] for name, entity in ends.items()}
    properties |= {"role": [_role(view)], "status": [view.status], "recordId": [view.id]}
    properties |= dict(_details(view, schema))
    return {"id": view.id, "schema": schema, "properties": properties}


_UNKNOWN = ("UnknownLink", "subject", "object")


def _fits(schema: str, ends: dict[str, EntityView]) -> bool:
    if schema == "Ownership":
        return SCHEMATA[ends["asset"].type] in _ASSETS and SCHEMATA[ends["owner"].type] != "Event"
    return True


def _role(view: StatementView) -> str:
    words = vocabulary()
    said = view.qualifier("title") or words.relation(view.type).zh
    return said if view.status == COMPLETED else f"{said}（{words.status(view.status).zh}）"


def _details(view: StatementView, schema: str) -> Iterator[tuple[str, list[str]]]:
    if schema == "Ownership":
        if stake := view.qualifier("stake"):
            yield "percentage", [stake]
        if shares := view.qualifier("shares"):
            yield "sharesCount", [shares]
    if day := _day(view.qualifiers):
        yield "date", [day]
    terms = vocabulary().qualifiers
    texts = qualifier_texts(view.qualifiers)
    if texts:
        yield "summary", ["；".join(f"{terms[n].zh} {t}" for n, t in texts.items() if n in terms)]
    yield "description", list(dict.fromkeys(c.sentence for c in view.citations))
    yield "publisher", list(dict.fromkeys(c.document for c in view.citations if c.document))


def _day(qualifiers: tuple[Qualifier, ...]) -> str | None:
    """The date as far as it is known: a day, or the month or year that the interval spans."""
    reading = next((q.reading for q in qualifiers if q.name == "date" and q.reading), None)
    first, last = (reading.low_date, reading.high_date) if reading else (None, None)
    if not first or not last:
        return None
    same = [n for n in (10, 7, 4) if first[:n] == last[:n]]
    return first[: same[0]] if same else None
