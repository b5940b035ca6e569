"""One count everywhere: on any history the frames, the lists, the maps and the files say what plain loops count."""

import csv
import shutil
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.maps import measures
from charts.palette import LIGHT
from data.base.months import month_ends, months_before
from data.base.stages import STAGES
from data.figures.action_list import FILTERS, action_list, count_reasons, reasons_by_area
from data.figures.changes_between import changed_counties, compare_areas, progress_by_area
from data.figures.judgement import judge
from data.figures.mechanisms import item_counts
from data.figures.progress import county_status, summarise
from data.figures.trend import trend
from data.plan.thresholds import TREND_FROM
from data.store.store import open_store
from reports.figures.numbers import FigureNumbers, NumberColumn, csv_bytes
from reports.workbook.tables import xlsx_bytes
from tests.data.batches import at, restore, revert, save
from tests.data.factories import SMALL_REGISTER, a_milestone, a_register, steady, unit_reports
from tests.data.plain_history import GUARANTEES, PlainHistory, SavedRow
from ui.map.view import class_string

COUNTIES = a_register()
STEADY = steady(COUNTIES)
CODES = COUNTIES["county_code"].tolist()
LEVELS = {"prefecture": 2, "province": 4}
AREAS = {
    "nation": {"100000": CODES},
    "county": {code: [code] for code in CODES},
    **{
        level: {
            code: [row[0] for row in SMALL_REGISTER if row[place] == code]
            for code in sorted({row[place] for row in SMALL_REGISTER})
        }
        for level, place in LEVELS.items()
    },
}
MILESTONES = [a_milestone(date(2025, 12, 31), 0.5, "half"), a_milestone(date(2027, 12, 31), 1.0, "all")]
PLAIN_MILESTONES = [(milestone.on, milestone.share) for milestone in MILESTONES]
DAYS = [
    *(date(2025, 1, 31), date(2025, 8, 31), date(2025, 12, 31), date(2026, 3, 15), date(2026, 6, 30)),
    *(date(2026, 8, 2), date(2026, 9, 30), date(2026, 10, 31)),
]

ROW = st.fixed_dictionaries(
    {
        "stage": st.sampled_from([None, "not_started", "preparing", "established", "operating", "operating"]),
        "established_on": st.none() | st.dates(date(2024, 11, 1), date(2026, 10, 31)),
        **{name: st.sampled_from([None, True, True, False]) for name in GUARANTEES},
    }
)
BATCH = st.tuples(
    st.sampled_from(DAYS), st.dictionaries(st.sampled_from(CODES), ROW, min_size=1, max_size=len(CODES))
)
HISTORY = st.tuples(
    st.lists(BATCH, max_size=7),
    st.lists(st.tuples(st.sampled_from(["revert", "restore"]), st.integers(1, 7)), max_size=4),
)
PAIR = st.lists(st.sampled_from([*DAYS, date(2026, 11, 22)]), min_size=2, max_size=2, unique=True).map(sorted)


@pytest.fixture(scope="module")
def new_store(prepared_sqlite, tmp_path_factory):
    """Open a store without batches, as often as asked."""
    folder = tmp_path_factory.mktemp("consistency")
    opened = []

    def make():
        for store in opened:
            store.close()
        file = folder / f"{len(opened)}.db"
        shutil.copyfile(prepared_sqlite, file)
        store = open_store(f"sqlite:///{file}", known_codes=frozenset(CODES))
        opened[:] = [*opened, store]
        return store

    yield make
    for store in opened:
        store.close()


def saved(store, history) -> tuple[pd.DataFrame, PlainHistory]:
    """Save the batches, undo and redo some by the store's rules; give the store's rows and the plain ones."""
    batches, turns = history
    live: dict[int, list[SavedRow]] = {}
    for n, (as_of, rows) in enumerate(batches, start=1):
        frame = pd.DataFrame([{"county_code": code, **row} for code, row in rows.items()])
        for name in GUARANTEES:
            frame[name] = frame[name].astype("boolean")
        frame["stage"] = frame["stage"].astype("string")
        save(store, frame, as_of=as_of, at=at(n))
        live[n] = [
            SavedRow(n, as_of, code, row["stage"], row["established_on"], {g: row[g] for g in GUARANTEES})
            for code, row in rows.items()
        ]
    counts = dict.fromkeys(live, True)
    for minute, (action, number) in enumerate(turns, start=20):
        if number in live and counts[number] == (action == "revert"):
            (revert if action == "revert" else restore)(store, number, minutes=minute)
            counts[number] = action == "restore"
    plain = [row for number, rows in live.items() if counts[number] for row in rows]
    return store.reports(), PlainHistory(plain, AREAS)


def check_counts(reports, plain, day):
    status = county_status(unit_reports(reports, STEADY), as_of=day)
    for level, areas in AREAS.items():
        summary = summarise(status, COUNTIES, level).set_index("code")
        assert sorted(summary.index) == sorted(areas)
        for code, counties in areas.items():
            expected = plain.counts(counties, day)
            assert summary.loc[code, list(expected)].to_dict() == expected
            assert summary.loc[code, "share"] == expected["established"] / len(counties)
    return status


def check_trend_and_verdicts(reports, plain, status, day):
    for level, areas in AREAS.items():
        course = trend(unit_reports(reports, STEADY), as_of=day, level=level)
        judged = judge(summarise(status, COUNTIES, level), course, MILESTONES, as_of=day).set_index("code")
        for code, counties in areas.items():
            own = course[course["code"] == code]
            points = [point.date() for point in own["month_end"]]
            assert points == month_ends(min(TREND_FROM, day), day)
            assert own["established"].tolist() == [plain.established(counties, p, day) for p in points]
            assert own["not_reported"].tolist() == [plain.unreported(counties, p, day) for p in points]
            last = own.iloc[-1]
            for months in (3, 6, 12):
                then = plain.established(counties, months_before(day, months), day)
                assert last[f"net_{months}"] == plain.established(counties, day, day) - then
            assert judged.loc[code, "verdict"] == plain.verdict(counties, day, PLAIN_MILESTONES)


def check_changes(reports, plain, since, until):
    changes = changed_counties(unit_reports(reports, STEADY), since=since, until=until)
    changed = changes.set_index("county_code")
    for code in CODES:
        expected = plain.change(code, since, until)
        found = {name: changed.loc[code, name] for name in expected}
        assert {name: None if pd.isna(value) else value for name, value in found.items()} == expected
    for level, areas in AREAS.items():
        both = []
        for day in (since, until):
            summary = summarise(county_status(unit_reports(reports, STEADY), as_of=day), COUNTIES, level)
            course = trend(unit_reports(reports, STEADY), as_of=day, level=level)
            both.append((summary, judge(summary, course, MILESTONES, as_of=day)))
        compared = compare_areas(
            *both, progress_by_area(changes, STEADY.register_of(until), level)
        ).set_index("code")
        for code, counties in areas.items():
            rows = [changed.loc[county] for county in counties]
            net = sum(bool(row["gained"]) for row in rows) - sum(bool(row["lost"]) for row in rows)
            verdicts = [plain.verdict(counties, day, PLAIN_MILESTONES) for day in (since, until)]
            assert compared.loc[code, "change"] == net
            assert compared.loc[code, ["verdict_before", "verdict"]].tolist() == verdicts
            assert compared.loc[code, "turned"] == (verdicts[0] != verdicts[1])


def check_action_list(reports, plain, status, since, day):
    changed = changed_counties(unit_reports(reports, STEADY), since=since, until=day)
    listed = action_list(status, changed, COUNTIES, as_of=day)
    expected = {code: plain.reasons(code, day, since) for code in CODES}
    assert listed["county_code"].tolist() == [code for code in sorted(CODES) if expected[code]]
    for row in listed.to_dict("records"):
        assert {reason for reason in FILTERS if row[reason]} == expected[row["county_code"]]
    for level, areas in AREAS.items():
        counted = reasons_by_area(listed, COUNTIES, level).set_index("code")
        for code, counties in areas.items():
            for reason in FILTERS:
                assert counted.loc[code, reason] == sum(reason in expected[county] for county in counties)
    nation = summarise(status, COUNTIES, "nation").iloc[0]
    counts = count_reasons(listed)
    assert counts["to_do"] == nation["reported"] - nation["established"]
    assert [counts[name] for name in ("not_started", "preparing", "not_reported")] == [
        nation[name] for name in ("not_started", "preparing", "not_reported")
    ]
    # The mechanisms page counts the same guarantees of the same counties.
    items = item_counts(status, COUNTIES, "nation", established_only=True).set_index("item")
    assert items.loc["all_guarantees", "no"] == counts["lacking"]
    assert items.loc["all_guarantees", "not_reported"] == sum(
        "unstated" in reasons and "lacking" not in reasons for reasons in expected.values()
    )
    assert items.loc["all_guarantees", "counties"] == nation["established"]


def check_maps(plain, status, day):
    drawn = measures.draw_stage(status, "en", str)
    place = {stage: n for n, stage in enumerate(STAGES)}
    letters = class_string(CODES, drawn.classes)
    assert letters == "".join(
        "n" if (stage := plain.stage(code, day)) is None else str(place[stage]) for code in CODES
    )
    for level in ("prefecture", "province"):
        drawn = measures.draw_share(summarise(status, COUNTIES, level), str)
        for code, counties in AREAS[level].items():
            counts = plain.counts(counties, day)
            step = LIGHT.share_step(counts["established"] / len(counties))
            reported = len(counties) - counts["not_reported"]
            if counts["not_reported"] > 0.2 * len(counties):
                assert drawn.classes[code] is None
                said = f"{reported} of {len(counties)} reported, " if reported else "Not reported"
            else:
                assert drawn.classes[code] == step
                said = f"{counts['established']} of {len(counties)} "
            assert drawn.lines[code].startswith(said)


def check_files(plain, status, day):
    fields = ("counties", "established", "operating", "preparing", "not_started", "not_reported")
    columns = (
        NumberColumn("code", "Code", "text"),
        *(NumberColumn(field, field, "count") for field in fields),
    )
    numbers = FigureNumbers("T", columns, summarise(status, COUNTIES, "province"), day, "S", demo=False)
    expected = [
        [code, *(plain.counts(counties, day)[field] for field in fields)]
        for code, counties in sorted(AREAS["province"].items())
    ]
    rows = list(csv.reader(StringIO(csv_bytes(numbers, str).decode("utf-8-sig"))))[1:]
    assert [[row[0], *map(int, row[1 : len(columns)])] for row in rows] == expected
    sheet = openpyxl.load_workbook(BytesIO(xlsx_bytes(numbers, str, "en"))).worksheets[0]
    written = [list(row[: len(columns)]) for row in sheet.iter_rows(values_only=True)]
    assert [row for row in written if row[0] in AREAS["province"]] == expected


def check_all(store, history, days):
    since, until = days
    reports, plain = saved(store, history)
    status = check_counts(reports, plain, until)
    check_trend_and_verdicts(reports, plain, status, until)
    check_changes(reports, plain, since, until)
    check_action_list(reports, plain, status, since, until)
    check_maps(plain, status, until)
    check_files(plain, status, until)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(history=HISTORY, days=PAIR)
def test_every_number_is_what_plain_loops_count(new_store, history, days):
    check_all(new_store(), history, days)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(history=HISTORY, days=PAIR)
def test_every_number_is_what_plain_loops_count_again_and_again(new_store, history, days):
    check_all(new_store(), history, days)
