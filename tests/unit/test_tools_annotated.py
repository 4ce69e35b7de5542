import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


def load(name: str) -> Any:
    """A script of tools/ as a module; its neighbours can be imported from it."""
    if str(ROOT / "tools") not in sys.path:
        sys.path.insert(0, str(ROOT / "tools"))
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    if name not in sys.modules:
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


annotated = load("annotated")

GOOD = """## 题目
[[工信部|g1:GovernmentBody]装备司|g2:GovernmentBody]副司长[郭守一|x1:Person]介绍了《[机床规划|p1:Policy]》。
> HOLDS_POSITION x1 g2 title=副司长
> SUBSIDIARY_OF g2 g1
[砺芯科技|c1:Company]拟收购“[禾川|c2:Company]”
> ACQUIRED c1 c2 planned
规划提出，机床产值超过5000亿元。
> SETS_TARGET p1 "机床产值" value=超过5000亿元
"""


def read(tmp_path: Path, text: str) -> list[Any]:
    """The passages of a file with this text."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return list(annotated.read_passages([path]))


def test_marks_are_offsets_into_the_plain_text(tmp_path: Path) -> None:
    """Every mention of a passage reads back from its text, nested ones and those in quotes too."""
    (passage,) = read(tmp_path, GOOD)
    told = [(passage.text[m.start : m.end], m.id, m.type) for m in passage.mentions]
    assert ("工信部", "g1", "GovernmentBody") in told
    assert ("工信部装备司", "g2", "GovernmentBody") in told
    assert ("机床规划", "p1", "Policy") in told
    assert ("禾川", "c2", "Company") in told
    assert "[" not in passage.text and "|" not in passage.text


def test_statements_belong_to_the_sentence_above_them(tmp_path: Path) -> None:
    """A statement knows its sentence, status, qualifiers, and whether its object is a text."""
    (passage,) = read(tmp_path, GOOD)
    by_type = {f.type: f for f in passage.facts}
    assert by_type["ACQUIRED"].status == "planned"
    assert by_type["HOLDS_POSITION"].qualifiers == (("title", "副司长"),)
    assert by_type["SETS_TARGET"].literal
    start, end = passage.lines[by_type["ACQUIRED"].line]
    assert passage.text[start:end] == "砺芯科技拟收购“禾川”"


def test_quotation_marks_around_a_whole_name_are_no_part_of_it(tmp_path: Path) -> None:
    """“X” marked with its quotation marks is the name X."""
    (passage,) = read(tmp_path, "[“星河通”|d1:Product]上市。\n")
    (mention,) = passage.mentions
    assert passage.text[mention.start : mention.end] == "星河通"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[砺芯|c1:Firm]上市。", "no entity type"),
        ("[砺芯|c1]上市。", "has no type"),
        ("[砺芯c1:Company]上市。", "without id"),
        ("[砺芯|c1:Company上市。", "cannot read the mark"),
        ("[砺芯|c1:Company]上市。\n> BOUGHT c1 c1", "no relation"),
        ("[砺芯|c1:Company]上市。\n> ACQUIRED c1 c2", "not marked"),
        ("[砺芯|c1:Company]收购[张三|x1:Person]。\n> ACQUIRED c1 x1", "outside domain and range"),
        ("[砺|c1:Company]收购[禾|c2:Company]。\n> ACQUIRED c1 c2 maybe", "no status"),
        ("[砺|c1:Company]收购[禾|c2:Company]。\n> ACQUIRED c1 c2 amount=3亿元", "not in the text"),
        ("> ACQUIRED c1 c2", "before the first sentence"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    """A passage that is wrong comes as an error that names file and line, and the others are read."""
    wrong, good = read(tmp_path, f"{text}\n\n{GOOD}")
    assert isinstance(wrong, annotated.AnnotationError)
    assert "a.txt:" in str(wrong) and complaint in str(wrong)
    assert isinstance(good, annotated.Passage)


def test_the_passages_of_the_project_are_sound() -> None:
    """Every passage of data/training can be read and respects the ontology."""
    folder = ROOT / "data" / "training"
    items = list(annotated.read_passages(folder.glob("*.txt")))
    assert len(items) > 1000
    assert [str(i) for i in items if isinstance(i, annotated.AnnotationError)] == []
