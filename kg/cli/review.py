"""``kg review``: a person decides the doubtful cases; the decisions are a file of theirs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kg.build import load_judgements
from kg.cli import options
from kg.cli.output import say, status_text, styled, warn, wrap, write_json
from kg.errors import BadJudgement, ExportError, UnreadableFile
from kg.identity.judgements import Judgement, add_judgements, beside
from kg.review import Case, Kind, cases, place_of, sides, still_open
from kg.store import Store
from kg.views import StatementView
from ontology.vocabulary import vocabulary

EPILOG = {
    "review": "Example 例: kg review --store graph.kg · printf 's\\nd 另一家公司\\nq\\n' | kg review"
}
_KEYS = {
    "entities": {"s": "same", "d": "different", "u": "unsure"},
    "statements": {"a": "accept", "r": "reject", "c": "correct"},
}
_HELP = {
    "entities": "s same 同一个 · d different 不同 · u unsure 不确定 · n next 跳过 · q quit 退出",
    "statements": "a accept 属实 · r reject 不实 · c correct 更正 · n next 跳过 · q quit 退出",
}
_MORE = (
    "a reason may follow the key (after a capital key it is asked for) 可附理由；c status=cancelled"
)


class About(StrEnum):
    """Which cases are walked."""

    all = "all"
    entities = "entities"
    statements = "statements"


class _Reply(NamedTuple):
    key: str
    text: str


def review(
    store: options.Store = options.DEFAULT_STORE,
    judgements: options.Judgements = None,
    about: Annotated[About, typer.Option(help="Which cases to walk (看哪类).")] = About.all,
    limit: Annotated[int, typer.Option(min=1, help="The most cases (最多几条).")] = 50,
    who: Annotated[
        str | None, typer.Option(help="Who decides; the login name unless given (判定人).")
    ] = None,
    list_only: Annotated[
        bool, typer.Option("--list", help="Only list the cases (只列出).")
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="Only put the file in force, ask nothing (只生效).")
    ] = False,
    imported: Annotated[
        Path | None,
        typer.Option("--import", help="Add the lines of a nomenklatura resolver (导入)."),
    ] = None,
    exported: Annotated[
        Path | None,
        typer.Option("--export", help="Write a nomenklatura resolver; - for stdout (导出)."),
    ] = None,
    format: options.Summary = options.Report.table,
) -> None:
    """Decide the doubtful cases, the most valuable first; stop and go on at any time.

    Every decision is a line of judgements.csv, yours to keep under version control: it survives new builds, and
    taking the line out (then --apply) undoes it. Answers may be piped in, one a line. 逐条审核存疑的归并与陈述。
    """
    path = judgements or beside(store)
    with Store.open(store) as graph:
        # Who is about to decide the first case has no file yet.
        missing = judgements is not None and not judgements.exists() and not apply
        decided = None if missing else load_judgements(store, judgements)
        if imported:
            decided = (*(decided or ()), *_import(graph, imported, path))
        if decided is None:
            decided = tuple(graph.judgements())
            _keep(path, decided)
        graph.judge(decided)
        for judgement, why in graph.idle_judgements():
            warn(f"no effect: {judgement.judgement} {judgement.first} {judgement.second}: {why}")
        if exported:
            _export(graph, exported)
        elif apply or imported:
            say(f"{store}: {len(decided)} judgements in force")
        else:
            kind: Kind | None = None if about is About.all else about.value  # type: ignore[assignment]
            found = cases(graph, kind)
            if list_only:
                _list(graph, found[:limit], format)
            else:
                _walk(graph, found[:limit], len(found), path, who)


def _keep(path: Path, decided: Sequence[Judgement]) -> None:
    if decided:
        # The file is gone, but what it said is in the store: better written again than lost.
        add_judgements(path, decided)
        warn(f"{path} was not there; {len(decided)} judgements of the store are written to it")


def _import(graph: Store, source: Path, path: Path) -> tuple[Judgement, ...]:
    from kg.identity.nomenklatura import judgements_of

    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise UnreadableFile(f"{source} cannot be read ({e}); give a resolver file") from e
    found = judgements_of(lines, lambda i: graph.refs([i]).get(i))
    for unknown in found.unknown:
        warn(f"no entity of this store has the id {unknown}: left out")
    known = {(j.judgement, j.first, j.second) for j in graph.judgements()}
    fresh = tuple(j for j in found.judgements if (j.judgement, j.first, j.second) not in known)
    add_judgements(path, fresh)
    return fresh


def _export(graph: Store, target: Path) -> None:
    from kg.identity.nomenklatura import resolver_lines

    text = "".join(resolver_lines(graph.judgements()))
    if str(target) == "-":
        sys.stdout.write(text)
        return
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as e:
        raise ExportError(f"{target} cannot be written ({e.strerror}); choose another file") from e


def _list(graph: Store, found: Sequence[Case], format: options.Report) -> None:
    if format is options.Report.json:
        write_json([_record(graph, case) for case in found])
        return
    for number, case in enumerate(found, start=1):
        _show(graph, case, number, len(found))
    if not found:
        say("nothing is in doubt (没有存疑的)")


def _record(graph: Store, case: Case) -> dict[str, object]:
    from loaders.records import entity_reference, statement_record

    return {
        "kind": case.kind,
        "value": case.value,
        "reason": case.reason,
        "entities": [
            {
                **entity_reference(side.view),
                "reference": str(side.ref),
                "passages": [{"sentence": p.sentence, "place": place_of(p)} for p in side.passages],
            }
            for side in sides(graph, case)
        ],
        "statement": statement_record(case.statement) if case.statement else None,
    }


def _walk(graph: Store, found: Sequence[Case], total: int, path: Path, who: str | None) -> None:
    ask = _replies()
    name = _login() if who is None else who
    decided = left = 0
    for number, case in enumerate(found, start=1):
        if not still_open(graph, case):
            continue
        _show(graph, case, number, total)
        judgement = _decide(case, ask, name)
        if judgement is None:
            break
        if isinstance(judgement, Judgement):
            add_judgements(path, [judgement])
            graph.judge([*graph.judgements(), judgement])
            decided += 1
        else:
            left += 1
    if not total:
        say("nothing is in doubt (没有存疑的)")
    say(f"{decided} decided, {left} skipped; {len(cases(graph))} cases left. {path}")


def _decide(case: Case, ask: Callable[[Case], _Reply | None], who: str) -> Judgement | bool | None:
    """The judgement; False for the next case, None to stop."""
    while True:
        reply = ask(case)
        if reply is None or reply.key == "q":
            return None
        if reply.key in {"n", ""}:
            return False
        said = _KEYS[case.kind].get(reply.key)
        if said is None:
            warn(f"{reply.key!r} means nothing here; {_HELP[case.kind]}; {_MORE}")
            continue
        correction, _, why = (
            reply.text.partition(" ") if said == "correct" else ("", "", reply.text)
        )
        try:
            _check(correction)
            when = date.today().isoformat()
            return case.judged(said, correction=correction, who=who, when=when, why=why.strip())
        except ValueError as e:
            warn(str(e))


def _check(correction: str) -> None:
    name, _, value = correction.partition("=")
    words = vocabulary()
    if name == "status" and value not in words.statuses:
        raise ValueError(f"no status {value!r}; choose from {', '.join(words.statuses)}")
    if name and name != "status" and name not in words.qualifiers:
        raise ValueError(f"no detail {name!r}; choose from status, {', '.join(words.qualifiers)}")


def _replies() -> Callable[[Case], _Reply | None]:
    if not sys.stdin.isatty():
        lines = iter(sys.stdin)
        return lambda _: _piped(lines)
    return _typed


def _piped(lines: Iterator[str]) -> _Reply | None:
    line = next(lines, None)
    if line is None:
        return None
    key, _, text = line.strip().partition(" ")
    return _Reply(key.lower(), text.strip())


def _typed(case: Case) -> _Reply | None:
    say(_HELP[case.kind])
    key = typer.getchar()
    if key in {"\x03", "\x04"}:
        return None
    text = ""
    if key.lower() == "c" and case.kind == "statements":
        text = str(typer.prompt("status=…, amount=…, date=… "))
    elif key.isupper():
        text = str(typer.prompt("why 理由", default="", show_default=False))
    return _Reply(key.lower().strip(), text)


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError) as e:
        raise BadJudgement(f"nobody is logged in by name ({e}); say who decides with --who") from e


# --- showing a case -------------------------------------------------------------------------------


def _show(graph: Store, case: Case, number: int, total: int) -> None:
    say(f"\n[{number}/{total}] {case.reason}")
    if case.statement is not None:
        _show_statement(case.statement)
    for letter, side in zip("AB", sides(graph, case), strict=False):
        view = side.view
        kind = vocabulary().entity_type(view.type).zh
        more = [f"又称 {'、'.join(view.aliases)}"] if view.aliases else []
        more += [v for _, v in view.codes]
        _say(f"{letter}  {side.ref.name}（{kind}） {' · '.join(more)}", "   ")
        for p in side.passages:
            _say(f"   “{p.sentence}” —— {place_of(p)}", "     ")


def _show_statement(view: StatementView) -> None:
    target = view.object.name if hasattr(view.object, "name") else view.object.text
    relation = vocabulary().relation_types[view.type].zh
    details = "  ".join(f"{q.name} {q.text}" for q in view.qualifiers)
    say(f"   {view.subject.name} —{relation}→ {target}  {styled(status_text(view.status, 'zh'))}")
    if details:
        _say(f"   {details}", "   ")
    for conflict in view.conflicts:
        for claim in conflict.claims:
            places = "；".join(place_of(c) for c in claim.citations)
            _say(f"   {conflict.name}: {claim.text} —— {places}", "     ")
    for c in view.citations[:3]:
        _say(f"   “{c.sentence}” —— {place_of(c)}", "     ")


def _say(text: str, hanging: str) -> None:
    for line in wrap(text, "", hanging):
        say(line)
