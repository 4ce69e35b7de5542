"""Suffix grammar: names whose type their last word tells, such as …研究院, …产业基金 or …峰会.

The right end is a head word of ``suffixes.yaml``; the left end is found by walking the words back as long
as they are words that may stand inside a name. The grammar needs no model and no list of names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.nametype import type_of_name
from kg.extraction.words import Token

# A head of this confidence is a trade word: it needs a coined word before it.
_TRADE = 0.6
_LONGEST_NAME = 34
_MOST_WORDS = 14
# Parts of speech (jieba's tag set) that may stand inside a name, left of its head.
_INSIDE = frozenset("n nz ns nt nr nrt nrfg vn b j eng l an ng i s f m q a zg g vg k h t".split())
# Official names hold verbs too (…投资发展有限公司, 乡村振兴战略).
_INSIDE_OFFICIAL = _INSIDE | {"v", "ad"}
_OFFICIAL_TYPES = frozenset({"Policy", "Event", "ResearchInstitution"})
_FIRMS = frozenset({"Company", "Fund"})
_OFFICIAL_HEAD = expression(r"公司$")
_COINED = frozenset({"nr", "nz", "nrt", "nrfg", "eng"})
_FUNCTION = frozenset("p c uj ul r d x m q y f u ud uz ug v".split())
_NEVER_FIRST = frozenset(
    "于占由向将被在是为和与及等对从把给家类型本该各子母总分某每约近超股的了着过可会能不"
)
# A number is part of a name only in 第八届 or with digits: 2021世界人工智能大会.
_NUMBER_IN_NAME = expression(r"^(?:第.{0,3}|[\d.]+年?|[一二三四五六七八九十]期|[\d.]+代)$")
# Common nouns that end like the name of a body.
_NO_BODY = expression(
    r"(?:内部|外部|全部|干部|总部|局部|布局|格局|结局|大部|首部|上司|开办|举办|主办|承办|创办|兴办|筹办|合办|协办|申办|委托|委员|编委|常委|本部|部委|(?:国有|注册|民营|社会|风险|产业|金融|人力|外资|民间)资本|"
    r"[各多两三四五六七八九十]部委?|股权)$"
)
# Whole names of what anybody has: departments, subsidiaries, meetings, plans and policies that only their owner could tell apart.
ANYBODYS = expression(
    r"(?:可持续|市场|业务|产品|销售|研发|技术|标准|战略|投资|发展|人力资源|财务|法务|运营|宣传|项目|管理|规划|质量|安全|环保|采购|公关|战略发展)部"
    r"|(?:公司|集团|本公司|该公司|上述|目标|标的|全资|控股|参股|境外|海外|境内|下属|旗下|其|各|原|新)+(?:子公司|孙公司|分公司|母公司|控股股东|股东|公司)"
    r"|(?:政策性|市场化|创业投资|私募(?:股权|证券)(?:投资)?|股权投资|产业投资|产业引导|政府引导|天使投资|风险投资|母子)(?:母|子|引导)?基金|私募(?:股权|证券)(?:投资)?"
    r"|(?:契约型|产业|并购|专项|私募|公募|养老|引导)基金|村镇银行|(?:中国|民间|社会|产业|金融|国有|外资|民营|海外|国际|境外|国外)资本"
    r"|(?:[四五六]大)?(?:国有|国有大型|国有控股|大型|全国性|股份制|城市|农村|政策性|开发性|外资|地方)(?:商业|大)?(?:银行|行)"
    r"|(?:人民|中级人民|高级人民|基层人民)法院|园区管委会|美国联邦|ST(?:帽子)?|ETF|[CGA]DRs?|REITs?|SPV|(?:自贸区|营销|销售)分公司"
    r"|[\u4e00-\u9fff]{2,4}(?:接管|收购|入主|掌控|离开|退出|创办|创立)公司"
    r"|(?:任命|聘任|委任|推选|互联网|大型|跨国)(?:集团|公司)|(?:全员|内部|公开)信"
    r"|(?:锂矿|铜矿|金矿|矿业|石油|天然气|生物技术|生物制药|制药|医药|医疗器械|芯片|半导体|软件|互联网|游戏|汽车|电池|光伏|风电|化工|钢铁|航空|航运|物流|快递|地产|房地产|保险|信托|机器人|无人机|卫星|火箭|人工智能|云计算|电商)(?:公司|集团)"
    r"|某[\u4e00-\u9fff]{1,8}"
    r"|[\u4e00-\u9fff]{2,3}(?:担任|出任|兼任|现任|(?<!主)(?<!责)(?<!信)任)公司"
    r"|密集|加速|加快|陆续|扎堆|集中|纷纷|相继|争相|竞相|率先|普遍|持续|同步"
    r"|[ABH]股|港股|美股|中概股|红筹股|新(?:实验室|研究院|机构|中心|平台|基地|工厂|项目|集团)|协会|联盟|学会|商会|联合会|研究院|研究所|基金会|委员会|实验室|促进会"
    r"|上市公司|(?:董事)?高管|董监高|标的(?:证券|资产|股份|股权)|众(?:基金|公司|机构|银行|券商)"
    r"|(?:公司|集团)?(?:董事会|董事局|监事会|股东会|管理层|经营层)"
    r"|(?:\d{4}年)?(?:第.{1,3}次)?(?:临时|年度)?(?:股东大?会|干部大会|(?:例行)?(?:新闻)?发布会|媒体沟通会|业绩说明会)"
    r"|(?:管理|执行|专业|专家|评审|监督)委员会|(?:新一届|上一届|本届|新|上届|第.{1,3}届)(?:理事会|董事会|监事会|委员会)"
    r"|(?:现有|既有|原有|类似|同类|补贴|财政补贴|专项|相关|有关|优惠|税收优惠|税收|扶持|激励|财政|货币|宏观|监管|投资|人才|配套|支持|保障|贸易"
    r"|公司|企业|园区|项目|城市|市场|经营|业务|总体|中期|长期|年度|惠企|利好|公共|开放)(?:政策|规划|战略)"
)
# 某基金会政策总监, 园区规划面积: no policy.
_NO_POLICY = expression(
    r"总监|主管|顾问|专家|研究|解读|[和与及]?法规|[和与及](?:规划|改革|研究|协调)[^，。；]{0,4}[司处部局]|环境|面积|[部司处院局](?!门)|用地|设计"
)
# A whole name such as 华润微电子控股子公司: that of the parent (`name`), and what the next one is to it.
CHILD = expression(
    r"(?P<name>.{2,}?)(?:的|的?(?:全资|控股|参股|下属|旗下)+)(?:子公司|孙公司|附属公司)"
)
# What a name may begin with that is no part of it: 领投方惠阶资本, by what it is in the deal.
ROLE_BEFORE = expression(
    r"(?:领投|跟投|参投|投资|出资|收购|受让|转让|承建|运营|合作|发起|牵头|主办|承办|委托|采购|供货|技术)方(?![正圆舟大太略])|竞争对手|供应商|标的公司|项目公司|发行人|委托人|出让人|(?:拟任)?管理人"
)
_LED_BY = frozenset("由获被向与对把将及和在于从让使")
_BRACKETS = {"）": "（", ")": "("}


class _Head(NamedTuple):
    type: str
    finder: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    heads: dict[str, _Head]
    endings: frozenset[str]
    longest: int
    breaks: frozenset[str]
    hard_breaks: frozenset[str]
    roles: frozenset[str]
    generic: frozenset[str]


@cache
def _tables() -> _Tables:
    import yaml

    path = files("kg") / "extraction" / "suffixes.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    heads = {
        word: _Head(group["type"], group["finder"], group["confidence"])
        for group in raw["heads"]
        for word in group["words"]
    }
    return _Tables(
        heads=heads,
        endings=frozenset(word[-1] for word in heads),
        longest=max(map(len, heads)),
        breaks=frozenset(raw["breaks"]),
        hard_breaks=frozenset(raw["hard_breaks"]),
        roles=frozenset(raw["roles"]),
        generic=frozenset(raw["generic"]),
    )


def find_suffixed(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates for organisations, events, facilities and policies by their last word.

    They may overlap; ``choose`` keeps the longer.

    >>> from kg.extraction.words import tokenize
    >>> text = "会上，砺芯半导体有限公司与澜岸大学签约。"
    >>> [text[c.start : c.end] for c in find_suffixed(text, tokenize(text))]
    ['砺芯半导体', '砺芯半导体有限公司', '澜岸大学']
    """
    tables = _tables()
    tokens = _unglued(text, tokens)
    for i, (start, end, _) in enumerate(tokens):
        if text[end - 1] not in tables.endings or text[start:end] in _OF_A_COMPANY:
            continue
        word = _head_of(text, start, end, tokens[i - 1] if i else None, tables)
        cand = _extend(text, tokens, i, word, tables) if word else None
        if cand is not None:
            yield cand


# The dictionary takes 大学校长 and 协会会长 for words; the body ends before its post.
_BODY_AND_POST = expression(
    r"(大学|学院|协会|学会|商会|联合会|研究院|集团|公司|银行)(?:副?(?:校|院|会|行|董事|理事|秘书)长)"
)


# 议案已获股东大会批准: every company has one.
_OF_A_COMPANY = frozenset({"股东大会", "股东会", "董事会", "监事会", "业绩说明会"})

# 发展改革委会同市财政局: the dictionary knows no 发展改革委, and takes 委会 or 同市 for words.
_JOINS = expression("(?<=[委局厅部院办])会同")


def _unglued(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, those that hold a body and its post, or the words that join two bodies, cut between them."""
    tokens = _parted(text, tokens)
    if _BODY_AND_POST.search(text) is None:
        return tokens
    cut: list[Token] = []
    for start, end, pos in tokens:
        m = _BODY_AND_POST.fullmatch(text, start, end) if text[end - 1] == "长" else None
        cut += [(start, m.end(1), pos), (m.end(1), end, pos)] if m else [(start, end, pos)]
    return cut


def _parted(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, 会同 behind a body a token of its own; in one pass over the article."""
    joins = [m.span() for m in _JOINS.finditer(text)]
    if not joins:
        return tokens
    parted: list[Token] = []
    at = 0
    for start, end, pos in tokens:
        while at < len(joins) and joins[at][1] <= start:
            at += 1
        k, left = at, start
        while k < len(joins) and joins[k][0] < end:
            if joins[k][0] > left:
                parted.append((left, joins[k][0], pos))
            if joins[k][0] >= start:
                parted.append((*joins[k], "v"))
            left = joins[k][1]
            k += 1
        if left < end:
            parted.append((left, end, pos))
    return parted


def _head_of(text: str, start: int, end: int, previous: Token | None, tables: _Tables) -> str:
    """The longest head word that the token, or the token with the one before, ends with."""
    left = previous[0] if previous is not None else start
    tail = text[max(left, end - tables.longest) : end]
    for k in range(len(tail), 0, -1):
        if tail[-k:] in tables.heads and (k > 1 or end - start > 1):
            return tail[-k:]
    return ""


# 战略合作, 战略投资者: an adjective there, not a policy.
_STRATEGIC = expression(
    r"[”」]?(?:合作|协议|联盟|伙伴|投资|入股|重组|配售|意义|框架|转型|升级|协同|储备|性|级|引资|融资|股东)"
)


_OF_SOCIETY = expression(
    r"[^，。；、]{2,}(?:学会|协会|联合会|商会)[^，。；、]{2,}(?:委员会|分会|工作组)$"
)
# 由贵州茅台控股51%: a verb there.
_CONTROLS = expression(r"(?:约|了|超过?|近)?\d+(?:\.\d+)?[%％]|子公司|股东|权(?![益重])")


def _extend(
    text: str, tokens: Sequence[Token], i: int, word: str, tables: _Tables
) -> Candidate | None:
    head = tables.heads[word]
    end = tokens[i][1]
    head_start = end - len(word)
    if word == "战略" and _STRATEGIC.match(text, end):
        return None
    if word == "控股" and _CONTROLS.match(text, end):
        return None
    if head.confidence == _TRADE:
        return _brand(text, tokens, i, head_start, tables)
    official = head.type in _OFFICIAL_TYPES or _OFFICIAL_HEAD.search(word) is not None
    firm = head.type in _FIRMS
    start = _left_end(text, tokens, i, head_start, tables, official=official, firm=firm)
    if firm and (role := ROLE_BEFORE.match(text, start, head_start)):
        start = role.end()
    if firm and text.startswith("公司", start) and start + 2 < head_start:
        # 参股公司砺芯科技有限公司: the first word says what it is to whom, the name begins behind.
        start += 2
    name = text[start:end]
    if head_start - start < 2 or name in tables.generic or _NO_BODY.search(name):
        return None
    if (
        ANYBODYS.fullmatch(name)
        or text.endswith("某", 0, start)
        or CHILD.fullmatch(name)
        or (name.endswith("子公司") and not name.endswith("电子公司"))
        or (head.type == "Policy" and _NO_POLICY.match(text, end))
    ):
        return None
    if head.type == "GovernmentBody" and _PART_OF_LAND.fullmatch(name):
        return None
    kind = type_of_name(name, head.type) if head.type == "Company" else head.type
    if kind == "GovernmentBody" and _OF_SOCIETY.match(name):
        # 中国计算机学会计算机安全专业委员会: a part of a society, and of no government.
        kind = "Association"
    if kind in _BUILT and (site := _AND_SITE.match(text, end)):
        # 某研发中心及总部基地项目
        end, kind = site.end(), "Facility"
    if kind in _PHASED and (phase := _PHASE.match(text, end)):
        end = phase.end()
    return Candidate(start, end, kind, head.finder, confidence=head.confidence)


# 位于中国西部的智算中心: a part of a country, and no ministry.
_PART_OF_LAND = expression("[\u4e00-\u9fff]{0,6}[东西南北中]部")
# Offices with 和 in their name, from four characters before it on.
_OFFICE = expression(
    r".{0,4}?(发展和改革|业和信息化|经济和信息化|文化和旅游|住房和城乡|资源和规划|资源和社会保障|规划和自然资源|卫生和计划)"
)
# 某某基金二期 is another fund than 某某基金, a second phase another plant; （二期） is written as well.
_BUILT = frozenset({"ResearchInstitution", "Facility"})
_AND_SITE = expression(
    "(?:及|和|与|暨)(?:区域|全球|全国|华东|华南|华中|华北|西南|西部)?(?:总部|生产|制造|产业化|研发|运营|产业|智能制造)(?:基地|中心|园)?(?:建设)?项目"
)
_PHASED = frozenset({"Fund", "Facility"})
_PHASE = expression(r"第?[一二三四五六七八九十]期|[（(][一二三四五六七八九十]期[）)]|[ⅠⅡⅢⅣⅤ]期?")
# 某某资本投资某某公司: a verb there; 某某资本投资管理有限公司: part of the name.
_BUYS = frozenset({"投资", "收购", "入股", "控股", "参股"})
_BODY_END = expression(r"(?:资本|基金|创投|公司|集团|银行|科技|股份|[一二三四五六七八九十]期)$")
_NAME_GOES_ON = expression(r"(?:管理|发展|控股|咨询|集团|基金|合伙|中心|公司|股份|有限|责任|（)")


def _left_end(
    text: str,
    tokens: Sequence[Token],
    i: int,
    head_start: int,
    tables: _Tables,
    *,
    official: bool,
    firm: bool,
) -> int:
    start = min(tokens[i][0], head_start)
    legal = text.endswith("有限公司", head_start, tokens[i][1])
    j = i - 1
    for _ in range(_MOST_WORDS):
        if j < 0 or start - tokens[j][0] > _LONGEST_NAME:
            break
        left, right, pos = tokens[j]
        word = text[left:right]
        if word in _BRACKETS:
            opening = text.rfind(_BRACKETS[word], max(0, left - 10), left)
            if opening < 0:
                break
            while j > 0 and tokens[j][0] > opening:
                j -= 1
        elif word == "和" and (office := _OFFICE.match(text, max(0, left - 4))):
            while j > 0 and tokens[j][0] > office.start(1):
                j -= 1
        elif (
            (firm and word in tables.roles)
            or _buys(text, left, right)
            or not (
                _may_stand_inside(word, pos, tables, official=official)
                or (legal and _is_piece(word, pos))
            )
        ):
            break
        if pos in _COINED and word[0] in _LED_BY and len(word) > 2:
            # jieba takes 由某某 for one unknown name; what leads a name is no part of it.
            return left + 1
        start = tokens[j][0]
        j -= 1
    return start


# 海韧|新|材料股份有限公司, 三花|热|系统有限公司: a single character that no sentence would put there.
_GLUE = frozenset("p c uj ul r x d u ud uz ug uv m q y f e t tg".split())
_NO_PIECE = frozenset("原现前晚今昨")


def _is_piece(word: str, pos: str) -> bool:
    alone = word not in _NEVER_FIRST and word not in _NO_PIECE
    return len(word) == 1 and word.isalpha() and alone and pos not in _GLUE


def _buys(text: str, left: int, right: int) -> bool:
    """Whether a word such as 投资 stands as a verb between two names."""
    return (
        text[left:right] in _BUYS
        and _BODY_END.search(text[max(0, left - 3) : left]) is not None
        and _NAME_GOES_ON.match(text, right) is None
    )


def _may_stand_inside(word: str, pos: str, tables: _Tables, *, official: bool) -> bool:
    if pos == "m" and not _NUMBER_IN_NAME.match(word):
        return False
    if official and len(word) > 1:
        return word not in tables.hard_breaks and pos in _INSIDE_OFFICIAL
    return word not in tables.breaks and pos in _INSIDE


def _brand(
    text: str, tokens: Sequence[Token], i: int, head_start: int, tables: _Tables
) -> Candidate | None:
    """A company called by a coined word of two or three characters before a trade word."""
    j, start = i, head_start
    while j > 0 and head_start - start < 3:
        left, right, pos = tokens[j - 1]
        word = text[left:right]
        single = len(word) == 1 and pos not in _FUNCTION
        if not (single or (len(word) > 1 and pos in _COINED)) or head_start - left > 3:
            break
        if word in _NEVER_FIRST or word in tables.breaks or not word.isalpha():
            break
        start = left
        j -= 1
    if not 2 <= head_start - start <= 3 or text[start:head_start].isascii():
        return None
    return Candidate(start, tokens[i][1], "Company", "suffix", confidence=_TRADE)
