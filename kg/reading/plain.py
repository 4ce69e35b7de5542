"""Readers: one file to the lines of its text."""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import TypeAlias

from kg.reading.decode import decode

Reader: TypeAlias = Callable[[bytes, str], tuple[str, str]]
"""From bytes and file name to the text and its media type."""

_BLOCKS = frozenset(
    ["p", "div", "br", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "title", "blockquote", "pre", "hr", "dd", "dt"]
)
_HIDDEN = frozenset({"script", "style", "noscript", "template"})


def read_text(data: bytes, name: str) -> tuple[str, str]:
    """Plain text and Markdown."""
    return decode(data, name), "text/markdown" if name.lower().endswith(".md") else "text/plain"


def read_html(data: bytes, name: str) -> tuple[str, str]:
    """The text of a web page, one block element a line; scripts and styles left out."""
    parser = _Lines()
    parser.feed(decode(data, name))
    parser.close()
    return "".join(parser.out), "text/html"


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _BLOCKS:
            self.out.append("\n")
        elif tag == "td":
            self.out.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in _BLOCKS:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(data.replace("\r", " ").replace("\n", " "))


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
}
