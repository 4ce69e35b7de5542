"""Deals that a later sentence of the article ends without naming the parties again: 公司决定终止上述交易."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.draft import Draft
from kg.model import Evidence, Sentence, Statement

_POINTS = "上述|本次|此次|该项?|这一|这次|前述|这笔|此项"
_DEAL = "交易|收购|重组|合并|并购|投资|增资|定增|要约|入股"
_ENDS = "终止|中止|取消|放弃|撤回|叫停|停止|不再推进"
_SAYS = re.compile(
    rf"(?<![未不])(?:{_ENDS})(?:筹划|了|实施|推进|继续)*(?:{_POINTS})[^，。；]{{0,8}}?(?P<what>{_DEAL})"
    rf"|(?:{_POINTS})[^，。；]{{0,8}}?(?P<passive>{_DEAL})(?:事项|计划|方案|事宜)?(?:已经?|宣告|宣布|被|随后|最终|正式)*"
    r"(?:终止|中止|取消|失败|告吹|流产|作罢|搁浅|叫停)"
)
_ONLY_IF = re.compile(
    r"(?:可能|不会|不予|不得|未|没有|并非|否认|无意|若|如果?|一旦|风险|存在|导致|暂停|或)[^，。；]{0,20}$"
)
_NOT_DONE = re.compile(r"[^，。；]{0,6}(?:的?风险|的可能)")
_OF = {
    "收购": ("ACQUIRED",),
    "合并": ("ACQUIRED",),
    "并购": ("ACQUIRED",),
    "要约": ("ACQUIRED",),
    "投资": ("INVESTED_IN",),
    "增资": ("INVESTED_IN",),
    "定增": ("INVESTED_IN",),
    "入股": ("INVESTED_IN",),
}
_ANY = ("ACQUIRED", "INVESTED_IN", "REDUCED_STAKE_IN")
_OPEN = frozenset({"planned", "in_progress", "approved"})
_FARTHEST = 600
"""How many characters behind a deal its end may be told."""


def withdraw(draft: Draft, statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article; a deal still open that a later sentence ends is cancelled, with that sentence as evidence.

    Meant is the deal, or are the deals, of the nearest sentence before. A sentence that states a deal of its own ends none.
    """
    told = {e.sentence.start for s in statements if s.type in _ANY for e in s.evidence}
    found = list(statements)
    for sentence, kinds in _ended(draft):
        if sentence.span.start in told:
            continue
        nearest = max(
            (_last(s) for s in found if _is_open(s, kinds) and _last(s) <= sentence.span.start),
            default=None,
        )
        if nearest is None or sentence.span.start - nearest > _FARTHEST:
            continue
        found = [
            _cancelled(draft, s, sentence) if _is_open(s, kinds) and _last(s) == nearest else s
            for s in found
        ]
    return found


def _ended(draft: Draft) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
    """The sentences that end a deal spoken of before, and of which relations it may be."""
    for sentence in draft.sentences:
        m = _SAYS.search(sentence.text)
        if (
            m
            and not _ONLY_IF.search(sentence.text, 0, m.start())
            and not _NOT_DONE.match(sentence.text, m.end())
        ):
            yield sentence, _OF.get(m["what"] or m["passive"], _ANY)


def _last(stmt: Statement) -> int:
    """Where the last sentence that tells it ends."""
    return max(e.sentence.end for e in stmt.evidence)


def _is_open(stmt: Statement, kinds: Sequence[str]) -> bool:
    return stmt.type in kinds and stmt.status in _OPEN


def _cancelled(draft: Draft, stmt: Statement, sentence: Sentence) -> Statement:
    """The statement as cancelled by a sentence, which becomes a further evidence of it."""
    end = Evidence(
        article_id=draft.article_id,
        sentence=sentence.span,
        text=sentence.text,
        subject=None,
        object=None,
        rule="structure.withdrawn",
        confidence=0.7,
    )
    return replace(stmt, status="cancelled", evidence=(*stmt.evidence, end))
