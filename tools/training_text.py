"""Training text for the networks: annotated passages, read by the pipeline, some with other names put in.

Other names keep a network from learning the names of the passages by heart: companies, funds and persons of a
passage are renamed to those of the gazetteers, the same throughout a passage.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from annotated import AnnotationError, Fact, Marked, Passage, read_passages

from kg.extraction.gazetteer import load_gazetteer

HELD_SHARE = 7
"""One passage in so many is held out, by a hash of its text."""
_LEGAL = re.compile(r"(?:公司|集团|有限合伙）|合伙企业)$")
_LATIN = re.compile(r"[A-Za-z]")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰建国志文海波宁晨宇浩然子涵佳怡欣梓萱博雅思远一鸣天佑嘉懿泽楷瑞云帆立诚"
_RENAMED = ("Company", "Fund", "Person")


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as training text; `held` ones are never trained on."""

    passage: Passage
    held: bool


def load_texts(folder: Path) -> list[Text]:
    """All passages below `folder`.

    Raises:
        AnnotationError: one of them cannot be read.
    """
    texts = []
    for item in read_passages(folder.glob("*.txt")):
        if isinstance(item, AnnotationError):
            raise item
        texts.append(Text(item, is_held(item.text)))
    return texts


def is_held(text: str) -> bool:
    """Whether a text is held out, by its hash."""
    return int(sha256(text.encode()).hexdigest()[:8], 16) % HELD_SHARE == 0


@cache
def _names() -> dict[str, tuple[list[str], list[str]]]:
    """Short and full names by type, from the gazetteers."""
    found: dict[str, tuple[list[str], list[str]]] = {"Company": ([], []), "Fund": ([], [])}
    for entry in load_gazetteer():
        if entry.type not in found:
            continue
        short, full = found[entry.type]
        for form in (entry.name, *entry.aliases):
            # A name that is an ordinary word too would teach that any word is a name.
            if (
                form not in entry.unsafe
                and 2 <= len(form) <= 24
                and not (form.isascii() and len(form) < 3)
            ):
                (full if _LEGAL.search(form) else short).append(form)
    return {k: (sorted(set(a)), sorted(set(b))) for k, (a, b) in found.items()}


def renamed(passage: Passage, seed: int, share: float = 0.5) -> Passage:
    """The passage with a `share` of its companies, funds and persons under other names."""
    rng = random.Random(f"{seed}:{passage.source}:{passage.text[:20]}")
    chosen: dict[tuple[str, str], str] = {}
    going = {m.id: rng.random() < share for m in passage.mentions if m.type in _RENAMED}
    outer = list(_outermost(passage.mentions))
    edits: list[tuple[int, int, str]] = []
    for m in outer:
        surface = passage.text[m.start : m.end]
        if not going.get(m.id) or any(
            n.start >= m.start and n.end <= m.end and n is not m for n in passage.mentions
        ):
            continue
        new = chosen.get((m.id, surface)) or _other_name(rng, m.type, surface)
        chosen[m.id, surface] = new
        edits.append((m.start, m.end, new))
    return _edited(passage, edits) if edits else passage


def _other_name(rng: random.Random, kind: str, surface: str) -> str:
    if kind == "Person":
        if len(surface) not in {2, 3}:
            return surface
        return rng.choice(_SURNAMES) + "".join(rng.choice(_GIVEN) for _ in range(len(surface) - 1))
    if _LATIN.search(surface):
        return surface
    short, full = _names()[kind]
    pool = full if _LEGAL.search(surface) else short
    return rng.choice(pool) if pool else surface


def _outermost(mentions: Sequence[Marked]) -> Iterator[Marked]:
    end = -1
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if m.start >= end:
            yield m
            end = m.end


def outermost(passage: Passage) -> list[tuple[int, int, str]]:
    """Start, end and type of the mentions that lie in no other."""
    return [(m.start, m.end, m.type) for m in _outermost(passage.mentions)]


def _edited(passage: Passage, edits: list[tuple[int, int, str]]) -> Passage:
    """The passage with ranges replaced; every offset moves along."""
    edits.sort()
    out: list[str] = []
    at = 0
    moved: list[tuple[int, int]] = []  # (old end, shift from there on)
    shift = 0
    for start, end, new in edits:
        out += [passage.text[at:start], new]
        shift += len(new) - (end - start)
        moved.append((end, shift))
        at = end
    out.append(passage.text[at:])

    def move(offset: int) -> int:
        by = 0
        for end, total in moved:
            if offset < end:
                break
            by = total
        return offset + by

    def line(a: int, b: int) -> tuple[int, int]:
        return move(a), move(b)

    # An edited mention starts where the text before it ends.
    mentions = tuple(replace(m, start=move(m.start), end=move(m.end)) for m in passage.mentions)
    values = {passage.text[a:b]: new for a, b, new in edits}
    facts = tuple(_fact(f, values) for f in passage.facts)
    return replace(
        passage,
        text="".join(out),
        lines=tuple(line(a, b) for a, b in passage.lines),
        mentions=mentions,
        facts=facts,
    )


def _fact(fact: Fact, values: dict[str, str]) -> Fact:
    return replace(
        fact, object=values.get(fact.object, fact.object) if fact.literal else fact.object
    )


def variants(texts: Iterable[Text], count: int) -> Iterator[tuple[Passage, int]]:
    """Every training passage as it is, and `count` times with other names; the number tells which."""
    for text in texts:
        if text.held:
            continue
        yield text.passage, 0
        for n in range(1, count + 1):
            yield renamed(text.passage, n), n
