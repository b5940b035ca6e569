"""Wait for something on a page whose Content-Security-Policy forbids eval, which Playwright's own wait needs."""

import time

from playwright.sync_api import Error, Page


def wait_until(page: Page, expression: str, within_s: float = 30.0) -> None:
    """Ask the page for `expression`, in JavaScript, until it is true."""
    deadline = time.monotonic() + within_s
    while not _is_so(page, expression):
        assert time.monotonic() < deadline, f"Not so within {within_s} s: {expression}"
        page.wait_for_timeout(50)


def _is_so(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as error:
        # The page is just being loaded anew, by a switch of theme for example.
        if "context was destroyed" in str(error):
            return False
        raise
