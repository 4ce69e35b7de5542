"""Topics: who a sentence is about, for unsaid subjects and for words such as 该公司.

``memory`` holds what a text has spoken of, ``clauses`` tells who stands where in a clause, ``anaphors`` where words
stand that mean somebody named before, ``leftout`` what a clause leaves out, and ``follow`` reads on, clause by clause.
"""

from kg.extraction.topics.follow import with_topics
from kg.extraction.topics.memory import Topics

__all__ = ["Topics", "with_topics"]
