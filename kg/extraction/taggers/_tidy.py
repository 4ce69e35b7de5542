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
# Function words that, in a list of 267,000 company names, start or end hardly any. 和, 对, 为 and
# 在 do (和而泰, 艾为) and are left alone.
_NEVER_FIRST = frozenset("与及被把但由且也")
_NEVER_LAST = frozenset("均已仍还并亦且或及被与")
# Common words of which a tag takes the first character along: 甲公司所|持股份, 乙公司委|托丙公司.
# Words such as 达成 or 大涨 are not here: 英伟达|成立 and 恒大|涨停 would suffer.
_BROKEN_WORDS = frozenset(
    {
        *("所持", "所属", "所有", "所在", "所获", "所拥", "所占", "委托", "业绩", "关于"),
        *("A股", "B股", "H股", "再度", "再次", "拟将", "此次"),
    }
)
# Here 所 is a noun: 研究所|在北京成立.
_INSTITUTES = ("研究所", "交易所", "事务所", "设计所", "结算所", "服务所", "检测所", "试验所")
# Adverbs of time that end no name but are taken along.
_TIMES = ("晚间", "日前", "近日", "今日", "昨日", "今天", "昨天", "今年", "去年")
# A two-character name may well be made of them (灵均), and so may a person's (但斌, 李亦).
_LEFT_AFTER_STRAY = 3
_SHORTEST = 2
_LONGEST_PLACE = 4
_CONNECTIVES = _NEVER_FIRST | frozenset("和、，,")
_DIVIDED = frozenset({"company", "org", "person", "location"})
_ORGANISATIONS = frozenset({"company", "org"})
_NAMELESS = frozenset(
    {
        *("公司", "本公司", "该公司", "有限公司", "股份公司", "有限责任公司", "股份有限公司"),
        *("集团", "集团公司", "基金", "机构", "银行", "大学"),
    }
)


def tidy(tags: Iterable[Tag], sentence: str) -> tuple[Tag, ...]:
    """The tags with clean edges; what holds no name is left out, what holds two is divided.

    >>> sentence = "由腾讯、百度在线均出资"
    >>> [t.of(sentence) for t in tidy([Tag(1, 9, "company")], sentence)]
    ['腾讯', '百度在线']
    """
    return tuple(
        trimmed
        for tag in _joined(tags, sentence)
        for part in _divided(tag, sentence)
        if _holds_name(trimmed := _trimmed(part, sentence), sentence)
    )


def _joined(tags: Iterable[Tag], sentence: str) -> Iterator[Tag]:
    """The tags, where two halves of a name with a place in brackets are one: 华夏（广东）研究院."""
    last: Tag | None = None
    for tag in tags:
        if last is not None and _go_together(last, tag, sentence):
            last = replace(tag, start=last.start)
            continue
        if last is not None:
            yield last
        last = tag
    if last is not None:
        yield last


def _go_together(left: Tag, right: Tag, sentence: str) -> bool:
    if right.label not in _ORGANISATIONS or left.label not in _DIVIDED:
        return False
    closer = _CLOSER.get(sentence[left.end : right.start])
    inside, found, after = right.of(sentence).partition(closer or "\0")
    # A short form in brackets, 京东方（BOE）, is no part of the name and joins nothing.
    place = 1 < len(inside) <= _LONGEST_PLACE and not inside.isascii()
    return bool(found) and place and len(after) > 1 and after[0] not in _CONNECTIVES


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
    trimmed = replace(tag, start=start, end=end)
    return _without_strays(trimmed, sentence) if tag.label in _ORGANISATIONS else trimmed


def _without_strays(tag: Tag, sentence: str) -> Tag:
    """The tag without a function word, a half of a word or an adverb of time at its edges."""
    start, end = tag.start, tag.end
    for word in _TIMES:
        if sentence.endswith(word, start, end) and end - start >= len(word) + _SHORTEST:
            end -= len(word)
    if end - start > _LEFT_AFTER_STRAY and sentence[start] in _NEVER_FIRST:
        start += 1
    function_word = end - start > _LEFT_AFTER_STRAY and sentence[end - 1] in _NEVER_LAST
    if function_word or _takes_half_a_word(replace(tag, start=start, end=end), sentence):
        end -= 1
    return replace(tag, start=start, end=end)


def _takes_half_a_word(tag: Tag, sentence: str) -> bool:
    # Bodies are left alone: 国资委|托管 is theirs.
    return (
        tag.label == "company"
        and tag.end - tag.start > _SHORTEST
        and sentence[tag.end - 1 : tag.end + 1] in _BROKEN_WORDS
        and not tag.of(sentence).endswith(_INSTITUTES)
    )


def _holds_name(tag: Tag, sentence: str) -> bool:
    text = tag.of(sentence)
    if not any(c.isalnum() for c in text):
        return False
    if tag.label in _ORGANISATIONS:
        return len(text) >= _SHORTEST and text not in _NAMELESS
    return tag.label != "person" or len(text) >= _SHORTEST
