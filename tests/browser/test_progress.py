"""The progress page in a browser: who is behind, the order in the address, what if, the way into a province."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.test_pages import settled

pytestmark = pytest.mark.browser

ROWS = "table.progress tbody tr"
ASSUMED = ".st-key-progress-what-if .lead"


def opened(page: Page, address: str) -> None:
    """Open the page and wait until it is drawn, on a busy machine, too."""
    page.goto(address)
    page.locator("h1").wait_for()
    settled(page)


def test_every_province_is_drawn_against_the_path(page: Page, dashboard: str, keep):
    opened(page, dashboard + "/progress")
    expect(page.locator("h1")).to_have_text(re.compile(r"32个省份中有\d+个落后于所需进度"))
    expect(page.locator("a.multiple")).to_have_count(32)
    expect(page.locator(ROWS)).to_have_count(32)
    # The same areas in the same order, and each figure says in words what it draws.
    assert page.locator("a.multiple .name").all_inner_texts() == page.locator(f"{ROWS} th").all_inner_texts()
    assert all(
        "个" in (figure.get_attribute("aria-label") or "") for figure in page.locator("a.multiple").all()
    )
    too_small = page.locator("a.multiple img.course").first.evaluate(
        "(image) => image.clientWidth / image.naturalWidth"
    )
    assert too_small >= 1, "type in the small figures would fall below 12 px"
    keep(page, "provinces")


def test_a_heading_sorts_and_the_order_is_in_the_address(page: Page, dashboard: str):
    opened(page, dashboard + "/progress")
    page.get_by_role("link", name="差额").click()
    expect(page).to_have_url(re.compile("order=-gap"))
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("差额")
    column = 1 + page.locator("table.progress thead th").all_inner_texts().index("差额↓")
    texts = page.locator(f"{ROWS} :is(th, td):nth-child({column})").all_inner_texts()
    # Areas from which too few reports came have none, and stand last.
    told = [text for text in texts if text != "–"]
    gaps = [int(text.replace(",", "")) for text in told]
    assert gaps == sorted(gaps, reverse=True)
    assert texts[: len(told)] == told
    page.get_by_role("link", name="差额").press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("差额")


def test_a_province_opens_its_prefectures(page: Page, dashboard: str, keep):
    opened(page, dashboard + "/progress?lang=en")
    page.locator("a.multiple", has_text="Guangdong").click()
    expect(page).to_have_url(re.compile("area=440000"))
    expect(page.locator("h1")).to_contain_text("of 21 prefectures of Guangdong")
    expect(page.locator(ROWS)).to_have_count(21)
    keep(page, "prefectures")


def test_another_pace_is_redrawn_and_in_the_address(page: Page, dashboard: str, keep):
    opened(page, dashboard + "/progress?pace=90")
    expect(page.locator(ASSUMED)).to_contain_text("每月90个")
    page.get_by_role("slider").press("ArrowRight")
    expect(page.locator(ASSUMED)).to_contain_text("每月91个")
    expect(page).to_have_url(re.compile("pace=91"))
    expect(page.locator(".js-plotly-plot")).to_contain_text("假设：每月91个")
    keep(page, "assumed")
    page.get_by_role("button", name="恢复实际速度").click()
    expect(page).not_to_have_url(re.compile("pace="))
    expect(page.locator(".js-plotly-plot")).not_to_contain_text("假设")


def test_counties_chosen_by_hand_make_the_gap_smaller(page: Page, dashboard: str):
    opened(page, dashboard + "/progress?area=440000")
    told = page.locator(".st-key-progress-what-if .quiet")
    before = int(re.search(r"尚余(\d+)个", told.inner_text())[1])
    choice = page.locator(".st-key-progress-what-if").get_by_role("combobox")
    choice.click()
    page.get_by_role("option").first.click()
    expect(told).to_contain_text(f"尚余{before - 1}个")
    expect(page).to_have_url(re.compile(r"chosen=44\d{4}"))
    opened(page, page.url)
    expect(told).to_contain_text(f"尚余{before - 1}个")


@pytest.mark.parametrize("area", ["110000", "530900", "441900"])
def test_where_counties_are_compared_they_are_listed(page: Page, dashboard: str, area: str, keep):
    opened(page, f"{dashboard}/progress?area={area}")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".st-key-overview-roster .js-plotly-plot")).to_be_visible()
    keep(page, area)


def test_the_table_can_be_read_to_its_last_column_on_a_small_screen(page: Page, dashboard: str, keep):
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, dashboard + "/progress?lang=en&theme=dark")
    scroll = page.locator(".progress-scroll")
    scroll.focus()
    scroll.evaluate("(e) => { e.scrollLeft = e.scrollWidth; }")
    last = page.locator(f"{ROWS} td:last-child").first
    assert last.evaluate("(e) => e.getBoundingClientRect().right") <= 1280
    # The names stay where they are.
    assert page.locator(f"{ROWS} th").first.evaluate("(e) => e.getBoundingClientRect().left") >= 248
    keep(page, "small")
