"""Enumerations: the members of a list share one kind, so that one known member makes the others known.

In 城市管理、土木与建筑、人工智能等领域 the word behind 等 says what all of them are.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.words import Token

_LIST = expression(
    r"(?P<members>(?:[^，。；：、！？\n]{2,30}、)(?:[^，。；：、！？\n]{2,14}、){0,12}[^，。；：、！？\n]{2,14}?)"
    r"等(?:[^，。；：、！？\n]{0,6}?)(?P<kind>领域|行业|产业|技术|产品|业务|赛道|板块|环节|设备|场景|方向|服务|系统|工艺)"
)
_TAIL = expression(_LIST.pattern[_LIST.pattern.index("等") :])
_STOPS = "，。；：！？\n"
_STOP = expression(f"[{_STOPS}]")
_KINDS = {
    "领域": "Industry", "行业": "Industry", "产业": "Industry", "业务": "Industry", "赛道": "Industry", "板块": "Industry",
    "方向": "Industry", "环节": "Industry", "场景": "Industry", "技术": "Technology", "工艺": "Technology", "产品": "Product", "设备": "Product",
    "服务": "Product", "系统": "Product",
}  # fmt: skip
_NOMINAL = frozenset("n nz vn b j eng l an ng nrt nr g i ns zg m".split())
_JOINS = frozenset("与和及")
_LAST_JOIN = expression(r"(?:以及|和|及)")
_EDGE = frozenset(
    "发展 推动 推进 加强 提升 支持 建设 开展 包括 涵盖 聚焦 围绕 实现 进行 探索 布局 利用 应用 涉及 覆盖".split()
)


def find_members(
    text: str, tokens: Sequence[Token], known: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Candidates for the unknown members of lists of which a member is known.

    The type is that of the known members if they agree, else what the word behind 等 says.
    """
    concepts = sorted(c for c in known if c.type in CONCEPTS)
    starts = [c.start for c in concepts]
    token_starts = [t[0] for t in tokens]
    for m in _lists(text):
        a, b = m.span("members")
        inside = concepts[bisect_left(starts, a) : bisect_right(starts, b)]
        types = {c.type for c in inside}
        if not inside:
            continue
        kind = types.pop() if len(types) == 1 else _KINDS[m["kind"]]
        for start, end in _members(text, a, b, tokens, token_starts):
            if not any(c.start < end and start < c.end for c in inside):
                yield Candidate(start, end, kind, "term-list", confidence=0.5)


def _lists(text: str) -> Iterator[re.Match[str]]:
    """The lists of a text: looked for only in stretches without stops that hold a closing 等……领域."""
    done = 0
    for tail in _TAIL.finditer(text):
        if tail.start() < done:
            continue
        start = max(text.rfind(stop, done, tail.start()) for stop in _STOPS) + 1
        stop = _STOP.search(text, tail.end())
        done = stop.start() if stop else len(text)
        yield from _LIST.finditer(text, max(start, 0), done)


def _members(
    text: str, start: int, end: int, tokens: Sequence[Token], token_starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The members of a list: its first loses the words before it, its last may be joined by 和."""
    cuts = [start, *(i + 1 for i in range(start, end) if text[i] == "、"), end + 1]
    for n in range(len(cuts) - 1):
        a, b = cuts[n], cuts[n + 1] - 1
        pieces = [(a, b)]
        if n == len(cuts) - 2 and (join := _LAST_JOIN.search(text, a + 2, b - 1)):
            pieces = [(a, join.start()), (join.end(), b)]
        for x, y in pieces:
            left = _nominal_start(text, x, y, tokens, token_starts) if n == 0 else x
            if left is not None and _is_noun_phrase(text, left, y, tokens, token_starts):
                yield left, y


def _nominal_start(
    text: str, start: int, end: int, tokens: Sequence[Token], token_starts: Sequence[int]
) -> int | None:
    """Where the noun phrase that ends at `end` begins."""
    i = bisect_left(token_starts, end) - 1
    at: int | None = None
    while i >= 0 and tokens[i][0] >= start:
        a, b, pos = tokens[i]
        word = text[a:b]
        joined = word in _JOINS and at is not None and i > 0 and tokens[i - 1][2] in _NOMINAL
        if (pos not in _NOMINAL and not joined) or word in _EDGE:
            break
        at = a
        i -= 1
    return at


def _is_noun_phrase(
    text: str, start: int, end: int, tokens: Sequence[Token], token_starts: Sequence[int]
) -> bool:
    if not 2 <= end - start <= 12:
        return False
    inside = tokens[bisect_left(token_starts, start) : bisect_left(token_starts, end)]
    if not inside or inside[0][0] != start or inside[-1][1] != end:
        return False
    return all(
        pos in _NOMINAL or pos in {"v", "a", "f"} or text[a:b] in _JOINS for a, b, pos in inside
    )
