"""The stage that makes entities of mentions."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kg.extraction.boundaries.shared import FIRMS
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.components.stage import Stage
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.linking import Known, link
from kg.extraction.taggers import Tagger

# What only the network of names sees is kept without a statement about it from this confidence on: where it sees less, and
# in a long article, which names much in passing, where it sees more and no term at all. Of terms that it sees so clearly
# and nothing is stated of, seven in ten were wanted in short passages held out, and one in six in the long tuned articles.
_SURE, _SURE_IN_LONG = 0.6, 0.85
# A listed term that the network gives less is kept only in a statement. Chosen on passages held out and the tuned
# articles: below it more are unwanted than wanted in both.
_WITNESSED = 0.5
# In a long article a term that is named once, in passing, needs more.
_IN_PASSING, _LONG_ARTICLE = 0.95, 600


def _is_salient(
    cand: Candidate,
    glimpsed: Mapping[tuple[int, int], float] | None,
    *,
    long: bool,
    in_passing: bool,
) -> bool:
    """Whether a mention is worth keeping without a statement: curated or named by the author, not guessed.

    `long` says that it stands in a long article, `in_passing` that it is the only mention of its entity there.

    Measured on annotated articles: of terms that grammar alone found and no statement uses, one in five was
    wanted; of listed ones every second, and of those whose very span the network sees more.
    """
    if cand.finder == "model":
        return cand.type not in CONCEPTS or (not long and cand.confidence >= _SURE)
    if cand.finder == "known-term" and glimpsed is not None:
        least = _IN_PASSING if in_passing else _WITNESSED
        return glimpsed.get((cand.start, cand.end), 0.0) >= least
    return cand.finder == "apposition" or (cand.confidence >= 0.85 and cand.finder != "term")


class Linking(Stage):
    """Mentions of one thing become one entity."""

    needs = ("mentions",)
    makes = ("entities", "linked")

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        # The same names come up again and again.
        self._by_name = lru_cache(maxsize=1 << 14)(gazetteer.by_name)

    def __call__(self, draft: Draft) -> None:
        """Link the mentions, then the mentions inside mentions."""
        draft.mentions = [self._as_listed(draft.text, m) for m in draft.mentions]
        known = self._known(draft)
        both = [*draft.mentions, *draft.inner]
        entities, linked = link(draft.text, both, draft.bindings, known)
        draft.entities = {e.id: e for e in entities}
        size = len(draft.mentions)
        draft.linked = linked[:size]
        draft.nested = list(zip(draft.inner, linked[size:], strict=True))
        # A mention takes the type of its entity, so that patterns see what the whole article says.
        draft.mentions = [
            m._replace(type=draft.entities[k].type)
            for m, k in zip(draft.mentions, draft.linked, strict=True)
        ]
        draft.nested = [(m._replace(type=draft.entities[k].type), k) for m, k in draft.nested]
        times = Counter(draft.linked)
        long = len(draft.text) >= _LONG_ARTICLE
        draft.salient = {
            k
            for m, k in zip(draft.mentions, draft.linked, strict=True)
            if _is_salient(m, draft.glimpsed, long=long, in_passing=long and times[k] == 1)
            and (m.start, m.end) not in draft.generic
        }
        least = _SURE_IN_LONG if long else _SURE
        sure = {
            k
            for m, k in zip(draft.mentions, draft.linked, strict=True)
            if m.finder != "model" or m.confidence >= least
        }
        draft.guessed = set(draft.linked) - sure
        linked_all = [*zip(draft.mentions, draft.linked, strict=True), *draft.nested]
        if draft.glimpsed is not None:
            draft.guessed |= _unseen(linked_all, draft.glimpsed, _goes_by_looks)

    def _as_listed(self, text: str, cand: Candidate) -> Candidate:
        """The mention under the name that lists know it by: 巨量转移技术, 中国市场监管总局, 北京天科合达."""
        if cand.name:
            return cand
        surface = text[cand.start : cand.end]
        if cand.type == "Technology" and surface.endswith("技术"):
            listed = [e for e in self._by_name(surface[:-2]) if not e.ambiguous]
        elif cand.type == "GovernmentBody" and surface.startswith("中国"):
            listed = [*self._by_name(surface[2:])]
        elif cand.type in FIRMS:
            # The full name of what is listed as 天科合达 begins so.
            listed = [
                e
                for seat in _SEATS
                for e in self._by_name(surface[seat:])
                if any(alias.startswith(surface) for alias in e.aliases)
            ]
        else:
            return cand
        names = {e.name for e in listed if e.type == cand.type}
        return cand._replace(name=names.pop()) if len(names) == 1 else cand

    def _known(self, draft: Draft) -> Mapping[tuple[str, str], Known]:
        found: dict[tuple[str, str], Known] = {}
        for cand in (*draft.mentions, *draft.inner):
            if not cand.name or (cand.type, cand.name) in found:
                continue
            for entry in self._by_name(cand.name):
                if entry.type == cand.type and entry.name == cand.name:
                    safe = tuple(a for a in entry.aliases if a not in entry.unsafe)
                    found[cand.type, cand.name] = Known(aliases=safe, identifiers=entry.identifiers)
                    break
        return found


# So many characters has the place that a full name begins with: 北京, 山东省.
_SEATS = (2, 3)
# Finders that go by the look of a name. What they alone believe in was a name in one case of eight.
_RULING = frozenset({"suffix", "ner", "policy", "event", "facility"})
# A listed name that the network does not see is mostly a part of a longer one: 腾讯 in 腾讯电脑管家. One in seven was wanted.
_PARTS = frozenset({"Company", "Fund", "Organization", "ResearchInstitution", "Event"})


def _goes_by_looks(cand: Candidate) -> bool:
    return cand.finder in _RULING or (cand.finder == "gazetteer" and cand.type in _PARTS)


def _unseen(
    linked: Iterable[tuple[Candidate, str]],
    glimpsed: Mapping[tuple[int, int], float],
    told_by: Callable[[Candidate], bool],
) -> frozenset[str]:
    """The entities that only such finders tell of and that the network of names sees at no place.

    That a name is repeated tells nothing new.
    """
    told: set[str] = set()
    seen: set[str] = set()
    for m, key in linked:
        if m.finder == "repeat":
            continue
        alone = told_by(m) and (m.start, m.end) not in glimpsed
        (told if alone else seen).add(key)
    return frozenset(told - seen)
