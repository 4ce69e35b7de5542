"""Values dealt out to the members of a list: 甲、乙分别出资2亿元和1亿元."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.expressions import expression
from kg.extraction.qualify.names import name_of
from kg.extraction.qualify.scope import Scope
from kg.extraction.values import Value

# Words that give each of a list one of another.
EACH = expression("分别|依次")
# 三方持股比例为40%、20%和10%
_EACH_HERE = expression("分别|依次|(?<=[方者家])(?:持股|出资|认缴|股权)比例为")


def in_turn(
    dealt: Iterable[tuple[str, list[Value]]], turn: tuple[int, int]
) -> Iterator[tuple[str, Value]]:
    """The values that 分别 deals out to the members of a list, one each: that of the member whose `turn` it is."""
    place, many = turn
    for name, found in dealt:
        if len(found) == many > 1:
            yield name, found[place]


def dealt_here(
    text: str, inside: Sequence[Value], scope: Scope
) -> Iterable[tuple[str, list[Value]]]:
    """What the clause deals out, by qualifier: 甲、乙分别持股90%和10%."""
    word = _EACH_HERE.search(text, scope.clause_start, scope.clause_end)
    return _dealt(text, inside, word.start()).items() if word else ()


def dealt_behind(
    text: str, values: Sequence[Value], scope: Scope
) -> Iterable[tuple[str, list[Value]]]:
    """What the next clause deals out, by qualifier: ，持股比例依次为90%和10%."""
    word = _EACH_BEHIND.match(text, scope.clause_end, scope.sentence_end)
    if word is None:
        return ()
    end = next(
        (i for i in range(word.end(), scope.sentence_end) if text[i] in "，；。"),
        scope.sentence_end,
    )
    behind = [v for v in values if word.end() <= v.span.start < end]
    return _dealt(text, behind, word.start()).items()


def _dealt(text: str, values: Iterable[Value], start: int) -> dict[str, list[Value]]:
    """Values behind a word such as 分别 by the qualifier that they can fill."""
    dealt: dict[str, list[Value]] = {}
    for value in values:
        name = name_of(text, value) or ("stake" if value.reading.kind == "percent" else "")
        if value.span.start > start and name:
            dealt.setdefault(name, []).append(value)
    return {
        name: found
        for name, found in dealt.items()
        if all(_BESIDE_ONE.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(found))
    }


# 90%和10%, 1亿元（占50%）、1亿元: a list, and not 8万股转让给甲、9万股转让给乙.
_BESIDE_ONE = expression(
    r"[^，。；、（(]{0,6}(?:[（(][^（）()]{0,14}[）)])?(?:[、和及与/，]|以及)[^，。；]{0,3}"
)


# 甲、乙投资丙，持股比例分别为9%和5%, 设立丙，注册资本1亿元，双方分别持股9%和5%: the clause behind deals them out.
_EACH_BEHIND = expression(
    r"(?:，[^，。；]{0,12}(?:注册资本|注册资金|总投资|投资总额)[^，。；]{0,16})?，(?:[两双三四五各]方|各股东|各家)?的?"
    r"(?:(?:持股|占股|出资|认缴|投资|减持|增持|转让|认购)?(?:比例|金额|占比|额|数量|股份|股权)?(?:分别|依次)(?:为|是|约|达|占)"
    r"|(?<=方)(?:持股|出资|认缴|股权)?比例为|(?<=方的)(?:持股|出资|认缴|股权)?比例为"
    r"|(?:持股|占股|出资|认缴)比例(?:各)?为"
    r"|(?:分别|依次)(?:持股|占股|持有|出资|认缴|占)(?:比例)?(?:为|约)?)"
)
