"""What is said of a unit whose drawn boundary is not its own: nobody published one."""

from datetime import date
from functools import lru_cache
from typing import Final

from data.base.formats import format_count, format_date, join_names
from data.base.language import Translate, name_column
from data.register.history import register_of
from geo.held_ground import SHAPES_DAY, held_ground

# km² of a union as it is drawn, and as the unit was announced; docs/register.md tells how they were measured.
AREAS: Final = {"500157": (1677, 1360)}


def boundary_note(code: str, day: date | None, lang: str, _: Translate) -> str:
    """Say how the map of a day draws a county; "" where that is its own boundary, and for a code of no county.

    day: None for the newest register.
    """
    holding = held_ground(day).holdings.get(code)
    if holding is None or holding.edge == "own":
        return ""
    names = _names_of_shapes(lang)
    days = join_names([format_date(moved, lang) for moved in holding.moved], lang)
    if holding.edge == "moved":
        return _(
            "The map shows the boundary before ground changed hands on {days}: the new one is not published."
        ).format(days=days)
    if holding.edge == "union":
        said = _("The boundary is not published: drawn as {units} together.").format(
            units=join_names([names[shape] for shape in holding.shapes], lang)
        )
        parts = [said]
        if days:
            parts.append(
                _("Ground that changed hands with other units on {days} is not told apart.").format(days=days)
            )
        if code in AREAS:
            drawn, announced = AREAS[code]
            parts.append(
                _("So it is larger than announced: {drawn} km², not about {announced} km².").format(
                    drawn=format_count(drawn), announced=format_count(announced)
                )
            )
        return (" " if lang == "en" else "").join(parts)
    if not holding.inside:
        return _(
            "The boundary is not published, nor whose ground it was: a point in its prefecture stands for it."
        )
    return _("The boundary is not published: a point stands for it, on the ground of {units}.").format(
        units=join_names([names[shape] for shape in holding.inside], lang)
    )


@lru_cache(maxsize=2)
def _names_of_shapes(lang: str) -> dict[str, str]:
    counties = register_of(SHAPES_DAY).counties
    return dict(zip(counties["county_code"].tolist(), counties[name_column(lang)].tolist(), strict=True))
