"""Export and import of RDF beside what rdflib and pyoxigraph need for the same triples; SPARQL engines.

usage: python benchmarks/bench_rdf.py [--statements 500000] [--entities 100000] [--store graph.kg]
                                      [--rdflib 20000] [--only STEP ...]

The graph is that of bench_queries. Every step runs in a process of its own; what counts is its
processor time, because the machine may be busy, and the most memory it held. rdflib cannot hold the
large graph (1.8 KB a triple), so it gets a graph of --rdflib statements, and so does everything else
that keeps the graph in memory; on that graph every step runs, on the large one those that stream or
read from disk. Ratios are to the same triples in the same table. The large graph is asked through
the index that kg sparql keeps on disk.

ox_parse counts the quads and looks at none; ox_values takes the text of their terms, which is the
least that a program in Python does with them. ox_ready writes quads that exist already as
pyoxigraph's objects; ox_from_text includes making those objects from Python strings, which is what a
program that holds its graph elsewhere has to do. Both go by portions, and only the writing counts.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

Step = Callable[[Path, Path], dict[str, float]]

QUERIES = {
    "investors of one company": (
        "SELECT ?n WHERE { ?c rdfs:label '%s'@zh . ?s rdf:object ?c ; "
        "rdf:predicate kgo:investedIn ; rdf:subject/rdfs:label ?n }"
    ),
    "deals by status": (
        "SELECT ?st (COUNT(?s) AS ?n) WHERE { ?s rdf:predicate kgo:investedIn ; kgo:status ?st } "
        "GROUP BY ?st"
    ),
    "two steps from a company": (
        "SELECT DISTINCT ?b WHERE { ?c rdfs:label '%s'@zh . "
        "?s rdf:subject|rdf:object ?c ; rdf:subject|rdf:object ?a . "
        "?t rdf:subject|rdf:object ?a ; rdf:subject|rdf:object ?b }"
    ),
}


def spent() -> float:
    """Processor time of this process so far."""
    return time.process_time()


def kg_export(store: Path, file: Path) -> dict[str, float]:
    """Write the store as TriG."""
    from kg.store import Store
    from loaders.to_files import export

    with Store.open(store, read_only=True) as source:
        export(source, "trig", file)
    return {"cpu": spent(), "mb": file.stat().st_size / 1e6}


def kg_import(store: Path, file: Path) -> dict[str, float]:
    """Read the TriG into a new store."""
    from kg.garbage import collector_paused
    from kg.store import Store
    from loaders.from_rdf import read_rdf

    # As import_rdf does, with a look at the clock between.
    with collector_paused():
        batch = read_rdf([file]).documents
        read = spent()
        with (
            tempfile.TemporaryDirectory() as folder,
            Store.open(Path(folder) / "copy.kg", create=True) as copy,
        ):
            copy.add_all(batch)
    return {"cpu": spent(), "read": read}


def ox_parse(store: Path, file: Path) -> dict[str, float]:
    """Parse the TriG with pyoxigraph, keeping nothing."""
    import pyoxigraph

    quads = pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TRIG)
    return {"triples": sum(1 for _ in quads), "cpu": spent()}


def ox_load(store: Path, file: Path) -> dict[str, float]:
    """Load the TriG into pyoxigraph's store in memory."""
    import pyoxigraph

    index = pyoxigraph.Store()
    index.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.TRIG)
    return {"cpu": spent(), "triples": len(index)}


def ox_values(store: Path, file: Path) -> dict[str, float]:
    """Parse the TriG with pyoxigraph, taking the text of every term as Python has to see it."""
    import pyoxigraph

    for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TRIG):
        quad.subject.value  # type: ignore[union-attr]  # noqa: B018
        quad.predicate.value  # noqa: B018
        quad.object.value  # type: ignore[union-attr]  # noqa: B018
    return {"cpu": spent()}


def ox_ready(store: Path, file: Path) -> dict[str, float]:
    """Serialise quads that are pyoxigraph's objects already."""
    return {"cpu": sum(_timed(portion) for portion in _portions(file))}


def ox_from_text(store: Path, file: Path) -> dict[str, float]:
    """Make pyoxigraph's objects from Python strings, and serialise them."""
    made = ([_texts(quad) for quad in portion] for portion in _portions(file))
    return {"cpu": sum(_timed(map(_quad, texts)) for texts in made)}


def _portions(file: Path) -> Iterator[list[object]]:
    import pyoxigraph

    quads = pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TRIG)
    while portion := list(islice(quads, 100_000)):
        yield portion


def _timed(quads: Iterable[object]) -> float:
    import pyoxigraph

    start = spent()
    with Path(os.devnull).open("wb") as out:
        pyoxigraph.serialize(quads, out, pyoxigraph.RdfFormat.TRIG)  # type: ignore[arg-type]
    return spent() - start


def _texts(quad: object) -> tuple[str, str, str, str, str | None, str]:
    from pyoxigraph import Literal, NamedNode

    o = quad.object  # type: ignore[attr-defined]
    kind = (o.language and f"@{o.language}") or o.datatype.value if isinstance(o, Literal) else None
    graph = quad.graph_name  # type: ignore[attr-defined]
    name = graph.value if isinstance(graph, NamedNode) else ""
    return quad.subject.value, quad.predicate.value, o.value, "", kind, name  # type: ignore[attr-defined]


def _quad(texts: tuple[str, str, str, str, str | None, str]) -> object:
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

    subject, prop, value, _, kind, graph = texts
    if kind is None:
        target: NamedNode | Literal = NamedNode(value)
    elif kind.startswith("@"):
        target = Literal(value, language=kind[1:])
    else:
        target = Literal(value, datatype=NamedNode(kind))
    name = NamedNode(graph) if graph else DefaultGraph()
    return Quad(NamedNode(subject), NamedNode(prop), target, name)


def rdflib_parse(store: Path, file: Path) -> dict[str, float]:
    """Parse the TriG into an rdflib Dataset."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(str(file), format="trig")
    return {"cpu": spent(), "triples": len(dataset)}


def rdflib_serialise(store: Path, file: Path) -> dict[str, float]:
    """Serialise an rdflib Dataset as TriG."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(str(file), format="trig")
    start = spent()
    dataset.serialize(str(file) + ".rdflib", format="trig")
    return {"cpu": spent() - start}


def sparql_pyoxigraph(store: Path, file: Path) -> dict[str, float]:
    """Ask pyoxigraph, in memory."""
    import pyoxigraph

    from ontology.namespaces import PREFIXES

    index = pyoxigraph.Store()
    index.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.TRIG)
    ask = lambda text: len(  # noqa: E731
        list(index.query(text, prefixes=PREFIXES, use_default_graph_as_union=True))  # type: ignore[arg-type]
    )
    return {"load": spent(), **dict(_asked(ask, store))}


def sparql_kept(store: Path, file: Path) -> dict[str, float]:
    """Ask the index on disk as ``kg sparql`` does; made first, then opened again."""
    from ontology.namespaces import PREFIXES
    from queries.sparql import open_index

    with tempfile.TemporaryDirectory() as folder:
        triples = len(open_index(store, folder=Path(folder)))
        made = spent()
        index = open_index(store, folder=Path(folder))
        opened = spent() - made
        ask = lambda text: len(list(index.query(text, prefixes=PREFIXES)))  # type: ignore[arg-type]  # noqa: E731
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()) / 1e6
        said = {"made": made, "triples": triples, "opened": opened, "disk MB": size}
        return {**said, **dict(_asked(ask, store))}


def sparql_rdflib(store: Path, file: Path) -> dict[str, float]:
    """Ask rdflib's own engine."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(str(file), format="trig")
    return {"load": spent(), **dict(_asked(lambda text: len(list(_bound(dataset, text))), store))}


def sparql_oxrdflib(store: Path, file: Path) -> dict[str, float]:
    """Ask Oxigraph through rdflib's API; needs oxrdflib, which kg does not depend on."""
    import pyoxigraph
    import rdflib
    from oxrdflib import OxigraphStore

    index = pyoxigraph.Store()
    index.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.TRIG)
    dataset = rdflib.Dataset(OxigraphStore(store=index), default_union=True)
    return {"load": spent(), **dict(_asked(lambda text: len(list(_bound(dataset, text))), store))}


def _bound(dataset: object, text: str) -> object:
    from ontology.namespaces import PREFIXES

    return dataset.query(text, initNs=PREFIXES)  # type: ignore[attr-defined]


def _asked(ask: Callable[[str], int], store: Path) -> Iterator[tuple[str, float]]:
    """The milliseconds of each query, the best of three."""
    import sqlite3

    name = (
        sqlite3.connect(store)
        .execute(
            "SELECT e.name FROM statement s JOIN entity e ON e.id = s.object_id"
            " WHERE s.type = 'INVESTED_IN' GROUP BY 1 HAVING count(*) = 5 ORDER BY 1 LIMIT 1"
        )
        .fetchone()[0]
    )
    for title, query in QUERIES.items():
        text = query % name if "%s" in query else query
        times = []
        for _ in range(3):
            start = spent()
            ask(text)
            times.append((spent() - start) * 1000)
        yield title, min(times)


STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (
        kg_export,
        kg_import,
        ox_parse,
        ox_values,
        ox_load,
        ox_ready,
        ox_from_text,
        rdflib_parse,
        rdflib_serialise,
        sparql_pyoxigraph,
        sparql_oxrdflib,
        sparql_rdflib,
        sparql_kept,
    )
}
"""Each step by its name."""

STREAMING = ("kg_export", "kg_import", "ox_parse", "ox_values", "ox_ready", "ox_from_text")
STREAMING += ("sparql_kept",)
"""The steps that do not hold the whole graph as objects."""


def in_a_process(step: str, store: Path, file: Path) -> dict[str, float] | None:
    """What a step measures, with the most memory it held in MB; None where it cannot run."""
    command = [sys.executable, __file__, "--step", step, "--store", str(store), "--file", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        print(f"{step:18} not run: {done.stderr.strip().splitlines()[-1]}", flush=True)
        return None
    found: dict[str, float] = json.loads(done.stdout)
    said = "  ".join(f"{k} {v:,.1f}" for k, v in found.items())
    print(f"{step:18} {said}", flush=True)
    return found


def peak_mb() -> float:
    """The most memory that this process held; getrusage would count its parent's before the exec."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(store: Path, steps: list[str]) -> None:
    """Run the steps on one store and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.trig"
        found = {step: in_a_process(step, store, file) for step in steps}
    cpu = {step: f["cpu"] for step, f in found.items() if f and "cpu" in f}
    for ours, others in (
        ("kg_export", ("ox_ready", "ox_from_text", "rdflib_serialise")),
        ("kg_import", ("ox_parse", "ox_values", "ox_load", "rdflib_parse")),
    ):
        for other in others:
            if ours in cpu and other in cpu:
                print(f"{ours} / {other}: {cpu[ours] / cpu[other]:.2f}", flush=True)


def main() -> None:
    """Build the graphs that are not there, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--statements", type=int, default=500_000, help="0: not this graph")
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rdflib", type=int, default=20_000, help="0: not this graph")
    parser.add_argument(
        "--only", nargs="*", help="steps; default: all, on the larger graph those that stream"
    )
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        found = STEPS[options.step](options.store, options.file)
        print(json.dumps({**found, "peak MB": peak_mb()}))
        return
    sys.path.insert(0, str(Path(__file__).parent))
    from bench_queries import build

    with tempfile.TemporaryDirectory() as folder:
        if options.rdflib:
            small = Path(folder) / "small.kg"
            build(small, options.rdflib // 5, options.rdflib, random.Random(1))
            print(f"{options.rdflib} statements, {options.rdflib // 5} entities", flush=True)
            table(small, options.only or list(STEPS))
        if not options.statements:
            return
        large = options.store or Path(folder) / "large.kg"
        if not large.exists():
            build(large, options.entities, options.statements, random.Random(1))
        print(f"\n{options.statements} statements, {options.entities} entities", flush=True)
        table(large, options.only or list(STREAMING))


if __name__ == "__main__":
    main()
