"""What a load does inside one transaction; everything here may run twice without harm."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import ServerRefused
from loaders.neo4j_rows import (
    ARTICLE,
    DIGEST,
    DOCUMENT,
    ENTITY,
    HASH,
    ID,
    MENTIONS,
    PART_OF,
    TEXT,
    WITHDRAWN,
    LinkRow,
    NodeRow,
    Unit,
    no_details,
    relationship_types,
)
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    import neo4j

BATCH = 10_000
"""How many relationships a transaction writes at most; a server with little memory bears that."""

_CLEAR_DIGESTS = f"UNWIND $ids AS id MATCH (n:{ENTITY} {{{ID}: id}}) SET n.{DIGEST} = null"
_SET_DIGESTS = (
    f"UNWIND $rows AS row MATCH (n:{ENTITY} {{{ID}: row.id}}) SET n.{DIGEST} = row.digest"
)
_TOLD = (
    f" WHERE r.{ID} IS NOT NULL RETURN r.{ID} AS id, type(r) AS type, r.{HASH} AS hash,"
    " CASE WHEN $thorough THEN properties(r) END AS props"
)
_LINKS_OF_ENTITIES = (
    f"UNWIND $ids AS id MATCH (n:{ENTITY} {{{ID}: id}})-[r]->(){_TOLD}"
    f" UNION ALL UNWIND $ids AS id MATCH (n:{ENTITY} {{{ID}: id}})<-[r:{MENTIONS}]-(){_TOLD}"
)
_LINKS_OF_DOCUMENTS = (
    f"UNWIND $ids AS id MATCH (n:{DOCUMENT} {{{ID}: id}})<-[r:{PART_OF}]-(){_TOLD}"
)
_TAKING_TEXT = {r.code for r in vocabulary().relation_types.values() if r.takes_text}
_OURS = "|".join(f"`{code}`" for code in relationship_types())


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a transaction over units did, by type of relationship, and whether more is to be done."""

    written: Mapping[str, int]
    withdrawn: Mapping[str, int]
    left: bool


class _Known(NamedTuple):
    """A relationship of ours as the database has it; `props` only when every row is compared."""

    type: str
    hash: str | None
    props: Mapping[str, Any] | None

    def says(self, link: LinkRow) -> bool:
        """Whether it is up to date."""
        same = self.hash == link.hash
        if self.props is None or not same:
            return same
        return all(self.props.get(key) == value for key, value in _whole(link).items())


def _whole(link: LinkRow) -> Mapping[str, Any]:
    """All properties of a relationship, with None for those of a statement that it lacks.

    What an earlier load wrote, and this row no longer says, is taken away by that.
    """
    return {**no_details(), **link.props} if link.hash else link.props


class Writes:
    """The writes of a load in the transaction `tx`.

    `revive` says that the database has withdrawn nodes, `thorough` that properties are compared and
    hashes not believed.
    """

    def __init__(self, tx: "neo4j.ManagedTransaction", *, revive: bool, thorough: bool) -> None:
        self._tx, self._revive, self._thorough = tx, revive, thorough

    def advance(self, units: Sequence[Unit]) -> Done:
        """One step towards what the units say; their digests are set with the last one.

        All is decided from what the database holds now, under a lock on the units' entities: so it
        is right to run this again, and two loads at once wait for each other.
        """
        ids = [u.id for u in units]
        self._run(_CLEAR_DIGESTS, ids=ids)
        there = self._known_links(_LINKS_OF_ENTITIES, ids)
        wanted = {link.id: link for u in units for link in u.links}
        gone = [(known.type, i) for i, known in there.items() if i not in wanted]
        fresh = [link for i, link in wanted.items() if i not in there]
        stale = [link for i, link in wanted.items() if i in there and not there[i].says(link)]
        self._delete_links(gone[:BATCH])
        self._create_with_texts(fresh[:BATCH], units)
        self._update_links(stale)
        left = len(gone) > BATCH or len(fresh) > BATCH
        if not left:
            self._run(_SET_DIGESTS, rows=[{"id": u.id, "digest": u.digest} for u in units])
        return Done(
            written=Counter(link.type for link in (*fresh[:BATCH], *stale)),
            withdrawn=Counter(type_ for type_, _ in gone[:BATCH]),
            left=left,
        )

    def _create_with_texts(self, links: Sequence[LinkRow], units: Sequence[Unit]) -> None:
        texts = {text.id: text for u in units for text in u.texts}
        self.nodes([texts[link.id] for link in links if link.end_kind == TEXT])
        self._create_links(links)

    def document(
        self, node: NodeRow, articles: Sequence[NodeRow], parts: Sequence[LinkRow]
    ) -> Mapping[str, int]:
        """Write a document with its articles; how many nodes were not there just so, by label."""
        self._revive_all(DOCUMENT, [node.id])
        # Writing takes a lock: a second load waits here until this one has its articles in.
        self._run(f"MERGE (n:{DOCUMENT} {{{ID}: $id}}) SET n.{ID} = $id", id=node.id)
        known = self._known_links(_LINKS_OF_DOCUMENTS, [node.id])
        changed = Counter({ARTICLE: self.nodes(articles)})
        self._create_links([p for p in parts if p.id not in known])
        changed[DOCUMENT] = self.nodes([node])
        return +changed

    def nodes(self, nodes: Iterable[NodeRow]) -> int:
        """Write nodes; how many the database did not have just so."""
        groups: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
        for node in nodes:
            groups[node.kind, node.labels].append({"id": node.id, "props": node.props})
        differs = _ANY_DIFFERENCE if self._thorough else _OTHER_HASH
        changed = 0
        for (kind, labels), rows in groups.items():
            self._revive_all(kind, [row["id"] for row in rows])
            more = "".join(f" SET n:`{label}`" for label in labels)
            query = (
                f"UNWIND $rows AS row MERGE (n:`{kind}` {{{ID}: row.id}}) WITH n, row"
                f" WHERE {differs}{more} SET n += row.props RETURN count(n) AS n"
            )
            changed += int(self._tx.run(query, rows=rows).single(strict=True)["n"])
        return changed

    def _revive_all(self, kind: str, ids: Sequence[str]) -> None:
        if self._revive:
            self._run(_REVIVE.format(kind=kind), ids=ids)

    def withdraw(self, label: str, ids: Sequence[str]) -> tuple[int, int]:
        """Take nodes out with our relationships to them; how many went, how many others hold fast.

        Entities that are answerable for what is deleted lose their digest: from now on they are not
        in step with what it says, whatever happens next.
        """
        node = f"UNWIND $ids AS id MATCH (n:`{label}` {{{ID}: id}})"
        ours = f"(n)-[r:{_OURS}]-(m) WHERE r.{ID} IS NOT NULL"
        answerable = f"m:{ENTITY} AND (startNode(r) = m OR type(r) = '{MENTIONS}')"
        self._run(f"{node} MATCH {ours} AND {answerable} SET m.{DIGEST} = null", ids=ids)
        if label != TEXT:
            texts = self._tx.run(f"{node} MATCH {ours} AND m:{TEXT} RETURN m.{ID} AS id", ids=ids)
            if hanging := [row["id"] for row in texts]:
                self.withdraw(TEXT, hanging)
        self._run(f"{node} MATCH {ours} DELETE r", ids=ids)
        kinds = "".join(f":`{kind}`" for kind in (label, *vocabulary().entity_types))
        held = self._tx.run(
            f"{node} WHERE EXISTS {{ (n)--() }} REMOVE n{kinds} SET n:{WITHDRAWN}"
            f" SET n.{HASH} = null, n.{DIGEST} = null RETURN count(n) AS n",
            ids=ids,
        )
        kept = int(held.single(strict=True)["n"])
        gone = self._tx.run(f"{node} DELETE n", ids=ids).consume().counters.nodes_deleted
        return gone, kept

    def _known_links(self, query: str, ids: Sequence[str]) -> dict[str, _Known]:
        rows = self._tx.run(query, ids=list(ids), thorough=self._thorough)
        return {row["id"]: _Known(row["type"], row["hash"], row["props"]) for row in rows}

    def _create_links(self, links: Iterable[LinkRow]) -> None:
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for link in links:
            props = {key: value for key, value in link.props.items() if value is not None}
            row = {"start": link.start, "end": link.end, "props": props}
            groups[link.start_kind, link.type, link.end_kind].append(row)
        for (start, type_, end), rows in groups.items():
            query = (
                f"UNWIND $rows AS row MATCH (a:`{start}` {{{ID}: row.start}})"
                f" MATCH (b:`{end}` {{{ID}: row.end}})"
                f" CREATE (a)-[r:`{type_}`]->(b) SET r = row.props"
            )
            made = self._tx.run(query, rows=rows).consume().counters.relationships_created
            if made != len(rows):
                raise ServerRefused(
                    f"{len(rows) - made} ends of {type_} are not in the database: another program "
                    "deletes what is loaded; run the load again when that is done"
                )

    def _update_links(self, links: Iterable[LinkRow]) -> None:
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for link in links:
            groups[link.type].append({"id": link.id, "props": _whole(link)})
        for type_, rows in groups.items():
            found = f"UNWIND $rows AS row MATCH ()-[r:`{type_}` {{{ID}: row.id}}]->()"
            self._run(f"{found} SET r += row.props", rows=rows)

    def _delete_links(self, links: Iterable[tuple[str, str]]) -> None:
        groups: dict[str, list[str]] = defaultdict(list)
        for type_, link_id in links:
            groups[type_].append(link_id)
        for type_, ids in groups.items():
            found = f"UNWIND $ids AS id MATCH ()-[r:`{type_}` {{{ID}: id}}]->()"
            self._run(f"{found} DELETE r", ids=ids)
            if type_ in _TAKING_TEXT:
                self.withdraw(TEXT, ids)

    def _run(self, query: str, **parameters: Any) -> None:
        self._tx.run(query, parameters).consume()


_OTHER_HASH = f"(n.{HASH} IS NULL OR row.props.{HASH} IS NULL OR n.{HASH} <> row.props.{HASH})"
_ANY_DIFFERENCE = (
    "any(key IN keys(row.props) WHERE coalesce(n[key] <> row.props[key],"
    " NOT (n[key] IS NULL AND row.props[key] IS NULL)))"
)
_REVIVE = f"UNWIND $ids AS id MATCH (n:{WITHDRAWN} {{{{{ID}: id}}}}) REMOVE n:{WITHDRAWN} SET n:`{{kind}}`"
