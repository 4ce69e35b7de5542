"""How long the gazetteers take to build, to load from the cache, and to match.

    python benchmarks/bench_gazetteer.py [FILE]

FILE is a UTF-8 text to match; without it a text is made of names of the gazetteer.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.extraction.gazetteer import Gazetteer, load_gazetteer

T = TypeVar("T")
CHARACTERS = 1_000_000


def timed(call: Callable[[], T], repeat: int = 5) -> tuple[float, T]:
    """The best wall time in seconds and the last result."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.perf_counter()
        result = call()
        best = min(best, time.perf_counter() - start)
    assert result is not None
    return best, result


def sample(gazetteer: Gazetteer) -> str:
    """A text of names with plain words between them."""
    names = [e.name for e in gazetteer][::7]
    return "".join(f"近日，{name}宣布与多家单位开展合作，后续进展仍有待观察。" for name in names)


def main() -> None:
    """Print one table."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ap.add_argument("file", type=Path, nargs="?", help="a UTF-8 text to match")
    path = ap.parse_args().file
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        build, gazetteer = timed(lambda: load_gazetteer(cache_dir=cache), repeat=1)
        load, gazetteer = timed(lambda: load_gazetteer(cache_dir=cache))
        size = sum(p.stat().st_size for p in cache.iterdir())
    text = (path.read_text(encoding="utf-8") if path else "") or sample(gazetteer)
    text = (text * (CHARACTERS // len(text) + 1))[:CHARACTERS]
    find, hits = timed(lambda: gazetteer.find(text))
    print(f"entries             {len(gazetteer):>12,}")
    print(f"forms               {gazetteer.form_count:>12,}")
    print(f"build, no cache     {build:>12.3f} s")
    print(f"load from cache     {load:>12.3f} s")
    print(f"cache file          {size / 1e6:>12.1f} MB")
    print(f"match               {len(text) / find / 1e6:>12.1f} million characters a second")
    print(f"hits                {len(hits):>12,} in {len(text):,} characters")


if __name__ == "__main__":
    main()
