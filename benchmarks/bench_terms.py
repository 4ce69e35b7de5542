"""Score the term grammar on annotated articles: borders, types and speed.

usage: bench_terms.py --gold DIR --corpus FILE [--aside a06,a12,…] [--open-aside]
                      [--min-confidence 0.3] [--no-gazetteer] [--errors]

A gold surface form (name or alias that occurs in the article) of one of the four types counts as
found when a term has exactly its characters. A found form is right when it is a gold form of any of
the four types. Articles named in --aside are left out unless --open-aside asks for their totals.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.gazetteer import Gazetteer, load_gazetteer
from kg.extraction.terms import Known, Term, find_terms
from kg.extraction.words import tokenize

TYPES = ("Technology", "Industry", "Product", "Facility")


def squeeze(text: str) -> str:
    """`text` without white space."""
    return re.sub(r"\s+", "", text)


def articles(gold: Path, corpus: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each annotated article with its text, cut from the digest at the known titles."""
    docs = {squeeze(d["title"]): d for d in map(_json, sorted(gold.glob("*.json")))}
    lines = corpus.read_text(encoding="utf-8").splitlines()
    titles = {squeeze(line.split("\t")[0]) for line in lines if "\t" in line} | set(docs)
    texts: dict[str, list[str]] = {}
    title = ""
    for line in lines:
        if "\t" in line or not line.strip():
            continue
        if squeeze(line) in titles:
            title = squeeze(line)
            texts[title] = []
        elif title:
            texts[title].append(line.strip())
    for title, doc in docs.items():
        yield doc, _join(texts.get(title, []))


def _json(path: Path) -> dict[str, Any]:
    doc: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return doc


def _join(paragraphs: list[str]) -> str:
    out = ""
    for paragraph in paragraphs:
        broken = len(paragraph) > 25 and paragraph[-1] not in "。！？”：；…）"
        out += paragraph + ("" if broken else "\n")
    return out


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def known_in(text: str) -> tuple[list[Known], list[tuple[int, int]]]:
    """The listed terms in `text`, and the spans of all other listed names."""
    hits = _gazetteer().find(text)
    terms = [(h.start, h.end, h.entry.type) for h in hits if h.entry.type in TYPES]
    return terms, [(h.start, h.end) for h in hits if h.entry.type not in TYPES]


def gold_forms(doc: dict[str, Any], text: str) -> dict[str, str]:
    """Surface form -> type of the annotated terms that occur in `text`."""
    return {
        squeeze(form): e["type"]
        for e in doc["entities"]
        if e["type"] in TYPES
        for form in (e["name"], *e["aliases"])
        if squeeze(form) in squeeze(text)
    }


def report(label: str, pairs: list[tuple[dict[str, str], dict[str, Term]]]) -> None:
    """Print recall, precision and type accuracy for each type and over all."""
    print(f"{label}: {len(pairs)} articles")
    gold, hit, typed, found, right = (Counter[str]() for _ in range(5))
    for wanted, got in pairs:
        for form, type_ in wanted.items():
            gold[type_] += 1
            hit[type_] += form in got
            typed[type_] += form in got and got[form].type == type_
        for form, term in got.items():
            found[term.type] += 1
            right[term.type] += form in wanted
    for name in (*TYPES, "all"):
        g, h, t, f, r = (
            c.total() if name == "all" else c[name] for c in (gold, hit, typed, found, right)
        )
        print(
            f"  {name:<11} gold {g:4}  recall {h / max(g, 1):.2f}  typed {t / max(h, 1):.2f}"
            f"  found {f:4}  precision {r / max(f, 1):.2f}"
        )


def speed(texts: list[str]) -> None:
    """Print characters a second of tokenising and finding, best of five."""
    text = "\n".join(texts) * 5
    best = min(_timed(text) for _ in range(5))
    print(f"speed: {len(text) / best / 1000:.0f}k characters/s with tokenising")


def _timed(text: str) -> float:
    start = time.perf_counter()
    for line in text.splitlines():
        find_terms(line, tokenize(line))
    return time.perf_counter() - start


def main() -> None:
    """Score and time the grammar."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--corpus", type=Path, required=True)
    ask.add_argument("--aside", default="")
    ask.add_argument("--open-aside", action="store_true", help="score the articles kept aside, too")
    ask.add_argument("--min-confidence", type=float, default=0.0)
    ask.add_argument("--no-gazetteer", action="store_true")
    ask.add_argument("--errors", action="store_true", help="list misses; never of --aside articles")
    args = ask.parse_args()
    aside = set(filter(None, args.aside.split(",")))
    parts: dict[bool, list[tuple[dict[str, str], dict[str, Term]]]] = {False: [], True: []}
    texts = []
    for doc, text in articles(args.gold, args.corpus):
        known, names = ([], []) if args.no_gazetteer else known_in(text)
        terms = find_terms(text, tokenize(text), known, names)
        got = {squeeze(t.span.of(text)): t for t in terms if t.confidence >= args.min_confidence}
        wanted = gold_forms(doc, text)
        parts[doc["article"] in aside].append((wanted, got))
        texts.append(text)
        if args.errors and doc["article"] not in aside:
            print(doc["article"], "missed:", *sorted(set(wanted) - set(got)))
            extra = sorted(set(got) - set(wanted))
            print(
                doc["article"],
                "extra:",
                *(f"{x}/{got[x].type[0]}{got[x].confidence}" for x in extra),
            )
    report("tuned on", parts[False])
    if parts[True] and args.open_aside:
        report("kept aside", parts[True])
    speed(texts)


if __name__ == "__main__":
    main()
