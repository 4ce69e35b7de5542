"""One HTML file about the neighbourhood of an entity: it opens with no network.

Everything a document says is untrusted: it reaches the page escaped, as text nodes, and a content
security policy admits only the three scripts whose hashes it names.
"""

import base64
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from viz import content, markup, style
from viz.layout import place
from viz.pyvis_page import scripts
from viz.shapes import OPTIONS, shapes
from viz.subgraph import Source, choose

_SLOT = re.compile(r"\{\{([a-z_]+)\}\}")


def draw(
    source: Source, entity_id: str, *, hops: int = 2, max_nodes: int = 150, lang: str = "zh"
) -> str:
    """The HTML text of the page about `entity_id`; the same content gives the same bytes.

    `lang` is the language of labels ("zh" or "en"); names and sentences stay as they are.

    Raises:
        ExportError: `lang`, `hops` or `max_nodes` cannot be used, or pyvis is not 0.3.
        UnknownName: the source has no such entity.
    """
    words = style.wording(lang)
    picture = choose(source, entity_id, hops, max_nodes)
    data = content.describe(picture, lang)
    drawn = scripts(*shapes(picture, data, place(picture)), OPTIONS)
    app = _template("page.js")
    return _fill(
        _template("page.html"),
        {
            **{name: escape(text) for name, text in words.items() if isinstance(text, str)},
            "lang": words["html_lang"],
            "policy": _policy(drawn.library, drawn.draw, app),
            "title": escape(words["title"].format(name=data["focus"]["name"])),
            "style": _template("page.css"),
            "header": markup.header(picture, data, words),
            "legend_rows": markup.legend(data, words),
            "table": markup.table(data, words),
            "data": _json(data),
            "library": drawn.library,
            "draw": drawn.draw,
            "app": app,
        },
    )


def write_page(html: str, path: Path) -> None:
    """Write `html` to `path` as UTF-8: whole or not at all; folders on the way are made.

    Raises:
        ExportError: the file or its folder cannot be written.
    """
    data = html.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"cannot write {path}: {reason}; choose another place") from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # mkstemp makes files that only the owner may read; a page is there to be passed on.
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _template(name: str) -> str:
    text = files("viz").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").strip() + "\n"


def _fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with its slots filled in one pass: a value is never read as a template."""
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def _json(data: Mapping[str, Any]) -> str:
    """JSON that can stand inside a script element: no ``<``, no line separators of JavaScript."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(*allowed: str) -> str:
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in allowed)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
