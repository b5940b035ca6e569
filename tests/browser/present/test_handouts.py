"""The panel "Hand out": a file is asked for, made behind the page, and taken away."""

import re
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect

pytestmark = pytest.mark.browser

MADE_WITHIN_MS = 60_000


def card(page: Page, kind: str):
    return page.locator(f".st-key-handout-{kind}")


def test_a_workbook_is_made_kept_and_taken_away(dashboard, page, context, keep):
    page.goto(f"{dashboard}/present?lang=zh")
    workbook = card(page, "xlsx")
    panel = page.get_by_role("heading", name="分发材料")
    expect(panel).to_be_visible(timeout=MADE_WITHIN_MS)
    panel.scroll_into_view_if_needed()
    keep(page, "offered")
    workbook.get_by_role("button", name="生成文件").click()
    bar = workbook.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(card(page, "pdf").get_by_role("button", name="生成文件")).to_be_enabled()
    expect(bar).to_have_attribute("aria-valuenow", re.compile("[1-9]"), timeout=MADE_WITHIN_MS)
    keep(page, "under-way")
    take = workbook.get_by_role("button", name="下载")
    expect(take).to_be_visible(timeout=MADE_WITHIN_MS)
    keep(page, "made")
    with page.expect_download() as found:
        take.click()
    assert found.value.suggested_filename == "教联体进展_全国_2026-10-31_演示数据.xlsx"
    book = openpyxl.load_workbook(BytesIO(found.value.path().read_bytes()))
    assert book.sheetnames[0] == "目录"
    # Whoever comes back, or comes later, finds it; in another language it is another file.
    other = context.new_page()
    other.goto(f"{dashboard}/present?lang=zh")
    expect(card(other, "xlsx").get_by_role("button", name="下载")).to_be_visible(timeout=MADE_WITHIN_MS)
    other.goto(f"{dashboard}/present?lang=en")
    expect(card(other, "xlsx").get_by_role("button", name="Make the file")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "query"), [(1280, 720, "lang=en&theme=dark"), (700, 1000, "lang=en")]
)
def test_the_panel_fits_and_tells_what_a_choice_brings(dashboard, browser, width, height, query, keep):
    window = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if "dark" in query else "light"
    )
    page = window.new_page()
    page.goto(f"{dashboard}/present?{query}&slides=headline.650000.440000.actions")
    expect(card(page, "pptx")).to_contain_text("4 slides", timeout=MADE_WITHIN_MS)
    expect(card(page, "pdf")).to_contain_text("The nation, 2 provinces")
    page.get_by_text("All 32", exact=True).click()
    expect(card(page, "pptx")).to_contain_text("34 slides")
    expect(card(page, "pdf")).to_contain_text("The nation, 32 provinces")
    expect(card(page, "xlsx")).to_contain_text("17 sheets; always every province")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep(page, f"{width}")
    window.close()
