"""The words around the trigger of a relation, and the signs in them that several rules of status look for."""

import re
from typing import NamedTuple

from kg.expressions import expression

# Relations whose events are planned, approved and completed one day.
LIVING = frozenset(
    [
        "INVESTED_IN",
        "ACQUIRED",
        "REDUCED_STAKE_IN",
        "HOLDS_STAKE_IN",
        "FOUNDED",
        "LISTED_ON",
        "ISSUED",
        "DEVELOPS",
        "USES",
        "SUPPLIES",
        "OPERATES",
        "PARTNERS_WITH",
        "OPERATES_IN",
        "SUBSIDIARY_OF",
        "PUBLISHED",
        "ORGANIZED",
        "PARTICIPATED_IN",
        "HOLDS_POSITION",
        "MEMBER_OF",
    ]
)
DEALS = frozenset(
    {"INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN", "PARTNERS_WITH", "FOUNDED"}
)
EVENTS = DEALS - {"HOLDS_STAKE_IN"}
STATES = frozenset({"OPERATES_IN", "SUBSIDIARY_OF", "MEMBER_OF", "HOLDS_POSITION"})
TALKED_OF = frozenset({"ACQUIRED", "INVESTED_IN"})
M = "\ue000-\ue07f"
# What is only meant to be done; as alternatives of a pattern.
INTENTS = "将|拟|计划|考虑|打算|有意|欲|准备|可能|或"
# From a word such as 终止 to the trigger: what follows 后 or 转而 is another event.
_ON = r"(?:(?!之?后|转而|改为|并|以来)[^，。；]){0,20}$"
CANCELLED_BEFORE = expression(
    r"(?:差点|险些|踢出|剔出|剔除出?|移出(?=[^，。；\ue000-\ue07f]{0,6}(?:供应商|供应链|名录|$))|终止|撤回|撤销|取消|放弃|中止|叫停|搁置|暂停(?!上市|交易|营业|生产|供)|解除|停止|退出|未能|没能|流产|撤出|中断|宣告失败|否决|驳回|阻止|禁止|夭折)"
    rf"(?!上市以){_ON}"
)
CANCELLED_AFTER = expression(
    r"^[^。；]{0,22}?(?:终止(?!上市|挂牌)|撤回|撤单|撤材料|取消|暂停(?!上市|交易|营业|生产|供|对外|租赁|出租|销售|接单)|暂缓|停摆|告吹|流产|搁置(?![^，。；]{1,10}(?:研发|开发|扩产|扩建|上市|IPO))|失败|失利|(?<!对手)(?<!者)落败|败北|未能?胜出|戛然而止|作罢|搁浅|中止|叫停|否决|驳回|落空|未果|不了了之|泡汤|夭折|失效|无意(?:推进|继续|实施)|放弃(?:该|这|上述|本次)(?![^，。；]{0,14}(?:优先|权))|无疾而终|散伙|解了约|无果而终|遭到?拒绝|遭拒|最终放弃|未达成一致|不再(?:推进|实施|继续)|"
    r"未能(?:成行|成功|如愿|过会|完成|实现|通过|成交)|流拍|无人(?:出价|报名|应价)|，后者[^，。；]{0,8}退出|(?<!至今)(?<![尚仍还暂])未获[^，。；]{0,10}(?:通过|批准|核准|认可)|被否|遭否|遇阻|受阻|折戟|解约|破裂|胎死腹中)"
    # 但未通过德国政府审查; 此前另一桩收购未获批准 says nothing of this one
    r"|^[^，。；]{0,22}(?:，(?!此前|早前|先前|早些|另|曾)[^，。；另]{0,14})?(?:谈崩|未(?:能)?谈拢|没(?:有|能)?谈拢|未能交割|未能获得?[^，。；]{0,14}(?:通过|批准|核准|认可|放行|同意)|未通过[^，。；]{0,14}(?:审查|审批|审核|批准)|未予(?:批准|核准|通过|放行)|未达成(?:协议|一致)|未能(?:就[^，。；]{0,10})?达成(?:协议|一致))"
    r"|^[^。；]{0,16}，(?:最终|后来|最后|后|但)?因[^。；]{0,50}?(?:而|，(?:该|此|上述|这一)(?:计划|交易|合作|项目|收购|事项|方案))(?:宣告|被迫|最终|已|被)?(?:失败|终止|夭折|告吹|流产|取消|搁浅|作罢|失效|中止|放弃)"
    # 曾报价60亿美元收购某公司，被后者拒绝
    r"|^[^。；]{0,30}，(?:但|却|不过|随后|最终)?(?:被|遭到?)(?:[^，。；]{0,12})(?:拒绝|回绝|婉拒)"
    r"|^[^。；，]{0,24}，[^，。；]{0,10}(?:未予同意|没有答应|未获同意|断然拒绝|婉言谢绝|予以拒绝|予以回绝)"
    r"|^[^。；，]{0,16}，(?:但|不过|然而|其后|随后|后来|最终|最后|后){1,2}(?:因[^，。；]{1,16}?)?(?:已|又)?(?:宣布|决定)?(?:放弃|终止|取消|作罢|撤回|告吹)了?(?=[，。；]|$|该|这|此|收购|交易|计划)"
)
DENIED_BEFORE = expression(
    r"(?:否认(?![^，。；：]{0,12}(?:受阻|将?关闭|停产|关停|裁员|退出|失败|终止|破裂|搁浅|遇阻|取消|撤资|违约))|辟谣|澄清(?!公告)|从未|并未|未曾|不存在|不会(?!影响)|并非(?![^，。；]{0,16}(?:首次|第一[次家]|首[家度]|初次))|并没有|没有(?!想到|料到)|不再|无意|无计划|不打算|不考虑|不急于|未有|未计划|暂无|尚无|没打算|拒绝|无法|无力|难以|无缘|无暇|不能(?!不|排除)|不敢|来不及|错失|错过|(?:不必|无需|无须)(?![^，。；]{1,12}(?:即可|就可|便可|就能|便能|即能|直接)))"
    # 未与某公司签订任何合同
    rf"{_ON}|(?<![尚还仍暂从])未(?:曾|能)?(?:与|和|同|向|对|为|跟)[{M}][”’]?(?:公司|集团|方面)?(?:签订|签署|达成|建立|形成|发生|存在|进行)(?:过|了)?(?:任何|正式|直接|实质性?的?)*[^，。；]{{0,6}}$"
    rf"|(?<!尚)(?<!还)(?<!仍)(?<!从)未(?!来|能|果|必|经|就|(?:依法|按规定|及时|如实|按时|主动)?申报)[^，。；]{{0,4}}$|(?<![并也均])(?<!不得)(?<!不能)不$|(?<![是能])不(?:再)?(?:[向为给对与和])[^，。；]{{0,16}}$|(?<!是)(?<!能)(?<!会)否(?!决)[^，。；认]{{0,2}}$"
)
RUMOUR_DENIED = expression(
    r"^[^。；]{0,24}的(?:消息|传闻|传言|说法)[^。；]{0,4}(?:没有(?:任何)?根据|不属实|不实|失实|未获证实|未经证实|子虚乌有|[^。；]{0,2}遭[^。；]{0,12}否认)"
)
# 将 before what is sold or taken is the sign of an object, not of the future.
_OBJECT = rf"[{M}]|其(?!收购|并购)|所持|所拥|所属|持有|旗下|手中|部分|全部|控股|全资|子公司|公司|[\ue080-\ue083]"
_PLANS = (
    r"拟|定于|改赴|尚未|还未|仍未|暂未|原定|计划|有望|预计|打算|意向|意欲|考虑|筹备|筹划|策划|准备|力争|争取|希望|即将|谋求|寻求|未来|下一步"
    r"|明年|后年|适时|可能|若(?!不是[^，。；]{0,14}(?:当年|早年|年初|此前|\ue083))|如果(?!说(?![^，。；]{0,30}(?:将|未来|会)))|如能|一旦|假如|倘若|暂缓|推迟|延期|延后|推后|不排除|能否|会否|是否|有意"
    r"|即使|即便|哪怕|除非|意在|(?<!的)意图(?!写|是|在于)|旨在|力图|企图|试图|预案|宣布将|或将|目标(?!公司|企业|市场|客户)|(?<!取)决定[在于从自]|约定[在于从自由\ue083]|(?<!兑现)(?<!履行)(?<!信守)承诺(?!书|函|制|金额)"
)
FUTURE = rf"将(?!{_OBJECT})"
# Of deals one talks long before they are made.
_TALKS = (
    r"洽谈|洽购|提议|商议|商讨|讨论|探讨|磋商|谈判|欲|抛出|发出|提出|发起|要约|承诺|约定|推动|传闻|传言|据传"
    r"|(?<!随)[即便就]可(?!能|见|谓|说)|盛传|疑似|疑|接近(?!尾声|完成)|决定(?![性权论书因])|(?<!共同)(?<!不懈)努力(?!下|后)|或(?!者)|建议|呼吁|应当|应该|需要|要求|适合|力促|敦促|恳请|促请|请求|督促|力劝|待|声称要|宣称要|传(?!媒|感|输|统|奇|动|导|播|热|真|递|承)"
    r"|(?<![主重需只首])要(?!求|素|闻|点|塞|约)|(?<!如)愿(?!景)|想|(?<![董监大协工股年议委合学商究进金览])会(?!议|上|员|计|同|见|谈|所|场|后|晤|展)"
)
PLANNED_BEFORE = expression(rf"(?:{_PLANS}|{FUTURE})(?=[^，。；]{{0,26}}$)")
PLANNED_DEAL = expression(rf"(?:{_PLANS}|{FUTURE}|{_TALKS})(?=[^，。；]{{0,26}}$)")
# Standing facts are stated with 将 too: 该院将围绕……开展研究.
PLANNED_STATE = expression(
    r"(?:拟|尚未|计划|打算|有望|即将|准备|(?:申请|谋求|寻求)(?=[^，。；的\ue000-\ue03f]{0,4}$)|或将|或(?=成为|变为|升为)|将成为|将担任|将[于从自](?=[\ue083\d今明后年下]))(?=[^，。；]{0,18}$)"
)
# Strong signs that it happened, and weak ones that a plan outweighs: 拟完成收购.
PAST = expression(
    r"(?:已经?+(?!宣布|公告|披露|公布|发布|抛出|提交|提出)(?=[^拟]|$)|曾(?!拟|计划|打算|考虑|试图|欲|想|传)|(?<!公布)(?<!披露)(?<!宣布)(?<!公告)(?<!发布)了$|此前|先后|累计|刚刚?(?!刚|性|宣布|公告|披露|公布|发布)(?=.|$)|才|继(?=\ue083))(?=[^，。；]{0,24}$)"
)
DONE = expression("已|完成|完毕")
CLAUSE_END = expression("[，；]")
CARRIES_ON = expression(
    "^[\ue040-\ue07f]*(?:通过(?:其|旗下|下属|全资|控股)*(?:子公司|孙公司|公司)?[\ue000-\ue03f]|从[\ue040-\ue07f]?[\ue000-\ue03f](?:家族|方面|等)?(?:手中|手里|处)?|将(?:其|旗下|所持|持有|的|全资|控股|子公司)*[\ue000-\ue03f]|(?:并(?:将)?(?:与|和|联合)|(?:并|同时|以及)?向(?:[^，。；\ue000-\ue03f]{0,6})|[^，。；由\ue000-\ue03f]{0,8}?(?:分别|全部|均)?由)[\ue000-\ue03f](?:[、和与及][\ue000-\ue03f])*(?:等)?)?[^\ue000-\ue03f]{0,24}$"
)
# 公司拟以7700万元，收购甲持有的乙: the sale by 甲 is as planned as the purchase.
PURCHASE = expression("收购|购买|受让|购入")


class Said(NamedTuple):
    """A relation and the words around its trigger, as marked text."""

    relation: str
    before: str
    """The clause up to the trigger."""
    trigger: str
    after: str
    """From the trigger to the end of its sentence."""
    earlier: str
    """The sentence before the clause."""


def last(sign: re.Pattern[str], text: str) -> int:
    """Where the last such sign in the text stands, or -1."""
    return max((m.start() for m in sign.finditer(text)), default=-1)


def inherits(said: Said) -> bool:
    """Whether a clause without a subject of its own goes on with a plan: 拟发行股份，购买……."""
    again = _SAME_AGAIN.fullmatch(said.before) and said.trigger in said.earlier
    alike = _PARALLEL.match(said.before) and _PURCHASES.search(said.earlier)
    parallel = (again or alike) and not _CAME_OF_IT.match(said.after)
    clauses = re.split(r"[，；：。！？]", said.earlier.rstrip("，；" if parallel else "，"))
    while len(clauses) > 1 and (
        _ASIDE.match(clauses[-1]) or (_FROM.match(said.before) and _FROM.match(clauses[-1]))
    ):
        clauses.pop()
    clause = clauses[-1]
    if said.trigger.startswith(_PAID) and _SUBJECT_ONLY.fullmatch(said.before):
        # 甲拟出资20亿元，持有51%的股权，乙出资19亿元
        beside = [c for c in clauses[-3:] if _PAYS_TOO.search(c)]
        if beside and not DONE.search(said.after.split("，")[0]):
            return True
    if said.trigger.startswith(_PAYS):
        # 拟发行90亿股，其中甲出资110亿元，乙出资70亿元
        parts = [n for n, c in enumerate([*clauses, said.before]) if _AMONG.match(c)]
        if parts and parts[0] and not DONE.search(said.after.split("，")[0]):
            whole = clauses[parts[0] - 1]
            return _RAISES.search(whole) is not None and _TO_CARRY.search(whole) is not None
    before = _COMES_UP_TO.sub("", PURCHASE.split(said.before)[0])
    done = said.after.startswith("了") or DONE.search(clause)
    if not clause or done or not CARRIES_ON.match(before):
        return False
    if _OVER.search(clause) or said.trigger.startswith("累计"):
        # 减持计划期限届满，累计减持1%
        return False
    return _TO_CARRY.search(clause) is not None


# 计划3个月内，通过大宗交易方式，减持: a clause that only tells how or when.
_ASIDE = expression(
    # 拟增发不超过8亿股，募资总额80亿元，购买: how much it comes to
    rf"^[\ue040-\ue07f]*(?:(?:本次|预计|估算|合计|最高)*(?:募资|募集资金|金额|作价|对价|总价|交易价格|交易对价|发行价格?|每股|总额|(?:合计)?成交额)[^，。；{M}]{{0,24}}|[^，。；{M}]{{0,6}}(?:占|约合|折合)[^，。；{M}]{{0,16}})$|"
    r"^[\ue040-\ue07f]?(?:通过|以|采用|采取|按照?|自|在|于|因|为)(?:(?![拟将已]|计划|完成)[^，。；]){2,40}(?:方式|系统|价格|形式|期间|之日起|[\ue082\ue083])(?:之?[内后])?$"
)
# 将从甲购买丙20%的股份，从乙购买10%的股份: as planned as the first.
_FROM = expression("^[\ue040-\ue07f]*从[\ue040-\ue07f]?[\ue000-\ue03f]")
# 拟通过子公司甲购买乙；通过子公司丙购买丁
_SAME_AGAIN = expression("[\ue040-\ue07f]+")
# 拟收购甲；以3亿元收购乙，成为其去年最大手笔: that is done.
_CAME_OF_IT = expression("[^。；]*(?:后，|贡献|成为|完成了|翻番|扩大)")
_PURCHASES = expression("收购|购买|受让|购入|出售|转让|增资|认购")
_PARALLEL = expression("[\ue040-\ue07f]*(?:通过|以(?!来|后|及)|出资|另)")
_AMONG = expression("^[\ue040-\ue07f]*其中")
_RAISES = expression("发行|增发|定增|增资|募资|募集|出资|投资|融资|认购|认缴")
# 拟以5亿美元，折合人民币37亿元向第三方甲出售
_COMES_UP_TO = expression("^[\ue040-\ue07f]*(?:约合|折合|约)(?:人民币)?\ue080")
_PAID = ("出资", "认缴", "增资")
_SUBJECT_ONLY = expression("[\ue000-\ue07f](?:[、和与及][\ue000-\ue03f])*(?:分别|各)?")
_PAYS_TOO = expression(r"(?:拟|计划|将(?!出资比例))[^，。；]{0,16}(?:出资|认缴|增资)(?!后|比例|款)")
_PAYS = ("出资", "认购", "投资", "认缴")
_OVER = expression("届满|期满|到期|收官|实施完")
# 公司拟发行股份，: what a clause that goes on with it is about is planned too.
_TO_CARRY = expression(
    r"(?:拟|计划|筹划|打算|有望|预计|(?:有意|考虑|希望|洽谈|谋求|意欲|意图|准备)(?:以|出资|斥资|通过|从)[^，。；]{1,24}$|(?:可能|或将)(?:分拆|出售|转让|剥离|退出|退市|独立|破产|重组)[^，。；]{0,10}$|将于|将以|将在|将从|将向|将通过|将(?=投|出资(?!比例)|斥|耗|支付|拿出|动用|(?:收购|出售|受让|购买|入股|增资|认购)(?![^，。；]*(?:视为|作为|用于|所得|款|比例|范围|重点|注入|更名|的)))|决定(?:向\ue000|以\ue080|通过(?:定增|发行|现金)|向[^，。；]{0,8}(?:定增|定向|发行)))|(?:定增|增发|发行|重组|收购|要约|交易)[^，。；]{0,6}(?:方案|预案)$"
)
