"""Which entities of different articles are one thing: a pure function of the entities.

Entities are one when (a) a person judged so; (b) type and name are the same, spelling aside; (c) they carry the
same strong identifier, such as a stock code; (d) one's name is the other's without its legal form, and leads to
no third; (e) one's name is an alias of the other inside the other's own article, and leads to no third; (f) the
parts of their names speak for it (`kg.identity.scoring`), and the shorter fits no third.

The guards keep apart: what a person told apart, phases of a fund, two registered names, group and member, parent
and subsidiary (two that a statement links), two that one article tells apart, conflicting identifiers.
Persons are another matter: see `kg.identity.persons`.

Merging is recorded, never done: every entity keeps its id and gets a canonical id with the reason. Entities
that share no key never influence each other, so that any part closed under `kg.identity.blocking` may be
resolved alone, with the same result.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from kg.identity.blocking import MANY, SCORED, block_keys
from kg.identity.guards import distinct_names, generic
from kg.identity.names import has_legal_form, name_key, without_legal_form
from kg.identity.persons import persons_together
from kg.identity.records import (
    STRONG_IDENTIFIERS,
    Doubt,
    EntityRecord,
    Resolution,
    Settlement,
    Verdicts,
)
from kg.identity.scoring import DOUBTFUL, SURE, probability, score

__all__ = ["Doubt", "EntityRecord", "Resolution", "Settlement", "Verdicts", "resolve", "settle"]

# Types with registered or formal names, where the longest name is the official one.
_FORMAL = {
    "Association",
    "Company",
    "Event",
    "Facility",
    "Fund",
    "GovernmentBody",
    "Organization",
    "Policy",
    "Report",
    "ResearchInstitution",
}
NO_VERDICTS = Verdicts()
_CONTRADICTION = 0.1
_FEW = 3
_RELATIVE = "may be a relative"
_Link = tuple[float, str, str, str]
"""A proposal that two entities are one: rank (the strongest first), two ids, reason."""
Together = Callable[[EntityRecord, EntityRecord], bool]
"""Whether one article names both entities."""


def resolve(
    entities: Sequence[EntityRecord], verdicts: Verdicts = NO_VERDICTS
) -> Mapping[str, Resolution]:
    """The resolution of every entity by its id; the order of `entities` does not matter.

    >>> short = EntityRecord(id="1", type="Company", name="云岭数据", articles=("a",))
    >>> full = EntityRecord(
    ...     id="2", type="Company", name="云岭数据科技", aliases=("云岭数据",), articles=("b",)
    ... )
    >>> resolve([short, full])["1"]
    Resolution(canonical_id='2', reason='alias 云岭数据')
    """
    return settle(entities, verdicts).resolutions


def settle(
    entities: Iterable[EntityRecord],
    verdicts: Verdicts = NO_VERDICTS,
    *,
    crowded: Collection[tuple[str, str]] | None = None,
    employers: Mapping[str, str] | None = None,
    together: Together | None = None,
) -> Settlement:
    """The resolution of every entity, and the pairs that a person should look at.

    Args:
        entities: what is to be resolved; one entity is given once.
        verdicts: what persons decided.
        crowded: keys (type, key) of too many entities to mean anything; counted here unless given.
        employers: canonical ids of organisations that are not among `entities`.
        together: whether one article names both; asked only where nothing else keeps two apart, and
            worked out from their `articles` unless given.
    """
    records = {r.id: r for r in sorted(entities, key=lambda r: r.id)}
    things = {i: r for i, r in records.items() if r.type != "Person"}
    clusters = _Clusters(things, verdicts, together or _share_an_article)
    clusters.accept(_judged(things, verdicts), guarded=False)
    for propose in (_same_names, _same_identifiers):
        clusters.accept(propose(things.values()), guarded=False)
    names = _Names(things, crowded)
    while clusters.accept((*names.leading(clusters), *names.scored(clusters)), guarded=True):
        pass
    resolutions = {i: clusters.resolution(i) for i in things}
    doubts = [*names.doubts(clusters)]
    standing = {**(employers or {}), **{i: r.canonical_id for i, r in resolutions.items()}}
    persons = persons_together(
        [r for r in records.values() if r.type == "Person"], verdicts, standing
    )
    return Settlement(
        resolutions={**resolutions, **persons.resolutions},
        doubts=tuple(sorted({*doubts, *persons.doubts})),
    )


class _Clusters:
    """Disjoint sets of entity ids, with the reason of each entity's first link."""

    def __init__(
        self, records: Mapping[str, EntityRecord], verdicts: Verdicts, together: Together
    ) -> None:
        self.records, self.verdicts, self.together = records, verdicts, together
        self.members: dict[str, list[str]] = {i: [i] for i in records}
        self.root: dict[str, str] = {i: i for i in records}
        self.reasons: dict[str, str] = {}
        self._canonical: dict[str, str] = {}

    def accept(self, links: Iterable[_Link], *, guarded: bool) -> int:
        """Join what the links propose, strongest first; how many joined two sets."""
        joined = 0
        for rank, first, second, reason in sorted(links):
            one, other = self.root[first], self.root[second]
            if one == other or self._told_apart(one, other):
                continue
            if guarded and self._apart(one, other, scored=rank >= _SCORED_RANK):
                continue
            self._join(one, other)
            self.reasons.setdefault(first, reason)
            self.reasons.setdefault(second, reason)
            joined += 1
        return joined

    def _join(self, one: str, other: str) -> None:
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for member in self.members.pop(other):
            self.root[member] = one
            self.members[one].append(member)

    def _told_apart(self, one: str, other: str) -> bool:
        if not self.verdicts.different:
            return False
        return any(
            self.verdicts.apart(a, b) for a in self.members[one] for b in self.members[other]
        )

    def _apart(self, one: str, other: str, *, scored: bool) -> bool:
        ours = [self.records[i] for i in self.members[one]]
        theirs = [self.records[i] for i in self.members[other]]
        pairs = [(a, b) for a in ours for b in theirs]
        if scored and any(_contradict(a, b) for a, b in pairs):
            return True
        return any(distinct(a, b, self.together) for a, b in pairs)

    def resolution(self, entity_id: str) -> Resolution:
        root = self.root[entity_id]
        if root not in self._canonical:
            group = [self.records[i] for i in self.members[root]]
            self._canonical[root] = min(group, key=_official_first).id
        canonical = self._canonical[root]
        alone = len(self.members[root]) == 1
        reason = "only one" if alone else self.reasons[entity_id]
        return Resolution(canonical_id=canonical, reason=reason)


_JUDGED_RANK, _NAME_RANK, _CODE_RANK, _FORM_RANK, _ALIAS_RANK, _SCORED_RANK = range(6)


def _judged(records: Mapping[str, EntityRecord], verdicts: Verdicts) -> Iterator[_Link]:
    for first, second in verdicts.same:
        if first in records and second in records:
            yield _link(_JUDGED_RANK, records[first], records[second], "judged the same")


def _same_names(records: Iterable[EntityRecord]) -> Iterator[_Link]:
    groups: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
    for r in records:
        groups[r.type, name_key(r.name)].append(r)
    for group in groups.values():
        yield from (_link(_NAME_RANK, group[0], r, f"same name {r.name}") for r in group[1:])


def _same_identifiers(records: Iterable[EntityRecord]) -> Iterator[_Link]:
    groups: dict[tuple[str, tuple[str, str]], list[EntityRecord]] = defaultdict(list)
    for r in records:
        for identifier in sorted(r.strong):
            groups[r.type, identifier].append(r)
    for (_, (key, value)), group in groups.items():
        why = f"same {key} {value}"
        yield from (_link(_CODE_RANK, group[0], r, why) for r in group[1:])


class _Names:
    """Which names lead to which entities: by alias, by legal form, by the parts of a name."""

    def __init__(
        self, records: Mapping[str, EntityRecord], crowded: Collection[tuple[str, str]] | None
    ) -> None:
        self._records = records
        self._by_alias: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
        self._by_bare: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
        own: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
        for r in records.values():
            key = name_key(r.name)
            own[r.type, key].append(r)
            for alias in sorted({name_key(a) for a in r.aliases} - {key}):
                self._by_alias[r.type, alias].append(r)
            if (bare := without_legal_form(r.name)) != key:
                self._by_bare[r.type, bare].append(r)
        held = (self._by_bare, _FORM_RANK, "legal form"), (self._by_alias, _ALIAS_RANK, "alias")
        # Who is called by a name that leads to others, and to whom.
        self._leads = [
            (rank, why, r, holders[where])
            for holders, rank, why in held
            for where in sorted(holders.keys() & own.keys())
            for r in own[where]
            if not generic(r.type, r.name)
        ]
        self._fits = _fits(records.values(), crowded)

    def leading(self, clusters: _Clusters) -> Iterator[_Link]:
        """Links by legal form and by alias, where the name leads to exactly one set of entities."""
        for rank, why, r, holders in self._leads:
            if _sets(clusters, holders) == 1:
                yield _link(rank, r, holders[0], f"{why} {r.name}")

    def scored(self, clusters: _Clusters) -> Iterator[_Link]:
        """Links by score, where the shorter name fits no other set of entities."""
        for short, fitting in self._fits.items():
            best, fullest = fitting[0]
            if best >= SURE and _sets(clusters, [r for _, r in fitting]) == 1:
                record = self._records[short]
                reason = f"score {score(record.name, fullest.name)}"
                yield _link(_SCORED_RANK + 1 - best, record, fullest, reason)

    def doubts(self, clusters: _Clusters) -> Iterator[Doubt]:
        """What stayed apart although something speaks for it, and nobody has judged."""
        for short, fitting in self._fits.items():
            record = self._records[short]
            for p, other in fitting[:_FEW]:
                if self._open(clusters, record, other):
                    why = f"score {score(record.name, other.name)}"
                    yield _doubt(record, other, round(p, 3), why)
        for rank, _, r, holders in self._leads:
            for holder in holders[:_FEW] if rank == _ALIAS_RANK else ():
                if self._open(clusters, r, holder):
                    yield _doubt(r, holder, DOUBTFUL, f"alias {r.name} of several")

    @staticmethod
    def _open(clusters: _Clusters, one: EntityRecord, other: EntityRecord) -> bool:
        if clusters.root[one.id] == clusters.root[other.id]:
            return False
        if clusters.verdicts.asked(one.id, other.id):
            return False
        why = distinct(one, other, clusters.together)
        return why is None or why.endswith(_RELATIVE)


def _fits(
    records: Iterable[EntityRecord], crowded: Collection[tuple[str, str]] | None
) -> dict[str, list[tuple[float, EntityRecord]]]:
    """For each shorter name the fuller ones that it may stand for, the likeliest first."""
    blocks: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
    for r in records:
        if r.type in SCORED and not generic(r.type, r.name):
            for key in block_keys(r.type, r.name):
                blocks[r.type, key].append(r)
    found: dict[str, dict[str, tuple[float, EntityRecord]]] = defaultdict(dict)
    for where, block in blocks.items():
        if where in crowded if crowded is not None else len(block) > MANY:
            continue
        for n, one in enumerate(block):
            for other in block[n + 1 :]:
                short, full = sorted((one, other), key=_shorter_first)
                if full.id not in found[short.id] and (p := likeness(one, other)) >= DOUBTFUL:
                    found[short.id][full.id] = (p, full)
    return {
        short: sorted(fits.values(), key=lambda f: (-f[0], f[1].id))
        for short, fits in sorted(found.items())
        if fits
    }


def likeness(one: EntityRecord, other: EntityRecord) -> float:
    """The probability by their names alone that two are one; 0 where a guard forbids it."""
    if name_key(one.name) == name_key(other.name) or distinct_names(one.type, one.name, other.name):
        return 0.0
    return probability(one.name, other.name)


def _shorter_first(record: EntityRecord) -> tuple[int, str, str]:
    return (len(record.name), record.name, record.id)


def _sets(clusters: _Clusters, records: Iterable[EntityRecord]) -> int:
    return len({clusters.root[r.id] for r in records})


def _contradict(one: EntityRecord, other: EntityRecord) -> bool:
    """Whether two names of one brand say different things: 云岭物流 and 云岭证券."""
    if one.type not in SCORED or name_key(one.name) == name_key(other.name):
        return False
    meet = block_keys(one.type, one.name) & block_keys(other.type, other.name)
    return bool(meet) and probability(one.name, other.name) < _CONTRADICTION


def _link(rank: float, first: EntityRecord, second: EntityRecord, reason: str) -> _Link:
    low, high = sorted((first.id, second.id))
    return (rank, low, high, reason)


def _doubt(one: EntityRecord, other: EntityRecord, p: float, why: str) -> Doubt:
    low, high = sorted((one.id, other.id))
    return Doubt(first=low, second=high, probability=p, reason=why)


def _share_an_article(one: EntityRecord, other: EntityRecord) -> bool:
    return not set(one.articles).isdisjoint(other.articles)


def distinct(
    one: EntityRecord, other: EntityRecord, together: Together = _share_an_article
) -> str | None:
    """Why the two are not one thing, as far as the records tell; None when they may be."""
    if one.id in other.apart or other.id in one.apart:
        return "a statement links them"
    why = _conflict(one, other) or distinct_names(one.type, one.name, other.name)
    # Articles may be many, so they are asked last, and not where the answer is clear.
    if (why is None or why.endswith(_RELATIVE)) and together(one, other):
        return "one article tells them apart"
    return why


def _conflict(one: EntityRecord, other: EntityRecord) -> str | None:
    """Another value of the same identifier, or a known name against one nobody vouches for."""
    for key in STRONG_IDENTIFIERS:
        ours = {v for k, v in one.strong if k == key}
        theirs = {v for k, v in other.strong if k == key}
        if ours and theirs and not ours & theirs:
            return f"another {key}"
    known, unknown = (one, other) if one.curated else (other, one)
    if known.curated and known.strong and not unknown.strong:
        return f"{known.name} is known, {unknown.name} {_RELATIVE}"
    return None


def _official_first(record: EntityRecord) -> tuple[bool, bool, int, int, str, str]:
    """Curated names first, then registered names, then the fullest or the most frequent."""
    formal = record.type in _FORMAL
    return (
        not record.curated,
        not (formal and has_legal_form(record.name)),
        -len(record.name) if formal else 0,
        -record.mentions,
        record.name,
        record.id,
    )
