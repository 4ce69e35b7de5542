"""Topics: who a sentence is about, for unsaid subjects and for words such as 该公司."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from kg.extraction.lexicon import ANAPHORS
from kg.extraction.marking import AGENTS, CHAR_TYPE, TYPE_CHAR, ZERO_CHAR, Atom
from kg.extraction.order import WORDS as COUNTING
from kg.extraction.order import Order

_ANAPHOR = re.compile("|".join(sorted(ANAPHORS, key=len, reverse=True)))
_BEFORE_BARE = frozenset(",;:!?，。；：！？、\n“”‘’（）在由对向与和使为被让将据及但而是若如 ")
# 减持公司股份, 持有公司5%的股权: its shares are the company's that is spoken of.
_BEFORE_SHARES = frozenset("持有购售让得入出将占的")
_SHARES = re.compile(
    r"(?:(?:无限售|有限售|条件|流通|普通|限售|全部|部分|已发行|总)*(?:股份|股票|股权|股本|股东)"
    r"|[\d,.]+(?:[%％]|[万亿]?股))"
)
_BEFORE_DRAFT = frozenset("，。；：！？\n“”）对的在由据按")
_OCCASIONS = frozenset({"会议", "大会", "峰会", "论坛"})
_RULES = frozenset("方案 办法 意见 规划 计划 通知 条例 规定 文件 纲要 细则 新规".split())
_RULES_SAY = re.compile(
    r"(?:还|也|同时|明确|进一步)?(?:提出|明确|要求|规定|指出|强调|鼓励|支持|部署|确定|聚焦|围绕|自\d)"
)
_OFFICE = re.compile(r"(?:党组|总工|总经济师|副部长|长)")
_ONE_OF = re.compile(r"[”\"]?(?:之一|(?:中|当中|里)的一员|成员之一)的(?=[^，。；：])")
_CLAUSE = re.compile(r"[，；：。！？;!?]|[,:](?!\d)")
_COUNTRIES = "日本|美国|德国|法国|英国|韩国|荷兰|瑞士|瑞典|意大利|以色列|加拿大|新加坡"
# Words that may stand before the subject of a clause.
_LEAD = re.compile(
    r"(?:但是?|而|不过|同时|此外|另外|其中|并且|还有|近日|日前|目前|据悉|据了解|随后|此次|此前|事实上|比如|例如|值得注意的是|值得关注的是|"
    r"至今|迄今|今年|去年|当日|当天|本次|在此之前|之后|对此|然而|因此|所以|由于|为此|根据|据|按照|作为|随着|自|从|在|于|除了|针对|如今|截至|截止|到|至|以|和|与|、|等|"
    rf"(?:{_COUNTRIES}|国内|中国|全球)(?=[A-Za-z\u4e00-\u9fff])|"
    # 设备方面某公司领跑
    r"[\u4e00-\u9fff]{1,6}(?:方面|环节)(?=[A-Za-z\u4e00-\u9fff])|"
    r"\d{1,4}年|\d{1,2}月|\d{1,2}日|S?\*?ST|其(?=[^，。；]{0,8}(?:收购|投资|持有|入股|减持|增持|控股|参股|认购|并购))|[\ue080-\ue083]|\s)*"
)
# 某部官网显示，……: neither is what follows said of the ministry.
_SHOWS = re.compile(
    r"(?:官网|网站|数据|资料|信息|系统|平台|数据库)[^，。：]{0,8}(?:显示|披露|可见)"
)
_STOPS = frozenset({"，", ","})
_SPEECH = re.compile(
    r"(?:表示|认为|指出|介绍|说|称|透露|强调|坦言|预计|告诉|看来|分析(?=[，：])|判断(?=[，：])|直言|坦承|补充道|总结道)"
)
# What these say of 公司 is not said of their own.
_ONLOOKER = re.compile(
    r"分析师|研究员|经济学家|律师|专家|记者|评论员|合伙人|投资者|投资经理|基金经理"
)
_HOUSE = frozenset({"公司", "本公司", "集团"})
# A sentence on who gains speaks of the policy named just before, even where it does not name it.
_GAIN = re.compile(r"(?:利好|机遇|红利|受益|惠及|商机|契机|发展空间|增量市场|大发展)")
_THINGS = ("Product", "Facility")
_HEADED = (*_THINGS, "ResearchInstitution", "Organization", "Association")
# A clause that tells what the thing just named is or has: 推出星河，是一款…… / 采用……
_DESCRIBES = re.compile(
    r"(?:这|它|并|还)?(?:是一[种款类个项座]|采用|搭载|基于|内置|配备|具有|具备|可[以用实支]|能[够实]|支持|集成|融合|安装|装有|由|总投资|占地)"
)
# The name may be followed by what it is: 发布“星河”开源模型，
_CLOSING = re.compile(r"[”\"’）) ]*(?:[\u4e00-\u9fff]{2,4})?[，,]")
# What follows a thing that is the subject of its clause; 星河芯片的客户 and 星河芯片供应商 are others.
_DOES = (
    r"(?:[已将于在是为由也还则可能会均都共占位坐经获自]|系(?!列|统)|采用|使用|搭载|具[有备]|拥有|内置|配[备有]|支持(?!者)|基于|运用|利用|通过|集成|融合|包[括含]"
    r"|分为|总[投建]|正式|首次|正在|预计|计划|投[产入运用]|建[成有]|[开竣动]工|上[线市]|发布(?!会)|问世|亮相|下线|面世|累计|日前|近日|[今昨][年日天]|本[月周]|上月"
    r"|去年|目前|主要|全[长面部]|[一二]期|年[产处]|覆盖|面向|用于|应用(?!商|程)|依托|借助|装[有载机]|设有|实现|达到|完成|启[用动]|运(?:行|营(?!商|方)))"
)
_PREDICATE = re.compile(rf"(?:[（(][^（）()]{{0,40}}[）)])?[”’》\"]?(?:[，,\d]|{_DOES})")
# 某公司建设的二号工厂已投产: the thing is the subject, behind its maker.
_MADE_BY = re.compile(
    r"(?:建设|打造|研发|开发|推出|承建|建造|生产|运营|研制|投资|兴建|投建|制造|设计|发布|自研)的[“‘《\"]?$"
)
_ACTS = re.compile(rf"(?:[（(][^（）()]{{0,40}}[）)])?[”’》\"]?{_DOES}")
# 该码头, 这款芯片: the thing named last whose name ends so.
_THAT = re.compile(
    r"(?<![应本理活])(?:该[型批款种台套座]?|这[一款座个台套颗艘种条项])(?P<head>[\u4e00-\u9fff]{2,3})"
)
# Said alone where a name ended so: 联盟由某部指导, 园区坐落于某地, 项目将采用某工艺.
_BODIES = frozenset("联盟 协会 学会 商会 研究会 促进会 基金会 研究院 研究所 学院 实验室".split())
_WORKS = frozenset("园区 产业园 工厂 项目 基地 电站 产线 生产线".split())
_ALONE = re.compile(
    rf"(?:{'|'.join(sorted(_BODIES | _WORKS))})(?=[由将于在是已拟与和现共自成设有下首总副计正占位坐规采联发推的秘理会主常轮名指认透]|成员|专家|院长|所长)"
)
# 会上，……: at the event spoken of.
_AT_IT = re.compile(
    r"会(?=上[，,])|(?:会议|大会|论坛|峰会|展会|发布会)(?=上[，,]|上[\u4e00-\u9fff]{2})"
)
# 这家由某某创立的公司: it has been named.
_THIS_FIRM = re.compile(
    r"这家(?!公司|企业)[^，。；：]{1,30}?的(?:[^，。；：的]{0,6})(?P<firm>公司|企业)(?![的、和与])"
)
_NO_HEAD = re.compile(r"性(?!能)|化|思想|意识")
_TOPIC_TYPES = frozenset(AGENTS)
_SUBJECT_TYPES = frozenset({*AGENTS, "Policy", "Product", "Facility"})


# 这是落实《意见》的举措, 继《规划》之后, 取代《办法》: named beside what the text is about.
_BACKGROUND = re.compile(
    r"(?:作为|继|落实|贯彻|取代|替代|响应|借鉴|参照|衔接|原|废止|配合|依据|根据|按照|依照|违反|修订了?|调整了?|对)(?:了|国家|国务院|我国)?"
    r"(?:[^，。；《]{0,10})《?$"
)
# 网安标委, 国家发展改革委员会: 该委.
_BODY_END = re.compile("委员会$|办公室$|交易所$|银行$|[委局部办院所厅]$")
_SHORT_OF_END = {"委员会": "委", "办公室": "办", "交易所": "所", "银行": "行"}
_TITLE_TAIL = re.compile(r"[（(][^（）()]*[）)]$|[”’》]$")


class Topics:
    """The subject that a text would not say again: changed sentence by sentence, in reading order."""

    def __init__(self) -> None:
        self.agent: tuple[str, tuple[str, ...]] | None = None
        self.policy: tuple[str, tuple[str, ...]] | None = None
        self.recent: dict[str, tuple[str, ...]] = {}
        self.matter: tuple[str, tuple[str, ...]] | None = None
        self.titled: dict[str, tuple[str, ...]] = {}
        # The agent put money into something that the text does not name.
        self.astray = False
        self.issuer: tuple[str, tuple[str, ...]] | None = None
        self.main: tuple[str, tuple[str, ...]] | None = None
        # The company that the text was about last, whoever has spoken since: 公司 goes on to mean it.
        self.house: tuple[str, tuple[str, ...]] | None = None
        # Who announces: 公司 in an announcement is whoever makes it.
        self.announcer: tuple[str, tuple[str, ...]] | None = None
        self.sentences = 0
        self.policy_seen = 0
        # The product or facility that clauses go on to speak of, the sentence that named it, and such things by the
        # last two characters of their names.
        self.thing: tuple[str, tuple[str, ...]] | None = None
        self.thing_seen = 0
        # The thing described last, and in which sentence: 该产品 means it.
        self.described: tuple[tuple[str, tuple[str, ...]], int] | None = None
        self.headed: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.line: tuple[str, ...] | None = None
        self.order = Order()
        # Bodies by how their names end, and names by their last two characters: what 该委 and 协会 may mean.
        self.bodies: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.named: dict[tuple[str, ...], str] = {}

    def paragraph(self) -> None:
        """Forget the unsaid subject: it does not cross paragraphs."""
        self.agent = self.issuer = self.matter = self.thing = self.described = None
        self.announcer = None

    def speak_of(self, thing: tuple[str, tuple[str, ...]]) -> None:
        """A product or facility is the subject of a clause; clauses without one go on with it."""
        self.thing, self.thing_seen = thing, self.sentences

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
        if kind in _TOPIC_TYPES and (ends := _BODY_END.search(surface)):
            self.bodies[_SHORT_OF_END.get(ends.group(), ends.group())] = (kind, keys)
        if kind in _HEADED:
            self.named[keys] = _TITLE_TAIL.sub("", surface)[-2:]
            name = _TITLE_TAIL.sub("", surface)
            self.headed[name[-2:]] = self.headed[name[-3:]] = (kind, keys)
        if kind == "Company" and self.main is None:
            self.main = (kind, keys)

    def antecedent(self, word: str) -> tuple[str, tuple[str, ...]] | None:
        """What a word that stands for something named before most likely means."""
        if word in {"公司", "本公司"} and (owner := self.announcer or self.issuer):
            return owner
        if word in _LATTER:
            return ("Company", self.recent["Company"]) if "Company" in self.recent else None
        if word in _TARGETS:
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
        if "Policy" in kinds and word[-2:] in self.titled:
            # 方案明确 speaks of the 方案 named last, not of the 意见 that it carries out.
            return "Policy", self.titled[word[-2:]]
        for topic in (self.agent, self.policy if "Policy" in kinds else None):
            if topic is not None and topic[0] in kinds:
                # 甲、乙共同投资。该公司……: one company is meant, and not a list of them.
                one = len(topic[1]) == 1 or self.house is None or word[0] not in _SINGULAR
                return topic if one else self.house
        if self.house and word in _HOUSE:
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


_SINGULAR = frozenset("该这公本")
_SITES = frozenset({"基地", "园区", "工厂", "电站"})


def _kinds_of(word: str) -> Sequence[str]:
    """The types of what a word may stand for."""
    if word == "企业":
        return ("Company",)
    if word in _BODIES:
        return ("Association", "ResearchInstitution", "Organization")
    if word in {"会", "展会", "发布会"}:
        return ("Event",)
    return ANAPHORS.get(word, _THINGS)


def with_topics(
    text: str,
    start: int,
    end: int,
    atoms: Sequence[Atom],
    kinds: dict[int, str],
    topics: Topics,
) -> list[Atom]:
    """The atoms of a sentence with anaphors and unsaid subjects put in; `topics` moves on.

    Args:
        text: the article's text.
        start: start of the sentence.
        end: end of the sentence.
        atoms: mentions and values, sorted.
        kinds: entity type of each mention by its start.
        topics: what was talked about so far.
    """
    out: list[Atom] = []
    topics.sentences += 1
    if (
        topics.policy
        and not any(kinds.get(a.start) == "Policy" for a in atoms)
        and _GAIN.search(text, start, end)
    ) and topics.sentences - topics.policy_seen <= 3:
        out.append(Atom(start, start, ZERO_CHAR["Policy"], topics.policy[1]))
    made: Atom | None = None
    covered = [(a.start, a.end) for a in atoms]
    begins = [a.start for a in atoms]
    pronouns = dict(_anaphors(text, start, end, covered, topics.headed.keys()))
    spoken_of = sorted(pronouns)
    gives = topics.house is not None and _GIVING.search(text, start, end) is not None
    for clause_start, clause_end in _clauses(text, start, end, covered):
        inside = atoms[bisect_left(begins, clause_start) : bisect_left(begins, clause_end)]
        lead = _lead_end(text, clause_start, clause_end, inside, opens=clause_start == start)
        first = next((a for a in inside if a.keys and kinds[a.start] in _SUBJECT_TYPES), None)
        if first is not None and (one := _ONE_OF.match(text, first.end, clause_end)):
            # 作为“某某四小龙”之一的某公司: the company is meant.
            lead = max(lead, one.end())
            first = next((a for a in inside if a.keys and a.start >= one.end()), first)
        if (
            first is not None
            and first.start <= lead
            and (led := _PREPOSITION.search(text[clause_start : first.start]))
        ):
            # 在深交所上市, 与某研究院签约: not the subject.
            lead, first = clause_start + led.start(), None
        first = _made_by(text, first, inside, clause_end, kinds) or first
        if first is not None and (trader := _trader_of(text, first, lead, inside, kinds)):
            lead, first = trader.start, trader
        spoken = first is not None and (
            first.start <= lead
            or _closes(text, first, clause_end)
            # Later on a company so introduced is mostly one that the text mentions in passing.
            or (
                (
                    (topics.house is None and topics.agent is None)
                    or _has_news(text, first, clause_end)
                )
                and _called_what_it_is(text, lead, first)
            )
        )
        here = spoken_of[bisect_left(spoken_of, clause_start) : bisect_left(spoken_of, clause_end)]
        pronoun = next((p for p in here if p <= lead), None)
        listed = _list_of(text, first, inside, kinds) if spoken and first else []
        apart = None if spoken or pronoun is not None else _in_apposition(text, lead, inside)
        matter = (
            topics.matter
            or topics.issuer
            or (topics.agent if (spoken or apart) and not topics.astray else None)
        )
        at = listed[-1].end if listed else apart.end if apart else lead
        what = _what_of(text, at, clause_end, inside, here, kinds)
        if what == () and spoken and first and any(kinds.get(a.start) == "Person" for a in inside):
            # 某公司董事长某某持股38%: in the company whose office it is.
            what = (first,)
        lone = pronoun is None and matter is not None and what == ()
        if lone and matter and (not listed or listed[0].keys != matter[1]):
            spot = listed[0].start if listed else lead
            out.append(Atom(spot, spot, ZERO_CHAR[matter[0]], matter[1]))
        if (
            not spoken
            and pronoun is None
            and topics.issuer
            and _led_by_person(inside, kinds, lead)
            and (what == () or _TAKES_SEAT.search(text, lead, clause_end))
        ):
            # 某股东持股14%，某人持股1%: the shares are of the company that the text is about.
            out.append(Atom(lead, lead, ZERO_CHAR[topics.issuer[0]], topics.issuer[1]))
        elif (
            not spoken
            and pronoun is None
            and topics.issuer
            and _ROLE_FIRST.match(text, lead, clause_end)
        ):
            # 某股东减持2%股份。实控人某某表示: of the company that the shares are of.
            out.append(Atom(lead, lead, ZERO_CHAR[topics.issuer[0]], topics.issuer[1]))
        elif not spoken and pronoun is None:
            out += _gone_on(text, clause_start, lead, clause_end, made, topics)
        head = first.end if spoken and first else lead if pronoun is None else pronouns[pronoun]
        holder = _in_apposition(text, head, inside)
        part = holder is not None and _PART_ROLE.search(text, head, holder.start) is not None
        if (
            holder is not None
            and kinds[holder.start] in _TOPIC_TYPES
            and spoken
            and first
            and not part
        ):
            topics.issuer = (kinds[first.start], first.keys)
        givers = _givers_until(text, clause_start, clause_end) if gives else clause_start
        words = [Atom(p, pronouns[p], "") for p in here]
        # In reading order, so that a word never stands for what is named after it.
        for atom in sorted([*inside, *words]) if words else inside:
            if atom.keys and any(w.start < atom.start and atom.end == w.end for w in words):
                continue
            if atom.char:
                out.append(atom)
                if atom.keys:
                    if _ADVISER.search(text, max(0, atom.start - 6), atom.start):
                        # 发行人甲及保荐人乙撤回申请，该公司……: 甲 is meant.
                        continue
                    if atom.start < givers and kinds[atom.start] in _FIRMS:
                        # 甲完成融资，由乙领投。该公司……: 甲 is meant.
                        continue
                    topics.order.see(kinds[atom.start], atom.keys, atom.start, atom.end)
                    topics.see(
                        kinds[atom.start],
                        atom.keys,
                        text[atom.start : atom.end],
                        aside=_BACKGROUND.search(text, max(0, atom.start - 18), atom.start)
                        is not None,
                    )
            elif found := _meant(text, atom, inside, kinds, topics):
                out.append(atom._replace(char=TYPE_CHAR[found[0]], keys=found[1]))
                if found[0] == "Policy":
                    topics.policy, topics.policy_seen = found, topics.sentences
                if atom.start == pronoun and found[0] in _TOPIC_TYPES:
                    if _word(text, atom) in {*COUNTING, *_LATTER}:
                        # 后者于2017年收购……: said aside.
                        topics.hold(*found)
                    else:
                        topics.agent, topics.thing = found, None
                elif atom.start == pronoun and found[0] in _THINGS:
                    topics.speak_of(found)
        made = _closing_thing(text, inside, clause_end, kinds)
        if first is not None and _SOURCE.match(text, first.end, clause_end):
            # 天眼查显示，公司……: who shows it is not the company.
            spoken = False
        if first is not None and (
            _NO_PART.match(text, first.end, clause_end) or _SERVES.match(text, at, clause_end)
        ):
            # 某机构没有参与，……; 甲、乙担任联席保荐人: the text goes on about whom it spoke of before.
            spoken = False
        if first is not None and first.start < givers:
            # 甲完成融资，由乙领投，丙、丁跟投: about 甲.
            spoken = False
        if spoken and first is not None and not _OF_IT.match(text, at, clause_end):
            keys = tuple(dict.fromkeys(key for a in listed for key in a.keys))
            firm = _signs_with(text, first, inside, clause_end, kinds)
            _set_topic(topics, *(firm or (kinds[first.start], keys)), aside=lone)
            if kinds[first.start] == "Company" and _ANNOUNCES.search(text, first.end, clause_end):
                topics.announcer = (kinds[first.start], first.keys)
            if kinds[first.start] in _THINGS and _PREDICATE.match(text, first.end, clause_end):
                topics.speak_of((kinds[first.start], first.keys))
        topics.astray = what == () and not lone if spoken or apart else topics.astray
        if what:
            topics.matter = (kinds[what[0].start], what[0].keys)
        if holder is not None and holder.start < givers:
            # 老股东甲追投: the text goes on about what it is a shareholder of.
            pass
        elif holder is not None and kinds[holder.start] in _TOPIC_TYPES:
            both = _list_of(text, holder, inside, kinds)
            keys = tuple(dict.fromkeys(k for a in both for k in a.keys))
            if part and what is not None:
                # 甲旗下的乙跟投: said of whom the money goes to.
                pass
            elif part:
                # 甲旗下的乙宣布，……: the text goes on about 乙.
                _set_topic(topics, kinds[holder.start], keys, aside=False)
            else:
                topics.hold(kinds[holder.start], keys)
        if not spoken and (whose := _whose(text, inside, clause_end, kinds)):
            # 刻蚀机则是甲的强项，公司……: the text goes on about 甲.
            _set_topic(topics, *whose, aside=False)
        if spoken and (thing_of := _headed(text, inside, clause_end, kinds)):
            topics.speak_of(thing_of)
        speaks = any(kinds.get(a.start) == "Person" for a in inside) and _SPEECH.search(
            text, clause_start, clause_end
        )
        if (
            topics.agent
            and topics.agent[0] == "Company"
            and len(topics.agent[1]) == 1
            and not (speaks and _ONLOOKER.search(text, clause_start, clause_end))
        ):
            topics.house = topics.agent
        if speaks:
            # 某公司董事长某某表示，……: what follows is not said of the company.
            topics.agent = None
        if _SHOWS.search(text, clause_start, clause_end):
            topics.agent = None
    return sorted(out, key=lambda a: (a.start, a.end))


# 某市政府与甲签署协议，拟投资建设……: 甲 builds.
_SIGNS = re.compile(r"[^，。；]{0,8}(?:签署|签订|签约|签下|达成)")


def _signs_with(
    text: str, first: Atom, inside: Sequence[Atom], clause_end: int, kinds: dict[int, str]
) -> tuple[str, tuple[str, ...]] | None:
    """The company that an authority signs with: what follows is said of it."""
    if kinds[first.start] != "GovernmentBody":
        return None
    firm = next((a for a in inside if a.keys and a.start > first.end), None)
    if firm is None or kinds[firm.start] != "Company":
        return None
    beside = text[first.end : firm.start] in {"与", "和", "同"}
    signs = beside and _SIGNS.match(text, firm.end, clause_end)
    return ("Company", firm.keys) if signs else None


def _led_by_person(inside: Sequence[Atom], kinds: dict[int, str], lead: int) -> bool:
    """Whether a person is the first that a clause names, where its subject would stand."""
    first = next((a for a in inside if a.keys), None)
    return first is not None and kinds[first.start] == "Person" and first.start <= lead


def _closing_thing(
    text: str, inside: Sequence[Atom], clause_end: int, kinds: dict[int, str]
) -> Atom | None:
    """The product or facility that a clause ends with: 推出新款芯片星河，."""
    last = inside[-1] if inside else None
    if last is None or not last.keys or kinds[last.start] not in _THINGS:
        return None
    return last if _CLOSING.fullmatch(text, last.end, clause_end) else None


def _headed(
    text: str, inside: Sequence[Atom], clause_end: int, kinds: dict[int, str]
) -> tuple[str, tuple[str, ...]] | None:
    """The thing that is the subject behind its maker: 某公司建设的二号工厂已投产."""
    named = [a for a in inside if a.keys]
    for atom in named[1:]:
        if (
            kinds[atom.start] in _THINGS
            and _MADE_BY.search(text[named[0].end : atom.start])
            and _ACTS.match(text, atom.end, clause_end)
        ):
            return kinds[atom.start], atom.keys
    return None


def _described(
    text: str, start: int, end: int, thing: Atom | None
) -> tuple[str, tuple[str, ...]] | None:
    """Zero character and keys of the thing just named, where the clause goes on to describe it."""
    if thing is None or not _DESCRIBES.match(text, start, end):
        return None
    return ZERO_CHAR[CHAR_TYPE[thing.char]], thing.keys


def _gone_on(
    text: str, start: int, lead: int, end: int, made: Atom | None, topics: Topics
) -> list[Atom]:
    """Whom a clause without a subject goes on to speak of: the thing that it describes, else who acts, or either."""
    described = _DESCRIBES.match(text, lead, end) is not None
    if thing := _described(text, start, end, made):
        if made:
            topics.described = (CHAR_TYPE[made.char], thing[1]), topics.sentences
        return [Atom(lead, lead, *thing)]
    if _PROJECT.match(text, lead, end):
        return []
    if _RAISED.match(text, lead, end) and (whose := topics.matter or topics.issuer):
        # 甲完成融资，乙领投，资金将用于……: 甲's.
        return [Atom(lead, lead, ZERO_CHAR[whose[0]], whose[1])]
    # A country may have been taken for words before the subject.
    if any(_OTHERS.match(text, max(start, lead - k), end) for k in (0, 2, 3)):
        topics.agent = topics.thing = None
        return []
    near = topics.thing_seen == topics.sentences
    next_one = topics.thing_seen + 1 == topics.sentences
    if topics.thing is None or not (near or (described and next_one)):
        return _zero(topics, lead)
    kind, keys = topics.thing
    # 芯片已量产，采用某工艺 is said of the chip, 芯片已量产，拟收购某公司 of its maker.
    return [*(() if described else _zero(topics, lead)), Atom(lead, lead, ZERO_CHAR[kind], keys)]


_RAISED = re.compile(
    r"(?:本轮|本次|此次|该笔|该轮|所|这笔|新一轮)?(?:融资|募集|募得|募|获投|所获|筹集)?(?:所得|到的?)?(?:资金|款项|融资款|募资)(?:将|拟|主要|计划|会)"
)
# 项目拟建设……: the project is the subject, not who spoke of it.
_PROJECT = re.compile(r"(?:该|本)?(?:项目|工程)(?!公司|经理|方|组|部)")
_FORTE = re.compile(
    r"[”\"]?的(?:传统)?(?:强项|专长|长项|主业|主场|主战场|拿手好戏|看家本领|优势领域|优势|天下)[，。；]?$"
)


def _whose(
    text: str, inside: Sequence[Atom], clause_end: int, kinds: dict[int, str]
) -> tuple[str, tuple[str, ...]] | None:
    """The company whose forte a clause says something to be: 刻蚀机则是某公司的强项."""
    last = next((a for a in reversed(inside) if a.keys), None)
    if last is None or kinds[last.start] != "Company":
        return None
    return ("Company", last.keys) if _FORTE.match(text, last.end, clause_end) else None


# 许多工厂, 同行则, 海外企业纷纷, 还没有企业: others are, and who acted before no more.
_OTHERS = re.compile(
    r"有的|有些|许多|不少|众多"
    r"|(?:[^，。；：、的其与和对]{0,4})(?:同行|竞争对手)(?:们|企业|公司)?(?:则|也|都|均|就|还|已|纷纷|陆续|正|却|更|大多|普遍|开始)"
    r"|(?:海外|国外|国内外?|其他|其它|同类|多家|各家|各大|一些|很多|几家|外国|外资|民营|传统|头部|大型|中小|德国|美国|日本|韩国|欧洲|欧美|西方)"
    r"(?:企业|厂商|公司|车企|药企|巨头|机构|对手)(?:们)?(?:则|也|都|均|就|还|已|纷纷|陆续|正|大多|普遍|开始)"
    r"|[^，。；：、]{0,5}(?:没有|鲜有|少有|尚无)(?:企业|公司|厂商|人|机构)(?!参)"
)


def _closes(text: str, atom: Atom, clause_end: int) -> bool:
    """Whether the mention is the head of the whole clause: 以……著称的某公司，."""
    behind = text[atom.end : clause_end].strip('”"’）) ')
    return behind in _STOPS and text[max(0, atom.start - 4) : atom.start].rstrip('“"‘ ').endswith(
        "的"
    )


# 半导体设备供应商北方某某发布: what it is stands before the name of the subject.
_KIND_OF_FIRM = re.compile(
    r"(?![在向与对由从将被为把据以给让按])(?:(?!收购|投资|参股|处罚|入股|增资|并购|持有|减持|控股|成立|支持|联合|携手|签约|起诉|调查|拟|将|已)[^，。；：、的]){0,16}?(?:公司|企业|厂商|供应商|服务商|龙头|巨头|提供商|运营商|制造商|生产商|开发商|研发商"
    r"|(?:支撑|支持|承办|运营|研制|开发|主办|建设|供应|实施|出品)方|品牌|独角兽|平台|机构|大厂|新锐|银行|券商|车企|药企|房企|国企|央企)[“\"]?"
)


def _called_what_it_is(text: str, lead: int, first: Atom) -> bool:
    """Whether nothing but a word for what it is stands before the first name of a clause."""
    return _KIND_OF_FIRM.fullmatch(text, lead, first.start) is not None


# 甲、乙联合打造的丙
_MADE_TOGETHER = re.compile(
    r"(?:(?:、|和|与|及|以及)[^，。；、的和与及]{2,14}){0,6}(?:等)?(?:三方|双方|各方|共同|联合|合资|合作|全资|一手)*"
    r"(?:打造|创办|创立|成立|设立|组建|孵化|参股|控股|投资)的[“‘]?"
)


def _made_by(
    text: str, first: Atom | None, inside: Sequence[Atom], clause_end: int, kinds: dict[int, str]
) -> Atom | None:
    """The firm at the end of a clause that tells first who made it: 甲、乙联合打造的丙，于今年收购……."""
    last = next((a for a in reversed(inside) if a.keys), None)
    if first is None or last is None or last.start <= first.end or kinds[last.start] not in _FIRMS:
        return None
    made = _MADE_TOGETHER.fullmatch(text, first.end, last.start)
    return last if made and _closes(text, last, clause_end) else None


def _trader_of(
    text: str, first: Atom, lead: int, inside: Sequence[Atom], kinds: dict[int, str]
) -> Atom | None:
    """The firm that a clause introduces as the supplier or rival of the one that it begins with."""
    if first.start > lead or kinds[first.start] != "Company":
        return None
    found = next((a for a in inside if a.keys and a.start >= first.end), None)
    if found is None or kinds[found.start] != "Company":
        return None
    return found if _TRADE_ROLE.fullmatch(text, first.end, found.start) else None


# 商业航天企业某某完成D轮融资, said of no company before.
_NEWS = re.compile(
    r"(?:（[^（）]{0,40}）)?[”\"]?(?:近日|日前|今日|昨日|正式|也|已|又|再次|于[^，。；]{1,8})*(?:宣布|完成|获|发布|公告|披露|推出|递交|登陆|官宣)"
)


# 供应商某某宣布降价: of whom the text is about already.
_LED_TO = re.compile(
    '(?:供应商|供货商|代工[厂商]|经销商|服务商|合作伙伴|支持方|承办方|运营方)[“"]?$'
)


def _has_news(text: str, first: Atom, clause_end: int) -> bool:
    """Whether what follows a name is what news begin with, and its name is not led to from another."""
    led = _LED_TO.search(text, max(0, first.start - 6), first.start)
    return led is None and _NEWS.match(text, first.end, clause_end) is not None


_FIRMS = frozenset({"Company", "Fund"})


# Stands in every sentence that tells who puts money into a round.
_GIVING = re.compile("投|加码|加注|注资|认缴")


def _givers_until(text: str, start: int, end: int) -> int:
    """Up to where the firms of a clause are those that put money into a round, not what the text is about."""
    verb = _OF_SHARES.search(text, start, end)
    if verb is None or not _gives_first(verb.group()) or verb.group() == "认缴":
        return end if verb and verb.group().startswith(_GIVERS_NEXT) else start
    return verb.start()


def _word(text: str, atom: Atom) -> str:
    """The word that stands for something; 成为其股东 speaks of another than 其子公司 does."""
    word = text[atom.start : atom.end]
    if word == "其" and _MEMBER_UNIT.match(text, atom.end):
        return "该组织"
    return (
        "成为其" if word == "其" and text[max(0, atom.start - 2) : atom.start] == "成为" else word
    )


def _meant(
    text: str, atom: Atom, inside: Sequence[Atom], kinds: dict[int, str], topics: Topics
) -> tuple[str, tuple[str, ...]] | None:
    """What a word that stands for something named before means in its clause, of which `inside` are the mentions."""
    word = _word(text, atom)
    if word in COUNTING:
        return topics.order.meant(word, text, atom.start)
    if word == "其" and (beside := topics.order.before(text, atom.start)):
        # 甲及其子公司乙: 甲's.
        return beside
    if word in {"公司", "企业"} and _THIS_FIRM.search(text, max(0, atom.start - 40), atom.end):
        # 这家由特斯拉前高管创立的公司: not the one named in between.
        return next((t for t in (topics.agent, topics.house) if t and t[0] == "Company"), None)
    own = [a for a in inside if a.keys and a.end <= atom.start and kinds[a.start] in _TOPIC_TYPES]
    if word == "成为其" and own:
        keys = {key for a in own for key in a.keys}
        before = topics.matter or topics.issuer or topics.agent
        if len(_list_of(text, own[0], own, kinds)) < len(own):
            # 甲宣布乙成为其供应商
            return kinds[own[0].start], own[0].keys
        if before and keys.isdisjoint(before[1]):
            # 甲完成融资，乙、丙成为其股东: none of those who become it.
            return before
    return topics.antecedent(word)


def _list_of(text: str, first: Atom, atoms: Sequence[Atom], kinds: dict[int, str]) -> list[Atom]:
    """The mention and those that follow it in a list: 甲、乙和丙."""
    found = [first]
    for atom in atoms:
        if atom.keys and atom.start >= found[-1].end and kinds[atom.start] in _TOPIC_TYPES:
            if not _AND.fullmatch(text, found[-1].end, atom.start):
                break
            found.append(atom)
    return found


def _what_of(
    text: str,
    start: int,
    end: int,
    atoms: Sequence[Atom],
    pronouns: Sequence[int],
    kinds: dict[int, str],
) -> tuple[Atom, ...] | None:
    """In whom a clause about shares or money says they are: nobody for 某基金拟减持不超过2%股份.

    None when the clause is not about shares or money.
    """
    verb = _OF_SHARES.search(text, start, end)
    if verb is None:
        return None
    said = [a for a in atoms if a.keys and a.start >= start and kinds[a.start] in _SUBJECT_TYPES]
    said = [a for a in said if not _TO.search(text[max(start, a.start - 5) : a.start])]
    if verb.group().startswith(_GIVERS_NEXT):
        said = []
    elif _gives_first(verb.group()):
        # 由甲和乙领投: who stands before gives.
        said = [a for a in said if a.start >= verb.start()]
    if not said and any(start <= p < end for p in pronouns):
        return None
    return tuple(said)


def _set_topic(topics: Topics, kind: str, keys: tuple[str, ...], *, aside: bool) -> None:
    topics.thing = None
    if kind in _TOPIC_TYPES and aside:
        topics.hold(kind, keys)
    elif kind in _TOPIC_TYPES:
        topics.agent, topics.issuer, topics.matter = (kind, keys), None, None
    elif kind == "Policy":
        # What the policy does is not done by the body that was talked about before.
        topics.policy, topics.agent = (kind, keys), None


# 某报讯（记者某某）, 某社上海8月8日电
_DATELINE = re.compile(
    r"(?:【[^】]{0,40}】)?[^，。；,]{2,16}?(?:[^通资]讯|电(?![子信力气商池])|丨)[\s\u3000]*"
    r"(?:[（(][^（）()]{0,20}[）)])?[\s\u3000]*[，,]?"
)
# 腾讯为其第一大股东, 某基金持有公司8%的股份: said of whom the text is about, who stays what it is about.
_OF_IT = re.compile(
    r"(?:分别|则|也|均|都|同时|合计|目前|现)*(?:为|是|系|成为|担任|作为|位列|持有|拥有)(?:了)?(?:公司|其|该公司|本公司|该企业)(?:的)?"
    r"[^，。；]{0,14}?(?:股东|投资者|投资方|投资人|实控人|实际控制人|合伙人|客户|供应商|合作伙伴|竞争对手|[0-9.]+[%％]|股份|股权)"
    # 甲以21%的持股为最大股东，乙紧随其后
    r"|(?:则|也|均|也)?(?:以[^，。；]{1,12}(?:持股|股权|股份)(?:比例)?)?(?:为|是|成为|位列|系)(?:公司|其)?(?:的)?(?:第[一二三四五]大|最大|单一最大|单一第一大|控股)股东(?=[，。；]|$)"
    r"|(?:则|也)?(?:紧随其后|次之|位居其次|分列其后|分列第)"
)
_ANNOUNCES = re.compile(r"公告|披露[，：]?$|(?:晚间?|日前|近日|今日|昨日|[0-9]日)[^，。]{0,4}披露")
_PART_ROLE = re.compile("旗下|下属|所属|麾下|生态链")
# 苹果供应商甲取得……: 甲 does.
_TRADE_ROLE = re.compile(
    '的?(?:最大|核心|主要|长期|老|关键)?(?:供应商|供货商|代工[厂商]|经销商|承包商|合作伙伴|竞争对手|对手)[“"]?'
)
_NO_PART = re.compile(
    r"(?:并未|并没有|没有|未|不|暂未|尚未)(?:再|继续|予)?(?:参与|参投|跟投|出手|加入|置评|回应|评论)"
)
_ADVISER = re.compile("(?:保荐人|保荐机构|承销商|财务顾问|辅导机构|审计机构)(?:为|是)?$")
_SERVES = re.compile(
    r"(?:[、与和及][^，。；]{1,24}?)?(?:等)?(?:共同|分别|则|均|也)?(?:担任|为|是|任|作为|出任|系|获委任为)[^，。；]{0,10}?(?:保荐|承销|财务顾问|簿记|审计机构|法律顾问|经纪商|托管|整体协调人|账簿管理)"
)
_SOURCE = re.compile(
    r"(?:App|APP|信息|数据|平台|官网|工商|资料|公开)*\s?(?:信息|数据|资料)?(?:显示|披露显示)"
)
# 甲持股60%，乙持股40%，某某出任首席执行官: of whom the shares are of.
_TAKES_SEAT = re.compile(
    r"(?:出任|担任|兼任|将任|任)(?:[^，。；]{0,6})(?:首席|总裁|总经理|董事|CEO|CTO)"
)
_ROLE_FIRST = re.compile(
    "(?:实控人|实际控制人|控股股东|董事长|总裁|总经理|创始人|法定代表人|CEO|第[一二三]大股东)"
)
_PREPOSITION = re.compile(rf"(?:在|于|向|从|自|对|与|和|同|跟|针对|除了)(?:{_COUNTRIES})?[“\"]?$")
_AND = re.compile(r"[”\"’]?(?:（[^（）]{0,30}）|\([^()]{0,30}\))?(?:、|和|及|以及)[“\"‘]?")
# A buyer, an agent or an alias is not what the shares are of.
_TO = re.compile(r"(?:给|予|至|到|由|被|获|称)了?[“\"]?$")
_OF_SHARES = re.compile(
    r"(?:持股|占股|减持|增持|领投|跟投|参投|追加投资|(?:共同|联合)投资(?=[，。；])|(?:再度|再次|继续|持续|追加|联合|共同)(?:加码|加注)(?=[，。；])|追投|追加注资|投资方(?:为|包括|有|是)|参投方(?:为|包括|有|是)|认购|认缴|套现|将(?:其)?所持|转让(?:其)?所持|追加(?=[\d一二三四五六七八九十])"
    r"|出资(?=[^，。；]{0,8}(?:元|占|比例))|完成了?对(?=[^，。；]{2,24}的[^，。；]{0,12}(?:投资|融资|增资|注资)))"
)


def _gives_first(verb: str) -> bool:
    """Whether who stands before the verb puts money into what the text is about."""
    return verb in _GIVERS_FIRST or verb.endswith(("加码", "加注"))


_GIVERS_FIRST = frozenset(
    {"领投", "跟投", "参投", "追加投资", "认缴", "共同投资", "联合投资", "追投", "追加注资"}
)
# 投资方为甲、乙
_GIVERS_NEXT = ("投资方", "参投方")
_LATTER = frozenset({"成为其"})
# 拟收购某公司。标的公司主营……: what is bought.
_TARGETS = frozenset({"标的公司", "目标公司"})
# 甲此前已向其投资10亿美元
_TOWARDS = frozenset("向对给为")
_GIVEN_IT = re.compile("(?:追加|累计|再次|独家)*(?:投资|注资|增资|出资)")
_OWN = re.compile(
    r"(?:控股|第[一二三四五六七八九十]+大|最大|单一|大|战略|重要|全资|唯一|新任?|的|间接|主要)*"
    r"(?:股东|实际控制人|实控人|子公司|孙公司|母公司|下属|旗下|控股的|参股的)"
)


# 甲、乙均为其副理事长单位
_MEMBER_UNIT = re.compile(
    "(?:首批|创始|现有|常务)*(?:副?理事长|理事|副?会长|会员|成员)(?:单位|企业)"
)
# 某公司控股股东某集团今日宣布，……: what follows is said of the shareholder.
_ROLE = re.compile(
    r"的?[^，。；：及和与、在对,]{0,10}(?:股东|实际控制人|实控人|子公司|孙公司|母公司|附属公司|旗下|下属|所属|麾下|生态链企业|生态链公司)"
    r"(?:的)?(?:、(?:实际控制人|实控人|董事长))?(?:之一)?[“\"]?"
)


def _in_apposition(text: str, at: int, atoms: Sequence[Atom]) -> Atom | None:
    """The mention that a word such as 股东 behind `at` leads to, if it does."""
    found = next((a for a in atoms if a.keys and a.start >= at), None)
    return found if found and _ROLE.fullmatch(text, at, found.start) else None


def _zero(topics: Topics, at: int) -> list[Atom]:
    return [Atom(at, at, ZERO_CHAR[kind], keys) for kind, keys in [t for t in (topics.agent,) if t]]


def _lead_end(text: str, start: int, end: int, atoms: Sequence[Atom], *, opens: bool) -> int:
    """Where the subject of the clause would stand: after a dateline, adverbs and values."""
    line = _DATELINE.match(text, start, end) if opens else None
    named = line is not None and any(a.keys and a.start < line.end() for a in atoms)
    at = line.end() if line and not named else start
    values = {a.start: a.end for a in atoms if not a.keys}
    while at < end:
        if at in values:
            at = values[at]
            continue
        m = _LEAD.match(text, at, end)
        if m is None or m.end() == at:
            if text[at] in "“”‘’\"' 《":
                at += 1
                continue
            break
        at = m.end()
    return min(at, end)


def _clauses(
    text: str, start: int, end: int, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    at, k = start, 0
    for m in _CLAUSE.finditer(text, start, end):
        while k < len(covered) and covered[k][1] <= m.start():
            k += 1
        if k < len(covered) and covered[k][0] <= m.start():
            continue
        yield at, m.end()
        at = m.end()
    if at < end:
        yield at, end


def _names_occasion(text: str, at: int, stop: int) -> bool:
    """Whether 会议 or 峰会 alone means the one spoken of: 出席会议, or the subject of its clause."""
    if text[max(0, at - 2) : at] in {"出席", "参加"}:
        return True
    before = text[at - 1] if at else "\n"
    return before in _BEFORE_BARE and text[stop : stop + 1] in set("由在于将以")


def _bare(text: str, stop: int, before: str) -> bool:
    """Whether 公司 stands alone and not at the end of a name."""
    if before in _BEFORE_BARE:
        return text[stop : stop + 2] not in {"在内", "中的"}
    return before in _BEFORE_SHARES and _SHARES.match(text, stop) is not None


def _stands_alone(text: str, start: int, at: int, stop: int) -> bool:
    """Whether 公司 is no end of a name: alone, or in 这家由某某创立的公司."""
    before = text[at - 1] if at > 0 else "\n"
    return (
        _bare(text, stop, before) or _THIS_FIRM.search(text, max(start, at - 40), stop) is not None
    )


def _anaphors(
    text: str,
    start: int,
    end: int,
    covered: Sequence[tuple[int, int]],
    heads: Collection[str],
) -> Iterator[tuple[int, int]]:
    """Where words stand that mean something named before: their starts and ends."""
    k = 0
    for at, stop in _pointing(text, start, end, heads):
        while k < len(covered) and covered[k][1] <= at:
            k += 1
        word = text[at:stop]
        before = text[at - 1] if at > 0 else "\n"
        inside = k < len(covered) and covered[k][0] < stop
        # In 该芯片 the chip is no name of its own.
        if inside and not (word[0] in "该这" and at < covered[k][0] and covered[k][1] == stop):
            continue
        if word[0] in "该这" and (before == "应" or _NO_HEAD.match(text, stop)):
            continue
        firm = word in {"公司", "集团"}
        if firm and (text.endswith("标的", 0, at) or not _stands_alone(text, start, at, stop)):
            continue
        if word == "其" and not (
            _OWN.match(text, stop)
            or _MEMBER_UNIT.match(text, stop)
            or (before in _TOWARDS and _GIVEN_IT.match(text, stop))
        ):
            continue
        if (
            word in _OCCASIONS
            and not (text[stop : stop + 1] == "上" and before in _BEFORE_BARE)
            and not _names_occasion(text, at, stop)
        ):
            continue
        if word in _RULES and (before not in _BEFORE_BARE or not _RULES_SAY.match(text, stop)):
            continue
        if word == "部" and (before not in _BEFORE_BARE or not _OFFICE.match(text, stop)):
            continue
        if word in {"他", "她"} and (before not in _BEFORE_BARE or text[stop : stop + 1] == "们"):
            continue
        if word == "征求意见稿" and before not in _BEFORE_DRAFT:
            continue
        yield at, stop


def _pointing(text: str, start: int, end: int, heads: Collection[str]) -> Iterator[tuple[int, int]]:
    """Words that may point back: those of the list, and 该码头 where the name of a thing ended in 码头."""
    found = {m.start(): m.end() for m in _ANAPHOR.finditer(text, start, end)}
    for m in _THIS_FIRM.finditer(text, start, end):
        found[m.start("firm")] = m.end()
    for m in _AT_IT.finditer(text, start, end):
        if m.start() == 0 or text[m.start() - 1] in _BEFORE_BARE:
            found[m.start()] = m.end()
    if heads:
        for m in _ALONE.finditer(text, start, end):
            if m.group()[-3:] in heads and (m.start() == 0 or text[m.start() - 1] in _BEFORE_BARE):
                found.setdefault(m.start(), m.end())
        for m in _THAT.finditer(text, start, end):
            word = m["head"] if m["head"] in heads else m["head"][:2]
            stop = m.start("head") + len(word)
            if word in heads:
                found[m.start()] = stop
    yield from sorted(found.items())
