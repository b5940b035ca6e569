"""Named views: what may be one, what becomes of it, who said so; on both engines."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data.base.errors import InvalidBatch, RevisionConflict
from data.base.signatures import LONGEST_NAME, LONGEST_SIGNER, Signature, name_key
from data.store.named_views import (
    LONGEST_ADDRESS,
    InvalidView,
    SavedView,
    ViewNameTaken,
    ViewRefused,
    load_shipped_views,
    views_of,
)
from data.store.store import Store
from tests.data.batches import at, save


def signed(minutes: float = 0, by: str = "王芳") -> Signature:
    return Signature(by, at(minutes), "10.0.0.1")


def keep(
    store: Store, name: str = "西部周会", page: str = "map", minutes: float = 0, **parameters: str
) -> SavedView:
    return store.views.save(name, page, parameters or {"area": "540000"}, signed(minutes))


def offered(store: Store) -> list[str]:
    return [view.name for view in views_of(store.views.events()) if not view.removed]


def test_a_view_comes_back_as_it_was_saved(store):
    saved = keep(store, "  西部\t周会 ", area="540000", measure="verdict", find="a<b>&'\"")
    assert (saved.view_id, saved.name, saved.page) == (1, "西部 周会", "map")
    assert saved.parameters == {"area": "540000", "measure": "verdict", "find": "a<b>&'\""}
    assert (saved.saved_by, saved.saved_at, saved.removed) == ("王芳", at(0), False)
    assert views_of(store.views.events()) == [saved]
    assert saved.last.origin == "10.0.0.1"


def test_views_leave_the_figures_revision_where_it_is(store):
    save(store)
    view = keep(store)
    store.views.remove(view, signed(1))
    assert store.revision() == 1
    save(store)
    assert store.revision() == 2


def test_the_number_of_the_newest_event_moves_with_every_change(store):
    assert store.views.last_event() == 0
    view = keep(store)
    assert store.views.last_event() == 1
    store.views.rename(view, "西部例会", signed(1))
    assert store.views.last_event() == 2


def test_renaming_removing_and_bringing_back_are_kept_with_who_and_when(store):
    view = keep(store)
    view = store.views.rename(view, "西部例会", signed(1, "李强"))
    assert (offered(store), view.saved_by, view.last.by) == (["西部例会"], "王芳", "李强")
    view = store.views.remove(view, signed(2, "赵敏"))
    assert offered(store) == []
    view = store.views.restore(view, signed(3, "李强"))
    assert (offered(store), view.removed) == (["西部例会"], False)
    told = [(event.action, event.name, event.by, event.at) for event in store.views.events()]
    assert told == [
        ("save", "西部周会", "王芳", at(0)),
        ("rename", "西部例会", "李强", at(1)),
        ("remove", "西部例会", "赵敏", at(2)),
        ("restore", "西部例会", "李强", at(3)),
    ]
    assert all(event.parameters == {"area": "540000"} for event in store.views.events())


@pytest.mark.parametrize("name", ["Weekly", "  weekly ", "WEEKLY", "Ｗｅｅｋｌｙ"])
def test_two_views_cannot_have_one_name_until_one_replaces_the_other(store, name):
    first = keep(store, "Weekly")
    with pytest.raises(ViewNameTaken) as raised:
        keep(store, name, "actions")
    assert raised.value.view == first
    assert store.views.last_event() == 1
    second = store.views.save(name, "actions", {}, signed(1, "李强"), replacing=raised.value.view)
    assert [(view.view_id, view.removed) for view in views_of(store.views.events())] == [
        (1, True),
        (second.view_id, False),
    ]
    assert (second.page, second.saved_by) == ("actions", "李强")


def test_a_removed_view_comes_back_only_under_a_free_name(store):
    removed = store.views.remove(keep(store), signed(1))
    other = keep(store, minutes=2)
    with pytest.raises(ViewNameTaken) as raised:
        store.views.restore(removed, signed(3))
    assert raised.value.view == other
    store.views.rename(other, "别的", signed(4))
    assert store.views.restore(removed, signed(5)).name == "西部周会"
    assert offered(store) == ["西部周会", "别的"]


@pytest.mark.parametrize(
    "name", [name for view in load_shipped_views() for name in (view.name, view.name_en.upper())]
)
def test_a_shipped_views_name_is_nobodys(store, name):
    with pytest.raises(ViewNameTaken) as raised:
        keep(store, name)
    assert raised.value.view is None
    view = keep(store)
    with pytest.raises(ViewNameTaken):
        store.views.rename(view, name, signed())


def test_a_view_may_keep_its_name_in_other_letters(store):
    assert store.views.rename(keep(store, "weekly"), "Weekly", signed(1)).name == "Weekly"


def test_who_has_not_seen_the_latest_change_decides_nothing(store):
    seen = keep(store)
    store.views.rename(seen, "西部例会", signed(1))
    for change in (
        lambda: store.views.rename(seen, "东部", signed(2)),
        lambda: store.views.remove(seen, signed(2)),
        lambda: store.views.restore(seen, signed(2)),
        lambda: store.views.save("东部", "map", {}, signed(2), replacing=seen),
    ):
        with pytest.raises(RevisionConflict):
            change()
    assert store.views.last_event() == 2


def test_what_a_view_is_already_cannot_be_done_to_it(store):
    view = keep(store)
    with pytest.raises(ViewRefused):
        store.views.restore(view, signed(1))
    removed = store.views.remove(view, signed(2))
    for change in (
        lambda: store.views.remove(removed, signed(3)),
        lambda: store.views.rename(removed, "东部", signed(3)),
    ):
        with pytest.raises(ViewRefused):
            change()
    assert store.views.last_event() == 2


@pytest.mark.parametrize("name", ["", " \t　", "字" * (LONGEST_NAME + 1), "a\x00b", "a\u202eb", "a\u200bb"])
def test_a_name_must_be_seen_and_fit(store, name):
    with pytest.raises(InvalidView):
        keep(store, name)
    view = keep(store)
    with pytest.raises(InvalidView):
        store.views.rename(view, name, signed())
    assert store.views.last_event() == 1


@pytest.mark.parametrize(
    "name", ["字" * LONGEST_NAME, "<b>=cmd|'/c calc'!A0", "’; DROP TABLE view_events; --"]
)
def test_any_other_name_is_taken_as_it_is(store, name):
    assert keep(store, name).name == name


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("https://example.org", {}),
        ("//example.org", {}),
        ("../map", {}),
        ("", {}),
        ("map", {"area": "1" * LONGEST_ADDRESS}),
        ("map", {"area\n": "1"}),
        ("map", {"area": "1\r\nSet-Cookie: x"}),
    ],
)
def test_only_pages_and_words_are_an_address(store, page: str, parameters: Mapping[str, str]):
    with pytest.raises(InvalidView):
        store.views.save("西部", page, parameters, signed())
    assert store.views.last_event() == 0


@pytest.mark.parametrize(
    ("signature", "error"),
    [
        (Signature(" ", at(0)), InvalidBatch),
        (Signature("王芳", at(0).replace(tzinfo=None)), InvalidBatch),
        (Signature("王\u202e芳", at(0)), InvalidView),
        (Signature("王" * (LONGEST_SIGNER + 1), at(0)), InvalidView),
    ],
)
def test_somebody_has_to_sign(store, signature: Signature, error: type[Exception]):
    view = keep(store)
    for change in (
        lambda: store.views.save("东部", "map", {}, signature),
        lambda: store.views.rename(view, "东部", signature),
        lambda: store.views.remove(view, signature),
    ):
        with pytest.raises(error):
            change()
    assert store.views.last_event() == 1


def test_of_many_who_save_one_name_at_once_one_does(store):
    def attempt(number: int) -> Any:
        try:
            return keep(store, "同名", minutes=number).view_id
        except ViewNameTaken:
            return None

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(attempt, range(8)))
    assert sorted(n for n in numbers if n) == [1]
    assert offered(store) == ["同名"]


def test_many_who_save_at_once_get_numbers_of_their_own(store):
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda n: keep(store, f"视图 {n}"), range(8)))
    assert sorted(view.view_id for view in views) == list(range(1, 9))
    assert [event.event_id for event in store.views.events()] == list(range(1, 9))


def test_sql_typed_by_hand_knows_four_actions(store):
    keep(store)
    with pytest.raises(IntegrityError), store._writer.begin() as connection:
        connection.execute(text("UPDATE view_events SET action = 'erase'"))


def test_names_that_look_alike_have_one_key():
    assert name_key(" Ａ  b ") == name_key("a B")
    assert name_key("西部") != name_key("东部")


def test_shipped_views_are_named_apart_and_name_no_day():
    views = load_shipped_views()
    assert views[0].called("zh") == "每月简报"
    assert views[0].called("en") == "Monthly briefing"
    keys = [name_key(name) for view in views for name in (view.name, view.name_en)]
    assert len(set(keys)) == len(keys) == 10
    assert not any({"as_of", "compare"} & set(view.parameters) for view in views)
    assert all(view.purpose_in(lang) for view in views for lang in ("zh", "en"))
