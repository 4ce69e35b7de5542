"""``kg extract``: JSON Lines in, JSON Lines out, no store."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from kg.cli import options
from kg.cli.output import warn
from kg.errors import ExtractionError, UnreadableFile
from kg.portions import TOGETHER, portions

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kg.build import Extracts

EPILOG = {
    "extract": """Example 例: echo '{"id": "1", "text": "砺芯半导体获汀鹭资本投资2亿元。"}' | kg extract"""
}
_AHEAD = 4  # Portions under way per process: enough to keep all busy, few enough to stream.


@dataclass(frozen=True, slots=True)
class _Job:
    """One line of input: a record, or what is wrong with it."""

    line: int
    record: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def extract(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="JSON Lines; - is stdin.")] = "-",
    workers: Annotated[int, typer.Option(min=1, help="Processes to share the work (进程数).")] = 1,
    ner: options.Ner = options.Recogniser.auto,
) -> None:
    """Extract from single texts, without a store: JSON Lines in, JSON Lines out.

    In: {"id", "text", "title"?, "published"?}. Out: {"id", "mentions", "statements", "rejects"}, in
    the order of the input, with offsets into the given text. A line that cannot be used is named on
    stderr and skipped; the exit code is then 1. 逐行抽取，不入库。
    """
    failed = 0
    with _opened(file) as lines:
        together = portions(_jobs(lines), _size, _enough(file, workers))
        for job, record in _results(together, workers, ner.value):
            problem = job.problem or record.get("error", "")
            if problem:
                failed += 1
                warn(f"line {job.line}: {problem}")
            else:
                typer.echo(json.dumps({"id": job.record.get("id"), **record}, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as e:
        raise UnreadableFile(f"{file} cannot be read ({e.strerror}); give a file or -") from e


def _jobs(lines: Iterable[bytes]) -> Iterator[_Job]:
    for n, line in enumerate(lines, start=1):
        if line.strip():
            yield _job(n, line)


def _job(n: int, line: bytes) -> _Job:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as e:
        return _Job(n, problem=f"no JSON in UTF-8 ({e})")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return _Job(n, problem='no object with a "text"')
    if not all(isinstance(record.get(key, ""), str | None) for key in ("title", "published")):
        return _Job(n, problem='"title" and "published" must be texts')
    return _Job(n, record)


def _enough(file: str, workers: int) -> int:
    """How many characters are read together."""
    if workers > 1:
        return TOGETHER // 4  # A short file keeps all of them busy too.
    # Whoever writes to stdin line by line may wait for an answer before the next.
    return 1 if file == "-" else TOGETHER


def _size(job: _Job) -> int:
    # A line that cannot be used counts too, or a file of nothing else would be read whole.
    return 1 + len(job.record.get("text", ""))


def _results(
    together: Iterator[list[_Job]], workers: int, ner: str
) -> Iterator[tuple[_Job, dict[str, Any]]]:
    if workers == 1:
        for portion in together:
            yield from _told(portion, _extracted(_usable(portion), ner))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Threads of onnxruntime do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        under_way: deque[tuple[list[_Job], Future[list[dict[str, Any]]]]] = deque()
        while True:
            for portion in islice(together, workers * _AHEAD - len(under_way)):
                under_way.append((portion, pool.submit(_extracted, _usable(portion), ner)))
            if not under_way:
                return
            portion, sent = under_way.popleft()
            yield from _told(portion, _result(sent))


def _usable(portion: Iterable[_Job]) -> list[dict[str, Any]]:
    return [job.record for job in portion if not job.problem]


def _told(
    portion: Iterable[_Job], results: Iterable[dict[str, Any]]
) -> Iterator[tuple[_Job, dict[str, Any]]]:
    """Each job with its result; one that cannot be used has an empty one."""
    of_usable = iter(results)
    for job in portion:
        yield job, {} if job.problem else next(of_usable)


def _result(sent: "Future[list[dict[str, Any]]]") -> list[dict[str, Any]]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return sent.result()
    except BrokenProcessPool as e:
        raise ExtractionError(
            "a worker process ended before its time, perhaps for want of memory; use fewer --workers"
        ) from e


@cache
def _extractor(ner: str) -> "Extracts":
    """The extractor of this process."""
    from kg.extraction.pipeline import make_extractor

    return make_extractor(ner)


def _extracted(records: Sequence[dict[str, Any]], ner: str) -> list[dict[str, Any]]:
    from kg.extraction.pipeline import article_of
    from kg.records import extraction_record

    if not records:
        return []
    articles = [
        article_of(r["text"], title=r.get("title") or "", published=r.get("published"))
        for r in records
    ]
    extractor = _extractor(ner)
    try:
        return [extraction_record(found) for found in extractor.extract_all(articles)]
    except ExtractionError as e:
        # One text that cannot be read does not stop the others.
        if len(records) == 1:
            return [{"error": str(e)}]
    return [result for record in records for result in _extracted([record], ner)]
