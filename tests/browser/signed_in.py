"""Accounts for browser tests, and signing in as one of them."""

from datetime import UTC, datetime
from types import MappingProxyType

from playwright.sync_api import Page

from data.accounts.account import NewAccount
from data.base.signatures import Signature
from data.store.store import open_store

# `sign_in(page, address, EDITOR)`: the editor of 广东省.
ADMIN, EDITOR, VIEWER = "王芳", "Li Qiang", "Zhou Min"
GUANGDONG = "440000"
ACCOUNTS = (
    NewAccount(ADMIN, "admin"),
    NewAccount(EDITOR, "editor", frozenset({GUANGDONG}), shown_name="李强"),
    NewAccount(VIEWER),
)
PASSWORDS = MappingProxyType(
    {
        ADMIN: "海风 correct 8 horse",
        EDITOR: "another zebra 42 hop",
        VIEWER: "seven quiet lanterns",
    }
)


def make_accounts(database_url: str) -> None:
    """Make an administrator, an editor of 广东省 and a viewer, with hashes as costly as the dashboard's own."""
    store = open_store(database_url, known_codes=frozenset())
    signature = Signature("tests", datetime.now(UTC))
    for account in ACCOUNTS:
        store.accounts.add(account, signature, PASSWORDS[account.sign_in_name])
    store.close()


def fill_in(page: Page, name: str, password: str) -> None:
    """Fill in the form to sign in that `page` shows, and send it."""
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()


def sign_in(page: Page, address: str, name: str, password: str | None = None, parameters: str = "") -> None:
    """Sign in at the dashboard of `address` and wait until the form is left behind.

    password: the account's own, if none is given. parameters: of the form's address, such as `next=/upload`.
    """
    page.goto(f"{address}/sign-in{'?' if parameters else ''}{parameters}")
    fill_in(page, name, PASSWORDS[name] if password is None else password)
    page.wait_for_url(lambda url: "/sign-in" not in url)
