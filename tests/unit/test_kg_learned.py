"""The networks of names and of relations: what they see, who is believed, what they add."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import load_gazetteer
from kg.extraction.learned import relations, state, statuses
from kg.extraction.learned.belief import LEAST
from kg.extraction.learned.features import INPUTS, Alphabet, FeatureMaker
from kg.extraction.learned.names import (
    MARGIN,
    Asked,
    NameReader,
    NamesRead,
    load_names,
    sighted,
    spelled,
    states_of,
)
from kg.extraction.learned.objections import _acts_here
from kg.extraction.learned.relations import (
    MOST_PAIRS,
    RULE,
    Label,
    PairAt,
    RelationReader,
    allowed,
    is_asked,
    labels,
    load_relations,
    pairs_of,
    told_pairs,
    weighed,
)
from kg.extraction.learned.settle import is_faint, settle
from kg.extraction.learned.tags import (
    FAMILY,
    LEARNED,
    SIZE,
    STATES,
    decode,
    encode,
    forbidden,
    state_of,
)
from kg.extraction.marking import TYPE_CHAR, Atom, Marked, mark
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.relations import OF_ONE
from kg.extraction.taggers import load_tagger
from kg.extraction.taggers._session import open_session
from kg.model import Entity, Evidence, Span, Statement
from kg.portions import TOGETHER
from kg.reading import read
from ontology.vocabulary import vocabulary

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "digest-2024-05.txt"
SPANS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 3), st.sampled_from(LEARNED)), max_size=8
)


@given(SPANS)
def test_names_survive_being_written_as_tags(parts: list[tuple[int, int, str]]) -> None:
    """Names that do not overlap come back from their tags as they went in."""
    spans, at = [], 0
    for length, gap, kind in parts:
        spans.append((at + gap, at + gap + length, kind))
        at += gap + length
    assert list(decode(encode(at, spans))) == spans


@given(st.lists(st.integers(0, SIZE - 1), max_size=30))
def test_any_tags_spell_names_that_do_not_overlap(tags: list[int]) -> None:
    """Whatever tags a network gives, the names they spell are ordered, apart, and inside the text."""
    end = 0
    for a, b, kind in decode(tags):
        assert end <= a < b <= len(tags) and kind in LEARNED
        end = b


def test_no_name_goes_on_that_did_not_begin() -> None:
    """The inside of a name follows only its own beginning or inside."""
    banned = set(forbidden())
    assert (0, 2) in banned and (1, 2) not in banned and (3, 2) in banned and (STATES, 2) in banned


def test_a_channel_shows_the_longer_of_two_beliefs() -> None:
    """Each family of finders has a row of its own, and there the longer candidate covers the shorter."""
    maker = FeatureMaker(Alphabet(characters="砺芯科技", tags=("n",)))
    found = [
        Candidate(0, 2, "Company", "gazetteer"),
        Candidate(0, 4, "Company", "gazetteer"),
        Candidate(2, 4, "Technology", "term"),
    ]
    rows = maker.rows("砺芯科技", [(0, 4, "n")], found)
    known, term = rows[INPUTS.index("known")], rows[INPUTS.index("term")]
    assert known[0] + 1 == known[1] == known[3] and known[0] > 0
    assert list(term[:2]) == [0, 0] and term[2] + 1 == term[3]


def kept(others: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """What goes on; nothing of what finders believed is lost without a word."""
    going, fallen = settle(others, found, [])
    assert sorted([*(c for c in going if c in others), *fallen]) == sorted(others)
    return going


class TestSettle:
    """Who is believed where finders differ."""

    model = Candidate(2, 6, "Technology", "model")

    def test_a_guess_falls_where_the_network_sees_nothing(self) -> None:
        """What the tagger alone guessed is left out unless the network sees it too."""
        guess = Candidate(8, 12, "Technology", "ner")
        assert guess not in kept([guess], [self.model])
        same = self.model._replace(finder="ner")
        assert same in kept([same], [self.model])

    def test_a_known_name_stands_where_the_network_is_silent(self) -> None:
        """A name of the gazetteer stands although the network does not see it."""
        known = Candidate(8, 12, "Company", "gazetteer")
        assert known in kept([known], [self.model])

    @pytest.mark.parametrize("finder", ["given", "title", "alias"])
    def test_what_is_given_stands(self, finder: str) -> None:
        """What the caller or the author himself marks stands whatever the network sees."""
        firm = Candidate(0, 4, "Company", finder)
        assert firm in kept([firm], [self.model])

    def test_a_term_needs_more_confidence_than_a_name(self) -> None:
        """The network is believed about a company where it would not be believed about a technology."""
        unsure = self.model._replace(confidence=0.6)
        other = Candidate(0, 3, "Product", "known-term")
        assert kept([other], [unsure]) == [other]
        company = unsure._replace(type="Company")
        assert company in kept([other], [company])

    def test_a_faint_term_goes_on_where_nothing_else_stands(self) -> None:
        """A term that the network half believes waits for a statement, unless it is hardly believed at all."""
        unsure = self.model._replace(confidence=0.6)
        assert kept([], [unsure]) == [unsure] and is_faint(unsure)
        assert kept([], [self.model._replace(confidence=0.2)]) == []

    def test_a_new_term_stands_where_the_network_gives_it_a_chance(self) -> None:
        """A term by grammar alone falls where the network sees nothing, and stands where it is only unsure."""
        term = Candidate(2, 6, "Technology", "term")
        assert kept([term], []) == []
        assert kept([term], [self.model._replace(confidence=0.2)]) == [term]

    def test_a_firm_by_a_trade_word_falls_where_the_network_is_sure_of_a_term(self) -> None:
        """无源光网络 is no firm where the network sees a technology; a list's firm and a full name stand."""
        coined = Candidate(2, 6, "Company", "suffix", confidence=0.6)
        sure = self.model._replace(confidence=0.95)
        assert coined not in kept([coined], [sure])
        assert coined in kept([coined], [sure._replace(confidence=0.8)])
        for stands in (coined._replace(finder="gazetteer"), coined._replace(confidence=0.95)):
            assert stands in kept([stands], [sure])

    def test_a_firm_with_words_before_it_falls_where_the_network_sees_the_firm_alone(self) -> None:
        """晋升为兴业银行 gives way to 兴业银行, and a department that begins with its university does not."""
        inner = Candidate(3, 7, "Company", "gazetteer")
        seen = {Asked(3, 7, FAMILY["Company"]): 0.99}
        whole = Candidate(0, 7, "Company", "suffix", confidence=0.85)
        going, fallen = settle([inner, whole], [], [], seen)
        assert going == [inner] and fallen == [whole]
        both = {**seen, Asked(0, 7, FAMILY["Company"]): 0.3}
        assert whole in settle([inner, whole], [], [], both)[0]
        front = Candidate(0, 10, "ResearchInstitution", "suffix")
        assert front in settle([inner, front], [], [], seen)[0]

    def test_a_coined_term_is_a_product_where_the_network_half_sees_one(self) -> None:
        """Grammar says where the term stands, the network that it is named."""
        term = Candidate(2, 6, "Technology", "term")
        half = self.model._replace(type="Product", confidence=0.6)
        going, _ = settle([term], [half], [])
        assert going == [term._replace(type="Product")]
        assert kept([term], [self.model._replace(confidence=0.6)]) == [term]

    def test_an_ambiguous_name_needs_the_network(self) -> None:
        """An ambiguous known name is believed exactly where the network sees a name of that type."""
        doubt = Candidate(2, 6, "Technology", "known-term")
        assert doubt in settle([], [self.model], [doubt])[0]
        other = doubt._replace(type="Company")
        assert other not in settle([], [self.model], [other])[0]


def test_the_network_can_say_only_what_the_ontology_allows() -> None:
    """For every pair of types exactly the relations within domain and range may be stated."""
    for first in vocabulary().entity_types:
        for second in vocabulary().entity_types:
            for label, may in zip(labels(), allowed(first, second), strict=True):
                ends = (first, second) if label.forward else (second, first)
                assert may == vocabulary().allows(ends[0], label.relation, ends[1])


def companies(count: int, between: str = "、") -> tuple[str, list[Atom]]:
    """A text that lists invented companies, with an atom for each."""
    text, atoms = "", []
    for n in range(count):
        name = f"砺{n:04d}"
        atoms.append(Atom(len(text), len(text) + len(name), TYPE_CHAR["Company"], (f"entity{n}",)))
        text += name + between
    return text, atoms


def test_a_list_of_ten_thousand_companies_gives_few_pairs() -> None:
    """However many names a sentence lists, a bounded number of pairs is looked at, nearest first."""
    text, atoms = companies(10_000)
    pairs = pairs_of(mark(text, 0, len(text), atoms))
    assert len(pairs) == MOST_PAIRS
    assert pairs[0].names == 0


def test_what_patterns_say_is_told_at_the_places_of_the_evidence() -> None:
    """A statement of a pattern is seen at its own two mentions, with its direction."""
    text, atoms = companies(3, "投")
    marked = mark(text, 0, len(text), atoms)
    a, b = Entity(type="Company", name="甲"), Entity(type="Company", name="乙")
    keys = {i: (k,) for i, k in zip(marked.keys, (b.id, a.id, b.id), strict=True)}
    marked.keys.update(keys)
    spans = [Span(start=x.start, end=x.end) for x in atoms]
    evidence = Evidence(
        article_id="x",
        sentence=Span(start=0, end=len(text)),
        text=text,
        subject=spans[1],
        object=spans[2],
        rule="r",
        confidence=0.8,
    )
    stmt = Statement(
        type="INVESTED_IN", subject=a, object=b, status="completed", evidence=(evidence,)
    )
    (places,) = told_pairs(marked, [stmt]).items()
    assert places[0] == tuple(list(marked.keys)[1:3])
    assert labels()[places[1] - 1] == Label("INVESTED_IN", True)
    back = replace(stmt, evidence=(replace(evidence, object=spans[0]),))
    (places,) = told_pairs(marked, [back]).items()
    assert labels()[places[1] - 1] == Label("INVESTED_IN", False)


class Sees(NameReader):
    """A network that sees just the names it is told to, as sure as it is told to be."""

    def __init__(self, *names: str, sure: float = 0.6, kind: str = "Company") -> None:
        self._seen, self._sure, self._kind = names, sure, kind

    def pieces_of(self, text: str, *_: object) -> Any:
        """The text itself."""
        return text

    def read(self, texts: Sequence[Any]) -> list[NamesRead]:
        """The names where they stand, as companies or what it is told, whatever they are."""
        return [NamesRead(list(self._names(text)), {}) for text in texts]

    def _names(self, text: str) -> Iterator[Candidate]:
        for name in self._seen:
            if (at := text.find(name)) >= 0:
                yield Candidate(at, at + len(name), self._kind, "model", confidence=self._sure)


def test_what_stands_quoted_behind_the_word_for_a_thing_is_a_product() -> None:
    """智慧终端“星河通” is no firm, however sure the network of names is of one."""
    sees = Sees("京湖电子", "星河通", sure=0.97)
    extractor = Extractor(tagger=load_tagger("none"), gazetteer=load_gazetteer(), names=sees)
    found = extractor.extract(article_of("京湖电子推出了智慧终端“星河通”，售价299元。")).mentions
    assert {m.surface: m.type for m in found} == {"京湖电子": "Company", "星河通": "Product"}


@pytest.mark.parametrize(
    ("said", "key", "acts"),
    [
        ("目前甲公司正与乙公司洽谈合作。", "c", True),
        ("目前甲公司正与乙公司洽谈合作。", "a", False),
        ("目前正与乙公司洽谈合作。", "c", False),
        ("甲公司扩产，目前正与乙公司洽谈合作。", "c", False),
    ],
)
def test_a_clause_with_a_subject_of_its_own_acts_by_itself(said: str, key: str, acts: bool) -> None:
    """Who was named before does not do what another does in the clause; where the clause names nobody else, it may."""
    text = "丙" + said
    keys = {0: (key,)}
    keys |= {at: (who,) for who, name in (("a", "甲"), ("b", "乙")) if (at := text.find(name)) > 0}
    marked = Marked(text, array("i"), array("i"), keys=keys, earlier={0: "丙"})
    assert _acts_here(marked, PairAt(0, text.index("乙"), 0)) is acts


def test_what_lists_and_grammar_guess_needs_a_witness_to_stand_alone() -> None:
    """A listed name or a body by its last word, of which nothing is stated, is kept where the network sees it too."""
    text = "会上谈到了京东方、澜州数字研究院和量子计算。"

    def found(*seen: str) -> set[str]:
        extractor = Extractor(
            tagger=load_tagger("none"), gazetteer=load_gazetteer(), names=Sees(*seen)
        )
        return {m.surface for m in extractor.extract(article_of(text)).mentions}

    extractor = Extractor(tagger=load_tagger("none"), gazetteer=load_gazetteer(), names=Sees())
    lost = [r for r in extractor.extract(article_of(text)).rejects if r.stage == "entities"]
    assert {r.text for r in lost} == {"京东方", "澜州数字研究院", "量子计算"}
    assert all(r.span and r.span.of(text) == r.text for r in lost)
    half = Candidate(7, 11, "Product", "model", confidence=0.6)
    sees = Sees()
    sees.read = lambda _: [NamesRead([half], {})]  # type: ignore[method-assign]
    extractor = Extractor(tagger=load_tagger("none"), gazetteer=load_gazetteer(), names=sees)
    lost = extractor.extract(article_of(text)).rejects
    assert [r.span for r in lost if r.reason.startswith("half believed")] == [half.span]
    assert found() == set()
    assert found("京东方") == {"京东方"}
    assert found("澜州数字研究院") == {"澜州数字研究院"}
    assert found("量子计算") == {"量子计算"}


@pytest.mark.parametrize(
    ("text", "seen", "kind", "stands"),
    [
        ("诺贝尔化学奖获得者到会。", "诺贝尔化", "Company", False),
        ("图灵奖得主到会。", "图灵", "Company", False),
        ("沈括奖励了研发团队。", "沈括", "Company", True),
        ("沈括奖给供应商一笔订单。", "沈括", "Company", True),
        ("沈括奖惩制度曝光。", "沈括", "Company", True),
        ("沈括（本名李强）到会。", "沈括", "Person", True),
        ("部委官网显示，项目开工。", "网显示", "Person", False),
        ("会上霍兰石发言。", "霍兰石", "Person", True),
    ],
)
def test_what_the_words_around_make_unlikely_is_a_reject(
    text: str, seen: str, kind: str, stands: bool
) -> None:
    """A part of a prize's name is no company, what holds a verb and begins with no family name no person."""
    names = Sees(seen, sure=0.88, kind=kind)
    extractor = Extractor(tagger=load_tagger("none"), gazetteer=load_gazetteer(), names=names)
    result = extractor.extract(article_of(text))
    assert (seen in {m.surface for m in result.mentions}) == stands
    assert (seen in {r.text for r in result.rejects}) != stands


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The whole pipeline."""
    return make_extractor("auto")


@pytest.mark.parametrize(
    ("sure", "times", "filler", "stays"),
    [
        (0.3, 1, 0, False),
        (0.6, 1, 0, True),
        (0.6, 1, 60, False),
        (0.6, 2, 60, True),
        (0.97, 1, 60, True),
    ],
)
def test_a_term_named_once_in_a_long_article_needs_a_surer_witness(
    sure: float, times: int, filler: int, stays: bool
) -> None:
    """In a short text, or named twice, a listed term is kept on less than where a long article mentions it in passing."""
    text = "会上谈到了量子计算。" * times + "天气很好，大家都觉得很舒服。" * filler
    gazetteer, sees = load_gazetteer(), Sees("量子计算", sure=sure)
    extractor = Extractor(tagger=load_tagger("none"), gazetteer=gazetteer, names=sees)
    found = {m.surface for m in extractor.extract(article_of(text)).mentions}
    assert ("量子计算" in found) == stays


def test_the_networks_ship_with_the_project() -> None:
    """The networks are there, each once in a process, together well under 15 MB."""
    assert load_names() is load_names() is not None
    assert load_relations() is load_relations() is not None
    from kg.extraction.learned import names

    assert (
        sum(
            p.stat().st_size
            for p in (names.MODEL, relations.MODEL, relations.SECOND, statuses.MODEL)
        )
        < 15_000_000
    )


def test_a_long_article_is_judged_portion_by_portion_alike(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many sentences are judged at once changes nothing, in what is said and in its order."""
    article = article_of("京东方拟收购华灿光电。中芯国际向华为供货。腾讯投资了燧原科技。" * 3)
    whole = extractor.extract(article).statements
    monkeypatch.setattr(relations, "AT_ONCE", 2)
    assert whole
    assert extractor.extract(article).statements == whole


def test_what_is_told_elsewhere_is_not_stated_where_no_word_says_it(extractor: Extractor) -> None:
    """甲拟在科创板上市。甲主营芯片: the second sentence makes no listing of the plan, nor does 甲募资10亿元."""
    for then in ("主营模拟IP", "此次募资13亿元"):
        text = f"成都锐成芯微科技股份有限公司拟在科创板上市。锐成芯微{then}。"
        result = extractor.extract(article_of(text))
        [listing] = [s for s in result.statements if s.type == "LISTED_ON"]
        assert listing.status == "planned"
        assert [e.text for e in listing.evidence] == [text[:22]]
    text = "青岚科技推出数据库“岚基”。岚基采用分布式架构，已部署于京湖银行。"
    result = extractor.extract(article_of(text))
    [made] = [s for s in result.statements if s.type == "DEVELOPS"]
    assert [e.text for e in made.evidence] == [text[:14]]
    assert "told in another sentence" in " ".join(r.reason for r in result.rejects)


class _Asked:
    """A network that counts the sentences that it is asked about, and answers as the one it stands for."""

    def __init__(self, network: Any) -> None:
        self._network, self.sentences, self.told = network, 0, network.told

    def said(self, items: Sequence[Any]) -> Any:
        """What the network says."""
        self.sentences += len(items)
        return self._network.said(items)


@pytest.mark.parametrize(
    ("in_doubt", "asked"), [((0.0, 1.1), "all"), ((1.1, 1.2), "none"), (relations.IN_DOUBT, "some")]
)
def test_the_second_network_is_asked_where_the_first_is_in_doubt(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, in_doubt: tuple[float, float], asked: str
) -> None:
    """Where no share lies in the range the second reads nothing, and what the first says stands."""
    monkeypatch.setattr(relations, "IN_DOUBT", in_doubt)
    reader = RelationReader.load()
    counter = _Asked(reader._second)
    monkeypatch.setattr(reader, "_second", counter)
    text = (
        "京东方拟收购华灿光电。穗禾资本与老股东汀鹭资本一道，成了砺芯半导体新一轮融资的金主。"
        "砺芯半导体的车规芯片流片全由汀江微造代劳。腾讯董事长马化腾出席会议。"
    )
    _, draft = extractor.read(article_of(text))
    draft.patterned = []
    (first,) = RelationReader.load(second=None).judge([draft])
    (both,) = reader.judge([draft])
    alike = [np.allclose(a.shares, b.shares) for a, b in zip(first, both, strict=True)]
    assert len(first) == 4
    assert counter.sentences == alike.count(False)
    assert {"all": all(not a for a in alike), "none": all(alike), "some": 0 < sum(alike) < 4}[asked]
    for judged in both:
        assert np.allclose(judged.shares.sum(axis=1), 1, atol=1e-5)


def test_two_networks_that_read_differently_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second must turn a sentence into the same numbers as the first."""
    first = open_session(relations.MODEL, 1)
    told = first.get_modelmeta().custom_metadata_map | {"signs": '"甲"'}
    other = SimpleNamespace(get_modelmeta=lambda: SimpleNamespace(custom_metadata_map=told))
    with pytest.raises(ValueError, match="read differently"):
        RelationReader(first, other)


def test_what_the_network_adds_says_so(extractor: Extractor) -> None:
    """A statement of the network carries its rule, a belief above the bar, and a sentence that reads back."""
    text = (
        "砺芯半导体的车规芯片流片全由汀江微造代劳，封装则交给禾川精测。"
        "坊间早有传闻，澜岳科技与霁川智能在激光雷达赛道上斗得难解难分。"
        "穗禾资本与老股东汀鹭资本一道，成了这家公司新一轮融资的金主。"
    )
    result = extractor.extract(article_of(text))
    added = [s for s in result.statements if s.evidence[0].rule == RULE]
    assert added
    for s in added:
        assert LEAST - 0.01 <= s.confidence <= 1
        assert s.evidence[0].text in text


def test_without_the_networks_nothing_is_theirs() -> None:
    """The pipeline runs without them, and then no mention and no statement is theirs."""
    bare = make_extractor("auto", names=False, relations=False)
    result = bare.extract(
        article_of("砺芯半导体获汀鹭资本4亿元投资，并与澜岳科技签署战略合作协议。")
    )
    assert {s.evidence[0].rule for s in result.statements} and RULE not in {
        s.evidence[0].rule for s in result.statements
    }
    assert all(m.finder != "model" for m in result.mentions)


def test_a_parent_does_not_hold_what_its_fund_holds(extractor: Extractor) -> None:
    """甲旗下的乙持有丙的股份: the network does not give the parent the stake of its fund."""
    text = "栖砚科技旗下的栖砚产业基金目前持有砺芯半导体4.5%的股份。"
    held = [s for s in extractor.extract(article_of(text)).statements if s.type == "HOLDS_STAKE_IN"]
    assert [s.subject.name for s in held] == ["栖砚产业基金"]


def test_who_names_two_companies_asks_about_them(extractor: Extractor) -> None:
    """Only a pair of which the caller gave both names is believed on the smaller share."""
    text = "砺芯半导体、汀江微造和禾川精测均在展会上亮相。"
    given = [(0, 5, "Company"), (6, 10, "Company")]

    def asked(names: list[tuple[int, int, str]]) -> set[tuple[int, int]]:
        draft = extractor.doc(article_of(text), names)._.kg
        return {
            (j.marked.starts[p.i], j.marked.starts[p.j])
            for j in draft.judged
            for p in j.pairs
            if is_asked(j.marked, p, {a for a, _, _ in names})
        }

    assert asked(given) == {(0, 6)}
    assert asked(given[:1]) == asked([]) == set()


def test_nothing_is_put_into_the_mouth_of_who_was_named_last(extractor: Extractor) -> None:
    """What is said of nobody in particular is not said of the company of the sentence before; that it was doubted is told."""
    text = "霁川智能发布年报。业内人士认为，未来会推出更多工业机器人。"
    result = extractor.extract(article_of(text))
    assert not [s for s in result.statements if s.type in {"USES", "DEVELOPS"}]
    doubts = [r for r in result.rejects if r.reason.startswith("unsaid who")]
    assert doubts and all(r.text in text for r in doubts)


def test_confidence_of_a_pattern_depends_on_what_the_network_thinks(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a pattern states is believed where the network sees the relation too, hardly where it does not, or is a reject."""
    text = "霁川智能收购了砺芯半导体80%的股权。汀江微造拿下砺芯半导体后又拿下两家客户。"
    article = article_of(text)
    draft = extractor.doc(article)._.kg
    told = {s.subject.name: s for s in draft.patterned if s.type == "ACQUIRED"}
    assert told["霁川智能"].confidence > 0.5 and told["汀江微造"].confidence > 0.5
    bought = {s.subject.name: s for s in draft.statements if s.type == "ACQUIRED"}
    assert bought["霁川智能"].confidence > 0.6 and bought["汀江微造"].confidence < 0.35
    monkeypatch.setattr(state, "DOUBTED", 0.35)
    doubted = extractor.extract(article)
    assert [s.subject.name for s in doubted.statements if s.type == "ACQUIRED"] == ["霁川智能"]
    assert any(r.reason.startswith("unlikely, as the networks see it") for r in doubted.rejects)


def test_confidence_of_a_pattern_depends_on_how_clearly_its_names_are_seen(
    extractor: Extractor,
) -> None:
    """What the same pattern says of a listed term that the network of names does not see is hardly believed."""
    text = "砺芯半导体采用碳化硅。"
    sees = Sees("砺芯半导体", sure=0.99)
    blind = Extractor(
        tagger=load_tagger("none"),
        gazetteer=load_gazetteer(),
        names=sees,
        relations=RelationReader.load(),
    )
    clear, faint = (
        [s for s in each.extract(article_of(text)).statements if s.type == "USES"]
        for each in (extractor, blind)
    )
    assert [s.object.name for s in clear] == ["碳化硅"] and clear[0].confidence > 0.8
    assert all(s.confidence < 0.3 for s in faint)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_share_and_more_sight_are_worth_more(share: float, sight: float, more: float) -> None:
    """A pattern's statement is never believed less for a greater share or a clearer name."""
    told = weighed(share, sight)
    assert 0 < told < 1
    assert weighed(max(share, more), sight) >= told
    assert weighed(share, max(sight, more)) >= told


def test_a_share_of_one_deal_is_not_told_of_another(extractor: Extractor) -> None:
    """The stake that one buyer did not get is no stake of the buyer who came after."""
    text = "霁川智能此前拟收购砺芯半导体30%股权，这笔交易已于4月终止，接手者是汀江微造。"
    told = extractor.extract(article_of(text)).statements
    assert [s.subject.name for s in told if s.qualifier("stake")] == ["霁川智能"]


@pytest.mark.parametrize(
    ("text", "relation", "told"),
    [
        (
            "中芯国际与亦庄国投共同成立中芯京城，注册资本50亿美元，双方持股比例分别为51%、49%。",
            "FOUNDED",
            {("中芯国际", "51%", None), ("亦庄国投", "49%", None)},
        ),
        (
            "宁德时代是蔚来的电池供应商，双方共同成立了电池资产管理公司武汉蔚能，蔚来持股19.84%，宁德时代持股25%。",
            "HOLDS_STAKE_IN",
            {("蔚来", "19.84%", None), ("宁德时代", "25%", None)},
        ),
        (
            "上汽集团、阿里巴巴和张江高科设立智己汽车，三方持股比例为54%、18%和18%。",
            "FOUNDED",
            {("上汽集团", "54%", None), ("阿里巴巴", "18%", None), ("张江高科", "18%", None)},
        ),
        (
            "宁德时代与一汽集团合资成立时代一汽，双方分别持股51%和49%。",
            "FOUNDED",
            {("宁德时代", "51%", None), ("一汽集团", "49%", None)},
        ),
        (
            "国家大基金持有长电科技19%股份，为第一大股东，芯电半导体持股14.28%。",
            "HOLDS_STAKE_IN",
            {("国家大基金", "19%", "第一大股东"), ("芯电半导体", "14.28%", None)},
        ),
    ],
)
def test_each_holder_has_the_share_and_the_title_told_of_it(
    extractor: Extractor, text: str, relation: str, told: set[tuple[str, str, str | None]]
) -> None:
    """双方分别持股 deals out in the order of the names, and 第一大股东 is whom the clause before speaks of."""
    found = extractor.extract(article_of(text)).statements
    shares = {
        (s.subject.name, s.qualifier("stake"), s.qualifier("title"))
        for s in found
        if s.type == relation
    }
    assert shares == told


def test_what_pattern_and_network_together_doubt_is_a_reject(extractor: Extractor) -> None:
    """The reject says which statement was doubted, and nothing of that relation is stated."""
    text = "小米新旗舰首发骁龙8。"
    result = extractor.extract(article_of(text))
    assert not [s for s in result.statements if s.type == "USES"]
    told = [r for r in result.rejects if r.reason.startswith("unlikely, as the network")]
    assert told and all("business.uses.first-to-carry" in r.reason and r.text in text for r in told)


def test_type_is_chosen_after_the_border() -> None:
    """Two types of one family that share a name between them still make it a name; the likelier one is its type."""
    tech, product = (LEARNED.index(kind) for kind in ("Technology", "Product"))
    scores = np.full((3, SIZE), -9.0, dtype=np.float32)
    scores[:, 0] = 1.0
    for kind, score in ((tech, 0.6), (product, 0.7)):
        scores[0, 1 + 2 * kind] = scores[1:, 2 + 2 * kind] = score
    opens = np.array([True, False, False])
    states = states_of(scores)
    assert scores.argmax(axis=1).tolist() == [0, 0, 0]
    path = np.array([state_of(1 + 2 * tech), *[state_of(2 + 2 * tech)] * 2])
    assert (states[np.arange(3), path] > states[:, 0]).all()
    [(start, end, kind, share)] = spelled(scores, path, opens)
    assert (start, end, kind) == (0, 3, "Product") and share > 0.5


@given(st.lists(st.lists(st.floats(-8, 8), min_size=SIZE, max_size=SIZE), min_size=1, max_size=12))
def test_what_leads_by_far_is_outside_in_states_too(rows: list[list[float]]) -> None:
    """Leaving a character out of the sums changes nothing that the best path sees of it."""
    scores = np.array(rows, dtype=np.float32)
    some, every = states_of(scores), states_of(scores, everywhere=True)
    far = np.isinf(some[:, 1:]).any(axis=1)
    assert np.array_equal(some[~far], every[~far])
    assert (every[far, 0] - every[far, 1:].max(axis=1) > MARGIN).all()


def test_spans_asked_about_are_seen_as_far_as_their_ends_are() -> None:
    """A word inside a longer name is seen less clearly than the name, and what does not lie among the characters not at all."""
    odds = np.zeros((6, STATES))
    odds[[0, 4], 1] = 0.9
    odds[[1, 3, 5], 2], odds[2, 2] = 0.8, 0.75
    opens = np.array([True, False, False, False, True, False])
    places = np.array([10, 11, 12, 13, 14, 15])

    def told(*spans: tuple[int, int, str]) -> dict[tuple[int, int], float]:
        asked = [Asked(a, b, FAMILY[kind]) for a, b, kind in spans]
        return {(s.start, s.end): share for s, share in sighted(odds, places, opens, asked)}

    all_three = told((10, 12, "Technology"), (10, 14, "Product"), (14, 16, "Company"))
    # A quarter is how likely the shorter one ends there, and no firm is seen at all.
    assert all_three == {(10, 12): 0.25, (10, 14): 0.75}
    assert not told((9, 12, "Technology")) and not told((12, 17, "Technology"))
    # A name lies in one piece, and not over a gap between two.
    assert not told((12, 16, "Technology"))
    places[4:] += 3
    assert not told((12, 19, "Technology"))


def test_a_span_is_asked_about_in_its_own_family() -> None:
    """That a term is seen says nothing of a firm at the same place."""
    odds = np.array([[0.1, 0.8, 0.0, 0.1, 0.0], [0.0, 0.0, 0.9, 0.0, 0.1]])
    opens = np.array([True, False])
    asked = [Asked(0, 2, FAMILY["Technology"]), Asked(0, 2, FAMILY["Company"])]
    assert dict(sighted(odds, np.arange(2), opens, asked)) == {asked[0]: 0.8, asked[1]: 0.1}


def test_a_name_given_across_a_blank_line_stops_no_reading(extractor: Extractor) -> None:
    """What the caller names may lie in two sentences; the network is asked about neither half."""
    text = "华为发布新品\n\n储能"
    found = extractor.extract(article_of(text), [(4, len(text), "Product")])
    assert text[4:] in {m.surface for m in found.mentions}


def test_each_round_of_a_fund_keeps_its_own_sum(extractor: Extractor) -> None:
    """What the network reads twice in a sentence, once beside the values of another deal, is one fact with its own values."""
    article = next(a for a in read(SAMPLE).articles if "天使轮" in a.text)
    told = {
        (s.subject.name, s.qualifier("amount"), s.qualifier("round"))
        for s in extractor.extract(article).statements
        if s.type == "INVESTED_IN" and s.subject.name == "汀鹭资本"
    }
    assert told == {("汀鹭资本", "4亿元", "C轮"), ("汀鹭资本", "2亿元", "B轮")}


@pytest.mark.parametrize(
    ("told", "listed"),
    [("Micro LED显示", "Micro LED"), ("eBPF技术", "eBPF"), ("AMOLED显示", "AMOLED")],
)
def test_a_listed_technology_goes_by_its_name_with_its_field_too(
    extractor: Extractor, told: str, listed: str
) -> None:
    """Which policies touch a company is found through its technology, however the article ends the name."""
    found = extractor.extract(article_of(f"如今，京东方同时研发{told}和数字孪生两条路线。"))
    made = [s.object for s in found.statements if s.type == "DEVELOPS"]
    assert ("gazetteer", listed) in {
        i for e in made if isinstance(e, Entity) for i in e.identifiers
    }


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("英伟达推出GPU芯片H200。", "H200"),
        ("寒武纪发布云端智能芯片思元370，采用7纳米工艺。", "思元370"),
    ],
)
def test_a_listed_product_is_seen_with_its_kind_before_it(
    extractor: Extractor, text: str, made: str
) -> None:
    """Where the network takes kind and name for one, the listed name in it is no less sure."""
    found = extractor.extract(article_of(text)).statements
    assert made in {
        s.object.name for s in found if s.type == "DEVELOPS" and isinstance(s.object, Entity)
    }


def test_who_leads_a_round_invests_in_no_fellow_investor(extractor: Extractor) -> None:
    """甲投资的丙完成融资，由乙领投: both invest in 丙, neither in the other."""
    text = "阿里巴巴投资的月之暗面完成5亿美元C轮融资，由IDG领投1.5亿美元。"
    found = extractor.extract(article_of(text)).statements
    deals = {
        (s.subject.name, s.object.name)
        for s in found
        if s.type == "INVESTED_IN" and isinstance(s.object, Entity)
    }
    assert deals == {("阿里巴巴", "月之暗面"), ("IDG", "月之暗面")}


def test_a_product_with_its_maker_in_its_name_is_made_by_nobody_else(extractor: Extractor) -> None:
    """英伟达H100 is 英伟达's, whoever else the sentence names."""
    said = extractor.extract(
        article_of("台积电的CoWoS和英特尔的EMIB是主流方案，前者被英伟达H100采用。")
    )
    makers = {
        s.subject.name
        for s in said.statements
        if s.type == "DEVELOPS" and isinstance(s.object, Entity) and s.object.name == "英伟达H100"
    }
    assert makers == {"英伟达"}


def test_a_part_of_a_part_is_not_the_whole_ones_own(extractor: Extractor) -> None:
    """甲的子公司乙为其子公司丙担保: 丙 is 乙's, and 乙 is 甲's."""
    said = "长信科技公告，公司控股子公司澜州砺芯封测有限公司将为其控股子公司澜州青岚器械有限公司的贷款作保。"
    found = extractor.extract(article_of(said)).statements
    parts = {
        (s.subject.name, s.object.name)
        for s in found
        if s.type == "SUBSIDIARY_OF" and isinstance(s.object, Entity)
    }
    assert parts == {
        ("澜州砺芯封测有限公司", "长信科技"),
        ("澜州青岚器械有限公司", "澜州砺芯封测有限公司"),
    }


def test_nobody_founds_the_company_that_an_unnamed_one_signed_with(extractor: Extractor) -> None:
    """公司与甲签约。公司创始人某某……: of a company that the text does not name."""
    said = "公司与华为签署合作协议，公司将向其供应芯片。公司创始人王明表示满意。"
    assert not [s for s in extractor.extract(article_of(said)).statements if s.type == "FOUNDED"]


def told(extractor: Extractor, text: str) -> set[tuple[str, str, str, str]]:
    """What is stated of two entities: subject, relation, object, status."""
    return {
        (s.subject.name, s.type, s.object.name, s.status)
        for s in extractor.extract(article_of(text)).statements
        if isinstance(s.object, Entity)
    }


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("宁德时代公告，广东邦普为其控股子公司。", ("广东邦普", "SUBSIDIARY_OF", "宁德时代", "completed")),
        ("蔚来2014年成立，腾讯为其股东。", ("腾讯", "HOLDS_STAKE_IN", "蔚来", "completed")),
        ("海星一号服务器采用飞腾S5000C处理器，配备国产固态硬盘。", ("海星一号服务器", "USES", "固态硬盘", "completed")),
        ("公司发布星河A1芯片，采用5纳米工艺。", ("星河A1芯片", "USES", "5纳米工艺", "completed")),
        ("2025海南低空经济大会在海口会展中心召开。", ("2025海南低空经济大会", "LOCATED_IN", "海口", "completed")),
        ("商务部尚未出台《数据出境管理办法》。", ("商务部", "ISSUED", "数据出境管理办法", "planned")),
        ("恒生电子公告，董事长刘曙峰拟减持1%股份。", ("刘曙峰", "HOLDS_POSITION", "恒生电子", "completed")),
        ("恒生电子公告，董事长刘曙峰拟减持1%股份。", ("刘曙峰", "REDUCED_STAKE_IN", "恒生电子", "planned")),
        ("京东方拟向关联企业TCL出售所持长信科技全部32.5%股权。", ("京东方", "HOLDS_STAKE_IN", "长信科技", "completed")),
        ("新元科技公告，持股6.32%的农银国际，计划减持公司股份。", ("农银国际", "HOLDS_STAKE_IN", "新元科技", "completed")),
        ("芯驰科技任命前高通高管陈立为首席技术官，原CTO孙鸣乐因个人原因离职。", ("陈立", "HOLDS_POSITION", "芯驰科技", "completed")),
        ("中国电信、国盾量子合资成立的中电信量子集团完成A轮融资，中网投跟投。", ("中网投", "INVESTED_IN", "中电信量子集团", "completed")),
        ("电视机制造商厦华电子被卖给青岚科技。", ("厦华电子", "DEVELOPS", "电视机", "completed")),
        ("长信科技40%股权已转至京东方名下。", ("京东方", "INVESTED_IN", "长信科技", "completed")),
        ("长信科技10%股份由京东方受让。", ("京东方", "INVESTED_IN", "长信科技", "completed")),
        ("长信科技向TCL出售子公司华星光电。", ("TCL", "ACQUIRED", "华星光电", "completed")),
        ("长信科技向TCL出售子公司华星光电。", ("长信科技", "REDUCED_STAKE_IN", "华星光电", "completed")),
        ("京东方拟向TCL出售彩虹股份。", ("TCL", "INVESTED_IN", "彩虹股份", "planned")),
        ("全国信标委发布GB/T 38673-2020《大数据系统基本要求》国家标准。", ("全国信标委", "ISSUED", "大数据系统基本要求", "completed")),
        ("智途出行因未按规定报送算法规则，被交通运输部约谈。", ("交通运输部", "SUPERVISES", "智途出行", "completed")),
        ("TCL收购长信科技、京东方并购彩虹股份，面板业整合加快。", ("京东方", "ACQUIRED", "彩虹股份", "completed")),
        ("北京市经信局向百度、小马智行颁发了国内首批道路测试通知书。", ("北京市经信局", "SUPERVISES", "小马智行", "completed")),
        ("市场监管总局依法对腾讯收购中国音乐集团股权作出行政处罚。", ("市场监管总局", "SUPERVISES", "腾讯", "completed")),
        ("暴风体育A轮融资的投资方名单中，不乏光大浸辉、招商财富等机构的身影。", ("招商财富", "INVESTED_IN", "暴风体育", "completed")),
        ("顺丰控股拟向嘉里物流大股东嘉里控股收购51.8%股权，作价175亿港元。", ("顺丰控股", "ACQUIRED", "嘉里物流", "planned")),
        ("迈瑞医疗以66.5亿元控股惠泰医疗。", ("迈瑞医疗", "ACQUIRED", "惠泰医疗", "completed")),
        ("北京海淀国投拟以1元价格退出所持海澜科技49%股权。", ("北京海淀国投", "REDUCED_STAKE_IN", "海澜科技", "planned")),
        ("阿里巴巴把饿了么卖给了美团。", ("阿里巴巴", "REDUCED_STAKE_IN", "饿了么", "completed")),
        ("京东方收购砺芯半导体60%股权，TCL持股40%。", ("TCL", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("大众汽车集团首席执行官奥博宣布向小鹏汽车投资约7亿美元。", ("大众汽车集团", "INVESTED_IN", "小鹏汽车", "completed")),
        ("海尔卡奥斯、临工智科入选工信部《工业互联网示范平台名单》。", ("工业互联网示范平台名单", "APPLIES_TO", "临工智科", "completed")),
        ("恒川数科董事长罗建业、财务总监柯丽娜出席。", ("柯丽娜", "HOLDS_POSITION", "恒川数科", "completed")),
        ("搭载麒麟9000S处理器的华为Mate 60 Pro开售。", ("华为Mate 60 Pro", "USES", "麒麟9000S处理器", "completed")),
        ("台积电的CoWoS、英特尔的EMIB和三星的I-Cube都属于2.5D封装。", ("EMIB", "KIND_OF", "2.5D封装", "completed")),
        ("满帮集团旗下的运满满、货车帮等平台月活过千万。", ("货车帮", "SUBSIDIARY_OF", "满帮集团", "completed")),
        ("2015年5月，安华高宣布以370亿美元收购博通，新公司沿用博通的名字。", ("安华高", "ACQUIRED", "博通", "completed")),
        ("由台积电持股86.5%、索尼持股6%、电装持股5.5%的熊本晶圆厂公司JASM年底投产。", ("索尼", "HOLDS_STAKE_IN", "JASM", "completed")),
        ("上海发那科由发那科与上海电气合资设立，双方各占50%。", ("发那科", "HOLDS_STAKE_IN", "上海发那科", "completed")),
        ("红旗连锁实际控制人拟向永辉超市转让公司9%股份。", ("永辉超市", "INVESTED_IN", "红旗连锁", "planned")),
        ("波士顿动力由现代汽车以约8.8亿美元购入80%股份。", ("现代汽车", "ACQUIRED", "波士顿动力", "completed")),
        ("腾讯去年将出行软件公司滴滴出行纳入麾下，对价约9亿美元。", ("腾讯", "ACQUIRED", "滴滴出行", "completed")),
        ("闻泰科技与立讯精密达成协议，作价45亿元转让昆明闻讯实业有限公司。", ("立讯精密", "ACQUIRED", "昆明闻讯实业有限公司", "completed")),
        ("京东方将首批蒸镀机订单交给佳能Tokki。", ("佳能Tokki", "SUPPLIES", "京东方", "planned")),
        ("市场监管总局今日公布行政处罚决定书，认定云岭集团滥用市场支配地位。", ("市场监管总局", "SUPERVISES", "云岭集团", "completed")),
        ("经欧盟委员会调查，谷歌被处以43.4亿欧元罚款。", ("欧盟委员会", "SUPERVISES", "谷歌", "completed")),
        ("证监会同意沐曦股份首次公开发行股票的注册申请。", ("证监会", "SUPERVISES", "沐曦股份", "completed")),
        ("广州开发区今日发布“生物医药十条”和“元宇宙十条”。", ("广州开发区", "ISSUED", "元宇宙十条", "completed")),
        ("从江苏省工业和信息化厅获悉，该厅会同省发展改革委印发《江苏省氢能产业发展规划》。", ("江苏省工业和信息化厅", "ISSUED", "江苏省氢能产业发展规划", "completed")),
        ("中国人民银行会同有关部门起草了《非银行支付机构条例（征求意见稿）》。", ("中国人民银行", "ISSUED", "非银行支付机构条例（征求意见稿）", "planned")),
        ("北京经开区发布“AI二十条”，即《北京经开区关于加快打造AI原生产业创新高地的若干政策》。", ("北京经开区", "ISSUED", "北京经开区关于加快打造AI原生产业创新高地的若干政策", "completed")),
        ("比亚迪、理想决定在下一代车型上选用DRIVE Thor芯片。", ("比亚迪", "USES", "DRIVE Thor芯片", "planned")),
        ("中国石化拟将所持安信农险股权比例由34.34%增至52.13%。", ("中国石化", "HOLDS_STAKE_IN", "安信农险", "planned")),
        ("特斯拉储能超级工厂项目将于明年一季度开工。", ("特斯拉", "OPERATES", "特斯拉储能超级工厂项目", "planned")),
        ("保监会核准郑杨出任浦发银行董事长的任职资格。", ("郑杨", "HOLDS_POSITION", "浦发银行", "approved")),
        ("倪光南受邀担任中国开源云联盟名誉理事长，林咏华当选首届理事长。", ("林咏华", "HOLDS_POSITION", "中国开源云联盟", "completed")),
        ("阿里巴巴、腾讯、百度各获配中国联通21亿股。", ("腾讯", "INVESTED_IN", "中国联通", "completed")),
        ("圆通速递、中通快递此前已先后获阿里巴巴入股。", ("阿里巴巴", "INVESTED_IN", "圆通速递", "completed")),
        ("存储芯片分为易失性存储器和非易失性存储器，前者包括DRAM和SRAM，后者主要有NAND闪存与NOR闪存。", ("NAND闪存", "KIND_OF", "非易失性存储器", "completed")),
        ("抑制剂分脲酶抑制剂和硝化抑制剂两类；前者以NBPT为代表，后者以DMPP为代表。", ("DMPP", "KIND_OF", "硝化抑制剂", "completed")),
        ("徐工机械近日与力拓签署采购协议，将向其供应50台电动矿卡。", ("徐工机械", "SUPPLIES", "力拓", "planned")),
        ("隐私计算分为联邦学习、多方安全计算、可信执行环境三条路线，前者较成熟，后者则被蚂蚁集团、百度采用。", ("百度", "USES", "可信执行环境", "completed")),
        ("软银向英伟达出售Arm的交易告吹。", ("英伟达", "ACQUIRED", "Arm", "cancelled")),
        ("英伟达推出基于Hopper架构的H100芯片。", ("H100芯片", "USES", "Hopper架构", "completed")),
        ("英国政府要求闻泰科技旗下安世半导体出售纽波特晶圆厂。", ("英国政府", "SUPERVISES", "安世半导体", "completed")),
        ("瑞典Silex（赛微电子子公司）收购德国艾尔默斯公司的交易被否决。", ("Silex", "SUBSIDIARY_OF", "赛微电子", "completed")),
        ("中国移动启动5G基站集采，华为、中兴、爱立信和大唐中标。", ("爱立信", "SUPPLIES", "中国移动", "completed")),
        ("特斯拉选定LG新能源作为4680电池供应商。", ("LG新能源", "SUPPLIES", "特斯拉", "completed")),
        ("天眼查显示，饿了么法定代表人、董事长由朱家然变更为方永新。", ("方永新", "HOLDS_POSITION", "饿了么", "completed")),
        ("天眼查显示，饿了么法定代表人、董事长由朱家然变更为方永新。", ("朱家然", "HOLDS_POSITION", "饿了么", "cancelled")),
        ("云从科技科创板IPO获上市委会议通过。", ("云从科技", "LISTED_ON", "科创板", "approved")),
        ("京湖电子与青岚科技生产光刻机和刻蚀机，前者被砺芯半导体收购。", ("砺芯半导体", "ACQUIRED", "京湖电子", "completed")),
        ("工信部发布“算力二十条”，《算力条例》由发改委制定。", ("发改委", "ISSUED", "算力条例", "completed")),
        ("京湖电子与青岚科技签署战略合作协议，京湖电子将受让青岚科技2%股权。", ("京湖电子", "PARTNERS_WITH", "青岚科技", "completed")),
        ("砺芯半导体公告，控股股东青岚集团拟向汀鹭资本转让公司9%股份。", ("青岚集团", "REDUCED_STAKE_IN", "砺芯半导体", "planned")),
        ("投资方汀鹭资本完成尽调并收购砺芯半导体60%股权。", ("汀鹭资本", "ACQUIRED", "砺芯半导体", "completed")),
        ("省国资委批复由王平兼任华药集团董事长，省国资委主任常星出席会议。", ("常星", "HOLDS_POSITION", "省国资委", "completed")),
        ("大疆发布搭载哈苏相机的Mavic 3无人机。", ("大疆", "DEVELOPS", "Mavic 3无人机", "completed")),
        ("百度昆仑芯完成独立融资，投后估值约130亿元，CPE源峰领投，IDG资本跟投。", ("CPE源峰", "INVESTED_IN", "百度昆仑芯", "completed")),
        ("国务院印发《生态环境保护规划》。规划提出，到2030年优良天数比率达到80%。规划由国家发改委编制。", ("国务院", "ISSUED", "生态环境保护规划", "completed")),
        ("财政部印发《普惠金融专项资金管理办法》。该办法依据《预算法》制定。", ("财政部", "ISSUED", "普惠金融专项资金管理办法", "completed")),
        ("湾区低空经济联合会在广州揭牌。联合会由腾讯、广汽集团共同发起。", ("腾讯", "FOUNDED", "湾区低空经济联合会", "completed")),
        ("祁阳县卫生健康局据此制定《乡村医生聘用实施细则》。", ("祁阳县卫生健康局", "ISSUED", "乡村医生聘用实施细则", "completed")),
        ("工信部正会同国家标准委制定《增材制造标准体系建设指南》。", ("工信部", "ISSUED", "增材制造标准体系建设指南", "planned")),
        ("财政部公布《资金管理办法》，拟修订的《预算细则》由财政部起草。", ("财政部", "ISSUED", "预算细则", "planned")),
        ("普渡科技推出欢乐送机器人。海底捞已采购1000台。", ("海底捞", "USES", "欢乐送机器人", "completed")),
        ("海豹轿车首次应用CTB技术。", ("海豹轿车", "USES", "CTB技术", "completed")),
        ("小米SU7的电池由宁德时代供应。", ("宁德时代", "SUPPLIES", "小米", "completed")),
        ("蔚来发布ET9。电池由宁德时代供应，空气悬架来自孔辉科技。", ("孔辉科技", "SUPPLIES", "蔚来", "completed")),
        ("惠科长沙生产线量产。该生产线产品供应三星和LG。", ("惠科", "SUPPLIES", "三星", "completed")),
        ("比亚迪西安基地投产。该基地主要生产刀片电池。", ("比亚迪", "DEVELOPS", "刀片电池", "completed")),
        ("航天云网发布INDICS平台。INDICS平台是国内首个工业互联网平台。", ("INDICS平台", "KIND_OF", "工业互联网平台", "completed")),
        ("壁仞科技发布BR100。这是一款面向数据中心的AI训练芯片。", ("BR100", "KIND_OF", "AI训练芯片", "completed")),
        ("英特尔收购Habana Labs。该公司产品为Gaudi处理器。", ("Habana Labs", "DEVELOPS", "Gaudi处理器", "completed")),
        ("思元370芯片采用台积电7nm工艺。", ("思元370芯片", "USES", "7nm工艺", "completed")),
        ("清华大学研制出天机芯。", ("清华大学", "DEVELOPS", "天机芯", "completed")),
        ("科大国创总裁应勇任秘书长。", ("应勇", "HOLDS_POSITION", "科大国创", "completed")),
        ("Waymo隶属于谷歌母公司Alphabet。", ("Waymo", "SUBSIDIARY_OF", "Alphabet", "completed")),
        ("上海市出台《支持集成电路产业发展的若干措施》。该措施重点支持EDA工具、光刻胶。", ("支持集成电路产业发展的若干措施", "TARGETS", "光刻胶", "completed")),
        ("华为发布麒麟990和昇腾910，前者采用7纳米工艺。", ("麒麟990", "USES", "7纳米工艺", "completed")),
        ("隆基绿能空港新城基地由中建三局承建。", ("中建三局", "OPERATES", "隆基绿能空港新城基地", "completed")),
        ("腾讯公布财报。公司收购了乐聚机器人。该公司主营人形机器人。", ("乐聚机器人", "OPERATES_IN", "人形机器人", "completed")),
        ("小鹏汽车发布G9。该车由肇庆工厂生产，搭载英伟达Orin芯片。", ("G9", "USES", "Orin芯片", "completed")),
        ("富士康郑州工厂主要为苹果生产iPhone。", ("富士康", "SUPPLIES", "苹果", "completed")),
        ("中国汽车芯片联盟召开会员大会。长电科技首席执行官郑力当选首任理事长。", ("郑力", "HOLDS_POSITION", "中国汽车芯片联盟", "completed")),
        ("工信部拟印发《算力行动计划》。该计划由信通院起草。", ("工信部", "ISSUED", "算力行动计划", "planned")),
        ("工信部制定《算力行动计划》，目前尚未发布。", ("工信部", "ISSUED", "算力行动计划", "planned")),
        ("工信部明年制定《算力行动计划》。", ("工信部", "ISSUED", "算力行动计划", "planned")),
        ("小米发布小米SU7轿车。该车电池将由中创新航供应。", ("小米", "DEVELOPS", "小米SU7轿车", "completed")),
        ("《算力行动计划》由工信部牵头设立工作组并印发。", ("工信部", "ISSUED", "算力行动计划", "completed")),
        ("长安汽车发布深蓝S7。该车电池不再由比亚迪供应。", ("长安汽车", "DEVELOPS", "深蓝S7", "completed")),
        ("内蒙古发布《草产业发展规划》。规划把草分成四类，重点发展紫花苜蓿、燕麦草。", ("草产业发展规划", "TARGETS", "燕麦草", "completed")),
        ("宁德时代发布固态电池技术。比亚迪推出刀片电池。该技术已应用于海豹轿车。", ("海豹轿车", "USES", "刀片电池", "completed")),
        ("上海市印发《绿色制造行动计划》。宝钢股份、上海电气被选为试点单位。", ("绿色制造行动计划", "APPLIES_TO", "上海电气", "completed")),
        ("工信部发布《数字化转型方案》。首批示范企业包括三一重工、徐工机械。", ("数字化转型方案", "APPLIES_TO", "徐工机械", "completed")),
        ("安徽省印发《新能源汽车产业规划》。规划将固态电池、车规级芯片列为发展重点。", ("新能源汽车产业规划", "TARGETS", "固态电池", "completed")),
        ("武汉市印发《光电子产业行动方案》。量子通信、激光雷达也在支持之列。", ("光电子产业行动方案", "TARGETS", "激光雷达", "completed")),
        ("科技部印发《脑科学专项规划》。其重点方向为脑机接口和类脑芯片。", ("脑科学专项规划", "TARGETS", "类脑芯片", "completed")),
        ("商务部印发《数字贸易规划》。规划的实施将促进跨境电商行业发展。", ("数字贸易规划", "BENEFITS", "跨境电商行业", "completed")),
        ("华能集团获批建设陇东风电基地。", ("华能集团", "OPERATES", "陇东风电基地", "approved")),
        ("国家发改委批复宁夏中卫光伏项目，由国家能源集团投资建设。", ("国家能源集团", "OPERATES", "宁夏中卫光伏项目", "approved")),
        ("华能集团获批建设的陇东风电基地已投产。", ("华能集团", "OPERATES", "陇东风电基地", "completed")),
        ("上海市出台促进低空经济发展若干措施，支持eVTOL研发。", ("上海市", "ISSUED", "促进低空经济发展若干措施", "completed")),
        ("杭州市经信局启动了人工智能应用场景试点，海康威视、大华股份入选首批试点企业。", ("人工智能应用场景试点", "APPLIES_TO", "海康威视", "completed")),
        ("北京有竹居网络技术有限公司注册资本1000万元，由北京字节跳动网络技术有限公司全资持股。", ("北京字节跳动网络技术有限公司", "HOLDS_STAKE_IN", "北京有竹居网络技术有限公司", "completed")),
        ("Chiplet是一种先进封装技术，AMD、英特尔均已采用。", ("英特尔", "USES", "Chiplet", "completed")),
        ("腾讯入股富途后成为其第二大股东，持股11.4%。", ("腾讯", "HOLDS_STAKE_IN", "富途", "completed")),
        ("中国平安是华夏幸福的第一大股东，持股25%，华夏控股持股17%。", ("华夏控股", "HOLDS_STAKE_IN", "华夏幸福", "completed")),
        ("中国证监会同意格科微科创板IPO注册。", ("格科微", "LISTED_ON", "科创板", "approved")),
        ("云从科技科创板IPO获证监会注册。", ("云从科技", "LISTED_ON", "科创板", "approved")),
        ("小米集团任命王翔为总裁，林斌转任副董事长。", ("林斌", "HOLDS_POSITION", "小米集团", "completed")),
        ("工信部发布《2020年中国互联网企业100强》榜单，阿里巴巴、腾讯位列前三。", ("工信部", "PUBLISHED", "2020年中国互联网企业100强", "completed")),
        ("武汉弘芯半导体项目烂尾，由武汉市东西湖区政府接管。", ("武汉弘芯半导体", "OPERATES", "武汉弘芯半导体项目", "cancelled")),
        ("特斯拉Model 3在华量产，供应商包括拓普集团。", ("拓普集团", "SUPPLIES", "特斯拉", "completed")),
        ("海光信息披露招股书，中科曙光为其第一大股东，持股32.1%。", ("中科曙光", "HOLDS_STAKE_IN", "海光信息", "completed")),
        ("美的集团拟10亿元收购万东医疗29.09%股权，成为其控股股东。", ("美的集团", "HOLDS_STAKE_IN", "万东医疗", "planned")),
        ("联发科发布天玑1200处理器，采用6nm工艺，小米、vivo、OPPO将首批搭载。", ("vivo", "USES", "天玑1200处理器", "planned")),
        ("宁德时代发布神行电池。奇瑞星途、哪吒汽车将首批搭载该电池。", ("宁德时代", "SUPPLIES", "奇瑞星途", "planned")),
        ("比亚迪半导体拟分拆上市。母公司比亚迪持有其72.3%股权。", ("比亚迪", "HOLDS_STAKE_IN", "比亚迪半导体", "completed")),
        ("药明生物被列入未经核实名单。公司回应称，将积极沟通。", ("未经核实名单", "APPLIES_TO", "药明生物", "completed")),
        ("国家电投与百度智能云签约。根据协议，双方将共建江苏能源数据中心。", ("百度智能云", "OPERATES", "江苏能源数据中心", "planned")),
        ("宁德时代是蔚来的供应商。双方共同成立武汉蔚能。", ("蔚来", "FOUNDED", "武汉蔚能", "completed")),
        ("华为发布鸿蒙操作系统2.0，面向手机、平板等设备。美的、九阳等家电企业宣布首批产品将搭载该系统。", ("美的", "USES", "鸿蒙操作系统2.0", "planned")),
        ("英特尔计划收购格芯，格芯大股东穆巴达拉未予置评。", ("穆巴达拉", "HOLDS_STAKE_IN", "格芯", "completed")),
        ("特斯拉7月交付32968辆。宁德时代、LG新能源为其供应电池。", ("LG新能源", "SUPPLIES", "特斯拉", "completed")),
        ("蔚来发布ET9轿车。宁德时代向其供货。", ("宁德时代", "SUPPLIES", "蔚来", "completed")),
        ("网易投资虚拟人公司次世文化。", ("网易", "INVESTED_IN", "次世文化", "completed")),
        ("阿维塔科技由长安汽车控股，持股95.38%，蔚来持股4.62%。", ("长安汽车", "HOLDS_STAKE_IN", "阿维塔科技", "completed")),
        ("市场监管总局依据《反垄断法》责令美团停止违法行为，并处34.42亿元罚款。", ("市场监管总局", "SUPERVISES", "美团", "completed")),
        ("寒武纪设立控股子公司行歌科技，布局智能驾驶芯片，注册资本2亿元，寒武纪持股83%。", ("寒武纪", "HOLDS_STAKE_IN", "行歌科技", "completed")),
        ("特斯拉中国7月交付32968辆。特斯拉CEO郝连山发布Optimus。", ("郝连山", "HOLDS_POSITION", "特斯拉", "completed")),
        ("工信部发布《软件升级备案通知》，要求企业备案。特斯拉、蔚来等企业须在8月31日前完成备案。", ("软件升级备案通知", "APPLIES_TO", "蔚来", "completed")),
        ("国家大基金二期向中芯南方增资15亿美元，上海集成电路基金二期增资7.5亿美元。", ("上海集成电路基金二期", "INVESTED_IN", "中芯南方", "completed")),
        ("小米产投入股纵目科技、几何伙伴等智能驾驶企业。", ("小米产投", "INVESTED_IN", "纵目科技", "completed")),
        ("AMD发布锐龙9000芯片。台积电为其代工，日月光为其提供封装服务。", ("日月光", "SUPPLIES", "AMD", "completed")),
        ("深交所终止对柔宇科技上市审核。", ("柔宇科技", "LISTED_ON", "深交所", "cancelled")),
        ("北交所上市委审议通过连城数控的公开发行申请。", ("连城数控", "LISTED_ON", "北交所", "approved")),
        ("华能集团尚未获批建设陇东风电基地。", ("华能集团", "OPERATES", "陇东风电基地", "planned")),
        ("国家发改委未核准宁夏中卫光伏项目，由国家能源集团投资建设的方案搁置。", ("国家能源集团", "OPERATES", "宁夏中卫光伏项目", "cancelled")),
        ("理想汽车与宁德时代签署合作协议。麒麟5C电池由双方联合研发。", ("宁德时代", "DEVELOPS", "麒麟5C电池", "completed")),
        ("理想汽车与宁德时代签约。新公司星河电池由双方共同出资设立，双方各持股50%。", ("理想汽车", "FOUNDED", "星河电池", "completed")),
        ("商汤科技向港交所递交招股书，软银愿景基金持股14.88%，淘宝持股7.59%。", ("淘宝", "HOLDS_STAKE_IN", "商汤科技", "completed")),
        ("上海市市长龚正到特斯拉上海超级工厂调研，并与特斯拉中国总裁王昊座谈。", ("王昊", "HOLDS_POSITION", "特斯拉中国", "completed")),
        ("苹果公司2017年向菲尼萨注资3.9亿美元，2021年又向康宁追加4500万美元。", ("苹果公司", "INVESTED_IN", "康宁", "completed")),
        ("大基金持有中芯国际1.61%股份，较6月末减少0.2个百分点；同期，大唐控股持股14.1%。", ("大唐控股", "HOLDS_STAKE_IN", "中芯国际", "completed")),
        ("泸州老窖披露，其控股股东泸州老窖集团有限责任公司计划延长增持期限。", ("泸州老窖集团有限责任公司", "HOLDS_STAKE_IN", "泸州老窖", "completed")),
        ("嘉实科技公告，路建军获委任为非执行董事。", ("路建军", "HOLDS_POSITION", "嘉实科技", "completed")),
        ("高通发布骁龙8155芯片。蔚来ET5、理想L9、小鹏G9均搭载该芯片。", ("蔚来ET5", "USES", "骁龙8155芯片", "completed")),
        ("爱立信中国区总裁方迎出席。", ("方迎", "HOLDS_POSITION", "爱立信", "completed")),
        ("世界智能产业博览会将于5月在天津举行，由天津市政府主办。", ("天津市政府", "ORGANIZED", "世界智能产业博览会", "planned")),
        ("国务院将《反垄断法（修正草案）》提请全国人大常委会审议。", ("国务院", "ISSUED", "反垄断法（修正草案）", "planned")),
        ("锡创集团为明德食品控股股东，发行后其持股比例将由41.2%稀释至36.9%。", ("锡创集团", "HOLDS_STAKE_IN", "明德食品", "planned")),
        ("复旦大学教授刘明任大会主席，浙江大学党委书记周祖翼致欢迎辞。", ("周祖翼", "HOLDS_POSITION", "浙江大学", "completed")),
        ("格力电器拟收购盾安环境38.78%股权，交易完成后，格力电器将成为盾安环境控股股东，盾安精工不再持有盾安环境股份。", ("盾安精工", "HOLDS_STAKE_IN", "盾安环境", "denied")),
        ("嘉曜控股收购明德食品，后者将成为其控股子公司。", ("明德食品", "SUBSIDIARY_OF", "嘉曜控股", "planned")),
        ("芯驰科技研发的X9是一款座舱芯片。杰发科技推出了AC8025。这款芯片采用7nm工艺。", ("AC8025", "USES", "7nm工艺", "completed")),
        ("海川股份重整计划草案显示，产业投资人为明源集团，财务投资人包括长城资产和信达资产。", ("长城资产", "INVESTED_IN", "海川股份", "planned")),
        ("永河化工被申请破产重整。3月5日，管理人确定产业投资人为杉达控股，拟出资18亿元取得不少于25%的股份。", ("杉达控股", "INVESTED_IN", "永河化工", "planned")),
        ("蓝岭资本与嘉曜控股设立星海基金，其中蓝岭资本认缴2亿元，嘉曜控股认缴3亿元，江州国投认缴1亿元。", ("嘉曜控股", "INVESTED_IN", "星海基金", "completed")),
        ("蓝岭资本与嘉曜控股设立星海基金，其中蓝岭资本认缴2亿元，嘉曜控股认缴3亿元，江州国投认缴1亿元。", ("江州国投", "INVESTED_IN", "星海基金", "completed")),
        ("同济安泰与蔚成资本设立安蔚产业基金，蔚成资本认缴8000万元。该基金首个项目为极目智行。", ("安蔚产业基金", "INVESTED_IN", "极目智行", "completed")),
        ("特斯拉发布新款车型。宁德时代和LG化学为其供应电池。", ("LG化学", "SUPPLIES", "特斯拉", "completed")),
        ("软银正考虑出售其持有的部分阿里巴巴股份。2016年6月，软银曾减持阿里巴巴。", ("软银", "REDUCED_STAKE_IN", "阿里巴巴", "planned")),
        ("软银正考虑出售其持有的部分阿里巴巴股份。2016年6月，软银曾减持阿里巴巴。", ("软银", "REDUCED_STAKE_IN", "阿里巴巴", "completed")),
        ("明德科技向港交所递交主板上市申请，前次申请于2021年12月失效。", ("明德科技", "LISTED_ON", "港交所", "in_progress")),
        ("《关于促进新能源消纳的意见》由国家发改委与能源局联合起草，5月14日由国务院办公厅转发。", ("国家发改委", "ISSUED", "关于促进新能源消纳的意见", "completed")),
        ("外交部发言人毛宁次日表示，中方坚决反对。", ("毛宁", "HOLDS_POSITION", "外交部", "completed")),
        ("中国宝武将无偿划入马钢集团51%的股权。", ("中国宝武", "ACQUIRED", "马钢集团", "planned")),
        ("智行科技发生工商变更，新增股东比亚迪、创启开盈，原股东复星锐正退出。", ("复星锐正", "REDUCED_STAKE_IN", "智行科技", "completed")),
        ("苏州产业母基金首批签约的子基金有元禾璞华三期基金和冯源新芯基金。", ("苏州产业母基金", "INVESTED_IN", "冯源新芯基金", "completed")),
        ("长安汽车与宁德时代设立时代长安动力电池，其中宁德时代出资10.2亿元，持股51%，长安汽车与深蓝汽车分别持有剩余的29%和20%股权。", ("深蓝汽车", "HOLDS_STAKE_IN", "时代长安动力电池", "completed")),
        ("国民技术拟以13.36亿元收购斯诺实业70%的股权。2018年公司完成了该项交易。", ("国民技术", "ACQUIRED", "斯诺实业", "completed")),
        ("美的集团拟将旗下安得智联分拆至香港联交所主板上市，这是继分拆美智光电上市的计划撤回之后再次推动分拆。", ("安得智联", "LISTED_ON", "香港联交所", "planned")),
        ("国务院3月13日印发《推动大规模设备更新行动方案》。方案部署了四项任务。分析人士认为，工业母机、环保设备等板块将持续受益。", ("推动大规模设备更新行动方案", "BENEFITS", "环保设备", "completed")),
        ("广电总局印发《关于推进超高清视频产业发展的若干措施》。研究员认为，相关措施将有力推动显示面板等上下游产业发展。", ("关于推进超高清视频产业发展的若干措施", "BENEFITS", "显示面板", "completed")),
        ("2015年9月，多宝集团斥资23.4亿元，从北方重汽财务、昌河实业手里分别拿下汇元信托41%和19%的股权。", ("昌河实业", "REDUCED_STAKE_IN", "汇元信托", "completed")),
        ("华彩印刷的另一方股东江东印务拟退出，价格正在谈判。", ("江东印务", "REDUCED_STAKE_IN", "华彩印刷", "planned")),
        ("青海省工业和信息化厅正在对盐湖股份取水量开展专项核查。", ("青海省工业和信息化厅", "SUPERVISES", "盐湖股份", "completed")),
        ("均联智行完成B轮融资。融资完成后，均胜电子的持股比例则由90.2%下降到81.2%。", ("均胜电子", "HOLDS_STAKE_IN", "均联智行", "completed")),
        ("鹿原生物公告，持股5%以上股东、深创投旗下的红土生物基金计划减持不超过3%公司股份。", ("红土生物基金", "REDUCED_STAKE_IN", "鹿原生物", "planned")),
        ("沪崇能源是申城电力集团与崇明生态投资公司的合资公司，双方分别持股65%和35%。", ("崇明生态投资公司", "HOLDS_STAKE_IN", "沪崇能源", "completed")),
        ("韩国产业通商资源部部长安德根表示，将扩大投资。", ("安德根", "HOLDS_POSITION", "韩国产业通商资源部", "completed")),
        ("京湖电子拟收购砺芯半导体。双方希望尽快完成本次交易。", ("京湖电子", "ACQUIRED", "砺芯半导体", "planned")),
        ("京湖电子拟收购砺芯半导体。监管机构批准双方完成该交易。", ("京湖电子", "ACQUIRED", "砺芯半导体", "planned")),
        ("京湖电子拟收购砺芯半导体。6月3日，京湖电子宣布完成本次收购。", ("京湖电子", "ACQUIRED", "砺芯半导体", "completed")),
        ("国家大基金于2014年成立，投资了砺芯半导体。大基金二期投资了青岚科技。该基金还投资了京湖电子。", ("大基金二期", "INVESTED_IN", "京湖电子", "completed")),
        ("《数据要素行动计划》由国家数据局牵头，联合17个部门印发。", ("国家数据局", "ISSUED", "数据要素行动计划", "completed")),
        ("由国家发展改革委牵头，《数据要素行动计划》于近日正式印发。", ("国家发展改革委", "ISSUED", "数据要素行动计划", "completed")),
        ("原规定由商务部发布，现由工信部印发《汽车管理办法》。", ("工信部", "ISSUED", "汽车管理办法", "completed")),
        ("国务院印发《以旧换新行动方案》。专家认为，受益于以旧换新，家电行业有望迎来增长机遇。", ("以旧换新行动方案", "BENEFITS", "家电行业", "completed")),
        ("禾穗资本参与了京湖电子、砺芯半导体、青岚科技的融资，美团仅投资后两者。", ("美团", "INVESTED_IN", "砺芯半导体", "completed")),
        ("京湖电子与广汽集团、长安汽车等车企同日集中签署战略合作协议。", ("京湖电子", "PARTNERS_WITH", "长安汽车", "completed")),
        ("京湖电子接手砺芯半导体并继续推进存储芯片项目。", ("京湖电子", "ACQUIRED", "砺芯半导体", "completed")),
        ("《行动方案》提出，不支持低端芯片而支持先进封装。", ("行动方案", "TARGETS", "先进封装", "completed")),
        ("京东方去年投资了砺芯科技、汀鹭半导体，以及京湖电子。", ("京东方", "INVESTED_IN", "京湖电子", "completed")),
        ("工信部、国家发改委，以及财政部联合印发《新能源汽车发展规划》。", ("工信部", "ISSUED", "新能源汽车发展规划", "completed")),
        ("法院判决砺芯科技向京湖电子支付货款529万元。", ("京湖电子", "SUPPLIES", "砺芯科技", "completed")),
        ("禾穗资本三季度新进了砺芯半导体、京湖电子。", ("禾穗资本", "INVESTED_IN", "京湖电子", "completed")),
        ("中国汽车工业协会发布了《汽车数据安全合规指引》（以下简称《指引》）。", ("中国汽车工业协会", "PUBLISHED", "汽车数据安全合规指引", "completed")),
        ("《汽车数据安全合规指引》由中国汽车工业协会发布。", ("中国汽车工业协会", "PUBLISHED", "汽车数据安全合规指引", "completed")),
        ("工信部、中国电子学会联合发布《数据治理指南》。", ("工信部", "ISSUED", "数据治理指南", "completed")),
        ("达梦数据、人大金仓被称作“国产数据库四朵金花”。", ("人大金仓", "MEMBER_OF", "国产数据库四朵金花", "completed")),
        ("远山航运昨晚宣布退出拓海联盟。", ("远山航运", "MEMBER_OF", "拓海联盟", "cancelled")),
        ("正冲刺港交所的芯垣集成上月完成C+轮融资。", ("芯垣集成", "LISTED_ON", "港交所", "in_progress")),
        ("刚刚在科创板过会的贵阳镍锋去年营收大增。", ("贵阳镍锋", "LISTED_ON", "科创板", "approved")),
        ("澜州建设集团牵头，与汀江水务有限公司组成的联合体，中标澜州市东湖污水处理厂PPP项目。", ("汀江水务有限公司", "OPERATES", "澜州市东湖污水处理厂PPP项目", "planned")),
        ("软银宣布以65亿美元收购Ampere。凯雷持股59.65%。", ("凯雷", "HOLDS_STAKE_IN", "Ampere", "completed")),
        ("中国移动服务器采购项目公示中标候选人，昆仑技术、华鲲振宇等7家厂商入围。", ("华鲲振宇", "SUPPLIES", "中国移动", "planned")),
        ("途牛将从纳斯达克摘牌，成为众信旅游的全资子公司。", ("途牛", "SUBSIDIARY_OF", "众信旅游", "planned")),
        ("ChatGPT背后的公司OpenAI完成新一轮融资。", ("OpenAI", "DEVELOPS", "ChatGPT", "completed")),
        ("*ST中利可能被深交所终止上市。", ("*ST中利", "LISTED_ON", "深交所", "completed")),
        ("近日，福建省工信厅、省发改委联合印发《福建省数字经济发展规划》。", ("福建省发改委", "ISSUED", "福建省数字经济发展规划", "completed")),
        ("国家大基金二期由财政部、国开金融等27位股东共同持股。", ("国开金融", "HOLDS_STAKE_IN", "国家大基金二期", "completed")),
        ("宁德时代洛阳新能源电池生产基地项目签约仪式在洛阳举行。", ("宁德时代", "OPERATES", "宁德时代洛阳新能源电池生产基地项目", "planned")),
        ("工信部召开“人工智能+制造”座谈会。", ("工信部", "ORGANIZED", "“人工智能+制造”座谈会", "completed")),
        ("闵若川离职，加盟砺芯半导体任首席科学家。", ("闵若川", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("证监会面向证券公司印发《证券公司合规管理实施指引》。", ("证监会", "ISSUED", "证券公司合规管理实施指引", "completed")),
        ("京湖电子董事长王志新进一步指出，京湖电子将扩产。", ("王志新", "HOLDS_POSITION", "京湖电子", "completed")),
        ("2020年吉利收购沃尔沃10个月后新工厂投产。", ("吉利", "ACQUIRED", "沃尔沃", "completed")),
        ("欧司朗的照明业务去年亏损，计划出售。", ("欧司朗", "OPERATES_IN", "照明", "completed")),
        ("中国移动的宽带业务发展很快。", ("中国移动", "OPERATES_IN", "宽带", "completed")),
        ("碳化硅（SiC）器件发展很快。SiC模块由京东方生产。", ("京东方", "DEVELOPS", "SiC模块", "completed")),
        ("华为表示，华为Mate X折叠屏手机采用了柔性屏。", ("华为", "DEVELOPS", "华为Mate X折叠屏手机", "completed")),
        ("碳纤维是一种高性能材料。按原丝种类可分为沥青基碳纤维和聚丙烯腈基碳纤维。", ("沥青基碳纤维", "KIND_OF", "碳纤维", "completed")),
        ("MEMS传感器是采用微机电工艺制造的新型传感器，种类繁多，常见的有加速度计、陀螺仪和压力传感器。", ("陀螺仪", "KIND_OF", "MEMS传感器", "completed")),
        ("CoWoS是一种先进封装技术，H100和MI300均采用该技术。", ("H100", "USES", "CoWoS", "completed")),
        ("砺芯半导体冲刺科创板，禾穗证券为保荐人，该公司已于5月成功上市。", ("砺芯半导体", "LISTED_ON", "科创板", "completed")),
        ("闻澜科技2019年在深交所创业板上市。", ("闻澜科技", "LISTED_ON", "深交所创业板", "completed")),
        ("京湖电子收购砺芯半导体后关闭工厂。", ("京湖电子", "ACQUIRED", "砺芯半导体", "completed")),
        ("砺芯半导体成立于2023年。林栖：去年我们发布了首款CPU。闻澜科技偏向视觉处理，我们与腾讯签署了合作协议。", ("砺芯半导体", "PARTNERS_WITH", "腾讯", "completed")),
        ("国家数据局政策和规划司司长林栖表示支持。", ("林栖", "HOLDS_POSITION", "国家数据局政策和规划司", "completed")),
        ("与闻澜科技同台的砺芯半导体，今年1月更新了港股招股书。该公司曾两度冲击创业板，均以撤回告终。", ("砺芯半导体", "LISTED_ON", "创业板", "cancelled")),
        ("砺芯半导体今年1月更新了港股招股书。这家由京湖电子分拆出来的企业曾两度冲击创业板，均以撤回告终。", ("砺芯半导体", "LISTED_ON", "港股", "in_progress")),
        ("砺芯半导体则转道港交所，已委任禾穗证券等为保荐人。", ("砺芯半导体", "LISTED_ON", "港交所", "planned")),
        ("青岚大学欧阳若望教授认为，固态电池尚需时日。", ("欧阳若望", "HOLDS_POSITION", "青岚大学", "completed")),
        ("工信部沈江平副部长出席会议并讲话。", ("沈江平", "HOLDS_POSITION", "工信部", "completed")),
        ("京湖电子追加投资砺芯半导体1亿美元，持股比例升至约26%。", ("京湖电子", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("京湖电子公告，拟通过全资子公司京湖新材投资建设磷酸铁锂项目。同日公司披露，已与宜昌市人民政府签订投资框架协议。", ("京湖电子", "PARTNERS_WITH", "宜昌市人民政府", "completed")),
        ("闻澜科技扩产。京湖电子董事会秘书顾屿在投资者交流会上表示，公司与砺芯半导体签署了合作协议。", ("京湖电子", "PARTNERS_WITH", "砺芯半导体", "completed")),
        ("周林为砺芯半导体实控人，直接和间接持股36%。", ("周林", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("EMIB和Foveros两种封装技术各有长处。", ("EMIB", "KIND_OF", "封装技术", "completed")),
        ("砺芯半导体与京东方开发的折叠封装技术，已批量用于星河手机。", ("星河手机", "USES", "折叠封装技术", "completed")),
        ("汀江航空周二确认，已向波音预订8架支线客机。", ("波音", "SUPPLIES", "汀江航空", "completed")),
        ("汀江航空已预订20辆澜岸重卡的电动牵引车。", ("澜岸重卡", "SUPPLIES", "汀江航空", "completed")),
        ("汀江航空与波音签订了购买30架客机的协议。", ("波音", "SUPPLIES", "汀江航空", "completed")),
        ("蓝思科技为苹果旗下的Beats供应玻璃盖板。", ("蓝思科技", "SUPPLIES", "Beats", "completed")),
        ("作为青禾乳业在华东的主要供应商，禾穗食品今年还为汀江餐饮供应鸡肉制品。", ("禾穗食品", "SUPPLIES", "青禾乳业", "completed")),
        ("京东方将驱动芯片的代工从华虹半导体转移到中芯国际。", ("中芯国际", "SUPPLIES", "京东方", "completed")),
        ("汀江电气预中标国家电网配电变压器采购项目。", ("汀江电气", "SUPPLIES", "国家电网", "planned")),
        ("汀江电气中标一汽大众佛山工厂涂装车间总承包项目，金额6.2亿元。", ("汀江电气", "SUPPLIES", "一汽大众", "completed")),
        ("京东方的采购合同由砺芯半导体拿下，金额3亿元。", ("砺芯半导体", "SUPPLIES", "京东方", "completed")),
        ("汀江光电股东大会通过了京东方的收购要约。", ("京东方", "ACQUIRED", "汀江光电", "approved")),
        ("OneWeb已被法国Eutelsat合并。", ("Eutelsat", "ACQUIRED", "OneWeb", "completed")),
        ("若拍卖成交，禾穗人寿或成为京东方第一大股东。", ("禾穗人寿", "HOLDS_STAKE_IN", "京东方", "planned")),
        ("京东方与汀江光电的合并正在接受反垄断调查。", ("京东方", "ACQUIRED", "汀江光电", "in_progress")),
        ("京东方昨日宣布，就收购禾穗集团旗下砺芯半导体的条款与禾穗集团达成一致，预计明年一季度签署最终协议。", ("京东方", "ACQUIRED", "砺芯半导体", "planned")),
        ("京湖重工与汀江机械互相参股的计划获商务部批准，后者将持有京湖起重10%股份。", ("汀江机械", "HOLDS_STAKE_IN", "京湖起重", "planned")),
        ("京东方董事会决定免去葛文清总经理职务。", ("葛文清", "HOLDS_POSITION", "京东方", "cancelled")),
        ("宁波市国资委免去葛文清宁波港集团总裁职务。", ("葛文清", "HOLDS_POSITION", "宁波港集团", "cancelled")),
        ("宁波市国资委罢免了葛文清宁波港集团总裁职务。", ("葛文清", "HOLDS_POSITION", "宁波港集团", "cancelled")),
        ("砺芯半导体控股股东、董事长林知远表示，产能充足。", ("林知远", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("京湖电子去年转手砺芯半导体12%股权，获利2亿元。", ("京湖电子", "REDUCED_STAKE_IN", "砺芯半导体", "completed")),
        ("王潮生在青岚证券任职期间参与了多起并购。", ("王潮生", "HOLDS_POSITION", "青岚证券", "completed")),
        ("锂电池概念股禾穗股份、汀江国泰涨停。", ("禾穗股份", "OPERATES_IN", "锂电池", "completed")),
        ("云计算服务商优刻得上市。", ("优刻得", "OPERATES_IN", "云计算", "completed")),
        ("京东方还布局了光伏及储能产品领域。", ("京东方", "OPERATES_IN", "储能", "completed")),
        ("京东工业与华为签署合作协议。", ("京东工业", "PARTNERS_WITH", "华为", "completed")),
        ("SK海力士的M16厂投产。", ("SK海力士", "OPERATES", "M16厂", "completed")),
        ("匡时拍卖获得红杉中国5000万元投资。", ("红杉中国", "INVESTED_IN", "匡时拍卖", "completed")),
        ("去年，京湖食品旗下AD钙奶、非常可乐等产品的销量双双下滑。", ("京湖食品", "DEVELOPS", "AD钙奶", "completed")),
        ("高通公司宣布已就收购Arduino达成最终协议，交易尚待监管部门批准。", ("高通公司", "ACQUIRED", "Arduino", "planned")),
        ("日产汽车与本田汽车结束合并谈判，双方签署的谅解备忘录作废。", ("日产汽车", "ACQUIRED", "本田汽车", "cancelled")),
        ("京东方已与砺芯半导体签署意向书，拟收购其控股权。", ("京东方", "ACQUIRED", "砺芯半导体", "planned")),
        ("荣耀从华为独立，由汀江信息技术有限公司收购。", ("汀江信息技术有限公司", "ACQUIRED", "荣耀", "completed")),
        ("字节跳动否认收购Manus的传闻。", ("字节跳动", "ACQUIRED", "Manus", "denied")),
        ("京东方收购EDA公司Manus。", ("京东方", "ACQUIRED", "Manus", "completed")),
        ("三星电子为英伟达供应HBM3E内存的计划再度推迟。", ("三星电子", "SUPPLIES", "英伟达", "planned")),
        ("推特CEO帕拉格·阿格拉瓦尔被解雇，马斯克接管公司。", ("帕拉格·阿格拉瓦尔", "HOLDS_POSITION", "推特", "cancelled")),
        ("大疆创新推出Mavic 3无人机，搭载哈苏相机。", ("Mavic 3无人机", "USES", "哈苏相机", "completed")),
        ("砺芯半导体成立于2018年，2020年获红杉中国天使轮投资。", ("红杉中国", "INVESTED_IN", "砺芯半导体", "completed")),
        ("寒武纪发布了MLU100芯片，浪潮、联想的服务器产品先后搭载。今年6月推出的思元270则采用了新架构。", ("寒武纪", "DEVELOPS", "思元270", "completed")),
        ("京东方向其全资子公司鑫晟光电增资10亿元。", ("京东方", "INVESTED_IN", "鑫晟光电", "completed")),
        ("京东方拟对其持股51%的鑫晟光电增资10亿元。", ("京东方", "INVESTED_IN", "鑫晟光电", "planned")),
        ("砺芯半导体公告，公司第三大股东、董事、总经理林栖迟计划3个月内增持2%股份。", ("林栖迟", "INVESTED_IN", "砺芯半导体", "planned")),
        ("京湖电子公告称，公司成功竞拍砺芯半导体800万股股权。", ("京湖电子", "INVESTED_IN", "砺芯半导体", "completed")),
        ("汀江实业和汀湖实业等公司间接持有招商银行A股。", ("汀江实业", "HOLDS_STAKE_IN", "招商银行", "completed")),
        ("汀鹭证券以约8000万股的持股量，晋升为兴业银行第四大股东。", ("汀鹭证券", "HOLDS_STAKE_IN", "兴业银行", "completed")),
        ("京东方携子公司砺芯半导体加入了汀江产业联盟。", ("砺芯半导体", "SUBSIDIARY_OF", "京东方", "completed")),
        ("京湖电子将从禾穗资本购买砺芯半导体20%的股份，从林栖迟购买砺芯半导体10%的股份。", ("林栖迟", "REDUCED_STAKE_IN", "砺芯半导体", "planned")),
        ("林栖夫妇在砺芯半导体的持股比例由31%下降到28%。", ("林栖", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("京湖公告，汀江热电为公司控股股东京湖集团的控股子公司。", ("汀江热电", "SUBSIDIARY_OF", "京湖集团", "completed")),
        ("京东方下属京东方能源有限公司收购了砺芯能源50%股权。", ("京东方能源有限公司", "SUBSIDIARY_OF", "京东方", "completed")),
        ("砺芯半导体的首笔订单来自京东方。", ("砺芯半导体", "SUPPLIES", "京东方", "completed")),
        ("砺芯半导体被禾穗资本牵头的财团收购，财团成员包括京东方、TCL科技。", ("京东方", "ACQUIRED", "砺芯半导体", "completed")),
        ("2023年3月，京东方宣布以35亿元收购砺芯半导体。今年1月，市场监管总局附条件批准京东方收购砺芯半导体。2月14日，京东方宣布完成对砺芯半导体的收购。", ("京东方", "ACQUIRED", "砺芯半导体", "completed")),
        ("商汤科技成为“AI四小龙”中首家上市的企业，另外三家为旷视科技、依图科技和云从科技。", ("依图科技", "MEMBER_OF", "AI四小龙", "completed")),
        ("三星显示宣布将停止生产液晶面板，转而投资130亿元建设星汀产线。", ("三星显示", "OPERATES", "星汀产线", "planned")),
        ("美国财政部长耶伦表示，财政部将发布《对外投资审查规则》。", ("美国财政部", "ISSUED", "对外投资审查规则", "planned")),
        ("欧盟委员会公布《汀洲芯片法案》草案。", ("欧盟委员会", "ISSUED", "汀洲芯片法案", "planned")),
        ("浙江还将研究制定《半导体产业促进条例》。", ("浙江", "ISSUED", "半导体产业促进条例", "planned")),
        ("深圳将设立规模50亿元的汀江产业基金。", ("深圳", "FOUNDED", "汀江产业基金", "planned")),
        ("苏州已与中芯国际签署协议，共同设立汀江集成电路基金。", ("苏州", "PARTNERS_WITH", "中芯国际", "completed")),
        ("河南省省长王凯到砺芯项目现场调研。", ("王凯", "HOLDS_POSITION", "河南省", "completed")),
        ("激光雷达又称光学雷达，是一种主动式传感器。", ("激光雷达", "KIND_OF", "主动式传感器", "completed")),
        ("达岸集团本次发行引入8名基石投资者，包括高瓴资本、淡马锡。", ("淡马锡", "INVESTED_IN", "达岸集团", "completed")),
        ("京东方持有砺芯半导体17%股份，为公司第一大股东；禾穗资本持股9%。", ("京东方", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("京东方公告，公司拟发行90亿股，其中腾讯出资110亿元，百度出资70亿元。", ("百度", "INVESTED_IN", "京东方", "planned")),
        ("京东方将支付5亿元首付款，并认购砺芯半导体1亿元普通股。", ("京东方", "INVESTED_IN", "砺芯半导体", "planned")),
        ("汇丰银行首席执行官施乐将于12月退任，由陈亮接任。", ("陈亮", "HOLDS_POSITION", "汇丰银行", "planned")),
        ("砺芯半导体收到证监会批复，核准公司成为民生证券主要股东。", ("砺芯半导体", "HOLDS_STAKE_IN", "民生证券", "approved")),
        ("京湖集团持有砺芯半导体的股份此前已转让给华建控股。", ("京湖集团", "HOLDS_STAKE_IN", "砺芯半导体", "cancelled")),
        ("京湖电子副总经理刘健俊辞职；同日，公司聘任贺峰为高级副总裁。", ("贺峰", "HOLDS_POSITION", "京湖电子", "completed")),
        ("汇丰控股持有汇丰银行100%股权。", ("汇丰控股", "HOLDS_STAKE_IN", "汇丰银行", "completed")),
        ("交易完成后，砺芯半导体将成为伊利控股子公司。", ("砺芯半导体", "SUBSIDIARY_OF", "伊利", "planned")),
        ("中国铁建下属中铁十四局中标汀州地铁项目。", ("中铁十四局", "SUBSIDIARY_OF", "中国铁建", "completed")),
        ("京东方完成对砺芯半导体的收购，持股比例增至59.17%。", ("京东方", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("砺芯半导体控股股东禾穗资本同意将所持52%股权以36亿元出售给京东方。", ("京东方", "ACQUIRED", "砺芯半导体", "planned")),
        ("砺芯半导体重组引入的投资者中，腾讯投资9亿元，占2.3%；百度投资4亿元。", ("腾讯", "INVESTED_IN", "砺芯半导体", "completed")),
        ("京东方宣布在合肥投资458亿元建设的10.5代生产线提前投产。", ("京东方", "OPERATES", "10.5代生产线", "completed")),
        ("宁德时代汀州基地项目正式开工，由宁德时代与汀州国投共同建设。", ("汀州国投", "OPERATES", "宁德时代汀州基地项目", "in_progress")),
        ("砺芯半导体完成融资，投资方为禾穗资本与澜岸创投共同发起设立的润岸产业基金。", ("润岸产业基金", "INVESTED_IN", "砺芯半导体", "completed")),
        ("工信部公布的《数据管理办法》已经实施，《算力管理办法》预计年内印发。", ("工信部", "ISSUED", "数据管理办法", "completed")),
        ("工信部发布《横向指引》，并起草了《非横向指引》。", ("工信部", "ISSUED", "横向指引", "completed")),
        ("华为公司公告，公司将持有砺芯先进全部股权。交易前，公司持有砺芯先进64%股权。", ("华为公司", "HOLDS_STAKE_IN", "砺芯先进", "completed")),
        ("砺芯半导体完成融资，投资方包括禾穗资本、澜岸创投和汀江创投管理的汀江先导基金。", ("澜岸创投", "INVESTED_IN", "砺芯半导体", "completed")),
        ("华为与长安汽车就研发和供应链合作签署协议。", ("华为", "PARTNERS_WITH", "长安汽车", "completed")),
        ("高瓴资本作为战略投资者向京东物流投资3亿美元。", ("高瓴资本", "INVESTED_IN", "京东物流", "completed")),
        ("美团被曝将收购摩拜单车。", ("美团", "ACQUIRED", "摩拜单车", "planned")),
        ("软银牵头组建联合体设立愿景基金。", ("软银", "FOUNDED", "愿景基金", "completed")),
        ("宁德时代的主要客户为特斯拉，其他客户为宝马和奔驰。", ("宁德时代", "SUPPLIES", "奔驰", "completed")),
        ("比亚迪王传福兼任腾势汽车董事长，比亚迪赵长江担任总经理。", ("赵长江", "HOLDS_POSITION", "比亚迪", "completed")),
        ("宁德时代与福特达成合作，将在密歇根州建设马歇尔电池工厂。", ("福特", "OPERATES", "马歇尔电池工厂", "planned")),
        ("华润持股超过宝能持有的万科25%股份。", ("宝能", "HOLDS_STAKE_IN", "万科", "completed")),
        ("腾讯持有京东的大部分股份已出售。", ("腾讯", "HOLDS_STAKE_IN", "京东", "completed")),
        ("中国电信按照监管要求从纽交所退市。", ("中国电信", "LISTED_ON", "纽交所", "cancelled")),
        ("英伟达收购Arm一案引发关注。此前，双方宣布终止交易。", ("英伟达", "ACQUIRED", "Arm", "cancelled")),
        ("李斌出席世界新能源汽车大会，但未能参加闭门会议。", ("李斌", "PARTICIPATED_IN", "世界新能源汽车大会", "completed")),
        ("高通计划收购恩智浦。高通表示收购恩智浦的交易文件已准备完成，仍待中国批准。", ("高通", "ACQUIRED", "恩智浦", "planned")),
        ("长江存储有望年内投产，其中国家大基金出资190亿元，湖北国投出资100亿元。", ("国家大基金", "INVESTED_IN", "长江存储", "completed")),
        ("宁德时代宣布将派息10亿元，投资建设的宜宾6号产线满产。", ("宁德时代", "OPERATES", "宜宾6号产线", "completed")),
        ("地平线没有控股股东，上汽集团持有其9%股份。", ("上汽集团", "HOLDS_STAKE_IN", "地平线", "completed")),
        ("美国财政部发布《反洗钱规则》。财政部、税务总局同日印发《增值税办法》。", ("财政部", "ISSUED", "增值税办法", "completed")),
        ("生态环境部已印发《碳排放管理条例》，此前公布了《碳排放管理条例》征求意见稿。", ("生态环境部", "ISSUED", "碳排放管理条例", "completed")),
        ("清华大学教授李璇突然宣布加入砺芯半导体。", ("李璇", "HOLDS_POSITION", "清华大学", "completed")),
        ("市发展改革委推动发布《储能产业规划》。", ("市发展改革委", "ISSUED", "储能产业规划", "planned")),
        ("商务部发布出口管制新规。", ("商务部", "ISSUED", "出口管制新规", "completed")),
        ("京湖电子、禾穗资本退出项目公司汀江置业。", ("京湖电子", "REDUCED_STAKE_IN", "汀江置业", "completed")),
        ("砺芯半导体创业板IPO中止审核。", ("砺芯半导体", "LISTED_ON", "创业板", "in_progress")),
        ("众芯科技原为京东方子公司，目前已无股权关系。", ("众芯科技", "SUBSIDIARY_OF", "京东方", "cancelled")),
        ("京湖集团和汀江集团各出资50%设立汀湖智能公司。", ("汀江集团", "HOLDS_STAKE_IN", "汀湖智能公司", "completed")),
        ("禾穗置业拍卖竞得砺芯半导体20%股权。", ("禾穗置业", "INVESTED_IN", "砺芯半导体", "completed")),
        ("砺芯半导体新增禾穗资本为股东。", ("禾穗资本", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("宁德时代中标国家电网储能项目，中标的还有比亚迪。", ("比亚迪", "SUPPLIES", "国家电网", "completed")),
        ("比亚迪投资建设武汉研发中心及生产基地项目。", ("比亚迪", "OPERATES", "武汉研发中心及生产基地项目", "completed")),
        ("砺芯半导体将推动汀江电池基地项目投资建设。", ("砺芯半导体", "OPERATES", "汀江电池基地项目", "planned")),
        ("王卫将于5月卸任董事长，由李明接任顺丰控股董事长。", ("李明", "HOLDS_POSITION", "顺丰控股", "planned")),
        ("王卫已卸任董事长，由李明接任顺丰控股董事长。", ("李明", "HOLDS_POSITION", "顺丰控股", "completed")),
        ("张一鸣将于年底退位，由梁汝波接任字节跳动CEO。", ("张一鸣", "HOLDS_POSITION", "字节跳动", "completed")),
        ("禾穗资本持有砺芯半导体22%股份，为第一大股东；京东方持股15%，TCL科技持股7%。", ("TCL科技", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("生态环境部此前公布了《碳排放管理条例》征求意见稿。", ("生态环境部", "ISSUED", "碳排放管理条例", "planned")),
        ("晟泰科技公告，控股股东晟泰集团于6月7日增持其公司的股票80万股。", ("晟泰集团", "INVESTED_IN", "晟泰科技", "completed")),
        ("晟泰科技年报披露，第三大股东禾穗人寿上月又增持0.6%股权。", ("禾穗人寿", "INVESTED_IN", "晟泰科技", "completed")),
        ("晟泰科技拟向大股东晟泰集团发行股份，收购其旗下的海州焦化30%股权。", ("晟泰集团", "INVESTED_IN", "晟泰科技", "planned")),
        ("晟泰科技计划通过全资子公司晟泰实业向云澜文化增加投入8万元。", ("晟泰实业", "INVESTED_IN", "云澜文化", "planned")),
        ("东澜控股成为砺芯半导体28%股权的唯一受让方。", ("东澜控股", "INVESTED_IN", "砺芯半导体", "planned")),
        ("京湖电子将持有的58%砺芯半导体股权挂牌转让，受让方为东澜集团旗下东澜科技。", ("东澜科技", "ACQUIRED", "砺芯半导体", "completed")),
        ("京湖电子以近8亿元成功摘牌海州国资公司所持有的砺芯半导体44万股股权。", ("京湖电子", "INVESTED_IN", "砺芯半导体", "completed")),
        ("京湖电子把砺芯半导体全部股权转让给东澜集团所属的东澜设备公司。", ("东澜设备公司", "ACQUIRED", "砺芯半导体", "completed")),
        ("林澜新进了砺芯半导体、青岚科技；增持了京湖电子、汀江微。", ("林澜", "INVESTED_IN", "汀江微", "completed")),
        ("投资过砺芯半导体、青岚科技等企业的禾穗资本正在募资。", ("禾穗资本", "INVESTED_IN", "青岚科技", "completed")),
        ("京湖电子董事长林澜以3亿元买下砺芯半导体10%股份。", ("林澜", "INVESTED_IN", "砺芯半导体", "completed")),
        ("京湖电子将其持有的砺芯半导体80%股权，以3亿元的价格挂牌转让。", ("京湖电子", "REDUCED_STAKE_IN", "砺芯半导体", "planned")),
        ("京湖电子拟转让子公司青岚科技持有的砺芯半导体19%股权。", ("青岚科技", "REDUCED_STAKE_IN", "砺芯半导体", "planned")),
        ("晟泰科技收到控股股东海州城投通知，海州城投拟协议转让其持有的8亿股。", ("海州城投", "REDUCED_STAKE_IN", "晟泰科技", "planned")),
        ("晟泰科技自东澜集团手中收购了砺芯半导体、青岚科技和汀江微几项资产。", ("东澜集团", "REDUCED_STAKE_IN", "青岚科技", "completed")),
        ("8月8日，东澜集团通过大宗交易出售118万股，占晟泰科技总股本的1.8%。", ("东澜集团", "REDUCED_STAKE_IN", "晟泰科技", "completed")),
        ("东澜航空已出售支线航空公司幸澜航空8%的股权。", ("东澜航空", "REDUCED_STAKE_IN", "幸澜航空", "completed")),
        ("京湖电子将持有的8万股晟泰科技股份全部转让给东澜集团。", ("京湖电子", "REDUCED_STAKE_IN", "晟泰科技", "completed")),
        ("京湖电子拟撤资砺芯半导体。", ("京湖电子", "REDUCED_STAKE_IN", "砺芯半导体", "planned")),
        ("11月25日,成都市与上海交大签署战略合作协议。", ("成都市", "PARTNERS_WITH", "上海交大", "completed")),
        ("深交所公布《上市规则》，面向社会公开征求意见。", ("深交所", "ISSUED", "上市规则", "planned")),
        ("国务院印发的《机构改革方案》提出，组建国家算力局。", ("国务院", "FOUNDED", "国家算力局", "planned")),
        ("恒远科技总裁王海涛正式向公司提出辞职。", ("王海涛", "HOLDS_POSITION", "恒远科技", "cancelled")),
        ("恒远科技总裁周国强、副总裁王明因个人原因离职。", ("周国强", "HOLDS_POSITION", "恒远科技", "cancelled")),
        ("恒远科技总裁王海涛辞职，同时辞职的还有副总裁周明。", ("周明", "HOLDS_POSITION", "恒远科技", "cancelled")),
        ("网易有意以50亿元的价格，接手远帆科技。", ("网易", "ACQUIRED", "远帆科技", "planned")),
        ("远帆科技可能分拆，由网易收购。", ("网易", "ACQUIRED", "远帆科技", "planned")),
        ("远帆科技宣布独立，由网易接手。", ("网易", "ACQUIRED", "远帆科技", "completed")),
        ("上交所决定，暂缓远帆科技在科创板上市。", ("远帆科技", "LISTED_ON", "科创板", "cancelled")),
        ("如果闻澜科技收购砺芯半导体失败，公司将赔付1亿元。", ("闻澜科技", "ACQUIRED", "砺芯半导体", "planned")),
        ("若闻澜科技收购砺芯半导体，市场格局将改变。", ("闻澜科技", "ACQUIRED", "砺芯半导体", "planned")),
        ("若羽臣收购砺芯半导体。", ("若羽臣", "ACQUIRED", "砺芯半导体", "completed")),
        ("交易完成后，百度将持有远帆科技30%股份，成为第一大股东。", ("百度", "HOLDS_STAKE_IN", "远帆科技", "planned")),
        ("京湖电子与砺芯半导体就成立合资公司“华丰科技有限公司”签订协议。", ("京湖电子", "FOUNDED", "华丰科技有限公司", "planned")),
        ("远帆科技决定终止本次重大资产重组。远帆科技此前公告，拟收购蓝海科技100%股权。", ("远帆科技", "ACQUIRED", "蓝海科技", "cancelled")),
        ("联想意欲收购砺芯半导体。", ("联想", "ACQUIRED", "砺芯半导体", "planned")),
        ("昨日，百奥赛图（02315.HK）宣布与闻澜科技达成合作。", ("百奥赛图", "PARTNERS_WITH", "闻澜科技", "completed")),
        ("澜岳股份成为继三星、LG之后苹果的第三家OLED屏幕供应商。", ("澜岳股份", "SUPPLIES", "苹果", "completed")),
        ("海州芯片实验室由科技部批准建设，依托海州大学，并联合恒远科技、青岚科技共建。", ("青岚科技", "FOUNDED", "海州芯片实验室", "completed")),
        ("央行、证监会对远帆集团实际控制人王明、董事长周明进行了监管约谈。", ("证监会", "SUPERVISES", "远帆集团", "completed")),
        ("海州芯片协会秘书长周明、江北芯片协会秘书长王岳担任中国芯片联盟副会长。", ("周明", "HOLDS_POSITION", "中国芯片联盟", "completed")),
        ("周明1968年生，曾任恒远集团副总经理、青岚科技总经理、海州银行行长、海州大学校长。", ("周明", "HOLDS_POSITION", "海州大学", "completed")),
        ("周明当选江北半导体协会第三届理事会理事长。", ("周明", "HOLDS_POSITION", "江北半导体协会", "completed")),
        ("江北算力中心项目正式开工。该项目由星桥云科技投资建设。", ("星桥云科技", "OPERATES", "江北算力中心项目", "in_progress")),
        ("江北算力中心项目已投运。该项目由星桥云科技投资建设。", ("星桥云科技", "OPERATES", "江北算力中心项目", "completed")),
        ("若水资本投资砺芯半导体。", ("若水资本", "INVESTED_IN", "砺芯半导体", "completed")),
        ("恒远集团希望成为行业龙头，去年收购砺芯半导体。", ("恒远集团", "ACQUIRED", "砺芯半导体", "completed")),
        ("如果完成，恒远集团去年收购的砺芯半导体将并表。", ("恒远集团", "ACQUIRED", "砺芯半导体", "completed")),
        ("《算力规划》指出，恒远集团近年来创办了砺芯半导体。", ("恒远集团", "FOUNDED", "砺芯半导体", "completed")),
        ("特斯拉推出的Model Y是Model 3的姊妹车型。", ("特斯拉", "DEVELOPS", "Model Y", "completed")),
        ("砺芯半导体拟向控股股东恒远集团发行股份，收购后者旗下的医药资产。", ("恒远集团", "HOLDS_STAKE_IN", "砺芯半导体", "completed")),
        ("恒远集团已与青岚资本就受让其所持有的砺芯半导体18%股权完成交割。", ("青岚资本", "REDUCED_STAKE_IN", "砺芯半导体", "completed")),
        ("没有投资过砺芯半导体的恒远资本表示遗憾。", ("恒远资本", "INVESTED_IN", "砺芯半导体", "denied")),
        ("砺芯半导体董事会主席郁澜、总裁祝岳胜回应高管离职传闻。", ("祝岳胜", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("砺芯半导体董事会主席郁澜、总裁祝岳胜回应高管离职传闻。", ("郁澜", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("字节跳动有意加码VR，斥资90亿元收购Pico。", ("字节跳动", "ACQUIRED", "Pico", "completed")),
        ("百度推出的文心一言是大语言模型。", ("百度", "DEVELOPS", "文心一言", "completed")),
        ("阿里云河源数据中心投运。", ("阿里云", "OPERATES", "阿里云河源数据中心", "completed")),
        ("世冠仿真的董事长李岳出席。", ("李岳", "HOLDS_POSITION", "世冠仿真", "completed")),
        ("华为出席世界人工智能大会并举办新闻发布会。", ("华为", "PARTICIPATED_IN", "世界人工智能大会", "completed")),
        ("汀江氢能产业园首批项目昨日集中开工。该园区由青岚科技负责开发建设。", ("青岚科技", "OPERATES", "汀江氢能产业园", "completed")),
        ("京湖电子上月买下了海外电商Souq.com。", ("京湖电子", "ACQUIRED", "Souq.com", "completed")),
        ("周明曾任恒远集团总经理、党组副书记，海州省工信厅副厅长，海州省国资委主任等职。", ("周明", "HOLDS_POSITION", "海州省国资委", "completed")),
        ("澜州市印发《澜州市芯片产业计划》。《计划》提出六项任务。以车载通信为牵引，突破射频模组、基带模组。", ("澜州市芯片产业计划", "TARGETS", "射频模组", "completed")),
        ("海州市先后制订出台《海州市数据条例》。", ("海州市", "ISSUED", "海州市数据条例", "completed")),
        ("工信部部长周立召开工信部部务会议，审议通过关于发展智能装备业的意见。", ("工信部", "ISSUED", "关于发展智能装备业的意见", "approved")),
        ("商务部发布关于对钨相关物项实施出口管制的公告。", ("商务部", "ISSUED", "关于对钨相关物项实施出口管制的公告", "completed")),
        ("海州市印发《扶持储能业若干政策》《进一步扶持储能业若干政策》以来，投资大增。", ("海州市", "ISSUED", "扶持储能业若干政策", "completed")),
        ("国家能源局华东监管局电力处处长李明出席论坛。", ("国家能源局华东监管局", "SUBSIDIARY_OF", "国家能源局", "completed")),
        ("海州数据标准委员会设在海州省工信厅。", ("海州数据标准委员会", "SUBSIDIARY_OF", "海州省工信厅", "completed")),
        ("工信部部长周立5月召开全国算力工作会议并主持讨论。", ("周立", "PARTICIPATED_IN", "全国算力工作会议", "completed")),
        ("中兴通讯与闻澜科技举办“全国首个云网融合平台开通仪式”。", ("闻澜科技", "ORGANIZED", "全国首个云网融合平台开通仪式", "completed")),
        ("科技部批复在合肥、武汉、成都三地建设国家量子中试基地。", ("国家量子中试基地", "LOCATED_IN", "武汉", "completed")),
        ("OPPO将老对手小米抛在身后。", ("OPPO", "COMPETES_WITH", "小米", "completed")),
        ("斯坦福大学博士王强回国创立星图智能。", ("王强", "FOUNDED", "星图智能", "completed")),
        ("闻澜科技与砺芯半导体合作多年，双方在工业机器人、智能家居等多个领域布局。", ("闻澜科技", "OPERATES_IN", "智能家居", "completed")),
        ("砺芯半导体定增发行对象包括青松资本、远航基金。", ("远航基金", "INVESTED_IN", "砺芯半导体", "planned")),
        ("砺芯半导体本次IPO募集资金将用于图形芯片研发项目和训练芯片研发项目。", ("砺芯半导体", "OPERATES", "图形芯片研发项目", "planned")),
        ("恒远股份公布了恒远集团重整方案，投资人为青松资本和远航基金。", ("青松资本", "INVESTED_IN", "恒远集团", "planned")),
        ("海潮基金计划持有的6%股份为砺芯半导体转让老股。", ("海潮基金", "HOLDS_STAKE_IN", "砺芯半导体", "planned")),
        ("闻澜科技宣布，向芯片企业砺芯半导体投资至多5亿元。", ("闻澜科技", "INVESTED_IN", "砺芯半导体", "completed")),
        ("闻澜科技已与多家芯片设计公司合作，包括青岚科技和汀江微造。", ("闻澜科技", "PARTNERS_WITH", "青岚科技", "completed")),
        ("闻澜手机将在未来四年采购砺芯半导体的基带芯片。", ("砺芯半导体", "SUPPLIES", "闻澜手机", "planned")),
        ("如果说闻澜科技收购砺芯半导体是第一步，上市就是第二步。", ("闻澜科技", "ACQUIRED", "砺芯半导体", "completed")),
        ("若不是恒远集团当年入股砺芯半导体，后者早已破产。", ("恒远集团", "INVESTED_IN", "砺芯半导体", "completed")),
        ("刘强辞任砺芯半导体董事长，砺芯半导体总经理赵志强出任董事长。刘强辞任砺芯半导体董事长在意料之中。", ("赵志强", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("SK海力士的M15厂投产。", ("SK海力士", "OPERATES", "M15厂", "completed")),
        ("重点发展激光雷达、毫米波雷达等车载雷达。", ("激光雷达", "KIND_OF", "车载雷达", "completed")),
        ("闻澜科技是中国动力电池行业的主要厂商。", ("闻澜科技", "OPERATES_IN", "动力电池行业", "completed")),
        ("三星/LG推出了新的显示面板。", ("LG", "DEVELOPS", "显示面板", "completed")),
        ("Novo Nordisk A/S收购了生物技术公司Catalent。", ("Novo Nordisk A/S", "ACQUIRED", "Catalent", "completed")),
        ("《网络安全法》提出网络安全等级保护制度，配套的《网络安全等级保护条例》正在制定。", ("网络安全等级保护条例", "IMPLEMENTS", "网络安全法", "completed")),
        ("从没投资过砺芯半导体、青岚科技的恒远资本表示遗憾。", ("恒远资本", "INVESTED_IN", "青岚科技", "denied")),
        ("京湖电子没有投资砺芯半导体的郁澜。", ("京湖电子", "INVESTED_IN", "砺芯半导体", "denied")),
        ("董事长王建国曾任国家能源局副局长。", ("王建国", "HOLDS_POSITION", "国家能源局", "completed")),
        ("华为未能入围国家电网项目，但已向南方电网供货。", ("华为", "SUPPLIES", "南方电网", "completed")),
        ("国务院印发《冷链物流纲要》。市监总局发布《车辆要求》。分析师认为，纲要利好冷藏车。", ("冷链物流纲要", "BENEFITS", "冷藏车", "completed")),
        ("青岚科技获得融资。最大的一笔来自霁川智能：这家机器人公司宣布完成B轮融资，由恒远资本领投。", ("恒远资本", "INVESTED_IN", "霁川智能", "completed")),
        ("砺芯半导体公告，公司董事长林知远拟减持1%股份。", ("林知远", "HOLDS_POSITION", "砺芯半导体", "completed")),
        ("恒远集团退出汀江联盟，与汀江联盟展开竞争。", ("恒远集团", "COMPETES_WITH", "汀江联盟", "completed")),
        ("青岚科技加快出海步伐。日前携手云岭电力、宏远机械共同发起设立海外合作中心。", ("青岚科技", "PARTNERS_WITH", "宏远机械", "planned")),
        ("《国家重点节能技术推广目录》正式出炉。工信部近日公布了推广目录。", ("工信部", "ISSUED", "国家重点节能技术推广目录", "completed")),
        ("工信部发布《节能方案》。根据方案，工信部公布首批试点企业名单，隆基绿能入选。", ("节能方案", "APPLIES_TO", "隆基绿能", "completed")),
        ("庆祝汀江大学成立100周年大会在南陵举行，校长郁澜出席大会。", ("郁澜", "PARTICIPATED_IN", "庆祝汀江大学成立100周年大会", "completed")),
        ("工信部举办纪念改革开放40周年座谈会。", ("工信部", "ORGANIZED", "纪念改革开放40周年座谈会", "completed")),
        ("人形机器人赛道企业众多，既有优必选、宇树科技，也有小米、小鹏汽车等跨界企业。", ("小鹏汽车", "OPERATES_IN", "人形机器人", "completed")),
    ],
)  # fmt: skip
def test_what_readers_missed_is_stated(
    extractor: Extractor, said: str, fact: tuple[str, str, str, str]
) -> None:
    """Sentences of readers who had seen neither rules nor networks."""
    assert fact in told(extractor, said)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("中国平安召开发布会，平安银行、平安证券均为其控股子公司。", ("平安银行", "SUBSIDIARY_OF", "平安证券")),
        ("京东方拟向TCL出售所持长信科技84%股权。", ("TCL", "HOLDS_STAKE_IN", "长信科技")),
        ("恒生电子公告，股东蚂蚁集团减持期限届满，上一期已减持1%，本期未减持。", ("蚂蚁集团", "REDUCED_STAKE_IN", "恒生电子")),
        ("恒生电子公告，董事长刘曙峰不以任何方式减持股份。", ("刘曙峰", "REDUCED_STAKE_IN", "恒生电子")),
        ("万科发布与华润置地合作的公告，大股东深圳地铁集团表示支持。", ("深圳地铁集团", "HOLDS_STAKE_IN", "华润置地")),
        ("恒生电子收到证监会关于股东违规减持的通知。", ("证监会", "REDUCED_STAKE_IN", "恒生电子")),
        ("中国电信、国盾量子合资成立的中电信量子集团完成A轮融资，中网投跟投。", ("中网投", "INVESTED_IN", "中国电信")),
        ("招商银行采用达梦数据库替换Oracle数据库。", ("招商银行", "USES", "Oracle数据库")),
        ("京东商城首发华为Mate 70。", ("京东商城", "DEVELOPS", "华为Mate 70")),
        ("苹果收购了TrueMeeting的技术团队。", ("苹果", "ACQUIRED", "TrueMeeting")),
        ("FTC对微软投资OpenAI进行调查。", ("FTC", "INVESTED_IN", "微软")),
        ("前特斯拉员工创立的Sila获得融资。", ("特斯拉", "FOUNDED", "Sila")),
        ("AI芯片厂商加速推出推理芯片。", ("加速", "DEVELOPS", "推理芯片")),
        ("由中国电科牵头的IEC标准发布。", ("中国电科", "FOUNDED", "IEC")),
        ("美团不认为拼多多是自己的竞争对手。", ("美团", "COMPETES_WITH", "拼多多")),
        ("京东方委托中金公司就收购长信科技提供顾问服务。", ("中金公司", "ACQUIRED", "长信科技")),
        ("长信科技向TCL出售子公司华星光电。", ("华星光电", "SUBSIDIARY_OF", "TCL")),
        ("全国信标委发布GB/T 38673-2020《大数据系统基本要求》国家标准。", ("全国信标委", "ISSUED", "GB/T 38673-2020")),
        ("海山集团（000999，SZ）董事长杜平表示，公司将坚持主业。", ("杜平", "HOLDS_POSITION", "SZ")),
        ("恒川数科董事长罗建业被处以500万元罚款，中汇诚达会计师事务所被没收业务收入。", ("罗建业", "HOLDS_POSITION", "中汇诚达会计师事务所")),
        ("国务院任命刘烈为国家数据局局长。", ("刘烈", "HOLDS_POSITION", "国务院")),
        ("中国联通高层赴南京，与苏宁董事长张近会晤。", ("张近", "HOLDS_POSITION", "中国联通")),
        ("据天眼查，后者今年8月拿到五源资本、快手的数千万元天使轮投资。", ("快手", "INVESTED_IN", "天眼查")),
        ("中国互联网协会在工信部指导下发起《个人信息保护公约》。", ("工信部", "ISSUED", "个人信息保护公约")),
        ("《意见》发布后，无锡感知集团、大唐电信等概念股连续两日走强。", ("意见", "APPLIES_TO", "大唐电信")),
        ("华工科技旗下华工正源、中际旭创、新易盛在展会上齐推1.6T光模块。", ("中际旭创", "SUBSIDIARY_OF", "华工科技")),
        ("纬创的班加工厂已于2023年10月作价1.25亿美元卖给塔塔电子。", ("纬创", "SUPPLIES", "塔塔电子")),
        ("控股股东三安电子的一致行动人三安集团增持了公司股份。", ("三安集团", "HOLDS_STAKE_IN", "三安电子")),
        ("京东方收购砺芯半导体60%股权，TCL持股40%。", ("TCL", "HOLDS_STAKE_IN", "京东方")),
        ("TCL收购长信科技、京东方并购彩虹股份，面板业整合加快。", ("TCL", "ACQUIRED", "京东方")),
        ("9月间，禾穗资本、澜岸投资、林栖迟共减持公司股份300万股。", ("禾穗资本", "REDUCED_STAKE_IN", "澜岸投资")),
        ("特斯拉Optimus、优必选Walker S先后亮相。", ("特斯拉", "DEVELOPS", "优必选Walker S")),
        ("京东方超越LG显示，成为全球最大的电视面板供应商。", ("LG显示", "OPERATES_IN", "电视面板")),
        ("减速器、伺服电机和控制器是工业机器人的三大核心零部件。", ("减速器", "KIND_OF", "工业机器人")),
        ("明阳智能接到华夏国际招标公司的中标通知。", ("明阳智能", "SUPPLIES", "华夏国际招标公司")),
        ("乐视网出资79.5亿元增资乐视致新并受让乐视影业15%股权。", ("乐视致新", "INVESTED_IN", "乐视影业")),
        ("比亚迪与云岭科技签订协议，拟以3亿元收购砺芯半导体有限公司60%股份。", ("云岭科技", "ACQUIRED", "砺芯半导体有限公司")),
        ("闻泰科技与立讯精密达成协议，作价45亿元转让昆明闻讯实业有限公司。", ("立讯精密", "PARTNERS_WITH", "闻泰科技")),
        ("京东方将首批蒸镀机订单交给佳能Tokki。", ("京东方", "SUPPLIES", "佳能Tokki")),
        ("日本经济产业省将向由丰田、索尼等八家企业出资成立的Rapidus追加拨款2600亿日元。", ("丰田", "FOUNDED", "日本经济产业省")),
        ("工信部下属赛迪研究院发布《2023中国数字经济白皮书》。", ("工信部", "PUBLISHED", "2023中国数字经济白皮书")),
        ("河北省国资委批复由王社平兼任华药集团董事长，原董事长常星另有任用。", ("常星", "HOLDS_POSITION", "河北省国资委")),
        ("沐辰材料、稷合新材、华陆新材合计出货4.2万立方米，分别供应宁德时代、比亚迪和国轩高科。", ("华陆新材", "SUPPLIES", "宁德时代")),
        ("存储芯片分为易失性存储器和非易失性存储器，前者包括DRAM和SRAM，后者主要有NAND闪存与NOR闪存。", ("NAND闪存", "KIND_OF", "SRAM")),
        ("面对京东方和TCL的夹击，三星显示退出液晶面板。", ("京东方", "COMPETES_WITH", "TCL")),
        ("京东方承诺，今后不会经营与华灿光电构成竞争的业务。", ("京东方", "COMPETES_WITH", "华灿光电")),
        ("中国科学院与广东省政府共建的大湾区综合性国家科学中心选址深圳光明科学城。", ("中国科学院", "LOCATED_IN", "深圳光明")),
        ("中国互联网投资基金领投星汀机器人B轮融资，和玉资本跟投；其自主研发的智能装车系统已落地。", ("和玉资本", "DEVELOPS", "智能装车系统")),
        ("国家数据局副局长16日在大会上说，到2026年形成300个以上示范场景。", ("16日", "HOLDS_POSITION", "国家数据局")),
        ("中国移动启动5G基站集采，华为、中兴、爱立信和大唐中标。", ("中国移动", "SUPPLIES", "爱立信")),
        ("立讯精密接替和硕成为iPhone代工厂。", ("立讯精密", "SUPPLIES", "和硕")),
        ("砺芯半导体由京湖电子与青岚科技合资设立，双方各占50%的董事会席位。", ("京湖电子", "HOLDS_STAKE_IN", "砺芯半导体")),
        ("京湖电子与中信证券签订承销协议，出售砺芯半导体股份。", ("中信证券", "INVESTED_IN", "砺芯半导体")),
        ("京湖电子将对手青岚科技市场份额收入囊中。", ("京湖电子", "ACQUIRED", "青岚科技")),
        ("砺芯半导体前高管投入京湖电子的怀抱。", ("京湖电子", "ACQUIRED", "砺芯半导体")),
        ("经证监会认定，青岚科技不会被处罚。", ("证监会", "SUPERVISES", "青岚科技")),
        ("大疆发布搭载哈苏相机的Mavic 3无人机。", ("大疆", "USES", "Mavic 3无人机")),
        ("人形机器人产业链上游包括减速器、伺服电机和传感器。", ("减速器", "KIND_OF", "人形机器人产业链")),
        ("英特尔收购Habana Labs。该公司产品为Gaudi处理器。", ("英特尔", "DEVELOPS", "Gaudi处理器")),
        ("上汽集团入股清陶能源。该公司总部位于昆山，创始人为南策文。", ("南策文", "FOUNDED", "上汽集团")),
        ("宇通客车发布纯电动客车E12。该车由智利公交运营商Metbus采购。", ("Metbus", "SUPPLIES", "宇通客车")),
        ("荣耀Magic6的屏幕来自京东方。", ("京东方", "DEVELOPS", "荣耀Magic6")),
        ("上海经开区印发《促进机器人产业发展若干措施》。中心由小米机器人、优必选共同组建。", ("优必选", "ISSUED", "促进机器人产业发展若干措施")),
        ("人工智能产业发展联盟成立大模型工作组。该工作组由华为、百度发起。", ("华为", "FOUNDED", "人工智能产业发展联盟")),
        ("Waymo隶属于谷歌母公司Alphabet。", ("Waymo", "SUBSIDIARY_OF", "谷歌")),
        ("智算中心由松江区投资、华为运营。", ("华为运营", "DEVELOPS", "智算中心")),
        ("华为发布麒麟990和昇腾910，前者采用7纳米工艺。", ("昇腾910", "USES", "7纳米工艺")),
        ("周鸿祎作了题为《工业互联网与大模型》的报告。", ("工业互联网与大模型", "TARGETS", "工业互联网")),
        ("HTC向主要生产出口型智能手机的威宏电子增资。", ("HTC", "DEVELOPS", "出口型智能手机")),
        ("蔚来发布ET9。系统由英伟达提供。", ("英伟达", "DEVELOPS", "ET9")),
        ("比亚迪发布海豹。车辆采用激光雷达将成为主流。", ("海豹", "USES", "激光雷达")),
        ("小鹏汽车发布G9。该车由肇庆工厂生产，搭载英伟达Orin芯片。", ("肇庆工厂", "USES", "英伟达Orin芯片")),
        ("中国汽车工业协会公布数据。比亚迪董事长王传福担任集团主席。", ("王传福", "HOLDS_POSITION", "中国汽车工业协会")),
        ("小鹏汽车发布小鹏X9。小鹏广州工厂已启用。", ("小鹏广州工厂", "USES", "小鹏X9")),
        ("科大讯飞发布星火大模型。安徽省政府日前部署。", ("安徽省政府", "USES", "星火大模型")),
        ("软银投资Arm。该公司创始人孙正义表示看好。", ("孙正义", "FOUNDED", "Arm")),
        ("宁德时代收购邦普循环。公司主要客户包括特斯拉、宝马。", ("邦普循环", "SUPPLIES", "特斯拉")),
        ("比亚迪拿下特斯拉订单。公司总部位于深圳。", ("特斯拉", "LOCATED_IN", "深圳")),
        ("华为发布Mate 70。苹果召开发布会。新品搭载A18芯片。", ("Mate 70", "USES", "A18芯片")),
        ("华为发布昇腾910C芯片，性能接近英伟达H100。它采用HBM存储器。", ("英伟达H100", "USES", "HBM存储器")),
        ("比亚迪发布海豹轿车。该车轮胎由米其林生产。", ("米其林", "DEVELOPS", "海豹轿车")),
        ("蔚来发布ET9。小鹏汽车召回部分车辆，电池由中创新航供应。", ("中创新航", "SUPPLIES", "蔚来")),
        ("工信部印发《新能源汽车产业发展规划》。比亚迪加码研发。计划对固态电池投资百亿元。", ("新能源汽车产业发展规划", "TARGETS", "固态电池")),
        ("国务院印发《若干措施》。美国宣布对华新限制措施。措施针对光刻机。", ("若干措施", "TARGETS", "光刻机")),
        ("DeepSeek-R1由深度求索使用英伟达H800训练。", ("深度求索", "USES", "DeepSeek-R1")),
        ("百度发布文心一言4.0大模型。大模型采用Transformer架构是普遍做法。", ("文心一言4.0大模型", "USES", "Transformer架构")),
        ("宁德时代宜宾基地投产。主要客户为特斯拉的上海工厂则在扩建。", ("宁德时代", "SUPPLIES", "特斯拉")),
        ("长安推出阿维塔12轿车，该车由宁德时代供应电池。", ("宁德时代", "DEVELOPS", "阿维塔12轿车")),
        ("地平线推出征程6芯片。芯片采用RISC-V架构的企业不多。", ("征程6芯片", "USES", "RISC-V架构")),
        ("绿的谐波发布Y系列减速器。哈默纳科降价，特斯拉已采购20万台。", ("特斯拉", "USES", "Y系列减速器")),
        ("理想汽车发布理想MEGA。新车搭载激光雷达的成本仍高。", ("理想MEGA", "USES", "激光雷达")),
        ("工信部发布《数字化转型方案》。商务部公布电商示范名单，京东、苏宁入选示范企业。", ("数字化转型方案", "APPLIES_TO", "京东")),
        ("工信部发布《数字化转型方案》。郑州市工信局已将宇通客车列为标杆。", ("数字化转型方案", "APPLIES_TO", "宇通客车")),
        ("京湖电子并未与砺芯半导体分手。", ("京湖电子", "PARTNERS_WITH", "砺芯半导体")),
        ("京湖电子成为《示范平台名单》中唯一未入选的企业。", ("示范平台名单", "APPLIES_TO", "京湖电子")),
        ("闻澜科技考虑出售砺芯半导体的部分股权，禾穗资本是潜在买家之一。", ("禾穗资本", "REDUCED_STAKE_IN", "砺芯半导体")),
        ("砺芯半导体披露《2023年限制性股票激励计划》。激励计划将覆盖京湖电子员工。", ("激励计划", "APPLIES_TO", "京湖电子")),
        ("京湖电子宣布启动对闻澜显示广州8.5代线的竞购。", ("京湖电子", "ACQUIRED", "闻澜显示")),
        ("毕业于青岚大学的陈跃2015年加入华为。", ("陈跃", "HOLDS_POSITION", "青岚大学")),
        ("京湖电子与砺芯半导体分道扬镳。", ("京湖电子", "COMPETES_WITH", "砺芯半导体")),
        ("工信部将出台《汽车消费措施》。装备工业司司长林栖说，已联合财政部启动智能网联汽车准入试点，首批确定9个联合体，包括比亚迪、蔚来等。", ("汽车消费措施", "APPLIES_TO", "比亚迪")),
        ("京湖集团旗下的专车清一色使用纯电动汽车，首批投放五百辆。", ("纯电动汽车", "SUPPLIES", "京湖集团")),
        ("禾穗资本接手了京湖电子出让的砺芯半导体15%股权。", ("禾穗资本", "INVESTED_IN", "京湖电子")),
        ("工信部发布《数字化转型方案》。比亚迪未入选首批试点企业。", ("数字化转型方案", "APPLIES_TO", "比亚迪")),
        ("农业农村部印发《沼气发展规划》。他建议把秸秆燃料、碳减排一并纳入支持范围。", ("沼气发展规划", "TARGETS", "秸秆燃料")),
        ("国家能源局印发《储能规划》。计划将于年底前建成的压缩空气储能电站落户应城。", ("储能规划", "TARGETS", "压缩空气储能")),
        ("华为在深圳市启动智能工厂改造试点，比亚迪入选首批试点企业。", ("智能工厂改造试点", "APPLIES_TO", "比亚迪")),
        ("毫米波雷达、激光雷达和摄像头是自动驾驶的三大传感器。", ("激光雷达", "KIND_OF", "自动驾驶")),
        ("国务院国资委主任郝连山调研中国电科，要求加快关键核心技术攻关。", ("郝连山", "HOLDS_POSITION", "中国电科")),
        ("腾讯入股富途后成为其第二大股东。", ("富途", "HOLDS_STAKE_IN", "腾讯")),
        ("中国平安是华夏幸福的第一大股东，持股25%，华夏控股持股17%。", ("华夏控股", "HOLDS_STAKE_IN", "中国平安")),
        ("深圳市政府与腾讯签署战略合作协议，共建数字政府。", ("腾讯", "FOUNDED", "数字政府")),
        ("特斯拉发布Model 3轿车。该车供应商包括拓普集团、旭升股份。", ("拓普集团", "DEVELOPS", "Model 3轿车")),
        ("脑机接口分为侵入式和非侵入式两种，Neuralink采用前者，强脑科技采用后者。", ("Neuralink", "SUPPLIES", "强脑科技")),
        ("光伏产业链包括硅料、硅片、电池片和组件四个环节。", ("硅片", "KIND_OF", "光伏产业链")),
        ("苹果M1芯片采用台积电5纳米工艺，集成160亿个晶体管。", ("苹果M1芯片", "USES", "晶体管")),
        ("欧盟拟议的《芯片法案》将投入430亿欧元，目标是到2030年将全球份额从10%提升至20%。", ("芯片法案", "SETS_TARGET", "欧盟拟议的《芯片法案》将投入")),
        ("百度网讯增资后，小度科技估值达到51亿美元，投资方包括中信产业基金。", ("中信产业基金", "INVESTED_IN", "百度网讯")),
        ("滴滴旗下的青桔单车获得软银、君联资本等10亿美元B轮融资。", ("软银", "INVESTED_IN", "滴滴")),
        ("工信部发布《智能制造规划》。世界经济论坛公布新一批灯塔工厂。海尔入选全球标杆企业。", ("智能制造规划", "APPLIES_TO", "海尔")),
        ("华为发布鸿蒙操作系统2.0，面向手机、平板等设备。美的、九阳等家电企业宣布首批产品将搭载该系统。", ("美的", "USES", "平板")),
        ("特斯拉7月交付32968辆。宁德时代、LG新能源为其供应电池。", ("特斯拉", "SUPPLIES", "宁德时代")),
        ("卫健委印发《育儿补贴规范》。券商研报把母婴零售、托育服务列为补贴的直接支持方向。", ("育儿补贴规范", "TARGETS", "托育服务")),
        ("工信部发布《固态电池判定办法》，2030年前固态电池成本仍是磷酸铁锂电池的五倍左右。", ("固态电池判定办法", "SETS_TARGET", "固态电池成本仍是磷酸铁锂电池的")),
        ("蔚来宣布换电计划。国家电网为其供电，中石化为其提供场地。", ("中石化", "SUPPLIES", "国家电网")),
        ("工信部发布《节能指南》。比亚迪需要完成年产300万辆的目标。", ("节能指南", "APPLIES_TO", "比亚迪")),
        ("恒瑞医药与德国默克公司签署许可协议，将自主研发的HRS-5346项目的欧洲独家权利许可给默克。", ("德国默克公司", "DEVELOPS", "HRS-5346")),
        ("苹果公司2017年向菲尼萨注资3.9亿美元，2021年又向康宁追加4500万美元。", ("康宁", "INVESTED_IN", "苹果公司")),
        ("禾穗资本近日通过证券交易系统增持海澜科技90万股。", ("证券交易系统", "INVESTED_IN", "海澜科技")),
        ("大众中国将投资10亿欧元收购江淮汽车母公司江汽控股50%的股权。", ("大众中国", "ACQUIRED", "江淮汽车")),
        ("同济安泰与蔚成资本共同发起设立安蔚产业基金，规模10亿元，其中同济安泰认缴2.4亿元，蔚成资本认缴8000万元。", ("蔚成资本", "INVESTED_IN", "同济安泰")),
        ("菜鸟网络和京东物流已签订入驻意向书。", ("菜鸟网络", "PARTNERS_WITH", "京东物流")),
        ("津海集团将其持有的津海电子1800万股质押给招商银行，占公司总股本的4.5%。", ("招商银行", "HOLDS_STAKE_IN", "津海集团")),
        ("津海集团质押给汀江证券、云溪证券合计1500万股股票。", ("津海集团", "HOLDS_STAKE_IN", "云溪证券")),
        ("京湖电子与青岚科技签署股权转让，转让砺芯半导体12%股权。", ("京湖电子", "PARTNERS_WITH", "青岚科技")),
        ("公司被债权人宁波银行申请破产重整，产业投资人为杉达控股，财务投资人包括长城资产和信达资产。", ("信达资产", "INVESTED_IN", "杉达控股")),
        ("光讯科技仍将为武汉凌云光芯寻找战略投资者。", ("光讯科技", "INVESTED_IN", "武汉凌云光芯")),
        ("商务部回应美方将23家中国实体列入“实体清单”称，中方坚决反对。", ("商务部", "ISSUED", "实体清单")),
        ("高通发布骁龙8155芯片。蔚来ET5、理想L9、小鹏G9均搭载该芯片。", ("蔚来ET5", "USES", "小鹏G9")),
        ("王小川曾任搜狗首席执行官，2023年创立百川智能。", ("搜狗", "FOUNDED", "百川智能")),
        ("CINNO Research公布了2022年全球智能手机面板出货排行。", ("CINNO Research", "DEVELOPS", "智能手机面板")),
        ("时代电气隶属于中国中车，拥有株洲IGBT生产基地。", ("中国中车", "OPERATES", "株洲IGBT生产基地")),
        ("芯驰科技研发的X9是一款座舱芯片。杰发科技推出了AC8025。这款芯片采用7nm工艺。", ("X9", "USES", "7nm工艺")),
        ("明德科技获蓝岭资本和嘉曜控股增资，增资后两者分别持股12.5%和4.7%。", ("明德科技", "INVESTED_IN", "蓝岭资本")),
        ("特斯拉发布新款车型。宁德时代和LG化学为其供应电池。", ("宁德时代", "SUPPLIES", "LG化学")),
        ("《江南省储能实施方案》明确不支持钠电池路线，重点支持固态电池。", ("江南省储能实施方案", "TARGETS", "钠电池")),
        ("《生成式人工智能管理条例》适用于生成式人工智能，但不适用于自动驾驶。", ("生成式人工智能管理条例", "TARGETS", "自动驾驶")),
        ("武汉市印发《量子产业方案》，支持中科院精密测量院、华中科技大学和国盾量子共建量子实验室。", ("华中科技大学", "ISSUED", "量子产业方案")),
        ("工信部发布《关于支持专精特新企业发展的通知》，该资金由财政部于2021年1月启动。", ("财政部", "ISSUED", "关于支持专精特新企业发展的通知")),
        ("宜城市公布《氢能管理办法（修订稿）》，主要根据工信部《氢能应用指南》修订。原办法2021年由市财政局印发。", ("市财政局", "ISSUED", "氢能应用指南")),
        ("绵阳市发布《元宇宙行动计划》，《行动计划》以《四川省数字经济规划》为依据，重点发展脑机接口。", ("四川省数字经济规划", "TARGETS", "脑机接口")),
        ("敏芯股份、纳芯微等12家企业与园区签约。", ("敏芯股份", "PARTNERS_WITH", "纳芯微")),
        ("京湖集团竞得砺芯半导体12%股权，取代禾穗资本成为该公司第一大股东。", ("禾穗资本", "HOLDS_STAKE_IN", "京湖集团")),
        ("中兴通讯、大唐电信和普天与地方政府签署了5G合作协议。", ("中兴通讯", "PARTNERS_WITH", "大唐电信")),
        ("云知声完成新一轮融资。创始人黄伟通过员工持股平台云思尚义合计控制约33.38%的投票权，启明创投、京东分别持股10.78%和3.37%。", ("京东", "HOLDS_STAKE_IN", "云思尚义")),
        ("智行科技发生工商变更，新增股东比亚迪、创启开盈，原股东复星锐正退出。", ("复星锐正", "HOLDS_STAKE_IN", "比亚迪")),
        ("瀚薪光电完成新一轮融资，哈勃投资作为华为的投资平台参与。", ("华为", "INVESTED_IN", "瀚薪光电")),
        ("安得智联前身为安得物流，美的集团目前持有其约71.8%的股份。", ("美的集团", "HOLDS_STAKE_IN", "安得物流")),
        ("广电总局印发《关于推进超高清视频产业发展的若干措施》。受益于春节旺季，液晶电视有望迎来增长机遇，专家说。", ("关于推进超高清视频产业发展的若干措施", "BENEFITS", "液晶电视")),
        ("国务院印发《推动大规模设备更新行动方案》。专家认为，老旧锅炉难以受益。", ("推动大规模设备更新行动方案", "BENEFITS", "老旧锅炉")),
        ("清华大学博士陈天石创办了寒武纪。", ("陈天石", "HOLDS_POSITION", "清华大学")),
        ("霁川智能收购了砺芯半导体80%的股权。汀江微造拿下砺芯半导体的封装订单。", ("汀江微造", "ACQUIRED", "砺芯半导体")),
        ("申新叉车推出新车型，电池由台州蓄能供货，电机由德昌电驱供货。", ("德昌电驱", "SUPPLIES", "台州蓄能")),
        ("快乐购公告称，公司拟向控股股东芒果传媒发行8.8亿股，购买快乐阳光、芒果影视股权。", ("芒果传媒", "ACQUIRED", "快乐阳光")),
        ("雅创电器先后并购谭慕和欧创芯，推出车规级马达驱动芯片。", ("欧创芯", "DEVELOPS", "马达驱动芯片")),
        ("国务院印发《大规模设备更新行动方案》。华为副会长表示，公司将推动人工智能产业发展。", ("大规模设备更新行动方案", "BENEFITS", "人工智能产业")),
        ("为落实国务院《节能降碳方案》，工信部印发《工业母机方案》。专家认为，政策将带动数控机床行业发展。", ("节能降碳方案", "BENEFITS", "数控机床行业")),
        ("京湖电子设立青岚科技有限公司，禾穗资本出资3亿元设立砺芯半导体有限公司。", ("禾穗资本", "INVESTED_IN", "青岚科技有限公司")),
        ("京湖电子收购砺芯半导体，原股东禾穗资本退出。", ("禾穗资本", "REDUCED_STAKE_IN", "京湖电子")),
        ("工信部印发《准入试点通知》。此前，特斯拉率先试行全自动驾驶。", ("准入试点通知", "APPLIES_TO", "特斯拉")),
        ("砺芯半导体昨晚公告，禾穗资本将所持5%股份的表决权让渡给京湖电子。", ("禾穗资本", "REDUCED_STAKE_IN", "砺芯半导体")),
        ("王强从京湖电子离职后收购砺芯半导体10%股权。", ("京湖电子", "REDUCED_STAKE_IN", "砺芯半导体")),
        ("软银宣布以65亿美元收购Ampere。凯雷持股59.65%。", ("凯雷", "HOLDS_STAKE_IN", "软银")),
        ("国家电投旗下融和租赁、中信证券、宁德时代参与了本轮融资。", ("宁德时代", "SUBSIDIARY_OF", "国家电投")),
        ("融创以438.44亿元收购万达13个文旅项目91%股权。", ("融创", "ACQUIRED", "万达")),
        ("宇树科技拟登陆科创板，中金公司担任辅导机构。", ("中金公司", "LISTED_ON", "科创板")),
        ("极氪将从纽交所退市并成为吉利汽车的全资附属公司。", ("纽交所", "SUBSIDIARY_OF", "吉利汽车")),
        ("晶科能源与协鑫科技签署采购协议，向后者采购颗粒硅。", ("晶科能源", "SUPPLIES", "协鑫科技")),
        ("国轩高科的标准电芯已通过B样验证。", ("标准电芯", "USES", "B样验证")),
        ("中芯国际拟向股东发行股份，购买其所持中芯北方49%股权。", ("中芯国际", "HOLDS_STAKE_IN", "中芯北方")),
        ("5G应用安全能力增强，应用安全产业随之壮大。", ("5G应用安全", "KIND_OF", "应用安全")),
        ("小鹏汽车推出国内首款L4级量产乘用车。", ("小鹏汽车", "DEVELOPS", "L4")),
        ("京湖电子起诉砺芯半导体有限公司，要求返还已支付的货款500万元。", ("京湖电子", "SUPPLIES", "砺芯半导体有限公司")),
        ("大量供应商被乐视网拖欠货款，融创中国宣布出资150亿元增资。", ("融创中国", "SUPPLIES", "乐视网")),
        ("宁德时代投资了天宜锂业，以及亿纬锂能投资了金昆仑锂业。", ("天宜锂业", "INVESTED_IN", "金昆仑锂业")),
        ("国家电网变压器采购项目公示中标候选人，华为未能入围。", ("华为", "SUPPLIES", "国家电网")),
        ("欣旺达新进理想汽车电池定点。", ("欣旺达", "INVESTED_IN", "理想汽车")),
        ("阿里云、腾讯云、华为云纷纷上线DeepSeek-R1、Llama 3等大模型。", ("腾讯云", "DEVELOPS", "DeepSeek-R1")),
        ("天孚通信主要为英伟达旗下的Mellanox提供光引擎。", ("Mellanox", "DEVELOPS", "光引擎")),
        ("中国联通与华为在北京建成了5G-A试点网络。", ("华为", "DEVELOPS", "5G-A")),
        ("小鹏汽车意在降低对宁德时代的依赖。", ("小鹏汽车", "SUPPLIES", "宁德时代")),
        ("京东方向砺芯半导体预订了10台刻蚀机。", ("京东方", "SUPPLIES", "砺芯半导体")),
        ("OneWeb已被法国Eutelsat合并。", ("OneWeb", "ACQUIRED", "Eutelsat")),
        ("汀江光电股东大会通过了京东方的收购要约。", ("汀江光电", "ACQUIRED", "京东方")),
        ("京湖重工与汀江机械互相参股的计划获商务部批准，后者将持有京湖起重10%股份。", ("商务部", "HOLDS_STAKE_IN", "京湖起重")),
        ("京东方拟向禾穗资本、青岚创投发行股份，购买砺芯半导体、汀江光电100%股权。", ("禾穗资本", "REDUCED_STAKE_IN", "汀江光电")),
        ("与第一代半导体硅、第二代半导体砷化镓相比，碳化硅的禁带更宽。", ("第二代半导体砷化镓", "KIND_OF", "碳化硅")),
        ("巨量转移是Micro LED量产的最大瓶颈。", ("巨量转移", "KIND_OF", "Micro LED")),
        ("徐冰减持公司B类股份3000万股。", ("徐冰", "REDUCED_STAKE_IN", "B类股份")),
        ("今年波音已交付12架客机，其中汀江航空8架、禾穗航空4架。", ("波音", "SUPPLIES", "汀江航空8架")),
        ("京湖食品旗下AD钙奶、非常可乐销量下滑。", ("AD钙奶", "SUBSIDIARY_OF", "京湖食品")),
        ("工信部印发《光伏制造行业规范要求》，华为参与起草。", ("华为", "ISSUED", "光伏制造行业规范要求")),
        ("张勇卸任后，阿里巴巴董事长空缺，由蔡崇信接任。", ("空缺", "HOLDS_POSITION", "阿里巴巴")),
        ("林知远走马上任，砺芯半导体总经理空缺终于补上。", ("空缺", "HOLDS_POSITION", "砺芯半导体")),
        ("京东方在港交所公告称，已完成对汀江光电的收购。", ("京东方", "LISTED_ON", "港交所")),
        ("国泰证券获配京湖半导体39.6亿元，其他获配机构包括巴莱银行。", ("巴莱银行", "INVESTED_IN", "国泰证券")),
        ("腾讯前员工张三丰创立的青岚科技完成A轮融资，由红杉资本领投，IDG资本跟投。", ("红杉资本", "INVESTED_IN", "腾讯")),
        ("阿里云发布Qwen2.5-Max，并称其性能超过DeepSeek V3、GPT-4o和Llama-3.1-405B。", ("阿里云", "DEVELOPS", "GPT-4o")),
        ("字节跳动已聘请高盛和摩根士丹利担任承销商。", ("字节跳动", "SUPPLIES", "高盛")),
        ("三星电子在得克萨斯东区联邦地方法院起诉京东方。", ("得克萨斯东区联邦地方法院", "SUPERVISES", "京东方")),
        ("谷歌阻止三星电子、LG电子等厂商使用安卓的修改版本。", ("三星电子", "USES", "安卓")),
        ("鸿海有意从雷诺手中购买日产股份。", ("雷诺", "SUPPLIES", "鸿海")),
        ("西云数据是亚马逊云科技在宁夏区域的运营方。", ("西云数据", "SUBSIDIARY_OF", "亚马逊云科技")),
        ("通富微电引进新产线为AMD供货。", ("AMD", "SUPPLIES", "通富微电")),
        ("汇丰银行为奔驰的授权经销商提供贷款。", ("奔驰", "SUPPLIES", "汇丰银行")),
        ("固态电池是下一代电池。比亚迪发布刀片电池，可分为短刀电池和长刀电池。", ("短刀电池", "KIND_OF", "固态电池")),
        ("砺芯半导体成立于2020年，公司核心成员主要来自英伟达、微软。", ("英伟达", "SUPPLIES", "砺芯半导体")),
        ("商汤科技成为“AI四小龙”中首家上市的企业，另外三家为旷视科技、依图科技和云从科技。", ("商汤科技", "SUPPLIES", "旷视科技")),
        ("软银集团与英伟达共同宣布，双方同意终止英伟达收购ARM的交易。", ("软银集团", "ACQUIRED", "ARM")),
        ("金山云与庆阳市政府签署战略合作协议，将投资建设金山云庆阳数据中心。", ("庆阳市政府", "OPERATES", "金山云庆阳数据中心")),
        ("商汤科技由香港中文大学教授汤晓鸥与徐立、王晓刚共同创立。", ("王晓刚", "HOLDS_POSITION", "香港中文大学")),
        ("紫光集团董事长赵伟国兼任长江存储董事长，杨士宁担任总经理。", ("杨士宁", "HOLDS_POSITION", "紫光集团")),
        ("《汀洲芯片法案》仍需获得欧洲议会批准。", ("欧洲议会", "ISSUED", "汀洲芯片法案")),
        ("华为布局西部数据中心。", ("西部数据", "OPERATES", "西部数据中心")),
        ("应用材料、泛林集团须取得许可后方可向长江存储供货。", ("泛林集团", "SUPPLIES", "长江存储")),
        ("未经许可，英伟达不得向华为供应H100。", ("英伟达", "SUPPLIES", "华为")),
        ("陕西省科技厅批准由西安交通大学牵头，联合隆基绿能建设先进储能实验室。", ("陕西省科技厅", "PARTNERS_WITH", "隆基绿能")),
        ("贵州省副省长郭锡文会见了华为轮值董事长徐直军一行。", ("徐直军", "HOLDS_POSITION", "贵州省")),
        ("武汉新芯前身为中芯国际托管企业，目前主要生产NOR闪存。", ("中芯国际", "DEVELOPS", "NOR闪存")),
        ("记者从江苏省政府新闻办召开的新闻发布会上获悉，《江苏省数据条例（草案）》已提请审议。", ("江苏省政府新闻办", "ISSUED", "江苏省数据条例（草案）")),
        ("汀江产业基金由国元证券管理。", ("国元证券", "FOUNDED", "汀江产业基金")),
        ("智能机器人领域，埃斯顿、新松发布新品；智能汽车领域，《管理规范》出台。", ("埃斯顿", "OPERATES_IN", "智能汽车")),
        ("天眼查数据显示，青岚科技日前完成一轮融资，出资方包括红杉中国。", ("红杉中国", "INVESTED_IN", "天眼查")),
        ("京湖中环控股股东京湖科技持有砺芯半导体23.08%股权。", ("京湖中环", "HOLDS_STAKE_IN", "砺芯半导体")),
        ("京湖绿能公告，子公司银川京湖与永祥股份签订长期合同，将向后者采购多晶硅。", ("银川京湖", "SUPPLIES", "永祥股份")),
        ("京东方将为iPhone出货OLED面板。", ("京东方", "DEVELOPS", "iPhone")),
        ("国盾量子加快量子测量技术在金融、电力等领域的推广。", ("国盾量子", "OPERATES_IN", "金融")),
        ("健合集团成为澳优仅次于贝因美集团的第二大股东。", ("健合集团", "HOLDS_STAKE_IN", "贝因美集团")),
        ("国泰君安实际控制人为上海国际集团，海通证券无控股股东。", ("上海国际集团", "HOLDS_STAKE_IN", "海通证券")),
        ("其中嘉实基金投资150亿元、中国人寿投资100亿元、腾讯投资10亿元。", ("嘉实基金", "INVESTED_IN", "中国人寿")),
        ("中国石化公告，25家投资者以现金认购中国石化销售有限公司29.99%股权。", ("中国石化", "INVESTED_IN", "中国石化销售有限公司")),
        ("腾讯牵头的财团以86亿美元从软银手中收购砺芯游戏。", ("腾讯", "FOUNDED", "软银")),
        ("平安信托称，葛文耀不再担任家化集团董事长。", ("葛文耀", "HOLDS_POSITION", "平安信托")),
        ("比亚迪公告称，子公司比亚迪半导体将引入外部投资者。红杉资本、中金资本参与了认购。", ("红杉资本", "INVESTED_IN", "比亚迪")),
        ("银河证券研报指出，公司主要客户包括苹果。", ("银河证券", "SUPPLIES", "苹果")),
        ("永辉超市回应称，京东世贸不存在退出计划；公司第一大股东牛奶有限公司持股21.08%。", ("牛奶有限公司", "HOLDS_STAKE_IN", "京东世贸")),
        ("云杉健康宣布完成融资，中国平安、君联资本跟投。其与礼来制药达成合作。", ("君联资本", "PARTNERS_WITH", "礼来制药")),
        ("旷视科技在科创板过会。已向港交所交表的商汤科技，打算明年上市。", ("旷视科技", "LISTED_ON", "港交所")),
        ("众泰汽车控股股东铁牛集团将持有的一宗土地转让给江苏深商。", ("铁牛集团", "REDUCED_STAKE_IN", "众泰汽车")),
        ("腾讯为AI四小龙中首家上市企业提供云服务。", ("腾讯", "MEMBER_OF", "AI四小龙")),
        ("台积电订单下滑的压力来自英特尔。", ("台积电", "SUPPLIES", "英特尔")),
        ("上海已经成立的人工智能实验室由上海交通大学运营。", ("上海", "FOUNDED", "人工智能实验室")),
        ("北京已成立由百度牵头的人工智能产业联盟。", ("百度", "FOUNDED", "北京")),
        ("国家电网公布储能招标结果，宁德时代中标，中标的还有比亚迪。", ("比亚迪", "SUPPLIES", "宁德时代")),
        ("中国石化集团持有中国石化22%股份，为公司第一大股东；上海石化持股15%，镇海炼化持股7%。", ("上海石化", "HOLDS_STAKE_IN", "中国石化集团")),
        ("闻澜科技量产64层闪存，比三星、SK海力士晚两年。", ("闻澜科技", "SUPPLIES", "三星")),
        ("澜岳股份将成为继松下和LG新能源之后的第三家电池供应商。", ("澜岳股份", "SUPPLIES", "松下")),
        ("MoCoder由澜岳科技开发。", ("澜岳科技", "SUPPLIES", "MoCoder")),
        ("三星和美光为抢夺闻澜科技订单展开竞争。", ("三星", "COMPETES_WITH", "闻澜科技")),
        ("LG新能源与松下争抢特斯拉的电池订单，竞争激烈。", ("LG新能源", "COMPETES_WITH", "特斯拉")),
        ("字节跳动联合发起了“腾讯青年科学家奖”。", ("字节跳动", "FOUNDED", "腾讯")),
        ("华为推出高端5G智能手机。", ("智能手机", "KIND_OF", "5G")),
        ("受益于储能产业的蓬勃发展，晟泰科技业绩大增。", ("蓬勃发展", "OPERATES_IN", "储能产业")),
        ("2024年3月，澜岳生物（06990.HK）与医药巨头默沙东（MRK.US）达成战略合作。", ("06990.HK", "PARTNERS_WITH", "默沙东")),
        ("京湖电子成功中标砺芯半导体21%股权。", ("京湖电子", "SUPPLIES", "砺芯半导体")),
        ("京湖电子将持有的18%砺芯半导体股权挂牌转让，受让方为东澜集团旗下东澜科技。", ("京湖电子", "ACQUIRED", "东澜科技")),
        ("引导基金分别与恒远科技、青岚新材料以及云河创投签订合作协议。", ("恒远科技", "PARTNERS_WITH", "青岚新材料")),
        ("远帆集团与蓝海集团正式合并，新公司名叫“远海控股有限责任公司”。", ("远帆集团", "ACQUIRED", "远海控股有限责任公司")),
        ("临江储能协会会长陈澜、副市长李岳出席。", ("李岳", "HOLDS_POSITION", "临江储能协会")),
        ("吉利董事长李书福以约90亿美元收购戴姆勒约9.69%股份。", ("吉利", "ACQUIRED", "戴姆勒")),
        ("安徽华为硕半导体有限公司投资建设华为硕集成电路项目。", ("华为", "OPERATES", "华为硕集成电路项目")),
        ("腾讯云计算中心落户临江。", ("腾讯云", "OPERATES", "腾讯云计算中心")),
        ("江北引导基金是由恒远集团、青岚资本发起成立的政策性基金。", ("恒远集团", "FOUNDED", "政策性基金")),
        ("该基金总规模23亿元，其中云岭科创基金支持5亿元，重点投资于芯片制造。", ("云岭科创基金", "OPERATES_IN", "芯片制造")),
        ("星桥基金、云岭基金相继设立；注册成立泽州芯港集团。", ("星桥基金", "FOUNDED", "泽州芯港集团")),
        ("海州芯片实验室由科技部批准建设，依托海州大学，并联合恒远科技、青岚科技共建。", ("科技部", "FOUNDED", "海州芯片实验室")),
        ("恒远集团没有成为砺芯半导体80%股权的受让方。", ("恒远集团", "ACQUIRED", "砺芯半导体")),
        ("砺芯半导体控股股东恒远集团向青岚科技转让8项专利。", ("恒远集团", "REDUCED_STAKE_IN", "砺芯半导体")),
        ("恒远集团出售青岚科技股权后，砺芯半导体成为第一大股东。", ("砺芯半导体", "REDUCED_STAKE_IN", "青岚科技")),
        ("恒远集团接受无偿划转砺芯半导体30%股权。", ("恒远集团", "REDUCED_STAKE_IN", "砺芯半导体")),
        ("林知远现任京湖电子总经理，砺芯半导体董事长空缺。", ("林知远", "HOLDS_POSITION", "砺芯半导体")),
        ("对于出售青岚科技股权一事，砺芯半导体表示不知情。", ("砺芯半导体", "REDUCED_STAKE_IN", "青岚科技")),
        ("京湖电子董事长李明以3亿元收购青岚科技的生产线。", ("李明", "INVESTED_IN", "青岚科技")),
        ("京湖电子转让青岚科技股权后，砺芯半导体接盘。", ("砺芯半导体", "REDUCED_STAKE_IN", "青岚科技")),
        ("国电南瑞中标国家电网30%份额。", ("国电南瑞", "INVESTED_IN", "国家电网")),
        ("林澜以股东身份呼吁收购砺芯半导体。", ("林澜", "INVESTED_IN", "砺芯半导体")),
        ("红杉资本持有的青岚科技5%股权系前年购得。", ("红杉资本", "REDUCED_STAKE_IN", "青岚科技")),
        ("华光集团创始人李建国之女李晓梅出任砺芯半导体董事长。", ("李建国", "HOLDS_POSITION", "砺芯半导体")),
        ("砺芯半导体创始人李志远，是华光集团创始人李建国之子。", ("李志远", "HOLDS_POSITION", "华光集团")),
        ("青松资本未回应是否参与闻澜科技定增。", ("青松资本", "INVESTED_IN", "闻澜科技")),
        ("海潮集团对是否入股砺芯半导体不予置评。", ("海潮集团", "INVESTED_IN", "砺芯半导体")),
        ("闻澜科技昨晚在上交所撤回一则定增预案的公告。", ("闻澜科技", "LISTED_ON", "上交所")),
        ("刘海原本在闻澜铁塔中出任大股东恒远移动的代表。", ("刘海", "HOLDS_STAKE_IN", "闻澜铁塔")),
        ("本轮融资由青松资本领投，海潮资本担任其融资顾问。砺芯半导体累计融资3亿元。", ("海潮资本", "INVESTED_IN", "砺芯半导体")),
        ("闻澜科技购买了砺芯半导体的设计软件。", ("闻澜科技", "ACQUIRED", "砺芯半导体")),
        ("恒远集团认购砺芯半导体发行的3亿元公司债券。", ("恒远集团", "INVESTED_IN", "砺芯半导体")),
        ("闻澜科技退出京湖电子阵营，投向砺芯半导体。", ("闻澜科技", "INVESTED_IN", "砺芯半导体")),
        ("7月12日，青木科技宣布完成B轮融资。本轮融资由远航资本领投，海潮集团跟投。\n2021年11月，青木科技宣布完成A轮融资，投资方包括海潮集团与北山集团。", ("北山集团", "INVESTED_IN", "远航资本")),
        ("青岚研究院走出的周立在重庆成立砺芯半导体。", ("青岚研究院", "FOUNDED", "砺芯半导体")),
        ("中国工程院院士倪海表示，京湖电子有着四十年历史。", ("倪海", "HOLDS_POSITION", "京湖电子")),
        ("闻澜科技顺应人工智能、移动计算等技术的大势，投入资金。", ("闻澜科技", "OPERATES_IN", "移动计算")),
        ("恒远集团、闻澜科技当天发布关于股权划转的公告。", ("恒远集团", "ISSUED", "关于股权划转的公告")),
        ("砺芯半导体引入两家基石投资者，其中闻澜科技通过Luxfar认购990万美元，恒远集团认购3000万美元。", ("砺芯半导体", "INVESTED_IN", "Luxfar")),
        ("长山科技董事长周新潮，区委书记、代区长张昊在场。", ("张昊", "HOLDS_POSITION", "长山科技")),
        ("闻澜科技已与几家手机供应商合作，包括青岚科技。", ("闻澜科技", "SUPPLIES", "青岚科技")),
        ("京湖电子为闻澜科技推出的星河手机提供了柔性面板。", ("京湖电子", "DEVELOPS", "星河手机")),
        ("闻澜科技宣布收购砺芯半导体。砺芯半导体的背景令人瞩目。其创始人王磊出身军旅。", ("王磊", "FOUNDED", "闻澜科技")),
        ("科技周报讯 记者获悉，《海州省数据办法》近日公布。", ("科技周报", "ISSUED", "海州省数据办法")),
        ("砺芯半导体联合青松资本和远航基金投资100亿元建厂。", ("青松资本", "INVESTED_IN", "砺芯半导体")),
        ("日前，闻澜科技成立了砺芯半导体有限公司。\n公告称华光控股、远航基金将共同成立合资企业。", ("华光控股", "FOUNDED", "闻澜科技")),
        ("市场监管总局依据《反垄断法》，对闻澜科技在网络外卖平台服务市场的行为立案调查。", ("反垄断法", "TARGETS", "网络外卖平台服务市场")),
        ("微软（亚洲）芯片研究院发布报告。", ("微软（亚洲）芯片研究院", "LOCATED_IN", "亚洲")),
        ("闻澜科技位于中国西部的成都智算中心投入使用。", ("中国西部", "OPERATES", "成都智算中心")),
        ("三星/LG推出了新的显示面板。", ("三星/LG", "DEVELOPS", "显示面板")),
        ("闻澜科技、砺芯半导体和青岚科技是本届展会的参展商。总裁王良一上来就讲净息差，讲了二十多分钟。", ("王良一", "HOLDS_POSITION", "砺芯半导体")),
        ("闻澜科技、砺芯半导体和青岚科技是本届展会的参展商。总裁王良一上来就讲净息差，讲了二十多分钟。", ("王良一", "HOLDS_POSITION", "青岚科技")),
        ("闻澜科技、砺芯半导体和青岚科技是本届展会的参展商。公司的客户包括华为和中兴通讯。", ("青岚科技", "SUPPLIES", "华为")),
        ("《网络安全法》提出网络安全等级保护制度，配套的《网络安全等级保护条例》正在制定。", ("网络安全法", "IMPLEMENTS", "网络安全等级保护条例")),
        ("公司产品包括激光雷达等传感器、行泊一体等域控制器。", ("传感器", "KIND_OF", "域控制器")),
        ("爱达通信证券事务代表柴静波表示，北川电力科学研究院在配电自动化方面积累深厚。", ("柴静波", "HOLDS_POSITION", "北川电力科学研究院")),
        ("“云从科技还需要时间。”分析师于百程说。", ("于百程", "HOLDS_POSITION", "云从科技")),
        ("“这就需要云从科技确定新产品的研发方向，并持续投入大量资金和人员。”于百程如是说。", ("于百程", "HOLDS_POSITION", "云从科技")),
        ("没有投资砺芯半导体的郁澜。", ("郁澜", "INVESTED_IN", "砺芯半导体")),
        ("自公司大股东瑞科集团以现金方式收购启澜半导体51%股权以来，业绩增长。", ("瑞科集团", "REDUCED_STAKE_IN", "启澜半导体")),
        ("青岚科技募资。随后，云岭电力、宏远机械和禾穗资本等共同签署了发起人协议。", ("青岚科技", "PARTNERS_WITH", "云岭电力")),
        ("工信部发布《节能方案》。国家能源局公布首批试点企业名单，隆基绿能入选。", ("节能方案", "APPLIES_TO", "隆基绿能")),
        ("工信部发布《节能方案》。国家能源局公布首批试点企业名单，隆基绿能入选。", ("国家能源局", "ISSUED", "节能方案")),
        ("砺芯半导体是“芯片四小龙”之一。砺芯半导体一直被视为“芯片四小龙”最有力的竞争者。", ("砺芯半导体", "COMPETES_WITH", "芯片四小龙")),
        ("恒远航空是天宇联盟成员，与天宇联盟的其他成员竞争。", ("恒远航空", "COMPETES_WITH", "天宇联盟")),
        ("工信部发布方案。董事长王建国曾任国家能源局副局长。", ("王建国", "HOLDS_POSITION", "工信部")),
        ("华为未能入围国家电网项目，但已向南方电网供货。", ("华为", "SUPPLIES", "国家电网")),
        ("天眼查披露，董事长张建国持有公司30%股份。", ("张建国", "HOLDS_POSITION", "天眼查")),
        ("国务院印发《冷链物流纲要》。市监总局发布《车辆要求》。分析师认为，纲要利好冷藏车。", ("车辆要求", "BENEFITS", "冷藏车")),
        ("泊辕智驾完成由海岳资本领投、锚点创投跟投的B轮融资。", ("海岳资本", "INVESTED_IN", "锚点创投")),
        ("汀江微造拿下砺芯半导体的七成产能。", ("汀江微造", "ACQUIRED", "砺芯半导体")),
        ("京湖电子完成对砺芯半导体的收购，大股东持股比例增至59%。", ("京湖电子", "HOLDS_STAKE_IN", "砺芯半导体")),
        ("无源光网络是一种接入技术，由光线路终端、光分配网和光网络单元三部分构成。", ("无源光网络", "USES", "光分配网")),
    ],
)  # fmt: skip
def test_what_readers_found_wrong_is_not_stated(
    extractor: Extractor, said: str, wrong: tuple[str, str, str]
) -> None:
    """What their sentences do not say."""
    assert wrong not in {fact[:3] for fact in told(extractor, said)}


@pytest.mark.parametrize(
    "said",
    [
        "总裁王良一上来就讲净息差，讲了二十多分钟。",
        "公司的客户包括华为和中兴通讯。",
        "公司的X9系列座舱芯片装车量已突破七百万片。",
        "总裁王良带记者爬上屋顶，当地气温很低，三座机楼都装了风机。",
    ],
)
def test_what_is_told_of_one_of_several_is_a_reject(extractor: Extractor, said: str) -> None:
    """Patterns and the network state of none of them what is said of one, and say why."""
    before = "闻澜科技、砺芯半导体和青岚科技是本届展会的参展商。"
    rejects = extractor.extract(article_of(before + said)).rejects
    assert [r for r in rejects if r.reason.startswith(OF_ONE) and r.text == said]


@pytest.mark.parametrize(
    ("said", "offices"),
    [
        ("李明、王强分别任京东方董事长、总经理。", {("李明", "京东方", "董事长"), ("王强", "京东方", "总经理")}),
        ("李明、王强分别出任京东方董事长和长信科技总经理。", {("李明", "京东方", "董事长"), ("王强", "长信科技", "总经理")}),
        ("李明、王强任京东方董事。", {("李明", "京东方", "董事"), ("王强", "京东方", "董事")}),
        ("大会选举澜州汽车总工程师林知远为理事长，中国汽研首席专家敖登为副理事长。", {("林知远", "澜州汽车", "总工程师"), ("敖登", "中国汽研", "首席专家")}),
        ("海澜科技总裁郝连山站在演示厅里说。", {("郝连山", "海澜科技", "总裁")}),
        ("海康威视选举胡扬忠为董事长，徐习明、蔡昶阳任高级副总经理。", {("胡扬忠", "海康威视", "董事长"), ("徐习明", "海康威视", "高级副总经理"), ("蔡昶阳", "海康威视", "高级副总经理")}),
        ("格力电器选举董明珠、张伟为董事。", {("董明珠", "格力电器", "董事"), ("张伟", "格力电器", "董事")}),
        ("ARM中国原CEO吴雄昂被罢免，刘仁辰、陈恂出任联席CEO。", {("吴雄昂", "ARM中国", "原CEO"), ("刘仁辰", "ARM中国", "联席CEO"), ("陈恂", "ARM中国", "联席CEO")}),
        ("小米集团任命王翔为总裁，林斌转任副董事长。", {("王翔", "小米集团", "总裁"), ("林斌", "小米集团", "副董事长")}),
    ],
)  # fmt: skip
def test_each_of_several_persons_has_his_own_office(
    extractor: Extractor, said: str, offices: set[tuple[str, str, str]]
) -> None:
    """分别 deals offices out as it deals out shares."""
    found = extractor.extract(article_of(said)).statements
    assert offices == {
        (s.subject.name, s.object.name, q.text)
        for s in found
        if isinstance(s.object, Entity)
        for q in s.qualifiers
        if q.name == "title" and s.type == "HOLDS_POSITION"
    }


def test_no_entity_is_called_nothing(extractor: Extractor) -> None:
    """A quotation mark is no event."""
    said = "由国家能源局主办的“第二届新型储能大会”在大连举行。"
    assert all(e.name for e in extractor.extract(article_of(said)).entities)


@pytest.mark.parametrize(
    ("said", "relation", "told"),
    [
        ("林栖迟已把所持海澜科技股份中的534万股质押，占其所持股份总数的36.54%，占总股本的14.22%。", "HOLDS_STAKE_IN", {"stake": "14.22%"}),
        ("9月4日，海澜科技披露，股东禾穗资本持有公司5%股份。", "HOLDS_STAKE_IN", {"date": None}),
        ("截至9月30日，禾穗资本持有海澜科技5%股份。", "HOLDS_STAKE_IN", {"date": "截至9月30日"}),
        ("思必驰已完成六轮融资，投资方包括联发科。", "INVESTED_IN", {"round": None}),
        ("海澜科技财务总监柯丽娜出席。", "HOLDS_POSITION", {"title": "财务总监"}),
        ("恒逸集团质押恒逸石化6200万股，占公司总股本的2.51%，占其持股总数的25.1%。", "HOLDS_STAKE_IN", {"stake": None}),
        ("北京有竹居网络技术有限公司注册资本1000万元，由北京字节跳动网络技术有限公司全资持股。", "HOLDS_STAKE_IN", {"value": None}),
        ("北京量子院与本源量子发起成立的量子计算产业联盟昨日在京揭牌。", "FOUNDED", {"date": None}),
        ("紫光集团旗下紫光国器持股51.04%，大基金持股24.09%。", "SUBSIDIARY_OF", {"stake": None}),
        ("平安集团宣布，姚波获聘为联席首席执行官。", "HOLDS_POSITION", {"title": "联席首席执行官"}),
        ("林栖迟接任海澜科技总裁，原总裁另有任用。", "HOLDS_POSITION", {"title": "总裁"}),
        ("北交所由全国股转公司全资设立，注册资本10亿元，董事长为徐明。", "HOLDS_POSITION", {"title": "董事长"}),
        ("嘉实科技聘任副总经理何晓岚为总经理。", "HOLDS_POSITION", {"title": "总经理"}),
        ("嘉曜控股副总裁李可心升任总裁。", "HOLDS_POSITION", {"title": "总裁"}),
        ("嘉实科技董事会换届，新任董事长为原副总经理吴文斌。", "HOLDS_POSITION", {"title": "董事长"}),
        ("中兴通讯公告，原董事长离任，由赵先明接任董事长兼总裁。", "HOLDS_POSITION", {"title": "董事长兼总裁"}),
        ("海岳生物被罚款60万元，时任董事长周正平被处以30万元罚款。", "HOLDS_POSITION", {"title": "董事长"}),
        ("津海集团将其持有的津海电子1800万股质押，津海集团持有公司1.36亿股，占总股本的34%。", "HOLDS_STAKE_IN", {"stake": "34%"}),
        ("大众中国将投资10亿欧元收购江淮汽车母公司江汽控股50%的股权。", "SUBSIDIARY_OF", {"stake": None}),
        ("京湖电子去年收购砺芯半导体60%，今年拿下青岚汽车12%。", "INVESTED_IN", {"stake": "12%", "date": "今年"}),
        ("京湖电子受让砺芯半导体12%，成为第二大股东。", "INVESTED_IN", {"stake": "12%"}),
        ("禾穗资本减持砺芯半导体3%，套现2亿元。", "REDUCED_STAKE_IN", {"stake": "3%"}),
        ("昨日，砺芯半导体获贝莱恩资产增持至7.01%。", "INVESTED_IN", {"stake": None}),
        ("2021年3月，上市两年后，京湖电子收购砺芯半导体。", "ACQUIRED", {"date": "2021年3月"}),
        ("2014年京湖电子收购砺芯半导体股权，因未依法申报被罚款50万元。", "ACQUIRED", {"date": "2014年", "amount": None}),
        ("市场监管总局7月24日公布，京湖电子收购砺芯半导体的交易因未依法申报被罚款50万元。", "ACQUIRED", {"date": None}),
        ("宇树科技由王兴兴于2016年在杭州创办，投资方包括美团、红杉中国。", "INVESTED_IN", {"date": None}),
        ("星河智能天使轮由真格基金投资。", "INVESTED_IN", {"round": "天使轮"}),
        ("市场监管总局7月24日公布，嘉曜控股收购明德科技的交易因未依法申报被罚款50万元。", "ACQUIRED", {"date": None, "amount": None}),
        ("针对近期网约车市场乱象，交通运输部联合约谈滴滴出行、T3出行。", "SUPERVISES", {"date": None}),
        ("继2023年剥离智能座舱业务之后，均联智行再获融资，投资方为国家制造业转型升级基金。", "INVESTED_IN", {"date": None}),
        ("江苏省印发《制造业发展意见》。意见明确，2035年全省先进制造业产值达到8万亿元。", "ISSUED", {"date": None}),
        ("砺芯半导体公告，公司股东林栖迟、顾屿计划自7月8日起减持所持股份不超过36万股。", "HOLDS_STAKE_IN", {"date": None}),
        ("2月7日，即2023年的第三个交易日，工信部印发《数据管理办法》。", "ISSUED", {"date": "2月7日"}),
        ("创始人、董事长兼CEO沈荣曾在高通、联想任职。", "HOLDS_POSITION", {"title": None}),
        ("禾穗基金减持砺芯半导体860万股，占总股本的1.32%，减持后持股比例降至4.99%。", "HOLDS_STAKE_IN", {"stake": "4.99%"}),
        ("砺芯半导体成立于2019年，创始人陈跃此前在华为担任AR产品线总监。", "HOLDS_POSITION", {"title": "AR产品线总监"}),
        ("工信部长肖亚庆表示支持。", "HOLDS_POSITION", {"title": "部长"}),
        ("2023年3月，京东方宣布以35亿元收购砺芯半导体。2月14日，京东方宣布完成对砺芯半导体的收购，交易价值约49亿元。", "ACQUIRED", {"amount": "约49亿元", "date": "2月14日"}),
        ("海州资本以400亿美元（约合人民币2733.2亿元）收购闻澜科技。", "ACQUIRED", {"amount": "400亿美元"}),
        ("闻澜科技以21亿元（约合3亿美元）投资砺芯半导体。", "INVESTED_IN", {"amount": "21亿元"}),
        ("晟泰科技拟向大股东晟泰集团发行股份购买海州焦化30%股权。", "INVESTED_IN", {"stake": None}),
        ("砺芯半导体股东包括恒远集团（持股30%）。", "HOLDS_STAKE_IN", {"stake": "30%"}),
        ("青岚电气（持股30%）收购恒远芯片。", "ACQUIRED", {"stake": None}),
        ("恒远集团收购砺芯半导体（60%）。", "ACQUIRED", {"stake": "60%"}),
        ("周建中为砺芯半导体实控人，直接和间接持股36%。", "HOLDS_STAKE_IN", {"stake": "36%"}),
        ("恒远集团收购砺芯半导体的大部分股权。", "ACQUIRED", {"stake": "大部分股权"}),
        ("砺芯半导体融得5亿元融资，客户包括闻澜科技和联想。", "SUPPLIES", {"amount": None}),
        ("京湖电子完成A轮、B轮和B+轮融资，投资方包括青松资本。", "INVESTED_IN", {"round": "A轮、B轮和B+轮"}),
        ("《规划》提出，到2027年，存储芯片产量、封测产能均超过100万片。", "SETS_TARGET", {"value": "超过100万片", "deadline": "2027年"}),
    ],
)  # fmt: skip
def test_a_value_is_told_of_what_it_is_of(
    extractor: Extractor, said: str, relation: str, told: dict[str, str | None]
) -> None:
    """Shares of one's own holding are no stake, the day of the news is no day of a holding, a count is no round."""
    stated = [s for s in extractor.extract(article_of(said)).statements if s.type == relation]
    assert stated
    for statement in stated:
        values = {q.name: q.text for q in statement.qualifiers}
        assert {name: values.get(name) for name in told} == told


def test_what_one_investor_puts_in_is_not_told_of_the_next(extractor: Extractor) -> None:
    """甲追加投资30亿元，乙、丙参与: the sum is 甲's alone, the round is of all."""
    said = "深蓝汽车完成C轮融资，长安汽车追加投资30.3亿元，渝富资本、招银投资等投资机构参与。"
    stated = extractor.extract(article_of(said)).statements
    assert {
        (s.subject.name, s.qualifier("amount"), s.qualifier("round"))
        for s in stated
        if s.type == "INVESTED_IN"
    } == {
        ("长安汽车", "30.3亿元", "C轮"),
        ("渝富资本", None, "C轮"),
        ("招银投资", None, "C轮"),
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "星河智能天使轮由真格基金投资，A轮由红杉中国领投，金额1亿元。",
            {("真格基金", None, "天使轮"), ("红杉中国", "1亿元", "A轮")},
        ),
        (
            "蓝岭资本与嘉曜控股设立星海基金，其中蓝岭资本认缴2亿元，嘉曜控股认缴3亿元，江州国投认缴1亿元。",
            {("蓝岭资本", "2亿元", None), ("嘉曜控股", "3亿元", None), ("江州国投", "1亿元", None)},
        ),
        (
            "星河智能先后获得真格基金的天使轮投资以及由国投创业、中金资本联合投资的A轮融资，此次B轮的投资方为淡马锡。",
            {
                ("真格基金", None, "天使轮"),
                ("国投创业", None, "A轮"),
                ("中金资本", None, "A轮"),
                ("淡马锡", None, "B轮"),
            },
        ),
    ],
)
def test_each_investor_has_its_own_sum_and_round(
    extractor: Extractor, said: str, told: set[tuple[str, str | None, str | None]]
) -> None:
    """A sum or a round told of one member of a chain is nobody else's."""
    stated = extractor.extract(article_of(said)).statements
    assert {
        (s.subject.name, s.qualifier("amount"), s.qualifier("round"))
        for s in stated
        if s.type == "INVESTED_IN"
    } == told


def test_bodies_of_two_provinces_stay_two(extractor: Extractor) -> None:
    """省发改委 is that of the province named around it."""
    said = "福建省工信厅、省发改委印发《福建省数字经济发展规划》。安徽省经信厅会同省发改委发布《安徽省机器人产业行动计划》。"
    issued = {fact[:3] for fact in told(extractor, said) if fact[1] == "ISSUED"}
    assert ("福建省发改委", "ISSUED", "福建省数字经济发展规划") in issued
    assert ("安徽省发改委", "ISSUED", "安徽省机器人产业行动计划") in issued
    assert ("福建省发改委", "ISSUED", "安徽省机器人产业行动计划") not in issued


def test_a_listed_firm_is_one_with_its_city_before_it(extractor: Extractor) -> None:
    """北京天科合达, as the full name of 天科合达 begins, is that firm, and 深圳华为 is left alone."""
    said = "北京天科合达的上市申请已撤回。天科合达主营碳化硅衬底。深圳华为没有评论。"
    firms = [e for e in extractor.extract(article_of(said)).entities if e.type == "Company"]
    [sic] = [e for e in firms if "天科合达" in e.forms]
    assert "北京天科合达" in sic.forms and all(
        "北京天科合达" not in e.forms for e in firms if e is not sic
    )
    assert all("华为技术有限公司" not in e.forms for e in firms if "深圳华为" in e.forms)


def test_a_body_is_one_by_whatever_name_lists_know_it(extractor: Extractor) -> None:
    """省经信厅 behind the full name, and 中国市场监管总局 beside 市场监管总局, are no bodies of their own."""
    said = "浙江省经济和信息化厅公布名单。省经信厅厅长林栖出席。中国市场监管总局批准了该案。市场监管总局局长顾屿表示支持。"
    found = extractor.extract(article_of(said))
    bodies = [e for e in found.entities if e.type == "GovernmentBody"]
    assert len(bodies) == 2
    assert sorted(len({"省经信厅", "市场监管总局"} & set(e.forms)) for e in bodies) == [1, 1]


def test_a_body_is_placed_by_places_alone(extractor: Extractor) -> None:
    """国家市场监管总局 and 《推进全市数字化转型方案》 begin with no city."""
    said = "国家市场监管总局会同市工信局开展检查。市工信局印发《推进全市数字化转型方案》。"
    assert ("市工信局", "ISSUED", "推进全市数字化转型方案", "completed") in told(extractor, said)


def test_a_firm_is_called_by_its_chinese_name(extractor: Extractor) -> None:
    """Where an article names it in Latin letters too, however long."""
    names = {
        e.name
        for e in extractor.extract(
            article_of("英伟达（NVIDIA Corporation）收购了迈络思。")
        ).entities
    }
    assert "英伟达" in names


def test_a_long_article_is_read_in_portions_as_at_once(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are decoded so many characters at a time, and are the same wherever a portion ends."""
    text = (
        "京东方拟收购华灿光电23%股权，交易价格约2亿元。\n工信部印发《数据中心行动计划》，提出推广液冷技术。\n"
        "砺芯半导体完成B轮融资，由禾穗资本领投，资金用于车规级芯片研发。"
    )
    at_once = extractor.extract(article_of(text))
    monkeypatch.setattr("kg.extraction.learned.names.TOGETHER", 2)
    assert extractor.extract(article_of(text)) == at_once
    assert len(at_once.mentions) > 6


def test_articles_read_together_are_read_as_each_alone(extractor: Extractor) -> None:
    """Whatever the networks read beside it, an article gives the same mentions, statements, rejects and confidences."""
    articles = read(SAMPLE).articles
    assert sum(len(a.text) for a in articles) < TOGETHER
    together = list(extractor.extract_all(articles))
    assert together == [extractor.extract(a) for a in articles]
    assert any(s.evidence[0].rule == "model.relations" for x in together for s in x.statements)
    assert list(extractor.extract_all(())) == []
