"""Every page in both languages, light and dark, with and without reports: whole, translated, closed."""

import re

import pytest
from playwright.sync_api import Browser, Page

from data.accounts.permissions import NOBODY
from data.register.register import load_counties
from tests.browser.conftest import serve, stop, watch
from tests.browser.drawn import click_unit, wait_for_map
from tests.browser.expecting import expect
from tests.browser.waiting import wait_until
from ui.page_list import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.alone]

# Those for everybody; tests/browser/accounts/test_accounts_page.py opens the one that is not.
ADDRESSES = {page.name: f"/{page.path}" for page in PAGES if page.may_open(NOBODY)}
# What reads alike in both languages: names of the languages, of file kinds, and the product's two names.
ALIKE = {
    "中文",
    "English",
    "SVG",
    "PNG",
    "CSV",
    "XLSX",
    "PPTX",
    "PDF",
    "DOCX",
    "SHA-256",
    "教联体进展看板",
    "Education Alliance Dashboard",
    # Streamlit's own, which no setting reaches; the style sheet puts ours in its place (ui/look.css).
    "Skip to main content",
}


def settled(page: Page) -> None:
    """Wait until the page has its title and Streamlit is at rest."""
    expect(page.locator("h1").first).to_be_visible()
    wait_until(page, "!document.querySelector('[data-test-script-state=\"running\"]')")
    page.wait_for_timeout(1200)


def visible_texts(page: Page) -> set[str]:
    """Every text on the page, shadow roots included, with digits and marks taken off."""
    texts = page.evaluate(
        """() => {
            const found = [];
            const walk = (node) => {
                if (node.nodeType === 3) { if (node.textContent.trim()) found.push(node.textContent.trim()); return; }
                if (['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName)) return;
                if (node.closest && node.closest('[data-testid=stIconMaterial], .plain-table tbody')) return;
                if (node.nodeType === 1 && !node.checkVisibility({visibilityProperty: true})) return;
                if (node.tagName === 'INPUT') found.push(node.value);
                if (node.shadowRoot) walk(node.shadowRoot);
                node.childNodes.forEach(walk);
            };
            walk(document.querySelector('.stApp'));
            return found;
        }"""
    )
    return {text for text in texts if re.search(r"[A-Za-z]{2}|[\u4e00-\u9fff]", text)}


@pytest.mark.parametrize("name", ADDRESSES)
def test_language_changes_every_visible_string(page: Page, dashboard: str, name: str, keep):
    page.goto(dashboard + ADDRESSES[name])
    settled(page)
    chinese = visible_texts(page)
    keep(page, "zh")
    page.get_by_role("button", name="English", exact=True).click()
    expect(page).to_have_url(re.compile("lang=en"))
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
    settled(page)
    english = visible_texts(page)
    keep(page, "en")
    assert (chinese & english) - ALIKE == set()
    words = {text for text in chinese if re.fullmatch(r"[A-Za-z][a-z]+( [a-z]+)+\.?", text)} - ALIKE
    assert words == set(), "English left on the Chinese page"


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)], ids=["1080p", "720p"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_pages_fit_their_window(browser: Browser, dashboard: str, name: str, theme: str, size, keep):
    window = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = window.new_page()
    conduct = watch(page)
    page.goto(f"{dashboard}{ADDRESSES[name]}?theme={theme}")
    settled(page)
    overflow = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
    )
    assert overflow <= 0
    expect(page.locator(".demo-tag")).to_be_visible()
    keep(page, "zh")
    assert (conduct.foreign, conduct.errors) == ([], [])
    window.close()


@pytest.mark.parametrize("name", ADDRESSES)
def test_without_reports_pages_say_so(page: Page, empty_dashboard: str, name: str, keep):
    page.goto(empty_dashboard + ADDRESSES[name])
    expect(page.locator("h1, .state-card").first).to_be_visible()
    page.wait_for_timeout(800)
    if name not in ("about", "upload", "views"):  # these have something to say without reports
        expect(page.locator(".state-card")).to_contain_text("尚无")
    expect(page.locator(".demo-tag")).to_have_count(0)
    keep(page, "empty")


def test_a_click_on_a_province_carries_into_every_page(page: Page, dashboard: str):
    page.goto(dashboard + "/")
    wait_for_map(page, "province")
    click_unit(page, "province", "440000")
    expect(page).to_have_url(re.compile("area=440000"))
    expect(page.locator("h1")).to_contain_text("广东")
    page.get_by_role("link", name="地图").click()
    expect(page).to_have_url(re.compile(r"/map\?.*area=440000"))
    expect(page.locator("h1")).to_contain_text("广东")


def test_a_link_that_is_clicked_as_it_appears_opens_without_a_reload(page: Page, dashboard: str):
    page.goto(dashboard + "/about")
    settled(page)
    page.evaluate(
        """() => {
            window.stayed = true;
            new MutationObserver((_, watching) => {
                const link = document.querySelector('a.multiple[href*="area=440000"]');
                if (link) { watching.disconnect(); link.click(); }
            }).observe(document.body, { subtree: true, childList: true });
        }"""
    )
    page.get_by_role("link", name="进度", exact=True).click()
    expect(page).to_have_url(re.compile("area=440000"))
    expect(page.locator("h1")).to_contain_text("广东")
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_theme_switch_turns_the_page_dark_and_back(page: Page, dashboard: str):
    page.goto(dashboard + "/about")
    settled(page)
    page.get_by_role("button", name="深色").click()
    expect(page).to_have_url(re.compile("theme=dark"))
    wait_until(
        page,
        "getComputedStyle(document.querySelector('.stApp') || document.body).backgroundColor === 'rgb(14, 23, 36)'",
    )
    settled(page)
    page.get_by_role("button", name="浅色").click()
    wait_until(
        page,
        "getComputedStyle(document.querySelector('.stApp') || document.body).backgroundColor === 'rgb(255, 255, 255)'",
    )


def test_longest_county_name_fits_the_card(page: Page, dashboard: str, keep):
    counties = load_counties()
    longest = counties.loc[counties["name_en"].str.len().idxmax()]
    page.goto(f"{dashboard}/map?lang=en&area={longest['prefecture_code']}&unit={longest['county_code']}")
    settled(page)
    card = page.locator(".unit-card")
    expect(card).to_contain_text(longest["name_en"])
    assert card.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    keep(page, "long-name")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://reader:secret@127.0.0.1:9/none", ["数据库无法打开", "127.0.0.1"]),
        ("oracle://somewhere", ["数据库无法打开", "oracle"]),
    ],
)
def test_an_unreadable_database_is_named_in_the_readers_language(
    browser: Browser, tmp_path, address: str, words: list[str], keep
):
    process, dashboard = serve(address, tmp_path / "dashboard.log")
    window = browser.new_context(locale="zh-CN")
    page = window.new_page()
    try:
        page.goto(dashboard)
        card = page.locator(".state-card.error")
        expect(card).to_be_visible()
        for word in words:
            expect(card).to_contain_text(word)
        expect(card).not_to_contain_text("secret")
        keep(page, "error")
    finally:
        window.close()
        stop(process)
