"""Signing in through a team's own identity provider, and out again, at a provider that the tests start."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from data.accounts.account import Identity, NewAccount
from data.base.signatures import Signature
from data.store.store import open_store
from tests.browser.conftest import ROOT, serve
from tests.browser.expecting import expect
from tests.servers import started, stop

pytestmark = pytest.mark.browser

SUBJECT = "248289761001"
CLAIMS = {
    "sub": SUBJECT,
    "name": "赵云",
    "preferred_username": "zhao.yun",
    "roles": ["staff", "dashboard-editor:440000"],
}
# The provider of the tests speaks http, which the library that Streamlit uses takes only when it is told to.
PLAIN_HTTP = {"AUTHLIB_INSECURE_TRANSPORT": "1"}
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "3f1c9a7e5b2d8046c1e0f9a8b7d6c5e4"
client_id = "dashboard"
client_secret = "nobody's"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a provider that knows one person."""
    log = tmp_path_factory.mktemp("provider") / "provider.log"
    command = [sys.executable, "-m", "oidc_provider_mock", "--user-claims", json.dumps(CLAIMS), "--port"]

    def start(port: int) -> subprocess.Popen[bytes]:
        with log.open("wb") as output:
            return subprocess.Popen(
                [*command, str(port)],
                cwd=ROOT,
                env={**os.environ, **PLAIN_HTTP},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    process, port = started(start, answers, log)
    yield f"http://127.0.0.1:{port}"
    stop(process)


def answers(port: int) -> bool:
    """Whether the provider on this port shows its first page."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'dashboard.db'}"


@pytest.fixture
def start(issuer: str, database: str, tmp_path: Path):
    """Start a dashboard that knows the provider: `start(DASHBOARD_SIGN_IN="required")` gives its address."""
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(issuer=issuer))
    begun = []

    def begin(**settings: str) -> str:
        process, address = serve(
            database,
            tmp_path / "dashboard.log",
            STREAMLIT_SECRETS_FILES=str(secrets),
            DASHBOARD_OIDC_NAME="Test ID",
            **PLAIN_HTTP,
            **settings,
        )
        begun.append(process)
        return address

    yield begin
    for process in begun:
        stop(process)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose provider looks plain: its style sheet lies at another host."""
    context.route(
        "https://cdn.jsdelivr.net/**", lambda route: route.fulfill(content_type="text/css", body="")
    )
    return context.new_page()


def go_there(page: Page, issuer: str) -> None:
    """From the page to sign in on, or from a refusal, to the provider; wait until it asks who one is."""
    page.get_by_role("link", name="Sign in with Test ID").click()
    page.wait_for_url(f"{issuer}/oauth2/authorize**")


def say_who(page: Page, button: str = SUBJECT) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()


def lands_on(browser: Browser, address: str, cookies: Sequence) -> str:
    """The path on which a browser with these cookies lands that asks for the start page."""
    other = browser.new_context()
    other.add_cookies(cookies)
    opened = other.new_page()
    opened.goto(address)
    path = urlsplit(opened.url).path
    other.close()
    return path


def events(database: str) -> list[tuple[str, str, str]]:
    store = open_store(database, known_codes=())
    told = [(event.by, event.what, event.about) for event in store.accounts.events() if event.account_id]
    store.close()
    return told


def test_a_team_signs_in_by_its_roles_and_out_again(page, context, browser, start, issuer, database, keep):
    address = start(DASHBOARD_SIGN_IN="required", DASHBOARD_OIDC_ROLE_CLAIM="roles")
    deep = f"{address}/progress?area=440000&lang=en"
    complaints: list[str] = []
    page.on(
        "console",
        lambda told: complaints.append(told.text) if told.type == "error" and address in page.url else None,
    )
    page.goto(deep)
    assert urlsplit(page.url).path == "/sign-in"
    go_there(page, issuer)
    assert parse_qs(urlsplit(page.url).query)["prompt"] == ["select_account"]
    say_who(page)
    page.wait_for_url(deep)
    expect(page.locator(".account-who")).to_have_text(re.compile(r"赵云\s*Editor for Guangdong"))
    keep(page, "inside")
    assert events(database) == [("provider", "add", "zhao.yun")]

    cookies = context.cookies()
    assert {cookie["name"] for cookie in cookies if cookie["expires"] != -1} == set()
    streamlits = [cookie for cookie in cookies if cookie["name"].startswith("_streamlit")]
    assert {cookie["name"] for cookie in streamlits} >= {"_streamlit_user", "_streamlit_user_tokens"}
    assert lands_on(browser, address, streamlits) == "/sign-in"
    assert lands_on(browser, address, cookies) == "/"

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{issuer}/oauth2/end_session**")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["post_logout_redirect_uri"] == [f"{address}/oauth2callback"]
    assert asked["id_token_hint"][0].count(".") == 2
    assert lands_on(browser, address, cookies) == "/sign-in"
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{address}/sign-in?lang=en&out=1")
    go_there(page, issuer)
    say_who(page, "Deny")
    expect(page.get_by_role("heading", name="The sign-in was not finished")).to_be_visible()
    keep(page, "denied")
    assert not [told for told in complaints if "403" not in told]


def test_an_unknown_identity_is_told_whom_to_have_linked(page, start, issuer, database, keep):
    address = start()
    page.goto(f"{address}/sign-in?lang=en&next=/about")
    go_there(page, issuer)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (as in test_guards.py)
    say_who(page)
    expect(page.get_by_role("heading", name="No account is linked to you")).to_be_visible()
    expect(page.locator(".identity")).to_have_text(re.compile(f"{issuer}.*{SUBJECT}"))
    keep(page, "refused")
    assert [answer.status for answer in answers if answer.url.startswith(f"{address}/sign-in/refused")] == [
        403
    ]
    assert not [
        cookie
        for cookie in page.context.cookies()
        if cookie["name"].startswith(("ea_session", "_streamlit_user"))
    ]

    store = open_store(database, known_codes=())
    accounts, by = store.accounts, Signature("tests", datetime.now(UTC))
    linked = accounts.add(NewAccount("Zhao", "admin", identity=Identity(issuer, SUBJECT)), by)
    accounts.add(NewAccount("Li", "admin", identity=Identity(issuer, "another")), by)
    go_there(page, issuer)
    say_who(page)
    page.wait_for_url(f"{address}/about?lang=en")
    expect(page.locator(".account-who")).to_have_text(re.compile(r"Zhao\s*Administrator"))

    accounts.disable(linked.account_id, by)
    store.close()
    page.goto(f"{address}/sign-in?lang=en")
    go_there(page, issuer)
    say_who(page)
    expect(page.get_by_role("heading", name="This account is disabled")).to_be_visible()
