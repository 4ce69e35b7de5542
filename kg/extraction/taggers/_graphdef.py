"""Reads the constants out of a frozen TensorFlow graph, without TensorFlow.

Field numbers are those of TensorFlow's graph.proto, node_def.proto, attr_value.proto and
tensor.proto.
"""

from typing import TYPE_CHECKING

from kg.extraction.taggers._protobuf import fields

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GRAPH_NODE = 1
_NODE_NAME, _NODE_OP, _NODE_ATTR = 1, 2, 5
_ENTRY_KEY, _ENTRY_VALUE = 1, 2
_ATTR_TENSOR = 8
_TENSOR_DTYPE, _TENSOR_SHAPE, _TENSOR_BYTES, _TENSOR_FLOATS = 1, 2, 4, 5
_SHAPE_DIM, _DIM_SIZE = 2, 1
_DTYPE_FLOAT = 1


def float_constants(graph: bytes) -> "dict[str, NDArray[np.float32]]":
    """Every single-precision constant of the graph with at least one dimension, by node name.

    Raises:
        ValueError: the bytes are no GraphDef.
    """
    found = {}
    for number, node in fields(graph):
        if number != _GRAPH_NODE or isinstance(node, int):
            continue
        name, op, tensor = _node(node)
        if op == "Const" and tensor is not None:
            value = _float_tensor(tensor)
            if value is not None and value.ndim:
                found[name] = value
    return found


def _node(node: memoryview) -> tuple[str, str, memoryview | None]:
    name = op = ""
    tensor = None
    for number, value in fields(node):
        if isinstance(value, int):
            continue
        if number == _NODE_NAME:
            name = str(value, "utf-8")
        elif number == _NODE_OP:
            op = str(value, "utf-8")
        elif number == _NODE_ATTR:
            tensor = _value_attribute(value) or tensor
    return name, op, tensor


def _value_attribute(entry: memoryview) -> memoryview | None:
    """The tensor in a map entry, if its key is "value"."""
    parts = dict(fields(entry))
    key, attr = parts.get(_ENTRY_KEY), parts.get(_ENTRY_VALUE)
    if (
        not isinstance(key, memoryview)
        or not isinstance(attr, memoryview)
        or bytes(key) != b"value"
    ):
        return None
    tensor = dict(fields(attr)).get(_ATTR_TENSOR)
    return tensor if isinstance(tensor, memoryview) else None


def _float_tensor(tensor: memoryview) -> "NDArray[np.float32] | None":
    import numpy as np

    shape: list[int] = []
    data = b""
    for number, value in fields(tensor):
        if number == _TENSOR_DTYPE and value != _DTYPE_FLOAT:
            return None
        if isinstance(value, int):
            continue
        if number == _TENSOR_SHAPE:
            shape = [_dim(dim) for n, dim in fields(value) if n == _SHAPE_DIM]
        elif number in {_TENSOR_BYTES, _TENSOR_FLOATS}:
            data += bytes(value)
    array = np.frombuffer(data, dtype="<f4")
    if array.size == 1:  # the format's shorthand: one value stands for all
        return np.full(shape, array[0], dtype=np.float32)
    return array.reshape(shape)


def _dim(dim: int | memoryview) -> int:
    if isinstance(dim, int):
        raise ValueError("a dimension of a tensor is no message")
    size = dict(fields(dim)).get(_DIM_SIZE, 0)
    if not isinstance(size, int):
        raise ValueError("the size of a dimension is no number")
    return size
