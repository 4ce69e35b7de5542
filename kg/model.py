"""The values passed between the stages: frozen, slotted, keyword-only, with ids made from content.

Document -> Article -> Mention, Statement, Reject -> Entity. All offsets are character offsets into
``Article.text``, half-open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as OneOf

from kg.ids import content_id

BlockKind = OneOf["paragraph", "heading"]
ReadingKind = OneOf["money", "percent", "count", "date"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of characters in ``Article.text``.

    >>> Span(start=0, end=3).of("京东方发布公告")
    '京东方'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The span moved `by` characters to the right."""
        return Span(start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source file as received; `published` is an ISO date or None."""

    source: str
    media_type: str
    sha256: str
    title: str
    published: str | None = None

    @property
    def id(self) -> str:
        """The id of the bytes: the same file under another name is the same document."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a sub-heading of an article."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`length` characters from `start` in the article that stand at `source` in the decoded file."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """From `start` in the article on, the text stands on `page`."""

    start: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news item cut from a document.

    `text` has the title left out, one block a line, with page-layout breaks joined; `runs` lead every
    character back to the decoded source file.
    """

    document: Document
    ordinal: int
    section: str
    title: str
    text: str
    page: int | None = None
    published: str | None = None
    blocks: tuple[Block, ...] = ()
    pages: tuple[PageMark, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def id(self) -> str:
        """Content id: the document, the place in it, title and text."""
        return content_id("article", self.document.id, str(self.ordinal), self.title, self.text)

    def page_at(self, offset: int) -> int | None:
        """The page that the character at `offset` stands on, as far as it is known."""
        page = self.page
        for mark in self.pages:
            if mark.start > offset:
                break
            page = mark.page
        return page

    def source_offset(self, offset: int) -> int | None:
        """Where the character at `offset` stands in the decoded source; None if it was put in."""
        for run in self.runs:
            if run.start <= offset < run.start + run.length:
                return run.source + offset - run.start
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article, the unit of evidence; headings are sentences of their own."""

    index: int
    span: Span
    text: str
    heading: bool = False
    block: int = 0


@lru_cache(maxsize=1 << 16)
def _entity_id(kind: str, name: str) -> str:
    """Ids are asked for many times over; the cache is bounded."""
    return content_id("entity", kind, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the world, by its fullest name."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Content id of type and name."""
        return _entity_id(self.type, self.name)

    @property
    def forms(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an entity; `finder` says which component found it."""

    span: Span
    surface: str
    type: str
    finder: str
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The normalised reading of a value: an interval, with its unit.

    Money is in units of its currency (`unit` CNY, USD …), a percentage is 0–100 (`unit` says of what,
    when the text does), a date is an ISO day in `low_date`/`high_date`. An open end is None:
    超15% has ``low=15, high=None``; 约2.88亿元 has ``approximate=True``.
    """

    kind: ReadingKind
    low: float | None = None
    high: float | None = None
    low_date: str | None = None
    high_date: str | None = None
    unit: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """A typed detail on a statement: the text as written beside what was understood."""

    name: str
    text: str
    reading: Reading | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where one statement was read; `sentence` reads back verbatim from ``Article.text``."""

    article_id: str
    sentence: Span
    text: str
    subject: Span | None
    object: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A text in the place of an object, such as the indicator of SETS_TARGET."""

    text: str

    @property
    def id(self) -> str:
        """Content id of the text."""
        return content_id("literal", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Subject, relation type, object, status and qualifiers, with at least one evidence.

    Raises:
        ValueError: there is no evidence, or an evidence without its sentence.
    """

    type: str
    subject: Entity
    object: Entity | Literal
    status: str
    evidence: tuple[Evidence, ...]
    qualifiers: tuple[Qualifier, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence or any(not e.text for e in self.evidence):
            raise ValueError(f"{self.type}: a statement needs an evidence sentence")

    @property
    def id(self) -> str:
        """Content id of the event: the triple with its date and round, whatever its status; of a goal, with its deadline."""
        when = self.when.text if self.when else ""
        ends = (self.subject.id, self.object.id)
        return content_id("statement", self.type, *ends, when, self.qualifier("round") or "")

    @property
    def when(self) -> Qualifier | None:
        """What tells two events of the same triple apart in time: the date, and of a goal the deadline; None where neither is told."""
        name = "deadline" if isinstance(self.object, Literal) else "date"
        return next((q for q in self.qualifiers if q.name == name), None)

    @property
    def confidence(self) -> float:
        """The best confidence among the evidence."""
        return max(e.confidence for e in self.evidence)

    def qualifier(self, name: str) -> str | None:
        """The text of the qualifier `name`, or None."""
        return next((q.text for q in self.qualifiers if q.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Something a stage dropped, with the reason and the place."""

    stage: str
    reason: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read from one article."""

    article: Article
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    rejects: tuple[Reject, ...] = ()

    def unread(self) -> Iterator[str]:
        """Every span that does not read back verbatim: none, or something is broken."""
        text = self.article.text
        for m in self.mentions:
            if m.span.of(text) != m.surface:
                yield f"mention {m.surface!r} at {m.span}"
        for s in self.statements:
            for e in s.evidence:
                if e.sentence.of(text) != e.text:
                    yield f"evidence {e.text!r} at {e.sentence}"
