"""Sentences in which a policy speaks: what it promotes or regulates, whom it names and whom it helps."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS
from kg.extraction.draft import Draft
from kg.extraction.marking import AGENTS, TYPE_CHAR, ZERO_CHAR, char_class
from kg.extraction.relations import MarkedSentence, make_statement
from kg.extraction.topics.follow import GOES_WITH
from kg.model import Reject, Span, Statement

_T = "".join(TYPE_CHAR[t] for t in sorted(CONCEPTS))
_P = TYPE_CHAR["Policy"]
_AGENTS = char_class(AGENTS)
_BODIES = char_class(("GovernmentBody", "Association"), zero=True)
_ZEROS = "".join(ZERO_CHAR.values())
_ANY = "\ue000-\ue0ff"

# A policy speaks: 《计划》提出, 《规定》要求, 根据《办法》.
SPEAKS = expression(
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
    speaks = SPEAKS.search(text)
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
            for policy in policies_of(ms, at):
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
        return policies_of(ms, at)
    return tuple(key for k in range(*said[-1].span()) for key in keys.get(k, ()))


def _promoted(text: str, start: int, at: int) -> bool:
    clause = max(text.rfind("。", start, at), text.rfind("；", start, at), start - 1)
    return _PROMOTE.search(text[max(clause, 0) : at]) is not None


# What a policy gives to a trade is a benefit, and read by the patterns of BENEFITS.
_GIVES = expression(
    r"(?:带来|迎来|利好|受益)[^，。；]{0,14}(?:机遇|空间|机会|红利|契机|增长|利好)?"
)


def policies_of(ms: MarkedSentence, at: int) -> tuple[str, ...]:
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
