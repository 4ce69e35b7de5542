"""What belongs to the page and not to the text: page numbers and running heads."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.reading.lines import Line

_DASH = r"[-–—－·•~～|]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}\s*){{0,3}}(?P<bare>\d{{1,3}})(?:\s*{_DASH}){{0,3}}"
    rf"|(?:{_DASH}\s*){{1,3}}(?P<dashed>\d{{4}})(?:\s*{_DASH}){{1,3}}"
    r"|[(\[【]?\s*(?:共\s*\d{1,4}\s*页\s*[,/]?\s*)?第\s*(?P<zh>\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页"
    r"(?:\s*[,/]?\s*\(?\s*共\s*\d{1,4}\s*页\)?)?\s*[)\]】]?"
    r"|(?P<of>\d{1,4})\s*/\s*\d{1,4}|[Pp](?:age|\.)?\s*(?P<en>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
)
_SPACE = re.compile(r"\s+")
_OWN_NUMBER = re.compile(
    r"^(?:\d{1,4}\s*[|·-]?\s+(?P<behind>\D.*)|(?P<before>.*\D)\s+[|·-]?\s*\d{1,4})$"
)
_LED_BY_NUMBER = re.compile(r"(\d{1,4})\s+\D")
_LONGEST_HEAD = 40
_MAY_BE_NUMBER = re.compile("[0-9０-９页]")


def page_number(text: str) -> int | None:
    """The number of the page where the line is nothing but that; 0 if written in characters.

    >>> page_number("第 3 页 共 60 页"), page_number("- 12 -"), page_number("3000个机柜")
    (3, 12, None)
    """
    if len(text) > _LONGEST_HEAD or not _MAY_BE_NUMBER.search(text):
        return None
    m = _PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if m is None:
        return None
    number = next((g for g in m.groups() if g), "")
    return int(number) if number.isdigit() and number.isascii() else 0


def running_heads(
    lines: Sequence[Line], pages: Collection[int], cover: Collection[str]
) -> set[int]:
    """The indices of lines that repeat at the edge of pages, or repeat a line of the cover.

    `pages` are the indices of page numbers; `cover` holds the lines of the cover.
    """
    known = {_plain(text) for text in cover}
    places = _places(lines, pages)
    found = {i for at in places.values() if _counts_up(lines, at) for i in at}
    edges = set(pages) | found
    # Twice, because a head may have two lines.
    for _ in range(2):
        for text, at in places.items():
            if (text in known and len(at) > 1) or _at_edges(lines, at, edges):
                found.update(at)
        edges |= found
    return found


def _places(lines: Sequence[Line], pages: Collection[int]) -> dict[str, list[int]]:
    """Where each line that may be a running head stands, whatever page number is beside it."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        short = len(line.text) <= _LONGEST_HEAD and line.text[-1] not in "。！？；，、"
        if short and i not in pages:
            places[_plain(line.text)].append(i)
    return places


def _counts_up(lines: Sequence[Line], at: Sequence[int]) -> bool:
    """Whether a line comes back with a higher number before it each time, but not as rows of a table."""
    if len(at) < 3:
        return False
    matches = [_LED_BY_NUMBER.match(lines[i].text) for i in at]
    numbers = [int(m[1]) for m in matches if m]
    rising = len(numbers) == len(at) and all(a < b for a, b in pairwise(numbers))
    return rising and all(b - a > 1 for a, b in pairwise(at))


def _at_edges(lines: Sequence[Line], at: list[int], edges: set[int]) -> bool:
    if len(at) < 3:
        return False
    near = sum(1 for i in at if _is_edge(lines, i, edges))
    return near >= 0.6 * len(at)


def _is_edge(lines: Sequence[Line], i: int, edges: set[int]) -> bool:
    ends_page = i + 1 < len(lines) and lines[i + 1].after_break
    return lines[i].after_break or ends_page or i - 1 in edges or i + 1 in edges


def _plain(text: str) -> str:
    """The text without white space and without a page number at either end."""
    m = _OWN_NUMBER.match(unicodedata.normalize("NFKC", text))
    kept = (m["behind"] or m["before"]) if m else text
    return _SPACE.sub("", kept).strip("|·-—")
