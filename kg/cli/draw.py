"""``kg draw``: one offline HTML page."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.graphs import Where, open_graph
from kg.cli.output import say

EPILOG = {"draw": "Example 例: kg draw 京东方 --hops 2 -o boe.html"}


def draw(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Name, alias or code (实体).")],
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The page; ENTITY.html unless given.")
    ] = None,
    hops: Annotated[int, typer.Option(min=1, max=4, help="How far from the entity (跳数).")] = 2,
    max_nodes: Annotated[
        int, typer.Option(min=2, help="The most entities on the page (最多实体数).")
    ] = 150,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Draw what stands around an entity: one HTML file that opens without a network.

    画出实体周围的关系，一个离线网页。
    """
    from viz.page import draw as page
    from viz.page import write_page

    with open_graph(Where(store, on, uri, user, database)) as graph:
        focus = graph.resolve(entity)
        html = page(graph, focus.id, hops=hops, max_nodes=max_nodes, lang=lang.value)
    path = output or Path(f"{focus.name.replace('/', '_')}.html")
    write_page(html, path)
    say(str(path))
