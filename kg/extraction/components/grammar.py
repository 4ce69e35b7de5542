"""The stage of names told by their form or by the words around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.expressions import expression
from kg.extraction.boundaries import (
    buys,
    edition,
    is_firm,
    of_china,
    without_lead,
    without_term,
    without_visitor,
    zoned,
)
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.components.stage import Stage
from kg.extraction.components.tagged import trim
from kg.extraction.draft import Draft
from kg.extraction.enumerations import find_members
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.lexicon import SURNAMES, TITLES_RE
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.nametype import is_generic
from kg.extraction.persons import find_persons, relieved_persons
from kg.extraction.products import find_products
from kg.extraction.suffixes import find_suffixed
from kg.extraction.terms import find_terms
from kg.model import Span

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


_STATE_LEVEL = expression(r"国家级?|省级|国际|“|第[一二三四五六七八九十]")


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


# What closes a list before a term is no part of it: 交通等领域设备.
_NO_TERM = ("领域", "行业", "产业设备", "方面", "传统行业", "朝阳产业", "重点行业")
# 专注于键合设备, 对算力平台给予支持: split by the dictionary as 注于 or 对.
_BEFORE_TERM = frozenset("于对")


class Grammar(Stage):
    """Names by suffix, persons by title, groups by number, terms by head noun."""

    needs = ("tokens",)
    makes = ("candidates",)

    def _is_part(self, name: str) -> bool:
        """Whether a name is that of a listed company and the word for a part or shares of it: 国星光电子公司, 持有京东方股份."""
        if name.endswith("股份"):
            return is_firm(self.gazetteer, name[:-2]) and not self.gazetteer.by_name(name)
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
            without_term(
                text,
                without_lead(
                    text, without_visitor(text, edition(text, zoned(text, trim(draft, c))))
                ),
            )
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
        draft.candidates += _quoted_events(text)
        draft.candidates += _meetings(text)
        draft.candidates += _jubilees(text)
        draft.candidates += _quoted_first(text)
        draft.candidates += _unmarked_policies(text)
        draft.candidates += _by_their_tails(text)
        draft.candidates += _yearly_projects(text)
        draft.candidates += (c for c in _bought_names(text) if not self._is_listed(text, c))
        draft.candidates += _witnessed(draft)
        draft.candidates += _operators(text, self.gazetteer)
        draft.candidates += _twofold_departments(draft)
        draft.candidates += _acting_places(draft)
        draft.candidates += list(_own_plants(text, draft.candidates))
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
_BOUGHT = expression(
    r"(?:收购|并购|入股|竞购|买下|吞并)了?(?P<name>[A-Z][A-Za-z0-9&\-]{2,20}(?: [A-Z][A-Za-z0-9&\-]{1,20}){0,2})"
    r"(?=[，。；、]|的(?:传闻|传言|消息|交易|计划|报道|股权|股份|谈判|要约|提议)|\d|全部|部分|少数|多数|控股权|股权|股份|$)"
)


_FIRM_BOUGHT = expression(
    "(?:收购|并购|竞购|入股|领投|投资)(?:了)?[^，。；、的]{0,16}(?:公司|企业|厂商|巨头|独角兽)$"
)


def is_bought(text: str, cand: Candidate) -> bool:
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


_QUOTED_POLICY = expression(
    r"[“‘][^“”‘’，。；]{2,14}[”’][\u4e00-\u9fa5A-Za-z0-9]{0,12}?(?:倡议|战略|规划|行动计划|专项行动|行动|政策体系|方案|计划|纲要|意见|政策)(?![\u4e00-\u9fa5]?(?:性|期间|时期))"
)


# 年产20GWh方形磷酸铁锂电池项目
_YEARLY = expression(
    r"年产[\d.]+(?:万|亿|余|多)*(?:吨|[KMGT]?Wh?|[MG]瓦(?:时)?|台套?|套|辆|片|平方米|只|颗|件|米|支|千米|公里|立方米|枚|组)(?:级)?"
    r"(?:[^，。；：（）“”《》的等]{2,22}?)(?:项目|生产线|产线|生产基地|基地|工厂)(?![\u4e00-\u9fff]{0,2}(?:公司|经理|部|组|方))"
)


def _yearly_projects(text: str) -> Iterator[Candidate]:
    """Projects named by what they are to make in a year, and plants named by 5G+.

    >>> [c[:2] for c in _yearly_projects("建成5G+8K柔性智能工厂")]
    [(2, 13)]
    """
    for pattern in (_YEARLY, _PLUS_PLANT, _CODED_PLANT):
        for m in pattern.finditer(text):
            yield Candidate(m.start(), m.end(), "Facility", "suffix", confidence=0.7)


# M15厂, Fab 6 厂
_CODED_PLANT = expression(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z]{0,4} ?\d{1,2} ?(?:厂区|厂(?!商|家|房|务|内|址|长(?!期))|工厂)"
)
# 5G+8K柔性智能工厂
_PLUS_PLANT = expression(
    r"(?:5G|6G|AI|8K|AR|VR)\+[A-Za-z0-9\u4e00-\u9fff]{1,10}?(?:工厂|产线|生产线|智慧园区)"
)


# 科技部正在起草人工智能伦理规范: named without a title's marks.
_DRAFTED = expression(
    r"(?:正在?|将|拟|着手|启动|牵头|抓紧|加快|计划|组织)(?:研究|组织|牵头|共同|着手)*(?:起草|制定|制订|编制|拟定|酝酿)(?:了)?(?:首部|首个|新的)?"
    r"(?P<name>(?!相关|有关|具体|配套|新|本|该|各|上述|一|我国|符合|更)(?:(?!的)[\u4e00-\u9fff]){4,22}?(?:规范|条例|规划|行动计划|扶持计划|发展计划|管理办法|指导意见|实施方案|指南|实施细则|法案|促进法|安全法|保护法))(?=[。，；]|$)"
)


# 某市出台促进低空经济发展的若干措施: named by what it is to further.
_FURTHERING = expression(
    r"(?:出台|印发|发布|制定|制订|公布|推出|颁布|下发)(?:了)?"
    r"(?P<name>(?:关于)?(?:进一步)?(?:促进|支持|推动|推进|加快|鼓励|扶持)[^，。；：《》“”、\n]{4,30}?"
    r"(?:若干(?:政策)?措施|政策措施|若干政策|若干意见|指导意见|实施意见|行动方案|实施方案|行动计划|管理办法|实施细则))(?=[，。；]|$)"
)
# What a firm decides or gives notice of is its own affair.
_OF_FIRM = "(?![^，。；]{0,24}(?:股权|股份|质押|减持|增持|回购|募集|董事|股东|对外投资|划转|增资|子公司|任职|招聘|聘任))"
# 审议通过了推进储能建设、支持换电下乡的实施意见, 印发关于发展封装业的意见
_PASSED = expression(
    r"(?<!董事会)(?<!监事会)(?<!股东会)(?<!股东大会)(?<!党委)(?<!基金会)(?<!事务所)(?<!公司)(?<!集团)(?:(?<!会审议)通过|审议|出台|印发|发布|制定|制订|公布|颁布|下发)(?:了|的)?"
    rf"(?P<name>关于{_OF_FIRM}[^，。；：《》\n]{{4,44}}?的(?:指导意见|实施意见|若干(?:政策)?措施|若干意见|若干政策|意见|实施方案|行动方案)"
    r"|(?:进一步|全面)?(?:加快|推进|推动|促进|支持|加强|规范|深化|完善|优化|扩大)[^，。；：《》“”\n]{4,44}?的(?:指导意见|实施意见|若干(?:政策)?措施|若干意见|若干政策|意见|决定|实施方案|行动方案))"
    r"(?=[，。；]|$)"
)
# 商务部发布关于……实施出口管制的公告
_DECREED = expression(
    r"(?:国务院|委员会|法院|检察院|[证银保]监会|常委会|管委会|(?<!研究)(?<!事业)(?<!业务)(?<!市场)部|(?<!党)委|[局署厅办府关]|[省市区县州])"
    r"(?:[、和等][^，。；]{0,24}?(?:[部委局署厅办府]|部门))?(?:近日|日前|今日|昨日|联合|正式|已|于?(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日)){0,4}"
    rf"(?:印发|发布|公布|下发|作出)(?:了)?(?P<name>关于{_OF_FIRM}[^，。；：《》\n]{{4,44}}?的(?:通知|公告|决定|批复))(?=[，。；]|$)"
)
# 某部组织开展5G工厂试点, and not: 某公司开展试点
_PILOT = expression(
    r"[部委局署厅院办府省市区会行](?:近日|日前|今年|去年|随后|此后|已|率先|联合|牵头|决定|正式|在全国|\d{1,4}[年月日]起?)*"
    r"(?:组织开展|部署开展|启动开展|批准开展|同意开展|启动|开展|部署)(?:了)?(?:首批|第[一二三四五六]批)?"
    r"(?P<name>(?!相关|有关|上述|该|本|首个|一批|多项|[一二三四五六七八九十两]|\d+(?![\dA-Za-z]))(?:(?!试点|专项)[^，。；：《》“”的等与\n]){4,22}(?:试点|专项整治行动|专项行动))"
    r"(?=[，。；]|工作(?:[，。；]|$)|$)"
)
# 某国政府公布了出口管制新规
_NEW_RULES = expression(
    r"(?:公布|发布|出台|实施|推出|颁布|印发)了?(?:一项|新的|最新的?)?(?P<name>(?![了的一新])[\u4e00-\u9fffA-Za-z]{2,14}?(?:新规|新政))(?=[，。；、要对将明规限]|$)"
)
# Lists that authorities put firms on, known by their names alone.
_LISTS = expression(
    "(?:不可靠)?实体(?:清单|名单)|未经核实(?:清单|名单)|军事最终用户(?:清单|名单)|特别指定国民(?:清单|名单)"
    "|中国(?:军事|军工复合体|涉军)企业(?:清单|名单)|外商投资准入负面清单|市场准入负面清单"
)
_THERE = expression("[在于][^，。；]{0,7}$")
_GIVES_OUT = ("出台", "印发", "发布", "制定", "制订", "公布", "推出", "颁布", "下发")
# Each with words one of which stands in all that it fits: a text without them need not be searched.
_UNMARKED = (
    (_DRAFTED, ("起草", "制定", "制订", "编制", "拟定", "酝酿")),
    (_FURTHERING, _GIVES_OUT),
    (_PASSED, ("意见", "措施", "政策", "方案", "决定")),
    (_DECREED, ("关于",)),
)


def _unmarked_policies(text: str) -> Iterator[Candidate]:
    """Plans, rules, pilots and lists of an authority, named without the marks of a title."""
    for m in _LISTS.finditer(text) if "清单" in text or "名单" in text else ():
        yield Candidate(m.start(), m.end(), "Policy", "policy", confidence=0.8)
    rules = _NEW_RULES.finditer(text) if "新规" in text or "新政" in text else ()
    named = (p.finditer(text) for p, cues in _UNMARKED if any(cue in text for cue in cues))
    for m in chain(*named, _pilots(text), rules):
        # 印发关于……的通知: the words around it mark it as a title does.
        finder = "title" if m["name"].startswith("关于") else "suffix"
        yield Candidate(m.start("name"), m.end("name"), "Policy", finder, confidence=0.6)


# 《国家重点节能技术推广目录》 … 公布了推广目录: what many are called so by, and what a firm writes for itself, says nothing.
_TAIL = (
    "(?!管理|行动|实施|指导|暂行|工作|发展|总体|建设|若干|三年|持股|激励|商品|产品|员工|回报|服务|采购|招聘|课程)"
    "[\u4e00-\u9fff]{2}(?:目录|清单|方案|办法|计划|条例|规划|指南|细则)"
)
_TITLED_OR_TAIL = expression(
    f"《[^《》\n]{{4,60}}?(?P<titled>{_TAIL})(?:（[^（）]{{1,20}}）)?》|《[^《》\n]{{0,80}}》"
    f"|(?:^|(?<=[^\u4e00-\u9fff])|(?<=[的了布台发施据照该此入列合对为由按在从将把]))(?P<tail>{_TAIL})"
)


def _by_their_tails(text: str) -> Iterator[Candidate]:
    """Policies that an article calls by the last words of a title that it gave before."""
    if "》" not in text:
        return
    titled: set[str] = set()
    for m in _TITLED_OR_TAIL.finditer(text):
        if m["titled"]:
            titled.add(m["titled"])
        elif m["tail"] in titled:
            yield Candidate(m.start("tail"), m.end("tail"), "Policy", "policy", confidence=0.8)


# 国家数据局政策和规划司: two things that one department of a body does.
_TWOFOLD = expression(
    "[\u4e00-\u9fff]{2,6}[和与及][\u4e00-\u9fff]{2,6}(?<!公)司(?=(?:副?司长|副?处长|相关|有关|负责|一级|二级|近日|日前|发布|印发|表示|介绍|[，。、；：（]|$))"
)


def _twofold_departments(draft: Draft) -> Iterator[Candidate]:
    """Departments that are called by two things, right behind the body that they are of."""
    bodies = [c for c in draft.candidates if c.type == "GovernmentBody" and c.finder == "gazetteer"]
    for body in bodies:
        if m := _TWOFOLD.match(draft.text, body.end):
            yield body._replace(end=m.end(), finder="suffix", name="", confidence=0.9)


def _pilots(text: str) -> Iterator[re.Match[str]]:
    """Where an authority starts a pilot, and not somebody in its city: 华为在深圳市启动……试点."""
    if "试点" in text or "专项" in text:
        for m in _PILOT.finditer(text):
            if _THERE.search(text, max(0, m.start() - 8), m.start()) is None:
                yield m


# “东数西算”政策利好, and not “双减”政策性……
_WATCHWORD = expression(
    "[“‘][\u4e00-\u9fa5]{2,6}[”’]政策(?=[，。、；的将已下与和]|利好|影响|刺激|提振|推动|带动|出台|落地|实施|支持|红利)"
)


# 举办“全国首个云网融合项目开通仪式”: the author marks where the name of an event begins and ends.
_QUOTED_EVENT = expression(
    "(?:举办|举行|召开|承办|主办)了?[“‘](?P<name>[^“”‘’，。；\n]{4,40}(?:仪式|启动会|签约会|发布会|推介会|大会|论坛|峰会|年会|沙龙|大赛))[”’]"
)


# 召开省政府常务会议, 在3日举行的省新办新闻发布会上: told to be held, by a body that its name begins with.
_MEETING = expression(
    "(?:召开|举行|出席|参加)(?:了|的)?(?P<name>(?:国务院|[\u4e00-\u9fff]{1,5}(?:部|委|局|厅|署|政府|人大))(?:常务会议|部务会议|全体会议)|(?:全国|中央|全省)[\u4e00-\u9fff]{2,10}?工作会议)(?=[，。；、并]|$)"
    "|(?:召开|举行|进行|举办)的(?P<press>[\u4e00-\u9fff]{0,6}(?:办|部|委|局|厅|署|政府)(?:例行)?(?:新闻发布会|吹风会|通气会))(?=上|期间|，)"
)


def _meetings(text: str) -> Iterator[Candidate]:
    """Meetings and press conferences of a body that are told to be held."""
    for m in _MEETING.finditer(text) if "会" in text else ():
        group = "name" if m["name"] else "press"
        yield Candidate(m.start(group), m.end(group), "Event", "title", confidence=0.85)


# 在纪念某宣言发表80周年座谈会上: what it is held for is part of its name.
_JUBILEE = expression(
    r"(?:庆祝|纪念)[^，。；：！？、“”\s]{2,24}?周年(?:纪念|主题|庆祝|学术)?"
    r"(?:大会|座谈会|招待会|研讨会|论坛|峰会|晚会|仪式)"
)


def _jubilees(text: str) -> Iterator[Candidate]:
    """What is held to celebrate that something was founded or signed so many years ago."""
    for m in _JUBILEE.finditer(text) if "周年" in text else ():
        yield Candidate(*m.span(), "Event", "title", confidence=0.9)


def _quoted_events(text: str) -> Iterator[Candidate]:
    """Events that are held and stand in quotation marks."""
    for m in _QUOTED_EVENT.finditer(text) if "“" in text else ():
        yield Candidate(m.start("name"), m.end("name"), "Event", "title", confidence=0.9)


def _quoted_policies(text: str) -> Iterator[Candidate]:
    """Policies known by a watchword: “十四五”数字经济发展规划, “一带一路”倡议."""
    for m in _QUOTED_POLICY.finditer(text):
        # “东数西算”政策 is marked by the author, whatever else is called so.
        finder = "title" if _WATCHWORD.match(text, m.start()) else "policy"
        yield Candidate(m.start(), m.end(), "Policy", finder, confidence=0.8)


_ISSUES = expression(
    r"^(?:近日|日前|今日|昨日|今天|昨天|同日|同步|联合|也|已|于|陆续|率先|正式|相继|先后|接连|今年|去年|近期|还|又|随后|随即|此后|\d{1,4}[年月日]|市|省|、|等地)*(?:出台|印发|下发|颁布|公布|发布|制定|制订|签订|签署|批复)"
)


# 德清县副县长某某: the place as its government.
_RULED = expression(
    rf"(?:常务副|副)(?:省长|市长|区长|县长|州长|旗长)|(?:省长|市长|区长|县长|州长|旗长)(?=[{SURNAMES}][\u4e00-\u9fff])"
)
_WITH = frozenset("与和同、")
_AT = frozenset("在于赴抵从到")
_SIGNS = expression(
    r"(?:(?:和|与|、)[\u4e00-\u9fa5]{2,4}[省市区])*(?:[\u4e00-\u9fa5]{0,4})(?:签订|签署|达成(?:战略)?合作)"
)
# 合肥市与蔚来签署协议, 江苏省将出台规划: the place is the subject of its clause.
_SIGNS_WITH = expression(
    r"(?:已|近日|日前|今日|昨日|正式|再次|又|还|拟|将)*(?:与|和|同|携手|联合)[^，。；]{2,20}?(?:签订|签署|签约|达成(?:战略)?合作|合作共建|共建|共同(?:出资|投资|设立|组建|发起|成立|建设))"
)
_SIGNS_SURELY = expression(
    r"(?:已|近日|日前|今日|昨日|正式|再次|又|还|拟|将)*(?:与|和|同)(?![\u4e00-\u9fa5]{2,4}的)[^，。；]{2,20}?(?:签订|签署|签约(?!仪式|活动))"
)
_ALSO = r"(?:还|也|又|则|同时|下一步|今年|年内|近期|\d{1,4}[年月日])*"
_WILL_ISSUE = expression(
    rf"{_ALSO}(?:将|拟|正在|正|计划|抓紧|加快|已经?|即将)+(?:于[^，。；《]{{1,8}})?(?:年内|尽快|适时|研究|组织|牵头|抓紧)*(?:出台|印发|制定|编制|起草|发布|公布)[^，。；《]{{0,6}}《"
)
# 深圳市《……若干措施（征求意见稿）》公开征求意见, 上海就《……条例》公开征求意见
_ASKS = expression(r"(?:就|对)?《[^《》\n]{4,60}》[^，。；《]{0,12}征求意见")
# 深圳将设立规模50亿元的产业基金
_SETS_UP = expression(
    rf"{_ALSO}(?:将|拟|计划|正在|正|宣布|筹划|随即|率先|近期)+(?:发起)?(?:设立|成立|组建|筹建)(?!的|由|了?\d+[家只个])[^，。；的由]{{0,16}}?(?:总?规模[^，。；由]{{0,12}}的)?[^，。；的由]{{0,12}}?(?:基金|研究院|实验室|联盟|办公室|专班|委员会)(?=[，。；、]|$)"
)
_OPENS = expression(r"(?:^|[，。；！？\n”]|近日|日前|昨日|今日|\d日|消息)$")


def _acting_places(draft: Draft) -> Iterator[Candidate]:
    """Places that act as their governments: 深圳出台条例, 工信部与北京市签署协议."""
    text = draft.text
    for cand in draft.candidates:
        if cand.type != "Place" or text[max(0, cand.start - 1) : cand.start] in _AT:
            # 在合肥签署协议: where it was signed.
            continue
        after = text[cand.end : cand.end + 24]
        partner = text[cand.end - 1] in "省市区" and text[cand.start - 1 : cand.start] in _WITH
        opens = _OPENS.search(text[max(0, cand.start - 2) : cand.start])
        acts = opens and (
            _WILL_ISSUE.match(text, cand.end)
            or _ASKS.match(text, cand.end)
            or _SETS_UP.match(text, cand.end)
            or _SIGNS_SURELY.match(after)
            or (text[cand.end - 1] in "省市区县" and _SIGNS_WITH.match(after))
        )
        if acts or _ISSUES.match(after) or _RULED.match(after) or (partner and _SIGNS.match(after)):
            yield Candidate(cand.start, cand.end, "GovernmentBody", "acting", confidence=0.7)


# 青岚集团的未来工厂: that one, and no plant in general.
_OWN_PLANT = expression(
    "[”’》]?的[“‘]?(?P<plant>(?:未来|智能|智慧|黑灯|灯塔|数字化?|无人|超级|样板|示范)(?:工厂|车间))(?!(?:建设|改造|项目|系统|平台|方案|技术|概念|解决))"
)


def _own_plants(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The plants of a kind that are said to be a company's own.

    >>> text = "青岚集团的未来工厂里没有工人。"
    >>> [text[c.start : c.end] for c in _own_plants(text, [Candidate(0, 4, "Company", "suffix")])]
    ['未来工厂']
    """
    for cand in candidates:
        if cand.type == "Company" and (m := _OWN_PLANT.match(text, cand.end)):
            yield Candidate(*m.span("plant"), "Facility", "facility", confidence=0.8)


_SOME = "(?:[三四五六七八九]小[龙虎强]|双雄|三雄|[三四]巨头|七姐妹|五虎|[三四]杰|[三四五六七]朵金花|三剑客)"
# In quotation marks the whole is the name, else a word or two before it.
_GROUP = expression(
    rf"[“‘\"](?P<quoted>[A-Za-z\u4e00-\u9fa5 ]{{1,8}}{_SOME})[”’\"]"
    rf"|(?P<bare>(?:[A-Za-z]{{2,4}}|[\u4e00-\u9fa5]{{1,4}})\s?{_SOME}|[三四五]大(?:运营商|电信运营商|基础电信企业|国有大行))"
)

_GROUP_HEAD = expression(rf"{_SOME}|[三四五]大[运电基国]")


def _groups(text: str) -> Iterator[Candidate]:
    """Named groups of companies: AI四小龙, 三大运营商."""
    if _GROUP_HEAD.search(text) is None:
        return
    for m in _GROUP.finditer(text):
        start, end = m.span("quoted" if m["quoted"] else "bare")
        yield Candidate(start, end, "Organization", "suffix", confidence=0.7)


# “车路云一体化”示范项目, “人工智能+制造”座谈会: the quotation is the first part of the name.
_QUOTED_FIRST = expression(
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


_COMPANY_CUE_AFTER = expression(
    r"^[”》]?(?:[（(](?:\d{6}|[A-Z]+[:：.])|集团|股份|公司|董事|总裁|总经理|CEO|创始人|发布公告|公告|旗下|上市|方面|科技|披露|控股|宣布|官网|股价|推出|研发|收购|入股|投资|持有|减持|发布|和|与|、)"
)
_COMPANY_CUE_BEFORE = expression(
    r"(?:公司|企业|巨头|厂商|客户|供应商|股东|旗下|收购|入股|投资|持有|减持|、)[“《]?$"
)


_PROPER = frozenset({"nr", "nz", "nt", "nrt", "nrfg", "eng"})


# Only a body has a founder or a board.
_OFFICE_AFTER = expression(r"(?:联合)?创始人|董事长|董事会|CEO|CTO|总裁|集团(?!军)|股份(?!的)|首席")


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


# 移动、电信、联通: beside each other these words are the firms; 电信、广电行业 are trades.
_OPERATOR = "(?:移动|电信|联通|广电|铁塔)"
_OPERATORS = expression(
    rf"(?:中国)?{_OPERATOR}(?:[、和与及](?:中国)?{_OPERATOR})+(?!业|行业|设备|增值|诈骗|领域|市场|部门|主管)"
    # 2.22亿户（移动）、1.24亿户（电信）
    rf"|（{_OPERATOR}）(?:[^。；（）]{{1,16}}（{_OPERATOR}）)+"
)
_SHORT_OPERATOR = expression(f"(?<!中国){_OPERATOR}")
_SURE_OPERATOR = expression("中国|联通|铁塔")


def _operators(text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The telecom operators by the short names that they go by in a list.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "电信、联通共建基站"
    >>> [text[c.start : c.end] for c in _operators(text, load_gazetteer())]
    ['电信', '联通']
    """
    for row in _OPERATORS.finditer(text):
        if not _SURE_OPERATOR.search(row[0]):
            continue
        for m in _SHORT_OPERATOR.finditer(text, row.start(), row.end()):
            known = [e for e in gazetteer.by_name(f"中国{m[0]}") if e.type == "Company"]
            if known:
                yield Candidate(m.start(), m.end(), "Company", "gazetteer", known[0].name, 0.9)


def _near(spans: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The sorted spans around an offset."""
    i = bisect_left(spans, (at, at))
    return spans[max(0, i - 1) : i + 2]
