"""What was spoken of before a sentence: names that it may mean without saying them.

A third of what passages state lies across sentences: 甲发布新品。研发历时三年，采用乙芯片。 So the network of relations reads
each sentence behind a few signs for what came before, one sign an entity, a bar behind them.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kg.extraction.marking import BAR, EARLIER_CHAR, Atom, Marked
from kg.extraction.relations import MarkedSentence

MOST = 2
"""So many entities of the sentences right before are put before a sentence; one or two more hold next to nothing more."""
POLICIES = 3
"""So many policies named last are put there too: measures are told over many sentences that do not name their plan again."""
_REACH = 3
"""So many sentences back, over the borders of paragraphs: a short paragraph goes on with what the last one spoke of."""
_LONGEST = 12
"""Of a sentence before, so many names from either end are looked at."""
_TOPICS = frozenset(
    "Company Fund GovernmentBody ResearchInstitution Association Organization Person Policy".split()
)


class Earlier(NamedTuple):
    """An entity named before: its id, its type, one place where it was named, and a word for how it stood there."""

    key: str
    type: str
    start: int
    end: int
    role: str


class Context:
    """The names of the sentences read so far, as far back as they matter."""

    def __init__(self) -> None:
        self._topic: Earlier | None = None
        self._before: list[list[Earlier]] = []
        self._policies: dict[str, Earlier] = {}
        self._actors: Counter[str] = Counter()
        self._main: Earlier | None = None

    def add(self, ms: MarkedSentence) -> None:
        """Take in the names of the next sentence."""
        names = [
            Earlier(key, m.type, m.start, m.end, "")
            for m, key in ms.mentions
            if m.type in EARLIER_CHAR
        ]
        if len(names) > 2 * _LONGEST:
            names = names[:_LONGEST] + names[-_LONGEST:]
        if self._topic is None and names:
            self._topic = next((n for n in names if n.type in _TOPICS), names[0])
        self._before = [names, *self._before[: _REACH - 1]]
        for one in names:
            if one.type == "Policy":
                self._policies.pop(one.key, None)
                self._policies[one.key] = one
            if one.type in _TOPICS:
                self._actors[one.key] += 1
                if self._main is None or self._actors[one.key] > self._actors[self._main.key]:
                    self._main = one

    def earlier(self, here: Iterable[str]) -> list[Earlier]:
        """What may be meant in a sentence that itself speaks of the entities `here`, likeliest first.

        At most `MOST` of the sentences right before, then the policies named last and whom the article named most so far.
        """
        taken = set(here)
        found: list[Earlier] = []
        main = self._main
        for one, role in self._in_order():
            if one.key not in taken:
                taken.add(one.key)
                far = main is not None and one.key == main.key and role.startswith("before")
                found.append(one._replace(role="main" if far else role))
                if len(found) == MOST:
                    break
        through = [(one, "policy") for one in islice(reversed(self._policies.values()), POLICIES)]
        for one, role in [*through, (main, "main")] if main else through:
            if one.key not in taken:
                taken.add(one.key)
                found.append(one._replace(role=role))
        return found

    def _in_order(self) -> Iterator[tuple[Earlier, str]]:
        """First what the sentence before begins with, then what all begins with, then the rest, nearest first; with their roles."""
        for n, names in enumerate(self._before, 1):
            if names:
                yield names[0], f"first {n}"
            if n == 1:
                if self._topic is not None:
                    yield self._topic, "topic"
                yield from ((one, "before 1") for one in reversed(names))
            else:
                yield from ((one, f"before {n}") for one in reversed(names[1:]))


def with_context(sentences: Iterable[MarkedSentence]) -> Iterator[tuple[MarkedSentence, Marked]]:
    """Every sentence with its full marked text behind signs for what came before, in the same order.

    Args:
        sentences: the sentences of one article in reading order.
    """
    context = Context()
    for ms in sentences:
        said = {key for keys in ms.full.keys.values() for key in keys}
        earlier = context.earlier(said) if said else ()
        yield ms, _behind(ms, earlier) if earlier else ms.full
        context.add(ms)


def _behind(ms: MarkedSentence, earlier: Sequence[Earlier]) -> Marked:
    marked, n, at = ms.full, len(earlier) + 1, ms.sentence.span.start
    atoms = [Atom(e.start, e.end, EARLIER_CHAR[e.type], (e.key,)) for e in earlier]
    return Marked(
        "".join(a.char for a in atoms) + BAR + marked.text,
        array("q", [at] * n) + marked.starts,
        array("q", [at] * n) + marked.ends,
        {k: a.keys for k, a in enumerate(atoms)} | {k + n: v for k, v in marked.keys.items()},
        dict(enumerate(atoms)) | {k + n: v for k, v in marked.atoms.items()},
        {k: e.role for k, e in enumerate(earlier)},
    )
