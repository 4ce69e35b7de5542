"""Consolidation: one statement for each fact of an article, with all its evidence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from kg.expressions import expression
from kg.model import Entity, Evidence, Qualifier, Reject, Statement
from ontology.vocabulary import vocabulary

# What says more about the life of an event is believed: a report that a deal was denied, cancelled or approved
# beats a sentence that merely mentions the deal.
_WEIGHT = {
    "completed": 0,
    "in_progress": 1,
    "planned": 2,
    "approved": 3,
    "cancelled": 4,
    "denied": 5,
}


def consolidate(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with repetitions folded together, in the order of their first evidence.

    Two statements of the same triple are the same fact unless both carry a date or a round and these
    differ, two goals unless their deadlines do. A symmetric relation is one statement whichever side is named first.
    """
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for stmt in statements:
        groups.setdefault(_triple(stmt), []).append(stmt)
    merged = [_fold(fact) for group in groups.values() for fact in _facts(group)]
    merged.sort(key=_place)
    ordered: list[Statement] = []
    for _, equal in groupby(merged, key=_place):
        tied = list(equal)
        # Ids are hashes: they are made only where nothing else tells two statements apart.
        ordered += sorted(tied, key=lambda s: s.id) if len(tied) > 1 else tied
    return ordered


def without_shares_of_parents(statements: Sequence[Statement]) -> Iterator[Statement | Reject]:
    """The statements of an article less holdings of a daughter in its own parent: another is meant by 其 there.

    A subsidiary of a listed company may hold none of its shares (rules of the exchanges of Shanghai and Shenzhen), and
    of others hardly one does. What is told of the holding more surely than of the daughter stays.

    Args:
        statements: what the sentences of one article state, in their order.

    Yields:
        Each statement, or a reject in the place of such a holding.
    """
    parents = {
        (s.subject.id, s.object.id): s.confidence
        for s in statements
        if s.type == "SUBSIDIARY_OF" and isinstance(s.object, Entity)
    }
    for s in statements:
        ends = (s.subject.id, s.object.id) if isinstance(s.object, Entity) else None
        if s.type == "HOLDS_STAKE_IN" and ends in parents and s.confidence < parents[ends]:
            e = s.evidence[0]
            reason = f"a daughter holds no shares of its parent ({s.type}, {e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
        else:
            yield s


def _place(stmt: Statement) -> tuple[int, int, str, str]:
    sentence = stmt.evidence[0].sentence
    return sentence.start, sentence.end, stmt.type, stmt.subject.name


def _triple(stmt: Statement) -> tuple[str, str, str]:
    ends = [stmt.subject.id, stmt.object.id]
    if vocabulary().relation(stmt.type).symmetric:
        ends.sort()
    return (stmt.type, *ends)  # type: ignore[return-value]


_TELLING = ("round", "date", "amount", "deadline")
_Event: TypeAlias = tuple[str | None, ...]
_BEEN, _TO_BE = "been", "to be"
# Past so many facts between the same two parties in one article only equal events are folded.
_MOST_EVENTS = 200


def _facts(group: Sequence[Statement]) -> list[list[Statement]]:
    """Partition of equal triples into facts by their dates and rounds."""
    if len(group) == 1:
        return [list(group)]
    facts: list[list[Statement]] = []
    # Statements that tell the same round, date and amount belong to one fact: the events of a fact are these.
    events: list[list[_Event]] = []
    home_of: dict[_Event, int] = {}
    for stmt in sorted(group, key=lambda s: -len(s.qualifiers)):
        event = (*(stmt.qualifier(name) for name in _TELLING), _stage(stmt), _when(stmt))
        home = home_of.get(event)
        if home is None:
            home = _home(event, events[:_MOST_EVENTS], stmt.type)
            if home is None:
                home = len(facts)
                facts.append([])
                events.append([])
            home_of[event] = home
            events[home].append(event)
        facts[home].append(stmt)
    return facts


# 此前曾减持: another sale than the one that is planned.
_BEFORE = expression(
    "此前(?!披露|公告|公布|宣布|的?计划)|(?<!未)曾(?=[经以将向对通两多三首减增出投参获领与和先])|早在|前次|上一?[次轮]|之前"
)


def _stage(stmt: Statement) -> str | None:
    """How far it is, and by what measure: who holds 76% and is to hold 100% is told of twice, as is who gives up one of two offices."""
    measure = _MEASURED_BY.get(stmt.type)
    value = stmt.qualifier(measure) if measure else None
    return f"{_PHASE[stmt.status]}:{value}" if value else None


def _when(stmt: Statement) -> str | None:
    """Whether a deal of a kind that is done again and again is told as one of before or as one to come."""
    if stmt.type not in _REPEATABLE | {"ACQUIRED"}:
        return None
    if stmt.status == "planned":
        return _TO_BE
    if stmt.status != "completed" or not stmt.qualifier("date"):
        return None
    return _BEEN if _BEFORE.search(stmt.evidence[0].text) else None


def _home(event: _Event, facts: Sequence[Sequence[_Event]], relation: str) -> int | None:
    """Which fact the event belongs to, if to one."""
    fits = (n for n, told in enumerate(facts) if all(_compatible(event, e, relation) for e in told))
    return next(fits, None)


def _compatible(a: _Event, b: _Event, relation: str) -> bool:
    if {a[-1], b[-1]} == {_BEEN, _TO_BE}:
        return False
    if a[-2] and b[-2]:
        (phase, _, value), (other, _, another) = a[-2].partition(":"), b[-2].partition(":")
        if phase != other and not _is_same_measure(value, another):
            return False
    for name, x, y in zip(_TELLING, a[:-2], b[:-2], strict=True):
        if x and y and x != y and not (x in y or y in x):
            return relation not in _APART_BY.get(name, _ALL)
    return True


_ABOUT = expression("^(?:约|近|超过?|逾|合计|至多|不超过)")
_PERCENT = expression(r"(\d+)(?:\.\d+)?%")


def _is_same_measure(a: str, b: str) -> bool:
    """Whether two stakes or titles may be one: 约52% and 52.67%, 董事会主席兼CEO and 董事会主席.

    >>> _is_same_measure("约52%", "52.67%"), _is_same_measure("52%", "52.67%"), _is_same_measure("5%", "15%")
    (True, False, False)
    """
    x, y = _ABOUT.sub("", a), _ABOUT.sub("", b)
    m, n = _PERCENT.fullmatch(x), _PERCENT.fullmatch(y)
    if m and n:
        return x == y or ((x, y) != (a, b) and m[1] == n[1])
    return x in y or y in x


_MEASURED_BY = {"HOLDS_STAKE_IN": "stake", "ACQUIRED": "stake", "HOLDS_POSITION": "title"}
_PHASE = {
    **dict.fromkeys(("planned", "in_progress", "approved"), "open"),
    "completed": "done",
    **dict.fromkeys(("cancelled", "denied"), "off"),
}
# Only these happen twice between the same two parties often enough to keep other dates apart.
_REPEATABLE = frozenset({"INVESTED_IN", "REDUCED_STAKE_IN"})
# 到2025年达到30%，2030年达到40%: two goals.
_APART_BY = {"date": _REPEATABLE, "deadline": frozenset({"SETS_TARGET"})}
_ALL = frozenset(vocabulary().relation_types)


def _fold(fact: Sequence[Statement]) -> Statement:
    if len(fact) == 1 and len(fact[0].evidence) == 1:
        return fact[0]
    first = min(fact, key=lambda s: s.evidence[0].sentence)
    evidence = sorted(
        {e: None for s in fact for e in s.evidence},
        key=lambda e: (e.sentence, -e.confidence, e.rule),
    )
    kept: dict[tuple[int, int], Evidence] = {}
    for e in evidence:
        kept.setdefault((e.sentence.start, e.sentence.end), e)
    qualifiers: dict[str, Qualifier] = {}
    closing = _closing(fact)
    for stmt in sorted(
        fact, key=lambda s: (s is not closing, *_weight_of(s), s.evidence[0].sentence)
    ):
        for q in stmt.qualifiers:
            qualifiers.setdefault(q.name, q)
    return replace(
        first,
        status=_status(fact),
        evidence=tuple(kept.values()),
        qualifiers=tuple(qualifiers[k] for k in sorted(qualifiers)),
    )


# What is said of a company that is still to be founded: who will hold it and lead it, what it will do, and where.
_OF_FOUNDED = {
    **dict.fromkeys(("HOLDS_STAKE_IN", "INVESTED_IN", "MEMBER_OF", "HOLDS_POSITION"), "object"),
    **dict.fromkeys(
        ("SUBSIDIARY_OF", "LOCATED_IN", "OPERATES_IN", "OPERATES", "DEVELOPS", "SUPPLIES", "USES"),
        "subject",
    ),
}


_DRAFTED_BY = expression(
    r"由[^，。；]*(?:编制|起草|制定|拟定)|(?:起草|编制|参编)单位|参[与加]了?[^，。；]{0,10}(?:编制|起草|制定)|(?:依据|根据|按照)[^，。；]*(?:编制|起草|制定)"
)
_ANEW = expression(
    "将|拟(?!定|》)|正在|修订|抓紧|尚未|还未|暂未|迟迟|推迟|暂缓|延期|延后|(?:加快|尽快|适时|有望|即将|下一步|力争)(?!(?:出台|印发|发布|公布)了)"
)
# 拟印发《, 若发布《, 否认发布《
_NOT_YET = expression(
    rf"{_ANEW.pattern}|推动(?=出台|印发|发布|公布|制定)|未|否认|计划|会(?![议同])|明年|年内|若|如果|一旦|假如|是否|何时"
)
_ASKED = expression("征求[^，。；]{0,6}意见|征求意见|草案")


def with_the_issue(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article, with what they say together of the issue of its policies.

    A draft by its very title is planned, whoever publishes it; who is said to have drafted what is out has no plan any more:
    该计划由某局共同编制.
    """
    statements = [
        replace(s, status="planned") if s.status == "completed" and _is_draft(s) else s
        for s in statements
    ]
    issues = [s for s in statements if s.type == "ISSUED"]
    out = {s.object.id for s in issues if s.status == "completed"}
    out |= {s.object.id for s in issues if any(_is_out(e.text) for e in s.evidence)}
    return [
        replace(s, status="planned")
        if s.type == "ISSUED" and s.status == "completed" and _is_to_come(s)
        else replace(s, status="completed")
        if s.type == "ISSUED" and s.status == "planned" and s.object.id in out and _only_drafted(s)
        else s
        for s in statements
    ]


# 发布《办法（征求意见稿）》: opinions are asked on it, and it is not out.
_DRAFT_TITLE = expression("(?:征求意见稿|草案[^）)]{0,6}|送审稿|讨论稿)[）)]*$")


def _is_draft(stmt: Statement) -> bool:
    """Whether what is issued is a draft by its very title, and no sentence says that it is in force."""
    return (
        stmt.type == "ISSUED"
        and isinstance(stmt.object, Entity)
        and _DRAFT_TITLE.search(stmt.object.name) is not None
        and not any(_in_force(stmt, e.text) for e in stmt.evidence)
    )


# 明年制定《计划》, 年内出台《办法》
_TO_COME = expression(
    "(?:明年|后年|(?<![0-9])年内|(?<![0-9])年底前?|下半年|下月|下周)[^，。；《》]{0,6}(?:制定|制订|出台|印发|发布|公布)(?!了)"
)


def _is_to_come(stmt: Statement) -> bool:
    """Whether all that tells of the issue of a policy says that it is to come."""
    return all(_TO_COME.search(e.text) and not _in_force(stmt, e.text) for e in stmt.evidence)


def _in_force(stmt: Statement, text: str) -> bool:
    """Whether a sentence says of the very policy that it is in force: 《指引》已经实施，《细则》预计年内印发."""
    forms = stmt.object.forms if isinstance(stmt.object, Entity) else ()
    ends = (m.end() for form in forms for m in re.finditer(re.escape(form), text))
    return any(_NOW.match(text, end) for end in ends)


_NOW = expression(
    "》?(?:目前|现|均|也)*已经?(?:正式|全面|开始)*(?:实施|施行|生效|执行)(?!方案|意见)"
)


def _only_drafted(stmt: Statement) -> bool:
    """Whether sentences tell that the policy came out, who drafted it and what it says, and none of a plan."""
    told = [e.text for e in stmt.evidence if _OF_ISSUE.search(e.text)]
    return bool(told) and all(
        _ANEW.search(text) is None if _DRAFTED_BY.search(text) else _is_out(text) for text in told
    )


def _is_out(sentence: str) -> bool:
    """Whether a sentence tells that a policy came out, not that it will or that opinions on it are asked."""
    out = _IS_OUT.search(sentence)
    if out is None or _ASKED.search(sentence):
        return False
    clause = max(sentence.rfind(stop, 0, out.start()) for stop in "，。；") + 1
    return _NOT_YET.search(sentence, clause, out.end()) is None


def with_the_use(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; who is only to be fitted with a maker's product is not supplied by him yet.

    宁德时代发布神行电池。奇瑞汽车将首批搭载该电池: what the network reads of a delivery in that sentence is planned too.
    """
    makers: dict[str, set[str]] = {}
    for s in statements:
        if s.type == "DEVELOPS":
            makers.setdefault(s.object.id, set()).add(s.subject.id)
    to_come: set[tuple[str, str, int]] = set()
    done: set[tuple[str, str]] = set()
    for s in statements:
        for maker in makers.get(s.object.id, ()) if s.type == "USES" else ():
            if s.status == "planned":
                to_come |= {(maker, s.subject.id, e.sentence.start) for e in s.evidence}
            elif s.status == "completed":
                done.add((maker, s.subject.id))
    return [
        replace(s, status="planned")
        if s.type == "SUPPLIES"
        and s.status == "completed"
        and (s.subject.id, s.object.id) not in done
        and all(
            e.rule == _NETWORK and (s.subject.id, s.object.id, e.sentence.start) in to_come
            for e in s.evidence
        )
        else s
        for s in statements
    ]


_NEXT_ONE = expression("下一?[届次]|明年")


def with_the_event(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; who organises what is yet to be held has not held it: 大会将于5月在天津举行，由甲主办."""
    to_come: set[tuple[str, int]] = set()
    held: set[str] = set()
    for s in statements:
        if s.type == "LOCATED_IN" and s.subject.type == "Event":
            if s.status == "planned":
                # 下届大会将于明年举行: that of this year was held.
                to_come |= {
                    (s.subject.id, e.sentence.start)
                    for e in s.evidence
                    if _NEXT_ONE.search(e.text) is None
                }
            else:
                held.add(s.subject.id)
    return [
        replace(s, status="planned")
        if s.type == "ORGANIZED"
        and s.status == "completed"
        and s.object.id not in held
        and all((s.object.id, e.sentence.start) in to_come for e in s.evidence)
        else s
        for s in statements
    ]


# What speaks of the making of a policy; a sentence on what it demands says nothing of it.
_OF_ISSUE = expression("编制|起草|制定|制订|印发|发布|公布|出台|修订|审议|征求")
_IS_OUT = expression("(?:印发|发布|公布|出台)(?:了)?《")


def with_the_purchase(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; what was held once a purchase had closed is held, where the article tells the purchase as done.

    甲昨日完成对乙的收购。交易完成后，甲成为乙的控股股东: the second sentence alone does not tell when.

    Args:
        statements: those of one article, consolidated.

    Returns:
        The same, in their order, such holdings completed.
    """
    bought = {
        (s.subject.id, s.object.id)
        for s in statements
        if s.type in _PURCHASES and s.status == "completed" and isinstance(s.object, Entity)
    }
    return [
        replace(s, status="completed")
        if s.type == "HOLDS_STAKE_IN"
        and s.status == "planned"
        and isinstance(s.object, Entity)
        and (s.subject.id, s.object.id) in bought
        and _UPON_CLOSING.search(s.evidence[0].text)
        else s
        for s in statements
    ]


_PURCHASES = frozenset({"ACQUIRED", "INVESTED_IN"})
_UPON_CLOSING = expression(
    "^(?!.*(?:本次|此次|将|拟|若|预计|有望)).*(?:收购|交易|转让|增资|重组|合并)完成[之以]?后"
)


def with_the_founding(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; what would be done in a company or fund that is only planned is planned too.

    A founding that is also told as done or under way plans nothing.
    """
    foundings: dict[str, set[str]] = {}
    for stmt in statements:
        if stmt.type == "FOUNDED":
            foundings.setdefault(stmt.object.id, set()).add(stmt.status)
    to_come = {founded for founded, told in foundings.items() if told == {"planned"}}
    return [
        replace(s, status="planned") if s.status == "completed" and _founded(s) in to_come else s
        for s in statements
    ]


def _founded(stmt: Statement) -> str:
    """The id of whom it would be said of if it were founded, or nothing."""
    side = _OF_FOUNDED.get(stmt.type)
    return getattr(stmt, side).id if side else ""


_FLOATING = "structure.floating"
_NETWORK = "model.relations"
# What is applied for or talked of first and told as done further on.
_COMES_TO_BE = frozenset({"LISTED_ON", "PARTNERS_WITH"})
_OPEN = frozenset({"completed", "planned", "in_progress", "approved"})


def _weight_of(stmt: Statement) -> tuple[bool, int]:
    """Whose values count first: a holding's those of the patterns, else those of who tells most."""
    guessed = stmt.type == "HOLDS_STAKE_IN" and stmt.evidence[0].rule == _NETWORK
    return guessed or not stmt.qualifiers, -len(stmt.qualifiers)


# 宣布完成对某公司的收购: told as done in so many words, behind plan and approval.
_CLOSES = expression(
    "(?<![未待能求])完成(?!后|之后|前|之前|时|尚|仍|的可能|取决)(?:了|对)?[^，。；]{0,16}(?:收购|并购|合并|交割|私有化)"
    "(?![^，。；]{0,14}(?:审查|审批|反垄断|融资|付款|首付|首期|文件|谈判|磋商|尽职调查|尽调|备案|申报|程序|论证))"
    "|(?:收购|并购|合并|交易|交割)(?:事项|手续)?(?:已|已经|正式|顺利|全部|最终|均|也|于[^，。；]{2,10})*完成(?!后|之后|前|之前|时)"
)
_STILL_OPEN = expression("仍待|尚待|尚需|仍需|有待|还需")
_NOT_SO = expression("预计|有望|将|拟|计划|力争|争取|尚未|未能|若|如果|一旦|待")


def _closing(fact: Sequence[Statement]) -> Statement | None:
    """The statement that tells a purchase as done where it is the last told of it; 此前完成的 tells of another."""
    last = max(fact, key=lambda s: s.evidence[0].sentence)
    if last.type != "ACQUIRED" or last.status != "completed":
        return None
    text = last.evidence[0].text
    m = _CLOSES.search(text)
    told = (
        m is not None
        and not _NOT_SO.search(text, max(0, m.start() - 12), m.end())
        and not _STILL_OPEN.search(text, m.end())
    )
    return last if told and not _BEFORE.search(text) else None


def _status(fact: Sequence[Statement]) -> str:
    if _closing(fact) is not None:
        return "completed"
    # That a prospectus is spoken of says nothing against a listing that is told.
    told = [s for s in fact if s.evidence[0].rule != _FLOATING] or fact
    statuses = [s.status for s in told]
    if fact[0].type == "HOLDS_STAKE_IN" and "completed" in statuses and _OPEN.issuperset(statuses):
        # Who holds shares and plans to take more, or to sell, holds them.
        return "completed"
    if fact[0].type == "DEVELOPS":
        # What a pattern reads of a launch is not undone by what the network sees of who delivers parts.
        read = [s for s in told if s.evidence[0].rule != _NETWORK]
        statuses = [s.status for s in read or told]
    if fact[0].type in _COMES_TO_BE and "completed" in statuses and _OPEN.issuperset(statuses):
        latest = max(told, key=lambda s: s.evidence[0].sentence)
        if latest.status == "completed" or fact[0].type == "PARTNERS_WITH":
            # 曾递表，后在同一交易所挂牌; 洽谈扩大合作，已签署协议.
            return "completed"
    if fact[0].type == "ISSUED" and "completed" in statuses:
        # 已印发，此前公布了征求意见稿: its draft of former days.
        statuses = [
            s.status
            for s in told
            if s.status != "planned" or not _FORMER_DRAFT.search(s.evidence[0].text)
        ]
    return max(statuses, key=lambda s: (_WEIGHT[s], s))


_FORMER_DRAFT = expression("(?:此前|早前|之前|去年|曾)[^。；]{0,40}(?:征求意见稿|意见稿|草案)")
