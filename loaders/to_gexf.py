"""The graph as GEXF 1.2, the format of Gephi: types and qualifiers as attributes, colours as in views.

Nodes and edges have the columns of GraphML (`loaders.to_graphml`), with ``colour`` on top for the
kind of thing. Parallel edges keep their statement ids.
"""

from collections.abc import Iterator, Mapping
from typing import TextIO

from kg.model import Literal
from kg.views import StatementView
from loaders.source import GraphSource
from loaders.to_graphml import (
    LABEL,
    NODE_COLUMNS,
    Columns,
    edge_columns,
    edge_values,
    entity_columns,
)
from loaders.to_networkx import CONFIDENCE, LITERAL_TYPE, NAME, TYPE, object_node
from loaders.xml_text import quoted
from ontology.vocabulary import vocabulary

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<graph defaultedgetype="directed" mode="static">
"""
_GREY = "#94a3b8"


def write_gexf(source: GraphSource, out: TextIO) -> None:
    """Write the whole store; texts in the place of an object become nodes of type ``Literal``."""
    out.write(_HEAD)
    out.write(_attributes("node", (c for c in NODE_COLUMNS if c != LABEL)))
    out.write(_attributes("edge", (c for c in edge_columns() if c != LABEL)))
    out.write("<nodes>\n")
    out.writelines(_node(e.id, entity_columns(e)) for e in source.entities())
    out.writelines(_texts(source))
    out.write("</nodes>\n<edges>\n")
    out.writelines(map(_edge, source.statements()))
    out.write("</edges>\n</graph>\n</gexf>\n")


def _attributes(owner: str, columns: Iterator[str]) -> str:
    rows = "".join(
        f'<attribute id="{c}" title="{c}" type="{"double" if c == CONFIDENCE else "string"}"/>\n'
        for c in columns
    )
    return f'<attributes class="{owner}">\n{rows}</attributes>\n'


def _texts(source: GraphSource) -> Iterator[str]:
    texts = [r.code for r in vocabulary().relation_types.values() if r.takes_text]
    for view in source.statements(types=texts):
        if isinstance(view.object, Literal):
            text = view.object.text
            yield _node(object_node(view), {LABEL: text, TYPE: LITERAL_TYPE, NAME: text})


def _node(node_id: str, columns: Columns) -> str:
    label = quoted(str(columns[LABEL]))
    kind = vocabulary().entity_types.get(str(columns[TYPE]))
    colour = _colour(kind.colour if kind else _GREY)
    return f"<node id={quoted(node_id)} label={label}>{_values(columns)}{colour}</node>\n"


def _colour(code: str) -> str:
    red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _edge(view: StatementView) -> str:
    columns = edge_values(view)
    ends = f"source={quoted(view.subject.id)} target={quoted(object_node(view))}"
    label = quoted(str(columns[LABEL]))
    return f"<edge id={quoted(view.id)} {ends} label={label}>{_values(columns)}</edge>\n"


def _values(columns: Mapping[str, str | float]) -> str:
    rows = "".join(
        f'<attvalue for="{name}" value={quoted(value if isinstance(value, str) else repr(value))}/>'
        for name, value in columns.items()
        if name != LABEL and value != ""
    )
    return f"<attvalues>{rows}</attvalues>"
