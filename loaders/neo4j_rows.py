"""The graph as Neo4j holds it: labels, property names, and views turned into rows.

::

    (:KgEntity:Company)-[:INVESTED_IN {status, confidence, amount, date, …, evidence: [ids]}]->(:KgEntity:Company)
    (:KgEntity:Policy)-[:SETS_TARGET {…}]->(:KgText {text})       a text belongs to its one statement
    (:KgEntity)-[:EVIDENCED_BY {statement, sentence, page, …}]->(:KgArticle)-[:PART_OF]->(:KgDocument)
    (:KgArticle)-[:MENTIONS {surfaces, mentions}]->(:KgEntity)
    (:KgState)                                                    what was loaded, and whether to the end

Labels of entities and types of relationships come from the ontology alone. Whatever is ours carries
`ID`; what others put into the same database does not, and is left alone. A row's `HASH` tells
whether it is up to date, an entity's `DIGEST` whether everything that starts from it is.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.identity.names import name_key
from kg.ids import content_id
from kg.model import Document, Literal, Reading
from kg.store.rows import encode_qualifiers
from kg.views import ArticleView, Citation, EntityView, NamingView, StatementView
from loaders.neo4j_life import life_props
from loaders.records import finite, qualifier_texts
from ontology.vocabulary import vocabulary

FORMAT = 3
"""The version of this layout, and of what `kg.store.events` makes of a store; it is part of every hash, so a new
one rewrites what an old one wrote."""

ID, HASH, DIGEST = "kg_id", "kg_hash", "kg_digest"

ENTITY, TEXT, DOCUMENT, ARTICLE = "KgEntity", "KgText", "KgDocument", "KgArticle"
STATE, WITHDRAWN = "KgState", "KgWithdrawn"
LABELS = (ENTITY, TEXT, DOCUMENT, ARTICLE, STATE, WITHDRAWN)

EVIDENCED_BY, MENTIONS, PART_OF = "EVIDENCED_BY", "MENTIONS", "PART_OF"

_KEY_LENGTH = 200
"""An index term may have 32 kB; a name longer than this is looked up by its beginning."""

Props = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """A node: `labels` besides the one that `kind` names; `props` are all it has, None for nothing."""

    id: str
    kind: str
    labels: tuple[str, ...] = ()
    props: Props


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A relationship from the `start` node of kind `start_kind` to the `end` node.

    Without a `hash` the id says it all: another content is another relationship.
    """

    id: str
    type: str
    start: str
    start_kind: str
    end: str
    end_kind: str
    props: Props
    hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What an entity is answerable for: its statements, their evidence, where it is named."""

    id: str
    digest: str
    texts: tuple[NodeRow, ...]
    links: tuple[LinkRow, ...]


def entity_node(view: EntityView) -> NodeRow:
    """An entity, with the keys that it is looked up by.

    >>> node = entity_node(EntityView(id="e1", type="Company", name="京东方", aliases=("BOE",)))
    >>> node.labels, node.props["keys"]
    (('Company',), ['boe', '京东方'])
    """
    label = vocabulary().entity_type(view.type).code
    props = {
        "name": view.name,
        "type": view.type,
        # A bulk import knows no empty lists, and both ways in must come to the same.
        "aliases": list(view.aliases) or None,
        "identifiers": [f"{key}={value}" for key, value in view.identifiers] or None,
        "keys": sorted({look_up_key(form) for form in (view.name, *view.aliases)}),
        "codes": sorted({c for _, value in view.identifiers for c in _codes(value)}) or None,
    }
    return _node(view.id, ENTITY, props, (label,))


def look_up_key(name: str) -> str:
    """The key under which a name is found, cut to what an index takes."""
    return name_key(name)[:_KEY_LENGTH]


def _codes(value: str) -> Iterable[str]:
    """An identifier and what stands before its dots: 000725.SZ is found as 000725 too."""
    code = value.casefold()[:_KEY_LENGTH]
    return (code, *(code[:at] for at, char in enumerate(code) if char == "." and at))


def document_node(document: Document, articles: Iterable[NodeRow]) -> NodeRow:
    """A document; its hash covers the articles too."""
    props = {
        "title": document.title,
        "source": document.source,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "published": document.published,
    }
    parts = [[a.id, a.props[HASH]] for a in articles]
    return _node(document.id, DOCUMENT, props, parts=parts)


def article_node(article: ArticleView) -> NodeRow:
    """An article, without its text."""
    props = {
        "title": article.title,
        "section": article.section,
        "page": article.page,
        "published": article.published,
        "ordinal": article.ordinal,
        "document": article.document,
        "document_id": article.document_id,
    }
    return _node(article.id, ARTICLE, props)


def _node(
    node_id: str, kind: str, props: Props, labels: tuple[str, ...] = (), parts: Any = ()
) -> NodeRow:
    whole = {ID: node_id, **props, HASH: _hash(kind, labels, props, parts)}
    return NodeRow(id=node_id, kind=kind, labels=labels, props=whole)


def part_of(article: ArticleView) -> LinkRow:
    """That the article stands in its document."""
    link_id = content_id("part_of", article.id, article.document_id)
    return LinkRow(
        id=link_id,
        type=PART_OF,
        start=article.id,
        start_kind=ARTICLE,
        end=article.document_id,
        end_kind=DOCUMENT,
        props={ID: link_id},
    )


def unit(
    entity_id: str, statements: Iterable[StatementView], namings: Iterable[NamingView]
) -> Unit:
    """Everything that hangs on an entity: `statements` whose subject it is, and its `namings`."""
    texts: list[NodeRow] = []
    links: dict[str, LinkRow] = {}
    for view in statements:
        evidence = [_evidence(view, c) for c in view.citations]
        links[view.id] = _statement(view, [e.id for e in evidence])
        links.update((e.id, e) for e in evidence)
        if isinstance(view.object, Literal):
            props = {ID: view.id, "text": view.object.text}
            texts.append(NodeRow(id=view.id, kind=TEXT, props=props))
    links.update((n.id, n) for n in map(_mention, namings))
    ordered = tuple(links[i] for i in sorted(links))
    digest = _hash(entity_id, [[link.id, link.hash] for link in ordered])
    return Unit(id=entity_id, digest=digest, texts=tuple(texts), links=ordered)


def _statement(view: StatementView, evidence: list[str]) -> LinkRow:
    literal = isinstance(view.object, Literal)
    props = {
        "status": view.status,
        "confidence": view.confidence,
        "evidence": evidence,
        "published": min((c.published for c in view.citations if c.published), default=None),
        "qualifiers": encode_qualifiers(view.qualifiers),
        **life_props(view),
        **qualifier_texts(view.qualifiers),
        **_readings(view),
    }
    digest = _hash(view.type, props)
    return LinkRow(
        id=view.id,
        type=vocabulary().relation(view.type).code,
        start=view.subject.id,
        start_kind=ENTITY,
        # Two statements that set the same goal are not linked through the words of it.
        end=view.id if literal else view.object.id,
        end_kind=TEXT if literal else ENTITY,
        props={ID: view.id, **props, HASH: digest},
        hash=digest,
    )


@cache
def no_details() -> Mapping[str, None]:
    """The properties that tell the qualifiers of a statement, as written and as read, all empty."""
    ends = ("", "_low", "_high", "_unit", "_from", "_until")
    return {f"{name}{end}": None for name in vocabulary().qualifiers for end in ends}


def _readings(view: StatementView) -> Props:
    """The readings of the qualifiers as properties, the first one of each name that says anything."""
    props: Props = {}
    for qualifier in view.qualifiers:
        if qualifier.reading:
            read = _reading(qualifier.name, qualifier.reading)
            props |= read if not props.keys() & read.keys() else {}
    return props


def _reading(name: str, reading: Reading) -> Props:
    """An interval: days from … until …, or numbers from low to high with their unit."""
    if reading.kind == "date":
        ends: Props = {f"{name}_from": reading.low_date, f"{name}_until": reading.high_date}
    else:
        ends = {f"{name}_low": finite(reading.low), f"{name}_high": finite(reading.high)}
        ends[f"{name}_unit"] = reading.unit or None
    known = {key: end for key, end in ends.items() if end is not None}
    return known if known.keys() - {f"{name}_unit"} else {}


def _evidence(view: StatementView, citation: Citation) -> LinkRow:
    props = {
        "statement": view.id,
        "sentence": citation.sentence,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "rule": citation.rule,
        "confidence": citation.confidence,
    }
    link_id = _fields_hash(EVIDENCED_BY, citation.article_id, *props.values())
    return LinkRow(
        id=link_id,
        type=EVIDENCED_BY,
        start=view.subject.id,
        start_kind=ENTITY,
        end=citation.article_id,
        end_kind=ARTICLE,
        props={ID: link_id, **props},
    )


def _mention(naming: NamingView) -> LinkRow:
    props = {"surfaces": list(naming.surfaces), "mentions": naming.mentions}
    link_id = _fields_hash(
        MENTIONS, naming.article_id, naming.entity_id, naming.mentions, *naming.surfaces
    )
    return LinkRow(
        id=link_id,
        type=MENTIONS,
        start=naming.article_id,
        start_kind=ARTICLE,
        end=naming.entity_id,
        end_kind=ENTITY,
        props={ID: link_id, **props},
    )


def _hash(*parts: Any) -> str:
    return _digest(_ENCODE([FORMAT, *parts]))


def _fields_hash(*fields: object) -> str:
    """As `_hash`, for a few plain fields, many millions of times."""
    return _digest(_SEPARATOR.join(map(str, (FORMAT, *fields))))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_SEPARATOR = "\x1f"


def relationship_types() -> tuple[str, ...]:
    """Every type of relationship that a load may write."""
    return (*vocabulary().relation_types, EVIDENCED_BY, MENTIONS, PART_OF)


def schema() -> Mapping[str, str]:
    """The constraints and indexes by name, each with the statement that creates it."""
    wanted = {
        f"kg_{label}": f"CREATE CONSTRAINT `kg_{label}` IF NOT EXISTS"
        f" FOR (n:`{label}`) REQUIRE n.{ID} IS UNIQUE"
        for label in LABELS
    }
    wanted |= {
        f"kg_{code}": f"CREATE CONSTRAINT `kg_{code}` IF NOT EXISTS"
        f" FOR ()-[r:`{code}`]-() REQUIRE r.{ID} IS UNIQUE"
        for code in relationship_types()
    }
    wanted["kg_name"] = f"CREATE INDEX kg_name IF NOT EXISTS FOR (n:{ENTITY}) ON (n.name)"
    wanted["kg_names"] = _full_text("kg_names", ("name", "aliases"), "cjk")
    wanted["kg_keys"] = _full_text("kg_keys", ("keys", "codes"), "keyword")
    return wanted


def _full_text(name: str, properties: Iterable[str], analyzer: str) -> str:
    columns = ", ".join(f"n.{p}" for p in properties)
    return (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{ENTITY}) ON EACH [{columns}]"
        f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    )
