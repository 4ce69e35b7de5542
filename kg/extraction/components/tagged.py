"""The stage of what the tagger says."""

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.components.stage import Stage
from kg.extraction.draft import Draft
from kg.extraction.nametype import is_common_noun, type_of_name
from kg.extraction.taggers import tidy

_FROM_LABEL = {"company": "Company", "org": "Organization", "person": "Person", "location": "Place"}


class Tagged(Stage):
    """What the statistical tagger finds."""

    needs = ("sentences",)
    makes = ("candidates",)

    def __call__(self, draft: Draft) -> None:
        """Tag the sentences and type what was found by its last word."""
        if self.tagger.name == "none":
            return
        texts = [s.text for s in draft.sentences]
        for sentence, tags in zip(draft.sentences, self.tagger.tag(texts), strict=True):
            for tag in tidy(tags, sentence.text):
                default = _FROM_LABEL.get(tag.label)
                if default is None or tag.end - tag.start < 2:
                    continue
                name = tag.of(sentence.text)
                body = default in {"Company", "Organization"}
                if body and is_common_noun(name):
                    continue
                kind = type_of_name(name, default) if body else default
                at = sentence.span.start
                cand = Candidate(at + tag.start, at + tag.end, kind, "ner")
                draft.candidates.append(trim(draft, cand))


_NEVER_FIRST = frozenset("应于占被将由对向据与和在从把给至到而但且让使令获经及为是如同")
_VERB_FIRST = expression(
    r"(?:参观|走访|采访|联合|携手|依托|借助|通过|根据|包括|其中|成为|作为|来自|收购|投资|入股|控股|持有|减持|增持|中标)"
)


def trim(draft: Draft, cand: Candidate) -> Candidate:
    """A tagged name without a preposition or verb that the tagger took along."""
    surface = draft.text[cand.start : cand.end]
    verb = _VERB_FIRST.match(surface)
    cut = verb.end() if verb else 1 if surface[0] in _NEVER_FIRST else 0
    if cut and len(surface) - cut >= 3 and cand.type != "Person":
        return cand._replace(start=cand.start + cut)
    return cand
