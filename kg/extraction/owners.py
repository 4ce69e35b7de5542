"""Whose a facility or a product is by its name: 青岚电气二号工厂, 麒麟970."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.draft import Draft
from kg.extraction.order import Meant


def owner_in(
    draft: Draft, outer: Candidate, inside: Sequence[tuple[Candidate, str]]
) -> tuple[Candidate, str] | None:
    """The company that a facility is named after: the first in its name, and the longest there.

    青岚电气澜州智慧能源示范项目 is 青岚电气's, though there is a company called 智慧能源.

    Args:
        draft: the article.
        outer: the facility.
        inside: the mentions in its name, with their keys.
    """
    firms = [
        n
        for n in inside
        if n[0].type == "Company"
        and not _is_data(draft.text, n[0])
        and not _is_cut(draft, n[0], outer, inside)
    ]
    first = min(firms, key=lambda n: (n[0].start, -n[0].end), default=None)
    if first is not None:
        # 特斯拉上海工厂: of 特斯拉.
        seats = {n[0].start for n in inside if n[0].type == "Place" and n[0].end == first[0].end}
        first = next(
            (n for n in firms if n[0].start == first[0].start and n[0].end in seats), first
        )
    if first is None or _MODEL_NEXT.match(draft.text, first[0].end, outer.end):
        return None
    return first


def _is_data(text: str, firm: Candidate) -> bool:
    """Whether what looks like a company are the first words of a data centre: 西部数据中心 stands in the west."""
    return text.endswith("数据", firm.start, firm.end) and text.startswith("中心", firm.end)


# 西南航空港经开区, 腾讯云计算中心: the last characters of the firm begin another word.
_NEXT_WORD = expression("(?<=航空)[港城]|(?<=云)(?:计算|谷)")


def _is_cut(
    draft: Draft, firm: Candidate, outer: Candidate, inside: Sequence[tuple[Candidate, str]]
) -> bool:
    """Whether a firm in the name of a facility is torn out of a longer word or of another firm that the article names."""
    if _NEXT_WORD.match(draft.text, firm.end, outer.end):
        return True
    longer = draft.text[firm.start : firm.end + 1]
    at_place = any(c.type == "Place" and c.start == firm.end for c, _ in inside)
    if at_place or not "\u4e00" <= longer[-1] <= "\u9fff":
        return False
    return any(
        c.type == "Company" and c.end - c.start > len(longer)
        for c in _mentions_around(draft, longer)
    )


def _mentions_around(draft: Draft, words: str) -> Iterator[Candidate]:
    """The mentions that these words are in."""
    at = draft.text.find(words)
    while at >= 0:
        # Mentions do not overlap: it is the last that begins no later.
        k = bisect_left(draft.mentions, (at + 1,)) - 1
        if k >= 0 and at + len(words) <= draft.mentions[k].end:
            yield draft.mentions[k]
        at = draft.text.find(words, at + 1)


def owners_in_names(draft: Draft) -> dict[str, Meant]:
    """Whose facilities and products are that bear their owner's or maker's name, by their keys."""
    found: dict[str, Meant] = {}
    for cand, key in zip(draft.mentions, draft.linked, strict=True):
        if cand.type not in {"Facility", "Product"} or key in found:
            continue
        inside = draft.nested_in(cand)
        if cand.type == "Facility":
            owner = owner_in(draft, cand, inside)
        else:
            owner = next((n for n in inside if _makes(draft, n[0], cand)), None)
        if owner is not None:
            found[key] = ("Company", (owner[1],))
    return found


def _makes(draft: Draft, firm: Candidate, product: Candidate) -> bool:
    """Whether a product's name is that of a company and a model of its own."""
    rest = draft.text[firm.end : product.end].lstrip()
    return firm.type == "Company" and firm.start == product.start and is_model(rest)


def is_model(rest: str) -> bool:
    """Whether what follows a company's name is a model of its own: 麒麟970, not 平台; in time linear in `rest`.

    >>> is_model("麒麟970"), is_model("H100"), is_model("3A5000"), is_model("会议"), is_model("5G")
    (True, True, True, False, False)
    """
    return _OWN_MODEL.fullmatch(rest) is not None


def bears_name(text: str, product: Candidate, firms: Mapping[str, Candidate]) -> Candidate | None:
    """The listed company, named elsewhere in the article too, whose name a product's begins with: 华为 in 华为Mate X折叠屏手机.

    Args:
        text: the article.
        product: the product.
        firms: the companies that the article names, by what it calls them.

    Returns:
        The company as a mention at the beginning of the product's name, or None.
    """
    if product.type != "Product":
        return None
    name = text[product.start : product.end]
    for length in range(min(len(name) - 2, _LONGEST_FIRM), 1, -1):
        firm = firms.get(name[:length])
        if firm is None or firm.finder != "gazetteer" or _WORD.match(name, length - 1):
            continue
        if _LATIN.search(name, length) and not _NO_BRAND.match(name, length):
            return firm._replace(start=product.start, end=product.start + length)
    return None


_LONGEST_FIRM = 12
# ARM架构服务器, 青岚版系统, 京湖生态链设备: what follows tells of no brand.
_NO_BRAND = expression("架构|版|系|专用|概念|生态|阵列|指令|认证|战略|供应|产业|产品|配套")
_WORD = expression("[A-Za-z0-9]{2}")
_LATIN = expression("[A-Z0-9]")

_OWN_MODEL = expression(
    r"(?:(?!第|新|前|后|近|约|会议|文档|地图)[\u4e00-\u9fff]{2,3}\d(?:\.\d)?(?:芯片|处理器|系列|大模型|模型|车型|机器人)?|"
    r"(?![3-6]G|\d+(?:[nμ]m|英寸|纳米|寸|代|号))[\u4e00-\u9fff]{0,4}(?:[A-Z][A-Za-z]*[- ]?\d|\d{3}|\d[A-Z]\d{2})[A-Za-z0-9.+\-]*(?: [A-Za-z0-9.+\-]+)*[\u4e00-\u9fff]{0,6})"
)


# 英伟达GB200超级芯片工厂: what is made there, not whose it is.
_MODEL_NEXT = expression(r"[A-Z]{1,4}[a-z]*\d")
