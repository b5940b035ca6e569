"""The line below every figure: its numbers, and its files, which arrive and say what they are of."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.expecting import expect

pytestmark = pytest.mark.browser

RANKING, TREND = "overview-ranking", "overview-trend"
# A busy machine draws late: what is awaited is that it draws at all.
SVG = "{http://www.w3.org/2000/svg}"


def line(page: Page, key: str):
    """The line of one figure, with its figure drawn."""
    expect(page.locator(f".st-key-{key} .main-svg").first).to_be_visible()
    found = page.locator(f".st-key-figure-line-{key}")
    expect(found.get_by_role("button", name="XLSX")).to_be_visible()
    expect(found.locator("summary")).to_be_visible()
    return found


def saved(page: Page, key: str, kind: str, folder: Path) -> Path:
    """Click one of the files of a figure; give where it is now, under the name that the browser was told."""
    with page.expect_download() as download:
        line(page, key).get_by_text(kind, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def texts(root: ElementTree.Element) -> str:
    return "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_whole_in_itself(page: Page, dashboard: str, tmp_path, theme: str):
    page.goto(f"{dashboard}/?theme={theme}")
    title = page.locator(f'.figure-head[data-figure="{RANKING}"] h2').inner_text()
    path = saved(page, RANKING, "SVG", tmp_path)
    assert path.name.endswith("-2026-10-31.svg")
    content = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(content)  # noqa: S314 (our own file)
    words = re.sub(r"\s", "", texts(root))
    for expected in (
        title,
        "数据截至2026年10月31日",
        "来源：各县（市、区）上报",
        "演示数据",
        "北京",
        "已达成",
    ):
        assert re.sub(r"\s", "", expected) in words
    assert root.find(f"{SVG}title").text == title
    assert len(root.find(f"{SVG}desc").text) > len(title)
    paper = root.find(f"{SVG}rect").attrib
    assert paper["fill"] == ("#0e1724" if theme == "dark" else "#ffffff")
    assert (paper["width"], paper["height"]) == (root.attrib["width"], root.attrib["height"])
    assert "class=" not in content
    assert set(re.findall(r"https?://([\w.]+)", content)) <= {"www.w3.org"}


def test_names_in_a_picture_are_text(page: Page, dashboard: str, tmp_path):
    page.goto(dashboard + "/")
    line(page, RANKING)
    name = '<b>A</b> & "B" &lt;'
    page.locator(f".st-key-{RANKING} .ytick text").first.evaluate(
        "(e, name) => { e.textContent = name; }", name
    )
    root = ElementTree.fromstring(saved(page, RANKING, "SVG", tmp_path).read_text(encoding="utf-8"))  # noqa: S314
    assert name in texts(root)
    assert root.find(f".//{SVG}b") is None


def test_a_png_has_twice_the_size_of_the_svg(page: Page, dashboard: str, tmp_path):
    page.goto(dashboard + "/?lang=en")
    root = ElementTree.fromstring(saved(page, TREND, "SVG", tmp_path).read_text(encoding="utf-8"))  # noqa: S314
    content = saved(page, TREND, "PNG", tmp_path).read_bytes()
    assert content.startswith(b"\x89PNG")
    size = [int.from_bytes(content[at : at + 4], "big") for at in (16, 20)]
    assert size == [2 * int(root.attrib[side]) for side in ("width", "height")]


def test_table_csv_and_workbook_hold_the_same_numbers(page: Page, dashboard: str, tmp_path):
    page.goto(dashboard + "/")
    found = line(page, RANKING)
    assert found.locator("table").count() == 0
    found.locator("summary").press("Enter")
    shown = [row.split("\t")[:3] for row in found.locator("tbody").inner_text().splitlines()]
    rows = list(csv.reader(saved(page, RANKING, "CSV", tmp_path).read_text("utf-8-sig").splitlines()))
    assert [row[:3] for row in rows[1:]] == shown
    assert {(row[-2], row[-1]) for row in rows[1:]} == {("2026-10-31", "演示数据")}
    sheet = load_workbook(saved(page, RANKING, "XLSX", tmp_path)).active
    cells = [[str(value) for value in row[:3]] for row in sheet.iter_rows(values_only=True)]
    assert cells[-len(shown) :] == shown


def test_an_open_table_stays_open_and_follows_the_choice(page: Page, dashboard: str):
    page.goto(dashboard + "/")
    line(page, TREND).locator("summary").click()
    table = page.locator(f".st-key-figure-line-{TREND} table")
    expect(table).to_contain_text("月末")
    page.get_by_role("button", name="English", exact=True).click()
    expect(table).to_contain_text("Month end")


def test_a_drilled_figure_names_its_area(page: Page, dashboard: str, tmp_path):
    page.goto(dashboard + "/?area=530100")
    path = saved(page, "overview-roster", "SVG", tmp_path)
    assert path.name.startswith("昆明市")
    assert "昆明市：" in texts(ElementTree.fromstring(path.read_text(encoding="utf-8")))  # noqa: S314


@pytest.mark.parametrize("area", ["", "&area=530000"])
def test_the_maps_table_comes_as_files(page: Page, dashboard: str, tmp_path, area: str):
    page.goto(f"{dashboard}/map?layout=table&lang=en{area}")
    for kind in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.locator(".st-key-figure-line-map-table").get_by_text(kind, exact=True).click()
        assert download.value.suggested_filename.endswith(f"-2026-10-31.{kind.lower()}")
        download.value.save_as(tmp_path / kind)
    rows = list(csv.reader((tmp_path / "CSV").read_text("utf-8-sig").splitlines()))
    assert len(rows) - 1 == (129 if area else 32)


def test_nothing_of_plotlys_own_is_on_the_page(page: Page, dashboard: str):
    page.goto(dashboard + "/")
    line(page, RANKING)
    assert page.locator(".modebar-btn, .plotlyjsicon").count() == 0
    assert "plotly.com" not in page.locator(".stApp").inner_html()
