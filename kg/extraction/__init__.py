"""Extraction: an article becomes mentions, entities and statements."""
