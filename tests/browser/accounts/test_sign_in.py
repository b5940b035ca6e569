"""Signing in with a browser: the first administrator by the one-time link, then anybody by name and password."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import serve, stop, watch
from tests.browser.expecting import expect
from tests.browser.signed_in import fill_in

pytestmark = pytest.mark.browser

NAME, PASSWORD, NEW_PASSWORD = "欧阳 Fang", "海风 correct 8 horse", "another zebra 42 hop"
LINK = re.compile(r"^http://localhost:\d+(/first-admin\?code=[\w-]+)$", re.MULTILINE)
# The browser notes every answer that refuses something; here they are meant.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (403|410|422)")


@pytest.fixture
def fresh_dashboard(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard without accounts or reports: its address, and what it prints."""
    log = tmp_path / "dashboard.log"
    process, address = serve(f"sqlite:///{tmp_path / 'dashboard.db'}", log)
    yield address, log
    stop(process)


def a_window(browser: Browser, language: str = "zh-CN") -> BrowserContext:
    return browser.new_context(viewport={"width": 1280, "height": 720}, locale=language)


def submit(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"input[name={name}]").fill(value)
    page.locator("button[type=submit]").click()


def session_cookie(window: BrowserContext) -> dict | None:
    return next((cookie for cookie in window.cookies() if cookie["name"] == "ea_session"), None)


def test_the_first_administrator_is_made_by_the_link_and_signs_in_again(fresh_dashboard, browser, keep):
    address, log = fresh_dashboard
    printed = LINK.findall(log.read_text(encoding="utf-8"))
    assert len(printed) == 1
    link = address + printed[0]

    window = a_window(browser)
    page = window.new_page()
    conduct = watch(page)
    page.goto(link)
    expect(page.locator("input[name=name]")).to_be_focused()
    submit(page, name=NAME, password=PASSWORD, again=NEW_PASSWORD)
    expect(page.get_by_role("alert")).to_have_text("两次输入的密码不一致。")
    expect(page.locator("input[name=name]")).to_have_value(NAME)
    expect(page.locator("input[name=password]")).to_have_value("")
    keep(page, "two passwords")
    submit(page, password=PASSWORD, again=PASSWORD)
    expect(page.locator(".state-card")).to_be_visible()
    assert page.url == f"{address}/"
    cookie = session_cookie(window)
    assert cookie is not None
    # No script reads it, no other site's page sends it, it goes with the browser.
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"], cookie["expires"]) == (
        True,
        "Lax",
        False,
        -1,
    )
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("此链接已使用或已过期")

    # Another browser comes by a deep link, in English and dark.
    elsewhere = a_window(browser, "en-GB")
    page_elsewhere = elsewhere.new_page()
    conduct_elsewhere = watch(page_elsewhere)
    page_elsewhere.goto(f"{address}/sign-in?next=/about%3Ftheme%3Ddark")
    assert page_elsewhere.locator("html").get_attribute("data-theme") == "dark"
    fill_in(page_elsewhere, NAME, NEW_PASSWORD)
    expect(page_elsewhere.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    assert session_cookie(elsewhere) is None
    fill_in(page_elsewhere, "欧阳　ｆａｎｇ", PASSWORD)
    words = page_elsewhere.get_by_role("heading", name="Words")
    expect(words).to_be_visible()
    assert page_elsewhere.url == f"{address}/about?theme=dark"
    assert session_cookie(elsewhere) is not None

    # The first one takes another password: whoever is signed in elsewhere is so no more.
    page.goto(f"{address}/password")
    submit(page, password=PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD)
    expect(page.get_by_role("status")).to_contain_text("密码已修改")
    page_elsewhere.goto(f"{address}/password")
    expect(page_elsewhere.get_by_role("heading", level=1)).to_have_text("Sign in")
    fill_in(page_elsewhere, NAME, NEW_PASSWORD)
    expect(page_elsewhere.get_by_role("heading", level=1)).to_have_text("Change password")
    for seen in (conduct, conduct_elsewhere):
        assert seen.foreign == []
        assert [error for error in seen.errors if not REFUSED.match(error)] == []
    window.close()
    elsewhere.close()
