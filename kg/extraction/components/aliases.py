"""The stage of short forms, and of names that stand elsewhere again."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.expressions import expression
from kg.extraction.aliases import Binding, find_bindings
from kg.extraction.boundaries import FIRMS
from kg.extraction.candidates import CONCEPTS, Candidate, all_occurrences, choose, occurrences
from kg.extraction.components.stage import Stage
from kg.extraction.creditcodes import find_credit_codes
from kg.extraction.draft import Draft
from kg.extraction.linking import ADDS_NOTHING, ORGANISATIONS


class Aliases(Stage):
    """Aliases bound by brackets, wherever they stand from there on, and names seen once that stand elsewhere."""

    needs = ("candidates",)
    makes = ("candidates", "bindings")

    def __call__(self, draft: Draft) -> None:
        """Bind aliases to the candidates that stand before their brackets."""
        chosen, _ = choose(draft.candidates)
        codes, slips = find_credit_codes(draft.text, chosen)
        found = find_bindings(draft.text, chosen)
        bindings = [b for b in found if not (b.drawn and self._is_anothers(draft.text, b))]
        bindings += codes
        draft.bindings = bindings
        draft.rejects += slips
        by_start = {c.start: c for c in chosen}
        full = _FullNames(draft.text, chosen)
        things = _LongerThings(draft.text, chosen)
        bound: dict[tuple[str, str, str], int] = {}
        for b in bindings:
            owner = by_start.get(b.name_start)
            if not b.alias or owner is None:
                continue
            if bound.setdefault((b.alias, owner.type, owner.name), b.name_end) < b.name_end:
                # The same alias of the same name, bound before: nothing new from here on.
                continue
            for at in occurrences(draft.text, b.alias):
                if at >= b.name_end:
                    held = full.hold(at, at + len(b.alias)) or things.begins(
                        at, len(b.alias), owner
                    )
                    finder = "repeat" if held else "alias"
                    made = Candidate(at, at + len(b.alias), owner.type, finder, owner.name, 0.95)
                    draft.candidates.append(made)
        draft.candidates += _repeats(draft.text, chosen)

    def _is_anothers(self, text: str, bound: Binding) -> bool:
        """Whether a list knows the short form, and not as that of the name: 比亚迪半导体股份有限公司（比亚迪） says whose."""
        name = text[bound.name_start : bound.name_end]
        if bound.alias not in name:
            return False
        entries = [e for e in self.gazetteer.by_name(bound.alias) if e.type in ORGANISATIONS]
        own = {e.name for e in self.gazetteer.by_name(name)}
        return bool(entries) and own.isdisjoint(e.name for e in entries)


class _FullNames:
    """Full names of firms and names of bodies: an alias inside one is a part of it, 北方华创 in 北京北方华创微电子装备有限公司."""

    def __init__(self, text: str, chosen: Iterable[Candidate]) -> None:
        self._spans = sorted(
            (c.start, c.end)
            for c in chosen
            if c.type in _BODIES or (c.type in FIRMS and _LEGAL_END.search(text, c.start, c.end))
        )

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them is longer than the range and covers it."""
        i = bisect_right(self._spans, (start, sys.maxsize)) - 1
        if i < 0:
            return False
        a, b = self._spans[i]
        # FCC委 in FCC委员: one sign more is none.
        return end <= b and b - a > end - start + 1


_SAYS_KIND = ADDS_NOTHING | frozenset(
    "模型 大模型 系统 平台 软件 操作系统 材料 协议 标准 算法 网络 框架 数据库".split()
)


class _LongerThings:
    """Names of things: the short form of one may begin another's, SiC in SiC MOSFET."""

    def __init__(self, text: str, chosen: Iterable[Candidate]) -> None:
        self._text = text
        self._ends = {c.start: c.end for c in chosen if c.type in CONCEPTS}

    def begins(self, start: int, length: int, owner: Candidate) -> bool:
        """Whether a longer name of a thing begins where the short form of another thing stands."""
        if owner.type not in CONCEPTS:
            return False
        rest = self._text[start + length : self._ends.get(start, 0)]
        # MoE架构 is MoE, and SIB电池 the 钠离子电池 that SIB is short for.
        whole = self._text[owner.start : owner.end]
        return len(rest) > 1 and rest not in _SAYS_KIND and not whole.endswith(rest)


# 市场监管总局 in 市场监管总局食品生产安全监督管理司, 第三代半导体 in 第三代半导体产业联盟
_BODIES = frozenset({"GovernmentBody", "ResearchInstitution", "Association", "Organization"})
_LEGAL_END = expression("(?:有限|责任|股份|集团)公司$")


def _repeats(text: str, chosen: list[Candidate]) -> Iterator[Candidate]:
    """Other places where a name that was recognised once stands."""
    surfaces: dict[str, Candidate] = {}
    for cand in chosen:
        surface = text[cand.start : cand.end]
        if (
            cand.type not in CONCEPTS
            and cand.type != "Place"
            and len(surface) >= 2
            and cand.finder != "gazetteer"
        ):
            surfaces.setdefault(surface, cand)
    for surface, places in all_occurrences(text, surfaces).items():
        cand = surfaces[surface]
        for at in places:
            # What the network guessed stays its guess wherever it stands again.
            finder = cand.finder if cand.finder == "model" else "repeat"
            yield cand._replace(start=at, end=at + len(surface), finder=finder)
