"""A deck's map as the browser's board is told it."""

from typing import Any

from charts.measures import measure_words
from data.formats import format_date
from data.words import Translate
from geo.assets import asset_units
from reports.briefing.model import Deck, MapPicture, Slide
from ui.map.view import MapView, class_string
from ui.map.words import map_words
from ui.web.assets import geometry_url


def slide_map(slide: Slide, picture: MapPicture, deck: Deck, _: Translate) -> dict[str, Any]:
    """Give what the board of ui/map/js is told; the slide itself has title, key and source."""
    units = asset_units(picture.geometry)
    drawing = picture.drawing
    measure = measure_words(_)[picture.measure]
    text = map_words(
        _,
        title=slide.title,
        subtitle=slide.subtitle,
        legend_title=measure,
        source=deck.foot.source,
        approval=deck.foot.approval,
        as_of=_("Data as of {day}").format(day=format_date(deck.occasion.as_of, deck.occasion.lang)),
        demo=deck.foot.demo,
    )
    view = MapView(
        url=geometry_url(picture.geometry),
        level=picture.level,
        lang=deck.occasion.lang,
        units=units,
        classes=class_string(units, drawing.classes, hatched=drawing.hatched),
        legend=drawing.legend,
        legend_kind=drawing.kind,
        # The whole caption would be wider than the inset, in letters for the back of a room.
        text=text | {"inset": _("South China Sea")},
        alt=_("Map of {area}: {measure}. {finding}").format(
            area=slide.name if slide.kind == "province" else _("China"), measure=measure, finding=slide.title
        ),
        hover_lines=[drawing.lines.get(code, "") for code in units],
        labels=picture.labels,
        not_reported=drawing.unreported,
    )
    return view.told()
