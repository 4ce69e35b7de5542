"""What one more digest costs does not depend on how often the store has met its names before."""

import statistics
from collections.abc import Callable
from pathlib import Path

from kg.model import Document, Entity, Extraction
from kg.store import Store

Make = Callable[..., Extraction]
FEW, MANY = 20, 240
HEADS = "澜岸砺芯禾穗云岭蓝湾星河瑞声汀鹭晨曦启明"
FULL = Entity(
    type="Company",
    name="海川电子股份有限公司",
    aliases=("海川",),
    identifiers=(("stock_code", "600001.SH"),),
)
SHORT = Entity(type="Company", name="海川电子")
RELATED = Entity(type="Company", name="海川证券有限公司")


def digest(make: Make, n: int) -> tuple[Document, list[Extraction]]:
    """A digest that names the same companies and persons as all others, and one company of its own.

    The two names of one company never stand in one article.
    """
    document = Document(source=f"{n}", media_type="t", sha256=f"{n:016}" + "0" * 48, title=f"{n}")
    size = len(HEADS)
    own = Entity(type="Company", name=f"{HEADS[n % size]}{HEADS[n // size % size]}{n}号工厂")
    wang, li, zhao = (Entity(type="Person", name=name) for name in ("王伟", "李娜", "赵敏"))
    told = [
        (wang, "HOLDS_POSITION", FULL),
        (zhao, "HOLDS_POSITION", own),
        (RELATED, "SUPPLIES", SHORT),
        (li, "SUPPLIES", SHORT),
    ]
    return document, [
        make(
            document,
            k,
            f"文{n}-{k}",
            [(f"{n}：{s.name}与{o.name}。", [(s, what, o, "completed", ())])],
        )
        for k, (s, what, o) in enumerate(told)
    ]


def steps(store: Store, document: Document, said: list[Extraction]) -> tuple[int, int]:
    """How many steps SQLite takes to write a digest, and to settle it."""
    taken = [0, 0]
    at = 0

    def tick() -> int:
        taken[at] += 1
        return 0

    store._con.set_progress_handler(tick, 1)
    assert store.add(document, said)
    at = 1
    store.settle()
    store._con.set_progress_handler(None, 1)
    return taken[0], taken[1]


def test_one_more_digest_costs_the_same_in_a_large_store(
    make_extraction: Make, tmp_path: Path
) -> None:
    """Names that every digest repeats are not read again: twelve times the digests, no more steps."""
    cost: dict[int, tuple[float, float]] = {}
    with Store.open(tmp_path / "graph.kg", create=True) as store:
        count = 0
        for size in (FEW, MANY):
            while count < size:
                store.add(*digest(make_extraction, count))
                count += 1
            store.settle()
            taken = [steps(store, *digest(make_extraction, count + k)) for k in range(5)]
            count += 5
            cost[size] = (
                statistics.median(t[0] for t in taken),
                statistics.median(t[1] for t in taken),
            )
        persons = {e.name: e for e in store.entities() if e.type == "Person"}
        assert persons.keys() == {"王伟", "李娜", "赵敏"}
        assert store.verify() == []
    for few, many in zip(cost[FEW], cost[MANY], strict=True):
        assert many < 1.25 * few


def test_many_digests_at_once_cost_what_they_hold(make_extraction: Make, tmp_path: Path) -> None:
    """Filled in one go an empty store looks at each row a few times, however many rows there are."""
    taken: dict[int, int] = {}
    for size in (FEW, 6 * FEW):
        batch = [digest(make_extraction, n) for n in range(size)]
        with Store.open(tmp_path / f"{size}.kg", create=True) as store:
            count = 0

            def tick() -> int:
                nonlocal count
                count += 1
                return 0

            store._con.set_progress_handler(tick, 1)
            assert all(store.add_all(batch))
            store._con.set_progress_handler(None, 1)
            taken[size] = count
    assert taken[6 * FEW] < 1.3 * 6 * taken[FEW]
