"""Uploaded files, remembered layouts, reports of functional areas and the origin of changes, on both engines."""

from datetime import date
from hashlib import sha256

import pandas as pd
import pytest
from sqlalchemy import func, select, text

from data.base.errors import BatchRefused, InvalidBatch, MissingFile
from data.base.signatures import Signature
from data.database.engine import make_engine, read_address, run_migrations
from data.figures.progress import county_status, summarise
from data.store.batch import Layout
from data.store.schema import files, layouts
from tests.data.batches import a_batch, area_rows, at, counted, no_rows, restore, revert, save, some_rows
from tests.data.factories import a_register, unit_reports

CONTENT = bytes(range(256)) * 40
CHECKSUM = sha256(CONTENT).hexdigest()


def how_many(store, table) -> int:
    with store._reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_file_comes_back_as_it_was(store):
    save(store, file_content=CONTENT, file_name="广东.xlsx")
    assert store.load_file(CHECKSUM) == CONTENT
    assert store.batches()["file_sha256"].tolist() == [CHECKSUM]


def test_the_same_content_is_kept_once_under_any_name(store):
    save(store, file_content=CONTENT, file_name="a.xlsx")
    save(store, file_content=CONTENT, file_name="b.xlsx", file_sha256=CHECKSUM, at=at(1))
    save(store, file_content=b"other", file_name="a.xlsx", at=at(2))
    assert how_many(store, files) == 2
    assert store.batches()["file_name"].tolist() == ["a.xlsx", "b.xlsx", "a.xlsx"]
    assert store.load_file(sha256(b"other").hexdigest()) == b"other"


def test_an_empty_file_is_a_file(store):
    save(store, file_content=b"")
    assert store.load_file(sha256(b"").hexdigest()) == b""


def test_a_file_that_is_not_kept(store):
    save(store, file_sha256=CHECKSUM)
    with pytest.raises(MissingFile, match="keeps no file with the checksum") as raised:
        store.load_file(CHECKSUM)
    assert raised.value.remedy


def test_content_that_belies_its_checksum_is_refused(store):
    with pytest.raises(InvalidBatch, match="does not have the given checksum"):
        save(store, file_content=b"other", file_sha256=CHECKSUM)
    assert store.revision() == how_many(store, files) == 0


def test_a_refused_save_keeps_neither_file_nor_layout_nor_area(store):
    save(store)
    refused = a_batch(
        kind="demo", file_content=CONTENT, area_rows=area_rows(), layout=Layout("key", {"stage": "B"})
    )
    with pytest.raises(BatchRefused):
        store.commit_batches([refused], expected_revision=1)
    assert how_many(store, files) == how_many(store, layouts) == 0
    assert store.area_reports().empty
    assert store.revision() == 1


def test_the_layout_remembered_last_is_recalled(store):
    assert store.recall_layout("key") is None
    first, second = {"county_code": "A", "stage": "C"}, {"county_code": "B", "stage": "C"}
    save(store, layout=Layout("key", first))
    save(store, layout=Layout("another", {"stage": "Z"}), at=at(1))
    assert store.recall_layout("key") == first
    save(store, layout=Layout("key", second), at=at(2))
    save(store, layout=Layout("key", second), at=at(3))
    assert store.recall_layout("key") == second
    assert how_many(store, layouts) == 3


def test_reports_of_functional_areas_are_kept_apart(store):
    reported = area_rows(
        established_on=[date(2025, 3, 12)], funding=[True], schools_total=[12], remark=["新区"]
    )
    save(store, area_rows=reported)
    found = store.area_reports()
    assert found.drop(columns=["saved_at"]).iloc[0].dropna().to_dict() == {
        "batch_id": 1,
        "parent_code": "320100",
        "area": "南京江北新区",
        "as_of": pd.Timestamp("2025-12-31"),
        "stage": "established",
        "established_on": pd.Timestamp("2025-03-12"),
        "funding": True,
        "schools_total": 12,
        "remark": "新区",
    }
    assert store.reports()["county_code"].tolist() == ["110101", "110102"]
    assert store.batches()[["rows", "area_rows"]].iloc[0].tolist() == [2, 1]
    assert store.area_reports().dtypes.equals(found.iloc[:0].dtypes)


def test_reports_of_functional_areas_are_in_no_count(store):
    """Even under the code of a county that reported nothing itself."""
    save(store, some_rows({"110101": "preparing"}), area_rows=area_rows(parent_code=["110102"]))
    register = a_register()
    status = county_status(unit_reports(store.reports(), register), as_of=date(2025, 12, 31))
    nation = summarise(status, register, "nation").iloc[0]
    assert (nation["counties"], nation["established"], nation["preparing"]) == (7, 0, 1)
    assert nation["not_reported"] == 6


def test_a_batch_of_functional_areas_alone(store):
    save(store, no_rows(), area_rows=area_rows())
    assert store.reports().empty
    assert store.area_reports()["area"].tolist() == ["南京江北新区"]


def test_reports_of_functional_areas_follow_their_batch(store):
    save(store, area_rows=area_rows(), at=at(0))
    revert(store, 1, minutes=5)
    assert store.area_reports().empty
    assert len(store.area_reports(known_at=at(4))) == 1
    restore(store, 1, minutes=6)
    assert store.area_reports()["saved_at"].tolist() == [at(0)]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"area": [None]}, "A functional area has no name, or lies nowhere."),
        ({"parent_code": [None]}, "A functional area has no name, or lies nowhere."),
        ({"stage": ["已建立"]}, "The store knows no stage 已建立."),
        ({"county_code": ["110101"]}, "The store knows no report column county_code."),
        (
            {"parent_code": ["320100"] * 2, "area": ["高新区"] * 2, "stage": [None] * 2},
            "The batch has two rows for the same area and date: 高新区.",
        ),
    ],
)
def test_reports_of_functional_areas_that_cannot_be_saved(store, columns, sentence):
    with pytest.raises(InvalidBatch) as raised:
        save(store, area_rows=area_rows(**columns))
    assert raised.value.what == sentence
    assert store.revision() == 0


def test_areas_of_one_name_in_two_places_are_two(store):
    two = area_rows(parent_code=["320100", "320500"], area=["高新区"] * 2, stage=["preparing", None])
    save(store, area_rows=two)
    assert store.area_reports()["parent_code"].tolist() == ["320100", "320500"]


def test_one_batch_s_rows_are_read_even_when_it_is_reverted(store):
    save(store)
    save(store, some_rows({"110103": "operating"}), at=at(1))
    revert(store, 2, minutes=2)
    assert store.batch_reports(2)["county_code"].tolist() == ["110103"]
    assert store.batch_reports(9).empty


def test_where_undo_and_redo_came_from_is_kept(store):
    save(store, kind="demo")
    save(store, at=at(1), origin="192.0.2.7")
    for decide, minutes in ((store.revert, 2), (store.restore, 3)):
        signature = Signature("李强", at(minutes), "命令行")
        decide(2, signature, reason="r", expected_revision=store.revision())
    revert(store, 2, minutes=4)
    assert store.events()["origin"].fillna("").tolist() == ["192.0.2.7", "命令行", "命令行", ""]


def test_records_of_the_first_schema_are_kept(empty_url, opening):
    url = read_address(empty_url)
    engine = make_engine(url)
    with engine.begin() as connection:
        run_migrations(connection, url, "0001")
        for statement in (
            (
                "INSERT INTO batches (batch_id, revision, kind, as_of, saved_at, saved_by, note, rows)"
                " VALUES (1, 1, 'upload', '2025-12-31', '2026-01-05 09:30:00.000000', '王芳', '', 1)"
            ),
            (
                "INSERT INTO reports (batch_id, county_code, as_of, stage)"
                " VALUES (1, '110101', '2025-12-31', 'preparing')"
            ),
            (
                'INSERT INTO events (event_id, batch_id, revision, action, at, "by", reason)'
                " VALUES (1, 1, 2, 'revert', '2026-01-06 09:30:00.000000', '王芳', '错了')"
            ),
            "UPDATE head SET version = 2",
        ):
            connection.execute(text(statement))
    engine.dispose()
    store = opening(empty_url)
    assert store.batches()[["rows", "area_rows", "reverted_by"]].iloc[0].tolist() == [1, 0, "王芳"]
    assert store.batches()["origin"].isna().all()
    restore(store, 1)
    save(store, file_content=CONTENT, area_rows=area_rows(), at=at(60 * 48))
    assert counted(store) == [1, 2]
    assert store.reports()["county_code"].tolist() == ["110101", "110101", "110102"]
