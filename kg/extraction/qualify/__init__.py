"""Qualifiers: which of the values near a statement belong to it.

``names`` says what a value may be, ``belonging`` whether it is of this deal, ``measures`` which sums and shares a statement
may carry, ``lists`` what each of a list gets, ``rounds`` which round of financing is meant, ``dates`` which day, and
``offices`` who holds what office. ``scope`` is where a match stands.
"""

import re
from collections.abc import Sequence

from kg.expressions import expression
from kg.extraction.qualify.belonging import HIS_FIRM
from kg.extraction.qualify.dates import date_of, from_on, in_force
from kg.extraction.qualify.lists import EACH, dealt_behind, dealt_here, in_turn
from kg.extraction.qualify.measures import in_words, measures_of, values_in
from kg.extraction.qualify.offices import office_beside, office_told
from kg.extraction.qualify.rounds import (
    ROUND,
    joined_rounds,
    this_round,
    with_own_round,
    without_others_sum,
)
from kg.extraction.qualify.scope import Scope
from kg.extraction.values import Value
from kg.model import Qualifier, Span
from ontology.vocabulary import vocabulary

__all__ = [
    "EACH",
    "Scope",
    "office_beside",
    "office_told",
    "qualify",
    "with_own_round",
    "without_others_sum",
]

_HOLDER = expression(
    r"(?:第[一二三四五六七八九十]+大(?:流通)?股东|单一最大股东|间接控股股东|控股股东|实际控制人|实控人|最大股东|前[三五十]大(?:流通)?股东|原始股东|[二三]股东|大股东|小股东|主要股东|老股东|国有股东|外资股东)(?!(?:也|均|仍)?(?:不会|未|没有|并未|不)[^，。；]{0,4}(?:变更|变化|改变|变动))"
)
# Nothing tells what kind of holder: as good as a title where it stands between the two.
_PLAIN_HOLDER = expression("(?:原|现有|新)?股东(?!大会|会|权益|回报|名[册单]|结构|方)")
_NEXT_TO = 3
_EVENT_DATES = frozenset(
    [
        "INVESTED_IN",
        "ACQUIRED",
        "HOLDS_STAKE_IN",
        "REDUCED_STAKE_IN",
        "FOUNDED",
        "LISTED_ON",
        "ISSUED",
        "DEVELOPS",
        "PARTNERS_WITH",
        "SUPPLIES",
        "ORGANIZED",
        "PARTICIPATED_IN",
        "PUBLISHED",
        "USES",
        "SUPERVISES",
        "OPERATES",
    ]
)


def qualify(
    relation: str,
    text: str,
    values: Sequence[Value],
    scope: Scope,
    target: Span | None = None,
    turn: tuple[int, int] = (0, 1),
) -> tuple[Qualifier, ...]:
    """The qualifiers of a statement found at `scope`, those that its relation type may carry.

    `turn` is the place in a list of so many, for 分别出资2亿元和1亿元. A value that adjoins `target`, the object's mention, comes first; then the nearest of the right kind
    inside the clause; then what a neighbouring clause calls by its name (作价, 占总股本的). A date may also
    open the sentence.
    """
    allowed = set(vocabulary().relation(relation).qualifiers)
    found: dict[str, Qualifier] = {}
    inside = values_in(text, values, scope)
    dealt = [*dealt_here(text, inside, scope), *dealt_behind(text, values, scope)]
    candidates = measures_of(relation, text, inside, values, scope, target, dealt)
    for name, value in (*in_turn(dealt, turn), *candidates):
        if name in allowed and name not in found:
            found[name] = Qualifier(
                name=name, text=value.text, reading=value.reading, span=value.span
            )
    found |= _share_left(relation, text, values, scope)
    if "date" in allowed and relation in _EVENT_DATES:
        date = date_of(relation, text, values, scope)
        if date is not None:
            found["date"] = Qualifier(
                name="date", text=date.text, reading=date.reading, span=date.span
            )
    if "effective_date" in allowed and (force := in_force(text, values, scope)):
        found["effective_date"] = from_on(text, force)
    for name, pattern in (("round", ROUND), ("title", _HOLDER)):
        # 某人控制的甲是乙的第二大股东: the title is 甲's.
        of_firm = name == "title" and text.startswith(HIS_FIRM, scope.trigger)
        if name in allowed and relation != "HOLDS_POSITION" and not of_firm:
            # What stands before a semicolon is another's title: 为第一大股东；甲持股15%.
            opens = max(scope.clause_start, text.rfind("；", 0, scope.trigger) + 1)
            begins = opens if name == "title" else scope.clause_start
            matches = pattern.finditer(text, begins, scope.clause_end)
            # Two rounds may stand in one sentence: the one beside the trigger is meant.
            m = min(matches, key=lambda m: _less_telling(m, scope.trigger), default=None)
            if m is None and name == "title":
                m = _HOLDER_NEXT.match(text, scope.clause_end, scope.sentence_end)
                m = m and _HOLDER.search(text, m.start(), m.end())
            if m is None and name == "title" and relation == "HOLDS_STAKE_IN":
                m = _PLAIN_HOLDER.search(text, scope.start, scope.end)
                m = m if m and abs(m.start() - scope.trigger) <= _NEXT_TO else None
            if m and name == "round":
                m = joined_rounds(text, m, begins, scope.clause_end)
            if m:
                found[name] = Qualifier(
                    name=name, text=m.group(), span=Span(start=m.start(), end=m.end())
                )
    if "stake" in allowed and "stake" not in found and (m := in_words(relation, text, scope)):
        found["stake"] = Qualifier(
            name="stake", text=m.group(), span=Span(start=m.start(), end=m.end())
        )
    if (
        relation == "HOLDS_STAKE_IN"
        and turn[1] > 1
        and _JOINTLY.search(text, scope.start, scope.end)
    ):
        # 甲、乙合计持有丙50%股份: neither holds so much.
        for name in ("stake", "shares"):
            found.pop(name, None)
    if relation == "INVESTED_IN" and "round" not in found and (this := this_round(text, scope)):
        found["round"] = this
    return tuple(found[k] for k in sorted(found))


# ，为第二大股东: the clause behind says what kind of holder.
_HOLDER_NEXT = expression(rf"，(?:为|系|是|成为)(?:公司|其)?(?:的)?{_HOLDER.pattern}")


_BESIDE = 2


def _less_telling(m: re.Match[str], trigger: int) -> tuple[bool, int]:
    """Orders rounds: A+轮 says more than 战略投资 beside it; then the nearer one."""
    near = min(abs(m.start() - trigger), abs(m.end() - trigger))
    return near > _BESIDE and not m.group().endswith(("轮", "股东", "人")), near


_JOINTLY = expression("(?:合计|共同|总共|一共|共)(?:直接|间接|已|仅)*(?:持有|持股)")


# 减持后持股比例由8.03%降至6.08%: what is left, and not what was sold.
_COMES_TO = expression(
    r"持股(?:比例|量|数)?(?:将|则|已)?(?:由|从)?[^，。；]{0,10}?(?:降|增|升|减少|上升|下降|变|变更|稀释|降低|提升|提高)[到至为]?[至为]?"
)


def _share_left(
    relation: str, text: str, values: Sequence[Value], scope: Scope
) -> dict[str, Qualifier]:
    """The share that a holding comes to as its stake, where the trigger says so."""
    told = _COMES_TO.match(text, scope.trigger) if relation == "HOLDS_STAKE_IN" else None
    if told is None:
        return {}
    behind = (v for v in values if told.end() <= v.span.start <= told.end() + 1)
    left = next((v for v in behind if v.reading.kind == "percent"), None)
    if left is None:
        return {}
    stake = Qualifier(name="stake", text=left.text, reading=left.reading, span=left.span)
    return {"stake": stake}
