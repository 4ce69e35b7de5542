"""The course of things: planned, in progress or completed, by the nearest sign."""

import re

from kg.expressions import expression
from kg.extraction.marking import ZERO_CHAR, char_class
from kg.extraction.status.kinds import stands_now, works_already
from kg.extraction.status.words import (
    CARRIES_ON,
    CLAUSE_END,
    DEALS,
    DONE,
    EVENTS,
    INTENTS,
    PAST,
    PLANNED_BEFORE,
    PLANNED_DEAL,
    PLANNED_STATE,
    PURCHASE,
    STATES,
    TALKED_OF,
    M,
    Said,
    inherits,
    last,
)

_DONE_AFTER = expression(
    r"^[^。；，]{0,16}(?P<cue>(?:已|已经|均已|顺利|全部|正式|基本)?(?:实施完毕|完毕|完成(?!桩基|主体|封顶|土建|基础|设备|钢结构|打桩|地基|奠基|备案|签约|选址)|交割|过户|落地|收官|尘埃落定|到账|到位|落定|告成))"
)
# 拟收购甲60%股权的交易已完成交割
_ALL_DONE = expression(
    r"[^。；，]{0,20}的?(?:交易|事项|事宜|计划)(?:已经?|均已|日前已|近日已)(?:全部|顺利|正式|办理|实施)*(?:完成|完毕|交割)(?![^。；，]{0,8}(?:尽职|评估|审计|审批|备案|审查|审核|申报|签约|谈判))"
)
_PLANNED_AFTER = expression(
    r"^[^。；，]{0,16}(?:计划(?![”》’])|意向|预案|方案|提案|要约|框架|可能性|报告书|可行性(?![^，。；]{0,4}已)|意愿|事宜|事项|传闻|传言)"
    r"|^[^。；]{0,20}(?:尚需|仍需|还需|尚待|有待|尚须|仍存|存在不确定|须经|需经)"
    # 去年收购的某公司预计年内完成交割
    r"|^的?[\ue000-\ue07f]?[^，。；]{0,6}(?:，[\ue040-\ue07f]?)?(?:预计|有望|预期|可能)(?:将)?(?:于|在)?[^，。；]{0,14}(?:完成(?!业务|整合|产线|搬迁|改造)|交割)"
    # 宣布以5亿元收购某公司，交易预计年底完成
    r"|^(?![了过])[^，。；]{0,24}，[\ue040-\ue07f]?(?:本次|此次|整个|上述)?(?:交易|收购|并购|交割)?(?:预计|有望|预期|计划)(?:将)?(?:于|在)?[^，。；]{0,14}(?:完成|交割)"
    # 就收购某公司达成一致，预计明年签署最终协议
    r"|^(?![了过])[^。；]{0,40}，[\ue040-\ue07f]?(?:双方|并)?(?:预计|有望|计划|将|拟)(?:将)?(?:于|在)?[^，。；]{0,12}签[署订](?:最终|正式|具体)的?(?:收购|转让|交易|股权|购买|买卖|并购)*(?:协议|合同)"
    # 向乙提出每股8元的报价
    rf"|^[{M}]?提出(?:了)?[^，。；]{{0,12}}(?:报价|要约|邀约|收购建议)(?![^。；]*完成)"
    r"|^[^，。；]{0,16}达成(?:了)?(?:初步|原则性?|框架性?)(?:的)?(?:协议|意向|一致|共识)"
    # 宣布投资13亿元入股某公司，交易完成后将成为其最大股东
    r"|^(?![了过])[^。；]{0,24}，(?:本次|此次|该)?(?:交易|收购|增资|投资|转让|入股)完成[之以]?后，?[^，。；]{0,12}将"
)
_PROGRESS_BEFORE = expression(
    r"(?:正在(?!谈|考虑|筹|[^，。；]{0,8}的[\ue000-\ue03f\u4e00-\u9fff])|正(?=[^式在规常面是值确]|$)|加紧|抓紧|着手|启动|筹建|在建|加速|推进|开始|陆续|持续|进行(?!过|了)|实施)(?=[^，。；]{0,14}$)"
)
_PROGRESS_AFTER = expression(
    r"^[^，。；]{0,12}(?:进行中|进展|进程|过程中|正在进行|在建|建设中|正在推进|推进中|仍在进行|尚未完成|还未完成|仍未完成|正有序推进)"
    # 参与某公司的B轮融资，融资尚未完成
    r"|^[^。；，]{0,16}，(?:目前)?(?:本轮|该轮|此次|上述|本次|该)?(?:融资|交易|收购|增资|交割|转让)(?:目前)?(?:尚未|还未|仍未)(?:完成|交割|到位)"
)
# 外界猜测甲收购乙, 甲何时收购乙; 甲收购乙一事尚无定论, 甲收购乙的消息不胫而走, 甲收购乙已成定局, 甲与乙的合资谈判: talked of, and not done.
_IN_TALKS = expression(
    "的?(?:谈判|洽谈|磋商)(?!经验|桌|[^。；]{0,40}(?:完成|成功|达成|圆满|落定|成果|签署|签订|签约|成立))"
)
_GUESSED = expression(
    r"(?:猜测|揣测|推测|臆测|风传|疯传|坊间(?:传|盛传|猜)|何时|什么时候|几时|要不要|能不能|该不该|会不会)[^，。；\ue083]{0,16}$"
)
_ONLY_TALKED = expression(
    r"[^，。；]{0,16}?(?:一事(?:至今|目前)?(?:尚|仍|还)?(?:无|没有|未有|待)[^，。；]{0,6}(?:定论|结论|下文|眉目|着落)"
    r"|的(?:消息|说法)[^，。；]{0,4}(?:不胫而走|传出|流出|四起|满天飞|不断|甚嚣尘上|刷屏|发酵)"
    # 甲收购乙势在必得, 甲入主乙只欠一纸批文, 甲转让乙股权的设想
    r"|[^，。；]{0,8}?(?:势在必得|志在必得|(?:应该|应)是?(?:把握|胜算|希望)(?:较|很)?大|只是时间问题|(?:只|仅|还)[欠差](?:[^，。；]{0,12}(?:批文|批复|批准|核准|许可|东风|临门一脚)|最后一步))"
    rf"|[{M}][^，。；{M}]{{0,8}}的(?:交易|收购|重组|并购|转让)?(?:草案(?![^。；]{{0,12}}通过)|设想|构想(?!成真)|念头)"
    r"|[^，。；]{0,4}(?:能否|会否|是否)[^，。；]{0,8}(?:仍|尚|还)?(?:是(?:个)?未知数|未可知|存疑|未知|待观察|有待观察)"
    r"|(?:已成|几成|似成|将成)定局|(?:已经?|要|怕是)?悬了|(?:已经?)?(?:进入倒计时|箭在弦上|呼之欲出|只差临门一脚|板上钉钉|指日可待|几无悬念))"
)
# 某国资委邀请甲重组乙, 甲热衷于收购乙, 有人看好甲并购乙
_WISHED = expression(
    rf"(?:(?<![应受获])邀请|看好(?:并支持)?|热衷于?|赞成|有兴趣|感兴趣)(?:[{M}](?:[和与、][{M}])*)?(?:参与)?$"
)
# 看好甲收购乙后的前景, 邀请甲入股乙，后者现持股15%: done.
_DONE_BY_NOW = expression(
    r"[^，。；]{0,6}(?:[之以]?后|带来)|[^。；]{0,20}(?:此后|如今|现持股|成为|助其|\ue083)"
)
_LONG_AGO = expression(r"\ue083|去年|前年|当年|当时|此前|早年|一直|曾")
# 已收到甲出售乙股份的通知
_NOTICE = expression(rf"(?:收到|接到|接获|受理)(?:了)?[{M}]$")
_OF_IT = expression(
    r"[^，。；]{0,14}的(?:书面)?(?:通知|告知函|函件|意向|计划|申请)(?!.*(?:获批|通过))"
)
_TAKES_OVER = expression("收购|并购|兼并|重组|整合|合并|入股|入主|吸收合并|参股|投资")
# 甲收购乙的消息不断发酵，交易已于3月完成: done all the same.
_DONE_SINCE = expression("[了过]|[^。；]{0,60}(?:完成|交割|落定|收官|已于)")
# 甲收购乙一事正在商务部审查之中
_UNDER_REVIEW = expression(
    # 对某公司的收购面临新的变数
    r"[^，。；]{0,4}(?:面临|遭遇|陷入|横生|存在|迎来|再添|充满)[^，。；]{0,8}(?:变数|悬念|僵局|阻力|障碍|不确定性)|[^，。；]{0,6}(?:悬而未决|前景不明|久拖不决|再生变)|"
    r"[^，。；]{0,12}(?:正在|仍在|尚在|正|仍)(?:等待|接受|由|被)?[^，。；]{0,10}(?:审查|审批|审核|审议)(?!通过|完)"
    # 某局对甲收购乙展开深入调查
    r"|(?!的|[^，。；]{0,6}[后的])[^，。；的]{0,12}(?:，[\ue040-\ue07f]?)?(?:目前)?(?:正在|仍在|尚在|正|仍)(?:接受|面临)[^，。；]{0,10}反垄断(?:调查|审查)"
    r"|(?!的|[^，。；]{0,6}[后的])[^，。；的]{0,6}(?:遭到?|遭遇)[^，。；的]{0,8}反垄断(?:调查|审查)"
    # 此前宣布收购某公司，目前交易仍在推进中
    r"|(?![了过])[^，。；]{0,10}，[\ue040-\ue07f]?(?:目前|现|该|本次|此次|上述)*(?:交易|收购|并购)(?:目前|现)?(?:仍|尚|正)在?(?:有序|积极|按计划|持续)?(?:推进|进行)(?:中|当中)?"
    r"|[^，。；]{0,12}(?:展开|启动|发起)(?:了)?(?:深入|反垄断|第二阶段)*(?:调查|审查)"
)
# 某芯片预计明年上半年流片
_TO_COME_OUT = expression(
    rf"[^，。；{M}]{{0,6}}[{M}]?(?:(?:预计|计划|有望)将?(?:于|在)?[^，。；{M}]{{0,10}}(?:流片|量产|推出|发布|问世|面世|亮相|投产|交付|上市|{char_class(('Technology',))})"
    rf"|(?:将|拟)(?:于|在)?[^，。；{M}]{{0,8}}(?:流片|量产|推出|发布|问世|面世|亮相|投产|交付|上市))"
)
# What is to be ready one day is being built.
_ANNOUNCED = expression(r"宣布[^，。；]{0,14}$")
# 宣布投资20亿元，建设……工厂
# 宣布将停止生产液晶面板，转而投资建设……产线
_HAS_ANNOUNCED = expression(
    r"宣布(?!已|完成)[^，。；]{0,24}(?:投资|出资|斥资)[^，。；]{0,12}，$|宣布(?:将|拟|计划)(?:停止|退出|关闭|停产|放弃)[^，。；]{2,40}，$"
)
# 签署战略合作协议，共建某产业园
_SIGNED_TO = expression(r"(?:签署|签订|签约|签下|签了)(?:(?!已|完成)[^。；]){0,24}，$")
_OUT_BY_NOW = expression("量产(?!计划)|问世|下线|样品|装车|已")
# 达成一项框架协议，共同开发某物
_INTENT_SIGNED = expression(
    r"(?:签署|签订|签约|签下|签了|达成)(?:(?!已|完成)[^，。；]){0,20}(?:框架|意向|备忘录)[^，。；]{0,6}，$"
)
_SIGNED_HERE = expression(r"(?:签署|签订|签约|签下|签了)(?:(?!已|完成)[^。；，]){0,24}，")
_TO_MAKE = expression(
    "共建|打造|(?:投资|合作|共同|合资|联合)?(?:建设|兴建|投建|新建)(?!的)|(?:共同|联合|合资|合作)?(?:出资)?(?:组建|设立)(?!的)"
)
_UNSAID = "".join(ZERO_CHAR.values())
_BUILDS_IT = expression(
    "(?:双方|三方|各方|部省|省部|校企|政企|央地|院地|校地)?(?:共同|联合|合作|合资)?(?:在[^，。；在]{1,10})?(?:共同|联合|合作|合资)?"
)
_TO_BUILD = expression("(?:投资)?(?:建设|兴建|投建|新建|建造|扩建|自建)")
# 决定抛售某公司股权；两个月后，某某接盘
_TAKEN_SINCE = expression(
    r"[^。，；]{0,16}[；，](?:\ue082|\ue083|几个?月|[一两三数]个?月|不久|随后)[\ue040-\ue07f]?[之以]?后，?[\ue000-\ue07f](?:接盘|接手|成为买家|将其(?:买下|收入囊中))"
)
# 拟收购30%股权，9月4日完成交割
_CLOSED_AFTER = expression(
    r"，(?:(?!将|预计|尚|未|有望|拟|待|计划|争取|可能|最快|最早|同意|约定|[须会前内]|一旦)[^，。；]){0,16}"
    r"(?:完成(?:了)?(?:交割|过户)|(?:交割|过户)(?:手续|登记)?[^，。；将未]{0,6}(?:完成|完毕)|(?:该|上述|本次)交易[^，。；将未预]{0,6}完成)(?!后|前|之后)"
)
# 刚敲定收购某公司，交易预计第三季度完成: agreed, not closed.
_TO_CLOSE = expression(
    r"(?![了过])[^，。；]{0,24}，[\ue040-\ue07f]?(?:本次|此次|整个|上述|该)?(?:交易|收购|并购|交割)(?:预计|有望|预期|计划|尚需|仍需|还需|须待|有待)"
)
# 完成对某公司的收购谈判: talked.
_TALKS_NEXT = expression(rf"[{M}]?(?:事宜)?的?(?:谈判|磋商|洽谈)")
_BUILDING = expression(
    r"(?:建成|达产|投产)后|(?:预计|计划|将)[^。；]{0,14}(?:投产|建成|竣工|完工|投运|投用|启用)"
    r"|[^年日]动工|[^年日]开工|[^于]奠基|在建|封顶|桩基|打下第一根桩|首罐混凝土|(?<![\ue083年月日])启动建设|进入[^，。；]{0,4}设备(?:安装|搬入|进场|调试)|首台(?:曝光机|光刻机)[^，。；]{0,4}搬入|(?:预计|计划|将)[^。；]{0,14}投入(?:运营|使用)"
)
# 某公司的三期项目计划明年开工
_TO_BEGIN_BUILDING = expression(
    rf"[{M}][^，。；已{M}]{{0,6}}(?:计划|拟|将|预计|有望|争取|力争|最快|定于|即将)[^，。；已]{{0,14}}(?:动工|开工|奠基|开建|启动建设)"
)
# 某项目正式开工，由甲与乙共同建设: both are building.
_BEGUN = expression(
    r"(?:正式|全面|同步)(?:开工|动工|奠基|开建|破土动工|启动建设)(?:建设|仪式)?，[^。；]{0,40}$"
)
_STANDS_BY_NOW = expression(
    rf"的[{M}](?:[^，。；将拟]{{0,8}})(?:正式|提前|顺利|全面|已|成功)*(?:投产|量产|点亮|竣工|启用|投运|建成|通车)(?!后|前|之前|在即)"
)
# 募集资金用于产线扩建项目
_FUNDED = expression(
    r"(?:募集资金|募资)(?!.*(?:已|完成|建成))[^，。；]{0,20}(?:用于|投向|投入)[^，。；]{0,8}$"
)
# 数据中心项目获国家发展改革委批复
_LICENSED = expression(
    rf"[^，。；{M}]{{0,6}}[{M}]?(?:项目|工程)?(?:已|近日|日前|正式)*(?:(?:获(?:得)?|取得)(?!ISO)(?:(?!认证|绿色|资质|延寿|电价|航线)[^，。；]){{0,12}}(?:批复|备案|核准|批准)|通过环评审?批?)(?=[，。；]|$)(?![^。]*(?:投产|投运|建成|投用|启用|运营|竣工))"
)
# 甲获批建设某电站; 某部核准某项目，由甲建设: leave is given, and nothing built.
_LEAVE_GIVEN = expression(
    r"(?<![未没能望待若])(?:获批|获准|被批准)(?:在[^，。；]{1,10})?(?:投资|新)?$"
    # 某委批复同意甲建设某产线
    rf"|(?<![未没不能望待若])(?:批复同意|批准|核准|批复|同意)(?:[{M}](?:与|和|同|、))?[{M}](?:在[^，。；]{{1,10}})?(?:合作|共同|联合|合资)?(?:投资|新)?$"
)
_LEAVE_REFUSED = expression(
    rf"(?:[不未]同意|(?:不予?|未(?:予|获)?)(?:批准|核准))[{M}]?(?:在[^，。；]{{1,10}})?(?:投资|新)?$"
)
_SANCTIONED = expression(
    rf"(?<![未没不能待拒])(?:批复|核准|批准)(?:同意|了)?[^，。；]{{0,12}}[{M}][^，。；]{{0,4}}，$"
)
_BY_WHOM = expression(rf"[{M}\ue040-\ue07f]?由")
_RUNS_NOW = expression(
    "投产|投运|建成|投用|启用|运营|竣工|开工|并网|通车|完工|量产|满产|(?<!预计)(?<!将)交付|产值"
)
# 中标某项目, 确定为某项目的中标人, 某项目签约仪式: it is to be built, by whom is known.
_TO_WIN = expression(rf"(?:中标|中得)(?:了|的是)?[^，。；的{M}]{{0,20}}$")
_WON = expression(
    rf"[^，。；{M}]{{0,8}}[{M}]?[^，。；{M}]{{0,24}}(?:的(?:预|拟|第一)?中标(?:人|单位|候选)|签约仪式)|[^。；]{{0,40}}联合体，?(?:成功|预|日前|近日)*中标"
)
# 甲运营的某电站获得批复: it runs.
_OPERATED = expression("(?<![设资拟将])运营的?$")
# 将直接持有乙51%的股权，并通过乙间接控制丙; 拟收购乙，成为其控股股东
_COMES_TO = expression(
    r"[\ue040-\ue07f]*(?:(?:并|从而|且|进而|最终|同时)(?:通过[^，。；]{0,8})?|由此|(?=成为|持有)|(?:增资|收购|交易|转让)(?:完成)?后)(?:合计|间接|直接|共同?)*(?:成为|变为|变更为|持有|控制|控股|拥有)"
)
_TURNS_INTO = expression(
    r"[\ue040-\ue07f]*(?:(?:并|从而|且|进而|最终|同时)(?:通过[^，。；]{0,8})?|由此|(?=成为))(?:成为|变为|变更为)|[\ue000-\ue03f](?:由此|从而|进而|最终|将|也将)(?:成为|变为|变更为)"
)
_TO_COME = expression(
    r"(?:拟|将(?:会)?(?=从|被|由|退市|摘牌|私有化|以|通过|完成|收购|并入|接受))(?:(?!已|完成了)[^。；，]){2,40}，$"
)
_TO_HOLD = expression(
    r"(?:拟|将(?![其所]|持(?!有)|持有的))(?:(?!已|完成了)[^，。；]){0,24}(?:收购|受让|购买|购入|持有|增资|取得|认购|入股|出资|参股)(?:(?!已|完成了)[^。；]){0,40}，$"
)
_BUILDS = expression(r"建|投资|打造|开发|布局|落成|启动|开工|承担|合资|管理|负责|牵头")
_BUILT = expression(
    r"(?:^|[，；])(?:(?![预将需望后待])[^，。；]){0,14}(?:产能爬坡|满产(?!后))|已(?:经|正式|全部|陆续)?(?:建成|投产|投运|启用|投入|竣工)|(?:建成|投产|投运|启用)了|(?:^|[，；])[^，。；预计划将拟力争]{0,12}[\ue083年](?:正式|全面|建成)?(?:投产|竣工|建成|投运|启用)"
)
_PAST_WEAK = expression(r"(?:完成|成功|正式|顺利|达成|实现)(?=[^，。；]{0,8}$)")
_TRIGGER_PLANS = expression(
    r"^(?:竞购|拟购|欲购|求购|拟收购的|洽购|竞买|收购要约|全面要约|要约收购|私有化要约|收购邀约|收购建议)$"
)
_HAS_BID = expression("已经?(?=(?:正式)?(?:入标|报名|参与|提交|递交))")
_BID_TOLD = expression(r"[\ue080\ue083](?:(?!拟|将|计划|发起|提出|宣布|公告|预计)[^，。；])*$")
# 公司拟收购某公司，进军新能源汽车: there by the purchase.
_ENTERS = expression("进军|进入|切入|涉足|跨界|跨入|布局|拓展|延伸")
# 计划将自研的激光雷达用于物流车: it has been developed.
_TAKES_OWN = expression("(?:将|把|对|用|以|采用|接入|导入|搭载|使用)(?:其|旗下)?$")
_BEING = expression(r"正在?[^，。；]{0,14}$")
_BY_SHARES = expression(r"(?:发行[^，。；]{0,8}股[份票]|定向增发|非公开发行|定增)")
# 去年通过定向增发收购乙: told with its time it has been made, unless it is still before somebody.
_IN_TIME = expression(
    r"(?:去年|前年)[^，。；公披宣发晚]{0,4}(?:通过|以)[^，。；]{0,8}(?:增发|定增|发行)[^，。；]{0,10}$"
)
_STILL_OPEN = expression("审核|受理|获批|尚需|若|方案|消息|公告|预案|停牌|议案|问询|证监会")
# 联合发起某某伙伴计划: its name.
_INITIATIVE = expression(r"(?:发起|启动|推出|加入)了?[^，。；将拟]{3,16}计划(?=[，。；]|$)")
# 与甲推出联合解决方案: out, and no plan.
_OFFER = expression(r"(?:推出|发布|打造|带来)(?:了)?[^，。；]{0,12}方案")
_OFFERS = expression(r"(?:推出|发布|打造|带来)(?:了)?[^，。；]{0,4}$")
_FRAMEWORK = expression("框架|意向(?=书|协议)")
# 计划通过集中竞价方式在公告之日起15个交易日后的6个月内减持: how and when keep no plan from its verb.
_BY_WAY = expression(
    r"(?:通过|以|采用|采取|经)(?:(?!拟|将|计划|已|曾|发行|增发)[^，。；]){2,24}?(?:方式|系统)|(?:自|在|于)(?:(?!拟|将|已|曾)[^，。；]){0,24}?之日起|(?<=起)[\ue082]之?后的?|[\ue082]之?后的(?=[\ue082])"
)
_APART = expression(r"(?:将|拟|计划)[^，。；]{0,8}(?:向|对|把|给|与|在)其[^，。；]{0,10}$")
_TO_SHUT = expression(rf"(?:{INTENTS})(?:(?!建|投)[^，。；]){{0,8}}(?:关闭|关停|拆除|停运).*$")
_HELD = expression("所?(?:持有?|拥有)的?$")
_TAKEN_UP = expression(r"将(?=(?:其所|所|其)$)")


def course(said: Said) -> str:
    """Planned, in progress or completed."""
    if (
        said.relation == "SUBSIDIARY_OF"
        and _TURNS_INTO.match(said.before + said.trigger)
        and (_TO_COME.search(said.earlier) or _TO_HOLD.search(said.earlier))
        and not _LONG_AGO.search(said.earlier)
    ):
        # 甲将从交易所摘牌，成为乙的全资子公司
        return "planned"
    if _is_talk(said):
        return "planned"
    said = _bared(said)
    found = _closing(said) or _by_nearest(said) or _by_rest(said) or _carried(said)
    if found == "planned" and said.relation == "PARTNERS_WITH" and works_already(said):
        return "completed"
    return found


def _is_talk(said: Said) -> bool:
    """Whether a deal is only talked of, guessed or asked about; a day before its verb, or what was done since, says that it was made."""
    if said.relation == "PARTNERS_WITH" and _IN_TALKS.match(said.after):
        return True
    if said.relation not in EVENTS or _DONE_SINCE.match(said.after):
        return False
    if _GUESSED.search(said.before):
        return True
    if _NOTICE.search(said.before) and _OF_IT.match(said.after):
        return True
    wished = said.relation in TALKED_OF and _TAKES_OVER.fullmatch(said.trigger) is not None
    past = _LONG_AGO.search(said.earlier + said.before) or _DONE_BY_NOW.match(said.after)
    if wished and not past and _WISHED.search(said.before) and not said.after.startswith("的"):
        return True
    return "\ue083" not in said.before and _ONLY_TALKED.match(said.after) is not None


def _bared(said: Said) -> Said:
    """The words without what looks like a sign before the trigger and is none."""
    relation, before, trigger = said.relation, said.before, said.trigger
    if relation == "HOLDS_STAKE_IN":
        # 将所持股权转让: the sign of an object.
        before = _TAKEN_UP.sub("", before)
    if relation == "REDUCED_STAKE_IN" and _HELD.match(trigger):
        # 拟收购甲持有的乙股权、以及丙持有的丁股权: the sale is as planned as the purchase.
        before = before[: max((m.end() for m in PURCHASE.finditer(before)), default=len(before))]
    if relation == "DEVELOPS" and (trigger.endswith("的") or said.after.startswith("的")):
        # 将导入其自主开发的某技术: it has been developed.
        own = trigger.startswith("自") and _TAKES_OWN.search(before)
        before = "" if own else before.rpartition("其")[2]
    if relation == "OPERATES":
        # 将关闭某产线: it runs until then.
        before = _TO_SHUT.sub("", before)
    if relation in EVENTS and (trigger.endswith("的") or said.after.startswith("的")):
        # 将向其去年收购的某公司注资: the purchase is told apart.
        before = before.rpartition("其")[2] if _APART.search(before) else before
    if relation == "FOUNDED":
        # 发起收购 is a plan, 发起设立 none, and an authority that decides on an institute sets it up.
        before = before.removesuffix("发起")
        announced = _MAKES_KNOWN.search(said.earlier + before) and not _FOUNDED_SINCE.match(
            said.after
        )
        if not announced or _AUTHORITY.search(said.earlier + before):
            before = before.replace("决定", "")
        if said.after.startswith("了") or _MOVED_BY.search(before):
            # 由某学会推动成立, 推动某公司成立了某中心: it is there.
            before = before.replace("推动", "")
    if relation in DEALS:
        before = _BY_WAY.sub("", before)
    if _BID_TOLD.search(before):
        before = before.replace("要约", "")
    # 已入标竞购: it has bid, and bought nothing.
    before = _HAS_BID.sub("", before)
    return said._replace(before=before)


def _closing(said: Said) -> str:
    """What words behind the trigger say of how it ended: completed, planned where it is yet to close, or nothing."""
    relation, after = said.relation, said.after
    done = None if _TALKS_NEXT.match(after) else _DONE_AFTER.search(after)
    if _ALL_DONE.match(after):
        return "completed"
    # 要约收购已经完成: talks that came to something.
    planned = last(_plans_of(relation), said.before) >= 0 and last(PLANNED_BEFORE, said.before) >= 0
    if done and not planned and not _NOT_DONE.search(after[: done.start("cue")]):
        return "completed"
    sold = relation == "REDUCED_STAKE_IN" and _TAKEN_SINCE.match(after)
    if relation in EVENTS and (_CLOSED_AFTER.search(after) or sold):
        return "completed"
    if relation == "ACQUIRED" and (_TO_CLOSE.match(after) or _TALKS_NEXT.match(after)):
        return "planned"
    talked_of = relation in TALKED_OF or relation == "FOUNDED"
    return "planned" if talked_of and _agreed_upon(said) else ""


# 公告称，决定设立某公司: it will. 1987年决定创办某公司: it did.
_MAKES_KNOWN = expression("公告|披露|董事会|审议")
_FOUNDED_SINCE = expression(r"[的了]|[^。；]{0,24}(?:已|由此|揭牌|诞生)")
_AUTHORITY = expression(f"[{char_class(('GovernmentBody',), zero=True)}]|批复|批准|复函|同意")
_MOVED_BY = expression(r"由[^，。；]{1,12}推动$")
_NOT_DONE = expression(r"(?:尚未|未|将|预计|有望|前)[^，。；]{0,6}$")


def _by_nearest(said: Said) -> str:
    """What the sign nearest before the trigger says, if it is one of a plan or of the past."""
    before = said.before
    planned, past = last(_plans_of(said.relation), before), last(PAST, before)
    if planned < 0:
        past = max(past, last(_PAST_WEAK, before))
    elif past < 0:
        # 拟启动, 将推进: not begun.
        return "planned"
    if _TRIGGER_PLANS.match(said.trigger) and past < 0 and not _BID_TOLD.search(before):
        return "planned"
    nearest = max(planned, past)
    if nearest < max(0, last(_PROGRESS_BEFORE, before)):
        return ""
    return "completed" if past > planned else "planned"


def _agreed_upon(said: Said) -> bool:
    """Whether a deal is only what an agreement is about: 已就收购某公司达成最终协议."""
    if not _ABOUT.search(said.before):
        return False
    return _AGREES.match(said.after) is not None


_ABOUT = expression("就(?:以[^，。；]{1,14})?$")
_AGREES = expression(
    "(?![^。；]*(?:已完成|完成交割|已交割))[^，。；]{0,24}(?:达成|签署|签订|签下)[^，。；]{0,12}(?:协议|合同|一致|意向书)"
)
# 为甲供应某物的计划再度推迟
_WORKS = frozenset({"SUPPLIES", "DEVELOPS", "OPERATES", "USES"})
# 甲与乙的合资公司有望年内落地, 合作将于年内启动
_TO_BEGIN = expression(
    rf"(?:[{M}]的(?:战略)?(?:合作|合资公司|合资企业|项目))?(?:的?(?:项目|事宜|公司|协议))?(?:将|有望|预计|拟|计划|最快|或将?)(?:(?!继续|已|进一步)[^，。；]){{0,10}}(?:落地|启动|展开|开展|开始|成立|揭牌|设立|达成|签署|签约|敲定)"
)


def _is_moved(said: Said) -> bool:
    """Whether a motion or a decision is what is told of: 通过关于投资建设某园区的议案."""
    m = _ITS_MOTION.match(said.after)
    if m is None or _KEPT.search(said.before):
        return False
    if m[0].endswith("案"):
        return said.relation in _HAS_MOTION or said.relation == "OPERATES"
    return said.relation in _HAS_MOTION and not _LONG_AGO.search(said.earlier + said.before)


# 做出增持某公司股权的决定, 通过关于投资建设某园区的议案
_ITS_MOTION = expression(
    rf"[{M}]?(?:(?!时|后|之后)[^，。；{M}]){{0,8}}的(?:议案|提案|决定(?![性权])|承诺(?!函))(?![^。；]*(?:已|完成|履行|增持[了]|累计|合计|证明|让|为他))"
)
_KEPT = expression("履行|兑现|遵守|信守")
_HAS_MOTION = frozenset({"INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN"})
_ITS_PLAN = expression("[^，。；的]{0,14}的(?:计划|打算|设想|构想)(?![”》’书单表])")


# 还在和乙谈合作
_TALKING = expression(rf"(?:在|正|还)?(?:与|和|同|跟)[{M}](?:方面)?(?:洽)?谈$")


def _by_rest(said: Said) -> str:
    """What else tells that it is planned or in progress, or nothing."""
    relation, before, after = said.relation, said.before, said.after
    if relation == "DEVELOPS" and _TO_COME_OUT.match(after):
        return "planned"
    if relation == "PARTNERS_WITH":
        if _TALKING.search(before):
            return "planned"
        # Who signed a framework or a letter of intent to work together does; one to buy has not bought.
        if _TO_BEGIN.match(after):
            return "planned"
        after = _INITIATIVE.sub("", _FRAMEWORK.sub("", _OFFER.sub("", after)))
        if _OFFERS.search(before):
            after = after.replace("方案", "", 1)
    if relation in DEALS and _PLANNED_AFTER.search(after):
        return "planned"
    if relation in _WORKS and _ITS_PLAN.match(after):
        return "planned"
    if _is_moved(said):
        return "planned"
    if (
        (relation == "ACQUIRED" or _sold(said))
        and _BY_SHARES.search(said.earlier + before)
        and not DONE.search(said.earlier + before + after)
        # 2016年以发行股份的方式收购了某公司
        and not (_IN_TIME.search(before) and not _STILL_OPEN.search(after))
        and not (relation == "ACQUIRED" and (after.startswith("了") or said.trigger.endswith("了")))
    ):
        # Shares are issued for a purchase when everybody has agreed to it.
        return "planned"
    if relation == "INVESTED_IN" and _pays_in_shares(said):
        return "planned"
    scheme = _SCHEME.search(said.earlier) or _SCHEME_HERE.search(before)
    past = _LONG_AGO.search(said.earlier + before) or _SCHEME_DONE.search(after)
    if relation in EVENTS and scheme and not past:
        return "planned"
    if relation == "SUBSIDIARY_OF" or (relation == "PARTNERS_WITH" and not _BEING.search(before)):
        # 进行合作, 推进合作: who does so works together.
        return "completed"
    return _under_way(said._replace(after=after))


# 上报的方案是：甲收购乙所持的丙
_SCHEME = expression("(?<!解决)(?<!技术)(?<!最终)方案(?:内容)?(?:是|为)[：，“]?$")
_SCHEME_DONE = expression("如今|现有|完成|后获得|补齐")
_SCHEME_HERE = expression("(?:重组|收购|交易|发行)方案(?:内容)?(?:是|为)[^，。；]{0,10}$")
_ISSUES = expression("发行(?:[^，。；]{0,8})股[份票]|定向增发|定增|非公开发行")
_TOOK_PART = expression("去年|前年|当年|此前|参与|认购")
_HELD_NOW = expression("目前持有|成为|新股|上市")
_FOR_A_PURCHASE = expression(
    r"(?:(?!资金|募|用于)[^。；]){0,40}(?:购买|收购|作为(?:支付|对价)|支付对价)(?![了过])(?![^。；]*(?:已|完成|完毕))"
)


def _pays_in_shares(said: Said) -> bool:
    """Whether shares are issued to somebody for what is bought of him: 向甲发行股份，购买其持有的乙."""
    words = said.before + said.trigger + said.after
    m = _ISSUES.search(words)
    told = said.earlier + words[: m.start()] if m else ""
    if m is None or DONE.search(told) or _TOOK_PART.search(told) or _HELD_NOW.search(words):
        return False
    return _FOR_A_PURCHASE.match(words, m.end()) is not None


def _sold(said: Said) -> bool:
    """Whether a holding is told of as another's purchase: 发行股份购买甲持有的乙."""
    return said.relation == "REDUCED_STAKE_IN" and PURCHASE.match(said.trigger) is not None


# 对某公司进行增资, 陆续买入, 开始进军: what of it is told has happened.
_BIT_BY_BIT = expression(
    r"(?<!正在)(?<!正)(?<!仍在)(?<!最快)(?<!目前)(?<!下月)(?:进行|陆续|持续|开始)(?:(?!评估|接洽|谋求|论证|筹|洽|谈)[^，。；]){0,4}$"
)
_TO_BEGIN_BY = expression(r"最快|下月|目前|现正|[内后](?:将)?开始$|分[^，。；]{1,4}期")
_PREPARED = expression(
    "的?(?:尽职|准备|审计|谈判|论证|评估|前的)|[^，。；]{0,12}的?(?:尽职调查|准备工作|谈判|磋商)"
)
_HAPPENS = (EVENTS - {"FOUNDED", "PARTNERS_WITH"}) | {"OPERATES_IN"}


def _under_way(said: Said) -> str:
    """In progress, or nothing."""
    relation, after = said.relation, said.after
    before = said.before
    prepared = _TO_BEGIN_BY.search(before) or _PREPARED.match(after)
    if relation in _HAPPENS and not prepared:
        before = _BIT_BY_BIT.sub("", before)
    if last(_PROGRESS_BEFORE, before) >= 0:
        return "in_progress"
    if relation not in STATES and _PROGRESS_AFTER.search(after):
        return "in_progress"
    # 去年收购的某公司正面临调查: the company, and not the deal.
    reviewed = relation in EVENTS and not said.trigger.endswith("的")
    return "in_progress" if reviewed and _UNDER_REVIEW.match(after) else ""


def _carried(said: Said) -> str:
    """Planned where the clause goes on with a plan, and what is being built; completed otherwise."""
    relation = said.relation
    if relation in _SET_UP and _TO_BE_NAMED.search(said.earlier):
        return "planned"
    asked = _ASKED_OF_THEM.search(said.earlier + said.before)
    told = said.trigger.endswith("的") or said.after.startswith(("的", "了"))
    part = _PART_PLANNED.match(said.after) and not _LONG_AGO.search(said.before)
    if relation in {"FOUNDED", "INVESTED_IN"} and part and not told:
        return "planned"
    if relation == "FOUNDED" and asked and not told:
        return "planned"
    past = _YEARS_AGO.search(said.earlier + said.before)
    if relation == "FOUNDED" and _is_agreed(said) and not (told or past or stands_now(said.after)):
        return "planned"
    out = _OUT_BY_NOW.search(said.after)
    if relation == "DEVELOPS" and _INTENT_SIGNED.search(said.earlier) and not (told or out):
        shared = _BUILDS_IT.fullmatch(said.before.lstrip(_UNSAID))
        return "planned" if shared else "completed"
    if relation == "OPERATES" and (found := _building(said)):
        return found
    carried = relation in EVENTS or (relation == "SUPPLIES" and _is_made_by(said))
    carried = carried or (relation == "OPERATES_IN" and _ENTERS.match(said.trigger) is not None)
    # 拟与乙共同成立新公司，投资建设某产业园
    carried = carried or (relation == "OPERATES" and _TO_BUILD.match(said.trigger) is not None)
    if relation == "HOLDS_STAKE_IN" and _COMES_TO.match(said.before + said.trigger):
        # 拟收购甲股权，持有乙20%股权的某人回避表决
        aside = _OF_A_HOLDER.match(said.after)
        carried = _TO_HOLD.search(said.earlier) is not None and not aside
        return "planned" if carried else "completed"
    return "planned" if carried and inherits(said) else "completed"


_OF_A_HOLDER = expression(rf"[{M}][^，。；]{{0,12}}(?:股权|股份|股票)的[{M}]")


def _is_agreed(said: Said) -> bool:
    """Whether something is to be built by an agreement signed just before: 甲与乙签署协议，共建某实验室."""
    if not _TO_MAKE.match(said.trigger):
        return False
    if _SIGNED_TO.search(said.earlier) and _BUILDS_IT.fullmatch(said.before.lstrip(_UNSAID)):
        return True
    signed = _SIGNED_HERE.search(said.before)
    return signed is not None and _BUILDS_IT.fullmatch(said.before, signed.end()) is not None


# 甲计划采用自研芯片，由乙代工
_BY_WHO = expression("[\ue040-\ue07f]?由")
_TO_MAKE_IT = expression("(?:采用|推出|研发|自研|发布)[^，。；]*，$")


def _is_made_by(said: Said) -> bool:
    """Whether a clause tells who is to make what the clause before plans: 甲计划采用自研芯片，由乙代工."""
    told = said.after.startswith("的") or "已" in said.after.split("，")[0]
    made = _BY_WHO.match(said.before) and _TO_MAKE_IT.search(said.earlier)
    return made is not None and not told


# 甲、乙共同出资设立丙，其中公司拟出资8亿元
_PART_PLANNED = expression(
    r"[^。；]{0,20}，其中(?:(?!今年|二期|三期)[^，。；]){0,10}拟(?:以[^，。；]{0,8})?(?:出资|认缴|投资)"
)
_YEARS_AGO = expression("去年|前年|当年|早年")
_SET_UP = frozenset({"FOUNDED", "INVESTED_IN", "HOLDS_STAKE_IN"})
# 将由甲控股，暂定名为某公司，其中由乙持股51%
_TO_BE_NAMED = expression("暂定名|暂名|拟定名|(?:将|拟)由[^。；]{0,20}控股")
# 《方案》提出，组建某局: what a policy asks for.
_ASKED_OF_THEM = expression(
    rf"[{char_class(('Policy',))}][^，。；]{{0,4}}(?:提出|要求|明确|部署)(?:(?!已|近年|去年|此前|支持|鼓励|由|建成)[^。；]){{0,40}}$"
)


def _building(said: Said) -> str:
    """Planned, approved, refused or in progress for a plant that is announced or built, or nothing."""
    before, trigger, after = said.before, said.trigger, said.after
    runs = _RUNS_NOW.search(trigger + after) or _OPERATED.search(before + trigger)
    if (_TO_WIN.search(before + trigger) or _WON.match(after)) and not runs:
        return "planned"
    if _LICENSED.match(after) and not _OPERATED.search(before + trigger):
        return "approved"
    if _TO_BUILD.match(trigger) and not _RUNS_NOW.search(trigger + after):
        sanctioned = _BY_WHOM.match(before) and _SANCTIONED.search(said.earlier)
        if sanctioned or _LEAVE_GIVEN.search(before):
            return "approved"
        if _LEAVE_REFUSED.search(before):
            return "cancelled"
    if _is_agreed(said) and not runs:
        return "planned"
    announced = _ANNOUNCED.search(before) or (
        CARRIES_ON.match(before) and _HAS_ANNOUNCED.search(said.earlier)
    )
    # 宣布投资458亿元建设的产线提前投产
    stands = after.startswith("的") and _STANDS_BY_NOW.match(after)
    if announced and _TO_BUILD.match(trigger) and not stands:
        return "planned"
    if _FUNDED.search(before + trigger) and not _BUILT.search(after):
        return "planned"
    if trigger == "的":
        clause = CLAUSE_END.split(after)[0]
        building = _BUILDING.search(clause)
        if _TO_BEGIN_BUILDING.match(clause):
            return "planned"
    else:
        begun = _BUILDING.search(before + trigger + after) or _BEGUN.search(said.earlier)
        building = _BUILDS.search(trigger) and begun
    return "in_progress" if building and not _BUILT.search(after) else ""


def _plans_of(relation: str) -> re.Pattern[str]:
    """Signs of a plan in a relation."""
    if relation in STATES:
        return PLANNED_STATE
    return PLANNED_DEAL if relation in DEALS else PLANNED_BEFORE
