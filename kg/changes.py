"""What changed between two stores: statements that came, went, moved on, or are contradicted now.

A statement is followed through a change of names: entities are looked up in the newer store, which may know by
now that two were one. Where its event got a date meanwhile, a sentence that both cite tells that it is the same.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from kg.errors import UnknownName
from kg.model import Literal
from kg.store import Store
from kg.views import StatementView

Kind = OneOf["added", "status", "contradicted", "withdrawn"]
KINDS: tuple[Kind, ...] = ("contradicted", "status", "added", "withdrawn")
"""The kinds of change, what matters most to a reader first."""

_DENIALS = frozenset({"denied", "cancelled"})
_Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement that changed: as it was, as it is, and in words what is new."""

    kind: Kind
    before: StatementView | None
    after: StatementView | None
    what: str

    @property
    def view(self) -> StatementView:
        """The statement as it is, or as it was if it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(old: Store, new: Store, about: Collection[str] | None = None) -> list[Change]:
    """All changes from `old` to `new`, in the order of `KINDS`; of the entities `about`, if given.

    Raises:
        UnknownName: neither store knows a name of `about`.
        AmbiguousName: a name of `about` may mean several entities.
    """
    watched = None if about is None else {_watched(name, old, new) for name in about}
    earlier = _by_triple(old, lambda i: _now(i, new))
    later = _by_triple(new, lambda i: i)
    found: list[Change] = []
    for triple in sorted(earlier.keys() | later.keys()):
        if watched is None or watched & {triple[1], triple[2]}:
            found += _compared(earlier.get(triple, []), later.get(triple, []))
    return sorted(found, key=_order)


def _watched(name: str, old: Store, new: Store) -> str:
    try:
        return new.resolve(name).id
    except UnknownName:
        return _now(old.resolve(name).id, new)


def _now(entity_id: str, new: Store) -> str:
    """Whom the newer store takes the entity for; itself where it is gone."""
    try:
        return new.entity(entity_id).id
    except UnknownName:
        return entity_id


def _by_triple(store: Store, now: Callable[[str], str]) -> Mapping[_Triple, list[StatementView]]:
    known: dict[str, str] = {}
    found: dict[_Triple, list[StatementView]] = defaultdict(list)
    for v in store.statements():
        ends = [v.subject.id]
        if not isinstance(v.object, Literal):
            ends.append(v.object.id)
        for i in ends:
            if i not in known:
                known[i] = now(i)
        target = f"text:{v.object.text}" if isinstance(v.object, Literal) else known[v.object.id]
        found[v.type, known[v.subject.id], target].append(v)
    return found


def _compared(before: Sequence[StatementView], after: Sequence[StatementView]) -> Iterator[Change]:
    left = list(before)
    for v in after:
        was = _counterpart(v, left)
        if was is None:
            yield Change(kind="added", before=None, after=v, what=f"new: {v.status}")
            continue
        left.remove(was)
        yield from _moved(was, v)
    for was in left:
        yield Change(kind="withdrawn", before=was, after=None, what=f"was {was.status}")


def _counterpart(v: StatementView, left: Sequence[StatementView]) -> StatementView | None:
    """The earlier statement of the same event, or one that cites a sentence that this one cites."""
    places = _places(v)
    same = [w for w in left if w.event == v.event]
    shared = [w for w in left if not places.isdisjoint(_places(w))]
    return next(iter(same or shared), None)


def _places(v: StatementView) -> set[tuple[str, int, int]]:
    return {(c.article_id, c.start, c.end) for c in v.citations}


def _moved(was: StatementView, v: StatementView) -> Iterator[Change]:
    told = {(c.name, claim.text) for c in was.conflicts for claim in c.claims}
    fresh = [
        f"{c.name}: {' / '.join(claim.text for claim in c.claims)}"
        for c in v.conflicts
        if any((c.name, claim.text) not in told for claim in c.claims)
    ]
    denied = v.status != was.status and v.status in _DENIALS
    step = f"{was.status} → {v.status}" if v.status != was.status else ""
    if fresh or denied:
        what = "; ".join([*([step] if step else []), *fresh])
        yield Change(kind="contradicted", before=was, after=v, what=what)
    elif step:
        yield Change(kind="status", before=was, after=v, what=step)


def _order(change: Change) -> tuple[int, str, str, str]:
    v = change.view
    target = v.object.text if isinstance(v.object, Literal) else v.object.name
    return (KINDS.index(change.kind), v.subject.name, v.type, f"{target} {v.event}")
