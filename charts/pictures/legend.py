"""The key to a map's colours, for those who lay it out beside the picture."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from charts.measures import Drawing
from charts.palette import LIGHT, VERDICTS, Palette
from charts.pictures.hatch import hatch_lines
from charts.pictures.map_shapes import ShapeLook, class_colour
from charts.pictures.svg import element
from charts.words import sentence_case, verdict_word
from data.words import Translate

_ASSESSED: Final = VERDICTS[:-1]
_PERCENT: Final = "%"


@dataclass(frozen=True)
class LegendItem:
    """One entry: its words, its ground as `#rrggbb`, how many units it has, and how it is filled.

    count: None where a number would say nothing. verdict: whose mark may stand beside the word, or "".
    """

    label: str
    fill: str
    count: int | None
    look: ShapeLook
    verdict: str = ""


def legend_items(drawing: Drawing, colours: Palette, _: Translate) -> list[LegendItem]:
    """List a drawing's classes in order, then the hatches and what is out of scope, where they occur.

    Classes of one scale (`steps`) are named by their range (`<50%`, `50–60%`); the breaks alone are in the drawing.
    """
    verdicts = _verdicts(drawing)
    labels = _ranges(drawing) if drawing.kind == "steps" else [entry.label for entry in drawing.legend]
    items = [
        LegendItem(
            labels[place],
            class_colour(drawing, place, colours),
            entry.count,
            "class",
            verdicts[place] if verdicts else "",
        )
        for place, entry in enumerate(drawing.legend)
    ]
    if drawing.hatched:
        ground = colours.share[1]
        items.append(LegendItem(_("More than 20% not reported"), ground, None, "hatched"))
    without = [code for code, index in drawing.classes.items() if index is None]
    count = len(without) if drawing.unreported is None else drawing.unreported
    if without:
        unknown = sentence_case(verdict_word("cannot_assess", _)) if verdicts else _("Not reported")
        verdict = "cannot_assess" if verdicts else ""
        items.append(LegendItem(unknown, colours.hatch_ground, count, "not_reported", verdict))
    items.append(LegendItem(_("Outside the Plan's scope"), colours.outside, None, "outside"))
    return items


def chip_svg(item: LegendItem, colours: Palette, *, width: float, height: float) -> str:
    """Draw an entry's field as it looks on the map, with the map's outline, as the inside of a picture."""
    box = {"x": 0.5, "y": 0.5, "width": width - 1, "height": height - 1}
    body = element("rect", **box, fill=item.fill)
    if item.look in {"hatched", "not_reported"}:
        body += hatch_lines(width, height, colours.hatch)
    return body + element("rect", **box, fill="none", stroke=colours.coast)


def _verdicts(drawing: Drawing) -> tuple[str, ...]:
    """Tell whose classes a drawing has, where they are the verdicts: by their colours, which nothing else has."""
    fills = [LIGHT.verdicts[verdict].fill for verdict in _ASSESSED]
    return _ASSESSED if [entry.light for entry in drawing.legend] == fills else ()


def _ranges(drawing: Drawing) -> list[str]:
    breaks = [entry.label.removesuffix(_PERCENT) for entry in drawing.legend]
    between = [f"{low}–{high}%" for low, high in itertools.pairwise(breaks[1:])]
    return [f"<{breaks[1]}%", *between, f"{breaks[-1]}%"]
