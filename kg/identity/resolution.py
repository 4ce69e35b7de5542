"""Which entities of different articles are one thing: a pure function of the entities.

Entities are one when (a) type and name are the same, spelling aside; (b) they carry the same strong
identifier, such as a stock code; (c) one's name is an alias of the other inside the other's own
article, and leads to no third; (d) one's name is the other's without its legal form, and leads to
no third.

The guards keep apart: phases of a fund, two registered names, parent and subsidiary (two that a
statement links), two that one article tells apart, conflicting identifiers. Persons are one by (a)
only: a surname or a nickname never leads across articles.

Merging is recorded, never done: every entity keeps its id and gets a canonical id with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identity.guards import distinct_names, generic
from kg.identity.names import has_legal_form, name_key, without_legal_form

STRONG_IDENTIFIERS = ("gazetteer", "stock_code", "uscc", "lei")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord:
    """What is known of one extracted entity, over all its articles.

    `apart` are ids of entities that a statement links with it; `curated` says that its name stands
    in the gazetteer; `mentions` is how often it is named.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    curated: bool = False
    mentions: int = 0

    @property
    def strong(self) -> frozenset[tuple[str, str]]:
        """The identifiers that no two things share."""
        return frozenset(i for i in self.identifiers if i[0] in STRONG_IDENTIFIERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The entity that stands for this one, and why."""

    canonical_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Link:
    """A proposal that two entities are one; sorted by strength, then by content."""

    rank: int
    first: str
    second: str
    reason: str


def resolve(entities: Sequence[EntityRecord]) -> Mapping[str, Resolution]:
    """The resolution of every entity by its id; the order of `entities` does not matter.

    >>> short = EntityRecord(id="1", type="Company", name="云岭数据", articles=("a",))
    >>> full = EntityRecord(
    ...     id="2", type="Company", name="云岭数据科技", aliases=("云岭数据",), articles=("b",)
    ... )
    >>> resolve([short, full])["1"]
    Resolution(canonical_id='2', reason='alias 云岭数据')
    """
    records = {r.id: r for r in sorted(entities, key=lambda r: r.id)}
    clusters = _Clusters(records)
    for propose in (_same_names, _same_identifiers):
        clusters.accept(propose(records.values()), guarded=False)
    while clusters.accept(_leading_names(clusters), guarded=True):
        pass
    return {i: clusters.resolution(i) for i in records}


class _Clusters:
    """Disjoint sets of entity ids, with the reason of each entity's first link."""

    def __init__(self, records: Mapping[str, EntityRecord]) -> None:
        self.records = records
        self.members: dict[str, list[str]] = {i: [i] for i in records}
        self.root: dict[str, str] = {i: i for i in records}
        self.reasons: dict[str, str] = {}
        self._canonical: dict[str, str] = {}

    def accept(self, links: Iterable[_Link], *, guarded: bool) -> int:
        """Join what the links propose, strongest first; how many joined two sets."""
        joined = 0
        for link in sorted(links):
            one, other = self.root[link.first], self.root[link.second]
            if one == other or (guarded and self._apart(one, other)):
                continue
            self._join(one, other)
            self.reasons.setdefault(link.first, link.reason)
            self.reasons.setdefault(link.second, link.reason)
            joined += 1
        return joined

    def _join(self, one: str, other: str) -> None:
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for member in self.members.pop(other):
            self.root[member] = one
            self.members[one].append(member)

    def _apart(self, one: str, other: str) -> str | None:
        ours = [self.records[i] for i in self.members[one]]
        theirs = [self.records[i] for i in self.members[other]]
        return next(filter(None, (_distinct(a, b) for a in ours for b in theirs)), None)

    def resolution(self, entity_id: str) -> Resolution:
        root = self.root[entity_id]
        if root not in self._canonical:
            group = [self.records[i] for i in self.members[root]]
            self._canonical[root] = min(group, key=_official_first).id
        canonical = self._canonical[root]
        alone = len(self.members[root]) == 1
        reason = "only one" if alone else self.reasons[entity_id]
        return Resolution(canonical_id=canonical, reason=reason)


def _same_names(records: Iterable[EntityRecord]) -> Iterator[_Link]:
    groups: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
    for r in records:
        groups[r.type, name_key(r.name)].append(r)
    for group in groups.values():
        yield from (_link(0, group[0], r, f"same name {r.name}") for r in group[1:])


def _same_identifiers(records: Iterable[EntityRecord]) -> Iterator[_Link]:
    groups: dict[tuple[str, tuple[str, str]], list[EntityRecord]] = defaultdict(list)
    for r in records:
        for identifier in sorted(r.strong):
            groups[r.type, identifier].append(r)
    for (_, (key, value)), group in groups.items():
        yield from (_link(1, group[0], r, f"same {key} {value}") for r in group[1:])


def _leading_names(clusters: _Clusters) -> Iterator[_Link]:
    """Links by alias and by legal form, where the name leads to exactly one set of entities."""
    by_alias: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
    by_bare: dict[tuple[str, str], list[EntityRecord]] = defaultdict(list)
    for r in clusters.records.values():
        for key in sorted({name_key(a) for a in r.aliases} - {name_key(r.name)}):
            by_alias[r.type, key].append(r)
        if (bare := without_legal_form(r.name)) != name_key(r.name):
            by_bare[r.type, bare].append(r)
    for r in clusters.records.values():
        if generic(r.type, r.name):
            continue
        where = (r.type, name_key(r.name))
        yield from _to_the_only_one(clusters, r, by_bare[where], 2, "legal form")
        yield from _to_the_only_one(clusters, r, by_alias[where], 3, "alias")


def _to_the_only_one(
    clusters: _Clusters, record: EntityRecord, holders: Sequence[EntityRecord], rank: int, why: str
) -> Iterator[_Link]:
    if len({clusters.root[h.id] for h in holders}) == 1:
        yield _link(rank, record, holders[0], f"{why} {record.name}")


def _link(rank: int, first: EntityRecord, second: EntityRecord, reason: str) -> _Link:
    low, high = sorted((first.id, second.id))
    return _Link(rank=rank, first=low, second=high, reason=reason)


def _distinct(one: EntityRecord, other: EntityRecord) -> str | None:
    """Why the two are not one thing, as far as the records tell."""
    if one.id in other.apart or other.id in one.apart:
        return "a statement links them"
    if set(one.articles) & set(other.articles):
        return "one article tells them apart"
    return _conflict(one, other) or distinct_names(one.type, one.name, other.name)


def _conflict(one: EntityRecord, other: EntityRecord) -> str | None:
    """Another value of the same identifier, or a known name against one nobody vouches for."""
    for key in STRONG_IDENTIFIERS:
        ours = {v for k, v in one.strong if k == key}
        theirs = {v for k, v in other.strong if k == key}
        if ours and theirs and not ours & theirs:
            return f"another {key}"
    known, unknown = (one, other) if one.curated else (other, one)
    if known.curated and known.strong and not unknown.strong:
        return f"{known.name} is known, {unknown.name} may be a relative"
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
