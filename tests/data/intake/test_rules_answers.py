from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from data.intake.columns import match_columns
from data.intake.rules import check_rows, unanswered
from data.spreadsheets.problems import problem
from tests.data.intake.tables import AS_OF, check, places, status, table

HEADERS = ["行政区划代码", "县(市、区)", "建设阶段", "建立日期"]


def test_rows_that_say_the_same_count_once():
    checked = check(
        HEADERS, ["440106", None, "已建立", "2025-3-1"], ["440106", "天河区", "建成", date(2025, 3, 1)]
    )
    assert places(checked.problems) == [[3, "B", "duplicate_identical"]]
    assert (checked.rows["row"].tolist(), checked.rejected, checked.repeated) == ([2], [], [3])


def test_rows_that_contradict_are_all_refused():
    checked = check(
        HEADERS,
        ["440106", None, "已建立", "2025-3-1"],
        ["440104", None, "在建", None],
        [None, "广州市天河区", "在建", None],
        ["440106", None, "在建", None],
    )
    assert places(checked.problems) == [[row, "B", "duplicate_conflict"] for row in (2, 4, 5)]
    assert dict(checked.problems[0].details) == {"rows": "4、5"}
    assert checked.rejected == [2, 4, 5]


def test_one_county_on_two_days_is_no_double():
    checked = check(
        [*HEADERS, "数据截至"], *(["440106", None, "在建", None, day] for day in ("2026-6-30", "2026-7-31"))
    )
    assert checked.problems == []
    assert len(checked.rows) == 2


def test_former_counties_meet_their_followers():
    checked = check(HEADERS, ["110228", "密云县", "在建", None], ["110118", "密云区", "已建立", "2025-3-1"])
    assert places(checked.problems) == [
        [2, "A", "county_changed"],
        [2, "B", "duplicate_conflict"],
        [3, "B", "duplicate_conflict"],
    ]


def test_an_alliance_is_taken_back_only_when_that_is_confirmed():
    given_table = table(HEADERS, ["440106", None, "在建", None], ["440104", None, None, None])
    current = status(c440106="operating", c440104="established")
    columns = match_columns(given_table)
    checked = check_rows(given_table, columns, as_of=AS_OF, current=current)
    assert places(checked.problems) == [[2, "C", "going_backwards"], [3, "C", "going_backwards"]]
    assert dict(checked.problems[0].details) == {"stored": "operating", "stage": "preparing"}
    confirmed = check_rows(
        given_table, columns, as_of=AS_OF, current=current, answers={(2, "going_backwards"): True}
    )
    assert places(confirmed.problems) == [[2, "C", "going_backwards_confirmed"], [3, "C", "going_backwards"]]
    assert confirmed.rows["county_code"].tolist() == ["440106"]
    assert confirmed.rejected == [3]


def test_other_steps_need_no_confirmation():
    current = status(c440106="operating", c440104="preparing", c440105="not_started")
    checked = check(
        HEADERS,
        ["440106", None, "已建立", "2025-3-1"],
        ["440104", None, "未启动", None],
        ["440105", None, None, None],
        current=current,
    )
    assert places(checked.problems) == [[4, "C", "stage_blanked"]]
    assert checked.rejected == []


def test_reports_of_earlier_days_do_not_go_backwards():
    checked = check(
        HEADERS, ["440106", None, "在建", None], as_of=date(2026, 3, 31), current=status(c440106="operating")
    )
    assert [(found.row, found.code) for found in checked.problems] == [(2, "older_than_stored")]
    assert checked.rejected == []


def test_answers_stand_in_the_place_of_cells():
    given_table = table(HEADERS, ["440106", "越秀区", "大概", 2025.1], [None, "鼓楼区", "在建", None])
    columns = match_columns(given_table)
    answers = {
        (2, "county_code"): "440104",
        (2, "stage"): "established",
        (2, "established_on"): date(2025, 10, 1),
        (3, "county_code"): "320106",
    }
    checked = check_rows(given_table, columns, as_of=AS_OF, answers=answers)
    assert checked.problems == []
    assert checked.rows["county_code"].tolist() == ["440104", "320106"]
    assert checked.rows.loc[0, "established_on"] == pd.Timestamp(2025, 10, 1)


def test_answers_are_checked_like_cells():
    checked = check(HEADERS, ["440106", None, "在建", None], answers={(2, "stage"): "已建立"})
    assert places(checked.problems) == [[2, "D", "established_without_date"]]
    wrong = check(
        HEADERS, ["440106", None, "在建", None], answers={(2, "county_code"): "999999", (9, "stage"): "x"}
    )
    assert places(wrong.problems) == [[2, "A", "code_unknown"]]


def test_answers_may_be_what_an_editor_gives():
    checked = check(
        [*HEADERS, "经费保障", "参与部门", "覆盖学校数"],
        ["440106", None, "在建", None, "部分", "公安局", 3],
        answers={
            (2, "funding"): np.bool_(True),
            (2, "departments"): ["教育部", "民政部"],
            (2, "schools_covered"): np.int64(7),
            (2, "remark"): pd.NA,
        },
    )
    assert checked.problems == []
    row = checked.rows.iloc[0]
    assert (row["funding"], row["departments"], row["schools_covered"]) == (True, "教育部、民政部", 7)


def test_a_row_can_be_left_out():
    checked = check(
        HEADERS,
        ["440106", None, "在建", None],
        ["440106", None, "已建立", "2025-3-1"],
        answers={(2, "leave_out"): True},
    )
    assert checked.problems == []
    assert (checked.rows["row"].tolist(), checked.left_out, checked.rejected) == ([3], [2], [])


def test_formulas_without_a_value_refuse_their_rows_until_answered():
    plain = table(HEADERS, ["440106", None, "在建", None], ["440104", None, None, None])
    given_table = replace(
        plain, problems=(problem("formula_without_value", 3, "C"), problem("formula_without_value", 3, "Z"))
    )
    columns = match_columns(given_table)
    assert check_rows(given_table, columns, as_of=AS_OF).rejected == [3]
    answers = {(3, "stage"): "在建"}
    assert check_rows(given_table, columns, as_of=AS_OF, answers=answers).rejected == []
    assert unanswered(given_table.problems, columns, answers) == []
