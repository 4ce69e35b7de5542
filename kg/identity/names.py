"""Names as keys: which spellings are the same name, and which parts of a name are mere form."""

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』]+")
_REGISTERED = re.compile(r"(?:股份公司|有限(?:责任)?公司|\(有限合伙\))$")
_LEGAL_FORM = re.compile(
    r"(?:(?:股份|责任)?有限(?:责任)?公司|股份公司|(?<![分子总母])公司|\(有限合伙\))$"
)
# A Latin form is a word of its own: the key has no spaces, so it is looked for before.
_LATIN_FORM = re.compile(r"(?:[\s,]+co\.?)?[\s,.]+(?:inc|corp|ltd|llc|plc|gmbh)\.?$")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The key under which spellings of one name meet: width, case, white space and quotes drop out.

    >>> name_key("《ＡＩ 行动计划》") == name_key("ai行动计划")
    True
    """
    folded = _folded(name)
    # What a dropped space stood between may combine, so the normal form is taken again.
    key = unicodedata.normalize("NFKC", _DROPPED.sub("", folded))
    return key or folded.strip() or name


def _folded(name: str) -> str:
    # Folding case can undo the normal form, so it is taken twice.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def has_legal_form(name: str) -> bool:
    """Whether the name says what kind of company it is, as registered names do.

    >>> has_legal_form("瑞声芯联科技股份有限公司"), has_legal_form("瑞声芯联")
    (True, False)
    """
    return bool(_REGISTERED.search(name_key(name)) or _LATIN_FORM.search(_folded(name)))


def without_legal_form(name: str) -> str:
    """The key of the name without its legal form; 集团 and 控股 belong to the name and stay.

    >>> without_legal_form("蓝湾集团股份有限公司")
    '蓝湾集团'
    """
    bare = _LEGAL_FORM.sub("", name_key(_LATIN_FORM.sub("", _folded(name))))
    return bare if len(bare) >= 2 else name_key(name)
