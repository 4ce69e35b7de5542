"""``kg extract``: JSON Lines in, JSON Lines out, no store."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
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

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kg.build import Extracts

EPILOG = {
    "extract": """Example 例: echo '{"id": "1", "text": "砺芯半导体获汀鹭资本投资2亿元。"}' | kg extract"""
}
_AHEAD = 4  # Texts under way per process: enough to keep all busy, few enough to stream.


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
        for job, record in _results(_jobs(lines), workers, ner.value):
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


def _results(jobs: Iterator[_Job], workers: int, ner: str) -> Iterator[tuple[_Job, dict[str, Any]]]:
    if workers == 1:
        for job in jobs:
            yield job, {} if job.problem else _extracted(job.record, ner)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Threads of onnxruntime do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        under_way: deque[tuple[_Job, Future[dict[str, Any]] | None]] = deque()
        while True:
            for job in islice(jobs, workers * _AHEAD - len(under_way)):
                sent = None if job.problem else pool.submit(_extracted, job.record, ner)
                under_way.append((job, sent))
            if not under_way:
                return
            job, sent = under_way.popleft()
            yield job, _result(sent) if sent else {}


def _result(sent: "Future[dict[str, Any]]") -> dict[str, Any]:
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


def _extracted(record: dict[str, Any], ner: str) -> dict[str, Any]:
    from kg.extraction.pipeline import article_of
    from kg.records import extraction_record

    article = article_of(
        record["text"], title=record.get("title") or "", published=record.get("published")
    )
    extractor = _extractor(ner)
    try:
        return extraction_record(extractor.extract(article))
    except ExtractionError as e:
        # One text that cannot be read does not stop the others.
        return {"error": str(e)}
