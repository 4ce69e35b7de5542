"""What the words of a sentence rule out, whether a pattern or the network of relations finds it.

The network weighs names and triggers; who carries out, explains or approves something often stands where its author or
founder would. Each rule reads the marked sentence around the two ends and says why the statement cannot be.
"""

import re

from kg.expressions import expression
from kg.extraction.lexicon import TITLES
from kg.extraction.marking import AGENTS, TYPE_CHAR, VALUE_CHAR, ZERO_CHAR, char_class
from kg.extraction.relations import ONE_BY_ONE
from kg.extraction.vetoes.rules import vetoed, vetoed_afar

_PERSON = TYPE_CHAR["Person"]
_NAMES = char_class(tuple(TYPE_CHAR), zero=True)
_BODIES = char_class(AGENTS, zero=True)
# What follows whoever acts, over the rest of a list: 甲会同乙负责组织实施.
_LIST = rf"(?:(?:[、和与及]|以及|会同|联合)[{_BODIES}])*(?:等[^，。；{_NAMES}]{{0,6}})?"
_CARRIES_OUT = expression(
    rf"{_LIST}(?:负责|牵头|组织|具体|共同|协同|将|也|已)*"
    rf"(?:实施(?!了?《?[{_NAMES}]*》?细则)|解释|解读|落实|宣贯|执行|入选|推进"
    r"|(?<=负责|牵头|组织|共同|协同)(?:建设|运营)(?![主单指规方意专标部委]))"
)
_ISSUES = expression("印发|发布|出台|公布|颁布|下发|制定")
_APPROVES = expression(
    rf"{_LIST}(?:已|近日|日前|正式|依法|附条件|无条件)*"
    rf"(?:批准|同意(?![^，。；{_NAMES}]{{0,24}}(?:收购|并购|买下|购买|投资|入股|受让))|核准|批复|准予|支持)"
)
_APPROVED_BY = expression(
    rf"{_LIST}(?:联合|共同|正式|已)*(?:批复|批准|核准|授牌)(?:[^，。；{_NAMES}]{{0,6}})(?:建设|设立|成立|组建|筹建)?"
)
_ASKS_FOR = expression("(?:要求|责令|禁止|调查|审查|立案)")
_ADVISES = expression(
    rf"{_LIST}(?:担任|为|任|作为|出任)[^，。；{_NAMES}]{{0,10}}(?:财务顾问|顾问|承销商|保荐机构|保荐人|FA)"
)
_SPEAKS_OF = expression(r"介绍|解读|约谈|答记者问|违反|被?列为|列入|交涉|担忧|抗议|不满")
_ON_IT = expression(
    r"》?(?:的)?(?:(?:有关|相关|执行|实施|贯彻|落实)*(?:情况|进展|成效)|答记者问|宣贯会|座谈会|解读|政策吹风会|发布会"
    r"|配套|任务清单|实施细则|补充规定|(?:首批|第[一二三]批)[^，。；]{0,6}(?:企业|名单|试点))"
    r"|》?[^，。；]{0,6}(?:提出交涉|表示担忧|表示不满|提出抗议|提起诉讼)"
)
_ON_RECORD = expression(r"》?的?(?:备案|认证|审查|评估|审核|考核)")
# 违反《条例》, 依据《反垄断法》罚款: the law that an authority acts under.
_UNDER = expression("(?:依据|根据|依照|按照|遵照|援引|违反|触犯|适用|(?<!并)落实)(?:了)?《?$")
# 36氪获悉, 从国家能源局获悉: whoever tells the news.
_TELLERS = frozenset({TYPE_CHAR["Company"], TYPE_CHAR["Media"]})
_HEARD = expression("(?:等媒体)?(?:独家|日前|近日)?(?:获悉|了解到|讯[，：])")
_CONSULTED = expression(rf"向(?:[{_BODIES}、和与及]|以及)*$")
_TENDERS = expression(
    r"[^，。；]{0,10}(?:集采|采购|招标|招投标|中标)[^，。；]{0,8}(?:结果|公告|公示|名单|候选)"
)
_WRITES_TOO = expression(
    rf"{_LIST}(?:等[^，。；]{{0,6}})?(?:参与|参加|牵头)(?:了)?(?:编写|起草|编制|制定|修订)"
)
_BANNED = expression(
    rf"(?:禁止|不得|限制|叫停|停止|停用|禁用|弃用)(?:使用|采用|部署|接入)?[^，。；{_NAMES}]{{0,6}}$"
)
_OFFICE_NEXT = expression(rf"(?:的|原|前)?[^，。；：、{_NAMES}]{{0,8}}(?:{TITLES})[、]?{_PERSON}")
_IN_BRACKETS = expression(rf"{_PERSON}[（(][^）)]{{0,6}}$")
_OF_ONE_LIST = expression(rf"(?:[、，和及与]|以及)*(?:{TITLES})?")
_TAKES_OFFICE = expression("[担出就兼接升获被受]任|任命|聘任|当选|是|为|任职|加入|加盟")
_APPOINTS = expression("(?:任命|免去|批准任命|决定任命)")
_TO_A_BODY = expression(f"[^，。；]*[{_BODIES}]")


# 甲持有乙1.6%股份；同期，丙: what 丙 holds of an unnamed firm is of 乙.
_HELD_TOO = expression(
    "持有[\ue000-\ue03f](?:(?!合资|设立|成立|组建)[^。\ue000-\ue03f]){0,60}；[\ue040-\ue07f]?(?:同期|同时|另外|此外|而)?，?[\ue040-\ue07f]?"
    # 甲持有乙22%股份，为公司第一大股东；丙持股15%，丁
    "|持有[\ue000-\ue03f][AH]?股?的?[^。；，\ue000-\ue03f]{0,8}，[\ue040-\ue07f]?[为是系][\ue000-\ue03f]?的?[^。；，]{0,8}股东；[\ue040-\ue07f]*"
    "(?:[\ue000-\ue03f](?:则|分别)?持股[^。；，\ue000-\ue03f]{0,4}[，；][\ue040-\ue07f]*)*"
)


_TRADES = frozenset({"INVESTED_IN", "REDUCED_STAKE_IN"})
# 冯某新进了甲、乙；增持了丙、丁: a person is no topic, but nobody else is named behind the stop.
_TRADED_TOO = expression(
    rf"{TYPE_CHAR['Person']}.*；(?:同时|还|并|另|此外)*(?:增持|减持|新进|加仓|减仓|买入|卖出|入股|退出|清仓)了?"
    rf"{TYPE_CHAR['Company']}(?:、{TYPE_CHAR['Company']})*$"
)


def ruled_out(relation: str, text: str, subject: int, target: int) -> str:
    """Why a sentence cannot state a relation of two names, or an empty string where nothing speaks against it.

    Args:
        relation: the code of the relation type.
        text: a mention-marked sentence.
        subject: where the subject's sign stands in it.
        target: where the object's sign stands.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> policy, body = TYPE_CHAR["Policy"], TYPE_CHAR["GovernmentBody"]
    >>> ruled_out("ISSUED", f"《{policy}》由{body}牵头实施", 4, 1)
    'who carries it out or explains it did not issue it'
    >>> ruled_out("ISSUED", f"{body}发布《{policy}》", 0, 4)
    ''
    """
    if why := vetoed(relation, text, subject, target):
        return why
    if relation == "INVESTED_IN" and any(
        _STAYS_OUT.match(text, end + 1) for end in (subject, target)
    ):
        return "who took no part put in no money, and got none"
    if relation in _DEALINGS and any(_BESIDES.match(text, end + 1) for end in (subject, target)):
        return "others than it are meant"
    if relation in _DEALINGS and any(
        _RELATIVE.search(text, 0, end) and _ITS_HEAD.match(text, end + 1)
        for end in (subject, target)
    ):
        return "where a firm comes from is not the firm"
    if relation == "SUBSIDIARY_OF" and dealt_by_place(text, subject, target):
        return "each of a list has its own"
    if relation == "ISSUED" and (why := _not_issued(text, target)):
        return why
    if (
        relation == "OPERATES"
        and text[subject] in _AUTHORITIES
        and subject < target
        and _ONLY_HELPS.search(text, subject, target)
        and not _BUILDS_TOO.search(text, subject, target)
    ):
        return "who permits it or pays for it does not do it"
    if relation == "MEMBER_OF" and text[target] in _ASSOCIATIONS and _BELONGS.search(text) is None:
        return "nothing is said of members"
    if relation == "DEVELOPS" and (why := _develops(text, subject, target)):
        return why
    if relation == "COMPETES_WITH" and _NEW_FRAME.search(
        text, min(subject, target), max(subject, target)
    ):
        return "another field is spoken of between them"
    if relation in _OF_ITS_MAKER and _is_anothers(text, subject, target):
        return "it is named beside whose it is"
    if relation == "USES" and (why := _uses(text, subject, target)):
        return why
    if text[subject] in _UNSAID or text[target] in _UNSAID:
        return ""
    first, last = min(subject, target), max(subject, target)
    if relation not in _OVER_CLAUSES and "；" in text[first:last]:
        held_too = relation == "HOLDS_STAKE_IN" and _HELD_TOO.fullmatch(text, target - 2, subject)
        traded_too = relation in _TRADES and _TRADED_TOO.search(text, subject, target + 1)
        return "" if held_too or traded_too else "another clause begins between them"
    if (
        relation in _ONE_SIDED
        and "、" in text[first:last]
        and _MATES.fullmatch(text, first + 1, last)
    ):
        return "both stand in one list"
    rule = _RULES.get(relation)
    return rule(text, subject, target) if rule else ""


def ruled_out_afar(
    relation: str, text: str, named: int, *, is_object: bool = False, far: str = ""
) -> str:
    """The same where the other end was named in a sentence before: nothing stands between, what stands beside this one counts.

    Args:
        relation: the code of the relation type.
        text: a mention-marked sentence.
        named: where the sign of the end stands that is named in the sentence.
        is_object: whether that is the object, else it is the subject.
        far: the type of the other end, if it is known.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> ruled_out_afar("ISSUED", f"该先导区由{TYPE_CHAR['GovernmentBody']}牵头建设", 5)
    'who carries it out or explains it did not issue it'
    """
    if why := vetoed_afar(relation, text, named, is_object=is_object, far=far):
        return why
    if relation == "ISSUED" and not is_object:
        return _carries_out(text, named, named)
    return ""


# A list of names: 甲、“乙”和丙.
_ALL_NAMES = expression(rf"[{_NAMES}][”’》]?(?:(?:[、和与及]|以及)[“‘《]?[{_NAMES}][”’》]?)*")


# 甲、乙合计出货，分别供应丙、丁: who is not said again is the list before.
_SAID_AGAIN = expression(
    r"[^，。；]*，[\ue040-\ue07f](?:[^，。；\ue000-\ue0ff]{0,4})分别[^，。；]*$"
)


def dealt_by_place(text: str, one: int, other: int) -> bool:
    """Whether words such as 分别 give each member of a list one of another, and these two are not of one place.

    Where 分别 stands between lists that are not of one length nobody is told what is whose.

    Args:
        text: a mention-marked sentence.
        one: where the sign of a name stands in it.
        other: where that of the other stands.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> firm, thing = TYPE_CHAR["Company"], TYPE_CHAR["Product"]
    >>> text = f"{firm}、{firm}先后推出{thing}和{thing}"
    >>> dealt_by_place(text, 0, 7), dealt_by_place(text, 0, 9)
    (False, True)
    """
    first, last = min(one, other), max(one, other)
    word = ONE_BY_ONE.search(text, first, last)
    if word is None or ("，" in text[first:last] and not _SAID_AGAIN.match(text[first:last])):
        return False
    lists = [
        [k for k in range(m.start(), m.end()) if text[k] in _SIGNS]
        for m in _ALL_NAMES.finditer(text)
        if m.start() <= first < m.end() or m.start() <= last < m.end()
    ]
    if len(lists) != 2 or min(map(len, lists)) < 2:
        return False
    here, there = lists
    if len(here) != len(there):
        return word.group() == "分别"
    return here.index(first) != there.index(last)


def turn_in_list(text: str, at: int) -> tuple[int, int] | None:
    """Which member of a list of names the one at a place is, and how many there are; None for no name.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> firm = TYPE_CHAR["Company"]
    >>> turn_in_list(f"分别供应{firm}、{firm}和{firm}", 6)
    (1, 3)
    """
    for m in _ALL_NAMES.finditer(text):
        if m.start() <= at < m.end():
            members = [k for k in range(m.start(), m.end()) if text[k] in _SIGNS]
            return members.index(at), len(members)
    return None


# What kinds there are, whom a plan aims at and who belongs is told over several clauses.
_OVER_CLAUSES = frozenset({"KIND_OF", "TARGETS", "APPLIES_TO", "BENEFITS", "MEMBER_OF"})
_ONE_SIDED = frozenset(
    {"INVESTED_IN", "HOLDS_STAKE_IN", "SUBSIDIARY_OF", "SUPPLIES", "REDUCED_STAKE_IN", "FOUNDED"}
)
_DEALINGS = frozenset(
    {"INVESTED_IN", "ACQUIRED", "SUPPLIES", "PARTNERS_WITH", "HOLDS_STAKE_IN", "LISTED_ON"}
)
# 为甲之外的上百家企业接入
_BESIDES = expression("(?:之外|以外)的")
# 投资这家由甲前高管创立的公司
_RELATIVE = expression("(?:这|该|那|一)家(?:由|从|脱胎于|孵化自)$")
_ITS_HEAD = expression(r"[^，。；]{1,16}的[^，。；]{0,8}(?:公司|企业|团队|厂商|项目)")
_MATES = expression(rf"(?:[、和与及]|以及)(?:[{_NAMES}](?:[、和与及]|以及))*")


_OWNS = expression(
    rf"(?:的|集团)?(?:旗下|下属|麾下|(?:全资|控股)?子公司|管理的|担任管理人的)的?(?:[^，。；：、{_NAMES}]{{0,6}})[{_BODIES}]"
)
_LIST_BEFORE = expression("(?:[、和及与为是有括：获引增含]|包括了?|由)$")
_AGREES = expression(
    rf"(?:集团|公司)?(?:正式)?签约(?:收购|购买|受让)|(?:集团|公司)?(?:正式)?(?:达成|签署|签订|签)[^。；{_NAMES}]{{0,20}}(?:协议|合同)[^。；{_NAMES}]{{0,24}}(?:收购|购买|受让)"
)
_IS_CUSTOMER = expression(
    rf"{_LIST}(?:是|为|成为|系)[^，。；{_NAMES}]{{0,8}}[{_BODIES}](?:的)?[^，。；{_NAMES}]{{0,10}}(?:客户|买家|采购商)"
)
# 甲是乙的电池供应商, 甲供货乙, 为甲提供电池的乙: the goods go to the one named first only in the last.
_IS_SUPPLIER = expression(
    rf"{_LIST}[^，。；{_NAMES}]{{0,4}}(?:是|为|成为|系|作为)[^，。；{_NAMES}]{{0,8}}[{_BODIES}](?:的)?[^，。；]{{0,10}}(?:供应商|供货商|代工厂|代工商|供货方)"
)
_SUPPLIES_NEXT = expression(
    rf"(?:已|正|开始|成功|将|还|批量|独家|稳定)*(?:供货|送样)(?:了)?(?:[{_BODIES}][、和与及])*$"
)
_STAYS_OUT = expression(
    rf"{_LIST}(?:并未|并没有|没有|未|不|暂未)(?:再|继续)?(?:参与|参投|跟投|出手|加入)(?:[，。；]|$|其中|本轮|此轮)"
)
_THROWN_OUT = expression(r"(?:已|早已|曾|遭|被|正)*(?:踢出|剔出|剔除出?|移出|逐出|退出)(?:了)?")
_PARTNER = frozenset("与和同")
_WHOSE_MAN = expression(
    rf"(?:前|原)?[^，。；、{_NAMES}]{{0,10}}(?:{TITLES}|高管)(?:、[^，。；、]{{0,10}}(?:{TITLES}|高管))?{_PERSON}[^，。；]{{0,14}}(?:创立|创办|创建|发起|成立)"
)
_FOUNDER_NEXT = expression(
    rf"(?:的)?(?:联合)?创始人(?:[、兼及暨](?:{TITLES}))*[^，。；、{_NAMES}]{{0,10}}{_PERSON}"
)
_BUILDS_TOO = expression("(?:投资|出资|参与|牵头)(?:建设|兴建)|运营")
_ONLY_HELPS = expression("批复|批准|核准|同意|禁止|补贴|补助|资助|拨款|用于支持|支持其|扶持")
_SAYS = expression(r"(?:[^，。；]{0,8})(?:表示|称|说|介绍|透露|指出|认为|强调|坦言|宣布)")
_URGES = expression(
    r"(?<!采纳)(?<!听取)(?<!征求)(?<!吸收)(?<!根据)(?<!企业)(?<!各方)(?:建议|呼吁|主张|希望)(?!后|之后|的)[^。；]{0,16}$"
)
_REPEALED = expression(r"[）)》]*(?:[^，。；]{0,10})(?:同时|即行|相应|随之|予以)?(?:废止|失效)")
_PASSED_BY = expression("(?:超越|超过|取代|赶超|距(?:离)?第一大股东)$")
_REPLACED = expression("(?:变更|变|调整)为")
_IN_OFFICE = expression(rf"(?:[、和与及]|以及|{_PERSON})*(?:分别|现)?(?:担任|出任|任(?!何))")
_HOLDER_BEFORE = expression("(?:股东|实控人|实际控制人)(?:为|是)?$")
_WHOSE_HOLDER = expression(rf"(?:的)?(?:实控人|实际控制人)[^，。；、{_NAMES}]{{0,4}}{_PERSON}")
_LATTER = expression("后者(?:由|被|获)?$")
_PUT_IN = expression(r"(?:等)?(?:[^，。；]{0,6})(?:所|合计|共同|分别|各自)*持有?的")
_TAKES = expression(rf"[^，。；{_NAMES}]{{0,12}}?(?:将|拟|已|正)?(?:采购|购买|订购|引进|部署)")
_PART_OF = expression(rf"(?:采用|搭载|基于|使用|配备|内置)[^，。；{_NAMES}]{{0,4}}[{_NAMES}]?的?$")
_FROM_HANDS = expression("[自从]$")
_HANDS = expression("(?:集团|公司)?(?:等)?(?:手中|手里|处)")
_SELLER = expression(
    rf"(?:卖方|供货方|出卖人)(?:分别)?(?:为|是|系|：)(?:[{_BODIES}](?:[、和与及]|以及))*$"
)
_CONTRACT_OF_SALE = expression(r"[^，。；]{0,6}(?:购机|采购|订购|购买|买卖)(?:协议|合同|订单)")
_ITS_SITE = expression(
    rf"(?:(?:在|位于)[^，。；]{{1,12}})?的[^，。；{_NAMES}]{{0,10}}(?:工厂|基地|产线|生产线|园区|权益|大楼|土地|厂房|晶圆厂)"
    rf"|(?:(?:在|位于)[^，。；]{{0,8}})?的?[{TYPE_CHAR['Facility']}]"
    # 收购AMD苏州, 收购英特尔大连工厂
    rf"|{TYPE_CHAR['Place']}(?:[、和及各]|的?[^，。；{_NAMES}]{{0,4}}(?:工厂|基地|产线|园区|厂房|晶圆厂|分公司|业务|资产|项目))"
)
# 买下甲的芯片业务: not 甲 itself.
_ITS_GOODS = expression(
    rf"(?:旗下)?的(?![^，。；]{{0,3}}(?:全部|整体|主要|核心)资产)(?:[^，。；的{_NAMES}]|[{TYPE_CHAR['Product']}{TYPE_CHAR['Technology']}{TYPE_CHAR['Industry']}]){{0,10}}"
    r"(?:资产|业务|部门|产品线|专利|事业部|品牌|设备|土地使用权)(?!重组)"
)
_FOR_SALE = expression(rf"[^，。；{_NAMES}]{{0,14}}(?:摆上货架|挂牌|出售|卖给|转让|售予|剥离|置出)")
_AMONG_HOLDERS = expression(
    rf"{_LIST}(?:亦|也|均|同样)*(?:在|位列|跻身)[^，。；]{{0,4}}股东(?:之列|名单|行列)"
)
_HOLDS = expression(rf"{_LIST}[^，。；{_NAMES}]{{0,10}}持(?:有|股)")
_THREAT = expression("》?的?(?:阴影|压力|冲击|打压|制裁|威胁|限制)")
_ESTATE = expression("的?(?:重整|破产|清算)")
_VIES = expression("》?[”’]?[^，。；]{0,6}(?:竞争|抗衡|较量|对抗|对垒|争夺|比拼)")
# 集成770亿晶体管
_PACKS = expression("集成[^，。；]{0,2}$")
# 性能对标某某; 竞争对手包括甲、乙
_LIKENED = expression(
    rf"(?:对标|媲美|比肩|超越|赶超|领先于|不输于?|竞品(?:包括|为|是)?|对手(?:包括|有|是|为)?|平替|取代|替代)(?!前代|上一代|自身)[^，。；的{_NAMES}]{{0,6}}[“《]?(?:[{_NAMES}][”》]?(?:[、和与及]|以及)[“《]?)*$"
)
# 将在其云服务中提供某芯片
_IN_SERVICE = expression(
    rf"在(?:其|旗下)?[^，。；]{{0,10}}(?:中|上|里)(?:率先|全面|陆续|首批)*(?:提供|上线|接入|部署)(?:了)?(?!自研)[^，。；{_NAMES}]{{0,4}}$"
)
# 完成对某模型的适配
_FITTED = expression("》?[”’]?的?(?:全面|全系列|深度)?(?:适配|兼容|部署|评测|接入|对接)")
_BUILT_ON = expression("(?:基于|依托)$")
_DELIVERS = expression(r"[^，。；]{0,4}(?:供应|供货|配套|提供|供屏|代工)")
# 甲、乙竞逐某市场，而在某环节，丙与丁同台竞技
_NEW_FRAME = expression(
    "(?:[，；](?:而|但|则)?[\ue040-\ue07f]?|[\ue040-\ue07f])在[^，。；]{1,14}(?:环节|领域|市场|赛道|方面|上)，"
)
_BID_TOGETHER = expression(
    r"(?:等)?(?:共同|联合)?(?:组成|组建|牵头)的?[^，。；]{0,4}(?:财团|联合体|投资者|投资团|买方团|投标体|银团)"
)
_BUILT_WITH = expression("(?:采用|搭载|使用|配备|内置|选用)(?:了)?[“《]?$")
_TAKEN_TO_COURT = expression("侵犯|起诉|诉讼|指控|索赔|侵权|抄袭")
_ADVISER = expression(
    r"(?:保荐人|保荐机构|承销商|财务顾问|辅导机构|审计机构|律师事务所)(?:为|是|系|：)?$"
)
_BEFORE_EVENT = expression("(?:前夕|前一[天日]|开幕前|召开前|举办前)")
_SHAMED = expression(
    rf"{_LIST}(?:[^，。；{_NAMES}]{{0,10}})(?:被|遭)(?:公开)?(?:曝光|通报|点名|处罚|约谈|下架|责令|批评)"
)
# 甲旗下“某”、乙“某”
_PHRASE_OF_ITS_OWN = expression(
    rf"(?:[“‘《]?[{TYPE_CHAR['Product']}]|(?:孵化|投资|参股)的[{_BODIES}])"
)
# 甲旗下的乙与丙并称三强: 丙 is none of 甲's.
_RANKED = expression(
    rf"(?:[、和与及][{_BODIES}])*(?:等[^，。；]{{0,6}})?(?:并称|齐名|比肩|并列|共列)"
)
_BELONGS = expression(
    "会员|成员|组成|加入|退出|脱离|加盟|入会|理事|单位|发起|联盟|参与|集结|组建|成立|牵头|吸纳|汇聚|委员|共同|旗下|主席|会长|秘书|里有|其中|包括|称"
)
# 深交所对甲给予公开谴责: it rebukes whom it lists, and employs nobody there.
_REBUKES = expression(
    r"(?:依法|近日|日前|已|决定|宣布)*(?:对|向)(?:(?!上市申请|IPO|首发|发行)[^，。；]){1,40}(?:谴责|处分|警示|监管|问询|约见|通报批评|纪律)"
)
_LEAVES_BOARD = expression("(?:的)?(?:董事会|管理层|监事会)")
_BEFORE_IT = expression("之[前后]")
_NO_LISTING = expression(
    r"(?:的)?(?:并购重组|重组委|纪律|公开谴责|监管|问询|官网|公司债|固收|科创债|发布|公告|披露|召开|大楼|总部)"
)
_SIGN_WITH = expression(
    rf"(?:[、和与及]|以及|[{_NAMES}])*(?:等[^，。；]{{0,6}})?(?:已|分别|均|都|先后|共同|近日|日前)*(?:与|和|同)[{_NAMES}]"
)
_SIGN = expression(
    rf"(?:[、和及]|以及|[{_NAMES}])*(?:等[^，。；]{{0,6}})?(?:已|分别|均|都|先后)*(?:签|达成|订立)"
)
_NO_RIVALS = expression("(?<!是)(?:不|并不|并非|不再)是[^，。；]{0,16}对手")
_RIVALS_OF = expression(
    rf"(?:[、和与及]|以及|[{_NAMES}])*(?:等[^，。；]{{0,6}})?(?:都|均|也)?(?:是|为|系)[^，。；]{{0,8}}(?:[{_BODIES}]|其|它)[^，。；]{{0,8}}对手"
)
_DETAILS_ARE = expression(r"》?的(?:首个|首部)?(?:实施|配套)[^，。；]{0,6}(?:——|，|：)?《?")
_TO_USE = expression(r"(?:应用|用|部署|嵌入|接入)(?:于|到|至|在)")
_ASSOCIATIONS = frozenset({TYPE_CHAR["Association"], ZERO_CHAR["Association"]})
_SIGNS = frozenset((*TYPE_CHAR.values(), *ZERO_CHAR.values()))
_OF_ITS_MAKER = frozenset({"DEVELOPS", "OPERATES"})
# 甲“某”、乙“某”: each beside its maker.
_BESIDE_ANOTHER = expression(
    rf"、[^，。；：、{_NAMES}]{{0,8}}[{_BODIES}](?:旗下)?的?[“‘《]?(?:[^，。；：、{_NAMES}]{{0,4}}[“‘《])?$"
)


def _is_anothers(text: str, subject: int, target: int) -> bool:
    """Whether the object stands right behind another firm, and a list goes on between that firm and the subject."""
    return subject < target and _BESIDE_ANOTHER.search(text, subject + 1, target) is not None


_AUTHORITIES = frozenset({TYPE_CHAR["GovernmentBody"], ZERO_CHAR["GovernmentBody"]})
_UNSAID = frozenset(ZERO_CHAR.values())


def _not_issued(text: str, target: int) -> str:
    """Why nobody in the sentence is said to issue it now, whoever is or is not named."""
    if _URGES.search(text, 0, target):
        return "who urges others to issue it did not"
    if _REPEALED.match(text, target + 1):
        return "what is repealed is not issued"
    if _UNDER.search(text, 0, target):
        return "who acts under it did not issue it"
    return ""


def _carries_out(text: str, subject: int, until: int) -> str:
    found = _CARRIES_OUT.match(text, subject + 1)
    if found is None or _ISSUES.search(text, subject, max(found.end(), until)):
        return ""
    return "who carries it out or explains it did not issue it"


def _issued(text: str, subject: int, target: int) -> str:
    if why := _carries_out(text, subject, target):
        return why
    between = text[min(subject, target) + 1 : max(subject, target)]
    if _SPEAKS_OF.search(between) or _ON_IT.match(text, target + 1):
        return "who speaks of it, or of what goes with it, did not issue it"
    if (
        subject < target
        and _HEARD.match(text, subject + 1)
        and (text[subject] in _TELLERS or TYPE_CHAR["GovernmentBody"] in text[subject + 1 : target])
    ):
        return "who tells the news did not issue it"
    if "通过" in between and _ON_RECORD.match(text, target + 1):
        return "who is registered under it did not issue it"
    if _CONSULTED.search(text, 0, subject) and "征求" in text[subject:]:
        return "who is asked for an opinion did not issue it"
    return ""


def _holds(text: str, subject: int, target: int) -> str:
    if _WHOSE_HOLDER.match(text, subject + 1):
        return "whoever controls it holds them, not it"
    if target < subject and _LATTER.search(text, 0, subject):
        named = re.search(f"[{_BODIES}]", text[target + 1 : subject])
        if named:
            return "the latter is meant, and this is the former"
    if (
        text[subject] == _PERSON
        and _IN_OFFICE.match(text, subject + 1)
        and not _HOLDER_BEFORE.search(text, 0, subject)
    ):
        return "who takes an office is not said to hold shares"
    if (
        target < subject
        and _AMONG_HOLDERS.match(text, subject + 1)
        and _HOLDS.match(text, target + 1)
    ):
        return "who holds too is not what is held"
    if _REPLACED.match(text, subject + 1):
        return "who is replaced as a holder holds no more"
    if _PASSED_BY.search(text, 0, subject) and not text.startswith(("持有", "所持"), subject + 1):
        return "who is passed is not who passes"
    owned = _OWNS.match(text, subject + 1) if text[subject] == _PERSON else None
    if owned and owned.end() - 1 == target:
        # 某人旗下的甲: his it is.
        return ""
    return _of_child(text, subject, target)


def _of_child(text: str, subject: int, target: int) -> str:
    """What 甲旗下的乙 does is not done by 甲."""
    return "what its part does" if _OWNS.match(text, subject + 1) else ""


def _acquired(text: str, subject: int, target: int) -> str:
    if text[max(0, subject - 1) : subject] in _PARTNER and _AGREES.match(text, subject + 1):
        return "the other party of the agreement does not buy"
    if target > subject and _APPROVES.match(text, subject + 1):
        return "who approves of it does not do it"
    if text[subject] == TYPE_CHAR["GovernmentBody"] and _ASKS_FOR.match(text, subject + 1):
        return "who asks for something does not buy"
    if _FROM_HANDS.search(text, 0, subject) and _HANDS.match(text, subject + 1):
        return "from whose hands it is bought does not buy"
    if subject < target and _PUT_IN.match(text, target + 1):
        return "who holds what is bought is not what is bought"
    if subject < target and _ITS_SITE.match(text, target + 1):
        return "whose site is bought is not bought itself"
    if subject < target and _ITS_GOODS.match(text, target + 1):
        return "a part of it is bought"
    if subject < target and text[target - 1] in "将把" and _FOR_SALE.match(text, target + 1):
        return "who sells does not buy"
    return _of_child(text, subject, target)


def _benefits(text: str, subject: int, target: int) -> str:
    return "it is a threat" if _THREAT.match(text, subject + 1) else ""


def _supervises(text: str, subject: int, target: int) -> str:
    return "a court rules on its estate" if _ESTATE.match(text, target + 1) else ""


# 甲将为乙提供座舱系统: 甲 makes it.
_FOR_WHOM = expression(
    rf"[{_BODIES}](?:已|正|将|拟|可|也|还|长期|曾|率先)*[为向给](?:[{_BODIES}](?:[、和与及]|以及))*$"
)
_GIVES = expression(
    rf"(?:(?:[、和与及]|以及)[{_BODIES}])*(?:等[^，。；{_NAMES}]{{0,6}})?(?:独家|批量|集中|持续)?(?:提供|供应|供货|交付|配套|输出|销售|出售|出货|推销|供给)(?:了)?[^，。；]{{0,24}}$"
)


def _develops(text: str, subject: int, target: int) -> str:
    if _BUILT_ON.search(text, 0, subject):
        return "whose work something is built on did not make it"
    if subject < target and _LIKENED.search(text, subject, target):
        return "what something is likened to is another's"
    if subject < target and _IN_SERVICE.search(text, subject, target):
        return "who offers it as a service did not make it"
    if subject < target and text[target - 1] in "与同" and _VIES.match(text, target + 1):
        return "what something vies with is another's"
    if (
        subject < target
        and text[target - 1] in "对与和"
        and _FITTED.match(text, target + 1)
        and "自研" not in text[subject:target]
    ):
        return "who fits its own to it did not make it"
    if subject < target and text[target - 1] in "为向给" and _DELIVERS.match(text, target + 1):
        return "who delivers parts for it does not make it"
    if subject < target and _TAKES.match(text, subject + 1):
        return "who buys it does not make it"
    if subject < target and text[target - 1] in "将把" and _TO_USE.match(text, target + 1):
        return "who applies it does not make it"
    if (
        subject < target
        and _FOR_WHOM.search(text, 0, subject)
        and _GIVES.match(text, subject + 1, target)
    ):
        return "who is supplied with it did not make it"
    if target < subject and _PART_OF.search(text, 0, target):
        return "what something is built with is not what is made"
    if target < subject and _BUILT_WITH.search(text, target, subject):
        return "whose part it is built with did not make it"
    if subject < target and _CONTRACT_OF_SALE.match(text, target + 1):
        return "who buys it does not make it"
    if text[target - 1] == VALUE_CHAR["count"] and text[target + 1 : target + 2] == "的":
        return "says how large it is"
    if subject < target and _TAKEN_TO_COURT.search(text, subject, target):
        return "what is fought over in court is the other's"
    return ""


def _partners(text: str, subject: int, target: int) -> str:
    first, last = min(subject, target), max(subject, target)
    mates = _MATES.fullmatch(text, first + 1, last) is not None
    if mates and first > 1 and text[first - 1] in _PARTNER and _SIGN.match(text, last + 1):
        return "both sign with a third"
    if mates and _SIGN_WITH.match(text, last + 1):
        return "both sign with a third"
    return ""


def _competes(text: str, subject: int, target: int) -> str:
    first, last = min(subject, target), max(subject, target)
    if _BID_TOGETHER.match(text, last + 1):
        return "they bid together"
    if _MATES.fullmatch(text, first + 1, last) and _RIVALS_OF.match(text, last + 1):
        return "both are rivals of a third"
    if "与其说" in text[:last] and "不如说" in text[last:]:
        return "said to be something else"
    if _NO_RIVALS.search(text[first + 1 : last] + text[last + 1 :].split("，")[0]):
        return "said not to be rivals"
    return ""


def _implements(text: str, subject: int, target: int) -> str:
    if subject < target and _DETAILS_ARE.fullmatch(text, subject + 1, target):
        return "the detailed rules carry out the law, not the law the rules"
    return ""


def _part(text: str, subject: int, target: int) -> str:
    """股东包括甲旗下乙、丙: 丙 is no part of 甲."""
    if "、" in text[target:subject] and _PHRASE_OF_ITS_OWN.match(text, subject + 1):
        return "in a list it begins a phrase of its own"
    if target > subject or not _OWNS.match(text, target + 1):
        return ""
    apart = "、" in text[target:subject] or re.search("[和及与]", text[target:subject])
    if apart and _LIST_BEFORE.search(text, 0, target):
        return "the list began before the parent was named"
    if re.search("[与同和]", text[target:subject]) and _RANKED.match(text, subject + 1):
        return "its part is named beside others"
    return ""


def _founded(text: str, subject: int, target: int) -> str:
    founder = _FOUNDER_NEXT.match(text, target + 1)
    if founder:
        beside = founder.end() - 1 == subject
        return "" if beside else "its founder is named beside it"
    if text[subject] == _PERSON and _SAYS.match(text, subject + 1):
        return "who says so does not do it"
    if text[subject] == _PERSON:
        return _office(text, subject, target) if target < subject else ""
    if _WHOSE_MAN.match(text, subject + 1):
        return "a person who works or worked there did it"
    if target > subject and _APPROVES.match(text, subject + 1):
        return "who approves of it does not do it"
    if target < subject and _APPROVED_BY.match(text, subject + 1):
        return "who approved of it does not do it"
    return ""


def _invested(text: str, subject: int, target: int) -> str:
    if _ADVISES.match(text, subject + 1):
        return "an adviser of the round puts in no money"
    if _OWNS.match(text, target + 1):
        return "what goes to its part"
    return _of_child(text, subject, target)


def _supplies(text: str, subject: int, target: int) -> str:
    if subject < target and _THROWN_OUT.match(text, subject + 1):
        return "who was thrown out of the supply chain supplies no more"
    if _SELLER.search(text, 0, target):
        return "who is called the seller does not buy"
    if subject < target and _TENDERS.match(text, subject + 1):
        return "who invites tenders buys"
    if subject < target and _IS_CUSTOMER.match(text, subject + 1):
        return "who is called a customer buys"
    if target < subject and _IS_SUPPLIER.match(text, target + 1):
        return "who is called a supplier sells"
    if target < subject and _SUPPLIES_NEXT.match(text[:subject], target + 1):
        return "who delivers sells"
    return ""


def _targets(text: str, subject: int, target: int) -> str:
    return (
        "who took part in writing it is not its subject"
        if _WRITES_TOO.match(text, target + 1)
        else ""
    )


def _member(text: str, subject: int, target: int) -> str:
    if _SHAMED.match(text, subject + 1):
        return "who is called to account is no member"
    return ""


def _reduced(text: str, subject: int, target: int) -> str:
    if _LEAVES_BOARD.match(text, target + 1):
        return "who leaves a board sells nothing"
    return ""


def _listed(text: str, subject: int, target: int) -> str:
    if _BEFORE_IT.match(text, subject + 1):
        return "another is listed before or after it"
    if _NO_LISTING.match(text, target + 1) or _REBUKES.match(text, target + 1):
        return "what an exchange reviews or publishes is no listing"
    if _ADVISES.match(text, subject + 1) or _ADVISER.search(text, 0, subject):
        return "an adviser is not listed"
    return ""


_ROLE_TO_A_TRADE = expression(
    rf"[^，。；{_NAMES}]{{0,8}}(?:厂商|企业|公司|品牌|平台|开发商|运营商)的?(?:新|重要|战略|第[一二三四五]大|最大)*(?:股东|客户|供应商|投资方|投资人|合作伙伴|竞争对手|新东家)"
)


def _trades(text: str, subject: int, target: int) -> str:
    return (
        "of whose trade it is a holder or a customer"
        if _ROLE_TO_A_TRADE.match(text, target + 1)
        else ""
    )


def _took_part(text: str, subject: int, target: int) -> str:
    return "before it began" if _BEFORE_EVENT.match(text, target + 1) else ""


def _uses(text: str, subject: int, target: int) -> str:
    if subject < target and _BANNED.search(text, subject, target):
        return "what is forbidden is not used"
    if text[target - 1] == VALUE_CHAR["count"] and _PACKS.search(text, subject, target):
        return "says how many parts it has"
    return ""


# 董事长由某人变更为某人
_CHANGED_TO = expression("变更为|更换为|换为|换成|改为|调整为")


def _office(text: str, subject: int, target: int) -> str:
    """Offices are those of the name beside them: 甲董事长乙、某省省长丙 says nothing of 丙 and 甲."""
    if target < subject and _REBUKES.match(text, target + 1):
        return "whoever rebukes him does not employ him"
    if target < subject:
        if _IN_BRACKETS.search(text, 0, target) and re.search("[）)]", text[target:subject]):
            return "the brackets speak of whom they follow"
        head = subject
        while (last := text.rfind(_PERSON, target, head)) >= 0 and _OF_ONE_LIST.fullmatch(
            text, last + 1, head
        ):
            head = last
        if last >= 0 and not _CHANGED_TO.fullmatch(text, last + 1, head):
            return "another person stands between them, with that office"
        if _APPOINTS.match(text, target + 1) and _TO_A_BODY.match(text, subject + 1):
            return "who appoints somebody elsewhere is not where he works"
        return ""
    between = text[subject + 1 : target].rsplit("，")[-1]
    if _OFFICE_NEXT.match(text, target + 1) and not _TAKES_OFFICE.search(between):
        return "the office behind the name is that of whom it leads to"
    return ""


def _located(text: str, subject: int, target: int) -> str:
    site = _ITS_SITE.match(text, subject + 1)
    return "its site is there" if site and site.end() > target > subject else ""


_RULES = {
    "LOCATED_IN": _located,
    "OPERATES_IN": _trades,
    "ISSUED": _issued,
    "PUBLISHED": _issued,
    "FOUNDED": _founded,
    "OPERATES": _founded,
    "INVESTED_IN": _invested,
    "ACQUIRED": _acquired,
    "HOLDS_STAKE_IN": _holds,
    "SUBSIDIARY_OF": _part,
    "SUPPLIES": _supplies,
    "DEVELOPS": _develops,
    "BENEFITS": _benefits,
    "SUPERVISES": _supervises,
    "COMPETES_WITH": _competes,
    "PARTNERS_WITH": _partners,
    "TARGETS": _targets,
    "MEMBER_OF": _member,
    "REDUCED_STAKE_IN": _reduced,
    "LISTED_ON": _listed,
    "PARTICIPATED_IN": _took_part,
    "IMPLEMENTS": _implements,
    "HOLDS_POSITION": _office,
}
