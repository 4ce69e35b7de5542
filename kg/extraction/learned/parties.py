"""Whom else an article tells something of: what the network states of the wrong party is not stated."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.relations import RULE
from kg.extraction.linking import ORGANISATIONS
from kg.model import Reject, Sentence, Statement

_Part = tuple[int, str, str, str]
_Done = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who does what by what the whole article says, against which each statement is held.

    `below` is what is put into subsidiaries, `doers` and `named` are who invests or holds office by name, `founded` what
    each founder set up, `members` who is of which group; `advisers` take a fee for a round; `houses` are subsidiaries with their parents.
    """

    below: Set[_Part]
    doers: Set[_Done]
    named: Mapping[tuple[str, str, str], Sequence[Statement]]
    founded: Mapping[str, Set[str]]
    members: Set[frozenset[str]]
    advisers: Set[str]
    houses: Set[tuple[str, str]]
    draft: Draft

    @classmethod
    def of(cls, draft: Draft, results: Sequence[Statement | Reject]) -> "Parties":
        """The parties of an article, from its reading and all that patterns and the network state of it."""
        stated = [r for r in results if isinstance(r, Statement)]
        return cls(
            below=_of_their_parts(stated),
            doers=_named_doers(stated),
            named=_by_name(stated),
            founded=_founded(stated),
            members={_ends(s) for s in stated if s.type == "MEMBER_OF" and s.status not in _NOT},
            advisers=_advisers(draft),
            houses={_pair(s) for s in stated if s.type == "SUBSIDIARY_OF" and s.status not in _NOT},
            draft=draft,
        )

    def why_not(self, stmt: Statement) -> str:
        """Why the article tells a statement of somebody else, or an empty text where nothing speaks against it."""
        if _is_of_part(stmt, self.below):
            return "told of its subsidiary too, of which the text speaks"
        if _is_done_by_others(stmt, self.doers) and not _agrees(stmt, self.named):
            return "the sentence names others who do so"
        if _is_of_farther(self.draft, stmt):
            return "其 is of the house that the sentence before speaks of"
        if _is_of_raising_part(self.draft, stmt, self.houses):
            return "the subsidiary of which the sentence before speaks takes the money"
        if _is_of_adviser(stmt, self.advisers):
            return "one of the two advises on the round"
        if _is_of_founder(stmt, self.founded):
            return "it founded what is meant, and is not founded itself"
        if stmt.type == "COMPETES_WITH" and _ends(stmt) in self.members:
            return "it is of that group, and does not compete with it"
        return ""


# 甲退出了联盟，与联盟竞争
_NOT = frozenset({"denied", "cancelled"})


def _ends(stmt: Statement) -> frozenset[str]:
    return frozenset({stmt.subject.id, stmt.object.id})


def _of_their_parts(stated: Sequence[Statement]) -> set[_Part]:
    """What a sentence states of the subsidiaries of houses: where it is stated, what, of whom, and of which house the part is."""
    house = {s.subject.id: s.object.id for s in stated if s.type == "SUBSIDIARY_OF"}
    return {
        (s.evidence[0].sentence.start, s.type, s.subject.id, house[s.object.id])
        for s in stated
        if s.type in _PUT_IN and s.object.id in house
    }


_PUT_IN = frozenset({"INVESTED_IN", "ACQUIRED"})


def _named_doers(stated: Sequence[Statement]) -> set[_Done]:
    """The sentences that name who invests or holds office, by their starts, with the relation and in whom or where."""
    return {
        (s.evidence[0].sentence.start, s.type, s.object.id)
        for s in stated
        if s.type in _BY_NAME and s.evidence[0].subject
    }


_BY_NAME = frozenset({"INVESTED_IN", "ACQUIRED", "HOLDS_POSITION"})


def _by_name(stated: Sequence[Statement]) -> dict[tuple[str, str, str], list[Statement]]:
    """What is stated of those whom the sentence names, by relation, subject and object."""
    told: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in stated:
        if s.type in _BY_NAME and s.evidence[0].subject:
            told[s.type, s.subject.id, s.object.id].append(s)
    return told


# 其创始人某某: of whom the sentence before speaks first.
_ITS_PEOPLE = expression("其(?:联合|共同)?(?:创始人|创办人|董事长|总裁|首席|CEO|负责人|掌门人)")


def _is_of_farther(draft: Draft, stmt: Statement) -> bool:
    """Whether the network ties 其创始人 to a house that stands farther back than the sentence before, which begins with another.

    甲收购了乙。其创始人: may be of 乙.
    """
    e = stmt.evidence[0]
    if stmt.type not in _HEADS or e.rule != RULE or e.object or not _ITS_PEOPLE.match(e.text):
        return False
    before = _sentence_before(draft, e.sentence.start)
    if before is None:
        return False
    houses = {c.start: key for c, key in draft.named_in(before.span) if c.type in ORGANISATIONS}
    return before.span.start in houses and stmt.object.id not in houses.values()


def _sentence_before(draft: Draft, start: int) -> Sentence | None:
    """The sentence that ends right before the one that starts there."""
    return next((x for x in draft.sentences if 0 <= start - x.span.end <= 1), None)


_HEADS = frozenset({"FOUNDED", "HOLDS_POSITION"})


# 子公司乙将引入外部投资者
_RAISES_MONEY = expression(
    "(?:将|拟|计划|已|正|近日|正式|宣布|成功|同步)*(?:引入|引进|启动|完成|获得?|开启|筹划)[^，。；]{0,12}(?:投资者|战投|投资方|融资|增资|轮投资)"
)


def _pair(stmt: Statement) -> tuple[str, str]:
    return stmt.subject.id, stmt.object.id


def _is_of_raising_part(draft: Draft, stmt: Statement, houses: Set[tuple[str, str]]) -> bool:
    """Whether money is put into one not said again, the parent of whom the sentence before tells to raise it."""
    e = stmt.evidence[0]
    if stmt.type not in _PUT_IN or e.rule != RULE or e.object:
        return False
    before = _sentence_before(draft, e.sentence.start)
    return before is not None and any(
        (key, stmt.object.id) in houses and _RAISES_MONEY.match(draft.text, c.end)
        for c, key in draft.named_in(before.span)
    )


# 某资本仍担任本轮财务顾问
_ADVISES = expression(
    "(?:将|已|继续|共同|联合)*(?:担任|出任|作为|为)[^，。；]{0,12}(?:财务|融资|独家)[^，。；]{0,4}顾问"
)


def _advisers(draft: Draft) -> frozenset[str]:
    """The entities that the article tells to advise on a round or a deal."""
    if "顾问" not in draft.text:
        return frozenset()
    return frozenset(
        key
        for c, key in zip(draft.mentions, draft.linked, strict=True)
        if _ADVISES.match(draft.text, c.end)
    )


def _is_of_adviser(stmt: Statement, advisers: Set[str]) -> bool:
    """Whether the network sees an investment of or in somebody who takes a fee for it."""
    ends = {stmt.subject.id, stmt.object.id}
    return stmt.type == "INVESTED_IN" and stmt.evidence[0].rule == RULE and bool(ends & advisers)


def _founded(stated: Sequence[Statement]) -> dict[str, set[str]]:
    """What each founder is told to have founded."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for s in stated:
        if s.type == "FOUNDED":
            told[s.subject.id].add(s.object.id)
    return told


def _is_of_founder(stmt: Statement, founded: Mapping[str, Set[str]]) -> bool:
    """Whether the network takes who set a firm up for the firm that is meant: 甲成立了乙。丙、丁将共同成立合资企业: 乙, not 甲."""
    e = stmt.evidence[0]
    if stmt.type != "FOUNDED" or e.rule != RULE:
        return False
    if e.subject is None and stmt.subject.type in ORGANISATIONS and _THEY.search(e.text):
        return True
    if e.object is not None:
        return False
    if _VENTURE.search(e.text) is None:
        return False
    return not founded.get(stmt.object.id, set()).isdisjoint(founded.get(stmt.subject.id, set()))


# 他们曾共同创立丙: people, and no firm named before.
_THEY = expression(
    "(?:他们|她们|二人|两人|三人|四人|夫妇|夫妻)[^。；]{0,14}(?:创立|创办|创建|成立)"
)
_VENTURE = expression("(?:合资|合营|新)(?:企业|公司)")


def _agrees(stmt: Statement, named: Mapping[tuple[str, str, str], Sequence[Statement]]) -> bool:
    """Whether it may be the same event as one told by name: no other round, day or status, and so no more than its sums."""
    return any(
        s.status == stmt.status
        and all(
            None in {s.qualifier(q), stmt.qualifier(q)} or s.qualifier(q) == stmt.qualifier(q)
            for q in ("round", "date", "title")
        )
        for s in named.get((stmt.type, stmt.subject.id, stmt.object.id), ())
    )


def _is_done_by_others(stmt: Statement, doers: Set[_Done]) -> bool:
    """Whether the network states of somebody named before what a sentence tells of others, by their names.

    甲领投B轮融资。去年乙投资A轮: not 甲 too. 甲出任董事长。乙辞任董事长在意料之中: nor does 甲 leave.
    """
    e = stmt.evidence[0]
    at = e.sentence.start, stmt.type, stmt.object.id
    both = _WITH_IT.search(e.text) is not None
    return e.rule == RULE and e.subject is None and at in doers and not both


# 其与乙先后入股丙: both do.
_WITH_IT = expression(
    "(?:其|它|该公司|该机构|公司|该基金)(?:还|也|已)?(?:与|和|同|联合|携手)|共同|一道|一同"
)


def _is_of_part(stmt: Statement, below: Set[_Part]) -> bool:
    """Whether the network puts into a house, unsaid in the sentence, what is put into its subsidiary: 控股子公司乙引入投资者。丙参与认购。"""
    e = stmt.evidence[0]
    at = e.sentence.start, stmt.type, stmt.subject.id, stmt.object.id
    return e.rule == RULE and e.object is None and at in below
