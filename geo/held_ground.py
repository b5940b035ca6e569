"""Who holds each drawn shape on a day: boundaries are published for the units of one day only.

The shapes are those of the units of `SHAPES_DAY`. A unit of another day has one of these places:

- its own shape, alone: it existed on that day, perhaps under another code or name;
- several shapes together: it was merged from their units since, or they were set up from it later;
- no shape, only the ground of one: it was set up from that one's unit since, or was merged into it before. Nobody
  published the line between the two, so that a map can show no more than a point on the shape.

A unit with a part in a change of ground between the two days keeps its old lines, and `moved` names those days.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, Literal

from data.register.history import History, Register, register_history

SHAPES_DAY: Final = date(2023, 12, 31)
# Changes after that day whose new lines the shapes have all the same: 靖安镇 to 大关县, 叶枝镇 and 巴迪乡 to 德钦县.
DRAWN_SINCE: Final = (date(2024, 1, 30), date(2024, 9, 27))
# Days that maps are looked at for, and the histories with and without an operator's edition.
KEPT: Final = 64

Edge = Literal["own", "union", "point", "moved"]


@dataclass(frozen=True)
class Holding:
    """Where a unit of a day is drawn.

    shapes: the codes of the shapes that it takes whole, in order. inside: of the shapes whose units it shares ground
    with, the one that its point lies on first; only where it has no shape. moved: the days on which ground went to
    it or from it, whose new lines are not drawn.
    """

    code: str
    shapes: tuple[str, ...]
    inside: tuple[str, ...]
    moved: tuple[date, ...]

    @property
    def edge(self) -> Edge:
        """What its drawn edge is worth: its own line, a union of shapes, a point, or a line from before a change."""
        if not self.shapes:
            return "point"
        if len(self.shapes) > 1:
            return "union"
        return "moved" if self.moved else "own"


@dataclass(frozen=True)
class HeldGround:
    """The units of a day on the ground that is drawn. Compared by identity: one is made for each period.

    register: that of the day. holdings: by the code of the day, every unit of it. since: the ISO day that the period
    began on.
    """

    register: Register
    holdings: Mapping[str, Holding]

    def __hash__(self) -> int:
        """Let caches keep what was made of it."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Say whether it is the same one."""
        return self is other

    @property
    def since(self) -> str:
        """The ISO day on which the period began; "" for the time before the first change."""
        return self.register.since.isoformat() if self.register.since else ""

    @cached_property
    def holder(self) -> Mapping[str, str]:
        """The code of the day that holds each shape; a shape that no unit held is not in it."""
        return {shape: code for code, holding in self.holdings.items() for shape in holding.shapes}

    @cached_property
    def rows(self) -> Mapping[str, dict[str, Any]]:
        """The register's row of each unit, by code."""
        rows: list[dict[str, Any]] = self.register.counties.to_dict("records")  # pyright: ignore[reportAssignmentType]
        return {str(row["county_code"]): row for row in rows}


def held_ground(day: date | None) -> HeldGround:
    """Tell who holds the drawn ground on a day; None: by the newest register known."""
    history = register_history()
    return _held_ground(history, history.register_of(day).since)


@lru_cache(maxsize=KEPT)
def _held_ground(history: History, since: date | None) -> HeldGround:
    register = history.register_of(since or date.min)
    drawn = _codes(history.register_of(SHAPES_DAY))
    alive = _codes(register)
    is_later = since is not None and since > SHAPES_DAY
    holder: dict[str, str] = {}
    for unit in drawn:
        found = _kin(history, unit, alive, later=is_later)
        if found:
            holder[unit] = found[0] if is_later else _forerunner(history, unit, found, drawn)
    taken: dict[str, list[str]] = {}
    for shape, unit in holder.items():
        taken.setdefault(unit, []).append(drawn[shape])
    holdings: dict[str, Holding] = {}
    for unit, code in alive.items():
        shapes = taken.get(unit, [])
        inside = [] if shapes else [drawn[kin] for kin in _kin(history, unit, drawn, later=not is_later)]
        holdings[code] = Holding(code, tuple(shapes), tuple(inside), _moved(history, unit, since or date.min))
    return HeldGround(register, holdings)


def _codes(register: Register) -> dict[str, str]:
    counties = register.counties
    return dict(zip(counties["unit"].tolist(), counties["county_code"].tolist(), strict=True))


def _kin(history: History, unit: str, alive: Collection[str], *, later: bool) -> list[str]:
    """List the living units that hold a unit's ground, later or earlier ones, those that hold most of it first."""
    next_of: Callable[[str], list[str]] = (
        (lambda one: list(history.successors(one)))
        if later
        else (lambda one: [*history.merged_from(one), *history.predecessors(one)])
    )
    found: dict[str, None] = {}
    asked: set[str] = set()
    todo = [unit]
    while todo:
        here = todo.pop(0)
        if here in alive:
            found[here] = None
        elif here not in asked:
            asked.add(here)
            todo = [*next_of(here), *todo]
    return list(found)


def _forerunner(history: History, unit: str, found: list[str], drawn: Collection[str]) -> str:
    """Choose which of the earlier units that a later one was made of is drawn with its shape.

    The one of its name; for a unit set up from parts of others, one that has its own shape too, for the others are
    elsewhere with most of their ground; else the first.
    """
    name = history.unit_periods(unit)[0].name
    namesake = next((one for one in found if history.unit_periods(one)[-1].name == name), None)
    if namesake:
        return namesake
    of_parts = not history.merged_from(unit) and unit not in found
    return next((one for one in found if of_parts and one in drawn), found[0])


def _moved(history: History, unit: str, since: date) -> tuple[date, ...]:
    """List the days between the shapes' and the period's on which ground went to a unit or from it."""
    if history.register_of(since).since == history.register_of(SHAPES_DAY).since:
        return ()
    first, last = sorted((SHAPES_DAY, since))
    days = {
        change.day
        for change in history.changes_of(unit)
        if change.day is not None
        and first < change.day <= last
        and change.day not in DRAWN_SINCE
        and any(unit in flow for flow in change.parts)
    }
    return tuple(sorted(days))
