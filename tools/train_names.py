"""Train the network of names (kg/extraction/models/names.onnx) and print how good it is on passages held out.

usage: train_names.py [--texts DIR] [--finre DIR] [--fewfc DIR] [--uner DIR] [--out FILE] [--epochs N] [--renamed N] [--all]

Needs PyTorch, which nothing else needs: ``make train`` installs it in a folder of its own. Deterministic: one thread, fixed seeds.
"""

import argparse
import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from annotated import Passage
from data_sets import fewfc_sentences, finre_pairs, given, uner_sentences
from networks import (
    SEED,
    Course,
    Encoder,
    arrays,
    batches,
    encoder_nodes,
    encoder_weights,
    outer,
    repeatable,
    tensors,
)
from standoff import load_standoff
from torch import nn
from training_text import Text, load_texts, outermost, variants

from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.learned.features import (
    BUCKETS,
    CHANNEL_SIZE,
    CHANNELS,
    INPUTS,
    Alphabet,
    FeatureMaker,
    speech_size,
)
from kg.extraction.learned.names import MODEL, pooled, spelled
from kg.extraction.learned.tags import LEARNED, OUTSIDE, SIZE, decode, encode, forbidden
from kg.extraction.normalise import normalise
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.taggers._onnx_writer import CONTRIBUTED, model, node, value_info
from kg.extraction.taggers._viterbi import best_paths

ROOT = Path(__file__).parent.parent
HIDDEN = 96
SIZES = {"char": 48, "pair": 24, "speech": 12, "word": 24, **dict.fromkeys(CHANNELS, 10)}
BATCH = 24
UNTAGGED = 0.6
"""So often the guesses of a tagger are hidden: most readers run without one."""
NEVER = -1e4
STRENGTH = 0.5
"""How much of what neighbouring tags say of each other counts; chosen on passages held out."""
# Stages of the pipeline that find candidates, up to where the network stands.
STAGES = ("kg_sentences", "kg_values", "kg_titles", "kg_gazetteer", "kg_tagger", "kg_grammar")


@dataclass(slots=True)
class Example:
    """One sentence: what the network sees (INPUTS by characters), and the codes of the tags wanted."""

    rows: np.ndarray
    tags: np.ndarray
    weight: float


@dataclass(slots=True)
class Raw:
    """One passage as the pipeline's finders see it, with the code of what is wanted at every character."""

    text: str
    tokens: Sequence[Any]
    candidates: list[Candidate]
    sentences: list[tuple[int, int]]
    codes: list[int]
    weight: float = 1.0


# Codes behind those of the tags say that one of several tags is wanted: other people's data know less than we do.
NO_BODY, BODY, IN_BODY, ANY, NOT_INSIDE = range(SIZE, SIZE + 5)
_BODIES = (
    "Company",
    "Fund",
    "GovernmentBody",
    "ResearchInstitution",
    "Association",
    "Organization",
)


def wanted_tags() -> torch.Tensor:
    """For each code which tags satisfy it, a row a code."""
    rows = torch.zeros(SIZE + 5, SIZE, dtype=torch.bool)
    rows[range(SIZE), range(SIZE)] = True
    person = LEARNED.index("Person")
    bodies = [LEARNED.index(t) for t in _BODIES]
    rows[NO_BODY] = True
    for k in (person, *bodies):
        rows[NO_BODY, [1 + 2 * k, 2 + 2 * k]] = False
    rows[BODY, [1 + 2 * k for k in bodies]] = True
    rows[IN_BODY, [2 + 2 * k for k in bodies]] = True
    rows[ANY] = True
    rows[NOT_INSIDE] = True
    rows[NOT_INSIDE, range(2, SIZE, 2)] = False
    return rows


def encyclopedia(path: Path) -> Iterator[tuple[str, list[int]]]:
    """Sentences of Universal NER: persons, bodies of a type not told, nothing of the kind elsewhere."""
    for text, spans in uner_sentences(path):
        codes = [NO_BODY] * len(text)
        for a, b, kind in sorted(spans):
            if kind == "LOC":
                codes[a:b] = [OUTSIDE] * (b - a)
            else:
                first = 1 + 2 * LEARNED.index("Person") if kind == "PER" else BODY
                codes[a:b] = [first, *[first + 1] * (b - a - 1)]
        yield text, codes


def newswire(finre: Path | None, fewfc: Path | None) -> Iterator[tuple[str, list[int]]]:
    """Sentences of FinRE and FewFC: some names are told, of the rest nothing is known."""
    rows: dict[str, set[tuple[int, int, str]]] = {}
    for pair in finre_pairs(finre / "train.txt") if finre else ():
        rows.setdefault(pair.text, set()).update(given(pair.text, pair.names))
    for sentence in fewfc_sentences(fewfc, "tune") if fewfc else ():
        rows.setdefault(sentence.text, set()).update(sentence.spans)
    for text, names in rows.items():
        codes = [ANY] * len(text)
        for a, b, kind in outer(sorted(names)):
            if kind in LEARNED:
                codes[a:b] = encode(b - a, [(0, b - a, kind)])
                if b < len(text) and codes[b] == ANY:
                    codes[b] = NOT_INSIDE
        yield text, codes


def seen(extractor: Extractor, text: str, codes: list[int], weight: float = 1.0) -> Raw:
    """Run the finders over a text."""
    article = article_of(text)
    doc = extractor.nlp.make_doc(normalise(text))
    doc._.kg = Draft(article=article)
    for name in STAGES:
        doc = extractor.nlp.get_pipe(name)(doc)
    draft: Draft = doc._.kg
    return Raw(
        text=draft.text,
        tokens=draft.tokens,
        candidates=[*draft.candidates, *draft.doubtful],
        sentences=[(s.span.start, s.span.end) for s in draft.sentences],
        codes=codes,
        weight=weight,
    )


def alphabet_of(raws: Sequence[Raw], rarest: int = 2) -> Alphabet:
    """The characters seen at least `rarest` times, and all parts of speech."""
    chars = Counter(c for r in raws for c in r.text if ord(c) < 0x10000)
    tags = {t[2] for r in raws for t in r.tokens}
    kept = sorted(c for c, n in chars.items() if n >= rarest)
    return Alphabet(characters="".join(kept), tags=tuple(sorted(tags)))


def examples(raws: Sequence[Raw], maker: FeatureMaker) -> Iterator[Example]:
    """One example a sentence."""
    for raw in raws:
        rows = maker.rows(raw.text, raw.tokens, raw.candidates)
        tags = np.array(raw.codes, dtype=np.int64)
        for a, b in raw.sentences:
            if 2 <= b - a <= 400:
                yield Example(rows[:, a:b], tags[a:b], raw.weight)


def transitions_of(raws: Sequence[Raw], strength: float = STRENGTH) -> np.ndarray:
    """How much likelier a tag is behind another than anywhere, as logarithms; the last row is the start.

    The network scores every character on its own; this makes neighbours agree.
    """
    counts = np.full((SIZE + 1, SIZE), 0.1)
    for raw in raws:
        for a, b in raw.sentences:
            tags = [SIZE, *raw.codes[a:b]]
            for x, y in itertools.pairwise(tags):
                if x <= SIZE and y < SIZE:
                    counts[x, y] += 1
    share = counts.sum(axis=0) / counts.sum()
    table = np.log(counts / counts.sum(axis=1, keepdims=True)) - np.log(share)
    out = np.zeros((SIZE + 1, SIZE + 1), dtype=np.float32)
    out[:, :SIZE] = strength * table
    for a, b in forbidden():
        out[a, b] = NEVER
    return out.round(3)


class Network(nn.Module):
    """Encoder -> scores."""

    def __init__(self, rows: dict[str, int], transitions: torch.Tensor) -> None:
        super().__init__()
        self.encoder = Encoder(rows, SIZES, HIDDEN, 0.4)
        self.drop = nn.Dropout(0.4)
        self.out = nn.Linear(2 * HIDDEN, SIZE)
        self.register_buffer("transitions", transitions)
        self.register_buffer("wanted", wanted_tags(), persistent=False)

    def scores(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores (time, batch, tag) for ids (input, time, batch)."""
        return self.out(self.drop(self.encoder(ids, lengths)))

    def loss(self, batch: "Stacked") -> torch.Tensor:
        """Negative log-likelihood that one of the wanted tags is chosen, a character.

        Which tag may follow which is a matter of decoding.
        """
        scores = self.scores(batch.ids, batch.lengths)
        mask = torch.arange(scores.shape[0])[:, None] < batch.lengths[None]
        scores, codes = scores[mask], batch.codes[mask]
        wanted = scores.masked_fill(~self.wanted[codes], NEVER)
        loss = torch.logsumexp(scores, dim=1) - torch.logsumexp(wanted, dim=1)
        return (loss * batch.weights.expand_as(mask)[mask]).mean()


class Stacked(NamedTuple):
    """A batch: padded ids and codes, lengths, and how much each sentence counts."""

    ids: torch.Tensor
    lengths: torch.Tensor
    codes: torch.Tensor
    weights: torch.Tensor


def grouped(data: Sequence[Example], rng: random.Random | None) -> Iterator[list[Example]]:
    """Batches of sentences of similar length."""
    return batches(data, BATCH, lambda e: e.tags.size, rng)


def stacked(group: Sequence[Example], rng: np.random.Generator | None) -> Stacked:
    """The batch; with `rng` some inputs are hidden, so that none is relied on alone."""
    lengths = np.array([e.tags.size for e in group])
    ids = np.zeros((len(INPUTS), lengths.max(), len(group)), dtype=np.int64)
    tags = np.zeros((lengths.max(), len(group)), dtype=np.int64)
    for i, e in enumerate(group):
        rows = e.rows if rng is None else hidden(e.rows, rng)
        ids[:, : lengths[i], i] = rows
        tags[: lengths[i], i] = e.tags
    weights = torch.tensor([e.weight for e in group])
    return Stacked(*map(torch.from_numpy, (ids, lengths, tags)), weights)


def hidden(rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The rows with some characters unknown and some channels silent."""
    rows = rows.copy()
    rows[0, rng.random(rows.shape[1]) < 0.04] = 1
    rows[1, rng.random(rows.shape[1]) < 0.25] = 0
    rows[3, rng.random(rows.shape[1]) < 0.3] = 0
    for channel, share in ((4, 0.25), (5, 0.1), (6, 0.1), (7, UNTAGGED)):
        if rng.random() < share:
            rows[channel] = 0
        elif rng.random() < 0.3:
            # One candidate less.
            starts = np.flatnonzero(rows[channel] % 2)
            if starts.size:
                a = int(rng.choice(starts))
                b = a + 1
                while b < rows.shape[1] and rows[channel, b] == rows[channel, a] + 1:
                    b += 1
                rows[channel, a:b] = 0
    return rows


def train(
    net: Network, data: Sequence[Example], held: Mapping[str, Sequence[Example]], epochs: int
) -> None:
    """Train in place; prints the scores on what is held now and then."""
    rng, noise = random.Random(SEED), np.random.default_rng(SEED)
    steps = epochs * ((len(data) + BATCH - 1) // BATCH)
    course = Course(net, steps, rate=3e-3, peak=4e-3, decay=1e-4)
    for epoch in range(epochs):
        net.train()
        began, total, n = time.perf_counter(), 0.0, 0
        for group in grouped(data, rng):
            loss = net.loss(stacked(group, noise))
            course.step(loss)
            total, n = total + float(loss.detach()), n + 1
        took = time.perf_counter() - began
        line = f"epoch {epoch + 1}/{epochs}: loss {total / n:.4f}, {took:.0f} s"
        if epoch % 4 == 3 or epoch == epochs - 1:
            for name, part in held.items():
                line += f", {name} F1 "
                line += "{:.3f} (untyped {:.3f})".format(*score(course.mean.module, part)[:2])
        sys.stderr.write(line + "\n")
    net.load_state_dict(course.mean.module.state_dict())


def names_in(
    net: Network, data: Sequence[Example]
) -> Iterator[tuple[Example, set[tuple[int, int, str]]]]:
    """The names that the network finds in every example."""
    net.eval()
    transitions = net.transitions.numpy()
    with torch.no_grad():
        for group in grouped(data, None):
            batch = stacked(group, None)
            scores = net.scores(batch.ids, batch.lengths).numpy()
            joined = pooled(scores.reshape(-1, SIZE)).reshape(scores.shape)
            found = best_paths(joined, batch.lengths.numpy().astype(np.int32), transitions)
            for i, (e, path) in enumerate(zip(group, found, strict=True)):
                opens = np.arange(path.size) == 0
                told = spelled(scores[: path.size, i], path, opens)
                yield e, {(a, b, kind) for a, b, kind, _ in told}


def score(net: Network, data: Sequence[Example]) -> tuple[float, float, str]:
    """F1 with types, F1 of the spans alone, and a table by type."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    spans = [0, 0, 0]
    for e, ours in names_in(net, data):
        wanted = set(decode(e.tags.tolist()))
        for kind in LEARNED:
            found[kind] += sum(k == kind for _, _, k in ours)
            gold[kind] += sum(k == kind for _, _, k in wanted)
            right[kind] += sum(k == kind for _, _, k in ours & wanted)
        a, b = {s[:2] for s in ours}, {s[:2] for s in wanted}
        spans = [spans[0] + len(a & b), spans[1] + len(a), spans[2] + len(b)]
    rows = [f"| {k} | {prf(right[k], found[k], gold[k])} |" for k in LEARNED]
    all_ = (right.total(), found.total(), gold.total())
    table = "\n".join([*rows, f"| **all** | {prf(*all_)} |"])
    return f1(*all_), f1(*spans), table


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def prf(right: int, found: int, gold: int) -> str:
    """Precision, recall, F1 and counts for a table."""
    p, r = right / found if found else 0, right / gold if gold else 0
    return f"{p:.3f} | {r:.3f} | {f1(right, found, gold):.3f} | {right}/{found}/{gold}"


def to_onnx(net: Network, alphabet: Alphabet) -> bytes:
    """The trained network as a file for ONNX Runtime."""
    own, state = arrays(net), arrays(net.encoder)
    weights = {"w_out": own["out.weight"].T, "b_out": own["out.bias"]}
    return model(
        nodes=[
            *encoder_nodes(INPUTS, HIDDEN, rounded=True),
            node("MatMul", ("states", "w_out"), ("product",)),
            node("Add", ("product", "b_out"), ("scores",)),
        ],
        weights=[*encoder_weights(state, INPUTS, HIDDEN, rounded=True), *tensors(weights)],
        domains=(CONTRIBUTED,),
        inputs=[
            *(value_info(n, "int64", ("time", "batch")) for n in INPUTS),
            value_info("lengths", "int32", ("batch",)),
        ],
        outputs=[value_info("scores", "float", ("time", "batch", SIZE))],
        metadata={
            "characters": json.dumps(alphabet.characters, ensure_ascii=False),
            "tags": json.dumps(alphabet.tags),
            "transitions": json.dumps(own["transitions"].astype(float).round(3).tolist()),
        },
    )


def gather(
    args: argparse.Namespace, texts: Sequence[Text], real: Sequence[Text]
) -> tuple[list[Raw], list[Raw], dict[str, list[Raw]]]:
    """The text to train on, the sentences that other people annotated, and what is held out, by the part it comes from.

    What is held out is read as it will be: without a tagger.
    """
    extractor, bare = (
        make_extractor(ner, names=False, relations=False) for ner in ("bilstm", "auto")
    )

    def told(passage: Passage, reader: Extractor) -> Raw:
        codes = encode(len(passage.text), outermost(passage))
        return seen(reader, passage.text, codes)

    own = [told(p, extractor) for p, _ in variants([*texts, *real], args.renamed)]
    ours = {t.passage.text for t in real}
    others = [row for row in newswire(args.finre, args.fewfc) if row[0] not in ours]
    if args.uner:
        others += encyclopedia(args.uner / "zh_gsdsimp-train.iob2")
    told_less = [seen(extractor, text, codes, args.weight) for text, codes in others]
    held = {"own passages": texts, "sentences of FinRE and FewFC": real}
    return (
        own,
        told_less,
        {k: [told(t.passage, bare) for t in v if t.held] for k, v in held.items()},
    )


def main() -> int:
    """Train and write the file."""
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--texts", type=Path, default=ROOT / "data" / "training")
    ap.add_argument("--finre", type=Path)
    ap.add_argument("--fewfc", type=Path)
    ap.add_argument("--uner", type=Path)
    ap.add_argument("--weight", type=float, default=0.5, help="of sentences of other people")
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--renamed", type=int, default=1, help="variants with other names, a passage")
    ap.add_argument("--all", action="store_true", help="train on the held passages too")
    args = ap.parse_args()
    repeatable()
    texts, real = load_texts(args.texts), load_standoff(args.finre, args.fewfc)
    if args.all:
        texts, real = ([Text(t.passage, False) for t in part] for part in (texts, real))
    own, others, held = gather(args, texts, real)
    raws = own + others
    alphabet = alphabet_of(raws)
    maker = FeatureMaker(alphabet)
    data = list(examples(raws, maker))
    aside = {k: list(examples(v, maker)) for k, v in held.items()}
    counts = ", ".join(f"{len(v)} {k}" for k, v in aside.items())
    sys.stderr.write(f"{len(data)} sentences to train on, held: {counts}\n")
    rows = {
        "char": len(alphabet.characters) + 2,
        "pair": BUCKETS,
        "speech": speech_size(alphabet),
        "word": BUCKETS,
        **dict.fromkeys(CHANNELS, CHANNEL_SIZE),
    }
    net = Network(rows, torch.from_numpy(transitions_of(own)))
    train(net, data, aside, args.epochs)
    args.out.write_bytes(to_onnx(net, alphabet))
    for name, part in aside.items():
        sys.stdout.write(f"\n## {name}\n\n| type | P | R | F1 | right/found/gold |\n")
        sys.stdout.write(f"| --- | --- | --- | --- | --- |\n{score(net, part)[2]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
