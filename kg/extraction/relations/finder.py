"""Patterns over marked sentences become statements."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.extraction.draft import Draft
from kg.extraction.marking import CHAR_TYPE, Marked
from kg.extraction.patterns.grammar import Pattern
from kg.extraction.relations.control import (
    PART,
    SHARES,
    is_minority,
    may_be_in_part,
    sold_by_name,
    takes_control,
)
from kg.extraction.relations.details import ONE_EACH, Details, dealt_out, status_of
from kg.extraction.relations.marked import LONGEST_SENTENCE, MarkedSentence
from kg.extraction.relations.parties import OF_ONE, is_of_one, parties_of
from kg.extraction.relations.statement import make_statement
from kg.model import Reject, Statement

_MENTION_CHARS = frozenset(CHAR_TYPE)


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


def _statements(
    draft: Draft, ms: MarkedSentence, marked: Marked, pattern: Pattern, m: re.Match[str]
) -> Iterator[Statement | Reject]:
    """What a match of a pattern states of each subject and each object."""
    subjects, objects = parties_of(draft, marked, pattern, m)
    sides = [range(*m.span(role)) for role in ("S", "O") if role in m.re.groupindex]
    if any(is_of_one(pattern.relation, ms, marked, at) for at in chain(*sides)):
        reason = f"{OF_ONE} ({pattern.relation}, {pattern.id})"
        text, span = ms.sentence.text, ms.sentence.span
        yield Reject(stage="relations", reason=reason, text=text, span=span)
        return
    status = pattern.status or status_of(pattern.relation, marked, m)
    minor = pattern.minority and not takes_control(m)
    uncontrolled = may_be_in_part(pattern, m)
    shares = uncontrolled and SHARES.match(m.string, m.end("O")) is not None
    dealt = dealt_out(pattern.relation, m)
    one_each = len(subjects) == len(objects) > 1 and bool(dealt)
    unequal = len(subjects) > 1 and len(objects) > 1 and not one_each
    if unequal and dealt == "分别" and pattern.relation in ONE_EACH:
        # 甲、乙、丙分别采用某和某工艺: who uses which is not told.
        span = ms.sentence.span
        reason = f"分别 deals out unequal lists ({pattern.relation}, {pattern.id})"
        yield Reject(stage="relations", reason=reason, text=ms.sentence.text, span=span)
        return
    details = Details(draft, ms, marked, pattern, m, subjects, objects)
    some_of_it = minor and (PART.match(m.string, m.end("O")) is not None or details.small())
    seen = set()
    for i, (s_key, s_span) in enumerate(subjects):
        for j, (o_key, o_span) in enumerate(objects):
            # 甲、乙分别向丙、丁供货: 甲 to 丙, 乙 to 丁.
            if (one_each and i != j) or s_key == o_key or (s_key, o_key) in seen:
                continue
            seen.add((s_key, o_key))
            told = details.of(i, j)
            smaller = minor and (some_of_it or is_minority(told))
            in_part = shares or (uncontrolled and sold_by_name(draft, m, o_span))
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
