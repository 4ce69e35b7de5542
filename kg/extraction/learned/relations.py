"""The network that relates names: for every two mentions of a sentence a relation, a direction, or none.

It reads the mention-marked sentence that the patterns read too, in which a name is one sign for its type and an
unsaid subject stands where it would be said: what it learns about 甲获乙投资 holds whatever the names are.
It also sees the words that patterns hang on, parts of speech, and what the patterns themselves say of a pair.
Signs -> bidirectional LSTM -> for each pair the two states, what they say together, and smooth maxima over what stands
between, ahead and behind -> one layer -> scores.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import chain, islice
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extraction.draft import Draft
from kg.extraction.learned.context import with_context
from kg.extraction.learned.features import word_numbers
from kg.extraction.marking import AGENTS, SIGN_TYPE, Marked
from kg.extraction.patterns.load import load_patterns
from kg.extraction.relations import LONGEST_SENTENCE, MarkedSentence
from kg.extraction.taggers._batches import even_batches
from kg.extraction.taggers._session import open_session
from kg.model import Entity, Span, Statement
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Floats = NDArray[np.float32]

# The rule that statements of the network name.
RULE = "model.relations"
MODEL = Path(__file__).parent.parent / "models" / "relations.onnx"
SECOND = MODEL.with_name("relations-2.onnx")
INPUTS = ("sign", "tail", "before_tail", "trigger", "speech", "word")
PAIR_INPUTS = ("first", "second", "distance", "names", "told")
# Bounds that keep a sentence that lists thousands of names from being quadratic.
MOST_PAIRS = 240
FARTHEST_NAMES = 24
FARTHEST = 160
UNKNOWN, PADDING = 1, 0
_LAST_SIGN = 0x10000
DISTANCES = (0, 1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 70, 110)
NAMES_BETWEEN = 8
FLAGS = 7
SHARPEST = 4.0
"""How close the smooth maximum comes to the real one; more would cost it its precision."""
WORDS = 1 << 13
"""Words share so many rows of a table, by a hash of their letters."""


class Label(NamedTuple):
    """A relation and which of the two mentions is its subject."""

    relation: str
    forward: bool


@cache
def labels() -> tuple[Label, ...]:
    """All labels in their order; a symmetric relation is always told forward, one with a text never."""
    told = []
    for code, relation in vocabulary().relation_types.items():
        if not relation.takes_text:
            told.append(Label(code, True))
            if not relation.symmetric:
                told.append(Label(code, False))
    return tuple(told)


# From which share on a relation between firms is stated where the caller names both: who names two companies asks about
# them, and more often than not there is something to say. For all else see `kg.extraction.learned.belief`.
ASKED = 0.2
# What such a share is worth: slope and offset of its log-odds, fitted on pairs of FinRE held out
# (tools/calibrate_relations.py).
GIVEN = (0.66, 0.25)
# What a pattern's statement is worth: weights of the log-odds of the network's share and of how clearly the less clear of
# the two names is seen, and offset. How sure the pattern is of itself tells nothing beside them.
PATTERNED = (0.40, 0.30, -0.46)
FIRMS = frozenset(
    "INVESTED_IN ACQUIRED HOLDS_STAKE_IN REDUCED_STAKE_IN SUBSIDIARY_OF FOUNDED SUPPLIES PARTNERS_WITH COMPETES_WITH".split()
)


def asked_for(share: float) -> float:
    """How often a statement between two firms of which the caller gave both names is right, 0 to 1, by its share.

    >>> asked_for(0.2) < asked_for(0.5) < asked_for(0.95)
    True
    """
    slope, offset = GIVEN
    return chance(slope * log_odds(share) + offset)


def weighed(share: float, sight: float) -> float:
    """How often a statement of a pattern is right, 0 to 1.

    Args:
        share: what the network of relations gives it.
        sight: how clearly the network of names sees the less clear of the two names.

    >>> weighed(0.02, 0.9) < 0.5 < weighed(0.6, 0.9) < weighed(0.98, 0.9)
    True
    >>> weighed(0.6, 0.1) < weighed(0.6, 0.9)
    True
    """
    by_share, by_sight, offset = PATTERNED
    return chance(by_share * log_odds(share) + by_sight * log_odds(sight) + offset)


def log_odds(share: float) -> float:
    """The logarithm of the odds of a share, which counts as no less than 0.001 and no more than 0.999.

    >>> log_odds(0.5), round(log_odds(0.0), 1)
    (0.0, -6.9)
    """
    share = min(max(share, 1e-3), 1 - 1e-3)
    return log(share / (1 - share))


def chance(odds: float) -> float:
    """The share that has these logarithmic odds.

    >>> chance(0.0)
    0.5
    """
    return 1 / (1 + exp(-odds))


class PairAt(NamedTuple):
    """Two mentions by their places in a marked text, in text order; `names` says how many stand between."""

    i: int
    j: int
    names: int


def pairs_of(marked: Marked) -> list[PairAt]:
    """The pairs of a marked sentence that the ontology can relate, nearest first, at most `MOST_PAIRS`.

    What was named before goes together with what the sentence names itself: one of the two stands there to be read.
    """
    places = list(marked.keys)
    keys = [frozenset(k) for k in marked.keys.values()]
    signs = [marked.text[k] for k in places]
    partners = _partners()
    ahead = len(marked.earlier)
    fits = [_partners_afar(signs[n], marked.earlier[places[n]]) for n in range(ahead)]
    fits += [partners[sign] for sign in signs[ahead:]]
    found: list[PairAt] = []
    for gap in range(1, min(FARTHEST_NAMES, len(places))):
        first = max(0, ahead - gap)
        behind = first + gap
        beside = zip(places[first:], places[behind:], fits[first:], signs[behind:], strict=False)
        for n, (i, j, fit, sign) in enumerate(beside, first):
            if sign not in fit or j - i > FARTHEST:
                continue
            if n < ahead and marked.ends[j] == marked.starts[j]:
                continue
            if keys[n].isdisjoint(keys[n + gap]):
                found.append(PairAt(i, j, gap - 1))
                if len(found) >= MOST_PAIRS:
                    return found
    return found


@lru_cache(maxsize=1 << 10)
def relatable(first: str, second: str) -> bool:
    """Whether the ontology knows any relation between two types, whichever is the subject.

    >>> relatable("Company", "Policy"), relatable("Place", "Place")
    (True, False)
    """
    return any(allowed(first, second))


@cache
def _partners() -> dict[str, frozenset[str]]:
    """For each sign of a mention the signs of what may be related to it."""
    return {
        sign: frozenset(other for other, t in SIGN_TYPE.items() if relatable(kind, t))
        for sign, kind in SIGN_TYPE.items()
    }


@lru_cache(maxsize=1 << 8)
def _partners_afar(sign: str, role: str) -> frozenset[str]:
    """The signs of what may be related to a mention from before that stood there in a role."""
    kind = SIGN_TYPE[sign]
    return frozenset(o for o in _partners()[sign] if relatable_afar(kind, SIGN_TYPE[o], role))


def relatable_afar(earlier: str, here: str, role: str) -> bool:
    """Whether an entity named before and one of the sentence are worth a look.

    Args:
        earlier: the type of the one named before.
        here: the type of the other.
        role: how the one stood before (`kg.extraction.learned.context`).

    >>> relatable_afar("Company", "Technology", "before 1"), relatable_afar("Technology", "Company", "before 1")
    (True, False)
    >>> relatable_afar("Technology", "Product", "first 1"), relatable_afar("Company", "Technology", "main")
    (True, False)
    """
    if earlier in _MATTERS and here in _MATTERS:
        return role == "first 1" and earlier != "Industry"
    if role == "main" and earlier != "Policy":
        return here in _OF_MAIN
    return here in _AFAR.get(earlier, _ANY)


# Of what a sentence begins with the next one may tell more: 按原料分，有……三种. Whom an article names most is meant from afar in
# deals and offices alone. Of the pairs left out for being hardly ever related the networks had believed one in four hundred.
_MATTERS = frozenset({"Technology", "Industry", "Product"})
_ANY = frozenset(SIGN_TYPE.values())
_OF_MAIN = frozenset({"Company", "Fund", "Person", "Organization"})
_AFAR: Mapping[str, frozenset[str]] = {
    "GovernmentBody": frozenset({"GovernmentBody", "Policy"}),
    "Person": frozenset({"Company", "ResearchInstitution"}),
    "Policy": _ANY - {"Person", "Media"},
    "Technology": frozenset(),
    "Industry": frozenset(),
    "Product": frozenset({"Company", "Facility", "ResearchInstitution"}),
    "ResearchInstitution": _ANY - {"Technology", "Industry"},
    "Association": _ANY - {"Technology", "Industry"},
    "Organization": _ANY - {"Technology", "Industry"},
}


@lru_cache(maxsize=1 << 10)
def allowed(first: str, second: str) -> tuple[bool, ...]:
    """For each label whether the ontology lets the two types be so related.

    >>> sum(allowed("Policy", "Policy")), any(allowed("Place", "Place"))
    (2, False)
    """
    allows = vocabulary().allows
    return tuple(
        allows(first, x.relation, second) if x.forward else allows(second, x.relation, first)
        for x in labels()
    )


def flags_of(
    names: Mapping[int, str], pairs: Iterable[PairAt], asked: Set[int] = frozenset()
) -> list[tuple[bool, ...]]:
    """What is known of pairs of names beside the text between them.

    Args:
        names: as written, by their places, empty where one is unsaid.
        pairs: which two of them.
        asked: the pairs, by number, of which the caller gave both.

    Returns:
        For each pair: equal ends, the first inside the second, the second in the first, the first unsaid, the second, nothing
        between them, asked about.

    >>> [told] = flags_of({0: "京东方", 5: "京东方集团"}, [PairAt(0, 5, 0)], {0})
    >>> told
    (False, True, False, False, False, False, True)
    """
    tails = {at: name[-2:] for at, name in names.items()}
    told: list[tuple[bool, ...]] = []
    for n, (i, j, _) in enumerate(pairs):
        a, b, beside, given = names[i], names[j], j == i + 1, n in asked
        if a and b:
            told.append((tails[i] == tails[j], a in b, b in a, False, False, beside, given))
        else:
            told.append((False, False, False, not a, not b, beside, given))
    return told


@lru_cache(maxsize=1 << 8)
def distance(gap: int) -> int:
    """The bucket of a distance in signs."""
    return sum(gap > d for d in DISTANCES)


def is_asked(marked: Marked, pair: PairAt, given: Set[int]) -> bool:
    """Whether the caller gave both names of a pair of firms, bodies or people.

    Args:
        marked: the sentence.
        pair: two of its mentions.
        given: where the names begin that were given.
    """
    return bool(given) and all(
        marked.ends[k] > marked.starts[k]
        and marked.starts[k] in given
        and SIGN_TYPE[marked.text[k]] in _ASKED_ABOUT
        for k in (pair.i, pair.j)
    )


_ASKED_ABOUT = frozenset((*AGENTS, "Person"))


class Seen(NamedTuple):
    """What the network sees of one marked sentence; `told` is what patterns say of each pair, by label number."""

    rows: "Ids"
    pairs: list[PairAt]
    flags: list[tuple[bool, ...]]
    told: list[int]


@cache
def _numbers() -> dict[Label, int]:
    return {label: n for n, label in enumerate(labels(), 1)}


def told_by(found: Iterable[Statement]) -> dict[int, list[Statement]]:
    """Statements between two entities by the start of the sentence that says so."""
    by_sentence: dict[int, list[Statement]] = {}
    for s in found:
        if isinstance(s.object, Entity):
            by_sentence.setdefault(s.evidence[0].sentence.start, []).append(s)
    return by_sentence


def told_pairs(marked: Marked, found: Iterable[Statement]) -> dict[tuple[int, int], int]:
    """What statements say of the pairs of a marked sentence: places of the two, and number of the label.

    Where a name stands more than once, it is the place of the evidence; an unsaid name is found by its entity.
    """
    told: dict[tuple[int, int], int] = {}
    for s in found:
        e = s.evidence[0]
        i = place_of(marked, s.subject.id, e.subject)
        j = place_of(marked, s.object.id, e.object)
        if i is None or j is None or i == j:
            continue
        symmetric = vocabulary().relation(s.type).symmetric
        label = Label(s.type, symmetric or i < j)
        told.setdefault((min(i, j), max(i, j)), _numbers()[label])
    return told


def place_of(marked: Marked, key: str, span: Span | None) -> int | None:
    """Where an entity stands as the evidence has it: at its span, or unsaid."""
    for k, keys in marked.keys.items():
        start, unsaid = marked.starts[k], marked.ends[k] == marked.starts[k]
        if key in keys and (unsaid if span is None else start == span.start and not unsaid):
            return k
    return None


def triggers_of_patterns() -> dict[str, int]:
    """The words that patterns hang on, each with the number of the relations that it may mean, from 1 on.

    A network keeps the words that it was trained with, so that a new pattern does not change what it reads.
    """
    meant: dict[str, set[str]] = {}
    for pattern in load_patterns():
        for word in pattern.triggers:
            if word:
                meant.setdefault(word, set()).add(pattern.relation)
    classes = sorted({tuple(sorted(m)) for m in meant.values()})
    return {word: 1 + classes.index(tuple(sorted(meant[word]))) for word in sorted(meant)}


class SignReader:
    """Turns marked text into numbers."""

    def __init__(self, signs: str, tags: Sequence[str], triggers: Mapping[str, int]) -> None:
        import numpy as np
        from daachorse import CharwiseDoubleArrayAhoCorasick

        words = sorted(triggers)
        self._triggers = CharwiseDoubleArrayAhoCorasick(words)
        self._meanings = tuple(triggers[word] for word in words)
        self._number = {sign: n for n, sign in enumerate(signs, 2)}
        # The same as a table by code point: a sentence is looked up at once.
        self._table = np.full(_LAST_SIGN, UNKNOWN, dtype=np.int64)
        self._table[[ord(sign) for sign in signs]] = range(2, len(signs) + 2)
        self._tags = {tag: n for n, tag in enumerate(tags, 1)}
        self._last: tuple[Draft, Ids] | None = None

    def read(
        self,
        draft: Draft,
        marked: Marked,
        found: Iterable[Statement],
        given: Set[int] = frozenset(),
    ) -> Seen | None:
        """One sentence of an article, as `read_all` reads it."""
        return self.read_all(draft, [(marked, found)], given)[0]

    def read_all(
        self,
        draft: Draft,
        sentences: Sequence[tuple[Marked, Iterable[Statement]]],
        given: Set[int] = frozenset(),
    ) -> list[Seen | None]:
        """Sentences of one article as numbers; None in the place of one that has no pair to relate.

        Args:
            draft: the article's reading.
            sentences: each marked, with what was named before, and what patterns state of it.
            given: where the names begin that the caller asks about.
        """
        pairs = [pairs_of(marked) for marked, _ in sentences]
        # They stand in one table end to end: looked up one by one, reading took an eighth longer.
        rows = self._rows(draft, [m for (m, _), p in zip(sentences, pairs, strict=True) if p])
        seen: list[Seen | None] = []
        at = 0
        for (marked, found), its in zip(sentences, pairs, strict=True):
            if not its:
                seen.append(None)
                continue
            told = told_pairs(marked, found)
            names = {k: draft.text[marked.starts[k] : marked.ends[k]] for k in marked.keys}
            asked = {n for n, p in enumerate(its) if is_asked(marked, p, given)} if given else ()
            seen.append(
                Seen(
                    rows[:, at : at + len(marked.text)],
                    its,
                    flags_of(names, its, frozenset(asked)),
                    [told.get((i, j), 0) for i, j, _ in its] if told else [0] * len(its),
                )
            )
            at += len(marked.text)
        return seen

    def _rows(self, draft: Draft, sentences: Sequence[Marked]) -> "Ids":
        """The inputs of sentences that stand end to end, a row an input."""
        import numpy as np

        signs = "".join(marked.text for marked in sentences)
        rows = np.zeros((len(INPUTS), len(signs)), dtype=np.int64)
        codes = np.frombuffer(signs.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        rows[0] = self._table[np.minimum(codes, _LAST_SIGN - 1)]
        text, get, meanings = draft.text, self._number.get, self._meanings
        spots: list[int] = []
        tails: list[tuple[int, int]] = []
        base = 0
        for marked in sentences:
            for at, atom in marked.atoms.items():
                spots.append(base + at)
                size = atom.end - atom.start if atom.keys else 0
                last = get(text[atom.end - 1], UNKNOWN) if size > 0 else PADDING
                tails.append((last, get(text[atom.end - 2], UNKNOWN) if size > 1 else PADDING))
            for start, end, word in self._triggers.find(marked.text):
                rows[3, base + start : base + end] = meanings[word]
            base += len(marked.text)
        if spots:
            rows[1:3, spots] = np.array(tails, dtype=np.int64).T
        if draft.tokens and sentences:
            starts = np.concatenate([np.array(marked.starts) for marked in sentences])
            rows[4:6] = self._by_character(draft)[:, starts]
            rows[4:6, spots] = PADDING
            _mark_earlier(rows, sentences)
        return rows

    def forget(self) -> None:
        """Let go of the article read last."""
        self._last = None

    def _by_character(self, draft: Draft) -> "Ids":
        """Part of speech and word at every character of the article; made once for all its sentences."""
        import numpy as np

        last = self._last
        if last is None or last[0] is not draft:
            text, tokens = draft.text, draft.tokens
            starts, ends, tags = zip(*tokens, strict=True)
            get, number_of = self._tags.get, word_numbers(WORDS)
            told = np.array(
                [
                    [get(tag, 0) for tag in tags],
                    [number_of[text[a:b]] for a, b in zip(starts, ends, strict=True)],
                ],
                dtype=np.int64,
            )
            lengths = np.array(ends) - np.array(starts)
            # An unsaid subject may stand behind the last character.
            lengths[-1] += len(text) + 1 - ends[-1]
            last = self._last = draft, np.repeat(told, lengths, axis=1)
        return last[1]


def _mark_earlier(rows: "Ids", sentences: Iterable[Marked]) -> None:
    """Put how each name from before stood there in the place of its word, and nothing in that of the bar behind them."""
    number_of = word_numbers(WORDS)
    base = 0
    for marked in sentences:
        if marked.earlier:
            rows[4:6, base + max(marked.earlier) + 1] = PADDING
            for at, role in marked.earlier.items():
                rows[5, base + at] = number_of[role]
        base += len(marked.text)


class Judged(NamedTuple):
    """What the network says of the pairs of a sentence: calibrated shares of none and of every label, a row a pair.

    `best` is the likeliest label of each pair, as a place in `labels`, and `most` its share.
    """

    sentence: MarkedSentence
    marked: Marked
    pairs: list[PairAt]
    shares: "Floats"
    statuses: list[str]
    best: list[int]
    most: list[float]


# Where the best share of some pair of a sentence lies between these, a second network is asked about the sentence: below it
# would hardly be believed either, above the first is mostly right (docs/adr/0026-a-second-network-where-the-first-is-in-doubt.md).
IN_DOUBT = (0.2, 0.7)
# What the first gives a pair less than is not believed whatever the second says: it is not asked about that pair.
HOPELESS = 0.02
# So many sentences are judged at once: the scores of all pairs of a very long article would stand in memory several times.
AT_ONCE = 512


class _Item(NamedTuple):
    """A sentence on its way through the network."""

    sentence: MarkedSentence
    marked: Marked
    seen: Seen


def worth_reading(marked: Marked) -> bool:
    """Whether a sentence with what was named before has two names at least, and is no longer than prose is."""
    return len(marked.keys) >= 2 and len(marked.text) <= LONGEST_SENTENCE


class _Network:
    """A trained network: its session and what its file tells of it."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.told: dict[str, str] = session.get_modelmeta().custom_metadata_map
        if "triggers" not in self.told:
            raise ValueError("the network was trained for another reading; train it again")
        self._temperature = float(json.loads(self.told["temperature"]))

    def said(self, items: Sequence["_Item"]) -> "tuple[Floats, Floats]":
        """What it gives to the pairs of sentences, one sentence behind the other: scores of labels and statuses."""
        import numpy as np

        lengths = [item.seen.rows.shape[1] for item in items]
        order = sorted(range(len(items)), key=lengths.__getitem__)
        told = [
            self._session.run(["scores", "statuses"], fed([items[k].seen for k in order[a:b]]))
            for a, b in even_batches([lengths[k] for k in order])
        ]
        # From the order of their lengths back into that of the text.
        counts = np.array([len(item.seen.pairs) for item in items])
        starts, moved = np.cumsum(counts) - counts, counts[order]
        rows = np.repeat(starts[order] - (np.cumsum(moved) - moved), moved)
        rows += np.arange(len(rows))
        parts = [np.concatenate(part) for part in zip(*told, strict=True)]
        scores, statuses = (np.empty_like(part) for part in parts)
        scores[rows], statuses[rows] = parts
        scores /= self._temperature
        return scores, statuses


class RelationReader:
    """Relates the mentions of marked sentences, in batches of similar length.

    Args:
        session: of the network that reads every sentence.
        second: of another that was trained on the same, asked where the first is in doubt; None asks the first alone.

    Raises:
        ValueError: one was trained for another vocabulary or reading, or the two for different ones.
    """

    def __init__(self, session: Any, second: Any = None) -> None:
        import numpy as np

        self._network = _Network(session)
        self._second = None if second is None else _Network(second)
        told = self._network.told
        if self._second is not None and any(
            told[k] != self._second.told.get(k) for k in ("signs", "speech", "triggers", "labels")
        ):
            raise ValueError("the two networks read differently; train both again")
        signs, speech, triggers = (json.loads(told[k]) for k in ("signs", "speech", "triggers"))
        self._signs = SignReader(signs, speech, triggers)
        self._labels = tuple(Label(r, f) for r, f in json.loads(told["labels"]))
        self._statuses: list[str] = json.loads(told["statuses"])
        if self._labels != labels():
            raise ValueError("the network was trained for another vocabulary; train it again")
        self._mask_of: dict[str, int] = {}
        self._masks: NDArray[np.bool_] = np.zeros((0, 1 + len(self._labels)), dtype=bool)

    @classmethod
    def load(
        cls, path: Path = MODEL, second: Path | None = SECOND, *, threads: int = 1
    ) -> "RelationReader":
        """The networks from their files, to run on `threads` cores; without `second` the first alone.

        Raises:
            ValueError: one was trained for another vocabulary or reading, or the two for different ones.
        """
        beside = open_session(second, threads) if second else None
        return cls(open_session(path, threads), beside)

    def judge(self, drafts: Sequence[Draft]) -> list[list[Judged]]:
        """What it says of every sentence that has a pair to relate: for each article, in the order of its sentences.

        Args:
            drafts: the articles' readings, their sentences marked and read by patterns and structure.
        """
        read = [self._items(draft) for draft in drafts]
        items = [item for part in read for item in part]
        portions = (items[a : a + AT_ONCE] for a in range(0, len(items), AT_ONCE))
        judged = (one for portion in portions for one in self._judged(portion))
        return [list(islice(judged, len(part))) for part in read]

    def _items(self, draft: Draft) -> list[_Item]:
        """The sentences of an article that have a pair to relate."""
        told_of = told_by(draft.patterned)
        given = frozenset(c.start for c in draft.mentions if c.finder == "given")
        read = [(ms, marked) for ms, marked in with_context(draft.marked) if worth_reading(marked)]
        asked = [(marked, told_of.get(ms.sentence.span.start, ())) for ms, marked in read]
        seen = self._signs.read_all(draft, asked, given)
        self._signs.forget()
        return [
            _Item(ms, marked, one)
            for (ms, marked), one in zip(read, seen, strict=True)
            if one is not None
        ]

    def _judged(self, items: Sequence["_Item"]) -> list[Judged]:
        import numpy as np

        ends = np.cumsum([len(item.seen.pairs) for item in items])
        starts = np.append(0, ends[:-1])
        permitted = self._allowed(items)
        scores, statuses = self._network.said(items)
        scores[~permitted] = -np.inf
        shares = shares_of(scores)
        if self._second is not None and len(items):
            self._ask_again(self._second, items, shares, permitted, starts)
        named = [self._statuses[k] for k in statuses.argmax(axis=1).tolist()]
        columns = shares[:, 1:].argmax(axis=1)
        best, most = columns.tolist(), shares[np.arange(len(shares)), columns + 1].tolist()
        return [
            Judged(sentence, marked, seen.pairs, shares[a:b], named[a:b], best[a:b], most[a:b])
            for (sentence, marked, seen), a, b in zip(
                items, starts.tolist(), ends.tolist(), strict=True
            )
        ]

    def _ask_again(
        self,
        second: _Network,
        items: Sequence["_Item"],
        shares: "Floats",
        permitted: "NDArray[np.bool_]",
        starts: "NDArray[np.int64]",
    ) -> None:
        """Where the first network is in doubt about a pair, put what both say of its sentence in the place of `shares`."""
        import numpy as np

        best = shares[:, 1:].max(axis=1)
        low, high = IN_DOUBT
        asked = np.logical_or.reduceat((best >= low) & (best < high), starts)
        if not asked.any():
            return
        ends = np.append(starts[1:], len(best))
        rows = np.flatnonzero(np.repeat(asked, ends - starts) & (best >= HOPELESS))
        scores, _ = second.said(
            [
                items[n]._replace(seen=_less(items[n].seen, best[starts[n] : ends[n]] >= HOPELESS))
                for n in np.flatnonzero(asked).tolist()
            ]
        )
        scores[~permitted[rows]] = -np.inf
        shares[rows] = joined(shares[rows], shares_of(scores))

    def _allowed(self, items: Sequence["_Item"]) -> "NDArray[np.bool_]":
        """For every pair which relations the ontology lets its two types have."""
        import numpy as np

        rows: list[int] = []
        for item in items:
            text = item.marked.text
            rows += [self._mask(text[p.i] + text[p.j]) for p in item.seen.pairs]
        if len(self._masks) < len(self._mask_of):
            told = (allowed(SIGN_TYPE[both[0]], SIGN_TYPE[both[1]]) for both in self._mask_of)
            self._masks = np.array([(True, *row) for row in told])
        return self._masks[rows]

    def _mask(self, signs: str) -> int:
        """The row of `_masks` for two signs; a new one is filled in before it is read."""
        return self._mask_of.setdefault(signs, len(self._mask_of))


def _less(seen: Seen, kept: "NDArray[np.bool_]") -> Seen:
    """What is seen of a sentence with some of its pairs."""
    at = kept.nonzero()[0].tolist()
    return Seen(
        seen.rows,
        [seen.pairs[k] for k in at],
        [seen.flags[k] for k in at],
        [seen.told[k] for k in at],
    )


def fed(seen: Sequence[Seen]) -> dict[str, "NDArray[Any]"]:
    """The inputs of the network for a batch of sentences.

    Signs by time and sentence; the mentions that stand in pairs as places in that table, and beside them the last signs
    of their sentences; and for every pair, one sentence behind the other, which two mentions it joins and what else is
    known of it.
    """
    import numpy as np

    lengths = np.array([s.rows.shape[1] for s in seen], dtype=np.int32)
    ids = np.full((len(INPUTS), int(lengths.max()), len(seen)), PADDING, dtype=np.int64)
    for n, s in enumerate(seen):
        ids[:, : lengths[n], n] = s.rows
    count = sum(len(s.pairs) for s in seen)
    flat = chain.from_iterable(chain.from_iterable(s.pairs for s in seen))
    pairs = np.fromiter(flat, dtype=np.int64, count=3 * count).reshape(count, 3)
    flags = chain.from_iterable(chain.from_iterable(s.flags for s in seen))
    column = np.repeat(np.arange(len(seen)), [len(s.pairs) for s in seen])
    places = pairs[:, :2] * len(seen) + column[:, None]
    stands = np.zeros(ids[0].size, dtype=bool)
    stands[places] = True
    at = np.flatnonzero(stands)
    end = (lengths[at % len(seen)] - 1) * len(seen) + at % len(seen)
    number = np.cumsum(stands) - 1
    return dict(zip(INPUTS, ids, strict=True)) | {
        "lengths": lengths,
        "at": at,
        "end": end,
        "first": number[places[:, 0]],
        "second": number[places[:, 1]],
        "distance": np.searchsorted(DISTANCES, pairs[:, 1] - pairs[:, 0]),
        "names": np.minimum(pairs[:, 2], NAMES_BETWEEN),
        "told": np.array([n for s in seen for n in s.told], dtype=np.int64),
        "flags": np.fromiter(flags, dtype=np.float32, count=FLAGS * count).reshape(count, FLAGS),
    }


def shares_of(scores: "Floats") -> "Floats":
    """Logarithms of odds as probabilities, each row for itself."""
    import numpy as np

    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def joined(first: "Floats", second: "Floats") -> "Floats":
    """What two networks say together: the geometric mean of their shares, each row made to sum up to one again.

    >>> import numpy as np
    >>> joined(np.array([[0.2, 0.8, 0.0]]), np.array([[0.8, 0.2, 0.0]])).tolist()
    [[0.5, 0.5, 0.0]]
    """
    import numpy as np

    both = np.sqrt(first * second)
    shares: Floats = both / both.sum(axis=1, keepdims=True)
    return shares


@cache
def load_relations(threads: int = 1) -> RelationReader | None:
    """The project's own networks, read once in a process; None when they were not trained."""
    return RelationReader.load(threads=threads) if MODEL.is_file() else None
