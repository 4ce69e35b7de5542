"""``kg load``: a database in step with the graph file."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.graphs import address
from kg.cli.output import Bar, progress, say, write_json
from kg.store import Store

if TYPE_CHECKING:
    from loaders.to_neo4j import LoadReport

EPILOG = {"load": "Example 例: NEO4J_PASSWORD=… kg load neo4j --uri neo4j+s://graph.example.org"}


def load(
    target: Annotated[options.Place, typer.Argument(help="Which kind of database (数据库类型).")],
    store: options.Store = options.DEFAULT_STORE,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Even if it holds another graph, which is withdrawn (替换)."
        ),
    ] = False,
    thorough: Annotated[
        bool,
        typer.Option(
            "--thorough", help="Compare every row: repairs what was edited by hand (逐行核对)."
        ),
    ] = False,
    format: options.Summary = options.Report.table,
) -> None:
    """Bring a database in step with a graph file: send what changed, withdraw what is gone.

    What others keep in the same database is not touched. After an interruption, run the same command
    again. 装入 Neo4j：只发送变化，撤回已删除的内容。
    """
    from loaders.neo4j_link import connected
    from loaders.to_neo4j import load as run

    with (
        Store.open(store, read_only=True) as graph,
        connected(address(uri, user, database)) as link,
        progress() as display,
    ):
        bar = Bar(display)
        done = run(
            graph,
            link,
            fingerprint=graph.fingerprint,
            replace=replace,
            thorough=thorough,
            on_progress=lambda p: bar.show(p.stage, p.done, p.total),
        )
    if format is options.Report.json:
        write_json(done.record())
    else:
        _summary(done, uri)


def _summary(report: "LoadReport", uri: str) -> None:
    if not report.changed:
        say(f"{uri}: in step already, nothing was sent")
        return
    say(f"{uri}: in step with {report.documents} documents, {report.entities} entities")
    for what, counts in (("written", report.written), ("withdrawn", report.withdrawn)):
        if counts:
            say(f"  {what}: " + ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())))
    if report.kept:
        say(f"  kept as KgWithdrawn, since links of others hang on them: {report.kept}")
