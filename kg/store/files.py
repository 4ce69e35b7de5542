"""The graph file itself: create, recognise, open, and say in words what is wrong with it."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape as glob_escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from kg.errors import MissingStore, NewerStore, NotAStore, OldStore, StoreBusy, StoreError
from kg.store.migrate import SCHEMA_VERSION, migrate

APPLICATION_ID = 0x6B67_6331  # "kgc1"
_SQLITE_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68


def connect(path: Path, *, create: bool, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the store at `path`, waiting up to `timeout` seconds for a writer.

    Raises:
        MissingStore: there is no file and `create` is false.
        NotAStore: the file was not written by kg; it is left as it is.
        NewerStore: the file was written by a later version.
        OldStore: it was written by an earlier one and cannot be written to; elsewhere it is brought up
            to date.
        StoreError: the file cannot be opened or made.
    """
    if not path.exists():
        if not create or read_only:
            raise MissingStore(
                f"there is no store at {path}; make one with: kg build INPUT --store"
            )
        _create(path)
    recognise(path)
    with said(path):
        con = sqlite3.connect(
            _uri(path, read_only), uri=True, timeout=timeout, isolation_level=None
        )
        try:
            _prepare(con, path, read_only)
        except BaseException:
            con.close()
            raise
    return con


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turns what SQLite raises inside into a store error that names `path`."""
    try:
        yield
    except sqlite3.Error as e:
        raise _in_words(path, e) from e


def _in_words(path: Path, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusy(f"another build is writing to {path}; try again when it is done")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return NotAStore(f"{path} is damaged ({error}); build it again from the documents")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return StoreError(f"{path} cannot be written here ({error}); choose another --store")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(
            f"no room is left for {path}; what was finished is kept: free some space and build again"
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(
            f"{path} cannot be read or written to the end ({error});"
            " check the disk and its free space, then build again"
        )
    return StoreError(f"{path}: {error}")


def fingerprint(path: Path) -> str:
    """The hash of the bytes of the store and of its journal.

    Raises:
        StoreError: the file cannot be read.
    """
    whole = hashlib.sha256()
    for part in (path, path.with_name(path.name + "-wal")):
        try:
            with part.open("rb") as f:
                whole.update(hashlib.file_digest(f, "sha256").digest())
        except FileNotFoundError:
            continue
        except OSError as e:
            raise StoreError(f"{part} cannot be read ({e.strerror}); check its permissions") from e
    return whole.hexdigest()


def recognise(path: Path) -> None:
    """Look at the first bytes only, so that a stranger's file is never touched.

    Raises:
        NotAStore: the file was not written by kg.
        StoreError: it cannot be read.
    """
    if not path.is_file():
        raise NotAStore(f"{path} is not a file; give the path of a graph file")
    try:
        with path.open("rb") as f:
            head = f.read(100)
    except OSError as e:
        raise StoreError(f"{path} cannot be read ({e.strerror}); check its permissions") from e
    mark = head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4]
    if not head.startswith(_SQLITE_MAGIC) or int.from_bytes(mark, "big") != APPLICATION_ID:
        what = "is empty" if not head else "was not written by kg"
        raise NotAStore(f"{path} {what}, so it was left as it is; choose another --store")


def _create(path: Path) -> None:
    """Make an empty store beside `path` and move it there whole, so that no half store is seen."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with said(path):
            _write_schema(fresh)
        # A hard link fails when another build was first; its store is as good as ours.
        os.link(fresh, path)
    except FileExistsError:
        if not path.is_file():
            raise StoreError(f"{path.parent} is not a folder; choose another --store") from None
    except OSError as e:
        raise StoreError(f"{path} cannot be made ({e.strerror}); choose another --store") from e
    finally:
        if fresh.is_file():
            fresh.unlink()


def _sweep(path: Path) -> None:
    """Remove what builds left that were killed before they had made the store."""
    for left in path.parent.glob(f"{glob_escape(path.name)}.*.new"):
        maker = left.name.removeprefix(f"{path.name}.").removesuffix(".new")
        if maker.isdecimal() and not _runs(int(maker)):
            left.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _write_schema(path: Path) -> None:
    schema = files("kg.store").joinpath("schema.sql").read_text(encoding="utf-8")
    con = sqlite3.connect(path, isolation_level=None)
    try:
        con.executescript(
            f"PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {SCHEMA_VERSION};"
            f"BEGIN;{schema};COMMIT;"
        )
        con.execute("PRAGMA journal_mode = WAL")
    finally:
        con.close()


def _uri(path: Path, read_only: bool) -> str:
    """The file as SQLite should open it.

    A WAL file needs a writable folder even to be read, unless it is promised not to change. A
    reader that may write leaves no files behind when it closes, so it opens for writing and is held
    to questions by a pragma.
    """
    address = f"file:{quote(str(path.resolve()))}"
    if not read_only or (_writable(path) and _writable(path.parent)):
        return f"{address}?mode=rw"
    journal = path.with_name(path.name + "-wal")
    unfinished = journal.exists() and journal.stat().st_size > 0
    return f"{address}?mode=ro" if unfinished else f"{address}?mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK)


def _prepare(con: sqlite3.Connection, path: Path, read_only: bool) -> None:
    con.row_factory = sqlite3.Row
    con.execute("PRAGMA foreign_keys = ON")
    # With WAL, NORMAL loses at most the last transaction when the power fails, never the file.
    con.execute("PRAGMA synchronous = NORMAL")
    con.execute("PRAGMA cache_size = -65536")
    # Copying the journal back every 32 MB, not every 4: commits of a long build take half the time.
    con.execute("PRAGMA wal_autocheckpoint = 8192")
    version = con.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path} has schema version {version}, this kg reads up to {SCHEMA_VERSION}; update kg"
        )
    if version < SCHEMA_VERSION:
        if not (_writable(path) and _writable(path.parent)):
            raise OldStore(
                f"{path} was written by an earlier kg and cannot be written here; copy it to where it can"
            )
        migrate(con)
    if read_only:
        con.execute("PRAGMA query_only = ON")
