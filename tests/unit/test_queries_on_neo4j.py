"""The questions in Cypher: one for each, only reading, over the ontology's relations."""

import re
from importlib.resources import files
from typing import Any

import pytest

from kg.errors import ServerRefused, UnknownName
from loaders.neo4j_link import Link
from ontology.vocabulary import vocabulary
from queries.catalogue import QUESTIONS
from queries.on_neo4j import OnNeo4j, cypher
from queries.paths import MAX_STEPS

FILES = sorted(
    p.name.removesuffix(".cypher") for p in files("queries").joinpath("cypher").iterdir()
)
NO_QUESTION = {"entity", "find", "named", "neighbourhood"}
"""Files that questions and pages share: who is meant, and what stands around."""


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_asking_needs_no_right_to_write(neo4j_link: Link) -> None:
    """The server itself classes every question as one that only reads, and takes no write there."""
    given: dict[str, Any] = {"id": "", "other": "", "ids": [], "query": "", "types": []}
    given |= {"statuses": [], "since": None, "until": None}

    def plan(tx: Any, name: str) -> str:
        return str(tx.run(f"EXPLAIN {cypher(name)}", given).consume().query_type)

    kinds = neo4j_link.write(lambda tx: {name: plan(tx, name) for name in FILES})
    assert kinds == dict.fromkeys(FILES, "r")
    with pytest.raises(ServerRefused, match=r"[Ww]rit"):
        neo4j_link.read("CREATE (n:KgEntity) RETURN n")


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_an_empty_or_unfinished_database_says_so(neo4j_link: Link) -> None:
    """Nobody takes the silence of a database without a graph, or with half of one, for an answer."""
    assert "holds no graph" in OnNeo4j(neo4j_link).notes()[0]
    half = "CREATE (:KgState {kg_id: 'state', format: 1, complete: false})"
    neo4j_link.write(lambda tx: tx.run(half).consume())
    assert "not finished" in OnNeo4j(neo4j_link).notes()[0]
    with pytest.raises(UnknownName):
        OnNeo4j(neo4j_link).entity("nobody")


def test_every_question_has_its_cypher() -> None:
    """A question of the catalogue can be asked in Neo4j, and no file is there for nothing."""
    assert set(FILES) - NO_QUESTION == set(QUESTIONS)


def test_statements_are_told_alike_by_every_file() -> None:
    """All files that find statements return the same columns, ready for Neo4j's own tools."""
    tails = {
        text[text.index("WITH DISTINCT r") :] for text in map(cypher, {*QUESTIONS, "neighbourhood"})
    }
    assert len(tails) == 1
    assert all(cypher(name).startswith("// ") for name in FILES)


@pytest.mark.parametrize("name", ["path", "timeline", "neighbourhood"])
def test_all_relation_types_are_followed(name: str) -> None:
    """A relation type that is new in the ontology is followed in Neo4j too."""
    lists = re.findall(r":((?:\s*[A-Z_]+\|)+\s*[A-Z_]+)", cypher(name))
    assert lists
    for found in lists:
        assert re.findall(r"[A-Z_]+", found) == list(vocabulary().relation_types)


def test_relation_types_in_cypher_are_in_the_ontology() -> None:
    """No file asks for a relation that cannot be."""
    known = {*vocabulary().relation_types, "EVIDENCED_BY", "MENTIONS", "PART_OF"}
    for name in FILES:
        text = re.sub(r"//.*", "", cypher(name))
        used = re.findall(r"\[\s*\w*:([A-Z_|\s]+)", text)
        assert {code for group in used for code in re.findall(r"[A-Z_]+", group)} <= known


def test_paths_are_as_long_in_cypher_as_in_python() -> None:
    """The limit on the length of a path is one and the same."""
    assert re.findall(r"\*1\.\.(\d+)", cypher("path")) == [str(MAX_STEPS)]
