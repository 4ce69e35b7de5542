"""The questions, ``kg investors`` to ``kg ask``: rows with their evidence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from kg.cli import options
from kg.cli.graphs import Where, open_graph
from kg.cli.output import say, status_text, styled, table_width, warn, width, wrap, write_table
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from kg.views import StatementView
    from queries.answer import Answer, Column

EPILOG = {
    "investors": "Example 例: kg investors 京东方 --status planned --evidence",
    "investments": "Example 例: kg investments 国家集成电路基金 --since 2021 --format csv",
    "exposure": "Example 例: kg exposure 京东方 --format json",
    "path": "Example 例: kg path 工信部 京东方",
    "timeline": "Example 例: kg timeline 京东方 --since 2023",
    "ask": "Example 例: kg ask '谁投资了砺芯半导体？'",
}

Company = Annotated[
    str, typer.Argument(metavar="COMPANY", help="Name, alias or stock code (公司).")
]
Anyone = Annotated[str, typer.Argument(help="Name, alias or stock code (实体).")]
Investor = Annotated[str, typer.Argument(metavar="INVESTOR", help="Name, alias or code (投资方).")]

_SHORT = 40
_INDENT = "   "
_HARD_SPACE = "\u00a0"
_LONG_COLUMNS = {"sentence", "sentences"}
_CITED = {*_LONG_COLUMNS, "article", "articles", "page", "published"}
"""What the evidence shows by itself."""
_GIVE_WAY = (
    "sentence", "sentences", "published", "investor_type", "company_type", "other_type",
    "articles", "issuers",
    "page", "article", "score", "policy_status", "round", "stake",
)  # fmt: skip
"""The order in which columns leave a table that is too wide for the terminal."""


def investors(
    company: Company,
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    status: options.Statuses = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: options.FullEvidence = False,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Who put money into a company: investments, acquisitions, holdings, founders; newest first.

    What is planned, cancelled or denied is marked so. 谁投了这家公司。
    """
    view = _View(format, evidence, lang.value)
    _ask(
        "investors",
        (company,),
        Where(store, on, uri, user, database),
        view,
        statuses=status,
        since=since,
        until=until,
    )


def investments(
    investor: Investor,
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    status: options.Statuses = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: options.FullEvidence = False,
    lang: options.Lang = options.Language.zh,
) -> None:
    """What an investor put money into; newest first. 它投了谁。"""
    view = _View(format, evidence, lang.value)
    _ask(
        "investments",
        (investor,),
        Where(store, on, uri, user, database),
        view,
        statuses=status,
        since=since,
        until=until,
    )


def exposure(
    company: Company,
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    status: options.Statuses = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: options.FullEvidence = False,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Which policies touch a company, and by which way: itself, its products, its field, its owner.

    受哪些政策影响，经由什么路径。
    """
    view = _View(format, evidence, lang.value)
    _ask(
        "exposure",
        (company,),
        Where(store, on, uri, user, database),
        view,
        statuses=status,
        since=since,
        until=until,
    )


def path(
    start: Anyone,
    end: Anyone,
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    status: options.Statuses = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: options.FullEvidence = False,
    lang: options.Lang = options.Language.zh,
) -> None:
    """The shortest connection between two entities, with evidence for every step. 两者如何关联。"""
    view = _View(format, evidence, lang.value)
    _ask(
        "path",
        (start, end),
        Where(store, on, uri, user, database),
        view,
        statuses=status,
        since=since,
        until=until,
    )


def timeline(
    entity: Anyone,
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    status: options.Statuses = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: options.FullEvidence = False,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Everything said about an entity, in the order of time. 大事记。"""
    view = _View(format, evidence, lang.value)
    _ask(
        "timeline",
        (entity,),
        Where(store, on, uri, user, database),
        view,
        statuses=status,
        since=since,
        until=until,
    )


def ask(
    sentence: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A Chinese question (用中文提问).")
    ],
    store: options.Store = options.DEFAULT_STORE,
    on: options.On = None,
    uri: options.Uri = options.DEFAULT_URI,
    user: options.User = options.DEFAULT_USER,
    database: options.Database = None,
    format: options.Rows = options.Format.table,
    since: options.Since = None,
    until: options.Until = None,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help="Print the evidence sentences in full.")
    ] = True,
    lang: options.Lang = options.Language.zh,
) -> None:
    """Answer a Chinese question with its evidence sentences. 用中文提问。

    Five kinds of question are understood, and how much one party put into another; anything else is said to be
    not, with examples.
    """
    from queries.ask import understand

    asked = understand(sentence)
    view = _View(format, evidence, lang.value)
    _ask(
        asked.question,
        asked.names,
        Where(store, on, uri, user, database),
        view,
        only=asked.only,
        statuses=asked.statuses,
        since=since,
        until=until,
    )


class _View(NamedTuple):
    """How an answer is to be shown."""

    format: options.Format
    full: bool
    lang: str


def _ask(
    name: str,
    names: Sequence[str],
    where: Where,
    view: _View,
    *,
    only: str | None = None,
    **filters: Any,
) -> None:
    """Ask a question of the catalogue about named entities, and show the answer, or what of it is about `only`."""
    from queries.ask import narrowed
    from queries.catalogue import question

    asked = question(name)
    ends = [p for p in asked.parameters if p.required]
    with open_graph(where) as graph:
        ids = [graph.resolve(n, p.types or None).id for n, p in zip(names, ends, strict=True)]
        answer = graph.answer(asked, *ids, **filters)
        if only:
            answer = narrowed(answer, graph.resolve(only))
    show(answer, asked.columns, view.format, view.lang, view.full)


def show(
    answer: "Answer", columns: "Sequence[Column]", format: options.Format, lang: str, full: bool
) -> None:
    """Write an answer to stdout in the format asked for, its notes to stderr."""
    from queries.answer import to_csv, to_json

    for note in answer.notes:
        warn(note)
    if format is options.Format.json:
        say(to_json(answer).rstrip("\n"))
    elif format is options.Format.csv:
        say(to_csv(answer).rstrip("\n"))
    elif not answer.rows:
        say(f"{'、'.join(answer.about)}: nothing in this store (没有记录)")
    else:
        _show_table(answer, columns, lang, full)


def _show_table(answer: "Answer", columns: "Sequence[Column]", lang: str, full: bool) -> None:
    shown = [
        n
        for n, c in enumerate(columns)
        if any(row.values[n] not in {None, ""} for row in answer.rows)
    ]
    if full:
        _show_cards(answer, columns, [n for n in shown if columns[n].name not in _CITED], lang)
        return
    cells = {n: [_cell(columns[n].name, r.values[n], lang) for r in answer.rows] for n in shown}
    headings = {n: columns[n].zh if lang == "zh" else columns[n].en for n in shown}
    fitting = _fitting(columns, headings, cells)
    write_table(
        [headings[n] for n in fitting], list(zip(*(cells[n] for n in fitting), strict=True))
    )
    if left := [headings[n] for n in shown if n not in fitting]:
        warn(f"no room for {'、'.join(left)}; --evidence or --format csv shows them")


def _fitting(
    columns: "Sequence[Column]", headings: dict[int, str], cells: dict[int, list[Any]]
) -> list[int]:
    """The columns that fit the terminal side by side: what the evidence says again goes first."""
    kept = list(headings)
    shown = {columns[n].name for n in kept}
    # A link says again what the columns around it say.
    for name in (*_GIVE_WAY[:6], *(["link"] if "relation" in shown else []), *_GIVE_WAY[6:]):
        rows = zip(*(cells[n] for n in kept), strict=True)
        if table_width([headings[n] for n in kept], rows) <= width():
            break
        kept = [n for n in kept if columns[n].name != name]
    return kept


def _cell(name: str, value: Any, lang: str) -> Any:
    words = vocabulary()
    if name in {"status", "policy_status"} and value:
        return status_text(value, lang)
    if name.endswith("_type") and value in words.entity_types:
        kind = words.entity_types[value]
        return kind.zh if lang == "zh" else kind.en
    if name == "kind" and lang == "zh":
        from queries.policy import KINDS

        return KINDS.get(value, value)
    if name in _LONG_COLUMNS and value and len(value) > _SHORT:
        return value[:_SHORT] + "…"
    return value


def _show_cards(
    answer: "Answer", columns: "Sequence[Column]", shown: Sequence[int], lang: str
) -> None:
    """Each row as a few lines, short values side by side, then its sentences in full."""
    for number, row in enumerate(answer.rows, start=1):
        head, *rest = (n for n in shown if row.values[n] not in {None, ""})
        if number > 1:
            say()
        status = row.values[answer.columns.index("status")]
        rest = [n for n in rest if columns[n].name != "status"]
        say(f"{number}. {row.values[head]}  {styled(status_text(str(status), lang))}")
        short: list[str] = []
        for n in rest:
            label = columns[n].zh if lang == "zh" else columns[n].en
            cell = f"{label} {_cell(columns[n].name, row.values[n], lang)}"
            if len(cell) <= _SHORT // 2:
                # A hard space: a value stays beside its label.
                short.append(cell.replace(" ", _HARD_SPACE))
            else:
                _say_cells(short)
                _say_cells([cell])
                short = []
        _say_cells(short)
        _show_evidence(row.statements, lang)


def _say_cells(cells: Sequence[str]) -> None:
    """Values side by side, as many on a line as there is room for."""
    for line in wrap("   ".join(cells), _INDENT, _INDENT + "  ") if cells else ():
        say(line.replace(_HARD_SPACE, " "))


_ABOUT_SOURCES = {
    "zh": ("{} 个独立来源", "说法不一"),
    "en": ("{} independent sources", "sources differ"),
}


def _show_sources(statement: "StatementView", lang: str) -> None:
    """How many tell it independently, the stages it went through, and where they differ."""
    sources, differ = _ABOUT_SOURCES[lang]
    notes = [sources.format(statement.sources)] if statement.sources > 1 else []
    if len(statement.history) > 1:
        stages = (f"{s.published or '?'} {status_text(s.status, lang)}" for s in statement.history)
        notes.append(" → ".join(stages))
    terms = vocabulary().qualifiers
    for conflict in statement.conflicts:
        claims = " / ".join(
            f"{c.text}（《{'》《'.join(dict.fromkeys(x.article for x in c.citations))}》）"
            for c in conflict.claims
        )
        notes.append(f"{differ}: {getattr(terms[conflict.name], lang)} {claims}")
    for note in notes:
        for line in wrap(note, _INDENT, _INDENT + "  "):
            say(line)


def _show_evidence(statements: "Sequence[StatementView]", lang: str) -> None:
    for statement in statements:
        _show_sources(statement, lang)
    for c in dict.fromkeys(c for s in statements for c in s.citations):
        page = "" if c.page is None else f" 第{c.page}页" if lang == "zh" else f" p. {c.page}"
        said = f"“{c.sentence}”"
        source = f"—— 《{c.article}》{page} {c.published or ''}"
        whole = wrap(f"{said} {source}", _INDENT)
        broken = [*wrap(said, _INDENT, _INDENT + "  "), *wrap(source, _INDENT + "  ")]
        for line in whole if len(whole) == 1 else broken:
            say(line)
