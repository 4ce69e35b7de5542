"""``kg diff``: what changed between two stores."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.changes import KINDS, Change, changes
from kg.cli import options
from kg.cli.output import say, write_json
from kg.errors import UnreadableFile
from kg.model import Literal
from kg.store import Store
from kg.views import StatementView
from ontology.vocabulary import vocabulary

EPILOG = {"diff": "Example 例: kg diff graph-2024-04.kg graph.kg --watch watched.txt > news.md"}
_HEADINGS = {
    "contradicted": ("有出入", "Contradicted"),
    "status": ("状态变化", "Changed status"),
    "added": ("新增", "Added"),
    "withdrawn": ("撤回", "Withdrawn"),
}


class DiffFormat(StrEnum):
    """How changes are written."""

    markdown = "markdown"
    json = "json"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier graph (旧图谱).")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later graph (新图谱).")],
    about: Annotated[
        list[str] | None,
        typer.Option(help="Only about this entity; may be repeated (只看该实体)."),
    ] = None,
    watch: Annotated[
        Path | None, typer.Option(help="A file of names, one a line (关注名单).")
    ] = None,
    format: Annotated[
        DiffFormat, typer.Option("--format", help="Write the changes as (输出格式).")
    ] = DiffFormat.markdown,
    lang: options.Lang = options.Language.zh,
) -> None:
    """What is contradicted, has moved on, came, or was withdrawn from one graph to a later one.

    比较两个图谱：有出入、状态变化、新增、撤回；每条附原文。
    """
    names = [*(about or ()), *(_names(watch) if watch else ())]
    with Store.open(old, read_only=True) as before, Store.open(new, read_only=True) as after:
        found = changes(before, after, names if about or watch else None)
    if format is DiffFormat.json:
        write_json({"old": str(old), "new": str(new), "about": names, "changes": _records(found)})
    else:
        _markdown(found, old, new, lang.value)


def _names(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise UnreadableFile(f"{path} cannot be read ({e}); write one name a line") from e
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _records(found: Sequence[Change]) -> list[dict[str, Any]]:
    from loaders.records import statement_record

    return [
        {
            "kind": c.kind,
            "what": c.what,
            "before": statement_record(c.before) if c.before else None,
            "after": statement_record(c.after) if c.after else None,
        }
        for c in found
    ]


def _markdown(found: Sequence[Change], old: Path, new: Path, lang: str) -> None:
    say(f"# {old.name} → {new.name}")
    for kind in KINDS:
        part = [c for c in found if c.kind == kind]
        if part:
            say(f"\n## {_HEADINGS[kind][lang != 'zh']} ({len(part)})\n")
        for change in part:
            _item(change, lang)
    if not found:
        say("\n没有变化" if lang == "zh" else "\nNothing changed")


def _item(change: Change, lang: str) -> None:
    v = change.view
    statuses = vocabulary().statuses
    what = change.what
    for code, term in statuses.items():
        what = what.replace(code, getattr(term, lang))
    say(f"- **{_plain(_sentence(v, lang))}** {_plain(what)}")
    told = (
        {c.sentence for c in change.before.citations} if change.before and change.after else set()
    )
    fresh = [c for c in v.citations if c.sentence not in told] or list(v.citations)
    for c in fresh[:3]:
        page = "" if c.page is None else f" 第{c.page}页" if lang == "zh" else f" p. {c.page}"
        say(
            f"  > {_plain(c.sentence)} ——《{_plain(c.article)}》{page} {c.published or ''}".rstrip()
        )


def _sentence(v: StatementView, lang: str) -> str:
    target = v.object.text if isinstance(v.object, Literal) else v.object.name
    relation = getattr(vocabulary().relation_types[v.type], lang)
    details = "，".join(q.text for q in v.qualifiers)
    return f"{v.subject.name} {relation} {target}" + (f"（{details}）" if details else "")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: names hold asterisks, and sentences may hold anything."""
    line = " ".join(text.split())
    for special in ("\\", "*", "_", "`", "[", "]", "<", "#"):
        line = line.replace(special, "\\" + special)
    return line
