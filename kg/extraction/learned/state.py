"""Statements of the network that relates names, beside those of patterns and structure."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.draft import Draft
from kg.extraction.learned.relations import FIRMS, Judged, Label, RelationReader, confidence
from kg.extraction.qualify import qualify
from kg.extraction.relations import MarkedSentence, make_statement, scope_of
from kg.model import Entity, Reject, Span, Statement
from ontology.vocabulary import vocabulary

RULE = "model.relations"
# A statement of a pattern falls where the network, which knows what the pattern says, gives it less than this.
VETO = 0.02


def state_relations(
    reader: RelationReader,
    draft: Draft,
    sentences: Sequence[MarkedSentence],
    found: Sequence[Statement],
) -> Iterator[Statement | Reject]:
    """What patterns and structure state, unless the network is sure that nothing is said there, and what it adds.

    Args:
        reader: the network.
        draft: the article's reading; what the network says is kept in it.
        sentences: its marked sentences.
        found: the statements so far, each with one evidence.
    """
    draft.judged = reader.judge(draft, sentences, found)
    judged = {j.sentence.sentence.span.start: j for j in draft.judged}
    linked: set[tuple[int, str, str]] = set()
    for s in found:
        if _doubted(s, judged, reader):
            e = s.evidence[0]
            reason = f"the network of relations sees no {s.type} here ({e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
            continue
        yield s
        if isinstance(s.object, Entity):
            linked.update((e.sentence.start, s.subject.id, s.object.id) for e in s.evidence)
    for j in judged.values():
        yield from _added(reader, draft, j, linked)


def _doubted(stmt: Statement, judged: Mapping[int, Judged], reader: RelationReader) -> bool:
    """Whether the network is sure that the two are not related there, or that they are by another relation."""
    e = stmt.evidence[0]
    j = judged.get(e.sentence.start)
    if j is None or e.subject is None or e.object is None or e.rule.startswith("structure."):
        return False
    first, second = sorted((e.subject.start, e.object.start))
    starts = j.sentence.full.starts
    for k, pair in enumerate(j.pairs):
        if starts[pair.i] == first and starts[pair.j] == second:
            shares = j.shares[k]
            symmetric = vocabulary().relation(stmt.type).symmetric
            label = Label(stmt.type, symmetric or e.subject.start < e.object.start)
            said = float(shares[1 + reader.labels.index(label)])
            return bool(said < VETO)
    return False


def _added(
    reader: RelationReader, draft: Draft, j: Judged, linked: set[tuple[int, str, str]]
) -> Iterator[Statement]:
    best = j.shares[:, 1:].argmax(axis=1)
    chosen = [
        (k, reader.labels[label], float(j.shares[k, label + 1]))
        for k, label in enumerate(best.tolist())
        if j.shares[k, label + 1] >= reader.thresholds[label]
    ]
    made = [s for k, label, share in chosen for s in _statements(draft, j, k, label, share, linked)]
    start = j.sentence.sentence.span.start
    said = [s for s in draft.patterned if s.evidence[0].sentence.start == start]
    yield from _without_owners(made, said)


def _without_owners(made: Sequence[Statement], said: Sequence[Statement]) -> Iterator[Statement]:
    """The statements `made` of a sentence, less those of a parent named only as the owner of who acts.

    甲旗下的乙持有丙4%的股份: 乙 holds them, and 甲 is its parent; what 甲 is said to do to 丙, 乙 does.
    """
    whole = [*made, *said]
    children = [(s.object.id, s.subject.id) for s in whole if s.type == "SUBSIDIARY_OF"]
    done = {(s.type, s.subject.id, s.object.id) for s in whole}
    for s in made:
        own = {child for parent, child in children if parent == s.subject.id}
        if s.type in FIRMS and any((s.type, child, s.object.id) in done for child in own):
            continue
        yield s


def _statements(
    draft: Draft,
    j: Judged,
    k: int,
    label: Label,
    share: float,
    linked: set[tuple[int, str, str]],
) -> Iterator[Statement]:
    ms, pair = j.sentence, j.pairs[k]
    marked = ms.full
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    start = ms.sentence.span.start
    scope = scope_of(ms, marked, pair.i, pair.j + 1, pair.i)
    o_span = _span(marked.starts[o_at], marked.ends[o_at])
    for subject in marked.keys[s_at]:
        for target in marked.keys[o_at]:
            if subject == target or {(start, subject, target), (start, target, subject)} & linked:
                continue
            made = make_statement(
                draft,
                ms.sentence,
                label.relation,
                subject,
                target,
                status=j.statuses[k],
                qualifiers=qualify(label.relation, draft.text, ms.values, scope, o_span),
                rule=RULE,
                confidence=round(confidence(share), 2),
                subject_span=_span(marked.starts[s_at], marked.ends[s_at]),
                object_span=o_span,
            )
            if isinstance(made, Statement):
                yield made


def _span(start: int, end: int) -> Span | None:
    """Where a mention stands; an unsaid one stands nowhere."""
    return Span(start=start, end=end) if end > start else None
