"""Sentences in which a policy speaks: what it promotes or regulates, and the goals that it sets."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS
from kg.extraction.draft import Draft
from kg.extraction.marking import AGENTS, TYPE_CHAR, VALUE_CHAR, ZERO_CHAR, Marked, char_class
from kg.extraction.relations import MarkedSentence, make_statement
from kg.extraction.topics.follow import GOES_WITH
from kg.model import Literal, Qualifier, Reject, Span, Statement

_T = "".join(TYPE_CHAR[t] for t in sorted(CONCEPTS))
_P = TYPE_CHAR["Policy"]
_NUM = "".join(VALUE_CHAR[k] for k in ("count", "percent", "money"))
_DATE = VALUE_CHAR["date"]
_AGENTS = char_class(AGENTS)
_BODIES = char_class(("GovernmentBody", "Association"), zero=True)
_ZEROS = "".join(ZERO_CHAR.values())
_ANY = "\ue000-\ue0ff"

# A policy speaks: 《计划》提出, 《规定》要求, 根据《办法》.
_SPEAKS = expression(
    rf"(?:{_P}(?:[^。；{_ANY}]{{0,12}}?)(?:提出|要求|明确|指出|强调|鼓励|支持|规定|显示|列举|确定|部署|推动|提到|圈定|点名|划定|瞄准|锁定|列出|布局|安排|力推|着重|着眼|突出|细化|部署了|涉及|聚焦|围绕|确立|针对|涵盖|覆盖|包括|还提|印发|发布|"
    rf"从|以|将|把|旨在|致力|选取|遴选|列[了举]|面向|适用|重点|推进|加快|发展|新增|纳入|引导|加强|优先|共[分设]|分为)|{_P}，[{_ZEROS}]?(?:提出|明确|要求|强调|支持|鼓励|围绕|聚焦|重点|[拟又还]?[将把对]|选取|点名|列出)|(?:根据|按照|依据|为落实|为贯彻){_P}|^(?:并|还|同时|其中)?(?:提出|要求|明确|强调|鼓励|支持|推动|加快|加强|推进|指导)|"
    rf"(?:任务|行动|工程|方面|目标|领域)(?:方面|上|中)?[，,])"
)
# 其中，鼓励……; 在加工环节，推进……; 鼓励的技术包括……: the policy goes on to speak in a sentence that does not name it.
_SPEAKS_ON = expression(
    r"(?:(?:其中|此外|另外|同时|具体(?:来看|而言)?|(?:在|围绕|针对|聚焦)[^，。；]{2,20}|以[^，。；]{1,20}为(?:重点|主线|核心|引领|牵引|抓手|导向|突破口|主攻方向|契机|依托|支撑))[，：])?(?:还|也|要|将|并|明确|大力|着力|积极|全面|分类|有序|稳步)*"
    r"(?:鼓励|支持|推进|推广|推动|突破|加快|加强|开展|攻关|布局|培育|打造|引导|完善|实施|开发|研发|补齐|做强|夯实|壮大|重点(?:发展|支持|推广|突破|攻关|布局|建设|推进|培育|围绕|聚焦|开展|补齐|开发|研发|提升))"
    rf"|(?:[{_ZEROS}]?其重点|重点|鼓励|支持|优先|主要)[^，。；]{{0,3}}的?(?:技术|领域|方向|产业|产品|环节|任务|对象|范围|装备|行业)(?:主要)?(?:包括|涉及|涵盖|有|为|是)"
)
# 一是加强……；（三）推广……: the tasks of a plan, one by one.
_TASK = expression(
    r"(?:[一二三四五六七八九十]{1,2}[是、]|（[一二三四五六七八九十]{1,2}）)(?:要|将|大力|着力|积极|全面|进一步|持续)*"
    r"(?:加强|加快|推动|推进|支持|鼓励|提升|丰富|优化|突破|建设|打造|培育|发展|完善|强化|拓展|深化|构建|筑牢|夯实|实施|补齐|做强"
    r"|开展|探索|推广|聚焦|布局|促进|引导|健全|扩大|壮大|攻克)"
)
_SAYS = expression(
    rf"{_P}(?:[、和与及]?{_P})*(?=(?:还|也|明确|进一步|同时)?(?:提出|要求|明确|指出|强调|规定|列举|确定|部署|提到))"
)
# What a policy does to its object: promote it, regulate it, study it.
_PROMOTE = expression(
    r"(?:推动|推进|加快|加强|促进|支持|鼓励|发展|培育|壮大|突破|提升|强化|建设|构建|打造|布局|部署|应用|推广|引导|完善|研发|攻关|规范|防范|保障|升级|改造|深化|拓展|"
    r"聚焦|围绕|面向|针对|涉及|涵盖|覆盖|包括|列举|瞄准|开展|实施|夯实|健全|优化|加大|培养|探索|扩大|做强|做大|重点|将|对|在|如|研究|确立|明确|提出了?|进行|处理|"
    r"利用|从事|收集|危害|用于|领域|行业|方面|建立|把|要求|选取|点名|列出|列入|纳入)"
)


# Somebody opens a clause and acts, not 支持某公司.
_ACTS = expression(
    r"(?:^|[，；])(?:(?!支持|加快|鼓励|推动|依托|引导|发挥|由|建设|培育|[一二三四五六七八九十]是)[^，。；]){0,6}?"
    rf"[{char_class(('Company', 'Fund', 'ResearchInstitution', 'Association'))}]"
)
# A noun phrase of which the grammar is less sure than this is no target: one in six was wanted.
_WEAK_TERM = 0.4


# 依据《反垄断法》，对某公司在某市场的行为立案: on what ground somebody acts; the law does not speak.
_GROUND = expression(
    rf"(?:依据|根据|依照|按照|违反|援引)《?{_P}[^，。；]{{0,8}}，(?:[^，。；]{{0,8}})对[^，。；]{{0,4}}[{_AGENTS}][^。；]{{0,60}}?(?:立案|处罚|调查|罚款|审查|约谈)"
)


def policy_topics(draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
    """A sentence in which a policy speaks: what it promotes or regulates are its targets."""
    if not ms.policy:
        return
    text = ms.marked.text
    task = _TASK.match(ms.sentence.text)
    speaks = _SPEAKS.search(text)
    on = _SPEAKS_ON.match(text) if _P not in text else None
    if not (speaks or task or on) or _GIVES.search(text) or _AIMS.match(text):
        return
    if _GROUND.search(text):
        return
    if (
        _P not in text
        and not on
        and speaks
        and not task
        and speaks.start() > 3
        and not re.match(r"[^，]{2,14}(?:方面|行动|任务)", text)
    ):
        return
    last = max((m.end() for m in re.finditer(_P, text)), default=0)
    start = max(speaks.end() - 1 if speaks and not task else 0, last)
    weak = {c.start for c, _ in ms.mentions if c.finder == "term" and c.confidence < _WEAK_TERM}
    for m in re.finditer(f"[{_T}]", text):
        if m.start() < start or not _promoted(text, start, m.start()):
            continue
        if _P not in text and _ACTS.search(text, 0, m.start()):
            # Somebody else acts in a sentence that does not name the policy.
            continue
        if ms.marked.starts[m.start()] in weak or _is_left_out(text, m.start()):
            continue
        for key in ms.marked.keys.get(m.start(), ()):
            span = Span(start=ms.marked.starts[m.start()], end=ms.marked.ends[m.start()])
            for policy in _speaker(ms, m.start()):
                yield make_statement(
                    draft,
                    ms.sentence,
                    "TARGETS",
                    policy,
                    key,
                    rule="structure.policy-speaks",
                    confidence=0.65,
                    object_span=span,
                )


# 为贯彻落实《纲要》，推进物联网应用，制定本计划: what the plan is for.
_AIMS = expression(
    r"为(?:了)?(?:深入|全面|认真|进一步|切实)*(?:贯彻|落实)[^。]{2,120}，(?:[^，。]{0,10})(?:制定|出台|印发|编制)了?(?:本|此|该|《|[\ue000-\ue00f])"
)
# 不适用于多晶硅、电解铝; 不再支持铅酸电池
_LEFT_OUT = expression(
    "(?:不再?(?:适用|支持|鼓励|涉及|包括|包含|纳入|覆盖|对(?!应)|将|把|给予)|不予|(?:取消|停止)了?对|排除|剔除|移出)[^，。；而]{0,24}$"
)
# 铅酸电池除外; 将光伏组件移出鼓励类
_LEAVES = expression(
    "[^，。；]{0,12}?(?:除外|不适用|不在[^，。；]{0,6}之列|不[再予]?纳入|不包括在内|移出|剔除|退出(?!机制|渠道|通道|方式))"
)
# 取消对新能源汽车的限购; 不再将光伏列入限制类
_LIFTED = expression(
    "的?(?:限购|限行|限制|禁令|禁止|收费|征税)|[^，。；]{0,4}列入[^，。；]{0,4}(?:禁止|限制|淘汰|负面)"
)


def _is_left_out(text: str, at: int) -> bool:
    """Whether what stands at a place is told to be none of what a policy is for."""
    if _LIFTED.match(text, at + 1):
        return False
    return (
        _LEFT_OUT.search(text, max(0, at - 32), at) is not None
        or _LEAVES.match(text, at + 1) is not None
    )


# 甲、乙成为首批试点企业, and not: 甲参加试点
_FIRMS = char_class(("Company", "Facility", "ResearchInstitution", "Organization"))
# Where a list begins, and not each of its members: a list of thousands is read once.
_HEAD = "(?<![、和与及])"
_AS_MODEL = r"(?:试点|示范|链主|揭榜|标杆|重点(?:支持|扶持|培育)|服务商|先行|入选名单)"
_CHOSEN = expression(
    rf"{_HEAD}(?P<who>[{_FIRMS}](?:(?:、|和|与|及|以及)[{_FIRMS}])*)(?:等[^，。；{_ANY}]{{0,10}})?"
    r"(?:也|均|都|已|亦|还|则|同时|双双|一同|率先|成功|同样|先后|率先|分别){0,3}"
    rf"(?:被?(?:列为|列入|纳入|认定为|确定为|选为|遴选为|评为)|入选(?:了|为)?|入围|成为|获评|跻身)(?:[^，。；{_ANY}]{{0,8}}?){_AS_MODEL}"
)
# 甲、乙等企业须在8月底前完成备案: behind the rule that demands it
_BOUND = expression(
    rf"{_HEAD}(?P<who>[{_FIRMS}](?:(?:、|和|与|及|以及)[{_FIRMS}])*)(?:等[^，。；{_ANY}]{{0,10}})?(?:均|都|也|则)?(?:(?:须|必须|应当)(?:[在于按自][^，。；]{{1,14}})?|(?:需要|需|应)[在于][^，。；]{{1,14}}(?:前|内|底))"
    r"(?:完成|提交|报送|整改|落实|改造|备案|申报|披露|达到|履行|建立|停止)"
)
# 首批试点企业包括甲、乙
_CHOSEN_ARE = expression(
    rf"{_AS_MODEL}[^，。；{_ANY}]{{0,6}}(?:企业|单位|名单|园区|项目|机构|平台|城市)(?:主要|分别)?(?:包括|有|为|是|涵盖)(?P<who>[{_FIRMS}](?:(?:、|和|与|及|以及)[{_FIRMS}])*)"
)

# 甲、乙首批获准用标; 丙先行试点
_FIRST_LOT = expression(
    rf"{_HEAD}(?P<who>[{_FIRMS}](?:(?:、|和|与|及|以及)[{_FIRMS}])*)(?:等[^，。；{_ANY}]{{0,10}})?(?:将|已|均|也|成为|作为|被|入选|进入){{0,3}}"
    rf"(?:(?:首批|第[一二三四五六七八九十]批)(?:[^，。；{_ANY}未没]{{0,6}}?)(?:获准|入选|参与(?=[，。；]|$|该|本|其中|试点|示范)|纳入|备案|用标|试点|名单|试行|示范(?!基地|项目|产品|工厂|线))|(?:先行|率先)(?:先试|试点|试行)(?=[，。；]|$))"
)
# 首批平台由甲、乙承担; 首批参与行有丙
_FIRST_LOT_IS = expression(
    rf"(?:首批|第[一二三四五六七八九十]批)(?:试点|参与|备案|入选|示范|授权|支持)?(?:平台|企业|单位|机构|行|园区|城市|高校)(?:名单)?(?:各[^，。；{_ANY}]{{1,3}}，[^，。；{_ANY}]{{0,8}})?(?:包括|有|为|是|分别为|涵盖|由(?=[^。；]{{1,40}}承担))(?P<who>[{_FIRMS}](?:(?:、|和|与|及|以及)[{_FIRMS}])*)"
)


def policy_chooses(draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
    """Whom the policy spoken of makes a pilot or a model, or obliges to something: it applies to them."""
    text = ms.marked.text
    lots = (_FIRST_LOT, _FIRST_LOT_IS)
    patterns = (_CHOSEN, _CHOSEN_ARE, _BOUND, *lots) if ms.policy else ()
    found = [m for pattern in patterns for m in pattern.finditer(text)]
    for m in found:
        before = text[max(0, m.start() - 60) : m.start()]
        if re.search(
            rf"[{_BODIES}](?:[^，。；]{{0,12}})(?:公布|发布|印发|启动|组织)[^{_P}]*$", before
        ):
            # 某部公布名单，甲成为……: of that list, whatever else was spoken of.
            continue
        if before.endswith(("将", "把")) and re.search(rf"[{_BODIES}][^，。；]*$", before):
            # 某局已将甲列为标杆: what a body does on its own.
            continue
        if _ELSEWHO.search(before):
            # 甲市印发《办法》；乙区设立基金；丙被列为链主: another's doing.
            continue
        if _ANOTHER_LIST.search(_since_named(draft, ms)):
            # 某论坛公布新一批灯塔工厂。甲入选标杆企业: of that.
            continue
        yield from _of_policy(draft, ms, "APPLIES_TO", m.span("who"), "structure.policy-chooses")


_ELSEWHO = expression(rf"；[^。；{_P}]*[{_BODIES}][^。{_P}]*；[^；{_P}]*$")
# So many mentions back the policy is looked for.
_FARTHEST = 60
# Behind the sentence that names the policy somebody makes another list known.
_ANOTHER_LIST = expression("。.*(?:公布|发布|评选|揭晓|评出)", re.DOTALL)


def _since_named(draft: Draft, ms: MarkedSentence) -> str:
    """The text from where the policy that a sentence speaks of was named last, up to the sentence."""
    start = ms.sentence.span.start
    here = bisect_left(draft.mentions, (start,))
    for n in range(here - 1, max(-1, here - 1 - _FARTHEST), -1):
        if draft.linked[n] in ms.policy:
            return draft.text[draft.mentions[n].end : start]
    return ""


# 固态电池、车规级芯片也在支持之列; 被列为发展重点
_NAMED_AS = expression(
    rf"{_HEAD}(?P<what>[{_T}](?:(?:、|和|与|及|以及)[{_T}])*)(?:等[^，。；{_ANY}]{{0,10}})?(?:也|均|都|同样|一并|已|亦|还|则|同时)*"
    rf"(?:(?:被)?(?:列为|列入|纳入|作为|确定为|定为|明确为)|属于|同?在)[^，。；{_ANY}]{{0,8}}?(?:支持|鼓励|扶持|发展|培育|攻关|突破|推广|优先|补助|补贴|保障)[^，。；{_ANY}]{{0,8}}?(?:方向|领域|范围|对象|之列|任务|环节|产业|内容|重点|赛道|类)(?=[，。；]|$)"
)
# 他建议把……纳入支持范围, 研报把……列为受益方向
_WISHED = expression(
    "研报|券商|机构|分析师|媒体|专家|建议|呼吁|希望|期待|期盼|应该?(?:当|把|将)|若|如果|能否|是否"
)


def policy_names(draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
    """What is said to stand among that which the policy spoken of supports: its targets."""
    text = ms.marked.text
    for m in _NAMED_AS.finditer(text) if ms.policy else ():
        before = text[: m.start()]
        if not re.search(rf"[{_AGENTS}]", before) and not _WISHED.search(before):
            yield from _of_policy(draft, ms, "TARGETS", m.span("what"), "structure.policy-names")


# What analysts say of a policy that an earlier sentence names: 工业母机、环保设备等板块将持续受益.
_LIST = rf"{_HEAD}(?P<what>[{_T}{TYPE_CHAR['Company']}](?:(?:、|和|与|及|以及)[{_T}{TYPE_CHAR['Company']}])*)(?:等[^，。；{_ANY}]{{0,10}})?"
_WILL = r"(?:有望|将|会|直接|率先|持续|最先|首先|均|也|则|或|明显|普遍|由此|因此|充分|最|都|亦)"
_GAIN = (
    expression(
        rf"{_LIST}[^，。；{_ANY}未难不无]{{0,8}}?{_WILL}{{1,4}}(?:成为[^，。；{_ANY}]{{0,6}})?(?:受益(?!于|所有)|获益|受惠|尝到甜头|迎来[^，。；{_ANY}]{{0,8}}(?:机遇|利好|春天|机会|红利|增量|行情|契机))"
    ),
    expression(
        rf"(?:利好|惠及|提振|{_WILL}{{1,3}}(?:有力|有效|显著|大力|能)?(?:推动|带动|拉动|促进|激发)){_LIST}[^，。；{_ANY}]{{0,8}}(?:发展|增长|需求|放量|扩容|升级|行业|产业|板块|市场|企业|领域|环节|服务业)"
    ),
    expression(
        rf"(?:对|给|为){_LIST}[^，。；{_ANY}]{{0,10}}?(?:形成|构成|带来|是)[^，。；{_ANY}]{{0,8}}(?:利好|机遇|机会|红利|契机|增量)"
    ),
)
_ANALYST = expression(
    "业内|分析|专家|证券|研报|研究[员院所]|券商|人士|机构|院长|会长|所长|教授|秘书长|认为|预计|判断|看来|测算|指出|研判|看好"
)
_ELSEWHERE = expression(
    "受益于|得益于|带动下|推动下|需求(?:增长|回暖)|随着[^，。；]*(?:需求|复苏|旺季)"
)


def policy_benefits(draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
    """Who is told to gain, by whoever judges or expects it, in a sentence behind those that tell of a policy and that names none itself."""
    text = ms.marked.text
    if not ms.policy or _P in text or not _ANALYST.search(ms.sentence.text):
        return
    if _ELSEWHERE.search(ms.sentence.text):
        return
    found = [m for pattern in _GAIN for m in pattern.finditer(text) if _is_its_doing(text, m)]
    policy = _main_policy(draft) if found else ""
    for m in found if policy else ():
        for at in range(*m.span("what")):
            for key in ms.marked.keys.get(at, ()):
                yield make_statement(
                    draft,
                    ms.sentence,
                    "BENEFITS",
                    policy,
                    key,
                    rule="structure.policy-benefits",
                    confidence=0.6,
                    object_span=Span(start=ms.marked.starts[at], end=ms.marked.ends[at]),
                )


# 方案将带动甲产业发展, 对乙行业形成利好; 出口回暖将带动 and 公司将推动 are no policy's doing.
_IT = expression(
    rf"[{_ZEROS}]?(?:同时|此外|其中|而且|也|还|并|而|短期|长期|内|来看|看|从)*(?:(?:该|此|这|这一|上述|相关|一系列|新的?|本次|此次)*(?:政策|方案|新规|举措|措施|办法|意见|通知|文件|规划|计划|新政|行动|条例)|此举|这|其)?"
    r"(?:的?(?:出台|落地|实施|发布|推进|印发))?(?:后|也|还|均|都)?[^，。；\ue000-\ue07f]{0,2}"
    # 关税下调对甲是利好, 统一平台的建立将为乙带来机遇
    r"|[^，。；\ue000-\ue07f]{0,10}(?:规则|标准|规范|要求|制度|试点|补贴|关税|政策|规划)[^，。；\ue000-\ue07f]{0,8}"
    r"|[^，。；\ue000-\ue07f]{2,12}的(?:建立|明确|发布|出台|实施|落地|推出|启动)(?:也|还|均|都)?"
)
_HARDLY = expression("[^，。；]{0,10}(?:有限|不大|不明显|未必|难以|不及预期)")


def _is_its_doing(text: str, m: re.Match[str]) -> bool:
    """Whether what somebody gains is told as the policy's doing, and not as little."""
    if _HARDLY.match(text, m.end()):
        return False
    if m.re is _GAIN[0]:
        return True
    clause = max(text.rfind(stop, 0, m.start()) for stop in "，。；：") + 1
    return _IT.fullmatch(text, clause, m.start()) is not None


# So many mentions from its start an article has named what it is about.
_HEADLINES = 400
_CARRIED_OUT = expression(
    "(?:落实|贯彻|对标|依据|根据|据|按照|依照|响应|衔接|执行|参照)了?[^，。；《]{0,12}$"
)
_REPEALED = expression("[》”]?[^，。；]{0,12}(?:废止|失效|停止执行)")


def _main_policy(draft: Draft) -> str:
    """The policy that an article is about: the first in 《》 that it does not name as one carried out or repealed; or nothing."""
    for cand, key in islice(zip(draft.mentions, draft.linked, strict=True), _HEADLINES):
        before = draft.text[max(0, cand.start - 24) : cand.start].rstrip("《“")
        titled = "《" in draft.text[max(0, cand.start - 1) : cand.start + 1]
        if cand.type != "Policy" or not titled or _CARRIED_OUT.search(before):
            continue
        if not _REPEALED.match(draft.text, cand.end):
            return key
    return ""


def _of_policy(
    draft: Draft, ms: MarkedSentence, relation: str, places: tuple[int, int], rule: str
) -> Iterator[Statement | Reject]:
    """What a sentence says of the policy spoken of and each of the names at some places."""
    for at in range(*places):
        for key in ms.marked.keys.get(at, ()):
            span = Span(start=ms.marked.starts[at], end=ms.marked.ends[at])
            for policy in _policies_of(ms, at):
                yield make_statement(
                    draft,
                    ms.sentence,
                    relation,
                    policy,
                    key,
                    rule=rule,
                    confidence=0.65,
                    object_span=span,
                )


def _speaker(ms: MarkedSentence, at: int) -> tuple[str, ...]:
    """The policies that are said to speak last before a place: in 在绿电行动中，《实施方案》提出 the second; else that of the sentence."""
    text, keys = ms.marked.text, ms.marked.keys
    said = [m for m in _SAYS.finditer(text) if m.start() < at]
    if not said:
        return _policies_of(ms, at)
    return tuple(key for k in range(*said[-1].span()) for key in keys.get(k, ()))


def _promoted(text: str, start: int, at: int) -> bool:
    clause = max(text.rfind("。", start, at), text.rfind("；", start, at), start - 1)
    return _PROMOTE.search(text[max(clause, 0) : at]) is not None


# What a policy gives to a trade is a benefit, and read by the patterns of BENEFITS.
_GIVES = expression(
    r"(?:带来|迎来|利好|受益)[^，。；]{0,14}(?:机遇|空间|机会|红利|契机|增长|利好)?"
)


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
        if not (_SPEAKS.search(text) or _SETS.search(text) or _has_deadline(ms)):
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
    for policy in _policies_of(ms, goal.value[0]):
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


def _policies_of(ms: MarkedSentence, at: int) -> tuple[str, ...]:
    """Whose goal stands at a place: of the policy that its part of the sentence names, else of whom the sentence is about."""
    text = ms.marked.text
    start = text.rfind("；", 0, at) + 1
    named = [
        i
        for i in range(start, at)
        if start
        and text[i] == TYPE_CHAR["Policy"]
        and not _BY_THE_WAY.search(text, start, i)
        and not GOES_WITH.match(text, i + 1)
    ]
    return ms.marked.keys[named[-1]] if named else tuple(ms.policy)


# 落实《能源法》，到2030年……: no goal of the law.
_BY_THE_WAY = expression("(?:落实|贯彻|对标|依据|根据|按照|依照|响应|衔接|执行|参照)(?:了)?$")


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
