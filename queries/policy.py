"""Policy exposure: which policies touch a company, and by which way.

The kinds of way, from the most direct to the least:

==========  =====================================================================================
direct      the policy applies to the company, or benefits it
asset       … applies to, or benefits, a facility it operates or a product it develops
field       … targets or benefits a technology, industry or product that it works on or uses
broader     … targets or benefits what such a technology, industry or product is a kind of
owner       … applies to, or benefits, its parent, an investor or a shareholder
supervisor  … was issued by a body that supervises the company
==========  =====================================================================================

Every place that is reached (a facility, a technology, a shareholder …) keeps its one best way, and
so does every policy at every place: there are no more rows than statements around these places.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Literal
from kg.views import EntityView, StatementView
from loaders.source import GraphSource
from queries.answer import Answer, Column, Row, Value, names
from queries.facts import (
    VOID,
    Period,
    When,
    best_citation,
    known_statuses,
    located,
    strongest,
    undated_note,
    when,
)
from queries.ways import Way, rank

EXPOSURE_COLUMNS = (
    Column(name="policy", zh="政策", en="policy"),
    Column(name="issuers", zh="发布机构", en="issuers"),
    Column(name="policy_status", zh="政策状态", en="policy status"),
    Column(name="date", zh="发布日期", en="issued"),
    Column(name="kind", zh="关联方式", en="kind of way"),
    Column(name="way", zh="关联路径", en="way"),
    Column(name="status", zh="状态", en="status"),
    Column(name="score", zh="得分", en="score"),
    Column(name="articles", zh="文章与页码", en="articles and pages"),
    Column(name="sentences", zh="原文", en="sentences"),
)

DIRECT, ASSET, FIELD, BROADER = "direct", "asset", "field", "broader"
OWNER, SUPERVISOR = "owner", "supervisor"
KINDS: Mapping[str, str] = {
    DIRECT: "直接适用",
    ASSET: "设施或产品",
    FIELD: "所在领域",
    BROADER: "上位领域",
    OWNER: "股东或母公司",
    SUPERVISOR: "主管机构",
}
"""The kinds of way in their order, with a Chinese label each."""

_TOUCHES = ("APPLIES_TO", "BENEFITS")
_PROMOTES = ("TARGETS", "BENEFITS")
_OWNS = ("OPERATES", "DEVELOPS")
_WORKS_ON = ("OPERATES_IN", "DEVELOPS", "USES")
_BELONGS_TO = ("SUBSIDIARY_OF",)
_FUNDED_BY = ("INVESTED_IN", "HOLDS_STAKE_IN")
_FIRST_STEPS = frozenset({*_TOUCHES, *_OWNS, *_WORKS_ON, *_BELONGS_TO, *_FUNDED_BY, "SUPERVISES"})
_ASSET_TYPES = ("Facility", "Product")

Ways = dict[str, Way]
"""The best way to each place, by the id of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One policy that a company is exposed to by one way, with who issued the policy and when."""

    kind: str
    policy: EntityView
    way: Way
    issued: tuple[StatementView, ...]

    @property
    def key(self) -> tuple[bool, int, float, str]:
        """What holds before what was denied or called off, then kind, score and way."""
        return (self.way.void, list(KINDS).index(self.kind), -self.way.score, self.way.text)

    @property
    def when(self) -> When | None:
        """When the policy was issued; else when the statement at the end of the way was made."""
        dated = [found for view in self.issued if (found := when(view))]
        return min(dated, key=lambda w: w.low) if dated else when(self.way.statements[-1])


def exposure(
    source: GraphSource,
    entity_id: str,
    *,
    statuses: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """The policies that touch a company, one row a policy and way.

    Rows of a policy stand together, its best way first; ways that rest on something denied or
    called off come last. ``status`` is the weakest on the way, ``policy_status`` how far the
    policy itself got; ``score`` is explained at ``queries.ways.Way.score``. `since` and `until` go
    by the day on which the policy was issued, or else by that of the article.

    Raises:
        UnknownName: the store has no such entity.
        QueryError: a status or a date that does not exist.
    """
    company = source.entity(entity_id)
    wanted, period = known_statuses(statuses), Period.of(since, until)
    found = _exposures(source, company)
    found = [e for e in found if wanted is None or e.way.status in wanted]
    kept = [e for e in found if period.admits(e.when)]
    undated = 0 if period.open else sum(e.when is None for e in found)
    return Answer(
        question="exposure",
        about=(company.name,),
        columns=names(EXPOSURE_COLUMNS),
        rows=tuple(map(_row, _grouped(kept))),
        notes=undated_note(undated),
    )


def _exposures(source: GraphSource, company: EntityView) -> list[Exposure]:
    """All ways to all policies: five look-ups in the store, whatever the size of the graph."""
    here = Way(start=company)
    first = list(source.around([company.id], types=_FIRST_STEPS))
    fields = _steps(here, first, _WORKS_ON, out=True)
    reached = {
        DIRECT: {company.id: here},
        ASSET: _assets(_steps(here, first, _OWNS, out=True)),
        FIELD: fields,
        BROADER: _broader(source, fields),
        OWNER: _best(_owners(here, first)),
        SUPERVISOR: _steps(here, first, ("SUPERVISES",), out=False),
    }
    ends = list(_ends(source, reached))
    issued = _issued(source, {policy.id for _, policy, _ in ends})
    return [
        Exposure(kind=kind, policy=policy, way=way, issued=issued.get(policy.id, ()))
        for kind, policy, way in ends
    ]


def _steps(here: Way, found: Iterable[StatementView], types: Collection[str], *, out: bool) -> Ways:
    """The best step along (`out`) or against statements of these types to each place."""
    return _best(_along(here, found, types, out=out))


def _along(
    here: Way, found: Iterable[StatementView], types: Collection[str], *, out: bool
) -> Iterator[tuple[str, Way]]:
    at = here.ends[-1].id
    for view in found:
        near, far = (view.subject, view.object) if out else (view.object, view.subject)
        if view.type in types and near.id == at and far.id != at:
            yield far.id, here.then(view)


def _best(candidates: Iterable[tuple[str, Way]]) -> Ways:
    best: Ways = {}
    for place, way in candidates:
        if place not in best or rank(way) < rank(best[place]):
            best[place] = way
    return best


def _assets(owned: Ways) -> Ways:
    def is_asset(way: Way) -> bool:
        end = way.ends[-1]
        return not isinstance(end, Literal) and end.type in _ASSET_TYPES

    return {place: way for place, way in owned.items() if is_asset(way)}


def _owners(here: Way, first: Collection[StatementView]) -> Iterator[tuple[str, Way]]:
    yield from _along(here, first, _BELONGS_TO, out=True)
    yield from _along(here, first, _FUNDED_BY, out=False)


def _broader(source: GraphSource, fields: Ways) -> Ways:
    """One step up from the fields of the company to what they are kinds of."""
    if not fields:
        return {}
    candidates = (
        (view.object.id, fields[view.subject.id].then(view))
        for view in source.around(fields, types=("KIND_OF",))
        if view.subject.id in fields
    )
    return {place: way for place, way in _best(candidates).items() if place not in fields}


def _ends(
    source: GraphSource, reached: Mapping[str, Ways]
) -> Iterator[tuple[str, EntityView, Way]]:
    """The last step from each place reached to the policies there."""
    touched = _at_objects(source, _places(reached, DIRECT, ASSET, OWNER), _TOUCHES)
    for kind in (DIRECT, ASSET, OWNER):
        yield from _onwards(kind, reached[kind], touched)
    promoted = _at_objects(source, _places(reached, FIELD, BROADER), _PROMOTES)
    # What benefits a product of the company is told once, there, and not as a field again.
    yield from _onwards(FIELD, reached[FIELD], _without_benefits(promoted, reached[ASSET]))
    yield from _onwards(BROADER, reached[BROADER], promoted)
    bodies = reached[SUPERVISOR]
    yield from _onwards(SUPERVISOR, bodies, _at_subjects(source, bodies, ("ISSUED",)))


def _places(reached: Mapping[str, Ways], *kinds: str) -> set[str]:
    return {place for kind in kinds for place in reached[kind]}


Steps = dict[str, list[tuple[EntityView, StatementView]]]
"""The policies at each place, by the id of the place, with the statement that leads there."""


def _at_objects(source: GraphSource, places: Collection[str], types: Collection[str]) -> Steps:
    steps: Steps = {}
    for view in source.around(places, types=types) if places else ():
        if view.object.id in places and view.subject.type == "Policy":
            steps.setdefault(view.object.id, []).append((view.subject, view))
    return steps


def _at_subjects(source: GraphSource, places: Collection[str], types: Collection[str]) -> Steps:
    steps: Steps = {}
    for view in source.around(places, types=types) if places else ():
        if view.subject.id in places and not isinstance(view.object, Literal):
            steps.setdefault(view.subject.id, []).append((view.object, view))
    return steps


def _onwards(kind: str, reached: Ways, steps: Steps) -> Iterator[tuple[str, EntityView, Way]]:
    for place, way in reached.items():
        at_place = steps.get(place, ())
        policies = {policy.id: policy for policy, _ in at_place}
        best = _best((policy.id, way.then(view)) for policy, view in at_place)
        for policy_id, whole in best.items():
            yield kind, policies[policy_id], whole


def _without_benefits(steps: Steps, places: Collection[str]) -> Steps:
    return {
        place: [s for s in found if place not in places or s[1].type != "BENEFITS"]
        for place, found in steps.items()
    }


def _issued(source: GraphSource, policies: Collection[str]) -> dict[str, tuple[StatementView, ...]]:
    """Who issued each policy, without what was denied or called off."""
    issued: dict[str, list[StatementView]] = {}
    for view in source.around(policies, types=("ISSUED",)) if policies else ():
        if view.object.id in policies and view.status not in VOID:
            issued.setdefault(view.object.id, []).append(view)
    return {
        policy: tuple(sorted(views, key=lambda v: (v.subject.name, v.id)))
        for policy, views in issued.items()
    }


def _grouped(found: Iterable[Exposure]) -> list[Exposure]:
    """The rows of a policy together, the policies by their best way."""
    ranked = sorted(found, key=lambda e: (e.key, e.policy.name, e.policy.id))
    place = {e.policy.id: n for n, e in reversed(list(enumerate(ranked)))}
    return sorted(ranked, key=lambda e: place[e.policy.id])


def _row(found: Exposure) -> Row:
    way, issued = found.way, found.issued
    dates = (v.qualifier("date") for v in issued)
    values: tuple[Value, ...] = (
        found.policy.name,
        "、".join(dict.fromkeys(v.subject.name for v in issued)) or None,
        strongest(issued),
        next((date for date in dates if date), None),
        found.kind,
        way.text,
        way.status,
        round(way.score, 4),
        "；".join(located(way.statements)),
        " | ".join(dict.fromkeys(best_citation(v).sentence for v in way.statements)),
    )
    on_the_way = {v.id for v in way.statements}
    context = tuple(v for v in issued if v.id not in on_the_way)
    return Row(values=values, statements=way.statements, context=context)
