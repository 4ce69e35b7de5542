"""What a clause leaves out and only one thing can be: whose a plant is, who makes a product, what somebody bought."""

from kg.expressions import expression
from kg.extraction.marking import ZERO_CHAR, Atom
from kg.extraction.order import Meant
from kg.extraction.topics.anaphors import meant
from kg.extraction.topics.clauses import FIRMS, Clause
from kg.extraction.topics.memory import THINGS, TOPIC_TYPES, Topics


def unsaid(topic: Meant, at: int) -> Atom:
    """The atom of what is meant at a place where nothing says it.

    >>> unsaid(("Company", ("a1",)), 7).keys
    ('a1',)
    """
    return Atom(at, at, ZERO_CHAR[topic[0]], topic[1])


# 该工厂主要生产某产品, 产品供应某公司, 客户有某公司: what an owner does.
_BY_OWNER = expression(
    "(?:的|将|已|可|一期|建成后|投产后|目前|，)*(?:主要|专门|计划|全部|批量|独家)*"
    "(?:(?:产品|产能)(?:主要|全部|已|将|均|批量)*(?:供应|供给|供货|销往|配套|面向)|生产(?!线|设备|能力|工艺|成本|基地|总值)|制造(?!业|成本)|供应(?!链|商)|供货|为[^，。；]{1,20}(?:配套|供货|供应|代工|供电|生产|组装|制造)"
    "|(?:主要|首批|核心|首个)?(?:客户|租户)(?:包括|有|为|是)(?![^，。；]{0,14}的))"
)
# 该车电池由某公司供应, 屏幕来自某公司: who supplies its maker.
_OF_PARTS = expression(
    "(?:的|其|所用的?|搭载的|采用的)*[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:则|均|也|全部|主要|独家|分别)*(?:由[^，。；]{2,30}(?:供应|提供|供货|配套|代工|供给)|来自|出自|采购自)"
    "|的?(?:主要|核心|国内|本土|零部件|上游|本地){0,2}供应商(?:还|主要)?(?:包括|有|涵盖|为)(?!了)"
)


def left_out(clause: Clause, topics: Topics) -> list[Atom]:
    """What a clause leaves out: whose a thing is that makes something or is fitted with it, what somebody bought, whose office it is.

    该工厂主要生产刀片电池 is told of its owner, 屏幕来自某公司 of the maker of the phone, 海底捞已采购1000台 of the robot named
    just before, 某某当选首任理事长 of the association.

    Args:
        clause: read already, so that its subject is known.
        topics: what the text has spoken of so far.

    Returns:
        At most one atom, where nothing says what it stands for.
    """
    text, first = clause.text, clause.first if clause.spoken else None
    if first is not None and clause.kind(first) in _TAKERS:
        taken = _TAKES.match(text, clause.at, clause.end)
        product = topics.bought() if taken else None
        if taken and product and topics.owners.get(product[1]) != (clause.kind(first), first.keys):
            return [unsaid(product, taken.end())]
    if club := _elects(clause, topics):
        return [club]
    subject, at = _thing_spoken_of(clause, topics)
    owner = topics.owners.get(subject[1]) if subject else None
    if subject is None or owner is None:
        return []
    tells = _BY_OWNER if subject[0] == "Facility" else _OF_PARTS
    named = any(a.keys == owner[1] for a in clause.named)
    return [unsaid(owner, at)] if not named and tells.match(text, at, clause.end) else []


# 长电科技首席执行官某某当选首任理事长, 余某某担任联盟理事长: of the association just named.
_ELECTS = expression(
    "(?:当选|出任|担任|(?<![主责信连离时原现])任|被推举为|被推选为|获选)(?:为)?(?:首任|首届|新任|新一届|第[一二三四五六七八九十]届|名誉){0,2}(?P<at>)(?:联盟|协会|学会|商会|联合会|促进会)?(?=(?:名誉|轮值|执行|副)*(?:理事长|会长|秘书长|主席)(?:[，。；、]|$))"
)


def _elects(clause: Clause, topics: Topics) -> Atom | None:
    """The association of which a clause says only the office that somebody is elected to."""
    if topics.club is None or topics.sentences - topics.club[1] != 1 or not clause.names_person():
        return None
    chosen = _ELECTS.search(clause.text, clause.start, clause.end)
    if chosen is None:
        return None
    before = [a for a in clause.named if a.end <= chosen.start()]
    by_person = (
        bool(before) and clause.kind(before[-1]) == "Person" and before[-1].end == chosen.start()
    )
    named = any(a.keys == topics.club[0][1] for a in clause.named)
    return unsaid(topics.club[0], chosen.start("at")) if by_person and not named else None


def _thing_spoken_of(clause: Clause, topics: Topics) -> tuple[Meant | None, int]:
    """The product or facility that a clause is about, named, told by a word or left unsaid, and where what is said of it begins."""
    first = clause.first
    if first is not None and clause.spoken:
        thing = clause.kind(first) in THINGS
        return ((clause.kind(first), first.keys), first.end) if thing else (None, 0)
    if clause.pronoun is not None:
        found = meant(clause, clause.pronoun, topics)
        return (found, clause.pronoun.end) if found and found[0] in THINGS else (None, 0)
    about = topics.thing if topics.sentences - topics.thing_seen <= 1 else None
    if about is None and topics.closed and topics.sentences - topics.closed[1] <= 1:
        about = topics.closed[0]
    return about, clause.lead


_TAKERS = frozenset({"Company", "GovernmentBody", "ResearchInstitution", "Organization"})
_ADVERBS = "(?:均|也|还|将|拟|计划|目前|日前|此前|分别|正在|正式|已经?|率先|先后|相继|首批|首发|全系|陆续|合计|共|累计|批量|大规模|全面|一次性)*"
_COUNTED = "[约近超逾]?[0-9.一二三四五六七八九十百千万两]+[余多]?(?:台|套|辆|架|部|艘|枚|组)套?"
# 海底捞已采购1000台, 某银行等机构已接入: what, the sentence before named. 教育部已部署 is about something else.
_TAKES = expression(
    rf"(?:等)?(?:[一二三四五六七八九十两多数0-9]*[余多]?家)?(?:企业|公司|机构|单位|车企|用户|客户|医院|银行)?{_ADVERBS}"
    rf"(?:(?:采购|订购|选用|引进|购置|试用|列装|购入|下单)了?(?:{_COUNTED})?|(?:部署|装机|使用|引入|采用|接入)了?{_COUNTED}"
    "|(?<=[已先批继续均也])(?:采用|接入|引入)|(?<=[已先批继续均也将发])(?:搭载|配备))(?=[，。；！]|$)"
)
_MAKES_IT = expression(
    "(?:推出|发布|研制|研发|开发|打造|投建|建设|建成|新建|兴建|投资|上线|量产|生产|交付|制造|展示|亮相)[^，。；]{0,16}$"
)


def another_acts(clause: Clause, first: Atom, topics: Topics) -> bool:
    """Whether the subject of a clause does not make the thing that the clause before ended with.

    Args:
        clause: 小鹏汽车召回部分车辆, behind 蔚来发布ET9.
        first: its subject.
        topics: knows the thing and whose it is.
    """
    if topics.closed is None or clause.kind(first) not in TOPIC_TYPES:
        return False
    return topics.owners.get(topics.closed[0][1]) != (clause.kind(first), first.keys)


def note_owner(clause: Clause, topics: Topics) -> None:
    """Note whose the products and facilities are that the subject of a clause, one company, makes or builds.

    Args:
        clause: 京东方投建六号线.
        topics: takes the owner, unless the thing has one.
    """
    first = clause.first
    if (
        first is None
        or not clause.spoken
        or clause.kind(first) != "Company"
        or len(clause.listed) > 1
    ):
        return
    for atom in clause.named:
        if atom.start >= first.end and clause.kind(atom) in THINGS:
            firms = (a for a in clause.named if first.end <= a.start < atom.start)
            alone = not any(clause.kind(a) in FIRMS for a in firms)
            if alone and _MAKES_IT.search(clause.text, first.end, atom.start):
                topics.owners.setdefault(atom.keys, (clause.kind(first), first.keys))
