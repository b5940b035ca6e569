from datetime import UTC, date, datetime
from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures.progress import county_status, summarise
from tests.data.factories import (
    SMALL_REGISTER,
    a_province,
    a_register,
    a_report,
    some_reports,
    steady,
    unit_reports,
)

COUNTIES = a_register()
STEADY = steady(COUNTIES)
CODES = [row[0] for row in SMALL_REGISTER]
COUNTS = ["counties", "established", "operating", "preparing", "not_started", "not_reported"]
JAN, FEB, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


def stage_of(status: pd.DataFrame, code: str) -> str | None:
    stage = status.set_index("county_code")["stage"][code]
    return None if pd.isna(stage) else stage


def counts(status: pd.DataFrame, level: str) -> dict[str, list[int]]:
    summary = summarise(status, COUNTIES, level)
    return {code: list(row) for code, *row in summary[["code", *COUNTS]].itertuples(index=False)}


def test_every_county_of_the_register_has_a_row_even_without_reports() -> None:
    status = county_status(unit_reports(some_reports(), STEADY), as_of=JAN)
    assert status["county_code"].tolist() == CODES
    assert status["stage"].isna().all()


def test_the_latest_report_up_to_the_day_stands() -> None:
    reports = some_reports(
        a_report("110101", FEB, "established"),
        a_report("110101", JAN, "preparing"),
        a_report("110101", MARCH, "operating"),
    )
    assert stage_of(county_status(unit_reports(reports, STEADY), as_of=date(2025, 1, 30)), "110101") is None
    assert stage_of(county_status(unit_reports(reports, STEADY), as_of=JAN), "110101") == "preparing"
    assert (
        stage_of(county_status(unit_reports(reports, STEADY), as_of=date(2025, 3, 30)), "110101")
        == "established"
    )
    assert stage_of(county_status(unit_reports(reports, STEADY), as_of=MARCH), "110101") == "operating"


def test_of_two_reports_for_one_day_the_one_saved_last_stands() -> None:
    morning, evening = datetime(2025, 2, 3, 9, tzinfo=UTC), datetime(2025, 2, 3, 18, tzinfo=UTC)
    reports = some_reports(
        a_report("110101", JAN, "established", saved_at=evening, batch_id=1),
        a_report("110101", JAN, "preparing", saved_at=morning, batch_id=2),
        a_report("110102", JAN, "preparing", saved_at=morning, batch_id=4),
        a_report("110102", JAN, "not_started", saved_at=morning, batch_id=3),
    )
    status = county_status(unit_reports(reports, STEADY), as_of=FEB)
    assert stage_of(status, "110101") == "established"
    assert stage_of(status, "110102") == "preparing"


def test_a_later_report_with_a_blank_stage_means_not_reported() -> None:
    reports = some_reports(
        a_report("110101", JAN, "operating"), a_report("110101", FEB, None, remark="补报中")
    )
    status = county_status(unit_reports(reports, STEADY), as_of=FEB)
    assert stage_of(status, "110101") is None
    assert status["remark"].iloc[0] == "补报中"


def test_not_reported_is_not_not_started() -> None:
    status = county_status(
        unit_reports(some_reports(a_report("110101", JAN, "not_started")), STEADY), as_of=JAN
    )
    assert counts(status, "province")["110000"] == [2, 0, 0, 0, 1, 1]


def test_a_functional_area_is_in_no_count() -> None:
    reports = some_reports(a_report("320171", JAN, "operating"), a_report("110101", JAN, "operating"))
    status = county_status(unit_reports(reports, STEADY), as_of=JAN)
    assert "320171" not in set(status["county_code"])
    assert counts(status, "nation") == {"100000": [7, 1, 1, 0, 0, 6]}


def test_established_includes_operating_and_share_is_of_all_counties() -> None:
    reports = some_reports(
        a_report("440103", JAN, "operating"),
        a_report("440106", JAN, "established"),
    )
    summary = summarise(
        county_status(unit_reports(reports, STEADY), as_of=JAN), COUNTIES, "province"
    ).set_index("code")
    guangdong = summary.loc["440000"]
    assert (guangdong["established"], guangdong["operating"], guangdong["counties"]) == (2, 1, 3)
    assert guangdong["share"] == pytest.approx(2 / 3)
    assert guangdong["name"] == "广东省"


@pytest.mark.parametrize(("reported", "covered"), [(10, True), (8, True), (7, False), (0, False)])
def test_a_share_of_all_is_told_where_enough_have_reported(reported: int, covered: bool) -> None:
    province = a_province(10)
    codes = province["county_code"].tolist()[:reported]
    reports = some_reports(
        *(
            a_report(code, JAN, "established" if place % 2 else "preparing")
            for place, code in enumerate(codes)
        )
    )
    row = summarise(county_status(unit_reports(reports, province), as_of=JAN), province, "province").iloc[0]
    established = reported // 2
    assert (row["reported"], row["established"], bool(row["covered"])) == (reported, established, covered)
    assert row["share"] == established / 10
    told = {"share_told": established / 10 if covered else None}
    told["share_reported"] = established / reported if reported else None
    assert {name: None if pd.isna(row[name]) else row[name] for name in told} == told


def test_the_xpcc_counts_its_own_cities() -> None:
    status = county_status(
        unit_reports(some_reports(a_report("659001", JAN, "established")), STEADY), as_of=JAN
    )
    provinces = counts(status, "province")
    assert list(provinces) == ["110000", "440000", "660000"]
    assert provinces["660000"] == [2, 1, 0, 0, 0, 1]


def test_a_county_row_carries_its_status() -> None:
    reports = some_reports(a_report("441900", JAN, "established", established_on=date(2024, 12, 5)))
    summary = summarise(
        county_status(unit_reports(reports, STEADY), as_of=FEB), COUNTIES, "county"
    ).set_index("code")
    dongguan = summary.loc["441900"]
    assert (dongguan["name"], dongguan["stage"], dongguan["share"]) == ("东莞市", "established", 1.0)
    assert dongguan["established_on"] == pd.Timestamp(2024, 12, 5)


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(KeyError, match="village"):
        summarise(county_status(unit_reports(some_reports(), STEADY), as_of=JAN), COUNTIES, "village")


days = st.dates(date(2024, 11, 1), date(2026, 10, 31))
report_lists = st.lists(
    st.builds(
        lambda code, on, stage, batch: a_report(code, on, stage, batch_id=batch),
        st.sampled_from([*CODES, "320171"]),
        days,
        st.sampled_from(["not_started", "preparing", "established", "operating", None]),
        st.integers(1, 5),
    ),
    max_size=25,
)


@pytest.mark.slow
@settings(max_examples=30)
@given(report_lists, days)
def test_stages_add_up_to_the_counties_at_and_across_levels(
    reports: list[dict[str, object]], on: date
) -> None:
    status = county_status(unit_reports(some_reports(*reports), STEADY), as_of=on)
    totals = []
    for level in ("county", "prefecture", "province", "nation"):
        summary = summarise(status, COUNTIES, level)
        parts = summary[["established", "preparing", "not_started", "not_reported"]].sum(axis=1)
        assert (parts == summary["counties"]).all()
        assert (summary["operating"] <= summary["established"]).all()
        totals.append(summary[COUNTS].sum().tolist())
    assert all(total == totals[0] for total in totals)
    assert totals[0][0] == len(CODES)


def test_the_store_is_read_fast() -> None:
    """65,000 reports of 2,848 counties; 50 ms are meant, and 250 allowed on a busy machine."""
    codes = [f"{n:06d}" for n in range(110000, 112848)]
    counties = a_register([(code, "县", "110000", "市", "110000", "省", "110000") for code in codes])
    drawn = np.random.default_rng(1)
    month_ends = pd.date_range("2024-12-31", periods=23, freq="ME")
    reports = pd.DataFrame(
        {
            "batch_id": np.repeat(np.arange(23), 2826),
            "county_code": pd.array(np.tile(codes[:2826], 23), dtype="string"),
            "as_of": np.repeat(month_ends, 2826),
            "saved_at": np.repeat(month_ends.tz_localize("UTC"), 2826),
            "stage": pd.array(drawn.choice(["preparing", "established"], 23 * 2826), dtype="string"),
            "established_on": pd.NaT,
            "remark": pd.array(["无"] * (23 * 2826), dtype="string"),
        }
    )
    took = []
    for _ in range(5):
        started = process_time()
        county_status(unit_reports(reports, counties), as_of=date(2026, 10, 31))
        took.append(process_time() - started)
    assert min(took) < 0.25
