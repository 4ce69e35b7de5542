"""From a pattern as written in YAML to a regular expression over mention-marked text.

Written     means
``<S>``     one subject of the relation's domain, said or unsaid; ``<S:Company|Fund>`` narrows it
``<S+>``    a list of subjects: A、B和C等投资方
``<S*>``    the same, of members that may be told with their offices: A、董事B和持股3%的股东C
``<O>``     one object of the relation's range, ``<O+>`` a list of them, ``<O0>`` one said or unsaid,
            ``<O~>`` one unsaid
``<S!>``    one said subject, ``<S!+>`` a list of said ones
``<X:T>``   a mention of type T that takes no part
``{T}``     one of the pattern's triggers
``{gap}``   up to 16 characters inside a clause, without another possible subject or object
``{long}``  the same with up to 36 characters
``{plain}``  up to 12 characters without any mention and without 支持, 面向 …; ``{aim}``  a relative clause with one of these
``{few}``   up to 6 characters inside a clause without any mention; ``{some}`` up to 14
``{agent}``  what follows is not led by 向 and not the middle of a list: 向甲、乙收购
``{doer}``  what follows is not led by 由, nor the middle of a list: 由甲与乙出资，负责建设
``{maker}``  what follows is not whom something is made for, nor the middle of a list: 为甲、乙生产
``{whole}``  the list before goes no further
``{far}``   up to 40 characters inside a sentence, without another possible subject or object
``{title}``   a job title that is the trigger; ``{post}`` a body with the one or two offices that somebody holds there, and what parts it from the next
``{adj}``   adjectives that may stand before the word that sums up a list
``{players}``  up to a list of who is active there, behind others told before: 行业的玩家众多，既有甲
``{nodeal}``  what follows tells of no contract of sale, loan or lease
``{plans}``  what a holder announces, up to the verb: 因资金需求，计划6个月内通过集中竞价方式; ``{tells}`` or tells: 于3月5日
``{never}``  what follows says that it is not to be done
``{ours}``  whose shares: 公司, 公司目前总股本的
``{nomaker}``  what stands before is no product that a word for its maker follows; ``{novendor}`` nor 厂商
``{any}``   up to 40 characters inside a sentence, whatever they are
``{money} {percent} {count} {date}``   a value
"""

import re
from dataclasses import dataclass
from functools import cached_property

from kg.errors import BadPattern
from kg.expressions import expression
from kg.extraction.lexicon import TITLES
from kg.extraction.marking import (
    AGENTS,
    BARRIER_TYPES,
    TYPE_CHAR,
    VALUE_CHAR,
    ZERO_CHAR,
    char_class,
)
from ontology.errors import UnknownTerm
from ontology.vocabulary import vocabulary

_SLOT = expression(r"<([SOX])(!?)([+*0~]?)(?::([A-Za-z|]+))?>")
_MACRO = expression(r"\{([A-Za-z_]+)\}")
_BARRIER = char_class(BARRIER_TYPES, zero=True)
# One step inside a clause; 通过深交所 and 经证监会 tell the way and are stepped over.
_BYWAY = char_class(("Organization", "GovernmentBody"))
_STEP = rf"(?:[^，。；！？：{_BARRIER}]|(?<=[过在于经])[{_BYWAY}])"
_ALL = "".join([*TYPE_CHAR.values(), *ZERO_CHAR.values()])
# Between members of a list, each of which may carry its share: 甲51%股权和乙30%股权.
_SEPARATOR = (
    rf"(?:(?:的?{VALUE_CHAR['percent']}的?(?:股权|股份|权益))?"
    r"(?:[、和与及跟/]|，?以及(?:[^，。；：、的了\ue000-\ue0ff]{0,6}(?:机构|企业|公司|厂商|平台|巨头|研究所|高校))?|还有|并与|会同|联合|[及和与]其?一致行动人))"
)
# What may stand before a member: 和持股3%的股东, 、董事.
_OFFICE = (
    rf"(?:持股(?:比例)?{VALUE_CHAR['percent']}(?:以上)?的)?(?:公司)?"
    r"(?:副董事长|董事长|董事|监事|高管|高级管理人员|(?:大|控股)?股东|副?总经理|财务总监|董秘|实控人|实际控制人)?"
)
# A member of a list that no finder knew does not end the list.
_STRANGER = r"、[^，。；：、的了将在\ue000-\ue0ff]{2,10}(?=[、和及与]|以及|等|共同|联合)"
_AGENT_TYPES = frozenset(AGENTS)
_KIND_BESIDE = f"[{char_class(('Technology', 'Product'))}]"
# What may close a list: 等多家机构, 等公司, 两家公司, 三方. Never a 的.
_CLOSE = r"(?:等(?:一?[多数几两三四五六七八九十\d\ue082]*[家个方名位大]?[^，。；：的了在与和对将\ue000-\ue0ff]{0,8}?)?|[两二三四五六七八九十][家个方者大位名](?:公司|企业|机构|单位|部门)?)?"
_AIMS = "支持|面向|搭载|内置|基于|用于|适用于|采用|针对|具备|配备|围绕|接入|应用(?!软件|程序|商店|平台|市场)"
# 以自研图引擎为核心的数据平台: what it is built on is not what is made.
_AROUND = "以[^，。；]{1,24}?为(?:核心|基础|底座|底层|依托|内核)的"
_MAKERS = (
    "(?:生产商|制造商|生产企业|制造企业|生产厂商|生产厂家|制造厂商|供应商|研发商|研发企业|厂家)"
)


# Whoever is called so makes the goods before it, be they a product of one maker or goods in general.
_MAKES = "(?:生产商|制造商|生产企业|制造企业|生产厂商|生产厂家|制造厂商)"


def _unless_made(makers: str) -> str:
    """What stands before is no product that a word for its maker follows, nor goods in general with a plain one."""
    behind = r"[^，。；：、\ue000-\ue07f]{0,5}"
    return (
        rf"(?!(?<={TYPE_CHAR['Product']}){behind}{makers}"
        rf"|(?<={TYPE_CHAR['Technology']}){behind}{_MAKES})"
    )


def _announced(signs: str) -> str:
    """What stands between a holder and the verb of an announcement that begins with one of the signs."""
    not_yet = "增持|买入|回购|此前|曾|承诺|表示|回应|认为|不存在|没有|绝不|违规|股东|延长|无减|[^拟]已|不(?:以|通过|会|再|得|减)|避免|是否|放弃|禁止|停止|终止|日前"
    return (
        r"(?:先生|女士)?(?:因[^，。；：\ue000-\ue03f]{2,24})?，?[\ue040-\ue07f]*(?:现)?"
        rf"(?:{signs})(?:(?!{not_yet})[^。；：\ue000-\ue03f]){{0,90}}?(?<!未)(?<!不)(?<!前)"
    )


MACROS = {
    "gap": rf"{_STEP}{{0,16}}?",
    "long": rf"{_STEP}{{0,36}}?",
    "far": rf"[^。；！？{char_class(BARRIER_TYPES)}]{{0,40}}?",
    "any": r"[^。；！？]{0,40}?",
    "money": VALUE_CHAR["money"],
    "percent": VALUE_CHAR["percent"],
    "count": VALUE_CHAR["count"],
    "date": VALUE_CHAR["date"],
    "titles": TITLES,
    # A job title that is itself the trigger.
    "title": rf"(?P<T>(?P<title>{TITLES}))",
    # 甲总经理、党组副书记，: one of the offices that a list tells of somebody.
    "post": rf"[{char_class((*AGENTS, 'Media'))}](?:[^，。；：、{_ALL}]{{0,6}}?)(?:{TITLES})(?:、[^，。；：、{_ALL}]{{0,6}}?(?:{TITLES}))?"
    r"(?:、|和|及|以及|兼|，[\ue040-\ue07f]?兼?)",
    # 储能行业的参与者众多，既有甲这样的老牌企业: others come behind, one list a trigger.
    "players": rf"(?:的)?(?:领域|行业|产业|市场|赛道|环节)?(?:的)?[^，。；：{_ALL}]{{0,4}}(?:厂商|企业|公司|玩家|参与者|参与方|市场主体|供应商|品牌)"
    rf"[^，。；：{_ALL}]{{0,8}}，?(?:中|里)?，?既(?:有|包括|涵盖)(?!客户)[^。；]{{0,90}}?",
    # Adjectives between 等 and the word that sums a list up.
    "adj": r"(?:(?:新兴|前沿|先进|新一代|高端|高效|主流|传统|关键|核心|各类|多种|多类|新型|战略性|重点|一系列|相关|智能|国产|底层|通用|数字|现代|多个|几大|[两三四五六七八九十]大|的?高新|热门|绿色|基础|类|多项|多款)的?){0,2}",
    "agent": rf"(?!(?:(?<=通过)|(?<=[在经]))[{_BYWAY}])(?<![向从])(?<!卖方)(?<!出让方)(?<!转让方)(?<!持有的)(?<!所持)(?<!所持有)(?<!拥有的)"
    + rf"(?<![{char_class((*AGENTS, 'Person'))}][、和及与])"
    + "".join(rf"(?<![向由][^，。；：{_ALL}]{{{k}}})" for k in range(1, 9)),
    "doer": rf"(?<![由被])(?<![{char_class(AGENTS)}][、和与及])",
    "maker": rf"(?<![为给替向])(?<![{char_class(('Company', 'Fund', 'ResearchInstitution', 'Association', 'Organization'))}][、和及])",
    "whole": rf"(?![、和及与][{char_class((*AGENTS, 'Person'))}])(?!等)",
    "nodeal": r"(?![^，。；：\ue000-\ue03f]{0,30}(?:签[订署定]|达成)(?:[^，。；：]{0,16}(?:转让|收购|购买|购销|采购|供货|供应|供销|销售|买卖|借款|贷款|授信|担保|保证|质押|租赁|出让|解除|终止|施工|承包|业务(?!合作)|债务|增资|扩股|划拨|划转|认购|包机|改装|存款|和解|补偿|赔偿)[^，。；：]{0,8}(?:合同|协议)|了?(?:股权|股份|资产)(?:转让|收购|买卖)(?=[，。；])|了?(?:相关)?(?:协议|合同)，[\ue040-\ue07f]*(?:拟|将)?(?:以[^，。；]{1,14})?(?:接受|受让|收购|购买|购入|承接|出让|转让|出售)))",
    # 先生因个人资金需求，拟自公告之日起15个交易日后的6个月内以集中竞价方式: what holders announce, up to the verb.
    "plans": _announced("拟|计划|将"),
    "tells": _announced(rf"拟|计划|将|于(?={VALUE_CHAR['date']})"),
    # 不以任何方式减持, 视情况决定是否减持: no plan.
    "never": r"[^，。；：\ue000-\ue03f]{0,16}(?:不(?:以|会|通过|再|得|存在)|避免|是否|(?<!尚)未(?!来))",
    # 不超过公司目前总股本的3%: whose shares, said of the company talked about.
    "ours": r"(?:上市)?公司(?:目前|当前|现有|已发行|股份)?(?:总股本|总股份|总数|股份总数)?的?",
    # 刻蚀机生产商 makes them; 猪肉企业 is in that trade.
    "nomaker": _unless_made(_MAKERS),
    "novendor": _unless_made(f"(?:厂商|{_MAKERS})"),
    "start": r"(?:^|(?<=[，。；：！？]))",
    "end": r"(?=[，。；：！？]|$)",
    # Behind a verb that makes: what a clause of its own says of the thing, 支持NTN的, 面向电网的, is stepped over.
    "aim": rf"(?:{_AROUND}|(?:{_AIMS})(?:{TYPE_CHAR['Company']}的?)?[^，。；：{_BARRIER}]{{0,18}}?的)?",
    "plain": rf"(?:(?!{_AIMS}|{_AROUND})[^，。；：\ue000-\ue07f]){{0,12}}",
    "few": rf"[^，。；！？：{_ALL}]{{0,6}}?",
    "some": rf"[^，。；！？：{_ALL}]{{0,14}}?",
    "no": rf"[^，。；！？：{_ALL}]{{0,10}}?",
}


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One relation pattern; `id` lands in the evidence of every statement it makes.

    `minority` is the relation that it states where less than half of a company changes hands; `unless` what the
    sentence must not hold before the match.
    """

    id: str
    relation: str
    pattern: str
    triggers: tuple[str, ...]
    match: str
    reject: str
    expect: tuple[tuple[str, str], ...] = ()
    status: str = ""
    confidence: float = 0.8
    asides: bool = False
    minority: str = ""
    unless: str = ""

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations that it may state."""
        return (self.relation, self.minority) if self.minority else (self.relation,)

    @cached_property
    def roles(self) -> tuple[frozenset[str], ...]:
        """For subject and object, the mention characters one of which a matching text must hold."""
        relation = vocabulary().relation(self.relation)
        named = {m.group(1): m.group(4) for m in _SLOT.finditer(self.pattern)}
        found = []
        for role, types in (("S", relation.domain), ("O", relation.range)):
            if role in named:
                narrowed = named[role].split("|") if named[role] else types
                found.append(frozenset(char_class(narrowed, zero=True)))
        return tuple(found)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression with the groups S, O and T.

        Raises:
            BadPattern: it does not expand, or what it expands to is no regular expression.
        """
        try:
            return expression(expand(self))
        except re.error as problem:
            raise BadPattern(f"{self.id}: {problem} in {self.pattern!r}") from None

    @cached_property
    def forbidden(self) -> re.Pattern[str] | None:
        """What must not stand before a match, compiled; None where anything may.

        Raises:
            BadPattern: it is no regular expression.
        """
        try:
            return (
                expression(_SLOT.sub(lambda m: _slot(m, {}), self.unless)) if self.unless else None
            )
        except (re.error, KeyError, UnknownTerm) as problem:
            raise BadPattern(f"{self.id}: {problem} in {self.unless!r}") from None


def expand(pattern: Pattern) -> str:
    """The regular expression that a written pattern stands for.

    Raises:
        BadPattern: an unknown relation, type or macro, or a pattern without subject, object or trigger.
    """
    try:
        relation = vocabulary().relation(pattern.relation)
        roles = {"S": relation.domain, "O": relation.range, "X": tuple(TYPE_CHAR)}
        text = _SLOT.sub(lambda m: _slot(m, roles), pattern.pattern)
    except UnknownTerm as problem:
        raise BadPattern(f"{pattern.id}: {problem}") from None
    triggers = "|".join(map(re.escape, sorted(pattern.triggers, key=len, reverse=True)))
    text = _MACRO.sub(lambda m: _macro(m, pattern, triggers), text)
    needed = "ST" if relation.takes_text else "SOT"
    missing = [g for g in needed if f"(?P<{g}>" not in text]
    if missing or not pattern.triggers:
        raise BadPattern(
            f"{pattern.id}: no {'、'.join(missing) or 'triggers'} in {pattern.pattern!r}"
        )
    return text


def _slot(m: re.Match[str], roles: dict[str, tuple[str, ...]]) -> str:
    role, said, many, named = m.groups()
    types = tuple(named.split("|")) if named else roles[role]
    for t in types:
        vocabulary().entity_type(t)
    one = f"[{char_class(types)}]"
    # In a list of products each may stand beside the word for what it is: “甲”芯片、“乙”加速卡.
    item = f"{one}{_KIND_BESIDE}?" if "Product" in types else one
    if many in ("+", "*") and not _AGENT_TYPES.isdisjoint(types):
        # 日本甲、美国乙: a country may stand before each.
        item = f"{TYPE_CHAR['Place']}?{item}"
    office = _OFFICE if many == "*" else ""
    listed = f"{item}(?:{_SEPARATOR}{office}{item}|{_STRANGER})*{_CLOSE}"
    body = listed if many in ("+", "*") else one
    if role == "X":
        return f"(?:{body})"
    if many == "~":
        body = f"[{''.join(ZERO_CHAR[t] for t in types)}]"
    elif not said and (role == "S" or many == "0"):
        body = f"(?:{body}|[{''.join(ZERO_CHAR[t] for t in types)}])"
    return f"(?P<{role}>{body})"


def _macro(m: re.Match[str], pattern: Pattern, triggers: str) -> str:
    name = m.group(1)
    if name == "T":
        return f"(?P<T>{triggers})"
    if name not in MACROS:
        raise BadPattern(
            f"{pattern.id}: unknown macro {m.group()} ; known: {', '.join(sorted(MACROS))}"
        )
    return MACROS[name]
