"""Vetoes as data: expressions over a marked sentence in which subject and object have signs of their own.

Written     means
``<S>``     the subject of the statement, ``<O>`` its object
``<X:T>``   another mention of type T, said or unsaid; ``<X:T|U>`` of one of these, ``<X>`` any mention, one of the two too
``{kin}``   whose son, wife or brother somebody is, behind his name
``{list}``  further members of a list behind a name: 、乙和丙等公司
``{guest}`` who speaks of firms and is of none: 分析师, 业内人士
``{few}``   up to 6 characters inside a clause without a mention; ``{far}`` up to 40 inside a sentence
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from kg.errors import BadPattern
from kg.expressions import expression
from kg.extraction.marking import TYPE_CHAR, ZERO_CHAR, char_class
from ontology.errors import UnknownTerm
from ontology.vocabulary import vocabulary

_S, _O = "\ue0f0", "\ue0f1"
_ALL = char_class(TYPE_CHAR, zero=True) + _S + _O
_UNSAID = frozenset(ZERO_CHAR.values())
_SLOT = expression(r"<X(?::([A-Za-z|]+))?>")
_MACROS = {
    "{kin}": "(?:的?(?:长子|次子|独子|独女|长女|次女|胞弟|胞兄|胞妹|夫人|遗孀)|之(?:子|女|妻|夫|弟|兄|妹|姐|父|母|孙|侄|婿)(?!公司|品牌)"
    "|的(?:儿子|女儿|妻子|丈夫|弟弟|哥哥|妹妹|姐姐|父亲|母亲|侄子|女婿|儿媳))",
    "{list}": rf"(?:(?:[、和与及]|以及|联合|会同)[{_ALL}])*(?:等[^，。；的{_ALL}]{{0,8}})?",
    "{guest}": "(?:分析师|分析人士|业内人士|业内专家|行业专家|观察人士|观察家|评论员|评论人|投资者|网友|消费者)",
    "{few}": rf"[^，。；：{_ALL}]{{0,6}}",
    "{far}": r"[^。；！？]{0,40}",
}
_KEYS = {
    "id",
    "why",
    "relations",
    "pattern",
    "match",
    "not",
    "subject",
    "object",
    "unsaid",
    "unsaid_object",
    "afar",
}


@dataclass(frozen=True, kw_only=True)
class Veto:
    """One veto: of these relations, where the expression fits; `why` lands in the reject.

    `unsaid` veto only what is stated of somebody whom the sentence leaves unsaid; `unsaid_object` only what is stated about such
    a one, where it is false only what is stated about one that it names; `afar` also where the other end was named in a sentence before.
    """

    id: str
    why: str
    relations: tuple[str, ...]
    pattern: str
    match: str
    let_pass: str
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    unsaid: bool = False
    unsaid_object: bool | None = None
    afar: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression.

        Raises:
            BadPattern: it is no regular expression, or names a type that the ontology does not have.
        """
        text = self.pattern.replace("<S>", _S).replace("<O>", _O)
        for name, written in _MACROS.items():
            text = text.replace(name, written)
        try:
            return expression(_SLOT.sub(_mention, text))
        except (re.error, KeyError) as problem:
            raise BadPattern(f"{self.id}: {problem}") from None

    @cached_property
    def ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """The signs that subject and object may have; none where any may."""
        subject, target = (frozenset(char_class(t, zero=True)) for t in (self.subject, self.object))
        return subject, target


def _mention(slot: re.Match[str]) -> str:
    kinds = slot.group(1)
    return f"[{char_class(kinds.split('|'), zero=True) if kinds else _ALL}]"


def vetoed(relation: str, text: str, subject: int, target: int) -> str:
    """Why the words of a marked sentence rule out a relation of the two that stand at these places, or nothing.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> body, firm = TYPE_CHAR["GovernmentBody"], TYPE_CHAR["Company"]
    >>> vetoed("ACQUIRED", f"{body}发布公告，附条件批准{firm}收购{firm}", 0, 14)
    'who approves of it does not buy'
    """
    rules = _between(relation, text[subject], text[target])
    if not rules:
        return ""
    signs = list(text)
    signs[subject], signs[target] = _S, _O
    marked = "".join(signs)
    return next((veto.why for veto in rules if veto.regex.search(marked)), "")


@lru_cache(maxsize=1 << 12)
def _between(relation: str, subject: str, target: str) -> tuple[Veto, ...]:
    """The vetoes of a relation that may hold for two marks, in the order of the file."""
    return tuple(
        veto
        for veto in _by_relation().get(relation, ())
        if all(
            not allowed or sign in allowed
            for allowed, sign in zip(veto.ends, (subject, target), strict=True)
        )
        and (not veto.unsaid or subject in _UNSAID)
        and veto.unsaid_object in {None, target in _UNSAID}
    )


def vetoed_afar(
    relation: str, text: str, named: int, *, is_object: bool = False, far: str = ""
) -> str:
    """The same where the other end was named in a sentence before: only vetoes that say so count.

    Args:
        relation: the code of the relation type.
        text: a mention-marked sentence.
        named: where the sign of the end stands that is named in the sentence.
        is_object: whether that is the object, else it is the subject.
        far: the type of the other end, if it is known.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> vetoed_afar("SUPPLIES", f"该车由{TYPE_CHAR['Company']}采购", 3)
    'who buys, tries or runs something does not supply it'
    """
    rules = _afar(relation, text[named], is_object, TYPE_CHAR.get(far, ""))
    if not rules:
        return ""
    marked = text[:named] + (_O if is_object else _S) + text[named + 1 :]
    return next((veto.why for veto in rules if veto.regex.search(marked)), "")


@cache
def _afar(relation: str, sign: str, is_object: bool, far: str) -> tuple[Veto, ...]:
    """The vetoes of a relation that may hold where only one end is named in the sentence, by this sign; the other has the sign `far`.

    Those that ask for a subject hold for subjects, whatever else they say of objects; the others for objects.
    """
    return tuple(
        veto
        for veto in _by_relation().get(relation, ())
        if veto.afar
        and is_object == ("<S>" not in veto.pattern)
        and (not veto.ends[is_object] or sign in veto.ends[is_object])
        and (not veto.ends[not is_object] or not far or far in veto.ends[not is_object])
    )


@cache
def _by_relation() -> Mapping[str, tuple[Veto, ...]]:
    codes = {code for veto in load_vetoes() for code in veto.relations}
    return {code: tuple(v for v in load_vetoes() if code in v.relations) for code in codes}


@cache
def load_vetoes() -> tuple[Veto, ...]:
    """All vetoes, in the order of the file.

    Raises:
        BadPattern: one is malformed or names what the ontology does not have.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = files("kg") / "extraction" / "vetoes" / "rules.yaml"
    found = tuple(_veto(raw) for raw in yaml.load(path.read_text(encoding="utf-8"), Loader=loader))
    if len({v.id for v in found}) < len(found):
        raise BadPattern("rules.yaml: an id is used twice; choose another")
    return found


def _veto(raw: Any) -> Veto:
    if (
        not isinstance(raw, dict)
        or not {"id", "why", "relations", "pattern", "match", "not"} <= set(raw) <= _KEYS
    ):
        raise BadPattern(f"rules.yaml: a veto has the keys {sorted(_KEYS)}; found {raw!r}")
    veto = Veto(
        id=raw["id"],
        why=raw["why"],
        relations=tuple(raw["relations"]),
        pattern=raw["pattern"],
        match=raw["match"],
        let_pass=raw["not"],
        subject=tuple(raw.get("subject", ())),
        object=tuple(raw.get("object", ())),
        unsaid=bool(raw.get("unsaid", False)),
        unsaid_object=raw.get("unsaid_object"),
        afar=bool(raw.get("afar", False)),
    )
    try:
        for code in veto.relations:
            vocabulary().relation(code)
        _ = veto.regex, veto.ends
    except (UnknownTerm, KeyError) as problem:
        raise BadPattern(f"rules.yaml: {veto.id}: {problem}") from None
    return veto
