"""Recurrent layers written with weights as whole numbers say what the ones with fractions say."""

from pathlib import Path

import numpy as np
import pytest

from kg.extraction.learned.names import load_names
from kg.extraction.pipeline import article_of
from kg.extraction.sentences import split_sentences
from kg.extraction.taggers._onnx_writer import (
    BOUNDS,
    CONTRIBUTED,
    bounded_weights,
    model,
    node,
    rounded_weights,
    tensor,
    value_info,
)
from kg.extraction.taggers._session import open_session
from kg.extraction.words import tokenize

HIDDEN, INPUT, STEPS = 8, 6, 12


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
        found = reader.read(
            text, split_sentences(text, article_of(text).blocks), tokenize(text), []
        )
        return [(c.start, c.end, c.type, c.confidence) for c in found if c.end <= len(one)]

    assert names(one)
    # The last character is read with the one behind it: both go on with the same.
    assert names(one + plan) == names(one + "工厂停工。")
