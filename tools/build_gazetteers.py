"""Rebuild the gazetteers that derive from public data files; the others are kept by hand.

    python tools/build_gazetteers.py a-share a_share.jsonl a_share_ambiguous.json
    python tools/build_gazetteers.py universities universities.json
    python tools/build_gazetteers.py divisions adcodes.csv
    python tools/build_gazetteers.py offices

Each command writes one file of ontology/gazetteers (or of --out): companies_a_share.csv,
research_universities.csv, places_divisions.csv, government_local.csv. `offices` needs no data: it composes provinces and
cities with offices. The same input gives the same bytes.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

HOME = Path(__file__).parents[1] / "ontology" / "gazetteers"
HEADER = ("name", "type", "aliases", "identifiers", "flags")


class Row(NamedTuple):
    """One line of a gazetteer."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    identifiers: str = ""
    flags: str = ""


def _words(text: str) -> tuple[str, ...]:
    """The words of a list kept in lines, as it is read."""
    return tuple(text.split())


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write the gazetteer and say how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        for row in rows:
            out.writerow((row.name, row.type, "|".join(row.aliases), row.identifiers, row.flags))
            count += 1
    return count


# --- companies on the Shanghai, Shenzhen and Beijing exchanges ------------------------------------

_MARKS = re.compile(r"^(?:XD|XR|DR)?(?:S?\*?ST|SST|PT)?")
_TAIL = re.compile(r"(?:-(?:UW|WD|U|W))?$")
_SHARE = re.compile(r"(?<=[\u4e00-\u9fff])(?:A|B)股?$")
_LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|有限公司)$")
# Dictionary words that no reader takes for anything but the company.
_CLEAR_ENDINGS = tuple(
    _words(
        "股份 科技 电子 医药 银行 证券 电器 药业 制药 化纤 电信 电气 重科 百货 煤业 水泥 铜业 高科 高新 "
        "集团 基因 机床 航空 胶片 环保 投资 通信 信达 实业 汽车 黄金 通讯 白药 啤酒 长虹 华强"
    )
)
_CLEAR = frozenset(
    _words(
        "京东方 中国建筑 华侨城 比亚迪 寒武纪 国泰君安 同花顺 天融信 广联达 分众传媒 神州数码 五粮液 全聚德 苏泊尔 澳柯玛 利亚德 柳工 "
        "飞亚达 北信源 青岛海尔 雅戈尔 马应龙 片仔癀 云天化 泸天化 天士力 同仁堂 老凤祥 中青旅 九牧王 "
        "惠而浦 中国联通 中国移动 中国电信 中金公司 上海石化 深赛格 大唐电信 青海华鼎 龙净环保 哈尔斯 "
        "万科 张裕 南玻 康佳 双汇发展 天坛生物 津滨发展 南宁糖业 亿阳信通 紫江企业 国电电力 中国铁建 山东铝业 四川双马 "
        "深圳能源 阿尔特 中远海发 大族激光 吉林敖东 山西汾酒 歌华有线 电广传媒 水井坊 达仁堂"
    )
)
_UNCLEAR = frozenset(
    _words(
        "数码科技 信息发展 数字认证 新产业 海量数据 绿色动力 财富趋势 创新医疗 数字人 美丽生态 大智慧 国际实业 "
        "光电股份 智能自控 生物股份 新动力 创业环保 中国软件 中国电影 中国卫星 中国医药 中国化学 "
        "中国黄金 中国核电 中国稀土 中国出版 中国高科 中国汽研 中国海防 中国科传 中国国贸 中国外运 北京文化 "
        "新希望 上海临港 智慧农业 智慧能源 中国汽车工程研究院 健康元 永安行 海洋王 数据港 开开实业 国际医学 民生健康 城市传媒 新能泰山 大西洋 新华网 人民网 "
        "首都在线 好想你 驱动力 拉普拉斯 未来电器 公元股份 东方通 信息产业 大自然 万里马 三力士 创世纪 线上线下"
    )
)
_PLACE_NOUNS = _words("能源 电影 旅游 机场 空港 港 高速 电力 文化 铁路 建工 银行")


class Listed(NamedTuple):
    """A listed company with its forms, the fullest first."""

    code: str
    listed: bool
    full: str
    shorts: tuple[str, ...]
    former: tuple[str, ...]


# One full name in the data carries its short form: …银行股份有限公司（简称:…）.
_REMARK = re.compile("（简称.*）$")
# Five codes have the full name of another company in the data (300818 that of 中国石化): their own, from their announcements.
_CORRECTED = {
    "300818.SZ": "江西耐普矿机股份有限公司",
    "688078.SH": "北京龙软科技股份有限公司",
    "688080.SH": "北京映翰通网络技术股份有限公司",
    "688086.SH": "广东紫晶信息存储技术股份有限公司",
    "688096.SH": "江苏京源环保股份有限公司",
}


def read_a_share(path: Path) -> list[Listed]:
    """The companies of the JSON Lines file, those still listed first, then by code."""
    with path.open(encoding="utf-8") as file:
        raw = [json.loads(line) for line in file if line.strip()]
    made = [
        Listed(
            code=r["code"],
            listed=r["status"] == "L",
            full=_CORRECTED.get(r["code"]) or _REMARK.sub("", _wide_brackets(r.get("full") or "")),
            shorts=_short_forms(r["short"]),
            former=tuple(f for name in r.get("former", ()) for f in _short_forms(name)),
        )
        for r in raw
    ]
    return sorted(made, key=lambda c: (not c.listed, c.code))


def _wide_brackets(name: str) -> str:
    return name.strip().replace("(", "（").replace(")", "）").replace(" ", "")


def _short_forms(short: str) -> tuple[str, ...]:
    """The short name as quoted and the name inside it: 万科A and 万科, *ST国华."""
    quoted = short.replace(" ", "").removesuffix("(退)")
    if quoted.startswith("退市") or (quoted.endswith("退") and len(quoted) <= 4):
        # Cut off to make room for the mark: no name that anybody uses.
        return ()
    inner = _SHARE.sub("", _TAIL.sub("", _MARKS.sub("", quoted)).removesuffix("退"))
    forms = [inner] if len(inner) >= 3 or inner == quoted or _SHARE.search(quoted) else []
    if quoted != inner and not quoted.startswith(("XD", "XR", "DR")):
        forms.append(quoted)
    return tuple(dict.fromkeys(f for f in forms if len(f) >= 2))


def a_share_rows(companies: Sequence[Listed], ordinary: "Ordinary") -> Iterator[Row]:
    """One row a company; names that another listed company goes by now are marked ambiguous."""
    # B shares are listed without a full name; they are no second company.
    listed = (c for c in companies if c.listed and not c.code.startswith(("200", "900")))
    by_form = {(f, c.full or c.code) for c in listed for f in c.shorts}
    current = Counter(form for form, _ in by_form)
    names = {c.full for c in companies}
    seen: set[str] = set()
    for c in companies:
        name = c.full or next(iter((*c.shorts, *c.former)), "")
        if not name or name in seen:
            continue
        seen.add(name)
        forms = dict.fromkeys((*c.shorts, *_without_legal_form(c.full), *c.former))
        aliases = []
        for form in forms:
            taken = current[form] > (c.listed and form in c.shorts)
            if form == name or (form in names and taken):
                continue
            aliases.append(f"?{form}" if taken or ordinary.is_word(form) else form)
        head = f"?{name}" if not c.full and ordinary.is_word(name) else name
        yield Row(head, "Company", tuple(aliases), f"stock_code={c.code}")


def _without_legal_form(full: str) -> tuple[str, ...]:
    """京东方科技集团 for 京东方科技集团股份有限公司; nothing where the rest is short or bracketed."""
    rest = _LEGAL.sub("", full)
    return (rest,) if rest != full and len(rest) >= 4 and not rest.endswith("）") else ()


class Ordinary:
    """Tells names that are ordinary words too: a given list, a dictionary, places with a noun."""

    def __init__(self, listed: Iterable[str]) -> None:
        import rjieba

        self._listed = frozenset(listed)
        self._dictionary = rjieba.Jieba()
        self._places = {form for row in _places() for form in row}

    def is_word(self, form: str) -> bool:
        """Whether `form`, met bare, may well be something else."""
        if form in _UNCLEAR:
            return True
        if form in _CLEAR or re.search(r"[0-9A-Za-z*]", form):
            return False
        if any(form == p + n for n in _PLACE_NOUNS[:-1] for p in self._places):
            return True
        if form.endswith(_CLEAR_ENDINGS) and len(form) >= 4:
            return False
        known = form in self._listed or bool(self._dictionary.has_word(form))
        return known or form in self._places or len(form) == 2


# --- universities ---------------------------------------------------------------------------------

# What news and people call them; a leading ? marks what may be something else.
_UNIVERSITY_SHORT = {
    "清华大学": "清华",
    "北京大学": "北大",
    "中国人民大学": "?人大|人民大学",
    "北京航空航天大学": "北航|北京航空航天",
    "北京理工大学": "北理工|北京理工",
    "北京科技大学": "北科大",
    "北京邮电大学": "北邮",
    "北京交通大学": "北交大|北京交大",
    "北京师范大学": "北师大",
    "北京工业大学": "北工大",
    "北京化工大学": "北化工",
    "中国农业大学": "中国农大",
    "中央财经大学": "中央财大|中财大",
    "对外经济贸易大学": "对外经贸大学|?贸大",
    "中国政法大学": "?法大",
    "中国传媒大学": "?中传",
    "首都师范大学": "首师大",
    "南开大学": "南开",
    "天津大学": "?天大",
    "大连理工大学": "大连理工|?大工",
    "东北大学": "?东大",
    "吉林大学": "?吉大",
    "哈尔滨工业大学": "哈工大",
    "哈尔滨工程大学": "哈工程",
    "复旦大学": "复旦",
    "同济大学": "同济",
    "上海交通大学": "上海交大|上交大",
    "华东理工大学": "华东理工|?华理",
    "华东师范大学": "华东师大|华师大",
    "上海财经大学": "上海财大|上财",
    "上海大学": "?上大",
    "东华大学": "?东华",
    "南京大学": "?南大",
    "东南大学": "?东南",
    "南京航空航天大学": "南京航空航天|?南航",
    "南京理工大学": "南京理工|南理工",
    "南京邮电大学": "南邮",
    "河海大学": "?河海",
    "江南大学": "?江南",
    "苏州大学": "?苏大",
    "浙江大学": "浙大",
    "杭州电子科技大学": "杭电",
    "浙江工业大学": "浙工大",
    "宁波大学": "?宁大",
    "中国科学技术大学": "中科大|中国科大",
    "合肥工业大学": "合工大",
    "安徽大学": "?安大",
    "厦门大学": "厦大",
    "福州大学": "?福大",
    "山东大学": "?山大",
    "中国海洋大学": "中国海大",
    "郑州大学": "?郑大",
    "武汉大学": "武大",
    "华中科技大学": "?华科|华中科大|华科大",
    "武汉理工大学": "武汉理工",
    "中南财经政法大学": "中南财大",
    "湖南大学": "?湖大",
    "中南大学": "?中南",
    "国防科技大学": "国防科大|国防科学技术大学",
    "中山大学": "?中大",
    "华南理工大学": "华南理工|?华工",
    "暨南大学": "?暨大",
    "深圳大学": "?深大",
    "南方科技大学": "南科大",
    "广东工业大学": "?广工",
    "四川大学": "川大",
    "电子科技大学": "电子科大|?成电",
    "西南交通大学": "西南交大",
    "西南财经大学": "西南财大",
    "重庆邮电大学": "?重邮",
    "西安交通大学": "西安交大|西交大",
    "西北工业大学": "西工大|西北工大",
    "西安电子科技大学": "西电|西安电子科大",
    "西安邮电大学": "西邮",
    "兰州大学": "?兰大",
    "桂林电子科技大学": "?桂电",
    "长春理工大学": "长春理工",
    "燕山大学": "?燕大",
    "华北电力大学": "华电大|华北电大",
}


def university_rows(names: Sequence[str]) -> Iterator[Row]:
    """One row a university."""
    for name in dict.fromkeys(_wide_brackets("".join(n.split())) for n in names):
        aliases = tuple(filter(None, _UNIVERSITY_SHORT.get(name, "").split("|")))
        yield Row(name, "ResearchInstitution", aliases)


# --- counties, districts and cities under a prefecture --------------------------------------------

# Words of the language that are divisions too, or would be found in others.
_NO_DIVISION = frozenset(_words("市辖区 开发区 合作市 工业园区"))
# Three signs that end in 区 or 城市 are found in other words too easily (平安区块链, 对应城市).
_DIVISION = re.compile(r"[\u4e00-\u9fa5]{2,}[县市旗]$|[\u4e00-\u9fa5]{3,}区$")
_IN_OTHER_WORDS = re.compile(r".城市$")


def division_rows(codes: Iterable[tuple[str, str]], known: Set[str]) -> Iterator[Row]:
    """Divisions below the prefecture by name, each once; short ones that other words may hold are left out.

    The name without 县 or 市 is left to `kg.extraction.places`: in a list it would be found inside of other words
    (和平 in 和平板电脑), and hide what begins in the middle of it.

    Args:
        codes: 12-digit code and name.
        known: names that another list of places has.
    """
    names = {
        name
        for code, name in codes
        if code[4:6] != "00"
        and code[6:] == "000000"
        and _DIVISION.match(name)
        and not _IN_OTHER_WORDS.match(name)
    }
    for name in sorted(names - _NO_DIVISION - known):
        yield Row(name, "Place")


def read_divisions(path: Path) -> list[tuple[str, str]]:
    """Code and name of each line of a table with the columns ``adcode`` and ``name``."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["adcode"], row["name"]) for row in csv.DictReader(file)]


def forms_in(path: Path) -> frozenset[str]:
    """All forms of all rows of a gazetteer."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = {f for row in rows for f in (row["name"], *row["aliases"].split("|"))}
    return frozenset(f.removeprefix("?") for f in forms if f)


# --- offices of provinces and cities --------------------------------------------------------------

_PROVINCES = _words(
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 "
    "青海 台湾"
)
_REGIONS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_MUNICIPALITIES = _words("北京 上海 天津 重庆")
_CITIES = _words(
    "广州 深圳 珠海 佛山 东莞 惠州 中山 江门 汕头 湛江 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 台州 南京 苏州 无锡 "
    "常州 南通 徐州 扬州 镇江 泰州 盐城 连云港 合肥 芜湖 滁州 马鞍山 安庆 蚌埠 福州 厦门 泉州 漳州 宁德 莆田 "
    "南昌 赣州 九江 上饶 吉安 济南 青岛 烟台 潍坊 淄博 威海 临沂 济宁 郑州 洛阳 许昌 新乡 武汉 宜昌 襄阳 黄石 "
    "长沙 株洲 湘潭 衡阳 岳阳 郴州 成都 绵阳 德阳 宜宾 遂宁 乐山 贵阳 遵义 昆明 曲靖 南宁 柳州 桂林 海口 三亚 "
    "西安 咸阳 宝鸡 兰州 西宁 银川 乌鲁木齐 呼和浩特 包头 鄂尔多斯 石家庄 唐山 保定 廊坊 沧州 太原 大同 "
    "沈阳 大连 长春 哈尔滨 昆山"
)
# Bodies that go by another name than their kind elsewhere.
_ECONOMY_BY_NAME = {
    "北京": "经济和信息化局",
    "上海": "经济和信息化委员会",
    "重庆": "经济和信息化委员会",
    "浙江": "经济和信息化厅",
    "四川": "经济和信息化厅",
    "湖北": "经济和信息化厅",
    "杭州": "经济和信息化局",
    "成都": "经济和信息化局",
    "武汉": "经济和信息化局",
    "宁波": "经济和信息化局",
    "合肥": "经济和信息化局",
}
# office -> its short names; {厅} stands for 厅 in provinces and 局 in cities.
_OFFICES = (
    ("发展和改革委员会", "发改委 发展改革委 发展和改革委 发改局 发展和改革局"),
    ("科学技术{厅}", "科技{厅} 科技局 科委 科学技术委员会 科技委"),
    ("商务{厅}", "商务委 商务委员会 商务局"),
    ("财政{厅}", "财政局"),
    ("教育{厅}", "教育局 教委 教育委员会"),
    ("公安{厅}", "公安局"),
    ("自然资源{厅}", "自然资源局 规划和自然资源局 规划和自然资源委员会 规自局"),
    ("生态环境{厅}", "生态环境局 环保局"),
    ("住房和城乡建设{厅}", "住建{厅} 住建局 住建委 住房和城乡建设委员会 住房城乡建设{厅}"),
    ("交通运输{厅}", "交通{厅} 交通运输局 交通局 交通委 交通委员会 交通运输委员会"),
    ("农业农村{厅}", "农业农村局 农业农村委 农业农村委员会"),
    ("文化和旅游{厅}", "文旅{厅} 文旅局 文化和旅游局"),
    ("卫生健康委员会", "卫健委 卫生健康委"),
    ("人力资源和社会保障{厅}", "人社{厅} 人社局 人力资源社会保障{厅} 人力资源和社会保障局"),
    ("应急管理{厅}", "应急管理局 应急局"),
    ("市场监督管理局", "市场监管局 市监局 市场监督管理{厅} 市场监管委"),
    (
        "地方金融监督管理局",
        "地方金融监管局 金融监管局 金融局 金融办 金融工作局 金融工作办公室 地方金融管理局",
    ),
    ("国有资产监督管理委员会", "国资委"),
    ("知识产权局", ""),
    ("统计局", ""),
    ("税务局", ""),
    ("药品监督管理局", "药监局"),
    ("医疗保障局", "医保局"),
    ("能源局", ""),
    (
        "数据局",
        "数据和政务服务局 政务服务和数据管理局 政务服务数据管理局 数据资源管理局 数据管理局",
    ),
    (
        "大数据局",
        "大数据发展管理局 大数据管理局 大数据发展局 大数据产业发展局 大数据应用发展管理局",
    ),
    ("通信管理局", "通管局"),
    ("互联网信息办公室", "网信办 委网信办"),
    ("人民代表大会常务委员会", "人大常委会 人民代表大会"),
    ("人民政府", "政府"),
    ("人民政府办公厅", "政府办公厅 人民政府办公室 政府办公室"),
    ("委员会", "委"),
    ("高级人民法院", "高院"),
    ("证监局", "证券监督管理局"),
)
_CITY_ONLY_SKIP = frozenset({"能源局", "通信管理局", "高级人民法院"})
_NOT_MUNICIPAL = frozenset({"能源局"})
_FOREIGN = _words(
    "美国 日本 韩国 德国 英国 法国 意大利 西班牙 荷兰 俄罗斯 印度 澳大利亚 加拿大 巴西 新加坡 马来西亚 越南 "
    "泰国 印尼 印度尼西亚 菲律宾 沙特 阿联酋 以色列 土耳其 墨西哥 波兰 瑞士 瑞典 芬兰 挪威 乌克兰 南非 "
    "哈萨克斯坦 比利时 爱尔兰 新西兰 阿根廷 智利 埃及"
)
_FOREIGN_OFFICES = _words(
    "商务部 财政部 教育部 外交部 国防部 司法部 能源部 交通部 交通运输部 农业部 劳工部 科技部 工业部 贸易部 通信部 "
    "央行 国会 议会 政府 海关 卫生部 内政部 经济部 环境部 最高法院 证监会"
)

# Short for bodies of another name, which government.csv has.
_KEPT_BY_HAND = frozenset(
    _words(
        "印度央行 德国经济部 日本央行 美国海关 美国证监会 英国央行 韩国央行 韩国科技部 美国商务部 美国国会 "
        "美国政府 英国政府 德国政府 法国政府 荷兰政府 意大利政府 日本政府 韩国政府 印度政府 新加坡政府 "
        "澳大利亚政府 俄罗斯政府 俄罗斯央行 加拿大政府 越南政府 马来西亚政府 沙特政府 以色列政府 美国财政部 "
        "美国司法部 美国能源部 美国国防部 美国最高法院 印度通信部"
    )
)


def _places() -> Iterator[tuple[str, str]]:
    """Full and short names of provinces and cities."""
    yield from ((f"{p}省", p) for p in _PROVINCES)
    yield from ((full, short) for short, full in _REGIONS.items())
    yield from ((f"{c}市", c) for c in (*_MUNICIPALITIES, *_CITIES))


def office_rows() -> Iterator[Row]:
    """Provinces and cities with their offices, then ministries of other countries."""
    for full, short in _places():
        if short != "台湾":
            yield from _offices_of(full, short)
    for country in _FOREIGN:
        names = (country + office for office in _FOREIGN_OFFICES)
        yield from (Row(name, "GovernmentBody") for name in names if name not in _KEPT_BY_HAND)


def _offices_of(full: str, short: str) -> Iterator[Row]:
    city = full.endswith("市") and short not in _MUNICIPALITIES
    kind = "局" if full.endswith("市") else "厅"
    yield _economy_office(full, short, kind)
    for office, others in _OFFICES:
        if (city and office in _CITY_ONLY_SKIP) or (kind == "局" and office in _NOT_MUNICIPAL):
            continue
        heads = [o.replace("{厅}", kind) for o in (office, *others.split())]
        yield _office(full, short, heads)


def _economy_office(full: str, short: str, kind: str) -> Row:
    """The office of industry, by the name it has there, with the names it has or had elsewhere."""
    usual = f"工业和信息化{kind}"
    heads = [_ECONOMY_BY_NAME.get(short, usual), usual, f"工信{kind}", "经信委", f"经信{kind}"]
    heads += [
        "经济和信息化委员会",
        f"经济和信息化{kind}",
        "工信委",
        "工业和信息化委员会",
        "经信局",
        "工信局",
    ]
    return _office(full, short, list(dict.fromkeys(heads)))


def _office(full: str, short: str, heads: Sequence[str]) -> Row:
    forms = [full + h for h in heads]
    bare = [short + h for h in heads if _may_follow_short(short, h)]
    if heads[0] == "人民政府":
        # 湖南政府 is said, 湖南省政府 is written; both are the body.
        bare = [short + h for h in heads]
    if heads[0] == "委员会":
        forms = [f"中共{full}委员会", f"中共{full}委", f"{full}委"]
        bare = [f"{short}省委"] if full.endswith("省") else []
        bare = [b for b in bare if b not in forms]
    if heads[0] == "证监局":
        forms = [f"{short}证监局", f"中国证券监督管理委员会{short}监管局", f"证监会{short}监管局"]
        bare = []
    aliases = dict.fromkeys(f for f in (*forms[1:], *bare) if f != forms[0])
    return Row(forms[0], "GovernmentBody", tuple(aliases))


def _may_follow_short(short: str, head: str) -> bool:
    """Whether 湖南工信厅 is said: not with one-character heads, nor where the place is a word."""
    return len(head) >= 3 and head not in {"政府办公厅", "政府办公室", "委网信办"}


# --- the command line -----------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one of the commands of the module docstring."""
    parser = argparse.ArgumentParser(description="Rebuild the derived gazetteers.")
    parser.add_argument("--out", type=Path, default=HOME, help="the folder of the gazetteers")
    commands = parser.add_subparsers(dest="command", required=True)
    a_share = commands.add_parser("a-share", help="companies_a_share.csv")
    a_share.add_argument("companies", type=Path, help="JSON Lines, one company a line")
    a_share.add_argument("ambiguous", type=Path, help="JSON list of names that are words")
    universities = commands.add_parser("universities", help="research_universities.csv")
    universities.add_argument("names", type=Path, help="JSON list of names")
    divisions = commands.add_parser("divisions", help="places_divisions.csv")
    divisions.add_argument("codes", type=Path, help="CSV with the columns adcode and name")
    commands.add_parser("offices", help="government_local.csv")
    given = parser.parse_args(arguments)
    file, rows = _RUN[given.command](given)
    print(f"{file}: {write_rows(given.out / file, rows)} rows")  # noqa: T201


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


_RUN: dict[str, Any] = {
    "a-share": lambda given: (
        "companies_a_share.csv",
        a_share_rows(read_a_share(given.companies), Ordinary(_read_json(given.ambiguous))),
    ),
    "universities": lambda given: (
        "research_universities.csv",
        university_rows(_read_json(given.names)),
    ),
    "divisions": lambda given: (
        "places_divisions.csv",
        division_rows(read_divisions(given.codes), forms_in(HOME / "places.csv")),
    ),
    "offices": lambda given: ("government_local.csv", office_rows()),
}


if __name__ == "__main__":
    main()
