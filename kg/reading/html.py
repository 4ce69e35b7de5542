"""HTML to lines: block elements end a line, headings keep their rank, scripts and styles fall away."""

import re
from html import unescape

from kg.reading.lines import IGNORED, Line, Lines

# Not the standard parser: it gives no offsets, and takes quadratic time over unclosed tags.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*)>?|<[!?/][^<>]*>?"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|(?P<white>\s+)|(?P<text>[^<&\s]+|[<&])"
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "option",
    ]
)
_APART = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "blockquote",
    ]
)
_UNSEEN = ("script", "style", "template", "noscript", "svg")


def read_html(text: str) -> Lines:
    """The lines of a page; its title is what <title> says.

    >>> [line.text for line in read_html("<h1>新规</h1><p>甲&amp;乙<b>签约</b>。").lines]
    ['新规', '甲&乙签约。']
    """
    page = _Page(text)
    at = 0
    while at < len(text):
        at = page.take(at)
    page.end_line()
    return Lines(lines=tuple(page.lines), title=page.title)


class _Page:
    def __init__(self, text: str) -> None:
        self.lines: list[Line] = []
        self.title = ""
        self._text = text
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._white: int | None = None
        self._breaks = False
        self._blank = False
        self._level = 0
        self._in_title = False
        # What was found not to be closed is not looked for again.
        self._unclosed: set[str] = set()

    def take(self, at: int) -> int:
        """Take the token at `at`; where the next one begins."""
        if self._text.startswith("<!--", at):
            return self._skip(at, "-->")
        m = _TOKEN.match(self._text, at)
        if m is None:
            return at + 1
        if m["tag"]:
            return self._tag(m)
        if m["entity"]:
            self._add(unescape(m["entity"]), at)
        elif m["white"]:
            self._take_white(at, m["white"])
        elif m["text"]:
            self._add(m["text"], at)
        return m.end()

    def _skip(self, at: int, close: str) -> int:
        if close not in self._unclosed:
            end = self._text.find(close, at)
            if end >= 0:
                return end + len(close)
            self._unclosed.add(close)
        return at + 4

    def _tag(self, m: re.Match[str]) -> int:
        name = m["tag"].lower()
        if name in _UNSEEN and not m["close"] and not m["rest"].endswith("/"):
            return self._skip_element(m, name)
        if name in _BLOCKS:
            self.end_line()
            self._blank = self._blank or name in _APART
            is_heading = len(name) == 2 and name[1].isdigit()
            self._level = int(name[1]) if is_heading and not m["close"] else 0
            self._in_title = name == "title" and not m["close"]
        return m.end()

    def _skip_element(self, m: re.Match[str], name: str) -> int:
        if name in self._unclosed:
            return m.end()
        end = re.compile(f"</{name}", re.IGNORECASE).search(self._text, m.end())
        if end is None:
            self._unclosed.add(name)
            return m.end()
        return end.end()

    def _add(self, text: str, at: int) -> None:
        shown = IGNORED.sub("", text)
        if not shown.strip():
            self._take_white(at, " ")
            return
        if self._white is not None and self._parts and self._is_meant(shown[0]):
            self._parts.append(" ")
            self._pieces.append((self._white, 1))
        self._white = None
        for piece, start in _split(text, at, self._text):
            self._parts.append(piece)
            self._pieces.append((start, len(piece)))

    def _take_white(self, at: int, white: str) -> None:
        if self._white is None:
            self._white, self._breaks = at, False
        self._breaks = self._breaks or "\n" in white

    def _is_meant(self, following: str) -> bool:
        """Whether white space is one: browsers show a line break in Chinese text, but nobody means it."""
        return not self._breaks or _is_latin(self._parts[-1][-1]) or _is_latin(following)

    def end_line(self) -> None:
        """Close the line in hand."""
        text = "".join(self._parts)
        if text and self._in_title:
            self.title = self.title or text
        elif text:
            line = Line(
                text=text,
                pieces=tuple(self._pieces),
                after_blank=self._blank,
                level=self._level,
            )
            self.lines.append(line)
            self._blank = False
        self._parts, self._pieces, self._white = [], [], None


def _is_latin(c: str) -> bool:
    return c < "\u2e80"


def _split(text: str, at: int, source: str) -> list[tuple[str, int]]:
    """The shown parts of a token with their places; an entity stands where its & stands."""
    if source[at] == "&" and len(text) <= 2:
        return [(text, at)]
    found, begin = [], 0
    for m in IGNORED.finditer(text):
        if m.start() > begin:
            found.append((text[begin : m.start()], at + begin))
        begin = m.end()
    if begin < len(text):
        found.append((text[begin:], at + begin))
    return found
