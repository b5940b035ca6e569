"""What a click on the map means: select, open one level down, go back up. Answers change the address."""

from data.register import NATION_CODE
from ui.areas import Area, find_area
from ui.map.component import MapEvent
from ui.selection import choose, read_selection


def drill(event: MapEvent) -> None:
    """Answer the reader on the map page: select a unit, open it one level down, or go back up.

    A county opens its prefecture first, then itself, so that every step shows its surroundings.
    """
    selection = read_selection()
    area = find_area(selection.area)
    if event.kind == "select":
        choose(unit=event.code)
    elif event.kind == "open" and event.code:
        choose(area=_next_step(area, event.code), unit=None)
    elif event.kind == "back":
        if selection.unit:
            choose(unit=None)
        elif area is not None:
            choose(area=area.parent, unit=None)


def _next_step(area: Area | None, code: str) -> str:
    target = find_area(code)
    if target is None:
        return code if area is None else area.code
    if target.level != "county" or target.parent is None:
        return target.code
    within = None if area is None else (area.code if area.level == "prefecture" else area.parent)
    if area is None:
        return target.province or code
    return target.code if target.parent in (within, area.province) else target.parent


def carry_province(event: MapEvent) -> None:
    """Answer the reader on the overview: a click on a province carries into every page."""
    if event.kind in ("select", "open") and event.code and find_area(event.code):
        choose(area=event.code, unit=None)
    elif event.kind == "back":
        choose(area=NATION_CODE)
