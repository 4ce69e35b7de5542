"""Names, guards and resolution: what makes two entities one, and what keeps them apart."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.codes import check_character, stock_code, uscc
from kg.identity.guards import distinct_names, generic
from kg.identity.names import has_legal_form, name_key, without_legal_form
from kg.identity.parts import parts_of
from kg.identity.resolution import EntityRecord, resolve, settle


def record(
    name: str,
    *aliases: str,
    type: str = "Company",
    code: str = "",
    articles: tuple[str, ...] = (),
    apart: tuple[str, ...] = (),
    curated: bool = False,
    mentions: int = 1,
) -> EntityRecord:
    """A record whose id is its type and name, in an article of its own unless told."""
    return EntityRecord(
        id=f"{type}:{name}",
        type=type,
        name=name,
        aliases=aliases,
        identifiers=(("stock_code", code),) if code else (),
        articles=articles or (name,),
        apart=apart,
        curated=curated,
        mentions=mentions,
    )


def groups(*records: EntityRecord) -> set[frozenset[str]]:
    """The names that stand for one thing, sets of one left out."""
    found: dict[str, set[str]] = {}
    resolved = resolve(records)
    for r in records:
        found.setdefault(resolved[r.id].canonical_id, set()).add(r.name)
    return {frozenset(names) for names in found.values() if len(names) > 1}


def test_spelling_does_not_make_another_entity() -> None:
    """Width, case, spaces and quotes make no difference."""
    assert groups(record("Ｎova 芯"), record("nova芯")) == {frozenset({"Ｎova 芯", "nova芯"})}


def test_stock_code_joins_names_that_share_nothing() -> None:
    """The same stock code is the same company, whatever it is called."""
    old, new = record("海川电子", code="600001.SH"), record("云岭数据", code="600001.SH")
    assert groups(old, new) == {frozenset({"海川电子", "云岭数据"})}


def test_alias_leads_from_another_article() -> None:
    """A short name joins the one entity that has it as an alias; the registered name stands."""
    short, full = record("云岭数据"), record("云岭数据科技股份有限公司", "云岭数据")
    resolved = resolve([short, full])
    assert resolved[short.id].canonical_id == full.id
    assert resolved[short.id].reason == "alias 云岭数据"


def test_alias_of_two_leads_nowhere() -> None:
    """An alias that two entities have joins nobody."""
    assert not groups(record("云岭"), record("云岭数据", "云岭"), record("云岭矿业", "云岭"))


def test_legal_form_is_no_part_of_the_name() -> None:
    """A name with and without 股份有限公司 is one company."""
    assert groups(record("海川电子"), record("海川电子股份有限公司"))


def test_two_registered_names_stay_two() -> None:
    """集团有限公司 and 股份有限公司 are two companies, also when one alias leads to both."""
    group = record("海川电子集团有限公司", "海川电子")
    listed = record("海川电子股份有限公司", "海川电子集团有限公司")
    assert not groups(group, listed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("海川产业基金", "海川产业基金二期"), ("海川产业基金一期", "海川产业基金二期")],
)
def test_phases_of_a_fund_stay_apart(one: str, other: str) -> None:
    """Neither the first and the second phase, nor a phase and the whole, are ever joined."""
    assert not groups(record(one, type="Fund"), record(other, one, type="Fund"))


def test_parent_and_subsidiary_stay_apart() -> None:
    """Two entities that a statement links are two, even if one is called like the other."""
    parent = record("云岭", apart=("Company:云岭云",))
    assert not groups(parent, record("云岭云", "云岭"))


def test_entities_of_one_article_stay_apart() -> None:
    """What one article tells apart, an alias in it does not join."""
    assert not groups(
        record("云岭", articles=("a",)), record("云岭科技", "云岭", articles=("a", "b"))
    )


def test_conflicting_codes_stay_apart() -> None:
    """Two stock codes are two companies, whatever the aliases say."""
    one = record("云岭", code="600001.SH")
    assert not groups(one, record("云岭科技", "云岭", code="600002.SH"))


def test_persons_are_not_joined_by_nicknames() -> None:
    """A surname with a title leads to nobody in another article."""
    assert not groups(record("王总", type="Person"), record("王启明", "王总", type="Person"))


def test_generic_names_lead_nowhere() -> None:
    """A provincial office without its province is nobody in particular."""
    bare = record("省工信厅", type="GovernmentBody")
    assert not groups(bare, record("江苏省工信厅", "省工信厅", type="GovernmentBody"))


def test_types_are_never_mixed() -> None:
    """A company and a product of one name are two entities."""
    assert not groups(record("星舟"), record("星舟", type="Product"))


def test_chain_of_aliases_stops_at_a_guard() -> None:
    """A short name may join one phase of a fund, but never drags the other phase along."""
    one = record("海川一期", "海川集成电路基金一期", type="Fund")
    two = record("海川二期", "海川集成电路基金二期", type="Fund")
    assert not groups(one, two, record("海川集成电路基金", type="Fund"))


def test_curated_name_is_canonical() -> None:
    """The gazetteer's name stands, though another is longer."""
    known = record("云岭数据", code="600001.SH", curated=True)
    longer = record("云岭数据科技股份有限公司", code="600001.SH")
    assert resolve([known, longer])[longer.id].canonical_id == known.id


def test_known_company_is_not_taken_for_its_relative() -> None:
    """A curated company with a code does not vanish into a relative that borrows its name."""
    known = record("云岭", code="600001.SH", curated=True)
    assert not groups(known, record("云岭物流", "云岭"))


def test_most_frequent_name_of_a_technology_stands() -> None:
    """Terms have no registered name: the one people use stands."""
    short = record("存算一体", "存内计算", type="Technology", mentions=9)
    other = record("存内计算", type="Technology", mentions=2)
    assert resolve([short, other])[other.id].canonical_id == short.id


def test_every_order_resolves_alike() -> None:
    """The order in which entities come makes no difference."""
    records = (
        record("云岭数据"),
        record("云岭数据科技股份有限公司", "云岭数据", "云岭"),
        record("云岭"),
        record("云岭矿业", "云岭"),
        record("海川电子", code="600001.SH"),
        record("海川", code="600001.SH"),
    )
    expected = resolve(records)
    assert all(resolve(p) == expected for p in permutations(records))


NAMES = ("云岭", "云岭数据", "云岭数据有限公司", "云岭基金一期", "云岭基金二期", "云岭基金")
RECORDS = st.lists(
    st.builds(
        lambda name, aliases, code, articles: record(
            name, *sorted(aliases), code=code, articles=tuple(sorted(articles))
        ),
        st.sampled_from(NAMES),
        st.sets(st.sampled_from(NAMES), max_size=2),
        st.sampled_from(("", "", "600001.SH", "600002.SH")),
        st.sets(st.sampled_from("abc"), min_size=1, max_size=2),
    ),
    max_size=6,
    unique_by=lambda r: r.id,
)


@given(RECORDS, st.randoms(use_true_random=False))
def test_resolution_depends_on_content_alone(records: list[EntityRecord], random: Random) -> None:
    """Shuffled entities resolve alike, and whoever stands for others stands for itself."""
    shuffled = list(records)
    random.shuffle(shuffled)
    resolved = resolve(records)
    assert resolve(shuffled) == resolved
    for resolution in resolved.values():
        assert resolved[resolution.canonical_id].canonical_id == resolution.canonical_id


@given(RECORDS)
def test_no_set_holds_two_phases(records: list[EntityRecord]) -> None:
    """Without a shared code, no set of joined names ever holds two phases of a fund."""
    bare = [r for r in records if not r.identifiers]
    for names in groups(*bare):
        assert len({n[-2:] for n in names if n.endswith("期")}) <= 1


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("云岭数据科技股份有限公司", "云岭数据科技"),
        ("海川集团有限公司", "海川集团"),
        ("英伟达公司", "英伟达"),
        ("海川电子上海分公司", "海川电子上海分公司"),
        ("Nova Inc.", "nova"),
        ("公司", "公司"),
    ],
)
def test_legal_form_is_taken_off(name: str, bare: str) -> None:
    """Registered forms go, 集团 and branches stay, and nothing is left empty."""
    assert without_legal_form(name) == bare


@given(st.text(min_size=1))
def test_key_of_a_key_is_the_key(name: str) -> None:
    """Folding a name twice is folding it once, and never leaves an empty key."""
    key = name_key(name)
    assert key
    assert name_key(key) == key


def test_latin_word_is_no_legal_form() -> None:
    """A name that merely ends like a legal form is left alone."""
    assert not has_legal_form("Sinc")
    assert without_legal_form("zinc") == "zinc"


def test_policy_years_keep_policies_apart() -> None:
    """Plans of other years are other plans."""
    assert distinct_names("Policy", "软件发展规划（2021）", "软件发展规划（2026）")


@pytest.mark.parametrize("name", ["《行动计划》", "征求意见稿", "规划"])
def test_bare_titles_are_generic(name: str) -> None:
    """A title that many policies share leads to none."""
    assert generic("Policy", name)


# --- the parts of a name --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "region", "brand", "business", "group"),
    [
        ("深圳市振业（集团）股份有限公司", "深圳", "振业", (), True),
        ("宁德时代新能源科技股份有限公司", "宁德", "时代", ("新能源科技",), False),
        ("砺芯半导体（上海）有限公司", "上海", "砺芯", ("半导体",), False),
        ("北京银行", "", "北京", ("银行",), False),
        ("*ST国华", "", "国华", (), False),
        ("深振业A", "", "深振业", (), False),
        ("Nova Technologies Co., Ltd.", "", "nova", (), False),
        ("Nokia", "", "nokia", (), False),
    ],
)
def test_names_come_apart(
    name: str, region: str, brand: str, business: tuple[str, ...], group: bool
) -> None:
    """Region, brand, line of business and 集团 are told apart; marks of the exchange are no name."""
    parts = parts_of(name)
    assert (parts.region, parts.brand, parts.business, parts.group) == (
        region, brand, business, group,
    )  # fmt: skip


@given(st.text(min_size=1))
def test_every_name_has_a_brand(name: str) -> None:
    """Whatever is taken off a name, something is left to compare."""
    assert parts_of(name).brand


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华为", "华为云"),
        ("腾讯", "腾讯会议"),
        ("京东", "京东方"),
        ("京东", "京东物流"),
        ("中国平安", "平安银行"),
        ("海尔集团公司", "海尔智家股份有限公司"),
        ("云岭物流有限公司", "云岭证券有限公司"),
        ("云岭集团", "云岭股份"),
        ("云岭集团有限公司", "云岭股份有限公司"),
        ("上海云岭科技有限公司", "北京云岭科技有限公司"),
    ],
)
def test_relatives_are_never_joined(one: str, other: str) -> None:
    """Maker and product, parent and subsidiary, group and member stay two, without any help of lists."""
    assert not groups(record(one), record(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("平安银行", "平安银行股份有限公司"),
        ("砺芯半导体", "砺芯半导体（上海）有限公司"),
        ("云岭数据", "云岭数据科技股份有限公司"),
        ("澜州禾穗电子", "澜州禾穗电子科技股份有限公司"),
    ],
)
def test_short_names_join_full_ones(one: str, other: str) -> None:
    """A short name joins the full one that its parts fit, and the reasons say which parts."""
    found = resolve([record(one), record(other)])[f"Company:{one}"]
    assert found.canonical_id == f"Company:{other}"
    assert found.reason.startswith(("score 0.9", "legal form"))


def test_short_name_that_fits_two_joins_neither_and_is_in_doubt() -> None:
    """Between two full names a short one leads nowhere; a person is asked."""
    found = settle(
        [record("云岭数据"), record("云岭数据科技股份有限公司"), record("云岭数据技术有限公司")]
    )
    assert {r.canonical_id for r in found.resolutions.values()} == {
        "Company:云岭数据",
        "Company:云岭数据科技股份有限公司",
        "Company:云岭数据技术有限公司",
    }
    assert {frozenset((d.first, d.second)) for d in found.doubts} >= {
        frozenset(("Company:云岭数据", "Company:云岭数据科技股份有限公司"))
    }


def test_english_name_of_a_chinese_brand_is_in_doubt() -> None:
    """A name that spells the brand in pinyin is worth a look, but no proof."""
    found = settle([record("华为技术有限公司"), record("Huawei Technologies Co., Ltd.")])
    assert len(found.doubts) == 1
    assert "brand in pinyin" in found.doubts[0].reason


# --- codes ----------------------------------------------------------------------------------------


def test_credit_codes_join_only_when_they_check() -> None:
    """A unified social credit code joins; one with a wrong check character is taken for a slip."""

    def with_code(name: str, code: str) -> EntityRecord:
        return EntityRecord(
            id=name, type="Company", name=name, identifiers=(("uscc", code),), articles=(name,)
        )

    right, wrong = "9144030071526726XG", "91440300715267261G"
    assert groups(with_code("海川电子", right), with_code("云岭数据", right.lower()))
    assert not groups(with_code("海川电子", wrong), with_code("云岭数据", wrong))


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16))
def test_check_character_finds_a_slip(body: str, at: int) -> None:
    """Any one character written wrongly is found."""
    body = body[:2] + "110000" + body[8:]
    code = body + check_character(body)
    assert uscc(code) == code
    other = "7" if code[at] != "7" else "8"
    assert uscc(code[:at] + other + code[at + 1 :]) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("000725", "000725.SZ"),
        ("SZ000725", "000725.SZ"),
        ("600519.SS", "600519.SH"),
        ("830799", "830799.BJ"),
        ("0700.HK", "0700.HK"),
        ("123456", None),
        ("中芯国际", None),
    ],
)
def test_stock_codes_have_one_form(written: str, code: str | None) -> None:
    """However a code is written, it is one code; digits of no exchange are none."""
    assert stock_code(written) == code


# --- persons --------------------------------------------------------------------------------------


def person(number: str, *employers: str, name: str = "王伟") -> EntityRecord:
    """A person as one article names it."""
    return EntityRecord(
        id=number, type="Person", name=name, articles=(number,), employers=employers
    )


def test_namesakes_of_different_employers_are_two() -> None:
    """Same name, other employer: two persons, and a doubt for whoever knows better."""
    found = settle([person("1", "云岭"), person("2", "蓝湾")])
    assert len({r.canonical_id for r in found.resolutions.values()}) == 2
    assert [d.reason for d in found.doubts] == ["same name, other employers"]


def test_person_without_employer_joins_only_one() -> None:
    """A bare name joins the only person of that name; of two it joins neither."""
    one = settle([person("1", "云岭"), person("2")]).resolutions
    assert one["1"].canonical_id == one["2"].canonical_id
    two = settle([person("1", "云岭"), person("2"), person("3", "蓝湾")]).resolutions
    assert len({r.canonical_id for r in two.values()}) == 3


def test_employers_that_are_one_make_one_person() -> None:
    """A person of 云岭数据 and one of its full name are one, since the companies are."""
    short = record("云岭数据")
    full = record("云岭数据科技股份有限公司", "云岭数据")
    found = resolve([short, full, person("1", short.id), person("2", full.id)])
    assert found["1"].canonical_id == found["2"].canonical_id


def test_place_is_not_its_government() -> None:
    """A city and its government are a place and a body, whatever they share."""
    city = record("上海市", "上海", type="Place")
    assert not groups(city, record("上海市人民政府", "上海市", "上海", type="GovernmentBody"))
