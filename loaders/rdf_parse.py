"""RDF files as plain Python: what is said of each node, read by pyoxigraph.

IRIs become strings, literals pairs of text and language; a blank node is a string that starts with
``_:``. What no part of kg reads is counted, not kept.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadGraph
from loaders.rdf_terms import DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TYPE
from ontology.vocabulary import NAMESPACE, vocabulary

if TYPE_CHECKING:
    import pyoxigraph

FORMATS = {
    ".ttl": "TURTLE",
    ".turtle": "TURTLE",
    ".trig": "TRIG",
    ".nq": "N_QUADS",
    ".nquads": "N_QUADS",
    ".nt": "N_TRIPLES",
    ".jsonld": "JSON_LD",
    ".json": "JSON_LD",
}
"""The parser of each file name extension."""

Value = str | tuple[str, str]

READ = {
    TYPE,
    *(RDF + name for name in ("subject", "predicate", "object")),
    RDFS + "label",
    SKOS + "altLabel",
    *(DCTERMS + n for n in ("title", "source", "format", "identifier", "issued", "isPartOf")),
    PROV + "wasDerivedFrom",
    *(OA + n for n in ("hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end")),
    OA + "exact",
    *(SCHEMA + n for n in ("position", "articleSection", "pageStart", "articleBody")),
}
"""The properties of other vocabularies that are read; of ours all are."""


@dataclass(slots=True)
class Nodes:
    """What files say of each node, as a flat list of property and value in turn."""

    said: defaultdict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))
    plain: list[tuple[str, str, Value]] = field(default_factory=list)
    """Triples whose property is a relation type: subject, IRI of the relation, object."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How often each property that nobody reads was met."""

    def values(self, node: str, prop: str) -> list[Value]:
        """The values of a property, each once, in the order of the file."""
        said = self.said.get(node)
        if said is None:
            return []
        found: list[Value] = []
        at = -1
        try:
            while True:
                # A search in C; a hit at an odd place is a value and not a property.
                at = said.index(prop, at + 1)
                if at % 2 == 0:
                    found.append(said[at + 1])
        except ValueError:
            return found if len(found) < 2 else list(dict.fromkeys(found))

    def text(self, node: str, prop: str) -> str | None:
        """The text of the one literal under a property; the first by content if there are more."""
        found = [v[0] for v in self.values(node, prop) if isinstance(v, tuple)]
        return min(found) if found else None

    def iris(self, node: str, prop: str) -> list[str]:
        """The nodes under a property."""
        return [v for v in self.values(node, prop) if isinstance(v, str)]


def parse(path: Path, into: Nodes) -> None:
    """Read a file, told by its extension, into `into`.

    Raises:
        BadGraph: the file is malformed (the line is named), or it uses a term of ours that the
            ontology lacks or an IRI with other than ASCII characters (the node is named).
    """
    try:
        _take(_quads(path), path, into)
    except SyntaxError as error:
        raise BadGraph(
            f"{path}: {error.msg.strip() if error.msg else error}; nothing was imported, correct the file"
        ) from error
    except OSError as error:
        raise BadGraph(
            f"{path} cannot be read ({error.strerror or error}); check the path"
        ) from error


def _quads(path: Path) -> "Iterator[pyoxigraph.Quad]":
    import pyoxigraph

    if path.suffix.lower() not in FORMATS:
        raise BadGraph(
            f"{path}: no RDF format has the extension {path.suffix or '(none)'}; "
            f"known are {', '.join(FORMATS)}"
        )
    name = FORMATS[path.suffix.lower()]
    if name == "JSON_LD":
        _check_jsonld(path)
    with path.open("rb") as file:
        yield from pyoxigraph.parse(file, format=getattr(pyoxigraph.RdfFormat, name))


def _take(quads: "Iterator[pyoxigraph.Quad]", path: Path, into: Nodes) -> None:
    import pyoxigraph

    known: dict[str, str] = {}
    words = vocabulary()
    relations = {r.iri for r in words.relation_types.values()}
    relations |= {r.inverse for r in words.relation_types.values() if r.inverse}
    literal, said, left_out = pyoxigraph.Literal, into.said, into.left_out

    blank = pyoxigraph.BlankNode

    def node(term: Any) -> str:
        iri = f"_:{term.value}" if isinstance(term, blank) else term.value
        return known.get(iri) or _checked(iri, known, path)

    for quad in quads:
        prop, target = node(quad.predicate), quad.object
        if isinstance(target, literal):
            text = target.value
            kept = known.setdefault(text, text) if len(text) < _SHORT else text
            value: Value = (kept, target.language or "")
        else:
            value = node(target)
        if prop in relations:
            into.plain.append((node(quad.subject), prop, value))
        elif prop in READ or prop.startswith(NAMESPACE):
            said[node(quad.subject)] += (prop, value)
        else:
            left_out[prop] += 1


_SHORT = 24
"""Literals below this many characters are kept once: numbers, positions, names of rules."""


def _checked(iri: str, known: dict[str, str], path: Path) -> str:
    if not iri.isascii():
        raise BadGraph(
            f"{path}: the IRI <{iri}> holds characters beyond ASCII; nothing was imported, "
            "write them percent-encoded and put names into rdfs:label"
        )
    if iri.startswith(NAMESPACE) and iri not in vocabulary().terms:
        raise BadGraph(
            f"{path}: kgo:{iri.removeprefix(NAMESPACE)} is not in the ontology; nothing was "
            "imported, see docs/ontology.md for its classes and relations"
        )
    known[iri] = iri
    return iri


# --- JSON-LD --------------------------------------------------------------------------------------

_NOT_IN_IRIS = set(' <>"{}|\\^`\n\t')


def _check_jsonld(path: Path) -> None:
    """Say what a JSON-LD processor would drop without a word: bad IRIs and unknown terms."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadGraph(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadGraph(
            f"{path}: line {error.lineno} is no JSON ({error.msg}); nothing was imported, "
            "correct the file"
        ) from error
    _check_json(whole, {}, path, "the top")


def _check_json(value: Any, context: dict[str, Any], path: Path, where: str) -> None:
    if isinstance(value, list):
        for item in value:
            _check_json(item, context, path, where)
    elif isinstance(value, dict) and "@value" not in value:
        own = value.get("@context", {})
        context = {**context, **own} if isinstance(own, dict) else context
        where = str(value.get("@id", where))
        for key, inner in value.items():
            _check_entry(key, inner, context, path, where)


def _check_entry(key: str, inner: Any, context: dict[str, Any], path: Path, where: str) -> None:
    if key == "@context":
        return
    known = context.get(key)
    is_node = key in {"@id", "@type"} or (isinstance(known, dict) and known.get("@type") == "@id")
    if not key.startswith("@") and ":" not in key and known is None and "@vocab" not in context:
        raise BadGraph(
            f"{path}: {where} has the key {key!r}, which its @context does not define; nothing was "
            "imported, define it or remove it"
        )
    for item in inner if isinstance(inner, list) else [inner]:
        if isinstance(item, str) and is_node and key != "@type":
            _check_iri(item, context, path, where)
        else:
            _check_json(item, context, path, where)


def _check_iri(iri: str, context: dict[str, Any], path: Path, where: str) -> None:
    if _NOT_IN_IRIS & set(iri) or (
        ":" not in iri and iri not in context and "@base" not in context
    ):
        raise BadGraph(
            f"{path}: {where} names the node {iri!r}, which is no IRI; nothing was imported, "
            "percent-encode spaces and give the full IRI"
        )
