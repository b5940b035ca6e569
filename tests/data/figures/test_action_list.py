from datetime import date, timedelta

import pandas as pd
import pytest

from data.figures.action_list import FILTERS, action_list, count_reasons, inside, reasons_by_area, with_reason
from data.figures.changes_between import changed_counties
from data.figures.progress import county_status
from data.plan.thresholds import STALE_AFTER_DAYS
from tests.data.factories import a_register, a_report, steady, unit_reports

COUNTIES = a_register()
STEADY = steady(COUNTIES)
JULY, DAY = date(2026, 7, 31), date(2026, 10, 31)
ALL = {"funding": True, "personnel": True, "venues": True}


def some_reports(*reports) -> pd.DataFrame:
    """Reports with the guarantees, which the factories' common columns lack."""
    columns = [*a_report("110101", DAY), *ALL]
    frame = pd.DataFrame([dict.fromkeys(ALL) | report for report in reports], columns=columns)
    return frame.astype(
        {"as_of": "datetime64[ns]", "established_on": "datetime64[ns]", "stage": "string"}
        | dict.fromkeys(ALL, "boolean")
    )


def listed(*reports, since: date | None = JULY, as_of: date = DAY) -> pd.DataFrame:
    frame = some_reports(*reports)
    changed = (
        None if since is None else changed_counties(unit_reports(frame, STEADY), since=since, until=as_of)
    )
    return action_list(
        county_status(unit_reports(frame, STEADY), as_of=as_of), changed, COUNTIES, as_of=as_of
    )


def reasons_of(frame: pd.DataFrame, code: str) -> list[str]:
    rows = frame[frame["county_code"] == code]
    return [] if rows.empty else [reason for reason in FILTERS if rows.iloc[0][reason]]


def test_without_reports_every_county_is_not_reported_and_none_is_stale():
    frame = listed(since=None)
    assert len(frame) == len(COUNTIES)
    assert reasons_of(frame, "110101") == ["not_reported", "never"]
    assert not frame["follow_up"].any()
    assert frame["days_since"].isna().all()


def test_not_started_preparing_and_not_reported_are_told_apart():
    frame = listed(
        a_report("110101", DAY, "not_started"),
        a_report("110102", DAY, "preparing"),
        a_report("440103", DAY, None),
    )
    assert reasons_of(frame, "110101") == ["to_do", "not_started"]
    assert reasons_of(frame, "110102") == ["to_do", "preparing"]
    assert reasons_of(frame, "440103") == ["not_reported", "blank"]
    # One that has said nothing of its stage has reported, one that never did has not.
    assert frame.set_index("county_code").loc["440103", "days_since"] == 0


def test_an_alliance_with_all_guarantees_and_a_fresh_report_is_not_on_the_list():
    assert reasons_of(listed(a_report("110101", DAY, "operating", **ALL)), "110101") == []


@pytest.mark.parametrize(("days", "stale"), [(0, False), (90, False), (91, True), (400, True)])
def test_stale_is_more_than_ninety_days_without_a_report(days, stale):
    assert STALE_AFTER_DAYS == 90
    frame = listed(a_report("110101", DAY - timedelta(days=days), "operating", **ALL), since=None)
    assert reasons_of(frame, "110101") == (["stale"] if stale else [])


@pytest.mark.parametrize(
    ("guarantees", "reasons"),
    [
        (ALL | {"funding": False}, ["lacking"]),
        (ALL | {"venues": None}, ["unstated"]),
        (ALL | {"personnel": False, "venues": None}, ["lacking", "unstated"]),
        (dict.fromkeys(ALL), ["unstated"]),
    ],
)
def test_no_is_told_apart_from_not_reported(guarantees, reasons):
    assert reasons_of(listed(a_report("110101", DAY, "established", **guarantees)), "110101") == reasons


def test_a_county_without_an_alliance_lacks_no_guarantee_yet():
    frame = listed(a_report("110101", DAY, "preparing", funding=False))
    assert reasons_of(frame, "110101") == ["to_do", "preparing"]


def test_going_backwards_says_from_where():
    frame = listed(
        a_report("110101", JULY, "operating", **ALL),
        a_report("110101", DAY, "established", **ALL),
        a_report("110102", JULY, "established", **ALL),
        a_report("110102", DAY, None),
    )
    assert reasons_of(frame, "110101") == ["backwards"]
    # What it took back is to be followed up, and its report is to be asked for.
    assert reasons_of(frame, "110102") == ["backwards", "not_reported", "blank"]
    assert frame.set_index("county_code").loc["110101", "highest"] == "operating"
    without = listed(
        a_report("110101", JULY, "operating", **ALL),
        a_report("110101", DAY, "established", **ALL),
        since=None,
    )
    assert reasons_of(without, "110101") == []


def test_filters_areas_and_counts_agree():
    frame = listed(
        a_report("110101", DAY, "operating", **ALL),
        a_report("440103", DAY, "preparing"),
        a_report("441900", DAY, "operating", **(ALL | {"venues": False})),
        a_report("659001", DAY, "not_started"),
    )
    counts = count_reasons(frame)
    assert (counts["follow_up"], counts["to_do"], counts["preparing"], counts["lacking"]) == (3, 2, 1, 1)
    assert (counts["not_reported"], counts["never"], counts["blank"]) == (3, 3, 0)
    # Each county is on one of the two lists, and the list to follow up is what is shown where no reason is asked for.
    assert with_reason(frame, None)["county_code"].tolist() == ["440103", "441900", "659001"]
    assert not set(with_reason(frame, None)["county_code"]) & set(
        with_reason(frame, "not_reported")["county_code"]
    )
    assert {reason: len(with_reason(frame, reason)) for reason in FILTERS} == {
        reason: counts[reason] for reason in FILTERS
    }
    assert inside(frame, "440000")["county_code"].tolist() == ["440103", "440106", "441900"]
    assert inside(frame, "440100")["county_code"].tolist() == ["440103", "440106"]
    assert inside(frame, "441900")["county_code"].tolist() == ["441900"]
    by_province = reasons_by_area(frame, COUNTIES, "province").set_index("code")
    assert by_province.loc["110000", ["counties", "follow_up", "not_reported"]].tolist() == [2, 0, 1]
    assert by_province.loc["660000", ["counties", "follow_up", "not_started"]].tolist() == [2, 1, 1]
    for level in ("nation", "province", "prefecture", "county"):
        areas = reasons_by_area(frame, COUNTIES, level)
        assert areas[["follow_up", *FILTERS]].sum().to_dict() == counts
        assert areas["counties"].sum() == len(COUNTIES)
