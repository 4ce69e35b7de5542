"""How much of a gold standard a store holds: precision and recall by relation type and group.

A predicted and a gold statement of one article are the same when the relation type is, and both
ends share a form of their names (white space, quotes and case aside). Symmetric relations match in
either direction; the text of SETS_TARGET matches when one contains the other or a number is shared.
Each counts once; among equal candidates the one whose qualifiers agree is taken. Status and
qualifiers are judged on matched pairs only. A statement with evidence in several articles counts
in each.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UnknownFormat, UnreadableFile
from kg.model import Literal
from kg.store import Store
from kg.views import EntityView, StatementView
from ontology.vocabulary import vocabulary

CAPITAL = (
    "INVESTED_IN",
    "ACQUIRED",
    "HOLDS_STAKE_IN",
    "REDUCED_STAKE_IN",
    "SUBSIDIARY_OF",
    "FOUNDED",
    "LISTED_ON",
)
_RULES = ("ISSUED", "TARGETS", "APPLIES_TO", "BENEFITS", "IMPLEMENTS", "SUPERVISES")
POLICY = (*_RULES, "SETS_TARGET")
CORE = (*CAPITAL, *_RULES, "DEVELOPS", "PARTNERS_WITH", "OPERATES_IN")
_JUDGED = {"amount", "stake", "shares", "value", "date", "round", "deadline", "title"}

_IGNORED = re.compile(r"[\s《》“”\"'‘’「」（）()·・]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of matched, predicted and gold items, and what follows from them."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, 0–1."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0–1."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Score(matched=1, predicted=2, gold=1).f1
        0.6666666666666666
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            matched=self.matched + other.matched,
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A gold statement that was not found (`missed`), or a found one that gold lacks."""

    article: str
    missed: bool
    subject: str
    type: str
    object: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of a store against a gold standard; shares are 0–1."""

    articles: int
    types: Mapping[str, Score]
    entities: Score
    entity_type_accuracy: float
    status_accuracy: float
    qualifier_recall: float
    misses: tuple[Miss, ...]

    @property
    def groups(self) -> dict[str, Score]:
        """All relations, and the groups that are reported on their own."""
        chosen = {"all": tuple(self.types), "core": CORE, "capital": CAPITAL, "policy": POLICY}
        return {
            name: sum((self.types.get(t, Score()) for t in types), Score())
            for name, types in chosen.items()
        }


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement of either side, reduced to what is compared."""

    type: str
    subject: frozenset[str]
    object: frozenset[str]
    status: str
    qualifiers: Mapping[str, str]
    words: tuple[str, str, str]  # subject, object, sentence, for people

    @property
    def target(self) -> str:
        return " ".join((self.words[1], *self.qualifiers.values()))


@dataclass(frozen=True, slots=True)
class _Thing:
    """An entity of either side."""

    type: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Gold:
    """One annotated article."""

    name: str
    things: tuple[_Thing, ...]
    claims: tuple[_Claim, ...]


def evaluate(gold_dir: Path, store: Store) -> Evaluation:
    """Compare what `store` holds with the annotated articles in `gold_dir`, one JSON file each.

    Raises:
        UnreadableFile: the folder or a file in it cannot be read, or holds no JSON.
        UnknownFormat: a file is no gold article.
    """
    gold = _load(gold_dir)
    claims, things = _claims_by_title(store), _things_by_title(store)
    tally = _Tally()
    for title, article in gold.items():
        tally.take_claims(article, claims.get(title, []))
        tally.take_things(article, things.get(title, []))
    return tally.result(len(gold))


def _folded(text: str) -> str:
    return _IGNORED.sub("", text or "").lower()


def _forms(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_folded, names)) - {""}


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _load(folder: Path) -> dict[str, _Gold]:
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise UnreadableFile(
            f"{folder} holds no gold articles (*.json); give the folder of the gold"
        )
    articles = map(_load_article, paths)
    return dict(articles)


def _load_article(path: Path) -> tuple[str, _Gold]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        entities = {e["id"]: e for e in raw["entities"]}
        things = tuple(_Thing(e["type"], _entity_forms(e)) for e in entities.values())
        claims = tuple(_gold_claim(r, entities) for r in raw["relations"])
        return _folded(raw["title"]), _Gold(raw["article"], things, claims)
    except OSError as e:
        raise UnreadableFile(f"{path} cannot be read ({e.strerror})") from e
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise UnknownFormat(f"{path} is no gold article: {type(e).__name__} {e}") from e


def _entity_forms(raw: Mapping[str, Any]) -> frozenset[str]:
    return _forms([raw["name"], *raw.get("aliases", [])])


def _gold_claim(raw: Mapping[str, Any], entities: Mapping[str, Any]) -> _Claim:
    subject = entities[raw["subject"]]
    literal = vocabulary().relation(raw["type"]).takes_text
    target = None if literal else entities[raw["object"]]
    words = target["name"] if target else str(raw["object"])
    return _Claim(
        type=raw["type"],
        subject=_entity_forms(subject),
        object=_entity_forms(target) if target else frozenset(),
        status=raw.get("status", "completed"),
        qualifiers={k: str(v) for k, v in raw.get("qualifiers", {}).items()},
        words=(subject["name"], words, raw.get("evidence", "")),
    )


def _claims_by_title(store: Store) -> dict[str, list[_Claim]]:
    by_title: dict[str, list[_Claim]] = defaultdict(list)
    for view in store.statements():
        claim = _claim(view)
        for title in dict.fromkeys(_folded(c.article) for c in view.citations):
            by_title[title].append(claim)
    return by_title


def _claim(view: StatementView) -> _Claim:
    literal = isinstance(view.object, Literal)
    said = view.object.text if isinstance(view.object, Literal) else view.object.name
    qualifiers: dict[str, list[str]] = defaultdict(list)
    for q in view.qualifiers:
        qualifiers[q.name].append(q.text)
    return _Claim(
        type=view.type,
        subject=_view_forms(view.subject),
        object=frozenset() if literal else _view_forms(view.object),
        status=view.status,
        qualifiers={name: "、".join(qualifiers[name]) for name in sorted(qualifiers)},
        words=(view.subject.name, said, view.citations[0].sentence),
    )


def _view_forms(view: EntityView | Literal) -> frozenset[str]:
    return frozenset() if isinstance(view, Literal) else _forms([view.name, *view.aliases])


def _things_by_title(store: Store) -> dict[str, list[_Thing]]:
    by_title: dict[str, list[_Thing]] = defaultdict(list)
    for view in store.entities():
        for title in view.articles:
            by_title[_folded(title)].append(_Thing(view.type, _view_forms(view)))
    return by_title


def _same_claim(gold: _Claim, found: _Claim) -> bool:
    if gold.type != found.type:
        return False
    relation = vocabulary().relation(gold.type)
    if relation.takes_text:
        return bool(gold.subject & found.subject) and _same_target(gold.target, found.target)
    straight = gold.subject & found.subject and gold.object & found.object
    turned = gold.subject & found.object and gold.object & found.subject
    return bool(straight or (relation.symmetric and turned))


def _same_target(gold: str, found: str) -> bool:
    one, other = _folded(gold), _folded(found)
    contained = bool(one and other) and (one in other or other in one)
    return contained or bool(_numbers(one) & _numbers(other))


def _agreement(gold: _Claim, found: _Claim) -> int:
    """How many gold qualifiers share a number with the found ones."""
    return sum(
        bool(_numbers(text) & _numbers(found.qualifiers.get(name, "")))
        for name, text in gold.qualifiers.items()
    )


def _same_qualifier(gold: str, found: str) -> bool:
    if not found:
        return False
    one, other = _folded(gold), _folded(found)
    return (
        one in other or other in one or (bool(_numbers(gold)) and _numbers(gold) == _numbers(found))
    )


class _Tally:
    """Counts that grow article by article."""

    def __init__(self) -> None:
        self.matched: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.entities = Score()
        self.types_right = self.statuses_right = self.qualifiers_right = self.qualifiers = 0
        self.misses: list[Miss] = []

    def take_claims(self, article: _Gold, found: Sequence[_Claim]) -> None:
        """Match the statements of one article one to one, in the order of the gold."""
        self.predicted.update(c.type for c in found)
        left = list(found)
        for gold in article.claims:
            self.gold[gold.type] += 1
            best = _best(gold, left)
            if best is None:
                self.misses.append(_miss(article, gold, missed=True))
                continue
            self._judge(gold, left.pop(best))
        self.misses += [_miss(article, c, missed=False) for c in left]

    def _judge(self, gold: _Claim, found: _Claim) -> None:
        self.matched[gold.type] += 1
        self.statuses_right += gold.status == found.status
        for name in _JUDGED & gold.qualifiers.keys():
            self.qualifiers += 1
            text = found.qualifiers.get(name, "")
            self.qualifiers_right += _same_qualifier(gold.qualifiers[name], text)

    def take_things(self, article: _Gold, found: Sequence[_Thing]) -> None:
        """Match the entities of one article; places count only where gold names them."""
        left, matched = list(found), 0
        for gold in article.things:
            hit = next((i for i, t in enumerate(left) if gold.forms & t.forms), None)
            if hit is not None:
                matched += 1
                self.types_right += left.pop(hit).type == gold.type
        predicted = sum(t.type != "Place" for t in found)
        self.entities += Score(matched=matched, predicted=predicted, gold=len(article.things))

    def result(self, articles: int) -> Evaluation:
        """The evaluation so far."""
        order = [*vocabulary().relation_types]
        seen = sorted(self.gold.keys() | self.predicted.keys(), key=order.index)
        pairs = self.matched.total()
        return Evaluation(
            articles=articles,
            types={
                t: Score(matched=self.matched[t], predicted=self.predicted[t], gold=self.gold[t])
                for t in seen
            },
            entities=self.entities,
            entity_type_accuracy=_share(self.types_right, self.entities.matched),
            status_accuracy=_share(self.statuses_right, pairs),
            qualifier_recall=_share(self.qualifiers_right, self.qualifiers),
            misses=tuple(self.misses),
        )


def _best(gold: _Claim, found: Sequence[_Claim]) -> int | None:
    """The place of the claim that says the same, best in qualifiers; the first of equals."""
    fitting = [i for i, claim in enumerate(found) if _same_claim(gold, claim)]
    return max(fitting, key=lambda i: _agreement(gold, found[i]), default=None)


def _miss(article: _Gold, claim: _Claim, *, missed: bool) -> Miss:
    subject, target, sentence = claim.words
    return Miss(
        article=article.name,
        missed=missed,
        subject=subject,
        type=claim.type,
        object=target,
        sentence=sentence,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
