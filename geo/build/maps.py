"""Makes the map assets: three national ones on one grid, and one for each province.

An asset is a JSON object:

- `v` version, `name`, `level` of its units (a province's asset draws its counties);
- `grid`: `lon_0` of the projection, metres a `step`, and the projected point (`left`, `top`) of map unit 0, 0;
- `frame` and `inset`: left, top, right, bottom in map units, y down; the inset holds the South China Sea;
- `order`: the units' codes; `units` by code: `d` path, `p` label point, `b` bounds, `n` names (Chinese, English),
  `u` the code one level up, `pr` the province it is drawn in, `k` positions in `order` of the units to which the
  keyboard travels, `o` 1 if out of scope;
- `lines`: `province` and `prefecture` borders, `coast` (the outer edge of all ground), `dashed` and `undefined`;
- a province's asset also has `prefectures` (its own) and `outlines` (provinces around it), with `d`, `p`, `b`,
  `n`, `o`, `s` a short Chinese name, and for the prefectures `k`, positions among their sorted codes.
"""

# geopandas and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build.coverage import dissolve, round_to_grid, simplify
from geo.build.drawing import draw_outlines, draw_units, travel_links
from geo.build.ground import Ground
from geo.paths import draw_line
from geo.projection import NATIONAL_MERIDIAN, Grid, Shapes, project

Bounds = tuple[float, float, float, float]

VERSION: Final = 1
LEVELS: Final = ("province", "prefecture", "county")

# Metres: 2.2 km are 0.02° of latitude, and a map 1,600 px wide shows 3.1 km a pixel.
NATIONAL_TOLERANCE: Final = 2200.0
NATIONAL_STEP: Final = 1000.0
# A province's map: so many tolerances across its longer side, but no finer or coarser than these.
PROVINCE_DETAIL: Final = 1800
FINEST, COARSEST = 80.0, 900.0
STEPS_PER_TOLERANCE: Final = 2.5

HAINAN: Final = "460000"
SANSHA: Final = "460300"
# Degrees: the sea with its islands and dashes, from the coast of Guangxi and Guangdong southwards.
SOUTH_CHINA_SEA: Final = (107.2, 3.0, 122.4, 23.6)
MARGIN: Final = 0.02
# A province's neighbours are drawn in a window that fills a frame of any shape between these two.
WIDEST, TALLEST = 2.0, 1.3


def national_maps(ground: Ground) -> list[dict[str, Any]]:
    """Return the assets of `LEVELS`: each level's units are united from the same simplified counties."""
    metres = simplify(project(ground.shapes, NATIONAL_MERIDIAN), NATIONAL_TOLERANCE)
    dashes = project_one(ground.lines["dashed"], NATIONAL_MERIDIAN)
    beside_taiwan = max(shapely.get_parts(dashes), key=lambda dash: dash.bounds[2])
    on_main = np.append(metres[~in_sansha(ground)], beside_taiwan)
    grid, frame = framed(on_main, NATIONAL_MERIDIAN, NATIONAL_STEP)
    inset = sea_frame(grid)
    lines = {
        name: draw_line(grid.shapes(np.array([project_one(ground.lines[name], NATIONAL_MERIDIAN)]))[0])
        for name in ("dashed", "undefined")
    }
    counties = round_to_grid(grid.shapes(metres))
    assets: list[dict[str, Any]] = []
    for level in LEVELS:
        shapes = dissolve(counties, ground.codes(level))
        drawn = draw_units(ground.units_of(level, list(shapes.index)), shapes.to_numpy())
        drawn["lines"] |= lines
        assets.append(asset(level, level, grid, frame, inset, drawn))
    return assets


def province_map(ground: Ground, province: str) -> dict[str, Any]:
    """Return a province's asset: its counties, its prefectures' outlines and its neighbours around it."""
    own = np.array(ground.codes("province")) == province
    left, _, right, _ = shapely.total_bounds(ground.shapes[own & ~in_sansha(ground)])
    meridian = round((left + right) / 2, 1)
    counties = project(ground.shapes[own], meridian)
    on_main = counties[~in_sansha(ground)[own]]
    span = max(np.ptp(shapely.total_bounds(on_main).reshape(2, 2), axis=0))
    tolerance = round(float(np.clip(span / PROVINCE_DETAIL, FINEST, COARSEST)), -1)
    grid, frame = framed(on_main, meridian, tolerance / STEPS_PER_TOLERANCE)

    others = dissolve(ground.shapes[~own], list(np.array(ground.codes("province"))[~own]))
    window = context_window(tuple(shapely.total_bounds(on_main)))
    if province == HAINAN:
        window = project_one(sea_box(), meridian).bounds
    around = [
        (code, cut)
        for code, shape in zip(others.index, project(others.to_numpy(), meridian), strict=True)
        if not (cut := polygons(shapely.intersection(shape, shapely.box(*window)))).is_empty
    ]
    together = np.concatenate([counties, np.array([cut for _, cut in around], dtype=object)])
    shapes = round_to_grid(grid.shapes(simplify(together, tolerance)))
    counties, cuts = shapes[: len(counties)], shapes[len(counties) :]

    codes = list(np.array(ground.codes("county"))[own])
    drawn = draw_units(ground.units_of("county", codes), counties)
    prefectures = dissolve(counties, list(np.array(ground.codes("prefecture"))[own]))
    drawn["prefectures"] = draw_outlines(prefectures, ground.names["prefecture"])
    for outline, links in zip(
        drawn["prefectures"].values(), travel_links(prefectures.to_numpy()), strict=True
    ):
        outline["k"] = links
    drawn["outlines"] = draw_outlines(dissolve(cuts, [code for code, _ in around]), ground.names["province"])
    if province != HAINAN:
        return asset(province, "county", grid, frame, None, drawn)
    dashes = grid.shapes(np.array([project_one(ground.lines["dashed"], meridian)]))[0]
    drawn["lines"]["dashed"] = draw_line(dashes)
    return asset(province, "county", grid, frame, sea_frame(grid), drawn)


def asset(
    name: str, level: str, grid: Grid, frame: list[int], inset: list[int] | None, drawn: dict[str, Any]
) -> dict[str, Any]:
    """Put an asset's parts together in their fixed order."""
    head = {
        "v": VERSION,
        "name": name,
        "level": level,
        "grid": grid.as_numbers(),
        "frame": frame,
        "inset": inset,
    }
    return {**head, **drawn}


def in_sansha(ground: Ground) -> Any:
    """Tell for each shape whether it lies in Sansha, which the inset shows and the main frame leaves out."""
    return np.array(ground.codes("prefecture")) == SANSHA


def framed(shapes: Shapes, meridian: float, step: float) -> tuple[Grid, list[int]]:
    """Return a grid that starts at the top left of projected shapes, with a margin, and the frame around them."""
    left, bottom, right, top = shapely.total_bounds(shapes)
    margin = MARGIN * max(right - left, top - bottom)
    grid = Grid(meridian, step, float(round(left - margin)), float(round(top + margin)))
    return grid, grid.frame((grid.left, bottom - margin, right + margin, grid.top))


def sea_box() -> BaseGeometry:
    """Return the South China Sea in degrees, with points along its sides so that they bend with the projection."""
    return shapely.segmentize(shapely.box(*SOUTH_CHINA_SEA), 0.5)


def sea_frame(grid: Grid) -> list[int]:
    """Return the South China Sea's frame in map units."""
    return grid.frame(project_one(sea_box(), grid.meridian).bounds)


def project_one(shape: BaseGeometry, meridian: float) -> BaseGeometry:
    """Project a single shape."""
    return project(np.array([shape], dtype=object), meridian)[0]


def context_window(box: Bounds) -> Bounds:
    """Return the window around projected bounds in which neighbours are drawn."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    half_width = max(width * 1.2, height * WIDEST) / 2
    half_height = max(height * 1.2, width / TALLEST) / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def polygons(shape: BaseGeometry) -> BaseGeometry:
    """Return only the polygons of what a cut left over."""
    return shapely.multipolygons([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
