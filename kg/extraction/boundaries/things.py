"""The borders of products, technologies, facilities, events, policies and bodies."""

from kg.expressions import expression
from kg.extraction.boundaries.firms import is_firm
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.products import NAMED_BEHIND_KIND, whole_name

CONSULTING = "征求意见"

# CPU倚天710: what it is stands before the name of a model.
_KIND_LED = expression(
    r"(?:CPU|GPU|DPU|NPU|MCU|SoC|FPGA|芯片|处理器|操作系统|数据库|大模型|服务器|加速卡|交换机)+(?!组|模组|管理|主板|一体机|测试|平台|系统|集群|机柜)(?=[\u4e00-\u9fff]{0,6}[A-Za-z0-9.\-+]+$)"
)

# 天津新建8英寸产线: what is done in front of the facility.
_BUILT = expression(
    r"(?:.{0,8}?(?:新建(?!区|县|村|路)|兴建|扩建|投建|改建)|出售|关闭|关停|补贴|资助|收购|转让|剥离|参观|走访|其|该)(?=[0-9\u4e00-\u9fff])"
)

# 12英寸产线投片: what the line has come to is no part of its name.
_REACHED = expression(
    r"(?:线|厂|基地|工程|项目|中心|园)(?:投片|拉通|通线|动工|投运|投产|开工|封顶|通车|并网|试产)$"
)

# 市长龚某到特斯拉上海超级工厂: who goes there is no part of its name.
_VISITED = expression(
    r"(?:[市省区县州部局院校会行董]长|书记|主任|总裁|总经理|CEO|主席|经理)[\u4e00-\u9fff·]{2,4}?(?:一行)?(?:来到|前往|走进|莅临|考察|调研|参观|视察|走访|到访|[到赴在])(?=[0-9A-Za-z\u4e00-\u9fff]{4})"
)


def policy(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A draft with its last character: 征求意见稿."""
    if cand.type != "Policy" or not text.startswith("稿", cand.end):
        return None
    drafted = text.endswith(CONSULTING, cand.start, cand.end)
    return cand._replace(end=cand.end + 1) if drafted else cand


def thing(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A product, technology or facility: with the number of its model, without what it is or what was done."""
    if cand.type == "Product" and (model := _MODEL_NUMBER.match(text, cand.end)):
        return cand._replace(end=model.end())
    if cand.type == "Product" and (end := whole_name(text, cand.end)) > cand.end:
        return cand._replace(end=end)
    if cand.type in _MADE and (kind := _KIND_LED.match(text, cand.start, cand.end)):
        return cand._replace(start=kind.end())
    if cand.type in _MADE and (kind_end := _listed_kind(text, gazetteer, cand)):
        return cand._replace(start=kind_end)
    if cand.type == "Product" and (kind := NAMED_BEHIND_KIND.search(text, cand.start, cand.end)):
        # 硬件仿真加速器穹顶X2: what it is stands before the name.
        whole = kind.end() == cand.end and not gazetteer.by_name(text[cand.start : cand.end])
        return cand._replace(start=kind.start("name")) if whole else None
    if cand.type in _MADE and text.startswith(_AGAINST, cand.start) and cand.end - cand.start > 3:
        # 相比风冷: what something is set against.
        return cand._replace(start=cand.start + 2)
    if cand.type in _MADE and (hit := _AFFECTS.match(text, cand.start, cand.end)):
        # 漏洞直接影响某平台
        return cand._replace(start=hit.end())
    if cand.type == "Facility" and (built := _BUILT.match(text, cand.start, cand.end - 2)):
        return cand._replace(start=built.end())
    if cand.type == "Facility" and _REACHED.search(text, cand.start, cand.end):
        return cand._replace(end=cand.end - 2)
    if (met := without_visitor(text, cand)) != cand:
        return met
    if cand.type == "Facility" and (owned := _owned_site(text, gazetteer, cand)) is not None:
        return cand._replace(start=owned, confidence=max(cand.confidence, _SURE_SITE))
    return None


def field(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A trade without the goods that its field is called after: 储能产品领域 is that of 储能; a listed one stays whole.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> field("布局储能产品领域", load_gazetteer(), Candidate(2, 6, "Industry", "model")).end
    4
    """
    goods = cand.end - cand.start > 3 and text.endswith("产品", 0, cand.end)
    if not goods or gazetteer.by_name(text[cand.start : cand.end]):
        return None
    return cand._replace(end=cand.end - 2) if _FIELD_NEXT.match(text, cand.end) else None


# How much of a thing there is, is made or sold: 汽车销量, 动力电池月装机量.
_MEASURED = expression(
    "(?<=[\u4e00-\u9fffA-Za-z0-9]{2})(?:(?:市场|累计|年|月|总)?(?:销量|产量|出货量|销售量|销售额|保有量|装机量|渗透率|市占率|普及率|国产化率|开工率|库存量)|市场份额|加工费|售价)$"
)


def measured(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """A thing or a trade without how much of it there is: 汽车 in 汽车销量.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> measured("8月汽车销量排名", load_gazetteer(), Candidate(2, 6, "Industry", "model")).end
    4
    """
    told = _MEASURED.search(text, cand.start, cand.end)
    if told is None or gazetteer.by_name(text[cand.start : cand.end]):
        return cand
    return cand._replace(end=told.start())


_FIELD_NEXT = expression("(?:领域|市场|业务|行业|产业|赛道)(?!化)")

_AFFECTS = expression("[\u4e00-\u9fff]{0,4}(?:直接|严重|广泛)影响(?!力)(?=..)")

_AGAINST = ("相比", "相较", "对比", "较之")

# 麒麟970, but 芯片3万颗, 芯片2025年.
_MODEL_NUMBER = expression(
    r"(?<=[\u4e00-\u9fff])(?:[A-Z]{1,3}\d{1,4}|(?!(?:19|20)\d\d)\d{3,4})(?:Pro|Max|Plus|Ultra)?"
    r"(?=[。、；：）)]|，(?!\d)|$|[\u4e00-\u9fff])"
    r"(?![年月日万亿余多来至个家项款台颗人倍次名位亩平吨元美只辆架部种条层小分秒纳毫微公米瓦千百十英号城省市周天期批起所座枚片套届代强岁点寸件笔股支块盒瓶剂针粒组轴卡路排财世])"
)

_MADE = frozenset({"Product", "Technology"})

_MODEL_BEHIND = expression(
    r"(?P<kind>[\u4e00-\u9fff]{2,8})[A-Z][A-Za-z0-9.\-+]*(?: [A-Z0-9][\w.]*)?"
)

_SORT = expression(r"(?:手机|汽车|电脑|芯片|[器机仪车屏卡灯表]|系统|平台|软件|模型|设备)$")


def _listed_kind(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where the name of a model begins behind the listed word for what it is: 人形机器人G1; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _listed_kind("人形机器人G1", load_gazetteer(), Candidate(0, 7, "Product", "model"))
    5
    """
    m = _MODEL_BEHIND.fullmatch(text, cand.start, cand.end)
    if m is None or gazetteer.by_name(m[0]):
        return 0
    # 骁龙X80: a brand is a part of the name.
    kinds = (e for e in gazetteer.by_name(m["kind"]) if e.type in CONCEPTS)
    told = any(e.type != "Product" or _SORT.search(m["kind"]) for e in kinds)
    return m.end("kind") if told else 0


_LEVELS = frozenset("省市区县州部局厅")


def without_governor(text: str, cand: Candidate) -> Candidate:
    """A place or a body without the first character of its head's office: 福建省 in 福建省省长, 财政部 in 财政部部长.

    >>> without_governor("福建省省长赵某", Candidate(0, 4, "GovernmentBody", "model")).end
    3
    """
    doubled = text[cand.end - 2 : cand.end]
    # 中国科学院院士
    level = doubled[:1] in _LEVELS and text.startswith("长", cand.end)
    fellow = doubled == "院院" and text.startswith("士", cand.end)
    taken = len(set(doubled)) == 1 and (level or fellow)
    return cand._replace(end=cand.end - 1) if taken else cand


# 医疗装备展上, 数据园里: the word that says where something happened.
_AT_EVENT = expression("[会展坛周节赛日营礼]上$")

_IN_WORKS = expression("[园厂谷区库馆楼室站港城场]里$")


def without_place_word(text: str, cand: Candidate) -> Candidate:
    """An event without the 上, a plant without the 里 behind its name.

    >>> without_place_word("医疗装备展上，他说", Candidate(0, 6, "Event", "model")).end
    5
    """
    word = _AT_EVENT if cand.type == "Event" else _IN_WORKS
    taken = word.search(text, cand.start, cand.end)
    return cand._replace(end=cand.end - 1) if taken else cand


_CUP = expression(
    r"(?:第[一二三四五六七八九十百\d]+届)?(?:[“‘][^“”‘’，。；]{2,8}[”’])?(?:中国|全国|国际)?$"
)

_HELD_SO_OFTEN = expression(r"(?<!第)(?:[两三四五六七八九十]+|\d{1,2})届")

# 华为全联接大会2023, and not: 大会2023年7月召开
YEAR_BEHIND = expression(r" ?(?:19|20)\d{2}(?![\d年.余多名家人平万个场位款项件])")


def edition(text: str, cand: Candidate) -> Candidate:
    """An event with its edition and its cup: 第五届“强网杯”全国网络安全挑战赛 is another than the sixth.

    >>> text = "第五届“强网杯”全国网络安全挑战赛"
    >>> edition(text, Candidate(8, len(text), "Event", "suffix")).start
    0
    >>> edition("华为全联接大会2023在上海举行", Candidate(0, 7, "Event", "suffix")).end
    11
    """
    if cand.type != "Event":
        return cand
    if counted := _HELD_SO_OFTEN.match(text, cand.start, cand.end - 4):
        # 连续举办五届世界大会: how often, and no edition.
        return cand._replace(start=counted.end())
    m = _CUP.search(text, max(0, cand.start - 18), cand.start)
    year = YEAR_BEHIND.match(text, cand.end)
    cand = cand._replace(end=year.end()) if year else cand
    return cand._replace(start=m.start()) if m else cand


_ZONE = expression(r"(?:开发区|高新区|经开区|新区|保税区|自贸区|产业集聚区)$")

_STANDS_IN = expression(r"(?:在|位于|坐落于|落户于?|设于|设在|落地于?|落子|入驻|迁至|总部位于)$")


def zoned(text: str, cand: Candidate) -> Candidate:
    """The candidate, as a place where it is a zone that something stands in: 位于泰州经济技术开发区.

    >>> zoned("位于泰州经济技术开发区", Candidate(2, 11, "Facility", "suffix")).type
    'Place'
    """
    stands = (
        cand.type == "Facility"
        and _ZONE.search(text, cand.start, cand.end)
        and _STANDS_IN.search(text, max(0, cand.start - 4), cand.start)
    )
    return cand._replace(type="Place") if stands else cand


# How far before the name of a facility the office of who goes there may begin.
_OFFICE_BEFORE = 12


def without_visitor(text: str, cand: Candidate) -> Candidate:
    """A facility without who goes there: 市长龚某到特斯拉上海超级工厂.

    >>> text = "总裁王昊到特斯拉上海超级工厂"
    >>> cand = without_visitor(text, Candidate(2, len(text), "Facility", "suffix"))
    >>> text[cand.start : cand.end]
    '特斯拉上海超级工厂'
    """
    if cand.type != "Facility":
        return cand
    m = _VISITED.search(text, max(0, cand.start - _OFFICE_BEFORE), cand.end - 2)
    return cand._replace(start=m.end()) if m and m.end() > cand.start else cand


# How sure it is that a listed firm, a listed place and a word such as 工厂 name a facility together.
_SURE_SITE = 0.8

_IS_SITE = expression("(?:厂|基地|线|产业园|园区|科技园|中心|项目|电站|矿|码头|车间|总部)$")

_FIRM_SIZES, _PLACE_SIZES = range(8, 1, -1), range(6, 1, -1)


def _owned_site(text: str, gazetteer: Gazetteer, cand: Candidate) -> int | None:
    """Where the name of a facility begins that its listed owner and its place lead: 宁德时代德国图林根工厂; None where none do.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _owned_site("宁德时代德国图林根工厂", load_gazetteer(), Candidate(6, 11, "Facility", "model"))
    0
    """

    def is_place(start: int, end: int) -> bool:
        return any(e.type == "Place" for e in gazetteer.by_name(text[start:end]))

    if not _IS_SITE.search(text, cand.start, cand.end):
        return None
    firms = (k for k in _FIRM_SIZES if k < cand.end - cand.start - 3)
    for firm in firms:
        at = cand.start + firm
        if is_firm(gazetteer, text[cand.start : at]):
            led = any(is_place(at, at + k) for k in _PLACE_SIZES if at + k < cand.end)
            return cand.start if led else None
    # The place stands at the head of what was found, or right before it.
    sited = any(is_place(cand.start, cand.start + k) for k in _PLACE_SIZES)
    heads = [cand.start] if sited else []
    heads += [
        cand.start - k
        for k in _PLACE_SIZES
        if k <= cand.start and is_place(cand.start - k, cand.start)
    ]
    owned = (
        head - k
        for head in heads
        for k in _FIRM_SIZES
        if k <= head and is_firm(gazetteer, text[head - k : head])
    )
    return next(owned, None)
