"""Reading, sentences and values lead back to what was written, whatever was written."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction.sentences import LONGEST, split_sentences
from kg.extraction.values import find_values, resolve_date
from kg.model import Block, Span
from kg.reading import ReadResult, read
from kg.reading.html import read_html
from kg.reading.markdown import read_markdown
from kg.reading.txt import read_txt

PIECES = st.sampled_from(
    [
        "。",
        "！",
        "？",
        "；",
        "，",
        "…",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "\n",
        "\n\n",
        "\r\n",
        "\x0c",
        "\u3000",
        " ",
        "\t",
        "目录",
        "产业环境",
        "企业情报",
        "公司",
        "说",
        "表示",
        "\u200b",
        "- 3 -",
        "第4页",
        "7月12日",
        "2021年",
        "今年",
        "9月底前",
        "近日",
        "十四五",
        "”期间",
        "约",
        "超",
        "不超过",
        "以上",
        "左右",
        "2.88",
        "1,000",
        "三",
        "十余",
        "数千",
        "百",
        "万",
        "亿",
        "元",
        "美元",
        "/股",
        "%",
        "成",
        "分之",
        "个",
        "家",
        "股",
        "至",
        "-",
        "底",
        "初",
        "前",
        "A10",
        "5G",
        "#",
        "**",
        "[甲](乙)",
        "<p>",
        "</p>",
        "&amp;",
        "<",
        "&",
        "……3",
        "\t5",
    ]
)
LETTERS = st.characters(blacklist_categories=("Cs", "Cc"))
# Control characters in number make a file binary.
TEXTS = st.lists(PIECES | st.text(LETTERS, max_size=4), max_size=40).map("".join)
# Ids and errors do not depend on the folder, so one folder serves all examples.
ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def written(folder: Path, text: str, name: str = "digest.txt") -> ReadResult | None:
    """The text read back from a file; None if there is nothing to read in it."""
    path = folder / name
    path.write_bytes(text.encode())
    try:
        return read(path)
    except InputError:
        return None


@given(text=TEXTS)
@settings(deadline=None)
def test_sentences_cover_all_that_is_no_white_space(text: str) -> None:
    """Sentences are in order, apart, stripped, and leave out white space only."""
    found = split_sentences(text, ())
    assert [s.span.of(text) for s in found] == [s.text for s in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(s.text == s.text.strip() and 0 < len(s.text) <= LONGEST for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(parts=st.lists(TEXTS.filter(bool), min_size=1, max_size=5), headings=st.data())
@settings(deadline=None)
def test_sentences_stay_inside_their_blocks(parts: list[str], headings: st.DataObject) -> None:
    """No sentence crosses the edge of a block."""
    text, blocks = "", []
    for part in parts:
        kind = "heading" if headings.draw(st.booleans()) else "paragraph"
        span = Span(start=len(text), end=len(text) + len(part))
        blocks.append(Block(kind=kind, span=span))
        text += part + "\n"
    for s in split_sentences(text, blocks):
        assert blocks[s.block].span.covers(s.span)
        assert s.heading == (blocks[s.block].kind == "heading")


@given(text=TEXTS)
@settings(deadline=None)
def test_values_read_back_in_order(text: str) -> None:
    """Every value reads back verbatim; spans are sorted and never overlap; intervals are the right way."""
    found = find_values(text)
    assert [v.span.of(text) for v in found] == [v.text for v in found]
    assert all(v.text for v in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for v in found:
        r = v.reading
        assert r.low is None or r.high is None or 0 <= r.low <= r.high < float("inf")
        assert r.low_date is None or r.high_date is None or r.low_date <= r.high_date


@given(text=TEXTS, day=st.dates().map(str) | st.text(max_size=10) | st.none())
@settings(deadline=None)
def test_any_text_can_be_resolved_as_a_date(text: str, day: str | None) -> None:
    """Whatever the text and the day of publication, a reading comes back and its days are in order."""
    r = resolve_date(text, day)
    assert r.kind == "date"
    assert r.low_date is None or r.high_date is None or r.low_date <= r.high_date


@given(text=TEXTS)
@ONE_FOLDER
def test_every_run_leads_back_to_the_source(tmp_path: Path, text: str) -> None:
    """Blocks tile the article's text; every run stands in the file as it stands in the article."""
    result = written(tmp_path, text)
    source = text.removeprefix("\ufeff")
    for article in result.articles if result else ():
        assert article.text.strip()
        assert "\n".join(b.span.of(article.text) for b in article.blocks) == article.text
        for run in article.runs:
            piece = article.text[run.start : run.start + run.length]
            assert source[run.source : run.source + run.length] == piece
        unmapped = set(range(len(article.text)))
        for run in article.runs:
            unmapped -= set(range(run.start, run.start + run.length))
        assert {article.text[i] for i in unmapped} <= {"\n", " "}


@given(text=TEXTS)
@ONE_FOLDER
def test_reading_twice_gives_the_same(tmp_path: Path, text: str) -> None:
    """Reading is a pure function of the bytes and the name."""
    assert written(tmp_path, text) == written(tmp_path, text)


@pytest.mark.parametrize("reader", [read_txt, read_markdown, read_html])
@given(text=TEXTS)
@settings(deadline=None)
def test_lines_stand_in_the_source_in_order(reader: object, text: str) -> None:
    """The pieces of all lines are in the order of the source, apart and inside it."""
    assert callable(reader)
    pieces = [p for line in reader(text).lines for p in line.pieces]
    assert all(length > 0 for _, length in pieces)
    assert all(a + n <= b for (a, n), (b, _) in pairwise(pieces))
    assert not pieces or sum(pieces[-1]) <= len(text)


@given(name=st.sampled_from(["a.txt", "b.md", "c.html"]), data=st.binary(max_size=300))
@ONE_FOLDER
def test_any_bytes_give_a_result_or_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    """Arbitrary bytes are read or refused with an input error."""
    path = tmp_path / name
    path.write_bytes(data)
    try:
        assert read(path).articles
    except InputError as refusal:
        assert name in str(refusal)
