"""Names as keys: which spellings are the same name, and which parts of a name are mere form."""

import re
import unicodedata

_DROPPED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』]+")
_LATIN_FORM = r"(?<=[a-z.])(?:,?(?:inc|corp|ltd|llc|plc|gmbh)\.?|,?co\.?,?ltd\.?)$"
_REGISTERED = re.compile(r"股份公司$|有限(?:责任)?公司$|\(有限合伙\)$|" + _LATIN_FORM)
_LEGAL_FORM = re.compile(
    r"(?:股份|责任)?有限(?:责任)?公司$|股份公司$|(?<![分子总母])公司$|\(有限合伙\)$|" + _LATIN_FORM
)


def name_key(name: str) -> str:
    """The key under which spellings of one name meet: width, case, white space and quotes drop out.

    >>> name_key("《ＡＩ 行动计划》") == name_key("ai行动计划")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _DROPPED.sub("", folded) or folded.strip() or name


def has_legal_form(name: str) -> bool:
    """Whether the name says what kind of company it is, as registered names do.

    >>> has_legal_form("瑞声芯联科技股份有限公司"), has_legal_form("瑞声芯联")
    (True, False)
    """
    return bool(_REGISTERED.search(name_key(name)))


def without_legal_form(name: str) -> str:
    """The key of the name without its legal form; 集团 and 控股 belong to the name and stay.

    >>> without_legal_form("蓝湾集团股份有限公司")
    '蓝湾集团'
    """
    key = name_key(name)
    bare = _LEGAL_FORM.sub("", key)
    return bare if len(bare) >= 2 else key
