"""Persons beside their job titles: 董事长王某某表示. Works without a model."""

from collections.abc import Iterator, Sequence

from kg.expressions import expression
from kg.extraction.candidates import Candidate
from kg.extraction.lexicon import (
    COMPOUND_SURNAMES,
    JAPANESE_SURNAMES,
    RARE_SURNAMES,
    RELIEVES,
    SURNAMES,
    TITLES,
)

_HAN = "\u4e00-\u9fa5"
_NAME = (
    rf"(?:(?:{'|'.join(COMPOUND_SURNAMES)})[{_HAN}]{{1,2}}|(?:{'|'.join(JAPANESE_SURNAMES)})[{_HAN}]{{1,3}}?"
    rf"|[{SURNAMES}][{_HAN}]{{1,2}}?)"
)
# What may follow a name: speech verbs, prepositions and punctuation.
_AFTER = (
    r"(?=表示|说|称|认为|指出|介绍|透露|告诉|强调|突然|自(?=\d)|心怀|在|向|到(?![底位来期岸账])|调研|考察|会见|会晤|撰文|出席|坦言|谈|出任|担任|接任|接替|接棒|卸任|离任|就任|升任|当选|辞任|辞职|辞去|兼任|获任|致辞|发表|为|与|和|任|对|等|就|也|则|曾|还|以|从|当选|"
    r"拟|将|未|愿|一手|如是|作(?=主题|报告|题为|专题|了|总结|演讲|开场)|出庭|到访|暂代|受聘|获委任|获任命|获聘|被任命|被委任|被聘|荣退|递交|受邀|应邀|赴|率队|率团|创办|创立|创建|主讲|当场|现身|回忆|感慨|领衔|牵头|署名|亲自|"
    r"接受|主持|参加|现场|解释|分析|预计|预测|直言|带领|率|作|先生|女士|博士|近日|日前|此前|团队|补充|总结|描绘|宣布|回应|建议|呼吁|给出|看来|是|亦|"
    r"却|次日|处(?=[0-9])|\d{1,2}[月日]|\d{4}年|[，。、；：！？”’（）》\s]|$)"
)
_FOREIGN = rf"[{_HAN}]{{1,6}}(?:[·•][{_HAN}A-Za-z.]{{1,8}}?){{1,3}}"
_LATIN = r"[A-Z][a-zA-Z.\-]+(?:[ ·][A-Z][a-zA-Z.\-]+){0,3}"
_BESIDE_TITLE = expression(
    rf"(?:{TITLES}|企业家|创业者)(?P<name>(?:{_NAME}){_AFTER}|(?:{_FOREIGN}){_AFTER}|{_LATIN})"
)


# 聘任某某为总裁, 委任Jane Doe为首席技术官; 某某当选某公司董事长: people whatever they are called.
_APPOINTED = expression(
    rf"(?:聘任|任命|委任|选举|提名|增补|推选|聘请)(?P<name>{_NAME}|[A-Z][a-z]+(?:[ ·][A-Z][a-zA-Z.]+){{1,3}})(?:先生|女士|同志)?(?:为|担任|出任|任)[^，。；]{{0,16}}?{TITLES}"
)
_TAKES_OVER = expression(
    rf"(?:^|(?<=[，。；\n]))(?P<name>{_NAME})(?:先生|女士)?(?:将|已|曾经?|正式|再次|成功)*(?:当选|出任|接任|就任|升任|获任|获委任|获任命|被任命|被委任|获聘|被聘|受聘|获选|转任|改任|调任|留任|续任|(?<![辞离卸新现历首前原继时主责信担出兼连上常委司转改调留续])任(?![何期命职务免人意一]))(?:为)?[^，。；]{{0,16}}?{TITLES}"
)
# 法定代表人、董事长由某人变更为某人
_CHANGED_TO = expression(
    rf"{TITLES}(?:已)?[由从](?:{_NAME})(?:变更为|更换为|换为|换成|调整为)(?P<name>{_NAME})(?=[，。；、\n]|$)"
)
# 欧亚平因个人原因辞去董事会主席, 建议丁雄军不再担任董事长
_GIVES_UP = expression(
    rf"(?:^|(?<=[，。；、\n议意去请布因]))(?P<name>{_NAME})(?:先生|女士)?(?:因[^，。；]{{0,10}})?(?:将|已|拟)*(?:不再担任|辞去|辞任|离任|卸任|请辞)[^，。；]{{0,18}}?{TITLES}"
)
# 清华大学钱鹤、吴华强团队, 北京邮电大学张平院士团队
_TEAM = expression(
    rf"(?:(?<=大学)|(?<=学院)|(?<=究院)|(?<=究所)|(?<=验室))(?P<names>{_NAME}(?:、{_NAME}){{0,2}})(?:院士|教授|研究员|博士)?(?:课题组|团队|研究组)"
)
_TEAMS = ("团队", "课题组", "研究组")
# 清华大学欧阳明高教授, 中国工程院干勇院士, 工信部王江平副部长: where somebody works, his name, and what he is called
_OFFICE_BEHIND = (
    "教授",
    "院士",
    "研究员",
    "部长",
    "局长",
    "司长",
    "厅长",
    "主任",
    "所长",
    "院长",
    "会长",
    "秘书长",
)
_CALLED = expression(
    rf"(?:(?<=大学)|(?<=学院)|(?<=究院)|(?<=究所)|(?<=验室)|(?<=[程科]院)|(?<=[部局厅委会])|(?<=[体技研]所))"
    rf"(?P<name>(?:{'|'.join(COMPOUND_SURNAMES)})[{_HAN}]{{1,2}}|[{SURNAMES}][{_HAN}]{{1,2}})(?<![部委局司厅办处科室所院会组团级副长原前])"
    rf"(?:副|原|前|首席|资深|特聘|讲席|客座|助理)?(?:{'|'.join(_OFFICE_BEHIND)})(?![{_HAN}]{{0,3}}(?:团队|课题组))"
)
# 免去某某总经理职务
_RELIEVED = expression(
    rf"(?:{'|'.join(RELIEVES)})了?(?P<name>[{SURNAMES}][{_HAN}]{{1,2}}?)(?:同志|先生|女士)?的?{TITLES}[^，。；]{{0,8}}职务"
)
# 由某某于2008年创立
_FOUNDED_BY = expression(
    rf"由(?P<name>{_NAME})(?<![市县区州])(?:博士|教授|先生|女士)?(?:于[^，。；]{{2,14}})?(?:独自|一手)?(?:创立|创办|创建)"
)
# 林栖迟为某公司实控人: companies are it seldom, and lists know those
_IN_CONTROL = expression(
    rf"(?:^|(?<=[，。；\n]))(?P<name>{_NAME})(?<![市县区州省国系])(?:先生|女士)?(?:现|目前)?[为系是](?![为系是])[^，。；]{{2,20}}?(?:实控人|实际控制人|法定代表人)(?=[，。；、]|$)"
)
# 许开华为公司创始人: 华 ends a person's name there, and 华为公司 stands nowhere.
NAMED_HUA = expression(
    rf"(?:^|(?<=[，。；、\n长裁人官]))(?P<name>[{SURNAMES}][{_HAN}]?华)(?=为(?:公司|该公司)(?:的)?(?:联合)?"
    r"(?:创始人|董事|总裁|总经理|实际控制人|实控人|第[一二三]大股东|控股股东|法定代表人|负责人|股东|CEO))"
)
# Behind a title too, but nobody: 副会长单位, 首席执行官曾公开表示, 企业负责人普遍认为.
_NO_NAME = expression(
    r"(?:空缺|空悬|缺位|暂缺|待补|悬空).{0,2}|博士[生后]|硕士生|研究生|于[昨今近同当前次][日天期年月]?|全[部体员]|金融|安全|安全官|何时|[和与及]?(?:监事|董事|高管|股东|经理)|[和与及](?:代表|专家|嘉宾|负责|成员|会员|委员|人士|记者|来宾|领导)|公司[聘选任]|申请|[由被]?[他她它]|普遍|广泛|一致|相继|陆续|连续|终于|全面|全力|充分|强烈|严[正肃厉格]|郑重|明确|乐观|冷静|平静|高[度调兴]|尤其|毕竟|居然|宁愿|何以|常常|[时经通]常|曾经|应[当该]|双双|连连|迟迟|连夜|相[当互]|简[要单]|"
    r"满意|管理[层者]|荣誉|名誉|应届|应急|计划|常务|轮值|执行|党组|金元|欣然|从[容未]|都|全都|程师|顾问|解读|解释|由曾|单位|单独|曾(?:公开|多次|经|在|任|表示)?|.?(?:公开|表示|多次|一度)|任期|连任|马上|方才|时任?|强调|指出|坦言|透露|介绍|直言|向外|于是|应对|尚未|凡是|成员|AI|IT|AR|VR|C[ETFIOMP]O"
)


# 由林某某、顾某创办，两人分别担任……; 林某某透露，……。他还……: said of people alone.
_FOUNDERS = expression(
    rf"由(?P<names>{_NAME}(?:[、和与]{_NAME}){{0,4}})(?:(?:共同|联合|于[^，。；]{{1,8}})?(?:创办|创立|创建|发起)[^，。；]{{0,4}}，(?:两人|二人|三人|四人|夫妇|兄弟|姐妹)"
    r"|(?:夫妇|兄弟|姐弟|姐妹|兄妹|父子|父女|母女|母子)[^，。；]{0,8}?(?:创办|创立|创建|发起|成立|控制|控股|持有|持股))"
)
_SPEAKER = expression(
    rf"(?:^|(?<=[，。；！？\n“”]))(?P<names>{_NAME})(?:表示|透露|说|称|认为|指出|介绍|坦言|强调)[^。！？]{{0,120}}[。！？]”?[他她](?!们)"
)
_BETWEEN_NAMES = expression("[、和与]")


# 稚晖君（本名彭志辉）: both are names of one person.
_REAL_NAME = expression(
    rf"(?P<names>[{_HAN}]{{2,4}})[（(](?:本名|真名|原名)(?P<other>{_NAME})[）)]"
)


def told_persons(text: str) -> frozenset[str]:
    """Names, as written, of which an article's text says that people bear them: by calling them 两人 or 夫妇, 他 or 她.

    >>> sorted(told_persons("公司由林栖迟、顾屿创办，两人分别担任董事长和首席技术官。"))
    ['林栖迟', '顾屿']
    >>> sorted(told_persons("沈砚秋表示，订单已排满。他还说，新线明年投产。"))
    ['沈砚秋']
    """
    found = (m["names"] for p in (_FOUNDERS, _SPEAKER, _REAL_NAME) for m in p.finditer(text))
    return frozenset(name for names in found for name in _BETWEEN_NAMES.split(names))


# Patterns that name a person, each with words of which one stands in all that it matches.
_CUED = (
    (_APPOINTED, ("聘任", "任命", "委任", "选举", "提名", "增补", "推选", "聘请")),
    (_TAKES_OVER, ("当选", "任")),
    (_CHANGED_TO, ("变更为", "更换为", "换为", "换成", "调整为")),
    (_GIVES_UP, ("不再担任", "辞去", "辞任", "离任", "卸任", "请辞")),
    (_RELIEVED, RELIEVES),
    (_FOUNDED_BY, ("创立", "创办", "创建")),
    (NAMED_HUA, ("华为公司", "华为该公司")),
    (_CALLED, _OFFICE_BEHIND),
    (_IN_CONTROL, ("实控人", "实际控制人", "法定代表人")),
)


def is_nobody(name: str) -> bool:
    """Whether what stands where a name may stand says how or when somebody acts.

    >>> is_nobody("普遍"), is_nobody("常江")
    (True, False)
    """
    return _NO_NAME.fullmatch(name) is not None


def is_unlikely(name: str, confidence: float, words: Sequence[str]) -> bool:
    """Whether the network's word for a person is too little for a name that does not look like one.

    What begins with no family name and is two characters long, or holds a noun or a verb, is mostly something else, and so
    is a long run with a noun or a verb in it: of two characters that it was less sure of than 0.9, 4 were names in 19 on
    passages held out; of those with a word in them none, but they were few.

    Args:
        name: as written.
        confidence: how sure the network is.
        words: nouns and verbs of the text that lie in the name, of two characters or more.

    >>> [is_unlikely(name, 0.6, ()) for name in ("跳槽", "纳兰若", "王伟", "梅德韦杰夫")]
    [True, False, False, False]
    >>> is_unlikely("进程远", 0.6, ["进程"]), is_unlikely("凉宵", 0.98, ())
    (True, False)
    """
    if confidence >= _SURE:
        return False
    if _FAMILY.match(name):
        return bool(words) and len(name) >= _LONG
    return bool(words) or _TWO.fullmatch(name) is not None


_SURE, _LONG = 0.9, 5
_FAMILY = expression(
    rf"{'|'.join((*COMPOUND_SURNAMES, *JAPANESE_SURNAMES))}|[{SURNAMES}{RARE_SURNAMES}]"
)
_TWO = expression(rf"[{_HAN}]{{2}}")


# 免去某某某汀江集团董事长职务: a name of three characters, for the house stands right behind it.
_RELIEVED_THERE = expression(
    rf"(?:{'|'.join(RELIEVES)})了?(?P<name>[{SURNAMES}][{_HAN}]{{2}})(?=[^，。；的]{{3,16}}?{TITLES}[^，。；]{{0,8}}职务)"
)


def relieved_persons(text: str) -> Iterator[Candidate]:
    """Who is relieved of an office in a house named right behind; a house may be named there just as well.

    >>> text = "免去葛文清汀江港集团董事长职务"
    >>> [text[c.start:c.end] for c in relieved_persons(text)]
    ['葛文清']
    """
    for m in _RELIEVED_THERE.finditer(text):
        if not is_nobody(m["name"]):
            yield Candidate(m.start("name"), m.end("name"), "Person", "person", confidence=0.85)


def find_persons(text: str) -> Iterator[Candidate]:
    """A candidate for each personal name that directly follows a job title, and for founders whom the text counts as people.

    >>> [(c.start, c.end) for c in find_persons("公司董事长王晓岚表示，产能将扩大。")]
    [(5, 8)]
    >>> [(c.start, c.end) for c in find_persons("公司由林栖迟、顾屿创办，两人分别任职。")]
    [(3, 6), (7, 9)]
    """
    teams = _TEAM.finditer(text) if any(cue in text for cue in _TEAMS) else ()
    for m in (*_FOUNDERS.finditer(text), *teams):
        at = m.start("names")
        for name in _BETWEEN_NAMES.split(m["names"]):
            yield Candidate(at, at + len(name), "Person", "person", confidence=0.85)
            at += len(name) + 1
    for pattern, cues in _CUED:
        for m in pattern.finditer(text) if any(cue in text for cue in cues) else ():
            if not is_nobody(m["name"]):
                yield Candidate(m.start("name"), m.end("name"), "Person", "person", confidence=0.85)
    for m in _BESIDE_TITLE.finditer(text):
        if not is_nobody(m["name"]):
            yield Candidate(m.start("name"), m.end("name"), "Person", "person", confidence=0.85)


_LISTED = expression(rf"、(?P<name>(?:{_FAMILY.pattern})[{_HAN}]{{1,2}})[、和]")


def listed_persons(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Who stands in a list between two people and has a family name: 林栖迟、沈砚秋、顾屿.

    Args:
        text: the article.
        candidates: what is named in it so far.

    >>> text = "股东林栖迟、沈砚秋、顾屿减持"
    >>> people = [Candidate(2, 5, "Person", "model"), Candidate(10, 12, "Person", "model")]
    >>> [text[c.start:c.end] for c in listed_persons(text, people)]
    ['沈砚秋']
    """
    ends = {c.end for c in candidates if c.type == "Person"}
    starts = {c.start for c in candidates if c.type == "Person"}
    named = {i for c in candidates for i in range(c.start, c.end)} if ends else set()
    for end in sorted(ends):
        m = _LISTED.match(text, end)
        free = m is not None and named.isdisjoint(range(*m.span("name")))
        if m and free and m.end() in starts and not is_nobody(m["name"]):
            yield Candidate(m.start("name"), m.end("name"), "Person", "person", confidence=0.8)
