"""The space that divides two clauses as a comma does, as in headlines: 甲拟减持不超过2%股份 乙同日增持.

Chinese is written without spaces; one between two clauses divides them. Others come from typesetting (around numbers and Latin
words, where a line of a PDF file was broken, in foreign names, before whom an office is held by) and divide nothing: what
stands before and what stands behind must both have a verb.
"""

import re

from kg.expressions import expression
from kg.extraction.words import breaks_word, tokenize

_SPACE = expression(
    r"(?<=[\u4e00-\u9fff”’）》】%％])[ \u3000]{1,2}(?=(?!股[权份]|的|关于)[\u4e00-\u9fff“《])"
)
_STOP = expression(r"[\s，。；：！？,;!?]")
_LEAST_BEFORE, _LEAST_AFTER, _MOST = 5, 4, 60
# （记者 某某）, 新华社电 某公司, 投资了 某公司, 在今年 收购: what stands before goes on behind.
_GOES_ON = expression(
    r"(?:记者|作者|编辑|通讯员|研究员|简称|通过|[讯电了]|[在对向给与和及把将被由从于是为的《“（(][^，。；]{0,3}|被[^，。；]{2,8})$"
)
_NEAR = 8
# Verbs of headlines that the dictionary does not know as such.
_VERB = expression(
    "领投|跟投|参投|独投|入股|举牌|涨停|跌停|停牌|复牌|过会|被否|获批|中标|换帅|落地|增持|减持|质押|参股|控股|扩产|获赔|退市"
)
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("【", "】"))
_TITLE = 80


def with_commas(text: str) -> str:
    """The text with a comma in the place of every space that divides clauses; of the same length.

    >>> with_commas("京东方拟减持不超过2%股份 华灿光电同日涨停")
    '京东方拟减持不超过2%股份，华灿光电同日涨停'
    >>> with_commas("收购了投资管理咨 询合伙企业，首席执行官蒂姆 库克到访（记者 张三丰）")
    '收购了投资管理咨 询合伙企业，首席执行官蒂姆 库克到访（记者 张三丰）'
    """
    if " " not in text and "\u3000" not in text:
        return text
    return _SPACE.sub(_divided, text)


def _divided(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    before = _STOP.split(text[max(0, start - _MOST) : start])[-1]
    after = _STOP.split(text[end : end + _MOST], maxsplit=1)[0]
    if len(before) < _LEAST_BEFORE or len(after) < _LEAST_AFTER:
        return match.group()
    if _GOES_ON.search(before) or _is_inside(text, start):
        return match.group()
    if breaks_word(before[-_NEAR:], after[:_NEAR]) or not (_has_verb(before) and _has_verb(after)):
        return match.group()
    return "，" + match.group()[1:]


def _has_verb(clause: str) -> bool:
    return _VERB.search(clause) is not None or any(tag == "v" for _, _, tag in tokenize(clause))


def _is_inside(text: str, at: int) -> bool:
    """Whether a place lies within a title or brackets: 《关于深化改革 扩大开放的意见》."""
    first = max(0, at - _TITLE)
    return any(text.rfind(a, first, at) > text.rfind(b, first, at) for a, b in _PAIRS)
