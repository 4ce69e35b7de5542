"""What may be said: entity types, relation types, statuses, qualifiers and gazetteers."""
