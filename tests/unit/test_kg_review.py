"""``kg review``: the most valuable case first, one key each, stopped and gone on with at will."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app
from kg.identity.judgements import read_judgements
from kg.model import Document, Entity, Extraction, Qualifier, Reading
from kg.review import cases
from kg.store import Store

Make = Callable[..., Extraction]
DONGXI = Entity(type="Company", name="东汐")
SHANGHAI = Entity(type="Company", name="上海东汐")
WANDA = Entity(type="Company", name="海鲸光电")
WANDA_CITY = Entity(type="Company", name="苏州海鲸光电")
WANG = Entity(type="Person", name="王伟")
LAN = Entity(type="Company", name="蓝湾科技")


def amount(text: str, yuan: float) -> Qualifier:
    """An amount."""
    return Qualifier(
        name="amount", text=text, reading=Reading(kind="money", low=yuan, high=yuan, unit="CNY")
    )


@pytest.fixture
def path(tmp_path: Path, make_extraction: Make) -> Path:
    """A store in which two pairs of companies, two persons and one amount are in doubt."""
    told = [
        ("东汐投资蓝湾科技。", DONGXI, "INVESTED_IN", LAN, ()),
        ("上海东汐供货给蓝湾科技。", SHANGHAI, "SUPPLIES", LAN, ()),
        ("海鲸光电收购蓝湾科技1亿元。", WANDA, "ACQUIRED", LAN, (amount("1亿元", 1e8),)),
        ("作价2亿元，蓝湾科技归海鲸光电所有。", WANDA, "ACQUIRED", LAN, (amount("2亿元", 2e8),)),
        ("苏州海鲸光电与蓝湾科技合作。", WANDA_CITY, "PARTNERS_WITH", LAN, ()),
        ("苏州海鲸光电与东汐合作。", WANDA_CITY, "PARTNERS_WITH", DONGXI, ()),
        ("王伟任东汐总裁。", WANG, "HOLDS_POSITION", DONGXI, ()),
        ("王伟任蓝湾科技总裁。", WANG, "HOLDS_POSITION", LAN, ()),
    ]
    path = tmp_path / "graph.kg"
    with Store.open(path, create=True) as store:
        for n, (sentence, one, relation, other, details) in enumerate(told):
            doc = Document(
                source=f"{n}",
                media_type="t",
                sha256=f"{n:016}" + "0" * 48,
                title=f"{n}",
                published="2024-06-01",
            )
            said = [(sentence, [(one, relation, other, "completed", details)])]
            store.add(doc, [make_extraction(doc, 1, f"第{n}篇", said)])
        store.settle()
    return path


def review(path: Path, answers: str = "", *options: str) -> Result:
    """Run ``kg review`` with answers piped in."""
    result = CliRunner().invoke(
        app, ["review", "--store", str(path), "--who", "王", *options], input=answers
    )
    assert result.exit_code == 0, result.output
    return result


def file_of(path: Path) -> Path:
    """The judgements beside the store."""
    return path.with_name("judgements.csv")


def test_most_valuable_case_comes_first(path: Path) -> None:
    """Cases are ordered by what hangs on them, and none is asked twice."""
    with Store.open(path) as store:
        found = cases(store)
        assert [c.value for c in found] == sorted((c.value for c in found), reverse=True)
        kinds = [{r.name for r in c.refs} for c in found if c.kind == "entities"]
        assert sorted(map(sorted, kinds)) == [
            ["上海东汐", "东汐"],
            ["海鲸光电", "苏州海鲸光电"],
            ["王伟"],
        ]
        assert [c.reason for c in found if c.kind == "statements"] == ["sources differ on amount"]


def test_case_shows_evidence_of_both_sides(path: Path) -> None:
    """Each entity stands beside a sentence that names it, its article and its day, and the reason."""
    text = review(path, "", "--about", "entities", "--list").stdout
    for sentence in ("东汐投资蓝湾科技。", "上海东汐供货给蓝湾科技。"):
        assert f"“{sentence}”" in text
    assert "《第0篇》 第3页 2024-06-01" in text
    assert "brand" in text


def test_answers_may_be_piped(path: Path) -> None:
    """One line a case: key and reason; what is decided is in force and in the file, in the user's words."""
    result = review(path, "s 年报第3页\nd\nu 说不准\nn\n", "--about", "entities")
    assert "3 decided, 0 skipped; 1 cases left" in result.stdout
    lines = read_judgements(file_of(path))
    assert [j.judgement for j in lines] == ["same", "different", "unsure"]
    assert (lines[0].who, lines[0].why, len(lines[0].when)) == ("王", "年报第3页", 10)
    with Store.open(path, read_only=True) as store:
        one, other = (store.entity(e.entity_id).id for e in lines[0].ends)
        assert one == other


def test_stopping_and_going_on(path: Path) -> None:
    """After q, or when the input ends, the next review goes on with the cases that are left."""
    assert (
        "1 decided, 0 skipped; 3 cases left" in review(path, "d\nq\n", "--about", "entities").stdout
    )
    assert "1 decided, 0 skipped; 2 cases left" in review(path, "d\n", "--about", "entities").stdout
    text = review(path, "n\nn\n").stdout
    assert "/2]" in text
    assert "0 decided, 2 skipped; 2 cases left" in text


def test_unknown_key_is_explained_and_asked_again(path: Path) -> None:
    """A slip of the finger decides nothing."""
    result = review(path, "z\nc status=no\nq\n", "--about", "statements")
    assert "'z' means nothing here" in result.stderr
    assert "no status 'no'" in result.stderr
    assert not file_of(path).exists()


def test_statement_is_corrected_or_rejected(path: Path) -> None:
    """A conflict is settled by a correction, and the reason is kept."""
    review(path, "c amount=2亿元 公告为准\n", "--about", "statements")
    (line,) = read_judgements(file_of(path))
    assert (line.judgement, line.correction, line.why) == ("correct", "amount=2亿元", "公告为准")
    with Store.open(path, read_only=True) as store:
        (view,) = store.statements(types={"ACQUIRED"})
        assert (view.qualifier("amount"), view.judgement) == ("2亿元", "correct")
        assert [c for c in cases(store) if c.kind == "statements"] == []


def test_removing_a_line_undoes_it(path: Path) -> None:
    """Undo is deleting a line of the file and applying it."""
    review(path, "s\n", "--about", "entities")
    with Store.open(path, read_only=True) as store:
        joined = store.counts().entities
    file = file_of(path)
    file.write_text(
        "".join(file.read_text(encoding="utf-8").splitlines(True)[:1]), encoding="utf-8"
    )
    assert "0 judgements in force" in review(path, "", "--apply").stdout
    with Store.open(path, read_only=True) as store:
        assert store.counts().entities == joined + 1


def test_lost_file_is_written_again(path: Path) -> None:
    """If only the store still knows the decisions, review writes them to the file."""
    review(path, "d 不同\n", "--about", "entities")
    before = file_of(path).read_bytes()
    file_of(path).unlink()
    assert "are written to it" in review(path, "q\n").stderr
    assert file_of(path).read_bytes() == before


def test_list_as_json(path: Path) -> None:
    """A program gets every case with both entities, their references and their sentences."""
    found = json.loads(review(path, "", "--list", "--format", "json").stdout)
    assert {c["kind"] for c in found} == {"entities", "statements"}
    entity_cases = [c for c in found if c["kind"] == "entities"]
    assert all(len(c["entities"]) == 2 and c["entities"][0]["passages"] for c in entity_cases)


def test_exchange_with_nomenklatura(path: Path, tmp_path: Path) -> None:
    """Decisions written as resolver lines, imported into another store of the same documents, hold there."""
    lines = tmp_path / "resolver.ijson"
    review(path, "s\nd\n", "--about", "entities")
    review(path, "", "--export", str(lines))
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 2
    with Store.open(path) as store:
        before = list(store.entities())
        store.judge([])
        assert list(store.entities()) != before
    file_of(path).unlink()
    assert "2 judgements in force" in review(path, "", "--import", str(lines)).stdout
    with Store.open(path, read_only=True) as store:
        assert list(store.entities()) == before
    assert "2 judgements in force" in review(path, "", "--import", str(lines)).stdout


def test_keys_decide_on_a_terminal(path: Path) -> None:
    """On a terminal one key decides; a capital one asks for the reason."""
    main, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "review", "--store", str(path), "--who", "王", "--about", "entities"],
        stdin=child, stdout=child, stderr=child, env={**os.environ, "TERM": "dumb"}, close_fds=True,
    )  # fmt: skip
    os.close(child)
    shown = b""

    def until(text: str, answer: str) -> None:
        nonlocal shown
        end = time.monotonic() + 20
        while text.encode() not in shown and time.monotonic() < end:
            if select.select([main], [], [], 1)[0]:
                shown += os.read(main, 4096)
        assert text.encode() in shown, shown.decode(errors="replace")
        shown = shown.split(text.encode(), 1)[1]
        # The terminal forgets what is typed before the program asks for a key.
        time.sleep(0.5)
        os.write(main, answer.encode())

    try:
        until("q quit", "D")
        until("why", "年报\n")
        until("q quit", "q")
        until("1 decided", "")
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(main)
    (line,) = read_judgements(file_of(path))
    assert (line.judgement, line.why) == ("different", "年报")


def test_build_takes_the_judgements_beside_the_store(path: Path, tmp_path: Path) -> None:
    """A new build from nothing, with the file beside it, decides as before; a faulty line stops it first."""
    review(path, "s\n", "--about", "entities")
    text = tmp_path / "a.txt"
    text.write_text("京东方投资云从科技。", encoding="utf-8")
    other = tmp_path / "other.kg"
    built = CliRunner().invoke(app, ["build", str(text), "--store", str(other), "--ner", "none"])
    assert built.exit_code == 0, built.output
    with Store.open(other, read_only=True) as store:
        assert tuple(store.judgements()) == read_judgements(file_of(path))
    with file_of(path).open("a", encoding="utf-8") as f:
        f.write("perhaps,Company:甲,Company:乙,,,,,,\n")
    failed = CliRunner().invoke(app, ["build", str(text), "--store", str(tmp_path / "third.kg")])
    assert failed.exit_code == 1
    assert "judgements.csv:3" in failed.stderr
    assert not (tmp_path / "third.kg").exists()


def test_file_of_judgements_may_stand_elsewhere(path: Path, tmp_path: Path) -> None:
    """With --judgements decisions are read from and written to that file alone."""
    mine = tmp_path / "mine" / "decided.csv"
    options = ("--about", "entities", "--judgements", str(mine))
    assert "1 decided" in review(path, "d\nq\n", *options).stdout
    assert "1 decided, 0 skipped; 2 cases left" in review(path, "u\nq\n", *options).stdout
    assert len(read_judgements(mine)) == 2
    assert not file_of(path).exists()
    missing = CliRunner().invoke(
        app, ["review", "--store", str(path), "--apply", "--judgements", str(tmp_path / "no.csv")]
    )
    assert missing.exit_code == 1
    assert "there are no judgements" in missing.stderr
