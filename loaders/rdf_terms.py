"""The words that RDF is written and read with: namespaces, nodes made from ids, literals, blocks."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from kg.ids import content_id
from kg.model import Qualifier, Reading, Span
from loaders.records import finite
from ontology.namespaces import ID_BASE, NAMESPACES
from ontology.vocabulary import NAMESPACE, vocabulary

RDF = NAMESPACES["rdf"]
RDFS = NAMESPACES["rdfs"]
XSD = NAMESPACES["xsd"]
SKOS = NAMESPACES["skos"]
DCTERMS = NAMESPACES["dcterms"]
PROV = NAMESPACES["prov"]
OA = NAMESPACES["oa"]
SCHEMA = NAMESPACES["schema"]
TYPE = RDF + "type"

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


class Iri(NamedTuple):
    """A node or a property."""

    value: str


class Text(NamedTuple):
    """A literal: of a datatype, in a language, or a plain string."""

    value: str
    datatype: str = ""
    language: str = ""


Object = Iri | Text
Pairs = tuple[tuple[str, Object], ...]
Pair = tuple[str, Object | None]


class Block(NamedTuple):
    """What is said of one subject, in one place."""

    subject: str
    pairs: Pairs


def block(subject: str, *pairs: tuple[str, Object | None]) -> Block:
    """A block of the pairs that say something, each once."""
    said = dict.fromkeys([pair for pair in pairs if pair[1] is not None])
    return Block(subject, tuple(said))  # type: ignore[arg-type]


def is_local(name: str) -> bool:
    """Whether a name may stand behind a prefix as it is.

    >>> is_local("7f-0-16"), is_local("京东方")
    (True, False)
    """
    # Ids are letters and digits with - between, and there are millions of them: the quick look comes first.
    quick = name.isascii() and name.replace("-", "").isalnum() and name[0] != "-"
    return quick or bool(_LOCAL.fullmatch(name))


def node(kind: str, local: str) -> str:
    """The IRI of a node of ours; what an IRI may not hold is percent-encoded.

    >>> node("entity", "京东方")
    'https://w3id.org/cn-industry-kg/id/entity/%E4%BA%AC%E4%B8%9C%E6%96%B9'
    """
    return f"{ID_BASE}{kind}/{local if is_local(local) else quote(local, safe='')}"


def number(value: float | None) -> Text | None:
    """A double; nothing for an open end."""
    known = finite(value)
    return None if known is None else Text(repr(float(known)), XSD + "double")


def count(value: int | None, datatype: str = "integer") -> Text | None:
    """A whole number."""
    return None if value is None else Text(str(value), XSD + datatype)


def day(value: str | None) -> Text | None:
    """A date; what is no date stays a plain text."""
    if not value:
        return None
    try:
        return Text(date.fromisoformat(value).isoformat(), XSD + "date")
    except ValueError:
        return Text(value)


def place(span: Span | None) -> Text | None:
    """A range of characters in the notation of RFC 5147.

    >>> place(Span(start=12, end=16)).value
    'char=12,16'
    """
    return None if span is None else Text(f"char={span.start},{span.end}")


def qualifier_iri(name: str) -> str:
    """The property of a qualifier."""
    term = vocabulary().qualifiers.get(name)
    return term.iri if term else NAMESPACE + quote(name, safe="")


def readings(qualifiers: Iterable[Qualifier]) -> tuple[Block, ...]:
    """The nodes of qualifiers; equal ones have one IRI, wherever they stand."""
    seen: dict[str, int] = {}
    made = []
    for q in qualifiers:
        seen[q.name] = again = seen.get(q.name, -1) + 1
        made.append(_reading(q, again))
    return tuple(made)


def _reading(q: Qualifier, again: int) -> Block:
    pairs: tuple[Pair, ...] = (
        (TYPE, Iri(NAMESPACE + "Reading")),
        (NAMESPACE + "ofQualifier", Iri(qualifier_iri(q.name))),
        (NAMESPACE + "text", Text(q.text)),
        (NAMESPACE + "repeated", count(again) if again else None),
        (NAMESPACE + "at", place(q.span)),
        *(_interval(q.reading) if q.reading else ()),
    )
    said = "\x1f".join(f"{p}\x1e{o.value}" for p, o in pairs if o is not None)
    return block(node("reading", content_id("reading", said)), *pairs)


def _interval(reading: Reading) -> tuple[tuple[str, Object | None], ...]:
    return (
        (NAMESPACE + "kind", Text(reading.kind)),
        (NAMESPACE + "low", number(reading.low)),
        (NAMESPACE + "high", number(reading.high)),
        (NAMESPACE + "lowDate", day(reading.low_date)),
        (NAMESPACE + "highDate", day(reading.high_date)),
        (NAMESPACE + "inUnit", Text(reading.unit) if reading.unit else None),
        (
            NAMESPACE + "approximate",
            Text("true", XSD + "boolean") if reading.approximate else None,
        ),
    )
