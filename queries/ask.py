"""Chinese questions: which question of the catalogue a sentence asks, and about whom.

A closed grammar: what it does not understand it says, with examples, and never guesses.
"""

import re
from dataclasses import dataclass, replace

from kg.errors import QueryError
from kg.views import EntityView, StatementView
from queries.answer import Answer
from queries.catalogue import QUESTIONS

_POLITE = re.compile(
    r"^(?:请问|请|帮我|麻烦|我想知道|想知道|查一下|查查|查询|看看|告诉我|那么?|，|\s)+|(?:[？?。！!\s]|吗|呢|啊|呀)+$"
)
_WHO = r"(?:有)?(?:谁|哪些?(?:机构|公司|企业|基金|投资方|投资人|投资机构|股东|家)*|什么(?:机构|公司|人))"
_PUT_IN = r"(?:投资|入股|参股|收购|并购|持股|持有|控股|投|买|发起|设立|领投|跟投|出资|注资|增资)"
_OWNER = r"(?:投资方|投资人|投资者|投资机构|股东|金主|出资人|出资方|发起人|大股东|控股股东)"
_TENSE = r"(?:曾经?|已经?|都|先后|一?共|总共|要|想|将|拟|计划|打算|准备)*"
_HOW_MUCH = r"(?:的)?(?:花|用|出|投|给|占|持)?了?多少(?:钱|资金|金额|亿元?|万元?|元|股份|股权|股票|股|比例)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "path",
        re.compile(
            r"^(?P<a>.+?)(?:和|与|跟|同)(?P<b>.+?)(?:之间)?(?:到底)?(?:是|有|存在)?(?:什么|哪些|怎样的|何种|怎么|没有|啥)?(?:样的)?(?:关系|关联|联系)(?:是什么|如何)?$"
        ),
    ),
    (
        "path",
        re.compile(
            r"^(?P<a>.+?)(?:是)?(?:怎么|如何)(?:和|与|跟|同)(?P<b>.+?)(?:关联|联系|扯上关系)(?:起来|上)?的?$"
        ),
    ),
    (
        "investors",
        re.compile(rf"^{_WHO}{_TENSE}{_PUT_IN}(?:过|了)*(?P<a>.+?){_HOW_MUCH}$"),
    ),
    (
        "investors",
        re.compile(
            rf"^(?P<a>.+?){_TENSE}从(?P<only>.+?)(?:处|那里|手中|手里)?(?:获得|得到|拿到|融资|融到?|获)(?:过|了)*{_HOW_MUCH}(?:投资|融资)?$"
        ),
    ),
    # 甲向乙投资了多少, 甲收购乙花了多少钱, 甲持有乙多少股份: what one put into the other.
    (
        "investments",
        re.compile(
            rf"^(?P<a>.+?){_TENSE}(?:向|给|对|在){_TENSE}(?P<only>.+?){_TENSE}{_PUT_IN}(?:过|了)*{_HOW_MUCH}$"
        ),
    ),
    (
        "investments",
        re.compile(
            rf"^(?P<a>.+?){_TENSE}{_PUT_IN}(?:过|了)*(?P<only>(?!过|了|资[过了]).{{2,}}?){_HOW_MUCH}$"
        ),
    ),
    (
        "investments",
        re.compile(rf"^(?P<a>.+?){_TENSE}{_PUT_IN}(?:过|了)*多少(?:钱|资金|亿元?|万元?)?$"),
    ),
    (
        "investors",
        re.compile(
            r"^(?P<a>.+?)(?:一?共|总共|已经?|都)*(?:融资|融|募资|募集|获投|拿到?)(?:到|过|了)*多少(?:钱|资金|亿元?|万元?)?$"
        ),
    ),
    (
        "investors",
        re.compile(rf"^{_WHO}{_TENSE}{_PUT_IN}(?:过|了|的)*(?P<a>.+?)(?:的(?:股份|股权|股票))?$"),
    ),
    (
        "investors",
        re.compile(
            rf"^(?P<a>.+?)(?:的|背后的?|有)?(?:有)?(?:哪些|什么|谁是)?{_OWNER}(?:是|有|都有|包括)*(?:谁|哪些|什么|哪家)*$"
        ),
    ),
    ("investors", re.compile(rf"^(?P<a>.+?)(?:是|由|被|获|得到|获得)了?{_WHO}{_PUT_IN}的?$")),
    (
        "investments",
        re.compile(
            rf"^(?P<a>.+?){_TENSE}{_PUT_IN}(?:过|了)*(?:谁|哪些|什么|哪几?家|多少家?)(?:公司|企业|项目|机构)*$"
        ),
    ),
    (
        "investments",
        re.compile(
            r"^(?P<a>.+?)的?(?:对外)?(?:投资(?:版图|组合|标的|项目|情况|记录)|持仓)(?:是什么|有哪些|如何|怎样)?$"
        ),
    ),
    (
        "exposure",
        re.compile(
            r"^(?:有)?(?:哪些|什么)政策(?:会|将|能|可能)?(?:影响|利好|涉及|支持|惠及|适用于?|针对|关系到|与|和|跟)(?:到|了)?(?P<a>.+?)(?:有关|相关)?$"
        ),
    ),
    (
        "exposure",
        re.compile(
            r"^(?P<a>.+?)(?:会|将|能|可能)?(?:受到?|被|涉及|面临|适用|享受|符合|有|牵涉)(?:到)?(?:哪些|什么)?(?:产业|相关|国家)?政策(?:的?(?:影响|利好|支持|红利|敞口|风险|约束))?(?:有哪些)?$"
        ),
    ),
    (
        "exposure",
        re.compile(
            r"^(?P<a>.+?)的?(?:相关)?政策(?:敞口|影响|利好|风险|环境|暴露|支持)?(?:有哪些|是什么|如何|怎样)?$"
        ),
    ),
    (
        "timeline",
        re.compile(
            r"^(?P<a>.+?)(?:最近|近期|近来|今年|都|这些年)*(?:有|发生了?|出了|干了|做了)?(?:什么|哪些)(?:新|大)?(?:动态|新闻|消息|事情?|事件|进展|动作)$"
        ),
    ),
    (
        "timeline",
        re.compile(
            r"^(?P<a>.+?)的?(?:时间线|大事记|动态|历程|来龙去脉|近况)(?:是什么|如何|怎样)?$"
        ),
    ),
)
_STATUS = (
    ("planned", re.compile(rf"(?:拟|计划|打算|准备|要|想)(?=(?:[向给对在].+?)?{_PUT_IN})")),
    ("completed", re.compile(rf"(?:已经|已)(?=(?:[向给对在].+?)?{_PUT_IN})")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sentence asks: a question of the catalogue, the names that it is about, the statuses it means.

    `only` is the name of whom it asks about alone: 甲向乙投资了多少 is what 甲 has money in, only 乙.
    """

    question: str
    names: tuple[str, ...]
    statuses: tuple[str, ...] | None = None
    only: str | None = None


def understand(sentence: str) -> Asked:
    """The question that a Chinese sentence asks.

    >>> understand("谁投资了砺芯半导体？")
    Asked(question='investors', names=('砺芯半导体',), statuses=None, only=None)
    >>> understand("汀鹭资本向砺芯半导体投资了多少？").only
    '砺芯半导体'
    >>> understand("京东方受哪些政策影响？").question, understand("工信部和京东方有什么关系").names
    ('exposure', ('工信部', '京东方'))

    Raises:
        QueryError: the sentence is none that the grammar knows; the text shows what can be asked.
    """
    text = sentence.strip()
    while (bare := _POLITE.sub("", text)) != text:
        text = bare
    for name, form in _FORMS:
        if m := form.match(text):
            found = {role: _bare(n) for role, n in m.groupdict().items() if n}
            only = found.pop("only", None)
            return Asked(
                question=name, names=tuple(found.values()), statuses=_statuses(text), only=only
            )
    raise QueryError(f"{sentence!r} is no question I can answer; try: {'、'.join(EXAMPLES)}")


def narrowed(answer: Answer, entity: EntityView) -> Answer:
    """The rows of an answer that rest on a statement about `entity` too: of what 甲 has money in, what it has in 乙.

    >>> answer = Answer(question="investments", about=("汀鹭资本",), columns=(), rows=())
    >>> narrowed(answer, EntityView(id="1", type="Company", name="砺芯半导体")).about
    ('汀鹭资本', '砺芯半导体')
    """
    rows = tuple(row for row in answer.rows if any(_is_about(s, entity.id) for s in row.statements))
    return replace(answer, about=(*answer.about, entity.name), rows=rows)


def _is_about(statement: StatementView, entity_id: str) -> bool:
    ends = (statement.subject, statement.object)
    return any(isinstance(end, EntityView) and end.id == entity_id for end in ends)


def _bare(name: str) -> str:
    """A name without quotation marks."""
    return name.strip("“”\"'《》 的")


def _statuses(text: str) -> tuple[str, ...] | None:
    return next(((status,) for status, words in _STATUS if words.search(text)), None)


EXAMPLES = (
    "谁投资了砺芯半导体？",
    "国家集成电路基金投资了哪些公司？",
    "京东方受哪些政策影响？",
    "工信部和京东方有什么关系？",
    "云从科技最近有什么动态？",
    "汀鹭资本向砺芯半导体投资了多少？",
)
"""One sentence for each question of the catalogue, in its order, and one for how much."""

assert len(EXAMPLES) == len(QUESTIONS) + 1
