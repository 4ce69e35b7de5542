"""Errors of the vocabulary.

OntologyError
├── UnknownTerm          a name that ontology.ttl does not define
└── StaleVocabulary      vocabulary.json does not say what ontology.ttl says
"""


class OntologyError(Exception):
    """Base of everything that is wrong with the vocabulary."""


class UnknownTerm(OntologyError):
    """A relation, entity type, status or qualifier that the vocabulary lacks."""


class StaleVocabulary(OntologyError):
    """The compact form was not renewed after the Turtle file changed."""
