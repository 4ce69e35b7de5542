"""Many documents at once: as if they came one by one, and all or none."""

import sqlite3
from pathlib import Path

import pytest

from kg.model import Document, Entity, Extraction
from kg.store import Store

Digest = tuple[Document, tuple[Extraction, ...]]


def schema(path: Path) -> list[tuple[str, ...]]:
    """Everything that the schema of a store declares."""
    con = sqlite3.connect(path)
    try:
        return sorted(con.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    finally:
        con.close()


def test_a_batch_leaves_every_index_in_place(tmp_path: Path, digests: tuple[Digest, ...]) -> None:
    """A store filled at once has the schema of one filled document by document, and is sound."""
    one, other = tmp_path / "one.kg", tmp_path / "other.kg"
    with Store.open(one, create=True) as store:
        for document, extractions in digests:
            store.add(document, extractions)
        store.settle()
        expected = list(store.statements())
    with Store.open(other, create=True) as store:
        assert store.add_all(digests) == [True] * len(digests)
        assert list(store.statements()) == expected
        assert store.verify() == []
    assert schema(one) == schema(other)


def test_a_batch_that_fails_leaves_an_empty_store_as_it_was(
    tmp_path: Path, digests: tuple[Digest, ...]
) -> None:
    """An error in the last document takes back the first, and no index is missing afterwards."""
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as store:
        before = schema(path)
        (first, extractions), (second, _) = digests[:2]
        with pytest.raises(ValueError, match="is not of document"):
            store.add_all([(first, extractions), (second, extractions)])
        assert (store.documents(), schema(path)) == ([], before)


def test_a_name_may_hold_a_nul(tmp_path: Path, digests: tuple[Digest, ...]) -> None:
    """A character that SQL texts end at is kept in a name like any other."""
    document, extractions = digests[0]
    extraction = extractions[0]
    entities = (*extraction.entities, Entity(type="Company", name="甲\0乙"))
    odd = Extraction(
        article=extraction.article,
        mentions=extraction.mentions,
        entities=entities,
        statements=extraction.statements,
    )
    with Store.open(tmp_path / "graph.kg", create=True) as store:
        store.add(document, [odd])
        assert store.resolve("甲\0乙").name == "甲\0乙"
