"""Words with parts of speech, by rjieba (the jieba dictionary and tag set, in Rust)."""

from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

Token: TypeAlias = tuple[int, int, str]
"""Start, end (characters, half-open) and jieba part-of-speech tag."""


@cache
def _jieba() -> Any:
    import rjieba

    # An instance of our own: words that other users of the module add must not change ours.
    return rjieba.Jieba()


def tokenize(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, without gaps, white space and punctuation included.

    >>> tokenize("京东方生产面板")
    ((0, 3, 'nz'), (3, 5, 'vn'), (5, 7, 'n'))
    """
    tagged = _jieba().tag(text)
    if not tagged:
        return ()
    words, tags = zip(*tagged, strict=True)
    ends = tuple(accumulate(map(len, words)))
    return tuple(zip((0, *ends), ends, tags, strict=False))


def breaks_word(before: str, after: str) -> bool:
    """Whether what divides two texts divides a word of the dictionary.

    >>> breaks_word("企业管理咨", "询合伙企业"), breaks_word("拟减持股份", "董事长辞职")
    (True, False)
    """
    at, middle = 0, len(before)
    for word in _jieba().cut(before + after, False):
        at += len(word)
        if at >= middle:
            return bool(at > middle)
    return False
