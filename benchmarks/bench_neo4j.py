"""A load into Neo4j beside a bare ``UNWIND … CREATE`` of the same rows, and questions in both places.

usage: python benchmarks/bench_neo4j.py [--entities 100000] [--statements 500000] [--asked 100]
                                        [--store graph.kg] [--seed 1] [--heap 1g]

The graph is the random one of bench_queries.py. Both loads go into fresh servers of the same kind,
one after the other, with the same batches. The bare one has nothing but the index it needs to find
the ends of relationships: no constraints on relationships, no full-text index, no state, no reading
of the store (its rows are ready before its clock runs). Then a second load of the same file, once
recognised by its bytes and once compared, and the latencies of the questions beside the store's.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import bench_queries

from kg.store import Store
from loaders.neo4j_link import Address, Link, connected
from loaders.neo4j_rows import (
    ARTICLE,
    DOCUMENT,
    ENTITY,
    ID,
    TEXT,
    LinkRow,
    NodeRow,
    article_node,
    document_node,
    entity_node,
    part_of,
    schema,
)
from loaders.neo4j_writes import BATCH
from loaders.to_neo4j import PORTION, Progress, load, read_units
from queries.catalogue import QUESTIONS
from queries.on_neo4j import OnNeo4j


def megabytes() -> int:
    """The most memory that this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Bare:
    """The same rows, created in batches; only the time in the database counts."""

    def __init__(self, link: Link) -> None:
        self.link, self.seconds, self.rows = link, 0.0, 0

    def run(self, store: Store) -> None:
        """Create everything: nodes first, then what joins them."""
        for kind in (ENTITY, TEXT, DOCUMENT, ARTICLE):
            self.link.change_schema(f"CREATE CONSTRAINT FOR (n:{kind}) REQUIRE n.{ID} IS UNIQUE")
        self.link.change_schema("CALL db.awaitIndexes(300)")
        for document in store.documents():
            articles = store.article_views(document.id)
            nodes = [article_node(a) for a in articles]
            self._nodes([document_node(document, nodes), *nodes])
            self._links(map(part_of, articles))
        for ids in store.id_portions(PORTION):
            self._nodes(map(entity_node, store.bare_entities(ids)))
        waiting: list[LinkRow] = []
        for ids in store.id_portions(PORTION):
            for unit in read_units(store, ids):
                self._nodes(unit.texts)
                waiting += unit.links
                if len(waiting) >= BATCH:
                    self._links(waiting)
                    waiting = []
        self._links(waiting)

    def _nodes(self, nodes: Iterable[NodeRow]) -> None:
        groups = defaultdict(list)
        for node in nodes:
            groups[":".join((node.kind, *node.labels))].append(node.props)
        self._create(
            {
                f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row": rows
                for labels, rows in groups.items()
            }
        )

    def _links(self, links: Iterable[LinkRow]) -> None:
        groups = defaultdict(list)
        for link in links:
            row = {"start": link.start, "end": link.end, "props": link.props}
            groups[link.start_kind, link.type, link.end_kind].append(row)
        self._create(
            {
                f"UNWIND $rows AS row MATCH (a:{a} {{{ID}: row.start}}), (b:{b} {{{ID}: row.end}})"
                f" CREATE (a)-[r:{type_}]->(b) SET r = row.props": rows
                for (a, type_, b), rows in groups.items()
            }
        )

    def _create(self, batches: dict[str, list[dict[str, Any]]]) -> None:
        if not batches:
            return

        def work(tx: Any) -> None:
            for query, rows in batches.items():
                tx.run(query, rows=rows).consume()

        start = time.perf_counter()
        self.link.write(work)
        self.seconds += time.perf_counter() - start
        self.rows += sum(map(len, batches.values()))


def fresh(folder: Path, heap: str) -> Iterator[Link]:
    """A link to a server of its own with an empty database."""
    sys.path.append(str(Path(__file__).parents[1] / "tools"))
    import neo4j_server

    server = neo4j_server.Server(folder, "benchmark-only", heap=heap)
    server.start()
    try:
        with connected(Address(uri=server.uri, password=server.password)) as link:
            yield link
    finally:
        server.kill()


def timed(act: Callable[[], Any]) -> float:
    """How many seconds it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def our_loads(store: Store, link: Link) -> float:
    """A first load and two second ones; the seconds of the first."""
    memory: dict[str, list[int]] = defaultdict(list)

    def watch(progress: Progress) -> None:
        memory[progress.stage].append(megabytes())

    made = timed(lambda: [link.change_schema(text) for text in schema().values()])
    print(f"constraints and indexes, once for a database: {made:.1f} s", flush=True)
    first = timed(lambda: load(store, link, fingerprint=store.fingerprint, on_progress=watch))
    print(f"first load: {first:.1f} s", flush=True)
    for stage, sizes in memory.items():
        marks = [sizes[int(at * (len(sizes) - 1))] for at in (0, 0.25, 0.5, 0.75, 1)]
        print(f"  most memory at 0, 25, 50, 75, 100 % of {stage}: {marks} MB")
    again = timed(lambda: load(store, link, fingerprint=store.fingerprint))
    compared = timed(lambda: load(store, link))
    print(f"second load, recognised by its bytes: {again:.2f} s = {again / first:.1%} of the first")
    print(
        f"second load, compared: {compared:.1f} s = {compared / first:.1%} of the first", flush=True
    )
    return first


def ask(store: Store, link: Link, asked: int, seed: int) -> None:
    """Latencies of every question, about the same entities, in both places."""
    rng, graph = random.Random(seed), OnNeo4j(link)
    ids = rng.sample([e.id for e in store.entities() if e.type == "Company"], asked)
    for question in QUESTIONS.values():
        ends = sum(p.required for p in question.parameters)
        times: tuple[list[float], list[float]] = ([], [])
        for entity_id in ids:
            about = (entity_id, *rng.sample(ids, ends - 1))
            times[0].append(timed(lambda a=about, q=question: q.run(store, *a)))  # type: ignore[misc]
            times[1].append(timed(lambda a=about, q=question: graph.answer(q, *a)))  # type: ignore[misc]
        told = [
            f"p50 {statistics.median(t) * 1000:8.1f} ms  p95 {sorted(t)[int(len(t) * 0.95)] * 1000:8.1f} ms"
            for t in times
        ]
        print(f"{question.name:12} file {told[0]}   Neo4j {told[1]}", flush=True)


def main() -> None:
    """Build the graph or take the one there is, then measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=500_000)
    parser.add_argument("--asked", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or Path(folder) / "graph.kg"
        if not where.exists():
            rng = random.Random(options.seed)
            bench_queries.build(where, options.entities, options.statements, rng)
        with Store.open(where, read_only=True) as store:
            counts = store.counts()
            print(f"{counts.entities} entities, {counts.statements} statements", flush=True)
            for link in fresh(Path(folder) / "ours", options.heap):
                first = our_loads(store, link)
                ask(store, link, options.asked, options.seed)
            for link in fresh(Path(folder) / "bare", options.heap):
                bare = Bare(link)
                bare.run(store)
            print(f"bare UNWIND CREATE of {bare.rows} rows: {bare.seconds:.1f} s")
            print(f"first load : bare = {first / bare.seconds:.2f}")


if __name__ == "__main__":
    main()
