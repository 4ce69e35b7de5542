// Every key that entities go by, for names that are only part of one or spelled almost like it.
MATCH (n:KgEntity)
UNWIND n.keys AS key
RETURN DISTINCT key
