"""How far what the network of relations reads can be believed, by all that is known of it beside its share.

The network reads one sentence in which names are marked and asks no more whether they are names. Whether they are, whether
the article says the same in another place, and whether another pair of the sentence has the better claim tells as much
again. A logistic regression (`tools/calibrate_relations.py`) weighs the one with the other: ADR 24.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log
from typing import NamedTuple

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.relations import Judged, Label, chance, labels, log_odds, place_of
from kg.extraction.learned.tags import LEARNED
from kg.extraction.learned.told import triggers
from kg.model import Statement
from ontology.vocabulary import vocabulary

LEAST = 0.35
"""The belief from which on the network's word is a statement: chosen on passages held out, where from half of F1 on, .29, a
statement adds to it, and a little above, where F1 is the same and more of what is stated is right."""
FLOOR = 0.1
"""Nothing makes up for a smaller share."""
# More likely than not: fewer claims cannot rival another.
_STRONG = 0.5
_CURATED = "known-term"


class Grounds(NamedTuple):
    """What speaks for and against a statement of the network; shares lie between 0 and 1.

    `elsewhere` is the best share of the same statement in the article, its own among them. `sight` is how clearly the
    network of names sees the less clear of the two, wherever it sees it best. `rival_subject` is the best share of the
    same relation to the same object with another subject in the sentence, `rival_object` the other way round.
    `listed` tells that lists of terms know the object, `letters` how long its name is, `worded` that a word of the sentence
    tells the relation, or that none is known, `afar` that only a sentence before names one of the two, and `aims` that this
    is a policy and the sentence what it would aim at.
    """

    share: float
    elsewhere: float
    sight: float
    rival_subject: float = 0.0
    rival_object: float = 0.0
    listed: bool = False
    letters: int = 4
    worded: bool = True
    afar: bool = False
    aims: bool = False


# Weights of what `traits_of` makes of the grounds, and the offset, fitted on passages held out.
WEIGHTS = (0.86, 0.83, 0.19, -0.24, -0.23, 0.36, 0.35, 0.36, -0.16, -0.19)
OFFSET = -1.78


def traits_of(g: Grounds) -> tuple[float, ...]:
    """What is weighed: log-odds, of rivals only what is more likely than not, and the length as a logarithm.

    >>> [round(x, 1) for x in traits_of(Grounds(share=0.5, elsewhere=0.9, sight=0.9, rival_object=0.3))]
    [0.0, 2.2, 2.2, 0.0, 0.0, 0.0, 1.4, 1.0, 0.0, 0.0]
    """
    own = log_odds(g.share)
    return (
        own,
        max(log_odds(g.elsewhere) - own, 0.0),
        log_odds(g.sight),
        max(log_odds(g.rival_subject), 0.0),
        max(log_odds(g.rival_object), 0.0),
        float(g.listed),
        log(max(g.letters, 1)),
        float(g.worded),
        float(g.afar),
        float(g.aims),
    )


def believed(g: Grounds) -> float:
    """How often a statement on these grounds is right, 0 to 1.

    >>> faint, clear = (Grounds(share=0.5, elsewhere=0.5, sight=sight) for sight in (0.3, 0.99))
    >>> believed(faint) < believed(clear)
    True
    """
    weighed = sum(w * x for w, x in zip(WEIGHTS, traits_of(g), strict=True))
    return chance(OFFSET + weighed)


class Claims:
    """What the network of relations reads in all sentences of an article, and how clearly its names are seen."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sights = _sights(draft)
        self._listed = {
            key for m, key in zip(draft.mentions, draft.linked, strict=True) if m.finder == _CURATED
        }
        self._worded: dict[tuple[int, str], bool] = {}
        self._best: dict[tuple[str, str, str], float] = {}
        self._strong: dict[int, list[tuple[str, int, int, float]]] = {}
        for j in draft.judged:
            strong = self._strong[id(j)] = []
            for relation, s_at, o_at, share in _read(j):
                if share > _STRONG:
                    strong.append((relation, s_at, o_at, share))
                for subject in j.marked.keys[s_at]:
                    for target in j.marked.keys[o_at]:
                        told = (relation, subject, target)
                        self._best[told] = max(share, self._best.get(told, 0.0))

    def grounds(self, j: Judged, k: int, column: int, subject: str, target: str) -> Grounds:
        """What speaks for a label of a pair.

        Args:
            j: a sentence of the article.
            k: which of its pairs.
            column: which of the `labels`.
            subject: id of one of the entities that stand at the subject's place.
            target: the same of the object.
        """
        pair = j.pairs[k]
        relation, forward = labels()[column]
        s_at, o_at = (pair.i, pair.j) if forward else (pair.j, pair.i)
        share = float(j.shares[k, column + 1])
        afar = pair.i in j.marked.earlier
        rivals = [r for r in self._strong[id(j)] if r[0] == relation]
        return Grounds(
            share=share,
            elsewhere=max(share, self._best.get((relation, subject, target), 0.0)),
            sight=self.sight(subject, target),
            rival_subject=max((r[3] for r in rivals if r[2] == o_at and r[1] != s_at), default=0.0),
            rival_object=max((r[3] for r in rivals if r[1] == s_at and r[2] != o_at), default=0.0),
            listed=target in self._listed,
            letters=len(self._draft.entities[target].name),
            worded=self._is_worded(j, relation),
            afar=afar,
            aims=afar and relation == "TARGETS",
        )

    def _is_worded(self, j: Judged, relation: str) -> bool:
        """Whether some word of a sentence tells the relation, or no such words are known."""
        asked = (id(j), relation)
        if asked not in self._worded:
            words = triggers().get(relation)
            text = j.sentence.sentence.text
            self._worded[asked] = words is None or words.search(text) is not None
        return self._worded[asked]

    def sight(self, subject: str, target: str) -> float:
        """How clearly the network of names sees the less clear of two entities, 0 to 1."""
        return min(self._sights.get(subject, 0.0), self._sights.get(target, 0.0))

    def of(self, stmt: Statement) -> Grounds | None:
        """What speaks for a statement of the network that its first evidence places; None where it did not look there."""
        e = stmt.evidence[0]
        for j in self._draft.judged:
            if j.sentence.sentence.span.start != e.sentence.start:
                continue
            i = place_of(j.marked, stmt.subject.id, e.subject)
            o = place_of(j.marked, stmt.object.id, e.object)
            for k, pair in enumerate(j.pairs):
                if (i, o) in {(pair.i, pair.j), (pair.j, pair.i)}:
                    forward = i == pair.i or vocabulary().relation(stmt.type).symmetric
                    column = labels().index(Label(stmt.type, forward))
                    return self.grounds(j, k, column, stmt.subject.id, stmt.object.id)
        return None


def _read(j: Judged) -> Iterator[tuple[str, int, int, float]]:
    """Relation, places of subject and object and share of the likeliest label of every pair; both ways round if it is symmetric."""
    for k, share in enumerate(j.most):
        if share >= FLOOR:
            relation, forward = labels()[j.best[k]]
            i, o, _ = j.pairs[k]
            if forward or vocabulary().relation(relation).symmetric:
                yield relation, i, o, share
            if not forward or vocabulary().relation(relation).symmetric:
                yield relation, o, i, share


_BOARD = expression("(?:股|板|交易所|交易所有限公司|纳斯达克|证券市场)$")


def _sights(draft: Draft) -> Mapping[str, float]:
    """For each entity how clearly the network of names sees it where it sees it best.

    What it does not look for is certain here, as all is without it, and what the caller names.
    """
    found: defaultdict[str, float] = defaultdict(float)
    for m, key in [*zip(draft.mentions, draft.linked, strict=True), *draft.nested]:
        # Lists know exchanges and their boards better than the network sees where their names end: 上海证券交易所科创板.
        listed = m.finder == "gazetteer" and m.type == "Organization" and _BOARD.search(m.name)
        told = m.type not in _LEARNED or m.finder == "given" or listed or draft.glimpsed is None
        sight = 1.0 if told else (draft.glimpsed or {}).get((m.start, m.end), 0.0)
        found[key] = max(found[key], sight)
    return found


_LEARNED = frozenset(LEARNED)
