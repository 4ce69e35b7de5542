"""RDF files as plain Python: what is said of each node, read by pyoxigraph.

IRIs become strings, literals pairs of text and language; a blank node is a string that starts with
``_:``. What no part of kg reads is counted, not kept.
"""

import json
from collections import Counter
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
Said = dict[str, Value | list[Value]]

READ = {
    TYPE,
    *(RDF + name for name in ("subject", "predicate", "object")),
    RDFS + "label",
    SKOS + "altLabel",
    *(DCTERMS + n for n in ("title", "source", "format", "identifier", "issued", "isPartOf")),
    *(OA + n for n in ("hasBody", "hasTarget", "hasSource", "hasSelector", "start", "exact")),
    *(SCHEMA + n for n in ("position", "articleSection", "pageStart", "articleBody")),
}
"""The properties of other vocabularies that are read; of ours all but those of `IMPLIED` are."""

IMPLIED = {PROV + "wasDerivedFrom", OA + "end", NAMESPACE + "hasEvidence"}
"""What our exports say twice: an import does not keep it, and does not miss it."""

ARTICLE = SCHEMA + "NewsArticle"
_IN_A_LANGUAGE = {RDFS + "label", RDF + "object"}


@dataclass(slots=True)
class Nodes:
    """What files say of each node: its properties with a value each, or a list of several values."""

    said: dict[str, Said] = field(default_factory=dict)
    plain: list[tuple[str, str, Value]] = field(default_factory=list)
    """Triples whose property is a relation type: subject, IRI of the relation, object."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How often each property that nobody reads was met."""
    files: int = 0
    """How many files were read: the same blank node in two of them is two nodes."""

    def values(self, node: str, prop: str) -> list[Value]:
        """The values of a property, each once, in the order of the file."""
        found = self.said.get(node, _NOTHING).get(prop)
        if found is None:
            return []
        return list(dict.fromkeys(found)) if isinstance(found, list) else [found]

    def text(self, node: str, prop: str) -> str | None:
        """The text of the one literal under a property; the first by content if there are more."""
        found = self.said.get(node, _NOTHING).get(prop)
        if isinstance(found, list):
            return min((v[0] for v in found if isinstance(v, tuple)), default=None)
        return found[0] if isinstance(found, tuple) else None

    def iris(self, node: str, prop: str) -> list[str]:
        """The nodes under a property."""
        found = self.said.get(node, _NOTHING).get(prop)
        if isinstance(found, list):
            return [v for v in dict.fromkeys(found) if isinstance(v, str)]
        return [found] if isinstance(found, str) else []


_NOTHING: Said = {}


def parse(path: Path, into: Nodes) -> None:
    """Read a file, told by its extension, into `into`.

    Raises:
        BadGraph: the file is malformed (the line is named), or it uses a term of ours that the
            ontology lacks or an IRI with other than ASCII characters (the node is named).
    """
    try:
        _Taking(path, into).take(_quads(path))
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


class _Taking:
    """Puts the quads of one file into `Nodes`; every IRI is looked at once."""

    def __init__(self, path: Path, into: Nodes) -> None:
        self.path, self.into = path, into
        self.known: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        words = vocabulary()
        self.relations = {r.iri for r in words.relation_types.values()}
        self.relations |= {r.inverse for r in words.relation_types.values() if r.inverse}
        self.mark = f".{into.files}" if into.files else ""
        into.files += 1

    def take(self, quads: "Iterator[pyoxigraph.Quad]") -> None:
        """Everything that the quads say, in one loop: a large graph has twenty million of them."""
        import pyoxigraph

        literal = pyoxigraph.Literal
        known, kept, here_of, short = self.known, self.kept, self._here, _Short()
        last, here = "", _NOTHING
        for quad in quads:
            predicate = quad.predicate.value
            prop = kept.get(predicate)
            if prop is None:
                prop = self._prop(predicate)
            term: Any = quad.object
            text = term.value
            value: Value
            if type(term) is not literal:
                value = known.get(text) or self._node(text)
            elif prop in _IN_A_LANGUAGE:
                value = (text, term.language or "")
            else:
                value = short[text] if len(text) < _SHORT else (text, "")
            if prop in _APART and not self._apart(quad, prop, value):
                continue
            subject = quad.subject.value  # type: ignore[union-attr]
            if subject != last:
                last, here = subject, here_of(subject)
            there = here.setdefault(prop, value)
            if there is not value and there != value:
                _add(here, prop, value)

    def _apart(self, quad: "pyoxigraph.Quad", prop: str, value: Value) -> bool:
        """What does not simply belong to its node; whether it is kept there all the same."""
        if prop == TYPE:
            return isinstance(value, str) and (value == ARTICLE or value.startswith(NAMESPACE))
        if prop == _LEFT_OUT:
            self.into.left_out[quad.predicate.value] += 1
        elif prop == _RELATION:
            subject = quad.subject.value  # type: ignore[union-attr]
            node = self.known.get(subject) or self._node(subject)
            relation = self.known[quad.predicate.value]
            language = getattr(quad.object, "language", None)
            target = value if isinstance(value, str) else (value[0], language or "")
            self.into.plain.append((node, relation, target))
        return False

    def _here(self, subject: str) -> Said:
        node = self.known.get(subject) or self._node(subject)
        return self.into.said.setdefault(node, {})

    def _prop(self, predicate: str) -> str:
        """What becomes of the triples of a property: itself where they are kept with their node."""
        prop = self._node(predicate)
        if prop in self.relations:
            prop = _RELATION
        elif prop in IMPLIED:
            prop = _IMPLIED
        elif prop not in READ and not prop.startswith(NAMESPACE):
            prop = _LEFT_OUT
        self.kept[predicate] = prop
        return prop

    def _node(self, text: str) -> str:
        """The node of an IRI, or of the label of a blank node, in which no colon can stand."""
        if ":" not in text:
            return self.known.setdefault(text, f"_:{text}{self.mark}")
        if not text.isascii():
            raise BadGraph(
                f"{self.path}: the IRI <{text}> holds characters beyond ASCII; nothing was imported, "
                "write them percent-encoded and put names into rdfs:label"
            )
        if text.startswith(NAMESPACE) and text not in vocabulary().terms:
            raise BadGraph(
                f"{self.path}: kgo:{text.removeprefix(NAMESPACE)} is not in the ontology; nothing was "
                "imported, see docs/ontology.md for its classes and relations"
            )
        return self.known.setdefault(text, text)


_SHORT = 24
"""Literals below this many characters are kept once: numbers, positions, names of rules."""

_RELATION, _IMPLIED, _LEFT_OUT = "relation", "implied", "left out"
_APART = {_RELATION, _IMPLIED, _LEFT_OUT, TYPE}


class _Short(dict[str, tuple[str, str]]):
    """Short literals, each made once."""

    def __missing__(self, text: str) -> tuple[str, str]:
        self[text] = made = (text, "")
        return made


def _add(here: Said, prop: str, value: Value) -> None:
    there = here[prop]
    if isinstance(there, list):
        there.append(value)
    else:
        here[prop] = [there, value]


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
