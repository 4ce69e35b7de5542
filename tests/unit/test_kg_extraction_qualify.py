"""Values find the statement that they belong to."""

import pytest

from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.linking import link
from kg.extraction.patterns.load import load_patterns, read_example
from kg.extraction.pipeline import article_of
from kg.extraction.qualify import office_beside
from kg.extraction.relations import RelationFinder, mark_sentences
from kg.extraction.sentences import split_sentences
from kg.extraction.values import find_values
from kg.model import Span, Statement

FINDER = RelationFinder(load_patterns())


def read(annotated: str) -> dict[tuple[str, str, str], Statement]:
    """Statements of an annotated text by relation, subject and object; the first of each."""
    example = read_example(annotated)
    article = article_of(example.text)
    draft = Draft(article=article)
    draft.sentences = split_sentences(article.text, article.blocks)
    draft.values = find_values(article.text)
    draft.mentions = [Candidate(a, b, kind, "title") for a, b, kind in example.mentions]
    entities, draft.linked = link(article.text, draft.mentions, (), {})
    draft.entities = {e.id: e for e in entities}
    made: dict[tuple[str, str, str], Statement] = {}
    for ms in mark_sentences(draft):
        for found in FINDER.find(draft, ms):
            if isinstance(found, Statement):
                key = (found.type, found.subject.name, getattr(found.object, "name", ""))
                made.setdefault(key, found)
    return made


@pytest.mark.parametrize(
    ("text", "key", "name", "expected"),
    [
        (
            "[工信部/GovernmentBody]7月公布《[数据管理办法/Policy]》，自2031年9月1日起施行。",
            ("ISSUED", "工信部", "数据管理办法"),
            "effective_date",
            "2031年9月1日",
        ),
        (
            "[工信部/GovernmentBody]7月公布《[数据管理办法/Policy]》，自2031年9月1日起施行。",
            ("ISSUED", "工信部", "数据管理办法"),
            "date",
            "7月",
        ),
        (
            "成立于2016年的[砺芯科技/Company]今年3月获[禾穗资本/Fund]投资。",
            ("INVESTED_IN", "禾穗资本", "砺芯科技"),
            "date",
            "今年3月",
        ),
        (
            "[京湖电子/Company]拟收购[砺芯科技/Company]全部股权，作价3亿元。",
            ("ACQUIRED", "京湖电子", "砺芯科技"),
            "stake",
            "全部股权",
        ),
        (
            "[京湖电子/Company]的全资子公司[砺芯科技/Company]宣布扩产。",
            ("SUBSIDIARY_OF", "砺芯科技", "京湖电子"),
            "stake",
            "全资",
        ),
        (
            "[砺芯科技/Company]股东[禾穗资本/Fund]近期减持公司股份。",
            ("HOLDS_STAKE_IN", "禾穗资本", "砺芯科技"),
            "title",
            "股东",
        ),
        (
            "[砺芯科技/Company]实控人[林知远/Person]将股份质押。",
            ("HOLDS_STAKE_IN", "林知远", "砺芯科技"),
            "title",
            "实控人",
        ),
        (
            "[禾穗资本/Fund]持有[砺芯科技/Company]13.73%的股份，为第二大股东。",
            ("HOLDS_STAKE_IN", "禾穗资本", "砺芯科技"),
            "title",
            "第二大股东",
        ),
        (
            "[京湖电子/Company]拟收购[砺芯科技/Company]51%股权，交易作价3.2亿元。",
            ("ACQUIRED", "京湖电子", "砺芯科技"),
            "amount",
            "3.2亿元",
        ),
        (
            "[京湖电子/Company]以3.2亿元的价格，收购[砺芯科技/Company]全部股权。",
            ("ACQUIRED", "京湖电子", "砺芯科技"),
            "amount",
            "3.2亿元",
        ),
        (
            "[京湖电子/Company]收购[砺芯科技/Company]60%股权和[青岚科技/Company]45%股权。",
            ("ACQUIRED", "京湖电子", "青岚科技"),
            "stake",
            "45%",
        ),
        (
            "[禾穗资本/Fund]减持[砺芯科技/Company]200万股，占总股本的1.5%。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
            "1.5%",
        ),
        (
            "[禾穗资本/Fund]减持[砺芯科技/Company]200万股（占总股本的1.5%）。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
            "1.5%",
        ),
        (
            "[禾穗资本/Fund]持有[砺芯科技/Company]12%的股份，拟减持不超过3%。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
            "不超过3%",
        ),
        (
            "[禾穗资本/Fund]和[澜岸创投/Fund]分别向[砺芯科技/Company]注资3亿元和1亿元。",
            ("INVESTED_IN", "澜岸创投", "砺芯科技"),
            "amount",
            "1亿元",
        ),
        (
            "2021年5月，[砺芯科技/Company]获[禾穗资本/Fund]A轮投资2亿元。",
            ("INVESTED_IN", "禾穗资本", "砺芯科技"),
            "date",
            "2021年5月",
        ),
        (
            "[砺芯科技/Company]完成A轮融资。此后B轮融资由[禾穗资本/Fund]领投。",
            ("INVESTED_IN", "禾穗资本", "砺芯科技"),
            "round",
            "B轮",
        ),
    ],
)
def test_qualifier_of_a_deal(
    text: str, key: tuple[str, str, str], name: str, expected: str
) -> None:
    """Amount, stake, date and round are those of the deal, not of its neighbour."""
    assert read(text)[key].qualifier(name) == expected


def test_the_size_of_a_holder_is_not_the_size_of_a_sale() -> None:
    """持股5%以上 says who sells, so it is not the stake that is sold."""
    found = read("[砺芯科技/Company]持股5%以上股东[禾穗资本/Fund]减持公司股份30万股。")
    sale = found["REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"]
    assert (sale.qualifier("stake"), sale.qualifier("shares")) == (None, "30万股")


def test_what_a_company_earns_is_no_sum_of_its_deal() -> None:
    """亏损2亿元 says nothing of the price."""
    said = read("[京湖电子/Company]2031年收购的[砺芯科技/Company]去年亏损2亿元。")
    deal = said["ACQUIRED", "京湖电子", "砺芯科技"]
    assert (deal.qualifier("date"), deal.qualifier("amount"), deal.qualifier("value")) == (
        "2031年",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("砺芯科技自林知远加入后出任董事长", None),
        ("砺芯科技宣布任命前华为副总裁林知远为总经理", None),
        ("砺芯科技海外事业部总经理林知远说", "海外事业部总经理"),
    ],
)
def test_office_is_what_stands_between_body_and_person(text: str, office: str | None) -> None:
    """What is done about an office is no part of it."""
    at = text.index("林知远")
    found = office_beside(text, Span(start=0, end=4), Span(start=at, end=at + 3))
    assert (found.text if found else None) == office


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        ("A轮、B轮和B+轮融资", "A轮、B轮和B+轮"),
        ("A、A+轮融资", "A、A+轮"),
        ("天使轮及Pre-A轮两轮融资", "天使轮及Pre-A轮"),
        ("B轮融资", "B轮"),
    ],
)
def test_rounds_told_together_are_all_told(rounds: str, told: str) -> None:
    """Nobody can read from a list of rounds which of them an investor took part in."""
    said = read(f"[砺芯科技/Company]完成{rounds}，投资方为[禾穗资本/Fund]。")
    assert said["INVESTED_IN", "禾穗资本", "砺芯科技"].qualifier("round") == told


def test_this_round_is_the_one_named_before() -> None:
    """本轮 in the next sentence carries the round over, so that two rounds of one fund stay two events."""
    said = read("[砺芯科技/Company]完成C轮融资。本轮融资由[禾穗资本/Fund]领投4亿元。")
    deal = said["INVESTED_IN", "禾穗资本", "砺芯科技"]
    assert (deal.qualifier("round"), deal.qualifier("amount")) == ("C轮", "4亿元")


@pytest.mark.parametrize(
    ("office", "title"), [("原董事长", "原董事长"), ("前总裁", "前总裁"), ("总裁", "总裁")]
)
def test_title_says_that_an_office_was_held_once(office: str, title: str) -> None:
    """A reader must not take a former chairman for the present one."""
    made = read(f"[砺芯半导体/Company]{office}[林知远/Person]出席论坛。")
    assert made["HOLDS_POSITION", "林知远", "砺芯半导体"].qualifier("title") == title


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        (
            "[砺芯科技/Company]股东[禾穗资本/Fund]拟减持426万股，占公司总股本的3%。",
            ("HOLDS_STAKE_IN", "禾穗资本", "砺芯科技"),
            "shares",
        ),
        (
            "[禾穗资本/Fund]减持[砺芯科技/Company]908万股，持股比例由8%降至6%。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
        ),
        (
            "[京湖电子/Company]旗下[星汀智能/Company]购买[砺芯科技/Company]10%股权。",
            ("SUBSIDIARY_OF", "星汀智能", "京湖电子"),
            "stake",
        ),
        (
            "[京湖电子/Company]斥资19亿元入股[砺芯科技/Company]，成为其控股股东。",
            ("HOLDS_STAKE_IN", "京湖电子", "砺芯科技"),
            "amount",
        ),
        (
            "[京湖电子/Company]拟购买[砺芯科技/Company]全部股权，并募集配套资金8亿元。",
            ("ACQUIRED", "京湖电子", "砺芯科技"),
            "amount",
        ),
        (
            "[砺芯科技/Company]成立于2017年，与[京湖电子/Company]建立了合作关系。",
            ("PARTNERS_WITH", "砺芯科技", "京湖电子"),
            "date",
        ),
        (
            "[砺芯科技/Company]2020年在科创板上市，客户包括[京湖电子/Company]。",
            ("SUPPLIES", "砺芯科技", "京湖电子"),
            "date",
        ),
        (
            "[禾穗资本/Fund]拟减持其持有的[砺芯科技/Company]不超过3%的股份。",
            ("HOLDS_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
        ),
        (
            "[禾穗资本/Fund]持有[砺芯科技/Company]1200万股，占总股本的12%，拟减持不超过300万股。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
            "stake",
        ),
        (
            "[砺芯科技/Company]与[京湖电子/Company]的合作车型将于2025年上市。",
            ("PARTNERS_WITH", "砺芯科技", "京湖电子"),
            "date",
        ),
        (
            "[砺芯科技/Company]创始人[林知远/Person]于2023年12月逝世。",
            ("FOUNDED", "林知远", "砺芯科技"),
            "date",
        ),
        (
            "[砺芯科技/Company]与[京湖电子/Company]合作推出的机器人售价9万元。",
            ("PARTNERS_WITH", "砺芯科技", "京湖电子"),
            "amount",
        ),
    ],
)
def test_what_belongs_to_another_event_is_not_taken(
    text: str, key: tuple[str, str, str], name: str
) -> None:
    """Shares sold, sums paid and years of other events are no values of the fact beside them."""
    assert read(text)[key].qualifier(name) is None


def test_what_is_held_after_a_change_is_the_share_of_the_holding() -> None:
    """由8%降至6%: six per cent are held."""
    said = read("[禾穗资本/Fund]减持[砺芯科技/Company]908万股，持股比例由8%降至6%。")
    holding = said["HOLDS_STAKE_IN", "禾穗资本", "砺芯科技"]
    assert (holding.qualifier("stake"), holding.qualifier("shares")) == ("6%", None)


@pytest.mark.parametrize(
    ("text", "key", "date"),
    [
        (
            "[京湖电子/Company]去年引进了设备，客户包括[砺芯半导体/Company]。",
            ("SUPPLIES", "京湖电子", "砺芯半导体"),
            None,
        ),
        (
            "去年，[京湖电子/Company]向[砺芯半导体/Company]供货。",
            ("SUPPLIES", "京湖电子", "砺芯半导体"),
            "去年",
        ),
        (
            "当地时间5月20日，[京湖电子/Company]向[砺芯半导体/Company]供货。",
            ("SUPPLIES", "京湖电子", "砺芯半导体"),
            "5月20日",
        ),
        (
            "[青岚科技/Company]3月扩产；同月，[禾穗资本/Fund]投资了[砺芯半导体/Company]。",
            ("INVESTED_IN", "禾穗资本", "砺芯半导体"),
            "3月",
        ),
        (
            "[青岚科技/Company]3月扩产；[禾穗资本/Fund]投资了[砺芯半导体/Company]。",
            ("INVESTED_IN", "禾穗资本", "砺芯半导体"),
            None,
        ),
    ],
)
def test_a_date_of_something_else_is_not_taken_over(
    text: str, key: tuple[str, str, str], date: str | None
) -> None:
    """What stands before a semicolon, or with another event in an earlier clause, says nothing of when this was so."""
    assert read(text)[key].qualifier("date") == date


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "[砺芯科技/Company]由[禾穗资本/Fund]、[澜岸创投/Fund]分别持股90%和10%。",
            ["90%", "10%"],
        ),
        (
            "[禾穗资本/Fund]和[澜岸创投/Fund]持有[砺芯科技/Company]股份，持股比例依次为90%和10%。",
            ["90%", "10%"],
        ),
        (  # whose is which is not told
            "[禾穗资本/Fund]、[澜岸创投/Fund]和[星汀基金/Fund]持有[砺芯科技/Company]股份，持股比例分别为90%和10%。",
            [None, None],
        ),
        (
            "[禾穗资本/Fund]与[澜岸创投/Fund]设立[砺芯科技/Company]，其中[禾穗资本/Fund]占90%，[澜岸创投/Fund]占10%。",
            ["90%", "10%"],
        ),
        (
            "[禾穗资本/Fund]与[澜岸创投/Fund]设立[砺芯科技/Company]，其中[禾穗资本/Fund]出资9亿元，占比90%，[澜岸创投/Fund]出资1亿元，占比10%。",
            ["90%", "10%"],
        ),
    ],
)
def test_each_of_a_list_has_its_own_share(text: str, shares: list[str | None]) -> None:
    """依次为 and 分别为 deal shares out in order, in the clause behind too, where there is one for each."""
    said = read(text)
    found = [
        said["HOLDS_STAKE_IN", name, "砺芯科技"].qualifier("stake")
        for name in ("禾穗资本", "澜岸创投")
    ]
    assert found == shares


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "[禾穗资本/Fund]增持[砺芯科技/Company]股份不谋求控制权。",
            ("INVESTED_IN", "禾穗资本", "砺芯科技"),
        ),
        (
            "[禾穗资本/Fund]减持[砺芯科技/Company]股份不会导致控制权变更。",
            ("REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"),
        ),
    ],
)
def test_control_that_is_not_sought_is_no_stake(text: str, key: tuple[str, str, str]) -> None:
    """不谋求控制权 and 不会导致控制权变更 say nothing of how much was bought or sold."""
    assert read(text)[key].qualifier("stake") is None


def test_shares_that_are_paid_with_are_not_those_sold() -> None:
    """向甲以每股10元发行1亿股，购买其持有的乙60%股权: 甲 sells 60%, and no hundred million shares."""
    said = read(
        "[京湖电子/Company]向[禾穗资本/Fund]以每股10元的价格发行1亿股，购买其持有的[砺芯科技/Company]60%股权。"
    )
    sold = said["REDUCED_STAKE_IN", "禾穗资本", "砺芯科技"]
    assert (sold.qualifier("stake"), sold.qualifier("shares")) == ("60%", None)


def test_what_is_dealt_out_is_nobody_elses() -> None:
    """Two sums behind 分别 for three buyers: whose is which is not told, and neither is anybody's."""
    said = read(
        "[京湖电子/Company]、[青岚科技/Company]、[星汀智能/Company]分别以1亿元、2亿元投资[砺芯科技/Company]。"
    )
    found = [s.qualifier("amount") for key, s in said.items() if key[0] == "INVESTED_IN"]
    assert found == [None] * 3


def test_unequal_lists_behind_分别_tell_nothing() -> None:
    """甲、乙、丙分别收购丁和戊: who bought which is not told, and two buyers of two have one each."""
    said = read(
        "[京湖电子/Company]、[青岚科技/Company]、[星汀智能/Company]分别收购[砺芯科技/Company]和[澜岸创投/Fund]。"
    )
    assert not [key for key in said if key[0] == "ACQUIRED"]
    said = read(
        "[京湖电子/Company]、[青岚科技/Company]分别收购[砺芯科技/Company]和[云岭电子/Company]。"
    )
    assert {key for key in said if key[0] == "ACQUIRED"} == {
        ("ACQUIRED", "京湖电子", "砺芯科技"),
        ("ACQUIRED", "青岚科技", "云岭电子"),
    }


def test_a_valuation_is_no_sum_paid() -> None:
    """以60亿元估值投资 says what the company is worth."""
    said = read("[禾穗资本/Fund]以60亿元估值投资了[砺芯科技/Company]。")
    assert said["INVESTED_IN", "禾穗资本", "砺芯科技"].qualifier("amount") is None


def test_each_investor_has_its_own_round() -> None:
    """甲领投的天使轮和乙领投的A轮: the round behind the investor is its own."""
    text = "[砺芯科技/Company]先后拿到由[禾穗资本/Fund]领投的天使轮和[澜岸创投/Fund]领投的A轮融资。"
    said = read(text)
    assert said["INVESTED_IN", "禾穗资本", "砺芯科技"].qualifier("round") == "天使轮"


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("[京湖电子/Company]购买[砺芯半导体/Company]股份。", "INVESTED_IN"),
        ("[京湖电子/Company]收购[砺芯半导体/Company]股票。", "INVESTED_IN"),
        ("[京湖电子/Company]竞得[砺芯半导体/Company]3000万股股份，占总股本的5%。", "INVESTED_IN"),
        ("[京湖电子/Company]收购[砺芯半导体/Company]股份，成为控股股东。", "ACQUIRED"),
        ("[京湖电子/Company]要约收购[砺芯半导体/Company]股份。", "ACQUIRED"),
        ("[京湖电子/Company]收购[砺芯半导体/Company]。", "ACQUIRED"),
    ],
)
def test_shares_of_unknown_size_are_an_investment(said: str, relation: str) -> None:
    """Who buys shares, and nobody says how many, has not bought the company."""
    kinds = {key[0] for key in read(said) if key[1:] == ("京湖电子", "砺芯半导体")}
    assert kinds & {"ACQUIRED", "INVESTED_IN"} == {relation}


@pytest.mark.parametrize("price", ["每股转让价5.77元", "减持均价12元", "单价为8元"])
def test_a_price_a_share_is_no_sum(price: str) -> None:
    """每股转让价5.77元 is what one share costs, and not what the deal does."""
    said = f"[禾穗资本/Fund]减持[砺芯半导体/Company]100万股股份，{price}。"
    (told,) = [s for key, s in read(said).items() if key[0] == "REDUCED_STAKE_IN"]
    assert told.qualifier("amount") is None


def test_where_shares_are_traded_is_not_who_sells() -> None:
    """通过上交所以集中竞价方式减持: 上交所 sells nothing."""
    said = "[王明/Person]计划通过[上交所/Organization]以集中竞价方式减持[砺芯半导体/Company]股票。"
    assert {key[1] for key in read(said) if key[0] == "REDUCED_STAKE_IN"} == {"王明"}


@pytest.mark.parametrize(
    ("said", "sellers"),
    [
        (
            "[砺芯半导体/Company]公告，公司控股股东[王明/Person]、[李强/Person]，计划在三个月之内减持不超过公司总股本4%的股份。",
            {"王明", "李强"},
        ),
        (
            "[砺芯半导体/Company]公告，股东[王明/Person]、[禾穗资本/Fund]减持计划期限届满，自2019年5月6日至11月5日期间，共减持0.58%股份。",
            {"王明", "禾穗资本"},
        ),
        (
            "[砺芯半导体/Company]公告，收到股东[禾穗资本/Fund]出具的《关于股份减持计划的告知函》。",
            {"禾穗资本"},
        ),
        (
            "[砺芯半导体/Company]公告，副总经理[王明/Person]因下单有误多减持上市公司2800股。",
            {"王明"},
        ),
    ],
)
def test_holders_who_announce_sell_the_shares_of_who_tells_it(said: str, sellers: set[str]) -> None:
    """公司总股本, 上市公司 and the letter's addressee are the company that announces."""
    sold = {key[1:] for key in read(said) if key[0] == "REDUCED_STAKE_IN"}
    assert sold == {(who, "砺芯半导体") for who in sellers}
