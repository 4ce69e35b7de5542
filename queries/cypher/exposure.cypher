// The statements on all ways from a company to policies, and who issued these. Parameter: id.
// The branches are the kinds of way of queries/policy.py, from the most direct to the least.
MATCH (c:KgEntity {kg_id: $id})
CALL (c) {
    MATCH (c)<-[last:APPLIES_TO|BENEFITS]-(p:Policy)
    RETURN [last] AS way, p
    UNION
    MATCH (c)-[first:OPERATES|DEVELOPS]->()<-[last:APPLIES_TO|BENEFITS]-(p:Policy)
    RETURN [first, last] AS way, p
    UNION
    MATCH (c)-[first:OPERATES_IN|DEVELOPS|USES]->()<-[last:TARGETS|BENEFITS]-(p:Policy)
    RETURN [first, last] AS way, p
    UNION
    MATCH (c)-[first:OPERATES_IN|DEVELOPS|USES]->()-[up:KIND_OF]->()<-[last:TARGETS|BENEFITS]-(p:Policy)
    RETURN [first, up, last] AS way, p
    UNION
    MATCH (c)-[first:SUBSIDIARY_OF]->()<-[last:APPLIES_TO|BENEFITS]-(p:Policy)
    RETURN [first, last] AS way, p
    UNION
    MATCH (c)<-[first:INVESTED_IN|HOLDS_STAKE_IN]-()<-[last:APPLIES_TO|BENEFITS]-(p:Policy)
    RETURN [first, last] AS way, p
    UNION
    MATCH (c)<-[first:SUPERVISES]-()-[last:ISSUED]->(p:KgEntity)
    RETURN [first, last] AS way, p
}
CALL (way, p) {
    UNWIND way AS r
    RETURN r
    UNION
    MATCH (p)<-[r:ISSUED]-(:KgEntity)
    RETURN r
}
WITH DISTINCT r WHERE r.kg_id IS NOT NULL
RETURN type(r) AS type, properties(r) AS statement,
    properties(startNode(r)) AS subject, properties(endNode(r)) AS object,
    COLLECT {
        UNWIND r.evidence AS id
        MATCH ()-[e:EVIDENCED_BY {kg_id: id}]->(a:KgArticle)
        RETURN {evidence: properties(e), article: properties(a)}
    } AS citations
