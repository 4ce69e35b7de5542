"""统一社会信用代码 in running text: which code names which company, and which cannot be one."""

import re
from collections.abc import Sequence

from kg.extraction.aliases import Binding
from kg.extraction.candidates import Candidate
from kg.extraction.linking import ORGANISATIONS
from kg.identity.codes import uscc
from kg.model import Reject, Span

_CODE = re.compile(
    r"(?:统一)?社会信用代码(?:证号|证书号|编号|号码|号)?(?:[（(][^（）()\n]{1,8}[）)])?\s*(?:为|是|系)?[：:\s“\"]*"
    r"(?P<code>[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){14,19})(?![0-9A-Za-z])"
)
# What may stand between a name and its code: closed brackets, an open one with other details, a pause.
_BESIDE = re.compile(
    r"[》”\"』」]?(?:[（(][^（）()\n]*[）)])?(?:[（(][^（）()。\n]{0,60})?[\s，,；;、：:。]*(?:其|该公司|公司)?的?"
)
_SENTENCE = re.compile(r"[。！？!?\n]")
_LENGTH = 18


def find_credit_codes(
    text: str, candidates: Sequence[Candidate]
) -> tuple[list[Binding], list[Reject]]:
    """The credit codes that a text gives to organisations, and those that it gives to nobody.

    A code belongs to the organisation whose name it stands behind, at once or in a bracket, or to the
    only one that its sentence names before it. A code whose check character is wrong is a slip, and
    belongs to nobody.

    >>> text = "砺芯半导体有限公司（统一社会信用代码：9144030071526726XG）成立。"
    >>> [found], rejects = find_credit_codes(text, [Candidate(0, 9, "Company", "suffix")])
    >>> found.key, found.code, text[found.name_start : found.name_end]
    ('uscc', '9144030071526726XG', '砺芯半导体有限公司')
    """
    found: list[Binding] = []
    rejects: list[Reject] = []
    if "信用代码" not in text:
        return found, rejects
    names = sorted(c for c in candidates if c.type in ORGANISATIONS)
    for m in _CODE.finditer(text):
        code, owner = uscc(m["code"]), _owner(text, m.start(), names)
        if code is None or owner is None:
            why = _slip(m["code"]) if code is None else "a credit code of nobody who is named"
            span = Span(start=m.start("code"), end=m.end("code"))
            rejects.append(Reject(stage="codes", reason=why, text=m["code"], span=span))
        else:
            at = {"alias_start": m.start("code"), "name_start": owner.start, "name_end": owner.end}
            found.append(Binding(alias="", code=code, key="uscc", **at))
    return found, rejects


def _owner(text: str, at: int, names: Sequence[Candidate]) -> Candidate | None:
    before = [c for c in names if c.end <= at]
    if before and _BESIDE.fullmatch(text, before[-1].end, at):
        return before[-1]
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, at)), default=0)
    told = [c for c in before if c.start >= start]
    return told[0] if len({text[c.start : c.end] for c in told}) == 1 else None


def _slip(code: str) -> str:
    size = len(re.sub(r"[ -]", "", code))
    if size != _LENGTH:
        return f"a credit code of {size} characters, not {_LENGTH}"
    return "a credit code with a wrong check character"
