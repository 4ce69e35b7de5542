// Entities with the titles of the articles that name them, in the order of print. Parameter: ids.
MATCH (n:KgEntity) WHERE n.kg_id IN $ids
RETURN properties(n) AS entity, COLLECT {
    MATCH (n)<-[r:MENTIONS]-(a:KgArticle) WHERE r.kg_id IS NOT NULL
    RETURN a.title ORDER BY coalesce(a.published, ''), a.document_id, a.ordinal
} AS articles
