"""Signing in over ASGI: the session that begins, what is told of what was wrong, in which language."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from data.accounts.passwords import SignInsBusy
from data.base.errors import StoreBusy, StoreUnreachable
from data.settings import Settings
from tests.data.account_factories import OTHER_PASSWORD, PASSWORD, attempts_of, make, viewer_of
from tests.ui.plain_reader import Reader
from tests.ui.sign_in.asking import reader, signed_now
from ui import queries
from ui.sign_in.request import FORM_COOKIE
from ui.sign_in.routes import sign_in_routes
from ui.web.start import middleware

WRONG = "The name or the password is wrong."
WRONG_PASSWORD = "x"  # noqa: S105


def test_whoever_knows_name_and_password_goes_on_with_a_session(accounts):
    make(accounts)
    answer = reader().send("/sign-in?next=/upload%3Farea=440000", name=" li QIANG ", password=PASSWORD)
    assert (answer.status, answer.header("location")) == (303, "/upload?area=440000")
    token, *attributes = answer.cookies["ea_session"].split("; ")
    assert {each.lower() for each in attributes} == {"httponly", "samesite=lax", "path=/"}
    assert answer.header("cache-control") == "no-store"
    at = datetime.now(UTC)
    assert viewer_of(accounts.sessions, token, at) == accounts.named("Li Qiang").viewer
    [session] = accounts.sessions.listed(at)
    assert (session.kind, session.address, session.browser) == ("local", "127.0.0.1", "Firefox/140")


def test_over_https_and_below_a_base_path_cookies_stay_there(accounts):
    make(accounts)
    browser = reader("board", scheme="https")
    form = browser.get("/board/sign-in")
    assert "Secure" in form.cookies[FORM_COOKIE]
    assert "Path=/board" in form.cookies[FORM_COOKIE]
    answer = browser.send("/board/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/board/"
    assert "Secure" in answer.cookies["ea_session"]
    assert "Path=/board;" in answer.cookies["ea_session"]


@pytest.mark.parametrize("hostile", ["//evil.cn", "https://evil.cn", "/\\evil.cn", "/sign-in", "/\r\nX: y"])
def test_a_hostile_address_leads_to_the_start_page(accounts, hostile):
    make(accounts)
    answer = reader().send(f"/sign-in?{urlencode({'next': hostile})}", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/"


def test_an_answer_does_not_say_which_of_the_two_was_wrong(accounts):
    make(accounts)
    accounts.disable(make(accounts, "Gone").account_id, signed_now())
    browser = reader()
    answers = [
        browser.send("/sign-in", name=name, password=password)
        for name, password in (
            ("Li Qiang", OTHER_PASSWORD),
            ("Nobody", PASSWORD),
            ("Gone", PASSWORD),
            ("", ""),
        )
    ]
    assert [(each.status, each.said) for each in answers] == [(403, WRONG)] * 4
    assert answers[0].value_of("name") == "Li Qiang"
    assert len({re.sub(r' value="[^"]*"', "", each.text.replace(" autofocus", "")) for each in answers}) == 1
    for each in answers:
        assert PASSWORD not in each.text
        assert "ea_session" not in each.cookies


def test_what_was_typed_for_a_name_comes_back_as_text(accounts):
    make(accounts)
    name = "\"><b onfocus=alert(1)>'&amp;</title><script>"
    answer = reader().send("/sign-in", name=name, password=WRONG_PASSWORD)
    assert answer.value_of("name") == name
    assert "<b onfocus" not in answer.text
    assert "<script" not in answer.text


def test_after_failures_it_says_how_long_the_pause_lasts(accounts):
    make(accounts)
    browser = reader()
    for _ in range(5):
        assert browser.send("/sign-in", name="Li Qiang", password=WRONG_PASSWORD).status == 403
    answer = browser.send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert (answer.status, answer.said) == (429, "Too many attempts have failed. Try again in a minute.")
    assert 0 < int(answer.header("retry-after") or 0) <= 60
    assert answer.value_of("name") == "Li Qiang"
    chinese = browser.send("/sign-in?lang=zh", name="Li Qiang", password=PASSWORD)
    assert chinese.said == "失败次数过多，请一分钟后再试。"


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (SignInsBusy("busy", "wait"), 503, "Too many people sign in at this moment."),
        (StoreUnreachable("/srv/secret.db is gone", "x"), 503, "The database cannot be opened"),
        (StoreBusy("locked", "x"), 503, "The database is busy"),
    ],
)
def test_what_keeps_everybody_out_is_said(accounts, monkeypatch, error, status, says):
    make(accounts)

    def failing(*_given):
        raise error

    monkeypatch.setattr(accounts, "sign_in", failing)
    answer = reader().send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.status == status
    assert says in answer.text
    assert "/srv" not in answer.text
    assert answer.header("cache-control") == "no-store"


def test_without_the_database_the_page_says_so(monkeypatch):
    def gone():
        raise StoreUnreachable("/srv/secret.db is gone", "x")

    monkeypatch.setattr(queries, "store", gone)
    monkeypatch.setattr(queries, "settings", lambda: Settings(database_url="sqlite:///gone"))
    for path in ("/sign-in", "/first-admin?code=a"):
        answer = reader().get(path)
        assert answer.status == 503
        assert "The database cannot be opened" in answer.text
        assert "/srv" not in answer.text


def test_before_there_is_an_account_it_says_how_the_first_is_made(accounts):
    browser = reader()
    for answer in (browser.get("/sign-in"), browser.send("/sign-in", name="a", password=PASSWORD)):
        assert "data.accounts add NAME --role admin" in answer.text
        assert "<form" not in answer.text
    assert attempts_of(accounts) == []


def test_who_signed_out_is_told(accounts):
    make(accounts)
    assert reader().get("/sign-in?out=1").said == "You are signed out."
    assert reader().get("/sign-in").said is None


def test_the_session_that_a_browser_had_ends_when_somebody_signs_in(accounts):
    planted = accounts.sessions.begin(
        make(accounts, "Attacker").account_id, "local", datetime.now(UTC), None, None
    )
    make(accounts)
    browser = reader(cookies={"ea_session": planted})
    assert browser.get("/sign-in").said == "You are signed in as Attacker."
    answer = browser.send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.status == 303
    assert browser.cookies["ea_session"] != planted
    assert viewer_of(accounts.sessions, planted, datetime.now(UTC)) is None


def test_no_script_runs_on_these_pages_and_nobody_frames_them(accounts):
    make(accounts)
    site = Starlette(routes=sign_in_routes(), middleware=middleware(Settings(database_url="sqlite://")))
    answer = Reader(site).get("/sign-in")
    written = answer.header("content-security-policy") or ""
    assert "default-src 'none'" in written
    assert "script" not in written
    assert "frame-ancestors 'none'" in written
    assert [name for name, _ in answer.headers].count("content-security-policy") == 1
    assert "<script" not in answer.text


def test_the_page_speaks_the_language_and_wears_the_theme_that_were_chosen(accounts):
    make(accounts)
    browser = reader()
    assert '<html lang="en">' in browser.get("/sign-in").text
    assert '<html lang="zh-CN">' in browser.get("/sign-in", accept_language="zh-CN,zh;q=0.9").text
    assert '<html lang="zh-CN">' in Reader(browser.app).get("/sign-in").text
    chosen = browser.get("/sign-in?lang=zh&theme=dark")
    assert '<html lang="zh-CN" data-theme="dark">' in chosen.text
    assert '<html lang="en">' in browser.get('/sign-in?lang="><b>&theme=pink').text
    # A deep link says it as well; what is chosen here goes on to it.
    deep = "/sign-in?next=/map%3Flang%3Dzh%26theme%3Ddark%26area%3D440000"
    assert '<html lang="zh-CN" data-theme="dark">' in browser.get(deep).text
    answer = browser.send(f"{deep}&lang=en", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/map?area=440000&lang=en&theme=dark"


def test_a_provider_is_offered_with_the_way_on(accounts):
    make(accounts)
    page = reader(provider=("<Ministry>", "/sign-in/provider?a=b")).get("/sign-in?next=/upload&lang=en").text
    assert 'href="/sign-in/provider?a=b&amp;lang=en&amp;next=%2Fupload"' in page
    assert "Sign in with &lt;Ministry&gt;" in page
