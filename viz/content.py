"""What the page says: the picture as plain values, ready for JSON."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from kg.views import Citation, StatementView
from ontology.vocabulary import vocabulary
from viz import style
from viz.subgraph import Node, Picture, end_id

CITATIONS = 8
"""How many places of evidence are shown for a statement; the page says how many more there are."""
SENTENCE = 700
"""Sentences longer than this are cut around the subject, with … at the cuts."""
FAN = 9
"""How many edges between two nodes can still be told apart; the rest is in the list only."""

Words = Mapping[str, Any]
Segment = tuple[str, str]


def describe(picture: Picture, lang: str) -> dict[str, Any]:
    """Everything the page shows, as values that JSON knows; nodes are n0, n1 …, statements e0, e1 …

    Short ids keep odd ids of others (``__proto__``) out of the script's tables.
    """
    nodes = [_node(n, i, lang) for i, n in enumerate(picture.nodes)]
    keys = {n.id: f"n{i}" for i, n in enumerate(picture.nodes)}
    forms = {n.id: tuple(map(clean, n.forms)) for n in picture.nodes}
    articles: dict[tuple[str, ...], int] = {}
    statements = [
        _statement(s, i, keys, forms, articles, lang) for i, s in enumerate(picture.edges)
    ]
    _mark_undrawn(statements)
    return {
        "lang": lang,
        "focus": nodes[0],
        "nodes": nodes,
        "statements": statements,
        "articles": [_article(a) for a in articles],
        "words": style.wording(lang),
    }


def _node(node: Node, number: int, lang: str) -> dict[str, Any]:
    words = style.wording(lang)
    names = words["identifier_names"]
    return {
        "key": f"n{number}",
        "id": clean(node.id),
        "type": node.type,
        "type_label": type_label(node.type, lang),
        "colour": style.colour_of(node.type),
        "name": clean(node.name),
        "aliases": [clean(a) for a in node.aliases],
        "identifiers": [[clean(names.get(k, k)), clean(v)] for k, v in node.identifiers],
        "hop": node.hop,
    }


def _statement(
    stmt: StatementView,
    number: int,
    keys: Mapping[str, str],
    forms: Mapping[str, tuple[str, ...]],
    articles: dict[tuple[str, ...], int],
    lang: str,
) -> dict[str, Any]:
    subject, obj = end_id(stmt.subject), end_id(stmt.object)
    best = sorted(stmt.citations, key=lambda c: -c.confidence)[:CITATIONS]
    marks = (forms[subject], forms[obj])
    return {
        "key": f"e{number}",
        "id": clean(stmt.id),
        "from": keys[subject],
        "to": keys[obj],
        "relation": relation_label(stmt.type, lang),
        "family": style.family_of(stmt.type).code,
        "symmetric": _symmetric(stmt.type),
        "status": stmt.status,
        "status_label": status_label(stmt.status, lang),
        "confidence": round(stmt.confidence, 2),
        "qualifiers": [[qualifier_label(q.name, lang), clean(q.text)] for q in stmt.qualifiers],
        "evidence": [_citation(c, marks, articles) for c in best],
        "more": len(stmt.citations) - len(best),
        "drawn": True,
    }


def _citation(
    cite: Citation,
    marks: tuple[tuple[str, ...], tuple[str, ...]],
    articles: dict[tuple[str, ...], int],
) -> dict[str, Any]:
    key = (cite.document, cite.article, cite.section, cite.published or "")
    return {
        "segments": segments(clean(cite.sentence), *marks),
        "article": articles.setdefault(key, len(articles)),
        "page": cite.page,
        "rule": clean(cite.rule),
        "confidence": round(cite.confidence, 2),
    }


def _article(key: tuple[str, ...]) -> dict[str, str]:
    names = ("document", "title", "section", "published")
    return dict(zip(names, map(clean, key), strict=True))


def _mark_undrawn(statements: Sequence[dict[str, Any]]) -> None:
    """Leave all but `FAN` edges of a pair to the list."""
    fans: dict[frozenset[str], int] = {}
    for stmt in statements:
        pair = frozenset((stmt["from"], stmt["to"]))
        fans[pair] = fans.get(pair, 0) + 1
        stmt["drawn"] = fans[pair] <= FAN


def segments(
    sentence: str, subject: Sequence[str], obj: Sequence[str], limit: int = SENTENCE
) -> list[Segment]:
    """`sentence` cut into pieces marked "s" (names the subject), "o" (the object) or "" (neither).

    >>> segments("甲公司投资了乙公司。", ["甲公司"], ["乙公司", "乙"])
    [('甲公司', 's'), ('投资了', ''), ('乙公司', 'o'), ('。', '')]
    """
    text = _clip(sentence, subject, limit)
    marks = [""] * len(text)
    # Longer forms first, and never over a form already marked: 中芯 inside 中芯国际 stays one name.
    forms = [(f, "s") for f in subject] + [(f, "o") for f in obj]
    for form, mark in sorted(forms, key=lambda f: -len(f[0])):
        at = text.find(form) if form else -1
        while at >= 0:
            end = at + len(form)
            if not any(marks[at:end]):
                marks[at:end] = [f"{mark}{at}"] * len(form)
            at = text.find(form, end)
    return _runs(text, marks)


def _runs(text: str, marks: Sequence[str]) -> list[Segment]:
    out: list[Segment] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or marks[i] != marks[start]:
            out.append((text[start:i], marks[start][:1]))
            start = i
    return out


def _clip(sentence: str, subject: Sequence[str], limit: int) -> str:
    if len(sentence) <= limit:
        return sentence
    found = [at for at in (sentence.find(f) for f in subject if f) if at >= 0]
    start = max(0, min(found, default=0) - limit // 4)
    end = start + limit
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def clean(text: str) -> str:
    """`text` without what no page can carry: U+FFFD for lone surrogates, blanks for controls.

    >>> clean("京东方" + chr(0) + "A")
    '京东方 A'
    """
    return "".join(_clean_char(c) for c in text)


def _clean_char(char: str) -> str:
    match unicodedata.category(char):
        case "Cs":
            return "\ufffd"
        case "Cc" if char not in "\n\t":
            return " "
        case _:
            return char


def type_label(code: str, lang: str) -> str:
    """The label of an entity type, of a text node, or the code itself if the ontology lacks it."""
    if code == style.TEXT:
        return str(style.wording(lang)["text_type"])
    known = vocabulary().entity_types.get(code)
    return code if known is None else known.zh if lang == "zh" else known.en


def relation_label(code: str, lang: str) -> str:
    """The label of a relation type, or the code itself if the ontology lacks it."""
    known = vocabulary().relation_types.get(code)
    return code if known is None else known.zh if lang == "zh" else known.en


def status_label(code: str, lang: str) -> str:
    """The label of a status, or the code itself if the ontology lacks it."""
    known = vocabulary().statuses.get(code)
    return code if known is None else known.zh if lang == "zh" else known.en


def qualifier_label(code: str, lang: str) -> str:
    """The label of a qualifier, or the code itself if the ontology lacks it."""
    known = vocabulary().qualifiers.get(code)
    return code if known is None else known.zh if lang == "zh" else known.en


def _symmetric(code: str) -> bool:
    known = vocabulary().relation_types.get(code)
    return known is not None and known.symmetric
