"""A small learned scorer: relations between two organisations of one sentence that no pattern states.

A log-linear model over features of the mention-marked sentence: characters and words between, before and
behind the two mentions, their distance, what stands between them and the last characters of their names.
``tools/train_pairs.py`` trains it, ``MODEL_CARD.md`` describes it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from kg.extraction.draft import Draft
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.marking import CHAR_TYPE, TYPE_CHAR, VALUE_CHAR, ZERO_CHAR, Marked
from kg.extraction.patterns.load import load_patterns
from kg.extraction.qualify import qualify
from kg.extraction.relations import LONGEST_SENTENCE, MarkedSentence, make_statement, scope_of
from kg.extraction.status import read_status
from kg.model import Entity, Span, Statement
from ontology.vocabulary import vocabulary

RULE = "model.pairs"
MODEL = Path(__file__).parent / "models" / "pairs.npz"
# Bounds that keep a sentence that lists thousands of names from being quadratic.
MOST_MENTIONS = 12
MOST_PAIRS = 40
FARTHEST = 80
_WINDOW = 8
_WORDS = 12
_BATCH = 512
_ORG_CHARS = frozenset(TYPE_CHAR[t] for t in ORGANISATIONS)
# It was trained on companies: what two ministries do together, it knows nothing of.
_SPOKEN_OF = frozenset(TYPE_CHAR[t] for t in ("Company", "Fund"))
# For features every organisation is one sign, any other name another; an unsaid subject is nothing.
_SIGNS = str.maketrans(
    {char: "@" if kind in ORGANISATIONS else "#" for char, kind in CHAR_TYPE.items()}
    | dict.fromkeys(ZERO_CHAR.values(), "\0")
    | dict(zip(VALUE_CHAR.values(), "$%&~", strict=True))
    | dict.fromkeys("0123456789", "0")
)
_IN_LIST = frozenset({"、", "和", "及", "以及", "，"})
_CLAUSE = re.compile(r"[，；。：！？]")
_APART = re.compile(r"[，；。！？]")


class PairAt(NamedTuple):
    """Two organisations by the places of their mentions in a marked text, in text order."""

    first: str
    second: str
    i: int
    j: int
    between: int


def pairs_of(marked: Marked, farthest: int = MOST_MENTIONS) -> Iterator[PairAt]:
    """Pairs of different organisations named near each other, nearest first, each pair once.

    At most `MOST_PAIRS` pairs, none of mentions `farthest` or more apart in the row of mentions.
    """
    places = [
        i for i in marked.keys if marked.text[i] in _ORG_CHARS and marked.ends[i] > marked.starts[i]
    ]
    seen: set[tuple[str, str]] = set()
    for gap in range(1, min(farthest, len(places))):
        for i, j in zip(places, places[gap:], strict=False):
            first, second = marked.keys[i][0], marked.keys[j][0]
            pair = (min(first, second), max(first, second))
            if first == second or j - i > FARTHEST or pair in seen:
                continue
            seen.add(pair)
            yield PairAt(first, second, i, j, gap - 1)
            if len(seen) >= MOST_PAIRS:
                return


def in_reach(marked: Marked, pair: PairAt) -> bool:
    """Whether the scorer may speak of the pair: companies or funds, neighbours in one clause, not in a list.

    Cross-validated, every second statement beyond a comma or beyond another name was wrong, and what makes
    rivals of the members of a list in headlines makes noise of the lists in prose.
    """
    between = marked.text[pair.i + 1 : pair.j]
    if not {marked.text[pair.i], marked.text[pair.j]} <= _SPOKEN_OF:
        return False
    if pair.between or between in _IN_LIST or _APART.search(between) is not None:
        return False
    # 甲、乙与丙: the last two of a list are no pair of their own.
    return marked.text[pair.i - 1 : pair.i] != "、" and marked.text[pair.j + 1 : pair.j + 2] != "、"


class Words(NamedTuple):
    """The words of a sentence outside its mentions and values, with their places."""

    starts: list[int]
    ends: list[int]
    words: list[str]


def words_of(draft: Draft, ms: MarkedSentence) -> Words:
    """The words of a sentence that touch no mention and no value, in order."""
    taken = sorted((a.start, a.end) for a in ms.marked.atoms.values() if a.end > a.start)
    span, found, at = ms.sentence.span, Words([], [], []), 0
    first = bisect_left(draft.token_starts, span.start)
    for start, end, _ in islice(draft.tokens, first, None):
        if start >= span.end:
            break
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            found.starts.append(start)
            found.ends.append(end)
            found.words.append(draft.text[start:end])
    return found


def features(
    text: str, marked: Marked, signs: str, words: Words, pair: PairAt, types: tuple[str, str]
) -> set[str]:
    """The features of one pair; each begins with a letter that names its kind.

    Args:
        text: the article's text.
        marked: the marked sentence.
        signs: its text in signs (see `signs_of`).
        words: its words.
        pair: the pair.
        types: the entity types of the two.
    """
    i, j = pair.i, pair.j
    between = signs[i + 1 : j].replace("\0", "")
    before = signs[max(0, i - _WINDOW) : i].replace("\0", "")
    behind = signs[j + 1 : j + 1 + _WINDOW].replace("\0", "")
    found = set(_grams(between, before, behind))
    found.update(_ends(between, before, behind))
    found.update(_shape(between, pair, types))
    found.update(_words(words, marked, pair, "，" in between))
    one = text[marked.starts[i] : marked.ends[i]]
    two = text[marked.starts[j] : marked.ends[j]]
    same = next((k for k, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 9)
    found.update((f"o{min(same, 3)}", f"u{one[-2:]}", f"v{two[-2:]}", f"U{one[-2:]}{two[-2:]}"))
    return found


def signs_of(marked: Marked) -> str:
    """The marked text with one sign for each kind of mention and value, and 0 for every digit."""
    return marked.text.translate(_SIGNS)


def _grams(between: str, before: str, behind: str) -> Iterator[str]:
    for kind, part in (("b", between), ("p", before), ("a", behind)):
        for n in (1, 2, 3):
            for k in range(len(part) - n + 1):
                yield kind + part[k : k + n]


def _ends(between: str, before: str, behind: str) -> Iterator[str]:
    """What touches the mentions, alone and together."""
    for n in (1, 2, 3, 4):
        yield from (f"l{between[:n]}", f"r{between[-n:]}", f"A{behind[:n]}", f"P{before[-n:]}")
    if len(between) <= 10:
        yield f"={between}"
    yield f"x{between[:2]}|{between[-2:]}"
    yield f"y{before[-2:]}|{between[:2]}"
    yield f"z{between[-2:]}|{behind[:2]}"
    yield f"w{between[:1]}|{between[-1:]}|{behind[:2]}"


def _shape(between: str, pair: PairAt, types: tuple[str, str]) -> Iterator[str]:
    size = len(between)
    yield f"d{size if size < 6 else min(6 + (size - 6) // 5, 14)}"
    yield f"n{min(pair.between, 4)}"
    yield f"t{types[0]}|{types[1]}"
    yield f"q{'、' in between:d}{'，' in between:d}{'；' in between or '。' in between:d}"


def _words(words: Words, marked: Marked, pair: PairAt, comma: bool) -> Iterator[str]:
    before = bisect_left(words.starts, marked.starts[pair.i])
    first = bisect_left(words.starts, marked.ends[pair.i], before)
    last = bisect_left(words.starts, marked.starts[pair.j], first)
    between = words.words[first:last]
    near = f"c{comma:d}{pair.between > 0:d}"
    for word in between:
        yield "B" + word
        yield near + word
    for word, after in pairwise(between):
        yield f"2{word} {after}"
    for word in words.words[max(0, before - _WORDS) : before]:
        yield "E" + word
    for word in words.words[last : last + _WORDS]:
        yield "F" + word


class Label(NamedTuple):
    """A relation and which of the two mentions is its subject."""

    relation: str
    forward: bool


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """The trained model.

    `columns` gives for each class of the softmax the index of its label, or -1: several classes may mean
    the same label, and some mean none of ours. `slope` and `offsets` calibrate each label's share;
    `thresholds` tell from which probability on each label is stated.
    """

    vocabulary: Mapping[str, int]
    weights: Any
    scales: Any
    bias: Any
    columns: tuple[int, ...]
    labels: tuple[Label, ...]
    slope: float
    offsets: tuple[float, ...]
    thresholds: tuple[float, ...]

    @classmethod
    def load(cls, path: Path = MODEL) -> "Scorer":
        """Read a model that `save` wrote."""
        import numpy as np

        with np.load(path, allow_pickle=False) as data:
            names = data["vocabulary"].tobytes().decode("utf-8").split("\n")
            return cls(
                vocabulary={name: i for i, name in enumerate(names)},
                weights=data["weights"],
                scales=data["scales"],
                bias=data["bias"],
                columns=tuple(data["columns"].tolist()),
                labels=tuple(Label(x[:-1], x[-1] == ">") for x in data["labels"].tolist()),
                slope=float(data["slope"]),
                offsets=tuple(data["offsets"].tolist()),
                thresholds=tuple(data["thresholds"].tolist()),
            )

    def save(self, path: Path) -> None:
        """Write the model; the same model gives the same bytes."""
        import numpy as np

        path.parent.mkdir(parents=True, exist_ok=True)
        names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        np.savez_compressed(
            path,
            vocabulary=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
            weights=self.weights,
            scales=self.scales,
            bias=self.bias,
            columns=np.array(self.columns, dtype=np.int16),
            labels=np.array([f"{x.relation}{'>' if x.forward else '<'}" for x in self.labels]),
            slope=np.float64(self.slope),
            offsets=np.array(self.offsets, dtype=np.float64),
            thresholds=np.array(self.thresholds, dtype=np.float64),
        )

    def indices(self, found: Iterable[str]) -> list[int]:
        """The rows of the features that the model knows; row 0 stands for no feature at all."""
        get = self.vocabulary.get
        return [0, *(k for k in map(get, found) if k is not None)]

    def shares(self, rows: Sequence[Sequence[int]]) -> Any:
        """For each list of rows the share of the softmax that each label gets, uncalibrated."""
        import numpy as np

        sizes = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        flat = np.fromiter((k for row in rows for k in row), dtype=np.int64, count=int(sizes.sum()))
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        sums = np.add.reduceat(self.weights[flat].astype(np.int32), starts, axis=0)
        logits = sums * self.scales + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        collect = np.zeros((len(self.columns), len(self.labels)), dtype=odds.dtype)
        for column, label in enumerate(self.columns):
            if label >= 0:
                collect[column, label] = 1
        return odds @ collect

    def best(self, rows: Sequence[Sequence[int]]) -> list[tuple[Label, float]]:
        """For each list of rows the likeliest label and its calibrated probability."""
        import numpy as np

        shares = self.shares(rows)
        best = shares.argmax(axis=1)
        share = np.clip(shares[np.arange(len(best)), best], 1e-6, 1 - 1e-6)
        logit = np.log(share / (1 - share)) * self.slope + np.array(self.offsets)[best]
        sure = 1 / (1 + np.exp(-logit))
        return [(self.labels[b], float(p)) for b, p in zip(best, sure, strict=True)]

    def threshold(self, label: Label) -> float:
        """The probability from which on the label is stated."""
        return self.thresholds[self.labels.index(label)]


@cache
def load_scorer() -> Scorer:
    """The project's own model, read once in a process."""
    return Scorer.load()


class _Item(NamedTuple):
    ms: MarkedSentence
    pair: PairAt
    rows: list[int]


def score_pairs(
    scorer: Scorer, draft: Draft, sentences: Iterable[MarkedSentence], found: Sequence[Statement]
) -> Iterator[Statement]:
    """Statements between two organisations of a sentence that no pattern has linked there.

    Args:
        scorer: the model.
        draft: the article's reading.
        sentences: its marked sentences.
        found: what patterns and structure state; it is left as it is.

    Yields:
        Statements with the calibrated probability as confidence and `RULE` as their rule.
    """
    linked = _Linked(scorer, found)
    items = _items(scorer, draft, sentences, linked)
    while batch := list(islice(items, _BATCH)):
        for item, (label, sure) in zip(batch, scorer.best([x.rows for x in batch]), strict=True):
            if sure >= scorer.threshold(label) and not linked.states(label, item.pair):
                made = _statement(draft, item, label, sure)
                if made is not None:
                    yield made


class _Linked:
    """Which pairs patterns have linked already: in a sentence at all, in the article by the same relation."""

    def __init__(self, scorer: Scorer, found: Iterable[Statement]) -> None:
        judged = {label.relation for label in scorer.labels}
        self.pairs: set[tuple[int, str, str]] = set()
        self.facts: set[tuple[str, str, str]] = set()
        for s in found:
            if s.type not in judged or not isinstance(s.object, Entity):
                continue
            a, b = sorted((s.subject.id, s.object.id))
            self.facts.add((s.type, a, b))
            self.pairs.update((e.sentence.start, a, b) for e in s.evidence)

    def states(self, label: Label, pair: PairAt) -> bool:
        """Whether the article states the relation between the two already."""
        a, b = sorted((pair.first, pair.second))
        return (label.relation, a, b) in self.facts

    def link(self, start: int, pair: PairAt) -> bool:
        """Whether the sentence that begins at `start` links the two already."""
        a, b = sorted((pair.first, pair.second))
        return (start, a, b) in self.pairs


def _items(
    scorer: Scorer, draft: Draft, sentences: Iterable[MarkedSentence], linked: _Linked
) -> Iterator[_Item]:
    for ms in sentences:
        if len(ms.marked.keys) < 2 or len(ms.marked.text) > LONGEST_SENTENCE:
            continue
        start = ms.sentence.span.start
        pairs = [
            p
            for p in pairs_of(ms.marked, 2)
            if in_reach(ms.marked, p) and not linked.link(start, p)
        ]
        for pair, told in zip(pairs, pair_features(draft, ms, pairs), strict=True):
            yield _Item(ms, pair, scorer.indices(told))


def pair_features(draft: Draft, ms: MarkedSentence, pairs: Sequence[PairAt]) -> Iterator[set[str]]:
    """The features of each of the pairs of one sentence."""
    if not pairs:
        return
    signs, words = signs_of(ms.marked), words_of(draft, ms)
    for pair in pairs:
        types = draft.entities[pair.first].type, draft.entities[pair.second].type
        yield features(draft.text, ms.marked, signs, words, pair, types)


def _statement(draft: Draft, item: _Item, label: Label, sure: float) -> Statement | None:
    """The statement, unless the ontology does not let the two types be so related."""
    ms, pair, marked = item.ms, item.pair, item.ms.marked
    ends = ((pair.first, pair.i), (pair.second, pair.j))
    (subject, s_at), (target, o_at) = ends if label.forward else ends[::-1]
    types = draft.entities[subject].type, draft.entities[target].type
    if not vocabulary().allows(types[0], label.relation, types[1]):
        return None
    at, word = _trigger(marked.text, label.relation, pair.i, pair.j)
    scope = scope_of(ms, marked, pair.i, pair.j + 1, at)
    o_span = Span(start=marked.starts[o_at], end=marked.ends[o_at])
    made = make_statement(
        draft,
        ms.sentence,
        label.relation,
        subject,
        target,
        status=_status(marked.text, label.relation, at, word),
        qualifiers=qualify(label.relation, draft.text, ms.values, scope, o_span),
        rule=RULE,
        confidence=round(sure, 3),
        subject_span=Span(start=marked.starts[s_at], end=marked.ends[s_at]),
        object_span=o_span,
    )
    return made if isinstance(made, Statement) else None


@cache
def _triggers() -> Mapping[str, re.Pattern[str]]:
    """For each relation the words that its patterns hang on, longest first."""
    words: dict[str, set[str]] = {}
    for pattern in load_patterns():
        words.setdefault(pattern.relation, set()).update(w for w in pattern.triggers if len(w) > 1)
    return {
        relation: re.compile("|".join(map(re.escape, sorted(found, key=lambda w: (-len(w), w)))))
        for relation, found in words.items()
        if found
    }


def _trigger(text: str, relation: str, i: int, j: int) -> tuple[int, str]:
    """Where the word that most likely states the relation stands: between, behind, before, or nowhere."""
    words = _triggers().get(relation)
    if words is not None:
        stop = _CLAUSE.search(text, j)
        starts = [m.end() for m in _CLAUSE.finditer(text, 0, i)]
        for a, b in ((i + 1, j), (j + 1, stop.start() if stop else len(text))):
            if m := words.search(text, a, b):
                return m.start(), m.group()
        if m := words.search(text, starts[-1] if starts else 0, i):
            return m.start(), m.group()
    return j, ""


def _status(text: str, relation: str, at: int, word: str) -> str:
    """The status that the words around the trigger give."""
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, at)]
    clause = starts[-1] if starts else 0
    stop = text.find("。", at)
    after = text[at + len(word) : stop if stop >= 0 else len(text)]
    return read_status(relation, text[clause:at], word, after, text[:clause])
