"""Numbers as Chinese texts write them: 1,000, 2.88亿, 三十余, 数千万, 上亿."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.expressions import expression

_DIGIT = "[0-9０-９]"
_UNIT_VALUES = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 1e4, "亿": 1e8}
_DIGIT_VALUES = {c: i % 10 for i, c in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")} | {
    "两": 2,
    "○": 0,
}
_TO_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

# 千 opens a unit in 1.8亿千瓦, 5千克, 110千伏.
_SCALE = "(?:[十百万亿]|千(?![瓦米克卡伏帕赫升]))"
NUMBER = (
    rf"(?:(?P<digits>{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+(?!{_DIGIT})(?:[.．]{_DIGIT}+)?"
    rf"|{_DIGIT}+(?:[.．]{_DIGIT}+)?)"
    rf"(?:[ \u00a0\u3000]?(?P<scale>[多余几]?{_SCALE}{{1,3}}[多余]?|[多余]))?"
    r"|(?P<vague>[数几][十百千万亿]+|上[百千万亿]+|成百上千|成千上万)[多余]?"
    r"|(?P<chinese>(?:[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*"
    r"|[百千万亿]+)(?:[多余几][十百千万亿]*)?))"
)
"""A number as a regex fragment, for `read_number` of its match."""

_MORE = expression("[多余几]")
_NEIGHBOURS = expression("^(.*?)([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number or the range that a vague word stands for; `scaled` if it names 万, 亿 …"""

    low: float
    high: float | None
    approximate: bool = False
    scaled: bool = False


def read_number(m: re.Match[str]) -> Number:
    """The number that a match of `NUMBER` stands for.

    >>> read_number(re.match(NUMBER, "2.88亿元")).low
    288000000.0
    """
    return _read(m["digits"], m["scale"] or "", m["vague"], m["chinese"])


@lru_cache(maxsize=8192)
def _read(digits: str | None, scale: str, vague: str | None, chinese: str) -> Number:
    if digits:
        return _read_digits(digits, scale)
    return _read_vague(vague) if vague else _read_written(chinese)


def _read_digits(digits: str, scale: str) -> Number:
    value = float(digits.translate(_TO_ASCII).replace(",", ""))
    if not scale:
        return Number(low=value, high=value)
    units = _MORE.sub("", scale)
    # Divided and rounded in decimal: 4.48 times 1e8 is not 448000000 in binary.
    low = _exact(value, _product(units))
    return Number(low=low, high=None if len(units) < len(scale) else low, scaled=bool(units))


def _read_vague(word: str) -> Number:
    if word.startswith("成"):
        return Number(low=100.0 if "百" in word else 1000.0, high=None, approximate=True)
    unit = _product(word[1:])
    if word.startswith("上"):
        return Number(low=unit, high=None, scaled=True)
    return Number(low=2 * unit, high=10 * unit, approximate=True, scaled=True)


def _read_written(word: str) -> Number:
    scaled = word[-1] in "万亿" or (len(word) > 1 and word[-2] in "万亿")
    more = _MORE.search(word)
    if more:
        return _read_more(word[: more.start()], more.group(), word[more.end() :], scaled)
    both = _NEIGHBOURS.match(word)
    if both and _DIGIT_VALUES[both[3]] == _DIGIT_VALUES[both[2]] + 1:
        low, high = (read_chinese(both[1] + both[i] + both[4]) for i in (2, 3))
        return Number(low=low, high=high, approximate=True, scaled=scaled)
    value = read_chinese(word)
    # 千亿元, 万亿元 name an order of magnitude.
    return Number(low=value, high=value, approximate=word[0] in "百千万亿", scaled=scaled)


def _read_more(head: str, word: str, tail: str, scaled: bool) -> Number:
    low = read_chinese(head) * _product(tail)
    if word == "几":
        return Number(low=low, high=low + 10 * _product(tail), approximate=True, scaled=scaled)
    return Number(low=low, high=None, scaled=scaled)


def _exact(value: float, factor: float) -> float:
    return round(value * factor, 4)


def _product(units: str) -> float:
    value = 1.0
    for unit in units:
        value *= _UNIT_VALUES[unit]
    return value


def read_chinese(word: str) -> float:
    """The value of a numeral in Chinese characters, written with units or digit by digit.

    >>> read_chinese("三千二百万"), read_chinese("二〇二一"), read_chinese("十二")
    (32000000.0, 2021.0, 12.0)
    """
    if not any(c in _UNIT_VALUES for c in word):
        return float("".join(str(_DIGIT_VALUES[c]) for c in word) or "0")
    total = section = digit = 0.0
    for c in word:
        if c in _DIGIT_VALUES:
            digit = float(_DIGIT_VALUES[c])
        elif c in "万亿":
            # 万亿 multiplies what stands before it twice.
            base = section + digit or total or 1.0
            total = base * _UNIT_VALUES[c] + (total if section + digit else 0.0)
            section = digit = 0.0
        else:
            section += (digit or 1.0) * _UNIT_VALUES[c]
            digit = 0.0
    return total + section + digit
