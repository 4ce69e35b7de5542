// The statements on all shortest connections of two entities, of at most 4 statements, and what has
// no date next to either end. Parameters: id, other, statuses, since and until (days, or null).
MATCH (a:KgEntity {kg_id: $id}), (b:KgEntity {kg_id: $other})
CALL (a, b) {
    WITH a, b WHERE a <> b
    MATCH p = allShortestPaths((a)-[
        :INVESTED_IN|ACQUIRED|HOLDS_STAKE_IN|REDUCED_STAKE_IN|SUBSIDIARY_OF|FOUNDED|
         LISTED_ON|ISSUED|TARGETS|APPLIES_TO|BENEFITS|IMPLEMENTS|SETS_TARGET|SUPERVISES|
         DEVELOPS|USES|SUPPLIES|OPERATES_IN|OPERATES|KIND_OF|PARTNERS_WITH|COMPETES_WITH|
         MEMBER_OF|HOLDS_POSITION|PUBLISHED|ORGANIZED|PARTICIPATED_IN|LOCATED_IN
        *1..4]-(b))
    WHERE all(r IN relationships(p) WHERE r.kg_id IS NOT NULL AND r.status IN $statuses
        AND ($since IS NULL OR CASE
            WHEN r.date_from IS NULL AND r.date_until IS NULL THEN r.published >= $since
            ELSE coalesce(r.date_until, '9999-12-31') >= $since END)
        AND ($until IS NULL OR CASE
            WHEN r.date_from IS NULL AND r.date_until IS NULL THEN r.published <= $until
            ELSE coalesce(r.date_from, '0001-01-01') <= $until END))
    UNWIND relationships(p) AS r
    RETURN r
    UNION
    UNWIND [a, b] AS n
    MATCH (n)-[
        r:INVESTED_IN|ACQUIRED|HOLDS_STAKE_IN|REDUCED_STAKE_IN|SUBSIDIARY_OF|FOUNDED|
          LISTED_ON|ISSUED|TARGETS|APPLIES_TO|BENEFITS|IMPLEMENTS|SETS_TARGET|SUPERVISES|
          DEVELOPS|USES|SUPPLIES|OPERATES_IN|OPERATES|KIND_OF|PARTNERS_WITH|COMPETES_WITH|
          MEMBER_OF|HOLDS_POSITION|PUBLISHED|ORGANIZED|PARTICIPATED_IN|LOCATED_IN
        ]-()
    WHERE ($since IS NOT NULL OR $until IS NOT NULL) AND r.status IN $statuses
        AND r.date_from IS NULL AND r.date_until IS NULL AND r.published IS NULL
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
