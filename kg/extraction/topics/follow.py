"""Reading on: the atoms of a sentence with what it leaves unsaid, and what the text goes on about behind it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS
from kg.extraction.marking import CHAR_TYPE, TYPE_CHAR, Atom
from kg.extraction.order import WORDS as COUNTING
from kg.extraction.order import Meant
from kg.extraction.topics.anaphors import RULES, anaphors, meant, word_of, words_for
from kg.extraction.topics.clauses import (
    AND,
    FIRMS,
    GIVING,
    Clause,
    clauses,
    givers_until,
    is_source,
    list_of,
    read_clause,
)
from kg.extraction.topics.leftout import another_acts, left_out, note_owner, unsaid
from kg.extraction.topics.memory import LATTER, TARGETS, THINGS, TOPIC_TYPES, Topics

# 某部官网显示，……: neither is what follows said of the ministry.
_SHOWS = expression(
    r"(?:官网|网站|数据|资料|信息|系统|平台|数据库)[^，。：]{0,8}(?:显示|披露|可见)"
)
_SPEECH = expression(
    r"(?:表示|认为|指出|介绍|说|称|透露|强调|坦言|预计|告诉|看来|分析(?=[，：])|判断(?=[，：])|直言|坦承|补充道|总结道)"
)
# What these say of 公司 is not said of their own.
_ONLOOKER = expression(
    r"分析师(?!会议|大会)|研究员|经济学家|律师|专家|(?<![诉对向受报刊])记者(?!会|招待会|见面会)|评论员|合伙人|投资者(?!交流|关系|互动|大会|说明|开放日|日)|投资经理|基金经理"
)
# A sentence on who gains speaks of the policy named just before, even where it does not name it.
_GAIN = expression(r"(?:利好|机遇|红利|受益|惠及|商机|契机|发展空间|增量市场|大发展)")
_RULE = expression("|".join(sorted(RULES, key=lambda w: (-len(w), w))))
# A clause that tells what the thing just named is or has: 推出星河，是一款…… / 采用……
_DESCRIBES = expression(
    r"(?:这|它|并|还)?(?:是(?:一[种款类个项座]|(?:我国|国内|全球|世界|业界|业内|目前)[^，。；]{0,4}(?:首|唯一|最|领先)|首[款个台套])|采用|搭载|基于|内置|配备|具有|具备|可[以用实支]|能[够实]|支持|集成|融合|安装|装有|由|总投资|占地)"
)
# The name may be followed by what it is: 发布“星河”开源模型，
_CLOSING = expression(r"[”\"’）) ]*(?:[\u4e00-\u9fff]{2,4})?[，,]")
_ENDING = expression(r"[”\"’）) 》]*(?:[\u4e00-\u9fff]{2,6})?[，,。；;！]?")
# What follows a thing that is the subject of its clause; 星河芯片的客户 and 星河芯片供应商 are others.
_DOES = (
    r"(?:[已将于在是为由也还则可能会均都共占位坐经获自]|系(?!列|统)|采用|使用|搭载|具[有备]|拥有|内置|配[备有]|支持(?!者)|基于|运用|利用|通过|集成|融合|包[括含]"
    r"|分为|总[投建]|正式|首次|正在|预计|计划|投[产入运用]|建[成有]|[开竣动]工|上[线市]|发布(?!会)|问世|亮相|下线|面世|累计|日前|近日|[今昨][年日天]|本[月周]|上月"
    r"|去年|目前|主要|全[长面部]|[一二]期|年[产处]|覆盖|面向|用于|应用(?!商|程)|依托|借助|装[有载机]|设有|实现|达到|完成|启[用动]|运(?:行|营(?!商|方)))"
)
_PREDICATE = expression(rf"(?:[（(][^（）()]{{0,40}}[）)])?[”’》\"]?(?:[，,\d]|{_DOES})")
# 某公司建设的二号工厂已投产: the thing is the subject, behind its maker.
_MADE_BY = expression(
    r"(?:建设|打造|研发|开发|推出|承建|建造|生产|运营|研制|投资|兴建|投建|制造|设计|发布|自研)的[“‘《\"]?$"
)
_ACTS = expression(rf"(?:[（(][^（）()]{{0,40}}[）)])?[”’》\"]?{_DOES}")
# 这是落实《意见》的举措, 继《规划》之后, 取代《办法》: named beside what the text is about.
_BACKGROUND = expression(
    r"(?:作为|继|落实|贯彻|取代|替代|响应|借鉴|参照|衔接|原|废止|配合|依据|根据|按照|依照|违反|修订了?|调整了?|对)(?:了|国家|国务院|我国)?"
    r"(?:[^，。；《]{0,10})《?$"
    r"|(?:上位(?:法|文件)|配套(?:文件|细则)|依据)(?:，)?(?:是|为|系)[^，。；《]{0,14}《?$"
    r"|曾(?:于[^，。；]{1,8})?(?:出台|发布|印发|公布|推出)(?:了|过)?[^，。；《]{0,6}《?$"
)
# 该方案与《规划》相衔接
GOES_WITH = expression(
    "》?(?:等[^，。；]{0,8})?(?:(?:相|保持)(?:互|高度)?(?:衔接|配套|呼应|协调|一致)"
    # and not 《意见》一致通过
    "|(?:衔接|配套|呼应|协调|一致)(?=[，。；]|$)|一脉相承)"
)
# 办法以《能源法》为依据
_AS_BASIS = expression("》?[^，。；]{0,12}为(?:上位法|依据|基础|指导|蓝本|遵循|准绳)")
_AND_TITLE = expression(r"》?(?:[（(][^（）()]{0,30}[）)])?(?:[、和与及]|以及)《?")
_WORKS_WITH = expression(r"[^，。；]{0,8}(?:签署|签订|签约|签下|达成|合作|合资|共同|联合|建立)")
_DOES_ITS_PART = expression(
    "(?:将|则|主要)*(?:负责|提供|供应|承担|支付|获得|享有|出资|派出|委派|协助|作为)"
)
# 某市政府与甲签署协议，拟投资建设……: 甲 builds.
_SIGNS = expression(r"[^，。；]{0,8}(?:签署|签订|签约|签下|达成)")
_RAISED = expression(
    r"(?:本轮|本次|此次|该笔|该轮|所|这笔|新一轮)?(?:融资|募集|募得|募|获投|所获|筹集)?(?:所得|到的?)?(?:资金|款项|融资款|募资)(?:将|拟|主要|计划|会)"
)
# 项目拟建设……: the project is the subject, not who spoke of it.
_PROJECT = expression(r"(?:该|本)?(?:项目|工程)(?!公司|经理|方|组|部)")
_FORTE = expression(
    r"[”\"]?的(?:传统)?(?:强项|专长|长项|主业|主场|主战场|拿手好戏|看家本领|优势领域|优势|天下)[，。；]?$"
)
# 许多工厂, 同行则, 海外企业纷纷, 还没有企业: others are, and who acted before no more.
_OTHERS = expression(
    r"有的|有些|许多|不少|众多"
    r"|(?:[^，。；：、的其与和对]{0,4})(?:同行|竞争对手)(?:们|企业|公司)?(?:则|也|都|均|就|还|已|纷纷|陆续|正|却|更|大多|普遍|开始)"
    r"|(?:海外|国外|国内外?|其他|其它|同类|多家|各家|各大|一些|很多|几家|外国|外资|民营|传统|头部|大型|中小|德国|美国|日本|韩国|欧洲|欧美|西方)"
    r"(?:企业|厂商|公司|车企|药企|巨头|机构|对手)(?:们)?(?:则|也|都|均|就|还|已|纷纷|陆续|正|大多|普遍|开始)"
    r"|[^，。；：、]{0,5}(?:没有|鲜有|少有|尚无)(?:企业|公司|厂商|人|机构)(?!参)"
)
# 腾讯为其第一大股东, 某基金持有公司8%的股份: said of whom the text is about, who stays what it is about.
_OF_IT = expression(
    r"(?:分别|则|也|均|都|同时|合计|目前|现|仍|依然|曾|一直)*(?:为|是|系|成为|担任|作为|位列|持有|拥有)(?:了)?(?:公司|其|该公司|本公司|该企业)(?:的)?"
    r"[^，。；]{0,14}?(?:股东|投资者|投资方|投资人|实控人|实际控制人|合伙人|客户|供应商|合作伙伴|竞争对手|[0-9.]+[%％]|股份|股权)"
    # 美团旗下的汉海信息持股9.65%
    r"|(?:(?:旗下|通过|控制|名下)[^，。；]{1,16}?)?(?:分别|合计|共|间接|直接|各|则|也)*持股(?:比例)?(?:分别)?(?:为|达|约)*[0-9.]+[%％](?!的)"
    # 甲以21%的持股为最大股东，乙紧随其后
    r"|(?:则|也|均|也)?(?:以[^，。；]{1,12}(?:持股|股权|股份)(?:比例)?)?(?:为|是|成为|位列|系)(?:公司|其)?(?:的)?(?:第[一二三四五]大|最大|单一最大|单一第一大|控股)股东(?=[，。；]|$)"
    r"|(?:则|也)?(?:紧随其后|次之|位居其次|分列其后|分列第)"
    # 甲宣布完成融资，乙、丙跟投: the text is about 甲.
    r"|(?:等)?(?:机构|老股东)?(?:联合|共同|分别|继续|持续|也|均)*(?:领投|跟投|参投|追投|加注)"
)
_ANNOUNCES = expression(
    r"公告|(?:回应|回复)称?，|披露[，：]?$|(?:晚间?|日前|近日|今日|昨日|[0-9]日)[^，。]{0,4}披露"
)
_SUES = expression(
    r"(?:已|近日|日前|于[^，。；]{1,10})*(?:向[^，。；]{0,14}法院[^，。；]{0,6}(?:申请|起诉|提起)|以[^，。；]{1,16}为由[^，。；]{0,14}(?:申请|起诉)|将[^，。；]{1,12}(?:告上|诉至)|申请对[^，。；]{1,12}(?:破产|重整|清算))"
)
_OF_THE_DEAL = expression(
    "(?:标的公司|标的企业|标的资产|目标公司|交易对方|交易对手|被收购方)(?:为|是)?[“‘]?$"
)
_NO_PART = expression(
    r"(?:并未|并没有|没有|未|不|暂未|尚未)(?:再|继续|予)?(?:参与|参投|跟投|出手|加入|置评|回应|评论)"
)
_ADVISER = expression("(?:保荐人|保荐机构|承销商|财务顾问|辅导机构|审计机构)(?:为|是)?$")
_SERVES = expression(
    r"(?:[、与和及][^，。；]{1,24}?)?(?:等)?(?:共同|分别|则|均|也)?(?:担任|为|是|任|作为|出任|系|获委任为)[^，。；]{0,10}?(?:保荐|承销|财务顾问|簿记|审计机构|法律顾问|经纪商|托管|整体协调人|账簿管理)"
)
_SOURCE = expression(
    r"(?:App|APP|信息|数据|平台|官网|工商|资料|公开)*\s?(?:信息|数据|资料)?(?:显示|披露显示)"
)
# 甲持股60%，乙持股40%，某某出任首席执行官: of whom the shares are of.
_TAKES_SEAT = expression(
    r"(?:出任|担任|兼任|将任|任)(?:[^，。；]{0,6})(?:首席|总裁|总经理|董事|CEO|CTO)"
)
_ROLE_FIRST = expression(
    "(?:实控人|实际控制人|控股股东|董事长|总裁|总经理|创始人|法定代表人|CEO|第[一二三]大股东)"
)


def with_topics(
    text: str,
    start: int,
    end: int,
    atoms: Sequence[Atom],
    kinds: Mapping[int, str],
    topics: Topics,
) -> list[Atom]:
    """The atoms of a sentence with anaphors and unsaid subjects put in; `topics` moves on.

    Args:
        text: the article's text.
        start: start of the sentence.
        end: end of the sentence.
        atoms: mentions and values, sorted.
        kinds: entity type of each mention by its start.
        topics: what was talked about so far.
    """
    topics.sentences += 1
    topics.agent, topics.hushed = topics.agent or topics.hushed, None
    covered = [(a.start, a.end) for a in atoms]
    begins = [a.start for a in atoms]
    pointing = [Atom(a, b, "") for a, b in anaphors(text, start, end, covered, topics)]
    points = [w.start for w in pointing]
    gives = topics.house is not None and GIVING.search(text, start, end) is not None
    out = _gaining(text, start, end, [kinds.get(a.start) for a in atoms], topics)
    made: Atom | None = None
    part = False
    for a, b in clauses(text, start, end, covered):
        inside = atoms[bisect_left(begins, a) : bisect_left(begins, b)]
        words = pointing[bisect_left(points, a) : bisect_left(points, b)]
        clause = Clause(text, a, b, kinds, inside, words)
        read_clause(clause, topics, opens=a == start)
        if a == start:
            out += _given_word(clause, topics)
        if a == start and clause.spoken:
            # 公司与甲签署协议。甲由某人创立: a sentence of its own is about 甲.
            topics.partner = ()
        matter = _whose_shares(clause, topics)
        if matter and (not clause.listed or clause.listed[0].keys != matter[1]):
            out.append(unsaid(matter, clause.listed[0].start if clause.listed else clause.lead))
        if not clause.spoken and clause.pronoun is None:
            if part and not _HOW_MADE.search(text, a, b):
                made = None
            out += _unsaid_subject(clause, made, topics)
        elif (maker := topics.agent) and clause.pronoun and _OWN_MAKE.search(text, a, b):
            # 新车搭载自研芯片: by whom the car is.
            out.append(unsaid(maker, clause.lead))
        out += left_out(clause, topics)
        givers = givers_until(text, a, b) if gives else a
        out += _read_names(clause, givers, topics)
        note_owner(clause, topics)
        made = _closing_thing(clause)
        if clause.spoken and clause.first and another_acts(clause, clause.first, topics):
            topics.closed = None
        if ended := _ending_thing(clause):
            topics.closed = ended, topics.sentences
        part = made is not None and _PART_OF_IT.search(text, a, made.start) is not None
        _define(clause, topics)
        _move_on(clause, topics, givers=givers, aside=matter is not None)
    return sorted(out, key=lambda a: (a.start, a.end))


def _gaining(
    text: str, start: int, end: int, kinds: Sequence[str | None], topics: Topics
) -> list[Atom]:
    """The policy named just before, where a sentence that names none speaks of who gains; of several the one that it calls so."""
    if topics.policy is None or "Policy" in kinds or topics.sentences - topics.policy_seen > 3:
        return []
    gain = _GAIN.search(text, start, end)
    if gain is None:
        return []
    opens = max(start, *(text.rfind(stop, start, gain.start()) + 1 for stop in "，；："))
    called = [w.group() for w in _RULE.finditer(text, opens, gain.start())]
    titled = next((topics.titled[w[-2:]] for w in called if w[-2:] in topics.titled), None)
    # 分析师认为纲要利好冷藏车: the 纲要, not the standard named behind it.
    return [unsaid(("Policy", titled) if titled else topics.policy, start)]


def _whose_shares(clause: Clause, topics: Topics) -> Meant | None:
    """Whose the shares or the money are of which a clause speaks, where it does not say."""
    if clause.pronoun is not None or clause.what != ():
        return None
    if topics.shares_of and _OWNS_THE_REST.match(clause.text, clause.at, clause.end):
        return topics.shares_of
    if _owns_what_was_bought(clause, topics):
        return topics.target
    theirs = topics.agent if (clause.spoken or clause.apart) and not topics.astray else None
    if theirs and _into_the_new_one(clause):
        theirs = None
    return topics.matter or topics.issuer or theirs


def _owns_what_was_bought(clause: Clause, topics: Topics) -> bool:
    """Whether a clause right behind a deal tells the share of a third: 甲收购乙。丙持股60%: of 乙."""
    first, target = clause.first, topics.target
    if first is None or target is None or not 0 <= topics.sentences - topics.target_at <= 1:
        return False
    if clause.kind(first) not in FIRMS or first.keys in (target[1], topics.buyer[1]):
        return False
    if _HOLDER_WORD.search(clause.text, clause.start, first.start):
        return False
    if _WHOLLY.search(clause.text, max(0, clause.start - 80), clause.start):
        # 甲收购乙100%股权: no third has a share of it.
        return False
    if _AS_HOLDER.match(clause.text, clause.end):
        return False
    return _OWNS_THE_REST.match(clause.text, clause.at, clause.end) is not None


_WHOLLY = expression("100[%％]|全部(?:股|权益)|全资")
_AS_HOLDER = expression("为[^，。；]{1,14}股东")
_HOLDER_WORD = expression("股东|公司|其|实控人|控制人")
# 甲与乙设立丙基金，其中甲认缴2亿元，乙认缴3亿元: all pay into 丙.
_SETS_UP = expression(
    "(?:设立|成立|发起|组建|新设)(?!于|以来)(?:(?!融资)[^。]){2,60}(?:基金|合伙|公司)(?:(?!融资)[^。]){0,40}，其中[^。]{0,80}$"
)
_PAYS_IN = expression("[^，。；]{2,20}?(?:认缴|实缴|出资|认购)")
_FAR_BACK = 160


def _into_the_new_one(clause: Clause) -> bool:
    """Whether a clause goes on to say who pays into what was founded before in the sentence."""
    if not _PAYS_IN.match(clause.text, clause.start, clause.end):
        return False
    opens = max(clause.text.rfind("。", 0, clause.start) + 1, clause.start - _FAR_BACK)
    until = clause.start + 2 * clause.text.startswith("其中", clause.start)
    return _SETS_UP.search(clause.text, opens, until) is not None


def _unsaid_subject(clause: Clause, made: Atom | None, topics: Topics) -> list[Atom]:
    """Whom a clause that names no subject speaks of; `made` is the thing that the clause before ended with."""
    text, lead, end = clause.text, clause.lead, clause.end
    if topics.issuer:
        seated = clause.what == () or _TAKES_SEAT.search(text, lead, end)
        # 某股东持股14%，某人持股1%; 某股东减持2%股份。实控人某某表示: of the company that the shares are of.
        if (seated and _led_by_person(clause)) or _ROLE_FIRST.match(text, lead, end):
            return [unsaid(topics.issuer, lead)]
    return _gone_on(clause, made, topics)


def _read_names(clause: Clause, givers: int, topics: Topics) -> Iterator[Atom]:
    """The atoms of a clause, words that stand for names among them, each noted where it stands."""
    holder = clause.holder
    if (
        clause.first
        and clause.spoken
        and holder
        and not clause.part
        and clause.kind(holder) in TOPIC_TYPES
    ):
        topics.issuer = (clause.kind(clause.first), clause.first.keys)
    words = clause.words
    # In reading order, so that a word never stands for what is named after it.
    taken: set[int] = set()
    for atom in sorted([*clause.inside, *words]) if words else clause.inside:
        if atom.keys and atom.end in taken:
            continue
        if atom.char:
            yield atom
            if atom.keys:
                _see(clause, atom, givers, topics)
        elif found := meant(clause, atom, topics):
            taken.add(atom.end)
            yield atom._replace(char=TYPE_CHAR[found[0]], keys=found[1])
            _hear(clause, atom, found, topics)
        elif clause.text[atom.start : atom.end] in _OWN_FIRM and not _NAMES_IT.match(
            clause.text, atom.end
        ):
            topics.nameless = True


_OWN_FIRM = frozenset({"公司", "本公司"})
# 公司是AI芯片企业某某, 公司概况——某某, 在公司年会上: it is named next, or nobody's.
_NAMES_IT = expression("(?:是|为|系|概况|简介|全称|名称|简称|：|——|年会|赢得|获得)")


def _see(clause: Clause, atom: Atom, givers: int, topics: Topics) -> None:
    """Note a name."""
    text, kind = clause.text, clause.kind(atom)
    if _ADVISER.search(text, max(0, atom.start - 6), atom.start):
        # 发行人甲及保荐人乙撤回申请，该公司……: 甲 is meant.
        return
    if kind in FIRMS and is_source(text, atom.start, atom.end):
        # 据天眼查，后者……
        return
    if atom.start < givers and kind in FIRMS:
        # 甲完成融资，由乙领投。该公司……: 甲 is meant.
        return
    if not (kind == "GovernmentBody" and _approves(text, atom)):
        topics.order.see(kind, atom.keys, atom.start, atom.end)
    aside = kind == "Policy" and _is_aside(text, atom, topics)
    if aside:
        topics.aside_until = atom.end
    topics.see(kind, atom.keys, text[atom.start : atom.end], aside=aside)
    if kind == "Product" and (called := words_for(text, atom.start, atom.end)):
        topics.kind_word[atom.keys] = called
        topics.head(kind, atom.keys, called[-2:], called[-3:], beside=True)


def _approves(text: str, body: Atom) -> bool:
    """Whether a body is named as one that approves: in 甲与乙参股的计划获商务部批准 后者 and 双方 mean others."""
    led = _BY_LEAVE.search(text, max(0, body.start - 3), body.start)
    return led is not None and _LEAVE.match(text, body.end) is not None


_BY_LEAVE = expression("(?:获|经|待|需|报|获得|通过|尚需)$")
_LEAVE = expression(
    "(?:等[^，。；]{0,6})?(?:正式|的)?(?:批准|核准|同意|许可|批复|审批|放行|审查通过)"
)


def _is_aside(text: str, policy: Atom, topics: Topics) -> bool:
    """Whether a policy is named as the background of the one that the text is about: carried out, replaced, older."""
    if _BACKGROUND.search(text, max(0, policy.start - 24), policy.start):
        return True
    if GOES_WITH.match(text, policy.end) or _AS_BASIS.match(text, policy.end):
        return True
    # 贯彻《甲》和《乙》: both.
    return topics.aside_until > 0 and bool(
        _AND_TITLE.fullmatch(text, topics.aside_until, policy.start)
    )


def _hear(clause: Clause, atom: Atom, found: Meant, topics: Topics) -> None:
    """Note what a word stands for."""
    if found[0] == "Policy":
        topics.policy, topics.policy_seen = found, topics.sentences
    if atom is not clause.pronoun:
        return
    if found[0] == "Company" and topics.target and found != topics.target:
        # 甲投资乙。公司表示，公司主要从事……: 甲.
        topics.target = None
    if found[0] == "Policy":
        # 意见明确，2025年全省……: not said of who issued it, who may act again in the next sentence.
        topics.agent, topics.hushed = None, topics.agent
    elif found[0] in THINGS:
        topics.speak_of(found)
    elif found[0] in TOPIC_TYPES and word_of(clause.text, atom) in {*COUNTING, *LATTER, *TARGETS}:
        # 后者于2017年收购……, 标的公司主营……: said aside.
        topics.hold(*found)
    elif found[0] in TOPIC_TYPES:
        topics.agent, topics.thing = found, None


def _move_on(clause: Clause, topics: Topics, *, givers: int, aside: bool) -> None:
    """What the text goes on about behind a clause; `aside` says that shares in it are of what it spoke of before."""
    first = clause.first if clause.spoken and not _stays_behind(clause, givers, topics) else None
    if (
        first is not None
        and first.keys == topics.partner
        and _DOES_ITS_PART.match(clause.text, first.end, clause.end)
    ):
        # 公司与甲签署协议，甲将供应飞控系统。公司……: not 甲.
        topics.hold(clause.kind(first), first.keys)
    elif first is not None and not _OF_IT.match(clause.text, clause.at, clause.end):
        _take_up(clause, first, topics, aside=aside)
        topics.giving = aside and _PUTS_IN.match(clause.text, clause.at, clause.end) is not None
    if first is not None or clause.apart:
        topics.astray = clause.what == () and not aside
    if clause.what:
        topics.matter = (clause.kind(clause.what[0]), clause.what[0].keys)
    if not _OWNS_THE_REST.match(clause.text, clause.at, clause.end):
        topics.shares_of = _bought_in(clause)
    if aimed := _aimed_at(clause, topics):
        topics.aim(*aimed)
    _hold(clause, givers, topics)
    if first is None and (whose := _whose(clause)):
        # 刻蚀机则是甲的强项，公司……: the text goes on about 甲.
        topics.take_up(*whose, aside=False)
    if first is not None and (thing := _headed(clause)):
        topics.speak_of(thing)
    _listen(clause, topics)
    topics.partner = _partner_of(clause) or topics.partner


# 丙持股40%, 丙则持有剩余40%
_OWNS_THE_REST = expression(
    "(?:则|也|仍|继续|将|分别|各|合计|共)*(?:持股|占股|占比|持有(?:其余|剩余|余下)|保留)"
)
_BUYS = expression("(?:收购|取得|受让|购得|买下|拿下|获得|入股|增资|控股)(?:了)?[^，。；]{0,4}$")
_SHARE_OF_IT = expression(
    "(?:的|约|共|合计)*(?!100(?:.0+)?[%％])[0-9.]+[%％](?:的)?(?:股权|股份|控股权|权益)"
)


def _bought_in(clause: Clause) -> Meant | None:
    """The firm of which a clause tells a share bought."""
    for atom in clause.named:
        if (
            clause.kind(atom) == "Company"
            and _SHARE_OF_IT.match(clause.text, atom.end, clause.end)
            and _BUYS.search(clause.text, clause.start, atom.start)
        ):
            return clause.kind(atom), atom.keys
    return None


_PUTS_IN = expression(
    "(?:等|均|也|则|独家|共同|联合|继续|再次|[一-龥]{0,3}股东)*(?:领投|跟投|参投|追投|加码|加注|投资)"
)
_AIMS = expression(
    "(?:收购|购买|受让|并购|入股|投资|注资|增资|领投|跟投|参投|控股|参股|买下)了?(?:[^，。；的]{0,14}(?:企业|公司|厂商|商|龙头|独角兽|平台|品牌))?[“‘]?$"
)
# 收购甲旗下工厂, 认购甲定增股份: not 甲.
_ITS_THING = expression(
    "[”’]?(?:（[^（）]{0,30}）)?(?:旗下|的(?!.{0,12}(?:股权|股份|轮|融资|增资))|在|位于|所持|持有|[^，。；]{0,4}(?:订单|大单|定增|业务|工厂|资产|产线|基地|项目|合同|客户))"
)
_NO_DEAL = expression("否认|放弃|终止|取消|拒绝|反对|未|不|无意|传闻|传")


def _aimed_at(clause: Clause, topics: Topics) -> tuple[Meant, Meant] | None:
    """Whom the subject of a clause is said to buy or to invest in, one company only, and the subject."""
    first = clause.first if clause.spoken else None
    if first is not None and clause.kind(first) in FIRMS:
        buyer, at = (clause.kind(first), first.keys), first.end
    elif first is None and clause.pronoun is not None and topics.agent:
        # 公司收购了乙
        buyer, at = topics.agent, clause.pronoun.end
    elif first is None and clause.what is None and topics.agent and topics.agent[0] in FIRMS:
        # 公告称，拟收购乙
        buyer, at = topics.agent, clause.start
    else:
        return None
    aims = [
        a
        for a in clause.named
        if a.start > at
        and clause.kind(a) == "Company"
        and _AIMS.search(clause.text, at, a.start)
        and not _NO_DEAL.search(clause.text, at, a.start)
        and not _ITS_THING.match(clause.text, a.end, clause.end)
    ]
    if len(aims) != 1 or AND.match(clause.text, aims[0].end, clause.end):
        return None
    return ("Company", aims[0].keys), buyer


def _partner_of(clause: Clause) -> tuple[str, ...]:
    """With whom a clause says its subject to sign or work."""
    for atom in clause.named:
        if (
            clause.kind(atom) == "Company"
            and clause.text[atom.start - 1 : atom.start] in {"与", "和", "同"}
            and _WORKS_WITH.match(clause.text, atom.end, clause.end)
        ):
            return atom.keys
    return ()


def _stays_behind(clause: Clause, givers: int, topics: Topics) -> bool:
    """Whether the text does not go on about the subject of a clause."""
    text, first = clause.text, clause.first
    if first is None or first.start < givers:
        # 甲完成融资，由乙领投，丙、丁跟投: about 甲.
        return True
    if _SUES.match(text, first.end, clause.end) and not _sues_another(clause, first, topics):
        # 债权人某某申请对公司破产清算。创始人……: of the company.
        return True
    if _LED_IN_HOUSE.search(text, clause.start, first.start):
        # 项目由旗下的某某承担。公司……: the house.
        return True
    if _FITS_IT.match(text, clause.at, clause.end):
        # 甲发布某芯片，乙、丙的服务器先后搭载。今年推出的……: 甲's.
        return True
    if _OF_THE_DEAL.search(text, clause.start, first.start):
        # 标的公司某某去年盈利2000万元。公司此前……: the buyer is meant.
        return True
    # 天眼查显示，公司……: who shows it is not the company.
    # 某机构没有参与，……; 甲、乙担任联席保荐人: the text goes on about whom it spoke of before.
    aside = _SOURCE.match(text, first.end, clause.end) or _NO_PART.match(
        text, first.end, clause.end
    )
    return (aside or _SERVES.match(text, clause.at, clause.end)) is not None


_LED_IN_HOUSE = expression(
    "由(?:其|公司|集团)?(?:旗下|下属|全资|控股|子公司|全资子公司|控股子公司|所属)+的?$"
)
_FITS_IT = expression(
    "(?:等)?(?:[^，。；的]{0,4})(?:的[^，。；]{1,8})?(?:均|也|已|都|先后|陆续|相继|纷纷|率先|首批|批量)+(?:搭载|采用|使用|接入|适配|选用|装机|应用|导入)(?=[，。；]|$)"
)


def _sues_another(clause: Clause, first: Atom, topics: Topics) -> bool:
    """Whether whom the subject of a clause sues is named, and the text was not about it: it goes on about who sues."""
    sued = {key for a in clause.named if a.start > first.end for key in a.keys}
    spoken_of = (topics.agent, topics.house, topics.issuer)
    about = {key for topic in spoken_of if topic is not None for key in topic[1]}
    return bool(sued) and sued.isdisjoint(about)


def _take_up(clause: Clause, first: Atom, topics: Topics, *, aside: bool) -> None:
    """The text goes on about the subject of a clause."""
    text, kind = clause.text, clause.kind(first)
    keys = tuple(dict.fromkeys(key for a in clause.listed for key in a.keys))
    topics.take_up(*(_signs_with(clause, first) or (kind, keys)), aside=aside)
    if kind == "Company" and _ANNOUNCES.search(text, first.end, clause.end):
        topics.announcer = (kind, first.keys)
    if kind in THINGS and _PREDICATE.match(text, first.end, clause.end):
        topics.speak_of((kind, first.keys))


def _hold(clause: Clause, givers: int, topics: Topics) -> None:
    """The text goes on about a shareholder or a subsidiary of the subject."""
    holder = clause.holder
    # 老股东甲追投: the text goes on about what it is a shareholder of.
    if holder is None or holder.start < givers or clause.kind(holder) not in TOPIC_TYPES:
        return
    if _BY_ITS.search(clause.text, clause.start, holder.start):
        # 甲拟通过全资子公司乙投资某项目: the text goes on about 甲.
        return
    keys = tuple(dict.fromkeys(k for a in list_of(clause, holder, clause.named) for k in a.keys))
    if not clause.part:
        topics.hold(clause.kind(holder), keys)
    elif clause.what is None:
        # 甲旗下的乙宣布，……: the text goes on about 乙. But 甲旗下的乙跟投 is said of whom the money goes to.
        topics.take_up(clause.kind(holder), keys, aside=False)


_BY_ITS = expression(
    "(?:通过|经由|借助|依托)(?:其|旗下|所属|下属|境外|境内|海外|的)*(?:全资|控股|参股|二级|间接)*(?:子公司|孙公司|平台|公司)?[“‘]?$"
)


def _listen(clause: Clause, topics: Topics) -> None:
    """What 公司 goes on to mean, and who is no more spoken of: a person or a source has the word."""
    text, start, end = clause.text, clause.start, clause.end
    speaks = clause.names_person() and _SPEECH.search(text, start, end)
    agent = topics.agent
    one = (
        agent is not None
        and agent[0] == "Company"
        and len(agent[1]) == 1
        and agent[1] != topics.partner
    )
    if one and not (speaks and _ONLOOKER.search(text, start, end)):
        if topics.house != agent:
            topics.house_at = topics.sentences
        topics.house = agent
    if topics.announcer and (
        _another_speaks(clause, topics.announcer)
        or _turns_to_another(clause, topics.announcer, topics)
    ):
        # 甲公告……。乙董事长某某表示，公司……: 乙.
        topics.announcer = None
    if topics.announcer and (firm := _presents(clause, topics.announcer)):
        topics.presented = firm, topics.sentences
    if speaks:
        topics.speaking_for = None
    if speaks or _SHOWS.search(text, start, end):
        # 某公司董事长某某表示，……: what follows is not said of the company.
        topics.agent = None


def _another(clause: Clause, announcer: Meant) -> Atom | None:
    """The one firm that a clause is about, if it is another than who announced something."""
    first = clause.first
    if first is None or not clause.spoken or clause.kind(first) != "Company":
        return None
    other = len(clause.listed) == 1 and {*first.keys}.isdisjoint(announcer[1])
    return first if other else None


def _begins(clause: Clause) -> bool:
    """Whether a clause begins its sentence."""
    return clause.text[clause.start - 1 : clause.start] in {"", "。", "；"}


def _another_speaks(clause: Clause, announcer: Meant) -> bool:
    """Whether another firm than who announced something has the word, itself or by its officer."""
    first = _another(clause, announcer)
    if first is None:
        return False
    person = next((a for a in clause.named if a.start >= first.end), None)
    officer = person is not None and clause.kind(person) == "Person"
    says = _SAYS.match(clause.text, person.end if officer and person else first.end)
    return says is not None and not _ONLOOKER.search(clause.text, clause.start, clause.end)


def _turns_to_another(clause: Clause, announcer: Meant, topics: Topics) -> bool:
    """Whether a sentence begins with a firm not named before and tells how that fares, not what it has to do with the news."""
    first = _another(clause, announcer)
    if first is None or not _begins(clause) or topics.order.times(first.keys) != 1:
        return False
    return _OWN_NEWS.match(clause.text, first.end, clause.end) is not None


def _presents(clause: Clause, announcer: Meant) -> Meant | None:
    """Another firm than who announced something, whose trade, age or seat a sentence begins with: 乙主营芯片."""
    first = _another(clause, announcer)
    if first is None or not _begins(clause):
        return None
    told = _PRESENTED.match(clause.text, first.end, clause.end)
    return ("Company", first.keys) if told else None


_PRESENTED = expression(
    r"(?:则|也|一直)?(?:主营|主要从事|从事|专注|专业从事|深耕|成立于|创立于|创建于|总部位于|是(?:一家|国内|全球|中国|我国)|为(?:一家|国内|全球))"
)
# 乙上半年营收增长, 乙则以冷板式为主: not of the deal that was announced.
_OWN_NEWS = expression(
    r"(?!(?:[^，。；]*(?:公司|标的|本次|此次|其(?!他|中)|评估|审计|出具|受让|认购|股东|控股|参股)))(?:则|也|的|今年|去年|同样|一方面|同期|\ue083)*(?:[^，。；]{0,8}(?:上半年|下半年|季度|前三季度|年度|全年)|[^，。；]{0,12}(?:营收|业绩|净利润|销量|产能|订单|市占率)|以[^，。；]{1,12}为主|主营|专注|聚焦|深耕|旗下[^，。；]{1,14}(?:交付|销量|上市|发布|销售|推出|量产|下线|投产))"
)
_SAYS = expression(
    "(?:方面|则|也|还|此前|日前|近日|随后|对此|今日)*(?:表示|指出|介绍|称|透露|强调|坦言|回应)"
)
_HOUSES = frozenset({"Company", "Fund", "ResearchInstitution", "Association", "GovernmentBody"})


def _given_word(clause: Clause, topics: Topics) -> list[Atom]:
    """For whom somebody speaks who is given the word, where he says 我们 right away: 林栖：去年我们……"""
    speaker = _labelled(clause)
    if speaker is None:
        return []
    before = (a for a in clause.named if a.end <= speaker.start and clause.kind(a) in _HOUSES)
    house = next(before, None)
    topics.give_word(speaker.keys, house and (clause.kind(house), house.keys))
    ours = _WE.search(clause.text, speaker.end, min(clause.end, speaker.end + _SOON))
    if ours is None or any(speaker.end <= a.start < ours.start() for a in clause.named):
        return []
    topics.agent = topics.we()
    return [unsaid(topics.agent, ours.start())] if topics.agent else []


_SOON = 14


def _labelled(clause: Clause) -> Atom | None:
    """Who is given the word at the start of a line: 林栖：我们……"""
    if clause.start and clause.text[clause.start - 1] not in "\n。！？”":
        return None
    people = (a for a in clause.named if clause.kind(a) == "Person")
    return next((a for a in people if clause.text.startswith(("：", ":"), a.end)), None)


def _signs_with(clause: Clause, first: Atom) -> Meant | None:
    """The company that an authority signs with: what follows is said of it."""
    if clause.kind(first) != "GovernmentBody":
        return None
    firm = next((a for a in clause.named if a.start > first.end), None)
    if firm is None or clause.kind(firm) != "Company":
        return None
    beside = clause.text[first.end : firm.start] in {"与", "和", "同"}
    signs = beside and _SIGNS.match(clause.text, firm.end, clause.end)
    return ("Company", firm.keys) if signs else None


def _led_by_person(clause: Clause) -> bool:
    """Whether a person is the first that a clause names, where its subject would stand."""
    first = clause.named[0] if clause.named else None
    return first is not None and clause.kind(first) == "Person" and first.start <= clause.lead


_OWN_MAKE = expression(
    "(?:采用|搭载|配备|内置|集成|使用|基于|应用)了?(?:公司|其)?(?:自研|自主研发)"
)
# 服务器采用某处理器，配备某硬盘: the server has both. 采用5纳米工艺: the processor is made so.
_HOW_MADE = expression("nm|纳米|工艺|制程|架构(?!设计)|晶体管")
_PART_OF_IT = expression(
    r"(?:采用|搭载|配备|配有|运行|集成|内置|使用|选用|装有|换装|接入)了?(?:[^，。；的]{0,10}|[^，。；的]{0,40}[、和][^，。；的、]{0,8}|(?:其|公司)?(?:自研|自主研发|最新|全新)的[^，。；的]{0,6})$"
)


_LED_BY = expression("由[^，。；]{0,8}$")


def _closing_thing(clause: Clause) -> Atom | None:
    """The product or facility that a clause ends with: 推出新款芯片星河，."""
    last = clause.inside[-1] if clause.inside else None
    if last is None or not last.keys or clause.kind(last) not in THINGS:
        return None
    if _LED_BY.search(clause.text, clause.start, last.start):
        # 该车由某工厂生产，搭载……: the car.
        return None
    return last if _CLOSING.fullmatch(clause.text, last.end, clause.end) else None


# 性能接近某芯片, 售价低于某车型: another thing.
_COMPARED = expression(
    "(?:低于|高于|接近|超越|超过|对标|优于|叫板|取代|替代|包括|媲美|不及|不如|类似|比肩|好比|相比|对手)[^，。；]{0,8}$"
)


def _ending_thing(clause: Clause) -> Meant | None:
    """The product or facility that a clause, or a sentence, is about or ends with."""
    last = clause.named[-1] if clause.named else None
    if last is None:
        return None
    if clause.first and clause.spoken and clause.kind(clause.first) in THINGS:
        return clause.kind(clause.first), clause.first.keys
    if clause.kind(last) not in THINGS or _COMPARED.search(clause.text, clause.start, last.start):
        return None
    ends = _ENDING.fullmatch(clause.text, last.end, clause.end)
    return (clause.kind(last), last.keys) if ends else None


def _headed(clause: Clause) -> Meant | None:
    """The thing that is the subject behind its maker: 某公司建设的二号工厂已投产."""
    text, named = clause.text, clause.named
    for atom in named[1:]:
        if (
            clause.kind(atom) in THINGS
            and _MADE_BY.search(text[named[0].end : atom.start])
            and _ACTS.match(text, atom.end, clause.end)
        ):
            return clause.kind(atom), atom.keys
    return None


# 双方将共建实验室, and not: 双方的合作, 双方均未回应
_BOTH = expression(
    "(?:未来|下一步|今后|此外|同时|后续|目前)?，?(?:双方|两家(?:公司|企业|机构|单位)|二者|两者)(?!的|均未|都未|未|没有|关系|之间|股东)"
)


# 按原丝种类可分为甲和乙, 一般由甲和乙组成, 常见的有甲、乙: said of what was just said to be something.
_SORTS = expression(
    "(?:其中，?|目前，?|通常，?|一般，?|现阶段，?)?"
    "(?:(?:按照?|根据|依据|从)[^，。；]{2,20}，?(?:[则又也还]|大致|主要|一般|通常)*(?:可以?)?(?:大致|主要)?(?:被)?(?:划分|细分|分)[为成]"
    "|(?:又|大致|主要|一般|通常)*可(?:以)?(?:大致|主要)?(?:被)?(?:划分|细分|分)[为成]"
    "|(?:[则也]|主要|一般|通常|大致)*由[^，。；]{2,60}(?:组成|构成)(?=[，。；]|$)"
    "|(?:市场上|业内|目前|现有)?(?:较为?|比较|最为?)?(?:常见|主流|常用|典型)的(?:[^，。；的]{0,6})(?:有|包括))"
)


def _sorts(clause: Clause, topics: Topics) -> Meant | None:
    """The term whose kinds or parts a clause tells without naming it."""
    term = topics.sorted_out()
    return term if term and _SORTS.match(clause.text, clause.start, clause.end) else None


def _define(clause: Clause, topics: Topics) -> None:
    """Note the term that a clause begins with and says what it is."""
    first = clause.named[0] if clause.named else None
    if topics.defined and not _SORTS.match(clause.text, clause.start, clause.end):
        known = {*topics.defined[0][1], *topics.defined[1]}
        others = [
            a for a in clause.named if clause.kind(a) in CONCEPTS and known.isdisjoint(a.keys)
        ]
        led = first is not None and (clause.kind(first) in FIRMS or first.start - clause.start <= 2)
        if others and led:
            # 某某是下一代电池。甲发布另一种电池，可分为……: of the other.
            topics.defined = None
    if first is None or clause.kind(first) not in CONCEPTS:
        return
    if first.start - clause.start <= 1 and _IS.match(clause.text, first.end, clause.end):
        topics.defined = (
            (clause.kind(first), first.keys),
            clause.named[-1].keys,
            topics.sentences,
        )


_WE = expression("(?:我们|我司|我方|咱们|本公司)(?!国|的|两|双方|这个行业|所在)")

# 碳纤维（CF）是一种……, and not 是否, 是由某公司
_IS = expression(
    "[”’》]?(?:（[^（）]{0,40}）)?(?:则|就|也|正|既|被称为|指的?)?是(?!否|不|由|因|为|在|从)"
)


def _gone_on(clause: Clause, made: Atom | None, topics: Topics) -> list[Atom]:
    """Whom a clause without a subject goes on to speak of: the thing that it describes, else who acts, or either."""
    text, start, lead, end = clause.text, clause.start, clause.lead, clause.end
    if term := _sorts(clause, topics):
        return [unsaid(term, start)]
    if made is not None and _DESCRIBES.match(text, start, end):
        thing = CHAR_TYPE[made.char], made.keys
        topics.described = thing, topics.sentences
        return [unsaid(thing, lead)]
    if _PROJECT.match(text, lead, end):
        return []
    if _RAISED.match(text, lead, end) and (whose := topics.matter or topics.issuer):
        # 甲完成融资，乙领投，资金将用于……: 甲's.
        return [unsaid(whose, lead)]
    # A country may have been taken for words before the subject.
    if any(_OTHERS.match(text, max(start, lead - k), end) for k in (0, 2, 3)):
        topics.agent = topics.thing = None
        return []
    if _BOTH.match(text, lead, end) and (both := topics.order.both(text, lead)):
        return [unsaid(both, lead)]
    if _WE.match(text, lead, end):
        # 赛昉科技偏向视觉处理。我们聚焦高性能计算: not the rival named just before.
        topics.agent = topics.we()
    acting = [unsaid(topics.agent, lead)] if topics.agent else []
    described = _DESCRIBES.match(text, lead, end) is not None
    near = topics.thing_seen == topics.sentences
    next_one = topics.thing_seen + 1 == topics.sentences
    if topics.thing is None or not (near or (described and next_one)):
        return acting
    # 芯片已量产，采用某工艺 is said of the chip, 芯片已量产，拟收购某公司 of its maker.
    return [*(() if described else acting), unsaid(topics.thing, lead)]


def _whose(clause: Clause) -> Meant | None:
    """The company whose forte a clause says something to be: 刻蚀机则是某公司的强项."""
    last = clause.named[-1] if clause.named else None
    if last is None or clause.kind(last) != "Company":
        return None
    return ("Company", last.keys) if _FORTE.match(clause.text, last.end, clause.end) else None
