"""The graph file: one SQLite file with documents, entities, statements and their evidence."""

from kg.store.store import Counts, Store

__all__ = ["Counts", "Store"]
