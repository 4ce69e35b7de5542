"""The catalogue names each question once and says truly what it takes and gives."""

import inspect
from collections.abc import Callable

import pytest

from kg.errors import QueryError
from loaders.source import GraphSource
from ontology.vocabulary import vocabulary
from queries.answer import names
from queries.catalogue import QUESTIONS, Question, question

EACH = pytest.mark.parametrize("asked", QUESTIONS.values(), ids=lambda q: str(q.name))


@EACH
def test_parameters_are_those_of_the_function(asked: Question) -> None:
    """The entities come in the order of the function, the others are its keywords."""
    signature = list(inspect.signature(asked.run).parameters.values())[1:]
    entities = [p for p in asked.parameters if p.kind == "entity"]
    others = {p.name for p in asked.parameters if p.kind != "entity"}
    positional = [p for p in signature if p.kind is p.POSITIONAL_OR_KEYWORD]
    keywords = {p.name for p in signature if p.kind is p.KEYWORD_ONLY}
    assert len(entities) == len(positional)
    assert others <= keywords
    assert asked.parameters[: len(entities)] == tuple(entities)


@EACH
def test_answer_has_the_columns_of_the_catalogue(
    asked: Question, source: GraphSource, named: Callable[[str], str]
) -> None:
    """What a question answers is called as the catalogue says."""
    entities = [p for p in asked.parameters if p.required]
    ids = [named("晨曦产业基金"), named("工业和信息化部")][: len(entities)]
    answer = asked.run(source, *ids)
    assert answer.question == asked.name
    assert answer.columns == names(asked.columns)
    assert answer.rows


@EACH
def test_question_is_told_in_both_languages(asked: Question) -> None:
    """Help, parameters and columns are written in Chinese and English, with an example."""
    labelled = [asked, *asked.parameters, *asked.columns]
    assert all(thing.zh and thing.en.isascii() for thing in labelled)
    assert all(not thing.zh.isascii() for thing in labelled)
    assert asked.example.startswith(f"kg {asked.name} ")


@EACH
def test_entity_types_are_in_the_ontology(asked: Question) -> None:
    """The types that a name is looked up among exist."""
    wanted = {t for p in asked.parameters for t in p.types}
    assert wanted <= set(vocabulary().entity_types)


def test_unknown_question_is_told_what_there_is() -> None:
    """A question that is not in the catalogue is answered with those that are."""
    with pytest.raises(QueryError, match="choose one of investors, investments, exposure"):
        question("gossip")
