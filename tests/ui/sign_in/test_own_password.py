"""Changing one's own password over ASGI."""

from urllib.parse import urlencode

import pytest

from data.accounts.account import Identity
from tests.data.account_factories import PASSWORD, attempts_of, make
from tests.ui.sign_in.asking import reader, signed_in_reader, signed_now
from ui.sign_in.request import FORM_COOKIE

THIRD_PASSWORD = "seven quiet lanterns"  # noqa: S105
WRONG_PASSWORD = "x"  # noqa: S105


def test_who_changes_their_password_goes_on_and_is_signed_out_everywhere_else(accounts):
    make(accounts)
    mine, elsewhere = signed_in_reader(accounts), signed_in_reader(accounts)
    before = mine.cookies["ea_session"]
    change = {"password": PASSWORD, "new": THIRD_PASSWORD, "again": THIRD_PASSWORD}
    answer = mine.send("/password?lang=en", **change)
    assert (answer.status, answer.header("location")) == (303, "/password?lang=en&changed=1")
    assert mine.cookies["ea_session"] != before
    assert "Your password is changed." in (mine.get("/password?changed=1").said or "")
    assert elsewhere.get("/password").status == 303
    assert reader().send("/sign-in", name="Li Qiang", password=PASSWORD).status == 403
    assert reader().send("/sign-in", name="Li Qiang", password=THIRD_PASSWORD).status == 303
    told = [event for event in accounts.events() if event.what == "reset"]
    assert [(event.by, event.about, event.detail, event.address) for event in told] == [
        ("Li Qiang", "Li Qiang", {"own": True}, "127.0.0.1")
    ]


def test_guessing_at_a_browser_left_open_meets_the_same_pause(accounts):
    make(accounts)
    browser = signed_in_reader(accounts)
    change = {"new": THIRD_PASSWORD, "again": THIRD_PASSWORD}
    for _ in range(5):
        answer = browser.send("/password", password=WRONG_PASSWORD, **change)
        assert (answer.status, answer.said) == (403, "Your password now is another one.")
    assert browser.send("/password", password=PASSWORD, **change).status == 429
    assert reader().send("/sign-in", name="Li Qiang", password=PASSWORD).status == 429


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("short", "short", "shorter"),
        (THIRD_PASSWORD, PASSWORD, "not the same"),
        (PASSWORD, PASSWORD, "you have"),
    ],
)
def test_a_new_password_that_cannot_be_costs_no_attempt(accounts, new, again, says):
    make(accounts)
    answer = signed_in_reader(accounts).send("/password", password=PASSWORD, new=new, again=again)
    assert answer.status == 422
    assert says in (answer.said or "")
    assert attempts_of(accounts) == []


def test_nobody_is_sent_to_sign_in_before_changing_a_password(accounts):
    make(accounts)
    for answer in (reader().get("/password?lang=en"), reader().get("/password?lang=en")):
        assert (answer.status, answer.header("location")) == (303, "/sign-in?lang=en&next=%2Fpassword")
    ended = signed_in_reader(accounts)
    ended.get("/password")
    accounts.disable(make(accounts, "Another").account_id, signed_now())
    accounts.disable(1, signed_now())
    form = {
        "form": ended.cookies[FORM_COOKIE],
        "password": PASSWORD,
        "new": THIRD_PASSWORD,
        "again": THIRD_PASSWORD,
    }
    assert ended.post("/password", urlencode(form).encode()).header("location") == "/sign-in?next=%2Fpassword"


def test_an_account_of_a_provider_has_no_password_here(accounts):
    make(accounts, password=None, identity=Identity("https://id.example", "1"))
    answer = signed_in_reader(accounts).get("/password")
    assert "which keeps your password" in answer.text
    assert "<form" not in answer.text
