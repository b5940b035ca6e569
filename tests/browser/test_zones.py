"""The zones page in a browser: list, map and card follow each other; deep links; one province; keyboard; no data."""

import re

import pytest
from playwright.sync_api import Browser, Page

from data.register.zones import load_zones
from tests.browser.conftest import watch
from tests.browser.drawn import click_unit, wait_for_map
from tests.browser.expecting import expect
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

ROWS = ".zone-list tbody tr"


def opened(page: Page, dashboard: str, query: str = "", geometry: str = "county") -> None:
    page.goto(f"{dashboard}/zones?{query}")
    wait_for_map(page, geometry)
    expect(page.locator(".partners, .st-key-zones-pairing-panel .panel-head").first).to_be_visible()
    settle(page)


def settle(page: Page) -> None:
    wait_until(page, "!document.querySelector('[data-test-script-state=\"running\"]')")
    page.wait_for_timeout(800)


def row_of(page: Page, zone: int):
    return page.locator(ROWS).filter(has=page.locator(f'[data-zone="{zone}"]'))


def test_the_list_has_all_zones_as_the_notice_names_them(page: Page, dashboard: str, keep):
    opened(page, dashboard)
    names = page.locator(f"{ROWS} th button").all_inner_texts()
    assert names == load_zones()["listed_name"].tolist()
    expect(page.locator("h1")).to_contain_text("97个实验区的336个县（市、区）")
    expect(page.locator(".demo-tag")).to_be_visible()
    expect(page.locator(".st-key-zones-comparison-panel h2")).to_contain_text("95%区间")
    expect(page.locator(".labels .point")).to_have_count(2)
    keep(page, "zh")


def test_list_map_and_card_follow_each_other(page: Page, dashboard: str):
    opened(page, dashboard)
    row_of(page, 18).click()
    expect(page).to_have_url(re.compile(r"zone=18\b"))
    expect(page.locator(".zone-card h2")).to_contain_text("鞍山市")
    expect(page.locator(".zone-counties li")).to_have_count(7)
    expect(page.locator(".marked path")).to_have_count(14)
    settle(page)
    click_unit(page, "county", "650203")
    expect(page).to_have_url(re.compile(r"zone=93\b"))
    expect(row_of(page, 93)).to_have_class("chosen")
    expect(page.locator(".zone-card h2")).to_contain_text("克拉玛依区")
    expect(page.locator(".duty")).to_have_count(3)
    settle(page)
    row_of(page, 93).click()
    expect(page).not_to_have_url(re.compile("zone="))


def test_a_functional_area_is_a_point_in_no_count(page: Page, dashboard: str, keep):
    opened(page, dashboard, "lang=en&area=610000", "610000")
    expect(page.locator(ROWS)).to_have_count(4)
    page.locator(".labels .point").click()
    expect(page).to_have_url(re.compile(r"zone=84\b"))
    expect(page.locator(".zone-card")).to_contain_text("stands in no count")
    assert row_of(page, 84).locator("td.number").all_inner_texts() == ["–"] * 4
    keep(page, "functional-area")


def test_a_lagging_county_gets_three_zones(page: Page, dashboard: str, keep):
    opened(page, dashboard, "lang=zh&unit=120104")
    expect(page.locator(".partners tbody tr")).to_have_count(3)
    expect(page.locator(".partners tbody tr").first).to_contain_text("和平区")
    expect(page.locator(".partners tbody tr").first).to_contain_text("公里")
    keep(page, "nearest")


@pytest.mark.parametrize(
    ("area", "geometry", "words"),
    [
        ("370000", "370000", "山东省整体为实验区"),
        ("460000", "460000", "海南省没有实验区内的县（市、区）可比"),
    ],
)
def test_a_province_that_cannot_be_compared_says_so(
    page: Page, dashboard: str, area: str, geometry: str, words: str
):
    opened(page, dashboard, f"area={area}", geometry)
    expect(page.locator(".st-key-zones-comparison-panel h2")).to_contain_text(words)


def test_the_keyboard_sorts_and_chooses(page: Page, dashboard: str):
    opened(page, dashboard)
    header = page.locator(".zone-list thead button").nth(3)
    header.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".zone-list thead th").nth(3)).to_have_attribute("aria-sort", "descending")
    expect(page.locator(ROWS).first).to_contain_text("山东省")
    page.locator(f"{ROWS} button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"zone=52\b"))
    expect(row_of(page, 52)).to_have_class("chosen")


def test_the_figures_have_tables(page: Page, dashboard: str):
    opened(page, dashboard, "lang=en")
    for panel, rows in (("zones-list-panel", 97), ("zones-comparison-panel", 30)):
        numbers = page.locator(f".st-key-{panel} details.numbers")
        numbers.locator("summary").click()
        expect(numbers.locator("tbody tr")).to_have_count(rows)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)], ids=["1080p", "720p"])
@pytest.mark.parametrize("look", ["lang=zh&theme=light", "lang=en&theme=dark"])
def test_the_page_fits_its_window(browser: Browser, dashboard: str, size, look: str, keep):
    window = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = window.new_page()
    conduct = watch(page)
    # 双江拉祜族佤族布朗族傣族自治县, the longest name there is, beside a zone of 14 counties.
    opened(page, dashboard, f"{look}&zone=52&unit=530925")
    main = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
    assert page.evaluate(main) <= 0
    for part in (".zone-card", ".zone-list", ".partners"):
        assert page.locator(part).evaluate("(e) => e.scrollWidth <= e.clientWidth"), part
    keep(page, look)
    assert (conduct.foreign, conduct.errors) == ([], [])
    window.close()


def test_without_reports_the_page_says_so(page: Page, empty_dashboard: str):
    page.goto(empty_dashboard + "/zones")
    expect(page.locator(".state-card")).to_contain_text("尚无")
