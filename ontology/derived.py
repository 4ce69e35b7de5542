"""Files that are made from the ontology and committed: JSON-LD context, SHACL shapes, the page.

``python -m ontology`` writes them all; a test compares them with what the ontology says.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.namespaces import PREFIXES
from ontology.vocabulary import NAMESPACE, EntityType, RelationType, Term, Vocabulary, vocabulary

if TYPE_CHECKING:
    import rdflib

HERE = Path(__file__).parent


def main() -> None:
    """Write ``vocabulary.json`` and what follows from it, beside ``ontology.ttl``."""
    from ontology import vocabulary as source

    source.main()
    vocabulary.cache_clear()
    for path, make in DERIVED.items():
        if path.parent.is_dir():  # An installed wheel has no docs.
            path.write_text(make(), encoding="utf-8")


# --- the JSON-LD context --------------------------------------------------------------------------


def context() -> str:
    """The text of ``context.jsonld``: prefixes, and each property of ours by its bare name."""
    import rdflib
    from rdflib.namespace import OWL, RDF, RDFS

    graph = rdflib.Graph().parse(HERE / "ontology.ttl", format="turtle")
    terms: dict[str, Any] = {}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for subject in graph.subjects(RDF.type, kind):
            if str(subject).startswith(NAMESPACE):
                known = graph.value(subject, RDFS.range)
                terms[str(subject).removeprefix(NAMESPACE)] = _term(subject, kind, known)
    made = {"@version": 1.1, **PREFIXES, **{name: terms[name] for name in sorted(terms)}}
    return json.dumps({"@context": made}, ensure_ascii=False, indent=1) + "\n"


def _term(subject: "rdflib.term.Node", kind: "rdflib.URIRef", known: object) -> dict[str, str]:
    from rdflib.namespace import OWL, XSD

    made = {"@id": "kgo:" + str(subject).removeprefix(NAMESPACE)}
    if kind == OWL.ObjectProperty:
        return {**made, "@type": "@id"}
    if known is not None and str(known).startswith(str(XSD)) and known != XSD.string:
        return {**made, "@type": "xsd:" + str(known).removeprefix(str(XSD))}
    return made


# --- SHACL ----------------------------------------------------------------------------------------

_SHAPES_HEAD = """# Made from ontology.ttl by: python -m ontology
# What a graph in the terms of the ontology must look like. Statements are nodes of their own, so the
# domain and range of a relation are asked of the relation: the subjects of its statements are the
# values of the path (^rdf:predicate rdf:subject). This is SHACL Core; nothing here needs SPARQL.
@prefix kgo: <https://w3id.org/cn-industry-kg/ontology#> .
@prefix kgs: <https://w3id.org/cn-industry-kg/shapes#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/cn-industry-kg/shapes> a owl:Ontology ;
    owl:imports <https://w3id.org/cn-industry-kg/ontology> ;
    rdfs:label "Shapes of the graph"@en , "图谱的形状约束"@zh .
"""


def shapes() -> str:
    """The text of ``shapes.ttl``."""
    words = vocabulary()
    return "\n".join(
        (
            _SHAPES_HEAD,
            _statement_shape(words),
            _evidence_shapes(words),
            _reading_shape(words),
            _node_shapes(words),
            *map(_domain_and_range, words.relation_types.values()),
            *(_qualifiers_of(r, words) for r in words.relation_types.values()),
        )
    )


def _shape(name: str, target: str, properties: Iterable[str]) -> str:
    lines = "".join(f" ;\n    sh:property [ {p} ]" for p in properties)
    return f"kgs:{name} a sh:NodeShape ; {target}{lines} .\n"


def _property(path: str, rule: str, en: str, zh: str) -> str:
    return f'sh:path {path} ; {rule} ;\n        sh:message "{en}"@en , "{zh}"@zh'


def _in(terms: Iterable[Term | RelationType]) -> str:
    return "sh:in ( {} )".format(" ".join(_name(t.iri) for t in terms))


def _name(iri: str) -> str:
    return "kgo:" + iri.removeprefix(NAMESPACE)


def _statement_shape(words: Vocabulary) -> str:
    one = "sh:minCount 1 ; sh:maxCount 1"
    relations, statuses = _in(words.relation_types.values()), _in(words.statuses.values())
    fixed = (
        (
            "rdf:subject",
            f"{one} ; sh:nodeKind sh:IRI",
            "one subject, an entity",
            "主语须是一个实体",
        ),
        (
            "rdf:predicate",
            f"{one} ; {relations}",
            "one relation type of the ontology",
            "关系须出自本体",
        ),
        ("rdf:object", one, "one object", "宾语须有且只有一个"),
        (
            "kgo:status",
            f"{one} ; {statuses}",
            "one status of the scheme",
            "状态须有且只有一个，且出自本体",
        ),
        (
            "kgo:confidence",
            f"{one} ; {_PROBABILITY}",
            "a confidence of 0 to 1",
            "置信度须在 0 与 1 之间",
        ),
        (
            "kgo:hasEvidence",
            "sh:minCount 1 ; sh:class oa:Annotation",
            "evidence that is there",
            "须有证据",
        ),
        ("prov:wasDerivedFrom", "sh:minCount 1", "the document it was read in", "须注明所出文档"),
    )
    qualifiers = (
        (
            _name(q.iri),
            "sh:datatype xsd:string ; sh:minLength 1",
            f"{q.en} as written",
            f"{q.zh}须照原文",
        )
        for q in words.qualifiers.values()
    )
    rows = (_property(*row) for row in (*fixed, *qualifiers))
    return _shape("StatementShape", "sh:targetClass kgo:Statement", rows)


_PROBABILITY = "sh:datatype xsd:double ; sh:minInclusive 0e0 ; sh:maxInclusive 1e0"


def _evidence_shapes(words: Vocabulary) -> str:
    one, offset = "sh:minCount 1 ; sh:maxCount 1", "sh:datatype xsd:nonNegativeInteger"
    statuses = _in(words.statuses.values())
    evidence = (
        (
            "oa:hasBody",
            f"{one} ; sh:class kgo:Statement",
            "the statement it backs",
            "须指明所证陈述",
        ),
        (
            "oa:hasTarget",
            f"{one} ; sh:node kgs:SentenceShape",
            "a sentence that is quoted and placed",
            "须指向一句原文",
        ),
        ("kgo:status", f"sh:maxCount 1 ; {statuses}", "a status of the scheme", "状态须出自本体"),
        ("kgo:rule", f"{one} ; sh:datatype xsd:string", "the rule that read it", "须注明规则"),
        (
            "kgo:confidence",
            f"{one} ; {_PROBABILITY}",
            "a confidence of 0 to 1",
            "置信度须在 0 与 1 之间",
        ),
        ("prov:wasDerivedFrom", one, "one document", "须注明所出文档"),
    )
    sentence = (
        (
            "oa:hasSource",
            f"{one} ; sh:class schema:NewsArticle",
            "the article it stands in",
            "须注明所出文章",
        ),
        (
            "( oa:hasSelector oa:exact )",
            f'{one} ; sh:pattern "\\\\S"',
            "the words quoted",
            "须引原句",
        ),
        (
            "( oa:hasSelector oa:start )",
            f"sh:maxCount 1 ; {offset}",
            "where it starts",
            "起点须为非负整数",
        ),
        (
            "( oa:hasSelector oa:end )",
            f"sh:maxCount 1 ; {offset}",
            "where it ends",
            "终点须为非负整数",
        ),
    )
    made = _shape(
        "EvidenceShape", "sh:targetClass oa:Annotation", (_property(*r) for r in evidence)
    )
    target = "sh:targetClass oa:SpecificResource"
    return made + "\n" + _shape("SentenceShape", target, (_property(*r) for r in sentence))


def _reading_shape(words: Vocabulary) -> str:
    one = "sh:minCount 1 ; sh:maxCount 1"
    qualifiers = _in(words.qualifiers.values())
    rows = (
        ("kgo:ofQualifier", f"{one} ; {qualifiers}", "the qualifier that was read", "须指明限定词"),
        ("kgo:text", f"{one} ; sh:datatype xsd:string", "the text as written", "须照录原文"),
        (
            "kgo:kind",
            'sh:maxCount 1 ; sh:in ( "money" "percent" "count" "date" )',
            "a kind of value",
            "数值种类须为四者之一",
        ),
        (
            "kgo:low",
            "sh:maxCount 1 ; sh:datatype xsd:double ; sh:lessThanOrEquals kgo:high",
            "a low end not above the high end",
            "下限不得高于上限",
        ),
        (
            "kgo:high",
            "sh:maxCount 1 ; sh:datatype xsd:double",
            "a high end that is a number",
            "上限须为数值",
        ),
        (
            "kgo:lowDate",
            "sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals kgo:highDate",
            "a first day not after the last",
            "起始日须为日期，且不晚于截止日",
        ),
        (
            "kgo:highDate",
            "sh:maxCount 1 ; sh:datatype xsd:date",
            "a last day that is a date",
            "截止日须为日期",
        ),
        ("kgo:approximate", "sh:maxCount 1 ; sh:datatype xsd:boolean", "yes or no", "须为是或否"),
    )
    return _shape("ReadingShape", "sh:targetClass kgo:Reading", (_property(*r) for r in rows))


def _node_shapes(words: Vocabulary) -> str:
    one = "sh:minCount 1 ; sh:maxCount 1"
    kinds = " , ".join(_name(t.iri) for t in words.entity_types.values())
    entity = (
        ("rdfs:label", "sh:minCount 1 ; sh:minLength 1", "a name", "须有名称"),
        ("rdf:type", "sh:maxCount 1", "one class of the ontology", "只能有一个类型"),
    )
    article = (
        ("dcterms:title", one, "a title", "须有标题"),
        ("dcterms:isPartOf", one, "the document it was cut from", "须注明所属文档"),
    )
    made = _shape("EntityShape", f"sh:targetClass {kinds}", (_property(*r) for r in entity))
    target = "sh:targetClass schema:NewsArticle"
    return made + "\n" + _shape("ArticleShape", target, (_property(*r) for r in article))


def _domain_and_range(relation: RelationType) -> str:
    words = vocabulary()

    def end(side: str, codes: tuple[str, ...], zh: str, en: str) -> str:
        kinds = [words.entity_type(code) for code in codes]
        classes = " ".join(f"[ sh:class {_name(k.iri)} ]" for k in kinds)
        rule = f"sh:or ( {classes} )" if codes else "sh:datatype xsd:string"
        allowed_zh, allowed_en = "、".join(k.zh for k in kinds), ", ".join(k.en for k in kinds)
        return _property(
            f"( [ sh:inversePath rdf:predicate ] rdf:{side} )",
            rule,
            f"{relation.en}: the {en} must be {allowed_en or 'a text'}",
            f"{relation.zh}：{zh}须是{allowed_zh or '文本'}",
        )

    rows = (
        end("subject", relation.domain, "主语", "subject"),
        end("object", relation.range, "宾语", "object"),
    )
    target = f"sh:targetNode {_name(relation.iri)}"
    return _shape(f"{relation.iri.removeprefix(NAMESPACE)}Ends", target, rows)


def _qualifiers_of(relation: RelationType, words: Vocabulary) -> str:
    rows = (
        _property(
            f"( [ sh:inversePath rdf:predicate ] {_name(q.iri)} )",
            "sh:maxCount 0",
            f"{relation.en} carries no {q.en}",
            f"{relation.zh}不带{q.zh}",
        )
        for code, q in words.qualifiers.items()
        if code not in relation.qualifiers
    )
    target = f"sh:targetNode {_name(relation.iri)}"
    return _shape(f"{relation.iri.removeprefix(NAMESPACE)}Qualifiers", target, rows)


# --- the page -------------------------------------------------------------------------------------

_PAGE_HEAD = """# The ontology

<!-- Made from ontology/ontology.ttl by: python -m ontology -->

What may be said, in version {version}. The source is [ontology.ttl](../ontology/ontology.ttl) (OWL and SKOS, opens in Protégé);
[alignments.ttl](../ontology/alignments.ttl) relates it to W3C ORG, PROV-O, Web Annotation, FIBO, ELI, schema.org and FollowTheMoney,
[shapes.ttl](../ontology/shapes.ttl) says in SHACL what a graph must look like, [context.jsonld](../ontology/context.jsonld) is the context of
our JSON-LD. `kgo:` stands for `{namespace}`. Names in examples are invented.
"""


def page() -> str:
    """The text of ``docs/ontology.md``."""
    words = vocabulary()
    parts = (
        _PAGE_HEAD.format(version=words.version, namespace=NAMESPACE),
        "## Entity types 实体类型\n",
        _table(
            ("code", "IRI", "中文", "what it is", "example"),
            map(_class_row, words.entity_types.values()),
        ),
        "## Relation types 关系类型\n",
        "Read from subject to object; the inverse is there for reasoners and for queries, files hold one direction only.\n",
        *(_relation(r, words) for r in words.relation_types.values()),
        "## Statuses 状态\n",
        "How far an event has come. Only what is completed is also written as a plain triple.\n",
        _terms(words.statuses.values()),
        "## Qualifiers 限定词\n",
        "Texts as written; what was understood stands in a `kgo:Reading`.\n",
        _terms(words.qualifiers.values()),
        "## Kinds of policy 政策类别\n",
        _terms(words.policy_kinds.values()),
        _PAGE_TAIL,
    )
    return "\n".join(parts)


_PAGE_TAIL = """## How a statement is written down

```turtle
statement:1f a kgo:Statement , rdf:Statement ;
    rdf:subject entity:2a ; rdf:predicate kgo:investedIn ; rdf:object entity:3b ;
    kgo:status kgo:statusCompleted ; kgo:confidence "0.9"^^xsd:double ;
    kgo:amount "4亿元" ; kgo:hasReading reading:5c ; kgo:hasEvidence evidence:4d ;
    prov:wasDerivedFrom document:6e .
reading:5c a kgo:Reading ; kgo:ofQualifier kgo:amount ; kgo:text "4亿元" ;
    kgo:kind "money" ; kgo:low "4e8"^^xsd:double ; kgo:high "4e8"^^xsd:double ; kgo:inUnit "CNY" .
evidence:4d a oa:Annotation ; oa:hasBody statement:1f ; oa:hasTarget sentence:7f-0-16 ;
    kgo:status kgo:statusCompleted ; kgo:rule "capital.invest" ; prov:wasDerivedFrom document:6e .
sentence:7f-0-16 a oa:SpecificResource ; oa:hasSource article:7f ;
    oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "汀鹭资本向砺芯半导体投资4亿元。" ] ,
        [ a oa:TextPositionSelector ; oa:start 0 ; oa:end 16 ] .
entity:2a kgo:investedIn entity:3b .
```

In TriG, N-Quads and JSON-LD the statements, evidence and articles of a document stand in a graph with the document's IRI; entities and
documents stand in the default graph. `kg import` reads all of them back.
"""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _class_row(kind: EntityType) -> tuple[str, ...]:
    what = f"{kind.definition_en} {kind.definition_zh}"
    return (f"`{kind.code}`", f"`{_name(kind.iri)}`", kind.zh, what, kind.example)


def _terms(terms: Iterable[Term]) -> str:
    rows = (
        (f"`{t.code}`", f"`{_name(t.iri)}`", t.zh, f"{t.definition_en}; {t.definition_zh}")
        for t in terms
    )
    return _table(("code", "IRI", "中文", "what it is"), rows)


def _relation(relation: RelationType, words: Vocabulary) -> str:
    named = _codes(relation.range) or "a text"
    if relation.symmetric:
        back = "symmetric"
    else:
        back = f"`{_name(relation.inverse)}` {relation.inverse_zh}" if relation.inverse else "none"
    qualifiers = ", ".join(f"`{q}`" for q in words.qualifiers if q in relation.qualifiers) or "none"
    return (
        f"### {relation.code} {relation.zh}\n\n"
        f"`{_name(relation.iri)}`: {relation.definition}; {relation.definition_zh}\n\n"
        f"- from: {_codes(relation.domain)}\n- to: {named}\n- inverse: {back}\n"
        f"- qualifiers: {qualifiers}\n- example: {relation.example}\n"
    )


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


DERIVED: Mapping[Path, Callable[[], str]] = {
    HERE / "context.jsonld": context,
    HERE / "shapes.ttl": shapes,
    HERE.parent / "docs" / "ontology.md": page,
}
"""Each file with the function that makes its text."""


if __name__ == "__main__":
    main()
