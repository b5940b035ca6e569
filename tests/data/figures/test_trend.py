from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures.progress import county_status, summarise
from data.figures.trend import area_steps, established_spans, trend
from tests.data.factories import a_register, a_report, some_reports, steady, unit_reports
from tests.data.figures.test_progress import days, report_lists

COUNTIES = a_register()
STEADY = steady(COUNTIES)


def d(text: str) -> date:
    return date.fromisoformat(text)


def nation(reports: pd.DataFrame, as_of: str) -> pd.DataFrame:
    return trend(unit_reports(reports, STEADY), as_of=d(as_of), level="nation")


def by_month(frame: pd.DataFrame, column: str = "established") -> dict[str, int]:
    return dict(zip(frame["month_end"].dt.strftime("%Y-%m-%d"), frame[column], strict=True))


def spans(*reports: dict[str, object], as_of: str = "2026-10-31") -> list[tuple[str, str | None]]:
    found = established_spans(unit_reports(some_reports(*reports), STEADY), as_of=d(as_of))
    return [
        (str(since.astype("datetime64[D]")), None if pd.isna(until) else str(until.astype("datetime64[D]")))
        for since, until in zip(found.since, found.until, strict=True)
    ]


def test_a_gain_is_dated_by_established_on_not_by_the_report() -> None:
    reports = some_reports(a_report("110101", d("2025-04-30"), "established", established_on=d("2025-02-15")))
    assert by_month(nation(reports, "2025-04-30")) == {
        "2024-11-30": 0,
        "2024-12-31": 0,
        "2025-01-31": 0,
        "2025-02-28": 1,
        "2025-03-31": 1,
        "2025-04-30": 1,
    }


def test_a_past_day_is_redrawn_from_what_was_known_then() -> None:
    reports = some_reports(a_report("110101", d("2025-04-30"), "established", established_on=d("2025-02-15")))
    assert by_month(nation(reports, "2025-03-31"))["2025-03-31"] == 0


def test_a_loss_is_dated_by_the_report_that_went_backwards() -> None:
    reports = some_reports(
        a_report("110101", d("2025-01-31"), "operating", established_on=d("2024-12-01")),
        a_report("110101", d("2025-03-31"), "preparing"),
    )
    assert list(by_month(nation(reports, "2025-04-30")).values()) == [0, 1, 1, 1, 0, 0]


def test_from_operating_back_to_established_loses_no_county() -> None:
    assert spans(
        a_report("110101", d("2025-01-31"), "operating", established_on=d("2024-12-01")),
        a_report("110101", d("2025-03-31"), "established", established_on=d("2024-12-01")),
    ) == [("2024-12-01", None)]


def test_a_blank_stage_ends_a_span() -> None:
    assert spans(
        a_report("110101", d("2025-01-31"), "established", established_on=d("2024-12-01")),
        a_report("110101", d("2025-03-31"), None),
    ) == [("2024-12-01", "2025-03-31")]


def test_established_again_begins_no_earlier_than_the_loss() -> None:
    reports = [
        a_report("110101", d("2025-01-31"), "established", established_on=d("2024-12-01")),
        a_report("110101", d("2025-03-31"), "preparing"),
        a_report("110101", d("2025-06-30"), "established", established_on=d("2024-12-01")),
    ]
    assert spans(*reports) == [("2024-12-01", "2025-03-31"), ("2025-03-31", None)]
    later = a_report("110101", d("2025-06-30"), "established", established_on=d("2025-05-20"))
    assert spans(*reports[:2], later) == [("2024-12-01", "2025-03-31"), ("2025-05-20", None)]


def test_the_last_report_of_a_run_corrects_the_date() -> None:
    assert spans(
        a_report("110101", d("2025-01-31"), "established", established_on=d("2024-12-01")),
        a_report("110101", d("2025-02-28"), "established", established_on=d("2025-01-20")),
        a_report("110101", d("2025-03-31"), "operating", established_on=None),
    ) == [("2025-01-20", None)]


def test_without_any_date_the_first_report_dates_the_gain() -> None:
    assert spans(
        a_report("110101", d("2025-01-31"), "established", established_on=None),
        a_report("110101", d("2025-02-28"), "established", established_on=None),
    ) == [("2025-01-31", None)]


def test_not_reported_until_the_first_stage_or_the_known_establishment() -> None:
    reports = some_reports(
        a_report("110101", d("2025-02-28"), "preparing"),
        a_report("110102", d("2025-03-31"), "established", established_on=d("2025-01-10")),
    )
    assert list(by_month(nation(reports, "2025-03-31"), "not_reported").values()) == [7, 7, 6, 5, 5]


def test_the_last_point_is_the_day_itself_even_within_a_month() -> None:
    frame = nation(some_reports(), "2025-02-10")
    assert list(by_month(frame)) == ["2024-11-30", "2024-12-31", "2025-01-31", "2025-02-10"]
    assert list(by_month(nation(some_reports(), "2024-11-05"))) == ["2024-11-05"]


def test_net_counties_over_three_six_and_twelve_months_are_counted_to_the_day() -> None:
    gains = {
        "110101": "2025-10-15",  # on the day 12 months before: not within
        "110102": "2025-10-16",
        "440103": "2026-04-16",
        "440106": "2026-07-16",
        "441900": "2026-10-15",
    }
    as_of = d("2026-10-15")
    reports = [a_report(code, as_of, "established", established_on=d(on)) for code, on in gains.items()]
    last = nation(some_reports(*reports), "2026-10-15").iloc[-1]
    assert (last["net_12"], last["net_6"], last["net_3"]) == (4, 3, 2)


def test_report_days_counts_different_days_with_a_stage() -> None:
    reports = some_reports(
        a_report("110101", d("2025-01-31")),
        a_report("110102", d("2025-01-31")),
        a_report("110101", d("2025-02-28"), None),
        a_report("441900", d("2025-03-31")),
    )
    provinces = trend(unit_reports(reports, STEADY), as_of=d("2025-03-31"), level="province")
    assert provinces.groupby("code")["report_days"].last().to_dict() == {
        "110000": 1,
        "440000": 1,
        "660000": 0,
    }
    assert nation(reports, "2025-03-31")["report_days"].tolist() == [0, 0, 1, 1, 2]


def test_steps_give_the_day_of_each_change() -> None:
    reports = some_reports(
        a_report("110101", d("2025-03-31"), "established", established_on=d("2025-01-05")),
        a_report("110102", d("2025-03-31"), "established", established_on=d("2025-02-07")),
        a_report("110101", d("2025-04-30"), "preparing"),
    )
    steps = area_steps(unit_reports(reports, STEADY), as_of=d("2025-04-30"), level="province")
    assert steps["code"].unique().tolist() == ["110000"]
    assert by_month(steps.rename(columns={"since": "month_end"})) == {
        "2025-01-05": 1,
        "2025-02-07": 2,
        "2025-04-30": 1,
    }


@settings(max_examples=30)
@given(report_lists, days, st.sampled_from(["county", "prefecture", "province", "nation"]))
def test_the_last_point_is_the_summary_of_the_day(
    reports: list[dict[str, object]], on: date, level: str
) -> None:
    frame = some_reports(*reports)
    summary = summarise(county_status(unit_reports(frame, STEADY), as_of=on), COUNTIES, level)
    course = trend(unit_reports(frame, STEADY), as_of=on, level=level)
    last = course.groupby("code").last().reset_index()
    assert (
        last[["code", "established", "not_reported"]].to_dict()
        == summary[["code", "established", "not_reported"]].to_dict()
    )
    assert (course["established"] >= 0).all()
    assert (course["not_reported"] >= 0).all()
    size = course["code"].map(summary.set_index("code")["counties"])
    assert (course["established"] + course["not_reported"] <= size).all()


@settings(max_examples=30)
@given(report_lists, days, st.sampled_from(["province", "nation"]))
def test_what_was_known_on_a_month_end_is_the_summary_of_that_day(
    reports: list[dict[str, object]], on: date, level: str
) -> None:
    made = unit_reports(some_reports(*reports), STEADY)
    course = trend(made, as_of=on, level=level)
    for day in course["month_end"].drop_duplicates().dt.date.tolist()[-4:]:
        summary = summarise(county_status(made, as_of=day), COUNTIES, level).set_index("code")["established"]
        then = course[course["month_end"] == pd.Timestamp(day)].set_index("code")["known_then"]
        assert then.to_dict() == summary.to_dict()
