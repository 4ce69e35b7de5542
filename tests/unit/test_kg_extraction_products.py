"""Products that only their look and the words around them tell."""

import pytest

from kg.extraction.draft import Draft
from kg.extraction.pipeline import article_of, make_extractor
from kg.extraction.products import find_products


def names(text: str) -> list[str]:
    """What is found in a text of which nothing else is known."""
    return [text[c.start : c.end] for c in find_products(Draft(article=article_of(text)))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("砺芯发布第二代人形机器人行者S2。", "行者S2"),
        ("砺芯推出首款云端推理芯片禾芯A10及配套软件。", "禾芯A10"),
        ("砺芯推出训练卡云燧300。", "云燧300"),
        ("砺芯发布名为“烛龙”的智能驾驶芯片。", "烛龙"),
        ("砺芯推出代号为“青鸾”的推理芯片。", "青鸾"),
    ],
)
def test_a_model_behind_the_word_for_what_it_is_has_a_name(text: str, name: str) -> None:
    """人形机器人行者S2 and 名为“烛龙”的芯片 name products."""
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "砺芯发布业绩，机器人销量300台。",
        "砺芯推出手机降价500元的活动。",
        "砺芯推出GPU芯片B200。",
        "砺芯的机器人行者S2停产。",
        "砺芯发布名为“烛龙”的通知。",
    ],
)
def test_numbers_and_plain_talk_name_no_model(text: str) -> None:
    """Counts, prices, a kind behind a kind, and clauses that speak of nothing made give no name with Chinese characters."""
    assert [n for n in names(text) if not n.isascii()] == []


def test_a_thing_called_so_is_no_firm_where_it_is_named_again() -> None:
    """数据库“岚基” is a product, and so is 岚基 in the next sentence."""
    text = "青岚科技推出数据库“岚基”。岚基采用分布式架构，已部署于京湖银行。"
    found = make_extractor("auto").extract(article_of(text))
    assert [e.type for e in found.entities if e.name == "岚基"] == ["Product"]
    assert ("岚基", "USES") in {(s.subject.name, s.type) for s in found.statements}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("百度推出新一代共享无人车Apollo Moon，单车成本48万元。", "Apollo Moon"),
        ("阿里云宣布开源PolarDB for PostgreSQL，性能提升三成。", "PolarDB for PostgreSQL"),
    ],
)
def test_a_latin_name_goes_on_as_far_as_its_words_do(text: str, name: str) -> None:
    """A list that knows the first word alone does not cut the name."""
    found = make_extractor("auto").extract(article_of(text))
    assert name in {e.name for e in found.entities if e.type == "Product"}


def test_so_many_goods_told_by_their_makers_are_goods() -> None:
    """六款产品，包括甲的奕凯达、乙的倍诺达 names products, whatever they look like."""
    text = "目前国内已有六款CAR-T产品上市，包括复星凯特的奕凯达、药明巨诺的倍诺达、驯鹿生物与信达生物合作开发的福可苏等。"
    stated = {
        (s.subject.name, s.type, getattr(s.object, "name", ""))
        for s in make_extractor("auto").extract(article_of(text)).statements
    }
    assert ("复星凯特", "DEVELOPS", "奕凯达") in stated
    assert not [s for s in stated if s[0] == "倍诺达"]


def test_a_firm_called_like_a_thing_stays_a_firm() -> None:
    """智能客服平台“百应科技” raised money: 王磊 founded a firm and develops no product."""
    text = "智能客服平台“百应科技”完成A轮融资。百应科技由王磊创办。"
    found = make_extractor("auto").extract(article_of(text)).statements
    assert ("王磊", "FOUNDED") in {(s.subject.name, s.type) for s in found}
