"""What an upload changes, row by row and field by field, against the report that stood on its day."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.base.fields import REPORTED
from data.figures.progress import county_status
from data.intake.difference import difference, standing_reports
from data.store.batch import STORED_TYPES
from tests.data.factories import a_register, a_report, some_reports, unit_reports

DAY = date(2026, 9, 30)
LATER = date(2026, 10, 31)


def stored(*reports) -> pd.DataFrame:
    """Reports as the store gives them, with every field."""
    frame = some_reports(*reports)
    for name in REPORTED:
        if name not in frame:
            given = [report.get(name) for report in reports]
            frame[name] = pd.Series(given, dtype=STORED_TYPES[name])
    return frame


def uploaded(*rows: dict) -> pd.DataFrame:
    """Rows as the rules give them: one of county 110101, as of LATER, unless told otherwise."""
    usual = {"county_code": "110101", "as_of": pd.Timestamp(LATER), "stage": "preparing"}
    frame = pd.DataFrame([{"row": place, **usual, **row} for place, row in enumerate(rows, start=4)])
    for name in REPORTED:
        given = frame[name].tolist() if name in frame else [None] * len(frame)
        frame[name] = pd.Series(given, dtype=STORED_TYPES[name])
    return frame


def kinds(rows: pd.DataFrame, reports: pd.DataFrame) -> list[tuple]:
    found = difference(rows, reports).rows
    return list(found[["row", "kind", "adds"]].itertuples(index=False, name=None))


def test_new_changed_unchanged_and_backwards():
    reports = stored(
        a_report("110102", DAY, "preparing", remark="旧"),
        a_report("440103", DAY, "preparing", remark="同"),
        a_report("440106", DAY, "established"),
    )
    rows = uploaded(
        {"county_code": "110101"},
        {"county_code": "110102", "remark": "新", "coordination": True},
        {"county_code": "440103", "remark": "同"},
        {"county_code": "440106", "stage": "preparing", "established_on": date(2026, 9, 30)},
    )
    assert kinds(rows, reports) == [
        (4, "new", True),
        (5, "changed", True),
        (6, "unchanged", True),
        (7, "backwards", True),
    ]
    found = difference(rows, reports)
    assert [found.count(kind) for kind in ("new", "changed", "backwards", "unchanged")] == [1, 1, 1, 1]
    fields = found.fields[["row", "field", "before", "after"]].fillna("")
    assert list(fields.itertuples(index=False, name=None)) == [
        (4, "stage", "", "preparing"),
        (5, "coordination", "", "yes"),
        (5, "remark", "旧", "新"),
        (7, "stage", "established", "preparing"),
    ]


def test_each_kind_of_value_is_told_as_text():
    reports = stored(a_report("110101", DAY, "established", schools_total=12, funding=True))
    rows = uploaded({"stage": "established", "schools_total": 13, "funding": False, "established_on": LATER})
    fields = difference(rows, reports).fields[["field", "before", "after"]]
    assert list(fields.itertuples(index=False, name=None)) == [
        ("established_on", "2026-09-30", "2026-10-31"),
        ("funding", "yes", "no"),
        ("schools_total", "12", "13"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("operating", "established", "backwards"),
        ("established", "operating", "changed"),
        ("preparing", "not_started", "backwards"),
        ("established", None, "backwards"),
        ("preparing", None, "changed"),
        (None, "not_started", "changed"),
        (None, None, "unchanged"),
    ],
)
def test_a_fall_of_the_stage_is_backwards(before, after, kind):
    reports = stored(a_report("110101", DAY, before, established_on=None))
    assert difference(uploaded({"stage": after}), reports).rows["kind"].tolist() == [kind]


def test_the_same_for_the_same_day_adds_nothing_for_a_later_day_it_confirms():
    reports = stored(a_report("110101", DAY, "preparing"))
    assert kinds(uploaded({"as_of": pd.Timestamp(DAY)}), reports) == [(4, "unchanged", False)]
    assert kinds(uploaded({}), reports) == [(4, "unchanged", True)]


def test_a_blank_row_of_a_county_that_never_reported_adds_nothing():
    assert kinds(uploaded({"stage": None}), stored()) == [(4, "unchanged", False)]


def test_a_row_about_a_past_day_is_compared_with_what_stood_then():
    reports = stored(
        a_report("110101", date(2026, 3, 31), "preparing"), a_report("110101", DAY, "established")
    )
    rows = uploaded(
        {"as_of": pd.Timestamp(2026, 2, 28)},
        {"as_of": pd.Timestamp(2026, 4, 30)},
        {"as_of": pd.Timestamp(LATER)},
    )
    assert kinds(rows, reports) == [(4, "new", True), (5, "unchanged", True), (6, "backwards", True)]


def test_of_two_reports_for_one_day_the_one_saved_last_stands():
    first, second = a_report("110101", DAY, "preparing"), a_report("110101", DAY, "not_started", batch_id=2)
    rows = uploaded({"stage": "not_started"})
    assert difference(rows, stored(second, first)).count("unchanged") == 1


def test_an_empty_upload_differs_in_nothing():
    found = difference(uploaded({}).iloc[:0], stored(a_report("110101", DAY)))
    assert found.rows.empty
    assert found.fields.empty


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 12))
CODES = st.sampled_from(["110101", "110102", "440103"])
STAGES = st.sampled_from([None, "not_started", "preparing", "established", "operating"])


@settings(max_examples=30)
@given(reported=st.lists(st.tuples(CODES, DAYS, STAGES), max_size=12), code=CODES, day=DAYS)
def test_what_stood_is_what_county_status_says(reported, code, day):
    reports = stored(*(a_report(*report, batch_id=number) for number, report in enumerate(reported, start=1)))
    stood = standing_reports(uploaded({"county_code": code, "as_of": pd.Timestamp(day)}), reports)
    status = county_status(unit_reports(reports, a_register()), as_of=day).set_index("county_code").loc[code]
    for name in ("stage", "as_of", "established_on"):
        left, right = stood[name].iloc[0], status[name]
        assert (pd.isna(left) and pd.isna(right)) or left == right
