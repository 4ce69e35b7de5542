"""Mention-marked text: what patterns read, and the way back to the article."""

from kg.extraction.marking import AGENTS, TYPE_CHAR, VALUE_CHAR, ZERO_CHAR, Atom, char_class, mark

TEXT = "砺芯（澜州）公司获“汀鹭资本”投资3,000万元。"
COMPANY, FUND = TYPE_CHAR["Company"], TYPE_CHAR["Fund"]


def atom(surface: str, char: str, key: str = "") -> Atom:
    """An atom for a part of the text."""
    at = TEXT.index(surface)
    return Atom(at, at + len(surface), char, (key,) if key else ())


ATOMS = [
    atom("砺芯（澜州）公司", COMPANY, "c1"),
    atom("汀鹭资本", FUND, "f1"),
    atom("3,000万元", VALUE_CHAR["money"]),
]


def test_mentions_and_values_are_one_character_each() -> None:
    """Names of any length take one character; quotation marks are left out."""
    marked = mark(TEXT, 0, len(TEXT), ATOMS)
    assert marked.text == f"{COMPANY}获{FUND}投资{VALUE_CHAR['money']}。"
    assert marked.keys == {0: ("c1",), 2: ("f1",)}


def test_marked_ranges_lead_back_to_the_article() -> None:
    """The range of marked characters is the article range that they stand for."""
    marked = mark(TEXT, 0, len(TEXT), ATOMS)
    start, end = marked.range(2, 5)
    assert TEXT[start:end] == "汀鹭资本”投资"
    assert [TEXT[a:b] for a, b in zip(marked.starts, marked.ends, strict=True)][:3] == [
        "砺芯（澜州）公司",
        "获",
        "汀鹭资本",
    ]


def test_asides_are_left_out_unless_asked_for() -> None:
    """（……） between words vanishes; with `asides` it stays; brackets inside a name never count."""
    text = "砺芯（此前曾否认）宣布融资。"
    atoms = [Atom(0, 2, COMPANY, ("c1",))]
    assert mark(text, 0, len(text), atoms).text == f"{COMPANY}宣布融资。"
    assert mark(text, 0, len(text), atoms, asides=True).text == f"{COMPANY}（此前曾否认）宣布融资。"


def test_mention_inside_an_aside_goes_with_it() -> None:
    """What only an aside names is no subject of the sentence around it."""
    text = "砺芯（由星汀参股）宣布融资。"
    atoms = [Atom(0, 2, COMPANY, ("c1",)), Atom(4, 6, COMPANY, ("c2",))]
    assert mark(text, 0, len(text), atoms).keys == {0: ("c1",)}


def test_half_width_stops_are_read_as_full_width_but_not_in_numbers() -> None:
    """A comma between words separates clauses, one between digits does not."""
    text = "砺芯称,订单1,200份;产能充足"
    assert mark(text, 0, len(text), []).text == "砺芯称，订单1,200份；产能充足"


def test_only_the_range_asked_for_is_marked() -> None:
    """Marking starts and ends with the sentence."""
    marked = mark("前句。砺芯融资。后句。", 3, 8, [Atom(3, 5, COMPANY, ("c1",))])
    assert marked.text == f"{COMPANY}融资。"
    assert (marked.starts[0], marked.ends[-1]) == (3, 8)


def test_unsaid_subject_takes_a_character_and_no_text() -> None:
    """A zero subject stands at a place of its own with an empty range."""
    marked = mark("获得融资", 0, 4, [Atom(0, 0, ZERO_CHAR["Company"], ("c1",))])
    assert marked.text == f"{ZERO_CHAR['Company']}获得融资"
    assert (marked.starts[0], marked.ends[0]) == (0, 0)


def test_characters_of_types_are_distinct() -> None:
    """No two types, unsaid subjects or values share a character; none is an ordinary one."""
    used = [*TYPE_CHAR.values(), *ZERO_CHAR.values(), *VALUE_CHAR.values()]
    assert len(set(used)) == len(used)
    assert all("\ue000" <= c <= "\ue0ff" for c in used)
    assert len(char_class(AGENTS, zero=True)) == 2 * len(AGENTS)


def test_quotations_behind_each_other_are_a_list() -> None:
    """《甲》《乙》 reads as 甲、乙, and the mark leads back to the sign that closes the first."""
    text = "印发《砺芯方案》《汀鹭方案》等。"
    policy = TYPE_CHAR["Policy"]
    atoms = [Atom(3, 7, policy, ("p1",)), Atom(9, 13, policy, ("p2",))]
    marked = mark(text, 0, len(text), atoms)
    assert marked.text == f"印发{policy}、{policy}等。"
    assert text[slice(*marked.range(3, 4))] == "》"
    for kept in ("《砺芯方案》（试行）《汀鹭方案》", "《砺芯方案》 《汀鹭方案》"):
        second = kept.index("汀")
        atoms = [Atom(1, 5, policy, ("p1",)), Atom(second, second + 4, policy, ("p2",))]
        assert mark(kept, 0, len(kept), atoms).text == f"{policy}、{policy}"
    for alone, plain in (("他说“好”。“对”。", "他说好。对。"), ("“国产”《手册》", "国产手册")):
        assert mark(alone, 0, len(alone), []).text == plain
