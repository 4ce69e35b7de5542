"""``kg find``: entities by name, code or close spelling."""

from typing import Annotated

import typer

from kg.cli import options
from kg.cli.graphs import Where, open_graph
from kg.cli.output import say, write_csv, write_json, write_table
from kg.views import EntityView
from ontology.vocabulary import vocabulary

EPILOG = {"find": "Example 例: kg find 000725"}
_COLUMNS = ("id", "type", "name", "aliases", "identifiers", "articles")


def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, part of it, or code (名称).")],
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    limit: Annotated[int, typer.Option(min=1, help="The most rows (最多行数).")] = 10,
    format: options.Rows = options.Format.table,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Entities that a name may mean, best first: exact, starting so, containing it, close.

    查找实体：全名、别名、代码、近似写法。
    """
    with open_graph(Where(store, on, uri, user, database)) as graph:
        found = graph.find(name, limit)
    if format is options.Format.json:
        write_json([_record(v) for v in found])
    elif format is options.Format.csv:
        write_csv(_COLUMNS, [_cells(v) for v in found])
    elif found:
        headings = ("名称", "类型", "别名", "代码", "文章") if lang == "zh" else ("name", *_SHOWN)
        write_table(headings, [_shown(v, lang) for v in found])
    else:
        say(f"{name}: nothing like it in this store (没有相近的名称)")


_SHOWN = ("type", "aliases", "identifiers", "articles")


def _record(view: EntityView) -> dict[str, object]:
    from loaders.records import entity_record

    return entity_record(view)


def _cells(view: EntityView) -> list[str]:
    codes = "|".join(f"{k}={v}" for k, v in view.identifiers)
    return [view.id, view.type, view.name, "|".join(view.aliases), codes, "|".join(view.articles)]


def _shown(view: EntityView, lang: str) -> list[str]:
    kind = vocabulary().entity_type(view.type)
    codes = "、".join(v for _, v in view.codes)
    label = kind.zh if lang == "zh" else kind.en
    return [view.name, label, "、".join(view.aliases), codes, "、".join(view.articles)]
