"""The stages of extraction, in order: each reads and extends the draft of one article.

`needs` and `makes` name the fields of the draft; `kg.extraction.language` turns every stage into a spaCy component.
"""

from kg.extraction.components.aliases import Aliases
from kg.extraction.components.gazetteer import GazetteerNames
from kg.extraction.components.given import Sentences, Titles, Values
from kg.extraction.components.grammar import Grammar
from kg.extraction.components.learned import Learned
from kg.extraction.components.linking import Linking
from kg.extraction.components.mentions import Mentions
from kg.extraction.components.relations import Relations
from kg.extraction.components.stage import Stage
from kg.extraction.components.tagged import Tagged

STAGES: dict[str, type[Stage]] = {
    "sentences": Sentences,
    "values": Values,
    "titles": Titles,
    "gazetteer": GazetteerNames,
    "tagger": Tagged,
    "grammar": Grammar,
    "learned": Learned,
    "aliases": Aliases,
    "mentions": Mentions,
    "linking": Linking,
    "relations": Relations,
}


def pipe_name(stage: str) -> str:
    """What the spaCy component of a stage is called.

    >>> pipe_name("linking")
    'kg_linking'
    """
    return f"kg_{stage}"
