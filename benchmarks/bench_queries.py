"""How long questions and neighbourhoods take on a large made-up graph.

usage: python benchmarks/bench_queries.py [--entities 100000] [--statements 500000] [--asked 200]
                                          [--store graph.kg] [--seed 1]

The graph is random with a fixed seed: types and relations in the proportions of industry news, the
ends of statements drawn so that few entities have very many of them. Without --store it is built
in a temporary folder; with it, it is kept there and used again. One line a question: p50, p95 and
the worst of the latencies in milliseconds, the median and the largest number of rows (or nodes).
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.model import (
    Article,
    Block,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Span,
    Statement,
)
from kg.store import Store
from loaders.to_networkx import neighbourhood
from queries.investment import investors
from queries.paths import path, timeline
from queries.policy import exposure

TYPES = {"Company": 50, "Policy": 8, "Fund": 8, "Technology": 14, "Industry": 5, "Facility": 6}
TYPES |= {"GovernmentBody": 4, "Person": 5}
RELATIONS = (
    ("INVESTED_IN", "Fund", "Company", 14),
    ("HOLDS_STAKE_IN", "Company", "Company", 10),
    ("SUBSIDIARY_OF", "Company", "Company", 8),
    ("OPERATES_IN", "Company", "Technology", 16),
    ("DEVELOPS", "Company", "Technology", 14),
    ("KIND_OF", "Technology", "Industry", 6),
    ("TARGETS", "Policy", "Industry", 6),
    ("APPLIES_TO", "Policy", "Company", 6),
    ("ISSUED", "GovernmentBody", "Policy", 6),
    ("SUPERVISES", "GovernmentBody", "Company", 4),
    ("OPERATES", "Company", "Facility", 4),
    ("PARTNERS_WITH", "Company", "Company", 6),
)
STATUSES = ("completed",) * 8 + ("planned", "denied")
SYLLABLES = "安博晨鼎恩飞光海佳凯联明宁欧鹏启瑞盛泰万新雅中卓"
AN_ARTICLE, A_DOCUMENT = 50, 20


def make_entities(count: int, rng: random.Random) -> dict[str, list[Entity]]:
    """Entities by type, with names of which none is a part of another."""
    made: dict[str, list[Entity]] = {kind: [] for kind in TYPES}
    kinds = rng.choices(list(TYPES), list(TYPES.values()), k=count)
    for number, kind in enumerate(kinds):
        digits, name = number, ""
        for _ in range(5):
            digits, at = divmod(digits, len(SYLLABLES))
            name += SYLLABLES[at]
        made[kind].append(Entity(type=kind, name=f"{name}{kind}"))
    return made


def pick(entities: list[Entity], rng: random.Random) -> Entity:
    """One of the entities, the first ones far more often: a few hubs, a long tail."""
    return entities[int(len(entities) * rng.random() ** 2.5)]


def make_extractions(
    entities: dict[str, list[Entity]], count: int, rng: random.Random
) -> Iterator[tuple[Document, list[Extraction]]]:
    """`count` statements in documents of 20 articles with 50 statements each."""
    weights = [weight for *_, weight in RELATIONS]
    for number in range(0, count, AN_ARTICLE * A_DOCUMENT):
        document = Document(
            source=f"{number}.txt",
            media_type="text/plain",
            sha256=f"{number:016x}" * 4,
            title=f"月报{number}",
            published=f"20{10 + number % 15}-{1 + number % 12:02}-15",
        )
        articles = range(0, min(AN_ARTICLE * A_DOCUMENT, count - number), AN_ARTICLE)
        yield (
            document,
            [
                make_extraction(
                    document, n, entities, rng.choices(RELATIONS, weights, k=AN_ARTICLE), rng
                )
                for n in articles
            ],
        )


def make_extraction(
    document: Document,
    ordinal: int,
    entities: dict[str, list[Entity]],
    relations: list[tuple[str, str, str, int]],
    rng: random.Random,
) -> Extraction:
    """One article with a sentence for each of the relations."""
    facts = [(r, pick(entities[s], rng), pick(entities[o], rng)) for r, s, o, _ in relations]
    facts = [fact for fact in facts if fact[1] != fact[2]]
    sentences = [f"{subject.name}与{target.name}有关。" for _, subject, target in facts]
    text = "".join(sentences)
    article = Article(
        document=document,
        ordinal=ordinal,
        section="要闻",
        title=f"{document.title}第{ordinal}篇",
        text=text,
        page=ordinal,
        published=document.published,
        blocks=(Block(kind="paragraph", span=Span(start=0, end=len(text))),),
    )
    statements, mentions, start = {}, {}, 0
    for sentence, (relation, subject, target) in zip(sentences, facts, strict=True):
        span = Span(start=start, end=start + len(sentence))
        statement = make_statement(article, relation, subject, target, span, rng)
        statements[statement.id] = statement
        for entity, at in ((subject, start), (target, start + len(subject.name) + 1)):
            where = Span(start=at, end=at + len(entity.name))
            mentions[entity.id] = Mention(
                span=where,
                surface=entity.name,
                type=entity.type,
                finder="random",
                entity_id=entity.id,
            )
        start = span.end
    ends = {e.id: e for _, s, o in facts for e in (s, o)}
    return Extraction(
        article=article,
        mentions=tuple(mentions.values()),
        entities=tuple(ends.values()),
        statements=tuple(statements.values()),
    )


def make_statement(
    article: Article,
    relation: str,
    subject: Entity,
    target: Entity,
    span: Span,
    rng: random.Random,
) -> Statement:
    """A statement with one evidence."""
    evidence = Evidence(
        article_id=article.id,
        sentence=span,
        text=span.of(article.text),
        subject=None,
        object=None,
        rule="random",
        confidence=round(rng.uniform(0.5, 1), 2),
    )
    return Statement(
        type=relation,
        subject=subject,
        object=target,
        status=rng.choice(STATUSES),
        evidence=(evidence,),
    )


def build(path_: Path, entities: int, statements: int, rng: random.Random) -> None:
    """Write the random graph to a new store, saying how long each part takes."""
    made = make_entities(entities, rng)
    with Store.open(path_, create=True) as store:
        start = time.perf_counter()
        for document, extractions in make_extractions(made, statements, rng):
            store.add(document, extractions)
        added = time.perf_counter()
        store.settle()
        print(f"added in {added - start:.1f} s, settled in {time.perf_counter() - added:.1f} s")


def measure(name: str, ask: Callable[[str], int], ids: list[str]) -> None:
    """Ask for each of the ids and print the latencies."""
    times, sizes = [], []
    for entity_id in ids:
        start = time.perf_counter()
        sizes.append(ask(entity_id))
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    sizes.sort()
    print(
        f"{name:28} p50 {statistics.median(times):8.2f} ms   p95 {p95:8.2f} ms   "
        f"max {times[-1]:9.2f} ms   rows {sizes[len(sizes) // 2]} / {sizes[-1]}"
    )


def main() -> None:
    """Build the graph or take the one there is, then measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=500_000)
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or Path(folder) / "graph.kg"
        if not where.exists():
            build(where, options.entities, options.statements, rng)
        with Store.open(where, read_only=True) as store:
            ask_all(store, options.asked, random.Random(options.seed + 1))


def ask_all(store: Store, asked: int, rng: random.Random) -> None:
    """Ask every question about random companies, once each."""
    counts = store.counts()
    print(f"{counts.entities} entities, {counts.statements} statements")
    companies = [e.id for e in store.entities() if e.type == "Company"]
    ids = rng.sample(companies, min(asked, len(companies)))
    others = iter(rng.choices(companies, k=len(ids)))
    measure("investors", lambda i: len(investors(store, i).rows), ids)
    measure("exposure", lambda i: len(exposure(store, i).rows), ids)
    measure("timeline", lambda i: len(timeline(store, i).rows), ids)
    measure("path", lambda i: len(path(store, i, next(others)).rows), ids)
    measure("neighbourhood, 1 hop", lambda i: len(neighbourhood(store, i, hops=1)), ids)
    measure("neighbourhood, 2 hops", lambda i: len(neighbourhood(store, i, hops=2)), ids)


if __name__ == "__main__":
    main()
