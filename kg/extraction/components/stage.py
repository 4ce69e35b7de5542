"""What a stage of extraction is: a step over the draft of one article."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.taggers import Tagger
from kg.model import Reject


class Stage(ABC):
    """A step over the draft: it needs some fields of it and makes others."""

    needs: ClassVar[tuple[str, ...]] = ()
    makes: ClassVar[tuple[str, ...]] = ()
    sets_entities: ClassVar[bool] = False

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        self.tagger, self.gazetteer = tagger, gazetteer

    @abstractmethod
    def __call__(self, draft: Draft) -> None:
        """Read and extend the draft."""

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts; a stage with a network asks it about all of them at once."""
        for draft in drafts:
            self(draft)


def lost(draft: Draft, cand: Candidate, reason: str) -> Reject:
    """The reject of a name that a finder took for one, with the reason why it is none, in English."""
    text = draft.text[cand.start : cand.end]
    return Reject(stage="mentions", reason=reason, text=text, span=cand.span)
