"""How often statements of the network of relations are right, by its share, on text held out of training.

usage: calibrate_relations.py --finre DIR [--texts DIR]

Prints slope and offset of the log-odds, to be written into kg/extraction/learned/relations.py, and a table.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from training_text import is_held, load_texts

from kg.extraction.learned import state
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import bench_extraction as bench  # noqa: E402

LOWEST = 0.2


def own(extractor: Extractor, folder: Path) -> Iterator[tuple[float, bool]]:
    """Share and verdict of every statement of the network on the passages held out."""
    for text in load_texts(folder):
        if text.held:
            extraction = extractor.extract(article_of(text.passage.text))
            told = bench.judged_statements(extraction, bench.passage_record(text.passage))
            yield from ((share, right) for share, kind, right in told if kind == "network")


def finre(extractor: Extractor, path: Path) -> Iterator[tuple[float, bool]]:
    """The same on the pairs of FinRE held out, where labels have a counterpart."""
    for pair in bench.finre_pairs(path):
        if is_held(pair.text) and (pair.wanted or pair.labels == {"unknown"}):
            names = bench.given(pair.text, pair.names)
            extraction = extractor.extract(article_of(pair.text), names)
            for f in bench.statements_between(extraction, pair.names):
                if f.rule == state.RULE and isinstance(f.statement.object, Entity):
                    yield f.statement.confidence, any(w.met_by(f) for w in pair.wanted)


def fit(told: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset of Platt's logistic, by plain gradient descent (Platt 1999)."""
    share = np.clip(np.array([s for s, _ in told]), 1e-3, 1 - 1e-3)
    right = np.array([r for _, r in told], dtype=float)
    odds = np.log(share / (1 - share))
    slope, offset = 1.0, 0.0
    for _ in range(5000):
        error = 1 / (1 + np.exp(-(slope * odds + offset))) - right
        slope -= 0.25 * float((error * odds).mean())
        offset -= float(error.mean())
    return slope, offset


def main() -> int:
    """Print the fit and the table of each part."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path, required=True)
    args = ap.parse_args()
    extractor = make_extractor("auto")
    reader = extractor.nlp.get_pipe("kg_relations").stage.reader  # type: ignore[attr-defined]
    reader.thresholds = reader.asked = (LOWEST,) * len(reader.thresholds)
    state.confidence = lambda share, *, asked=False: share  # type: ignore[assignment]
    parts = {
        "FOUND (own passages)": list(own(extractor, args.texts)),
        "GIVEN (FinRE)": list(finre(extractor, args.finre / "train.txt")),
    }
    for name, told in parts.items():
        slope, offset = fit(told)
        sys.stdout.write(
            f"{name}: {len(told)} statements, slope {slope:.2f}, offset {offset:.2f}\n"
        )
        for low in np.arange(LOWEST, 1, 0.1):
            here = [r for s, r in told if low <= s < low + 0.1 + (low > 0.85) * 0.01]
            if here:
                sys.stdout.write(f"  {low:.1f}  {len(here):5d}  {sum(here) / len(here):.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
