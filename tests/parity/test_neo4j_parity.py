"""One question, two places: a Neo4j database answers as the graph file does."""

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from kg.errors import KgError
from kg.store import Store
from loaders.neo4j_link import Link, connected
from loaders.to_neo4j import load
from queries.answer import to_json
from queries.catalogue import QUESTIONS, Question
from queries.on_neo4j import OnNeo4j
from viz.page import draw

if TYPE_CHECKING:
    from kg.extraction.pipeline import Extractor
    from loaders.neo4j_link import Address

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]

ROOT = Path(__file__).parents[2]
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"statuses": ["planned", "denied"]},
    {"since": "2024-01", "until": "2024-06"},
    {"since": "2013", "until": "2019-07-16", "statuses": ["completed"]},
)


class Both(NamedTuple):
    """A graph file, and a database that was loaded from it."""

    store: Store
    graph: OnNeo4j
    link: Link
    ids: list[str]


@pytest.fixture(scope="module", params=["sample", "random"])
def both(
    request: pytest.FixtureRequest,
    neo4j_address: "Address",
    bare_extractor: "Extractor",
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Both]:
    """The sample digest, and a random graph of ten thousand entities, in either place."""
    path = tmp_path_factory.mktemp("parity") / "graph.kg"
    if request.param == "sample":
        from kg.build import build

        digest = ROOT / "data" / "sample" / "digest-2024-05.txt"
        build([digest], path, published="2024-05-31", extractor=bare_extractor)
    else:
        _bench().build(path, 10_000, 20_000, random.Random(7))
    with Store.open(path, read_only=True) as store, connected(neo4j_address) as link:
        link.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
        load(store, link)
        ids = [e.id for e in store.entities()]
        few = len(ids) < 1000
        yield Both(store, OnNeo4j(link), link, ids if few else random.Random(11).sample(ids, 80))


def _bench() -> Any:
    path = ROOT / "benchmarks" / "bench_queries.py"
    spec = importlib.util.spec_from_file_location("bench_queries", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_queries"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=lambda q: str(q.name))
def test_a_question_has_the_same_answer_in_either_place(asked: Question, both: Both) -> None:
    """Rows, order, evidence and notes are the same, with and without filters."""
    rows, rng = set[object](), random.Random(3)
    ends = sum(p.required for p in asked.parameters)
    for number, entity_id in enumerate(both.ids):
        # Half of the time nothing is filtered; else the filters take turns.
        ids = (entity_id, *rng.sample(both.ids, ends - 1))
        filters = FILTERS[max(0, number % 6 - 2)]
        here = asked.run(both.store, *ids, **filters)
        assert to_json(both.graph.answer(asked, *ids, **filters)) == to_json(here)
        rows |= set(here.rows)
    assert len(rows) > 5


def test_a_page_is_the_same_from_either_place(both: Both) -> None:
    """The picture of a neighbourhood has the same bytes."""
    for entity_id in both.ids[:6]:
        assert draw(both.graph, entity_id, hops=2) == draw(both.store, entity_id, hops=2)


def test_names_are_found_alike_in_either_place(both: Both) -> None:
    """Full names, parts, misspellings, codes and ids lead to the same entities or the same words."""
    name = both.store.entity(both.ids[0]).name
    wanted = [name, name[:3], name[1:], f"{name}甲", both.ids[0], "keys:* OR \\"]
    if len(both.ids) > 100:
        wanted += ["000725", "000725.sz", "京東方", "（", '"', " 工信部 ", "有限", "boe", "工信"]
    for name in wanted:
        assert both.graph.find(name, 7) == both.store.find(name, 7), name
        assert _resolved(both.graph, name) == _resolved(both.store, name), name


def _resolved(graph: Store | OnNeo4j, name: str) -> str:
    try:
        return graph.resolve(name).id
    except KgError as error:
        return str(error)
