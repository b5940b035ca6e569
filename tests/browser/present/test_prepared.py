"""Around the presentation: what is chosen before it, its address, the notes of who speaks."""

import re

import pytest
from playwright.sync_api import Page

from reports.slides.deck import NATION_KEYS
from tests.browser.expecting import expect
from tests.browser.present.on_stage import expect_slide, open_stage
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser


def test_started_from_the_page_one_step_back_leaves(page: Page, dashboard: str):
    page.goto(f"{dashboard}/present")
    expect(page.locator(".prepare ol > li")).to_have_count(len(NATION_KEYS))
    page.keyboard.press("Enter")
    expect_slide(page, "headline")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.go_back()
    expect(page.locator(".ea-layer")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/present$"))
    page.go_forward()
    expect_slide(page, "ranking")
    page.keyboard.press("Escape")
    expect(page.locator(".ea-layer")).to_have_count(0)


def test_the_speakers_window_keeps_step(context, page: Page, dashboard: str):
    open_stage(page, f"{dashboard}/present?slide=headline")
    notes = context.new_page()
    notes.goto(f"{dashboard}/present?slide=headline&notes=on")
    expect(notes.locator(".ea-layer .speaker li").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(notes.locator(".ea-layer .speaker .page")).to_have_text("2 / 8")
    expect(notes.locator(".ea-layer .speaker .elapsed")).to_contain_text(":")
    notes.keyboard.press("ArrowRight")
    expect_slide(page, "ranking")
    notes.close()


def test_choices_go_into_the_address_and_come_back(page: Page, dashboard: str, keep):
    page.goto(f"{dashboard}/present")
    rows = page.locator(".prepare ol > li")
    expect(rows).to_have_count(len(NATION_KEYS))
    page.locator(".prepare li[data-key=ranking] input").uncheck()
    expect(page).to_have_url(re.compile(r"slides=headline\.map\.trend\."))
    page.locator("#present-province").fill("gd")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\.440000\.actions\.sources"))
    expect(page.locator(".prepare li[data-key='440000'] .words")).to_contain_text("广东")
    page.locator(".prepare li[data-key=trend] .shift button").first.click()
    page.locator(".prepare li[data-key=trend] .shift button").first.click()
    expect(page).to_have_url(re.compile(r"slides=headline\.trend\.map\."))
    page.locator("#present-auto").select_option("15")
    expect(page).to_have_url(re.compile("auto=15"))
    page.wait_for_timeout(1000)
    keep(page, "prepare")
    page.reload()
    expect(page.locator(".prepare li[data-key='440000'] .words")).to_contain_text("广东")
    expect(page.locator(".prepare li[data-key=ranking] input")).not_to_be_checked()
    expect(page.locator("#present-auto")).to_have_value("15")


def test_a_province_is_picked_from_the_list_by_arrow_keys(page: Page, dashboard: str):
    page.goto(f"{dashboard}/present")
    box, choices = page.locator("#present-province"), page.locator(".prepare [role=listbox] [role=option]")
    expect(page.locator(".prepare ol > li")).to_have_count(len(NATION_KEYS), timeout=30_000)
    box.focus()
    # All that can be added, none of them chosen yet: Up leads to the last one, Down from there to the first.
    expect(choices).to_have_count(32)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".prepare [role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(choices.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(choices.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(choices.first.get_attribute("id")))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(choices).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(choices).to_have_count(32)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\.110000\.actions\.sources"))
    expect(box).to_have_value("")


def test_without_reports_the_page_says_so(page: Page, empty_dashboard: str):
    page.goto(f"{empty_dashboard}/present?slide=map")
    expect(page.locator(".state-card")).to_be_visible()
    expect(page.locator(".ea-layer")).to_have_count(0)


def test_notes_are_printed_a_block_a_slide(page: Page, dashboard: str, keep):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{dashboard}/present?slides=headline.trouble.440000")
    page.locator(".prepare .speaking button").last.click()
    wait_until(page, "window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".ea-notes-print section")).to_have_count(3)
    expect(page.locator(".ea-notes-print section li").first).to_be_visible()
    expect(page.locator("[data-testid=stSidebar]").first).not_to_be_visible()
    keep(page, "print")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".ea-notes-print")).to_have_count(0)
