"""Where a name that the network sees begins and ends: what belongs to the words around it is taken off."""

from collections.abc import Callable, Mapping, Set

from kg.extraction.boundaries.edges import (
    at_home,
    behind_lead,
    behind_with,
    by_its_end,
    off_edges,
    statesman,
    unglued,
    whole_word,
    without_lead,
    without_paper,
    without_sum,
    without_term,
)
from kg.extraction.boundaries.firms import (
    buys,
    customer,
    family,
    firm,
    in_prize,
    is_firm,
    no_name,
    of_china,
)
from kg.extraction.boundaries.people import before_officer, person
from kg.extraction.boundaries.shared import FIRMS
from kg.extraction.boundaries.things import (
    CONSULTING,
    YEAR_BEHIND,
    edition,
    field,
    measured,
    policy,
    thing,
    without_governor,
    without_place_word,
    without_visitor,
    zoned,
)
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.linking import ORGANISATIONS
from ontology.vocabulary import vocabulary

__all__ = [
    "CONSULTING",
    "FIRMS",
    "YEAR_BEHIND",
    "buys",
    "edition",
    "in_prize",
    "is_firm",
    "no_name",
    "of_china",
    "trimmed",
    "without_lead",
    "without_term",
    "without_visitor",
    "zoned",
]


_ALL_TYPES = frozenset(vocabulary().entity_types)


def trimmed(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate without what belongs to the words around it, and with what belongs to it.

    Args:
        text: the article.
        gazetteer: what is known; a word before a listed name is no part of it.
        cand: what the network names.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> trimmed("据京东方公告", load_gazetteer(), Candidate(0, 4, "Company", "model")).start
    1
    """
    for kinds, rule in _FIRST:
        if cand.type in kinds:
            cand = rule(text, gazetteer, cand)
    for border in _BORDERS[cand.type]:
        if (better := border(text, gazetteer, cand)) is not None:
            return better
    return without_sum(text, cand)


# All of these that are for a type, in turn; then the first for it that has a say.
_First = Callable[[str, Gazetteer, Candidate], Candidate]

_Then = Callable[[str, Gazetteer, Candidate], Candidate | None]

_GOVERNED = frozenset({"GovernmentBody", "ResearchInstitution"})

_FIRST: tuple[tuple[Set[str], _First], ...] = (
    ({"Event"}, lambda text, _, cand: edition(text, cand)),
    (_ALL_TYPES, off_edges),
    (_ALL_TYPES, unglued),
    (_ALL_TYPES, whole_word),
    ({"Technology", "Industry", "Product"}, measured),
    (_GOVERNED, lambda text, _, cand: without_governor(text, cand)),
    (FIRMS, lambda text, _, cand: statesman(text, cand)),
    ({"Event", "Facility"}, lambda text, _, cand: without_place_word(text, cand)),
    (ORGANISATIONS, without_paper),
    (ORGANISATIONS, by_its_end),
    ({"Facility"}, lambda text, _, cand: zoned(text, cand)),
)

_THEN: tuple[tuple[Set[str], _Then], ...] = (
    ({"Policy"}, policy),
    (FIRMS, customer),
    ({"Product", "Technology", "Facility"}, thing),
    ({"Industry"}, field),
    (_ALL_TYPES, at_home),
    ({"Person"}, person),
    (_ALL_TYPES, before_officer),
    (FIRMS, firm),
    (ORGANISATIONS, behind_with),
    (FIRMS, family),
    (_ALL_TYPES, behind_lead),
)

_BORDERS: Mapping[str, tuple[_Then, ...]] = {
    kind: tuple(rule for kinds, rule in _THEN if kind in kinds) for kind in _ALL_TYPES
}
