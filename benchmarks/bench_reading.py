"""Characters a second of reading, sentence splitting and value finding.

    python benchmarks/bench_reading.py FILE [--runs N]

Prints the best of N runs (default 5) over the articles of FILE.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kg.errors import KgError
from kg.extraction.sentences import split_sentences
from kg.extraction.values import find_values
from kg.reading import read


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of `runs` durations of `work`, in seconds."""
    durations = []
    for _ in range(runs):
        start = perf_counter()
        work()
        durations.append(perf_counter() - start)
    return min(durations)


def main() -> int:
    """Print one line per stage: name, characters, characters a second."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="a digest")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    try:
        articles = read(args.file).articles
    except KgError as problem:
        print(problem, file=sys.stderr)
        return 1
    size = sum(len(a.text) for a in articles)
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: read(args.file),
        "sentences": lambda: [split_sentences(a.text, a.blocks) for a in articles],
        "values": lambda: [find_values(a.text) for a in articles],
    }
    print(f"{args.file.name}: {len(articles)} articles, {size:,} characters")
    for name, work in stages.items():
        print(f"{name:<10} {size / best(work, max(1, args.runs)):>14,.0f} characters/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
