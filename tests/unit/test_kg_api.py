"""The library front: what a program sees of kg."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import AmbiguousName, MissingStore, UnknownName


@pytest.fixture
def graph(sample_path: Path) -> Iterator[kg.Graph]:
    """The made-up digest, opened as a program opens it."""
    with kg.open(sample_path) as opened:
        yield opened


def test_all_names_exist_and_are_sorted() -> None:
    """``__all__`` is what the front offers, and ``dir`` shows it."""
    assert kg.__all__ == sorted(kg.__all__)
    assert all(callable(getattr(kg, name)) for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))
    public = {n for n, v in vars(kg.api).items() if getattr(v, "__module__", "") == "kg.api"}
    assert {n for n in public if not n.startswith("_")} == set(kg.__all__)


def test_functions_outlive_modules_of_their_name() -> None:
    """Importing the module ``kg.build`` does not hide the function ``kg.build``."""
    code = "import kg.build; from kg.build import BuildReport; print(kg.build.__module__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "kg.api"


def test_unknown_attribute_is_an_attribute_error() -> None:
    """A name that the front lacks is refused in the usual words."""
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        kg.close  # noqa: B018


def test_import_loads_nothing_but_the_name() -> None:
    """``import kg`` is free: not even the front itself is loaded before it is used."""
    code = "import kg, sys; print(sorted(m for m in sys.modules if m.startswith('kg')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "['kg']"


def test_entity_by_any_of_its_names(graph: kg.Graph) -> None:
    """Name, alias and stock code lead to the same entity."""
    found = {graph.entity(name).id for name in ("启澜半导体", "启澜", "688999", "688999.SH")}
    assert len(found) == 1
    assert graph.find("启澜")[0].id in found


def test_questions_take_names(graph: kg.Graph) -> None:
    """The questions of the command line are methods, with the same filters."""
    rows = graph.investors("启澜", statuses=["denied"])
    assert rows.column("investor") == ("江湾资本",)
    assert graph.investments("北辰创投", until="2023").column("round") == ("A轮",)
    assert "启明试点通知" in graph.exposure("启澜").column("policy")


def test_how_much_one_put_into_the_other(graph: kg.Graph) -> None:
    """A question about two parties gets the sums between them, newest first, and nothing of others."""
    answer = graph.ask("北辰创投向启澜半导体投资了多少？")
    assert answer.about == ("北辰创投", "启澜半导体")
    assert answer.column("amount") == ("2.5亿元", "8000万元")
    assert graph.ask("江湾资本持有启澜半导体多少股份").column("status") == ("denied",)
    assert graph.ask("宁川集团持有启澜半导体多少股份").column("company") == ("启澜半导体",)
    assert graph.ask("宁川集团向北辰创投出资了多少").rows == ()


def test_statements_take_names(graph: kg.Graph) -> None:
    """Ends are given by name, and filters combine."""
    views = list(graph.statements(types={"ACQUIRED"}, object="启澜"))
    assert [(v.subject.name, v.status) for v in views] == [("宁川集团", "planned")]
    assert list(graph.statements(subject="宁川集团", statuses={"denied"})) == []


def test_networkx_holds_every_statement_between_entities(graph: kg.Graph) -> None:
    """The graph in memory has an edge a statement, with the statement's id as key."""
    keys = {key for _, _, key in graph.to_networkx().edges(keys=True)}
    assert {v.id for v in graph.statements(types={"INVESTED_IN", "ACQUIRED"})} <= keys
    assert len(list(graph.entities())) == graph.counts().entities


def test_draw_returns_the_path(graph: kg.Graph, tmp_path: Path) -> None:
    """The page is written to the path given."""
    path = graph.draw("启澜", str(tmp_path / "page.html"))
    assert path.read_text(encoding="utf-8").startswith("<!")


def test_names_that_fit_nothing_raise(graph: kg.Graph) -> None:
    """An unknown name raises an error that carries suggestions."""
    with pytest.raises(UnknownName) as caught:
        graph.entity("启蓝半导体")
    assert "启澜半导体" in caught.value.suggestions
    assert not isinstance(caught.value, AmbiguousName)


def test_missing_store_raises(tmp_path: Path) -> None:
    """Opening what is not there raises, and makes nothing."""
    with pytest.raises(MissingStore):
        kg.open(tmp_path / "graph.kg")
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_is_harmless(sample_path: Path) -> None:
    """A graph may be closed by hand inside its context."""
    with kg.open(sample_path) as opened:
        opened.close()


def test_build_then_open(tmp_path: Path) -> None:
    """One file in, a report out, and the graph answers."""
    digest = tmp_path / "digest.txt"
    digest.write_text("云岭数据科技有限公司收购蓝湾科技有限公司。\n", encoding="utf-8")
    report = kg.build(digest, tmp_path / "graph.kg", published="2024-05-31", ner="none")
    assert (len(report.added), report.failed) == (1, [])
    with kg.open(tmp_path / "graph.kg") as opened:
        assert opened.entity("云岭数据科技有限公司").type == "Company"


def test_extract_reads_one_text() -> None:
    """A text gives mentions whose spans read back from it."""
    text = "云岭数据科技有限公司收购蓝湾科技有限公司。"
    found = kg.extract(text, ner="none")
    assert found.mentions
    assert all(m.span.of(text) == m.surface for m in found.mentions)
