"""The map in a browser: drawn whole, coloured as the data say, drilled into and back, linked."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, Route

from charts.palette import LIGHT
from data.base.stages import STAGES
from data.figures.progress import county_status, summarise
from data.register.history import register_of
from data.register.register import load_counties
from data.store.store import open_store
from tests.browser.conftest import LAST_REPORT
from tests.browser.drawn import click_unit, drawn_units, point_in, wait_for_map
from tests.browser.expecting import expect
from tests.browser.test_pages import settled
from tests.data.factories import unit_reports

pytestmark = pytest.mark.browser

# Ten counties that anyone can find again: north, south, coast, XPCC, province-administered, county-less city.
NAMED = {
    "110105": "朝阳区",
    "440106": "天河区",
    "310115": "浦东新区",
    "650106": "头屯河区",
    "659001": "石河子市",
    "429004": "仙桃市",
    "441900": "东莞市",
    "460302": "西沙区",
    "540121": "林周县",
    "320106": "鼓楼区",
}


def rgb(colour: str) -> str:
    """`#0b4a72` as browsers write it."""
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


def stage_of(status) -> dict[str, str | None]:
    """Stage by county; None where not reported."""
    stages = status["stage"].astype("object").where(status["stage"].notna(), None)
    return dict(zip(status["county_code"], stages, strict=True))


def class_of(stage: str | None) -> str:
    """The class that a stage has on the map."""
    return "n" if stage is None else f"c{list(STAGES).index(stage)}"


@pytest.fixture(scope="module")
def status(demo_database: str):
    counties = load_counties()
    store = open_store(demo_database, known_codes=frozenset(counties["county_code"]))
    frame = county_status(unit_reports(store.reports()), as_of=LAST_REPORT)
    store.close()
    return frame


def test_national_county_map_is_whole_and_coloured_as_the_data_say(page: Page, dashboard: str, status, keep):
    page.goto(f"{dashboard}/map?level=county&measure=stage")
    units = drawn_units(page, "county")
    assert all(unit.shaped for unit in units.values())
    stages = stage_of(status)
    names = load_counties().set_index("county_code")["name"]
    for code, name in NAMED.items():
        assert names[code] == name
        assert units[code].name == class_of(stages[code]), name
        if stages[code] is not None:
            assert units[code].fill == rgb(LIGHT.stages[stages[code]]), name
    assert units["710000"].name == "x"
    assert len({unit.fill for unit in units.values()}) >= 5
    keep(page, "counties")


def test_every_county_has_the_class_of_its_stage(page: Page, dashboard: str, status):
    page.goto(f"{dashboard}/map?level=county&measure=stage")
    units = drawn_units(page, "county")
    wrong = [code for code, stage in stage_of(status).items() if units[code].name != class_of(stage)]
    assert wrong == []


def test_national_province_map_is_coloured_by_share(page: Page, dashboard: str, status, keep):
    page.goto(f"{dashboard}/map")
    units = drawn_units(page, "province")
    summary = summarise(status, load_counties(), "province").set_index("code")
    for code, unit in units.items():
        if code not in summary.index:
            assert unit.name == "x", code
            continue
        row = summary.loc[code]
        # Too few reports: a hatch, and no class.
        covered = row["not_reported"] <= 0.2 * row["counties"]
        assert unit.name == (f"c{LIGHT.share_step(row['share'])}" if covered else "n"), code
    keep(page, "provinces")


def test_drilling_from_the_nation_to_a_district_and_back(page: Page, dashboard: str, keep):
    page.goto(f"{dashboard}/map")
    wait_for_map(page, "province")
    click_unit(page, "province", "440000")
    expect(page).to_have_url(re.compile("unit=440000"))
    expect(page.locator(".unit-card h2")).to_contain_text("广东省")
    click_unit(page, "province", "440000")
    expect(page).to_have_url(re.compile("area=440000"))
    expect(page.locator("h1")).to_contain_text("广东省")
    wait_for_map(page, "440000")
    keep(page, "province")

    page.mouse.dblclick(*point_in(page, "440000", "440106"))
    expect(page).to_have_url(re.compile("area=440100"))
    expect(page.locator("h1")).to_contain_text("广州市")
    page.wait_for_timeout(800)  # the camera glides to the city
    keep(page, "prefecture")

    click_unit(page, "440000", "440106")
    expect(page.locator(".unit-card h2")).to_contain_text("天河区")
    expect(page).to_have_url(re.compile("unit=440106"))
    keep(page, "county")

    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("unit="))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("area=440000"))
    page.locator(".st-key-breadcrumb button").first.click()
    expect(page).not_to_have_url(re.compile("area="))
    wait_for_map(page, "province")


def test_an_address_shows_the_same_view_cold(page: Page, dashboard: str):
    page.goto(
        f"{dashboard}/map?area=440100&unit=440106&as_of=2025-12-31&lang=en&theme=dark&measure=guarantees"
    )
    wait_for_map(page, "440000")
    expect(page.locator(".unit-card h2")).to_contain_text("Tianhe District")
    expect(page.locator("h1")).to_contain_text("Guangzhou")
    expect(page.locator(".st-key-top-bar input").nth(1)).to_have_value("2025-12-31")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        == "rgb(14, 23, 36)"
    )
    first = {code: unit.name for code, unit in drawn_units(page, "440000").items()}
    page.reload()
    wait_for_map(page, "440000")
    expect(page.locator(".unit-card h2")).to_contain_text("Tianhe District")
    assert {code: unit.name for code, unit in drawn_units(page, "440000").items()} == first


def test_a_past_day_is_redrawn_from_what_was_known_then(page: Page, dashboard: str, demo_database: str):
    day = date(2025, 6, 30)
    counties = register_of(day).counties
    store = open_store(demo_database, known_codes=frozenset(counties["county_code"]))
    then = summarise(county_status(unit_reports(store.reports()), as_of=day), counties, "nation").iloc[0]
    store.close()
    page.goto(f"{dashboard}/map?as_of={day}")
    expect(page.locator("h1")).to_contain_text(f"{then['established']:,}")


def test_a_unit_without_a_published_boundary_is_reached_by_click_and_by_keyboard(
    page: Page, dashboard: str, keep
):
    page.goto(f"{dashboard}/map?area=650000&measure=stage")
    wait_for_map(page, "650000")
    expect(page.locator(".eam .legend")).to_contain_text("界线未公布")
    click_unit(page, "650000", "653228")
    expect(page).to_have_url(re.compile("unit=653228"))
    expect(page.locator(".unit-card h2")).to_contain_text("和康县")
    expect(page.locator(".unit-card")).to_contain_text("以皮山县范围内的一点表示")
    expect(page.locator(".eam .card")).to_contain_text("界线未公布：以皮山县范围内的一点表示")
    keep(page, "unpublished-point")

    # 岑岭县 lies above the middle of 叶城县, on whose ground it is a point.
    page.goto(f"{dashboard}/map?area=650000&measure=stage&unit=653126")
    wait_for_map(page, "650000")
    expect(page.locator(".unit-card h2")).to_contain_text("叶城县")
    page.locator(".eam .stage").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".eam .card")).to_contain_text("岑岭县")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("unit=653132"))


def test_a_merged_unit_is_one_and_on_the_day_before_the_units_that_it_was(page: Page, dashboard: str, keep):
    page.goto(f"{dashboard}/map?area=500000&measure=stage")
    wait_for_map(page, "500000")
    click_unit(page, "500000", "500157")
    expect(page.locator(".unit-card h2")).to_contain_text("两江新区")
    expect(page.locator(".unit-card")).to_contain_text("图上面积大于公布面积")
    keep(page, "merged")
    day = date(2025, 10, 31)
    page.goto(f"{dashboard}/map?area=500000&measure=stage&as_of={day}")
    wait_for_map(page, "500000", day)
    expect(page.locator(".eam .legend")).not_to_contain_text("界线未公布")
    click_unit(page, "500000", "500112", day)
    expect(page).to_have_url(re.compile("unit=500112"))
    expect(page.locator(".unit-card h2")).to_contain_text("渝北区")


def test_the_keyboard_reaches_the_map(page: Page, dashboard: str):
    page.goto(f"{dashboard}/map")
    wait_for_map(page, "province")
    stage = page.locator(".eam .stage")
    stage.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"unit=\d{6}"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"area=\d{6}"))


def test_the_buttons_of_the_map_have_small_drawings(page: Page, dashboard: str):
    page.goto(f"{dashboard}/map?lang=en")
    wait_for_map(page, "province")
    sizes = page.locator(".zoom svg").evaluate_all(
        "drawings => drawings.map(each => [getComputedStyle(each).width, getComputedStyle(each).height])"
    )
    assert sizes == [["16px", "16px"]] * 3


def test_what_stands_below_the_map_keeps_its_place_while_it_is_fetched(page: Page, dashboard: str):
    page.set_viewport_size({"width": 1280, "height": 720})
    held: list[Route] = []
    # Playwright looks into what it is given, and a method of a list has nothing to look into.
    page.route("**/map/js/*/index.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(dashboard + "/")
    below = page.locator('.figure-head[data-figure="overview-ranking"]')
    settled(page)
    before = below.bounding_box()
    assert held
    for route in held:
        route.continue_()
    wait_for_map(page, "province")
    after = below.bounding_box()
    assert before
    assert after
    # The legend and the source line come with the map.
    assert abs(after["y"] - before["y"]) <= 40


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_map_saves_itself(page: Page, dashboard: str, kind: str, tmp_path):
    page.goto(f"{dashboard}/map?area=440000")
    wait_for_map(page, "440000")
    with page.expect_download() as download:
        page.locator(".eam").get_by_role("button", name=re.compile(kind, re.IGNORECASE)).click()
    saved = tmp_path / f"map.{kind}"
    download.value.save_as(saved)
    content = saved.read_bytes()
    if kind == "png":
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20]) >= 2000
    else:
        text = content.decode()
        for part in ("广东省", "天地图", "审图号", "2026", "演示数据", "有效运转"):
            assert part in text, part
        assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", text)
