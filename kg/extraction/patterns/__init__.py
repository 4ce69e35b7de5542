"""Relation patterns: data in YAML, one file per relation family, checked against the ontology when loaded."""
