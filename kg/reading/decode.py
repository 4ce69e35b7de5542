"""Bytes to text: the encodings that Chinese digests come in, and what is no text at all."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import EmptyDocument, UnknownFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be", "big5")
_KNOWN_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "an SQLite file"),
)
_SAMPLE = 65536
# One stray byte in so many characters is a slip of some tool; more is another encoding.
_STRAY_BYTES = 500
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
# Characters that any page of Chinese prose is full of, simplified and traditional.
_COMMON = frozenset(
    "的一是在了和有大这中人上为不国地业发展等个年月日公司行出会生产市场技术信息网络企工部新能以用到与"
    "這個國為業發會產場術網與時間開關實現對進說後過來從學體電，。、：；“”《》（）0123456789 \n"
)


class Decoded(NamedTuple):
    """A text with what a person should know about its bytes."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text that `data` holds; `name` is the file's name, for the error text.

    A byte order mark decides. Without one UTF-8 is tried first; then GB18030 (which covers GBK and
    GB2312), UTF-16 and Big5 compete by how much the text looks like Chinese. UTF-8 with a few broken
    bytes is read with U+FFFD in their places and a warning.

    Raises:
        EmptyDocument: there are no bytes, or only white space.
        UnknownFormat: the bytes are no text in any of these encodings.

    >>> decode("京东方".encode("gbk"), "digest.txt").text
    '京东方'
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument(f"{name} is empty; give a digest with text in it")
    found = _decode(data, name)
    text = found.text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyDocument(f"{name} holds only white space; give a digest with text in it")
    return Decoded(text, found.warnings)


def _decode(data: bytes, name: str) -> Decoded:
    for start, what in _KNOWN_BINARY:
        if data.startswith(start):
            raise UnknownFormat(f"{name} is {what}, whatever its name says; save it as text first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data, encoding, name)
    return _as_utf8(data) or _guessed(data) or _mended(data, name)


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as problem:
        if encoding == "utf-8-sig":
            return _mended(data, name)
        raise UnknownFormat(
            f"{name} begins like {encoding} but is broken at byte {problem.start}; save it as UTF-8"
        ) from None


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text) if _is_prose(text) else None


def _guessed(data: bytes) -> Decoded | None:
    """The text in the encoding that makes it look most like Chinese, if it is text in any."""
    if _broken_utf8(data):
        return None
    ranked = sorted((-_likeness(data[:_SAMPLE], e), n) for n, e in enumerate(_GUESSES))
    for minus_score, n in ranked:
        try:
            text = data.decode(_GUESSES[n])
        except UnicodeDecodeError:
            continue
        if minus_score < 0 and _is_prose(text):
            return Decoded(text)
    return None


def _broken_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: Chinese in another encoding is broken all over."""
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "replace")
    return not sample.isascii() and text.count("\ufffd") * 50 < len(text)


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of common characters in a sample that may end in mid-character."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(sample[: len(sample) & ~1])
    except UnicodeDecodeError:
        return 0.0
    common = sum(c in _COMMON for c in text)
    # Latin text in UTF-16 has few of them, but no zero bytes are left over.
    latin = sum(c.isascii() and c.isalnum() for c in text) if "\x00" not in text else 0
    # Names alone, such as 京东方, hold no common character, but Chinese ones.
    chinese = sum("\u4e00" <= c <= "\u9fa5" for c in text)
    return (common + 0.5 * latin + 0.1 * chinese) / (len(text) or 1)


def _mended(data: bytes, name: str) -> Decoded:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * _STRAY_BYTES > len(text) + _STRAY_BYTES or not _is_prose(text):
        raise UnknownFormat(
            f"{name} is no text in UTF-8, UTF-16, GB18030 or Big5; it looks like a binary file, "
            "save it as text first"
        )
    return Decoded(
        text,
        (f"{broken} broken UTF-8 sequences were read as U+FFFD; save the file again as UTF-8",),
    )


def _is_prose(text: str) -> bool:
    """Whether a text is free of the control characters and holes that binary files are full of."""
    # A single one is a slip even in a short text.
    return all(len(_ODD.findall(part)) <= max(1, len(part) // 200) for part in _samples(text))


def _samples(text: str) -> Iterator[str]:
    for start in {0, len(text) // 2, max(0, len(text) - _SAMPLE)}:
        part = text[start : start + _SAMPLE]
        if part:
            yield part
