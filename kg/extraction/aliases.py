"""Aliases that the author binds inside an article: （以下简称X）, “以下简称”, codes and English names in brackets."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.identity.parts import is_region

_OPEN, _CLOSE = "（(", "）)"
_QUOTES = "“”\"'‘’《》「」"
_BRACKET = expression(r"[（(]([^（）()\n]{1,60})[）)]")
_SO_CALLED = expression(
    r"^(?:以?下文?(?:统一?|均|或)?(?:简称|称|统称)为?|简称为?|又称|又名|也称|俗称|即|后?更名为|原名|曾用名|英文名?|英文简称|证券简称|股票简称|简写为?|缩写为?)[：:]?\s*"
    r"[“\"‘'《「]?(?P<alias>[^“”\"‘’'》」，,；;]{2,30})[”\"’'》」]?(?P<more>(?:[、或，,/](?:简称)?[“\"‘《]?[^“”\"‘’》，,；;]{2,20}[”\"’》]?)*)$"
)
_CODE = expression(
    r"^(?:股票代码|证券代码)?[：:]?\s*([036489]\d{5})\s*[.,，、．]?\s*(SH|SZ|BJ|sh|sz|bj)?(?:[，,]?(?:股吧|下称.*)?)?$"
)
_FOREIGN_CODE = expression(
    r"^(?:[A-Z]{2,6}[：:.]\s?[A-Z0-9.]{1,8}|\d{4,5}\.HK|HK[：:.]?\d{4,5}|[A-Z]{1,5}\.(?:US|O|N))$",
    re.I,
)
_WITH_MARKET = expression(
    r"\d{4,6}\.(?:HK|SH|SZ|BJ|KS|KQ|TW|T)|[A-Z]{1,5}\.(?:US|OQ?|N|NYSE|NASDAQ)"
    r"|(?:NYSE|NASDAQ|HKEX|SEHK|LSE)[：:.]\s?[A-Z0-9]{1,6}"
)
# A code with a short name behind it: （688999.SH，以下简称砺芯）.
_CODE_THEN_NAME = expression(
    r"^(?P<code>[^，,；;、]{4,18})[，,；;、]\s*(?P<rest>(?:以?下|简|称|又称|证券简|股票简).+)$"
)
# The number of a document with a short name behind it: （国发〔2020〕8号，以下称“8号文”）.
_DOCUMENT_THEN_NAME = expression(
    r"^[\u4e00-\u9fff]{1,10}[〔\[（(]?(?:19|20)\d{2}[〕\])）]?第?\d{1,4}号[，,；;、]\s*(?P<rest>.+)$"
)
# A credit code beside a short name in one bracket: kg.extraction.creditcodes reads it.
_CREDIT_CODE = r"(?:统一)?社会信用代码[^，,；;、（）()]*"
_BESIDE_CREDIT_CODE = expression(
    rf"^{_CREDIT_CODE}[，,；;、]\s*(?P<after>.+)$|^(?P<before>.+?)[，,；;、]\s*{_CREDIT_CODE}$"
)
_LATIN = expression(r"^[A-Za-z][A-Za-z0-9 .&+/\-]{1,40}$")
_HAN_NAME = expression(r"^[\u4e00-\u9fa5A-Za-z0-9]{2,12}$")
# A Chinese word in brackets after a Latin name names the same thing: AMD（超威）, Chiplet（芯粒）.
_ALIAS_OF_LATIN = expression(r"[A-Za-z0-9]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """`alias` stands for the candidate that ends where the bracket opens; or `code`, of the kind `key`, is its own."""

    alias: str
    alias_start: int
    name_start: int
    name_end: int
    code: str = ""
    key: str = "stock_code"
    drawn: bool = False
    """Whether nothing but the bracket says that it is an alias: 国网江苏省电力有限公司（国网江苏电力）."""


def find_bindings(text: str, candidates: Sequence[Candidate]) -> Iterator[Binding]:
    """The aliases and stock codes that brackets bind to the candidate before them.

    A candidate may be closed by 》 or a quotation mark before the bracket. A bracket without a candidate
    before it binds nothing.

    >>> text = "砺芯半导体有限公司（以下简称“砺芯”）成立。"
    >>> c = Candidate(0, 9, "Company", "suffix")
    >>> [(b.alias, b.name_end) for b in find_bindings(text, [c])]
    [('砺芯', 9)]
    """
    by_end = {c.end: c for c in candidates}
    for m in _BRACKET.finditer(text):
        owner = _owner(text, m.start(), by_end)
        if owner is None:
            continue
        yield from _bound(m, owner)
    yield from _named_again(text, candidates)
    yield from _renamed(text, candidates)
    yield from _also_called(text, candidates)
    yield from _in_full(text, candidates)


# What policies are called ends so: 并购六条, 资管新规, 8号文.
_POLICY_LIKE = (
    "条|新规|法案?|令|规定|办法|意见|方案|计划|行动|工程|清单|[0-9]+号文?|国[一二三四五六七八九十]"
)
# 《……意见》，即“并购六条”，
_THAT_IS = expression(
    r"》?(?:[（(][^（）()]{0,20}[）)])?[，,]?(?:也就是|即|俗称|又称|业内称|业界称)"
    rf"[“‘《](?P<alias>[^“”‘’《》，。；]{{1,11}}(?:{_POLICY_LIKE}))[”’》]"
)
# “AI二十条”，即《……若干政策》
_IN_SHORT = expression(
    rf"[“‘](?P<alias>[^“”‘’《》，。；]{{1,11}}(?:{_POLICY_LIKE}))[”’](?:的?全[称名](?:为|是)?|，?(?:也就是|即|系))《$"
)
_IN_SHORT_WITHIN = 24
# 《……条例（草案）》（下称《条例（草案）》）: a bracket in a bracket.
_DRAFT_IN_SHORT = expression(
    r"》?[（(](?:以下|下文|下)?(?:简称|称)为?[“《]{0,2}(?P<alias>[^（）()《》“”，。；]{1,14}[（(](?:草案|征求意见稿|试行|送审稿|修订草案|暂行|修订)[）)])[》”]{0,2}[）)]"
)
# （业内称“资管新规”）
_KNOWN_AS = expression(
    r"^(?:被)?(?:业内|业界|市场|外界|坊间|民间)?(?:称之?为|称|称作)[“‘《](?P<alias>[^“”‘’《》，。；]{2,12})[”’》]$"
)


# GB/T 31467.3-2015《……安全性要求》: the number of a standard stands before its title.
_NUMBER_BEFORE = expression(
    r"(?<![A-Za-z])(?P<alias>[A-Z]{1,6}\d{0,4}(?:/[A-Z]{1,8})? ?\d[\d.]{1,10}[-—–]\d{2,4})[ ：:]?《$"
)
_LONGEST_NUMBER = 32


def _named_again(text: str, candidates: Sequence[Candidate]) -> Iterator[Binding]:
    """What else a policy is called, as the text says right behind its title or right before it."""
    for c in candidates:
        if c.type != "Policy":
            continue
        opens = c.start + text.startswith("《", c.start)
        number = _NUMBER_BEFORE.search(text, max(0, opens - _LONGEST_NUMBER), opens)
        short = _IN_SHORT.search(text, max(0, opens - _IN_SHORT_WITHIN), opens)
        draft = _DRAFT_IN_SHORT.match(text, c.end)
        for m in (_THAT_IS.match(text, c.end), number, short, draft):
            if m is not None:
                yield Binding(
                    alias=m["alias"],
                    alias_start=m.start("alias"),
                    name_start=c.start,
                    name_end=c.end,
                )


# 甲已更名为乙: from there on one is the other. What is to be renamed is not yet.
_RENAMED = expression(
    r"[”\"]?(?:已|正式|近日|日前|现|后来?|随后|于[^，。；拟将]{1,12}|在[^，。；拟将]{1,12}){0,3}(?:更名|改名|改称)为[“\"]?"
)
# 甲，后更名为乙; 甲由此成为丙全资子公司，并更名为乙
_RENAMED_LATER = expression(
    r"[”\"]?(?:[^，。；拟将]{0,3}成为[^，。；]{1,16}子公司)?，(?:并|后|随后|后来|同时){1,2}(?:已|正式)?(?:更名|改名)为[“\"]?"
)
_CLAUSE_BEGINS = frozenset("，。；：\n")
# 名称由甲变更为乙
_CHANGED = expression(r"[”\"]?(?:已|正式)?(?:更名|变更|改|更改)为[“\"]?")
_NAME_FROM = expression(r"(?:名称|公司名|全称|简称)(?:已|正式)?由[“\"]?$")
_NAMED_BODIES = frozenset({"Company", "Fund", "ResearchInstitution", "Association", "Organization"})


def is_subsequence(short: str, full: str) -> bool:
    """Whether a short form is made of characters of a full one in their order, as abbreviations are.

    >>> is_subsequence("江川特变", "江川特种变压器股份有限公司"), is_subsequence("锂电之王", "江川特种变压器股份有限公司")
    (True, False)
    """
    rest = iter(full)
    return all(char in rest for char in short)


def _is_shorter_person(short: str, name: str) -> bool:
    """Whether one Chinese name is another with a character left out, the family name kept."""
    return 2 <= len(short) < len(name) and short[0] == name[0] and is_subsequence(short, name)


def _renamed(text: str, candidates: Sequence[Candidate]) -> Iterator[Binding]:
    """New names that the text gives to what it has just named."""
    if any(word in text for word in ("名为", "改称为", "名称由", "简称由")):
        for old, new in _joined(text, candidates, _NAMED_BODIES, _RENAMED):
            yield _of_two(text, alias=new, name=old)
        for old, new in _joined(text, candidates, _NAMED_BODIES, _RENAMED_LATER):
            # 收购甲，并更名为乙: 甲 does not begin the clause, and whose name it is is not told.
            if old.start == 0 or text[old.start - 1] in _CLAUSE_BEGINS:
                yield _of_two(text, alias=new, name=old)
        for old, new in _joined(text, candidates, _NAMED_BODIES, _CHANGED):
            if _NAME_FROM.search(text, max(0, old.start - 8), old.start):
                yield _of_two(text, alias=new, name=old)


# 砺芯全称为砺芯半导体股份有限公司
_IN_FULL = expression(
    "[”’]?(?:[（(][^（）()]{0,20}[）)])?，?的?(?:中文|公司)?全[称名](?:为|是|叫|系|：)?[“‘]?"
)


def _in_full(text: str, candidates: Sequence[Candidate]) -> Iterator[Binding]:
    """Short names of bodies right before the word for the full one."""
    if "全称" in text or "全名" in text:
        for short, full in _joined(text, candidates, _NAMED_BODIES, _IN_FULL):
            yield _of_two(text, alias=short, name=full)


# 甲又称乙，是一种……: two names of one thing.
_ALSO_CALLED = expression(
    "[”’]?(?:[（(][^（）()]{0,40}[）)])?，?(?:又称|也称|亦称|又名|也叫|又叫|俗称|别称)(?:为|作)?[“‘]?"
)
_THINGS = frozenset({"Technology", "Product", "Industry"})
_NAME_ENDS = frozenset("，。；”’（(")


def _also_called(text: str, candidates: Sequence[Candidate]) -> Iterator[Binding]:
    """Second names that the text gives to a thing: GPU又称图形处理器，."""
    if "称" in text or "又名" in text or "叫" in text:
        for first, second in _joined(text, candidates, _THINGS, _ALSO_CALLED):
            if text[second.end : second.end + 1] in _NAME_ENDS:
                yield _of_two(text, alias=second, name=first)


def _joined(
    text: str, candidates: Sequence[Candidate], kinds: Set[str], words: re.Pattern[str]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Names of some types of which nothing but the words stands between the first and the second."""
    by_start = {c.start: c for c in candidates if c.type in kinds}
    for first in by_start.values():
        m = words.match(text, first.end)
        second = by_start.get(m.end()) if m else None
        if second is not None:
            yield first, second


def _of_two(text: str, *, alias: Candidate, name: Candidate) -> Binding:
    """One of two names as the alias of the other."""
    return Binding(
        alias=text[alias.start : alias.end],
        alias_start=alias.start,
        name_start=name.start,
        name_end=name.end,
    )


def _owner(text: str, at: int, by_end: dict[int, Candidate]) -> Candidate | None:
    end = at
    for _ in range(3):
        if end in by_end:
            return by_end[end]
        if end and text[end - 1] in _QUOTES:
            end -= 1
        elif end and text[end - 1] in _CLOSE:
            # 《…计划》（征求意见稿）（以下简称…）: step over the bracket before.
            opening = max(text.rfind(o, max(0, end - 40), end) for o in _OPEN)
            if opening < 0:
                return None
            end = opening
        else:
            return None
    return by_end.get(end)


def _bound(m: re.Match[str], owner: Candidate) -> Iterator[Binding]:
    inside = m.group(1).strip()
    base = m.start(1) + m.group(1).index(inside)
    bind = partial(Binding, name_start=owner.start, name_end=owner.end)
    if beside := _BESIDE_CREDIT_CODE.match(inside):
        side = "after" if beside["after"] else "before"
        inside, base = beside[side], base + beside.start(side)
    if (both := _CODE_THEN_NAME.match(inside)) and (code := _code(both["code"].strip())):
        yield bind(alias="", alias_start=base, code=code)
        inside, base = both["rest"], base + both.start("rest")
    elif code := _code(inside):
        yield bind(alias="", alias_start=base, code=code)
        return
    if numbered := _DOCUMENT_THEN_NAME.match(inside):
        inside, base = numbered["rest"], base + numbered.start("rest")
    if called := _SO_CALLED.match(inside):
        yield bind(alias=called["alias"].strip(), alias_start=base + called.start("alias"))
        for part in re.finditer(r"[^、或，,/“”\"‘’《》]{2,20}", called["more"] or ""):
            word = re.sub(r"^简称", "", part.group()).strip()
            if code := _code(word):
                yield bind(alias="", alias_start=base + called.start("more"), code=code)
            elif len(word) >= 2:
                at = base + called.start("more") + part.start() + part.group().index(word)
                yield bind(alias=word, alias_start=at)
        return
    if owner.type == "Policy" and (known := _KNOWN_AS.match(inside)):
        yield bind(alias=known["alias"], alias_start=base + known.start("alias"))
        return
    if _SAYS_HOW.match(inside):
        return
    name = m.string[owner.start : owner.end]
    if _QUOTED_ALONE.fullmatch(inside):
        for part in _QUOTED.finditer(inside):
            if part[1] not in _ROLES and _shortens(part[1], name):
                yield bind(alias=part[1], alias_start=base + part.start(1))
        return
    if _is_name_of(inside, name, owner.type):
        yield bind(alias=inside, alias_start=base)
    elif owner.type in _SHORTENED and _is_drawn_from(inside, name):
        # 国网江苏省电力有限公司（国网江苏电力）
        yield bind(alias=inside, alias_start=base, drawn=True)


def _is_name_of(inside: str, name: str, kind: str) -> bool:
    """Whether what stands alone in brackets is another name of what stands before them: in Latin letters, in Chinese, or shorter.

    >>> _is_name_of("黄章", "黄秀章", "Person"), _is_name_of("已上市", "砺芯半导体", "Company")
    (True, False)
    """
    if kind == "Person" and _is_shorter_person(inside, name):
        return True
    if kind == "Policy" and _NAMED_ACT.fullmatch(inside):
        # 《芯片与科学法案》（CHIPS法案）
        return True
    if kind == "Policy" and (titled := _TITLED.fullmatch(inside)) and titled[1][-1] == name[-1]:
        # 《关于保护尖端产业的特别法》（《尖端产业法》）
        return is_subsequence(titled[1], name)
    if kind in {"Policy", "Report", "Place"}:
        return False
    if _LATIN.match(inside) and not _LATIN.match(name):
        return True
    native = _HAN_NAME.match(inside) and _ALIAS_OF_LATIN.search(name)
    return bool(native) and not re.search(r"\d", inside) and not _TO_ANOTHER.search(inside)


_SHORTENED = _NAMED_BODIES | {"GovernmentBody"}


def _is_drawn_from(alias: str, name: str) -> bool:
    """Whether a bracket without another word holds a short form of the name before it; 北京大学（北京） says where.

    >>> _is_drawn_from("国网江苏电力", "国网江苏省电力有限公司"), _is_drawn_from("北京", "北京大学")
    (True, False)
    """
    if not _HAN_ALONE.fullmatch(alias) or alias in _ROLES or _TO_ANOTHER.search(alias):
        return False
    core = _LEGAL.sub("", name)
    if name.endswith("有限公司") and _is_brand_of(alias, name):
        # 澜州市霁川数据科技有限公司（霁川数据）
        return True
    # 国家税务总局上海市税务局（税务总局）, 某研究所（中国电科）: whose it is.
    whole = name.startswith(alias) or alias[-1] == core[-1:]
    return whole and len(alias) < len(name) - 1 and is_subsequence(alias, name)


_IN_PLACE = expression("[\u4e00-\u9fff]{2,4}?[省市区县]|[\u4e00-\u9fff]{2}")


def _is_brand_of(alias: str, name: str) -> bool:
    """Whether a short name begins as a full one does behind its place, and is drawn from it; a group or a holding is another.

    >>> _is_brand_of("霁川数据", "澜州市霁川数据科技有限公司"), _is_brand_of("霁川光电", "澜州市霁川半导体有限公司")
    (True, False)
    """
    placed = _IN_PLACE.match(name)
    if placed is None or alias.endswith(("集团", "控股")) or len(alias) < 3:
        return False
    if placed[0][-1] not in "省市区县" and not is_region(placed[0]):
        return False
    rest = name[placed.end() :]
    return rest.startswith(alias[:2]) and is_subsequence(alias, rest)


# （代表某基金）, （通过某平台）: how it acts, and no other name.
_SAYS_HOW = expression("代表|通过|经由|隶属|不含|包括|含|持股|持有|占|总部|位于|注册|由(?=.{4})")
_LEGAL = expression("(?:集团|股份|有限|责任|公司|控股)+$")
_HAN_ALONE = expression("[\u4e00-\u9fa5]{2,11}[\u4e00-\u9fa5](?<![省市县区州])")


# Silex（赛微电子子公司）: what it is to another.
_TO_ANOTHER = expression(
    "(?:子公司|孙公司|母公司|旗下|旗下公司|旗下品牌|创始人|股东|客户|供应商|对手)$"
)
_TITLED = expression("《([^《》（）]{2,20})》")
_NAMED_ACT = expression(r"[A-Za-z][A-Za-z \-]{1,12}(?:法案|法|计划|条例|规则|指令)")
# 砺芯半导体有限公司（“砺芯”或“公司”）: an alias with nothing to say that it is one.
_QUOTED = expression(r"[“\"‘「]([^“”\"‘’「」]{2,14})[”\"’」]")
_QUOTED_ALONE = expression(rf"{_QUOTED.pattern}(?:(?:[、，,/及]|或者?)?{_QUOTED.pattern})*")
_ROLES = frozenset(
    "公司 本公司 集团 该公司 发行人 上市公司 标的公司 目标公司 合资公司 本集团 买方 卖方 甲方 乙方".split()
)


def _shortens(alias: str, name: str) -> bool:
    """Whether an alias is made of characters of the name in their order, or is Latin beside a Chinese name."""
    return _LATIN.match(alias) is not None or is_subsequence(alias, name)


def is_stock_code(name: str) -> bool:
    """Whether a name is but a stock code with its market.

    >>> [is_stock_code(name) for name in ("01530.HK", "PFE.NYSE", "Souq.com")]
    [True, True, False]
    """
    return _WITH_MARKET.fullmatch(name) is not None


def _code(inside: str) -> str:
    """The stock code that the words are, with its exchange; empty when they are none."""
    if mainland := _CODE.match(inside):
        market = (mainland.group(2) or _market(mainland.group(1))).upper()
        return f"{mainland.group(1)}.{market}"
    return inside if _FOREIGN_CODE.match(inside) else ""


def _market(code: str) -> str:
    """The exchange of a mainland code by its first digit (numbering of the exchanges)."""
    return {"6": "SH", "0": "SZ", "3": "SZ"}.get(code[0], "BJ")
