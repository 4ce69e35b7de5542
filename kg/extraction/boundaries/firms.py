"""The borders of companies and funds: verbs, offices and places that were taken for a part of the name."""

from kg.expressions import expression
from kg.extraction.boundaries.shared import AT, FIRMS, LISTED_NEXT, NO_UN
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.lexicon import RELIEVES, SURNAMES
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.suffixes import CHILD, ROLE_BEFORE

# 高岭资本投资合伙人某某: the first half of the office is no part of the name.
_WITH_TITLE = expression(
    r"(?P<name>.{2,}(?:资本|基金|创投|集团|公司|科技|证券|银行))(?:投资|技术|产品|市场|销售|财务|运营|研究)"
)

_TITLE_NEXT = expression(r"合伙人|总监|副?总|负责人|经理|主管|官")

# A verb of dealing between two names that were taken for one: 通过国投集新投资拓荆科技.
# 晋升为兴业银行第四大股东
_DEALING = expression(
    r"(?:.{2,}(?:投资|收购|入股|增资|参股|控股|领投|战投)|(?:晋升|跃升|上升|跻身)[为至成]?)(?=.{2,})"
)

# 元禾璞华领投, 思比科后跃居, 百度及: verbs and particles that begin behind a name.
_ROUNDS = ("天使轮", "种子轮", "战略轮")
# Words of which so many characters were taken for the end of a name.
_CUT = {1: (*_ROUNDS, "控股子公司", "控股孙公司"), 2: _ROUNDS}

_MEASURES = frozenset("架辆艘台套股元件吨%％")

_COUNT_END = expression(
    r"(?<=[\u4e00-\u9fff])\d+(?:\.\d+)?[万亿]?(?:架|辆|艘|台|套|股|元|件|吨|[%％])$"
)


def customer(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A fund with its phase, a company without what its supplier is called by."""
    if cand.type == "Company" and (buyer := _of_chain(text, gazetteer, cand)):
        return cand._replace(end=buyer)
    if cand.type == "Fund" and (phase := _PHASE.match(text, cand.end)):
        return cand._replace(end=phase.end())
    return None


def firm(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A company or fund without its role in front and what goes on behind it."""
    if cand.type not in FIRMS:
        return None
    if role := ROLE_BEFORE.match(text, cand.start, cand.end - 2):
        return cand._replace(start=role.end())
    if child := CHILD.fullmatch(text, cand.start, cand.end):
        return cand._replace(end=child.end("name"))
    if cut := _behind_company(text, gazetteer, cand):
        return cand._replace(end=cand.end - cut)
    if _is_big_holder(text, gazetteer, cand):
        return cand._replace(end=cand.end - 1)
    if _INVESTOR_CUT.match(text, cand.end - 1):
        # 小米产投入股某公司: the dictionary reads 投入.
        return cand._replace(end=cand.end + 1)
    if (rest := _behind_deal(text, gazetteer, cand)) is not None:
        return cand._replace(start=rest)
    for cut in (1, 2):
        if text.startswith(_CUT[cut], cand.end - cut) and cand.end - cand.start > 2 * cut:
            # 获红杉中国天使轮投资, 成为伊利控股子公司: what is behind the name begins in it.
            return cand._replace(end=cand.end - cut)
    counted = text[cand.end - 1] in _MEASURES and _COUNT_END.search(text, cand.start + 2, cand.end)
    if counted and text[cand.end : cand.end + 1] in LISTED_NEXT:
        # 其中汀江航空8架、禾穗航空4架
        return cand._replace(end=counted.start())
    relieved = _RELIEVED.match(text, cand.start, cand.end)
    led = relieved and text.endswith(_RELIEVES, 0, cand.start)
    if relieved and led and not _begins_listed(text, gazetteer, cand):
        return cand._replace(start=relieved.end())
    spent = _SPENT.match(text, cand.end) and buys(text, cand.start, cand.end, cand.type)
    if spent:
        # 腾讯投资110亿元
        return cand._replace(
            end=cand.end - spent,
            type="Company"
            if _is_company(gazetteer, text[cand.start : cand.end - spent])
            else cand.type,
        )
    if (eaten := _eaten(text, gazetteer, cand)) > 0:
        return cand._replace(end=cand.end - eaten)
    m = _WITH_TITLE.fullmatch(text, cand.start, cand.end)
    if m and _TITLE_NEXT.match(text, cand.end):
        return cand._replace(end=m.end("name"))
    return None


_SPENT = expression(
    r"[约超近逾]?[\d.,]+多?[亿万千百]*(?:元|美元|港元|欧元)(?![^，。；]{0,4}(?:并购|产业|母|美元)?基金)"
)


def _is_company(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a list knows a company of that name."""
    return any(e.type == "Company" for e in gazetteer.by_name(name))


# 南车吸收合并方案, 天津嘉睿为第二大股东, 成为伊利控股子公司, 京湖新发行股份, 京湖A股22%的股份
_EATEN = (
    ("吸收", expression("合并")),
    ("为", expression("第[一二三四五六七八九十]大|(?:公司|其)?(?:控股股东|实际控制人|实控人)")),
    ("控股", expression("(?:子|孙)公司")),
    ("新", expression("发行股份|增发")),
    ("A股", expression(r"[\d.]+[%％]|股份|股票|股价|的?(?:股东|流通)|[，。；、]|$")),
    ("H股", expression(r"[\d.]+[%％]|股份|股票|股价|的?(?:股东|流通)|[，。；、]|$")),
    ("所", expression("[持占控收购有](?!久|续|益)")),
    ("手", expression("[中里]")),
    ("方", expression("表示|称|认为|(?:，|、|和|与|的)")),
)


_INSTITUTES = ("中科院", "中国科学院", "中国电科", "中电科")


def _eaten(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of an unlisted name begin what the text goes on with.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _eaten("成为汀江控股子公司", load_gazetteer(), Candidate(2, 6, "Company", "model"))
    2
    """
    if gazetteer.by_name(text[cand.start : cand.end]):
        return 0
    return next(
        (
            len(word)
            for word, behind in _EATEN
            if cand.end - cand.start > len(word) + 1
            and text.endswith(word, cand.start, cand.end)
            # 隆基方表示; 东方 and 四方 are no sides.
            and (word != "所" or not text.startswith(_INSTITUTES, cand.start))
            and (word != "方" or is_firm(gazetteer, text[cand.start : cand.end - 1]))
            and behind.match(text, cand.end)
        ),
        0,
    )


# 免去陈建国汀江港集团董事长职务: who is relieved stands before the firm.
_RELIEVES = (*RELIEVES, *(f"{word}了" for word in RELIEVES))

_RELIEVED = expression(
    rf"[{SURNAMES}][\u4e00-\u9fff]{{2}}(?=.*(?:集团|公司|银行|股份|控股|证券|科技|资本|基金|保险|电子)$)"
)


def _begins_listed(text: str, gazetteer: Gazetteer, cand: Candidate) -> bool:
    """Whether a listed name begins where the candidate does: 华润医药 in 华润医药集团."""
    ends = range(cand.start + 2, cand.end + 1)
    return any(gazetteer.by_name(text[cand.start : end]) for end in ends)


_INVESTOR_CUT = expression("[产创风国城科]投(?:入股|投资|领投|跟投|参投|增资|出资|持股|加码|认购)")


def _is_big_holder(text: str, gazetteer: Gazetteer, cand: Candidate) -> bool:
    """Whether a name ends in what 大股东 begins with.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> lists = load_gazetteer()
    >>> [_is_big_holder(text, lists, Candidate(0, n, "Company", "model")) for n, text in ((4, "京东方大股东"), (3, "新恒大股东"))]
    [True, False]
    """
    name = text[cand.start : cand.end]
    if len(name) < 3 or not text.startswith("大股东", cand.end - 1) or gazetteer.by_name(name):
        return False
    return bool(gazetteer.by_name(name[:-1])) or text.count(name[:-1]) > text.count(name)


def family(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """张红甫兄弟: a person, and others of the family."""
    if cand.type in FIRMS and (kin := _kin(text, gazetteer, cand)):
        return cand._replace(end=cand.end - kin, type="Person")
    return None


_HELD = expression(r"(?:[%％]的?|[\d万亿]股的?|持有?的?|手中的?|手里的?)$")

_SOLD_NEXT = expression(
    "(?:全部|悉数|以|协议)?(?:出售|转让|卖给|售予|给|划转|质押|减持|转手|抛售|出让)"
)

_SHARE_NEXT = expression(r"(?:约|超过|近)?[0-9.]+[%％]")


def verb_of_control(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of a name are a verb: 京湖电子控股51%, 国投创新管理的某基金.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> verb_of_control("京湖电子控股51%", load_gazetteer(), Candidate(0, 6, "Company", "model"))
    2
    """
    name = text[cand.start : cand.end]
    if len(name) == 4 and name.endswith("控股") and text.startswith("由", cand.start - 1):
        # 由三安控股51%
        return 2 if cand.start and _SHARE_NEXT.match(text, cand.end) else 0
    if len(name) < 5 or gazetteer.by_name(name):
        return 0
    if name.endswith(("控股", "持股", "参股")):
        return 2 if _SHARE_NEXT.match(text, cand.end) else 0
    if name.endswith("股份"):
        # 将手中78%的砺芯半导体股份出售: its shares.
        held = _HELD.search(text, max(0, cand.start - 10), cand.start) is not None
        return 2 if held and _SOLD_NEXT.match(text, cand.end) else 0
    return 2 if name.endswith("管理") and text.startswith("的", cand.end) else 0


_ENTERS = expression("(?:打入|进入|切入|跻身|挤进|杀入|纳入)[^，。；]*$")


def _of_chain(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where a company ends whose chain of suppliers is taken for a name: 打入华为供应链; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_of_chain(text, load_gazetteer(), Candidate(2, 7, "Company", "model")) for text in ("打入华为供应链", "收购顺丰供应链")]
    [4, 0]
    """
    name = text[cand.start : cand.end]
    chain = name.endswith("供应链") and len(name) > len("供应链") + 1
    if not chain or gazetteer.by_name(name):
        return 0
    end = cand.end - len("供应链")
    known = any(e.type == "Company" for e in gazetteer.by_name(text[cand.start : end]))
    led = _ENTERS.search(text, max(0, cand.start - 20), cand.start)
    return end if known and led else 0


_IN_PLACE = expression(r"（(?P<place>[\u4e00-\u9fff]{2,6})）")


def of_place(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where the name of a facility ends that a place in brackets tells from its like: 产业园区（长沙）; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> of_place("国家网络安全产业园区（长沙）", load_gazetteer(), Candidate(0, 10, "Facility", "facility"))
    14
    """
    m = _IN_PLACE.match(text, cand.end)
    if m is None or not any(e.type == "Place" for e in gazetteer.by_name(m["place"])):
        return 0
    return m.end()


_PHASE = expression(r"[一二三四五六七八九十]期(?!间)")

# 长城汽车CTO王某某: company, office and person in one.
_WITH_OFFICER = expression(
    r"(?P<name>.{2,}?)(?:CEO|CTO|CFO|COO|董事长|总裁|总经理|创始人)[\u4e00-\u9fff]{2,3}"
)

# What stands behind the name of a company and is no part of it: 国星光电子公司, 英伟达股份, 台积电前, 华为轮值.
_BEHIND_COMPANY = expression(
    r"(?:的?(?:全资|控股)?子公司|股份|未来|开源|案|前|轮值|供应链|零星|部分|剩余|全部|少数|代理|同一天|同日|方面|管理团队|联合体|[双三四]方|新(?:机|车|作|款|品|旗舰)|旗舰机?|据[传悉称])$"
)

_INTO_CHAIN = expression(r"(?:打入|进入|切入|跻身|融入|退出|入)$")

# 腾讯投资了小红书, 英特尔投资20亿美元, 比亚迪投资的速腾聚创: a verb there.
_BUYS = expression(r"(?:投资|收购|入股|领投|增资)$")

_IS_VERB = expression(
    r"[了过]|[约超近逾]?[\d.,]+多?[亿万千百]|数[十百千万亿]|(?:建设|兴建|新建|建成|建造|设立|打造)的?"
)

# 比亚迪投资的速腾聚创 is bought, 腾讯投资的负责人 belongs.
_BOUGHT = expression(
    r"的(?!负责|董事|合伙|团队|代表|创始|投资|总|管理|高管|资金|资本|控股|股|大股|第)"
    # 网易投资虚拟人公司次世文化
    r"|[^，。；、的了与和]{1,10}?(?:公司|企业|厂商|服务商|供应商|品牌)(?!的|以及|[，。；、和与及在将已拟表称等])[\u4e00-\u9fffA-Za-z]{2}"
)

_OF_SHARES = expression(r"(?:[持购售仓让入出分股的押卖买人有下余部换%％])$")

# A city in the name of what stands in it: 特斯拉上海储能超级工厂.
_SITE = expression(r"[^，。；：、的和与]{0,10}?(?:工厂|基地|项目|产线|晶圆厂|园区|电站|生产线)")


def buys(text: str, start: int, end: int, kind: str = "Fund") -> int:
    """How many characters at the end of what is listed as a name of type `kind` are the verb of its clause: 腾讯投资了某公司.

    >>> buys("腾讯投资了京东方", 0, 4), buys("腾讯投资领投", 0, 4), buys("获腾讯投资。", 1, 5)
    (2, 0, 2)
    """
    if text.endswith("控股", start, end) and text[max(0, start - 1) : start] == "由":
        # 由中芯国际控股，: a verb too.
        return 2 if text[end : end + 1] in {"，", "。", "；", ""} and end - start > 3 else 0
    m = _BUYS.search(text, start, end)
    if m is None or m.start() - start < 2:
        return 0
    closes = (
        text[end : end + 1] in {"，", "。", "；", ""} and text[max(0, start - 1) : start] in _LED
    )
    bought = kind == "Fund" and _BOUGHT.match(text, end)
    return len(m[0]) if closes or bought or _IS_VERB.match(text, end) else 0


_THIS = frozenset("这那一两几每")

# 在宁波联合打造: two words, and no listed company there. 认购360亿股: a number. 拟联合国投创业收购: together with 国投创业.
_IN_CITY = expression(r".{2,3}(?:联合|发展|建设|投资)")

_DOES = expression(
    r"(?:打造|共建|建设|成立|开展|推出|举办|发布|组建|主办|承办|设立|签署|研发|开发|建成|举行|投资)"
)

_COUNTED = expression(r"(?:\.\d+)?[万亿千百]?(?:股|元|美元|吨|台|家|人|个|度|[%％万亿])")


_PRIZE = expression("[^“”‘’，。；]{0,14}(?:奖|奖学金|大赛|挑战赛|仪式)[”’]")


def in_prize(text: str, start: int, end: int) -> bool:
    """Whether a name begins the quoted name of a prize, a contest or a ceremony.

    >>> in_prize("发起“腾讯青年科学家奖”", 3, 5), in_prize("“腾讯”获奖", 1, 3)
    (True, False)
    """
    return text[max(0, start - 1) : start] in {"“", "‘"} and _PRIZE.match(text, end) is not None


def no_name(text: str, start: int, end: int) -> bool:
    """Whether what a list knows as a name is none where it stands.

    >>> no_name("在宁波联合打造港口", 1, 5), no_name("宁波联合公告", 0, 4), no_name("认购360亿股", 2, 5)
    (True, False, True)
    """
    if in_prize(text, start, end):
        return True
    if text.startswith("家", start) and text[max(0, start - 1) : start] in _THIS:
        # 这家电商公司: no 家电.
        return True
    if text[start:end].isdigit():
        return _COUNTED.match(text, end) is not None
    if NO_UN.match(text, start, len(text)) and end - start == 3:
        return text[max(0, start - 1) : start] not in {"在", "被", "任", "，", "。", "", "、"}
    led = text[max(0, start - 1) : start] in AT
    return bool(led and _IN_CITY.fullmatch(text, start, end) and _DOES.match(text, end))


def of_china(text: str, cand: Candidate) -> bool:
    """Whether a name begins with the 华 of 在华 or 对华: 就阿斯麦在华发展交换意见.

    >>> of_china("在华发展", Candidate(1, 4, "Company", "model"))
    True
    """
    return (
        text[cand.start] == "华"
        and _OF_CHINA.search(text, max(0, cand.start - 1), cand.start) is not None
    )


_KIN = expression(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:夫妇|兄弟|姐妹|姐弟|父子|父女)")


def _kin(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters behind a person's name say that others of the family are meant too; 0 in 华谊兄弟.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_kin(t, load_gazetteer(), Candidate(0, len(t), "Company", "model")) for t in ("张红甫兄弟", "华谊兄弟")]
    [2, 0]
    """
    name = text[cand.start : cand.end]
    return 2 if _KIN.fullmatch(name) and not gazetteer.by_name(name) else 0


def _behind_company(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters behind the name of a company were taken for a part of it.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _behind_company("京东方投资了砺芯", load_gazetteer(), Candidate(0, 5, "Company", "model"))
    2
    """
    name = text[cand.start : cand.end]
    if gazetteer.by_name(name):
        return 0
    for rule in _BEHIND:
        if (cut := rule(text, gazetteer, cand, name)) is not None:
            return cut
    return 0


def is_firm(gazetteer: Gazetteer, part: str) -> bool:
    """Whether a list knows the name as one of a company or fund."""
    return any(e.type in FIRMS for e in gazetteer.by_name(part))


def _buys_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """腾讯投资了某公司: 投资 is the verb."""
    m = _BUYS.search(name)
    if m is None or m.start() < 2:
        return None
    if _IS_VERB.match(text, cand.end):
        return len(m[0])
    if not is_firm(gazetteer, name[: m.start()]):
        return 0
    led = _LED_LIST.search(text, max(0, cand.start - 34), cand.start) is not None
    closes = led and text[cand.end : cand.end + 1] in {"，", "。", "；", ",", ""}
    return len(m[0]) if closes or _BOUGHT.match(text, cand.end) else 0


def _controls(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """由中芯国际控股，: 控股 is the verb."""
    if not name.endswith("控股") or text[max(0, cand.start - 1) : cand.start] != "由":
        return None
    ends = text[cand.end : cand.end + 1] in {"，", "。", "；", ",", "的", ""}
    return 2 if ends and is_firm(gazetteer, name[:-2]) else 0


def _two_in_one(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """碧桂园服务自彩生活手中收购, 甲系由乙组建, 长安联合腾讯: what begins behind the first of two."""
    if (m := _FROM.fullmatch(name)) and is_firm(gazetteer, m[1]) and is_firm(gazetteer, m[2]):
        return len(name) - len(m[1])
    if _COPULA.search(name) and text.startswith("由", cand.end):
        return 1
    m = _TOGETHER.search(name)
    if m is None or m.start() < 2:
        return None
    beside = gazetteer.find(text[cand.end : cand.end + 10])
    led = bool(beside) and beside[0].start == 0 and beside[0].entry.type in ORGANISATIONS
    return len(m[0]) if led or is_firm(gazetteer, name[: m.start()]) else 0


def _with_its_people(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """中信建投计算机首席分析师, 长城汽车CTO王某某: whom it employs."""
    if (m := _COVERS.search(name)) and _ANALYST.match(text, cand.end):
        return len(m[0]) if is_firm(gazetteer, name[: m.start()]) else 0
    m = _WITH_OFFICER.fullmatch(name)
    if m is None:
        return None
    return len(name) - m.end("name") if is_firm(gazetteer, m["name"]) else 0


def _makes_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """由华为开发的: 开发 is the verb."""
    m = _MAKES.search(name)
    if m is None or text[max(0, cand.start - 1) : cand.start] not in _LED_BY:
        return None
    goes_on = text[cand.end : cand.end + 1] in {"、", "的", "，"}
    return len(m[0]) if goes_on and is_firm(gazetteer, name[: m.start()]) else 0


def _words_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """国星光电子公司, 英伟达股份: no part of the name."""
    m = _BEHIND_COMPANY.search(name)
    if m is None or m.start() < 2:
        return None
    needed = _NEEDS.get(m[0])
    if needed is not None and not needed.search(text, max(0, cand.start - 8), cand.start):
        return None
    # 海力电子公司 is a company of 电子, 国星光电子公司 one of 国星光电's.
    sure = m[0] in _NEVER_ENDS and name[m.start() - 1] not in "电量离原分光种核"
    known = sure or is_firm(gazetteer, name[: m.start()])
    return len(m[0]) if known else None


def _site_behind(text: str, gazetteer: Gazetteer, cand: Candidate, name: str) -> int | None:
    """特斯拉上海储能超级工厂: the city is of the plant."""
    if len(name) > 3 and _SITE.match(text, cand.end):
        for size in (2, 3):
            place = any(e.type == "Place" for e in gazetteer.by_name(name[-size:]))
            if place and is_firm(gazetteer, name[:-size]):
                return size
    return None


# The first that has a say decides.
_BEHIND = (
    _buys_behind,
    _controls,
    _two_in_one,
    _with_its_people,
    _makes_behind,
    _words_behind,
    _site_behind,
)

# 由华为开发的, 是华为研发、: a verb there, while 招商开发 is a firm.
_MAKES = expression(r"(?:开发|研发|推出|打造|生产|设计)$")

_LED_BY = frozenset("是由")

_NEEDS = {"股份": _OF_SHARES, "供应链": _INTO_CHAIN}

_LED = frozenset("获被由受")

_LED_LIST = expression(r"(?:获|获得|由|被|受)(?:[^，。；]{1,30}[、和及与])?$")

_NEVER_ENDS = frozenset(("子公司", "全资子公司", "控股子公司", "的子公司"))

# What goes on behind a name: 华润微拟收购 is a plan of 华润微. No name ends in 拟; others may, as 中将 does.
_ADVERB = expression(
    r"(?:拟|计划|将|已|曾|正|还|也|则|均|共|约|原|现|未|愿|刚|仍|又|再|亦|携|(?<![仿全传成写保逼])真|晚|早|快|无缘|无意|无力|无法|意欲|意图)$"
)

# 台积电断供华为
_SUPPLY_CUT = expression("断$")

# 甲系由乙、丙组建
_COPULA = expression("系$")

# 在华发展, 对华出口: China, and no part of a name.
_OF_CHINA = expression(r"(?:[在对来驻访赴涉])$")

_FROM = expression("(.{2,}?)自(.{2,})")

# 长安联合腾讯: together with.
_TOGETHER = expression("(?:联合|携手|会同|联手|协同)$")

# 中信建投计算机首席分析师: a broker and what its analyst covers.
_COVERS = expression(
    r"(?:计算机|电子|通信|传媒|医药|机械|军工|化工|电新|汽车|食品饮料|家电|策略|宏观|固收|固定收益|有色|钢铁|煤炭|地产|非银|银行|轻工|纺服|农业|环保|新能源|半导体|海外|金融工程|社服|商贸|交运|建材|建筑|金属|TMT)$"
)

_ANALYST = expression(
    "(?:行业)?(?:首席|资深|高级|联席首席)?(?:分析师|研究员|经济学家|研究主管|团队)"
)

_ITS_OWN = expression("其?(?:全资|控股)?(?:子公司|旗下|下属)")

_ONCE = ("由", "是", "系", "名", "计划", "定于", "打算")


def before_adverb(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of a name are what the next words say of it: a plan must not hide in a name.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> before_adverb("华润微拟与京东方合作", load_gazetteer(), Candidate(0, 4, "Company", "model"))
    1
    >>> before_adverb("华东制氟原由中化集团控股", load_gazetteer(), Candidate(0, 5, "Company", "model"))
    1
    """
    name = text[cand.start : cand.end]
    m = _ADVERB.search(name) or (
        _SUPPLY_CUT.search(name) if text.startswith("供", cand.end) else None
    )
    if m is None or m.start() < 2 or gazetteer.by_name(name):
        return 0
    # 华东制氟原由中化集团控股, 某人原计划参会
    once = m[0] == "原" and text.startswith(_ONCE, cand.end)
    known = any(e.type == cand.type for e in gazetteer.by_name(name[: m.start()]))
    # 甲携子公司乙加入
    brings = m[0] == "携" and _ITS_OWN.match(text, cand.end) is not None
    really = m[0] == "真" and text.startswith("的", cand.end)
    sure = m[0] in {"拟", "意欲", "意图"} or once or known or brings or really
    return len(m[0]) if sure else 0


def _behind_deal(text: str, gazetteer: Gazetteer, cand: Candidate) -> int | None:
    """Where a listed company begins in what was taken for one name with who deals in it; None where it does not.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _behind_deal("汀鹭资本投资京东方", load_gazetteer(), Candidate(0, 9, "Company", "model"))
    6
    """
    name = text[cand.start : cand.end]
    m = _DEALING.match(name)
    if m is None or gazetteer.by_name(name):
        return None
    listed = any(e.type == "Company" for e in gazetteer.by_name(name[m.end() :]))
    return cand.start + m.end() if listed else None
