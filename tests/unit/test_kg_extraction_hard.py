"""Bad input: no crash, and time that grows with the text and not faster."""

import time
from collections.abc import Callable

import pytest

from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Extraction

_HAN = "澜岸砺芯禾穗云岭蓝湾星河瑞声汀鹭晨曦启明华彩宏图远景鼎盛博雅恒通嘉德利源顺达"
_DEAL = "砺芯半导体有限公司与禾穗资本合作建设人工智能数据中心项目投资3亿元"
LIMIT = 20.0
"""Seconds for one hostile text: ten times what an idle machine needs, far below what quadratic code does."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The rules and gazetteers without a statistical tagger."""
    return make_extractor("none")


def names(count: int) -> list[str]:
    """Different company names."""
    size = len(_HAN)
    return [
        _HAN[i % size]
        + _HAN[i // size % size]
        + _HAN[(i * 7 + i // size**2) % size]
        + "科技有限公司"
        for i in range(count)
    ]


def timed(extractor: Extractor, text: str) -> tuple[Extraction, float]:
    """The extraction, which reads back, and the seconds it took."""
    begin = time.process_time()
    found = extractor.extract(article_of(text))
    return found, time.process_time() - begin


@pytest.mark.slow
def test_a_sentence_of_a_million_characters_is_read(extractor: Extractor) -> None:
    """A text without a stop is cut at pauses; its names are found up to the end."""
    prose = "而当天的天气很好所以许多人都带着孩子出门散步直到傍晚时分才慢慢走回家里吃饭"
    unit = _DEAL + prose * 3
    text = unit * (1_000_000 // len(unit) + 1)
    found, seconds = timed(extractor, text)
    assert found.mentions[-1].span.end > 999_000
    assert seconds < 3 * LIMIT


@pytest.mark.slow
def test_ten_thousand_names_in_one_list_are_found(extractor: Extractor) -> None:
    """Linking compares names by what they share and not each with each."""
    wanted = names(10_000)
    found, seconds = timed(extractor, "参与投资的有" + "、".join(wanted) + "等公司。")
    whole = {m.surface for m in found.mentions}
    assert len(whole & set(wanted)) > 0.5 * len(set(wanted))
    assert seconds < LIMIT


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: "《" * n, id="titles opened"),
        pytest.param(lambda n: "《标准" * (n // 3), id="titles begun"),
        pytest.param(lambda n: "（" * n + "京东方" + "）" * n, id="nested brackets"),
        pytest.param(lambda n: "“" * n, id="quotes"),
        pytest.param(lambda n: "，。；" * (n // 3), id="stops"),
        pytest.param(lambda n: "副" * n, id="title prefixes"),
        pytest.param(lambda n: "董事长、" * (n // 4), id="job titles"),
        pytest.param(lambda n: "1," * (n // 2), id="grouped digits"),
        pytest.param(lambda n: "Ab " * (n // 3), id="Latin words"),
        pytest.param(lambda n: "A-b" * (n // 3), id="Latin chain"),
        pytest.param(lambda n: "芯片、" * (n // 3), id="terms"),
        pytest.param(
            lambda n: "工信部印发《算力规划》。" + "京东方、" * (n // 4) + "入选试点企业。",
            id="firms that a policy chooses",
        ),
        pytest.param(
            lambda n: "工信部印发《算力规划》，2025年达到10亿元" + "，2026年达到20亿元" * (n // 11),
            id="goals set anew",
        ),
        pytest.param(
            lambda n: "华为与腾讯签约" + "，双方将共建实验室" * (n // 9), id="both, again and again"
        ),
        pytest.param(lambda n: "技术" * (n // 2), id="head nouns"),
        pytest.param(lambda n: "和" * n, id="conjunctions"),
        pytest.param(lambda n: "\n" * n, id="line breaks"),
        pytest.param(lambda n: "禾穗资本入股砺芯半导体。" * (n // 12), id="one fact"),
        pytest.param(
            lambda n: "砺芯半导体有限公司（以下简称砺芯）成立。" * (n // 20), id="one alias"
        ),
    ],
)
def test_repetition_costs_linear_time(extractor: Extractor, make: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times as long, and never the sixty-four of quadratic code."""
    _, short = timed(extractor, make(2_500))
    _, long = timed(extractor, make(20_000))
    assert long < 28 * max(short, 0.05)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "。",
        "，；：！？……——",
        "\x00\x01\x07\x1b\x7f",
        "\ud800京东方\udfff入股云从科技。",
        "😀京东方😀入股👩‍👩‍👧云从科技。",
        "\u200f京东方\u202e入股\u200b云从科技\ufeff。",
        "京东方\ue000入股\ue001云从科技\ue083。",
        "BOE（京东方）与AMD、Arm、NVIDIA签署了 MOU, said the CEO on 5/20.",
        "<b>京东方</b>&nbsp;入股{云从科技}[1]。",
        "\r\n京东方\r入股\u2028云从科技\u2029。\v\f",
        "㈱京东方①入股ﬁ云从科技㎡。",
    ],
)
def test_odd_text_is_read_without_a_crash(extractor: Extractor, text: str) -> None:
    """Control characters, surrogates, emoji, marks of direction and mark-up do no harm."""
    found = extractor.extract(article_of(text))
    assert list(found.unread()) == []
    assert found == extractor.extract(article_of(text))


def test_marks_between_names_do_not_hide_them(extractor: Extractor) -> None:
    """Names beside emoji and marks of direction are still found."""
    found = extractor.extract(article_of("😀京东方😀与\u200f云从科技\u202e签约。"))
    assert {"京东方", "云从科技"} <= {m.surface for m in found.mentions}


@pytest.mark.parametrize("word", ["公司", "子公司", "数据", "的", "了", "和某", "某了的", "其旗下"])
@pytest.mark.parametrize(
    "frame",
    [
        "京东方出售{}，随后收购长信科技。",
        "京东方把{}，华星光电卖给长信科技。",
        "据天眼查{}，公司获得投资。",
        "京东方向华星光电大股东TCL{}收购20%股权。",
        "京东方中标{}国家电网采购项目。",
    ],
)
def test_a_word_said_thirty_times_takes_no_exponential_time(
    extractor: Extractor, frame: str, word: str
) -> None:
    """Expressions that may read a word in two ways are bounded: a sentence is read in less than three seconds."""
    _, seconds = timed(extractor, frame.format(word * 30))
    assert seconds < 3
