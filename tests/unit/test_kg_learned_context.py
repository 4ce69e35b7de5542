"""What was named before a sentence is put before it, so that the network can relate it."""

import itertools
from collections.abc import Callable

import pytest

from kg.extraction.draft import Draft
from kg.extraction.learned.context import MOST, with_context
from kg.extraction.learned.relations import pairs_of, place_of
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
        assert len(named(draft, marked)) <= MOST


def test_names_from_before_are_related_to_those_of_the_sentence_only(read: Read) -> None:
    """No pair lies wholly before the bar; every name before it meets a name behind it."""
    _, marked = read("华为、京东方、中芯国际签约。腾讯缺席，阿里巴巴到场。")[1]
    pairs = pairs_of(marked)
    assert len(marked.earlier) == 3
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
    """An article that names a hundred companies puts no more than a few of them before any sentence."""
    names = [
        f"澜{a}{b}科技有限公司" for a in "一二三四五六七八九十" for b in "甲乙丙丁戊己庚辛壬癸"
    ]
    sentences = read("".join(f"{a}与{b}签约。" for a, b in itertools.pairwise(names)))
    assert max(len(m.earlier) for _, m in sentences) == MOST
