"""Statements between two entities, and what can be stated of no two."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.qualify import with_own_round, without_others_sum
from kg.extraction.relations.parties import CLAUSE_STOP, OWNERS_DO, TRADES
from kg.extraction.status import LIVING
from kg.extraction.topics.clauses import is_source
from kg.extraction.values import resolve_date
from kg.model import Entity, Evidence, Literal, Qualifier, Reject, Sentence, Span, Statement
from ontology.vocabulary import vocabulary

# 发行A股购买某公司的股权: shares, and no buyer.
_BOARD = expression(
    "[ABH]股|新三板|(?:科创|创业|主|中小|北交所)板|[^，]{0,4}(?:交易所|上交所|深交所|北交所|港交所)[^，]{0,3}板?"
)
# What a company can be listed on is told from other organisations by its name: “AI四小龙”第一股 is no listing there.
# 在北京产权交易所挂牌转让: a stake is put up for sale.
_NO_BOARD = expression("产权|数据交易|碳排放|环境交易|能源交易|大宗商品")
_MARKET = expression(
    r"交易所|[交证]所|联交|板|股|层$|[深沪]市|柜买|纳斯达克|(?i:nasdaq|euronext|nyse|amex|chinext|star market|hkex|kosdaq|kospi)"
    r"|\b(?:LSE|TSE|SGX|ASX|SIX|KRX|SSE|SZSE|BSE|TSX|JPX|B3)\b"
)


# 甲领投，乙跟投: 乙 puts money in too, and is not what 甲 puts it in.
_INVESTS_TOO = expression(
    r"[”’》]?(?:等[^，。；]{0,6})?(?:联合|共同|独家|继续|持续|也|则|均|参与|分别|各)*(?:领投|跟投|参投|联投|加码|追投|加注)"
)


# 甲旗下的医疗公司完成融资: the money goes to what 甲 has, and not to 甲.
_ANOTHERS = expression(
    r"[”’》]?(?:旗下|下属|分拆|孵化)(?:出?来)?的?[^，。；、（]{0,10}?(?:公司|企业|平台|品牌|部门|业务|项目)"
)
# Most sentences hold none of these words, and need not be looked at.
_SAID_BEHIND = expression("旗下|下属|分拆|孵化|[领跟参联追]投|加码|加注")


def _ends_of(
    draft: Draft, sentence: Sentence, obj: Entity | Literal, span: Span | None
) -> Iterator[int]:
    """Where an object is named in the sentence: at its span, or where it is left unsaid at all its mentions."""
    if span or isinstance(obj, Literal):
        yield from (span.end,) if span else ()
        return
    key = obj.id
    yield from (c.end for c, k in draft.named_in(sentence.span) if k == key)


def _is_no_target(draft: Draft, ends: Iterable[int]) -> str:
    """Why who is said to be invested in is not, as the words behind its name tell; empty if they do not."""
    for end in ends:
        if _INVESTS_TOO.match(draft.text, end):
            return "names a fellow investor"
        if _ANOTHERS.match(draft.text, end):
            return "of what another has"
    return ""


def make_statement(
    draft: Draft,
    sentence: Sentence,
    relation: str,
    subject: str,
    obj: str | Literal,
    *,
    rule: str,
    status: str = "completed",
    qualifiers: tuple[Qualifier, ...] = (),
    confidence: float = 0.8,
    subject_span: Span | None = None,
    object_span: Span | None = None,
) -> Statement | Reject:
    """A statement, or a Reject when the ontology does not allow it.

    Args:
        draft: the article's reading.
        sentence: the evidence.
        relation: relation type code.
        subject: entity id.
        obj: entity id, or a text where the relation takes one.
        rule: id of the pattern or rule.
        status: status code.
        qualifiers: what is said about it.
        confidence: 0 to 1.
        subject_span: where the subject is named, if it is.
        object_span: where the object is named, if it is.
    """
    s = draft.entities[subject]
    o: Entity | Literal = obj if isinstance(obj, Literal) else draft.entities[obj]
    if why := _ruled_out(draft, sentence, relation, s, o, object_span):
        return Reject(stage="relations", reason=why, text=sentence.text, span=sentence.span)
    if relation == "INVESTED_IN" and subject_span:
        qualifiers = with_own_round(draft.text, subject_span, qualifiers)
        qualifiers = without_others_sum(draft.text, subject_span, qualifiers)
        qualifiers = tuple(
            q
            for q in qualifiers
            if not _is_fellows(
                draft, subject_span, {subject, *((obj,) if isinstance(obj, str) else ())}, q
            )
        )
    told = _once(_dated(q, draft.article.published) for q in qualifiers)
    return Statement(
        type=relation,
        subject=s,
        object=o,
        status="planned"
        if status == "completed" and _is_to_come(draft, relation, told)
        else status,
        qualifiers=told,
        evidence=(
            Evidence(
                article_id=draft.article_id,
                sentence=sentence.span,
                text=sentence.text,
                subject=subject_span,
                object=object_span,
                rule=rule,
                confidence=confidence,
            ),
        ),
    )


def _ruled_out(
    draft: Draft,
    sentence: Sentence,
    relation: str,
    s: Entity,
    o: Entity | Literal,
    object_span: Span | None,
) -> str:
    """Why the relation cannot be stated of the two, or nothing."""
    o_type = None if isinstance(o, Literal) else o.type
    if not vocabulary().allows(s.type, relation, o_type):
        return f"{relation} does not link {s.type} to {o_type or 'a text'}"
    if (
        (relation in TRADES or relation == "HOLDS_POSITION")
        and object_span
        and is_source(draft.text, object_span.start, object_span.end)
    ):
        return "who sells company data tells the news, and it is of others"
    if relation == "SUPPLIES" and isinstance(o, Entity) and any("招标" in form for form in o.forms):
        return "who holds a tender for others buys nothing"
    if relation == "KIND_OF" and isinstance(o, Entity) and o.name.endswith(_CHAINS):
        return "a chain has links, and no kinds"
    if relation in _OF_RULES and any(map(_LETTER.search, (s.name, getattr(o, "name", "")))):
        return "a letter to one party is no policy"
    if relation == "DEVELOPS" and isinstance(o, Entity) and _bears_anothers_name(draft, s, o):
        return "its name begins with another maker's"
    if relation == "LISTED_ON" and isinstance(o, Entity) and any(map(_NO_BOARD.search, o.forms)):
        return "nobody is listed where stakes and goods are put up for sale"
    if relation == "LISTED_ON" and isinstance(o, Entity) and not any(map(_MARKET.search, o.forms)):
        return "LISTED_ON names no exchange or board"
    if relation in OWNERS_DO and s.type == "Organization" and any(map(_BOARD.fullmatch, s.forms)):
        return f"a market owns nothing ({relation})"
    if relation == "SUBSIDIARY_OF" and isinstance(o, Entity) and _of_another_house(sentence, s, o):
        return "a listed firm behind one that bears the owner's name"
    if relation == "INVESTED_IN" and _SAID_BEHIND.search(sentence.text):
        why = _is_no_target(draft, _ends_of(draft, sentence, o, object_span))
        return f"{relation} {why}" if why else ""
    return ""


_SHARE_OF_DEAL = frozenset({"amount", "stake", "shares", "round"})
_CLAUSE_HEAD = expression("[，；。：、](?:而|其中|此前|随后|同时|另外|此外)?")


def _is_fellows(draft: Draft, investor: Span, ends: Set[str], q: Qualifier) -> bool:
    """Whether a value stands in a later clause of which another investor is the subject: 甲领投，乙跟投1亿元 tells no sum of 甲's."""
    if q.name not in _SHARE_OF_DEAL or q.span is None or q.span.start <= investor.end:
        return False
    heads = _CLAUSE_HEAD.finditer(draft.text, investor.end, q.span.start)
    head = next((m.end() for m in reversed(list(heads)) if draft.text[m.start()] != "、"), None)
    if head is None:
        return False
    at = bisect_left(draft.mentions, (head,))
    if at == len(draft.mentions) or draft.mentions[at].start != head:
        return False
    first = draft.mentions[at]
    return (
        first.end <= q.span.start
        and first.type in {"Company", "Fund", "Person"}
        and draft.linked[at] not in ends
        and _FELLOW_PAYS.match(draft.text, first.end, q.span.start) is not None
    )


# 乙、丙跟投, 乙则认缴, 乙持股
_FELLOW_PAYS = expression(
    "(?:(?:、|和|与|及)[^，。；、和与及]{2,14}){0,6}(?:等[^，。；]{0,8})?(?:分别|各|则|也|将|拟|共同|合计|各自)*"
    "(?:领投|跟投|参投|投资|出资|认缴|认购|增资|追加|持股|持有|占股|占比)"
)
_CHAINS = ("产业链", "供应链", "价值链")
_OF_RULES = frozenset({"ISSUED", "TARGETS", "BENEFITS", "IMPLEMENTS"})
_LETTER = expression(
    "(?:(?:受理|立案|中标|录取|缴费|解约|停牌|终止)通知书?|告知书|决定书|判决书|裁定书|问询函|关注函|监管函|警示函|工作函|起诉状|意向书|传票)[”》]?$"
)


def _bears_anothers_name(draft: Draft, s: Entity, product: Entity) -> bool:
    """Whether the name of a product begins with that of another listed company: 优必选Walker S is not 特斯拉's."""
    maker = next((m for form in product.forms if (m := draft.makers.get(form))), None)
    if maker is None or s.type != "Company":
        return False
    return maker not in {*s.forms, dict(s.identifiers).get("gazetteer")} and not any(
        product.name.startswith(form) for form in s.forms
    )


def _of_another_house(sentence: Sentence, part: Entity, owner: Entity) -> bool:
    """Whether a firm that is listed itself stands behind a part of the owner that bears its name.

    In 华工科技旗下华工正源、中际旭创 the second is another firm.
    """
    if "旗下" not in sentence.text or all(key != "stock_code" for key, _ in part.identifiers):
        return False
    stem = owner.name[:2]
    if any(form.startswith(stem) for form in part.forms):
        return False
    behind = sentence.text.partition("旗下" + stem)[2]
    first, _, others = CLAUSE_STOP.split(behind, maxsplit=1)[0].partition("、")
    return bool(first) and any(form in others for form in part.forms)


def _is_to_come(draft: Draft, relation: str, told: Iterable[Qualifier]) -> bool:
    """Whether a year is told that lies ahead of the day of publication: 自2025年起供应, told in 2022."""
    published = draft.article.published
    if published is None or relation not in LIVING:
        return False
    dates = (q for q in told if q.name == "date" and q.reading and _YEAR.search(q.text))
    return any(
        q.reading.low_date is not None and q.reading.low_date > published
        for q in dates
        if q.reading is not None
    )


_YEAR = expression(r"^[自从]20\d\d年.{0,6}(?:起|开始)")


def _dated(qualifier: Qualifier, published: str | None) -> Qualifier:
    """The qualifier with a relative date such as 近日 or 7月12日 read against the day of publication."""
    reading = qualifier.reading
    if reading is None or reading.kind != "date" or published is None:
        return qualifier
    return replace(qualifier, reading=resolve_date(qualifier.text, published))


def _once(qualifiers: Iterable[Qualifier]) -> tuple[Qualifier, ...]:
    by_name: dict[str, Qualifier] = {}
    for q in qualifiers:
        by_name.setdefault(q.name, q)
    return tuple(by_name[k] for k in sorted(by_name))
