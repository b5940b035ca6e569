"""What the store keeps and gives back, on both engines."""

from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest

from data.base.errors import RevisionConflict
from data.base.fields import REPORT_COLUMNS
from data.base.signatures import Signature
from tests.data.batches import a_batch, at, counted, restore, revert, save, some_rows

SHA = "0f" * 32


def full_rows() -> pd.DataFrame:
    """Two counties with every column reported, and one with none."""
    return pd.DataFrame(
        {
            "county_code": ["110103", "110101", "110102"],
            "as_of": [date(2026, 1, 31), date(2025, 12, 31), pd.NaT],
            "stage": ["operating", "established", None],
            "established_on": [date(2025, 3, 12), date(2025, 12, 1), None],
            **{
                name: pd.array([True, False, pd.NA], dtype="boolean")
                for name in ("coordination", "guidance_body", "funding", "personnel", "venues")
            },
            "departments": ["教育部门、公安部门", "", None],
            "resources": ["劳动教育", "文化学习、体育锻炼", None],
            "schools_covered": pd.array([12, 0, pd.NA], dtype="Int64"),
            "schools_total": pd.array([30, 4, pd.NA], dtype="Int64"),
            "evidence": ["教基〔2025〕3号", "https://example.invalid/𠮷", None],
            "remark": ["备注，含“引号”和'单引号'", "=1+1", None],
        }
    )


def test_a_new_store_is_empty(store):
    assert store.revision() == 0
    assert store.batches().empty
    assert store.events().empty
    assert store.reports().empty
    assert not store.shows_demo()


def test_frames_have_the_same_dtypes_empty_and_filled(store):
    empty = [store.reports().dtypes, store.batches().dtypes, store.events().dtypes]
    save(store, full_rows())
    revert(store, 1)
    restore(store, 1)
    assert [list(kinds.items()) for kinds in empty] == [
        list(kinds.items())
        for kinds in (store.reports().dtypes, store.batches().dtypes, store.events().dtypes)
    ]
    assert store.reports().dtypes.astype(str).to_dict() == {
        "batch_id": "int64",
        "county_code": "string",
        "as_of": "datetime64[ns]",
        "saved_at": "datetime64[ns, UTC]",
        "stage": "string",
        "established_on": "datetime64[ns]",
        "coordination": "boolean",
        "guidance_body": "boolean",
        "funding": "boolean",
        "personnel": "boolean",
        "venues": "boolean",
        "departments": "string",
        "resources": "string",
        "schools_covered": "Int64",
        "schools_total": "Int64",
        "evidence": "string",
        "remark": "string",
    }


def test_rows_come_back_as_they_were_saved(store):
    save(store, full_rows(), as_of=date(2026, 1, 15))
    expected = full_rows().sort_values("county_code", ignore_index=True)
    found = store.reports()
    assert found["county_code"].tolist() == ["110101", "110102", "110103"]
    # A row without an as-of date of its own takes the batch's.
    assert found["as_of"].dt.date.tolist() == [date(2025, 12, 31), date(2026, 1, 15), date(2026, 1, 31)]
    for name in set(REPORT_COLUMNS) - {"county_code", "as_of"}:
        given = expected[name].astype(found[name].dtype)
        pd.testing.assert_series_equal(found[name], given)


def test_columns_that_a_batch_does_not_bring_are_not_reported(store):
    save(store, some_rows({"110101": "preparing"}))
    found = store.reports().iloc[0]
    assert found["stage"] == "preparing"
    assert found.drop(["batch_id", "county_code", "as_of", "saved_at", "stage"]).isna().all()


def test_a_batch_is_listed_with_its_particulars(store):
    beijing_time = timezone(timedelta(hours=8))
    receipt = save(
        store,
        at=datetime(2026, 1, 5, 17, 30, 12, 345678, tzinfo=beijing_time),
        note="一月报表",
        file_name="广东 (1).xlsx",
        file_sha256=SHA,
        origin="192.0.2.7",
    )
    assert (receipt.batch_id, receipt.revision) == (1, 1)
    turned = ["reverted_at", "reverted_by", "revert_reason"]
    assert store.batches()[turned].isna().all(axis=None)
    listed = store.batches().drop(columns=turned).iloc[0].to_dict()
    assert listed == {
        "batch_id": 1,
        "revision": 1,
        "kind": "upload",
        "as_of": pd.Timestamp("2025-12-31"),
        "saved_at": pd.Timestamp(datetime(2026, 1, 5, 9, 30, 12, 345678, tzinfo=UTC)),
        "saved_by": "王芳",
        "note": "一月报表",
        "file_name": "广东 (1).xlsx",
        "file_sha256": SHA,
        "rows": 2,
        "area_rows": 0,
        "origin": "192.0.2.7",
    }
    assert store.reports()["saved_at"].tolist() == [listed["saved_at"]] * 2


def test_every_change_moves_the_revision_by_one_and_batches_are_numbered_without_gaps(store):
    assert save(store).revision == 1
    three = [a_batch(at=at(minute)) for minute in (1, 2, 3)]
    assert [(r.batch_id, r.revision) for r in store.commit_batches(three, expected_revision=1)] == [
        (2, 2),
        (3, 2),
        (4, 2),
    ]
    assert revert(store, 2) == 3
    assert restore(store, 2) == 4
    assert store.revision() == 4


def test_a_frame_is_the_callers_own(store):
    save(store)
    mine = store.reports()
    mine["stage"] = "operating"
    mine.loc[0, "batch_id"] = 99
    assert store.reports()["stage"].tolist() == ["established", "preparing"]


def test_two_stores_see_each_others_changes(store, opening, store_url):
    other = opening(store_url)
    save(store)
    assert counted(other) == [1]
    save(other, at=at(1))
    revert(store, 1, minutes=2)
    late = opening(store_url)
    assert counted(other) == counted(store) == counted(late) == [2]
    restore(other, 1, minutes=3)
    for each in (store, other, late):
        assert each.reports()["batch_id"].tolist() == [1, 1, 2, 2]
        assert each.revision() == 4


def test_a_stale_caller_is_told_and_nothing_is_saved(store):
    save(store)
    for change in (
        lambda: store.commit_batches([a_batch()], expected_revision=0),
        lambda: store.revert(1, Signature("a", at(1)), reason="r", expected_revision=0),
        lambda: store.restore(1, Signature("a", at(1)), reason="r", expected_revision=2),
    ):
        with pytest.raises(RevisionConflict, match="the revision is 1, not"):
            change()
    assert store.revision() == 1
    assert len(store.batches()) == 1
    assert store.events().empty
