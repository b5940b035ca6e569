"""The maps of the pages: which geometry, which measure, which labels for a reader's view."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from charts.maps import measures
from charts.maps.measures import (
    AREA_MEASURES,
    COUNTY_MEASURES,
    Drawing,
    counted_in,
    draw_zone_stages,
    share_labels,
)
from data.base.formats import format_date
from data.register.register import short_names
from geo.assets import asset_name, asset_units, shows_unpublished
from reports.sentences.findings import xpcc_note
from reports.sentences.later_names import later_names
from ui import queries
from ui.areas import Area, area_name, find_area
from ui.map.component import MapEvent, status_map
from ui.map.view import Level, MapView, class_string, map_words, month_string
from ui.pieces import approval_line, source_line
from ui.shell_context import Context
from ui.web.assets import geometry_url

# Above so many units the hover card shows class and month, which are letters, instead of a line of its own.
MOST_LINES = 400

# The XPCC's cities are drawn within Xinjiang.
XPCC_DRAWN_IN = "650000"


def geometry_name(area: Area | None, level: str) -> str:
    """The geometry that shows an area: the nation at `level`, else the province it is drawn in."""
    return level if area is None or area.map_province is None else area.map_province


def level_shown(ctx: Context) -> Level:
    """What the map is cut into: the chosen level for the nation, counties within a province."""
    return cast(
        "Level", ctx.selection.level if find_area(ctx.selection.area, ctx.as_of) is None else "county"
    )


def measures_offered(level: str) -> tuple[str, ...]:
    """The measures that make sense for units of a level."""
    return COUNTY_MEASURES if level == "county" else AREA_MEASURES


def measure_shown(ctx: Context) -> str:
    """The chosen measure, or the first of the level where it does not apply there."""
    offered = measures_offered(level_shown(ctx))
    return ctx.selection.measure if ctx.selection.measure in offered else offered[0]


def draw_measure(ctx: Context, measure: str, level: str) -> Drawing:
    """Lay a measure out for all units of a level. Needs a store with reports (`ctx.as_of` set)."""
    _, figures, as_of = ctx.translate, ctx.figures, ctx.day
    status = figures.status(as_of)
    if measure == "stage":
        return measures.draw_stage(status, ctx.selection.lang, _)
    if measure == "guarantees":
        return measures.draw_guarantees(status, _)
    if measure == "zones":
        return draw_zone_stages(status, queries.zone_names(as_of), _)
    if measure == "freshness":
        column = "county_code" if level == "county" else f"{level}_code"
        return measures.draw_freshness(status, as_of, level, queries.counties(as_of)[column], _)
    summary = figures.summary(level, as_of)
    if measure == "verdict":
        return measures.draw_verdict(figures.judged(level, as_of), summary, _)
    return measures.draw_share(summary, _)


def own_units(area: Area | None, level: str, day: date) -> set[str] | None:
    """Codes of the counties that an area counts on a day; None for the nation, whose legend counts everything."""
    if area is None or level != "county":
        return None
    counties = queries.counties(day)
    column = {"province": "province_code", "prefecture": "prefecture_code", "county": "prefecture_code"}[
        area.level
    ]
    code = (
        counties.set_index("county_code")["prefecture_code"].get(area.code)
        if area.level == "county"
        else area.code
    )
    return set(counties.loc[counties[column] == code, "county_code"])


def _labels(ctx: Context, area: Area | None, level: str, most: int | None) -> list[tuple[str, str, str]]:
    lang = ctx.selection.lang
    if area is not None:
        prefectures, names = queries.prefectures(ctx.as_of), short_names("prefecture", lang, ctx.as_of)
        inside = prefectures[prefectures["province_code"] == area.province]
        return [(code, names[code], "") for code in inside["code"]]
    if level != "province" or ctx.as_of is None:
        return []
    summary, names = ctx.figures.summary("province", ctx.day), short_names("province", lang)
    drawn = summary[summary["code"].isin(asset_units("province"))]
    labels = share_labels(drawn, names)
    return labels if most is None else [label for label in labels if label[2]][:most]


def _ahead(ctx: Context) -> list[str]:
    """Addresses of the nation's other levels, which are small and likely to be asked for next."""
    return [geometry_url(asset_name(name, ctx.as_of)) for name in ("province", "prefecture")]


def _with_xpcc(ctx: Context, geometry: str) -> str:
    source = source_line(ctx)
    if geometry != XPCC_DRAWN_IN:
        return source
    return f"{xpcc_note(ctx.as_of, ctx.translate)} {source}"


def map_view(
    ctx: Context,
    *,
    measure: str,
    title: str,
    subtitle: str,
    height: int,
    most_labels: int | None = None,
    legend_at: str = "above",
) -> MapView:
    """What the map component is told for the reader's view."""
    _, selection = ctx.translate, ctx.selection
    area, level = find_area(selection.area, ctx.as_of), level_shown(ctx)
    name = geometry_name(area, level)
    drawn = asset_name(name, ctx.as_of)
    units = asset_units(drawn)
    own = own_units(area, level, ctx.day)
    drawing = draw_measure(ctx, measure, level)
    drawing = drawing if own is None else counted_in(drawing, own)
    status_dates = None
    if len(units) > MOST_LINES and ctx.as_of is not None and measure == "stage":
        status = ctx.figures.status(ctx.day)
        dates = dict(zip(status["county_code"], status["established_on"], strict=True))
        status_dates = month_string(units, dates, latest=ctx.as_of)
    focus = None
    if area is not None and area.level != "province":
        focus = area.code if area.level == "prefecture" else area.parent
        focus = None if focus == area.province else focus
    as_of = _("Data as of {day}").format(day=format_date(ctx.as_of, selection.lang)) if ctx.as_of else ""
    return MapView(
        url=geometry_url(drawn),
        level=level,
        lang=selection.lang,
        units=units,
        classes=class_string(units, drawing.classes),
        legend=drawing.legend,
        legend_kind=drawing.kind,
        legend_at="above" if legend_at == "above" else "below",
        text=map_words(
            _,
            title=title,
            subtitle=subtitle,
            legend_title=measures.measure_words(_)[measure],
            source=_with_xpcc(ctx, name),
            approval=approval_line(ctx),
            as_of=as_of,
            demo=_("DEMO DATA") if ctx.figures.shows_demo() else "",
            hatch=drawing.hatch_words,
            unpublished=shows_unpublished(drawn),
        ),
        alt=_("Map of {area}: {measure}. {finding}").format(
            area=area_name(selection.area, selection.lang, _, ctx.as_of),
            measure=measures.measure_words(_)[measure],
            finding=title,
        ),
        hover_lines=_hover_lines(ctx, drawing, units) if len(units) <= MOST_LINES else (),
        hover_months=status_dates,
        labels=_labels(ctx, area, level, most_labels),
        selected=selection.unit or (area.code if area is not None and area.level == "county" else None),
        focus=focus,
        not_reported=drawing.unreported,
        ahead=_ahead(ctx) if area is None else (),
        locator=(geometry_url("province"), name) if area is not None else None,
        height=height,
    )


def _hover_lines(ctx: Context, drawing: Drawing, units: Sequence[str]) -> list[str]:
    """What the card of each unit says; on a past day, what became of it since."""
    later = later_names(ctx.as_of, ctx.selection.lang, ctx.translate)
    lines = ((drawing.lines.get(code, ""), later.get(code, "")) for code in units)
    return ["\n".join(part for part in parts if part) for parts in lines]


def show_map(view: MapView, *, key: str, on_event: Callable[[MapEvent], None]) -> None:
    """Draw the map; `on_event` changes the address before the page is drawn again."""
    status_map(view, key=key, on_event=on_event)
