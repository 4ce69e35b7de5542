"""Sentences: where they end, and that they cover the blocks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.sentences import LONGEST, split_sentences
from kg.model import Block, Span

PARTS = st.sampled_from(
    [
        *"。！？!?…；，、：“”‘’（）《》()[]\"' \n\u3000aA1.",
        "屿光精密", "他说", "表示", "告诉记者", "……", "3.5", "https://kg.example/a?b=1", "。”", "？！",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PARTS, max_size=60).map("".join))


@pytest.mark.parametrize(
    "sentences",
    [
        ["屿光精密完成融资。", "砺芯半导体发布新品！", "谁在买单？"],
        ["“价格合理。”林栖迟说。", "会议结束。"],
        ["林栖迟说：“价格合理。", "我们会跟进。”", "会议结束。"],
        ["“价格合理。”林栖迟说，“我们会跟进。”", "会议结束。"],
        ["真的吗？！", "真的……", "好。"],
        ["澜州发布《谁来算这笔账？》一文。", "反响热烈。"],
        ["公司（原名屿澄光电。后改名）完成更名。", "手续已办。"],
        ["电能利用效率不高于1.3，比2.0低。", "完。"],
        ["详见https://kg.example/a?b=1，欢迎查阅。", "完。"],
        ["没有句号的一行", "另一行。"],
        ["（甲方尚未回应。）", "乙方确认。"],
    ],
    ids=lambda s: s[0],
)
def test_where_sentences_end(sentences: list[str]) -> None:
    """A sentence takes its closing marks along and no more."""
    joined = "\n".join(sentences) if sentences[0][-1] == "行" else "".join(sentences)
    assert [s.text for s in split_sentences(joined, ())] == sentences


def test_headings_are_sentences_of_their_own() -> None:
    """A heading is one sentence, whatever marks it has, and says so."""
    text = "谁来买单？谁来算账\n屿光精密完成融资。会议结束。"
    blocks = (
        Block(kind="heading", span=Span(start=0, end=9)),
        Block(kind="paragraph", span=Span(start=10, end=len(text))),
    )
    found = split_sentences(text, blocks)
    assert [(s.text, s.heading, s.block, s.index) for s in found] == [
        ("谁来买单？谁来算账", True, 0, 0),
        ("屿光精密完成融资。", False, 1, 1),
        ("会议结束。", False, 1, 2),
    ]


def test_text_without_sentences() -> None:
    """White space holds no sentence."""
    assert split_sentences(" \n\u3000\n", ()) == ()


def test_overlong_sentence_is_cut_at_pauses() -> None:
    """A megabyte without a stop is cut into pieces that later stages can bear."""
    text = "屿光精密专注于芯片，" * 100_000
    found = split_sentences(text, ())
    assert max(len(s.text) for s in found) <= LONGEST
    assert "".join(s.text for s in found) == text
    assert all(s.text.endswith("，") for s in found)


@pytest.mark.parametrize(
    "unit",
    ["芯", "“", "”", "《", "（", "）", "。”他", "。”", "…", "!a", "。", "\n", "“芯。”他说，", "( "],
)
def test_long_runs_take_linear_work(unit: str) -> None:
    """A megabyte of one pattern is split and covered."""
    text = unit * (400_000 // len(unit))
    covered = sum(len(s.text) for s in split_sentences(text, ()))
    assert covered >= len(text) - text.count(" ") - text.count("\n")


@given(TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    """Spans are in order, apart, read back, and leave out only white space."""
    found = split_sentences(text, ())
    assert [s.index for s in found] == list(range(len(found)))
    assert all(s.span.of(text) == s.text == s.text.strip() and s.text for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "heading"]), TEXTS), max_size=6))
def test_sentences_keep_to_their_blocks(parts: list[tuple[str, str]]) -> None:
    """No sentence reaches over the end of its block, and headings stay headings."""
    text, blocks = "", []
    for kind, part in parts:
        start = len(text)
        text += part
        span = Span(start=start, end=len(text))
        blocks.append(Block(kind="heading" if kind == "heading" else "paragraph", span=span))
        text += "\n"
    if not blocks:
        return
    for sentence in split_sentences(text, blocks):
        block = blocks[sentence.block]
        assert block.span.covers(sentence.span)
        assert sentence.heading == (block.kind == "heading")
