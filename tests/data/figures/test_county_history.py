"""A county's timeline: order, corrections, late reports, what changed; two times kept apart."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.fields import REPORT_COLUMNS
from data.figures.county_history import FieldChange, county_history
from data.figures.progress import county_status
from data.store.batch import STORED_TYPES
from tests.data.factories import a_register, a_report, steady, unit_reports

CODE = "110101"
STEADY = steady(a_register())
JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


def at(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 8, tzinfo=UTC)


def reports(*rows: dict[str, Any]) -> pd.DataFrame:
    columns = ["batch_id", *REPORT_COLUMNS[:2], "saved_at", *REPORT_COLUMNS[2:]]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype(
        {name: STORED_TYPES[name] for name in columns if name not in ("as_of", "established_on")}
    )


def batches(*numbers: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "batch_id": numbers,
            "saved_by": [f"person {number}" for number in numbers],
            "file_name": [None if number == 1 else f"{number}.xlsx" for number in numbers],
            "kind": ["demo" if number == 1 else "upload" for number in numbers],
        }
    )


def test_a_county_that_never_reported_has_no_history():
    assert county_history(CODE, unit_reports(reports(), STEADY), batches()) == []


def test_one_report_changes_nothing_and_stands():
    (only,) = county_history(
        CODE, unit_reports(reports(a_report(CODE, JANUARY, funding=True)), STEADY), batches(1)
    )
    assert (only.effect, only.changes, only.stands, only.corrects, only.late) == (
        "first",
        (),
        True,
        None,
        False,
    )
    assert (only.answers["stage"], only.answers["funding"], only.answers["personnel"]) == (
        "preparing",
        "yes",
        None,
    )
    assert (only.saved_by, only.file_name, only.demo) == ("person 1", None, True)


def test_newest_day_first_with_what_changed_against_the_day_before():
    history = county_history(
        CODE,
        unit_reports(
            reports(
                a_report(CODE, JANUARY, departments="教育、公安", schools_covered=3),
                a_report(
                    CODE,
                    FEBRUARY,
                    "established",
                    batch_id=2,
                    departments="公安、卫健",
                    schools_covered=5,
                    established_on=date(2025, 2, 10),
                ),
                a_report("110102", MARCH, batch_id=2),
            ),
            STEADY,
        ),
        batches(1, 2),
    )
    assert [report.as_of for report in history] == [FEBRUARY, JANUARY]
    assert history[0].effect == "changed"
    assert history[0].changes == (
        FieldChange("stage", "preparing", "established"),
        FieldChange("established_on", None, "2025-02-10"),
        FieldChange("departments", "教育、公安", "公安、卫健", ("卫健",), ("教育",)),
        FieldChange("schools_covered", "3", "5"),
    )
    assert (history[0].file_name, history[0].demo) == ("2.xlsx", False)


def test_the_same_again_is_unchanged():
    history = county_history(
        CODE,
        unit_reports(reports(a_report(CODE, JANUARY), a_report(CODE, FEBRUARY, batch_id=2)), STEADY),
        batches(1, 2),
    )
    assert (history[0].effect, history[0].changes) == ("unchanged", ())


def test_a_fall_and_a_blank_after_an_alliance_go_backwards():
    history = county_history(
        CODE,
        unit_reports(
            reports(
                a_report(CODE, JANUARY, "operating"),
                a_report(CODE, FEBRUARY, "preparing", batch_id=2),
                a_report(CODE, MARCH, None, batch_id=3),
            ),
            STEADY,
        ),
        batches(1, 2, 3),
    )
    # Preparing to blank is no fall: nothing was there to lose.
    assert [report.effect for report in history] == ["changed", "backwards", "first"]
    lost = county_history(
        CODE,
        unit_reports(
            reports(a_report(CODE, JANUARY, "established"), a_report(CODE, FEBRUARY, None, batch_id=2)),
            STEADY,
        ),
        batches(1, 2),
    )
    assert lost[0].effect == "backwards"


def test_a_second_report_for_a_day_corrects_the_first():
    history = county_history(
        CODE,
        unit_reports(
            reports(
                a_report(CODE, JANUARY, "preparing", saved_at=at(2, 2)),
                a_report(CODE, JANUARY, "established", batch_id=2, saved_at=at(2, 9)),
                a_report(
                    CODE, FEBRUARY, "established", batch_id=3, saved_at=at(3, 2), established_on=JANUARY
                ),
            ),
            STEADY,
        ),
        batches(1, 2, 3),
    )
    assert [(r.batch_id, r.corrects, r.stands, r.late) for r in history] == [
        (3, None, True, False),
        (2, 1, True, False),
        (1, None, False, False),
    ]


def test_a_correction_goes_backwards_only_against_an_earlier_day():
    wrong = a_report(CODE, FEBRUARY, "operating", batch_id=2, saved_at=at(3, 2))
    right = a_report(CODE, FEBRUARY, "preparing", batch_id=3, saved_at=at(3, 9))
    alone = county_history(CODE, unit_reports(reports(wrong, right), STEADY), batches(2, 3))
    assert [r.effect for r in alone] == ["changed", "first"]
    after = county_history(
        CODE,
        unit_reports(reports(a_report(CODE, JANUARY, "established"), wrong, right), STEADY),
        batches(1, 2, 3),
    )
    assert [r.effect for r in after] == ["backwards", "changed", "first"]
    assert after[0].changes[0] == FieldChange("stage", "operating", "preparing")


def test_a_report_of_an_earlier_day_that_comes_later_is_late_and_does_not_stand_first():
    history = county_history(
        CODE,
        unit_reports(
            reports(
                a_report(CODE, MARCH, "established", saved_at=at(4, 2)),
                a_report(CODE, JANUARY, "preparing", batch_id=2, saved_at=at(4, 20)),
            ),
            STEADY,
        ),
        batches(1, 2),
    )
    assert [(r.as_of, r.late) for r in history] == [(MARCH, False), (JANUARY, True)]
    # What it says is set against nothing: it is the first by the day that it describes.
    assert history[1].effect == "first"
    assert history[0].effect == "changed"


def test_reports_of_later_days_are_left_out():
    given_reports = unit_reports(reports(a_report(CODE, JANUARY), a_report(CODE, MARCH, batch_id=2)), STEADY)
    history = county_history(CODE, given_reports, batches(1, 2), as_of=FEBRUARY)
    assert [r.as_of for r in history] == [JANUARY]


days = st.dates(date(2025, 1, 1), date(2025, 1, 6))
stages = st.sampled_from(["not_started", "preparing", "established", "operating", None])


@pytest.mark.slow
@given(st.lists(st.tuples(days, stages, st.integers(1, 28)), max_size=8), days)
def test_the_newest_is_the_report_that_counts(rows: list[tuple[date, str | None, int]], as_of: date):
    frame = reports(
        *(
            a_report(CODE, day, stage, batch_id=n + 1, saved_at=at(2, saved))
            for n, (day, stage, saved) in enumerate(rows)
        )
    )
    history = county_history(
        CODE, unit_reports(frame, STEADY), batches(*range(1, len(rows) + 1)), as_of=as_of
    )
    status = county_status(unit_reports(frame, STEADY), as_of=as_of).set_index("county_code").loc[CODE]
    newest = next(iter(history), None)
    assert (newest is None) == bool(pd.isna(status["batch_id"]))
    if newest is not None:
        assert newest.batch_id == status["batch_id"]
        assert newest.stands
        assert newest.answers["stage"] == (None if pd.isna(status["stage"]) else status["stage"])
    assert sum(report.stands for report in history) == len({report.as_of for report in history})
