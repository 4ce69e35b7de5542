"""Errors that a person can act on.

KgError
├── InputError           a digest that cannot be read
│   ├── UnreadableFile   missing, no permission, a folder, a device
│   ├── UnknownFormat    an extension no reader knows, or bytes that are no text
│   ├── EmptyDocument    nothing to read in it
│   └── BadGraph         a graph file that is malformed or contradicts the ontology
├── StoreError           the graph file
│   ├── NotAStore        a file that kg did not write
│   ├── NewerStore       written by a later version of kg
│   ├── MissingStore     no such file
│   ├── StoreBusy        another build holds it
│   └── OldStore         written by an earlier version, where it cannot be brought up to date
├── ExtractionError      rules, gazetteers and taggers
│   ├── BadPattern       a relation pattern that does not hold up
│   ├── BadGazetteer     a gazetteer row that does not hold up
│   └── TaggerMissing    a statistical tagger that was never fetched
├── BadJudgement         a line of judgements that does not hold up, or a file that cannot be used
├── QueryError           questions
│   ├── UnknownName      no entity goes by that name; carries suggestions
│   ├── AmbiguousName    several entities go by that name; carries them
│   ├── BadQuery         a SPARQL query that is malformed, or does more than read this graph
│   └── TooSlow          a query that ran into its time limit
├── ServerError          a database server
│   ├── ServerUnreachable  it does not answer, or went away
│   └── ServerRefused    it answers, but not to this user or to this request
└── ExportError          an output that cannot be written

Every text says what happened, where, and what to do.
"""

from collections.abc import Sequence


class KgError(Exception):
    """Base of all errors shown to a person as one sentence."""


class InputError(KgError):
    """A digest that cannot be read."""


class UnreadableFile(InputError):
    """The path is missing, not readable, or no regular file."""


class UnknownFormat(InputError):
    """No reader knows the extension, or the bytes are no text."""


class EmptyDocument(InputError):
    """The file holds nothing to read."""


class BadGraph(InputError):
    """A graph file that is malformed or contradicts the ontology; nothing was imported."""


class StoreError(KgError):
    """Something is wrong with the graph file."""


class NotAStore(StoreError):
    """The file was not written by kg."""


class NewerStore(StoreError):
    """The file was written by a later version of kg."""


class MissingStore(StoreError):
    """There is no file at the path."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class OldStore(StoreError):
    """The file was written by an earlier version and cannot be written to."""


class ExtractionError(KgError):
    """Something is wrong with rules, gazetteers or taggers."""


class BadPattern(ExtractionError):
    """A relation pattern contradicts the ontology or its own examples."""


class BadGazetteer(ExtractionError):
    """A gazetteer row is malformed."""


class TaggerMissing(ExtractionError):
    """A statistical tagger was asked for but its files are not there."""


class BadJudgement(KgError):
    """A line of judgements does not hold up, or their file cannot be read or written."""


class QueryError(KgError):
    """A question that cannot be answered as asked."""


class UnknownName(QueryError):
    """No entity goes by the name; `suggestions` are close spellings."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f"; did you mean {'、'.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no entity is called {name!r} in this store{hint}")


class AmbiguousName(QueryError):
    """Several entities go by the name; `candidates` describe them."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(f"{name!r} may mean {'、'.join(candidates)}; give the full name or the id")


class BadQuery(QueryError):
    """A SPARQL query that is malformed, or that would write or reach outside."""


class TooSlow(QueryError):
    """A query that was stopped at its time limit."""


class ServerError(KgError):
    """Something is wrong with a database server or with the way to it."""


class ServerUnreachable(ServerError):
    """The server does not answer, or went away in the middle."""


class ServerRefused(ServerError):
    """The server answers, but refuses the user, the database or the request."""


class ExportError(KgError):
    """The output cannot be written."""
