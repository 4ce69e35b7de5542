"""The stages in order: read documents, extract each article, write the store, settle identity."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

from kg.errors import (
    BadJudgement,
    ExtractionError,
    InputError,
    StoreBusy,
    UnknownFormat,
    UnreadableFile,
)
from kg.identity.judgements import Judgement, beside, read_judgements
from kg.model import Article, Extraction, Reject
from kg.reading import ReadResult, read
from kg.store import Store

if TYPE_CHECKING:
    from kg.extraction.draft import Draft
    from kg.extraction.trace import SilentReport


class Extracts(Protocol):
    """What turns articles into mentions, statements and rejects."""

    def extract(self, article: Article) -> Extraction:
        """All that is read from one article; a pure function of it.

        Raises:
            ExtractionError: the article cannot be read.
        """
        ...

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The same of several articles, in their order.

        Raises:
            ExtractionError: one of those read together cannot be read; what came before it has been given.
        """
        ...


@runtime_checkable
class Traces(Extracts, Protocol):
    """What can also tell how it came to an extraction."""

    def read(self, article: Article) -> "tuple[Extraction, Draft]":
        """The extraction and the working state that led to it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a build: article `done` of `total` of the document at `path`."""

    path: Path
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that could not be read, and why."""

    path: Path
    reason: str


@dataclass(slots=True, kw_only=True)
class BuildReport:
    """What a build did: documents by outcome, and what their articles held."""

    added: list[Path] = field(default_factory=list)
    already_there: list[Path] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    articles: int = 0
    mentions: int = 0
    entities: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    silent: "SilentReport | None" = None

    @property
    def documents(self) -> int:
        """How many documents were read."""
        return len(self.added) + len(self.already_there)

    @property
    def statements(self) -> int:
        """How many statements the new documents make."""
        return sum(self.statuses.values())

    def record(self) -> dict[str, object]:
        """The report as a plain record, for ``--format json``."""
        return {
            "documents": {
                "added": [str(p) for p in self.added],
                "already_there": [str(p) for p in self.already_there],
                "failed": [{"path": str(f.path), "reason": f.reason} for f in self.failed],
            },
            "articles": self.articles,
            "mentions": self.mentions,
            "entities": self.entities,
            "statements": dict(sorted(self.statuses.items())),
            "rejects": dict(sorted(self.rejects.items())),
            "warnings": self.warnings,
        }


def build(
    inputs: Iterable[Path],
    store_path: Path,
    *,
    published: str | None = None,
    ner: str = "auto",
    extractor: Extracts | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    trace: bool = False,
    judgements: Path | None = None,
) -> BuildReport:
    """Read the documents at `inputs` into the store at `store_path`, and report what came of it.

    Folders stand for all files below them, but for hidden ones; what no reader knows is skipped
    there with a warning. A document that cannot be read is reported and the others go on, an article of one
    that a rule fails on is a reject and a warning, and the rest of it is kept; each document is
    written in one transaction, so a crash loses at most the one in hand. `published` is the ISO
    date for documents that carry none. `judgements` is the file of a person's decisions,
    ``judgements.csv`` beside the store unless given.

    Raises:
        UnreadableFile: a folder holds no file.
        StoreError: the store cannot be opened or written.
        BadJudgement: a line of the judgements does not hold up; nothing is read then.
        ExtractionError: rules, gazetteers or the tagger `ner` do not load.
    """
    decided = load_judgements(store_path, judgements)
    with _Run(store_path, ner, extractor, on_progress, trace=trace, judgements=decided) as run:
        for path, listed in expand(inputs):
            run.take(path, published, listed=listed)
    return run.report


def load_judgements(store_path: Path, given: Path | None) -> tuple[Judgement, ...] | None:
    """The judgements of the file given, or of that beside the store; None when there is none.

    Raises:
        BadJudgement: a line does not hold up, or the file given is not there.
    """
    path = given or beside(store_path)
    if path.exists():
        return read_judgements(path)
    if given is not None:
        raise BadJudgement(f"there are no judgements at {given}; kg review makes such a file")
    return None


def expand(inputs: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files to read, each once, with whether it was listed by name and not met in a folder.

    Raises:
        UnreadableFile: a folder holds no file.
    """
    found: dict[Path, bool] = {}
    for given in inputs:
        listed = not given.is_dir()
        for path in [given] if listed else _below(given):
            found[path] = found.get(path, False) or listed
    return list(found.items())


def _below(folder: Path) -> list[Path]:
    """The files below a folder by path; hidden ones are nobody's digest."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )
    if not found:
        raise UnreadableFile(f"{folder} holds no file; give a digest or a folder of digests")
    return found


class _Run:
    """One build under way; store and extractor are opened once a first document could be read."""

    def __init__(
        self,
        store_path: Path,
        ner: str,
        extractor: Extracts | None,
        on_progress: Callable[[Progress], None],
        *,
        trace: bool = False,
        judgements: tuple[Judgement, ...] | None = None,
    ) -> None:
        self.report = BuildReport()
        self._store_path, self._ner = store_path, ner
        self._extractor, self._on_progress = extractor, on_progress
        self._trace, self._judgements = trace, judgements
        self._store: Store | None = None

    def take(self, path: Path, published: str | None, *, listed: bool) -> None:
        """Read, extract and write one document."""
        try:
            result = read(path, published=published)
        except InputError as e:
            if isinstance(e, UnknownFormat) and not listed:
                self.report.warnings.append(f"skipped: {e}")
            else:
                self.report.failed.append(Failure(path=path, reason=str(e)))
            return
        self._write(path, result)

    def _write(self, path: Path, result: ReadResult) -> None:
        store = self._opened()
        if store.has(result.document.id):
            self.report.already_there.append(path)
            return
        extractions = tuple(self._extracted(path, result.articles))
        if store.add(result.document, extractions):
            self._count(path, extractions)
        else:
            self.report.already_there.append(path)
        self.report.warnings += [f"{path}: {w}" for w in result.warnings]

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(self._store_path, create=True)
        return self._store

    def _extracted(self, path: Path, articles: tuple[Article, ...]) -> Iterator[Extraction]:
        if self._extractor is None:
            self._extractor = _make_extractor(self._ner)
            self.report.warnings += getattr(self._extractor, "warnings", ())
        self._on_progress(Progress(path=path, done=0, total=len(articles)))
        if self._trace and isinstance(self._extractor, Traces):
            found = self._traced(self._extractor, path, articles)
        else:
            found = self._read(self._extractor, path, articles)
        for done, extraction in enumerate(found, start=1):
            yield extraction
            self._on_progress(Progress(path=path, done=done, total=len(articles)))

    def _read(
        self, extractor: Extracts, path: Path, articles: tuple[Article, ...]
    ) -> Iterator[Extraction]:
        """Every article's extraction; of one that a defect keeps from being read, a reject that says so."""
        done = 0
        try:
            for extraction in extractor.extract_all(articles):
                yield extraction
                done += 1
        except ExtractionError:
            # Some are read together: which of them it is, one at a time tells.
            for article in articles[done:]:
                try:
                    yield extractor.extract(article)
                except ExtractionError as e:
                    yield self._unread(path, article, e)

    def _unread(self, path: Path, article: Article, why: ExtractionError) -> Extraction:
        self.report.warnings.append(f"{path}: an article was not read: {why}")
        reject = Reject(stage="article", reason="a defect of the extraction", text=article.title)
        return Extraction(
            article=article, mentions=(), entities=(), statements=(), rejects=(reject,)
        )

    def _traced(
        self, extractor: Traces, path: Path, articles: Iterable[Article]
    ) -> Iterator[Extraction]:
        from kg.extraction.trace import SilentReport

        self.report.silent = self.report.silent or SilentReport()
        for article in articles:
            try:
                extraction, draft = extractor.read(article)
            except ExtractionError as e:
                yield self._unread(path, article, e)
                continue
            self.report.silent.add(draft)
            yield extraction

    def _count(self, path: Path, extractions: tuple[Extraction, ...]) -> None:
        report = self.report
        report.added.append(path)
        report.articles += len(extractions)
        for x in extractions:
            report.mentions += len(x.mentions)
            report.entities += len(x.entities)
            report.statuses.update(s.status for s in x.statements)
            report.rejects.update(f"{r.stage}: {r.reason}" for r in x.rejects)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Settle who is who, also after an interruption, and close the store."""
        if self._store is None:
            return
        with self._store:
            # Whoever holds a busy store settles it.
            if kind is None or not issubclass(kind, StoreBusy):
                self._settle(self._store)

    def _settle(self, store: Store) -> None:
        if self._judgements is not None:
            store.judge(self._judgements)
            return
        store.settle()
        if kept := len(store.judgements()):
            self.report.warnings.append(
                f"{beside(store.path)} is not there; {kept} judgements kept in the store stay in force"
            )


def _make_extractor(ner: str) -> Extracts:
    # The pipeline takes a second to load, which a build of known documents saves.
    from kg.extraction.pipeline import make_extractor

    return make_extractor(ner)
