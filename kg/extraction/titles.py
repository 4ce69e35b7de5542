"""《》 titles: what kind of work a title names, told by its head word and by the words around it."""

from collections.abc import Iterator

from kg.expressions import expression
from kg.extraction.candidates import Candidate

TITLE = expression(r"《([^《》\n]{2,80}(?:〈[^〉]*〉)?[^《》\n]{0,40})》")
# A short title in brackets for a draft: （征求意见稿）, or a year range, belongs to the head word before it.
_TAIL = expression(
    r"(?:[（(][^（）()]{1,30}[）)]|\d{4}(?:[-—–~至]\d{4})?年?版?|第[一二三四五六七八九十\d]+[号版部期]|试行|修订版?)$"
)
_POLICY = expression(
    r"(?:法|法典|法案|条例|规定|办法|计划|规划|纲要|通知|意见|方案|公告|决定|细则|措施|若干政策|政策|战略|倡议|"
    r"目录|清单|标准|规范|准则|规则|章程|要点|批复|函|通告|规程|行动|举措|指导|声明|协定|公约|建议|条款|"
    r"征求意见稿|草案|送审稿|政策措施|条|议定书|令|指令|办法汇编|(?:总体|基本|技术|报告|核算|规范|通用|安全|一般|管理|测试|功能|性能|质量|服务|评价|配置|准入)要求|制度|体系建设指南|分册)$"
)
_GUIDE = expression(r"(?:指南|指引|手册|路线图|体系|框架|蓝图|标准体系|指导书)$")
_REPORT = expression(
    r"(?:[百千\d]强(?:企业|公司|县市?|城市|园区)?|报告|白皮书|蓝皮书|绿皮书|皮书|研报|年报|榜单?|指数|调查|洞察|图谱|综述|展望|年鉴|案例集|评估|"
    r"统计|研究|分析|名录|排行榜|预测|观察|公报|论文)$"
)
_MEDIA = expression(
    r"(?:报|日报|晚报|早报|周刊|周报|时报|杂志|新闻|电视|网|观察报|评论|邮报|商报|导报|经济报道|学报|科学|自然|月刊|期刊)$"
)
_CONTRACT = expression(
    r"(?:协议|合同|备忘录|合作书|意向书|章程|协议书|公告书|说明书|招股书|问询函|决定书)$"
)
# What a listed company files with its exchange, or two parties write to each other, rules nobody else.
_FILING = expression(
    r"(?:议案|提案|告知函|承诺函|意见函|确认函|通知书|票据|(?:审计|验资|资产评估|估值)报告"
    r"|(?:公司|重组|股权|股份|合同|协议|质押|回购|减持|增持|停牌|复牌|中标|担保|竞购)[^》]*(?:的函|公告))$"
)
# Who rules, before the title or in it: 证监会发布《, 《国务院办公厅关于.
_BODY = r"(?:国务院|办公[厅室]|[部委局署]|[委监协员]会|政府|交易所|[沪深北港]交所)"
_RULED_BEFORE = expression(rf"{_BODY}[^。；，《》]{{0,10}}$")
_RULED_IN = expression(rf"[^》]{{0,24}}?{_BODY}关于")
_SPEECH = expression(r"(?:记者|报道|刊文|刊登|网站|讯|专访|采访)")
_AUTHORITY_ACT = expression(
    r"(?:印发|颁布|公布|出台|下发|实施|施行|审议|起草|制定|征求意见|联合发布|修订)[^《。；]{0,6}$"
)

UNOFFICIAL = "协会|联盟|学会|公司|集团|研究院|研究所|商会|大学"
# 某学会联合发布《指南》: no authority acts.
_UNOFFICIAL = expression(UNOFFICIAL)


def find_titles(text: str) -> Iterator[Candidate]:
    """A candidate for each 《》 title, without its marks.

    Titles of agreements and prospectuses are no entities of ours and are passed over.

    >>> [(c.type, "工信部印发《数据中心规划》"[c.start:c.end]) for c in find_titles("工信部印发《数据中心规划》")]
    [('Policy', '数据中心规划')]
    """
    for m in TITLE.finditer(text):
        kind = title_type(
            m.group(1), text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 12]
        )
        if kind:
            yield Candidate(m.start(1), m.end(1), kind, "title", confidence=0.95)


def title_type(title: str, before: str = "", after: str = "") -> str:
    """The entity type of a title, or an empty string for a work that is none of ours.

    >>> title_type("中国半导体产业白皮书（2023年）"), title_type("经济观察报", after="记者")
    ('Report', 'Media')
    """
    head = title.strip("“”\"' ")
    while (stripped := _TAIL.sub("", head).rstrip("（(")) != head and len(stripped) >= 2:
        head = stripped
    if _SPEECH.match(after) or (_MEDIA.search(head) and not _REPORT.search(head)):
        return "Media"
    if _CONTRACT.search(head) or (_FILING.search(head) and not _is_ruled(head, before)):
        return ""
    if _REPORT.search(head):
        return "Report"
    if _GUIDE.search(head):
        ruled = _AUTHORITY_ACT.search(before) and not _UNOFFICIAL.search(before)
        return "Policy" if ruled else "Guide"
    if _POLICY.search(head) or _AUTHORITY_ACT.search(before):
        return "Policy"
    return ""


def _is_ruled(head: str, before: str) -> bool:
    """Whether a public body stands in the title or shortly before it.

    >>> _is_ruled("关于公司登记管理配套规定的公告", "市场监管总局印发"), _is_ruled("关于回购股份的公告", "砺芯股份发布")
    (True, False)
    """
    return bool(_RULED_BEFORE.search(before) or _RULED_IN.match(head))
