"""Invented neighbourhoods and a browser: every company, plan and deal in here is made up."""

import os
import shutil
from collections.abc import Collection, Iterator

import pytest

from kg.ids import content_id
from kg.model import Literal, Qualifier
from kg.views import Citation, EntityView, StatementView

ENTITIES = """
Company 星澜显示科技股份有限公司 云岭智能 海蓝云
Company 远桥科技 芯屿半导体 澄光材料
Company 天枢芯片设计有限公司 北辰存储 启明车载
Company 合木机器人 蓝汐通信 NovaDisplay_Inc.
Company 沐光新能源 锐川光刻
Fund 国泽集成电路产业投资基金 松涛资本 长汀创投
Fund 汇渊产业基金 青杉一期
GovernmentBody 工业和信息化部 国家发展改革委 临港新片区管委会
GovernmentBody 江城市人民政府
ResearchInstitution 东湖大学微电子学院 先进显示研究院
Association 中国新型显示产业联盟
Organization 上海证券交易所科创板
Person 林知远 周牧
Policy 新型显示产业高质量发展三年行动计划 集成电路人才培养指导意见 数据安全管理办法（征求意见稿）
Technology Micro-LED 人工智能 异质集成
Technology 柔性OLED
Product 澜屏2.0 岭上大模型
Industry 新型显示产业 半导体
Facility 江城第8.6代OLED生产线
Event 2024世界显示大会
"""

TRIPLES = """
国泽集成电路产业投资基金 INVESTED_IN * completed amount=12.6亿元 date=2023年4月
国泽集成电路产业投资基金 INVESTED_IN * planned amount=不超过30亿元
国泽集成电路产业投资基金 HOLDS_STAKE_IN * completed stake=7.31% date=2024年3月末
松涛资本 INVESTED_IN * completed amount=数亿元 round=Pre-IPO轮
长汀创投 REDUCED_STAKE_IN * in_progress shares=1200万股 date=5月
汇渊产业基金 INVESTED_IN * denied amount=50亿元
* ACQUIRED NovaDisplay_Inc. cancelled amount=约4.2亿美元
* ACQUIRED 澄光材料 approved stake=51% amount=9.8亿元
* INVESTED_IN 芯屿半导体 completed amount=2.4亿元 round=B轮 date=2022年
* INVESTED_IN 芯屿半导体 completed amount=3亿元 round=C轮 date=2024年1月
* LISTED_ON 上海证券交易所科创板 in_progress date=2024年
海蓝云 SUBSIDIARY_OF * completed
* PARTNERS_WITH 启明车载 completed date=4月18日
* PARTNERS_WITH 云岭智能 planned
* COMPETES_WITH 远桥科技 completed
* SUPPLIES 启明车载 completed amount=6亿元
锐川光刻 SUPPLIES * planned
* DEVELOPS 澜屏2.0 completed
* OPERATES_IN 新型显示产业 completed
* USES Micro-LED completed
* DEVELOPS 柔性OLED completed
* OPERATES 江城第8.6代OLED生产线 in_progress amount=466亿元
林知远 HOLDS_POSITION * completed title=董事长
* MEMBER_OF 中国新型显示产业联盟 completed
新型显示产业高质量发展三年行动计划 APPLIES_TO * planned
新型显示产业高质量发展三年行动计划 BENEFITS * completed
* PARTICIPATED_IN 2024世界显示大会 completed
工业和信息化部 ISSUED 新型显示产业高质量发展三年行动计划 completed date=2024年5月
国家发展改革委 ISSUED 新型显示产业高质量发展三年行动计划 completed date=2024年5月
新型显示产业高质量发展三年行动计划 TARGETS Micro-LED completed
新型显示产业高质量发展三年行动计划 TARGETS 新型显示产业 completed
新型显示产业高质量发展三年行动计划 SETS_TARGET “全行业营收” completed value=7000亿元 deadline=2026年
新型显示产业高质量发展三年行动计划 SETS_TARGET “材料国产化率” completed value=超70% deadline=2026年
集成电路人才培养指导意见 TARGETS 半导体 completed
工业和信息化部 ISSUED 集成电路人才培养指导意见 planned
工业和信息化部 SUPERVISES 中国新型显示产业联盟 completed
工业和信息化部 ISSUED 数据安全管理办法（征求意见稿） in_progress
江城市人民政府 INVESTED_IN 江城第8.6代OLED生产线 approved amount=80亿元
松涛资本 INVESTED_IN 云岭智能 completed amount=3.5亿元 round=A+轮
松涛资本 INVESTED_IN 合木机器人 completed round=天使轮
长汀创投 INVESTED_IN 芯屿半导体 completed round=B轮
国泽集成电路产业投资基金 INVESTED_IN 天枢芯片设计有限公司 completed amount=8亿元
国泽集成电路产业投资基金 INVESTED_IN 北辰存储 completed amount=25亿元
国泽集成电路产业投资基金 INVESTED_IN 锐川光刻 planned amount=15亿元
青杉一期 INVESTED_IN 芯屿半导体 completed round=C轮
芯屿半导体 DEVELOPS 异质集成 completed
芯屿半导体 PARTNERS_WITH 东湖大学微电子学院 completed
云岭智能 DEVELOPS 岭上大模型 completed
云岭智能 OPERATES_IN 人工智能 completed
启明车载 PARTNERS_WITH 蓝汐通信 completed
启明车载 SUPPLIES 沐光新能源 completed
先进显示研究院 MEMBER_OF 中国新型显示产业联盟 completed
远桥科技 DEVELOPS Micro-LED completed
柔性OLED KIND_OF 新型显示产业 completed
周牧 HOLDS_POSITION 云岭智能 completed title=首席科学家
海蓝云 PARTNERS_WITH 临港新片区管委会 planned
"""

SAY = {
    "completed": "{s}近日宣布，与{o}的有关事项已经办理完毕，{q}，双方将继续推进后续工作。",
    "in_progress": "{s}正在推进同{o}有关的工作，{q}，预计年内会有结果。",
    "planned": "知情人士称，{s}拟就{o}作出安排，{q}，尚待董事会审议。",
    "approved": "主管部门已批复{s}关于{o}的申请，{q}。",
    "cancelled": "{s}公告称，因外部环境变化，终止与{o}有关的交易，{q}。",
    "denied": "针对市场传闻，{s}回应称从未就{o}作出任何安排，{q}的说法不实。",
}


class FakeStore:
    """Statements in memory, answering as a store does."""

    def __init__(self, statements: Collection[StatementView], extra: Collection[EntityView] = ()):
        self._statements = {s.id: s for s in statements}
        ends = (e for s in statements for e in (s.subject, s.object))
        self._entities = {e.id: e for e in (*extra, *ends) if isinstance(e, EntityView)}

    def entity(self, entity_id: str) -> EntityView:
        """The entity with that id."""
        return self._entities[entity_id]

    def around(
        self, entity_ids: Collection[str], *, types: Collection[str] | None = None
    ) -> Iterator[StatementView]:
        """All statements with one of the entities at either end."""
        for stmt in self._statements.values():
            ends = {stmt.subject.id, stmt.object.id}
            if ends & set(entity_ids) and (types is None or stmt.type in types):
                yield stmt


def entity(kind: str, name: str, **more: tuple) -> EntityView:
    """An entity view with an id made from content."""
    return EntityView(id=content_id("entity", kind, name), type=kind, name=name, **more)


def statement(
    subject: EntityView,
    relation: str,
    obj: EntityView | Literal,
    *,
    status: str = "completed",
    sentence: str | None = None,
    qualifiers: dict[str, str] | None = None,
    article: str = "星澜显示扩产与融资观察",
    page: int | None = 3,
) -> StatementView:
    """A statement view with one citation."""
    told = qualifiers or {}
    other = obj.text if isinstance(obj, Literal) else obj.name
    said = sentence or SAY[status].format(
        s=subject.name, o=other, q="，".join(told.values()) or "未披露更多细节"
    )
    key = content_id(subject.id, relation, obj.id, status, *told.values(), said)
    return StatementView(
        id=key,
        type=relation,
        subject=subject,
        object=obj,
        status=status,
        confidence=0.6 + int(key[:2], 16) / 255 * 0.39,
        qualifiers=tuple(Qualifier(name=k, text=v) for k, v in told.items()),
        citations=(
            Citation(
                document="产业观察月报2024年5月.txt",
                document_id="d1",
                article=article,
                article_id="a1",
                section="产业要闻",
                page=page,
                published=f"2024-05-{1 + int(key[2], 16):02d}",
                start=0,
                end=len(said),
                sentence=said,
                rule="capital.invest.3",
                confidence=0.9,
            ),
        ),
    )


def realistic() -> tuple[FakeStore, str]:
    """About forty entities around a display maker, with every status; and the id of the maker."""
    views = {
        name.replace("_", " "): entity(kind, name.replace("_", " "))
        for kind, *names in (row.split(" ") for row in ENTITIES.strip().splitlines())
        for name in names
    }
    focus = "星澜显示科技股份有限公司"
    views[focus] = entity(
        "Company", focus, aliases=("星澜显示", "星澜"), identifiers=(("stock_code", "688999.SH"),)
    )
    statements = []
    for row in TRIPLES.strip().splitlines():
        words = [w.replace("_", " ") for w in row.replace("*", focus).split(" ")]
        subject, relation, obj, status = words[:4]
        relation, status = relation.replace(" ", "_"), status.replace(" ", "_")
        told = dict(w.split("=") for w in words[4:])
        end = Literal(text=obj.strip("“”")) if obj.startswith("“") else views[obj]
        statements.append(statement(views[subject], relation, end, status=status, qualifiers=told))
    return FakeStore(statements), views[focus].id


def crowd(count: int) -> tuple[FakeStore, str]:
    """A hub with `count` entities within two steps; and its id."""
    hub = entity("Company", "万联集团")
    kinds = ["Company", "Fund", "Policy", "Technology", "GovernmentBody", "Product"]
    relation = ["SUBSIDIARY_OF", "INVESTED_IN", "APPLIES_TO", "USES", "SUPERVISES", "DEVELOPS"]
    ring = [
        entity(kinds[i % 6], f"第{i}号{'甲乙丙丁戊己'[i % 6]}方机构") for i in range(count // 4)
    ]
    statements = []
    statuses = list(SAY)
    for i, one in enumerate(ring):
        subject, obj = (hub, one) if i % 6 in {3, 5} else (one, hub)
        statements.append(statement(subject, relation[i % 6], obj, status=statuses[i % 6]))
    for i in range(count - len(ring) - 1):
        far = entity("Company", f"外围{i}号科技公司")
        near = ring[(i * i) % len(ring)]
        statements.append(statement(near, "PARTNERS_WITH", far, status=statuses[i % 5]))
        if i % 4 == 0:
            statements.append(statement(far, "SUPPLIES", ring[(i * 7) % len(ring)]))
    return FakeStore(statements), hub.id


EVIL = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '<a href="javascript:alert(3)" onmouseover="alert(3)">href</a>',
    '"><svg onload=alert(4)>',
    "'-alert(5)-'",
)


def hostile() -> tuple[FakeStore, str]:
    """A neighbourhood that writes scripts wherever text of others goes; and the id of its focus."""
    nodes = [
        EntityView(
            id=evil,
            type="Company",
            name=f"{i}{evil}",
            aliases=(evil, f"{evil}{i}"),
            identifiers=((evil, evil),),
        )
        for i, evil in enumerate(EVIL)
    ]
    statements = [
        statement(
            nodes[0],
            "INVESTED_IN",
            node,
            sentence=f"{node.name}说：{evil}",
            qualifiers={"amount": evil, evil: evil},
            article=evil,
        )
        for node, evil in zip(nodes[1:], EVIL, strict=False)
    ]
    statements.append(statement(nodes[0], "SETS_TARGET", Literal(text=EVIL[1]), sentence=EVIL[0]))
    return FakeStore(statements), nodes[0].id


@pytest.fixture(scope="session")
def neighbourhoods() -> dict[str, tuple[FakeStore, str]]:
    """Stores with the id of the entity to draw, by name."""
    return {"realistic": realistic(), "crowd": crowd(150), "hostile": hostile()}


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; on CI it has to be there."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("Chromium is not installed (Debian: apt-get install chromium)")
    return str(found)
