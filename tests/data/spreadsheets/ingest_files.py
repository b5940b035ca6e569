"""Spreadsheets with all that offices write in cells; what examining each gives is in outcomes.json."""

# ruff: noqa: DTZ001, E501 - workbooks know no time zones; a table of cases reads best with few breaks

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from tests.data.spreadsheets.packages import inline, package, rows_xml, sheet_xml, xlsx_parts
from tests.data.spreadsheets.reading_files import cells_of, page, sheet_of, text_of

TITLE: Final = ["数据截至2026年9月30日"]
# Counties of 广州市, one a row, where it does not matter which.
CODES: Final = [
    "440103",
    "440104",
    "440105",
    "440106",
    "440111",
    "440112",
    "440113",
    "440114",
    "440115",
    "440117",
    "440118",
]
MORE: Final = [
    "440203",
    "440204",
    "440205",
    "440222",
    "440224",
    "440229",
    "440232",
    "440233",
    "440281",
    "440282",
    "440303",
    "440304",
    "440305",
    "440306",
    "440307",
    "440308",
]

# Two lines of labels, no cell merged across, above a header of two rows.
LABELLED: Final = [
    ["某省教联体建设情况统计表"], ["表号：教统12表", None, None, "计量单位：所"],
    ["填报单位（盖章）：某省教育厅", None, None, "填报日期：2026年9月30日"],
    ["县(市、区)", "建设进展", None, "学校数（所）", None], [None, "建设阶段", "成立时间", "总数", "已覆盖"],
    ["荔湾区", "已建立", "2025.3.1", 40, 30], ["天河区", "筹建中", None, 50, 10],
]  # fmt: skip


@dataclass(frozen=True)
class IngestCase:
    """A file; `fields` are those whose values its outcome lists, `asked` with what it is examined, `stored` what is there.

    stored: stage and as-of date by county code.
    """

    name: str
    build: Callable[[], bytes]
    fields: str = "county_code"
    asked: Mapping[str, Any] = field(default_factory=dict)
    stored: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    same_bytes: bool = True


def one_each(
    header: Sequence[str], cells: Sequence[Any], *before: Any, title: bool = True
) -> list[list[Any]]:
    """A row for each cell, with a county's code of its own and the same cells before; data begin in row 3."""
    rows = [[code, *before, cell] for code, cell in zip([*CODES, *MORE], cells, strict=False)]
    return [*([TITLE] if title else []), ["行政区划代码", *header], *rows]


def a_page(*rows: list[str]) -> Callable[[], bytes]:
    return page(f"<table>{''.join(map(cells_of, rows))}</table>")


def newer_errors() -> bytes:
    """Errors that Excel 2007 did not have, as other programs write them."""
    cells = [inline("A3", "440103") + '<c r="B3" s="0" t="e"><f>A9</f><v>#SPILL!</v></c>', inline("A4", "440104") + inline("B4", "在建"),
        inline("A5", "440105") + '<c r="B5" t="e"><v>#ERROR!</v></c>']  # fmt: skip
    rows = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, 3))
    return package(xlsx_parts(sheet_xml(rows_xml([TITLE, ["代码", "阶段"]]) + rows)))


STAGES: Final = [
    "已建",
    "建成",
    "已成立",
    "挂牌",
    "筹备",
    "在建",
    "推进中",
    "未启动",
    "未建",
    "无",
    "有效运转",
    "是",
    "√",
    "0",
    "拟于明年建立",
    "尚未成立，正在筹备",
    "正常",
    "集团",
]
DATED: Final = ("已建", "建成", "已成立", "挂牌", "有效运转", "是", "√")
YES_NO: Final = ["是", "否", "√", "×", "Y", "N", "1", "0", "Ｙ", "已落实", "50万元", "未到位", "v", "部分"]
DAYS: Final = [
    date(2025, 3, 12), datetime(2025, 3, 12, 10, 30), 45728, 20250312, 202503, "2025年3月12日", "2025.3.1", "2025-03-12", "2025/3/12", "20250312",
    "２０２５．３．１２", "二〇二五年三月十二日", "2025年3月", "25.3.12", "13/1/2025", 2025.1, 2025.3, "2025年", "2025.2.30", "3/4/2025", "去年", "45728", "2025.1",
]  # fmt: skip

CASES = [
    IngestCase("codes.xlsx", sheet_of(TITLE, ["行政区划代码", "建设阶段"], *[[code, "在建"] for code in (
        440103, "440104000000", 440105000000, "４４０１０６", " 440 111 ", "440112000", 11010, "999999", "4.40113E+11", 440100, "710101", "440106天河")])),
    IngestCase("names.csv", text_of([TITLE, ["省份", "地市", "县(市、区)", "建设阶段"], *[[*place, "在建"] for place in (
        ("", "", "广东省广州市天河区"), ("", "", "乌鲁木齐市经开区(头屯河区)"), ("", "", "黔东南州岑巩县"), ("", "", "伊犁州伊宁市"),
        ("", "", "第八师石河子市"), ("新疆", "伊犁州", "伊宁县"), ("兵团", "", "北屯市"), ("广东", "广州", "越秀"), ("", "", "科右前旗"), ("", "", "恭城县"),
        ("", "", "天河区教育局"), ("", "东莞市", ""), ("", "", "伊犁州"), ("", "", "朝阳"), ("", "徐州市", "鼓楼区"), ("福建省", "", "鼓楼区"), ("新疆", "", "石河子市"), ("", "长治市", "城区"), ("湖北省", "省直辖县级行政区划", "仙桃市"), ("", "", "广州市本级"), ("", "", ""))]], encoding="gb18030")),
    IngestCase("former.xlsx", sheet_of(TITLE, ["代码", "县名", "阶段"], [None, "密云县", "在建"], [110111, "房山区", "在建"], [540422, "米林市", "在建"],
        [None, "莱芜市莱城区", "在建"], [410306, None, "在建"], [None, "江干区", "在建"], [330104, "江干区", "在建"], [None, "错那县", "在建"], [460321, None, "在建"])),
    IngestCase("hotan.csv", text_of([TITLE, ["代码", "县名", "阶段", "建立日期"], ["653221", "和田县", "有效运转", "2025-3-1"], ["653229", "和安县", "筹备", ""],
        ["653223", "皮山县", "已建立", "2025-5-1"], ["653228", "和康县", "未启动", ""], ["", "和田地区和田市", "在建", ""]]), "county_code stage"),
    IngestCase("chongqing.csv", text_of([TITLE, ["代码", "县名", "阶段", "建立日期"], ["500105", "江北区", "已建立", "2025-3-1"], ["500109", "北碚区", "在建", ""],
        ["", "渝北区", "在建", ""], ["500157", "两江新区", "有效运转", "2025-12-1"]]), "county_code stage"),
    IngestCase("kashgar.csv", text_of([["代码", "县名", "阶段", "建立日期", "数据截至"], ["653126", "叶城县", "已建立", "2025-3-1", "2025-12-31"],
        ["653132", "岑岭县", "未启动", "", "2026-09-30"], ["653126", "叶城县", "有效运转", "2025-3-1", "2026-09-30"], ["659003", "图木舒克市", "已建立", "2025-3-1", "2026-09-30"],
        ["659013", "草湖市", "在建", "", "2026-09-30"], ["", "岑岭县", "在建", "", "2025-12-31"]]), "county_code stage"),
    IngestCase("register_of_each_day.csv", text_of([["代码", "县名", "阶段", "数据截至"], ["", "密云县", "在建", "2014-12-31"], ["", "密云县", "在建", "2026-09-30"],
        ["110118", "密云区", "在建", "2013-12-31"], ["330104", "江干区", "在建", "2020-12-31"], ["330104", "江干区", "在建", "2026-09-30"],
        ["500112", "渝北区", "在建", "2025-06-30"], ["500157", "", "在建", "2025-06-30"], ["500105", "", "在建", "2026-06-30"]])),
    IngestCase("gulou.csv", text_of([TITLE, ["县区", "阶段"], ["鼓楼区", "在建"], ["天河区", "在建"], ["南京市鼓楼区", "在建"]])),
    IngestCase("within_fujian.csv", text_of([TITLE, ["县区", "阶段"], ["鼓楼区", "在建"], ["天河区", "在建"], ["南京市鼓楼区", "在建"]]), asked={"province": "350000"}),
    IngestCase("for_guangdong_and_xpcc.csv", text_of([TITLE, ["代码", "地市", "县区", "阶段"], ["440106", "", "天河区", "在建"], ["", "", "长沙市天心区", "在建"],
        ["430103", "", "", "未启动"], ["659001", "", "石河子市", "在建"], ["", "长沙市", "高新区", "在建"], ["", "广州市", "黄埔开发区", "在建"],
        ["", "", "乌鲁木齐市天山区", "在建"]]), asked={"allowed": frozenset({"440000", "660000"})}),
    IngestCase("misspelt.xls", a_page(["省份", "地市", "县名", "代码", "阶段"], ["广东省", "广州市", "天合区", "", "在建"],
        ["广东省", "广洲市", "天河区", "", "在建"], ["广东省", "深圳市", "天河区", "", "在建"], ["广东省", "广州市", "越秀区", "440106", "在建"],
        ["湖南省", "", "", "440103", "在建"], ["台湾省", "", "台北市", "", "在建"], ["广东省", "广州市", "荔弯区", "440103", "在建"]), asked={"as_of": date(2026, 9, 30)}),
    IngestCase("doubles.xlsx", sheet_of(TITLE, ["代码", "县名", "阶段", "备注"], [440103, "荔湾区", "在建", None], [440104, "越秀区", "在建", "甲"],
        [440103, "荔湾区", "未启动", None], ["440104", None, "筹建中", "甲"], [None, "广州市荔湾区", "在建", None], [440105, None, "在建", None])),
    IngestCase("areas.xlsx", sheet_of(TITLE, ["地市", "县区", "阶段"], [None, "南京江北新区", "在建"], [None, "西安市曲江新区", "在建"], ["合肥市", "高新区", "在建"],
        [None, "高新区", "在建"], [None, "浦东新区", "在建"], ["合肥市", "高新区", "未启动"], [None, "南京江北新区", "在建"])),
    IngestCase("stages.xlsx", sheet_of(TITLE, ["行政区划代码", "建设阶段", "建立日期"], *[
        [code, stage, "2025-3-1" if stage in DATED else None] for code, stage in zip([*CODES, *MORE], STAGES, strict=False)]), "stage"),
    IngestCase("yes_no.csv", text_of([[str(cell) for cell in row] for row in one_each(["阶段", "经费保障"], YES_NO, "在建")]), "funding"),
    IngestCase("dates.xlsx", sheet_of(*one_each(["阶段", "建立日期"], DAYS, "已建立")), "established_on"),
    IngestCase("dates_with_zeros.csv", text_of(one_each(["阶段", "建立日期"], ["2025.1", "2025.10", "2025.1.1"], "已建立")), "established_on"),
    IngestCase("counts.xlsx", sheet_of(TITLE, ["代码", "阶段", "覆盖学校数", "学校总数"], *[[code, "在建", *counts] for code, counts in zip(CODES, (
        (12, 20), ("12所", "二十"), ("约30所", 40), (21, 20), (-1, 20), (3.5, 20), (99_999, 20), ("80%", 20), (None, 20), ("１２", "1,024"), ("-", "无")), strict=True)]), "schools_covered schools_total"),
    IngestCase("across.xlsx", sheet_of(TITLE, ["代码", "阶段", "建立日期"], *[[code, *said] for code, said in zip(CODES, (
        ("已建立", None), ("有效运转", None), ("已建立", "2026-10-01"), ("已建立", "2026-09-30"), ("已建立", "2014-12-31"), ("已建立", "2015-01-01"),
        ("筹建中", "2026-12-01"), (None, "2025-01-01"), (None, None), ("未启动", "无"), ("已建立", "无")), strict=True)]), "stage established_on"),
    IngestCase("backwards.xlsx", sheet_of(["代码", "阶段", "数据截至"], *[[code, stage, "2026-09-30"] for code, stage in zip(CODES, ("在建", "未启动", None, "未启动", "在建", "在建"), strict=False)],
        [CODES[6], "在建", "2026-03-31"]), "stage",
        asked={"answers": {(6, "going_backwards"): True}}, stored={code: (stage, date(2026, 6, 30)) for code, stage in zip(CODES, (
            "established", "operating", "preparing", "preparing", "established", "not_started", "established"), strict=False)}),
    IngestCase("clusters.xlsx", sheet_of(TITLE, ["代码", "阶段", "联盟名称", "备注"], [440103, "在建", "荔湾区教育共同体", None], [440104, "在建", None, "第一小学教育集团"],
        [440105, "在建", "协同育人共同体", None], [440106, "在建", None, "城乡教联体"])),
    IngestCase("lists.xlsx", sheet_of(TITLE, ["代码", "阶段", "参与部门", "资源领域", "佐证材料"], [440103, "在建", "教育局、公安局", "体育、劳动教育", "长" * 2_001],
        [440104, "在建", "团县委,妇联", "体育场馆", "穗教〔2025〕3号"], [440105, "在建", "财政局", None, None], [440106, "在建", "17个部门", "无", None]), "departments resources"),
    IngestCase("as_of_column.xlsx", sheet_of(["代码", "阶段", "数据截至"], [440103, "在建", "2026年8月"], [440104, "在建", None], [440105, "在建", date(2026, 8, 1)],
        [440103, "在建", "2026-09-30"], [440105, "未启动", "2026.8.1"]), "as_of"),
    IngestCase("no_day.csv", text_of([["代码", "阶段"], ["440103", "在建"]])),
    IngestCase("columns.csv", text_of([TITLE, ["目前的建设阶段是", "区县", "县名称", "联盟", "挂牌成立的具体日期", "序号"], ["已建立", "荔湾区", "荔湾区", "甲", "2025-3-1", "1"]]), "county_code stage"),
    IngestCase("no_stage.csv", text_of([TITLE, ["代码", "备注"], ["440103", "好"]])),
    IngestCase("no_county.csv", text_of([TITLE, ["阶段", "备注"], ["在建", "好"]])),
    IngestCase("errors_in_cells.xlsx", sheet_of(TITLE, ["代码", "县名", "阶段", "经费保障"], [440103, None, "在建", "是"], [440104, None, "在建", "是"], [None, "x", "在建", "是"],
        formulas=[(2, 2, '="在"&"建"', ""), (3, 3, "=1/0", "#DIV/0!"), (4, 1, "=A9", "#REF!")])),
    IngestCase("newer_errors.xlsx", newer_errors),
    IngestCase("label_line.xlsx", sheet_of(*LABELLED, merged=[(3, 0, 4, 0), (3, 1, 3, 2), (3, 3, 3, 4)]),
        "county_code as_of stage established_on schools_total schools_covered"),
    IngestCase("contradicting_columns.xlsx", sheet_of(TITLE, ["代码", "建设阶段", "经费保障", "建立日期"],
        [440103, "未启动", "2025-01-01", "有"], [440104, "筹建中", "2025-02-01", "无"]), "county_code stage established_on"),
]  # fmt: skip
