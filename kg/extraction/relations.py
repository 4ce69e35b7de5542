"""Relations: patterns over mention-marked sentences become statements."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.marking import (
    AGENTS,
    CHAR_TYPE,
    TYPE_CHAR,
    VALUE_CHAR,
    ZERO_CHAR,
    Atom,
    Marked,
    char_class,
    mark,
)
from kg.extraction.owners import owners_in_names
from kg.extraction.patterns.grammar import Pattern
from kg.extraction.qualify import EACH, Scope, qualify, with_own_round, without_others_sum
from kg.extraction.status import LIVING, read_status
from kg.extraction.topics import Topics, with_topics
from kg.extraction.topics.clauses import is_source
from kg.extraction.values import Value, resolve_date
from kg.model import Entity, Evidence, Literal, Qualifier, Reject, Sentence, Span, Statement
from ontology.vocabulary import vocabulary

_MENTION_CHARS = frozenset(CHAR_TYPE)
_BOUNDARY = expression(r"[，；。：！？]")
# A sentence longer than this many characters is prose gone wrong (a table, a list without stops).
LONGEST_SENTENCE = 1500
_LONGEST_SHARES = 20


@dataclass(slots=True, kw_only=True)
class MarkedSentence:
    """A sentence with its marked text, its mentions and values."""

    sentence: Sentence
    marked: Marked
    full: Marked
    values: list[Value]
    mentions: list[tuple[Candidate, str]]
    policy: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()


def mark_sentences(draft: Draft) -> Iterator[MarkedSentence]:
    """The sentences of the draft in reading order, marked, with unsaid subjects put in."""
    topics = Topics(owners_in_names(draft))
    starts = [m.start for m in draft.mentions]
    value_starts = [v.span.start for v in draft.values]
    block = -1
    for sentence in draft.sentences:
        if sentence.block != block:
            topics.paragraph()
            block = sentence.block
        a, b = sentence.span.start, sentence.span.end
        inside = [
            (draft.mentions[i], draft.linked[i])
            for i in range(bisect_left(starts, a), bisect_right(starts, b - 1))
        ]
        values = [
            draft.values[i]
            for i in range(bisect_left(value_starts, a), bisect_right(value_starts, b - 1))
        ]
        values = [
            v
            for v in values
            if not any(m.start < v.span.end and v.span.start < m.end for m, _ in inside)
        ]
        before = topics.policy[1] if topics.policy else ()
        atoms = _atoms(inside, values)
        kinds = {m.start: draft.entities[key].type for m, key in inside}
        resolved = with_topics(draft.text, a, b, atoms, kinds, topics)
        marked = mark(draft.text, a, b, resolved)
        asides = "（" in sentence.text or "(" in sentence.text
        yield MarkedSentence(
            sentence=sentence,
            marked=marked,
            full=mark(draft.text, a, b, resolved, asides=True) if asides else marked,
            values=values,
            mentions=inside,
            policy=_policy_of(marked, before),
            agent=topics.agent[1] if topics.agent else (),
        )


def _policy_of(marked: Marked, before: tuple[str, ...]) -> tuple[str, ...]:
    """The policy that the sentence speaks of: the first it names, else the one named last before."""
    char = TYPE_CHAR["Policy"]
    issued = _ISSUED.search(marked.text)
    # 作为甲规划的收官之年，某厅出台乙方案，明确……: the one that comes out.
    at = issued.end() - 1 if issued else marked.text.find(char)
    return marked.keys.get(at, before) if at >= 0 else before


_ISSUED = expression(
    rf"(?:出台|印发|发布|公布|下发|颁布|推出|编制|制定|起草)(?:了|的)?(?:[^，。；：\ue000-\ue07f]{{0,4}}){TYPE_CHAR['Policy']}"
)


def _atoms(mentions: Iterable[tuple[Candidate, str]], values: Iterable[Value]) -> list[Atom]:
    atoms = [Atom(m.start, m.end, TYPE_CHAR[m.type], (key,)) for m, key in mentions]
    atoms += [Atom(v.span.start, v.span.end, VALUE_CHAR[v.reading.kind]) for v in values]
    return sorted(atoms)


class RelationFinder:
    """Applies relation patterns to marked sentences."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = patterns
        by_trigger: dict[str, list[int]] = {}
        for i, pattern in enumerate(patterns):
            for trigger in pattern.triggers:
                by_trigger.setdefault(trigger, []).append(i)
        self._always = by_trigger.pop("", [])
        words = sorted(by_trigger)
        self._patterns_of = [by_trigger[word] for word in words]
        self._automaton = CharwiseDoubleArrayAhoCorasick(words) if words else None
        # A pattern that lacks a role asks for its other role twice.
        needs = [(p.roles + p.roles + (_MENTION_CHARS,) * 2)[:2] for p in patterns]
        self._subjects, self._objects = [n[0] for n in needs], [n[1] for n in needs]

    def candidates(self, text: str) -> list[Pattern]:
        """The patterns that can match: a trigger and mentions for both roles stand in the marked text."""
        present = frozenset(text) & _MENTION_CHARS
        if not present:
            return []
        hit = self._hit(text).union(self._always)
        return [
            self.patterns[i]
            for i in sorted(hit)
            if not (present.isdisjoint(self._subjects[i]) or present.isdisjoint(self._objects[i]))
        ]

    def triggered(self, text: str) -> list[Pattern]:
        """The patterns of which a trigger stands in the marked text, whether they can match or not."""
        return [self.patterns[i] for i in sorted(self._hit(text))]

    def _hit(self, text: str) -> set[int]:
        hit: set[int] = set()
        if self._automaton is not None:
            for _, _, word in self._automaton.find_overlapping(text):
                hit.update(self._patterns_of[word])
        return hit

    def find(self, draft: Draft, ms: MarkedSentence) -> Iterator[Statement | Reject]:
        """The statements of one sentence, and what was dropped."""
        if len(ms.marked.text) > LONGEST_SENTENCE:
            span = ms.sentence.span
            yield Reject(
                stage="relations", reason="sentence too long", text=ms.sentence.text[:80], span=span
            )
            return
        for pattern in self.candidates(ms.full.text):
            marked = ms.full if pattern.asides else ms.marked
            for m in _matches(pattern, marked.text):
                yield from _statements(draft, ms, marked, pattern, m)


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """Matches, each search going on from behind the trigger so that one subject may have two objects."""
    at = 0
    while (m := pattern.regex.search(text, at)) is not None:
        if pattern.forbidden is None or not pattern.forbidden.search(text, 0, m.start()):
            yield m
        at = max(m.end("T"), m.start() + 1)


Named = tuple[str, Span | None]
"""An entity's key and where it is named, if it is."""


def _statements(
    draft: Draft, ms: MarkedSentence, marked: Marked, pattern: Pattern, m: re.Match[str]
) -> Iterator[Statement | Reject]:
    """What a match of a pattern states of each subject and each object."""
    subjects, objects = _parties(draft, marked, pattern, m)
    sides = [range(*m.span(role)) for role in ("S", "O") if role in m.re.groupindex]
    if any(is_of_one(pattern.relation, ms, marked, at) for at in chain(*sides)):
        reason = f"{OF_ONE} ({pattern.relation}, {pattern.id})"
        text, span = ms.sentence.text, ms.sentence.span
        yield Reject(stage="relations", reason=reason, text=text, span=span)
        return
    status = pattern.status or _status(pattern.relation, marked, m)
    minor = pattern.minority and not _takes_control(m)
    uncontrolled = _may_be_in_part(pattern, m)
    shares = uncontrolled and _SHARES.match(m.string, m.end("O")) is not None
    dealt = _dealt_out(pattern.relation, m)
    one_each = len(subjects) == len(objects) > 1 and bool(dealt)
    unequal = len(subjects) > 1 and len(objects) > 1 and not one_each
    if unequal and dealt == "分别" and pattern.relation in ONE_EACH:
        # 甲、乙、丙分别采用某和某工艺: who uses which is not told.
        span = ms.sentence.span
        reason = f"分别 deals out unequal lists ({pattern.relation}, {pattern.id})"
        yield Reject(stage="relations", reason=reason, text=ms.sentence.text, span=span)
        return
    details = _Details(draft, ms, marked, pattern, m, subjects, objects)
    some_of_it = minor and (_PART.match(m.string, m.end("O")) is not None or details.small())
    seen = set()
    for i, (s_key, s_span) in enumerate(subjects):
        for j, (o_key, o_span) in enumerate(objects):
            # 甲、乙分别向丙、丁供货: 甲 to 丙, 乙 to 丁.
            if (one_each and i != j) or s_key == o_key or (s_key, o_key) in seen:
                continue
            seen.add((s_key, o_key))
            told = details.of(i, j)
            smaller = minor and (some_of_it or _is_minority(told))
            in_part = shares or (uncontrolled and _sold_by_name(draft, m, o_span))
            unsized = in_part and all(q.name not in {"stake", "shares"} for q in told)
            yield make_statement(
                draft,
                ms.sentence,
                pattern.minority if smaller else ("INVESTED_IN" if unsized else pattern.relation),
                s_key,
                o_key,
                status=status,
                qualifiers=told,
                rule=pattern.id,
                confidence=pattern.confidence,
                subject_span=s_span,
                object_span=o_span,
            )


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
    return _SEVERAL.search(ms.sentence.text) is None


_WITHDRAWS = "capital.reduce.withdraws"
_TAKEN = expression("收购|受让|入主|入股|控股|买下|拿下|取得|并购|接手")


def _parties(
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
    if pattern.relation in _TRADES:
        if len(subjects) > 1 and not {k for k, _ in objects}.isdisjoint(k for k, _ in subjects):
            # 甲、乙、丙合计减持公司股份: the company is none of them.
            return [], []
        bought = pattern.relation in _OWNERS_DO and len(subjects) > 1
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
    if pattern.relation in _OWNERS_DO and (firm := _spoken_for(draft, marked, m)):
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


_TRADES = frozenset({"ACQUIRED", "INVESTED_IN", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN"})
_BOUGHT_BEFORE = expression(
    r"(?:收购|并购|入股|吸收合并|合并|增资)了?[^，。；：的\ue000-\ue0ff]{0,6}$"
)
_DEALS_TOO = expression(
    r"(?:拟|将|已|换股|战略|全资|独家|完成){0,3}(?:收购|并购|入股|投资|整合|吸收合并|合并|要约|增资)(?![案方的完事后前计协，。；、\ue080-\ue083])[^，。；：]{2}"
)
_MORE_OFFICES = expression("(?:、|以及|[和及与])[\ue000-\ue07f]")


class _Details:
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
        if self._relation in _TRADES:
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
        return bool(shares) and sum(shares) < _HALF

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


def _dealt_out(relation: str, m: re.Match[str]) -> str:
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


def _is_minority(told: Iterable[Qualifier]) -> bool:
    """Whether a share below one half is told, or a number of shares alone."""
    stakes = {q.name: q for q in told if q.name in {"stake", "shares"}}
    stake = stakes.get("stake")
    if stake is None:
        return bool(stakes)
    if stake.reading is None:
        return stake.text.startswith(("部分", "少数"))
    return stake.reading.low is not None and stake.reading.low < _HALF


_HALF = 50.0
# 受让某公司部分股份
_PART = expression("(?:的)?(?:部分|少数|少量|零星)(?:股份|股权|股票|份额)")
# 购买某公司股份, 收购某公司H股: how much of it is not told.
_SHARES = expression(rf"的?(?:股份|股票|流通股|法人股|[AHB]股|{TYPE_CHAR['Organization']}股?份?)")
# 打算进一步谋求控制权: not taken.
_SOUGHT = expression(r"(?:谋求|寻求|打算|计划|拟|争取|并不|不会|未|不谋求|无意)[^，。；]{0,8}$")
# Who makes a tender offer or takes it private wants all of it.
_TENDER = expression("要约|私有化|全面|合并")
_CONTROL = expression(
    r"全部|剩余|其余|余下|控制权|控股权|控股股东|控股地位|控股子公司|绝对控股|实际控制|实控|全资|并表|合并报表|退市|控股方|实现控股|终止上市|私有化|(?:成为|变为)[^，。]{0,6}子公司"
)


def _takes_control(m: re.Match[str]) -> bool:
    """Whether the sentence calls it a purchase, or speaks of all of it, of the rest or of control."""
    return m["T"].startswith(("收购", "购买")) or _tells_of_control(m)


def _may_be_in_part(pattern: Pattern, m: re.Match[str]) -> bool:
    """Whether a purchase is no tender offer and nothing is told of control: 购买某公司股份."""
    return (
        pattern.relation == "ACQUIRED"
        and not _TENDER.search(m.string, max(0, m.start("T") - 2), m.end("T"))
        and not _tells_of_control(m)
    )


_SOLD = frozenset({"出售", "转让", "协议转让", "划转", "出让"})


def _sold_by_name(draft: Draft, m: re.Match[str], span: Span | None) -> bool:
    """Whether what is sold may be shares of a firm as well as a firm of that name: 向甲出售乙股份."""
    named = span is not None and draft.text.endswith(("股份", "股权"), span.start, span.end)
    return named and m["T"] in _SOLD


def _tells_of_control(m: re.Match[str]) -> bool:
    """Whether the sentence speaks of all of it, of the rest or of control."""
    stop = m.string.find("。", m.end())
    end = stop if stop >= 0 else len(m.string)
    return any(
        not _SOUGHT.search(m.string, 0, c.start())
        for c in _CONTROL.finditer(m.string, m.start("T"), end)
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


def _status(relation: str, marked: Marked, m: re.Match[str]) -> str:
    text = marked.text
    at = m.start("T")
    boundaries = [b.end() for b in _BOUNDARY.finditer(text, 0, at)]
    clause = boundaries[-1] if boundaries else 0
    stop = text.find("。", m.end())
    after = text[m.end("T") : stop if stop >= 0 else len(text)]
    return read_status(relation, text[clause:at], m["T"], after, text[:clause])


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


# 发行A股购买某公司的股权: shares, and no buyer.
_BOARD = expression(
    "[ABH]股|新三板|(?:科创|创业|主|中小|北交所)板|[^，]{0,4}(?:交易所|上交所|深交所|北交所|港交所)[^，]{0,3}板?"
)
_OWNERS_DO = frozenset({"ACQUIRED", "INVESTED_IN"})
# What a company can be listed on is told from other organisations by its name: “AI四小龙”第一股 is no listing there.
# 在北京产权交易所挂牌转让: a stake is put up for sale.
_NO_BOARD = expression("产权|数据交易|碳排放|环境交易|能源交易|大宗商品")
_MARKET = expression(
    r"交易所|[交证]所|联交|板|股|层$|[深沪]市|柜买|纳斯达克|(?i:nasdaq|euronext|nyse|amex|chinext|star market|hkex|kosdaq|kospi)"
    r"|\b(?:LSE|TSE|SGX|ASX|SIX|KRX|SSE|SZSE|BSE|TSX|JPX|B3)\b"
)


# 甲领投，乙跟投: 乙 puts money in too, and is not what 甲 puts it in.
_INVESTS_TOO = expression(
    r"[”’》]?(?:等[^，。；]{0,6})?(?:联合|共同|独家|继续|持续|也|则|均|参与|分别|各)*(?:领投|跟投|参投|联投|加码|追投|加注)"
)


# 甲旗下的医疗公司完成融资: the money goes to what 甲 has, and not to 甲.
_ANOTHERS = expression(
    r"[”’》]?(?:旗下|下属|分拆|孵化)(?:出?来)?的?[^，。；、（]{0,10}?(?:公司|企业|平台|品牌|部门|业务|项目)"
)
# Most sentences hold none of these words, and need not be looked at.
_SAID_BEHIND = expression("旗下|下属|分拆|孵化|[领跟参联追]投|加码|加注")


def _ends_of(
    draft: Draft, sentence: Sentence, obj: Entity | Literal, span: Span | None
) -> Iterator[int]:
    """Where an object is named in the sentence: at its span, or where it is left unsaid at all its mentions."""
    if span or isinstance(obj, Literal):
        yield from (span.end,) if span else ()
        return
    key = obj.id
    yield from (c.end for c, k in draft.named_in(sentence.span) if k == key)


def _is_no_target(draft: Draft, ends: Iterable[int]) -> str:
    """Why who is said to be invested in is not, as the words behind its name tell; empty if they do not."""
    for end in ends:
        if _INVESTS_TOO.match(draft.text, end):
            return "names a fellow investor"
        if _ANOTHERS.match(draft.text, end):
            return "of what another has"
    return ""


def make_statement(
    draft: Draft,
    sentence: Sentence,
    relation: str,
    subject: str,
    obj: str | Literal,
    *,
    rule: str,
    status: str = "completed",
    qualifiers: tuple[Qualifier, ...] = (),
    confidence: float = 0.8,
    subject_span: Span | None = None,
    object_span: Span | None = None,
) -> Statement | Reject:
    """A statement, or a Reject when the ontology does not allow it.

    Args:
        draft: the article's reading.
        sentence: the evidence.
        relation: relation type code.
        subject: entity id.
        obj: entity id, or a text where the relation takes one.
        rule: id of the pattern or rule.
        status: status code.
        qualifiers: what is said about it.
        confidence: 0 to 1.
        subject_span: where the subject is named, if it is.
        object_span: where the object is named, if it is.
    """
    s = draft.entities[subject]
    o: Entity | Literal = obj if isinstance(obj, Literal) else draft.entities[obj]
    if why := _ruled_out(draft, sentence, relation, s, o, object_span):
        return Reject(stage="relations", reason=why, text=sentence.text, span=sentence.span)
    if relation == "INVESTED_IN" and subject_span:
        qualifiers = with_own_round(draft.text, subject_span, qualifiers)
        qualifiers = without_others_sum(draft.text, subject_span, qualifiers)
        qualifiers = tuple(
            q
            for q in qualifiers
            if not _is_fellows(
                draft, subject_span, {subject, *((obj,) if isinstance(obj, str) else ())}, q
            )
        )
    told = _once(_dated(q, draft.article.published) for q in qualifiers)
    return Statement(
        type=relation,
        subject=s,
        object=o,
        status="planned"
        if status == "completed" and _is_to_come(draft, relation, told)
        else status,
        qualifiers=told,
        evidence=(
            Evidence(
                article_id=draft.article_id,
                sentence=sentence.span,
                text=sentence.text,
                subject=subject_span,
                object=object_span,
                rule=rule,
                confidence=confidence,
            ),
        ),
    )


def _ruled_out(
    draft: Draft,
    sentence: Sentence,
    relation: str,
    s: Entity,
    o: Entity | Literal,
    object_span: Span | None,
) -> str:
    """Why the relation cannot be stated of the two, or nothing."""
    o_type = None if isinstance(o, Literal) else o.type
    if not vocabulary().allows(s.type, relation, o_type):
        return f"{relation} does not link {s.type} to {o_type or 'a text'}"
    if (
        relation in _TRADES
        and object_span
        and is_source(draft.text, object_span.start, object_span.end)
    ):
        return "who sells company data tells the news, and it is of others"
    if relation == "SUPPLIES" and isinstance(o, Entity) and any("招标" in form for form in o.forms):
        return "who holds a tender for others buys nothing"
    if relation == "KIND_OF" and isinstance(o, Entity) and o.name.endswith(_CHAINS):
        return "a chain has links, and no kinds"
    if relation in _OF_RULES and any(map(_LETTER.search, (s.name, getattr(o, "name", "")))):
        return "a letter to one party is no policy"
    if relation == "DEVELOPS" and isinstance(o, Entity) and _bears_anothers_name(draft, s, o):
        return "its name begins with another maker's"
    if relation == "LISTED_ON" and isinstance(o, Entity) and any(map(_NO_BOARD.search, o.forms)):
        return "nobody is listed where stakes and goods are put up for sale"
    if relation == "LISTED_ON" and isinstance(o, Entity) and not any(map(_MARKET.search, o.forms)):
        return "LISTED_ON names no exchange or board"
    if relation in _OWNERS_DO and s.type == "Organization" and any(map(_BOARD.fullmatch, s.forms)):
        return f"a market owns nothing ({relation})"
    if relation == "SUBSIDIARY_OF" and isinstance(o, Entity) and _of_another_house(sentence, s, o):
        return "a listed firm behind one that bears the owner's name"
    if relation == "INVESTED_IN" and _SAID_BEHIND.search(sentence.text):
        why = _is_no_target(draft, _ends_of(draft, sentence, o, object_span))
        return f"{relation} {why}" if why else ""
    return ""


_SHARE_OF_DEAL = frozenset({"amount", "stake", "shares", "round"})
_CLAUSE_HEAD = expression("[，；。：、](?:而|其中|此前|随后|同时|另外|此外)?")


def _is_fellows(draft: Draft, investor: Span, ends: Set[str], q: Qualifier) -> bool:
    """Whether a value stands in a later clause of which another investor is the subject: 甲领投，乙跟投1亿元 tells no sum of 甲's."""
    if q.name not in _SHARE_OF_DEAL or q.span is None or q.span.start <= investor.end:
        return False
    heads = _CLAUSE_HEAD.finditer(draft.text, investor.end, q.span.start)
    head = next((m.end() for m in reversed(list(heads)) if draft.text[m.start()] != "、"), None)
    if head is None:
        return False
    at = bisect_left(draft.mentions, (head,))
    if at == len(draft.mentions) or draft.mentions[at].start != head:
        return False
    first = draft.mentions[at]
    return (
        first.end <= q.span.start
        and first.type in {"Company", "Fund", "Person"}
        and draft.linked[at] not in ends
        and _FELLOW_PAYS.match(draft.text, first.end, q.span.start) is not None
    )


# 乙、丙跟投, 乙则认缴, 乙持股
_FELLOW_PAYS = expression(
    "(?:(?:、|和|与|及)[^，。；、和与及]{2,14}){0,6}(?:等[^，。；]{0,8})?(?:分别|各|则|也|将|拟|共同|合计|各自)*"
    "(?:领投|跟投|参投|投资|出资|认缴|认购|增资|追加|持股|持有|占股|占比)"
)
_CHAINS = ("产业链", "供应链", "价值链")
_OF_RULES = frozenset({"ISSUED", "TARGETS", "BENEFITS", "IMPLEMENTS"})
_LETTER = expression(
    "(?:(?:受理|立案|中标|录取|缴费|解约|停牌|终止)通知书?|告知书|决定书|判决书|裁定书|问询函|关注函|监管函|警示函|工作函|起诉状|意向书|传票)[”》]?$"
)


def _bears_anothers_name(draft: Draft, s: Entity, product: Entity) -> bool:
    """Whether the name of a product begins with that of another listed company: 优必选Walker S is not 特斯拉's."""
    maker = next((m for form in product.forms if (m := draft.makers.get(form))), None)
    if maker is None or s.type != "Company":
        return False
    return maker not in {*s.forms, dict(s.identifiers).get("gazetteer")} and not any(
        product.name.startswith(form) for form in s.forms
    )


_CLAUSE_STOP = expression("[，。；]")


def _of_another_house(sentence: Sentence, part: Entity, owner: Entity) -> bool:
    """Whether a firm that is listed itself stands behind a part of the owner that bears its name.

    In 华工科技旗下华工正源、中际旭创 the second is another firm.
    """
    if "旗下" not in sentence.text or all(key != "stock_code" for key, _ in part.identifiers):
        return False
    stem = owner.name[:2]
    if any(form.startswith(stem) for form in part.forms):
        return False
    behind = sentence.text.partition("旗下" + stem)[2]
    first, _, others = _CLAUSE_STOP.split(behind, maxsplit=1)[0].partition("、")
    return bool(first) and any(form in others for form in part.forms)


def _is_to_come(draft: Draft, relation: str, told: Iterable[Qualifier]) -> bool:
    """Whether a year is told that lies ahead of the day of publication: 自2025年起供应, told in 2022."""
    published = draft.article.published
    if published is None or relation not in LIVING:
        return False
    dates = (q for q in told if q.name == "date" and q.reading and _YEAR.search(q.text))
    return any(
        q.reading.low_date is not None and q.reading.low_date > published
        for q in dates
        if q.reading is not None
    )


_YEAR = expression(r"^[自从]20\d\d年.{0,6}(?:起|开始)")


def _dated(qualifier: Qualifier, published: str | None) -> Qualifier:
    """The qualifier with a relative date such as 近日 or 7月12日 read against the day of publication."""
    reading = qualifier.reading
    if reading is None or reading.kind != "date" or published is None:
        return qualifier
    return replace(qualifier, reading=resolve_date(qualifier.text, published))


def _once(qualifiers: Iterable[Qualifier]) -> tuple[Qualifier, ...]:
    by_name: dict[str, Qualifier] = {}
    for q in qualifiers:
        by_name.setdefault(q.name, q)
    return tuple(by_name[k] for k in sorted(by_name))


def type_of(char: str) -> str:
    """The entity type of a marked character, or an empty string.

    >>> type_of(TYPE_CHAR["Fund"]), type_of("投")
    ('Fund', '')
    """
    return CHAR_TYPE.get(char, "")
