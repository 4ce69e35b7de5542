"""Places: the way down to one, words that only look like one, and names that wait for a witness."""

import pytest

from kg.extraction.pipeline import Extractor, article_of, make_extractor
from tools.build_gazetteers import division_rows


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return make_extractor("none")


def places(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    """Each place of the text and the name that the lists have for it."""
    draft = extractor.doc(article_of(text))._.kg
    found = zip(draft.mentions, draft.linked, strict=True)
    return [
        (text[m.start : m.end], dict(draft.entities[k].identifiers).get("gazetteer", ""))
        for m, k in found
        if m.type == "Place"
    ]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("该公司在江苏无锡建设新厂。", "江苏无锡", "无锡市"),
        ("项目位于浙江省永嘉县。", "浙江省永嘉县", "永嘉县"),
        ("研发中心设在德国慕尼黑。", "德国慕尼黑", "慕尼黑"),
        ("基地落户安徽省合肥市长丰县。", "安徽省合肥市长丰县", "长丰县"),
    ],
)
def test_places_one_behind_the_other_are_the_one_that_they_lead_to(
    extractor: Extractor, text: str, surface: str, name: str
) -> None:
    assert places(extractor, text) == [(surface, name)]


def test_districts_of_two_cities_stay_two(extractor: Extractor) -> None:
    found = places(extractor, "展厅在南京市鼓楼区，仓库在徐州市鼓楼区。")
    assert found == [("南京市鼓楼区", ""), ("徐州市鼓楼区", "")]


def test_places_side_by_side_in_a_list_stay_apart(extractor: Extractor) -> None:
    found = places(extractor, "工厂分布在江苏、无锡和慕尼黑。")
    assert [surface for surface, _ in found] == ["江苏", "无锡", "慕尼黑"]


def test_a_company_called_after_a_place_is_no_place() -> None:
    text = "公司大股东深圳盘古拟向杭州金投转让股份。"
    assert "深圳盘古" not in [s for s, _ in places(make_extractor("auto"), text)]


@pytest.mark.parametrize(
    ("text", "surface"), [("北京市场需求旺盛。", "北京"), ("海淀区域中心启用。", "海淀")]
)
def test_a_word_that_begins_with_the_last_sign_of_a_place_leaves_its_short_name(
    extractor: Extractor, text: str, surface: str
) -> None:
    assert [s for s, _ in places(extractor, text)] == [surface]


def test_what_begins_like_a_district_is_what_the_lists_know_before_it(extractor: Extractor) -> None:
    assert places(extractor, "平安区块链平台上线，友好区域合作启动。") == []


def test_a_short_name_that_is_a_word_too_waits_for_a_witness(extractor: Extractor) -> None:
    assert places(extractor, "他的做法很高明。") == []
    assert places(extractor, "基地落户浙江永康。") == [("浙江永康", "永康市")]
    assert places(extractor, "基地落户沂源。") == [("沂源", "沂源县")]


def test_divisions_are_listed_once_and_by_their_full_names() -> None:
    codes = [
        ("330324000000", "永嘉县"),
        ("110105000000", "朝阳区"),
        ("220104000000", "朝阳区"),
        ("620103000000", "七里河区"),
        ("620103000000", "七里河区"),
        ("420981000000", "应城市"),
        ("330300000000", "温州市"),
        ("110101000000", "市辖区"),
    ]
    assert [row.name for row in division_rows(codes, frozenset())] == ["七里河区", "永嘉县"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("上海就《生物医药条例（草案）》公开征求意见。", "上海"),
        ("深圳市《集成电路若干措施（征求意见稿）》公开征求意见。", "深圳市"),
        ("砺芯半导体在上海就《生物医药条例（草案）》提出意见。", ""),
    ],
)
def test_a_place_that_asks_for_opinions_acts_as_its_government(
    extractor: Extractor, text: str, issuer: str
) -> None:
    """What it asks about is planned, and nothing is issued by a place where somebody else speaks."""
    found = [s for s in extractor.extract(article_of(text)).statements if s.type == "ISSUED"]
    assert [(s.subject.name, s.status) for s in found] == ([(issuer, "planned")] if issuer else [])
