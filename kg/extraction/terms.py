"""Terms that no list knows yet: noun phrases with a telling head noun.

Technologies, industries, products and facilities are named by what they are: 电源管理芯片 is a
芯片, 网络安全产业 a 产业. Every word gets one class letter, regular expressions over the letters
find noun phrases and lists of them, and only phrases that hold a head noun (``term_heads.yaml``)
are looked at further.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from kg.expressions import expression
from kg.extraction.words import Token
from kg.model import Span

Known: TypeAlias = tuple[int, int, str]
"""Start, end and type of a term that a gazetteer found."""

HIGH, MEDIUM, LISTED, LOW = 0.9, 0.6, 0.45, 0.3
LONGEST = 24

# Class letters: H head, K known term, N noun, Q qualifier that known terms take (新型), L Latin,
# M number, A verb that names a technique, V verb that may stand inside, S word stripped from the
# left border, P place, person or body, B body noun that ends a name, c conjunction, d 等, g slash,
# j plus, hyphen or dot, z space, x anything else.
_ITEM = "[HKNQLMAVSPB]"
# Runs are bounded so that a text without punctuation costs linear time.
_JOIN = "(?<=[LKM])[gj](?=[LKMHN])|(?<=[LM])z(?=[LMHNKA])|(?<=[NHK])z(?=L)"
_RUN = rf"{_ITEM}(?:(?:{_JOIN})?{_ITEM}){{0,40}}"
_LIST = expression(rf"{_RUN}(?:c+{_RUN})*(?:c?d{_RUN})?")
_MEMBER = expression(rf"(d?)({_RUN})")
_LATIN = expression(r"(?=[A-Za-z0-9.]*[A-Za-z])[A-Za-z0-9.\-]+$")
_ABBREVIATION = expression(r"[（(]([A-Za-z][A-Za-z0-9+\-. /]{1,24})[)）]")
_QUOTED = expression(r"[“「]([^“”「」，。；\s]{2,12})[”」]")
_PHASE = expression(
    r"区?(?:(?:[一二三四五六七八九十]+|\d+)期(?:项目|工程)?|[（(][\u4e00-\u9fff]{2,6}[)）])?"
)
_UNIT = expression(r"第[一二三四五六七八九十\d]+代|\d+(?:\.\d+)?(?:nm|纳米|英寸|寸|级|[A-Za-z]+)")
_QUALIFIER = expression(r"..(?<![转模类典])型$|..(?<![模方形公正样仪款])式$")
# 两种封装技术, 多款芯片: says how many, and is no part of the term.
_COUNTED = expression("[一二两三四五六七八九十几多数各][大]?[种类款项个家批]")
_SUFFIXES = ("型", "式", "级", "化")
_SEPARATORS = {
    "、": "c", "和": "c", "与": "c", "及": "c", "以及": "c", "或": "c", "等": "d", "/": "g",
    "+": "j", "-": "j", "－": "j", ".": "j", "·": "j", "＋": "j", " ": "z",
}  # fmt: skip
_BY_TAG = {
    "n": "N", "nz": "N", "vn": "V", "b": "N", "eng": "L", "j": "N", "l": "S", "an": "N", "ng": "N",
    "zg": "N", "g": "N", "k": "N", "nr": "N", "nrt": "P", "nrfg": "N", "ns": "P",
    "nt": "N", "m": "M", "s": "S", "f": "x", "vg": "A",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term with its type; `head` is the noun that told the type, `confidence` lies in 0..1."""

    span: Span
    type: str
    head: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The tables of ``term_heads.yaml``, ready for look-up."""

    types: Mapping[str, str]
    bare: frozenset[str]
    weak: frozenset[str]
    kinds: Mapping[str, str]
    letters: Mapping[str, str]
    long: frozenset[str]
    compounding: frozenset[str]
    transparent: frozenset[str]
    shed: frozenset[str]
    facilities: tuple[str, ...]


def _types(table: Mapping[str, Any]) -> dict[str, str]:
    return {
        word: type_
        for type_, words in table.items()
        for word in (words if isinstance(words, list) else words["bare"] + words["modified"])
    }


@cache
def load_heads() -> Heads:
    """The grammar's tables, read once."""
    import yaml

    text = files("kg.extraction").joinpath("term_heads.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    types = _types({"Facility": raw["heads"]["Facility"], **raw["heads"]})
    letters = dict.fromkeys(raw["inner"], "V") | dict.fromkeys(raw["adjectives"], "N")
    letters |= dict.fromkeys(raw["qualifiers"], "Q") | dict.fromkeys(raw["techniques"], "A")
    letters |= dict.fromkeys(raw["bodies"], "B") | dict.fromkeys(raw["soft"], "S")
    letters |= dict.fromkeys(raw["actions"], "x") | dict.fromkeys(raw["breaks"], "x")
    letters |= dict.fromkeys(types, "H") | _SEPARATORS
    return Heads(
        types=types,
        bare=frozenset(w for t in raw["heads"].values() for w in t["bare"]),
        weak=frozenset(raw["weak"]),
        kinds=_types(raw["kinds"]),
        letters=letters,
        long=frozenset(w for w in types if len(w) > 1 and types[w] != "Facility"),
        compounding=frozenset(raw["compounding"]),
        transparent=frozenset(raw["transparent"]),
        shed=frozenset(raw["shed"]),
        facilities=tuple(raw["heads"]["Facility"]["modified"]),
    )


@lru_cache(maxsize=1 << 16)
def _letter(word: str, tag: str) -> str:
    """The class of a word; see the table of letters above."""
    heads = load_heads()
    letter = heads.letters.get(word)
    if letter is not None:
        return letter
    if _LATIN.match(word):
        return "L"
    if _QUALIFIER.search(word):
        return "Q"
    if _COUNTED.fullmatch(word):
        return "x"
    if tag in ("n", "nz", "l", "j", "vn", "nt", "ns", "nr") and _ending(word) is not None:
        return "H"
    return _BY_TAG.get(tag, "x")


@lru_cache(maxsize=1 << 14)
def _ending(word: str) -> str | None:
    """The type of a head noun of two or more characters that a longer word ends in (制冷系统)."""
    heads = load_heads()
    return next((heads.types[word[i:]] for i in (1, 2, 3) if word[i:] in heads.long), None)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text with their class letters; known terms and names are one word each."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    letters: str
    known: Mapping[int, str]

    def word(self, i: int) -> str:
        return self.text[self.starts[i] : self.ends[i]]

    def type_of(self, i: int) -> str | None:
        """The type that word `i` gives to a phrase that ends in it."""
        if self.letters[i] == "K":
            return self.known[self.starts[i]]
        word = self.word(i)
        return load_heads().types.get(word) or _ending(word)


def _words(text: str, tokens: Sequence[Token], marks: Sequence[tuple[int, int, str]]) -> _Words:
    pieces = _merge(tokens, marks) if marks else tokens
    letters = "".join([_letter(text[start:end], tag) for start, end, tag in pieces])
    if marks:
        letters = _overlay(letters, pieces)
    known = {start: type_ for start, _, type_ in marks if type_}
    return _Words(text, [p[0] for p in pieces], [p[1] for p in pieces], letters, known)


_MARK = "\0known"
_NAME = "\0name"


def _merge(tokens: Sequence[Token], marks: Sequence[tuple[int, int, str]]) -> list[Token]:
    """The tokens with each mark as one token; the rest of a word that a mark cuts has no tag."""
    starts = [t[0] for t in tokens]
    out: list[Token] = []
    i, covered = 0, 0
    for start, end, type_ in marks:
        j = bisect_left(starts, start, i)
        out.extend(_from(tokens[i:j], covered))
        if out and out[-1][1] > start:
            out[-1] = (out[-1][0], start, "")
        out.append((start, end, _MARK if type_ else _NAME))
        # The word that straddles the end of the mark is looked at again.
        i, covered = bisect_left(starts, end, j), end
        if i and tokens[i - 1][1] > end:
            i -= 1
    out.extend(_from(tokens[i:], covered))
    return out


def _from(tokens: Sequence[Token], covered: int) -> Sequence[Token]:
    if not tokens or tokens[0][0] >= covered:
        return tokens
    return [(covered, tokens[0][1], ""), *tokens[1:]]


def _cuts_words(text: str, mark: Known, tokens: Sequence[Token], starts: Sequence[int]) -> bool:
    """Whether a short Chinese term lies across words: 化工 in 数字化/工厂."""
    start, end, _ = mark
    i, j = bisect_left(starts, start), bisect_left(starts, end)
    aligned = (i < len(starts) and starts[i] == start) and tokens[j - 1][1] == end
    if not aligned and end - start <= 2:
        return True
    # 网络安全产业 in 网络安全 产业园: the head noun goes on.
    return tokens[j - 1][1] > end and text[starts[j - 1] : tokens[j - 1][1]] in load_heads().letters


def _overlay(letters: str, pieces: Sequence[Token]) -> str:
    marked = {_MARK: "K", _NAME: "P"}
    return "".join([marked.get(p[2], c) for c, p in zip(letters, pieces, strict=True)])


def _marks(known: Iterable[Known], names: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Known terms (typed) and names (no type) in order; the longer of two that overlap stays."""
    every = sorted([*known, *((s, e, "") for s, e in names)], key=lambda m: (m[0], -m[1]))
    out: list[tuple[int, int, str]] = []
    for mark in every:
        if not out or mark[0] >= out[-1][1]:
            out.append(mark)
        elif mark[1] - mark[0] > out[-1][1] - out[-1][0]:
            out[-1] = mark
    return out


def find_terms(
    text: str,
    tokens: Sequence[Token],
    known: Iterable[Known] = (),
    names: Iterable[tuple[int, int]] = (),
) -> tuple[Term, ...]:
    """The terms of `text` in order, none overlapping another.

    `tokens` are those of ``words.tokenize(text)``; `known` are terms that a gazetteer found (they
    head or modify longer ones), `names` spans of companies, people and places (a term begins behind
    them, a facility needs one).

    >>> from kg.extraction.words import tokenize
    >>> text = "公司推出电源管理芯片，看好网络安全产业"
    >>> [(t.span.of(text), t.type) for t in find_terms(text, tokenize(text))]
    [('电源管理芯片', 'Technology'), ('网络安全产业', 'Industry')]
    """
    starts = [t[0] for t in tokens]
    known = [k for k in known if not _cuts_words(text, k, tokens, starts)]
    words = _words(text, tokens, _marks(known, names))
    found: list[Term] = []
    for match in _LIST.finditer(words.letters):
        phrase = match.group()
        if "H" in phrase or "K" in phrase:
            found.extend(_read_list(words, match.start(), phrase))
    return _apart(found)


def _apart(found: Sequence[Term]) -> tuple[Term, ...]:
    out: list[Term] = []
    for term in sorted(found, key=lambda t: (t.span.start, -t.span.end)):
        if not out or term.span.start >= out[-1].span.end:
            out.append(term)
    return tuple(out)


def _read_list(words: _Words, offset: int, phrase: str) -> list[Term]:
    """Terms of one list: members by their own head, the others by the noun that closes the list."""
    found: list[Term] = []
    headless: list[tuple[int, int]] = []
    for member in _MEMBER.finditer(phrase):
        first, last = offset + member.start(2), offset + member.end(2)
        if member.group(1) and (kind := _closing_kind(words, first, last)):
            found.extend(_by_kind(words, headless, kind))
        terms = list(_read_member(words, first, last))
        found.extend(terms)
        if not terms:
            headless.append((first, last))
    return found


def _closing_kind(words: _Words, first: int, last: int) -> str | None:
    """The type that “等新兴技术” gives to the members before it, None if it gives none."""
    letters = words.letters[first:last]
    head = first + max(letters.rfind("H"), letters.rfind("K"))
    if head < first or "L" in letters or words.starts[head] - words.starts[first] > 4:
        return None
    word = words.word(head)
    return load_heads().kinds.get(word if words.letters[head] == "H" else word[-2:])


def _by_kind(words: _Words, members: Iterable[tuple[int, int]], kind: str) -> Iterable[Term]:
    for first, last in members:
        first = _strip(words, first, last - 1, "SVPgjz")
        start, end = words.starts[first], words.ends[last - 1]
        if 2 <= end - start <= 12 and not set("BPS") & set(words.letters[first:last]):
            span = Span(start=start, end=end)
            yield Term(span=span, type=kind, head="", confidence=LISTED)


def _read_member(words: _Words, first: int, last: int) -> Iterator[Term]:
    """The terms of one noun phrase, right to left: one for each part that ends in a head noun."""
    while first < last:
        letters = words.letters[first:last]
        head = first + max(letters.rfind("H"), letters.rfind("K"))
        if head < first:
            return
        if "B" in words.letters[head + 1 : last]:
            # 芯片企业 is a body; what stands left of it belongs to it.
            return
        left = _left_border(words, first, head)
        term = _term(words, first, left, head)
        if term is not None:
            yield from _abbreviation(words.text, term)
            yield term
        last = min(left, head)


def _left_border(words: _Words, first: int, head: int) -> int:
    """Where the phrase that ends in `head` begins."""
    letters = words.letters
    if letters[head] == "K":
        return _known_border(words, first, head)
    left = first
    for i in range(first + 1, head):
        # 网络安全产业核心技术: a new phrase begins after the first head.
        if letters[i] in "SP" and (letters[i] == "P" or letters[i - 1] in "HK"):
            left = i
    return _strip(words, left, head, "SVPgjz")


def _known_border(words: _Words, first: int, head: int) -> int:
    """How far a known term reaches to the left: 新型数据中心, 400G光模块, 人机协同操作系统."""
    # Latin before an industry is a company: ING保险.
    latin = words.type_of(head) != "Industry"
    left = head
    while left > first and (step := _modifier(words, first, left, latin=latin)):
        left -= step
    return left


def _modifier(words: _Words, first: int, left: int, *, latin: bool) -> int:
    """How many words right before `left` modify the known term that begins there."""
    before = words.letters[left - 1]
    if before == "Q" or (before == "L" and latin) or _is_unit(words, left - 1):
        return 1
    if before == "K":
        return int(_compounds(words.word(left)))
    if left - 1 == first:
        return 0
    beyond = words.letters[left - 2]
    joined = (before == "j" and beyond in "KLN") or (before == "z" and beyond == "L" and latin)
    return 2 * (joined or (beyond in "NK" and words.word(left - 1) in _SUFFIXES))


@lru_cache(maxsize=1 << 12)
def _compounds(word: str) -> bool:
    """Whether a known term takes another known term as its modifier, as 操作系统 does."""
    heads = load_heads()
    return any(word.endswith(h) and heads.types[h] != "Industry" for h in heads.compounding)


def _term(words: _Words, first: int, left: int, head: int) -> Term | None:
    heads = load_heads()
    word = words.word(head)
    facility = _facility_border(words, first, left, head)
    if facility is not None:
        return _facility(words, facility, head)
    if word in heads.transparent:
        # 储能领域, 储能产品领域: of 储能.
        behind = head - 1 - (head - left > 1 and words.word(head - 1) in _OF_FIELD)
        if behind >= left and words.letters[behind] == "K":
            head = behind
            word = words.word(head)
    type_ = words.type_of(head)
    if type_ is None or type_ == "Facility":
        return None
    start, end = words.starts[left], words.ends[head]
    if left == head and words.letters[head] == "H":
        start = _before_quote(words.text, start, type_)
    confidence = _confidence(words, left, head, start)
    if confidence == 0:
        return None
    if word in heads.shed and left < head and _names_trade(words, head - 1):
        end = words.ends[head - 1]
    return Term(span=Span(start=start, end=end), type=type_, head=word, confidence=confidence)


# 储能产品领域, 储能相关领域
_OF_FIELD = frozenset({"产品", "相关", "技术", "应用"})


def _names_trade(words: _Words, last: int) -> bool:
    """Whether a word before 业务 ends the name of a trade: 照明 and 煤层气开采 do, 调整 and 车载 do not."""
    letter = words.letters[last]
    return letter in "NKHLA" or (letter == "V" and words.word(last) in load_heads().letters)


def _facility_border(words: _Words, first: int, left: int, head: int) -> int | None:
    """The left border of a facility: it needs a place, a name or a quotation; None without."""
    if not words.word(head).endswith(load_heads().facilities):
        return None
    proper = [i for i in range(first, head) if words.letters[i] == "P"]
    if proper:
        return _strip(words, first, proper[0], "SVgjz")
    for i in range(first, head):
        if words.word(i) in ("国家", "国家级", "省级"):
            return i
    if left == head and words.starts[head] and words.text[words.starts[head] - 1] in "”」":
        return head
    return None


def _facility(words: _Words, left: int, head: int) -> Term:
    start, end = words.starts[left], words.ends[head]
    if left == head:
        start = _before_quote(words.text, start, "Facility")
    if phase := _PHASE.match(words.text, end):
        end = phase.end()
    # 某地项目 may be any project; 某地智算中心二期项目 is one.
    plain = words.word(head) in load_heads().weak and not set("HK") & set(words.letters[left:head])
    confidence = LOW if plain else MEDIUM
    span = Span(start=start, end=end)
    return Term(span=span, type="Facility", head=words.word(head), confidence=confidence)


def _is_unit(words: _Words, i: int) -> bool:
    return words.letters[i] == "M" and _UNIT.match(words.word(i)) is not None


def _strip(words: _Words, left: int, head: int, drop: str) -> int:
    """The left border once words that only introduce a term are gone."""
    while left < head:
        number = words.letters[left] == "M" and words.letters[left + 1] != "j"
        if not (words.letters[left] in drop or (number and not _is_unit(words, left))):
            break
        left += 1
    return left


def _before_quote(text: str, start: int, type_: str) -> int:
    """The start of “X” right before a bare head of a product or facility, else `start`."""
    if type_ not in ("Product", "Facility") or start == 0 or text[start - 1] not in "”」":
        return start
    opening = max(
        text.rfind("“", max(0, start - 14), start), text.rfind("「", max(0, start - 14), start)
    )
    return opening if opening >= 0 and _QUOTED.fullmatch(text, opening, start) else start


def _confidence(words: _Words, left: int, head: int, start: int) -> float:
    """How sure it is that the phrase is a term; 0 when it is too bare to be one."""
    heads, word = load_heads(), words.word(head)
    modifiers = words.letters[left:head]
    if words.letters[head] == "K":
        return MEDIUM if left < head and not set("LK") & set(modifiers) else HIGH
    if left == head:
        if start < words.starts[head]:
            return MEDIUM
        if word in heads.types:
            return LOW if word in heads.bare else 0
        return LOW if any(word.endswith(w) for w in heads.weak) else MEDIUM
    if words.ends[head] - start > LONGEST or not modifiers.strip("HSVA"):
        return LOW
    if "K" in modifiers or "L" in modifiers:
        return MEDIUM if word in heads.weak else HIGH
    return LOW if word in heads.weak or words.starts[head] - start < 2 else MEDIUM


def _abbreviation(text: str, term: Term) -> Iterable[Term]:
    """The Latin short form in brackets right behind a term: 硅通孔（TSV）."""
    match = _ABBREVIATION.match(text, term.span.end)
    if match is not None:
        span = Span(start=match.start(1), end=match.end(1))
        yield Term(span=span, type=term.type, head=term.head, confidence=term.confidence)
