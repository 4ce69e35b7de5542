"""Training text and training: other names are put in without moving anything else, and what is held out stays out."""

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
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


annotated = load("annotated")
training_text = load("training_text")

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
