"""``kg sparql``: a SPARQL query over the store."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options
from kg.cli.output import say, write_csv, write_json, write_table

if TYPE_CHECKING:
    from queries.sparql import Result

EPILOG = {
    "sparql": "Example 例: kg sparql 'SELECT ?name WHERE { ?c a kgo:Company ; rdfs:label ?name }'"
}


def sparql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="The query, or - for stdin, or @FILE (查询语句).")
    ],
    store: options.Store = options.DEFAULT_STORE,
    format: options.Rows = options.Format.table,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0.1, help="Seconds it may take (时限，秒).")
    ] = 30.0,
) -> None:
    """Answer SELECT, ASK, CONSTRUCT or DESCRIBE over the graph that kg export writes as RDF.

    SPARQL 查询：只读、限时、不访问外部。The prefixes kgo:, entity:, statement: … are known. All
    documents are one graph; GRAPH ?document asks for one of them. docs/ontology.md lists classes and relations.
    """
    from queries.sparql import run

    _show(run(store, _text(query), time_limit=time_limit), format)


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if query.startswith("@"):
        return Path(query[1:]).read_text(encoding="utf-8")
    return query


def _show(result: "Result", format: options.Format) -> None:
    from queries.sparql import rows_of

    if format is options.Format.json:
        write_json(_record(result))
    elif result.boolean is not None:
        say("yes" if result.boolean else "no")
    elif format is options.Format.csv:
        write_csv(result.columns, rows_of(result))
    elif result.rows:
        write_table(result.columns, rows_of(result))
    else:
        say("no rows (没有记录)")


def _record(result: "Result") -> dict[str, Any]:
    """The SPARQL 1.1 Query Results JSON Format."""
    if result.boolean is not None:
        return {"head": {}, "boolean": result.boolean}
    bindings = [
        {
            column: _binding(value)
            for column, value in zip(result.columns, row, strict=True)
            if value is not None
        }
        for row in result.rows
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}


def _binding(value: Any) -> dict[str, str]:
    made = {"type": value.kind, "value": value.value}
    if value.language:
        made["xml:lang"] = value.language
    elif value.datatype and not value.datatype.endswith("#string"):
        made["datatype"] = value.datatype
    return made
