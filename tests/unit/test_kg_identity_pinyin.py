"""Pinyin of names: what pypinyin says, remembered word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from kg.identity.pinyin import syllables

NAMES = st.text(st.sampled_from("重庆长安银行乐音朝阳区abc 12(集团)·"), max_size=12)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(NAMES)
def test_words_that_are_remembered_are_read_as_before(name: str) -> None:
    """However often a word was met, a name has the syllables that pypinyin gives the whole of it."""
    assert syllables(name) == syllables(name) == tuple(lazy_pinyin(name))
