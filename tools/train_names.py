"""Train the network of names (kg/extraction/models/names.onnx).

usage: train_names.py [--texts DIR] [--finre DIR] [--fewfc DIR] [--uner DIR] [--out FILE] [--epochs N] [--later N] [--renamed N]
                      [--all] [--device NAME] [--teachers N] [--start FILE] [--seed N]

The network is small, for it runs on one core beside all else. It learns what is annotated and, as much, what larger ones make
of it: each of those reads a part of the text of which it saw nothing, so it tells how clear a case is and not what it knows by
heart (Hinton et al., "Distilling the knowledge in a neural network", 2015).

With `--start` it goes on from the network of a file, over whole sentences alone; what that one says stands for the larger ones.

What its scores of neighbouring characters say of each other learns train_borders.py behind it; it prints how good the names are.

Needs PyTorch, which nothing else needs: ``make train`` installs it in a folder of its own. Takes two hours on one core of a
processor without teachers, some twenty more with them, by the speed of single steps; ``--device cuda`` is meant for those, and was
not run yet. Deterministic on a processor: fixed seeds, one thread; another kind of device draws other numbers.
"""

import argparse
import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from annotated import Passage
from chain import NEVER, Chain, folded, of_kin, states_where
from data_sets import fewfc_sentences, finre_pairs, given, uner_sentences
from networks import (
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
from training_text import Text, load_texts, outermost, variants

from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.learned.features import (
    BUCKETS,
    CHANNEL_SIZE,
    CHANNELS,
    INPUTS,
    UNKNOWN,
    Alphabet,
    FeatureMaker,
    speech_size,
)
from kg.extraction.learned.names import MODEL, spelled, states_of
from kg.extraction.learned.tags import LEARNED, OUTSIDE, SIZE, STATES, decode, encode
from kg.extraction.normalise import normalise
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.taggers._onnx_writer import (
    CONTRIBUTED,
    metadata_of,
    model,
    node,
    value_info,
    weights_of,
)
from kg.extraction.taggers._viterbi import best_paths

ROOT = Path(__file__).parent.parent
SIZES = {"char": 48, "pair": 24, "speech": 12, "word": 24, **dict.fromkeys(CHANNELS, 10)}
DROP = 0.4
BATCH = 64
FOLDS = 4
"""One passage in so many is read by teachers that were trained on the others."""
SOFT = 0.5
"""How much of what is learnt of a character is what the teachers say; where several tags would do, all of it."""
REAL = 1.5
"""How much more a sentence of other publishers that we annotated counts than one of our own writing."""
SILENT = dict(zip(CHANNELS, (0.25, 0.1, 0.1, 0.6), strict=True))
"""So often a channel is silent in a sentence; the guesses of a tagger mostly, for most readers run without one."""
# Stages of the pipeline that find candidates, up to where the network stands.
STAGES = ("kg_sentences", "kg_values", "kg_titles", "kg_gazetteer", "kg_tagger", "kg_grammar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What sets a training apart: cells a direction and layers, rounds over the text, and the seed of all that is drawn."""

    hidden: int
    layers: int
    epochs: int
    seed: int


TEACHERS = (
    Plan(hidden=256, layers=1, epochs=6, seed=10),
    Plan(hidden=192, layers=2, epochs=6, seed=20),
)
"""Of one fold; those of the next have the seed that comes next."""
STUDENT = Plan(hidden=64, layers=2, epochs=7, seed=1)
LATER = replace(STUDENT, epochs=8, seed=2)
"""The rounds in which whole sentences are learnt, borders and all, behind those in which every character is by itself."""
IN_A_PATH = 0.5
"""What single characters are sure of is worth about half as much in a path; learning begins with that."""
ALONE = 0.3
"""How much what is annotated of a character, and as much again what teachers say of it, counts then beside its sentence."""


@dataclass(slots=True)
class Example:
    """One sentence: what the network sees (INPUTS by characters), and the codes of the tags wanted."""

    rows: np.ndarray
    tags: np.ndarray
    weight: float
    fold: int


@dataclass(slots=True)
class Raw:
    """One passage as the pipeline's finders see it, with the code of what is wanted at every character.

    A teacher has seen all passages of a `fold` or none.
    """

    text: str
    tokens: Sequence[Any]
    candidates: list[Candidate]
    sentences: list[tuple[int, int]]
    codes: list[int]
    weight: float
    fold: int


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


def seen(
    extractor: Extractor, text: str, codes: list[int], *, weight: float = 1.0, fold: int = 0
) -> Raw:
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
        fold=fold,
    )


def alphabet_of(raws: Sequence[Raw], rarest: int = 2) -> Alphabet:
    """The characters seen at least `rarest` times, and all parts of speech."""
    chars = Counter(c for r in raws for c in r.text if ord(c) < 0x10000)
    tags = {t[2] for r in raws for t in r.tokens}
    kept = sorted(c for c, n in chars.items() if n >= rarest)
    return Alphabet(characters="".join(kept), tags=tuple(sorted(tags)))


def alphabet_in(path: Path) -> Alphabet:
    """That of the network of a file."""
    told = metadata_of(path.read_bytes())
    return Alphabet(characters=json.loads(told["characters"]), tags=tuple(json.loads(told["tags"])))


def examples(raws: Sequence[Raw], maker: FeatureMaker) -> Iterator[Example]:
    """One example a sentence."""
    for raw in raws:
        rows = maker.rows(raw.text, raw.tokens, raw.candidates).astype(np.int16)
        tags = np.array(raw.codes, dtype=np.int16)
        for a, b in raw.sentences:
            if 2 <= b - a <= 400:
                own = tags[a:b].copy()
                if 0 < own[0] < SIZE and own[0] % 2 == 0:
                    # A name that the sentence begins in the midst of begins with it: no path begins otherwise.
                    own[0] -= 1
                yield Example(rows[:, a:b], own, raw.weight, raw.fold)


class Batch(NamedTuple):
    """Sentences side by side, the longest first, by their numbers in a corpus.

    `there` (time, sentence) tells where a sentence has a character, and `places` which of the corpus it is: where it has none,
    its first.
    """

    which: torch.Tensor
    lengths: torch.Tensor
    there: torch.Tensor
    places: torch.Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Sentences end to end on one device, so that a batch is gathered there by places.

    `rows` are (input, character) and `codes` (character). `begins` (channel, character) and `counts` (channel, sentence) are
    those of `beginnings`.
    """

    sizes: list[int]
    folds: list[int]
    weights: torch.Tensor
    starts: torch.Tensor
    rows: torch.Tensor
    codes: torch.Tensor
    begins: torch.Tensor
    counts: torch.Tensor

    def batch(self, group: Iterable[int]) -> Batch:
        """Some of the sentences."""
        order = sorted(group, key=lambda n: -self.sizes[n])
        # Packing wants them where Python runs.
        lengths = torch.tensor([self.sizes[n] for n in order])
        which = torch.tensor(order, device=self.starts.device)
        at = torch.arange(self.sizes[order[0]], device=which.device)[:, None]
        there = at < lengths.to(which.device)
        return Batch(which, lengths, there, self.starts[which] + at * there)

    def ids(self, batch: Batch) -> torch.Tensor:
        """What the network sees of a batch (input, time, sentence), with padding."""
        return self.rows[:, batch.places].long() * batch.there


def corpus_of(data: Sequence[Example], device: torch.device) -> Corpus:
    """The sentences, of which there is at least one, laid out on a device."""
    sizes = np.array([e.tags.size for e in data])
    rows = np.concatenate([e.rows for e in data], axis=1)
    begins, counts = beginnings(rows[-len(CHANNELS) :], sizes)
    put = partial(torch.as_tensor, device=device)
    return Corpus(
        sizes=sizes.tolist(),
        folds=[e.fold for e in data],
        weights=put([e.weight for e in data]),
        starts=put(sizes.cumsum() - sizes),
        rows=put(rows),
        codes=put(np.concatenate([e.tags for e in data])),
        begins=put(begins),
        counts=put(counts),
    )


def beginnings(channels: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the candidates of sentences end to end begin.

    Args:
        channels: (channel, character), odd where a candidate begins, even where it goes on, 0 where none is.
        sizes: of the sentences.

    Returns:
        For every channel and character where in its sentence the candidate begins that it lies in, -1 where in none; and for
        every channel and sentence how many candidates there are.
    """
    starts = sizes.cumsum() - sizes
    opens = channels % 2 == 1
    # What begins in one sentence may go on in the next.
    opens[:, starts] = channels[:, starts] > 0
    last = np.maximum.accumulate(np.where(opens, np.arange(channels.shape[1]), 0), axis=1)
    begins = np.where(channels > 0, last - np.repeat(starts, sizes), -1)
    counts = np.add.reduceat(opens, starts, axis=1, dtype=np.int16)
    return begins.astype(np.int16), counts


def hidden(corpus: Corpus, batch: Batch, noise: torch.Generator) -> torch.Tensor:
    """What the network sees of a batch with some inputs hidden, so that none is relied on alone."""
    told = dict(zip(INPUTS, corpus.ids(batch), strict=True))
    longest, sentences = batch.there.shape

    def drawn(*shape: int) -> torch.Tensor:
        return torch.rand(shape, generator=noise, device=noise.device)

    rare = (drawn(longest, sentences) < 0.04) & batch.there
    told["char"] = torch.where(rare, UNKNOWN, told["char"])
    told["pair"] *= drawn(longest, sentences) >= 0.25
    told["word"] *= drawn(longest, sentences) >= 0.3
    for k, (channel, share) in enumerate(SILENT.items()):
        silent = drawn(sentences) < share
        # In three sentences of ten one candidate less, in the mean: each is left out as likely as any other.
        left_out = (drawn(sentences) < 0.3) / corpus.counts[k, batch.which].clamp(min=1)
        begins = corpus.begins[k, batch.places].long()
        lots = drawn(longest, sentences).gather(0, begins.clamp(min=0))
        told[channel] *= ~(silent | ((begins >= 0) & (lots < left_out)))
    return torch.stack(list(told.values()))


class Network(nn.Module):
    """Encoder -> scores of tags; the chain says what the states of neighbours say of each other."""

    def __init__(self, rows: Mapping[str, int], plan: Plan) -> None:
        super().__init__()
        self.encoder = Encoder(rows, SIZES, plan.hidden, DROP, plan.layers)
        self.drop = nn.Dropout(DROP)
        self.out = nn.Linear(2 * plan.hidden, SIZE)
        self.chain = Chain()
        self.register_buffer("wanted", wanted_tags(), persistent=False)
        self.register_buffer("right", states_where(self.wanted), persistent=False)
        self.register_buffer("kin", of_kin(), persistent=False)

    def scores(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores (time, batch, tag) for ids (input, time, batch), the longest first."""
        return self.out(self.drop(self.encoder(ids, lengths, falling=True)))

    def loss(
        self, scores: torch.Tensor, codes: torch.Tensor, told: torch.Tensor | None
    ) -> torch.Tensor:
        """The loss of every character, by its code and, where there are teachers, the shares of tags `told` by them.

        By the code it is the negative log-likelihood that one of the wanted tags is chosen, by the shares the cross entropy;
        which tag may follow which is a matter of decoding.
        """
        total = torch.logsumexp(scores, dim=-1)
        hard = total - self._of_wanted(scores, codes)
        if told is None:
            return hard
        soft = total - (told * scores).sum(dim=-1)
        share = torch.where(codes < SIZE, SOFT, 1.0)
        return (1 - share) * hard + share * soft

    def chained_loss(
        self,
        scores: torch.Tensor,
        codes: torch.Tensor,
        told: torch.Tensor | None,
        there: torch.Tensor,
    ) -> torch.Tensor:
        """The loss of every sentence: that of its path over the states, of the types in them and, a little, of each character."""
        total = torch.logsumexp(scores, dim=-1)
        alone = ALONE * (total - self._of_wanted(scores, codes))
        if told is not None:
            alone = alone + ALONE * (total - (told * scores).sum(dim=-1))
        tag = codes.clamp(max=SIZE - 1)
        of_state = torch.logsumexp(scores.masked_fill(~self.kin[tag], NEVER), dim=-1)
        of_type = (of_state - scores.gather(-1, tag[..., None])[..., 0]) * (codes < SIZE)
        path: torch.Tensor = self.chain(folded(scores), self.right[codes], there)
        return path + ((alone + of_type) * there).sum(dim=0)

    def _of_wanted(self, scores: torch.Tensor, codes: torch.Tensor) -> torch.Tensor:
        wanted = scores.masked_fill(~self.wanted[codes], NEVER)
        return torch.logsumexp(wanted, dim=-1)


def new_network(rows: Mapping[str, int], device: torch.device, plan: Plan) -> Network:
    """A network that has learnt nothing."""
    torch.manual_seed(plan.seed)
    return Network(rows, plan).to(device)


def train(
    net: Network,
    plan: Plan,
    corpus: Corpus,
    pool: Sequence[int],
    soft: torch.Tensor | None = None,
    held: Mapping[str, Corpus] | None = None,
    *,
    chained: bool = False,
) -> None:
    """Train in place on the sentences of `pool`; prints the scores on what is held now and then.

    `soft` are the shares of tags that teachers gave to the characters of the corpus; `chained` says that whole sentences are
    learnt.
    """
    rng, noise = random.Random(plan.seed), torch.Generator(corpus.rows.device)
    noise.manual_seed(plan.seed)
    steps = plan.epochs * ((len(pool) + BATCH - 1) // BATCH)
    course = Course(net, steps, rate=3e-3, peak=4e-3, decay=1e-4)
    sys.stderr.write(f"{plan}: {len(pool)} sentences\n")
    for epoch in range(plan.epochs):
        net.train()
        began, losses = time.perf_counter(), []
        for group in batches(pool, BATCH, corpus.sizes.__getitem__, rng):
            batch = corpus.batch(group)
            loss = batch_loss(net, corpus, batch, noise, soft, chained=chained)
            course.step(loss)
            losses.append(loss.detach())
        mean = float(torch.stack(losses).mean())
        took = time.perf_counter() - began
        line = f"epoch {epoch + 1}/{plan.epochs}: loss {mean:.4f}, {took:.0f} s"
        if epoch % 4 == 3 or epoch == plan.epochs - 1:
            for name, part in (held or {}).items():
                line += f", {name} F1 "
                line += "{:.3f} (untyped {:.3f})".format(*score(course.mean.module, part))
        sys.stderr.write(line + "\n")
    net.load_state_dict(course.mean.module.state_dict())


def batch_loss(
    net: Network,
    corpus: Corpus,
    batch: Batch,
    noise: torch.Generator,
    soft: torch.Tensor | None,
    *,
    chained: bool,
) -> torch.Tensor:
    """The loss of a batch, a character."""
    scores = net.scores(hidden(corpus, batch, noise), batch.lengths)
    told = None if soft is None else soft[batch.places].float()
    codes = corpus.codes[batch.places].long()
    weights = corpus.weights[batch.which]
    if chained:
        losses = net.chained_loss(scores, codes, told, batch.there)
    else:
        # Padding is weighed down rather than left out: picking what is there would have to wait for the device.
        losses, weights = net.loss(scores, codes, told), weights * batch.there
    return (losses * weights).sum() / int(batch.lengths.sum())


@torch.no_grad()
def read(net: Network, corpus: Corpus, pool: Iterable[int]) -> Iterator[tuple[Batch, torch.Tensor]]:
    """Batches of the sentences of `pool`, nothing hidden, and the scores (time, sentence, tag) of the network."""
    net.eval()
    size = corpus.sizes.__getitem__
    for group in batches(sorted(pool, key=size), BATCH, size, None):
        batch = corpus.batch(group)
        yield batch, net.scores(corpus.ids(batch), batch.lengths)


def soft_targets(
    make: Callable[[Plan], Network], corpus: Corpus, teachers: Sequence[Plan]
) -> torch.Tensor:
    """The shares of tags (character, tag) that teachers give who saw nothing of the fold that a sentence is in, in the mean."""
    device = corpus.codes.device
    # Of half the length: there are millions of rows, and no share is known to more than three digits.
    shares = torch.zeros(len(corpus.codes), SIZE, dtype=torch.float16, device=device)
    for fold, teacher in itertools.product(range(FOLDS), teachers):
        plan = replace(teacher, seed=teacher.seed + fold)
        net = make(plan)
        train(net, plan, corpus, [n for n, f in enumerate(corpus.folds) if f != fold])
        unseen = (n for n, f in enumerate(corpus.folds) if f == fold)
        for batch, scores in read(net, corpus, unseen):
            told = torch.softmax(scores[batch.there], dim=-1) / len(teachers)
            shares[batch.places[batch.there]] += told.half()
    return shares


def names_in(net: Network, corpus: Corpus) -> Iterator[tuple[list[int], set[tuple[int, int, str]]]]:
    """The codes of every sentence, and the names that the network finds in it."""
    transitions = net.chain.table()
    for batch, told in read(net, corpus, range(len(corpus.sizes))):
        scores, codes = told.cpu().numpy(), corpus.codes[batch.places].cpu().numpy()
        states = states_of(scores.reshape(-1, SIZE), everywhere=True)
        states = states.reshape(*scores.shape[:2], STATES)
        found = best_paths(states, batch.lengths.numpy().astype(np.int32), transitions)
        for i, path in enumerate(found):
            opens = np.arange(path.size) == 0
            names = spelled(scores[: path.size, i], path, opens)
            yield codes[: path.size, i].tolist(), {(a, b, kind) for a, b, kind, _ in names}


def score(net: Network, corpus: Corpus) -> tuple[float, float]:
    """F1 of names with their types and of the spans alone."""
    typed, spans = np.zeros(3, dtype=int), np.zeros(3, dtype=int)
    for codes, ours in names_in(net, corpus):
        wanted = set(decode(codes))
        typed += (len(ours & wanted), len(ours), len(wanted))
        a, b = {s[:2] for s in ours}, {s[:2] for s in wanted}
        spans += (len(a & b), len(a), len(b))
    return f1(*typed.tolist()), f1(*spans.tolist())


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def to_onnx(net: Network, alphabet: Alphabet) -> bytes:
    """The trained network as a file for ONNX Runtime."""
    own, state = arrays(net), arrays(net.encoder)
    lstm = net.encoder.lstm
    cells, layers = lstm.hidden_size, lstm.num_layers
    weights = {"w_out": own["out.weight"].T, "b_out": own["out.bias"]}
    return model(
        nodes=[
            *encoder_nodes(INPUTS, cells, layers=layers, rounded=True, bounded=True),
            node("MatMul", ("states", "w_out"), ("product",)),
            node("Add", ("product", "b_out"), ("scores",)),
        ],
        weights=[
            *encoder_weights(state, INPUTS, cells, layers=layers, rounded=True, bounded=True),
            *tensors(weights),
        ],
        domains=(CONTRIBUTED,),
        inputs=[
            *(value_info(n, "int64", ("time", "batch")) for n in INPUTS),
            value_info("lengths", "int32", ("batch",)),
        ],
        outputs=[value_info("scores", "float", ("time", "batch", SIZE))],
        metadata={
            "characters": json.dumps(alphabet.characters, ensure_ascii=False),
            "tags": json.dumps(alphabet.tags),
            "transitions": json.dumps(net.chain.table().astype(float).round(3).tolist()),
        },
    )


def begun(path: Path, make: Callable[[Plan], Network]) -> Network:
    """A network that has learnt what that of a file has."""
    net, whole = make(STUDENT), path.read_bytes()
    told = weights_of(whole)
    state = {f"encoder.{k}": v for k, v in encoder_state(told, INPUTS, STUDENT.layers).items()}
    state["out.weight"] = torch.from_numpy(told["w_out"].T.copy())
    state["out.bias"] = torch.from_numpy(told["b_out"].copy())
    net.load_state_dict(net.state_dict() | state)
    net.chain.weight.data.fill_(IN_A_PATH)
    net.chain.take(np.array(json.loads(metadata_of(whole)["transitions"]), dtype=np.float32))
    return net


@torch.no_grad()
def own_targets(net: Network, corpus: Corpus) -> torch.Tensor:
    """The shares of tags (character, tag) that a network gives itself."""
    shares = torch.zeros(len(corpus.codes), SIZE, dtype=torch.float16, device=corpus.codes.device)
    for batch, scores in read(net, corpus, range(len(corpus.sizes))):
        shares[batch.places[batch.there]] = torch.softmax(scores[batch.there], dim=-1).half()
    return shares


def gather(
    args: argparse.Namespace, texts: Sequence[Text], real: Sequence[Text]
) -> tuple[list[Raw], list[Raw], dict[str, list[Raw]]]:
    """The text to train on, the sentences that other people annotated, and what is held out, by the part it comes from.

    What is held out is read as it will be: without a tagger.
    """
    extractor, bare = (
        make_extractor(ner, names=False, relations=False) for ner in ("bilstm", "auto")
    )

    def told(passage: Passage, reader: Extractor, fold: int = 0, weight: float = 1.0) -> Raw:
        codes = encode(len(passage.text), outermost(passage))
        return seen(reader, passage.text, codes, weight=weight, fold=fold)

    # A passage and the same one with other names are of one fold: a teacher that knew the one would know the other.
    own = [
        told(p, extractor, n // (1 + args.renamed) % FOLDS, weight)
        for part, weight in ((texts, 1.0), (real, REAL))
        for n, (p, _) in enumerate(variants(part, args.renamed))
    ]
    ours = {t.passage.text for t in real}
    others = [[row for row in newswire(args.finre, args.fewfc) if row[0] not in ours]]
    if args.uner:
        others.append(list(encyclopedia(args.uner / "zh_gsdsimp-train.iob2")))
    told_less = [
        seen(extractor, text, codes, weight=args.weight, fold=n % FOLDS)
        for part in others
        for n, (text, codes) in enumerate(part)
    ]
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
    ap.add_argument("--epochs", type=int, default=STUDENT.epochs)
    ap.add_argument("--later", type=int, default=LATER.epochs, help="rounds over whole sentences")
    ap.add_argument("--renamed", type=int, default=1, help="variants with other names, a passage")
    ap.add_argument("--all", action="store_true", help="train on the held passages too")
    ap.add_argument("--device", type=torch.device, default="cpu", help="cpu or cuda")
    ap.add_argument(
        "--teachers",
        type=int,
        choices=range(len(TEACHERS) + 1),
        default=len(TEACHERS),
        help="a fold; without any, what is annotated is all that is learnt",
    )
    ap.add_argument("--start", type=Path, help="a network to go on from, whose numbering is kept")
    ap.add_argument("--seed", type=int, default=LATER.seed, help="of the rounds over sentences")
    args = ap.parse_args()
    repeatable()
    texts, real = load_texts(args.texts), load_standoff(args.finre, args.fewfc)
    if args.all:
        texts, real = ([Text(t.passage, False) for t in part] for part in (texts, real))
    own, others, held = gather(args, texts, real)
    raws = own + others
    alphabet = alphabet_in(args.start) if args.start else alphabet_of(raws)
    maker = FeatureMaker(alphabet)
    corpus = corpus_of(list(examples(raws, maker)), args.device)
    parts = {k: list(examples(v, maker)) for k, v in held.items()}
    aside = {k: corpus_of(part, args.device) for k, part in parts.items() if part}
    counts = ", ".join(f"{len(v.sizes)} {k}" for k, v in aside.items())
    sys.stderr.write(f"{len(corpus.sizes)} sentences to train on, held: {counts}\n")
    rows = {
        "char": len(alphabet.characters) + 2,
        "pair": BUCKETS,
        "speech": speech_size(alphabet),
        "word": BUCKETS,
        **dict.fromkeys(CHANNELS, CHANNEL_SIZE),
    }
    make = partial(new_network, rows, args.device)
    everything = range(len(corpus.sizes))
    if args.start:
        net = begun(args.start, make)
        soft: torch.Tensor | None = own_targets(net, corpus)
    else:
        teachers = TEACHERS[: args.teachers]
        soft = soft_targets(make, corpus, teachers) if teachers else None
        plan = replace(STUDENT, epochs=args.epochs)
        net = make(plan)
        train(net, plan, corpus, everything, soft, aside)
        net.chain.weight.data.fill_(IN_A_PATH)
    later = replace(LATER, epochs=args.later, seed=args.seed)
    train(net, later, corpus, everything, soft, aside, chained=True)
    args.out.write_bytes(to_onnx(net, alphabet))
    return 0


if __name__ == "__main__":
    sys.exit(main())
