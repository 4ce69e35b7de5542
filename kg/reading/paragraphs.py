"""Lines to blocks: paragraphs put together again where the page cut them, sub-headings kept apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.model import Block, BlockKind, Run, Span
from kg.reading.lines import Line, width

_FINAL = frozenset("。！？；：…”’」』!?;:.")
_PAUSE = re.compile("[，。；：、？！,;]")
_CARRIES_ON = frozenset("，。、；：？！）》」』”’,;:)]%％")
_NEW_ITEM = re.compile(
    r"[—-]{2}|[●■◆★▶►□○▪•※]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.．、](?!\d)|[图表][\s\d]|来源[:：]|资料来源|[(（]?(?:责任编辑|记者|作者|编辑)[:：]"
)
_LONGEST_HEADING = 40
_RAGGED = 6


class Layout:
    """How the lines of a document are broken: `full` is the width of a wrapped line, None if not wrapped."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.full = _wrap_width(lines)

    def continues(self, before: Line, line: Line) -> bool:
        """Whether `line` carries on the paragraph that `before` leaves unfinished."""
        if before.level or line.level:
            return False
        last = before.text[-1]
        # No paragraph begins with a comma, and none ends with one.
        if line.text[0] in _CARRIES_ON or last in "，、":
            return True
        if _NEW_ITEM.match(line.text):
            return False
        if self._is_full(before) and not line.after_blank and not line.after_break:
            return line.indent <= before.indent or line.indent < 2
        cut = self._is_cut(before, line)
        return last not in _FINAL and cut and not _looks_like_heading(line.text)

    def _is_full(self, line: Line) -> bool:
        return self.full is not None and _columns(line) >= self.full - _RAGGED

    def _is_cut(self, before: Line, line: Line) -> bool:
        """Whether `before` is long enough to be the part of a paragraph that a page break left."""
        if line.after_break and len(before.text) >= 12 and _PAUSE.search(before.text):
            return True
        if self.full is not None:
            return self._is_full(before)
        return len(before.text) >= (25 if _PAUSE.search(before.text) else 34)


def _columns(line: Line) -> int:
    return line.indent + width(line.text)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which lines were wrapped: that of most lines that have another right below."""
    widths = sorted(
        _columns(a)
        for a, b in pairwise(lines)
        if not b.after_blank and not b.after_break and len(a.text) < 100
    )
    if len(widths) < 5 or 3 * len(widths) < len(lines):
        return None
    full = widths[(len(widths) * 9) // 10]
    wrapped = sum(1 for w in widths if full - _RAGGED <= w <= full + 2)
    return full if full >= 40 and 2 * wrapped >= len(widths) else None


def _looks_like_heading(text: str) -> bool:
    return len(text) < 25 and text[-1] not in _FINAL and not _PAUSE.search(text)


def is_heading(text: str) -> bool:
    """Whether a line on its own is a sub-heading: short, without the stop that ends a sentence.

    >>> is_heading("连通城乡消费"), is_heading("影响的用户。")
    (True, False)
    """
    if len(text) > _LONGEST_HEADING or text[-1] in "。；;，、" or "。" in text:
        return False
    if text[-1] in "：:":
        return len(text) <= 10 and len(_PAUSE.findall(text)) == 1
    if text[-1] in "？！?!…":
        return len(text) <= 20 and len(_PAUSE.findall(text)) <= 1
    return True


class Assembled:
    """The text of an article with its blocks and the way back to the source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.runs: list[Run] = []

    @property
    def text(self) -> str:
        """The text put together so far."""
        return "".join(self._parts)

    def add(self, lines: Sequence[Line]) -> None:
        """Add a block made of `lines`."""
        if self._length:
            self._put("\n")
        start = self._length
        for before, line in zip((None, *lines), lines, strict=False):
            if before is not None and _needs_space(before.text, line.text):
                self._put(" ")
            self._put_line(line)
        heading = bool(lines[0].level) or (len(lines) == 1 and is_heading(lines[0].text))
        kind: BlockKind = "heading" if heading else "paragraph"
        self.blocks.append(Block(kind=kind, span=Span(start=start, end=self._length)))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _put_line(self, line: Line) -> None:
        start = self._length
        for source, length in line.pieces:
            self.runs.append(Run(start=start, source=source, length=length))
            start += length
        self._put(line.text)


def _needs_space(before: str, text: str) -> bool:
    return before[-1].isascii() and before[-1].isalnum() and text[0].isascii() and text[0].isalnum()


def paragraphs(lines: Iterable[Line], layout: Layout) -> Iterator[list[Line]]:
    """The lines of each block in turn."""
    block: list[Line] = []
    for line in lines:
        if block and not layout.continues(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
