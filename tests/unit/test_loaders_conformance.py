"""SHACL: the sample conforms, and what does not is named so that a person can find it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import rdflib

from kg.model import Literal, Qualifier, Reading
from kg.store import Store
from kg.views import StatementView
from loaders.conformance import check, check_graph
from loaders.source import GraphSource
from loaders.to_rdf import entity_iri, statement_iri, to_graph
from ontology.vocabulary import NAMESPACE

KGO = rdflib.Namespace(NAMESPACE)
MakeView = Callable[..., StatementView]
MakeSource = Callable[..., GraphSource]


def test_made_up_digest_conforms(source: GraphSource) -> None:
    """Nothing is wrong with the graph of the tests, bare or in a store, nor with its whole RDF."""
    assert list(check(source)) == []
    assert check_graph(to_graph(source)) == []


def test_sample_conforms(sample_graph: Store) -> None:
    """The graph of ``make demo``, as the rules alone read it, is as the shapes want it."""
    seen: list[int] = []
    assert list(check(sample_graph, seen.append)) == []
    assert seen[-1] == sum(1 for _ in sample_graph.statements()) > 100
    assert check_graph(to_graph(sample_graph)) == []


def _deal(make_view: MakeView) -> StatementView:
    return make_view("Fund:汀鹭资本", "INVESTED_IN", "Company:砺芯半导体")


Change = Callable[[StatementView], StatementView]
WRONG: dict[str, tuple[Change, str]] = {
    "domain": (
        lambda v: replace(v, subject=replace(v.subject, id="x", type="Policy")),
        "投资：主语须是公司、基金、政府机构、人物",
    ),
    "range": (
        lambda v: replace(v, object=replace(v.subject, id="y", type="Place")),
        "投资：宾语须是公司、基金",
    ),
    "text": (lambda v: replace(v, object=Literal(text="一家公司")), "投资：宾语须是公司、基金"),
    "no evidence": (lambda v: replace(v, citations=()), "须有证据"),
    "confidence": (lambda v: replace(v, confidence=1.5), "置信度须在 0 与 1 之间"),
    "qualifier": (
        lambda v: replace(v, qualifiers=(Qualifier(name="title", text="董事长"),)),
        "投资不带职务或名次",
    ),
    "interval": (
        lambda v: replace(
            v,
            qualifiers=(
                Qualifier(name="amount", text="2亿", reading=Reading(kind="money", low=3, high=2)),
            ),
        ),
        "下限不得高于上限",
    ),
    "day": (
        lambda v: replace(
            v,
            qualifiers=(
                Qualifier(name="date", text="某日", reading=Reading(kind="date", low_date="某日")),
            ),
        ),
        "起始日须为日期，且不晚于截止日",
    ),
    "empty quote": (
        lambda v: replace(v, citations=(replace(v.citations[0], start=20, sentence=" "),)),
        "须引原句",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_words(
    make_view: MakeView, make_source: MakeSource, case: str
) -> None:
    """A deal with one thing wrong is named with what was asked for; its neighbour is not."""
    change, expected = WRONG[case]
    good = make_view("Company:启澜半导体", "SUPPLIES", "Company:宁川集团")
    found = list(check(make_source((good, change(_deal(make_view))))))
    assert expected in {v.zh for v in found}
    assert not [v for v in found if "供应" in v.about]


def test_a_violation_leads_to_its_sentence(make_view: MakeView, make_source: MakeSource) -> None:
    """It names the statement in words, the value that is wrong, and where it was read."""
    change, _ = WRONG["domain"]
    (violation,) = check(make_source((change(_deal(make_view)),)))
    assert violation.about == "汀鹭资本 —投资→ 砺芯半导体"
    assert violation.en == "invested in: the subject must be company, fund, government body, person"
    assert violation.value == entity_iri("x")
    assert "《芯片动态》 第3页" in violation.source


def test_unknown_status_in_a_graph_is_found(source: GraphSource) -> None:
    """In an RDF graph of any origin a status that the scheme lacks is a violation of its node."""
    graph = to_graph(source)
    view = next(iter(source.statements()))
    node = rdflib.URIRef(statement_iri(view.id))
    graph.set((node, KGO.status, KGO.policyKindLaw))
    assert {v.node for v in check_graph(graph)} == {str(node)}
