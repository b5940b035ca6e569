"""The county page: found by typing, by keyboard and by address; every kind of county; ways there and on."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.test_pages import settled

pytestmark = pytest.mark.browser

BOX = ".county-search input"
HITS = ".county-search [role=option]"
LONGEST = "530925"  # 双江拉祜族佤族布朗族傣族自治县


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def type_in(page: Page, text: str) -> None:
    page.locator(BOX).click()
    page.keyboard.type(text, delay=20)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cy", "朝阳区"),
        ("nong an", "农安县"),
        ("长春朝阳", "朝阳区"),
        ("密云县", "密云区"),
        ("220122", "农安县"),
    ],
)
def test_results_come_while_one_types(page: Page, dashboard: str, text: str, first: str):
    open_page(page, dashboard + "/county")
    type_in(page, text)
    expect(page.locator(HITS).first).to_contain_text(first)
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "true")


def test_a_county_is_found_and_opened_by_keyboard_alone(page: Page, dashboard: str, keep):
    open_page(page, dashboard + "/county")
    page.locator(BOX).focus()
    page.keyboard.type("chaoyang", delay=20)
    expect(page.locator(HITS).first).to_have_attribute("aria-selected", "true")
    keep(page, "results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{HITS}[aria-selected=true]")
    expect(chosen).to_contain_text("长春市")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=220104"))
    expect(page.locator("h1")).to_contain_text("长春市朝阳区")
    # The next search is a few keys away, and Escape closes it.
    page.locator(BOX).fill("")
    type_in(page, "zz")
    expect(page.locator(HITS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".county-search [role=listbox]")).to_be_hidden()
    keep(page, "county")


def test_all_results_have_an_address(page: Page, dashboard: str, keep):
    open_page(page, dashboard + "/county")
    type_in(page, "cy")
    page.locator(f"{HITS}.all").click()
    expect(page).to_have_url(re.compile("find=cy"))
    expect(page.locator("h1")).to_contain_text("“cy”")
    expect(page.locator(".county-results li").first).to_contain_text("110105")
    keep(page, "list")
    page.locator(".county-results a").first.click()
    expect(page).to_have_url(re.compile("area=110105"))
    expect(page.locator("h1")).to_contain_text("朝阳区")


def test_nothing_found_is_said(page: Page, dashboard: str):
    open_page(page, dashboard + "/county")
    type_in(page, "不存在的地方")
    expect(page.locator(".county-search .said")).to_contain_text("没有找到")


@pytest.mark.parametrize(
    ("code", "named", "told"),
    [
        ("220122", "长春市农安县", "长春市"),
        ("350527", "泉州市金门县", "没有共同边界"),
        ("441900", "广东省东莞市", "不设区县的地级市"),
        ("659001", "新疆生产建设兵团石河子市", "由兵团上报"),
        ("110118", "北京市密云区", "密云县（110228）"),
        (LONGEST, "双江拉祜族佤族布朗族傣族自治县", "不在实验区内"),
    ],
)
def test_every_kind_of_county_is_whole(page: Page, dashboard: str, code: str, named: str, told: str, keep):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, f"{dashboard}/county?area={code}")
    expect(page.locator("h1")).to_contain_text(named)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(told)
    expect(page.locator(".st-key-county-map .eam, .eam").first).to_be_visible()
    overflow = page.locator("[data-testid=stMain]").evaluate("(m) => m.scrollWidth - m.clientWidth")
    assert overflow <= 0
    keep(page, code)


def test_a_day_before_its_first_report_says_that_it_never_reported(page: Page, dashboard: str, keep):
    # Demo counties begin to report in 2025: some have not by the first month end.
    open_page(page, f"{dashboard}/county?area=220104&as_of=2024-12-31")
    expect(page.locator("h1")).to_contain_text("从未报告")
    expect(page.locator(".st-key-county-timeline-panel")).to_contain_text("尚无报告")
    keep(page, "never")


def test_neighbours_lead_on_and_batches_lead_to_the_records(page: Page, dashboard: str):
    open_page(page, f"{dashboard}/county?area=220104")
    neighbour = page.locator(".county-table tbody a").first
    name = neighbour.inner_text()
    neighbour.click()
    expect(page.locator("h1")).to_contain_text(name)
    link = page.locator(".county-timeline a").first
    batch = re.search(r"\d+", link.inner_text())
    assert batch
    link.click()
    expect(page).to_have_url(re.compile(rf"/records\?.*find=batch-{batch[0]}"))
    expect(page.locator(".unit-card h2")).to_contain_text(f"第{batch[0]}批")


def test_the_map_s_card_leads_here(page: Page, dashboard: str):
    open_page(page, f"{dashboard}/map?area=220100&unit=220122")
    page.locator(".unit-card .more a").click()
    expect(page).to_have_url(re.compile(r"/county\?.*area=220122"))
    expect(page.locator("h1")).to_contain_text("农安县")


def test_a_province_offers_its_counties(page: Page, dashboard: str, keep):
    open_page(page, f"{dashboard}/county?area=510000")
    expect(page.locator(".county-names li")).to_have_count(183)
    keep(page, "province")
    page.locator(".county-names a", has_text="锦江区").click()
    expect(page.locator("h1")).to_contain_text("成都市锦江区")


def test_evidence_is_text_and_never_a_link(page: Page, dashboard: str):
    open_page(page, f"{dashboard}/county?area=220122")
    assert page.locator(".county-facts.answers a").count() == 0
