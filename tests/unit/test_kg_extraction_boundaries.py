"""What belongs to a name that the network of names sees."""

import pytest

from kg.extraction.boundaries import trimmed
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import load_gazetteer


def name_of(text: str, seen: str, kind: str) -> tuple[str, str]:
    """The name and type that become of what the network sees."""
    start = text.index(seen)
    cand = trimmed(text, load_gazetteer(), Candidate(start, start + len(seen), kind, "model"))
    return text[cand.start : cand.end], cand.type


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("砺芯麒岳970由京湖电子代工", "砺芯麒岳", "砺芯麒岳970"),
        ("推出星河手机X12Pro", "星河手机", "星河手机X12Pro"),
        ("推出星河芯片7nm制程", "星河芯片", "星河芯片"),
        ("采购星河药200盒", "星河药", "星河药"),
        ("交付星河芯片3万颗", "星河芯片", "星河芯片"),
        ("发布星河芯片2023年销量", "星河芯片", "星河芯片"),
        ("星河芯片50%的份额", "星河芯片", "星河芯片"),
    ],
)
def test_number_of_a_model_belongs_to_its_name_and_a_count_does_not(
    text: str, seen: str, name: str
) -> None:
    """麒麟970 is one name; 3万颗 counts chips."""
    assert name_of(text, seen, "Product") == (name, "Product")


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("打入华为供应链", "华为供应链", "华为"),
        ("怡亚通供应链公司", "怡亚通供应链公司", "怡亚通供应链公司"),
        ("青岚供应链获融资", "青岚供应链", "青岚供应链"),
    ],
)
def test_chain_of_a_listed_buyer_is_no_company(text: str, seen: str, name: str) -> None:
    """华为供应链 are those who deliver to 华为; a company may be called so."""
    assert name_of(text, seen, "Company") == (name, "Company")


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("京湖电子控股51%", "京湖电子控股", "京湖电子"),
        ("京湖电子控股发布公告", "京湖电子控股", "京湖电子控股"),
        ("禾穗创新管理的青岚基金", "禾穗创新管理", "禾穗创新"),
    ],
)
def test_a_verb_of_control_is_no_end_of_a_name(text: str, seen: str, name: str) -> None:
    """甲控股51% says what 甲 does; 甲控股 may be a name where no share follows."""
    assert name_of(text, seen, "Company") == (name, "Company")


@pytest.mark.parametrize(
    ("text", "seen", "kind", "name"),
    [
        ("Argo VisionCEO林某表示", "Argo VisionC", "Company", "Argo Vision"),
        ("国务院大数据发展部印发", "数据发展部", "GovernmentBody", "大数据发展部"),
        ("第六届芯片年会上，专家", "第六届芯片年会上", "Event", "第六届芯片年会"),
        ("因收购捷运通未依法申报", "捷运通未", "Company", "捷运通"),
        ("因海讯科技涉嫌违规", "因海讯科技", "Company", "海讯科技"),
        ("因纳基因去年盈利", "因纳基因", "Company", "因纳基因"),
        ("收购凯勒纯属商业行为", "凯勒纯属商业行", "Company", "凯勒"),
        ("云溪集团拒绝与京湖电子联手", "云溪集团拒绝", "Company", "云溪集团"),
        ("汀江否认曾与砺芯接触", "汀江否认", "Company", "汀江"),
        ("林栖任董事长，沈砚则任总裁", "沈砚则", "Person", "沈砚"),
        ("目前青岚已签约", "目前青岚", "Company", "青岚"),
        ("近日云溪联盟成立", "近日云溪联盟", "Association", "云溪联盟"),
        ("砺芯全称为砺芯半导体股份有限公司", "砺芯全", "Company", "砺芯"),
        ("禾穗资本上月减持京东方股份三次", "减持京东方股份", "Company", "京东方"),
        ("以大宗交易方式减持京湖电子股份500万股", "式减持京湖电子股份", "Company", "京湖电子"),
        ("8月汽车销量排名前三", "汽车销量", "Industry", "汽车"),
        ("动力电池月装机量翻番", "动力电池月装机量", "Technology", "动力电池"),
        ("通过苏州曜芯控制6.4%", "苏州曜芯控制", "Company", "苏州曜芯"),
        ("由宁数云投资运营", "宁数云投资", "Company", "宁数云"),
        (
            "附条件批准韩国海力电子公司收购",
            "条件批准韩国海力电子公司",
            "Company",
            "韩国海力电子公司",
        ),
        ("汇景实业送达的报告书", "汇景实业送达", "Company", "汇景实业"),
    ],
)
def test_words_of_the_clause_are_no_part_of_a_name(
    text: str, seen: str, kind: str, name: str
) -> None:
    """What the next words begin with, or the words before end with, is taken off; a first character cut off comes back."""
    assert name_of(text, seen, kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("董事会秘书何婧多次与其见面", "何婧多", "何婧"),
        ("总裁贺涛即将调任", "贺涛即", "贺涛"),
        ("免去总经理蒋凡职务", "蒋凡职", "蒋凡"),
        ("研究员邵琳亦认为", "邵琳亦", "邵琳"),
        ("王明、李强均已辞职", "李强均", "李强"),
        ("董事刘志均已辞职", "刘志均", "刘志均"),
        ("董事长陈永和现任委员", "陈永和", "陈永和"),
        ("董事长王亦表示", "王亦", "王亦"),
    ],
)
def test_a_persons_name_ends_before_an_adverb_or_an_office(text: str, seen: str, name: str) -> None:
    """何婧多次 is 何婧, several times."""
    assert name_of(text, seen, "Person") == (name, "Person")
