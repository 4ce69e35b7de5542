"""Values: what is found, what it means, and what is none."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extraction.values import Value, find_values, resolve_date
from kg.model import Reading

GOLDEN = Path(__file__).parents[1] / "golden" / "values.tsv"
CASES = [
    line.split("\t")
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()[1:]
    if not line.startswith("#")
]
PARTS = st.sampled_from(
    [
        *"0123456789０５一二三十百千万亿数几上近约超第年月日号底前内至到-—~.,/%‰ 个家股元成半",
        "亿元", "美元", "百分之", "分之", "百分点", "2021年", "十四五", "期间", "截至", "目前", "季度",
        "不超过", "以上", "左右", "每股", "￥", "US$", "RMB", "屿光精密", "，", "。", "“", "”", "\n", "5G",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join))


def ends(reading: Reading) -> str:
    """Both ends of a reading, as the golden file writes them."""
    if reading.kind == "date" and reading.low is None and reading.high is None:
        return f"{reading.low_date or ''}..{reading.high_date or ''}"
    shown = [
        "" if n is None else f"{n:.4f}".rstrip("0").rstrip(".") for n in (reading.low, reading.high)
    ]
    return "..".join(shown)


def written(value: Value) -> str:
    """A value as the golden file writes it."""
    r = value.reading
    parts = [f"{value.text}={r.kind}", ends(r), r.unit, "~" if r.approximate else ""]
    return " ".join(p for p in parts if p)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_golden_values(text: str, expected: str) -> None:
    """Each text of the golden file has just the values that stand beside it."""
    assert " | ".join(written(v) for v in find_values(text)) == expected


@pytest.mark.parametrize(
    ("text", "published", "low", "high"),
    [
        ("去年11月", "2021-07-16", "2020-11-01", "2020-11-30"),
        ("去年底", "2021-07-16", "2020-12-01", "2020-12-31"),
        ("今年9月底前", "2021-07-16", None, "2021-09-30"),
        ("明年一季度", "2021-07-16", "2022-01-01", "2022-03-31"),
        ("前三季度", "2021-10-30", "2021-01-01", "2021-09-30"),
        ("1-6月", "2021-07-16", "2021-01-01", "2021-06-30"),
        ("7月12日", "2021-07-16", "2021-07-12", "2021-07-12"),
        ("12月30日", "2021-01-16", "2020-12-30", "2020-12-30"),
        ("7月9日至11日", "2021-07-16", "2021-07-09", "2021-07-11"),
        ("6月30日至7月2日", "2021-07-16", "2021-06-30", "2021-07-02"),
        ("12日", "2021-07-16", "2021-07-12", "2021-07-12"),
        ("30日", "2021-07-16", "2021-06-30", "2021-06-30"),
        ("昨日", "2021-07-01", "2021-06-30", "2021-06-30"),
        ("上月", "2021-01-16", "2020-12-01", "2020-12-31"),
        ("本周", "2021-07-16", "2021-07-12", "2021-07-18"),
        ("近日", "2021-07-16", None, "2021-07-16"),
        ("截至目前", "2021-07-16", None, "2021-07-16"),
        ("9月1日起", "2021-07-16", "2021-09-01", None),
        ("2024年2月", None, "2024-02-01", "2024-02-29"),
        ("去年底", None, None, None),
        ("去年", "2021", "2020-01-01", "2020-12-31"),
        ("上月", "2021-07", "2021-06-01", "2021-06-30"),
        ("去年", "no date", None, None),
        ("", "2021-07-16", None, None),
    ],
)
def test_dates_as_seen_from_publication(
    text: str, published: str | None, low: str | None, high: str | None
) -> None:
    """A date without its year takes it from the day of publication, if there is one."""
    reading = resolve_date(text, published)
    assert (reading.kind, reading.low_date, reading.high_date) == ("date", low, high)


@given(TEXTS)
def test_values_read_back(text: str) -> None:
    """Any text gives values that read back, in order, none over another."""
    values = find_values(text)
    assert [v.span.of(text) for v in values] == [v.text for v in values]
    assert all(v.text.strip() for v in values)
    assert all(a.span.end <= b.span.start for a, b in pairwise(values))


@given(TEXTS, st.sampled_from([None, "2021", "2024-02", "2024-02-29", "1999-12-31", "x"]))
def test_readings_are_intervals(text: str, published: str | None) -> None:
    """No end of a reading lies before its beginning, whatever the day of publication."""
    for value in find_values(text):
        r = value.reading
        assert r.low is None or r.high is None or r.low <= r.high
        if r.kind == "date":
            seen = resolve_date(value.text, published)
            assert (seen.low_date or "") <= (seen.high_date or "9999")


@given(TEXTS)
@example(text="0000")
def test_any_text_may_be_taken_for_a_date(text: str) -> None:
    """A text that is no date has an open reading, not an error."""
    assert resolve_date(text, "2021-07-16").kind == "date"


@given(TEXTS)
@example(text="至\n1月")
def test_lines_do_not_matter_to_each_other(text: str) -> None:
    """A value never reaches over a line end."""
    assert all("\n" not in v.text for v in find_values(f"{text}\n{text}"))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "1 ",
        "1,111",
        "万亿",
        "2021年7月12日至",
        "至1",
        "近",
        "每股",
        "百分之",
        "第1",
        " ",
    ],
)
def test_long_runs_take_linear_work(unit: str) -> None:
    """Half a million characters of one pattern are read through."""
    text = unit * (200_000 // len(unit))
    assert all(v.span.of(text) == v.text for v in find_values(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("工厂满产后年产值将达100亿元。", ["100亿元"]),
        ("公司目前年产能10万吨。", ["10万吨"]),
        ("此前年均增长3%。", ["3%"]),
        ("投产前年亏损1亿元。", ["1亿元"]),
        ("预计后年投产，前年亏损。", ["后年", "前年"]),
    ],
)
def test_what_is_made_in_a_year_is_no_year(text: str, found: list[str]) -> None:
    """目前年产能 and 满产后年产值 hold neither 前年 nor 后年."""
    assert [v.text for v in find_values(text)] == found
