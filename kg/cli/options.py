"""The options that commands share, each written once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ontology.vocabulary import vocabulary

DEFAULT_STORE = Path("graph.kg")
DEFAULT_URI = "neo4j://localhost:7687"
DEFAULT_USER = "neo4j"


class Format(StrEnum):
    """How rows are written to stdout."""

    table = "table"
    json = "json"
    csv = "csv"


class Report(StrEnum):
    """How a summary is written to stdout."""

    table = "table"
    json = "json"


class Language(StrEnum):
    """The language of labels; names and sentences stay as they are."""

    zh = "zh"
    en = "en"


class Recogniser(StrEnum):
    """The statistical models that join the rules: auto our own, bilstm and lac a tagger beside them, none none."""

    auto = "auto"
    bilstm = "bilstm"
    lac = "lac"
    none = "none"


class Place(StrEnum):
    """Where a question is asked, other than in a graph file."""

    neo4j = "neo4j"


def _known(statuses: list[str] | None) -> list[str] | None:
    codes = vocabulary().statuses
    for status in statuses or ():
        if status not in codes:
            raise typer.BadParameter(f"no status {status!r}; choose from {', '.join(codes)}")
    return statuses or None


Store = Annotated[
    Path, typer.Option("--store", help="The graph file (图谱文件).", show_default=True)
]
Rows = Annotated[Format, typer.Option("--format", help="Write rows as (输出格式).")]
Summary = Annotated[Report, typer.Option("--format", help="Write the summary as (输出格式).")]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", callback=_known, help="Only this status; may be repeated (状态)."),
]
Since = Annotated[
    str | None, typer.Option("--since", help="From this day on: 2021, 2021-07, 2021-07-16 (起).")
]
Until = Annotated[str | None, typer.Option("--until", help="Up to this day (止).")]
FullEvidence = Annotated[
    bool, typer.Option("--evidence", help="Each row with its sentences in full (逐条列出原文).")
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of labels (标签语言).")]
Ner = Annotated[
    Recogniser, typer.Option("--ner", help="Statistical models: auto is our own (识别模型).")
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        help="The file of your decisions; judgements.csv beside the store unless given (判定文件).",
    ),
]
On = Annotated[
    Place | None,
    typer.Option("--on", help="Ask there instead of in a graph file (在图数据库中查询)."),
]
Uri = Annotated[
    str, typer.Option("--uri", envvar="NEO4J_URI", help="Address of Neo4j (数据库地址).")
]
User = Annotated[
    str,
    typer.Option(
        "--user",
        envvar=["NEO4J_USER", "NEO4J_USERNAME"],
        help="User there; the password comes from NEO4J_PASSWORD or a prompt (用户名).",
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--database", envvar="NEO4J_DATABASE", help="Database there (数据库名)."),
]
