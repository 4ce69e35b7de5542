"""What a store answers: entities and statements as they look after resolution, with citations.

A view is made for reading: names are canonical, each evidence carries its document, article and page.
"""

from dataclasses import dataclass

from kg.model import Literal, Qualifier, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """A resolved entity: `id` is canonical, `articles` are the titles it is named in."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The identifiers that others assigned: stock codes and the like, not our gazetteer's name."""
        return tuple(i for i in self.identifiers if i[0] != "gazetteer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One evidence with everything a reader needs to find it again."""

    document: str
    document_id: str
    article: str
    article_id: str
    section: str
    page: int | None
    published: str | None
    start: int
    end: int
    sentence: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step in the life of an event: what was said of it, when, and where."""

    status: str
    published: str | None
    article: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What some of the sources say of one detail."""

    text: str
    reading: Reading | None
    status: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A detail of which the sources say different things; `claims` are all of them, the newest first."""

    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement between resolved entities, newest reading of its status, all its citations.

    `event` is what tells two deals of one pair apart, as a judgement names it; `history` are the
    stages of the event in time; `sources` counts the citations that are no reprints of each other;
    `judgement` is accept or correct where a person decided so.
    """

    id: str
    type: str
    subject: EntityView
    object: EntityView | Literal
    status: str
    confidence: float
    qualifiers: tuple[Qualifier, ...]
    citations: tuple[Citation, ...]
    event: str = ""
    sources: int = 1
    history: tuple[Stage, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    judgement: str = ""

    def qualifier(self, name: str) -> str:
        """The text of the qualifier `name`, or an empty string."""
        return next((q.text for q in self.qualifiers if q.name == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence that names an entity, with where it stands."""

    surface: str
    sentence: str
    article: str
    page: int | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article without its text; `published` is that of the document where it has none itself."""

    id: str
    document_id: str
    document: str
    ordinal: int
    section: str
    title: str
    page: int | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingView:
    """That an article names an entity, by which spellings and how many times."""

    entity_id: str
    article_id: str
    surfaces: tuple[str, ...]
    mentions: int
