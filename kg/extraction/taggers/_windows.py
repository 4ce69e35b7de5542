"""Cuts over-long sentences, so that memory stays bounded and time linear."""

from collections.abc import Iterator

from kg.expressions import expression

LIMIT = 500
# Better cut after a clause than after a list item, and after a list item than inside a word.
_BREAKS = (expression(r"[。！？；!?;\n]"), expression(r"[，,：:]"), expression(r"[、\s）)》”]"))


def windows(sentence: str, limit: int = LIMIT) -> Iterator[tuple[int, str]]:
    """Pieces of at most `limit` characters with their offsets; together they are the sentence.

    >>> list(windows("京东方，腾讯", limit=4))
    [(0, '京东方，'), (4, '腾讯')]
    """
    start = 0
    while len(sentence) - start > limit:
        end = _cut(sentence, start, start + limit)
        yield start, sentence[start:end]
        start = end
    yield start, sentence[start:]


def _cut(sentence: str, start: int, end: int) -> int:
    # Only the second half is searched: a cut right at the beginning would leave crumbs.
    middle = (start + end) // 2
    for pattern in _BREAKS:
        ends = [m.end() for m in pattern.finditer(sentence, middle, end)]
        if ends:
            return ends[-1]
    return end
