"""Train the scorer of pairs of organisations (kg/extraction/models/pairs.npz) and print how good it is.

usage: train_pairs.py --finre DIR [--out FILE] [--ner auto --ner none] [--precision 0.8]

Deterministic: the same data, taggers and rules give the same file on the same kind of machine. Cross-validation splits by sentence. Each
pair is seen once with the mentions that every tagger named by --ner finds around it.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

# Sums in another order differ in the last bit: one thread, before numpy counts the cores.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import numpy as np  # noqa: E402

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import bench_extraction as bench  # noqa: E402

from kg.evaluate import Score  # noqa: E402
from kg.extraction.pipeline import Extractor, article_of, make_extractor  # noqa: E402
from kg.extraction.relations import mark_sentences  # noqa: E402
from kg.extraction.scorer import MODEL, Label, PairAt, Scorer, in_reach, pair_features, pairs_of  # noqa: E402  # noqa: E402
from ontology.vocabulary import vocabulary  # noqa: E402

FOLDS = 5
SEED = 20240501
PASSIVE = "被"
FEWEST = 20
NEVER = 2.0


class Settings(NamedTuple):
    """How the weights are learned; chosen by cross-validation."""

    epochs: int = 12
    rate: float = 0.005
    decay: float = 1e-3
    drop: float = 0.5
    batch: int = 256
    rarest: int = 3
    smallest: float = 0.02


SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Example:
    """One pair as one tagger shows it; `subject_first` says which of its names stands first."""

    features: frozenset[str]
    classes: tuple[str, ...]
    fold: int
    item: int
    names: tuple[str, str]


@dataclass(slots=True)
class Item:
    """One pair of FinRE with what the rules find for it, and what the scorer says of it out of fold."""

    pair: bench.Pair
    found: list[bench.Found]
    best: tuple[Label, float] | None = None
    sure: float = 0.0
    names: tuple[str, str] = ("", "")
    reach: bool = False

    @property
    def judged(self) -> bool:
        """Whether its labels have a counterpart among our relations."""
        return bool(self.pair.wanted) or self.pair.labels == {"unknown"}


# --- reading -------------------------------------------------------------------------------------


def fold_of(text: str) -> int:
    """The fold of a sentence, by hash."""
    return int(sha256(text.encode("utf-8")).hexdigest()[:8], 16) % FOLDS


def directed_labels(path: Path) -> dict[tuple[str, frozenset[str]], set[tuple[str, str]]]:
    """For each sentence and pair its labels, each with the name that acts, or none where neither does."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 3:
            rows.append(tuple(bench.unmasked(cell) for cell in line.split("\t")))
    acting = {label[1:] for _, _, label, _ in rows if label.startswith(PASSIVE)}
    found: dict[tuple[str, frozenset[str]], set[tuple[str, str]]] = defaultdict(set)
    for head, tail, label, text in rows:
        actor = "" if label not in acting else head
        if label.startswith(PASSIVE):
            label, actor = label[1:], tail
        found[text, frozenset((head, tail))].add((label, actor))
    return found


def meaning(name: str) -> Label | None:
    """What a class such as 持股> (the name that stands first acts) means among our relations, if anything."""
    entry = bench.mapping()["finre"].get(name.rstrip("<>"))
    if entry is None:
        return None
    if entry.get("either"):
        # Without a direction only a symmetric relation can be stated.
        relation = vocabulary().relation(entry["relation"])
        return Label(relation.code, True) if relation.symmetric else None
    return Label(entry["relation"], name.endswith(">") != entry.get("reversed", False))


def read(path: Path, extractors: Sequence[Extractor]) -> tuple[list[Item], list[Example]]:
    """The pairs of a FinRE file, and each as every extractor shows it; the first one's rules count."""
    labels = directed_labels(path)
    judged = {m["relation"] for m in bench.mapping()["finre"].values()}
    items: list[Item] = []
    examples: list[Example] = []
    for n, pair in enumerate(bench.finre_pairs(path)):
        told = labels[pair.text, frozenset(pair.names)]
        items.append(Item(pair, []))
        for which, extractor in enumerate(extractors):
            names = bench.given(pair.text, pair.names)
            article = article_of(pair.text)
            if which == 0:
                found = bench.statements_between(extractor.extract(article, names), pair.names)
                items[n].found = [f for f in found if f.relation in judged]
            draft = extractor.doc(article, names)._.kg
            seen = next(_seen(draft, pair), None)
            if seen is None:
                continue
            told_features, ends, reach = seen
            if which == 0:
                items[n].names, items[n].reach = ends, reach
            classes = tuple(sorted({_class(label, actor, ends) for label, actor in told}))
            examples.append(
                Example(
                    frozenset(told_features),
                    classes,
                    fold_of(pair.text),
                    n if which == 0 else -1,
                    ends,
                )
            )
    return items, examples


def _class(label: str, actor: str, ends: tuple[str, str]) -> str:
    return label + (("<", ">")[actor == ends[0]] if actor else "")


def _seen(draft: Any, pair: bench.Pair) -> Iterator[tuple[set[str], tuple[str, str], bool]]:
    """Features of the pair, its names as they stand and whether it is in reach, nearest mentions first."""
    keys: dict[str, set[str]] = {}
    for name in pair.names:
        spans = set(bench.occurrences(pair.text, name))
        both = zip(draft.mentions, draft.linked, strict=True)
        keys[name] = {key for m, key in both if (m.start, m.end) in spans}
    a, b = pair.names
    hits: list[tuple[int, int, Any, PairAt, tuple[str, str]]] = []
    for ms in mark_sentences(draft):
        for p in pairs_of(ms.marked):
            for one, two in ((a, b), (b, a)):
                if p.first in keys[one] and p.second in keys[two]:
                    hits.append((p.j - p.i, len(hits), ms, p, (one, two)))
    for _, _, ms, p, ends in sorted(hits, key=lambda h: h[:2]):
        yield next(pair_features(draft, ms, [p])), ends, in_reach(ms.marked, p)


# --- learning ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of a softmax over classes, with the rows of its features."""

    rows: Mapping[str, int]
    weights: Any
    bias: Any


def learn(
    features: Sequence[Iterable[str]],
    targets: Any,
    settings: Settings = SETTINGS,
    seed: int = SEED,
) -> Learned:
    """A softmax by mini-batch Adam with weight decay and feature dropout; `targets` are shares a row."""
    told = [set(x) for x in features]
    counts = Counter(x for one in told for x in one)
    kept = sorted(x for x, n in counts.items() if n >= settings.rarest and "\n" not in x)
    rows = {"": 0} | {x: k for k, x in enumerate(kept, 1)}
    data = [np.array(sorted(rows[x] for x in one if x in rows), dtype=np.int64) for one in told]
    bias = np.log(targets.sum(0) + 1)
    bias -= bias.max()
    weights = _descend(data, targets, len(rows), bias, settings, np.random.default_rng(seed))
    return Learned(rows, weights, bias)


def _descend(
    data: Sequence[Any], targets: Any, size: int, bias: Any, settings: Settings, rng: Any
) -> Any:
    shape = (size, targets.shape[1])
    weights, first, second = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    step = 0
    for _ in range(settings.epochs):
        order = rng.permutation(len(data))
        for at in range(0, len(order), settings.batch):
            chosen = order[at : at + settings.batch]
            used, x = _dense([data[k] for k in chosen], settings.drop, rng)
            error = softmax(x @ weights[used] + bias) - targets[chosen]
            slope = x.T @ error / len(chosen) + settings.decay * weights[used]
            step += 1
            # Only the rows in use move: the decay of a row goes with how often it is seen.
            first[used] = 0.9 * first[used] + 0.1 * slope
            second[used] = 0.999 * second[used] + 0.001 * slope * slope
            scale = np.sqrt(second[used] / (1 - 0.999**step)) + 1e-8
            weights[used] -= settings.rate * first[used] / (1 - 0.9**step) / scale
    return weights


def _dense(rows: Sequence[Any], drop: float, rng: Any) -> tuple[Any, Any]:
    """The rows as a matrix over the features in use, a share of the features left out at random."""
    flat = np.concatenate(rows)
    line = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    keep = rng.random(len(flat)) >= drop
    used, place = np.unique(flat[keep], return_inverse=True)
    x = np.zeros((len(rows), len(used)), dtype=np.float32)
    x[line[keep], place] = 1
    return used, x


def softmax(logits: Any) -> Any:
    """Row by row shares that sum to one."""
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def packed(
    learned: Learned, meanings: Sequence[Label | None], settings: Settings = SETTINGS
) -> Scorer:
    """The model with weights in eight bits, without rows that say next to nothing, not yet calibrated."""
    strong = np.abs(learned.weights).max(axis=1) >= settings.smallest
    strong[0] = True
    names = [x for x, k in learned.rows.items() if strong[k]]
    weights = learned.weights[[learned.rows[x] for x in names]]
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    labels = sorted({m for m in meanings if m is not None})
    return Scorer(
        vocabulary={x: k for k, x in enumerate(names)},
        weights=np.rint(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        bias=learned.bias.astype(np.float32),
        columns=tuple(-1 if m is None else labels.index(m) for m in meanings),
        labels=tuple(labels),
        slope=1.0,
        offsets=(0.0,) * len(labels),
        thresholds=(0.0,) * len(labels),
    )


def train(examples: Sequence[Example], settings: Settings = SETTINGS) -> Scorer:
    """A model of the examples, not yet calibrated."""
    classes = sorted({c for e in examples for c in e.classes})
    targets = np.zeros((len(examples), len(classes)), dtype=np.float32)
    for n, example in enumerate(examples):
        for c in example.classes:
            targets[n, classes.index(c)] = 1 / len(example.classes)
    learned = learn([e.features for e in examples], targets, settings)
    return packed(learned, [meaning(c) for c in classes], settings)


# --- judging and calibrating ---------------------------------------------------------------------


def cross_validate(items: Sequence[Item], examples: Sequence[Example]) -> None:
    """Give every item that the examples show the best label and its share, by models that never saw it."""
    for fold in range(FOLDS):
        scorer = train([e for e in examples if e.fold != fold])
        held = [e for e in examples if e.fold == fold and e.item >= 0]
        best = scorer.best([scorer.indices(e.features) for e in held])
        for example, (label, share) in zip(held, best, strict=True):
            items[example.item].best = (label, share)
            items[example.item].sure = share


def candidates(items: Iterable[Item]) -> list[Item]:
    """The items that the scorer may add to: neighbours in one clause that no rule links."""
    return [i for i in items if i.best is not None and i.reach and not i.found]


def added(item: Item) -> bench.Found:
    """The statement that the scorer would add."""
    assert item.best is not None
    label, names = item.best[0], item.names if item.best[0].forward else item.names[::-1]
    return bench.Found(label.relation, *names, _ADDED)


class _Bare(NamedTuple):
    """What the counting of FinRE reads of a statement."""

    evidence: tuple[Any, ...]
    status: str = ""


class _Rule(NamedTuple):
    rule: str = "model.pairs"


_ADDED: Any = _Bare((_Rule(),))


def is_right(item: Item) -> bool:
    """Whether the data set states what the scorer would add."""
    return any(w.met_by(added(item)) for w in item.pair.wanted)


class Calibration(NamedTuple):
    """Platt scaling with one slope and an offset a label."""

    slope: float
    offsets: dict[Label, float]

    def __call__(self, label: Label, share: float) -> float:
        """The probability that a label with this share of the softmax is right."""
        logit = self.slope * _logit(share) + self.offsets.get(label, min(self.offsets.values()))
        return float(1 / (1 + np.exp(-logit)))


def _logit(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return float(np.log(share / (1 - share)))


def calibrate(items: Sequence[Item], labels: Sequence[Label]) -> Calibration:
    """Fit Platt scaling on what the scorer would add; offsets of rare labels stay near the common one."""
    told = [(x.best[0], _logit(x.best[1]), is_right(x)) for x in items if x.best is not None]
    x = np.zeros((len(told), 2 + len(labels)))
    x[:, 0] = [logit for _, logit, _ in told]
    x[:, 1] = 1
    for n, (label, _, _) in enumerate(told):
        x[n, 2 + labels.index(label)] = 1
    y = np.array([right for *_, right in told], dtype=float)
    strength = np.array([1e-3, 1e-3, *[2.0] * len(labels)])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(strength)
        w -= np.linalg.solve(hessian, x.T @ (p - y) + strength * w)
    return Calibration(float(w[0]), {k: float(w[1] + w[2 + n]) for n, k in enumerate(labels)})


def calibrate_held(items: Sequence[Item], labels: Sequence[Label]) -> None:
    """Give every item the probability by a calibration that was fitted on the other folds."""
    for fold in range(FOLDS):
        held = [i for i in items if fold_of(i.pair.text) == fold]
        fitted = calibrate([i for i in items if fold_of(i.pair.text) != fold], labels)
        for item in held:
            if item.best is not None:
                item.sure = fitted(*item.best)


def thresholds_for(items: Sequence[Item], precision: float) -> dict[str, float]:
    """For each relation the lowest probability from which on as large a share of what is added is right.

    A relation whose share cannot be told from `FEWEST` statements is not stated at all.
    """
    found: dict[str, float] = {}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in sorted((i for i in items if i.judged), key=lambda i: -i.sure):
        relation, count = added(item).relation, counts[added(item).relation]
        count[0] += is_right(item)
        count[1] += 1
        if count[1] >= FEWEST and count[0] >= precision * count[1]:
            found[relation] = item.sure
    return found


def held_thresholds(items: Sequence[Item], precision: float) -> list[dict[str, float]]:
    """For each fold the thresholds that the other folds alone would choose."""
    by_fold = [[i for i in items if fold_of(i.pair.text) != fold] for fold in range(FOLDS)]
    return [thresholds_for(others, precision) for others in by_fold]


def stated(item: Item, thresholds: Mapping[str, float]) -> bool:
    """Whether the scorer adds its statement to the item."""
    if item.best is None or item.found or not item.reach:
        return False
    return item.sure >= thresholds.get(item.best[0].relation, NEVER)


Choice = Mapping[str, float] | Sequence[Mapping[str, float]]


def adds(item: Item, choice: Choice) -> bool:
    """Whether the scorer adds to the item, by thresholds for all or by those of its fold."""
    fold = fold_of(item.pair.text)
    return stated(item, choice if isinstance(choice, Mapping) else choice[fold])


def result(items: Iterable[Item], choice: Choice) -> bench.FinreResult:
    """The FinRE counts of the rules with what the scorer adds."""
    counted = bench.FinreResult()
    for item in items:
        counted.add(item.pair, [*item.found, *([added(item)] if adds(item, choice) else ())])
    return counted


# --- the report ----------------------------------------------------------------------------------


def report(
    items: Sequence[Item], chosen: Mapping[str, float], held: Sequence[Mapping[str, float]]
) -> Iterator[str]:
    """Tables: what thresholds give, what the chosen ones add by relation, and reliability."""
    yield "| probability from | P | R | F1 | strict F1 | lenient F1 | added, right | share |"
    yield "| --- " * 8 + "|"
    yield _line(items, {}, "rules alone")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        everywhere = dict.fromkeys(vocabulary().relation_types, threshold)
        yield _line(items, everywhere, f"{threshold:.2f}")
    yield _line(items, chosen, "chosen on these folds")
    yield _line(items, held, "chosen on the other folds")
    yield ""
    yield from _by_relation(items, chosen)
    yield ""
    yield from reliability(items)


def _line(items: Sequence[Item], choice: Choice, name: str) -> str:
    r = result(items, choice)
    total = r.relations.score()
    strict = Score(
        matched=total.matched, predicted=total.predicted + r.on_unmapped, gold=total.gold
    )
    new = [i for i in items if i.judged and adds(i, choice)]
    right = sum(map(is_right, new))
    share = f"{right / len(new):.3f}" if new else ""
    figures = (total.precision, total.recall, total.f1, strict.f1, r.lenient.f1)
    cells = [name, *(f"{x:.3f}" for x in figures), f"{right}/{len(new)}", share]
    return "| " + " | ".join(cells) + " |"


def _by_relation(items: Sequence[Item], thresholds: Mapping[str, float]) -> Iterator[str]:
    yield "| relation | from | added, right | on pairs without counterpart |"
    yield "| --- | --- | --- | --- |"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if stated(item, thresholds):
            kind = "unmapped" if not item.judged else ("right" if is_right(item) else "wrong")
            counts[added(item).relation][kind] += 1
    for relation, c in sorted(counts.items(), key=lambda x: (-x[1]["right"], x[0])):
        told = f"{c['right']}/{c['right'] + c['wrong']} | {c['unmapped']}"
        yield f"| {relation} | {thresholds[relation]:.2f} | {told} |"


def reliability(items: Iterable[Item], step: float = 0.1) -> Iterator[str]:
    """For each tenth of probability how many statements there are and how many are right."""
    yield "| probability | statements | mean probability | right |"
    yield "| --- | --- | --- | --- |"
    new = candidates(items)
    for k in range(round(1 / step)):
        inside = [i for i in new if k * step <= i.sure < (k + 1) * step]
        if inside:
            mean = sum(i.sure for i in inside) / len(inside)
            right = sum(map(is_right, inside)) / len(inside)
            yield f"| {k * step:.1f}–{(k + 1) * step:.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |"


def main() -> int:
    """Train, report and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--finre", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--ner", action="append", default=[])
    parser.add_argument("--precision", type=float, default=0.8)
    args = parser.parse_args()
    say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731, T201
    extractors = [make_extractor(ner, scorer=False) for ner in args.ner or ["auto", "none"]]
    items, examples = read(args.finre / "train.txt", extractors)
    say(f"{len(items)} pairs, {len(examples)} examples")
    cross_validate(items, examples)
    scorer = train(examples)
    open_items = candidates(items)
    calibrate_held(open_items, scorer.labels)
    chosen = thresholds_for(open_items, args.precision)
    for line in report(items, chosen, held_thresholds(open_items, args.precision)):
        say(line)
    fitted = calibrate(open_items, scorer.labels)
    finished = replace(
        scorer,
        slope=fitted.slope,
        offsets=tuple(fitted.offsets[label] for label in scorer.labels),
        thresholds=tuple(round(chosen.get(x.relation, NEVER), 3) for x in scorer.labels),
    )
    finished.save(args.out)
    say(f"{args.out.name}: {args.out.stat().st_size} bytes, {len(finished.vocabulary)} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
