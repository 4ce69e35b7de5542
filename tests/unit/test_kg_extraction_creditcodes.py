"""统一社会信用代码 in running text: it becomes a key of the company that it stands behind, or is told as a slip."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.extraction.candidates import Candidate
from kg.extraction.creditcodes import find_credit_codes
from kg.identity.codes import check_character
from kg.model import Extraction
from kg.store import Store

Extract = Callable[[str], Extraction]
BODY = "9144030071526726X"
CODE = BODY + check_character(BODY)
SLIP = BODY + "1"
NAME = "砺芯半导体有限公司"


def codes(extraction: Extraction) -> dict[str, str]:
    """The credit codes that were found, by the name of their entity."""
    return {e.name: v for e in extraction.entities for k, v in e.identifiers if k == "uscc"}


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}（统一社会信用代码：{CODE}）完成B轮融资，海川资本投资1亿元。",
        f"{NAME}（股票代码：688999.SH，统一社会信用代码：{CODE}）完成B轮融资。",
        f"{NAME}（以下简称“砺芯”，统一社会信用代码：{CODE}）完成B轮融资。",
        f"{NAME}（统一社会信用代码：{CODE}，以下简称“砺芯”）完成B轮融资。",
        f"海川资本投资{NAME}，其统一社会信用代码为{CODE}。",
        f"公司名称：{NAME}\n统一社会信用代码：{CODE}\n法定代表人：王伟",
        f"{NAME}成立于2010年，注册资本1亿元，社会信用代码：{CODE.lower()}。",
        f"{NAME}（统一社会信用代码：９１４４０３００７１５２６７２６ＸＧ）完成B轮融资。",
    ],
)
def test_a_code_is_a_key_of_the_company_that_it_stands_behind(text: str, extract: Extract) -> None:
    """In brackets, after a pause, on the next line, later in the sentence, in any width: the code is found."""
    found = extract(text)
    assert codes(found) == {NAME: CODE}
    assert not [r for r in found.rejects if r.stage == "codes"]


@pytest.mark.parametrize(
    "place",
    ["（统一社会信用代码：{}，以下简称“砺芯”）", "（以下简称“砺芯”，统一社会信用代码：{}）"],
)
def test_a_short_name_beside_a_code_is_still_bound(place: str, extract: Extract) -> None:
    """A bracket may hold a code and a short name; both count."""
    found = extract(f"{NAME}{place.format(CODE)}完成B轮融资。砺芯将建设新工厂。")
    assert [e for e in found.entities if e.name == NAME and "砺芯" in e.aliases]
    assert codes(found) == {NAME: CODE}


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (SLIP, "wrong check character"),
        (CODE[:-1], "17 characters, not 18"),
        (f"{CODE}7", "19 characters, not 18"),
    ],
)
def test_a_mistyped_code_is_told_and_joins_nothing(code: str, why: str, extract: Extract) -> None:
    """A code with a wrong check character or length becomes a reject that reads back, not a key."""
    text = f"{NAME}（统一社会信用代码：{code}）完成B轮融资。"
    found = extract(text)
    assert codes(found) == {}
    [slip] = [r for r in found.rejects if r.stage == "codes"]
    assert why in slip.reason
    assert slip.span is not None
    assert text[slip.span.start : slip.span.end] == slip.text == code


def test_a_code_that_may_be_of_either_company_is_told(extract: Extract) -> None:
    """Where two companies stand before a code and none beside it, nobody gets it."""
    found = extract(f"{NAME}向蓝湾电子有限公司供货已有三年，上述企业的统一社会信用代码为{CODE}。")
    assert codes(found) == {}
    assert [r.reason for r in found.rejects if r.stage == "codes"] == [
        "a credit code of nobody who is named"
    ]


def test_two_names_with_one_code_are_one_company(extract: Extract, tmp_path: Path) -> None:
    """A company that changed its name stays one node, and the code is said to be the reason."""
    names = (NAME, "澜岸微系统有限公司")
    with Store.open(tmp_path / "graph.kg", create=True) as store:
        for name in names:
            found = extract(f"{name}（统一社会信用代码：{CODE}）完成B轮融资，海川资本投资1亿元。")
            assert store.add(found.article.document, [found])
        store.settle()
        [one] = [e for e in store.entities() if e.type == "Company"]
        assert set(names) <= {one.name, *one.aliases}
        assert {reason for _, _, reason in store.resolutions()} == {f"same uscc {CODE}"}
        assert store.find(CODE)[0].name == one.name


def test_a_register_gives_each_company_its_own_code() -> None:
    """A line that lists five thousand companies with their codes gives each one the code behind it."""
    line = "砺芯半导体有限公司（统一社会信用代码：9144030071526726XG）成立，"
    names = [Candidate(i * len(line), i * len(line) + 9, "Company", "suffix") for i in range(5000)]
    found, rejects = find_credit_codes(line * 5000, names)
    assert [b.name_start for b in found] == [c.start for c in names]
    assert rejects == []
