"""Words that stand for what was named before: where they are, and what they mean."""

import re
from collections.abc import Iterator, Sequence

from kg.expressions import expression
from kg.extraction.lexicon import ANAPHORS, THING_WORDS, TITLES, WIDE_THING_WORDS
from kg.extraction.marking import Atom
from kg.extraction.order import WORDS as COUNTING
from kg.extraction.order import Meant
from kg.extraction.topics.clauses import Clause, list_of
from kg.extraction.topics.memory import (
    BODIES,
    IT,
    ITS_VERB,
    NEW_ONES,
    TOPIC_TYPES,
    Topics,
    thing_word,
)

_ANAPHOR = expression("|".join(sorted(ANAPHORS, key=len, reverse=True)))
_BEFORE_BARE = frozenset(",;:!?，。；：！？、\n“”‘’（）在由对向与和使为被让将据及但而是若如 ")
# 此前公司还获得投资, 2021年公司上市
_TIME_BEFORE = expression(
    r"(?:此前|目前|当前|日前|近日|今[年日天]|去年|同时|因此|随后|之后|截至目前|[\d一二三四五六七八九十][年月日]|期间|届时|未来|其中)$"
)
# 减持公司股份, 持有公司5%的股权: its shares are the company's that is spoken of.
_BEFORE_SHARES = frozenset("持有购售让得入出将占的")
_SHARES = expression(
    r"(?:(?:无限售|有限售|条件|流通|普通|限售|全部|部分|已发行|总)*(?:股份|股票|股权|股本|股东)"
    r"|[\d,.]+(?:[%％]|[万亿]?股))"
)
_BEFORE_DRAFT = frozenset("，。；：！？\n“”）对的在由据按")
_ONE_OF_TWO = frozenset({"前者", "后者"})
# 增资后两者分别持股
_THE_TWO = frozenset(word for word in COUNTING if word[0] == "后" and word != "后者")
_ENDS_IN_AFTER = expression("[资购行易成让股]后")
_CHOOSES = expression("(?:采用|选择|选用|使用|属于|主打|押注|偏向|走)(?:了|的是)?$")
_OCCASIONS = frozenset({"会议", "大会", "峰会", "论坛"})
# What a policy is called where its title is not said again.
RULES = frozenset(
    "方案 办法 意见 规划 计划 通知 条例 规定 文件 纲要 细则 新规 行动计划 指引 指南 通则 草案 提案 战略 措施 标准 规范 准则 目录 新政 法案 新办法 新标准".split()
)
_RULES_SAY = expression(
    r"(?:还|也|同时|明确|进一步)?(?:提出|明确|要求|规定|指出|强调|鼓励|支持|部署|确定|聚焦|围绕|自\d)"
)
# 规划重点发展某产业, at the head of a sentence; behind a comma it may be a verb.
_RULES_DO = expression(
    r"(?:还|也|同时|将|主要)?(?:面向|重点|瞄准|旨在|着力|着眼|共[分包提设从有]|分为|包[括含]|涵盖|覆盖|适用|设[定立置]|列[出了]|选取|遴选|点名|圈定|锁定|界定|新增|纳入|取消|放[开宽]|扩大|细化|优化|给|管着|推[动进]|以|从|坚持|力争|适应|对(?!外)|为|把|在|针对|突出|布局|拟|由|已|布置|安排|涉及|要(?!求)|自|将|的(?:出台|实施|发布|落地|印发|施行|推出))"
)
# 计划把产能翻番, 规划以储能为主业: verbs at the head of a sentence too.
_PLANNING = frozenset({"计划", "规划"})
# 规划把草分成四类, 规划由国务院批准: said of the plan.
_PLANS_TO = expression(
    r"(?:还|也|同时|将|主要)?(?:[把将](?![^，。；]{1,24}(?:分成|分为|纳入|列[为入]|作为|定为))|从|对|以|在|拟|推[动进]|扩大|为|针对"
    r"|由(?![^，。；]{1,24}(?:批准|编制|印发|制定|牵头|发布|起草|组织实施))|已|布局|安排|突出|要|自)"
)
_VERBS_TOO = frozenset({"规划", "计划", "通知", "规定", "意见"})
_SENTENCE_ENDS = frozenset("。！？；\n")
_OFFICE = expression(r"(?:党组|总工|总经济师|副部长|长)")
# 该码头, 这款芯片: the thing named last whose name ends so.
_THAT = expression(
    r"(?<![应本理活])(?:该[型批款种台套座]?|这[一款座个台套颗艘种条项])(?P<head>[\u4e00-\u9fff]{2,3})"
)
_WORKS = frozenset("园区 产业园 工厂 项目 基地 电站 产线 生产线".split())
_ALONE = expression(
    rf"(?:{'|'.join(sorted(BODIES | _WORKS))})(?=[由将于在是已拟与和现共自成设有下首总副计正占位坐规采联发推的秘理会主常轮名指认透]|成员|专家|院长|所长|总经理|总裁|理事长|秘书长)"
)
# What tells something about a thing.
_HAS = "采用|使用了|运用|搭载|内置|配[备有置]|具[有备]|集成(?!电路)|融合|装有|搭配|部署[了有]|应用了|引入"
TELLS = (
    rf"(?:(?:还|也|均|全系|首次|同时|主要|标配|可选|全面|目前|现|正|则|全部|统一|率先|创新性?地?){{0,2}}(?:{_HAS}|由(?!此|于)|基于|支持(?!者)|面向|适用于|应用于|用于|依托|借助|位于|坐落|来自|出自|接入|属于|是一|总投资|占地|预计|计划)"
    r"|可(?:用于|应用|广泛|支持|实现|在|与|同时|为|满足|部署)|能够|(?:已经?|将|正|有望)(?:成功|正式|陆续|率先|首批|先后|全面|规模化|广泛|大规模)*(?:在|应用|部署|进入|获|落地|交付|用于|接入|与|向|被|量产|投入|投产|上线|建成|搭载|采用|由|于|为|首发|适配|完成|通过|实现|开始|支持))"
)
# 平台采用某架构, 芯片由某公司研发: a thing that the text just named so.
_WORKS_ALONE = "数据中心 智算中心 超算中心 研究中心 创新中心 中心 电厂 码头 机场 港口 厂房".split()
_LOOSE = WIDE_THING_WORDS | frozenset(
    "系统 平台 软件 工具 应用 引擎 框架 模型 算法 材料 终端".split()
)
_THING = "|".join(sorted(THING_WORDS, key=len, reverse=True))
_STOP = expression(r"[,;:!?，。；：！？\n ]")
_THING_ALONE = expression(rf"(?:{'|'.join(_WORKS_ALONE)}|{_THING})(?={TELLS})")
# 系统由某公司提供, 处理器来自某公司: a part of what was named.
_OF_A_PART = expression(
    "(?:则|均|也|全部|主要|独家)*(?:由[^，。；]{1,20}(?:提供|供应|供货|配套|代工|封装|组装|供给)|来自|出自|采购自)"
)
# 车辆采用激光雷达将成为主流: any car.
_OF_ANY = expression(
    "[^，。；]{0,24}(?:成为|是|已成)[^，。；]{0,8}(?:趋势|主流|标配|方向|共识|常态|潮流|通例|惯例|普遍|做法)"
    "|[^，。；]{1,20}的(?:企业|厂商|公司|成本|风险|车型|机型|做法)|[^，。；]{0,24}(?:成本|风险|难度|价格)(?:仍|较|更|很|高|低|大)"
)
# 该监护仪, 这款载人航空器; 这套健康监测系统 is mostly one not named before.
_NOT_OF = r"(?![\u4e00-\u9fff]?(?:厂商|企业|公司|行业|产业|领域|市场|化))"
_THIS = "(?:该(?<![应本理活]该)[型批款种台套座]?|这[一款座个台套颗艘种条项]|此款)"
# 公司产品星河: what it is is not told.
_NO_KIND = WIDE_THING_WORDS - {"系统"}
_TELLING = "|".join(sorted(THING_WORDS - _NO_KIND, key=len, reverse=True))
_STRICT = "|".join(sorted(THING_WORDS - _LOOSE, key=len, reverse=True))
_THAT_THING = expression(
    rf"(?:该(?:{_THING})|{_THIS}(?![车机])[^，。；：、的和与及\s]{{0,6}}?(?:{_STRICT})){_NOT_OF}"
)
# 新车搭载某芯片: the car that was just named.
_BARE_NEW = frozenset({"新车", "新机", "新品"})
_NEW_ONE = expression(
    rf"(?:{'|'.join(sorted(NEW_ONES, key=len, reverse=True))})(?={TELLS})"
    # 该车电池由某公司供应, and not 该车企, 该机构
    "|该(?:款车型?|车型|款机型|机型|车(?![企间站队主道厂库辆险])|机(?![构制场关组会器床遇理能密要械电房体]))"
)
_IT = expression(
    rf"(?:它(?={TELLS})|这(?=是(?:一[种款类个项座台艘]|我国|国内|全球|世界|业界|业内|公司|该公司|首))|其(?=(?:还|也|将|均|可|主要|同时|首次|全面|创新性?地?){{0,2}}(?:{_HAS}|基于|支持|面向|应用于|适用于)))"
)
# 电池由双方联合研发; at the head of its clause 双方 is followed up elsewhere (topics.follow).
BOTH = "双方"
_BY_BOTH = expression(rf"(?<=由){BOTH}(?=(?:共同|联合|合作|携手|合资|各自?))")
_THE_FIRM = frozenset(("公司", "该公司", "本公司"))
# What introduces a company: its trade, age, seat, founders, products.
_INTRODUCES = expression(
    "的?(?:主营|主要(?:从事|生产|产品|业务|研发|开发|提供)|(?:核心|代表|首款)?产品(?:包括|为|有|涵盖|线)|[成创]立于|创办于|创建于|创始(?:人|团队)(?![^，。；]{0,6}(?:表示|称|说|认为|透露))"
    "|联合创始人|总部|注册(?:资本|地)|由[^，。；]{1,24}(?:创立|创办|创建)|是(?:一家|国内|全球|中国|我国|业内|业界|目前)|为(?:一家|国内|全球|中国|我国)|专业从事|从事|前身|客户(?:包括|为|有|涵盖)"
    "|拥有[^，。；]{0,6}(?:员工|[0-9])|现有(?:员工|[0-9])|员工|估值|核心团队|研发团队|核心技术)"
)
_HIS_OFFICE = expression(rf"的?{TITLES}")
# 交易所总经理某某; 交易所已受理 is said of any exchange.
_OFFICE_OF_IT = expression("总经理|副?总裁|副?理事长|董事长|负责人|副总")
# 会上，……: at the event spoken of.
_AT_IT = expression(
    r"会(?=上[，,])|(?:会议|大会|论坛|峰会|展会|发布会)(?=上[，,]|上[\u4e00-\u9fff]{2})"
)
# 这家由某某创立的公司, 这家自动驾驶公司: it has been named.
_THIS_FIRM = expression(
    r"这家(?!公司|企业)(?:[^，。；：]{1,30}?的[^，。；：的]{0,6}|[^，。；：的由是]{1,10})(?P<firm>公司|企业)(?![的、和与])"
)
_FIRM = frozenset({"公司", "企业"})
# Behind a colon it is the one named right before it; whoever speaks before one speaks of another.
_NAMED_SO = expression("(?<![说称道问答示为出价绍露])：$")
_NO_HEAD = expression(r"性(?!能)|化|思想|意识")
# 甲此前已向其投资10亿美元
_TOWARDS = frozenset("向对给为")
_GIVEN_IT = expression(
    "(?:追加|累计|再次|独家|批量|长期|稳定|持续|已|开始)*(?:投资|注资|增资|出资|供[应货给电气水热]|提供|配[套送]|代工|交付|生产|制造|设计|封[装测]|建造|运输|承运|采购|下单|订购)"
)
_OWN = expression(
    r"(?:控股|第[一二三四五六七八九十]+大|最大|单一|大|战略|重要|全资|唯一|新任?|的|间接|主要)*"
    r"(?:股东|实际控制人|实控人|子公司|孙公司|母公司|下属|旗下|控股的|参股的)"
)
# 甲、乙均为其副理事长单位
_MEMBER_UNIT = expression(
    "(?:首批|创始|现有|常务)*(?:副?理事长|理事|副?会长|会员|成员)(?:单位|企业)"
)


def anaphors(
    text: str,
    start: int,
    end: int,
    covered: Sequence[tuple[int, int]],
    topics: Topics,
) -> Iterator[tuple[int, int]]:
    """Where words stand that mean something named before, as `topics` has it: their starts and ends."""
    k = 0
    for at, stop in _pointing(text, start, end, topics):
        while k < len(covered) and covered[k][1] <= at:
            k += 1
        word = text[at:stop]
        before = text[at - 1] if at > 0 else "\n"
        inside = k < len(covered) and covered[k][0] < stop
        # In 该芯片 the chip is no name of its own, nor in 芯片采用…… where one was just named.
        if inside and not (covered[k][1] == stop and _takes_in(word, at, covered[k][0], topics)):
            continue
        if word[0] in "该这" and (before == "应" or _NO_HEAD.match(text, stop)):
            continue
        firm = word in {"公司", "集团"}
        if firm and (text.endswith("标的", 0, at) or not _stands_alone(text, start, at, stop)):
            continue
        if word == "其" and not (
            (before in _BEFORE_BARE and _IT.match(text, at))
            or _OWN.match(text, stop)
            or _MEMBER_UNIT.match(text, stop)
            or (before in _TOWARDS and _GIVEN_IT.match(text, stop))
        ):
            continue
        if (
            word in _OCCASIONS
            and not (text[stop : stop + 1] == "上" and before in _BEFORE_BARE)
            and not _names_occasion(text, at, stop)
        ):
            continue
        if word in _ONE_OF_TWO and _CHOOSES.search(text, max(0, at - 4), at):
            # 甲采用前者，乙采用后者: one of two ways, and no firm.
            continue
        if word in RULES and not _speaks_of_rule(text, at, stop):
            continue
        if word == "部" and (before not in _BEFORE_BARE or not _OFFICE.match(text, stop)):
            continue
        if word in {"他", "她"} and (before not in _BEFORE_BARE or text[stop : stop + 1] == "们"):
            continue
        if word == "征求意见稿" and before not in _BEFORE_DRAFT:
            continue
        yield at, stop


def _takes_in(word: str, at: int, name: int, topics: Topics) -> bool:
    """Whether a word that points back takes in the name of a kind with which it ends."""
    return (word[0] in "该这此" and at < name) or (
        at == name and (topics.is_named_so(word) or topics.may_be(word))
    )


def _pointing(text: str, start: int, end: int, topics: Topics) -> Iterator[tuple[int, int]]:
    """Words that may point back: those of the list, and 该码头 where the name of a thing ended in 码头."""
    found = {
        m.start() + _signs_before(text, m): m.end() for m in _ANAPHOR.finditer(text, start, end)
    }
    for m in _THIS_FIRM.finditer(text, start, end):
        found[m.start("firm")] = m.end()
    for m in _AT_IT.finditer(text, start, end):
        if m.start() == 0 or text[m.start() - 1] in _BEFORE_BARE:
            found[m.start()] = m.end()
    for m in _ALONE.finditer(text, start, end) if topics.headed else ():
        if m.group() == "交易所" and not _OFFICE_OF_IT.match(text, m.end()):
            continue
        bare = m.start() == 0 or text[m.start() - 1] in _BEFORE_BARE
        if bare and topics.is_head(m.group()[-3:]):
            found.setdefault(m.start(), m.end())
    for at, stop in _things(text, start, end, topics):
        found.setdefault(at, stop)
    for m in _THAT.finditer(text, start, end) if topics.headed or topics.terms else ():
        word = m["head"] if topics.is_head(m["head"]) else m["head"][:2]
        if topics.is_head(word):
            found[m.start()] = m.start("head") + len(word)
    yield from sorted(found.items())


def _signs_before(text: str, word: re.Match[str]) -> int:
    """How many signs of a word end what stands before: 后 in 增资后两者分别持股, and none in 仅投资后两者."""
    if word.group() not in _THE_TWO or not _ENDS_IN_AFTER.match(text, word.start() - 1):
        return 0
    return int(text[word.end() : word.end() + 1] not in {"", "，", "。", "；", "的", "\n"})


def _things(text: str, start: int, end: int, topics: Topics) -> Iterator[tuple[int, int]]:
    """Words that may stand for a thing whatever its name ends in: 它采用, 新车搭载, 该监护仪; 芯片采用 where one was just named."""
    yield from (m.span() for m in _THAT_THING.finditer(text, start, end))
    yield from (m.span() for m in _BY_BOTH.finditer(text, start, end))
    for at in (start, *(m.end() for m in _STOP.finditer(text, start, end))):
        if m := _IT.match(text, at, end) or _NEW_ONE.match(text, at, end):
            if m.group() not in _BARE_NEW or not _OF_ANY.match(text, m.end(), end):
                yield m.span()
        elif (m := _THING_ALONE.match(text, at, end)) and _is_meant(text, m, end, topics):
            yield m.span()


def _is_meant(text: str, word: re.Match[str], end: int, topics: Topics) -> bool:
    """Whether 芯片 or 平台 alone means something just named, and no part of it."""
    if _OF_ANY.match(text, word.end(), end):
        return False
    if topics.is_named_so(word.group()):
        return True
    return topics.may_be(word.group()) and _OF_A_PART.match(text, word.end(), end) is None


# “夸父”人形机器人，; 夸父是一款人形机器人
_KIND_BEHIND = expression(
    rf"[”’》\"]?(?:（[^（）]{{0,20}}）)?(?:，?(?:这|它)?(?:是|为|系)(?:由[^，。；]{{1,16}}的)?(?:一|我国|国内|全球|世界|业界|业内|目前|公司|首)[^，。；的]{{0,16}}的?)?[^，。；：、的与和及等对在由将已]{{0,8}}?(?P<kind>{_TELLING})(?=[，。；、]|$)"
)


def words_for(text: str, start: int, end: int) -> str:
    """What a thing is called beside its name, or nothing.

    Args:
        text: the article.
        start: where the name begins.
        end: where it ends.

    >>> text = "小米推出机器人CyberOne。“夸父”是一款人形机器人。"
    >>> words_for(text, 7, 15), words_for(text, 17, 19), words_for(text, 0, 2)
    ('机器人', '机器人', '')
    """
    before = thing_word(text[max(0, start - 8) : start].rstrip('“‘《"'))
    if before and before not in _NO_KIND:
        return before
    behind = _KIND_BEHIND.match(text, end)
    return behind["kind"] if behind else ""


def of_others(text: str, start: int, at: int, word: str) -> bool:
    """Whether rules of another kind were called so shortly before, and not by a title: 美国宣布限制措施。措施针对…….

    Args:
        text: the article.
        start: from where on it is looked at.
        at: where the word stands.
        word: one of `RULES`.

    >>> of_others("美国宣布限制措施。措施针对光刻机", 0, 9, "措施"), of_others("《若干措施》印发。措施明确", 0, 9, "措施")
    (True, False)
    """
    last = text.rfind(word, start, at)
    if last <= start or not "\u4e00" <= text[last - 1] <= "\u9fff":
        return False
    return text.rfind("《", 0, last) <= text.rfind("》", 0, last)


def _speaks_of_rule(text: str, at: int, stop: int) -> bool:
    """Whether 方案 or 规划 alone means the one spoken of: it says or does something."""
    before = text[at - 1] if at else "\n"
    if before not in _BEFORE_BARE:
        return False
    if _RULES_SAY.match(text, stop):
        return True
    word = text[at:stop]
    if of_others(text, max(0, at - 60), at, word):
        return False
    does = _RULES_DO.match(text, stop)
    if does is None or (word in _PLANNING and _PLANS_TO.match(text, stop)):
        return False
    return word not in _VERBS_TOO or before in _SENTENCE_ENDS


def _names_occasion(text: str, at: int, stop: int) -> bool:
    """Whether 会议 or 峰会 alone means the one spoken of: 出席会议, or the subject of its clause."""
    if text[max(0, at - 2) : at] in {"出席", "参加"}:
        return True
    before = text[at - 1] if at else "\n"
    return before in _BEFORE_BARE and text[stop : stop + 1] in set("由在于将以")


def _bare(text: str, stop: int, before: str) -> bool:
    """Whether 公司 stands alone and not at the end of a name."""
    if before in _BEFORE_BARE:
        return text[stop : stop + 2] not in {"在内", "中的"}
    if before in {"任", "为"} and _HIS_OFFICE.match(text, stop):
        # 某某任公司董事长
        return True
    return before in _BEFORE_SHARES and _SHARES.match(text, stop) is not None


def _stands_alone(text: str, start: int, at: int, stop: int) -> bool:
    """Whether 公司 is no end of a name: alone, or in 这家由某某创立的公司."""
    before = text[at - 1] if at > 0 else "\n"
    if _TIME_BEFORE.search(text, max(start, at - 6), at):
        return _bare(text, stop, "，")
    return (
        _bare(text, stop, before) or _THIS_FIRM.search(text, max(start, at - 40), stop) is not None
    )


def word_of(text: str, atom: Atom) -> str:
    """The word that stands for something; 成为其股东 speaks of another than 其子公司 does."""
    word = text[atom.start : atom.end]
    if word == "其" and _MEMBER_UNIT.match(text, atom.end):
        return "该组织"
    if word == "其" and _IT.match(text, atom.start) and not _OWN.match(text, atom.end):
        return ITS_VERB
    return (
        "成为其" if word == "其" and text[max(0, atom.start - 2) : atom.start] == "成为" else word
    )


def meant(clause: Clause, atom: Atom, topics: Topics) -> Meant | None:
    """What a word that stands for something named before means in its clause."""
    text, word = clause.text, word_of(clause.text, atom)
    word = next((w for w in _THE_TWO if w[1:] == word), word)
    if word in COUNTING:
        return topics.order.meant(word, text, atom.start)
    if word == BOTH:
        return topics.order.both(text, atom.start)
    if word in IT or word[-2:] in THING_WORDS:
        return _thing_meant(clause, atom, topics, word)
    if word == "其" and (beside := topics.order.before(text, atom.start)):
        # 甲及其子公司乙: 甲's.
        return beside
    if word == "其" and (nearest := _doer_before(clause, atom)):
        return nearest
    this = _THIS_FIRM.search(text, max(0, atom.start - 40), atom.end) if word in _FIRM else None
    if (
        this
        and "Company" in topics.recent
        and _NAMED_SO.search(text, max(0, this.start() - 1), this.start())
    ):
        # 最大一笔来自甲：这家……公司宣布融资
        return "Company", topics.recent["Company"]
    if this:
        # 这家由特斯拉前高管创立的公司: not the one named in between.
        return next((t for t in (topics.agent, topics.house) if t and t[0] == "Company"), None)
    if word in _THE_FIRM and (own := _of_office(clause, atom)):
        # 甲创始人某某持有公司42%的股份: of 甲.
        return own
    introduces = (word in _THE_FIRM or word == "该企业") and _INTRODUCES.match(text, atom.end)
    if introduces:
        # 甲收购乙。该公司主营芯片: 乙.
        told, new = topics.introduced(word)
        if told:
            return new
    if word in _THE_FIRM and (sold := _sold(clause, atom)):
        # 甲控股股东拟向乙转让公司9%股份: of 甲.
        return sold
    if word == "成为其" and (new := _becomes(clause, atom, topics)):
        return new
    if word == "其" and text[atom.start - 1] in _TOWARDS and _GIVEN_IT.match(text, atom.end):
        return _receiver(clause, atom, topics)
    found = topics.antecedent(word)
    if found and word == "其" and _is_own(clause, atom, found):
        # 甲披露招股书，乙为其第一大股东: not 乙's.
        others = (topics.announcer, topics.house, topics.main)
        return next((t for t in others if t and t != found), None)
    if word in _THE_FIRM and len(clause.listed) > 1 and found:
        # 甲、乙、丙合计减持公司股份: none of them.
        return None if any(a.keys == found[1] for a in clause.listed) else found
    return found


def _receiver(clause: Clause, atom: Atom, topics: Topics) -> Meant | None:
    """Whom 其 means in 为其供电 and 向其投资."""
    if topics.receiver and topics.receiver[1] == topics.sentences:
        # 甲为其供电，乙为其提供场地: to the same.
        return topics.receiver[0]
    found = topics.antecedent("其")
    unsaid = clause.first is None or clause.first.start > atom.start
    if found and unsaid and topics.partner and found[1] != topics.partner:
        # 甲与乙签署协议，将向其供应矿卡: to 乙, for 甲 acts.
        found = "Company", topics.partner
    if found and _gives(clause, atom, found):
        # 特斯拉发布新车，甲、乙为其供应电池: neither 甲's nor 乙's.
        others = (topics.announcer, topics.house, topics.main)
        found = next((t for t in others if t and not _gives(clause, atom, t)), None)
    if found:
        topics.receiver = found, topics.sentences
    return found


def _gives(clause: Clause, atom: Atom, who: Meant) -> bool:
    """Whether somebody is the subject of the clause, or in a list that is, before the word that stands for whom something is given."""
    first = clause.first
    if first is None or not clause.spoken:
        return False
    return any(a.keys == who[1] for a in clause.listed or (first,) if a.end <= atom.start)


_MADE = frozenset({"Product", "Technology"})
_CARRIES = expression("(?:搭载|采用|使用|配备|内置|装有|接入|选用)了?$")


def _thing_meant(clause: Clause, atom: Atom, topics: Topics, word: str) -> Meant | None:
    """What 它 or 该芯片 means; where something carries it, nothing that the clause names before: 甲、乙均搭载该芯片."""
    found = topics.antecedent(word)
    if word in IT or found is None or found[0] not in _MADE:
        return found
    carried = _CARRIES.search(clause.text, max(clause.start, atom.start - 6), atom.start)
    if carried is None or not _stands_before(clause, atom, found):
        return found
    # 高通发布某芯片。甲、乙均搭载该芯片: neither 甲 nor 乙.
    other = topics.called_so(word)
    return other if other and not _stands_before(clause, atom, other) else None


def _stands_before(clause: Clause, atom: Atom, thing: Meant) -> bool:
    """Whether a thing is named in the clause before the word that stands for one."""
    return any(a.end <= atom.start and a.keys == thing[1] for a in clause.named)


def _is_own(clause: Clause, atom: Atom, found: Meant) -> bool:
    """Whether 其 would make somebody his own holder or subsidiary: 乙为其第一大股东."""
    first = clause.first
    return (
        first is not None
        and clause.spoken
        and first.keys == found[1]
        and clause.text.endswith(("为", "是", "系"), first.end, atom.start)
    )


# 甲为其子公司。乙为其第一大股东之一: is.
_IS_ITS = expression("[，。；、！？]|之一|$")
_LISTED = frozenset("、与和及同")


def _doer_before(clause: Clause, atom: Atom) -> Meant | None:
    """The company named last before 对其 or 为其 in its clause: 同意甲对其控股子公司增资 is about 甲's.

    Not in 甲为其子公司, where 为 is a verb, and not behind a list, of which nobody knows whose it is.
    """
    text = clause.text
    own = _OWN.match(text, atom.end)
    if own is None or text[atom.start - 1] not in "对为" or _IS_ITS.match(text, own.end()):
        return None
    firms = (a for a in reversed(clause.named) if a.end < atom.start)
    first = next((a for a in firms if clause.kind(a) == "Company"), None)
    if first is None or text[first.start - 1 : first.start] in _LISTED:
        return None
    return ("Company", first.keys)


def _of_office(clause: Clause, atom: Atom) -> Meant | None:
    """The company whose officer, named right behind it, is the subject of the clause in which a word such as 公司 stands."""
    first = clause.first
    if (
        first is None
        or not clause.spoken
        or clause.kind(first) != "Company"
        or first.end > atom.start
    ):
        return None
    person = next((a for a in clause.named if a.start >= first.end), None)
    if person is None or clause.kind(person) != "Person" or person.end > atom.start:
        return None
    beside = _HIS_OFFICE.fullmatch(clause.text, first.end, person.start)
    return ("Company", first.keys) if beside else None


# 向乙转让公司9%股份
_SOLD_TO = expression(r"(?:协议|无偿|一并|合计|分别){0,2}(?:转让|出售|出让|减持|让渡|划转|质押)")
# 甲控股股东, 甲第一大股东: whose shares he has.
_HOLDER_OF = expression("的?(?:控股股东|第?[一二三]?大?股东|实控人|实际控制人|董事长)")


def _sold(clause: Clause, atom: Atom) -> Meant | None:
    """The company whose holder gives shares of 公司 to another: 甲控股股东拟向乙转让公司9%股份 speaks of 甲's; None where no holder is told."""
    named = [a for a in clause.named if a.end <= atom.start]
    if not named or clause.text[named[-1].start - 1 : named[-1].start] not in {"向", "给"}:
        return None
    if not _SOLD_TO.match(clause.text, named[-1].end):
        return None
    firm = next((a for a in named[:-1] if clause.kind(a) == "Company"), None)
    if firm is None or firm.keys == named[-1].keys:
        return None
    # 控股股东甲拟向乙转让公司9%股份: of neither.
    return ("Company", firm.keys) if _HOLDER_OF.match(clause.text, firm.end) else None


_LATTER = "后者"
_LATTER_BECOMES = expression(f"{_LATTER}(?:将|已|正式|也|则){{0,3}}成为$")
_LONGEST_BECOMES = 12


def _the_latter_becomes(clause: Clause, atom: Atom, topics: Topics) -> Meant | None:
    """Whose subsidiary 后者 becomes: 甲收购乙，后者成为其全资子公司 speaks of 甲's."""
    start = max(clause.start, atom.start - _LONGEST_BECOMES)
    m = _LATTER_BECOMES.search(clause.text, start, atom.start)
    who = topics.order.meant(_LATTER, clause.text, m.start()) if m else None
    if who is None:
        return None
    others = (topics.buyer, topics.agent, topics.house)
    return next((t for t in others if t and set(t[1]).isdisjoint(who[1])), None)


def _becomes(clause: Clause, atom: Atom, topics: Topics) -> Meant | None:
    """Whose 股东 or 供应商 those named before 成为其 become."""
    own = [a for a in clause.named if a.end <= atom.start and clause.kind(a) in TOPIC_TYPES]
    if not own:
        return _the_latter_becomes(clause, atom, topics)
    if len(list_of(clause, own[0], own)) < len(own):
        # 甲宣布乙成为其供应商
        return clause.kind(own[0]), own[0].keys
    before = topics.matter or topics.issuer or topics.agent
    keys = {key for a in own for key in a.keys}
    # 甲完成融资，乙、丙成为其股东: none of those who become it.
    return before if before and keys.isdisjoint(before[1]) else None
