"""Chinese questions lead to the questions of the catalogue."""

import pytest

from kg.errors import QueryError
from queries.ask import EXAMPLES, understand
from queries.catalogue import QUESTIONS


@pytest.mark.parametrize(
    ("sentence", "question", "names", "statuses"),
    [
        ("谁投资了砺芯半导体？", "investors", ("砺芯半导体",), None),
        ("请问有哪些机构投资过星汀智能", "investors", ("星汀智能",), None),
        ("哪些机构拟投资星汀智能？", "investors", ("星汀智能",), ("planned",)),
        ("砺芯半导体的股东有哪些？", "investors", ("砺芯半导体",), None),
        ("砺芯半导体背后的投资方是谁", "investors", ("砺芯半导体",), None),
        ("汀鹭资本投资了哪些公司？", "investments", ("汀鹭资本",), None),
        ("汀鹭资本已经投了谁", "investments", ("汀鹭资本",), ("completed",)),
        ("汀鹭资本的投资版图", "investments", ("汀鹭资本",), None),
        ("京东方受哪些政策影响？", "exposure", ("京东方",), None),
        ("哪些政策利好京东方", "exposure", ("京东方",), None),
        ("京东方的政策敞口有哪些", "exposure", ("京东方",), None),
        ("工信部和京东方有什么关系？", "path", ("工信部", "京东方"), None),
        ("财政部与砺芯半导体之间有哪些联系", "path", ("财政部", "砺芯半导体"), None),
        ("云从科技最近有什么动态？", "timeline", ("云从科技",), None),
        ("云从科技的大事记", "timeline", ("云从科技",), None),
    ],
)
def test_question_is_understood(
    sentence: str, question: str, names: tuple[str, ...], statuses: tuple[str, ...] | None
) -> None:
    """Common ways to ask lead to the question, the names and the statuses that are meant."""
    asked = understand(sentence)
    assert (asked.question, asked.names, asked.statuses) == (question, names, statuses)


@pytest.mark.parametrize(
    ("sentence", "question", "names", "only", "statuses"),
    [
        ("汀鹭资本向砺芯半导体投资了多少？", "investments", ("汀鹭资本",), "砺芯半导体", None),
        (
            "汀鹭资本拟向砺芯半导体出资多少",
            "investments",
            ("汀鹭资本",),
            "砺芯半导体",
            ("planned",),
        ),
        (
            "汀鹭资本已经对砺芯半导体增资多少元",
            "investments",
            ("汀鹭资本",),
            "砺芯半导体",
            ("completed",),
        ),
        ("汀鹭资本投资砺芯半导体多少钱？", "investments", ("汀鹭资本",), "砺芯半导体", None),
        ("星汀智能收购砺芯半导体花了多少钱", "investments", ("星汀智能",), "砺芯半导体", None),
        ("汀鹭资本持有砺芯半导体多少股份？", "investments", ("汀鹭资本",), "砺芯半导体", None),
        ("汀鹭资本持有砺芯半导体的多少股权", "investments", ("汀鹭资本",), "砺芯半导体", None),
        ("汀鹭资本一共投资了多少钱", "investments", ("汀鹭资本",), None, None),
        ("砺芯半导体从汀鹭资本获得了多少投资", "investors", ("砺芯半导体",), "汀鹭资本", None),
        ("砺芯半导体融资了多少？", "investors", ("砺芯半导体",), None, None),
        ("谁投资了砺芯半导体多少钱", "investors", ("砺芯半导体",), None, None),
        ("汀鹭资本投资了多少家公司", "investments", ("汀鹭资本",), None, None),
    ],
)
def test_how_much_is_understood(
    sentence: str,
    question: str,
    names: tuple[str, ...],
    only: str | None,
    statuses: tuple[str, ...] | None,
) -> None:
    """Who asks how much gets the rows with sums and stakes, of two parties only those between them."""
    asked = understand(sentence)
    assert (asked.question, asked.names, asked.only, asked.statuses) == (
        question, names, only, statuses,
    )  # fmt: skip


@pytest.mark.parametrize("sentence", ["今天天气怎么样？", "", "京东方", "帮我写一份报告"])
def test_what_is_no_question_is_refused_with_examples(sentence: str) -> None:
    """A sentence outside the grammar is refused and shows what can be asked."""
    with pytest.raises(QueryError, match="谁投资了"):
        understand(sentence)


def test_every_question_of_the_catalogue_can_be_asked_in_chinese() -> None:
    """There is an example for each question, in the order of the catalogue, one for how much, and they are understood."""
    assert [understand(e).question for e in EXAMPLES] == [*QUESTIONS, "investments"]
    assert understand(EXAMPLES[-1]).only
