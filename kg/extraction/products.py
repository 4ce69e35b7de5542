"""Products that only their look and the words around them tell: behind the word for what they are, or called so."""

from bisect import bisect_left
from collections.abc import Iterator

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.draft import Draft


def find_products(draft: Draft) -> list[Candidate]:
    """The names of products that no list knows.

    Args:
        draft: the reading of an article, with its words and with what lists and grammar found.
    """
    finders = (
        _named_products,
        _latin_products,
        _kind_led_products,
        _called_products,
        _longer_products,
    )
    return [cand for finder in finders for cand in finder(draft)]


_NAMED = expression(
    r"(?:[“‘]([^“”‘’，。；、\s]{2,10})[”’]|"
    r"([A-Z][A-Za-z]+[A-Za-z0-9\-]{1,16}(?: ?\d[\w.]*)?|"
    # A coined word with a version or a number: 邃思2.5, 昇腾910.
    r"(?:(?![的约为到等在数超近至仅占共达领域年月增速资业率额比量价同了有是])[\u4e00-\u9fa5]){2,3}(?:\d{3,4}|\d\.\d)(?=[，。、；”’的和与采搭量芯]|$)))"
)


def _named_products(draft: Draft) -> Iterator[Candidate]:
    """Product names directly behind the word for what they are: 智慧终端“星河通”, 固态硬盘StarDisk."""
    text = draft.text
    for cand in [c for c in draft.candidates if c.type in CONCEPTS and c.end < len(text)]:
        m = _NAMED.match(text, cand.end)
        if m is None or text[cand.end - 1].isascii():
            continue
        group = 1 if m.group(1) else 2
        if text[m.end() : m.end() + 1] in {"技", "架", "协", "芯", "算", "平", "系"}:
            continue
        if group == 1 and (cand.type == "Industry" or _is_phrase(draft, m.start(1), m.end(1))):
            continue
        end = whole_name(text, m.end(group))
        yield Candidate(m.start(group), end, "Product", "apposition", confidence=0.75)


_PHRASE_TAGS = frozenset({"i", "l", "m", "v", "a", "d", "vd", "ad", "r", "p", "c"})


def _is_phrase(draft: Draft, start: int, end: int) -> bool:
    """Whether quoted words are a phrase and no name: an idiom, or words led by a verb or a number."""
    starts = draft.token_starts
    i = bisect_left(starts, start)
    return i < len(starts) and starts[i] < end and draft.tokens[i][2] in _PHRASE_TAGS


_LATIN_NAME = expression(
    r"(?<![A-Za-z0-9.\-])(?:[A-Z][A-Za-z]*(?:[\-.][A-Za-z0-9]+)+|[A-Z]+[a-z]*\d+[A-Za-z0-9.\-]*|[A-Z][a-z]+(?:[A-Z][a-z]*)+|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]*)+|[A-Z][a-z]{2,}[\- ][A-Z0-9][\w.]*)(?: \d[\w.]*)?(?![A-Za-z0-9])"
)
_MADE_BEFORE = expression(
    r"(?:发布|推出|开源|上线|量产|搭载|采用|支持|研发|自研|名为|叫|新品|宣布|代|款|品牌|模型|芯片|平台|系统|机器人|卡|器|手机|产品|与|和|、|的|由|把|将|及)$"
)


# 完成Pre-A轮融资: a round of financing.
_ROUND = expression("[+＋]*轮")


def _latin_products(draft: Draft) -> Iterator[Candidate]:
    """Latin names that no list knows, where the words before speak of something made: 推出LX300."""
    for m in _LATIN_NAME.finditer(draft.text):
        before = draft.text[max(0, m.start() - 6) : m.start()].rstrip("“‘ ")
        if _MADE_BEFORE.search(before) and not _ROUND.match(draft.text, m.end()):
            yield Candidate(m.start(), m.end(), "Product", "apposition", confidence=0.5)


# 发布第二代人形机器人行者S2, 推出推理芯片思元370; 机器人销量3000台 names nothing.
NAMED_BEHIND_KIND = expression(
    r"(?:芯片|处理器|机器人|加速器|加速卡|训练卡|推理卡|数据库|模型|操作系统|手机|轿车|SUV|MPV|重卡|服务器|传感器|激光雷达|无人机|卫星|火箭|飞机|飞行器|交换机|显卡|MCU|GPU|CPU|NPU|FPGA|SoC)"
    r"(?P<name>(?!芯片|处理器|模型|系统|平台|显卡|卡|机器人|组|器|模组|管理|主板|一体机|测试|集群|机柜|大约|合计|续航|支持|搭载|采用|累计|总计|超过|不足|兼容|基于|适配|达到|可|能|集成)[^\W\d_a-zA-Z的了和与及或是在为达约超近共到至升降售卖价销量产出货增第仅有将已每年月日比占用从由向对于个台只款种类版型号、][\u4e00-\u9fff]{0,3}"
    r"(?:[A-Z][A-Za-z]{0,5}[\- ]?\d[A-Za-z0-9.\-]*+(?!公里|千米|马力|续航|架|台|辆|余|万|千|瓦|小时|解码|编码|标准|协议|接口)|\d{3}(?![\d.,万亿千百个只台元颗款%％家年月日位名项小GMKTmhW纳微毫米英寸秒天度伏瓦安次倍人户吨公余架辆])[A-Z]{0,2}|\d\.\d(?![\d%％万亿倍元米秒纳微英GT])))"
)
_MADE_NEAR = expression(
    r"(?:发布|推出|研制|研发|开发|亮相|展出|带来|搭载|采用|开源|上市|交付|量产|自研|名为|新品|首款|首颗|新一代|第[一二三四五六七八九十]代)[^，。；]{0,20}$"
)


def _kind_led_products(draft: Draft) -> Iterator[Candidate]:
    """Names of models right behind the word for what they are, where the clause speaks of something made."""
    for m in NAMED_BEHIND_KIND.finditer(draft.text):
        if _MADE_NEAR.search(draft.text, max(0, m.start() - 30), m.start()):
            yield Candidate(m.start("name"), m.end("name"), "Product", "apposition", confidence=0.5)


# 发布名为“烛龙”的智能驾驶芯片
_CALLED = expression(
    r"(?:名为|取名为?|代号为?|命名为|叫做)[“「](?P<name>[^“”「」，。；]{2,16})[”」]的(?=[^，。；]{0,14}(?:芯片|处理器|模型|平台|系统|机器人|手机|车型|轿车|方案|软件|产品|卫星|火箭|飞机|电池|服务器|数据库|引擎|框架|应用|助手))"
)


def _called_products(draft: Draft) -> Iterator[Candidate]:
    """Names in quotation marks of which the text says that something made bears them."""
    for m in _CALLED.finditer(draft.text):
        yield Candidate(m.start("name"), m.end("name"), "Product", "apposition", confidence=0.7)


# Apollo Moon, PolarDB for PostgreSQL: a list knows the first word alone.
_LONGER = expression(
    r"(?: for [A-Z][A-Za-z]+|(?: (?!App)[A-Z][a-z]+\d*)+)(?![A-Za-z0-9 ])(?=[\u4e00-\u9fff，。、；）)”》：]|$)"
)


def whole_name(text: str, end: int) -> int:
    """Where a Latin name ends of which a part is known.

    Args:
        text: the article.
        end: where the known part ends.

    Returns:
        The end of the name, `end` itself where it goes no further.

    >>> whole_name("推出Apollo Moon，单车", 8), whole_name("推出Apollo，单车", 8)
    (13, 8)
    """
    if not text[end - 1].isascii() or text[end : end + 1] != " ":
        return end
    m = _LONGER.match(text, end)
    return m.end() if m else end


def _longer_products(draft: Draft) -> Iterator[Candidate]:
    """Products whose name goes on in Latin letters behind a name that a list knows."""
    for c in draft.candidates:
        if c.type == "Product" and (end := whole_name(draft.text, c.end)) > c.end:
            yield Candidate(c.start, end, "Product", "apposition", confidence=0.7)
