"""Which persons of one name are one: those whose employers agree.

A name alone makes nobody: thousands are called 王伟. Every article has a person of its own; persons of one name
are one when a person judged so, when they share an identifier, or when they share an employer. Who has no
known employer joins the others of the name only if these are one person; two known employers are two persons,
until somebody decides otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.identity.names import name_key
from kg.identity.records import Doubt, EntityRecord, Resolution, Settlement, Verdicts

_FEW = 3


def persons_together(
    persons: Sequence[EntityRecord], verdicts: Verdicts, standing: Mapping[str, str]
) -> Settlement:
    """The resolution of all `persons`; `standing` gives canonical ids of organisations.

    >>> here = EntityRecord(id="1", type="Person", name="王伟", employers=("云岭",))
    >>> there = EntityRecord(id="2", type="Person", name="王伟", employers=("蓝湾",))
    >>> len(set(persons_together([here, there], Verdicts(), {}).resolutions.values()))
    2
    """
    if not persons:
        return Settlement(resolutions={}, doubts=())
    groups: dict[str, list[EntityRecord]] = defaultdict(list)
    for r in sorted(persons, key=lambda r: r.id):
        groups[name_key(r.name)].append(r)
    sets = _Sets(persons, verdicts)
    sets.join_all(((a, b, "judged the same") for a, b in verdicts.same))
    doubts: list[Doubt] = []
    for group in groups.values():
        sets.join_all(_agreeing(group, standing))
        sets.join_all(_without_employer(group, sets))
    for group in groups.values():
        doubts += _doubts(group, sets, verdicts)
    return Settlement(resolutions=sets.resolutions(), doubts=tuple(doubts))


class _Sets:
    """Disjoint sets of persons; what a person told apart never joins."""

    def __init__(self, persons: Iterable[EntityRecord], verdicts: Verdicts) -> None:
        self.members = {r.id: [r] for r in persons}
        self.root = {i: i for i in self.members}
        self._verdicts = verdicts
        self._reasons: dict[str, str] = {}

    def join_all(self, links: Iterable[tuple[str, str, str]]) -> None:
        for first, second, reason in links:
            if first in self.root and second in self.root:
                self._join(first, second, reason)

    def _join(self, first: str, second: str, reason: str) -> None:
        # The larger set takes the smaller in; a tie goes to the smaller id.
        one, other = sorted(
            (self.root[first], self.root[second]), key=lambda i: (-len(self.members[i]), i)
        )
        if one == other or self._told_apart(one, other):
            return
        self._reasons.setdefault(first, reason)
        self._reasons.setdefault(second, reason)
        for member in self.members.pop(other):
            self.root[member.id] = one
            self.members[one].append(member)

    def _told_apart(self, one: str, other: str) -> bool:
        if not self._verdicts.different:
            return False
        return any(
            self._verdicts.apart(a.id, b.id) for a in self.members[one] for b in self.members[other]
        )

    def resolutions(self) -> dict[str, Resolution]:
        found: dict[str, Resolution] = {}
        for group in self.members.values():
            official = min(group, key=lambda r: (not r.curated, -r.mentions, r.name, r.id)).id
            for r in group:
                reason = self._reasons[r.id] if len(group) > 1 else "only one"
                found[r.id] = Resolution(canonical_id=official, reason=reason)
        return found


def _agreeing(
    group: Sequence[EntityRecord], standing: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Links between persons who share an identifier or an employer."""
    first: dict[tuple[str, str], str] = {}
    for r in group:
        for key, value in sorted(r.strong):
            yield first.setdefault((key, value), r.id), r.id, f"same {key} {value}"
        for employer in sorted({standing.get(e, e) for e in r.employers}):
            yield first.setdefault(("", employer), r.id), r.id, f"same employer, {r.name}"


def _without_employer(group: Sequence[EntityRecord], sets: _Sets) -> Iterator[tuple[str, str, str]]:
    """Links of those with no known employer, if all the others of the name are one person."""
    employed = [r for r in group if r.employers or r.strong]
    if len({sets.root[r.id] for r in employed}) > 1:
        return
    head = (employed or group)[0]
    for r in group:
        if r is not head:
            yield head.id, r.id, f"same name {r.name}, no other employer"


def _doubts(group: Sequence[EntityRecord], sets: _Sets, verdicts: Verdicts) -> Iterator[Doubt]:
    """The sets of one name, each beside the next few."""
    heads = sorted({min(m.id for m in sets.members[sets.root[r.id]]) for r in group})
    for n, one in enumerate(heads):
        for other in heads[n + 1 : n + 1 + _FEW]:
            if not verdicts.asked(one, other):
                yield Doubt(
                    first=one, second=other, probability=0.3, reason="same name, other employers"
                )
