import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExportError
from ontology.vocabulary import vocabulary
from viz import style


def test_every_relation_belongs_to_exactly_one_family():
    """A relation of the ontology is drawn in one colour, none is forgotten, none invented."""
    named = [code for family in style.FAMILIES for code in family.relations]
    assert sorted(named) == sorted(vocabulary().relation_types)


def test_every_entity_type_has_a_shape():
    """Types of the ontology and texts have shapes, and nothing else has."""
    assert set(style.SHAPES) == {*vocabulary().entity_types, style.TEXT}


def test_every_status_has_a_line():
    """Each status of the ontology has a line style of its own."""
    assert set(style.LINES) == set(vocabulary().statuses)


def test_only_what_is_done_is_solid():
    """A planned or denied deal never looks done."""
    assert [code for code, line in style.LINES.items() if not line.dashes] == ["completed"]


def test_what_came_to_nothing_is_crossed_out():
    """Cancelled and denied carry a cross and leave the colour of their family."""
    crossed = {code for code, line in style.LINES.items() if line.mark and line.colour}
    assert crossed == {"cancelled", "denied"}


def test_both_languages_have_the_same_words():
    """No label falls back to the other language."""
    chinese, english = style.wording("zh"), style.wording("en")
    assert set(chinese) == set(english)
    assert set(chinese["families"]) == set(english["families"])
    assert set(chinese["families"]) == {family.code for family in style.FAMILIES}


def test_an_unknown_language_is_refused_in_words():
    """The message names the languages that exist."""
    with pytest.raises(ExportError, match="en, zh"):
        style.wording("fr")


def test_unknown_relation_is_drawn_with_the_last_family():
    """A store of a newer ontology can still be drawn."""
    assert style.family_of("LATER_RELATION") is style.FAMILIES[-1]


@given(st.text(max_size=80), st.integers(4, 30))
def test_wrapped_lines_hold_the_name_or_say_that_it_is_cut(name, columns):
    """Nothing but blanks is lost from a name, unless it ends in an ellipsis."""
    lines = style.wrap(name, columns)
    joined = "".join("".join(lines).split())
    whole = "".join(name.split())
    assert len(lines) <= 3
    assert joined == whole or (lines[-1].endswith("…") and whole.startswith(joined[:-1]))


@given(st.text(alphabet="京东方科技ABab 12", min_size=1, max_size=60))
def test_no_line_is_wider_than_asked_for(name):
    """Lines keep to the columns; one wide character may stick out by a half."""
    assert all(style.units(line) <= 16 + 1 for line in style.wrap(name, 16))


def test_words_of_latin_script_stay_whole():
    """A Latin word that fits on a line is not cut."""
    assert style.wrap("NovaDisplay Holdings", 12) == ("NovaDisplay", "Holdings")
