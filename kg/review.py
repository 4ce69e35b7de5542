"""The doubtful cases of a store, the most valuable first, and what deciding one writes down.

The value of two entities is the number of readings that would change hands, times how open the question is: a
coin toss between two companies of twenty deals each comes before a near certainty about a name met once. The
value of a statement is the number of readings that differ, or how open it is whether the only ones hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from kg.identity.judgements import Judgement, Ref
from kg.model import Literal
from kg.store import Store
from kg.views import Citation, EntityView, Passage, StatementView

_LEAST_SURE = 0.7
_BESIDE = 2
Kind = OneOf["entities", "statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two entities of a case, with sentences that name it."""

    ref: Ref
    view: EntityView
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question to a person: are the two entities that `refs` name one, or does `statement` hold?"""

    kind: Kind
    value: float
    reason: str
    refs: tuple[Ref, ...] = ()
    statement: StatementView | None = None

    def judged(
        self, judgement: str, *, correction: str = "", who: str = "", when: str = "", why: str = ""
    ) -> Judgement:
        """The decision as a line of the judgements.

        Raises:
            ValueError: it cannot be said of such a case.
        """
        if self.statement is None:
            first, second = sorted(map(str, self.refs))
            relation = event = ""
        else:
            first, second = (_ref(end) for end in (self.statement.subject, self.statement.object))
            relation, event = self.statement.type, self.statement.event
        return Judgement(
            judgement=judgement,
            first=first,
            second=second,
            relation=relation,
            event=event,
            correction=correction,
            who=who,
            when=when,
            why=why,
        )


def _ref(end: EntityView | Literal) -> str:
    if isinstance(end, Literal):
        return f"text:{end.text}"
    return str(Ref(type=end.type, name=end.name, id=end.id if end.type == "Person" else ""))


def cases(store: Store, kind: Kind | None = None) -> list[Case]:
    """What nobody has decided yet, the most valuable first; `kind` narrows it."""
    found: list[Case] = []
    if kind != "statements":
        found += _entities(store)
    if kind != "entities":
        found += _statements(store)
    return sorted(found, key=lambda c: (-c.value, _order(c)))


def still_open(store: Store, case: Case) -> bool:
    """Whether the entities of a case are still two: an earlier decision may have settled it."""
    ids = {store.entity(ref.entity_id).id for ref in case.refs}
    return case.statement is not None or len(ids) == 2


def _order(case: Case) -> tuple[str, ...]:
    if case.statement is not None:
        return (case.statement.id,)
    return tuple(map(str, case.refs))


def _entities(store: Store) -> Iterator[Case]:
    doubts = store.doubts()
    ids = {i for d in doubts for i in (d.first, d.second)}
    refs, weights = store.refs(ids), store.weights(ids)
    for d in doubts:
        moving = 1 + min(weights[d.first], weights[d.second])
        yield Case(
            kind="entities",
            value=round(moving * (1 - abs(2 * d.probability - 1)), 3),
            reason=d.reason,
            refs=(refs[d.first], refs[d.second]),
        )


def sides(store: Store, case: Case) -> list[Side]:
    """The two entities of a case with the sentences to judge them by; none for a statement."""
    return [
        Side(
            ref=ref,
            view=store.entity(ref.entity_id),
            passages=tuple(store.passages(ref.entity_id, _BESIDE)),
        )
        for ref in case.refs
    ]


def _statements(store: Store) -> Iterator[Case]:
    for view in store.statements():
        if view.judgement:
            continue
        if view.conflicts:
            names = "、".join(c.name for c in view.conflicts)
            yield _about(view, float(len(view.citations)), f"sources differ on {names}")
        elif view.confidence < _LEAST_SURE:
            doubt = 1 - abs(2 * view.confidence - 1)
            yield _about(view, doubt, f"confidence {view.confidence:.2f}")


def _about(view: StatementView, value: float, reason: str) -> Case:
    return Case(kind="statements", value=round(value, 3), reason=reason, statement=view)


def place_of(c: Citation | Passage) -> str:
    """Title, page and day, for a reader who wants to look it up."""
    page = "" if c.page is None else f" 第{c.page}页"
    return f"《{c.article}》{page} {c.published or ''}".rstrip()
