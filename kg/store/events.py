"""Which readings tell of one event, how far it has come, who says so, and where they disagree.

Readings share relation, subject and object when they come here. Two rounds are two events. Of one round, or of
dates that contain each other, they are one; so are a plan and what later came of it. What has neither date nor
round is of the only event there is, unless it gives quite another sum. A reading that fits
several events stays alone: two rows for one deal are seen at once, a merged pair of deals is not (ADR 6, 13).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Any

from rapidfuzz import fuzz

from kg.identity.names import name_key
from kg.model import Qualifier, Reading
from kg.views import Citation, Claim, Conflict, Stage

# Of readings of the same day the later stage of a deal counts, and a denial before all:
# a deal that somebody denied or called off must never look done.
STAGES = ("planned", "in_progress", "approved", "completed", "cancelled", "denied")
_UNDER_WAY = frozenset(STAGES[:3])
# What can happen only once between the same two.
_ONCE = frozenset({"FOUNDED", "ISSUED", "LISTED_ON", "PUBLISHED"})
# By what a deal without a date may be told from the dated one.
_SUMS = ("amount", "stake", "shares")
_DISPUTED = (*_SUMS, "value", "date", "deadline", "effective_date")
# A date may rightly change with the stage; an amount of the same deal should not.
_OF_A_STAGE = frozenset({"date", "deadline", "effective_date"})
_REPRINT = 90.0
_LEEWAY = 1.1
_FIRST, _LAST = "0000", "9999-99-99"
# The event of readings that tell neither date nor round, where a sum, or that there is none, is all there is to go by.
_OF_A_SUM, _OF_NONE = "|", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One reading: a row of table ``evidence`` with its qualifiers read and its citation made."""

    event: str
    status: str
    published: str
    confidence: float
    qualifiers: tuple[Qualifier, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, order=True)
class Sum:
    """An amount, a stake or a number of shares as it was understood; what is open reaches to infinity."""

    name: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells the deal of a reading from others: `key`, its day or days and its round, and its sums."""

    key: str
    sums: tuple[Sum, ...] = ()


def mark_of(key: str, qualifiers: Iterable[Qualifier]) -> Mark:
    """The mark of a reading with this key of date and round.

    >>> about = Reading(kind="money", high=1e9, unit="CNY")
    >>> mark_of("", [Qualifier(name="amount", text="不超过10亿元", reading=about)]).sums
    (Sum(name='amount', unit='CNY', low=-inf, high=1000000000.0),)
    """
    sums = {
        Sum(q.name, r.unit, -inf if r.low is None else r.low, inf if r.high is None else r.high)
        for q in qualifiers
        if q.name in _SUMS and (r := q.reading) and not (r.low is None and r.high is None)
    }
    return Mark(key, tuple(sorted(sums)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The key of an event, taken apart: the day or days, and the round."""

    key: str
    low: str
    high: str
    written: str
    round: str

    @property
    def dated(self) -> bool:
        return bool(self.low or self.high or self.written)

    def within(self, other: "_When") -> bool:
        """Whether all its days are days of `other`; an unreadable date only fits itself."""
        if self.written or other.written:
            return self.written == other.written
        low, high = self.low or _FIRST, self.high or _LAST
        return (other.low or _FIRST) <= low and high <= (other.high or _LAST)

    def agrees(self, other: "_When") -> bool:
        """Whether the two may be dates of one event: one is unknown, or contains the other."""
        if not (self.dated and other.dated):
            return True
        return self.within(other) or other.within(self)


def _when(key: str) -> _When:
    date, _, stage = key.partition("|")
    low, slash, high = date.partition("/")
    if slash:
        return _When(key=key, low=low, high=high, written="", round=stage)
    return _When(key=key, low="", high="", written=date, round=stage)


def events_of(relation: str, told: Iterable[tuple[Mark, str]]) -> dict[Mark, str]:
    """The event that each reading, told by its mark and status, belongs to, named by its fullest key.

    >>> plan, deal = Mark(""), Mark("2024-03-01/2024-03-31|b轮")
    >>> events_of("INVESTED_IN", [(plan, "planned"), (deal, "completed")])[plan]
    '2024-03-01/2024-03-31|b轮'
    >>> other = [(Mark("|a轮"), "completed"), (Mark("|b轮"), "completed")]
    >>> len(set(events_of("INVESTED_IN", other).values()))
    2
    """
    statuses: dict[str, set[str]] = defaultdict(set)
    marks: dict[Mark, None] = {}
    for mark, status in told:
        statuses[mark.key].add(status)
        marks[mark] = None
    if len(statuses) == 1:
        # So it is nearly always, and there is nothing to tell apart.
        return {m: m.key for m in marks}
    whens = [_when(key) for key in sorted(statuses)]
    groups = _by_round(whens)
    _by_day(groups, [w for w in whens if not w.round and w.dated], relation)
    _by_life(groups, statuses)
    named = {w.key: min(group, key=_fullest).key for group in groups for w in group}
    found = {m: named[m.key] for m in marks if m.key in named}
    return found | _undated([m for m in marks if m.key not in named], found, relation)


def _fullest(w: _When) -> tuple[bool, bool, str, str]:
    return (not w.round, not w.dated, w.low or _LAST, w.key)


def _by_round(whens: Sequence[_When]) -> list[list[_When]]:
    rounds: dict[str, list[_When]] = defaultdict(list)
    for w in whens:
        if w.round:
            rounds[w.round].append(w)
    return [rounds[r] for r in sorted(rounds)]


def _by_day(groups: list[list[_When]], dated: Sequence[_When], relation: str) -> None:
    """Put dated readings without a round to the one event that their date fits, narrow ones first."""
    for w in sorted(dated, key=lambda w: (_width(w), w.key)):
        fitting = [
            g for g in groups if relation in _ONCE or any(o.dated and w.agrees(o) for o in g)
        ]
        if len(fitting) == 1:
            fitting[0].append(w)
        else:
            groups.append([w])


def _width(w: _When) -> tuple[int, str]:
    """Days, months, years in this order; what is open at one end last."""
    if not (w.low and w.high):
        return (9, "")
    same = sum(a == b for a, b in zip(w.low.split("-"), w.high.split("-"), strict=False))
    return (3 - same, "")


def _by_life(groups: list[list[_When]], statuses: dict[str, set[str]]) -> None:
    """Join a plan, dated before it, with what came of it: the next later stage without another round."""
    groups.sort(key=lambda g: (min(w.low or w.high or _LAST for w in g), g[0].key))
    n = 0
    while n + 1 < len(groups):
        here, there = groups[n], groups[n + 1]
        if _leads(here, there, statuses):
            groups[n : n + 2] = [here + there]
        else:
            n += 1


def _leads(here: list[_When], there: list[_When], statuses: dict[str, set[str]]) -> bool:
    ours = {s for w in here for s in statuses[w.key]}
    theirs = {s for w in there for s in statuses[w.key]}
    rounds = {w.round for w in here + there if w.round}
    dated = any(w.low for w in here) and any(w.low for w in there)
    later = max(map(STAGES.index, ours)) < min(map(STAGES.index, theirs))
    return dated and len(rounds) <= 1 and ours <= _UNDER_WAY and later


def _undated(bare: Collection[Mark], events: Mapping[Mark, str], relation: str) -> dict[Mark, str]:
    """The events of readings without date and round, beside those that have one and their events.

    Of one event they are part, but for those that give another sum. Once there are such, or several events, a
    reading that gives no sum may be of any: it stays away from the dated ones and from those with a sum.
    """
    same: set[Mark] = set()
    if len(set(events.values())) == 1:
        given = _given(events)
        verdicts = {m: _compared(m, given) for m in bare}
        apart = relation not in _ONCE and any(False in said for said in verdicts.values())
        same = {m for m, said in verdicts.items() if not apart or said == {True}}
    home = next(iter(events.values()), _OF_NONE)
    return {m: home if m in same else _OF_A_SUM if m.sums else _OF_NONE for m in bare}


_Given = Mapping[tuple[str, str], tuple[Sequence[float], Sequence[float]]]


def _given(marks: Iterable[Mark]) -> _Given:
    """All sums by name and unit: lower ends in their order, and the highest upper end up to each."""
    found: dict[tuple[str, str], set[tuple[float, float]]] = defaultdict(set)
    for s in (s for m in marks for s in m.sums):
        found[s.name, s.unit].add((s.low, s.high))
    ordered = {kind: sorted(spans) for kind, spans in found.items()}
    return {
        kind: ([low for low, _ in spans], list(accumulate((high for _, high in spans), max)))
        for kind, spans in ordered.items()
    }


def _compared(mark: Mark, given: _Given) -> set[bool]:
    """For each kind of sum that both give, whether the mark has one of those given, allowing for rounding.

    It is as in `_above`, with leeway also where 约 is not written: newspapers round without saying so (ADR 6).
    """
    said: dict[tuple[str, str], bool] = {}
    for s in mark.sums:
        kind = (s.name, s.unit)
        if kind in given:
            lows, tops = given[kind]
            n = bisect_right(lows, s.high * _LEEWAY)
            meets = n > 0 and s.low <= tops[n - 1] * _LEEWAY
            said[kind] = said.get(kind, False) or meets
    return set(said.values())


# What says more about the life of an event is believed, as inside one article (kg.extraction.consolidate).
_CAREFUL = ("completed", "in_progress", "planned", "approved", "cancelled", "denied")


def status_of(told: Iterable[tuple[str, str]]) -> str:
    """The status by (day of publication, status): that of the newest, of equally new the most careful.

    Two articles of one day may tell of a plan and of the deal: it must not look done for that.

    >>> status_of([("2024-01-01", "planned"), ("2024-03-01", "completed")])
    'completed'
    >>> status_of([("2024-03-01", "approved"), ("2024-03-01", "completed")])
    'approved'
    """
    said = list(told)
    newest = max(day for day, _ in said)
    return max((status for day, status in said if day == newest), key=_CAREFUL.index)


def history_of(told: Sequence[Told]) -> tuple[Stage, ...]:
    """The stages in the order of publication; what was said before and again is not repeated."""
    stages: list[Stage] = []
    order = sorted(told, key=lambda t: (t.published, STAGES.index(t.status)))
    for t in order:
        if not stages or stages[-1].status != t.status:
            c = t.citation
            stages.append(
                Stage(
                    status=t.status,
                    published=t.published or None,
                    article=c.article,
                    article_id=c.article_id,
                )
            )
    return tuple(stages)


def sources_of(citations: Iterable[Citation]) -> int:
    """How many articles say it independently: those with the same title or sentence are one source.

    Who reprints an article words it alike; two reporters hardly ever do.
    """
    articles: dict[str, tuple[str, set[str]]] = {}
    for c in citations:
        _, sentences = articles.setdefault(c.article_id, (name_key(c.article), set()))
        sentences.add(name_key(c.sentence))
    kept: list[tuple[str, set[str]]] = []
    for article_id in sorted(articles):
        article = articles[article_id]
        if not any(_reprint(article, other) for other in kept):
            kept.append(article)
    return len(kept)


def _reprint(one: tuple[str, set[str]], other: tuple[str, set[str]]) -> bool:
    if (one[0] and one[0] == other[0]) or not one[1].isdisjoint(other[1]):
        return True
    return any(fuzz.ratio(a, b) >= _REPRINT for a in one[1] for b in other[1])


def conflicts_of(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """The details that readings give differently, each with all that is claimed."""
    return tuple(
        Conflict(name=name, claims=claims)
        for name in _DISPUTED
        if _disagree(claims := _claims(name, told), name)
    )


def _claims(name: str, told: Sequence[Told]) -> tuple[Claim, ...]:
    found: dict[tuple[str, str], list[tuple[Told, Qualifier]]] = defaultdict(list)
    for t in told:
        for q in t.qualifiers:
            if q.name == name:
                stage = t.status if name in _OF_A_STAGE else ""
                found[name_key(q.text), stage].append((t, q))
    return tuple(
        Claim(
            text=said[0][1].text,
            reading=next((q.reading for _, q in said if q.reading), None),
            status=said[0][0].status,
            citations=tuple(dict.fromkeys(t.citation for t, _ in said)),
        )
        for said in found.values()
    )


def _disagree(claims: Sequence[Claim], name: str) -> bool:
    return any(
        _contradict(one, other)
        for n, one in enumerate(claims)
        for other in claims[n + 1 :]
        if name not in _OF_A_STAGE or one.status == other.status
        # One article may list several amounts; only two that differ disagree.
        if {c.article_id for c in one.citations}.isdisjoint(c.article_id for c in other.citations)
    )


def _contradict(one: Claim, other: Claim) -> bool:
    a, b = one.reading, other.reading
    if a is None or b is None:
        told = a or b
        if told is not None and told.kind == "percent":
            # 控股权 and 51%: words without a number disagree with none.
            return False
        return name_key(one.text) != name_key(other.text)
    if a.kind == "date":
        return (a.low_date or _FIRST) > (b.high_date or _LAST) or (b.low_date or _FIRST) > (
            a.high_date or _LAST
        )
    if a.unit != b.unit:
        # Another currency or another whole: nothing is known to disagree.
        return False
    return _above(a, b) or _above(b, a)


def _above(a: Reading, b: Reading) -> bool:
    """Whether all of `a` lies above all of `b`, allowing for 约."""
    if a.low is None or b.high is None:
        return False
    slack = _LEEWAY if a.approximate or b.approximate else 1.0
    return a.low > b.high * slack


def told_of(row: Any, qualifiers: tuple[Qualifier, ...], citation: Citation) -> Told:
    """One row of table ``evidence`` as a reading."""
    return Told(
        event=row["event"],
        status=row["status"],
        published=row["published"] or "",
        confidence=row["confidence"],
        qualifiers=qualifiers,
        citation=citation,
    )
