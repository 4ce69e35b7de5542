r"""The graph as GraphML, which NetworkX, Gephi, yEd and Cytoscape read.

Nodes carry label, type, name, aliases, identifiers; edges label (Chinese), type, status,
confidence, one text column for each qualifier as written, ``normalised`` (JSON), and the evidence
in four lists of equal length: documents, articles, pages (``-`` if unknown), sentences. Lists are
joined with ``|`` (``loaders.flat``); an identifier is ``key=value``. Characters that XML forbids
become U+FFFD.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TextIO
from xml.sax.saxutils import escape

from kg.errors import ExportError
from kg.model import Literal
from kg.views import EntityView, StatementView
from loaders.flat import flatten
from loaders.records import qualifier_readings, qualifier_texts
from loaders.source import GraphSource
from loaders.to_networkx import (
    ALIASES,
    CONFIDENCE,
    IDENTIFIERS,
    LITERAL_TYPE,
    NAME,
    NORMALISED,
    STATUS,
    TYPE,
    object_node,
)
from loaders.xml_text import legal, quoted
from ontology.vocabulary import vocabulary

Columns = Mapping[str, str | float]

LABEL = "label"
NODE_COLUMNS = (LABEL, TYPE, NAME, ALIASES, IDENTIFIERS)
UNKNOWN_PAGE = "-"
EVIDENCE_COLUMNS = ("documents", "articles", "pages", "sentences")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(source: GraphSource, out: TextIO) -> None:
    """Write the whole store; edge ids are statement ids, so parallel edges stay apart."""
    out.write(_HEAD)
    for column in NODE_COLUMNS:
        out.write(_key("node", column))
    for column in edge_columns():
        out.write(_key("edge", column))
    out.write('<graph edgedefault="directed">\n')
    for entity in source.entities():
        out.write(_node(entity.id, entity_columns(entity)))
    for view in source.statements():
        out.writelines(_statement(view))
    out.write("</graph>\n</graphml>\n")


def edge_columns() -> tuple[str, ...]:
    """The names of all columns of an edge."""
    qualifiers = tuple(vocabulary().qualifiers)
    return (LABEL, TYPE, STATUS, CONFIDENCE, *qualifiers, NORMALISED, *EVIDENCE_COLUMNS)


def _key(owner: str, column: str) -> str:
    kind = "double" if column == CONFIDENCE else "string"
    return f'<key id="{owner}_{column}" for="{owner}" attr.name="{column}" attr.type="{kind}"/>\n'


def entity_columns(entity: EntityView) -> Columns:
    """The columns of an entity's node."""
    return {
        LABEL: entity.name,
        TYPE: entity.type,
        NAME: entity.name,
        ALIASES: flatten(entity.aliases),
        IDENTIFIERS: flatten(f"{key}={value}" for key, value in entity.identifiers),
    }


def _statement(view: StatementView) -> Iterator[str]:
    target = object_node(view)
    if isinstance(view.object, Literal):
        text = view.object.text
        yield _node(target, {LABEL: text, TYPE: LITERAL_TYPE, NAME: text})
    ids = f"id={quoted(view.id)} source={quoted(view.subject.id)} target={quoted(target)}"
    yield f"<edge {ids}>{_data('edge', edge_values(view))}</edge>\n"


def edge_values(view: StatementView) -> Columns:
    """The columns of a statement's edge, with empty texts for what is not known.

    Raises:
        ExportError: the statement carries a qualifier that the ontology lacks.
    """
    readings = qualifier_readings(view.qualifiers)
    cited = view.citations
    return {
        LABEL: vocabulary().relation(view.type).zh,
        TYPE: view.type,
        STATUS: view.status,
        CONFIDENCE: view.confidence,
        **_qualifiers(view),
        NORMALISED: json.dumps(readings, ensure_ascii=False) if readings else "",
        "documents": flatten(c.document for c in cited),
        "articles": flatten(c.article for c in cited),
        "pages": flatten(UNKNOWN_PAGE if c.page is None else str(c.page) for c in cited),
        "sentences": flatten(c.sentence for c in cited),
    }


def _qualifiers(view: StatementView) -> dict[str, str]:
    texts = qualifier_texts(view.qualifiers)
    if unknown := sorted(set(texts) - set(vocabulary().qualifiers)):
        # A column that the head of the file does not declare would make it unreadable.
        raise ExportError(
            f"statement {view.id} carries {unknown[0]!r}, which the ontology does not define as a "
            "qualifier; rebuild the store with this version of kg"
        )
    return texts


def _node(node_id: str, columns: Columns) -> str:
    return f"<node id={quoted(node_id)}>{_data('node', columns)}</node>\n"


def _data(owner: str, columns: Columns) -> str:
    return "".join(_datum(owner, name, value) for name, value in columns.items() if value != "")


def _datum(owner: str, name: str, value: str | float) -> str:
    text = legal(value) if isinstance(value, str) else repr(value)
    # A bare carriage return would be read back as a line feed.
    return f'<data key="{owner}_{name}">{escape(text, {chr(13): "&#13;"})}</data>'
