"""The namespaces that our RDF uses, and the kinds of nodes that get an IRI of ours."""

from ontology.vocabulary import NAMESPACE

NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "kgo": NAMESPACE,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ID_BASE = "https://w3id.org/cn-industry-kg/id/"

NODE_KINDS = (
    "article",
    "document",
    "entity",
    "evidence",
    "judgement",
    "mention",
    "naming",
    "reading",
    "reject",
    "sentence",
    "statement",
)

PREFIXES = {**NAMESPACES, **{kind: f"{ID_BASE}{kind}/" for kind in NODE_KINDS}}
"""Every prefix of our files."""
