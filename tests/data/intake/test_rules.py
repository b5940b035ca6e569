import json
import time
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.base.fields import AREA_COLUMNS, REPORT_COLUMNS
from data.intake.columns import match_columns
from data.intake.rules import check_rows
from data.register.register import load_counties
from data.store.batch import STORED_TYPES, checked_area_rows, checked_rows
from tests.data.intake.tables import AS_OF, check, check_one, places, table

HEADERS = ["行政区划代码", "县(市、区)", "建设阶段", "建立日期"]
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(
        ["440106", "天河区", "鼓楼区", "已建立", "筹建中", "2025年3月", "2025.1", "是", "高新区"]
    ),
)


def test_a_good_row_is_given_as_the_store_takes_it():
    checked = check(
        [*HEADERS, "经费保障", "参与部门", "覆盖学校数", "学校总数", "备注", "数据截至"],
        [440106, "天河区", "已建成", "2025.3.12", "√", "教育局、公安局", 12, 20, "好", "2026年8月31日"],
        [440104.0, "越秀区", "在建", None, None, None, None, None, None, None],
    )
    assert checked.problems == []
    assert checked.rejected == []
    rows = checked.rows
    assert list(rows.columns) == ["row", *REPORT_COLUMNS]
    assert {name: str(dtype) for name, dtype in rows.dtypes.items() if name != "row"} == {
        name: str(pd.Series(dtype=STORED_TYPES[name]).dtype) for name in REPORT_COLUMNS
    }
    first, second = rows.to_dict("records")
    assert (first["row"], first["county_code"], first["stage"]) == (2, "440106", "established")
    assert first["established_on"] == pd.Timestamp(2025, 3, 12)
    assert first["as_of"] == pd.Timestamp(2026, 8, 31)
    assert first["funding"] is True
    assert (first["departments"], first["schools_covered"]) == ("教育部、公安部", 12)
    assert second["as_of"] == pd.Timestamp(AS_OF)
    assert pd.isna(second["funding"])
    assert pd.isna(second["schools_covered"])
    stored = checked_rows(
        rows.drop(columns="row"), as_of=AS_OF, known_codes=set(load_counties()["county_code"])
    )
    pd.testing.assert_frame_equal(stored, rows.drop(columns="row"), check_index_type=False)


def test_everything_wrong_is_told_at_once():
    checked = check(
        [*HEADERS, "经费保障", "覆盖学校数", "学校总数", "备注"],
        ["440106", "天河区", "已建成", "2025年3月", "是", 12, 20, None],
        [None, "鼓楼区", "在建", None, "否", None, None, "教育集团"],
        ["440104", "越秀区", "已成立", None, "部分", 30, 20, None],
        ["440105", "海珠区", "有效运转", "2027.1.5", None, None, None, None],
        ["440103", "荔湾区", "正常", 2025.1, None, -3, None, None],
        ["440111", "白云区", "已建立", "2005-03-01", None, None, None, None],
        ["440112", "黄埔区", "筹建中", "2026-12-01", None, None, None, None],
    )
    assert places(checked.problems) == [
        [2, "D", "date_guessed"],
        [3, "B", "county_ambiguous"],
        [3, "H", "cluster_wording"],
        [4, "D", "established_without_date"],
        [4, "E", "yes_no_unknown"],
        [4, "F", "covered_above_total"],
        [5, "D", "established_after_as_of"],
        [6, "C", "stage_unknown"],
        [6, "D", "date_ambiguous"],
        [6, "F", "count_negative"],
        [7, "D", "established_too_early"],
        [8, "D", "date_without_establishment"],
    ]
    assert checked.rejected == [3, 4, 5, 6, 7]
    assert checked.rows["row"].tolist() == [2, 8]
    assert [found.code for found in checked.guesses] == ["date_guessed"]


def test_a_blank_is_not_reported_and_never_no():
    checked = check([*HEADERS, "经费保障", "场地保障"], ["440106", "天河区", None, None, "-", " "])
    assert checked.problems == []
    assert checked.rows[["stage", "funding", "venues"]].isna().all(axis=None)


def test_a_date_that_cannot_be_read_is_not_called_missing_too():
    assert places(check(HEADERS, ["440106", None, "已建立", "去年"]).problems) == [
        [2, "D", "date_unreadable"]
    ]


def test_the_day_of_the_as_of_date_is_not_after_it():
    assert check(HEADERS, ["440106", None, "已建立", AS_OF]).problems == []
    assert check(HEADERS, ["440106", None, "已建立", "2015-01-01"]).problems == []


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("协调机制", "大概", "yes_no_unknown"),
        ("场地保障", "3处", "yes_no_guessed"),
        ("覆盖学校数", 3.5, "count_not_whole"),
        ("覆盖学校数", "约30所", "count_guessed"),
        ("学校总数", 99_999, "count_too_large"),
        ("学校总数", "若干", "count_unreadable"),
        ("参与部门", "财政局", "list_item_unknown"),
        ("资源领域", "体育场馆", "list_item_guessed"),
        ("备注", "长" * 3000, "text_shortened"),
        ("建立日期", "2025", "date_incomplete"),
        ("建立日期", "2025.2.30", "date_impossible"),
        ("经费保障", "#N/A", "cell_formula_error"),
    ],
)
def test_findings_of_cells_have_their_place(header, cell, code):
    checked = check_one(header, cell)
    assert [2, "C", code] in places(checked.problems)
    fields = match_columns(table(["县代码", "阶段", header])).fields
    assert fields[checked.problems[0].field] == "C"


def test_functional_areas_are_kept_apart():
    checked = check(
        ["地市", "县区", "阶段", "建立日期"],
        ["广州市", "天河区", "在建", None],
        ["广州市", "高新区", "已建立", "2025-3-1"],
    )
    assert places(checked.problems) == [[3, "B", "functional_area"]]
    assert checked.rows["county_code"].tolist() == ["440106"]
    areas = checked.functional_areas
    assert list(areas.columns) == ["row", *AREA_COLUMNS]
    assert areas[["row", "parent_code", "area"]].to_numpy().tolist() == [[3, "440100", "高新区"]]
    assert len(checked_area_rows(areas.drop(columns="row"), as_of=AS_OF)) == 1


def test_without_an_as_of_date_nothing_is_accepted():
    checked = check(HEADERS, ["440106", None, "在建", None], as_of=None)
    assert places(checked.problems) == [[None, None, "as_of_missing"]]
    assert checked.rejected == [2]
    rows = check([*HEADERS, "数据截至"], ["440106", None, "在建", None, None], as_of=None)
    assert places(rows.problems) == [[2, "E", "as_of_missing"]]


def test_the_tables_own_as_of_date_is_taken():
    given_table = table(HEADERS, ["440106", None, "在建", None], as_of=date(2026, 8, 31))
    checked = check_rows(given_table, match_columns(given_table), as_of=None)
    assert checked.rows["as_of"].tolist() == [pd.Timestamp(2026, 8, 31)]


def test_an_as_of_month_is_its_last_day():
    checked = check([*HEADERS, "数据截至"], ["440106", None, "在建", None, "2026年8月"])
    assert checked.rows["as_of"].tolist() == [pd.Timestamp(2026, 8, 31)]
    assert places(checked.problems) == [[2, "E", "date_guessed"]]


def test_counties_of_other_provinces_are_refused():
    checked = check(
        HEADERS, ["440106", None, "在建", None], ["110105", None, "在建", None], province="440000"
    )
    assert places(checked.problems) == [[3, "A", "county_outside_province"]]
    assert checked.rows["row"].tolist() == [2]


def test_a_missing_column_refuses_every_row():
    given_table = table(["县代码", "备注"], ["440106", "在建中的"])
    columns = match_columns(given_table)
    assert check_rows(given_table, columns, as_of=AS_OF).rejected == [2]


def test_text_columns_that_keep_zeros_tell_january():
    checked = check(HEADERS, ["440106", None, "已建立", "2025.1"], ["440104", None, "已建立", "2025.10"])
    assert places(checked.problems) == [[2, "D", "date_guessed"], [3, "D", "date_guessed"]]
    assert checked.rows["established_on"].tolist() == [pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 10, 1)]


def test_clusters_are_noticed_in_columns_that_are_not_used():
    checked = check([*HEADERS, "联盟名称"], ["440106", None, "在建", None, "天河区教育共同体"])
    assert places(checked.problems) == [[2, "E", "cluster_wording"]]
    assert checked.rejected == []


def test_words_are_shown_with_what_they_were_taken_for():
    checked = check(
        HEADERS,
        *([code, None, "已建成", "2025-3-1"] for code in ("440106", "440104")),
        ["440105", None, "是", "2025-3-1"],
    )
    assert [
        (match.field, match.found, match.value, match.rows, match.guessed)
        for match in checked.values  # noqa: PD011 - no frame
    ] == [
        ("stage", "已建成", "established", 2, False),
        ("stage", "是", "established", 1, True),
    ]


@pytest.mark.slow
@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
@settings(max_examples=60)
def test_whatever_stands_in_cells_each_row_is_accepted_or_told(rows):
    given_table = table(["代码", "省份", "地市", "县区", "阶段", "建立日期", "经费保障", "参与部门"], *rows)
    checked = check_rows(given_table, match_columns(given_table), as_of=AS_OF, province="440000")
    numbers = [row.row for row in given_table.rows]
    accepted = checked.rows["row"].tolist() + checked.functional_areas["row"].tolist()
    assert sorted([*accepted, *checked.rejected, *checked.repeated]) == numbers
    errors = {found.row for found in checked.problems if found.severity == "error"}
    assert set(checked.rejected) == errors - {None}
    assert {found.row for found in checked.problems} <= {None, *numbers}
    json.dumps([[found.row, found.column, found.found, dict(found.details)] for found in checked.problems])
    if len(checked.rows):
        checked_rows(
            checked.rows.drop(columns="row"), as_of=AS_OF, known_codes=set(load_counties()["county_code"])
        )


def test_a_nation_of_rows_takes_well_under_a_second():
    counties = load_counties()
    rows = [
        [
            row.county_code,
            row.province,
            row.prefecture,
            row.name,
            "已建成",
            f"2025.{place % 12 + 1}.{place % 28 + 1}",
            "√",
        ]
        for place, row in enumerate(counties.itertuples())
    ]
    given_table = table(["代码", "省份", "地市", "县区", "阶段", "建立日期", "经费保障"], *rows)
    columns = match_columns(given_table)
    start = time.process_time()
    checked = check_rows(given_table, columns, as_of=AS_OF)
    assert len(checked.rows) == len(counties)
    assert time.process_time() - start < 0.5
