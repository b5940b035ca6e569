"""The slide about the experimental zones: their counties against the others, and the zones with most to do."""

from __future__ import annotations

from charts.words import reported_words
from data.base.formats import format_count, format_share, join_clauses
from data.base.language import Translate, name_column
from data.figures.coverage import is_covered
from data.figures.zone_figures import (
    compare_reported,
    compare_zones,
    zone_figures,
    zone_totals,
)
from reports.figures.numbers import NOTHING, NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences import experimental_zones
from reports.sentences.big_figures import BigFigure, figures_said
from reports.slides.model import Slide, ZonesContent
from reports.slides.tables import TABLE_ROWS, deck_table


def zones_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Compare the counties in zones with the others, and name the zones with most to do."""
    status, counties = figures.status(occasion.as_of), figures.register(occasion.as_of).counties
    comparison = compare_zones(status, counties)
    compared, difference = comparison.provinces, comparison.pooled
    reported = experimental_zones.reported_sentence(difference, compare_reported(status, counties).pooled, _)
    totals = zone_totals(status, counties)
    other = compared[["other_established", "other_counties", "other_not_reported"]].sum()
    inside = _side(
        _("Counties in experimental zones"),
        int(totals["established"]),
        int(totals["counties"]),
        int(totals["not_reported"]),
        _,
    )
    others = _side(
        _("All other counties"),
        int(other["other_established"]),
        int(other["other_counties"]),
        int(other["other_not_reported"]),
        _,
    )
    sentence = experimental_zones.difference_sentence(difference, _)
    title = experimental_zones.comparison_title(difference, None, None, _)
    weighting = experimental_zones.weighting_clause(comparison, _)
    if not (
        is_covered(int(totals["not_reported"]), int(totals["counties"]))
        and is_covered(int(other["other_not_reported"]), int(other["other_counties"]))
    ):
        # Shares of all counties would compare who reports, not who has an alliance.
        title = sentence = _("Too few counties have reported to compare zones with the others")
        weighting = reported = ""
    ends = "。" if occasion.lang == "zh" else ". "
    clauses = join_clauses([part for part in (sentence, weighting) if part], occasion.lang)
    said = ends.join(part for part in (clauses, reported) if part)
    zones = zone_figures(status, counties)
    rows = zones.assign(
        label=zones[name_column(occasion.lang, "listed_name")],
        # Of a county that has not reported nobody knows that it has something to do.
        to_go=zones["counties"] - zones["established"] - zones["not_reported"],
        share=zones["share"].where(is_covered(zones["not_reported"], zones["counties"])),
    )
    rows = rows[rows["to_go"] > 0].sort_values(["to_go", "zone_no"], ascending=[False, True])
    columns = (
        NumberColumn("label", _("Zone"), "text"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("to_go", _("Without an alliance"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    table = deck_table(
        _("Zones with the most counties without an alliance"), columns, rows.head(TABLE_ROWS), occasion, _
    )
    left = len(rows) - TABLE_ROWS
    content = ZonesContent(
        inside=inside,
        others=others,
        sentence=said,
        table=table,
        more=_("and {n} more zones").format(n=format_count(left)) if left > 0 else "",
    )
    return Slide(
        key="zones",
        kind="zones",
        name=_("Zones"),
        title=title,
        subtitle=_("Counties in the 97 experimental zones against the others of their own province"),
        notes=figures_said(sentence, (inside, others), _),
        content=content,
    )


def _side(label: str, established: int, counties: int, not_reported: int, _: Translate) -> BigFigure:
    """Tell a share of all counties, or while too few have reported of how many there are reports."""
    if not is_covered(not_reported, counties):
        line = reported_words(counties - not_reported, counties, established, _)
        return BigFigure(label, NOTHING, "", line)
    line = _("{established} of {counties} counties").format(
        established=format_count(established), counties=format_count(counties)
    )
    return BigFigure(label, format_share(established / counties) if counties else NOTHING, "", line)
