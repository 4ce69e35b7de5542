"""The borders of persons: what goes on behind a name, and offices."""

from kg.expressions import expression
from kg.extraction.boundaries.shared import CHIEF_FIRST
from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Gazetteer
from kg.extraction.lexicon import COMPOUND_SURNAMES, TITLES_RE

_OFFICERS = frozenset("社长 总裁 总经 总监 总编".split())

# 副总裁某某因个人原因离职: what goes on behind a person's name.
_AFTER_PERSON = expression(
    r"(?P<name>[\u4e00-\u9fff·•]{2,14}?)(?:拟|曾|历(?=任)|带(?=队|领|头|着)|到(?=会|场讲|场致|场祝|场并|任后)|站(?=在)|上(?=台领|台演|台发|台致|台分|任后|任以)|走(?=进|上)|更(?=看重|关心|愿|希望|倾向|进一步)|突(?=然)|自(?=\d)|心(?=怀|存|系)|一手|出庭|到访|暂代|因病?(?=病|个人|工作|年龄|身体|家庭|组织|涉|故|退|届|达|辞|离|去)|将(?=于|在|出任|担任|离|卸|接|辞|赴|不再)|现(?=任|为)|加(?=入|盟)|[甩抛](?=在身后|到身后|开)|向(?=[^，。；]{0,10}(?:记者|媒体|表示|介绍|解释|透露))|为(?=大会|会议|论坛|峰会|与会|嘉宾|现场)|归国|回国|返国|留学|海归|辞职|离职|博士(?!后|生)|教授(?!级)|任(?=董事|总|副|首席|CEO|会长|院长|主席|理事|党))"
)

_CHOSEN = expression(
    "(?:聘请|邀请|委派|提名|推荐|选举|改选|补选|推选|推举|选聘|聘任|续聘|任命|委任|增补)[^。；]*$"
)


def person(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """A person without what the next words begin with."""
    if cand.type != "Person":
        return None
    if chief := CHIEF_FIRST.match(text, cand.start, cand.end - 1):
        cand = cand._replace(start=chief.end())
    if text.startswith("官宣", cand.start - 1) and cand.end - cand.start > 2:
        cand = cand._replace(start=cand.start + 1)
    if text[cand.start] == "长" and _BEFORE_CHIEF.search(text, max(0, cand.start - 3), cand.start):
        # 副秘书长江离: the first character ends the office.
        cand = cand._replace(start=cand.start + 1)
    whole = _TWO_AND_TWO.match(text, cand.start)
    if whole and cand.end == whole.end("name") - 1:
        return cand._replace(end=whole.end("name"))
    m = _AFTER_PERSON.match(text, cand.start)
    if m and m.end() == cand.end:
        return cand._replace(end=m.end("name"))
    office = _TAKES_AT.fullmatch(text, cand.start, cand.end)
    if office and gazetteer.by_name(office["body"]):
        # 李斌任蔚来董事长
        return cand._replace(end=office.end("name"))
    long = cand.end - cand.start > 2
    dated = long and text[cand.end - 1] == "于" and text[cand.end : cand.end + 1].isdigit()
    split = long and text[cand.end - 1 : cand.end + 1] in _OF_OFFICE
    # 王明、李强均已辞职: both; 李国均 alone is a name.
    listed = text[cand.start - 1 : cand.start] in {"、", "和", "与", "及"}
    split = split or (long and listed and text[cand.end - 1 : cand.end + 1] in _BOTH)
    chosen = long and text[cand.end - 1] == "为" and TITLES_RE.match(text, cand.end) is not None
    if chosen and _CHOSEN.search(text, max(0, cand.start - 40), cand.start):
        # 选举甲为理事长，乙为副理事长
        return cand._replace(end=cand.end - 1)
    # 林栖夫妇
    couple = long and text[cand.end - 1 : cand.end + 1] == "夫妇"
    # 应勇任秘书长, 彭震作主旨报告
    takes = long and text[cand.end - 1] == "任" and TITLES_RE.match(text, cand.end) is not None
    gives = long and _GIVES_TALK.match(text, cand.end - 1) is not None
    # 吴伟略带兴奋地介绍
    somewhat = long and _SOMEWHAT.match(text, cand.end - 1) is not None
    cut = dated or split or couple or takes or gives or somewhat
    return cand._replace(end=cand.end - 1) if cut else cand


# 欧阳明高院士: two characters each, and what he is called
_TWO_AND_TWO = expression(
    rf"(?P<name>(?:{'|'.join(COMPOUND_SURNAMES)})[\u4e00-\u9fff]{{2}})(?:院士|教授(?!级)|博士(?![后生])|先生|女士|研究员)"
)
_SOMEWHAT = expression("略(?:带|显|有(?=[所些])|微|感|作|加)")


_TAKES_AT = expression("(?P<name>[\u4e00-\u9fff]{2,3})(?:[出现兼担将就继接转]?任)(?P<body>.{2,})")

_GIVES_TALK = expression(
    "作(?:了)?(?:题为|主旨|主题|特邀|专题|大会|工作|开场|总结)?(?:报告|演讲|发言|致辞|讲话|总结)"
)


def before_officer(text: str, gazetteer: Gazetteer, cand: Candidate) -> Candidate | None:
    """夏谱社长某某: the name ends before the office."""
    officer = cand.end - cand.start > 2 and text[cand.end - 1 : cand.end + 1] in _OFFICERS
    if officer and not gazetteer.by_name(text[cand.start : cand.end]):
        return cand._replace(end=cand.end - 1)
    return None


# 辛杰接任, 钱晶出席, 基辛格卸任: the last character begins the verb.
_BOTH = frozenset("均为 均已 均表 均称 均未 均持".split())

_OF_OFFICE = frozenset(
    "接任 接替 接棒 接班 出席 出任 出面 出掌 卸任 离任 就任 担任 升任 当选 辞任 辞职 辞去 退任 兼任 转任 履新 提名 获任 获委 受聘 被聘 解读 解释 一同 一起 一行 一手 荣退 如是 拟任 拟于 曾任 曾在 曾就 作主 出庭 到访 亲自 介绍 研究 直接 间接 无法 无缘 无力 无意 届满 因病 即将 仍将 仍然 仍为 仍是 仍在 仍任 强调 予以 站台 来京 来华 称公 称， 计划 亦认 亦称 亦为 亦是 亦将 亦表 则持 则认 则表 则称 则为 则任 则担 则出 则在 则是 则将 则说 则指 则提 被任 被免 被选 被判 被查 被捕 被控 被指 被双 被提 多次 多年 座谈 会谈 会见 会晤 交流 考察 调研 走访 视察 参观 陪同 签署 签约 揭牌 共同 致欢 致开 致辞 致词 致闭 致贺 作了 作题 作专 作特 任大 任主 任联 任首 莅临 前往 来到 抵达 主导 主动 合影 对话 听取 察看 职务 职位 现任 现为 现持".split()
)

_BEFORE_CHIEF = expression("(?:秘书|理事|董事|[局厅处司部科院校会行厂站馆社组队])$")
