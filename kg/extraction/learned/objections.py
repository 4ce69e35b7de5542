"""Why what the network of relations reads in a pair of names is not stated."""

from collections.abc import Mapping, Sequence

from kg.expressions import expression
from kg.extraction.learned.relations import (
    RULE,
    Judged,
    Label,
    PairAt,
)
from kg.extraction.marking import AGENTS, BAR, SIGN_TYPE, TYPE_CHAR, Marked, char_class
from kg.extraction.relations import MADE, OF_ONE, ONE_EACH, is_of_one
from kg.extraction.topics.anaphors import RULES, of_others
from kg.extraction.topics.memory import NEW_ONES
from kg.extraction.vetoes import dealt_by_place, ruled_out, ruled_out_afar, turn_in_list
from kg.model import Entity, Statement


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


# What one of these does, or somebody asks for or expects, is no aim of a policy that only a sentence before names: on passages
# held out five such statements of 28 were right.
_OF_OTHERS = expression(
    rf"[{char_class(('Company', 'Fund', 'Person'), zero=True)}]|建议|呼吁|研报|券商|分析师|认为"
)
# 苹果召开发布会。新品搭载A18芯片: what rules know to be the product named last does not stand before the sentence.
_NEW_ONE = expression("|".join(sorted(NEW_ONES, key=lambda word: (-len(word), word))))
_RULE = expression("|".join(sorted(RULES, key=lambda word: (-len(word), word))))


def _aims_of_others(text: str, j: Judged, pair: PairAt) -> bool:
    """Whether a sentence tells what others than the policy named before aim at: 比亚迪计划对固态电池投资."""
    marked, start = j.marked, j.sentence.sentence.span.start
    if _OF_OTHERS.search(marked.text, max(marked.earlier) + 2, pair.j):
        return True
    # 美国宣布限制措施。措施针对光刻机: not the 《若干措施》 named before.
    rule = _RULE.match(text, start)
    return rule is not None and of_others(text, max(0, start - 60), start, rule.group())


# Who is only named before does not do these where the clause says who does: on passages held out three such statements of 13
# were right.
_OWN_DEEDS = frozenset({"ACQUIRED", "PARTNERS_WITH", "REDUCED_STAKE_IN"})


def _named_here(marked: Marked, kind: str) -> bool:
    """Whether the sentence itself names something of a type, beside what stands before it."""
    return any(
        at not in marked.earlier and SIGN_TYPE[marked.text[at]] == kind for at in marked.keys
    )


def _acts_here(marked: Marked, pair: PairAt) -> bool:
    """Whether the clause of the object begins with somebody else who acts: 目前公司正与某某洽谈."""
    start = max(
        max(marked.text.rfind(stop, 0, pair.j) for stop in "，；。：") + 1, max(marked.earlier) + 1
    )
    first = next((at for at in sorted(marked.keys) if start <= at < pair.j), None)
    return first is not None and not set(marked.keys[first]) & set(marked.keys[pair.i])


def why_not(text: str, j: Judged, k: int, label: Label, said: Sequence[Statement]) -> str:
    """Why the words, or what patterns say of the sentence, rule out what the network sees in a pair; else nothing.

    Args:
        text: the article.
        j: a sentence of it.
        k: which of its pairs.
        label: what the network sees in it.
        said: what patterns state of the sentence.
    """
    pair, marked = j.pairs[k], j.marked
    if any(is_of_one(label.relation, j.sentence, marked, at) for at in (pair.i, pair.j)):
        return f"{OF_ONE} ({label.relation}, {RULE})"
    if pair.i in marked.earlier:
        far = SIGN_TYPE[marked.text[pair.i]]
        why = ruled_out_afar(label.relation, marked.text, pair.j, is_object=label.forward, far=far)
        if _UNKNOWN_FIRM.search(marked.text, 0, pair.j):
            why = "it is said of a company that nobody named"
        if label.relation == "TARGETS" and label.forward and _aims_of_others(text, j, pair):
            why = "others aim at it, and not the policy named before"
        if far == "Product" and _NEW_ONE.match(text, j.sentence.sentence.span.start):
            why = "the new one that it speaks of is another"
        if label.relation == "LISTED_ON" and far == "Organization" and _named_here(marked, far):
            why = "the sentence names an exchange of its own"
        if label.relation in _OWN_DEEDS and label.forward and _acts_here(marked, pair):
            why = "the clause has a subject of its own"
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


def has_office(j: Judged, k: int, label: Label, said: Sequence[Statement]) -> bool:
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
