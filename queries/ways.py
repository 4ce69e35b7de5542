"""Ways: statements that lead from one entity to another, each from where the last one ended."""

from dataclasses import dataclass
from math import prod

from kg.model import Literal
from kg.views import EntityView, StatementView
from ontology.vocabulary import vocabulary
from queries.facts import VOID, strength, weakest

DISCOUNT = 0.8
"""What every statement after the first takes from the score of a way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A walk along statements, with or against their direction, from `start`."""

    start: EntityView
    statements: tuple[StatementView, ...] = ()

    def then(self, view: StatementView) -> "Way":
        """The way, one statement further."""
        return Way(start=self.start, statements=(*self.statements, view))

    @property
    def status(self) -> str:
        """The weakest status on the way: no way holds better than its weakest statement."""
        return weakest(self.statements)

    @property
    def score(self) -> float:
        """The product of the confidences, times `DISCOUNT` for every statement after the first."""
        return prod(s.confidence for s in self.statements) * DISCOUNT ** (len(self.statements) - 1)

    @property
    def void(self) -> bool:
        """Whether a statement on the way was denied or called off."""
        return any(s.status in VOID for s in self.statements)

    @property
    def ends(self) -> tuple[EntityView | Literal, ...]:
        """What the way passes, from its start to its end."""
        passed: list[EntityView | Literal] = [self.start]
        for view in self.statements:
            passed.append(far_end(view, passed[-1].id))
        return tuple(passed)

    @property
    def text(self) -> str:
        """The way as a person reads it: 京东方 —从事→ 面板 ←针对（拟议中）— 《…》."""
        parts = [shown(self.start)]
        for here, view, there in zip(self.ends, self.statements, self.ends[1:], strict=False):
            parts += [_arrow(view, here.id), shown(there)]
        return " ".join(parts)


def rank(way: Way) -> tuple[int, int, float, tuple[str, ...]]:
    """The key by which ways to the same place are compared: the smallest is the best.

    Fewer statements, then the stronger status, then the higher score, then the ids.
    """
    ids = tuple(s.id for s in way.statements)
    return (len(ids), -strength(way.status) if ids else 0, -way.score if ids else 0.0, ids)


def far_end(view: StatementView, here: str) -> EntityView | Literal:
    """The other end of a statement, seen from the entity `here`."""
    return view.object if view.subject.id == here else view.subject


def shown(end: EntityView | Literal) -> str:
    """The name of an entity, titles in 《》; a text in quotes.

    >>> shown(EntityView(id="p1", type="Policy", name="数据安全法"))
    '《数据安全法》'
    """
    if isinstance(end, Literal):
        return f"“{end.text}”"
    titled = end.type in ("Policy", "Report") and not end.name.startswith("《")
    return f"《{end.name}》" if titled else end.name


def _arrow(view: StatementView, here: str) -> str:
    relation = vocabulary().relation(view.type)
    label = relation.zh
    if view.status != "completed":
        label += f"（{vocabulary().status(view.status).zh}）"
    if relation.symmetric:
        return f"—{label}—"
    return f"—{label}→" if view.subject.id == here else f"←{label}—"
