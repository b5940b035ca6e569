"""Days from the day that a report describes to its save: first saves count, corrections and later days do not."""

from datetime import date

import pandas as pd

from data.figures.lateness import lateness_by_area

COUNTIES = pd.DataFrame(
    {"county_code": ["110101", "110102", "440103"], "province_code": ["110000", "110000", "440000"]}
)


def reports(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["county_code", "as_of", "saved_at"])
    return frame.assign(saved_at=pd.to_datetime(frame["saved_at"], utc=True))


def found(*rows: tuple[str, str, str]) -> dict[str, float]:
    return lateness_by_area(reports(*rows), COUNTIES, as_of=date(2026, 10, 31), level="province").to_dict()


def test_the_median_of_a_province_is_taken_over_counties_and_days():
    assert found(
        ("110101", "2026-09-30", "2026-10-02T09:00"),
        ("110101", "2026-10-31", "2026-11-05T09:00"),
        ("110102", "2026-10-31", "2026-11-20T09:00"),
    ) == {"110000": 5.0}


def test_a_correction_does_not_make_a_report_late():
    assert found(
        ("110101", "2026-09-30", "2026-12-24T09:00"),
        ("110101", "2026-09-30", "2026-10-02T09:00"),
    ) == {"110000": 2.0}


def test_reports_of_a_later_day_and_of_no_county_of_the_register_are_left_out():
    assert (
        found(("440103", "2026-11-30", "2026-12-02T09:00"), ("999999", "2026-10-31", "2026-11-02T09:00"))
        == {}
    )
