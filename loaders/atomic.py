"""Writing a file so that a reader sees the old one or the whole new one, never a part."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file, UTF-8 with line feeds, that takes the place of `path` when the block ends well.

    When the block fails, `path` stays as it was. A device such as /dev/null is written to directly.

    Raises:
        ExportError: the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8", newline="\n") as device:
                yield device
        else:
            with _beside(path.resolve()) as out:
                yield out
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"cannot write {path}: {reason}; choose a file in a folder you may write to"
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    # In the same folder, because a rename is atomic only within one file system.
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
