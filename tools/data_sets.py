"""Readers of the data sets of other people: FinRE, FewFC, Universal NER, their labels mapped to ours.

``relations_map.yaml`` beside the benchmark says which label means which of our relations, and what has no counterpart.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.extraction.nametype import type_of_name
from kg.extraction.pipeline import Name
from kg.model import Statement

MAP = Path(__file__).parent.parent / "benchmarks" / "relations_map.yaml"


@cache
def mapping() -> dict[str, Any]:
    """The mapping of foreign labels to our relation types."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(MAP.read_text(encoding="utf-8"))
    return loaded


def occurrences(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands in the text."""
    return [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)] if name else []


def given(text: str, names: Iterable[str]) -> list[Name]:
    """The spans of the names, typed as companies unless the name itself says otherwise."""
    return [
        (a, b, type_of_name(name, "Company")) for name in names for a, b in occurrences(text, name)
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """A statement between two given names."""

    relation: str
    subject: str
    object: str
    statement: Statement

    @property
    def rule(self) -> str:
        """The rule of its first evidence."""
        return self.statement.evidence[0].rule


# --- FinRE ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """A relation that a data set states; any of the types is right, if `either` any direction."""

    relations: tuple[str, ...]
    subject: str
    object: str
    either: bool = False
    status: str = ""
    label: str = ""
    values: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str, str], ...] = ()

    def almost_met_by(self, f: Found) -> bool:
        """Whether a statement says it in a way that a careful reader may choose too."""
        return self.met_by(f) or (f.relation, f.subject, f.object) in self.also

    def met_by(self, f: Found) -> bool:
        """Whether a statement says it."""
        ends = (f.subject, f.object)
        here = (self.subject, self.object)
        return f.relation in self.relations and (
            ends == here or (self.either and ends == here[::-1])
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its two named companies, with all labels the data set gives them."""

    text: str
    names: tuple[str, str]
    labels: frozenset[str]
    wanted: tuple[Wanted, ...]


def finre_pairs(path: Path) -> list[Pair]:
    """The pairs of a FinRE file; the two mirrored lines of a pair are one."""
    labels: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    wanted: dict[tuple[str, tuple[str, str]], dict[Wanted, None]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.count("\t") != 3:
            continue
        head, tail, label, text = (unmasked(cell) for cell in line.split("\t"))
        key = (text, (min(head, tail), max(head, tail)))
        labels[key].add(label.removeprefix("被"))
        if label in mapping()["finre"]:
            wanted[key][_wanted(label, head, tail)] = None
    return [
        Pair(text, names, frozenset(labels[text, names]), tuple(wanted[text, names]))
        for text, names in labels
    ]


def unmasked(text: str) -> str:
    """`text` with its masked numbers, written <N>, as numbers, since no text is printed that way.

    >>> unmasked("<N>年<N>月持股<N>.<N>%")
    '2018年8月持股8.8%'
    """
    return text.replace("<N>年", "2018年").replace("<N>", "8")


def _wanted(label: str, head: str, tail: str) -> Wanted:
    entry = mapping()["finre"][label]
    ends = [head, tail]
    either = entry.get("either", False)
    if either:
        ends.sort()
    elif entry.get("reversed"):
        ends.reverse()
    status = entry.get("status", "")
    others = ((o["relation"], o.get("reversed", False)) for o in entry.get("also", ()))
    also = tuple((r, tail, head) if back else (r, head, tail) for r, back in others)
    short = label.removeprefix("被")
    return Wanted((entry["relation"],), ends[0], ends[1], either, status, short, (), also)


# --- FewFC ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence of FewFC with the relations that its events state, and the names in them."""

    text: str
    names: dict[str, str]
    wanted: tuple[Wanted, ...]
    spans: tuple[Name, ...]


def fewfc_sentences(folder: Path, fold: str) -> list[EventSentence]:
    """The sentences of one fold (`tune` or `held`) of the train files, folds by hash of the id."""
    found = []
    for path in sorted(folder.glob("train_*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            held = sha256(doc["id"].encode()).digest()[0] % 4 == 0
            if held == (fold == "held"):
                found.append(_event_sentence(doc))
    return found


def _event_sentence(doc: dict[str, Any]) -> EventSentence:
    names: dict[str, str] = {}
    wanted: dict[tuple[Any, ...], Wanted] = {}
    spans: dict[Name, None] = {}
    for event in doc["events"]:
        for m in event["mentions"]:
            if m["role"] in _NAME_ROLES:
                kind = (
                    "Person" if m["role"].endswith("-per") else type_of_name(m["word"], "Company")
                )
                names.setdefault(m["word"], kind)
                spans[m["span"][0], m["span"][1], kind] = None
        for want in _event_relations(event):
            key = (want.label, want.relations, want.subject, want.object)
            wanted.setdefault(key, want)
    return EventSentence(doc["content"], names, tuple(wanted.values()), tuple(spans))


_NAME_ROLES = frozenset(
    {"sub", "obj", "sub-org", "obj-org", "sub-per", "obj-per", "target-company", "institution"}
)


def _event_relations(event: dict[str, Any]) -> Iterator[Wanted]:
    words: dict[str, list[str]] = defaultdict(list)
    for m in event["mentions"]:
        words[m["role"]].append(m["word"])
    names = mapping()["fewfc_values"]
    values = tuple((names[role], w[0]) for role, w in sorted(words.items()) if role in names)
    for entry in mapping()["fewfc"].get(event["type"], ()):
        for subject in [w for role in entry["subject"] for w in words[role]]:
            for obj in [w for role in entry["object"] for w in words[role]]:
                if subject != obj:
                    yield Wanted(
                        tuple(entry["relations"]),
                        subject,
                        obj,
                        entry.get("either", False),
                        "",
                        event["type"],
                        values,
                    )


# --- Universal NER -------------------------------------------------------------------------------


def uner_sentences(path: Path) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Each sentence with its spans of PER, LOC and ORG."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        text, spans, open_span = "", set(), None
        for row in lines:
            if open_span and not row[2].startswith("I-"):
                spans.add((open_span[0], len(text), open_span[1]))
                open_span = None
            if row[2].startswith("B-"):
                open_span = (len(text), row[2][2:])
            text += row[1]
        if open_span:
            spans.add((open_span[0], len(text), open_span[1]))
        if text:
            yield text, {s for s in spans if s[2] in {"PER", "LOC", "ORG"}}
