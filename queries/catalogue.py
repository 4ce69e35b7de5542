"""Each question once: what it is called, what it needs, what it answers, in two languages.

The command line, the Python interface and the manual take the questions from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from kg.errors import QueryError
from queries.answer import Answer, Column
from queries.investment import INVESTMENTS_COLUMNS, INVESTORS_COLUMNS, investments, investors
from queries.paths import PATH_COLUMNS, TIMELINE_COLUMNS, path, timeline
from queries.policy import EXPOSURE_COLUMNS, exposure

ParameterKind = OneOf["entity", "statuses", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something a question is told.

    An ``entity`` is required, given by name and passed as its canonical id, in this order; the
    others are optional keywords: ``statuses`` a collection of codes, ``day`` 2021, 2021-07 or
    2021-07-16. `types` are the entity types that the name is looked up among, all if empty.
    """

    name: str
    kind: ParameterKind
    zh: str
    en: str
    types: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.kind == "entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; `run` takes a source, the entity ids in order, and the optional keywords."""

    name: str
    run: Callable[..., Answer]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    zh: str
    en: str
    example: str


_INVESTED = ("Company", "Fund")
_ORGANISATIONS = (
    "Company",
    "Fund",
    "GovernmentBody",
    "ResearchInstitution",
    "Association",
    "Media",
    "Organization",
)
_FILTERS = (
    Parameter(
        name="statuses",
        kind="statuses",
        zh="只看这些状态，如 completed、planned",
        en="only these statuses, such as completed, planned",
    ),
    Parameter(name="since", kind="day", zh="自何日起（含）", en="from this day on"),
    Parameter(name="until", kind="day", zh="至何日止（含）", en="up to this day"),
)

_ALL = (
    Question(
        name="investors",
        run=investors,
        parameters=(
            Parameter(
                name="company",
                kind="entity",
                zh="公司或基金",
                en="company or fund",
                types=_INVESTED,
            ),
            *_FILTERS,
        ),
        columns=INVESTORS_COLUMNS,
        zh="谁投资、收购、持股或发起设立了这家公司或基金",
        en="Who invested in, acquired, holds a stake in or founded a company or fund",
        example="kg investors 云从科技",
    ),
    Question(
        name="investments",
        run=investments,
        parameters=(
            Parameter(
                name="investor",
                kind="entity",
                zh="投资方",
                en="investor",
                types=(*_ORGANISATIONS, "Person"),
            ),
            *_FILTERS,
        ),
        columns=INVESTMENTS_COLUMNS,
        zh="这个投资方投资、收购、持股或发起设立了谁",
        en="What an investor invested in, acquired, holds a stake in or founded",
        example="kg investments 国家集成电路基金",
    ),
    Question(
        name="exposure",
        run=exposure,
        parameters=(
            Parameter(
                name="company", kind="entity", zh="公司或机构", en="company", types=_ORGANISATIONS
            ),
            *_FILTERS,
        ),
        columns=EXPOSURE_COLUMNS,
        zh="哪些政策影响这家公司，经由什么路径",
        en="Which policies touch a company, and by which way",
        example="kg exposure 京东方",
    ),
    Question(
        name="path",
        run=path,
        parameters=(
            Parameter(name="from", kind="entity", zh="起点", en="from"),
            Parameter(name="to", kind="entity", zh="终点", en="to"),
            *_FILTERS,
        ),
        columns=PATH_COLUMNS,
        zh="两者之间最短的关联，逐步附原文",
        en="The shortest connection between two entities, with evidence for every step",
        example="kg path 工信部 京东方",
    ),
    Question(
        name="timeline",
        run=timeline,
        parameters=(Parameter(name="entity", kind="entity", zh="实体", en="entity"), *_FILTERS),
        columns=TIMELINE_COLUMNS,
        zh="与这个实体有关的事，按时间先后",
        en="Everything said about an entity in the order of time",
        example="kg timeline 京东方",
    ),
)

QUESTIONS: Mapping[str, Question] = {question.name: question for question in _ALL}
"""All questions by name, in the order in which they are offered."""


def question(name: str) -> Question:
    """The question called `name`.

    >>> question("exposure").zh
    '哪些政策影响这家公司，经由什么路径'

    Raises:
        QueryError: there is no such question.
    """
    try:
        return QUESTIONS[name]
    except KeyError:
        known = ", ".join(QUESTIONS)
        raise QueryError(f"no question is called {name!r}; choose one of {known}") from None
