"""The text that the analysis reads: as long as the text as written, character by character.

Traditional characters become simplified ones, corner brackets 「」『』 quotation marks, the bars ― and ─ dashes, full-width letters and
digits half-width ones, compatibility ideographs and radicals (many PDF files hold them) the ideographs they
stand for, the space between two clauses a comma (`kg.extraction.headlines`), a half-width
comma behind the day or the adverb that opens a clause a full-width one. What has no business in a text
(lone surrogates, and the private characters that patterns use) becomes U+FFFD. Every offset into the result is an offset into the text as written.

Only texts that are traditional as a whole are simplified: a traditional name quoted in a simplified article
stays. Words of Taiwan (軟體, 晶片) become those of the mainland where both are equally long; 網際網路 is
longer than 互联网 and is only simplified.
"""

import unicodedata
from functools import cache
from typing import Any

from kg.expressions import expression
from kg.extraction.headlines import with_commas

# Common characters that simplified texts do not use; they are a tenth of any traditional text.
_TRADITIONAL = expression(
    "[國會為業產發與這個們來時對資體電車長門開關點訊訂億萬個據經濟軟導數網計劃術見現實學區東務將積極應機構動進過還場員設備總當應變報導聯]"
)
_HAN = expression("[\u4e00-\u9fff]")
_SHARE = 0.04
_CLAUSE = expression("[^，。；：！？、《》「」『』（）“”\\s]+")
# ―― and ── are written for the dash —— that explains.
_QUOTES = {ord(sign): mark for sign, mark in zip("「」『』―─", "“”‘’——", strict=True)}
_FULL_WIDTH = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
_COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
_NONE = (range(0xD800, 0xE000), range(0xE000, 0xE100))
# What opens a clause, and 分别, are looked for by their comma; elsewhere a half-width one is read as one where it matters.
_HALF_STOP = expression(r"(?<=[年月日前悉]),(?=[\u4e00-\u9fff])|,(?=分别)")
_UNUSUAL = expression(
    "["
    + "".join(rf"\u{r.start:04x}-\u{r.stop - 1:04x}" for r in (*_FULL_WIDTH, *_COMPATIBLE, *_NONE))
    + "「」『』―─]"
)


def normalise(text: str) -> str:
    """The form of `text` that is analysed; of the same length, and `text` itself where nothing is to do.

    >>> normalise("工業和資訊化部發布《晶片產業發展計畫》")
    '工业和信息化部发布《芯片产业发展计划》'
    >>> normalise("ＢＯＥ投資２億元"), normalise("「芯曜光电」获投资")
    ('BOE投资2亿元', '“芯曜光电”获投资')
    >>> normalise("昨日,芯曜光电(688999.SH)投资3,500万元")
    '昨日，芯曜光电(688999.SH)投资3,500万元'
    """
    if _UNUSUAL.search(text):
        text = text.translate(_usual())
    text = _HALF_STOP.sub("，", text)
    return with_commas(_simplified(text) if is_traditional(text) else text)


def stopped_as(text: str, written: str) -> str:
    """The normalised `text` with the commas of `written`, which is as long: what the network of names learned to read.

    >>> stopped_as("昨日，芯曜光电(688999.SH)称", "昨日,芯曜光電(688999.SH)稱")
    '昨日,芯曜光电(688999.SH)称'
    """
    if _HALF_STOP.search(written) is None:
        return text
    return "".join("," if b == "," else a for a, b in zip(text, written, strict=True))


def is_traditional(text: str) -> bool:
    """Whether a text as a whole is written in traditional characters.

    >>> is_traditional("該公司宣布與對手合併"), is_traditional("該公司宣布與对手合并，并对外公布了消息，计划书由双方共同完成")
    (True, False)
    """
    found = len(_TRADITIONAL.findall(text))
    return found > 0 and found >= _SHARE * len(_HAN.findall(text))


@cache
def _usual() -> dict[int, str]:
    table = {code: "\ufffd" for codes in _NONE for code in codes} | _QUOTES
    for code in (code for codes in (*_FULL_WIDTH, *_COMPATIBLE) for code in codes):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    return table


@cache
def _converters() -> tuple[Any, Any]:
    """OpenCC to the words of the mainland, and to its characters alone; imported for traditional texts only."""
    from opencc import OpenCC

    return OpenCC("tw2sp"), OpenCC("t2s")


def _simplified(text: str) -> str:
    return _CLAUSE.sub(lambda m: _simplified_clause(m.group()), text)


def _simplified_clause(clause: str) -> str:
    for converter in _converters():
        made: str = converter.convert(clause)
        if len(made) == len(clause):
            return made
    return "".join(_simplified_character(c) for c in clause)


@cache
def _simplified_character(char: str) -> str:
    made: str = _converters()[1].convert(char)
    return made if len(made) == 1 else char
