"""The parts of the page that need no script: head, legend, and the table of all statements."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from viz import content, style
from viz.content import Words
from viz.subgraph import Picture


def header(picture: Picture, data: Mapping[str, Any], words: Words) -> str:
    """The head of the page: who it is about, what is drawn and left out, the dates of sources."""
    focus = data["focus"]
    extra = [f"{k} {v}" for k, v in focus["identifiers"]] + list(focus["aliases"])
    also = escape(words["separator"].join(extra))
    return (
        f'<div class="who">{_icon(focus["type"], 26)}<div>'
        f'<h1><bdi>{escape(focus["name"])}</bdi><span class="chip" '
        f'style="--c:{focus["colour"]}">{escape(focus["type_label"])}</span></h1>'
        f'<p class="also" title="{also}">{also}</p></div></div>'
        f'<dl class="facts">{_facts(picture, data, words)}</dl>'
    )


def _facts(picture: Picture, data: Mapping[str, Any], words: Words) -> str:
    documents = {a["document"] for a in data["articles"]}
    dates = sorted({a["published"] for a in data["articles"]} - {""})
    span = f"{dates[0]} – {dates[-1]}" if len(dates) > 1 else "".join(dates) or words["no_date"]
    facts = [
        (words["entities"], str(len(picture.nodes)), ""),
        (words["statements"], str(len(picture.edges)), ""),
        (words["hops"], words["hops_value"].format(n=picture.hops), ""),
        (words["sources"], words["sources_value"].format(n=len(documents)), ""),
        (words["published"], span, ""),
    ]
    if picture.left_out:
        facts.insert(2, (words["left_out"], str(picture.left_out), words["left_out_hint"]))
    if picture.statements_left_out:
        facts.insert(3, (words["statements_left_out"], str(picture.statements_left_out), ""))
    return "".join(
        f'<div title="{escape(hint)}"><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>'
        for name, value, hint in facts
    )


def legend(data: Mapping[str, Any], words: Words) -> str:
    """What shapes, colours and lines mean, with a switch for each that occurs."""
    return (
        _group(words["types"], "type", _type_rows(data))
        + _group(words["relations"], "family", _family_rows(data, words))
        + _group(words["statuses"], "status", _status_rows(data))
    )


Row = tuple[str, str, str, int]
"""Code, drawing, label and number of occurrences."""


def _group(title: str, kind: str, rows: Sequence[Row]) -> str:
    body = "".join(
        f'<li><label><input type="checkbox" checked data-kind="{kind}" value="{escape(code)}">'
        f'{picture}<span class="name">{escape(label)}</span><span class="n">{count}</span>'
        "</label></li>"
        for code, picture, label, count in rows
    )
    return f"<fieldset><legend>{escape(title)}</legend><ul>{body}</ul></fieldset>"


def _type_rows(data: Mapping[str, Any]) -> list[Row]:
    counts = _counts(n["type"] for n in data["nodes"])
    codes = sorted(counts, key=lambda c: (style.type_order(c), c))
    return [(c, _icon(c, 16), content.type_label(c, data["lang"]), counts[c]) for c in codes]


def _family_rows(data: Mapping[str, Any], words: Words) -> list[Row]:
    counts = _counts(s["family"] for s in data["statements"])
    return [
        (f.code, _line(f.colour, ()), words["families"][f.code], counts[f.code])
        for f in style.FAMILIES
        if f.code in counts
    ]


def _status_rows(data: Mapping[str, Any]) -> list[Row]:
    counts = _counts(s["status"] for s in data["statements"])
    order = list(style.LINES)
    codes = sorted(counts, key=lambda c: (order.index(c) if c in order else len(order), c))
    return [(c, _status_line(c), content.status_label(c, data["lang"]), counts[c]) for c in codes]


def _status_line(code: str) -> str:
    line = style.LINES.get(code, style.Line())
    return _line(line.colour or "#374151", line.dashes, line.mark)


def _counts(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


_PATHS: Mapping[str, str] = {
    "dot": '<circle cx="8" cy="8" r="6.5"/>',
    "diamond": '<path d="M8 .8 15.2 8 8 15.2.8 8z"/>',
    "square": '<path d="M2 2h12v12H2z"/>',
    "hexagon": '<path d="M4.3 1.8h7.4L15.4 8l-3.7 6.2H4.3L.6 8z"/>',
    "triangle": '<path d="M8 1.5 15.2 14H.8z"/>',
    "triangleDown": '<path d="M8 14.5.8 2h14.4z"/>',
    "star": '<path d="m8 .8 2.2 4.9 5.3.5-4 3.5 1.2 5.2L8 12.2l-4.7 2.7 1.2-5.2-4-3.5 5.3-.5z"/>',
    "box": '<path d="M.8 4h14.4v8H.8z" fill="#f9fafb" stroke="#6b7280"/>',
}


def _icon(code: str, size: int) -> str:
    path = _PATHS[style.SHAPES.get(code, "dot")]
    return (
        f'<svg class="icon" viewBox="0 0 16 16" width="{size}" height="{size}" aria-hidden="true" '
        f'fill="{style.colour_of(code)}">{path}</svg>'
    )


def _line(colour: str, dashes: Sequence[int], mark: str = "") -> str:
    pattern = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    cross = f'<text x="22" y="9.5" fill="{colour}">{mark}</text>' if mark else ""
    return (
        f'<svg class="line" viewBox="0 0 44 12" width="44" height="12" aria-hidden="true">'
        f'<path d="M1 6h42" stroke="{colour}" stroke-width="2"{pattern}/>{cross}</svg>'
    )


def table(data: Mapping[str, Any], words: Words) -> str:
    """All statements with their best evidence, for reading, copying and printing."""
    names = ("subject", "relation", "object", "status", "qualifiers", "sentence", "article")
    head = "".join(f'<th scope="col">{escape(words[n])}</th>' for n in names)
    by_key = {n["key"]: n for n in data["nodes"]}
    rows = "".join(_row(s, by_key, data["articles"], words) for s in data["statements"])
    caption = escape(words["table_caption"])
    return (
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(
    stmt: Mapping[str, Any],
    nodes: Mapping[str, Mapping[str, Any]],
    articles: Sequence[Mapping[str, str]],
    words: Words,
) -> str:
    subject, obj = nodes[stmt["from"]], nodes[stmt["to"]]
    mark = style.LINES.get(stmt["status"], style.Line()).mark
    cells = (
        f"<td><bdi>{escape(subject['name'])}</bdi></td>",
        f'<td class="rel {stmt["family"]}">{escape(stmt["relation"])}</td>',
        f"<td><bdi>{escape(obj['name'])}</bdi></td>",
        f'<td class="st">{escape((mark + " " + stmt["status_label"]).strip())}</td>',
        f'<td class="q">{_qualifiers(stmt, words)}</td>',
        f'<td class="ev">{_quote(stmt)}</td>',
        f'<td class="src">{_source(stmt, articles, words)}</td>',
    )
    return f'<tr id="row-{stmt["key"]}">{"".join(cells)}</tr>'


def _qualifiers(stmt: Mapping[str, Any], words: Words) -> str:
    lines = (f"{escape(k)}{words['colon']}{escape(v)}" for k, v in stmt["qualifiers"])
    return "<br>".join(lines)


def _quote(stmt: Mapping[str, Any]) -> str:
    if not stmt["evidence"]:
        return ""
    pieces = stmt["evidence"][0]["segments"]
    return "".join(
        f'<mark class="{mark}">{escape(text)}</mark>' if mark else escape(text)
        for text, mark in pieces
    )


def _source(stmt: Mapping[str, Any], articles: Sequence[Mapping[str, str]], words: Words) -> str:
    if not stmt["evidence"]:
        return ""
    first = stmt["evidence"][0]
    article = articles[first["article"]]
    title = f"{words['quote_open']}{article['title']}{words['quote_close']}"
    page = words["page_value"].format(n=first["page"]) if first["page"] is not None else ""
    parts = (title, page, article["document"], article["published"])
    return "<br>".join(f"<bdi>{escape(p)}</bdi>" for p in parts if p)
