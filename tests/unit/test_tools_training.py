"""Training text and training: other names are put in without moving anything else, and what is held out stays out."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent.parent


def load(name: str) -> Any:
    """A script of tools/ as a module; its neighbours can be imported from it."""
    if str(ROOT / "tools") not in sys.path:
        sys.path.insert(0, str(ROOT / "tools"))
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


annotated = load("annotated")
training_text = load("training_text")
standoff = load("standoff")

TEXT = """[海汀砺芯科技有限公司|c1:Company]（以下简称“[砺芯|c1]”）董事长[郭守一|x1:Person]说，[砺芯|c1]的[车规芯片|d1:Product]卖到5亿元。
> HOLDS_POSITION x1 c1 title=董事长
> DEVELOPS c1 d1
"""


@pytest.fixture
def passage(tmp_path: Path) -> Any:
    """A passage about an invented company."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (item,) = annotated.read_passages([path])
    assert isinstance(item, annotated.Passage)
    return item


def surfaces(passage: Any) -> list[tuple[str, str]]:
    """What is marked, with its id."""
    return [(passage.text[m.start : m.end], m.id) for m in passage.mentions]


def test_other_names_leave_all_else_as_it_was(passage: Any) -> None:
    """With other names put in, the words between them are the same and every mention still reads back."""
    other = training_text.renamed(passage, 1, share=1.0)
    assert surfaces(other) != surfaces(passage)
    assert [i for _, i in surfaces(other)] == [i for _, i in surfaces(passage)]

    def between(p: Any) -> str:
        return "|".join(
            p.text[a.end : b.start] for a, b in zip(p.mentions, p.mentions[1:], strict=False)
        )

    assert between(other) == between(passage)
    assert ("车规芯片", "d1") in surfaces(other)
    assert other.lines[0] == (0, len(other.text))


def test_one_name_stays_one_name(passage: Any) -> None:
    """A company is called the same by the same form throughout, and its full name stays a full name."""
    told = surfaces(training_text.renamed(passage, 1, share=1.0))
    full, short, again = [s for s, i in told if i == "c1"]
    assert short == again and full.endswith(("公司", "集团", "有限合伙）", "合伙企业"))


def test_other_names_are_the_same_each_time(passage: Any) -> None:
    """The same number gives the same names, another number others."""
    one, same, two = (training_text.renamed(passage, n, share=1.0).text for n in (1, 1, 2))
    assert one == same != two


def test_what_is_held_out_is_never_a_variant() -> None:
    """Passages held out are about one in seven, by their text alone, and none of them is trained on."""
    texts = training_text.load_texts(ROOT / "data" / "training")
    held = {t.passage.text for t in texts if t.held}
    assert 0.08 < len(held) / len(texts) < 0.2
    used = {p.text for p, n in training_text.variants(texts, 0) if n == 0}
    assert not held & used and used | held == {t.passage.text for t in texts}


# --- annotations kept apart from their text --------------------------------------------------------

SENTENCE = "汀鹭资本拟以3.2亿元入股砺芯半导体,并获董事会批准"
MARKED = """[汀鹭资本|u1:Fund]拟以3.2亿元入股[砺芯半导体|c1:Company],并获董事会批准
> INVESTED_IN u1 c1 planned amount=3.2亿元
"""


@pytest.fixture
def marked_sentence(tmp_path: Path) -> Any:
    """The marked sentence."""
    path = tmp_path / "a.txt"
    path.write_text(MARKED, encoding="utf-8")
    (item,) = annotated.read_passages([path])
    return item


def test_annotations_come_back_with_their_sentence(marked_sentence: Any) -> None:
    """Taken apart and put together again a passage has the same mentions, statements and text."""
    line = json.loads(json.dumps(standoff.apart(marked_sentence)))
    back = standoff.together(line, SENTENCE)
    assert back.text == SENTENCE
    assert back.mentions == marked_sentence.mentions
    assert back.facts == marked_sentence.facts


def test_nothing_of_the_sentence_is_in_the_line(marked_sentence: Any) -> None:
    """A line holds a hash, ids, types and offsets: no Chinese word and no sum."""
    line = json.dumps(standoff.apart(marked_sentence), ensure_ascii=False)
    assert line.isascii()
    assert "3.2" not in line


def test_another_sentence_is_refused(marked_sentence: Any) -> None:
    """Offsets are never laid over a text that they were not made for."""
    with pytest.raises(annotated.AnnotationError, match="is not the hash"):
        standoff.together(standoff.apart(marked_sentence), SENTENCE + "。")


def test_what_is_kept_in_the_repository_can_be_read() -> None:
    """Every line kept names types, relations and statuses of the vocabulary, and offsets in order."""
    words = vocabulary()
    seen = set()
    for path in sorted(standoff.FOLDER.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            assert row.isascii()
            line = json.loads(row)
            assert line["sentence"] not in seen
            seen.add(line["sentence"])
            ids = {i for _, _, i, _ in line["mentions"]}
            assert all(0 <= a < b and t in words.entity_types for a, b, _, t in line["mentions"])
            for kind, subject, obj, status, _ in line["facts"]:
                assert kind in words.relation_types and status in words.statuses
                assert subject in ids and (isinstance(obj, list) or obj in ids)
    assert seen
