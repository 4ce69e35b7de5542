"""Reading: a file becomes a document with its articles."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.errors import EmptyDocument, InputError, UnknownFormat, UnreadableFile
from kg.model import Article, Document
from kg.reading.contents import Contents, Entry, find_contents
from kg.reading.plain import READERS
from kg.reading.segment import Line, Piece, cut, lines_of, make_article, running_heads

SUPPORTED = tuple(READERS)
"""The file extensions that can be read."""

_MONTH_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_DAY_ON_COVER = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_MONTH_ON_COVER = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """A document with its articles, and what a person should know about the reading."""

    document: Document
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()


def read(path: Path, *, published: str | None = None) -> ReadResult:
    """The document at `path` with its articles in order.

    Args:
        path: a file with one of the supported extensions.
        published: ISO date of publication; when not given it is taken from the file name or the cover.

    Raises:
        UnreadableFile: the path is missing, no file, or not readable.
        UnknownFormat: no reader knows the extension, or the bytes are no text.
        EmptyDocument: there is nothing to read.
        InputError: `published` is no ISO date.
    """
    reader = READERS.get(path.suffix.lower())
    data = _bytes(path)
    if reader is None:
        raise UnknownFormat(
            f"{path.name}: no reader for {path.suffix or 'a file without extension'}; supported: {', '.join(SUPPORTED)}"
        )
    text, media_type = reader(data, path.name)
    lines = lines_of(text)
    contents = find_contents([line.text for line in lines])
    document = Document(
        source=path.name,
        media_type=media_type,
        sha256=sha256(data).hexdigest(),
        title=_title(lines, contents, path),
        published=_published(published, path, lines, contents),
    )
    return _articles(document, lines, contents, path)


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise UnreadableFile(f"{path}: there is no such file; check the path")
        if not path.is_file():
            raise UnreadableFile(f"{path}: this is no file; give the file of a digest")
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            f"{path}: cannot be read ({problem.strerror}); check its permissions"
        ) from None


def _articles(
    document: Document, lines: list[Line], contents: Contents | None, path: Path
) -> ReadResult:
    heads = running_heads(lines)
    pieces: list[Piece] = []
    warnings: list[str] = []
    if contents is not None:
        pieces, warnings = cut(lines, contents)
        warnings = [f"{path.name}: {w}" for w in warnings]
    if not pieces:
        what = (
            "no contents page was found"
            if contents is None
            else "no title of the contents page stands in the text"
        )
        warnings = [f"{path.name}: {what}, so the file was read as one article"]
        pieces = [_single(lines, path)]
    made = [
        make_article(document, n, p, heads, published=document.published)
        for n, p in enumerate(pieces)
    ]
    empty = [a.title for a in made if not a.text.strip()]
    warnings += [f"{path.name}: the article {t!r} has no text" for t in empty]
    articles = tuple(a for a in made if a.text.strip())
    if not articles:
        raise EmptyDocument(f"{path.name} holds no article text; give a digest with text in it")
    return ReadResult(document=document, articles=articles, warnings=tuple(warnings))


def _single(lines: list[Line], path: Path) -> Piece:
    """The whole file as one article, titled by a short first line or by the file's name."""
    filled = [n for n, line in enumerate(lines) if line.text.strip()]
    first = lines[filled[0]].text.strip()
    titled = len(filled) > 1 and len(first) <= 60 and not re.search(r"[。；，,]", first)
    entry = Entry(title=first if titled else path.stem, page=0)
    return Piece(entry=entry, lines=tuple(lines[filled[0] + 1 :] if titled else lines))


def _title(lines: list[Line], contents: Contents | None, path: Path) -> str:
    """The cover lines before the contents page, or the file's name."""
    if contents is None:
        return path.stem
    cover = []
    for line in lines[: contents.end_line]:
        text = line.text.strip()
        if re.match(r"目\s*录", text) or "\t" in line.text or len(cover) >= 3:
            break
        if text:
            cover.append(text)
    return " ".join(cover)[:120] or path.stem


def _published(
    given: str | None, path: Path, lines: list[Line], contents: Contents | None
) -> str | None:
    """The day of publication: as given, else the last day of the month that the name or the cover names."""
    if given is not None:
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            raise InputError(f"{given!r} is no date; write it as 2021-07-31") from None
    cover = " ".join(line.text for line in lines[:12]) if contents else ""
    if m := _DAY_ON_COVER.search(cover):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    for m in (_MONTH_IN_NAME.search(path.stem), _MONTH_ON_COVER.search(cover)):
        if m:
            day = m.groups()[2] if m.re is _MONTH_IN_NAME else None
            return _day(int(m[1]), int(m[2]), int(day) if day else None)
    return None


def _day(year: int, month: int, day: int | None) -> str | None:
    from calendar import monthrange

    try:
        return date(year, month, day or monthrange(year, month)[1]).isoformat()
    except ValueError:
        return None
