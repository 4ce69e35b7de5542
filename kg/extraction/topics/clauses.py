"""Clauses: where the subject of one would stand, who it is, and whom its shares or money are of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.expressions import expression
from kg.extraction.marking import AGENTS, Atom
from kg.extraction.topics.memory import TOPIC_TYPES, Topics

SUBJECT_TYPES = frozenset({*AGENTS, "Policy", "Product", "Facility"})
FIRMS = frozenset({"Company", "Fund"})
_ONE_OF = expression(r"[”\"]?(?:之一|(?:中|当中|里)的一员|成员之一)的(?=[^，。；：])")
_CLAUSE = expression(r"[，；：。！？;!?]|[,:](?!\d)")
_AS_WELL = "以及"
_ACTS_THEN = expression(
    "[^，。；、]{2,12}(?:将|拟|已|正在|宣布|计划|与[^，。；]{2,10}(?:达成|签|合作)|(?:投资|收购|发布|推出|获得|完成)了)"
)
_STOPS = frozenset({"，", ","})
_COUNTRIES = "日本|美国|德国|法国|英国|韩国|荷兰|瑞士|瑞典|意大利|以色列|加拿大|新加坡"
# Words that may stand before the subject of a clause.
_LEAD = expression(
    r"(?:但是?|而|不过|同时|此外|另外|其中|并且|还有|近日|日前|目前|据悉|据了解|随后|此次|此前|事实上|比如|例如|值得注意的是|值得关注的是|"
    r"至今|迄今|今年|去年|当日|当天|本次|在此之前|之后|对此|然而|因此|所以|由于|为此|根据|据|按照|作为|随着|自|从(?!事)|在|于|除了|针对|如今|截至|截止|到|至|以|和|与|、|等|"
    rf"(?:{_COUNTRIES}|国内|中国|全球)(?=[A-Za-z\u4e00-\u9fff])|"
    # 设备方面某公司领跑
    r"[\u4e00-\u9fff]{1,6}(?:方面|环节)(?=[A-Za-z\u4e00-\u9fff])|"
    r"\d{1,4}年|\d{1,2}月|\d{1,2}日|S?\*?ST|其(?=[^，。；]{0,8}(?:收购|投资|持有|入股|减持|增持|控股|参股|认购|并购))|[\ue080-\ue083]|\s)*"
)
# 某报讯（记者某某）, 某社上海8月8日电
_DATELINE = expression(
    r"(?:【[^】]{0,40}】)?[^，。；,]{2,16}?(?:[^通资]讯|电(?![子信力气商池])|丨)[\s\u3000]*"
    r"(?:[（(][^（）()]{0,20}[）)])?[\s\u3000]*[，,]?"
)
_ALONGSIDE = expression("(?:^|[，。；：\n])(?:与|同|跟|和)[“‘]?$")
_WHO_DOES = expression("[”’]?[^，。；、：的与和]{1,12}的[“‘]?")
_PREPOSITION = expression(rf"(?:在|于|向|从|自|对|与|和|同|跟|针对|除了)(?:{_COUNTRIES})?[“\"]?$")
# 据天眼查，……: who sells data about companies tells it, and it is not about him; 据京东方，公司……: is about it.
_DATA_SERVICES = frozenset(
    "天眼查 企查查 启信宝 爱企查 水滴信用 企名片 IT桔子 同花顺 东方财富 万得 Wind 彭博 路透".split()
)
_SOURCE = expression('[”"]?(?:App|网站|网|数据|信息|统计|的){0,3}(?P<shows>显示|披露)?[，,]')
# 半导体设备供应商北方某某发布: what it is stands before the name of the subject.
_KIND_OF_FIRM = expression(
    r"(?![在向与对由从将被为把据以给让按])(?:(?!收购|投资|参股|处罚|入股|增资|并购|持有|减持|控股|成立|支持|联合|携手|签约|起诉|调查|拟|将|已)[^，。；：、的]){0,16}?(?:公司|企业|厂商|供应商|服务商|龙头|巨头|提供商|运营商|制造商|生产商|开发商|研发商"
    r"|(?:支撑|支持|承办|运营|研制|开发|主办|建设|供应|实施|出品)方|品牌|独角兽|平台|机构|大厂|新锐|银行|券商|车企|药企|房企|国企|央企)[“\"]?"
)
# 成立于2018年的某公司由某人创办: it is introduced, and the clause is about it.
_INTRODUCES = expression(
    r"(?:成立于|创立于|创办于|始建于|总部位于|总部设在|脱胎于|诞生于|主营|从事|起家于)"
)
_INTRODUCED = expression(rf"{_INTRODUCES.pattern}[^，。；的]{{1,18}}的[“‘]?")
# Of a clause that opens with its company they say no less: 位于苏州的某公司获得投资.
_PLACED = expression(rf"(?:{_INTRODUCES.pattern}|位于|坐落于|专注于?)[^，。；的]{{1,18}}的[“‘]?")
# 甲、乙联合打造的丙
_MADE_TOGETHER = expression(
    r"(?:(?:、|和|与|及|以及)[^，。；、的和与及]{2,14}){0,6}(?:等)?(?:三方|双方|各方|共同|联合|合资|合作|全资|一手)*"
    r"(?:出资|发起|投资)?(?:打造|创办|创立|成立|设立|组建|孵化|参股|控股|投资|合营|持有|拥有)的[“‘]?"
)
# 丙完成B轮融资: what is said is said of 丙.
_COMPLETES = expression(
    r"[”’]?(?:（[^（）]{0,30}）)?(?:近日|日前|今日|昨日|已经?|正式)*(?:宣布|完成|获得?|取得|发布|启动|公布|递交|通过(?=[^，。；]{0,8}(?:聆讯|审核|审议|问询))|登陆|向|于|在|与|拟|将)"
)
# 苹果供应商甲取得……: 甲 does.
_TRADE_ROLE = expression(
    '的?(?:最大|核心|主要|长期|老|关键)?(?:供应商|供货商|代工[厂商]|经销商|承包商|合作伙伴|竞争对手|对手)[“"]?'
)
# 商业航天企业某某完成D轮融资, said of no company before.
_NEWS = expression(
    r"(?:（[^（）]{0,40}）)?[”\"]?(?:近日|日前|今日|昨日|正式|也|已|又|再次|于[^，。；于]{1,8})*(?:宣布|完成|获|发布|公告|披露|推出|递交|登陆|官宣)"
)
# 供应商某某宣布降价: of whom the text is about already.
_LED_TO = expression(
    '(?:供应商|供货商|代工[厂商]|经销商|服务商|合作伙伴|支持方|承办方|运营方)[“"]?$'
)
_ITS_ROUND = expression(r"的[^，。；]{0,10}(?:轮|融资|增资|定增)(?!机构|计划)")
AND = expression(r"[”\"’]?(?:（[^（）]{0,30}）|\([^()]{0,30}\))?(?:、|和|及|，?以及)[“\"‘]?")
# 某公司控股股东某集团今日宣布，……: what follows is said of the shareholder.
_ROLE = expression(
    r"的?[^，。；：及和与、在对向,]{0,10}(?:股东|实际控制人|实控人|子公司|孙公司|母公司|附属公司|旗下|下属|所属|麾下|生态链企业|生态链公司)"
    r"(?:的)?(?:、(?:实际控制人|实控人|董事长))?(?:之一)?[“\"]?"
)
_PART_ROLE = expression("旗下|下属|所属|麾下|生态链")
# Stands in every sentence that tells who puts money into a round.
GIVING = expression("投|加码|加注|注资|认缴")
# A buyer, an agent or an alias is not what the shares are of.
_TO = expression(r"(?:给|予|至|到|由|被|获|称)了?[“\"]?$")
_OF_SHARES = expression(
    r"(?:持股(?!平台|计划)|占股|减持|增持|领投|跟投|参投|追加投资|(?:共同|联合)投资(?=[，。；])|(?:再度|再次|继续|持续|追加|联合|共同)(?:加码|加注)(?=[，。；])|追投|追加注资|投资方(?:为|包括|有|是)|参投方(?:为|包括|有|是)|认购|认缴|套现|将(?:其)?所持|转让(?:其)?所持|追加(?=[\d一二三四五六七八九十])"
    r"|出资(?=[^，。；]{0,8}(?:元|占|比例))|完成了?对(?=[^，。；]{2,24}的[^，。；]{0,12}(?:投资|融资|增资|注资)))"
)
_GIVERS_FIRST = frozenset(
    {"领投", "跟投", "参投", "追加投资", "认缴", "共同投资", "联合投资", "追投", "追加注资"}
)
# 投资方为甲、乙
_GIVERS_NEXT = ("投资方", "参投方")


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence between two stops, and who stands where in it."""

    text: str
    start: int
    end: int
    kinds: Mapping[int, str]
    """Entity type of each mention by its start."""
    inside: Sequence[Atom]
    """Mentions and values, sorted."""
    words: Sequence[Atom] = ()
    """Words such as 该公司, not told yet what they mean."""
    lead: int = 0
    """Where the subject would stand."""
    first: Atom | None = None
    """The first name that may be the subject."""
    spoken: bool = False
    """Whether it is the subject."""
    pronoun: Atom | None = None
    """The word that stands where the subject would."""
    listed: Sequence[Atom] = ()
    """The subject and those in a list with it."""
    apart: Atom | None = None
    """Whom an unsaid subject's role leads to: 其控股股东某集团."""
    holder: Atom | None = None
    """Whom the subject's role leads to: 某公司控股股东某集团."""
    part: bool = False
    """Whether that is a part of it: 某公司旗下的某公司."""
    at: int = 0
    """Where what is said of the subject begins."""
    what: tuple[Atom, ...] | None = None
    """In whom shares or money are said to be: nobody for 某基金拟减持不超过2%股份; None where neither is told of."""
    named: Sequence[Atom] = field(init=False)
    """The mentions."""

    def __post_init__(self) -> None:
        self.named = [a for a in self.inside if a.keys]

    def kind(self, atom: Atom) -> str:
        """The entity type of a mention."""
        return self.kinds[atom.start]

    def names_person(self) -> bool:
        """Whether a person is named."""
        return any(self.kind(a) == "Person" for a in self.named)


def clauses(
    text: str, start: int, end: int, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end; a stop inside a mention or a value, as `covered` has them, or inside a list ends none."""
    at, k = start, 0
    for m in _CLAUSE.finditer(text, start, end):
        while k < len(covered) and covered[k][1] <= m.start():
            k += 1
        if k < len(covered) and covered[k][0] <= m.start():
            continue
        if text.startswith(_AS_WELL, m.end()) and _lists_on(text, m, covered, k):
            continue
        yield at, m.end()
        at = m.end()
    if at < end:
        yield at, end


def _lists_on(text: str, comma: re.Match[str], covered: Sequence[tuple[int, int]], k: int) -> bool:
    """Whether 以及 behind a comma ends a list: 甲、乙，以及丙; 以及丙宣布 begins a clause. `k` is the mention behind it."""
    behind = comma.end() + len(_AS_WELL)
    if k == 0 or k >= len(covered):
        return False
    beside = covered[k - 1][1] == comma.start() and covered[k][0] == behind
    return beside and _ACTS_THEN.match(text, behind) is None


def read_clause(clause: Clause, topics: Topics, *, opens: bool) -> None:
    """Find who stands where; `opens` says that the clause is the first of its sentence."""
    clause.lead = _lead_end(clause.text, clause.start, clause.end, clause.inside, opens=opens)
    _find_first(clause)
    first = clause.first
    clause.spoken = first is not None and _is_subject(clause, first, topics)
    clause.pronoun = next((w for w in clause.words if w.start <= clause.lead), None)
    if first is not None and clause.spoken:
        clause.listed = list_of(clause, first, clause.named)
    _find_holder(clause)
    last = clause.listed[-1] if clause.listed else clause.apart
    clause.at = last.end if last else clause.lead
    clause.what = _what_of(clause)
    if clause.what == () and first is not None and clause.spoken and clause.names_person():
        # 某公司董事长某某持股38%: in the company whose office it is.
        clause.what = (first,)


def _find_first(clause: Clause) -> None:
    """The first name that may be the subject, and where it stands or would stand."""
    text, named = clause.text, clause.named
    first = next((a for a in named if clause.kind(a) in SUBJECT_TYPES), None)
    if _INTRODUCES.match(text, clause.lead, clause.end):
        # 从事光模块生产的某公司则披露: the company is meant.
        firms = (a for a in named if clause.kind(a) in FIRMS)
        first = next((a for a in firms if _INTRODUCED.fullmatch(text, clause.lead, a.start)), first)
    if first is not None and _ALONGSIDE.search(text, clause.start, first.start):
        # 与甲同台的乙，更新了招股书: 乙 is meant.
        firms = (a for a in named if clause.kind(a) in FIRMS and a.start > first.end)
        whose = next((a for a in firms if _WHO_DOES.fullmatch(text, first.end, a.start)), None)
        if whose is not None:
            clause.lead, first = whose.start, whose
    if first is not None and (one := _ONE_OF.match(text, first.end, clause.end)):
        # 作为“某某四小龙”之一的某公司: the company is meant.
        clause.lead = max(clause.lead, one.end())
        first = next((a for a in named if a.start >= one.end()), first)
    if (
        first is not None
        and first.start <= clause.lead
        and (led := _PREPOSITION.search(text[clause.start : first.start]))
    ):
        # 在深交所上市, 与某研究院签约: not the subject.
        clause.lead, first = clause.start + led.start(), None
    if first is not None and is_source(text, first.start, first.end):
        clause.lead, first = first.start, None
    if first is not None:
        made = None if text.startswith("由", first.start - 1) else _made_by(clause, first)
        if made is not None:
            clause.lead, first = made.start, made
        if own := _of_former_staff(clause, first):
            clause.lead, first = own.start, own
        if trader := _trader_of(clause, first):
            clause.lead, first = trader.start, trader
        if leader := _entrusted_by(clause, first):
            clause.lead, first = leader.start, leader
    clause.first = first


def _entrusted_by(clause: Clause, first: Atom) -> Atom | None:
    """Who leads what the first name only approves of: 某厅批准由甲牵头，联合乙建设某实验室."""
    if clause.kind(first) not in _APPROVERS:
        return None
    behind = (a for a in clause.named if a.start > first.end)
    return next((a for a in behind if _ENTRUSTS.fullmatch(clause.text, first.end, a.start)), None)


_APPROVERS = frozenset({"GovernmentBody", "Organization"})
_ENTRUSTS = expression(
    "(?:已|日前|近日|正式)*(?:批复同意|原则同意|批准|批复|核准|同意|委托|支持)了?(?:成立|设立|组建|建设)?由"
)


def _of_former_staff(clause: Clause, first: Atom) -> Atom | None:
    """The firm that somebody who was once with the first name founded: 甲前高管某人创立的乙完成融资."""
    if clause.kind(first) not in FIRMS or not _ONCE_THERE.match(clause.text, first.end, clause.end):
        return None
    return next(
        (
            a
            for a in clause.named
            if a.start > first.end
            and clause.kind(a) in FIRMS
            and _FOUNDED_OF.fullmatch(clause.text, first.end, a.start)
        ),
        None,
    )


_ONCE_THERE = expression("的?(?:前(?!五|十|三|台)|原|离职|出身)")
_FOUNDED_OF = expression(
    "的?(?:前|原|离职|出身)[^，。；]{1,24}(?:(?:创立|创办|创建|成立|打造|联合创立)的|的?(?:新)?创(?:业|办的)(?:公司|企业|项目))"
)


def is_source(text: str, start: int, end: int) -> bool:
    """Whether a service that sells company data is named as who tells the news: 据天眼查，…….

    Args:
        text: the article.
        start: where the name begins.
        end: where it ends.

    >>> is_source("据天眼查，后者获得投资", 1, 4), is_source("据京东方，公司获得投资", 1, 4)
    (True, False)
    """
    if _STUDY.match(text, end):
        # 某证券研报指出，公司……: another's company.
        return True
    if text[start:end] not in _DATA_SERVICES:
        return False
    said = _SOURCE.match(text, end)
    # Without 据 the service must be told to show something: 天眼查披露，…….
    return said is not None and (text.startswith("据", start - 1) or said["shows"] is not None)


_STUDY = expression(
    "(?:发布的?|最新)?(?:[^，。；]{0,6})(?:研报|研究报告)(?:[^，。；]{0,6})(?:指出|认为|称|显示|表示|预计)，"
)


def _is_subject(clause: Clause, first: Atom, topics: Topics) -> bool:
    """Whether a clause is about the first name in it, and not about whom the text spoke of before."""
    if first.start <= clause.lead or _closes(clause, first):
        return True
    if clause.kind(first) in FIRMS and _PLACED.fullmatch(clause.text, clause.lead, first.start):
        return True
    # Later on a company so introduced is mostly one that the text mentions in passing.
    about_none = topics.house is None and topics.agent is None
    return (about_none or _has_news(clause, first)) and _called_what_it_is(clause, first)


def _find_holder(clause: Clause) -> None:
    """Whom a word such as 股东 behind the subject leads to, or one where the subject would stand."""
    unsaid = not clause.spoken and clause.pronoun is None
    if clause.spoken and clause.first is not None:
        head = clause.first.end
    else:
        head = clause.lead if clause.pronoun is None else clause.pronoun.end
    holder = next((a for a in clause.named if a.start >= head), None)
    if holder is None or not _ROLE.fullmatch(clause.text, head, holder.start):
        return
    clause.holder, clause.apart = holder, holder if unsaid else None
    clause.part = _PART_ROLE.search(clause.text, head, holder.start) is not None


def _lead_end(text: str, start: int, end: int, atoms: Sequence[Atom], *, opens: bool) -> int:
    """Where the subject of the clause would stand: after a dateline, adverbs and values."""
    line = _DATELINE.match(text, start, end) if opens else None
    named = line is not None and any(a.keys and a.start < line.end() for a in atoms)
    at = line.end() if line and not named else start
    values = {a.start: a.end for a in atoms if not a.keys}
    while at < end:
        if at in values:
            at = values[at]
            continue
        m = _LEAD.match(text, at, end)
        if m is None or m.end() == at:
            if text[at] in "“”‘’\"' 《":
                at += 1
                continue
            break
        at = m.end()
    return min(at, end)


def _closes(clause: Clause, atom: Atom) -> bool:
    """Whether the mention is the head of the whole clause: 以……著称的某公司，."""
    behind = clause.text[atom.end : clause.end].strip('”"’）) ')
    before = clause.text[max(0, atom.start - 6) : atom.start].rstrip('“"‘ ')
    # 同样布局这一领域的还有甲，其……
    return behind in _STOPS and before.endswith(("的", "的还有", "的则是", "的当属"))


def _called_what_it_is(clause: Clause, first: Atom) -> bool:
    """Whether nothing but a word for what it is stands before the first name of a clause."""
    return _KIND_OF_FIRM.fullmatch(clause.text, clause.lead, first.start) is not None


def _made_by(clause: Clause, first: Atom) -> Atom | None:
    """The firm that a clause tells first who made: 甲、乙联合打造的丙，于今年收购…… and 甲、乙出资设立的丙完成融资."""
    for firm in clause.named:
        if firm.start <= first.end or clause.kind(firm) not in FIRMS:
            continue
        if _MADE_TOGETHER.fullmatch(clause.text, first.end, firm.start):
            acts = _closes(clause, firm) or _COMPLETES.match(clause.text, firm.end, clause.end)
            return firm if acts else None
    return None


def _trader_of(clause: Clause, first: Atom) -> Atom | None:
    """The firm that a clause introduces as the supplier or rival of the one that it begins with."""
    if first.start > clause.lead or clause.kind(first) != "Company":
        return None
    found = next((a for a in clause.named if a.start >= first.end), None)
    if found is None or clause.kind(found) != "Company":
        return None
    return found if _TRADE_ROLE.fullmatch(clause.text, first.end, found.start) else None


def _has_news(clause: Clause, first: Atom) -> bool:
    """Whether what follows a name is what news begin with, and its name is not led to from another."""
    led = _LED_TO.search(clause.text, max(0, first.start - 6), first.start)
    return led is None and _NEWS.match(clause.text, first.end, clause.end) is not None


def list_of(clause: Clause, first: Atom, named: Sequence[Atom]) -> list[Atom]:
    """The mention and those of `named` that follow it in a list: 甲、乙和丙."""
    found = [first]
    for atom in named:
        if atom.start >= found[-1].end and clause.kind(atom) in TOPIC_TYPES:
            if not AND.fullmatch(clause.text, found[-1].end, atom.start):
                break
            found.append(atom)
    return found


def _not_givers(clause: Clause, named: Sequence[Atom]) -> list[Atom]:
    """The mentions of a clause without buyers, agents and aliases, and the lists that these begin: 由甲、乙共同持股."""
    kept: list[Atom] = []
    end = -1
    for atom in named:
        before = clause.text[max(clause.at, atom.start - 5) : atom.start]
        listed = end >= 0 and AND.fullmatch(clause.text, end, atom.start)
        if listed or _TO.search(before):
            end = atom.end
        else:
            kept.append(atom)
            end = -1
    return kept


def _what_of(clause: Clause) -> tuple[Atom, ...] | None:
    """In whom a clause about shares or money says they are: nobody for 某基金拟减持不超过2%股份.

    None when the clause is not about shares or money.
    """
    text, at = clause.text, clause.at
    if clause.first and clause.spoken and _ITS_ROUND.match(text, at, clause.end):
        # 甲的C轮由乙领投
        return (clause.first,)
    verb = _OF_SHARES.search(text, at, clause.end)
    if verb is None:
        return None
    said = [a for a in clause.named if a.start >= at and clause.kind(a) in SUBJECT_TYPES]
    said = _not_givers(clause, said)
    if verb.group().startswith(_GIVERS_NEXT):
        said = []
    elif _gives_first(verb.group()):
        # 由甲和乙领投: who stands before gives.
        said = [a for a in said if a.start >= verb.start()]
    if not said and any(at <= w.start < clause.end for w in clause.words):
        return None
    return tuple(said)


def givers_until(text: str, start: int, end: int) -> int:
    """Up to where the firms of a clause are those that put money into a round, not what the text is about."""
    verb = _OF_SHARES.search(text, start, end)
    if verb is None or not _gives_first(verb.group()) or verb.group() == "认缴":
        return end if verb and verb.group().startswith(_GIVERS_NEXT) else start
    return verb.start()


def _gives_first(verb: str) -> bool:
    """Whether who stands before the verb puts money into what the text is about."""
    return verb in _GIVERS_FIRST or verb.endswith(("加码", "加注"))
