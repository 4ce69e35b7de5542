"""How likely two names are names of one company: the sum of learned weights, each with its reason.

The weights are those of a logistic regression over the outcomes of `kg.identity.comparison`, fitted on
public pairs of names by ``tools/train_identity.py`` (docs/adr/0010).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.identity.comparison import outcomes
from kg.identity.parts import parts_of

SURE = 0.9
"""From here on two names are joined, unless something speaks against it."""

DOUBTFUL = 0.5
"""From here on a person may want to look at them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A probability, and the outcomes with their weights that make it, the strongest first."""

    probability: float
    reasons: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        said = ", ".join(f"{reason} {weight:+.1f}" for reason, weight in self.reasons)
        return f"{self.probability:.2f}: {said}"


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    text = files("kg.identity").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def probability(one: str, other: str) -> float:
    """The probability alone, between 0 and 1.

    >>> probability("平安银行", "平安银行股份有限公司") > SURE > probability("腾讯", "腾讯会议")
    True
    """
    weights = _weights()
    total = weights["(always)"]
    for outcome in outcomes(parts_of(one), parts_of(other)):
        total += weights.get(outcome, 0.0)
    return 1 / (1 + math.exp(-total))


def score(one: str, other: str) -> Score:
    """The probability with its reasons.

    >>> score("京东", "京东物流").reasons[0][0]
    'no registered name'
    """
    found = outcomes(parts_of(one), parts_of(other))
    weighed = [(o, round(_weights().get(o, 0.0), 2)) for o in found]
    return Score(
        probability=probability(one, other),
        reasons=tuple(sorted(weighed, key=lambda r: (-abs(r[1]), r[0]))),
    )
