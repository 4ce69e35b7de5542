"""The stage that chooses among what the finders found."""

from bisect import bisect_left, bisect_right

from kg.expressions import expression
from kg.extraction import structure
from kg.extraction.candidates import Candidate, choose
from kg.extraction.components.stage import Stage, lost
from kg.extraction.draft import Draft
from kg.extraction.learned.settle import GUESSING
from kg.extraction.owners import bears_name, is_model


class Mentions(Stage):
    """The candidates that stand, and the mentions inside longer mentions."""

    needs = ("candidates",)
    makes = ("mentions",)
    sets_entities = True

    def __call__(self, draft: Draft) -> None:
        """Choose among overlapping candidates; the losers are counted as rejects."""
        draft.mentions, losers = choose(draft.candidates)
        starts = [m.start for m in draft.mentions]
        inner: dict[tuple[int, int], Candidate] = {}
        for cand in sorted(losers, key=lambda c: -(c.end - c.start)):
            i = bisect_right(starts, cand.start) - 1
            outer = draft.mentions[i] if i >= 0 else None
            if outer is None or cand.end > outer.end:
                draft.rejects.append(lost(draft, cand, "overlaps a stronger mention"))
            elif _PHASE_BEHIND.match(draft.text, cand.end, outer.end):
                draft.rejects.append(lost(draft, cand, "another phase of it is named"))
            elif _is_torn(draft, cand, outer):
                draft.rejects.append(lost(draft, cand, "a piece of a longer name"))
            elif (cand.start, cand.end) != (outer.start, outer.end):
                inner.setdefault((cand.start, cand.end), cand)
        firms = {draft.text[m.start : m.end]: m for m in draft.mentions if m.type == "Company"}
        for m in draft.mentions:
            maker = self._maker_of(draft.text, m)
            if maker:
                draft.makers[draft.text[m.start : m.end]] = maker.name
            if maker and not is_model(draft.text[maker.end : m.end].lstrip()):
                maker = None
            maker = maker or bears_name(draft.text, m, firms)
            body = self._body_of(draft.text, m)
            if whole := body or maker:
                inner[m.start, whole.end] = whole
            while body and (body := self._body_of(draft.text, body)):
                # A处 of B局 of C部: what it is a part of is a part too.
                inner.setdefault((body.start, body.end), body)
        draft.inner = sorted(inner.values())

    def _body_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed body that a longer name begins with: the ministry in a department that is listed itself."""
        if cand.type == "ResearchInstitution" and (own := self._owner_of(text, cand)):
            return own
        if cand.type not in _WITH_PARTS or cand.end - cand.start < _SHORTEST_PART:
            return None
        if not structure.is_part(text[cand.start : cand.end]):
            return None
        for end in range(cand.end - 2, cand.start + 2, -1):
            if not structure.is_part(text[end : cand.end]):
                continue
            for entry in self.gazetteer.by_name(text[cand.start : end]):
                if entry.type in _WITH_PARTS and entry.name != cand.name:
                    return Candidate(cand.start, end, entry.type, "gazetteer", entry.name)
        return None

    def _maker_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed company whose name a product's name begins with: 英伟达 in 英伟达H100, 优必选 in 优必选Walker S."""
        if cand.type != "Product":
            return None
        for end in range(min(cand.end - 2, cand.start + _LONGEST_MAKER), cand.start + 1, -1):
            name, rest = text[cand.start : end], text[end : cand.end]
            # BES2700 is a model in one word, whoever is called BES.
            apart = not name[-1].isascii() or rest[0] == " "
            if apart and rest.lstrip()[0].isascii():
                # 理想 is a word, and 理想L9 what 理想 makes.
                sure = is_model(rest.lstrip()) and len(rest) > 1
                for entry in self.gazetteer.by_name(name):
                    if entry.type == "Company" and (sure or name not in entry.unsafe):
                        return Candidate(cand.start, end, "Company", "gazetteer", entry.name)
        return None

    def _owner_of(self, text: str, cand: Candidate) -> Candidate | None:
        """The listed company whose name with 研究院 alone behind it an institute bears: 腾讯研究院."""
        m = _OWN_INSTITUTE.fullmatch(text, cand.start, cand.end)
        for entry in self.gazetteer.by_name(m["owner"]) if m else ():
            if entry.type == "Company" and m and m["owner"] not in entry.unsafe:
                return Candidate(cand.start, m.end("owner"), "Company", "gazetteer", entry.name)
        return None


# Only these: 中国电子信息产业发展研究院 is no part of 中国电子.
_OWN_INSTITUTE = expression(r"(?P<owner>.{2,}?)(?:中央)?研究(?:总?院|所|中心)")
# So long are the names under which makers stand before their models.
_LONGEST_MAKER = 12
_WITH_PARTS = frozenset({"GovernmentBody", "ResearchInstitution", "Association", "Organization"})
_SHORTEST_PART = 6
# 某某基金 inside 某某基金二期 is not meant: the phases of a fund are different funds.
_PHASE_BEHIND = expression(r"[（(]?第?[一二三四五六七八九十]期")


def _is_torn(draft: Draft, cand: Candidate, outer: Candidate) -> bool:
    """Whether a guess is what is left of a longer name with its beginning cut off: 济大学 of 同济大学."""
    guessed = cand.finder in GUESSING or cand.finder == "model"
    if not guessed or cand.start == outer.start:
        return False
    starts = draft.token_starts
    i = bisect_left(starts, cand.start)
    inside_word = i == len(starts) or starts[i] != cand.start
    return inside_word or (cand.type == outer.type and cand.end == outer.end)
