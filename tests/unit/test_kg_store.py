"""The graph file: what goes in, what comes out, and what is done about files that are none."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import (
    AmbiguousName,
    MissingStore,
    NewerStore,
    NotAStore,
    StoreBusy,
    StoreError,
    UnknownName,
)
from kg.model import Document, Entity, Extraction, Literal, Qualifier, Reading, Reject
from kg.store import Store, files, migrate
from kg.views import StatementView

Digest = tuple[Document, tuple[Extraction, ...]]
Fact = tuple[Entity, str, Entity | Literal, str, tuple[Qualifier, ...]]
Make = Callable[[Document, int, str, list[tuple[str, list[Fact]]]], Extraction]

YUNLING = Entity(type="Company", name="云岭数据", aliases=("云岭",))
LANWAN = Entity(type="Company", name="蓝湾科技", identifiers=(("stock_code", "600777.SH"),))


def document(name: str, published: str | None = None) -> Document:
    """A document whose bytes are its name."""
    return Document(
        source=f"{name}.txt",
        media_type="text/plain",
        sha256=name.encode().hex().ljust(64, "0"),
        title=name,
        published=published,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with Store.open(tmp_path / "graph.kg", create=True) as opened:
        yield opened


@pytest.fixture
def say(store: Store, make_extraction: Make) -> Callable[..., Document]:
    """Adds a document of one article in which each given sentence states one fact."""

    def add(name: str, *facts: tuple[str, Fact], published: str | None = None) -> Document:
        doc = document(name, published)
        said = [(sentence, [fact]) for sentence, fact in facts]
        assert store.add(doc, [make_extraction(doc, 1, f"{name}之文", said)])
        return doc

    return add


def invests(status: str = "completed", *qualifiers: Qualifier) -> Fact:
    """云岭数据 puts money into 蓝湾科技."""
    return (YUNLING, "INVESTED_IN", LANWAN, status, qualifiers)


def the_one(store: Store) -> StatementView:
    """The only statement of the store."""
    (view,) = store.statements()
    return view


# --- in and out -----------------------------------------------------------------------------------


def test_what_goes_in_comes_out(store: Store, digests: tuple[Digest, ...]) -> None:
    """Documents and articles come back equal, statements with their ends and evidence."""
    for doc, extractions in digests:
        store.add(doc, extractions)
    assert {d.id for d in store.documents()} == {d.id for d, _ in digests}
    articles = {x.article for _, extractions in digests for x in extractions}
    assert set(store.articles()) == articles
    said = [s for _, xs in digests for x in xs for s in x.statements]
    wanted = {(s.type, s.subject.name, s.status, s.evidence[0].text) for s in said}
    views = list(store.statements())
    assert {(v.type, v.subject.name, v.status, v.citations[0].sentence) for v in views} == wanted
    assert len(views) == len(said)


def test_qualifiers_keep_text_and_reading(store: Store, say: Callable[..., Document]) -> None:
    """A qualifier comes back with what was written and what was understood, zero included."""
    nothing = Reading(kind="money", low=0.0, high=None, unit="CNY", approximate=True)
    amount = Qualifier(name="amount", text="约0元", reading=nothing)
    say("甲", ("云岭数据投资蓝湾科技。", invests("completed", amount)))
    assert the_one(store).qualifiers == (amount,)


def test_same_bytes_change_nothing(store: Store, say: Callable[..., Document]) -> None:
    """Adding a document again is refused and leaves every count as it was."""
    doc = say("甲", ("云岭数据投资蓝湾科技。", invests()))
    before = store.counts()
    assert store.has(doc.id)
    assert not store.add(doc, [])
    assert store.counts() == before


def test_crash_loses_the_document_in_hand_only(
    store: Store, say: Callable[..., Document], make_extraction: Make
) -> None:
    """An error while a document is written leaves nothing of it, and all of the others."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    before, doc = store.counts(), document("乙")
    one = make_extraction(doc, 1, "文", [("云岭数据投资蓝湾科技。", [invests()])])
    with pytest.raises(StoreError):
        store.add(doc, [one, one])
    assert store.counts() == before
    assert not store.has(doc.id)


def test_evidence_that_does_not_read_back_is_refused(store: Store, make_extraction: Make) -> None:
    """An extraction whose spans do not fit its article is a defect, not data."""
    doc = document("甲")
    good = make_extraction(doc, 1, "文", [("云岭数据投资蓝湾科技。", [invests()])])
    other = make_extraction(doc, 1, "文", [("海川电子否认传闻。", [])])
    bad = Extraction(article=other.article, mentions=good.mentions, entities=(), statements=())
    with pytest.raises(ValueError, match="does not read back"):
        store.add(doc, [bad])


def test_removal_takes_what_only_it_says(store: Store, say: Callable[..., Document]) -> None:
    """What another document says too stays; the rest goes, names included."""
    hua = Entity(type="Company", name="桦林能源")
    first = say("甲", ("云岭数据投资蓝湾科技。", invests()), published="2024-01-01")
    second = say(
        "乙",
        ("云岭数据投资了蓝湾科技。", invests()),
        ("桦林能源与云岭数据合作。", (hua, "PARTNERS_WITH", YUNLING, "completed", ())),
    )
    assert store.remove(second.id)
    assert [c.document for c in the_one(store).citations] == ["甲"]
    assert {e.name for e in store.entities()} == {"云岭数据", "蓝湾科技"}
    assert store.find("桦林能源") == []
    assert store.remove(first.id)
    assert store.counts().entities == store.counts().mentions == 0
    assert not store.remove(first.id)


def test_removal_undoes_what_the_document_joined(
    store: Store, say: Callable[..., Document]
) -> None:
    """When the article that told two names to be one goes, they are two again."""
    full = Entity(type="Company", name="云岭数据科技", aliases=("云岭数据",))
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    bridge = say("乙", ("云岭数据科技投资蓝湾科技。", (full, "INVESTED_IN", LANWAN, "planned", ())))
    store.settle()
    assert store.resolve("云岭数据").name == "云岭数据科技"
    assert list(store.resolutions()) == [("云岭数据", "云岭数据科技", "alias 云岭数据")]
    store.remove(bridge.id)
    assert store.resolve("云岭数据").name == "云岭数据"


def test_rejects_come_back_with_their_article(store: Store, make_extraction: Make) -> None:
    """What extraction dropped is kept with the reason."""
    doc, reject = document("甲"), Reject(stage="relations", reason="no object", text="云岭数据")
    x = make_extraction(doc, 1, "文", [])
    x = Extraction(article=x.article, mentions=(), entities=(), statements=(), rejects=(reject,))
    store.add(doc, [x])
    assert list(store.rejects()) == [("文", reject)]


# --- statements -----------------------------------------------------------------------------------


def test_evidence_of_one_deal_is_gathered(store: Store, say: Callable[..., Document]) -> None:
    """Two documents on one deal give one statement with two citations, the newest first."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()), published="2024-01-01")
    say("乙", ("云岭数据已投资蓝湾科技。", invests()), published="2024-02-01")
    assert [c.document for c in the_one(store).citations] == ["乙", "甲"]


def test_other_date_or_round_is_another_deal(store: Store, say: Callable[..., Document]) -> None:
    """Investments of one pair stay apart by round, and by date as it is understood."""
    may = Reading(kind="date", low_date="2024-05-01", high_date="2024-05-31")
    say(
        "甲",
        ("云岭数据领投。蓝湾科技。", invests("completed", Qualifier(name="round", text="A轮"))),
        ("云岭数据跟投。蓝湾科技。", invests("completed", Qualifier(name="round", text="B轮"))),
        (
            "去年五月，云岭数据投资蓝湾科技。",
            invests("completed", Qualifier(name="date", text="去年五月", reading=may)),
        ),
        (
            "2024年5月，云岭数据投资蓝湾科技。",
            invests("completed", Qualifier(name="date", text="2024年5月", reading=may)),
        ),
    )
    assert sorted(len(v.citations) for v in store.statements()) == [1, 1, 2]


@pytest.mark.parametrize(
    ("older", "newer", "status"),
    [
        ("planned", "completed", "completed"),
        ("completed", "planned", "planned"),
        ("completed", "cancelled", "cancelled"),
        ("denied", "completed", "completed"),
    ],
)
def test_newest_status_counts(
    store: Store, say: Callable[..., Document], older: str, newer: str, status: str
) -> None:
    """The status is that of the latest publication, in whatever order documents came."""
    say("新", ("云岭数据投资蓝湾科技。", invests(newer)), published="2024-02-01")
    say("旧", ("云岭数据投资蓝湾科技。", invests(older)), published="2024-01-01")
    assert the_one(store).status == status


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [("planned", "approved", "approved"), ("completed", "denied", "denied")],
)
def test_equally_new_statuses(
    store: Store, say: Callable[..., Document], one: str, other: str, status: str
) -> None:
    """Of one day the furthest stage counts, but a denial before all."""
    say("甲", ("云岭数据投资蓝湾科技。", invests(one)), ("云岭数据和蓝湾科技。", invests(other)))
    assert the_one(store).status == status


def test_newest_qualifier_counts(store: Store, say: Callable[..., Document]) -> None:
    """Each qualifier is what the newest reading says; what only an older one has is kept."""
    old = (Qualifier(name="amount", text="1亿元"), Qualifier(name="stake", text="5%"))
    say("旧", ("云岭数据投资蓝湾科技。", invests("planned", *old)), published="2024-01-01")
    new = Qualifier(name="amount", text="2亿元")
    say("新", ("云岭数据投资蓝湾科技。", invests("completed", new)), published="2024-02-01")
    assert [(q.name, q.text) for q in the_one(store).qualifiers] == [
        ("amount", "2亿元"),
        ("stake", "5%"),
    ]


def test_symmetric_statement_is_one_and_found_from_both_ends(
    store: Store, say: Callable[..., Document]
) -> None:
    """A with B and B with A is one statement; either may be asked for as subject or object."""
    say("甲", ("云岭数据与蓝湾科技。", (YUNLING, "PARTNERS_WITH", LANWAN, "completed", ())))
    say("乙", ("蓝湾科技与云岭数据。", (LANWAN, "PARTNERS_WITH", YUNLING, "completed", ())))
    assert len(the_one(store).citations) == 2
    for end in (YUNLING.id, LANWAN.id):
        assert len(list(store.statements(subject=end))) == 1
        assert len(list(store.statements(object=end))) == 1


def test_filters_narrow_statements(sample_path: Path) -> None:
    """Type, ends and status each leave out what does not fit."""
    with Store.open(sample_path, read_only=True) as store:
        qilan = store.resolve("启澜半导体").id
        everything = list(store.statements())
        for types in (None, {"INVESTED_IN"}, set[str]()):
            for statuses in (None, {"denied", "planned"}):
                found = list(store.statements(types=types, object=qilan, statuses=statuses))
                assert found == [
                    v
                    for v in everything
                    if v.object.id == qilan
                    and (types is None or v.type in types)
                    and (statuses is None or v.status in statuses)
                ]


def test_around_gives_either_end(sample_path: Path) -> None:
    """A neighbourhood is every statement that touches one of the entities."""
    with Store.open(sample_path, read_only=True) as store:
        ids = {store.resolve("启澜半导体").id, store.resolve("晨曦产业基金").id}
        expected = [v for v in store.statements() if {v.subject.id, v.object.id} & ids]
        assert list(store.around(ids)) == expected
        assert expected


def test_text_object_comes_back_as_text(sample_path: Path) -> None:
    """An indicator is a literal, not an entity."""
    with Store.open(sample_path, read_only=True) as store:
        (view,) = store.statements(types={"SETS_TARGET"})
        assert view.object == Literal(text="车规芯片自给率")


def test_members_of_a_joined_entity_share_statements(
    store: Store, say: Callable[..., Document]
) -> None:
    """After settling, a deal told under two names of a company is one statement."""
    full = Entity(type="Company", name="云岭数据股份有限公司")
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    say("乙", ("云岭数据股份有限公司投资蓝湾科技。", (full, *invests()[1:])))
    assert len(list(store.statements())) == 2
    store.settle()
    view = the_one(store)
    assert view.subject.name == "云岭数据股份有限公司"
    assert set(view.subject.aliases) == {"云岭数据", "云岭"}
    assert list(store.statements(subject=YUNLING.id)) == [view]
    assert store.entity(YUNLING.id) == view.subject


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["云岭数据", "云岭", " 云岭 ", "“云岭数据”", "云岭数据有限公司", "雲嶺數據", YUNLING.id],
)
def test_names_resolve(store: Store, say: Callable[..., Document], name: str) -> None:
    """Full names, two-character aliases, legal forms, traditional characters and ids are found."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    assert store.resolve(name).name == "云岭数据"


@pytest.mark.parametrize("code", ["600777.SH", "600777", "600777.sh"])
def test_stock_codes_resolve(store: Store, say: Callable[..., Document], code: str) -> None:
    """A stock code is found with and without its exchange."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    assert store.resolve(code).name == "蓝湾科技"


def test_wildcards_are_plain_characters(store: Store, say: Callable[..., Document]) -> None:
    """Percent signs, underscores and quotes in a name match only themselves."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    for name in ("%", "_", "600_77", '"', "云%", "\\", '岭数"'):
        with pytest.raises(UnknownName):
            store.resolve(name)


def test_unknown_name_brings_suggestions(store: Store, say: Callable[..., Document]) -> None:
    """A misspelt name is answered with the close ones."""
    say("甲", ("云岭数据投资蓝湾科技。", invests()))
    with pytest.raises(UnknownName) as caught:
        store.resolve("云玲数据")
    assert caught.value.suggestions == ("云岭数据",)


def test_wanted_types_settle_an_ambiguity(store: Store, say: Callable[..., Document]) -> None:
    """A name of a company and of a product is ambiguous unless one type is asked for."""
    product = Entity(type="Product", name="云岭数据")
    say("甲", ("蓝湾科技推出云岭数据。", (LANWAN, "DEVELOPS", product, "completed", ())))
    say("乙", ("云岭数据投资蓝湾科技。", invests()))
    with pytest.raises(AmbiguousName, match=r"公司.*产品|产品.*公司"):
        store.resolve("云岭数据")
    assert store.resolve("云岭数据", {"Product"}).id == product.id
    with pytest.raises(UnknownName):
        store.resolve("云岭数据", {"Fund"})


def test_own_name_goes_before_an_alias(store: Store, say: Callable[..., Document]) -> None:
    """Who is called so is meant rather than who is also called so."""
    other = Entity(type="Fund", name="云岭资本", aliases=("云岭数据",))
    say("甲", ("云岭资本与云岭数据、蓝湾科技。", (other, "INVESTED_IN", LANWAN, "completed", ())))
    say("乙", ("云岭数据投资蓝湾科技。", invests()))
    assert store.resolve("云岭数据").id == YUNLING.id


def test_find_ranks_exact_before_containing_before_close(
    store: Store, say: Callable[..., Document]
) -> None:
    """The exact name first, then names that start so, contain it, or nearly are it."""
    names = ("星桥", "星桥光电", "大星桥", "星乔光电")
    ends = [Entity(type="Company", name=n) for n in names]
    facts = [(f"{e.name}和蓝湾科技。", (e, "SUPPLIES", LANWAN, "completed", ())) for e in ends]
    say("甲", *facts)
    assert [v.name for v in store.find("星桥")][:3] == ["星桥", "星桥光电", "大星桥"]
    assert [v.name for v in store.find("星桥光电")][:1] == ["星桥光电"]
    assert "星乔光电" in [v.name for v in store.find("星桥光电")]
    assert len(store.find("星桥", limit=2)) == 2


# --- files ----------------------------------------------------------------------------------------


def test_missing_store_says_so(tmp_path: Path) -> None:
    """Reading what is not there is an error, and makes no file."""
    path = tmp_path / "graph.kg"
    with pytest.raises(MissingStore, match=r"graph\.kg"):
        Store.open(path)
    assert not path.exists()


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00" + bytes(200)])
@pytest.mark.parametrize("create", [True, False])
def test_strange_file_is_left_untouched(tmp_path: Path, data: bytes, create: bool) -> None:
    """A file that kg did not write is refused and keeps its bytes."""
    path = tmp_path / "graph.kg"
    path.write_bytes(data)
    with pytest.raises(NotAStore):
        Store.open(path, create=create)
    assert path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["graph.kg"]


def test_other_database_is_left_untouched(tmp_path: Path) -> None:
    """A database of another program is refused."""
    path = tmp_path / "other.db"
    con = sqlite3.connect(path)
    con.execute("CREATE TABLE t (x)")
    con.close()
    before = path.read_bytes()
    with pytest.raises(NotAStore):
        Store.open(path, create=True)
    assert path.read_bytes() == before


def test_folder_is_no_store(tmp_path: Path) -> None:
    """A folder is refused, also when a store may be made."""
    with pytest.raises(NotAStore):
        Store.open(tmp_path, create=True)


def test_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    """A store cannot be made below a file."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "graph.kg", create=True)


def test_newer_store_is_refused(tmp_path: Path) -> None:
    """A store of a later schema is neither read nor changed."""
    path = tmp_path / "graph.kg"
    Store.open(path, create=True).close()
    con = sqlite3.connect(path)
    con.execute(f"PRAGMA user_version = {migrate.SCHEMA_VERSION + 1}")
    con.close()
    with pytest.raises(NewerStore, match="update kg"):
        Store.open(path)


def test_damaged_store_is_told_from_a_sound_one(sample_path: Path, tmp_path: Path) -> None:
    """A store with broken pages gives a sentence, not an answer from nowhere."""
    data = bytearray(sample_path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path = tmp_path / "graph.kg"
    path.write_bytes(data)
    with pytest.raises(StoreError), Store.open(path, read_only=True) as store:
        list(store.statements())


def test_store_is_one_file_when_closed(tmp_path: Path, digests: tuple[Digest, ...]) -> None:
    """After writing and after reading, no journal is left beside the file."""
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as store:
        for doc, extractions in digests:
            store.add(doc, extractions)
    with Store.open(path, read_only=True) as store:
        assert store.counts().documents == 2
    assert [p.name for p in tmp_path.iterdir()] == ["graph.kg"]


def test_reading_needs_no_writable_folder(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On read-only media a store answers, without making a journal."""
    opened = []
    monkeypatch.setattr(files, "_writable", lambda _: False)
    uri = files._uri
    monkeypatch.setattr(files, "_uri", lambda *a: opened.append(uri(*a)) or opened[-1])
    with Store.open(sample_path, read_only=True) as store:
        assert store.counts().documents == 2
    assert opened[0].endswith("?mode=ro&immutable=1")


def test_read_only_store_is_not_written(sample_path: Path) -> None:
    """A store opened for reading refuses to change."""
    with (
        Store.open(sample_path, read_only=True) as store,
        pytest.raises(StoreError, match="cannot be written"),
    ):
        store.remove(store.documents()[0].id)


def test_path_may_hold_any_character(tmp_path: Path) -> None:
    """Question marks, percent signs, hashes, spaces and Chinese are fine in a path."""
    path = tmp_path / "图 谱?a=%20#1.kg"
    Store.open(path, create=True).close()
    Store.open(path, read_only=True).close()
    assert path.is_file()


# --- two at once ----------------------------------------------------------------------------------


def test_second_writer_says_that_the_store_is_busy(tmp_path: Path) -> None:
    """Who waits longer than the limit gets a sentence."""
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as first, Store.open(path, timeout=0.05) as second:
        first._con.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another build"):
            second.add(document("甲"), [])
        first._con.execute("ROLLBACK")


def test_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    """Within the limit the second writer waits, and both documents are there."""
    path = tmp_path / "graph.kg"
    Store.open(path, create=True).close()
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, lambda: holder.execute("COMMIT"))
    timer.start()
    began = time.monotonic()
    with Store.open(path, timeout=10) as store:
        assert store.add(document("甲"), [])
    assert time.monotonic() - began > 0.1
    timer.join()
    holder.close()


def test_processes_may_make_one_store_together(tmp_path: Path) -> None:
    """Processes that find no store and make it at the same moment all succeed."""
    code = (
        "import sys; from kg.store import Store; from kg.model import Document;"
        "s = Store.open(sys.argv[1], create=True);"
        "d = Document(source='x', media_type='t', sha256=sys.argv[2] * 64, title='x');"
        "s.add(d, []); s.settle(); s.close()"
    )
    path = tmp_path / "graph.kg"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), mark]) for mark in "abcd"]
    assert [p.wait(60) for p in running] == [0, 0, 0, 0]
    with Store.open(path, read_only=True) as store:
        assert store.counts().documents == 4
    assert [p.name for p in tmp_path.iterdir()] == ["graph.kg"]


# --- pinyin, codes, parts of names ----------------------------------------------------------------

BOE = Entity(
    type="Company",
    name="京东方",
    identifiers=(("stock_code", "000725.SZ"), ("uscc", "9144030071526726XG")),
)
JD = Entity(type="Company", name="京东")
JD_LOGISTICS = Entity(type="Company", name="京东物流")


@pytest.fixture
def families(say: Callable[..., Document], store: Store) -> Store:
    """A store with 京东, 京东物流 and 京东方."""
    ends = (BOE, JD, JD_LOGISTICS, YUNLING)
    say("甲", *((f"{e.name}和蓝湾科技。", (e, "SUPPLIES", LANWAN, "completed", ())) for e in ends))
    store.settle()
    return store


@pytest.mark.parametrize(
    "name", ["jdf", "JDF", "jingdongfang", "jing dong fang", "SZ000725", "9144030071526726xg"]
)
def test_pinyin_initials_and_codes_resolve(families: Store, name: str) -> None:
    """One call finds a company by initials, by pinyin, and by any way of writing its codes."""
    assert families.resolve(name).name == "京东方"
    assert families.find(name)[0].name == "京东方"


def test_two_characters_find_exact_then_starting(families: Store) -> None:
    """京东 itself comes first, then what starts with it; the trigram index alone would find nothing."""
    assert [v.name for v in families.find("京东")] == ["京东", "京东方", "京东物流"]
    assert next(v.name for v in families.find("物流")) == "京东物流"


def test_initials_of_several_are_ambiguous(families: Store, say: Callable[..., Document]) -> None:
    """Initials that fit two entities are answered with both, and as a search with both in order."""
    other = Entity(type="Company", name="嘉德丰")
    say("乙", ("嘉德丰与蓝湾科技。", (other, "SUPPLIES", LANWAN, "completed", ())))
    families.settle()
    with pytest.raises(AmbiguousName, match=r"京东方.*嘉德丰|嘉德丰.*京东方"):
        families.resolve("jdf")
    assert {v.name for v in families.find("jdf")[:2]} == {"京东方", "嘉德丰"}


def test_started_initials_find_but_do_not_resolve(families: Store) -> None:
    """The beginning of initials is enough to search, too little to answer a question about."""
    assert "京东物流" in [v.name for v in families.find("jdw")]
    with pytest.raises(UnknownName):
        families.resolve("jdw")


def test_namesakes_are_named_by_employer(store: Store, say: Callable[..., Document]) -> None:
    """Two persons of one name are offered with their employers and ids, and an id resolves."""
    wang = Entity(type="Person", name="王伟")
    say("甲", ("王伟任云岭数据总裁。", (wang, "HOLDS_POSITION", YUNLING, "completed", ())))
    say("乙", ("王伟任蓝湾科技总裁。", (wang, "HOLDS_POSITION", LANWAN, "completed", ())))
    store.settle()
    with pytest.raises(AmbiguousName, match="云岭数据") as caught:
        store.resolve("王伟")
    assert "蓝湾科技" in str(caught.value)
    ids = {v.id for v in store.find("王伟") if v.name == "王伟"}
    assert len(ids) == 2
    assert {store.resolve(i).id for i in ids} == ids
