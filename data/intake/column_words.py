"""The headers that offices write, one line per field of a report."""

import re
from typing import Final

from data.base.fields import FIELDS

# Cleaned headers (`plain_header`) that are certain.
SYNONYMS: Final[dict[str, str]] = {
    "county_code": """
        行政区划代码 行政区划编码 区划代码 区划编码 行政区代码 行政代码 县区代码 区县代码 县代码 县级代码
        县域代码 地区代码 区域代码 单位代码 代码 编码 行政区划 区划 县级行政区划代码 统计用区划代码 国标码
        adcode countycode code divisioncode
    """,
    "province": """
        省份 省 省级 所属省份 所属省 所在省份 所在省 省名 省市 省区市 省自治区直辖市 省份名称 省级单位
        省直辖市自治区 province
    """,
    "prefecture": """
        地市 市州 市 地级市 州市 市地州 所属市 所在市 所属地市 所在地市 所属市州 设区市 地市名称 市级 地市州
        地州市 市州名称 市名 市级单位 盟市 地区盟市 州市名称 所属设区市 地区市州盟 prefecture city
    """,
    "county": """
        县市区 县区 区县 市县区 县区市 县市 区县市 县旗市区 旗县区 旗县 旗县市区 市县 县 区 县名 县区名
        区县名 县名称 县区名称 区县名称 县市区名称 县域 县域名称 县级单位 县级单位名称 县级行政区
        县级行政区划 县级名称 单位 单位名称 填报单位 上报单位 报送单位 申报单位 地区 地区名称 区域 区域名称
        地方 行政区 行政区名称 行政区划名称 名称 所属县区 所在县区 所在区县 所属区县 所在县市区 所属县市区
        county countyname district
    """,
    "stage": """
        建设阶段 阶段 进展 建设情况 建立情况 建设进展 工作进展 进展情况 推进情况 建设状态 状态 当前阶段
        目前阶段 建成情况 完成情况 成立情况 教联体建设情况 教联体建设阶段 教联体建立情况 教联体建设进展
        教联体进展 教联体状态 教联体 教联体情况 是否建立 是否建成 是否成立 是否已建立 是否已建成 是否已成立
        是否建立教联体 是否成立教联体 是否建成教联体 是否已建立教联体 是否已建教联体 建设进度 进度
        教联体建设进度 教联体建设状态 stage status
    """,
    "established_on": """
        建立日期 建立时间 成立日期 成立时间 挂牌日期 挂牌时间 建成日期 建成时间 组建时间 组建日期 设立时间
        设立日期 教联体建立日期 教联体建立时间 教联体成立时间 教联体成立日期 教联体挂牌时间 教联体建成时间
        启动时间 揭牌时间 揭牌日期 establishedon establisheddate dateestablished
    """,
    "coordination": """
        协调机制 统筹协调机制 沟通协调机制 常态化沟通协调机制 常态化协调机制 沟通机制 联席会议 联席会议制度
        联席会议机制 工作机制 是否建立协调机制 协同机制 部门协调机制 coordination coordinationmechanism
    """,
    "guidance_body": """
        家庭教育指导机构 家庭教育指导服务机构 指导机构 家庭教育指导中心 家庭教育指导服务中心
        家庭教育服务中心 家庭教育机构 是否建立家庭教育指导机构 家教指导机构 家庭教育指导 guidancebody
        familyeducationguidancebody
    """,
    "funding": """
        经费保障 经费 资金保障 经费落实 经费投入 专项经费 资金 经费情况 经费保障情况 是否有经费保障 funding
        funds
    """,
    "personnel": """
        人员保障 人员 队伍保障 人员配备 人员落实 专兼职人员 队伍建设 人员情况 人员保障情况 是否有人员保障
        personnel staff
    """,
    "venues": """
        场地保障 场地 场所保障 场所 阵地保障 场地落实 活动场地 阵地 场地情况 场地保障情况 是否有场地保障
        阵地建设 venues venue
    """,
    "departments": """
        参与部门 成员单位 参与单位 部门 协同部门 联动部门 参与的部门 成员部门 参与部门名单 参加部门
        牵头部门及成员单位 departments
    """,
    "resources": """
        资源领域 资源类型 资源类别 社会资源 育人资源 资源 资源种类 社会育人资源 协同育人资源 资源领域类型
        resources resourceareas
    """,
    "schools_covered": """
        覆盖学校数 覆盖学校 覆盖学校数量 覆盖中小学数 覆盖中小学 覆盖中小学校数 覆盖学校数所 已覆盖学校数
        参与学校数 参与学校 覆盖校数 纳入学校数 成员学校数 覆盖数 schoolscovered
    """,
    "schools_total": """
        学校总数 中小学总数 学校数 中小学数 学校数量 中小学校总数 中小学校数 辖区学校总数 辖区学校数
        全县学校总数 全区学校总数 总学校数 总数 schoolstotal totalschools schools
    """,
    "evidence": """
        佐证材料 佐证 证明材料 文号 文件 文件号 文件名称 文件依据 支撑材料 附件 链接 网址 佐证材料链接
        依据文件 印发文件 相关文件 文件文号 发文字号 evidence document link
    """,
    "remark": """
        备注 说明 备注说明 其他说明 其他 情况说明 补充说明 存在问题 remark remarks note notes comment
    """,
    "as_of": """
        数据截至 数据截止 截至日期 截止日期 截至时间 截止时间 数据截至日期 数据截止日期 数据截止时间
        数据截至时间 统计时间 统计日期 统计时点 填报日期 填报时间 上报日期 上报时间 数据日期 报告日期 asof
        asofdate dataasof
    """,
}

# Headers too general to say more than that a place follows: what stands beneath decides.
GENERAL: Final = frozenset(
    (
        "地区",
        "区域",
        "地方",
        "名称",
        "单位",
        "单位名称",
        "行政区划",
        "行政区",
        "区划",
        "市",
        "代码",
        "编码",
        "省市",
        "地区名称",
        "code",
    )
)

# Parts of longer headers: the longest that fits is a guess, of equals the first. A part that holds a shorter one of
# another field (家长学校 holds 学校) takes the count that follows with it, so that it stays the longer one.
PARTS: Final[tuple[tuple[str, str], ...]] = (
    ("as_of", "截至|截止|统计时[间点]|填报[时日]"),
    ("county_code", "区划代码|区划码|区划编码|行政.{0,4}代码|县.{0,3}代码"),
    ("schools_covered", "(?:覆盖.*(?:学校|中小学|校)|(?:参与|纳入|成员).*学校)(?:.*[总数])?"),
    ("schools_total", "(?:学校|中小学).*(?:总|数)"),
    (
        "established_on",
        "(?:建立|成立|挂牌|建成|组建|设立|揭牌).{0,6}(?:日期|时间|年月)|(?:建立|成立|挂牌).*(?:日|月)$",
    ),
    ("guidance_body", "家庭教育.*(?:机构|中心|指导)|家长学校(?:.*[总数])?"),
    ("funding", "经费|资金"),
    ("personnel", "人员|队伍"),
    ("venues", "场地|场所|阵地"),
    ("departments", "部门|成员单位"),
    ("resources", "资源"),
    ("coordination", "协调|联席|沟通.*机制|工作机制"),
    ("evidence", "佐证|文号|证明|支撑材料|链接|发文"),
    ("stage", "阶段|进展|是否.*(?:建立|建成|成立|挂牌)|教联体.*(?:情况|状态|进度)|建设情况|建设进度"),
    ("county", "县.*(?:名|区|市)|区县|旗县|县级"),
    ("prefecture", "地市|市州|州市|设区"),
    ("province", "省份|省名|所.省"),
    ("remark", "备注|说明"),
)

PART_PATTERNS: Final = {field: re.compile(part) for field, part in PARTS}

HEADERS: Final = {field: tuple(words.split()) for field, words in SYNONYMS.items()}

WORDS: Final = {word: field for field, words in HEADERS.items() for word in (*words, field)} | {
    field.replace("_", ""): field for field in FIELDS
}

# Columns that count rows or name people and telephones, and why a workbook of the action list asks for a county: of
# no use here, and no cause for a warning.
IGNORED: Final = re.compile(
    "督办事由|序号|编号|排序|no|id|行号|联系人.*|联系电话|电话|手机.*|联系方式|填表人|填报人|审核人|负责人|责任人|经办人|邮箱|serial.*|index"
)
