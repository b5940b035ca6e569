"""Undo, redo, looking back, and how demo data give way, on both engines."""

from datetime import timedelta, timezone

import pandas as pd
import pytest

from data.base.errors import BatchRefused, InvalidBatch
from tests.data.batches import a_batch, at, counted, restore, revert, save, some_rows


def test_a_reverted_batch_counts_no_more_and_a_restored_one_again(store):
    save(store)
    save(store, some_rows({"110103": "operating"}), at=at(1))
    revert(store, 1, minutes=10)
    assert counted(store) == [2]
    assert store.batches(include_reverted=False)["batch_id"].tolist() == [2]
    listed = store.batches().set_index("batch_id")
    assert listed.loc[1, ["reverted_at", "reverted_by", "revert_reason"]].tolist() == [
        at(10),
        "李强",
        "wrong file",
    ]
    restore(store, 1, minutes=20)
    assert counted(store) == [1, 2]
    assert store.batches()["reverted_at"].isna().all()
    revert(store, 1, minutes=30)
    assert counted(store) == [2]


def test_the_past_can_be_seen_as_it_was_known_then(store):
    save(store, at=at(0))
    save(store, at=at(10))
    revert(store, 1, minutes=20)
    restore(store, 1, minutes=30)
    assert [counted(store, minute) for minute in (-1, 0, 9.9, 10, 20, 29, 30, 99)] == [
        [],
        [1],
        [1],
        [1, 2],
        [2],
        [2],
        [1, 2],
        [1, 2],
    ]
    then = store.batches(known_at=at(20))
    assert then["reverted_at"].tolist() == [at(20), pd.NaT]
    assert store.batches(known_at=at(5))["batch_id"].tolist() == [1]


def test_known_at_in_another_time_zone_is_the_same_instant(store):
    save(store, at=at(0))
    there = at(0).astimezone(timezone(timedelta(hours=-7)))
    assert len(store.reports(known_at=there)) == 2
    assert store.reports(known_at=there - timedelta(microseconds=1)).empty


def test_events_keep_the_whole_story(store):
    save(store)
    revert(store, 1, minutes=1, reason="错了")
    restore(store, 1, minutes=2, reason="没错")
    story = store.events()[["event_id", "batch_id", "revision", "action", "at", "by", "reason"]]
    assert list(story.itertuples(index=False, name=None)) == [
        (1, 1, 2, "revert", at(1), "李强", "错了"),
        (2, 1, 3, "restore", at(2), "李强", "没错"),
    ]


def test_demo_data_give_way_to_the_first_real_data_in_one_transaction(store):
    demo = [a_batch(kind="demo", by="demo", at=at(-minute)) for minute in (30, 20, 10)]
    store.commit_batches(demo, expected_revision=0)
    assert store.shows_demo()
    revert(store, 2, minutes=-5)
    save(store, at=at(0))
    assert not store.shows_demo()
    assert store.shows_demo(known_at=at(-1))
    assert counted(store) == [4]
    assert counted(store, -1) == [1, 3]
    assert store.revision() == 3
    by_upload = store.events().query("revision == 3")
    assert by_upload["batch_id"].tolist() == [1, 3]
    assert by_upload["by"].tolist() == ["王芳"] * 2
    assert by_upload["reason"].unique().tolist() == ["Replaced by the first real data."]


def test_demo_data_can_be_taken_out_and_put_back_before_real_data(store):
    save(store, kind="demo")
    revert(store, 1)
    assert not store.shows_demo()
    restore(store, 1)
    assert store.shows_demo()


def test_demo_data_never_come_back_beside_real_data(store):
    save(store, kind="demo")
    save(store, at=at(1))
    revert(store, 2, minutes=2)
    with pytest.raises(BatchRefused, match="Demo data cannot come back: real data have been saved"):
        restore(store, 1, minutes=3)
    with pytest.raises(BatchRefused, match="another, empty database"):
        save(store, kind="demo", at=at(4))
    assert store.revision() == 3
    assert counted(store) == []


@pytest.mark.parametrize(
    ("action", "batch_id", "sentence"),
    [
        (revert, 7, "There is no batch 7."),
        (restore, 7, "There is no batch 7."),
        (restore, 1, "Batch 1 counts already."),
        (revert, 2, "Batch 2 is reverted already."),
    ],
)
def test_turning_a_batch_the_wrong_way_is_refused(store, action, batch_id, sentence):
    save(store)
    save(store)
    revert(store, 2)
    with pytest.raises(BatchRefused) as raised:
        action(store, batch_id)
    assert raised.value.what == sentence
    assert store.revision() == 3


def test_undo_and_redo_need_a_reason(store):
    save(store)
    with pytest.raises(InvalidBatch, match="The reason is empty"):
        revert(store, 1, reason="  ")
    assert store.revision() == 1
