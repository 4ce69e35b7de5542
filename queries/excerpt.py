"""A few statements that answer like a store: what another database found, asked once more here."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.errors import UnknownName
from kg.model import Document, Literal
from kg.views import EntityView, StatementView
from ontology.vocabulary import vocabulary


class Excerpt:
    """A source over `entities` and `statements`, in the order in which a store gives them."""

    def __init__(
        self, entities: Iterable[EntityView], statements: Iterable[StatementView] = ()
    ) -> None:
        views = {view.id: view for view in statements}
        self._statements = sorted(views.values(), key=_reading_order)
        ends = (end for view in self._statements for end in (view.subject, view.object))
        self._entities = {end.id: end for end in ends if not isinstance(end, Literal)}
        self._entities |= {entity.id: entity for entity in entities}

    def documents(self) -> Sequence[Document]:
        """None: an excerpt knows documents only through citations."""
        return ()

    def entities(self) -> Iterator[EntityView]:
        """Every entity that stands in a statement or was given, by type, name and id."""
        return iter(in_order(self._entities.values()))

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with this id.

        Raises:
            UnknownName: it is not in the excerpt.
        """
        try:
            return self._entities[entity_id]
        except KeyError:
            raise UnknownName(entity_id) from None

    def statements(
        self,
        *,
        types: Collection[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        statuses: Collection[str] | None = None,
    ) -> Iterator[StatementView]:
        """The statements that fit; a symmetric relation is found from either end."""
        for view in self._statements:
            fits = types is None or view.type in types
            fits = fits and (statuses is None or view.status in statuses)
            if fits and _at(view, view.subject, subject) and _at(view, view.object, object):
                yield view

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """The statements with one of the entities at either end."""
        ids = set(entity_ids)
        for view in self._statements:
            if (types is None or view.type in types) and ids & {view.subject.id, view.object.id}:
                yield view


def _at(view: StatementView, end: EntityView | Literal, wanted: str | None) -> bool:
    if wanted is None or end.id == wanted:
        return True
    turned = vocabulary().relation(view.type).symmetric
    return turned and wanted in (view.subject.id, view.object.id)


def in_order(entities: Iterable[EntityView]) -> list[EntityView]:
    """Entities by type in the order of the ontology, then by name and id, as a store gives them."""
    order = {code: n for n, code in enumerate(vocabulary().entity_types)}
    return sorted(entities, key=lambda v: (order.get(v.type, len(order)), v.name, v.id))


def _reading_order(view: StatementView) -> tuple[str, ...]:
    target = view.object
    name = target.text if isinstance(target, Literal) else target.name
    return (view.subject.name, view.subject.id, view.type, name, target.id, view.id)
