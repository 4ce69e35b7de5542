"""Sums, shares and numbers that a statement may carry, the surest first."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.expressions import expression
from kg.extraction.qualify.belonging import DEALS, FAR, belongs
from kg.extraction.qualify.names import name_of
from kg.extraction.qualify.scope import Scope, distance
from kg.extraction.values import Value
from kg.model import Span

# What is said of a stake without a number.
_WORDED_STAKE = expression(
    "(?:全部|(?:绝?大)?部分|大多数|剩余|其余|多数|少数|控制性)的?(?:股权|股份|权益|份额)|(?:控股|实控|控制)权(?!益|力|限)"
)
# 不会导致控制权变更, 不谋求控制权, 以部分股权置换
_NO_STAKE = expression("的?(?:变更|变动|稳定|为目的|置换|质押|认购)")
_NOT_SOUGHT = expression("(?:谋求|导致|影响|掌握|取得|不|以)[^，。；]{0,6}$")
_WHOLLY_OWNED = expression("全资(?=(?:控股)?[子孙]公司)")
# 持股5%以上的股东: says who sells, not how much.
_HOLDER_AFTER = expression(r"^的?[^，。；]{0,4}股东")
# What a later clause of the sentence calls the value by: ，作价3亿元；，占总股本的5%；，共2000万股.
_CARRIED = {
    "amount": expression(
        r"(?:价格|交易价值|交易规模|价款|作价|对价|代价|金额|总额|总价|套现|价|总投资|投资额|成交额|合同额|耗资|资金)"
        r"(?:仅|约|为|合计|共计|定为|总计|高达|达到?|人民币|：|:|预计|是|突破|超过?|近|不超过|将|或|\s)*$"
    ),
    "stake": expression(r"(?:占|即|比例)[^，。；,]{0,16}$"),
    "shares": expression(
        r"[，,（(](?:约|即|合计|共计|共|涉及|数量|股份|为|不超过|不超|总计|折合|对应|其中)*$"
    ),
}
_PRICE_BEFORE = expression(
    r"(?:以|斥资|耗资|出资|作价|现金|资金|对价|代价|总计|价格)[^，。；,]{0,12}$"
)
_GLUE = expression(r"(?:的|约|不超过|不低于|全部|合计|共计|持有的|[（(][^（）()]{0,30}[）)]|\s)*")
_ASIDE = expression(r"[（(][^（）()]{0,60}[）)]")


def in_words(relation: str, text: str, scope: Scope) -> re.Match[str] | None:
    """What a clause says of a stake without a number: 全部股权, 全资."""
    if relation == "SUBSIDIARY_OF":
        return _WHOLLY_OWNED.search(text, scope.start, scope.end)
    if relation not in DEALS:
        return None
    behind = 1 if text.startswith("的", scope.end) else 0
    inside = _WORDED_STAKE.search(text, max(scope.trigger, scope.start), scope.end)
    if inside is None and relation != "HOLDS_STAKE_IN":
        inside = _WORDED_STAKE.match(text, scope.end + behind)
    if inside is None or _NO_STAKE.match(text, inside.end()):
        return None
    return None if _NOT_SOUGHT.search(text, scope.start, inside.start()) else inside


def values_in(text: str, values: Sequence[Value], scope: Scope) -> list[Value]:
    """The values of the clause and of the bracket that closes it."""
    end = scope.clause_end
    aside = _ASIDE.match(text, end, scope.sentence_end)
    end = aside.end() if aside else end
    return [v for v in values if scope.clause_start <= v.span.start and v.span.end <= end]


def measures_of(
    relation: str,
    text: str,
    inside: Sequence[Value],
    values: Sequence[Value],
    scope: Scope,
    target: Span | None,
    dealt: Sequence[tuple[str, list[Value]]],
) -> Iterator[tuple[str, Value]]:
    """Values with the name of the qualifier they can fill, the surest first.

    Of what is `dealt` out to the members of a list, only what stands beside the object is free for the taking.
    """
    if target is not None:
        yield from _adjoining(text, inside, target)
    others = {value.span for _, found in dealt if len(found) > 1 for value in found}
    for name, value in _numbers(text, inside, scope):
        if value.span in others or not belongs(relation, name, text, value, scope):
            continue
        if relation == "HOLDS_STAKE_IN" or not _tells_who(name, text, value):
            yield name, value
    if relation in DEALS:
        for name, value in _carried(relation, text, values, scope):
            if value.span not in others and belongs(relation, name, text, value, scope):
                yield name, value


def _tells_who(name: str, text: str, value: Value) -> bool:
    return (
        name == "stake"
        and _HOLDER_AFTER.match(text[value.span.end : value.span.end + 12]) is not None
    )


def _adjoining(text: str, values: Iterable[Value], target: Span) -> Iterator[tuple[str, Value]]:
    """Values that stand directly behind or before the object: 甲51%股权、乙30%股权."""
    for value in values:
        behind = target.end <= value.span.start <= target.end + 40 and _GLUE.fullmatch(
            text, target.end, value.span.start
        )
        before = value.span.end <= target.start and text[value.span.end : target.start] in {
            "",
            "的",
        }
        if behind or before:
            name = name_of(text, value)
            if name:
                yield name, value


def _carried(
    relation: str, text: str, values: Sequence[Value], scope: Scope
) -> Iterator[tuple[str, Value]]:
    """Values of the clauses around that are called by their name."""
    stop = text.find("；", scope.clause_end, scope.sentence_end)
    end = min(scope.sentence_end if stop < 0 else stop, scope.clause_end + FAR)
    for value in values:
        name = name_of(text, value) or ("stake" if value.reading.kind == "percent" else "")
        if scope.clause_end <= value.span.start and value.span.end <= end and name in _CARRIED:
            before = text[max(scope.clause_end, value.span.start - 24) : value.span.start]
            if _CARRIED[name].search(before) or (
                relation == "HOLDS_STAKE_IN"
                and name == "stake"
                and re.search(
                    r"^[，,]?(?:合计|直接|间接|共|、|和|及|与){0,4}(?:持股|持有)(?:比例)?(?:为|约|达)?$",
                    before,
                )
            ):
                yield name, value
    if scope.trigger - scope.clause_start > 6:
        return
    for value in reversed(values):
        left = max(scope.sentence_start, scope.clause_start - 40)
        if left <= value.span.start and value.span.end < scope.clause_start:
            before = text[max(left, value.span.start - 20) : value.span.start]
            if name_of(text, value) == "amount" and _PRICE_BEFORE.search(before):
                yield "amount", value


def _numbers(text: str, values: Iterable[Value], scope: Scope) -> Iterable[tuple[str, Value]]:
    """Values with the qualifier name they can fill, nearest to the trigger first."""
    near = sorted(values, key=lambda v: (distance(v.span, scope.trigger), v.span.start))
    for value in near:
        name = name_of(text, value)
        if name:
            yield name, value
