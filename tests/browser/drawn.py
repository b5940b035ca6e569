"""Reading the map that is on the screen."""

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from geo.assets import asset_name, asset_units
from tests.browser.expecting import expect

LAND = ".eam svg.land g.units > path"


@dataclass(frozen=True)
class Unit:
    """One unit as drawn: its class, its fill as the browser computed it, whether its path has a shape."""

    name: str
    fill: str
    shaped: bool


def units_on(geometry: str, day: date | None = None) -> list[str]:
    """The units of a geometry on a day, in the order in which they are drawn; None: by the newest register."""
    return asset_units(asset_name(geometry, day))


def wait_for_map(page: Page, geometry: str, day: date | None = None) -> None:
    """Wait until every unit of a geometry is drawn and has its class."""
    expect(page.locator(LAND)).to_have_count(len(units_on(geometry, day)))
    expect(page.locator(f"{LAND}:not([class])")).to_have_count(0)


def drawn_units(page: Page, geometry: str, day: date | None = None) -> dict[str, Unit]:
    """Every unit of the geometry by code, as it is on the screen."""
    wait_for_map(page, geometry, day)
    found = page.locator(LAND).evaluate_all(
        """(paths) => paths.map((p) => [
            p.getAttribute('class'), getComputedStyle(p).fill, p.getTotalLength() > 0,
        ])"""
    )
    return {code: Unit(*unit) for code, unit in zip(units_on(geometry, day), found, strict=True)}


def point_in(page: Page, geometry: str, code: str, day: date | None = None) -> tuple[float, float]:
    """A point of the window that lies inside a unit, for the mouse."""
    index = units_on(geometry, day).index(code)
    spot = (
        page.locator(LAND)
        .nth(index)
        .evaluate(
            """(path) => {
            const box = path.getBBox(), matrix = path.getScreenCTM();
            for (let n = 2; n < 60; n += 1)
                for (let i = 1; i < n; i += 1)
                    for (let j = 1; j < n; j += 1) {
                        const at = new DOMPoint(box.x + box.width * i / n, box.y + box.height * j / n);
                        if (!path.isPointInFill(at)) continue;
                        const on = at.matrixTransform(matrix);
                        if (path.getRootNode().elementFromPoint(on.x, on.y) === path) return [on.x, on.y];
                    }
            return null;
        }"""
        )
    )
    assert spot is not None, f"{code} has no point that the mouse can reach"
    return spot[0], spot[1]


def click_unit(page: Page, geometry: str, code: str, day: date | None = None) -> None:
    """Click a unit."""
    page.mouse.click(*point_in(page, geometry, code, day))
