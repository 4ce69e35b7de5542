"""The day or month of publication, where the name or the cover of a document says it."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from kg.errors import InputError
from kg.extraction.numerals import read_chinese

_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.年]?(0[1-9]|1[0-2])|[-_.年]([1-9]))(?:[-_.月]?(0[1-9]|[12]\d|3[01])日?)?(?!\d)"
)
_ON_COVER = re.compile(
    r"((?:19|20)\d\d|[一二][〇零○][〇零○一二三四五六七八九]{2})\s*[年./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:\s*月(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?|[./-](\d{1,2})(?!\d))"
)


def checked(published: str | None) -> str | None:
    """`published` as given, if it is an ISO day.

    Raises:
        InputError: it is not.

    >>> checked("2021-07-16")
    '2021-07-16'
    """
    if published is None or _is_day(published):
        return published
    raise InputError(f"{published!r} is no date of publication; write it as 2021-07-31")


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def guess(stem: str, cover: Iterable[str]) -> str | None:
    """The ISO day that file name and cover agree on, the last of a month; None if none or several.

    >>> guess("digest-2021-07", ("信息产业篇", "2021年7月16日"))
    '2021-07-16'
    >>> guess("digest-2021-07", ())
    '2021-07-31'
    >>> guess("digest-2021-07", ("2021年8月",)) is None
    True
    """
    found = {_iso(m[1], m[2] or m[3], m[4]) for m in _IN_NAME.finditer(stem)}
    for line in cover:
        if len(line) <= 40:
            text = unicodedata.normalize("NFKC", line)
            found |= {_iso(m[1], m[2], m[3] or m[4]) for m in _ON_COVER.finditer(text)}
    dates = sorted(d for d in found if _is_day(f"{d}-01" if len(d) == 7 else d))
    # A day within the month that the other names is the same date, told more closely.
    if not dates or not all(dates[-1].startswith(d) for d in dates):
        return None
    return dates[-1] if len(dates[-1]) == 10 else _last_day(dates[-1])


def _last_day(month: str) -> str:
    """The day by which all of a month's issue was out."""
    year, number = (int(part) for part in month.split("-"))
    return f"{month}-{monthrange(year, number)[1]:02}"


def _iso(year: str, month: str, day: str | None) -> str:
    parts = [f"{_number(year):04}", f"{_number(month):02}"]
    if day:
        parts.append(f"{_number(day):02}")
    return "-".join(parts)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(read_chinese(text))
