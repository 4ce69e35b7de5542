"""《》 titles: what kind of work they name."""

import pytest

from kg.extraction.titles import find_titles, title_type


def titles(text: str) -> list[tuple[str, str]]:
    """Surface and type of each title."""
    return [(text[c.start : c.end], c.type) for c in find_titles(text)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("澜州市数据条例", "Policy"),
        ("算力基础设施发展行动计划（2031—2033年）", "Policy"),
        ("智能网联汽车准入管理办法（征求意见稿）", "Policy"),
        ("关于促进灵巧手产业发展的若干措施", "Policy"),
        ("澜州市“十六五”低空经济发展规划", "Policy"),
        ("人形机器人产业白皮书（2031年）", "Report"),
        ("澜州市算力发展指数", "Report"),
        ("2031年上半年光模块行业研究报告", "Report"),
        ("澜州日报", "Media"),
        ("财经观察周刊", "Media"),
        ("战略合作协议", ""),
        ("招股说明书", ""),
        ("长夜灯火", ""),
    ],
)
def test_head_word_tells_the_kind(title: str, kind: str) -> None:
    """The last word of a title, brackets and years aside, says what it is; a novel is none of ours."""
    assert title_type(title) == kind


def test_two_titles_side_by_side_are_two() -> None:
    """《A》《B》 are two titles without their marks."""
    text = "澜州市印发《算力券管理办法》《数据券管理办法》，发布《算力白皮书》。"
    assert titles(text) == [
        ("算力券管理办法", "Policy"),
        ("数据券管理办法", "Policy"),
        ("算力白皮书", "Report"),
    ]


def test_verb_of_authority_makes_a_policy() -> None:
    """A guide that an authority has issued is a policy; else it is left to its author to tell."""
    assert title_type("数据安全治理指南", before="澜州市工信局印发") == "Policy"
    assert title_type("数据安全治理指南") == "Guide"


def test_paper_that_reports_is_media() -> None:
    """A title before 记者 or 报道 is a newspaper, whatever it is called."""
    assert titles("《澜州观察》记者获悉，工厂已经投产。") == [("澜州观察", "Media")]


def test_title_with_a_title_inside_is_one() -> None:
    """〈〉 inside 《》 belong to the title."""
    text = "澜州市发布《关于修改〈数据条例〉的决定》。"
    assert titles(text) == [("关于修改〈数据条例〉的决定", "Policy")]


def test_title_does_not_run_over_lines() -> None:
    """A mark that is never closed on its line opens no title."""
    assert titles("工信局印发《算力券\n管理办法》") == []


@pytest.mark.parametrize(
    ("title", "before", "kind"),
    [
        ("关于为全资子公司提供担保的议案", "砺芯股份董事会审议通过了", ""),
        ("董事会关于公司重大资产重组停牌的公告", "砺芯股份发布", ""),
        ("关于以集中竞价方式回购股份的公告", "砺芯股份披露", ""),
        ("解除租赁合同告知函", "公司收到", ""),
        ("关于加强上市公司监管的公告", "证监会发布", "Policy"),
        ("关于公司登记管理配套规定的公告", "市场监管总局印发", "Policy"),
        ("国务院办公厅关于规范股权投资合同的函", "", "Policy"),
    ],
)
def test_what_a_company_files_is_no_policy(title: str, before: str, kind: str) -> None:
    """Motions, announcements and letters of companies rule nobody else; the same words of a public body do."""
    assert title_type(title, before) == kind
