"""Reading the pattern files, and the annotated examples that each pattern carries."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kg.errors import BadPattern
from kg.expressions import expression
from kg.extraction.patterns.grammar import Pattern, expand
from ontology.errors import UnknownTerm
from ontology.vocabulary import vocabulary

_KEYS = {
    "id", "relation", "pattern", "triggers", "match", "not", "expect", "status", "confidence", "asides",
    "minority", "unless",
}  # fmt: skip
_INLINE = expression(r"\[([^\[\]/]+)/([A-Za-z]+)\]")


class Example(NamedTuple):
    """A sentence with its mentions: ``[禾穗资本/Fund]投资了[砺芯/Company]``."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]


def read_example(annotated: str) -> Example:
    """The plain text of an annotated example, with start, end and type of each mention.

    >>> read_example("[禾穗资本/Fund]投资了[砺芯/Company]。")
    Example(text='禾穗资本投资了砺芯。', mentions=((0, 4, 'Fund'), (7, 9, 'Company')))
    """
    out, mentions, at, size = [], [], 0, 0
    for m in _INLINE.finditer(annotated):
        out += [annotated[at : m.start()], m.group(1)]
        start = size + m.start() - at
        size = start + len(m.group(1))
        mentions.append((start, size, m.group(2)))
        at = m.end()
    out.append(annotated[at:])
    return Example("".join(out), tuple(mentions))


@cache
def load_patterns() -> tuple[Pattern, ...]:
    """All patterns in the order of file name and place in the file.

    Raises:
        BadPattern: a pattern is malformed or says what the ontology does not allow; file and id are named.
    """
    found: dict[str, Pattern] = {}
    for name, raw in _entries():
        pattern = _pattern(name, raw)
        if pattern.id in found:
            raise BadPattern(f"{name}: pattern id {pattern.id} is used twice; choose another")
        found[pattern.id] = pattern
    return tuple(found.values())


def _entries() -> Iterator[tuple[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    folder = files("kg") / "extraction" / "patterns"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            for raw in yaml.load(path.read_text(encoding="utf-8"), Loader=loader):
                yield path.name, raw


def _pattern(file: str, raw: Any) -> Pattern:
    if not isinstance(raw, dict) or "id" not in raw:
        raise BadPattern(f"{file}: every pattern is a mapping with an id; found {raw!r}")
    unknown = set(raw) - _KEYS
    missing = {"relation", "pattern", "triggers", "match", "not"} - set(raw)
    if unknown or missing:
        raise BadPattern(
            f"{file}: {raw['id']}: unknown {sorted(unknown)}, missing {sorted(missing)}"
        )
    pattern = Pattern(
        id=raw["id"],
        relation=raw["relation"],
        pattern=raw["pattern"],
        triggers=tuple(raw["triggers"]),
        match=raw["match"],
        reject=raw["not"],
        expect=tuple((a, b) for a, b in raw.get("expect", ())),
        status=raw.get("status", ""),
        confidence=float(raw.get("confidence", 0.8)),
        asides=bool(raw.get("asides", False)),
        minority=raw.get("minority", ""),
        unless=raw.get("unless", ""),
    )
    _check(file, pattern)
    return pattern


def _check(file: str, pattern: Pattern) -> None:
    try:
        if pattern.status:
            vocabulary().status(pattern.status)
        expand(pattern)
        _ = pattern.forbidden
        if pattern.minority:
            vocabulary().relation(pattern.minority)
        for example in (pattern.match, pattern.reject):
            for _, _, kind in read_example(example).mentions:
                vocabulary().entity_type(kind)
    except (UnknownTerm, BadPattern) as problem:
        raise BadPattern(f"{file}: {pattern.id}: {problem}") from None
