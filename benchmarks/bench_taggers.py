"""Characters a second of the taggers on a text file: ``python benchmarks/bench_taggers.py FILE``.

All taggers run in the same process on the same sentences, one thread unless told otherwise; what
counts is the ratio, since the figures themselves move with the machine. Loading is timed apart; the
first row also pays for the import of ONNX Runtime.
"""

import argparse
import re
import sys
import time
from pathlib import Path

from kg.errors import KgError
from kg.extraction.taggers import Tagger, load_tagger

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def main() -> int:
    """Prints one row a tagger; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="a Chinese text, UTF-8")
    parser.add_argument("--threads", type=int, nargs="+", default=[1], help="default: 1")
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    asked = parser.parse_args()
    sentences = _SENTENCE.findall(asked.file.read_text(encoding="utf-8"))
    size = sum(map(len, sentences))
    print(f"{len(sentences)} sentences, {size} characters, best of {asked.repeat}")
    print(f"{'tagger':<8} {'threads':>7} {'start-up s':>10} {'chars/s':>9} {'ratio':>6}")
    first = 0.0
    for threads in asked.threads:
        for name in ("bilstm", "lac"):
            try:
                started, tagger = _timed_load(name, threads)
            except KgError as error:
                print(f"{name:<8} {threads:>7} {error}")
                continue
            speed = size / min(_timed_run(tagger, sentences) for _ in range(asked.repeat))
            first = first or speed
            print(f"{name:<8} {threads:>7} {started:>10.2f} {speed:>9,.0f} {speed / first:>6.2f}")
    return 0


def _timed_load(name: str, threads: int) -> tuple[float, Tagger]:
    begin = time.perf_counter()
    tagger = load_tagger(name, threads=threads)
    tagger.tag(["京东方与腾讯签约。"])
    return time.perf_counter() - begin, tagger


def _timed_run(tagger: Tagger, sentences: list[str]) -> float:
    begin = time.perf_counter()
    tagger.tag(sentences)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
