"""What a text has spoken of so far, and what a word such as 该公司 then means."""

import re
from collections.abc import Sequence

from kg.extraction.lexicon import ANAPHORS
from kg.extraction.marking import AGENTS
from kg.extraction.order import Meant, Order

THINGS = ("Product", "Facility")
_HEADED = (*THINGS, "ResearchInstitution", "Organization", "Association")
TOPIC_TYPES = frozenset(AGENTS)
_HOUSE = frozenset({"公司", "本公司", "集团"})
_BUILT = frozenset({"平台", "系统"})
_SHORTEST = 5
_SINGULAR = frozenset("该这公本")
_SITES = frozenset({"基地", "园区", "工厂", "电站"})
# Said alone where a name ended so: 联盟由某部指导, 园区坐落于某地, 项目将采用某工艺.
BODIES = frozenset(
    "联盟 协会 学会 商会 研究会 促进会 基金会 研究院 研究所 学院 实验室 交易所".split()
)
LATTER = frozenset({"成为其"})
# 拟收购某公司。标的公司主营……: what is bought.
TARGETS = frozenset({"标的公司", "目标公司"})
# 网安标委, 国家发展改革委员会: 该委.
_BODY_END = re.compile("委员会$|办公室$|交易所$|银行$|[委局部办院所厅]$")
_SHORT_OF_END = {"委员会": "委", "办公室": "办", "交易所": "所", "银行": "行"}
_TITLE_TAIL = re.compile(r"[（(][^（）()]*[）)]$|[”’》]$")


class Topics:
    """What a text speaks of and would not name again: changed clause by clause, in reading order."""

    def __init__(self) -> None:
        self.agent: Meant | None = None
        self.policy: Meant | None = None
        self.recent: dict[str, tuple[str, ...]] = {}
        self.matter: Meant | None = None
        self.titled: dict[str, tuple[str, ...]] = {}
        # Whose shares the clause before told bought: 甲收购乙60%股权，丙持股40%.
        self.bought: Meant | None = None
        # The agent put money into something that the text does not name.
        self.astray = False
        self.issuer: Meant | None = None
        self.main: Meant | None = None
        # The company that the text was about last, whoever has spoken since: 公司 goes on to mean it.
        self.house: Meant | None = None
        # With whom that company was told to sign or work: what it is to do for it is said aside.
        self.partner: tuple[str, ...] = ()
        # Who announces: 公司 in an announcement is whoever makes it.
        self.announcer: Meant | None = None
        # 公司与甲签署合同, and nobody was named before: 公司 is not 甲 behind that either.
        self.nameless = False
        self.sentences = 0
        self.policy_seen = 0
        # Where the policy ends that was named last as a background.
        self.aside_until = 0
        # The product or facility that clauses go on to speak of, the sentence that named it, and such things by the
        # last two characters of their names.
        self.thing: Meant | None = None
        self.thing_seen = 0
        # The thing described last, and in which sentence: 该产品 means it.
        self.described: tuple[Meant, int] | None = None
        self.headed: dict[str, Meant] = {}
        self.line: tuple[str, ...] | None = None
        self.order = Order()
        # Bodies by how their names end, and names by their last two characters: what 该委 and 协会 may mean.
        self.bodies: dict[str, Meant] = {}
        self.named: dict[tuple[str, ...], str] = {}

    def paragraph(self) -> None:
        """Forget the unsaid subject: it does not cross paragraphs."""
        self.agent = self.issuer = self.matter = self.thing = self.described = None
        self.announcer = self.bought = None
        self.nameless = False

    def speak_of(self, thing: Meant) -> None:
        """A product or facility is the subject of a clause; clauses without one go on with it."""
        self.thing, self.thing_seen = thing, self.sentences

    def take_up(self, kind: str, keys: tuple[str, ...], *, aside: bool) -> None:
        """Talk about what a clause is about; `aside`, of somebody beside the one that shares or money are of."""
        self.thing = None
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
        if kind == "Policy":
            self.titled[_TITLE_TAIL.sub("", surface)[-2:]] = keys
            self.policy, self.policy_seen = (kind, keys), self.sentences
        if kind == "Facility":
            self.line = keys if surface.endswith("线") else None
        if kind in TOPIC_TYPES and (ends := _BODY_END.search(surface)):
            self.bodies[_SHORT_OF_END.get(ends.group(), ends.group())] = (kind, keys)
        if kind == "Technology" and surface[-2:] in _BUILT and len(surface) > _SHORTEST:
            # 该平台 is this one, and no product named before it.
            self.headed[surface[-2:]] = (kind, keys)
        if kind in _HEADED:
            self.named[keys] = _TITLE_TAIL.sub("", surface)[-2:]
            name = _TITLE_TAIL.sub("", surface)
            self.headed[name[-2:]] = self.headed[name[-3:]] = (kind, keys)
        if kind == "Company" and self.main is None:
            self.main = (kind, keys)

    def antecedent(self, word: str) -> Meant | None:
        """What a word that stands for something named before most likely means."""
        if word in {"公司", "本公司"} and (owner := self.announcer or self.issuer):
            return owner
        if word in LATTER:
            return ("Company", self.recent["Company"]) if "Company" in self.recent else None
        if word in TARGETS:
            bought = self.recent.get("Company")
            acts = {key for t in (self.agent, self.house) if t for key in t[1]}
            return ("Company", bought) if bought and acts.isdisjoint(bought) else None
        kinds = _kinds_of(word)
        if word[0] == "该" and (body := self.bodies.get(word[1:])):
            return body
        if self.agent and self.agent[0] in kinds and self.named.get(self.agent[1]) == word[-2:]:
            # 协会: the one that the text is about, not one named beside it.
            return self.agent
        headed = self.headed.get(word[-3:]) or self.headed.get(word[-2:])
        if headed and headed[0] in kinds:
            return headed
        if headed and headed[0] == "Technology" and "Product" in kinds:
            return None
        if "Policy" in kinds and word[-2:] in self.titled:
            # 方案明确 speaks of the 方案 named last, not of the 意见 that it carries out.
            return "Policy", self.titled[word[-2:]]
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


def _kinds_of(word: str) -> Sequence[str]:
    """The types of what a word may stand for."""
    if word == "企业":
        return ("Company",)
    if word in BODIES:
        return ("Association", "ResearchInstitution", "Organization")
    if word in {"会", "展会", "发布会"}:
        return ("Event",)
    return ANAPHORS.get(word, THINGS)
