"""Ends: what the words say to have come to nothing, and what they say never to have been."""

from kg.expressions import expression
from kg.extraction.status.words import (
    CANCELLED_AFTER,
    CANCELLED_BEFORE,
    CLAUSE_END,
    DENIED_BEFORE,
    EVENTS,
    INTENTS,
    PAST,
    RUMOUR_DENIED,
    STATES,
    TALKED_OF,
    M,
    Said,
    last,
)

_DENIED_AFTER = expression(
    r"^[^。；]{0,24}(?:不属实|子虚乌有|不实|系谣言|为谣言|假消息|并不准确|不准确|无此计划|纯属谣言|没有(?:任何)?[依根]据|无根据|失实|与事实不符|被否认|予以否认|予以了?否认|加以否认|一事并不存在|纯属(?:造谣|捏造|虚构)|无稽之谈|空穴来风)"
    r"|^[^。；，]{0,12}(?:传闻|传言|消息|报道|一说|说法)[^。；]{0,30}(?:否认|澄清|辟谣|并无此事|没有此事|并无此意|无此计划)"
    # 据报道，甲拟收购乙，甲否认
    r"|^[^，。；]{0,24}，[^，。；]{0,10}(?:予以|已|均|对此|随后|双双)*(?:否认|辟谣)(?:了)?(?:此事|该消息|上述消息|这一消息|传闻|该传闻)?(?=[，。；]|$)"
)
_DENYING_EARLIER = expression(
    r"(?:否认(?!.{0,3}(?:受阻|失败|终止|破裂|搁浅|遇阻))|辟谣|澄清)[^。]{0,4}$"
)
# 亦无增持某公司股份的安排
_PLAN_ENDED = expression(r"(?<![未不])终止[^，。；]{0,6}减持计划，[^，。；]*$")
_HAS_NO_PLAN = expression(r"(?:亦|并|尚|暂|也|均|目前|公司|此前)无(?:任何|进一步)?$")
# 将不再持有某公司股份, 决定不再认购: it was so, or was to be.
_NO_MORE = expression(r"不再(?![是为系])[^，。；]{0,14}$")
# 不再是某公司股东, 不是某公司的供应商: whatever the relation.
_IS_NONE = expression(
    rf"[{M}][”’》）)]?(?:公司|集团|本身)?(?:已|早已|也|都|均|并|目前|现|自?(?:[\ue083]|\d{{4}}年)(?:[^，。；]{{0,2}}起)?)*(?:不再|并非|不)(?:是|系)(?!首次|第一次|唯一|简单|单纯|仅|只)[^，。；]{{0,16}}$"
)
# 并未终止合作: it goes on.
_NOT_ENDED = expression(
    "(?:(?:从|并|尚)?(?:未曾?|没有?)|(?:否认|不会|无意|不打算)(?:将|会|要|计划)?)(?:终止|停止|取消|放弃|退出|中止|中断|解除|暂停)"
)
# 某公司未予否认; 没有否认收购: a rumour still.
_NOT_DENIED = expression(
    "(?:并?未(?:予|曾|加)?|没有|并不|也不|既不)(?:直接|明确|公开)?(?:予以)?否认(?!收购[^，。；]{0,8}失败)"
)
_NO_PLAN = expression(
    r"[^。；]{0,40}?(?:表示|回应|称|回复|答复)(?:称)?[：，“]{0,2}(?:公司)?(?:目前|现阶段)?(?:暂无|没有|尚无|并无|暂时没有|目前无|不存在)(?:被)?(?:明确|具体|相关|任何|这方面)?的?"
    r"(?P<what>[^，。；的]{0,4}?)的?(?:计划|安排|打算|时间表|情形|情况|事项)(?=[，。；”]|$)"
)
_TALKED_UP = expression("传|消息|报道|拟|筹划|计划|考虑|有望|将|谋划|洽|问及")
_PLANS_OF = {
    "LISTED_ON": frozenset({"", "上市", "IPO", "分拆", "分拆上市", "回归"}),
    "ACQUIRED": frozenset({"", "收购", "并购"}),
    "INVESTED_IN": frozenset({"", "投资", "入股"}),
}
# 传闻虽被否认，但已……: not what was denied.
_BUT = expression("(?:但|不过|然而|却)(?!否认|并未|未)")
# What a clause of its own says to have come to nothing: 由某人创办，曾申请上市但被否.
_OTHER_ACT = expression("上市|IPO|申请|(?<!集中)申报|建厂|登陆|裁员|招股")
# 批准甲收购乙，此前曾一度否决该交易: not any more.
_IF = expression(
    r"，(?:若(?!干)|如果|一旦|倘若|假如|如若|如(?:交易|未|双方|本次|上述|获|无法|不))[^，。；]*"
    # and what would follow, up to what has happened: ，最终交易告吹
    r"(?:，(?!目前|最终|但|后来|随后|不料|然而|\ue083)[^，。；]*)*"
)
_UNSAID = expression("[\ue040-\ue07f]")
_BEFORE_THAT = expression("，(?:此前|早前|先前|早些时候)")
# Whoever vetoed it once has approved it now.
_SINCE = expression("批准|核准|放行|同意|拟|将|重启|计划")
# 合作宣告结束, 合作走到尽头; 与某公司结束合作关系
_BROKEN_OFF = expression(
    r"[^。；，]{0,12}(?:宣告结束|正式结束|已结束|走到了?尽头|画上了?句号|到期未续|不再续[约签])"
)
_BREAKS_OFF = expression(
    r"结束(?:了)?(?:与[^，。；]{0,12})?(?:的)?(?:长期|多年|战略|长达[\ue082])*的?$|^(?:[^，。；将拟]{0,10})?结束与[^，。；]{1,12}$"
)
# 结束合并谈判
_ENDS_TALKS = expression("(?<![未不])(?:结束|终止|中止|取消|退出)了?(?:与[^，。；]{0,10}的?)?$")
_TALK = expression("的?(?:谈判|磋商|洽谈|协商)")
_OPENS_AGAIN = expression("[^。；]{0,20}(?:恢复|重启|复产|重新)")
# 关停了位于某地的某产线; what is yet to be closed runs on.
_SHUTS = expression(
    rf"^(?:(?!{INTENTS}|不|传|讨论|要|暂|短|临|否|未|没|如|若|一旦|重|检修)[^，。；])*(?:关闭|关停|停运|拆除)(?:了)?(?:前者的|后者的|其|旗下的?|位于[^，。；]{{1,8}}的|在[^，。；]{{1,6}}的|最后一[条座家])?[^，。；\ue000-\ue07f]{{0,4}}$"
)
_TRIED = expression(
    "(?:首飞|发射|试飞|试射|点火|飞行|测试|回收|着陆|对接)[^，。；]{0,6}(?:失利|失败)$"
)
_THE_PLAN = expression(
    "，(?:(?:该|此|上述|这一)(?:计划|交易|合作|项目|收购|事项|方案)|交易|收购)(?:已经?|最终|随后|被迫|宣告|被|遭|正式)*"
    "(?:终止|取消|失败|告吹|流产|搁浅|作罢|中止|叫停|否决|放弃|夭折|失效)$"
)
_CONTRAST = expression(
    f"，[{M}](?:等)?(?:则|却)(?:中止|终止|停止|结束|取消)了?(?:与|和|同)[{M}]的?(?:合作|联盟)"
)
# Behind a word such as 终止: another matter than the deal spoken of.
_OWN_OBJECT = expression(
    r"(?<=终止|撤回|取消|放弃|中止|叫停|搁置|暂停)了?(?:(?!交易|收购|合作|投资)[^，。；]){0,12}?(?:IPO|上市|挂牌|诉讼|裁员|分红|辅导)"
)
_OF_HEAD = expression(r"[^，。；]{0,6}的[\ue000-\ue03f](?!的)")


# 一度否决了甲对乙的收购，不过随后放行: what was in the way is out of it.
_AT_FIRST = expression(
    "(?:一度|曾经?|起初|最初|先是|先前)[^，。；]{0,8}?(?:否决|叫停|反对|阻止|驳回|搁置|中止|禁止)了?"
)
_IN_THE_END = expression(
    "，(?:不过|但|最终|后来|随后|然而|今年|去年|如今)(?:(?!未|没有|拒|不予|仍)[^。；])*(?:放行|批准|获批|获准|同意|完成|通过)了?(?:交割|交易|收购|该交易|这笔交易)?(?=[，。；]|$)"
)
# 废止《办法》 ends it, 取消了对代工的限制 something that it forbade.
_ENDS_ANOTHER = expression(r"了?(?:对(?!外)|(?!的|该|此|《|了)[^，。；《]{2,})")


# 一直没有透露其收购乙的具体价格: the price is not told, and the purchase not denied.
_UNTOLD = expression("(?:没有|未)(?:透露|披露|公布|解释|说明)(?!过|任何)[^，。；]{0,16}$")
_DETAIL = expression(r"[^，。；]{0,24}的(?:具体|详细)?(?:价格|金额|细节|条款|原因|对价|估值|理由)")
# 拒绝就收购一事置评: a rumour still.
_NO_COMMENT_ON = expression("(?:拒绝|不愿|婉拒)(?:就|对)[^，。；]{0,16}$")
_COMMENT = expression(r"[^，。；]{0,20}(?:置评|评论|回应|表态|评价)")


def plainly(said: Said) -> Said:
    """The words without what is denied to have ended, or not denied: 并未终止合作, 未予否认."""
    before, after, earlier = said.before, said.after, said.earlier
    # 不会放弃收购: it goes on with the plan.
    before = _NOT_ENDED.sub("计划" if said.relation in TALKED_OF else "", before)
    if _IN_THE_END.search(after):
        before = _AT_FIRST.sub("", before)
    if _UNTOLD.search(before) and _DETAIL.match(after):
        before = _UNTOLD.sub("", before)
    if "否认" in earlier + before + after:
        earlier, before = _NOT_DENIED.sub("", earlier), _NOT_DENIED.sub("传闻", before)
        after = _NOT_DENIED.sub("", after)
    return said._replace(before=before, after=after, earlier=earlier)


def is_none(said: Said) -> str:
    """Denied, or cancelled where it was: 亦无增持的安排, 不再是其股东, 决定不再认购."""
    if _HAS_NO_PLAN.search(said.before) or RUMOUR_DENIED.search(said.after):
        return "denied"
    if _NO_MORE.search(said.before):
        return "cancelled" if said.relation in EVENTS | {"ISSUED"} else "denied"
    return "denied" if _IS_NONE.search(said.before) else ""


def denial(said: Said) -> str:
    """Denied, planned for what nobody comments on, or nothing."""
    if said.relation == "REDUCED_STAKE_IN" and _PLAN_ENDED.search(said.earlier + said.before):
        # 提前终止减持计划，期间未减持
        return "cancelled"
    if _NO_COMMENT_ON.search(said.before) and _COMMENT.match(said.after):
        return "planned"
    if DENIED_BEFORE.search(said.before) or _DENIED_AFTER.search(said.after):
        return "denied"
    if _no_plan(said):
        return "denied"
    earlier = not _BUT.match(said.before) and _DENYING_EARLIER.search(said.earlier.rstrip("，："))
    return "denied" if earlier else ""


def _no_plan(said: Said) -> bool:
    """Whether who is asked about it says that there is no plan of the kind: 对此表示“暂无明确的上市计划”."""
    m = _NO_PLAN.match(said.after)
    if m is None or (m["what"] or "") not in _PLANS_OF.get(said.relation, ()):
        return False
    # Of what is done already nobody says that there is no plan.
    return last(PAST, said.before) < 0 and bool(_TALKED_UP.search(said.earlier + said.before))


# 原定出席大会，因故未能到场
_STAYED_AWAY = expression(
    rf"[^，。；]{{0,6}}，(?:但|却)?[^，。；{M}]{{0,10}}?(?:未能?|没有?能?|无法|取消)(?:如期|按时|亲自|到场)*(?:到场|到会|出席|成行|参加|参会|现身|露面)(?=[，。；]|$)"
)
_MEANT_TO = expression("原定|原计划|原本|原拟|本该|本应|计划|拟|将|受邀|应邀")


# 如果甲收购乙失败，公司将赔付: only supposed.
_SUPPOSED = expression(
    "(?:^|[，。；：\ue040-\ue07f])[但而且]?(?:如果(?!说(?![^，。；]{0,30}(?:将|未来|会)))|如若|倘若|假如|假若|假设|若(?![干非要想论]|不是[^，。；]{0,14}(?:当年|早年|年初|此前|\ue083)))(?:(?!将|则|那么|就)[^。；]){0,40}$"
)


def supposed(said: Said) -> str:
    """Planned for a deal that the clause, or the one that it goes on with, only supposes; or nothing."""
    # 如果完成，甲去年收购的乙将并表: that is done.
    told = said.trigger.endswith("的") or said.after.startswith(("的", "了"))
    if said.relation not in EVENTS or "，" in said.before or told:
        return ""
    goes_on = said.earlier.endswith("，")
    clause = said.earlier[:-1].rsplit("，", 1)[-1] if goes_on else ""
    return "planned" if _SUPPOSED.search(said.before) or _SUPPOSED.search(clause) else ""


_THIS_DEAL_ENDED = expression(
    r"(?<![未不])(?<!没有)(?:放弃|终止|取消|撤回|叫停|否决)了?(?:该项?|此(?!前)项?|这笔|这一|这项|上述|本次|此次)[^，。；]{0,4}(?:交易|收购|并购|合并)"
    # 放弃本次收购的优先购买权
    "(?![^，。；]{0,10}(?:优先|权|份额|认购))"
)
_IN_THE_END_DONE = expression("完成|获批|胜诉|获准|通过")
_ONCE_SAID = expression(
    "(?:此前|早前|先前|曾|一度|不必|无需|试图|希望|有权|寻求|威胁|担心|不再|若|如果|一旦|可能|或|不会|没有|拒绝|考虑|要求|呼吁)[^，。；]{0,16}$"
)
_ANOTHER_DEAL = expression("收购|并购|入股|增资|合并")


def _is_given_up(after: str) -> bool:
    """Whether the deal named last is given up: 监管机构认定甲收购乙将损害竞争；甲于次年宣布放弃该交易."""
    given_up = _THIS_DEAL_ENDED.search(after)
    if given_up is None or _ANOTHER_DEAL.search(after, 0, given_up.start()):
        return False
    if after.startswith("了") or _IN_THE_END_DONE.search(after, given_up.end()):
        return False
    # 批准甲收购乙，此前该机构曾否决该交易: not any more.
    return _ONCE_SAID.search(after, 0, given_up.start()) is None


# 法院驳回甲对乙收购案的异议: it goes on.
_DISMISSED = expression("驳回了?[^，。；]{0,30}$")
_OBJECTION = expression(r"案?[^，。；]{0,10}的?(?:异议|反对意见|禁令)(?!.*(?:告吹|失败|终止|完成))")
# 弃用某公司的激光雷达: whoever makes it goes on making it.
_USED = frozenset({"USES", "SUPPLIES"})
_GIVEN_UP = expression(
    rf"(?:弃用|停用|停止使用|不再使用|放弃使用|换掉|换下)了?(?:[{M}]的?)?[^，。；后改转而由{M}]{{0,8}}$"
)


def end(said: Said) -> str:
    """Cancelled; planned where only an objection to it is dismissed; or nothing."""
    talked_of = said.relation in TALKED_OF
    if talked_of and _DISMISSED.search(said.before) and _OBJECTION.match(said.after):
        return "planned"
    if CANCELLED_BEFORE.search(said.before):
        return "cancelled"
    if talked_of and not said.trigger.endswith("了") and _is_given_up(said.after):
        return "cancelled"
    if said.relation in _USED and _GIVEN_UP.search(said.before + said.trigger):
        return "cancelled"
    if talked_of and _ENDS_TALKS.search(said.before) and _TALK.match(said.after):
        return "cancelled"
    if said.relation == "PARTNERS_WITH" and (
        _BROKEN_OFF.match(said.after) or _BREAKS_OFF.search(said.before)
    ):
        return "cancelled"
    if (
        said.relation == "OPERATES"
        and _SHUTS.search(said.before)
        and not _OPENS_AGAIN.match(said.after)
    ):
        return "cancelled"
    meant_to = _MEANT_TO.search(said.earlier[-24:] + said.before)
    if said.relation == "PARTICIPATED_IN" and meant_to and _STAYED_AWAY.match(said.after):
        return "cancelled"
    if said.relation in STATES:
        return ""
    if said.relation in {"ISSUED", "PARTICIPATED_IN"}:
        # 印发《办法》，取消了一批审批; 在峰会上表示，计划已取消: what is said there is cancelled.
        clause = CLAUSE_END.split(said.after)[0]
        m = CANCELLED_AFTER.search(clause)
        ended = m is not None and not _ENDS_ANOTHER.match(clause, m.end())
    else:
        ended = is_cancelled(said.after, said.before)
    return "cancelled" if ended else ""


def is_cancelled(after: str, before: str = "") -> bool:
    """Whether what follows a trigger says that it came to nothing, and not something else in a clause of its own.

    What an earlier time is told to have ended (`此前曾否决`) counts where nothing before the trigger says that it goes on.
    """
    # 全资持有，若交易失败……: only if.
    after = _IF.sub("", _UNSAID.sub("", after))
    m = CANCELLED_AFTER.search(after)
    if m and _CONTRAST.search(after, 0, m.end()):
        # 甲与乙合作开发的芯片已量产，丙则中止了与乙的合作
        return False
    former = _BEFORE_THAT.match(after, max(after.rfind("，", 0, m.end()), 0)) if m else None
    if m is None or (former and _SINCE.search(before)):
        return False
    if _OF_HEAD.match(after) and _OTHER_ACT.search(after, 0, m.end() + 16):
        # 获得甲投资的乙撤回了上市申请: the investment stands.
        return False
    if _TRIED.search(m[0]):
        # 火箭首飞失利: it is there all the same.
        return False
    between = m[0]
    if "，" in between and _OWN_OBJECT.match(after, m.end()):
        # 已向甲供货，终止科创板IPO后……: what ends is named itself.
        return False
    if _THE_PLAN.search(between):
        return True
    return between.count("，") < 2 and not (
        "，" in between and _OTHER_ACT.search(between, between.index("，"))
    )
