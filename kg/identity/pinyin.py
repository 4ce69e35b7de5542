"""Names as they are spoken: pinyin and its initials, for finding 京东方 by ``jdf``."""

import re
from functools import lru_cache

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
    # The dictionary of pypinyin takes 0.3 s to load; a question by Chinese name does not need it.
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(key))


def initials(key: str) -> str:
    """The first letters of the syllables, Latin letters and digits as they are.

    >>> initials("京东方"), initials("tcl科技")
    ('jdf', 'tclkj')
    """
    parts = syllables(key)
    return "".join(p if latin(p) and p in key else p[:1] for p in parts if p[:1].isalnum())
