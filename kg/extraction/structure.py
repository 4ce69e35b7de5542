"""Structural rules: relations that names and policy texts carry by their build, without a verb to match.

A ministry's department carries the ministry in its name; a facility the company that runs it and the place
it stands in; a policy title what the policy is about. What policies say in sentences is read in `policies`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from kg.expressions import expression
from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.draft import Draft
from kg.extraction.goals import set_targets
from kg.extraction.groups import group_members
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.marking import TYPE_CHAR, ZERO_CHAR
from kg.extraction.owners import bears_name, is_model, owner_in
from kg.extraction.policies import (
    policy_benefits,
    policy_chooses,
    policy_names,
    policy_topics,
)
from kg.extraction.relations import MarkedSentence, make_statement
from kg.extraction.status import read_status
from kg.model import Qualifier, Reject, Span, Statement

_COMPANY_CHARS = frozenset({TYPE_CHAR["Company"], ZERO_CHAR["Company"]})


def nested_bodies(draft: Draft) -> Iterator[Statement | Reject]:
    """X部Y司 belongs to X部: a body whose name begins with another body's name, to the longest of them."""
    for i, cand in enumerate(draft.mentions):
        if cand.type not in ORGANISATIONS or cand.end - cand.start < 5:
            continue
        within = [
            (inner, key)
            for inner, key in draft.nested_in(cand)
            if inner.start == cand.start and inner.type in ORGANISATIONS
        ]
        whole, part = cand, draft.linked[i]
        for inner, key in sorted(within, key=lambda n: -n[0].end):
            # A处 of B局 of C部: each of the next.
            if (
                inner.end < whole.end
                and key != part
                and not draft.text.endswith("联邦", inner.start, inner.end)
                and is_part(draft.text[inner.end : whole.end])
                and not _BUYS_FOR.match(draft.text, inner.end - 2)
                and not _ends_in_term(draft, cand, inner)
            ):
                ends = part, key, "structure.nested-body", whole, inner
                yield _at(draft, "SUBSIDIARY_OF", *ends, _IN_NAMES)
                whole, part = inner, key


# 江州市政府采购中心: 政府采购 is one word.
_BUYS_FOR = expression("政府(?:采购|购买|投资|引导|债)")


def _ends_in_term(draft: Draft, outer: Candidate, inner: Candidate) -> bool:
    """Whether a name inside another one ends with a term of its own: 腾讯云人工智能 in 腾讯云人工智能实验室."""
    return any(
        term.type in CONCEPTS and term.end == inner.end and term.start > inner.start
        for term, _ in draft.nested_in(outer)
    )


# Right of what names inside names tell, on articles annotated by the guidelines; elsewhere annotators often leave it out.
_IN_NAMES = 0.6
_PART = expression(
    r"(?:(?<!公)司|局|厅|处|办|部|中心|研究院|研究所|研究中心|实验室|学院|委员会|事业部|事业群|分公司|(?<![电量离原分光])子公司|总院|分院|办公室|创新中心|技术中心|云|工程院|投资部|分会|专委会|附属.{0,4}医院)$"
)
# The branches of a bank or a broker are the bank itself: that it has them is no fact worth a statement.
_BRANCH = expression(r"(?:营业|证券)部$")


def is_part(rest: str) -> bool:
    """Whether `rest`, what follows a body's name in a longer one, makes the longer one a part of it.

    >>> is_part("消费品工业司"), is_part("股份公司"), is_part("营业部"), is_part("及期货监察委员会")
    (True, False, False, False)
    """
    return (
        len(rest) >= 2
        and rest != "中心"
        and not rest.startswith(("及", "和", "与", "、"))
        and _BRANCH.search(rest) is None
        and _PART.search(rest) is not None
        and not rest.startswith(("股份", "有限", "集团", "大学", "学院"))
    )


def named_facilities(draft: Draft) -> Iterator[Statement | Reject]:
    """A facility named after a company is run by it; a place in its name is where it stands."""
    for i, cand in enumerate(draft.mentions):
        if cand.type not in {"Facility", "ResearchInstitution", "Event"}:
            continue
        inside = [n for n in draft.nested_in(cand) if n[0].end <= cand.end]
        for inner, key in inside:
            if inner.type == "Place" and _is_seat(draft, cand, inner, [n[0] for n in inside]):
                seat = draft.linked[i], key, "structure.place-in-name", cand, inner
                yield _at(draft, "LOCATED_IN", *seat, _IN_NAMES)
        if cand.type == "Event" and draft.text.endswith(_MEETINGS, cand.start, cand.end):
            # 国务院常务会议 is the State Council's.
            hosts = [
                n for n in inside if n[0].type == "GovernmentBody" and n[0].start == cand.start
            ]
            for inner, key in hosts[:1]:
                held = key, draft.linked[i], "structure.host-in-name", inner, cand
                yield _at(draft, "ORGANIZED", *held, _IN_NAMES)
        if cand.type == "Facility" and (owner := owner_in(draft, cand, inside)):
            inner, key = owner
            owned = key, draft.linked[i], "structure.owner-in-name", inner, cand
            made = _at(draft, "OPERATES", *owned, _IN_NAMES)
            fate = fate_of(draft.text, cand)
            yield replace(made, status=fate) if isinstance(made, Statement) else made


_MEETINGS = ("常务会议", "部务会议", "全体会议", "新闻发布会", "吹风会", "通气会")


def projects_won(draft: Draft) -> Iterator[Statement | Reject]:
    """Who wins the tender for a facility named after a company supplies that company: 甲中标京东方绵阳生产线项目."""
    for i, cand in enumerate(draft.mentions):
        if cand.type != "Facility" or not _WON.search(
            draft.text, max(0, cand.start - 8), cand.start
        ):
            continue
        owner = owner_in(draft, cand, draft.nested_in(cand))
        winner = _winner(draft, i)
        if (
            owner is None
            or winner is None
            or _LINE.search(draft.text, owner[0].start, owner[0].end)
        ):
            continue
        ends = winner[1], owner[1], "structure.customer-in-name", winner[0], owner[0]
        made = _at(draft, "SUPPLIES", *ends, _WINS)
        to_come = isinstance(made, Statement) and "预" in draft.text[winner[0].end : cand.start]
        yield replace(made, status="planned") if isinstance(made, Statement) and to_come else made


def _winner(draft: Draft, project: int) -> tuple[Candidate, str] | None:
    """The company said right before a project, a mention by its number, to have won it, and its key."""
    at = draft.mentions[project].start
    for k in range(project - 1, -1, -1):
        firm = draft.mentions[k]
        if at - firm.end > _FAR_FROM_WIN:
            return None
        if firm.type == "Company":
            won = _WINS_IT.fullmatch(draft.text, firm.end, at)
            return (firm, draft.linked[k]) if won else None
    return None


_WINS = 0.8
# 京沪高铁连接线工程: the line, and not who runs it.
_LINE = expression("(?:高铁|铁路|高速|公路|地铁|机场)$")
_FAR_FROM_WIN = 16
_WON = expression("(?:中标|拿下|承接)(?:了)?[“‘「《]?$")
_WINS_IT = expression("[^，。；、的未没]{0,10}(?:中标|拿下|承接)(?:了)?[“‘「《]?")

MAKER_IN_NAME = "structure.maker-in-name"


def makers_in_names(draft: Draft) -> Iterator[Statement | Reject]:
    """A product is made by the company whose name it begins with, if a model follows or the article names it elsewhere.

    英伟达H100 is 英伟达's; 华为Mate X折叠屏手机 is 华为's where 华为 is spoken of too.
    """
    seen: set[tuple[str, str]] = set()
    firms = {draft.text[m.start : m.end]: m for m in draft.mentions if m.type == "Company"}
    for i, cand in enumerate(draft.mentions):
        if cand.type != "Product":
            continue
        told = bears_name(draft.text, cand, firms)
        if told is not None and _another_before(draft, i, told):
            # 浪潮推出英伟达GPU服务器: not 英伟达.
            told = None
        for inner, key in draft.nested_in(cand):
            made = key, draft.linked[i]
            if (
                inner.start == cand.start
                and inner.type == "Company"
                and made not in seen
                and (
                    (told is not None and told.end == inner.end)
                    or is_model(draft.text[inner.end : cand.end].lstrip())
                )
            ):
                seen.add(made)
                yield _at(draft, "DEVELOPS", *made, MAKER_IN_NAME, inner, cand)


def _another_before(draft: Draft, product: int, firm: Candidate) -> bool:
    """Whether a sentence names another company before the mention, by its number, that bears a firm's name."""
    start = draft.sentence_at(draft.mentions[product].start).span.start
    before = takewhile(
        lambda m: m.start >= start, (draft.mentions[k] for k in range(product - 1, -1, -1))
    )
    name = draft.text[firm.start : firm.end]
    return any(m.type == "Company" and draft.text[m.start : m.end] != name for m in before)


_FATES = (
    (
        "cancelled",
        expression(
            r"[^，。；将拟]{0,12}?(?:取消|叫停|搁置|终止|停建|中止|作罢|烂尾)(?!后|了?[^，。；]{0,4}(?:合同|协议))"
            r"|[^，。；]{0,6}已[^，。；]{0,6}(?:关闭|关停)"
        ),
    ),
    (
        "approved",
        expression(r"[^，。；]{0,6}(?:获得?|通过)[^，。；]{0,12}(?:环评|批复|核准|批准|审批|备案)"),
    ),
    (
        "planned",
        expression(
            r"[^，。；]{0,6}?(?:将|预计|计划|拟|有望)[^，。；已]{0,12}(?:开工|动工|奠基)|[^，。；已]{0,4}签约(?:仪式|(?=[，。；]|$))"
        ),
    ),
    (
        "in_progress",
        expression(r"[^，。；]{0,16}?(?:正在(?:加紧)?建设|建设中|在建|开工|动工|奠基|封顶|施工)"),
    ),
    (
        "planned",
        expression(
            r"[^，。；]{0,6}?(?:计划|拟|将|预计|有望|推迟|延期|力争)[^，。；]{0,16}(?:建成?|投产|开工|动工|启用|达产|落成|投运)"
        ),
    ),
)
_TO_BE_BUILT = expression(
    r"(?:拟建|拟投建|计划建设|计划投建|将建设?|规划建设|(?:拟|计划|将)在[^，。；]{0,10}(?:建设|新建|投建)|(?:拟|计划|将)(?:共同|联合|分期)?(?:投资|斥资|出资|投入)[^，。；]{0,16}(?:建设|新建|兴建|打造))[^，。；]{0,16}$"
    r"|(?:拟|计划|将)(?:共同|加快|全力)?(?:推动|推进|共建|打造|启动)[“‘]?$"
)


def fate_of(text: str, cand: Candidate) -> str:
    """What the words around a facility say of it: planned, in_progress, cancelled …: 某公司某工厂项目已取消.

    >>> text = "砺芯半导体二号工厂已取消。砺芯半导体二号工厂投产。"
    >>> [fate_of(text, Candidate(a, a + 9, "Facility", "model")) for a in (0, 13)]
    ['cancelled', 'completed']
    """
    if _TO_BE_BUILT.search(text, max(0, cand.start - 30), cand.start):
        return "planned"
    return next((fate for fate, sign in _FATES if sign.match(text, cand.end)), "completed")


def events_at_venues(draft: Draft) -> Iterator[Statement | Reject]:
    """Where an event is held at a hall that is named after its city: 大会在海口会展中心召开."""
    events = [(i, c) for i, c in enumerate(draft.mentions) if c.type == "Event"]
    if not events:
        return
    ends = [c.end for _, c in events]
    for hall in draft.mentions:
        if hall.type != "Facility" or not _HELD.match(draft.text, hall.end):
            continue
        before = bisect_right(ends, hall.start)
        seat = next((n for n in draft.nested_in(hall) if n[0].type == "Place"), None)
        if not before or seat is None or seat[0].start != hall.start:
            continue
        i, event = events[before - 1]
        there = _THERE.fullmatch(draft.text, event.end, hall.start)
        if there and not _CALLED_OFF.search(draft.text, event.end, hall.end + _AFTER_HALL):
            held = draft.linked[i], seat[1], "structure.venue", event, seat[0]
            made = _at(draft, "LOCATED_IN", *held, _AT_HALLS)
            status = read_status("LOCATED_IN", there.group(), "", "")
            yield replace(made, status=status) if isinstance(made, Statement) else made


_AT_HALLS = 0.8
_AFTER_HALL = 20
_CALLED_OFF = expression("取消|推迟|延期|改期|不再|未能|停办")
_HELD = expression(r"[^，。；]{0,8}(?:召开|举行|举办|开幕|启幕|揭幕|拉开帷幕|落幕|闭幕)")
_THERE = expression(r"[”’》]?[^，。；]{0,16}在")


def _is_seat(draft: Draft, outer: Candidate, inner: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a place in a name says where the thing stands.

    The whole country says nothing; an institution is where its name says only in brackets: X（上海）研究院. In a facility's
    name it stands behind another name or before what it is, 特斯拉上海工厂: elsewhere it may be half a word, 左云长春兴煤矿.
    """
    name = draft.text[inner.start : inner.end]
    if name in _WIDE or name.endswith(("园", "园区", "基地", "中心")):
        return False
    if draft.text[outer.start : outer.end].endswith(_WORKS):
        return False
    bracketed = draft.text[inner.start - 1 : inner.start] in {"（", "("}
    if outer.type != "Facility" or inner.start == outer.start:
        return bracketed
    whole_word = any(other.end == inner.start for other in others)
    return bracketed or whole_word or _PLANT.match(draft.text, inner.end, outer.end) is not None


# 闻澜（亚洲）工程院 stands in one city of it.
_WIDE = frozenset("中国 我国 国家 全国 亚洲 欧洲 非洲 美洲 北美 南美 亚太 大中华 全球 国际".split())
_PLANT = expression(
    r"[^，。；]{0,8}(?:工厂|基地)|(?:第?[一二三四五六七八九十\d]{1,2}期?|新|老)?(?:超级|生产|制造|总部|研发|智能|数据|示范)*(?:产业园|园区|中心|枢纽|总部|厂|电站|机房|车间)"
)
# Works are called after the places that they join or serve: 郑州-开封城际铁路某标段.
_WORKS = ("项目", "工程", "标段")


# Right on annotated articles in two cases of three, on passages held out, where names inside names are seldom marked, in
# half of them.
_TITLED = 0.6


_OF_FIRM = expression("[^的与和及、]{0,6}(?:股份有限公司|有限公司|有限责任公司)")


def titled_policies(draft: Draft) -> Iterator[Statement | Reject]:
    """A policy is about the technologies and industries that its title names."""
    for i, cand in enumerate(draft.mentions):
        if cand.type != "Policy":
            continue
        inside = [n for n in draft.nested_in(cand) if n[0].type in CONCEPTS]
        # A generic term (算力, 行业) counts only where the title names nothing better.
        # 关于核准某某新材料股份有限公司……的批复: the word is a part of a firm's name.
        inside = [n for n in inside if not _OF_FIRM.match(draft.text, n[0].end, cand.end)]
        telling = [n for n in inside if (n[0].start, n[0].end) not in draft.generic] or inside
        for inner, key in telling:
            yield _at(
                draft,
                "TARGETS",
                draft.linked[i],
                key,
                "structure.policy-title",
                cand,
                inner,
                _TITLED,
            )


# 为贯彻落实《……》, 违反《……》: a title named by the way.
_CARRIED_OUT = expression(
    r"(?:贯彻|落实|根据|按照?|依据|依照|响应|执行|学习|违反|修订|废止|代替|对标|结合|不同于|解读|与|和|、)(?:了)?(?:党中央、)?(?:\d{4}年[^《]{0,6})?《?$"
)
# 拟印发, 征求意见: nothing is issued yet.
_NOT_OUT = expression(
    "将[^，。；]{0,10}(?:出台|印发|制定|发布|公布)|拟|即将|正在|建议|呼吁|起草|制定|草案|征求意见|未获|未通过|审议|研究出台|酝酿|修订"
)


def issuers_in_titles(draft: Draft) -> Iterator[Statement | Reject]:
    """A title that begins with an authority tells who issued it: 《国务院关于加强……的意见》."""
    for i, cand in enumerate(draft.mentions):
        if cand.type != "Policy" or "征求意见" in draft.text[cand.start : cand.end]:
            continue
        if _CARRIED_OUT.search(draft.text, max(0, cand.start - 20), cand.start):
            continue
        sentence = draft.sentence_at(cand.start).text
        if _NOT_OUT.search(sentence):
            # Patterns read drafts and plans.
            continue
        for inner, key in draft.nested_in(cand):
            if (
                inner.type == "GovernmentBody"
                and not draft.text[cand.start : inner.start].strip("《“")
                and draft.text.startswith("关于", inner.end)
            ):
                yield _at(
                    draft,
                    "ISSUED",
                    key,
                    draft.linked[i],
                    "structure.issuer-in-title",
                    inner,
                    cand,
                    0.75,
                )


def _at(
    draft: Draft,
    relation: str,
    subject: str,
    obj: str,
    rule: str,
    s: Candidate,
    o: Candidate,
    confidence: float = 0.85,
) -> Statement | Reject:
    sentence = draft.sentence_at(s.start)
    if subject == obj:
        return Reject(
            stage="structure",
            reason="both ends are one entity",
            text=sentence.text,
            span=sentence.span,
        )
    return make_statement(
        draft,
        sentence,
        relation,
        subject,
        obj,
        rule=rule,
        confidence=confidence,
        subject_span=s.span,
        object_span=o.span,
        status="completed",
    )


# 5G应用安全, 5G+智能采矿: 5G is at work there.
_MODEL_NUMBER = expression(
    r"^(?=[A-Za-z.+\-]*\d)[A-Za-z0-9.+\-]+(?<!\+)(?!应用)(?=[\u4e00-\u9fa5])"
)


_STANDARD = expression("(?:[2-6]G|[248]K|AI|AR|VR|XR|MR)[ -]?")


def numbered_models(draft: Draft) -> Iterator[Statement | Reject]:
    """A kind with a model number before it is a kind of the thing: 400G光模块 of 光模块."""
    by_name: dict[str, str] = {}
    for cand, key in zip(draft.mentions, draft.linked, strict=True):
        if cand.type in CONCEPTS:
            by_name.setdefault(draft.text[cand.start : cand.end], key)
    seen: set[tuple[str, str]] = set()
    for cand, key in zip(draft.mentions, draft.linked, strict=True):
        m = (
            _MODEL_NUMBER.match(draft.text[cand.start : cand.end])
            if cand.type in CONCEPTS
            else None
        )
        if m and _STANDARD.fullmatch(draft.text, cand.start, cand.start + m.end()):
            # 5G芯片 is no model of 芯片.
            continue
        parent = by_name.get(draft.text[cand.start + m.end() : cand.end]) if m else None
        if parent and parent != key and (key, parent) not in seen:
            seen.add((key, parent))
            yield _at(draft, "KIND_OF", key, parent, "structure.model-number", cand, cand)


_NAME_MARKS = "“”‘’ "


def named_things(draft: Draft) -> Iterator[Statement | Reject]:
    """A name beside the word for what it is: 训练芯片邃思2.5, “云燧T20”加速卡."""
    seen: set[tuple[str, str]] = set()
    for i in range(len(draft.mentions) - 1):
        one, other = draft.mentions[i], draft.mentions[i + 1]
        if one.type not in CONCEPTS or other.type not in CONCEPTS:
            continue
        if draft.text[one.end : other.start].strip(_NAME_MARKS) or other.start - one.end > 2:
            continue
        if _is_marked(draft, one) and _is_marked(draft, other):
            continue
        leads = _is_marked(draft, one) or (
            not _is_marked(draft, other) and _is_named(draft, one) and not _is_named(draft, other)
        )
        name, kind = (i, i + 1) if leads else (i + 1, i)
        if draft.mentions[name].type != "Product" or draft.mentions[kind].type == "Industry":
            continue
        if _NO_KIND.fullmatch(
            draft.text[draft.mentions[kind].start : draft.mentions[kind].end]
        ) or _NICKNAME.fullmatch(draft.text[draft.mentions[name].start : draft.mentions[name].end]):
            continue
        if _IS_SERIES.search(draft.text, draft.mentions[kind].start, draft.mentions[kind].end):
            # 龙芯3号系列通用处理器: the series is the name.
            continue
        pair = (draft.linked[name], draft.linked[kind])
        if pair not in seen and pair[0] != pair[1]:
            seen.add(pair)
            a, b = draft.mentions[name], draft.mentions[kind]
            yield _at(draft, "KIND_OF", *pair, "structure.name-beside-kind", a, b)


_LATIN = expression("[A-Za-z0-9]")


def _is_named(draft: Draft, cand: Candidate) -> bool:
    """Whether a product bears letters or a number, as names of models do: C919大型客机."""
    return cand.type == "Product" and _LATIN.search(draft.text, cand.start, cand.end) is not None


# “某某”流片成功, 国产算力“航母”: what happens to it, and what it is likened to.
_NO_KIND = expression("[2-6]G|流片|量产|出货|封测|开源|驾驶|.{1,4}驾驶")
_NICKNAME = expression(
    "航母|独角兽|黑马|巨头|龙头|心脏|大脑|灯塔|旗舰|排头兵|领头羊|小巨人|国家队|新贵|明珠|名片|引擎|底座"
)
_IS_SERIES = expression("系列$")


def _is_marked(draft: Draft, cand: Candidate) -> bool:
    """Whether a mention stands in quotation marks of its own."""
    return draft.text[cand.start - 1 : cand.start] in {"“", "‘"} and draft.text[
        cand.end : cand.end + 1
    ] in {"”", "’"}


_FLOATING = expression(
    r"(?:IPO|首发(?!原|前|限售)|上会|过会|递表|撤单|(?:递交|提交|更新|披露|报送|公布)[^，。；]{0,6}招股(?:说明)?书|招股书失效|聆讯|公开发行的?(?:股票)?的?申请|上市(?:申请|辅导|进程|委))"
)
# 科创板上市委公告，某公司首发获通过: the board is named as the one who tells.
_BY_COMMITTEE = expression(
    rf"{TYPE_CHAR['Organization']}(?:上市(?:审核)?委|股票发行审核|官网|网站|信息披露)"
)
_BOARD = expression(r"(?:板|A股|港股|新三板)$")


def floating_companies(
    draft: Draft, sentences: Sequence[MarkedSentence]
) -> Iterator[Statement | Reject]:
    """An application to list, in a sentence that leaves the exchange to the article's other sentences."""
    boards = [
        (c, key)
        for c, key in zip(draft.mentions, draft.linked, strict=True)
        if _is_exchange(draft, c)
    ]
    if not boards:
        return
    board = next(
        ((c, k) for c, k in boards if _BOARD.search(draft.text[c.start : c.end])), boards[0]
    )
    exchange = TYPE_CHAR["Organization"]
    beside = _beside_exchanges(sentences, {key for _, key in boards})
    for ms in sentences:
        text = ms.marked.text
        teller = _BY_COMMITTEE.search(text)
        if exchange in text and not (teller and board[1] in ms.marked.keys[teller.start()]):
            continue
        told: set[str] = set()
        for m in _FLOATING.finditer(text):
            for key, span in _floating_subjects(ms, m.start()):
                if key in told or not (teller or board[1] in beside.get(key, ())):
                    continue
                told.add(key)
                yield make_statement(
                    draft,
                    ms.sentence,
                    "LISTED_ON",
                    key,
                    board[1],
                    rule="structure.floating",
                    status=read_status(
                        "LISTED_ON",
                        text[max(0, m.start() - 30) : m.start()],
                        m.group(),
                        _until_next(text, m.end()),
                    ),
                    qualifiers=_first_date(draft, ms),
                    confidence=0.6,
                    subject_span=span,
                )


def _beside_exchanges(
    sentences: Sequence[MarkedSentence], exchanges: Set[str]
) -> dict[str, set[str]]:
    """For each company the exchanges that stand in a sentence with it: of others an application says nothing."""
    found: dict[str, set[str]] = {}
    for ms in sentences:
        keys = {key for many in ms.marked.keys.values() for key in many}
        if here := keys & exchanges:
            for key in keys - exchanges:
                found.setdefault(key, set()).update(here)
    return found


def _until_next(text: str, at: int) -> str:
    """The text behind `at` up to where the next company stands: what is said there is said of it."""
    stop = next((k for k in range(at, len(text)) if text[k] in _COMPANY_CHARS), len(text))
    return text[at:stop]


def _is_exchange(draft: Draft, cand: Candidate) -> bool:
    return (
        cand.type == "Organization"
        and re.search(
            r"(?:板|A股|港股|交易所|上交所|深交所|北交所|港交所|纽交所|纳斯达克)$",
            draft.text[cand.start : cand.end],
        )
        is not None
    )


def _floating_subjects(ms: MarkedSentence, at: int) -> Iterator[tuple[str, Span | None]]:
    """The companies of the clause that the application stands in: a list, or the unsaid subject."""
    text = ms.marked.text
    start = max(text.rfind(stop, 0, at) for stop in "，。；：") + 1
    for i in range(start, at):
        if text[i] in _COMPANY_CHARS:
            a, b = ms.marked.starts[i], ms.marked.ends[i]
            for key in ms.marked.keys.get(i, ()):
                yield key, Span(start=a, end=b) if b > a else None


def _first_date(draft: Draft, ms: MarkedSentence) -> tuple[Qualifier, ...]:
    for value in ms.values:
        if value.reading.kind == "date":
            return (
                Qualifier(name="date", text=value.text, reading=value.reading, span=value.span),
            )
    return ()


def members_of_groups(draft: Draft) -> Iterator[Statement | Reject]:
    """Companies belong to the group that is named behind them, or whose known members they are."""
    for m in group_members(draft):
        ends = m.company_key, m.group_key, "structure.member-of-group", m.company, m.group
        yield _at(draft, "MEMBER_OF", *ends)


DOCUMENT_RULES = (
    nested_bodies,
    members_of_groups,
    events_at_venues,
    named_facilities,
    makers_in_names,
    projects_won,
    titled_policies,
    issuers_in_titles,
    numbered_models,
    named_things,
)
SENTENCE_RULES = (policy_topics, policy_names, policy_chooses, policy_benefits, set_targets)


def run(draft: Draft, sentences: Sequence[MarkedSentence]) -> Iterator[Statement | Reject]:
    """All structural rules over one article."""
    for rule in DOCUMENT_RULES:
        yield from rule(draft)
    yield from floating_companies(draft, sentences)
    for ms in sentences:
        for sentence_rule in SENTENCE_RULES:
            yield from sentence_rule(draft, ms)
