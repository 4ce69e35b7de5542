"""What the words of a sentence tell of a pair that the network of relations reads: status and qualifiers."""

import re
from collections.abc import Mapping
from functools import cache

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.extraction.learned.relations import (
    Judged,
    Label,
    PairAt,
)
from kg.extraction.marking import AGENTS, VALUE_CHAR, Marked, char_class
from kg.extraction.patterns.load import load_patterns
from kg.extraction.qualify import EACH, office_beside, office_told, qualify
from kg.extraction.relations import scope_of
from kg.extraction.status import ON_AGENDA, in_office, read_status
from kg.model import Qualifier, Span

_CLAUSE = expression(r"[，；。：！？]")


# 新增股东甲，乙退出; 乙不再持股
_LEFT = expression(
    "(?:等)?(?:则|已|已经|均|同时|随之|也)*(?:全部|完全|彻底)?(?:(?:退出|清仓|离场)(?:了)?(?:股东行列|股东名单|股东之列)?|不再(?:持股|持有(?:任何)?(?:公司)?股[份权]|是(?:公司)?股东))(?=[，。；]|$)"
)


def status_of(j: Judged, k: int, label: Label) -> str:
    """The status of what the network reads in a pair: its own guess, and what the words say."""
    pair, marked = j.pairs[k], j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    text, at, until = _said(marked, pair)
    status = _careful(j.statuses[k], _read(text, label.relation, at, until))
    if status == "planned" and _is_so_already(marked.text, label.relation, s_at, o_at):
        return "completed"
    if (
        status == "completed"
        and label.relation in _UNDERTAKINGS
        and _only_planned(_less(text, until))
    ):
        status = "planned"
    if label.relation == "INVESTED_IN" and _INVESTOR.search(marked.text, 0, s_at):
        # 投资方某某: it has invested, whatever is planned beside it.
        return "completed" if status == "planned" else status
    if label.relation == "HOLDS_STAKE_IN" and _LEFT.match(marked.text, s_at + 1):
        # 新增股东甲，乙退出
        return "cancelled"
    if label.relation == "HOLDS_STAKE_IN" and _HOLDER.search(marked.text, 0, s_at):
        # 拟受让大股东某某持有的……: a holder it is, whatever is sold.
        return "completed" if status == "planned" else status
    if label.relation == "ISSUED" and ON_AGENDA.match(marked.text, o_at + 1):
        return "planned"
    if label.relation == "HOLDS_POSITION":
        return in_office(marked.text, s_at, status, o_at)
    if label.relation == "FOUNDED" and _FOUNDER.search(marked.text, 0, s_at):
        # 创始人某某表示，将建设……: founded it is, whatever is to be built.
        return "completed"
    return status


def details_of(
    draft: Draft, j: Judged, k: int, label: Label, s_span: Span | None, o_span: Span | None
) -> tuple[Qualifier, ...]:
    """The qualifiers of what the network reads in a pair."""
    ms, pair, marked = j.sentence, j.pairs[k], j.marked
    s_at, o_at = (pair.i, pair.j) if label.forward else (pair.j, pair.i)
    # What was named before has no place in the sentence: what is said stands around the other.
    first = pair.j if pair.i in marked.earlier else pair.i
    text, at, until = _said(marked, pair)
    place, word = _trigger(text, label.relation, at, until)
    ahead = len(marked.text) - len(text)
    scope = scope_of(ms, marked, first, pair.j + 1, place + ahead if word else first)
    turn = (0, 1)
    if EACH.search(marked.text):
        # 甲和乙持有丙，持股比例依次为90%和10%
        turn = max((_turn(marked.text, at) for at in (o_at, s_at)), key=lambda t: t[1])
    if label.relation == "HOLDS_STAKE_IN" and _EACH_ITS_OWN.search(marked.text, o_at, s_at):
        # 甲为丁第一大股东，持股21%，乙、丙分别持有12%和6%: each has what its own clause says.
        scope, turn = scope_of(ms, marked, s_at, s_at + 1, s_at), _turn(marked.text, s_at)
    details = qualify(label.relation, draft.text, ms.values, scope, o_span, turn)
    if label.relation == "FOUNDED":
        details = tuple(q for q in details if q.name != "stake" or not _of_another(q, marked, s_at))
    if label.relation == "HOLDS_POSITION" and _ONCE_WORKED.search(marked.text, s_at + 1, o_at):
        # 董事长某某曾在甲任职: chairman of another.
        held = office_beside(draft.text, o_span, s_span) if o_span and s_span else None
        return details + ((held,) if held else ())
    if label.relation == "HOLDS_POSITION" and s_span:
        office = office_beside(draft.text, o_span, s_span) if o_span else None
        office = office or office_told(draft.text, s_span)
        details += (office,) if office else ()
    return details


_ONCE_WORKED = expression(
    "(?:曾|此前|之前|先前|早年|早期|早先)(?:曾|先后|长期)*(?:在|于|任职于|就职于|供职于|效力于)"
)
# 甲、乙成立丙，乙持股20%: that is no share of 甲's.
_WHO_HOLDS = expression(
    rf"(?P<who>[{char_class(AGENTS)}])(?:则|将|各|合计|拟)?(?:持股|占股|出资|认缴|持有|占)(?:比例)?(?:为|约|达)?$"
)


_ONE_OF_SHARES = expression(
    rf"[两双三四五各]方的?(?:持股|出资|认缴|股权)?(?:比例)?(?:分别|依次)?(?:为|持股)[{VALUE_CHAR['percent']}、和]*$"
)


def _of_another(share: Qualifier, marked: Marked, subject: int) -> bool:
    """Whether somebody else than the subject stands right before his share."""
    if share.span is None or share.span.start not in marked.starts:
        return False
    at = marked.starts.index(share.span.start)
    if _ONE_OF_SHARES.search(marked.text, 0, at + 1):
        # 三方持股比例为54%、18%和18%: whose is which the order of the names tells.
        return True
    who = _WHO_HOLDS.search(marked.text, 0, at)
    return who is not None and set(marked.keys[who.start("who")]).isdisjoint(marked.keys[subject])


# 由甲控股51%、乙持股49%
_EACH_ITS_OWN = expression(rf"{_CLAUSE.pattern}|{VALUE_CHAR['percent']}、")
_LISTED = expression(rf"[{char_class(AGENTS)}](?:(?:[、和与及]|以及)[{char_class(AGENTS)}])*")


_WHO = char_class(AGENTS)


def _turn(text: str, at: int) -> tuple[int, int]:
    """The place of the name at `at` in its list, and how many are in the list: (0, 1) where it stands alone."""
    for m in _LISTED.finditer(text):
        if m.start() <= at < m.end():
            names = [k for k in range(m.start(), m.end()) if text[k] in _WHO]
            return names.index(at), len(names)
    return 0, 1


# 拟收购甲持有的乙, 将使用甲的某项服务, 拟认购甲旗下某铁矿的股份: taken from who has it.
_TAKES_FROM = expression(
    r"(?:收购|认购|购买|受让|购入|买下|接手|竞购|租用|使用|采用|利用|采购|引进|接入|包括)(?:了)?(?:[^，。；\ue000-\ue07f]{0,8}[\ue000-\ue07f]?)$"
)
_ITS_OWN = expression(
    rf"(?:(?:合计|直接|间接|分别|所)*持有?的?|拥有的|的|旗下的?|下属的?|名下的?|现有的|位于[^，。；]{{1,20}}的)[^，。；{char_class(AGENTS)}]{{0,8}}$"
)
# 将采用甲的下一代芯片，该芯片预计明年发布
_NOT_YET_THERE = expression(
    "下一代|新一代|在建|拟建|未来|，(?:该|后者|其)?[^。；]{0,16}(?:在建|正在|预计|计划|明年|将)"
)
_SOON = 40
_TAKES_HELD = expression(
    r"(?:收购|购买|受让|购入|接手)其(?:合计|直接|间接|分别|各自|所)*持有?的?[^，。；\ue000-\ue07f]{0,6}$"
)
# 拟剥离所持某公司股权, 计划上调某产品的售价: it is there to be sold.
_PARTS_WITH = {
    "HOLDS_STAKE_IN": expression(
        r"(?:拟|将|计划|决定)[^，。；\ue000-\ue07f]{0,20}?(?:出售|剥离|转让|注入|置出|赠|质押|抛售|减持|处置|清仓|继续持有)(?:了|其|所持|持有的)*[^，。；\ue000-\ue07f]{0,6}$"
        r"|(?:将?把|将(?:其|所持?|持有的|价值))[^，。；\ue000-\ue07f]{0,8}$"
    ),
    "DEVELOPS": expression(
        r"(?:拟|将|计划)[^，。；\ue000-\ue07f]{0,10}(?:上调|下调|召回|停产|停售|停止销售)[^，。；\ue000-\ue07f]{0,6}$"
    ),
    "OPERATES": expression(
        r"(?:拟|将|计划)[^，。；\ue000-\ue07f]{0,8}(?:出售|剥离|转让|停产|检修|升级改造|重新调整)[^，。；\ue000-\ue07f]{0,6}$"
    ),
}


def _is_so_already(text: str, relation: str, subject: int, target: int) -> bool:
    """Whether what a sentence plans is to be done with what somebody holds, makes or runs: 拟收购甲持有的乙, 将使用甲的某项服务."""
    parting = _PARTS_WITH.get(relation)
    if parting is None or not 0 <= subject < target:
        return False
    if parting.search(text, subject + 1, target):
        # 甲将持有乙: nothing is parted with.
        return True
    own = _ITS_OWN.fullmatch(text, subject + 1, target)
    if own is not None and _TAKES_FROM.search(text, 0, subject):
        return not _NOT_YET_THERE.search(own[0] + text[target : target + _SOON])
    return (
        relation == "HOLDS_STAKE_IN" and _TAKES_HELD.search(text, subject + 1, target) is not None
    )


def _careful(guessed: str, read: str) -> str:
    """What is done only if both the network and the words around say so: a plan must never look done.

    >>> _careful("completed", "planned"), _careful("planned", "completed")
    ('planned', 'planned')
    """
    return guessed if read == "completed" else read


_HOLDER = expression("(?<!成为)(?<!变更为)(?<!新增)(?<!引入)(?:控股|第[一二三]大|大)股东$")
_INVESTOR = expression(
    rf"(?<![引入新])(?:投资方|投资人|投资机构|老股东)(?:包括|还有|有|为|是)?(?:[{char_class(AGENTS)}](?:[、和与及]|以及))*$"
)
# 甲、乙领投，公司拟于年内申报科创板: another plan.
_ANOTHER_PLAN = expression(
    r"(?:拟|计划|将|考虑|有望)[^，。；]{0,14}(?:上市|申报|IPO|递表|挂牌|投产|量产|推出|发布|扩建|扩产|研发|招聘|用于|担任|出任|任(?!何))"
)


def _less(text: str, end: int) -> str:
    """A marked sentence without what its later clauses plan to do with what was got; `end` is the later of two names."""
    stop = _CLAUSE.search(text, end)
    at = stop.start() if stop else len(text)
    return text[:at] + _ANOTHER_PLAN.sub("", text[at:])


_FOUNDER = expression(r"创(?:始人|办[人者])[^，。；]{0,12}$")
_UNDERTAKINGS = frozenset(
    ("INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "FOUNDED", "LISTED_ON", "OPERATES")
)
_PLANS = expression(
    r"传言|传闻|绯闻|猜想|拟|计划|筹划|择机|有意|洽谈|谈判|意向|预案|尚未|有望|或将|(?:^|[，。；：])将|目标是?瞄准|考虑"
)
_DONE = expression(
    r"已(?!有)|完成|交割|落地|过户|生效|[购资股持得立市]了|(?<![不未])曾经?(?:参与|投资|入股|领投|跟投|收购)"
)


def _only_planned(text: str) -> bool:
    """Whether a sentence speaks of plans and of nothing done: then no deal in it is done.

    >>> _only_planned("甲计划收购乙"), _only_planned("甲去年计划收购乙，今年已完成")
    (True, False)
    """
    return _PLANS.search(text) is not None and _DONE.search(text) is None


def _said(marked: Marked, pair: PairAt) -> tuple[str, int, int]:
    """The marked sentence without what was named before, and where the pair stands in it.

    In the place of a name from before stands the beginning of the clause of the other.
    """
    ahead = max(marked.earlier) + 2 if marked.earlier else 0
    text, i, j = marked.text[ahead:], pair.i - ahead, pair.j - ahead
    if i < 0:
        i = max((m.end() for m in _CLAUSE.finditer(text, 0, j)), default=0) - 1
    return text, i, j


def _read(text: str, relation: str, i: int, j: int) -> str:
    """The status that the words around the likeliest trigger of the relation give.

    >>> from kg.extraction.marking import TYPE_CHAR
    >>> firm = TYPE_CHAR["Company"]
    >>> text = f"{firm}并未接受外资入股，A轮由{firm}参投"
    >>> _read(text, "INVESTED_IN", 0, text.rindex(firm))
    'completed'
    """
    at, word = _trigger(text, relation, i, j)
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    stop = text.find("。", at)
    after = text[at + len(word) : stop if stop >= 0 else len(text)]
    return read_status(relation, text[clause:at], word, after, text[:clause])


def _trigger(text: str, relation: str, i: int, j: int) -> tuple[int, str]:
    """Where the word that most likely states the relation stands: between, behind, before, or nowhere."""
    words = triggers().get(relation)
    if words is not None:
        stop = _CLAUSE.search(text, j)
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, max(i, 0))), default=0)
        between, behind = (i + 1, j), (j + 1, stop.start() if stop else len(text))
        if turn := _TURNS.search(text, i + 1, j):
            # 上市传闻虽被否认，但已向某交易所递表: what was denied is another.
            between = (turn.end(), j)
        first = (behind, between) if _BY_WHOM.search(text, i + 1, j) else (between, behind)
        parts = (*first, (start, max(i, 0)))
        if _TOLD_BEFORE.fullmatch(text, i + 1, j):
            # 正冲刺某交易所的甲完成融资
            parts = (between, (start, max(i, 0)), behind)
        for a, b in parts:
            if m := words.search(text, a, b):
                return m.start(), m.group()
    return j, ""


_TURNS = expression("[，；](?:但|不过|然而|却|而是|而改|转而)")
_TOLD_BEFORE = expression("[^，。；]{0,4}的[^，。；]{0,6}")
# 并未接受外资入股，A轮由甲、乙参投: the verb stands behind them.
_BY_WHOM = expression(
    rf"，[^，。；{char_class(AGENTS)}]*由(?:[{char_class(AGENTS)}](?:[、和与及]|以及))*$"
)


@cache
def triggers() -> Mapping[str, re.Pattern[str]]:
    """For each relation the words that its patterns hang on, longest first."""
    words: dict[str, set[str]] = {}
    for pattern in load_patterns():
        for relation in pattern.relations:
            words.setdefault(relation, set()).update(w for w in pattern.triggers if len(w) > 1)
    return {
        relation: expression("|".join(map(re.escape, sorted(found, key=lambda w: (-len(w), w)))))
        for relation, found in words.items()
        if found
    }
