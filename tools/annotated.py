"""Reads and checks the annotated passages of ``data/training`` (format: the README there).

``python tools/annotated.py FILE…`` prints what is wrong, line by line, and counts what there is.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology.vocabulary import vocabulary

_OPEN, _CLOSE = "[", "]"
_TAG = re.compile(r"\|([a-z]+\d+)(?::([A-Za-z]+))?$")
_STOPS = ("。", "！", "？", "；", "”", "…")
_FACT = re.compile(
    r'> ([A-Z_]+) ([a-z]+\d+) ([a-z]+\d+|"[^"]+")(?: ([a-z_]+)(?=\s|$))?(?:\s+(\S+=.*))?$'
)


class AnnotationError(ValueError):
    """A line that cannot be read: what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mention: half-open offsets into the text of the passage, the id of what it names, its type."""

    start: int
    end: int
    id: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement; `object` is an id, or a text if `literal`; `line` is the index of its sentence."""

    type: str
    subject: str
    object: str
    literal: bool
    status: str
    qualifiers: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few sentences with their mentions and statements; a sentence without a stop is a line."""

    source: str
    title: str
    text: str
    lines: tuple[tuple[int, int], ...]
    mentions: tuple[Marked, ...]
    facts: tuple[Fact, ...]


def read_passages(paths: Iterable[Path]) -> Iterator[Passage | AnnotationError]:
    """The passages of the files in their order; what cannot be read comes as the error that it is."""
    for path in sorted(paths):
        block: list[tuple[int, str]] = []
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate([*lines, ""], 1):
            if line.strip():
                block.append((number, line.rstrip()))
            elif block:
                yield _passage_or_error(path, block)
                block = []


def _passage_or_error(path: Path, block: list[tuple[int, str]]) -> Passage | AnnotationError:
    try:
        return _passage(path, block)
    except AnnotationError as error:
        return error


def _passage(path: Path, block: list[tuple[int, str]]) -> Passage:
    title, text = "", ""
    spans: list[tuple[int, int]] = []
    raw: list[tuple[int, int, str, str]] = []
    facts: list[tuple[str, Fact]] = []
    for number, line in block:
        where = f"{path.name}:{number}"
        if line.startswith("## "):
            title = line[3:].strip()
        elif line.startswith(">"):
            if not spans:
                raise AnnotationError(f"{where}: a statement before the first sentence")
            facts.append((where, _fact(where, line, len(spans) - 1)))
        else:
            plain, marks = _unmark(where, line)
            raw.extend((s + len(text), e + len(text), i, t) for s, e, i, t in marks)
            spans.append((len(text), len(text) + len(plain)))
            # A headline or a line of a list is a block of its own, as in an article.
            text += plain if plain.endswith(_STOPS) else plain + "\n"
    if not spans:
        raise AnnotationError(f"{path.name}:{block[0][0]}: no sentence")
    types = _types(f"{path.name}:{block[0][0]}", raw)
    for where, fact in facts:
        _check(where, fact, types, text)
    return Passage(
        source=f"{path.name}:{block[0][0]}",
        title=title,
        text=text,
        lines=tuple(spans),
        mentions=tuple(
            Marked(start=s, end=e, id=i, type=types[i])
            for s, e, i in sorted((*_bare(text, s, e), i) for s, e, i, _ in raw)
        ),
        facts=tuple(fact for _, fact in facts),
    )


_QUOTES = {"“": "”", "‘": "’", "《": "》", '"': '"'}


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without quotation marks that enclose it."""
    while end - start > 2 and _QUOTES.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
    return start, end


def _unmark(where: str, line: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text without marks, and the marks: start, end, id, type or ""."""
    out: list[str] = []
    starts: list[int] = []
    marks: list[tuple[int, int, str, str]] = []
    length = 0
    at = 0
    while at < len(line):
        char = line[at]
        if char == _OPEN:
            starts.append(length)
        elif char == "|":
            close = line.find(_CLOSE, at)
            tag = _TAG.match(line[at:close]) if close > 0 else None
            if not tag or not starts:
                raise AnnotationError(f"{where}: cannot read the mark at {line[at : at + 20]!r}")
            start = starts.pop()
            if start == length:
                raise AnnotationError(f"{where}: an empty mention")
            marks.append((start, length, tag[1], tag[2] or ""))
            at = close
        elif char == _CLOSE:
            raise AnnotationError(
                f"{where}: a bracket without id at {line[max(0, at - 15) : at]!r}"
            )
        else:
            out.append(char)
            length += 1
        at += 1
    if starts:
        raise AnnotationError(f"{where}: a bracket is not closed")
    return "".join(out), marks


def _types(where: str, marks: list[tuple[int, int, str, str]]) -> dict[str, str]:
    types: dict[str, str] = {}
    for _, _, key, kind in marks:
        if kind and kind not in vocabulary().entity_types:
            raise AnnotationError(f"{where}: no entity type {kind!r}")
        if kind and types.setdefault(key, kind) != kind:
            raise AnnotationError(f"{where}: {key} is {types[key]} and {kind}")
    for _, _, key, _ in marks:
        if key not in types:
            raise AnnotationError(f"{where}: {key} has no type")
    return types


def _fact(where: str, line: str, sentence: int) -> Fact:
    match = _FACT.match(line)
    if not match:
        raise AnnotationError(f"{where}: cannot read {line!r}")
    kind, subject, obj, status, rest = match.groups()
    parts = [p.strip().split("=", 1) for p in (rest or "").split(";") if p.strip()]
    if any(len(p) != 2 for p in parts):
        raise AnnotationError(f"{where}: a qualifier without '=' in {rest!r}")
    return Fact(
        type=kind,
        subject=subject,
        object=obj.strip('"'),
        literal=obj.startswith('"'),
        status=status or "completed",
        qualifiers=tuple((name.strip(), text.strip()) for name, text in parts),
        line=sentence,
    )


def _check(where: str, fact: Fact, types: dict[str, str], text: str) -> None:
    words = vocabulary()
    if fact.type not in words.relation_types:
        raise AnnotationError(f"{where}: no relation {fact.type!r}")
    if fact.status not in words.statuses:
        raise AnnotationError(f"{where}: no status {fact.status!r}")
    for key in (fact.subject, *([] if fact.literal else [fact.object])):
        if key not in types:
            raise AnnotationError(f"{where}: {key} is not marked in the passage")
    object_type = None if fact.literal else types[fact.object]
    if not words.allows(types[fact.subject], fact.type, object_type):
        raise AnnotationError(
            f"{where}: {types[fact.subject]} {fact.type} {object_type} is outside domain and range"
        )
    for name, value in fact.qualifiers:
        if name not in words.qualifiers:
            raise AnnotationError(f"{where}: no qualifier {name!r}")
        if name != "approved_by" and value not in text:
            raise AnnotationError(f"{where}: {name}={value!r} is not in the text")


def main() -> int:
    """Check the files named on the command line; exit code 1 if anything is wrong."""
    paths = [Path(p) for p in sys.argv[1:]]
    lines, chars, wrong = 0, 0, 0
    mentions: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for item in read_passages(paths):
        if isinstance(item, AnnotationError):
            wrong += 1
            sys.stdout.write(f"{item}\n")
            continue
        lines += len(item.lines)
        chars += len(item.text)
        mentions.update(m.type for m in item.mentions)
        facts.update(f.type for f in item.facts)
        statuses.update(f.status for f in item.facts)
    sys.stdout.write(f"{lines} sentences, {chars} characters, {wrong} wrong passages\n")
    for counts in (mentions, facts, statuses):
        sys.stdout.write(", ".join(f"{k} {n}" for k, n in counts.most_common()) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
