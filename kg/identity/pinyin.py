"""Names as they are spoken: pinyin and its initials, for finding 京东方 by ``jdf``."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypinyin.core import Pinyin

_LATIN = re.compile(r"[a-z0-9 .,&'()-]+")


def latin(key: str) -> bool:
    """Whether a folded name is written in Latin letters and digits only.

    >>> latin("huawei"), latin("华为")
    (True, False)
    """
    return bool(_LATIN.fullmatch(key))


@lru_cache(maxsize=1 << 19)
def syllables(key: str) -> tuple[str, ...]:
    """The syllables of the Chinese characters of a folded name, Latin stretches whole.

    >>> syllables("京东方"), syllables("nova芯")
    (('jing', 'dong', 'fang'), ('nova', 'xin'))
    """
    return tuple(_speaker().lazy_pinyin(key))


@cache
def _speaker() -> "Pinyin":
    """Pypinyin, which reads word by word, remembering how it read each word."""
    # Its dictionary takes 0.3 s to load; a question by Chinese name does not need it.
    from pypinyin.converter import DefaultConverter
    from pypinyin.core import Pinyin

    class Remembering(DefaultConverter):
        @lru_cache(maxsize=1 << 16)  # noqa: B019 - there is one, and it stays
        def convert(self, words: str, *args: Any, **options: Any) -> Any:
            return super().convert(words, *args, **options)

    return Pinyin(Remembering())


def initials(key: str) -> str:
    """The first letters of the syllables, Latin letters and digits as they are.

    >>> initials("京东方"), initials("tcl科技")
    ('jdf', 'tclkj')
    """
    parts = syllables(key)
    return "".join(p if latin(p) and p in key else p[:1] for p in parts if p[:1].isalnum())
