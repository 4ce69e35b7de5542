"""The best tag sequence of a linear-chain CRF, for many sequences at once (Viterbi 1967)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

NEVER = -1e9
# Runs decoded side by side: fewer would pay for each step, more for padding.
TOGETHER = 96


def best_paths(
    scores: "Floats", lengths: "NDArray[np.int32]", transitions: "Floats"
) -> "list[Ints]":
    """The highest-scoring tags of each sequence.

    Args:
        scores: (time, batch, tag), one score for each tag at each character.
        lengths: (batch), how many characters of each sequence count, at least one.
        transitions: (tag + 1, tag + 1), from row to column; the last row is the start.
    """
    tags = scores.shape[2]
    path = _best(scores, lengths, scores[0] + transitions[tags, :tags], transitions)
    return [path[:length, i] for i, length in enumerate(lengths.tolist())]


def best_runs(
    scores: "Floats", opens: "NDArray[np.bool_]", transitions: "Floats", margin: float
) -> "Ints":
    """The tags of sequences that lie one behind the other, deciding only where there is something to decide.

    Where tag 0, outside of everything, leads all others by `margin`, it stands; the runs between are decoded each
    for itself, with the outside at their ends. With a margin that no gain from neighbours can make up this is the
    best path of the whole; what a smaller one changes was measured to be nothing (see the callers).

    Args:
        scores: (character, tag).
        opens: (character), whether a sequence begins there; the first does.
        transitions: as for `best_paths`.
        margin: in units of the scores.
    """
    import numpy as np

    size, tags = scores.shape
    path = np.zeros(size, dtype=np.intp)
    doubtful = scores[:, 0] - scores[:, 1:].max(axis=1) <= margin
    closes = np.append(opens[1:], True)
    before, after = np.append(True, ~doubtful[:-1]), np.append(~doubtful[1:], True)
    first = np.flatnonzero(doubtful & (opens | before))
    last = np.flatnonzero(doubtful & (closes | after))
    leads, trails = ~opens[first], ~closes[last]
    starts, lengths = first - leads, last - first + 1 + leads + trails
    order = np.argsort(lengths, kind="stable")
    for at in range(0, order.size, TOGETHER):
        chosen = order[at : at + TOGETHER]
        size_of = lengths[chosen]
        places = starts[chosen] + np.arange(int(size_of.max()))[:, None]
        part = scores[np.minimum(places, size - 1)]
        beside = np.arange(chosen.size)
        part[size_of[trails[chosen]] - 1, beside[trails[chosen]], 1:] = NEVER
        begin = part[0] + np.where(leads[chosen][:, None], 0, transitions[tags, :tags])
        begin[leads[chosen], 1:] = NEVER
        found = _best(part, size_of.astype(np.int32), begin.astype(np.float32), transitions)
        inside = np.arange(found.shape[0])[:, None] < size_of
        path[places[inside]] = found[inside]
    return path


def _best(
    scores: "Floats", lengths: "NDArray[np.int32]", begin: "Floats", transitions: "Floats"
) -> "Ints":
    """Best tags (time, batch), given what each tag is worth at the first character."""
    import numpy as np

    time, batch, tags = scores.shape
    step = np.ascontiguousarray(transitions[:tags, :tags])
    best = np.empty_like(scores)
    best[0] = begin
    # (previous, batch, next): the maximum over the first axis runs along contiguous memory.
    reached = np.empty((tags, batch, tags), dtype=scores.dtype)
    from_tag = step[:, None, :]
    for t in range(1, time):
        np.add(best[t - 1].T[:, :, None], from_tag, out=reached)
        np.add(reached.max(axis=0), scores[t], out=best[t])
    return _trace(best, lengths, np.ascontiguousarray(step.T))


def _trace(best: "Floats", lengths: "NDArray[np.int32]", into: "Floats") -> "Ints":
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
    return path
