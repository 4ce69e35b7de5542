"""Does the time and memory of extraction grow with the text and not faster?

``python benchmarks/bench_growth.py FILE`` makes 10 to 1,000 copies of a digest in which names, numbers and
dates differ from copy to copy, so that no cache helps, and extracts them twice over: article by article, as
a build does, and all copies as one single article; and a third time one article of as many characters of
the training text, no two passages of which are alike. Time a character and the growth of peak memory a
character are printed and drawn as SVG. Every size runs in a process of its own.
"""

import argparse
import itertools
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from annotated import AnnotationError, read_passages  # noqa: E402

from kg.extraction.pipeline import article_of, make_extractor  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.reading import read  # noqa: E402

SIZES = (10, 30, 100, 300, 1000)
_SYLLABLES = "澜岸砺芯禾穗云岭蓝湾星河瑞声汀鹭晨曦启明华彩宏图远景鼎盛博雅恒通嘉德"
_DIGITS = re.compile(r"[0-9]+")
_BRAND = re.compile(r"[\u4e00-\u9fff]{2}(?=科技|半导体|资本|集团|电子|智能|股份|微电子|创投|数据)")
_MEGABYTE = 1 << 20


def copies(text: str, count: int) -> Iterator[str]:
    """Copies of a text, each with its own digits and its own coined words before trade words."""
    for n in range(count):
        pairs = itertools.count(n * 7)
        changed = _DIGITS.sub(lambda m, n=n: _shifted(m.group(), n), text)  # type: ignore[misc]
        yield _BRAND.sub(lambda _, p=pairs: _coined(next(p)), changed)  # type: ignore[misc]


def _shifted(number: str, by: int) -> str:
    """Another number of as many digits; years and months stay such."""
    if len(number) > 2 and number[:2] in {"19", "20"}:
        return f"20{by % 25:02}"
    return "".join("123456789"[(int(d) + by) % 9] for d in number) if len(number) > 2 else number


def _coined(n: int) -> str:
    size = len(_SYLLABLES)
    return _SYLLABLES[n % size] + _SYLLABLES[n // size % size]


def passages(size: int) -> str:
    """Passages of the training text, one of each of its files in turn, until they have `size` characters together.

    Raises:
        AnnotationError: one of them cannot be read.
    """
    by_file: dict[str, list[str]] = {}
    # One after the other, and not all as `load_texts` does: what it takes counts as memory of extraction.
    for item in read_passages(sorted((ROOT / "data" / "training").glob("*.txt"))):
        if isinstance(item, AnnotationError):
            raise item
        by_file.setdefault(item.source.partition(":")[0], []).append(item.text)
    chosen, left = [], size
    for text in itertools.chain.from_iterable(itertools.zip_longest(*by_file.values())):
        if text and left > 0:
            chosen.append(text)
            left -= len(text)
    return "\n".join(chosen)


def _articles(texts: Sequence[str], count: int, kind: str) -> Iterator[Article]:
    """The articles of a series: copies each for itself (many) or all in one (one), or other text of that length (other)."""
    if kind == "many":
        yield from (article_of(c) for t in texts for c in copies(t, count))
    elif kind == "one":
        yield article_of("\n".join(c for t in texts for c in copies(t, count)))
    else:
        yield article_of(passages(count * sum(map(len, texts))))


def measure(file: Path, count: int, *, kind: str, ner: str) -> dict[str, float]:
    """Characters, seconds and growth of peak memory for so many copies, in this process."""
    extractor = make_extractor(ner)
    texts = [a.text for a in read(file).articles]
    extractor.extract(article_of(texts[0]))
    articles = _articles(texts, count, kind)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    characters, seconds, statements = 0, 0.0, 0
    for article in articles:
        begin = time.process_time()
        found = extractor.extract(article)
        seconds += time.process_time() - begin
        characters += len(article.text)
        statements += len(found.statements)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    return {
        "copies": count,
        "characters": characters,
        "seconds": seconds,
        "bytes": grown,
        "statements": statements,
    }


def main() -> int:
    """Prints a table, writes the plot; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="a digest")
    parser.add_argument("--ner", default="none", help="tagger; default: none")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="copies")
    parser.add_argument("--one-article-up-to", type=int, default=100, help="copies in one article")
    parser.add_argument("--plot", type=Path, help="SVG to write")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        kind, count = asked.measure
        print(json.dumps(measure(asked.file, int(count), kind=kind, ner=asked.ner)))
        return 0
    of_one = [s for s in asked.sizes if s <= asked.one_article_up_to]
    series = {
        "article by article": _run(asked.file, asked.ner, "many", asked.sizes),
        "all in one article": _run(asked.file, asked.ner, "one", of_one),
        "other text in one article": _run(asked.file, asked.ner, "other", of_one),
    }
    if asked.plot:
        asked.plot.parent.mkdir(parents=True, exist_ok=True)
        asked.plot.write_text(plot(series), encoding="utf-8")
    return 0


def _run(file: Path, ner: str, kind: str, sizes: Sequence[int]) -> list[dict[str, float]]:
    rows = []
    print(
        f"{kind:<6}{'copies':>7} {'characters':>11} {'seconds':>8} {'us/char':>8} {'peak MB':>8} {'bytes/char':>10}"
    )
    for size in sizes:
        command = [sys.executable, __file__, str(file), "--ner", ner, "--measure", kind, str(size)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        row = json.loads(done.stdout)
        rows.append(row)
        n = row["characters"]
        print(
            f"{'':<6}{size:>7} {n:>11,.0f} {row['seconds']:>8.2f} {1e6 * row['seconds'] / n:>8.2f}"
            f" {row['bytes'] / _MEGABYTE:>8.1f} {row['bytes'] / n:>10.1f}",
            flush=True,
        )
    return rows


# --- the plot --------------------------------------------------------------------------------------

_WIDTH, _HEIGHT, _LEFT, _TOP, _PANEL = 760, 340, 60, 40, 290
_COLOURS = ("#1b6ca8", "#c2571a", "#3d8b37")


def plot(series: dict[str, list[dict[str, float]]]) -> str:
    """Two panels: microseconds a character, and bytes of peak memory a character, by characters read."""
    panels: tuple[tuple[str, Callable[[dict[str, float]], float]], ...] = (
        ("µs a character", lambda r: 1e6 * r["seconds"] / r["characters"]),
        ("bytes of peak memory a character", lambda r: r["bytes"] / r["characters"]),
    )
    body = []
    for i, (title, value) in enumerate(panels):
        points = {
            name: [(r["characters"], value(r)) for r in rows]
            for name, rows in series.items()
            if rows
        }
        body.append(_panel(_LEFT + i * (_PANEL + 80), title, points))
    legend = "".join(
        f'<text x="{_LEFT + 200 * i}" y="{_HEIGHT - 8}" fill="{_COLOURS[i]}">● {name}</text>'
        for i, name in enumerate(series)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join(body)}{legend}</svg>\n"
    )


def _panel(left: int, title: str, series: dict[str, list[tuple[float, float]]]) -> str:
    from math import log10

    low, high = _TOP, _HEIGHT - 60
    xs = [log10(x) for points in series.values() for x, _ in points]
    top = 1.25 * max(y for points in series.values() for _, y in points) or 1.0
    first, last = min(xs), max(max(xs), min(xs) + 1e-9)

    def place(x: float, y: float) -> tuple[float, float]:
        return left + (log10(x) - first) / (last - first) * _PANEL, high - y / top * (high - low)

    parts = [f'<text x="{left}" y="{low - 14}">{title}</text>']
    parts += [
        f'<path d="M{left} {low}V{high}H{left + _PANEL}" fill="none" stroke="#888"/>',
        f'<text x="{left - 6}" y="{low + 4}" text-anchor="end">{top:.3g}</text>',
        f'<text x="{left - 6}" y="{high}" text-anchor="end">0</text>',
    ]
    for power in range(int(first) + 1, int(last) + 1):
        x, _ = place(10**power, 0)
        parts.append(f'<text x="{x:.0f}" y="{high + 16}" text-anchor="middle">10^{power}</text>')
    for colour, points in zip(_COLOURS, series.values(), strict=False):
        line = " ".join("{:.1f},{:.1f}".format(*place(*p)) for p in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        dots = [place(*p) for p in points]
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in dots]
    parts.append(
        f'<text x="{left + _PANEL}" y="{high + 32}" text-anchor="end">characters read</text>'
    )
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
