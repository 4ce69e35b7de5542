"""Fit the weights of kg.identity.scoring (kg/identity/weights.json) and print how they separate.

usage: train_identity.py --a-share FILE --finre DIR [--out FILE]

Pairs of names come from benchmarks/name_pairs.py; every second brand is kept aside for measuring. Former names
that share nothing with the full one cannot be learned from letters, so only pairs that meet under a key count.
Deterministic: the same data give the same file.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from name_pairs import NamePair, blocked, pairs

from kg.identity.comparison import outcomes
from kg.identity.guards import distinct_names
from kg.identity.parts import parts_of

WEIGHTS = Path(__file__).parents[1] / "kg" / "identity" / "weights.json"
PENALTY, STEPS = 1.0, 30
# Of these the public pairs show too few: pinyin is worth a look, and 京东方 is not 京东.
FIXED = {"brand in pinyin": 1.5, "brand begins the other": -4.0, "brand shortens the other": -1.0}
_BIAS = "(always)"


def fit(examples: Sequence[NamePair]) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty, by Newton's method."""
    said = [(*outcomes(parts_of(e.first), parts_of(e.second)), _BIAS) for e in examples]
    names = sorted({o for row in said for o in row})
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(said), len(names)))
    for n, row in enumerate(said):
        x[n, [at[o] for o in row]] = 1
    y = np.array([e.same for e in examples], dtype=float)
    penalty = np.array([1e-3 if name == _BIAS else PENALTY for name in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    learned = {name: round(float(w[n]), 3) for name, n in at.items()}
    return dict(sorted((learned | FIXED).items()))


def probability(weights: dict[str, float], pair: NamePair) -> float:
    """The probability that `weights` give a pair."""
    said = (*outcomes(parts_of(pair.first), parts_of(pair.second)), _BIAS)
    return float(1 / (1 + np.exp(-sum(weights.get(o, 0.0) for o in said))))


def usable(found: Sequence[NamePair]) -> list[NamePair]:
    """Pairs of companies that are compared at all: they meet under a key and pass the guards."""
    return [
        p
        for p in found
        if p.first_type == p.second_type == "Company"
        and blocked(p.first, p.second)
        and not distinct_names("Company", p.first, p.second)
    ]


def main() -> None:
    """Read the data, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--a-share", type=Path, required=True)
    parser.add_argument("--finre", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    examples = usable(pairs(args.a_share, args.finre))
    weights = fit([e for e in examples if e.fold == 0])
    for fold, name in ((0, "training"), (1, "kept aside")):
        part = [e for e in examples if e.fold == fold]
        for at_least in (0.5, 0.8, 0.9, 0.95):
            hits = [e for e in part if probability(weights, e) >= at_least]
            right = sum(e.same for e in hits)
            recall = right / sum(e.same for e in part)
            share = right / len(hits)
            sys.stdout.write(f"{name} >= {at_least}: precision {share:.3f} recall {recall:.3f}\n")
    text = json.dumps({"weights": weights}, ensure_ascii=False, indent=1)
    args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
