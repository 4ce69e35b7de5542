"""The borders of any name: characters that begin or end another word, and what the end of a name says of its type."""

from kg.expressions import expression
from kg.extraction.boundaries.firms import before_adverb, is_firm, of_place, verb_of_control
from kg.extraction.boundaries.shared import AT, CHIEF_FIRST, FIRMS, LISTED_NEXT, NO_UN
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.lexicon import TITLES_RE
from kg.extraction.linking import ORGANISATIONS

# What sums a list up behind its last member: 治理研究中心、文化研究中心两大研究中心.
_SUM = expression(r"(?P<name>.{2,}(?P<head>..))[两三四五六七八九十]大.{0,4}(?P=head)")

# What may stand before a name and was taken for its first character: 据瑞芯微公告, 与京东方签约.
_LEADS = frozenset("任据从由与和对向在为被获将经于是及就因中原前其比较若")

_PARTS_WORDS = frozenset(("", "，", "、", "；", "。", "：", "\n"))

_FORMER_OF = expression(r"原[\u4e00-\u9fff]{2}")


def _is_of_former(text: str, cand: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether 原 before a firm's name tells of a former office: 原砺芯董事长某某、原青岚副总经理某某."""
    return (
        _FORMER_OF.match(text, cand.start, cand.end) is not None
        and TITLES_RE.match(text, cand.end) is not None
        and not gazetteer.by_name(text[cand.start : cand.end])
    )


def off_edges(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without characters at either end that begin or end another word."""
    if NO_UN.match(text, cand.start) and cand.end - cand.start > 4:
        # 拟联合国投创业收购: together with 国投创业.
        cand = cand._replace(start=cand.start + 2)
    if text[cand.end - 1] in " （(":
        cand = cand._replace(end=cand.end - 1)
    if cand.end - cand.start > 2 and _OF_VERB.match(text, cand.start):
        # 研制出天机芯, 成立了某联盟: the first character ends the verb.
        cand = cand._replace(start=cand.start + 1)
    closed = _CLOSED.match(text, cand.start, cand.end)
    if closed and text[cand.start - 1 : cand.start] in {"“", "‘"}:
        # “天工”机器人: what it is stands behind its name.
        cand = cand._replace(end=closed.end())
    if text.startswith(_CUT_OFF, max(0, cand.start - 1)) and cand.start:
        # 大数据发展部, 中电科网安: the first character belongs.
        cand = cand._replace(start=cand.start - 1)
    if cand.type == "Event" and text.startswith(("会上", "坛上"), cand.end - 2):
        # 第六届年会上: at it.
        cand = cand._replace(end=cand.end - 1)
    if cand.type == "Company" and _OFFICER_NEXT.match(text, cand.end - 1):
        # Argo VisionCEO: the C begins the office.
        cand = cand._replace(end=cand.end - 1)
    figure = _FIGURE.search(text, cand.start, cand.end)
    if figure and text[cand.end : cand.end + 1] in _GOES_ON:
        # Zinitix 30.91%: the figure begins behind the name.
        cand = cand._replace(end=figure.start())
    long = cand.end - cand.start > 2
    if cand.type in ORGANISATIONS and long and text.startswith(_SET_UP, cand.end - 1):
        # 国投创合成立于2016年: the last character begins the verb.
        cand = cand._replace(end=cand.end - 1)
    if cand.type in FIRMS and _is_of_former(text, cand, gazetteer):
        cand = cand._replace(start=cand.start + 1)
    if cand.type in FIRMS and "O" in text[cand.start : cand.end]:
        cand = _without_office(text, cand)
    if cand.type == "Product" and (said := _SIZED.search(text, cand.start + 2, cand.end)):
        # StarView One 重39g: how heavy it is.
        cand = cand._replace(end=said.start())
    if cand.type in FIRMS and (cut := verb_of_control(text, gazetteer, cand)):
        cand = cand._replace(end=cand.end - cut)
    if cand.type in ORGANISATIONS:
        cand = _without_act(text, gazetteer, without_term(text, without_lead(text, cand)))
        cand = _without_deed(text, gazetteer, cand)
    if cand.type in FIRMS and not gazetteer.by_name(text[cand.start : cand.end]):
        return _without_clause(text, cand)
    return cand


_OF_VERB = expression(
    r"(?<=研制|研发|开发|打造|生产|制造|培育|设计)出(?![口租版货海行资差厂众让土境水库])|(?<=成立|设立|发布|推出|组建|开发|研发|研制|建成|收购|采用|搭载)了"
)

_CLOSED = expression(r"[^“”‘’]{1,12}(?=[”’].)")


def _without_act(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """A body without the act that names it: 任命某联盟秘书长, 均为恒大所控制.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> found = Candidate(2, 5, "ResearchInstitution", "model")
    >>> _without_act("均为恒大所控制", load_gazetteer(), found)[:3]
    (2, 4, 'Company')
    """
    if appoints := _APPOINTS.match(text, cand.start, cand.end):
        return cand._replace(start=appoints.end())
    taken = cand.type == "ResearchInstitution" and _TAKEN_BY.search(text, cand.start, cand.end + 1)
    known = taken and is_firm(gazetteer, text[cand.start : cand.end - 1])
    if known and text[max(0, cand.start - 1) : cand.start] in {"为", "由", "被"}:
        return cand._replace(end=cand.end - 1, type="Company")
    return cand


_APPOINTS = expression("(?:任命|聘任|选举|推举|免去)(?=.{4})")
_TERM = expression(
    r"(?:20\d\d年)?(?:新一届|第[一二三四五六七八九十百\d]+届)(?:常务)?(?:理事会|委员会|会员代表大会|会员大会)?$"
)
_TAKEN_BY = expression("(?<=..)所[控收持购]$")


def without_term(text: str, cand: Candidate) -> Candidate:
    """An association without the term of its council: 某协会第三届理事会理事长.

    >>> without_term("芯片协会第三届理事会", Candidate(0, 10, "Association", "suffix")).end
    4
    """
    term = cand.type == "Association" and _TERM.search(text, cand.start + 4, cand.end)
    return cand._replace(end=term.start()) if term else cand


def without_lead(text: str, cand: Candidate) -> Candidate:
    """A body without the sign in front that says what is done: 传 of a rumour, 任 of 出任, 共建.

    Args:
        text: the article.
        cand: what grammar or the network names.

    Returns:
        The candidate, beginning behind such a sign; of any other type than those of bodies as it is.

    >>> without_lead("共建语料实验室", Candidate(0, 7, "ResearchInstitution", "suffix")).start
    2
    >>> without_lead("拒绝出任京湖电子董事长", Candidate(3, 8, "Company", "suffix")).start
    4
    """
    if cand.type not in ORGANISATIONS:
        return cand
    if cand.type in FIRMS and _RUMOURED.match(text, cand.start, cand.end):
        opens = text[max(0, cand.start - 1) : cand.start] in _OPENS_SENTENCE
        rest = text[cand.start + 1 : cand.end]
        apart = text.find(rest, cand.end) >= 0 or rest in text[: cand.start]
        if opens and apart and _IS_SAID_TO.match(text, cand.end):
            # 传某公司将收购另一家
            cand = cand._replace(start=cand.start + 1)
    if text[cand.start] == "任" and text[cand.start - 1 : cand.start] in _OFFICE_VERB:
        # 拒绝出任某公司董事长
        cand = cand._replace(start=cand.start + 1)
    built = _BUILT_TOGETHER.match(text, cand.start, cand.end)
    return cand._replace(start=built.end()) if built else cand


_OPENS_SENTENCE = _PARTS_WORDS | {" ", "？", "！"}
_RUMOURED = expression("传(?![音化神智奇媒播承统艺世信家]).{2}")
_IS_SAID_TO = expression("(?:将|拟|或|有意|正|已|考虑|计划|欲|要|被)")
_OFFICE_VERB = frozenset("出担就兼现历曾接连聘委选转升")
_BUILT_TOGETHER = expression("(?:合作|联合|携手|共同)?共建(?:了|的)?(?=.{5})")

# 由某区投资、某公司运营: what each of them does is no part of its name.
_DOES_BY = expression(
    r"(?P<name>.{2,})(?:运营|(?<=[区市县州省府会镇])投资|承建|建设|负责|提供|供应|供货|封装|封测|制造|代工)"
)

_BY_WHOM = expression(r"由[^，。；]{0,20}$")


def _without_deed(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without the verb that follows whom a clause says by whom something is run or paid: 由青岚科技运营。"""
    deed = _DOES_BY.fullmatch(text, cand.start, cand.end)
    if deed is None or text[cand.end : cand.end + 1] not in LISTED_NEXT:
        return cand
    known = gazetteer.by_name(text[cand.start : cand.end])
    if known or not _BY_WHOM.search(text, max(0, cand.start - 24), cand.start):
        return cand
    return cand._replace(end=deed.end("name"))


_VERB_END = expression(
    "领投|跟投|参投|自身|本身|[原前](?=党委|党组|董事|总经理|总裁|副|行长|书记|主任|主席)|研究(?=探讨|讨论|商讨|决定|制定)|后(?=跃居|成为|升至)|即(?=采用|搭载|将|为)"
    r"|已(?:进入|经)?(?=[\u4e00-\u9fff])|深化(?=合作)|市(?=占率)|处(?=获得|受让|取得|收购|购得|购买|承接)|拍卖(?=竞得|拍得|购得)|(?:运营|经营|运转|生产)(?=正常|良好|平稳|稳定|有序|稳健)|支付(?=货款|[价股]款|对价|赔偿|定金|违约|原告)"
    r"|(?<=[A-Za-z0-9])(?:则|也|均)(?=[\u4e00-\u9fff])"
)

# 其换电联盟成立, 目前电信已签约: the words before the name.
_OPENS_CLAUSE = expression("(?:其|目前|日前|近日|如今|此前|此后|随后)(?=..)")

_LISTED_BEHIND = frozenset("及和与等则均")

_DASHES = frozenset("-—–")

# 葛岩新进了三家公司, 葛岩新进持有; 王志新进一步指出, 陈维新进入.
_NEWLY_IN = expression(
    "新进(?![一入行驻军修展])(?:了|持有|成为|[\u4e00-\u9fff]{2,6}(?:股份|前十|十大))"
)

# 证券简称:某公司 证券代码:834117, 收购LDV;
_CODE_TOLD = expression(
    r"(?<![;；\s])[;；\s]+(?P<code>(?:证券|股票)(?P<word>代码|简称)?(?:[:：]?\d*))?$"
)


def _opens(name: str) -> bool:
    """Whether a name opens a bracket that it does not close.

    >>> _opens("ABB（中国"), _opens("ABB（中国）")
    (True, False)
    """
    return name.count("(") + name.count("（") > name.count(")") + name.count("）")


_LATIN_THEN_VERB = expression(
    r"(?P<name>[A-Za-z][A-Za-z0-9.&\-]*(?: [A-Za-z][A-Za-z0-9.&\-]*)*) ?(?:投资|收购|注资|宣布|发布|推出|表示|供应|合作)"
)
_OBJECT_NEXT = expression(r"了?(?:至多|约|近|超|不超过|最多|最高|[0-9])|(?:了|的(?!基金|公司))")


def unglued(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """Without dashes or 其 before the name, without a date, a verb or a particle behind it; with the bracket that closes it.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "李斌3月宣布，其换电联盟成立"
    >>> [unglued(text, load_gazetteer(), Candidate(*at, "model"))[:2]
    ...     for at in ((0, 3, "Person"), (7, 12, "Association"))]
    [(0, 2), (8, 12)]
    """
    start, end = cand.start, cand.end
    while end - start > 2 and text[start] in _DASHES:
        cand, start = cand._replace(start=start + 1), start + 1
    if text[end : end + 1] in {")", "）"} and _opens(text[start:end]):
        # ABB（中国）: with the bracket that closes it.
        return cand._replace(end=end + 1)
    if cand.type in FIRMS and text[end - 1 : end + 1] == "风投":
        # 小米风投为第二大股东: jieba reads 投为.
        return cand._replace(end=end + 1, type="Fund")
    if (
        cand.type == "Person"
        and text[end - 1].isdigit()
        and text[end : end + 1] in "年月日0123456789"
    ):
        while end - start > 2 and text[end - 1].isdigit():
            end -= 1
        return cand._replace(end=end)
    verb = _LATIN_THEN_VERB.fullmatch(text, start, end) if cand.type in FIRMS else None
    if verb and _OBJECT_NEXT.match(text, end):
        # 向大模型公司 Anthropic 投资至多40亿美元
        return cand._replace(end=verb.end("name"))
    name = text[start:end]
    tail = _CODE_TOLD.search(text, start + 2, end)
    if tail and (not tail["code"] or tail["word"] or text[end : end + 2] in {"代码", "简称"}):
        return cand._replace(end=tail.start())
    if cand.type == "Person" and end - start == 3 and _NEWLY_IN.match(text, end - 1):
        # 葛岩新进了三家公司
        return cand._replace(end=end - 1)
    if end - start < 4 or gazetteer.by_name(name):
        return cand
    if (lead := _OPENS_CLAUSE.match(name)) and cand.type != "Person":
        cand, start = cand._replace(start=start + lead.end()), start + lead.end()
    for verb in _VERB_END.finditer(text, start + 2, end + 4):
        if verb.end() == end:
            return cand._replace(end=verb.start())
    if name[-1] in _LISTED_BEHIND and gazetteer.by_name(text[start : end - 1]):
        return cand._replace(end=end - 1)
    return cand


def _without_office(text: str, cand: Candidate) -> Candidate:
    """A firm without the letters of an office; CTO韩牧 is a person.

    >>> text = "CTO韩牧"
    >>> _without_office(text, Candidate(0, 5, "Company", "model"))[:3]
    (3, 5, 'Person')
    """
    if chief := CHIEF_FIRST.match(text, cand.start, cand.end - 1):
        return cand._replace(start=chief.end(), type="Person")
    chief = _CHIEF_LAST.search(text, cand.start, cand.end)
    return cand._replace(end=chief.start()) if chief else cand


_SUPPOSES = expression("(?:如若|倘若|如果|若)(?=.{3})")
_WOULD = expression("[^。；！？\n]{2,40}，[^。；！？\n]{0,30}(?:将|则|就|那么|有望|便)")

# 附条件批准某公司收购; 因某公司涉嫌违规: the words begin another phrase.
_PHRASE_BEFORE = expression(
    r"(?:(?:附加?)?(?:限制性)?条件)?(?:批准|核准|否决)(?=[\u4e00-\u9fff]{4})|(?P<cause>因)(?=[\u4e00-\u9fff]{3})"
)

_PHRASE_BEGINS = frozenset("附限条批核否因若倘如")

# With which the phrases below begin; most names hold none of these.
_PHRASE_GOES_ON = expression("[未纯横送出递提发挖控投甩抛拒否]")

# 某公司未依法申报, 收购某公司纯属商业行为, 某公司送达的报告书, 某公司拒绝与乙合作
_PHRASE_BEHIND = expression(
    r"(?:未(?=依法|按|及时|经|能|获|予|履行|披露|申报|如期)|纯属.*|横生.*|(?:送达|出具|递交|提交|发来|发出)(?=的)|挖(?=来|走|角)|[甩抛](?=在身后|到身后|开)|控制(?=(?:约|超过|近)?[0-9.]+[%％])"
    r"|(?<=.{3})投资(?=运营|建设|开发|兴建|打造)|拒绝(?=[与和同向对就接透置])|否认(?=[与和同曾将有其会是]))"
)

# 因某公司涉嫌违规, 因某公司及其保荐人撤回申请; 因纳基因去年盈利
_CAUSED = expression(
    r"(?:（[^（）]{0,40}）)?(?:(?:[及与和]其)[^，。；]{0,16})?(?:涉嫌|主动撤回|撤回|违反|违规|拒绝|资金链|未[按能及依]|经营不善)"
)


# 以集中竞价方式减持京湖电子股份: the verb before a firm, and its shares.
_SHARES_DEALT = expression(
    "(?:方?式|拟|将|再|继续|大幅|累计|合计|计划|主动|被动)?(?:减持|增持|抛售|清仓|质押|认购|购入|买入|卖出|沽售)(?P<name>.{2,}?)(?:股份|股票|股权)?"
)


def _without_clause(text: str, cand: Candidate) -> Candidate:
    """An unlisted firm without the words of a clause that begin in its name or end in it.

    >>> text = "云海物流因收购捷运通未依法申报被罚"
    >>> _without_clause(text, Candidate(7, 11, "Company", "model")).end
    10
    """
    if shares := _SHARES_DEALT.fullmatch(text, cand.start, cand.end):
        cand = cand._replace(start=shares.start("name"), end=shares.end("name"))
    first = text[cand.start] in _PHRASE_BEGINS
    if first and text[max(0, cand.start - 1) : cand.start] in _PARTS_WORDS:
        # 若澜岳科技进入供应链
        supposed = _SUPPOSES.match(text, cand.start, cand.end)
        if supposed and _WOULD.match(text, cand.end):
            cand = cand._replace(start=supposed.end())
    m = _PHRASE_BEFORE.match(text, cand.start, cand.end) if first else None
    if m and (not m["cause"] or _CAUSED.match(text, cand.end)):
        cand = cand._replace(start=m.end())
    led = text[max(0, cand.start - 1) : cand.start] == "由" and cand.end - cand.start > 4
    if (
        led
        and text.endswith("投资", cand.start, cand.end)
        and text[cand.end : cand.end + 1] in {"，", "。", "；"}
    ):
        # 由奇绩创坛投资，: the verb.
        return cand._replace(end=cand.end - 2)
    if not _PHRASE_GOES_ON.search(text, cand.start + 2, cand.end):
        return cand
    for behind in _PHRASE_BEHIND.finditer(text, cand.start + 2, cand.end + 10):
        if behind.start() >= cand.end:
            break
        if behind.end() >= cand.end:
            return cand._replace(end=behind.start())
    return cand


def at_home(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """Without the country in front, with the rest of a facility's name, without the adverb behind."""
    if home := _home_before(text[cand.start : cand.end], cand.type, gazetteer):
        # 韩国三星电子 is 三星电子, 日本甲骨文 a company of its own.
        return cand._replace(start=cand.start + len(home))
    if cand.type == "Facility" and (whole := of_place(text, gazetteer, cand)):
        return cand._replace(end=whole)
    if cand.type in ORGANISATIONS and (cut := before_adverb(text, gazetteer, cand)):
        return cand._replace(end=cand.end - cut)
    return None


def behind_with(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """与旭化成合资, at the head of its clause: with."""
    leads = text[max(0, cand.start - 1) : cand.start] in _PARTS_WORDS
    if text[cand.start] != "与" or not leads or cand.type not in ORGANISATIONS:
        return None
    return cand._replace(start=cand.start + 1) if cand.end - cand.start > 2 else None


def behind_lead(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """据瑞芯微公告: a word before a listed name is no part of it."""
    if text[cand.start] in _LEADS and not gazetteer.by_name(text[cand.start : cand.end]):
        known = gazetteer.by_name(text[cand.start + 1 : cand.end])
        if any(entry.type == cand.type for entry in known):
            return cand._replace(start=cand.start + 1)
    return None


def _home_before(name: str, kind: str, gazetteer: Gazetteer) -> str:
    """The country in front of a listed name that is at home there; empty where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_home_before(name, "Company", load_gazetteer()) for name in ("韩国三星电子", "日本甲骨文")]
    ['韩国', '']
    """
    if not name.startswith(gazetteer.homes):
        return ""
    for home in gazetteer.homes:
        # 韩国现代汽车 is listed as it stands: nothing to take off.
        if name.startswith(home) and not gazetteer.by_name(name):
            rest = gazetteer.by_name(name.removeprefix(home))
            if any(entry.type == kind and home in entry.homes for entry in rest):
                return home
    return ""


_FIGURE = expression(r" ?\d+(?:\.\d*)?\.?$")

# 英国首相某某: taken for a firm.
_STATESMAN = expression(
    r"[\u4e00-\u9fff]{0,4}(?:首相|总统|总理|国务卿|大臣|外长|防长|议长)(?=[\u4e00-\u9fff·]{2,6}$)(?!轮船|酒店|大酒店)"
)

_CHIEF_LAST = expression(r"(?<=.{2})(?:前任|前|时任)?C[ETFOIMPS]O$")

_SET_UP = ("成立于", "成立以来", "成立后", "位于", "领投", "跟投", "参投", "全称", "全名")

_CUT_OFF = ("大数据", "中电科", "成都")

_OFFICER_NEXT = expression(r"(?<=[a-z0-9])C[EFTOIMPS]O")

_SIZED = expression(r"\s*(?:仅?重|厚度?为?|起?售价|定价)\s*[\d.]")

_GOES_ON = frozenset((*"0123456789", "%", "％"))

_SURE_ENDS = (
    (expression(r"(?:有限|股份)公司$"), "Company"),
    (expression(r"(?:协会|学会|商会)$"), "Association"),
    (expression(r"(?:事业部|事业群)$"), "Company"),
)

# 数字政府, 阳光政府: what governments become, none of them.
_NO_BODY = expression(r"(?:数字|智慧|法治|服务型|电子|阳光)政府")

# 同意格科微科创板IPO注册: the firm and the board; 深交所创业板 is one name.
_FIRM_AND_BOARD = expression(
    r"(?P<firm>(?!.*(?:交易所|交所|证券|上证|深证|[沪深港京]市|^中国|^全国|^[一-鿿]?股))[\u4e00-\u9fff]{2,6})(?P<board>科创板|创业板|北交所|新三板)"
)


def statesman(text: str, cand: Candidate) -> Candidate:
    """A head of state or of a ministry that was taken for a firm with the office, as a person.

    >>> statesman("英国首相苏某某宣布", Candidate(0, 7, "Company", "model"))[:3]
    (4, 7, 'Person')
    """
    led = _STATESMAN.match(text, cand.start, cand.end)
    return cand._replace(start=led.end(), type="Person") if led else cand


def by_its_end(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate with the type that the end of its name leaves no doubt of.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "中国算力应用协会发布"
    >>> by_its_end(text, load_gazetteer(), Candidate(0, 8, "GovernmentBody", "model")).type
    'Association'
    """
    if cand.type not in ORGANISATIONS:
        return cand
    name = text[cand.start : cand.end]
    if cand.type == "GovernmentBody" and _NO_BODY.fullmatch(name):
        return cand._replace(type="Technology")
    known = gazetteer.by_name(name)
    if not known and (both := _FIRM_AND_BOARD.fullmatch(name)):
        return cand._replace(start=cand.start + both.start("board"), type="Organization")
    if known:
        place = cand.type == "GovernmentBody" and any(e.type == "Place" for e in known)
        led = cand.start > 0 and text[cand.start - 1] in AT
        if place and led:
            return cand._replace(type="Place")
        kinds = {e.type for e in known}
        sure = len(kinds) == 1 and {cand.type, *kinds} == {"Company", "Fund"}
        return cand._replace(type=kinds.pop()) if sure else cand
    kind = next((kind for end, kind in _SURE_ENDS if end.search(name)), cand.type)
    return cand if kind == cand.type else cand._replace(type=kind)


def whole_word(text: str, _: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate with the last character of a word that ends many names: 砺芯半导|体创业板.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> whole_word("砺芯半导体创业板IPO", load_gazetteer(), Candidate(0, 4, "Company", "model")).end
    5
    """
    torn = cand.end - cand.start > 2 and text.startswith("半导体", cand.end - 2)
    return cand._replace(end=cand.end + 1) if torn else cand


# 根据某公司章程, 某集团年报显示
_PAPER = expression(
    r"(?P<name>.{2,}(?:公司|集团|基金|合伙企业|（有限合伙）|协会|银行))(?:\d{4}年?)?(?:章程|年报|年度报告|招股书|招股说明书|公告)"
)


def without_paper(text: str, _: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate without the paper that is its own: a firm's articles or its annual report are no firm.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> text = "砺芯半导体有限公司章程"
    >>> without_paper(text, load_gazetteer(), Candidate(0, len(text), "Company", "model")).end
    9
    """
    m = _PAPER.fullmatch(text, cand.start, cand.end)
    return cand if m is None else cand._replace(end=m.end("name"))


def without_sum(text: str, cand: Candidate) -> Candidate:
    """The candidate without the words that sum up the list it ends.

    >>> text = "文化研究中心两大研究中心"
    >>> without_sum(text, Candidate(0, len(text), "ResearchInstitution", "model")).end
    6
    """
    m = _SUM.fullmatch(text, cand.start, cand.end)
    return cand if m is None else cand._replace(end=m.end("name"))
