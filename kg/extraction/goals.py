"""The goals that policies set: an indicator, a value and by when."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.marking import AGENTS, TYPE_CHAR, VALUE_CHAR, ZERO_CHAR, Marked, char_class
from kg.extraction.policies import SPEAKS, policies_of
from kg.extraction.relations import MarkedSentence, make_statement
from kg.model import Literal, Qualifier, Reject, Span, Statement

_P = TYPE_CHAR["Policy"]
_AGENTS = char_class(AGENTS)
_ZEROS = "".join(ZERO_CHAR.values())
_NUM = "".join(VALUE_CHAR[k] for k in ("count", "percent", "money"))
_DATE = VALUE_CHAR["date"]


class _Goal(NamedTuple):
    """A quantified goal in marked text: ranges of the indicator and of the value."""

    indicator: tuple[int, int]
    value: tuple[int, int]
    deadline: int = -1
    """Where its date stands, if it is not the last one before the value."""


# A mention is one sign, so that an indicator may be as short as one.
_INDICATOR = r"(?P<what>(?:[^，。；：、\ue080\ue081\ue082]|(?<=[\ue000-\ue00f])、(?=[\ue000-\ue00f])){1,28}?)"
_REACH = r"(?:力争|将|应|要|需|可|均|分别|总体|基本|累计|再)?(?:提升|提高|增长|扩大|增加|增|发展|突破|下降|降低|降|升|稳定|保持|控制)?(?:至|到|在|达到?|为|超过?|突破|不低于|不少于|不超过|保持在|占|实现|逾|高于|低于)+"
# 提升至2025年的20%: the 至 is a part of the date.
_RISES = "(?:提升|提高|增加|增长|增|扩大|发展|下降|降低|降)"
_MAKES = "建成|出台|建设|打造|培育|形成|树立|制定|研制|制修订|研究|完成|新增|引进|推广|突破|推出|发展|创建|认定|遴选|支持|覆盖|推进|实现|建立|布局|组建|设立|开展|攻克|引育|集聚|聚集|推动|带动|引导|扶持|惠及|开拓"
# 10家营收超百亿元的龙头企业: how large each of them is.
_SIZED = rf"(?:[^，。；：、\ue080-\ue083]{{0,8}}[{_NUM}](?:左右|以上|及以上|级|规模)*的)?"
_GOALS = (
    # 产业规模达到2500亿元; 普及率超过40%
    expression(
        rf"(?:^|(?<=[，；：])|(?<=[{_NUM}]、))[^，。；：]{{0,3}}?{_INDICATOR}(?:(?:由|从)(?:目前|现在|当前|{_DATE}|的)*[{_NUM}](?:左右)?)?(?:{_REACH}(?:{_DATE}的)?|{_RISES}{_DATE}的)?(?P<value>[{_NUM}])"
    ),
    # 建成超过3000个虚拟专网; 培育100家企业
    expression(
        rf"(?:{_MAKES})(?:一批|约)?"
        rf"(?P<value>[{_NUM}])(?:左右|以上|的)?(?P<what>{_SIZED}[^，。；：、\ue080-\ue083]{{1,24}})"
    ),
    # 培育50家龙头企业、100家专精特新企业: the second
    expression(
        rf"(?:{_MAKES})(?:一批|约)?[{_NUM}](?:左右|以上|的)?{_SIZED}[^，。；：、\ue080-\ue083]{{1,24}}[、和]"
        rf"(?P<value>[{_NUM}])(?:左右|以上|的)?(?P<what>{_SIZED}[^，。；：、\ue080-\ue083]{{1,24}})"
    ),
    # 新增智能工厂100家、绿色工厂200家: the second
    expression(
        rf"(?:{_MAKES})[^，。；：、\ue080-\ue083]{{1,16}}[{_NUM}](?:左右|以上)?[、和]"
        rf"(?P<what>[^，。；：、\ue080-\ue083]{{1,16}})(?P<value>[{_NUM}])(?=(?:左右|以上)?(?:[，。；、]|$))"
    ),
    # 培育千亿元以上规模的企业3至5家、年收入超十亿元的企业20家
    expression(
        rf"(?:(?:{_MAKES}){{1,2}}(?:一批)?|(?<=[{_NUM}]、))(?P<what>[^，。；：、的\ue080-\ue083]{{0,8}}?[{_NUM}](?:左右|以上|及以上|级|规模)*的[^，。；：、\ue080-\ue083]{{2,24}}?)"
        rf"(?P<value>[{_NUM}])(?=(?:左右|以上)?(?:[，。；、]|$))"
    ),
)
# 到2025年和2030年，充电桩分别达到500万个和1500万个
_EACH = r"(?:[和与及、]|以及)"
_IN_TURN = expression(
    rf"(?P<dates>{_DATE}(?:底|末|年)?(?:{_EACH}到?{_DATE}(?:底|末|年)?)+)(?:前|底|时)?[{_ZEROS}]?，?[{_ZEROS}]?(?P<what>[^，。；：\ue080-\ue083]{{1,28}}?)(?:将|要|应|需|力争|预计)*分别(?:{_REACH})?"
    rf"(?P<values>[{_NUM}](?:左右|以上)?(?:{_EACH}[{_NUM}](?:左右|以上)?)+)"
)
# 营业收入达到6000亿元、装机规模达到300万千瓦，到2027年分别达到1万亿元和400万千瓦: the goals before, set anew
_ALL_ANEW = expression(
    rf"[，；](?:[并再]|力争|争取|进一步)?[到至]?(?P<date>{_DATE})(?:年底|底|末|前|时)?[{_ZEROS}]?，?(?:将|要|再|进一步|力争|争取)?分别(?:{_REACH})?"
    rf"(?P<values>[{_NUM}](?:左右|以上)?(?:{_EACH}[{_NUM}](?:左右|以上)?)+)"
)
# 较2020年翻番: what the goal is measured against is no deadline.
_DEADLINE = expression(
    rf"(?<![较比由从])(?:到|至|截至|截止|力争到?|力争用?|在|预计到?|于)?(?P<date>{_DATE})(?:前|底|末|以前|之前|年底)?"
)
# 回收率超过30%，装机超过8亿千瓦，均须在2026年底前实现
_ALL_BY = expression(
    rf"均(?:须|应|要|需|将)?(?:在|于|到)?(?P<date>{_DATE})(?:底|末)?(?:以?前|之前)?(?:实现|完成|达到|达标|建成)"
)
# Statistics of the past are no goals.
_FACTUAL = expression(
    r"(?:(?:印发|发布|出台|实施)以来(?![^。]{0,40}(?:力争|提出|明确|目标|[到至]20\d\d年))|截至|截止|已(?:超过|突破|累计)|累计[^，。；]{0,10}已?(?:超过|达到?|突破)|数据显示|同比|已经?达到?|较上年|据统计|累计超过|实现营收|预测|突破了|达到了)"
)
# 力争2025年销量3230万辆，同比增长约3%: measured against the year before, and a goal all the same.
_COMPARED = expression("同比|较上年")
_BY_NOW = expression("目前|当前|现有|现已|去年|上年|今年以来")
_FUTURE = expression("提出|力争|目标|争取|确保")
_DEMANDS = expression("要求|明确|规定")
_AHEAD = expression(r"^(?:力争|预计)?(?:到|至)|(?<!^日)(?<![目此])(?:前|之前|以前)$")
_AGENT_FIRST = expression(rf"(?:{_DATE}|，|同时|此外)*[{_AGENTS}]")
# 《规划》：2025年……达到1000座; 设定了……的目标
_SETS = expression(
    rf"{_P}》?(?:：|的?，?[{_ZEROS}]?(?:其)?(?:总体|主要|发展)?目标(?:是|为|：)|设定|设立|制定了?[^，。；]{{0,16}}目标|要实现)"
)
# 运载力方面，覆盖率达到80%: a further field of what the plan sets goals for.
_GOES_ON = expression(
    r"(?:同时|此外|另外|其中|并|还|完成|培育|打造|建成|形成|力争)|(?:在)?[^，。；：]{1,10}方面，"
)


def _is_factual(ms: MarkedSentence) -> bool:
    """Whether a sentence tells what was reached, and no goal."""
    text, at = ms.sentence.text, ms.marked.text.find(_P)
    if at >= 0 and _FUTURE.search(text):
        behind = ms.marked.starts[at] - ms.sentence.span.start
        text = text[:behind] + _COMPARED.sub("", text[behind:])
    if _FUTURE.search(text) or (_DEMANDS.search(text) and _has_deadline(ms)):
        # 要求到2027年累计达到……: to be reached, and not 目前累计超过……
        text = text if _BY_NOW.search(text) else text.replace("累计", "")
    return _FACTUAL.search(text) is not None


def set_targets(draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
    """Quantified goals of the policy that a sentence speaks of, each with its value and deadline."""
    text = ms.marked.text
    if "带动" in ms.sentence.text and "能带动" not in ms.sentence.text and not _has_deadline(ms):
        return
    if not ms.policy or _is_factual(ms):
        return
    if _P in text:
        if not (SPEAKS.search(text) or _SETS.search(text) or _has_deadline(ms)):
            return
    elif _AGENT_FIRST.match(text) or not (_has_deadline(ms) or _GOES_ON.match(text)):
        return
    binding = all(_BINDS.search(draft.entities[key].name) for key in ms.policy)
    if binding and not _has_deadline(ms):
        return
    for goal in _goals(text):
        if _is_goal(text, draft.text, ms.marked, goal):
            yield from _goal_statement(draft, ms, goal)


# What a law or a standard sizes is a limit, a term or a fine; it sets goals only where it names a year.
_BINDS = expression(
    r"(?:法|法案|条例|办法|规定|细则|规则|准则|标准|规范|规程|要求|协定|名单|目录)》?(?:[（(].*[）)])?$"
)
# Money given or taken: 给予最高200万元补助, 处10万元罚款, 税率为25%.
_GIVEN = expression(
    r"给予|补助|补贴|奖励|发放|计划投入(?!使用|运营|运行)|奖补|资助|贴息|罚款|处罚|关税|税率|退税|抵扣|免征|按[^，。；]{0,12}比例"
)
# 单个企业每年最高3000万元, 每辆不超过3万元: what anybody may get.
_CAPPED = expression(
    "(?:单个|每[个家辆台人项户座站吨套]|每年)[^，。；]{0,10}?(?:最高|不超过|最多|上限)[^，。；]{0,12}$"
)
# 每台设备成本不超过10万元: what it is to cost.
_HAS_PRICE = expression("成本|价格|造价|电价|产值|营收|收入|利润")
_TIMES = expression(r"(?:年|月|天|日|小时|周|星期|季度|分钟)(?:以内|之内|内|以上|以下|左右)?$")
_SHORTENED = expression(
    r"(?:时长|寿命|续航|时间|天数|缩短|压缩|缩减|减少|控制|不超过|提前|延长|降)[^，。；]{0,6}$"
)
_FIGURES = expression(
    r"[0-9０-９百千万亿数几半十番]|[一二三四五六七八九两](?:家|座|所|支|条|艘|架|倍)"
)
# 部署12项重点任务: what a plan consists of is none of its goals, unless it says by when.
_MEASURES = expression(
    r"[^，。；：、\ue000-\ue08f]{0,6}(?:任务|举措|措施|条款|要求|方面|方向|意见|政策|内容|工程|主线|大类|专栏|领域|章节)(?![\u4e00-\u9fa5])|[^，。；：\ue000-\ue07f\ue083-\ue08f]{0,6}目标(?![\u4e00-\u9fa5])"
)
# 千亿元以上规模的企业, 在80%基础上: what something is, not what is to be reached.
_OF_SIZE = expression("(?:以上|左右)?(?:规模|产值|级别?)的|的?基础上")
_FUND_BEHIND = expression(r"(?:的|人民币)?[^，。；]{0,14}基金")
_OWNERS = frozenset({TYPE_CHAR["Company"], TYPE_CHAR["Fund"], ZERO_CHAR["Company"]})


def _is_goal(marked_text: str, text: str, marked: Marked, goal: _Goal) -> bool:
    """Whether a value is what somebody is to reach: not money given, a span of time, or what a firm has."""
    at = goal.value[0]
    clause = max(marked_text.rfind(stop, 0, at) for stop in "，。；：") + 1
    stop = next(
        (k for k in range(at, len(marked_text)) if marked_text[k] in "，。；"), len(marked_text)
    )
    start, end = marked.starts[at], marked.ends[at]
    value = text[start:end]
    if _GIVEN.search(marked_text, clause, stop) or not _OWNERS.isdisjoint(marked_text[clause:at]):
        return False
    capped = marked_text[at] == VALUE_CHAR["money"] and not _HAS_PRICE.search(
        marked_text, clause, at
    )
    if capped and _CAPPED.search(text, marked.starts[clause], end):
        return False
    if marked_text[at - 1 : at] == "等":
        # 市场监管总局等十八部门, 工业、农业等12个领域: what sums a list up.
        return False
    if marked_text[at - 1 : at] == "的" and "倍" in value:
        # 成本是磷酸铁锂电池的五倍: a comparison.
        return False
    if marked_text[at - 1 : at] in {"由", "从"} or text.startswith("方", end):
        return False
    if not _FIGURES.search(value) or _FUND_BEHIND.match(text, end):
        return False
    if _OF_SIZE.match(text, end):
        return False
    if _MEASURES.match(text, end) and _deadline(text, marked, at) is None:
        return False
    return _TIMES.search(value) is None or _SHORTENED.search(marked_text, clause, at) is not None


def _has_deadline(ms: MarkedSentence) -> bool:
    """Whether the sentence looks ahead: 到2025年, 年底前."""
    return (
        any(v.reading.kind == "date" and _AHEAD.search(v.text) for v in ms.values)
        or _IN_YEARS.search(ms.sentence.text) is not None
        or _STRIVES.search(ms.marked.text) is not None
    )


# 力争2026年产业规模达到2000亿元
_STRIVES = expression(f"(?:力争|争取|确保){_DATE}")
# 计划用三年时间，培育……
_IN_YEARS = expression(
    "用[一二三四五六七八九十两1-9][至到—-]?[一二三四五六七八九十1-9]?年(?:左右)?的?时间"
)


# 2025年达到30%，2030年达到40%: the second, of which what is measured is said once.
_AGAIN = expression(
    rf"(?<=[，；])(?:[并再]|而|力争|争取|预计|计划|进而|进一步){{0,2}}[到至]?{_DATE}(?:年底|底|末|前|时)?(?:将|要|再|进一步|力争|争取|预计|有望)?(?:{_REACH})?(?P<value>[{_NUM}])(?=[，；。]|左右|以上|$)"
)


def _in_turn(text: str) -> Iterator[_Goal]:
    """Goals of one indicator that 分别 deals out to several years; where years and values are not as many, none is told."""
    for m in _IN_TURN.finditer(text):
        dates = [k for k in range(*m.span("dates")) if text[k] == _DATE]
        values = [k for k in range(*m.span("values")) if text[k] in _NUM]
        # 甲规模和乙数量分别达到500亿元和100家: not the years are dealt out to.
        one = "、" not in m["what"] and len({text[k] for k in values}) == 1
        if one and len(dates) == len(values):
            for date, value in zip(dates, values, strict=True):
                yield _Goal(m.span("what"), (value, value + 1), date)


# 存储芯片产量、封测产能均超过100万片; 机器人密度、数控化率分别达到500台和75%
_OF_SEVERAL = expression(
    rf"(?:^|(?<=[，；]))(?P<whats>[^，。；：\ue080-\ue083]{{1,20}}?(?:[、和及][^，。；：、和及\ue080-\ue083]{{1,20}}?){{1,3}})"
    rf"(?P<how>均|都|分别)(?:将|要|应|需|力争|预计|有望)*(?:{_REACH})?"
    rf"(?P<values>[{_NUM}](?:左右|以上)?(?:{_EACH}[{_NUM}](?:左右|以上)?)*)"
)
# 软件和信息服务收入 is one: what is measured ends in a word for a measure.
_ONE_OF = expression(
    "[^、]+?(?:产?值|收入|规模|产?量|产能|密度|[率数额重比力平积程润]|销售|投资|税收|水平)(?=[、和及]|$)"
)
_MEMBER = expression("[^、和及]+")


def _of_several(text: str) -> Iterator[_Goal]:
    """Goals of several indicators told at once: one value of all of them, or one for each in turn."""
    for m in _OF_SEVERAL.finditer(text):
        measured = [part.span() for part in _ONE_OF.finditer(text, *m.span("whats"))]
        whats = [(a + (text[a] in "、和及"), b) for a, b in measured]
        if not whats and m["how"] != "分别":
            # 企业、高校均超过100家: no measure is named, and 均 tells that there are several.
            whats = [part.span() for part in _MEMBER.finditer(text, *m.span("whats"))]
        values = [k for k in range(*m.span("values")) if text[k] in _NUM]
        if m["how"] != "分别" and len(values) == 1:
            values *= len(whats)
        if whats and len(values) == len(whats) and whats[0][0] == m.start("whats"):
            for what, value in zip(whats, values, strict=True):
                yield _Goal(what, (value, value + 1))


def _all_anew(text: str, found: Sequence[_Goal]) -> Iterator[_Goal]:
    """The goals of the clause before, of each of which 分别 tells a further value with its year."""
    for m in _ALL_ANEW.finditer(text):
        values = [k for k in range(*m.span("values")) if text[k] in _NUM]
        start = max(text.rfind(stop, 0, m.start()) for stop in "；。") + 1
        before = [g for g in found if start <= g.indicator[0] and g.value[1] <= m.start()]
        anew = list(zip(before[-len(values) :], values, strict=False))
        if len(anew) < len(values) or any(text[g.value[0]] != text[v] for g, v in anew):
            # Money is no share: it is not told which goals are meant.
            continue
        for goal, value in anew:
            yield _Goal(goal.indicator, (value, value + 1), m.start("date"))


def _goals(text: str) -> list[_Goal]:
    found: list[_Goal] = [*_in_turn(text)]
    taken: set[int] = {k for m in _IN_TURN.finditer(text) for k in range(*m.span("values"))}
    several = [g for g in _of_several(text) if g.value[0] not in taken]
    found += several
    taken |= {g.value[0] for g in several}
    for pattern in (*_GOALS[1:], _GOALS[0]):
        for m in pattern.finditer(text):
            at = m.start("value")
            what = m["what"]
            if at in taken or not re.search(
                r"[\u4e00-\u9fa5\ue000-\ue00f]{2}|[\ue000-\ue00f]", what
            ):
                continue
            # 培育年收入超百亿元的企业2家: what each of them has is no goal of its own.
            taken |= {at, *(k for k in range(*m.span("what")) if text[k] in _NUM)}
            found.append(_Goal(m.span("what"), m.span("value")))
    found.sort(key=lambda goal: goal.value)
    found += [g for g in _all_anew(text, found) if g.value[0] not in taken]
    taken |= {g.value[0] for g in found}
    found.sort(key=lambda goal: goal.value)
    return sorted([*found, *_set_anew(text, found, taken)])


def _set_anew(text: str, found: Sequence[_Goal], taken: Set[int]) -> Iterator[_Goal]:
    """Goals that only a year and a value tell, right behind another of which they take what is measured.

    Args:
        text: a marked sentence.
        found: its other goals, in the order of their values.
        taken: where the values of these stand.
    """
    last, n = None, 0
    for m in _AGAIN.finditer(text):
        while n < len(found) and found[n].value[1] <= m.start():
            last, n = max(last or found[n], found[n], key=lambda g: g.value), n + 1
        if last and m.start("value") not in taken and _goes_on(text, last, m.start()):
            last = _Goal(last.indicator, m.span("value"))
            yield last


_BETWEEN_GOALS = expression(r"(?:左右|以上|的?水平|的?目标)?[，；]")


def _goes_on(text: str, goal: _Goal, at: int) -> bool:
    """Whether nothing else is measured between a goal and the place where its next value is set."""
    return _BETWEEN_GOALS.fullmatch(text, goal.value[1], at) is not None


_LEAD = expression(
    rf"^(?:{_DATE}|{_P}|[\ue040-\ue07f]|的|其?(?:总体|主要|发展)?目标[是为]?|方案|计划|提出|要求|明确|到|至|力争|争取|旨在|锚定|瞄准|在|用(?![户电水能地气量工])|了|设定|把|将|我国|全国|其中|同时|使得?|实现|推动|确保|基本|，|预计|左右|前(?!沿)|底|末|年(?![均复收产营])|并|且|，)*"
    r"(?:(?:推广|培育|打造|引育|集聚|建成|建设|发展)(?=[\ue000-\ue00f])|带动)?"
)
_TRAIL = expression(
    r"(?:力争|将|应|要|需|均|分别|总体|基本|累计|再|年均|同比|较上年|比上年|目标(?:定为?|设为?)?|实现|达到?|提升|提高|增长|(?<!新)增(?:加|至|到)?|扩大|突破|超过?|保持|稳定|到|至"
    rf"|(?:较|比|在){_DATE}(?:底|末)?(?:的?基础上)?)*$"
)


# 列出84个应用场景: a verb measures nothing.
_NO_INDICATOR = expression(
    r"(?:选取|遴选).*|.{0,6}(?:列[出举]了?|涉及|吸引|满足|拥有|培养|编写|新增|带动|形成|启动总额|拨款|拟投资|出资|超过|不少于)|规模|.{0,10}总规模|首期规模|总额|.{0,14}(?:补贴|补助|奖励|资助|支持)(?:金额|总额|额度)|.{0,6}(?:新政|政策|措施|条例)"
    r"|.*(?:将|拟|计划|预计|共|总计|累计|短期内|每年)(?:投入|投资|拨款|出资|动员|提供|安排|筹集)|.*《.*"
    r"|(?:预计|所需|相关)?(?:费用|经费|预算)|.*(?:财政支出|预算)(?:预计)?|.{0,4}排名前|.*推出总额|组织|.*已(?:批复|投|建成?|有|完成|认定|落地)"
)
_BY_THEN = expression(rf"(?:到|至|在|设定了?|锚定|瞄准)(?:{_DATE})(?:年底|底|末|前)?")
_SAID_FIRST = expression(f"(?<={_P})[^，。；]{{0,6}}(?:提出|明确|要求|指出)(?:了)?")
_REACHES = expression(r"(?:达到|占(?!比|有|地|用)).{2,}的$")


def _goal_statement(draft: Draft, ms: MarkedSentence, goal: _Goal) -> Iterator[Statement | Reject]:
    marked = ms.marked
    text = marked.text
    a, b = goal.indicator
    a += len(_LEAD.match(text[a:b]).group())  # type: ignore[union-attr]
    for said in _SAID_FIRST.finditer(text, a, b - 1):
        # 某部印发《方案》提出机器人密度达到……: what is measured stands behind the verb.
        a = said.end()
    for said in _BY_THEN.finditer(text, a, b - 2):
        # 在数据中心方面设定了到2023年普及率超过40%: what is measured stands behind the date.
        a = said.end()
    if m := _REACHES.search(text, a + 2, b):
        # 销售量达到销售总量的20%: what is to reach it, not of what.
        b = m.start()
    b -= len(_TRAIL.search(text[a:b]).group())  # type: ignore[union-attr]
    if b - a < 1:
        return
    start, end = marked.range(a, b)
    name = draft.text[start:end].strip("，、 ")
    if "”" in name and "“" not in name and draft.text.startswith("“", start - 1):
        # “光芯屏端网”产业规模
        start, name = start - 1, "“" + name
    if name.count("“") != name.count("”"):
        name = name.strip("“”")
    if len(name) < 2 or _NO_INDICATOR.fullmatch(name):
        return
    qualifiers = [_qualifier(draft, marked, ms, "value", goal.value[0])]
    deadline = goal.deadline if goal.deadline >= 0 else _deadline(draft.text, marked, goal.value[0])
    if deadline is not None:
        if _GONE_BY.match(draft.text, marked.starts[deadline], marked.ends[deadline]):
            return
        qualifiers.append(_qualifier(draft, marked, ms, "deadline", deadline))
    for policy in policies_of(ms, goal.value[0]):
        yield make_statement(
            draft,
            ms.sentence,
            "SETS_TARGET",
            policy,
            Literal(text=name),
            rule="structure.goal",
            confidence=0.7,
            qualifiers=tuple(qualifiers),
            object_span=Span(start=start, end=end),
        )


def _deadline(text: str, marked: Marked, before: int) -> int | None:
    """The last date before the value, in the same sentence, that is not what the goal is measured against, nor when it was told.

    Args:
        text: the article's.
        marked: the sentence.
        before: where in the marked sentence the value stands.
    """
    found = [
        m.start("date")
        for m in _DEADLINE.finditer(marked.text, 0, before)
        if len(m[0]) > 1
        or (
            not _ISSUED_THEN.match(marked.text, m.end())
            and not _TOLD_ON.fullmatch(
                text[marked.starts[m.start("date")] : marked.ends[m.start("date")]]
            )
        )
    ]
    if not found and (m := _ALL_BY.search(marked.text, before)):
        return m.start("date")
    return found[-1] if found else None


# 近日印发……，培育50家企业; 9月24日，某部发布……: the day of the news. 12月31日前 is none.
_TOLD_ON = expression(
    r"(?:近[日期来]|日前|[昨今当]日|[昨今]天|目前|当前|此前|去年|上[月周年]).{0,3}|(?:(?:(?:19|20)\d\d年)?\d{1,2}月)?\d{1,2}日"
)

# 去年末……超过三百家, 前三季度出口……: what has been reached.
_GONE_BY = expression(
    r"去年|上年|[前上][一二三四五六七八九十\d个]*(?:季度|月|半年)|(?:今年)?[前上]半?年?[一二三]季度"
)

# 2022年5月，某部印发《通知》，要求核查率达到100%: the day of issue.
_ISSUED_THEN = expression(
    rf"，?[^，。；到至底前]{{0,12}}[{char_class(AGENTS, zero=True)}][^，。；]{{0,8}}?(?:印发|发布|出台|公布|颁布|下发|修订)"
)
_TO = expression(r"(?:力争|预计)?[到至]?")


def _qualifier(draft: Draft, marked: Marked, ms: MarkedSentence, name: str, at: int) -> Qualifier:
    start, end = marked.starts[at], marked.ends[at]
    value = next((v for v in ms.values if v.span.start == start), None)
    if name == "deadline":
        start += len(_TO.match(draft.text, start, end).group())  # type: ignore[union-attr]
    return Qualifier(
        name=name,
        text=draft.text[start:end],
        reading=value.reading if value else None,
        span=Span(start=start, end=end),
    )
