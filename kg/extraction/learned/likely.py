"""How likely a statement about a faint term must be to stand."""

from collections.abc import Iterable, Iterator, Mapping, Set

from kg.extraction.learned.relations import (
    RULE,
)
from kg.model import Entity, Reject, Statement

# A statement of a pattern about a faint term is kept where it and the term are so likely, taken together.
LIKELY = 0.45
# How likely a listed term is that the network of names does not see, in statements of the patterns
# that say what companies make, use and do, what is a kind of what, and what a policy speaks of: on passages held out one
# such statement in sixteen was right, on annotated articles one in three. What titles and other patterns say of such
# terms is right as often as ever.
UNSEEN = 0.6
# From which confidence on, of pattern and network together, a statement stands however faint its terms: of 114 such on
# passages held out 45 were right, as many in a hundred as are wanted of the least believed (`belief.LEAST`), and readers
# missed them most (发布征程6系列智驾芯片).
RELATED = 0.7
_OF_TERMS = ("business.", "structure.policy-speaks", "concepts.")


def likely(
    result: Statement | Reject, faint: Mapping[str, float], unseen: Set[str] = frozenset()
) -> Statement | Reject:
    """The statement, or a reject where a pattern or the structure says it and it and the fainter of its ends are too unlikely together.

    How far the network of relations is believed hangs on its names already (`kg.extraction.learned.belief`). What pattern and
    network are sure of (`RELATED`) speaks for its terms.

    Args:
        result: a statement with one evidence; a reject is handed on.
        faint: for each entity that only the network of names saw, and not clearly, how likely it is.
        unseen: the terms of lists and grammar that the network sees nowhere in the article.
    """
    if isinstance(result, Reject):
        return result
    e, ends = result.evidence[0], {result.subject.id, result.object.id}
    if e.rule == RULE:
        return result
    sure = min(faint.get(end, 1.0) for end in ends)
    if e.confidence >= RELATED and not ends & unseen:
        # 地平线发布征程6系列智驾芯片: that the two are related as the pattern says speaks for the name.
        return result
    if ends & unseen and e.rule.startswith(_OF_TERMS):
        sure = min(sure, UNSEEN)
    if sure == 1.0 or sure * result.confidence >= LIKELY or _is_kind_by_head(result):
        return result
    reason = f"an unlikely statement about an unlikely term ({result.type}, {e.rule})"
    return Reject(stage="relations", reason=reason, text=e.text, span=e.sentence)


def _is_kind_by_head(stmt: Statement) -> bool:
    """Whether a list sums its members up by the word that they end in: 雷达 are 激光雷达、毫米波雷达等车载雷达, however new the name."""
    if stmt.evidence[0].rule != "concepts.kind.list" or not isinstance(stmt.object, Entity):
        return False
    return stmt.subject.name[-2:] == stmt.object.name[-2:] and len(stmt.object.name) > 2


def all_likely(
    results: Iterable[Statement | Reject], faint: Mapping[str, float], unseen: Set[str]
) -> Iterator[Statement | Reject]:
    """The statements of an article of which `likely` says so; what is believed of one of a list is believed of all.

    甲、乙、丙均搭载某芯片: where the chip stands with 丙 it stands with 甲 and 乙 too.
    """
    told = list(results)
    judged = [likely(r, faint, unseen) for r in told]
    doubtful = faint.keys() | unseen
    believed = {at for r in judged if isinstance(r, Statement) for at in _ends_at(r, doubtful)}
    for result, verdict in zip(told, judged, strict=True):
        if isinstance(result, Statement) and isinstance(verdict, Reject):
            ends = _ends_at(result, doubtful)
            yield result if ends and ends <= believed else verdict
        else:
            yield verdict


def _ends_at(stmt: Statement, doubtful: Set[str]) -> set[tuple[str, str, int, str]]:
    """The doubtful ends of a statement, each with what is said of it, by which rule and in which sentence."""
    e = stmt.evidence[0]
    ends = {stmt.subject.id, stmt.object.id} & doubtful
    return {(stmt.type, e.rule, e.sentence.start, end) for end in ends}
