"""Join networks of relations that differ only in their seeds into one, whose scores are the mean of theirs.

usage: join_networks.py FILE FILE [FILE …] --out FILE

Each was trained to see other noise and other names, so that where they err they mostly err apart. All must turn a sentence
into the same numbers (train_relations.py --reading). What each finds is first divided by its own temperature.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.extraction.taggers._onnx_writer import model, node, tensor
from kg.extraction.taggers._protobuf import bytes_field, fields, varint_field

OUTPUTS = ("scores", "statuses")
# Numbers of the fields of ModelProto, GraphProto, NodeProto and TensorProto in the public onnx.proto.
_GRAPH, _METADATA = 7, 14
_NODES, _WEIGHTS, _INPUTS, _OUTPUTS = 1, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _TENSOR_NAME = 1, 2, 8


@dataclass(frozen=True, slots=True)
class Member:
    """One network, taken apart."""

    nodes: list[bytes]
    weights: list[bytes]
    inputs: list[bytes]
    outputs: list[bytes]
    metadata: dict[str, str]


def taken_apart(data: bytes) -> Member:
    """A network from the bytes of its file.

    Raises:
        ValueError: the bytes are no network.
    """
    member = Member([], [], [], [], {})
    parts = {
        _NODES: member.nodes,
        _WEIGHTS: member.weights,
        _INPUTS: member.inputs,
        _OUTPUTS: member.outputs,
    }
    for number, value in fields(data):
        if isinstance(value, int):
            continue
        if number == _METADATA:
            told = dict(fields(value))
            member.metadata[_text(told[1])] = _text(told[2])
        elif number == _GRAPH:
            for inner, part in fields(value):
                if inner in parts and not isinstance(part, int):
                    parts[inner].append(bytes(part))
    return member


def _text(value: int | memoryview) -> str:
    if isinstance(value, int):
        raise ValueError("a number stands where a text is wanted")
    return bytes(value).decode()


def name_of(part: bytes) -> str:
    """The name of an input or output of a graph."""
    return _text(dict(fields(part))[1])


def renamed(message: bytes, numbers: Sequence[int], prefix: str, kept: frozenset[str]) -> bytes:
    """A message whose names, in the fields `numbers`, have a prefix, but for those that are `kept` and empty ones."""
    return b"".join(_field(message, numbers, prefix, kept))


def _field(
    message: bytes, numbers: Sequence[int], prefix: str, kept: frozenset[str]
) -> Iterator[bytes]:
    for number, value in fields(message):
        if isinstance(value, int):
            yield varint_field(number, value)
        elif number in numbers and (name := _text(value)) and name not in kept:
            yield bytes_field(number, prefix + name)
        else:
            yield bytes_field(number, bytes(value))


def joined(members: Sequence[Member]) -> bytes:
    """One network of several.

    Raises:
        ValueError: they do not read a sentence alike.
    """
    first = members[0]
    read = {k: v for k, v in first.metadata.items() if k != "temperature"}
    if any({k: v for k, v in m.metadata.items() if k != "temperature"} != read for m in members):
        raise ValueError("the networks do not read a sentence alike; train with --reading")
    kept = frozenset(map(name_of, first.inputs))
    nodes: list[bytes] = []
    weights: list[bytes] = []
    for k, member in enumerate(members):
        prefix = f"m{k}_"
        nodes += [renamed(n, (_NODE_INPUT, _NODE_OUTPUT), prefix, kept) for n in member.nodes]
        weights += [renamed(w, (_TENSOR_NAME,), prefix, kept) for w in member.weights]
        temperature = float(json.loads(member.metadata["temperature"]))
        for name, share in zip(OUTPUTS, (temperature, 1.0), strict=True):
            factor = np.array(1 / (share * len(members)), dtype=np.float32)
            weights.append(tensor(f"{prefix}{name}_factor", factor))
            nodes.append(
                node("Mul", (prefix + name, f"{prefix}{name}_factor"), (f"{prefix}{name}_part",))
            )
    for name in OUTPUTS:
        parts = tuple(f"m{k}_{name}_part" for k in range(len(members)))
        nodes.append(node("Sum", parts, (name,)))
    return model(
        nodes=nodes,
        weights=weights,
        inputs=first.inputs,
        outputs=first.outputs,
        metadata=read | {"temperature": "1.0"},
    )


def main() -> int:
    """Read, join and write."""
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("files", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    args.out.write_bytes(joined([taken_apart(p.read_bytes()) for p in args.files]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
