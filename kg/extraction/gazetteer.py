"""Lists of known names, matched in one pass: CSV files and one automaton over all of them.

A row of a gazetteer is ``name,type,aliases,identifiers,flags``:

- ``name`` is the fullest name, shown to the reader; ``aliases`` are further forms, separated by
  ``|``.
- A form that starts with ``?`` is ambiguous: an ordinary word too (``?太阳能``), so that only its
  context can tell. The mark may stand before the name as well. The flag ``ambiguous`` marks every
  form of the row.
- ``identifiers`` are ``key=value`` pairs, separated by ``|`` (``stock_code=000725.SZ``).
- ``flags`` are ``ambiguous``, ``generic`` (a common noun, not a name), ``kind:X``, where X is a
  broader term, ``home:X``, where X is a country that may stand before the name without being part
  of it (三星电子 has ``home:韩国``; 日本甲骨文 is not 甲骨文), and ``decoy``: no name at all, but
  words in which one would be found by mistake (高通 in 提高通信效率). A decoy has the type ``-``; it
  takes part in matching and is never reported.

Rows of different files with the same type and name are one entry. Matching is leftmost-longest and
blind to case, to full width, and to a space between Latin and Chinese characters; Latin words and
numbers match as wholes, so that AMD is not found in LAMDA and 5G is not found in 15G.
"""

import csv
import hashlib
import io
import marshal
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import BadGazetteer
from kg.expressions import expression
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import daachorse

HEADER = ("name", "type", "aliases", "identifiers", "flags")
_TERMS = frozenset({"Technology", "Product", "Industry"})
_FLAGS = frozenset({"ambiguous", "decoy", "generic"})
_NO_TYPE = "-"
# Raise it when the encoding of text or the layout of the cache file changes.
_LAYOUT = 4
_KEPT_CACHES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One known thing: `ambiguous` speaks of its name, `unsafe` holds all its ambiguous forms."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    ambiguous: bool = False
    kinds: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    generic: bool = False
    unsafe: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)

    def identifier(self, key: str) -> str | None:
        """The value of the identifier `key`, such as ``stock_code``, or None."""
        return dict(self.identifiers).get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A known name at ``text[start:end]``; `entries` are all that go by it, preferred one first.

    The order is: entries for which the form is unambiguous; organisations, persons and places before
    terms (华为云 is a company first); those whose name it is before those whose alias; then the order
    of files (by name) and rows. `ambiguous`: the form needs context.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    ambiguous: bool

    @property
    def entry(self) -> Entry:
        """The preferred entry."""
        return self.entries[0]


# How many names looked up are kept with what they mean.
_REMEMBERED = 1 << 14


class Gazetteer:
    """All entries of the lists and the automaton that finds them."""

    def __init__(self, tables: "_Tables", automaton: bytes) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._tables = tables
        # An automaton without patterns cannot be built; nothing is found then.
        self._automaton: daachorse.CharwiseDoubleArrayAhoCorasick | None = (
            CharwiseDoubleArrayAhoCorasick.deserialize(automaton) if automaton else None
        )
        self._entries: dict[int, Entry] = {}
        self._meanings: dict[int, tuple[tuple[Entry, ...], bool]] = {}
        self._named: dict[str, tuple[Entry, ...]] = {}

    def __len__(self) -> int:
        return len(self._tables.entries)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self)))

    @property
    def form_count(self) -> int:
        """How many different forms the automaton looks for, spacing variants included."""
        return len(self._tables.meanings)

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The countries that some entry is at home in, sorted.

        >>> "韩国" in load_gazetteer().homes
        True
        """
        return tuple(sorted({home for *_, homes, _, _ in self._tables.entries for home in homes}))

    def find(self, text: str) -> list[Hit]:
        """Known names in `text`, leftmost-longest, free of overlaps, in their order.

        >>> text = "工信部走访了京东方"
        >>> [(h.start, h.end, h.entry.type) for h in load_gazetteer().find(text)]
        [(0, 3, 'GovernmentBody'), (6, 9, 'Company')]
        """
        if self._automaton is None or not text:
            return []
        found = self._automaton.find(_encode(text))
        meanings = self._tables.meanings
        return [self._hit(start, end, form) for start, end, form in found if meanings[form]]

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """The entries that go by `name`, in the order of ``Hit.entries``; none if it is unknown.

        >>> [e.name for e in load_gazetteer().by_name("工信部")]
        ['工业和信息化部']
        """
        entries = self._named.get(name)
        if entries is None:
            hit = self.hit_at(name, 0, len(name))
            entries = hit.entries if hit else ()
            if len(self._named) < _REMEMBERED:
                self._named[name] = entries
        return entries

    def hit_at(self, text: str, start: int, end: int) -> Hit | None:
        """The hit on the whole of ``text[start:end]``, at its place in `text`; None where no list has just that.

        What stands around it does not count.

        >>> hit = load_gazetteer().hit_at("在北京市场", 1, 3)
        >>> hit.start, hit.end, hit.entry.name
        (1, 3, '北京市')
        """
        hits = self.find(text[start:end])
        if len(hits) != 1 or (hits[0].start, hits[0].end) != (0, end - start):
            return None
        return replace(hits[0], start=start, end=end)

    def _hit(self, start: int, end: int, form: int) -> Hit:
        meaning = self._meanings.get(form)
        if meaning is None:
            packed = self._tables.meanings[form]
            entries = tuple(self._entry(p >> 1) for p in packed)
            meaning = self._meanings[form] = (entries, bool(packed[0] & 1))
        return Hit(start=start, end=end, entries=meaning[0], ambiguous=meaning[1])

    def _entry(self, index: int) -> Entry:
        entry = self._entries.get(index)
        if entry is None:
            row = self._tables.entries[index]
            kind, name, aliases, identifiers, kinds, homes, generic, unsafe = row
            entry = self._entries[index] = Entry(
                type=kind,
                name=name,
                aliases=aliases,
                identifiers=identifiers,
                ambiguous=name in unsafe,
                kinds=kinds,
                homes=homes,
                generic=generic,
                unsafe=frozenset(unsafe),
            )
        return entry


def load_gazetteer(folder: Path | None = None, *, cache_dir: Path | None = None) -> Gazetteer:
    """The lists in `folder` (the project's own by default), through a cache in `cache_dir`.

    The cache folder is `cache_dir`, else ``$KG_CACHE``, else ``~/.cache/cn-industry-kg``; where it
    cannot be written, or holds a broken file, the automaton is built in memory.

    Raises:
        BadGazetteer: a row does not hold up; says which file and line.
    """
    sources = _Sources(folder)
    cache = _Cache(cache_dir, sources.key)
    made = cache.read()
    if made is None:
        made = _build(sources.rows())
        cache.write(made)
    return Gazetteer(*made)


# --- the files -----------------------------------------------------------------------------------


class _Row(NamedTuple):
    """One line of a file, checked."""

    type: str
    name: str
    aliases: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    homes: tuple[str, ...]
    generic: bool
    unsafe: tuple[str, ...]


class _Sources:
    """The CSV files of a folder, in the order of their names."""

    def __init__(self, folder: Path | None) -> None:
        root = files("ontology").joinpath("gazetteers") if folder is None else folder
        try:
            found = sorted((p for p in root.iterdir() if p.name.endswith(".csv")), key=_name_of)
            self.contents = {p.name: p.read_bytes() for p in found}
        except OSError as error:
            raise BadGazetteer(
                f"the gazetteer folder {root} cannot be read ({error.strerror}); check the path"
            ) from error

    @cached_property
    def key(self) -> str:
        """Names the contents, the code that reads them and the interpreter."""
        made_by = f"{_LAYOUT} {version('daachorse')} {sys.implementation.cache_tag}"
        digest = hashlib.sha256(made_by.encode("ascii"))
        # The vocabulary decides which types a row may have.
        digest.update("|".join(vocabulary().entity_types).encode("ascii"))
        for name, data in self.contents.items():
            digest.update(f"\0{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()[:24]

    def rows(self) -> Iterator[_Row]:
        """All rows of all files."""
        for name, data in self.contents.items():
            yield from _read_rows(name, data)


def _name_of(path: Any) -> str:
    return str(path.name)


def _read_rows(file: str, data: bytes) -> Iterator[_Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadGazetteer(f"{file}:{line}: not UTF-8; save the file as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    seen: dict[tuple[str, str], int] = {}
    try:
        for cells in reader:
            where = f"{file}:{reader.line_num}"
            if reader.line_num == 1:
                _check_header(cells, where)
            elif cells:
                row = _read_row(cells, where)
                first = seen.setdefault((row.type, row.name), reader.line_num)
                if first != reader.line_num:
                    raise BadGazetteer(
                        f"{where}: {row.type} {row.name!r} stands in line {first} too; join them"
                    )
                yield row
    except csv.Error as error:
        raise BadGazetteer(f"{file}:{reader.line_num}: {error}; check the quotes") from error


def _check_header(cells: list[str], where: str) -> None:
    if tuple(cells) != HEADER:
        raise BadGazetteer(
            f"{where}: the header is {','.join(cells)!r}; it must be {','.join(HEADER)!r}"
        )


def _read_row(cells: list[str], where: str) -> _Row:
    if len(cells) != len(HEADER):
        raise BadGazetteer(
            f"{where}: {len(cells)} columns where {len(HEADER)} belong; check the commas"
        )
    name, kind, aliases, identifiers, flags = cells
    plain, kinds, homes = _read_flags(flags, where)
    _check_type(kind, "decoy" in plain, where)
    forms, unsafe = _read_forms([name, *_split(aliases)], where)
    return _Row(
        type=kind,
        name=forms[0],
        aliases=forms[1:],
        identifiers=tuple(_read_identifier(i, where) for i in _split(identifiers)),
        kinds=kinds,
        homes=homes,
        generic="generic" in plain,
        unsafe=forms if "ambiguous" in plain else unsafe,
    )


def _check_type(kind: str, decoy: bool, where: str) -> None:
    if decoy and kind != _NO_TYPE:
        raise BadGazetteer(f"{where}: a decoy has the type {_NO_TYPE!r}, not {kind!r}")
    if not decoy and kind not in vocabulary().entity_types:
        known = ", ".join(vocabulary().entity_types)
        raise BadGazetteer(f"{where}: unknown entity type {kind!r}; known: {known}")


def _split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _read_flags(cell: str, where: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    flags = _split(cell)
    plain = frozenset(f for f in flags if not f.startswith(("kind:", "home:")))
    kinds = tuple(f.removeprefix("kind:") for f in flags if f.startswith("kind:"))
    homes = tuple(f.removeprefix("home:") for f in flags if f.startswith("home:"))
    if plain - _FLAGS or "" in kinds + homes:
        known = ", ".join([*sorted(_FLAGS), "kind:X", "home:X"])
        raise BadGazetteer(f"{where}: unknown flag in {cell!r}; known: {known}")
    return plain, kinds, homes


def _read_forms(cells: list[str], where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    forms = tuple(dict.fromkeys(c.removeprefix("?") for c in cells))
    for form in forms:
        if not form or not form.isprintable() or form != form.strip() or form[0] == "?":
            raise BadGazetteer(f"{where}: {form!r} is no name; drop it or mend the blanks")
        if len(form) == 1:
            raise BadGazetteer(f"{where}: {form!r} is too short to look for; drop it")
    return forms, tuple(dict.fromkeys(c[1:] for c in cells if c.startswith("?")))


def _read_identifier(cell: str, where: str) -> tuple[str, str]:
    key, _, value = cell.partition("=")
    if not key or not value:
        raise BadGazetteer(f"{where}: identifier {cell!r} is not of the form key=value")
    return key, value


# --- the automaton -------------------------------------------------------------------------------


class _Tables(NamedTuple):
    """What the automaton's pattern numbers mean, as plain tuples that load fast.

    ``meanings[pattern]`` holds ``entry << 1 | ambiguous``, preferred entry first; decoys mean nothing.
    """

    entries: list[tuple[Any, ...]]
    meanings: list[tuple[int, ...]]


def _build(rows: Iterable[_Row]) -> tuple[_Tables, bytes]:
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    joined = _join(rows)
    entries = [row for row in joined if row.type != _NO_TYPE]
    decoys = [
        _encode(f) for row in joined if row.type == _NO_TYPE for f in (row.name, *row.aliases)
    ]
    meanings: dict[str, tuple[int, ...]] = dict.fromkeys(decoys, ())
    meanings |= _meanings(entries)
    if not meanings:
        return _Tables([], []), b""
    patterns = sorted(meanings)
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, match_kind=MATCH_KIND_LEFTMOST_LONGEST)
    tables = _Tables([tuple(e) for e in entries], [meanings[p] for p in patterns])
    return tables, automaton.serialize()


def _join(rows: Iterable[_Row]) -> list[_Row]:
    """The rows with those of one type and name made one."""
    joined: dict[tuple[str, str], _Row] = {}
    for row in rows:
        key = (row.type, row.name)
        joined[key] = _merge(joined[key], row) if key in joined else row
    return list(joined.values())


def _merge(one: _Row, other: _Row) -> _Row:
    def union(a: tuple[Any, ...], b: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(a + b))

    return one._replace(
        aliases=union(one.aliases, other.aliases),
        identifiers=union(one.identifiers, other.identifiers),
        kinds=union(one.kinds, other.kinds),
        homes=union(one.homes, other.homes),
        generic=one.generic or other.generic,
        unsafe=union(one.unsafe, other.unsafe),
    )


def _meanings(entries: list[_Row]) -> dict[str, tuple[int, ...]]:
    """Encoded form -> packed entries in the order of preference."""
    found: dict[str, dict[int, tuple[bool, bool, bool]]] = {}
    for index, row in enumerate(entries):
        for form in (row.name, *row.aliases):
            rank = (form in row.unsafe, row.type in _TERMS, form != row.name)
            for pattern in {_encode(form), _encode(_spaced(form))}:
                ranks = found.setdefault(pattern, {})
                ranks[index] = min(rank, ranks.get(index, rank))
    return {
        pattern: tuple(i << 1 | ranks[i][0] for i in sorted(ranks, key=lambda i: (ranks[i], i)))
        for pattern, ranks in found.items()
    }


# --- the encoding of text ------------------------------------------------------------------------
#
# Every character of the text becomes exactly one, so that offsets hold. Case and width are folded;
# then the first and the last character of each Latin word or number move into a private range. A
# pattern encoded in the same way can only match whole words: the automaton needs no check
# afterwards, and leftmost-longest stays exact.

_FIRST, _LAST, _ONLY = 0xE000, 0xE300, 0xE600
_LETTERS = 0x250
_ALNUM = "0-9a-z\u00df-\u00f6\u00f8-\u024f"
_RUN = expression(rf"[{_ALNUM}]+(?:(?:[.@_]|(?<=[0-9]),(?=[0-9]))[{_ALNUM}]+)*")
# A year may touch a Latin word: CES2021, 2023MWC.
_YEAR = r"(?:19[5-9]|20[0-4])[0-9]"
_YEAR_BEFORE = expression(rf"({_YEAR})([a-z].*)")
_YEAR_AFTER = expression(rf"(.*[a-z])({_YEAR})")
_SEAM = expression(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")


def _folding() -> dict[int, str]:
    table = {0x3000: " ", 0xA0: " "}
    table |= dict.fromkeys(map(ord, "•・‧∙･"), "·") | dict.fromkeys(map(ord, "‐‑–—－"), "-")
    for code in range(0xFF01, 0xFF5F):
        table.setdefault(code, chr(code - 0xFEE0).lower())
    for code in range(_LETTERS):
        low = chr(code).lower()
        if len(low) == 1 and low != chr(code) and ord(low) < _LETTERS:
            table[code] = low
    # Keep our own marks out of the text.
    return table | dict.fromkeys(range(_FIRST, _ONLY + _LETTERS), "\ufffd")


_FOLD = _folding()


def _encode(text: str) -> str:
    """`text` folded, its Latin words and numbers marked at both ends; as long as `text`."""
    return _RUN.sub(_mark_run, text.translate(_FOLD))


def _mark_run(match: re.Match[str]) -> str:
    run = match.group()
    split = _YEAR_BEFORE.fullmatch(run) or _YEAR_AFTER.fullmatch(run)
    return "".join(map(_mark, split.groups())) if split else _mark(run)


def _mark(run: str) -> str:
    if len(run) == 1:
        return chr(_ONLY + ord(run))
    return chr(_FIRST + ord(run[0])) + run[1:-1] + chr(_LAST + ord(run[-1]))


def _spaced(form: str) -> str:
    """`form` with a space where Latin and Chinese characters touch: SK 海力士."""
    return _SEAM.sub(" ", form)


# --- the cache -----------------------------------------------------------------------------------


class _Cache:
    """One file of tables and automaton, written by this user, named after what it was made of."""

    def __init__(self, folder: Path | None, key: str) -> None:
        self._folder = _cache_folder() if folder is None else folder
        self._name = f"gazetteer-{key}.bin"

    def read(self) -> tuple[_Tables, bytes] | None:
        """What the file holds; None if it is missing, broken, or another user's."""
        if self._folder is None:
            return None
        try:
            with (self._folder / self._name).open("rb") as file:
                # Reading a stranger's automaton is not safe: it is trusted memory once loaded.
                if not _is_ours(os.fstat(file.fileno())):
                    return None
                data = file.read()
        except OSError:
            return None
        digest, body = data[:32], memoryview(data)[32:]
        if hashlib.sha256(body).digest() != digest:
            return None
        entries, meanings, automaton = marshal.loads(body)
        return _Tables(entries, meanings), automaton

    def write(self, made: tuple[_Tables, bytes]) -> None:
        """Keep the result; a folder that cannot be written is no reason to fail."""
        if self._folder is None:
            return
        tables, automaton = made
        body = marshal.dumps((tables.entries, tables.meanings, automaton))
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(self._folder / self._name, hashlib.sha256(body).digest() + body)
            _prune(self._folder)


def _cache_folder() -> Path | None:
    named = os.environ.get("KG_CACHE")
    if named:
        return Path(named)
    try:
        return Path.home() / ".cache" / "cn-industry-kg"
    except RuntimeError:
        return None


def _is_ours(stat: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or stat.st_uid == os.getuid()


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the file and put it in place, so that no reader sees half of it."""
    handle, name = tempfile.mkstemp(prefix=".gazetteer-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Remove all but the newest caches: every change of a list leaves one behind."""
    found = sorted(folder.glob("gazetteer-*.bin"), key=lambda p: (-p.stat().st_mtime_ns, p.name))
    for path in found[_KEPT_CACHES:]:
        path.unlink(missing_ok=True)
