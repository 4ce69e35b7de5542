"""Writes an ONNX model file, as much of the format as a straight chain of layers needs, and reads its weights back.

Field numbers and enumeration values are those of the public onnx.proto (operator set 14, IR
version 7); the `onnx` package would do the same at the price of a dependency that is used once.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from kg.extraction.taggers._protobuf import bytes_field, fields, float_field, varint_field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32] | NDArray[np.int64] | NDArray[np.int8]

Element = Literal["float", "int8", "int32", "int64"]
_ELEMENT = {"float": 1, "int8": 3, "int32": 6, "int64": 7}  # TensorProto.DataType
_STORED: dict[str, tuple[Element, str]] = {
    "float32": ("float", "<f4"),
    "int8": ("int8", "<i1"),
    "int64": ("int64", "<i8"),
}
_IR_VERSION, _OPSET = 7, 14
_GRAPH, _METADATA = 7, 14  # of ModelProto: graph, metadata_props
_WEIGHT = 5  # of GraphProto: initializer
CONTRIBUTED = "com.microsoft"
"""The domain of operators that ONNX Runtime has beyond the standard."""
_FLOAT_ATTR, _INT_ATTR, _STRING_ATTR, _INTS_ATTR = 1, 2, 3, 7  # AttributeProto.AttributeType


def tensor(name: str, array: "Array") -> bytes:
    """A TensorProto holding `array` (float32, int8 or int64) under `name`."""
    element, little_endian = _STORED[array.dtype.name]
    little = array.astype(little_endian)
    dims = b"".join(varint_field(1, size) for size in array.shape)
    return (
        dims
        + varint_field(2, _ELEMENT[element])
        + bytes_field(8, name)
        + bytes_field(9, little.tobytes())
    )


def value_info(name: str, element: Element, shape: Sequence[int | str]) -> bytes:
    """A ValueInfoProto: an input or output of the graph; a dimension given as text is free."""
    dims = b"".join(
        bytes_field(1, bytes_field(2, size) if isinstance(size, str) else varint_field(1, size))
        for size in shape
    )
    tensor_type = varint_field(1, _ELEMENT[element]) + bytes_field(2, dims)
    return bytes_field(1, name) + bytes_field(2, bytes_field(1, tensor_type))


def _attribute(name: str, value: int | float | str | Sequence[int]) -> bytes:
    head = bytes_field(1, name)
    if isinstance(value, str):
        return head + bytes_field(4, value) + varint_field(20, _STRING_ATTR)
    if isinstance(value, float):
        return head + float_field(2, value) + varint_field(20, _FLOAT_ATTR)
    if isinstance(value, int):
        return head + varint_field(3, value) + varint_field(20, _INT_ATTR)
    return head + b"".join(varint_field(8, i) for i in value) + varint_field(20, _INTS_ATTR)


def node(
    op: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    domain: str = "",
    **attributes: int | float | str | Sequence[int],
) -> bytes:
    """A NodeProto: the operator `op` of a domain from named inputs to named outputs ("" leaves one out)."""
    return (
        b"".join(bytes_field(1, name) for name in inputs)
        + b"".join(bytes_field(2, name) for name in outputs)
        + bytes_field(4, op)
        + b"".join(bytes_field(5, _attribute(k, v)) for k, v in sorted(attributes.items()))
        + (bytes_field(7, domain) if domain else b"")
    )


# Seven bits: older processors add up two products of eight in sixteen, which must not run over.
_LARGEST = 63


def rounded_weights(name: str, weights: "NDArray[np.float32]") -> "dict[str, Array]":
    """Weights of a recurrent layer as whole numbers with a scale a cell, as DynamicQuantizeLSTM reads them.

    Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference" (2018),
    without offsets.

    Args:
        name: of the weights.
        weights: (direction, cell, input).

    Returns:
        Three arrays: the weights (direction, input, cell) under their name, scales and offsets under names made of it.

    >>> import numpy as np
    >>> told = rounded_weights("W", np.array([[[0.25, -1.0], [0.1, 0.0]]], dtype=np.float32))
    >>> told["W"].tolist(), told["W_zero"].tolist()
    ([[[16, 63], [-63, 0]]], [[0, 0]])
    """
    import numpy as np

    scale = np.maximum(np.abs(weights).max(axis=2), 1e-6) / _LARGEST
    whole = np.rint(weights / scale[:, :, None]).astype(np.int8)
    return {
        name: np.ascontiguousarray(whole.transpose(0, 2, 1)),
        f"{name}_scale": scale.astype(np.float32),
        f"{name}_zero": np.zeros(scale.shape, dtype=np.int8),
    }


# Enough for a sigmoid and a hyperbolic tangent to be one exactly.
_OPEN = 50.0
BOUNDS = 2
"""How many inputs and cells `bounded_weights` adds."""


SETTLED = 10
"""From how many signs on the cells that bound a layer end where they can be no farther from zero."""


def bounded_weights(
    w: "NDArray[np.float32]",
    r: "NDArray[np.float32]",
    b: "NDArray[np.float32]",
    *,
    on_cells: bool = False,
) -> "tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]":
    """Weights of a recurrent layer with two more inputs that nothing hangs on, and two more cells that bound all others.

    DynamicQuantizeLSTM takes the scale of inputs and states from the least and the largest of all that it is given at
    once. With two inputs that are always the least and the largest there may be, and two cells that are at every step as
    far from zero as a cell can be by then (the one adds 1 at each, the other takes 1), the scale is the same for every batch,
    and what is read of a sentence does not hang on what stands beside it.

    A layer `on_cells` reads the cells of a bounded layer of as many cells, both directions of them: the cells that bound
    that one bound its inputs too, wherever a sentence of the batch has `SETTLED` signs, as all or none should.

    Args:
        w: (direction, 4 x cell, input), gates in the order of ONNX: input, output, forget, cell.
        r: (direction, 4 x cell, cell).
        b: (direction, 8 x cell).

        on_cells: whether it stands on another bounded layer.

    Returns:
        The three, wider; the added inputs and cells come last, of inputs that are cells those of each direction.

    >>> import numpy as np
    >>> w, r, b = (np.ones(s, dtype=np.float32) for s in ((2, 4, 3), (2, 4, 1), (2, 8)))
    >>> [a.shape for a in bounded_weights(w, r, b)]
    [(2, 12, 5), (2, 12, 3), (2, 24)]
    """
    import numpy as np

    both, rows, inputs = w.shape
    cells = rows // 4
    more = cells + BOUNDS
    halves = 2 if on_cells else 1
    wide_w = np.zeros((both, 4, more, halves, inputs // halves + BOUNDS), dtype=np.float32)
    wide_r = np.zeros((both, 4, more, more), dtype=np.float32)
    wide_b = np.zeros((both, 8, more), dtype=np.float32)
    wide_w[:, :, :cells, :, :-BOUNDS] = w.reshape(both, 4, cells, halves, -1)
    wide_r[:, :, :cells, :cells] = r.reshape(both, 4, cells, cells)
    wide_b[:, :, :cells] = b.reshape(both, 8, cells)
    wide_b[:, :3, cells:] = _OPEN
    wide_b[:, 3, cells:] = (_OPEN, -_OPEN)
    return (
        wide_w.reshape(both, 4 * more, -1),
        wide_r.reshape(both, 4 * more, more),
        wide_b.reshape(both, 8 * more),
    )


def plain_weights(
    told: "Mapping[str, Array]", layer: int
) -> "tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]":
    """What a layer was made of before `bounded_weights` and `rounded_weights`, as near as whole numbers tell it.

    Args:
        told: weights by their names, those of the layer with its number: "W_0", "W_0_scale", "R_0", "B_0" …
        layer: 0 stands on tables, the others on cells.

    Returns:
        w (direction, 4 x cell, input), r (direction, 4 x cell, cell), b (direction, 8 x cell).

    Raises:
        KeyError: there is no such layer.

    >>> import numpy as np
    >>> parts = [np.ones(s, dtype=np.float32) for s in ((2, 4, 3), (2, 4, 1), (2, 8))]
    >>> w, r, b = bounded_weights(*parts)
    >>> told = rounded_weights("W_0", w) | rounded_weights("R_0", r) | {"B_0": b}
    >>> [a.shape for a in plain_weights(told, 0)]
    [(2, 4, 3), (2, 4, 1), (2, 8)]
    """
    import numpy as np

    w, r = (
        told[f"{n}_{layer}"].transpose(0, 2, 1) * told[f"{n}_{layer}_scale"][:, :, None]
        for n in ("W", "R")
    )
    b = told[f"B_{layer}"]
    both, more = r.shape[0], r.shape[2]
    cells, halves = more - BOUNDS, 2 if layer else 1
    inputs = w.reshape(both, 4, more, halves, -1)[:, :, :cells, :, :-BOUNDS]
    own = r.reshape(both, 4, more, more)[:, :, :cells, :cells]
    offsets = b.reshape(both, 8, more)[:, :, :cells]
    shapes = ((both, 4 * cells, -1), (both, 4 * cells, cells), (both, 8 * cells))
    narrow_w, narrow_r, narrow_b = (
        np.ascontiguousarray(a.reshape(shape), dtype=np.float32)
        for a, shape in zip((inputs, own, offsets), shapes, strict=True)
    )
    return narrow_w, narrow_r, narrow_b


def weights_of(whole: bytes) -> "dict[str, Array]":
    """The weights of a ModelProto by their names.

    Args:
        whole: as `model` gives them, of tensors that `tensor` made.

    Raises:
        ValueError: the bytes are no message, or a weight has numbers that `tensor` does not write.

    >>> import numpy as np
    >>> row = tensor("row", np.array([[1.5, 2.0]], dtype=np.float32))
    >>> weights_of(model(nodes=(), weights=[row], inputs=(), outputs=(), metadata={}))
    {'row': array([[1.5, 2. ]], dtype=float32)}
    """
    import numpy as np

    stored = {_ELEMENT[element]: little for element, little in _STORED.values()}
    told: dict[str, Array] = {}
    for _, graph in (f for f in fields(whole) if f[0] == _GRAPH):
        for _, weight in (f for f in fields(_message(graph)) if f[0] == _WEIGHT):
            shape: list[int] = []
            parts: dict[int, int | memoryview] = {}
            for number, value in fields(_message(weight)):
                if number == 1 and isinstance(value, int):
                    shape.append(value)
                else:
                    parts[number] = value
            kind = parts.get(2)
            if not isinstance(kind, int) or kind not in stored:
                raise ValueError("a weight of numbers of another kind, or none told")
            array = np.frombuffer(_message(parts.get(9)), dtype=stored[kind])
            told[bytes(_message(parts.get(8))).decode()] = array.reshape(shape)
    return told


def _message(value: int | memoryview | None) -> memoryview:
    if not isinstance(value, memoryview):
        raise ValueError("no message where one should be")
    return value


def model(
    *,
    nodes: Sequence[bytes],
    weights: Sequence[bytes],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
    metadata: Mapping[str, str],
    domains: Sequence[str] = (),
) -> bytes:
    """A whole ModelProto, ready to be written to a file; the same arguments give the same bytes.

    `domains` are those of its nodes beside the standard one.
    """
    graph = (
        b"".join(bytes_field(1, n) for n in nodes)
        + bytes_field(2, "graph")
        + b"".join(bytes_field(5, w) for w in weights)
        + b"".join(bytes_field(11, i) for i in inputs)
        + b"".join(bytes_field(12, o) for o in outputs)
    )
    return (
        varint_field(1, _IR_VERSION)
        + bytes_field(2, "kg")
        + bytes_field(7, graph)
        + bytes_field(8, bytes_field(1, "") + varint_field(2, _OPSET))
        + b"".join(bytes_field(8, bytes_field(1, d) + varint_field(2, 1)) for d in domains)
        + _told(metadata)
    )


def _told(metadata: Mapping[str, str]) -> bytes:
    return b"".join(
        bytes_field(_METADATA, bytes_field(1, k) + bytes_field(2, v))
        for k, v in sorted(metadata.items())
    )


def with_metadata(whole: bytes, metadata: Mapping[str, str]) -> bytes:
    """The bytes of a ModelProto with some of what it tells of itself replaced or added.

    Args:
        whole: as `model` gives them.
        metadata: the new values by their keys.

    Raises:
        ValueError: the bytes are no message.
    """
    rest = []
    for number, value in fields(whole):
        if number == _METADATA:
            continue
        if isinstance(value, int):
            rest.append(varint_field(number, value))
        else:
            rest.append(bytes_field(number, bytes(value)))
    return b"".join(rest) + _told(metadata_of(whole) | dict(metadata))


def metadata_of(whole: bytes) -> dict[str, str]:
    """What a ModelProto tells of itself, by its keys.

    Args:
        whole: as `model` gives them.

    Raises:
        ValueError: the bytes are no message.

    >>> metadata_of(model(nodes=(), weights=(), inputs=(), outputs=(), metadata={"tags": "n v"}))
    {'tags': 'n v'}
    """
    told: dict[str, str] = {}
    for _, value in (f for f in fields(whole) if f[0] == _METADATA):
        key, text = (bytes(_message(part)).decode() for _, part in fields(_message(value)))
        told[key] = text
    return told
