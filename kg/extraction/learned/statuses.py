"""A second opinion on statuses: what the words around two names mostly mean, learned from annotated statements.

The rules of `kg.extraction.status` read the words that they know. A linear model over the runs of one to three signs before,
between and behind the two names, and over what the rules say, tells where something else is likelier (ADR 25). It speaks
only where it is sure, and where it calls done what looks planned it must be surer: a plan must never look done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.relations import place_of
from kg.extraction.status import LIVING
from kg.model import Entity, Reject, Statement
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent.parent / "models" / "statuses.npz"
SURE, SURELY_DONE = 0.5, 0.75
"""From which share on the model is followed against the rules, and where it says "completed": on passages held out."""
BITS = 15
"""Runs of signs share two to the power of this many rows, by a hash of their signs and of where they stand."""
LONGEST_RUN = 3
_NEAR, _FAR = 30, 40
_PIECES = 5
_BETWEEN = 50
_STOP = expression("[，；。：！？,]")
_RULE = "model."
# A policy is planned until it is out, however busily it is drafted: the rules know that, annotators did not always.
READ = LIVING - {"ISSUED"}
# What is told as done or approved in so many words, whatever a source, or plans in the next clause, make likely.
_IN_WORDS = {
    "completed": expression(
        r"已(?!签|宣布|公告|披露|提|递|启动|开始|着手)|完成(?!后|之后|谈判|起草)|建成(?!后)|[购资股持得立产成市]了"
        r"|累计(?:增持|减持|投资|出资|收购|转让|套现)|成为(?![^，。；]{0,16}候选)|(?<!预)中标(?!候选)|登陆"
        # 曾参与其A轮融资
        r"|^(?:退市|摘牌|终止上市)|(?<![不未])曾经?(?:参与|投资|入股|领投|跟投|收购|出任|担任)"
    ),
    # 拟将持股比例由34%增至52%
    "planned": expression(
        r"[由从](?:此前的?|原来的?|目前的?)?\ue081[^，。；]{0,3}[增提升]|约定由"
        r"|拟(?:以|在|将|向|于|由|收购|减持|增持|出售|分拆|投资|设立|参股|引入|采购|发行|转让)"
    ),
    # 先后申请科创板上市
    "in_progress": expression("申请"),
    "denied": expression(
        r"不再(?:直接|间接|合计)*持有"
        r"|(?:从未|从没|没有|并未|(?<![有沉淹])没)(?:持有|投资|参投|领投|投过|收购|入股|达成|签)"
        r"|(?<![尚还仍暂从])未(?:曾|直接|间接|再)?(?:持有|投资|参投|参与|收购|入股|采购|供货|与\ue000?[^，。；]{0,4}签)"
    ),
    "approved": expression(r"获批|获准|过会|获[^，。；]{0,10}(?:批准|核准|通过)"),
    # 同时辞职的还有某人
    "cancelled": expression(
        r"(?:辞职|离任|离职|卸任|辞任)的|(?:此前|早前|先前)已?(?:全部)?(?:转让|出售|卖)|不再持股|^(?:则|已|均)*(?:全部)?退出>"
    ),
}
# What is denied is denied by a word. That somebody says nothing of a rumour denies nothing.
_DENIES = expression(
    "[未没无不非拒否谣]|澄清|失实|虚构|虚假|捏造|杜撰|编造|误传|乌龙|臆测|子虚|假消息|假的|空穴|停|终止|取消"
)
_NO_COMMENT = expression(
    "(?:不予?|未予?|未作|没有|拒绝|暂未|尚未)(?:任何|直接|正面|作出|做出|进一步|就此|对此)*(?:置评|评论|回应|回复|表态)"
)
_INSTEAD = expression("而是|改用|改为|转而")
# Relations whose words for plans are alike; the rest stand together.
_GROUPS = (
    ("INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "PARTNERS_WITH", "FOUNDED"),
    ("HOLDS_STAKE_IN",),
    ("LISTED_ON",),
    ("HOLDS_POSITION",),
)


class Reading(NamedTuple):
    """What is read of one statement: its relation, the status that rules give it, whether the network states it, and the words.

    `words` are the signs before the first name in its clause, between the two, behind the second in its clause, in the
    next clause, and before the clause.
    """

    relation: str
    status: str
    by_network: bool
    words: tuple[str, str, str, str, str]


def words_around(text: str, *places: int) -> tuple[str, str, str, str, str]:
    """The signs around names in a marked sentence; see `Reading`.

    Args:
        text: the sentence.
        places: where the names stand, one or two.

    >>> words_around("据公告，甲拟收购乙30%股权，交易待批准。", 4, 8)
    ('<', '<拟收购>', '30%股权>', '，交易待批准', '据公告，')
    """
    first, last = min(places), max(places)
    start = max((m.end() for m in _STOP.finditer(text, 0, first)), default=0)
    end = _stop_from(text, last + 1)
    between = text[first + 1 : last]
    if len(between) > _BETWEEN:
        between = between[: _BETWEEN // 2] + between[-_BETWEEN // 2 :]
    return (
        "<" + text[max(start, first - _NEAR) : first],
        f"<{between}>",
        text[last + 1 : end][:_NEAR] + ">",
        text[end : _stop_from(text, end + 1)][:_NEAR],
        text[max(0, start - _FAR) : start],
    )


def _stop_from(text: str, at: int) -> int:
    m = _STOP.search(text, at)
    return m.start() if m else len(text)


@cache
def _dense() -> dict[tuple[str, ...], int]:
    """Rows for what is known beside the words: relation, status of the rules, with the group of the relation and with who states it."""
    statuses = tuple(vocabulary().statuses)
    keys: list[tuple[str, ...]] = [("relation", r) for r in sorted(READ)]
    keys += [("status", s) for s in statuses]
    keys += [("group", str(g), s) for g in range(len(_GROUPS) + 1) for s in statuses]
    keys += [("network", str(n), s) for n in (False, True) for s in statuses]
    return {key: (1 << BITS) + n for n, key in enumerate(keys)}


def rows() -> int:
    """How many rows the table of weights has."""
    return (1 << BITS) + len(_dense())


def _group(relation: str) -> int:
    return next((n for n, g in enumerate(_GROUPS, 1) if relation in g), 0)


def numbered(read: Sequence[Reading]) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """The rows of the table that each reading calls up, one reading behind the other, and where each reading begins."""
    import numpy as np

    parts = [piece for r in read for piece in r.words]
    sizes = np.array([len(p) for p in parts], dtype=np.int64)
    signs = np.frombuffer("".join(parts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    piece = np.repeat(np.arange(len(parts)), sizes)
    kind = (piece % _PIECES).astype(np.uint64)
    run = signs.astype(np.uint64)
    found, whose = [], []
    for size in range(1, LONGEST_RUN + 1):
        if size > 1:
            run = run[:-1] * np.uint64(1_000_003) + signs[size - 1 :]
        whole = piece[: len(run)] == piece[size - 1 :]
        mixed = run * np.uint64(8) + kind[: len(run)] + np.uint64(size * 77_777)
        # Fibonacci hashing: the upper bits of the product with 2^64 over the golden ratio (Knuth, TAOCP 3, 6.4).
        found.append(((mixed * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - BITS))[whole])
        whose.append(piece[: len(run)][whole] // _PIECES)
    dense = _dense()
    told = [
        dense[key]
        for r in read
        for key in (
            ("relation", r.relation),
            ("status", r.status),
            ("group", str(_group(r.relation)), r.status),
            ("network", str(r.by_network), r.status),
        )
    ]
    found.append(np.array(told, dtype=np.uint64))
    whose.append(np.repeat(np.arange(len(read)), 4))
    numbers, owners = np.concatenate(found).astype(np.int64), np.concatenate(whose)
    order = np.argsort(owners, kind="stable")
    return numbers[order], np.searchsorted(owners[order], np.arange(len(read)))


class StatusReader:
    """Tells how likely each status of a statement is."""

    def __init__(self, table: "NDArray[np.float32]", offset: "NDArray[np.float32]") -> None:
        if table.shape != (rows(), len(vocabulary().statuses)):
            raise ValueError("the statuses were learned for another vocabulary; train them again")
        self._table, self._offset = table, offset

    @classmethod
    def load(cls, path: Path = MODEL) -> "StatusReader":
        """The weights from a file.

        Raises:
            ValueError: they were learned for another vocabulary.
        """
        import numpy as np

        with np.load(path) as file:
            return cls(file["table"].astype(np.float32), file["offset"].astype(np.float32))

    def shares(self, read: Sequence[Reading]) -> "NDArray[np.float32]":
        """How likely each status is, in the order of the vocabulary, a row a reading."""
        import numpy as np

        numbers, starts = numbered(read)
        scores = np.add.reduceat(self._table[numbers], starts, axis=0) + self._offset
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = odds / odds.sum(axis=1, keepdims=True)
        return shares


def second_opinion(status: str, shares: Sequence[float]) -> str:
    """The status that the rules gave, or another one where the model is sure of that.

    Args:
        status: what the rules say.
        shares: what the model gives to each status, in the order of the vocabulary.

    >>> second_opinion("completed", (0.4, 0.0, 0.6, 0, 0, 0)), second_opinion("planned", (0.7, 0.0, 0.3, 0, 0, 0))
    ('planned', 'planned')
    """
    likeliest, share = max(zip(vocabulary().statuses, shares, strict=True), key=lambda s: s[1])
    bar = SURELY_DONE if likeliest == "completed" else SURE
    return likeliest if share >= bar else status


def is_in_words(read: Reading) -> bool:
    """Whether the clause says in so many words what the rules read: then there is nothing to doubt.

    >>> around = words_around("知情人士透露，甲已收购乙，预计明年投产。", 7, 11)
    >>> is_in_words(Reading("ACQUIRED", "completed", False, around))
    True
    """
    if read.status == "completed" and any(
        _INSTEAD.search(piece) for piece in (read.words[0], read.words[1], read.words[4])
    ):
        # 没有采用甲，而是采用乙: what is denied is another.
        return True
    told = _IN_WORDS.get(read.status)
    return told is not None and any(told.search(piece) for piece in read.words[:3])


def is_denied_by_word(read: Reading) -> bool:
    """Whether a word around the two names can deny anything: that somebody will not comment denies nothing.

    Args:
        read: the statement and the words around it.

    >>> text = "市场传闻甲有意入股乙，对此公司回应称不予置评。"
    >>> is_denied_by_word(Reading("INVESTED_IN", "planned", False, words_around(text, 4, 9)))
    False
    """
    return any(_DENIES.search(_NO_COMMENT.sub("", piece)) for piece in read.words)


def readings(draft: Draft, told: Sequence[Statement]) -> Iterator[tuple[int, Reading]]:
    """Which of the statements can be read in their sentences, and what is read of them."""
    sentences = {j.sentence.sentence.span.start: j.marked for j in draft.judged}
    for n, s in enumerate(told):
        e = s.evidence[0]
        marked = sentences.get(e.sentence.start)
        if marked is None or s.type not in READ or not isinstance(s.object, Entity):
            continue
        ahead = max(marked.earlier) + 2 if marked.earlier else 0
        ends = (
            place_of(marked, s.subject.id, e.subject),
            place_of(marked, s.object.id, e.object),
        )
        places = [at - ahead for at in ends if at is not None and at >= ahead]
        if places:
            words = words_around(marked.text[ahead:], *places)
            yield n, Reading(s.type, s.status, e.rule.startswith(_RULE), words)


def with_second_opinions(
    reader: StatusReader, draft: Draft, stated: Iterable[Statement | Reject]
) -> list[Statement | Reject]:
    """The statements, each with the status that rules and model agree on, and the rejects, in their order."""
    results = list(stated)
    where = [n for n, result in enumerate(results) if isinstance(result, Statement)]
    told = [r for r in results if isinstance(r, Statement)]
    read = list(readings(draft, told))
    if not read:
        return results
    shares = reader.shares([r for _, r in read]).tolist()
    for (n, reading), row in zip(read, shares, strict=True):
        status = told[n].status if is_in_words(reading) else second_opinion(told[n].status, row)
        if status == "denied" and not is_denied_by_word(reading):
            status = told[n].status
        if status != told[n].status:
            results[where[n]] = replace(told[n], status=status)
    return results


@cache
def load_statuses() -> StatusReader | None:
    """The project's own weights, read once in a process; None when they were not trained."""
    return StatusReader.load() if MODEL.is_file() else None
