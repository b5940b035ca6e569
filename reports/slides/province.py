"""The slide about one province: its figures, its counties on a map, its trend, and where the work is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from charts.maps.measures import counted_in, draw_stage
from charts.roster import stage_counts
from charts.words import BEHIND, reported_words, verdict_word
from data.base.formats import format_share
from data.base.language import Translate
from data.base.stages import ESTABLISHED_STAGES
from data.register.register import XPCC_CODE, short_names
from geo.assets import asset_name, asset_units
from reports.figures.area import Overview, area_overview, counties_reported
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences import findings
from reports.sentences.big_figures import four_figures
from reports.sentences.comparison import Remark, overview_remarks
from reports.sentences.findings import NAMES_SAID, areas_with_share, roster_title, stages_in_words, xpcc_note
from reports.slides.model import MapPicture, ProvinceContent, Slide
from reports.slides.tables import TABLE_ROWS, deck_table, more_areas, share_table

XINJIANG_CODE: Final = "650000"


def province_slide(figures: FigureSource, occasion: Occasion, code: str, _: Translate) -> Slide:
    """Show one province: its figures, its counties by stage, its trend, and where the work is left."""
    view = area_overview(figures, code, as_of=occasion.as_of, compare=occasion.compare, lang=occasion.lang)
    name = view.scope.name or ""
    table, listed = _units_table(view, figures.status(occasion.as_of), occasion, _)
    remarks = overview_remarks(view, figures, _, occasion.lang)
    days = (occasion.compare, occasion.as_of) if occasion.compare else None
    content = ProvinceContent(
        code=code,
        overview=view,
        lead=findings.lead(view.now, occasion.as_of, _, occasion.lang),
        figures=four_figures(view, days, _, occasion.lang),
        map=_county_map(figures, occasion, code, _),
        table=table,
        more=more_areas(listed - TABLE_ROWS, view.scope.unit_level, _),
        listed=listed,
        remarks=remarks,
    )
    return Slide(
        key=code,
        kind="province",
        name=name,
        title=_title(view, name, _),
        subtitle=_("Stage of each county, and the trend against the path"),
        notes=_notes(view, remarks, occasion, _),
        content=content,
    )


def _title(view: Overview, name: str, _: Translate) -> str:
    """Say where the province stands; while too few have reported, of how many counties there are reports."""
    now = view.now
    if not now.covered:
        told = reported_words(now.reported, now.counties, now.established, _)
        return _("{area}: {title}").format(area=name, title=told)
    return _("{area}: {share} established, {verdict}").format(
        area=name, share=format_share(now.share), verdict=verdict_word(now.verdict, _)
    )


def _county_map(figures: FigureSource, occasion: Occasion, province: str, _: Translate) -> MapPicture:
    """A province's counties by stage. The XPCC's are drawn in Xinjiang; the legend counts the province's own."""
    provinces = figures.register(occasion.as_of).provinces.set_index("code")
    geometry = asset_name(str(provinces.loc[province, "map_province_code"]), occasion.as_of)
    counties = figures.register(occasion.as_of).counties
    own = set(counties.loc[counties["province_code"] == province, "county_code"])
    status = figures.status(occasion.as_of)
    drawing = draw_stage(status[status["county_code"].isin(asset_units(geometry))], occasion.lang, _)
    prefectures = figures.register(occasion.as_of).prefectures
    # A municipality is its own prefecture: its name would lie across its counties.
    inside = prefectures[(prefectures["province_code"] == province) & (prefectures["code"] != province)]
    names = short_names("prefecture", occasion.lang, occasion.as_of)
    return MapPicture(
        geometry,
        "county",
        "stage",
        counted_in(drawing, own),
        tuple((code, names[code], "") for code in inside["code"]),
        xpcc_note(occasion.as_of, _) if province in (XINJIANG_CODE, XPCC_CODE) else "",
    )


def _units_table(
    view: Overview, status: pd.DataFrame, occasion: Occasion, _: Translate
) -> tuple[FigureNumbers, int]:
    """Give a province's prefectures, the lowest share first, or its counties without an alliance; and how many in all.

    status: data.figures.progress.county_status.
    """
    if view.scope.unit_level == "county":
        return _counties_table(view, status, occasion, _)
    return share_table(view.judged_units(), "prefecture", occasion, _)


def _counties_table(
    view: Overview, status: pd.DataFrame, occasion: Occasion, _: Translate
) -> tuple[FigureNumbers, int]:
    rows = counties_reported(view.scope, status)
    without = rows[~rows["stage"].isin(ESTABLISHED_STAGES)]
    columns = (
        NumberColumn("label", _("County"), "text"),
        NumberColumn("stage_word", _("Stage"), "text"),
        NumberColumn("as_of", _("Last report"), "date"),
    )
    shown = without.assign(stage_word=stages_in_words(without["stage"], _)).head(TABLE_ROWS)
    title = roster_title(stage_counts(rows), _, occasion.lang)
    return deck_table(title, columns, shown, occasion, _), len(without)


def _notes(view: Overview, remarks: Sequence[Remark], occasion: Occasion, _: Translate) -> tuple[str, ...]:
    """Where a province stands and which of its units to ask about."""
    points = [findings.lead(view.now, occasion.as_of, _, occasion.lang)]
    if view.scope.unit_level == "prefecture":
        units = view.judged_units()
        slow = units[units["verdict"].isin(BEHIND)].sort_values(["share", "code"])
        if len(slow):
            points.append(
                _("Behind the pace needed: {areas}.").format(
                    areas=areas_with_share(slow.head(NAMES_SAID), _, occasion.lang)
                )
            )
    return (*points, *(remark.text for remark in remarks[:2]))
