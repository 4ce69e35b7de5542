"""Files that are made from the ontology and committed: JSON-LD context, SHACL shapes, the page.

``python -m ontology`` writes them all; a test compares them with what the ontology says.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.namespaces import PREFIXES
from ontology.vocabulary import NAMESPACE, EntityType, RelationType, Term, Vocabulary, vocabulary

if TYPE_CHECKING:
    import rdflib

HERE = Path(__file__).parent


def main() -> None:
    """Write ``vocabulary.json`` and what follows from it, beside ``ontology.ttl``."""
    from ontology import vocabulary as source

    source.main()
    vocabulary.cache_clear()
    for path, make in DERIVED.items():
        path.write_text(make(), encoding="utf-8")


# --- the JSON-LD context --------------------------------------------------------------------------


def context() -> str:
    """The text of ``context.jsonld``: prefixes, and each property of ours by its bare name."""
    import rdflib
    from rdflib.namespace import OWL, RDF, RDFS

    graph = rdflib.Graph().parse(HERE / "ontology.ttl", format="turtle")
    terms: dict[str, Any] = {}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for subject in graph.subjects(RDF.type, kind):
            if str(subject).startswith(NAMESPACE):
                known = graph.value(subject, RDFS.range)
                terms[str(subject).removeprefix(NAMESPACE)] = _term(subject, kind, known)
    made = {"@version": 1.1, **PREFIXES, **{name: terms[name] for name in sorted(terms)}}
    return json.dumps({"@context": made}, ensure_ascii=False, indent=1) + "\n"


def _term(subject: "rdflib.term.Node", kind: "rdflib.URIRef", known: object) -> dict[str, str]:
    from rdflib.namespace import OWL, XSD

    made = {"@id": "kgo:" + str(subject).removeprefix(NAMESPACE)}
    if kind == OWL.ObjectProperty:
        return {**made, "@type": "@id"}
    if known is not None and str(known).startswith(str(XSD)) and known != XSD.string:
        return {**made, "@type": "xsd:" + str(known).removeprefix(str(XSD))}
    return made


DERIVED: Mapping[Path, Callable[[], str]] = {
    HERE / "context.jsonld": context,
}
"""Each file with the function that makes its text."""


if __name__ == "__main__":
    main()
