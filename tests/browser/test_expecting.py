"""What the browser tests expect with: it waits until one is left, and does not take two for one."""

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect

pytestmark = pytest.mark.browser

OLD_AND_NEW = "<p>old</p><p>new</p>"
OLD_LEAVES = "setTimeout(() => document.querySelector('p').remove(), 400)"


def test_it_waits_until_the_old_one_has_left(page: Page):
    page.set_content(OLD_AND_NEW)
    page.evaluate(OLD_LEAVES)
    expect(page.locator("p")).to_have_text("new")


def test_two_that_stay_are_a_fault(page: Page):
    page.set_content(OLD_AND_NEW)
    with pytest.raises(AssertionError, match="resolved to 2 elements"):
        expect(page.locator("p")).to_have_text("new", timeout=300)


def test_another_text_is_a_fault_and_told_as_playwright_tells_it(page: Page):
    page.set_content("<p>old</p>")
    with pytest.raises(AssertionError, match="Actual value: old"):
        expect(page.locator("p")).to_have_text("new", timeout=100)
