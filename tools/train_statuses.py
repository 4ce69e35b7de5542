"""Learn the second opinion on statuses (kg/extraction/models/statuses.npz) and print how good it is on what is held out.

usage: train_statuses.py [--texts DIR] [--finre DIR] [--fewfc DIR] [--out FILE]

Runs the pipeline over the annotated passages, and learns from every statement that a passage makes too which status it has
there. Comes after the other trainings, whose networks it sees at work. Needs PyTorch. Deterministic: one thread, no chance.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from annotated import Passage
from networks import repeatable
from standoff import load_standoff
from torch import nn
from training_text import Text, load_texts

from kg.extraction.learned import statuses
from kg.extraction.learned.statuses import (
    MODEL,
    Reading,
    is_in_words,
    numbered,
    readings,
    rows,
    second_opinion,
)
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Entity, Statement
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
STATUSES = tuple(vocabulary().statuses)
REAL = 3.0
"""How much more a sentence of other publishers counts than one of our own writing."""
PENALTY = 10.0
"""Half of this times the squares of all weights is added to the loss, a sum over the statements."""
STEPS = 150


class Told(NamedTuple):
    """What is read of a statement, the status that its passage gives it, and how much it counts."""

    reading: Reading
    status: str
    weight: float


def gather(
    extractor: Extractor, texts: Sequence[Text], weight: float
) -> Iterator[tuple[bool, Told]]:
    """The statements that passages make too, with whether they are held out."""
    for text in texts:
        extraction, draft = extractor.read(article_of(text.passage.text))
        made = [s for s in extraction.statements if isinstance(s.object, Entity)]
        wanted = list(_wanted(text.passage))
        for n, reading in readings(draft, made):
            status = next((s for ends, s in wanted if _is(made[n], ends)), None)
            if status is not None:
                yield text.held, Told(reading, status, weight)


_Ends = tuple[str, frozenset[str], frozenset[str]]


def _wanted(passage: Passage) -> Iterator[tuple[_Ends, str]]:
    forms: dict[str, set[str]] = {}
    for m in passage.mentions:
        forms.setdefault(m.id, set()).add(passage.text[m.start : m.end])
    for f in passage.facts:
        if not f.literal:
            yield (f.type, frozenset(forms[f.subject]), frozenset(forms[f.object])), f.status


def _is(stmt: Statement, ends: _Ends) -> bool:
    relation, *wanted = ends
    if stmt.type != relation or not isinstance(stmt.object, Entity):
        return False
    forms = (stmt.subject.forms, stmt.object.forms)
    ways = (wanted, wanted[::-1]) if vocabulary().relation(relation).symmetric else (wanted,)
    return any(not a.isdisjoint(forms[0]) and not b.isdisjoint(forms[1]) for a, b in ways)


def fit(told: Sequence[Told]) -> tuple[np.ndarray, np.ndarray]:
    """Weights and offset of a multinomial logistic regression, by L-BFGS."""
    numbers, starts = (torch.from_numpy(a) for a in numbered([t.reading for t in told]))
    gold = torch.tensor([STATUSES.index(t.status) for t in told])
    counts = torch.tensor([t.weight for t in told])
    table = torch.zeros(rows(), len(STATUSES), requires_grad=True)
    offset = torch.zeros(len(STATUSES), requires_grad=True)
    course = torch.optim.LBFGS(
        [table, offset], max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        course.zero_grad()
        scores = nn.functional.embedding_bag(numbers, table, starts, mode="sum") + offset
        wrong = nn.functional.cross_entropy(scores, gold, reduction="none")
        total = ((wrong * counts).sum() + PENALTY / 2 * table.square().sum()) / len(told)
        total.backward()
        return total

    course.step(loss)  # type: ignore[no-untyped-call]
    return table.detach().numpy(), offset.detach().numpy()


def report(name: str, told: Sequence[Told], reader: statuses.StatusReader) -> str:
    """How often rules, and rules with the model, are right, and how often something is wrongly called done."""
    shares = reader.shares([t.reading for t in told]).tolist()
    after = [
        t.reading.status if is_in_words(t.reading) else second_opinion(t.reading.status, row)
        for t, row in zip(told, shares, strict=True)
    ]
    pairs = (("rules", [t.reading.status for t in told]), ("with the model", after))
    said = []
    for who, found in pairs:
        right = sum(f == t.status for f, t in zip(found, told, strict=True))
        done = sum(f == "completed" != t.status for f, t in zip(found, told, strict=True))
        said.append(f"{who} {right / len(told):.4f}, wrongly completed {done}")
    return f"{name}: {len(told)} statements; {'; '.join(said)}\n"


def main() -> int:
    """Learn, write the file and print the report."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path)
    ap.add_argument("--fewfc", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    args = ap.parse_args()
    repeatable()
    extractor = make_extractor("auto", statuses=False)
    parts = {
        "own": list(gather(extractor, load_texts(args.texts), 1.0)),
        "real": list(gather(extractor, load_standoff(args.finre, args.fewfc), REAL)),
    }
    table, offset = fit([told for part in parts.values() for held, told in part if not held])
    np.savez_compressed(args.out, table=table.astype(np.float16), offset=offset.astype(np.float16))
    reader = statuses.StatusReader.load(args.out)
    for name, part in parts.items():
        if aside := [told for held, told in part if held]:
            sys.stdout.write(report(f"{name}, held out", aside, reader))
    return 0


if __name__ == "__main__":
    sys.exit(main())
