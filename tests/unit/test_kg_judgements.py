"""A person's decisions: their file, what they do to the graph, and their exchange with nomenklatura."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import BadJudgement
from kg.identity.judgements import HEADER, Judgement, Ref, add_judgements, read_judgements
from kg.identity.nomenklatura import judgements_of, resolver_lines
from kg.model import Document, Entity, Extraction, Literal, Qualifier
from kg.store import Store

Make = Callable[..., Extraction]
YUN = Entity(type="Company", name="云岭数据")
YUN_FULL = Entity(type="Company", name="云岭数据科技股份有限公司")
YUN_CLOUD = Entity(type="Company", name="云岭云")
LAN = Entity(type="Company", name="蓝湾科技")
TRIPLE = {"relation": "INVESTED_IN", "first": "Company:云岭数据", "second": "Company:蓝湾科技"}


def same(one: str, other: str, judgement: str = "same", **more: str) -> Judgement:
    """A judgement about two companies."""
    return Judgement(judgement=judgement, first=f"Company:{one}", second=f"Company:{other}", **more)


def fill(path: Path, make: Make, *entities: Entity, status: str = "completed") -> None:
    """A store in which each entity, in a document of its own, puts money into 蓝湾科技."""
    with Store.open(path, create=True) as store:
        for n, e in enumerate(entities):
            doc = Document(
                source=f"{n}.txt", media_type="t", sha256=f"{n:016}".ljust(64, "0"), title=f"文{n}"
            )
            amount = (Qualifier(name="amount", text="1亿元"),)
            said = [(f"{e.name}投资蓝湾科技1亿元。", [(e, "INVESTED_IN", LAN, status, amount)])]
            store.add(doc, [make(doc, 1, f"文{n}", said)])
        store.settle()


@pytest.fixture
def path(tmp_path: Path, make_extraction: Make) -> Path:
    """A store with 云岭数据, its full name and its cloud."""
    fill(tmp_path / "graph.kg", make_extraction, YUN, YUN_FULL, YUN_CLOUD)
    return tmp_path / "graph.kg"


# --- the file -------------------------------------------------------------------------------------


def test_decisions_come_back_as_written(tmp_path: Path) -> None:
    """Whatever a person writes as a reason is read back, line by line, in order."""
    path = tmp_path / "judgements.csv"
    first = same(
        "云岭数据",
        "云岭云",
        "different",
        who="王",
        when="2024-05-01",
        why='两家公司，"见年报"\n第3页',
    )
    second = Judgement(judgement="correct", correction="status=planned", **TRIPLE)
    add_judgements(path, [first])
    add_judgements(path, [second])
    assert read_judgements(path) == (first, second)
    assert path.read_text(encoding="utf-8").startswith(",".join(HEADER) + "\n")


def test_missing_line_end_is_mended(tmp_path: Path) -> None:
    """A file that an editor left without its last line end takes a further line without damage."""
    path = tmp_path / "judgements.csv"
    add_judgements(path, [same("云岭数据", "云岭云")])
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    add_judgements(path, [same("云岭数据", "蓝湾科技")])
    assert len(read_judgements(path)) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("same,Company:云岭,Company:蓝湾,,,,,,", None),
        ("maybe,Company:云岭,Company:蓝湾,,,,,,", "maybe"),
        ("same,云岭,Company:蓝湾,,,,,,", "names nothing"),
        ("same,Company:云岭,Company:云岭,,,,,,", "two entities"),
        ("reject,Company:云岭,Company:蓝湾,,,,,,", "choose from"),
        ("correct,Company:云岭,Company:蓝湾,INVESTED_IN,,,,,", "needs a correction"),
        ("correct,Company:云岭,Company:蓝湾,INVESTED_IN,,planned,,,", "status=cancelled"),
        ("same,Company:云岭", "cells"),
    ],
)
def test_faulty_line_is_named(tmp_path: Path, line: str, said: str | None) -> None:
    """A line that does not hold up is shown with its number, and nothing is put in force."""
    path = tmp_path / "judgements.csv"
    path.write_text(f"{','.join(HEADER)}\n{line}\n", encoding="utf-8")
    if said is None:
        assert len(read_judgements(path)) == 1
        return
    with pytest.raises(BadJudgement, match=rf"judgements\.csv:2: .*{said}"):
        read_judgements(path)


# --- what they do ---------------------------------------------------------------------------------


def names(path: Path) -> set[str]:
    """The names of the entities, as the store shows them."""
    with Store.open(path, read_only=True) as store:
        return {e.name for e in store.entities()}


def judge(path: Path, *judgements: Judgement) -> None:
    """Put judgements in force."""
    with Store.open(path) as store:
        store.judge(judgements)


def test_same_joins_and_its_removal_undoes(path: Path) -> None:
    """Two that no rule joins are one by judgement; without the line they are two again."""
    before = names(path)
    assert {"云岭云", "云岭数据科技股份有限公司"} <= before
    judge(path, same("云岭云", "云岭数据"))
    assert "云岭云" not in names(path)
    with Store.open(path, read_only=True) as store:
        assert store.resolve("云岭云").name == "云岭数据科技股份有限公司"
        assert ("云岭云", "云岭数据科技股份有限公司", "judged the same") in set(store.resolutions())
    judge(path)
    assert names(path) == before


def test_different_keeps_apart_what_rules_join(path: Path) -> None:
    """A judgement that two are different is stronger than name, code and alias."""
    assert "云岭数据" not in names(path)
    judge(path, same("云岭数据", "云岭数据科技股份有限公司", "different"))
    assert {"云岭数据", "云岭数据科技股份有限公司"} <= names(path)


def test_unsure_changes_nothing_and_is_not_asked_again(
    tmp_path: Path, make_extraction: Make
) -> None:
    """Being unsure leaves the graph as it is, and takes the pair from what is in doubt."""
    path = tmp_path / "graph.kg"
    fill(
        path,
        make_extraction,
        Entity(type="Company", name="上海东汐"),
        Entity(type="Company", name="东汐"),
    )
    before = names(path)
    with Store.open(path) as store:
        assert len(store.doubts()) == 1
        store.judge([same("东汐", "上海东汐", "unsure")])
        assert store.doubts() == []
    assert names(path) == before


def test_later_judgement_of_a_pair_counts(path: Path) -> None:
    """Who changes their mind adds a line."""
    judge(path, same("云岭云", "云岭数据"), same("云岭数据", "云岭云", "different"))
    assert "云岭云" in names(path)


def test_contradicting_judgements_are_told(path: Path) -> None:
    """A is B and B is C, but A is not C: the doubt keeps apart, and the line without effect is named."""
    lines = (
        same("云岭云", "蓝湾科技", "different"),
        same("云岭数据", "云岭云"),
        same("云岭数据", "蓝湾科技"),
    )
    judge(path, *lines)
    with Store.open(path, read_only=True) as store:
        assert [(j.judgement, why) for j, why in store.idle_judgements()] == [
            ("same", "another judgement tells the two apart")
        ]


def test_judgement_of_what_is_not_there_waits(path: Path, make_extraction: Make) -> None:
    """A line about an entity that the store lacks is told, kept, and works once it comes."""
    with Store.open(path) as store:
        store.judge([same("云岭云", "海川电子")])
        assert [why for _, why in store.idle_judgements()] == [
            "Company:海川电子 is not in this store"
        ]
        doc = Document(source="h", media_type="t", sha256="f" * 64, title="h")
        hai = Entity(type="Company", name="海川电子")
        said = [("海川电子投资蓝湾科技。", [(hai, "INVESTED_IN", LAN, "completed", ())])]
        store.add(doc, [make_extraction(doc, 1, "h", said)])
        store.settle()
        assert store.resolve("海川电子").id == store.resolve("云岭云").id
        assert store.idle_judgements() == []


def test_judgements_survive_removal_and_return(path: Path, make_extraction: Make) -> None:
    """Taking every document out and reading it again leaves each decision in force."""
    judge(path, same("云岭云", "云岭数据"), Judgement(judgement="reject", event="*", **TRIPLE))
    with Store.open(path, read_only=True) as store:
        before = list(store.entities()), list(store.statements())
    with Store.open(path) as store:
        for d in store.documents():
            store.remove(d.id)
        assert store.counts().entities == 0
    fill(path, make_extraction, YUN, YUN_FULL, YUN_CLOUD)
    with Store.open(path, read_only=True) as store:
        assert (list(store.entities()), list(store.statements())) == before


def test_rejected_statement_is_not_shown(path: Path) -> None:
    """What a person rejected is in no answer and no count; without the line it is back."""
    with Store.open(path) as store:
        told = len(list(store.statements()))
        store.judge([Judgement(judgement="reject", **TRIPLE)])
        assert len(list(store.statements())) == told - 1 == store.counts().statements
        store.judge([])
        assert len(list(store.statements())) == told


def test_correction_changes_status_and_details(path: Path) -> None:
    """A corrected status and amount are shown with their reading; the evidence stays as it was."""
    lines = [
        Judgement(judgement="correct", correction=c, **TRIPLE)
        for c in ("status=planned", "amount=3亿元")
    ]
    with Store.open(path) as store:
        store.judge(lines)
        (view,) = store.statements(subject=YUN.id, object=LAN.id)
        assert (view.status, view.qualifier("amount"), view.judgement) == (
            "planned",
            "3亿元",
            "correct",
        )
        assert view.qualifiers[0].reading is not None
        assert view.qualifiers[0].reading.low == 3e8
        assert "1亿元" in view.citations[0].sentence
        assert store.counts().statuses["planned"] == 1


def test_accepted_statement_is_certain(path: Path) -> None:
    """A person's word is worth more than a rule's."""
    judge(path, Judgement(judgement="accept", **TRIPLE))
    with Store.open(path, read_only=True) as store:
        (view,) = store.statements(subject=YUN.id, object=LAN.id)
    assert (view.judgement, view.confidence) == ("accept", 1.0)


def test_judgement_of_another_event_does_not_apply(path: Path) -> None:
    """Rejecting the B round says nothing of the investment without a round."""
    judge(path, Judgement(judgement="reject", event="|b轮", **TRIPLE))
    with Store.open(path, read_only=True) as store:
        assert list(store.statements(subject=YUN.id, object=LAN.id))


def test_judgement_follows_a_merged_entity(path: Path) -> None:
    """A statement rejected under a short name stays rejected when the name stands for the full one."""
    judge(path, Judgement(judgement="reject", **{**TRIPLE, "first": f"Company:{YUN_FULL.name}"}))
    with Store.open(path, read_only=True) as store:
        assert list(store.statements(subject=YUN.id, object=LAN.id)) == []


def test_text_object_can_be_judged(tmp_path: Path, make_extraction: Make) -> None:
    """The indicator of a policy's goal is named by its text."""
    path = tmp_path / "graph.kg"
    plan = Entity(type="Policy", name="芯片发展行动计划")
    doc = Document(source="p", media_type="t", sha256="e" * 64, title="p")
    said = [
        (
            "《芯片发展行动计划》提出自给率。",
            [(plan, "SETS_TARGET", Literal(text="自给率"), "planned", ())],
        )
    ]
    with Store.open(path, create=True) as store:
        store.add(doc, [make_extraction(doc, 1, "p", said)])
        store.settle()
        line = Judgement(
            judgement="reject",
            relation="SETS_TARGET",
            first=f"Policy:{plan.name}",
            second="text:自给率",
        )
        store.judge([line])
        assert list(store.statements()) == []


# --- nomenklatura ---------------------------------------------------------------------------------


def test_resolver_lines_come_back() -> None:
    """What is written for nomenklatura is read again as the same decisions."""
    lines = [
        same("云岭云", "云岭数据", who="王", when="2024-05-01", why="nomenklatura"),
        same("云岭云", "蓝湾科技", "different", who="王", when="2024-05-01", why="nomenklatura"),
        same("云岭数据", "蓝湾科技", "unsure", who="王", when="2024-05-01", why="nomenklatura"),
    ]
    known = {e.entity_id: e for j in lines for e in j.ends}
    back = judgements_of(resolver_lines(lines), known.get)
    assert {
        (j.judgement, *sorted((j.first, j.second)), j.who, j.when) for j in back.judgements
    } == {(j.judgement, *sorted((j.first, j.second)), j.who, j.when) for j in lines}
    assert back.unknown == ()


def test_chains_over_their_own_ids_are_followed() -> None:
    """Two entities tied to one id of nomenklatura's are the same; what that id is not, neither is."""
    refs = [Ref(type="Company", name=n) for n in ("云岭", "云岭数据", "蓝湾")]
    ids = [r.entity_id for r in refs]
    rows = [
        ["NK-1", ids[0], "positive", None, "王", "2024-05-01"],
        ["NK-1", ids[1], "positive", 0.9, "王", "2024-05-01"],
        [ids[2], "NK-1", "negative", None, "王", "2024-05-01"],
        ["feed", ids[2], "positive", None, "王", "2024-05-01"],
        [ids[0], ids[2], "no_judgement", 0.7, None, None],
    ]
    found = judgements_of(map(json.dumps, rows), dict(zip(ids, refs, strict=True)).get)
    assert {(j.judgement, frozenset((j.first, j.second))) for j in found.judgements} == {
        ("same", frozenset(("Company:云岭", "Company:云岭数据"))),
        ("different", frozenset(("Company:云岭", "Company:蓝湾"))),
        ("different", frozenset(("Company:云岭数据", "Company:蓝湾"))),
    }
    assert found.unknown == ("feed",)


@pytest.mark.parametrize("line", ["{}", "[1, 2]", "not json", '["a", "b", 3, 4, 5, 6]'])
def test_other_lines_are_refused(line: str) -> None:
    """A file that nomenklatura did not write gets a sentence with the line's number."""
    with pytest.raises(BadJudgement, match="line 1"):
        judgements_of([line], lambda _: None)
