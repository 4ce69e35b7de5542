"""How often statements are right by what the network of relations gives them, on text held out of training.

usage: calibrate_relations.py --finre DIR [--fewfc DIR] [--texts DIR]

Prints what is to be written into kg/extraction/learned/belief.py (WEIGHTS) and relations.py (PATTERNED, GIVEN): weights
and offsets, with tables of how they go with what is right. With five folds of passages the weights are also tried on text
that they were not fitted on.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from standoff import load_standoff
from training_text import Text, is_held, load_texts

from kg.extraction.learned import belief, state
from kg.extraction.learned.relations import FIRMS, RULE
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import bench_extraction as bench  # noqa: E402

REAL = 3.0
"""How much more a sentence of other publishers counts than one of our own writing."""
FOLDS = 5


def patterned(extractor: Extractor, texts: Sequence[Text]) -> Iterator[tuple[float, float, bool]]:
    """Share, sight and verdict of the statements of patterns on the passages held out, of which the network read the two."""
    for text in texts:
        if text.held:
            extraction, draft = extractor.read(article_of(text.passage.text))
            claims = belief.Claims(draft)
            judged = {j.sentence.sentence.span.start: j for j in draft.judged}
            told = bench.judged_statements(extraction, bench.passage_record(text.passage))
            entities = [s for s in extraction.statements if isinstance(s.object, Entity)]
            for s, (_, _, right) in zip(entities, told, strict=True):
                e = s.evidence[0]
                share = state.share_of(s, judged.get(e.sentence.start))
                if share is not None and e.rule != RULE:
                    yield share, claims.sight(s.subject.id, s.object.id), right


def added(extractor: Extractor, texts: Sequence[Text]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is weighed of every statement of the network on the passages held out, verdicts, and the passage of each."""
    rows: list[tuple[float, ...]] = []
    verdicts: list[bool] = []
    passages: list[int] = []
    for n, text in enumerate(t for t in texts if t.held):
        extraction, draft = extractor.read(article_of(text.passage.text))
        claims = belief.Claims(draft)
        told = bench.judged_statements(extraction, bench.passage_record(text.passage))
        entities = [s for s in extraction.statements if isinstance(s.object, Entity)]
        for s, (_, kind, right) in zip(entities, told, strict=True):
            if kind == "network" and (grounds := claims.of(s)):
                rows.append(belief.traits_of(grounds))
                verdicts.append(right)
                passages.append(n)
    return np.array(rows), np.array(verdicts, dtype=float), np.array(passages)


def finre(extractor: Extractor, path: Path) -> Iterator[tuple[float, bool]]:
    """Share and verdict of what it states between two firms asked about, on the pairs of FinRE held out whose labels have a counterpart."""
    for pair in bench.finre_pairs(path):
        if is_held(pair.text) and (pair.wanted or pair.labels == {"unknown"}):
            names = bench.given(pair.text, pair.names)
            extraction = extractor.extract(article_of(pair.text), names)
            for f in bench.statements_between(extraction, pair.names):
                if f.rule == RULE and f.relation in FIRMS:
                    yield f.statement.confidence, any(w.met_by(f) for w in pair.wanted)


def odds(share: np.ndarray) -> np.ndarray:
    """The log-odds of shares."""
    share = np.clip(share, 1e-3, 1 - 1e-3)
    return np.log(share / (1 - share))


def fit(seen: np.ndarray, right: np.ndarray, counts: np.ndarray | None = None) -> np.ndarray:
    """Weights and, last, offset of a logistic regression, by Newton's method.

    Args:
        seen: what is weighed, a row a statement.
        right: the verdicts, 0 or 1.
        counts: how much each statement counts; all the same where it is None.
    """
    seen = np.c_[seen, np.ones(len(seen))]
    counts = np.ones(len(seen)) if counts is None else counts
    weights = np.zeros(seen.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (counts * (chance - right))
        bend = (seen * (counts * chance * (1 - chance))[:, None]).T @ seen
        weights -= np.linalg.solve(bend + 1e-6 * np.eye(len(weights)), slope)
    return weights


def chances(seen: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What the weights make of what is weighed."""
    return 1 / (1 + np.exp(-(seen @ weights[:-1] + weights[-1])))


def loss(chance: np.ndarray, right: np.ndarray) -> float:
    """Mean negative logarithm of what was given to what came true."""
    return float(-np.log(np.where(right > 0, chance, 1 - chance)).mean())


def tell_added(own: Sequence[Text], real: Sequence[Text], extractor: Extractor) -> None:
    """Print the weights of `kg.extraction.learned.belief`, and what they are worth where they were not fitted."""
    parts = [added(extractor, own), added(extractor, real)]
    seen, right = (np.concatenate([p[n] for p in parts]) for n in (0, 1))
    folds = np.concatenate([p[2] % FOLDS for p in parts])
    counts = np.repeat([1.0, REAL], [len(p[1]) for p in parts])
    weights = fit(seen, right, counts)
    said = ", ".join(f"{w:.2f}" for w in weights)
    sys.stdout.write(f"WEIGHTS and OFFSET: {len(right)} statements, ({said})\n")
    for name, columns in (("share alone", slice(0, 1)), ("all", slice(None))):
        chance = np.zeros(len(right))
        for fold in range(FOLDS):
            aside = folds == fold
            learned = fit(seen[~aside, columns], right[~aside], counts[~aside])
            chance[aside] = chances(seen[aside, columns], learned)
        sys.stdout.write(f"  {name}, on other folds: loss {loss(chance, right):.4f}\n")
    _table(chance, right)


def tell(name: str, told: Sequence[tuple[float, ...]], counts: np.ndarray | None = None) -> None:
    """Print the fit and how it goes with what is right; `counts` says how much each row counts, all the same where it is None."""
    rows = np.array(told, dtype=float)
    weights = fit(odds(rows[:, :-1]), rows[:, -1], counts)
    said = ", ".join(f"{w:.2f}" for w in weights)
    sys.stdout.write(f"{name}: {len(rows)} statements, ({said})\n")
    _table(chances(odds(rows[:, :-1]), weights), rows[:, -1])


def _table(chance: np.ndarray, right: np.ndarray) -> None:
    for low in np.arange(0, 1, 0.1):
        here = right[(chance >= low) & (chance < low + 0.1)]
        if here.size:
            sys.stdout.write(f"  {low:.1f}  {here.size:5d}  {here.mean():.2f}\n")


def main() -> int:
    """Print the fit and the table of each part."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path, required=True)
    ap.add_argument("--fewfc", type=Path)
    args = ap.parse_args()
    own, real = load_texts(args.texts), load_standoff(args.finre, args.fewfc)
    extractor = make_extractor("auto")
    # What is hardly believed is stated too, to be weighed.
    state.DOUBTED = state.UNSAID = 0.0
    parts = [list(patterned(extractor, part)) for part in (own, real)]
    tell("PATTERNED", [*parts[0], *parts[1]], np.repeat([1.0, REAL], [len(p) for p in parts]))
    state.LEAST = 0.0
    tell_added(own, real, extractor)
    state.asked_for = lambda share: share  # type: ignore[assignment]
    tell("GIVEN (FinRE)", list(finre(extractor, args.finre / "train.txt")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
