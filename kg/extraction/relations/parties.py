"""Whom a match of a pattern speaks of: its subjects and its objects."""

import re
from collections.abc import Iterator
from itertools import islice

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.marking import AGENTS, TYPE_CHAR, ZERO_CHAR, Marked, char_class
from kg.extraction.patterns.grammar import Pattern
from kg.extraction.qualify import EACH
from kg.extraction.relations.marked import MarkedSentence
from kg.model import Span

OWNERS_DO = frozenset({"ACQUIRED", "INVESTED_IN"})
CLAUSE_STOP = expression("[，。；]")
# Of a company, a share of it or less.
TRADES = frozenset({"ACQUIRED", "INVESTED_IN", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN"})

Named = tuple[str, Span | None]
"""An entity's key and where it is named, if it is."""

OF_ONE = "told of one, and several were named before"
# 公司由某某创办, 公司的客户, 公司总裁某某 tell of one company, and not of all that the sentence before named.
_OF_ONE = frozenset(
    "ACQUIRED COMPETES_WITH FOUNDED HOLDS_POSITION INVESTED_IN OPERATES OPERATES_IN PARTNERS_WITH SUPPLIES".split()
)
# 双方将共建数据中心: both are meant.
_SEVERAL = expression(
    "双方|[两二三四五六七八九十]者|[两三四五六七八九十几多数]家|各[方自家]|三方|四方|均|都|分别|上述|这些|[他它]们|两公司"
)
_ONE_FIRM = frozenset({"公司", "本公司", "该公司", "该企业", "这家公司", "这家企业"})


def is_of_one(relation: str, ms: MarkedSentence, marked: Marked, at: int) -> bool:
    """Whether a side of a relation that is not said again stands for several, and one is meant.

    One is meant by a word for one company, whatever is told of it, and where the relation tells of one company or body.

    Args:
        relation: relation type code.
        ms: the sentence; who is named in it is said again, 甲、乙签约，将合建工厂.
        marked: the sentence as it is read.
        at: the place of the side in it.
    """
    several = set(marked.keys.get(at, ()))
    if len(several) < 2:
        return False
    start = marked.starts[at] - ms.sentence.span.start
    word = ms.sentence.text[max(0, start) : marked.ends[at] - ms.sentence.span.start]
    if relation not in _OF_ONE and word not in _ONE_FIRM:
        return False
    if len(several.difference(key for _, key in ms.mentions)) < 2:
        return False
    return _SEVERAL.search(marked.text, *_clause_and_next(marked.text, at)) is None


def _clause_and_next(text: str, at: int) -> tuple[int, int]:
    """Where the clause of a place begins, and where the clause behind it ends."""
    begin = max((m.end() for m in CLAUSE_STOP.finditer(text, 0, at)), default=0)
    ends = [m.start() for m in islice(CLAUSE_STOP.finditer(text, at), 2)]
    return begin, ends[-1] if len(ends) == 2 else len(text)


_WITHDRAWS = "capital.reduce.withdraws"
_TAKEN = expression("收购|受让|入主|入股|控股|买下|拿下|取得|并购|接手")


def parties_of(
    draft: Draft, marked: Marked, pattern: Pattern, m: re.Match[str]
) -> tuple[list[Named], list[Named]]:
    """The subjects and the objects of a match."""
    subjects = list(_members(draft, marked, m, "S"))
    objects = list(_members(draft, marked, m, "O")) if "O" in m.re.groupindex else []
    if not {key for key, span in objects if span is None}.isdisjoint(key for key, _ in subjects):
        # Those who act, put in again for whom the clause leaves unsaid: 甲、乙分别出资3亿元.
        objects = [(key, span) for key, span in objects if span is not None]
    if len(objects) > 1 and {k for k, _ in objects} == {k for k, _ in subjects}:
        # 甲、乙为公司第一、第二大股东: they are not each other's.
        return [], []
    if _has_one_holder(pattern, m) and len(subjects) > 1:
        # 甲董事长某人、另一人出席: of the second nothing is told.
        subjects = subjects[:1]
    if pattern.relation == "HOLDS_POSITION" and _MORE_OFFICES.match(m.string, m.end()):
        # 某人、另一人分别任甲董事长和乙总经理: the first is 甲's.
        subjects = subjects[:1] if EACH.search(m[0]) and len(objects) == 1 else subjects
    if pattern.id == _WITHDRAWS and len(objects) > 1:
        # 甲、乙、丙持股变为51%、29%和20%，原股东丁退出: of none of them.
        objects = [(key, span) for key, span in objects if span is not None]
    if pattern.id == _WITHDRAWS and _TAKEN.search(m.string, 0, m.start("S")):
        # 甲收购乙，原股东丙退出: of 乙, and not of the buyer whom the sentence is about.
        return [], []
    if pattern.relation in TRADES:
        if len(subjects) > 1 and not {k for k, _ in objects}.isdisjoint(k for k, _ in subjects):
            # 甲、乙、丙合计减持公司股份: the company is none of them.
            return [], []
        bought = pattern.relation in OWNERS_DO and len(subjects) > 1
        if bought and _BOUGHT_BEFORE.search(m.string, 0, m.start("S")):
            # and 乙 was bought.
            subjects = subjects[-1:]
        if len(objects) > 1 and _DEALS_TOO.match(m.string, m.end("O")):
            # 甲收购乙、丙并购丁: 丙 is another buyer.
            objects = objects[:-1]
    if pattern.relation == "PARTICIPATED_IN":
        subjects = [*_beside(draft, marked, m), *subjects]
    both = _PARTIES.search(m.string, *m.span("S")) and "，" in m[0]
    if pattern.relation == "OPERATES" and (both or m["S"] in _UNSAID):
        # 甲与乙区政府签署协议，投资80亿元建设项目: the authority builds nothing.
        firms = [s for s in subjects if draft.entities[s[0]].type != "GovernmentBody"]
        subjects = firms or subjects
    if pattern.relation in _HOLDINGS and len(objects) > 1 and _deals_with(m, "O"):
        # 甲参股的乙与丙签署协议: 甲 has a share in 乙.
        objects = objects[:1]
    if pattern.relation in _SAID_OF and (_deals_with(m) or _in_list(m)):
        subjects = subjects[:1]
    if pattern.relation in OWNERS_DO and (firm := _spoken_for(draft, marked, m)):
        subjects = [firm]
    return subjects, objects


_SAYS = expression(
    "(?:近日|日前|今日|昨日|[\ue080-\ue083]|在[^，。；]{1,10}上)*(?:宣布|表示|称|透露|披露|公布)"
)
_OFFICER = expression(
    rf"(?P<firm>[{char_class(('Company', 'Fund'))}])[^，。；：{char_class(TYPE_CHAR)}]{{1,14}}$"
)


def _spoken_for(draft: Draft, marked: Marked, m: re.Match[str]) -> Named | None:
    """The firm whose officer tells what it will do: 甲首席执行官某人宣布向乙投资."""
    at = m.start("S")
    if m["S"] != _PERSON or not _SAYS.match(m.string, m.end("S")):
        return None
    office = _OFFICER.search(m.string, max(0, at - 16), at)
    if office is None:
        return None
    key = marked.keys[office.start("firm")][0]
    at = office.start("firm")
    return key, Span(start=marked.starts[at], end=marked.ends[at])


_ONE_HOLDER = expression(
    "(?<!副)(?<!联席)(?<!联合)(?:董事长|总裁|总经理|CEO|首席[^，。；]{2,5}官|主席|行长|院长|校长|书记|市长|省长|部长|局长|厅长|会长|理事长|秘书长)$"
)


def _has_one_holder(pattern: Pattern, m: re.Match[str]) -> bool:
    """Whether a match tells an office, before the names, that one person holds at a time."""
    if pattern.relation != "HOLDS_POSITION" or "title" not in m.re.groupindex:
        return False
    title = m["title"]
    before = title is not None and m.end("title") <= m.start("S")
    return before and _ONE_HOLDER.search(m.string, 0, m.end("title")) is not None


_BOUGHT_BEFORE = expression(
    r"(?:收购|并购|入股|吸收合并|合并|增资)了?[^，。；：的\ue000-\ue0ff]{0,6}$"
)
_DEALS_TOO = expression(
    r"(?:拟|将|已|换股|战略|全资|独家|完成){0,3}(?:收购|并购|入股|投资|整合|吸收合并|合并|要约|增资)(?![案方的完事后前计协，。；、\ue080-\ue083])[^，。；：]{2}"
)
_MORE_OFFICES = expression("(?:、|以及|[和及与])[\ue000-\ue07f]")


_PARTIES = expression("[与和同]")
# 某公司董事长某某、某公司总裁某某出席: of each of whom it is told who he is.
_PERSON = TYPE_CHAR["Person"]
_UNSAID = frozenset(ZERO_CHAR.values())
_BESIDE = expression(
    rf"{_PERSON}(?:[、和与及]|以及)(?:[{char_class(AGENTS)}])?[^，。；：、{_PERSON}]{{1,14}}$"
)


def _beside(draft: Draft, marked: Marked, m: re.Match[str]) -> list[tuple[str, Span | None]]:
    """Those who stand before the subject in a list of people with their offices."""
    found: list[tuple[str, Span | None]] = []
    at = m.start("S")
    while (before := _BESIDE.search(m.string, max(0, at - 24), at)) is not None:
        at = before.start()
        span = Span(start=marked.starts[at], end=marked.ends[at])
        found = [*((key, span) for key in marked.keys[at]), *found]
    return found


_HOLDINGS = frozenset({"HOLDS_STAKE_IN", "INVESTED_IN", "ACQUIRED"})
_SAID_OF = frozenset({"SUBSIDIARY_OF", "OPERATES_IN"})
# 股东包括甲旗下乙、丙: a list of its own, of which only the first is a part of 甲.
_LIST_OF = expression(r"(?:[、和及为是有括：获引增含]|包括了?|由)$")


def _in_list(m: re.Match[str]) -> bool:
    """Whether whom it is said of behind the trigger stands in a list that began before: then of the first alone."""
    return (
        m.re.groupindex.get("O") is not None
        and m.start("O") < m.start("T") < m.start("S")
        and _LIST_OF.search(m.string, 0, m.start("O")) is not None
    )


_WITH = expression(r"[与同跟]")
_DEALS = expression(
    r"[^，。；]{0,12}?(?:签|达成|合作|联合|合资|共同|共建|组建|联手|携手|就(?=[^，。；]{0,20}(?:签|达成))|联袂|商讨|洽谈|订立|成立|竞争|展开|角逐|争夺|抗衡|对垒|分庭抗礼|交锋|缠斗|比拼|较量|对决|并称|齐名|比肩)"
)


def _deals_with(m: re.Match[str], group: str = "S") -> bool:
    """Whether a list behind the trigger is no list but two parties: 甲旗下的乙与丙签署协议."""
    text, (start, end) = m.string, m.span(group)
    return (
        start > m.start("T")
        and _WITH.search(text, start, end) is not None
        and _DEALS.match(text, end) is not None
    )


def _members(
    draft: Draft, marked: Marked, m: re.Match[str], group: str
) -> Iterator[tuple[str, Span | None]]:
    """Entity id and span of every mention inside a group; an unsaid subject has no span.

    Of two concepts side by side the first is the name and the second says what it is.
    """
    for at in range(m.start(group), m.end(group)):
        if marked.text[at] == _PLACE and at + 1 < m.end(group) and at + 1 in marked.keys:
            # 日本甲、美国乙: the countries only say where the two are from.
            continue
        if at > m.start(group) and {at - 1, at} <= marked.keys.keys() and _is_concept(marked, at):
            continue
        for key in marked.keys.get(at, ()):
            start, end = marked.starts[at], marked.ends[at]
            yield key, Span(start=start, end=end) if end > start else None


_PLACE = TYPE_CHAR["Place"]
_CONCEPT_CHARS = frozenset(TYPE_CHAR[t] for t in ("Technology", "Product"))


def _is_concept(marked: Marked, at: int) -> bool:
    return marked.text[at] in _CONCEPT_CHARS and marked.text[at - 1] in _CONCEPT_CHARS
