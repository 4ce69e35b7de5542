"""Mends what taggers habitually get wrong at the edges of a name.

Only rules that hold for Chinese text at large; names themselves are not looked up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.taggers._tags import Tag

_CLOSER = {"（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "[": "]"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
# No name goes on across one of these.
_SEPARATORS = frozenset("，。；：！？、,;:!?…\n\t《》【】")
_EDGES = frozenset(" \u3000·-—–~～/|'\"‘’．.")
# Function words that, in a list of 267,000 company names, start or end hardly any. 和, 对, 为 and 在
# do (和而泰, 艾为) and are left alone.
_NEVER_FIRST = frozenset("与及被把但由且也")
_NEVER_LAST = frozenset("均已仍还并亦且或及被与")
# A two-character name may well be made of them (灵均), and so may a person's (但斌, 李亦).
_LEFT_AFTER_STRAY = 3
_DIVIDED = frozenset({"company", "org", "person", "location"})
_ORGANISATIONS = frozenset({"company", "org"})
_NAMELESS = frozenset(
    "公司 本公司 该公司 有限公司 股份公司 有限责任公司 股份有限公司 集团 集团公司 基金 机构 银行 大学".split()
)


def tidy(tags: Iterable[Tag], sentence: str) -> tuple[Tag, ...]:
    """The tags with clean edges; what holds no name is left out, what holds two is divided.

    >>> sentence = "由腾讯、百度在线均出资"
    >>> [t.of(sentence) for t in tidy([Tag(1, 9, "company")], sentence)]
    ['腾讯', '百度在线']
    """
    return tuple(
        trimmed
        for tag in tags
        for part in _divided(tag, sentence)
        if _holds_name(trimmed := _trimmed(part, sentence), sentence)
    )


def _divided(tag: Tag, sentence: str) -> Iterator[Tag]:
    """The stretches between separators, and between brackets without their partner in the tag."""
    if tag.label not in _DIVIDED:
        yield tag
        return
    cuts = _lone_brackets(tag, sentence)
    start = tag.start
    for at in range(tag.start, tag.end):
        if at in cuts or sentence[at] in _SEPARATORS:
            yield replace(tag, start=start, end=at)
            start = at + 1
    yield replace(tag, start=start)


def _lone_brackets(tag: Tag, sentence: str) -> set[int]:
    open_at: list[int] = []
    lone: set[int] = set()
    for at in range(tag.start, tag.end):
        char = sentence[at]
        if char in _CLOSER:
            open_at.append(at)
        elif char in _OPENER:
            if open_at and sentence[open_at[-1]] == _OPENER[char]:
                open_at.pop()
            else:
                lone.add(at)
    return lone.union(open_at)


def _trimmed(tag: Tag, sentence: str) -> Tag:
    """The tag without punctuation, enclosing brackets or stray function words at its edges."""
    start, end = tag.start, tag.end
    while start < end and sentence[start] in _EDGES | _SEPARATORS:
        start += 1
    while start < end and sentence[end - 1] in _EDGES | _SEPARATORS:
        end -= 1
    if end - start > 1 and _CLOSER.get(sentence[start]) == sentence[end - 1]:
        return _trimmed(replace(tag, start=start + 1, end=end - 1), sentence)
    if tag.label in _ORGANISATIONS:
        start += sentence[start:end][:1] in _NEVER_FIRST and end - start > _LEFT_AFTER_STRAY
        end -= sentence[start:end][-1:] in _NEVER_LAST and end - start > _LEFT_AFTER_STRAY
    return replace(tag, start=start, end=end)


def _holds_name(tag: Tag, sentence: str) -> bool:
    text = tag.of(sentence)
    if not any(c.isalnum() for c in text):
        return False
    if tag.label in _ORGANISATIONS:
        return len(text) > 1 and text not in _NAMELESS
    return tag.label != "person" or len(text) > 1
