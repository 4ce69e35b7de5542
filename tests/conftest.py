"""Sources that several tests share: a made-up digest in a store, and sources made of bare views."""

import importlib.util
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import (
    Article,
    Block,
    Document,
    Entity,
    Evidence,
    Extraction,
    Literal,
    Mention,
    Qualifier,
    Reading,
    Span,
    Statement,
)
from kg.views import Citation, EntityView, StatementView
from loaders.source import GraphSource

if TYPE_CHECKING:
    from kg.extraction.draft import Draft
    from kg.extraction.pipeline import Extractor
    from kg.store import Store
    from loaders.neo4j_link import Address, Link


@dataclass(frozen=True)
class ViewSource:
    """A source over views in memory, filtered the slow and obvious way."""

    views: tuple[StatementView, ...] = ()
    further: tuple[EntityView, ...] = ()
    files: tuple[Document, ...] = ()

    def documents(self) -> Sequence[Document]:
        """The documents given."""
        return self.files

    def entities(self) -> Iterator[EntityView]:
        """Everything that stands in a view, and what was given further."""
        known = {e.id: e for v in self.views for e in (v.subject, v.object) if hasattr(e, "name")}
        known |= {e.id: e for e in self.further}
        return iter(sorted(known.values(), key=lambda e: (e.type, e.name, e.id)))

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with this id."""
        return next(e for e in self.entities() if e.id == entity_id)

    def statements(
        self,
        *,
        types: Collection[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        statuses: Collection[str] | None = None,
    ) -> Iterator[StatementView]:
        """The views that fit, by id."""
        for v in sorted(self.views, key=lambda v: v.id):
            asked = (types, v.type), (statuses, v.status)
            ends = (subject, v.subject.id), (object, v.object.id)
            if all(want is None or got in want for want, got in asked) and all(
                want is None or got == want for want, got in ends
            ):
                yield v

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """The views with one of the entities at either end."""
        for v in self.statements(types=types):
            if {v.subject.id, v.object.id} & set(entity_ids):
                yield v


def entity_view(code: str) -> EntityView:
    """The view of an entity written as ``Company:启澜半导体``; its id is what is written."""
    kind, name = code.split(":", 1)
    return EntityView(id=code, type=kind, name=name)


def statement_view(
    subject: str,
    relation: str,
    target: str,
    *,
    status: str = "completed",
    confidence: float = 0.9,
    qualifiers: tuple[Qualifier, ...] = (),
    published: str | None = "2024-05-20",
    mark: str = "",
) -> StatementView:
    """A view with one citation; an object ``text:…`` is a literal; `mark` tells events apart."""
    literal = target.removeprefix("text:") if target.startswith("text:") else None
    citation = Citation(
        document="产业月报",
        document_id="d1",
        article="芯片动态",
        article_id="a1",
        section="要闻",
        page=3,
        published=published,
        start=0,
        end=9,
        sentence=f"{subject.split(':')[1]}与{target.split(':')[1]}。",
        rule="test",
        confidence=confidence,
    )
    return StatementView(
        id=f"{subject} {relation} {target}{mark}",
        type=relation,
        subject=entity_view(subject),
        object=entity_view(target) if literal is None else Literal(text=literal),
        status=status,
        confidence=confidence,
        qualifiers=qualifiers,
        citations=(citation,),
    )


@pytest.fixture(scope="session")
def make_view() -> Callable[..., StatementView]:
    """Makes a statement view from codes such as ``Company:启澜半导体``."""
    return statement_view


@pytest.fixture(scope="session")
def make_source() -> Callable[..., ViewSource]:
    """Makes a source from statement views."""
    return ViewSource


# --- the made-up digest ---------------------------------------------------------------------------

QILAN = Entity(
    type="Company",
    name="启澜半导体",
    aliases=("启澜",),
    identifiers=(("stock_code", "688999.SH"),),
)
NINGCHUAN = Entity(type="Company", name="宁川集团")
BEICHEN = Entity(type="Fund", name="北辰创投")
CHENXI = Entity(type="Fund", name="晨曦产业基金")
JIANGWAN = Entity(type="Fund", name="江湾资本")
MIIT = Entity(type="GovernmentBody", name="工业和信息化部", aliases=("工信部",))
PLANT = Entity(type="Facility", name="启澜临港工厂")
CHIP = Entity(type="Technology", name="车规芯片")
CIRCUITS = Entity(type="Industry", name="集成电路产业")
MEASURES = Entity(type="Policy", name="车规芯片推广办法")
SUPPORT = Entity(type="Policy", name="集成电路扶持条例")
POWER = Entity(type="Policy", name="临港园区用电通知")
PILOT = Entity(type="Policy", name="启明试点通知")
FUNDS = Entity(type="Policy", name="产业基金管理细则")

MONEY = Reading(kind="money", low=2.5e8, high=2.5e8, unit="CNY")
MARCH = Reading(kind="date", low_date="2024-03-01", high_date="2024-03-31")
EARLY = Reading(kind="money", low=8e7, high=8e7, unit="CNY")
NOVEMBER = Reading(kind="date", low_date="2023-11-01", high_date="2023-11-30")
STAKE = Reading(kind="percent", low=7.0, high=7.0)
GOAL = Reading(kind="percent", low=40.0)

Said = tuple[str, list[tuple[Entity, str, Entity | Literal, str, tuple[Qualifier, ...]]]]


def _q(name: str, text: str, reading: Reading | None = None) -> Qualifier:
    return Qualifier(name=name, text=text, reading=reading)


B_ROUND = (_q("amount", "2.5亿元", MONEY), _q("date", "2024年3月", MARCH), _q("round", "B轮"))
A_ROUND = (
    _q("amount", "8000万元", EARLY),
    _q("date", "2023年11月", NOVEMBER),
    _q("round", "A轮"),
)
TARGET = Literal(text="车规芯片自给率")

DEALS: list[Said] = [
    (
        "2024年3月，北辰创投向启澜半导体投资2.5亿元，完成其B轮融资。",
        [(BEICHEN, "INVESTED_IN", QILAN, "completed", B_ROUND)],
    ),
    (
        "宁川集团拟收购启澜半导体12%的股权。",
        [(NINGCHUAN, "ACQUIRED", QILAN, "planned", (_q("stake", "12%"),))],
    ),
    (
        "晨曦产业基金持有启澜半导体7%的股份。",
        [(CHENXI, "HOLDS_STAKE_IN", QILAN, "completed", (_q("stake", "7%", STAKE),))],
    ),
    ("启澜半导体否认江湾资本曾经入股。", [(JIANGWAN, "INVESTED_IN", QILAN, "denied", ())]),
    (
        "宁川集团与江湾资本共同发起设立晨曦产业基金。",
        [
            (NINGCHUAN, "FOUNDED", CHENXI, "completed", ()),
            (JIANGWAN, "FOUNDED", CHENXI, "completed", ()),
        ],
    ),
    ("启澜半导体专注于车规芯片。", [(QILAN, "OPERATES_IN", CHIP, "completed", ())]),
    ("车规芯片属于集成电路产业。", [(CHIP, "KIND_OF", CIRCUITS, "completed", ())]),
    ("启澜半导体正在建设启澜临港工厂。", [(QILAN, "OPERATES", PLANT, "in_progress", ())]),
]
POLICIES: list[Said] = [
    (
        "工信部印发《车规芯片推广办法》，重点支持车规芯片。",
        [
            (MIIT, "ISSUED", MEASURES, "completed", ()),
            (MEASURES, "TARGETS", CHIP, "completed", ()),
        ],
    ),
    ("《集成电路扶持条例》利好集成电路产业。", [(SUPPORT, "BENEFITS", CIRCUITS, "completed", ())]),
    ("《临港园区用电通知》适用于启澜临港工厂。", [(POWER, "APPLIES_TO", PLANT, "completed", ())]),
    ("《启明试点通知》适用于启澜半导体。", [(PILOT, "APPLIES_TO", QILAN, "completed", ())]),
    ("工信部对启澜半导体进行行业指导。", [(MIIT, "SUPERVISES", QILAN, "completed", ())]),
    ("《产业基金管理细则》适用于晨曦产业基金。", [(FUNDS, "APPLIES_TO", CHENXI, "completed", ())]),
    (
        "《车规芯片推广办法》提出，到2027年车规芯片自给率超过40%。",
        [(MEASURES, "SETS_TARGET", TARGET, "planned", (_q("value", "超过40%", GOAL),))],
    ),
]
EARLIER_DEALS: list[Said] = [
    (
        "北辰创投于2023年11月首次向启澜半导体投资8000万元，属A轮融资。",
        [(BEICHEN, "INVESTED_IN", QILAN, "completed", A_ROUND)],
    ),
]


def _extraction(document: Document, ordinal: int, title: str, said: list[Said]) -> Extraction:
    text = "\n".join(sentence for sentence, _ in said)
    article = Article(
        document=document,
        ordinal=ordinal,
        section="要闻",
        title=title,
        text=text,
        page=2 + ordinal,
        published=document.published,
        blocks=(Block(kind="paragraph", span=Span(start=0, end=len(text))),),
    )
    statements = tuple(_statements(article, said))
    ends = [e for s in statements for e in (s.subject, s.object) if isinstance(e, Entity)]
    entities = tuple(dict.fromkeys(ends))
    return Extraction(
        article=article,
        mentions=tuple(_mentions(text, entities)),
        entities=entities,
        statements=statements,
    )


def _statements(article: Article, said: list[Said]) -> Iterator[Statement]:
    for sentence, facts in said:
        start = article.text.index(sentence)
        evidence = Evidence(
            article_id=article.id,
            sentence=Span(start=start, end=start + len(sentence)),
            text=sentence,
            subject=None,
            object=None,
            rule="sample",
            confidence=0.9,
        )
        for subject, relation, target, status, qualifiers in facts:
            yield Statement(
                type=relation,
                subject=subject,
                object=target,
                status=status,
                evidence=(evidence,),
                qualifiers=qualifiers,
            )


def _mentions(text: str, entities: Sequence[Entity]) -> Iterator[Mention]:
    for entity in entities:
        surface = next(form for form in entity.forms if form in text)
        span = Span(start=text.index(surface), end=text.index(surface) + len(surface))
        yield Mention(
            span=span, surface=surface, type=entity.type, finder="sample", entity_id=entity.id
        )


Digest = tuple[Document, tuple[Extraction, ...]]


@pytest.fixture(scope="session")
def digests() -> tuple[Digest, ...]:
    """Two made-up documents with what was read from them."""
    may = Document(
        source="digest-05.txt",
        media_type="text/plain",
        sha256="a" * 64,
        title="五月产业月报",
        published="2024-05-20",
    )
    december = Document(
        source="digest-12.txt",
        media_type="text/plain",
        sha256="b" * 64,
        title="十二月产业月报",
        published="2023-12-01",
    )
    return (
        (may, (_extraction(may, 1, "芯片融资", DEALS), _extraction(may, 2, "政策", POLICIES))),
        (december, (_extraction(december, 1, "早先的融资", EARLIER_DEALS),)),
    )


@pytest.fixture(scope="session")
def make_extraction() -> Callable[[Document, int, str, list[Said]], Extraction]:
    """Makes what was read from an article, from its document, ordinal, title and sentences."""
    return _extraction


@pytest.fixture(scope="session")
def sample_path(digests: tuple[Digest, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a store that holds the made-up digest; not to be written to."""
    from kg.store import Store

    path = tmp_path_factory.mktemp("store") / "graph.kg"
    with Store.open(path, create=True) as store:
        for document, extractions in digests:
            store.add(document, extractions)
        store.settle()
    return path


@pytest.fixture(scope="session")
def sample_views(digests: tuple[Digest, ...]) -> ViewSource:
    """The made-up digest as views, every entity standing for itself."""
    views = [
        _view(statement, extraction.article)
        for _, extractions in digests
        for extraction in extractions
        for statement in extraction.statements
    ]
    return ViewSource(views=tuple(views), files=tuple(document for document, _ in digests))


def _view(statement: Statement, article: Article) -> StatementView:
    target = statement.object
    return StatementView(
        id=statement.id,
        type=statement.type,
        subject=_entity(statement.subject),
        object=target if isinstance(target, Literal) else _entity(target),
        status=statement.status,
        confidence=statement.confidence,
        qualifiers=statement.qualifiers,
        citations=tuple(_citation(e, article) for e in statement.evidence),
    )


def _entity(entity: Entity) -> EntityView:
    return EntityView(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        aliases=entity.aliases,
        identifiers=entity.identifiers,
    )


def _citation(evidence: Evidence, article: Article) -> Citation:
    return Citation(
        document=article.document.title,
        document_id=article.document.id,
        article=article.title,
        article_id=article.id,
        section=article.section,
        page=article.page_at(evidence.sentence.start),
        published=article.published,
        start=evidence.sentence.start,
        end=evidence.sentence.end,
        sentence=evidence.text,
        rule=evidence.rule,
        confidence=evidence.confidence,
    )


@pytest.fixture(params=["views", "store"])
def source(
    request: pytest.FixtureRequest, sample_views: ViewSource, sample_path: Path
) -> Iterator[GraphSource]:
    """The made-up digest, once as bare views and once in a real store."""
    from kg.store import Store

    if request.param == "views":
        yield sample_views
        return
    with Store.open(sample_path, read_only=True) as store:
        yield store


@pytest.fixture
def named(source: GraphSource) -> Callable[[str], str]:
    """The id of the entity with a name in the made-up digest."""
    ids = {entity.name: entity.id for entity in source.entities()}
    return lambda name: ids[name]


# --- extraction -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def bare_extractor() -> "Extractor":
    """An extractor without a statistical tagger: its results are the same on every machine."""
    from kg.extraction.pipeline import make_extractor

    return make_extractor("none")


@pytest.fixture(scope="session")
def extract(bare_extractor: "Extractor") -> Callable[[str], Extraction]:
    """Extracts from a bare text, without a statistical tagger."""
    from kg.extraction.pipeline import article_of

    return lambda text: bare_extractor.extract(article_of(text))


@pytest.fixture(scope="session")
def annotated_draft() -> Callable[[str], "Draft"]:
    """The draft of a text whose names are marked: ``[砺芯/Company]获投资。``."""
    from kg.extraction.candidates import Candidate
    from kg.extraction.draft import Draft
    from kg.extraction.linking import link
    from kg.extraction.patterns.load import read_example
    from kg.extraction.pipeline import article_of
    from kg.extraction.sentences import split_sentences
    from kg.extraction.values import find_values

    def make(annotated: str) -> Draft:
        example = read_example(annotated)
        draft = Draft(article=article_of(example.text))
        draft.sentences = split_sentences(example.text, draft.article.blocks)
        draft.values = find_values(example.text)
        draft.mentions = [Candidate(a, b, kind, "suffix") for a, b, kind in example.mentions]
        entities, draft.linked = link(example.text, draft.mentions, (), {})
        draft.entities = {e.id: e for e in entities}
        return draft

    return make


@pytest.fixture(scope="session")
def bare_sample(bare_extractor: "Extractor", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a store with the sample digest as the rules alone read it; not to be written to."""
    from kg.build import build

    path = tmp_path_factory.mktemp("sample") / "sample.kg"
    digest = Path(__file__).parents[1] / "data" / "sample" / "digest-2024-05.txt"
    build([digest], path, published="2024-05-31", extractor=bare_extractor)
    return path


@pytest.fixture
def sample_graph(bare_sample: Path) -> Iterator["Store"]:
    """The store with the sample digest."""
    from kg.store import Store

    with Store.open(bare_sample, read_only=True) as store:
        yield store


# --- Neo4j ----------------------------------------------------------------------------------------

_NO_NEO4J = "the Neo4j tests were skipped"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def neo4j_tool() -> ModuleType:
    """The tool that fetches and starts a Neo4j server; tests are skipped where it cannot."""
    tool = _module(Path(__file__).parents[1] / "tools" / "neo4j_server.py")
    try:
        tool.jars()
    except tool.Unavailable as missing:
        text = (
            f"{_NO_NEO4J}: {missing}. With OpenJDK 17 and Maven installed (Debian: "
            "openjdk-17-jre-headless maven) make test runs them; or set NEO4J_URI and "
            "NEO4J_PASSWORD to an empty database."
        )
        if os.environ.get("KG_REQUIRE_NEO4J"):
            pytest.fail(text)
        pytest.skip(text)
    return tool


@pytest.fixture(scope="session")
def neo4j_address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Address]":
    """A Neo4j database to write to: the one at NEO4J_URI, or that of a server of our own."""
    from loaders.neo4j_link import Address, connected

    if uri := os.environ.get("NEO4J_URI"):
        given = Address(
            uri=uri,
            user=os.environ.get("NEO4J_USER", "neo4j"),
            password=os.environ.get("NEO4J_PASSWORD", ""),
            database=os.environ.get("NEO4J_DATABASE") or None,
        )
        with connected(given) as link:
            if link.read("MATCH (n) RETURN count(n) AS n")[0]["n"]:
                pytest.fail("the database at NEO4J_URI is not empty; the tests would empty it")
        yield given
        return
    grouped = request.config.getoption("loadgroup", default=False)
    if grouped and not any(i.nodeid.endswith("@neo4j") for i in request.session.items):
        pytest.fail("pytest-xdist keeps no groups: every worker would start a server")
    tool = request.getfixturevalue("neo4j_tool")
    server = tool.Server(tmp_path_factory.mktemp("neo4j"), "nur-zum-testen")
    server.start()
    try:
        yield Address(uri=server.uri, password=server.password)
    finally:
        server.kill()


@pytest.fixture
def neo4j_link(neo4j_address: "Address") -> "Iterator[Link]":
    """A link to a database with nothing in it."""
    from loaders.neo4j_link import connected

    with connected(neo4j_address) as link:
        link.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
        yield link


@pytest.fixture(scope="session")
def neo4j_dump() -> "Callable[[Link], list[str]]":
    """Tells everything that a database holds, line by line, the marker of the load aside."""

    def dump(link: "Link") -> list[str]:
        nodes = link.read(
            "MATCH (n) WHERE NOT n:KgState RETURN labels(n) AS labels, properties(n) AS props"
        )
        links = link.read(
            "MATCH (a)-[r]->(b) RETURN a.kg_id AS a, type(r) AS type, properties(r) AS props,"
            " b.kg_id AS b"
        )
        return sorted(
            [f"{sorted(n['labels'])} {sorted(n['props'].items())}" for n in nodes]
            + [f"{r['a']} {r['type']} {sorted(r['props'].items())} {r['b']}" for r in links]
        )

    return dump


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say plainly that the Neo4j tests did not run, and how to run them."""
    reasons = {
        str(report.longrepr[2])
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple) and _NO_NEO4J in report.longrepr[2]
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason.removeprefix("Skipped: "), yellow=True, bold=True)
