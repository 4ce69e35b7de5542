"""Learn where names begin and end beside each other (the transitions in kg/extraction/models/names.onnx), and print how good names are.

usage: train_borders.py [--texts DIR] [--finre DIR] [--fewfc DIR] [--network FILE]

The network of names scores every character for itself. What the state of one character says of the next is learnt behind it,
as a linear-chain conditional random field over the scores that the network gives to annotated passages (Lafferty, McCallum and
Pereira, "Conditional random fields", 2001): how much a score counts, and how likely a state is behind another. The loss is
convex, so that there is nothing to draw; one thread. Comes after train_names.py and needs PyTorch; some minutes on one core.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from annotated import Passage
from chain import Chain
from networks import repeatable
from standoff import load_standoff
from torch import nn
from train_names import Raw, f1, seen
from training_text import Text, load_texts, outermost

from kg.extraction.learned.names import MODEL, NameReader, Pieces, states_of
from kg.extraction.learned.tags import LEARNED, STATES, decode, encode, state_of
from kg.extraction.pipeline import Extractor, make_extractor
from kg.extraction.taggers._onnx_writer import with_metadata

ROOT = Path(__file__).parent.parent
OWN, REAL = 5, 2
"""One passage in so many of our own, and one sentence of other publishers, is learnt from: a table of 58 numbers
needs no more."""
LONGEST = 200
"""Longer sentences are left out: each step of a batch waits for the one before."""
BATCH = 256
STEPS = 60
"""Of L-BFGS, at most."""
PENALTY = 1e-6
"""This times the squares of all transitions is added to the loss, a mean over the characters."""


class Batch(NamedTuple):
    """Sentences side by side, with padding behind the shorter ones.

    Scores of states (time, sentence, state), the states that are right and whether there is a character (time, sentence).
    """

    scores: torch.Tensor
    states: torch.Tensor
    there: torch.Tensor


def scored(
    reader: NameReader, extractor: Extractor, passages: Sequence[Passage]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Of every sentence the scores of the states (character, state), and the states that the passage gives its characters."""
    for passage in passages:
        raw, rows = _read(reader, extractor, passage)
        right = np.array([state_of(tag) for tag in raw.codes])
        places = [(a, b) for a, b in raw.sentences if 0 < b - a <= LONGEST]
        if not places:
            continue
        scores = states_of(reader.scores([(rows, a, b) for a, b in places]), everywhere=True)
        ends = np.cumsum([b - a for a, b in places])[:-1]
        yield from zip(np.split(scores, ends), (_begun(right[a:b]) for a, b in places), strict=True)


def _read(reader: NameReader, extractor: Extractor, passage: Passage) -> tuple[Raw, np.ndarray]:
    """A passage as the finders see it, and what the network sees of it (input, character)."""
    raw = seen(extractor, passage.text, encode(len(passage.text), outermost(passage)))
    return raw, reader.maker.rows(raw.text, raw.tokens, raw.candidates)


def _begun(states: np.ndarray) -> np.ndarray:
    """The states of a sentence; a name that it begins in the midst of begins with it, for no path begins otherwise."""
    if states[0] and states[0] % 2 == 0:
        states = np.concatenate([states[:1] - 1, states[1:]])
    return states


def batches_of(sentences: Sequence[tuple[np.ndarray, np.ndarray]]) -> Iterator[Batch]:
    """The sentences in batches of similar length."""
    order = sorted(sentences, key=lambda s: s[1].size)
    for n in range(0, len(order), BATCH):
        some = order[n : n + BATCH]
        shape = (some[-1][1].size, len(some))
        scores = np.zeros((*shape, STATES), dtype=np.float32)
        states, there = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool)
        for k, (told, right) in enumerate(some):
            scores[: right.size, k], states[: right.size, k] = told, right
            there[: right.size, k] = True
        yield Batch(*(torch.from_numpy(a) for a in (scores, states, there)))


def fit(batches: Sequence[Batch]) -> np.ndarray:
    """Transitions (state + 1, state + 1) in the unit of the network's scores, by L-BFGS."""
    chain = Chain()
    size = sum(int(b.there.sum()) for b in batches)
    course = torch.optim.LBFGS(
        chain.parameters(), max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        course.zero_grad()
        # A little for every number, so that those that few sentences tell of stay near nothing.
        total = PENALTY * chain.free.square().sum()
        total.backward()
        for batch in batches:
            right = nn.functional.one_hot(batch.states, STATES) > 0
            part = chain(batch.scores, right, batch.there).sum() / size
            part.backward()
            total = total + part.detach()
        weight = float(chain.weight)
        sys.stderr.write(f"loss {float(total):.5f}, weight {weight:.3f}\n")
        return total

    course.step(loss)  # type: ignore[no-untyped-call]
    return chain.table()


def report(name: str, reader: NameReader, extractor: Extractor, texts: Sequence[Text]) -> str:
    """A table of how good the names are that the network gives in passages, by type."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        raw, rows = _read(reader, extractor, text.passage)
        places = [(a, b) for a, b in raw.sentences if a < b]
        [told] = reader.read([Pieces(rows, tuple(places))])
        ours = {(c.start, c.end, c.type) for c in told.names}
        wanted = {(a + x, a + y, kind) for a, b in places for x, y, kind in decode(raw.codes[a:b])}
        for counter, names_of in ((right, ours & wanted), (found, ours), (gold, wanted)):
            counter.update(kind for _, _, kind in names_of)
    rows_of = [f"| {k} | {prf(right[k], found[k], gold[k])} |" for k in LEARNED]
    all_ = prf(right.total(), found.total(), gold.total())
    head = "| type | P | R | F1 | right/found/gold |\n| --- | --- | --- | --- | --- |"
    return "\n".join([f"\n## {name}\n", head, *rows_of, f"| **all** | {all_} |", ""])


def prf(right: int, found: int, gold: int) -> str:
    """Precision, recall, F1 and counts for a table."""
    p, r = right / found if found else 0, right / gold if gold else 0
    return f"{p:.3f} | {r:.3f} | {f1(right, found, gold):.3f} | {right}/{found}/{gold}"


def main() -> int:
    """Learn, and write the transitions into the file of the network."""
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path)
    ap.add_argument("--fewfc", type=Path)
    ap.add_argument("--network", type=Path, default=MODEL)
    args = ap.parse_args()
    repeatable()
    parts = {
        "own passages": (load_texts(args.texts), OWN),
        "sentences of FinRE and FewFC": (load_standoff(args.finre, args.fewfc), REAL),
    }
    extractor = make_extractor("auto", names=False, relations=False)
    reader = NameReader.load(args.network)
    known = [
        t.passage
        for texts, each in parts.values()
        for t in [t for t in texts if not t.held][::each]
    ]
    sentences = list(scored(reader, extractor, known))
    sys.stderr.write(f"{len(known)} passages, {len(sentences)} sentences\n")
    transitions = fit(list(batches_of(sentences)))
    told = {"transitions": json.dumps(transitions.astype(float).round(3).tolist())}
    args.network.write_bytes(with_metadata(args.network.read_bytes(), told))
    reader = NameReader.load(args.network)
    for name, (texts, _) in parts.items():
        if held := [t for t in texts if t.held]:
            sys.stdout.write(report(name, reader, extractor, held))
    return 0


if __name__ == "__main__":
    sys.exit(main())
