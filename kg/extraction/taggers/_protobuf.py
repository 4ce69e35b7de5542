"""The protocol-buffer wire format, as much of it as two model files need.

A message is a row of fields; each field is a key (number and wire type) and a payload. The format
is described at protobuf.dev under "Encoding"; reading and writing it here spares two heavy
dependencies.
"""

import struct
from collections.abc import Iterator

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def fields(data: bytes | memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """The fields of a message in order: number and payload, an int for varints, else the bytes.

    >>> [(number, value) for number, value in fields(varint_field(3, 300))]
    [(3, 300)]

    Raises:
        ValueError: the bytes are no message, or end in the middle of a field.
    """
    view = memoryview(data)
    at = 0
    while at < len(view):
        try:
            key, at = _read_varint(view, at)
            wire = key & 7
            if wire == VARINT:
                number, at = _read_varint(view, at)
                yield key >> 3, number
                continue
            size = {FIXED64: 8, FIXED32: 4}.get(wire)
            if wire == BYTES:
                size, at = _read_varint(view, at)
        except IndexError:
            raise ValueError("the message ends inside a field") from None
        if size is None or at + size > len(view):
            raise ValueError(f"no protocol-buffer field at byte {at}")
        yield key >> 3, view[at : at + size]
        at += size


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def varint_field(number: int, value: int) -> bytes:
    """A field holding a non-negative integer."""
    return _varint(number << 3 | VARINT) + _varint(value)


def bytes_field(number: int, value: bytes | str) -> bytes:
    """A field holding a string, raw bytes or a nested message."""
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | BYTES) + _varint(len(data)) + data


def float_field(number: int, value: float) -> bytes:
    """A field holding a single-precision number."""
    return _varint(number << 3 | FIXED32) + struct.pack("<f", value)
