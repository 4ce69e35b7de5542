"""Who put money into whom: investments, acquisitions, shareholdings, and the founding of funds."""

from collections.abc import Collection, Iterable

from kg.model import Literal
from kg.views import EntityView, StatementView
from loaders.source import GraphSource
from ontology.vocabulary import vocabulary
from queries.answer import Answer, Column, Row, Value, names
from queries.facts import (
    Period,
    best_citation,
    day_of,
    known_statuses,
    undated_note,
    when,
)

CAPITAL = ("INVESTED_IN", "ACQUIRED", "HOLDS_STAKE_IN", "FOUNDED")
"""The relation types by which the subject has money in the object."""

_TERMS = (
    Column(name="relation", zh="关系", en="relation"),
    Column(name="status", zh="状态", en="status"),
    Column(name="amount", zh="金额", en="amount"),
    Column(name="stake", zh="持股比例", en="stake"),
    Column(name="shares", zh="股份数", en="shares"),
    Column(name="date", zh="日期", en="date"),
    Column(name="round", zh="轮次", en="round"),
    Column(name="article", zh="文章", en="article"),
    Column(name="page", zh="页码", en="page"),
    Column(name="published", zh="刊发日期", en="published"),
    Column(name="sentence", zh="原文", en="sentence"),
)
INVESTORS_COLUMNS = (
    Column(name="investor", zh="投资方", en="investor"),
    Column(name="investor_type", zh="投资方类型", en="investor type"),
    *_TERMS,
)
INVESTMENTS_COLUMNS = (
    Column(name="company", zh="被投资方", en="company"),
    Column(name="company_type", zh="被投资方类型", en="company type"),
    *_TERMS,
)


def investors(
    source: GraphSource,
    entity_id: str,
    *,
    statuses: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """Who has money in a company or fund, by each statement that says so; newest first, then name.

    Founding counts where a fund is founded, or where an amount or a stake is stated. Order, `since`
    and `until` go by the normalised date, or else by the day the article appeared. All statuses are
    given unless some are chosen: look at ``status``.

    Raises:
        UnknownName: the store has no such entity.
        QueryError: a status or a date that does not exist.
    """
    entity = source.entity(entity_id)
    found = source.statements(types=CAPITAL, object=entity.id)
    return _answer("investors", entity, INVESTORS_COLUMNS, found, statuses, Period.of(since, until))


def investments(
    source: GraphSource,
    entity_id: str,
    *,
    statuses: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """What an investor has money in: `investors` read the other way round.

    Raises:
        UnknownName: the store has no such entity.
        QueryError: a status or a date that does not exist.
    """
    entity = source.entity(entity_id)
    found = source.statements(types=CAPITAL, subject=entity.id)
    return _answer(
        "investments", entity, INVESTMENTS_COLUMNS, found, statuses, Period.of(since, until)
    )


def puts_money_in(view: StatementView) -> bool:
    """Whether the subject has money in the object, as far as the statement says."""
    if view.type != "FOUNDED":
        return view.type in CAPITAL
    funded = view.qualifier("amount") or view.qualifier("stake")
    return bool(funded) or (not isinstance(view.object, Literal) and view.object.type == "Fund")


def _answer(
    question: str,
    entity: EntityView,
    columns: tuple[Column, ...],
    found: Iterable[StatementView],
    statuses: Collection[str] | None,
    period: Period,
) -> Answer:
    wanted = known_statuses(statuses)
    capital = [v for v in found if puts_money_in(v) and (wanted is None or v.status in wanted)]
    kept = [v for v in capital if period.admits(when(v))]
    undated = 0 if period.open else sum(when(v) is None for v in capital)
    rows = sorted((_row(v, entity.id) for v in kept), key=_newest_first)
    return Answer(
        question=question,
        about=(entity.name,),
        columns=names(columns),
        rows=tuple(rows),
        notes=undated_note(undated),
    )


def _row(view: StatementView, asked: str) -> Row:
    other = view.subject if view.subject.id != asked else view.object
    cited = best_citation(view)
    values: tuple[Value, ...] = (
        other.text if isinstance(other, Literal) else other.name,
        None if isinstance(other, Literal) else other.type,
        vocabulary().relation(view.type).zh,
        view.status,
        *(view.qualifier(name) or None for name in ("amount", "stake", "shares")),
        *(view.qualifier(name) or None for name in ("date", "round")),
        cited.article,
        cited.page,
        cited.published,
        cited.sentence,
    )
    return Row(values=values, statements=(view,))


def _newest_first(row: Row) -> tuple[object, ...]:
    view = row.statements[0]
    day = day_of(view)
    # Days sort upwards, so the newest comes first by its distance to the end of all days.
    newest = -int(day.replace("-", "")) if day else 1
    return (newest, str(row.values[0]), view.type, view.id)
