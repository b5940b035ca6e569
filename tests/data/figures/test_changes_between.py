from datetime import date

import pandas as pd
import pytest

from data.figures.changes_between import changed_counties, compare_areas
from tests.data.factories import a_register, a_report, some_reports, steady, unit_reports

COUNTIES = a_register()
STEADY = steady(COUNTIES)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)

REPORTS = some_reports(
    a_report("110101", SEPTEMBER, "preparing"),
    a_report("110101", OCTOBER, "established"),
    a_report("110102", SEPTEMBER, "established"),
    a_report("110102", OCTOBER, "operating"),
    a_report("440103", SEPTEMBER, "established"),
    a_report("440103", OCTOBER, "preparing"),
    a_report("440106", OCTOBER, "established"),
    a_report("441900", OCTOBER, "not_started"),
    a_report("659001", SEPTEMBER, "not_started"),
    a_report("659001", OCTOBER, None),
    a_report("659002", SEPTEMBER, "operating"),
    a_report("659002", OCTOBER, None),
)


def changed(reports=REPORTS, since=SEPTEMBER, until=OCTOBER) -> pd.DataFrame:
    return changed_counties(unit_reports(reports, STEADY), since=since, until=until)


def codes(frame: pd.DataFrame, mark: str) -> list[str]:
    return frame.loc[frame[mark], "county_code"].tolist()


def test_who_gained_lost_fell_and_reported_first() -> None:
    found = changed()
    assert found["county_code"].tolist() == sorted(COUNTIES["county_code"])
    assert codes(found, "gained") == ["110101", "440106"]
    assert codes(found, "lost") == ["440103", "659002"]
    # A blank after an alliance is a fall; a blank after "not started" only says nothing any more.
    assert codes(found, "backwards") == ["440103", "659002"]
    assert codes(found, "first_report") == ["440106", "441900"]


def test_stages_of_both_days_and_the_highest_between() -> None:
    rows = changed().set_index("county_code").loc[["440103", "659001", "441900"]]
    assert rows[["before", "after", "highest"]].to_numpy(dtype=object, na_value=None).tolist() == [
        ["established", "preparing", "established"],
        ["not_started", None, "not_started"],
        [None, "not_started", "not_started"],
    ]
    assert rows["highest_on"].dt.date.tolist() == [SEPTEMBER, SEPTEMBER, OCTOBER]


def test_what_came_and_went_between_the_days_is_backwards_but_neither_gained_nor_lost() -> None:
    reports = some_reports(
        a_report("110101", SEPTEMBER, "preparing"),
        a_report("110101", OCTOBER, "operating"),
        a_report("110101", NOVEMBER, "preparing"),
    )
    row = changed(reports, until=NOVEMBER).iloc[0]
    assert (row["gained"], row["lost"], row["backwards"]) == (False, False, True)
    assert (row["highest"], row["highest_on"].date()) == ("operating", OCTOBER)
    # The fall lies before the comparison.
    later = changed(some_reports(*reports.to_dict("records")), since=NOVEMBER, until=date(2026, 12, 31))
    assert not later["backwards"].any()


def test_from_operating_to_established_is_backwards_and_not_lost() -> None:
    reports = some_reports(
        a_report("110101", SEPTEMBER, "operating"), a_report("110101", OCTOBER, "established")
    )
    row = changed(reports).iloc[0]
    assert (row["lost"], row["backwards"]) == (False, True)


def test_a_correction_of_the_same_day_is_no_fall() -> None:
    wrong = a_report("110101", OCTOBER, "operating")
    right = a_report("110101", OCTOBER, "preparing", batch_id=2)
    assert not changed(some_reports(wrong, right)).iloc[0]["backwards"]


def test_nothing_reported_and_nothing_changed() -> None:
    nobody = changed(some_reports())
    assert nobody["before"].isna().all()
    assert not nobody[["gained", "lost", "first_report", "backwards"]].any(axis=None)
    assert not changed(since=OCTOBER, until=date(2026, 11, 5))[["gained", "lost"]].any(axis=None)


def test_the_days_must_be_in_order() -> None:
    with pytest.raises(ValueError, match="2026-10-31 is not before 2026-10-31"):
        changed(since=OCTOBER)


def test_two_days_are_put_side_by_side() -> None:
    summary = pd.DataFrame(
        {
            "code": ["110000", "460000", "540000"],
            "established": [16, 21, 30],
            "counties": [16, 26, 74],
            "covered": [True, True, False],
        }
    )
    judged = pd.DataFrame({"code": ["110000", "460000", "540000"]})
    before = judged.assign(verdict=["on_track", "off_track", "cannot_assess"])
    now = judged.assign(verdict=["achieved", "reversing", "off_track"])
    frame = compare_areas(
        (summary, before),
        (summary.assign(established=[16, 19, 31], covered=True), now),
        {"460000": -2, "540000": 1},
    )
    assert frame[["code", "change", "verdict_before", "verdict"]].to_numpy().tolist() == [
        ["110000", 0, "on_track", "achieved"],
        ["460000", -2, "off_track", "reversing"],
        ["540000", 1, "cannot_assess", "off_track"],
    ]
    assert frame["turned"].tolist() == [True, True, True]
    assert frame["covered"].tolist() == [True, True, False]
    # What could not be assessed has not become worse.
    assert frame["worse"].tolist() == [False, True, False]
