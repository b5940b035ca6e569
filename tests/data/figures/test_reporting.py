"""Who has reported: every area adds up, and what is missing, old and saved last is told of each."""

from datetime import UTC, date, datetime

import pandas as pd

from data.figures.reporting import BANDS, reporting_by_area
from tests.data.factories import a_register

COUNTIES = a_register()
DAY = date(2026, 10, 31)
BATCHES = pd.DataFrame(
    {
        "batch_id": [1, 2],
        "saved_at": pd.to_datetime([datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)]),
        "saved_by": ["王芳", "李强"],
    }
)


def status(**reports: tuple[str | None, str, int]) -> pd.DataFrame:
    """One row a county; reports: by code (c110101) its stage, as-of date and batch."""
    told = {code.removeprefix("c"): report for code, report in reports.items()}
    codes = COUNTIES["county_code"].tolist()
    stages, days, batches = zip(*(told.get(code, (None, None, None)) for code in codes), strict=True)
    return pd.DataFrame(
        {
            "county_code": codes,
            "stage": pd.array(stages, dtype="string"),
            "as_of": pd.to_datetime(list(days)),
            "batch_id": pd.array(batches, dtype="Int64"),
        }
    )


SOME = status(
    c110101=("operating", "2026-10-31", 2),
    c110102=("not_started", "2026-06-30", 1),
    c440103=(None, "2026-09-30", 1),
)


def test_every_level_adds_up_to_the_same():
    for level in ("nation", "province", "prefecture", "county"):
        made = reporting_by_area(SOME, COUNTIES, BATCHES, level, as_of=DAY)
        assert made["counties"].sum() == len(COUNTIES)
        assert (made["reported"] + made["never"] + made["blank"]).tolist() == made["counties"].tolist()
        assert (made["never"] + made["blank"]).tolist() == made["missing"].tolist()
        assert (made[list(BANDS)].sum(axis=1) + made["never"]).tolist() == made["counties"].tolist()
        assert made[["reported", "blank", "stale"]].sum().tolist() == [2, 1, 1]
        assert made["code"].is_monotonic_increasing


def test_an_area_says_how_old_its_reports_are_and_who_saved_last():
    beijing = (
        reporting_by_area(SOME, COUNTIES, BATCHES, "province", as_of=DAY).set_index("code").loc["110000"]
    )
    assert (beijing["reported"], beijing["counties"], beijing["missing"]) == (2, 2, 0)
    assert (beijing["newest"], beijing["median_age"]) == (pd.Timestamp("2026-10-31"), 61.5)
    assert (beijing["batch_id"], beijing["saved_by"], beijing["saved_at"].day) == (2, "李强", 3)


def test_a_report_without_a_stage_is_missing_and_still_has_a_day_and_a_batch():
    made = reporting_by_area(SOME, COUNTIES, BATCHES, "county", as_of=DAY).set_index("code")
    line = made.loc["440103"]
    assert (line["reported"], line["missing"], line["blank"], line["never"]) == (0, 1, 1, 0)
    assert (line["newest"], line["saved_by"]) == (pd.Timestamp("2026-09-30"), "王芳")


def test_where_nobody_reported_there_is_no_day_no_age_and_no_save():
    made = reporting_by_area(status(), COUNTIES, BATCHES.head(0), "nation", as_of=DAY).iloc[0]
    assert (made["reported"], made["never"], made["stale"]) == (0, len(COUNTIES), 0)
    assert made[["newest", "median_age", "batch_id", "saved_at", "saved_by"]].isna().all()
