"""What the plain pages take for one of their forms, and what they do not."""

from urllib.parse import urlencode

import pytest

from data.accounts.passwords import LONGEST
from tests.data.account_factories import PASSWORD, attempts_of, make
from tests.ui.sign_in.asking import reader
from ui.sign_in.request import FORM_COOKIE, LONGEST_FORM

PLAIN = "application/x-www-form-urlencoded"
FORGED = "A" * 43


@pytest.mark.parametrize(
    ("cookie", "field"),
    [
        (None, FORGED),
        (FORGED, None),
        (FORGED, "B" * 43),
        (FORGED, FORGED[:-1]),
        ("", ""),
        ("x", "x"),
        (None, None),
    ],
)
def test_a_form_that_this_browser_was_not_given_is_not_taken(accounts, cookie, field):
    make(accounts)
    browser = reader(cookies={} if cookie is None else {FORM_COOKIE: cookie})
    form = {"name": "Li Qiang", "password": PASSWORD} | ({} if field is None else {"form": field})
    answer = browser.post("/sign-in", urlencode(form).encode())
    assert (answer.status, answer.said) == (403, "This form had expired. Fill it in once more.")
    assert answer.value_of("name") == "Li Qiang"
    assert attempts_of(accounts) == []
    again = form | {"form": answer.value_of("form") or ""}
    assert browser.post("/sign-in", urlencode(again).encode()).status == 303


def test_a_form_s_token_is_out_of_reach_and_the_same_in_every_tab(accounts):
    make(accounts)
    browser = reader()
    first = browser.get("/sign-in")
    token, *attributes = first.cookies[FORM_COOKIE].split("; ")
    assert {each.lower() for each in attributes} == {"httponly", "samesite=strict", "path=/"}
    assert first.value_of("form") == token == browser.get("/sign-in").value_of("form")
    assert token != reader().get("/sign-in").value_of("form")


def test_no_more_is_read_than_a_form_can_be(accounts):
    make(accounts)
    for length, read in ((str(LONGEST_FORM + 1), 0), ("9" * 5000, 0), ("", 4)):
        answer = reader().post("/sign-in", *[b"a" * 4000] * 99, length=length)
        assert (answer.status, answer.parts_read) == (413, read)
        assert answer.said == "What was sent is longer than a name and passwords can be."
    longest = dict.fromkeys(("password", "new", "again"), "𠮷" * LONGEST) | {
        "name": "名" * 60,
        "form": FORGED,
    }
    assert len(urlencode(longest)) < LONGEST_FORM


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"name":"a"}', "application/json", 415),
        (b"a=b", "multipart/form-data; boundary=a", 415),
        (b"a=b", "", 415),
        (b"name=\xff", PLAIN, 400),
        (b"name=%ff", f"{PLAIN}; charset=utf-8", 400),
        (b"&".join([b"a=b"] * 11), PLAIN, 400),
    ],
)
def test_only_forms_are_taken(accounts, body, kind, status):
    make(accounts)
    answer = reader().post("/sign-in", body, kind=kind)
    assert (answer.status, answer.said) == (status, "What was sent is not a form of this page.")
    assert attempts_of(accounts) == []


def test_other_methods_are_refused_and_nothing_is_kept_by_a_cache(accounts):
    make(accounts)
    browser = reader()
    for path in ("/sign-in", "/first-admin", "/password"):
        assert browser.ask("HEAD", path).header("cache-control") == "no-store"
        assert browser.get(path).header("cache-control") == "no-store"
        for method in ("PUT", "DELETE", "PATCH"):
            assert browser.ask(method, path).status == 405
