"""What both networks have in common: an encoder of characters or signs, and how it is written for ONNX Runtime."""

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import torch
from torch import nn

from kg.extraction.taggers._onnx_writer import (
    BOUNDS,
    CONTRIBUTED,
    bounded_weights,
    node,
    plain_weights,
    rounded_weights,
    tensor,
)

T = TypeVar("T")
SEED = 20240501


class Encoder(nn.Module):
    """A table of vectors for each input, side by side -> bidirectional LSTM of one or more layers."""

    def __init__(
        self,
        rows: Mapping[str, int],
        sizes: Mapping[str, int],
        hidden: int,
        drop: float,
        layers: int = 1,
    ) -> None:
        """Inputs are those of `sizes`, in that order; `rows` says how many numbers each may have."""
        super().__init__()
        self.tables = nn.ModuleList(
            nn.Embedding(rows[name], size, padding_idx=0) for name, size in sizes.items()
        )
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.drop = nn.Dropout(drop)
        between = drop if layers > 1 else 0.0
        self.lstm = nn.LSTM(
            sum(sizes.values()), hidden, layers, dropout=between, bidirectional=True
        )

    def forward(
        self, ids: torch.Tensor, lengths: torch.Tensor, *, falling: bool = False
    ) -> torch.Tensor:
        """States (time, batch, 2 x hidden) for ids (input, time, batch); `falling` lengths need no sorting."""
        x = torch.cat([t(i) for t, i in zip(self.tables, ids, strict=True)], dim=-1)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(x), lengths, enforce_sorted=falling)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], total_length=x.shape[0])
        return states


def encoder_nodes(
    inputs: Sequence[str],
    hidden: int,
    *,
    layers: int = 1,
    rounded: bool = False,
    bounded: bool = False,
) -> list[bytes]:
    """The nodes of the encoder, from `inputs` and "lengths" to "states" (time, batch, 2 x hidden).

    Where it is `rounded`, weights and states are multiplied as whole numbers (see `rounded_weights`); where it is `bounded`
    too, in the same way whatever stands in the batch (see `bounded_weights`).
    """
    if bounded and not rounded:
        raise ValueError("only a rounded layer can be bounded")
    both = {"direction": "bidirectional", "hidden_size": hidden + BOUNDS * bounded}
    nodes = [
        *(node("Gather", (f"table_{n}", n), (f"at_{n}",), axis=0) for n in inputs),
        node("Concat", tuple(f"at_{n}" for n in inputs), ("states_0",), axis=2),
    ]
    for k in range(layers):
        own = [f"{w}_{k}" for w in ("W", "R", "B")]
        fed = (f"states_{k}", *own, "lengths")
        scales = [f"{w}_{k}_{part}" for w in ("W", "R") for part in ("scale", "zero")]
        last = k == layers - 1
        told = "states" if last else f"states_{k + 1}"
        # The cells that bound a layer go on to the next one, and no farther.
        cells = f"all_{k}" if bounded and last else f"both_{k}"
        shape = "joined_shape" if last or not bounded else "bounded_shape"
        nodes += [
            node(
                "DynamicQuantizeLSTM",
                (*fed, "", "", "", *scales),
                (cells,),
                domain=CONTRIBUTED,
                **both,
            )
            if rounded
            else node("LSTM", fed, (cells,), **both),
            *(
                (node("Slice", (cells, "cells_from", "cells_to", "cells_axis"), (f"both_{k}",)),)
                if bounded and last
                else ()
            ),
            node("Transpose", (f"both_{k}",), (f"beside_{k}",), perm=(0, 2, 1, 3)),
            node("Reshape", (f"beside_{k}", shape), (told,)),
        ]
    return nodes


def encoder_weights(
    state: Mapping[str, np.ndarray],
    inputs: Sequence[str],
    hidden: int,
    *,
    layers: int = 1,
    rounded: bool = False,
    bounded: bool = False,
) -> list[bytes]:
    """The weights that `encoder_nodes` name, from the state of an `Encoder`."""
    told = {f"table_{n}": state[f"tables.{k}.weight"] for k, n in enumerate(inputs)}
    if bounded:
        told |= _bounds(told, f"table_{inputs[-1]}", hidden)
    told["joined_shape"] = np.array([0, 0, 2 * hidden], dtype=np.int64)
    if bounded and layers > 1:
        told["bounded_shape"] = np.array([0, 0, 2 * (hidden + BOUNDS)], dtype=np.int64)
    for k in range(layers):
        both = (f"l{k}", f"l{k}_reverse")
        told[f"W_{k}"] = np.stack([_gates(state[f"lstm.weight_ih_{d}"]) for d in both])
        told[f"R_{k}"] = np.stack([_gates(state[f"lstm.weight_hh_{d}"]) for d in both])
        told[f"B_{k}"] = np.stack(
            [
                np.concatenate([_gates(state[f"lstm.bias_{w}_{d}"]) for w in ("ih", "hh")])
                for d in both
            ]
        )
        if bounded:
            names = (f"W_{k}", f"R_{k}", f"B_{k}")
            wider = bounded_weights(*(told[n] for n in names), on_cells=k > 0)
            told |= dict(zip(names, wider, strict=True))
        if rounded:
            told |= rounded_weights(f"W_{k}", told[f"W_{k}"])
            told |= rounded_weights(f"R_{k}", told[f"R_{k}"])
    return tensors(told)


def encoder_state(
    told: Mapping[str, np.ndarray], inputs: Sequence[str], layers: int = 1
) -> dict[str, torch.Tensor]:
    """The state of an `Encoder` by the weights that `encoder_weights` made of it, rounded and bounded."""
    state = {f"tables.{k}.weight": told[f"table_{n}"] for k, n in enumerate(inputs)}
    last = f"tables.{len(inputs) - 1}.weight"
    state[last] = state[last][:, :-BOUNDS]
    for k in range(layers):
        w, r, b = plain_weights(told, k)
        for n, d in enumerate((f"l{k}", f"l{k}_reverse")):
            fed, again = np.split(b[n], 2)
            state[f"lstm.weight_ih_{d}"] = _gates(w[n], back=True)
            state[f"lstm.weight_hh_{d}"] = _gates(r[n], back=True)
            state[f"lstm.bias_ih_{d}"] = _gates(fed, back=True)
            state[f"lstm.bias_hh_{d}"] = _gates(again, back=True)
    return {k: torch.from_numpy(np.array(v)) for k, v in state.items()}


def _bounds(tables: Mapping[str, np.ndarray], last: str, hidden: int) -> dict[str, np.ndarray]:
    """The `last` table with the least and the largest number of all of them in every row, and where the cells end that count."""
    least = min(float(t.min()) for t in tables.values())
    largest = max(float(t.max()) for t in tables.values())
    ends = np.array([[least, largest]], dtype=np.float32).repeat(len(tables[last]), axis=0)
    return {
        last: np.concatenate([tables[last], ends], axis=1),
        "cells_from": np.array([0], dtype=np.int64),
        "cells_to": np.array([hidden], dtype=np.int64),
        "cells_axis": np.array([3], dtype=np.int64),
    }


def tensors(weights: Mapping[str, np.ndarray]) -> list[bytes]:
    """Arrays under their names."""
    return [tensor(k, np.ascontiguousarray(v)) for k, v in weights.items()]


def _gates(array: np.ndarray, *, back: bool = False) -> np.ndarray:
    """Rows in the order of ONNX: PyTorch keeps input, forget, cell, output; ONNX input, output, forget, cell."""
    parts = np.split(array, 4)
    return np.concatenate([parts[n] for n in ((0, 2, 3, 1) if back else (0, 3, 1, 2))])


def arrays(net: nn.Module) -> dict[str, np.ndarray]:
    """The weights of a network by their names."""
    return {k: v.detach().cpu().numpy() for k, v in net.state_dict().items()}


def batches(
    data: Sequence[T], size: int, length: Callable[[T], int], rng: random.Random | None
) -> Iterator[list[T]]:
    """Batches of similar length, in random order when `rng` is given."""
    order = list(data)
    if rng is not None:
        rng.shuffle(order)
        order.sort(key=lambda e: length(e) + rng.random() * 12)
    groups = [order[k : k + size] for k in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(groups)
    yield from groups


class Course:
    """The optimiser of one training: a rate that rises and falls once, and the running mean of the weights."""

    def __init__(
        self, net: nn.Module, steps: int, *, rate: float, peak: float, decay: float
    ) -> None:
        self._net = net
        self._optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
        self._plan = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, peak, total_steps=steps + 1, pct_start=0.1
        )
        self.mean: Any = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
        )
        # Copied one by one, the weights of an LSTM no longer lie in one piece, as CUDA wants them; this lays them so.
        self.mean.module.to(next(net.parameters()).device)

    def step(self, loss: torch.Tensor) -> None:
        """One step down."""
        self._optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._net.parameters(), 2.0)
        self._optimiser.step()
        self._plan.step()
        self.mean.update_parameters(self._net)


def repeatable(seed: int = SEED) -> None:
    """The same seeds, one thread and no sum in an order of chance: the same training twice on one machine.

    Comes before anything is computed.
    """
    # cuBLAS adds up in one order only with a workspace of a size set for it, which it reads when CUDA starts.
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def outer(names: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those of the names that lie in no other."""
    kept: list[tuple[int, int, str]] = []
    for a, b, kind in sorted(names, key=lambda n: (n[0], -n[1])):
        if not kept or a >= kept[-1][1]:
            kept.append((a, b, kind))
    return kept
