"""Whether a value is of the deal spoken of, or of something else that the clause tells."""

import re

from kg.expressions import expression
from kg.extraction.lexicon import FOUNDERS
from kg.extraction.qualify.scope import Scope
from kg.extraction.values import Value

DEALS = frozenset(
    ("INVESTED_IN", "ACQUIRED", "HOLDS_STAKE_IN", "REDUCED_STAKE_IN", "SUPPLIES", "PARTNERS_WITH")
)
FAR = 110
"""A clause that goes on with a deal is no more than so many characters away."""


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
HIS_FIRM = ("旗下", "麾下", "名下", "控制的", "实际控制的", "实控的")
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


def belongs(relation: str, name: str, text: str, value: Value, scope: Scope) -> bool:
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
    if relation == "HOLDS_STAKE_IN" and text.startswith(HIS_FIRM, scope.trigger):
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
    changed = name == "stake" and relation in DEALS and _AFTER_CHANGE.search(before)
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
    until = min(scope.sentence_end, gone.end() + FAR)
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
