"""What a statement's sources tell together (event, history, conflicts), as properties of a relationship.

A relationship holds plain values only, so the stages and the differing claims travel as one text; claims name their
citations by number.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.model import Reading
from kg.views import Citation, Claim, Conflict, Stage, StatementView

LIFE = ("event", "sources", "judgement", "life")
"""The properties, in their order."""


def life_props(view: StatementView) -> dict[str, Any]:
    """The properties of a statement; None where there is nothing to tell."""
    number = {citation: n for n, citation in enumerate(view.citations)}
    told = {
        "history": [asdict(stage) for stage in view.history],
        "conflicts": [
            {"name": c.name, "claims": [_claim(claim, number) for claim in c.claims]}
            for c in view.conflicts
        ],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "event": view.event or None,
        "sources": view.sources,
        "judgement": view.judgement or None,
        "life": text if any(told.values()) else None,
    }


def _claim(claim: Claim, number: Mapping[Citation, int]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "reading": asdict(claim.reading) if claim.reading else None,
        "status": claim.status,
        "citations": [number[c] for c in claim.citations if c in number],
    }


def life_of(props: Mapping[str, Any], citations: Sequence[Citation]) -> dict[str, Any]:
    """The fields of a view that `life_props` wrote down."""
    told = json.loads(props.get("life") or "{}")
    return {
        "event": props.get("event") or "",
        "sources": props.get("sources") or 1,
        "judgement": props.get("judgement") or "",
        "history": tuple(Stage(**stage) for stage in told.get("history", ())),
        "conflicts": tuple(
            Conflict(
                name=c["name"], claims=tuple(_claim_of(claim, citations) for claim in c["claims"])
            )
            for c in told.get("conflicts", ())
        ),
    }


def _claim_of(told: Mapping[str, Any], citations: Sequence[Citation]) -> Claim:
    return Claim(
        text=told["text"],
        reading=Reading(**told["reading"]) if told["reading"] else None,
        status=told["status"],
        citations=tuple(citations[n] for n in told["citations"] if n < len(citations)),
    )
