"""How two entities are connected, and what happened around one in the order of time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kg.model import Literal
from kg.views import EntityView, StatementView
from loaders.source import GraphSource
from ontology.vocabulary import vocabulary
from queries.answer import Answer, Column, Row, Value, names
from queries.facts import (
    VOID,
    Period,
    best_citation,
    day_of,
    known_statuses,
    undated_note,
    when,
)
from queries.ways import Way, far_end, rank

MAX_STEPS = 4
"""How many statements a path may have: longer ones connect anything with anything."""

_CITED = (
    Column(name="status", zh="状态", en="status"),
    Column(name="date", zh="日期", en="date"),
    Column(name="article", zh="文章", en="article"),
    Column(name="page", zh="页码", en="page"),
    Column(name="published", zh="刊发日期", en="published"),
    Column(name="sentence", zh="原文", en="sentence"),
)
PATH_COLUMNS = (
    Column(name="step", zh="步骤", en="step"),
    Column(name="from", zh="起点", en="from"),
    Column(name="relation", zh="关系", en="relation"),
    Column(name="to", zh="终点", en="to"),
    Column(name="link", zh="关联", en="link"),
    *_CITED,
)
TIMELINE_COLUMNS = (
    Column(name="day", zh="时间", en="day"),
    Column(name="relation", zh="关系", en="relation"),
    Column(name="other", zh="相关方", en="other"),
    Column(name="other_type", zh="相关方类型", en="type of the other"),
    Column(name="link", zh="关联", en="link"),
    *_CITED,
)


def path(
    source: GraphSource,
    entity_id: str,
    other_id: str,
    *,
    statuses: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    max_steps: int = MAX_STEPS,
) -> Answer:
    """The shortest connection between two entities, one row a statement on it.

    Statements are followed in either direction, those denied or called off only when `statuses`
    asks for them. Of several equally short ways that with the strongest weakest status is given, then
    that with the highest score (``queries.ways.Way.score``). No connection of at most `max_steps` gives no rows.

    Raises:
        UnknownName: the store has no such entity.
        QueryError: a status or a date that does not exist.
    """
    start, goal = source.entity(entity_id), source.entity(other_id)
    wanted = known_statuses(statuses) or frozenset(vocabulary().statuses) - VOID
    period = Period.of(since, until)
    search = _Search(source, start, goal, wanted, period)
    way = search.run(max_steps)
    missing = f"no connection of 1 to {max_steps} statements was found"
    return Answer(
        question="path",
        about=(start.name, goal.name),
        columns=names(PATH_COLUMNS),
        rows=tuple(_path_rows(way)) if way else (),
        notes=(*(() if way else (missing,)), *undated_note(search.undated())),
    )


def timeline(
    source: GraphSource,
    entity_id: str,
    *,
    statuses: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """Every statement about an entity in the order of time, the oldest first, undated ones last.

    ``day`` is the normalised date of the statement, or else the day its first article appeared.

    Raises:
        UnknownName: the store has no such entity.
        QueryError: a status or a date that does not exist.
    """
    entity = source.entity(entity_id)
    wanted, period = known_statuses(statuses), Period.of(since, until)
    found = [v for v in source.around([entity.id]) if wanted is None or v.status in wanted]
    kept = [v for v in found if period.admits(when(v))]
    undated = 0 if period.open else sum(when(v) is None for v in found)
    ordered = sorted(kept, key=lambda v: (day_of(v) or "9999-12-31", v.type, v.id))
    return Answer(
        question="timeline",
        about=(entity.name,),
        columns=names(TIMELINE_COLUMNS),
        rows=tuple(_timeline_row(entity, v) for v in ordered),
        notes=undated_note(undated),
    )


class _Search:
    """A search from both sides at once; what it has followed holds every shortest way."""

    def __init__(
        self,
        source: GraphSource,
        start: EntityView,
        goal: EntityView,
        statuses: Collection[str],
        period: Period,
    ) -> None:
        self._source, self._statuses, self._period = source, statuses, period
        self._start, self._goal = start, goal
        self._seen = ({start.id}, {goal.id})
        self._edges = ({start.id}, {goal.id})
        self._followed: dict[str, StatementView] = {}

    def run(self, max_steps: int) -> Way | None:
        """The best of the shortest ways, or None if the shortest has more than `max_steps`."""
        if self._start.id == self._goal.id:
            return None
        for _ in range(max_steps):
            # The smaller side grows: a hub on the other side is then never unfolded.
            side = 0 if len(self._edges[0]) <= len(self._edges[1]) else 1
            self._grow(side)
            if self._edges[side] & self._seen[1 - side]:
                return self._best()
        return None

    def undated(self) -> int:
        """How many statements at either end a period leaves out because nothing says when."""
        if self._period.open:
            return 0
        near = self._source.around({self._start.id, self._goal.id})
        return len({v.id for v in near if v.status in self._statuses and when(v) is None})

    def _grow(self, side: int) -> None:
        seen, edge = self._seen[side], self._edges[side]
        fresh: set[str] = set()
        for view in self._source.around(edge) if edge else ():
            if view.status in self._statuses and self._period.admits(when(view)):
                self._followed[view.id] = view
                fresh.update(_entities(view))
        fresh -= seen
        seen |= fresh
        edge.clear()
        edge |= fresh

    def _best(self) -> Way:
        """The best shortest way along what was followed, step by step from the start.

        Of the ways to a place with the same weakest status only the best can be part of the best
        one; those with another weakest status can, as the weaker one may stand ahead anyway.
        """
        at_place: defaultdict[str, list[StatementView]] = defaultdict(list)
        for view in self._followed.values():
            for place in _entities(view):
                at_place[place].append(view)
        ways, passed = {self._start.id: [Way(start=self._start)]}, {self._start.id}
        while self._goal.id not in ways:
            ways = _onwards(ways, at_place, passed)
            passed |= ways.keys()
        return min(ways[self._goal.id], key=rank)


def _onwards(
    ways: Mapping[str, list[Way]],
    at_place: Mapping[str, list[StatementView]],
    passed: Collection[str],
) -> dict[str, list[Way]]:
    """The best ways, one for each weakest status, to the places one statement further."""
    best: dict[str, dict[str, Way]] = {}
    for here, reached in ways.items():
        for view in at_place.get(here, ()):
            end = far_end(view, here)
            if isinstance(end, Literal) or end.id in passed:
                continue
            at_end = best.setdefault(end.id, {})
            for way in (w.then(view) for w in reached):
                known = at_end.get(way.status)
                if known is None or rank(way) < rank(known):
                    at_end[way.status] = way
    return {place: list(found.values()) for place, found in best.items()}


def _entities(view: StatementView) -> tuple[str, ...]:
    ends = (view.subject, view.object)
    return tuple(dict.fromkeys(e.id for e in ends if not isinstance(e, Literal)))


def _path_rows(way: Way) -> Iterable[Row]:
    ends = way.ends
    for step, view in enumerate(way.statements, start=1):
        here, there = ends[step - 1], ends[step]
        values = (step, _plain(here), _label(view), _plain(there), _link(view), *_cited(view))
        yield Row(values=values, statements=(view,))


def _timeline_row(entity: EntityView, view: StatementView) -> Row:
    other = far_end(view, entity.id)
    kind = None if isinstance(other, Literal) else other.type
    values = (day_of(view), _label(view), _plain(other), kind, _link(view), *_cited(view))
    return Row(values=values, statements=(view,))


def _label(view: StatementView) -> str:
    return vocabulary().relation(view.type).zh


def _plain(end: EntityView | Literal) -> str:
    return end.text if isinstance(end, Literal) else end.name


def _link(view: StatementView) -> str:
    """The statement as it was made, from its subject to its object."""
    return Way(start=view.subject, statements=(view,)).text


def _cited(view: StatementView) -> tuple[Value, ...]:
    cited = best_citation(view)
    date = view.qualifier("date") or None
    return (view.status, date, cited.article, cited.page, cited.published, cited.sentence)
