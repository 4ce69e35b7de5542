"""Whatever a store holds, its RDF read back makes an equal store, in every format."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.identity.judgements import ABOUT_ENTITIES, ABOUT_STATEMENTS, Judgement, Ref
from kg.model import (
    Article,
    Block,
    Document,
    Entity,
    Evidence,
    Extraction,
    Literal,
    Mention,
    PageMark,
    Qualifier,
    Reading,
    Reject,
    Run,
    Span,
    Statement,
)
from kg.store import Store
from kg.views import EntityView, StatementView
from loaders.from_rdf import import_rdf
from loaders.to_files import export
from loaders.to_rdf import to_graph
from ontology.vocabulary import vocabulary

Digest = tuple[Document, list[Extraction]]
FORMATS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}
TABLES = ("document", "article", "entity", "entity_name", "identifier", "mention")
TABLES += ("statement", "evidence", "reject", "resolution", "doubt", "judgement")

# Lone surrogates cannot stand in any UTF-8 file and so in no document that was read.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
BODY = st.text(st.characters(exclude_categories=["Cs"]), min_size=6, max_size=40)
DAY = st.none() | st.dates().map(str) | st.just("二〇二四年")
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
READING = st.builds(
    Reading,
    kind=st.sampled_from(["money", "percent", "count", "date"]),
    low=NUMBER,
    high=NUMBER,
    low_date=DAY,
    high_date=DAY,
    unit=st.sampled_from(["", "CNY", "股份"]),
    approximate=st.booleans(),
)
RELATIONS = list(vocabulary().relation_types.values())
STATUSES = sorted(vocabulary().statuses)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A range of the text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(text))))


@st.composite
def entities(draw: st.DrawFn, types: tuple[str, ...]) -> Entity:
    """One of few names, so that articles share entities and resolution has work to do."""
    return Entity(
        type=draw(st.sampled_from(types)),
        name=draw(st.sampled_from(["云岭", "云岭数据有限公司", "云岭数据", '甲"乙', "丙\n丁"])),
        aliases=tuple(sorted(set(draw(st.lists(TEXT, max_size=2))))),
        identifiers=tuple(
            sorted(
                set(draw(st.lists(st.tuples(st.sampled_from(["lei", "uscc"]), TEXT), max_size=1)))
            )
        ),
    )


@st.composite
def statements(draw: st.DrawFn, article: Article) -> Statement:
    """A statement that domain and range allow, with one or two sentences."""
    relation = draw(st.sampled_from(RELATIONS))
    target = draw(entities(relation.range)) if relation.range else Literal(text=draw(TEXT))
    qualifier = st.builds(
        Qualifier,
        name=st.sampled_from(sorted(vocabulary().qualifiers)),
        text=TEXT,
        reading=st.none() | READING,
        span=st.none() | spans(article.text),
    )
    found = draw(st.lists(qualifier, max_size=3))
    return Statement(
        type=relation.code,
        subject=draw(entities(relation.domain)),
        object=target,
        status=draw(st.sampled_from(STATUSES)),
        evidence=tuple(draw(st.lists(evidence(article), min_size=1, max_size=2))),
        # As extraction gives them: by name.
        qualifiers=tuple(sorted(found, key=lambda q: q.name)),
    )


@st.composite
def evidence(draw: st.DrawFn, article: Article) -> Evidence:
    """An evidence that reads back."""
    span = draw(spans(article.text))
    return Evidence(
        article_id=article.id,
        sentence=span,
        text=span.of(article.text),
        subject=draw(st.none() | spans(article.text)),
        object=draw(st.none() | spans(article.text)),
        rule=draw(st.sampled_from(["invest.buy", '规则"一"'])),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def extractions(draw: st.DrawFn, document: Document, ordinal: int) -> Extraction:
    """An article with what was read from it."""
    text = draw(BODY)
    article = Article(
        document=document,
        ordinal=ordinal,
        section=draw(st.sampled_from(["", "要闻"])),
        title=draw(TEXT),
        text=text,
        page=draw(st.none() | st.integers(1, 99)),
        published=draw(DAY),
        blocks=(Block(kind="paragraph", span=Span(start=0, end=len(text))),),
        pages=tuple(draw(st.lists(st.just(PageMark(start=3, page=2)), max_size=1))),
        runs=(Run(start=0, source=7, length=len(text)),),
    )
    said = tuple(draw(st.lists(statements(article), max_size=3)))
    named = draw(st.lists(entities(tuple(vocabulary().entity_types)), max_size=2))
    named += [e for s in said for e in (s.subject, s.object) if isinstance(e, Entity)]
    # An article knows an entity once, with all its names.
    known = {e.id: e for e in named}
    reject = st.builds(Reject, stage=TEXT, reason=TEXT, text=TEXT, span=st.none() | spans(text))
    return Extraction(
        article=article,
        mentions=tuple(_mentions(draw, text, list(known.values()))),
        entities=tuple(known.values()),
        statements=said,
        rejects=tuple(draw(st.lists(reject, max_size=2))),
    )


def _mentions(draw: st.DrawFn, text: str, named: list[Entity]) -> Iterator[Mention]:
    for entity in named:
        span = draw(spans(text))
        kind = draw(st.sampled_from([entity.type, "Company"]))
        finder = draw(st.sampled_from(["gazetteer", "tagger"]))
        yield Mention(
            span=span, surface=span.of(text), type=kind, finder=finder, entity_id=entity.id
        )


@st.composite
def digests(draw: st.DrawFn) -> list[Digest]:
    """Up to two documents with up to two articles each."""
    made = []
    for n in range(draw(st.integers(1, 2))):
        document = Document(
            source=draw(TEXT),
            media_type="text/plain",
            sha256=f"{n:016}" * 4,
            title=draw(st.sampled_from(["", "月报“一”"])),
            published=draw(DAY),
        )
        articles = [draw(extractions(document, k)) for k in range(draw(st.integers(0, 2)))]
        made.append((document, articles))
    return made


def _tables(path: Path) -> dict[str, list[str]]:
    con = sqlite3.connect(path)
    try:
        skipped = {"entity_name": 3}
        return {
            table: sorted(
                repr([v for n, v in enumerate(row) if n != skipped.get(table)])
                for row in con.execute(f"SELECT * FROM {table}")
            )
            for table in TABLES
        }
    finally:
        con.close()


def _of_statement(draw: st.DrawFn, view: StatementView) -> Judgement:
    target = view.object
    verdict = draw(st.sampled_from(ABOUT_STATEMENTS))
    correction = draw(st.sampled_from(["status=cancelled", "amount=3亿元", "date=2024年5月"]))
    return Judgement(
        judgement=verdict,
        first=str(Ref(type=view.subject.type, name=view.subject.name)),
        second=f"text:{target.text}"
        if isinstance(target, Literal)
        else str(Ref(type=target.type, name=target.name)),
        relation=view.type,
        event=draw(st.sampled_from(["*", view.event])),
        correction=correction if verdict == "correct" else "",
        who="李",
        when="2024-06-01",
        why=draw(st.sampled_from(["", "原文“未”完成"])),
    )


def _of_entities(draw: st.DrawFn, views: list[EntityView]) -> list[Judgement]:
    pairs = [(a, b) for a in views for b in views if a.type == b.type != "Person" and a.id < b.id]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else []
    return [
        Judgement(
            judgement=draw(st.sampled_from(ABOUT_ENTITIES)),
            first=str(Ref(type=a.type, name=a.name)),
            second=str(Ref(type=b.type, name=b.name)),
            who="李",
        )
        for a, b in chosen
        if a.name != b.name
    ]


def _judge(data: st.DataObject, store: Store) -> None:
    """Decide something about what the store holds, as a person would."""
    views, entities = list(store.statements()), list(store.entities())

    @st.composite
    def decided(draw: st.DrawFn) -> list[Judgement]:
        chosen = draw(st.lists(st.sampled_from(views), max_size=3)) if views else []
        of_statements = [_of_statement(draw, view) for view in chosen]
        return [*_of_entities(draw, entities), *of_statements]

    store.judge(data.draw(decided()))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(digests(), st.sampled_from(sorted(FORMATS)), st.data())
def test_rdf_read_back_makes_an_equal_store(
    said: list[Digest], format: str, data: st.DataObject
) -> None:
    """Table by table the two stores are equal, and their graphs are isomorphic, whatever was judged."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.kg", Path(folder) / "second.kg"
        file = Path(folder) / f"graph{FORMATS[format]}"
        with Store.open(first, create=True) as store:
            store.add_all(said)
            _judge(data, store)
            export(store, format, file)
            made = to_graph(store)
            views = list(store.statements())
        import_rdf([file], second)
        assert _tables(second) == _tables(first)
        with Store.open(second, read_only=True) as store:
            assert isomorphic(to_graph(store), made)
            assert list(store.statements()) == views
    assert isinstance(made, rdflib.Graph)
