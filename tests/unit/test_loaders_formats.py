"""GEXF, CSV, FollowTheMoney and BODS: each read back by the format's own reader."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest

from kg.store import Store
from kg.views import StatementView
from loaders.flat import unflatten
from loaders.source import GraphSource
from loaders.to_bods import STAKES, write_bods
from loaders.to_files import export
from loaders.to_ftm import SCHEMATA, write_ftm
from loaders.to_networkx import to_networkx
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parents[2]
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def _text(source: GraphSource, format: str) -> str:
    out = io.StringIO()
    export(source, format, out)
    return out.getvalue()


# --- GEXF -----------------------------------------------------------------------------------------


def _gexf(source: GraphSource) -> "nx.MultiDiGraph[str]":
    return nx.read_gexf(io.BytesIO(_text(source, "gexf").encode()))


def test_gexf_reads_back_as_the_same_graph(source: GraphSource) -> None:
    """Networkx reads the nodes, parallel edges, types and qualifiers that `to_networkx` makes."""
    read, made = _gexf(source), to_networkx(source)
    assert set(read) == set(made)
    ids = {(u, v, d["id"]) for u, v, d in read.edges(data=True)}
    assert ids == set(made.edges(keys=True))
    for node, data in made.nodes(data=True):
        assert (read.nodes[node]["type"], read.nodes[node]["label"]) == (data["type"], data["name"])
    by_id = {d["id"]: d for *_, d in read.edges(data=True)}
    for *_, key, data in made.edges(keys=True, data=True):
        assert by_id[key]["status"] == data["status"]
        assert by_id[key]["confidence"] == data["confidence"]
        told = {k: by_id[key][k] for k in vocabulary().qualifiers if k in by_id[key]}
        assert told == data["qualifiers"]


def test_gexf_colours_nodes_by_type(source: GraphSource) -> None:
    """Gephi shows companies and policies in the colours of our pages."""
    read = _gexf(source)
    for data in (d for _, d in read.nodes(data=True) if d["type"] == "Company"):
        colour = data["viz"]["color"]
        code = "#{r:02x}{g:02x}{b:02x}".format(**colour)
        assert code == vocabulary().entity_type("Company").colour


def test_gexf_survives_odd_characters(make_view: MakeView, make_source: MakeSource) -> None:
    """Markup and line breaks are kept; what XML forbids becomes U+FFFD."""
    read = _gexf(make_source((make_view('Company:甲\x00<&>"乙', "SUPPLIES", "Company:丙\n丁"),)))
    assert {d["label"] for _, d in read.nodes(data=True)} == {'甲\ufffd<&>"乙', "丙\n丁"}


# --- CSV ------------------------------------------------------------------------------------------


def test_csv_has_a_row_for_each_statement(source: GraphSource) -> None:
    """One row a statement, in the order of the store, with both ends and every qualifier."""
    rows = list(csv.DictReader(io.StringIO(_text(source, "csv"))))
    assert [r["id"] for r in rows] == [v.id for v in source.statements()]
    (deal,) = [r for r in rows if r["round"] == "B轮"]
    assert (deal["subject_name"], deal["object_name"]) == ("北辰创投", "启澜半导体")
    assert (deal["amount"], deal["status"]) == ("2.5亿元", "completed")
    assert unflatten(deal["sentences"])[0].startswith("2024年3月")
    (goal,) = [r for r in rows if r["type"] == "SETS_TARGET"]
    assert (goal["object_type"], goal["object_name"]) == ("Literal", "车规芯片自给率")


# --- FollowTheMoney -------------------------------------------------------------------------------


def _ftm(source: GraphSource) -> tuple[list[dict[str, object]], dict[str, int]]:
    out = io.StringIO()
    left_out = write_ftm(source, out)
    return [json.loads(line) for line in out.getvalue().splitlines()], left_out


def test_ftm_accounts_for_every_entity_and_statement(source: GraphSource) -> None:
    """What is written and what is left out add up to the store."""
    records, left_out = _ftm(source)
    total = len(list(source.entities())) + len(list(source.statements()))
    assert len(records) + sum(left_out.values()) == total
    assert {"Policy", "Technology", "SETS_TARGET", "TARGETS"} <= set(left_out)


def test_ftm_owns_only_what_is_completed(source: GraphSource) -> None:
    """A completed stake is an Ownership; a planned takeover or a denied one says so in its role."""
    records, _ = _ftm(source)
    by_id = {r["id"]: r for r in records}
    for view in source.statements(types=STAKES):
        record = by_id[view.id]
        properties = record["properties"]
        assert isinstance(properties, dict)
        if view.status == "completed":
            assert record["schema"] == "Ownership"
            assert properties["owner"] == [view.subject.id]
            assert properties["asset"] == [view.object.id]
        else:
            assert record["schema"] == "UnknownLink"
            assert vocabulary().status(view.status).zh in properties["role"][0]


def test_ftm_dates_are_as_exact_as_the_text(source: GraphSource) -> None:
    """March 2024 is written 2024-03, not as a day that nobody named."""
    records, _ = _ftm(source)
    dates = {d for r in records for d in r["properties"].get("date", ())}  # type: ignore[attr-defined]
    assert "2024-03" in dates


# --- BODS -----------------------------------------------------------------------------------------


def _bods(source: GraphSource) -> tuple[list[dict[str, object]], dict[str, int]]:
    out = io.StringIO()
    left_out = write_bods(source, out)
    return json.loads(out.getvalue()), left_out


def test_bods_has_each_completed_stake_with_its_parties(source: GraphSource) -> None:
    """A relationship comes after the records of both parties, under one declaration."""
    statements, left_out = _bods(source)
    views = list(source.statements(types=STAKES))
    done = [v for v in views if v.status == "completed"]
    assert [s["recordId"] for s in statements if s["recordType"] == "relationship"] == [
        v.id for v in done
    ]
    assert sum(left_out.values()) == len(views) - len(done) == 2
    seen: set[object] = set()
    for statement in statements:
        details = statement["recordDetails"]
        assert isinstance(details, dict)
        if statement["recordType"] == "relationship":
            assert {details["subject"], details["interestedParty"]} <= seen
            assert statement["declarationSubject"] == details["subject"]
        assert 32 <= len(str(statement["statementId"])) <= 64
        seen.add(statement["recordId"])
    assert len({s["statementId"] for s in statements}) == len(statements)


def test_bods_says_the_share_and_the_sentence(source: GraphSource) -> None:
    """A stake of 7% is exact; the sentence stands in the source."""
    statements, _ = _bods(source)
    (held,) = [s for s in statements if "持股" in json.dumps(s, ensure_ascii=False)]
    (interest,) = held["recordDetails"]["interests"]  # type: ignore[index]
    assert interest["share"] == {"exact": 7.0}
    assert interest["beneficialOwnershipOrControl"] is False
    assert "晨曦产业基金持有启澜半导体7%的股份。" in held["source"]["description"]  # type: ignore[index]


# --- the tools of others --------------------------------------------------------------------------
# They are run as programs of their own (make interop): FollowTheMoney needs PyICU, of which there
# are no wheels, and lib-cove-bods has a licence that we do not link.


@pytest.fixture
def program() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs a program of ``.venv-interop``, or skips the test where it is not installed."""

    def run(name: str, *args: object) -> "subprocess.CompletedProcess[str]":
        own = ROOT / ".venv-interop" / "bin" / name
        found = str(own) if own.exists() else shutil.which(name)
        if found is None:
            pytest.skip(f"{name} is not installed; make interop installs it")
        command = [found, *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")

    return run


@pytest.fixture(params=["digest", "sample"])
def exported(
    request: pytest.FixtureRequest, sample_path: Path, bare_sample: Path
) -> Iterator[Store]:
    """The made-up digest and the sample, each in a store."""
    path = sample_path if request.param == "digest" else bare_sample
    with Store.open(path, read_only=True) as store:
        yield store


@pytest.mark.interop
def test_ftm_validate_accepts_every_entity(
    exported: Store, tmp_path: Path, program: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    """``ftm validate`` passes each line on, and loses no property of it but what it rewrites."""
    given, passed = tmp_path / "given.json", tmp_path / "passed.json"
    export(exported, "ftm", given)
    done = program("ftm", "validate", "-i", given, "-o", passed)
    assert done.returncode == 0, done.stderr
    before = [json.loads(line) for line in given.read_text(encoding="utf-8").splitlines()]
    after = [json.loads(line) for line in passed.read_text(encoding="utf-8").splitlines()]
    assert [r["id"] for r in after] == [r["id"] for r in before]
    for one, other in zip(before, after, strict=True):
        assert one["schema"] == other["schema"]
        assert set(one["properties"]) == set(other["properties"])
    assert len(after) > 10
    assert set(SCHEMATA.values()) >= {r["schema"] for r in after} - {
        "Ownership",
        "UnknownLink",
        "Membership",
        "Employment",
    }


@pytest.mark.interop
def test_lib_cove_bods_finds_no_error(
    exported: Store, tmp_path: Path, program: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    """The schema of BODS 0.4 has nothing to say against the file."""
    file = tmp_path / "stakes.json"
    export(exported, "bods", file)
    done = program("libcovebods", "jsonschemavalidate", file)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
    assert len(json.loads(file.read_text(encoding="utf-8"))) > 3
