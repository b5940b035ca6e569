"""The whole way of a messy file: correct, save the good rows, correct the rest in a spreadsheet, save, undo."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from data.register.register import load_counties
from data.store.store import open_store
from tests.browser.conftest import serve, stop
from tests.browser.expecting import expect

pytestmark = pytest.mark.browser

HENAN = "410000"
COUNTIES = 12
HEADERS = (
    "行政区划代码",
    "地市",
    "县（市、区）",
    "建设阶段",
    "建立日期",
    "经费保障",
    "覆盖学校数",
    "学校总数",
)


def messy_workbook() -> bytes:
    """A title, twelve counties of Henan, four of their rows with an error, a total and a signature."""
    counties = load_counties()
    own = counties[counties["province_code"] == HENAN].head(COUNTIES)
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["河南省教联体建设情况（截至2026年11月20日）"])
    sheet.append(HEADERS)
    for place, county in enumerate(own.to_dict("records")):
        stage, day = ("已建成", "2025年3月12日") if place % 2 else ("筹备", None)
        sheet.append(
            [
                int(county["county_code"]),
                county["prefecture"],
                county["name"],
                stage,
                day,
                "是",
                20 + place,
                60,
            ]
        )
    sheet["E4"] = "2026.2.30"  # no such day; one suggestion
    sheet["F6"] = "部分"  # neither yes nor no
    sheet["G8"] = 500  # of 60 schools
    sheet["A10"] = 41010  # five digits
    sheet.append(["合计", None, None, None, None, None, 800, 720])
    sheet.append(["填表人：张三"])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.fixture
def own_dashboard(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A dashboard with an empty database of its own: its address and the database's."""
    url = f"sqlite:///{tmp_path / 'upload.db'}"
    process, address = serve(url, tmp_path / "dashboard.log")
    yield address, url
    stop(process)


def send(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def save_rows(page: Page, name: str, batch: int) -> None:
    """Sign, click, and wait for the receipt."""
    page.get_by_label("您的姓名").first.fill(name)
    page.get_by_role("button", name=re.compile("^保存")).first.click()
    expect(page.locator("h1")).to_contain_text(f"已保存为第{batch}批")


def test_messy_file_from_upload_to_undo(page: Page, own_dashboard: tuple[str, str], keep):
    address, url = own_dashboard
    page.goto(f"{address}/upload?area={HENAN}&lang=zh")
    expect(page.get_by_role("button", name="下载模板")).to_be_visible()
    keep(page, "empty")

    send(page, "河南_2026年11月.xlsx", messy_workbook())
    expect(page.locator("h1")).to_contain_text("12行中8行可以保存，还有4行要改")
    keep(page, "check")

    page.get_by_role("radio", name="2026-02-28").or_(
        page.get_by_role("button", name="2026-02-28")
    ).first.click()
    expect(page.locator("h1")).to_contain_text("12行中9行可以保存，还有3行要改")
    line = page.locator("[class*=st-key-problem-open-]", has_text="F6")
    line.get_by_role("radio", name="否").or_(line.get_by_role("button", name="否")).first.click()
    expect(page.locator("h1")).to_contain_text("12行中10行可以保存，还有2行要改")
    keep(page, "corrected")

    save_rows(page, "李四（省教育厅）", 1)
    keep(page, "receipt")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="下载标注好的2行").click()
    rejects = openpyxl.load_workbook(BytesIO(Path(downloaded.value.path()).read_bytes()))
    sheet = rejects.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == HEADERS[0])[0].row
    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert marked == {f"G{header + 1}", f"A{header + 2}"}

    sheet[f"G{header + 1}"] = 50
    counties = load_counties().set_index("name")
    own = counties[counties["province_code"] == HENAN]
    sheet[f"A{header + 2}"] = own.loc[sheet[f"C{header + 2}"].value, "county_code"]
    corrected = BytesIO()
    rejects.save(corrected)
    page.get_by_role("button", name="继续上报").click()
    expect(page.locator("h1")).to_contain_text("原样上报")
    send(page, "河南_待更正.xlsx", corrected.getvalue())
    expect(page.locator("h1")).to_contain_text("2行全部可以保存")
    save_rows(page, "李四（省教育厅）", 2)
    assert reported(url) == COUNTIES

    page.get_by_text("撤销这一批").first.click()
    page.get_by_label("原因").fill("重复上报")
    page.get_by_role("button", name="撤销这一批").click()
    expect(page.get_by_text("第2批已撤销")).to_be_visible()
    keep(page, "undone")
    assert reported(url) == COUNTIES - 2

    page.get_by_role("link", name="数据记录").click()
    expect(page.locator("h1")).to_contain_text("1批已撤销")
    keep(page, "records")


def reported(url: str) -> int:
    """How many counties have a report that counts."""
    store = open_store(url, known_codes=())
    count = store.reports()["county_code"].nunique()
    store.close()
    return count


def test_a_save_by_somebody_else_is_shown_before_anything_is_written(
    page: Page, own_dashboard: tuple[str, str], keep
):
    address, url = own_dashboard
    page.goto(f"{address}/upload?area={HENAN}&lang=zh")
    send(page, "first.xlsx", messy_workbook())
    expect(page.locator("h1")).to_contain_text("8行可以保存")
    other = page.context.new_page()
    other.goto(f"{address}/upload?area={HENAN}&lang=zh")
    send(other, "second.xlsx", messy_workbook())
    expect(other.locator("h1")).to_contain_text("8行可以保存")
    save_rows(other, "王五", 1)
    other.close()

    page.get_by_label("您的姓名").first.fill("李四")
    page.get_by_role("button", name=re.compile("^保存")).first.click()
    banner = page.locator(".upload-banner")
    expect(banner).to_contain_text("期间有他人保存了数据")
    expect(banner).to_contain_text("王五")
    expect(banner).to_contain_text("涉及本文件的8个县")
    expect(page.locator(".four .unchanged b").first).to_have_text("8")
    keep(page, "conflict")
    assert reported(url) == 8


def test_an_unreadable_file_says_why(page: Page, own_dashboard: tuple[str, str], keep):
    address, _url = own_dashboard
    page.goto(f"{address}/upload?lang=zh")
    send(page, "empty.xlsx", b"")
    expect(page.locator(".state-card")).to_contain_text("无法读取该文件")
    keep(page, "unreadable")
    page.get_by_role("button", name="换一个文件").click()
    expect(page.get_by_role("button", name="下载模板")).to_be_visible()
