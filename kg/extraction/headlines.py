"""The space that stands for a comma in headlines: 甲拟减持不超过2%股份 乙同日增持.

Chinese is written without spaces; one between two clauses divides them as a comma does. Others come from typesetting (around
numbers and Latin words, where a line of a PDF file was broken) and divide nothing.
"""

import re

from kg.extraction.words import breaks_word

_RUN = r"[^\s，。；：！？,;!?、]"
_SPACE = re.compile(
    rf"(?P<before>{_RUN}{{5,60}})(?<=[\u4e00-\u9fff”’）》】%％])(?P<space>[ \u3000]{{1,2}})(?=(?P<after>(?!股[权份]|的)[\u4e00-\u9fff“《]{_RUN}{{3,40}}))"
)
# （记者 某某）, 新华社电 某公司, 以下简称 “某”: what stands before goes on behind.
_GOES_ON = re.compile(
    r"(?:记者|作者|编辑|通讯员|研究员|简称|[讯电]|[在对向给与和及把将被由从于是为的《“（(])$"
)
_NEAR = 8
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("【", "】"))
_TITLE = 80


def with_commas(text: str) -> str:
    """The text with a comma in the place of every space that divides clauses; of the same length.

    >>> with_commas("京东方拟减持不超过2%股份 华灿光电同日涨停")
    '京东方拟减持不超过2%股份，华灿光电同日涨停'
    >>> with_commas("收购了投资管理咨 询合伙企业，搭载 5 颗芯片（记者 张三丰）")
    '收购了投资管理咨 询合伙企业，搭载 5 颗芯片（记者 张三丰）'
    """
    if " " not in text and "\u3000" not in text:
        return text
    return _SPACE.sub(_divided, text)


def _divided(match: re.Match[str]) -> str:
    before, space, after = match.group("before", "space", "after")
    if (
        _GOES_ON.search(before)
        or _is_inside(match.string, match.start("space"))
        or breaks_word(before[-_NEAR:], after[:_NEAR])
    ):
        return match.group()
    return before + "，" + space[1:]


def _is_inside(text: str, at: int) -> bool:
    """Whether a place lies within a title or brackets: 《关于深化改革 扩大开放的意见》."""
    first = max(0, at - _TITLE)
    return any(text.rfind(a, first, at) > text.rfind(b, first, at) for a, b in _PAIRS)
