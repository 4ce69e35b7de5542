"""Statements of the network that relates names, beside those of patterns and structure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.belief import FLOOR, LEAST, Claims, believed
from kg.extraction.learned.objections import has_office, why_not
from kg.extraction.learned.parties import Parties
from kg.extraction.learned.relations import (
    ASKED,
    FIRMS,
    RULE,
    Judged,
    Label,
    asked_for,
    is_asked,
    labels,
    place_of,
    weighed,
)
from kg.extraction.learned.told import details_of, status_of, triggers
from kg.extraction.relations import ONE_EACH, make_statement
from kg.extraction.status import LIVING
from kg.extraction.structure import MAKER_IN_NAME
from kg.extraction.vetoes import ruled_out, turn_in_list
from kg.model import Entity, Reject, Span, Statement
from ontology.vocabulary import vocabulary

# Who is meant where nobody is named is a guess of the pipeline: where the network gives a pattern's statement about
# such a one less than this, one in six was right on passages held out.
UNSAID = 0.05
# Patterns that leave no doubt, 公司第二大股东甲拟减持2%股份, count whatever the network says: a pair has one label there,
# and of a director it says that he is one.
CERTAIN = 0.97
# A pattern's statement that both networks together make less likely than this was right in one case of nine.
DOUBTED = 0.2
# From here on the network reads the same as a pattern in another place of the sentence.
_READS = 0.3
_DEVELOPS = "business.develops."
# What these state of two says nothing against what else they are to each other.
_BESIDE = (
    "capital.reduce.insider",
    "capital.reduce.over",
    "capital.reduce.letter",
    "capital.hold.holder-of-share",
    "capital.hold.heard-from",
)
_SELLS_ITS = "capital.hold.sells-its"


def state_relations(draft: Draft) -> Iterator[Statement | Reject]:
    """What patterns and the network state of an article, less what it says again in sentences that do not say it.

    Args:
        draft: the article's reading, with what patterns state (each with one evidence) and what the network said.
    """
    results = list(_stated(draft))
    told = {
        (r.type, r.subject.id, r.object.id)
        for r in results
        if isinstance(r, Statement) and not _is_echo(r)
    }
    parties = Parties.of(draft, results)
    for r in results:
        if isinstance(r, Reject):
            yield r
        elif _is_echo(r) and (r.type, r.subject.id, r.object.id) in told:
            yield _dropped(r, "told in another sentence, and here in no word")
        elif why := parties.why_not(r):
            yield _dropped(r, why)
        else:
            yield r


def _is_echo(stmt: Statement) -> bool:
    """Whether the network states of somebody not named in a sentence what no word of it says: 甲拟在科创板上市。甲主营芯片."""
    e = stmt.evidence[0]
    if e.rule != RULE or stmt.type not in LIVING or (e.subject and e.object):
        return False
    words = triggers().get(stmt.type)
    return words is not None and words.search(e.text) is None


def _stated(draft: Draft) -> Iterator[Statement | Reject]:
    """What patterns and structure state, less what they put into an unsaid subject's mouth, and what the network adds."""
    found = draft.patterned
    claims = Claims(draft)
    judged = {j.sentence.sentence.span.start: j for j in draft.judged}
    linked: set[tuple[int, str, str]] = set()
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    makers = {s.object.id: s.subject.id for s in found if s.evidence[0].rule == MAKER_IN_NAME}
    for s in found:
        e = s.evidence[0]
        share = share_of(s, judged.get(e.sentence.start))
        unsaid = e.subject is None or e.object is None
        if share is not None and share < UNSAID and unsaid and e.confidence < CERTAIN:
            reason = f"unsaid who, and the network of relations doubts it ({s.type}, {e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
            continue
        if share is not None and (why := _pattern_ruled_out(s, judged[e.sentence.start])):
            reason = f"{why} ({s.type}, {e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
            continue
        kept = _made_by_another(s, makers) if e.rule.startswith(_DEVELOPS) else s
        if isinstance(kept, Reject):
            yield kept
            continue
        told = s if share is None or e.confidence >= CERTAIN else _weighed(s, share, claims)
        if (
            share is not None
            and told.confidence < DOUBTED
            and not _read_elsewhere(s, judged[e.sentence.start])
        ):
            reason = f"unlikely, as the networks see it ({s.type}, {e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
            continue
        yield told
        if isinstance(s.object, Entity):
            said[e.sentence.start].append(s)
            if not e.rule.startswith(_BESIDE):
                # 董事长某某拟减持1%: he is the chairman too.
                linked.update((e.sentence.start, s.subject.id, s.object.id) for e in s.evidence)
    given = frozenset(c.start for c in draft.mentions if c.finder == "given")
    for j in draft.judged:
        here = said[j.sentence.sentence.span.start]
        asked = {k for k, pair in enumerate(j.pairs) if is_asked(j.marked, pair, given)}
        made, ruled = _added(claims, draft, j, linked, asked, _taken(here), here)
        yield from ruled
        yield from (_made_by_another(s, makers) for s in _without_owners(made, here))


def _made_by_another(told: Statement | Reject, makers: Mapping[str, str]) -> Statement | Reject:
    """The statement, or a reject where a product's name tells another maker: 英伟达H100 is not 台积电's."""
    if isinstance(told, Reject) or told.type != "DEVELOPS":
        return told
    maker = makers.get(told.object.id, told.subject.id)
    return told if maker == told.subject.id else _dropped(told, "its name tells another maker")


def _pattern_ruled_out(stmt: Statement, j: Judged) -> str:
    """Why the words rule out what a pattern states of two names, or nothing."""
    e = stmt.evidence[0]
    i = place_of(j.marked, stmt.subject.id, e.subject)
    o = place_of(j.marked, stmt.object.id, e.object)
    if i is None or o is None or i in j.marked.earlier or o in j.marked.earlier:
        return ""
    return ruled_out(stmt.type, j.marked.text, i, o)


_Deal = tuple[str, str, str]


def _deal(stmt: Statement) -> _Deal:
    """What several parties may share a sum in: relation, object and status."""
    return stmt.type, stmt.object.id, stmt.status


def _taken(said: Sequence[Statement]) -> dict[Span, _Deal]:
    """The sums and shares that patterns gave to the deals of a sentence, each to one deal."""
    return {
        q.span: _deal(s)
        for s in said
        # 甲将其所持乙65%股权挂牌，丙摘牌: what 甲 holds is what 丙 buys.
        if s.evidence[0].rule != _SELLS_ITS
        for q in s.qualifiers
        if q.name in _MEASURES and q.span
    }


def _own(stmt: Statement, taken: Mapping[Span, _Deal]) -> Statement:
    """The statement without the sums and shares of other deals."""
    mine = _deal(stmt)
    kept = tuple(q for q in stmt.qualifiers if q.span is None or taken.get(q.span, mine) == mine)
    return stmt if len(kept) == len(stmt.qualifiers) else replace(stmt, qualifiers=kept)


_MEASURES = frozenset({"amount", "stake", "shares", "value"})


def _read_elsewhere(stmt: Statement, j: Judged) -> bool:
    """Whether the network reads the same of the two where the sentence speaks of them in another place."""
    ends = (stmt.subject.id, stmt.object.id)
    for k, pair in enumerate(j.pairs):
        one, other = j.marked.keys[pair.i], j.marked.keys[pair.j]
        for forward, (first, second) in ((True, ends), (False, ends[::-1])):
            if first in one and second in other:
                column = 1 + labels().index(
                    Label(stmt.type, forward or vocabulary().relation(stmt.type).symmetric)
                )
                if j.shares[k, column] >= _READS:
                    return True
    return False


# Structural rules about what a sentence says, not about how a name is built.
_READ_OUT = frozenset({"structure.policy-speaks", "structure.name-beside-kind"})


def share_of(stmt: Statement, j: Judged | None) -> float | None:
    """What the network of relations gives a pattern's statement, 0 to 1.

    Args:
        stmt: the statement, with one evidence.
        j: what the network said of its sentence, None where that was not read.

    Returns:
        The share; None where the network did not look at the two, or the structure of a name says it.
    """
    e = stmt.evidence[0]
    if j is None or not isinstance(stmt.object, Entity):
        return None
    if e.rule.startswith("structure.") and e.rule not in _READ_OUT:
        return None
    marked = j.marked
    i = place_of(marked, stmt.subject.id, e.subject)
    if i is None and e.rule in _READ_OUT:
        i = next((at for at, keys in marked.keys.items() if stmt.subject.id in keys), None)
    o = place_of(marked, stmt.object.id, e.object)
    if i is None or o is None:
        return None
    forward = vocabulary().relation(stmt.type).symmetric or i < o
    column = 1 + labels().index(Label(stmt.type, forward))
    ends = (min(i, o), max(i, o))
    places = ((p.i, p.j) for p in j.pairs)
    return next((float(j.shares[k, column]) for k, at in enumerate(places) if at == ends), None)


def _weighed(stmt: Statement, share: float, claims: Claims) -> Statement:
    """The statement with the confidence that the two networks have in it."""
    e = stmt.evidence[0]
    sight = claims.sight(stmt.subject.id, stmt.object.id)
    sure = replace(e, confidence=round(weighed(share, sight), 2))
    return replace(stmt, evidence=(sure, *stmt.evidence[1:]))


def _added(
    claims: Claims,
    draft: Draft,
    j: Judged,
    linked: Set[tuple[int, str, str]],
    asked: Set[int],
    taken: Mapping[Span, _Deal],
    said: Sequence[Statement],
) -> tuple[list[Statement], list[Reject]]:
    """What the network adds to a sentence, and what it would add if the words did not rule it out."""
    made: list[Statement] = []
    ruled: list[Reject] = []
    surely: dict[tuple[str, str, str], Statement] = {}
    likely = [k for k, share in enumerate(j.most) if share >= FLOOR]
    for k in sorted(likely, key=lambda k: (-j.most[k], k)):
        column, label = j.best[k], labels()[j.best[k]]
        if has_office(j, k, label, said):
            continue
        told = _beliefs(claims, j, k, column, asked=k in asked)
        told = _each_its_own(j, k, label, told)
        if not told:
            continue
        label, told = _by_rank(draft, label, told)
        if reason := why_not(draft.text, j, k, label, said):
            e = j.sentence.sentence
            ruled.append(Reject(stage="relations", reason=reason, text=e.text, span=e.span))
        else:
            for stmt in _statements(draft, j, k, label, told, linked, taken):
                # The same of the same two in another place of the sentence is the same fact; other values are not its own.
                first = surely.setdefault((stmt.type, stmt.subject.id, stmt.object.id), stmt)
                if all(first.qualifier(q.name) in {None, q.text} for q in stmt.qualifiers):
                    made.append(stmt)
    return made, ruled


# 管理办法 is no law, and 标识方法 a standard.
_LAW = expression(r"(?<![办方])法(?:（[^（）]*）)?$")


def _by_rank(
    draft: Draft, label: Label, told: dict[tuple[str, str], float]
) -> tuple[Label, dict[tuple[str, str], float]]:
    """The label and the ends of what is believed, turned round where a law would carry out what is below it.

    A law stands above regulations, rules and plans (Legislation Law, 立法法, article 99 as amended in 2023): they carry it out.
    """
    if label.relation != "IMPLEMENTS":
        return label, told
    rank = {key: _LAW.search(draft.entities[key].name) is not None for ends in told for key in ends}
    if not all(rank[subject] and not rank[target] for subject, target in told):
        return label, told
    turned = {(target, subject): belief for (subject, target), belief in told.items()}
    return Label(label.relation, not label.forward), turned


# 甲、乙合计出货，分别供应丙、丁: who is not said again stands in one sign.
_EACH_NEXT = expression("[^，。；\ue000-\ue0ff]{0,4}分别")


def _each_its_own(
    j: Judged, k: int, label: Label, told: dict[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """Of several who are not said again, and get one of a list each, the one whose turn it is."""
    pair, marked = j.pairs[k], j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    several = marked.keys[s_at]
    if len(several) < 2 or not _EACH_NEXT.match(marked.text, s_at + 1):
        return told
    turn = turn_in_list(marked.text, o_at)
    if turn is None or turn[1] == 1:
        return told
    if turn[1] != len(several):
        # What is whose is not told, where it can be but one's.
        return {} if label.relation in ONE_EACH else told
    return {ends: belief for ends, belief in told.items() if ends[0] == several[turn[0]]}


def _beliefs(
    claims: Claims, j: Judged, k: int, column: int, *, asked: bool
) -> dict[tuple[str, str], float]:
    """The entities between which a label of a pair is believed, subject and object, and how far."""
    (relation, forward), pair = labels()[column], j.pairs[k]
    s_at, o_at = (pair.i, pair.j) if forward else (pair.j, pair.i)
    share = float(j.shares[k, column + 1])
    told: dict[tuple[str, str], float] = {}
    for subject in j.marked.keys[s_at]:
        for target in j.marked.keys[o_at]:
            if asked and relation in FIRMS:
                belief, bar = asked_for(share), asked_for(ASKED)
            else:
                belief, bar = believed(claims.grounds(j, k, column, subject, target)), LEAST
            if subject != target and belief >= bar:
                told[subject, target] = belief
    return told


_PARTAKING = frozenset({"INVESTED_IN", "HOLDS_STAKE_IN"})


def _dropped(stmt: Statement, reason: str) -> Reject:
    e = stmt.evidence[0]
    return Reject(
        stage="relations", reason=f"{reason} ({stmt.type}, {e.rule})", text=e.text, span=e.sentence
    )


def _without_owners(
    made: Sequence[Statement], said: Sequence[Statement]
) -> Iterator[Statement | Reject]:
    """The statements `made` of a sentence, less those of a parent named only as the owner of who acts, and of a fellow investor.

    甲旗下的乙持有丙4%的股份: 乙 holds them, and 甲 is its parent; what 甲 is said to do to 丙, 乙 does.
    """
    whole = [*made, *said]
    children = [(s.object.id, s.subject.id) for s in whole if s.type == "SUBSIDIARY_OF"]
    done = {(s.type, s.subject.id, s.object.id) for s in whole}
    into: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for s in whole:
        if s.type in _PARTAKING:
            into[s.type, s.subject.id].add(s.object.id)
    for s in made:
        if s.type == "SUBSIDIARY_OF":
            # 甲的子公司乙为其子公司丙担保: 丙 is 乙's.
            parents = (parent for parent, child in children if child == s.subject.id)
            apart = any((s.type, parent, s.object.id) in done for parent in parents)
            yield _dropped(s, "a part of its part") if apart else s
            continue
        own = {child for parent, child in children if parent == s.subject.id}
        if s.type in FIRMS and any((s.type, child, s.object.id) in done for child in own):
            yield _dropped(s, "what its subsidiary does is not done by the parent too")
            continue
        if into[s.type, s.subject.id] & into[s.type, s.object.id]:
            # 甲投资的丙完成一轮融资，乙领投: 乙 invests beside 甲, not in it.
            yield _dropped(s, "both are said to do so in a third")
            continue
        yield s


def _statements(
    draft: Draft,
    j: Judged,
    k: int,
    label: Label,
    told: Mapping[tuple[str, str], float],
    linked: Set[tuple[int, str, str]],
    taken: Mapping[Span, _Deal],
) -> Iterator[Statement]:
    ms, pair = j.sentence, j.pairs[k]
    marked = j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    start = ms.sentence.span.start
    new = [
        (subject, target)
        for subject, target in told
        if not {(start, subject, target), (start, target, subject)} & linked
    ]
    if not new:
        return
    status = status_of(j, k, label)
    s_span = _span(marked.starts[s_at], marked.ends[s_at])
    o_span = _span(marked.starts[o_at], marked.ends[o_at])
    details = details_of(draft, j, k, label, s_span, o_span)
    for subject, target in new:
        made = make_statement(
            draft,
            ms.sentence,
            label.relation,
            subject,
            target,
            status=status,
            qualifiers=details,
            rule=RULE,
            confidence=round(told[subject, target], 2),
            subject_span=s_span,
            object_span=o_span,
        )
        if isinstance(made, Statement):
            yield _own(made, taken)


def _span(start: int, end: int) -> Span | None:
    """Where a mention stands; an unsaid one stands nowhere."""
    return Span(start=start, end=end) if end > start else None
