"""The graph as files for ``neo4j-admin database import``, the fastest way into an empty database.

A folder of CSV files with typed headers, and ``import.args`` with the options that go with them. The
result is what ``loaders.to_neo4j`` would have written, hashes and all, so a later load goes on from
it: it makes the constraints and finds nothing to send.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from kg.errors import ExportError
from loaders.neo4j_life import LIFE
from loaders.neo4j_rows import (
    ARTICLE,
    DIGEST,
    DOCUMENT,
    ENTITY,
    FORMAT,
    HASH,
    ID,
    STATE,
    TEXT,
    LinkRow,
    NodeRow,
    article_node,
    document_node,
    entity_node,
    no_details,
    part_of,
)
from loaders.to_neo4j import PORTION, STATE_ID, LoadSource, read_units

ARGUMENTS = "import.args"
LIST_SEPARATOR = "\x1f"

_NODES: Mapping[str, tuple[str, ...]] = {
    ENTITY: ("name", "type", "aliases", "identifiers", "keys", "codes", HASH, DIGEST),
    TEXT: ("text",),
    DOCUMENT: ("title", "source", "media_type", "sha256", "published", HASH),
    ARTICLE: ("title", "section", "page", "published", "ordinal", "document", "document_id", HASH),
    STATE: ("format", "complete", "store"),
}
_STATED = ("status", "confidence", "evidence", "published", "qualifiers", *LIFE, HASH)
_LINKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (ENTITY, ENTITY): _STATED,
    (ENTITY, TEXT): _STATED,
    (ENTITY, ARTICLE): ("statement", "sentence", "page", "start", "end", "rule", "confidence"),
    (ARTICLE, ENTITY): ("surfaces", "mentions"),
    (ARTICLE, DOCUMENT): (),
}
_TYPES = {
    **dict.fromkeys(
        ("aliases", "identifiers", "keys", "codes", "evidence", "surfaces"), "string[]"
    ),
    **dict.fromkeys(("page", "ordinal", "start", "end", "mentions", "format", "sources"), "int"),
    "confidence": "double",
    "complete": "boolean",
}


def write_folder(source: LoadSource, folder: Path) -> None:
    """Write the whole store to a folder, which is made, and appears only when it is complete.

    Raises:
        ExportError: the folder is there and not empty, or cannot be written, or a name holds the
            character that separates names in a list.
    """
    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{folder} is there already; choose a new or an empty folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            _write(source, part)
            part.chmod(0o755)
            part.replace(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as e:
        reason = e.strerror or str(e)
        raise ExportError(f"cannot write {folder}: {reason}; choose another folder") from e


def _write(source: LoadSource, folder: Path) -> None:
    with source.unchanging(), _tables(folder) as tables:
        state = {ID: STATE_ID, "format": FORMAT, "complete": True, "store": ""}
        tables.node(NodeRow(id=STATE_ID, kind=STATE, props=state))
        for document in source.documents():
            articles = source.article_views(document.id)
            nodes = [article_node(a) for a in articles]
            tables.nodes((document_node(document, nodes), *nodes))
            tables.links(map(part_of, articles))
        for ids in source.id_portions(PORTION):
            digests = {}
            for unit in read_units(source, ids):
                digests[unit.id] = unit.digest
                tables.nodes(unit.texts)
                tables.links(unit.links)
            for view in source.bare_entities(ids):
                tables.node(entity_node(view), {DIGEST: digests[view.id]})


class _Tables:
    """The open files, one for each kind of node and each pair of kinds."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._node_files = {
            kind: self._open(stack, folder / f"{kind}.csv", _node_header(kind)) for kind in _NODES
        }
        self._link_files = {
            pair: self._open(stack, folder / f"{'-'.join(pair)}.csv", _link_header(pair))
            for pair in _LINKS
        }
        arguments = [*(f"--nodes={kind}.csv" for kind in _NODES)]
        arguments += [f"--relationships={'-'.join(pair)}.csv" for pair in _LINKS]
        arguments += ["--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string"]
        (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")

    @staticmethod
    def _open(stack: ExitStack, path: Path, header: Iterable[str]) -> TextIO:
        file = stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
        file.write(",".join(header) + "\n")
        return file

    def node(self, row: NodeRow, more: Mapping[str, Any] | None = None) -> None:
        props = {**row.props, **(more or {})}
        values = (row.id, *(props.get(name) for name in _NODES[row.kind]))
        # Labels are separated as lists are.
        self._node_files[row.kind].write(_line((*values, [row.kind, *row.labels])))

    def nodes(self, rows: Iterable[NodeRow]) -> None:
        for row in rows:
            self.node(row)

    def links(self, rows: Iterable[LinkRow]) -> None:
        for row in rows:
            names = _link_columns((row.start_kind, row.end_kind))
            values = (row.id, row.start, row.end, row.type, *map(row.props.get, names))
            self._link_files[row.start_kind, row.end_kind].write(_line(values))


@contextmanager
def _tables(folder: Path) -> Iterator[_Tables]:
    with ExitStack() as stack:
        yield _Tables(folder, stack)


def _node_header(kind: str) -> list[str]:
    return [f"{ID}:ID({kind})", *map(_typed, _NODES[kind]), ":LABEL"]


def _link_header(pair: tuple[str, str]) -> list[str]:
    ends = [f":START_ID({pair[0]})", f":END_ID({pair[1]})", ":TYPE"]
    return [ID, *ends, *map(_typed, _link_columns(pair))]


def _link_columns(pair: tuple[str, str]) -> tuple[str, ...]:
    names = _LINKS[pair]
    return (*names, *no_details()) if names is _STATED else names


def _typed(name: str) -> str:
    number = name.endswith(("_low", "_high")) and name in no_details()
    kind = "double" if number else _TYPES.get(name, "")
    return f"{name}:{kind}" if kind else name


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    """A value as the import reads it: texts in quotes, so that an empty one is not nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return _cell(LIST_SEPARATOR.join(_separable(value)))
    text = str(value).replace('"', '""')
    return f'"{text}"'


def _separable(values: Sequence[str]) -> Sequence[str]:
    for value in values:
        if LIST_SEPARATOR in value:
            raise ExportError(
                f"{value!r} holds the character U+001F, which separates lists in these files; use "
                "kg load neo4j, which knows no such limit"
            )
    return values
