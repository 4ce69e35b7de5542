"""Recurrent layers written with weights as whole numbers say what the ones with fractions say."""

from pathlib import Path

import numpy as np
import pytest

from kg.extraction.learned.names import MODEL, load_names
from kg.extraction.pipeline import article_of
from kg.extraction.sentences import split_sentences
from kg.extraction.taggers._onnx_writer import (
    BOUNDS,
    CONTRIBUTED,
    SETTLED,
    bounded_weights,
    model,
    node,
    plain_weights,
    rounded_weights,
    tensor,
    value_info,
    weights_of,
    with_metadata,
)
from kg.extraction.taggers._session import open_session
from kg.extraction.words import tokenize

HIDDEN, INPUT, STEPS = 8, 6, 12
MODELS = MODEL.parent


def _layer(path: Path, *, rounded: bool, bounded: bool = False) -> Path:
    rng = np.random.default_rng(1)
    weights = {
        "W": rng.normal(0, 0.5, (2, 4 * HIDDEN, INPUT)).astype(np.float32),
        "R": rng.normal(0, 0.5, (2, 4 * HIDDEN, HIDDEN)).astype(np.float32),
        "B": np.zeros((2, 8 * HIDDEN), dtype=np.float32),
    }
    if bounded:
        wider = bounded_weights(weights["W"], weights["R"], weights["B"])
        weights = dict(zip(("W", "R", "B"), wider, strict=True))
    cells, inputs = HIDDEN + BOUNDS * bounded, INPUT + BOUNDS * bounded
    both = {"direction": "bidirectional", "hidden_size": cells}
    fed = ("x", "W", "R", "B", "lengths")
    if rounded:
        weights |= rounded_weights("W", weights["W"]) | rounded_weights("R", weights["R"])
        scales = ("", "", "", "W_scale", "W_zero", "R_scale", "R_zero")
        told = node("DynamicQuantizeLSTM", (*fed, *scales), ("y",), domain=CONTRIBUTED, **both)
    else:
        told = node("LSTM", fed, ("y",), **both)
    path.write_bytes(
        model(
            nodes=[told],
            weights=[tensor(k, v) for k, v in weights.items()],
            inputs=[
                value_info("x", "float", ("time", "batch", inputs)),
                value_info("lengths", "int32", ("batch",)),
            ],
            outputs=[value_info("y", "float", ("time", 2, "batch", cells))],
            metadata={},
            domains=(CONTRIBUTED,) if rounded else (),
        )
    )
    return path


def _run(path: Path, x: np.ndarray) -> np.ndarray:
    lengths = np.full(x.shape[1], x.shape[0], dtype=np.int32)
    (y,) = open_session(path, 1).run(["y"], {"x": x, "lengths": lengths})
    return np.asarray(y)


def test_whole_numbers_are_near_the_fractions_they_stand_for(tmp_path: Path) -> None:
    x = np.random.default_rng(2).normal(0, 1, (STEPS, 1, INPUT)).astype(np.float32)
    exact = _run(_layer(tmp_path / "exact.onnx", rounded=False), x)
    rounded = _run(_layer(tmp_path / "rounded.onnx", rounded=True), x)
    assert exact.std() > 0.1
    assert np.abs(exact - rounded).max() < 0.1
    assert np.abs(exact - rounded).mean() < 0.02


def test_a_bounded_layer_says_the_same_of_a_sentence_alone_and_among_others(tmp_path: Path) -> None:
    """However large what stands beside it, not one number changes; and all are near those of fractions."""
    rng = np.random.default_rng(4)
    beside = rng.normal(0, 1, (STEPS, 5, INPUT)).astype(np.float32)
    beside[:, 1] *= 0.05
    beside[:, 2] *= 4
    ends = np.broadcast_to(
        np.array([beside.min(), beside.max()], dtype=np.float32), (STEPS, 5, BOUNDS)
    )
    x = np.concatenate([beside, ends], axis=2)
    path = _layer(tmp_path / "bounded.onnx", rounded=True, bounded=True)
    together = _run(path, x)
    for n in range(x.shape[1]):
        assert np.array_equal(_run(path, x[:, n : n + 1])[:, :, 0], together[:, :, n])
    exact = _run(_layer(tmp_path / "exact.onnx", rounded=False), beside)
    assert np.abs(exact - together[..., :HIDDEN]).mean() < 0.05
    alone = _run(_layer(tmp_path / "rounded.onnx", rounded=True), beside[:, :1])
    among = _run(_layer(tmp_path / "rounded.onnx", rounded=True), beside)
    assert not np.array_equal(alone[:, :, 0], among[:, :, 0]), (
        "without bounds it would hang on them"
    )


@pytest.mark.parametrize(("file", "layers"), [("names", 2), ("relations", 1), ("relations-2", 1)])
def test_the_weights_of_a_shipped_network_read_back(file: str, layers: int) -> None:
    """What a layer was made of gives, made into a layer anew, the very whole numbers of the file."""
    told = weights_of((MODELS / f"{file}.onnx").read_bytes())
    assert f"R_{layers}" not in told
    for k in range(layers):
        w, r, b = bounded_weights(*plain_weights(told, k), on_cells=k > 0)
        again = rounded_weights(f"W_{k}", w) | rounded_weights(f"R_{k}", r) | {f"B_{k}": b}
        for name, array in again.items():
            assert array.dtype == told[name].dtype
            assert np.allclose(array, told[name], rtol=1e-6, atol=0), name


@pytest.mark.parametrize(
    "damaged", [b"\x3a\x02\x2a\x05", b"\x3a\x02\x2a\x00", b"\x38\x01", b"\xff"]
)
def test_weights_of_what_is_no_network_are_an_error(damaged: bytes) -> None:
    with pytest.raises(ValueError):
        weights_of(damaged)


@pytest.mark.parametrize("largest", [0.0, 1e-9, 3.0, 1e4])
def test_rounded_weights_lie_within_half_a_step(largest: float) -> None:
    weights = np.random.default_rng(3).uniform(-1, 1, (2, 4, 5)).astype(np.float32) * largest
    told = rounded_weights("W", weights)
    back = told["W"].transpose(0, 2, 1) * told["W_scale"][:, :, None]
    assert np.abs(told["W"]).max() <= 63
    assert np.all(np.abs(back - weights) <= told["W_scale"][:, :, None] / 2 * 1.001)


def test_a_sentence_is_read_alike_whatever_stands_beside_it() -> None:
    reader = load_names()
    assert reader is not None
    one = "砺芯半导体发布车规级MCU芯片。"
    plan = "工信部印发《智能传感器产业三年行动指南》，京东方、青岚科技等企业参与编制，目标到2027年突破900亿元。"

    def names(text: str) -> list[tuple[int, int, str, float]]:
        sentences = split_sentences(text, article_of(text).blocks)
        (found,) = reader.read([reader.pieces_of(text, sentences, tokenize(text), [])])
        return [(c.start, c.end, c.type, c.confidence) for c in found.names if c.end <= len(one)]

    assert names(one)
    # The last character is read with the one behind it: both go on with the same.
    assert names(one + plan) == names(one + "工厂停工。")


def test_sentences_read_together_are_read_as_each_alone() -> None:
    """Short ones, that no batch takes in, and long ones of nearly equal length, not one confidence changes."""
    reader = load_names()
    assert reader is not None
    told = [
        "京东方涨价。",
        "华为发布新品。",
        "砺芯半导体发布车规级MCU芯片，性能翻番。",
        "青岚科技宣布收购汀江微造，金额未予披露。",
        "工信部印发《智能传感器行动指南》，即日施行。",
        "云从科技与中科院自动化所共建人工智能联合实验室。",
        "国家集成电路产业投资基金二期向长江存储增资一百亿元。",
    ]

    def names(text: str) -> list[tuple[int, int, str, float]]:
        sentences = split_sentences(text, article_of(text).blocks)
        (found,) = reader.read([reader.pieces_of(text, sentences, tokenize(text), [])])
        return [(c.start, c.end, c.type, c.confidence) for c in found.names]

    together, at = [], 0
    for sentence in told:
        together += [(a + at, b + at, *rest) for a, b, *rest in names(sentence + "\n")]
        at += len(sentence) + 1
    assert len(together) >= len(told)
    assert names("\n".join([*told, ""])) == together


def test_a_layer_on_a_bounded_layer_says_the_same_alone_and_among_others(tmp_path: Path) -> None:
    """The cells that bound the first layer bound the inputs of the second, once sentences are long enough."""
    rng = np.random.default_rng(5)

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    weights: dict[str, np.ndarray] = {}
    nodes = []
    for k, inputs in enumerate((INPUT, 2 * HIDDEN)):
        wider = bounded_weights(
            draw(2, 4 * HIDDEN, inputs),
            draw(2, 4 * HIDDEN, HIDDEN),
            np.zeros((2, 8 * HIDDEN), dtype=np.float32),
            on_cells=k > 0,
        )
        w, r, b = (f"{n}{k}" for n in "WRB")
        weights |= {b: wider[2]} | rounded_weights(w, wider[0]) | rounded_weights(r, wider[1])
        scales = [f"{n}_{part}" for n in (w, r) for part in ("scale", "zero")]
        fed = ("x" if k == 0 else "joined", w, r, b, "lengths", "", "", "", *scales)
        nodes.append(
            node(
                "DynamicQuantizeLSTM",
                fed,
                (f"cells{k}",),
                domain=CONTRIBUTED,
                direction="bidirectional",
                hidden_size=HIDDEN + BOUNDS,
            )
        )
        if k == 0:
            weights["shape"] = np.array([0, 0, 2 * (HIDDEN + BOUNDS)], dtype=np.int64)
            nodes.append(node("Transpose", ("cells0",), ("beside",), perm=(0, 2, 1, 3)))
            nodes.append(node("Reshape", ("beside", "shape"), ("joined",)))
    path = tmp_path / "two.onnx"
    path.write_bytes(
        model(
            nodes=nodes,
            weights=[tensor(k, v) for k, v in weights.items()],
            inputs=[
                value_info("x", "float", ("time", "batch", INPUT + BOUNDS)),
                value_info("lengths", "int32", ("batch",)),
            ],
            outputs=[value_info("cells1", "float", ("time", 2, "batch", HIDDEN + BOUNDS))],
            metadata={},
            domains=(CONTRIBUTED,),
        )
    )
    x = draw(STEPS, 4, INPUT + BOUNDS)
    x[:, 1] *= 0.1
    x[..., INPUT:] = (-4, 4)
    lengths = np.array([SETTLED, STEPS, STEPS, STEPS - 1], dtype=np.int32)
    session = open_session(path, 1)
    (together,) = session.run(["cells1"], {"x": x, "lengths": lengths})
    for n, size in enumerate(lengths.tolist()):
        alone = {"x": x[:size, n : n + 1], "lengths": lengths[n : n + 1]}
        (told,) = session.run(["cells1"], alone)
        assert np.array_equal(told[:, :, 0, :HIDDEN], together[:size, :, n, :HIDDEN])
    assert together[..., :HIDDEN].std() > 0.05


def test_what_a_network_tells_of_itself_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    """The layer says what it said, and keys that are not named stay."""
    path = _layer(tmp_path / "one.onnx", rounded=True)
    first = with_metadata(path.read_bytes(), {"tags": "[]", "made": "一"})
    again = tmp_path / "two.onnx"
    again.write_bytes(with_metadata(first, {"made": "二"}))
    assert open_session(again, 1).get_modelmeta().custom_metadata_map == {
        "tags": "[]",
        "made": "二",
    }
    x = np.random.default_rng(3).normal(0, 1, (STEPS, 1, INPUT)).astype(np.float32)
    assert np.array_equal(_run(path, x), _run(again, x))
