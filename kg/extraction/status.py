"""Status: has the event happened, is it planned, approved, given up or denied?

The words around the trigger decide: those before it in its clause, those behind it in its sentence, and,
for a clause that only carries on the one before, the words of that one. Relations that describe a standing
fact (what a policy is about, what something is a kind of) have no life cycle and are completed.
"""

import re

from kg.extraction.lexicon import FOUNDERS, TITLES
from kg.extraction.marking import char_class

# Relations whose events are planned, approved and completed one day.
LIVING = frozenset(
    [
        "INVESTED_IN",
        "ACQUIRED",
        "REDUCED_STAKE_IN",
        "HOLDS_STAKE_IN",
        "FOUNDED",
        "LISTED_ON",
        "ISSUED",
        "DEVELOPS",
        "USES",
        "SUPPLIES",
        "OPERATES",
        "PARTNERS_WITH",
        "OPERATES_IN",
        "SUBSIDIARY_OF",
        "PUBLISHED",
        "ORGANIZED",
        "PARTICIPATED_IN",
        "HOLDS_POSITION",
        "MEMBER_OF",
    ]
)
_DEALS = frozenset(
    {"INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN", "HOLDS_STAKE_IN", "PARTNERS_WITH", "FOUNDED"}
)
_EVENTS = _DEALS - {"HOLDS_STAKE_IN"}
_M = "\ue000-\ue07f"
# From a word such as 终止 to the trigger: what follows 后 or 转而 is another event.
_ON = r"(?:(?!之?后|转而|改为|并|以来)[^，。；]){0,20}$"

_DENIED_BEFORE = re.compile(
    r"(?:否认(?![^，。；：]{0,12}(?:受阻|失败|终止|破裂|搁浅|遇阻|取消|撤资|违约))|辟谣|澄清|从未|并未|未曾|不存在|不会|并非|并没有|没有(?!想到|料到)|不再|无意|无计划|不打算|不考虑|不急于|未有|未计划|暂无|尚无|没打算|拒绝)"
    rf"{_ON}|(?<!尚)(?<!还)(?<!仍)(?<!从)未(?!来|能|果|必|经|就)[^，。；]{{0,4}}$|(?<![并也均])不$|(?<![是能])不(?:再)?(?:[向为给对与和])[^，。；]{{0,16}}$|(?<!是)(?<!能)(?<!会)否(?!决)[^，。；认]{{0,2}}$"
)
_DENIED_AFTER = re.compile(
    r"^[^。；]{0,24}(?:不属实|子虚乌有|不实|系谣言|为谣言|假消息|并不准确|不准确|无此计划|纯属谣言|没有(?:任何)?[依根]据|无根据|失实|与事实不符|被否认|予以否认|予以了?否认|加以否认|一事并不存在|纯属(?:造谣|捏造|虚构)|无稽之谈|空穴来风)"
    r"|^[^。；，]{0,12}(?:传闻|传言|消息|报道|一说|说法)[^。；]{0,30}(?:否认|澄清|辟谣|并无此事|没有此事|并无此意|无此计划)"
    # 据报道，甲拟收购乙，甲否认
    r"|^[^，。；]{0,24}，[^，。；]{0,10}(?:予以|已|均|对此|随后|双双)*(?:否认|辟谣)(?:了)?(?:此事|该消息|上述消息|这一消息|传闻|该传闻)?(?=[，。；]|$)"
)
_DENYING_EARLIER = re.compile(
    r"(?:否认(?!.{0,3}(?:受阻|失败|终止|破裂|搁浅|遇阻))|辟谣|澄清)[^。]{0,4}$"
)
_CANCELLED_BEFORE = re.compile(
    r"(?:差点|险些|踢出|剔出|剔除出?|终止|撤回|撤销|取消|放弃|中止|叫停|搁置|暂停(?!上市|交易|营业|生产|供)|解除|停止|退出|未能|没能|流产|撤出|中断|宣告失败|否决|驳回|阻止|禁止|夭折)"
    rf"(?!上市以){_ON}"
)
_CANCELLED_AFTER = re.compile(
    r"^[^。；]{0,22}(?:终止(?!上市|挂牌)|撤回|撤单|撤材料|取消|暂停(?!上市|交易|营业|生产|供)|暂缓|停摆|告吹|流产|搁置|失败|失利|戛然而止|作罢|搁浅|中止|叫停|否决|驳回|落空|未果|不了了之|泡汤|夭折|失效|无意(?:推进|继续|实施)|放弃(?:该|这|上述|本次)|无疾而终|散伙|解了约|无果而终|遭到?拒绝|遭拒|最终放弃|未达成一致|不再(?:推进|实施|继续)|"
    r"未能(?:成行|成功|如愿|过会|完成|实现|通过)|(?<!至今)(?<![尚仍还暂])未获[^，。；]{0,10}(?:通过|批准|核准|认可)|被否|遭否|遇阻|受阻|折戟|解约|破裂|胎死腹中)"
    r"|^[^。；]{0,16}，(?:最终|后来|最后|后|但)?因[^。；]{0,50}?(?:而|，(?:该|此|上述|这一)(?:计划|交易|合作|项目|收购|事项|方案))(?:宣告|被迫|最终|已|被)?(?:失败|终止|夭折|告吹|流产|取消|搁浅|作罢|失效|中止|放弃)"
    r"|^[^。；，]{0,16}，(?:但|不过|然而|其后|随后|后来|最终)(?:已|又)?(?:宣布|决定)?(?:放弃|终止|取消|作罢|撤回|告吹)(?=[，。；]|$|了|该|这|此|收购|交易)"
)
# Who gave up an office holds it no more; who will give it up still does.
_LEAVES = r"离职|辞职|辞任|辞去|卸任|离任|去职|退休|被免职|被免去|被解聘|被罢免|去世|逝世|不再(?:担任|任|兼任)|荣退|[递提]交(?:了)?辞呈|被解职|被撤职"
_LEFT_BEFORE = re.compile(
    r"(?<![将拟须])(?:(?:辞去|解除|卸任|辞任|卸下|免去|解聘|罢免|不再(?:担任|任|兼任))(?!后|之后|前)[^，。；]{0,20}|卸|离|辞|不再)$"
)
# 甲收购乙？ is a rumour, 甲为何收购乙？ none.
_ASKED = re.compile(r"^[^，。；！了过]{0,20}？")
_ASKED_OF = frozenset({"ACQUIRED", "INVESTED_IN", "FOUNDED"})
_ASKS_HOW = re.compile(
    r"为何|为什么|为啥|缘何|怎么|怎样|如何|何以|何时|谁|哪|多少|几|什么|何去何从|吗？.{0,2}不"
)
# 不再是某公司股东, 不是某公司的供应商: whatever the relation.
_IS_NONE = re.compile(
    rf"[{_M}][”’》）)]?(?:公司|集团|本身)?(?:已|早已|也|都|均|并|目前|现)*(?:不再|并非|不)(?:是|系)(?!首次|第一次|唯一|简单|单纯|仅|只)[^，。；]{{0,16}}$"
)
# 亦无增持某公司股份的安排
_HAS_NO_PLAN = re.compile(r"(?:亦|并|尚|暂|也|均|目前|公司|此前)无(?:任何|进一步)?$")
_RUMOUR_DENIED = re.compile(
    r"^[^。；]{0,24}的(?:消息|传闻|传言|说法)[^。；]{0,4}(?:没有(?:任何)?根据|不属实|不实|失实|[^。；]{0,2}遭[^。；]{0,12}否认)"
)
# 将不再持有某公司股份, 决定不再认购: it was so, or was to be.
_NO_MORE = re.compile(r"不再(?![是为系])[^，。；]{0,14}$")
# 将于7月1日卸任: still in office.
_WILL_LEAVE = re.compile(
    r"(?:将|拟|计划|打算)(?:于|在)[^，。；]{1,12}(?:辞去|卸任?|辞任|离任?|卸下)[^，。；]{0,20}$"
)
_NOT_YET = re.compile(
    r"(?:难以|难|可能|未必|无法|恐|不会|不予|不太可能|等候|尚需|仍需|还需|尚须|仍须|须|待|有待|等待|尚待|需经|需要|需|未获|没有获得|若|如|一旦|能否|是否|申请|报请|提请|争取|寻求|预计|有望)[^，。；]{0,16}$|(?:至今|[尚仍还暂])[\ue040-\ue07f]?未$"
)
_APPROVED_BEFORE = re.compile(
    r"(?:获批|获准|批准|核准|同意|放行|批复|准予|(?:审议|审核|表决|投票|会议|大会|会|委)(?:已|并|全票|高票)?通过了?|通过了)"
    r"(?:后)?(?:(?!后|完成|已经?)[^，。；]){0,14}$"
)
# 甲同意收购乙: who agrees is who buys, and nobody has approved it yet.
_AGREES = re.compile(
    rf"[{char_class(('Company', 'Fund', 'Person'), zero=True)}](?:已经?|正式|最终|近日|宣布|原则上|初步)*同意(?:[向以将把从出收购受认转]|(?![^，。；]*[{_M}]))"
)
# 董事会通过了收购议案，尚需股东大会批准: one of two.
_PENDING_AFTER = re.compile(
    r"(?:尚需|仍需|还需|尚须|仍须|尚待|有待)[^，。；]{0,16}(?:批准|核准|审议|通过|同意|审查|许可)"
)
_APPROVED_AFTER = re.compile(
    rf"^(?:[^。；，]{{0,26}}的(?:交易|事项|方案|计划|申请|议案|提案|要约)，)?[^。；，]{{0,18}}?(?P<cue>获(?:得|{_M})?[^。；，]{{0,14}}(?:批准|核准|通过|放行|同意|许可|批复)|获批|获准|已?过会|获通过|"
    rf"(?:已|被|经|得到)[^。；，]{{0,10}}(?:批准|核准|通过|放行|同意|批复)|申请通过)"
    # 计划发起基金，目前方案已获批准
    rf"|^[^。；，]{{0,14}}，(?:目前|现|该|上述|相关)*(?:方案|预案|交易|事项)(?:已经?|均已)?(?P<later>获(?:得)?[^。；，]{{0,14}}(?:批准|核准|通过|放行|同意|批复))"
)
_DONE_AFTER = re.compile(
    r"^[^。；，]{0,16}(?P<cue>(?:已|已经|均已|顺利|全部|正式|基本)?(?:实施完毕|完毕|完成|交割|过户|落地|收官|尘埃落定|到账|到位|落定|告成))"
)
# 将 before what is sold or taken is the sign of an object, not of the future.
_OBJECT = rf"[{_M}]|其(?!收购|并购)|所持|所拥|所属|持有|旗下|手中|部分|全部|控股|全资|子公司|公司|[\ue080-\ue083]"
_PLANS = (
    r"拟|定于|改赴|尚未|还未|仍未|暂未|原定|计划|有望|预计|打算|意向|意欲|考虑|筹备|筹划|策划|准备|力争|争取|希望|即将|谋求|寻求|未来|下一步"
    r"|明年|后年|适时|可能|若|如果|如能|一旦|假如|倘若|暂缓|推迟|延期|延后|推后|不排除|能否|会否|是否|有意"
    r"|意在|旨在|力图|企图|试图|预案|宣布将|或将|目标(?!公司|企业|市场|客户)"
)
_FUTURE = rf"将(?!{_OBJECT})"
# Of deals one talks long before they are made.
_TALKS = (
    r"洽谈|洽购|提议|商议|商讨|讨论|探讨|磋商|谈判|欲|抛出|发出|提出|发起|要约|承诺|约定|推动|传闻|传言|据传"
    r"|盛传|疑似|疑|接近(?!尾声|完成)|决定(?![性权论书因])|(?<!共同)(?<!不懈)努力(?!下|后)|或(?!者)|建议|呼吁|应当|应该|需要|要求|待|声称要|宣称要|传(?!媒|感|输|统|奇|动|导|播|热|真|递|承)"
    r"|(?<![主重需只首])要(?!求|素|闻|点|塞|约)|愿(?!景)|想|(?<![董监大协工股年议委])会(?!议|上|员|计|同|见|谈|所|场|后|晤|展)"
)
_PLANNED_BEFORE = re.compile(rf"(?:{_PLANS}|{_FUTURE})(?=[^，。；]{{0,26}}$)")
_PLANNED_DEAL = re.compile(rf"(?:{_PLANS}|{_FUTURE}|{_TALKS})(?=[^，。；]{{0,26}}$)")
# Standing facts are stated with 将 too: 该院将围绕……开展研究.
_PLANNED_STATE = re.compile(
    r"(?:拟|尚未|计划|打算|有望|即将|准备|或将|将成为|将担任)(?=[^，。；]{0,18}$)"
)
_TALKED_OF = frozenset({"ACQUIRED", "INVESTED_IN"})
# 已达成收购协议, 参与竞拍某公司股份: nothing has changed hands. 达成合作协议并收购了某公司 tells of two things.
_AGREED = re.compile(
    r"(?:达成(?![^，。；]{0,8}合作)[^，。；]{0,8}协议|(?:参与|参加)竞[拍买购])(?P<to>(?:(?!并)[^，。；]){0,16})$"
)
_OVER = re.compile(r"就[^，。；]{0,10}$")
_TALKED = re.compile(
    r"^[^，。；]{0,24}(?:接触|磋商|谈判|洽谈|评估|表达(?:了)?(?:兴趣|意向)|讨论|商讨)"
)
_STATES = frozenset({"OPERATES_IN", "SUBSIDIARY_OF", "MEMBER_OF", "HOLDS_POSITION"})
_PLANNED_AFTER = re.compile(
    r"^[^。；，]{0,16}(?:计划(?![”》’])|意向|预案|方案|提案|要约|框架|可能性|意愿|事宜|事项|传闻|传言)"
    r"|^[^。；]{0,20}(?:尚需|仍需|还需|尚待|有待|尚须|仍存|存在不确定|须经|需经)"
    # 去年收购的某公司预计年内完成交割
    r"|^的?[\ue000-\ue07f]?[^，。；]{0,6}(?:预计|有望|预期)(?:将)?(?:于|在)?[^，。；]{0,14}(?:完成|交割)"
    # 宣布以5亿元收购某公司，交易预计年底完成
    r"|^(?![了过])[^，。；]{0,24}，[\ue040-\ue07f]?(?:本次|此次|整个|上述)?(?:交易|收购|并购|交割)?(?:预计|有望|预期|计划)(?:将)?(?:于|在)?[^，。；]{0,14}(?:完成|交割)"
    # 宣布投资13亿元入股某公司，交易完成后将成为其最大股东
    r"|^(?![了过])[^。；]{0,24}，(?:本次|此次|该)?(?:交易|收购|增资|投资|转让|入股)完成[之以]?后，?[^，。；]{0,12}将"
)
_PROGRESS_BEFORE = re.compile(
    r"(?:正在(?!谈|考虑|筹|[^，。；]{0,8}的[\ue000-\ue03f\u4e00-\u9fff])|正(?=[^式在规常面是值确]|$)|加紧|抓紧|着手|启动|筹建|在建|加速|推进|开始|陆续|持续|进行(?!过|了)|实施)(?=[^，。；]{0,14}$)"
)
_PROGRESS_AFTER = re.compile(
    r"^[^，。；]{0,12}(?:进行中|进展|进程|过程中|正在进行|在建|建设中|正在推进|推进中|仍在进行|尚未完成|还未完成|仍未完成|正有序推进)"
    # 参与某公司的B轮融资，融资尚未完成
    r"|^[^。；，]{0,16}，(?:目前)?(?:本轮|该轮|此次|上述|本次|该)?(?:融资|交易|收购|增资|交割|转让)(?:目前)?(?:尚未|还未|仍未)(?:完成|交割|到位)"
)
# 甲收购乙一事正在商务部审查之中
_UNDER_REVIEW = re.compile(
    r"[^，。；]{0,12}(?:正在|仍在|尚在|正|仍)(?:等待|接受|由|被)?[^，。；]{0,10}(?:审查|审批|审核|审议)(?!通过|完)"
    # 某局对甲收购乙展开深入调查
    r"|[^，。；]{0,12}(?:展开|启动|发起)(?:了)?(?:深入|反垄断|第二阶段)*(?:调查|审查)"
)
# 某芯片预计明年上半年流片
_TO_COME_OUT = re.compile(
    rf"[^，。；{_M}]{{0,6}}[{_M}]?(?:(?:预计|计划|有望)将?(?:于|在)?[^，。；{_M}]{{0,10}}(?:流片|量产|推出|发布|问世|面世|亮相|投产|交付|上市|{char_class(('Technology',))})"
    rf"|(?:将|拟)(?:于|在)?[^，。；{_M}]{{0,8}}(?:流片|量产|推出|发布|问世|面世|亮相|投产|交付|上市))"
)
# What is to be ready one day is being built.
_ANNOUNCED = re.compile(r"宣布[^，。；]{0,14}$")
# 宣布投资20亿元，建设……工厂
_HAS_ANNOUNCED = re.compile(r"宣布(?!已|完成)[^，。；]{0,24}(?:投资|出资|斥资)[^，。；]{0,12}，$")
_TO_BUILD = re.compile("(?:投资)?(?:建设|兴建|投建|新建|建造|扩建|自建)")
# 拟收购30%股权，9月4日完成交割
_CLOSED_AFTER = re.compile(
    r"，(?:(?!将|预计|尚|未|有望|拟|待|计划|争取)[^，。；]){0,16}"
    r"(?:完成(?:了)?(?:交割|过户)|(?:交割|过户)(?:手续|登记)?[^，。；将未]{0,6}(?:完成|完毕)|(?:该|上述|本次)交易[^，。；将未预]{0,6}完成)(?!后|前|之后)"
)
# 刚敲定收购某公司，交易预计第三季度完成: agreed, not closed.
_TO_CLOSE = re.compile(
    r"(?![了过])[^，。；]{0,24}，[\ue040-\ue07f]?(?:本次|此次|整个|上述|该)?(?:交易|收购|并购|交割)(?:预计|有望|预期|计划|尚需|仍需|还需|须待|有待)"
)
# 完成对某公司的收购谈判: talked.
_TALKS_NEXT = re.compile(rf"[{_M}]?(?:事宜)?的?(?:谈判|磋商|洽谈)")
_BUILDING = re.compile(
    r"(?:建成|达产|投产)后|(?:预计|计划|将)[^。；]{0,14}(?:投产|建成|竣工|完工|投运|投用|启用)"
    r"|[^年日]动工|[^年日]开工|[^于]奠基|在建"
)
_BUILDS = re.compile(r"建|投资|打造|开发|布局|落成|启动|开工|承担|合资|管理|负责|牵头")
_BUILT = re.compile(
    r"已(?:经|正式|全部|陆续)?(?:建成|投产|投运|启用|投入|竣工)|(?:建成|投产|投运|启用)了|(?:^|[，；])[^，。；预计划将拟力争]{0,12}[\ue083年](?:正式|全面|建成)?(?:投产|竣工|建成|投运|启用)"
)
# Strong signs that it happened, and weak ones that a plan outweighs: 拟完成收购.
_PAST = re.compile(
    r"(?:已经?(?!宣布|公告|披露)(?=[^拟]|$)|曾(?!拟|计划|打算|考虑|试图|欲|想|传)|(?<!公布)(?<!披露)(?<!宣布)(?<!公告)(?<!发布)了$|此前|先后|累计|刚刚|刚(?=[^性]|$)|才|继(?=\ue083))(?=[^，。；]{0,24}$)"
)
_PAST_WEAK = re.compile(r"(?:完成|成功|正式|顺利|达成|实现)(?=[^，。；]{0,8}$)")
_DRAFTING = re.compile(
    r"(?:正在|抓紧|加快|着手|研究|组织|牵头)?(?:制定|制订|起草|编制|研究制定|酝酿|拟定|拟订|修订)$"
)
# 制定了《办法》, 起草的《办法》正式公布: it is out.
_DRAFTED = re.compile(
    r"了|的?(?:(?![将即拟待])[^，。；]){0,14}(?:已经?|近日|日前|正式|对外)*(?:公布|发布|印发|出台|施行|实施(?!细则|方案|意见|办法)|生效)(?!前)"
)
# 《要求》正式发布，由某中心牵头制定; 转发某厅制定的《措施》.
_IS_OUT = re.compile(
    r"转发[^。；将拟]*$"
    r"|(?<![将即拟待未要])(?:已经?|近日|日前|正式|对外|今日|昨日|联合)*(?:公布|发布|印发|出台|施行)(?:了)?[^。；将拟]*，[^。；将拟]*$"
)
# 把《办法》列入年内工作安排; 制定了《方案》，正履行报批程序
ON_AGENDA = re.compile(r"》?(?:已)?(?:被)?列入[^，。；]{0,12}(?:计划|安排|议程|日程|清单)")
_TO_PASS = re.compile(
    r"^(?:制定|制订|编制|起草|形成|完成|研究)[^。；]{0,40}?，[^。；]{0,10}(?:报批|履行[^，。；]{0,8}程序|报请[^，。；]{0,12}(?:审议|印发|批准)|(?:预计|有望|拟于)[^，。；]{0,10}(?:印发|出台|发布|公布))"
)
_DRAFT_ONLY = re.compile(r"^[^，。；]{0,20}(?:已)?形成(?:了)?(?:征求意见稿|草案|初稿|送审稿)")
_OUT_LATER = re.compile(
    r"[^。；将拟]{0,30}，(?:已|于)(?:[^，。；将]{0,14})(?:实施|施行|发布|印发|生效|公布)"
    r"|[^。；将拟]{0,30}，[^，。；将]{0,8}起(?:正式)?(?:施行|实施)"
    rf"|的?《?[{_M}]》?(?:提出|明确|规定|要求|指出)"
)
_TRIGGER_PLANS = re.compile(
    r"^(?:竞购|拟购|欲购|求购|拟收购的|洽购|竞买|收购要约|全面要约|要约收购|私有化要约|收购邀约|收购建议)$"
)
# 2017年以430亿美元要约收购: told with its year and its price it has been made.
_BY_PLAN = re.compile(r"(?:按照?|根据|依照)(?:计划|规划|日程|安排|议程)，[^，。；]*$")
_BID_TOLD = re.compile(r"[\ue080\ue083](?:(?!拟|将|计划|发起|提出|宣布|公告|预计)[^，。；])*$")
_APPLYING = re.compile(
    r"(?:推动(?=在|登陆|重返|其|赴|[\ue000-\ue03f])|重返|筹划|启动|递交|提交|递表|受理|问询|上会|申请|申报|冲刺|辅导|排队|备案|更新|披露|预披露|招股书|招股说明书|拟|冲击|迎考|首发|推进|聆讯|闯关|叩响|提请|重启|重新)"
)
_LISTED = re.compile(
    r"(?:登陆|成功|正式|挂牌|敲钟|完成|上市以来|上市后|上市首日|已在|退市|摘牌|上市公司)"
)
_DELISTED = re.compile("退市|摘牌")
# 已在港交所挂牌, 于2023年3月在科创板上市: whatever is told behind.
_LISTED_BY_NOW = re.compile(
    r"(?:已经?|先后|刚刚?|[\ue083年月日])(?:成功|正式|分别|陆续|刚刚?)*(?:在|于|登陆)[^，。；拟将计申终撤]{0,10}$"
)
_LISTED_EACH = re.compile(r"已经?(?:成功|正式|分别|陆续|先后)*$")
_WITHDRAWN = re.compile(
    r"[^。；]{0,60}，[^，。；\ue000-\ue03f]{0,14}(?:撤回|撤销|主动终止|终止)了?[^，。；]{0,8}(?:申请|审核|IPO)"
)
_PROSPECTUS = re.compile("招股书|招股说明书|招股文件")
_HAS_LISTED = re.compile(
    r"(?:已经?|刚刚?|正式|成功|于|\ue083|[月日])[^，。；拟将申请计]{0,12}(?:挂牌|上市|登陆)[^，。；拟将申]{0,8}，[^，。；]*$"
)
# 决定暂缓某公司上市; 公司将暂缓上市计划 is its own plan.
_PUT_OFF = re.compile(r"(?:决定|宣布|被|要求|责令)[^，。；]{0,4}暂缓[^，。；]{0,14}$")
# 分拆预案获董事会通过: a company's own board lists nobody.
_OF_BOARD = re.compile(
    "(?:董事会|股东大?会)[^，。；]{0,8}通过|通过[^，。；]{0,6}(?:董事会|股东大?会)"
)
_IMMINENT = re.compile(
    r"(?:上市|挂牌|登陆|IPO)[^，。；]{0,12}?(?:无悬念|在即|在望|进入倒计时|箭在弦上|指日可待|几成定局|只差临门一脚)"
)
_OTHER_LISTING = re.compile("，(?:此前|之前|早前|曾)")
_LEAVING = re.compile(r"(?:将|拟|计划|或|申请|面临|可能|警示|风险|预计|即将|被迫)[^，。；]{0,20}$")
_CARRIES_ON = re.compile("^(?:并(?:将)?与[\ue000-\ue03f])?[^\ue000-\ue03f]{0,24}$")


# 并未终止合作: it goes on.
_NOT_ENDED = re.compile(
    "(?:(?:从|并|尚)?(?:未曾?|没有?)|(?:否认|不会|无意|不打算)(?:将|会|要|计划)?)(?:终止|停止|取消|放弃|退出|中止|中断|解除|暂停)"
)


def read_status(relation: str, before: str, trigger: str, after: str, earlier: str = "") -> str:
    """The status that the words around a trigger give to a relation.

    Args:
        relation: the relation type's code.
        before: marked text of the clause up to the trigger.
        trigger: the trigger's text.
        after: marked text from the trigger to the end of its sentence.
        earlier: marked text of the sentence before the clause.

    Returns:
        A code of the status scheme.

    >>> read_status("ACQUIRED", "公司拟", "收购", "一家企业")
    'planned'
    >>> read_status("ACQUIRED", "公司已", "收购", "一家企业")
    'completed'
    >>> read_status("ACQUIRED", "公司否认", "收购", "一家企业的传闻")
    'denied'
    """
    if relation not in LIVING:
        return "completed"
    if relation not in _TALKED_OF:
        before = _NOT_ENDED.sub("", before)
    if "否认" in earlier + before + after:
        earlier, before = _NOT_DENIED.sub("", earlier), _NOT_DENIED.sub("传闻", before)
        after = _NOT_DENIED.sub("", after)
    if _BY_PLAN.search(earlier + before) and _last(_PAST, before) < 0:
        return "planned"
    if relation in _BUILT_UP and _ENCOURAGED.search(before):
        return "planned"
    if relation == "HOLDS_POSITION":
        return _office(before, trigger, after)
    if _HAS_NO_PLAN.search(before) or _RUMOUR_DENIED.search(after):
        return "denied"
    if _NO_MORE.search(before):
        return "cancelled" if relation in _EVENTS else "denied"
    if _IS_NONE.search(before):
        return "denied"
    if relation in _ASKED_OF and _ASKED.match(after) and not _ASKS_HOW.search(before + after):
        return "planned"
    if relation == "FOUNDED" and trigger.endswith(FOUNDERS):
        return "completed"
    if relation == "HOLDS_STAKE_IN" and _STANDING.fullmatch(trigger):
        return "completed"
    if relation == "HOLDS_STAKE_IN" and trigger.endswith(_HOLDERS):
        # What a shareholder plans, ends or denies is not that he is one.
        changes = _TO_CHANGE.match(after) is not None
        return "planned" if changes or _PLANNED_STATE.search(before) else "completed"
    if relation in _SHARES and _TO_FOLLOW.search(earlier + before) and "了" not in after:
        return "planned"
    if relation == "HOLDS_STAKE_IN" and _WILL_BE.match(after):
        return "planned"
    if relation == "REDUCED_STAKE_IN" and _is_for_sale(before, trigger, after):
        return "planned"
    if relation == "SUPPLIES" and (
        _SHORTLISTED.search(trigger + after[:14]) or before.endswith("预")
    ):
        return "planned"
    if relation == "OPERATES_IN" and trigger.endswith(_TRADERS):
        return "completed"
    if relation == "SUBSIDIARY_OF" and _ITS_PART.match(after):
        # 终止分拆所属子公司某某: a subsidiary still.
        return "completed"
    if (
        relation == "SUBSIDIARY_OF"
        and trigger.removesuffix("的").endswith(_PARTS)
        and not _BECOMES.search(before)
    ):
        return "completed"
    if relation == "HOLDS_STAKE_IN" and (
        trigger.endswith(("的", "所持", "所持有"))
        or _HOLDING_OF.match(before[-3:] + trigger + after)
    ):
        return "completed"
    if relation == "PARTNERS_WITH" and _UNSIGNED.search(after):
        return "planned"
    if relation == "ISSUED" and _ASKS.search(trigger + after) and not _OUT.search(before + trigger):
        return "planned"
    if _is_denied(before, after, earlier):
        return "denied"
    if (
        relation == "ISSUED"
        and _DRAFTING.search(trigger)
        and (
            before.endswith(("正", "正在"))
            or _DRAFT_ONLY.search(after)
            or not (
                _DRAFTED.match(after) or _IS_OUT.search(earlier + before) or _OUT_LATER.match(after)
            )
        )
    ):
        return "planned"
    if (
        relation == "ISSUED"
        and _HASTENS.search(before)
        and not trigger.endswith(("的", "了"))
        and not _HAS_BEEN.match(_LEADING_NAMES.sub("", after))
    ):
        return "planned"
    if relation == "ISSUED" and (ON_AGENDA.match(after) or _TO_PASS.search(trigger + after)):
        return "planned"
    if relation == "LISTED_ON":
        found = _listing(before, trigger, after, earlier)
        # 甲拟将乙分拆，在港交所上市
        return "planned" if found == "completed" and _inherits(before, earlier) else found
    agreed = _AGREED.search(before) if relation in _TALKED_OF else None
    if agreed and _last(_PAST, before[agreed.start("to") :]) < 0:
        return "cancelled" if _is_cancelled(after, before) else "planned"
    if relation in _TALKED_OF and _OVER.search(before) and _TALKED.search(after):
        # 曾就收购与对方接触: talked of, not done.
        return "cancelled" if _is_cancelled(after, before) else "planned"
    if relation in _STATES:
        if _CANCELLED_BEFORE.search(before):
            return "cancelled"
    elif relation in {"ISSUED", "PARTICIPATED_IN"}:
        # 印发《办法》，取消了一批审批; 在峰会上表示，计划已取消: what is said there is cancelled.
        if _CANCELLED_BEFORE.search(before) or _CANCELLED_AFTER.search(_CLAUSE_END.split(after)[0]):
            return "cancelled"
    elif _CANCELLED_BEFORE.search(before) or _is_cancelled(after, before):
        return "cancelled"
    if relation in _DEALS and (found := _approval(before, after) or _case(after, earlier)):
        if found == "approved" and _BY_BOARD.search(before[-30:] + trigger + after[:30]):
            return "planned"
        closed = found == "approved" and relation in _EVENTS and _CLOSED_SINCE.search(after)
        return "completed" if closed else found
    if relation in _DEALS and _SCHEME_APPROVED.search(earlier + before):
        return "approved"
    return _course(relation, before, trigger, after, earlier)


# 加快出台《意见》
_HASTENS = re.compile("(?:加快|尽快|抓紧|加紧|推动|研究|适时|择机|力争)(?:出台|印发|发布|制定)?$")
_HAS_BEEN = re.compile("了|后|以来|之后")
# 交易后，甲的持股比例将上升至30%
_WILL_BE = re.compile(
    r"[^，。；\ue080-\ue083]{0,10}将(?:会)?(?:进一步)?(?:由[^，。；]{1,8})?(?:上升|上调|增加?[至到为]|增持|提高|提升|下降|降[低至到]|升[至到]|达到?|变[为更]|减少|减[至到])"
)
# 挂牌转让其所持股权: up for sale, and nobody has bought it yet.
_FOR_SALE = re.compile("(?:公开)?挂牌(?:的?方式)?$")
_SOLD = re.compile("成交|摘牌|摘得|竞得|受让(?!方)|受让方为|接手|接盘|完成")


def _is_for_sale(before: str, trigger: str, after: str) -> bool:
    """Whether a stake is put up for sale on an exchange and no buyer is told of."""
    words = before + trigger
    offered = _FOR_SALE.search(words.removesuffix("转让").removesuffix("出售").removesuffix("出让"))
    return offered is not None and _last(_PAST, before) < 0 and _SOLD.search(after) is None


# 成为采购项目的中标候选人; 预中标.
_SHORTLISTED = re.compile("候选")


# A company's own board decides on a plan; shareholders and authorities approve it.
_BY_BOARD = re.compile(r"董事会(?:(?!股东|监管|证监|国资|交易所)[^，。；]){0,12}(?:通过|批准|同意)")
# 已获批准，并于上月完成交割; 获批准后迅速完成交割
_CLOSED_SINCE = re.compile(
    r"(?:批准|核准|获批|获准|通过|同意)(?:，|后，?)(?:(?!将|预计|尚|未|有望|拟|待|计划|争取|前)[^，。；]){0,14}完成(?:了)?(?:交割|过户|收购)"
)
# 发行方案已获某局批准，其中甲认购……: nobody has paid yet.
_SCHEME_APPROVED = re.compile(
    r"(?:方案|预案|议案|申请)(?:已经?|均已|正式)?获(?:得)?[^，。；]{0,20}(?:批准|核准|通过|同意|批复)，其中[^，。；]{0,16}$"
)


def _office(before: str, trigger: str, after: str) -> str:
    """The status of an office: what its holder says of deals and plans behind it says nothing of the office.

    >>> _office("", "董事长", "表示，收购已终止"), _office("提名", "董事", "候选人")
    ('completed', 'planned')
    """
    if _RUMOUR_DENIED.search(trigger + after):
        return "denied"
    # 辞去甲总裁职务的某某任乙董事长: what he left is another.
    before = _WHO_LEFT.split(before)[-1]
    if (_LEFT_BEFORE.search(before) or _gives_up(trigger, after)) and not _WILL_LEAVE.search(
        before
    ):
        return "cancelled"
    if _ONCE_HELD.search(before):
        return "completed"
    if _TO_TAKE_OFFICE.search(before) or _CANDIDATE.match(after):
        return "planned"
    taking = _TAKES.match(trigger) is not None
    if taking and (_DENIED_BEFORE.search(before) or _CANCELLED_BEFORE.search(before)):
        return "denied"
    return "completed"


_UNSIGNED = re.compile(
    rf"尚未(?:正式)?(?:签|达成)|未(?:正式)?签署|未能?达成|^[{_M}、和与及等]*(?:正在?|曾|已|将|共同|就[^，。；]{{1,14}})*(?:探讨|商讨|磋商|洽谈|讨论|接洽|商谈|考虑)[^，。；]{{0,10}}(?:合作|合资|联盟|结盟)"
)
# 就《办法》公开征求意见: a draft.
_ASKS = re.compile(r"^[^。；]{0,14}?(?:征求[^，。；]{0,6}意见|公众咨询|公开征集|向社会征集)")
_OUT = re.compile("(?:印发|发布|公布|出台|实施|施行)")
_SHARES = frozenset({"HOLDS_STAKE_IN", "SUBSIDIARY_OF"})
# 本次交易完成后，甲将持有乙30%: it hangs on a deal that is yet to close, unless the deal is told as done.
_TO_FOLLOW = re.compile(
    r"^(?:(?!已|目前|截至)[^。；])*(?:发行|交易|转让|增资|收购|重组|定增|增发|合并|扩股|划转|投资)(?:事项)?(?:全部|顺利)?"
    r"(?:完成|实施完毕|结束)[之以]?后(?:(?!已|目前|截至)[^。；]){0,40}$"
)
_PARTS = (
    "旗下",
    "下属",
    "麾下",
    "属下",
    "所属",
    "直属",
    "所辖",
    "子公司",
    "附属公司",
    "控股公司",
    "孙公司",
    "附属企业",
    "分公司",
)
# What a name stands beside says what it is, whatever is planned for it: 拟收购蛋白棒品牌某某.
_TRADERS = (
    "公司",
    "企业",
    "厂商",
    "品牌",
    "开发商",
    "服务商",
    "供应商",
    "制造商",
    "研发商",
    "巨头",
    "龙头",
    "集团",
    "厂",
    "厂家",
)
# 意见提出，支持甲研发乙: what a plan encourages is yet to be done.
_BUILT_UP = frozenset({"DEVELOPS", "OPERATES", "FOUNDED"})
_ENCOURAGED = re.compile(
    rf"(?:^|[，、：；出确将])(?:重点|大力|积极|鼓励和|点名)*(?:支持|鼓励|引导)[{_M}](?:(?:[、和与及]|以及)[{_M}])*(?:等[^，。；]{{0,8}})?(?:牵头|联合|加快|大力|共同|自主)*$"
)
_ITS_PART = re.compile("(?:所属|旗下|下属|控股|全资)的?(?:子公司|公司|企业|业务)")
_BECOMES = re.compile(
    r"(?:成为|变为|变更为|作为|纳入|设立|成立|组建|新设|不再是|并非)[^，。；]{0,12}$"
)
# 拟向甲购买其持有的乙: what is held, and so can be sold.
_HOLDING_OF = re.compile(
    r".{0,3}?(?:其|所|各自|合计)(?:合计|分别|直接|间接)?持有?(?:的|(?=[\ue000-\ue07f]))"
)
# What a clause of its own says to have come to nothing: 由某人创办，曾申请上市但被否.
_OTHER_ACT = re.compile("上市|IPO|申请|申报|建厂|登陆|裁员|招股")


# 批准甲收购乙，此前曾一度否决该交易: not any more.
_UNSAID = re.compile("[\ue040-\ue07f]")
_BEFORE_THAT = re.compile("，(?:此前|早前|先前|早些时候)")
# 某公司未予否认; 没有否认收购: a rumour still.
_NOT_DENIED = re.compile(
    "(?:并?未(?:予|曾|加)?|没有|并不|也不|既不)(?:直接|明确|公开)?(?:予以)?否认(?!收购[^，。；]{0,8}失败)"
)


# Whoever vetoed it once has approved it now.
_SINCE = re.compile("批准|核准|放行|同意|拟|将|重启|计划")
_LEADING_NAMES = re.compile(rf"^《?[{_M}]+》?")


def _is_cancelled(after: str, before: str = "") -> bool:
    """Whether what follows a trigger says that it came to nothing, and not something else in a clause of its own.

    What an earlier time is told to have ended (`此前曾否决`) counts where nothing before the trigger says that it goes on.
    """
    after = _UNSAID.sub("", after)
    m = _CANCELLED_AFTER.search(after)
    former = _BEFORE_THAT.match(after, max(after.rfind("，", 0, m.end()), 0)) if m else None
    if m is None or (former and _SINCE.search(before)):
        return False
    if _OF_HEAD.match(after) and _OTHER_ACT.search(after, 0, m.end() + 16):
        # 获得甲投资的乙撤回了上市申请: the investment stands.
        return False
    if _TRIED.search(m[0]):
        # 火箭首飞失利: it is there all the same.
        return False
    between = m[0]
    if "，" in between and _OWN_OBJECT.match(after, m.end()):
        # 已向甲供货，终止科创板IPO后……: what ends is named itself.
        return False
    if _THE_PLAN.search(between):
        return True
    return between.count("，") < 2 and not (
        "，" in between and _OTHER_ACT.search(between, between.index("，"))
    )


_TRIED = re.compile(
    "(?:首飞|发射|试飞|试射|点火|飞行|测试|回收|着陆|对接)[^，。；]{0,6}(?:失利|失败)$"
)
_THE_PLAN = re.compile(
    "，(?:该|此|上述|这一)(?:计划|交易|合作|项目|收购|事项|方案)(?:已经?|最终|随后|被迫|宣告|被|遭|正式)*"
    "(?:终止|取消|失败|告吹|流产|搁浅|作罢|中止|叫停|否决|放弃|夭折|失效)$"
)
# Behind a word such as 终止: another matter than the deal spoken of.
_OWN_OBJECT = re.compile(
    r"(?<=终止|撤回|取消|放弃|中止|叫停|搁置|暂停)了?(?:(?!交易|收购|合作|投资)[^，。；]){0,12}?(?:IPO|上市|挂牌|诉讼|裁员|分红|辅导)"
)
_OF_HEAD = re.compile(r"[^，。；]{0,6}的[\ue000-\ue03f](?!的)")
_CLAUSE_END = re.compile("[，；]")
_TAKES = re.compile(r"[担出就兼接升受获被当履]?[任聘选新]")
# 此前还曾担任某行行长: an office of former days, told as held.
_WHO_LEFT = re.compile(f"的{char_class(('Person',))}")
_ONCE_HELD = re.compile(r"曾(?:经|先后)?(?:担任|出任|任)(?:过)?[^，。；]{0,14}$")
# 将于4月1日起出任, 拟聘任, 提名: not yet in office. 将所持股份转让 behind an office is none of it.
_TO_TAKE_OFFICE = re.compile(
    rf"(?:拟|有望|即将|准备|或将|提名|建议|推荐|{_FUTURE}(?!继续))(?<!仍将)(?:(?!{_LEAVES}|卸|移交)[^，。；的]){{0,14}}$"
)
_CANDIDATE = re.compile(rf"(?:[、和兼及]{TITLES})*(?:职务|一职)?(?:的)?(?:候选人|人选|提名)")
_TAKES_OFFICE = re.compile(
    r"[^，。；]{0,8}?(?:接任|继任|接替|接棒|递补|补位|当选|升任|就任|履新|上任)"
)
_LEAVES_OFFICE = re.compile(
    rf"的(?:书面)?(?:辞呈|辞职报告|辞职信|辞任函|辞职申请|辞职函)|(?:(?![将拟须{_M}]|担任|出任)[^，。；]){{0,14}}?(?:{_LEAVES})(?!后|之后|前)"
)


# 总裁某某辞去董事职务: president still.
_GIVEN_UP = re.compile(rf"[^，。；]{{0,12}}?(?P<office>{TITLES})")


def _gives_up(office: str, after: str) -> bool:
    """Whether the person named right behind an office gives up this one, and no other that is named."""
    m = _LEAVES_OFFICE.match(after, 1)
    other = _GIVEN_UP.match(after, m.end()) if m else None
    return m is not None and (
        other is None or office in other["office"] or other["office"] in office
    )


# 甲接替乙: 乙 left.
_SUCCEEDED = re.compile("(?<![将拟])(?:接替|取代|替代|代替)$")


def in_office(text: str, person: int, status: str) -> str:
    """The status of an office by what is said of who holds it: 甲卸任董事长，乙接任 says two things of two people.

    Args:
        text: a marked sentence.
        person: where the holder is named in it.
        status: what the words around the office say.

    >>> in_office("甲卸任董事长，乙接任", 0, "completed"), in_office("甲卸任董事长，乙接任", 7, "cancelled")
    ('cancelled', 'completed')
    """
    if _LEAVES_OFFICE.match(text, person + 1) or _SUCCEEDED.search(text, 0, person):
        return "cancelled"
    return (
        "completed" if status == "cancelled" and _TAKES_OFFICE.match(text, person + 1) else status
    )


# 传闻虽被否认，但已……: not what was denied.
_BUT = re.compile("(?:但|不过|然而|却)(?!否认|并未|未)")


def _is_denied(before: str, after: str, earlier: str) -> bool:
    if _DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after):
        return True
    return not _BUT.match(before) and _DENYING_EARLIER.search(earlier.rstrip("，：")) is not None


# 公布了若干批准案件，其中包括甲收购乙一案: the case is one of those approved; a case alone is pending.
_CASE = re.compile(r"^[^。；，]{0,14}(?:一案|等案|案件)")
_CASES_APPROVED = re.compile(
    r"(?:批准|核准|放行|审查通过|不予禁止)[^。；]{0,24}(?:案件|案例|交易|集中)"
)


# 甲收购乙一案被罚: done, and without leave.
_PUNISHED = re.compile(r"处罚|罚款|被罚|违法|未依法申报|未申报|恢复(?:竞争|市场)")


def _case(after: str, earlier: str) -> str:
    """Approved or planned for a deal that is called a case before an authority, or nothing."""
    if not _CASE.search(after):
        return ""
    if _PUNISHED.search(after):
        return "completed"
    return "approved" if _CASES_APPROVED.search(earlier) else "planned"


def _approval(before: str, after: str) -> str:
    """Approved, planned where the approval is still to come, or nothing."""
    if _AGREES.search(before):
        return "planned"
    if m := _APPROVED_BEFORE.search(before):
        pending = _NOT_YET.search(before[: m.start()]) or _PENDING_AFTER.search(after)
        return "planned" if pending else "approved"
    if m := _APPROVED_AFTER.search(after):
        cue = "cue" if m["cue"] else "later"
        return "planned" if _NOT_YET.search(after[: m.start(cue)]) else "approved"
    return ""


def _course(relation: str, before: str, trigger: str, after: str, earlier: str) -> str:
    """Planned, in progress or completed: the nearest sign before the trigger decides."""
    if relation == "HOLDS_STAKE_IN":
        # 将所持股权转让: the sign of an object.
        before = _TAKEN_UP.sub("", before)
    if relation == "DEVELOPS" and (trigger.endswith("的") or after.startswith("的")):
        # 将导入其自主开发的某技术: it has been developed.
        before = (
            ""
            if trigger.startswith("自") and _TAKES_OWN.search(before)
            else before.rpartition("其")[2]
        )
    if relation == "FOUNDED":
        # 发起收购 is a plan, 发起设立 none, and an authority that decides on an institute sets it up.
        before = before.removesuffix("发起").replace("决定", "")
    if _BID_TOLD.search(before):
        before = before.replace("要约", "")
    done = None if _TALKS_NEXT.match(after) else _DONE_AFTER.search(after)
    planned = _last(_plans_of(relation), before)
    if (
        done
        # 要约收购已经完成: talks that came to something.
        and (planned < 0 or _last(_PLANNED_BEFORE, before) < 0)
        and not re.search(r"(?:尚未|未|将|预计|有望|前)[^，。；]{0,6}$", after[: done.start("cue")])
    ):
        return "completed"
    if relation in _EVENTS and _CLOSED_AFTER.search(after):
        return "completed"
    if relation == "ACQUIRED" and (_TO_CLOSE.match(after) or _TALKS_NEXT.match(after)):
        return "planned"
    past = _last(_PAST, before)
    if planned < 0:
        past = max(past, _last(_PAST_WEAK, before))
    progress = _last(_PROGRESS_BEFORE, before)
    if planned >= 0 and past < 0:
        # 拟启动, 将推进: not begun.
        return "planned"
    nearest = max(planned, past, progress)
    if _TRIGGER_PLANS.match(trigger) and past < 0 and not _BID_TOLD.search(before):
        return "planned"
    if nearest >= 0 and nearest == past and past != planned:
        return "completed"
    if nearest >= 0 and nearest == planned:
        return "planned"
    if relation == "DEVELOPS" and _TO_COME_OUT.match(after):
        return "planned"
    if relation == "PARTNERS_WITH":
        # Who signed a framework or a letter of intent to work together does; one to buy has not bought.
        after = _INITIATIVE.sub("", _FRAMEWORK.sub("", after))
    if relation in _DEALS and _PLANNED_AFTER.search(after):
        return "planned"
    if (
        relation == "ACQUIRED"
        and _BY_SHARES.search(earlier + before)
        and not _DONE.search(earlier + before + after)
    ):
        # Shares are issued for a purchase when everybody has agreed to it.
        return "planned"
    if relation == "SUBSIDIARY_OF" or (relation == "PARTNERS_WITH" and not _BEING.search(before)):
        # 进行合作, 推进合作: who does so works together.
        return "completed"
    if nearest >= 0 or (relation not in _STATES and _PROGRESS_AFTER.search(after)):
        return "in_progress"
    if relation in _EVENTS and _UNDER_REVIEW.match(after):
        return "in_progress"
    announced = _ANNOUNCED.search(before) or (
        _CARRIES_ON.match(before) and _HAS_ANNOUNCED.search(earlier)
    )
    if relation == "OPERATES" and announced and _TO_BUILD.match(trigger):
        return "planned"
    if (
        relation == "OPERATES"
        and (
            _BUILDING.search(_CLAUSE_END.split(after)[0])
            if trigger == "的"
            else _BUILDS.search(trigger) and _BUILDING.search(before + trigger + after)
        )
        and not _BUILT.search(after)
    ):
        return "in_progress"
    carried = relation in _EVENTS or (relation == "OPERATES_IN" and _ENTERS.match(trigger))
    return "planned" if carried and _inherits(before, earlier) else "completed"


# 公司拟收购某公司，进军新能源汽车: there by the purchase.
_ENTERS = re.compile("进军|进入|切入|涉足|跨界|跨入|布局|拓展|延伸")
# 计划将自研的激光雷达用于物流车: it has been developed.
_TAKES_OWN = re.compile("(?:将|把|对|用|以|采用|接入|导入|搭载|使用)(?:其|旗下)?$")
_BEING = re.compile(r"正在?[^，。；]{0,14}$")
_BY_SHARES = re.compile(r"(?:发行[^，。；]{0,8}股[份票]|定向增发|非公开发行|定增)")
# 联合发起某某伙伴计划: its name.
_INITIATIVE = re.compile(r"(?:发起|启动|推出|加入)了?[^，。；将拟]{3,16}计划(?=[，。；]|$)")
_FRAMEWORK = re.compile("框架|意向(?=书|协议)")
_TAKEN_UP = re.compile(r"将(?=(?:其所|所|其)$)")
# What a shareholder is said to plan behind is not that he is one.
_TO_CHANGE = re.compile(r"(?:拟|将)[^，。；]{0,20}变更")
# 参股公司某某的上市已终止: what ends is not the holding.
_STANDING = re.compile("(?:参股|联营|合营|控股)的?(?:公司|企业|子公司)")
_HOLDERS = ("股东", "控制人", "实控人")


def _plans_of(relation: str) -> re.Pattern[str]:
    if relation in _STATES:
        return _PLANNED_STATE
    return _PLANNED_DEAL if relation in _DEALS else _PLANNED_BEFORE


def _last(sign: re.Pattern[str], text: str) -> int:
    """Where the last such sign in the text stands, or -1."""
    return max((m.start() for m in sign.finditer(text)), default=-1)


def _inherits(before: str, earlier: str) -> bool:
    """Whether a clause without a subject of its own goes on with a plan: 拟发行股份，购买……."""
    clause = re.split(r"[，；：。！？]", earlier.rstrip("，"))[-1]
    before = _PURCHASE.split(before)[0]
    if not clause or not _CARRIES_ON.match(before) or _DONE.search(clause):
        return False
    return (
        re.search(r"(?:拟|计划|筹划|打算|有望|预计|将于|将以|将通过|将(?=投|出资|斥|耗))", clause)
        is not None
    )


# 公司拟以7700万元，收购甲持有的乙: the sale by 甲 is as planned as the purchase.
_PURCHASE = re.compile("收购|购买|受让|购入")
_DONE = re.compile("已|完成|完毕")


def _listing(before: str, trigger: str, after: str, earlier: str) -> str:
    # 向创业板提交申请，此前其科创板申请已终止: another listing.
    after = _OTHER_LISTING.split(after.split("；")[0])[0]
    if _DELISTED.fullmatch(trigger):
        # Who is to leave an exchange is still listed there.
        return "completed" if _LEAVING.search(before) else "cancelled"
    if (
        (
            _LISTED_BY_NOW.search(before)
            or (_LISTED_EACH.search(before) and trigger.startswith(("登陆", "挂牌")))
        )
        and _last(_PLANNED_BEFORE, before) < 0
        and not _APPLYING.search(trigger + after.split("，")[0][:6])
    ):
        return "completed"
    if _WITHDRAWN.match(after):
        # 申请获受理，其后中止审核，又撤回了申请: the last word counts.
        return "cancelled"
    if _PROSPECTUS.fullmatch(trigger) and _HAS_LISTED.search(earlier + before):
        # 刚在科创板挂牌，其招股书称……
        return "completed"
    if _IMMINENT.search(before + trigger + after):
        return "in_progress" if _APPLYING.search(before + trigger + after) else "planned"
    around = before[-30:] + trigger + after[:30]
    if re.search(
        r"(?:上会|大考|闯关|问询|排队|受理|辅导|等待注册|待注册)", around
    ) and not re.search(r"(?:终止|撤|否)", around):
        return (
            "approved"
            if re.search(r"过会|注册生效", around) and "等待" not in around
            else "in_progress"
        )
    if (
        _CANCELLED_BEFORE.search(before)
        or _CANCELLED_AFTER.search(after)
        or _PUT_OFF.search(before)
    ):
        return "cancelled"
    if _OF_BOARD.search(around):
        return "planned"
    if re.search(
        r"(?:过会|注册生效|获批|获准|同意[^，。；]{0,40}注册|批准|核准|(?:首发|上会|申请|审核|聆讯)(?:(?![未没否难不暂待])[^，。；]){0,10}通过|(?<![未没尚能否前])获通过"
        r"|通过(?:上市)?(?:委|聆讯|审核|了))",
        around,
    ):
        return "approved"
    if re.search(
        r"(?:拟|定于|改赴|改道|转道|计划|有望|筹备|谋求|将|考虑|准备|预计|推迟|暂缓|或|争取|意向|打算|可能|最快)[^，。；]{0,16}$",
        before,
    ) and not _LISTED.search(trigger + after[:2]):
        return "planned"
    if _LISTED.search(around) and not re.search(
        r"(?:招股书|招股说明书|问询|上会|辅导|递交|递表|聆讯|申请|受理)", around
    ):
        return (
            "planned"
            if re.search(r"(?:拟|计划|有望|将|预计)[^，。；]{0,16}$", before)
            else "completed"
        )
    return "in_progress" if _APPLYING.search(around) else "completed"
