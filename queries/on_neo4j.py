"""The questions, asked in a Neo4j database that ``loaders.to_neo4j`` filled.

Each question of the catalogue has a file in ``queries/cypher``, which fetches in one read
transaction all statements that the answer may rest on; what is made of them (order, dates, wording)
is the same code that answers from a graph file. So the rows are the same, and the files run as they
stand in Neo4j's own tools.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import AmbiguousName, UnknownName
from kg.identity.names import name_key, without_legal_form
from kg.model import Literal
from kg.store.rows import decode_qualifiers
from kg.views import Citation, EntityView, StatementView
from loaders.neo4j_life import life_of
from loaders.neo4j_link import Link
from loaders.neo4j_rows import ID, look_up_key
from loaders.to_neo4j import check_format, state
from ontology.vocabulary import vocabulary
from queries.answer import Answer
from queries.catalogue import Question
from queries.excerpt import Excerpt, in_order
from queries.facts import VOID, Period, known_statuses

_SUGGESTIONS = 3
_CLOSE_ENOUGH = 55.0
Props = Mapping[str, Any]


@cache
def cypher(name: str) -> str:
    """The text of ``queries/cypher/<name>.cypher``.

    >>> cypher("investors").splitlines()[0]
    '// Who has money in a company or fund. Parameters: id, statuses (null for any).'

    Raises:
        FileNotFoundError: there is no such file.
    """
    return files("queries").joinpath("cypher", f"{name}.cypher").read_text(encoding="utf-8")


class OnNeo4j:
    """A database to ask, through an open link; a user who may only read suffices."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def notes(self) -> tuple[str, ...]:
        """What a reader should know of the database first: that it is empty, or not finished.

        Raises:
            ServerRefused: a later version wrote it.
        """
        found = state(self._link)
        check_format(found)
        if not found:
            return ("the database holds no graph of kg; fill it with: kg load neo4j",)
        unfinished = "a load of this database was not finished; run it again: kg load neo4j"
        return () if found.get("complete") else (unfinished,)

    def answer(
        self,
        question: Question,
        *ids: str,
        statuses: Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Answer:
        """The answer to a question about the entities with these ids, as a graph file gives it.

        Raises:
            UnknownName: the database has no such entity.
            QueryError: a status or a date that does not exist.
        """
        wanted, period = known_statuses(statuses), Period.of(since, until)
        if question.name == "path":
            wanted = wanted or frozenset(vocabulary().statuses) - VOID
        parameters = {
            **dict(zip(("id", "other"), ids, strict=False)),
            "statuses": None if wanted is None else sorted(wanted),
            "since": period.since,
            "until": period.until,
        }
        asked = [self.entity(i) for i in ids]
        found = _statements(self._link.read(cypher(question.name), **parameters))
        filters: dict[str, Any] = {"statuses": statuses, "since": since, "until": until}
        answer: Answer = question.run(Excerpt(asked, found), *ids, **filters)
        return answer

    def entity(self, entity_id: str, /) -> EntityView:
        """The entity with this id.

        Raises:
            UnknownName: the database has no such entity.
        """
        found = self._entities([entity_id])
        if not found:
            raise UnknownName(entity_id)
        return found[0]

    def around(
        self, entity_ids: Collection[str], /, *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """The statements with one of the entities at either end."""
        chosen = None if types is None else sorted(types)
        rows = self._link.read(cypher("neighbourhood"), ids=sorted(set(entity_ids)), types=chosen)
        return Excerpt((), _statements(rows)).statements()

    def _entities(self, ids: Collection[str]) -> list[EntityView]:
        rows = self._link.read(cypher("entity"), ids=sorted(ids))
        return in_order(map(_entity_with_articles, rows))

    # --- names ------------------------------------------------------------------------------------

    def resolve(self, name: str, types: Collection[str] | None = None) -> EntityView:
        """The one entity called `name`, by any of its names, its stock code or its id.

        Raises:
            UnknownName: nothing goes by that name; close spellings are suggested.
            AmbiguousName: several do.
        """
        fitting = [v for v in self._exact(name) if types is None or v.type in types]
        own = [v for v in fitting if name_key(v.name) == name_key(name)]
        fitting = own if len(fitting) > 1 and own else fitting
        if not fitting:
            near = [v for v in self.find(name) if types is None or v.type in types]
            raise UnknownName(name, [v.name for v in near[:_SUGGESTIONS]])
        if len(fitting) > 1:
            kinds = vocabulary()
            raise AmbiguousName(
                name, [f"{v.name}（{kinds.entity_type(v.type).zh}）" for v in fitting]
            )
        return fitting[0]

    def find(self, name: str, limit: int = 10) -> list[EntityView]:
        """Entities that `name` may mean, best first: exact, starting so, containing it, close."""
        found = {v.id: v for v in sorted(self._exact(name), key=lambda v: v.id)}
        key = name_key(name)
        for near in self._near(key, limit):
            if len(found) >= limit:
                break
            for view in sorted(self._named(near), key=lambda v: v.id):
                found.setdefault(view.id, view)
        return list(found.values())[:limit]

    def _near(self, key: str, limit: int) -> Iterator[str]:
        """Keys that contain `key`, the shortest first, then keys spelled almost like it."""
        from rapidfuzz import fuzz, process

        keys = sorted(row["key"] for row in self._link.read(cypher("find")))
        holding = (k for k in keys if key in k)
        yield from sorted(holding, key=lambda k: (not k.startswith(key), len(k), k))
        near = process.extract(
            key, keys, scorer=fuzz.ratio, limit=limit, score_cutoff=_CLOSE_ENOUGH
        )
        yield from (match for match, _, _ in near)

    def _exact(self, name: str) -> list[EntityView]:
        """The entities that go by just this name, code or id; the first way that finds any counts."""
        for found in self._ways(name):
            if found:
                return in_order(found)
        return []

    def _ways(self, name: str) -> Iterator[list[EntityView]]:
        yield self._named(name_key(name))
        yield self._numbered(name.strip().upper())
        yield self._entities([name.strip()])
        yield self._named(without_legal_form(name))
        yield self._named(name_key(_simplified(name)))

    def _named(self, key: str) -> list[EntityView]:
        found = self._looked_up("keys", look_up_key(key))
        return [v for v in found if key in {name_key(form) for form in (v.name, *v.aliases)}]

    def _numbered(self, code: str) -> list[EntityView]:
        found = self._looked_up("codes", code.casefold())
        return [v for v in found if any(_is_code(value, code) for _, value in v.identifiers)]

    def _looked_up(self, field: str, term: str) -> list[EntityView]:
        """What the index has under a term; in a Lucene phrase two characters mean something."""
        if not term:
            return []
        quoted = term.replace("\\", "\\\\").replace('"', '\\"')
        rows = self._link.read(cypher("named"), query=f'{field}:"{quoted}"')
        return [_entity_with_articles(row) for row in rows]


def _is_code(value: str, code: str) -> bool:
    """Whether an identifier is the code, or the code with something behind a dot."""
    return value == code or value.upper().startswith(f"{code}.")


def _simplified(name: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(name))


# --- rows into views ------------------------------------------------------------------------------


def _entity(props: Props, articles: Iterable[str] = ()) -> EntityView:
    pairs = (text.partition("=") for text in props.get("identifiers") or ())
    return EntityView(
        id=props[ID],
        type=props["type"],
        name=props["name"],
        aliases=tuple(props.get("aliases") or ()),
        identifiers=tuple((key, value) for key, _, value in pairs),
        articles=tuple(dict.fromkeys(articles)),
    )


def _entity_with_articles(row: Props) -> EntityView:
    return _entity(row["entity"], row["articles"])


def _statements(rows: Iterable[Props]) -> Iterator[StatementView]:
    """The statements with their evidence; one whose evidence a running load has not sent yet waits."""
    return (view for view in map(_statement, rows) if view.citations)


def _statement(row: Props) -> StatementView:
    props, target = row["statement"], row["object"]
    citations = _citations(props["evidence"], row["citations"])
    return StatementView(
        id=props[ID],
        type=row["type"],
        subject=_entity(row["subject"]),
        object=Literal(text=target["text"]) if "type" not in target else _entity(target),
        status=props["status"],
        confidence=props["confidence"],
        qualifiers=decode_qualifiers(props["qualifiers"]),
        citations=citations,
        **life_of(props, citations),
    )


def _citations(order: Sequence[str], found: Iterable[Props]) -> tuple[Citation, ...]:
    cited = {row["evidence"][ID]: _citation(row["evidence"], row["article"]) for row in found}
    return tuple(cited[i] for i in order if i in cited)


def _citation(evidence: Props, article: Props) -> Citation:
    return Citation(
        document=article["document"],
        document_id=article["document_id"],
        article=article["title"],
        article_id=article[ID],
        section=article["section"],
        page=evidence.get("page"),
        published=article.get("published"),
        start=evidence["start"],
        end=evidence["end"],
        sentence=evidence["sentence"],
        rule=evidence["rule"],
        confidence=evidence["confidence"],
    )
