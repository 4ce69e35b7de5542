"""Places that a text names by their way down (江苏无锡, 浙江省永嘉县), and those that only a second witness makes sure of."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Entry
from kg.extraction.words import Token

_PLACE_TAG = "ns"
# Believed as a tagger is: companies are called 深圳盘古 and 西藏德锦, and the network of names may know better.
_GUESS = "ner"
_LEVEL = frozenset("省 市 县 区 旗 州 盟 邦 镇 乡 村 街道 岛 新区 高新区 经开区 开发区".split())
_LEVELLED = expression(r"[\u4e00-\u9fa5]{2,}(?:[省市县区旗州盟邦镇乡村岛]|街道)$")
# Several cities have a 鼓楼区 or 朝阳区: with the city before it, the whole is its name.
_DISTRICT = expression("(?<![新发开])区$")
# What a guessed word may begin with that is no part of a name.
_BEFORE = frozenset("于在至向从自到")
MOST_PARTS = 6


def sure_of(doubtful: Sequence[Candidate], tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Ambiguous names of places that stand as one word, which the dictionary of words calls a place too.

    Args:
        doubtful: the names; those of other things are passed over.
        tokens: the words of the text that they stand in.

    >>> 腾冲 = Candidate(1, 3, "Place", "gazetteer", "腾冲市", 0.5)
    >>> [c.name for c in sure_of([腾冲], [(0, 1, "p"), (1, 3, "ns")])]
    ['腾冲市']
    """
    words = {t[:2] for t in tokens if t[2] == _PLACE_TAG}
    for cand in doubtful:
        if cand.type == "Place" and (cand.start, cand.end) in words:
            yield cand._replace(finder=_GUESS, confidence=0.7)


def short_of(
    text: str, tokens: Sequence[Token], listed: Callable[[str], Sequence[Entry]]
) -> Iterator[Candidate]:
    """Words that the dictionary calls a place, where a list knows the county or city of that name: 沂源 is 沂源县.

    Args:
        text: the article's text.
        tokens: its words.
        listed: gives the entries that go by a name.

    >>> 沂源县 = Entry(type="Place", name="沂源县")
    >>> known = {"沂源县": (沂源县,)}
    >>> [c.name for c in short_of("在沂源", [(0, 1, "p"), (1, 3, "ns")], lambda name: known.get(name, ()))]
    ['沂源县']
    """
    for start, end, tag in tokens:
        if tag == _PLACE_TAG and end - start > 1:
            names = (e.name for level in "县市" for e in listed(text[start:end] + level))
            full = next((name for name in names if name[:-1] == text[start:end]), "")
            if full:
                yield Candidate(start, end, "Place", _GUESS, full, 0.7)


def said_by_level(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Words that the dictionary calls a place, or guesses to be one, and that end in what places are called: 司徒镇.

    They have no canonical name; 在 or 向 before them is cut off.

    >>> [(c.start, c.end) for c in said_by_level("在司徒镇建厂", [(0, 1, "p"), (1, 4, "ns"), (4, 6, "v")])]
    [(1, 4)]
    """
    for start, end, tag in tokens:
        start += text[start] in _BEFORE
        if tag == _PLACE_TAG and end - start > 2 and _LEVELLED.match(text, start, end):
            yield Candidate(start, end, "Place", _GUESS, confidence=0.6)


def ways_down(
    text: str, tokens: Sequence[Token], places: Sequence[Candidate], doubtful: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Places one right behind the other as the one place that they lead to: 江苏无锡 is 无锡市.

    The last part gives the name where a list knows it and it is no district; else the whole is the name. None
    overlap, and a place that leads nowhere is left out.

    Args:
        text: the article's text.
        tokens: its words.
        places: places that are sure.
        doubtful: names that wait for a second witness; a place right before is one.

    >>> 江苏 = Candidate(0, 2, "Place", "gazetteer", "江苏省")
    >>> 无锡 = Candidate(2, 4, "Place", "gazetteer", "无锡市")
    >>> [(c.end, c.name) for c in ways_down("江苏无锡", [(0, 2, "ns"), (2, 4, "ns")], [江苏, 无锡], [])]
    [(4, '无锡市')]
    """
    steps = {c.start: c for c in sorted(doubtful, key=_reach) if c.type == "Place"}
    steps |= {c.start: c for c in sorted(places, key=_reach)}
    words = {t[0]: t for t in tokens}
    inside = -1
    for first in sorted(places):
        if first.start < inside:
            continue
        end, name, parts = first.end, first.name, 1
        while parts < MOST_PARTS:
            step, word = steps.get(end), words.get(end)
            if step is not None and step.end > end + 1:
                end, name = step.end, "" if _DISTRICT.search(step.name) else step.name
            elif word is not None and (reached := _levelled_end(text, word, words)):
                end, name = reached, ""
            else:
                break
            parts += 1
        if parts > 1:
            inside = end
            yield Candidate(first.start, end, "Place", _GUESS, name, 0.8)


def _levelled_end(text: str, word: Token, words: Mapping[int, Token]) -> int:
    """Where a word that seems a place ends with what such places are called, in itself or as the next word; 0 if not."""
    start, end, tag = word
    # Districts are many, and the dictionary guesses their tags: behind 市 any noun will do.
    if tag[0] == "n" and text[start - 1] == "市" and end - start > 2 and text[end - 1] == "区":
        return end
    if tag != _PLACE_TAG or end - start < 2:
        return 0
    level = words.get(end)
    if level is not None and text[level[0] : level[1]] in _LEVEL:
        return level[1]
    return end if _LEVELLED.match(text, start, end) else 0


def _reach(cand: Candidate) -> tuple[int, bool]:
    return cand.end, bool(cand.name)
