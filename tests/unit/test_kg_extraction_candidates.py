"""Candidates: which of overlapping spans stands, and where a name stands again."""

from itertools import pairwise

import pytest

from kg.extraction.boundaries import trimmed
from kg.extraction.candidates import TRUST, Candidate, choose, cover, occurrences
from kg.extraction.gazetteer import load_gazetteer


def company(start: int, end: int, finder: str = "gazetteer") -> Candidate:
    """A candidate for a company."""
    return Candidate(start, end, "Company", finder)


def test_longer_span_beats_the_shorter_one_inside() -> None:
    """砺芯半导体有限公司 stands, 砺芯半导体 inside it does not, whichever finder is believed more."""
    short, full = company(0, 5), company(0, 9, "ner")
    assert choose([short, full]) == ([full], [short])


def test_title_beats_longer_guess_around_it() -> None:
    """What the author marks with 《》 is not swallowed by a longer guess."""
    title = Candidate(3, 9, "Policy", "title")
    guess = Candidate(0, 12, "Organization", "ner")
    assert choose([guess, title]) == ([title], [guess])


def test_equal_spans_go_to_the_finder_that_is_believed_more() -> None:
    """Of two finders of one span the gazetteer wins against the tagger."""
    tagged, known = Candidate(0, 4, "Organization", "ner"), company(0, 4)
    assert choose([tagged, known])[0] == [known]


def test_given_names_win_against_everything() -> None:
    """A span that the caller marked stands against every finder of our own."""
    given = Candidate(2, 4, "Fund", "given")
    others = [Candidate(0, 8, "Company", finder) for finder in TRUST if finder != "given"]
    taken, lost = choose([*others, given])
    assert given in taken
    assert given not in lost


def test_nothing_is_lost_twice_or_kept_twice() -> None:
    """Every candidate either stands or has lost; those that stand are sorted and do not overlap."""
    spans = [(0, 4), (2, 6), (6, 9), (6, 9), (8, 12), (20, 22)]
    given = [company(a, b) for a, b in spans]
    taken, lost = choose(given)
    assert sorted([*taken, *lost]) == sorted(given)
    assert taken == sorted(taken)
    assert all(a.end <= b.start for a, b in pairwise(taken))


def test_choice_does_not_depend_on_the_order_of_finding() -> None:
    """The same candidates in another order give the same choice."""
    given = [company(0, 4), company(2, 7, "ner"), Candidate(2, 7, "Fund", "ner"), company(5, 9)]
    assert choose(given)[0] == choose(given[::-1])[0]


def test_latin_name_stands_only_between_other_letters() -> None:
    """LX30 is no part of LX300, and 5G none of 15G; Chinese beside a Latin name does not hide it."""
    assert occurrences("LX300与LX30同台，ALX30除外", "LX30") == [6]
    assert occurrences("从15G到5G网络", "5G") == [5]


def test_chinese_name_stands_again_anywhere() -> None:
    """A Chinese name is found at each place, without overlaps."""
    assert occurrences("砺芯发布新品，砺芯的股价上涨", "砺芯") == [0, 7]
    assert occurrences("哈哈哈哈", "哈哈") == [0, 2]


def test_cover_asks_for_one_candidate_around_the_whole() -> None:
    """A range is covered by a candidate around it, not by two that meet in it."""
    assert cover([company(0, 6)], 1, 5)
    assert not cover([company(0, 3), company(3, 6)], 1, 5)


def test_a_list_of_names_knows_better_than_a_last_word() -> None:
    """Of two beliefs about the same span that of the gazetteer stands: 中国人民银行 is no company."""
    ending = Candidate(0, 6, "Company", "suffix", confidence=0.85)
    known = Candidate(0, 6, "GovernmentBody", "gazetteer")
    assert choose([ending, known])[0] == [known]
    assert (
        choose([known._replace(type="Place"), ending._replace(finder="acting")])[0][0].finder
        == "acting"
    )


@pytest.mark.parametrize(
    ("text", "span", "kind", "name"),
    [
        ("据京东方公告，产线投产。", (0, 4), "Company", "京东方"),
        ("据说投产。", (0, 2), "Company", "据说"),
        ("征求意见稿提出目标。", (0, 4), "Policy", "征求意见稿"),
        ("国星光电子公司投产。", (0, 7), "Company", "国星光电"),
        ("清仓英伟达股份。", (2, 7), "Company", "英伟达"),
        ("向奇瑞股份增资。", (1, 5), "Company", "奇瑞股份"),
        ("小米开源新模型。", (0, 4), "Company", "小米"),
        ("批准收购威睿案。", (4, 7), "Company", "威睿"),
        ("收购砺新Zinitix 30.91%股权。", (4, 15), "Company", "Zinitix"),
        ("汀鹭创投投资了砺芯。", (0, 6), "Fund", "汀鹭创投"),
        ("证大投资2018年减持。", (0, 4), "Company", "证大投资"),
        ("立讯精密昆山工厂投产。", (0, 6), "Company", "立讯精密"),
        ("总裁辛长杰接任董事长。", (2, 6), "Person", "辛长杰"),
        ("产业投资基金二期设立。", (0, 6), "Fund", "产业投资基金二期"),
        ("出售德国三号工厂。", (0, 8), "Facility", "德国三号工厂"),
        ("总裁张文一手创办。", (2, 5), "Person", "张文"),
        ("蜜雪因张文拟减持。", (3, 6), "Person", "张文"),
        ("恒大未回复。", (0, 3), "Company", "恒大"),
        ("长安联合腾讯设立公司。", (0, 4), "Company", "长安"),
        ("砺广芯系由两家公司组建。", (0, 4), "Company", "砺广芯"),
        ("中信建投计算机首席分析师认为。", (0, 7), "Company", "中信建投"),
        ("生产材料、与旭化成合资。", (5, 9), "Company", "旭化成"),
        ("拟联合国投创业收购。", (1, 7), "Company", "国投创业"),
        ("买下京东方零星份额。", (2, 7), "Company", "京东方"),
        ("高通的骁龙X80发布。", (3, 8), "Product", "骁龙X80"),
        ("国家网络安全产业园区（长沙）揭牌。", (0, 10), "Facility", "国家网络安全产业园区（长沙）"),
        (
            "第五届“强网杯”全国网络安全挑战赛落幕。",
            (8, 17),
            "Event",
            "第五届“强网杯”全国网络安全挑战赛",
        ),
    ],
)
def test_borders_of_what_the_network_names_are_mended(
    text: str, span: tuple[int, int], kind: str, name: str
) -> None:
    """A word before a listed name is left out of it, and a draft is named with its last character."""
    cand = trimmed(text, load_gazetteer(), Candidate(*span, kind, "model"))
    assert text[cand.start : cand.end] == name


@pytest.mark.parametrize(
    ("text", "span", "kind", "expected"),
    [
        ("中国算力应用协会发布。", (0, 8), "GovernmentBody", "Association"),
        ("砺芯创新中心有限公司成立。", (0, 10), "ResearchInstitution", "Company"),
        ("在合肥签署协议。", (1, 3), "GovernmentBody", "Place"),
        ("合肥签署协议。", (0, 2), "GovernmentBody", "GovernmentBody"),
        ("加快数字政府建设。", (2, 6), "GovernmentBody", "Technology"),
        ("由蔚来推动。", (1, 3), "Fund", "Company"),
    ],
)
def test_the_end_of_a_name_and_a_preposition_leave_no_doubt_of_its_type(
    text: str, span: tuple[int, int], kind: str, expected: str
) -> None:
    """A 协会 is an association and a 有限公司 a company, whatever the network takes them for; 在合肥 is a place."""
    assert trimmed(text, load_gazetteer(), Candidate(*span, kind, "model")).type == expected


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("华为轮值董事长出席。", (0, 4), "华为"),
        ("台积电前研发副总经理加盟。", (0, 4), "台积电"),
        ("已打入特斯拉供应链。", (3, 9), "特斯拉"),
        ("荣耀新旗舰开售。", (0, 5), "荣耀"),
        ("顺丰供应链新设一家公司。", (0, 5), "顺丰供应链"),
        ("京东方投资建设的基地竣工。", (0, 5), "京东方"),
        ("由华为开发、运营。", (1, 5), "华为"),
        ("台积电断供两家客户。", (0, 4), "台积电"),
    ],
)
def test_what_is_said_of_a_company_is_no_part_of_its_name(
    text: str, span: tuple[int, int], name: str
) -> None:
    """轮值, 前 and 投资建设 belong to what follows; a supply chain is a customer's where something gets into it."""
    cand = trimmed(text, load_gazetteer(), Candidate(*span, "Company", "model"))
    assert text[cand.start : cand.end] == name
