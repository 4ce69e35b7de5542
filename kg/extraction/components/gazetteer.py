"""The stage of names that lists know."""

from bisect import bisect_right
from collections.abc import Set

from kg.expressions import expression
from kg.extraction.boundaries import YEAR_BEHIND, buys, no_name
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.components.stage import Stage
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer, Hit
from kg.extraction.persons import NAMED_HUA
from kg.extraction.places import said_by_level, short_of, sure_of, ways_down

# 批发业务, 基金业绩: no trade of 批发业 or 基金业 is meant.
_OTHER_WORD = expression("业[务绩主态者界余]")
# 北京市场, 平安区块链: no city and no district is named, but what the lists know before that sign may be.
_OTHER_LEVEL = expression(r"市[场值面况]|区[域块间别]|县[域城]")


# The dictionary reads 对华 + 为, 在华 + 为.
_IN_HUAWEI = expression("[对在赴]华为(?![期数])")


def _crosses(draft: Draft, start: int, end: int, ends: Set[int]) -> bool:
    """Whether a name that begins with the country ends inside another word: 中国动力 in 中国动力电池行业."""
    if end in ends or not draft.text.startswith("中国", start):
        return False
    i = bisect_right(draft.token_starts, end - 1) - 1
    first, last, _ = draft.tokens[i]
    return start < first and last > end and last - first > 2


class GazetteerNames(Stage):
    """Names that the gazetteers know."""

    makes = ("candidates",)

    def __call__(self, draft: Draft) -> None:
        """Find known names; ambiguous ones wait for a second witness."""
        starts = {t[0] for t in draft.tokens}
        ends = {t[1] for t in draft.tokens}
        persons = {(a, b) for a, b, speech in draft.tokens if speech == "nr"}
        no_huawei = {m.end("name") - 1 for m in NAMED_HUA.finditer(draft.text)}
        for hit in self.gazetteer.find(draft.text):
            if hit.start in no_huawei:
                continue
            if _OTHER_WORD.match(draft.text, hit.end - 1) or no_name(
                draft.text, hit.start, hit.end
            ):
                continue
            if cut := buys(draft.text, hit.start, hit.end, hit.entry.type):
                shorter = self.gazetteer.hit_at(draft.text, hit.start, hit.end - cut)
                hit = shorter or hit
            if draft.text[hit.end - 1 : hit.end + 1] == "方面":
                # 京东方面表示: 京东's side, and not 京东方.
                aside = self.gazetteer.hit_at(draft.text, hit.start, hit.end - 1)
                if aside is None:
                    continue
                hit = aside
            if _TRADER.match(draft.text, hit.end - 2):
                # 云计算服务商: of 云计算.
                hit = self.gazetteer.hit_at(draft.text, hit.start, hit.end - 2) or hit
            if _REGION_OF.match(draft.text, hit.end - 2):
                # 爱立信中国区总裁: of 爱立信.
                hit = self.gazetteer.hit_at(draft.text, hit.start, hit.end - 2) or hit
            if _crosses(draft, hit.start, hit.end, ends):
                continue
            whole = hit.start in starts and hit.end in ends
            whole = whole or _IN_HUAWEI.match(draft.text, hit.start - 1, hit.end + 1) is not None
            if not whole and hit.end - hit.start <= 2 and not draft.text[hit.start].isascii():
                continue
            split = hit.entry.type == "Place" and hit.end not in ends
            if split and _OTHER_LEVEL.match(draft.text, hit.end - 1):
                shorter = self.gazetteer.hit_at(draft.text, hit.start, hit.end - 1)
                if shorter is None:
                    continue
                hit = shorter
            if hit.entry.type == "Event":
                draft.candidates.append(_edition(draft.text, hit))
            elif hit.ambiguous and not (
                hit.entry.type == "Person" and (hit.start, hit.end) in persons
            ):
                draft.doubtful.append(_candidate(hit))
            else:
                draft.candidates.append(_candidate(hit))
                if hit.entry.generic:
                    draft.generic.add((hit.start, hit.end))
        _add_places(draft, self.gazetteer)


def _add_places(draft: Draft, gazetteer: Gazetteer) -> None:
    """What several words, or list and dictionary together, name as a place."""
    draft.candidates += (
        *sure_of(draft.doubtful, draft.tokens),
        *short_of(draft.text, draft.tokens, gazetteer.by_name),
        *said_by_level(draft.text, draft.tokens),
    )
    sure = [c for c in draft.candidates if c.type == "Place"]
    draft.candidates += ways_down(draft.text, draft.tokens, sure, draft.doubtful)


_TRADER = expression("(?:服务|制造|运营|集成)商(?!业|务|品|户|城)")
_REGION_OF = expression("中国区(?!域|块链)")
_EDITION = expression(r"(?:第[一二三四五六七八九十百\d]+届|(?:19|20)\d{2}年?)(?:中国|全国|国际)?$")


def _edition(text: str, hit: Hit) -> Candidate:
    """An event with its edition: 第七届X is another event than 第六届X, so it carries its own name."""
    m = _EDITION.search(text, max(0, hit.start - 12), hit.start)
    year = YEAR_BEHIND.match(text, hit.end)
    if m is None and year is None:
        return _candidate(hit)
    start, end = m.start() if m else hit.start, year.end() if year else hit.end
    return Candidate(start, end, "Event", "gazetteer", confidence=0.9)


def _candidate(hit: Hit) -> Candidate:
    entry = hit.entry
    finder = "gazetteer" if entry.type not in CONCEPTS else "known-term"
    return Candidate(
        hit.start, hit.end, entry.type, finder, entry.name, 0.5 if hit.ambiguous else 0.9
    )
