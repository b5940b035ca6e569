"""Coming back from an identity provider: what begins a session there, and what does not."""

from datetime import UTC, datetime
from secrets import token_hex
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import _set_auth_cookie

from data.accounts.account import Identity
from data.base.errors import StoreBusy
from data.store.store import open_store
from tests.data.account_factories import cheap_accounts, make, viewer_of
from tests.ui.plain_reader import Reader
from ui import access, queries
from ui.sign_in import provider_return
from ui.sign_in.provider import Provider
from ui.sign_in.provider_return import ONWARD_COOKIE, REFUSAL_COOKIE, ProviderGuard, Refusal, refusal_in

ISSUER = "https://id.example"
CALLBACK = "/oauth2callback?code=1&state=2"
SESSION, USER, TOKENS = "ea_session", "_streamlit_user", "_streamlit_user_tokens"


@pytest.fixture(autouse=True)
def accounts(tmp_path, monkeypatch):
    store = open_store(f"sqlite:///{tmp_path / 'dashboard.db'}", known_codes=frozenset())
    keeper = cheap_accounts(store)
    make(keeper, password=None, identity=Identity(ISSUER, "1"))
    monkeypatch.setattr(queries, "store", lambda: SimpleNamespace(accounts=keeper))
    monkeypatch.setattr(queries, "settings", lambda: SimpleNamespace(oidc_role_claim=None))
    monkeypatch.setattr(provider_return, "provider", lambda: Provider("default", "Test ID"))
    yield keeper
    store.close()


def claims(subject: str = "1", **more) -> dict:
    return {"iss": ISSUER, "sub": subject, "iat": int(datetime.now(UTC).timestamp())} | more


def reader(told: dict | None, *, base: str = "", scheme: str = "http", **cookies: str) -> Reader:
    """A browser before the guard, behind which Streamlit has been told these claims; None: it has been told nothing."""

    async def callback(_request) -> RedirectResponse:
        answer = RedirectResponse(f"{base}/", 302)
        if told is not None:
            await _set_auth_cookie(answer, told, {"id_token": "a.b.c"})
        answer.set_cookie("_streamlit_session", "null")
        return answer

    app = Starlette(
        routes=[
            Route(f"{base}/oauth2callback", callback),
            Route(f"{base}/auth/logout", lambda _request: RedirectResponse(ISSUER, 302)),
        ],
        middleware=[Middleware(ProviderGuard, base=base)],
    )
    return Reader(app, cookies=dict(cookies), scheme=scheme)


def test_whom_streamlit_has_just_checked_gets_a_session_of_ours_and_the_page_that_was_asked_for(accounts):
    before = accounts.sessions.begin(1, "local", datetime.now(UTC), None, None)
    browser = reader(claims(), scheme="https", **{SESSION: before, ONWARD_COOKIE: quote("/progress?lang=en")})
    answer = browser.get(CALLBACK)
    assert (answer.status, answer.header("location")) == (303, "/progress?lang=en")
    assert answer.header("cache-control") == "no-store"
    session = access.session_behind(browser.cookies)
    assert (session.viewer.name, session.kind) == ("Li Qiang", "oidc")
    assert viewer_of(accounts.sessions, before, datetime.now(UTC)) is None
    for name in (SESSION, USER, TOKENS):
        attributes = answer.cookies[name].lower()
        assert "secure" in attributes
        assert "httponly" in attributes
        assert "max-age" not in attributes
    assert "max-age=0" in answer.cookies[ONWARD_COOKIE].lower()


def test_claims_that_fill_several_cookies_are_read_whole():
    browser = reader(claims(roles=[token_hex(16) for _ in range(400)]))
    assert browser.get(CALLBACK).header("location") == "/"
    assert f"{USER}_2" in browser.cookies
    assert access.session_behind(browser.cookies) is not None


def test_what_a_browser_brings_of_streamlit_opens_nothing_and_begins_nothing(accounts):
    signed = {name: value for name, value in _signed_in().items() if name.startswith("_streamlit")}
    assert access.session_behind(signed) is None
    session = accounts.sessions.begin(1, "local", datetime.now(UTC), None, None)
    assert access.session_behind({USER: session}) is None
    browser = reader(None, **signed)
    assert browser.get(CALLBACK).header("location") == "/sign-in/refused?next=%2F"
    assert SESSION not in browser.cookies
    assert refusal_in(browser.cookies) == Refusal("unfinished")


def _signed_in() -> dict[str, str]:
    browser = reader(claims())
    browser.get(CALLBACK)
    return browser.cookies


def test_a_cookie_that_streamlit_did_not_sign_begins_nothing(monkeypatch):
    browser = reader(claims())
    monkeypatch.setattr(provider_return, "get_cookie_secret", lambda: "another secret")
    browser.get(CALLBACK)
    assert SESSION not in browser.cookies


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        # Made when the test runs: claims are good for minutes only, and it may run that long after it was collected.
        (lambda: claims("2"), Refusal("unknown", ISSUER, "2")),
        (lambda: claims(iat=0), Refusal("claims")),
        (lambda: {"iss": ISSUER}, Refusal("claims")),
    ],
)
def test_who_is_refused_leaves_nothing_of_the_provider_behind(told, refusal):
    browser = reader(told(), base="/dash")
    answer = browser.get(f"/dash{CALLBACK}")
    assert (answer.status, answer.header("location")) == (303, "/dash/sign-in/refused?next=%2Fdash%2F")
    assert refusal_in(browser.cookies) == refusal
    assert not {SESSION, USER, TOKENS} & browser.cookies.keys()
    assert "_streamlit_session" in browser.cookies


def test_without_the_store_nobody_is_let_in(accounts, monkeypatch):
    def busy():
        raise StoreBusy("The database is locked.", "Try again.")

    browser = reader(claims())
    monkeypatch.setattr(accounts, "identified", lambda _identity: busy())
    browser.get(CALLBACK)
    assert refusal_in(browser.cookies) == Refusal("store")


def test_a_refusal_is_taken_from_this_server_alone():
    browser = reader(claims("2"))
    browser.get(CALLBACK)
    kept = browser.cookies[REFUSAL_COOKIE]
    told = '["unknown", "https://id.example", "3"]'
    forged = (create_signed_value("x", REFUSAL_COOKIE, told).decode(), kept[:-1], kept[1:], told)
    assert [refusal_in({REFUSAL_COOKIE: each}) for each in forged] == [None] * 4


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "%2F%2Fevil"]
)
def test_the_page_that_was_asked_for_is_one_of_ours(onward):
    assert reader(claims(), **{ONWARD_COOKIE: quote(onward)}).get(CALLBACK).header("location") == "/"


def test_back_in_the_history_leads_on_who_is_inside():
    browser = reader(None, **_signed_in())
    assert browser.get(CALLBACK).header("location") == "/"
    assert access.session_behind(browser.cookies) is not None


def test_after_a_sign_out_at_the_provider_the_page_to_sign_in_on_says_so():
    browser = reader(claims())
    assert browser.get("/auth/logout?lang=en&theme=dark&next=//evil").status == 302
    answer = browser.get("/oauth2callback")
    assert (answer.status, answer.header("location")) == (303, "/sign-in?lang=en&theme=dark&out=1")
    assert browser.get("/oauth2callback").header("location") == "/sign-in?out=1"
    assert SESSION not in browser.cookies
