"""The contents page: sections, titles and page numbers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"^\s*(?:目\s*录|目\s*次|内容提要|CONTENTS?|本期目录|本期要目)\s*$", re.I)
# A title, then a tab, dot leaders or wide space, then the page number.
_ENTRY = re.compile(
    r"^\s*(?P<title>\S.*?)\s*(?:\t+|[.．·…・•]{2,}|\s{2,}|[-—_]{3,}|\u3000+)[\s.．·…・]*(?P<page>\d{1,4})\s*(?:页)?\s*$"
)
_PAGE_MARK = re.compile(r"^第?\s*(\d{1,4})\s*页?$")
_LONGEST_TITLE = 120
_IGNORED = re.compile(r"[\s“”\"'‘’「」《》〈〉（）()\[\]【】·・:：,，.。、!！?？\-—–_~～]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents page; `section` is empty for a section itself."""

    title: str
    page: int
    section: str = ""
    is_section: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The entries and the number of the first line behind the contents page."""

    entries: tuple[Entry, ...]
    end_line: int


def key_of(title: str) -> str:
    """A title as it is compared: width folded, without white space and punctuation.

    >>> key_of("“AI 四小龙” 第一股来了？") == key_of("“AI四小龙”第一股来了?")
    True
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", title)).lower()


def find_contents(lines: Sequence[str]) -> Contents | None:
    """The contents page among the lines, or None when the digest has none.

    It begins behind a line 目录, or where three entries follow each other near the top.
    """
    limit = min(len(lines), 400)
    head = next((i for i in range(limit) if _HEAD.match(lines[i])), None)
    start = head + 1 if head is not None else _first_run(lines, limit)
    if start is None:
        return None
    rows, end = _rows(lines, start)
    if len(rows) < 2:
        return None
    return Contents(entries=_sections(rows, lines[end:]), end_line=end)


def _first_run(lines: Sequence[str], limit: int) -> int | None:
    run: list[int] = []
    for i in range(limit):
        if not lines[i].strip():
            continue
        if _entry(lines[i]):
            run.append(i)
            if len(run) == 3:
                return run[0]
        else:
            run = []
    return None


def _entry(line: str) -> tuple[str, int] | None:
    if len(line) > _LONGEST_TITLE:
        return None
    m = _ENTRY.match(
        unicodedata.normalize("NFKC", line).replace("...", "…") if "．" in line else line
    )
    return (m["title"].strip(" .．·…"), int(m["page"])) if m and not m["title"].isdigit() else None


def _rows(lines: Sequence[str], start: int) -> tuple[list[tuple[str, int]], int]:
    """Entries from `start` on, until lines that are none; a title may run over two lines."""
    rows: list[tuple[str, int]] = []
    end, strangers = start, 0
    for i in range(start, min(len(lines), start + 2000)):
        if not lines[i].strip() or _PAGE_MARK.match(lines[i].strip()):
            continue
        found = _entry(lines[i])
        if found:
            rows.append(found)
            end, strangers = i + 1, 0
            continue
        strangers += 1
        if (strangers > 2 and rows) or strangers > 6 or len(lines[i]) > _LONGEST_TITLE:
            break
    return rows, end


def _sections(rows: Sequence[tuple[str, int]], body: Sequence[str]) -> tuple[Entry, ...]:
    """Entries with their sections: a short row on the page of the row after it that the body shows as a bare line
    directly before that row's title, or before another section.
    """
    following = _following(body)
    flags = [_is_section(rows, i, following) for i in range(len(rows))]
    out: list[Entry] = []
    section = ""
    for (title, page), flag in zip(rows, flags, strict=True):
        if flag:
            section = title
        out.append(Entry(title=title, page=page, section="" if flag else section, is_section=flag))
    return tuple(out)


def _following(body: Sequence[str]) -> dict[str, set[str]]:
    """For each short line of the body, the lines that directly follow it."""
    keys = [
        key_of(line)
        for line in body
        if (line.strip() and len(line) <= _LONGEST_TITLE) or line.strip()
    ]
    found: dict[str, set[str]] = {}
    for a, b in zip(keys, keys[1:], strict=False):
        if a and len(a) <= 60:
            found.setdefault(a, set()).add(b)
    return found


def _is_section(rows: Sequence[tuple[str, int]], i: int, following: dict[str, set[str]]) -> bool:
    title, page = rows[i]
    key = key_of(title)
    after = following.get(key)
    if after is not None:
        titles = {key_of(t) for t, _ in rows}
        return bool(after & (titles - {key})) and len(key) <= 16
    return len(key) <= 8 and i + 1 < len(rows) and rows[i + 1][1] == page
