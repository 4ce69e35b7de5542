import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadGazetteer
from kg.extraction import gazetteer as module
from kg.extraction.gazetteer import Gazetteer, Hit, load_gazetteer

HEADER = "name,type,aliases,identifiers,flags\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load_gazetteer(cache_dir=tmp_path_factory.mktemp("cache"))


def make(folder: Path, rows: str, name: str = "list.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEADER + rows, encoding="utf-8")
    return folder


def load(folder: Path) -> Gazetteer:
    return load_gazetteer(folder, cache_dir=folder / "cache")


def named(hits: list[Hit], text: str) -> list[str]:
    return [text[h.start : h.end] for h in hits]


@pytest.mark.parametrize(
    ("parent", "daughter"),
    [
        ("ACM Research", "盛美上海"),
        ("台积电", "台积电（南京）有限公司"),
        ("特斯拉", "特斯拉（上海）有限公司"),
        ("索尼", "索尼半导体解决方案公司"),
        ("三星集团", "三星电子"),
        ("中芯国际", "中芯国际集成电路制造（上海）有限公司"),
        ("固态电池", "全固态电池"),
        ("中国电信集团", "中国电信"),
        ("中国移动集团", "中国移动"),
        ("中国联通集团", "中国联通"),
        ("中国联通", "联通运营公司"),
        ("中国广电", "中国广电股份"),
        ("中车株洲所", "中车时代半导体"),
        ("华力微电子", "华力集成"),
        ("小米", "北京小米移动软件有限公司"),
        ("腾讯", "深圳市腾讯计算机系统有限公司"),
        ("京东", "北京京东世纪贸易有限公司"),
        ("百度", "百度在线"),
        ("中国石油化工股份有限公司", "耐普矿机"),
        ("中国铁建股份有限公司", "龙软科技"),
        ("中国冶金科工股份有限公司", "映翰通"),
        ("大连港股份有限公司", "京源环保"),
        ("辽宁禾丰牧业股份有限公司", "紫晶存储"),
    ],
)
def test_parent_and_daughter_are_two_entries(known: Gazetteer, parent: str, daughter: str) -> None:
    """What a parent holds in its daughter could not be told if one entry bore both names."""
    [one], [other] = known.by_name(parent), known.by_name(daughter)
    assert one.name != other.name


def test_longer_name_wins_over_the_name_it_starts_with(known: Gazetteer) -> None:
    """京东方 is not 京东, 华为云 is not 华为, the second fund is not the first."""
    text = "京东与京东方、华为与华为云、大基金与大基金二期"
    hits = known.find(text)
    assert named(hits, text) == ["京东", "京东方", "华为", "华为云", "大基金", "大基金二期"]
    assert len({h.entry.name for h in hits}) == 6


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("工信部", "GovernmentBody", "工业和信息化部"),
        ("国家发改委", "GovernmentBody", "国家发展和改革委员会"),
        ("湖南工信厅", "GovernmentBody", "湖南省工业和信息化厅"),
        ("上海市经信委", "GovernmentBody", "上海市经济和信息化委员会"),
        ("国家集成电路基金", "Fund", "国家集成电路产业投资基金股份有限公司"),
        ("大基金二期", "Fund", "国家集成电路产业投资基金二期股份有限公司"),
        ("上交所", "Organization", "上海证券交易所"),
        ("信通院", "ResearchInstitution", "中国信息通信研究院"),
        ("清华", "ResearchInstitution", "清华大学"),
        ("台积电", "Company", "台湾积体电路制造股份有限公司"),
        ("京东方", "Company", "京东方科技集团股份有限公司"),
        ("中国石油化工股份有限公司", "Company", "中国石化"),
        ("中国铁建股份有限公司", "Company", "中国铁建"),
        ("数博会", "Event", "中国国际大数据产业博览会"),
        ("广西", "Place", "广西壮族自治区"),
    ],
)
def test_short_forms_lead_to_the_fullest_name(
    known: Gazetteer, form: str, kind: str, name: str
) -> None:
    """Well-known short forms lead to one entry under its fullest name."""
    entry = known.by_name(form)[0]
    assert (entry.type, entry.name) == (kind, name)


def test_listed_companies_carry_their_stock_code(known: Gazetteer) -> None:
    """A listed company is found by its short name and says its code."""
    assert known.by_name("京东方A")[0].identifier("stock_code") == "000725.SZ"


def test_former_marks_of_a_listing_are_no_part_of_the_name(known: Gazetteer) -> None:
    """Share class and warning marks do not keep the name inside from being found."""
    assert known.by_name("万科") == known.by_name("万科A") != ()


def test_ordinary_words_are_marked(known: Gazetteer) -> None:
    """A short name that is a word too is found, but says that it needs context."""
    company = next(e for e in known.by_name("机器人") if e.type == "Company")
    assert "机器人" in company.unsafe and not company.ambiguous
    assert known.find("途经王府井")[-1].ambiguous
    assert known.find("线上线下资源")[-1].ambiguous
    assert not known.find("比亚迪")[0].ambiguous


def test_named_cloud_provider_is_a_company_before_it_is_a_product(known: Gazetteer) -> None:
    """Where a form names a company and a product, the company is preferred and both are kept."""
    (hit,) = known.find("华为云")
    assert [e.type for e in hit.entries] == ["Company", "Product"]


def test_decoys_hide_names_inside_words(known: Gazetteer) -> None:
    """提高通信 holds no 高通, 工信部门 no 工信部, and a decoy is never reported itself."""
    assert named(known.find("高通称"), "高通称") == ["高通"]
    for text in ("提高通信效率", "各地工信部门要求", "投资3.5亿欧元"):
        found = {e.name for h in known.find(text) for e in h.entries}
        assert not found & {"高通公司", "工业和信息化部", "亿欧网"}


def test_latin_names_match_whole_words_only(tmp_path: Path) -> None:
    """Latin names and numbers are found whole, never inside a longer word or number."""
    lists = load(make(tmp_path / "g", "AMD,Company,,,\n5G,Technology,,,\nIDC,Company,,,\n"))
    text = "LAMDA IDCard 15G 5GHz 2.5G AMD3 xAMD a.amd"
    assert lists.find(text) == []
    text = "AMD、5G/IDC，与amd合作"
    assert named(lists.find(text), text) == ["AMD", "5G", "IDC", "amd"]


def test_year_may_touch_a_latin_name(tmp_path: Path) -> None:
    """A year before or after a Latin name is no part of the word."""
    lists = load(make(tmp_path / "g", "CES,Event,,,\n"))
    for text in ("CES2021", "2023CES", "2023 CES"):
        assert named(lists.find(text), text) == ["CES"]
    assert lists.find("CES21") == []


def test_case_width_and_spacing_do_not_matter(tmp_path: Path) -> None:
    """Full width, letter case and a space between scripts lead to the same entry."""
    lists = load(make(tmp_path / "g", "SK海力士,Company,Google|汇智（北京）有限公司,,\n"))
    for text in ("sk海力士", "ＳＫ海力士", "SK 海力士", "ＧＯＯＧＬＥ", "汇智(北京)有限公司"):
        assert named(lists.find(f"与{text}，"), f"与{text}，") == [text]


def test_one_form_keeps_all_its_entries_in_order(tmp_path: Path) -> None:
    """Unambiguous before ambiguous, names before aliases, then files and rows."""
    folder = make(tmp_path / "g", "丙公司,Company,?澜石,,\n丁公司,Company,澜石,,\n", "a.csv")
    make(folder, "澜石,Fund,,,\n戊公司,Company,澜石,,\n", "b.csv")
    (hit,) = load(folder).find("澜石")
    assert [e.name for e in hit.entries] == ["澜石", "丁公司", "戊公司", "丙公司"]
    assert hit.entry is hit.entries[0] and not hit.ambiguous


def test_question_mark_speaks_of_one_form_and_the_flag_of_all(tmp_path: Path) -> None:
    """`?` marks the form behind it; the flag `ambiguous` marks every form of the row."""
    rows = "澜石股份,Company,?澜石,,\n河谷,Place,河谷镇,,ambiguous\n"
    lists = load(make(tmp_path / "g", rows))
    said = {h.entry.name: h.ambiguous for h in lists.find("澜石股份、河谷")}
    assert said == {"澜石股份": False, "河谷": True}
    assert lists.find("澜石")[0].ambiguous and lists.find("河谷镇")[0].ambiguous
    assert not lists.by_name("澜石")[0].ambiguous


def test_rows_of_one_name_in_two_files_are_one_entry(tmp_path: Path) -> None:
    """Type and name tell an entry; further files add aliases, identifiers and kinds."""
    folder = make(tmp_path / "g", "澜石,Technology,,key=1,kind:材料\n", "a.csv")
    make(folder, "澜石,Technology,岚石,,kind:石材\n", "b.csv")
    (entry,) = load(folder)
    assert entry.aliases == ("岚石",)
    assert entry.identifier("key") == "1"
    assert entry.kinds == ("材料", "石材")


def test_homes_of_a_company_are_told_under_any_of_its_names(tmp_path: Path) -> None:
    """`home:X` says in which countries a company is at home, and the lists know them all; others have none."""
    rows = "澜石,Company,Lanshi,,home:英国|home:德国\n岚石,Company,,,\n丁公司,Company,,,ambiguous|home:英国\n"
    lists = load(make(tmp_path / "g", rows))
    assert lists.by_name("Lanshi")[0].homes == ("英国", "德国")
    assert lists.by_name("岚石")[0].homes == ()
    assert lists.homes == ("德国", "英国")


def test_homes_are_countries_of_the_list_of_places(known: Gazetteer) -> None:
    """A home is a place that the lists have under that very name: a slip of the pen shows."""
    places = {entry.name for entry in known if entry.type == "Place"}
    assert set(known.homes) <= places


def test_home_is_no_identifier(known: Gazetteer) -> None:
    """Where a company is at home stays within the lists: what is exported of it does not change."""
    entry = known.by_name("Samsung")[0]
    assert entry.homes == ("韩国",) and entry.identifiers == ()


def test_unknown_name_has_no_entry(known: Gazetteer) -> None:
    """A name that no list has gives nothing, and so does a text that only holds one."""
    assert known.by_name("澜岸不存在公司") == ()
    assert known.by_name("走访京东方") == ()
    assert known.by_name("") == ()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("甲公司,Firm,,,\n", r"list\.csv:2: unknown entity type 'Firm'"),
        ("甲公司,Company,,\n", r"list\.csv:2: 4 columns where 5 belong"),
        ("甲公司,Company,,,\n甲公司,Company,,,\n", r"list\.csv:3: .*stands in line 2 too"),
        (",Company,,,\n", r"list\.csv:2: '' is no name"),
        ('"甲\n公司",Company,,,\n', r"list\.csv:3: .* is no name"),
        ("甲公司,Company,甲||乙,,\n", r"list\.csv:2"),
        ("甲,Company,,,\n", r"list\.csv:2: '甲' is too short"),
        ("甲公司,Company,,000725,\n", r"list\.csv:2: identifier '000725'"),
        ("甲公司,Company,,,fuzzy\n", r"list\.csv:2: unknown flag in 'fuzzy'"),
        ("甲公司,Company,,,home:\n", r"list\.csv:2: unknown flag in 'home:'"),
        ("甲公司,Company,,,decoy\n", r"list\.csv:2: a decoy has the type '-'"),
        ("甲公司,-,,,\n", r"list\.csv:2: unknown entity type '-'"),
        ('"甲公司,Company,,,\n', r"list\.csv:\d+: .*check the quotes"),
    ],
)
def test_bad_row_is_named_with_file_and_line(tmp_path: Path, rows: str, says: str) -> None:
    """A row that does not hold up stops the load with the place and what to do."""
    with pytest.raises(BadGazetteer, match=says):
        load(make(tmp_path / "g", rows))


def test_wrong_header_and_encoding_are_named(tmp_path: Path) -> None:
    """A file with another header, or in another encoding, is refused with its place."""
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "a.csv").write_text("title\n甲公司\n", encoding="utf-8")
    with pytest.raises(BadGazetteer, match=r"a\.csv:1: the header is 'title'"):
        load(folder)
    (folder / "a.csv").write_bytes((HEADER + "甲公司,Company,,,\n").encode("gb18030"))
    with pytest.raises(BadGazetteer, match=r"a\.csv:2: not UTF-8"):
        load(folder)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there is said in words."""
    with pytest.raises(BadGazetteer, match="cannot be read"):
        load_gazetteer(tmp_path / "none", cache_dir=tmp_path)


def test_empty_folder_finds_nothing(tmp_path: Path) -> None:
    """No lists, no names, no failure."""
    folder = tmp_path / "g"
    folder.mkdir()
    assert load(folder).find("京东方") == []


def test_cache_is_used_and_follows_the_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second load builds nothing; a changed list is read anew."""
    folder = make(tmp_path / "g", "澜石,Company,,,\n")
    load(folder)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_build", lambda rows: pytest.fail("built again"))
        assert [e.name for e in load(folder)] == ["澜石"]
    make(folder, "岚石,Company,,,\n")
    assert [e.name for e in load(folder)] == ["岚石"]


@pytest.mark.parametrize("broken", [b"", b"\0" * 7, b"\0" * 4096])
def test_broken_cache_is_built_anew(tmp_path: Path, broken: bytes) -> None:
    """Whatever bytes lie in the cache file, the lists are read and the file is mended."""
    folder = make(tmp_path / "g", "澜石,Company,,,\n")
    load(folder)
    (cache,) = (folder / "cache").iterdir()
    whole = cache.read_bytes()
    for data in (broken, whole[:-1], whole[:40] + b"\1" + whole[41:]):
        cache.write_bytes(data)
        assert [e.name for e in load(folder)] == ["澜石"]
        assert cache.read_bytes() == whole


def test_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """Where a file stands in the place of the cache folder, the lists are still read."""
    folder = make(tmp_path / "g", "澜石,Company,,,\n")
    (tmp_path / "blocked").write_text("", encoding="utf-8")
    lists = load_gazetteer(folder, cache_dir=tmp_path / "blocked" / "deep")
    assert lists.by_name("澜石")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners of files are a matter of POSIX")
def test_cache_of_another_user_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache file that someone else wrote is left alone: its bytes are not to be trusted."""
    folder = make(tmp_path / "g", "澜石,Company,,,\n")
    load(folder)
    (cache,) = (folder / "cache").iterdir()
    monkeypatch.setattr(os, "getuid", lambda: cache.stat().st_uid + 1)
    assert module._Cache(folder / "cache", cache.stem.removeprefix("gazetteer-")).read() is None


def test_old_caches_are_cleared_away(tmp_path: Path) -> None:
    """Every change of a list leaves a file; only the newest few stay."""
    folder = tmp_path / "g"
    for i in range(7):
        load(make(folder, f"澜石{i}号,Company,,,\n"))
    assert len(list((folder / "cache").iterdir())) == 4


def test_own_marks_in_the_text_are_harmless(known: Gazetteer) -> None:
    """Private-use characters in a text are not taken for the marks of an encoded word."""
    text = "".join(map(chr, range(0xE000, 0xE900)))
    assert known.find(text) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.data())
def test_every_hit_reads_back(known: Gazetteer, data: st.DataObject) -> None:
    """Hits are ordered, free of overlaps, and each covers a form of every entry it names."""
    pieces = (
        "京东方",
        "华为云",
        "ＡＭＤ",
        "SK 海力士",
        "5G",
        "İ",
        "ß",
        "\U0001f600",
        "2021CES",
        "中",
    )
    part = st.sampled_from(pieces) | st.text(max_size=4)
    text = "".join(data.draw(st.lists(part, max_size=12)))
    end = 0
    for hit in known.find(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end
        surface = module._encode(text[hit.start : hit.end])
        for entry in hit.entries:
            forms = {module._encode(f) for f in entry.forms}
            forms |= {module._encode(module._spaced(f)) for f in entry.forms}
            assert surface in forms


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_encoding_keeps_every_offset(text: str) -> None:
    """Whatever the text, its encoded form is as long as it is."""
    assert len(module._encode(text)) == len(text)


def test_the_project_lists_are_sorted_into_the_vocabulary(known: Gazetteer) -> None:
    """Every kind of organisation is there in breadth."""
    count: dict[str, int] = {}
    for entry in known:
        count[entry.type] = count.get(entry.type, 0) + 1
    least = {"Company": 7000, "Fund": 500, "GovernmentBody": 5000, "ResearchInstitution": 2600}
    least |= {"Association": 190, "Media": 200, "Organization": 120, "Event": 150, "Place": 800}
    assert {k: n for k, n in least.items() if count.get(k, 0) < n} == {}
