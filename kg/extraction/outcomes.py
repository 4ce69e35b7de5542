"""What becomes of a deal, told by a later sentence that names its parties no more: 公司决定终止上述交易, 该交易于11月完成."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.structure import fate_of
from kg.model import Entity, Evidence, Sentence, Span, Statement

RULE = "structure.outcome"
_POINTS = "上述|本次|此次|该项?|这一|这次|前述|这笔|此项"
_DEAL = "事项|交易|收购|重组|合并|并购|投资|增资|定增|要约|入股|计划|合作|合资"


def _the_deal(group: str) -> str:
    """该交易, 本次重大资产重组: the deal spoken of, its noun in the named group."""
    return rf"(?:{_POINTS})[^，。；]{{0,8}}?(?P<{group}>{_DEAL})"


_ENDS = "终止|中止|取消|放弃|撤回|叫停|停止|不再推进|否决|禁止|驳回"
_ENDED = expression(
    rf"(?<![未不])(?:{_ENDS})(?:筹划|了|实施|推进|继续)*{_the_deal('what')}"
    rf"|{_the_deal('passive')}(?:案|事项|计划|方案|事宜)?(?:已经?|宣告|宣布|[被遭](?:[^，。；]{{2,10}}?(?=否决|驳回|叫停))?|遭到|随后|最终|正式|因[^，。；]{{2,20}}而)*"
    r"(?:终止|中止|取消|失败|告吹|流产|作罢|搁浅|叫停|否决|驳回|不再(?:进行|推进|实施))"
    r"|(?<![未不])(?:终止|放弃|取消|中止)(?:筹划|推进)?(?:该|上述|本次)?(?P<bare>收购|重组|并购|合并|交易|事项|重大资产重组)(?:事项)?(?=[，。；]|$)"
    r"|不再(?:进行|推进|实施)(?:该|上述|本次|此)(?P<none>事项|交易|收购|合作)"
)
_CLOSED = expression(
    rf"(?:^|[，；])(?:[^，。；]{{0,12}}?)(?:{_the_deal('what')}|(?P<passive>交易|收购|并购))(?:案|事项)?(?:已经?|最终|正式|顺利|全部|于[^，。；]{{2,14}})*(?:完成|交割|落地)(?!后|前|之后|时)"
    r"|(?:宣布|公告|披露)?(?P<bare>合并|收购|并购|重组)(?:已经?|正式|全部)*完成(?=[，。；]|$)"
    r"|(?P<none>交割|过户|工商变更|股权变更)(?:手续|登记)*(?:已经?|均|全部|正式|顺利)*(?:办理)?(?:完成|完毕)(?=[，。；]|$)"
    r"|(?:^|[，；])(?![^，。；]{0,20}(?:希望|有望|力争|争取|同意|无法|难以|不能|未能|为完成|信心|批准|可以?完成|能够?完成|以完成|计划|准备|应|需|须|要求|承诺|面临|尚|愿))"
    rf"[^，。；]{{0,20}}?完成(?:了)?{_the_deal('act')}(?=[，。；]|$)"
    r"|完成(?:了)?(?P<last>交割|过户|工商变更)(?:登记|手续)*(?=[，。；]|$)"
)
_DENIED = expression(
    r"(?:回应|表示|称|声明|澄清|公告)[^。；]{0,16}?(?:该|上述|相关|此|这一|有关|网传)?(?:消息|传闻|报道|说法|传言|信息)[^，。；]{0,6}(?:不属实|不实|为谣言|系谣言|纯属(?:虚构|造谣|捏造|谣言)|并不属实|不准确|并不准确)|(?:回应|表示|称)[^。；]{0,10}(?:假消息|无此计划|没有此计划|没有任何[^，。；]{0,10}计划|从未与|纯属(?:造谣|捏造|谣言)|无稽之谈|空穴来风|子虚乌有)"
    r"|(?:回应|表示|称)[：，]?“?(?:不属实|不实|假的|没有此事|并无此事)"
    r"|(?:否认|辟谣)(?:了)?(?:该|上述|相关|此|这一|有关)(?:消息|传闻|报道|说法|传言)"
)
# 问及是否分拆子公司，某人回应称无此计划: not to do that.
_ASKED = expression(
    "问及|被问到|是否|会否|(?:对于|关于|至于)[^，。；]{2,24}(?:的?(?:计划|可能|问题))，"
)
_ONLY_IF = expression(
    r"(?:可能|不会|不予|不得|未|没有|并非|否认|无意|若|如果?|一旦|风险|存在|导致|暂停|或|将|预计|有望|拟|计划|待)[^，。；]{0,20}$"
)
# 该收购获批。此前监管部门否决了该交易: told of what went before.
_EARLIER = expression(
    r"^[但而]?(?:在此之前|此前|早前|先前|早些时候)，?(?![^，。；]{0,12}(?:宣布|公布|披露|传出|曝出)?的)[^，。；]{0,20}$"
)
_UNDONE = expression("获批|批准|通过|同意|核准|完成|重启|恢复|达成")
_NOT_DONE = expression(r"[^，。；]{0,6}(?:的?风险|的可能)")
_PURCHASE, _MONEY = ("ACQUIRED",), ("INVESTED_IN",)
_TOGETHER = ("FOUNDED", "PARTNERS_WITH", "OPERATES")
_OF = {
    **dict.fromkeys(("收购", "合并", "并购", "要约"), _PURCHASE),
    **dict.fromkeys(("投资", "增资", "定增", "入股"), _MONEY),
    **dict.fromkeys(("合作", "合资"), _TOGETHER),
    "计划": ("ACQUIRED", "INVESTED_IN", "REDUCED_STAKE_IN", *_TOGETHER),
}
_DEALS = ("ACQUIRED", "INVESTED_IN", "REDUCED_STAKE_IN")
_RUMOURS = (*_DEALS, "PARTNERS_WITH", "FOUNDED", "DEVELOPS", "OPERATES", "SUPPLIES")
_OPEN = frozenset({"planned", "in_progress", "approved"})
# One of these stands in every sentence that the patterns know; most sentences hold none.
_SIGNS = (
    *_ENDS.split("|"),
    *("失败", "告吹", "流产", "作罢", "搁浅", "不再", "完成", "交割", "落地", "完毕"),
    *(
        "属实",
        "不实",
        "谣言",
        "虚构",
        "造谣",
        "捏造",
        "无稽之谈",
        "空穴来风",
        "子虚乌有",
        "准确",
        "假",
        "没有",
        "无此",
        "并无",
        "从未与",
        "否认",
        "辟谣",
    ),
)
_FARTHEST = 600
"""How many characters behind a deal its outcome may be told."""
_NEXT = 40
"""How many behind a rumour its denial may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """A sentence that says what became of what was told before: of these relations, no farther back than that."""

    sentence: Sentence
    status: str
    relations: tuple[str, ...]
    reach: int


def with_outcomes(draft: Draft, statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; what is still open and a later sentence closes, ends or denies has that status.

    Meant is what the nearest sentence before tells; the later sentence becomes a further evidence. A sentence that states
    a deal of its own says nothing of others.
    """
    told = {e.sentence.start for s in statements if s.type in _DEALS for e in s.evidence}
    found = list(statements)
    for outcome in _outcomes(draft):
        at = outcome.sentence.span.start
        if at in told:
            continue
        meant = [
            s
            for s in found
            if _is_open(s, outcome) and _last(s) <= at and _speaks_of(draft, outcome, s)
        ]
        nearest = max(map(_last, meant), default=None)
        if nearest is not None and at - nearest <= outcome.reach:
            found = [
                _told(draft, s, outcome) if s in meant and _last(s) == nearest else s for s in found
            ]
        elif outcome.status == "cancelled":
            found = [_told(draft, s, outcome) if _is_next(draft, outcome, s) else s for s in found]
    return [_as_begun(draft, s) for s in found]


_BUILDS = expression("建设|共建|承建|兴建|投建|打造")
_THIS_SITE = expression("(?:该|这一|上述|本)?(?:项目|工程|产线|工厂|基地|园区|中心|电站)")
# 某产业园首批项目集中开工: not the park.
_OF_PART = expression("[^，。；]{0,8}(?:[首一二三多两]批|个项目|子项目|配套|[一二三四]期)")
_STANDS = expression("建成|投产|投运|投用|启用|竣工|运营|量产")


def _as_begun(draft: Draft, stmt: Statement) -> Statement:
    """Who builds what the sentence before says to have been begun, or to be, with that status: 某项目正式开工。该项目由甲建设。"""
    e = stmt.evidence[0]
    if (
        stmt.type != "OPERATES"
        or stmt.status != "completed"
        or not (e.object is None or _THIS_SITE.match(draft.text, e.object.start, e.object.end))
        or not isinstance(stmt.object, Entity)
        or not _BUILDS.search(e.text)
        or _STANDS.search(e.text)
    ):
        return stmt
    before = Span(start=max(0, e.sentence.start - _NEXT * 2), end=e.sentence.start)
    told = [c for c, key in draft.named_in(before) if key == stmt.object.id]
    fate = fate_of(draft.text, told[-1]) if told else "completed"
    if fate not in {"planned", "in_progress"} or _OF_PART.match(draft.text, told[-1].end):
        return stmt
    return _told_by(draft, stmt, fate, draft.sentence_at(told[-1].start))


# 决定终止本次重组。公司此前公告，拟收购……: the plan is told behind its end.
_ONCE_PLANNED = expression(
    "[^，。；]{0,16}(?:此前|早前|先前|之前|原本?)(?:[^。；]{0,12})(?:公告|披露|公布|宣布|拟|计划|筹划)"
)


_GOES_ON = expression("(?:收购|交易|重组|并购)[^，。；]{0,4}(?:已|进行|推进)")


def _is_next(draft: Draft, outcome: _Outcome, stmt: Statement) -> bool:
    """Whether an open deal is told in the sentence behind its end, as what was planned before."""
    e = stmt.evidence[0]
    gap = e.sentence.start - outcome.sentence.span.end
    return (
        0 <= gap <= 2
        and _is_open(stmt, outcome)
        and _ONCE_PLANNED.match(e.text) is not None
        and _GOES_ON.search(e.text) is None
        and _speaks_of(draft, outcome, stmt)
    )


def _outcomes(draft: Draft) -> Iterator[_Outcome]:
    """The sentences that tell what became of something spoken of before."""
    texts = [sentence.text for sentence in draft.sentences]
    for before, text, sentence in zip(["", *texts], texts, draft.sentences, strict=False):
        if not any(word in text for word in _SIGNS):
            continue
        if (m := _DENIED.search(text)) and not _ASKED.search(text, 0, m.start()):
            yield _Outcome(sentence=sentence, status="denied", relations=_RUMOURS, reach=_NEXT)
            continue
        for status, pattern in (("cancelled", _ENDED), ("completed", _CLOSED)):
            m = pattern.search(text)
            undone = _UNDONE.search(before)
            if m and status == "cancelled" and undone and _EARLIER.match(text[: m.start()]):
                continue
            if m and not _ONLY_IF.search(text, 0, m.start()) and not _NOT_DONE.match(text, m.end()):
                kinds = _OF.get(next(filter(None, m.groupdict().values()), ""), _DEALS)
                yield _Outcome(sentence=sentence, status=status, relations=kinds, reach=_FARTHEST)
                break


def _last(stmt: Statement) -> int:
    """Where the last sentence that tells it ends."""
    return max(e.sentence.end for e in stmt.evidence)


def _is_open(stmt: Statement, outcome: _Outcome) -> bool:
    return stmt.type in outcome.relations and stmt.status in _OPEN


_FIRMS = frozenset({"Company", "Fund"})


def _speaks_of(draft: Draft, outcome: _Outcome, stmt: Statement) -> bool:
    """Whether a sentence that names companies names one of the deal: what another says is of its own affairs."""
    inside = draft.named_in(outcome.sentence.span)
    named = {key for _, key in inside if draft.entities[key].type in _FIRMS}
    return not named or bool(named & {stmt.subject.id, stmt.object.id})


def _told(draft: Draft, stmt: Statement, outcome: _Outcome) -> Statement:
    """The statement with the status that a sentence gives it; the sentence becomes a further evidence."""
    return _told_by(draft, stmt, outcome.status, outcome.sentence)


def _told_by(draft: Draft, stmt: Statement, status: str, sentence: Sentence) -> Statement:
    end = Evidence(
        article_id=draft.article_id,
        sentence=sentence.span,
        text=sentence.text,
        subject=None,
        object=None,
        rule=RULE,
        confidence=0.7,
    )
    return replace(stmt, status=status, evidence=(*stmt.evidence, end))
