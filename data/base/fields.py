"""The fields of a report, one value each: from here come columns, template, reading, rules, comparison and pages.

A field names its *kind*. What follows from a kind stands once in the room that it concerns: the type of its column
(`data.store.schema`), how its cells are read (`data.intake.cells`), its cell in the template
(`reports.forms.template`), how a county's page and the workbook show it. docs/fields-and-stages.md tells how to add
one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias

from data.base.language import LANGUAGES_KEPT, Translate

Kind: TypeAlias = Literal[
    "place", "stage", "day", "yes_no", "departments", "resources", "whole_number", "text"
]

Words: TypeAlias = Callable[[Translate], str]

# The county with the most schools has fewer than 3,000, kindergartens included; more is a slip of the keyboard.
MOST_SCHOOLS: Final = 9_999

# An alliance said to be older is a slip in the year: the Ministry's first guidance on family education by schools
# (教基一〔2015〕10号) is of October 2015.
EARLIEST_ESTABLISHED: Final = date(2015, 1, 1)


@dataclass(frozen=True)
class Field:
    """One field of a report.

    key: its name in the store, in files for programs and in addresses. words: its name for readers.
    headers: the headers that name it for certain, cleaned (`data.intake.columns.plain_header`), between blanks.
    part: what makes a longer header a guess at it, as a regular expression; where it has a group, only that counts
    for how long the part is. yields: of parts of one length that of the field that yields less counts: what stands in
    other fields' headers too (情况, 名称, 说明) yields.
    header, width, meaning: of its column in the template, and what to write there; none for a field without one.
    most: the largest number that is no slip of the keyboard. out_of: the field with the whole of which this number
    is a part; both are shown together, and the part may not be larger.
    item_words: its name in full, where figures count the answers. on_card: whether the map's card shows it.
    """

    key: str
    kind: Kind
    words: Words
    headers: str
    part: str
    yields: int = 0
    header: str = ""
    width: float = 0
    meaning: Words | None = None
    most: int = MOST_SCHOOLS
    out_of: str | None = None
    item_words: Words | None = None
    on_card: bool = True


# In the order of the template; an as-of date of the row's own comes last.
FIELDS: Final[Mapping[str, Field]] = {
    field.key: field
    for field in (
        Field(
            "county_code",
            "place",
            lambda _: _("County code"),
            """
            行政区划代码 行政区划编码 区划代码 区划编码 行政区代码 行政代码 县区代码 区县代码 县代码 县级代码
            县域代码 地区代码 区域代码 单位代码 代码 编码 行政区划 区划 县级行政区划代码 统计用区划代码 国标码
            adcode countycode code divisioncode
            """,
            "区划代码|区划码|区划编码|行政.{0,4}代码|县.{0,3}代码",
            header="行政区划代码",
            width=13,
            meaning=lambda _: _("Six digits of the county; filled in and locked."),
        ),
        Field(
            "province",
            "place",
            lambda _: _("Province"),
            """
            省份 省 省级 所属省份 所属省 所在省份 所在省 省名 省市 省区市 省自治区直辖市 省份名称 省级单位
            省直辖市自治区 province
            """,
            "省份|省名|所.(省)",
            yields=3,
            header="省份",
            width=16,
        ),
        Field(
            "prefecture",
            "place",
            lambda _: _("Prefecture"),
            """
            地市 市州 市 地级市 州市 市地州 所属市 所在市 所属地市 所在地市 所属市州 设区市 地市名称 市级 地市州
            地州市 市州名称 市名 市级单位 盟市 地区盟市 州市名称 所属设区市 地区市州盟 prefecture city
            """,
            "地市|市州|州市|设区",
            yields=3,
            header="地市",
            width=16,
        ),
        Field(
            "county",
            "place",
            lambda _: _("County"),
            """
            县市区 县区 区县 市县区 县区市 县市 区县市 县旗市区 旗县区 旗县 旗县市区 市县 县 区 县名 县区名
            区县名 县名称 县区名称 区县名称 县市区名称 县域 县域名称 县级单位 县级单位名称 县级行政区
            县级行政区划 县级名称 单位 单位名称 填报单位 上报单位 报送单位 申报单位 地区 地区名称 区域 区域名称
            地方 行政区 行政区名称 行政区划名称 名称 所属县区 所在县区 所在区县 所属区县 所在县市区 所属县市区
            county countyname district
            """,
            "县.*(名|区|市)|区县|旗县|县级",
            yields=3,
            header="县(市、区)",
            width=18,
        ),
        Field(
            "stage",
            "stage",
            lambda _: _("Stage"),
            """
            建设阶段 阶段 进展 建设情况 建立情况 建设进展 工作进展 进展情况 推进情况 建设状态 状态 当前阶段
            目前阶段 建成情况 完成情况 成立情况 教联体建设情况 教联体建设阶段 教联体建立情况 教联体建设进展
            教联体进展 教联体状态 教联体 教联体情况 是否建立 是否建成 是否成立 是否已建立 是否已建成 是否已成立
            是否建立教联体 是否成立教联体 是否建成教联体 是否已建立教联体 是否已建教联体 建设进度 进度
            教联体建设进度 教联体建设状态 stage status
            """,
            "阶段|进展|是否.*(建立|建成|成立|挂牌)|教联体.*(情况|状态|进度)|建设情况|建设进度",
            yields=2,
            header="建设阶段",
            width=12,
        ),
        Field(
            "established_on",
            "day",
            lambda _: _("Established on"),
            """
            建立日期 建立时间 成立日期 成立时间 挂牌日期 挂牌时间 建成日期 建成时间 组建时间 组建日期 设立时间
            设立日期 教联体建立日期 教联体建立时间 教联体成立时间 教联体成立日期 教联体挂牌时间 教联体建成时间
            启动时间 揭牌时间 揭牌日期 establishedon establisheddate dateestablished
            """,
            "(?:建立|成立|挂牌|建成|组建|设立|揭牌).{0,6}(?:日期|时间|年月)|(?:建立|成立|挂牌).*(?:日|月)$",
            header="建立日期",
            width=12,
            meaning=lambda _: _("The day on which the alliance was established, such as 2025-03-12."),
        ),
        Field(
            "coordination",
            "yes_no",
            lambda _: _("Coordination"),
            """
            协调机制 统筹协调机制 沟通协调机制 常态化沟通协调机制 常态化协调机制 沟通机制 联席会议 联席会议制度
            联席会议机制 工作机制 是否建立协调机制 协同机制 部门协调机制 coordination coordinationmechanism
            """,
            "(?:部门)?(?:协调|联席)|沟通.*机制|工作机制",
            yields=1,
            header="协调机制",
            width=9,
            meaning=lambda _: _("A standing mechanism of communication and coordination: {either}."),
            item_words=lambda _: _("Coordination mechanism"),
        ),
        Field(
            "guidance_body",
            "yes_no",
            lambda _: _("Guidance body"),
            """
            家庭教育指导机构 家庭教育指导服务机构 指导机构 家庭教育指导中心 家庭教育指导服务中心
            家庭教育服务中心 家庭教育机构 是否建立家庭教育指导机构 家教指导机构 家庭教育指导 guidancebody
            familyeducationguidancebody
            """,
            "家庭教育.*(?:机构|中心|指导)|家长学校(?:.*[总数])?",
            header="家庭教育指导机构",
            width=11,
            meaning=lambda _: _("A body that guides family education: {either}."),
            item_words=lambda _: _("Family education guidance body"),
        ),
        Field(
            "funding",
            "yes_no",
            lambda _: _("Funding"),
            """
            经费保障 经费 资金保障 经费落实 经费投入 专项经费 资金 经费情况 经费保障情况 是否有经费保障 funding
            funds
            """,
            "经费|资金",
            header="经费保障",
            width=9,
            meaning=lambda _: _("Funding is guaranteed by a policy: {either}."),
        ),
        Field(
            "personnel",
            "yes_no",
            lambda _: _("Personnel"),
            """
            人员保障 人员 队伍保障 人员配备 人员落实 专兼职人员 队伍建设 人员情况 人员保障情况 是否有人员保障
            personnel staff
            """,
            "人员|队伍",
            header="人员保障",
            width=9,
            meaning=lambda _: _("Personnel is guaranteed by a policy: {either}."),
        ),
        Field(
            "venues",
            "yes_no",
            lambda _: _("Venues"),
            """
            场地保障 场地 场所保障 场所 阵地保障 场地落实 活动场地 阵地 场地情况 场地保障情况 是否有场地保障
            阵地建设 venues venue
            """,
            "场地|场所|阵地",
            header="场地保障",
            width=9,
            meaning=lambda _: _("Venues are guaranteed by a policy: {either}."),
        ),
        Field(
            "departments",
            "departments",
            lambda _: _("Departments"),
            """
            参与部门 成员单位 参与单位 部门 协同部门 联动部门 参与的部门 成员部门 参与部门名单 参加部门
            牵头部门及成员单位 departments
            """,
            "部门|成员单位",
            header="参与部门",
            width=44,
            meaning=lambda _: _("Any of the 17, separated by 、: {names}."),
        ),
        Field(
            "resources",
            "resources",
            lambda _: _("Resource areas"),
            """
            资源领域 资源类型 资源类别 社会资源 育人资源 资源 资源种类 社会育人资源 协同育人资源 资源领域类型
            resources resourceareas
            """,
            "资源",
            header="资源领域",
            width=34,
            meaning=lambda _: _("Any of the seven, separated by 、: {names}."),
        ),
        Field(
            "schools_covered",
            "whole_number",
            lambda _: _("Schools covered"),
            """
            覆盖学校数 覆盖学校 覆盖学校数量 覆盖中小学数 覆盖中小学 覆盖中小学校数 覆盖学校数所 已覆盖学校数
            参与学校数 参与学校 覆盖校数 纳入学校数 成员学校数 覆盖数 已覆盖 已覆盖数 schoolscovered
            """,
            "(?:覆盖.*(?:学校|中小学|校)|(?:参与|纳入|成员).*学校)(?:.*[总数])?",
            header="覆盖学校数",
            width=11,
            meaning=lambda _: _(
                "Primary and secondary schools in the alliance; at most as many as there are."
            ),
            out_of="schools_total",
        ),
        Field(
            "schools_total",
            "whole_number",
            lambda _: _("Schools in all"),
            """
            学校总数 中小学总数 学校数 中小学数 学校数量 中小学校总数 中小学校数 辖区学校总数 辖区学校数
            全县学校总数 全区学校总数 总学校数 总数 schoolstotal totalschools schools
            """,
            "(?:学校|中小学).*(?:总|数)",
            header="学校总数",
            width=10,
            meaning=lambda _: _("All primary and secondary schools of the county."),
        ),
        Field(
            "evidence",
            "text",
            lambda _: _("Evidence"),
            """
            佐证材料 佐证 证明材料 文号 文件 文件号 文件名称 文件依据 支撑材料 附件 链接 网址 佐证材料链接
            依据文件 印发文件 相关文件 文件文号 发文字号 evidence document link
            """,
            "佐证|文号|证明|支撑材料|链接|发文",
            header="佐证材料",
            width=24,
            meaning=lambda _: _("The number of a document (文号), or a link."),
        ),
        Field(
            "remark",
            "text",
            lambda _: _("Remark"),
            """
            备注 说明 备注说明 其他说明 其他 情况说明 补充说明 存在问题 remark remarks note notes comment
            """,
            "备注|说明",
            yields=4,
            header="备注",
            width=24,
            meaning=lambda _: _("Anything else a reader should know."),
            on_card=False,
        ),
        Field(
            "as_of",
            "day",
            lambda _: _("As of"),
            """
            数据截至 数据截止 截至日期 截止日期 截至时间 截止时间 数据截至日期 数据截止日期 数据截止时间
            数据截至时间 统计时间 统计日期 统计时点 填报日期 填报时间 上报日期 上报时间 数据日期 报告日期 asof
            asofdate dataasof
            """,
            "(?:数据)?(?:截至|截止)(?:日期|时间)?|统计时[间点]|填报[时日]",
            yields=-1,
        ),
    )
}


def of_kind(*kinds: Kind) -> tuple[str, ...]:
    """Give the fields of these kinds, in the template's order."""
    return tuple(key for key, field in FIELDS.items() if field.kind in kinds)


def kind_of(column: str) -> Kind:
    """Give the kind of a column of reports; what only rows of functional areas have (area, parent_code) is text."""
    return FIELDS[column].kind if column in FIELDS else "text"


PLACE_FIELDS: Final = of_kind("place")

YES_NO: Final = of_kind("yes_no")

LISTS: Final = of_kind("departments", "resources")

COUNTS: Final = of_kind("whole_number")

# What a county says; of numbers that are a part of a whole, by the part.
REPORTED: Final = tuple(key for key in FIELDS if key not in PLACE_FIELDS and key != "as_of")
OUT_OF: Final = {key: field.out_of for key, field in FIELDS.items() if field.out_of}

# The columns of a county's report in the store, and of a functional area's.
REPORT_COLUMNS: Final = ("county_code", "as_of", *REPORTED)
AREA_COLUMNS: Final = ("parent_code", "area", "as_of", *REPORTED)

# `Any`, because the types of pandas list the names of dtypes one by one.
FRAME_TYPES: Final[dict[str, Any]] = {
    name: {"day": "datetime64[ns]", "yes_no": "boolean", "whole_number": "Int64"}.get(kind_of(name), "string")
    for name in (*REPORT_COLUMNS, *AREA_COLUMNS)
}

# What a policy is to guarantee; `data.figures` counts who has all of them.
GUARANTEES: Final = ("funding", "personnel", "venues")

# Between the names of a list.
SEPARATOR: Final = "、"


def value_text(name: str, value: Any) -> str:
    """Write a reported value as comparisons do: an ISO day, yes or no, digits; stages and texts as they are."""
    match FIELDS[name].kind:
        case "day":
            return str(value)[:10]
        case "yes_no":
            return "yes" if value else "no"
        case "whole_number":
            return str(int(value))
        case _text:
            return str(value)


@lru_cache(maxsize=LANGUAGES_KEPT)
def field_words(_: Translate) -> Mapping[str, str]:
    """Names of the report fields."""
    return {key: field.words(_) for key, field in FIELDS.items()}


@lru_cache(maxsize=LANGUAGES_KEPT)
def answer_words(_: Translate) -> Mapping[str, str]:
    """Words of the answers to yes-or-no questions."""
    return {
        "yes": _("yes"),
        "no": _("no"),
    }
