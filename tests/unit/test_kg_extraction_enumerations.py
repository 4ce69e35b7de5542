"""Enumerations: one known member makes the others known."""

import pytest

from kg.extraction.candidates import Candidate
from kg.extraction.enumerations import find_members
from kg.extraction.pipeline import article_of, make_extractor
from kg.extraction.words import tokenize


def members(text: str, *known: tuple[str, str]) -> dict[str, str]:
    """Surface -> type of what the lists of the text add to the known terms."""
    given = [
        Candidate(text.index(s), text.index(s) + len(s), kind, "known-term") for s, kind in known
    ]
    found = find_members(text, tokenize(text), given)
    return {text[c.start : c.end]: c.type for c in found}


def test_unknown_members_take_the_type_of_the_known() -> None:
    """In a list with a known technology its neighbours are technologies."""
    text = "公司专注于激光雷达、毫米波雷达、视觉芯片等技术。"
    found = members(text, ("激光雷达", "Technology"))
    assert found == {"毫米波雷达": "Technology", "视觉芯片": "Technology"}


def test_word_behind_the_list_decides_where_known_members_differ() -> None:
    """等产品 makes a list of a technology and an industry a list of products."""
    text = "展台上有激光雷达、储能、视觉芯片等产品。"
    found = members(text, ("激光雷达", "Technology"), ("储能", "Industry"))
    assert found == {"视觉芯片": "Product"}


def test_list_without_a_known_member_says_nothing() -> None:
    """老人、孩子、游客等方向 is no list of technologies."""
    assert members("欢迎老人、孩子、游客等方向的意见。") == {}


def test_last_member_may_be_joined_by_and() -> None:
    """A、B和C等 has three members."""
    found = members("涉及激光雷达、视觉芯片和灵巧手等领域。", ("激光雷达", "Technology"))
    assert set(found) == {"视觉芯片", "灵巧手"}


def test_known_members_are_not_given_again() -> None:
    """What is known keeps its own candidate."""
    text = "涉及激光雷达、视觉芯片等领域。"
    found = members(text, ("激光雷达", "Technology"), ("视觉芯片", "Technology"))
    assert found == {}


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("中国移动、电信、联通三大运营商加快建设基站。", ["中国移动", "电信", "联通"]),
        ("电信和联通共建共享了80万个基站。", ["电信", "联通"]),
        ("国家鼓励电信、互联网、金融等行业开展试点。", []),
        ("工信部加强对电信、广电行业的监管。", []),
    ],
)
def test_operators_beside_each_other_go_by_their_short_names(text: str, firms: list[str]) -> None:
    """移动、电信、联通 are the firms in a list of them, and nothing of the kind elsewhere."""
    found = make_extractor("none").extract(article_of(text)).mentions
    names = [text[m.span.start : m.span.end] for m in found if m.type == "Company"]
    assert names == firms
