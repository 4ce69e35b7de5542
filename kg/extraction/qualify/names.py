"""Which qualifier a value fills, as the words beside it tell: amount, stake, shares or value."""

from kg.expressions import expression
from kg.extraction.values import Value

_SHARES = expression(r"股$")
_PER_SHARE = expression(r"/(?:股|ADS)|每股")
_STAKE_AFTER = expression(r"^[^，。；]{0,8}(?:股权|股份|股本|持股|的股|权益|投票权|表决权|份额)")
_STAKE_BEFORE = expression(
    r"(?:持股|持有|占|股权|股份|比例|收购|转让|出售|拿下|受让|接手|买下|买入|购得|入股|增持|减持)[^，。；]{0,24}$"
)


def name_of(text: str, value: Value) -> str:
    """The qualifier that a value fills, or nothing."""
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
