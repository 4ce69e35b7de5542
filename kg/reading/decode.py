"""Bytes to text: the encodings that Chinese digests come in, and what is no text at all."""

import codecs

from kg.errors import EmptyDocument, UnknownFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536


def decode(data: bytes, name: str) -> str:
    """The text that `data` holds; `name` is the file's name, for the error text.

    UTF-8 is tried first, then UTF-16 where the zero bytes of Latin letters and line ends show it, then
    GB18030, which covers GBK and GB2312.

    Raises:
        EmptyDocument: there are no bytes, or only white space.
        UnknownFormat: the bytes are no text in any of these encodings.

    >>> decode("京东方".encode("gbk"), "digest.txt")
    '京东方'
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument(f"{name} is empty; give a digest with text in it")
    text = _decode(data, name)
    if not text.strip():
        raise EmptyDocument(f"{name} holds only white space; give a digest with text in it")
    return text.removeprefix("\ufeff")


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, name)
    for encoding in (*_by_zero_bytes(data), "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return text
    raise UnknownFormat(
        f"{name} is no text in UTF-8, UTF-16 or GB18030; it looks like a binary file, save it as text first"
    )


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise UnknownFormat(
            f"{name} begins like {encoding} but is broken at byte {problem.start}; save it as UTF-8"
        ) from None


def _by_zero_bytes(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: Latin letters and line ends leave zero bytes on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) == 0 or len(data) % 2:
        return ()
    if odd > 8 * even:
        return ("utf-16-le",)
    return ("utf-16-be",) if even > 8 * odd else ()


def _is_prose(text: str) -> bool:
    """Whether a text is free of the control characters and holes that binary files are full of."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for c in sample
        if (c < " " and c not in "\t\n\r\f\x0b") or c == "\ufffd" or "\ue000" <= c <= "\uf8ff"
    )
    return odd * 200 <= len(sample)
