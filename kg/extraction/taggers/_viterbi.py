"""The best tag sequence of a linear-chain CRF, for a whole batch at once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def best_paths(
    scores: "Floats", lengths: "NDArray[np.int32]", transitions: "Floats"
) -> "list[NDArray[np.intp]]":
    """The highest-scoring tags of each sequence.

    Args:
        scores: (time, batch, tag), one score for each tag at each character.
        lengths: (batch), how many characters of each sequence count, at least one.
        transitions: (tag + 1, tag + 1), from row to column; the last row is the start.
    """
    import numpy as np

    time, batch, tags = scores.shape
    step = np.ascontiguousarray(transitions[:tags, :tags])
    best = np.empty_like(scores)
    best[0] = scores[0] + transitions[tags, :tags]
    # (previous, batch, next): the maximum over the first axis runs along contiguous memory.
    reached = np.empty((tags, batch, tags), dtype=scores.dtype)
    from_tag = step[:, None, :]
    for t in range(1, time):
        np.add(best[t - 1].T[:, :, None], from_tag, out=reached)
        np.add(reached.max(axis=0), scores[t], out=best[t])
    return _trace(best, lengths, np.ascontiguousarray(step.T))


def _trace(
    best: "Floats", lengths: "NDArray[np.int32]", into: "Floats"
) -> "list[NDArray[np.intp]]":
    """Walks back from the best last tag; which tag came before is found again on the way."""
    import numpy as np

    time, batch, _ = best.shape
    last = lengths - 1
    ending = best[last, np.arange(batch)].argmax(axis=1)
    path = np.empty((time, batch), dtype=np.intp)
    path[time - 1] = ending
    for t in range(time - 2, -1, -1):
        before = (best[t] + into[path[t + 1]]).argmax(axis=1)
        path[t] = np.where(last <= t, ending, before)
    return [path[:length, i] for i, length in enumerate(lengths.tolist())]
