"""Persons beside their job titles."""

import pytest

from kg.extraction.persons import find_persons, is_unlikely, told_persons


def persons(text: str) -> list[str]:
    """The names found."""
    return [text[c.start : c.end] for c in find_persons(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("砺芯半导体董事长贺兰舟表示，产能将翻番。", "贺兰舟"),
        ("公司总经理顾屿，拥有十年经验。", "顾屿"),
        ("公司院长顾屿却直言，人才不足。", "顾屿"),
        ("总经理顾屿（亦为创始合伙人）看好行业。", "顾屿"),
        ("公司由企业家顾屿创办。", "顾屿"),
        ("副董事长兼首席执行官欧阳若水出席。", "欧阳若水"),
        ("首席技术官林栖迟博士介绍了样机。", "林栖迟"),
        ("创始人马克·里弗斯说，市场很大。", "马克·里弗斯"),
        ("联合创始人Mark Rivers说，市场很大。", "Mark Rivers"),
        ("局长沈砚秋在会上指出，要加快建设。", "沈砚秋"),
        ("局长万利如是说。", "万利"),
        ("院长李锐作主题演讲。", "李锐"),
        ("原总经理李军拟任总裁。", "李军"),
        ("产品负责人尼克·特利出庭作证。", "尼克·特利"),
        ("社长渡边庄一郎表示，将扩产。", "渡边庄一郎"),
        ("澜岸大学张平院士团队发布成果。", "张平"),
        ("公司建议丁雄军不再担任公司董事长。", "丁雄军"),
        ("沈砚秋因个人原因辞去董事会主席。", "沈砚秋"),
        ("澜岸大学欧阳若望教授认为，成本会降。", "欧阳若望"),
        ("工信部沈江平副部长出席会议。", "沈江平"),
        ("周林为砺芯半导体实控人。", "周林"),
    ],
)
def test_name_behind_a_title_is_a_person(text: str, name: str) -> None:
    """Two to four Chinese characters, names with a dot and Latin names are read whole."""
    assert persons(text) == [name]


def test_word_behind_a_title_is_no_person() -> None:
    """A title without a name makes none: 董事长办公室, 总经理负责."""
    assert persons("董事长办公室发布通知，总经理负责落实。") == []
    assert persons("工信部总工程师到会，公司新任董事长由股东推选，有关负责人解读说。") == []


@pytest.mark.parametrize(
    "text",
    [
        "他因诸多原因辞去总经理职务。",
        "清华大学诸多团队参与攻关。",
        "该高新区由濮阳市创建。",
        "该集群由洪湖市创建。",
        "品牌由蔚蓝创建。",
    ],
)
def test_word_or_place_that_begins_like_a_family_name_is_no_person(text: str) -> None:
    """诸多, 濮阳市 and 洪湖市 are nobody."""
    assert persons(text) == []


def test_name_without_a_title_is_left_to_others() -> None:
    """The grammar needs a title; it does not guess from a family name."""
    assert persons("王府井的客流增长，高新区的企业增多。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司聘任何志奇为执行副总裁。", "何志奇"),
        ("ASML任命Marco Pieters为首席技术官。", "Marco Pieters"),
        ("方榕当选砺芯半导体董事长。", "方榕"),
        ("董事长辛长杰接任会长。", "辛长杰"),
    ],
)
def test_who_is_appointed_or_takes_over_is_a_person(text: str, name: str) -> None:
    """聘任…为 and 当选 name people, and the verb behind is no part of the name."""
    assert persons(text) == [name]


def test_every_person_of_a_sentence_is_found() -> None:
    """Each title brings its own name."""
    text = "董事长贺兰舟、总经理顾屿出席，副总裁程以宁主持。"
    assert persons(text) == ["贺兰舟", "顾屿", "程以宁"]


@pytest.mark.parametrize(
    "text",
    [
        "该厂是协会副会长单位，产量居前。",
        "首席执行官曾公开表示反对。",
        "由某院担任组长单位。",
        "现为该校教授、博士生导师。",
    ],
)
def test_unit_or_adverb_behind_a_title_is_no_person(text: str) -> None:
    """副会长单位 and 首席执行官曾公开 name nobody."""
    assert persons(text) == []


def test_name_ends_before_what_the_person_does() -> None:
    """郑某某作报告: the verb is no part of the name."""
    assert persons("院士郑维明作主旨报告。") == ["郑维明"]


def test_who_is_called_he_or_one_of_two_is_a_person() -> None:
    """The text itself says so; companies that speak are not meant."""
    text = "某公司由林栖迟、顾屿创办，两人分别任职。商汤表示，市场很大。沈砚秋透露，产能将翻番。他还担任会长。"
    assert told_persons(text) == {"林栖迟", "顾屿", "沈砚秋"}


@pytest.mark.parametrize(
    ("name", "confidence", "words", "unlikely"),
    [
        ("跳槽", 0.6, [], True),
        ("凉宵", 0.95, [], False),
        ("网显示", 0.72, ["显示"], True),
        ("党和人民庄严", 0.5, ["人民"], True),
        ("纳兰若", 0.6, [], False),
        ("傅景行", 0.6, ["景行"], False),
        ("欧阳询", 0.6, [], False),
        ("占平", 0.6, [], False),
        ("梅德韦杰夫", 0.6, [], False),
        ("佐佐木健一", 0.6, [], False),
        ("Jane Doe", 0.6, [], False),
    ],
)
def test_unsure_person_must_look_like_one(
    name: str, confidence: float, words: list[str], unlikely: bool
) -> None:
    """A family name, three or four characters of no word, Latin letters: else the network must be sure."""
    assert is_unlikely(name, confidence, words) is unlikely


@pytest.mark.parametrize(
    "text",
    [
        "市场监管总局计量司司长表示，要加快。",
        "协会信息部主任认为，时机已到。",
        "管理层为公司实控人。",
        "澜岸研究院高级研究员认为，风险尚存。",
    ],
)
def test_a_department_is_no_person(text: str) -> None:
    """What stands between a body and an office may be a part of the body, a rank, or the management."""
    assert persons(text) == []
