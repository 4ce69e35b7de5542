"""The command ``kg``: finds the command, runs it, and says in one sentence what went wrong.

A command's module is imported when the command runs; help of the whole needs only the table below.
"""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from kg.errors import KgError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "Read digests into a graph (读入资讯，建图谱)"),
    "extract": ("extract", "JSON Lines in, mentions and statements out, no store (只抽取，不入库)"),
    "explain": ("explain", "What each stage makes of one sentence (解释一句话的抽取过程)"),
    "investors": ("questions", "Who put money into a company (谁投了它)"),
    "investments": ("questions", "What an investor put money into (它投了谁)"),
    "exposure": ("questions", "Which policies touch a company (受哪些政策影响)"),
    "path": ("questions", "How two entities are connected (两者如何关联)"),
    "timeline": ("questions", "What was said about an entity, in time (大事记)"),
    "ask": ("questions", "Answer a Chinese question (用中文提问)"),
    "draw": ("draw", "One offline HTML page about an entity (画出关系图)"),
    "find": ("find", "Entities by name, code or close spelling (查找实体)"),
    "info": ("info", "What a store holds (图谱概况)"),
    "export": ("export", "Write the graph in another format (导出)"),
    "import": ("import_", "Read RDF into a store (导入 RDF)"),
    "check": ("check", "Hold the graph against the shapes of the ontology (校验图谱)"),
    "sparql": ("sparql", "Answer a SPARQL query (SPARQL 查询)"),
    "load": ("load", "Bring a graph database in step with the graph (装入图数据库)"),
    "evaluate": ("evaluate", "Score a store against annotated articles (评测)"),
    "review": ("review", "Decide doubtful cases; decisions last (审核存疑的归并与陈述)"),
    "diff": ("diff", "What changed between two stores (比较两个图谱)"),
    "backup": ("care", "A copy, also while a build is running (备份)"),
    "verify": ("care", "Check everything a store promises (校验)"),
    "remove": ("remove", "Withdraw a document and what only it says (撤回文档)"),
}
"""Every command: the module that holds it, and its line in the help."""

_ABOUT = (
    "A knowledge graph of Chinese industry news: who invests in whom, which policy touches whom, "
    "with status and evidence on every statement. 中文产业资讯知识图谱。"
)
_INTERRUPTED, _FAILED = 130, 1


class _Commands(TyperGroup):
    """Shows commands by the table, imports one when it runs, and turns errors into sentences."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1])

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        return name, load(name) if name and found else found, rest

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as e:
            _stop(str(e))
        except KeyboardInterrupt:
            _stop("interrupted; what was finished is kept", _INTERRUPTED)
        except BrokenPipeError:
            _leave_quietly()
        except OSError as e:
            _stop(f"{e.strerror or e}{f': {e.filename}' if e.filename else ''}")
        except (RecursionError, MemoryError):
            _stop("the input is too large for the memory of this machine; split it")
        return result


def load(name: str) -> TyperCommand:
    """The command `name` with all its options, from its module."""
    module = import_module(f"kg.cli.{COMMANDS[name][0]}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    # No function may be called import.
    function = getattr(module, name.replace("-", "_") + "_" * iskeyword(name))
    app.command(name, epilog=module.EPILOG[name], short_help=COMMANDS[name][1])(function)
    command = typer.main.get_command(app)
    assert isinstance(command, TyperCommand)
    return command


def _stop(sentence: str, code: int = _FAILED) -> NoReturn:
    typer.echo(f"kg: {sentence}", err=True)
    raise typer.Exit(code)


def _leave_quietly() -> NoReturn:
    """The reader of our output went away; what is buffered must not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


app = typer.Typer(
    cls=_Commands,
    help=_ABOUT,
    add_completion=False,
    # Rich help costs 80 ms of every start; tables still use it.
    rich_markup_mode=None,
    no_args_is_help=True,
    epilog="Start with 从这里开始: kg build digest.txt --store graph.kg",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"kg {version('cn-industry-kg')}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_show_version, is_eager=True
    ),
) -> None:
    """The options before the command; the help text is the app's."""


def main() -> None:
    """Run the command line; set KG_TRACEBACK=1 to see where an unknown error comes from."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets its code, not an error.
            stream.reconfigure(errors="backslashreplace")
    try:
        typer.main.get_command(app)(prog_name="kg")
    except Exception as e:
        if os.environ.get("KG_TRACEBACK"):
            raise
        typer.echo(f"kg: an error nobody foresaw: {type(e).__name__}: {e}", err=True)
        sys.exit(_FAILED)


if __name__ == "__main__":
    main()
