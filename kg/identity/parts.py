"""The parts of a company's name: region, brand, business, group, legal form.

A registered name is made of them in this order: 深圳市 + 振业 + （集团） + 股份有限公司. Short forms
drop parts, and which part was dropped tells whether it is still the same company: without 股份有限公司
always, without 物流 hardly ever.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.identity.names import name_key

_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|(?<![分子总团股])公司|\(有限合伙\)|股份)$"
)
_LATIN_FORM = re.compile(
    r"(?:,?(?:technologies|technology|group|holdings?|international|company|co|inc|incorporated|"
    r"corporation|corp|ltd|limited|llc|plc|gmbh|ag|sa)\.?)+$"
)
_REGISTERED = re.compile(r"公司$|\(有限合伙\)$")
# How a stock exchange marks a short name: special treatment, delisted, share class, voting rights.
_LISTING = re.compile(
    r"^(?:退市|(?:\*?s?\*?st|pt|xd|xr|dr|s|n)(?=[\u4e00-\u9fff]))"
    r"|(?:\(退\)|(?<=..)退|(?<=[\u4e00-\u9fff])(?:-?[ab]|-[uwdv]+))$"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_OFFICE = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|自治州|地区|[省市区县州])")
_NATION = ("中国", "中华")
SHORT_REGIONS = {
    "京": "北京", "沪": "上海", "津": "天津", "渝": "重庆", "粤": "广东", "苏": "江苏", "浙": "浙江",
    "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南",
    "桂": "广西", "琼": "海南", "川": "四川", "黔": "贵州", "贵": "贵州", "滇": "云南", "陕": "陕西",
    "甘": "甘肃", "陇": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆", "藏": "西藏", "蒙": "内蒙古",
    "吉": "吉林", "辽": "辽宁", "龙": "黑龙江", "冀": "河北", "晋": "山西", "深": "深圳", "杭": "杭州",
    "穗": "广州", "甬": "宁波", "厦": "厦门", "中": "中国",
}  # fmt: skip
"""Characters that stand for a region at the head of a short name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name taken apart; every part is folded as by `name_key`, and may be empty.

    `brand` is never empty: what cannot be taken apart is brand. `business` and `generic` are the
    words at its end, from left to right; `bare` is the name without region, group and legal form.
    """

    key: str
    bare: str
    brand: str
    region: str = ""
    business: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    group: bool = False
    branch: bool = False
    registered: bool = False
    form: bool = False


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    text = files("kg.identity").joinpath("words.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split(":", 1)
            found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """Names of places, without the office that administers them."""
    text = files("ontology").joinpath("gazetteers", "places.csv").read_text(encoding="utf-8")
    found = set(_NATION)
    for row in csv.DictReader(text.splitlines()):
        for form in (row["name"], *row["aliases"].split("|")):
            if form and not form.startswith("?"):
                bare = _OFFICE.sub("", form) if len(form) > 2 else form
                found |= {f for f in (form, bare) if 2 <= len(f) <= 6}
    return frozenset(found)


def is_region(name: str) -> bool:
    """Whether `name` is one of the places that names of companies begin with.

    >>> is_region("湖南"), is_region("昆山市"), is_region("三安")
    (True, True, False)
    """
    return name in _regions()


@lru_cache(maxsize=1 << 19)
def parts_of(name: str) -> NameParts:
    """The name taken apart.

    >>> p = parts_of("深圳市振业（集团）股份有限公司")
    >>> p.region, p.brand, p.group, p.registered
    ('深圳', '振业', True, True)
    >>> parts_of("京东物流").business, parts_of("万科企业股份有限公司").generic
    (('物流',), ('企业',))
    """
    key = name_key(name)
    rest = _LISTING.sub("", key) or key
    rest, group, region = _unbracketed(rest)
    registered = bool(_REGISTERED.search(rest))
    rest, form = _cut(_FORM, rest)
    rest, latin = _cut(_LATIN_FORM, rest)
    rest, more = _without_group(rest)
    branch = any(rest.endswith(w) for w in _words()["branch"])
    at = _region_end(rest)
    region, rest = region or _OFFICE.sub("", rest[:at]), rest[at:]
    again, late = _without_group(rest)
    brand, business, generic = _without_trade(again)
    return NameParts(
        key=key,
        bare=again,
        brand=brand,
        region=region,
        business=business,
        generic=generic,
        group=group or more or late,
        branch=branch,
        registered=registered or latin,
        form=form or latin,
    )


def _unbracketed(key: str) -> tuple[str, bool, str]:
    """The key without its brackets, and whether they said 集团 or a region."""
    group, region = False, ""
    for inner in _BRACKETS.findall(key):
        if inner in _words()["group"]:
            group = True
        elif (bare := _OFFICE.sub("", inner)) in _regions() or inner in _regions():
            region = bare
        else:
            continue
        key = key.replace(f"({inner})", "", 1)
    return key, group, region


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    cut = pattern.sub("", text)
    return (cut, True) if len(cut) >= 2 and cut != text else (text, False)


def _without_group(text: str) -> tuple[str, bool]:
    for word in sorted(_words()["group"], key=len, reverse=True):
        if text.endswith(word) and len(text) - len(word) >= 2:
            return text[: -len(word)], True
    return text, False


def _region_end(text: str) -> int:
    """Where the region at the head of `text` ends; a name that is nothing else keeps it."""
    at = 0
    while True:
        for size in (6, 5, 4, 3, 2):
            head = text[at : at + size]
            if len(head) == size and head in _regions():
                end = at + size
                break
        else:
            return at
        if office := _OFFICE.match(text, end):
            end = office.end()
        # What is left must still be a brand.
        if len(text) - end < 2 or not _without_trade(text[end:])[0] or _all_trade(text[end:]):
            return at
        at = end


def _all_trade(text: str) -> bool:
    return text in _words()["business"] or text in _words()["generic"]


def _without_trade(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Brand, business words and generic words; a brand has two characters at least."""
    business: list[str] = []
    generic: list[str] = []
    while True:
        for size in range(min(7, len(text) - 2), 1, -1):
            tail = text[-size:]
            if tail in _words()["generic"]:
                generic.insert(0, tail)
                break
            if tail in _words()["business"]:
                business.insert(0, tail)
                break
        else:
            return text, tuple(business), tuple(generic)
        text = text[: -len(tail)]
