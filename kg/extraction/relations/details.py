"""What a match of a pattern says of its parties: status, sums, shares, dates and offices, each to its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.marking import AGENTS, TYPE_CHAR, Marked, char_class
from kg.extraction.patterns.grammar import Pattern
from kg.extraction.qualify import EACH, Scope, qualify
from kg.extraction.relations.control import HALF
from kg.extraction.relations.marked import MarkedSentence
from kg.extraction.relations.parties import TRADES, Named
from kg.extraction.status import read_status
from kg.model import Qualifier, Span

_BOUNDARY = expression(r"[，；。：！？]")
_LONGEST_SHARES = 20


class Details:
    """What a match says of each pair: in a list every member may have a value of its own."""

    def __init__(
        self,
        draft: Draft,
        ms: MarkedSentence,
        marked: Marked,
        pattern: Pattern,
        m: re.Match[str],
        subjects: Sequence[Named],
        objects: Sequence[Named],
    ) -> None:
        self._draft, self._ms, self._marked = draft, ms, marked
        self._relation, self._match = pattern.relation, m
        self._subjects, self._objects = subjects, objects
        self._scope = scope_of(ms, marked, m.start(), m.end(), m.start("T"))
        self._titles = _titles(draft, marked, m)
        self._relative = (
            pattern.relation == "FOUNDED" and "的" in m.string[m.end("T") - 1 : m.end("T") + 1]
        )
        self._shared: tuple[Qualifier, ...] | None = None
        if max(len(subjects), len(objects)) > _LONGEST_SHARES:
            self._shared = self._read(None, (0, 1))

    def of(self, subject: int, target: int) -> tuple[Qualifier, ...]:
        """The qualifiers of one pair, by the places of both in their lists."""
        if self._shared is not None:
            return self._shared
        if len(self._objects) > 1:
            told = self._read(self._objects[target][1], (target, len(self._objects)))
        else:
            told = self._read(None, (subject, len(self._subjects)))
        if self._relation in TRADES:
            told = self._in_brackets(told, self._subjects[subject][1], self._objects[target][1])
        return _of_its_own(told, self._marked, self._match) if self._relative else told

    def _in_brackets(
        self, told: tuple[Qualifier, ...], subject: Span | None, target: Span | None
    ) -> tuple[Qualifier, ...]:
        """With the share told in a bracket right behind the holder, and without that of another: 股东包括甲（20%）、乙（15%）."""
        text = self._draft.text
        of_pair = [s.end for s in (subject, target) if s is not None]
        holds = self._relation == "HOLDS_STAKE_IN"
        own = next(
            (
                m
                for at in (of_pair if holds or target is None else [target.end])
                if (m := _SHARE_BEHIND.match(text, at))
            ),
            None,
        )
        kept = tuple(
            q
            for q in told
            if q.name not in {"stake", "shares"}
            or q.span is None
            or (m := _OPENS.search(text, max(0, q.span.start - 8), q.span.start)) is None
            or m.start() in of_pair
        )
        if subject is not None and not holds and (m := _SHARE_BEHIND.match(text, subject.end)):
            # 甲（持股30%）收购乙: what 甲 holds already.
            kept = tuple(q for q in kept if not (q.span and m.start() < q.span.start < m.end()))
        at = own.start("stake") if own else -1
        value = next((v for v in self._ms.values if v.span.start == at), None)
        if value is None:
            return kept
        stake = Qualifier(name="stake", text=value.text, reading=value.reading, span=value.span)
        return (*(q for q in kept if q.name != "stake"), stake)

    def small(self) -> bool:
        """Whether shares that a list deals out come to less than one half together."""
        if max(len(self._subjects), len(self._objects)) < 2 and "、" not in self._match[0]:
            return False
        scope = self._scope
        shares = [
            v.reading.low
            for v in self._ms.values
            if v.reading.kind == "percent"
            and scope.clause_start <= v.span.start < scope.clause_end
            and v.reading.low is not None
        ]
        return bool(shares) and sum(shares) < HALF

    def _may_bear(self, title: Qualifier) -> bool:
        """Whether a holder's title is not told of another: 甲持有丙19%股份，为第一大股东，乙持股14%."""
        whose = _HOLDER_OF.search(self._marked.text, 0, self._match.start("S"))
        if whose and whose.start() != self._match.start("O"):
            # 甲控股股东乙持有丙23%股权: the controlling shareholder of 甲.
            return False
        if title.span is None or self._match.start("O") > self._match.start("S"):
            return True
        start = self._marked.starts[self._match.start("S")]
        end = title.span.end
        return not (end <= start and "，" in self._draft.text[end:start])

    def _read(self, span: Span | None, turn: tuple[int, int]) -> tuple[Qualifier, ...]:
        found = qualify(self._relation, self._draft.text, self._ms.values, self._scope, span, turn)
        if self._relation == "HOLDS_STAKE_IN":
            found = tuple(q for q in found if q.name != "title" or self._may_bear(q))
            behind = self._match.start("O") < self._match.start("S")
            if behind and _HOLDS_ANOTHER.match(self._marked.text, self._match.end("S")):
                # 甲控股股东乙持有丙23%股权: of 丙.
                found = tuple(q for q in found if q.name not in _MEASURES)
        return _own_title(self._titles, self._match, turn) + found


_HOLDER_OF = expression(
    rf"[{char_class(AGENTS)}]的?(?:控股股东|第[一二三]大股东|大股东|股东|实际控制人|实控人)$"
)
_HOLDS_ANOTHER = expression(
    rf"[^，。；{char_class(AGENTS, zero=True)}]{{0,10}}(?:持有|控制|收购|增持|减持|受让|认购)了?[^，。；{char_class(AGENTS, zero=True)}]{{0,4}}[{char_class(AGENTS)}]"
)
_MEASURES = frozenset(("amount", "stake", "shares", "value"))
# 甲（20%）、乙（持股15%）
_SHARE_BEHIND = expression(
    r"[（(](?:持股|占股|占比|持有)?(?:比例)?(?:为|约)?(?P<stake>[\d.]+[%％])(?:的?(?:股权|股份))?[）)]"
)
_OPENS = expression(r"[（(](?:持股|占股|占比|持有)?(?:比例)?(?:为|约)?$")


# What each makes or works with is its own where 先后 stands between; whom it deals with may be the same.
MADE = frozenset({"DEVELOPS", "USES", "OPERATES", "PUBLISHED"})
# Of these unequal lists behind 分别 tell nothing.
ONE_EACH = MADE | {"INVESTED_IN", "ACQUIRED"}
# 甲、乙先后推出某和某: words that give each of a list one of another.
ONE_BY_ONE = expression("分别|先后|依次|各自|相继(?!与)")


def dealt_out(relation: str, m: re.Match[str]) -> str:
    """The word between subjects and objects that gives each of the ones one of the others: 甲、乙先后推出某和某."""
    if relation not in MADE or "O" not in m.re.groupindex:
        return "分别" if "分别" in m[0] else ""
    (_, start), (end, _) = sorted((m.span("S"), m.span("O")))
    word = ONE_BY_ONE.search(m.string, start, end)
    return word.group() if word else ""


_PRICES = frozenset({"amount", "round", "stake", "shares"})


def _of_its_own(
    told: tuple[Qualifier, ...], marked: Marked, m: re.Match[str]
) -> tuple[Qualifier, ...]:
    """What a relative clause says itself: in 以90亿元把某人创办的公司揽入怀中 the sum is of the purchase."""
    start, end = marked.range(m.start(), m.end())
    return tuple(
        q for q in told if q.name not in _PRICES or (q.span and start <= q.span.start < end)
    )


# Who was something is told by the title: 原董事长. Not 目前.
_FORMER = expression(r"(?:(?<![目此之当日空超向提])前|(?<![高草平中太])原)任?$")


# Right before the name of the house; not 此前, 目前, 日前, 年前.
_ONCE_OF = expression(r"(?:(?<![目此之当日空超向提以年月天周期面])前|(?<![高草平中太还复])原)任?$")
_DEPARTMENT = expression(
    rf"[\u4e00-\u9fffA-Za-z{''.join(TYPE_CHAR[t] for t in ('Technology', 'Industry', 'Product'))}]{{1,14}}(?:部|事业群|中心|办公室|小组|分公司|总部)(?:原|前)?"
)
_OF_GOVERNMENT = expression("、(?=(?:代|代理|常务)?副?(?:省|市|区|县|州)长)")


def _titles(draft: Draft, marked: Marked, m: re.Match[str]) -> tuple[Qualifier, ...]:
    if "title" not in m.re.groupindex or m.start("title") < 0:
        return ()
    former = _FORMER.search(marked.text, 0, m.start("title"))
    begins = former.start() if former else m.start("title")
    once = _ONCE_OF.search(marked.text, 0, m.start("O"))
    if once and m.end("O") <= begins:
        # 由原某公司副总经理某人接任: what he was.
        begins = once.start()
    if m.end("O") <= begins and _DEPARTMENT.fullmatch(marked.text, m.end("O"), begins):
        # 某行信息技术部副总经理: of that department.
        begins = m.end("O")
    start, end = marked.range(begins, m.end("title"))
    if draft.text[start:end] == "长":
        # 工信部长: the last character of the body is the first of the office.
        start -= 1
    if (head := _OF_GOVERNMENT.search(draft.text, start, end)) and draft.text[start - 1] == "委":
        # 省委常委、常务副省长: the second is an office of the government.
        end = head.start()
    return (Qualifier(name="title", text=draft.text[start:end], span=Span(start=start, end=end)),)


_ONE_TITLE = expression(r"(?:(?!以及)[^、和及与])+")


def _own_title(
    titles: tuple[Qualifier, ...], m: re.Match[str], turn: tuple[int, int]
) -> tuple[Qualifier, ...]:
    """The office of the one whose turn it is: 甲、乙分别任丙董事长、总经理."""
    place, many = turn
    whole = titles[0] if titles else None
    if whole is None or whole.span is None or many < 2:
        return titles
    offices = list(_ONE_TITLE.finditer(whole.text))
    if not EACH.search(m.string, m.end("S"), m.start("title")) or len(offices) != many:
        return titles
    own = offices[place]
    start = whole.span.start
    span = Span(start=start + own.start(), end=start + own.end())
    return (replace(whole, text=own.group(), span=span),)


def scope_of(ms: MarkedSentence, marked: Marked, start: int, end: int, trigger: int) -> Scope:
    """The article offsets of a match, of the clauses it spans and of its sentence."""
    text = marked.text
    left = max((b.end() for b in _BOUNDARY.finditer(text, 0, start)), default=0)
    right = _BOUNDARY.search(text, max(end - 1, start))
    stop = right.start() if right else len(text)
    a, b = marked.range(start, end)
    return Scope(
        start=a,
        end=b,
        trigger=marked.starts[min(trigger, len(marked.starts) - 1)],
        clause_start=marked.starts[left] if left < len(marked.starts) else a,
        clause_end=marked.ends[stop - 1] if stop else b,
        sentence_start=ms.sentence.span.start,
        sentence_end=ms.sentence.span.end,
    )


def status_of(relation: str, marked: Marked, m: re.Match[str]) -> str:
    """The status that the words around the trigger of a match give to a relation."""
    text = marked.text
    at = m.start("T")
    boundaries = [b.end() for b in _BOUNDARY.finditer(text, 0, at)]
    clause = boundaries[-1] if boundaries else 0
    stop = text.find("。", m.end())
    after = text[m.end("T") : stop if stop >= 0 else len(text)]
    return read_status(relation, text[clause:at], m["T"], after, text[:clause])
