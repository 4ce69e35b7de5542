"""The names of an article in reading order, for words that count them: 前者, 后者, 后两者."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.marking import AGENTS

Meant = tuple[str, tuple[str, ...]]
# 后两者: how many are meant.
COUNTED = {"后两者": 2, "后三者": 3, "前两者": 2}
WORDS = frozenset({"前者", "后者", *COUNTED})
_AGENTS = frozenset(AGENTS)
# What stands between two names of one list, or between the two sides of a deal.
_BESIDE = expression(
    r"[”\"’》]?(?:（[^（）]{0,30}）|\([^()]{0,30}\))?(?:、|和|及|以及|与|同|跟)[“\"‘《]?"
)
# 正是《办法》，后者由……: what stands right before is meant, whatever it is.
_RIGHT_BEFORE = expression(r"[》”’\"]*(?:（[^（）]{0,30}）|\([^()]{0,30}\))?[，,；;。]而?")
_CLAUSE = expression(r"[，,；;。：:！？]")
_CONCEPTS = frozenset({"Technology", "Industry"})
_THINGS = _CONCEPTS | {"Product"}
# 发布星河A和星河B，前者采用……: two products or plants, told what one of them has or where it stands.
_WORKS = frozenset({"Product", "Facility"})
_BY_WORKS = expression(
    "前者(?:则|将|已|也|还|主要|预计|计划)*(?:采用|搭载|基于|面向|兼容|支持(?!者)|选址|位于|坐落|定位|主打|用于|适用|应用于|总投资|占地|具[有备]|集成|内置|配[备有]|续航|售价)"
)
# 分为A与B两类，前者……; of three the first is meant
_TWO_BEFORE = expression(
    r"[”’》]?(?:等)?(?:[两二三四](?:大类|[类种大条支个])[^，。；：]{0,5})?[，；。]"
)
# Only what is told to be two kinds: 甲与乙生产A和B，前者上市 speaks of 甲.
_DIVIDED = expression(
    "(?:分为|分成|划分为|分|包括|包含|涵盖|主要有|即|之间|是|：)[^，。；：]{0,4}$"
)
_DONE_BY_FIRMS = expression(
    r"前者(?:则|也|还|将|已|正|拟|曾|共|由|为|是|的)*(?:负责|提供|持|出资|投资|控股|主导|向|对|承担|表示|宣布|研发|生产|收购|主营|成立|拥有|入股|与|和|拿|计划|公司|董事|总部|创)"
)
_ARE_OF = expression("(?:同属|同为|都是|均是|皆是|均为|皆为|都属于|均属于|均属)于?$")
# Words further away than this many characters do not speak of a pair any more.
_FAR = 160
# Two that stand side by side are meant by 前者 and 后者 up to this many characters behind them.
_NEAR = 30


class Named(NamedTuple):
    """A mention: entity type, keys and where it stands."""

    kind: str
    keys: tuple[str, ...]
    start: int
    end: int


class Order:
    """What was named, in order; says what 前者 and 后者 mean."""

    def __init__(self) -> None:
        self._all: list[Named] = []
        self._agents: list[Named] = []
        self._times: Counter[tuple[str, ...]] = Counter()
        self._pair: tuple[Named, Named] | None = None
        self._pair_at = 0

    def see(self, kind: str, keys: tuple[str, ...], start: int, end: int) -> None:
        """Note a mention; mentions come in reading order."""
        named = Named(kind, keys, start, end)
        self._all.append(named)
        if kind in _AGENTS:
            self._agents.append(named)
            self._times[keys] += 1

    def meant(self, word: str, text: str, at: int) -> Meant | None:
        """What one of `WORDS` that stands at `at` means: entity type and keys; None where too few were named.

        >>> order = Order()
        >>> for name, start in (("甲", 0), ("乙", 2)):
        ...     order.see("Company", (name,), start, start + 1)
        >>> text = "甲、乙均已上市，前者主营芯片，后者主营面板"
        >>> order.meant("前者", text, 8), order.meant("后者", text, 15)
        (('Company', ('甲',)), ('Company', ('乙',)))
        """
        if word == "前者":
            return self._former(text, at)
        if word in COUNTED:
            return self._counted(text, at, COUNTED[word], first=word.startswith("前"))
        return self._latter(text, at)

    def times(self, keys: tuple[str, ...]) -> int:
        """How often an agent was named so far.

        >>> order = Order()
        >>> order.see("Company", ("甲",), 0, 1)
        >>> order.times(("甲",)), order.times(("乙",))
        (1, 0)
        """
        return self._times[keys]

    def both(self, text: str, at: int) -> Meant | None:
        """The two that 双方 at `at` speaks of: those told to act with each other before, else the only two named lately.

        >>> order = Order()
        >>> for name, start in (("甲", 0), ("乙", 2)):
        ...     order.see("Company", (name,), start, start + 1)
        >>> order.both("甲与乙签约。双方将共建实验室", 6)
        ('Company', ('甲', '乙'))
        """
        far = max(0, at - _FAR)
        lately = max(text.rfind("。", far, max(far, text.rfind("。", far, at))) + 1, far)
        # 新公司丙由双方设立: 丙 is neither.
        until = max(text.rfind(mark, far, at) for mark in "，。；") if text[at - 1] == "由" else at
        near = [n for n in self._agents[-8:] if lately <= n.start < until]
        kinds = {n.keys: n.kind for n in near if len(n.keys) == 1}
        if len(kinds) != 2 or len(kinds) != len({n.keys for n in near}):
            return None
        kind = "Company" if "Company" in kinds.values() else next(iter(kinds.values()))
        return kind, tuple(key for keys in kinds for key in keys)

    def before(self, text: str, at: int) -> Meant | None:
        """The company, fund or body named right before `at`: 甲及其子公司 speaks of 甲's."""
        last = self._agents[-1] if self._agents else None
        if last is None or not re.fullmatch(
            r"[”\"’]?(?:（[^（）]{0,30}）)?[及和与]", text[last.end : at]
        ):
            return None
        return last.kind, last.keys

    def _former(self, text: str, at: int) -> Meant | None:
        if self._pair and self._pair_at < at and "。" not in text[self._pair_at : at]:
            # 后者由丙与丁合资成立，前者……: of the same two.
            return self._pair[0].kind, self._pair[0].keys
        if kinds := self._two_kinds(text, at):
            self._pair, self._pair_at = kinds, at
            return kinds[0].kind, kinds[0].keys
        run = self._run(text, at)
        if len(run) == 1:
            run = self._last_pair(text, at) or self._agents[-2:]
        if len(run) < 2 or at - run[-1].end > _FAR:
            return None
        # 甲、乙、丙为代表，前者……: the first of the list.
        self._pair, self._pair_at = (run[0], run[-1]), at
        return run[0].kind, run[0].keys

    def _two_kinds(self, text: str, at: int) -> tuple[Named, Named] | None:
        """Two kinds or works told right before, unless 前者 begins to do what firms do: 分为A与B两类，前者成熟.

        Of three kinds the first and the last.
        """
        if len(self._all) < 2 or _DONE_BY_FIRMS.match(text, at):
            return None
        one, other = self._all[-2:]
        if not {one.kind, other.kind} <= _THINGS | _WORKS or not _TWO_BEFORE.fullmatch(
            text, other.end, at
        ):
            return None
        if not _BESIDE.fullmatch(text, one.end, other.start):
            return None
        first = one
        for named in reversed(self._all[:-2]):
            if not _BESIDE.fullmatch(text, named.end, first.start):
                break
            first = named
        if _DIVIDED.search(text, max(0, first.start - 12), first.start):
            return first, other
        works = {one.kind, other.kind} <= _WORKS and _BY_WORKS.match(text, at)
        return (one, other) if works and first is one else None

    def _last_pair(self, text: str, at: int) -> list[Named]:
        """The last two agents that stand side by side: 甲与乙成立的丙由前者控股 speaks of 甲."""
        for one, other in reversed(list(pairwise(self._agents[-8:]))):
            if at - other.end <= _NEAR and _BESIDE.fullmatch(text, one.end, other.start):
                return [one, other]
        return []

    def _latter(self, text: str, at: int) -> Meant | None:
        if self._pair and 0 < at - self._pair_at < _FAR:
            return self._pair[1].kind, self._pair[1].keys
        last = self._all[-1] if self._all else None
        if last and _RIGHT_BEFORE.fullmatch(text, last.end, at):
            if last.kind in _CONCEPTS and _ARE_OF.search(text, max(0, last.start - 4), last.start):
                # 甲的某库、乙的某库同属向量数据库，后者……: not the kind, and which of the two is not told here.
                return None
            return last.kind, last.keys
        run = self._run(text, at)
        if len(run) > 1:
            self._pair, self._pair_at = (run[0], run[-1]), at
        return (run[-1].kind, run[-1].keys) if run else None

    def _counted(self, text: str, at: int, count: int, *, first: bool) -> Meant | None:
        run = self._run(text, at)
        if len(run) < count:
            return None
        told = run[:count] if first else run[-count:]
        return told[-1].kind, tuple(dict.fromkeys(key for n in told for key in n.keys))

    def _run(self, text: str, at: int) -> list[Named]:
        """The last list of agents before the clause of `at`: who acts in that clause speaks of others."""
        begins = max((m.end() for m in _CLAUSE.finditer(text, max(0, at - _FAR), at)), default=0)
        before = [n for n in self._agents[-12:] if n.end <= begins] or self._agents[-12:]
        run: list[Named] = []
        for named in reversed(before):
            if run and not _BESIDE.fullmatch(text, named.end, run[0].start):
                break
            run.insert(0, named)
        return run
