"""Regular expressions, compiled once and kept beside the byte code.

Python compiles an expression anew in every process, in Python: the 2,100 of extraction took three seconds at the start of
every command. What they come to is kept in ``__pycache__`` as byte code is, and read back in a thirtieth of that
(`ADR 32 <docs/adr/0032-expressions-kept.md>`). Where it cannot be kept or read, `re` compiles as ever.
"""

import marshal
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

# The code of an expression as CPython's own compiler makes it: flags, code, groups, and their names both ways.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Key = tuple[str, int]
# Twice as many as there are: what fills a file beyond it is left from other versions of the rules.
_MOST = 5_000


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as ``re.compile(pattern, flags)``, for expressions that stand in our code and data.

    Not for one that is made of what a text says: the text would be kept.

    Raises:
        re.error: `pattern` is no regular expression.

    >>> expression("拟(?:以|出资)").search("公司拟出资2亿元").group()
    '拟出资'
    """
    return _KEPT.compiled(pattern, flags)


class KeptExpressions:
    """Expressions of one file, read at the first use and written when the process ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._codes: dict[_Key, _Code] | None = None
        self._fresh: dict[_Key, _Code] = {}

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        """An expression from its kept code, or compiled and kept from now on.

        Raises:
            re.error: `pattern` is no regular expression.
        """
        # Not a `RegexFlag`, which could not be kept.
        flags = int(flags)
        if self._codes is None:
            self._codes = self._read()
        code = self._codes.get((pattern, flags))
        if code is not None:
            # What the engine refuses is compiled anew.
            with suppress(RuntimeError, ValueError, TypeError, OverflowError):
                return _from_code(pattern, code)
        found = _code_of(pattern, flags) if _MARK else None
        if found is None:
            return re.compile(pattern, flags)
        if not self._fresh:
            # At the end of a worker process too, which `atexit` does not see.
            Finalize(None, self.write, exitpriority=0)
        self._fresh[pattern, flags] = self._codes[pattern, flags] = found
        return _from_code(pattern, found)

    def write(self) -> None:
        """Keep what was compiled since, beside what is kept; nothing where byte code is not to be written either."""
        if sys.dont_write_bytecode or not self._fresh:
            return
        # Another process may have written meanwhile.
        codes = self._read() | self._fresh
        body = marshal.dumps(codes if len(codes) <= _MOST else self._fresh)
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(_MARK + zlib.crc32(body).to_bytes(4, "big") + body)
            aside.replace(self.path)
        except OSError:
            with suppress(OSError):
                aside.unlink()
            return
        self._fresh.clear()

    def _read(self) -> dict[_Key, _Code]:
        try:
            held = self.path.read_bytes() if _MARK else b""
        except OSError:
            return {}
        start = len(_MARK) + 4
        body = memoryview(held)[start:]
        if (
            not held.startswith(_MARK)
            or zlib.crc32(body).to_bytes(4, "big") != held[start - 4 : start]
        ):
            return {}
        codes: dict[_Key, _Code] = marshal.loads(body)
        return codes


def _mark() -> bytes:
    """What a file of this very Python begins with; empty where expressions cannot be kept."""
    if sys.implementation.name != "cpython":
        return b""
    engine: Any = import_module("_sre")
    return f"{sys.version} {engine.MAGIC} {engine.CODESIZE}\n".encode()


def _code_of(pattern: str, flags: int) -> _Code | None:
    """What the compiler of `re` makes of an expression; None if it is not the compiler that we know."""
    try:
        parser: Any = import_module("re._parser")
        compiler: Any = import_module("re._compiler")
        parsed = parser.parse(pattern, flags)
        code: list[int] = compiler._code(parsed, flags)
        names: dict[str, int] = dict(parsed.state.groupdict)
        by_number: list[str | None] = [None] * parsed.state.groups
        all_flags = flags | parsed.state.flags
    except (ImportError, AttributeError):
        return None
    for name, number in names.items():
        by_number[number] = name
    return all_flags, array("I", code).tobytes(), len(by_number) - 1, names, tuple(by_number)


def _from_code(pattern: str, code: _Code) -> re.Pattern[str]:
    engine: Any = import_module("_sre")
    flags, words, groups, names, by_number = code
    made: re.Pattern[str] = engine.compile(
        pattern, flags, array("I", words).tolist(), groups, names, by_number
    )
    return made


_MARK = _mark()
_KEPT = KeptExpressions(Path(cache_from_source(__file__)).with_suffix(".kept"))
