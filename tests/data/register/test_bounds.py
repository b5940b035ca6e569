"""Editors by province: what a bound holds, what examining says of the rest, what the store takes."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.base.errors import BatchRefused, MissingFile, NotAllowed, RevisionConflict
from data.base.language import translator
from data.base.signatures import Signature
from data.intake.examination import Examination, examine_workbook, real_reports, save
from data.intake.problem_texts import problem_text
from data.register.bounds import check_within, outside, province_of, provinces_of
from data.register.register import load_counties, load_provinces
from data.spreadsheets.problems import problem
from data.spreadsheets.sheets import Workbook
from data.store.store import Store, open_store
from tests.data.batches import a_batch, area_rows, at, no_rows, some_rows
from tests.data.batches import save as save_rows
from tests.data.uploads import ALSO_GOOD, GOOD, a_workbook, content_of, particulars

GUANGDONG, HUNAN, XINJIANG, XPCC = "440000", "430000", "650000", "660000"
ONLY_GUANGDONG = frozenset({GUANGDONG})
OF_HUNAN = ("430103", "天心区", "已建立", date(2025, 3, 12), None)
ALSO_OF_HUNAN = (None, "长沙市岳麓区", "筹建中", None, None)
OF_BOTH = a_workbook(GOOD, OF_HUNAN, ALSO_GOOD, ALSO_OF_HUNAN)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store without batches that knows the register, on either engine."""
    made = open_store(store_url, known_codes=load_counties()["county_code"])
    yield made
    made.close()


def look(store: Store | None, book: Workbook, **given) -> Examination:
    reports = None if store is None else real_reports(store)
    return examine_workbook(book, content_of(book), "两省.xlsx", particulars(reports, **given))


def keep(store: Store, found: Examination, **given):
    usual = {"by": "王芳", "at": at(0), "only_good": True, "expected_revision": store.revision()}
    return save(store, found, **(usual | given))


def decide(store: Store, way: str, batch_id: int, allowed: frozenset[str] | None) -> int:
    signature, revision = Signature("李强", at(5)), store.revision()
    return getattr(store, way)(
        batch_id, signature, reason="错了", allowed=allowed, expected_revision=revision
    )


def test_codes_lie_in_the_province_that_reports_for_them():
    codes = ("440106", "440100", "440000", "659001", "650102", "650000", "660000", "441900", "999999")
    assert [province_of(code) for code in codes] == [
        *[GUANGDONG] * 3,
        XPCC,
        XINJIANG,
        XINJIANG,
        XPCC,
        GUANGDONG,
        None,
    ]
    counties = load_counties()
    assert counties["county_code"].map(province_of).tolist() == counties["province_code"].tolist()


def test_a_bound_holds_its_provinces_and_nothing_unknown():
    codes = ("659001", "650102", "440106", "440106", "999999")
    assert outside(codes, None) == ()
    assert outside(codes, frozenset({XINJIANG, GUANGDONG})) == ("659001", "999999")
    assert outside(codes, frozenset({XPCC})) == ("440106", "650102", "999999")
    assert outside(codes, frozenset()) == ("440106", "650102", "659001", "999999")
    assert provinces_of(codes) == {XPCC, XINJIANG, GUANGDONG, "999999"}


def test_who_goes_beyond_a_bound_is_told_what_lies_beyond():
    check_within(["440106"], ONLY_GUANGDONG, "The batch")
    check_within(["999999"], None, "The batch")
    with pytest.raises(NotAllowed) as raised:
        check_within(["430103", "440106", "659001"], ONLY_GUANGDONG, "The batch")
    assert raised.value.what == (
        "The batch speaks of another province, Hunan (430000), XPCC (660000);"
        " this account may act for Guangdong (440000) only."
    )
    assert (raised.value.why, raised.value.provinces) == ("provinces", (HUNAN, XPCC))
    with pytest.raises(NotAllowed, match="this account has none"):
        check_within(["430103"], frozenset(), "The batch")
    with pytest.raises(NotAllowed, match=r"Shanxi .* and 26 more"):
        check_within(load_provinces()["code"], ONLY_GUANGDONG, "The batch")


def test_two_rows_of_another_province_are_refused_with_the_reason_and_the_others_saved(store):
    found = look(store, OF_BOTH, allowed=ONLY_GUANGDONG)
    assert [(each.row, each.column, each.code, each.severity) for each in found.problems] == [
        (4, "B", "another_province", "error"),
        (6, "B", "another_province", "error"),
    ]
    first = found.problems[0]
    assert (first.found, first.expected, first.details) == ("天心区", (GUANGDONG,), {"province": HUNAN})
    assert (found.rejected, found.accepted["county_code"].tolist()) == ((4, 6), ["440103", "440104"])
    keep(store, found, allowed=ONLY_GUANGDONG)
    assert store.reports()["county_code"].tolist() == ["440103", "440104"]
    assert store.load_file(found.checksum, allowed=ONLY_GUANGDONG) == content_of(OF_BOTH)


def test_the_reason_is_told_in_both_languages():
    [first, _second] = look(None, OF_BOTH, allowed=ONLY_GUANGDONG).problems
    assert problem_text(first, str) == (
        "天心区 belongs to 湖南省; you may report for 广东省, so let 湖南省 send this row."
    )
    assert problem_text(first, translator("zh")) == (
        "天心区属于湖南省；您的填报范围为广东省，此行请由湖南省报送。"
    )
    none = problem("another_province", 4, "B", found="石河子市", province=XPCC)
    assert problem_text(none, str) == (
        "石河子市 belongs to 新疆生产建设兵团; you may report for no province, so let 新疆生产建设兵团 send this row."
    )


def test_cities_of_the_xpcc_are_not_xinjiangs():
    book = a_workbook(
        ("659001", "石河子市", "筹建中", None, None), ("650102", "天山区", "筹建中", None, None)
    )
    for bound, refused in ((XINJIANG, (3,)), (XPCC, (4,))):
        assert look(None, book, allowed=frozenset({bound})).rejected == refused
    assert look(None, book, allowed=frozenset({XINJIANG, XPCC})).rejected == ()


def test_functional_areas_are_refused_by_where_they_lie():
    book = a_workbook(GOOD, (None, "南京江北新区", "已建立", date(2025, 3, 12), None))
    found = look(None, book, allowed=ONLY_GUANGDONG)
    assert [(each.row, each.code, each.found) for each in found.problems] == [
        (4, "another_province", "南京江北新区")
    ]
    assert found.areas.empty
    assert look(None, book, allowed=frozenset({"320000"})).areas["area"].tolist() == ["南京江北新区"]


def test_an_answer_cannot_lead_out_of_the_bound_but_into_it():
    answered = look(None, OF_BOTH, allowed=ONLY_GUANGDONG, answers={(3, "county_code"): "430104"})
    assert answered.rejected == (3, 4, 6)
    mended = look(None, OF_BOTH, allowed=ONLY_GUANGDONG, answers={(4, "county_code"): "440105"})
    assert mended.accepted["county_code"].tolist() == ["440103", "440105", "440104"]


def test_what_is_stored_for_another_province_is_not_told(store):
    save_rows(store, some_rows({"430103": "operating", "440103": "operating"}))
    book = a_workbook(*((code, name, "未启动", None, None) for code, name, *_ in (GOOD, OF_HUNAN)))
    found = look(store, book, allowed=ONLY_GUANGDONG)
    assert [(each.row, each.code) for each in found.problems] == [
        (3, "going_backwards"),
        (4, "another_province"),
    ]


def test_the_store_refuses_rows_outside_the_bound_whatever_they_were_examined_with(store):
    found = look(store, OF_BOTH)
    assert found.rejected == ()
    with pytest.raises(NotAllowed, match="The batch speaks of another province, Hunan"):
        keep(store, found, allowed=ONLY_GUANGDONG)
    with pytest.raises(NotAllowed):
        keep(store, found, allowed=frozenset())
    assert (store.revision(), store.reports().empty, store.batches().empty) == (0, True, True)
    with pytest.raises(MissingFile):
        store.load_file(found.checksum)
    with pytest.raises(RevisionConflict):
        keep(store, found, allowed=ONLY_GUANGDONG, expected_revision=7)
    keep(store, found, allowed=frozenset({GUANGDONG, HUNAN}))
    assert len(store.reports()) == 4


def test_the_store_refuses_functional_areas_outside_the_bound(store):
    with_rows = a_batch(some_rows({"440103": "preparing"}), area_rows=area_rows())
    with pytest.raises(NotAllowed, match="Jiangsu"):
        store.commit_batches([with_rows], allowed=ONLY_GUANGDONG, expected_revision=0)
    nowhere = a_batch(no_rows(), area_rows=area_rows(parent_code=["999999"]))
    with pytest.raises(NotAllowed, match="999999"):
        store.commit_batches([nowhere], allowed=ONLY_GUANGDONG, expected_revision=0)
    assert store.revision() == 0
    allowed = frozenset({"320000"})
    store.commit_batches([a_batch(no_rows(), area_rows=area_rows())], allowed=allowed, expected_revision=0)
    assert store.batch_provinces(1) == {"320000"}


def test_a_batch_of_two_provinces_is_not_turned_by_an_editor_of_one(store):
    keep(store, look(store, OF_BOTH))
    assert store.batch_provinces(1) == {GUANGDONG, HUNAN}
    with pytest.raises(NotAllowed, match="Batch 1 speaks of another province, Hunan"):
        decide(store, "revert", 1, ONLY_GUANGDONG)
    assert decide(store, "revert", 1, frozenset({GUANGDONG, HUNAN})) == 2
    with pytest.raises(NotAllowed):
        decide(store, "restore", 1, ONLY_GUANGDONG)
    assert (store.revision(), store.reports().empty) == (2, True)
    with pytest.raises(BatchRefused, match="There is no batch 9"):
        decide(store, "revert", 9, ONLY_GUANGDONG)
    assert decide(store, "restore", 1, None) == 3


def test_a_functional_area_keeps_a_batch_from_being_turned_as_well(store):
    save_rows(store, some_rows({"440103": "preparing"}), area_rows=area_rows())
    with pytest.raises(NotAllowed, match="Jiangsu"):
        decide(store, "revert", 1, ONLY_GUANGDONG)
    assert decide(store, "revert", 1, frozenset({GUANGDONG, "320000"})) == 2


def test_a_file_is_given_back_only_if_all_that_came_from_it_lies_in_the_bound(store):
    found = look(store, OF_BOTH, allowed=ONLY_GUANGDONG)
    keep(store, found, allowed=ONLY_GUANGDONG)
    assert store.load_file(found.checksum, allowed=ONLY_GUANGDONG)
    with pytest.raises(NotAllowed, match="The file speaks of another province, Guangdong"):
        store.load_file(found.checksum, allowed=frozenset({HUNAN}))
    keep(store, look(store, OF_BOTH), at=at(1))  # the rows of 湖南省, from the same file
    assert store.batch_provinces(2) == {HUNAN}
    with pytest.raises(NotAllowed, match="another province, Hunan"):
        store.load_file(found.checksum, allowed=ONLY_GUANGDONG)
    assert store.load_file(found.checksum) == content_of(OF_BOTH)
    with pytest.raises(MissingFile):
        store.load_file("0" * 64, allowed=ONLY_GUANGDONG)
