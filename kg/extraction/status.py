"""Status: has the event happened, is it planned, approved, given up or denied?

The words before and after the trigger, inside its clause, decide. Relations that describe a standing fact
(what a policy is about, what something is a kind of) have no life cycle and are completed.
"""

import re

# Relations whose events are planned, approved and completed one day.
LIVING = frozenset(
    ["INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN", "FOUNDED", "LISTED_ON", "ISSUED", "DEVELOPS", "USES", "SUPPLIES", "OPERATES", "PARTNERS_WITH", "OPERATES_IN", "SUBSIDIARY_OF", "PUBLISHED", "ORGANIZED", "PARTICIPATED_IN", "HOLDS_POSITION", "MEMBER_OF"]
)
_M = "\ue000-\ue0ff"
_DENIED_BEFORE = re.compile(
    r"(?:否认|辟谣|没有|从未|并未|未曾|不存在|不会|并非|并没有|不再|无意|无计划|未有)[^，。；]{0,18}$|(?<![\u4e00-\u9fa5])未[^，。；]{0,4}$"
)
_DENIED_AFTER = re.compile(
    r"^[^。；]{0,24}(?:不属实|子虚乌有|不实|系谣言|为谣言|纯属谣言|没有依据|被否认|予以否认)"
)
_CANCELLED_BEFORE = re.compile(
    r"(?:终止|撤回|撤销|取消|放弃|中止|叫停|搁置|解除|停止|推迟)(?!上市以)[^，。；]{0,20}$"
)
_CANCELLED_AFTER = re.compile(
    r"^[^。；]{0,22}(?:终止|撤回|撤单|撤材料|取消|告吹|流产|失败|戛然而止|作罢|搁浅|中止|未能(?:成行|成功|如愿|过会)|被否|折戟|夭折|泡汤)"
)
_APPROVED_BEFORE = re.compile(
    r"(?:获批|获准|批准|核准|同意|审议通过|放行|批复|准予|通过了?)[^，。；]{0,12}$"
)
_APPROVED_AFTER = re.compile(
    rf"^[^。；，]{{0,14}}(?:获(?:得|{_M})?[^。；，]{{0,14}}(?:批准|核准|通过|放行|同意|许可)|获批|获准|已?过会|(?:已|被|经)[^。；，]{{0,8}}(?:批准|核准|通过)|申请通过|案)"
)
_PLANNED_BEFORE = re.compile(
    r"(?:拟|计划|有望|预计|打算|或将|意向|意欲|考虑|洽谈|筹备|筹划|准备|力争|争取|希望|即将|谋求|寻求|提议|预案|未来|下一步|明年|后年|"
    r"商议|商讨|讨论|探讨|磋商|谈判|欲|抛出|发出|提出|要约|承诺|约定|宣布将|适时|推动|传|传闻|传言|可能|或|若|如果|如能|一旦|建议|呼吁|应当|应该|需要|要求|待|目标)[^，。；]{0,22}$"
    rf"|将(?![{_M}])[^，。；]{{0,16}}$|将$"
)
_PLANNED_AFTER = re.compile(
    r"^[^。；，]{0,16}(?:计划|意向|预案|方案|提案|要约|框架|可能性|意愿|事宜|事项)"
)
_PROGRESS_BEFORE = re.compile(
    r"(?:正在|正|加紧|抓紧|着手|启动|筹建|在建|加速推进|推进|有序推进|稳步推进|开始|陆续|持续)[^，。；]{0,12}$"
)
_PROGRESS_AFTER = re.compile(r"^[^。；，]{0,10}(?:进行中|进展|进程|过程中|正在进行|在建|建设中)")
_DRAFTING = re.compile(
    r"(?:正在|抓紧|加快|着手|研究|组织|牵头)?(?:制定|制订|起草|编制|研究制定|酝酿|拟定|拟订|修订)$"
)
_APPLYING = re.compile(
    r"(?:递交|提交|递表|受理|问询|上会|申请|申报|冲刺|辅导|排队|备案|更新|披露|预披露|招股书|拟|冲击|迎考|首发|推进|聆讯)"
)
_LISTED = re.compile(
    r"(?:登陆|成功|正式|挂牌|敲钟|完成|上市以来|上市后|上市首日|已在|退市|摘牌|上市公司)"
)
_PAST = re.compile(r"(?:已经?|完成|曾|成功|正式|顺利|了$|此前|先后|累计|达成)[^，。；]{0,6}$")


def read_status(relation: str, before: str, trigger: str, after: str) -> str:
    """The status that the words around a trigger give to a relation.

    Args:
        relation: the relation type's code.
        before: marked text of the clause up to the trigger.
        trigger: the trigger's text.
        after: marked text from the trigger to the end of its sentence.

    Returns:
        A code of the status scheme.

    >>> read_status("ACQUIRED", "公司拟", "收购", "一家企业")
    'planned'
    >>> read_status("ACQUIRED", "公司已", "收购", "一家企业")
    'completed'
    """
    if relation not in LIVING:
        return "completed"
    if _DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after):
        return "denied"
    if relation == "LISTED_ON":
        return _listing(before, trigger, after)
    if relation == "ISSUED" and _DRAFTING.search(trigger):
        return "planned"
    if _CANCELLED_BEFORE.search(before) or _CANCELLED_AFTER.search(after):
        return "cancelled"
    if relation in {"ACQUIRED", "INVESTED_IN", "LISTED_ON", "FOUNDED"} and (
        _APPROVED_BEFORE.search(before) or _APPROVED_AFTER.search(after)
    ):
        return "approved"
    if _PAST.search(before):
        return "completed"
    if _PLANNED_BEFORE.search(before) or (relation in _DEALS and _PLANNED_AFTER.search(after)):
        return "planned"
    if _PROGRESS_BEFORE.search(before) or _PROGRESS_AFTER.search(after):
        return "in_progress"
    return "completed"


_DEALS = frozenset({"INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN"})


def _listing(before: str, trigger: str, after: str) -> str:
    around = before[-30:] + trigger + after[:30]
    if _CANCELLED_BEFORE.search(before) or _CANCELLED_AFTER.search(after):
        return "cancelled"
    if re.search(r"(?:过会|注册生效|获批|同意.{0,6}注册|通过(?:上市)?(?:委|聆讯|审核))", around):
        return "approved"
    if re.search(
        r"(?:拟|计划|有望|筹备|谋求|将|考虑|准备|预计)[^，。；]{0,14}$", before
    ) and not _LISTED.search(trigger):
        return "planned"
    if _LISTED.search(around) and not re.search(
        r"(?:招股书|问询|上会|辅导|递交|递表|聆讯)", around
    ):
        return "completed"
    return "in_progress" if _APPLYING.search(around) else "completed"
