"""What was named before a sentence is put before it, so that the network can relate it."""

import itertools
from collections.abc import Callable

import pytest

from kg.extraction.draft import Draft
from kg.extraction.learned.context import MOST, POLICIES, with_context
from kg.extraction.learned.relations import SignReader, pairs_of, place_of, relatable_afar
from kg.extraction.marking import BAR, Marked
from kg.extraction.pipeline import article_of, make_extractor


@pytest.fixture(scope="module")
def read() -> Callable[[str], list[tuple[Draft, Marked]]]:
    """A function from a text to its sentences behind what was named before."""
    extractor = make_extractor("none")

    def run(text: str) -> list[tuple[Draft, Marked]]:
        draft: Draft = extractor.doc(article_of(text))._.kg
        return [(draft, marked) for _, marked in with_context(draft.marked)]

    return run


def named(draft: Draft, marked: Marked) -> list[str]:
    """The names that stand before a sentence, in their order."""
    atoms = [marked.atoms[k] for k in sorted(marked.earlier)]
    return [draft.text[a.start : a.end] for a in atoms]


Read = Callable[[str], list[tuple[Draft, Marked]]]


def test_the_sentence_before_is_spoken_of(read: Read) -> None:
    """What the sentence before names stands before the next one, behind it a bar."""
    first, second = read("华为发布昇腾芯片。台积电为生产方。")
    assert not first[1].earlier
    assert "华为" in named(*second)
    assert second[1].text[len(second[1].earlier)] == BAR


def test_what_the_sentence_names_itself_is_not_put_before_it(read: Read) -> None:
    """Nobody stands on both sides of the bar."""
    for draft, marked in read("华为与京东方签约。京东方向华为供货，台积电也在列。华为没有置评。"):
        before = {key for k in marked.earlier for key in marked.keys[k]}
        behind = {key for k, v in marked.keys.items() if k not in marked.earlier for key in v}
        assert not before & behind
        assert len(named(draft, marked)) <= MOST + POLICIES + 1


def test_names_from_before_are_related_to_those_of_the_sentence_only(read: Read) -> None:
    """No pair lies wholly before the bar; every name before it meets a name behind it."""
    _, marked = read("华为、京东方签约。腾讯缺席，阿里巴巴到场。")[1]
    pairs = pairs_of(marked)
    assert len(marked.earlier) == 2
    assert {p.i for p in pairs} >= set(marked.earlier)
    assert not {p.j for p in pairs} & set(marked.earlier)


def test_offsets_of_the_sentence_stay_true(read: Read) -> None:
    """Every sign behind the bar stands for the piece of the article that it stood for without it."""
    draft, marked = read("华为发布昇腾芯片。台积电向腾讯供货。")[1]
    full, n = draft.marked[1].full, marked.text.index(BAR) + 1
    assert marked.text[n:] == full.text
    assert list(marked.starts[n:]) == list(full.starts)
    assert list(marked.ends[n:]) == list(full.ends)
    assert {k - n: v for k, v in marked.keys.items() if k >= n} == full.keys


def test_who_was_named_before_counts_as_unsaid(read: Read) -> None:
    """A name from before has no place in the sentence, so that the evidence shows none."""
    _, marked = read("华为发布昇腾芯片。台积电向腾讯供货。")[1]
    assert marked.earlier
    for k in marked.earlier:
        assert marked.starts[k] == marked.ends[k]
        assert place_of(marked, marked.keys[k][0], None) == k


def test_who_is_unsaid_here_is_not_related_to_who_was_named_before(read: Read) -> None:
    """One end of a pair stands in the sentence: 公司 of the next sentence and a name of the last one are no pair."""
    _, marked = read("华为与中芯国际签约。公司称将加大投入，并收购腾讯。")[1]
    unsaid = {
        k for k in marked.keys if k not in marked.earlier and marked.ends[k] == marked.starts[k]
    }
    assert unsaid and marked.earlier
    assert not {(p.i, p.j) for p in pairs_of(marked) if p.i in marked.earlier and p.j in unsaid}


def test_a_few_names_stand_before_a_sentence_however_many_there_were(read: Read) -> None:
    """An article that names a hundred companies puts no more than a few of them, and the one named most, before any sentence."""
    names = [
        f"澜{a}{b}科技有限公司" for a in "一二三四五六七八九十" for b in "甲乙丙丁戊己庚辛壬癸"
    ]
    sentences = read("".join(f"{a}与{b}签约。" for a, b in itertools.pairwise(names)))
    assert max(len(m.earlier) for _, m in sentences) == MOST + 1


def roles(draft: Draft, marked: Marked) -> dict[str, str]:
    """How each name that stands before a sentence stood there."""
    return {
        draft.text[marked.atoms[k].start : marked.atoms[k].end]: role
        for k, role in marked.earlier.items()
    }


def test_the_policy_named_last_goes_on_being_meant(read: Read) -> None:
    """Measures told many sentences behind a plan are read beside it, however many others were named since."""
    between = "中芯国际与京东方签约。腾讯向阿里巴巴供货。华为与小米到场。比亚迪与宁德时代合作。"
    sentences = read(
        f"工信部印发《机器人产业发展规划》，落实《制造业条例》。{between}鼓励发展减速器。"
    )
    told = roles(*sentences[-1])
    assert told["机器人产业发展规划"] == told["制造业条例"] == "policy"
    draft, marked = sentences[-1]
    pairs = {(marked.text[p.i], marked.text[p.j]) for p in pairs_of(marked)}
    policy, term = (
        next(marked.text[k] for k, a in marked.atoms.items() if draft.text[a.start : a.end] == name)
        for name in ("机器人产业发展规划", "减速器")
    )
    assert (policy, term) in pairs


def test_who_is_named_most_goes_on_being_meant(read: Read) -> None:
    """Whom an article is about stands before every sentence that does not name it."""
    story = "格力电器到场。京东方扩产。京东方招聘。京东方获奖。中芯国际与华为签约。腾讯向阿里巴巴供货。小米与比亚迪到场。格力电器与美的集团合作。"
    told = roles(*read(f"{story}宁德时代成为客户。")[-1])
    assert told["京东方"] == "main"


def test_what_the_last_sentence_begins_with_meets_its_kinds(read: Read) -> None:
    """A term that the last sentence begins with may be told more of; one that it names in passing is not asked about."""
    draft, marked = read("中芯国际到场。激光雷达用于毫米波雷达。按原理分，有碳化硅和氮化镓两种。")[
        -1
    ]
    told = roles(draft, marked)
    assert told["激光雷达"] == "first 1" and told["毫米波雷达"] == "before 1"
    met = {p.i for p in pairs_of(marked)} & set(marked.earlier)
    names = {draft.text[marked.atoms[k].start : marked.atoms[k].end] for k in met}
    assert "激光雷达" in names and "毫米波雷达" not in names


def test_sentences_read_together_are_read_as_each_alone(read: Read) -> None:
    """Whether an article's sentences are read at once or one by one, the network is given the same of each."""
    sentences = read("华为发布昇腾芯片。采用7nm工艺。台积电与华为签约。天气晴。")
    draft = sentences[0][0]
    reader = SignReader("发布签约采用", ("n", "v", "nz"), {"发布": 1, "采用": 2})
    together = reader.read_all(draft, [(marked, ()) for _, marked in sentences])
    assert [seen is None for seen in together] == [False, False, False, True]
    for (_, marked), one in zip(sentences, together, strict=True):
        alone = reader.read(draft, marked, ())
        if one is None or alone is None:
            assert one is alone
            continue
        assert one.rows.tolist() == alone.rows.tolist()
        assert one[1:] == alone[1:]


@pytest.mark.parametrize(
    ("earlier", "here", "role", "asked"),
    [
        ("Policy", "Technology", "policy", True),
        ("Policy", "Person", "policy", False),
        ("Policy", "Technology", "main", True),
        ("Company", "Person", "main", True),
        ("Company", "Technology", "main", False),
        ("Technology", "Technology", "first 1", True),
        ("Technology", "Technology", "topic", False),
        ("Organization", "Technology", "topic", False),
    ],
)
def test_what_is_hardly_ever_meant_from_afar_is_not_asked_about(
    earlier: str, here: str, role: str, asked: bool
) -> None:
    """A plan named before is asked about what a sentence promotes, whom the article names most about deals and offices alone."""
    assert relatable_afar(earlier, here, role) is asked
