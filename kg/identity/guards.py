"""What keeps two entities apart although a name suggests that they are one.

Each guard answers with a reason or None. A false merge puts one company's deals into another's
file, a missed merge only shows two rows: every doubt keeps apart.
"""

import re

from kg.identity.names import has_legal_form, name_key, without_legal_form
from kg.identity.pinyin import latin

_DIGIT = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_PHASE = re.compile(r"(?:第)?([一二三四五六七八九十]|\d+|i{1,3}|iv|v)[期号]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|十[一二三四五]五|(?<=第)[一二三四五六七八九十]+")
_BRANCH = re.compile(r"(?:分公司|子公司|分行|支行|分院|分校|分会|分局|办事处)$")
# Types whose names carry editions, years and versions: another number is another thing.
_NUMBERED = {"Policy", "Product", "Report", "Technology", "Event", "Facility"}
# Types whose short forms are said of many things: only long ones lead across articles.
_TITLED = {"Policy", "Report", "Event", "Facility"}
_MIN_TITLE = 6
_GENERIC = re.compile(
    r"^(?:该|本|我|全|各)|^[省市区县州](?=.)|"
    r"^(?:工信|发改|经信|科技|财政|商务|教育|住建|交通|能源|农业|卫健|市场监管|证券监管)?[厅局委办部]$|"
    r"^(?:政府|公司|集团|银行|基金|大学|学院|研究院|研究所|实验室|协会|学会|联盟|委员会|管委会|"
    r"交易所|领导小组|办公室|市政府|省政府|区政府|县政府|(?:国家)?(?:行动)?(?:计划|规划|方案|办法|规定|条例|"
    r"意见|通知|指南|纲要|草案|目录|标准)|征求意见稿|白皮书|报告)$"
)


def generic(entity_type: str, name: str) -> str | None:
    """Why the name is too common to lead from one article into another; None when it is not.

    >>> generic("GovernmentBody", "省工信厅")
    '省工信厅 is said of many'
    >>> generic("Company", "云岭数据") is None
    True
    """
    key = name_key(name)
    too_short = len(key) < (_MIN_TITLE if entity_type in _TITLED else 2)
    if too_short or entity_type == "Person" or _GENERIC.search(key):
        return f"{name} is said of many"
    return None


def distinct_names(entity_type: str, first: str, second: str) -> str | None:
    """Why the two names cannot be names of one thing; None when they may be.

    >>> distinct_names("Fund", "海川产业基金二期", "海川产业基金")
    'another phase'
    >>> distinct_names("Company", "蓝湾集团有限公司", "蓝湾股份有限公司")
    'two registered names'
    """
    one, other = name_key(first), name_key(second)
    if one == other:
        return None
    if _phases(one) != _phases(other):
        return "another phase"
    if has_legal_form(one) and has_legal_form(other) and latin(one) == latin(other):
        return (
            None if without_legal_form(one) == without_legal_form(other) else "two registered names"
        )
    if bool(_BRANCH.search(one)) != bool(_BRANCH.search(other)):
        return "a branch"
    if entity_type in _NUMBERED and _numbers(one) != _numbers(other):
        return "another number"
    return None


def _phases(key: str) -> frozenset[int]:
    found = _PHASE.findall(key)
    return frozenset(_DIGIT.get(f) or _ROMAN.get(f) or int(f) for f in found)


def _numbers(key: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(key))
