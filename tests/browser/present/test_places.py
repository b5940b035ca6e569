"""From slide to slide by place: a name typed, a click on a map, a province alone."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.present.on_stage import LARGEST_UNIT, ON, expect_slide, open_stage, slide_on

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("typed", ["guangd", "gd", "/广东"])
def test_a_name_leads_to_its_province_and_back(page: Page, dashboard: str, typed: str):
    open_stage(page, f"{dashboard}/present?slide=ranking")
    if typed[0] == "/":
        page.keyboard.press("/")
        page.locator(".ea-layer .jump input").fill(typed[1:])
    else:
        page.keyboard.type(typed, delay=40)
    expect(page.locator(".ea-layer .jump [role=option]").first).to_contain_text("广东")
    page.keyboard.press("Enter")
    expect_slide(page, "440000")
    expect(page.locator(f"{ON} .title")).to_contain_text("广东")
    expect(page.locator(".ea-layer .back")).to_be_visible()
    page.keyboard.press("Escape")
    expect_slide(page, "ranking")


def test_what_is_no_name_is_said_and_one_typed_instead_is_found(page: Page, dashboard: str):
    open_stage(page, f"{dashboard}/present?slide=ranking")
    page.keyboard.press("/")
    box = page.locator(".ea-layer .jump input")
    page.keyboard.type("xyz", delay=20)
    expect(page.locator(".ea-layer .jump [role=status]")).to_have_text("没有这个省份。")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("hu")
    expect(page.locator(".ea-layer .jump [role=status]")).to_be_empty()
    chosen = page.locator(".ea-layer .jump [role=option][aria-selected=true]")
    first = chosen.inner_text()
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_text(first)
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_text(first, use_inner_text=True)


def test_letters_that_are_keys_too_still_begin_names(page: Page, dashboard: str):
    open_stage(page, f"{dashboard}/present?slide=ranking")
    page.keyboard.type("hebei", delay=40)
    expect(page.locator(".ea-layer .keys[role=dialog]")).to_be_hidden()
    expect(page.locator(".ea-layer .jump input")).to_have_value("hebei")
    page.keyboard.press("Escape")
    expect(page.locator(".ea-layer .jump")).to_be_hidden()
    expect_slide(page, "ranking")


def test_a_click_on_the_map_drills_down_and_backspace_returns(page: Page, dashboard: str, keep):
    open_stage(page, f"{dashboard}/present?slide=map")
    spot = page.evaluate(LARGEST_UNIT)
    page.mouse.move(*spot)
    keep(page, "hover")
    page.mouse.click(*spot)
    expect(page.locator(ON)).to_have_attribute("data-key", re.compile(r"\d{6}"))
    expect(page.locator(f"{ON} .map .board")).to_be_attached()
    page.wait_for_timeout(800)
    keep(page, "drilled")
    page.keyboard.press("Backspace")
    expect_slide(page, "map")
    # A province's name in the table leads to it too.
    page.locator(f"{ON} [data-go]").first.click()
    expect(page.locator(ON)).to_have_attribute("data-key", re.compile(r"\d{6}"))
    page.keyboard.press("ArrowRight")
    expect_slide(page, "ranking")


def test_the_map_of_a_slide_by_keyboard(page: Page, dashboard: str):
    open_stage(page, f"{dashboard}/present?slide=trouble")
    page.keyboard.press("Tab")
    expect(page.locator(f"{ON} .board .stage")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    assert slide_on(page) == "trouble"
    page.keyboard.press("Enter")
    expect(page.locator(ON)).to_have_attribute("data-key", re.compile(r"\d{6}"))
    page.keyboard.press("Escape")
    expect_slide(page, "trouble")
    page.keyboard.press("ArrowRight")
    expect_slide(page, "zones")


def test_one_province_alone_is_a_presentation(page: Page, dashboard: str):
    open_stage(page, f"{dashboard}/present?slides=440000&slide=440000")
    expect(page.locator(".ea-layer .foot .page")).to_have_text("1 / 1")
    expect(page.locator(".ea-layer .back")).to_be_hidden()
    expect(page.locator(".ea-layer .demo")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert slide_on(page) == "440000"
