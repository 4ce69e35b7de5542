"""Whether shares or a whole company change hands: a purchase of less than one half is an investment."""

import re
from collections.abc import Iterable

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.marking import TYPE_CHAR
from kg.extraction.patterns.grammar import Pattern
from kg.model import Qualifier, Span

HALF = 50.0
"""Per cent: with less of the shares a buyer has no control."""


def is_minority(told: Iterable[Qualifier]) -> bool:
    """Whether a share below one half is told, or a number of shares alone."""
    stakes = {q.name: q for q in told if q.name in {"stake", "shares"}}
    stake = stakes.get("stake")
    if stake is None:
        return bool(stakes)
    if stake.reading is None:
        return stake.text.startswith(("部分", "少数"))
    return stake.reading.low is not None and stake.reading.low < HALF


# 受让某公司部分股份
PART = expression("(?:的)?(?:部分|少数|少量|零星)(?:股份|股权|股票|份额)")
# 购买某公司股份, 收购某公司H股: how much of it is not told.
SHARES = expression(rf"的?(?:股份|股票|流通股|法人股|[AHB]股|{TYPE_CHAR['Organization']}股?份?)")
# 打算进一步谋求控制权: not taken.
_SOUGHT = expression(r"(?:谋求|寻求|打算|计划|拟|争取|并不|不会|未|不谋求|无意)[^，。；]{0,8}$")
# Who makes a tender offer or takes it private wants all of it.
_TENDER = expression("要约|私有化|全面|合并")
_CONTROL = expression(
    r"全部|剩余|其余|余下|控制权|控股权|控股股东|控股地位|控股子公司|绝对控股|实际控制|实控|全资|并表|合并报表|退市|控股方|实现控股|终止上市|私有化|(?:成为|变为)[^，。]{0,6}子公司"
)


def takes_control(m: re.Match[str]) -> bool:
    """Whether the sentence calls it a purchase, or speaks of all of it, of the rest or of control."""
    return m["T"].startswith(("收购", "购买")) or _tells_of_control(m)


def may_be_in_part(pattern: Pattern, m: re.Match[str]) -> bool:
    """Whether a purchase is no tender offer and nothing is told of control: 购买某公司股份."""
    return (
        pattern.relation == "ACQUIRED"
        and not _TENDER.search(m.string, max(0, m.start("T") - 2), m.end("T"))
        and not _tells_of_control(m)
    )


_SOLD = frozenset({"出售", "转让", "协议转让", "划转", "出让"})


def sold_by_name(draft: Draft, m: re.Match[str], span: Span | None) -> bool:
    """Whether what is sold may be shares of a firm as well as a firm of that name: 向甲出售乙股份."""
    named = span is not None and draft.text.endswith(("股份", "股权"), span.start, span.end)
    return named and m["T"] in _SOLD


def _tells_of_control(m: re.Match[str]) -> bool:
    """Whether the sentence speaks of all of it, of the rest or of control."""
    stop = m.string.find("。", m.end())
    end = stop if stop >= 0 else len(m.string)
    return any(
        not _SOUGHT.search(m.string, 0, c.start())
        for c in _CONTROL.finditer(m.string, m.start("T"), end)
    )
