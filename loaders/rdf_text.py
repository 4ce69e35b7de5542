"""Blocks as text: Turtle, TriG, N-Quads and JSON-LD, written as they come, without a graph in memory.

The writers take ``(graph, block)`` pairs; an empty graph name is the default graph.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, TextIO

from loaders.rdf_terms import TYPE, Block, Iri, Object, Pairs, Text, is_local
from ontology.namespaces import PREFIXES

Placed = tuple[str, Block]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile('["\\\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]')
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def write_turtle(placed: Iterable[Placed], out: TextIO) -> None:
    """Everything as one graph."""
    _write_prefixes(out)
    for _, said in placed:
        out.write("\n" + _turtle(said))


def write_trig(placed: Iterable[Placed], out: TextIO) -> None:
    """Each graph in braces; a graph may be opened several times, as TriG allows."""
    _write_prefixes(out)
    for graph, group in groupby(placed, key=lambda p: p[0]):
        if graph:
            out.write(f"\nGRAPH {_compact(graph)} {{\n")
            out.writelines(_turtle(said) for _, said in group)
            out.write("}\n")
        else:
            out.writelines("\n" + _turtle(said) for _, said in group)


def write_nquads(placed: Iterable[Placed], out: TextIO) -> None:
    """One line a statement of RDF, the form to load large graphs from."""
    for graph, said in placed:
        end = f" <{graph}> .\n" if graph else " .\n"
        start = f"<{said.subject}> <"
        out.writelines(f"{start}{p}> {_full(o)}{end}" for p, o in said.pairs)


def write_jsonld(placed: Iterable[Placed], out: TextIO) -> None:
    """One node a line under the context of ``ontology/context.jsonld``, which is put in front."""
    context = _context()
    out.write('{"@context": ' + json.dumps(context, ensure_ascii=False) + ',\n"@graph": [')
    comma = "\n"
    for graph, group in groupby(placed, key=lambda p: p[0]):
        nodes = (_json(_node(said, context)) for _, said in group)
        if graph:
            out.write(f'{comma}{{"@id": {_json(_compact_name(graph))}, "@graph": [\n')
            out.write(",\n".join(nodes) + "\n]}")
        else:
            for text in nodes:
                out.write(comma + text)
                comma = ",\n"
        comma = ",\n"
    out.write("\n]}\n")


# --- Turtle, TriG, N-Quads ------------------------------------------------------------------------


def _write_prefixes(out: TextIO) -> None:
    out.writelines(f"@prefix {prefix}: <{name}> .\n" for prefix, name in sorted(PREFIXES.items()))


def _turtle(said: Block) -> str:
    objects = {p: _written(o) for p, o in said.pairs}
    if len(objects) < len(said.pairs):
        objects = _listed(said.pairs)
    lines = [f"{_predicate(p)} {written}" for p, written in objects.items()]
    return f"{_compact(said.subject)} {_JOINED.join(lines)} .\n"


def _listed(pairs: Pairs) -> dict[str, str]:
    """The objects of each property, those of one property behind each other in order of their text."""
    found: dict[str, list[str]] = {}
    for prop, target in pairs:
        found.setdefault(prop, []).append(_written(target))
    return {prop: " , ".join(sorted(written)) for prop, written in found.items()}


def _written(target: Object) -> str:
    return _compact(target.value) if isinstance(target, Iri) else _literal(target)


_JOINED = " ;\n    "


@lru_cache(maxsize=1024)
def _predicate(iri: str) -> str:
    return "a" if iri == TYPE else _compact(iri)


def _literal(target: Text) -> str:
    value, datatype, language = target
    text = f'"{_UNSAFE.sub(_escape, value)}"' if _UNSAFE.search(value) else f'"{value}"'
    if language:
        return f"{text}@{language}"
    return f"{text}^^{_compact(datatype)}" if datatype else text


def _full(target: Object) -> str:
    if isinstance(target, Iri):
        return f"<{target.value}>"
    text = _quoted(target.value)
    if target.language:
        return f"{text}@{target.language}"
    return f"{text}^^<{target.datatype}>" if target.datatype else text


def _quoted(text: str) -> str:
    return f'"{_UNSAFE.sub(_escape, text)}"' if _UNSAFE.search(text) else f'"{text}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


@lru_cache(maxsize=65536)
def _compact(iri: str) -> str:
    """The IRI as ``prefix:local`` where that needs no escaping, else in angle brackets."""
    short = _compact_name(iri)
    return f"<{iri}>" if short is iri else short


def _compact_name(iri: str) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix, local = _NAMESPACES.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix and is_local(local) else iri


# --- JSON-LD --------------------------------------------------------------------------------------


def _context() -> dict[str, Any]:
    text = files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]
    return context


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _node(said: Block, context: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for predicate, target in said.pairs:
        name = _compact_name(predicate)
        if predicate == TYPE:
            found.setdefault("@type", []).append(_compact_name(target.value))
            continue
        term = name.removeprefix("kgo:")
        known = context.get(term) if term != name else None
        key = term if isinstance(known, dict) else name
        found.setdefault(key, []).append(_value(target, known))
    nodes = {key: values[0] if len(values) == 1 else values for key, values in found.items()}
    return {"@id": _compact_name(said.subject), **nodes}


def _value(target: Object, known: Any) -> Any:
    """The value, bare where the context already says what it is."""
    coerced = known.get("@type") if isinstance(known, dict) else None
    if isinstance(target, Iri):
        short = _compact_name(target.value)
        return short if coerced == "@id" else {"@id": short}
    if target.language:
        return {"@value": target.value, "@language": target.language}
    datatype = _compact_name(target.datatype) if target.datatype else None
    if datatype == coerced:
        return target.value
    return {"@value": target.value, "@type": datatype or "xsd:string"}


def blocks_of(placed: Iterable[Placed]) -> Iterator[Block]:
    """The blocks without their graphs."""
    return (said for _, said in placed)
