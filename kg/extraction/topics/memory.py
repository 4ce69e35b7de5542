"""What a text has spoken of so far, and what a word such as 该公司 then means."""

from collections.abc import Mapping, Sequence

from kg.expressions import expression
from kg.extraction.lexicon import ANAPHORS, THING_WORDS, WIDE_THING_WORDS
from kg.extraction.marking import AGENTS
from kg.extraction.order import Meant, Order

THINGS = ("Product", "Facility")
_HEADED = (*THINGS, "ResearchInstitution", "Organization", "Association")
TOPIC_TYPES = frozenset(AGENTS)
# 大基金二期 is called a fund as 大基金 is.
_IS_FUND = expression("基金(?:[一二三四五六七八九十]+期|[IVX]+期?)?$")
_HOUSE = frozenset({"公司", "本公司", "集团"})
_THAT_FIRM = frozenset({"该公司", "该企业", "这家公司", "这家企业"})
_BUILT = frozenset({"平台", "系统"})
_SHORTEST = 5
_SINGULAR = frozenset("该这公本")
_SITES = frozenset({"基地", "园区", "工厂", "电站"})
# Said alone where a name ended so: 联盟由某部指导, 园区坐落于某地, 项目将采用某工艺.
BODIES = frozenset(
    "联盟 联合会 协会 学会 商会 研究会 促进会 基金会 研究院 研究所 学院 实验室 交易所".split()
)
LATTER = frozenset({"成为其"})
# 它采用……, 其搭载……; the second is no word of the text, but what 其 before such a verb is called here.
ITS_VERB = "其采用"
IT = frozenset({"它", "这", ITS_VERB})
# 新车搭载某芯片, 该机型: the product named last.
NEW_ONES = frozenset(
    [f"{p}{n}" for p in ("", "该", "该款", "这款") for n in ("新车", "新机", "新品")]
    + [f"{p}{n}" for p in ("该", "该款", "这款") for n in ("车", "机", "车型", "机型")]
)
# These mean a policy only where one is titled so.
ONLY_TITLED = frozenset(
    "指引 指南 通则 草案 提案 战略 措施 标准 规范 准则 目录 法案 行动计划 新办法 新标准 该标准 该行动 该战略 该措施 该指南 该通则 该草案 该提案 该准则 该规范 该目录".split()
)
OCCASIONS = frozenset({"会", "展会", "发布会"})
# Two words for one thing, one behind the other.
_ONE_KIND = frozenset(
    a + b
    for words in (
        "汽车 轿车 跑车 客车 卡车 重卡 轻卡 车型 整车 全车 车辆 车",
        "飞机 客机 飞行器 航空器 直升机 机",
        "模型 大模型",
        "软件 系统 平台 工具 应用 操作系统 数据库",
        "屏幕 显示屏 面板 屏",
        "处理器 芯片 加速卡 显卡",
        "手机 机",
        "服务器 计算机 一体机 机",
    )
    for a in words.split()
    for b in words.split()
)
# Said alone of whatever product was just named: 芯片采用……
_SAID_ALONE = frozenset(
    "芯片 产品 模型 卫星 车辆 火箭 全车 整车 飞机 处理器 机器人 服务器 无人机 手机 电脑 软件 系统 平台 相机 列车 客机".split()
)
# So many products are kept in mind, so that long lists of them are read in linear time.
_MOST = 16
# How many sentences back a thing may have been named that 平台 or 芯片 alone means.
_LATELY = 2
# 拟收购某公司。标的公司主营……: what is bought.
TARGETS = frozenset({"标的公司", "目标公司"})
# 网安标委, 国家发展改革委员会: 该委.
_BODY_END = expression("委员会$|办公室$|交易所$|银行$|[委局部办院所厅]$")
_SHORT_OF_END = {"委员会": "委", "办公室": "办", "交易所": "所", "银行": "行"}
# 鸿蒙操作系统2.0 is a system.
_EDITION = expression(r"(?<=[\u4e00-\u9fff]{2})\s?[vV]?\d+(?:\.\d+)*(?:版|代)?$")
_TITLE_TAIL = expression(r"[（(][^（）()]*[）)]$|[”’》]$")


class Topics:
    """What a text speaks of and would not name again: changed clause by clause, in reading order."""

    def __init__(self, owners: Mapping[str, Meant] | None = None) -> None:
        # Whose a facility or product is, by its key: `owners`, those named in its name, and what clauses tell.
        self.owners: dict[tuple[str, ...], Meant] = {
            (thing,): owner for thing, owner in (owners or {}).items()
        }
        self.agent: Meant | None = None
        # In which sentence the text went over to another agent.
        self.turned = 0
        # Who acted before a sentence in which a policy speaks.
        self.hushed: Meant | None = None
        self.policy: Meant | None = None
        self.recent: dict[str, tuple[str, ...]] = {}
        self.thing_at = self.term_at = 0
        # The association named last, and in which sentence: who 当选理事长 leads it.
        self.club: tuple[Meant, int] | None = None
        # Products named lately, and in which sentence.
        self.products: list[tuple[int, tuple[str, ...]]] = []
        self.matter: Meant | None = None
        self.titled: dict[str, tuple[str, ...]] = {}
        # Whose shares the clause before told bought: 甲收购乙60%股权，丙持股40%.
        self.shares_of: Meant | None = None
        # The agent put money into something that the text does not name.
        self.astray = False
        self.issuer: Meant | None = None
        # Whoever acted last put money into the round of the issuer: 甲完成融资，乙领投。该公司……: 甲.
        self.giving = False
        self.main: Meant | None = None
        # The company that the text was about last, whoever has spoken since: 公司 goes on to mean it.
        self.house: Meant | None = None
        # In which sentence the text began to be about it.
        self.house_at = 0
        # Whom 我们 means, until somebody else has the word.
        self.speaking_for: Meant | None = None
        # Who has the word in a talk written down word by word, and for whom each who had it spoke.
        self.speaker: tuple[str, ...] = ()
        self.voices: dict[tuple[str, ...], Meant] = {}
        # With whom that company was told to sign or work: what it is to do for it is said aside.
        self.partner: tuple[str, ...] = ()
        # Who announces: 公司 in an announcement is whoever makes it.
        self.announcer: Meant | None = None
        # Whom a sentence behind the announcement introduces, and which sentence: 甲公告……。乙主营芯片，公司客户包括丙.
        self.presented: tuple[Meant, int] | None = None
        # 公司与甲签署合同, and nobody was named before: 公司 is not 甲 behind that either.
        self.nameless = False
        # Whom a clause told bought or invested in, by whom, and its sentence: 甲收购乙。该公司主营芯片 introduces 乙.
        self.target: Meant | None = None
        self.buyer: Meant = ("Company", ())
        self.target_at = 0
        # Whom 为其 and 向其 of a sentence mean, and which sentence.
        self.receiver: tuple[Meant, int] | None = None
        self.sentences = 0
        self.policy_seen = 0
        # Where the policy ends that was named last as a background.
        self.aside_until = 0
        # The product or facility that clauses go on to speak of, the sentence that named it, and such things by the
        # last two characters of their names.
        self.thing: Meant | None = None
        self.thing_seen = 0
        # The term that a clause said what it is, as what, and in which sentence: its kinds and parts are told next.
        self.defined: tuple[Meant, tuple[str, ...], int] | None = None
        # The thing described last, and in which sentence: 该产品 means it.
        self.described: tuple[Meant, int] | None = None
        self.headed: dict[str, Meant] = {}
        # What the name of a thing, or a word beside it, says that it is.
        self.kind_word: dict[tuple[str, ...], str] = {}
        # In which sentence something was told to be one: 夸父是一款机器人.
        self.beside: dict[str, int] = {}
        # In which sentence these were named, and terms by how they end, with theirs: 存算一体芯片, 该芯片.
        self.headed_at: dict[str, int] = {}
        self.terms: dict[str, tuple[Meant, int]] = {}
        # The thing that a clause ended with, and its sentence: what 它 and 其 with a verb go on to describe.
        self.closed: tuple[Meant, int] | None = None
        self.line: tuple[str, ...] | None = None
        self.order = Order()
        # Bodies by how their names end, and names by their last two characters: what 该委 and 协会 may mean.
        self.bodies: dict[str, Meant] = {}
        # Funds called 基金, each with the sentence that named it last: 该基金 is rather one of them than the 资本 that set it up.
        self.funds: dict[tuple[str, ...], int] = {}
        self.named: dict[tuple[str, ...], str] = {}

    def paragraph(self) -> None:
        """Forget the unsaid subject: it does not cross paragraphs."""
        self.agent = self.issuer = self.matter = self.thing = self.described = self.defined = None
        self.announcer = self.shares_of = self.target = self.hushed = None
        self.nameless = False

    def give_word(self, speaker: tuple[str, ...], house: Meant | None) -> None:
        """Somebody is given the word, of a house if it is told: 青岚科技总裁林栖：我们……"""
        if house is not None:
            self.voices[speaker] = house
        self.speaking_for = self.voices.get(speaker)
        if self.speaker not in {(), speaker} and self.speaking_for is None:
            # Of whom the one before spoke says nothing of the next.
            self.agent = None
        self.speaker = speaker

    def we(self) -> Meant | None:
        """Whom 我们 means: for whom the speaker spoke before, else whom the text is about."""
        self.speaking_for = self.speaking_for or self.agent
        if self.speaking_for is not None and self.speaker:
            self.voices.setdefault(self.speaker, self.speaking_for)
        return self.speaking_for

    def speak_of(self, thing: Meant) -> None:
        """A product or facility is the subject of a clause; clauses without one go on with it."""
        self.thing, self.thing_seen = thing, self.sentences

    def sorted_out(self) -> Meant | None:
        """The term that this sentence or the one before said what it is: 碳纤维是一种新材料。按原丝可分为……"""
        return self.defined[0] if self.defined and self.sentences - self.defined[2] <= 1 else None

    def take_up(self, kind: str, keys: tuple[str, ...], *, aside: bool) -> None:
        """Talk about what a clause is about; `aside`, of somebody beside the one that shares or money are of."""
        self.thing, self.giving = None, False
        if kind in TOPIC_TYPES and (kind, keys) != self.agent:
            self.turned = self.sentences
        if kind in TOPIC_TYPES and aside:
            self.hold(kind, keys)
        elif kind in TOPIC_TYPES:
            self.agent, self.issuer, self.matter = (kind, keys), None, None
        elif kind == "Policy":
            # What the policy does is not done by the body that was talked about before.
            self.policy, self.agent = (kind, keys), None

    def hold(self, kind: str, keys: tuple[str, ...]) -> None:
        """Talk about a shareholder or a subsidiary; 公司 goes on to mean the company it is of."""
        self.issuer, self.agent = self.issuer or self.agent, (kind, keys)

    def see(self, kind: str, keys: tuple[str, ...], surface: str, *, aside: bool = False) -> None:
        """Note a mention as the most recent one of its type; a policy also by its head word.

        A policy named `aside`, as the one carried out or replaced, is not what the text goes on about if it was
        about another.
        """
        if (
            kind == "Policy"
            and aside
            and self.policy
            and self.sentences - self.policy_seen <= 1
            and self.policy[1] != keys
        ):
            return
        self.recent[kind] = keys
        if kind == "Product":
            late = self.products[1 - _MOST :]
            self.products = [p for p in late if self.sentences - p[0] <= _LATELY]
            self.products.append((self.sentences, keys))
        if kind in THINGS:
            self.thing_at = self.sentences
        if kind == "Technology":
            self.term_at = self.sentences
        if kind == "Association":
            self.club = (kind, keys), self.sentences
        if kind == "Fund" and _IS_FUND.search(surface):
            self.funds.pop(keys, None)
            self.funds[keys] = self.sentences
        if kind == "Policy":
            self.titled[_TITLE_TAIL.sub("", surface)[-2:]] = keys
            self.policy, self.policy_seen = (kind, keys), self.sentences
        if kind == "Facility":
            self.line = keys if surface.endswith("线") else None
        if kind in TOPIC_TYPES and (ends := _BODY_END.search(surface)):
            self.bodies[_SHORT_OF_END.get(ends.group(), ends.group())] = (kind, keys)
        if kind == "Technology" and surface[-2:] in _BUILT and len(surface) > _SHORTEST:
            # 该平台 is this one, and no product named before it.
            self.head(kind, keys, surface[-2:])
        elif kind == "Technology" and len(surface) >= _SHORTEST:
            for tail in (surface[-2:], surface[-3:]):
                self.terms[tail] = (kind, keys), self.sentences
        if kind in _HEADED:
            name = _EDITION.sub("", _TITLE_TAIL.sub("", surface))
            self.named[keys] = name[-2:]
            self.head(kind, keys, name[-2:], name[-3:])
            if (called := thing_word(name) or artifact(name)) and name != called:
                self.kind_word.setdefault(keys, called)
        if kind == "Company" and self.main is None:
            self.main = (kind, keys)

    def head(self, kind: str, keys: tuple[str, ...], *words: str, beside: bool = False) -> None:
        """Note by which words, behind 该 or alone, a thing may be meant; `beside`, by a word that is no part of its name."""
        for word in words:
            if not beside and self.beside.get(word) == self.sentences:
                # 夸父是一款四足机器人: 该机器人 is 夸父.
                continue
            if beside:
                self.beside[word] = self.sentences
            self.headed[word] = (kind, keys)
            self.headed_at[word] = self.sentences

    def is_head(self, word: str) -> bool:
        """Whether the name of something ended so, or it was told to be one."""
        return word in self.headed or word in self.terms

    def is_named_so(self, word: str) -> bool:
        """Whether something named lately is called so by a word for a thing: 平台 where a 平台 was named."""
        tail = word[-3:]
        seen = max(self.headed_at.get(tail, 0), self.terms.get(tail, (None, 0))[1])
        return seen > 0 and self.sentences - seen <= _LATELY

    def called_so(self, word: str) -> Meant | None:
        """The product of an earlier sentence that a word such as 该芯片 may mean: one called so, else the only one named last."""
        called = thing_word(word)
        late = [(at, k) for at, k in self.products if 0 < self.sentences - at <= _LATELY]
        late = [(at, k) for at, k in late if called is None or self._fits(called, k)]
        late = [(at, k) for at, k in late if not self._left(at, k)] or late
        for _, keys in reversed(late):
            if called and self.kind_word.get(keys, "").endswith(called):
                return "Product", keys
        last = {k for at, k in late if at == late[-1][0]}
        return ("Product", last.pop()) if len(last) == 1 else None

    def may_be(self, word: str) -> bool:
        """Whether a word for a thing, without 该, may mean a product just named, whatever that is called."""
        return word in _SAID_ALONE and self._called(word, 1) is not None

    def _term(self, word: str) -> Meant | None:
        """The term named lately that ends as a word does: 该芯片 behind 存算一体芯片."""
        for tail in (word[-3:], word[-2:]):
            term, at = self.terms.get(tail, (None, 0))
            if term is not None and self.sentences - at <= _LATELY and self.thing_at <= at:
                return term
        return None

    def aim(self, target: Meant, buyer: Meant) -> None:
        """Somebody buys or invests in a company."""
        self.target, self.buyer, self.target_at = target, buyer, self.sentences

    def introduced(self, word: str) -> tuple[bool, Meant | None]:
        """Whom a sentence right behind a deal introduces as 该公司 or 公司, and whether that is told here.

        该公司 is who was bought, and so is 公司 if a fund or an authority bought; 公司 behind two companies is whom the
        text was about before, and else either.
        """
        if self.target is None or self.sentences - self.target_at != 1:
            return False, None
        if word not in _HOUSE or self.buyer[0] != "Company":
            return True, self.target
        theirs = self.announcer or (self.house if self.house_at < self.target_at else None)
        return (False, None) if theirs else (True, None)

    def _it(self) -> Meant | None:
        """What 它采用 or 其搭载 describes: the thing that the text goes on about, or that a clause just ended with."""
        at = self.sentences
        if self.thing and at - self.thing_seen <= 1:
            return self.thing
        if self.closed and at - self.closed[1] <= 1:
            return self.closed[0]
        return None

    def antecedent(self, word: str) -> Meant | None:
        """What a word that stands for something named before most likely means."""
        if word in {"公司", "本公司"} and (owner := self.announcer or self.issuer):
            if self.presented and self.presented[1] == self.sentences:
                return self.presented[0]
            # 甲、乙相继公布方案。后者透露，公司……: the one of them that speaks.
            speaks = self.agent and {*self.agent[1]} < {*owner[1]}
            return self.agent if speaks else owner
        if word in _THAT_FIRM and self.giving and self.issuer:
            return self.issuer
        if word in IT:
            return self._it()
        if word in NEW_ONES:
            return self._called("车" if "车" in word else "产品", _LATELY)
        if word in LATTER:
            return ("Company", self.recent["Company"]) if "Company" in self.recent else None
        if word in TARGETS:
            bought = self.recent.get("Company")
            acts = {key for t in (self.agent, self.house) if t for key in t[1]}
            return ("Company", bought) if bought and acts.isdisjoint(bought) else None
        kinds = _kinds_of(word)
        sure, found = self._by_name(word, kinds)
        if sure:
            return found
        found = self._by_kind(word, kinds)
        called = thing_word(word)
        # 该芯片 is no phone.
        return None if found and called and not self._fits(called, found[1]) else found

    def _by_name(self, word: str, kinds: Sequence[str]) -> tuple[bool, Meant | None]:
        """Whether what a word means is told by how things or policies are called, and what it is."""
        if word == "该技术":
            last = max(self.thing_at, self.term_at)
            named = self.headed.get("技术") if self.headed_at.get("技术", 0) >= last else None
            term, at = self.terms.get("技术", (None, 0))
            # 甲发布固态电池技术。乙推出刀片电池。该技术……: the one named last.
            if tech := named or (term if at >= last else None):
                # 某某是一种封装技术，两款芯片均采用该技术: 某某.
                meant = self.sorted_out() if self.defined and tech[1] == self.defined[1] else None
                return True, meant or tech
        if word[0] == "该" and (body := self.bodies.get(word[1:])):
            return True, body
        if self.agent and self.agent[0] in kinds and self.named.get(self.agent[1]) == word[-2:]:
            # 协会: the one that the text is about, not one named beside it.
            return True, self.agent
        tail = word[-3:] if self.headed.get(word[-3:]) else word[-2:]
        headed = self.headed.get(tail)
        if headed and headed[0] == "Product" and self._left(self.headed_at[tail], headed[1]):
            # 甲研发的X9是座舱芯片。乙推出了AC8025。这款芯片……: 乙's.
            headed = self.called_so(word) or headed
        if headed and (headed[0] in kinds or (headed[0] == "Technology" and "Product" in kinds)):
            return True, headed if headed[0] in kinds else None
        if headed and word[0] == "该" and word not in ANAPHORS:
            # 该工作组, 该专委会
            return True, headed
        known = word in ANAPHORS or word in BODIES or word in OCCASIONS
        if not headed and ("Product" in kinds or not known) and (term := self._term(word)):
            return True, term
        if "Policy" in kinds and word[-2:] in self.titled:
            # 方案明确 speaks of the 方案 named last, not of the 意见 that it carries out.
            return True, ("Policy", self.titled[word[-2:]])
        kind_word = thing_word(word)
        if not headed and kind_word and word not in ANAPHORS:
            return True, self._called(kind_word, _LATELY if word[0] in _SINGULAR else 1)
        return word in ONLY_TITLED or not (headed or known or word[0] in _SINGULAR), None

    def _by_kind(self, word: str, kinds: Sequence[str]) -> Meant | None:
        """What a word means by its type alone: whom or what the text is about, else what it named last."""
        agent = self.agent
        if word[-2:] == "基金" and agent and agent[0] == "Fund" and agent[1] not in self.funds:
            # 某资本设立某基金。该基金……: the fund, and not the house that set it up.
            last, seen = next(reversed(self.funds.items()), (agent[1], 0))
            return "Fund", last if self.sentences - seen <= 1 else agent[1]
        for topic in (self.agent, self.policy if "Policy" in kinds else None):
            if topic is not None and topic[0] in kinds:
                # 甲、乙共同投资。该公司……: one company is meant, and not a list of them.
                one = len(topic[1]) == 1 or self.house is None or word[0] not in _SINGULAR
                return topic if one else self.house
        if word in _HOUSE and (self.house or self.nameless):
            return self.house
        for thing, seen in ((self.thing, self.thing_seen), self.described or (None, 0)):
            # 该产品 is the one that the text goes on about, not what it is compatible with.
            if thing and thing[0] in kinds and self.sentences - seen <= 2:
                return thing
        for kind in kinds:
            # 该基地 is no production line.
            if kind in self.recent and not (self.recent[kind] == self.line and word[-2:] in _SITES):
                return kind, self.recent[kind]
        return None

    def bought(self) -> Meant | None:
        """The product that 某公司已采购100台 leaves out: the only one of the sentence before, if its maker is known.

        Who buys it has just begun to act.
        """
        late = {k for at, k in self.products if self.sentences - at <= 1 and not self._left(at, k)}
        return ("Product", late.pop()) if len(late) == 1 and late <= self.owners.keys() else None

    def _called(self, kind_word: str, sentences: int) -> Meant | None:
        """The product named last that is called so; else the one that the text goes on about, or the only one of its sentence.

        Only if it was named no more than so many sentences ago, and nothing tells that it is another kind of thing.
        """
        late = [(at, k) for at, k in self.products if self.sentences - at <= sentences]
        # 甲发布新车。乙召开发布会。新车……: 乙's.
        late = [(at, k) for at, k in late if self._fits(kind_word, k) and not self._left(at, k)]
        for _, keys in reversed(late):
            if self.kind_word.get(keys, "").endswith(kind_word):
                return "Product", keys
        about = [(self.thing_seen, self.thing)]
        about += [(self.described[1], self.described[0])] if self.described else []
        for at, thing in about:
            if thing and thing[0] == "Product" and self.sentences - at <= sentences:
                fits = self._fits(kind_word, thing[1]) and not self._left(at, thing[1])
                return thing if fits else None
        last = {k for at, k in late if at == late[-1][0]}
        return ("Product", last.pop()) if len(last) == 1 else None

    def _left(self, at: int, keys: tuple[str, ...]) -> bool:
        """Whether somebody who does not make it has acted since the sentence `at` named a product."""
        return self.turned > at and (self.agent is None or self.owners.get(keys) != self.agent)

    def _fits(self, kind_word: str, keys: tuple[str, ...]) -> bool:
        """Whether a thing may be called so: one whose name tells what it is, only by that."""
        own = self.kind_word.get(keys)
        if own is None or kind_word in WIDE_THING_WORDS:
            return True
        return own.endswith(kind_word) or kind_word.endswith(own) or (own + kind_word) in _ONE_KIND


_LONGEST = max(map(len, THING_WORDS))


def thing_word(text: str) -> str | None:
    """What a text that ends with the word for a thing calls it.

    >>> thing_word("天舟监护仪"), thing_word("该笔记本电脑"), thing_word("天舟一号")
    ('监护仪', '笔记本电脑', None)
    """
    tails = (text[-n:] for n in range(min(_LONGEST, len(text)), 1, -1))
    return next((t for t in tails if t in THING_WORDS), None)


# The last sign of a name that says what it is: a car is no system.
_ARTIFACTS = frozenset("车机船舰仪器床灯泵阀屏板膜管表艇锅炉塔石粉油药剂酸钢布盐酒")


def artifact(name: str) -> str | None:
    """The last sign of a name if it says what kind of thing bears it.

    >>> artifact("黄色宽体车"), artifact("天舟一号")
    ('车', None)
    """
    return name[-1] if name and name[-1] in _ARTIFACTS else None


def _kinds_of(word: str) -> Sequence[str]:
    """The types of what a word may stand for."""
    if word == "企业":
        return ("Company",)
    if word in BODIES:
        return ("Association", "ResearchInstitution", "Organization")
    if word in OCCASIONS:
        return ("Event",)
    return ANAPHORS.get(word, THINGS)
