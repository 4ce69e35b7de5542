"""Which persons of one name are one: those whose employers agree.

A name alone makes nobody: thousands are called 王伟. Every article has a person of its own; persons of one name
are one when a person judged so, when they share an identifier, or when they share an employer. Who has no
known employer joins the others of the name only if these are one person; two known employers are two persons,
until somebody decides otherwise.

Persons of one name of whom the same is known are told apart by nothing: they are decided on together, however
many they are (docs/adr/0014).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identity.names import name_key
from kg.identity.records import Doubt, EntityRecord, Resolution, Settlement, Verdicts

_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """One person whom somebody judged, or all others of one name of whom the same is known.

    `first` is the id of the one whose name would stand for them, named `mentions` times; `several` says that
    there are more of them. `codes` are their strong identifiers, `employers` ids of organisations.
    """

    first: str
    name: str
    codes: tuple[tuple[str, str], ...] = ()
    employers: tuple[str, ...] = ()
    curated: bool = False
    mentions: int = 0
    several: bool = False

    @property
    def placed(self) -> bool:
        """Whether anything but the name is known of them."""
        return bool(self.codes or self.employers)

    @property
    def shared(self) -> str | None:
        """What makes several of them one; None when it is the name alone."""
        if self.codes:
            key, value = min(self.codes)
            return f"same {key} {value}"
        return f"same employer, {self.name}" if self.employers else None


def persons_together(
    persons: Sequence[EntityRecord], verdicts: Verdicts, standing: Mapping[str, str]
) -> Settlement:
    """The resolution of all `persons`; `standing` gives canonical ids of organisations.

    >>> here = EntityRecord(id="1", type="Person", name="王伟", employers=("云岭",))
    >>> there = EntityRecord(id="2", type="Person", name="王伟", employers=("蓝湾",))
    >>> len(set(persons_together([here, there], Verdicts(), {}).resolutions.values()))
    2
    """
    judged = verdicts.decided
    members: dict[object, list[EntityRecord]] = defaultdict(list)
    for r in persons:
        known = r.name, r.strong, frozenset(r.employers), r.curated
        members[r.id if r.id in judged else known].append(r)
    groups = {g.first: (g, who) for g, who in map(_gathered, members.values())}
    found = settle_namesakes((g for g, _ in groups.values()), verdicts, standing)
    resolutions = {
        i: found[first] or Resolution(canonical_id=i, reason="only one")
        for first, (_, who) in groups.items()
        for i in who
    }
    canonical = {i: r.canonical_id for i, r in resolutions.items()}
    doubts = namesake_doubts(((name_key(r.name), r.id, canonical[r.id]) for r in persons), verdicts)
    return Settlement(resolutions=resolutions, doubts=tuple(doubts))


def _gathered(alike: Sequence[EntityRecord]) -> tuple[Namesakes, list[str]]:
    first = min(alike, key=lambda r: (-r.mentions, r.id))
    group = Namesakes(
        first=first.id,
        name=first.name,
        codes=tuple(sorted(first.strong)),
        employers=tuple(sorted(first.employers)),
        curated=first.curated,
        mentions=first.mentions,
        several=len(alike) > 1,
    )
    return group, [r.id for r in alike]


def settle_namesakes(
    found: Iterable[Namesakes],
    verdicts: Verdicts,
    standing: Mapping[str, str],
    divided: Collection[str] = (),
) -> dict[str, Resolution | None]:
    """The resolution of each by its `first`; None where several have but the name and each stands alone.

    Args:
        found: whoever may be one with another of them.
        verdicts: what persons decided; whom they decided on stands for nobody else in `found`.
        standing: canonical ids of organisations; one that is missing stands for itself.
        divided: folded names that are also borne by somebody with an employer who is not in `found`.
    """
    groups: dict[str, list[Namesakes]] = defaultdict(list)
    for n in sorted(found, key=lambda n: n.first):
        groups[name_key(n.name)].append(n)
    sets = _Sets([n for group in groups.values() for n in group], verdicts)
    sets.join_all(((a, b, "judged the same") for a, b in verdicts.same))
    for key, group in groups.items():
        sets.join_all(_agreeing(group, standing))
        placed = {sets.root[n.first] for n in group if n.placed}
        if len(placed) + (key in divided) <= 1:
            sets.join_all(_by_name(group))
    return sets.resolutions()


class _Sets:
    """Disjoint sets of namesakes; what a person told apart never joins."""

    def __init__(self, found: Iterable[Namesakes], verdicts: Verdicts) -> None:
        self.members = {n.first: [n] for n in found}
        self.root = {i: i for i in self.members}
        self._verdicts = verdicts
        self._reasons = {
            n.first: n.shared for (n,) in self.members.values() if n.several and n.shared
        }

    def join_all(self, links: Iterable[tuple[str, str, str]]) -> None:
        for first, second, reason in links:
            if first in self.root and second in self.root:
                self._join(first, second, reason)

    def _join(self, first: str, second: str, reason: str) -> None:
        if first == second:
            self._reasons.setdefault(first, reason)
            return
        # The larger set takes the smaller in; a tie goes to the smaller id.
        one, other = sorted(
            (self.root[first], self.root[second]), key=lambda i: (-len(self.members[i]), i)
        )
        if one == other or self._told_apart(one, other):
            return
        self._reasons.setdefault(first, reason)
        self._reasons.setdefault(second, reason)
        for member in self.members.pop(other):
            self.root[member.first] = one
            self.members[one].append(member)

    def _told_apart(self, one: str, other: str) -> bool:
        if not self._verdicts.different:
            return False
        return any(
            self._verdicts.apart(a.first, b.first)
            for a in self.members[one]
            for b in self.members[other]
        )

    def resolutions(self) -> dict[str, Resolution | None]:
        found: dict[str, Resolution | None] = {}
        for group in self.members.values():
            official = min(group, key=lambda n: (not n.curated, -n.mentions, n.name, n.first)).first
            for n in group:
                if len(group) == 1 and not n.several:
                    found[n.first] = Resolution(canonical_id=official, reason="only one")
                elif reason := self._reasons.get(n.first):
                    found[n.first] = Resolution(canonical_id=official, reason=reason)
                else:
                    found[n.first] = None
        return found


def _agreeing(
    group: Sequence[Namesakes], standing: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Links between namesakes who share an identifier or an employer."""
    holder: dict[tuple[str, str], str] = {}
    for n in group:
        ties = [((key, value), f"same {key} {value}") for key, value in sorted(n.codes)]
        for employer in sorted({standing.get(e, e) for e in n.employers}):
            ties.append((("", employer), f"same employer, {n.name}"))
        for tie, why in ties:
            if (other := holder.setdefault(tie, n.first)) != n.first:
                yield other, n.first, why


def _by_name(group: Sequence[Namesakes]) -> Iterator[tuple[str, str, str]]:
    """Links of those of whom only the name is known with the one person that bears it."""
    head = next((n for n in group if n.placed), group[0])
    for n in group:
        # Several of whom only the name is known are one by the same right: a link with themselves.
        if n is not head or (n.several and not n.placed):
            yield head.first, n.first, f"same name {n.name}, no other employer"


def namesake_doubts(persons: Iterable[tuple[str, str, str]], verdicts: Verdicts) -> Iterator[Doubt]:
    """The persons of one name who stayed apart, each beside the next few.

    Args:
        persons: folded name, id and canonical id of every person.
        verdicts: what persons decided; pairs that somebody has looked at are left out.
    """
    heads: dict[str, str] = {}
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, person, canonical in persons:
        heads[canonical] = min(person, heads.get(canonical, person))
        bearers[key].add(canonical)
    for key in sorted(bearers):
        ordered = sorted(heads[c] for c in bearers[key])
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + _FEW]:
                if not verdicts.asked(one, other):
                    yield Doubt(
                        first=one,
                        second=other,
                        probability=0.3,
                        reason="same name, other employers",
                    )
