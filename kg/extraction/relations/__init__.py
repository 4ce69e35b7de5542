"""Relations: patterns over mention-marked sentences become statements.

``marked`` makes the sentences that patterns read, ``finder`` matches them, ``parties`` tells whom a match speaks of,
``details`` what it says of them, ``control`` whether a share or a whole company changes hands, and ``statement`` makes
statements and says what cannot be stated.
"""

from kg.extraction.relations.details import MADE, ONE_BY_ONE, ONE_EACH, scope_of
from kg.extraction.relations.finder import RelationFinder
from kg.extraction.relations.marked import LONGEST_SENTENCE, MarkedSentence, mark_sentences
from kg.extraction.relations.parties import OF_ONE, is_of_one
from kg.extraction.relations.statement import make_statement

__all__ = [
    "LONGEST_SENTENCE",
    "MADE",
    "OF_ONE",
    "ONE_BY_ONE",
    "ONE_EACH",
    "MarkedSentence",
    "RelationFinder",
    "is_of_one",
    "make_statement",
    "mark_sentences",
    "scope_of",
]
