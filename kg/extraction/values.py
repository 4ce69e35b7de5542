"""Money, percentages, counts and dates in a text, as written and as understood.

约 and 左右 make a reading approximate; 超, 不低于, 以上, 余 leave its upper end open, 不超过, 以内 its lower.
All three belong to the text of the value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.expressions import expression
from kg.extraction.dates import DATE, DATE_START, LEAD
from kg.extraction.days import read_date
from kg.extraction.numerals import NUMBER, Number, read_chinese, read_number
from kg.model import Reading, ReadingKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a text: where it stands, its characters, and what they say."""

    span: Span
    text: str
    reading: Reading


_S = "[ \u00a0\u3000]?"
# Where a value can begin. This search is what ordinary text costs, so common characters such as 一 and
# 上 count only before those that may follow them; the one class in front lets `re` skip quickly.
_START = expression(
    "[0-9０-９一二两三四五六七八九十百千万亿数几半上今去明本近日目截年月下前后次翌当同昨迄成翻QqH]"
    "(?:(?<=[0-9０-９二两三四五六七八九十百千万亿])|(?<=一)(?=[年季月日倍二三四五六七八九〇零○十百千万亿成半])"
    "|(?<=[数几])(?=[十百千万亿])|(?<=上)(?=[百千万亿半年月周个季一])|(?<=[下前])(?=[0-9一二两三半年月周个日])"
    "|(?<=[今去明后本次翌当同])(?=[年月周季日天晨])|(?<=近)(?=[日期来年些几两一二三四五六七八九十0-9])"
    "|(?<=成)(?=[百千]上)|(?<=翻)(?=了?[一两二三四]?番)|(?<=[年月])(?=[初底末内])|(?<=日)前|(?<=半)数|(?<=[目截昨迄])|(?<=[QqH])(?=[1-4]))"
)
_NUMBER = expression(NUMBER)
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万亿数几上半成")
_LONGEST_NUMBER = 24

_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "￥": "CNY", "¥": "CNY", "RMB": "CNY", "CNY": "CNY", "块钱": "CNY",
    "美元": "USD", "美金": "USD", "US$": "USD", "USD": "USD", "$": "USD",
    "港元": "HKD", "港币": "HKD", "HK$": "HKD", "HKD": "HKD",
    "欧元": "EUR", "€": "EUR", "EUR": "EUR", "英镑": "GBP", "£": "GBP", "GBP": "GBP",
    "日元": "JPY", "JPY": "JPY", "韩元": "KRW", "新台币": "TWD", "台币": "TWD", "澳元": "AUD",
    "加元": "CAD", "瑞士法郎": "CHF", "卢布": "RUB", "卢比": "INR", "新加坡元": "SGD", "新元": "SGD",
    "澳门元": "MOP", "泰铢": "THB",
}  # fmt: skip
_PER = (
    "(?:股|ADSs?|ADRs?|份|百公里|吨标准煤|吨|平方米|平米|千瓦时|瓦时|[kMG]?Wh|度|千瓦|瓦|W|万?人|月|年|天|日|台|辆|颗|片|张|次|小时|"
    "公斤|千克|斤|件|套|户|GB|桶|盎司|(?:百万|千|万)?[Tt]okens?)"
)
_MONEY = (
    r"(?:人民币)?(?:美元|美金|港元|港币|欧元|英镑|日元|韩元|新台币|台币|澳门元|澳元|加元|瑞士法郎|卢布|卢比"
    r"|新加坡元|新元|泰铢|元(?![素旦宇老勋帅气]|器件|组件)|块钱)(?:人民币|港币)?"
    rf"(?:{_S}[/／每]{_S}{_PER}(?![A-Za-z]))?"
)
_NOUN = (
    "(?:标准机架|机柜|机架|行业|城市|省份|省区市|国家(?!级|队|标准)|地区|部门|工作日|交易日|自然日|多?月|季度|星期|小时|"
    "基站|领域|场景|区县|品牌|品种|方面|百分点)"
)
_LATIN = (
    "[KMGTPEZ]?(?:FLOPS|OPS|bps)|[KMGTPEZ]B(?:/s)?|[MGT]b/s|[kMG]?Hz|[kMGT]Wh?|k[mg]|mm|cm|mAh|Wh"
)
_CLASSIFIERS = (
    rf"个(?:{_NOUN}|(?![人体股性])){_NOUN}?|家(?![电居族长庭园])|项(?!目)|种(?![子植业])|款(?!项)|类(?![似型别])|名(?![为称单义牌录])"
    r"|位(?![于置居列])|人次|人(?![工才民士均员类形物])|户(?![外型籍])|台套|台(?![湾积州北阶式])|套(?![件现])|座(?!谈)|颗|件|条(?![件例款])"
    r"|处(?![理置于])|批(?![准复示])|倍|年(?![代级初底末中报度轻前])多?|天(?![津然猫府河下文])|周(?![年边期转])|小时|分钟|秒"
    r"|万?亩|公顷|平方米|立方米|平方公里|公里|千米|海里|毫米|微米|纳米(?![级工制技芯A-Za-z])|吨标准煤(?:/万元)?|吨|公斤|千克|千伏|千瓦时(?:/百公里)?|千瓦|兆瓦|吉瓦|瓦时"
    r"|标准箱|场次|班次|袋(?!鼠)|瓶(?!颈)|箱(?![体涵])|枚|只(?![是有能要需会在])|列(?![入为举出明])|剂(?![量型])|张(?![家江掖北口力])"
    r"|部委|部门|省份|省(?![级会])|城市|国家|辆|架(?!构)|艘|片(?!区)|块|支(?![持付撑柱])|期(?![间货])|轮|届|笔|起(?![来草])|例(?![如会])"
    r"|所(?![以有需属])|条|份(?![额])|次(?![年日月])|工作日|交易日|自然日|标准机架|机柜|机架|基站"
)
# 500台/万人, 300瓦时/公斤, 20万吨/年
_OVER = "[/／](?:百万|万)?(?:千瓦时|公斤|千克|kg|吨|平方米|平方公里|公里|人(?![民均])|户(?!均)|家|台|辆|年(?!度)|月|天|日|小时|秒|升|L|h|s)(?![A-Za-z])"
_UNIT = expression(
    rf"{_S}(?:(?P<percent>[%％‰]|个?百分点)|(?P<money>{_MONEY})"
    rf"|(?P<shares>股(?![东权市价票民指本息海灾]|份有限))|(?P<latin>(?:{_LATIN})(?:{_OVER})?(?![A-Za-z]))"
    rf"|(?P<count>(?:{_CLASSIFIERS})(?:{_OVER})?))"
)
# Of a number in characters only what can hardly be something else: not 一时, 三座, 万件.
_WRITTEN_UNIT = expression(
    "家|项|个|年|部门|部委|种|类|款|倍|名|位|人|天|周|次|批|轮|小时|户|省|台|座|条|起|笔|万?亩|吨"
)
_TO = expression(rf"{_S}(?:[-－—–―~～]{{1,2}}|至|到){_S}(?={NUMBER.replace('?P<', '?P<_')})")
_AFTER = expression(
    rf"{_S}(?:(?P<low>及?以上|之上|有余|开外)|(?P<high>及?以下(?![简统]称|[同几各为是])|以内|之内)"
    r"|(?P<about>左右|上下|不等))"
)
_WITHIN = expression("内(?![容部地外存蒙需资销生核涵置])")
_TIME = expression("(?:年|月|天|日|小时|周|分钟|秒|星期|季度)$")

_LOW = (
    "不低于|不少于|不小于|不亚于|高于|大于|多于|超出|超过|至少|最少|最低|突破|逾|(?<![赶反])超|≥|>"
)
_HIGH = "不超过|不高于|不大于|不多于|不超|未超过|低于|小于|少于|不到|不足|至多|最多|最高|≤|<"
_ABOUT = "大约|约为|(?<![合节预制签履公契邀])约|将近|接近|(?<![最附将远亲逼靠接贴临])近|大概|估计"
_MODIFIER = rf"(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<about>{_ABOUT})"
_SIGNS = r"人民币|US\$|HK\$|[￥¥$€£]|RMB|USD|CNY|HKD|EUR|GBP|JPY"
_BEFORE = expression(
    rf"(?:每{_PER})?(?:(?:{_HIGH}|{_LOW}|{_ABOUT})[了为]?{_S}|(?:{_SIGNS}){_S}){{1,3}}$|每{_PER}{_S}$"
)
# The last characters of all that `_BEFORE` matches.
_BEFORE_ENDS = frozenset(
    "于过超亚少低破逾高约为近接计概大到足多出了≥>≤<币$￥¥€£BDRYP"
    "股份吨米时度人月年天日台辆颗片张次斤件套户桶司克W瓦h \u00a0\u3000"
)
_MODIFIERS = expression(_MODIFIER)
_SIGN = expression(_SIGNS)
_EACH = expression(rf"每({_PER})")
_ENGLISH = expression(r"\s?(?P<scale>million|billion|trillion|mn|bn)(?![A-Za-z])", re.IGNORECASE)
_ENGLISH_SCALES = {"million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}

_CN = "[零〇一二两三四五六七八九十百千万]"
_SHARE = expression(
    rf"百分之(?P<hundredth>{_CN}{{1,8}}(?:点{_CN}{{1,4}})?|[0-9]{{1,3}}(?:\.[0-9]{{1,4}})?)"
    rf"|(?P<below>{_CN}{{1,6}})分之(?P<above>{_CN}{{1,6}})"
    r"|(?P<tenths>[一二两三四五六七八九]{1,2})成(?P<half>[一二三四五六七八九半])?"
    r"(?![立为本功都长果员熟交效型份像色人片品语套绩就建不])"
    r"|(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![0-9/.年月])|(?P<one>一半|半数)"
)
_SHARE_START = frozenset("一二两三四五六七八九十百半千万123456789")
_OF = expression("(?:以上|左右)?的?(投票权|表决权|股权|股份|股本|市场份额|份额|权益)")
_BARE = expression("[万亿](?!时空|[科达向兴象事能物国一元级人纬联华欧嘉邦纳利])")
_MAY_BE_BARE = expression("[万亿多余]")
_SIGN_ENDS = frozenset("币$￥¥€£BDRYP \u00a0\u3000")
_WORD = expression("[A-Za-z]")


def find_values(text: str) -> tuple[Value, ...]:
    """All money, percentages, counts and dates in `text`, in their order, none over another.

    The unit of a count is its noun where that belongs to the measure (3000个机柜 has the unit 机柜, 3个月
    has 月), else its classifier (三家公司 has 家); 十多个 and 百余家 leave their upper end open. Numbers in
    names (5G, 400G, A10), ordinals (第三代) and project phases (二期) are no values.
    Dates that only the day of publication explains keep open readings: see `resolve_date`.

    >>> [v.text for v in find_values("2017年12月，该基金出资约2.88亿元，持股7%。")]
    ['2017年12月', '约2.88亿元', '7%']
    """
    return tuple(_values(text))


def resolve_date(reading_text: str, published: str | None) -> Reading:
    """The reading of a date text as seen from `published`, an ISO day, month or year.

    >>> resolve_date("去年11月", "2021-07-16").high_date
    '2020-11-30'
    """
    return read_date(reading_text, published)


@dataclass(slots=True)
class _Found:
    """A value under construction; a date comes with its reading."""

    start: int
    end: int
    kind: ReadingKind
    low: float | None = None
    high: float | None = None
    unit: str = ""
    approximate: bool = False
    date: Reading | None = None

    @property
    def reading(self) -> Reading:
        return self.date or Reading(
            kind=self.kind,
            low=self.low,
            high=self.high,
            unit=self.unit,
            approximate=self.approximate,
        )

    def bound(self, word: str) -> None:
        """Take in a modifier that says `low`, `high` or `about`."""
        if word == "low":
            self.high = None
        elif word == "high":
            self.high = self.low if self.high is None else self.high
            self.low = None
        else:
            self.approximate = True


def _values(text: str) -> Iterator[Value]:
    at = last = 0
    while True:
        m = _START.search(text, at)
        if m is None:
            return
        found, at = _at(text, m.start(), last)
        if found is not None:
            last = at = found.end
            span = Span(start=found.start, end=found.end)
            yield Value(span=span, text=text[found.start : found.end], reading=found.reading)


def _at(text: str, start: int, last: int) -> tuple[_Found | None, int]:
    """What begins at `start`, and where to go on."""
    first = text[start]
    if first == "翻":
        return _doublings(text, start), start + 1
    date = _date(text, start, last) if first in DATE_START else None
    if first not in _NUMERALS or _is_name(text, start):
        return date, start + 1 if first not in "0123456789" else _end_of_digits(text, start)
    number = _NUMBER.match(text, start)
    found = _share(text, start, last) if first in _SHARE_START else None
    if found is None and number is not None:
        found = _quantity(text, number, last)
    if date is not None and (found is None or found.end <= date.end):
        found = date
    return found, number.end() if number else start + 1


def _end_of_digits(text: str, start: int) -> int:
    m = _NUMBER.match(text, start)
    return m.end("digits") if m else start + 1


def _is_name(text: str, start: int) -> bool:
    """Whether the number goes on a name or an ordinal: A10, 2.0, RK-3588, 第47次."""
    if not start:
        return False
    before = text[start - 1]
    if before in "第.．_":
        return True
    if before in "-/" and start > 1:
        return _WORD.match(text, start - 2) is not None
    return (
        before.isascii()
        and before.isalnum()
        and not _SIGN_END.search(text, max(0, start - 3), start)
    )


_SIGN_END = expression("(?:RMB|USD|CNY|HKD|EUR|GBP|JPY)$")


# --- dates ----------------------------------------------------------------------------------------


def _date(text: str, start: int, last: int) -> _Found | None:
    m = DATE.match(text, start)
    if m is None or _is_no_date(text, m):
        return None
    end = m.end()
    if m["plan"] and start > last and text[start - 1] in '“"‘':
        start -= 1
    lead = LEAD.search(text, max(last, start - 4), start)
    if lead and (lead[0].strip() not in {"自", "从"} or (m["tail"] or "").strip()):
        start = lead.start()
    return _Found(start, end, "date", date=read_date(text[start:end]))


def _is_no_date(text: str, m: re.Match[str]) -> bool:
    before = text[m.start() - 1] if m.start() else ""
    if not before:
        return False
    if before.isascii() and (before.isalnum() or before in ".-/"):
        return True
    if m["span"] and m["span"][-1] == "号" and "月" not in m["span"] and before not in _BEFORE_DAY:
        return True
    # 三个月, 第7日, 数月底 and 每年底 are none.
    return before in "第几数每个多百千万亿" or (m[0][0] in "年月日" and before in _NUMERALS)


# 神舟12号 is a name; a day of the month stands behind a pause or a preposition.
_BEFORE_DAY = frozenset(" \n\u3000，。；、：（(“在于自从至到截")


# --- numbers --------------------------------------------------------------------------------------


def _share(text: str, start: int, last: int) -> _Found | None:
    m = _SHARE.match(text, start)
    if m is None:
        return None
    low, high = _percentage(m)
    unit = _of(text, m.end())
    return _modified(text, last, _Found(start, m.end(), "percent", low, high, unit, low != high))


_DOUBLINGS = expression("翻了?(?P<times>[一两二三四])?番")


def _doublings(text: str, start: int) -> _Found | None:
    """翻两番 as a count of doublings: over what it grew, the text says elsewhere."""
    m = _DOUBLINGS.match(text, start)
    if m is None:
        return None
    times = read_chinese(m["times"]) if m["times"] else 1
    return _Found(start, m.end(), "count", times, times, "番")


def _percentage(m: re.Match[str]) -> tuple[float, float]:
    if m["hundredth"]:
        value = _decimal(m["hundredth"])
        return value, value
    if m["below"]:
        value = round(100 * read_chinese(m["above"]) / (read_chinese(m["below"]) or 1), 4)
        return value, value
    if m["tenths"]:
        half = 5.0 if m["half"] == "半" else read_chinese(m["half"] or "")
        both = [10 * read_chinese(c) + half for c in m["tenths"]]
        return both[0], both[-1]
    value = round(100 * int(m["top"]) / int(m["bottom"]), 4) if m["top"] else 50.0
    return value, value


def _decimal(word: str) -> float:
    if word[0].isascii():
        return float(word)
    whole, _, rest = word.partition("点")
    digits = "".join(str(int(read_chinese(c))) for c in rest if c not in "十百千万")
    return float(f"{int(read_chinese(whole))}.{digits or 0}")


def _quantity(text: str, first: re.Match[str], last: int) -> _Found | None:
    if first.end() - first.start() > _LONGEST_NUMBER:
        return None
    unit = _unit(text, first)
    # Most numbers in names end here: 5G, 2.0, 3C.
    if unit is None and not _may_stand_alone(text, first):
        return None
    second = _second(text, unit.end() if unit else first.end())
    if second is not None:
        other = _unit(text, second)
        if other and (unit is None or unit.lastgroup == other.lastgroup):
            low, high = _pair(first, second, unit is not None)
            if low.low <= high.low:
                return _measured(text, first.start(), other, last, low, high)
    number = read_number(first)
    if unit:
        return _measured(text, first.start(), unit, last, number, None)
    return _bare(text, first, last, number)


def _may_stand_alone(text: str, number: re.Match[str]) -> bool:
    """Whether the number may be a value without a unit right behind it: 1.6亿, ￥500, 2-3亿元."""
    start, end = number.span()
    sign = start > 0 and text[start - 1] in _SIGN_ENDS
    return sign or bool(
        _MAY_BE_BARE.match(text, end - 1)
        or _TO.match(text, end)
        or _RATIO_LIMIT.match(text, end)
        or _is_limited(text, start, end)
    )


def _second(text: str, at: int) -> re.Match[str] | None:
    to = _TO.match(text, at)
    return _NUMBER.match(text, to.end()) if to else None


_MEASURE = expression(rf"[\d.,]+\s?(?:{_LATIN})")


def is_measure(name: str) -> bool:
    """Whether what was taken for a name is a number with a unit in Latin letters.

    >>> is_measure("15EFLOPS"), is_measure("5G"), is_measure("A100")
    (True, False, False)
    """
    return _MEASURE.fullmatch(name) is not None


def _pair(first: re.Match[str], second: re.Match[str], has_unit: bool) -> tuple[Number, Number]:
    """Both numbers of a range; in 2-3亿元 the first takes its scale from the second."""
    low, high = read_number(first), read_number(second)
    if not has_unit and high.scaled and not low.scaled and second["digits"]:
        factor = high.low / (float(second["digits"].replace(",", "")) or 1.0)
        low = Number(low=round(low.low * factor, 4), high=None)
    return low, high


def _unit(text: str, number: re.Match[str]) -> re.Match[str] | None:
    unit = _UNIT.match(text, number.end())
    if unit is None or number["digits"]:
        return _no_year(unit, number)
    word = number["chinese"] or number["vague"]
    if unit.lastgroup == "money":
        plain = len(word) > 1 or word == "十" or not unit["money"].startswith("元")
        return unit if plain or _is_order_of_magnitude(text, number) else None
    if unit.lastgroup not in {"count", "percent"} or (
        word in {"一", "百", "千", "万", "亿"} and not _is_many(text, number, unit)
    ):
        return None
    if unit.lastgroup == "count" and not _WRITTEN_UNIT.match(unit["count"]):
        return None
    return unit


def _no_year(unit: re.Match[str] | None, number: re.Match[str]) -> re.Match[str] | None:
    """No unit where 年 stands behind what is the name of a year."""
    if unit and unit["count"] and unit["count"][0] == "年":
        digits = number["digits"]
        if not number["scale"] and len(digits) == 4 and digits[:2] in {"19", "20"}:
            return None
    return unit


def _is_many(text: str, number: re.Match[str], unit: re.Match[str]) -> bool:
    """Whether 一 counts (一年, 一倍) and 百 is a number: 近百家, 百种以上; not 一个, 百家争鸣."""
    if number[0] == "一":
        return unit["count"] in {"年", "倍"} and not text.startswith(("度", "级", "期"), unit.end())
    return (
        _is_order_of_magnitude(text, number)
        or _AFTER.match(text, unit.end()) is not None
        or (
            number[0] in "百千万"
            and unit["count"] != "年"
            and _AIMED.search(text, max(0, number.start() - 3), number.start()) is not None
        )
    )


# 突破百项技术, 打造百家领军企业: how many there are to be.
_AIMED = expression(
    "(?:突破|形成|打造|培育|建成|开拓|新增|建设|集聚|引进|推广|改造|攻克|认定|遴选|扶持)(?:上|近)?$"
)


def _is_order_of_magnitude(text: str, number: re.Match[str]) -> bool:
    """Whether a modifier shows that 百 or 亿 alone is a number: 近亿元, 逾百家."""
    return number.start() > 0 and text[number.start() - 1] in "近逾超过约达"


def _measured(
    text: str, start: int, unit: re.Match[str], last: int, low: Number, high: Number | None
) -> _Found:
    kind, name = _meaning(unit.lastgroup or "", unit[0])
    top = low.high if high is None else high.high
    if kind == "percent":
        name = name or _of(text, unit.end())
    found = _Found(start, unit.end(), kind, low.low, top, name, low.approximate)
    if unit["percent"] == "‰":
        found.low, found.high = low.low / 10, None if top is None else top / 10
    elif "多" in name:
        # 3个多月, 三年多
        found.unit, found.high = name.replace("多", ""), None
    if high is not None and high.approximate:
        found.approximate = True
    return _modified(text, last, found)


@lru_cache(maxsize=4096)
def _meaning(group: str, written: str) -> tuple[ReadingKind, str]:
    """Kind and unit of a unit as written."""
    word = written.strip()
    if group == "percent":
        return "percent", "百分点" if "百" in word else ""
    if group == "money":
        amount, _, per = re.sub("[／每]", "/", word).partition("/")
        return "money", _currency(amount) + (f"/{per.strip()}" if per else "")
    return "count", word.removeprefix("个") or "个"


def _currency(word: str) -> str:
    foreign = word.removeprefix("人民币").removesuffix("人民币").removesuffix("港币").strip()
    if word.endswith("港币"):
        return "HKD"
    return _CURRENCIES[foreign] if foreign else "CNY"


# PUE不高于1.25
_LIMITED = expression("(?:不高于|不超过|低于|小于|不大于|降至|降到|控制在|不低于|达到)$")
_CLOSES = expression("[，。；、的]|$")
_RATIO_LIMIT = expression("以下|以内")


def _is_limited(text: str, start: int, end: int) -> bool:
    """Whether a number that closes its phrase stands behind a word for a limit."""
    return (
        _CLOSES.match(text, end) is not None
        and _LIMITED.search(text, max(0, start - 4), start) is not None
    )


def _bare(text: str, m: re.Match[str], last: int, number: Number) -> _Found | None:
    """A number without a unit: only with 万 or 亿, or a sign of currency before it."""
    before = _before(text, last, m.start())
    sign = _SIGN.search(before[0]) if before else None
    if sign:
        return _signed(text, m, last, number)
    if (
        m["digits"]
        and "." in m["digits"]
        and (_RATIO_LIMIT.match(text, m.end()) or _is_limited(text, m.start(), m.end()))
    ):
        # PUE降至1.2以下: a limit of a ratio.
        return _modified(text, last, _Found(m.start(), m.end(), "count", number.low, number.high))
    if not number.scaled or m["vague"] or (m["chinese"] and m["chinese"][0] in "百千万亿"):
        return None
    if not _BARE.match(text, m.end() - 1) or _WORD.match(text, m.end()):
        return None
    found = _Found(m.start(), m.end(), "count", number.low, number.high)
    found.approximate = number.approximate
    return _modified(text, last, found)


def _signed(text: str, m: re.Match[str], last: int, number: Number) -> _Found:
    english = _ENGLISH.match(text, m.end())
    factor = _ENGLISH_SCALES[english["scale"].lower()] if english else 1.0
    high = None if number.high is None else round(number.high * factor, 4)
    end = english.end() if english else m.end()
    return _modified(
        text, last, _Found(m.start(), end, "money", round(number.low * factor, 4), high, "CNY")
    )


def _of(text: str, end: int) -> str:
    m = _OF.match(text, end)
    return m[1] if m else ""


# --- modifiers ------------------------------------------------------------------------------------


def _modified(text: str, last: int, found: _Found) -> _Found:
    """The value with the words before and behind it that bound or blur it."""
    before = _before(text, last, found.start)
    if (
        before
        and before[0] == "突破"
        and found.unit in _OF_TECHNIQUES
        and _BREAKTHROUGHS.match(text, found.end)
    ):
        before = None
    if before and (found.kind == "money" or not _SIGN.search(before[0])):
        found.start = before.start()
        _take_signs(found, before[0])
        for m in _MODIFIERS.finditer(before[0]):
            found.bound(m.lastgroup or "")
    after = _AFTER.match(text, found.end)
    if after:
        found.end = after.end()
        found.bound(after.lastgroup or "")
    elif found.kind == "count" and _TIME.search(found.unit) and _WITHIN.match(text, found.end):
        found.end += 1
        found.bound("high")
    return found


_OF_TECHNIQUES = frozenset({"项", "种", "个", "类"})
# 突破100种以上关键技术: a verb, and no bound of the number.
_BREAKTHROUGHS = expression(
    "(?:以上|左右)?[^，。；：、]{0,14}?(?:技术|工艺|瓶颈|难题|产品|装备|材料|器件|零部件|软件|应用)"
)


def _before(text: str, last: int, start: int) -> re.Match[str] | None:
    if start <= last or text[start - 1] not in _BEFORE_ENDS:
        return None
    return _BEFORE.search(text, max(last, start - 12), start)


def _take_signs(found: _Found, before: str) -> None:
    if found.kind != "money":
        return
    sign, each = _SIGN.search(before), _EACH.match(before)
    if sign and found.unit == "CNY":
        found.unit = _CURRENCIES[sign[0]]
    if each:
        found.unit += f"/{each[1]}"
