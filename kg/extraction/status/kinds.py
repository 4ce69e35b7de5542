"""What the words around a trigger say in one relation only: of shareholders, subsidiaries, suppliers, drafts."""

from collections.abc import Callable, Mapping

from kg.expressions import expression
from kg.extraction.lexicon import FOUNDERS
from kg.extraction.marking import TYPE_CHAR, char_class
from kg.extraction.status.words import DEALS, PAST, PLANNED_STATE, M, Said, last

# 2017年以430亿美元要约收购: told with its year and its price it has been made.
_BY_PLAN = expression(r"(?:按照?|根据|依照)(?:计划|规划|日程|安排|议程)，[^，。；]*$")
# 意见提出，支持甲研发乙: what a plan encourages is yet to be done.
_BUILT_UP = frozenset({"DEVELOPS", "OPERATES", "FOUNDED", "PARTNERS_WITH"})
_ENCOURAGED = expression(
    rf"(?:^|[，、：；出确将》{char_class(('Policy',), zero=True)}])(?:重点|大力|积极|鼓励和|点名)*(?:支持|鼓励|引导)(?:[{M}]|(?:龙头|骨干|相关|有条件的?|各类|优势|本地|重点|头部)*(?:企业|高校|院所|科研机构))[^，。；了过的]{{0,24}}$"
)
# 2010年筹建某厂，2012年建成; 筹建的研究院已揭牌
_STANDS_NOW = expression(
    r"[^。；]{0,30}(?:(?<=[院室心台园站])现有(?!厂房|工厂|员工)|(?<![将拟待划后])(?:建成|已(?:投入|成立|运行|启用)|正式成立|落成|投产|投运|揭牌|竣工|启用)(?!后|前|[^，。；]{0,4}(?:计划|目标)))"
)
_GRANTED = expression("获批|获准|批准|批复|同意|核准|正在?$")
_YET = expression("预计|计划|将|拟|有望|力[争求]|争取|尚未|未能|即将|[明后]年|年底|年内|下半年")
# 责令甲转让所持股份: it has yet to obey.
_ORDERED = expression(r"(?:责令|裁定|命令|勒令|判令|(?<!监管)(?<!按)要求)[^，。；了过已]{0,16}$")
# 甲收购乙？ is a rumour, 甲为何收购乙？ none.
_ASKED = expression(r"^[^，。；！了过]{0,20}？")
_ASKED_OF = frozenset({"ACQUIRED", "INVESTED_IN", "FOUNDED"})
_ASKS_HOW = expression(
    r"为何|为什么|为啥|缘何|怎么|怎样|如何|何以|何时|谁|哪|多少|几|什么|何去何从|吗？.{0,2}不"
)
# 收购乙一说，甲未作回应: a rumour.
_UNANSWERED = expression(
    r"^[^。；]{0,20}(?:一说|传闻|传言|说法|消息|报道|传言|市场猜测)[^。；]{0,14}(?:(?:未作|未予|没有|暂未|不予|拒绝|尚未)(?:任何|直接|正面|作出|做出|进一步)*|不)(?:回应|置评|评论)"
)
# What a shareholder is said to plan behind is not that he is one.
_TO_CHANGE = expression(r"(?:拟|将)[^，。；]{0,20}变更")
# 参股公司某某的上市已终止: what ends is not the holding.
_STANDING = expression("(?:参股|联营|合营|控股)的?(?:公司|企业|子公司)")
_HOLDERS = ("股东", "控制人", "实控人")
# 本次交易完成后，甲将持有乙30%: it hangs on a deal that is yet to close, unless the deal is told as done.
_TO_FOLLOW = expression(
    r"^(?:(?!已|目前|截至)[^。；])*(?:发行|交易|转让|增资|收购|重组|定增|增发|合并|扩股|划转|投资)(?:事项)?(?:全部|顺利)?"
    r"(?:完成|实施完毕|结束)(?:[并且][^，。；]{1,8})?[之以]?后(?:(?!已|目前|截至)[^。；]){0,40}$"
    # 此次重组交易标的预估值约8亿，完成后甲持有乙
    r"|^[^。；]{0,8}(?:本次|此次)(?:(?!已|目前|截至|完成)[^。；]){0,40}，完成后(?:(?!已|目前|截至)[^。；]){0,24}$"
)
# 若交易完成，甲将持有乙30%
_IF_CLOSED = expression(
    r"(?:^|[，。；：\ue040-\ue07f])(?:若(?!干)|如果?|假如|假若|倘若|一旦)(?:(?!已|说|IPO|上市|产品)[^，。；]){0,10}(?:交易|收购|增资|转让|合并|重组|入股|谈判|要约)(?:(?!已|说)[^，。；]){0,6}(?:完成|达成|获批|获准|通过|成功|实施|交割|落地|成行)[^，。；]{0,4}，(?:(?!已|目前|截至)[^。；]){0,16}(?:将|会|可)(?:(?!已|目前|截至)[^。；]){0,30}$"
)
# 通过本次收购，甲将直接持有乙51%，并间接控制丙45%
_BY_THIS_DEAL = expression(
    r"(?:通过|经过?)(?:本次|此次|上述)(?:收购|交易|增资|重组|划转|认购)，?(?:(?!已|目前|截至)[^。；]){0,10}将(?:会)?(?:直接|间接|合计|分别)*(?:$|(?:持有|控制|成为|拥有)(?:(?!已|目前|截至)[^。；]){0,40}$)"
)
_TOWARDS = expression(rf"(?:向|从|与|对)[{M}]$")
# 出资8万元参股乙，预计将占其股权的8%
_EXPECTED = expression(
    r"[^，。；\ue080-\ue083]{0,14}，[\ue040-\ue07f]*(?:预计|届时)(?:将|可)?(?:合计|共)?(?:占[^，。；]{0,10}(?:股[权份本]|股比)|持有?|持股)"
)
# 交易后，甲的持股比例将上升至30%
_WILL_BE = expression(
    r"[^，。；\ue080-\ue083]{0,10}将(?:会)?(?:进一步)?(?:由[^，。；]{1,8})?(?:上升|上调|增加?[至到为]|增持|提高|提升|下降|降[低至到]|升[至到]|达到?|变[为更]|减少|减[至到])"
)
# 拟向甲购买其持有的乙: what is held, and so can be sold.
_HOLDING_OF = expression(
    r".{0,3}?(?:其|所|各自|合计)(?:合计|分别|直接|间接)?持有?(?:的|(?=[\ue000-\ue07f]))"
)
# 拟收购甲持有乙的股份: 甲 holds them, or nobody could buy them of it.
_BOUGHT_OF = expression(
    rf"(?:收购|购买|受让|购入|接手|转让|出售)[^，。；]{{0,12}}[{M}][^，。；]{{0,4}}$"
)
# 挂牌转让其所持股权: up for sale, and nobody has bought it yet.
_FOR_SALE = expression("(?:公开)?挂牌(?:的?方式)?$")
# 提前终止减持计划，期间减持了1.2%
_SOLD_BEFORE_END = expression(
    "终止[^，。；]{0,6}减持计划，[\ue040-\ue07f]*(?:期间|此前|累计|已|共)(?!.*(?:未|没有|不))[^，。；]{0,10}$"
)
_SOLD = expression("成交|摘牌|摘得|竞得|受让(?!方)|受让方为|接手|接盘|完成")
# 截至目前尚未向甲供货: there is no plan either.
_NOT_SUPPLIED = expression(r"(?:尚未|还未|仍未)[^，。；的]{0,16}$")
# 签订采购框架协议，未来三年将交付3000台
_TO_DELIVER = expression(
    r"(?:框架)?(?:协议|合同)?，[^，。；]{0,3}(?:将|未来|\ue083将)[^，。；]{0,20}(?:供应|交付|供货|提供)"
)
_TO_BE_DELIVERED = expression(r"(?:协议|合同)，[^，。；]{0,3}(?:将|未来)[^，。；]{0,14}$")
# 预计明年量产，首批客户包括甲
_FIRST_CUSTOMERS = expression(
    r"(?:预计|计划|拟|将于?)[^，。；]{0,14}(?:量产|交付|投产|上市|发布)，[^，。；]{0,4}首批[^，。；]*$"
)
# 通过甲的供应商认证，尚未批量供货
_YET_TO_SUPPLY = expression(
    r"，[^，。；]{0,8}(?:[尚还暂]未|未(?!来|能|免|必))(?:大?批量|大规模|小批量|形成|正式|开始|实现|产生|取得)*(?:供货|交付|出货|供应|销售|收入|订单)"
)
# 成为采购项目的中标候选人; 预中标.
_SHORTLISTED = expression("候选|预中标|拟中标")
# 大项目将陆续落户某市, 大会定于11月在某市举办
_TO_SETTLE = expression(
    r"(?:将(?!军|来|其|原|帅)|拟|计划(?![”》]|单列)|定于|即将|预计|有望|原定|打算)(?:(?!的|已|了|，)[^。；]){0,24}$"
)
# 拟收购位于某地的油田, 将关闭设在某地的中心: there it is.
_STANDS_AT = expression("(?:位于|坐落[在于]?|地处|总部[位设在]|设[在于]|所在)[^，。；]{0,6}$")
# What a name stands beside says what it is, whatever is planned for it: 拟收购蛋白棒品牌某某.
_TRADERS = (
    "公司",
    "企业",
    "厂商",
    "品牌",
    "开发商",
    "服务商",
    "供应商",
    "制造商",
    "研发商",
    "巨头",
    "龙头",
    "集团",
    "厂",
    "厂家",
)
_ITS_PART = expression("(?:所属|旗下|下属|控股|全资)的?(?:子公司|公司|企业|业务)")
_PARTS = (
    "旗下",
    "下属",
    "麾下",
    "属下",
    "所属",
    "直属",
    "所辖",
    "子公司",
    "附属公司",
    "控股公司",
    "孙公司",
    "附属企业",
    "分公司",
)
_BECOMES = expression(
    r"(?:成为|变为|变更为|作为|纳入|设立|成立|组建|新设|不再是|并非)[^，。；]{0,12}$"
)
_UNSIGNED = expression(
    rf"尚未(?:正式)?(?:签|达成)|未(?:正式)?签署|未能?达成|^[{M}、和与及等]*(?:正在?|曾|已|将|共同|就[^，。；]{{1,14}})*(?:探讨|商讨|磋商|洽谈|讨论|接洽|商谈|考虑)[^，。；]{{0,10}}(?:合作|合资|联盟|结盟)|^[{M}](?:方面)?谈合作"
)
_WILL_WORK = expression(
    rf"[{M}、和与及]+(?:等)?(?:双方|两家|也|还|未来)*(?:将|拟|计划)(?!所|其|继续|进一步|持续|[{M}]|旗下)"
)
_BOUND = expression(
    "伙伴|长期|扩大|进一步|签|达成|宣布|协议|协定|备忘录|合同|合资|深化|加强|继续|已|结盟|携手"
)
# 就战略合作展开协商; not 进行谈判后达成协议.
_TALKS_OF_IT = expression(
    r"(?:(?!后|达成|签|并)[^，。；了]){0,10}(?:展开|进行|开展|启动)(?:了)?(?:协商|磋商|洽谈|谈判|商谈)(?!后|[^。；]{0,8}达成)"
)
# 根据合作协议，甲将向乙提供授信: they work together already.
_BY_AGREEMENT = expression(
    r"(?:根据|按照?|依照|依据)(?:(?!意向|框架|[拟未])[^，。；]){0,14}合作(?:(?!意向|框架)[^，。；]){0,4}协议(?:约定|安排|内容)?，[^。；]{0,24}$"
)
# 将进一步加强与甲的合作: so do they.
_GROWS = expression(
    rf"(?:加强|深化|扩大|巩固|加深|密切)(?:[^，。；{M}]{{0,4}})(?:与|和|同|跟)[{M}][^，。；]{{0,12}}$"
)
_HESITATES = expression(
    "考虑|希望|有意|若|或|有望|可能|不(?!断|仅|但|只|光|懈)|尚未|推迟|暂缓|拒|终止|停止|暂停|退出"
)
# 中标某环境治理项目: to be built.
_WON = expression(r"(?<![未预])中标(?!结果|率|金额|价|单位|企业)")
_RUNNING = expression("运营|经营|管理|持有|拥有|运行|运维|手握")
_RUNS = expression(
    "建成|投产|投运|竣工|通车|并网|发电量|商业运行|建设了|(?<![将拟待未])开工|(?:稳定|正常|平稳)运行|日处理|投用|运营[了中至着]|已(?:经|正式|全面)?(?:开工|启用|完工|完成|交付|运行|发电)|通过验收"
)
_CLAUSE_STOP = expression("[，；]")
_NEAR = 20
# 就《办法》公开征求意见: a draft.
_ASKS = expression(r"^[^。；]{0,14}?(?:征求[^，。；]{0,6}意见|公众咨询|公开征集|向社会征集)")
# 公布《办法》草案，面向社会征求意见
_ASKS_THEN = expression(
    rf"了?《?[{M}]》?(?:[、和及与]《?[{M}]》?)*[^，。；{M}]{{0,10}}，[\ue040-\ue07f\ue083]*(?:并|现|自?即日起|已|正式)*(?:面向社会|向社会|对外|公开){{0,2}}(?:征求|征集)(?!意见稿)(?![^。；]{{0,12}}(?:修改|完善|后))"
)
_OUT = expression("(?:印发|发布|公布|出台|实施|施行)")
_DRAFTING = expression(
    r"(?:正在|抓紧|加快|着手|研究|组织|牵头)?(?:制定|制订|起草|编制|研究制定|酝酿|拟定|拟订|修订)$"
)
# 制定了《办法》, 起草的《办法》正式公布: it is out.
_DRAFTED = expression(
    r"了|的?(?:(?![将即拟待])[^，。；]){0,14}(?:已经?|近日|日前|正式|对外)*(?:公布|发布|印发|出台|施行|实施(?!细则|方案|意见|办法)|生效)(?!前)"
)
# 《要求》正式发布，由某中心牵头制定; 转发某厅制定的《措施》.
_IS_OUT = expression(
    r"转发[^。；将拟]*$"
    r"|(?<![将即拟待未要])(?:已经?|近日|日前|正式|对外|今日|昨日|联合)*(?:公布|发布|印发|出台|施行)(?:了)?[^。；将拟]*，[^。；将拟]*$"
)
# 把《办法》列入年内工作安排; 制定了《方案》，正履行报批程序
ON_AGENDA = expression(
    r"》?(?:(?:已)?(?:被)?列入[^，。；]{0,12}(?:计划|安排|议程|日程|清单)|(?:目前|仍|正|还|尚)*在?(?:面向社会|向社会)?(?:公开)?征[求集]意见(?!稿|建议后|后))"
)
_TO_PASS = expression(
    r"^(?:制定|制订|编制|起草|形成|完成|研究)[^。；]{0,40}?，[^。；]{0,10}(?:报批|履行[^，。；]{0,8}程序|报请[^，。；]{0,12}(?:审议|印发|批准)|(?:预计|有望|拟于)[^，。；]{0,10}(?:印发|出台|发布|公布))"
)
_DRAFT_ONLY = expression(r"^[^，。；]{0,20}(?:已)?形成(?:了)?(?:征求意见稿|草案|初稿|送审稿)")
_OUT_LATER = expression(
    r"[^。；将拟]{0,30}，(?:已|于)(?:[^，。；将]{0,14})(?:实施|施行|发布|印发|生效|公布)"
    r"|[^。；将拟]{0,30}，[^，。；将]{0,12}起(?:正式)?(?:施行|实施|执行)"
    r"|[^。；将拟]{0,30}，(?:于?\ue083)?由[^，。；将拟待报前]{1,8}(?:转发|印发)(?=[，。；]|$)"
    r"|[^。；将拟]{0,20}，(?:[^。；将]{0,40}(?:表决|审议|获得?|全票)通过(?!，将|后)|(?:主要)?适用于|对[^，。；将拟]{2,24}作出(?:了)?(?:规定|界定|要求))"
    rf"|的?《?[{M}]》?(?:提出|明确|规定|要求|指出)"
)
# 加快出台《意见》
_HASTENS = expression("(?:加快|尽快|抓紧|加紧|推动|研究|适时|择机|力争)(?:出台|印发|发布|制定)?$")
_HAS_BEEN = expression("了|后|以来|之后")
_LEADING_NAMES = expression(rf"^《?[{M}]+》?")


def scheduled(said: Said) -> str:
    """Planned, for what is told by a plan or schedule, encouraged by a policy, or asked about: 甲收购乙？"""
    if _BY_PLAN.search(said.earlier + said.before) and last(PAST, said.before) < 0:
        return "planned"
    if said.relation in _BUILT_UP and _ENCOURAGED.search(said.before):
        return "planned"
    if said.relation == "REDUCED_STAKE_IN" and _ORDERED.search(said.before):
        return "planned"
    if said.relation in DEALS and _TO_CLOSE.match(said.after):
        return "planned"
    if _WEIGHED.search(said.before) and _WHETHER.match(said.after):
        return "planned"
    return ""


# 收购某公司的交易将于本周内完成交割
_TO_CLOSE = expression(
    r"[^，。；]{0,10}的?(?:交易|收购|并购|交割|过户|重组|事项)(?:将|预计|有望|拟|计划)[^，。；已]{0,14}(?:完成(?:交割|过户)?(?=[，。；]|$)|交割)"
)
# 正在评估采用某芯片的可行性
_WEIGHED = expression(r"(?:评估|研究|论证|探讨|考察|讨论|探索|调研|验证)[^，。；]{0,8}$")
_WHETHER = expression(r"[^，。；]{0,24}的?(?:可行性|可能性|可能(?=[，。；]|$)|必要性)")


def asked(said: Said) -> str:
    """Planned, for a rumour put as a question or left unanswered: 甲收购乙？; 对收购乙一说，甲未作回应."""
    if said.relation not in _ASKED_OF:
        return ""
    if _UNANSWERED.match(said.after):
        return "planned"
    if not _ASKED.match(said.after):
        return ""
    return "" if _ASKS_HOW.search(said.before + said.after) else "planned"


def located(said: Said) -> str:
    """Whether a place is taken already: planned for 将落户某区, 定于11月在宁波举办, completed otherwise.

    >>> located(Said("LOCATED_IN", "基地将", "落户", "荆门", "")), located(Said("LOCATED_IN", "", "位于", "荆门", ""))
    ('planned', 'completed')
    """
    words = said.before + said.trigger
    return "planned" if _TO_SETTLE.search(words) and not _STANDS_AT.search(words) else "completed"


def standing(said: Said) -> str:
    """What a relation's own words say before any denial or end is looked for, or nothing."""
    rule = _STANDING_OF.get(said.relation)
    return rule(said) if rule else ""


def stands_now(after: str) -> bool:
    """Whether what follows says that what was to be set up stands by now, as marked text.

    >>> stands_now("某实验室，该实验室已启用"), stands_now("某研究院，研究院现有300人"), stands_now("某厂，预计明年建成")
    (True, True, False)
    """
    return _STANDS_NOW.match(after) is not None and _YET.search(after) is None


def _founders(said: Said) -> str:
    """Completed, where the trigger says who the founders are; planned, where it is being prepared."""
    going_on = said.after.startswith("的") or _GRANTED.search(said.before)
    if said.trigger.endswith("筹建") and not going_on:
        if stands_now(said.after):
            return "completed"
        return "" if said.after.startswith("了") else "planned"
    return "completed" if said.trigger.endswith(FOUNDERS) else ""


# 拟收购乙29%股权，成为其控股股东
_BECOMES_HOLDER = expression("[\ue040-\ue07f]*(?:并|从而|进而|最终|由此)?(?:将)?成为")
_TO_BUY_IN = expression(
    "(?:拟|将(?![其所持])|计划|有意|欲)(?:(?!已|完成了)[^，。；]){0,24}(?:收购|受让|购买|购入|增资|取得|认购|入股)(?:(?!已|完成了)[^。；]){0,40}，$"
)


# ……成为乙第一大股东
_COMES_TO_BE = expression(rf"成为[{M}的其公司]*(?:第[一二三]|单一|最)?$")


def _holding(said: Said) -> str:
    """What words say of a shareholder and of what he holds."""
    before, trigger, after = said.before, said.trigger, said.after
    if _TO_MOVE.search(before) and _MOVED_TO.search(trigger + after):
        return "planned"
    if _STANDING.fullmatch(trigger):
        return "completed"
    if _PASSED_ON.match(after) or (_ONCE.search(before) and _PASSED_ON_SINCE.match(after)):
        # 甲持有乙的股份此前已转让给丙
        return "cancelled"
    if _LEAVE_TO_HOLD.search(before):
        # 核准公司成为甲主要股东
        return "approved"
    if (
        trigger.endswith(_HOLDERS)
        and _BECOMES_HOLDER.match(before)
        and (_TO_BUY_IN.search(said.earlier) or _IF_CLOSED.search(said.earlier + before))
    ):
        return "planned"
    if _WILL_BE_HELD.search(trigger + after):
        # 发行后其持股比例将由41%稀释至37%
        return "planned"
    if (
        trigger.endswith(_HOLDERS)
        and _COMES_TO_BE.search(before)
        and (_is_yet_to_be(said) or _upon_deal(said))
    ):
        # 股份转让完成后，甲成为乙第一大股东
        return "planned"
    if trigger.endswith(_HOLDERS):
        # What a shareholder plans, ends or denies is not that he is one.
        changes = _TO_CHANGE.match(after) is not None
        # 拟向其股东某某借款
        plans = PLANNED_STATE.search(before) and not _TOWARDS.search(before)
        return "planned" if changes or plans else "completed"
    will_be = _WILL_BE.match("将" + after if trigger.endswith("将") else after)
    if _to_follow(said) or will_be or _EXPECTED.match(after):
        return "planned"
    if trigger.endswith(("的", "所持", "所持有")) or before.endswith("所"):
        return "completed"
    if trigger == "持有" and _BOUGHT_OF.search(before):
        return "completed"
    if trigger == "控股" and before.endswith(("持有的公司", "持有的")):
        # 收购某人持有的公司控股子公司
        return "completed"
    return "completed" if _HOLDING_OF.match(before[-3:] + trigger + after) else ""


def _upon_deal(said: Said) -> bool:
    """Whether it follows on a deal of which nothing tells when it closed: 收购完成后，甲成为乙的控股股东."""
    words = said.earlier + said.before
    return _UPON_DEAL.match(words) is not None and _SINCE_THEN.search(said.after) is None


_SINCE_THEN = expression("随后|随即|此后|迎来|更名|出任|接手|担任|任(?:董事|总)")
_UPON_DEAL = expression(
    r"(?:(?!当时|当初|当年|随着|随后|此前|先是|回顾|买下|工商|昨日|近日|[已了曾过\ue083]|\d年|年前|去年|前年|年初)[^。；])*(?:发行|交易|转让|增资|收购|重组|合并|划转|变更)(?:事项)?(?:全部|顺利)?完成(?:[并且][^，。；]{1,8})?[之以]?后，(?:(?!已|了|目前)[^。；]){0,40}$"
)
_PASSED_ON = expression(
    rf"[{M}](?:(?!部分|其中|\ue081)[^，。；]){{0,8}}的?(?:全部)?(?:股份|股权|股票)(?:此前|之前|早前)?(?:已经?|均已|也已)(?:全部|悉数)?(?:转让|出售|卖|划转|过户|售出)"
)
# 甲原持有乙5%股份，2022年将其转让给丙
_ONCE = expression("(?:原|原本|原先|曾|曾经|此前|早前|一度)(?:合计|直接|间接|共)*$")
_PASSED_ON_SINCE = expression(
    r"[^。；，]{0,24}，(?:(?!拟|计划|有意|打算|本次|此次)[^。；，\ue000-\ue03f]){0,12}(?:(?:将|把)(?:其(?!中|一部分|部分|持有)|该|上述|所持|这|全部)(?:(?!部分|少量)[^，。；\ue081]){0,8}?|已?(?:全部|悉数))(?:转让|出售|卖|划转|清仓|退出|售出)(?!的)"
)
_LEAVE_TO_HOLD = expression(
    rf"(?<![未不])(?:核准|批准|同意|无异议)(?:了)?(?:[{M}]|公司)?(?:成为|作为|变更为)(?:[^，。；]{{0,4}})[{M}]?(?:的)?[^，。；]{{0,4}}$"
)
_WILL_BE_HELD = expression(
    "^[^。；\ue081]{0,16}(?:发行|增发|定增|交易|转让|认购|增资)(?:完成)?后，?[^，。；]{0,4}(?:持股|股权|股份|持有)[^，。；]{0,8}(?:将|预计|拟)(?:会)?(?:由|从)?\ue081?[^，。；]{0,4}(?:降|稀释|摊薄|减|增|升|提高|上升|变)[^，。；]{0,3}[至到为]\ue081"
)
# 拟将所持某公司股权比例由34%增至52%: what it will hold.
_TO_MOVE = expression(r"(?:拟|计划|打算|有望)[^，。；]{0,8}$")
_MOVED_TO = expression(
    r"^[^，。；]{0,24}(?:由|从)\ue081[^，。；]{0,3}(?:增|提|升|上升)[^，。；]{0,2}[至到]\ue081"
)


def _is_yet_to_be(said: Said) -> bool:
    """Whether it hangs on a deal that is told as one to come: 本次股份转让完成后，甲成为乙第一大股东."""
    words = said.earlier + said.before
    return _TO_COME.search(words) is not None and _to_follow(said)


_TO_COME = expression("本次|此次|拟|将|预计|有望|若")


def _to_follow(said: Said) -> bool:
    """Whether it hangs on a deal that is yet to close."""
    words = said.earlier + said.before
    if "了" in said.after:
        return False
    return any(sign.search(words) for sign in (_TO_FOLLOW, _IF_CLOSED, _BY_THIS_DEAL))


def _for_sale(said: Said) -> str:
    """Planned, for a stake that is put up for sale on an exchange and no buyer is told of; completed for one sold before the plan ended."""
    if _SOLD_BEFORE_END.search(said.earlier + said.before + said.trigger):
        return "completed"
    if said.trigger.startswith("不再持有") and _upon_deal(said):
        # 股份转让完成后，甲不再持有乙任何股份
        return "planned"
    words = said.before + said.trigger
    offered = _FOR_SALE.search(words.removesuffix("转让").removesuffix("出售").removesuffix("出让"))
    if offered is None or last(PAST, said.before) >= 0:
        return ""
    return "" if _SOLD.search(said.after) else "planned"


def _supplies(said: Said) -> str:
    """What words say of a contract that is not won yet, and of goods that are not made yet."""
    if _NOT_SUPPLIED.search(said.before):
        return "denied"
    if _TO_DELIVER.match(said.after) or _TO_BE_DELIVERED.search(said.earlier + said.before):
        return "planned"
    if _FIRST_CUSTOMERS.search(said.earlier + said.before) or _YET_TO_SUPPLY.search(
        said.trigger + said.after[:_NEAR]
    ):
        return "planned"
    listed = _SHORTLISTED.search(said.trigger + said.after[:14]) or said.before.endswith("预")
    return "planned" if listed else ""


def _trader(said: Said) -> str:
    """Completed, for what a name stands beside: 拟收购蛋白棒品牌某某; planned for a trade to be entered: 将全面进入某领域."""
    if _TURNED_INTO.match(said.before + said.trigger) and _TO_BUY_IN.search(said.earlier):
        return "planned"
    if said.trigger.endswith(_TRADERS):
        return "completed"
    if _TO_TURN.match(said.before) and _TURNING.match(said.trigger + said.after):
        return "planned"
    return "planned" if _WILL_ENTER.search(said.before + said.trigger) else ""


# 为了促进公司业务向新能源方向转型
_TO_TURN = expression(
    r"[^，。；]{0,8}(?:为了促进|为促进|推动|谋求|寻求|加快|计划)[^，。；]{0,12}向[^，。；]{1,8}$"
)
_TURNING = expression(r"[^，。；]{0,12}转型(?![^。]*(?:去年|过半|已))")
_TURNED_INTO = expression("[\ue040-\ue07f]*(?:由此|从而|进而)?(?:转变|转型|变身)[为成]")
_WILL_ENTER = expression(
    r"(?:(?<!正)(?<!成功)将(?!自身|自己|产品|业务|主业|战略|公司|品牌|触角)|未来)(?:(?!持续|继续|进一步|加大|深|聚焦|已)[^，。；]){0,8}(?:进军|进入|切入|涉足|跨界|跨入|拓展|投资|开展|专注于|定位于|主要做|主要从事|转型)$"
)


def _part(said: Said) -> str:
    """What words say of a subsidiary."""
    if _to_follow(said):
        return "planned"
    if _ONCE_A_PART.search(said.before) and _NO_MORE.search(said.after):
        # 甲原为乙子公司，目前已无股权关系
        return "cancelled"
    if _DISSOLVED.search(said.before):
        return "cancelled"
    if _ITS_PART.match(said.after):
        # 终止分拆所属子公司某某: a subsidiary still.
        return "completed"
    part = said.trigger.removesuffix("的").endswith(_PARTS)
    return "completed" if part and not _BECOMES.search(said.before) else ""


# 注销子公司某某, and not: 拟注销
_DISSOLVED = expression(
    r"(?<![拟将待划备虑算可能])(?:注销|解散|清算)(?:并注销)?(?:了|其|旗下|全资|控股|的){0,3}$"
)
_ONCE_A_PART = expression("(?:原|曾经?|此前|原先)(?:为|是|系)")
_NO_MORE = expression(
    "(?:已无|不再(?:是|为|持有|有)|再无)[^，。；]{0,8}(?:股权|关系|关联|子公司|股份|控股|参股)|(?:已|被)(?:全部)?(?:转让|出售|剥离|脱离)"
)


def _unsigned(said: Said) -> str:
    """Planned, for a cooperation that is only talked of."""
    talked = _UNSIGNED.search(said.after) or _TALKS_OF_IT.match(said.after)
    if _INTENT_ONLY.search(said.before[-_NEAR:] + said.trigger + said.after[:_NEAR]):
        return "planned"
    # 甲与乙将合作开发芯片, and nothing is said of an agreement.
    will = _WILL_WORK.match(said.after) and not _BOUND.search(
        said.earlier + said.before + said.trigger + said.after
    )
    return "planned" if talked or will else ""


def works_already(said: Said) -> bool:
    """Whether what looks like a plan to work together tells that they do: 将进一步深化与乙的合作, 根据合作协议，甲将….

    >>> works_already(Said("PARTNERS_WITH", "甲将深化与\ue001的", "合作", "", ""))
    True
    """
    if _HESITATES.search(said.earlier[-_NEAR:] + said.before):
        return False
    agreed = _BY_AGREEMENT.search(said.earlier + said.before)
    return agreed is not None or _GROWS.search(said.before) is not None


# 已初步达成战略合作意向, and not: 签订合作意向书
_INTENT_ONLY = expression(
    "(?:达成|建立|透露|表达|形成|确立)了?(?:(?!新的|进一步)[^，。；]){0,10}合作意向(?!书|协议|性|[^。；]*(?:签署|签约|合资))"
)


def _joining(said: Said) -> str:
    """Planned for whoever is to join a body: 将先期加入某联盟."""
    seen_as = _SEEN_AS.match(said.after)
    return "planned" if _TO_JOIN.search(said.before + said.trigger) and not seen_as else ""


_SEEN_AS = expression(r"[^，。；]{0,12}(?:后的|视为|作为|的消息)")
_TO_JOIN = expression(rf"将(?!继续)[^，。；{M}]{{0,6}}加入")


def _undertaken(said: Said) -> str:
    """Planned, for a project that was won in a tender and is not told to be built or run; completed for one that another takes from its owner."""
    owned = said.trigger.removesuffix("的") in _OWNED and not _YET_TO_STAND.search(said.after)
    if owned and _TAKES_IT.search(said.before):
        # 将认购甲旗下某铁矿的股份: 甲 has it.
        return "completed"
    # 中标某项目代建管理: its building is managed.
    running = _RUNNING.search(said.trigger) and not said.before.endswith(("代建", "建设"))
    if running or _RUNS.search(said.before + said.trigger + said.after):
        return ""
    clause = _CLAUSE_STOP.split(said.before)[-1] + said.trigger + _CLAUSE_STOP.split(said.after)[0]
    return "planned" if _WON.search(clause) else ""


def _opinions_asked(said: Said) -> str:
    """Planned, for a policy on which opinions are asked."""
    if _ASKS_THEN.match(said.after):
        return "planned"
    asks = _ASKS.search(said.trigger + said.after)
    return "planned" if asks and not _OUT.search(said.before + said.trigger) else ""


_YET_TO_STAND = expression(r"，(?:该|后者|其)?[^。；]{0,16}(?:在建|正在|预计|计划|明年)")
_OWNED = frozenset({"", "旗下", "下属", "所属", "名下", "持有", "拥有"})
_TAKES_IT = expression(
    rf"(?:收购|认购|购买|受让|购入|买下|接手|竞购|租用|参观|考察)(?:了)?[^，。；{M}]{{0,6}}(?:[{M}]{{1,2}})(?:位于[^，。；]{{1,16}})?$"
)


_STANDING_OF: Mapping[str, Callable[[Said], str]] = {
    "FOUNDED": _founders,
    "HOLDS_STAKE_IN": _holding,
    "REDUCED_STAKE_IN": _for_sale,
    "SUPPLIES": _supplies,
    "OPERATES_IN": _trader,
    "SUBSIDIARY_OF": _part,
    "PARTNERS_WITH": _unsigned,
    "MEMBER_OF": _joining,
    "OPERATES": _undertaken,
    "ISSUED": _opinions_asked,
}


# 起草的《通则》拟于年内出台, 《草案》仍未提交审议
_NOT_OUT = expression(
    rf"的?《?[{M}]》?(?:[^，。；]{{0,6}})(?:拟于?|有望|预计|计划(?!单列)|将于?|尚未|仍未|迟迟未能?|还未|仍在|正在|年内)(?:[^，。；]{{0,12}})(?:出台|印发|发布|公布|提交|提请|审议|征求意见|报批|修改|完善|颁布)|的?《?[{M}]》?(?:[^，。；]{{0,8}})(?:也)?(?:正在|已|日前|近日|现)*(?:向社会)?(?:公开)?(?:征求意见|征集意见)"
)
# 国务院常务会议审议通过《方案》: approved, and issued later; a house of deputies passes a law.
# 众议院通过该法案，将送交总统签署
_TO_BE_SIGNED = expression(
    "(?:(?:将|待|须)[^，。；]{0,4}(?:送交|递交|提交|呈交|呈送|移交)|尚需|仍需|还需|有待|等待)[^，。；]{0,14}(?:签署|批准|表决|投票)"
)
_SIGNED_SINCE = expression("此前|曾|历经|施行|生效|已签署")
_PASSED = expression("(?:审议|原则|讨论|表决|投票)?通过了?")
_MEETING = expression(
    "(?:常务会议|部务会议|深改委[^，。；]{0,8}会议|办公会议?|领导小组会议)[^。；]{0,16}$"
)
_IN_FORCE = expression(
    "起(?:正式)?(?:施行|实施)|已(?:于[^，。；]{1,12})?(?:施行|实施|生效|印发|发布)"
)
# 公布的《指引》已经实施，《细则》预计年内印发
_IN_FORCE_NOW = expression(
    rf"的?[{char_class(('Policy',), zero=True)}]》?(?:目前|现|均|也)*已经?(?:正式|全面|开始)*(?:实施|施行|生效|执行)(?!方案|意见|细则)"
)
# 已经国务院常务会议通过，将于近期公布
_OUT_SOON = expression(
    r"(?:将|拟|预计|有望|择期|择机|待(?!遇)|尽快|近期)[^，。；]{0,12}?(?:印发|发布|公布|出台)"
)
_SINCE_OUT = expression("印发|发布|公布|施行|实施(?!方案|意见|细则)|出台")


# 《某法（草案）》提请常委会三审: a draft still.
_SUBMITTED = expression(
    rf"[{M}]》?(?:（[^（）]{{0,12}}）)?》?(?:修订)?(?:草案|修正案)?(?:已|将|拟|再次|正式|首次|二次|被)*(?:提请|提交|报请|送交|递交)[^，。；]{{0,24}}(?:[初一二三四]审|审议|审查|表决|讨论)(?![^。；]{{0,8}}(?:通过|获批))"
)


# 公布《某法》草案: no law yet.
_A_DRAFT = expression(
    rf"了?(?:《)?[{char_class(('Policy',), zero=True)}]》?的?(?:草案|(?:公开)?征求意见稿|意见稿|草稿|送审稿)(?!的?(?:说明|修改|审议))"
)


def draft(said: Said) -> str:
    """Planned, for a policy that is being drafted, hastened, or on its way through the houses."""
    if said.relation != "ISSUED":
        return ""
    if _IN_FORCE_NOW.match(said.after):
        return "completed"
    drafted = said.trigger.startswith(("起草", "牵头起草", "制定", "制订", "编制"))
    if drafted and _NOT_OUT.match(said.after) and not _IN_FORCE.search(said.after):
        return "planned"
    if _A_DRAFT.match(said.after) and not _PASSED.fullmatch(said.trigger):
        return "planned"
    if (
        _PASSED.fullmatch(said.trigger)
        and _TO_BE_SIGNED.search(said.after)
        and not _SIGNED_SINCE.search(said.after)
    ):
        return "approved"
    if _PASSED.fullmatch(said.trigger) and _MEETING.search(said.earlier + said.before):
        return "" if _SINCE_OUT.search(_OUT_SOON.sub("", said.after)) else "approved"
    done = (
        said.trigger in _MADE
        and not _TO_MAKE.search(said.earlier + said.before)
        and not _MAKING_IT.match(said.after)
    )
    # 方案由某委牵头编制，目标是……: nothing tells that it is on its way still.
    done = done or (
        _COMPILED.search(said.trigger) is not None
        and not _UNDER_WAY.search(said.earlier + said.before + said.trigger + said.after)
    )
    if _DRAFTING.search(said.trigger) and not done and _drafted_only(said):
        return "planned"
    if (
        _HASTENS.search(said.before)
        and not said.trigger.endswith(("的", "了"))
        and not _HAS_BEEN.match(_LEADING_NAMES.sub("", said.after))
    ):
        return "planned"
    on_its_way = ON_AGENDA.match(said.after) or _TO_PASS.search(said.trigger + said.after)
    around = said.before + said.trigger + said.after
    submitted = (
        around.count(TYPE_CHAR["Policy"]) == 1
        and _SUBMITTED.search(around)
        and not _SINCE_OUT.search(around)
    )
    return "planned" if on_its_way or submitted else ""


# 某局据此制定《细则》: it is made. 某部正会同某委制定《细则》, 要求某局制定《细则》: it is not.
_MADE = frozenset({"制定", "制订", "修订", "修订的"})
_TO_MAKE = expression(
    "正|[在将拟要应须需请可会]|提议|酝酿|考虑|谋划|筹划|打算|有意|研究|加快|抓紧|着手|牵头|组织|尽快|适时|计划|建议|推动|推进|启动|支持|鼓励|参与|参加|负责|有望|下一步|配合|联合[^，。；]{0,8}$|呼吁|准备|力争|争取|继续|未|待|委托|开展|责成|指定|授权|指示|承诺|同意|布置|明确|重新|明年|年内|今年|下半年|年底|部署|督促|敦促|要求|安排"
)
# 制定《计划》的工作已启动, 制定《计划》草案, ……，目前尚未发布
_MAKING_IT = expression(
    "[^。；]{0,12}(?:草案|初稿|征求意见|尚未|还未|尾声|(?:的)?(?:工作|过程|期间|时间表)|时，|需要|耗时)|[^。；]{0,20}，[^。；]{0,6}(?:尚未|还未|仍未|即将|将于?)[^。；]{0,4}(?:发布|印发|出台|公布|实施(?!方案))"
)
_COMPILED = expression("(?:编制|制[定订])的?$")
# Of annotated sentences that speak of 编制 and 制定 and have none of these, all 185 tell of what is out.
_UNDER_WAY = expression(
    "正|[拟将未]|草案|初稿|征求|征集|送审|报批|立项|会签|预计|计划|有望|年内|目前|下一步|启动|着手|研究(?![院所中])|加快|抓紧|公开|讨论|组织|要求|部署|委托|责成|参与"
    "|建议|呼吁|倡议|主张|希望|期待|考虑|提议|授权|鼓励|支持|推动|尽快|(?:应|需|须|请|可|要)[^，。；]{0,6}(?:编制|制[定订])"
)
# 均参与了标准的起草
_TOOK_PART = expression("(?:参与|参加)(?:了|过)[^。；]{0,16}$")


def _drafted_only(said: Said) -> bool:
    """Whether what is drafted is not told to be out."""
    before, after = said.before, said.after
    if _TOOK_PART.search(before):
        return False
    if before.endswith(("正", "正在")) or _DRAFT_ONLY.search(after):
        return True
    if said.trigger.endswith("起草"):
        # 制定了《办法》: it is out. 起草了《办法》: a draft.
        after = after.removeprefix("了")
    out = _DRAFTED.match(after) or _IS_OUT.search(said.earlier + before) or _OUT_LATER.match(after)
    return out is None
