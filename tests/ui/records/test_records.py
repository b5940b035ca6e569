"""The figures of the Records page and of the difference."""

from datetime import date

import pandas as pd

from data.base.fields import REPORT_COLUMNS
from data.intake.difference import difference
from data.store.batch import STORED_TYPES, frame_of
from ui.records.changes import first_fields
from ui.records.journal import journal
from ui.upload.difference_step import established_before_and_after

SAVED = pd.Timestamp("2026-11-02T08:00", tz="UTC")


def reports(*rows: dict, **shared: object) -> pd.DataFrame:
    columns = ("batch_id", *REPORT_COLUMNS, "saved_at", "row")
    defaults = {"batch_id": 1, "as_of": pd.Timestamp("2026-10-31"), "saved_at": SAVED, "row": 1}
    return pd.DataFrame(
        {
            name: pd.Series(
                [{**defaults, **shared, **row}.get(name) for row in rows],
                dtype=STORED_TYPES.get(name, "int64"),
            )
            for name in columns
        }
    )


def test_journal_holds_saves_and_turns_newest_first():
    names = (
        "batch_id",
        "revision",
        "saved_at",
        "saved_by",
        "note",
        "file_name",
        "rows",
        "area_rows",
        "origin",
    )
    batches = frame_of(
        names,
        [
            (1, 1, SAVED, "李四", "", "a.xlsx", 8, 0, "10.0.0.1"),
            (2, 2, SAVED, "王五", "更正", "b.xlsx", 2, 1, "10.0.0.2"),
        ],
    )
    events = frame_of(
        ("event_id", "batch_id", "revision", "action", "at", "by", "reason", "origin"),
        [(1, 1, 3, "revert", SAVED, "王五", "重复上报", "10.0.0.2")],
    )
    lines = journal(batches, events)
    assert lines[["action", "batch_id", "by", "what"]].to_numpy().tolist() == [
        ["revert", 1, "王五", "重复上报"],
        ["save", 2, "王五", "b.xlsx · 更正"],
        ["save", 1, "李四", "a.xlsx"],
    ]
    assert lines["rows"].tolist() == [pd.NA, 3, 8]
    assert len(journal(batches, events.head(0))) == 2


def test_a_change_is_told_by_its_first_field():
    stored = reports({"county_code": "410102", "stage": "operating", "schools_total": 60})
    uploaded = reports(
        {"county_code": "410102", "stage": "preparing", "schools_total": 61, "row": 3},
        {"county_code": "410103", "stage": "established", "row": 4},
        as_of=pd.Timestamp(date(2026, 11, 20)),
    )
    made = difference(uploaded, stored)
    told = first_fields(made.fields)
    assert told[["row", "kind", "field", "more"]].to_numpy().tolist() == [
        [3, "backwards", "stage", 1],
        [4, "new", "stage", 0],
    ]
    assert established_before_and_after(made, uploaded) == (1, 1)
