"""Named views: one is saved from the map, opened from the list, copied, replaced, renamed, removed and brought back."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve, stop, watch
from tests.browser.expecting import expect
from tests.browser.test_pages import settled

pytestmark = pytest.mark.browser

LONG = "双江拉祜族佤族布朗族傣族自治县<b>与[周边](//x.cn)**各县** :red[会议]</b>"


@pytest.fixture(scope="module")
def own_dashboard(tmp_path_factory: pytest.TempPathFactory, demo_copy: str) -> Iterator[str]:
    """A dashboard whose views are this module's own."""
    process, address = serve(demo_copy, tmp_path_factory.mktemp("log") / "dashboard.log")
    yield address
    stop(process)


@pytest.fixture(scope="module")
def demo_copy(tmp_path_factory: pytest.TempPathFactory, demo_database: str) -> str:
    """The demo status in a file of its own."""
    file = tmp_path_factory.mktemp("views") / "dashboard.db"
    shutil.copyfile(demo_database.removeprefix("sqlite:///"), file)
    return f"sqlite:///{file}"


def save(page: Page, name: str, who: str = "王芳") -> None:
    """Fill in the open form and press its button."""
    page.get_by_label("视图名称").fill(name)
    page.get_by_label("您的姓名").last.fill(who)
    page.locator(".st-key-save-view-now button").click()


def row(page: Page, name: str):
    return page.locator(".view-row", has_text=name)


def test_a_view_from_its_saving_to_its_return(page: Page, own_dashboard: str, keep):
    page.goto(f"{own_dashboard}/map?area=540000&layout=table")
    settled(page)
    page.get_by_role("button", name="保存视图").click()
    expect(page.locator(".st-key-save-view-form")).to_contain_text("地图 · 西藏自治区 · 建设阶段 · 表格")
    page.locator(".st-key-save-view-now button").click()
    expect(page.get_by_role("alert")).to_have_text("请填写视图名称。")
    save(page, LONG)
    expect(page.get_by_role("status").filter(has_text="已保存")).to_contain_text(LONG)
    keep(page, "receipt")

    page.get_by_role("link", name="全部视图").click()
    expect(page).to_have_url(re.compile(r"/views"))
    expect(page.locator("h1")).to_have_text("已保存视图1个，系统预置5个")
    expect(row(page, LONG)).to_contain_text("王芳")
    keep(page, "list")
    row(page, LONG).get_by_role("link", name=LONG).click()
    expect(page).to_have_url(re.compile(r"/map\?area=540000&layout=table"))
    expect(page.locator("h1")).to_contain_text("西藏")

    page.get_by_role("button", name="保存视图").click()
    save(page, LONG, "李强")
    expect(page.get_by_role("alert")).to_contain_text("已有视图")
    replacing = page.get_by_role("button", name="替换")
    expect(replacing).to_have_text(f"替换“{LONG}”")
    expect(replacing.locator("p *")).to_have_count(0)
    replacing.click()
    expect(page.get_by_role("status").filter(has_text="已保存")).to_be_visible()
    page.get_by_role("link", name="全部视图").click()
    expect(row(page, LONG).first).to_contain_text("李强")

    row(page, LONG).first.get_by_role("link", name="管理").click()
    page.get_by_label("新名称").fill("西藏周会")
    page.get_by_role("button", name="重命名").last.click()
    expect(page.locator(".view-told")).to_contain_text("已更名为“西藏周会”")
    keep(page, "renamed")
    page.locator("summary", has_text="移除").last.click()
    page.get_by_role("button", name="移除该视图").click()
    expect(page.locator(".view-told")).to_contain_text("“西藏周会”已移除")
    expect(page.locator("h1")).to_have_text("尚未保存视图，系统预置5个")
    page.locator("summary", has_text="已移除2个").click()
    row(page, "西藏周会").get_by_role("link", name="恢复").click()
    page.get_by_role("button", name="恢复该视图").click()
    expect(page.locator("h1")).to_have_text("已保存视图1个，系统预置5个")
    page.locator("summary", has_text="视图操作日志").click()
    expect(page.locator(".records-table tbody tr")).to_have_count(6)
    keep(page, "journal")


@pytest.mark.parametrize("secure", [True, False], ids=["https", "http"])
def test_a_link_is_copied_as_this_browser_sees_the_dashboard(
    browser: Browser, own_dashboard: str, *, secure: bool
):
    """Browsers have a clipboard on secure pages alone, and an intranet's http is none."""
    window = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = window.new_page()
    conduct = watch(page)
    if not secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(f"{own_dashboard}/views?theme=dark")
    settled(page)
    link = row(page, "未建教联体的县").get_by_role("button", name="复制")
    if secure:
        link.click()
    else:
        link.press("Space")
    expect(row(page, "未建教联体的县").locator(".copy-link")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{own_dashboard}/actions?reason=to_do"
    assert page.url == f"{own_dashboard}/views?theme=dark"
    expect(row(page, "未建教联体的县").locator(".copy-link")).to_have_text("复制链接")
    assert (conduct.foreign, conduct.errors) == ([], [])
    window.close()


def test_where_nothing_may_be_copied_the_address_is_shown(page: Page, own_dashboard: str):
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false }); document.execCommand = () => false"
    )
    page.goto(f"{own_dashboard}/views")
    settled(page)
    row(page, "各省评定").locator(".copy-link").click()
    expect(row(page, "各省评定").locator(".copy-by-hand")).to_have_value(
        f"{own_dashboard}/map?measure=verdict"
    )
    expect(row(page, "各省评定").locator(".copy-by-hand")).to_be_focused()


@pytest.mark.parametrize("name", ["每月简报", "各省评定", "未建教联体的县", "超期未更新的县", "各省保障落实"])
def test_every_shipped_view_opens_on_the_newest_report(page: Page, own_dashboard: str, name: str):
    page.goto(f"{own_dashboard}/views")
    settled(page)
    page.get_by_role("link", name=name, exact=True).click()
    expect(page).not_to_have_url(re.compile("/views"))
    settled(page)
    expect(page.locator(".state-card")).to_have_count(0)
    expect(page.locator("h1").first).to_be_visible()
    assert "as_of" not in page.url
