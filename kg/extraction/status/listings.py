"""Listings: from the plan by way of the application to the exchange, or out of it."""

from kg.expressions import expression
from kg.extraction.marking import char_class
from kg.extraction.status.words import (
    CANCELLED_AFTER,
    CANCELLED_BEFORE,
    PLANNED_BEFORE,
    M,
    Said,
    inherits,
    last,
)

_APPLYING = expression(
    r"(?:推动(?=在|登陆|重返|其|赴|[\ue000-\ue03f])|重返|筹划|启动|递交|提交|递表|受理|问询|上会|申请|申报|冲刺|辅导|排队|备案|更新|披露|预披露|招股书|招股说明书|拟|冲击|迎考|首发|推进|聆讯|闯关|叩响|提请|重启|重新)"
)
_LISTED = expression(
    r"(?:登陆|成功|正式|挂牌|敲钟|完成|上市以来|上市后|上市首日|已在|退市|摘牌|上市公司)"
)
_DELISTED = expression("退市|摘牌")
# 已在港交所挂牌, 于2023年3月在科创板上市: whatever is told behind.
_LISTED_BY_NOW = expression(
    r"(?:已经?|先后|刚刚?|[\ue083年月日])(?:成功|正式|分别|陆续|刚刚?)*(?:在|于|登陆)[^，。；拟将计申终撤过]{0,10}$"
)
_LISTED_EACH = expression(r"已经?(?:成功|正式|分别|陆续|先后)*$")
_WITHDRAWN = expression(
    r"[^。；]{0,60}，[^，。；\ue000-\ue03f]{0,14}(?:撤回|撤销|主动终止|终止)了?[^，。；]{0,8}(?:申请|审核|IPO)"
)
_PROSPECTUS = expression("招股书|招股说明书|招股文件")
_HAS_LISTED = expression(
    r"(?:已经?|刚刚?|正式|成功|于|\ue083|[月日])[^，。；拟将申请计]{0,12}(?:挂牌|上市|登陆)[^，。；拟将申]{0,8}，[^，。；]*$"
)
# 决定暂缓某公司上市; 公司将暂缓上市计划 is its own plan.
_PUT_OFF = expression(r"(?:决定|宣布|被|要求|责令)，?[^，。；]{0,4}暂缓[^，。；]{0,14}$")
# 分拆预案获董事会通过: a company's own board lists nobody.
_OF_BOARD = expression(
    "(?:董事会|股东大?会)[^，。；]{0,8}通过|通过[^，。；]{0,6}(?:董事会|股东大?会)"
)
_IMMINENT = expression(
    r"(?:上市|挂牌|登陆|IPO)[^，。；]{0,12}?(?:无悬念|在即|在望|进入倒计时|箭在弦上|指日可待|几成定局|只差临门一脚)"
)
# 上市迎来新进展, 离上市只差一步
_NEARER = expression(
    r"(?:上市|挂牌|IPO)(?:之路|进程|事宜|工作)?(?:迎来?|取得|获)(?:了)?(?:新|重大|实质性?|阶段性?|关键|积极)?的?进展|(?:[离距][^，。；]{0,16})(?:上市|挂牌)[^，。；]{0,14}(?:只差|仅差|仅剩|只剩|还差|一步之遥|近在咫尺|更近)"
    r"|(?:上市|IPO)(?:之路|进程|步伐)?(?:再|又|更)?(?:(?:进一步|近一步)(?=[，。；]|$)|提速|按下[^，。；]{0,3}键|驶入快车道)"
)
# 转战港交所: by now it has only turned there, unless the rest of the sentence tells that it is listed.
_TURNS_TO = expression("转战|进军|抢滩|转道|改道|转投|转赴|转向")
_BY_NOW = expression("已|成功|正式|了")
_LISTED_THEN = expression(
    "(?<![拟将])(?<!计划)(?<!申请)(?:挂牌|敲钟|首日|开盘|首批上市|成功上市|已上市|[\ue083年月日](?:正式|成功)?(?:上市|登陆))"
)
_OTHER_LISTING = expression(
    "，[\ue040-\ue07f]?(?:(?:后|随后|之后|又|再|遂)?(?:转而|改为|改道|转战|转投|转向|改投)|此前|这?(?:也)?是继|之前|早前|曾|前次|上一?次|首次申请|第一次)"
)
# 甲先后登陆科创板，乙正在排队: 乙 queues, and 甲 is listed; not 乙为保荐人，该公司已上市, 其科创板申请，甲已撤回.
_ANOTHERS = expression(
    f"，(?:而|但|同期|此外)?[{char_class(('Company',))}][^，。；]{{0,16}}(?:排队|申请|递表|过会|冲刺|闯关|辅导|IPO|问询|(?<!成功)(?<!已)(?:上市|挂牌|登陆))[^，。；]*"
)
_WITHDRAWN_LATER = expression("撤回|撤销|撤单|终止")
_SUSPENDED = expression(
    "(?:中止|暂停)(?:了)?(?:其|对)?[^，。；终撤]{0,10}(?:审核|审查|审议|注册程序)|(?:IPO|上市|发行)(?:申请|审核)?(?:状态)?(?:被|已|变更为|变为|处于)*[“‘]?中止(?![^。；]{0,30}(?:终止|撤回))"
)
# 深交所终止对某公司上市审核
_STOPPED = expression(
    "(?<![未不])终止(?:了)?对?[^，。；]{0,10}(?:上市|发行|IPO|首发)[^，。；恢重]{0,6}(?:审核|审查)"
)
# 可能被某交易所终止上市; not 存在问题被某交易所终止上市.
_RISK = r"(?:可能|或|或将|恐)(?:会)?(?:被|遭)?[^，。；被遭已]{0,6}"
_TO_BE_ENDED = expression(rf"{_RISK}(?:终止|强制)$")
_RISKS = expression(rf"{_RISK}$")
_DELISTING = expression("终止上市|强制退市")
_LEAVING = expression(
    r"(?:将|拟|计划|或|申请|面临|可能|警示|风险|预计|即将|被迫|启动|筹备|筹划|准备|考虑|寻求|建议|要求|避免|免于|免遭|濒临)[^，。；后]{0,20}$"
)
# 按照监管要求从某交易所退市: it has left.
_AS_ASKED = expression("(?:按照?|应|根据|依据)[^，。；]{0,12}(?:要求|建议)[^，。；将拟]{0,12}$")
_UNDER_WAY = expression(
    rf"(?:上会|大考|闯关|问询|排队|受理|辅导|等待注册|待注册|注册(?:申请)?(?:[尚仍还暂]未|未)获|(?:^|[，将会\ue040-\ue07f])审议[{M}])"
)
_TURNED_DOWN = expression(r"(?:终止|撤|否)")
_PASSED_COMMITTEE = expression("过会|注册生效")
_PASSED = expression(
    r"(?:过会|注册生效|获批|获准|同意[^，。；]{0,40}注册|批准|核准|(?<![未没尚能否前])获(?:得)?[^，。；未]{0,8}注册(?:批复|批文|生效)?(?=[，。；后]|$)|(?:注册|首发|IPO)(?:申请)?获(?:得)?[^，。；未]{0,12}(?:同意|批准|核准|放行)|(?:首发|上会|申请|审核|聆讯)(?:(?![未没否难不暂待])[^，。；]){0,10}通过|(?<![未没尚能否前])获(?:得)?(?:[^，。；未]{0,10}(?:会议|委员会|委|会))?(?:审议|审核)?通过"
    rf"|通过[{M}]?(?:上市)?(?:委|聆讯|审核|了)|(?<![未没])(?:审议|审核)通过了?[{M}])"
)
_TO_LIST = expression(
    r"(?:拟|定于|改赴|改道|转道|计划|有望|筹备|谋求|将|考虑|准备|预计|推迟|暂缓|不排除|或|争取|意向|打算|可能|最快|未来(?![^，。；]{0,8}仍))[^，。；]{0,16}$"
)
# 原定今年登陆科创板, and not 原定7月15日在科创板上市，后推迟至7月20日挂牌
_ONCE_MEANT = expression(r"(?:原定|原计划|原拟|本应)[^，。；已]{0,16}$")
_CALLED_OFF = expression("[中终]止|取消|放弃|搁置|撤回|未能|流产|告吹")
_LISTED_AFTER = expression("(?:挂牌|上市|登陆)(?!申请|计划|辅导|进程)")
# 通过上市委审议后于2020年挂牌
_THEN_LISTED = expression(r"[^，。；将拟]{0,8}后[^，。；将拟]{0,10}(?:挂牌|登陆|上市(?!申请|委))")
# 为赴港交所上市做准备
_PREPARES = expression("[^，。；]{0,4}(?:做|作)(?:好)?(?:前期|充分|各项|相关)?准备")
_REGISTERED = expression(r"同意[^，。；]{0,40}注册(?:的?申请|的?批复)?，[^，。；]*$")
_STILL_TO_LIST = expression(r"(?:拟|计划|有望|将|预计)[^，。；]{0,16}$")
_WHOSE = expression(f"的(?=[{M}])")
_ON_PAPER = expression("(?:招股书|招股说明书|问询|上会|辅导|递交|递表|聆讯|申请|受理)")


def listing(said: Said) -> str:
    """The status of a listing: applied for, asked about, passed, registered, on the exchange, withdrawn or left."""
    if said.relation != "LISTED_ON":
        return ""
    # 向创业板提交申请，此前其科创板申请已终止: another listing.
    after = _OTHER_LISTING.split(said.after.split("；")[0])[0]
    said = said._replace(after=_ANOTHERS.sub("", after))
    found = _told(said) or _by_stage(said)
    # 甲拟将乙分拆，在港交所上市; who is to leave stays until then.
    to_come = found == "completed" and not _DELISTED.fullmatch(said.trigger) and inherits(said)
    return "planned" if to_come else found


def _told(said: Said) -> str:
    """What plain words say, whatever stands around: listed by now, left, withdrawn, as good as listed."""
    before, trigger, after = said.before, said.trigger, said.after
    if _STOPPED.search(before + trigger + after):
        return "cancelled"
    if _SUSPENDED.search(before + trigger + after[:24]) and not _WITHDRAWN_LATER.search(after):
        # 科创板IPO中止审核: it may go on.
        return "in_progress"
    if _DELISTED.fullmatch(trigger):
        # Who is to leave an exchange is still listed there.
        staying = _LEAVING.search(before) and not _AS_ASKED.search(before)
        return "completed" if staying else "cancelled"
    if _TO_BE_ENDED.search(before) or (_RISKS.search(before) and _DELISTING.match(trigger + after)):
        # 可能被终止上市: listed still.
        return "completed"
    each = trigger.startswith(("登陆", "挂牌")) and _LISTED_EACH.search(before)
    # 已于科创板过会: not there yet.
    near = trigger + after.split("，")[0][:6]
    if (
        (each or _LISTED_BY_NOW.search(before))
        and last(PLANNED_BEFORE, before) < 0
        and not (_APPLYING.search(near) or _PASSED_COMMITTEE.search(near))
    ):
        return "completed"
    if _WITHDRAWN.match(after):
        # 申请获受理，其后中止审核，又撤回了申请: the last word counts.
        return "cancelled"
    if _PROSPECTUS.fullmatch(trigger) and _HAS_LISTED.search(said.earlier + before):
        # 刚在科创板挂牌，其招股书称……
        return "completed"
    if _NEARER.search(before + trigger + after):
        return "in_progress"
    listed = _BY_NOW.search(before[-6:] + after.split("，")[0]) or _LISTED_THEN.search(after)
    if _TURNS_TO.fullmatch(trigger) and not listed:
        return "planned"
    if _IMMINENT.search(before + trigger + after):
        return "in_progress" if _APPLYING.search(before + trigger + after) else "planned"
    return ""


def _by_stage(said: Said) -> str:
    """The stage that the nearest words name."""
    before, trigger, after = said.before, said.trigger, said.after
    around = before[-30:] + trigger + after[:30]
    if _UNDER_WAY.search(around) and not _TURNED_DOWN.search(around):
        passed = _PASSED_COMMITTEE.search(around) and "等待" not in around
        return "approved" if passed else "in_progress"
    ended = CANCELLED_BEFORE.search(before) or CANCELLED_AFTER.search(after)
    if ended or _PUT_OFF.search(said.earlier + before):
        return "cancelled"
    if _OF_BOARD.search(around):
        return "planned"
    if _PREPARES.match(after):
        return "planned"
    if _THEN_LISTED.match(after):
        return "completed"
    if _PASSED.search(around):
        return "approved"
    if _REGISTERED.search(said.earlier) and _STILL_TO_LIST.search(before):
        # 证监会同意其首次公开发行股票的注册申请，公司将在创业板上市
        return "approved"
    if _ONCE_MEANT.search(before) and not _LISTED_AFTER.search(after):
        # 中止了IPO进程，原定今年登陆科创板
        return "cancelled" if _CALLED_OFF.search(said.earlier + after) else "planned"
    if _TO_LIST.search(before) and not _LISTED.search(trigger + after[:2]):
        return "planned"
    # 正冲刺某交易所的甲完成融资: what follows is other news.
    near = before[-30:] + trigger + _WHOSE.split(after[:30])[0]
    if _LISTED.search(near) and not _ON_PAPER.search(around):
        return "planned" if _STILL_TO_LIST.search(before) else "completed"
    return "in_progress" if _APPLYING.search(around) else "completed"
