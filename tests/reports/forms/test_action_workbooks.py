"""Every province's workbook comes back as it was sent, without a problem; one cell filled in is one change."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from data.demo import write_demo
from data.figures.action_list import action_list, with_reason
from data.figures.changes_between import changed_counties
from data.figures.progress import county_status
from data.intake.examination import examine
from data.register.history import register_history
from data.register.register import known_codes, load_counties, load_provinces
from data.store.store import open_store
from reports.forms.action_lists import ListOccasion, action_workbook, action_zip, file_name
from reports.forms.template import HEADERS, STAGE_CELLS
from tests.data.factories import unit_reports
from tests.data.uploads import particulars

AS_OF, BEFORE = date(2026, 10, 31), date(2026, 9, 30)
COUNTIES = load_counties()
OCCASION = ListOccasion(
    as_of=AS_OF, compare=BEFORE, lang="zh", demo=False, reason=None, source="Source: a test."
)
PROVINCES = {row["code"]: row for row in load_provinces().to_dict("records")}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Two years of reports of all provinces; here they count as real ones."""
    url = f"sqlite:///{tmp_path_factory.mktemp('sent') / 'store.db'}"
    store = open_store(url, known_codes=known_codes())
    write_demo(store, register_history(), today=date(2026, 11, 22))
    yield store.reports()
    store.close()


@pytest.fixture(scope="module")
def status(reports):
    return county_status(unit_reports(reports), as_of=AS_OF)


@pytest.fixture(scope="module")
def listed(reports, status):
    changed = changed_counties(unit_reports(reports), since=BEFORE, until=AS_OF)
    return action_list(status, changed, COUNTIES, as_of=AS_OF)


@pytest.fixture(scope="module")
def bundle(listed, status):
    told = []
    content = action_zip(
        listed,
        COUNTIES,
        status,
        load_provinces(),
        OCCASION,
        _=str,
        progress=lambda *done: told.append(done),
    )
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
    with ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def examined(content, name, reports, code):
    return examine(content, name, particulars(reports, province=code))


@pytest.mark.slow
def test_each_province_with_listed_counties_has_a_workbook(bundle, listed):
    assert sorted(name[:6] for name in bundle) == sorted(listed["province_code"].unique())
    assert all(name.endswith(".xlsx") and "/" not in name and ".." not in name for name in bundle)


@pytest.mark.slow
def test_every_workbook_comes_back_without_a_problem_or_a_change(bundle, listed, reports):
    for name, content in bundle.items():
        own = listed[listed["province_code"] == name[:6]]
        found = examined(content, name, reports, name[:6])
        assert [each for each in found.problems if each.code != "cluster_wording"] == [], name
        assert (found.as_of, found.rejected, found.read) == (AS_OF, (), len(own))
        assert found.accepted["county_code"].tolist() == own["county_code"].tolist()
        assert found.unchanged == len(own)


@pytest.mark.slow
def test_one_cell_filled_in_is_one_change(bundle, listed, reports):
    for name, content in bundle.items():
        own = listed[listed["province_code"] == name[:6]].reset_index(drop=True)
        open_cases = own.index[own["to_do"] & own["stage"].notna()]
        if not len(open_cases):
            continue
        book = openpyxl.load_workbook(BytesIO(content))
        sheet = book["督办清单"]
        place = [cell.value for cell in sheet[3]].index(HEADERS["remark"]) + 1
        row = 4 + int(open_cases[0])
        sheet.cell(row, place).value = "已约谈"
        changed = BytesIO()
        book.save(changed)
        found = examined(changed.getvalue(), name, reports, name[:6])
        assert [each for each in found.problems if each.code != "cluster_wording"] == [], name
        kinds = found.difference.rows.set_index("county_code")["kind"]
        code = own.loc[open_cases[0], "county_code"]
        assert kinds[kinds != "unchanged"].to_dict() == {code: "changed"}
        assert found.difference.fields[["field", "after"]].to_numpy().tolist() == [["remark", "已约谈"]]


def one_workbook(listed, status, occasion=OCCASION, code="460000"):
    own = listed[listed["province_code"] == code]
    content = action_workbook(own, COUNTIES, status, PROVINCES[code], occasion, _=str)
    return own, openpyxl.load_workbook(BytesIO(content))


@pytest.mark.slow
def test_the_reason_stands_beside_the_name_and_the_current_values_are_filled_in(listed, status):
    own, book = one_workbook(listed, status)
    sheet = book["督办清单"]
    assert [cell.value for cell in sheet[3]][3:6] == ["县(市、区)", "督办事由", "建设阶段"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == own["county_code"].tolist()
    assert all(row[4] for row in rows)
    stages = [None if row[5] is None else row[5] for row in rows]
    stored = status.set_index("county_code")["stage"].reindex(own["county_code"])
    assert stages == [STAGE_CELLS["zh"].get(stage) if isinstance(stage, str) else None for stage in stored]
    lists = {str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {f"{letter}4:{letter}{3 + len(own)}" for letter in "FHIJKL"}


def test_the_cover_says_who_when_how_many_and_where_from(listed, status):
    own, book = one_workbook(listed, status, replace(OCCASION, reason="to_do", lang="en"))
    cover = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    assert cover["To"] == "Hainan"
    assert cover["Data as of"] == "31 Oct 2026"
    assert cover["On the list"] == f"{len(own)} of 26 counties"
    assert cover["Limited to"] == "No alliance yet"
    assert cover["Source"] == "Source: a test."
    assert "DEMO DATA" not in cover


def test_demo_values_cannot_come_back_as_real_ones(listed, status):
    _own, book = one_workbook(listed, status, replace(OCCASION, demo=True))
    assert book.worksheets[0]["A2"].value == "DEMO DATA"
    rows = list(book["督办清单"].iter_rows(min_row=4, values_only=True))
    assert all(value is None for row in rows for value in row[5:])


def test_a_name_is_safe_whatever_the_area_is_called():
    assert file_name("../a b:c*", "清单", OCCASION) == "a-b-c-清单-2026-10-31.xlsx"


ASKING = replace(OCCASION, reason="not_reported")


def filled_in(content: bytes, counties: int) -> bytes:
    """Write a stage into every row of a workbook that asks for reports, as an office does."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["催报清单"]
    place = [cell.value for cell in sheet[3]].index(HEADERS["stage"]) + 1
    for row in range(4, 4 + counties):
        sheet.cell(row, place).value = STAGE_CELLS["zh"]["not_started"]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("kept", [0, 3])
def test_the_workbook_that_asks_for_reports_has_exactly_those_counties_and_uploads_filled_in(reports, kept):
    some = reports[
        reports["county_code"].isin(COUNTIES["county_code"][lambda codes: codes.str.startswith("46")])
    ]
    some = some[some["county_code"].isin(sorted(some["county_code"].unique())[:kept])]
    status = county_status(unit_reports(some), as_of=AS_OF)
    listed = with_reason(action_list(status, None, COUNTIES, as_of=AS_OF), "not_reported")
    own = listed[listed["province_code"] == "460000"]
    content = action_workbook(own, COUNTIES, status, PROVINCES["460000"], ASKING, _=str)
    silent = status.loc[status["stage"].isna(), "county_code"]
    hainan = COUNTIES.loc[COUNTIES["province_code"] == "460000", "county_code"]
    assert own["county_code"].tolist() == sorted(set(silent) & set(hainan))
    found = examined(filled_in(content, len(own)), "海南省-催报清单.xlsx", some, "460000")
    assert (list(found.problems), found.as_of, found.rejected) == ([], AS_OF, ())
    assert found.accepted["county_code"].tolist() == own["county_code"].tolist()
    assert set(found.accepted["stage"]) == {"not_started"}


def test_the_cover_that_asks_for_reports_counts_no_other_list(listed, status):
    asked = with_reason(listed, "not_reported")
    code = str(asked["province_code"].iloc[0])
    own = asked[asked["province_code"] == code]
    occasion = replace(ASKING, lang="en")
    content = action_workbook(own, COUNTIES, status, PROVINCES[code], occasion, _=str)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames[:2] == ["Cover", "催报清单"]
    cover = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    assert "Reports to ask for" in cover
    assert cover["Not reported"] == str(len(own))
    assert not {"Limited to", "Stale report", "No alliance yet"} & set(cover)
