"""What changed between two graphs: told once, under today's names, with the sentence."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.changes import changes
from kg.cli.main import app
from kg.errors import UnknownName
from kg.model import Document, Entity, Extraction, Qualifier, Reading
from kg.store import Store

Make = Callable[..., Extraction]
YUN = Entity(type="Company", name="云岭数据")
FULL = Entity(type="Company", name="云岭数据科技股份有限公司", aliases=("云岭数据",))
LAN = Entity(type="Company", name="蓝湾科技")
HAI = Entity(type="Company", name="海川电子")


def fact(
    status: str, *details: Qualifier, subject: Entity = YUN, target: Entity = LAN
) -> tuple[Entity, str, Entity, str, tuple[Qualifier, ...]]:
    """Somebody buys somebody."""
    return (subject, "ACQUIRED", target, status, details)


def amount(text: str, yuan: float) -> Qualifier:
    """An amount."""
    return Qualifier(
        name="amount", text=text, reading=Reading(kind="money", low=yuan, high=yuan, unit="CNY")
    )


@pytest.fixture
def make_store(tmp_path: Path, make_extraction: Make) -> Callable[..., Path]:
    """Makes a store of documents: day of publication, sentence, fact."""

    def make(name: str, *told: tuple[str, str, object]) -> Path:
        path = tmp_path / f"{name}.kg"
        with Store.open(path, create=True) as store:
            for published, sentence, said in told:
                doc = Document(
                    source=sentence,
                    media_type="t",
                    sha256=sha256(sentence.encode()).hexdigest(),
                    title=sentence,
                    published=published,
                )
                store.add(doc, [make_extraction(doc, 1, sentence, [(sentence, [said])])])
            store.settle()
        return path

    return make


PLAN = ("2024-03-01", "云岭数据拟收购蓝湾科技。", fact("planned"))
DONE = ("2024-08-01", "云岭数据完成收购蓝湾科技。", fact("completed"))


def compared(old: Path, new: Path, *about: str) -> list[tuple[str, str]]:
    """Kind and wording of each change."""
    with Store.open(old, read_only=True) as one, Store.open(new, read_only=True) as other:
        return [(c.kind, c.what) for c in changes(one, other, about or None)]


def test_nothing_changed(make_store: Callable[..., Path]) -> None:
    """Two stores of the same documents differ in nothing, in whatever order they came."""
    assert compared(make_store("a", PLAN, DONE), make_store("b", DONE, PLAN)) == []


def test_new_gone_and_moved_on(make_store: Callable[..., Path]) -> None:
    """A further stage is a change of status, not a new statement; what came and went is told so."""
    gone = ("2024-01-01", "海川电子收购云岭数据。", fact("completed", subject=HAI, target=YUN))
    came = ("2024-09-01", "海川电子收购蓝湾科技。", fact("completed", subject=HAI))
    assert compared(make_store("a", PLAN, gone), make_store("b", PLAN, DONE, came)) == [
        ("status", "planned → completed"),
        ("added", "new: completed"),
        ("withdrawn", "was completed"),
    ]


def test_denial_and_other_amounts_contradict(make_store: Callable[..., Path]) -> None:
    """A denial comes first, and so does a source that gives another amount."""
    said = ("2024-03-01", "云岭数据收购蓝湾科技1亿元。", fact("completed", amount("1亿元", 1e8)))
    other = (
        "2024-03-02",
        "蓝湾科技卖给云岭数据，作价2亿元。",
        fact("completed", amount("2亿元", 2e8)),
    )
    denied = ("2024-03-03", "云岭数据否认收购蓝湾科技。", fact("denied"))
    old = make_store("a", said)
    assert compared(old, make_store("b", said, other)) == [
        ("contradicted", "amount: 2亿元 / 1亿元")
    ]
    assert compared(old, make_store("c", said, denied)) == [("contradicted", "completed → denied")]


def test_another_name_is_no_change(make_store: Callable[..., Path]) -> None:
    """When a later document tells that two names are one company, its old deals are not news."""
    full = (
        "2024-09-01",
        "云岭数据科技股份有限公司收购海川电子。",
        fact("planned", subject=FULL, target=HAI),
    )
    found = compared(make_store("a", PLAN), make_store("b", PLAN, full))
    assert found == [("added", "new: planned")]


def test_watch_list_narrows(make_store: Callable[..., Path]) -> None:
    """Only what touches a watched entity is told; a name that neither store knows is an error."""
    came = ("2024-09-01", "海川电子收购蓝湾科技。", fact("completed", subject=HAI))
    old, new = make_store("a", PLAN), make_store("b", DONE, PLAN, came)
    assert compared(old, new, "云岭数据") == [("status", "planned → completed")]
    assert len(compared(old, new, "蓝湾科技")) == 2
    with pytest.raises(UnknownName):
        compared(old, new, "无此公司")


def test_command_writes_markdown_and_json(make_store: Callable[..., Path], tmp_path: Path) -> None:
    """``kg diff`` shows headings, statements and sentences; as JSON whole statements before and after."""
    old, new = make_store("a", PLAN), make_store("b", PLAN, DONE)
    watch = tmp_path / "watch.txt"
    watch.write_text("# 关注\n云岭数据\n", encoding="utf-8")
    text = CliRunner().invoke(app, ["diff", str(old), str(new), "--watch", str(watch)])
    assert text.exit_code == 0, text.output
    assert "## 状态变化 (1)" in text.stdout
    assert "- **云岭数据 收购 蓝湾科技** 拟议中 → 已完成" in text.stdout
    assert "> 云岭数据完成收购蓝湾科技。" in text.stdout
    assert "拟收购蓝湾科技。 ——" not in text.stdout
    record = json.loads(
        CliRunner().invoke(app, ["diff", str(old), str(new), "--format", "json"]).stdout
    )
    (change,) = record["changes"]
    assert (change["kind"], change["before"]["status"], change["after"]["status"]) == (
        "status",
        "planned",
        "completed",
    )
