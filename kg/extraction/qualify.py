"""Qualifiers: which of the values near a statement belong to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.lexicon import FOUNDERS, TITLES
from kg.extraction.values import Value
from kg.model import Qualifier, Span
from ontology.vocabulary import vocabulary

_ROUND = expression(
    r"(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}(?:\+)?轮|天使\+?轮|种子轮|战略(?:融资|投资)|定增|定向增发|非公开发行|首轮|"
    r"(?<!近)(?:第[一二三四五六七八九十]+|(?<![成了共计经得])[二三四五六七八九十]+)轮|第[一二三四五六七八九十\d]+次增资|基石投资|新一轮"
)
# A轮、B轮和B+轮, A1、A2轮: one event of several rounds as far as anyone can read.
_ROUNDS = expression(
    r"(?:(?:(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}|天使\+?|种子)轮?(?:融资)?(?:、|以及|和|及|与))+"
    r"(?:(?:Pre-?|pre-?)?[A-H][1-9]?\+{0,2}|天使\+?)轮"
)
_HOLDER = expression(
    r"(?:第[一二三四五六七八九十]+大(?:流通)?股东|单一最大股东|间接控股股东|控股股东|实际控制人|实控人|最大股东|前[三五十]大(?:流通)?股东|原始股东|[二三]股东|大股东|小股东|主要股东|老股东|国有股东|外资股东)(?!(?:也|均|仍)?(?:不会|未|没有|并未|不)[^，。；]{0,4}(?:变更|变化|改变|变动))"
)
# Nothing tells what kind of holder: as good as a title where it stands between the two.
_PLAIN_HOLDER = expression("(?:原|现有|新)?股东(?!大会|会|权益|回报|名[册单]|结构|方)")
# What is said of a stake without a number.
_WORDED_STAKE = expression(
    "(?:全部|(?:绝?大)?部分|大多数|剩余|其余|多数|少数|控制性)的?(?:股权|股份|权益|份额)|(?:控股|实控|控制)权(?!益|力|限)"
)
# 不会导致控制权变更, 不谋求控制权, 以部分股权置换
_NO_STAKE = expression("的?(?:变更|变动|稳定|为目的|置换|质押|认购)")
_NOT_SOUGHT = expression("(?:谋求|导致|影响|掌握|取得|不|以)[^，。；]{0,6}$")
_NEXT_TO = 3
_WHOLLY_OWNED = expression("全资(?=(?:控股)?[子孙]公司)")
_SHARES = expression(r"股$")
_PER_SHARE = expression(r"/(?:股|ADS)|每股")
_STAKE_AFTER = expression(r"^[^，。；]{0,8}(?:股权|股份|股本|持股|的股|权益|投票权|表决权|份额)")
_STAKE_BEFORE = expression(
    r"(?:持股|持有|占|股权|股份|比例|收购|转让|出售|拿下|受让|接手|买下|买入|购得|入股|增持|减持)[^，。；]{0,24}$"
)
# 持股5%以上的股东: says who sells, not how much.
_HOLDER_AFTER = expression(r"^的?[^，。；]{0,4}股东")
_DEALS = frozenset(
    ("INVESTED_IN", "ACQUIRED", "HOLDS_STAKE_IN", "REDUCED_STAKE_IN", "SUPPLIES", "PARTNERS_WITH")
)
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
_FAR = 110
_GLUE = expression(r"(?:的|约|不超过|不低于|全部|合计|共计|持有的|[（(][^（）()]{0,30}[）)]|\s)*")
_ASIDE = expression(r"[（(][^（）()]{0,60}[）)]")
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
    inside = _inside(text, values, scope)
    dealt = [*_dealt_here(text, inside, scope), *_dealt_behind(text, values, scope)]
    candidates = _candidates(relation, text, inside, values, scope, target, dealt)
    for name, value in (*_in_turn(dealt, turn), *candidates):
        if name in allowed and name not in found:
            found[name] = Qualifier(
                name=name, text=value.text, reading=value.reading, span=value.span
            )
    if "date" in allowed and relation in _EVENT_DATES:
        date = _date(relation, text, values, scope)
        if date is not None:
            found["date"] = Qualifier(
                name="date", text=date.text, reading=date.reading, span=date.span
            )
    if "effective_date" in allowed and (force := _in_force(text, values, scope)):
        found["effective_date"] = _from_on(text, force)
    for name, pattern in (("round", _ROUND), ("title", _HOLDER)):
        # 某人控制的甲是乙的第二大股东: the title is 甲's.
        of_firm = name == "title" and text.startswith(_HIS_FIRM, scope.trigger)
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
                m = _joined_rounds(text, m, begins, scope.clause_end)
            if m:
                found[name] = Qualifier(
                    name=name, text=m.group(), span=Span(start=m.start(), end=m.end())
                )
    if "stake" in allowed and "stake" not in found and (m := _in_words(relation, text, scope)):
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
    if relation == "INVESTED_IN" and "round" not in found and (this := _this_round(text, scope)):
        found["round"] = this
    return tuple(found[k] for k in sorted(found))


def _joined_rounds(text: str, one: re.Match[str], begin: int, end: int) -> re.Match[str]:
    """The list of rounds that a round stands in, or the round alone."""
    if EACH.search(text, begin, end):
        # 甲和乙分别领投A轮和B轮: one each.
        return one
    lists = _ROUNDS.finditer(text, begin, end)
    return next((m for m in lists if m.start() <= one.start() and one.end() <= m.end()), one)


def _in_words(relation: str, text: str, scope: Scope) -> re.Match[str] | None:
    """What a clause says of a stake without a number: 全部股权, 全资."""
    if relation == "SUBSIDIARY_OF":
        return _WHOLLY_OWNED.search(text, scope.start, scope.end)
    if relation not in _DEALS:
        return None
    behind = 1 if text.startswith("的", scope.end) else 0
    inside = _WORDED_STAKE.search(text, max(scope.trigger, scope.start), scope.end)
    if inside is None and relation != "HOLDS_STAKE_IN":
        inside = _WORDED_STAKE.match(text, scope.end + behind)
    if inside is None or _NO_STAKE.match(text, inside.end()):
        return None
    return None if _NOT_SOUGHT.search(text, scope.start, inside.start()) else inside


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
    named = _ROUND.match(text, m.end()) if m else None
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


def _this_round(text: str, scope: Scope) -> Qualifier | None:
    """The round that 本轮 means: the last one named shortly before its sentence."""
    if not _THIS_ROUND.search(text, scope.sentence_start, scope.sentence_end):
        return None
    before = max(0, scope.sentence_start - _NAMED_BEFORE)
    named = [
        m
        for m in _ROUND.finditer(text, before, scope.sentence_start)
        if m.group().endswith("轮") and m.group() != "新一轮"
    ]
    if not named:
        return None
    a, b = named[-1].span()
    return Qualifier(name="round", text=text[a:b], span=Span(start=a, end=b))


# ，为第二大股东: the clause behind says what kind of holder.
_HOLDER_NEXT = expression(rf"，(?:为|系|是|成为)(?:公司|其)?(?:的)?{_HOLDER.pattern}")


_BESIDE = 2


def _less_telling(m: re.Match[str], trigger: int) -> tuple[bool, int]:
    """Orders rounds: A+轮 says more than 战略投资 beside it; then the nearer one."""
    near = min(abs(m.start() - trigger), abs(m.end() - trigger))
    return near > _BESIDE and not m.group().endswith(("轮", "股东", "人")), near


def _inside(text: str, values: Sequence[Value], scope: Scope) -> list[Value]:
    """The values of the clause and of the bracket that closes it."""
    end = scope.clause_end
    aside = _ASIDE.match(text, end, scope.sentence_end)
    end = aside.end() if aside else end
    return [v for v in values if scope.clause_start <= v.span.start and v.span.end <= end]


def _candidates(
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
        if value.span in others or not _is_of(relation, name, text, value, scope):
            continue
        if relation == "HOLDS_STAKE_IN" or not _tells_who(name, text, value):
            yield name, value
    if relation in _DEALS:
        for name, value in _carried(relation, text, values, scope):
            if value.span not in others and _is_of(relation, name, text, value, scope):
                yield name, value


# 持股由8.03%降至6.08%: what is held before and after, and no part of the deal.
_BEFORE_CHANGE = expression(
    r"[^，。；\d]{0,4}(?:降|减少?|增加?|升|提高|变|稀释|上升|下降)(?:到|至|为)"
)
_AFTER_CHANGE = expression(
    r"(?:降|[减增]持|减少|降低|增|增加|升|上升|提升|提高|变|稀释|变更|股权|股份)(?:到|至|为)[约近超过仅]{0,2}$"
)
# 股东减持416万股, 质押3000万股: of what is sold or pledged, not of what is held.
_MOVES = expression(
    r"减持|增持|质押|转让|出售|抛售|套现|购买|收购|受让|认购|增资|斥资|回购|买入|卖出"
)
_MOVED = expression(rf"(?:{_MOVES.pattern})[^，。；持占]{{0,14}}$")
_HELD = expression(r"持有|持股|占(?!公司总股本|总股本|公司股份)")
_OF_OTHER = expression(
    r"(?:(?:领投|跟投|参投|投资|认购|出资|增资|追加)了?(?:约|近|超)?|(?:获|获得|得到)[^，。；完成]{2,14})$"
)
_PAID = expression(r"(?:斥资|出资|以|作价|耗资|对价|豪掷)[^，。；]{0,6}$")
_OF_ROUND = expression(
    r"(?:人民币|美元)?的?(?:(?:Pre-?)?[A-H]\d?\+{0,2}轮|天使轮|战略|新一轮)?(?:融资|募资)(?!项目|租赁|设备)"
)
# 质押股份占其所持股份的41%: of what is held, not of the company.
_OF_HOLDING = expression(
    r"(?:占[^，。；]{0,8}(?:所持|持有)[^，。；]{0,8}(?:股份|股权|股票|股数)(?:总?数)?的?|占其[^，。；]{0,4}持股(?:总数|总额|数量|数)的?"
    r"|(?:所持|持有)[^，。；]{0,8}(?:股份|股权|股票|股数)(?:总?数)?的)(?:比例为?)?$"
)
_OF_KIN = expression(
    "^的(?:[^，。；]{0,3})(?:妻子|丈夫|配偶|弟弟|妹妹|哥哥|姐姐|儿子|女儿|父亲|母亲|外甥|侄子|侄女|胞弟|胞兄|女婿|岳父|岳母|亲属|前妻)"
)
_VALUED = expression("的?(?:投前|投后)?估值")
_RAISED = expression(r"(?:募集|配套)[^，。；]{0,10}$")
_HIS_FIRM = ("旗下", "麾下", "名下", "控制的", "实际控制的", "实控的")
_OF_SELLER = frozenset({"REDUCED_STAKE_IN", "HOLDS_STAKE_IN", "ACQUIRED"})
_ISSUED_SHARES = expression(r"(?:发行|增发|配售)(?:了|约|不超过|合计|共)*$")
_AT_PRICE = expression(r"(?:的)?(?:价格|发行价)?(?:非公开|定向)?(?:发行|增发)")
_PRICE = expression(r"(?:售价|定价|单价|起售价|指导价)[^，。；]{0,4}$")
_PROJECT = expression(r"(?:总投资|投资额|投资总额|注册资本)[^，。；]{0,4}$")
_CAPITAL = expression(r"注册(?:资本|资金)[^，。；]{0,4}$")
# 累计融资超350亿元, 管理规模100亿元: of more than this deal.
_OF_ALL = expression(
    r"(?:(?:累计|历史|总)(?:已|共|获得?|完成)*融资(?:额|总额|金额|规模)?|(?:管理|资产|基金|总|首期|目标)规模|市值|注册资本|营收|营业收入|净资产|总资产)(?:已|超过?|达到?|约|近|逾|高达|为|共|合计)*$"
)
# What is held is worth something; what is paid is another's doing: 所持某公司5100万元注册资本.
_HELD_WORTH = expression(r"(?:市值|价值|认缴|实缴|持股金额|账面)[^，。；]{0,8}$")
_WORTH_BEHIND = expression("的?(?:市值|价值)")
# 收购某公司未依法申报，被罚款50万元
_FINE = expression("(?:罚款?|罚金|处以|罚没|没收|赔偿)[^，。；的]{0,6}$")
_JOINTLY = expression("(?:合计|共同|总共|一共|共)(?:直接|间接|已|仅)*(?:持有|持股)")
_OF_FINE = expression("的?(?:罚款|罚金|罚单|行政处罚)")
# 达成合作，订单金额3亿元
_OF_CONTRACT = expression(r"(?:金额|总额|总价|价款|协议|合同|订单|合作|投资|出资)[^，。；]{0,8}$")


def _is_of_something_else(relation: str, name: str, text: str, value: Value, scope: Scope) -> bool:
    """Whether a value is what a firm is worth, a sum told in another currency, or a share of what is paid for."""
    before = text[max(0, value.span.start - 16) : value.span.start]
    if name == "amount" and _VALUED.match(text, value.span.end):
        # 以60亿美元估值投资
        return True
    if name in {"amount", "value"} and _CONVERTED.search(before):
        return True
    paid = name == "stake" and relation == "INVESTED_IN"
    return paid and _PAID_FOR.match(text, scope.trigger) is not None


# 以400亿美元（约合人民币2733亿元）收购: the price is before the bracket.
_CONVERTED = expression(
    r"元[^，。；（()）]{0,3}[（(](?:大?约|共计)?(?:合|折合|相当于|等于|即|为|按[^，。；（）]{1,10})?(?:约|为|人民币|美元)*$"
)
# 向控股股东发行股份购买某公司30%股权: the share is of what is paid for.
_PAID_FOR = expression(
    r"(?:定向|非公开)?(?:发行|增发)(?:股份|股票)?[^。；]{0,16}(?:购买|收购|换取)"
)


def _is_of(relation: str, name: str, text: str, value: Value, scope: Scope) -> bool:
    """Whether a value near a statement can be one of its own, and not that of what else happens to the same parties."""
    before = text[max(0, value.span.start - 16) : value.span.start]
    if _is_of_something_else(relation, name, text, value, scope):
        return False
    if name == "amount" and (
        _PRICE.search(before) or (relation == "PARTNERS_WITH" and _PROJECT.search(before))
    ):
        return False
    if name == "amount" and relation == "SUPPLIES" and _OF_ROUND.match(text, value.span.end):
        # 融得5亿元A轮，客户有甲: raised, not paid by 甲.
        return False
    if name == "value" and _CAPITAL.search(before):
        return False
    if name == "stake" and _OF_KIN.search(text, scope.end, value.span.start):
        # 实控人某某的弟弟某某持股35%: the brother's.
        return False
    if name == "stake" and (
        _BEFORE_CHANGE.match(text, value.span.end) or _OF_HOLDING.search(before)
    ):
        return False
    if relation == "HOLDS_STAKE_IN" and text.startswith(_HIS_FIRM, scope.trigger):
        # 某人旗下的甲完成60亿元融资: what the firm does.
        return False
    issued = _AT_PRICE.match(text, value.span.end) or _ISSUED_SHARES.search(before)
    if name in {"shares", "value"} and relation in _OF_SELLER and issued:
        # 向甲发行1亿股，购买其持有的乙股权: what is paid with.
        return False
    if name == "amount" and (
        _RAISED.search(before) or not _is_sum_of(relation, text, value, scope)
    ):
        return False
    if relation == "FOUNDED" and text.startswith(FOUNDERS, scope.trigger):
        return False
    if name == "amount" and relation == "INVESTED_IN" and value.span.end < scope.trigger:
        between = text[value.span.end : scope.trigger]
        ahead = max(0, value.span.start - 20)
        if "，" in between and _OF_OTHER.search(text, ahead, value.span.start):
            # 甲领投1.5亿美元，乙跟投: what 甲 gave.
            return False
    if name == "stake" and relation in _OF_OWNER and _is_of_bought(text, value, scope):
        return False
    if relation == "HOLDS_STAKE_IN":
        return _is_held(name, text, value, scope)
    if relation == "SUBSIDIARY_OF" and not scope.start <= value.span.start < scope.end:
        # 甲旗下乙持股51%: what 乙 holds.
        held = _ITS_OWN_HOLDING.fullmatch(text, scope.end, value.span.start)
        return not held and re.search(r"(?:持股|控股)(?:比例)?(?:为|约|达)?$", before) is not None
    changed = name == "stake" and relation in _DEALS and _AFTER_CHANGE.search(before)
    kept = relation == "REDUCED_STAKE_IN" and _is_told_with_holding(text, value, scope)
    return not changed and not kept


_OF_OWNER = frozenset({"HOLDS_STAKE_IN", "SUBSIDIARY_OF"})
_BUYS = expression("(?:收购|受让|购买|购入|竞得|拍得|入股|买入)[^，。；]*$")
_ITS_SHARES = expression("的?(?:股权|股份|权益)")
# 甲母公司乙, and not: 甲持有的乙
_BY_KIN = expression(
    "(?:(?!持有|所持)[^，。；、])*(?:母公司|股东|控股方|子公司)(?:(?!持有|所持)[^，。；、])*"
)
# 将其持有的1800万股质押，目前持有1.2亿股; 将所持51%的股权转让，转让后仍持有49%: what is held is told behind.
_DISPOSED = expression(
    "的?(?:股份|股权|股票|权益)?(?!的)[^，。；、,;]{0,6}?(?:质押|转让|出售|出让|划转|抛售)"
)
_KEPT = expression(
    r"[，。；,;][^，。；,;]{0,14}(?:仍|还|尚|剩余|目前|现)(?:直接|合计|共)*持(?:有|股)(?!的)(?:比例)?[^，。；,;]{0,16}?\d"
)


def _is_given_away(text: str, value: Value, scope: Scope) -> bool:
    """Whether what is pledged or sold is told first, and what is held behind it."""
    gone = _DISPOSED.match(text, value.span.end)
    if gone is None:
        return False
    until = min(scope.sentence_end, gone.end() + _FAR)
    return _KEPT.search(text, gone.end(), until) is not None


def _is_of_bought(text: str, value: Value, scope: Scope) -> bool:
    """Whether a share is that of what is bought, named last: 收购甲母公司乙50%的股权 is told of 乙."""
    by_kin = _BY_KIN.fullmatch(text, scope.start + 1, scope.end)
    beside = text[scope.end : value.span.start] in {"", "的"}
    bought = by_kin and beside and _ITS_SHARES.match(text, value.span.end)
    return bool(bought) and _BUYS.search(text, scope.clause_start, scope.start) is not None


# 拟减持其持有的不超过2%的股份, 所持股份不超过300万股，占总股本的3%: how much may be sold, not what is held.
_LIMIT = expression("不超|至多|最多")
# 甲持有乙12%的股份，拟减持3%: told with the holding, a clause before the sale.
_WITH_HOLDING = expression(r"(?:持有|持股)(?!的)(?:(?!减持|转让|出售|抛售|卖出|清仓)[^。；])*$")


def _is_told_with_holding(text: str, value: Value, scope: Scope) -> bool:
    """Whether a share is told of what somebody holds, before he is said to sell some."""
    apart = "，" in text[value.span.end : scope.trigger]
    return apart and _WITH_HOLDING.search(text, scope.sentence_start, value.span.start) is not None


_TAKES_OF = expression("(?:将|把)(?:其)?所?持有?的?[^，。；]{0,8}$")
_PLEDGED = expression("(?:(?!全部|全数|悉数)[^，。；]){0,16}质押")


def _is_held(name: str, text: str, value: Value, scope: Scope) -> bool:
    """Whether a value near a holding is of what is held, and not of what is paid, pledged or sold."""
    before = text[max(0, value.span.start - 16) : value.span.start]
    if name == "amount" and _PAID.search(before):
        return False
    if _is_given_away(text, value, scope) or _LIMIT.search(
        text, scope.trigger, value.span.start + 2
    ):
        return False
    if _TAKES_OF.search(before) and _PLEDGED.match(text, value.span.end):
        # 将其持有的1200万股公司股份质押: a part of what it holds.
        return False
    if value.span.end <= scope.trigger and _MOVED.search(before):
        return False
    moves = list(_MOVES.finditer(text, scope.trigger, max(scope.trigger, value.span.start)))
    return not moves or _HELD.search(text, moves[-1].end(), value.span.start) is not None


_ITS_OWN_HOLDING = expression("(?:则|也|将|分别)*(?:持股|控股)(?:比例)?(?:为|约|达)?")


def _is_sum_of(relation: str, text: str, value: Value, scope: Scope) -> bool:
    """Whether a sum of money can be that of a deal, a holding or a contract: not what was ever raised, nor what a firm is worth.

    >>> from kg.extraction.values import find_values
    >>> text = "甲累计融资超350亿元，乙投资了甲"
    >>> _is_sum_of("INVESTED_IN", text, find_values(text)[0], Scope(12, 17, 13, 12, 17, 0, 17))
    False
    """
    before = text[max(0, value.span.start - 16) : value.span.start]
    if _FINE.search(before) or _OF_FINE.match(text, value.span.end):
        return False
    if relation == "HOLDS_STAKE_IN":
        behind = _WORTH_BEHIND.match(text, value.span.end)
        return behind is not None or _HELD_WORTH.search(before) is not None
    if relation in _OF_SELLER | {"INVESTED_IN"}:
        return _OF_ALL.search(before) is None
    if relation == "PARTNERS_WITH" and value.span.start > scope.end:
        apart = "，" in text[scope.end : value.span.start]
        return not apart or _OF_CONTRACT.search(before) is not None
    return True


# Words that give each of a list one of another.
EACH = expression("分别|依次")
# 三方持股比例为40%、20%和10%
_EACH_HERE = expression("分别|依次|(?<=[方者家])(?:持股|出资|认缴|股权)比例为")


def _in_turn(
    dealt: Iterable[tuple[str, list[Value]]], turn: tuple[int, int]
) -> Iterator[tuple[str, Value]]:
    """The values that 分别 deals out to the members of a list, one each: that of the member whose `turn` it is."""
    place, many = turn
    for name, found in dealt:
        if len(found) == many > 1:
            yield name, found[place]


def _dealt_here(
    text: str, inside: Sequence[Value], scope: Scope
) -> Iterable[tuple[str, list[Value]]]:
    """What the clause deals out, by qualifier: 甲、乙分别持股90%和10%."""
    word = _EACH_HERE.search(text, scope.clause_start, scope.clause_end)
    return _dealt(text, inside, word.start()).items() if word else ()


def _dealt_behind(
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
        name = _name_of(text, value) or ("stake" if value.reading.kind == "percent" else "")
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
            name = _name_of(text, value)
            if name:
                yield name, value


def _carried(
    relation: str, text: str, values: Sequence[Value], scope: Scope
) -> Iterator[tuple[str, Value]]:
    """Values of the clauses around that are called by their name."""
    stop = text.find("；", scope.clause_end, scope.sentence_end)
    end = min(scope.sentence_end if stop < 0 else stop, scope.clause_end + _FAR)
    for value in values:
        name = _name_of(text, value) or ("stake" if value.reading.kind == "percent" else "")
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
            if _name_of(text, value) == "amount" and _PRICE_BEFORE.search(before):
                yield "amount", value


def _numbers(text: str, values: Iterable[Value], scope: Scope) -> Iterable[tuple[str, Value]]:
    """Values with the qualifier name they can fill, nearest to the trigger first."""
    near = sorted(values, key=lambda v: (_distance(v.span, scope.trigger), v.span.start))
    for value in near:
        name = _name_of(text, value)
        if name:
            yield name, value


def office_beside(text: str, body: Span, person: Span) -> Qualifier | None:
    """The office that stands between a body and a person, or behind the body that the person is said to be with.

    It comes as the qualifier `title`, with its place in `text`; None where no office stands there.

    >>> office_beside("星汀科技大中华区副总裁罗伟伦称", Span(start=0, end=4), Span(start=11, end=14)).text
    '大中华区副总裁'
    """
    if body.end <= person.start:
        # 甲董事长乙、副董事长丙: the office of 丙 stands right before him.
        own = _OFFICE_OF_NEXT.search(text, body.end, person.start)
        m = own or _OFFICE.match(text, body.end, person.start)
        if m and "，" in text[m.end("office") : person.start]:
            # 甲原CEO某人被罢免，另一人出任: not his.
            return None
        if (
            m
            and "，" in m["office"]
            and _OFFICE_OF_OTHER.search(text, max(0, body.start - 2), body.start)
        ):
            # 某人是原甲总经理，创始人另一人: two offices of two people.
            return None
    else:
        m = _OFFICE_BEHIND.match(text, body.end, body.end + 30)
        if m and (other := _OTHER_HOUSE.search(text, m.start("office"), m.end("office"))):
            # 曾任甲副总经理、乙科技总经理: the second is another's.
            office = text[m.start("office") : other.start()]
            span = Span(start=m.start("office"), end=other.start())
            return Qualifier(name="title", text=office, span=span)
        stop = m["office"].find("，") if m else -1
        if m and stop > 0 and text[m.end() : m.end() + 1] not in {"", *"，。；、"}:
            # 甲是乙总经理，联合创始人丙: the second is another's.
            span = Span(start=m.start("office"), end=m.start("office") + stop)
            return Qualifier(name="title", text=m["office"][:stop], span=span)
    return m and Qualifier(
        name="title", text=m["office"], span=Span(start=m.start("office"), end=m.end("office"))
    )


def office_told(text: str, person: Span) -> Qualifier | None:
    """The office that a clause says a person to hold where it leaves out whose: 董事长为徐明, ，副董事长吕某持股8%.

    >>> office_told("注册资本10亿元，董事长为徐明。", Span(start=13, end=15)).text
    '董事长'
    """
    start = max(0, person.start - _FAR_OFFICE)
    m = _OFFICE_TOLD.search(text, start, person.start)
    return m and Qualifier(
        name="title", text=m["office"], span=Span(start=m.start("office"), end=m.end("office"))
    )


_FAR_OFFICE = 30
_OFFICE_TOLD = expression(
    rf"(?:^|[，。；\n])(?:其|公司|时任|现任|新任)*(?P<office>(?!原|前){TITLES})(?:(?:则|现|分别)?(?:为|是|系|由)(?:(?:原|前){TITLES})?)?$"
)
_OFFICE = expression(
    rf"的?(?P<office>(?:(?:前|原)任?)?(?:(?!任命|聘|选举|提名|董事会(?!副?主席)|出任|辞|接替|就任|宣布|邀请|离开|加盟|[并后前由被])[^，。；：、的“”（）]){{0,12}}?{TITLES})"
)
_OFFICE_OF_NEXT = expression(rf"[\u4e00-\u9fa5·]{{2,}}(?:[、，和及与]|以及)(?P<office>{TITLES})$")
_OTHER_HOUSE = expression(
    "[、和及，][^、和及，]{2,10}?(?:公司|集团|科技|银行|大学|学院|协会|学会|研究院|证券|基金|[省市委厅局](?=[^、]))"
)
_OFFICE_BEHIND = expression(rf"的?(?P<office>{TITLES})")
_OFFICE_OF_OTHER = expression("[任去是为][原前]?$")


def _distance(span: Span, at: int) -> int:
    return min(abs(span.start - at), abs(span.end - at))


def _name_of(text: str, value: Value) -> str:
    if value.reading.kind == "money":
        before = text[max(0, value.span.start - 10) : value.span.start]
        if _OWN_FIGURE.search(before):
            return ""
        return "value" if _PER_SHARE.search(value.text) or _WORTH.search(before) else "amount"
    if value.reading.kind == "count":
        return "shares" if _SHARES.search(value.text) else ""
    if value.reading.kind == "percent":
        after = text[value.span.end : value.span.end + 16]
        before = text[max(0, value.span.start - 28) : value.span.start]
        return "stake" if _STAKE_AFTER.match(after) or _STAKE_BEFORE.search(before) else ""
    return ""


_WORTH = expression(
    r"(?:市值|估值|浮盈|注册资本|收盘价|报收于)[^，。]{0,4}$"
    # 每股转让价5.77元, 减持均价为12元
    r"|每股[^，。\d]{0,8}$|(?:均价|单价|价格区间)[^，。\d]{0,4}$"
)
# What a company earns or owes is no sum of a deal.
_OWN_FIGURE = expression(
    r"(?:营收|收入|亏损|盈利|净利润?|利润|产值|销售额|市场规模|负债|同比|环比)[^，。]{0,4}$"
)


# 原办法2021年施行，今已失效
_FORMER = expression(r"[原旧][^，。；]{0,12}$")
_FROM_ON = expression(r"(?:自|从|于)?(?P<day>.+?)(?:起|开始)?")


def _from_on(text: str, day: Value) -> Qualifier:
    """The day alone of 自6月1日起."""
    m = _FROM_ON.fullmatch(text, day.span.start, day.span.end)
    a, b = m.span("day") if m else (day.span.start, day.span.end)
    return Qualifier(
        name="effective_date", text=text[a:b], reading=day.reading, span=Span(start=a, end=b)
    )


_FORCE = expression(
    r"(?:日|之日)?(?:起，?)?(?:正式|开始|全面|将|在全国)*(?:施行|实施(?!方案|细则|办法|意见)|执行(?!董事|总裁|官|长)|生效|试行|实行)"
)


def _in_force(text: str, values: Sequence[Value], scope: Scope) -> Value | None:
    """The date from which on what is issued holds: 自2021年11月1日起施行, 将于9月1日生效."""
    dates = (
        v
        for v in values
        if v.reading.kind == "date"
        and scope.sentence_start <= v.span.start < scope.sentence_end
        and _FORCE.match(text, v.span.end)
        and not _FORMER.search(text, scope.sentence_start, v.span.start)
    )
    return min(dates, key=lambda v: _distance(v.span, scope.end), default=None)


_BORN_BEFORE = expression(r"(?:成立|创立|创办|创建|始建|组建|注册成立)于$")
_BORN_BEHIND = expression(
    r"(?:在[^，。；]{2,8}?)?(?:才|就|便)?(?:成立|创立|创办|创建)(?:以来|至今|的|，|于)"
)


def _is_birth(text: str, day: Span) -> bool:
    """Whether a date says when somebody was founded: 成立于2016年的, 2016年成立的."""
    before = text[max(0, day.start - 6) : day.start]
    return bool(_BORN_BEFORE.search(before) or _BORN_BEHIND.match(text, day.end))


def _date(relation: str, text: str, values: Sequence[Value], scope: Scope) -> Value | None:
    if relation == "FOUNDED" and text.startswith(FOUNDERS, scope.trigger):
        # 创始人某某于2023年逝世: no year of the founding.
        return None
    dates = [
        v
        for v in values
        if v.reading.kind == "date"
        and not (relation == "ISSUED" and _FORCE.match(text, v.span.end))
        and (
            relation == "FOUNDED"
            or not _is_birth(text, v.span)
            or (relation == "PARTNERS_WITH" and scope.clause_start <= v.span.start)
        )
        and not _is_of_later(text, v.span, scope.trigger)
        and not (
            _PUBLISHED.search(text, v.span.end, max(v.span.end, scope.start))
            and _UNLAWFUL.match(text, scope.end)
        )
        and not _COMPARED.search(text, max(0, v.span.start - 4), v.span.start)
        and not _is_gone_on_from(text, v.span, scope)
        and not _SHOWN_THEN.match(text, v.span.end)
        and not _NTH_DAY.match(text, v.span.end)
        and not (len(v.text) == 2 and text[max(0, v.span.start - 1) : v.span.start] in _BEFORE_DAY)
        and not _YEARS_LATER.search(text, v.span.end, max(v.span.end, scope.trigger))
        and not (relation == "ISSUED" and v.text.startswith("自") and v.text.endswith("起"))
        and not (relation in _TOGETHER and _MADE_BEFORE.search(text, scope.trigger, v.span.start))
        and not (relation in _TOGETHER and _COMES_OUT.match(text, v.span.end))
        and (relation != "HOLDS_STAKE_IN" or _is_as_of(text, v, scope.trigger))
        and not (relation in _PLAIN and _is_told_later(text, v.span, scope))
        # 到2030年: by when something is to be reached, not when it was said.
        and not v.text.startswith(("到2", "到“", "至2", "力争"))
    ]
    clause = [
        v for v in dates if scope.clause_start <= v.span.start and v.span.end <= scope.clause_end
    ]
    if clause:
        return min(clause, key=lambda v: (_distance(v.span, scope.trigger), v.span.start))
    if _BEFORE_THAT.match(text, scope.clause_start, scope.trigger):
        # 近日获甲投资，此前还获得乙投资: another time.
        return None
    # What stands before a semicolon is told of something else, but for 华为有三个动作：……；…… and 同月.
    part = max(text.rfind("；", scope.sentence_start, scope.start) + 1, scope.sentence_start)
    if "：" in text[scope.sentence_start : part] or _THE_SAME_DAY.match(text, part):
        part = scope.sentence_start
    lead = [v for v in dates if part <= v.span.start and v.span.end <= scope.start]
    told = (
        text[slice(*_clause_of(text, lead[-1].span, scope.sentence_start, scope.start))]
        if lead
        else ""
    )
    if _HEARD.search(told) or (lead and relation == "USES" and not _AGREED_ON.search(told)):
        # 5月17日，记者获悉……: when it was heard of. What is used is not told with the day of another event.
        return None
    if lead and relation in _STANDING and not _stands_alone(text, lead[-1].span, part, scope.start):
        # 去年引进了设备，客户包括……: when something else was done.
        return None
    if (
        lead
        and relation not in {"FOUNDED", "LISTED_ON"}
        and (_OF_DEALS if relation in _PLAIN else _ELSEWHEN).search(
            text, *_clause_of(text, lead[-1].span, scope.sentence_start, scope.start)
        )
    ):
        # 2020年在科创板上市，客户包括……: the year of another event.
        return None
    return lead[-1] if lead else None


# 某局7月24日公布，甲收购乙的交易因未依法申报被罚款: the day of the fine.
_PUBLISHED = expression("公布|公告|通报|披露|宣布|公示|处罚|查处|监管|开出")
_UNLAWFUL = expression(
    "[^。；]{0,24}?(?:违反|违法|违规|未依法|未按规定|未申报|应报未报)[^。；]{0,40}?(?:罚|整改|处分)"
)
# 较6月末减少: what it is measured by.
_COMPARED = expression("(?:(?:较|对比|相比|环比|同比)(?:于|去年|上年)?|针对|鉴于|围绕)$")
# 继2021年收购甲之后，又收购乙: the year of the first.
_GOES_ON = expression("(?:随着|(?<!相)(?<!后)继)$")
_ANOTHER = expression("后|，")


def _is_gone_on_from(text: str, day: Span, scope: Scope) -> bool:
    """Whether a date is of what came before that which the trigger tells."""
    return (
        _GOES_ON.search(text, max(0, day.start - 2), day.start) is not None
        and _ANOTHER.search(text, day.end, max(day.end, scope.trigger)) is not None
    )


# 2018年完成了该交易，三年后又将其出售: not then.
_YEARS_LATER = expression(
    "[^，。；]{3}，[^，。；]{0,4}[一二三四五六七八九十两数几0-9]+(?:多|余)?(?:个月|年|天)(?:之)?后"
)
# 2月7日，即2023年的第三个交易日: which day of the year it is.
_BEFORE_DAY = frozenset("前后次同")
_NTH_DAY = expression("的第[一二三四五六七八九十\\d]+个?")
# 3月15日央视曝光的甲: when that was.
_SHOWN_THEN = expression("[^，。；]{0,10}(?:曝光|点名|报道|查处|通报|揭露|爆料)的")
# 截至2021年一季度末: as of when it is held. All other dates beside a holding are of what else happens: nine in ten.
_AS_OF = expression("截至|截止|.*(?:末|底|起)$")
_AS_OF_BEFORE = expression("(?:截至|截止到?)[“‘]?$")
_SINCE_THEN = expression(
    "，?(?:(?!披露|公告|宣布|减持|质押|其|所)[^，。；]){0,14}?(?:持有(?!的)|持股|成为|变为|入主|起)"
)
_BOUGHT = expression("认购|收购|受让|购买|购入|入股|增资|成立|设立|买入|举牌|增持")
_SELLS_FROM = expression("计划|拟|将于|预计|准备")


def _is_as_of(text: str, date: Value, trigger: int) -> bool:
    """Whether a date says as of when, or since when, something is held.

    >>> from kg.extraction.values import find_values
    >>> said = ("截至9月30日，甲持有乙5%股份", "9月30日，甲披露其持有的乙股份被质押", "9月30日，甲收购乙，持有其5%股份")
    >>> [_is_as_of(text, find_values(text)[0], text.index("持有")) for text in said]
    [True, False, True]
    """
    if _BOUGHT.search(text, date.span.end, trigger):
        return True
    start = date.span.start
    if start > trigger and _SELLS_FROM.search(text, trigger, start):
        # 股东甲计划自9月2日起减持: from then on it sells.
        return False
    if _AS_OF.match(date.text) or _AS_OF_BEFORE.search(text, max(0, start - 5), start):
        return True
    return _SINCE_THEN.match(text, date.span.end) is not None


def _is_told_later(text: str, day: Span, scope: Scope) -> bool:
    """Whether a date stands in a later clause than the fact: 甲发布某芯片，预计2026年量产."""
    behind = text[scope.trigger : day.start]
    return "，" in behind or "；" in behind


_AGREED_ON = expression("宣布|签|达成|上线|起(?=[，。；]|$)")
_HEARD = expression("获悉|了解到|证实|反映|发表声明|回应称|答复|接受[^，。；]{0,8}采访")
_BEFORE_THAT = expression(r"[，,]?(?:而|且|公司|其)?(?:在)?(?:此前|之前|早前|早些时候|过去)")
_PLAIN = frozenset({"SUPPLIES", "USES", "DEVELOPS"})
# Of 239 dates that statements of these took from an earlier clause of passages held out 36 were theirs.
_STANDING = _PLAIN | {"HOLDS_STAKE_IN", "OPERATES"}
_OF_DEALS = expression(
    r"成立|创立|创办|上市|挂牌|登陆|上任|就任|出任|加入|毕业|注册|获批|通过|收购|完成对|入股|融资"
)
_ELSEWHEN = expression(r"成立|创立|创办|上市|挂牌|登陆|上任|就任|出任|加入|毕业|注册|获批|通过")
_FUTURE = expression(r"(?:将|预计|计划|拟|有望|力争|预期)(?:于|在|到)?$")


# 甲与乙的合作车型将于2025年上市, 合资公司将于明年投产: when what they make comes out.
_COMES_OUT = expression(
    "(?:正式|批量|全面|全部)*(?:上市|投产|量产|交付|亮相|面世|开售|下线|建成|竣工|通车|投运)"
)
# 甲与乙发起成立的联盟昨日发布报告: what is told of the alliance has a date of its own.
_TOGETHER = frozenset({"FOUNDED", "PARTNERS_WITH"})
_MADE_BEFORE = expression(
    r"(?:成立|设立|创立|创办|组建|发起|共建|合建|打造|合资|运营|建设|开发|研发)的(?!时间|日期)[^，。；于在]{1,30}$"
)


def _is_of_later(text: str, day: Span, trigger: int) -> bool:
    """Whether a date says when what is made will be ready: 甲与乙合资运营的工厂将于2026年量产.

    >>> text = "甲与乙合资的工厂将于2026年量产"
    >>> _is_of_later(text, Span(start=10, end=15), 3)
    True
    """
    return (
        day.start > trigger
        and "的" in text[trigger : day.start]
        and _FUTURE.search(text, max(0, day.start - 4), day.start) is not None
    )


def _stands_alone(text: str, day: Span, start: int, end: int) -> bool:
    """Whether its clause says no more than a date, and where the news comes from: 9月24日，某公司发布……; 某社5月20日电，."""
    left, right = _clause_of(text, day, start, end)
    if text.startswith("截至", day.start):
        return True
    before, behind = text[left : day.start].strip(), text[day.end : right].strip()
    return (len(before) <= _BESIDE_DATE or _DATELINE.fullmatch(before) is not None) and (
        len(behind) <= _BESIDE_DATE or _BEHIND_DATE.fullmatch(behind) is not None
    )


_BESIDE_DATE = 2
_DATELINE = expression(
    r"(?:当地|北京|美东|美国|伦敦|东京)时间|据?[\u4e00-\u9fffA-Za-z0-9]{1,8}|在|早在|【[^】]*】.{0,8}"
)
_BEHIND_DATE = expression(
    r"(?:凌晨|上午|下午|晚间?|中午|傍晚)?(?:电|讯|消息|报道|晚间公告|公告)?|(?:在|于)[^，；]{1,6}"
    r"|(?:举行|召开|举办|开幕)的[^，；]{1,24}(?:会|大会|发布会|活动|峰会|论坛|展)上?|(?:三季|半年|中|年|季|一季|财)?报(?:显示|披露)?|(?:的)?(?:数据|公告|财报)显示"
)
_THE_SAME_DAY = expression("同[年月日]|当[年月日]|次[年月日]")


def _clause_of(text: str, day: Span, start: int, end: int) -> tuple[int, int]:
    """The clause of a date between two places."""
    left = max(text.rfind("，", start, day.start), text.rfind(",", start, day.start), start - 1) + 1
    right = min(
        (at for at in (text.find("，", day.end, end), text.find(",", day.end, end)) if at >= 0),
        default=end,
    )
    return left, right
