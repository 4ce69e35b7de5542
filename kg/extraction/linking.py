"""Linking inside one article: which mentions name the same thing."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, permutations

from kg.expressions import expression
from kg.extraction.aliases import Binding, is_subsequence
from kg.extraction.candidates import CONCEPTS, TRUST, Candidate
from kg.extraction.lexicon import THING_WORDS
from kg.identity.parts import is_region
from kg.model import Entity
from ontology.vocabulary import vocabulary

ORGANISATIONS = frozenset(
    {
        "Company",
        "Fund",
        "GovernmentBody",
        "ResearchInstitution",
        "Association",
        "Media",
        "Organization",
    }
)
_BARE = expression(r"[\s“”\"'‘’《》「」·・]+")
# What a full company name adds to its short form: a region before, legal form and trade words after.
_AFTER_SHORT = expression(
    r"^(?:科技|信息|技术|电子|网络|智能|软件|半导体|控股|集团|股份|有限|责任|公司|实业|产业|投资|发展|管理|国际|中国|企业|"
    r"（[^（）]{1,6}）|\([^()]{1,6}\)|通信|通讯|微电子|光电|材料|新能源|能源|汽车|生物|医药|数据|系统|服务|工业|制造|创业|基金|合伙|中心|资本|"
    r"有限合伙|总|产品|百货|商贸|贸易|传媒|文化|教育|健康|医疗|器件|设备|装备)*(?:公司|集团|股份|合伙企业|有限合伙|（有限合伙）|科技|百货)$|"
    # A region in brackets closes the brand, whatever trade follows: 星汀智能（澜州）机器人有限公司.
    r"^（[\u4e00-\u9fa5]{2,6}）[\u4e00-\u9fa5]{2,10}(?:公司|基金|合伙企业(?:（有限合伙）)?)$"
)
# What a longer name adds where it is another: a unit, a branch, a financial arm, a phase, the firm of another region.
_NOT_ITSELF = expression(
    r"研究院|研究所|实验室|达摩院|学院|大学|医院|中心|分会|委员会|分行|支行|分部|[部处科室局院期厂店馆]$|团队|联合|中国|印度|[（(]|开曼|基金"
    r"|控股|金控|金融|金服|证券|保险|财险|人寿|信托|期货|银行|支付|担保|消金|影业|置业|地产|资本|资管|资产|租赁|视频|生态|投资|国际|[分子]公司|联营公司|株式会社|俱乐部|出版社|[A-Za-z0-9]"
    r"|^(?:[\u4e00-\u9fa5]{2}|[\u4e00-\u9fa5]{2,4}[省市])公司$"
)
# What a fund's name adds to its brand, and how many characters such a brand has at most: 禾穗资本.
_INVESTS = frozenset({"资本", "创投", "投资"})
_LONGEST_BRAND = 3
# What a full name adds of its legal form alone.
_LEGAL = expression(r"(?:集团|股份|有限|责任|公司|控股|总)*")
# 海光公司 is what people say, 海光信息技术股份有限公司 a full name.
_FULL = ("有限公司", "有限责任公司", "股份公司", "集团公司")
_REGION = expression(r"^(?:中国|[\u4e00-\u9fa5]{2,3}(?:省|市)|[\u4e00-\u9fa5]{2})$")
_SHORTENED = frozenset({"org", "Policy", "concept"})
_CONCEPT_SUFFIXES = ("技术", "工艺", "架构", "产业", "行业", "业务", "领域")
# Of a technology or an industry these say only that it is one: FinFET工艺 is FinFET, 制药装备行业 is 制药装备.
_ADD_NOTHING = {
    "Technology": ("技术", "工艺", "架构"),
    "Industry": ("产业", "行业", "领域", "市场"),
}
ADDS_NOTHING = frozenset(word for words in _ADD_NOTHING.values() for word in words)
# How many characters of a full name may stand before its short form.
_FARTHEST_BRAND = 4
# Between two names of which one holds the other: 甲控股股东甲集团有限公司, 甲集团有限公司持有甲31%股份.
_KIN_REACH = 12
_HOLDER_BEFORE = expression(
    "的?(?:间接|直接|单一)?(?:控股股东|第[一二三]大股东|最?大股东|控股方|母公司|母集团|(?:全资|控股|参股)?[子孙]公司|下属|旗下|所属)(?:的|为|是|——|—|、)?$"
)
_BELOW = expression("子|孙|下|所属")
_FIRM_END = expression("(?:公司|集团|股份|控股|科技|电子|半导体|资本|基金|创投|产投)$")
# ，控股股东甲集团; 其控股股东甲集团; 公司控股股东甲集团: of whom it is is not said.
_NOBODYS = expression("(?:[，,：、（。]|其|公司)$")
_SENTENCE_END = expression("[。！？\n]")
_HELD_BEHIND = expression(
    # The name may be a part of the full one.
    "(?:集团|股份|有限|责任|公司)*(?:直接|间接|共|合计|现|拟|将|已|旗下|下属|的)*(?:持有|控股|增持|减持|质押|转让|(?:全资|控股|参股)[子孙]公司|[子孙]公司)(?:的|了)?"
)
_MODEL = expression(r"(?=[A-Za-z.\-]*\d)[A-Za-z0-9][A-Za-z0-9.\-+]{2,}")
_MODEL_END = expression(rf"(?<=[\u4e00-\u9fff]){_MODEL.pattern}$")
_BRAND = expression(r"[\u4e00-\u9fff]{2,4}")
_NUMBERED = expression(r"[一二三四五六七八九十\d]+期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a gazetteer says of a canonical name: aliases safe to answer to, and identifiers."""

    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Group:
    surfaces: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    canonical: str = ""
    canonical_type: str = ""
    codes: set[tuple[str, str]] = field(default_factory=set)
    also: set[str] = field(default_factory=set)


def bare(surface: str) -> str:
    """A surface form without quotation marks and white space, Latin letters folded.

    >>> bare("“AI 四小龙”")
    'ai四小龙'
    """
    return _BARE.sub("", surface).lower()


def link(
    text: str,
    mentions: Sequence[Candidate],
    bindings: Iterable[Binding],
    known: Mapping[tuple[str, str], Known],
) -> tuple[list[Entity], list[str]]:
    """The entities of an article, and for each mention the id of the entity that it names.

    Mentions are one entity when they share a surface form, a canonical gazetteer name, or an alias bound by
    a bracket; a short form joins the only full name in the article that it fits.
    """
    linker = _Linker(text, mentions, known)
    linker.join_equal()
    linker.join_bound(bindings)
    linker.join_short()
    return linker.result()


class _Linker:
    """Union-find over the mentions of one article."""

    def __init__(
        self, text: str, mentions: Sequence[Candidate], known: Mapping[tuple[str, str], Known]
    ) -> None:
        self.text, self.mentions, self.known = text, mentions, known
        self.parent = list(range(len(mentions)))
        self.surfaces = [text[m.start : m.end] for m in mentions]
        self.bares = [bare(s) for s in self.surfaces]
        self.codes: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self.extra: dict[int, list[str]] = defaultdict(list)
        # Short forms that a bracket binds, as `bare` writes them.
        self.bound: set[str] = set()
        self.sentences_of: dict[str, set[int]] | None = None
        self.places_of: dict[str, list[int]] | None = None
        # Provinces and cities that names begin with, in the order of the text.
        self.regions: dict[str, list[tuple[int, str]]] | None = None
        self.longest_at: dict[int, int] = {}
        # Names that a longer one tells the type of.
        self.brands: set[str] = set()
        # By which names the gazetteer knows what each group names; read at the root of a group.
        self.abroad = _abroad(text, mentions, self.surfaces)
        self.listed = [
            frozenset({m.name} - {""} if i not in self.abroad else ())
            for i, m in enumerate(mentions)
        ]
        # A mention inside a longer one starts where it does; brackets bind to the longer, which comes first.
        self.by_start: dict[int, int] = {}
        for i, cand in enumerate(mentions):
            self.by_start.setdefault(cand.start, i)

    @cached_property
    def _titles(self) -> list[int]:
        """The mentions of policies."""
        return [i for i, cand in enumerate(self.mentions) if cand.type == "Policy"]

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def union(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)
            self.listed[min(a, b)] = self.listed[a] | self.listed[b]

    def join_equal(self) -> None:
        """Equal surfaces, and equal canonical names; 省发改委 of two provinces is two."""
        first: dict[tuple[str, str], int] = {}
        # 省经信厅 behind 浙江省经济和信息化厅: 浙江省经信厅, which a list knows as the same.
        official = {
            alias: name
            for (kind, name), known in self.known.items()
            if kind == "GovernmentBody"
            for alias in known.aliases
        }
        for i, cand in enumerate(self.mentions):
            family = _family(cand.type)
            whole = self._placed(i) if cand.type == "GovernmentBody" else ""
            listed = "" if i in self.abroad else bare(cand.name or official.get(whole, ""))
            for key in {bare(whole) or self.bares[i], listed} - {""}:
                self.union(i, first.setdefault((family, key), i))

    def join_bound(self, bindings: Iterable[Binding]) -> None:
        """Aliases and codes that brackets bind: the alias means the name from there on."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, cand in enumerate(self.mentions):
            places[self.bares[i]].append((cand.start, i))
        for found in places.values():
            found.sort()
        joined: dict[str, int] = {}
        for b in bindings:
            owner = self.by_start.get(b.name_start)
            if owner is None:
                continue
            if b.code:
                self.codes[owner].add((b.key, b.code))
                continue
            self.extra[owner].append(b.alias)
            alias = bare(b.alias)
            self.bound.add(alias)
            named = places[alias]
            # The number of a standard stands before its title.
            start = min(b.name_start, b.alias_start)
            first = bisect_left(named, (start, 0))
            # All from an earlier binding on are one already: joining the first joins the rest.
            last = len(named) if start < joined.get(alias, len(self.text) + 1) else first + 1
            joined[alias] = min(start, joined.get(alias, start))
            for _, i in named[first:last]:
                self.union(owner, i)

    def join_short(self) -> None:
        """A short form joins the one longer name of the same family that it abbreviates."""
        by_family: dict[str, dict[str, int]] = defaultdict(dict)
        for i, cand in enumerate(self.mentions):
            by_family[_family(cand.type)].setdefault(self.surfaces[i], i)
        for family, names in by_family.items():
            if family in _SHORTENED:
                self._join_short_in(family, names)

    def _join_short_in(self, family: str, names: Mapping[str, int]) -> None:
        order = sorted(names, key=lambda name: (-len(name), names[name]))
        full_names = _full_names(family, order)
        brands = _longer_names(order) if family == "org" else {}
        for short in order:
            i = names[short]
            if bare(short) in self.bound:
                # 《甲行动计划》（以下简称《行动计划》）: of 《乙行动计划》, which the text names later, it is no short form.
                # 甲科技股份有限公司（简称：甲）: nor is 甲 that of 某市甲装备有限公司.
                continue
            fulls = full_names.get(short, ())
            longer = {
                self.find(names[full]): names[full]
                for full in fulls
                if (family != "org" or self._may_be_one(short, i, full, names[full]))
                and not (
                    family == "Policy"
                    and (_is_opposite(short, full) or _side_by_side(self.text, short, full))
                )
            }
            if family == "org":
                # 泸州老窖集团 stands in the full name of the group: what that is not, it is not either.
                for full in fulls:
                    if self._told_apart(short, full) or self._is_of_group(i, full):
                        longer.pop(self.find(names[full]), None)
            longer.pop(self.find(i), None)
            if len(longer) == 1:
                self.union(i, next(iter(longer.values())))
            elif family == "org" and not longer:
                self._join_brand(short, i, [names[full] for full in brands.get(short, ())])
            elif family == "Policy" and longer:
                self._join_last_titled(short, {*longer})

    def _join_brand(self, short: str, i: int, longer: Sequence[int]) -> None:
        """A name that no list knows joins the one longer name that stands before it and begins so, or that it draws together.

        瑞幸咖啡……瑞幸: of 518 such pairs in passages annotated for training 507 were one firm; where the brand came first,
        hardly any. 唐渤钢铁集团……唐渤集团: 54 of 55, and of institutes and associations 13 of 14.
        """
        kind = _kin(self.mentions[i].type)
        mates = [j for j in longer if _kin(self.mentions[j].type) == kind]
        if kind not in _BRANDED or self.listed[self.find(i)] or not mates:
            return
        if len({self.find(j) for j in mates}) != 1 or self.find(i) == self.find(mates[0]):
            return
        before = [j for j in mates if self.mentions[j].start < self.mentions[i].start]
        if self._in_one_sentence(short, {self.surfaces[j] for j in mates}):
            # 海晨物流的控股股东海晨: two of which something is said.
            return
        if any(
            is_drawn_together(kind, short, self.surfaces[j])
            or (kind == "Firm" and self._adds_its_trade(short, j))
            for j in before
        ):
            self.union(i, before[0])
            self.brands.add(short)

    def _in_one_sentence(self, short: str, longer: Set[str]) -> bool:
        """Whether some sentence names both, the short name outside the longer one."""
        if self.sentences_of is None:
            ends = [k for k, c in enumerate(self.text) if c in "。！？\n"]
            self.sentences_of = defaultdict(set)
            covered = -1
            for mention in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
                if mention.end <= covered:
                    # 喜达屋 in 喜达屋酒店
                    continue
                covered = mention.end
                surface = self.text[mention.start : mention.end]
                self.sentences_of[surface].add(bisect_left(ends, mention.start))
        here = self.sentences_of[short]
        return any(not here.isdisjoint(self.sentences_of[name]) for name in longer)

    def _told_apart(self, short: str, full: str) -> bool:
        """Whether the text says that one of two names holds or belongs to the other: 甲控股股东甲集团有限公司."""
        if self.places_of is None:
            self.places_of = defaultdict(list)
            for mention, surface in zip(self.mentions, self.surfaces, strict=True):
                self.places_of[surface].append(mention.start)
                longest = self.longest_at.get(mention.start, 0)
                self.longest_at[mention.start] = max(longest, len(surface))
        text = self.text
        for start in self.places_of[full]:
            before = _HOLDER_BEFORE.search(text, max(0, start - _KIN_REACH), start)
            # 甲公告，控股股东甲集团有限公司增持: whoever is meant by it, the holder is not 甲.
            if before and (
                text.endswith(short, 0, before.start())
                or (
                    not _BELOW.search(before[0])
                    and _NOBODYS.search(text, max(0, before.start() - 2), before.start())
                    and self._stands_before(short, before.start())
                )
            ):
                return True
            behind = _HELD_BEHIND.match(text, start + len(full))
            if behind and self._stands_at(short, behind.end()):
                return True
        return False

    def _stands_at(self, short: str, at: int) -> bool:
        """Whether a mention of it, and none of a longer name, begins at `at`."""
        return self.longest_at.get(at) == len(short) and self.text.startswith(short, at)

    def _stands_before(self, short: str, at: int) -> bool:
        """Whether the sentence names it before `at`."""
        places = self.places_of[short] if self.places_of else []
        last = bisect_left(places, at - len(short) + 1) - 1
        return last >= 0 and not _SENTENCE_END.search(self.text, places[last], at)

    def _adds_its_trade(self, short: str, j: int) -> bool:
        """Whether a longer name begins with `short` and adds no more than its trade; a fund's is to invest: 禾穗资本."""
        full = self.surfaces[j]
        if not full.startswith(short):
            return False
        if self.mentions[j].type == "Fund" and full[len(short) :] in _INVESTS:
            return len(short) <= _LONGEST_BRAND
        return _NOT_ITSELF.search(full, len(short)) is None

    def _join_last_titled(self, short: str, longer: Set[int]) -> None:
        """A short title that fits several joins the one named last before it, if that is the same wherever it stands."""
        if re.search(rf"[两二三四五六多]{{1,2}}[份项个部][“《]{re.escape(bare(short))}", self.text):
            return
        last: int | None = None
        meant: set[int | None] = set()
        places = []
        for k in self._titles:
            if self.find(k) in longer:
                last = self.find(k)
            elif self.surfaces[k] == short:
                meant.add(last)
                places.append(k)
        only = meant.pop() if len(meant) == 1 else None
        if only is not None:
            self.union(places[0], only)

    def _may_be_one(self, short: str, i: int, full: str, j: int) -> bool:
        """Whether what the gazetteer knows lets a short name and a longer one be the same.

        比亚迪 is listed with its full name: 比亚迪半导体股份有限公司 and 惠州比亚迪有限公司 are other companies, 比亚迪集团 the same.
        """
        one, other = self.listed[self.find(i)], self.listed[self.find(j)]
        if not one or one & other:
            return True
        if other:
            # 中国移动 and 中国移动通信集团 are listed as two.
            return False
        if _kin(self.mentions[i].type) != "Firm" and _FIRM_END.search(full):
            # 复旦 is listed as a university: 复旦微电子集团 is none.
            return False
        at = full.find(short)
        if at and full.endswith("股份有限公司") and not self._knows_full_name(i, one):
            # 萤石网络, listed in short alone, is 杭州萤石网络股份有限公司.
            return _LEGAL.fullmatch(full, at + len(short)) is not None
        if at:
            # 新疆晶科 is a subsidiary of 晶科能源, 三安意法半导体 a joint venture of 意法半导体.
            return False
        if full.startswith(("（", "("), at + len(short)):
            # 施耐德电气（中国）有限公司: a unit of the listed one, unless the list knows it as that.
            return False
        if not self._knows_full_name(i, one):
            return True
        if self._is_longer(i, short, one):
            # 三安 is 三安光电: 三安集团 is another company of the family.
            return False
        return (
            not other and full.startswith(short) and _LEGAL.fullmatch(full, len(short)) is not None
        )

    def _is_of_group(self, i: int, full: str) -> bool:
        """Whether a full name is that of a group, and the listed company none: 泸州老窖集团有限责任公司 holds 泸州老窖股份有限公司."""
        names = self.listed[self.find(i)]
        if not full.endswith(_FULL) or "集团" not in full or not self._knows_full_name(i, names):
            return False
        kind = self.mentions[i].type
        forms = (f for n in names for f in (n, *self.known.get((kind, n), Known()).aliases))
        return not any("集团" in form for form in forms)

    def _is_longer(self, i: int, short: str, names: Iterable[str]) -> bool:
        """Whether the full names that the gazetteer knows of `short` say more of the trade than it does."""
        kind = self.mentions[i].type
        forms = (f for n in names for f in (n, *self.known.get((kind, n), Known()).aliases))
        rests = [f.partition(short)[2] for f in forms if f.endswith(_FULL) and short in f]
        return bool(rests) and not any(_LEGAL.fullmatch(rest) for rest in rests)

    def _knows_full_name(self, i: int, names: Iterable[str]) -> bool:
        """Whether the gazetteer knows a full name of one of `names`; some listed companies it knows in short alone."""
        kind = self.mentions[i].type
        forms = (f for n in names for f in (n, *self.known.get((kind, n), Known()).aliases))
        return any(form.endswith(_FULL) for form in forms)

    def result(self) -> tuple[list[Entity], list[str]]:
        groups: dict[int, _Group] = defaultdict(_Group)
        placed: dict[int, set[str]] = defaultdict(set)
        told = set(self.surfaces)
        for i, cand in enumerate(self.mentions):
            group = groups[self.find(i)]
            weight = 10 - TRUST.get(cand.finder, 9)
            # 财政部 that is 美国财政部 lends that no alias: elsewhere it is the one at home.
            group.surfaces[self.abroad.get(i, self.surfaces[i])] += 1
            # A brand does not tell what the firm is that is called by it, unless nothing else does.
            group.types[cand.type] += 0 if self.surfaces[i] in self.brands else weight
            group.codes |= self.codes.get(i, set())
            for alias in self.extra.get(i, ()):
                group.surfaces[alias] += 0
            coined = cand.type == "Product" and not cand.name
            said = _AS_TECHNOLOGY.match(self.text, cand.end)
            if said and (coined or cand.type == "Technology"):
                # I-Cube技术 is I-Cube, whichever of the two a reader would call its name.
                group.surfaces[self.surfaces[i] + said[0]] += 0
            seat = _SEAT_BEFORE.search(self.text, max(0, cand.start - 6), cand.start)
            if seat and cand.type in _SEATED:
                # 德国莱默光学, as the text calls 莱默光学.
                group.also.add(seat[0] + self.surfaces[i])
            if cand.type in _FIRMS and (latin := _LATIN_FIRM.fullmatch(self.surfaces[i])):
                group.also.add(latin["name"])
            core = _without_kind(self.surfaces[i], cand.type)
            if core and core not in told:
                group.surfaces[core] += 0
            if cand.name and i not in self.abroad and len(cand.name) >= len(group.canonical):
                group.canonical, group.canonical_type = cand.name, cand.type
            if cand.type == "GovernmentBody" and (whole := self._placed(i)):
                placed[self.find(i)].add(whole)
        for root, wholes in placed.items():
            if len(wholes) == 1:
                groups[root].surfaces[wholes.pop()] += 0
        made = {root: self._entity(group) for root, group in groups.items()}
        entities = {e.id: e for e in made.values()}
        return list(entities.values()), [made[self.find(i)].id for i in range(len(self.mentions))]

    def _placed(self, i: int) -> str:
        """The name of a body that is told without its place: 省发展改革委 behind 福建省工信厅 is 福建省发展改革委.

        So is 财政部 behind 美国财政部.
        """
        if i in self.abroad:
            return self.abroad[i]
        level = _BARE_LEVEL.match(self.surfaces[i])
        if level is None:
            return ""
        if self.regions is None:
            self.regions = self._regions()
        named = self.regions.get(level[0], [])
        at = bisect_left(named, (self.mentions[i].start, ""))
        # The one named last, and where none was, the first behind.
        region = named[max(0, at - 1)][1] if named else ""
        return region[:-1] + self.surfaces[i] if region else ""

    def _regions(self) -> dict[str, list[tuple[int, str]]]:
        """The provinces and the cities that names begin with, each with its place, in the order of the text."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for m, surface in zip(self.mentions, self.surfaces, strict=True):
            region = _IN_REGION.match(surface) if m.type in _PLACED else None
            if region and is_region(region[0]):
                found[region["level"]].append((m.start, region[0]))
        for names in found.values():
            names.sort()
        return found

    def _entity(self, group: _Group) -> Entity:
        kind = max(group.types.items(), key=lambda t: (t[1], t[0]))[0]
        if group.canonical_type in ORGANISATIONS:
            kind = group.canonical_type
        if kind in ORGANISATIONS - _FIRMS and any(s.endswith("有限公司") for s in group.surfaces):
            # 某创新中心有限公司, which the text also calls 某创新中心.
            kind = "Company"
        known = self.known.get((kind, group.canonical), Known())
        forms = {_clean(s) for s in (*group.surfaces, *group.also)} | set(known.aliases)
        identifiers = dict(known.identifiers)
        if group.canonical and group.canonical_type == kind:
            # The name the gazetteer knows it by ties articles together, whatever each of them calls it.
            identifiers["gazetteer"] = group.canonical
            forms.add(group.canonical)
        for key, code in sorted(group.codes):
            identifiers.setdefault(key, code)
        name = _clean(_name_of(group.surfaces, kind))
        return Entity(
            type=kind,
            name=name,
            aliases=tuple(sorted(forms - {name, ""})),
            identifiers=tuple(sorted(identifiers.items())),
        )


_COUNTRIES = (
    "美国|日本|韩国|德国|英国|法国|欧盟|荷兰|意大利|西班牙|瑞士|瑞典|挪威|芬兰|丹麦|比利时|奥地利|波兰|匈牙利|希腊|葡萄牙|爱尔兰|捷克"
    "|俄罗斯|乌克兰|土耳其|印度尼西亚|印度|印尼|泰国|越南|马来西亚|新加坡|菲律宾|巴基斯坦|哈萨克斯坦|沙特|阿联酋|以色列|伊朗|埃及|南非"
    "|加拿大|墨西哥|巴西|阿根廷|智利|澳大利亚|新西兰|朝鲜"
)
_ABROAD = expression(f"(?:{_COUNTRIES})(?=.{{2}})")
_HOME = expression("(?:中国|我国|国家)(?=.{2})")
_SEATED = frozenset({"Company", "Fund", "ResearchInstitution"})
_LATIN_FIRM = expression(r"(?P<name>[A-Za-z][A-Za-z .&\-]+[A-Za-z])公司")
# 出口美国, 供应日本: the country is where something goes.
_SEAT_BEFORE = expression(f"(?<![口向往赴驻进入应销至到于])(?:{_COUNTRIES})$")


_FAR = 60
# 美国财政部长表示，财政部将……: the same ministry; 针对美国商务部的决定，商务部回应称: the one at home.
_SPEAKS_ON = expression(
    r"(?!.*(?:回应|对此|针对|反制|中国|中方|我国|国务院))(?:长|.*(?:表示|称|宣布|公告|透露))[^。！？\n]*"
)


def _abroad(text: str, mentions: Sequence[Candidate], surfaces: Sequence[str]) -> dict[int, str]:
    """Which mentions of a ministry are of that of another country, named so before, and its name with the country.

    The one named last decides: behind 中国商务部, 商务部 is that of China again. A name that is listed as that of a body at home
    means the one abroad only where that one speaks on in the same sentence.
    """
    found: dict[int, str] = {}
    last: dict[str, tuple[str, int]] = {}
    bodies = [i for i, m in enumerate(mentions) if m.type == "GovernmentBody"]
    for i in sorted(bodies, key=lambda i: (mentions[i].start, -mentions[i].end)):
        surface = surfaces[i]
        if country := _ABROAD.match(surface):
            last[surface[country.end() :]] = surface, mentions[i].end
        elif home := _HOME.match(surface):
            last.pop(surface[home.end() :], None)
        elif named := last.get(surface):
            whole, end = named
            start = mentions[i].start
            if not mentions[i].name or (
                start - end < _FAR and _SPEAKS_ON.fullmatch(text, end, start)
            ):
                found[i] = whole
    return found


_FIRMS = frozenset({"Company", "Fund"})
# 省发展改革委, 市工信局: of which province or city the names around tell.
_BARE_LEVEL = expression("省|市(?!场)")
_IN_REGION = expression("[\u4e00-\u9fa5]{2,3}?(?P<level>省|市(?!场))")
_PLACED = frozenset({"GovernmentBody", "Policy", "Place"})
# 技术 that ends the name: 技术参数, 技术团队 and 技术有限公司 go on.
_AS_TECHNOLOGY = expression(
    r"(?<!技术)(?<!工艺)(?<!架构)(?:技术|工艺|架构)(?=$|[\s，。；、：！？）)”》的和与及或等在为是已将可也被从给])"
)


def _name_of(surfaces: Counter[str], kind: str) -> str:
    """What the article calls it: the fullest form, in Chinese where there is one, or for a concept the form it uses most.

    >>> _name_of(Counter({"小米": 2, "Xiaomi": 1}), "Company"), _name_of(Counter({"AMD": 1, "超威（AMD）": 1}), "Company")
    ('小米', '超威（AMD）')
    """
    if kind in CONCEPTS:
        return max(surfaces, key=lambda s: (surfaces[s], len(s), s))
    # A policy is called by its title, not by its number: GB/T 31467.3-2015.
    numbered = kind == "Policy"
    foreign = numbered or kind in _CALLED_IN_CHINESE
    return max(surfaces, key=lambda s: (not (foreign and s.isascii()), len(s), surfaces[s], s))


_CALLED_IN_CHINESE = ORGANISATIONS | {"Person"}
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ('"', '"'), ("'", "'"))
_QUOTING = frozenset(chain.from_iterable(_PAIRS))


def _clean(surface: str) -> str:
    """A surface without the quotation marks that enclose it; those inside it stay: “十四五”规划."""
    name = surface.replace("\n", "").strip()
    if _QUOTING.isdisjoint(name):
        return name
    for opening, closing in _PAIRS:
        if len(name) > 2 and name[0] == opening and name.find(closing, 1) == len(name) - 1:
            name = name[1:-1]
        if name.count(opening) != name.count(closing):
            name = name.strip(opening + closing)
    return name


def _family(kind: str) -> str:
    if kind in ORGANISATIONS:
        return "org"
    return "concept" if kind in CONCEPTS else vocabulary().entity_type(kind).code


def _full_names(family: str, names: Sequence[str]) -> dict[str, list[str]]:
    """For each short form among `names` the names that it abbreviates, without trying every pair."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        if len(name) >= 2:
            lengths[name[-2:] if family == "Policy" else name[:2]].add(len(name))
    known = frozenset(names)
    found: dict[str, list[str]] = defaultdict(list)
    for full in names:
        for short in sorted(_parts(family, full, lengths) & known):
            if len(short) < len(full) and abbreviates(family, short, full):
                found[short].append(full)
    return found


_BRANDED = frozenset({"Firm", "ResearchInstitution", "Association"})


def _kin(kind: str) -> str:
    """The type, of companies and funds alike."""
    return "Firm" if kind in _FIRMS else kind


def is_drawn_together(kind: str, short: str, full: str) -> bool:
    """Whether a short name is a longer one with characters left out, its beginning kept.

    Of a firm the first two characters are kept, of an institute or an association the first; and they are no region's. A firm that
    is left with a trade of its own is another.

    >>> is_drawn_together("Firm", "唐渤集团", "唐渤钢铁集团"), is_drawn_together("Firm", "常州投资集团", "常州金坛产业投资集团")
    (True, False)
    >>> is_drawn_together("Association", "中城协", "中国城市轨道交通协会")
    True
    """
    kept = 2 if kind == "Firm" else 1
    if len(short) < 3 or short in full or short[:kept] != full[:kept]:
        return False
    if is_region(short[:2]) or short[:2] in {"中国", "国家", "全国"}:
        return False
    if kind == "Firm" and short[2:] not in _FORMS and _TRADE.search(short):
        # 海川化工 is not 海川石油化工.
        return False
    return is_subsequence(short, full)


_FORMS = frozenset({"集团", "公司", "股份", "控股"})
# Trades that tell one firm of a family from the next.
_TRADE = expression(
    "(?:化工|化学|电力|证券|银行|保险|人寿|信托|期货|能源|汽车|电子|半导体|医药|药业|生物|材料|光电|钢铁|煤业|矿业|水泥|物流|航空|地产|置业"
    "|传媒|软件|网络|信息|通信|机械|重工|电气|电器|环保|食品|乳业|酒业|科技|智能|机器人|医疗|健康|教育|旅游|影业|资本|投资|基金)$"
)


# Of more names than this that begin alike no two are tried, lest a list of thousands be quadratic: in an article that names
# more of one beginning, names drawn together stay apart.
_MOST_ALIKE = 24


def _longer_names(names: Sequence[str]) -> dict[str, list[str]]:
    """For each of the names the longer ones that begin with it or may have been drawn together to it, without trying every pair."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        if len(name) >= 2:
            lengths[name[:2]].add(len(name))
    known = frozenset(names)
    found: dict[str, list[str]] = defaultdict(list)
    for full in names:
        for size in lengths.get(full[:2], ()):
            if size < len(full) and full[:size] in known:
                found[full[:size]].append(full)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[name[:1]].append(name)
    for mates in alike.values():
        if len(mates) <= _MOST_ALIKE:
            for short, full in permutations(mates, 2):
                if len(short) < len(full) and is_drawn_together("", short, full):
                    found[short].append(full)
    return found


def _is_opposite(short: str, full: str) -> bool:
    """Whether a title is another one with a sign before it that makes it another: 《非横向指引》 is not 《横向指引》.

    >>> _is_opposite("横向指引", "非横向指引（征求意见稿）"), _is_opposite("数据办法", "某省数据办法")
    (True, False)
    """
    at = bare(full).find(bare(short))
    return at > 0 and bare(full)[at - 1] in "非反新"


def _side_by_side(text: str, short: str, full: str) -> bool:
    """Whether a list names both titles, one right behind the other: then they are two.

    >>> text = "印发《扶持储能若干政策》《进一步扶持储能若干政策》以来"
    >>> _side_by_side(text, "扶持储能若干政策", "进一步扶持储能若干政策")
    True
    """
    if f"《{short}》" not in text or f"《{full}》" not in text:
        return False
    both = ((short, full), (full, short))
    return any(f"《{a}》{mark}《{b}》" in text for a, b in both for mark in ("", *"、和与及"))


def _parts(family: str, full: str, lengths: Mapping[str, set[int]]) -> set[str]:
    """The parts of a name that stand where a short form could."""
    if family == "Policy":
        core = _policy_core(full)
        return {core[-size:] for size in lengths.get(core[-2:], ()) if size <= len(core)}
    if family == "concept":
        model, own = _MODEL_END.search(full), _own_name(full)
        called = {own, f"“{own}”", f"{own}系列", f"“{own}”系列"} if own else set()
        if model:
            called.add(model[0])
        return called | {full.removesuffix(s) for s in _CONCEPT_SUFFIXES}
    whole = {"总局"} if full.endswith("总局") else set()
    return whole | {
        full[at : at + size]
        for at in range(_FARTHEST_BRAND + 1)
        for size in lengths.get(full[at : at + 2], ())
    }


def abbreviates(family: str, short: str, full: str) -> bool:
    """Whether `short` is a shortened form of the name `full`, by rule.

    A company: the brand without region, trade and legal form. A policy: the end of its title. Numbered
    phases (一期, 二期) never join.

    >>> abbreviates("org", "砺芯", "澜岸砺芯科技有限公司"), abbreviates("org", "禾穗基金", "禾穗基金二期")
    (True, False)
    """
    if _NUMBERED.findall(short) != _NUMBERED.findall(full):
        return False
    if family == "Policy":
        return len(short) >= 2 and _policy_core(full).endswith(short)
    if family == "concept" and (own := bare(_own_name(full))):
        # CCFC3008系列芯片 is CCFC3008, and so is CCFC3008系列.
        return own in {bare(short), bare(_own_name(short))}
    if family == "concept" and _MODEL.fullmatch(short):
        # 龙芯3A6000 is 3A6000.
        return full.endswith(short) and _BRAND.fullmatch(full[: -len(short)]) is not None
    if family == "concept":
        # 网络安全 is a technology, 网络安全产业 an industry: 技术 alone, 工艺 and 架构 add nothing.
        return short == _without_kind(full, "Technology")
    if short == "总局":
        return full.endswith(short)
    if len(short) < 2:
        return False
    at = full.find(short)
    if at < 0 or at > _FARTHEST_BRAND:
        return False
    if at and not _REGION.match(full[:at]):
        return False
    rest = full[at + len(short) :]
    if rest.startswith("中国"):
        # 安世半导体中国公司: its unit there.
        return False
    if at and not rest.endswith("公司") and not is_region(full[:at]):
        return False
    return rest == "" or _AFTER_SHORT.match(rest) is not None


_SHORTEST_CORE = 3
# 战略性新兴产业, 新一代信息技术: nobody says 战略性新兴 or 新一代信息.
_NO_CORE = expression(
    "(?:新兴|未来|传统|重点|支柱|主导|特色|优势|现代|高端|新型|关键|核心|先进|通用|相关|专用|共性|前沿|颠覆性|高|新|高新"
    "|信息|生物|数字|智能|科学|工程|绿色|低碳|环保|节能|海外|国内|全球|国际|企业级?|消费级?|性|化|型|式)$"
)


# CO2传感器, PD-1药物, COVID-19疫苗: these are called by what they are of.
_CALLED_BY_THEIR_OBJECT = frozenset(
    "传感器 探测器 药物 新药 疫苗 试剂盒 材料 合金 衬底 薄膜 纤维 算法 框架 电池 电芯 电解槽 应用 支架".split()
)
_KINDS = "|".join(
    sorted(
        (THING_WORDS | {"系列", "整机", "主机"}) - _CALLED_BY_THEIR_OBJECT,
        key=lambda w: (-len(w), w),
    )
)
# “驭山”系统 is 驭山, CCFC3008系列芯片 is CCFC3008; 5G芯片 is not 5G, nor O2O平台 O2O: a model has a letter before its number,
# and is no standard that things are made to and no level that they reach.
_NAMED_THING = expression(
    r"(?:[“\"](?P<quoted>[^“”\"]{2,12})[”\"]"
    r"|(?P<model>(?=[^“”\"]*[A-Za-z][A-Za-z .\-]*\d)"
    r"(?![A-Z]\d[A-Z]|L\d(?!\d)|V2|Wi-?Fi|IPv|[LG]?P?DDR|PCIe|USB|HBM|[CSN]O\d|PM\d|\d)[^“”\"]*?))"
    rf"(?:系列|[大小重轻微]型|新型|通用|专用|国产)?(?:{_KINDS})"
)


def _own_name(name: str) -> str:
    """What a thing is called without the word for what it is, or nothing.

    >>> [_own_name(name) for name in ("“驭山”系统", "X5-HS机器人", "5G芯片", "储能系统")]
    ['驭山', 'X5-HS', '', '']
    >>> [_own_name(name) for name in ("CO2传感器", "PD-1药物", "L4车型", "LPDDR5芯片")]
    ['', '', '', '']
    """
    m = _NAMED_THING.fullmatch(name)
    return (m["quoted"] or m["model"]).strip() if m else ""


def _without_kind(name: str, kind: str) -> str:
    """The name of a technology, an industry or a product without the word that only says that it is one, or nothing.

    >>> [_without_kind(name, "Technology") for name in ("混合专家架构", "芯片技术", "存算一体")]
    ['混合专家', '', '']
    >>> _without_kind("战略性新兴产业", "Industry"), _without_kind("新一代信息技术", "Technology")
    ('', '')
    >>> _without_kind("制药装备行业", "Industry"), _without_kind("制药装备行业", "Technology")
    ('制药装备', '')
    """
    if kind in {"Product", "Technology"} and (own := _own_name(name)):
        return own
    kind = next((w for w in _ADD_NOTHING.get(kind, ()) if name.endswith(w)), "")
    core = name.removesuffix(kind) if kind else ""
    return core if len(core) >= _SHORTEST_CORE and not _NO_CORE.search(core) else ""


def _policy_core(title: str) -> str:
    return re.sub(r"(?:[（(][^（）()]*[）)]|“|”)", "", title)
