"""What a person decided: who is who, and which statements hold; kept in a CSV file, one decision a line.

The file belongs to its users and lives under their version control. A line names things by type and name, not
by place, so that it survives re-extraction and a new build; taking the line out undoes it.
"""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self

from kg.errors import BadJudgement
from kg.ids import content_id

ABOUT_ENTITIES = ("same", "different", "unsure")
ABOUT_STATEMENTS = ("accept", "reject", "correct")
_TEXT = "text:"
_ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ref:
    """A thing as a judgement names it: ``Company:京东方``, ``Person:王伟#1f2e…``, ``text:自给率``.

    `id` tells namesakes apart; it is the id of the entity as one article names it.
    """

    type: str
    name: str
    id: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """The reference that `text` writes.

        >>> Ref.of("Company:京东方").name
        '京东方'

        Raises:
            ValueError: there is no type or no name.
        """
        kind, colon, name = text.partition(":")
        name, _, entity_id = name.partition("#") if kind == "Person" else (name, "", "")
        if not (kind and colon and name):
            raise ValueError(f"{text!r} names nothing; write Company:京东方")
        return cls(type=kind, name=name, id=entity_id)

    @property
    def literal(self) -> bool:
        """Whether it is a text in the place of an object."""
        return self.type == _TEXT[:-1]

    @property
    def entity_id(self) -> str:
        """The id of the entity meant."""
        return self.id or content_id("entity", self.type, self.name)

    def __str__(self) -> str:
        return f"{self.type}:{self.name}" + (f"#{self.id}" if self.id else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision, as a line of the file holds it.

    About entities: `judgement` is same, different or unsure of `first` and `second`. About a statement:
    accept, reject or correct the `relation` from `first` to `second` whose event is `event` (its date and
    round as kept; ``|`` where only its amount tells it from another; ``*`` for any); `correction` is ``status=cancelled`` or ``amount=3亿元``. `who`, `when` and
    `why` are the user's.
    """

    judgement: str
    first: str
    second: str
    relation: str = ""
    event: str = ""
    correction: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        """Check what can be checked without a store.

        Raises:
            ValueError: the line contradicts itself.
        """
        known = ABOUT_STATEMENTS if self.relation else ABOUT_ENTITIES
        if self.judgement not in known:
            what = "a statement" if self.relation else "two entities"
            raise ValueError(f"{self.judgement!r} of {what}; choose from {', '.join(known)}")
        if (self.judgement == "correct") != bool(self.correction):
            raise ValueError("correct, and nothing else, needs a correction such as status=planned")
        if self.correction and not all(self.corrected):
            raise ValueError(f"{self.correction!r} is no correction; write status=cancelled")
        ends = (Ref.of(self.first), Ref.of(self.second))
        if not self.relation and (ends[0] == ends[1] or any(e.literal for e in ends)):
            raise ValueError("same, different and unsure are said of two entities")

    @property
    def ends(self) -> tuple[Ref, Ref]:
        """What it is about."""
        return Ref.of(self.first), Ref.of(self.second)

    @property
    def corrected(self) -> tuple[str, str]:
        """The field to be corrected, and its value."""
        name, _, value = self.correction.partition("=")
        return name.strip(), value.strip()

    def fits(self, event: str) -> bool:
        """Whether it speaks of the statement with this event."""
        return self.event in {_ANY, event}


def beside(store: Path) -> Path:
    """Where the judgements of a store are kept unless told otherwise."""
    return store.with_name("judgements.csv")


HEADER = tuple(f.name for f in fields(Judgement))


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order; none when there is no file.

    Raises:
        BadJudgement: a line does not hold up; the message names it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as e:
        raise BadJudgement(f"{path} cannot be read ({e}); it is a CSV file in UTF-8") from e
    rows = csv.reader(io.StringIO(text), strict=True)
    found: list[Judgement] = []
    try:
        for cells in rows:
            if rows.line_num == 1 and tuple(cells) != HEADER:
                raise ValueError(f"the first line must be {','.join(HEADER)}")
            if rows.line_num > 1 and cells:
                found.append(_judgement(cells))
    except (ValueError, csv.Error) as e:
        raise BadJudgement(f"{path}:{rows.line_num}: {e}; correct or remove the line") from e
    return tuple(found)


def _judgement(cells: Sequence[str]) -> Judgement:
    if len(cells) != len(HEADER):
        raise ValueError(f"{len(cells)} cells where {len(HEADER)} belong")
    return Judgement(**dict(zip(HEADER, cells, strict=True)))


def add_judgements(path: Path, added: Iterable[Judgement]) -> None:
    """Append judgements to a file, which is made if need be; each line is on the disk when this returns.

    Raises:
        BadJudgement: the file cannot be written.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerows(astuple(j) for j in added)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="utf-8", newline="") as f:
            f.seek(0)
            text = f.read()
            if not text:
                f.write(",".join(HEADER) + "\n")
            elif not text.endswith("\n"):
                f.write("\n")
            f.write(out.getvalue())
            f.flush()
            os.fsync(f.fileno())
    except OSError as e:
        raise BadJudgement(f"{path} cannot be written ({e.strerror}); choose another file") from e
