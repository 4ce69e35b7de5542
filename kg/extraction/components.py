"""The stages of extraction, in order: each reads and extends the draft of one article.

`needs` and `makes` name the fields of the draft; the pipeline turns every stage into a spaCy component.
"""

import re
import sys
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import ClassVar

from kg.extraction import structure
from kg.extraction.aliases import Binding, find_bindings
from kg.extraction.boundaries import (
    CONSULTING,
    FIRMS,
    YEAR_BEHIND,
    buys,
    edition,
    no_name,
    of_china,
    trimmed,
    without_visitor,
    zoned,
)
from kg.extraction.candidates import CONCEPTS, Candidate, all_occurrences, choose, occurrences
from kg.extraction.consolidate import (
    consolidate,
    with_the_event,
    with_the_founding,
    with_the_issue,
    with_the_use,
)
from kg.extraction.creditcodes import find_credit_codes
from kg.extraction.draft import Draft
from kg.extraction.enumerations import find_members
from kg.extraction.gazetteer import Gazetteer, Hit
from kg.extraction.learned.names import NameReader
from kg.extraction.learned.relations import RelationReader
from kg.extraction.learned.settle import GUESSING, is_faint, settle
from kg.extraction.learned.state import all_likely, state_relations
from kg.extraction.learned.statuses import StatusReader, with_second_opinions
from kg.extraction.lexicon import TITLES_RE
from kg.extraction.linking import ADDS_NOTHING, ORGANISATIONS, Known, link
from kg.extraction.nametype import is_builder, is_common_noun, is_generic, is_process, type_of_name
from kg.extraction.outcomes import with_outcomes
from kg.extraction.owners import bears_name, is_model
from kg.extraction.patterns.load import load_patterns
from kg.extraction.persons import (
    NAMED_HUA,
    find_persons,
    is_nobody,
    is_unlikely,
    relieved_persons,
    told_persons,
)
from kg.extraction.places import said_by_level, short_of, sure_of, ways_down
from kg.extraction.products import find_products
from kg.extraction.relations import RelationFinder, mark_sentences
from kg.extraction.retype import retype_made
from kg.extraction.sentences import split_sentences
from kg.extraction.suffixes import ANYBODYS, find_suffixed
from kg.extraction.taggers import Tagger, tidy
from kg.extraction.terms import find_terms
from kg.extraction.titles import UNOFFICIAL, find_titles
from kg.extraction.values import find_values, is_measure
from kg.extraction.words import tokenize
from kg.model import Reject, Span, Statement

_FROM_LABEL = {"company": "Company", "org": "Organization", "person": "Person", "location": "Place"}


class Stage(ABC):
    """A step over the draft: it needs some fields of it and makes others."""

    needs: ClassVar[tuple[str, ...]] = ()
    makes: ClassVar[tuple[str, ...]] = ()
    sets_entities: ClassVar[bool] = False

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        self.tagger, self.gazetteer = tagger, gazetteer

    @abstractmethod
    def __call__(self, draft: Draft) -> None:
        """Read and extend the draft."""

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts; a stage with a network asks it about all of them at once."""
        for draft in drafts:
            self(draft)


class Sentences(Stage):
    """Sentences and words."""

    makes = ("sentences", "tokens")

    def __call__(self, draft: Draft) -> None:
        """Split the text."""
        draft.sentences = split_sentences(draft.text, draft.article.blocks)
        draft.tokens = tokenize(draft.text)


class Values(Stage):
    """Money, percentages, counts and dates."""

    makes = ("values",)

    def __call__(self, draft: Draft) -> None:
        """Find the values."""
        draft.values = find_values(draft.text)


class Titles(Stage):
    """《》 titles."""

    makes = ("candidates",)

    def __call__(self, draft: Draft) -> None:
        """Find the titles; a guide is a policy when a government body issues it, else a report."""
        reports: list[str] = []
        for cand in find_titles(draft.text):
            kind = cand.type
            if kind == "Guide":
                kind = _guide_type(draft.text, cand, reports)
                if kind == "Report":
                    reports.append(draft.text[cand.start : cand.end])
            draft.candidates.append(cand._replace(type=kind))


_MINISTRY = r"(?:[部委局厅署]|政府|[证银保]监会|人民银行|央行|交易所|总局|委员会)"
_GOVERNMENT_BEFORE = re.compile(rf"(?:{_MINISTRY}|[办院]|办公室)[^，。；《]{{0,16}}$")
_GOVERNMENT_LISTED = re.compile(rf"{_MINISTRY}(?:[、和与及]|联合|会同)")
_BODY_BEFORE = re.compile(rf"(?:{UNOFFICIAL})[^，。；《]{{0,12}}$")
# 证监会面向证券公司印发《指引》: to whom it is addressed.
_ADDRESSED = re.compile(r"(?:[向对就]|针对|组织|要求|指导)[^，。；《]{0,24}$")
# 《指引》由某协会发布
_BODY_BEHIND = re.compile(
    rf"》?(?:（[^（）]{{0,30}}）)?由[^，。；《部委局厅]{{2,20}}(?:{UNOFFICIAL})(?:联合|牵头|正式|共同)*(?:发布|推出)"
)


def _guide_type(text: str, cand: Candidate, reports: Sequence[str]) -> str:
    """Policy or Report: who issues a guide says what it is; its short form （以下简称《指引》） is the same as it.

    Args:
        text: the article.
        cand: the title of the guide.
        reports: the titles of the guides before it that are reports.
    """
    before = text[max(0, cand.start - 30) : cand.start - 1]
    body = _BODY_BEFORE.search(before)
    told = _ADDRESSED.search(before)
    by_authority = (
        _GOVERNMENT_BEFORE.search(before[body.end() :] if body else before)
        or _GOVERNMENT_LISTED.search(before)
        or (told and _GOVERNMENT_BEFORE.search(before[: told.start()]))
    )
    if by_authority:
        return "Policy"
    name = text[cand.start : cand.end]
    unofficial = (
        body or _BODY_BEHIND.match(text, cand.end) or any(r.endswith(name) for r in reports)
    )
    return "Report" if unofficial else "Policy"


# 批发业务, 基金业绩: no trade of 批发业 or 基金业 is meant.
_OTHER_WORD = re.compile("业[务绩主态者界余]")
# 北京市场, 平安区块链: no city and no district is named, but what the lists know before that sign may be.
_OTHER_LEVEL = re.compile(r"市[场值面况]|区[域块间别]|县[域城]")


# The dictionary reads 对华 + 为, 在华 + 为.
_IN_HUAWEI = re.compile("[对在赴]华为(?![期数])")


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


_TRADER = re.compile("(?:服务|制造|运营|集成)商(?!业|务|品|户|城)")
_REGION_OF = re.compile("中国区(?!域|块链)")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百\d]+届|(?:19|20)\d{2}年?)(?:中国|全国|国际)?$")


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


class Tagged(Stage):
    """What the statistical tagger finds."""

    needs = ("sentences",)
    makes = ("candidates",)

    def __call__(self, draft: Draft) -> None:
        """Tag the sentences and type what was found by its last word."""
        if self.tagger.name == "none":
            return
        texts = [s.text for s in draft.sentences]
        for sentence, tags in zip(draft.sentences, self.tagger.tag(texts), strict=True):
            for tag in tidy(tags, sentence.text):
                default = _FROM_LABEL.get(tag.label)
                if default is None or tag.end - tag.start < 2:
                    continue
                name = tag.of(sentence.text)
                body = default in {"Company", "Organization"}
                if body and is_common_noun(name):
                    continue
                kind = type_of_name(name, default) if body else default
                at = sentence.span.start
                cand = Candidate(at + tag.start, at + tag.end, kind, "ner")
                draft.candidates.append(_trim(draft, cand))


_NEVER_FIRST = frozenset("应于占被将由对向据与和在从把给至到而但且让使令获经及为是如同")
_VERB_FIRST = re.compile(
    r"(?:参观|走访|采访|联合|携手|依托|借助|通过|根据|包括|其中|成为|作为|来自|收购|投资|入股|控股|持有|减持|增持|中标)"
)


_STRETCHED = frozenset(
    {
        "GovernmentBody",
        "ResearchInstitution",
        "Facility",
        "Organization",
        "Association",
        "Company",
        "Fund",
    }
)


_STATE_LEVEL = re.compile(r"国家级?|省级|国际|“|第[一二三四五六七八九十]")


_COINED_TAGS = frozenset({"nr", "nz", "nrt", "nrfg", "eng", "g", "ng", "zg", "j"})


def _is_coined(draft: Draft, start: int) -> bool:
    """Whether a name begins with a coined word: 云脊智算中心, not 大型智算中心."""
    i = bisect_left(draft.token_starts, start)
    first = draft.tokens[i : i + 2]
    if not first or first[0][0] != start:
        return False
    (a, b, pos), *rest = first
    if b - a > 1:
        return pos in _COINED_TAGS and b - a <= 4
    return bool(rest) and rest[0][1] - rest[0][0] == 1 and pos not in {"m", "v", "p", "r", "d", "a"}


def _stretched(draft: Draft, found: list[Candidate]) -> Iterator[Candidate]:
    """Names by suffix, led back to the start of a known name that they begin in or right behind.

    工业和信息化部网络安全管理局 begins with 工业和信息化部, whose 和 the grammar does not cross;
    a facility needs such a name, or a place, to be more than a common noun.
    """
    covered: dict[int, int] = {}
    ends: dict[int, int] = {}
    in_body: set[int] = set()
    for c in draft.candidates:
        if c.type == "GovernmentBody":
            in_body.update(range(c.start + 1, c.end))
        if c.type in ORGANISATIONS or c.type == "Place":
            for at in range(c.start, c.end):
                if covered.get(at, c.start) >= c.start:
                    covered[at] = c.start
            ends[c.end] = c.start
    for cand in found:
        start = cand.start
        if cand.type == "Company" and start in in_body:
            # 工业和信息化部原材料工业司: torn out of the name of a body.
            continue
        if cand.type in _STRETCHED:
            start = min(start, covered.get(start, start))
            if cand.type != "Company":
                start = ends.get(start, start)
        owned = any(at in covered for at in range(start, cand.end - 2))
        if cand.type == "Facility" and not (
            owned or _STATE_LEVEL.match(draft.text, start) or _is_coined(draft, start)
        ):
            continue
        yield cand._replace(start=start)


def _trim(draft: Draft, cand: Candidate) -> Candidate:
    """A tagged name without a preposition or verb that the tagger took along."""
    surface = draft.text[cand.start : cand.end]
    verb = _VERB_FIRST.match(surface)
    cut = verb.end() if verb else 1 if surface[0] in _NEVER_FIRST else 0
    if cut and len(surface) - cut >= 3 and cand.type != "Person":
        return cand._replace(start=cand.start + cut)
    return cand


# What closes a list before a term is no part of it: 交通等领域设备.
_NO_TERM = ("领域", "行业", "产业设备", "方面", "传统行业", "朝阳产业", "重点行业")
# 专注于键合设备, 对算力平台给予支持: split by the dictionary as 注于 or 对.
_BEFORE_TERM = frozenset("于对")


class Grammar(Stage):
    """Names by suffix, persons by title, groups by number, terms by head noun."""

    needs = ("tokens",)
    makes = ("candidates",)

    def _is_part(self, name: str) -> bool:
        """Whether a name is that of a listed company and the word for a part of it: 国星光电子公司."""
        return name.endswith("子公司") and bool(self.gazetteer.by_name(name[:-3]))

    def _has_verb(self, text: str, cand: Candidate) -> bool:
        """Whether a name is that of a listed company and the verb of its clause: 由长安汽车控股，."""
        verb = (
            buys(text, cand.start, cand.end, cand.type) if cand.type in {"Company", "Fund"} else 0
        )
        return verb > 0 and bool(self.gazetteer.by_name(text[cand.start : cand.end - verb]))

    def _is_body(self, name: str) -> bool:
        """Whether the list knows the name as that of a body: 万科 is nobody's name."""
        return any(e.type in ORGANISATIONS for e in self.gazetteer.by_name(name))

    def _begins_body(self, text: str, cand: Candidate) -> bool:
        """Whether a listed body or firm begins where a person seems to: 华润医药集团 is nobody called 华润医."""
        ends = range(cand.start + 2, cand.start + _LONGEST_BODY)
        return any(self._is_body(text[cand.start : end]) for end in ends)

    def _is_listed(self, text: str, cand: Candidate) -> bool:
        return bool(self.gazetteer.by_name(text[cand.start : cand.end]))

    def __call__(self, draft: Draft) -> None:
        """Find what grammar alone can find."""
        text = draft.text
        found = [
            without_visitor(text, edition(text, zoned(text, _trim(draft, c))))
            for c in find_suffixed(text, draft.tokens)
            if not self._is_part(text[c.start : c.end])
            and not self._has_verb(text, c)
            and not of_china(text, c)
        ]
        draft.candidates += list(_stretched(draft, found))
        draft.candidates += (
            c for c in find_persons(text) if not self._is_body(text[c.start : c.end])
        )
        draft.candidates += (c for c in relieved_persons(text) if not self._begins_body(text, c))
        draft.candidates += _groups(text)
        draft.candidates += _quoted_policies(text)
        draft.candidates += _quoted_first(text)
        draft.candidates += _unmarked_policies(text)
        draft.candidates += _yearly_projects(text)
        draft.candidates += (c for c in _bought_names(text) if not self._is_listed(text, c))
        draft.candidates += _witnessed(draft)
        draft.candidates += _acting_places(draft)
        names = [(c.start, c.end) for c in draft.candidates if c.type not in CONCEPTS]
        known = [(c.start, c.end, c.type) for c in draft.candidates if c.type in CONCEPTS]
        offices = [m.span() for m in TITLES_RE.finditer(text)]
        for term in find_terms(text, draft.tokens, known, [*names, *offices]):
            span = term.span
            if any(a < span.end and span.start < b for a, b in _near(offices, span.start)):
                continue
            if text[span.start] in _BEFORE_TERM and span.end - span.start > 3:
                span = Span(start=span.start + 1, end=span.end)
            if text.startswith(_NO_TERM, span.start) or is_generic(text[span.start : span.end]):
                continue
            draft.candidates.append(
                Candidate(span.start, span.end, term.type, "term", confidence=term.confidence)
            )
        draft.candidates += find_products(draft)
        draft.candidates += list(find_members(text, draft.tokens, draft.candidates))


_LONGEST_BODY = 10
# 否认收购Manus的传闻: what is bought is a firm, whatever it is called.
_BOUGHT = re.compile(
    r"(?:收购|并购|入股|竞购|买下|吞并)了?(?P<name>[A-Z][A-Za-z0-9&\-]{2,20}(?: [A-Z][A-Za-z0-9&\-]{1,20}){0,2})"
    r"(?=[，。；、]|的(?:传闻|传言|消息|交易|计划|报道|股权|股份|谈判|要约|提议)|\d|全部|部分|少数|多数|控股权|股权|股份|$)"
)


_FIRM_BOUGHT = re.compile(
    "(?:收购|并购|竞购|入股|领投|投资)(?:了)?[^，。；、的]{0,16}(?:公司|企业|厂商|巨头|独角兽)$"
)


def _is_bought(text: str, cand: Candidate) -> bool:
    """Whether a Latin name is that of a firm that somebody buys: 收购Manus的传闻, 收购EDA公司Manus."""
    if not ("A" <= text[cand.start] <= "Z"):
        return False
    bought = _BOUGHT.search(text, max(0, cand.start - 3), cand.end + 8)
    if bought is not None and bought.span("name") == (cand.start, cand.end):
        return True
    return _FIRM_BOUGHT.search(text, max(0, cand.start - 24), cand.start) is not None


def _bought_names(text: str) -> Iterator[Candidate]:
    """Firms with a Latin name that somebody is said to buy.

    >>> [c[:3] for c in _bought_names("公司否认收购Manus的传闻")]
    [(6, 11, 'Company')]
    """
    for m in _BOUGHT.finditer(text):
        yield Candidate(m.start("name"), m.end("name"), "Company", "apposition", confidence=0.75)


_QUOTED_POLICY = re.compile(
    r"[“‘][^“”‘’，。；]{2,14}[”’][\u4e00-\u9fa5A-Za-z0-9]{0,12}?(?:倡议|战略|规划|行动计划|专项行动|行动|政策体系|方案|计划|纲要|意见|政策)(?![\u4e00-\u9fa5]?(?:性|期间|时期))"
)


# 年产20GWh方形磷酸铁锂电池项目
_YEARLY = re.compile(
    r"年产[\d.]+(?:万|亿|余|多)*(?:吨|[KMGT]?Wh?|[MG]瓦(?:时)?|台套?|套|辆|片|平方米|只|颗|件|米|支|千米|公里|立方米|枚|组)(?:级)?"
    r"(?:[^，。；：（）“”《》的等]{2,22}?)(?:项目|生产线|产线|生产基地|基地|工厂)(?![\u4e00-\u9fff]{0,2}(?:公司|经理|部|组|方))"
)


def _yearly_projects(text: str) -> Iterator[Candidate]:
    """Projects named by what they are to make in a year."""
    for m in _YEARLY.finditer(text):
        yield Candidate(m.start(), m.end(), "Facility", "suffix", confidence=0.7)


# 科技部正在起草人工智能伦理规范: named without a title's marks.
_DRAFTED = re.compile(
    r"(?:正在?|将|拟|着手|启动|牵头|抓紧|加快|计划|组织)(?:研究|组织|牵头|共同|着手)*(?:起草|制定|制订|编制|拟定|酝酿)(?:了)?(?:首部|首个|新的)?"
    r"(?P<name>(?!相关|有关|具体|配套|新|本|该|各|上述|一|我国|符合|更)(?:(?!的)[\u4e00-\u9fff]){4,22}?(?:规范|条例|规划|行动计划|扶持计划|发展计划|管理办法|指导意见|实施方案|指南|实施细则|法案|促进法|安全法|保护法))(?=[。，；]|$)"
)


# 某市出台促进低空经济发展的若干措施: named by what it is to further.
_FURTHERING = re.compile(
    r"(?:出台|印发|发布|制定|制订|公布|推出|颁布|下发)(?:了)?"
    r"(?P<name>(?:关于)?(?:进一步)?(?:促进|支持|推动|推进|加快|鼓励|扶持)[^，。；：《》“”、\n]{4,30}?"
    r"(?:若干(?:政策)?措施|政策措施|若干政策|若干意见|指导意见|实施意见|行动方案|实施方案|行动计划|管理办法|实施细则))(?=[，。；]|$)"
)
# 某部组织开展5G工厂试点, and not: 某公司开展试点
_PILOT = re.compile(
    r"[部委局署厅院办府省市区会行](?:近日|日前|今年|去年|随后|此后|已|率先|联合|牵头|决定|正式|在全国|\d{1,4}[年月日]起?)*"
    r"(?:组织开展|部署开展|启动开展|批准开展|同意开展|启动|开展|部署)(?:了)?(?:首批|第[一二三四五六]批)?"
    r"(?P<name>(?!相关|有关|上述|该|本|首个|一批|多项|[一二三四五六七八九十两]|\d+(?![\dA-Za-z]))(?:(?!试点|专项)[^，。；：《》“”的等与\n]){4,22}(?:试点|专项整治行动|专项行动))"
    r"(?=[，。；]|工作(?:[，。；]|$)|$)"
)
# Lists that authorities put firms on, known by their names alone.
_LISTS = re.compile(
    "(?:不可靠)?实体(?:清单|名单)|未经核实(?:清单|名单)|军事最终用户(?:清单|名单)|特别指定国民(?:清单|名单)"
    "|中国(?:军事|军工复合体|涉军)企业(?:清单|名单)|外商投资准入负面清单|市场准入负面清单"
)
_THERE = re.compile("[在于][^，。；]{0,7}$")


def _unmarked_policies(text: str) -> Iterator[Candidate]:
    """Plans, rules, pilots and lists of an authority, named without the marks of a title."""
    for m in _LISTS.finditer(text) if "清单" in text or "名单" in text else ():
        yield Candidate(m.start(), m.end(), "Policy", "policy", confidence=0.8)
    for m in chain(_DRAFTED.finditer(text), _FURTHERING.finditer(text), _pilots(text)):
        yield Candidate(m.start("name"), m.end("name"), "Policy", "suffix", confidence=0.6)


def _pilots(text: str) -> Iterator[re.Match[str]]:
    """Where an authority starts a pilot, and not somebody in its city: 华为在深圳市启动……试点."""
    if "试点" in text or "专项" in text:
        for m in _PILOT.finditer(text):
            if _THERE.search(text, max(0, m.start() - 8), m.start()) is None:
                yield m


# “东数西算”政策利好, and not “双减”政策性……
_WATCHWORD = re.compile(
    "[“‘][\u4e00-\u9fa5]{2,6}[”’]政策(?=[，。、；的将已下与和]|利好|影响|刺激|提振|推动|带动|出台|落地|实施|支持|红利)"
)


def _quoted_policies(text: str) -> Iterator[Candidate]:
    """Policies known by a watchword: “十四五”数字经济发展规划, “一带一路”倡议."""
    for m in _QUOTED_POLICY.finditer(text):
        # “东数西算”政策 is marked by the author, whatever else is called so.
        finder = "title" if _WATCHWORD.match(text, m.start()) else "policy"
        yield Candidate(m.start(), m.end(), "Policy", finder, confidence=0.8)


_ISSUES = re.compile(
    r"^(?:近日|日前|今日|昨日|今天|昨天|同日|同步|联合|也|已|于|陆续|率先|正式|相继|今年|去年|近期|还|又|随后|随即|此后|\d{1,4}[年月日]|市|省|、|等地)*(?:出台|印发|下发|颁布|公布|发布|制定|签订|签署|批复)"
)


# 德清县副县长某某: the place as its government.
_RULED = re.compile(
    r"(?:常务副|副)(?:省长|市长|区长|县长|州长|旗长)|(?:省长|市长|区长|县长|州长|旗长)(?=[\u4e00-\u9fff]{2,3}(?:说|表示|介绍|称|在|出席|强调|指出|透露|率|会见|主持))"
)
_WITH = frozenset("与和同、")
_AT = frozenset("在于赴抵从到")
_SIGNS = re.compile(
    r"(?:(?:和|与|、)[\u4e00-\u9fa5]{2,4}[省市区])*(?:[\u4e00-\u9fa5]{0,4})(?:签订|签署|达成(?:战略)?合作)"
)
# 合肥市与蔚来签署协议, 江苏省将出台规划: the place is the subject of its clause.
_SIGNS_WITH = re.compile(
    r"(?:与|和|同|携手|联合)[^，。；]{2,20}?(?:签订|签署|签约|达成(?:战略)?合作|合作共建|共建)"
)
_WILL_ISSUE = re.compile(
    r"(?:将|拟|正在|正|计划|抓紧|加快|已经?|即将)+(?:研究|组织|牵头)?(?:出台|印发|制定|编制|起草|发布|公布)《"
)
_OPENS = re.compile(r"(?:^|[，。；！？\n”]|近日|日前|昨日|今日|\d日|消息)$")


def _acting_places(draft: Draft) -> Iterator[Candidate]:
    """Places that act as their governments: 深圳出台条例, 工信部与北京市签署协议."""
    text = draft.text
    for cand in draft.candidates:
        if cand.type != "Place" or text[max(0, cand.start - 1) : cand.start] in _AT:
            # 在合肥签署协议: where it was signed.
            continue
        after = text[cand.end : cand.end + 24]
        partner = text[cand.end - 1] in "省市区" and text[cand.start - 1 : cand.start] in _WITH
        subject = text[cand.end - 1] in "省市区县" and _OPENS.search(
            text[max(0, cand.start - 2) : cand.start]
        )
        acts = subject and (_SIGNS_WITH.match(after) or _WILL_ISSUE.match(after))
        if acts or _ISSUES.match(after) or _RULED.match(after) or (partner and _SIGNS.match(after)):
            yield Candidate(cand.start, cand.end, "GovernmentBody", "acting", confidence=0.7)


_SOME = "(?:[三四五六七八九]小[龙虎强]|双雄|三雄|[三四]巨头|七姐妹|五虎|[三四]杰|[三四五六七]朵金花|三剑客)"
# In quotation marks the whole is the name, else a word or two before it.
_GROUP = re.compile(
    rf"[“‘\"](?P<quoted>[A-Za-z\u4e00-\u9fa5 ]{{1,8}}{_SOME})[”’\"]"
    rf"|(?P<bare>(?:[A-Za-z]{{2,4}}|[\u4e00-\u9fa5]{{1,4}})\s?{_SOME}|[三四五]大(?:运营商|电信运营商|基础电信企业|国有大行))"
)

_GROUP_HEAD = re.compile(rf"{_SOME}|[三四五]大[运电基国]")


def _groups(text: str) -> Iterator[Candidate]:
    """Named groups of companies: AI四小龙, 三大运营商."""
    if _GROUP_HEAD.search(text) is None:
        return
    for m in _GROUP.finditer(text):
        start, end = m.span("quoted" if m["quoted"] else "bare")
        yield Candidate(start, end, "Organization", "suffix", confidence=0.7)


# “车路云一体化”示范项目, “人工智能+制造”座谈会: the quotation is the first part of the name.
_QUOTED_FIRST = re.compile(
    r"“[^“”，。；]{2,14}”[\u4e00-\u9fa5]{0,6}?(?:"
    r"(?P<Facility>示范项目|重大项目|示范工程|重大工程|产业园|示范区|示范基地)"
    r"|(?P<Event>座谈会|推进会|现场会|研讨会|论坛|峰会|交流会|对接会))(?![的\u4e00-\u9fa5]{0,2}(?:建设方案|管理办法))"
)


def _quoted_first(text: str) -> Iterator[Candidate]:
    """Projects and meetings whose name begins with a quotation.

    >>> text = "工信部召开“人工智能+制造”座谈会。"
    >>> [text[c.start : c.end] for c in _quoted_first(text)]
    ['“人工智能+制造”座谈会']
    """
    for m in _QUOTED_FIRST.finditer(text):
        kind = m.lastgroup
        if kind is not None:
            yield Candidate(m.start(), m.end(), kind, "suffix", confidence=0.7)


_COMPANY_CUE_AFTER = re.compile(
    r"^[”》]?(?:[（(](?:\d{6}|[A-Z]+[:：.])|集团|股份|公司|董事|总裁|总经理|CEO|创始人|发布公告|公告|旗下|上市|方面|科技|披露|控股|宣布|官网|股价|推出|研发|收购|入股|投资|持有|减持|发布|和|与|、)"
)
_COMPANY_CUE_BEFORE = re.compile(
    r"(?:公司|企业|巨头|厂商|客户|供应商|股东|旗下|收购|入股|投资|持有|减持|、)[“《]?$"
)


_PROPER = frozenset({"nr", "nz", "nt", "nrt", "nrfg", "eng"})


# Only a body has a founder or a board.
_OFFICE_AFTER = re.compile(r"(?:联合)?创始人|董事长|董事会|CEO|CTO|总裁|集团(?!军)|股份(?!的)|首席")


def _witnessed(draft: Draft) -> Iterator[Candidate]:
    """Ambiguous known names that a tagger, the dictionary or the words around confirm."""
    orgs = [c for c in draft.candidates if c.type in ORGANISATIONS]
    tagged = {(c.start, c.end) for c in orgs if c.finder == "ner"}
    starts, ends = {c.start for c in orgs}, {c.end for c in orgs}
    proper = {(a, b) for a, b, pos in draft.tokens if pos in _PROPER and b - a >= 3}
    for cand in draft.doubtful:
        before = draft.text[max(0, cand.start - 4) : cand.start]
        after = draft.text[cand.end : cand.end + 8]
        company = cand.type in ORGANISATIONS
        cue = company and (
            _OFFICE_AFTER.match(after)
            or (_COMPANY_CUE_AFTER.match(after) and _COMPANY_CUE_BEFORE.search(before))
        )
        listed = company and (
            (after[:1] == "、" and cand.end + 1 in starts)
            or (before[-1:] == "、" and cand.start - 1 in ends)
        )
        span = (cand.start, cand.end)
        if span in tagged or span in proper or cue or listed or re.match(r"[（(]\d{6}", after):
            yield cand


def _near(spans: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The sorted spans around an offset."""
    i = bisect_left(spans, (at, at))
    return spans[max(0, i - 1) : i + 2]


class Learned(Stage):
    """What the network of names sees, all other finders' beliefs at hand."""

    needs = ("sentences", "tokens", "candidates")
    makes = ("candidates",)

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        self.reader: NameReader | None = None

    def __call__(self, draft: Draft) -> None:
        """Add its names; where it is there, it also decides about what the others believe."""
        self.run((draft,))

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts."""
        if self.reader is None:
            return
        texts = [
            self.reader.pieces_of(d.text, d.sentences, d.tokens, [*d.candidates, *d.doubtful])
            for d in drafts
        ]
        for draft, read in zip(drafts, self.reader.read(texts), strict=True):
            self._settled(draft, read)

    def _settled(self, draft: Draft, read: Iterable[Candidate]) -> None:
        found: list[Candidate] = []
        people = told_persons(draft.text)
        for c in map(partial(trimmed, draft.text, self.gazetteer), read):
            name = draft.text[c.start : c.end]
            if name in people and c.type in ORGANISATIONS:
                c = c._replace(type="Person")
            if reason := self._no_name(draft, c, name in people):
                draft.rejects.append(_lost(draft, c, reason))
            else:
                found.append(c)
        found = [
            _as_held(draft.text, _as_firm(draft.text, self._as_goods(draft.text, c))) for c in found
        ]
        draft.candidates = [_as_held(draft.text, _as_firm(draft.text, c)) for c in draft.candidates]
        draft.glimpsed = _behind_makers(found, draft.candidates)
        draft.candidates, fallen = settle(draft.candidates, found, draft.doubtful)
        reason = "the network of names sees nothing of the kind here"
        draft.rejects += [_lost(draft, c, reason) for c in fallen]
        going = set(draft.candidates)
        draft.rejects += [
            _lost(draft, c, "half believed, and another name stands there")
            for c in found
            if is_faint(c) and c not in going
        ]

    def _as_goods(self, text: str, cand: Candidate) -> Candidate:
        """What is taken for a firm of a house and told by how much of it is sold, as a product: 旗下AD钙奶销量下滑."""
        if cand.type != "Company":
            return cand
        carried = _CARRIES.search(text, max(0, cand.start - 4), cand.start)
        if not carried and not _SELLS.match(text, cand.end):
            return cand
        name = text[cand.start : cand.end]
        if _FIRM_NAME.search(name) or self.gazetteer.by_name(name):
            return cand
        if carried:
            # 搭载哈苏相机
            return cand._replace(type="Product") if _PART_NAME.search(name) else cand
        of_house = _OF_HOUSE.search(text, max(0, cand.start - 50), cand.start) is not None
        return cand._replace(type="Product") if of_house else cand

    def _no_name(self, draft: Draft, cand: Candidate, told: bool) -> str:
        """Why what the network sees is no name there, or an empty string; `told` says that the text calls it a person."""
        name = draft.text[cand.start : cand.end]
        if ANYBODYS.fullmatch(name):
            return "anybody may have one"
        if not name.strip("“”‘’\"'《》（）() "):
            return "a mark, and no name"
        if _CODE.fullmatch(draft.text, max(cand.start - 7, 0), cand.end):
            return "the market in a stock code"
        if cand.type == "Policy":
            drafted = name == _DRAFT and any(
                f in draft.text for f in (f"（{_DRAFT}）》", f"》（{_DRAFT}）")
            )
            if drafted or name == CONSULTING:
                return "says what is done with a draft, names none"
            if _TALK_ON.search(draft.text, max(0, cand.start - 6), cand.start) and _TALK.match(
                draft.text, cand.end
            ):
                return "what a talk is called"
        if cand.type == "Report" and name in _BARE_REPORTS:
            return "says that it is a report, names none"
        if cand.type == "Person" and _NUMBERED.search(name):
            return "a day or a number, names nobody"
        if cand.type == "Person" and is_nobody(name):
            return "says how somebody speaks, names nobody"
        unsure = cand.type == "Person" and not told
        if unsure and is_unlikely(name, cand.confidence, _words_in(draft, cand)):
            return "looks like no name of a person, and seen unsurely"
        if cand.type in ORGANISATIONS:
            return self._no_body(draft, cand, name)
        if cand.type in CONCEPTS and is_measure(name):
            return "a number with its unit"
        if cand.type in CONCEPTS and (is_process(name) or is_generic(name)):
            return "says how things are or become, names none"
        return ""

    def _no_body(self, draft: Draft, cand: Candidate, name: str) -> str:
        if _PRIZE.match(draft.text, cand.end):
            return "in the name of a prize"
        if self.gazetteer.by_name(name):
            return ""
        if _SOMEBODYS.search(name):
            return "says whose part it is, and no name"
        if of_china(draft.text, cand):
            return "在华, 对华: in China, and no name"
        if _NO_BODY.fullmatch(name):
            return "a currency, a class of shares, how much at most, or how something is done"
        return "a verb or an adverb" if _is_verb(draft, cand) else ""


# 百度昆仑芯完成独立融资, 淘宝持股7.59%: a product raises no money and holds no shares.
_RAISES = re.compile(
    r"(?:宣布|近日|日前|已|正式)*(?:(?:完成|获得?)了?(?:[^，。；、的]{0,10})(?:融资|轮投资)(?!租赁|款|支持)"
    r"|(?:合计|共|仍|各|则|分别)?(?:持股(?![的平机工])|持有[^，。；、]{0,12}?(?:[%％]|股权|股份)|[领跟参]投|增持|减持))"
)


def _as_firm(text: str, cand: Candidate) -> Candidate:
    """What is taken for a product and does with money or shares what firms do as a firm, and a builder that ends like an authority.

    >>> _as_firm("淘宝持股7.59%", Candidate(0, 2, "Product", "known-term", "淘宝")).type
    'Company'
    """
    if cand.type == "GovernmentBody" and is_builder(text[cand.start : cand.end]):
        return cand._replace(type="Company")
    if cand.type in CONCEPTS and _is_bought(text, cand):
        return cand._replace(type="Company")
    if cand.type != "Product" or not _RAISES.match(text, cand.end):
        return cand
    # 通过交易系统增持: the means, and nobody.
    means = text[max(0, cand.start - 2) : cand.start].endswith(_BY_MEANS)
    return cand if means else cand._replace(type="Company")


# 旗下AD钙奶、非常可乐销量下滑: what is sold so is no firm.
_CARRIES = re.compile("(?:搭载|配备|内置|采用|装有)了?$")
_PART_NAME = re.compile(
    "(?:相机|镜头|芯片|处理器|电池|屏幕|屏|发动机|音响|雷达|传感器|内存|操作系统)$"
)
_FIRM_NAME = re.compile("(?:汽车|集团|公司|科技|股份|电器|食品|乳业|饮料|酒业|电子|摩托|航空)$")
_OF_HOUSE = re.compile("旗下的?(?:[^，。；、的]{2,10}、){0,5}$")
_SELLS = re.compile(
    "(?:、[^，。；、的]{2,10}){0,5}(?:等)?(?:产品|系列|品牌)?的?(?:销量|出货量|销售额|售价|单价|终端价|口感|口味|配方|保质期|装机量|保有量|市占率)"
)


# 某协会第二十次会员大会近日在北京召开: counted, and told to be held.
_COUNTED = re.compile(
    "[\u4e00-\u9fff“”]{0,24}第[一二三四五六七八九十百\\d]{1,4}[次届][\u4e00-\u9fff“”]{0,30}(?:大会|年会|论坛|峰会|博览会|展览会|研讨会)"
)
_TO_BE_HELD = re.compile(
    "[”’》]?(?:近日|日前|今日|昨日|将|已|于|在)[^，。；]{0,20}(?:召开|举行|开幕|举办|闭幕|落幕)|[”’》]?(?:召开|举行|开幕|举办|闭幕|落幕)"
)


def _as_held(text: str, cand: Candidate) -> Candidate:
    """An event that the text counts and tells to be held, as surely named as what the author marks.

    >>> text = "某某协会第二十次会员大会近日在北京召开"
    >>> _as_held(text, Candidate(0, 12, "Event", "event")).finder
    'title'
    """
    if cand.type != "Event" or not _COUNTED.fullmatch(text, cand.start, cand.end):
        return cand
    if not _TO_BE_HELD.match(text, cand.end):
        return cand
    if cand.finder == "model":
        return cand._replace(confidence=max(cand.confidence, _SURE_EVENT))
    return cand._replace(finder="title")


_SURE_EVENT = 0.8


_BY_MEANS = ("通过", "经由", "利用", "借助", "用", "在", "经")


# 副局长16日说
_NUMBERED = re.compile(r"^[0-9]|[0-9][年月日]")
# 甲（乙子公司）; 京东方电子公司 is a name.
_SOMEBODYS = re.compile("(?<!电)(?:子公司|孙公司)$")
_BARE_REPORTS = frozenset("白皮书 蓝皮书 绿皮书 报告 研究报告 调研报告".split())
# Where a title ends in it, the words alone mean that draft.
_DRAFT = "征求意见稿"
# 约23亿瑞典克朗, 持有至多60%的股权, 会坚定地与某公司合作
_NO_BODY = re.compile(
    "至多|至少|最多|最少|合计|[A-Z]类?(?:普通)?股份?|(?:会|将|要|正|更)[\u4e00-\u9fff]{2,3}地|(?:.{0,4})(?:克朗|法郎|林吉特|里亚尔|雷亚尔|迪拉姆|第纳尔|兹罗提|福林|越南盾|印尼盾|谢克尔)"
)
_BEHIND_VERB = frozenset("为成至到了")
# 诺贝尔化学奖, 图灵奖得主; 奖 may be a verb (苹果奖给供应商一笔订单).
_PRIZE = re.compile(
    "学奖(?![励金助])|奖(?=得主|获得者|得奖|颁奖|评选|评委|揭晓|委员会|提名|[，。、；”》）的])"
)


def _is_verb(draft: Draft, cand: Candidate) -> bool:
    """Whether the words of the text hold what was taken for a name as one verb or adverb: 由此跃升为第四大股东."""
    i = bisect_left(draft.token_starts, cand.start)
    token = draft.tokens[i] if i < len(draft.tokens) else None
    return (
        token is not None
        and token[:2] == (cand.start, cand.end)
        and token[2] in {"v", "d", "p"}
        and draft.text[cand.end : cand.end + 1] in _BEHIND_VERB
    )


def _words_in(draft: Draft, cand: Candidate) -> list[str]:
    """The nouns and verbs of the text, of two characters or more, that lie in a candidate."""
    first = bisect_left(draft.token_starts, cand.start)
    last = bisect_left(draft.token_starts, cand.end)
    return [
        draft.text[a:b]
        for a, b, tag in draft.tokens[first:last]
        if b <= cand.end and b - a > 1 and tag in {"n", "v", "vn"}
    ]


# 000999.SZ, （000999，SZ）: the two letters name no company.
_CODE = re.compile(r"\d{6}[.,，:：][A-Z]{2}|.{0,2}\d{4,5}[.,，:：]HK")


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


# 市场监管总局 in 市场监管总局食品生产安全监督管理司
_BODIES = frozenset({"GovernmentBody", "ResearchInstitution"})
_LEGAL_END = re.compile("(?:有限|责任|股份|集团)公司$")


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


class Mentions(Stage):
    """The candidates that stand, and the mentions inside longer mentions."""

    needs = ("candidates",)
    makes = ("mentions",)
    sets_entities = True

    def __call__(self, draft: Draft) -> None:
        """Choose among overlapping candidates; the losers are counted as rejects."""
        draft.mentions, lost = choose(draft.candidates)
        starts = [m.start for m in draft.mentions]
        inner: dict[tuple[int, int], Candidate] = {}
        for cand in sorted(lost, key=lambda c: -(c.end - c.start)):
            i = bisect_right(starts, cand.start) - 1
            outer = draft.mentions[i] if i >= 0 else None
            if outer is None or cand.end > outer.end:
                draft.rejects.append(_lost(draft, cand, "overlaps a stronger mention"))
            elif _PHASE_BEHIND.match(draft.text, cand.end, outer.end):
                draft.rejects.append(_lost(draft, cand, "another phase of it is named"))
            elif _is_torn(draft, cand, outer):
                draft.rejects.append(_lost(draft, cand, "a piece of a longer name"))
            elif (cand.start, cand.end) != (outer.start, outer.end):
                inner.setdefault((cand.start, cand.end), cand)
        firms = {draft.text[m.start : m.end]: m for m in draft.mentions if m.type == "Company"}
        for m in draft.mentions:
            maker = self._maker_of(draft.text, m)
            if maker:
                draft.makers[draft.text[m.start : m.end]] = maker.name
            if maker and not is_model(draft.text[maker.end : m.end].lstrip()):
                maker = None
            maker = maker or bears_name(draft.text, m, firms)
            if whole := self._body_of(draft.text, m) or maker:
                inner[m.start, whole.end] = whole
        draft.inner = sorted(inner.values())

    def _body_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed body that a longer name begins with: the ministry in a department that is listed itself."""
        if cand.type == "ResearchInstitution" and (own := self._owner_of(text, cand)):
            return own
        if cand.type not in _WITH_PARTS or cand.end - cand.start < _SHORTEST_PART:
            return None
        if not structure.is_part(text[cand.start : cand.end]):
            return None
        for end in range(cand.end - 2, cand.start + 2, -1):
            if not structure.is_part(text[end : cand.end]):
                continue
            for entry in self.gazetteer.by_name(text[cand.start : end]):
                if entry.type in _WITH_PARTS and entry.name != cand.name:
                    return Candidate(cand.start, end, entry.type, "gazetteer", entry.name)
        return None

    def _maker_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed company whose name a product's name begins with: 英伟达 in 英伟达H100, 优必选 in 优必选Walker S."""
        if cand.type != "Product":
            return None
        for end in range(min(cand.end - 2, cand.start + _LONGEST_MAKER), cand.start + 1, -1):
            name, rest = text[cand.start : end], text[end : cand.end]
            # BES2700 is a model in one word, whoever is called BES.
            apart = not name[-1].isascii() or rest[0] == " "
            if apart and rest.lstrip()[0].isascii():
                # 理想 is a word, and 理想L9 what 理想 makes.
                sure = is_model(rest.lstrip()) and len(rest) > 1
                for entry in self.gazetteer.by_name(name):
                    if entry.type == "Company" and (sure or name not in entry.unsafe):
                        return Candidate(cand.start, end, "Company", "gazetteer", entry.name)
        return None

    def _owner_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed company whose name with 研究院 alone behind it an institute bears: 腾讯研究院."""
        m = _OWN_INSTITUTE.fullmatch(text, cand.start, cand.end)
        for entry in self.gazetteer.by_name(m["owner"]) if m else ():
            if entry.type == "Company" and m and m["owner"] not in entry.unsafe:
                return Candidate(cand.start, m.end("owner"), "Company", "gazetteer", entry.name)
        return None


# Only these: 中国电子信息产业发展研究院 is no part of 中国电子.
_OWN_INSTITUTE = re.compile(r"(?P<owner>.{2,}?)(?:中央)?研究(?:总?院|所|中心)")
# So long are the names under which makers stand before their models.
_LONGEST_MAKER = 12
_WITH_PARTS = frozenset({"GovernmentBody", "ResearchInstitution", "Association", "Organization"})
_SHORTEST_PART = 6
# 某某基金 inside 某某基金二期 is not meant: the phases of a fund are different funds.
_PHASE_BEHIND = re.compile(r"[（(]?第?[一二三四五六七八九十]期")


def _is_torn(draft: Draft, cand: Candidate, outer: Candidate) -> bool:
    """Whether a guess is what is left of a longer name with its beginning cut off: 济大学 of 同济大学."""
    guessed = cand.finder in GUESSING or cand.finder == "model"
    if not guessed or cand.start == outer.start:
        return False
    starts = draft.token_starts
    i = bisect_left(starts, cand.start)
    inside_word = i == len(starts) or starts[i] != cand.start
    return inside_word or (cand.type == outer.type and cand.end == outer.end)


def _lost(draft: Draft, cand: Candidate, reason: str) -> Reject:
    text = draft.text[cand.start : cand.end]
    return Reject(stage="mentions", reason=reason, text=text, span=cand.span)


# What only the network of names sees is kept without a statement about it from this confidence on: where it sees less, and
# in a long article, which names much in passing, where it sees more and no term at all. Of terms that it sees so clearly
# and nothing is stated of, seven in ten were wanted in short passages held out, and one in six in the long tuned articles.
_SURE, _SURE_IN_LONG = 0.6, 0.85
# A listed term that the network gives less is kept only in a statement. Chosen on passages held out and the tuned
# articles: below it more are unwanted than wanted in both.
_WITNESSED = 0.5
# In a long article a term that is named once, in passing, needs more.
_IN_PASSING, _LONG_ARTICLE = 0.95, 600


def _is_salient(
    cand: Candidate,
    glimpsed: Mapping[tuple[int, int], float] | None,
    *,
    long: bool,
    in_passing: bool,
) -> bool:
    """Whether a mention is worth keeping without a statement: curated or named by the author, not guessed.

    `long` says that it stands in a long article, `in_passing` that it is the only mention of its entity there.

    Measured on annotated articles: of terms that grammar alone found and no statement uses, one in five was
    wanted; of listed ones every second, and of those whose very span the network sees more.
    """
    if cand.finder == "model":
        return cand.type not in CONCEPTS or (not long and cand.confidence >= _SURE)
    if cand.finder == "known-term" and glimpsed is not None:
        least = _IN_PASSING if in_passing else _WITNESSED
        return glimpsed.get((cand.start, cand.end), 0.0) >= least
    return cand.finder == "apposition" or (cand.confidence >= 0.85 and cand.finder != "term")


class Linking(Stage):
    """Mentions of one thing become one entity."""

    needs = ("mentions",)
    makes = ("entities", "linked")

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        # The same names come up again and again.
        self._by_name = lru_cache(maxsize=1 << 14)(gazetteer.by_name)

    def __call__(self, draft: Draft) -> None:
        """Link the mentions, then the mentions inside mentions."""
        draft.mentions = [self._as_listed(draft.text, m) for m in draft.mentions]
        known = self._known(draft)
        both = [*draft.mentions, *draft.inner]
        entities, linked = link(draft.text, both, draft.bindings, known)
        draft.entities = {e.id: e for e in entities}
        size = len(draft.mentions)
        draft.linked = linked[:size]
        draft.nested = list(zip(draft.inner, linked[size:], strict=True))
        # A mention takes the type of its entity, so that patterns see what the whole article says.
        draft.mentions = [
            m._replace(type=draft.entities[k].type)
            for m, k in zip(draft.mentions, draft.linked, strict=True)
        ]
        draft.nested = [(m._replace(type=draft.entities[k].type), k) for m, k in draft.nested]
        times = Counter(draft.linked)
        long = len(draft.text) >= _LONG_ARTICLE
        draft.salient = {
            k
            for m, k in zip(draft.mentions, draft.linked, strict=True)
            if _is_salient(m, draft.glimpsed, long=long, in_passing=long and times[k] == 1)
            and (m.start, m.end) not in draft.generic
        }
        least = _SURE_IN_LONG if long else _SURE
        sure = {
            k
            for m, k in zip(draft.mentions, draft.linked, strict=True)
            if m.finder != "model" or m.confidence >= least
        }
        draft.guessed = set(draft.linked) - sure
        linked_all = [*zip(draft.mentions, draft.linked, strict=True), *draft.nested]
        draft.faint = _faint(linked_all)
        if draft.glimpsed is not None:
            of_list = partial(_is_term_of_list, draft.text, _reach(draft.glimpsed))
            draft.unseen = _unseen(linked_all, draft.glimpsed, of_list)
            draft.guessed |= _unseen(linked_all, draft.glimpsed, _goes_by_looks)

    def _as_listed(self, text: str, cand: Candidate) -> Candidate:
        """The mention under the name of the listed technology to which 技术 adds nothing: 巨量转移技术."""
        if cand.name or cand.type != "Technology" or not text.endswith("技术", 0, cand.end):
            return cand
        for entry in self._by_name(text[cand.start : cand.end - 2]):
            if entry.type == "Technology" and not entry.ambiguous:
                return cand._replace(name=entry.name)
        return cand

    def _known(self, draft: Draft) -> Mapping[tuple[str, str], Known]:
        found: dict[tuple[str, str], Known] = {}
        for cand in (*draft.mentions, *draft.inner):
            if not cand.name or (cand.type, cand.name) in found:
                continue
            for entry in self._by_name(cand.name):
                if entry.type == cand.type and entry.name == cand.name:
                    safe = tuple(a for a in entry.aliases if a not in entry.unsafe)
                    found[cand.type, cand.name] = Known(aliases=safe, identifiers=entry.identifiers)
                    break
        return found


def _faint(linked: Iterable[tuple[Candidate, str]]) -> dict[str, float]:
    """The entities of which every mention is faint, with the confidence of the clearest; an alias is clear."""
    best: dict[str, float] = {}
    for m, key in linked:
        best[key] = max(best.get(key, 0.0), m.confidence if is_faint(m) else 1.0)
    return {key: sure for key, sure in best.items() if sure < 1.0}


_LISTING = frozenset({"known-term", "term", "term-list"})
# Finders that go by the look of a name. What they alone believe in was a name in one case of eight.
_RULING = frozenset({"suffix", "ner", "policy", "event", "facility"})
# A listed name that the network does not see is mostly a part of a longer one: 腾讯 in 腾讯电脑管家. One in seven was wanted.
_PARTS = frozenset({"Company", "Fund", "Organization", "ResearchInstitution", "Event"})


def _lists_terms(cand: Candidate) -> bool:
    return cand.finder in _LISTING


def _goes_by_looks(cand: Candidate) -> bool:
    return cand.finder in _RULING or (cand.finder == "gazetteer" and cand.type in _PARTS)


# 作了题为《……》的报告, 以《……》为题
_TALK_ON = re.compile(r"(?:题为|主题为|以)[《“]?$")
_TALK = re.compile(
    r"[》”]?(?:为题|为主题|的(?:主旨|主题|特邀|专题|大会)?(?:报告|演讲|发言|讲话|致辞|讲座|分享))"
)
_MODEL_NUMBER = re.compile(r"[A-Za-z0-9]")


def _behind_makers(
    found: Iterable[Candidate], candidates: Sequence[Candidate]
) -> dict[tuple[int, int], float]:
    """How likely the network of names finds the spans that it sees, and the terms in them behind a company's name.

    >>> seen = [Candidate(0, 8, "Technology", "model", confidence=0.6)]
    >>> listed = [Candidate(0, 3, "Company", "gazetteer"), Candidate(3, 8, "Technology", "known-term")]
    >>> _behind_makers(seen, listed)  # 台积电7nm工艺
    {(0, 8): 0.6, (3, 8): 0.6}
    """
    found = list(found)
    glimpsed = {(c.start, c.end): c.confidence for c in found}
    firms = {(c.start, c.end) for c in candidates if c.type == "Company"}
    terms = [c for c in candidates if c.type in CONCEPTS]
    wholes = {c.end: c for c in found if c.type in CONCEPTS}
    for term in terms:
        whole = wholes.get(term.end)
        if whole is not None and (whole.start, term.start) in firms:
            at = (term.start, term.end)
            glimpsed[at] = max(glimpsed.get(at, 0.0), whole.confidence)
    return glimpsed


def _reach(glimpsed: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each place where spans end the earliest at which one of them begins."""
    found: dict[int, int] = {}
    for start, end in glimpsed:
        found[end] = min(start, found.get(end, start))
    return found


def _is_term_of_list(text: str, reach: Mapping[int, int], cand: Candidate) -> bool:
    """Whether a term is one of lists and grammar that the network of names has not seen with its kind before it.

    >>> seen = _reach([(3, 12)])
    >>> _is_term_of_list("英伟达GPU芯片H200", seen, Candidate(8, 12, "Product", "known-term", "H200"))
    False
    """
    named = cand.type == "Product" and _MODEL_NUMBER.search(text, cand.start, cand.end)
    return _lists_terms(cand) and not (named and reach.get(cand.end, cand.end) <= cand.start)


def _unseen(
    linked: Iterable[tuple[Candidate, str]],
    glimpsed: Mapping[tuple[int, int], float],
    told_by: Callable[[Candidate], bool],
) -> frozenset[str]:
    """The entities that only such finders tell of and that the network of names sees at no place.

    That a name is repeated tells nothing new.
    """
    told: set[str] = set()
    seen: set[str] = set()
    for m, key in linked:
        if m.finder == "repeat":
            continue
        alone = told_by(m) and (m.start, m.end) not in glimpsed
        (told if alone else seen).add(key)
    return frozenset(told - seen)


class Relations(Stage):
    """Statements by patterns and by structure, consolidated."""

    needs = ("sentences", "values", "mentions", "entities")
    makes = ("statements", "rejects")

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        self.finder = RelationFinder(load_patterns())
        self.reader: RelationReader | None = None
        self.statuses: StatusReader | None = None

    def __call__(self, draft: Draft) -> None:
        """Apply patterns sentence by sentence, then the structural rules, then what the networks say."""
        self.run((draft,))

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts."""
        for draft in drafts:
            self._read(draft)
        if self.reader is not None:
            for draft, judged in zip(drafts, self.reader.judge(drafts), strict=True):
                draft.judged = judged
        for draft in drafts:
            self._state(draft)

    def _read(self, draft: Draft) -> None:
        """What patterns and structure state."""
        marked = draft.marked = list(mark_sentences(draft))
        found: list[Statement] = []
        for ms in marked:
            for result in self.finder.find(draft, ms):
                _sort(result, found, draft)
        for result in structure.run(draft, marked):
            _sort(result, found, draft)
        draft.patterned = found

    def _state(self, draft: Draft) -> None:
        """What is stated when the networks have been heard."""
        stated: Iterable[Statement | Reject] = draft.patterned
        if self.reader is not None:
            stated = state_relations(draft)
        if self.statuses is not None:
            stated = with_second_opinions(self.statuses, draft, stated)
        found: list[Statement] = []
        for result in all_likely(stated, draft.faint, draft.unseen):
            _sort(result, found, draft)
        stated = with_the_founding(consolidate(retype_made(draft, found)))
        stated = with_the_event(with_the_use(with_the_issue(stated)))
        draft.statements = with_outcomes(draft, stated)


def _sort(result: Statement | Reject, found: list[Statement], draft: Draft) -> None:
    if isinstance(result, Reject):
        draft.rejects.append(result)
    else:
        found.append(result)


STAGES: dict[str, type[Stage]] = {
    "sentences": Sentences,
    "values": Values,
    "titles": Titles,
    "gazetteer": GazetteerNames,
    "tagger": Tagged,
    "grammar": Grammar,
    "learned": Learned,
    "aliases": Aliases,
    "mentions": Mentions,
    "linking": Linking,
    "relations": Relations,
}
