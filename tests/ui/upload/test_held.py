"""Uploads that wait for their account to come back."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import ANYBODY, NOBODY, Viewer
from ui.upload import flow
from ui.upload.closed_step import file_at_hand
from ui.upload.flow import HELD_FOR, Flow, HeldUploads, SentFile

EDITOR, OTHER = Viewer(1, "李强", "editor", None), Viewer(2, "王敏", "editor", None)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_flow(name: str = "上报.xlsx", size: int = 3, **given: object) -> Flow:
    return Flow(files=(SentFile(name, b"x" * size),), **given)


@pytest.fixture
def clock() -> list[datetime]:
    return [NOON]


@pytest.fixture
def uploads(clock) -> HeldUploads:
    return HeldUploads(lambda: clock[-1], most_bytes=10)


def test_an_account_finds_its_own_upload_as_it_stood_and_nobody_elses(uploads):
    first = a_flow()
    uploads.hold(1, first)
    uploads.hold(1, later := Flow(files=first.files, page=2))
    uploads.hold(2, other := a_flow("别的.xlsx"))
    assert uploads.of(1).flow == later
    assert uploads.of(2).flow == other
    assert uploads.of(3) is None
    assert uploads.holds(first)
    assert not uploads.holds(a_flow())


@pytest.mark.parametrize(
    ("flow", "stays"),
    [
        (Flow(), False),
        (a_flow(batch_id=7), False),
        # Saved, but another file waits behind it.
        (Flow(files=(SentFile("一.csv", b"1"), SentFile("二.csv", b"2")), batch_id=7), True),
    ],
)
def test_what_is_saved_or_given_up_is_let_go(uploads, flow, stays):
    uploads.hold(1, a_flow())
    uploads.hold(1, flow)
    assert (uploads.of(1) is not None) is stays


def test_uploads_are_held_for_a_while(uploads, clock):
    uploads.hold(1, a_flow())
    clock.append(NOON + HELD_FOR - timedelta(seconds=1))
    assert uploads.of(1) is not None
    clock.append(NOON + HELD_FOR)
    assert uploads.of(1) is None


def test_the_oldest_makes_room(uploads, clock):
    for number, size in ((1, 4), (2, 4), (3, 4)):
        clock.append(clock[-1] + timedelta(minutes=1))
        uploads.hold(number, a_flow(size=size))
    assert [uploads.of(number) is not None for number in (1, 2, 3)] == [False, True, True]
    uploads.hold(4, a_flow(size=11))
    assert [uploads.of(number) is not None for number in (2, 3, 4)] == [False, False, False]


def test_the_sentence_says_what_is_kept(monkeypatch, uploads):
    monkeypatch.setattr("ui.upload.closed_step.HELD_UPLOADS", uploads)
    flow = a_flow()
    assert file_at_hand(flow, str) == "Nothing of 上报.xlsx was stored."
    uploads.hold(1, flow)
    assert "kept for 2 hours" in file_at_hand(flow, str)
    assert file_at_hand(Flow(), str) == ""
    assert "batch 7" in file_at_hand(a_flow(batch_id=7), str)


@pytest.mark.parametrize(("viewer", "buttons"), [(EDITOR, 2), (OTHER, 0), (ANYBODY, 0)])
def test_what_is_held_is_offered_to_its_account_alone(monkeypatch, uploads, viewer, buttons):
    monkeypatch.setattr(flow, "HELD_UPLOADS", uploads)
    flow.hold(EDITOR, held := a_flow())
    flow.hold(ANYBODY, a_flow("无人.xlsx"))
    page = AppTest.from_string("import tests.ui.upload.test_held as here\nhere.offered()", default_timeout=60)
    monkeypatch.setattr(
        "tests.ui.upload.test_held.offered", lambda: flow.offer_held(viewer, Flow(), str), raising=False
    )
    page.run()
    assert len(page.button) == buttons
    if buttons:
        page.button[0].click().run()
        assert page.session_state["upload-flow"] is held
        page.button[1].click().run()
        assert not page.button
        assert uploads.of(1) is None


def test_what_was_given_up_is_not_offered_again(monkeypatch, uploads):
    monkeypatch.setattr(flow, "HELD_UPLOADS", uploads)
    flow.hold(EDITOR, a_flow())
    flow.offer_held(EDITOR, Flow(given_up=True), str)
    assert uploads.of(1) is None


def test_a_tab_keeps_what_it_is_at_from_another_account(monkeypatch, uploads):
    monkeypatch.setattr(flow, "HELD_UPLOADS", uploads)
    tab = [a_flow()]
    monkeypatch.setattr(flow, "read_flow", lambda: tab[-1])
    monkeypatch.setattr(flow, "write_flow", tab.append)
    assert flow.own_flow(EDITOR).file is not None
    assert (tab[-1].owner, uploads.of(1).flow) == (1, tab[-1])
    # Signed out: the tab still says which file it was.
    assert flow.own_flow(NOBODY).file is not None
    assert flow.own_flow(OTHER) == tab[-1] == Flow()
    assert uploads.of(2) is None
    assert uploads.of(1) is not None
