"""Approvals of deals: granted, still to come, or none."""

from kg.expressions import expression
from kg.extraction.marking import char_class
from kg.extraction.status.ends import is_cancelled
from kg.extraction.status.words import DEALS, EVENTS, PAST, TALKED_OF, M, Said, last

# 已达成收购协议, 参与竞拍某公司股份: nothing has changed hands. 达成合作协议并收购了某公司 tells of two things.
_AGREED = expression(
    r"(?:达成(?![^，。；]{0,8}合作)[^，。；]{0,8}协议|(?:参与|参加)竞[拍买购])(?P<to>(?:(?!并)[^，。；]){0,16})$"
)
_OVER = expression(r"就[^，。；]{0,10}$")
_TALKED = expression(
    r"^[^，。；]{0,24}(?:接触|磋商|谈判|洽谈|评估|表达(?:了)?(?:兴趣|意向)|讨论|商讨)"
)
_NOT_YET = expression(
    r"(?:难以|难|可能|未必|无法|恐|不会|不予|不太可能|等候|未能|尚需|仍需|还需|尚须|仍须|须|待|有待|等待|尚待|需经|需要|需|未获|没有获得|若|如|一旦|能否|是否|(?<![的之])申请|报请|提请|争取|寻求|预计|有望)[^，。；]{0,16}$|(?:至今|[尚仍还暂])[\ue040-\ue07f]?未$"
)
_APPROVED_BEFORE = expression(
    r"(?:获批|获准|批准|核准|同意|放行|批复|准予|(?:审议|审核|表决|投票|会议|大会|会|委)(?:已|并|全票|高票)?通过了?|通过了)"
    r"(?:后)?(?:(?!后|完成|已经?)[^，。；]){0,14}$"
)
# 甲同意收购乙: who agrees is who buys, and nobody has approved it yet.
_AGREES = expression(
    rf"[{char_class(('Company', 'Fund', 'Person'), zero=True)}](?:已经?|正式|最终|近日|宣布|原则上|初步)*同意(?:[向以将把从出收购受认转]|(?![^，。；]*[{M}]))"
)
# 董事会通过了收购议案，尚需股东大会批准: one of two.
_PENDING_AFTER = expression(
    r"(?:尚需|仍需|还需|尚须|仍须|尚待|有待)[^，。；]{0,16}(?:批准|核准|审议|通过|同意|审查|许可)"
)
_APPROVED_AFTER = expression(
    rf"^(?:[^。；，]{{0,26}}的(?:交易|事项|方案|计划|申请|议案|提案|要约)，)?[^。；，]{{0,18}}?(?P<cue>获(?:得|{M})?[^。；，]{{0,14}}(?:批准|核准|通过|放行|同意|许可|批复)|获批|获准|已?过会|获通过|"
    rf"(?:已|均已)完成(?:了)?[^。；，]{{0,8}}(?:审批|审查)|(?:已|被|经|得到)[^。；，]{{0,10}}(?:批准|核准|通过(?!测试|验收|验证|认证|评测|检测|试验|考核)|放行|同意|批复)|申请通过)"
    # 计划发起基金，目前方案已获批准
    rf"|^[^。；，]{{0,14}}，(?:目前|现|该|上述|相关|[\ue040-\ue07f])*(?:方案|预案|交易|事项)(?:已经?|均已)?(?P<later>获(?:得)?[^。；，]{{0,14}}(?:批准|核准|通过|放行|同意|批复)|完成(?:了)?[^。；，]{{0,8}}(?:审批|审查))"
)
# A company's own board decides on a plan; shareholders and authorities approve it.
_BY_BOARD = expression(r"董事会(?:(?!股东|监管|证监|国资|交易所)[^，。；]){0,12}(?:通过|批准|同意)")
# 已获批准，并于上月完成交割; 获批准后迅速完成交割
_CLOSED_SINCE = expression(
    r"(?:批准|核准|获批|获准|通过|同意)(?:，|后，?)(?:(?!将|预计|尚|未|有望|拟|待|计划|争取|前)[^，。；]){0,14}完成(?:了)?(?:交割|过户|收购)"
)
# 发行方案已获某局批准，其中甲认购……: nobody has paid yet.
_SCHEME_APPROVED = expression(
    r"(?:方案|预案|议案|申请)(?:已经?|均已|正式)?获(?:得)?[^，。；]{0,20}(?:批准|核准|通过|同意|批复)，其中[^，。；]{0,16}$"
)
# 公布了若干批准案件，其中包括甲收购乙一案: the case is one of those approved; a case alone is pending.
_CASE = expression(r"^[^。；，]{0,14}(?:一案|等案|案件)")
_CASES_APPROVED = expression(
    r"(?:批准|核准|放行|审查通过|不予禁止)[^。；]{0,24}(?:案件|案例|交易|集中)"
)
# 并购某公司一案已完成交割手续
_CASE_CLOSED = expression(
    r"[^。；，]{0,18}已(?:经|全部|正式|顺利|于\ue083)*(?:完成|办妥)(?:了|全部|所有|股权)*(?:交割|过户)(?!前|的申请|的条件)"
)
# 甲收购乙一案被罚: done, and without leave.
_PUNISHED = expression(r"处罚|罚款|被罚|违法|未依法申报|未申报|恢复(?:竞争|市场)")


def agreement(said: Said) -> str:
    """Planned, or cancelled, for what is agreed or talked of only: 已达成收购协议, 曾就收购接触."""
    if said.relation not in TALKED_OF:
        return ""
    agreed = _AGREED.search(said.before)
    if (agreed and last(PAST, said.before[agreed.start("to") :]) < 0) or (
        _OVER.search(said.before) and _TALKED.search(said.after)
    ):
        return "cancelled" if is_cancelled(said.after, said.before) else "planned"
    return ""


def approval(said: Said) -> str:
    """What is said of the approval of a deal: approved, planned, completed where it has closed since, or nothing."""
    relation, before, after = said.relation, said.before, said.after
    if relation not in DEALS:
        return ""
    if found := _granted(before, after) or case(after, said.earlier):
        if found == "approved" and _BY_BOARD.search(before[-30:] + said.trigger + after[:30]):
            return "planned"
        closed = found == "approved" and relation in EVENTS and _CLOSED_SINCE.search(after)
        return "completed" if closed else found
    return "approved" if _SCHEME_APPROVED.search(said.earlier + before) else ""


def _granted(before: str, after: str) -> str:
    """Approved, planned where the approval is still to come, or nothing."""
    if _AGREES.search(before):
        return "planned"
    if m := _APPROVED_BEFORE.search(before):
        pending = _NOT_YET.search(before[: m.start()]) or _PENDING_AFTER.search(after)
        return "planned" if pending else "approved"
    if m := _APPROVED_AFTER.search(after):
        cue = "cue" if m["cue"] else "later"
        return "planned" if _NOT_YET.search(after[: m.start(cue)]) else "approved"
    return ""


def case(after: str, earlier: str) -> str:
    """Approved or planned for a deal that is called a case before an authority, or nothing."""
    if not _CASE.search(after):
        return ""
    if _PUNISHED.search(after) or _CASE_CLOSED.match(after):
        return "completed"
    return "approved" if _CASES_APPROVED.search(earlier) else "planned"
