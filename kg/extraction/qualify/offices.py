"""The office of a person named beside a house: 甲董事长某某."""

from kg.expressions import expression
from kg.extraction.lexicon import TITLES
from kg.model import Qualifier, Span


def office_beside(text: str, body: Span, person: Span) -> Qualifier | None:
    """The office that stands between a body and a person, or behind the body that the person is said to be with.

    It comes as the qualifier `title`, with its place in `text`; None where no office stands there.

    >>> office_beside("星汀科技大中华区副总裁罗伟伦称", Span(start=0, end=4), Span(start=11, end=14)).text
    '大中华区副总裁'
    >>> office_beside("沈砚秋此前在星汀科技担任AR产品线总监", Span(start=6, end=10), Span(start=0, end=3)).text
    'AR产品线总监'
    """
    if body.end <= person.start:
        # 甲董事长乙、副董事长丙: the office of 丙 stands right before him.
        own = _OFFICE_OF_NEXT.search(text, body.end, person.start)
        m = own or _OFFICE.match(text, body.end, person.start)
        if m and "，" in text[m.end("office") : person.start]:
            # 甲原CEO某人被罢免，另一人出任: not his.
            return None
        if (
            m
            and "，" in m["office"]
            and _OFFICE_OF_OTHER.search(text, max(0, body.start - 2), body.start)
        ):
            # 某人是原甲总经理，创始人另一人: two offices of two people.
            return None
    else:
        behind = (p.match(text, body.end, body.end + 30) for p in (_OFFICE_BEHIND, _OFFICE_HELD))
        m = next((found for found in behind if found), None)
        if m and (other := _OTHER_HOUSE.search(text, m.start("office"), m.end("office"))):
            # 曾任甲副总经理、乙科技总经理: the second is another's.
            office = text[m.start("office") : other.start()]
            span = Span(start=m.start("office"), end=other.start())
            return Qualifier(name="title", text=office, span=span)
        stop = m["office"].find("，") if m else -1
        if m and stop > 0 and text[m.end() : m.end() + 1] not in {"", *"，。；、"}:
            # 甲是乙总经理，联合创始人丙: the second is another's.
            span = Span(start=m.start("office"), end=m.start("office") + stop)
            return Qualifier(name="title", text=m["office"][:stop], span=span)
    return m and Qualifier(
        name="title", text=m["office"], span=Span(start=m.start("office"), end=m.end("office"))
    )


def office_told(text: str, person: Span) -> Qualifier | None:
    """The office that a clause says a person to hold where it leaves out whose: 董事长为徐明, ，副董事长吕某持股8%.

    >>> office_told("注册资本10亿元，董事长为徐明。", Span(start=13, end=15)).text
    '董事长'
    """
    start = max(0, person.start - _FAR_OFFICE)
    m = _OFFICE_TOLD.search(text, start, person.start)
    return m and Qualifier(
        name="title", text=m["office"], span=Span(start=m.start("office"), end=m.end("office"))
    )


_FAR_OFFICE = 30
_OFFICE_TOLD = expression(
    rf"(?:^|[，。；\n])(?:其|公司|时任|现任|新任)*(?P<office>(?!原|前){TITLES})(?:(?:则|现|分别)?(?:为|是|系|由)(?:(?:原|前){TITLES})?)?$"
)
_OFFICE = expression(
    rf"的?(?P<office>(?:(?:前|原)任?)?(?:(?!任命|聘|选举|提名|董事会(?!副?主席)|出任|辞|接替|就任|宣布|邀请|离开|加盟|[并后前由被])[^，。；：、的“”（）]){{0,12}}?{TITLES})"
)
_OFFICE_OF_NEXT = expression(rf"[\u4e00-\u9fa5·]{{2,}}(?:[、，和及与]|以及)(?P<office>{TITLES})$")
_OTHER_HOUSE = expression(
    "[、和及，][^、和及，]{2,10}?(?:公司|集团|科技|银行|大学|学院|协会|学会|研究院|证券|基金|[省市委厅局](?=[^、]))"
)
_OFFICE_BEHIND = expression(rf"的?(?P<office>{TITLES})")
# 此前在某公司担任AR产品线总监
_OFFICE_HELD = expression(
    rf"(?:担任|出任|历任|任)(?:过|了)?(?P<office>[^，。；：、的“”（）]{{0,12}}?{TITLES})"
)
_OFFICE_OF_OTHER = expression("[任去是为][原前]?$")
