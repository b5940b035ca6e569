"""Each change of the register from 2024 to 2026, from stored reports to the figures of the days beside it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data.base.signatures import Signature
from data.figures.county_history import county_history
from data.figures.unit_reports import taken_from
from data.figures.zone_figures import zone_figures
from data.register.history import register_history
from data.register.register import known_codes
from data.status import status_rows
from data.store.batch import NewBatch
from data.store.store import Store, open_store
from reports.figures.area import area_overview, areas_compared
from reports.figures.source import FigureSource

SAVED = datetime(2026, 5, 20, 8, tzinfo=UTC)
SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (
    *(date(2025, 9, 30), date(2025, 10, 31)),
    *(date(2025, 11, 30), date(2025, 12, 31)),
)
MERGER = date(2025, 11, 6)
# Each county set up from another, with that one, its province and its first day.
SET_UP = [
    ("653228", "653223", "650000", date(2024, 12, 27)),
    ("653229", "653221", "650000", date(2024, 12, 27)),
    ("653132", "653126", "650000", date(2026, 3, 26)),
    ("659013", "659003", "660000", date(2026, 4, 17)),
]


@pytest.fixture
def store(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Store]:
    file = tmp_path / "reports.db"
    file.write_bytes(prepared_sqlite.read_bytes())
    opened = open_store(f"sqlite:///{file}", known_codes=known_codes())
    yield opened
    opened.close()


def save(store: Store, as_of: date, **stages: str | None) -> None:
    """Save what counties report for a day: c500105="established"; those with an alliance have it since a month."""
    codes = [code.removeprefix("c") for code in stages]
    since = [
        as_of - timedelta(days=30) if stage in ("established", "operating") else None
        for stage in stages.values()
    ]
    rows = pd.DataFrame(
        {
            "county_code": codes,
            "stage": pd.array(list(stages.values()), dtype="string"),
            "established_on": since,
        }
    )
    later = SAVED + timedelta(minutes=store.revision())
    store.commit_batches(
        [NewBatch(rows, "upload", as_of, Signature("王芳", later))], expected_revision=store.revision()
    )


def figures_of(store: Store) -> FigureSource:
    return FigureSource(store, {})


def of(figures: FigureSource, code: str, day: date) -> dict[str, object]:
    return figures.status(day).set_index("county_code").loc[code].to_dict()


def province(figures: FigureSource, code: str, day: date) -> dict[str, int]:
    row = figures.summary("province", day).set_index("code").loc[code]
    return {name: int(row[name]) for name in ("counties", "established", "not_reported")}


def test_the_merged_county_stands_where_all_before_it_stood(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="established", c500109="preparing")
    figures = figures_of(store)
    assert province(figures, "500000", OCTOBER) == {"counties": 38, "established": 2, "not_reported": 35}
    assert province(figures, "500000", MERGER - timedelta(days=1))["counties"] == 38
    assert province(figures, "500000", MERGER) == {"counties": 37, "established": 1, "not_reported": 35}
    assert not {"500105", "500112"} & set(figures.status(MERGER)["county_code"])
    new = of(figures, "500157", NOVEMBER)
    assert (new["stage"], new["inherited"]) == ("established", True)
    assert (new["as_of"], new["established_on"]) == (pd.Timestamp(OCTOBER), pd.Timestamp(2025, 10, 1))
    assert pd.isna(new["batch_id"])
    givers = taken_from(register_history(), "500157", NOVEMBER)
    assert [(giver.code, giver.name) for giver in givers] == [("500105", "江北区"), ("500112", "渝北区")]
    assert not of(figures, "500109", NOVEMBER)["inherited"]


@pytest.mark.parametrize("stage", ["preparing", None])
def test_the_merged_county_is_not_reported_unless_all_before_it_had_an_alliance(
    store: Store, stage: str | None
) -> None:
    save(store, OCTOBER, c500105="operating", c500112=stage)
    new = of(figures_of(store), "500157", NOVEMBER)
    assert (pd.isna(new["stage"]), new["inherited"]) == (True, False)


def test_the_merged_county_s_own_report_stands_from_its_day_on(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="operating")
    save(store, DECEMBER, c500157="preparing")
    figures = figures_of(store)
    assert of(figures, "500157", NOVEMBER)["stage"] == "operating"
    new = of(figures, "500157", DECEMBER)
    assert (new["stage"], new["inherited"]) == ("preparing", False)
    changed = figures.changed(NOVEMBER, DECEMBER).set_index("county_code").loc["500157"]
    assert changed[["lost", "backwards", "came"]].tolist() == [True, True, False]


def test_what_the_merger_takes_is_told_apart_from_progress(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="established", c500109="preparing")
    save(store, NOVEMBER, c500109="established", c500101="established")
    figures = figures_of(store)
    course = figures.trend("province", NOVEMBER)
    last = course[course["code"] == "500000"].iloc[-1]
    # 江北区 and 渝北区 with an alliance went, 两江新区 came with one; 北碚区 and 万州区 have one since 31 October.
    assert last[["counties", "established", "net_3", "register_net_3"]].tolist() == [37, 3, 4, -1]
    by_month = course[course["code"] == "500000"].set_index("month_end")["counties"]
    assert by_month[[pd.Timestamp(OCTOBER), pd.Timestamp(NOVEMBER)]].tolist() == [38, 37]
    compared = areas_compared(figures, "province", OCTOBER, NOVEMBER).set_index("code").loc["500000"]
    names = ["counties_before", "counties", "established_before", "established", "change", "register_change"]
    assert compared[names].tolist() == [38, 37, 2, 3, 2, -1]
    told = figures.units_changed(OCTOBER, NOVEMBER)
    assert told[["county_code", "came", "stage", "kind"]].to_numpy().tolist() == [
        ["500105", False, "operating", "merged"],
        ["500112", False, "established", "merged"],
        ["500157", True, "established", "merged"],
    ]
    assert set(told["day"]) == {pd.Timestamp(MERGER)}


@pytest.mark.parametrize(("new", "old", "area", "day"), SET_UP)
def test_a_county_set_up_begins_not_reported_and_takes_nothing_from_the_old(
    store: Store, new: str, old: str, area: str, day: date
) -> None:
    before, after = day - timedelta(days=1), day + timedelta(days=20)
    save(store, before, **{f"c{old}": "operating"})
    figures = figures_of(store)
    both = SET_UP[:2] if day.year == 2024 else [(new, old, area, day)]
    sizes = [province(figures, area, one)["counties"] for one in (before, day)]
    assert sizes[1] - sizes[0] == len(both)
    assert new not in set(figures.status(before)["county_code"])
    assert pd.isna(of(figures, new, day)["stage"])
    assert of(figures, old, after)["stage"] == "operating"

    save(store, after, **{f"c{new}": "preparing"})
    figures = figures_of(store)
    assert (of(figures, new, after)["stage"], of(figures, old, after)["stage"]) == ("preparing", "operating")
    changed = figures.changed(before, after).set_index("county_code").loc[new]
    assert changed[["came", "gained", "first_report"]].tolist() == [True, False, True]
    assert new in set(figures.units_changed(before, after)["county_code"])


def test_ground_that_moved_changes_no_figure(store: Store) -> None:
    save(store, date(2024, 8, 31), c533423="operating", c533422="preparing")
    figures = figures_of(store)
    for day in (date(2024, 9, 26), date(2024, 9, 27)):
        assert (of(figures, "533423", day)["stage"], of(figures, "533422", day)["stage"]) == (
            "operating",
            "preparing",
        )
    assert figures.units_changed(date(2024, 9, 26), date(2024, 9, 27)).empty


def test_reports_that_count_nowhere_are_listed_with_their_reason(store: Store) -> None:
    save(store, OCTOBER, c500105="preparing")
    save(store, OCTOBER, c500105="operating", c500112="operating")
    save(store, NOVEMBER, c500105="preparing")
    save(store, SEPTEMBER, c500157="operating")
    figures = figures_of(store)
    found = {
        day: [
            tuple(row) for row in figures.not_counted(day)[["batch_id", "county_code", "reason"]].to_numpy()
        ]
        for day in (OCTOBER, NOVEMBER)
    }
    # On the day before the merger one was corrected, and one speaks of a county that did not exist yet.
    assert found[OCTOBER] == [(1, "500105", "corrected"), (4, "500157", "not_begun")]
    assert found[NOVEMBER] == [
        (1, "500105", "ended"), (2, "500105", "ended"), (2, "500112", "ended"), (3, "500105", "after_end"),
    ]  # fmt: skip
    assert of(figures, "500157", MERGER)["stage"] == "operating"


def test_a_milestone_counts_the_counties_of_its_own_day(store: Store) -> None:
    save(store, OCTOBER, c500105="operating")
    figures = figures_of(store)
    sizes = {
        day: figures.milestones_met("province", day).groupby("code")["needed"].last()["500000"]
        for day in (OCTOBER, NOVEMBER)
    }
    # All of them, on the last milestone's day: as far as it is known on the day shown.
    assert sizes == {OCTOBER: 38, NOVEMBER: 37}


def test_an_area_that_came_has_no_figures_of_before(store: Store) -> None:
    save(store, date(2026, 3, 31), c659001="operating")
    save(store, date(2026, 4, 30), c659013="preparing")
    view = area_overview(
        figures_of(store), "659013", as_of=date(2026, 4, 30), compare=date(2026, 3, 31), lang="zh"
    )
    assert (view.scope.level, view.now.counties, view.before, view.compare) == ("prefecture", 1, None, None)
    compared = areas_compared(
        figures_of(store), "prefecture", date(2026, 3, 31), date(2026, 4, 30)
    ).set_index("code")
    assert compared.loc["659013", ["counties_before", "counties", "turned"]].tolist() == [0, 1, False]


def test_the_history_of_a_merged_county_is_its_own(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="operating")
    save(store, DECEMBER, c500157="operating")
    figures = figures_of(store)
    told = {
        code: [(report.as_of, report.county_code) for report in county_history(
            code, figures.unit_reports(), figures.batches(), as_of=day
        )]
        for code, day in (("500157", DECEMBER), ("500105", OCTOBER), ("500105", DECEMBER))
    }  # fmt: skip
    assert told == {"500157": [(DECEMBER, "500157")], "500105": []}
    before = county_history("500105", figures.unit_reports(), figures.batches(), as_of=OCTOBER)
    assert [report.as_of for report in before] == [OCTOBER]


def test_the_command_s_rows_are_those_of_the_day(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="operating")
    reports = figures_of(store).unit_reports()
    counties = {day: status_rows(reports, [], as_of=day, level="county") for day in (OCTOBER, NOVEMBER)}
    assert [len(rows) for rows in counties.values()] == [2850, 2849]
    assert counties[NOVEMBER].set_index("county_code").loc["500157", "inherited"]
    assert not counties[OCTOBER]["inherited"].any()


def test_zones_cover_the_counties_of_the_day(store: Store) -> None:
    save(store, OCTOBER, c500105="operating", c500112="operating")
    figures = figures_of(store)
    for day in (OCTOBER, NOVEMBER, date(2026, 10, 31)):
        counties = figures.register(day).counties
        rows = zone_figures(figures.status(day), counties).set_index("zone_no")
        assert rows.loc[51, "counties"] == (counties["province_code"] == "370000").sum()
        assert rows["counties"].sum() == 337
