"""Every veto of rules.yaml rules out its example and lets its counter-example pass."""

import re

import pytest

from kg.errors import BadPattern
from kg.extraction.marking import CHAR_TYPE, TYPE_CHAR, ZERO_CHAR
from kg.extraction.vetoes.rules import Veto, load_vetoes, vetoed

VETOES = load_vetoes()
_MENTION = re.compile(r"\[[^\[\]/]+/([A-Za-z]+)(?:/([SO]))?\]")


def marked(annotated: str) -> tuple[str, int, int]:
    """The marked text of an example, where its subject stands and where its object."""
    out, at, ends = "", 0, {}
    for m in _MENTION.finditer(annotated):
        out += re.sub("[《》“”]", "", annotated[at : m.start()])
        if m.group(2):
            ends[m.group(2)] = len(out)
        out += TYPE_CHAR[m.group(1)]
        at = m.end()
    return out + re.sub("[《》“”]", "", annotated[at:]), ends["S"], ends["O"]


def unsaid(veto: Veto, annotated: str) -> tuple[str, int, int]:
    """The same, with the signs of who is left unsaid where the veto asks for them."""
    text, *ends = marked(annotated)
    for at, left_out in zip(ends, (veto.unsaid, veto.unsaid_object), strict=True):
        if left_out:
            text = text[:at] + ZERO_CHAR[CHAR_TYPE[text[at]]] + text[at + 1 :]
    return text, ends[0], ends[1]


@pytest.mark.parametrize("veto", VETOES, ids=lambda v: v.id)
def test_a_veto_rules_out_its_example(veto: Veto) -> None:
    """In the example every relation of the veto is ruled out, for the reason that it gives."""
    example = unsaid(veto, re.sub(r"\d+[家架]", "\ue082", veto.match))
    assert {vetoed(code, *example) for code in veto.relations} == {veto.why}


@pytest.mark.parametrize("veto", VETOES, ids=lambda v: v.id)
def test_a_veto_lets_its_counter_example_pass(veto: Veto) -> None:
    """In the counter-example no relation of the veto is ruled out, by this veto or another."""
    example = unsaid(veto, veto.let_pass)
    assert {vetoed(code, *example) for code in veto.relations} == {""}


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("ISSUED", "[工信部/GovernmentBody/S]参与起草并联合印发《[建设指南/Policy/O]》。"),
        (
            "ISSUED",
            "《[建设指南/Policy/O]》由[工信部/GovernmentBody/S]牵头、[华为/Company]参与编制。",
        ),
        (
            "APPLIES_TO",
            "商务部暂停将[云瓴科技/Company/O]列入[实体清单/Policy/S]，后于12月正式列入。",
        ),
        ("SUPPLIES", "尽管传闻不断，[云锂科技/Company/S]仍是[特斯拉/Company/O]的供应商。"),
        ("HOLDS_STAKE_IN", "[恒骼医疗/Company/O]大股东[奥林巴斯/Company/S]不会彻底退出。"),
        ("SUPPLIES", "[云锂科技/Company/S]对[特斯拉/Company/O]断供。"),
    ],
)
def test_a_veto_reads_on(relation: str, text: str) -> None:
    """Who leads, what was listed after all, what is no rumour, who stays and who is cut off are not ruled out."""
    assert vetoed(relation, *marked(text)) == ""


def test_a_veto_that_is_no_expression_is_named() -> None:
    """A broken expression is reported with the id of its veto."""
    broken = Veto(id="some.veto", why="", relations=(), pattern="<S>(", match="", let_pass="")
    with pytest.raises(BadPattern, match=r"some\.veto"):
        _ = broken.regex
