"""The vocabulary as frozen values: the one reader of ``ontology.ttl``.

Parsing Turtle costs about 0.2 s, so commands read ``vocabulary.json``, the compact form that
``python -m ontology.vocabulary`` writes from the Turtle file; a test proves that the two agree.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ontology.errors import StaleVocabulary, UnknownTerm

if TYPE_CHECKING:
    import rdflib

T = TypeVar("T")

NAMESPACE = "https://w3id.org/cn-industry-kg/ontology#"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType:
    """A class of things that a mention may name, such as ``Company``."""

    code: str
    iri: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    colour: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A typed link; ``range`` is empty when the object is a text (SETS_TARGET).

    `inverse` is the IRI of the link read backwards, or empty; `definition` is in English.
    """

    code: str
    iri: str
    zh: str
    en: str
    inverse_zh: str
    definition: str
    definition_zh: str
    example: str
    inverse: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    qualifiers: tuple[str, ...]
    symmetric: bool

    @property
    def takes_text(self) -> bool:
        """Whether the object is a text and not an entity."""
        return not self.range


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A status, a qualifier or a kind of policy."""

    code: str
    iri: str
    zh: str
    en: str
    definition_zh: str = ""
    definition_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything that may be said, in the order of the ontology."""

    version: str
    entity_types: Mapping[str, EntityType]
    relation_types: Mapping[str, RelationType]
    statuses: Mapping[str, Term]
    qualifiers: Mapping[str, Term]
    policy_kinds: Mapping[str, Term]
    terms: frozenset[str]
    """Every IRI that ontology.ttl defines in our namespace."""

    def relation(self, code: str) -> RelationType:
        """The relation type named `code`.

        Raises:
            UnknownTerm: the ontology has no such relation.
        """
        return _lookup(self.relation_types, code, "relation type")

    def entity_type(self, code: str) -> EntityType:
        """The entity type named `code`.

        Raises:
            UnknownTerm: the ontology has no such entity type.
        """
        return _lookup(self.entity_types, code, "entity type")

    def status(self, code: str) -> Term:
        """The status named `code`.

        Raises:
            UnknownTerm: the ontology has no such status.
        """
        return _lookup(self.statuses, code, "status")

    def allows(self, subject_type: str, relation: str, object_type: str | None) -> bool:
        """Whether domain and range permit the link; `object_type` is None for a text.

        >>> vocabulary().allows("Fund", "INVESTED_IN", "Company")
        True
        >>> vocabulary().allows("Policy", "INVESTED_IN", "Company")
        False
        """
        rel = self.relation(relation)
        if subject_type not in rel.domain:
            return False
        return rel.takes_text if object_type is None else object_type in rel.range


def _lookup(terms: Mapping[str, T], code: str, what: str) -> T:
    try:
        return terms[code]
    except KeyError:
        known = ", ".join(terms)
        raise UnknownTerm(f"{what} {code!r} is not in ontology.ttl; known: {known}") from None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once from the compact form beside this file.

    >>> vocabulary().relation("INVESTED_IN").zh
    '投资'
    """
    raw = json.loads(files("ontology").joinpath("vocabulary.json").read_text(encoding="utf-8"))
    return Vocabulary(
        version=raw["version"],
        entity_types={t["code"]: EntityType(**t) for t in raw["entity_types"]},
        relation_types={t["code"]: _relation(t) for t in raw["relation_types"]},
        statuses={t["code"]: Term(**t) for t in raw["statuses"]},
        qualifiers={t["code"]: Term(**t) for t in raw["qualifiers"]},
        policy_kinds={t["code"]: Term(**t) for t in raw["policy_kinds"]},
        terms=frozenset(NAMESPACE + name for name in raw["terms"]),
    )


def _relation(raw: dict[str, Any]) -> RelationType:
    made: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    return RelationType(**made)


def compile_turtle(path: Path) -> dict[str, Any]:
    """The compact form of the Turtle file at `path`, ready for JSON; imports rdflib.

    Raises:
        UnknownTerm: a relation names a qualifier or a class that the file does not define.
    """
    import rdflib
    from rdflib.namespace import OWL, RDF, SKOS

    g = rdflib.Graph().parse(path, format="turtle")
    kgo = rdflib.Namespace(NAMESPACE)
    read = _TurtleReader(g, kgo)
    classes = [s for s in read.subjects(RDF.type, OWL.Class) if read.text(s, kgo.colour)]
    qualifiers = read.subjects(RDF.type, kgo.Qualifier)
    out = {
        "version": str(next(g.objects(None, OWL.versionInfo))),
        "entity_types": [asdict(read.entity_type(s)) for s in classes],
        "relation_types": [
            asdict(read.relation_type(s)) for s in read.subjects(RDF.type, kgo.RelationType)
        ],
        "statuses": [
            asdict(read.term(s, SKOS.prefLabel))
            for s in read.subjects(SKOS.inScheme, kgo.StatusScheme)
        ],
        "qualifiers": [asdict(read.term(s)) for s in qualifiers],
        "policy_kinds": [
            asdict(read.term(s, SKOS.prefLabel))
            for s in read.subjects(SKOS.inScheme, kgo.PolicyKindScheme)
        ],
    }
    defined = {str(s) for s in g.subjects(RDF.type) if str(s).startswith(NAMESPACE)}
    out["terms"] = sorted(iri.removeprefix(NAMESPACE) for iri in defined)
    _check_closed(out)
    return out


class _TurtleReader:
    """Reads labelled terms of one rdflib graph, ordered by ``kgo:ordinal``."""

    def __init__(self, graph: "rdflib.Graph", kgo: "rdflib.Namespace") -> None:
        self.g, self.kgo = graph, kgo

    def subjects(self, predicate: Any, obj: Any) -> list[Any]:
        found = [s for s in self.g.subjects(predicate, obj) if self.text(s, self.kgo.code)]
        return sorted(found, key=lambda s: int(self.text(s, self.kgo.ordinal)))

    def text(self, subject: Any, predicate: Any, lang: str | None = None) -> str:
        for value in self.g.objects(subject, predicate):
            if lang is None or getattr(value, "language", None) == lang:
                return str(value)
        return ""

    def codes(self, subject: Any, predicate: Any) -> tuple[str, ...]:
        """Class codes of a domain or range: one class or a union; none for xsd:string."""
        from rdflib.collection import Collection
        from rdflib.namespace import OWL

        node = self.g.value(subject, predicate)
        union = self.g.value(node, OWL.unionOf) if node is not None else None
        members: Iterable[Any] = Collection(self.g, union) if union is not None else [node]
        return tuple(self.text(m, self.kgo.code) for m in members if self.text(m, self.kgo.code))

    def term(self, subject: Any, label: Any = None) -> Term:
        from rdflib.namespace import RDFS, SKOS

        label = label or RDFS.label
        return Term(
            code=self.text(subject, self.kgo.code),
            iri=str(subject),
            zh=self.text(subject, label, "zh"),
            en=self.text(subject, label, "en"),
            definition_zh=self.text(subject, SKOS.definition, "zh"),
            definition_en=self.text(subject, SKOS.definition, "en"),
        )

    def entity_type(self, subject: Any) -> EntityType:
        from rdflib.namespace import SKOS

        return EntityType(
            **asdict(self.term(subject)),
            colour=self.text(subject, self.kgo.colour),
            example=self.text(subject, SKOS.example),
        )

    def relation_type(self, subject: Any) -> RelationType:
        from rdflib.namespace import OWL, RDF, RDFS, SKOS

        named = asdict(self.term(subject))
        return RelationType(
            definition=named.pop("definition_en"),
            **named,
            example=self.text(subject, SKOS.example),
            inverse_zh=self.text(subject, self.kgo.inverseLabel),
            inverse=str(next(iter(self.g.subjects(OWL.inverseOf, subject)), "")),
            domain=self.codes(subject, RDFS.domain),
            range=self.codes(subject, RDFS.range),
            qualifiers=tuple(sorted(map(str, self.g.objects(subject, self.kgo.takesQualifier)))),
            symmetric=(subject, RDF.type, OWL.SymmetricProperty) in self.g,
        )


def _check_closed(raw: dict[str, Any]) -> None:
    known = {q["code"] for q in raw["qualifiers"]}
    for rel in raw["relation_types"]:
        unknown = set(rel["qualifiers"]) - known
        if unknown or not rel["domain"]:
            raise UnknownTerm(f"{rel['code']}: unknown qualifier {sorted(unknown)} or no domain")


def dump(raw: dict[str, Any]) -> str:
    """The text of ``vocabulary.json`` for a compact form: one stable layout."""
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write ``vocabulary.json`` from ``ontology.ttl`` beside this file."""
    here = Path(__file__).parent
    target = here / "vocabulary.json"
    target.write_text(dump(compile_turtle(here / "ontology.ttl")), encoding="utf-8")


def check_fresh() -> None:
    """Compare both forms.

    Raises:
        StaleVocabulary: ``vocabulary.json`` differs from what ``ontology.ttl`` says.
    """
    here = Path(__file__).parent
    if (here / "vocabulary.json").read_text(encoding="utf-8") != dump(
        compile_turtle(here / "ontology.ttl")
    ):
        raise StaleVocabulary("vocabulary.json is stale; run: python -m ontology.vocabulary")


if __name__ == "__main__":
    main()
