"""The slide about the experimental zones: their counties against the others, and the zones with most to do."""

from __future__ import annotations

from data.base.formats import format_count, format_share
from data.base.language import Translate, name_column
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
    other = compared[["other_established", "other_counties"]].sum()
    inside = _side(
        _("Counties in experimental zones"), int(totals["established"]), int(totals["counties"]), _
    )
    others = _side(_("All other counties"), int(other["other_established"]), int(other["other_counties"]), _)
    sentence = experimental_zones.difference_sentence(difference, _)
    weighting = experimental_zones.weighting_sentence(comparison, _)
    ends = "。" if occasion.lang == "zh" else ". "
    said = ends.join(
        part for part in (sentence, "".join(part for part in (weighting, reported) if part)) if part
    )
    zones = zone_figures(status, counties)
    rows = zones.assign(
        label=zones[name_column(occasion.lang, "listed_name")], to_go=zones["counties"] - zones["established"]
    )
    rows = rows[rows["to_go"] > 0].sort_values(["to_go", "zone_no"], ascending=[False, True])
    columns = (
        NumberColumn("label", _("Zone"), "text"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("to_go", _("To go"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    table = deck_table(_("Zones with the most to do"), columns, rows.head(TABLE_ROWS), occasion, _)
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
        title=experimental_zones.comparison_title(difference, None, None, _),
        subtitle=_("Counties in the 97 experimental zones against the others of their own province"),
        notes=figures_said(sentence, (inside, others), _),
        content=content,
    )


def _side(label: str, established: int, counties: int, _: Translate) -> BigFigure:
    line = _("{established} of {counties} counties").format(
        established=format_count(established), counties=format_count(counties)
    )
    return BigFigure(label, format_share(established / counties) if counties else NOTHING, "", line)
