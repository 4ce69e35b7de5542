"""Statuses of whole sentences, as the pipeline ships: what is planned, denied or given up never looks done."""

import pytest

from kg.extraction.pipeline import Extractor, article_of, make_extractor


@pytest.fixture(scope="module")
def reader() -> Extractor:
    """Rules, networks and the second opinion."""
    return make_extractor("auto")


@pytest.mark.parametrize(
    ("text", "relation", "status"),
    [
        ("青岚科技表示，公司未与京湖电子签订任何供货合同。", "SUPPLIES", "denied"),
        ("公司未持有砺芯半导体股份，青岚科技在互动平台表示。", "HOLDS_STAKE_IN", "denied"),
        ("市场传闻京湖电子有意入股砺芯半导体，对此公司回应称不予置评。", "INVESTED_IN", "planned"),
        ("若交易完成，京湖电子将持有砺芯半导体60%股权，成为其控股股东。", "HOLDS_STAKE_IN", "planned"),
        ("青岚资本原持有砺芯半导体5%股份，2022年将其转让给京湖电子。", "HOLDS_STAKE_IN", "cancelled"),
        ("青岚资本曾持有砺芯半导体5%股份，目前已全部退出。", "HOLDS_STAKE_IN", "cancelled"),
        ("砺芯半导体的三期项目计划明年开工。", "OPERATES", "planned"),
        ("京湖电子正在评估采用砺芯半导体碳化硅模块的可行性。", "USES", "planned"),
        ("京湖汽车弃用青岚科技的激光雷达，改用毫米波雷达。", "SUPPLIES", "cancelled"),
        ("《氢能产业管理办法》已经国务院常务会议通过，将于近期公布。", "ISSUED", "approved"),
        ("美国众议院通过《芯片与科学法案》，该法案将送交总统签署。", "ISSUED", "approved"),
        ("《江州市数据条例》草案首次提请市人大常委会审议。", "ISSUED", "planned"),
        ("海光信息、龙芯中科先后申请科创板上市，国产CPU厂商迎来上市潮。", "LISTED_ON", "in_progress"),
        ("砺芯半导体拟分拆上市，红杉资本、禾穗资本等曾参与其A轮融资。", "INVESTED_IN", "completed"),
        ("京湖电子中止了IPO进程，原定今年登陆科创板。", "LISTED_ON", "cancelled"),
        ("青岚科技实控人变更，禾穗资本不再持股。", "HOLDS_STAKE_IN", "cancelled"),
        ("英国监管机构认定英伟达收购Arm将损害竞争；英伟达于次年2月宣布放弃该交易。", "ACQUIRED", "cancelled"),
        ("苹果计划在iPhone中采用自研5G基带芯片，由台积电代工。", "SUPPLIES", "planned"),
        ("工信部发布《新能源汽车积分办法（征求意见稿）》。", "ISSUED", "planned"),
        ("阿里收购网易考拉的交易将于本周内完成交割。", "ACQUIRED", "planned"),
        ("本次股份转让完成后，砺芯半导体成为青岚科技第一大股东。", "HOLDS_STAKE_IN", "planned"),
        ("2020年12月股份转让完成后，砺芯半导体成为青岚科技第一大股东。", "HOLDS_STAKE_IN", "completed"),
        ("京湖电子收购砺芯半导体30%股权，青岚科技放弃本次收购的优先购买权。", "ACQUIRED", "completed"),
        ("博通计划收购高通，美国政府却叫停了收购。", "ACQUIRED", "cancelled"),
        ("监管机构否决了英伟达收购Arm的请求。", "ACQUIRED", "cancelled"),
        ("微软收购动视暴雪，英国CMA最终同意，不必取消该交易。", "ACQUIRED", "completed"),
        ("贝特瑞原本在新三板挂牌，后平移至北交所。", "LISTED_ON", "completed"),
        ("东旭集团此前持有东旭光电15%股份，本次拟将其中3%股份转让给衡水国资。", "HOLDS_STAKE_IN", "completed"),
        ("国务院常务会议审议通过《网络数据安全管理条例》，条例将于2025年1月1日起施行。", "ISSUED", "completed"),
        ("2019年，华为与清华大学签署协议，共建智能计算联合实验室，该实验室已启用。", "FOUNDED", "completed"),
        ("越秀地产联合体中标广州江州越兴家园项目代建管理招标项目，总价约1.56亿元。", "OPERATES", "planned"),
        ("京湖建设和青岚环保组成的联合体成为江州城东污水处理厂施工总承包工程中标候选人。", "OPERATES", "planned"),
        ("欧盟委员会提议制定《芯片法案2.0》。", "ISSUED", "planned"),
        ("商汤科技与上海交通大学签署协议，共建语料实验室。", "FOUNDED", "planned"),
        ("砺芯半导体与江州大学签署协议，共建的江州芯片研究院同日揭牌。", "FOUNDED", "completed"),
    ],
)  # fmt: skip
def test_status_of_a_sentence(reader: Extractor, text: str, relation: str, status: str) -> None:
    """Whatever finds the statement, pattern or network, it has the status that the sentence tells."""
    found = {s.status for s in reader.extract(article_of(text)).statements if s.type == relation}
    assert found == {status}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("赵宏宇拒绝出任京湖电子董事长。", "京湖电子"),
        ("传京湖电子将收购青岚科技？京湖电子紧急澄清。", "京湖电子"),
        ("传音控股将收购青岚科技。", "传音控股"),
        ("双方合作共建江州大学砺芯集成电路学院。", "江州大学砺芯集成电路学院"),
    ],
)
def test_what_is_done_is_no_part_of_the_name(reader: Extractor, text: str, name: str) -> None:
    """任 of 出任, 传 of a rumour and 共建 begin no name; 传音 does."""
    found = reader.extract(article_of(text))
    names = {text[m.span.start : m.span.end] for m in found.mentions}
    assert name in names
    assert not {n for n in names if n.endswith(name)} - {name}
