// Entities by a key or code in the full-text index kg_keys. Parameter: query (Lucene).
CALL db.index.fulltext.queryNodes('kg_keys', $query) YIELD node AS n
WHERE n:KgEntity
RETURN properties(n) AS entity, COLLECT {
    MATCH (n)<-[r:MENTIONS]-(a:KgArticle) WHERE r.kg_id IS NOT NULL
    RETURN a.title ORDER BY coalesce(a.published, ''), a.document_id, a.ordinal
} AS articles
