"""统一社会信用代码 in running text: which code names which company, and which cannot be one."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.expressions import expression
from kg.extraction.aliases import Binding
from kg.extraction.candidates import Candidate
from kg.extraction.linking import ORGANISATIONS
from kg.identity.codes import uscc
from kg.model import Reject, Span

_CODE = expression(
    r"(?:统一)?社会信用代码(?:证号|证书号|编号|号码|号)?(?:[（(][^（）()\n]{1,8}[）)])?\s*(?:为|是|系)?[：:\s“\"]*"
    r"(?P<code>[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){14,19})(?![0-9A-Za-z])"
)
# What may stand between a name and its code: closed brackets, an open one with other details, a pause.
_BESIDE = expression(
    r"[》”\"』」]?(?:[（(][^（）()\n]*[）)])?(?:[（(][^（）()。\n]{0,60})?[\s，,；;、：:。]*(?:其|该公司|公司)?的?"
)
_SENTENCE = expression(r"[。！？!?\n]")
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
    names = sorted(
        (c for c in candidates if c.type in ORGANISATIONS), key=lambda c: (c.end, c.start)
    )
    ends = [c.end for c in names]
    breaks = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    for m in _CODE.finditer(text):
        # Looked up and not searched from the beginning: a table may list thousands.
        before = bisect_right(ends, m.start())
        sentence = breaks[bisect_right(breaks, m.start()) - 1]
        code = uscc(m["code"])
        owner = _owner(text, m.start(), sentence, names, before)
        if code is None or owner is None:
            why = _slip(m["code"]) if code is None else "a credit code of nobody who is named"
            span = Span(start=m.start("code"), end=m.end("code"))
            rejects.append(Reject(stage="codes", reason=why, text=m["code"], span=span))
        else:
            found.append(
                Binding(
                    alias="",
                    alias_start=m.start("code"),
                    name_start=owner.start,
                    name_end=owner.end,
                    code=code,
                    key="uscc",
                )
            )
    return found, rejects


def _owner(
    text: str, at: int, sentence: int, names: Sequence[Candidate], before: int
) -> Candidate | None:
    """Whose code stands at `at`: the first `before` of the names end there or earlier, the sentence starts at `sentence`."""
    if before and _BESIDE.fullmatch(text, names[before - 1].end, at):
        return names[before - 1]
    owner: Candidate | None = None
    while before and names[before - 1].start >= sentence:
        before -= 1
        name = names[before]
        if owner and text[name.start : name.end] != text[owner.start : owner.end]:
            return None
        owner = name
    return owner


def _slip(code: str) -> str:
    size = len(re.sub(r"[ -]", "", code))
    if size != _LENGTH:
        return f"a credit code of {size} characters, not {_LENGTH}"
    return "a credit code with a wrong check character"
