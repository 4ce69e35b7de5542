"""The ontology: complete, sound for others to load, and the only place where the words are spelled."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from ontology.derived import DERIVED
from ontology.vocabulary import NAMESPACE, check_fresh, vocabulary

ROOT = Path(__file__).parents[2]
KGO = rdflib.Namespace(NAMESPACE)
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
PACKAGES = ("kg", "loaders", "queries", "viz", "ontology")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The ontology as rdflib reads it."""
    return rdflib.Graph().parse(ROOT / "ontology" / "ontology.ttl", format="turtle")


def _ours(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(NAMESPACE)}


def _languages(graph: rdflib.Graph, term: rdflib.URIRef, *props: rdflib.URIRef) -> set[str]:
    found = (o for p in props for o in graph.objects(term, p))
    return {o.language or "" for o in found if isinstance(o, rdflib.Literal)}


def test_compact_form_says_what_the_ontology_says() -> None:
    """``vocabulary.json`` is what ``ontology.ttl`` compiles to."""
    check_fresh()


@pytest.mark.parametrize("path", DERIVED, ids=lambda p: p.name)
def test_files_made_from_the_ontology_are_fresh(path: Path) -> None:
    """Context, shapes and page are what the ontology gives; renew them with python -m ontology."""
    assert path.read_text(encoding="utf-8") == DERIVED[path]()


def test_every_term_has_labels_and_definitions_in_both_languages(graph: rdflib.Graph) -> None:
    """Classes, relations, properties, statuses and kinds are labelled and defined in zh and en."""
    inverses = set(graph.subjects(OWL.inverseOf))
    for term in _ours(graph):
        assert _languages(graph, term, RDFS.label, SKOS.prefLabel) == {"zh", "en"}, term
        if term not in inverses:
            assert _languages(graph, term, SKOS.definition) == {"zh", "en"}, term


def test_every_relation_has_domain_range_and_example(graph: rdflib.Graph) -> None:
    """Domains and ranges name entity types; a relation is symmetric or has an inverse, or takes text."""
    words = vocabulary()
    for relation in words.relation_types.values():
        assert relation.domain and set(relation.domain) <= set(words.entity_types)
        assert set(relation.range) <= set(words.entity_types)
        assert relation.symmetric + bool(relation.inverse) + relation.takes_text == 1, relation.code
        assert relation.example.endswith("。")
        node = rdflib.URIRef(relation.iri)
        assert relation.takes_text == ((node, RDFS.range, XSD.string) in graph)


def test_statuses_and_policy_kinds_are_skos_schemes(graph: rdflib.Graph) -> None:
    """Each status and kind of policy is a top concept of its scheme, which lists it."""
    words = vocabulary()
    for scheme, terms in (
        (KGO.StatusScheme, words.statuses),
        (KGO.PolicyKindScheme, words.policy_kinds),
    ):
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        listed = {str(o) for o in graph.objects(scheme, SKOS.hasTopConcept)}
        assert listed == {t.iri for t in terms.values()}
    kinds = {"law", "regulation", "plan", "actionPlan", "notice", "guideline", "standard", "draft"}
    assert set(words.policy_kinds) == kinds


def test_the_ontology_has_a_version_and_no_clock(graph: rdflib.Graph) -> None:
    """A version IRI ends in the version; no date of making stands in the file."""
    ontology = rdflib.URIRef(NAMESPACE.rstrip("#"))
    assert str(graph.value(ontology, OWL.versionIRI)).endswith("/" + vocabulary().version)
    dated = {DCTERMS.created, DCTERMS.modified, DCTERMS.date, DCTERMS.issued}
    assert not dated & set(graph.predicates())


def test_terms_lists_every_iri_of_ours(graph: rdflib.Graph) -> None:
    """What an import may use is exactly what the ontology defines."""
    assert vocabulary().terms == {str(t) for t in _ours(graph)}


def test_reading_the_vocabulary_imports_no_rdf_library() -> None:
    """Commands that only need the words do not wait for Turtle to be parsed."""
    code = "import sys, ontology.vocabulary as v; v.vocabulary(); print('rdflib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"


# --- relations spelled in Python ------------------------------------------------------------------

_CODE = re.compile(r"[A-Z]{2,}(?:_[A-Z]+)*")


def _codes(node: ast.AST) -> list[str]:
    """Upper-case words in a collection, as far as they stand side by side."""
    if isinstance(node, ast.Dict):
        items: list[ast.expr | None] = list(node.keys)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        items = list(node.elts)
    else:
        return []
    texts = [i.value for i in items if isinstance(i, ast.Constant) and isinstance(i.value, str)]
    return [t for t in texts if _CODE.fullmatch(t)]


def _compared(node: ast.AST) -> list[str]:
    """Upper-case words that a ``type`` is compared with."""
    if not isinstance(node, ast.Compare):
        return []
    sides = [node.left, *node.comparators]
    if not any(isinstance(s, ast.Attribute) and s.attr == "type" for s in sides):
        return []
    texts = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
    return [t for t in texts if _CODE.fullmatch(t)]


def _looked_up(node: ast.AST) -> list[str]:
    """Upper-case words handed to ``vocabulary().relation`` or ``allows``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return []
    if node.func.attr not in {"relation", "allows"}:
        return []
    texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return [t for t in texts if _CODE.fullmatch(t)]


def _spelled() -> Iterator[tuple[str, str, bool]]:
    relations = set(vocabulary().relation_types)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                side_by_side = _codes(node)
                meant = side_by_side if relations & set(side_by_side) else []
                for code in (*meant, *_compared(node), *_looked_up(node)):
                    yield (
                        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}",
                        code,
                        code in relations,
                    )


def test_python_spells_no_relation_that_the_ontology_lacks() -> None:
    """Whatever the code treats as a relation type is one of the ontology."""
    spelled = list(_spelled())
    assert len(spelled) > 50
    assert [f"{where} {code}" for where, code, known in spelled if not known] == []


# --- alignments and shapes ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alignments() -> rdflib.Graph:
    """The alignments as rdflib reads them."""
    return rdflib.Graph().parse(ROOT / "ontology" / "alignments.ttl", format="turtle")


def test_alignments_start_from_terms_of_the_ontology(alignments: rdflib.Graph) -> None:
    """No alignment speaks of a term that the ontology lacks."""
    assert {str(t) for t in _ours(alignments)} <= vocabulary().terms


def test_alignments_use_terms_that_the_others_define(alignments: rdflib.Graph) -> None:
    """Where rdflib knows the vocabulary (ORG, PROV, schema.org), the term aligned with exists."""
    from rdflib.namespace import ORG, PROV, SDO, SKOS

    wrong = [
        o
        for _, p, o in alignments
        if p != OWL.imports
        for ns in (ORG, PROV, SDO, SKOS)
        if str(o).startswith(str(ns)) and str(o) != str(ns) and o not in ns
    ]
    assert wrong == []


def test_alignments_reach_every_vocabulary_promised(alignments: rdflib.Graph) -> None:
    """ORG, PROV, Web Annotation, FIBO, ELI, ELI-DL, schema.org and FollowTheMoney are all aligned."""
    targets = " ".join(map(str, alignments.objects()))
    for part in (
        "w3.org/ns/org#",
        "w3.org/ns/prov#",
        "oa#TextQuoteSelector",
        "oa#TextPositionSelector",
        "LegalPersons/LegalEntity",
        "CorporateOwnership/Shareholding",
        "CorporateControl/isSubsidiaryOf",
        "eli-draft-legislation-ontology#DraftLegislationWork",
        "schema.org/",
        "followthemoney",
        *(f"eli/ontology#{n}" for n in ("passed_by", "date_document", "based_on", "applies")),
        "eli/ontology#first_date_entry_in_force",
    ):
        assert part in targets, part
    assert ELI.implements not in set(alignments.objects())


def test_only_classes_and_properties_are_subsumed(alignments: rdflib.Graph) -> None:
    """rdfs:subClassOf starts from classes, rdfs:subPropertyOf from properties of ours."""
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "ontology.ttl", format="turtle")
    for subject in alignments.subjects(RDFS.subClassOf):
        assert (subject, RDF.type, OWL.Class) in ontology
    for subject in alignments.subjects(RDFS.subPropertyOf):
        assert (subject, RDF.type, OWL.ObjectProperty) in ontology


def test_shapes_are_shacl_core() -> None:
    """PySHACL finds the shapes graph itself well-formed, by the shapes of SHACL for shapes."""
    import pyshacl

    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl", format="turtle")
    # Stopping at the first violation spares the reports of all that fails inside sh:or: half of the time.
    conforms, _, text = pyshacl.validate(
        rdflib.Graph(), shacl_graph=shapes, meta_shacl=True, abort_on_first=True
    )
    assert conforms, text
    assert not any("sparql" in str(p).lower() for p in shapes.predicates())
