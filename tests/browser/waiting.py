"""Wait for something on a page whose Content-Security-Policy forbids eval, which Playwright's own wait needs."""

import time
from collections.abc import Callable

from playwright.sync_api import Error, Page


def wait_until(page: Page, expression: str, within_s: float = 30.0) -> None:
    """Ask the page for `expression`, in JavaScript, until it is true."""
    wait_until_so(page, lambda: _is_so(page, expression), within_s, expression)


def wait_until_so(page: Page, is_so: Callable[[], bool], within_s: float = 30.0, what: str = "") -> None:
    """Let the page go on until what the test itself can see is so."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, f"Not so within {within_s} s: {what}"
        page.wait_for_timeout(50)


def _is_so(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as error:
        # The page is just being loaded anew, by a switch of theme for example.
        if "context was destroyed" in str(error):
            return False
        raise
