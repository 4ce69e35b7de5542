"""Texts as XML can hold them."""

import re
from xml.sax.saxutils import quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    r"""The text with U+FFFD for each character that XML forbids.

    >>> legal("京\x00东")
    '京�东'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def quoted(text: str) -> str:
    """The text as the value of an attribute, with its quotes.

    >>> quoted("甲<乙>")
    '"甲&lt;乙&gt;"'
    """
    return quoteattr(legal(text))
