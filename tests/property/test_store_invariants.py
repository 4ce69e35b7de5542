"""What holds of every store, whatever is put into it and in whatever order."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Extraction, Literal, Qualifier
from kg.store import Store

Make = Callable[..., Extraction]
Told = tuple[int, int, str, str, str]
Content = list[tuple[str | None, list[Told]]]

NAMES = ("云岭", "云岭数据", "云岭数据有限公司", "蓝湾科技", "桦林能源", "50%_\"'\\")
ENTITIES = tuple(
    Entity(type="Company", name=name, aliases=NAMES[n - 1 : n] if n in {1, 2} else ())
    for n, name in enumerate(NAMES)
)
RELATIONS = ("INVESTED_IN", "ACQUIRED", "PARTNERS_WITH", "SETS_TARGET")
STATUSES = ("completed", "planned", "denied", "cancelled", "approved", "in_progress")

TOLD = st.tuples(
    st.integers(0, len(NAMES) - 1),
    st.integers(0, len(NAMES) - 1),
    st.sampled_from(RELATIONS),
    st.sampled_from(STATUSES),
    st.sampled_from(("", "A轮", "B轮")),
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
    for k, (one, other, relation, status, stage) in enumerate(told):
        subject, literal = ENTITIES[one], relation == "SETS_TARGET"
        target = Literal(text=NAMES[other]) if literal else ENTITIES[other]
        quals = (Qualifier(name="round", text=stage),) if stage else ()
        sentence = f"{k}：{NAMES[one]}与{NAMES[other]}。"
        said.append((sentence, [(subject, relation, target, status, quals)]))
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
