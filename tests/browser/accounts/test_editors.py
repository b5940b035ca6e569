"""Who may hand in what: an editor of 广东省 with rows of 湖南省, a viewer, and somebody who has not signed in."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Page

from data.base.signatures import Signature
from data.intake.examination import Particulars, examine, real_reports, save
from data.register.register import load_counties
from data.store.store import Store, open_store
from tests.browser.conftest import serve, stop
from tests.browser.expecting import expect
from tests.browser.signed_in import EDITOR, PASSWORDS, VIEWER, fill_in, make_accounts, sign_in

# Its own server is cold, and each click draws the records anew: 0.3 s alone, up to 4.5 s beside four browsers.
pytestmark = [pytest.mark.browser, pytest.mark.alone]

HEADERS = ("行政区划代码", "县（市、区）", "建设阶段", "建立日期", "覆盖学校数", "学校总数")
OF_GUANGDONG = (
    (440103, "荔湾区", "已建成", "2025年3月12日", 20, 60),
    (440104, "越秀区", "筹备", None, 10, 50),
    (440106, "天河区", "筹备", None, 12, 70),
)
OF_HUNAN = ((430103, "天心区", "筹备", None, 8, 40), (430102, "芙蓉区", "筹备", None, 9, 44))
SIGNED = "李强（Li Qiang）"


def workbook(*rows: tuple) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["教联体建设情况（截至2026年11月20日）"])
    made.active.append(HEADERS)
    for row in rows:
        made.active.append(row)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def opened(url: str) -> Store:
    return open_store(url, known_codes=frozenset(load_counties()["county_code"]))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A dashboard with accounts in which somebody of 湖南省 has saved: its address, its database's."""
    folder = tmp_path_factory.mktemp("editors")
    url = f"sqlite:///{folder / 'dashboard.db'}"
    make_accounts(url)
    store, content = opened(url), workbook(*OF_HUNAN)
    given = Particulars(reports=real_reports(store), today=date(2026, 11, 22))
    found = examine(content, "湖南.xlsx", given)
    save(store, found, by="周洲", at=datetime.now(UTC), expected_revision=store.revision())
    store.close()
    process, address = serve(url, folder / "dashboard.log")
    yield address, url
    stop(process)


def test_an_editor_saves_the_rows_of_their_province_and_sees_why_not_the_others(
    page: Page, guarded: tuple[str, str], keep
):
    address, url = guarded
    sign_in(page, address, EDITOR, parameters="next=/upload%3Flang%3Dzh")
    expect(page.locator(".upload-for")).to_have_text("您的填报范围：广东省。")
    keep(page, "for-whom")
    page.locator("input[type=file]").set_input_files(
        {
            "name": "广东.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": workbook(*OF_GUANGDONG, *OF_HUNAN),
        }
    )
    banner = page.locator(".upload-banner.foreign")
    expect(banner).to_contain_text("有2行属于湖南省，而您的填报范围是广东省。")
    refused = page.locator("[class*=st-key-problem-open-]", has_text="属于湖南省")
    expect(refused).to_have_count(2)
    expect(page.locator("h1")).to_have_text("5行中3行可以保存，另有2行属于其他省份")
    expect(page.get_by_label("您的姓名")).to_have_count(0)
    expect(page.locator(".signer b")).to_have_text(SIGNED)
    keep(page, "refused")

    # Signed out in the middle: nothing is stored, and nothing is lost.
    store = opened(url)
    editor = store.accounts.named(EDITOR)
    store.accounts.sessions.end_all(editor.account_id, Signature("王芳", datetime.now(UTC)))
    page.get_by_role("button", name=re.compile("^保存")).first.click()
    expect(page.locator(".st-key-upload-closed")).to_contain_text("处理进度保留2小时")
    assert len(store.batches()) == 1
    keep(page, "signed-out")
    sign_in(page, address, EDITOR, parameters="next=/upload%3Flang%3Dzh")
    expect(page.locator(".st-key-upload-held")).to_contain_text("您在")
    keep(page, "held")
    page.get_by_role("button", name="继续处理").click()
    expect(banner).to_contain_text("有2行属于湖南省")

    page.get_by_role("button", name=re.compile("^保存")).first.click()
    expect(page.locator("h1")).to_contain_text("已保存为第2批")
    expect(page.locator(".unit-card")).to_contain_text(SIGNED)
    keep(page, "receipt")
    batch = store.batches().iloc[-1]
    provinces = set(store.batch_reports(2)["county_code"].str[:2])
    store.close()
    assert (batch["saved_by"], batch["origin"], provinces) == (SIGNED, "127.0.0.1", {"44"})

    page.goto(f"{address}/records?lang=zh&find=batch-1")
    card = page.locator(".st-key-records-card")
    expect(card).to_contain_text("这次保存涉及您填报范围以外的省份")
    expect(card.get_by_label("原因")).to_have_count(0)
    keep(page, "records-of-others")
    page.goto(f"{address}/records?lang=zh&find=batch-2")
    card.get_by_text("撤销这一批").first.click()
    card.get_by_label("原因").fill("重复上报")
    card.get_by_role("button", name="撤销这一批").click()
    expect(page.get_by_text("第2批已撤销")).to_be_visible()
    expect(page.locator("[class*=st-key-save-][class*=-back-2]")).to_contain_text(SIGNED)
    keep(page, "taken-back")


def test_who_may_not_upload_is_told_why(page: Page, guarded: tuple[str, str], keep):
    address, _url = guarded
    page.goto(f"{address}/upload?lang=zh")
    closed = page.locator(".st-key-upload-closed")
    expect(closed).to_contain_text("请登录后上报")
    expect(page.get_by_role("button", name="下载模板")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    keep(page, "nobody")
    page.goto(f"{address}/records?lang=zh&find=batch-1")
    card = page.locator(".st-key-records-card")
    expect(card).to_contain_text("撤销批次由有权填报相应省份的编辑办理。")
    expect(card.get_by_label("原因")).to_have_count(0)

    page.goto(f"{address}/upload?lang=zh&area=440000")
    closed.get_by_role("link", name="登录").click()
    page.wait_for_url(re.compile("/sign-in"))
    fill_in(page, VIEWER, PASSWORDS[VIEWER])
    page.wait_for_url(re.compile(r"/upload\?.*area=440000"))
    expect(closed).to_contain_text(f"您登录的账号是“{VIEWER}”，角色为查看者。")
    expect(page.locator("input[type=file]")).to_have_count(0)
    keep(page, "viewer")
