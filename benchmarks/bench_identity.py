"""How well names are joined and kept apart, how resolution grows, and what one more digest costs.

``python benchmarks/bench_identity.py [--a-share FILE] [--finre DIR] [--names FILE] [--digest FILE] [--plot FILE]``

1. Pairs: every name of the labelled set (name_pairs.py) is an entity of an article of its own; all are resolved
   together, and a pair counts as joined when both get one canonical id. Once by names alone, once with what the
   gazetteers know, as `kg build` has it. The A-share names were in the compilation that the gazetteer was made
   from, so for them the second figure says that the list is used, not that unknown names are read.
2. Growth: up to 200,000 distinct names with five mentions each are resolved, each size in a process of its own.
3. One more digest: what it costs to add one to an empty store and to a store of 1,000.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from name_pairs import NamePair, pairs

from kg.identity.resolution import EntityRecord, resolve
from kg.model import Article, Document, Entity, Evidence, Extraction, Literal, Mention, Statement
from kg.store import Store

SIZES = (25_000, 50_000, 100_000, 200_000)
MENTIONS = 5
DIGESTS, TRIALS = 1_000, 5
_SYLLABLES = "澜岸砺芯禾穗云岭蓝湾星河瑞声汀鹭晨曦启明华彩宏图远景鼎盛博雅恒通嘉德森海川峰"
_COINED_TAILS = ("科技", "半导体", "资本", "电子股份有限公司", "集团", "智能科技有限公司", "新材料")
_RENAMED = frozenset({"Company", "Fund", "Person", "Product", "Facility"})


# --- pairs ----------------------------------------------------------------------------------------


def joined(found: Sequence[NamePair], known: Callable[[str, str], "EntityRecord"]) -> set[NamePair]:
    """The pairs that end under one canonical id when all names are resolved together."""
    names = {(p.first_type, p.first) for p in found} | {(p.second_type, p.second) for p in found}
    records = {n: known(*n) for n in sorted(names)}
    resolved = resolve(list(records.values()))
    canonical = {n: resolved[r.id].canonical_id for n, r in records.items()}
    return {
        p for p in found if canonical[p.first_type, p.first] == canonical[p.second_type, p.second]
    }


def bare(kind: str, name: str) -> EntityRecord:
    """A name of which nothing else is known."""
    return EntityRecord(id=f"{kind}:{name}", type=kind, name=name, articles=(name,))


def with_gazetteer() -> Callable[[str, str], EntityRecord]:
    """Names with the identifiers that the installed gazetteers give them, where they are unambiguous."""
    from kg.extraction.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()

    def known(kind: str, name: str) -> EntityRecord:
        entries = [e for e in gazetteer.by_name(name) if e.type == kind and name not in e.unsafe]
        record = bare(kind, name)
        if len(entries) != 1:
            return record
        entry = entries[0]
        identifiers = {**dict(entry.identifiers), "gazetteer": entry.name}
        return replace(record, identifiers=tuple(sorted(identifiers.items())), curated=True)

    return known


def persons() -> Iterator[tuple[str, bool, bool]]:
    """Persons of one name: kind, whether they are one, whether they were joined."""
    firms = [f"云岭{n}号公司" for n in range(4)]
    for n in range(200):
        name = f"王{_SYLLABLES[n % len(_SYLLABLES)]}{n}"
        for same in (True, False):
            employers = (firms[n % 4], firms[(n if same else n + 1) % 4])
            both = [
                EntityRecord(
                    id=f"{name}{k}", type="Person", name=name, articles=(str(k),), employers=(e,)
                )
                for k, e in enumerate(employers)
            ]
            found = resolve(both)
            kind = (
                "persons of one name, one employer"
                if same
                else "persons of one name, two employers"
            )
            yield kind, same, len({r.canonical_id for r in found.values()}) == 1


def pair_report(a_share: Path | None, finre: Path | None) -> None:
    """Print joined pairs by kind, by names alone and with the gazetteers."""
    found = pairs(a_share, finre)
    aside = [p for p in found if p.fold == 1]
    ways = {
        "names alone": joined(found, bare),
        "with gazetteers": joined(found, with_gazetteer()),
    }
    said = list(persons())
    print(
        "joined / pairs of the kind (the kinds above the line should be joined, those below never)\n"
    )
    print(f"{'':<54}{'pairs':>7}" + "".join(f"{way:>18}" for way in ways))
    for same in (True, False):
        for kind in sorted({p.kind for p in found if p.same == same}):
            part = [p for p in found if p.kind == kind]
            hits = (sum(p in way for p in part) for way in ways.values())
            print(f"{kind:<54}{len(part):>7}" + "".join(f"{h / len(part):>18.3f}" for h in hits))
        for kind in sorted({k for k, s, _ in said if s == same}):
            hit = [j for k, _, j in said if k == kind]
            print(f"{kind:<54}{len(hit):>7}" + f"{sum(hit) / len(hit):>18.3f}" * len(ways))
        print("-" * (61 + 18 * len(ways)) if same else "")
    for label, part in (("all pairs", found), ("brands kept aside in training", aside)):
        for way, hits in ways.items():
            right = sum(p.same for p in part if p in hits)
            wrong = sum(not p.same for p in part if p in hits)
            positives = sum(p.same for p in part)
            print(
                f"{label}, {way}: precision {right / max(1, right + wrong):.4f}"
                f" recall {right / max(1, positives):.4f} ({right} right, {wrong} wrong, {positives} to find)"
            )


# --- growth ---------------------------------------------------------------------------------------


def distinct_names(path: Path | None, count: int) -> list[str]:
    """Company names, half of them short, half the same with 科技股份有限公司.

    The short ones are those of a file, one a line, in a shuffled order that is always the same; else
    they are coined.
    """
    short = _short_names(path, count // 2)
    return [*short, *(f"{name}科技股份有限公司" for name in short)]


def _short_names(path: Path | None, count: int) -> list[str]:
    if path:
        names = dict.fromkeys(
            line.strip() for line in path.read_text(encoding="utf-8").splitlines()
        )
        listed = [n for n in names if n]
        random.Random(1).shuffle(listed)
        return listed[:count]
    size = len(_SYLLABLES)
    heads = (
        _SYLLABLES[n % size] + _SYLLABLES[n // size % size] + (_SYLLABLES[n // size**2 % size])
        for n in range(count)
    )
    return [head + _COINED_TAILS[n % len(_COINED_TAILS)] for n, head in enumerate(heads)]


def measure_growth(path: Path | None, size: int) -> dict[str, float]:
    """Seconds and peak megabytes of resolving `size` names with five mentions each."""
    chance = random.Random(2)
    names = distinct_names(path, size)
    articles = max(1, size * MENTIONS // 50)
    records = [
        EntityRecord(
            id=f"{n:08}",
            type="Company",
            name=name,
            articles=tuple(f"a{chance.randrange(articles)}" for _ in range(MENTIONS)),
            mentions=MENTIONS,
        )
        for n, name in enumerate(names)
    ]
    began = time.process_time()
    resolved = resolve(records)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    entities = len({r.canonical_id for r in resolved.values()})
    return {"names": len(records), "entities": entities, "seconds": seconds, "megabytes": peak}


def growth_report(path: Path | None, plot: Path | None) -> None:
    """Print the growth, and draw it."""
    print("names     mentions   entities   seconds   µs a name   peak MB")
    rows = []
    for size in SIZES:
        command = [sys.executable, __file__, "--measure", str(size)]
        command += ["--names", str(path)] if path else []
        run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
        row = json.loads(run.stdout)
        rows.append(row)
        n = row["names"]
        print(
            f"{n:>7}  {n * MENTIONS:>9}  {row['entities']:>9}  {row['seconds']:>8.1f}"
            f"  {row['seconds'] / n * 1e6:>10.1f}  {row['megabytes']:>8.0f}"
        )
    each = [row["seconds"] / row["names"] for row in rows]
    print(f"eight times the names cost {each[-1] / each[0] * 8:.1f} times the time\n")
    if plot:
        plot.write_text(drawing(rows), encoding="utf-8")


def drawing(rows: Sequence[Mapping[str, float]]) -> str:
    """Seconds over names as SVG, beside the straight line through the first point."""
    width, height, margin = 480, 300, 50
    most_x, most_y = rows[-1]["names"], max(r["seconds"] for r in rows) * 1.1

    def at(x: float, y: float) -> str:
        return f"{margin + x / most_x * (width - 2 * margin):.1f},{height - margin - y / most_y * (height - 2 * margin):.1f}"

    points = " ".join(at(r["names"], r["seconds"]) for r in rows)
    slope = rows[0]["seconds"] / rows[0]["names"]
    labels = "".join(
        f'<text x="{at(r["names"], 0).split(",")[0]}" y="{height - margin + 18}" text-anchor="middle">'
        f"{int(r['names'] / 1000)}k</text>"
        for r in rows
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
        f'<rect width="{width}" height="{height}" fill="white"/>'
        f'<polyline points="{at(0, 0)} {at(most_x, slope * most_x)}" fill="none" stroke="#bbb" stroke-dasharray="4"/>'
        f'<polyline points="{at(0, 0)} {points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>'
        f'{labels}<text x="{margin}" y="{margin - 20}">seconds to resolve, {rows[-1]["seconds"]:.1f} s at the right;'
        " dashed: proportional</text></svg>\n"
    )


# --- one more digest ------------------------------------------------------------------------------


def renamed(extraction: Extraction, document: Document, number: int) -> Extraction:
    """The extraction with half of its companies, funds, persons and products called otherwise.

    New names are as long as the old ones, so that every offset holds.
    """
    forms: dict[str, str] = {}
    for e in sorted(extraction.entities, key=lambda e: e.id):
        if e.type in _RENAMED and int(e.id, 16) % 2:
            head = _coined(number * 1000 + int(e.id, 16) % 997)
            for form in e.forms:
                if len(form) > 1 and not form.isascii():
                    forms[form] = head + form[2:]
    order = sorted(forms, key=lambda f: (-len(f), f))

    def change(text: str) -> str:
        for form in order:
            text = text.replace(form, forms[form])
        return text

    return _rebuilt(extraction, document, change)


def _coined(n: int) -> str:
    size = len(_SYLLABLES)
    return _SYLLABLES[n % size] + _SYLLABLES[n // size % size]


def _rebuilt(x: Extraction, document: Document, change: Callable[[str], str]) -> Extraction:
    article: Article = replace(x.article, document=document, text=change(x.article.text))

    def entity(e: Entity) -> Entity:
        name = change(e.name)
        # Who is called otherwise is another company, with no code of the old one.
        codes = e.identifiers if name == e.name else ()
        aliases = tuple(dict.fromkeys(map(change, e.aliases)))
        return replace(e, name=name, aliases=aliases, identifiers=codes)

    def evidence(e: Evidence) -> Evidence:
        return replace(e, article_id=article.id, text=e.sentence.of(article.text))

    def statement(s: Statement) -> Statement:
        target = s.object if isinstance(s.object, Literal) else entity(s.object)
        return replace(
            s, subject=entity(s.subject), object=target, evidence=tuple(map(evidence, s.evidence))
        )

    ids = {e.id: entity(e).id for e in x.entities}

    def mention(m: Mention) -> Mention:
        return replace(
            m, surface=m.span.of(article.text), entity_id=ids.get(m.entity_id, m.entity_id)
        )

    return Extraction(
        article=article,
        mentions=tuple(mention(m) for m in x.mentions if m.entity_id in ids),
        entities=tuple(dict.fromkeys(map(entity, x.entities))),
        statements=tuple(map(statement, x.statements)),
        rejects=x.rejects,
    )


def digest_report(path: Path, many: int) -> None:
    """Print what adding one digest costs, in an empty store and in one of `many`."""
    from kg.extraction.pipeline import make_extractor
    from kg.reading import read

    result, extractor = read(path), make_extractor("none")
    extractor.extract(result.articles[0])
    began = time.process_time()
    base = [extractor.extract(a) for a in result.articles]
    extracting = time.process_time() - began

    def digest(n: int) -> tuple[Document, list[Extraction]]:
        document = replace(result.document, sha256=f"{n:016}" + "0" * 48, source=f"{n}.txt")
        return document, [renamed(x, document, n) for x in base]

    def cost(store: Store, n: int) -> float:
        document, extractions = digest(n)
        start = time.process_time()
        assert store.add(document, extractions)
        store.settle()
        return time.process_time() - start

    with tempfile.TemporaryDirectory() as folder:
        empty = []
        for n in range(TRIALS):
            with Store.open(Path(folder) / f"{n}.kg", create=True) as store:
                empty.append(cost(store, many + n))
        with Store.open(Path(folder) / "full.kg", create=True) as store:
            for n in range(many):
                store.add(*digest(n))
            start = time.process_time()
            store.settle()
            settling = time.process_time() - start
            counts = store.counts()
            full = [cost(store, many + n) for n in range(TRIALS)]
    print(
        f"a store of {counts.documents} digests: {counts.mentions} mentions, {counts.entities} entities,"
        f" {counts.statements} statements; settling it whole took {settling:.1f} s"
    )
    least, most = statistics.median(empty), statistics.median(full)
    print(f"one more digest ({path.name}), median of {TRIALS}, CPU seconds:")
    print(f"{'':<22}{'extract':>10}{'write and settle':>18}{'together':>10}")
    for name, one in (("to an empty store", least), ("to the full store", most)):
        print(f"{name:<22}{extracting:>10.2f}{one:>18.3f}{extracting + one:>10.2f}")
    together = (extracting + most) / (extracting + least)
    print(f"{'ratio':<22}{1.0:>10.2f}{most / least:>18.2f}{together:>10.2f}")


def main() -> None:
    """Run what the arguments allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--a-share", type=Path)
    parser.add_argument("--finre", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--digest", type=Path)
    parser.add_argument("--digests", type=int, default=DIGESTS, help="in the full store")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("pairs", "growth", "digest"))
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure_growth(args.names, args.measure)))
        return
    if args.only in {None, "pairs"}:
        pair_report(args.a_share, args.finre)
        print()
    if args.only in {None, "growth"}:
        growth_report(args.names, args.plot)
    if args.only in {None, "digest"} and args.digest:
        digest_report(args.digest, args.digests)


if __name__ == "__main__":
    main()
