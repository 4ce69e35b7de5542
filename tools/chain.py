"""A linear chain over the states of neighbouring characters, as PyTorch learns it.

Lafferty, McCallum and Pereira, "Conditional random fields: probabilistic models for segmenting and labeling sequence data"
(2001). What a score counts and how likely a state is behind another are 59 numbers; no character's own score is among them.
"""

import numpy as np
import torch
from torch import nn

from kg.extraction.learned.tags import SIZE, STATES, forbidden, state_of

NEVER = -1e4
"""The score of what cannot be: far below all others, and a number still."""
_TAGS = [[tag for tag in range(SIZE) if state_of(tag) == state] for state in range(STATES)]


def folded(scores: torch.Tensor) -> torch.Tensor:
    """Scores of tags (..., tag) as scores of states (..., state): those of one state together, as `names.states_of` does."""
    return torch.stack([torch.logsumexp(scores[..., tags], dim=-1) for tags in _TAGS], dim=-1)


def states_where(tags: torch.Tensor) -> torch.Tensor:
    """Which states have one of the tags that are marked: (..., tag) to (..., state)."""
    return torch.stack([tags[..., some].any(dim=-1) for some in _TAGS], dim=-1)


def of_kin() -> torch.Tensor:
    """Which tags differ in type alone, within a family (tag, tag)."""
    states = torch.tensor([state_of(tag) for tag in range(SIZE)])
    return states[:, None] == states[None, :]


class Chain(nn.Module):
    """What a score counts (`weight`), and how likely a state is behind another (`free`); the last row is the start."""

    def __init__(self) -> None:
        super().__init__()
        never = torch.zeros(STATES + 1, STATES)
        for pair in forbidden():
            never[pair] = NEVER
        self.register_buffer("never", never)
        self.weight = nn.Parameter(torch.ones(()))
        self.free = nn.Parameter(torch.zeros(STATES + 1, STATES))

    def forward(
        self, scores: torch.Tensor, right: torch.Tensor, there: torch.Tensor
    ) -> torch.Tensor:
        """How unlikely each sentence makes every path that is right, a negative logarithm (sentence).

        Args:
            scores: (time, sentence, state).
            right: (time, sentence, state), whether a state is among those that are right.
            there: (time, sentence), whether there is a character; there is one at the first time.
        """
        steps, told = self.free + self.never, self.weight * scores
        # All paths, and those that are right, side by side.
        both = torch.stack([told, told.masked_fill(~right, NEVER)], dim=1)
        reached = both[0] + steps[STATES]
        for t in range(1, len(both)):
            on = torch.logsumexp(reached[..., :, None] + steps[:STATES], dim=-2) + both[t]
            reached = torch.where(there[t][None, :, None], on, reached)
        every, some = torch.logsumexp(reached, dim=-1)
        return every - some

    def take(self, table: np.ndarray) -> None:
        """Begin with transitions that `table` gave."""
        told = self.weight * torch.from_numpy(table[:, :STATES].copy()).to(self.free.device)
        with torch.no_grad():
            self.free.copy_(told.masked_fill(self.never < 0, 0.0))

    def table(self) -> np.ndarray:
        """The transitions (state + 1, state + 1) in the unit of the scores; the last column has no use."""
        out = np.zeros((STATES + 1, STATES + 1), dtype=np.float32)
        out[:, :STATES] = (self.free / self.weight + self.never).detach().cpu().numpy()
        return out.round(3)
