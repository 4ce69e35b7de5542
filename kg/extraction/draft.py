"""What the spaCy components of the pipeline hand on: the reading of one article so far."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction.aliases import Binding
from kg.extraction.candidates import Candidate
from kg.extraction.values import Value
from kg.extraction.words import Token
from kg.model import Article, Entity, Reject, Sentence, Span, Statement

if TYPE_CHECKING:
    from kg.extraction.learned.relations import Judged
    from kg.extraction.relations import MarkedSentence


@dataclass
class Draft:
    """The working state of one article inside the pipeline; frozen values leave it at the end.

    `analysed` is the normalised text where that differs from the article's.
    `linked` holds for each mention the id of its entity; `nested` are mentions inside longer
    mentions (`inner`) with theirs; `makers` are the listed companies whose names products begin with, by the product's
    name; `doubtful` are ambiguous names that wait for a second witness; `salient`
    entities are worth keeping without a statement, `guessed` ones are not; `glimpsed` says how likely the network of
    names finds the spans that it sees at all, None where there is no network; `patterned` is what patterns and structure
    state, sentence by sentence, before the network of relations has its say, and `judged` what that says.
    """

    article: Article
    analysed: str | None = None
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    values: tuple[Value, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    mentions: list[Candidate] = field(default_factory=list)
    nested: list[tuple[Candidate, str]] = field(default_factory=list)
    inner: list[Candidate] = field(default_factory=list)
    makers: dict[str, str] = field(default_factory=dict)
    doubtful: list[Candidate] = field(default_factory=list)
    generic: set[tuple[int, int]] = field(default_factory=set)
    salient: set[str] = field(default_factory=set)
    guessed: set[str] = field(default_factory=set)
    glimpsed: dict[tuple[int, int], float] | None = None
    bindings: list[Binding] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    marked: "list[MarkedSentence]" = field(default_factory=list)
    patterned: list[Statement] = field(default_factory=list)
    judged: "list[Judged]" = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    @cached_property
    def token_starts(self) -> list[int]:
        """Start offsets of the tokens."""
        return [t[0] for t in self.tokens]

    @cached_property
    def article_id(self) -> str:
        """The article's id: a hash of its whole text, so it is taken once."""
        return self.article.id

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that the character at `offset` stands in; there must be one."""
        return self.sentences[bisect_right(self._sentence_starts, offset) - 1]

    @cached_property
    def _nested_starts(self) -> list[int]:
        return [c.start for c, _ in self.nested]

    def nested_in(self, outer: Candidate) -> list[tuple[Candidate, str]]:
        """The mentions that begin inside a mention, once mentions are linked."""
        first = bisect_left(self._nested_starts, outer.start)
        return self.nested[first : bisect_left(self._nested_starts, outer.end, first)]

    def named_in(self, span: Span) -> list[tuple[Candidate, str]]:
        """The mentions that begin in a span, with their keys, once mentions are linked."""
        first = bisect_left(self.mentions, (span.start,))
        last = bisect_left(self.mentions, (span.end,), first)
        return list(zip(self.mentions[first:last], self.linked[first:last], strict=True))

    @property
    def text(self) -> str:
        """The text that is analysed: the article's, or its normalised form, which is as long."""
        return self.article.text if self.analysed is None else self.analysed
