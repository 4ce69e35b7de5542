"""The one place that touches pyvis 0.3: it draws, we keep the two scripts and leave its page.

Its own page asks two foreign hosts for Bootstrap, switches to ``innerHTML`` when a title holds the
letters "href", and prints headings and ids unescaped. None of that is used: no heading, no menus,
scripts in the page, titles made harmless, no physics.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ExportError

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """`library` defines ``vis``; `draw` sets the globals ``nodes``, ``edges`` and ``network``."""

    library: str
    draw: str


def scripts(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any],
) -> Scripts:
    """The scripts that draw `nodes` (id, label, x, y …) and `edges` (from, to …) in ``#mynetwork``.

    `options` goes into the page as it is, so it must not hold text of others.

    Raises:
        ExportError: the installed pyvis makes another page than the one known here.
    """
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line", heading="", select_menu=False)
    for node in nodes:
        given = dict(node)
        given["title"] = harmless_title(given.get("title", ""))
        net.add_node(given.pop("id"), **given)
    for edge in edges:
        given = dict(edge)
        net.add_edge(given.pop("from"), given.pop("to"), **given)
    # set_options() would delete every blank, also those in font names.
    net.options = {**options, "physics": {"enabled": False}}
    return _pick(net.generate_html())


def harmless_title(title: str) -> str:
    """`title` with a zero-width space in every "href": pyvis would show it as HTML otherwise.

    >>> "href" in harmless_title("a href=x")
    False
    """
    return title.replace("href", f"h{_ZERO_WIDTH_SPACE}ref")


def _pick(html: str) -> Scripts:
    bodies = [m["body"] for m in _SCRIPT.finditer(html) if "src=" not in m["attributes"]]
    library = [b for b in bodies if "vis-network" in b[:200]]
    draw = [b for b in bodies if "function drawGraph()" in b]
    if len(library) != 1 or len(draw) != 1 or "innerHTML" in draw[0]:
        raise ExportError("this version of pyvis makes a page that kg does not know; use pyvis 0.3")
    return Scripts(library=_clean(library[0]), draw=_clean(draw[0]))


def _clean(script: str) -> str:
    """One kind of line end (the content hash depends on it), no pointer to a source map."""
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return _SOURCE_MAP.sub("", text)
