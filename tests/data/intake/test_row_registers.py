"""Each row is read by the register of its own day: lists with old and new units, former and later names."""

from datetime import date

import pandas as pd
import pytest

from data.intake.difference import difference, last_reports
from data.intake.examination import examine_workbook, save
from data.intake.units import units_of_reports
from data.register.history import register_history
from data.register.register import known_codes
from data.store.store import open_store
from tests.data.batches import at
from tests.data.factories import a_report, some_reports
from tests.data.intake.tables import check, places, status
from tests.data.uploads import a_workbook, content_of, no_reports, particulars

HEADERS = ["代码", "县名", "阶段", "建立日期", "数据截至"]
NOW, BEFORE = "2026-09-30", "2025-06-30"


def rows_of(checked):
    return checked.rows[["county_code", "stage"]].to_numpy().tolist()


def test_hotan_sends_old_and_new_counties_with_stages_of_their_own():
    checked = check(
        HEADERS,
        ["653221", "和田县", "有效运转", "2025-3-1", NOW],
        ["653229", "和安县", "筹备", None, NOW],
        ["653223", "皮山县", "已建立", "2025-5-1", NOW],
        [None, "和康县", "未启动", None, NOW],
    )
    assert checked.problems == []
    assert rows_of(checked) == [
        ["653221", "operating"],
        ["653229", "preparing"],
        ["653223", "established"],
        ["653228", "not_started"],
    ]


def test_a_report_of_hekang_changes_nothing_for_pishan(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'hotan.db'}", known_codes=known_codes())
    pishan = ("653223", "皮山县", "已建立", date(2025, 3, 12), None)
    hekang = ("653228", "和康县", "筹建中", None, None)
    for minutes, row in enumerate((pishan, hekang)):
        book = a_workbook(row)
        found = examine_workbook(book, content_of(book), "和田.xlsx", particulars(store.reports()))
        assert found.problems == ()
        save(store, found, by="王芳", at=at(minutes), expected_revision=store.revision())
    last = last_reports(store.reports()).set_index("county_code")["stage"].to_dict()
    store.close()
    assert last == {"653223": "established", "653228": "preparing"}


def test_chongqing_sends_the_merged_unit_beside_those_that_it_came_of():
    checked = check(
        HEADERS,
        ["500105", "江北区", "已建立", "2025-3-1", NOW],
        [None, "渝北区", "筹建中", None, NOW],
        ["500157", "两江新区", "有效运转", "2025-12-1", NOW],
        ["500109", "北碚区", "筹建中", None, NOW],
    )
    assert places(checked.problems) == [[2, "A", "merged_kept_apart"], [3, "B", "merged_kept_apart"]]
    assert checked.rejected == []
    assert rows_of(checked) == [
        ["500105", "established"],
        ["500112", "preparing"],
        ["500157", "operating"],
        ["500109", "preparing"],
    ]


def test_chongqing_before_the_merger_reports_for_its_counties_of_that_day():
    checked = check(
        HEADERS,
        ["500105", "重庆市江北区", "已建立", "2025-3-1", BEFORE],
        ["500112", "渝北区", "筹建中", None, BEFORE],
    )
    assert checked.problems == []
    assert checked.rows["county_code"].tolist() == ["500105", "500112"]


def test_chongqing_s_former_district_alone_counts_for_the_new_one_and_the_merger_is_named():
    checked = check(HEADERS, ["500105", "江北区", "已建立", "2025-3-1", NOW])
    assert places(checked.problems) == [[2, "A", "county_changed"]]
    assert dict(checked.problems[0].details)["kind"] == "merged"
    assert checked.rows["county_code"].tolist() == ["500157"]


def test_two_merged_districts_that_contradict_are_refused_while_the_new_one_is_silent():
    checked = check(
        HEADERS,
        ["500105", "江北区", "已建立", "2025-3-1", NOW],
        ["500112", "渝北区", "筹建中", None, NOW],
    )
    assert checked.rejected == [2, 3]
    assert [row for row, _column, code in places(checked.problems) if code == "duplicate_conflict"] == [2, 3]


def test_a_merged_district_that_says_the_same_is_counted_once():
    row = ["已建立", "2025-3-1", NOW]
    checked = check(HEADERS, ["500157", "两江新区", *row], ["500105", "江北区", *row])
    assert [code for _row, _column, code in places(checked.problems)] == [
        "county_changed",
        "duplicate_identical",
    ]
    assert (checked.rows["county_code"].tolist(), checked.repeated) == (["500157"], [3])


def test_kashgar_and_the_xpcc_send_units_of_2026_and_of_before():
    checked = check(
        HEADERS,
        ["653126", "叶城县", "已建立", "2025-3-1", "2025-12-31"],
        ["653126", "叶城县", "有效运转", "2025-3-1", NOW],
        ["653132", "岑岭县", "未启动", None, NOW],
        ["659013", "草湖市", "筹建中", None, NOW],
        [None, "岑岭县", "筹建中", None, "2025-12-31"],
    )
    assert places(checked.problems) == [[6, "B", "county_changed"]]
    assert dict(checked.problems[0].details)["kind"] == "created"
    assert checked.rejected == []
    assert checked.rows["county_code"].tolist() == ["653126", "653126", "653132", "659013", "653132"]


@pytest.mark.parametrize(
    ("code", "name", "day", "expected", "kind"),
    [
        (None, "密云县", "2014-12-31", "110228", None),
        (None, "密云县", NOW, "110118", "upgraded"),
        ("110118", "密云区", "2014-12-31", "110228", "later"),
        ("110118", "密云县", NOW, "110118", "upgraded"),
        ("330104", "江干区", "2020-12-31", "330104", None),
        (None, "洛阳市吉利区", "2020-12-31", "410306", None),
    ],
)
def test_names_and_codes_of_the_row_s_day_are_plain_and_others_are_named(code, name, day, expected, kind):
    checked = check(HEADERS, [code, name, "筹建中", None, day])
    assert checked.rows["county_code"].tolist() == [expected]
    assert [dict(found.details)["kind"] for found in checked.problems] == ([kind] if kind else [])


def test_a_divided_county_is_asked_about_only_after_its_division():
    checked = check(HEADERS, ["330104", "江干区", "筹建中", None, NOW])
    assert places(checked.problems) == [[2, "A", "county_split"]]
    assert checked.problems[0].suggestions == ("330102", "330114")


def test_every_unit_of_every_newly_registered_day_is_found_by_code_and_by_name():
    history = register_history()
    for since in sorted({period.since for period in history.periods if period.since})[-12:]:
        counties = history.register_of(since).counties
        named = counties[["county_code", "province", "prefecture", "name"]].to_numpy().tolist()
        rows = [[*place, "筹建中", since] for place in named]
        checked = check(["代码", "省份", "地市", "县名", "阶段", "数据截至"], *rows)
        assert checked.problems == []
        assert checked.rows["county_code"].tolist() == counties["county_code"].tolist()


def test_an_alliance_is_not_taken_back_unseen_under_a_new_code():
    stored = status(c110228="established").assign(as_of=pd.Timestamp(2014, 12, 31))
    checked = check(HEADERS, ["110118", "密云区", "筹建中", None, NOW], current=stored)
    assert places(checked.problems) == [[2, "C", "going_backwards"]]


def test_a_row_is_compared_with_the_unit_s_report_under_its_former_code():
    before = some_reports(
        a_report("110228", date(2014, 12, 31), "preparing"),
        a_report("500105", date(2025, 6, 30), "operating"),
    )
    stored = pd.concat([no_reports(), before[["batch_id", "county_code", "as_of", "stage", "saved_at"]]])
    rows = check(HEADERS, ["110118", None, "筹建中", None, NOW], ["500157", None, "筹建中", None, NOW]).rows
    assert difference(rows, stored).rows["kind"].tolist() == ["unchanged", "new"]


def test_units_of_many_reports_are_those_of_each():
    history = register_history()
    pairs = [
        (period.code, day) for period in history.periods[::7] for day in (date(2013, 1, 1), date(2026, 9, 30))
    ]
    frame = pd.DataFrame(pairs, columns=["county_code", "as_of"]).astype({"county_code": "string"})
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    assert units_of_reports(frame).tolist() == [history.bearer(code, day) for code, day in pairs]
