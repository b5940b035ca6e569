from datetime import date

import pytest

from data.changes_between import Changes, changes_between, previous_as_of
from tests.data.factories import a_milestone, a_register, a_report, some_reports

COUNTIES = a_register()
PLAN = [a_milestone(date(2027, 12, 31), 1.0)]
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)

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
)


def changes() -> Changes:
    return changes_between(REPORTS, COUNTIES, PLAN, since=SEPTEMBER, until=OCTOBER)


def test_gains_losses_and_first_reports_by_province() -> None:
    columns = ["code", "gains", "losses", "net", "first_reports"]
    assert changes().areas[columns].to_numpy().tolist() == [
        ["110000", 1, 0, 1, 0],
        ["440000", 1, 1, 0, 2],
        ["660000", 0, 0, 0, 0],
    ]


def test_the_totals() -> None:
    found = changes()
    assert (found.gains, found.losses, found.net, found.first_reports) == (2, 1, 1, 2)


def test_every_county_that_changed_is_named_once() -> None:
    found = changes().counties
    assert found["county_code"].tolist() == ["110101", "110102", "440103", "440106", "441900", "659001"]
    assert found.loc[found["gained"], "county_code"].tolist() == ["110101", "440106"]
    assert found.loc[found["lost"], "county_code"].tolist() == ["440103"]
    assert found.loc[found["after"].isna(), "name"].tolist() == ["石河子市"]


def test_verdicts_that_turned() -> None:
    found = changes().verdicts
    assert found[["code", "name", "name_en", "before", "after"]].to_numpy().tolist() == [
        ["110000", "北京市", "Beijing", "cannot_assess", "achieved"],
        # One net county in 6 months, where 2 are to go in 14: R = 7/6.
        ["440000", "广东省", "Guangdong", "cannot_assess", "on_track"],
    ]


def test_nothing_changed() -> None:
    found = changes_between(REPORTS, COUNTIES, PLAN, since=OCTOBER, until=date(2026, 11, 5))
    assert (found.net, len(found.counties)) == (0, 0)


def test_the_days_must_be_in_order() -> None:
    with pytest.raises(ValueError, match="2026-10-31 is not before 2026-10-31"):
        changes_between(REPORTS, COUNTIES, PLAN, since=OCTOBER, until=OCTOBER)


def test_the_report_before() -> None:
    assert previous_as_of(REPORTS, date(2026, 11, 22)) == OCTOBER
    assert previous_as_of(REPORTS, OCTOBER) == SEPTEMBER
    assert previous_as_of(REPORTS, SEPTEMBER) is None
