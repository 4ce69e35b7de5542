"""How things look: shape and colour of entity types, colour of relations, line of statuses.

Colours of entity types come from the ontology; shapes and line styles say the same once more, so
that a print in grey and a reader who cannot tell red from green lose nothing.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import ExportError
from ontology.vocabulary import vocabulary

TEXT = "Text"
"""The type of a node that stands for a text, such as the indicator of SETS_TARGET."""

FONT = (
    "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
    "'Source Han Sans SC','WenQuanYi Micro Hei',system-ui,sans-serif"
)

SHAPES: Mapping[str, str] = {
    "Company": "dot",
    "Fund": "diamond",
    "GovernmentBody": "square",
    "ResearchInstitution": "hexagon",
    "Association": "hexagon",
    "Media": "hexagon",
    "Organization": "hexagon",
    "Person": "star",
    "Policy": "triangle",
    "Report": "triangle",
    "Technology": "triangleDown",
    "Product": "triangleDown",
    "Industry": "dot",
    "Facility": "square",
    "Event": "star",
    "Place": "square",
    TEXT: "box",
}
"""The vis-network shape of each entity type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Relations that are drawn in one colour."""

    code: str
    colour: str
    relations: tuple[str, ...]


FAMILIES: tuple[Family, ...] = (
    Family(
        code="capital",
        colour="#1d4ed8",
        relations=(
            "INVESTED_IN",
            "ACQUIRED",
            "HOLDS_STAKE_IN",
            "REDUCED_STAKE_IN",
            "SUBSIDIARY_OF",
            "FOUNDED",
            "LISTED_ON",
        ),
    ),
    Family(
        code="policy",
        colour="#c2410c",
        relations=(
            "ISSUED",
            "TARGETS",
            "APPLIES_TO",
            "BENEFITS",
            "IMPLEMENTS",
            "SETS_TARGET",
            "SUPERVISES",
        ),
    ),
    Family(
        code="technology",
        colour="#15803d",
        relations=("DEVELOPS", "USES", "OPERATES_IN", "OPERATES", "KIND_OF"),
    ),
    Family(
        code="trade",
        colour="#7e22ce",
        relations=("SUPPLIES", "PARTNERS_WITH", "COMPETES_WITH"),
    ),
    Family(
        code="people",
        colour="#64748b",
        relations=(
            "MEMBER_OF",
            "HOLDS_POSITION",
            "PUBLISHED",
            "ORGANIZED",
            "PARTICIPATED_IN",
            "LOCATED_IN",
        ),
    ),
)
"""The families, most important first: the order also ranks neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How a status is drawn; `colour` replaces the colour of the family."""

    dashes: tuple[int, ...] = ()
    width: float = 1.8
    colour: str = ""
    mark: str = ""


LINES: Mapping[str, Line] = {
    "completed": Line(width=2.2),
    "in_progress": Line(dashes=(12, 4, 2, 4)),
    "planned": Line(dashes=(6, 5)),
    "approved": Line(dashes=(16, 5)),
    "cancelled": Line(dashes=(2, 5), colour="#6b7280", mark="✕"),
    "denied": Line(dashes=(2, 5), colour="#dc2626", mark="✕"),
}
"""The line of each status: only what is done is drawn solid."""


@cache
def _family_index() -> dict[str, int]:
    return {code: n for n, family in enumerate(FAMILIES) for code in family.relations}


def family_rank(relation: str) -> int:
    """The place of the relation's family in `FAMILIES`, the last one for an unknown relation.

    >>> family_rank("INVESTED_IN") < family_rank("ISSUED") < family_rank("LOCATED_IN")
    True
    """
    return _family_index().get(relation, len(FAMILIES) - 1)


def family_of(relation: str) -> Family:
    """The family that `relation` is drawn in.

    >>> family_of("TARGETS").code
    'policy'
    """
    return FAMILIES[family_rank(relation)]


def type_order(code: str) -> int:
    """The place of an entity type in the ontology; texts come last."""
    types = list(vocabulary().entity_types)
    return types.index(code) if code in types else len(types)


def colour_of(code: str) -> str:
    """The colour of an entity type, a grey for a text."""
    known = vocabulary().entity_types.get(code)
    return known.colour if known else "#6b7280"


def units(text: str) -> int:
    """The width of `text` in half-width columns.

    >>> units("京东方A")
    7
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(name: str, columns: int, lines: int = 3) -> tuple[str, ...]:
    """`name` in at most `lines` lines of about `columns` half-width columns, … at a cut.

    Lines are of about equal length; words of Latin script stay whole where they fit.

    >>> wrap("国家集成电路产业投资基金股份有限公司", 12)
    ('国家集成电路', '产业投资基金', '股份有限公司')
    >>> wrap("先进显示研究院", 12)
    ('先进显示', '研究院')
    """
    out: list[str] = []
    rest = " ".join(name.split())
    share = _even(units(rest), columns, lines)
    while rest and len(out) < lines:
        cut = _cut(rest, share, columns)
        out.append(rest[:cut].strip())
        rest = rest[cut:].lstrip()
    if rest:
        out[-1] = out[-1][:-1] + "…"
    return tuple(out)


def _even(width: int, columns: int, lines: int) -> int:
    """A line length that shares `width` evenly among as few lines as needed."""
    needed = max(1, -(-width // columns))
    if needed > lines:
        return columns
    share = -(-width // needed)
    return share + share % 2


def _cut(text: str, share: int, columns: int) -> int:
    """How many characters make a line of about `share` columns, `columns` at the most."""
    cut = _fitting(text, share)
    if cut == len(text) or not _in_word(text, cut):
        return cut
    start = cut
    while start > 0 and _in_word(text, start):
        start -= 1
    if start > 0:
        return start
    end = cut
    while end < len(text) and _in_word(text, end):
        end += 1
    return min(end, _fitting(text, columns))


def _fitting(text: str, columns: int) -> int:
    width = 0
    for i, char in enumerate(text):
        width += units(char)
        if width > columns:
            return max(i, 1)
    return len(text)


def _in_word(text: str, i: int) -> bool:
    """Whether a cut before character `i` would split a Latin word or a number."""
    return all(c.isascii() and c.isalnum() for c in text[i - 1 : i + 1])


def wording(lang: str) -> Mapping[str, Any]:
    """All words of the page in the language `lang`.

    Raises:
        ExportError: the page does not speak that language.
    """
    words = _all_words()
    if lang not in words:
        known = ", ".join(sorted(words))
        raise ExportError(f"the page has no words in {lang!r}; choose one of: {known}")
    found: Mapping[str, Any] = words[lang]
    return found


@cache
def _all_words() -> dict[str, Any]:
    raw = files("viz").joinpath("templates", "words.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded
