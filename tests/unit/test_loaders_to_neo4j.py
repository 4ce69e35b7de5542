"""A Neo4j database follows the graph file, and what others keep there stays theirs."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ServerRefused
from kg.model import Document, Entity, Extraction, Literal
from kg.store import Store
from loaders import neo4j_rows as rows
from loaders import to_neo4j
from loaders.neo4j_link import Address, Link, connected
from loaders.to_neo4j import LoadReport, Progress, load, state
from ontology.vocabulary import vocabulary

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]

Dump = Callable[[Link], list[str]]
Digest = tuple[Document, tuple[Extraction, ...]]
MakeExtraction = Callable[[Document, int, str, list[Any]], Extraction]


def _document(name: str, published: str = "2024-06-01") -> Document:
    return Document(
        source=f"{name}.txt",
        media_type="text/plain",
        sha256=rows.content_id(name) * 4,
        title=name,
        published=published,
    )


@pytest.fixture
def store(tmp_path: Path, digests: tuple[Digest, ...]) -> Iterator[Store]:
    """A store that may be written to, with the first of the made-up digests."""
    with Store.open(tmp_path / "graph.kg", create=True) as graph:
        graph.add(*digests[0])
        graph.settle()
        yield graph


def _add(graph: Store, document: Document, *extractions: Extraction) -> None:
    graph.add(document, extractions)
    graph.settle()


def _fresh(graph: Store, link: Link, dump: Dump) -> list[str]:
    """What the database holds when the store is loaded into an empty one."""
    link.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
    load(graph, link)
    return dump(link)


def test_everything_of_the_store_is_in_the_database(store: Store, neo4j_link: Link) -> None:
    """Entities, statements, evidence, articles and mentions are all there after a load."""
    report = load(store, neo4j_link)
    counts = store.counts()
    pairs = len(store.namings([e.id for e in store.entities()]))
    cited = sum(len(v.citations) for v in store.statements())
    assert report.written == {
        "KgDocument": counts.documents,
        "KgArticle": counts.articles,
        "KgEntity": counts.entities,
        "EVIDENCED_BY": cited,
        "MENTIONS": pairs,
        **counts.relation_types,
    }
    made = neo4j_link.read("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n")
    assert {row["type"]: row["n"] for row in made} == {
        "EVIDENCED_BY": cited,
        "MENTIONS": pairs,
        "PART_OF": counts.articles,
        **counts.relation_types,
    }


def test_a_statement_tells_status_details_and_evidence(store: Store, neo4j_link: Link) -> None:
    """A deal is a relationship with its status, its amount as written and as read, its sentence."""
    load(store, neo4j_link)
    deal = neo4j_link.read(
        "MATCH (a:Fund {name: '北辰创投'})-[r:INVESTED_IN]->(:Company {name: '启澜半导体'})"
        " MATCH (a)-[e:EVIDENCED_BY]->(article)-[:PART_OF]->(d:KgDocument)"
        " WHERE e.kg_id IN r.evidence AND e.statement = r.kg_id"
        " RETURN properties(r) AS r, e.sentence AS sentence, article.title AS title, d.title AS d"
    )
    assert len(deal) == 1
    assert (
        deal[0]["r"]
        | {
            "status": "completed",
            "confidence": 0.9,
            "amount": "2.5亿元",
            "amount_low": 2.5e8,
            "amount_unit": "CNY",
            "date_from": "2024-03-01",
            "date_until": "2024-03-31",
            "round": "B轮",
            "published": "2024-05-20",
        }
        == deal[0]["r"]
    )
    assert deal[0]["sentence"].startswith("2024年3月，北辰创投向启澜半导体投资2.5亿元")
    assert (deal[0]["title"], deal[0]["d"]) == ("芯片融资", "五月产业月报")


def test_loading_twice_changes_nothing(store: Store, neo4j_link: Link, neo4j_dump: Dump) -> None:
    """A second load sends nothing and leaves the database as it was."""
    load(store, neo4j_link)
    before = neo4j_dump(neo4j_link)
    again = load(store, neo4j_link)
    assert not again.changed and not again.recognised
    assert neo4j_dump(neo4j_link) == before


def test_the_same_file_is_recognised_at_once(store: Store, neo4j_link: Link) -> None:
    """Where the bytes of the graph file are those loaded last, not even the store is read."""
    load(store, neo4j_link, fingerprint=store.fingerprint)
    seen: list[Progress] = []
    again = load(store, neo4j_link, fingerprint=store.fingerprint, on_progress=seen.append)
    assert again.recognised and not seen


def test_one_more_digest_sends_only_what_it_changed(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, digests: tuple[Digest, ...]
) -> None:
    """A second digest adds its article, its statement, and its mentions; the rest is not sent."""
    load(store, neo4j_link, fingerprint=store.fingerprint)
    _add(store, digests[1][0], *digests[1][1])
    report = load(store, neo4j_link, fingerprint=store.fingerprint)
    assert report.written == {
        "KgDocument": 1,
        "KgArticle": 1,
        "INVESTED_IN": 1,
        "EVIDENCED_BY": 1,
        "MENTIONS": 2,
    }
    assert not report.withdrawn
    assert neo4j_dump(neo4j_link) == _fresh(store, neo4j_link, neo4j_dump)


def test_a_removed_document_is_withdrawn(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, make_extraction: MakeExtraction
) -> None:
    """What only the removed document said is gone, with its texts; nothing is left behind."""
    alone = neo4j_dump(neo4j_link) if load(store, neo4j_link) else []
    firm, policy = Entity(type="Company", name="沧屿科技"), Entity(type="Policy", name="沧屿办法")
    told = _document("一次性月报")
    sentence = "沧屿科技适用《沧屿办法》，该办法提出产能翻番。"
    said = [
        (policy, "APPLIES_TO", firm, "completed", ()),
        (policy, "SETS_TARGET", Literal(text="产能翻番"), "planned", ()),
    ]
    _add(store, told, make_extraction(told, 1, "沧屿动态", [(sentence, said)]))
    assert load(store, neo4j_link).written["SETS_TARGET"] == 1
    store.remove(told.id)
    report = load(store, neo4j_link)
    assert (report.withdrawn["KgEntity"], report.withdrawn["KgDocument"]) == (2, 1)
    assert not report.written and not report.kept
    assert neo4j_dump(neo4j_link) == alone


def test_a_merge_that_comes_undone_is_undone(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, make_extraction: MakeExtraction
) -> None:
    """Two entities that a document had made one are two again when it leaves, in either direction."""
    short, full = (
        Entity(type="Company", name="岭数"),
        Entity(type="Company", name="云岭数据科技股份有限公司", aliases=("岭数",)),
    )
    chip = Entity(type="Technology", name="车规芯片")
    first, second, third = (_document(n) for n in ("其一", "其二", "其三"))
    _add(
        store,
        first,
        make_extraction(
            first,
            1,
            "甲",
            [("岭数研发车规芯片。", [(short, "DEVELOPS", chip, "completed", ())])],
        ),
    )
    registered = Entity(type="Company", name="云岭数据科技股份有限公司")
    sentence = "云岭数据科技股份有限公司使用车规芯片。"
    _add(
        store,
        second,
        make_extraction(
            second, 1, "乙", [(sentence, [(registered, "USES", chip, "completed", ())])]
        ),
    )
    load(store, neo4j_link)
    apart = neo4j_dump(neo4j_link)
    sentence = "云岭数据科技股份有限公司（岭数）供应车规芯片。"
    _add(
        store,
        third,
        make_extraction(third, 1, "丙", [(sentence, [(full, "SUPPLIES", chip, "completed", ())])]),
    )
    report = load(store, neo4j_link)
    assert report.withdrawn["KgEntity"] == 1
    assert len(store.resolve("岭数").aliases) == 1
    merged = neo4j_dump(neo4j_link)
    store.remove(third.id)
    assert load(store, neo4j_link).written["KgEntity"] >= 1
    assert neo4j_dump(neo4j_link) == apart != merged


def test_any_client_goes_on_where_another_stopped(
    store: Store, neo4j_link: Link, digests: tuple[Digest, ...], tmp_path: Path
) -> None:
    """A graph file built elsewhere from the same digests, in another order, has nothing to send."""
    _add(store, digests[1][0], *digests[1][1])
    load(store, neo4j_link)
    with Store.open(tmp_path / "elsewhere.kg", create=True) as other:
        for document, extractions in reversed(digests):
            other.add(document, extractions)
        other.settle()
        assert not load(other, neo4j_link, fingerprint=other.fingerprint).changed


def _stop_at(stage: str) -> Callable[[Progress], None]:
    def stop(progress: Progress) -> None:
        if progress.stage == stage:
            raise KeyboardInterrupt

    return stop


@pytest.mark.parametrize("stage", ["documents", "entities", "entities with their statements"])
def test_an_interrupted_load_goes_on(
    stage: str,
    store: Store,
    neo4j_link: Link,
    neo4j_dump: Dump,
    digests: tuple[Digest, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stopped anywhere, the database says that it is unfinished, and the next load ends it."""
    monkeypatch.setattr(to_neo4j, "PORTION", 3)
    load(store, neo4j_link)
    _add(store, digests[1][0], *digests[1][1])
    with pytest.raises(KeyboardInterrupt):
        load(store, neo4j_link, on_progress=_stop_at(stage))
    assert state(neo4j_link)["complete"] is False
    load(store, neo4j_link)
    assert state(neo4j_link)["complete"] is True
    assert neo4j_dump(neo4j_link) == _fresh(store, neo4j_link, neo4j_dump)


def test_a_withdrawal_that_was_interrupted_and_taken_back_leaves_no_gap(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, digests: tuple[Digest, ...]
) -> None:
    """A document that comes back while its withdrawal is half done is whole again."""
    _add(store, digests[1][0], *digests[1][1])
    load(store, neo4j_link)
    whole = neo4j_dump(neo4j_link)
    store.remove(digests[0][0].id)
    with pytest.raises(KeyboardInterrupt):
        load(store, neo4j_link, on_progress=_stop_at("entities to withdraw"))
    _add(store, digests[0][0], *digests[0][1])
    load(store, neo4j_link)
    assert neo4j_dump(neo4j_link) == whole


def test_a_unit_larger_than_a_transaction_comes_in_steps(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entity with more relationships than one transaction takes is loaded all the same."""
    expected = _fresh(store, neo4j_link, neo4j_dump)
    monkeypatch.setattr("loaders.neo4j_writes.BATCH", 2)
    assert _fresh(store, neo4j_link, neo4j_dump) == expected
    for document in store.documents():
        store.remove(document.id)
    report = load(store, neo4j_link, replace=True)
    assert neo4j_dump(neo4j_link) == [] and report.withdrawn["KgEntity"] == 14


def test_two_loads_at_once_do_no_harm(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, neo4j_address: Address
) -> None:
    """Two people who load the same graph at the same time get it once."""
    expected = _fresh(store, neo4j_link, neo4j_dump)
    neo4j_link.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with (
                Store.open(store.path, read_only=True) as graph,
                connected(neo4j_address) as link,
            ):
                load(graph, link)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert neo4j_dump(neo4j_link) == expected


FOREIGN = """
    CREATE (c:Company {name: '启澜半导体', kg: 1})-[:INVESTED_IN {id: 7, note: '别人的'}]->(c),
    (c)-[:MENTIONS]->(:Article {title: '别人的'}), (:Fund {id: 'x'})-[:EVIDENCED_BY]->(c)
"""
THEIRS = """
    MATCH (n) WHERE n.kg_id IS NULL OPTIONAL MATCH (n)-[r]-()
    RETURN labels(n) AS labels, properties(n) AS n, type(r) AS type, properties(r) AS r
    ORDER BY n.name, n.title, n.id, type
"""


def test_what_others_keep_there_is_never_touched(
    store: Store, neo4j_link: Link, digests: tuple[Digest, ...]
) -> None:
    """Nodes and links of others, even with our names, and what they wrote on ours, stay."""
    neo4j_link.write(lambda tx: tx.run(FOREIGN).consume())
    before = neo4j_link.read(THEIRS)
    load(store, neo4j_link)
    neo4j_link.write(
        lambda tx: tx.run(
            "MATCH (n:KgEntity {name: '启澜半导体'}) SET n.note = '重点关注', n:Watched"
            " CREATE (:Analyst {name: '林'})-[:WATCHES {since: 2024}]->(n)"
        ).consume()
    )
    watched = neo4j_link.read(THEIRS)
    assert len(watched) == len(before) + 1
    _add(store, digests[1][0], *digests[1][1])
    load(store, neo4j_link, thorough=True)
    load(store, neo4j_link)
    assert neo4j_link.read(THEIRS) == watched
    node = neo4j_link.read(
        "MATCH (n:KgEntity {name: '启澜半导体'}) RETURN n.note AS note, n:Watched AS w"
    )
    assert node == [{"note": "重点关注", "w": True}]


def test_a_withdrawn_entity_that_others_link_to_stays_and_comes_back(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, digests: tuple[Digest, ...]
) -> None:
    """An analyst's link never dangles: its end keeps the name, and is the entity again later."""
    _add(store, digests[1][0], *digests[1][1])
    load(store, neo4j_link)
    watch = "MATCH (n:KgEntity {name: '宁川集团'}) CREATE (:Analyst)-[:WATCHES]->(n)"
    neo4j_link.write(lambda tx: tx.run(watch).consume())
    before = neo4j_dump(neo4j_link)
    store.remove(digests[0][0].id)
    assert load(store, neo4j_link).kept == 1
    left = "MATCH (:Analyst)-[:WATCHES]->(n) RETURN labels(n) AS labels, n.name AS name"
    assert neo4j_link.read(left) == [{"labels": ["KgWithdrawn"], "name": "宁川集团"}]
    _add(store, digests[0][0], *digests[0][1])
    load(store, neo4j_link)
    assert neo4j_dump(neo4j_link) == before


def test_edits_by_hand_are_found_when_asked_for(
    store: Store, neo4j_link: Link, neo4j_dump: Dump
) -> None:
    """A thorough load puts back what somebody changed or deleted, and writes nothing else."""
    expected = _fresh(store, neo4j_link, neo4j_dump)
    for edit in (
        "MATCH (n:KgEntity {name: '宁川集团'}) SET n.name = '改'",
        "MATCH ()-[r:ACQUIRED]->() SET r.status = 'completed', r.amount = '1元'",
        "MATCH ()-[r:KIND_OF]->() DELETE r",
        "MATCH ()-[r:EVIDENCED_BY]->() WITH r LIMIT 1 SET r.sentence = '改'",
    ):
        neo4j_link.write(lambda tx, edit=edit: tx.run(edit).consume())  # type: ignore[misc]
    report = load(store, neo4j_link, thorough=True)
    assert report.written == {"KgEntity": 1, "ACQUIRED": 1, "KIND_OF": 1, "EVIDENCED_BY": 1}
    assert neo4j_dump(neo4j_link) == expected


def test_another_graph_is_not_replaced_unasked(
    store: Store, neo4j_link: Link, neo4j_dump: Dump, digests: tuple[Digest, ...], tmp_path: Path
) -> None:
    """A store that shares no document with the database is refused, unless told to replace it."""
    load(store, neo4j_link)
    before = neo4j_dump(neo4j_link)
    with Store.open(tmp_path / "other.kg", create=True) as other:
        _add(other, digests[1][0], *digests[1][1])
        with pytest.raises(ServerRefused, match=r"withdraw them all.*--replace"):
            load(other, neo4j_link)
        assert neo4j_dump(neo4j_link) == before
        load(other, neo4j_link, replace=True)
        assert neo4j_dump(neo4j_link) == _fresh(other, neo4j_link, neo4j_dump)


def test_a_database_of_a_later_version_is_left_alone(store: Store, neo4j_link: Link) -> None:
    """A layout that this version does not know is named and not written over."""
    later = f"CREATE (:KgState {{kg_id: 'state', format: {rows.FORMAT + 1}}})"
    neo4j_link.write(lambda tx: tx.run(later).consume())
    with pytest.raises(ServerRefused, match="later version of kg"):
        load(store, neo4j_link)
    assert neo4j_link.read("MATCH (n:KgEntity) RETURN count(n) AS n") == [{"n": 0}]


HOSTILE = (
    "'}) DETACH DELETE n //",
    "`) MATCH (n) DETACH DELETE n //",
    '"; DROP CONSTRAINT `kg_KgEntity`; //',
    "$rows\\",
    "反斜杠\\u0027}) DETACH DELETE n //",
)


def test_names_are_data_whatever_they_say(
    store: Store, neo4j_link: Link, make_extraction: MakeExtraction
) -> None:
    """Quotes, backticks and Cypher in names and sentences are stored as they are."""
    told = _document("注入")
    firm = Entity(type="Company", name="启澜半导体")
    facts = [
        (
            f"{name}与启澜半导体合作。",
            [(Entity(type="Company", name=name), "PARTNERS_WITH", firm, "completed", ())],
        )
        for name in HOSTILE
    ]
    _add(store, told, make_extraction(told, 1, "`标题'\"", facts))
    load(store, neo4j_link)
    names = {r["n"] for r in neo4j_link.read("MATCH (n:Company) RETURN n.name AS n")}
    assert set(HOSTILE) | {"启澜半导体"} <= names
    sentences = neo4j_link.read("MATCH ()-[e:EVIDENCED_BY]->() RETURN e.sentence AS s")
    assert {f"{name}与启澜半导体合作。" for name in HOSTILE} <= {r["s"] for r in sentences}
    assert len(neo4j_link.read("SHOW CONSTRAINTS")) == len(rows.LABELS) + len(
        rows.relationship_types()
    )


def test_labels_and_types_are_those_of_the_ontology(store: Store, neo4j_link: Link) -> None:
    """Nothing that a document says becomes a label or a type of relationship."""
    load(store, neo4j_link)
    labels = {r["label"] for r in neo4j_link.read("CALL db.labels() YIELD label RETURN label")}
    used = neo4j_link.read("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")
    assert {r["label"] for r in used} <= {*vocabulary().entity_types, *rows.LABELS}
    assert "KgEntity" in labels
    types = {r["t"] for r in neo4j_link.read("MATCH ()-[r]->() RETURN DISTINCT type(r) AS t")}
    assert types <= set(rows.relationship_types())


def test_every_label_and_type_is_constrained_and_names_are_searched(
    store: Store, neo4j_link: Link
) -> None:
    """Ids are unique for nodes and each type; a Chinese part of a name finds the whole, best first."""
    load(store, neo4j_link)
    found = neo4j_link.read("SHOW CONSTRAINTS YIELD name, type RETURN name, type")
    kinds = {row["name"]: row["type"] for row in found}
    assert {kinds[f"kg_{label}"] for label in rows.LABELS} == {"UNIQUENESS"}
    assert {kinds[f"kg_{t}"] for t in rows.relationship_types()} == {"RELATIONSHIP_UNIQUENESS"}
    best = neo4j_link.read(
        "CALL db.index.fulltext.queryNodes('kg_names', $q) YIELD node RETURN node.name AS name",
        q="临港工厂",
    )
    assert best[0]["name"] == "启澜临港工厂"


def test_a_report_tells_nothing_when_nothing_was_done() -> None:
    """An untouched report counts as unchanged, and its record is complete all the same."""
    report = LoadReport()
    assert not report.changed
    assert set(report.record()) >= {"documents", "entities", "written", "withdrawn", "kept"}
