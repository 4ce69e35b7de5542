// Every statement about an entity. Parameters: id, statuses (null for any).
MATCH (:KgEntity {kg_id: $id})-[
    r:INVESTED_IN|ACQUIRED|HOLDS_STAKE_IN|REDUCED_STAKE_IN|SUBSIDIARY_OF|FOUNDED|
      LISTED_ON|ISSUED|TARGETS|APPLIES_TO|BENEFITS|IMPLEMENTS|SETS_TARGET|SUPERVISES|
      DEVELOPS|USES|SUPPLIES|OPERATES_IN|OPERATES|KIND_OF|PARTNERS_WITH|COMPETES_WITH|
      MEMBER_OF|HOLDS_POSITION|PUBLISHED|ORGANIZED|PARTICIPATED_IN|LOCATED_IN
    ]-()
WHERE $statuses IS NULL OR r.status IN $statuses
WITH DISTINCT r WHERE r.kg_id IS NOT NULL
RETURN type(r) AS type, properties(r) AS statement,
    properties(startNode(r)) AS subject, properties(endNode(r)) AS object,
    COLLECT {
        UNWIND r.evidence AS id
        MATCH ()-[e:EVIDENCED_BY {kg_id: id}]->(a:KgArticle)
        RETURN {evidence: properties(e), article: properties(a)}
    } AS citations
