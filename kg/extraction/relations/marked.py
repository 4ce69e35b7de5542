"""Sentences as patterns read them: with a sign for every name and value, and with unsaid subjects put in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.marking import TYPE_CHAR, VALUE_CHAR, Atom, Marked, mark
from kg.extraction.owners import owners_in_names
from kg.extraction.topics import Topics, with_topics
from kg.extraction.values import Value
from kg.model import Sentence

# A sentence longer than this many characters is prose gone wrong (a table, a list without stops).
LONGEST_SENTENCE = 1500


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
