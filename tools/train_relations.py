"""Train the network that relates names (kg/extraction/models/relations.onnx) and print how good it is on what is held out.

usage: train_relations.py [--texts DIR] [--finre DIR] [--fewfc DIR] [--out FILE] [--epochs N] [--renamed N] [--all]
                          [--seed N] [--reading FILE] [--start FILE]

Begins with nothing, or with what a network knows (`--start`), from which it learns on at a lower rate. Trained on the project's
own annotated passages, on FinRE (train part) and on FewFC (tune fold); the last two label one pair of a sentence, the other
pairs there teach nothing. Needs PyTorch (see train_names.py). Deterministic: one thread, fixed seeds.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from annotated import Passage
from data_sets import Wanted, fewfc_sentences, finre_pairs, given
from networks import (
    SEED,
    Course,
    Encoder,
    arrays,
    batches,
    encoder_nodes,
    encoder_state,
    encoder_weights,
    outer,
    repeatable,
    tensors,
)
from standoff import load_standoff
from torch import nn
from training_text import Text, is_held, load_texts, variants

from kg.extraction.draft import Draft
from kg.extraction.learned.context import with_context
from kg.extraction.learned.relations import (
    DISTANCES,
    FLAGS,
    INPUTS,
    MODEL,
    NAMES_BETWEEN,
    PAIR_INPUTS,
    SHARPEST,
    WORDS,
    Label,
    Seen,
    SignReader,
    allowed,
    distance,
    labels,
    place_of,
    told_by,
    triggers_of_patterns,
    worth_reading,
)
from kg.extraction.marking import SIGN_TYPE, Marked
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.relations import MarkedSentence
from kg.extraction.taggers._onnx_writer import (
    CONTRIBUTED,
    metadata_of,
    model,
    node,
    value_info,
    weights_of,
)
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
HIDDEN = 128
SIZES = {"sign": 48, "tail": 16, "before_tail": 8, "trigger": 16, "speech": 8, "word": 24}
LAYER = 192
BETWEEN = 64
BATCH = 40
LABELS = labels()
INDEX = {label: n for n, label in enumerate(LABELS, 1)}
STATUSES = tuple(vocabulary().statuses)
IGNORED = -1
PEAK, LATER_PEAK = 3.5e-3, 2e-3
"""The highest rate of a training, and that of one that goes on from a file."""
STATED = 0.3
"""From here on the tables count a pair as stated; the pipeline asks for more than this (kg.extraction.learned.belief)."""


@dataclass(slots=True)
class Raw:
    """One marked sentence with what is known of its pairs: class by (i, j), and status where there is a relation."""

    draft: Draft
    sentence: MarkedSentence
    marked: Marked
    classes: Mapping[tuple[int, int], int]
    statuses: Mapping[tuple[int, int], int]
    default: int
    weight: float = 1.0
    given: frozenset[int] = frozenset()


@dataclass(slots=True)
class Example:
    """One sentence as the network sees it, with the class and the status wanted for each pair."""

    seen: Seen
    types: list[tuple[str, str]]
    gold: np.ndarray
    status: np.ndarray
    weight: float


# --- reading -------------------------------------------------------------------------------------


def passage_sentences(
    extractor: Extractor, passage: Passage, *, given: bool, weight: float = 1.0
) -> Iterator[Raw]:
    """The sentences of a passage, marked with its own names or, unless `given`, with those the pipeline finds."""
    names = [(m.start, m.end, m.type) for m in passage.mentions] if given else []
    draft: Draft = extractor.doc(article_of(passage.text), outer(names))._.kg
    ids = _ids(passage, draft)
    told: set[tuple[int, int, str]] = set()
    for ms, marked in with_context(draft.marked):
        if worth_reading(marked):
            yield replace(_labelled(passage, draft, ms, marked, ids, told), weight=weight)


def _ids(passage: Passage, draft: Draft) -> dict[str, set[str]]:
    """For each entity of the draft the ids of the passage that it stands for, by equal spans."""
    spans = {(m.start, m.end): m.id for m in passage.mentions}
    starts = {m.start: m for m in sorted(passage.mentions, key=lambda m: m.end)}
    found: dict[str, set[str]] = defaultdict(set)
    for cand, key in [*zip(draft.mentions, draft.linked, strict=True), *draft.nested]:
        told = spans.get((cand.start, cand.end))
        if (
            told is None
            and (near := starts.get(cand.start))
            and 2 * (near.end - near.start) > cand.end - cand.start
        ):
            told = near.id
        if told:
            found[key].add(told)
    return found


def _labelled(
    passage: Passage,
    draft: Draft,
    ms: MarkedSentence,
    marked: Marked,
    ids: Mapping[str, set[str]],
    taught: set[tuple[int, int, str]],
) -> Raw:
    a, b = ms.sentence.span.start, ms.sentence.span.end
    here = [
        f for f in passage.facts if passage.lines[f.line][0] < b and a < passage.lines[f.line][1]
    ]
    elsewhere = {(f.subject, f.object) for f in passage.facts if f not in here and not f.literal}
    told: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for f in here:
        if not f.literal:
            told[f.subject, f.object].append(f)
    # In order: what comes first decides where a pair is stated twice, and sets come in another order each time.
    at: dict[int, list[str]] = {
        k: sorted(set().union(*(ids.get(key, set()) for key in keys)))
        for k, keys in marked.keys.items()
    }
    classes: dict[tuple[int, int], int] = {}
    statuses: dict[tuple[int, int], int] = {}
    places = list(marked.keys)
    hits: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for n, i in enumerate(places):
        for j in places[n + 1 :]:
            for x in at[i]:
                for y in at[j]:
                    if (x, y) in told or (y, x) in told:
                        hits[min(x, y), max(x, y)].append((i, j))
                    elif (x, y) in elsewhere or (y, x) in elsewhere:
                        # Stated in another sentence: whether this one says it too is not told.
                        classes[i, j] = IGNORED
    for (x, y), spots in hits.items():
        spots.sort(key=lambda s: (s[1] - s[0], s))
        facts = [*told.get((x, y), ()), *told.get((y, x), ())]
        fact = facts[0]
        for spot in spots[1:]:
            classes[spot] = IGNORED
        i, j = spots[0]
        seen = (fact.line, passage.facts.index(fact), fact.type)
        if i in marked.earlier and seen in taught:
            # A line of two sentences: the first one said it.
            classes[i, j] = IGNORED
            continue
        taught.add(seen)
        symmetric = vocabulary().relation(fact.type).symmetric
        forward = symmetric or fact.subject in at[i]
        classes[i, j] = INDEX[Label(fact.type, forward)]
        statuses[i, j] = STATUSES.index(fact.status)
    for pair in _taken_for_granted(draft, ms, marked):
        classes.setdefault(pair, IGNORED)
    return Raw(draft, ms, marked, classes, statuses, 0)


# GPU设计公司砺芯: whoever annotates seldom writes down that 砺芯 is in that trade. Where nobody did, nothing is taught.
GRANTED = frozenset({"business.operates-in.apposition"})


def _taken_for_granted(
    draft: Draft, ms: MarkedSentence, marked: Marked
) -> Iterator[tuple[int, int]]:
    """The pairs of a sentence of which one of the patterns `GRANTED` states something."""
    for s in told_by(draft.patterned).get(ms.sentence.span.start, ()):
        e = s.evidence[0]
        if e.rule in GRANTED:
            i = place_of(marked, s.subject.id, e.subject)
            j = place_of(marked, s.object.id, e.object)
            if i is not None and j is not None:
                yield min(i, j), max(i, j)


def pair_sentences(
    extractor: Extractor,
    rows: Iterable[
        tuple[str, list[tuple[int, int, str]], dict[tuple[str, str], tuple[Label | None, str]]]
    ],
    weight: float,
) -> Iterator[Raw]:
    """Sentences of which only some pairs of names are labelled: text, given names, label and status by names."""
    for text, names, wanted in rows:
        draft: Draft = extractor.doc(article_of(text), names)._.kg
        of: dict[str, set[str]] = defaultdict(set)
        for m, key in zip(draft.mentions, draft.linked, strict=True):
            of[key].add(text[m.start : m.end])
        starts = frozenset(a for a, _, _ in names)
        for ms, marked in with_context(draft.marked):
            raw = _partly(draft, ms, marked, of, wanted, weight)
            if raw is not None:
                yield replace(raw, given=starts)


def _partly(
    draft: Draft,
    ms: MarkedSentence,
    marked: Marked,
    of: Mapping[str, set[str]],
    wanted: Mapping[tuple[str, str], tuple[Label | None, str]],
    weight: float,
) -> Raw | None:
    if not worth_reading(marked):
        return None
    # Unsaid subjects are left alone: the data sets speak of names as written.
    named = {
        k: sorted(set().union(*(of.get(key, set()) for key in keys)))
        for k, keys in marked.keys.items()
        if marked.ends[k] > marked.starts[k]
    }
    classes: dict[tuple[int, int], int] = {}
    statuses: dict[tuple[int, int], int] = {}
    places = sorted(named)
    spots: dict[tuple[str, str], list[tuple[int, int, bool]]] = defaultdict(list)
    for n, i in enumerate(places):
        for j in places[n + 1 :]:
            for x in named[i]:
                for y in named[j]:
                    if (x, y) in wanted:
                        spots[x, y].append((i, j, True))
                    if (y, x) in wanted:
                        spots[y, x].append((i, j, False))
    for names, found in spots.items():
        label, status = wanted[names]
        found.sort(key=lambda s: (s[1] - s[0], s))
        i, j, forward = found[0]
        if label is None:
            classes.setdefault((i, j), 0)
            continue
        told = Label(label.relation, label.forward == forward)
        if vocabulary().relation(label.relation).symmetric:
            told = Label(label.relation, True)
        classes[i, j] = INDEX[told]
        if status:
            statuses[i, j] = STATUSES.index(status)
    return Raw(draft, ms, marked, classes, statuses, IGNORED, weight) if classes else None


def finre_rows(
    path: Path,
) -> Iterator[
    tuple[str, list[tuple[int, int, str]], dict[tuple[str, str], tuple[Label | None, str]]]
]:
    """The sentences of a FinRE file, each with all its labelled pairs."""
    texts: dict[str, dict[tuple[str, str], tuple[Label | None, str]]] = defaultdict(dict)
    for pair in finre_pairs(path):
        if pair.labels == {"自己"}:
            continue
        a, b = pair.names
        told = texts[pair.text]
        if not pair.wanted:
            told[a, b] = (None, "")
        for want in pair.wanted[:1]:
            label = Label(want.relations[0], True)
            told[want.subject, want.object] = (label, want.status)
    for text, wanted in texts.items():
        names = sorted({n for pair in wanted for n in pair})
        yield text, outer(given(text, names)), wanted


def fewfc_rows(
    folder: Path, fold: str
) -> Iterator[
    tuple[str, list[tuple[int, int, str]], dict[tuple[str, str], tuple[Label | None, str]]]
]:
    """The event sentences of a fold of FewFC, with the pairs that no event links; see `_fewfc_type`."""
    for s in fewfc_sentences(folder, fold):
        wanted: dict[tuple[str, str], tuple[Label | None, str]] = {}
        for want in s.wanted:
            wanted.setdefault(
                (want.subject, want.object), (Label(_fewfc_type(want, s.text), True), "")
            )
        names = sorted(s.names)
        for n, a in enumerate(names):
            for b in names[n + 1 :]:
                # All events of the sentence are told: what none of them links is not linked.
                if (a, b) not in wanted and (b, a) not in wanted:
                    wanted[a, b] = (None, "")
        if wanted:
            yield s.text, outer(list(s.spans)), wanted


def _fewfc_type(want: Wanted, text: str) -> str:
    """FewFC calls purchases and holdings 投资 too: what the words nearby call it."""
    if len(want.relations) > 1:
        if "收购" in text or "受让" in text:
            return "ACQUIRED" if "ACQUIRED" in want.relations else want.relations[0]
        if "持股" in text and want.relations[-1] == "HOLDS_STAKE_IN":
            return "HOLDS_STAKE_IN"
    return want.relations[0]


# --- learning ------------------------------------------------------------------------------------


def signs_of(raws: Sequence[Raw], rarest: int = 2) -> str:
    """The signs seen at least `rarest` times, tails of names among them."""
    counts: Counter[str] = Counter()
    for raw in raws:
        marked = raw.marked
        counts.update(marked.text)
        counts.update(raw.draft.text[a.end - 1] for a in marked.atoms.values() if a.keys and a.end)
    return "".join(sorted(c for c, n in counts.items() if n >= rarest))


def speech_of(raws: Sequence[Raw]) -> tuple[str, ...]:
    """The parts of speech."""
    return tuple(sorted({t[2] for raw in raws for t in raw.draft.tokens}))


def examples(raws: Iterable[Raw], reader: SignReader) -> Iterator[Example]:
    """One example a sentence that has a pair to learn from."""
    told_of: dict[int, Any] = {}
    for raw in raws:
        if id(raw.draft) not in told_of:
            told_of = {id(raw.draft): told_by(raw.draft.patterned)}
        found = told_of[id(raw.draft)].get(raw.sentence.sentence.span.start, ())
        seen = reader.read(raw.draft, raw.marked, found, raw.given)
        if seen is None:
            continue
        marked = raw.marked
        gold, status, types = [], [], []
        for p in seen.pairs:
            pair = (SIGN_TYPE[marked.text[p.i]], SIGN_TYPE[marked.text[p.j]])
            want = raw.classes.get((p.i, p.j), raw.default)
            if want > 0 and not allowed(*pair)[want - 1]:
                want = IGNORED
            gold.append(want)
            status.append(raw.statuses.get((p.i, p.j), IGNORED) if want > 0 else IGNORED)
            types.append(pair)
        if any(g != IGNORED for g in gold):
            yield Example(seen, types, np.array(gold), np.array(status), raw.weight)


class Network(nn.Module):
    """Encoder of signs -> pairs -> scores of labels and statuses."""

    def __init__(self, signs: int, speech: int, triggers: int) -> None:
        super().__init__()
        rows = dict.fromkeys(("sign", "tail", "before_tail"), signs)
        rows |= {"trigger": triggers, "speech": speech, "word": WORDS}
        self.encoder = Encoder(rows, SIZES, HIDDEN, 0.4)
        self.drop = nn.Dropout(0.4)
        self.drop_out, self.drop_deeper = nn.Dropout(0.35), nn.Dropout(0.35)
        self.first = nn.Linear(2 * HIDDEN, LAYER, bias=False)
        self.second = nn.Linear(2 * HIDDEN, LAYER, bias=False)
        self.gate = nn.Linear(2 * HIDDEN, BETWEEN)
        self.between = nn.Linear(BETWEEN, LAYER, bias=False)
        self.ahead = nn.Linear(BETWEEN, LAYER, bias=False)
        self.behind = nn.Linear(BETWEEN, LAYER, bias=False)
        self.both = nn.Linear(LAYER, LAYER, bias=False)
        self.distance = nn.Embedding(len(DISTANCES) + 1, LAYER)
        self.names = nn.Embedding(NAMES_BETWEEN + 1, LAYER)
        self.told = nn.Embedding(1 + len(LABELS), LAYER)
        for table in (self.distance, self.names, self.told):
            nn.init.normal_(table.weight, std=0.05)
        self.flags = nn.Linear(FLAGS, LAYER)
        self.deeper = nn.Linear(LAYER, LAYER)
        self.out = nn.Linear(LAYER, 1 + len(LABELS) + len(STATUSES))

    def forward(self, batch: "Stacked") -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of labels (with none first) and statuses, a row a pair."""
        h = self.drop(self.encoder(batch.ids, batch.lengths))
        first, second = h[batch.i, batch.row], h[batch.j, batch.row]
        # A smooth maximum over all that stands from the one to the other, up to the first and from the second on
        # (Zeng et al., "Distant supervision … via piecewise convolutional neural networks", 2015), by differences
        # of running sums.
        sums = torch.cumsum(torch.exp(SHARPEST * torch.tanh(self.gate(h))), dim=0)
        sums = torch.cat([torch.zeros_like(sums[:1]), sums])
        window = torch.log(sums[batch.j + 1, batch.row] - sums[batch.i, batch.row])
        ahead = torch.log(sums[batch.i + 1, batch.row])
        behind = torch.log(sums[batch.lengths[batch.row], batch.row] - sums[batch.j, batch.row])
        one, other = self.first(first), self.second(second)
        x = (
            one
            + other
            + self.both(torch.tanh(one) * torch.tanh(other))
            + self.between(window)
            + self.ahead(ahead)
            + self.behind(behind)
            + self.distance(batch.distance)
            + self.names(batch.names)
            + self.told(batch.told)
            + self.flags(batch.flags)
        )
        layer = self.drop_out(torch.relu(x))
        out = self.out(self.drop_deeper(layer + torch.relu(self.deeper(layer))))
        size = 1 + len(LABELS)
        return out[:, :size].masked_fill(~batch.mask, -1e4), out[:, size:]


@dataclass(slots=True)
class Stacked:
    """A batch as tensors."""

    ids: torch.Tensor
    lengths: torch.Tensor
    row: torch.Tensor
    i: torch.Tensor
    j: torch.Tensor
    distance: torch.Tensor
    names: torch.Tensor
    told: torch.Tensor
    flags: torch.Tensor
    mask: torch.Tensor
    gold: torch.Tensor
    status: torch.Tensor
    weight: torch.Tensor


def stacked(group: Sequence[Example], noise: np.random.Generator | None) -> Stacked:
    """Padded ids and all pairs of a batch that teach something; with `noise` some signs are hidden."""
    lengths = np.array([e.seen.rows.shape[1] for e in group])
    ids = np.zeros((len(INPUTS), lengths.max(), len(group)), dtype=np.int64)
    for n, e in enumerate(group):
        rows = e.seen.rows
        if noise is not None:
            rows = rows.copy()
            rows[0, noise.random(rows.shape[1]) < 0.03] = 1
            rows[1:3, noise.random(rows.shape[1]) < 0.2] = 0
            rows[3, noise.random(rows.shape[1]) < 0.1] = 0
            rows[5, noise.random(rows.shape[1]) < 0.3] = 0
        ids[:, : lengths[n], n] = rows
    told = [
        (
            n,
            p,
            e.seen.flags[k],
            e.types[k],
            int(e.gold[k]),
            int(e.status[k]),
            e.weight,
            e.seen.told[k],
        )
        for n, e in enumerate(group)
        for k, p in enumerate(e.seen.pairs)
        if e.gold[k] != IGNORED
    ]
    i, j = np.array([t[1].i for t in told]), np.array([t[1].j for t in told])
    patterned = np.array([t[7] for t in told])
    if noise is not None:
        # Patterns were written with other text in mind: they must not be relied on alone.
        patterned[noise.random(len(patterned)) < 0.2] = 0
    mask = np.array([(True, *allowed(*t[3])) for t in told])
    return Stacked(
        *map(
            torch.from_numpy,
            (
                ids,
                lengths,
                np.array([t[0] for t in told]),
                i,
                j,
                np.array([distance(int(b - a)) for a, b in zip(i, j, strict=True)]),
                np.array([min(t[1].names, NAMES_BETWEEN) for t in told]),
                patterned,
                np.array([t[2] for t in told], dtype=np.float32),
                mask,
                np.array([t[4] for t in told]),
                np.array([t[5] for t in told]),
                np.array([t[6] for t in told], dtype=np.float32),
            ),
        )
    )


def grouped(data: Sequence[Example], rng: random.Random | None) -> Iterator[list[Example]]:
    """Batches of sentences of similar length."""
    return batches(data, BATCH, lambda e: e.seen.rows.shape[1], rng)


def train(
    net: Network,
    data: Sequence[Example],
    held: Mapping[str, Sequence[Example]],
    epochs: int,
    seed: int,
    peak: float,
) -> None:
    """Train in place; prints scores on what is held now and then."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    steps = epochs * ((len(data) + BATCH - 1) // BATCH)
    course = Course(net, steps, rate=2e-3, peak=peak, decay=1e-3)
    for epoch in range(epochs):
        net.train()
        began, total, n = time.perf_counter(), 0.0, 0
        for group in grouped(data, rng):
            batch = stacked(group, noise)
            scores, statuses = net(batch)
            loss = nn.functional.cross_entropy(scores, batch.gold, reduction="none")
            loss = (loss * batch.weight).sum() / len(group)
            known = batch.status >= 0
            if known.any():
                loss = loss + 0.3 * nn.functional.cross_entropy(
                    statuses[known], batch.status[known], reduction="sum"
                ) / len(group)
            course.step(loss)
            total, n = total + float(loss.detach()), n + 1
        took = time.perf_counter() - began
        line = f"epoch {epoch + 1}/{epochs}: loss {total / n:.4f}, {took:.0f} s"
        if epoch % 4 == 3 or epoch == epochs - 1:
            for name, aside in held.items():
                line += f"; {name} " + best_line(judged(course.mean.module, aside))
        sys.stderr.write(line + "\n")
    net.load_state_dict(course.mean.module.state_dict())


@dataclass(slots=True)
class Judged:
    """What the network says of one pair, and what is wanted."""

    label: int
    share: float
    gold: int
    status: int
    gold_status: int


def judged(net: Network, data: Sequence[Example], temperature: float = 1.0) -> list[Judged]:
    """The likeliest label of every pair, with its probability."""
    net.eval()
    out = []
    with torch.no_grad():
        for group in grouped(data, None):
            batch = stacked(group, None)
            scores, statuses = net(batch)
            shares = torch.softmax(scores / temperature, dim=1).numpy()
            best = shares[:, 1:].argmax(axis=1) + 1
            for k, label in enumerate(best.tolist()):
                out.append(
                    Judged(
                        label,
                        float(shares[k, label]),
                        int(batch.gold[k]),
                        int(statuses[k].argmax()),
                        int(batch.status[k]),
                    )
                )
    return out


def temperature_of(net: Network, data: Sequence[Example]) -> float:
    """The number by which scores are divided so that shares are probabilities: the likeliest on `data`.

    Guo et al., "On calibration of modern neural networks" (2017).
    """
    net.eval()
    scores, gold = [], []
    with torch.no_grad():
        for group in grouped(data, None):
            batch = stacked(group, None)
            scores.append(net(batch)[0])
            gold.append(batch.gold)
    all_scores, all_gold = torch.cat(scores), torch.cat(gold)
    loss = {
        t / 20: float(nn.functional.cross_entropy(all_scores * 20 / t, all_gold))
        for t in range(14, 80)
    }
    return min(loss, key=lambda t: (loss[t], t))


def at_threshold(told: Sequence[Judged], threshold: float) -> tuple[int, int, int]:
    """Right, found and wanted, stating what is at least so likely."""
    found = [t for t in told if t.share >= threshold]
    return sum(t.label == t.gold for t in found), len(found), sum(t.gold > 0 for t in told)


def best_line(told: Sequence[Judged]) -> str:
    """P, R and F1 at a few thresholds."""
    parts = []
    for threshold in (0.3, 0.5, 0.7):
        r, f, g = at_threshold(told, threshold)
        p, q = r / max(f, 1), r / max(g, 1)
        parts.append(f"{threshold}: {p:.2f}/{q:.2f}/{2 * r / max(f + g, 1):.3f}")
    status = [t for t in told if t.gold > 0 and t.gold_status >= 0 and t.label == t.gold]
    right = sum(t.status == t.gold_status for t in status)
    return " ".join(parts) + f" status {right / max(len(status), 1):.3f}"


def table(told: Sequence[Judged]) -> str:
    """P, R and F1 by relation, from a probability of `STATED` on."""
    lines = ["| relation | P | R | F1 | right/found/gold |", "| --- | --- | --- | --- | --- |"]
    for code in vocabulary().relation_types:
        ours = {n for n, x in enumerate(LABELS, 1) if x.relation == code}
        found = [t for t in told if t.share >= STATED and t.label in ours]
        r, g = sum(t.label == t.gold for t in found), sum(t.gold in ours for t in told)
        if g or found:
            p, q = r / max(len(found), 1), r / max(g, 1)
            f = 2 * r / max(len(found) + g, 1)
            lines.append(f"| {code} | {p:.2f} | {q:.2f} | {f:.2f} | {r}/{len(found)}/{g} |")
    return "\n".join(lines)


def reliability(told: Sequence[Judged]) -> str:
    """How often a probability is right, in tenths."""
    lines = ["| probability | pairs | mean | right |", "| --- | --- | --- | --- |"]
    for n in range(1, 10):
        here = [t for t in told if n / 10 <= t.share < (n + 1) / 10 + (n == 9)]
        if here:
            mean = sum(t.share for t in here) / len(here)
            right = sum(t.label == t.gold for t in here) / len(here)
            lines.append(
                f"| {n / 10:.1f}–{n / 10 + 0.1:.1f} | {len(here)} | {mean:.2f} | {right:.2f} |"
            )
    return "\n".join(lines)


def to_onnx(
    net: Network,
    signs: str,
    speech: Sequence[str],
    triggers: Mapping[str, int],
    temperature: float,
) -> bytes:
    """The trained network as a file for ONNX Runtime."""
    own, state = arrays(net), arrays(net.encoder)
    nodes = encoder_nodes(INPUTS, HIDDEN, rounded=True, bounded=True)
    weights = encoder_weights(state, INPUTS, HIDDEN, rounded=True, bounded=True)
    return model(
        nodes=[*nodes, *pair_nodes()],
        weights=[*weights, *tensors(pair_weights(own))],
        inputs=[
            *(value_info(n, "int64", ("time", "batch")) for n in INPUTS),
            value_info("lengths", "int32", ("batch",)),
            value_info("at", "int64", ("mentions",)),
            value_info("end", "int64", ("mentions",)),
            *(value_info(n, "int64", ("pairs",)) for n in PAIR_INPUTS),
            value_info("flags", "float", ("pairs", FLAGS)),
        ],
        outputs=[
            value_info("scores", "float", ("pairs", 1 + len(LABELS))),
            value_info("statuses", "float", ("pairs", len(STATUSES))),
        ],
        metadata={
            "signs": json.dumps(signs, ensure_ascii=False),
            "speech": json.dumps(speech),
            "triggers": json.dumps(triggers, ensure_ascii=False),
            "labels": json.dumps(LABELS),
            "statuses": json.dumps(STATUSES),
            "temperature": json.dumps(round(temperature, 3)),
        },
        domains=(CONTRIBUTED,),
    )


def pair_weights(own: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights that `pair_nodes` name."""
    size = 1 + len(LABELS)
    return {
        "w_first": own["first.weight"].T,
        "w_second": own["second.weight"].T,
        "w_gate": own["gate.weight"].T,
        "b_gate": own["gate.bias"],
        "w_between": own["between.weight"].T,
        "w_ahead": own["ahead.weight"].T,
        "w_behind": own["behind.weight"].T,
        "w_both": own["both.weight"].T,
        "w_distance": own["distance.weight"],
        "w_names": own["names.weight"],
        "w_told": own["told.weight"],
        "w_flags": own["flags.weight"].T,
        "b_pair": own["flags.bias"],
        "w_deeper": own["deeper.weight"].T,
        "b_deeper": own["deeper.bias"],
        "w_labels": own["out.weight"][:size].T,
        "b_labels": own["out.bias"][:size],
        "w_statuses": own["out.weight"][size:].T,
        "b_statuses": own["out.bias"][size:],
        "sharpest": np.array(SHARPEST, dtype=np.float32),
        "time": np.array(0, dtype=np.int64),
        "flat_states": np.array([-1, 2 * HIDDEN], dtype=np.int64),
        "flat_gates": np.array([-1, BETWEEN], dtype=np.int64),
    }


def pair_state(told: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The state of a `Network` behind its encoder, by the weights that `pair_weights` made of it."""
    layers = "first second gate between ahead behind both flags deeper".split()
    state = {f"{name}.weight": told[f"w_{name}"].T for name in layers}
    state |= {f"{name}.weight": told[f"w_{name}"] for name in ("distance", "names", "told")}
    state |= {"gate.bias": told["b_gate"], "flags.bias": told["b_pair"]}
    state["deeper.bias"] = told["b_deeper"]
    state["out.weight"] = np.concatenate([told["w_labels"].T, told["w_statuses"].T])
    state["out.bias"] = np.concatenate([told["b_labels"], told["b_statuses"]])
    return state


def pair_nodes() -> list[bytes]:
    """From the states of the encoder to scores of labels and of statuses, a row a pair; as `Network.forward`."""
    chain = [
        # What the states of the mentions give to a pair.
        ("Reshape", ("states", "flat_states"), "flat"),
        ("Gather", ("flat", "at"), "mentioned"),
        ("MatMul", ("mentioned", "w_first"), "as_first"),
        ("Gather", ("as_first", "first"), "first_part"),
        ("MatMul", ("mentioned", "w_second"), "as_second"),
        ("Gather", ("as_second", "second"), "second_part"),
        ("Tanh", ("first_part",), "bent_first"),
        ("Tanh", ("second_part",), "bent_second"),
        ("Mul", ("bent_first", "bent_second"), "bent"),
        ("MatMul", ("bent", "w_both"), "both_part"),
        # The smooth maximum over all that stands between, ahead and behind, by differences of running sums.
        ("MatMul", ("states", "w_gate"), "gate_product"),
        ("Add", ("gate_product", "b_gate"), "gate_sum"),
        ("Tanh", ("gate_sum",), "gate_tanh"),
        ("Mul", ("gate_tanh", "sharpest"), "gate_sharp"),
        ("Exp", ("gate_sharp",), "gates"),
        ("CumSum", ("gates", "time"), "running"),
        ("Sub", ("running", "gates"), "before"),
        ("Reshape", ("running", "flat_gates"), "flat_running"),
        ("Reshape", ("before", "flat_gates"), "flat_before"),
        ("Gather", ("flat_running", "at"), "running_at"),
        ("Gather", ("flat_before", "at"), "before_at"),
        ("Gather", ("running_at", "second"), "up_to"),
        ("Gather", ("before_at", "first"), "from"),
        ("Sub", ("up_to", "from"), "window"),
        ("Log", ("window",), "smooth"),
        ("MatMul", ("smooth", "w_between"), "between_part"),
        ("Log", ("running_at",), "smooth_ahead"),
        ("MatMul", ("smooth_ahead", "w_ahead"), "ahead_at"),
        ("Gather", ("ahead_at", "first"), "ahead_part"),
        ("Gather", ("flat_running", "end"), "whole"),
        ("Sub", ("whole", "before_at"), "rest"),
        ("Log", ("rest",), "smooth_behind"),
        ("MatMul", ("smooth_behind", "w_behind"), "behind_at"),
        ("Gather", ("behind_at", "second"), "behind_part"),
        # What else is known of the pair.
        ("Gather", ("w_distance", "distance"), "distance_part"),
        ("Gather", ("w_names", "names"), "names_part"),
        ("Gather", ("w_told", "told"), "told_part"),
        ("MatMul", ("flags", "w_flags"), "flags_product"),
        ("Add", ("flags_product", "b_pair"), "flags_part"),
    ]
    told = "first second both between ahead behind distance names told".split()
    parts = [f"{p}_part" for p in told]
    chain += [
        ("Sum", (*parts, "flags_part"), "all"),
        ("Relu", ("all",), "shallow"),
        ("MatMul", ("shallow", "w_deeper"), "deeper_product"),
        ("Add", ("deeper_product", "b_deeper"), "deeper_sum"),
        ("Relu", ("deeper_sum",), "deeper"),
        ("Add", ("shallow", "deeper"), "layer"),
        ("MatMul", ("layer", "w_labels"), "label_product"),
        ("Add", ("label_product", "b_labels"), "scores"),
        ("MatMul", ("layer", "w_statuses"), "status_product"),
        ("Add", ("status_product", "b_statuses"), "statuses"),
    ]
    return [node(op, inputs, (output,)) for op, inputs, output in chain]


def gather(args: argparse.Namespace) -> tuple[list[Raw], dict[str, list[Raw]]]:
    """All training sentences, and those held out by the part they come from."""
    texts, real = load_texts(args.texts), load_standoff(args.finre, args.fewfc)
    if args.all:
        texts, real = ([Text(t.passage, False) for t in part] for part in (texts, real))
    extractor = make_extractor("auto", relations=False)
    raws: list[Raw] = []
    held: dict[str, list[Raw]] = {}
    for name, part, weight in (("own", texts, 1.0), ("real", real, args.real)):
        for k, (passage, n) in enumerate(variants(part, args.renamed)):
            for annotated in _ways(name, n, k):
                raws += passage_sentences(extractor, passage, given=annotated, weight=weight)
        aside = [t.passage for t in part if t.held]
        for how in ("given", "found"):
            told = [passage_sentences(extractor, p, given=how == "given") for p in aside]
            held[f"{name}, names {how}"] = [*chain(*told)]
    apart = {t.passage.text for t in real if t.held}
    if args.finre:
        rows = list(finre_rows(args.finre / "train.txt"))
        apart |= {text for text, _, _ in rows if is_held(text) and not args.all}
        taught = (r for r in rows if r[0] not in apart)
        raws += pair_sentences(extractor, taught, args.weight)
        kept = [r for r in rows if r[0] in apart]
        held["FinRE, train part"] = list(pair_sentences(extractor, kept, 1.0))
    if args.fewfc:
        rows = [r for r in fewfc_rows(args.fewfc, "tune") if r[0] not in apart]
        raws += pair_sentences(extractor, rows, args.weight)
        held["FewFC"] = list(pair_sentences(extractor, fewfc_rows(args.fewfc, "held"), 1.0))
    return raws, held


def _ways(part: str, n: int, k: int) -> tuple[bool, ...]:
    """Whether variant `n` of a passage, the `k`-th of a part, is read with the names the annotator gave, found or both.

    What the pipeline finds is what the network will be asked about; what it misses still teaches where the names are given.
    """
    if part == "real" and not n:
        return (False, True)
    return (part == "own" and n > 0 and k // 2 % 2 == 0,)


def reading_for(raws: Sequence[Raw]) -> tuple[str, tuple[str, ...], dict[str, int]]:
    """The signs, parts of speech and trigger words by which a network trained on `raws` reads."""
    return signs_of(raws), tuple(speech_of(raws)), triggers_of_patterns()


def go_on_from(
    net: Network, path: Path, signs: str, speech: Sequence[str], triggers: Mapping[str, int]
) -> None:
    """Give a network what the network of a file has learnt.

    A sign that the file does not know begins as the unknown one. What relations a word of a pattern may mean has another number
    where patterns came in since: it begins as most of the words that mean the same did.

    Raises:
        ValueError: the file numbers signs or parts of speech in another way.
    """
    whole = path.read_bytes()
    known, told = metadata_of(whole), weights_of(whole)
    if not signs.startswith(json.loads(known["signs"])) or [*speech] != json.loads(known["speech"]):
        raise ValueError(f"{path} numbers signs or parts of speech in another way")
    for name in ("sign", "tail", "before_tail"):
        table = told[f"table_{name}"]
        more = np.repeat(table[1:2], len(signs) + 2 - len(table), axis=0)
        told[f"table_{name}"] = np.concatenate([table, more])
    before, votes = json.loads(known["triggers"]), defaultdict[int, Counter[int]](Counter)
    for word, number in triggers.items():
        votes[number][before.get(word, 0)] += word in before
    same = [votes[n].most_common(1)[0][0] if votes[n] else 0 for n in range(1 + max(votes))]
    told["table_trigger"] = told["table_trigger"][same]
    state = {f"encoder.{k}": v for k, v in encoder_state(told, INPUTS).items()}
    state |= {k: torch.from_numpy(np.array(v)) for k, v in pair_state(told).items()}
    net.load_state_dict(state)


def keep_of(net: Network, began: Mapping[str, torch.Tensor], share: float) -> None:
    """Put the mean of the weights that a network began with and those that it has learnt into it.

    Args:
        net: the network; its weights are replaced.
        began: the weights that it began with, by name.
        share: how much of them stays, 0 (nothing is done) to 1.

    Such a mean is better on text that differs from what was learnt last (Wortsman et al., 2022, Robust fine-tuning, WiSE-FT).
    """
    if share:
        learnt = net.state_dict()
        net.load_state_dict({k: share * began[k] + (1 - share) * v for k, v in learnt.items()})


def reading_of(path: Path) -> tuple[str, tuple[str, ...], dict[str, int]]:
    """Those by which a network trained before reads: two that are asked about the same sentences must read alike."""
    told = metadata_of(path.read_bytes())
    signs, speech, triggers = (json.loads(told[k]) for k in ("signs", "speech", "triggers"))
    return signs, tuple(speech), triggers


def main() -> int:
    """Train and write the file."""
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path)
    ap.add_argument("--fewfc", type=Path)
    ap.add_argument("--weight", type=float, default=4.0, help="of FinRE and FewFC pairs")
    ap.add_argument("--real", type=float, default=2.0, help="weight of a sentence of data/standoff")
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--epochs", type=int, default=9)
    ap.add_argument("--renamed", type=int, default=1, help="variants with other names, a passage")
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--reading", type=Path, help="a network whose numbering of signs to take over")
    ap.add_argument("--start", type=Path, help="a network to go on from, whose numbering is kept")
    ap.add_argument("--keep", type=float, default=0.0, help="weight of --start in the mean written")
    ap.add_argument("--all", action="store_true", help="train on the held passages too")
    args = ap.parse_args()
    if args.keep and not args.start:
        ap.error("--keep asks for a network to keep of: give it with --start")
    if not 0 <= args.keep < 1:
        ap.error("--keep is a share, from 0 to less than 1")
    repeatable(args.seed)
    raws, held_raws = gather(args)
    reading = args.reading or args.start
    signs, speech, triggers = reading_of(reading) if reading else reading_for(raws)
    if args.start and not args.reading:
        signs += "".join(s for s in signs_of(raws) if s not in signs)
    reader = SignReader(signs, speech, triggers)
    data = list(examples(raws, reader))
    held = {k: list(examples(v, reader)) for k, v in held_raws.items()}
    sys.stderr.write(
        f"{len(data)} sentences to train on, held: { ({k: len(v) for k, v in held.items()}) }\n"
    )
    net = Network(len(signs) + 2, len(speech) + 1, 1 + max(triggers.values()))
    if args.start:
        go_on_from(net, args.start, signs, speech, triggers)
    began = {k: v.clone() for k, v in net.state_dict().items()}
    train(net, data, held, args.epochs, args.seed, LATER_PEAK if args.start else PEAK)
    keep_of(net, began, args.keep)
    temperature = temperature_of(net, held["own, names found"]) if held["own, names found"] else 1.0
    args.out.write_bytes(to_onnx(net, signs, speech, triggers, temperature))
    sys.stdout.write(f"temperature {temperature}\n")
    for name, aside in held.items():
        told = judged(net, aside, temperature)
        sys.stdout.write(f"\n## {name}\n\n{best_line(told)}\n\n{table(told)}\n")
        sys.stdout.write(f"\n{reliability(told)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
