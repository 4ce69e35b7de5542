"""Suffix grammar: names whose type their last word tells, such as …研究院, …产业基金 or …峰会.

The right end is a head word of the table; the left end is found by walking the words back as long as they
are nouns that may stand inside a name. The grammar needs no model and no list of names.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.candidates import Candidate
from kg.extraction.words import Token

# head word -> (type, finder, words needed before it, confidence). Short heads such as 部 and 局 need more.
_HEADS: dict[str, tuple[str, str, int, float]] = {}


def _heads(kind: str, finder: str, least: int, confidence: float, words: str) -> None:
    for word in words.split():
        _HEADS[word] = (kind, finder, least, confidence)


_heads(
    "Company",
    "suffix",
    1,
    0.95,
    "股份有限公司 有限责任公司 有限公司 集团公司 总公司 股份公司 控股公司 分公司 子公司",
)
_heads(
    "Company", "suffix", 1, 0.85, "集团 控股 股份 银行 证券 保险 期货 信托 租赁 电力 电器 传媒 影业"
)
# A brand of two or three characters before a trade word: 壁仞科技. Only where the brand is no common word.
_heads(
    "Company",
    "suffix",
    1,
    0.6,
    "公司 科技 半导体 微电子 光电 智能 电子 软件 信息 网络 通信 生物 医药 汽车 能源 材料 新材 机器人 数科 股份 微",
)
_heads(
    "Fund",
    "suffix",
    1,
    0.9,
    "投资基金 产业基金 基金 资本 创投 风投 引导基金 母基金 创业投资 股权投资 私募 合伙企业 投资中心 投资管理公司",
)
_heads(
    "GovernmentBody",
    "suffix",
    1,
    0.9,
    "委员会 办公室 人民政府 政府 管委会 管理局 监管局 监督管理局 总局 法院 检察院 领导小组 监管委员会",
)
_heads("GovernmentBody", "suffix", 1, 0.8, "厅 局 司 部 委 办")
_heads(
    "ResearchInstitution",
    "suffix",
    1,
    0.9,
    "大学 学院 研究院 研究所 研究中心 实验室 科学院 工程院 智库 设计院 党校 创新中心 研发中心 医院 研究总院",
)
_heads(
    "Association",
    "suffix",
    1,
    0.9,
    "协会 联盟 学会 商会 联合会 促进会 理事会 同业公会 工作组 联合体",
)
_heads(
    "Event",
    "event",
    1,
    0.8,
    "大会 峰会 论坛 博览会 展览会 研讨会 大赛 年会 高峰会 交易会 展会 发布会 座谈会 洽谈会 挑战赛 电视电话会议 推进会 座谈 技术展",
)
_heads(
    "Facility",
    "facility",
    1,
    0.75,
    "产业园 园区 科技园 产业基地 示范基地 基地 数据中心 超算中心 智算中心 工厂 生产线 产线 示范区 自贸区 试验区 高新区 开发区 综合体 枢纽 先导区 创新园 工业园 软件园 科创园",
)
_heads(
    "Policy",
    "policy",
    1,
    0.75,
    "战略 规划 行动计划 倡议 条例 政策 纲要 实施方案 管理办法 指导意见 法案 发展规划 行动方案 总体方案",
)

_ENDINGS = frozenset(word[-1] for word in _HEADS)
_LONGEST = max(map(len, _HEADS))
# Parts of speech (jieba's tag set) that may stand inside a name, left of its head.
_INSIDE = frozenset(["n", "nz", "ns", "nt", "nr", "nrt", "nrfg", "vn", "b", "j", "eng", "l", "an", "ng", "i", "s", "f", "m", "q", "a", "zg", "g", "vg", "k", "h", "t"])
_BREAK_WORDS = frozenset(
    ["我国", "全国", "各地", "各", "有关", "相关", "该", "本", "其", "多家", "等", "一家", "一个", "这家", "某", "上述", "其他", "所有", "众多", "不少", "部分", "这", "那", "及", "和", "与", "或", "的", "地", "在", "于", "由", "向", "从", "对", "为", "是", "将", "被", "把", "给", "让", "使", "近日", "日前", "目前", "今年", "去年", "明年", "昨日", "今日", "昨天", "当日", "此前", "此后", "随后", "同时", "其中", "期间", "以来", "之后", "之前", "以上", "以下", "据", "依托", "通过", "根据", "按照", "成为", "包括", "如", "例如", "比如", "以及", "还有", "国内", "国外", "海外", "境外", "国际化", "本土", "大型", "小型", "中小型", "主要", "重点", "知名", "著名", "著", "头部", "龙头", "领先", "新", "老", "大", "小", "两", "三", "四", "五", "六", "七", "八", "九", "十", "几", "数", "多", "首", "第一", "首个", "首家", "首批", "参与", "参加", "出席", "举办", "召开", "主办", "承办", "启动", "推进", "推动", "加强", "加快", "支持", "建设", "打造", "发展", "投资", "收购", "入股", "控股", "成立", "设立", "组建", "发起", "联合", "合作", "签署", "签约", "发布", "印发", "公布", "出台", "推出", "指导", "实施", "开展", "落实", "贯彻", "制定", "促进", "提升", "鼓励", "引导", "培育", "围绕", "面向", "针对", "聚焦", "服务", "位于", "拥有", "持有", "减持", "增持", "担任", "出任", "就任", "来自", "进入", "登陆", "加入", "退出", "隶属", "旗下", "下属", "子", "母", "企业", "机构", "公司", "单位", "部门", "行业", "地方", "记者", "表示", "认为", "指出", "介绍", "显示", "宣布", "称", "说", "完善", "优化", "强化", "深化", "建立", "健全", "按", "要求", "提出", "明确", "形成", "加大", "利用", "使用", "采用", "选择", "布局"]
)
# Inside official names verbs stand too (…投资发展有限公司, 乡村振兴战略): there only these end the name.
_LEGAL = frozenset(["股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司", "控股公司"])
_VERBAL = frozenset({"Policy", "Event", "ResearchInstitution"})
_INSIDE_LOOSE = _INSIDE | {"v", "a", "ad", "ng"}
_HARD_BREAKS = frozenset(
    ["收购", "入股", "参股", "控股", "持有", "减持", "增持", "成立", "设立", "组建", "签署", "签约", "宣布", "表示", "认为", "指出", "显示", "发布", "印发", "公布", "出台", "推出", "公告", "介绍", "称", "说", "是", "为", "将", "由", "向", "与", "和", "及", "以及", "举办", "召开", "主办", "承办", "参加", "出席", "参与", "加入", "担任", "出任", "位于", "来自", "隶属", "属于", "旗下", "下属", "拟", "已", "等", "我国", "各地", "有关", "相关", "该", "其", "多家", "一家", "上述", "其他", "根据", "按照", "依托", "通过", "对于", "关于", "落实", "贯彻", "实施", "推动", "推进", "加快", "加强", "促进", "支持", "借助", "围绕", "面向", "针对", "制定", "提出", "要求", "作为", "成为", "包括", "随着", "由于", "获得", "获", "引入", "完成", "牵头", "联合", "携手", "联手", "合作", "股东", "记者", "近日", "日前", "目前", "今年", "去年", "未来", "此次", "本次", "积极", "适时", "鼓励", "引导", "打造", "形成", "建设", "发起", "创办", "创立", "进行", "开展", "受益", "响应", "抓住", "在", "于", "把"]
)
# Common nouns that end like the name of a body.
_NO_BODY = re.compile(
    r"(?:内部|外部|全部|干部|总部|局部|布局|格局|结局|大部|首部|上司|开办|举办|主办|承办|委托|委员|编委|常委|本部|有限责任公司股份|部委|各部|多部|三部|十部|[两三四五六七八九十]+部委?)$"
)
_GENERIC = re.compile(
    r"^(?:有限公司|股份有限公司|子公司|分公司|母公司|上市公司|科技公司|互联网公司|产业基金|投资基金|政府|地方政府|人民政府|研究院|研究所|研究中心|实验室|"
    r"协会|联盟|学会|大会|峰会|论坛|园区|产业园|基地|数据中心|工厂|规划|战略|政策|产业政策|顶层产业政策|发展战略|发展规划|国家战略|新型数据中心|大型数据中心|云数据中心|"
    r"公募基金|私募基金|股权投资基金|政府引导基金|创业投资基金|创新中心|研发中心|技术中心|企业集团|央企集团|发展基地|生产基地|示范基地|产业基地|"
    r"中央政府|省政府|市政府|州政府|联邦政府|社会资本|民营资本|国有资本|民间资本|金融资本|产业资本|人力资本|外资银行|商业银行|投资银行|社会政策|国家政策|"
    r"新闻发布会|业绩发布会|股东大会|董事会|业绩说明会|行业协会|产业联盟|行业峰会|股权投资|创业投资|风险投资|智能工厂|数字工厂|自动化生产线|第.{1,2}[次届]会议)$"
)
_COINED = frozenset({"nr", "nz", "nrt", "nrfg", "eng"})
_NEVER_FIRST = frozenset("于占由向将被在是为和与及等对从把给家类型本该各子母总分某每约近超股的了")
_FUNCTION = frozenset(["p", "c", "uj", "ul", "r", "d", "x", "m", "q", "y", "f", "u"])
_BRACKETS = {"）": "（", ")": "("}


def find_suffixed(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates for organisations, events, facilities and policies by their last word.

    >>> from kg.extraction.words import tokenize
    >>> text = "会上，砺芯半导体有限公司与澜岸大学签约。"
    >>> [text[c.start : c.end] for c in find_suffixed(text, tokenize(text))]
    ['砺芯半导体有限公司', '澜岸大学']
    """
    for i, (start, end, _) in enumerate(tokens):
        if text[end - 1] not in _ENDINGS:
            continue
        head = _head_of(text, start, end, tokens[i - 1] if i else None)
        if head is None:
            continue
        cand = _extend(text, tokens, i, head)
        if cand is not None:
            yield cand


def _head_of(text: str, start: int, end: int, previous: Token | None) -> str | None:
    """The longest head word that the token, or the token with the one before, ends with."""
    left = previous[0] if previous is not None else start
    tail = text[max(left, end - _LONGEST) : end]
    for k in range(len(tail), 0, -1):
        if tail[-k:] in _HEADS and (k > 1 or end - start > 1):
            return tail[-k:]
    return None


def _extend(text: str, tokens: Sequence[Token], i: int, head: str) -> Candidate | None:
    kind, finder, least, confidence = _HEADS[head]
    end = tokens[i][1]
    head_start = end - len(head)
    start = _left_end(text, tokens, i, head_start, loose=head in _LEGAL or kind in _VERBAL)
    if text[start:end] == head or _GENERIC.match(text[start:end]) or head_start - start < 2 * least:
        return None
    if len(head) == 1 and head_start - start < 2:
        return None
    if _NO_BODY.search(text[start:end]):
        return None
    if confidence == 0.6:
        return _brand(text, tokens, i, head_start)
    return Candidate(start, end, kind, finder, confidence=confidence)


def _left_end(text: str, tokens: Sequence[Token], i: int, head_start: int, *, loose: bool) -> int:
    start = min(tokens[i][0], head_start)
    j = i - 1
    steps = 0
    while j >= 0 and steps < 14 and start - tokens[j][0] < 34:
        left, right, pos = tokens[j]
        word = text[left:right]
        if word in _BRACKETS:
            opening = text.rfind(_BRACKETS[word], max(0, left - 10), left)
            if opening < 0:
                break
            while j > 0 and tokens[j][0] > opening:
                j -= 1
        elif loose and word not in _HARD_BREAKS and pos in _INSIDE_LOOSE and len(word) > 1:
            pass
        elif word in _BREAK_WORDS or pos not in _INSIDE or (len(word) == 1 and word in "了着过等"):
            break
        start = tokens[j][0]
        j -= 1
        steps += 1
    return start


def _brand(text: str, tokens: Sequence[Token], i: int, head_start: int) -> Candidate | None:
    """A company called by a coined word of two or three characters before a trade word."""
    j, start = i, head_start
    while j > 0 and head_start - start < 3:
        left, right, pos = tokens[j - 1]
        word = text[left:right]
        coined = len(word) == 1 or pos in _COINED
        if (
            word in _NEVER_FIRST
            or not coined
            or word in _BREAK_WORDS
            or head_start - left > 3
            or not word.isalnum()
        ):
            break
        if len(word) == 1 and pos in _FUNCTION:
            break
        start = left
        j -= 1
    if not 2 <= head_start - start <= 3:
        return None
    return Candidate(start, tokens[i][1], "Company", "suffix", confidence=0.6)
