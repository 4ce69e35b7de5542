import json
import re
import stat
import sys

import pytest

from kg.errors import ExportError
from kg.model import Literal, Qualifier
from kg.views import Citation, EntityView, StatementView
from viz.content import CITATIONS, FAN, clean, describe, segments
from viz.page import draw, write_page
from viz.pyvis_page import scripts
from viz.shapes import shapes
from viz.subgraph import Node, Picture, choose

EVIL = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><a href="javascript:alert(3)">href</a>',
    "\u2028\u2029\x00\ud800 {{data}}",
)


def entity(name, **more):
    return EntityView(id=f"id-{name}", type="Company", name=name, **more)


def statement(
    subject="甲公司", obj="乙公司", *, status="completed", number=0, sentence="", places=1
):
    end = obj if isinstance(obj, Literal) else entity(obj)
    cite = Citation(
        document="月报.txt",
        document_id="d",
        article="要闻一则",
        article_id="a",
        section="要闻",
        page=7,
        published="2024-05-31",
        start=0,
        end=9,
        sentence=sentence or f"{subject}向乙公司投资三亿元。",
        rule="capital.1",
        confidence=0.875,
    )
    return StatementView(
        id=f"s{number}-{subject}-{end.id}",
        type="INVESTED_IN",
        subject=entity(subject),
        object=end,
        status=status,
        confidence=0.875,
        qualifiers=(Qualifier(name="amount", text="三亿元"),),
        citations=(cite,) * places,
    )


@pytest.fixture
def store(make_source):
    return lambda *stmts: make_source(views=stmts)


def data_of(html):
    found = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', html, re.S)
    return json.loads(found[1])


def test_the_page_is_the_same_every_time(store):
    """The same content gives the same bytes."""
    source = store(statement(), statement(obj="丙公司"))
    assert draw(source, "id-甲公司") == draw(source, "id-甲公司")


def test_the_page_names_no_other_host(store):
    """Neither a script nor a style, font or picture is fetched from anywhere."""
    html = draw(store(statement()), "id-甲公司")
    markup = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert "http:" not in markup
    assert "https:" not in markup
    assert not re.search(r"<(script|link|img|iframe)[^>]+src=", markup)
    assert "bootstrap" not in html
    assert "sourceMappingURL" not in html


def test_the_policy_admits_only_the_scripts_of_the_page(store):
    """Script hashes, no origin, nothing inline beyond the three scripts."""
    html = draw(store(statement()), "id-甲公司")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].count("sha256-") == 3
    assert "unsafe" not in rules["script-src"]
    assert "http" not in policy


@pytest.mark.parametrize("evil", EVIL)
def test_text_of_others_cannot_leave_its_place(store, evil):
    """Names, aliases, sentences and ids never open or close an element."""
    plain = draw(store(statement("名")), "id-名")
    html = draw(store(statement(evil, sentence=f"{evil}向乙公司投资")), f"id-{evil}")
    for tag in ("<script", "</script", "<img", "<a ", "<svg", "<mark"):
        assert html.count(tag) == plain.count(tag)
    assert data_of(html)["focus"]["name"] == clean(evil)
    html.encode("utf-8")


def test_all_evidence_reads_back_from_the_page(store):
    """Sentence, document, article, page and date stand in the data of the page."""
    data = data_of(draw(store(statement()), "id-甲公司"))
    [evidence] = data["statements"][0]["evidence"]
    assert "".join(text for text, _ in evidence["segments"]) == "甲公司向乙公司投资三亿元。"
    assert (evidence["page"], evidence["rule"], evidence["confidence"]) == (7, "capital.1", 0.88)
    assert data["articles"][evidence["article"]] == {
        "document": "月报.txt",
        "title": "要闻一则",
        "section": "要闻",
        "published": "2024-05-31",
    }


def test_the_table_holds_every_statement_without_any_script(store):
    """A reader without scripts finds sentence, status and source in the list."""
    html = draw(store(statement(status="denied")), "id-甲公司")
    [row] = re.findall(r'<tr id="row-.*?</tr>', html, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", row)
    for part in ("甲公司", "投资", "乙公司", "✕ 已否认", "金额：三亿元", "《要闻一则》", "第 7 页"):
        assert part in text


def test_the_head_says_what_is_left_out(store):
    """Counts, dates and what is not drawn are written at the top."""
    source = store(*(statement(obj=f"邻{i}") for i in range(6)))
    html = draw(source, "id-甲公司", max_nodes=4)
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html))
    assert facts == {
        "实体": "4",
        "陈述": "3",
        "未画出": "3",
        "范围": "2 步以内",
        "来源": "1 份文档",
        "发布日期": "2024-05-31",
    }


def test_labels_speak_english_on_request(store):
    """Labels change their language, names and sentences do not."""
    html = draw(store(statement(status="planned")), "id-甲公司", lang="en")
    [stmt] = data_of(html)["statements"]
    assert (stmt["relation"], stmt["status_label"]) == ("invested in", "planned")
    assert '<html lang="en">' in html
    assert "甲公司" in html


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("completed", "投资"),
        ("planned", "投资·拟议中"),
        ("denied", "✕ 投资·已否认"),
        ("cancelled", "✕ 投资·已取消"),
    ],
)
def test_an_edge_says_its_status(status, label):
    """What is not done says so on the edge, in words and in the line."""
    [edge] = edges(statement(status=status))
    assert edge["label"] == edge["title"] == label
    assert bool(edge["dashes"]) == (status != "completed")


def edges(*stmts):
    ends = {e.id: e for s in stmts for e in (s.subject, s.object)}
    nodes = [
        Node(id=e.id, type="Company", name=e.name, hop=min(i, 1))
        for i, e in enumerate(ends.values())
    ]
    picture = Picture(nodes=tuple(nodes), edges=stmts)
    from viz.layout import place

    return shapes(picture, describe(picture, "zh"), place(picture))[1]


def test_edges_of_one_pair_fan_out():
    """No two statements between the same two entities are drawn on the same curve."""
    there = [statement(number=i) for i in range(3)]
    back = [statement("乙公司", "甲公司", number=i) for i in range(2)]
    curves = set()
    for edge in edges(*there, *back):
        smooth = edge["smooth"]
        side = 0
        if smooth:
            # Seen from the same end, a curve of the way back bends to the other side.
            turned = edge["from"] > edge["to"]
            side = smooth["roundness"] * (-1 if (smooth["type"] == "curvedCW") == turned else 1)
        curves.add(side)
    assert len(curves) == 5


def test_too_many_edges_of_a_pair_are_left_to_the_list():
    """What cannot be told apart any more is not drawn, but kept and marked."""
    stmts = tuple(statement(number=i) for i in range(FAN + 3))
    assert len(edges(*stmts)) == FAN
    nodes = (
        Node(id="id-甲公司", type="Company", name="甲公司", hop=0),
        Node(id="id-乙公司", type="Company", name="乙公司", hop=1),
    )
    data = describe(Picture(nodes=nodes, edges=stmts), "zh")
    assert sum(not s["drawn"] for s in data["statements"]) == 3


def test_evidence_is_limited_and_the_rest_counted(store):
    """A statement read in many places shows the best and says how many more there are."""
    [stmt] = data_of(draw(store(statement(places=CITATIONS + 5)), "id-甲公司"))["statements"]
    assert (len(stmt["evidence"]), stmt["more"]) == (CITATIONS, 5)


def test_longer_names_win_in_the_marks():
    """A short name inside the longer name of the other end is not marked."""
    marked = segments("芯屿半导体投资芯屿", ["芯屿"], ["芯屿半导体"])
    assert marked == [("芯屿半导体", "o"), ("投资", ""), ("芯屿", "s")]


def test_neighbouring_names_are_marked_one_by_one():
    """Two mentions in a row stay two marks."""
    assert segments("甲甲", ["甲"], ["乙"]) == [("甲", "s"), ("甲", "s")]


def test_an_endless_sentence_is_cut_around_the_subject():
    """A megabyte of sentence does not end up in the page."""
    pieces = segments("啊" * 500_000 + "甲公司投资" + "啊" * 500_000, ["甲公司"], ["乙"])
    text = "".join(t for t, _ in pieces)
    assert len(text) < 1000
    assert "甲公司投资" in text
    assert text.startswith("…") and text.endswith("…")


def test_odd_ids_stay_out_of_the_tables_of_the_script(store):
    """An entity called __proto__ is an entity like any other."""
    data = data_of(draw(store(statement("__proto__")), "id-__proto__"))
    assert [n["key"] for n in data["nodes"]] == ["n0", "n1"]


def test_unknown_codes_are_shown_as_they_are(store, make_view):
    """A store of a newer ontology can still be drawn."""
    view = make_view("Company:甲", "LATER", "Comet:乙", status="dreamt")
    data = data_of(draw(store(view), "Company:甲"))
    assert data["statements"][0]["relation"] == "LATER"
    assert data["nodes"][1]["type_label"] == "Comet"


def test_a_real_store_can_be_drawn(source, named):
    """What the store answers is what the page needs."""
    html = draw(source, named("启澜半导体"))
    assert "北辰创投" in html
    assert len(choose(source, named("启澜半导体")).nodes) > 5


def test_a_title_never_switches_pyvis_to_html():
    """The letters href in a title would make pyvis write it as HTML."""
    drawn = scripts([{"id": "n0", "label": "x", "title": "<a href=x>"}], [], {})
    assert "innerHTML" not in drawn.draw


def test_another_pyvis_is_refused(monkeypatch):
    """A page of unknown make is an error in words, not a broken file."""
    network = pytest.importorskip("pyvis.network")
    monkeypatch.setattr(network.Network, "generate_html", lambda self: "<script>new()</script>")
    with pytest.raises(ExportError, match=r"pyvis 0\.3"):
        scripts([], [], {})


def test_pages_are_written_whole_and_as_utf8(tmp_path):
    """The folder is made, the bytes are UTF-8, nothing else is left behind."""
    path = tmp_path / "新" / "图.html"
    write_page("京东方\n", path)
    assert path.read_bytes() == "京东方\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["图.html"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path):
    """A folder in the place of the page is an error in words, and nothing is lost."""
    path = tmp_path / "图.html"
    path.mkdir()
    (path / "old").touch()
    with pytest.raises(ExportError, match="cannot write"):
        write_page("x", path)
    assert [p.name for p in tmp_path.iterdir()] == ["图.html"]


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    """The message names the path and asks for another."""
    (tmp_path / "datei").touch()
    with pytest.raises(ExportError, match="choose another place"):
        write_page("x", tmp_path / "datei" / "图.html")
