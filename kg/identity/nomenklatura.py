"""Judgements in the lines of nomenklatura's resolver: a JSON list of two ids, judgement, score, user, time.

nomenklatura chains its decisions over ids of its own (``NK-…``); what such an id ties together is the same.
Its ids of entities are ours: the content ids that ``kg export --format entities`` writes.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.errors import BadJudgement
from kg.identity.judgements import ABOUT_ENTITIES, Judgement, Ref

_OURS = {"positive": "same", "negative": "different", "unsure": "unsure"}
_THEIRS = {ours: theirs for theirs, ours in _OURS.items()}
_CELLS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The judgements that were understood, and the ids that no entity has."""

    judgements: tuple[Judgement, ...]
    unknown: tuple[str, ...]


def resolver_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    r"""One line a judgement about entities, as nomenklatura's resolver reads them.

    >>> j = Judgement(judgement="same", first="Company:京东方", second="Company:BOE", who="王", when="2024-05-01")
    >>> next(resolver_lines([j]))
    '["9cd14e2f476c625a", "666d0a6bc62545ff", "positive", null, "王", "2024-05-01"]\n'
    """
    for j in judgements:
        if j.judgement in ABOUT_ENTITIES:
            first, second = sorted((e.entity_id for e in j.ends), reverse=True)
            row = [first, second, _THEIRS[j.judgement], None, j.who or None, j.when or None]
            yield json.dumps(row, ensure_ascii=False) + "\n"


def judgements_of(lines: Iterable[str], named: Callable[[str], Ref | None]) -> Imported:
    """What resolver lines decide; `named` gives the entity with an id, or None.

    Raises:
        BadJudgement: a line is none of nomenklatura's.
    """
    edges = [_edge(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    tied: dict[str, set[str]] = defaultdict(set)
    for one, other, verdict, _, _ in edges:
        if verdict == "positive":
            tied[one].add(other)
            tied[other].add(one)
    found: dict[tuple[Ref, Ref], Judgement] = {}
    unknown: set[str] = set()
    for one, other, verdict, who, when in edges:
        if verdict not in _OURS:
            continue
        ends = [_ends(i, tied, named, unknown) for i in (one, other)]
        both = {*ends[0], *ends[1]}
        pairs = combinations(sorted(both), 2) if verdict == "positive" else _across(*ends)
        for a, b in pairs:
            found.setdefault(
                (min(a, b), max(a, b)),
                Judgement(
                    judgement=_OURS[verdict],
                    first=str(min(a, b)),
                    second=str(max(a, b)),
                    who=who,
                    when=when,
                    why="nomenklatura",
                ),
            )
    return Imported(judgements=tuple(found.values()), unknown=tuple(sorted(unknown)))


def _across(ours: Iterable[Ref], theirs: Iterable[Ref]) -> Iterator[tuple[Ref, Ref]]:
    return ((a, b) for a in sorted(ours) for b in sorted(theirs) if a != b)


def _ends(
    node: str,
    tied: dict[str, set[str]],
    named: Callable[[str], Ref | None],
    unknown: set[str],
) -> set[Ref]:
    """The entity with this id, or all that an id of nomenklatura's ties together."""
    if ref := named(node):
        return {ref}
    if not node.startswith(("NK-", "Q")):
        unknown.add(node)
        return set()
    seen, ahead, refs = {node}, [node], set[Ref]()
    while ahead:
        for near in sorted(tied[ahead.pop()] - seen):
            seen.add(near)
            if ref := named(near):
                refs.add(ref)
            elif near.startswith(("NK-", "Q")):
                ahead.append(near)
            else:
                unknown.add(near)
    return refs


def _edge(number: int, line: str) -> tuple[str, str, str, str, str]:
    try:
        row = json.loads(line)
        one, other, verdict, _, who, when = row[:_CELLS]
        if not all(isinstance(v, str) for v in (one, other, verdict)):
            raise ValueError(line)
    except (ValueError, TypeError) as e:
        raise BadJudgement(
            f"line {number} is none of nomenklatura's resolver: {line.strip()[:60]!r};"
            ' such a line reads ["ID", "ID", "positive", null, "user", "time"]'
        ) from e
    return one, other, verdict, str(who or ""), str(when or "")
