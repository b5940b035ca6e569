"""The administrators' page: an account is made, used, cut off, and all of it stands in the audit and its file."""

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch
from tests.browser.expecting import expect
from tests.browser.signed_in import ADMIN, EDITOR, fill_in, sign_in
from tests.browser.test_pages import settled

pytestmark = pytest.mark.browser

NAME = "双江拉祜族佤族布朗族傣族自治县教育局 <b>&"


def pick_provinces(page: Page, *names: str) -> None:
    box = page.locator(".st-key-accounts-card [data-testid=stMultiSelect] input")
    for name in names:
        box.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    box.press("Escape")


def line(page: Page, name: str):
    return page.locator("a.acc-line", has_text=name)


def audit_rows(page: Page) -> list[str]:
    return page.locator(".acc-table.audit tbody tr").all_inner_texts()


def test_an_account_from_its_making_to_the_end_of_its_session(
    page: Page, browser: Browser, accounts_dashboard: str, keep
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, accounts_dashboard, ADMIN)
    page.goto(f"{accounts_dashboard}/accounts")
    settled(page)
    expect(page.locator("h1")).to_have_text("3个账号，其中1名管理员")

    # A form that lacks something says so; a name that is taken is told with the account that has it.
    page.get_by_role("button", name="新建账号").click()
    page.get_by_label("登录名").fill(EDITOR.upper())
    page.get_by_text("编辑：上传、更正部分省份的数据").click()
    page.locator(".st-key-add-account button").click()
    expect(page.get_by_role("alert")).to_have_text("请为编辑至少选择一个省份。")
    pick_provinces(page, "广东", "湖南")
    page.locator(".st-key-add-account button").click()
    expect(page.get_by_role("alert")).to_have_text(f"已有账号“{EDITOR}”。请换一个名称。")
    page.get_by_label("登录名").fill(NAME)
    page.locator(".st-key-add-account button").click()
    # For a moment the refusal stands beside it, until the page is drawn to its end.
    expect(page.locator(".view-told.done")).to_have_text(f"“{NAME}”已建立。")
    expect(page.locator(".st-key-accounts-card .unit-card")).to_contain_text("编辑（湖南、广东）")
    password = page.locator(".acc-secret code").inner_text()
    assert re.fullmatch(r"([a-z0-9]{4}-){4}[a-z0-9]{4}", password)
    address = page.url
    page.locator(".acc-secret a").click()
    expect(page.locator(".acc-secret a")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == password
    assert page.url == address
    keep(page, "added")
    page.locator("summary", has_text="角色与省份").click()
    page.get_by_text("编辑：上传、更正全部省份的数据").click()
    expect(page.locator(".acc-secret")).to_have_count(0)

    # The new editor signs in elsewhere.
    window = browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN")
    elsewhere = window.new_page()
    conduct = watch(elsewhere)
    sign_in(elsewhere, accounts_dashboard, NAME, password, parameters="next=/accounts")
    expect(elsewhere.locator(".state-card")).to_contain_text("管理员")
    assert NAME not in elsewhere.locator("[data-testid=stMain]").inner_text()
    expect(elsewhere.locator("[data-testid=stSidebar]")).to_contain_text(NAME)
    expect(elsewhere.locator(".st-key-nav-off-records")).to_have_count(1)
    expect(elsewhere.locator("[class*=st-key-nav-][class*=-accounts]")).to_have_count(0)

    # The administrator ends that session; at the next click the editor is nobody.
    page.get_by_role("radio", name="会话").or_(
        page.get_by_role("button", name="会话", exact=True)
    ).first.click()
    expect(page.locator("h1")).to_have_text("2个会话进行中，共2人")
    expect(line(page, ADMIN)).to_contain_text("本人")
    expect(line(page, NAME)).to_contain_text("Chrome")
    line(page, NAME).click()
    page.get_by_role("button", name="结束该会话").click()
    expect(page.locator(".view-told.done")).to_contain_text("的会话已结束")
    expect(page.locator("h1")).to_have_text("1个会话进行中")
    elsewhere.locator(".st-key-nav-off-records a").click()
    expect(elsewhere).to_have_url(re.compile("/records"))
    expect(elsewhere.locator("[data-testid=stSidebar]")).not_to_contain_text(NAME)
    assert (conduct.foreign, conduct.errors) == ([], [])
    window.close()

    # Disabling asks first; then not even the right password opens anything.
    page.goto(f"{accounts_dashboard}/accounts")
    settled(page)
    line(page, NAME).click()
    page.get_by_role("button", name="停用").click()
    expect(page.locator(".st-key-account-question")).to_contain_text("下次点击即失效")
    page.get_by_role("button", name="保持不变").click()
    expect(page.locator(".st-key-account-question")).to_have_count(0)
    page.get_by_role("button", name="停用").click()
    page.locator(".st-key-answer-yes button").click()
    expect(page.locator("h1")).to_have_text("4个账号，其中1名管理员，已停用1个")
    line(page, ADMIN).click()
    expect(page.locator(".st-key-accounts-card h2")).to_contain_text("您自己的账号")
    page.get_by_role("button", name="停用").click()
    expect(page.locator(".st-key-account-question")).to_contain_text("这是您自己的账号")
    page.locator(".st-key-answer-yes button").click()
    expect(page.get_by_role("alert").first).to_have_text(f"“{ADMIN}”是唯一的管理员。请先设另一位管理员。")
    keep(page, "last-administrator")

    outside = browser.new_context(locale="zh-CN")
    door = outside.new_page()
    door.goto(f"{accounts_dashboard}/sign-in")
    fill_in(door, NAME, password)
    expect(door).to_have_url(re.compile("/sign-in"))
    fill_in(door, "a password typed here", password)
    expect(door).to_have_url(re.compile("/sign-in"))
    outside.close()

    page.goto(f"{accounts_dashboard}/accounts?item=sign-ins")
    settled(page)
    attempts = page.locator(".acc-table.attempts tbody tr")
    expect(attempts.nth(0)).to_contain_text(re.compile("未知名称[0-9a-f]{8}.*名称或密码错误", re.DOTALL))
    expect(attempts.nth(1)).to_contain_text("密码正确，账号已停用")
    page.get_by_text("已登录", exact=True).first.click()
    expect(page).to_have_url(re.compile("reason=signed_in"))
    expect(attempts).to_have_count(2)

    # All of it is in the audit, and in its file.
    page.goto(f"{accounts_dashboard}/accounts?item=audit&grouping=accounts")
    settled(page)
    done = ["停用账号", "结束会话", "新建账号"]
    for row, what in zip(audit_rows(page), done, strict=False):
        cells = row.split("\t")
        assert (cells[1], cells[2], cells[3], cells[4]) == (ADMIN, "127.0.0.1", what, NAME)
    assert "编辑（湖南、广东）" in audit_rows(page)[2]
    keep(page, "audit")
    with page.expect_download() as download:
        page.locator("a.private-file").click()
    lines = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"), newline="")))
    assert [cells[4] for cells in lines[1:4]] == done
    assert all(cells[1] == ADMIN and cells[5] == NAME for cells in lines[1:4])
    assert len(lines) == 1 + len(audit_rows(page))
    assert password not in str(lines)
