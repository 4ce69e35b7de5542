"""The library for programs: build a graph, open it, ask it.

>>> import kg
>>> sorted(kg.__all__)
['Graph', 'build', 'extract', 'open']
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.errors import QueryError
from kg.model import Extraction
from kg.store import Counts, Store
from kg.views import EntityView, StatementView

if TYPE_CHECKING:
    import networkx as nx

    from kg.build import BuildReport, Extracts, Progress
    from queries.answer import Answer

AnyPath = str | PathLike[str]


def build(
    inputs: AnyPath | Iterable[AnyPath],
    store: AnyPath,
    *,
    published: str | None = None,
    ner: str = "auto",
    on_progress: "Callable[[Progress], None] | None" = None,
    judgements: AnyPath | None = None,
) -> "BuildReport":
    """Read digests, or folders of them, into the graph file `store`, which is made if need be.

    `published` is the ISO date of documents that carry none; `judgements` is the file of your decisions,
    ``judgements.csv`` beside the store unless given. Look at ``failed`` of the report: one
    unreadable document does not stop the others.

    Raises:
        UnreadableFile: an input folder holds nothing readable.
        StoreError: the store cannot be opened or written.
        ExtractionError: the rules, or the tagger `ner`, do not load.
        BadJudgement: a line of the judgements does not hold up.
    """
    from kg.build import build as run

    given = [inputs] if isinstance(inputs, str | PathLike) else inputs
    return run(
        [Path(i) for i in given],
        Path(store),
        published=published,
        ner=ner,
        on_progress=on_progress or (lambda _: None),
        judgements=Path(judgements) if judgements else None,
    )


def open(path: AnyPath) -> "Graph":
    """Open the graph file at `path` for reading.

    Raises:
        MissingStore: there is no file.
        NotAStore: the file was not written by kg.
        NewerStore: it was written by a later version.
    """
    return Graph(Store.open(Path(path), read_only=True))


def extract(
    text: str, *, title: str = "", published: str | None = None, ner: str = "auto"
) -> Extraction:
    """What one text states, without a store; offsets are offsets into `text`.

    Raises:
        ExtractionError: the rules, or the tagger `ner`, do not load.
    """
    from kg.extraction.pipeline import article_of

    return _extractor(ner).extract(article_of(text, title=title, published=published))


@cache
def _extractor(ner: str) -> "Extracts":
    from kg.extraction.pipeline import make_extractor

    return make_extractor(ner)


class Graph:
    """An open graph; use it as a context manager.

    Names may be full names, aliases, stock codes or ids. Where a name fits nothing, or more than
    one thing, the methods raise `UnknownName` or `AmbiguousName`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self.store.close()

    def entity(self, name: str) -> EntityView:
        """The entity called `name`."""
        return self.store.resolve(name)

    def find(self, name: str, limit: int = 10) -> list[EntityView]:
        """Entities that `name` may mean, best first."""
        return self.store.find(name, limit)

    def entities(self) -> Iterator[EntityView]:
        """All entities, by type and name."""
        return self.store.entities()

    def statements(
        self,
        *,
        types: Collection[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        statuses: Collection[str] | None = None,
    ) -> Iterator[StatementView]:
        """Statements that fit every filter; `subject` and `object` are names."""
        return self.store.statements(
            types=types,
            subject=self.entity(subject).id if subject else None,
            object=self.entity(object).id if object else None,
            statuses=statuses,
        )

    def answer(
        self,
        question: str,
        *names: str,
        statuses: Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Answer":
        """Answer a question of the catalogue about the entities called `names`, in its order.

        `statuses` are status codes; `since` and `until` are days such as 2021, 2021-07, 2021-07-16.

        Raises:
            QueryError: there is no such question, or it is about more or fewer entities.
        """
        from queries.catalogue import question as named

        asked = named(question)
        ends = [p for p in asked.parameters if p.required]
        if len(ends) != len(names):
            raise QueryError(f"{question} is about {len(ends)} entities, not {len(names)}")
        ids = [self.store.resolve(n, p.types or None).id for n, p in zip(names, ends, strict=True)]
        return asked.run(self.store, *ids, statuses=statuses, since=since, until=until)

    def ask(self, sentence: str) -> "Answer":
        """Answer a Chinese question such as 谁投资了砺芯半导体？

        Raises:
            QueryError: the sentence is none that the grammar of questions knows.
        """
        from queries.ask import narrowed, understand

        asked = understand(sentence)
        answer = self.answer(asked.question, *asked.names, statuses=asked.statuses)
        return narrowed(answer, self.entity(asked.only)) if asked.only else answer

    def investors(self, name: str, **filters: Any) -> "Answer":
        """Who put money into the company or fund called `name`; filters as in `answer`."""
        return self.answer("investors", name, **filters)

    def investments(self, name: str, **filters: Any) -> "Answer":
        """What the investor called `name` put money into; filters as in `answer`."""
        return self.answer("investments", name, **filters)

    def exposure(self, name: str, **filters: Any) -> "Answer":
        """Which policies touch the company called `name`, and by which way."""
        return self.answer("exposure", name, **filters)

    def path(self, start: str, end: str, **filters: Any) -> "Answer":
        """The shortest connection between two entities, step by step."""
        return self.answer("path", start, end, **filters)

    def timeline(self, name: str, **filters: Any) -> "Answer":
        """Everything said about the entity called `name`, in the order of time."""
        return self.answer("timeline", name, **filters)

    def counts(self) -> Counts:
        """How much of everything there is."""
        return self.store.counts()

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """The whole graph in memory, with statement ids as edge keys."""
        from loaders.to_networkx import to_networkx

        return to_networkx(self.store)

    def draw(self, name: str, path: AnyPath, *, hops: int = 2, lang: str = "zh") -> Path:
        """Write an HTML page about `name` that opens without a network; returns its path.

        Raises:
            ExportError: the page cannot be written.
        """
        from viz.page import draw, write_page

        target = Path(path)
        write_page(draw(self.store, self.entity(name).id, hops=hops, lang=lang), target)
        return target
