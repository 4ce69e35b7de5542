"""Closed word classes of Chinese news prose that several extraction modules share."""

from kg.expressions import expression

# The hundred most common family names cover 85 % of the population (Ministry of Public Security, 2021
# report on names); compound names are listed whole.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤季温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由傅洪赖荀"
)
# Rarer ones, which begin words or places as often as names (诸多, 濮阳, 萧山): they tell that a name may be one, not that it is.
RARE_SURNAMES = "萧阎诸濮郏蔚綦庾郗郦訾逄禤邴雒宓占仰钮税郇昌寿库竺凃恽蒯麴桓郄沐隗别钦续青"
# The most frequent family names of Japan, of two characters, as Chinese news writes them.
JAPANESE_SURNAMES = (
    "佐藤 铃木 高桥 田中 伊藤 渡边 山本 中村 小林 加藤 吉田 山田 佐佐木 山口 松本 井上 木村 斋藤 清水 山崎 池田 桥本 阿部 石川 山下 中岛 前田 藤田 小川 冈田 后藤"
    " 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 福田 太田 三浦 冈本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宫崎"
    " 宫本 内田 高木 安藤 岛田 谷口 大野 高田 丸山 今井 河野 藤本 村田 武田 上野 杉山 增田 盛田 稻盛 柳井 永守 吉野 御手洗 内山田 丰田 十仓 东原 平井"
).split()
COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "端木",
    "东方",
    "独孤",
    "南宫",
)

_TITLE_CORE = (
    "董事长|副董事长|独立非执行董事|非执行董事|执行董事|独立董事|董事会秘书|董事[会局](?:副?主席|主任)|董事(?![会局])|监事会主席|监事长|监事|总裁|总经理|经理|行长|首席执行官|首席技术官|首席运营官|首席财务官|"
    "首席执行长|执行长|财务长|技术长|运营长|首席信息官|首席科学家|首席经济学家|首席分析师|首席战略官|首席市场官|首席产品官|首席架构师|首席专家|首席研究员|首席代表|首席[\u4e00-\u9fff]{2,6}?官(?!方)|首席(?![\u4e00-\u9fff]{2,6}官)|"
    "CEO|CTO|COO|CFO|CIO|CMO|CPO|CSO|创始人|联合创始人|合伙人|管理合伙人|执行合伙人|主席|会长|理事长|理事(?!会)|秘书长|主任|主任委员|委员长|"
    "委员|部长(?!官)|司长|局长|厅长|处长|科长|省长|市长|区长|县长|州长|书记|党委书记|党组书记|党组成员|党委委员|总书记|总理|总统|部长助理|"
    "总工程师|总会计师|总经济师|总设计师|总工|总监|总编辑|主编|发言人|新闻发言人|负责人|院长|所长|校长|教授|副教授|研究员|副研究员|"
    "院士|博士生导师|博士(?![生后])|讲师|工程师|高级工程师|架构师|分析师|专家|技术专家|科学家|顾问|会计师|律师|评论员|专员|副总|老总|首席合规官|掌门人|掌舵人|高级管理人员|高管|董秘|合伙创始人|"
    "实际控制人|法定代表人|大使|参赞|秘书|馆长|台长|社长|站长|巡视员|一级巡视员|二级巡视员|组长|队长|干事|带头人|厂长|常委|代表"
)
_TITLE_PREFIX = "常务|执行|联席|高级|资深|首席|代理|名誉|荣誉|前|原|副|总|第一|集团|全球|大中华区|中国区|亚太区|联合|兼职|特聘|助理|党组|党委|行政|轮值|候任|财务|技术|研发|产品|市场|销售|运营|品牌|主管|领军|研究"
# The lookahead and the bounds change nothing but the time: most places are given up at their first character.
_TITLE_STARTS = "".join(sorted({word[0] for word in f"{_TITLE_PREFIX}|{_TITLE_CORE}".split("|")}))
TITLE = rf"(?:(?=[{_TITLE_STARTS}])(?:{_TITLE_PREFIX}){{0,6}}(?:{_TITLE_CORE}))"
# 董事兼首席执行官, 党组成员、副部长, 董事长、总经理, 院长助理
TITLES = rf"{TITLE}(?:(?:兼任?|、|及|和|暨|/|，(?!原|前))(?!由|并|将|拟|其)(?:[^，。；、\ue000-\ue0ff]{{0,6}}?)?{TITLE}){{0,8}}(?:助理)?"
TITLES_RE = expression(TITLES)
# Who is called so founded it, whatever else is told of him or of it.
FOUNDERS = ("创始人", "联合创始人", "共同创始人", "创办人", "创办者", "创立者")
# What a board does to whom it takes an office from.
RELIEVES = ("免去", "免除", "罢免")

# Words that refer to a company, fund, institution or policy named before.
ANAPHORS: dict[str, tuple[str, ...]] = {
    "该公司": ("Company",),
    "这家公司": ("Company",),
    "这家企业": ("Company",),
    "该车企": ("Company",),
    "该厂商": ("Company",),
    "该券商": ("Company",),
    "该品牌": ("Company",),
    "该上市公司": ("Company",),
    "这只基金": ("Fund",),
    "这家机构": ("Fund", "ResearchInstitution", "Organization", "Company"),
    "该中心": ("Facility", "ResearchInstitution", "Organization"),
    "该工厂": ("Facility",),
    "该产业园": ("Facility",),
    "该数据中心": ("Facility",),
    "该生产线": ("Facility",),
    "该产线": ("Facility",),
    "该报告": ("Report",),
    "该白皮书": ("Report",),
    "本届峰会": ("Event",),
    "本届大会": ("Event",),
    "本届论坛": ("Event",),
    "本次会议": ("Event",),
    "本次大会": ("Event",),
    "本次峰会": ("Event",),
    "此次会议": ("Event",),
    "此次大会": ("Event",),
    "此次峰会": ("Event",),
    "该会议": ("Event",),
    "本公司": ("Company",),
    "该企业": ("Company",),
    "该集团": ("Company",),
    "该银行": ("Company",),
    "该行": ("Company",),
    "本行": ("Company",),
    "公司": ("Company",),
    "标的公司": ("Company",),
    "目标公司": ("Company",),
    "后者": ("Company",),
    "前者": ("Company",),
    "后两者": ("Company",),
    "后三者": ("Company",),
    "前两者": ("Company",),
    # 其子公司, 成为其控股股东: only before such words.
    "其": ("Company",),
    "集团": ("Company",),
    "该基金": ("Fund",),
    "该机构": ("Fund", "ResearchInstitution", "Organization", "Company", "GovernmentBody"),
    "该研究院": ("ResearchInstitution",),
    "该研究所": ("ResearchInstitution",),
    "该院": ("ResearchInstitution",),
    "该校": ("ResearchInstitution",),
    "该实验室": ("ResearchInstitution",),
    "该协会": ("Association",),
    "该联盟": ("Association",),
    "该部": ("GovernmentBody",),
    "该局": ("GovernmentBody",),
    "该厅": ("GovernmentBody",),
    "该委": ("GovernmentBody",),
    "该计划": ("Policy",),
    "该规划": ("Policy",),
    "该办法": ("Policy",),
    "该规定": ("Policy",),
    "该条例": ("Policy",),
    "该方案": ("Policy",),
    "该意见": ("Policy",),
    "该通知": ("Policy",),
    "该文件": ("Policy",),
    "该政策": ("Policy",),
    "该法": ("Policy",),
    "该征求意见稿": ("Policy",),
    "该清单": ("Policy",),
    "该名单": ("Policy",),
    "该法案": ("Policy",),
    "该组织": ("Organization", "Association"),
    "征求意见稿": ("Policy",),
    "该产品": ("Product",),
    "该模型": ("Product",),
    "该组件": ("Product",),
    "这款产品": ("Product",),
    "这款模型": ("Product",),
    "该平台": ("Product",),
    "该系统": ("Product",),
    "该芯片": ("Product",),
    "该项目": ("Facility",),
    "该园区": ("Facility",),
    "该基地": ("Facility",),
    "该技术": ("Technology",),
    "他": ("Person",),
    "她": ("Person",),
    "会议": ("Event",),
    "大会": ("Event",),
    "峰会": ("Event",),
    "论坛": ("Event",),
    "方案": ("Policy",),
    "办法": ("Policy",),
    "意见": ("Policy",),
    "规划": ("Policy",),
    "计划": ("Policy",),
    "通知": ("Policy",),
    "条例": ("Policy",),
    "规定": ("Policy",),
    "文件": ("Policy",),
    "纲要": ("Policy",),
    "细则": ("Policy",),
    "新规": ("Policy",),
    "行动计划": ("Policy",),
    "该措施": ("Policy",),
    "该指南": ("Policy",),
    "该通则": ("Policy",),
    "该草案": ("Policy",),
    "该提案": ("Policy",),
    "该准则": ("Policy",),
    "该规范": ("Policy",),
    "该细则": ("Policy",),
    "该纲要": ("Policy",),
    "该新规": ("Policy",),
    "该目录": ("Policy",),
    "指引": ("Policy",),
    "规范": ("Policy",),
    "指南": ("Policy",),
    "通则": ("Policy",),
    "草案": ("Policy",),
    "提案": ("Policy",),
    "战略": ("Policy",),
    "该战略": ("Policy",),
    "该行动": ("Policy",),
    "该指引": ("Policy",),
    "该标准": ("Policy",),
    "措施": ("Policy",),
    "标准": ("Policy",),
    "准则": ("Policy",),
    "目录": ("Policy",),
    "新政": ("Policy",),
    "法案": ("Policy",),
    "新办法": ("Policy",),
    "新标准": ("Policy",),
    # 部党组成员、副部长某某: the ministry spoken of.
    "部": ("GovernmentBody",),
}

# What things are called that have a name of their own: 该监护仪, 芯片采用……
THING_WORDS = frozenset(
    "平台 系统 操作系统 数据库 软件 工具 引擎 框架 应用 助手 模型 大模型 算法 芯片 处理器 加速卡 显卡 存储器 模组 模块 控制器 传感器 激光器 光模块 服务器 计算机 一体机 路由器 交换机 "
    "机器人 机器狗 机械臂 机械手 无人机 飞行器 航空器 直升机 飞机 客机 卫星 火箭 飞船 探测器 汽车 轿车 跑车 客车 卡车 重卡 轻卡 列车 机车 动车组 船舶 货轮 游轮 车型 整车 全车 车辆 "
    "手机 平板 平板电脑 电脑 笔记本 笔记本电脑 手表 手环 眼镜 耳机 头显 电视 显示器 显示屏 屏幕 面板 相机 音箱 摄像头 电池 电芯 电机 发动机 变压器 逆变器 充电桩 电解槽 风机 机组 "
    "光刻机 刻蚀机 机床 钻机 盾构机 挖掘机 仪器 谱仪 监护仪 显微镜 设备 装备 装置 终端 产品 材料 合金 衬底 薄膜 纤维 支架 新药 疫苗 药物 试剂盒".split()
)
# These fit a thing whatever else it is called.
WIDE_THING_WORDS = frozenset("产品 设备 装备 装置 仪器 系统".split())
