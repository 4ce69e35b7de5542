"""The day of a statement: when it happened, and no day of anything else."""

from collections.abc import Sequence

from kg.expressions import expression
from kg.extraction.lexicon import FOUNDERS
from kg.extraction.qualify.scope import Scope, distance
from kg.extraction.values import Value
from kg.model import Qualifier, Span

# 原办法2021年施行，今已失效
_FORMER = expression(r"[原旧][^，。；]{0,12}$")
_FROM_ON = expression(r"(?:自|从|于)?(?P<day>.+?)(?:起|开始)?")


def from_on(text: str, day: Value) -> Qualifier:
    """The day alone of 自6月1日起."""
    m = _FROM_ON.fullmatch(text, day.span.start, day.span.end)
    a, b = m.span("day") if m else (day.span.start, day.span.end)
    return Qualifier(
        name="effective_date", text=text[a:b], reading=day.reading, span=Span(start=a, end=b)
    )


_FORCE = expression(
    r"(?:日|之日)?(?:起，?)?(?:正式|开始|全面|将|在全国)*(?:施行|实施(?!方案|细则|办法|意见)|执行(?!董事|总裁|官|长)|生效|试行|实行)"
)


def in_force(text: str, values: Sequence[Value], scope: Scope) -> Value | None:
    """The date from which on what is issued holds: 自2021年11月1日起施行, 将于9月1日生效."""
    dates = (
        v
        for v in values
        if v.reading.kind == "date"
        and scope.sentence_start <= v.span.start < scope.sentence_end
        and _FORCE.match(text, v.span.end)
        and not _FORMER.search(text, scope.sentence_start, v.span.start)
    )
    return min(dates, key=lambda v: distance(v.span, scope.end), default=None)


_BORN_BEFORE = expression(r"(?:成立|创立|创办|创建|始建|组建|注册成立)于$")
_BORN_BEHIND = expression(
    r"(?:在[^，。；]{2,8}?)?(?:才|就|便)?(?:成立|创立|创办|创建)(?:以来|至今|的|，|于)"
)


def _is_birth(text: str, day: Span) -> bool:
    """Whether a date says when somebody was founded: 成立于2016年的, 2016年成立的."""
    before = text[max(0, day.start - 6) : day.start]
    return bool(_BORN_BEFORE.search(before) or _BORN_BEHIND.match(text, day.end))


def _is_its_day(relation: str, text: str, v: Value, scope: Scope) -> bool:
    """Whether nothing tells that a date is of something else."""
    return (
        not (relation == "ISSUED" and _FORCE.match(text, v.span.end))
        and (
            relation == "FOUNDED"
            or not _is_birth(text, v.span)
            or (relation == "PARTNERS_WITH" and scope.clause_start <= v.span.start)
        )
        and not _is_of_later(text, v.span, scope.trigger)
        and not (
            _PUBLISHED.search(text, v.span.end, max(v.span.end, scope.start))
            and _UNLAWFUL.match(text, scope.end)
        )
        and not _COMPARED.search(text, max(0, v.span.start - 4), v.span.start)
        and not _is_gone_on_from(text, v.span, scope)
        and not _SHOWN_THEN.match(text, v.span.end)
        and not _NTH_DAY.match(text, v.span.end)
        and not (len(v.text) == 2 and text[max(0, v.span.start - 1) : v.span.start] in _BEFORE_DAY)
        and not _YEARS_LATER.search(text, v.span.end, max(v.span.end, scope.trigger))
        and not (relation == "ISSUED" and v.text.startswith("自") and v.text.endswith("起"))
        and not (relation in _TOGETHER and _MADE_BEFORE.search(text, scope.trigger, v.span.start))
        and not (relation in _TOGETHER and _COMES_OUT.match(text, v.span.end))
        and (relation != "HOLDS_STAKE_IN" or _is_as_of(text, v, scope.trigger))
        and not (relation in _PLAIN and _is_told_later(text, v.span, scope))
        # 到2030年: by when something is to be reached, not when it was said.
        and not v.text.startswith(("到2", "到“", "至2", "力争"))
    )


def date_of(relation: str, text: str, values: Sequence[Value], scope: Scope) -> Value | None:
    """The date of a statement: the nearest that is of nothing else."""
    if relation == "FOUNDED" and text.startswith(FOUNDERS, scope.trigger):
        # 创始人某某于2023年逝世: no year of the founding.
        return None
    dates = [
        v for v in values if v.reading.kind == "date" and _is_its_day(relation, text, v, scope)
    ]
    clause = [
        v for v in dates if scope.clause_start <= v.span.start and v.span.end <= scope.clause_end
    ]
    if clause:
        return min(clause, key=lambda v: (distance(v.span, scope.trigger), v.span.start))
    return _day_before(relation, text, dates, scope)


def _day_before(relation: str, text: str, dates: Sequence[Value], scope: Scope) -> Value | None:
    """The date that opens the sentence, if the clause goes on with what happened then."""
    if _BEFORE_THAT.match(text, scope.clause_start, scope.trigger):
        # 近日获甲投资，此前还获得乙投资: another time.
        return None
    # What stands before a semicolon is told of something else, but for 华为有三个动作：……；…… and 同月.
    part = max(text.rfind("；", scope.sentence_start, scope.start) + 1, scope.sentence_start)
    if "：" in text[scope.sentence_start : part] or _THE_SAME_DAY.match(text, part):
        part = scope.sentence_start
    lead = [v for v in dates if part <= v.span.start and v.span.end <= scope.start]
    if not lead:
        return None
    day = lead[-1]
    told, end = _clause_of(text, day.span, scope.sentence_start, scope.start)
    if _HEARD.search(text[told:end]) or (
        relation == "USES" and not _AGREED_ON.search(text[told:end])
    ):
        # 5月17日，记者获悉……: when it was heard of. What is used is not told with the day of another event.
        return None
    if relation in _STANDING and not _stands_alone(text, day.span, part, scope.start):
        # 去年引进了设备，客户包括……: when something else was done.
        return None
    another = _OF_DEALS if relation in _PLAIN else _ELSEWHEN
    if relation not in {"FOUNDED", "LISTED_ON"} and another.search(text, told, end):
        # 2020年在科创板上市，客户包括……: the year of another event.
        return None
    return day


# 某局7月24日公布，甲收购乙的交易因未依法申报被罚款: the day of the fine.
_PUBLISHED = expression("公布|公告|通报|披露|宣布|公示|处罚|查处|监管|开出")
_UNLAWFUL = expression(
    "[^。；]{0,24}?(?:违反|违法|违规|未依法|未按规定|未申报|应报未报)[^。；]{0,40}?(?:罚|整改|处分)"
)
# 较6月末减少: what it is measured by.
_COMPARED = expression("(?:(?:较|对比|相比|环比|同比)(?:于|去年|上年)?|针对|鉴于|围绕)$")
# 继2021年收购甲之后，又收购乙: the year of the first.
_GOES_ON = expression("(?:随着|(?<!相)(?<!后)继)$")
_ANOTHER = expression("后|，")


def _is_gone_on_from(text: str, day: Span, scope: Scope) -> bool:
    """Whether a date is of what came before that which the trigger tells."""
    return (
        _GOES_ON.search(text, max(0, day.start - 2), day.start) is not None
        and _ANOTHER.search(text, day.end, max(day.end, scope.trigger)) is not None
    )


# 2018年完成了该交易，三年后又将其出售: not then.
_YEARS_LATER = expression(
    "[^，。；]{3}，[^，。；]{0,4}[一二三四五六七八九十两数几0-9]+(?:多|余)?(?:个月|年|天)(?:之)?后"
)
# 2月7日，即2023年的第三个交易日: which day of the year it is.
_BEFORE_DAY = frozenset("前后次同")
_NTH_DAY = expression("的第[一二三四五六七八九十\\d]+个?")
# 3月15日央视曝光的甲: when that was.
_SHOWN_THEN = expression("[^，。；]{0,10}(?:曝光|点名|报道|查处|通报|揭露|爆料)的")
# 截至2021年一季度末: as of when it is held. All other dates beside a holding are of what else happens: nine in ten.
_AS_OF = expression("截至|截止|.*(?:末|底|起)$")
_AS_OF_BEFORE = expression("(?:截至|截止到?)[“‘]?$")
_SINCE_THEN = expression(
    "，?(?:(?!披露|公告|宣布|减持|质押|其|所)[^，。；]){0,14}?(?:持有(?!的)|持股|成为|变为|入主|起)"
)
_BOUGHT = expression("认购|收购|受让|购买|购入|入股|增资|成立|设立|买入|举牌|增持")
_SELLS_FROM = expression("计划|拟|将于|预计|准备")


def _is_as_of(text: str, date: Value, trigger: int) -> bool:
    """Whether a date says as of when, or since when, something is held.

    >>> from kg.extraction.values import find_values
    >>> said = ("截至9月30日，甲持有乙5%股份", "9月30日，甲披露其持有的乙股份被质押", "9月30日，甲收购乙，持有其5%股份")
    >>> [_is_as_of(text, find_values(text)[0], text.index("持有")) for text in said]
    [True, False, True]
    """
    if _BOUGHT.search(text, date.span.end, trigger):
        return True
    start = date.span.start
    if start > trigger and _SELLS_FROM.search(text, trigger, start):
        # 股东甲计划自9月2日起减持: from then on it sells.
        return False
    if _AS_OF.match(date.text) or _AS_OF_BEFORE.search(text, max(0, start - 5), start):
        return True
    return _SINCE_THEN.match(text, date.span.end) is not None


def _is_told_later(text: str, day: Span, scope: Scope) -> bool:
    """Whether a date stands in a later clause than the fact: 甲发布某芯片，预计2026年量产."""
    behind = text[scope.trigger : day.start]
    return "，" in behind or "；" in behind


_AGREED_ON = expression("宣布|签|达成|上线|起(?=[，。；]|$)")
_HEARD = expression("获悉|了解到|证实|反映|发表声明|回应称|答复|接受[^，。；]{0,8}采访")
_BEFORE_THAT = expression(r"[，,]?(?:而|且|公司|其)?(?:在)?(?:此前|之前|早前|早些时候|过去)")
_PLAIN = frozenset({"SUPPLIES", "USES", "DEVELOPS"})
# Of 239 dates that statements of these took from an earlier clause of passages held out 36 were theirs.
_STANDING = _PLAIN | {"HOLDS_STAKE_IN", "OPERATES"}
_OF_DEALS = expression(
    r"成立|创立|创办|上市|挂牌|登陆|上任|就任|出任|加入|毕业|注册|获批|通过|收购|完成对|入股|融资"
)
_ELSEWHEN = expression(r"成立|创立|创办|上市|挂牌|登陆|上任|就任|出任|加入|毕业|注册|获批|通过")
_FUTURE = expression(r"(?:将|预计|计划|拟|有望|力争|预期)(?:于|在|到)?$")


# 甲与乙的合作车型将于2025年上市, 合资公司将于明年投产: when what they make comes out.
_COMES_OUT = expression(
    "(?:正式|批量|全面|全部)*(?:上市|投产|量产|交付|亮相|面世|开售|下线|建成|竣工|通车|投运)"
)
# 甲与乙发起成立的联盟昨日发布报告: what is told of the alliance has a date of its own.
_TOGETHER = frozenset({"FOUNDED", "PARTNERS_WITH"})
_MADE_BEFORE = expression(
    r"(?:成立|设立|创立|创办|组建|发起|共建|合建|打造|合资|运营|建设|开发|研发)的(?!时间|日期)[^，。；于在]{1,30}$"
)


def _is_of_later(text: str, day: Span, trigger: int) -> bool:
    """Whether a date says when what is made will be ready: 甲与乙合资运营的工厂将于2026年量产.

    >>> text = "甲与乙合资的工厂将于2026年量产"
    >>> _is_of_later(text, Span(start=10, end=15), 3)
    True
    """
    return (
        day.start > trigger
        and "的" in text[trigger : day.start]
        and _FUTURE.search(text, max(0, day.start - 4), day.start) is not None
    )


def _stands_alone(text: str, day: Span, start: int, end: int) -> bool:
    """Whether its clause says no more than a date, and where the news comes from: 9月24日，某公司发布……; 某社5月20日电，."""
    left, right = _clause_of(text, day, start, end)
    if text.startswith("截至", day.start):
        return True
    before, behind = text[left : day.start].strip(), text[day.end : right].strip()
    return (len(before) <= _BESIDE_DATE or _DATELINE.fullmatch(before) is not None) and (
        len(behind) <= _BESIDE_DATE or _BEHIND_DATE.fullmatch(behind) is not None
    )


_BESIDE_DATE = 2
_DATELINE = expression(
    r"(?:当地|北京|美东|美国|伦敦|东京)时间|据?[\u4e00-\u9fffA-Za-z0-9]{1,8}|在|早在|【[^】]*】.{0,8}"
)
_BEHIND_DATE = expression(
    r"(?:凌晨|上午|下午|晚间?|中午|傍晚)?(?:电|讯|消息|报道|晚间公告|公告)?|(?:在|于)[^，；]{1,6}"
    r"|(?:举行|召开|举办|开幕)的[^，；]{1,24}(?:会|大会|发布会|活动|峰会|论坛|展)上?|(?:三季|半年|中|年|季|一季|财)?报(?:显示|披露)?|(?:的)?(?:数据|公告|财报)显示"
)
_THE_SAME_DAY = expression("同[年月日]|当[年月日]|次[年月日]")


def _clause_of(text: str, day: Span, start: int, end: int) -> tuple[int, int]:
    """The clause of a date between two places."""
    left = max(text.rfind("，", start, day.start), text.rfind(",", start, day.start), start - 1) + 1
    right = min(
        (at for at in (text.find("，", day.end, end), text.find(",", day.end, end)) if at >= 0),
        default=end,
    )
    return left, right
