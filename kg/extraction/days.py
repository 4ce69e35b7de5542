"""The days that dates stand for, at once (2017年12月) or as seen from the day of publication (去年底)."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from kg.expressions import expression
from kg.extraction.dates import DATE_TAIL
from kg.extraction.numerals import read_chinese
from kg.model import Reading

_DROPPED = expression('[ \u00a0\u3000“”‘’"]+')
_TO_ASCII = str.maketrans("０１２３４５６７８９－―–—～○零〇", "0123456789-----000")
_Interval = tuple[date, date, bool]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day, month or year of publication."""

    year: int
    month: int | None
    day: int | None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@lru_cache(maxsize=8192)
def read_date(text: str, published: str | None = None) -> Reading:
    """The days that a date text stands for; both ends None where only `published` could tell.

    `published` is an ISO date, month or year; other texts are taken as unknown. 初, 底, 近日 give
    intervals with ``approximate=True``; 前, 起 and their like leave one end open.

    >>> r = read_date("今年9月底前", "2021-07-16")
    >>> r.low_date, r.high_date
    (None, '2021-09-30')
    """
    return _Reader(_anchor(published)).read(_DROPPED.sub("", text).translate(_TO_ASCII))


def _anchor(published: str | None) -> _Anchor | None:
    m = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if m is None or not m[1].isascii():
        return None
    year, month, day = (int(g) if g else None for g in m.groups())
    if (
        not 1900 <= (year or 0) < 2900
        or year is None
        or (month is not None and not 1 <= month <= 12)
    ):
        return None
    if month and day and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return _Anchor(year, month, day)


_EDGE_OF_MONTH = expression("月(初|底|末|[上中下]旬)$")
_IN_DAYS = expression(r"(\d+)个?((?:工作|交易|自然)?日)(?:以内|之内|内)$")
_PLAN_TEXT = expression("十[一二三四五六七八九]五")
_LEADING = expression(r"^(截[至止]到?至?|到|至|预计|约|自|从|在|于)")
_TRAILING = expression(rf"({DATE_TAIL})$")
_OPEN_LOW = ("前", "之前", "以前")
_OPEN_HIGH = ("后", "之后", "以后", "起", "以来", "至今", "开始")
_ABOUT = ("前后", "左右")
_SPLIT = expression(r"^(.*?[年月日号底末初季度旬0-9])(?:-{1,2}|~{1,2}|至|到)(.*)$")
_ISO_POINT = expression(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_YEAR_POINT = expression(
    r"^(?:(\d{4}|[一二][0一二三四五六七八九]{3})(?:年度?|财年)?"
    r"|(今年|去年|明年|后年|前年|本年|上年|上一年|次年|翌年|当年|同年)度?)?(.*)$"
)
_MONTH_POINT = expression(
    r"^(\d{1,2}|[一二三四五六七八九十]+)月份?(?:(\d{1,2}|[一二三四五六七八九十]+)[日号])?(初|底|末|[上中下]旬)?$"
)
_DAY_POINT = expression(r"^(\d{1,2}|[一二三四五六七八九十]+)[日号]$")
_YEAR_SHIFTS = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前年": -2,
    "明年": 1,
    "后年": 2,
}
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class _Reader:
    """Reads one text against an anchor that may be None."""

    def __init__(self, anchor: _Anchor | None) -> None:
        self._anchor = anchor

    def read(self, text: str) -> Reading:
        within = _IN_DAYS.match(text)
        if within:
            return Reading(kind="date", high=float(within[1]), unit=within[2])
        body = _LEADING.sub("", text)
        if _NEAR_TEXT.match(body):
            return self._near(body)
        tail = _TRAILING.search(body)
        # 期间 and 以来 belong to the five-year plan itself, 内 to the year.
        if _PLAN_TEXT.match(body) or body == "年内":
            tail = None
        found = self._interval(body[: tail.start()] if tail else body)
        if found is None:
            return Reading(kind="date")
        return _reading(found, tail[1] if tail else "", self._anchor)

    def _near(self, text: str) -> Reading:
        anchor = self._anchor
        give = next(give for pattern, give in _NEAR_WORDS if pattern.match(text))
        if give is None:
            return Reading(
                kind="date", high_date=_iso(anchor.last if anchor else None), approximate=True
            )
        found = give(anchor) if anchor else None
        edge = _EDGE_OF_MONTH.search(text)
        if found and edge:
            found = _edge_of_month(found[0].year, found[0].month, edge[1])
        return _reading(found, "", anchor) if found else Reading(kind="date")

    def _interval(self, text: str) -> _Interval | None:
        if not text:
            return None
        both = None if _ISO_POINT.match(text) else _SPLIT.match(text)
        return (self._range(both[1], both[2]) if both else None) or self._point(text)

    def _range(self, left: str, right: str) -> _Interval | None:
        # 2018-2020年, 1-6月: the first number takes its unit from the second.
        unit = re.search(r"\d(年|月)", right)
        if unit and re.search(r"\d$", left) and not _ISO_POINT.match(left):
            left += unit[1]
        start = self._point(left)
        end = self._end_of_range(right, start[0]) if start else None
        if start is None or end is None or end[1] < start[0]:
            return None
        return start[0], end[1], start[2] or end[2]

    def _end_of_range(self, text: str, start: date) -> _Interval | None:
        """The end takes the year and month that it does not name from the start."""
        if text[:2] in {"次年", "翌年"}:
            return _in_year(start.year + 1, text[2:])
        month, day = _MONTH_POINT.match(text), _DAY_POINT.match(text)
        if month:
            return _month(start.year, month)
        if day:
            return _day(start.year, start.month, _number(day[1]))
        return self._point(text)

    def _point(self, text: str) -> _Interval | None:
        iso = _ISO_POINT.match(text)
        if iso:
            return _day(int(iso[1]), int(iso[3]), int(iso[4]))
        plan = re.match(r"十([一二三四五六七八九])五", text)
        if plan:
            return _plan(_QUARTERS.get(plan[1]) or int(read_chinese(plan[1])), text)
        m = _YEAR_POINT.match(text)
        if m is None:
            return None
        if m[1]:
            year = int(m[1]) if m[1].isdigit() and m[1].isascii() else _written_year(m[1])
            return _in_year(year, m[3])
        if m[2]:
            return self._relative_year(m[2], m[3])
        return self._bare(m[3])

    def _relative_year(self, word: str, rest: str) -> _Interval | None:
        shift = _YEAR_SHIFTS.get(word)
        if shift is None or self._anchor is None:
            return None
        return _in_year(self._anchor.year + shift, rest)

    def _bare(self, text: str) -> _Interval | None:
        """A month, day or quarter without its year, as seen from the day of publication."""
        anchor = self._anchor
        if anchor is None:
            return None
        day = _DAY_POINT.match(text)
        if day:
            return self._bare_day(_number(day[1]))
        if text.startswith("月") and anchor.month:
            return _edge_of_month(anchor.year, anchor.month, text[1:])
        year = anchor.year
        month = _MONTH_POINT.match(text)
        # In spring, 12月30日 is that of last year; in autumn, 1月 is still this year's.
        if month and anchor.month and _number(month[1]) - anchor.month > 6:
            year -= 1
        return _in_year(year, text)

    def _bare_day(self, day: int) -> _Interval | None:
        anchor = self._anchor
        if anchor is None or anchor.month is None:
            return None
        found = []
        for back in (0, 1, 2):
            month = anchor.year * 12 + anchor.month - 1 - back
            one = _day(month // 12, month % 12 + 1, day)
            if one:
                found.append(one)
        # A digest tells what happened: a later day of the month is that of the month before.
        past = [i for i in found if i[0] <= anchor.last]
        return past[0] if past else (found[0] if found else None)


def _reading(found: _Interval, tail: str, anchor: _Anchor | None) -> Reading:
    low, high = _iso(found[0]), _iso(found[1])
    approximate = found[2]
    if tail in _OPEN_LOW:
        whole = found[0].day == 1 and found[1] - found[0] > timedelta(days=26) and not approximate
        # 2023年前 ends where 2023 begins; 9月底前 and 7月1日前 end with their day.
        high = _before(found[0]) if whole else high
        low, approximate = None, False
    elif tail in _OPEN_HIGH:
        later = tail in {"后", "之后", "以后"}
        low = (found[1] + timedelta(days=1)).isoformat() if later else low
        high = _iso(anchor.last) if anchor and tail in {"以来", "至今"} else None
    elif tail in _ABOUT:
        approximate = True
    return Reading(kind="date", low_date=low, high_date=high, approximate=approximate)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _number(text: str) -> int:
    return int(text) if text.isascii() else int(read_chinese(text))


def _written_year(text: str) -> int:
    return int(read_chinese(text.replace("0", "〇")))


def _day(year: int, month: int, day: int) -> _Interval | None:
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return one, one, False


def _months(year: int, first: int, last: int, approximate: bool = False) -> _Interval | None:
    if not 1 <= first <= last <= 12 or not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1]), approximate


def _month(year: int, m: re.Match[str]) -> _Interval | None:
    month = _number(m[1])
    if not 1 <= month <= 12:
        return None
    if m[2]:
        return _day(year, month, _number(m[2]))
    return _edge_of_month(year, month, m[3] or "")


def _edge_of_month(year: int, month: int, edge: str) -> _Interval | None:
    last = monthrange(year, month)[1]
    first, final = {
        "": (1, last),
        "初": (1, 10),
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last),
        "底": (21, last),
        "末": (21, last),
    }.get(edge, (1, last))
    return date(year, month, first), date(year, month, final), edge in {"初", "底", "末"}


def _in_year(year: int, rest: str) -> _Interval | None:
    """What `rest` (empty, a month, a quarter, 底 …) of a year stands for; None if it is none of these."""
    month = _MONTH_POINT.match(rest)
    if month:
        return _month(year, month)
    if rest in {"", "全年", "年内", "内"}:
        return _months(year, 1, 12)
    halves = {"上半年": (1, 6), "下半年": (7, 12), "H1": (1, 6), "H2": (7, 12)}
    if rest in halves:
        return _months(year, *halves[rest])
    edges = {"初": (1, 1), "中": (6, 6), "底": (12, 12), "末": (12, 12)}
    edge = edges.get(rest.removeprefix("年"))
    if edge:
        return _months(year, *edge, approximate=True)
    return _quarter(year, rest) or _first_months(year, rest)


def _quarter(year: int, rest: str) -> _Interval | None:
    m = re.fullmatch(r"(前|第)?([一二两三四1-4])个?季度(初|底|末)?|[Qq]([1-4])", rest)
    if m is None:
        return None
    quarter = _QUARTERS[m[2] or m[4]]
    if m[1] == "前":
        return _months(year, 1, 3 * quarter)
    if m[3]:
        month = 3 * quarter - (2 if m[3] == "初" else 0)
        return _months(year, month, month, approximate=True)
    return _months(year, 3 * quarter - 2, 3 * quarter)


def _first_months(year: int, rest: str) -> _Interval | None:
    m = re.fullmatch(r"前(\d+|[一二两三四五六七八九十]+)个?月", rest)
    if m:
        return _months(year, 1, _number(m[1]))
    m = re.fullmatch(r"(\d{1,2})月?(?:-|~|至|到)(\d{1,2})月份?", rest)
    return _months(year, int(m[1]), int(m[2])) if m else None


def _plan(number: int, text: str) -> _Interval | None:
    """The years of a five-year plan: the fourteenth is 2021 to 2025."""
    first = 2021 + 5 * (number - 4)
    if re.search("末|收官", text):
        return date(first + 4, 1, 1), date(first + 4, 12, 31), True
    if re.search("初期|开局", text):
        return date(first, 1, 1), date(first, 12, 31), True
    if "中期" in text:
        return date(first + 2, 1, 1), date(first + 2, 12, 31), True
    return date(first, 1, 1), date(first + 4, 12, 31), False


def _on(shift: int) -> Callable[[_Anchor], _Interval | None]:
    def give(anchor: _Anchor) -> _Interval | None:
        if anchor.day is None:
            return None
        day = anchor.first + timedelta(days=shift)
        return day, day, False

    return give


def _week(shift: int) -> Callable[[_Anchor], _Interval | None]:
    def give(anchor: _Anchor) -> _Interval | None:
        if anchor.day is None:
            return None
        monday = anchor.first + timedelta(days=7 * shift - anchor.first.weekday())
        return monday, monday + timedelta(days=6), False

    return give


def _month_from(shift: int) -> Callable[[_Anchor], _Interval | None]:
    def give(anchor: _Anchor) -> _Interval | None:
        if anchor.month is None:
            return None
        month = anchor.year * 12 + anchor.month - 1 + shift
        return _months(month // 12, month % 12 + 1, month % 12 + 1)

    return give


def _quarter_from(shift: int) -> Callable[[_Anchor], _Interval | None]:
    def give(anchor: _Anchor) -> _Interval | None:
        if anchor.month is None:
            return None
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return _months(quarter // 4, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3)

    return give


_NEAR_WORDS: tuple[tuple[re.Pattern[str], Callable[[_Anchor], _Interval | None] | None], ...] = (
    # Some time up to the day of publication.
    (expression("近|日前|迄今|目前|今日为止|今天为止|发稿|记者发稿|本报发稿|现在|当前"), None),
    (expression("今[日天晨]"), _on(0)),
    (expression("昨"), _on(-1)),
    (expression("前日"), _on(-2)),
    (expression("本周"), _week(0)),
    (expression("上周"), _week(-1)),
    (expression("下周"), _week(1)),
    (expression("[本当]月"), _month_from(0)),
    (expression("上个?月"), _month_from(-1)),
    (expression("下个?月"), _month_from(1)),
    (expression("[本当]季"), _quarter_from(0)),
    (expression("上季"), _quarter_from(-1)),
)
_NEAR_TEXT = expression("|".join(pattern.pattern for pattern, _ in _NEAR_WORDS))
