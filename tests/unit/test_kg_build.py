"""The build: documents through the stages into the store, and a report that leaves nothing out."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import Progress, build
from kg.errors import EmptyDocument, ExtractionError, StoreBusy, UnknownFormat, UnreadableFile
from kg.model import Article, Document, Entity, Extraction, Reject
from kg.reading import ReadResult
from kg.store import Store

Make = Callable[..., Extraction]
YUNLING = Entity(type="Company", name="云岭数据", aliases=("云岭",))
LANWAN = Entity(type="Company", name="蓝湾科技")


class Fixed:
    """An extractor that reads the same deal in every article."""

    def __init__(self, make: Make) -> None:
        self.make, self.seen = make, list[str]()

    def extract(self, article: Article) -> Extraction:
        """One planned investment, and one reject."""
        self.seen.append(article.title)
        fact = (YUNLING, "INVESTED_IN", LANWAN, "planned", ())
        x = self.make(article.document, 1, article.title, [(article.text, [fact])])
        reject = Reject(stage="relations", reason="no object", text="云岭")
        return Extraction(
            article=x.article,
            mentions=x.mentions,
            entities=x.entities,
            statements=x.statements,
            rejects=(reject,),
        )

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One after the other."""
        return map(self.extract, articles)


class Failing(Fixed):
    """The same, but what speaks of 乱码 is more than it can read."""

    def extract(self, article: Article) -> Extraction:
        """As before, or a failure."""
        if "乱码" in article.text:
            raise ExtractionError(f"{article.title}: a rule fails")
        return super().extract(article)

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """All read together: nobody's result comes before the last is read."""
        return iter([self.extract(article) for article in articles])


def read_line(path: Path, *, published: str | None = None) -> ReadResult:
    """A reader that takes a file for one article, and knows only .txt."""
    if path.suffix != ".txt":
        raise UnknownFormat(f"{path} is in no format that kg reads")
    if not path.exists():
        raise UnreadableFile(f"{path} is not there")
    text = path.read_text(encoding="utf-8")
    if not text:
        raise EmptyDocument(f"{path} is empty")
    document = Document(
        source=path.name,
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=path.stem,
        published=published,
    )
    article = Article(document=document, ordinal=1, section="要闻", title=path.stem, text=text)
    return ReadResult(document=document, articles=(article,), warnings=("no contents page",))


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch, make_extraction: Make) -> Fixed:
    """The extractor that always reads the same, with a reader as simple."""
    monkeypatch.setattr(sys.modules["kg.build"], "read", read_line)
    return Fixed(make_extraction)


@pytest.fixture
def digests(tmp_path: Path) -> Path:
    """A folder of two digests, a picture, a hidden file and one more folder."""
    folder = tmp_path / "digests"
    (folder / "2024").mkdir(parents=True)
    (folder / "may.txt").write_text("云岭数据拟投资蓝湾科技。", encoding="utf-8")
    (folder / "2024" / "june.txt").write_text("云岭数据计划投资蓝湾科技。", encoding="utf-8")
    (folder / "cover.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    return folder


def test_report_counts_what_was_added(tmp_path: Path, digests: Path, extractor: Fixed) -> None:
    """Documents, articles, statements by status, rejects by reason and warnings are all told."""
    report = build([digests], tmp_path / "graph.kg", published="2024-06-01", extractor=extractor)
    assert [p.name for p in report.added] == ["june.txt", "may.txt"]
    assert (report.articles, report.entities, report.statements) == (2, 4, 2)
    assert dict(report.statuses) == {"planned": 2}
    assert dict(report.rejects) == {"relations: no object": 2}
    assert len([w for w in report.warnings if w.endswith("no contents page")]) == 2
    assert any("cover.png" in w for w in report.warnings)
    with Store.open(tmp_path / "graph.kg", read_only=True) as store:
        assert [d.published for d in store.documents()] == ["2024-06-01"] * 2
        assert store.counts().statements == 1


def test_an_article_that_fails_stops_no_other(
    tmp_path: Path, extractor: Fixed, make_extraction: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a document with one unreadable article all others are kept, and the one is told as a reject and a warning."""

    def three(path: Path, *, published: str | None = None) -> ReadResult:
        (article,) = read_line(path, published=published).articles
        texts = ("云岭数据拟投资蓝湾科技。", "乱码。", "云岭数据计划投资蓝湾科技。")
        articles = tuple(
            replace(article, ordinal=n, title=f"第{n}条", text=text)
            for n, text in enumerate(texts, start=1)
        )
        return ReadResult(document=article.document, articles=articles, warnings=())

    monkeypatch.setattr(sys.modules["kg.build"], "read", three)
    (tmp_path / "may.txt").write_text("三条。", encoding="utf-8")
    report = build(
        [tmp_path / "may.txt"], tmp_path / "graph.kg", extractor=Failing(make_extraction)
    )
    assert (report.articles, report.statements, report.failed) == (3, 2, [])
    assert report.rejects["article: a defect of the extraction"] == 1
    assert [w for w in report.warnings if w.endswith("第2条: a rule fails")]
    with Store.open(tmp_path / "graph.kg", read_only=True) as store:
        assert store.counts().statements == 1


def test_known_documents_are_not_extracted_again(
    tmp_path: Path, digests: Path, extractor: Fixed
) -> None:
    """Running the same build again skips the work, under another file name too."""
    build([digests], tmp_path / "graph.kg", extractor=extractor)
    copy = tmp_path / "copy.txt"
    copy.write_bytes((digests / "may.txt").read_bytes())
    extractor.seen.clear()
    report = build([digests, copy], tmp_path / "graph.kg", extractor=extractor)
    assert report.added == extractor.seen == []
    assert len(report.already_there) == 3


def test_one_bad_document_does_not_stop_the_others(
    tmp_path: Path, digests: Path, extractor: Fixed
) -> None:
    """An empty, a missing and an unknown input fail with their reasons; the good one is added."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    inputs = [empty, tmp_path / "no.txt", digests / "cover.png", digests / "may.txt"]
    report = build(inputs, tmp_path / "graph.kg", extractor=extractor)
    assert [f.path for f in report.failed] == inputs[:3]
    assert [p.name for p in report.added] == ["may.txt"]


def test_nothing_readable_makes_no_store(tmp_path: Path, extractor: Fixed) -> None:
    """A build of nothing leaves nothing."""
    report = build([tmp_path / "no.txt"], tmp_path / "graph.kg", extractor=extractor)
    assert len(report.failed) == 1
    assert not (tmp_path / "graph.kg").exists()


def test_empty_folder_is_an_error(tmp_path: Path, extractor: Fixed) -> None:
    """A folder without files is told apart from a folder of digests."""
    (tmp_path / "none").mkdir()
    with pytest.raises(UnreadableFile, match="holds no file"):
        build([tmp_path / "none"], tmp_path / "graph.kg", extractor=extractor)


def test_each_input_is_read_once(tmp_path: Path, digests: Path, extractor: Fixed) -> None:
    """A file given by name and met in a folder is one document."""
    report = build([digests / "may.txt", digests], tmp_path / "graph.kg", extractor=extractor)
    assert sorted(extractor.seen) == ["june", "may"]
    assert report.already_there == []


def test_progress_runs_from_nothing_to_all(tmp_path: Path, digests: Path, extractor: Fixed) -> None:
    """Every document reports its articles as they are done."""
    steps: list[Progress] = []
    build(
        [digests / "may.txt"],
        tmp_path / "graph.kg",
        extractor=extractor,
        on_progress=steps.append,
    )
    assert [(s.done, s.total) for s in steps] == [(0, 1), (1, 1)]


def test_interrupted_build_keeps_and_settles_what_was_done(
    tmp_path: Path, digests: Path, extractor: Fixed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C the finished documents are there, joined, and the next build goes on."""
    extract = extractor.extract

    def interrupted(article: Article) -> Extraction:
        if article.title == "may":
            raise KeyboardInterrupt
        return extract(article)

    monkeypatch.setattr(extractor, "extract", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build([digests], tmp_path / "graph.kg", extractor=extractor)
    monkeypatch.undo()
    with Store.open(tmp_path / "graph.kg", read_only=True) as store:
        assert [d.source for d in store.documents()] == ["june.txt"]
        unsettled = "SELECT count(*) FROM resolution WHERE reason = 'unsettled'"
        assert store._rows(unsettled)[0][0] == 0


def test_busy_store_stops_the_build(
    tmp_path: Path, digests: Path, extractor: Fixed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waited in vain for another build is told so at once."""
    path = tmp_path / "graph.kg"
    open_store = Store.open
    monkeypatch.setattr(
        Store, "open", lambda p, **options: open_store(p, **{"timeout": 0.05, **options})
    )
    with open_store(path, create=True) as holder:
        holder._con.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            build([digests], path, extractor=extractor)
        holder._con.execute("ROLLBACK")


def test_order_of_documents_does_not_matter(
    tmp_path: Path, digests: Path, extractor: Fixed
) -> None:
    """Two stores built in another order answer alike."""
    inputs = [digests / "may.txt", digests / "2024" / "june.txt"]
    answers = []
    for n, order in enumerate((inputs, inputs[::-1])):
        path = tmp_path / f"{n}.kg"
        build(order, path, extractor=extractor)
        with Store.open(path, read_only=True) as store:
            answers.append((list(store.entities()), list(store.statements()), store.counts()))
    assert answers[0] == answers[1]
