"""Qualifiers: which of the values near a statement belong to it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extraction.values import Value
from kg.model import Qualifier, Span
from ontology.vocabulary import vocabulary

_ROUND = re.compile(
    r"(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}(?:\+)?轮|天使\+?轮|种子轮|战略(?:融资|投资)|定增|定向增发|非公开发行|首轮|"
    r"第?[一二三四五六七八九十]+轮|第[一二三四五六七八九十\d]+次增资|基石投资|新一轮"
)
_HOLDER = re.compile(
    r"(?:第[一二三四五六七八九十]+大股东|单一最大股东|控股股东|实际控制人|最大股东|前十大股东|原始股东|二股东|大股东)"
)
_SHARES = re.compile(r"股$")
_PER_SHARE = re.compile(r"/(?:股|ADS)|每股")
_STAKE_AFTER = re.compile(r"^[^，。；]{0,8}(?:股权|股份|股本|持股|的股|权益|投票权|表决权|份额)")
_STAKE_BEFORE = re.compile(r"(?:持股|持有|占|股权|股份|比例|收购|转让|出售)[^，。；]{0,24}$")
_EVENT_DATES = frozenset(
    ["INVESTED_IN", "ACQUIRED", "HOLDS_STAKE_IN", "REDUCED_STAKE_IN", "FOUNDED", "LISTED_ON", "ISSUED", "DEVELOPS", "PARTNERS_WITH", "SUPPLIES", "ORGANIZED", "PARTICIPATED_IN", "PUBLISHED", "USES", "SUPERVISES", "OPERATES"]
)


class Scope(NamedTuple):
    """Where a match stands: its own range, its clause and its sentence, as article offsets."""

    start: int
    end: int
    trigger: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int


def qualify(
    relation: str, text: str, values: Sequence[Value], scope: Scope
) -> tuple[Qualifier, ...]:
    """The qualifiers of a statement found at `scope`, those that its relation type may carry.

    The nearest value of the right kind inside the clause wins; a date may also open the sentence.
    """
    allowed = set(vocabulary().relation(relation).qualifiers)
    found: dict[str, Qualifier] = {}
    inside = [
        v for v in values if scope.clause_start <= v.span.start and v.span.end <= scope.clause_end
    ]
    for name, value in _numbers(text, inside, scope):
        if name in allowed and name not in found:
            found[name] = Qualifier(
                name=name, text=value.text, reading=value.reading, span=value.span
            )
    if "date" in allowed and relation in _EVENT_DATES:
        date = _date(text, values, scope)
        if date is not None:
            found["date"] = Qualifier(
                name="date", text=date.text, reading=date.reading, span=date.span
            )
    for name, pattern in (("round", _ROUND), ("title", _HOLDER)):
        if name in allowed and relation != "HOLDS_POSITION":
            m = pattern.search(text, scope.clause_start, scope.clause_end)
            if m:
                found[name] = Qualifier(
                    name=name, text=m.group(), span=Span(start=m.start(), end=m.end())
                )
    return tuple(found[k] for k in sorted(found))


def _numbers(text: str, values: Iterable[Value], scope: Scope) -> Iterable[tuple[str, Value]]:
    """Values with the qualifier name they can fill, nearest to the trigger first."""
    near = sorted(values, key=lambda v: (_distance(v.span, scope.trigger), v.span.start))
    for value in near:
        name = _name_of(text, value)
        if name:
            yield name, value


def _distance(span: Span, at: int) -> int:
    return min(abs(span.start - at), abs(span.end - at))


def _name_of(text: str, value: Value) -> str:
    if value.reading.kind == "money":
        return "value" if _PER_SHARE.search(value.text) or _is_worth(text, value) else "amount"
    if value.reading.kind == "count":
        return "shares" if _SHARES.search(value.text) else ""
    if value.reading.kind == "percent":
        after = text[value.span.end : value.span.end + 16]
        before = text[max(0, value.span.start - 28) : value.span.start]
        return "stake" if _STAKE_AFTER.match(after) or _STAKE_BEFORE.search(before) else ""
    return ""


def _is_worth(text: str, value: Value) -> bool:
    before = text[max(0, value.span.start - 10) : value.span.start]
    return (
        re.search(r"(?:市值|估值|浮盈|注册资本|营收|收入|收盘价|报收于)[^，。]{0,4}$", before)
        is not None
    )


def _date(text: str, values: Sequence[Value], scope: Scope) -> Value | None:
    dates = [v for v in values if v.reading.kind == "date"]
    clause = [
        v for v in dates if scope.clause_start <= v.span.start and v.span.end <= scope.clause_end
    ]
    if clause:
        return min(clause, key=lambda v: (_distance(v.span, scope.trigger), v.span.start))
    lead = [v for v in dates if scope.sentence_start <= v.span.start and v.span.end <= scope.start]
    return lead[-1] if lead else None
