"""Values: money, percentages, counts and dates, as written and as understood.

One pass of one expression finds them; a second reads each. What a value means (a stake, an amount, a
deadline) depends on its sentence and is decided in ``qualify``.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kg.model import Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a text: its span, its characters with modifiers such as 约 or 以上, and its reading."""

    span: Span
    text: str
    reading: Reading


_D = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_H = "一二三四五六七八九十百千两几数零〇"
_BEFORE = r"(?:约为?|近|逾|超过?|不超过|不低于|不少于|不多于|至少|至多|最多|高达|达到?|大约|将近|接近|最高|累计|合计|总计|共计?|突破|低于|高于|上|每?)"
_MOD = r"(?:大约|约为?|将近|接近|近|不超过|不低于|不少于|不多于|不足|至少|至多|最多|最高|逾|超过?|高于|低于|突破)"
_AFTER = r"(?:以上|以下|以内|左右|上下|余|多)"
_SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
_CUR = r"(?:人民币|美元|港元|港币|欧元|日元|英镑|韩元|新台币|新加坡元|澳元|加元|卢布|卢比|元)"
_NUM = rf"(?:{_D}\s?{_SCALE}?|[{_H}上]{{1,4}}{_SCALE}|[{_H}]{{1,4}}(?=[元美港欧日]))"
_RANGE = rf"(?:\s?(?:-|—|–|~|～|至|到)\s?{_D}\s?{_SCALE}?)?"
_CLASSIFIER = (
    r"(?:股|个百分点|个|家|项|种|户|名|人次|人|台套|台|套|座|条|款|件|部门|部|省|城市|行业|倍|批|辆|架|艘|颗|片|块|份|篇|场|所|支|只|期|亩|平方米|平方公里|公里|吨|千瓦时|千瓦|兆瓦|吉瓦|"
    r"GW|MW|kW|GWh|MWh|TOPS|EFLOPS|EFlops|PFLOPS|机架|机柜|标准机架|个月|年|天|日|小时|分钟|周|岁|页|字|次|元/股|美元/股|美元/ADS)"
)
_YEAR = r"(?:(?:19|20)\d{2}年?|今年|去年|明年|后年|前年|本年|当年|同年|上年|次年|(?:19|20)\d{2}-\d{2}-\d{2}|(?:19|20)\d{2}/\d{1,2}/\d{1,2})"
_PART = r"(?:年?(?:初|中|底|末)|上半年|下半年|第?[一二三四1-4]季度(?:末|初)?|Q[1-4]|前[一二三]季度|春季|秋季)"
_MONTH = r"(?:1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月(?:份)?"
_DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])[日号])"
_TENTH = r"(?:上旬|中旬|下旬|初|底|末|中)"
_DATE = (
    r"(?P<date>(?:(?:截至|截止|截止到|截至到)\s?)?(?:"
    r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}|(?:19|20)\d{2}/\d{1,2}/\d{1,2}|"
    rf"(?:19|20)\d{{2}}\s?(?:-|—|–|~|～|至)\s?(?:(?:19|20)\d{{2}}|\d{{2}})年?(?:期间)?|"
    rf"(?:19|20)\d{{2}}年(?:{_PART}|{_MONTH}(?:{_DAY}|{_TENTH})?)?|(?:19|20)\d{{2}}(?:Q[1-4]|年?上半年|年?下半年)|"
    rf"(?:今年|去年|明年|后年|前年|本年|当年|同年|上年|次年)(?:以来)?(?:{_PART}|{_MONTH}(?:{_DAY}|{_TENTH})?)?|"
    rf"{_MONTH}(?:{_DAY}|{_TENTH})|(?:本|当|上|下|次)月(?:{_DAY}|{_TENTH})?|"
    rf"(?<![\d十]){_MONTH}(?![球亮])|第?[一二三四1-4]季度末?|(?:上半|下半)年|年[初底末中]|"
    r"“?十[一二三四五]五”?(?:期间|时期|末|规划期)|近日|日前|近期|近年来|目前|当前|此前|今日|昨日|当日|当天|上周|本周|下周|本月|上月|近来"
    r")(?:[以之]前|前|以来|期间|起)?|(?:截至|截止)(?:目前|当前|今日)|\d+日内|\d+个工作日内)"
)
_ALL = re.compile(
    # What a value can begin with: other characters are passed over at once.
    r"(?=[\d一二三四五六七八九十百千几数两上约近逾超不高低突至最大将接人零〇截今去明后前本当同次下第年“目此])(?:"
    + _DATE
    + rf"|(?P<money>(?:{_MOD})?(?:人民币)?{_NUM}{_RANGE}\s?(?:多|余)?{_CUR}(?:人民币)?(?:\s?/\s?(?:股|ADS|片|吨|瓦|W|台))?{_AFTER}?)"
    + rf"|(?P<percent>(?:{_MOD})?(?:{_D}\s?[%％](?:{_RANGE}[%％]|(?:-|—|–|~|～|至|到)\s?{_D}\s?[%％])?|百分之[{_H}点]{{1,6}}|{_D}(?:-|—|至|~){_D}[%％]|{_D}个百分点|"
    + rf"[{_H}]成(?:[{_H}])?(?![为立员功本长果就都交效绩])|[一二三四五六七八九十]分之[一二三四五六七八九十]{{1,2}}|(?<![\d.]){_D}/\d(?![\d/月])){_AFTER}?)"
    + rf"|(?P<count>(?:{_MOD})?(?:{_D}{_RANGE}\s?{_SCALE}?\s?(?:多|余)?{_CLASSIFIER}{_AFTER}?|{_D}\s?(?:万亿|千亿|亿|千万|百万|万){_AFTER}?|"
    + rf"[{_H}]{{1,4}}(?:大)?(?:家|项|个|种|部门|部委|款|座|条|名|所)(?:以上)?)))"
)


def find_values(text: str) -> tuple[Value, ...]:
    """The values of `text` in order, free of overlaps.

    >>> [(v.text, v.reading.kind) for v in find_values("2017年12月以约2.88亿元入股，占7%。")]
    [('2017年12月', 'date'), ('约2.88亿元', 'money'), ('7%', 'percent')]
    """
    out: list[Value] = []
    for m in _ALL.finditer(text):
        kind = m.lastgroup
        if kind is None or not _stands_free(text, m):
            continue
        raw = m.group()
        reading = _READERS[kind](raw)
        out.append(Value(span=Span(start=m.start(), end=m.end()), text=raw, reading=reading))
    return tuple(out)


def _stands_free(text: str, m: re.Match[str]) -> bool:
    """Whether the value is no part of a model name such as A10 or 5G."""
    first, last = m.group()[0], m.group()[-1]
    if (
        first.isdigit()
        and m.start()
        and (
            (text[m.start() - 1].isascii()
            and text[m.start() - 1].isalpha())
            or text[m.start() - 1] in "."
        )
    ):
        return False
    after = text[m.end() : m.end() + 1]
    return not (last.isdigit() and after.isascii() and after.isalpha())


_NUMERALS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 1000, "百": 100,
}  # fmt: skip
_CURRENCIES = (
    ("美元", "USD"), ("港元", "HKD"), ("港币", "HKD"), ("欧元", "EUR"), ("日元", "JPY"), ("英镑", "GBP"), ("韩元", "KRW"),
    ("新台币", "TWD"), ("新加坡元", "SGD"), ("澳元", "AUD"), ("加元", "CAD"), ("卢布", "RUB"), ("卢比", "INR"),
)  # fmt: skip
_QUANTITY = re.compile(rf"({_D})\s?({_SCALE})?")


def chinese_number(word: str) -> float | None:
    """The value of a small Chinese numeral, or None for vague words such as 数.

    >>> chinese_number("二十五"), chinese_number("数十")
    (25.0, None)
    """
    if any(c not in _NUMERALS and c not in _UNITS for c in word) or not word:
        return None
    total, digit = 0, 0
    for char in word:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _NUMERALS[char]
    return float(total + digit)


def _quantities(raw: str) -> list[float]:
    """The numbers in a value, scaled; the scale of the last goes for a range (2-3亿元)."""
    found = [(Decimal(n.replace(",", "").replace("，", "")), s) for n, s in _QUANTITY.findall(raw)]
    if not found:
        m = re.search(rf"([{_H}]+?)({_SCALE})?(?=[元美港欧日家项个种部款座条名所成]|$)", raw)
        number = chinese_number(m.group(1)) if m else None
        return (
            []
            if m is None or number is None
            else [number * float(_SCALES.get(m.group(2) or "", 1))]
        )
    shared = found[-1][1]
    return [float(n * _SCALES.get(s or shared, 1)) for n, s in found]


def _bounds(raw: str, numbers: list[float]) -> tuple[float | None, float | None, bool]:
    """Low, high, approximate: the interval that modifiers make of the numbers."""
    if not numbers:
        return None, None, True
    low, high = min(numbers), max(numbers)
    if re.match(r"(?:不超过|至多|最多|最高|低于|不多于)", raw) or raw.endswith(("以下", "以内")):
        return None, high, False
    if (
        re.match(r"(?:不低于|不少于|至少|逾|超|高于|突破)", raw)
        or raw.endswith("以上")
        or re.search(r"[余多]", raw)
    ):
        return low, None, False
    if re.match(r"(?:不足|近|将近|接近)", raw):
        return None, high, True
    return low, high, bool(re.match(r"(?:大约|约)", raw) or raw.endswith(("左右", "上下")))


def _money(raw: str) -> Reading:
    unit = next((code for word, code in _CURRENCIES if word in raw), "CNY")
    if per := re.search(r"/\s?(股|ADS|片|吨|瓦|W|台)", raw):
        unit += f"/{per.group(1)}"
    low, high, approximate = _bounds(raw, _quantities(raw.split("/")[0]))
    return Reading(kind="money", low=low, high=high, unit=unit, approximate=approximate)


def _percent(raw: str) -> Reading:
    numbers: list[float]
    if m := re.search(rf"([{_H}])成([{_H}])?", raw):
        tenths = chinese_number(m.group(1))
        rest = chinese_number(m.group(2)) if m.group(2) else 0
        numbers = [] if tenths is None else [tenths * 10 + (rest or 0)]
    elif m := re.search(rf"百分之([{_H}]+)", raw):
        number = chinese_number(m.group(1))
        numbers = [] if number is None else [number]
    elif m := re.search(r"([一二三四五六七八九十])分之([一二三四五六七八九十]+)", raw):
        below, above = chinese_number(m.group(1)), chinese_number(m.group(2))
        numbers = [100 * above / below] if below and above is not None else []
    elif m := re.search(r"(\d+)/(\d)", raw):
        numbers = [100 * float(m.group(1)) / float(m.group(2))] if m.group(2) != "0" else []
    else:
        numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", raw)]
    low, high, approximate = _bounds(raw, numbers)
    unit = "pp" if "百分点" in raw else "%"
    return Reading(kind="percent", low=low, high=high, unit=unit, approximate=approximate)


def _count(raw: str) -> Reading:
    low, high, approximate = _bounds(raw, _quantities(raw))
    unit = re.search(rf"({_CLASSIFIER}){_AFTER}?$", raw)
    return Reading(
        kind="count",
        low=low,
        high=high,
        unit=unit.group(1) if unit else "",
        approximate=approximate,
    )


_MONTHS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _date(raw: str) -> Reading:
    year = re.search(r"(?:19|20)\d{2}", raw)
    return _interval(raw, int(year.group()) if year else None)


def _interval(raw: str, year: int | None) -> Reading:
    """The days a date covers; without a year they stay open."""
    if year is None:
        return Reading(kind="date")
    if m := re.search(r"((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})", raw):
        return _days(int(m[1]), int(m[2]), int(m[3]), int(m[2]), int(m[3]))
    if m := re.search(r"((?:19|20)\d{2})\s?[-—–~～至]\s?((?:19|20)?\d{2})", raw):
        last = int(m[2]) if len(m[2]) == 4 else int(m[1]) // 100 * 100 + int(m[2])
        return Reading(kind="date", low_date=f"{m[1]}-01-01", high_date=f"{last:04d}-12-31")
    if m := re.search(
        r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(\d{1,2})[日号])?", raw
    ):
        month = _MONTHS.get(m[1]) or int(m[1])
        if m[2]:
            return _days(year, month, int(m[2]), month, int(m[2]))
        return _days(year, month, 1, month, 31)
    if m := re.search(r"(?:第?([一二三四1-4])季度|Q([1-4]))", raw):
        quarter = _QUARTERS[m[1] or m[2]]
        return _days(year, quarter * 3 - 2, 1, quarter * 3, 31)
    if "上半年" in raw:
        return _days(year, 1, 1, 6, 30)
    if "下半年" in raw:
        return _days(year, 7, 1, 12, 31)
    if re.search(r"初", raw):
        return _days(year, 1, 1, 3, 31)
    if re.search(r"[底末]", raw):
        return _days(year, 12, 1, 12, 31)
    return _days(year, 1, 1, 12, 31)


def _days(year: int, month: int, day: int, last_month: int, last_day: int) -> Reading:
    try:
        low = date(year, month, min(day, monthrange(year, month)[1]))
        high = date(year, last_month, min(last_day, monthrange(year, last_month)[1]))
    except ValueError:
        return Reading(kind="date")
    return Reading(kind="date", low_date=low.isoformat(), high_date=high.isoformat())


_READERS = {"money": _money, "percent": _percent, "count": _count, "date": _date}
_OFFSETS = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "明年": 1,
    "次年": 1,
    "后年": 2,
    "前年": -2,
}
_RECENT = re.compile(
    r"^(?:近日|日前|近期|今日|昨日|当日|当天|上周|本周|近来|目前|当前|截至目前|截至当前|截止目前|本月)"
)


def resolve_date(text: str, reading: Reading, published: str | None) -> Reading:
    """A date with its year, and words such as 近日, read against the day the article was published.

    `published` is an ISO date or None; without it a relative date stays open.

    >>> r = resolve_date("7月12日", Reading(kind="date"), "2021-07-16")
    >>> r.low_date, r.high_date
    ('2021-07-12', '2021-07-12')
    """
    if published is None or reading.low_date is not None or reading.kind != "date":
        return reading
    day = date.fromisoformat(published)
    for word, offset in _OFFSETS.items():
        if word in text:
            return _interval(text, day.year + offset)
    if _RECENT.match(text):
        return replace(
            reading, low_date=day.replace(day=1).isoformat(), high_date=published, approximate=True
        )
    if re.search(r"月|季度|半年|年[初底末中]", text):
        found = _interval(text, day.year)
        # News of January speaks of 12月 of the year before, unless it looks ahead.
        if (
            found.low_date
            and found.low_date > published
            and day.month <= 2
            and int(found.low_date[5:7]) >= 10
        ):
            return _interval(text, day.year - 1)
        return found
    return reading
