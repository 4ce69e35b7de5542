"""Completed stakes as statements of the Beneficial Ownership Data Standard, version 0.4.

A stake is a completed investment, shareholding or acquisition of a company or fund. Each party is an
entity or person record, each stake a relationship record that comes after both. The news tells of
shareholdings; it does not tell who benefits in the end, so ``beneficialOwnershipOrControl`` is
false throughout and ``directOrIndirect`` is unknown.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from kg.ids import content_id
from kg.model import Literal, Reading
from kg.views import EntityView, StatementView
from loaders.records import qualifier_texts
from loaders.source import GraphSource
from loaders.to_rdf import COMPLETED
from ontology.vocabulary import vocabulary

STAKES = ("INVESTED_IN", "ACQUIRED", "HOLDS_STAKE_IN")
_ENTITY_TYPES = {
    "Company": "registeredEntity",
    "Fund": "arrangement",
    "GovernmentBody": "stateBody",
}
_OTHER = "legalEntity"


def write_bods(source: GraphSource, out: TextIO) -> Counter[str]:
    """Write a JSON array of BODS statements; returns how many stakes were left out, and why.

    BODS wants the day of each statement: that of the newest article that tells of the stake.
    """
    left_out: Counter[str] = Counter()
    told: set[str] = set()
    comma = "\n"
    out.write("[")
    for view in source.statements(types=STAKES):
        day = max((c.published or "" for c in view.citations), default="")
        if view.status != COMPLETED or isinstance(view.object, Literal):
            left_out[f"{view.type} {view.status}"] += 1
            continue
        if len(day) != len("2021-07-16"):
            left_out[f"{view.type} undated"] += 1
            continue
        for record in _records(view, view.object, day, told):
            out.write(comma + json.dumps(record, ensure_ascii=False, allow_nan=False))
            comma = ",\n"
    out.write("\n]\n")
    return left_out


def _records(
    view: StatementView, target: EntityView, day: str, told: set[str]
) -> Iterator[dict[str, Any]]:
    subject = _record_id(target, target)
    for end in (target, view.subject):
        # A record belongs to the declaration of one company, and is told once there.
        if (record := _record_id(target, end)) not in told:
            told.add(record)
            yield _statement(record, _kind(end), subject, _party(end), day)
    details = {
        "isComponent": False,
        "subject": subject,
        "interestedParty": _record_id(target, view.subject),
        "interests": [_interest(view)],
    }
    yield {
        **_statement(view.id, "relationship", subject, details, day),
        "source": _source(view),
    }


def _record_id(subject: EntityView, party: EntityView) -> str:
    return f"{subject.id}-{party.id}"


def _statement(
    record_id: str, kind: str, subject: str, details: dict[str, Any], day: str
) -> dict[str, Any]:
    return {
        # Two hashes, because an id must have at least 32 characters.
        "statementId": content_id("bods", record_id) + content_id("statement", record_id),
        "statementDate": day,
        "declarationSubject": subject,
        "recordId": record_id,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
    }


def _kind(entity: EntityView) -> str:
    return "person" if entity.type == "Person" else "entity"


def _party(entity: EntityView) -> dict[str, Any]:
    if entity.type == "Person":
        names = [{"type": "legal", "fullName": entity.name}]
        names += [{"type": "alternative", "fullName": a} for a in entity.aliases]
        return {"isComponent": False, "personType": "knownPerson", "names": names}
    kind = {"type": _ENTITY_TYPES.get(entity.type, _OTHER)}
    kind["details"] = vocabulary().entity_type(entity.type).zh
    made: dict[str, Any] = {"isComponent": False, "entityType": kind, "name": entity.name}
    if entity.aliases:
        made["alternateNames"] = list(entity.aliases)
    if entity.codes:
        made["identifiers"] = [{"id": code, "schemeName": key} for key, code in entity.codes]
    return made


def _interest(view: StatementView) -> dict[str, Any]:
    terms, texts = vocabulary().qualifiers, qualifier_texts(view.qualifiers)
    said = "；".join(f"{terms[n].zh} {t}" for n, t in texts.items() if n in terms)
    made: dict[str, Any] = {
        "type": "shareholding",
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": False,
        "details": "；".join(filter(None, (vocabulary().relation(view.type).zh, said))),
    }
    stake = next((q.reading for q in view.qualifiers if q.name == "stake" and q.reading), None)
    share = _share(stake) if stake else {}
    return {**made, "share": share} if share else made


def _share(stake: Reading) -> dict[str, float]:
    ends = (stake.low, stake.high)
    if stake.kind != "percent" or any(e is not None and not 0 <= e <= 100 for e in ends):
        return {}
    if stake.low == stake.high and stake.low is not None and not stake.approximate:
        return {"exact": stake.low}
    bounds = {"minimum": stake.low, "maximum": stake.high}
    return {name: end for name, end in bounds.items() if end is not None}


def _source(view: StatementView) -> dict[str, Any]:
    quotes = (f"《{c.article}》{c.document}：“{c.sentence}”" for c in view.citations)
    return {"type": ["thirdParty"], "description": "\n".join(dict.fromkeys(quotes))}
