"""kg.extraction.terms, kg.extraction.words and the lists of terms."""

import csv
import shutil
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.gazetteer import Gazetteer, load_gazetteer
from kg.extraction.terms import HIGH, Term, find_terms, load_heads
from kg.extraction.words import tokenize
from ontology.vocabulary import vocabulary

GOLDEN = Path(__file__).parents[1] / "golden" / "terms.tsv"
FOLDER = Path(str(files("ontology"))) / "gazetteers"
LISTS = tuple(sorted(FOLDER.glob("terms_*.csv")))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@cache
def _rows() -> list[dict[str, str]]:
    return [row for path in LISTS for row in csv.DictReader(_lines(path))]


def _golden() -> list[tuple[str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()[1:]
    return [(text, terms) for text, terms in (line.split("\t") for line in lines)]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The lists of terms without any other gazetteer."""
    folder = tmp_path_factory.mktemp("terms")
    for path in LISTS:
        shutil.copy(path, folder)
    return load_gazetteer(folder, cache_dir=folder)


def _show(text: str, terms: tuple[Term, ...]) -> str:
    return "|".join(f"{t.span.of(text)}/{t.type}/{t.confidence}" for t in terms)


def _found(text: str, **marks: list[tuple[int, int]]) -> list[str]:
    return [t.span.of(text) for t in find_terms(text, tokenize(text), **marks)]


@pytest.mark.parametrize(("text", "terms"), _golden())
def test_golden_terms(lists: Gazetteer, text: str, terms: str) -> None:
    """Grammar and lists together find the terms recorded for made-up sentences."""
    known = [(h.start, h.end, h.entry.type) for h in lists.find(text)]
    assert _show(text, find_terms(text, tokenize(text), known)) == terms


def test_modifiers_belong_to_a_term() -> None:
    """Modifiers of the head noun stay inside without any list of terms."""
    assert _found("大型集装箱式储能集成系统") == ["大型集装箱式储能集成系统"]
    assert _found("研制2.5D/3D封装技术") == ["2.5D/3D封装技术"]


def test_verbs_do_not_begin_a_term() -> None:
    """Acting verbs and determiners before a term stay outside."""
    assert _found("推动发展电源管理芯片") == ["电源管理芯片"]
    assert _found("我国网络安全产业") == ["网络安全产业"]


@pytest.mark.parametrize(
    "text", ["相关技术", "核心技术", "该产品", "其业务", "各类平台", "公司产品"]
)
def test_bare_heads_are_no_terms(text: str) -> None:
    """A head noun with nothing but determiners names nothing."""
    assert _found(text) == []


def test_list_members_take_the_closing_noun() -> None:
    """Members before 等 get the type of the noun that closes the list."""
    text = "展出边缘盒子、扫描枪等产品"
    terms = find_terms(text, tokenize(text))
    assert [(t.span.of(text), t.type, t.head) for t in terms] == [
        ("边缘盒子", "Product", ""),
        ("扫描枪", "Product", ""),
    ]


def test_a_facility_needs_a_proper_name() -> None:
    """A park or plant without a place, a name or a quotation is no facility."""
    assert _found("新建一座工厂") == []
    assert _found("走进深圳龙岗工厂") == ["深圳龙岗工厂"]
    assert _found("走进“蓝鲸”工厂") == ["“蓝鲸”工厂"]


def test_terms_begin_behind_names() -> None:
    """A company name is no modifier of a technology, but part of a facility."""
    text = "海澜微电源管理芯片"
    assert _found(text, names=[(0, 3)]) == ["电源管理芯片"]
    assert _found("海澜微封测基地", names=[(0, 3)]) == ["海澜微封测基地"]


def test_known_terms_take_qualifiers_only() -> None:
    """A known term grows by a qualifier, not by any noun that happens to stand before it."""
    text = "会议讨论新型算网"
    assert [t.span.of(text) for t in find_terms(text, tokenize(text), [(6, 8, "Technology")])] == [
        "新型算网"
    ]
    text = "会议算网"
    assert [t.span.of(text) for t in find_terms(text, tokenize(text), [(2, 4, "Technology")])] == [
        "算网"
    ]


def test_short_known_terms_respect_words() -> None:
    """A two-character term is not read across the border of two words."""
    text = "数字化工厂"
    terms = find_terms(text, tokenize(text), [(2, 4, "Industry")])
    assert "化工" not in [t.span.of(text) for t in terms]


def test_abbreviations_in_brackets_are_terms() -> None:
    """The Latin short form behind a term has the type of the term."""
    text = "电源管理芯片（PMIC）"
    terms = find_terms(text, tokenize(text))
    assert [(t.span.of(text), t.type) for t in terms] == [
        ("电源管理芯片", "Technology"),
        ("PMIC", "Technology"),
    ]


def test_model_numbers_raise_the_confidence() -> None:
    """A Latin or numbered modifier makes a term surer than a plain noun does."""
    text = "A77处理器，旗舰处理器"
    terms = find_terms(text, tokenize(text))
    assert terms[0].confidence == HIGH > terms[1].confidence


@given(
    st.text(
        alphabet="人工智能芯片产业、和等5G+/- “”（）北京基地abc的新型技术平台x1.\n", max_size=60
    )
)
def test_terms_lie_in_order_inside_the_text(text: str) -> None:
    """Terms are non-empty, ordered, free of overlaps, of a known type, and tokens have no gaps."""
    tokens = tokenize(text)
    assert "".join(text[start:end] for start, end, _ in tokens) == text
    known = [(i, i + 2, "Technology") for i in range(len(text)) if text.startswith("智能", i)]
    at = 0
    for term in find_terms(text, tokens, known):
        assert at <= term.span.start < term.span.end <= len(text)
        assert term.type in vocabulary().entity_types
        assert 0 < term.confidence <= 1
        at = term.span.end


def test_text_without_punctuation_is_read_whole() -> None:
    """A long run of known terms and a long list are read to the end."""
    text = "人工智能" * 5000
    known = [(i, i + 4, "Technology") for i in range(0, len(text), 4)]
    assert len(find_terms(text, tokenize(text), known)) == 5000
    text = "、".join(["电源芯片"] * 5000)
    assert len(find_terms(text, tokenize(text))) == 5000


def test_head_types_are_entity_types() -> None:
    """Every type in the table of head nouns is in the ontology."""
    heads = load_heads()
    assert {*heads.types.values(), *heads.kinds.values()} <= set(vocabulary().entity_types)
    assert heads.bare | heads.weak <= set(heads.types)


def test_lists_are_broad() -> None:
    """The lists hold at least the breadth that industry news needs."""
    counts = Counter(row["type"] for row in _rows())
    assert counts["Technology"] >= 1500
    assert counts["Industry"] >= 500
    assert counts["Product"] >= 300


def test_no_form_belongs_to_two_rows() -> None:
    """A name or alias stands in one row only, blind to case."""
    forms = Counter(
        form.lstrip("?").lower()
        for row in _rows()
        for form in (row["name"], *row["aliases"].split("|"))
        if form
    )
    assert [form for form, n in forms.items() if n > 1] == []


def test_broader_terms_are_listed() -> None:
    """The X of kind:X is a name or an alias of some row."""
    rows = _rows()
    forms = {f.lstrip("?") for r in rows for f in (r["name"], *r["aliases"].split("|"))}
    kinds = {f[5:] for r in rows for f in r["flags"].split("|") if f.startswith("kind:")}
    assert kinds - forms == set()
