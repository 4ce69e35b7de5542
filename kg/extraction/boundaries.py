"""Where a name that the network sees begins and ends: what belongs to the words around it is taken off."""

import re
from collections.abc import Callable, Mapping, Set

from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.lexicon import RELIEVES, SURNAMES, TITLES_RE
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.products import NAMED_BEHIND_KIND
from kg.extraction.suffixes import CHILD, ROLE_BEFORE
from ontology.vocabulary import vocabulary

# What sums a list up behind its last member: 治理研究中心、文化研究中心两大研究中心.
_SUM = re.compile(r"(?P<name>.{2,}(?P<head>..))[两三四五六七八九十]大.{0,4}(?P=head)")


CONSULTING = "征求意见"
# CPU倚天710: what it is stands before the name of a model.
_KIND_LED = re.compile(
    r"(?:CPU|GPU|DPU|NPU|MCU|SoC|FPGA|芯片|处理器|操作系统|数据库|大模型|服务器|加速卡|交换机)+(?!组|模组|管理|主板|一体机|测试|平台|系统|集群|机柜)(?=[\u4e00-\u9fff]{0,6}[A-Za-z0-9.\-+]+$)"
)
# 天津新建8英寸产线: what is done in front of the facility.
_BUILT = re.compile(
    r"(?:.{0,8}?(?:新建(?!区|县|村|路)|兴建|扩建|投建|改建)|出售|关闭|关停|补贴|资助|收购|转让|剥离|参观|走访|其|该)(?=[0-9\u4e00-\u9fff])"
)
# 12英寸产线投片: what the line has come to is no part of its name.
_REACHED = re.compile(
    r"(?:线|厂|基地|工程|项目|中心|园)(?:投片|拉通|通线|动工|投运|投产|开工|封顶|通车|并网|试产)$"
)
# 市长龚某到特斯拉上海超级工厂: who goes there is no part of its name.
_VISITED = re.compile(
    r"(?:[市省区县州部局院校会行董]长|书记|主任|总裁|总经理|CEO|主席|经理)[\u4e00-\u9fff·]{2,4}?(?:一行)?(?:来到|前往|走进|莅临|考察|调研|参观|视察|走访|到访|[到赴在])(?=[0-9A-Za-z\u4e00-\u9fff]{4})"
)
_OFFICERS = frozenset("社长 总裁 总经 总监 总编".split())
# 高岭资本投资合伙人某某: the first half of the office is no part of the name.
_WITH_TITLE = re.compile(
    r"(?P<name>.{2,}(?:资本|基金|创投|集团|公司|科技|证券|银行))(?:投资|技术|产品|市场|销售|财务|运营|研究)"
)
_TITLE_NEXT = re.compile(r"合伙人|总监|副?总|负责人|经理|主管|官")
# 副总裁某某因个人原因离职: what goes on behind a person's name.
_AFTER_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff·•]{2,14}?)(?:拟|曾|带(?=队|领|头|着)|到(?=会|场讲|场致|场祝|场并|任后)|站(?=在)|上(?=台领|台演|台发|台致|台分|任后|任以)|走(?=进|上)|更(?=看重|关心|愿|希望|倾向|进一步)|突(?=然)|自(?=\d)|心(?=怀|存|系)|一手|出庭|到访|暂代|因病?(?=病|个人|工作|年龄|身体|家庭|组织|涉|故|退|届|达|辞|离|去)|将(?=于|在|出任|担任|离|卸|接|辞|赴|不再)|现(?=任|为)|加(?=入|盟)|任(?=董事|总|副|首席|CEO|会长|院长|主席|理事|党))"
)
_CHOSEN = re.compile(
    "(?:聘请|邀请|委派|提名|推荐|选举|改选|补选|推选|推举|选聘|聘任|续聘|任命|委任|增补)[^。；]*$"
)
# A verb of dealing between two names that were taken for one: 通过国投集新投资拓荆科技.
_DEALING = re.compile(r".{2,}(?:投资|收购|入股|增资|参股|控股|领投|战投)(?=.{2,})")
# What may stand before a name and was taken for its first character: 据瑞芯微公告, 与京东方签约.
_LEADS = frozenset("任据从由与和对向在为被获将经于是及就因中原前其")
_PARTS_WORDS = frozenset(("", "，", "、", "；", "。", "：", "\n"))
FIRMS = frozenset({"Company", "Fund"})
_ALL_TYPES = frozenset(vocabulary().entity_types)


def trimmed(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate without what belongs to the words around it, and with what belongs to it.

    Args:
        text: the article.
        gazetteer: what is known; a word before a listed name is no part of it.
        cand: what the network names.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> trimmed("据京东方公告", load_gazetteer(), Candidate(0, 4, "Company", "model")).start
    1
    """
    for kinds, rule in _FIRST:
        if cand.type in kinds:
            cand = rule(text, gazetteer, cand)
    for border in _BORDERS[cand.type]:
        if (better := border(text, gazetteer, cand)) is not None:
            return better
    return _without_sum(text, cand)


_FORMER_OF = re.compile(r"原[\u4e00-\u9fff]{2}")


def _is_of_former(text: str, cand: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether 原 before a firm's name tells of a former office: 原砺芯董事长某某、原青岚副总经理某某."""
    return (
        _FORMER_OF.match(text, cand.start, cand.end) is not None
        and TITLES_RE.match(text, cand.end) is not None
        and not gazetteer.by_name(text[cand.start : cand.end])
    )


def _off_edges(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without characters at either end that begin or end another word."""
    if _NO_UN.match(text, cand.start) and cand.end - cand.start > 4:
        # 拟联合国投创业收购: together with 国投创业.
        cand = cand._replace(start=cand.start + 2)
    if text[cand.end - 1] in " （(":
        cand = cand._replace(end=cand.end - 1)
    if cand.end - cand.start > 2 and _OF_VERB.match(text, cand.start):
        # 研制出天机芯, 成立了某联盟: the first character ends the verb.
        cand = cand._replace(start=cand.start + 1)
    closed = _CLOSED.match(text, cand.start, cand.end)
    if closed and text[cand.start - 1 : cand.start] in {"“", "‘"}:
        # “天工”机器人: what it is stands behind its name.
        cand = cand._replace(end=closed.end())
    if text.startswith(_CUT_OFF, max(0, cand.start - 1)) and cand.start:
        # 大数据发展部, 中电科网安: the first character belongs.
        cand = cand._replace(start=cand.start - 1)
    if cand.type == "Event" and text.startswith(("会上", "坛上"), cand.end - 2):
        # 第六届年会上: at it.
        cand = cand._replace(end=cand.end - 1)
    if cand.type == "Company" and _OFFICER_NEXT.match(text, cand.end - 1):
        # Argo VisionCEO: the C begins the office.
        cand = cand._replace(end=cand.end - 1)
    figure = _FIGURE.search(text, cand.start, cand.end)
    if figure and text[cand.end : cand.end + 1] in _GOES_ON:
        # Zinitix 30.91%: the figure begins behind the name.
        cand = cand._replace(end=figure.start())
    long = cand.end - cand.start > 2
    if cand.type in ORGANISATIONS and long and text.startswith(_SET_UP, cand.end - 1):
        # 国投创合成立于2016年: the last character begins the verb.
        cand = cand._replace(end=cand.end - 1)
    if cand.type in FIRMS and _is_of_former(text, cand, gazetteer):
        cand = cand._replace(start=cand.start + 1)
    if cand.type in FIRMS and "O" in text[cand.start : cand.end]:
        cand = _without_office(text, cand)
    if cand.type == "Product" and (said := _SIZED.search(text, cand.start + 2, cand.end)):
        # StarView One 重39g: how heavy it is.
        cand = cand._replace(end=said.start())
    if cand.type in FIRMS and (cut := _verb_of_control(text, gazetteer, cand)):
        cand = cand._replace(end=cand.end - cut)
    if cand.type in ORGANISATIONS:
        cand = _without_deed(text, gazetteer, cand)
    if cand.type in FIRMS and not gazetteer.by_name(text[cand.start : cand.end]):
        return _without_clause(text, cand)
    return cand


_OF_VERB = re.compile(
    r"(?<=研制|研发|开发|打造|生产|制造|培育|设计)出(?![口租版货海行资差厂众让土境水库])|(?<=成立|设立|发布|推出|组建|开发|研发|研制|建成|收购|采用|搭载)了"
)
_CLOSED = re.compile(r"[^“”‘’]{1,12}(?=[”’].)")
# 由某区投资、某公司运营: what each of them does is no part of its name.
_DOES_BY = re.compile(
    r"(?P<name>.{2,})(?:运营|(?<=[区市县州省府会镇])投资|承建|建设|负责|提供|供应|供货|封装|封测|制造|代工)"
)
_BY_WHOM = re.compile(r"由[^，。；]{0,20}$")
_LISTED_NEXT = frozenset("、，。；的")


def _without_deed(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without the verb that follows whom a clause says by whom something is run or paid: 由青岚科技运营。"""
    deed = _DOES_BY.fullmatch(text, cand.start, cand.end)
    if deed is None or text[cand.end : cand.end + 1] not in _LISTED_NEXT:
        return cand
    known = gazetteer.by_name(text[cand.start : cand.end])
    if known or not _BY_WHOM.search(text, max(0, cand.start - 24), cand.start):
        return cand
    return cand._replace(end=deed.end("name"))


# 元禾璞华领投, 思比科后跃居, 百度及: verbs and particles that begin behind a name.
_ROUNDS = ("天使轮", "种子轮", "战略轮")
_MEASURES = frozenset("架辆艘台套股元件吨%％")
_COUNT_END = re.compile(
    r"(?<=[\u4e00-\u9fff])\d+(?:\.\d+)?[万亿]?(?:架|辆|艘|台|套|股|元|件|吨|[%％])$"
)
_VERB_END = re.compile(
    "领投|跟投|参投|自身|本身|[原前](?=党委|党组|董事|总经理|总裁|副|行长|书记|主任|主席)|研究(?=探讨|讨论|商讨|决定|制定)|后(?=跃居|成为|升至)|即(?=采用|搭载|将|为)"
    r"|已(?:进入|经)?(?=[\u4e00-\u9fff])|深化(?=合作)|市(?=占率)|处(?=获得|受让|取得|收购|购得|购买|承接)|支付(?=货款|[价股]款|对价|赔偿|定金|违约|原告)"
    r"|(?<=[A-Za-z0-9])(?:则|也|均)(?=[\u4e00-\u9fff])"
)
_ITS = "其"
_LISTED_BEHIND = frozenset("及和与等则均")


_DASHES = frozenset("-—–")
# 葛岩新进了三家公司, 葛岩新进持有; 王志新进一步指出, 陈维新进入.
_NEWLY_IN = re.compile(
    "新进(?![一入行驻军修展])(?:了|持有|成为|[\u4e00-\u9fff]{2,6}(?:股份|前十|十大))"
)
# 证券简称:某公司 证券代码:834117, 收购LDV;
_CODE_TOLD = re.compile(
    r"(?<![;；\s])[;；\s]+(?P<code>(?:证券|股票)(?P<word>代码|简称)?(?:[:：]?\d*))?$"
)


def _opens(name: str) -> bool:
    """Whether a name opens a bracket that it does not close.

    >>> _opens("ABB（中国"), _opens("ABB（中国）")
    (True, False)
    """
    return name.count("(") + name.count("（") > name.count(")") + name.count("）")


def _unglued(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without dashes or 其 before the name, without a date, a verb or a particle behind it; with the bracket that closes it.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "李斌3月宣布，其换电联盟成立"
    >>> [_unglued(text, load_gazetteer(), Candidate(*at, "model"))[:2]
    ...     for at in ((0, 3, "Person"), (7, 12, "Association"))]
    [(0, 2), (8, 12)]
    """
    start, end = cand.start, cand.end
    while end - start > 2 and text[start] in _DASHES:
        cand, start = cand._replace(start=start + 1), start + 1
    if text[end : end + 1] in {")", "）"} and _opens(text[start:end]):
        # ABB（中国）: with the bracket that closes it.
        return cand._replace(end=end + 1)
    if cand.type in FIRMS and text[end - 1 : end + 1] == "风投":
        # 小米风投为第二大股东: jieba reads 投为.
        return cand._replace(end=end + 1, type="Fund")
    if (
        cand.type == "Person"
        and text[end - 1].isdigit()
        and text[end : end + 1] in "年月日0123456789"
    ):
        while end - start > 2 and text[end - 1].isdigit():
            end -= 1
        return cand._replace(end=end)
    name = text[start:end]
    tail = _CODE_TOLD.search(text, start + 2, end)
    if tail and (not tail["code"] or tail["word"] or text[end : end + 2] in {"代码", "简称"}):
        return cand._replace(end=tail.start())
    if cand.type == "Person" and end - start == 3 and _NEWLY_IN.match(text, end - 1):
        # 葛岩新进了三家公司
        return cand._replace(end=end - 1)
    if end - start < 4 or gazetteer.by_name(name):
        return cand
    if name[0] == _ITS and cand.type != "Person":
        cand, start = cand._replace(start=start + 1), start + 1
    for verb in _VERB_END.finditer(text, start + 2, end + 4):
        if verb.end() == end:
            return cand._replace(end=verb.start())
    if name[-1] in _LISTED_BEHIND and gazetteer.by_name(text[start : end - 1]):
        return cand._replace(end=end - 1)
    return cand


def _without_office(text: str, cand: Candidate) -> Candidate:
    """A firm without the letters of an office; CTO韩牧 is a person.

    >>> text = "CTO韩牧"
    >>> _without_office(text, Candidate(0, 5, "Company", "model"))[:3]
    (3, 5, 'Person')
    """
    if chief := _CHIEF_FIRST.match(text, cand.start, cand.end - 1):
        return cand._replace(start=chief.end(), type="Person")
    chief = _CHIEF_LAST.search(text, cand.start, cand.end)
    return cand._replace(end=chief.start()) if chief else cand


# 附条件批准某公司收购; 因某公司涉嫌违规: the words begin another phrase.
_PHRASE_BEFORE = re.compile(
    r"(?:(?:附加?)?(?:限制性)?条件)?(?:批准|核准|否决)(?=[\u4e00-\u9fff]{4})|(?P<cause>因)(?=[\u4e00-\u9fff]{3})"
)
_PHRASE_BEGINS = frozenset("附限条批核否因")
# With which the phrases below begin; most names hold none of these.
_PHRASE_GOES_ON = re.compile("[未纯横送出递提发挖控投]")
# 某公司未依法申报, 收购某公司纯属商业行为, 某公司送达的报告书
_PHRASE_BEHIND = re.compile(
    r"(?:未(?=依法|按|及时|经|能|获|予|履行|披露|申报|如期)|纯属.*|横生.*|(?:送达|出具|递交|提交|发来|发出)(?=的)|挖(?=来|走|角)|控制(?=(?:约|超过|近)?[0-9.]+[%％])"
    r"|(?<=.{3})投资(?=运营|建设|开发|兴建|打造))"
)


# 因某公司涉嫌违规, 因某公司及其保荐人撤回申请; 因纳基因去年盈利
_CAUSED = re.compile(
    r"(?:（[^（）]{0,40}）)?(?:(?:[及与和]其)[^，。；]{0,16})?(?:涉嫌|主动撤回|撤回|违反|违规|拒绝|资金链|未[按能及依]|经营不善)"
)


def _without_clause(text: str, cand: Candidate) -> Candidate:
    """An unlisted firm without the words of a clause that begin in its name or end in it.

    >>> text = "云海物流因收购捷运通未依法申报被罚"
    >>> _without_clause(text, Candidate(7, 11, "Company", "model")).end
    10
    """
    first = text[cand.start] in _PHRASE_BEGINS
    m = _PHRASE_BEFORE.match(text, cand.start, cand.end) if first else None
    if m and (not m["cause"] or _CAUSED.match(text, cand.end)):
        cand = cand._replace(start=m.end())
    led = text[max(0, cand.start - 1) : cand.start] == "由" and cand.end - cand.start > 4
    if (
        led
        and text.endswith("投资", cand.start, cand.end)
        and text[cand.end : cand.end + 1] in {"，", "。", "；"}
    ):
        # 由奇绩创坛投资，: the verb.
        return cand._replace(end=cand.end - 2)
    if not _PHRASE_GOES_ON.search(text, cand.start + 2, cand.end):
        return cand
    for behind in _PHRASE_BEHIND.finditer(text, cand.start + 2, cand.end + 10):
        if behind.start() >= cand.end:
            break
        if behind.end() >= cand.end:
            return cand._replace(end=behind.start())
    return cand


def _policy(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A draft with its last character: 征求意见稿."""
    if cand.type != "Policy" or not text.startswith("稿", cand.end):
        return None
    drafted = text.endswith(CONSULTING, cand.start, cand.end)
    return cand._replace(end=cand.end + 1) if drafted else cand


def _thing(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A product, technology or facility: with the number of its model, without what it is or what was done."""
    if cand.type == "Product" and (model := _MODEL_NUMBER.match(text, cand.end)):
        return cand._replace(end=model.end())
    if cand.type in _MADE and (kind := _KIND_LED.match(text, cand.start, cand.end)):
        return cand._replace(start=kind.end())
    if cand.type in _MADE and (kind_end := _listed_kind(text, gazetteer, cand)):
        return cand._replace(start=kind_end)
    if cand.type == "Product" and (kind := NAMED_BEHIND_KIND.search(text, cand.start, cand.end)):
        # 硬件仿真加速器穹顶X2: what it is stands before the name.
        whole = kind.end() == cand.end and not gazetteer.by_name(text[cand.start : cand.end])
        return cand._replace(start=kind.start("name")) if whole else None
    if cand.type in _MADE and text.startswith(_AGAINST, cand.start) and cand.end - cand.start > 3:
        # 相比风冷: what something is set against.
        return cand._replace(start=cand.start + 2)
    if cand.type in _MADE and (hit := _AFFECTS.match(text, cand.start, cand.end)):
        # 漏洞直接影响某平台
        return cand._replace(start=hit.end())
    if cand.type == "Facility" and (built := _BUILT.match(text, cand.start, cand.end - 2)):
        return cand._replace(start=built.end())
    if cand.type == "Facility" and _REACHED.search(text, cand.start, cand.end):
        return cand._replace(end=cand.end - 2)
    if (met := without_visitor(text, cand)) != cand:
        return met
    if cand.type == "Facility" and (owned := _owned_site(text, gazetteer, cand)) is not None:
        return cand._replace(start=owned, confidence=max(cand.confidence, _SURE_SITE))
    return None


_AFFECTS = re.compile("[\u4e00-\u9fff]{0,4}(?:直接|严重|广泛)影响(?!力)(?=..)")
_AGAINST = ("相比", "相较", "对比", "较之")


def _customer(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A fund with its phase, a company without what its supplier is called by."""
    if cand.type == "Company" and (buyer := _of_chain(text, gazetteer, cand)):
        return cand._replace(end=buyer)
    if cand.type == "Fund" and (phase := _PHASE.match(text, cand.end)):
        return cand._replace(end=phase.end())
    return None


def _at_home(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """Without the country in front, with the rest of a facility's name, without the adverb behind."""
    if home := _home_before(text[cand.start : cand.end], cand.type, gazetteer):
        # 韩国三星电子 is 三星电子, 日本甲骨文 a company of its own.
        return cand._replace(start=cand.start + len(home))
    if cand.type == "Facility" and (whole := _of_place(text, gazetteer, cand)):
        return cand._replace(end=whole)
    if cand.type in ORGANISATIONS and (cut := _before_adverb(text, gazetteer, cand)):
        return cand._replace(end=cand.end - cut)
    return None


def _person(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A person without what the next words begin with."""
    if cand.type != "Person":
        return None
    if chief := _CHIEF_FIRST.match(text, cand.start, cand.end - 1):
        cand = cand._replace(start=chief.end())
    if text.startswith("官宣", cand.start - 1) and cand.end - cand.start > 2:
        cand = cand._replace(start=cand.start + 1)
    if text[cand.start] == "长" and _BEFORE_CHIEF.search(text, max(0, cand.start - 3), cand.start):
        # 副秘书长江离: the first character ends the office.
        cand = cand._replace(start=cand.start + 1)
    m = _AFTER_PERSON.match(text, cand.start)
    if m and m.end() == cand.end:
        return cand._replace(end=m.end("name"))
    office = _TAKES_AT.fullmatch(text, cand.start, cand.end)
    if office and gazetteer.by_name(office["body"]):
        # 李斌任蔚来董事长
        return cand._replace(end=office.end("name"))
    long = cand.end - cand.start > 2
    dated = long and text[cand.end - 1] == "于" and text[cand.end : cand.end + 1].isdigit()
    split = long and text[cand.end - 1 : cand.end + 1] in _OF_OFFICE
    # 王明、李强均已辞职: both; 李国均 alone is a name.
    listed = text[cand.start - 1 : cand.start] in {"、", "和", "与", "及"}
    split = split or (long and listed and text[cand.end - 1 : cand.end + 1] in _BOTH)
    chosen = long and text[cand.end - 1] == "为" and TITLES_RE.match(text, cand.end) is not None
    if chosen and _CHOSEN.search(text, max(0, cand.start - 40), cand.start):
        # 选举甲为理事长，乙为副理事长
        return cand._replace(end=cand.end - 1)
    # 林栖夫妇
    couple = long and text[cand.end - 1 : cand.end + 1] == "夫妇"
    # 应勇任秘书长, 彭震作主旨报告
    takes = long and text[cand.end - 1] == "任" and TITLES_RE.match(text, cand.end) is not None
    gives = long and _GIVES_TALK.match(text, cand.end - 1) is not None
    return cand._replace(end=cand.end - 1) if dated or split or couple or takes or gives else cand


_TAKES_AT = re.compile("(?P<name>[\u4e00-\u9fff]{2,3})(?:[出现兼担将就继接转]?任)(?P<body>.{2,})")
_GIVES_TALK = re.compile(
    "作(?:了)?(?:题为|主旨|主题|特邀|专题|大会|工作|开场|总结)?(?:报告|演讲|发言|致辞|讲话|总结)"
)


def _before_officer(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """夏谱社长某某: the name ends before the office."""
    officer = cand.end - cand.start > 2 and text[cand.end - 1 : cand.end + 1] in _OFFICERS
    if officer and not gazetteer.by_name(text[cand.start : cand.end]):
        return cand._replace(end=cand.end - 1)
    return None


def _firm(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A company or fund without its role in front and what goes on behind it."""
    if cand.type not in FIRMS:
        return None
    if role := ROLE_BEFORE.match(text, cand.start, cand.end - 2):
        return cand._replace(start=role.end())
    if child := CHILD.fullmatch(text, cand.start, cand.end):
        return cand._replace(end=child.end("name"))
    if cut := _behind_company(text, gazetteer, cand):
        return cand._replace(end=cand.end - cut)
    if _is_big_holder(text, gazetteer, cand):
        return cand._replace(end=cand.end - 1)
    if _INVESTOR_CUT.match(text, cand.end - 1):
        # 小米产投入股某公司: the dictionary reads 投入.
        return cand._replace(end=cand.end + 1)
    if (rest := _behind_deal(text, gazetteer, cand)) is not None:
        return cand._replace(start=rest)
    if text.startswith(_ROUNDS, cand.end - 2) and cand.end - cand.start > 4:
        # 获红杉中国天使轮投资: the round begins in the name.
        return cand._replace(end=cand.end - 2)
    counted = text[cand.end - 1] in _MEASURES and _COUNT_END.search(text, cand.start + 2, cand.end)
    if counted and text[cand.end : cand.end + 1] in _LISTED_NEXT:
        # 其中汀江航空8架、禾穗航空4架
        return cand._replace(end=counted.start())
    relieved = _RELIEVED.match(text, cand.start, cand.end)
    led = relieved and text.endswith(_RELIEVES, 0, cand.start)
    if relieved and led and not _begins_listed(text, gazetteer, cand):
        return cand._replace(start=relieved.end())
    spent = _SPENT.match(text, cand.end) and buys(text, cand.start, cand.end, cand.type)
    if spent:
        # 腾讯投资110亿元
        return cand._replace(
            end=cand.end - spent,
            type="Company"
            if _is_company(gazetteer, text[cand.start : cand.end - spent])
            else cand.type,
        )
    if (eaten := _eaten(text, gazetteer, cand)) > 0:
        return cand._replace(end=cand.end - eaten)
    m = _WITH_TITLE.fullmatch(text, cand.start, cand.end)
    if m and _TITLE_NEXT.match(text, cand.end):
        return cand._replace(end=m.end("name"))
    return None


_SPENT = re.compile(r"[约超近逾]?[\d.,]+多?[亿万千百]*(?:元|美元|港元|欧元)")


def _is_company(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a list knows a company of that name."""
    return any(e.type == "Company" for e in gazetteer.by_name(name))


# 南车吸收合并方案, 天津嘉睿为第二大股东, 成为伊利控股子公司, 京湖新发行股份, 京湖A股22%的股份
_EATEN = (
    ("吸收", re.compile("合并")),
    ("为", re.compile("第[一二三四五六七八九十]大|(?:公司|其)?(?:控股股东|实际控制人|实控人)")),
    ("控股", re.compile("(?:子|孙)公司")),
    ("新", re.compile("发行股份|增发")),
    ("A股", re.compile(r"[\d.]+[%％]|股份|股票|股价|的?(?:股东|流通)")),
    ("H股", re.compile(r"[\d.]+[%％]|股份|股票|股价|的?(?:股东|流通)")),
    ("方", re.compile("表示|称|认为|(?:，|、|和|与|的)")),
)


def _eaten(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of an unlisted name begin what the text goes on with.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _eaten("成为汀江控股子公司", load_gazetteer(), Candidate(2, 6, "Company", "model"))
    2
    """
    if gazetteer.by_name(text[cand.start : cand.end]):
        return 0
    return next(
        (
            len(word)
            for word, behind in _EATEN
            if cand.end - cand.start > len(word) + 1
            and text.endswith(word, cand.start, cand.end)
            # 隆基方表示; 东方 and 四方 are no sides.
            and (word != "方" or _is_firm(gazetteer, text[cand.start : cand.end - 1]))
            and behind.match(text, cand.end)
        ),
        0,
    )


# 免去陈建国汀江港集团董事长职务: who is relieved stands before the firm.
_RELIEVES = (*RELIEVES, *(f"{word}了" for word in RELIEVES))
_RELIEVED = re.compile(
    rf"[{SURNAMES}][\u4e00-\u9fff]{{2}}(?=.*(?:集团|公司|银行|股份|控股|证券|科技|资本|基金|保险|电子)$)"
)


def _begins_listed(text: str, gazetteer: Gazetteer, cand: Candidate) -> bool:
    """Whether a listed name begins where the candidate does: 华润医药 in 华润医药集团."""
    ends = range(cand.start + 2, cand.end + 1)
    return any(gazetteer.by_name(text[cand.start : end]) for end in ends)


_INVESTOR_CUT = re.compile("[产创风国城科]投(?:入股|投资|领投|跟投|参投|增资|出资|持股|加码|认购)")


def _is_big_holder(text: str, gazetteer: Gazetteer, cand: Candidate) -> bool:
    """Whether a name ends in what 大股东 begins with.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> lists = load_gazetteer()
    >>> [_is_big_holder(text, lists, Candidate(0, n, "Company", "model")) for n, text in ((4, "京东方大股东"), (3, "新恒大股东"))]
    [True, False]
    """
    name = text[cand.start : cand.end]
    if len(name) < 3 or not text.startswith("大股东", cand.end - 1) or gazetteer.by_name(name):
        return False
    return bool(gazetteer.by_name(name[:-1])) or text.count(name[:-1]) > text.count(name)


def _behind_with(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """与旭化成合资, at the head of its clause: with."""
    leads = text[max(0, cand.start - 1) : cand.start] in _PARTS_WORDS
    if text[cand.start] != "与" or not leads or cand.type not in ORGANISATIONS:
        return None
    return cand._replace(start=cand.start + 1) if cand.end - cand.start > 2 else None


def _family(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """张红甫兄弟: a person, and others of the family."""
    if cand.type in FIRMS and (kin := _kin(text, gazetteer, cand)):
        return cand._replace(end=cand.end - kin, type="Person")
    return None


def _behind_lead(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """据瑞芯微公告: a word before a listed name is no part of it."""
    if text[cand.start] in _LEADS and not gazetteer.by_name(text[cand.start : cand.end]):
        known = gazetteer.by_name(text[cand.start + 1 : cand.end])
        if any(entry.type == cand.type for entry in known):
            return cand._replace(start=cand.start + 1)
    return None


_HELD = re.compile(r"(?:[%％]的?|持有?的?|手中的?|手里的?)$")
_SOLD_NEXT = re.compile(
    "(?:全部|悉数|以|协议)?(?:出售|转让|卖给|售予|给|划转|质押|减持|转手|抛售|出让)"
)
_SHARE_NEXT = re.compile(r"(?:约|超过|近)?[0-9.]+[%％]")


def _verb_of_control(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of a name are a verb: 京湖电子控股51%, 国投创新管理的某基金.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _verb_of_control("京湖电子控股51%", load_gazetteer(), Candidate(0, 6, "Company", "model"))
    2
    """
    name = text[cand.start : cand.end]
    if len(name) == 4 and name.endswith("控股") and text.startswith("由", cand.start - 1):
        # 由三安控股51%
        return 2 if cand.start and _SHARE_NEXT.match(text, cand.end) else 0
    if len(name) < 5 or gazetteer.by_name(name):
        return 0
    if name.endswith(("控股", "持股", "参股")):
        return 2 if _SHARE_NEXT.match(text, cand.end) else 0
    if name.endswith("股份"):
        # 将手中78%的砺芯半导体股份出售: its shares.
        held = _HELD.search(text, max(0, cand.start - 10), cand.start) is not None
        return 2 if held and _SOLD_NEXT.match(text, cand.end) else 0
    return 2 if name.endswith("管理") and text.startswith("的", cand.end) else 0


def _home_before(name: str, kind: str, gazetteer: Gazetteer) -> str:
    """The country in front of a listed name that is at home there; empty where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_home_before(name, "Company", load_gazetteer()) for name in ("韩国三星电子", "日本甲骨文")]
    ['韩国', '']
    """
    for home in gazetteer.homes:
        # 韩国现代汽车 is listed as it stands: nothing to take off.
        if name.startswith(home) and not gazetteer.by_name(name):
            rest = gazetteer.by_name(name.removeprefix(home))
            if any(entry.type == kind and home in entry.homes for entry in rest):
                return home
    return ""


# 麒麟970, but 芯片3万颗, 芯片2025年.
_MODEL_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[A-Z]{1,3}\d{1,4}|(?!(?:19|20)\d\d)\d{3,4})(?:Pro|Max|Plus|Ultra)?"
    r"(?=[。、；：）)]|，(?!\d)|$|[\u4e00-\u9fff])"
    r"(?![年月日万亿余多来至个家项款台颗人倍次名位亩平吨元美只辆架部种条层小分秒纳毫微公米瓦千百十英号城省市周天期批起所座枚片套届代强岁点寸件笔股支块盒瓶剂针粒组轴卡路排财世])"
)


_ENTERS = re.compile("(?:打入|进入|切入|跻身|挤进|杀入|纳入)[^，。；]*$")


def _of_chain(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where a company ends whose chain of suppliers is taken for a name: 打入华为供应链; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_of_chain(text, load_gazetteer(), Candidate(2, 7, "Company", "model")) for text in ("打入华为供应链", "收购顺丰供应链")]
    [4, 0]
    """
    name = text[cand.start : cand.end]
    chain = name.endswith("供应链") and len(name) > len("供应链") + 1
    if not chain or gazetteer.by_name(name):
        return 0
    end = cand.end - len("供应链")
    known = any(e.type == "Company" for e in gazetteer.by_name(text[cand.start : end]))
    led = _ENTERS.search(text, max(0, cand.start - 20), cand.start)
    return end if known and led else 0


_IN_PLACE = re.compile(r"（(?P<place>[\u4e00-\u9fff]{2,6})）")


def _of_place(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where the name of a facility ends that a place in brackets tells from its like: 产业园区（长沙）; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _of_place("国家网络安全产业园区（长沙）", load_gazetteer(), Candidate(0, 10, "Facility", "facility"))
    14
    """
    m = _IN_PLACE.match(text, cand.end)
    if m is None or not any(e.type == "Place" for e in gazetteer.by_name(m["place"])):
        return 0
    return m.end()


_MADE = frozenset({"Product", "Technology"})
_MODEL_BEHIND = re.compile(
    r"(?P<kind>[\u4e00-\u9fff]{2,8})[A-Z][A-Za-z0-9.\-+]*(?: [A-Z0-9][\w.]*)?"
)


_SORT = re.compile(r"(?:手机|汽车|电脑|芯片|[器机仪车屏卡灯表]|系统|平台|软件|模型|设备)$")


def _listed_kind(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where the name of a model begins behind the listed word for what it is: 人形机器人G1; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _listed_kind("人形机器人G1", load_gazetteer(), Candidate(0, 7, "Product", "model"))
    5
    """
    m = _MODEL_BEHIND.fullmatch(text, cand.start, cand.end)
    if m is None or gazetteer.by_name(m[0]):
        return 0
    # 骁龙X80: a brand is a part of the name.
    kinds = (e for e in gazetteer.by_name(m["kind"]) if e.type in CONCEPTS)
    told = any(e.type != "Product" or _SORT.search(m["kind"]) for e in kinds)
    return m.end("kind") if told else 0


# 辛杰接任, 钱晶出席, 基辛格卸任: the last character begins the verb.
_BOTH = frozenset("均为 均已 均表 均称 均未 均持".split())
_OF_OFFICE = frozenset(
    "接任 接替 接棒 接班 出席 出任 出面 出掌 卸任 离任 就任 担任 升任 当选 辞任 辞职 辞去 退任 兼任 转任 履新 提名 获任 获委 受聘 被聘 解读 解释 一同 一起 一行 一手 荣退 如是 拟任 拟于 曾任 曾在 曾就 作主 出庭 到访 亲自 介绍 研究 直接 间接 无法 无缘 无力 无意 届满 因病 即将 仍将 仍然 仍为 仍是 仍在 仍任 强调 予以 站台 来京 来华 称公 称， 计划 亦认 亦称 亦为 亦是 亦将 亦表 被任 被免 被选 被判 被查 被捕 被控 被指 被双 被提 多次 多年 座谈 会谈 会见 会晤 交流 考察 调研 走访 视察 参观 陪同 签署 签约 揭牌 共同 致欢 致开 致辞 致词 致闭 致贺 作了 作题 作专 作特 任大 任主 任联 任首 莅临 前往 来到 抵达 主导 主动 合影 对话 听取 察看 职务 职位 现任 现为 现持".split()
)
_PHASE = re.compile(r"[一二三四五六七八九十]期(?!间)")
_FIGURE = re.compile(r" ?\d+(?:\.\d*)?\.?$")
# CTO韩牧来自某公司, 阿里云CTO某某
_CHIEF_FIRST = re.compile(r"C[ETFOIMPS]O(?=[\u4e00-\u9fff])")
# 英国首相某某: taken for a firm.
_STATESMAN = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:首相|总统|总理|国务卿|大臣|外长|防长|议长)(?=[\u4e00-\u9fff·]{2,6}$)(?!轮船|酒店|大酒店)"
)
_CHIEF_LAST = re.compile(r"(?<=.{2})(?:前任|前|时任)?C[ETFOIMPS]O$")
_BEFORE_CHIEF = re.compile("(?:秘书|理事|董事|[局厅处司部科院校会行厂站馆社组队])$")
_SET_UP = ("成立于", "成立以来", "成立后", "位于", "领投", "跟投", "参投")
# 长城汽车CTO王某某: company, office and person in one.
_WITH_OFFICER = re.compile(
    r"(?P<name>.{2,}?)(?:CEO|CTO|CFO|COO|董事长|总裁|总经理|创始人)[\u4e00-\u9fff]{2,3}"
)
_CUT_OFF = ("大数据", "中电科", "成都")
_OFFICER_NEXT = re.compile(r"(?<=[a-z0-9])C[EFTOIMPS]O")
_SIZED = re.compile(r"\s*(?:仅?重|厚度?为?|起?售价|定价)\s*[\d.]")
_GOES_ON = frozenset((*"0123456789", "%", "％"))
# What stands behind the name of a company and is no part of it: 国星光电子公司, 英伟达股份, 台积电前, 华为轮值.
_BEHIND_COMPANY = re.compile(
    r"(?:的?(?:全资|控股)?子公司|股份|未来|开源|案|前|轮值|供应链|零星|部分|剩余|全部|少数|代理|同一天|同日|方面|管理团队|联合体|[双三四]方|新(?:机|车|作|款|品|旗舰)|旗舰机?|据[传悉称])$"
)
_INTO_CHAIN = re.compile(r"(?:打入|进入|切入|跻身|融入|退出|入)$")
# 腾讯投资了小红书, 英特尔投资20亿美元, 比亚迪投资的速腾聚创: a verb there.
_BUYS = re.compile(r"(?:投资|收购|入股|领投|增资)$")
_IS_VERB = re.compile(
    r"[了过]|[约超近逾]?[\d.,]+多?[亿万千百]|数[十百千万亿]|(?:建设|兴建|新建|建成|建造|设立|打造)的?"
)
# 比亚迪投资的速腾聚创 is bought, 腾讯投资的负责人 belongs.
_BOUGHT = re.compile(
    r"的(?!负责|董事|合伙|团队|代表|创始|投资|总|管理|高管|资金|资本|控股|股|大股|第)"
    # 网易投资虚拟人公司次世文化
    r"|[^，。；、的了与和]{1,10}?(?:公司|企业|厂商|服务商|供应商|品牌)(?!的|以及|[，。；、和与及在将已拟表称等])[\u4e00-\u9fffA-Za-z]{2}"
)
_OF_SHARES = re.compile(r"(?:[持购售仓让入出分股的押卖买人有下余部换%％])$")
# A city in the name of what stands in it: 特斯拉上海储能超级工厂.
_SITE = re.compile(r"[^，。；：、的和与]{0,10}?(?:工厂|基地|项目|产线|晶圆厂|园区|电站|生产线)")
_SURE_ENDS = (
    (re.compile(r"(?:有限|股份)公司$"), "Company"),
    (re.compile(r"(?:协会|学会|商会)$"), "Association"),
    (re.compile(r"(?:事业部|事业群)$"), "Company"),
)
# 数字政府, 阳光政府: what governments become, none of them.
_NO_BODY = re.compile(r"(?:数字|智慧|法治|服务型|电子|阳光)政府")
_LEVELS = frozenset("省市区县州部局厅")
_AT = frozenset("在于赴抵")
# 同意格科微科创板IPO注册: the firm and the board; 深交所创业板 is one name.
_FIRM_AND_BOARD = re.compile(
    r"(?P<firm>(?!.*(?:交易所|交所|证券|上证|深证|[沪深港京]市|^中国|^全国|^[一-鿿]?股))[\u4e00-\u9fff]{2,6})(?P<board>科创板|创业板|北交所|新三板)"
)


def _without_governor(text: str, cand: Candidate) -> Candidate:
    """A place or a body without the first character of its head's office: 福建省 in 福建省省长, 财政部 in 财政部部长.

    >>> _without_governor("福建省省长赵某", Candidate(0, 4, "GovernmentBody", "model")).end
    3
    """
    doubled = text[cand.end - 2 : cand.end]
    # 中国科学院院士
    level = doubled[:1] in _LEVELS and text.startswith("长", cand.end)
    fellow = doubled == "院院" and text.startswith("士", cand.end)
    taken = len(set(doubled)) == 1 and (level or fellow)
    return cand._replace(end=cand.end - 1) if taken else cand


def _statesman(text: str, cand: Candidate) -> Candidate:
    """A head of state or of a ministry that was taken for a firm with the office, as a person.

    >>> _statesman("英国首相苏某某宣布", Candidate(0, 7, "Company", "model"))[:3]
    (4, 7, 'Person')
    """
    led = _STATESMAN.match(text, cand.start, cand.end)
    return cand._replace(start=led.end(), type="Person") if led else cand


# 医疗装备展上, 数据园里: the word that says where something happened.
_AT_EVENT = re.compile("[会展坛周节赛日营礼]上$")
_IN_WORKS = re.compile("[园厂谷区库馆楼室站港城场]里$")


def _without_place_word(text: str, cand: Candidate) -> Candidate:
    """An event without the 上, a plant without the 里 behind its name.

    >>> _without_place_word("医疗装备展上，他说", Candidate(0, 6, "Event", "model")).end
    5
    """
    word = _AT_EVENT if cand.type == "Event" else _IN_WORKS
    taken = word.search(text, cand.start, cand.end)
    return cand._replace(end=cand.end - 1) if taken else cand


def _by_its_end(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate with the type that the end of its name leaves no doubt of.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "中国算力应用协会发布"
    >>> _by_its_end(text, load_gazetteer(), Candidate(0, 8, "GovernmentBody", "model")).type
    'Association'
    """
    if cand.type not in ORGANISATIONS:
        return cand
    name = text[cand.start : cand.end]
    if cand.type == "GovernmentBody" and _NO_BODY.fullmatch(name):
        return cand._replace(type="Technology")
    known = gazetteer.by_name(name)
    if not known and (both := _FIRM_AND_BOARD.fullmatch(name)):
        return cand._replace(start=cand.start + both.start("board"), type="Organization")
    if known:
        place = cand.type == "GovernmentBody" and any(e.type == "Place" for e in known)
        led = cand.start > 0 and text[cand.start - 1] in _AT
        if place and led:
            return cand._replace(type="Place")
        kinds = {e.type for e in known}
        sure = len(kinds) == 1 and {cand.type, *kinds} == {"Company", "Fund"}
        return cand._replace(type=kinds.pop()) if sure else cand
    kind = next((kind for end, kind in _SURE_ENDS if end.search(name)), cand.type)
    return cand if kind == cand.type else cand._replace(type=kind)


def buys(text: str, start: int, end: int, kind: str = "Fund") -> int:
    """How many characters at the end of what is listed as a name of type `kind` are the verb of its clause: 腾讯投资了某公司.

    >>> buys("腾讯投资了京东方", 0, 4), buys("腾讯投资领投", 0, 4), buys("获腾讯投资。", 1, 5)
    (2, 0, 2)
    """
    if text.endswith("控股", start, end) and text[max(0, start - 1) : start] == "由":
        # 由中芯国际控股，: a verb too.
        return 2 if text[end : end + 1] in {"，", "。", "；", ""} and end - start > 3 else 0
    m = _BUYS.search(text, start, end)
    if m is None or m.start() - start < 2:
        return 0
    closes = (
        text[end : end + 1] in {"，", "。", "；", ""} and text[max(0, start - 1) : start] in _LED
    )
    bought = kind == "Fund" and _BOUGHT.match(text, end)
    return len(m[0]) if closes or bought or _IS_VERB.match(text, end) else 0


_THIS = frozenset("这那一两几每")
# 在宁波联合打造: two words, and no listed company there. 认购360亿股: a number. 拟联合国投创业收购: together with 国投创业.
_IN_CITY = re.compile(r".{2,3}(?:联合|发展|建设|投资)")
_DOES = re.compile(
    r"(?:打造|共建|建设|成立|开展|推出|举办|发布|组建|主办|承办|设立|签署|研发|开发|建成|举行|投资)"
)
_COUNTED = re.compile(r"(?:\.\d+)?[万亿千百]?(?:股|元|美元|吨|台|家|人|个|度|[%％万亿])")
_NO_UN = re.compile(
    "联合国(?=[投开新家机轩能药网电泰信盛科元茂民微芯产资企内外][^，。；、的]{1,6})"
)


def no_name(text: str, start: int, end: int) -> bool:
    """Whether what a list knows as a name is none where it stands.

    >>> no_name("在宁波联合打造港口", 1, 5), no_name("宁波联合公告", 0, 4), no_name("认购360亿股", 2, 5)
    (True, False, True)
    """
    if text.startswith("家", start) and text[max(0, start - 1) : start] in _THIS:
        # 这家电商公司: no 家电.
        return True
    if text[start:end].isdigit():
        return _COUNTED.match(text, end) is not None
    if _NO_UN.match(text, start, len(text)) and end - start == 3:
        return text[max(0, start - 1) : start] not in {"在", "被", "任", "，", "。", "", "、"}
    led = text[max(0, start - 1) : start] in _AT
    return bool(led and _IN_CITY.fullmatch(text, start, end) and _DOES.match(text, end))


def of_china(text: str, cand: Candidate) -> bool:
    """Whether a name begins with the 华 of 在华 or 对华: 就阿斯麦在华发展交换意见.

    >>> of_china("在华发展", Candidate(1, 4, "Company", "model"))
    True
    """
    return (
        text[cand.start] == "华"
        and _OF_CHINA.search(text, max(0, cand.start - 1), cand.start) is not None
    )


_CUP = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+届)?(?:[“‘][^“”‘’，。；]{2,8}[”’])?(?:中国|全国|国际)?$"
)


_HELD_SO_OFTEN = re.compile(r"(?<!第)(?:[两三四五六七八九十]+|\d{1,2})届")
# 华为全联接大会2023, and not: 大会2023年7月召开
YEAR_BEHIND = re.compile(r" ?(?:19|20)\d{2}(?![\d年.余多名家人平万个场位款项件])")


def edition(text: str, cand: Candidate) -> Candidate:
    """An event with its edition and its cup: 第五届“强网杯”全国网络安全挑战赛 is another than the sixth.

    >>> text = "第五届“强网杯”全国网络安全挑战赛"
    >>> edition(text, Candidate(8, len(text), "Event", "suffix")).start
    0
    >>> edition("华为全联接大会2023在上海举行", Candidate(0, 7, "Event", "suffix")).end
    11
    """
    if cand.type != "Event":
        return cand
    if counted := _HELD_SO_OFTEN.match(text, cand.start, cand.end - 4):
        # 连续举办五届世界大会: how often, and no edition.
        return cand._replace(start=counted.end())
    m = _CUP.search(text, max(0, cand.start - 18), cand.start)
    year = YEAR_BEHIND.match(text, cand.end)
    cand = cand._replace(end=year.end()) if year else cand
    return cand._replace(start=m.start()) if m else cand


_KIN = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:夫妇|兄弟|姐妹|姐弟|父子|父女)")


def _kin(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters behind a person's name say that others of the family are meant too; 0 in 华谊兄弟.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_kin(t, load_gazetteer(), Candidate(0, len(t), "Company", "model")) for t in ("张红甫兄弟", "华谊兄弟")]
    [2, 0]
    """
    name = text[cand.start : cand.end]
    return 2 if _KIN.fullmatch(name) and not gazetteer.by_name(name) else 0


_ZONE = re.compile(r"(?:开发区|高新区|经开区|新区|保税区|自贸区|产业集聚区)$")
_STANDS_IN = re.compile(r"(?:在|位于|坐落于|落户于?|设于|设在|落地于?|落子|入驻|迁至|总部位于)$")


def zoned(text: str, cand: Candidate) -> Candidate:
    """The candidate, as a place where it is a zone that something stands in: 位于泰州经济技术开发区.

    >>> zoned("位于泰州经济技术开发区", Candidate(2, 11, "Facility", "suffix")).type
    'Place'
    """
    stands = (
        cand.type == "Facility"
        and _ZONE.search(text, cand.start, cand.end)
        and _STANDS_IN.search(text, max(0, cand.start - 4), cand.start)
    )
    return cand._replace(type="Place") if stands else cand


# How far before the name of a facility the office of who goes there may begin.
_OFFICE_BEFORE = 12


def without_visitor(text: str, cand: Candidate) -> Candidate:
    """A facility without who goes there: 市长龚某到特斯拉上海超级工厂.

    >>> text = "总裁王昊到特斯拉上海超级工厂"
    >>> cand = without_visitor(text, Candidate(2, len(text), "Facility", "suffix"))
    >>> text[cand.start : cand.end]
    '特斯拉上海超级工厂'
    """
    if cand.type != "Facility":
        return cand
    m = _VISITED.search(text, max(0, cand.start - _OFFICE_BEFORE), cand.end - 2)
    return cand._replace(start=m.end()) if m and m.end() > cand.start else cand


# How sure it is that a listed firm, a listed place and a word such as 工厂 name a facility together.
_SURE_SITE = 0.8
_IS_SITE = re.compile("(?:厂|基地|线|产业园|园区|科技园|中心|项目|电站|矿|码头|车间|总部)$")
_FIRM_SIZES, _PLACE_SIZES = range(8, 1, -1), range(6, 1, -1)


def _owned_site(text: str, gazetteer: Gazetteer, cand: Candidate) -> int | None:
    """Where the name of a facility begins that its listed owner and its place lead: 宁德时代德国图林根工厂; None where none do.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _owned_site("宁德时代德国图林根工厂", load_gazetteer(), Candidate(6, 11, "Facility", "model"))
    0
    """

    def is_place(start: int, end: int) -> bool:
        return any(e.type == "Place" for e in gazetteer.by_name(text[start:end]))

    if not _IS_SITE.search(text, cand.start, cand.end):
        return None
    firms = (k for k in _FIRM_SIZES if k < cand.end - cand.start - 3)
    for firm in firms:
        at = cand.start + firm
        if _is_firm(gazetteer, text[cand.start : at]):
            led = any(is_place(at, at + k) for k in _PLACE_SIZES if at + k < cand.end)
            return cand.start if led else None
    # The place stands at the head of what was found, or right before it.
    sited = any(is_place(cand.start, cand.start + k) for k in _PLACE_SIZES)
    heads = [cand.start] if sited else []
    heads += [
        cand.start - k
        for k in _PLACE_SIZES
        if k <= cand.start and is_place(cand.start - k, cand.start)
    ]
    owned = (
        head - k
        for head in heads
        for k in _FIRM_SIZES
        if k <= head and _is_firm(gazetteer, text[head - k : head])
    )
    return next(owned, None)


def _behind_company(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters behind the name of a company were taken for a part of it.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _behind_company("京东方投资了砺芯", load_gazetteer(), Candidate(0, 5, "Company", "model"))
    2
    """
    name = text[cand.start : cand.end]
    if gazetteer.by_name(name):
        return 0
    for rule in _BEHIND:
        if (cut := rule(text, gazetteer, cand, name)) is not None:
            return cut
    return 0


def _is_firm(gazetteer: Gazetteer, part: str) -> bool:
    """Whether a list knows the name as one of a company or fund."""
    return any(e.type in FIRMS for e in gazetteer.by_name(part))


def _buys_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """腾讯投资了某公司: 投资 is the verb."""
    m = _BUYS.search(name)
    if m is None or m.start() < 2:
        return None
    if _IS_VERB.match(text, cand.end):
        return len(m[0])
    if not _is_firm(gazetteer, name[: m.start()]):
        return 0
    led = _LED_LIST.search(text, max(0, cand.start - 34), cand.start) is not None
    closes = led and text[cand.end : cand.end + 1] in {"，", "。", "；", ",", ""}
    return len(m[0]) if closes or _BOUGHT.match(text, cand.end) else 0


def _controls(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """由中芯国际控股，: 控股 is the verb."""
    if not name.endswith("控股") or text[max(0, cand.start - 1) : cand.start] != "由":
        return None
    ends = text[cand.end : cand.end + 1] in {"，", "。", "；", ",", "的", ""}
    return 2 if ends and _is_firm(gazetteer, name[:-2]) else 0


def _two_in_one(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """碧桂园服务自彩生活手中收购, 甲系由乙组建, 长安联合腾讯: what begins behind the first of two."""
    if (m := _FROM.fullmatch(name)) and _is_firm(gazetteer, m[1]) and _is_firm(gazetteer, m[2]):
        return len(name) - len(m[1])
    if _COPULA.search(name) and text.startswith("由", cand.end):
        return 1
    m = _TOGETHER.search(name)
    if m is None or m.start() < 2:
        return None
    beside = gazetteer.find(text[cand.end : cand.end + 10])
    led = bool(beside) and beside[0].start == 0 and beside[0].entry.type in ORGANISATIONS
    return len(m[0]) if led or _is_firm(gazetteer, name[: m.start()]) else 0


def _with_its_people(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """中信建投计算机首席分析师, 长城汽车CTO王某某: whom it employs."""
    if (m := _COVERS.search(name)) and _ANALYST.match(text, cand.end):
        return len(m[0]) if _is_firm(gazetteer, name[: m.start()]) else 0
    m = _WITH_OFFICER.fullmatch(name)
    if m is None:
        return None
    return len(name) - m.end("name") if _is_firm(gazetteer, m["name"]) else 0


def _makes_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """由华为开发的: 开发 is the verb."""
    m = _MAKES.search(name)
    if m is None or text[max(0, cand.start - 1) : cand.start] not in _LED_BY:
        return None
    goes_on = text[cand.end : cand.end + 1] in {"、", "的", "，"}
    return len(m[0]) if goes_on and _is_firm(gazetteer, name[: m.start()]) else 0


def _words_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """国星光电子公司, 英伟达股份: no part of the name."""
    m = _BEHIND_COMPANY.search(name)
    if m is None or m.start() < 2:
        return None
    needed = _NEEDS.get(m[0])
    if needed is not None and not needed.search(text, max(0, cand.start - 8), cand.start):
        return None
    # 海力电子公司 is a company of 电子, 国星光电子公司 one of 国星光电's.
    sure = m[0] in _NEVER_ENDS and name[m.start() - 1] not in "电量离原分光种核"
    known = sure or _is_firm(gazetteer, name[: m.start()])
    return len(m[0]) if known else None


def _site_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """特斯拉上海储能超级工厂: the city is of the plant."""
    if len(name) > 3 and _SITE.match(text, cand.end):
        for size in (2, 3):
            place = any(e.type == "Place" for e in gazetteer.by_name(name[-size:]))
            if place and _is_firm(gazetteer, name[:-size]):
                return size
    return None


# The first that has a say decides.
_BEHIND = (
    _buys_behind,
    _controls,
    _two_in_one,
    _with_its_people,
    _makes_behind,
    _words_behind,
    _site_behind,
)
# 由华为开发的, 是华为研发、: a verb there, while 招商开发 is a firm.
_MAKES = re.compile(r"(?:开发|研发|推出|打造|生产|设计)$")
_LED_BY = frozenset("是由")
_NEEDS = {"股份": _OF_SHARES, "供应链": _INTO_CHAIN}
_LED = frozenset("获被由受")
_LED_LIST = re.compile(r"(?:获|获得|由|被|受)(?:[^，。；]{1,30}[、和及与])?$")
_NEVER_ENDS = frozenset(("子公司", "全资子公司", "控股子公司", "的子公司"))
# What goes on behind a name: 华润微拟收购 is a plan of 华润微. No name ends in 拟; others may, as 中将 does.
_ADVERB = re.compile(
    r"(?:拟|计划|将|已|曾|正|还|也|则|均|共|约|原|现|未|愿|刚|仍|又|再|亦|携|无缘|无意|无力|无法)$"
)
# 台积电断供华为
_SUPPLY_CUT = re.compile("断$")
# 甲系由乙、丙组建
_COPULA = re.compile("系$")
# 在华发展, 对华出口: China, and no part of a name.
_OF_CHINA = re.compile(r"(?:[在对来驻访赴涉])$")
_FROM = re.compile("(.{2,}?)自(.{2,})")
# 长安联合腾讯: together with.
_TOGETHER = re.compile("(?:联合|携手|会同|联手|协同)$")
# 中信建投计算机首席分析师: a broker and what its analyst covers.
_COVERS = re.compile(
    r"(?:计算机|电子|通信|传媒|医药|机械|军工|化工|电新|汽车|食品饮料|家电|策略|宏观|固收|固定收益|有色|钢铁|煤炭|地产|非银|银行|轻工|纺服|农业|环保|新能源|半导体|海外|金融工程|社服|商贸|交运|建材|建筑|金属|TMT)$"
)
_ANALYST = re.compile(
    "(?:行业)?(?:首席|资深|高级|联席首席)?(?:分析师|研究员|经济学家|研究主管|团队)"
)

_ITS_OWN = re.compile("其?(?:全资|控股)?(?:子公司|旗下|下属)")
_ONCE = ("由", "是", "系", "名", "计划", "定于", "打算")


def _before_adverb(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of a name are what the next words say of it: a plan must not hide in a name.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _before_adverb("华润微拟与京东方合作", load_gazetteer(), Candidate(0, 4, "Company", "model"))
    1
    >>> _before_adverb("华东制氟原由中化集团控股", load_gazetteer(), Candidate(0, 5, "Company", "model"))
    1
    """
    name = text[cand.start : cand.end]
    m = _ADVERB.search(name) or (
        _SUPPLY_CUT.search(name) if text.startswith("供", cand.end) else None
    )
    if m is None or m.start() < 2 or gazetteer.by_name(name):
        return 0
    # 华东制氟原由中化集团控股, 某人原计划参会
    once = m[0] == "原" and text.startswith(_ONCE, cand.end)
    known = any(e.type == cand.type for e in gazetteer.by_name(name[: m.start()]))
    # 甲携子公司乙加入
    brings = m[0] == "携" and _ITS_OWN.match(text, cand.end) is not None
    sure = m[0] == "拟" or once or known or brings
    return len(m[0]) if sure else 0


def _behind_deal(text: str, gazetteer: Gazetteer, cand: Candidate) -> int | None:
    """Where a listed company begins in what was taken for one name with who deals in it; None where it does not.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _behind_deal("汀鹭资本投资京东方", load_gazetteer(), Candidate(0, 9, "Company", "model"))
    6
    """
    name = text[cand.start : cand.end]
    m = _DEALING.match(name)
    if m is None or gazetteer.by_name(name):
        return None
    listed = any(e.type == "Company" for e in gazetteer.by_name(name[m.end() :]))
    return cand.start + m.end() if listed else None


def _without_sum(text: str, cand: Candidate) -> Candidate:
    """The candidate without the words that sum up the list it ends.

    >>> text = "文化研究中心两大研究中心"
    >>> _without_sum(text, Candidate(0, len(text), "ResearchInstitution", "model")).end
    6
    """
    m = _SUM.fullmatch(text, cand.start, cand.end)
    return cand if m is None else cand._replace(end=m.end("name"))


# All of these that are for a type, in turn; then the first for it that has a say.
_First = Callable[[str, Gazetteer, Candidate], Candidate]
_Then = Callable[[str, Gazetteer, Candidate], Candidate | None]
_GOVERNED = frozenset({"GovernmentBody", "ResearchInstitution"})
_FIRST: tuple[tuple[Set[str], _First], ...] = (
    ({"Event"}, lambda text, _, cand: edition(text, cand)),
    (_ALL_TYPES, _off_edges),
    (_ALL_TYPES, _unglued),
    (_GOVERNED, lambda text, _, cand: _without_governor(text, cand)),
    (FIRMS, lambda text, _, cand: _statesman(text, cand)),
    ({"Event", "Facility"}, lambda text, _, cand: _without_place_word(text, cand)),
    (ORGANISATIONS, _by_its_end),
    ({"Facility"}, lambda text, _, cand: zoned(text, cand)),
)
_THEN: tuple[tuple[Set[str], _Then], ...] = (
    ({"Policy"}, _policy),
    (FIRMS, _customer),
    ({"Product", "Technology", "Facility"}, _thing),
    (_ALL_TYPES, _at_home),
    ({"Person"}, _person),
    (_ALL_TYPES, _before_officer),
    (FIRMS, _firm),
    (ORGANISATIONS, _behind_with),
    (FIRMS, _family),
    (_ALL_TYPES, _behind_lead),
)
_BORDERS: Mapping[str, tuple[_Then, ...]] = {
    kind: tuple(rule for kinds, rule in _THEN if kind in kinds) for kind in _ALL_TYPES
}
