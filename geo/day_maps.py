"""Makes a map asset of the units of one day from the prepared one, which has those of `SHAPES_DAY`.

Whole shapes are united, and a unit without a shape becomes a small disc cut out of the shape that it shares: a unit
like any other for pointer, keyboard and colour. `e` of a unit says what its edge is worth, where that is not its own
line (`EDGES`), `h` on whose shape a disc lies, and the lines `unpublished` go round the discs and the united shapes.
"""

# shapely leaves some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.held_ground import HeldGround
from geo.paths import line_path, ring_path, rings_of
from geo.unit_shapes import border_lines, draw_shape, edge_owners, label_point, polygons_of, read_path

# The letters of an asset for an edge that is not a unit's own line; see geo.held_ground.Holding.edge.
EDGES: Final = {"union": "u", "point": "p", "moved": "m"}
# A disc is as wide as this part of the map's longer side, where its shape has so much room.
NATIONAL_DISC: Final = 1 / 300
PROVINCE_DISC: Final = 1 / 110
# How much of the largest circle that fits into the room left a disc may fill.
ROOM: Final = 0.5
CORNERS: Final = 16

Content = dict[str, Any]


def differs(content: Content, ground: HeldGround) -> bool:
    """Say whether a prepared asset of counties shows other units, names or edges than those of the day."""
    for code, unit in content["units"].items():
        if unit.get("o"):
            continue
        row, holding = ground.rows.get(code), ground.holdings.get(code)
        if row is None or holding is None or holding.edge != "own" or holding.shapes != (code,):
            return True
        if [row["name"], row["name_en"]] != unit["n"] or row["prefecture_code"] != unit["u"]:
            return True
    return False


def county_map(content: Content, ground: HeldGround) -> Content:
    """Draw the counties of the day, and in a province's asset its prefectures too."""
    drawn = _Counties(content, ground)
    made = {**content, **drawn.parts()}
    if "prefectures" in content:
        made["prefectures"] = _prefectures(content, made, content["prefectures"], ground, with_short=True)
    return made


def prefecture_map(content: Content, prepared: Content, counties: Content, ground: HeldGround) -> Content:
    """Draw the prefectures of the day.

    prepared, counties: the county asset of the same grid, as it was prepared and of the day.
    """
    found = _prefectures(prepared, counties, content["units"], ground, with_short=False)
    points = [rings_of(_shape(unit)) for unit in found.values() if unit.get("e") == EDGES["point"]]
    lines = {**content["lines"]}
    if points:
        lines["unpublished"] = ring_path(ring for rings in points for ring in rings)
    return {**content, "order": list(found), "units": found, "lines": lines}


@dataclass
class _Counties:
    """The counties of an asset on a day."""

    content: Content
    ground: HeldGround
    members: dict[str, list[str]] = field(init=False)
    shapes: dict[str, BaseGeometry] = field(init=False)
    discs: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Unite shapes and cut discs."""
        units: Mapping[str, Content] = self.content["units"]
        self.members = {}
        for shape in self.content["order"]:
            self.members.setdefault(self.ground.holder.get(shape, shape), []).append(shape)
        self.shapes = {
            code: shapely.union_all([_shape(units[shape]) for shape in shapes])
            for code, shapes in self.members.items()
            if len(shapes) > 1
        }
        self.discs = {}
        for code, holding in self.ground.holdings.items():
            if not holding.shapes and (host := self._host(code)):
                self._cut(code, host)

    def _host(self, code: str) -> str | None:
        """Choose whose shape a point lies on: a shape that it shares, else the largest of its prefecture."""
        units: Mapping[str, Content] = self.content["units"]
        inside, row = self.ground.holdings[code].inside, self.ground.rows[code]
        if inside:
            return self.ground.holder.get(inside[0]) if inside[0] in units else None
        near = [shape for shape, unit in units.items() if unit["u"] == row["prefecture_code"]] or [
            shape for shape, unit in units.items() if unit["pr"] == row["map_province_code"]
        ]
        largest = max(near, key=lambda shape: _shape(units[shape]).area, default=None)
        return largest and self.ground.holder.get(largest)

    def _cut(self, code: str, host: str) -> None:
        ground = self.shapes[host] if host in self.shapes else _shape(self._own(host))
        left, top, right, bottom = self.content["frame"]
        national = self.content["name"] == "county"
        widest = max(right - left, bottom - top) * (NATIONAL_DISC if national else PROVINCE_DISC)
        disc = disc_in(ground, widest)
        self.shapes[host] = shapely.difference(ground, disc)
        self.shapes[code] = disc
        self.discs[code] = host

    def _own(self, code: str) -> Content:
        """Give the prepared unit whose shape a unit of the day has to itself."""
        return self.content["units"][self.members[code][0]]

    def parts(self) -> Content:
        """Give order, units and lines."""
        order = sorted([*self.members, *self.discs])
        drawn: dict[str, Content] = {}
        links = self._links(order)
        for place, code in enumerate(order):
            drawn[code] = self._unit(code) | {"k": links[place]}
        return {"order": order, "units": drawn, "lines": self._lines(drawn)}

    def _unit(self, code: str) -> Content:
        row, holding = self.ground.rows.get(code), self.ground.holdings.get(code)
        shape = draw_shape(self.shapes[code]) if code in self.shapes else {}
        before = self._own(self.discs.get(code, code))
        unit = {key: before[key] for key in ("d", "p", "b")} | shape
        if row is None or holding is None:
            return unit | {"n": before["n"], "u": before["u"], "pr": before["pr"], "o": 1}
        unit |= {"n": [row["name"], row["name_en"]], "u": row["prefecture_code"], "pr": before["pr"]}
        unit |= {"h": self.discs[code]} if code in self.discs else {}
        return unit | ({"e": EDGES[holding.edge]} if holding.edge in EDGES else {})

    def _links(self, order: Sequence[str]) -> list[list[int]]:
        """Carry the keyboard's ways over: between neighbouring shapes, and from a disc to what is around it."""
        units, shapes = self.content["units"], self.content["order"]
        pairs = {(shape, shapes[other]) for shape in shapes for other in units[shape]["k"]}
        holder = {shape: code for code, members in self.members.items() for shape in members}
        linked = {(holder[one], holder[other]) for one, other in pairs}
        # A disc is reached from its ground and from what lies around it, whichever of them an arrow key points from.
        for code, host in self.discs.items():
            around = {host, *(other for one, other in linked if one == host and other != code)}
            linked |= {pair for other in around for pair in ((code, other), (other, code))}
        return _positions(linked, order)

    def _lines(self, drawn: Mapping[str, Content]) -> Content:
        units: Mapping[str, Content] = self.content["units"]
        lines = {**self.content["lines"]}
        now = {
            shape: (drawn[code]["u"], drawn[code]["pr"])
            for code, members in self.members.items()
            for shape in members
        }
        before = {shape: (unit["u"], unit["pr"]) for shape, unit in units.items()}
        if _regrouped(before, now):
            lines |= _borders(units, now)
        apart = [
            ring
            for code, host in self.discs.items()
            if drawn[code]["u"] != drawn[host]["u"]
            for ring in rings_of(self.shapes[code])
        ]
        lines["prefecture"] = lines.get("prefecture", "") + ring_path(apart)
        united = [code for code, members in self.members.items() if len(members) > 1]
        rings = [ring for code in (*united, *self.discs) for ring in rings_of(self.shapes[code])]
        if rings:
            lines["unpublished"] = ring_path(rings)
        return {kind: path for kind, path in lines.items() if path}


def disc_in(ground: BaseGeometry, widest: float) -> BaseGeometry:
    """Give a disc of whole map units that lies in a shape without touching its edge, beside the shape's middle.

    widest: its half width at most. A shape that has no room for the smallest one gets that one on top of its middle.
    """
    largest = max(shapely.get_parts(ground), key=shapely.area)
    middle = shapely.Point(label_point(ground))
    # The middle stays free for the shape's own card and label.
    reach = shapely.distance(middle, largest.boundary) * ROOM
    for room in (shapely.difference(largest, shapely.buffer(middle, reach)), largest):
        part = max(shapely.get_parts(room), key=shapely.area)
        circle = shapely.maximum_inscribed_circle(part, tolerance=max(0.2, math.sqrt(part.area) / 200))
        x, y = np.rint(shapely.get_coordinates(circle)[0])
        free = (
            shapely.distance(shapely.Point(x, y), part.boundary) if part.contains(shapely.Point(x, y)) else 0
        )
        radius = min(widest, free * ROOM)
        disc = _disc(x, y, radius)
        if largest.contains_properly(disc):
            return disc
    return _disc(middle.x, middle.y, 1)


def _disc(x: float, y: float, radius: float) -> BaseGeometry:
    """Round a disc to whole units; the smallest is a diamond of half width 1."""
    if radius < 3:
        half = max(1, math.floor(radius))
        return shapely.Polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])
    turns = np.arange(CORNERS) * (2 * math.pi / CORNERS)
    return shapely.Polygon(np.rint(np.column_stack([x + radius * np.cos(turns), y + radius * np.sin(turns)])))


def _prefectures(
    prepared: Content,
    counties: Content,
    places: Mapping[str, Content],
    ground: HeldGround,
    *,
    with_short: bool,
) -> dict[str, Content]:
    """Draw prefectures of the day: as they were prepared where they hold the same shapes, else united anew."""
    units: Mapping[str, Content] = counties["units"]
    shapes_of = {frozenset(members): code for code, members in _groups(prepared["units"]).items()}
    names = {str(row["code"]): row for row in ground.register.prefectures.to_dict("records")}
    apart = {
        area
        for unit in units.values()
        if "h" in unit and units[unit["h"]]["u"] != unit["u"]
        for area in (unit["u"], units[unit["h"]]["u"])
    }
    groups = _groups(units)
    found: dict[str, Content] = {}
    for code in sorted(groups):
        held = frozenset(shape for member in groups[code] for shape in _shapes_of(member, ground))
        known = None if code in apart else shapes_of.get(held)
        if known:
            place = {key: places[known][key] for key in ("d", "p", "b")}
        else:
            place = draw_shape(shapely.union_all([_shape(units[one]) for one in groups[code]]))
        row = names.get(code)
        place["n"] = [row["name"], row["name_en"]] if row else places[code]["n"]
        if with_short:
            place["s"] = row["short_name"] if row else places[code]["s"]
        else:
            above = units[min(groups[code])]["pr"]
            place |= {"u": above, "pr": above}
        place |= {} if row else {"o": 1}
        found[code] = place | ({} if held else {"e": EDGES["point"]})
    order: list[str] = counties["order"]
    linked = {(unit["u"], units[order[other]]["u"]) for unit in units.values() for other in unit["k"]}
    for place, links in zip(found.values(), _positions(linked, list(found)), strict=True):
        place["k"] = links
    return found


def _shapes_of(member: str, ground: HeldGround) -> tuple[str, ...]:
    return ground.holdings[member].shapes if member in ground.holdings else (member,)


def _groups(units: Mapping[str, Content]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, unit in units.items():
        found.setdefault(unit["u"], set()).add(code)
    return found


def _positions(linked: Iterable[tuple[str, str]], order: Sequence[str]) -> list[list[int]]:
    place = {code: position for position, code in enumerate(order)}
    links: list[set[int]] = [set() for _ in order]
    for one, other in linked:
        if one != other:
            links[place[one]].add(place[other])
    return [sorted(found) for found in links]


def _regrouped(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether shapes that lay in one area lie in two, or the other way round."""
    pairs = {(before[shape], now[shape]) for shape in before}
    return len(pairs) != len(set(before.values())) or len(pairs) != len({now[shape] for shape in before})


def _borders(units: Mapping[str, Content], areas: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Find the lines between prefectures and provinces anew."""
    codes = list(units)
    owners = edge_owners([read_path(units[code]["d"], is_closed=True) for code in codes])

    def kind(owning: list[int]) -> str | None:
        if len(owning) == 1:
            return "coast"
        held = {areas[codes[place]] for place in owning}
        if len({province for _, province in held}) > 1:
            return "province"
        return "prefecture" if len(held) > 1 else None

    return {name: line_path(found) for name, found in border_lines(owners, kind).items()}


def _shape(unit: Content) -> BaseGeometry:
    return polygons_of(read_path(unit["d"], is_closed=True))
