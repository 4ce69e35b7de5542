"""What holds of every store, whatever is put into it and in whatever order."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Extraction, Literal, Qualifier, Reading
from kg.store import Store
from kg.store.events import Mark, Sum, events_of

Make = Callable[..., Extraction]
Told = tuple[int, int, str, str, tuple[Qualifier, ...]]
Content = list[tuple[str | None, list[Told]]]

NAMES = ("云岭", "云岭数据", "云岭数据有限公司", "蓝湾科技", "桦林能源", "50%_\"'\\")
ENTITIES = tuple(
    Entity(type="Company", name=name, aliases=NAMES[n - 1 : n] if n in {1, 2} else ())
    for n, name in enumerate(NAMES)
)
RELATIONS = ("INVESTED_IN", "ACQUIRED", "PARTNERS_WITH", "SETS_TARGET")
STATUSES = ("completed", "planned", "denied", "cancelled", "approved", "in_progress")


def _amount(text: str, low: float, high: float | None, unit: str = "CNY") -> Qualifier:
    reading = Reading(kind="money", low=low, high=high, unit=unit)
    return Qualifier(name="amount", text=text, reading=reading)


def _date(low: str, high: str) -> Qualifier:
    return Qualifier(
        name="date", text=low, reading=Reading(kind="date", low_date=low, high_date=high)
    )


DATES = (_date("2021-03-05", "2021-03-05"), _date("2021-01-01", "2021-12-31"))
AMOUNTS = (
    _amount("1亿元", 1e8, 1e8),
    _amount("超1亿元", 1e8, None),
    _amount("5亿元", 5e8, 5e8),
    _amount("5亿美元", 5e8, 5e8, "USD"),
)
ROUNDS = tuple(Qualifier(name="round", text=text) for text in ("A轮", "B轮"))
DETAILS = st.tuples(*(st.sampled_from((None, *some)) for some in (AMOUNTS, DATES, ROUNDS))).map(
    lambda found: tuple(q for q in found if q)
)

TOLD = st.tuples(
    st.integers(0, len(NAMES) - 1),
    st.integers(0, len(NAMES) - 1),
    st.sampled_from(RELATIONS),
    st.sampled_from(STATUSES),
    DETAILS,
)
CONTENT = st.lists(
    st.tuples(st.sampled_from((None, "2024-01-01", "2024-02-01")), st.lists(TOLD, max_size=4)),
    max_size=4,
)
# The fixture only hands over a function, so it may serve many examples.
many = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def digest(
    make: Make, n: int, published: str | None, told: Sequence[Told]
) -> tuple[Document, list[Extraction]]:
    """Document `n`, whose one article states what is told, a sentence each."""
    document = Document(
        source=f"{n}.txt",
        media_type="text/plain",
        sha256=f"{n:016}" * 4,
        title=f"第{n}期",
        published=published,
    )
    said = []
    for k, (one, other, relation, status, details) in enumerate(told):
        subject, literal = ENTITIES[one], relation == "SETS_TARGET"
        target = Literal(text=NAMES[other]) if literal else ENTITIES[other]
        sentence = f"{k}：{NAMES[one]}与{NAMES[other]}。"
        said.append((sentence, [(subject, relation, target, status, details)]))
    return document, [make(document, 1, f"文{n}", said)]


def answers(store: Store) -> object:
    """Everything that a store says."""
    entities, statements = list(store.entities()), list(store.statements())
    around = [list(store.around([e.id])) for e in entities]
    return entities, statements, around, store.counts(), store.documents()


def filled(path: Path, digests: Sequence[tuple[Document, list[Extraction]]]) -> object:
    """The answers of a new store with these documents."""
    with Store.open(path, create=True) as store:
        for document, extractions in digests:
            store.add(document, extractions)
        store.settle()
        return answers(store)


@many
@given(CONTENT, st.randoms(use_true_random=False))
def test_order_of_documents_changes_nothing(
    make_extraction: Make, content: Content, random: Random
) -> None:
    """Two stores with the same documents answer alike, whatever came first."""
    digests = [digest(make_extraction, n, *c) for n, c in enumerate(content)]
    shuffled = list(digests)
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        one = filled(Path(folder) / "one.kg", digests)
        assert filled(Path(folder) / "two.kg", [*shuffled, *digests]) == one


@many
@given(CONTENT, st.data())
def test_removal_is_as_if_never_added(
    make_extraction: Make, content: Content, data: st.DataObject
) -> None:
    """A store from which a document was removed answers like one that never had it."""
    digests = [digest(make_extraction, n, *c) for n, c in enumerate(content)]
    gone = data.draw(st.sets(st.sampled_from(range(len(digests))))) if digests else set()
    kept = [d for n, d in enumerate(digests) if n not in gone]
    with tempfile.TemporaryDirectory() as folder:
        expected = filled(Path(folder) / "kept.kg", kept)
        filled(Path(folder) / "all.kg", digests)
        with Store.open(Path(folder) / "all.kg") as store:
            for n in sorted(gone):
                assert store.remove(digests[n][0].id)
            assert answers(store) == expected
            assert store._con.execute("PRAGMA foreign_key_check").fetchall() == []
            assert store._con.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@many
@given(CONTENT)
def test_every_statement_is_told_once(make_extraction: Make, content: Content) -> None:
    """Ids of statements are unique, ends are canonical, and every sentence told is cited."""
    digests = [digest(make_extraction, n, *c) for n, c in enumerate(content)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.kg"
        filled(path, digests)
        with Store.open(path, read_only=True) as store:
            views = list(store.statements())
            ids = {e.id for e in store.entities()}
    assert len({v.id for v in views}) == len(views)
    ends = {v.subject.id for v in views} | {
        v.object.id for v in views if not isinstance(v.object, Literal)
    }
    assert ends <= ids
    cited = {(c.article_id, c.sentence) for v in views for c in v.citations}
    told = {
        (e.article_id, e.text)
        for _, xs in digests
        for x in xs
        for s in x.statements
        for e in s.evidence
    }
    assert cited == told


@many
@given(CONTENT)
def test_every_name_leads_to_its_entity(make_extraction: Make, content: Content) -> None:
    """Whatever name an entity goes by, finding it brings the entity."""
    digests = [digest(make_extraction, n, *c) for n, c in enumerate(content)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.kg"
        filled(path, digests)
        with Store.open(path, read_only=True) as store:
            for entity in store.entities():
                for name in (entity.name, *entity.aliases):
                    assert entity.id in {v.id for v in store.find(name)}


KEYS = ("", "2021-03-05/2021-03-05", "2021-01-01/2021-12-31", "2022-08-09/2022-08-09", "|a轮")
SPANS = st.tuples(*[st.sampled_from((0.9e8, 1e8, 1.05e8, 1.2e8, 5e8))] * 2).map(sorted)
SUM = st.builds(
    lambda name, unit, span: Sum(name, unit, *span),
    st.sampled_from(("amount", "shares")),
    st.sampled_from(("CNY", "USD")),
    SPANS,
)
MARK = st.builds(
    Mark, st.sampled_from(KEYS), st.sets(SUM, max_size=2).map(lambda s: tuple(sorted(s)))
)
READINGS = st.lists(st.tuples(MARK, st.sampled_from(STATUSES)), min_size=1, max_size=8)


@many
@given(READINGS, st.sampled_from(("INVESTED_IN", "FOUNDED")), st.randoms(use_true_random=False))
def test_order_of_readings_changes_no_event(
    told: list[tuple[Mark, str]], relation: str, random: Random
) -> None:
    """Which readings tell of one event depends on what they say, not on which of them came first or twice."""
    shuffled = [*told, *random.choices(told, k=3)]
    random.shuffle(shuffled)
    found = events_of(relation, told)
    assert events_of(relation, shuffled) == found
    assert set(found) == {mark for mark, _ in told}


@many
@given(st.lists(MARK, min_size=1, max_size=8))
def test_no_other_amount_slips_into_a_deal(marks: list[Mark]) -> None:
    """An undated reading is of a deal only if, where both give a sum in one unit, one of its is one of the deal's."""
    found = events_of("INVESTED_IN", [(mark, "completed") for mark in marks])
    for mark in (m for m in marks if not m.key):
        deal = [s for m in marks if m.key and found[m] == found[mark] for s in m.sums]
        for kind in {(s.name, s.unit) for s in mark.sums}:
            ours = [s for s in mark.sums if (s.name, s.unit) == kind]
            theirs = [s for s in deal if (s.name, s.unit) == kind]
            near = (a.low <= b.high * 1.1 and b.low <= a.high * 1.1 for a in ours for b in theirs)
            assert not theirs or any(near)
