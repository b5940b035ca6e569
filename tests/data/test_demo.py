from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.base.errors import BatchRefused
from data.base.signatures import Signature
from data.demo import demo_batches, main, prepare_demo, write_demo
from data.figures.judgement import judge, milestones_met
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.plan.duties import load_departments, load_resources
from data.plan.milestones import load_milestones
from data.register.history import register_history, register_of
from data.register.register import known_codes, load_counties
from data.store.batch import NewBatch
from data.store.store import open_store
from tests.data.factories import unit_reports

TODAY = date(2026, 11, 22)
AS_OF = date(2026, 10, 31)
ESTABLISHED = ("established", "operating")


@pytest.fixture(scope="module")
def batches() -> list[NewBatch]:
    return demo_batches(register_history(), today=TODAY)


@pytest.fixture(scope="module")
def reports(batches: list[NewBatch]) -> pd.DataFrame:
    numbered = (
        batch.rows.assign(batch_id=n, saved_at=batch.signature.at) for n, batch in enumerate(batches, 1)
    )
    return pd.concat(numbered, ignore_index=True)


@pytest.fixture(scope="module")
def provinces(reports: pd.DataFrame) -> pd.DataFrame:
    counties = load_counties()
    summary = summarise(county_status(unit_reports(reports), as_of=AS_OF), counties, "province")
    course = trend(unit_reports(reports), as_of=AS_OF, level="province")
    judged = judge(summary, course, load_milestones(), as_of=AS_OF)
    return summary.merge(judged, on="code", validate="one_to_one")


def test_one_batch_a_month_up_to_the_last_that_is_over(batches: list[NewBatch]) -> None:
    assert [batch.as_of for batch in batches] == list(pd.date_range("2024-12-31", AS_OF, freq="ME").date)
    assert {(batch.kind, batch.signature.by, batch.note) for batch in batches} == {("demo", "demo", "demo")}
    assert all(batch.as_of < batch.signature.at.date() <= TODAY for batch in batches)
    assert [batch.as_of for batch in demo_batches(register_history(), today=date(2025, 1, 31))] == [
        date(2024, 12, 31)
    ]
    assert demo_batches(register_history(), today=date(2024, 12, 31)) == []


def test_the_same_seed_draws_the_same_and_a_later_day_only_adds(batches: list[NewBatch]) -> None:
    earlier = demo_batches(register_history(), today=date(2025, 9, 1))
    assert len(earlier) == 9
    for ours, theirs in zip(earlier, batches, strict=False):
        pd.testing.assert_frame_equal(ours.rows, theirs.rows)
    other = demo_batches(register_history(), today=date(2025, 9, 1), seed=1)
    assert not other[-1].rows.equals(earlier[-1].rows)


def test_every_row_is_valid(reports: pd.DataFrame) -> None:
    established = reports["stage"].isin(ESTABLISHED)
    assert (reports["established_on"].notna() == established).all()
    assert (reports.loc[established, "established_on"] <= reports.loc[established, "as_of"]).all()
    assert (reports["established_on"].dropna().dt.day_of_week < 5).all()
    assert (
        reports["schools_covered"].dropna() <= reports["schools_total"][reports["schools_covered"].notna()]
    ).all()
    assert (reports["evidence"].notna() == established).all()
    assert reports["evidence"].dropna().str.startswith("演示").all()
    for day, rows in reports.groupby("as_of"):
        assert set(rows["county_code"]) <= set(register_of(day.date()).counties["county_code"])
    for column, names in (
        ("departments", load_departments()["name"]),
        ("resources", load_resources()["name"]),
    ):
        assert set(reports[column].dropna().str.split("、").explode()) == set(names)


def test_a_batch_holds_only_news_and_refreshed_reports(reports: pd.DataFrame) -> None:
    assert 20_000 < len(reports) < 35_000
    assert not reports.duplicated(["county_code", "as_of"]).any()
    by_county = reports.sort_values("as_of").groupby("county_code")["as_of"]
    months_apart = by_county.diff().dropna().dt.days / 30.44
    assert months_apart.max() < 4.1
    last = by_county.last()
    # The two that were merged report up to their end.
    assert last[["500105", "500112"]].between(pd.Timestamp(2025, 7, 15), pd.Timestamp(2025, 11, 5)).all()
    assert (last.drop(["500105", "500112"]) > pd.Timestamp(2026, 6, 15)).all()


def test_the_nation_passed_half_in_the_autumn_of_2025(reports: pd.DataFrame) -> None:
    half = milestones_met(unit_reports(reports), load_milestones(), as_of=AS_OF, level="nation").iloc[0]
    assert pd.Timestamp(2025, 9, 1) <= half["met_on"] <= pd.Timestamp(2025, 11, 30)


def test_the_nations_figures_are_plausible(reports: pd.DataFrame) -> None:
    counties = load_counties()
    nation = summarise(county_status(unit_reports(reports), as_of=AS_OF), counties, "nation").iloc[0]
    assert 0.75 <= nation["share"] <= 0.80
    assert 0.40 <= nation["operating"] / 2848 <= 0.50
    assert 0.02 <= nation["not_reported"] / 2848 <= 0.04
    assert nation["preparing"] > 100


def test_every_verdict_occurs(provinces: pd.DataFrame) -> None:
    found = provinces["verdict"].value_counts()
    assert 2 <= found["achieved"] <= 3
    assert found["reversing"] >= 1
    assert found["cannot_assess"] >= 1
    assert found["at_risk"] >= 2
    assert found["off_track"] >= 1
    assert found["on_track"] > 10


def test_some_counties_go_backwards_and_some_come_back(reports: pd.DataFrame) -> None:
    ordered = reports.sort_values(["county_code", "as_of"])
    holds = ordered["stage"].isin(ESTABLISHED)
    before = holds.groupby(ordered["county_code"]).shift().eq(other=True)
    lost = set(ordered.loc[before & ~holds, "county_code"])
    assert 20 < len(lost) < 100
    last = ordered.groupby("county_code").last()
    assert 5 < last.loc[sorted(lost), "stage"].isin(ESTABLISHED).sum() < len(lost)


@pytest.mark.slow
def test_the_command_writes_into_an_empty_store_only(
    tmp_path: Path, reports: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    assert main(["--database-url", address]) == 0
    assert "batches of demo data" in capsys.readouterr().out
    store = open_store(address, known_codes=known_codes())
    try:
        assert store.shows_demo()
        known = store.reports()
        known = known[known["as_of"] <= pd.Timestamp(AS_OF)].reset_index(drop=True)
        assert known["county_code"].tolist() == reports["county_code"].tolist()
        assert known["stage"].equals(reports["stage"])
        written = len(store.batches())
        with pytest.raises(BatchRefused, match="holds reports already"):
            write_demo(store, register_history(), today=TODAY)
        assert main(["--database-url", address]) == 0
        assert len(store.batches()) == written
    finally:
        store.close()


def test_demo_goes_out_comes_back_and_stays_out_after_a_real_save(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}", known_codes=known_codes())
    noon = datetime(2025, 3, 1, 12, tzinfo=UTC)
    try:
        assert prepare_demo(store, register_history(), wanted=False, at=noon) == 0
        assert prepare_demo(store, register_history(), wanted=True, at=noon) == 3
        assert prepare_demo(store, register_history(), wanted=False, at=noon) == 3
        assert not store.shows_demo()
        assert prepare_demo(store, register_history(), wanted=True, at=noon) == 3
        assert store.shows_demo()
        rows = pd.DataFrame({"county_code": ["110101"], "stage": ["preparing"]})
        real = NewBatch(rows, "upload", date(2025, 2, 28), Signature("staff", noon))
        store.commit_batches([real], expected_revision=store.revision())
        assert prepare_demo(store, register_history(), wanted=True, at=noon) == 0
        assert not store.shows_demo()
        assert store.reports()["county_code"].tolist() == ["110101"]
    finally:
        store.close()


def test_an_address_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database-url", "mysql://nowhere/x"]) == 2
    assert "mysql" in capsys.readouterr().err
