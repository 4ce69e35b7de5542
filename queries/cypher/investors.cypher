// Who has money in a company or fund. Parameters: id, statuses (null for any).
MATCH (:KgEntity {kg_id: $id})<-[r:INVESTED_IN|ACQUIRED|HOLDS_STAKE_IN|FOUNDED]-(:KgEntity)
WHERE $statuses IS NULL OR r.status IN $statuses
WITH DISTINCT r WHERE r.kg_id IS NOT NULL
RETURN type(r) AS type, properties(r) AS statement,
    properties(startNode(r)) AS subject, properties(endNode(r)) AS object,
    COLLECT {
        UNWIND r.evidence AS id
        MATCH ()-[e:EVIDENCED_BY {kg_id: id}]->(a:KgArticle)
        RETURN {evidence: properties(e), article: properties(a)}
    } AS citations
