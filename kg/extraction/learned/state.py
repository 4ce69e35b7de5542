"""Statements of the network that relates names, beside those of patterns and structure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.belief import FLOOR, LEAST, NOT_FROM_AFAR, Claims, believed
from kg.extraction.learned.parties import Parties
from kg.extraction.learned.relations import (
    ASKED,
    FIRMS,
    RULE,
    Judged,
    Label,
    PairAt,
    asked_for,
    is_asked,
    labels,
    place_of,
    weighed,
)
from kg.extraction.marking import AGENTS, BAR, TYPE_CHAR, VALUE_CHAR, Marked, char_class
from kg.extraction.patterns.load import load_patterns
from kg.extraction.qualify import EACH, office_beside, office_told, qualify
from kg.extraction.relations import MADE, OF_ONE, ONE_EACH, is_of_one, make_statement, scope_of
from kg.extraction.status import LIVING, ON_AGENDA, in_office, read_status
from kg.extraction.structure import MAKER_IN_NAME
from kg.extraction.vetoes import dealt_by_place, ruled_out, ruled_out_afar, turn_in_list
from kg.model import Entity, Qualifier, Reject, Span, Statement
from ontology.vocabulary import vocabulary

# Who is meant where nobody is named is a guess of the pipeline: where the network gives a pattern's statement about
# such a one less than this, one in six was right on passages held out.
UNSAID = 0.05
# Patterns that leave no doubt, 公司第二大股东甲拟减持2%股份, count whatever the network says: a pair has one label there,
# and of a director it says that he is one.
CERTAIN = 0.97
# A pattern's statement that its pattern and the network together make less likely than this was right in one case of four.
DOUBTED = 0.3
# What the text cannot mean otherwise stands whatever the network says.
WEIGHTY = 0.8
# From here on the network reads the same as a pattern in another place of the sentence.
_READS = 0.3
# A statement of a pattern about a faint term is kept where it and the term are so likely, taken together.
LIKELY = 0.45
# How likely a listed term is that the network of names does not see, in statements of the patterns
# that say what companies make, use and do, what is a kind of what, and what a policy speaks of: on passages held out one
# such statement in sixteen was right, on annotated articles one in three. What titles and other patterns say of such
# terms is right as often as ever.
UNSEEN = 0.6
# From which confidence on, of pattern and network together, a statement stands however faint its terms: of 114 such on
# passages held out 45 were right, as many in a hundred as are wanted of the least believed (`belief.LEAST`), and readers
# missed them most (发布征程6系列智驾芯片).
RELATED = 0.7
_OF_TERMS = ("business.", "structure.policy-speaks", "concepts.")
# Relations that nothing but words tells: of 87 statements of the network without one, on passages held out, 15 were right,
# 12 of these believed from `UNTOLD` on.
_TOLD_IN_WORDS = frozenset(
    {"ACQUIRED", "SUBSIDIARY_OF", "SUPERVISES", "HOLDS_STAKE_IN", "ORGANIZED", "MEMBER_OF"}
)
UNTOLD = 0.5
_CLAUSE = expression(r"[，；。：！？]")
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


def likely(
    result: Statement | Reject, faint: Mapping[str, float], unseen: Set[str] = frozenset()
) -> Statement | Reject:
    """The statement, or a reject where a pattern or the structure says it and it and the fainter of its ends are too unlikely together.

    How far the network of relations is believed hangs on its names already (`kg.extraction.learned.belief`). What pattern and
    network are sure of (`RELATED`) speaks for its terms.

    Args:
        result: a statement with one evidence; a reject is handed on.
        faint: for each entity that only the network of names saw, and not clearly, how likely it is.
        unseen: the terms of lists and grammar that the network sees nowhere in the article.
    """
    if isinstance(result, Reject):
        return result
    e, ends = result.evidence[0], {result.subject.id, result.object.id}
    if e.rule == RULE:
        return result
    sure = min(faint.get(end, 1.0) for end in ends)
    if e.confidence >= RELATED and not ends & unseen:
        # 地平线发布征程6系列智驾芯片: that the two are related as the pattern says speaks for the name.
        return result
    if ends & unseen and e.rule.startswith(_OF_TERMS):
        sure = min(sure, UNSEEN)
    if sure == 1.0 or sure * result.confidence >= LIKELY or _is_kind_by_head(result):
        return result
    reason = f"an unlikely statement about an unlikely term ({result.type}, {e.rule})"
    return Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)


def _is_kind_by_head(stmt: Statement) -> bool:
    """Whether a list sums its members up by the word that they end in: 雷达 are 激光雷达、毫米波雷达等车载雷达, however new the name."""
    if stmt.evidence[0].rule != "concepts.kind.list" or not isinstance(stmt.object, Entity):
        return False
    return stmt.subject.name[-2:] == stmt.object.name[-2:] and len(stmt.object.name) > 2


def all_likely(
    results: Iterable[Statement | Reject], faint: Mapping[str, float], unseen: Set[str]
) -> Iterator[Statement | Reject]:
    """The statements of an article of which `likely` says so; what is believed of one of a list is believed of all.

    甲、乙、丙均搭载某芯片: where the chip stands with 丙 it stands with 甲 and 乙 too.
    """
    told = list(results)
    judged = [likely(r, faint, unseen) for r in told]
    doubtful = faint.keys() | unseen
    believed = {at for r in judged if isinstance(r, Statement) for at in _ends_at(r, doubtful)}
    for result, verdict in zip(told, judged, strict=True):
        if isinstance(result, Statement) and isinstance(verdict, Reject):
            ends = _ends_at(result, doubtful)
            yield result if ends and ends <= believed else verdict
        else:
            yield verdict


def _ends_at(stmt: Statement, doubtful: Set[str]) -> set[tuple[str, str, int, str]]:
    """The doubtful ends of a statement, each with what is said of it, by which rule and in which sentence."""
    e = stmt.evidence[0]
    ends = {stmt.subject.id, stmt.object.id} & doubtful
    return {(stmt.type, e.rule, e.sentence.start, end) for end in ends}


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
    words = _triggers().get(stmt.type)
    return words is not None and words.search(e.text) is None


def _stated(draft: Draft) -> Iterator[Statement | Reject]:
    """What patterns and structure state, less what they put into an unsaid subject's mouth, and what the network adds."""
    found = draft.patterned
    judged = {j.sentence.sentence.span.start: j for j in draft.judged}
    linked: set[tuple[int, str, str]] = set()
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    makers = {s.object.id: s.subject.id for s in found if s.evidence[0].rule == MAKER_IN_NAME}
    for s in found:
        e = s.evidence[0]
        share = _share_of(s, judged.get(e.sentence.start))
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
        told = s if share is None or e.confidence >= CERTAIN else _weighed(s, share)
        doubted = e.confidence < WEIGHTY and told.confidence < DOUBTED
        if share is not None and doubted and not _read_elsewhere(s, judged[e.sentence.start]):
            reason = f"unlikely, as the network of relations sees it ({s.type}, {e.rule})"
            yield Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)
            continue
        yield told
        if isinstance(s.object, Entity):
            said[e.sentence.start].append(s)
            if not e.rule.startswith(_BESIDE):
                # 董事长某某拟减持1%: he is the chairman too.
                linked.update((e.sentence.start, s.subject.id, s.object.id) for e in s.evidence)
    given = frozenset(c.start for c in draft.mentions if c.finder == "given")
    claims = Claims(draft)
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


def _share_of(stmt: Statement, j: Judged | None) -> float | None:
    """What the network gives a pattern's statement; None where it did not look at its two ends."""
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


def _weighed(stmt: Statement, share: float) -> Statement:
    """The statement with a confidence that its pattern and the network agree on."""
    e = stmt.evidence[0]
    sure = replace(e, confidence=round(weighed(e.confidence, share), 2))
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
        if _has_office(j, k, label, said):
            continue
        told = _beliefs(claims, j, k, column, asked=k in asked)
        told = _each_its_own(j, k, label, told)
        if not told:
            continue
        label, told = _by_rank(draft, label, told)
        if reason := _ruled_out(j, k, label, said):
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
    if pair.i in j.marked.earlier and relation in NOT_FROM_AFAR:
        return {}
    s_at, o_at = (pair.i, pair.j) if forward else (pair.j, pair.i)
    share = float(j.shares[k, column + 1])
    told: dict[tuple[str, str], float] = {}
    for subject in j.marked.keys[s_at]:
        for target in j.marked.keys[o_at]:
            if asked and relation in FIRMS:
                belief, bar = asked_for(share), asked_for(ASKED)
            else:
                belief, bar = believed(claims.grounds(j, k, column, subject, target)), LEAST
                if (
                    LEAST <= belief < UNTOLD
                    and relation in _TOLD_IN_WORDS
                    and _is_untold(j, relation)
                ):
                    bar = UNTOLD
            if subject != target and belief >= bar:
                told[subject, target] = belief
    return told


def _is_untold(j: Judged, relation: str) -> bool:
    """Whether no word of a sentence tells the relation."""
    words = _triggers().get(relation)
    return words is not None and words.search(j.sentence.sentence.text) is None


def _dealt_out(
    relation: str,
    keys: Mapping[int, tuple[str, ...]],
    subject: int,
    target: int,
    said: Sequence[Statement],
) -> bool:
    """Whether patterns give the subject another object and the object another subject: 甲、乙分别向丙、丁供货."""
    here = [s for s in said if s.type == relation and isinstance(s.object, Entity)]
    mine = {s.object.id for s in here if s.subject.id in keys[subject]}
    its = {s.subject.id for s in here if s.object.id in keys[target]}
    return bool(mine and its) and mine.isdisjoint(keys[target]) and its.isdisjoint(keys[subject])


# What profiles of a company tell clause by clause.
_OF_CLAUSES = frozenset({"SUPPLIES", "COMPETES_WITH"})


# 公司创始人某某, and no rule knows which company: not the one it signed with.
_UNKNOWN_FIRM = expression(rf"(?:[，。；：、“{BAR}])本?公司(?![法章])[^，。；]{{0,12}}$")


def _held_of_another(marked: Marked, pair: PairAt, said: Sequence[Statement]) -> bool:
    """Whether a rule gives the holder named here a share of another that is not said again: 甲收购乙。丙持股30%."""
    holder, before = marked.keys[pair.j], marked.keys[pair.i]
    held = [
        s.object.id
        for s in said
        if s.type == "HOLDS_STAKE_IN"
        and s.subject.id in holder
        and isinstance(s.object, Entity)
        and s.evidence[0].object is None
    ]
    return bool(held) and not any(key in before for key in held)


def _ruled_out(j: Judged, k: int, label: Label, said: Sequence[Statement]) -> str:
    """Why the words, or what patterns say of the sentence, rule out what the network sees in a pair; else nothing."""
    pair, marked = j.pairs[k], j.marked
    if any(is_of_one(label.relation, j.sentence, marked, at) for at in (pair.i, pair.j)):
        return f"{OF_ONE} ({label.relation}, {RULE})"
    if pair.i in marked.earlier:
        why = ruled_out_afar(label.relation, marked.text, pair.j, is_object=label.forward)
        if _UNKNOWN_FIRM.search(marked.text, 0, pair.j):
            why = "it is said of a company that nobody named"
        if label.relation == "HOLDS_STAKE_IN" and _held_of_another(marked, pair, said):
            why = "a rule tells of whom the share is"
        return f"{why} ({label.relation}, {RULE})" if why else ""
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    if why := ruled_out(label.relation, marked.text, s_at, o_at):
        return f"{why} ({label.relation}, {RULE})"
    if "分别" in marked.text and _dealt_out(label.relation, marked.keys, s_at, o_at, said):
        return f"分别 gives each its own ({label.relation}, {RULE})"
    each = "分别" in marked.text
    own = label.relation in MADE or (each and label.relation in ONE_EACH)
    if each and label.relation == "SUPPLIES":
        one, other = (turn_in_list(marked.text, at) for at in (s_at, o_at))
        own = one is not None and other is not None and one[1] == other[1]
    if own and dealt_by_place(marked.text, s_at, o_at):
        return f"each of a list has its own ({label.relation}, {RULE})"
    clause = max(marked.text.rfind(stop, s_at, o_at) for stop in "，；") if s_at < o_at else -1
    mine = {*marked.keys[s_at]}
    if (
        label.relation in _OF_CLAUSES
        and clause >= 0
        and any(
            s.type == label.relation
            and s.evidence[0].subject is None
            and s.object.id in marked.keys[o_at]
            and s.subject.id not in mine
            for s in said
            if isinstance(s.object, Entity)
        )
    ):
        # 甲的竞争对手为乙，客户为丙: the clause goes on about 甲.
        return f"the clause of the object goes on about another ({label.relation}, {RULE})"
    if label.relation in _DONE_BY and clause >= 0:
        acts = _ACTS.match(marked.text, clause + 1, o_at)
        if (
            acts
            and mine.isdisjoint(marked.keys.get(acts.start("who"), ()))
            and not marked.text.startswith("牵头", s_at + 1)
        ):
            # 甲计划开展测试，乙宣布将设立丙: 乙 does.
            return f"the clause of the object has a subject of its own ({label.relation}, {RULE})"
    return ""


# What whoever is named at the head of a clause does, and nobody named in the clause before.
_DONE_BY = frozenset(
    "DEVELOPS SUPPLIES OPERATES USES OPERATES_IN FOUNDED ACQUIRED LISTED_ON PARTNERS_WITH".split()
)
_WHO = char_class(AGENTS)
_ANY = char_class(tuple(TYPE_CHAR), zero=True)
_ACTS = expression(
    rf"(?:而|但|同时|此外|另外|其中|随后|目前|近日|日前|[\ue083])*(?P<who>[{_WHO}])(?:[、和与及][{_WHO}])*"
    rf"(?:则|也|还|已|将|拟|正|并|又|宣布|表示|计划|(?!等)[^，。；的、和与{_ANY}]{{1,6}})"
)


def _has_office(j: Judged, k: int, label: Label, said: Sequence[Statement]) -> bool:
    """Whether the network reads an office in a pair, a pattern states an office of one of the pair, and the other was named before or stands behind somebody else.

    甲总裁乙、丙教授丁参加: 丁 is none of 甲's.
    """
    if label.relation != "HOLDS_POSITION":
        return False
    pair = j.pairs[k]
    both = {*j.marked.keys[pair.i], *j.marked.keys[pair.j]}
    between = j.marked.text[pair.i + 1 : pair.j]
    if pair.i not in j.marked.earlier and TYPE_CHAR["Person"] not in between:
        return False
    return any(s.type == "HOLDS_POSITION" and s.subject.id in both for s in said)


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
    status = _status_of(j, k, label)
    s_span = _span(marked.starts[s_at], marked.ends[s_at])
    o_span = _span(marked.starts[o_at], marked.ends[o_at])
    details = _details_of(draft, j, k, label, s_span, o_span)
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


def _status_of(j: Judged, k: int, label: Label) -> str:
    """The status of what the network reads in a pair: its own guess, and what the words say."""
    pair, marked = j.pairs[k], j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    text, at, until = _said(marked, pair)
    status = _careful(j.statuses[k], _read(text, label.relation, at, until))
    if (
        status == "completed"
        and label.relation in _UNDERTAKINGS
        and _only_planned(_less(text, until))
    ):
        status = "planned"
    if label.relation == "INVESTED_IN" and _INVESTOR.search(marked.text, 0, s_at):
        # 投资方某某: it has invested, whatever is planned beside it.
        return "completed" if status == "planned" else status
    if label.relation == "HOLDS_STAKE_IN" and _HOLDER.search(marked.text, 0, s_at):
        # 拟受让大股东某某持有的……: a holder it is, whatever is sold.
        return "completed" if status == "planned" else status
    if label.relation == "ISSUED" and ON_AGENDA.match(marked.text, o_at + 1):
        return "planned"
    if label.relation == "HOLDS_POSITION":
        return in_office(marked.text, s_at, status, o_at)
    if label.relation == "FOUNDED" and _FOUNDER.search(marked.text, 0, s_at):
        # 创始人某某表示，将建设……: founded it is, whatever is to be built.
        return "completed"
    return status


def _details_of(
    draft: Draft, j: Judged, k: int, label: Label, s_span: Span | None, o_span: Span | None
) -> tuple[Qualifier, ...]:
    """The qualifiers of what the network reads in a pair."""
    ms, pair, marked = j.sentence, j.pairs[k], j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    # What was named before has no place in the sentence: what is said stands around the other.
    first = pair.j if pair.i in marked.earlier else pair.i
    text, at, until = _said(marked, pair)
    place, word = _trigger(text, label.relation, at, until)
    ahead = len(marked.text) - len(text)
    scope = scope_of(ms, marked, first, pair.j + 1, place + ahead if word else first)
    turn = (0, 1)
    if EACH.search(marked.text):
        # 甲和乙持有丙，持股比例依次为90%和10%
        turn = max((_turn(marked.text, at) for at in (o_at, s_at)), key=lambda t: t[1])
    if label.relation == "HOLDS_STAKE_IN" and _EACH_ITS_OWN.search(marked.text, o_at, s_at):
        # 甲为丁第一大股东，持股21%，乙、丙分别持有12%和6%: each has what its own clause says.
        scope, turn = scope_of(ms, marked, s_at, s_at + 1, s_at), _turn(marked.text, s_at)
    details = qualify(label.relation, draft.text, ms.values, scope, o_span, turn)
    if label.relation == "FOUNDED":
        details = tuple(q for q in details if q.name != "stake" or not _of_another(q, marked, s_at))
    if label.relation == "HOLDS_POSITION" and _ONCE_WORKED.search(marked.text, s_at + 1, o_at):
        # 董事长某某曾在甲任职: chairman of another.
        return details
    if label.relation == "HOLDS_POSITION" and s_span:
        office = office_beside(draft.text, o_span, s_span) if o_span else None
        office = office or office_told(draft.text, s_span)
        details += (office,) if office else ()
    return details


_ONCE_WORKED = expression("曾(?:先后|长期)?(?:在|于|任职于|就职于|供职于|效力于)")
# 甲、乙成立丙，乙持股20%: that is no share of 甲's.
_WHO_HOLDS = expression(
    rf"(?P<who>[{char_class(AGENTS)}])(?:则|将|各|合计|拟)?(?:持股|占股|出资|认缴|持有|占)(?:比例)?(?:为|约|达)?$"
)


_ONE_OF_SHARES = expression(
    rf"[两双三四五各]方的?(?:持股|出资|认缴|股权)?(?:比例)?(?:分别|依次)?(?:为|持股)[{VALUE_CHAR['percent']}、和]*$"
)


def _of_another(share: Qualifier, marked: Marked, subject: int) -> bool:
    """Whether somebody else than the subject stands right before his share."""
    if share.span is None or share.span.start not in marked.starts:
        return False
    at = marked.starts.index(share.span.start)
    if _ONE_OF_SHARES.search(marked.text, 0, at + 1):
        # 三方持股比例为54%、18%和18%: whose is which the order of the names tells.
        return True
    who = _WHO_HOLDS.search(marked.text, 0, at)
    return who is not None and set(marked.keys[who.start("who")]).isdisjoint(marked.keys[subject])


# 由甲控股51%、乙持股49%
_EACH_ITS_OWN = expression(rf"{_CLAUSE.pattern}|{VALUE_CHAR['percent']}、")
_LISTED = expression(rf"[{char_class(AGENTS)}](?:(?:[、和与及]|以及)[{char_class(AGENTS)}])*")


def _turn(text: str, at: int) -> tuple[int, int]:
    """The place of the name at `at` in its list, and how many are in the list: (0, 1) where it stands alone."""
    for m in _LISTED.finditer(text):
        if m.start() <= at < m.end():
            names = [k for k in range(m.start(), m.end()) if text[k] in _WHO]
            return names.index(at), len(names)
    return 0, 1


def _careful(guessed: str, read: str) -> str:
    """What is done only if both the network and the words around say so: a plan must never look done.

    >>> _careful("completed", "planned"), _careful("planned", "completed")
    ('planned', 'planned')
    """
    return guessed if read == "completed" else read


_HOLDER = expression("(?<!成为)(?<!变更为)(?<!新增)(?<!引入)(?:控股|第[一二三]大|大)股东$")
_INVESTOR = expression(
    rf"(?<![引入新])(?:投资方|投资人|投资机构|老股东)(?:包括|还有|有|为|是)?(?:[{char_class(AGENTS)}](?:[、和与及]|以及))*$"
)
# 甲、乙领投，公司拟于年内申报科创板: another plan.
_ANOTHER_PLAN = expression(
    r"(?:拟|计划|将|考虑|有望)[^，。；]{0,14}(?:上市|申报|IPO|递表|挂牌|投产|量产|推出|发布|扩建|扩产|研发|招聘|用于|担任|出任|任(?!何))"
)


def _less(text: str, end: int) -> str:
    """A marked sentence without what its later clauses plan to do with what was got; `end` is the later of two names."""
    stop = _CLAUSE.search(text, end)
    at = stop.start() if stop else len(text)
    return text[:at] + _ANOTHER_PLAN.sub("", text[at:])


_FOUNDER = expression(r"创(?:始人|办[人者])[^，。；]{0,12}$")
_UNDERTAKINGS = frozenset(
    ("INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "FOUNDED", "LISTED_ON", "OPERATES")
)
_PLANS = expression(
    r"拟|计划|筹划|择机|有意|洽谈|谈判|意向|预案|尚未|有望|或将|(?:^|[，。；：])将|目标是?瞄准|考虑"
)
_DONE = expression(r"已(?!有)|完成|交割|落地|过户|生效|[购资股持得立市]了")


def _only_planned(text: str) -> bool:
    """Whether a sentence speaks of plans and of nothing done: then no deal in it is done.

    >>> _only_planned("甲计划收购乙"), _only_planned("甲去年计划收购乙，今年已完成")
    (True, False)
    """
    return _PLANS.search(text) is not None and _DONE.search(text) is None


def _said(marked: Marked, pair: PairAt) -> tuple[str, int, int]:
    """The marked sentence without what was named before, and where the pair stands in it.

    In the place of a name from before stands the beginning of the clause of the other.
    """
    ahead = max(marked.earlier) + 2 if marked.earlier else 0
    text, i, j = marked.text[ahead:], pair.i - ahead, pair.j - ahead
    if i < 0:
        i = max((m.end() for m in _CLAUSE.finditer(text, 0, j)), default=0) - 1
    return text, i, j


def _read(text: str, relation: str, i: int, j: int) -> str:
    """The status that the words around the likeliest trigger of the relation give.

    >>> firm = TYPE_CHAR["Company"]
    >>> text = f"{firm}并未接受外资入股，A轮由{firm}参投"
    >>> _read(text, "INVESTED_IN", 0, text.rindex(firm))
    'completed'
    """
    at, word = _trigger(text, relation, i, j)
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    stop = text.find("。", at)
    after = text[at + len(word) : stop if stop >= 0 else len(text)]
    return read_status(relation, text[clause:at], word, after, text[:clause])


def _trigger(text: str, relation: str, i: int, j: int) -> tuple[int, str]:
    """Where the word that most likely states the relation stands: between, behind, before, or nowhere."""
    words = _triggers().get(relation)
    if words is not None:
        stop = _CLAUSE.search(text, j)
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, max(i, 0))), default=0)
        between, behind = (i + 1, j), (j + 1, stop.start() if stop else len(text))
        if turn := _TURNS.search(text, i + 1, j):
            # 上市传闻虽被否认，但已向某交易所递表: what was denied is another.
            between = (turn.end(), j)
        first = (behind, between) if _BY_WHOM.search(text, i + 1, j) else (between, behind)
        parts = (*first, (start, max(i, 0)))
        if _TOLD_BEFORE.fullmatch(text, i + 1, j):
            # 正冲刺某交易所的甲完成融资
            parts = (between, (start, max(i, 0)), behind)
        for a, b in parts:
            if m := words.search(text, a, b):
                return m.start(), m.group()
    return j, ""


_TURNS = expression("[，；](?:但|不过|然而|却|而是|而改|转而)")
_TOLD_BEFORE = expression("[^，。；]{0,4}的[^，。；]{0,6}")
# 并未接受外资入股，A轮由甲、乙参投: the verb stands behind them.
_BY_WHOM = expression(
    rf"，[^，。；{char_class(AGENTS)}]*由(?:[{char_class(AGENTS)}](?:[、和与及]|以及))*$"
)


@cache
def _triggers() -> Mapping[str, re.Pattern[str]]:
    """For each relation the words that its patterns hang on, longest first."""
    words: dict[str, set[str]] = {}
    for pattern in load_patterns():
        for relation in pattern.relations:
            words.setdefault(relation, set()).update(w for w in pattern.triggers if len(w) > 1)
    return {
        relation: expression("|".join(map(re.escape, sorted(found, key=lambda w: (-len(w), w)))))
        for relation, found in words.items()
        if found
    }


def _span(start: int, end: int) -> Span | None:
    """Where a mention stands; an unsaid one stands nowhere."""
    return Span(start=start, end=end) if end > start else None
