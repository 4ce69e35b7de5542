"""How often statements are right by what the network of relations gives them, on text held out of training.

usage: calibrate_relations.py --finre DIR [--fewfc DIR] [--texts DIR]

Prints weights and offsets of log-odds, to be written into kg/extraction/learned/relations.py, and tables.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from standoff import load_standoff
from training_text import Text, is_held, load_texts

from kg.extraction.learned import state
from kg.extraction.patterns.load import load_patterns
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import bench_extraction as bench  # noqa: E402

LOWEST = 0.2


def ours(
    extractor: Extractor, texts: Sequence[Text], wanted: str
) -> Iterator[tuple[float, str, bool]]:
    """Share, rule and verdict of every statement of the `wanted` kind on the passages held out."""
    for text in texts:
        if text.held:
            extraction = extractor.extract(article_of(text.passage.text))
            told = bench.judged_statements(extraction, bench.passage_record(text.passage))
            entities = [s for s in extraction.statements if isinstance(s.object, Entity)]
            for s, (share, kind, right) in zip(entities, told, strict=True):
                if kind == wanted:
                    yield share, s.evidence[0].rule, right


def finre(extractor: Extractor, path: Path) -> Iterator[tuple[float, bool]]:
    """The same on the pairs of FinRE held out, where labels have a counterpart."""
    for pair in bench.finre_pairs(path):
        if is_held(pair.text) and (pair.wanted or pair.labels == {"unknown"}):
            names = bench.given(pair.text, pair.names)
            extraction = extractor.extract(article_of(pair.text), names)
            for f in bench.statements_between(extraction, pair.names):
                if f.rule == state.RULE and isinstance(f.statement.object, Entity):
                    yield f.statement.confidence, any(w.met_by(f) for w in pair.wanted)


def odds(share: np.ndarray) -> np.ndarray:
    """The log-odds of shares."""
    share = np.clip(share, 1e-3, 1 - 1e-3)
    return np.log(share / (1 - share))


def fit(told: Sequence[tuple[float, ...]]) -> np.ndarray:
    """Weights of the log-odds and offset of a logistic regression (Platt 1999), by Newton's method.

    Args:
        told: shares, with the verdict last.
    """
    rows = np.array(told, dtype=float)
    seen = np.c_[odds(rows[:, :-1]), np.ones(len(rows))]
    weights = np.zeros(seen.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (chance - rows[:, -1])
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen
        weights -= np.linalg.solve(bend + 1e-6 * np.eye(len(weights)), slope)
    return weights


def tell(name: str, told: Sequence[tuple[float, ...]]) -> None:
    """Print the fit and how it goes with what is right."""
    rows = np.array(told, dtype=float)
    weights = fit(told)
    said = ", ".join(f"{w:.2f}" for w in weights)
    sys.stdout.write(f"{name}: {len(rows)} statements, ({said})\n")
    chance = 1 / (1 + np.exp(-(odds(rows[:, :-1]) @ weights[:-1] + weights[-1])))
    for low in np.arange(0, 1, 0.1):
        here = rows[(chance >= low) & (chance < low + 0.1), -1]
        if here.size:
            sys.stdout.write(f"  {low:.1f}  {here.size:5d}  {here.mean():.2f}\n")


def main() -> int:
    """Print the fit and the table of each part."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path, required=True)
    ap.add_argument("--fewfc", type=Path)
    args = ap.parse_args()
    texts = load_texts(args.texts) + load_standoff(args.finre, args.fewfc)
    extractor = make_extractor("auto")
    reader = extractor.nlp.get_pipe("kg_relations").stage.reader  # type: ignore[attr-defined]
    # What the network gives a pattern's statement takes the place of its confidence.
    state.weighed = lambda told, share: share  # type: ignore[assignment]
    by_pattern = {p.id: p.confidence for p in load_patterns()}
    said = [s for s in ours(extractor, texts, "patterns") if s[1] in by_pattern]
    tell("PATTERNED", [(by_pattern[rule], share, right) for share, rule, right in said])
    reader.thresholds = reader.asked = reader.afar = (LOWEST,) * len(reader.thresholds)
    state.confidence = lambda share, *, asked=False: share  # type: ignore[assignment]
    added = ours(extractor, texts, "network")
    tell("FOUND (annotated by us)", [(share, right) for share, _, right in added])
    tell("GIVEN (FinRE)", list(finre(extractor, args.finre / "train.txt")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
