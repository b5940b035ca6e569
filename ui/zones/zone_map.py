"""The map of the zones, and what a click on it means."""

from dataclasses import replace
from datetime import date

from charts.maps.measures import counted_in, draw_zone_stages
from data.base.language import Translate
from data.figures.zone_figures import SEATS
from data.register.register import NATION_CODE
from ui import queries
from ui.map.area_map import map_view, own_units, show_map
from ui.map.component import MapEvent
from ui.map.view import MapView, class_string
from ui.selection import choose, read_selection
from ui.shell_context import Context, once_per_view
from ui.zones.view import ZonesView, zone_name, zone_of_county

MAP_HEIGHT = 640
MAP_KEY = "zones-map"
# A whole province's outlines would hide the stages that they surround; its own border and its name tell it.
MOST_OUTLINED = 30
# The key of a functional area's point is this and the number of its zone.
POINT = "zone-"


def zones_map(ctx: Context, view: ZonesView, *, title: str, subtitle: str) -> None:
    """Draw the counties in zones by stage, the chosen zone outlined."""
    picture = once_per_view(
        ctx, "zones-map", lambda: zones_picture(ctx, view, title=title, subtitle=subtitle)
    )
    show_map(picture, key=MAP_KEY, on_event=pick)


def zones_picture(ctx: Context, view: ZonesView, *, title: str, subtitle: str) -> MapView:
    """What the map component is told."""
    _, lang = ctx.translate, ctx.selection.lang
    area = view.province.code if view.province else NATION_CODE
    cut = replace(ctx, selection=replace(ctx.selection, area=area, level="county"))
    base = map_view(cut, measure="zones", title=title, subtitle=subtitle, height=MAP_HEIGHT)
    named = {
        row["zone_no"]: zone_name({str(key): value for key, value in row.items()}, lang)
        for row in view.zones.figures.to_dict("records")
    }
    drawing = draw_zone_stages(
        ctx.figures.status(ctx.day), {code: named[zone] for code, zone in zone_of_county(ctx.day).items()}, _
    )
    own = own_units(view.province, "county", ctx.day)
    drawing = counted_in(drawing, set(drawing.classes) if own is None else own)
    members = view.zones.members
    chosen = view.chosen["zone_no"] if view.chosen else None
    outlined = members.loc[members["zone_no"] == chosen, "county_code"].tolist()
    return replace(
        base,
        classes=class_string(base.units, drawing.classes),
        legend=drawing.legend,
        hover_lines=[drawing.lines.get(code, "") for code in base.units],
        mark=outlined if len(outlined) <= MOST_OUTLINED else (),
        points=_name(view, lang, ctx.day)
        + [
            (f"{POINT}{zone}", seat, named[zone].split(",")[0], zone == chosen)
            for zone, seat in SEATS.items()
            if zone in set(view.rows["zone_no"])
        ],
        selected=view.county.code if view.county else None,
        not_reported=drawing.unreported,
        text={**base.text, "legend": _legend_title(_)},
    )


def _name(view: ZonesView, lang: str, day: date) -> list[tuple[str, str, str, bool]]:
    """Name the chosen zone beside its most central county: on the national map its outline is small."""
    if view.chosen is None or view.province is not None:
        return []
    counties = queries.counties(day).set_index("county_code")
    members = view.zones.members
    codes = members.loc[members["zone_no"] == view.chosen["zone_no"], "county_code"]
    places = counties.loc[codes, ["lon", "lat"]]
    if places.empty:
        return []
    away = ((places - places.mean()) ** 2).sum(axis="columns")
    return [("", str(away.idxmin()), zone_name(view.chosen, lang), True)]


def _legend_title(_: Translate) -> str:
    return _("Counties in zones")


def pick(event: MapEvent) -> None:
    """Answer a click: a county in a zone chooses the zone, any other asks for the zones nearest to it."""
    if event.kind == "back" or not event.code:
        selection = read_selection()
        if selection.zone or selection.unit:
            choose(zone=None, unit=None)
        else:
            choose(area=NATION_CODE)
        return
    if event.code.startswith(POINT):
        choose(zone=event.code.removeprefix(POINT), unit=None)
        return
    zone = zone_of_county(read_selection().as_of).get(event.code)
    choose(zone=None if zone is None else str(zone), unit=event.code)
