"""The template's structure as openpyxl sees it: names locked, cells open, dropdowns, values, nothing that runs."""

from datetime import date, datetime
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from data.figures.progress import county_status
from data.register.register import load_counties
from reports.forms.template import AREA_ROWS, TEMPLATE_COLUMNS, template_workbook
from tests.data.factories import a_report, some_reports, unit_reports

AS_OF = date(2026, 10, 31)
FIRST = 4


def counties_of(province: str) -> pd.DataFrame:
    counties = load_counties()
    return counties[counties["province_code"] == province]


def status_of(*reports) -> pd.DataFrame:
    return county_status(unit_reports(some_reports(*reports)), as_of=AS_OF)


def opened(content: bytes):
    return load_workbook(BytesIO(content))


def template(province: str = "440000", status: pd.DataFrame | None = None, lang: str = "zh"):
    return opened(
        template_workbook(
            counties_of(province), status, area_name="广东省", as_of=AS_OF, lang=lang, _=lambda text: text
        )
    )


@pytest.fixture(scope="module")
def blank():
    return template()


def test_title_as_of_date_and_headers(blank):
    sheet = blank.worksheets[0]
    assert sheet["A1"].value == "广东省教联体建设情况"
    assert sheet["A2"].value == "数据截至"
    assert sheet["B2"].value.date() == AS_OF
    assert [cell.value for cell in sheet[3]] == [
        "行政区划代码",
        "省份",
        "地市",
        "县(市、区)",
        "建设阶段",
        "建立日期",
        "协调机制",
        "家庭教育指导机构",
        "经费保障",
        "人员保障",
        "场地保障",
        "参与部门",
        "资源领域",
        "覆盖学校数",
        "学校总数",
        "佐证材料",
        "备注",
    ]
    assert sheet.freeze_panes == "E4"
    assert sheet.print_title_rows == "$3:$3"


def test_every_county_of_the_province_stands_once_in_order_of_code(blank):
    rows = list(blank.worksheets[0].iter_rows(min_row=FIRST, max_col=4, values_only=True))
    expected = counties_of("440000")[["county_code", "province", "prefecture", "name"]]
    assert rows[:-AREA_ROWS] == list(expected.itertuples(index=False, name=None))
    assert set(rows[-AREA_ROWS:]) == {(None,) * 4}


def test_names_are_locked_and_all_else_is_open_without_a_password(blank):
    sheet = blank.worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    last_county = sheet.max_row - AREA_ROWS
    for row in (FIRST, last_county):
        assert [cell.protection.locked for cell in sheet[row]] == [True] * 4 + [False] * 13
    assert not any(cell.protection.locked for cell in sheet[last_county + 1])
    assert [sheet[name].protection.locked for name in ("A1", "A2", "B2", "A3")] == [
        *(True, True, False, True)
    ]


@pytest.mark.parametrize(
    ("lang", "stages", "answers"),
    [
        ("zh", '"未启动,筹建中,已建立,有效运转"', '"是,否"'),
        ("en", '"not started,preparing,established,operating"', '"yes,no"'),
    ],
)
def test_dropdowns_and_validation_reach_over_every_row(lang, stages, answers):
    sheet = template(lang=lang).worksheets[0]
    span = f"{FIRST}:{{0}}{sheet.max_row}"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = {where.split(":")[0]: (rule.type, rule.operator, rule.formula1) for where, rule in rules.items()}
    assert kinds == {
        "E4": ("list", None, stages),
        "B2": ("date", "greaterThanOrEqual", "42005"),
        "F4": ("date", None, "42005"),
        **dict.fromkeys(("G4", "H4", "I4", "J4", "K4"), ("list", None, answers)),
        "L4": (None, None, None),
        "M4": (None, None, None),
        **dict.fromkeys(("N4", "O4"), ("whole", "greaterThanOrEqual", "0")),
    }
    assert rules[f"F{span.format('F')}"].formula2 == "$B$2"
    del rules["B2"]
    for where, rule in rules.items():
        assert where == where[0] + span.format(where[0])
        assert rule.type is None or (rule.error and rule.errorStyle is None)
    assert rules[f"L{span.format('L')}"].prompt.startswith("教育部、中央宣传部")


def test_current_values_are_filled_in_and_blank_stays_blank():
    whole = {
        "stage": "operating",
        "established_on": date(2025, 3, 12),
        "coordination": True,
        "remark": "=1+1",
    }
    status = status_of(a_report("440103", date(2026, 9, 30), **whole), a_report("440104", AS_OF, None))
    for name in ("guidance_body", "funding", "personnel", "venues"):
        status[name] = pd.array([False] * len(status), dtype="boolean")
    for name in ("departments", "resources", "evidence"):
        status[name] = "教育部、公安部"
    for name in ("schools_covered", "schools_total"):
        status[name] = pd.array([12] * len(status), dtype="Int64")
    sheet = template(status=status).worksheets[0]
    shown = [str(cell.value) for cell in sheet[FIRST]]
    assert shown[4:11] == ["有效运转", "2025-03-12 00:00:00", "是", "否", "否", "否", "否"]
    assert shown[11:] == ["教育部、公安部", "教育部、公安部", "12", "12", "教育部、公安部", "=1+1"]
    assert sheet["Q4"].data_type == "s"
    assert [sheet[name].value for name in ("E5", "F5", "G5")] == [None, None, None]


def test_english_words_in_the_english_template():
    status = status_of(a_report("440103", AS_OF, "established", coordination=False))
    for column in TEMPLATE_COLUMNS[4:]:
        if column.field not in status:
            status[column.field] = pd.NA
    row = [cell.value for cell in template(status=status, lang="en").worksheets[0][FIRST]]
    assert row[4:7] == ["established", datetime(2026, 10, 31), "no"]  # noqa: DTZ001


def test_no_cell_is_a_formula_or_a_link(blank):
    for sheet in blank.worksheets:
        assert not sheet._hyperlinks
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_instructions_name_every_column_to_fill_in(blank):
    sheet = blank.worksheets[1]
    assert sheet.title == "How to fill in"
    column = [cell.value for cell in sheet["A"]]
    for template_column in TEMPLATE_COLUMNS:
        if template_column.kind != "place":
            assert template_column.header in column
    meanings = dict(sheet.iter_rows(values_only=True, max_col=2))
    assert "中国关工委" in meanings["参与部门"]
    assert "课后服务" in meanings["资源领域"]


def test_the_sheet_to_fill_in_opens_first_and_can_be_printed(blank):
    assert blank.active.title == "教联体建设情况"
    page = blank.worksheets[0].page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)


def test_equal_input_gives_equal_bytes():
    made = [
        template_workbook(counties_of("110000"), None, area_name="北京市", as_of=AS_OF, lang="zh", _=str)
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.slow
def test_the_nation_s_template_holds_every_county():
    content = template_workbook(load_counties(), None, area_name="全国", as_of=AS_OF, lang="zh", _=str)
    assert opened(content).worksheets[0].max_row == FIRST - 1 + len(load_counties()) + AREA_ROWS
