"""Where a name that the network sees begins and ends: what belongs to the words around it is taken off."""

import re

from kg.extraction.candidates import CONCEPTS, Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.suffixes import CHILD, ROLE_BEFORE

# What sums a list up behind its last member: 治理研究中心、文化研究中心两大研究中心.
_SUM = re.compile(r"(?P<name>.{2,}(?P<head>..))[两三四五六七八九十]大.{0,4}(?P=head)")


CONSULTING = "征求意见"
# CPU倚天710: what it is stands before the name of a model.
_KIND_LED = re.compile(
    r"(?:CPU|GPU|DPU|NPU|MCU|SoC|FPGA|芯片|处理器|操作系统|数据库|大模型|服务器|加速卡|交换机)+(?!组|模组|管理|主板|一体机|测试|平台|系统|集群|机柜)(?=[\u4e00-\u9fff]{0,6}[A-Za-z0-9.\-+]+$)"
)
# 天津新建8英寸产线: what is done in front of the facility.
_BUILT = re.compile(r".{0,8}?(?:新建(?!区|县|村|路)|兴建|扩建|投建|改建)(?=[0-9\u4e00-\u9fff])")
_OFFICERS = frozenset("社长 总裁 总经 总监 总编".split())
# 高岭资本投资合伙人某某: the first half of the office is no part of the name.
_WITH_TITLE = re.compile(
    r"(?P<name>.{2,}(?:资本|基金|创投|集团|公司|科技|证券|银行))(?:投资|技术|产品|市场|销售|财务|运营|研究)"
)
_TITLE_NEXT = re.compile(r"合伙人|总监|副?总|负责人|经理|主管|官")
# 副总裁某某因个人原因离职: what goes on behind a person's name.
_AFTER_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?:因病?(?=病|个人|工作|年龄|身体|家庭|组织|涉|故|退|届|达|辞|离|去)|将(?=于|在|出任|担任|离|卸|接|辞|赴|不再)|任(?=董事|总|副|首席|CEO|会长|院长|主席|理事|党))"
)
# A verb of dealing between two names that were taken for one: 通过国投集新投资拓荆科技.
_DEALING = re.compile(r".{2,}(?:投资|收购|入股|增资|参股|控股|领投|战投)(?=.{2,})")
# What may stand before a name and was taken for its first character: 据瑞芯微公告, 与京东方签约.
_LEADS = frozenset("据从由与和对向在为被获将经于是及就因")


def trimmed(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate:
    """The candidate without what belongs to the words around it, and with what belongs to it.

    Args:
        text: the article.
        gazetteer: what is known; a word before a listed name is no part of it.
        cand: what the network names.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> trimmed("据京东方公告", load_gazetteer(), Candidate(0, 4, "Company", "model")).start
    1
    """
    if cand.type == "Policy" and text.startswith("稿", cand.end):
        name = text[cand.start : cand.end]
        return cand._replace(end=cand.end + 1) if name.endswith(CONSULTING) else cand
    if cand.type in _MADE and (kind := _KIND_LED.match(text, cand.start, cand.end)):
        return cand._replace(start=kind.end())
    if cand.type in _MADE and (kind_end := _listed_kind(text, gazetteer, cand)):
        return cand._replace(start=kind_end)
    if cand.type == "Facility" and (built := _BUILT.match(text, cand.start, cand.end - 2)):
        return cand._replace(start=built.end())
    if home := _home_before(text[cand.start : cand.end], cand.type, gazetteer):
        # 韩国三星电子 is 三星电子, 日本甲骨文 a company of its own.
        return cand._replace(start=cand.start + len(home))
    if cand.type in ORGANISATIONS and (cut := _before_adverb(text, gazetteer, cand)):
        return cand._replace(end=cand.end - cut)
    if cand.type == "Person":
        m = _AFTER_PERSON.match(text, cand.start)
        return cand._replace(end=m.end("name")) if m and m.end() == cand.end else cand
    officer = cand.end - cand.start > 2 and text[cand.end - 1 : cand.end + 1] in _OFFICERS
    if officer and not gazetteer.by_name(text[cand.start : cand.end]):
        # 夏谱社长某某: the name ends before the office.
        return cand._replace(end=cand.end - 1)
    if cand.type in {"Company", "Fund"}:
        if role := ROLE_BEFORE.match(text, cand.start, cand.end - 2):
            return cand._replace(start=role.end())
        if child := CHILD.fullmatch(text, cand.start, cand.end):
            return cand._replace(end=child.end("name"))
        if (rest := _behind_deal(text, gazetteer, cand)) is not None:
            return cand._replace(start=rest)
        m = _WITH_TITLE.fullmatch(text, cand.start, cand.end)
        if m and _TITLE_NEXT.match(text, cand.end):
            return cand._replace(end=m.end("name"))
    if text[cand.start] in _LEADS and not gazetteer.by_name(text[cand.start : cand.end]):
        known = gazetteer.by_name(text[cand.start + 1 : cand.end])
        if any(entry.type == cand.type for entry in known):
            return cand._replace(start=cand.start + 1)
    return _without_sum(text, cand)


def _home_before(name: str, kind: str, gazetteer: Gazetteer) -> str:
    """The country in front of a listed name that is at home there; empty where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> [_home_before(name, "Company", load_gazetteer()) for name in ("韩国三星电子", "日本甲骨文")]
    ['韩国', '']
    """
    for home in gazetteer.homes:
        # 韩国现代汽车 is listed as it stands: nothing to take off.
        if name.startswith(home) and not gazetteer.by_name(name):
            rest = gazetteer.by_name(name.removeprefix(home))
            if any(entry.type == kind and home in entry.homes for entry in rest):
                return home
    return ""


_MADE = frozenset({"Product", "Technology"})
_MODEL_BEHIND = re.compile(
    r"(?P<kind>[\u4e00-\u9fff]{2,8})[A-Z][A-Za-z0-9.\-+]*(?: [A-Z0-9][\w.]*)?"
)


def _listed_kind(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """Where the name of a model begins behind the listed word for what it is: 人形机器人G1; 0 where there is none.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _listed_kind("人形机器人G1", load_gazetteer(), Candidate(0, 7, "Product", "model"))
    5
    """
    m = _MODEL_BEHIND.fullmatch(text, cand.start, cand.end)
    if m is None or gazetteer.by_name(m[0]):
        return 0
    kinds = gazetteer.by_name(m["kind"])
    return m.end("kind") if any(e.type in CONCEPTS for e in kinds) else 0


# What goes on behind a name: 华润微拟收购 is a plan of 华润微. No name ends in 拟; others may, as 中将 does.
_ADVERB = re.compile(r"(?:拟|计划|将|已|曾|正|还|也|则|均|共)$")


def _before_adverb(text: str, gazetteer: Gazetteer, cand: Candidate) -> int:
    """How many characters at the end of a name are what the next words say of it: a plan must not hide in a name.

    >>> from kg.extraction.gazetteer import load_gazetteer
    >>> _before_adverb("华润微拟与京东方合作", load_gazetteer(), Candidate(0, 4, "Company", "model"))
    1
    """
    name = text[cand.start : cand.end]
    m = _ADVERB.search(name)
    if m is None or m.start() < 2 or gazetteer.by_name(name):
        return 0
    sure = m[0] == "拟" or any(e.type == cand.type for e in gazetteer.by_name(name[: m.start()]))
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


def _without_sum(text: str, cand: Candidate) -> Candidate:
    """The candidate without the words that sum up the list it ends.

    >>> text = "文化研究中心两大研究中心"
    >>> _without_sum(text, Candidate(0, len(text), "ResearchInstitution", "model")).end
    6
    """
    m = _SUM.fullmatch(text, cand.start, cand.end)
    return cand if m is None else cand._replace(end=m.end("name"))
