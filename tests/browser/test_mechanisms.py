"""The mechanisms page in a browser: its three views, an area, nothing reported, deep links, tables, the keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.expecting import expect
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

HEATMAP = ".st-key-mechanisms-items"
# Plotly is 4.7 MB, and the first view of a process computes everything.


def opened(page: Page, dashboard: str, query: str = "") -> Locator:
    """Open the page and wait for its heat map; return the names of its rows."""
    page.goto(f"{dashboard}/mechanisms?{query}")
    expect(page.locator(".headline")).to_be_visible()
    names = page.locator(HEATMAP).locator(".ytick text")
    expect(names.first).to_be_visible()
    wait_until(page, "!document.querySelector('[data-test-script-state=\"running\"]')")
    return names


def test_three_views_and_an_order_are_in_the_address(page: Page, dashboard: str, keep):
    names = opened(page, dashboard)
    expect(page.locator(".headline")).to_contain_text("常态化沟通协调机制")
    expect(names).to_have_count(33)
    expect(names.nth(1)).to_have_text("北京")
    keep(page, "guarantees")
    page.get_by_role("radio", name="17个部门").click()
    expect(page).to_have_url(re.compile("item=departments"))
    expect(page.locator(".headline")).to_contain_text("17个部门中平均有")
    expect(page.locator(HEATMAP).locator(".xtick text")).to_have_count(17)
    keep(page, "departments")
    page.get_by_role("radio", name="7个资源领域").click()
    expect(page).to_have_url(re.compile("item=resources"))
    expect(page.locator(HEATMAP).locator(".xtick text")).to_have_count(7)
    page.get_by_role("radio", name="已建立教联体的").click()
    expect(page).to_have_url(re.compile("grouping=established"))
    expect(page.locator(".lead")).to_contain_text("占已建立教联体的")


def test_a_deep_link_opens_the_view_sorted(page: Page, dashboard: str):
    names = opened(page, dashboard, "lang=en&item=department_17&grouping=established&theme=dark")
    expect(page.locator(".headline")).to_contain_text("departments take part")
    expect(page.locator(HEATMAP).locator(".xtick text b, .xtick text tspan[style*=bold]")).to_have_count(1)
    expect(names.nth(0)).to_have_text("China")
    assert names.nth(1).text_content() != "Beijing"
    expect(page.get_by_role("radio", name="With an alliance")).to_be_checked()


def test_words_that_mean_nothing_open_the_default(page: Page, dashboard: str):
    names = opened(page, dashboard, "item=nothing&grouping=nobody")
    expect(page.get_by_role("radio", name="全部县（市、区）")).to_be_checked()
    expect(page.locator(HEATMAP).locator(".xtick text")).to_have_count(6)
    expect(names).to_have_count(33)


def test_a_name_leads_to_its_area_by_mouse_and_by_keyboard(page: Page, dashboard: str, keep):
    names = opened(page, dashboard, "item=funding")
    box = names.filter(has_text=re.compile("^广东$")).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("area=440000"))
    expect(page.locator(".headline")).to_contain_text("广东省")
    expect(names).to_have_count(22)
    keep(page, "province")
    page.locator(HEATMAP).locator(".ytick a", has_text="深圳").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=440300.*item=funding"))
    expect(page.locator(".headline")).to_contain_text("深圳市")
    # Single counties say yes or no, and lead nowhere deeper.
    expect(page.locator(HEATMAP).locator(".ytick a")).to_have_count(0)
    expect(
        page.locator(HEATMAP).locator(".scatterlayer text").filter(has_text=re.compile("^[是否]$")).first
    ).to_be_visible()


def test_numbers_are_told_on_hover_as_a_table_and_as_files(page: Page, dashboard: str):
    opened(page, dashboard, "lang=en")
    drawn = page.locator(HEATMAP).locator(".nsewdrag").bounding_box()
    assert drawn is not None
    page.mouse.move(drawn["x"] + 60, drawn["y"] + 10)
    card = page.locator(HEATMAP).locator(".hoverlayer")
    expect(card).to_contain_text("China · Coordination mechanism")
    expect(card).to_contain_text(re.compile(r"Yes: [\d,]+ of 2,848 counties, \d+\.\d%"))
    line = page.locator(".st-key-figure-line-mechanisms-items")
    line.get_by_text("Numbers").click()
    expect(line.locator("table")).to_contain_text("Coordination: not reported")
    expect(line.locator("tbody tr")).to_have_count(33)
    with page.expect_download() as download:
        line.get_by_role("button", name="CSV").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 34
    assert rows[1].startswith("China,2848,")


def test_each_duty_has_its_figure_or_says_that_there_is_none(page: Page, dashboard: str):
    opened(page, dashboard, "lang=en")
    duties = page.locator(".duties")
    expect(duties.locator("tbody tr")).to_have_count(19)
    expect(duties.locator("tbody th")).to_have_count(5)
    expect(duties).to_contain_text(re.compile(r"Family education guidance body: [\d,]+ of 2,848 counties"))
    assert duties.locator("td.none").count() == 11


def test_long_names_and_small_windows_keep_the_layout(page: Page, dashboard: str, keep):
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, dashboard, "area=530900&item=departments")
    expect(page.locator(HEATMAP).locator(".ytick text").filter(has_text="双江拉祜族佤族")).to_be_visible()
    assert (
        page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
        )
        <= 0
    )
    keep(page, "long-name")


def test_without_reports_the_page_says_so(page: Page, empty_dashboard: str):
    page.goto(f"{empty_dashboard}/mechanisms")
    expect(page.locator(".state-card")).to_contain_text("尚无")
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
