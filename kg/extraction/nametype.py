"""Typing of what a tagger finds: the last word of a name tells what kind of body it is."""

import re

from kg.expressions import expression

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Fund",
        expression(
            r"(?:基金|资本|创投|风投|母基金|创业投资.{0,8}|股权投资.{0,12}|投资基金.{0,8}|产投|投资中心.{0,8}|基石投资|合伙企业.{0,8}|Capital|Ventures|Fund|Partners)$"
        ),
    ),
    (
        "GovernmentBody",
        expression(
            r"(?:部|委|局|厅|署|司|办|委员会|办公室|人民政府|政府|国务院|法院|检察院|管委会|领导小组|海关|中央|省委|市委|人大|政协|议会|国会|党组|监管总局|财政部)$"
        ),
    ),
    (
        "ResearchInstitution",
        expression(
            r"(?:大学|学院|研究院|研究所|研究中心|实验室|科学院|工程院|智库|设计院|研究总院|党校|医院|创新中心|信通院|中科院|社科院|University|Institute|Laboratory|Lab|College)$",
            re.I,
        ),
    ),
    (
        "Association",
        expression(
            r"(?:协会|联盟|学会|商会|联合会|促进会|公会|理事会|论坛理事会|Alliance|Association)$"
        ),
    ),
    (
        "Media",
        expression(
            r"(?:日报|晚报|时报|商报|早报|周刊|周报|新闻社|通讯社|电视台|观察报|新闻网|经济报道|杂志|新华社|每经网|财经网|晨报)$"
        ),
    ),
    (
        "Organization",
        expression(
            r"(?:交易所|上交所|深交所|北交所|港交所|纽交所|联合国|世贸组织|基金会|组织|集团军|俱乐部)$"
        ),
    ),
)
# 中建三局, 中铁十二局, 中交一航局: builders, called offices since they once were.
_BUILDERS = expression(
    r"中(?:国?[建铁交冶]|铁建|电建|国水电|水电|水)[一二三四五六七八九十\d]{0,3}[\u4e00-\u9fff]{0,2}局(?:集团|有限)?"
)
_LEGAL_FORM = expression(r"(?:公司|集团|厂|店|行)$")
_FUND_COMPANY = expression(
    r"(?:基金(?:[一二三四五六]期)?|创业?投资?|资本|股权投资|投资基金|投资管理|投资发展|创投|风险投资|私募)(?:基金)?(?:管理)?(?:股份)?(?:有限)?(?:责任)?公司$"
)
# Common nouns that end like the name of an authority.
_NO_BODY = expression(
    r"(?:内部|外部|全部|干部|总部|局部|布局|格局|结局|大部|首部|上司|公司|开办|举办|主办|承办|委托|编委|常委)$"
)
_COMPANY = expression(
    r"(?:公司|集团|银行|证券|保险|科技|股份|控股|电子|半导体|软件|网络|信息|通信|生物|医药|汽车|能源|Inc|Corp|Ltd|LLC|Co)\.?$"
)


def type_of_name(name: str, default: str) -> str:
    """The entity type that the last word of a name tells, or `default`.

    >>> type_of_name("禾穗资本", "Company"), type_of_name("澜岸大学", "Organization")
    ('Fund', 'ResearchInstitution')
    >>> type_of_name("砺芯半导体", "Organization")
    'Company'
    """
    if _BUILDERS.match(name):
        return "Company"
    if _LEGAL_FORM.search(name):
        return "Fund" if _FUND_COMPANY.search(name) else "Company"
    for kind, pattern in _RULES:
        if pattern.search(name) and not _NO_BODY.search(name):
            return kind
    return "Company" if _COMPANY.search(name) else default


def is_builder(name: str) -> bool:
    """Whether what ends like an authority is a builder.

    >>> is_builder("中建三局"), is_builder("中铁十二局"), is_builder("中国证券监督管理局")
    (True, True, False)
    """
    return _BUILDERS.fullmatch(name) is not None


_COMMON = expression(
    r"(?:电源|芯片|技术|系统|平台|产品|设备|服务|应用|产业|行业|市场|领域|时代|剩余股份|网络|基站|终端|股份|业务|项目|模式|信息|数据|产业链|(?:数据|计算|算力|超算|智算|云)中心)$"
)
_BRANDED = expression(
    r"(?:有限|公司|集团|银行|证券)|^[\u4e00-\u9fa5]{2,3}(?:网络|信息|股份|数据|服务|系统|技术|平台)$"
)


def is_common_noun(name: str) -> bool:
    """Whether what a tagger took for a body ends like a common noun: 通信电源, 互联时代.

    >>> is_common_noun("通信电源"), is_common_noun("恒生网络")
    (True, False)
    """
    return _COMMON.search(name) is not None and _BRANDED.search(name) is None


_PROCESS = expression(r"..化")


def is_process(term: str) -> bool:
    """Whether a term only says what something becomes: 智能化 is no technology, 数字化转型 may be one.

    >>> is_process("智能化"), is_process("数字化转型"), is_process("钝化")
    (True, False, False)
    """
    return _PROCESS.fullmatch(term) is not None


# 高端装备 and 基础软件 are sectors; of a 主流产品 nobody knows which.
_GENERIC = expression(
    r"(?:主流|高端|中高端|先进|前沿|核心|关键|底层|共性|成熟|传统|优势|特色|优质|重点|创新|相关|同类|各类|自主|自研|国产|进口|终端|新兴?|节能|主要)+的?"
    r"(?:产品|技术|服务|领域|行业|产业|业务|场景|产品和服务|技术产品|应用)"
    r"|(?:先进|核心|关键|传统)工艺|(?:细分|子)(?:行业|产业|领域|赛道|市场)|块状经济|临[港空海]产业|(?:朝阳|夕阳|支柱|主导|富民|骨干)产业"
    r"|先进(?:绿色|适用|节能|低碳|成熟|环保)*技术|(?:加速|加快|全面|持续|深度)(?:改造|升级|转型|应用|发展|建设|布局)"
    r"|.{2,}(?:采购|集采|招标|招投标|竞标)(?:项目|工程)"
    r"|(?:先进|高端|主流|核心|优质)[\u4e00-\u9fff]{2,4}(?:技术)?产品|.{2,6}水平"
    r"|.{0,8}(?:收入|营收|利润|利润率|毛利率|市占率|市场份额|出货量|销售额|估值|市值)"
)


def is_generic(term: str) -> bool:
    """Whether a term says how a technology, product or trade is, and not which it is.

    >>> [is_generic(x) for x in ("主流产品", "核心技术", "子行业", "管理水平", "朝阳产业", "先进绿色技术", "加速改造", "先进封装技术", "高端装备", "特色工艺")]
    [True, True, True, True, True, True, True, False, False, False]
    """
    return _GENERIC.fullmatch(term) is not None
