"""Expectations of a page that is being drawn: two where one belongs are not yet what it comes to.

While a page is drawn anew, Streamlit keeps what stood there before until the run has come to its end: for a moment an
old and a new element may match one locator. Playwright waits for everything else, but gives up on that at once.
"""

import time
from collections.abc import Callable
from typing import Any, overload

from playwright.sync_api import Locator, LocatorAssertions, Page, PageAssertions
from playwright.sync_api import expect as expect_now

# Six times Playwright's own, and what its pages wait for a click to find its button: a loaded machine draws late, and
# nothing waits where it is there. A time that the dashboard has to keep is measured where nothing runs beside it.
PATIENCE_MS = 30_000.0
LOOK_AGAIN_S = 0.05
MORE_THAN_ONE = "strict mode violation"


@overload
def expect(actual: Locator) -> LocatorAssertions: ...
@overload
def expect(actual: Page) -> PageAssertions: ...
def expect(actual: Any) -> Any:
    """Playwright's `expect`; within its time it waits for a locator to match one element alone, too."""
    return _Patient(expect_now(actual))


class _Patient:
    """Assertions, each of which is tried again while its locator matches more than one element."""

    def __init__(self, assertions: LocatorAssertions | PageAssertions) -> None:
        self._assertions = assertions

    def __getattr__(self, name: str) -> Callable[..., None]:
        check = getattr(self._assertions, name)

        def tried_again(*arguments: Any, timeout: float = PATIENCE_MS, **options: Any) -> None:
            deadline = time.monotonic() + timeout / 1000
            while True:
                left_ms = max((deadline - time.monotonic()) * 1000, 1.0)
                try:
                    return check(*arguments, timeout=left_ms, **options)
                except AssertionError as error:
                    if MORE_THAN_ONE not in str(error) or time.monotonic() > deadline:
                        raise
                time.sleep(LOOK_AGAIN_S)

        return tried_again
