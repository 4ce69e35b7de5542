"""What resolution is told of entities, and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kg.identity.codes import strong_code
from kg.identity.judgements import ABOUT_ENTITIES, Judgement

STRONG_IDENTIFIERS = ("gazetteer", "stock_code", "uscc", "lei")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord:
    """What is known of one extracted entity, over all its articles.

    `apart` are ids of entities that a statement links with it; `employers`, of a person, ids of the
    organisations that a statement gives it a post in; `curated` says that its name stands in the
    gazetteer; `mentions` is how often it is named.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    curated: bool = False
    mentions: int = 0

    @property
    def strong(self) -> frozenset[tuple[str, str]]:
        """The identifiers that no two things share, in their one form; mistyped codes count as none."""
        if not self.identifiers:
            return frozenset()
        known = ((k, strong_code(k, v)) for k, v in self.identifiers if k in STRONG_IDENTIFIERS)
        return frozenset((k, v) for k, v in known if v is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The entity that stands for this one, and why."""

    canonical_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Doubt:
    """Two entities that stayed apart although something speaks for their being one."""

    first: str
    second: str
    probability: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Who stands for whom, and what a person should look at."""

    resolutions: Mapping[str, Resolution]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Judgements about entities, by ids: pairs in ascending order; `same` in the order of the file."""

    same: tuple[tuple[str, str], ...] = ()
    different: frozenset[tuple[str, str]] = frozenset()
    unsure: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Self:
        """The verdicts of judgements; of two about the same pair the later counts."""
        last: dict[tuple[str, str], str] = {}
        for j in judgements:
            if j.judgement in ABOUT_ENTITIES:
                one, other = (e.entity_id for e in j.ends)
                pair = (min(one, other), max(one, other))
                last.pop(pair, None)
                last[pair] = j.judgement
        return cls(
            same=tuple(p for p, said in last.items() if said == "same"),
            different=frozenset(p for p, said in last.items() if said == "different"),
            unsure=frozenset(p for p, said in last.items() if said == "unsure"),
        )

    @property
    def decided(self) -> frozenset[str]:
        """Whom a person called the same as another, or told apart from another."""
        return frozenset(i for pair in (*self.same, *self.different) for i in pair)

    def apart(self, one: str, other: str) -> bool:
        """Whether a person told the two apart."""
        return ((one, other) if one < other else (other, one)) in self.different

    def asked(self, one: str, other: str) -> bool:
        """Whether a person has looked at the two, whatever came of it."""
        pair = (one, other) if one < other else (other, one)
        return pair in self.different or pair in self.unsure or pair in self.same
