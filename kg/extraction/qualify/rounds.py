"""Rounds of financing: which one a deal belongs to, and whose sum it is."""

import re

from kg.expressions import expression
from kg.extraction.qualify.lists import EACH
from kg.extraction.qualify.scope import Scope
from kg.model import Qualifier, Span

ROUND = expression(
    r"(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}(?:\+)?轮|天使\+?轮|种子轮|战略(?:融资|投资)|定增|定向增发|非公开发行|首轮|"
    r"(?<!近)(?:第[一二三四五六七八九十]+|(?<![成了共计经得])[二三四五六七八九十]+)轮|第[一二三四五六七八九十\d]+次增资|基石投资|新一轮"
)
# A轮、B轮和B+轮, A1、A2轮: one event of several rounds as far as anyone can read.
_ROUNDS = expression(
    r"(?:(?:(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}|天使\+?|种子)轮?(?:融资)?(?:、|以及|和|及|与))+"
    r"(?:(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}|天使\+?)轮"
)


def joined_rounds(text: str, one: re.Match[str], begin: int, end: int) -> re.Match[str]:
    """The list of rounds that a round stands in, or the round alone."""
    if EACH.search(text, begin, end):
        # 甲和乙分别领投A轮和B轮: one each.
        return one
    lists = _ROUNDS.finditer(text, begin, end)
    return next((m for m in lists if m.start() <= one.start() and one.end() <= m.end()), one)


# 由甲领投的天使轮和乙领投的A轮, 甲的天使轮: each its own.
_OF_EACH = expression(
    r"(?:[、和与及][^，。；、的投]{2,12}){0,4}?(?:等[^，。；、的投]{0,6})?(?:(?:独家|联合|共同)?(?:领投|跟投|参投|投资))?的"
)


def with_own_round(text: str, investor: Span, told: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    """The qualifiers of an investment with the round that stands right behind its investor, if one does.

    >>> text = "由甲领投的天使轮和乙领投的A轮"
    >>> [q.text for q in with_own_round(text, Span(start=9, end=10), ())]
    ['A轮']
    """
    m = _OF_EACH.match(text, investor.end)
    named = ROUND.match(text, m.end()) if m else None
    if named is None:
        return told
    own = Qualifier(name="round", text=named[0], span=Span(start=named.start(), end=named.end()))
    return (*(q for q in told if q.name != "round"), own)


# 本轮投资3亿元, 获投资3亿元: of all who invest.
_PUT_IN = expression(
    r"(?<![轮总次目获得受，；。])(?:领投|跟投|参投|投资|认购|认缴|出资|追加|注资)了?(?:约|近|超)?$"
)
_NEXT_CLAUSE = expression("[，；。、]")


def without_others_sum(
    text: str, investor: Span, told: tuple[Qualifier, ...]
) -> tuple[Qualifier, ...]:
    """The qualifiers of an investment without the sum that another put in, told before its investor is named.

    >>> text = "甲追加投资30亿元，乙、丙参与"
    >>> sum_ = Qualifier(name="amount", text="30亿元", span=Span(start=5, end=9))
    >>> without_others_sum(text, Span(start=10, end=11), (sum_,))
    ()
    >>> without_others_sum(text, Span(start=0, end=1), (sum_,)) == (sum_,)
    True
    """

    def others(q: Qualifier) -> bool:
        return (
            q.name == "amount"
            and q.span is not None
            and (
                _is_put_in_before(text, q.span, investor)
                or _is_of_next_round(text, q.span, investor)
            )
        )

    return tuple(q for q in told if not others(q))


def _is_put_in_before(text: str, sum_: Span, investor: Span) -> bool:
    """Whether another's verb stands before a sum, and the investor in a clause behind it."""
    return (
        sum_.end < investor.start
        and _PUT_IN.search(text, max(0, sum_.start - 8), sum_.start) is not None
        and _NEXT_CLAUSE.search(text, sum_.end, investor.start) is not None
    )


# 天使轮由甲投资，A轮由乙领投，金额1亿元
_NEXT_ROUND = expression("[，；][^，。；]{0,4}(?<![本此该这])轮(?:融资|投资)?(?:则)?[由获]")


def _is_of_next_round(text: str, sum_: Span, investor: Span) -> bool:
    """Whether a sum is told of a round behind the one that an investor took part in."""
    return _NEXT_ROUND.search(text, investor.end, sum_.start) is not None


# 完成C轮融资。本轮融资由……领投: the round is named in the sentence before.
_THIS_ROUND = expression(r"[本此该]轮|[本此]次融资")
_NAMED_BEFORE = 200


def this_round(text: str, scope: Scope) -> Qualifier | None:
    """The round that 本轮 means: the last one named shortly before its sentence."""
    if not _THIS_ROUND.search(text, scope.sentence_start, scope.sentence_end):
        return None
    before = max(0, scope.sentence_start - _NAMED_BEFORE)
    named = [
        m
        for m in ROUND.finditer(text, before, scope.sentence_start)
        if m.group().endswith("轮") and m.group() != "新一轮"
    ]
    if not named:
        return None
    a, b = named[-1].span()
    return Qualifier(name="round", text=text[a:b], span=Span(start=a, end=b))
