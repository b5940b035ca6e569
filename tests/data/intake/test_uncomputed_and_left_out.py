"""What a workbook shows but does not hold: formulas nobody computed, errors and pictures, sheets not read."""

from datetime import date

import pandas as pd
import pytest

from data.base.fields import REPORT_COLUMNS
from data.intake.examination import Examination, Particulars, examine
from data.intake.values import read_text
from data.spreadsheets.special_cells import link_text, special_cells
from tests.data.spreadsheets.packages import MAIN, RELATIONS, inline, package, rows_xml, sheet_xml, xlsx_parts

HEADERS = ["县代码", "建设阶段", "覆盖学校数", "学校总数", "佐证材料"]
AS_OF = date(2026, 10, 31)
RECOMPUTE = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
)


def row(number: int, code: str, covered: str, evidence: str) -> str:
    return (
        f'<row r="{number}">{inline(f"A{number}", code)}{inline(f"B{number}", "筹建中")}'
        f'<c r="C{number}">{covered}</c><c r="D{number}"><v>200</v></c><c r="E{number}">{evidence}</c></row>'
    )


def workbook(*rows: str, calculation: str = "") -> bytes:
    parts = xlsx_parts(sheet_xml(rows_xml([HEADERS]) + "".join(rows)))
    if calculation:
        parts["xl/workbook.xml"] = f"{RECOMPUTE}{calculation}</workbook>"
    return package(parts)


def examined(content: bytes) -> Examination:
    reports = pd.DataFrame(columns=["batch_id", *REPORT_COLUMNS, "saved_at"])
    return examine(content, "报表.xlsx", Particulars(reports=reports, today=AS_OF, as_of=AS_OF))


def told(found: Examination, *codes: str) -> list[tuple[int | None, str | None, str]]:
    return [(each.row, each.column, each.code) for each in found.problems if each.code in codes]


LINK = '<f>HYPERLINK("https://e.cn","教发1号")</f>'


def test_a_link_without_value_gives_its_text():
    found = examined(workbook(row(2, "440103", "<v>100</v>", LINK)))
    assert list(found.accepted["evidence"]) == ["教发1号"]
    assert told(found, "text_without_value", "formula_without_value") == []


def test_another_text_without_value_is_left_out_and_the_row_goes_on():
    found = examined(workbook(row(2, "440103", "<v>100</v>", '<f>G2&amp;"号"</f>')))
    assert list(found.accepted["schools_covered"]) == [100]
    assert found.accepted["evidence"].isna().all()
    assert told(found, "text_without_value") == [(2, "E", "text_without_value")]


def test_a_count_without_value_costs_the_row():
    found = examined(workbook(row(2, "440103", "<f>1+1</f>", "<v>5</v>")))
    assert found.rejected == (2,)
    assert told(found, "formula_without_value") == [(2, "C", "formula_without_value")]


@pytest.mark.parametrize("evidence", [f"{LINK}<v>0</v>", "<v>5</v>"])
def test_a_zero_that_nobody_computed_is_no_count(evidence):
    calculation = '<calcPr calcId="124519" fullCalcOnLoad="1"/>' if "HYPERLINK" not in evidence else ""
    found = examined(workbook(row(2, "440103", "<f>100+2</f><v>0</v>", evidence), calculation=calculation))
    assert found.rejected == (2,)
    assert told(found, "formula_without_value") == [(2, "C", "formula_without_value")]


@pytest.mark.parametrize("other", ["<v>101</v>", "<v>7</v>"])
def test_a_computed_zero_is_zero_where_another_formula_has_a_value(other):
    found = examined(
        workbook(
            row(2, "440103", "<f>D2-200</f><v>0</v>", "<v>5</v>"),
            row(3, "440104", f"<f>D3-99</f>{other}", "<v>5</v>"),
            calculation='<calcPr fullCalcOnLoad="1"/>',
        )
    )
    assert list(found.accepted["schools_covered"])[:1] == [0]
    assert found.rejected == ()


def test_a_sheet_of_true_zeros_is_believed():
    found = examined(workbook(row(2, "440103", "<f>D2-200</f><v>0</v>", "<v>5</v>")))
    assert list(found.accepted["schools_covered"]) == [0]


def test_cells_without_a_place_of_their_own_are_found_by_where_they_stand():
    sheet = sheet_xml(
        '<row><c t="s"><v>0</v></c></row><row><c/><c><f>1+1</f></c><c t="e"><v>#N/A</v></c></row>'
    )
    found = special_cells(sheet.encode())
    assert found.without_value == [(2, "B")]
    assert found.errors == [(2, "C", "#N/A")]


@pytest.mark.parametrize("cell", ["#N/A", "#VALUE!", "#SPILL!", '=DISPIMG("ID_0B1C",1)', "=_xlfn.IMAGE(A1)"])
def test_what_is_no_text_is_left_out_of_texts(cell):
    reading = read_text(cell)
    assert reading.value is None
    assert [each.code for each in reading.findings] == ["text_left_out"]


@pytest.mark.parametrize("cell", ["# 1 号文件", "=粤教发〔2025〕1号", "a = f(x)", "见附件（#3）"])
def test_texts_with_such_signs_stay(cell):
    assert read_text(cell).value == cell


def test_a_link_shows_its_second_text():
    assert link_text(' =hyperlink("a","教发""1""号") ') == '教发"1"号'
    assert link_text('HYPERLINK("a",B2)') is None


def test_other_sheets_of_counties_are_named_and_sums_are_not():
    parts = xlsx_parts(sheet_xml(rows_xml([HEADERS, ["440103", "筹建中", "1", "2"]])))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="广州" sheetId="1" r:id="rId1"/>'
        '<sheet name="深圳" sheetId="2" r:id="rId3"/><sheet name="汇总" sheetId="3" r:id="rId4"/></sheets></workbook>'
    )
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    more = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number - 1}.xml"/>'
        for number in (3, 4)
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", f"{more}</Relationships>")
    parts["xl/worksheets/sheet2.xml"] = sheet_xml(rows_xml([HEADERS, ["440303", "筹建中", "1", "2"]]))
    parts["xl/worksheets/sheet3.xml"] = sheet_xml(rows_xml([["项目", "数量"], ["学校", "4"], ["部门", "5"]]))
    found = examined(package(parts))
    assert list(found.accepted["county_code"]) == ["440103"]
    assert [each.found for each in found.problems if each.code == "sheet_not_read"] == ["深圳"]
