"""What the loaders and the questions ask of a store, and nothing more."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from kg.model import Document
from kg.views import EntityView, StatementView


class GraphSource(Protocol):
    """Anything that answers like ``kg.store.Store``: resolved views, in a stable order."""

    def documents(self) -> Sequence[Document]:
        """All documents."""
        ...

    def entities(self) -> Iterator[EntityView]:
        """All resolved entities."""
        ...

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with this canonical id."""
        ...

    def statements(
        self,
        *,
        types: Collection[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        statuses: Collection[str] | None = None,
    ) -> Iterator[StatementView]:
        """The statements that fit every filter given."""
        ...

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """The statements with one of the entities at either end."""
        ...
