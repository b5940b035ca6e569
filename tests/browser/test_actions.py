"""The action list in a browser: filtered by a click, grouped, narrowed, sent as workbooks, read by the keyboard."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.test_pages import settled

pytestmark = pytest.mark.browser


def count(page: Page, reason: str) -> int:
    """The number in a cell of the strip."""
    cell = page.locator(f"[class*='st-key-reason-o'][class*='-{reason}'] .value").first
    return int(cell.inner_text().replace(",", ""))


def test_a_click_on_a_reason_filters_and_is_in_the_address(page: Page, dashboard: str, keep):
    page.goto(dashboard + "/actions")
    settled(page)
    everything, lacking = count(page, "all"), count(page, "lacking")
    expect(page.locator("h1")).to_contain_text(f"{everything:,}个需督办")
    assert count(page, "to_do") == sum(
        int(re.sub(r"\D", "", page.locator(f".st-key-part-off-{part} button").inner_text()))
        for part in ("not_started", "preparing", "not_reported")
    )
    keep(page, "all")
    page.get_by_role("button", name="只看：保障不全").click()
    expect(page).to_have_url(re.compile("reason=lacking"))
    expect(page.locator(".panel-head h2", has_text="保障不全")).to_contain_text(f"{lacking:,}个")
    expect(page.locator("table.counties li.lacking").first).to_contain_text("保障")
    keep(page, "lacking")
    page.get_by_text("按地市", exact=True).click()
    expect(page).to_have_url(re.compile("reason=lacking&grouping=prefecture"))
    expect(page.locator("table.counties tr.group", has_text="·").first).to_be_visible()


def test_turning_the_page_shows_other_counties(page: Page, dashboard: str):
    page.goto(dashboard + "/actions")
    settled(page)
    first = page.locator("table.counties tbody a").first.inner_text()
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".st-key-actions-pages .quiet")).to_contain_text("第2页")
    expect(page.locator("table.counties tbody a").first).not_to_have_text(first)


def test_links_open_an_area_and_a_county_without_a_reload(page: Page, dashboard: str):
    page.goto(dashboard + "/actions?reason=backwards&compare=2025-10-31")
    settled(page)
    page.evaluate("window.stayed = true")
    area = page.locator("table.areas a").first
    name = area.inner_text()
    area.click()
    expect(page).to_have_url(re.compile(r"area=\d{6}"))
    expect(page.locator("h1")).to_contain_text(name)
    county = page.locator("table.counties tbody a").first
    name = county.inner_text()
    county.click()
    expect(page).to_have_url(re.compile(r"/county\?.*area=\d{6}"))
    expect(page.locator("h1")).to_contain_text(name)
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_one_province_by_deep_link_in_english(page: Page, dashboard: str, keep):
    page.goto(dashboard + "/actions?area=530000&lang=en&theme=dark&reason=to_do")
    settled(page)
    expect(page.locator("h1")).to_contain_text("counties of Yunnan are on the action list")
    expect(page.locator("[class*='st-key-reason-on-to_do']")).to_be_visible()
    expect(page.get_by_role("button", name="By prefecture")).to_have_count(0)
    keep(page, "province")
    page.get_by_role("link", name="← China").click()
    expect(page.locator("h1")).not_to_contain_text("Yunnan")


def test_a_prefecture_with_the_longest_names_fits(page: Page, dashboard: str, keep):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(dashboard + "/actions?area=530900&lang=en")
    settled(page)
    table = page.locator("table.counties")
    assert table.evaluate("(t) => t.getBoundingClientRect().right <= innerWidth")
    keep(page, "long-names")


def test_what_changed_opens_with_counties_to_click(page: Page, dashboard: str):
    page.goto(dashboard + "/actions?compare=2026-04-30")
    settled(page)
    heading = page.locator(".st-key-actions-changed h2")
    expect(heading).to_contain_text("与4月底相比")
    opened = page.locator(".changed details", has_text="新建立")
    told = int(opened.locator("summary b").inner_text().replace(",", ""))
    expect(heading).to_contain_text(f"新建立{told:,}个")
    expect(opened.locator("a").first).to_be_hidden()
    opened.locator("summary").press("Enter")
    expect(opened.locator("a").first).to_be_visible()
    assert opened.locator("a").count() == told


def test_the_overview_leads_to_what_changed(page: Page, dashboard: str):
    page.goto(dashboard + "/")
    settled(page)
    page.get_by_role("link", name="查看具体变化").click()
    expect(page).to_have_url(re.compile("/actions"))
    expect(page.locator(".st-key-actions-changed")).to_be_visible()


def test_workbooks_come_in_a_zip_named_by_province(page: Page, dashboard: str, tmp_path: Path):
    page.goto(dashboard + "/actions?reason=stale")
    settled(page)
    provinces = page.locator("table.areas tr").count()
    with page.expect_download() as taken:
        page.locator(".st-key-actions-workbooks button").click()
    assert taken.value.suggested_filename.endswith(".zip")
    taken.value.save_as(tmp_path / "all.zip")
    with ZipFile(BytesIO((tmp_path / "all.zip").read_bytes())) as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == provinces
        assert all(re.fullmatch(r"\d{6}-.+-2026-10-31\.xlsx", name) for name in packed.namelist())


def test_the_list_as_csv_has_every_county(page: Page, dashboard: str, tmp_path: Path):
    page.goto(dashboard + "/actions?reason=to_do")
    settled(page)
    expected = count(page, "to_do")
    with page.expect_download() as taken:
        page.locator(".st-key-actions-csv button").click()
    taken.value.save_as(tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) - 1 == expected


def test_the_keyboard_reaches_reasons_links_and_files(page: Page, dashboard: str):
    page.goto(dashboard + "/actions?compare=2025-10-31")
    settled(page)
    page.get_by_role("button", name="只看：倒退").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("reason=backwards"))
    settled(page)
    link = page.locator("table.areas a").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"area=\d{6}"))


def test_without_reports_the_page_says_so(page: Page, empty_dashboard: str, keep):
    page.goto(empty_dashboard + "/actions")
    expect(page.locator(".state-card")).to_contain_text("尚无")
    expect(page.locator(".st-key-actions-strip")).to_have_count(0)
    keep(page, "empty")
