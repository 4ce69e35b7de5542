"""The store as the other parts see it: documents in, resolved entities and statements out."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import AmbiguousName, UnknownName
from kg.identity.judgements import Judgement, Ref
from kg.identity.records import Doubt
from kg.model import Article, Document, Extraction, Reject, Span
from kg.store import care, names, portions, reading, settling, writing
from kg.store.files import connect, fingerprint, said
from kg.store.raw import Archive
from kg.store.rows import article_of
from kg.views import ArticleView, EntityView, NamingView, Passage, StatementView
from ontology.vocabulary import vocabulary

_WAIT = 30.0
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds; entities and statements after resolution."""

    documents: int
    articles: int
    mentions: int
    entities: int
    statements: int
    rejects: int
    entity_types: Mapping[str, int]
    relation_types: Mapping[str, int]
    statuses: Mapping[str, int]


class Store:
    """One graph file; use it as a context manager.

    Answers are ordered by content, so that two stores built from the same documents in another
    order answer the same.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
        self._con, self.path, self._read_only = connection, path, read_only

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        read_only: bool = False,
        timeout: float = _WAIT,
    ) -> Self:
        """Open the graph file at `path`, or make it; a second writer waits `timeout` seconds.

        Raises:
            MissingStore: there is no file and `create` is false.
            NotAStore: the file was not written by kg; it stays untouched.
            NewerStore: the file was written by a later version.
            StoreError: the file cannot be opened or made.
        """
        where = Path(path)
        con = connect(where, create=create, read_only=read_only, timeout=timeout)
        return cls(con, where, read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._con.close()

    def add(self, document: Document, extractions: Sequence[Extraction]) -> bool:
        """Write a document in one transaction; False when the same bytes are there already.

        Entities of different articles are joined by `settle`, once after a batch.

        Raises:
            ValueError: an extraction is of another document, or does not read back.
            StoreBusy: another process kept writing for longer than the time limit.
        """
        with said(self.path):
            return writing.add_document(self._con, document, extractions)

    def add_all(
        self,
        batch: Iterable[tuple[Document, Sequence[Extraction]]],
        judgements: Iterable[Judgement] = (),
    ) -> list[bool]:
        """Write several documents, all or none, and settle; for each whether it is new.

        `judgements` come into force beside those that are.

        Raises:
            ValueError: as `add`; then nothing is written.
            StoreBusy: another process kept writing for longer than the time limit.
        """
        with said(self.path):
            return writing.add_documents(self._con, batch, judgements)

    def archive(self) -> Archive:
        """What each article said, before names of different articles were joined."""
        with said(self.path):
            return Archive(self._con, self.documents())

    def settle(self, *, anew: bool = False) -> None:
        """Work out which entities are one; depends on the content alone, not on its order.

        Only what changed since the last time is looked at; `anew` looks at everything, to the same
        effect.
        """
        with said(self.path):
            writing.settle(self._con, anew=anew)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Put `judgements` in force in the place of those before, and settle."""
        with said(self.path):
            writing.judge(self._con, judgements)

    def judgements(self) -> list[Judgement]:
        """The judgements in force, in the order of their file."""
        with said(self.path):
            return settling.judgements(self._con)

    def doubts(self) -> list[Doubt]:
        """Pairs of entities that nobody has judged and that may be one, by ids."""
        with said(self.path):
            return settling.doubts(self._con)

    def refs(self, entity_ids: Collection[str]) -> dict[str, Ref]:
        """How a judgement names the entities with these ids, as articles name them; by id."""
        with said(self.path):
            return settling.refs(self._con, entity_ids)

    def passages(self, entity_id: str, limit: int = 3) -> list[Passage]:
        """Sentences that name the entity, the newest first, one from each article."""
        with said(self.path):
            return reading.passages(self._con, self._canonical(entity_id), limit)

    def weights(self, entity_ids: Collection[str]) -> dict[str, int]:
        """How many readings of statements touch what the entities stand for; by id."""
        with said(self.path):
            return {i: settling.weight(self._con, self._canonical(i)) for i in entity_ids}

    def idle_judgements(self) -> list[tuple[Judgement, str]]:
        """Judgements in force that have no effect, each with the reason."""
        with said(self.path):
            return list(settling.idle(self._con))

    def unsettled(self) -> int:
        """How many entities wait to be settled, as after an interrupted build."""
        return self._count("unsettled")

    def backup(self, target: Path) -> None:
        """Copy the store to `target` as it is at this moment, also while another process writes.

        Raises:
            NotAStore: `target` is a file that kg did not write.
            StoreError: `target` is the store itself, or cannot be written.
        """
        with said(self.path):
            care.backup(self._con, self.path, target)

    def verify(self) -> list[str]:
        """Everything that is not as promised, in words; an empty list when the store is sound."""
        with said(self.path):
            return list(care.problems(self._con))

    def remove(self, document_id: str) -> bool:
        """Withdraw a document and what only it says; False when there is no such document."""
        with said(self.path):
            return writing.remove_document(self._con, document_id)

    def has(self, document_id: str) -> bool:
        """Whether the document is there."""
        return bool(self._rows("SELECT 1 FROM document WHERE id = ?", document_id))

    def documents(self) -> list[Document]:
        """All documents, by date of publication, title and id."""
        sql = "SELECT * FROM document ORDER BY coalesce(published, ''), title, source, id"
        fields = ("source", "media_type", "sha256", "title", "published")
        return [Document(**{f: row[f] for f in fields}) for row in self._rows(sql)]

    def articles(self) -> Iterator[Article]:
        """All articles, document by document, in the order in which they stand there."""
        for document in self.documents():
            sql = "SELECT * FROM article WHERE document_id = ? ORDER BY ordinal, id"
            for row in self._rows(sql, document.id):
                yield article_of(row, document)

    def entities(self) -> Iterator[EntityView]:
        """All entities, by type in the order of the ontology, then by name."""
        with said(self.path):
            yield from reading.entity_views(self._con)

    def entity(self, entity_id: str) -> EntityView:
        """The entity that `entity_id`, canonical or not, stands for.

        Raises:
            UnknownName: no entity has this id.
        """
        return next(iter(self._views([self._canonical(entity_id)])), None) or self._unknown(
            entity_id
        )

    def _canonical(self, entity_id: str) -> str:
        sql = "SELECT canonical_id FROM resolution WHERE entity_id = ?"
        return next((str(row[0]) for row in self._rows(sql, entity_id)), entity_id)

    def _views(self, ids: Collection[str]) -> list[EntityView]:
        with said(self.path):
            return reading.entity_views(self._con, ids)

    def resolve(self, name: str, types: Collection[str] | None = None) -> EntityView:
        """The one entity called `name`: by any of its names, code, id, pinyin or initials.

        Raises:
            UnknownName: nothing goes by that name; close spellings are suggested.
            AmbiguousName: several do.
        """
        with said(self.path):
            fitting = self._fitting(names.exact(self._con, name), types)
            if len(fitting) > 1:
                own = set(names.prefer_own_name(self._con, [v.id for v in fitting], name))
                fitting = [v for v in fitting if v.id in own]
        if not fitting:
            return self._unknown(name, types)
        if len(fitting) > 1:
            raise AmbiguousName(name, [self._described(v) for v in fitting])
        return fitting[0]

    def _fitting(self, ids: Collection[str], types: Collection[str] | None) -> list[EntityView]:
        return [v for v in self._views(ids) if types is None or v.type in types]

    def _unknown(self, name: str, types: Collection[str] | None = None) -> EntityView:
        near = [v for v in self.find(name) if types is None or v.type in types]
        raise UnknownName(name, [v.name for v in near[:_SUGGESTIONS]])

    def _described(self, view: EntityView) -> str:
        kind = vocabulary().entity_type(view.type).zh
        if view.type != "Person":
            return f"{view.name}（{kind}）"
        # A full name does not tell two persons apart: their employers do, and their ids name them.
        posts = self.statements(types={"HOLDS_POSITION"}, subject=view.id)
        where = next((v.object.name for v in posts if isinstance(v.object, EntityView)), kind)
        return f"{view.name}（{where}，{view.id}）"

    def find(self, name: str, limit: int = 10) -> list[EntityView]:
        """Entities that `name` may mean, best first: exact, starting so, containing it, close."""
        with said(self.path):
            ids = names.candidates(self._con, name, limit)
        found = {v.id: v for v in self._views(ids)}
        return [found[i] for i in ids]

    def statements(
        self,
        *,
        types: Collection[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        statuses: Collection[str] | None = None,
    ) -> Iterator[StatementView]:
        """Statements by subject name, relation type and object; `subject`, `object` are entity ids.

        A symmetric relation is found from either end.
        """
        wanted = reading.Selection(
            types=types,
            subject=subject and self._canonical(subject),
            object=object and self._canonical(object),
        )
        with said(self.path):
            for view in reading.statement_views(self._con, wanted):
                if statuses is None or view.status in statuses:
                    yield view

    def around(
        self, entity_ids: Collection[str], *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """Statements that have one of the entities at either end."""
        ids = {self._canonical(i) for i in entity_ids}
        with said(self.path):
            yield from reading.statement_views(
                self._con, reading.Selection(types=types, around=ids)
            )

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Inside, all answers are of one moment, whatever other processes write meanwhile."""
        with said(self.path):
            self._con.execute("BEGIN")
        try:
            yield
        finally:
            with said(self.path):
                self._con.execute("ROLLBACK")

    def id_portions(self, size: int) -> Iterator[Sequence[str]]:
        """The ids of all entities in their order, at most `size` at a time."""
        with said(self.path):
            yield from portions.id_portions(self._con, size)

    def fingerprint(self) -> str:
        """The hash of the file's bytes: where it is the same, so is everything in it."""
        return fingerprint(self.path)

    def entity_count(self) -> int:
        """How many entities there are."""
        with said(self.path):
            return portions.entity_count(self._con)

    def bare_entities(self, ids: Collection[str]) -> list[EntityView]:
        """The entities with these canonical ids, by id, without the titles of their articles."""
        with said(self.path):
            return portions.bare_entities(self._con, ids)

    def statements_of(self, subjects: Collection[str]) -> list[StatementView]:
        """The statements whose subject is one of these canonical ids, with ends of id, type, name."""
        with said(self.path):
            return list(reading.statements_of(self._con, subjects))

    def namings(self, ids: Collection[str]) -> list[NamingView]:
        """Which articles name the entities with these canonical ids, by entity and article."""
        with said(self.path):
            return portions.namings(self._con, ids)

    def article_views(self, document_id: str) -> list[ArticleView]:
        """The articles of a document in their order, without their texts."""
        with said(self.path):
            return portions.article_views(self._con, document_id)

    def rejects(self) -> Iterator[tuple[str, Reject]]:
        """What extraction dropped, each with the title of its article, in the order of the text."""
        sql = (
            "SELECT a.title, r.* FROM reject r JOIN article a ON a.id = r.article_id"
            ' ORDER BY a.document_id, a.ordinal, r.start, r."end", r.stage, r.reason, r.text'
        )
        for row in self._rows(sql):
            known = row["start"] is not None
            span = Span(start=row["start"], end=row["end"]) if known else None
            yield (
                row["title"],
                Reject(stage=row["stage"], reason=row["reason"], text=row["text"], span=span),
            )

    def resolutions(self) -> Iterator[tuple[str, str, str]]:
        """Name as extracted, canonical name and reason, for all that were joined to another."""
        sql = (
            "SELECT e.name, c.name, r.reason FROM resolution r JOIN entity e ON e.id = r.entity_id"
            " JOIN entity c ON c.id = r.canonical_id WHERE r.entity_id <> r.canonical_id"
            " ORDER BY c.name, e.name, e.id"
        )
        for row in self._rows(sql):
            yield row[0], row[1], row[2]

    def counts(self) -> Counts:
        """How much of everything there is."""
        with said(self.path):
            stated = list(reading.statement_statuses(self._con))
        canonical = "SELECT e.type, count(*) FROM entity e WHERE e.id IN"
        kinds = self._rows(f"{canonical} (SELECT canonical_id FROM resolution) GROUP BY 1")
        by_type = {row[0]: int(row[1]) for row in kinds}
        words = vocabulary()
        return Counts(
            documents=self._count("document"),
            articles=self._count("article"),
            mentions=self._count("mention"),
            entities=sum(by_type.values()),
            statements=len(stated),
            rejects=self._count("reject"),
            entity_types=_ordered(by_type, words.entity_types),
            relation_types=_ordered(Counter(t for t, _ in stated), words.relation_types),
            statuses=_ordered(Counter(s for _, s in stated), words.statuses),
        )

    def count_statements(self) -> int:
        """How many statements there are before resolution; quick, for telling small from large."""
        return self._count("statement")

    def _count(self, table: str) -> int:
        return int(next(iter(self._rows(f"SELECT count(*) FROM {table}")))[0])

    def _rows(self, sql: str, *values: str) -> list[sqlite3.Row]:
        with said(self.path):
            return self._con.execute(sql, values).fetchall()


def _ordered(counts: Mapping[str, int], codes: Collection[str]) -> dict[str, int]:
    known = {code: counts[code] for code in codes if counts.get(code)}
    return known | {code: n for code, n in sorted(counts.items()) if code not in known}
