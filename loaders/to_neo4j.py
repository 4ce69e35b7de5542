"""The graph in a Neo4j database, kept in step with a graph file (layout: ``loaders.neo4j_rows``).

What was loaded is recorded in the database itself: every node has the hash of its row, every entity
the digest of all that starts from it, so a later load, from whichever machine, reads these, sends
what differs and withdraws what is gone. Everything is written in small transactions that each leave
a truthful state behind and may run twice, so an interrupted load goes on where it was; a marker
tells until then that the database is unfinished.

Not ours, and never touched: nodes and relationships without ``kg_id``, and properties and labels
that others gave to our nodes. An entity that is gone but on which others hung something stays, with
its name, as ``:KgWithdrawn``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from kg.errors import ServerError, ServerRefused
from kg.model import Document
from kg.views import ArticleView, EntityView, NamingView, StatementView
from loaders.neo4j_link import Link
from loaders.neo4j_rows import (
    ARTICLE,
    DIGEST,
    DOCUMENT,
    ENTITY,
    FORMAT,
    HASH,
    ID,
    PART_OF,
    STATE,
    WITHDRAWN,
    LinkRow,
    NodeRow,
    Unit,
    article_node,
    document_node,
    entity_node,
    part_of,
    schema,
    unit,
)
from loaders.neo4j_writes import BATCH, Writes

T = TypeVar("T")

PORTION = 1000
"""How many entities are read from the store at a time."""

STATE_ID = "state"


class LoadSource(Protocol):
    """What a load asks of a store: everything in portions, in the order of ids."""

    def unchanging(self) -> AbstractContextManager[None]:
        """Inside, all answers are of one moment."""
        ...

    def documents(self) -> Sequence[Document]:
        """All documents."""
        ...

    def article_views(self, document_id: str, /) -> Sequence[ArticleView]:
        """The articles of a document."""
        ...

    def entity_count(self) -> int:
        """How many entities there are."""
        ...

    def id_portions(self, size: int, /) -> Iterator[Sequence[str]]:
        """The ids of all entities in their order, at most `size` at a time."""
        ...

    def bare_entities(self, ids: Collection[str], /) -> Sequence[EntityView]:
        """The entities with these ids."""
        ...

    def statements_of(self, subjects: Collection[str], /) -> Sequence[StatementView]:
        """The statements whose subject is one of these ids."""
        ...

    def namings(self, ids: Collection[str], /) -> Sequence[NamingView]:
        """Which articles name the entities with these ids."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a load is: `done` of `total` entities or documents in a stage."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load changed, by label or type of relationship; nothing at all if all was in step.

    `kept` are withdrawn nodes that stay because something of others hangs on them; `recognised`
    says that the bytes of the store were those of the last load.
    """

    written: Mapping[str, int] = field(default_factory=dict)
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    kept: int = 0
    documents: int = 0
    entities: int = 0
    recognised: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was written or withdrawn."""
        return bool(self.written or self.withdrawn)

    def record(self) -> dict[str, Any]:
        """The report as it goes into JSON."""
        return {
            "documents": self.documents,
            "entities": self.entities,
            "written": dict(sorted(self.written.items())),
            "withdrawn": dict(sorted(self.withdrawn.items())),
            "kept": self.kept,
            "recognised": self.recognised,
        }


def load(
    source: LoadSource,
    link: Link,
    *,
    fingerprint: Callable[[], str] | None = None,
    replace: bool = False,
    thorough: bool = False,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> LoadReport:
    """Bring the database in step with the store.

    Args:
        source: the store.
        link: an open link to the database.
        fingerprint: what the bytes of the store are now; where the database was brought in step
            with the same bytes, nothing is read at all.
        replace: allow a store that shares no document with the one loaded before.
        thorough: compare every row, not digests alone: finds what others changed by hand.
        on_progress: called after each portion.

    Raises:
        ServerUnreachable: the server went away; the text says how far the load had come.
        ServerRefused: no right to write, a database of a later version, or of another store.
    """
    return _Load(source, link, fingerprint, thorough, on_progress).run(replace)


def state(link: Link) -> Mapping[str, Any]:
    """What the database says of itself: ``format``, ``complete``, ``store``; empty if nothing is ours.

    Raises:
        ServerError: the server refuses or does not answer.
    """
    query = f"OPTIONAL MATCH (s:{STATE} {{{ID}: $id}}) RETURN properties(s) AS state"
    found: Mapping[str, Any] | None = link.read(query, id=STATE_ID)[0]["state"]
    return found or {}


def check_format(found: Mapping[str, Any]) -> None:
    """Whether this version knows the layout that the state names.

    Raises:
        ServerRefused: a later version wrote it.
    """
    if found.get("format", FORMAT) > FORMAT:
        raise ServerRefused(
            f"the database was loaded by a later version of kg (layout {found['format']}, this kg "
            f"knows {FORMAT}); update kg"
        )


def read_units(source: LoadSource, ids: Sequence[str]) -> Iterator[Unit]:
    """What the entities with these ids are answerable for, in their order."""
    statements: dict[str, list[StatementView]] = defaultdict(list)
    for view in source.statements_of(ids):
        statements[view.subject.id].append(view)
    named: dict[str, list[NamingView]] = defaultdict(list)
    for naming in source.namings(ids):
        named[naming.entity_id].append(naming)
    return (unit(i, statements.get(i, ()), named.get(i, ())) for i in ids)


class _Load:
    """One run of `load`."""

    def __init__(
        self,
        source: LoadSource,
        link: Link,
        fingerprint: Callable[[], str] | None,
        thorough: bool,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.source, self.link, self.thorough = source, link, thorough
        self.fingerprint = fingerprint or (lambda: "")
        self.on_progress = on_progress
        self.written, self.withdrawn, self.kept = Counter[str](), Counter[str](), 0
        self.documents = self.entities = 0
        self.at, self.revive = "", False

    def run(self, replace: bool) -> LoadReport:
        before = self.fingerprint()
        found = state(self.link)
        check_format(found)
        if self._same(found, before):
            return LoadReport(recognised=True)
        self._check_related(replace)
        try:
            with self.source.unchanging():
                self._create_schema()
                self._mark(complete=False, store="")
                self._run()
            # Bytes that changed while they were read prove nothing about the next load.
            same = before if self.fingerprint() == before else ""
            self._mark(complete=True, store=same)
        except ServerError as gone:
            raise type(gone)(f"{gone}{self.at}") from gone
        return LoadReport(
            written=dict(self.written),
            withdrawn=dict(self.withdrawn),
            kept=self.kept,
            documents=self.documents,
            entities=self.entities,
        )

    def _same(self, found: Mapping[str, Any], before: str) -> bool:
        known = found.get("complete") and found.get("format") == FORMAT
        return bool(known and before and found.get("store") == before and not self.thorough)

    def _run(self) -> None:
        some = self.link.read(f"MATCH (n:{WITHDRAWN}) RETURN count(n) AS n")[0]["n"]
        self.revive, self.entities = some > 0, self.source.entity_count()
        stale = self._documents()
        gone = self._entities()
        self._units()
        self._withdraw_entities(gone)
        self._withdraw_articles(stale)

    # --- before and after -------------------------------------------------------------------------

    def _check_related(self, replace: bool) -> None:
        """A load withdraws what its store does not have: of another store, that is everything."""
        ours = [d.id for d in self.source.documents()]
        query = (
            f"MATCH (d:{DOCUMENT}) RETURN count(d) AS all,"
            f" count(CASE WHEN d.{ID} IN $ours THEN 1 END) AS shared"
        )
        counts = self.link.read(query, ours=ours)[0]
        if counts["all"] and not counts["shared"] and not replace:
            raise ServerRefused(
                f"the database holds {counts['all']} documents of which this store has none; a "
                "load would withdraw them all: choose another --database, or add --replace"
            )

    def _create_schema(self) -> None:
        query = "SHOW CONSTRAINTS YIELD name RETURN name UNION SHOW INDEXES YIELD name RETURN name"
        try:
            there = {row["name"] for row in self.link.read(query)}
        except ServerRefused:
            there = set()
        missing = [text for name, text in schema().items() if name not in there]
        for statement in missing:
            self.link.change_schema(statement)
        if missing:
            self.link.change_schema("CALL db.awaitIndexes(300)")

    def _mark(self, *, complete: bool, store: str) -> None:
        query = f"MERGE (s:{STATE} {{{ID}: $id}}) SET s += $props"
        props = {"format": FORMAT, "complete": complete, "store": store}
        self._write(query, id=STATE_ID, props=props)

    def _write(self, query: str, **parameters: Any) -> None:
        self.link.write(lambda tx: tx.run(query, parameters).consume())

    def _do(self, work: Callable[[Writes], T]) -> T:
        """`work` in a transaction of its own, which may run it again."""
        return self.link.write(
            lambda tx: work(Writes(tx, revive=self.revive, thorough=self.thorough))
        )

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.at = (
            f"; the load stopped at {done} of {total} {stage}. What was written is whole and nothing "
            "is lost: run the same command again, it goes on from there"
        )
        self.on_progress(Progress(stage=stage, done=done, total=total))

    # --- documents and articles -------------------------------------------------------------------

    def _documents(self) -> list[str]:
        """Write the documents that changed; the ids of those whose articles may have gone."""
        query = f"MATCH (d:{DOCUMENT}) RETURN d.{ID} AS id, d.{HASH} AS hash"
        there = {row["id"]: row["hash"] for row in self.link.read(query)}
        documents = self.source.documents()
        self.documents = len(documents)
        changed = []
        for number, document in enumerate(documents, start=1):
            articles = self.source.article_views(document.id)
            nodes = [article_node(a) for a in articles]
            node = document_node(document, nodes)
            if self.thorough or there.get(document.id) != node.props[HASH]:
                self._write_document(node, nodes, [part_of(a) for a in articles])
                changed.append(document.id)
            self._tell("documents", number, len(documents))
        return changed + sorted(set(there) - {d.id for d in documents})

    def _write_document(
        self, node: NodeRow, articles: Sequence[NodeRow], parts: Sequence[LinkRow]
    ) -> None:
        changed = self._do(lambda writes: writes.document(node, articles, parts))
        self.written.update(changed)

    def _withdraw_articles(self, documents: Iterable[str]) -> None:
        """Withdraw articles that their document no longer has, and documents that are gone."""
        known = {d.id for d in self.source.documents()}
        query = (
            f"MATCH (d:{DOCUMENT} {{{ID}: $id}})<-[:{PART_OF}]-(a:{ARTICLE}) RETURN a.{ID} AS id"
        )
        for document in documents:
            there = {row["id"] for row in self.link.read(query, id=document)}
            now = {a.id for a in self.source.article_views(document)}
            self._withdraw(ARTICLE, sorted(there - now))
            if document not in known:
                self._withdraw(DOCUMENT, [document])

    # --- entities ---------------------------------------------------------------------------------

    def _entities(self) -> list[str]:
        """Write the entities that changed; the ids of those in the database that are gone."""
        gone: list[str] = []
        for ids, there in self._portions("entities", HASH):
            nodes = [entity_node(view) for view in self.source.bare_entities(ids)]
            self._write_entities(
                [n for n in nodes if self.thorough or there.get(n.id) != n.props[HASH]]
            )
            gone += sorted(set(there) - set(ids))
        return gone

    def _portions(
        self, stage: str, mark: str
    ) -> Iterator[tuple[Sequence[str], dict[str, str | None]]]:
        """Portions of the store's ids, each with the marks of what the database has in that range."""
        query = (
            f"MATCH (n:{ENTITY}) WHERE n.{ID} > $low AND ($high IS NULL OR n.{ID} <= $high)"
            f" RETURN n.{ID} AS id, n.{mark} AS mark"
        )
        low, done, total = "", 0, self.entities
        for ids in self.source.id_portions(PORTION):
            rows = self.link.read(query, low=low, high=ids[-1])
            yield ids, {row["id"]: row["mark"] for row in rows}
            low, done = ids[-1], done + len(ids)
            self._tell(stage, done, total)
        rows = self.link.read(query, low=low, high=None)
        yield (), {row["id"]: row["mark"] for row in rows}

    def _write_entities(self, nodes: Sequence[NodeRow]) -> None:
        if changed := self._do(lambda writes: writes.nodes(nodes)) if nodes else 0:
            self.written[ENTITY] += changed

    def _withdraw_entities(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), PORTION):
            self._withdraw(ENTITY, ids[start : start + PORTION])
            self._tell("entities to withdraw", min(start + PORTION, len(ids)), len(ids))

    # --- statements, evidence, mentions -----------------------------------------------------------

    def _units(self) -> None:
        """Bring what entities are answerable for in step: one batch is written, the next one read."""
        with ThreadPoolExecutor(1) as writer:
            written: Future[None] | None = None
            for batch in self._stale_units():
                if written is not None:
                    written.result()
                written = writer.submit(self._write_units, batch)
            if written is not None:
                written.result()

    def _stale_units(self) -> Iterator[list[Unit]]:
        waiting: list[Unit] = []
        links = 0
        for ids, there in self._portions("entities with their statements", DIGEST):
            for found in read_units(self.source, ids):
                if self.thorough or there.get(found.id) != found.digest:
                    waiting.append(found)
                    links += len(found.links)
                if links >= BATCH:
                    yield waiting
                    waiting, links = [], 0
        if waiting:
            yield waiting

    def _write_units(self, units: Sequence[Unit]) -> None:
        """In as many transactions as their size asks for."""
        left = True
        while left:
            done = self._do(lambda writes: writes.advance(units))
            left = done.left
            self.written.update(done.written)
            self.withdrawn.update(done.withdrawn)

    # --- withdrawing nodes ------------------------------------------------------------------------

    def _withdraw(self, label: str, ids: Sequence[str]) -> None:
        if ids:
            gone, kept = self._do(lambda writes: writes.withdraw(label, ids))
            if gone or kept:
                self.withdrawn[label] += gone + kept
                self.kept += kept
