"""What every question asks of a statement: when it was, how far it got, where it stands."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.errors import QueryError
from kg.views import Citation, StatementView
from ontology.vocabulary import vocabulary

STRENGTH = ("denied", "cancelled", "planned", "in_progress", "approved", "completed")
"""The statuses from the weakest to the strongest."""

VOID = frozenset({"denied", "cancelled"})
"""What does not hold, or no longer."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FIRST, _LAST = "0001-01-01", "9999-12-31"


def strength(status: str) -> int:
    """The place of a status in `STRENGTH`; an unknown one counts as the weakest."""
    return STRENGTH.index(status) if status in STRENGTH else -1


def weakest(statements: Iterable[StatementView]) -> str:
    """The weakest status among statements, of which there must be one."""
    return min((s.status for s in statements), key=strength)


def strongest(statements: Iterable[StatementView]) -> str | None:
    """The strongest status among statements; None if there are none."""
    return max((s.status for s in statements), key=strength, default=None)


def known_statuses(statuses: Collection[str] | None) -> frozenset[str] | None:
    """The statuses asked for, checked; None for any.

    Raises:
        QueryError: the ontology has no such status.
    """
    known = vocabulary().statuses
    for status in statuses or ():
        if status not in known:
            raise QueryError(f"no status is called {status!r}; choose from {', '.join(known)}")
    return frozenset(statuses) if statuses else None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days between which something happened; an open end is the first or last of all days."""

    low: str
    high: str

    @property
    def day(self) -> str:
        """The day to sort by: the last one that is known."""
        return self.low if self.high == _LAST else self.high


def when(view: StatementView) -> When | None:
    """The normalised date of a statement; without one, the day the first article on it appeared."""
    for qualifier in view.qualifiers:
        reading = qualifier.reading
        if qualifier.name == "date" and reading and (reading.low_date or reading.high_date):
            return When(low=reading.low_date or _FIRST, high=reading.high_date or _LAST)
    published = min((c.published for c in view.citations if c.published), default=None)
    return When(low=published, high=published) if published else None


def day_of(view: StatementView) -> str | None:
    """The day to show and sort a statement by; None if nothing is known."""
    found = when(view)
    return found.day if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days asked for, both ends included; None leaves an end open."""

    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, since: str | None, until: str | None) -> "Period":
        """A period from texts such as 2021, 2021-07 or 2021-07-16, years and months as a whole.

        >>> Period.of("2021", "2021-02")
        Period(since='2021-01-01', until='2021-02-28')

        Raises:
            QueryError: a text is no such date, or the period ends before it begins.
        """
        low, high = since and _ends(since)[0], until and _ends(until)[1]
        if low and high and high < low:
            raise QueryError(f"the period ends ({until}) before it begins ({since})")
        return cls(since=low or None, until=high or None)

    @property
    def open(self) -> bool:
        """Whether every day is meant."""
        return self.since is None and self.until is None

    def admits(self, found: When | None) -> bool:
        """Whether something may have happened in the period; an unknown date fits only if open."""
        if found is None:
            return self.open
        late_enough = self.since is None or found.high >= self.since
        return late_enough and (self.until is None or found.low <= self.until)


def _ends(text: str) -> tuple[str, str]:
    """First and last day of a year, a month or a day."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        low = date(year or 0, month or 1, day or 1)
        high = date(low.year, month or 12, day or _month_length(low.year, month or 12))
    except ValueError:
        raise QueryError(f"{text!r} is no date; write 2021, 2021-07 or 2021-07-16") from None
    return low.isoformat(), high.isoformat()


def _month_length(year: int, month: int) -> int:
    # The last day of December is the 31st; of the others, the day before the next month begins.
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def best_citation(view: StatementView) -> Citation:
    """The surest evidence, of equally sure ones the first."""
    return max(view.citations, key=lambda c: c.confidence)


def located(views: Iterable[StatementView]) -> Iterator[str]:
    """Title and page of every article that the best evidence stands in, each once."""
    cited = (best_citation(view) for view in views)
    yield from dict.fromkeys(f"{c.article}（第{c.page}页）" if c.page else c.article for c in cited)


def undated_note(left_out: int) -> tuple[str, ...]:
    """The note on statements that a period left out because nothing says when they were."""
    if not left_out:
        return ()
    what = "statement has" if left_out == 1 else "statements have"
    return (f"{left_out} {what} no known date and cannot be placed in the period: left out",)
