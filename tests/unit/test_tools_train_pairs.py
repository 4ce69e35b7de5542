"""Training the scorer of pairs: it learns, it is deterministic, and it knows how sure it may be."""

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from kg.extraction.marking import TYPE_CHAR, Atom, mark
from kg.extraction.scorer import Label, Words, features, pairs_of, signs_of

TOOL = Path(__file__).parents[2] / "tools" / "train_pairs.py"


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    """The training tool as a module."""
    spec = importlib.util.spec_from_file_location("train_pairs", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_pairs"] = module
    spec.loader.exec_module(module)
    return module


def toy(rng: random.Random, size: int) -> list[tuple[set[str], int]]:
    """Features of invented sentences that speak of a partnership, of a parent, or of neither."""
    frames = (
        ("A{x}携手B{y}", "A{x}同B{y}联手"),
        ("A{x}隶属于B{y}", "A{x}是B的子公司{y}"),
        ("A{x}上涨拖累B{y}", "A{x}点评B{y}"),
    )
    found = []
    for _ in range(size):
        label = rng.randrange(3)
        x = rng.choice(("昨日", "再度", "在澜州", "高调", ""))
        y = rng.choice(("开发芯片", "推进项目", ""))
        found.append((told(rng.choice(frames[label]).format(x=x, y=y)), label))
    return found


def told(text: str) -> set[str]:
    """The features of the two companies A and B of a text."""
    atoms = [Atom(i, i + 1, TYPE_CHAR["Company"], (c,)) for i, c in enumerate(text) if c.isupper()]
    one = mark(text, 0, len(text), atoms)
    pair = next(pairs_of(one))
    return features(text, one, signs_of(one), Words([], [], []), pair, ("Company", "Company"))


def test_two_relations_are_learned_from_two_hundred_sentences(trainer: ModuleType) -> None:
    """Trained on 200 invented sentences, the model tells two relations and neither apart on 60 others."""
    made = toy(random.Random(7), 260)
    targets = np.eye(3, dtype=np.float32)[[label for _, label in made]]
    settings = trainer.SETTINGS._replace(epochs=20, batch=32, rarest=2)
    learned = trainer.learn([f for f, _ in made[:200]], targets[:200], settings)
    meanings = [Label("PARTNERS_WITH", True), Label("SUBSIDIARY_OF", True), None]
    scorer = trainer.packed(learned, meanings, settings)
    shares = scorer.shares([scorer.indices(f) for f, _ in made[200:]])
    guess = np.hstack([shares, 1 - shares.sum(axis=1, keepdims=True)]).argmax(axis=1)
    assert np.mean(guess == targets[200:].argmax(axis=1)) > 0.95


def test_training_twice_gives_the_same_weights(trainer: ModuleType) -> None:
    """The seed decides everything."""
    made = toy(random.Random(3), 60)
    targets = np.eye(3, dtype=np.float32)[[label for _, label in made]]
    one, two = (trainer.learn([f for f, _ in made], targets) for _ in range(2))
    assert np.array_equal(one.weights, two.weights)


class Told:
    """A pair with the likeliest label, its share, and whether the data say so."""

    judged = True

    def __init__(self, share: float, right: bool) -> None:
        self.best, self.right, self.sure = (Label("PARTNERS_WITH", True), share), right, share
        self.names = ("甲", "乙")


@pytest.fixture
def judged_by_itself(trainer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a pair is right is what it says of itself."""

    def is_right(item: Any) -> bool:
        return bool(item.right)

    monkeypatch.setattr(trainer, "is_right", is_right)


@pytest.mark.usefixtures("judged_by_itself")
def test_calibration_follows_what_was_right(trainer: ModuleType) -> None:
    """A share that was right half of the time becomes a probability of about a half."""
    label = Label("PARTNERS_WITH", True)
    items = [Told(0.9, k % 2 == 0) for k in range(200)]
    items += [Told(0.2, k % 10 == 0) for k in range(200)]
    fitted = trainer.calibrate(items, [label])
    assert fitted(label, 0.9) == pytest.approx(0.5, abs=0.03)
    assert fitted(label, 0.2) == pytest.approx(0.1, abs=0.03)


@pytest.mark.usefixtures("judged_by_itself")
def test_threshold_is_where_enough_is_still_right(trainer: ModuleType) -> None:
    """The lowest probability is taken down to which three of four are right; few say nothing."""
    items = [Told(0.9 - k / 1000, k < 30) for k in range(60)]
    assert trainer.thresholds_for(items, 0.75) == {"PARTNERS_WITH": pytest.approx(0.861)}
    assert trainer.thresholds_for(items[: trainer.FEWEST - 1], 0.75) == {}


def test_label_of_a_data_set_gets_its_direction(trainer: ModuleType) -> None:
    """拥有 names the parent first, so the one that stands first is the object."""
    assert trainer.meaning("拥有>") == Label("SUBSIDIARY_OF", False)
    assert trainer.meaning("持股<") == Label("HOLDS_STAKE_IN", False)
    assert trainer.meaning("合作") == Label("PARTNERS_WITH", True)
    assert trainer.meaning("合并") is None
    assert trainer.meaning("unknown") is None
