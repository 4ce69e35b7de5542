"""The stages for what the text marks itself: its sentences, its numbers and dates, its titles."""

from collections.abc import Sequence

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.components.stage import Stage
from kg.extraction.draft import Draft
from kg.extraction.sentences import split_sentences
from kg.extraction.titles import UNOFFICIAL, find_titles
from kg.extraction.values import find_values
from kg.extraction.words import tokenize


class Sentences(Stage):
    """Sentences and words."""

    makes = ("sentences", "tokens")

    def __call__(self, draft: Draft) -> None:
        """Split the text."""
        draft.sentences = split_sentences(draft.text, draft.article.blocks)
        draft.tokens = tokenize(draft.text)


class Values(Stage):
    """Money, percentages, counts and dates."""

    makes = ("values",)

    def __call__(self, draft: Draft) -> None:
        """Find the values."""
        draft.values = find_values(draft.text)


class Titles(Stage):
    """《》 titles."""

    makes = ("candidates",)

    def __call__(self, draft: Draft) -> None:
        """Find the titles; a guide is a policy when a government body issues it, else a report."""
        reports: list[str] = []
        for cand in find_titles(draft.text):
            kind = cand.type
            if kind == "Guide":
                kind = _guide_type(draft.text, cand, reports)
                if kind == "Report":
                    reports.append(draft.text[cand.start : cand.end])
            draft.candidates.append(cand._replace(type=kind))


_MINISTRY = r"(?:[部委局厅署]|政府|[证银保]监会|人民银行|央行|交易所|总局|委员会)"
_GOVERNMENT_BEFORE = expression(rf"(?:{_MINISTRY}|[办院]|办公室)[^，。；《]{{0,16}}$")
_GOVERNMENT_LISTED = expression(rf"{_MINISTRY}(?:[、和与及]|联合|会同)")
_BODY_BEFORE = expression(rf"(?:{UNOFFICIAL})[^，。；《]{{0,12}}$")
# 证监会面向证券公司印发《指引》: to whom it is addressed.
_ADDRESSED = expression(r"(?:[向对就]|针对|组织|要求|指导)[^，。；《]{0,24}$")
# 《指引》由某协会发布
_BODY_BEHIND = expression(
    rf"》?(?:（[^（）]{{0,30}}）)?由[^，。；《部委局厅]{{2,20}}(?:{UNOFFICIAL})(?:联合|牵头|正式|共同)*(?:发布|推出)"
)


def _guide_type(text: str, cand: Candidate, reports: Sequence[str]) -> str:
    """Policy or Report: who issues a guide says what it is; its short form （以下简称《指引》） is the same as it.

    Args:
        text: the article.
        cand: the title of the guide.
        reports: the titles of the guides before it that are reports.
    """
    before = text[max(0, cand.start - 30) : cand.start - 1]
    body = _BODY_BEFORE.search(before)
    told = _ADDRESSED.search(before)
    by_authority = (
        _GOVERNMENT_BEFORE.search(before[body.end() :] if body else before)
        or _GOVERNMENT_LISTED.search(before)
        or (told and _GOVERNMENT_BEFORE.search(before[: told.start()]))
    )
    if by_authority:
        return "Policy"
    name = text[cand.start : cand.end]
    unofficial = (
        body or _BODY_BEHIND.match(text, cand.end) or any(r.endswith(name) for r in reports)
    )
    return "Report" if unofficial else "Policy"
