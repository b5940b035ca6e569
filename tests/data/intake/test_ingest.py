"""Examining and saving an upload, on both engines: what is saved, what is refused, what two at once see."""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256

import pandas as pd
import pytest

from data.base.errors import BatchRefused, RevisionConflict
from data.intake.difference import made_difference, saved_meanwhile
from data.intake.examination import Examination, examine, examine_workbook, real_reports, save
from data.register.register import load_counties
from data.spreadsheets.sheets import UnreadableFile, Workbook
from data.store.store import Store, open_store
from tests.data.batches import at, restore, revert, some_rows
from tests.data.batches import save as save_rows
from tests.data.uploads import ALSO_GOOD, GOOD, NO_DATE, WRONG_NAME, a_workbook, content_of, particulars

NAME = "广东 (1).xlsx"


@pytest.fixture
def store(new_sqlite_store: Callable[[], str]) -> Iterator[Store]:
    """A store without batches that knows the register."""
    yield from opened(new_sqlite_store())


@pytest.fixture
def either_store(store_url: str) -> Iterator[Store]:
    """The same, on either engine: for what the engines could do differently."""
    yield from opened(store_url)


def opened(url: str) -> Iterator[Store]:
    made = open_store(url, known_codes=load_counties()["county_code"])
    yield made
    made.close()


def look(store: Store, book: Workbook, **given) -> Examination:
    asked = particulars(real_reports(store), recall=store.recall_layout, **given)
    return examine_workbook(book, content_of(book), NAME, asked)


def keep(store: Store, found: Examination, minutes: float = 0, **given):
    usual = {"by": "王芳", "at": at(minutes), "expected_revision": store.revision()}
    return save(store, found, **(usual | given))


def codes(found: Examination) -> list[list]:
    return [[each.row, each.column, each.code] for each in found.problems]


def test_what_a_good_file_says_and_saving_keeps_it_with_its_file_and_layout(either_store):
    book = a_workbook(GOOD, ALSO_GOOD)
    found = look(either_store, book)
    assert (found.read, found.accepted_count, found.rejected, found.problems) == (2, 2, (), ())
    assert (found.sheet, found.as_of, found.as_of_from) == ("表", date(2026, 10, 31), "title")
    receipt = keep(either_store, found, note="十月", origin="192.0.2.7")
    assert (receipt.batch_id, receipt.revision) == (1, 1)
    saved = either_store.reports()[["county_code", "stage", "established_on", "remark"]].astype("object")
    assert saved.where(saved.notna(), None).to_numpy().tolist() == [
        ["440103", "established", pd.Timestamp("2025-03-12"), "甲"],
        ["440104", "preparing", None, None],
    ]
    batch = either_store.batches().iloc[0]
    assert batch[["kind", "file_name", "file_sha256", "note", "origin", "rows"]].tolist() == [
        "upload",
        NAME,
        sha256(content_of(book)).hexdigest(),
        "十月",
        "192.0.2.7",
        2,
    ]
    assert batch["as_of"] == pd.Timestamp("2026-10-31")
    assert either_store.load_file(found.checksum) == content_of(book)


def test_good_rows_are_saved_alone_only_when_asked(store):
    found = look(store, a_workbook(GOOD, NO_DATE, WRONG_NAME))
    assert found.rejected == (4, 5)
    assert [each[2] for each in codes(found)] == ["established_without_date", "code_and_name_disagree"]
    with pytest.raises(BatchRefused, match="2 of 3 rows of 广东"):
        keep(store, found)
    assert store.revision() == 0
    keep(store, found, only_good=True)
    assert store.reports()["county_code"].tolist() == ["440103"]


def test_an_answer_in_place_mends_a_row(store):
    book = a_workbook(GOOD, NO_DATE)
    mended = look(store, book, answers={(4, "established_on"): date(2025, 5, 1)})
    assert mended.rejected == ()
    assert mended.accepted["established_on"].tolist() == [
        pd.Timestamp("2025-03-12"),
        pd.Timestamp("2025-05-01"),
    ]


def test_the_same_file_again_adds_nothing_and_a_later_day_confirms(store):
    book = a_workbook(GOOD, ALSO_GOOD)
    keep(store, look(store, book))
    again = look(store, book)
    assert again.unchanged == 2
    assert not again.adds_something
    with pytest.raises(BatchRefused, match="Nothing in 广东"):
        keep(store, again)
    later = look(store, a_workbook(GOOD, ALSO_GOOD, title="数据截至2026年11月15日"))
    assert (later.unchanged, len(later.adding)) == (2, 2)
    keep(store, later, minutes=1)
    assert store.reports()["batch_id"].tolist() == [1, 1, 2, 2]


def test_only_what_a_file_adds_is_saved(store):
    keep(store, look(store, a_workbook(GOOD, ALSO_GOOD)))
    keep(store, look(store, a_workbook(GOOD, ("440104", "越秀区", "已建立", "2026年9月1日", None))), 1)
    assert store.batch_reports(2)["county_code"].tolist() == ["440104"]


def test_blank_rows_of_a_template_are_not_saved(store):
    found = look(store, a_workbook(GOOD, ("440104", "越秀区", None, None, None)))
    assert (found.accepted_count, found.unchanged, len(found.adding)) == (2, 1, 1)


def test_going_backwards_has_to_be_confirmed(store):
    keep(store, look(store, a_workbook(GOOD)))
    book = a_workbook(("440103", "荔湾区", "筹建中", None, None), title="数据截至2026年11月15日")
    found = look(store, book)
    assert codes(found) == [[3, "C", "going_backwards"]]
    confirmed = look(store, book, answers={(3, "going_backwards"): True})
    assert confirmed.rejected == ()
    assert confirmed.difference.count("backwards") == 1
    keep(store, confirmed, minutes=1)
    assert store.reports()["stage"].tolist() == ["established", "preparing"]


def test_the_second_of_two_who_save_is_told_sees_what_changed_and_decides_again(either_store):
    mine, theirs = a_workbook(GOOD, ALSO_GOOD), a_workbook(("440103", "荔湾区", "筹建中", None, None))
    revision = either_store.revision()
    found = look(either_store, mine)
    keep(either_store, look(either_store, theirs), by="李强")
    with pytest.raises(RevisionConflict):
        keep(either_store, found, expected_revision=revision)
    meanwhile = saved_meanwhile(either_store, revision, found.accepted["county_code"])
    assert meanwhile.batches["saved_by"].tolist() == ["李强"]
    assert meanwhile.county_codes == ("440103",)
    again = look(either_store, mine)
    kinds = again.difference.rows[["county_code", "kind"]].to_numpy().tolist()
    assert kinds == [["440103", "changed"], ["440104", "new"]]
    keep(either_store, again, minutes=1)
    assert either_store.reports()["batch_id"].tolist() == [1, 2, 2]


def test_an_undo_meanwhile_is_told_as_well(store):
    keep(store, look(store, a_workbook(GOOD)))
    revision = store.revision()
    revert(store, 1)
    meanwhile = saved_meanwhile(store, revision, ["440103", "440104"])
    assert meanwhile.batches.empty
    assert meanwhile.events["action"].tolist() == ["revert"]
    assert meanwhile.county_codes == ("440103",)


def test_a_remembered_layout_finds_columns_that_no_header_names(store):
    headers = ("代码", "名称", "进度如何", "何时", "其他说明二")
    book = a_workbook(GOOD, ALSO_GOOD, headers=headers)
    chosen = {"county_code": "A", "county": "B", "stage": "C", "established_on": "D", "remark": "E"}
    keep(store, look(store, book, columns=chosen))
    alike = a_workbook(("440105", "海珠区", "筹建中", None, "丙"), headers=headers)
    found = look(store, alike)
    assert found.columns.fields == chosen
    assert found.accepted["remark"].tolist() == ["丙"]


def test_demo_data_are_compared_with_nothing(store):
    save_rows(store, some_rows({"440103": "operating"}), kind="demo")
    found = look(store, a_workbook(GOOD))
    assert found.difference.rows["kind"].tolist() == ["new"]
    keep(store, found, minutes=1)
    assert not store.shows_demo()
    assert made_difference(store, 2).rows["kind"].tolist() == ["new"]


def test_functional_areas_are_kept_apart_and_once(either_store):
    area = (None, "南京江北新区", "已建立", date(2025, 3, 12), None)
    book = a_workbook(GOOD, (*area,), headers=("行政区划代码", "县(市、区)", "建设阶段", "建立日期", "备注"))
    found = look(either_store, book)
    assert found.areas["area"].tolist() == ["南京江北新区"]
    keep(either_store, found)
    assert either_store.reports()["county_code"].tolist() == ["440103"]
    assert either_store.area_reports()["area"].tolist() == ["南京江北新区"]
    with pytest.raises(BatchRefused, match="Nothing in"):
        keep(either_store, look(either_store, book), minutes=1)


def test_what_a_batch_changed_is_told_later_even_when_it_is_reverted(store):
    keep(store, look(store, a_workbook(GOOD, ALSO_GOOD)))
    changed = ("440104", "越秀区", "已建立", "2026年11月1日", None)
    keep(store, look(store, a_workbook(changed, title="数据截至2026年11月15日")), minutes=1)
    revert(store, 2, minutes=2)
    made = made_difference(store, 2)
    assert made.rows["kind"].tolist() == ["changed"]
    assert made.fields[["field", "after"]].to_numpy().tolist() == [
        ["stage", "established"],
        ["established_on", "2026-11-01"],
    ]
    restore(store, 2, minutes=3)
    assert made_difference(store, 1).count("new") == 2
    with pytest.raises(BatchRefused, match="There is no batch 9"):
        made_difference(store, 9)


def test_the_sheet_with_the_table_is_chosen_or_named(store):
    book = a_workbook(GOOD, sheet="十月")
    assert look(store, book, sheet="十月").accepted_count == 1
    unknown = look(store, book, sheet="九月")
    assert unknown.unreadable
    assert [(each.code, each.found, each.expected) for each in unknown.problems] == [
        ("file_no_table", "九月", ("十月",))
    ]
    with pytest.raises(BatchRefused):
        keep(store, unknown)


def test_the_day_of_filling_in_is_offered_and_told(store):
    found = look(store, a_workbook(GOOD, title="填报日期：2026年9月30日"))
    assert (found.as_of, found.as_of_from) == (date(2026, 9, 30), "filled_in")
    assert [each[2] for each in codes(found)] == ["as_of_filled_in"]
    assert found.rejected == ()


def test_no_day_no_save(store):
    found = look(store, a_workbook(GOOD, title="建设情况"))
    assert found.as_of is None
    assert [each[2] for each in codes(found)] == ["as_of_missing"]
    assert found.rejected == (3,)
    dated = look(store, a_workbook(GOOD, title="建设情况"), as_of=date(2026, 6, 30))
    assert (dated.as_of_from, dated.rejected) == ("given", ())


def test_bytes_are_read_first():
    content = "行政区划代码,县,建设阶段\n440103,荔湾区,筹建中\n".encode("gb18030")
    found = examine(content, "截至2026年10月31日.csv", particulars())
    assert (found.accepted["stage"].tolist(), found.as_of_from) == (["preparing"], "file_name")
    assert found.workbook.encoding == "gb18030"


def test_a_file_that_cannot_be_read():
    with pytest.raises(UnreadableFile) as raised:
        examine(b"", NAME, particulars())
    assert raised.value.problem.code == "file_empty"
