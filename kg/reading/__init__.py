"""Files to documents: decode, find the contents page, cut into articles, join what pages broke.

Every character of an article leads back to its place in the decoded file.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.errors import EmptyDocument, UnknownFormat, UnreadableFile
from kg.model import Article, Document
from kg.reading import published as dates
from kg.reading.decode import decode
from kg.reading.html import read_html
from kg.reading.lines import Lines
from kg.reading.markdown import read_markdown
from kg.reading.segment import Segmented, segment
from kg.reading.txt import read_txt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """A document, its articles in the order of the text, and what was doubtful about them."""

    document: Document
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()


class Reader(NamedTuple):
    """How files of an extension are read."""

    media_type: str
    read: Callable[[str], Lines]


_HTML = Reader("text/html", read_html)
_MARKDOWN = Reader("text/markdown", read_markdown)
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": Reader("text/plain", read_txt),
        ".text": Reader("text/plain", read_txt),
        ".md": _MARKDOWN,
        ".markdown": _MARKDOWN,
        ".html": _HTML,
        ".htm": _HTML,
    }
)
"""The reader of each file name extension."""


def read(path: Path, *, published: str | None = None) -> ReadResult:
    """Read the file at `path` and cut it into articles.

    `published` is an ISO day or month; without it, the one that file name and cover agree on. A file
    without a contents page is one article, with a warning.

    Raises:
        UnreadableFile: there is no regular file that may be read.
        UnknownFormat: no reader knows the extension, or the bytes are no text.
        EmptyDocument: there is nothing to read in it.
        InputError: `published` is no date.
    """
    path = Path(path)
    dates.checked(published)
    data = _bytes(path)
    reader = _reader(path)
    decoded = decode(data, str(path))
    lines = reader.read(decoded.text)
    if not lines.lines:
        raise EmptyDocument(f"{path} shows no text; there is nothing to read in it")
    found = segment(lines, path.stem)
    document = Document(
        source=path.name,
        media_type=reader.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        title=found.title,
        published=published or dates.guess(path.stem, found.cover),
    )
    warnings = (*decoded.warnings, *found.warnings)
    return ReadResult(document=document, articles=_articles(document, found), warnings=warnings)


def supported_extensions() -> tuple[str, ...]:
    """The file name extensions that `read` knows, with their dots."""
    return tuple(READERS)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a folder; give the files in it")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path} is no regular file; copy its content into one")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist; check the spelling of the path") from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise UnreadableFile(f"{path} cannot be read ({reason}); check its permissions") from None


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        ending = path.suffix or "no extension"
        raise UnknownFormat(f"{path} has {ending}; files that can be read end in {known}")
    return reader


def _articles(document: Document, found: Segmented) -> tuple[Article, ...]:
    return tuple(
        Article(
            document=document,
            ordinal=ordinal,
            section=cut.section,
            title=cut.title,
            text=cut.text,
            page=cut.page,
            published=document.published,
            blocks=cut.blocks,
            pages=cut.pages,
            runs=cut.runs,
        )
        for ordinal, cut in enumerate(found.cuts, start=1)
    )
