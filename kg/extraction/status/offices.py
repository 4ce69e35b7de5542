"""Offices: who holds one, who gave one up, who will take one."""

from kg.expressions import expression
from kg.extraction.lexicon import TITLES
from kg.extraction.marking import AGENTS, char_class
from kg.extraction.status.words import (
    CANCELLED_BEFORE,
    DENIED_BEFORE,
    FUTURE,
    RUMOUR_DENIED,
    M,
    Said,
)

# Who gave up an office holds it no more; who will give it up still does.
_LEAVES = r"离职|辞职|辞任|辞去|卸任|离任|去职|退休|被免职|被免去|被解聘|被罢免|去世|逝世|不再(?:担任|任|兼任)|荣退|请辞|被免|遭免职|遭辞退|被辞退|被捕|落马|离世|病逝|身故|出走|[递提]交(?:了)?(?:书面)?(?:辞呈|辞职报告|辞职申请|辞职信|辞职函)|被解职|被撤职|被[^，。；]{1,8}(?:罢免|免职|解职|解雇|停职|撤职|暂停职务)|被暂停职务|被解雇|遭解雇|被开除|遭开除|遭罢免|被停职|跳槽|转投|改投"
_PERSON = f"[{char_class(('Person',))}]"
# 同时辞职的还有副总裁某某
_LEFT_TOO = r"(?:同时|一同|一起|先后|已|亦|也)[\ue040-\ue07f]?(?:提出|宣布)?(?:辞职|离任|离职|卸任|辞任|去职|出走)的(?:高管)?(?:还有|还包括|有|包括)[^。；]{0,40}$"
_LEFT_BESIDE = expression(_LEFT_TOO)
_LEFT_BEFORE = expression(
    r"(?<![将拟须])(?:(?:辞去|解除|卸任|辞任|卸下|免去|解聘|罢免|不再(?:担任|任|兼任))(?!后|之后|前)[^，。；]{0,20}|卸|离|辞|不再)$"
    rf"|{_LEFT_TOO}"
)
# 将于7月1日卸任: still in office.
_WILL_LEAVE = expression(
    r"(?:将|拟|计划|打算)(?:于|在)[^，。；]{1,12}(?:辞去|卸任?|辞任|离任?|卸下)[^，。；]{0,20}$"
)
_TAKES = expression(r"[担出就兼接升受获被当履]?[任聘选新]")
# 此前还曾担任某行行长: an office of former days, told as held.
# 股东大会否决了选举某某为董事长的议案
_VOTED_DOWN = expression(
    "(?:否决|未通过|未获通过|未批准|未核准|不同意|反对)(?:了)?[^，。；]{0,16}(?:聘任|选举|任命|提名|委任|聘请)[^，。；]{0,16}$"
)
# 核准某人出任某行董事长的任职资格
_QUALIFIED = expression("(?<!未)(?<!不)(?:核准|批准|同意|批复)(?:了)?[^，。；]{0,12}$")
_QUALIFICATION = expression("^[^，。；]{0,16}任职资格")
_WHO_LEFT = expression(f"的{char_class(('Person',))}")
_ONCE_HELD = expression(r"曾(?:经|先后)?(?:担任|出任|任)(?:过)?[^，。；]{0,14}$")
# 将于4月1日起出任, 拟聘任, 提名: not yet in office. 将所持股份转让 behind an office is none of it.
_TO_TAKE_OFFICE = expression(
    rf"(?:拟|有望|即将|准备|或将|提名|建议|推荐|{FUTURE}(?!继续))(?<!仍将)(?:(?!{_LEAVES}|卸|移交)[^，。；的]){{0,14}}$"
    # 将从8月8日起成为某公司的顾问
    r"|将(?:(?:于|从|自)[^，。；]{1,14}|\ue083起?)(?:成为?|担任|出任)[^，。；]{0,14}$"
)
_CANDIDATE = expression(rf"(?:[、和兼及]{TITLES})*(?:职务|一职)?(?:的)?(?:候选人|人选|提名)")
_TAKES_OFFICE = expression(
    r"[^，。；]{0,8}?(?:接任|继任|接替|接棒|递补|补位|当选|升任|就任|履新|上任)"
)
_LEAVES_OFFICE = expression(
    rf"的(?:书面)?(?:辞呈|辞职报告|辞职信|辞任函|辞职申请|辞职函)"
    # 总裁甲、副总裁乙因个人原因离职: both
    rf"|(?:[、和与及][^，。；、和与及{M}]{{0,8}}{_PERSON}){{1,4}}(?:均|都|双双|同时|先后|已|日前|近日|宣布|提出|正式|一同|\ue083|因[^，。；{M}]{{2,10}}?){{0,3}}(?:{_LEAVES})(?!后|之后|前|潮|传|一事|报告)"
    rf"|(?:[^，。；{M}将拟]{{0,4}}?向(?:公司|董事会|[{M}]))?(?:(?![将拟须{M}]|担任|出任|回应|谈|高管|员工|人员|批准|否认)[^，。；]){{0,14}}?(?:{_LEAVES})(?!后|之后|前)"
)
# 总裁某某辞去董事职务: president still.
_GIVEN_UP = expression(rf"[^，。；]{{0,12}}?(?P<office>{TITLES})")
# 董事会聘任某某为总经理, whoever resigned before.
_APPOINTED = expression(
    r"(?P<to>拟|将|提名|建议)?[^，。；]{0,6}(?:聘任|选举|选聘|任命|推选|增补|委任|聘请|推举|改选|补选|选出)(?:了)?[^，。；]{0,4}$"
)
_APPOINTED_AS = expression(r"(?:任命|聘任|聘请|委任)(?:了)?(?:前|原)?[^，。；]{0,16}$")
_AS_WHAT = expression("(?:先生|女士|博士)?(?:为|出任|担任)")
# 甲接替乙: 乙 left.
_SUCCEEDED = expression("(?<![将拟])(?:接替|取代|替代|代替)$")

# 否认将出任, 否认某人将担任
_DENIES_IT = expression("(?<![未没不有])否认(?:(?!离|辞|卸|退)[^，。；]){0,10}(?:将|拟|会)$")


def office(said: Said) -> str:
    """The status of an office: what its holder says of deals and plans behind it says nothing of the office.

    >>> office(Said("HOLDS_POSITION", "", "董事长", "表示，收购已终止", ""))
    'completed'
    >>> office(Said("HOLDS_POSITION", "提名", "董事", "候选人", ""))
    'planned'
    """
    if said.relation != "HOLDS_POSITION":
        return ""
    before, trigger, after = said.before, said.trigger, said.after
    if RUMOUR_DENIED.search(trigger + after):
        return "denied"
    # 辞去甲总裁职务的某某任乙董事长: what he left is another.
    before = _WHO_LEFT.split(before)[-1]
    if (_LEFT_BEFORE.search(before) or _gives_up(trigger, after)) and not _WILL_LEAVE.search(
        before
    ):
        return "cancelled"
    if _VOTED_DOWN.search(before):
        return "denied"
    if _QUALIFIED.search(before) and _QUALIFICATION.search(after):
        return "approved"
    if _DENIES_IT.search(before):
        return "denied"
    if _ONCE_HELD.search(before):
        return "completed"
    if _is_to_take(before, trigger) or _CANDIDATE.match(after):
        return "planned"
    taking = _TAKES.match(trigger) is not None
    if (taking or _TAKES_OFFICE.search(before)) and _LEAVES_LATER.search(said.earlier + before):
        return "planned"
    if taking and (DENIED_BEFORE.search(before) or CANCELLED_BEFORE.search(before)):
        return "denied"
    return "completed"


# What is planned where none of these stands is no office: 甲将向乙董事长某某购买股份.
_OF_OFFICE = expression(
    "[任聘选替兼履升当为成是到赴转调回掌就作做派请]|提名|推荐|建议|加入|加盟|接[替棒班]|担纲|迎来|主管|坐镇|挂帅|拟由|新|出$"
)


def _is_to_take(before: str, trigger: str) -> bool:
    """Whether the words before an office say that it is yet to be taken."""
    if _TO_BE_CHOSEN.search(before):
        return True
    m = _TO_TAKE_OFFICE.search(before)
    if m is None:
        return False
    beside = m.end() - m.start() < _SHORT and not before.endswith(_TOWARDS)
    words = m[0] + trigger[:1]
    return beside or _OF_OFFICE.search(words if m[0].startswith(_SIGNS) else words[1:]) is not None


_SHORT = 4
# 将在总裁某某的带领下
_TOWARDS = ("在", "与", "向", "对", "和", "同")
_SIGNS = ("提名", "建议", "推荐", "拟由")
# 会被推选入董事会; 已决定更换首席执行官，由某某接任
_TO_BE_CHOSEN = expression(
    "(?:会|将)被(?:推选|推举|选举|委任|任命|提名)[^，。；]{0,8}$|(?:决定|计划|拟|考虑)更换[^。；]{0,16}，[\ue040-\ue07f]?由[^，。；]{0,20}$"
)


def _gives_up(office: str, after: str) -> bool:
    """Whether the person named right behind an office gives up this one, and no other that is named."""
    m = _LEAVES_OFFICE.match(after, 1)
    other = _GIVEN_UP.match(after, m.end()) if m else None
    return m is not None and (
        other is None or office in other["office"] or other["office"] in office
    )


_GOES_LATER = expression(
    "(?:将|拟|计划)(?:于|在)?[^，。；]{0,12}(?:退休|退任|卸任|离任|辞任|离职|辞职|交棒|退位|辞去)"
)
# 某人将于4月24日退休，由: who comes then is not there yet.
_LEAVES_LATER = expression(
    _GOES_LATER.pattern
    + "[^，。；]{0,10}，[\ue040-\ue07f]*(?:届时|其职务|该职务|随后)?(?:将)?(?:由|交由)(?!曾|原)[^，。；]{0,16}$"
)


# 离职后加盟乙, 由甲跳槽乙: there the office begins.
_JOINS = expression(
    rf"(?:加盟|加入|转投|跳槽|改投|出任|担任|就任|转任|改任|履新|受聘|入职|[赴到](?=[{M}]))"
    rf"(?:至|到|于|了)?(?:(?!的|竞争|由)[^，。；{char_class((*AGENTS, 'Person'), zero=True)}]){{0,14}}$"
)
_RIVAL = expression("的?(?:竞争)?对手")
_BY_ANOTHER = expression(f"由|[{char_class(('Person',))}]")


def in_office(text: str, person: int, status: str, body: int = -1) -> str:
    """The status of an office by what is said of who holds it: 甲卸任董事长，乙接任 says two things of two people.

    Args:
        text: a marked sentence.
        person: where the holder is named in it.
        status: what the words around the office say.
        body: where the body is named, if it is.

    >>> in_office("甲卸任董事长，乙接任", 0, "completed"), in_office("甲卸任董事长，乙接任", 7, "cancelled")
    ('cancelled', 'completed')
    """
    leaves = _LEAVES_OFFICE.match(text, person + 1)
    joins = leaves and body >= leaves.end() and _JOINS.search(text, leaves.end() - 2, body)
    if (
        joins
        and not _BY_ANOTHER.search(text, person + 1, body)
        and not _RIVAL.match(text, body + 1)
    ):
        return "completed" if status == "cancelled" else status
    beside = body < person and _LEFT_BESIDE.search(text, 0, person)
    if leaves or beside or _SUCCEEDED.search(text, 0, person):
        return "cancelled"
    if status == "planned" and _GOES_LATER.match(text, person + 1):
        # Who is to leave holds the office still.
        return "completed"
    if status == "completed" and _LEAVES_LATER.search(text, 0, person):
        return "planned" if _TAKES_OFFICE.match(text, person + 1) else status
    if status != "cancelled":
        return status
    if _APPOINTED_AS.search(text, 0, person) and _AS_WHAT.match(text, person + 1):
        # 任命前甲高管乙为首席技术官，丙离职
        return "completed"
    if appointed := _APPOINTED.search(text, max(0, person - 16), person):
        return "planned" if appointed["to"] else "completed"
    return "completed" if _TAKES_OFFICE.match(text, person + 1) else status
