"""What happened to a sentence: which patterns were tried, and why trigger words gave nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extraction.draft import Draft
from kg.extraction.marking import CHAR_TYPE, VALUE_CHAR, ZERO_CHAR, Marked
from kg.extraction.patterns.grammar import Pattern
from kg.extraction.patterns.load import load_patterns
from kg.extraction.relations import MarkedSentence, RelationFinder
from kg.model import Extraction, Statement
from kg.records import extraction_record

if TYPE_CHECKING:
    from kg.extraction.learned.belief import Claims
    from kg.extraction.learned.relations import Judged

NO_SUBJECT, NO_OBJECT = "no subject", "no object"
NOT_ALLOWED, NO_MATCH = "type not allowed", "no pattern matched"
MOST_EXAMPLES = 20
_KIND = {char: kind for kind, char in VALUE_CHAR.items()}
_UNSAID = frozenset(ZERO_CHAR.values())


class Silent(NamedTuple):
    """A sentence that holds a trigger of a relation and gave no statement of it, and why."""

    relation: str
    reason: str
    sentence: str


@dataclass(slots=True)
class SilentReport:
    """Counts of trigger sentences by relation: those that gave a statement, and the others by reason."""

    gave: Counter[str] = field(default_factory=Counter)
    nothing: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, draft: Draft) -> None:
        """Count the sentences of one article."""
        for relation, silent in triggered(draft):
            if silent is None:
                self.gave[relation] += 1
                continue
            self.nothing[relation][silent.reason] += 1
            examples = self.examples[relation, silent.reason]
            if len(examples) < MOST_EXAMPLES and silent.sentence not in examples:
                examples.append(silent.sentence)

    def record(self) -> dict[str, Any]:
        """The counts as a plain record, by relation; examples in reading order."""
        return {
            relation: {
                "gave": self.gave[relation],
                "nothing": {
                    reason: {"count": count, "examples": self.examples[relation, reason]}
                    for reason, count in sorted(self.nothing[relation].items())
                },
            }
            for relation in sorted({*self.gave, *self.nothing})
        }


@cache
def _finder() -> RelationFinder:
    return RelationFinder(load_patterns())


def triggered(draft: Draft) -> Iterator[tuple[str, Silent | None]]:
    """Each relation of which a sentence holds a trigger; with the reason where it gave no statement."""
    given = _given(draft.statements)
    refused = {
        (r.reason.split(" ", 1)[0], r.span.start)
        for r in draft.rejects
        if r.stage == "relations" and r.span is not None and " does not link " in r.reason
    }
    for ms in draft.marked:
        start = ms.sentence.span.start
        for relation, patterns in _by_relation(_finder().triggered(ms.full.text)).items():
            # A pattern of purchases that told of a minority has spoken too.
            if any((r, start) in given for p in patterns for r in p.relations):
                yield relation, None
                continue
            reason = NOT_ALLOWED if (relation, start) in refused else _missing(ms, patterns)
            yield relation, Silent(relation, reason, ms.sentence.text)


def _given(statements: Iterable[Statement]) -> set[tuple[str, int]]:
    return {(s.type, e.sentence.start) for s in statements for e in s.evidence}


def _by_relation(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        found[pattern.relation].append(pattern)
    return found


def _missing(ms: MarkedSentence, patterns: Sequence[Pattern]) -> str:
    """What the sentence lacks for every pattern; else no pattern matched."""
    present = frozenset(ms.full.text)
    for role, reason in ((0, NO_SUBJECT), (1, NO_OBJECT)):
        roles = [p.roles[role] for p in patterns if len(p.roles) > role]
        if roles and all(present.isdisjoint(r) for r in roles):
            return reason
    return NO_MATCH


def explain(draft: Draft, extraction: Extraction) -> dict[str, Any]:
    """All that the stages made of a text, as a plain record.

    Words with part of speech, values, per sentence the marked text with the patterns tried and what the network
    of relations thinks, and what ``kg extract`` gives: mentions, statements, rejects.
    """
    text = draft.article.text
    guessed = _guesses_of(draft)
    return {
        "words": [[text[a:b], pos] for a, b, pos in draft.tokens],
        "values": [_value(v.span.of(text), v.reading) for v in draft.values],
        "sentences": [_sentence(draft, ms, guessed.get(id(ms), [])) for ms in draft.marked],
        **extraction_record(extraction),
    }


def _value(text: str, reading: Any) -> dict[str, Any]:
    said = {name: getattr(reading, name) for name in reading.__slots__}
    return {"text": text, **{k: v for k, v in said.items() if v not in (None, "", False)}}


def _sentence(
    draft: Draft, ms: MarkedSentence, guesses: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "text": ms.sentence.span.of(draft.article.text),
        "marked": readable(draft, ms.marked),
        "patterns": [_tried(draft, ms, p) for p in _finder().triggered(ms.full.text)],
        "network": list(guesses),
    }


# Guesses less likely than this are not worth a line.
_LEAST_GUESS = 0.1


def _guesses_of(draft: Draft) -> dict[int, list[dict[str, Any]]]:
    """What the network of relations thinks of the pairs of each marked sentence, likeliest first."""
    if not draft.judged:
        return {}
    from kg.extraction.learned.belief import Claims

    claims = Claims(draft)
    return {id(j.sentence): list(_guesses(draft, claims, j)) for j in draft.judged}


def _guesses(draft: Draft, claims: "Claims", j: "Judged") -> Iterator[dict[str, Any]]:
    from kg.extraction.learned.belief import believed
    from kg.extraction.learned.relations import labels

    marked, said = j.marked, labels()
    ranked = sorted(range(len(j.most)), key=lambda k: -j.most[k])
    for k in ranked:
        share, label = j.most[k], said[j.best[k]]
        if share < _LEAST_GUESS:
            break
        ends = [
            [key for key in marked.keys[at] if key in draft.entities]
            for at in (j.pairs[k].i, j.pairs[k].j)
        ]
        subjects, targets = ends if label.forward else ends[::-1]
        if not subjects or not targets:
            continue
        grounds = claims.grounds(j, k, j.best[k], subjects[0], targets[0])
        yield {
            "subject": "、".join(draft.entities[key].name for key in subjects),
            "relation": label.relation,
            "object": "、".join(draft.entities[key].name for key in targets),
            "share": round(share, 2),
            "sight": round(grounds.sight, 2),
            "confidence": round(believed(grounds), 2),
        }


def _tried(draft: Draft, ms: MarkedSentence, pattern: Pattern) -> dict[str, Any]:
    marked = ms.full if pattern.asides else ms.marked
    m = pattern.regex.search(marked.text)
    lacking = "" if m else _missing(ms, [pattern])
    return {
        "id": pattern.id,
        "relation": pattern.relation,
        "trigger": m["T"] if m else next((t for t in pattern.triggers if t in ms.full.text), ""),
        "matched": m is not None,
        "why": lacking if lacking != NO_MATCH else "another order of words",
    }


def readable(draft: Draft, marked: Marked) -> str:
    """Marked text for people: mentions as [name/Type], unsaid subjects as [(name)/Type], values as {kind}."""
    return "".join(_shown(draft, marked, i, char) for i, char in enumerate(marked.text))


def _shown(draft: Draft, marked: Marked, i: int, char: str) -> str:
    if char in _KIND:
        return f"{{{_KIND[char]}:{draft.article.text[marked.starts[i] : marked.ends[i]]}}}"
    if char not in CHAR_TYPE:
        return char
    written = draft.article.text[marked.starts[i] : marked.ends[i]]
    names = "、".join(draft.entities[k].name for k in marked.keys.get(i, ()) if k in draft.entities)
    return f"[{f'({names})' if char in _UNSAID else written}/{CHAR_TYPE[char]}]"
