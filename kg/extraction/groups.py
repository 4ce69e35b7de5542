"""Who belongs to a group of companies that has a name of its own: 三大运营商, BAT, AI四小龙."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.model import Entity

# 甲、乙、丙三大运营商, 甲、乙等“AI四小龙”: what may stand between the last member and the group.
_BEFORE_GROUP = expression("(?:(?:等|这|这些|组成的|构成的|所属的?|[—-]+){0,2}[“‘「]?)$")
_JOINS = frozenset("、和与及")
# 三大运营商中，甲最先…: members follow.
_AMONG = expression("[”’」]?(?:之?中|里面?|当中)")
_COUNTED = expression("(?P<count>[双两三四五六七八九])[大小家桶杰雄虎巨剑]")
_COUNTS = {c: n for n, c in enumerate("一两三四五六七八九", 1)} | {"双": 2}


@dataclass(frozen=True, slots=True)
class Member:
    """A company named beside a group: the mentions of both and the keys of what they name."""

    company: Candidate
    company_key: str
    group: Candidate
    group_key: str


def group_members(draft: Draft) -> Iterator[Member]:
    """The members of named groups of companies that an article tells.

    Those in a list right before the group's name (中国移动、中国电信、中国联通三大运营商), where they are as many as it says; and
    those that public lists know as members, where a sentence names the group and all of them, or says that they are
    among it (BAT中，百度…).

    Args:
        draft: the article, its mentions linked.

    Yields:
        Each member of a mention of a group once, in the order of the text.
    """
    known = _known()
    named: dict[tuple[int, Set[str]], dict[str, Candidate]] = {}
    for i, cand in enumerate(draft.mentions):
        if cand.type != "Organization":
            continue
        name = draft.text[cand.start : cand.end]
        key, count = draft.linked[i], _COUNTED.search(name)
        group = draft.entities[key]
        members = next((known[n] for n in (group.name, *group.aliases) if n in known), None)
        if members is None and count is None:
            continue
        told = _listed_before(draft, i)
        if members is not None:
            told = [m for m in told if _is_member(draft.entities[m[1]], members)]
            told += _in_sentence(draft, cand, members, named)
        elif count is not None and len({k for _, k in told}) != _COUNTS[count["count"]]:
            told = []
        seen: set[str] = set()
        for company, company_key in told:
            if company_key not in seen:
                seen.add(company_key)
                yield Member(company, company_key, cand, key)


def _listed_before(draft: Draft, group: int) -> list[tuple[Candidate, str]]:
    """The companies of the list that ends right before a mention, first to last."""
    found: list[tuple[Candidate, str]] = []
    text = draft.text
    at = draft.mentions[group].start
    m = _BEFORE_GROUP.search(text, max(0, at - 8), at)
    at = m.start() if m else at
    for k in range(group - 1, -1, -1):
        cand = draft.mentions[k]
        if cand.end != at or cand.type != "Company":
            break
        found.append((cand, draft.linked[k]))
        if cand.start == 0 or text[cand.start - 1] not in _JOINS:
            break
        at = cand.start - 1
    return found[::-1]


def _in_sentence(
    draft: Draft,
    group: Candidate,
    members: frozenset[str],
    named: dict[tuple[int, Set[str]], dict[str, Candidate]],
) -> list[tuple[Candidate, str]]:
    """The known members that the sentence of a group names: all of them, or any where they are said to be among it.

    `named` holds what was found for the same members in a sentence before.
    """
    span = draft.sentence_at(group.start).span
    here = named.get((span.start, members))
    if here is None:
        here = named[span.start, members] = {}
        for k in range(bisect_left(draft.mentions, (span.start,)), len(draft.mentions)):
            cand, key = draft.mentions[k], draft.linked[k]
            if cand.start >= span.end:
                break
            if cand.type == "Company" and _is_member(draft.entities[key], members):
                here.setdefault(key, cand)
    if len(here) == len(members) or _AMONG.match(draft.text, group.end):
        return [(cand, key) for key, cand in here.items()]
    return []


def _is_member(entity: Entity, members: Set[str]) -> bool:
    return entity.name in members or not members.isdisjoint(entity.aliases)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """The members of each group, by the name that the gazetteer gives it."""
    import yaml

    path = files("kg") / "extraction" / "groups.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {row["name"]: frozenset(row["members"]) for row in raw}
