"""Exports: what is in the files, that they read back, and that writing them is safe."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import ExportError
from kg.views import StatementView
from loaders.flat import unflatten
from loaders.source import GraphSource
from loaders.to_files import FORMATS, export
from loaders.to_graphml import edge_columns
from loaders.to_networkx import to_networkx
from ontology.vocabulary import vocabulary

MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def _text(source: GraphSource, format: str) -> str:
    out = io.StringIO()
    export(source, format, out)
    return out.getvalue()


def _records(source: GraphSource, format: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in _text(source, format).splitlines()]


def test_statements_have_the_documented_fields(source: GraphSource) -> None:
    """Each line has type, both ends, status, qualifiers raw and read, and evidence."""
    records = _records(source, "statements")
    deal = next(r for r in records if "B轮" in json.dumps(r, ensure_ascii=False))
    assert list(deal) == [
        "id",
        "type",
        "subject",
        "object",
        "status",
        "confidence",
        "qualifiers",
        "normalised",
        "event",
        "sources",
        "judgement",
        "history",
        "conflicts",
        "evidence",
    ]
    assert deal["type"] == "INVESTED_IN"
    assert list(deal["subject"]) == ["id", "type", "name", "aliases"]  # type: ignore[call-overload]
    assert deal["qualifiers"] == {"amount": "2.5亿元", "date": "2024年3月", "round": "B轮"}
    (evidence,) = deal["evidence"]  # type: ignore[misc]
    documented = {"document", "article", "page", "start", "end", "sentence", "rule"}
    assert documented <= set(evidence)
    assert evidence["end"] - evidence["start"] == len(evidence["sentence"])


def test_every_statement_is_a_line(source: GraphSource) -> None:
    """The file holds exactly the statements of the store, in its order."""
    ids = [r["id"] for r in _records(source, "statements")]
    assert ids == [view.id for view in source.statements()]


def test_text_object_is_a_value(source: GraphSource) -> None:
    """A goal in words stands under ``value`` and has no id or name."""
    (target,) = [r for r in _records(source, "statements") if r["type"] == "SETS_TARGET"]
    assert target["object"] == {"value": "车规芯片自给率"}
    assert target["qualifiers"] == {"value": "超过40%"}
    assert target["normalised"]["value"]["high"] is None  # type: ignore[index]


def test_entities_have_the_documented_fields(source: GraphSource) -> None:
    """Each line has id, type, name, aliases, identifiers and the titles of the articles."""
    (company,) = [r for r in _records(source, "entities") if r["name"] == "启澜半导体"]
    assert list(company) == ["id", "type", "name", "aliases", "identifiers", "articles"]
    assert company["aliases"] == ["启澜"]
    assert company["identifiers"] == {"stock_code": "688999.SH"}


def test_store_names_the_articles_of_an_entity(sample_path: Path) -> None:
    """Out of a real store an entity comes with every article it is named in."""
    from kg.store import Store

    with Store.open(sample_path, read_only=True) as store:
        (company,) = [r for r in _records(store, "entities") if r["name"] == "启澜半导体"]
    assert sorted(company["articles"]) == ["政策", "早先的融资", "芯片融资"]  # type: ignore[call-overload]


@pytest.mark.parametrize("format", FORMATS)
def test_same_store_same_bytes(source: GraphSource, format: str, tmp_path: Path) -> None:
    """Exporting twice gives the same text, to an open file and to a path."""
    path = tmp_path / "out"
    export(source, format, path)
    assert path.read_bytes().decode("utf-8") == _text(source, format) == _text(source, format)


@pytest.mark.parametrize("format", FORMATS)
def test_order_of_documents_changes_nothing(
    digests: tuple[tuple[object, ...], ...], sample_path: Path, tmp_path: Path, format: str
) -> None:
    """A store that got its documents in another order exports the same bytes."""
    from kg.store import Store

    with Store.open(tmp_path / "other.kg", create=True) as other:
        for document, extractions in reversed(digests):
            other.add(document, extractions)  # type: ignore[arg-type]
        other.settle()
        with Store.open(sample_path, read_only=True) as store:
            assert _text(other, format) == _text(store, format)


def test_unknown_format_is_told_what_there_is(source: GraphSource) -> None:
    """A format that nobody writes is one sentence that names those that are written."""
    with pytest.raises(ExportError, match=r"'docx'; choose one of statements, entities, turtle"):
        _text(source, "docx")


# --- GraphML --------------------------------------------------------------------------------------


def _graphml(source: GraphSource) -> "nx.MultiDiGraph[str]":
    return nx.read_graphml(io.BytesIO(_text(source, "graphml").encode()), force_multigraph=True)


def test_graphml_reads_back_as_the_same_graph(source: GraphSource) -> None:
    """Networkx reads the nodes, the edges and their ids that `to_networkx` makes."""
    read, made = _graphml(source), to_networkx(source)
    assert set(read) == set(made)
    assert set(read.edges(keys=True)) == set(made.edges(keys=True))
    for node, data in made.nodes(data=True):
        there = read.nodes[node]
        assert (there["type"], there["name"]) == (data["type"], data["name"])
        assert unflatten(there.get("aliases", "")) == tuple(data["aliases"])
    for edge in made.edges:
        there, here = read.edges[edge], made.edges[edge]
        assert {k: there[k] for k in ("type", "status", "confidence")} == {
            k: here[k] for k in ("type", "status", "confidence")
        }
        assert {k: there[k] for k in vocabulary().qualifiers if k in there} == here["qualifiers"]
        assert json.loads(there.get("normalised", "{}")) == here["normalised"]
        assert unflatten(there["sentences"]) == tuple(e["sentence"] for e in here["evidence"])
        assert unflatten(there["pages"]) == tuple(str(e["page"]) for e in here["evidence"])


def test_graphml_declares_every_column_once(source: GraphSource) -> None:
    """Each attribute of nodes and edges has one key, so that Gephi shows it as a column."""
    text = _text(source, "graphml")
    for column in edge_columns():
        assert text.count(f'<key id="edge_{column}" ') == 1


def test_graphml_survives_characters_that_xml_forbids(
    make_view: MakeView, make_source: MakeSource
) -> None:
    """A control character becomes U+FFFD; markup and line breaks are kept."""
    view = make_view("Company:甲\x00<&>\"'|乙", "SUPPLIES", "Company:丙\r\n丁\ufffe")
    read = _graphml(make_source((view,)))
    assert {d["name"] for _, d in read.nodes(data=True)} == {
        "甲\ufffd<&>\"'|乙",
        "丙\r\n丁\ufffd",
    }


def test_page_that_is_not_known_is_a_dash(make_view: MakeView, make_source: MakeSource) -> None:
    """The lists of evidence keep equal length when a page is not known."""
    from dataclasses import replace

    view = make_view("Company:甲", "SUPPLIES", "Company:乙")
    pageless = replace(view, citations=(replace(view.citations[0], page=None),))
    ((_, _, edge),) = _graphml(make_source((pageless,))).edges(data=True)
    assert edge["pages"] == "-"


# --- files ----------------------------------------------------------------------------------------


def test_failed_export_leaves_the_old_file(source: GraphSource, tmp_path: Path) -> None:
    """When writing breaks off, the old file is whole and no part is left behind."""

    class Broken:
        def __getattr__(self, name: str) -> object:
            return getattr(source, name)

        def statements(self) -> object:
            yield next(source.statements())
            raise RuntimeError("power cut")

    path = tmp_path / "graph.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError, match="power cut"):
        export(Broken(), "statements", path)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("where", ["missing/out.jsonl", "."])
def test_path_that_cannot_be_written_is_said(
    source: GraphSource, tmp_path: Path, where: str
) -> None:
    """A folder that is missing, or a folder in the place of a file, is one sentence."""
    with pytest.raises(ExportError, match="cannot write"):
        export(source, "statements", tmp_path / where)


def test_device_is_written_to_directly(source: GraphSource) -> None:
    """/dev/null takes an export and stays a device."""
    null = Path("/dev/null")
    export(source, "statements", null)
    assert null.is_char_device()


def test_link_keeps_pointing(source: GraphSource, tmp_path: Path) -> None:
    """Exporting to a symbolic link renews the file that it points to."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    export(source, "entities", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == _text(source, "entities")
