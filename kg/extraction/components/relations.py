"""The stage that makes statements."""

from collections.abc import Iterable, Sequence

from kg.extraction import structure
from kg.extraction.components.stage import Stage
from kg.extraction.consolidate import (
    consolidate,
    with_the_event,
    with_the_founding,
    with_the_issue,
    with_the_purchase,
    with_the_use,
    without_shares_of_parents,
)
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.learned.relations import RelationReader
from kg.extraction.learned.state import state_relations
from kg.extraction.learned.statuses import StatusReader, with_second_opinions
from kg.extraction.outcomes import with_outcomes
from kg.extraction.patterns.load import load_patterns
from kg.extraction.relations import RelationFinder, mark_sentences
from kg.extraction.retype import retype_made
from kg.extraction.taggers import Tagger
from kg.model import Reject, Statement


class Relations(Stage):
    """Statements by patterns and by structure, consolidated."""

    needs = ("sentences", "values", "mentions", "entities")
    makes = ("statements", "rejects")

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        self.finder = RelationFinder(load_patterns())
        self.reader: RelationReader | None = None
        self.statuses: StatusReader | None = None

    def __call__(self, draft: Draft) -> None:
        """Apply patterns sentence by sentence, then the structural rules, then what the networks say."""
        self.run((draft,))

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts."""
        for draft in drafts:
            self._read(draft)
        if self.reader is not None:
            for draft, judged in zip(drafts, self.reader.judge(drafts), strict=True):
                draft.judged = judged
        for draft in drafts:
            self._state(draft)

    def _read(self, draft: Draft) -> None:
        """What patterns and structure state."""
        marked = draft.marked = list(mark_sentences(draft))
        found: list[Statement] = []
        for ms in marked:
            for result in self.finder.find(draft, ms):
                _sort(result, found, draft)
        for result in structure.run(draft, marked):
            _sort(result, found, draft)
        draft.patterned = found

    def _state(self, draft: Draft) -> None:
        """What is stated when the networks have been heard."""
        stated: Iterable[Statement | Reject] = draft.patterned
        if self.reader is not None:
            stated = state_relations(draft)
        if self.statuses is not None:
            stated = with_second_opinions(self.statuses, draft, stated)
        made: list[Statement] = []
        for result in stated:
            _sort(result, made, draft)
        found: list[Statement] = []
        for result in without_shares_of_parents(made):
            _sort(result, found, draft)
        stated = with_the_founding(consolidate(retype_made(draft, found)))
        stated = with_the_purchase(with_the_event(with_the_use(with_the_issue(stated))))
        draft.statements = with_outcomes(draft, stated)


def _sort(result: Statement | Reject, found: list[Statement], draft: Draft) -> None:
    if isinstance(result, Reject):
        draft.rejects.append(result)
    else:
        found.append(result)
