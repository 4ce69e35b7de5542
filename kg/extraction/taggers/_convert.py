"""Turns the frozen TensorFlow graph of FoolNLTK's name tagger into one ONNX file.

The network: character ids -> embedding -> bidirectional LSTM -> tanh layer -> one score a tag. The
transition scores of the CRF, the characters and the tags travel in the metadata of the same file.
"""

import io
import json
import zipfile
from typing import TYPE_CHECKING

from kg.extraction.taggers._graphdef import float_constants
from kg.extraction.taggers._onnx_writer import model, node, tensor, value_info

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_CELL = "char_bilstm/bidirectional_rnn/{}/basic_lstm_cell/{}"


def to_onnx(graph: bytes, maps: bytes) -> bytes:
    """The ONNX file for `graph` (ner.pb) and `maps` (map.zip of the same archive).

    Inputs are `ids` (time, batch) int64 and `lengths` (batch) int32, the output is `scores`
    (time, batch, tag).

    Raises:
        ValueError: a constant or a map is missing.
    """
    constants = float_constants(graph)
    try:
        weights = _weights(constants)
        metadata = _metadata(constants["crf_loss/transitions"], maps)
    except KeyError as error:
        raise ValueError(f"the archive does not hold the expected model: no {error}") from None
    hidden = constants[_CELL.format("fw", "bias")].size // 4
    tags = constants["project/output/b_out"].size
    return model(
        nodes=_nodes(hidden),
        weights=[tensor(name, array) for name, array in weights.items()],
        inputs=[
            value_info("ids", "int64", ("time", "batch")),
            value_info("lengths", "int32", ("batch",)),
        ],
        outputs=[value_info("scores", "float", ("time", "batch", tags))],
        metadata=metadata,
    )


def _nodes(hidden: int) -> list[bytes]:
    lstm_inputs = ("embedded", "W", "R", "B", "lengths")
    return [
        node("Gather", ("embedding", "ids"), ("embedded",), axis=0),
        node("LSTM", lstm_inputs, ("both",), direction="bidirectional", hidden_size=hidden),
        node("Transpose", ("both",), ("beside",), perm=(0, 2, 1, 3)),
        node("Reshape", ("beside", "joined_shape"), ("joined",)),
        node("MatMul", ("joined", "w_tanh"), ("hidden_product",)),
        node("Add", ("hidden_product", "b_tanh"), ("hidden_sum",)),
        node("Tanh", ("hidden_sum",), ("hidden",)),
        node("MatMul", ("hidden", "w_out"), ("score_product",)),
        node("Add", ("score_product", "b_out"), ("scores",)),
    ]


def _weights(constants: "dict[str, Floats]") -> "dict[str, Floats | NDArray[np.int64]]":
    import numpy as np

    cells = [_cell(constants, direction) for direction in ("fw", "bw")]
    hidden = cells[0][1].shape[1]
    return {
        # Padding is character 0 and has no row of its own in `char_embeding`.
        "embedding": np.concatenate([constants["Const_1"], constants["char_embeding"]]),
        "W": np.stack([w for w, _, _ in cells]),
        "R": np.stack([r for _, r, _ in cells]),
        "B": np.stack([b for _, _, b in cells]),
        "joined_shape": np.array([0, 0, 2 * hidden], dtype=np.int64),
        "w_tanh": constants["project/hidden/w_tanh"],
        "b_tanh": constants["project/hidden/b_tanh"],
        "w_out": constants["project/output/w_out"],
        "b_out": constants["project/output/b_out"],
    }


def _cell(constants: "dict[str, Floats]", direction: str) -> "tuple[Floats, Floats, Floats]":
    """Input weights, recurrent weights and biases of one direction, in the order of ONNX.

    TensorFlow keeps the gates as input, candidate, forget, output and adds 1 to the forget gate as
    it runs; ONNX wants input, output, forget, candidate, and a second bias, here zero.
    """
    import numpy as np

    kernel = constants[_CELL.format(direction, "kernel")]
    biases = constants[_CELL.format(direction, "bias")]
    k_input, k_candidate, k_forget, k_output = np.split(kernel, 4, axis=1)
    b_input, b_candidate, b_forget, b_output = np.split(biases, 4)
    both = np.concatenate([k_input, k_output, k_forget, k_candidate], axis=1).T
    bias = np.concatenate([b_input, b_output, b_forget + np.float32(1), b_candidate])
    width = kernel.shape[0] - b_input.size
    return both[:, :width], both[:, width:], np.concatenate([bias, np.zeros_like(bias)])


def _metadata(transitions: "Floats", maps: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(maps)) as archive:
        named = json.loads(archive.read("all_map.json"))
    tags = [named["ner_map"][str(i)] for i in range(len(named["ner_map"]))]
    characters = {c: i for c, i in named["char_map"].items() if len(c) == 1}
    return {
        "characters": json.dumps(characters, ensure_ascii=False, sort_keys=True),
        "unknown": json.dumps(named["char_map"]["<OOV>"]),
        "tags": json.dumps(tags),
        "transitions": json.dumps(transitions.tolist()),
        "source": "FoolNLTK 0.1.7, Apache-2.0",
    }
