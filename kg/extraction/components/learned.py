"""The stage of the network of names, and what is no name though it sees one."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from kg.expressions import expression
from kg.extraction.aliases import is_stock_code
from kg.extraction.boundaries import CONSULTING, FIRMS, in_prize, of_china, trimmed
from kg.extraction.candidates import CONCEPTS, Candidate, occurrences
from kg.extraction.components.grammar import is_bought
from kg.extraction.components.stage import Stage, lost
from kg.extraction.draft import Draft
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.learned.names import NameReader, NamesRead
from kg.extraction.learned.settle import is_faint, settle
from kg.extraction.lexicon import SURNAMES
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.nametype import is_builder, is_generic, is_process, type_of_name
from kg.extraction.normalise import stopped_as
from kg.extraction.persons import is_nobody, is_unlikely, listed_persons, told_persons
from kg.extraction.suffixes import ANYBODYS
from kg.extraction.taggers import Tagger
from kg.extraction.values import is_measure


class Learned(Stage):
    """What the network of names sees, all other finders' beliefs at hand."""

    needs = ("sentences", "tokens", "candidates")
    makes = ("candidates",)

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer) -> None:
        super().__init__(tagger=tagger, gazetteer=gazetteer)
        self.reader: NameReader | None = None

    def __call__(self, draft: Draft) -> None:
        """Add its names; where it is there, it also decides about what the others believe."""
        self.run((draft,))

    def run(self, drafts: Sequence[Draft]) -> None:
        """The same for several drafts."""
        if self.reader is None:
            return
        texts = [
            self.reader.pieces_of(
                stopped_as(d.text, d.article.text),
                d.sentences,
                d.tokens,
                [*d.candidates, *d.doubtful],
            )
            for d in drafts
        ]
        for draft, read in zip(drafts, self.reader.read(texts), strict=True):
            self._settled(draft, read)

    def _settled(self, draft: Draft, read: NamesRead) -> None:
        found: list[Candidate] = []
        people = told_persons(draft.text)
        called = self._called_things(draft)
        wholes = _whole_projects(draft)
        each = chain.from_iterable(self._apart(draft.text, c) for c in read.names)
        for c in map(partial(trimmed, draft.text, self.gazetteer), each):
            name = draft.text[c.start : c.end]
            if name in people and c.type in ORGANISATIONS:
                c = c._replace(type="Person")
            if c.type in FIRMS and (name in called or self._is_listed_good(draft.text, c)):
                c = c._replace(type="Product")
            if c.type == "Facility":
                c = c._replace(end=wholes.get((c.start, draft.text[c.end : c.end + 1]), c.end))
            if reason := self._no_name(draft, c, name in people):
                draft.rejects.append(lost(draft, c, reason))
            else:
                found.append(c)
        found = [
            _as_held(draft.text, _as_firm(draft.text, self._as_goods(draft.text, c))) for c in found
        ]
        draft.candidates = [
            _as_built(draft.text, _as_held(draft.text, _as_firm(draft.text, c)))
            for c in draft.candidates
        ]
        draft.glimpsed = _behind_makers(found, draft.candidates)
        for span, share in read.seen.items():
            at = (span.start, span.end)
            draft.glimpsed[at] = max(share, draft.glimpsed.get(at, 0.0))
        draft.candidates, fallen = settle(draft.candidates, found, draft.doubtful, read.seen)
        draft.candidates += listed_persons(draft.text, draft.candidates)
        reason = "the network of names sees nothing of the kind here"
        draft.rejects += [lost(draft, c, reason) for c in fallen]
        going = set(draft.candidates)
        draft.rejects += [
            lost(draft, c, "half believed, and another name stands there")
            for c in found
            if is_faint(c) and c not in going
        ]

    def _called_things(self, draft: Draft) -> frozenset[str]:
        """The names that stand in quotation marks right behind the word for what is called so: 智慧终端“星河通”.

        They are of things wherever the article says them, but for those that lists know.
        """
        names = {
            draft.text[c.start : c.end]
            for c in draft.candidates
            if c.finder == "apposition" and draft.text[c.start - 1] in "“‘" and c.type == "Product"
        }
        return frozenset(
            n
            for n in names
            if not (
                self.gazetteer.by_name(n)
                or type_of_name(n, "Product") != "Product"
                or _is_told_as_firm(draft.text, n)
            )
        )

    def _is_listed_good(self, text: str, cand: Candidate) -> bool:
        """Whether a name that no list knows as a firm is one of so many goods of their makers: 已有两款产品上市，包括甲的某某、乙的某某."""
        name = text[cand.start : cand.end]
        firms = any(entry.type in FIRMS for entry in self.gazetteer.by_name(name))
        if firms or text[cand.start - 1 : cand.start] != "的":
            return False
        listed = _GOODS_LISTED.search(text, max(0, cand.start - _LONG_LIST), cand.start)
        return listed is not None and type_of_name(name, "Product") == "Product"

    def _apart(self, text: str, cand: Candidate) -> list[Candidate]:
        """The firms that are written as one, with a stroke between them: 三星/LG; a name that a list knows stays whole."""
        if cand.type not in FIRMS or not _STROKES.fullmatch(text, cand.start, cand.end):
            return [cand]
        if self.gazetteer.by_name(text[cand.start : cand.end]):
            return [cand]
        names = _BETWEEN_STROKES.finditer(text, cand.start, cand.end)
        return [cand._replace(start=m.start(), end=m.end()) for m in names]

    def _as_goods(self, text: str, cand: Candidate) -> Candidate:
        """What is taken for a firm of a house and told by how much of it is sold, as a product: 旗下AD钙奶销量下滑."""
        if cand.type != "Company":
            return cand
        carried = _CARRIES.search(text, max(0, cand.start - 4), cand.start)
        if not carried and not _SELLS.match(text, cand.end):
            return cand
        name = text[cand.start : cand.end]
        if _FIRM_NAME.search(name) or self.gazetteer.by_name(name):
            return cand
        if carried:
            # 搭载哈苏相机
            return cand._replace(type="Product") if _PART_NAME.search(name) else cand
        of_house = _OF_HOUSE.search(text, max(0, cand.start - 50), cand.start) is not None
        return cand._replace(type="Product") if of_house else cand

    def _no_name(self, draft: Draft, cand: Candidate, told: bool) -> str:
        """Why what the network sees is no name there, or an empty string; `told` says that the text calls it a person."""
        name = draft.text[cand.start : cand.end]
        if ANYBODYS.fullmatch(name):
            return "anybody may have one"
        if not name.strip("“”‘’\"'《》（）() "):
            return "a mark, and no name"
        if cand.type != "Policy" and name[1:-1].count("“") > name.count("”"):
            return "opens a quotation that it does not close"
        if _CODE.fullmatch(draft.text, max(cand.start - 7, 0), cand.end):
            return "the market in a stock code"
        if is_stock_code(name):
            return "a stock code"
        if cand.type == "Policy":
            drafted = name == _DRAFT and any(
                f in draft.text for f in (f"（{_DRAFT}）》", f"》（{_DRAFT}）")
            )
            if drafted or name == CONSULTING:
                return "says what is done with a draft, names none"
            if _TALK_ON.search(draft.text, max(0, cand.start - 6), cand.start) and _TALK.match(
                draft.text, cand.end
            ):
                return "what a talk is called"
        if cand.type == "Report" and name in _BARE_REPORTS:
            return "says that it is a report, names none"
        if cand.type == "Person" and _NUMBERED.search(name):
            return "a day or a number, names nobody"
        if cand.type == "Person" and is_nobody(name):
            return "says how somebody speaks, names nobody"
        unsure = cand.type == "Person" and not told
        if unsure and is_unlikely(name, cand.confidence, _words_in(draft, cand)):
            return "looks like no name of a person, and seen unsurely"
        if cand.type in ORGANISATIONS:
            return self._no_body(draft, cand, name)
        if cand.type in CONCEPTS and is_measure(name):
            return "a number with its unit"
        if cand.type in CONCEPTS and (is_process(name) or is_generic(name)):
            return "says how things are or become, names none"
        return ""

    def _no_body(self, draft: Draft, cand: Candidate, name: str) -> str:
        if _COURSE.match(draft.text, max(0, cand.start - 1), cand.end) or _COURSE.match(name):
            return "向纵深发展: which way something goes"
        if _SORT_OF_BODY.match(name):
            return "a sort of bodies, names none"
        if _PRIZE.match(draft.text, cand.end) or in_prize(draft.text, cand.start, cand.end):
            return "in the name of a prize"
        if self.gazetteer.by_name(name):
            return ""
        if cand.type == "Organization" and _SHARES_OF.search(name):
            return "the shares of a firm"
        if _SOMEBODYS.search(name):
            return "says whose part it is, and no name"
        if of_china(draft.text, cand):
            return "在华, 对华: in China, and no name"
        if name[0] == "方" and draft.text.startswith(("第一", "第三"), max(0, cand.start - 2)):
            return "第一方, 第三方: whose it is, and no name"
        if _NO_BODY.fullmatch(name):
            return (
                "a currency, a class of shares, a paper, how much at most, or how something is done"
            )
        return "a verb or an adverb" if _is_verb(draft, cand) else ""


# 智能客服平台“百应科技”完成融资: a firm called so.
_DOES_AS_FIRMS_DO = expression(
    r"[”’]?(?:已|近日|日前|宣布|此前|正式)*(?:(?:完成|获得?)[^，。；]{0,16}(?:融资|投资)|由[^，。；]{2,8}(?:创办|创立)|成立于)"
)


def _is_told_as_firm(text: str, name: str) -> bool:
    """Whether a text says of a name what is said of firms alone: that it raised money, who founded it and when."""
    return any(_DOES_AS_FIRMS_DO.match(text, at + len(name)) for at in occurrences(text, name))


_TWOFOLD = expression("[^，。；]{2,16}[及和与][^，。；]{2,16}(?:项目|工程|综合体)(?:[一二三]期)?$")


def _whole_projects(draft: Draft) -> dict[tuple[int, str], int]:
    """Where projects end that are called by two things that they build, by their start and the word between these."""
    found: dict[tuple[int, str], int] = {}
    for c in draft.candidates:
        name = draft.text[c.start : c.end] if c.type == "Facility" else ""
        if _TWOFOLD.match(name):
            found.update({(c.start, word): c.end for word in "及和与" if word in name})
    return found


# 向纵深发展, 向海外拓展
_COURSE = expression("[向朝往][\u4e00-\u9fff]{2,4}(?:发展|推进|延伸|迈进|拓展)$")
# 各省（区、市）及计划单列市通信管理局
_SORT_OF_BODY = expression("各[省市区县地州级]|计划单列市")

# Novo Nordisk A/S and AM/NS Calvert are one firm each.
_GOODS_LISTED = expression(
    r"[\d一二两三四五六七八九十](?:余|多)?款[^，。；]{1,20}(?:[，：][^，。；]{0,4})?(?:包括|分别[为是]|即)[^。；]{0,120}$"
)
_LONG_LIST = 160
_STROKES = expression(
    "(?=.*[\u4e00-\u9fff])[^/／]{2,}(?:[/／][^/／]{2,})+|[^/／]{3,}(?:[/／][^/／]{3,})+"
)
_BETWEEN_STROKES = expression("[^/／]+")

# 百度昆仑芯完成独立融资, 淘宝持股7.59%: a product raises no money and holds no shares.
_RAISES = expression(
    r"(?:宣布|近日|日前|已|正式)*(?:(?:完成|获得?)了?(?:[^，。；、的]{0,10})(?:融资|轮投资)(?!租赁|款|支持)"
    r"|(?:合计|共|仍|各|则|分别)?(?:持股(?![的平机工])|持有[^，。；、]{0,12}?(?:[%％]|股权|股份)|[领跟参]投|增持|减持))"
)


def _as_firm(text: str, cand: Candidate) -> Candidate:
    """What is taken for a product and does with money or shares what firms do as a firm, and a builder that ends like an authority.

    >>> _as_firm("淘宝持股7.59%", Candidate(0, 2, "Product", "known-term", "淘宝")).type
    'Company'
    """
    if cand.type == "GovernmentBody" and is_builder(text[cand.start : cand.end]):
        return cand._replace(type="Company")
    if cand.type == "Company" and cand.finder == "model" and _TWO_SITES.match(text, cand.end):
        return cand._replace(type="Facility")
    if cand.type == "Company" and cand.finder == "model" and _is_founder(text, cand):
        return cand._replace(type="Person")
    if cand.type in CONCEPTS and is_bought(text, cand):
        return cand._replace(type="Company")
    if cand.type != "Product" or not _RAISES.match(text, cand.end):
        return cand
    # 通过交易系统增持: the means, and nobody.
    means = text[max(0, cand.start - 2) : cand.start].endswith(_BY_MEANS)
    return cand if means else cand._replace(type="Company")


# 旗下溪川、向坪两座水电站: what is counted so is built.
_TWO_SITES = expression(
    r"(?:[、和与][\u4e00-\u9fff]{2,5}){0,6}(?:等)?[一两二三四五六七八九十\d]+座(?:[\u4e00-\u9fff]{0,6}?)(?:电站|电厂|工厂|水库|矿山|煤矿|机场|大坝|风电场)"
)
# 由陆某某和钱某某创办
_LED_BY = expression(rf"由(?:[{SURNAMES}][\u4e00-\u9fff]{{2}}[、和与])*$")
_FOUND_IT = expression(
    rf"(?:[、和与][{SURNAMES}][\u4e00-\u9fff]{{1,2}}){{0,4}}(?:等人|二人|两人)?(?:于[^，。；]{{2,10}})?(?:共同|联合)?(?:创办|创立|创建)"
)
_THREE = expression(rf"[{SURNAMES}][\u4e00-\u9fff]{{2}}")


def _is_founder(text: str, cand: Candidate) -> bool:
    """Whether what is taken for a firm looks like a person and founds something: 由陆某某和钱某某创办."""
    return (
        _THREE.fullmatch(text, cand.start, cand.end) is not None
        and _LED_BY.search(text, max(0, cand.start - 16), cand.start) is not None
        and _FOUND_IT.match(text, cand.end) is not None
    )


# 旗下AD钙奶、非常可乐销量下滑: what is sold so is no firm.
_CARRIES = expression("(?:搭载|配备|内置|采用|装有)了?$")
_PART_NAME = expression(
    "(?:相机|镜头|芯片|处理器|电池|屏幕|屏|发动机|音响|雷达|传感器|内存|操作系统)$"
)
_FIRM_NAME = expression("(?:汽车|集团|公司|科技|股份|电器|食品|乳业|饮料|酒业|电子|摩托|航空)$")
_OF_HOUSE = expression("旗下的?(?:[^，。；、的]{2,10}、){0,5}$")
_SELLS = expression(
    "(?:、[^，。；、的]{2,10}){0,5}(?:等)?(?:产品|系列|品牌)?的?(?:销量|出货量|销售额|售价|单价|终端价|口感|口味|配方|保质期|装机量|保有量|市占率)"
)


# 某协会第二十次会员大会近日在北京召开: counted, and told to be held.
_COUNTED = expression(
    "[\u4e00-\u9fff“”]{0,24}第[一二三四五六七八九十百\\d]{1,4}[次届][\u4e00-\u9fff“”]{0,30}(?:大会|年会|论坛|峰会|博览会|展览会|研讨会)"
)
_TO_BE_HELD = expression(
    "[”’》]?(?:近日|日前|今日|昨日|将|已|于|在)[^，。；]{0,20}(?:召开|举行|开幕|举办|闭幕|落幕)|[”’》]?(?:召开|举行|开幕|举办|闭幕|落幕)"
)


def _as_held(text: str, cand: Candidate) -> Candidate:
    """An event that the text counts and tells to be held, as surely named as what the author marks.

    >>> text = "某某协会第二十次会员大会近日在北京召开"
    >>> _as_held(text, Candidate(0, 12, "Event", "event")).finder
    'title'
    """
    if cand.type != "Event" or not _COUNTED.fullmatch(text, cand.start, cand.end):
        return cand
    if not _TO_BE_HELD.match(text, cand.end):
        return cand
    if cand.finder == "model":
        return cand._replace(confidence=max(cand.confidence, _SURE_EVENT))
    return cand._replace(finder="title")


_SURE_EVENT = 0.8


# 武汉弘芯半导体项目烂尾, 隆基绿能空港新城基地由中建三局承建
_IS_BUILT = expression(
    "(?:已|将|近日|日前|正式|全面|顺利|目前|现已)*(?:烂尾|停工|复工|开工|动工|奠基|封顶|竣工|投产|量产|投运|停产|由(?!于)[^，。；]{2,12}(?:承建|兴建|接管|代建))"
)


def _as_built(text: str, cand: Candidate) -> Candidate:
    """A facility of grammar's that the text tells to be built, run or given up, as surely named as what the author marks.

    >>> _as_built("星汀项目烂尾", Candidate(0, 4, "Facility", "facility")).finder
    'title'
    """
    guessed = cand.type == "Facility" and cand.finder in {"term", "suffix", "facility"}
    return cand._replace(finder="title") if guessed and _IS_BUILT.match(text, cand.end) else cand


_BY_MEANS = ("通过", "经由", "利用", "借助", "用", "在", "经")


# 副局长16日说
_NUMBERED = expression(r"^[0-9]|[0-9][年月日]")
# 甲（乙子公司）; 京东方电子公司 is a name.
_SOMEBODYS = expression("(?<!电)(?:子公司|孙公司)$")
# 中国联通A股; A股 and 港股 are markets.
_SHARES_OF = expression(".{2,}[ABH]股$")
_BARE_REPORTS = frozenset("白皮书 蓝皮书 绿皮书 报告 研究报告 调研报告".split())
# Where a title ends in it, the words alone mean that draft.
_DRAFT = "征求意见稿"
# 约23亿瑞典克朗, 持有至多60%的股权, 会坚定地与某公司合作, 力争光电子产值达到……, 路演材料显示
_NO_BODY = expression(
    # 派发现金红利
    "(?:现?金)?(?:红利|分红)|第?[一二三四五六七八九十\\d]{1,3}(?:包|标包|标段|包件|批次)|标[包段][一二三四五六七八九十\\d]{1,3}|(?:力争|力求|争取).+|.{0,8}(?:路演|推介|申报|招股|申请|披露|备案|会议|宣传|证明|募资|募集)(?:材料|文件)|(?:任命|聘任|委任|选举|推选)(?:集团|公司|子公司)|至多|至少|最多|最少|合计|(?:晋|跃)升|跃居|跻身|荣升|[A-Z]类?(?:普通)?股份?|(?:会|将|要|正|更)[\u4e00-\u9fff]{2,3}地|[^，。；]{0,6}[东西南北中]部(?:地区)?|(?:蓬勃|快速|飞速|高速|迅猛|健康|持续|稳步|稳定|高质量|融合|可持续|跨越式|爆发式)发展|(?:光辉|高光|至暗|历史)时刻|(?:.{0,4})(?:克朗|法郎|林吉特|里亚尔|雷亚尔|迪拉姆|第纳尔|兹罗提|福林|越南盾|印尼盾|谢克尔)"
)
_BEHIND_VERB = frozenset("为成至到了")
# 诺贝尔化学奖, 图灵奖得主; 奖 may be a verb (苹果奖给供应商一笔订单).
_PRIZE = expression(
    "学奖(?![励金助])|奖(?=得主|获得者|得奖|颁奖|评选|评委|揭晓|委员会|提名|[，。、；”》）的])"
)


def _is_verb(draft: Draft, cand: Candidate) -> bool:
    """Whether the words of the text hold what was taken for a name as one verb or adverb: 由此跃升为第四大股东."""
    i = bisect_left(draft.token_starts, cand.start)
    token = draft.tokens[i] if i < len(draft.tokens) else None
    return (
        token is not None
        and token[:2] == (cand.start, cand.end)
        and token[2] in {"v", "d", "p"}
        and draft.text[cand.end : cand.end + 1] in _BEHIND_VERB
    )


def _words_in(draft: Draft, cand: Candidate) -> list[str]:
    """The nouns and verbs of the text, of two characters or more, that lie in a candidate."""
    first = bisect_left(draft.token_starts, cand.start)
    last = bisect_left(draft.token_starts, cand.end)
    return [
        draft.text[a:b]
        for a, b, tag in draft.tokens[first:last]
        if b <= cand.end and b - a > 1 and tag in {"n", "v", "vn"}
    ]


# 000999.SZ, （000999，SZ）: the two letters name no company.
_CODE = expression(r"\d{6}[.,，:：][A-Z]{2}|.{0,2}\d{4,5}[.,，:：]HK")
# 作了题为《……》的报告, 以《……》为题
_TALK_ON = expression(r"(?:题为|主题为|以)[《“]?$")
_TALK = expression(
    r"[》”]?(?:为题|为主题|的(?:主旨|主题|特邀|专题|大会)?(?:报告|演讲|发言|讲话|致辞|讲座|分享))"
)


def _behind_makers(
    found: Iterable[Candidate], candidates: Sequence[Candidate]
) -> dict[tuple[int, int], float]:
    """How likely the network of names finds the spans that it sees, and the terms in them behind a company's name.

    >>> seen = [Candidate(0, 8, "Technology", "model", confidence=0.6)]
    >>> listed = [Candidate(0, 3, "Company", "gazetteer"), Candidate(3, 8, "Technology", "known-term")]
    >>> _behind_makers(seen, listed)  # 台积电7nm工艺
    {(0, 8): 0.6, (3, 8): 0.6}
    """
    found = list(found)
    glimpsed = {(c.start, c.end): c.confidence for c in found}
    firms = {(c.start, c.end) for c in candidates if c.type == "Company"}
    terms = [c for c in candidates if c.type in CONCEPTS]
    wholes = {c.end: c for c in found if c.type in CONCEPTS}
    for term in terms:
        whole = wholes.get(term.end)
        if whole is not None and (whole.start, term.start) in firms:
            at = (term.start, term.end)
            glimpsed[at] = max(glimpsed.get(at, 0.0), whole.confidence)
    return glimpsed
