"""The slides about zones, one province, what is to be done, and where the figures come from."""

from __future__ import annotations

import pandas as pd

from charts.words import verdict_word
from data.base.formats import format_count, format_date, format_share
from data.base.language import Translate
from data.figures.action_list import action_list, count_reasons, reasons_by_area
from data.figures.zone_figures import (
    among_reported,
    compare_zones,
    mantel_haenszel,
    zone_figures,
    zone_totals,
)
from data.plan.milestones import load_milestones
from data.plan.thresholds import AT_RISK_FROM, MOST_NOT_REPORTED, ON_TRACK_FROM, PACE_MONTHS, STALE_AFTER_DAYS
from data.register.register import COUNTIES, load_counties, load_provinces
from reports.figures.numbers import NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.overview import area_overview
from reports.figures.source import FigureSource
from reports.sentences import actions, experimental_zones, findings
from reports.sentences.big_figures import BigFigure, four_figures
from reports.slides import talking_points
from reports.slides.maps import county_map
from reports.slides.model import ActionsContent, ProvinceContent, Slide, SourcesContent, ZonesContent
from reports.slides.tables import TABLE_ROWS, deck_table, more_areas, units_table

# The reasons told large: those that exclude no other.
REASONS_TOLD = ("to_do", "lacking", "stale", "backwards")


def zones_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Compare the counties in zones with the others, and name the zones with most to do."""
    status, counties = figures.status(occasion.as_of), load_counties()
    compared = compare_zones(status, counties)
    difference = mantel_haenszel(compared)
    reported = experimental_zones.reported_sentence(difference, mantel_haenszel(among_reported(compared)), _)
    totals = zone_totals(status, counties)
    other = compared[["other_established", "other_counties"]].sum()
    inside = _side(
        _("Counties in experimental zones"), int(totals["established"]), int(totals["counties"]), _
    )
    others = _side(_("All other counties"), int(other["other_established"]), int(other["other_counties"]), _)
    sentence = experimental_zones.difference_sentence(difference, _)
    zones = zone_figures(status, counties)
    label = "listed_name" if occasion.lang == "zh" else "name_en"
    rows = zones.assign(label=zones[label], to_go=zones["counties"] - zones["established"])
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
        sentence=" ".join(part for part in (sentence, reported) if part),
        table=table,
        more=_("and {n} more zones").format(n=format_count(left)) if left > 0 else "",
    )
    return Slide(
        key="zones",
        kind="zones",
        name=_("Zones"),
        title=experimental_zones.comparison_title(difference, None, None, _),
        subtitle=_("Counties in the 97 experimental zones against the others of their own province"),
        notes=talking_points.of_figures(sentence, (inside, others), _),
        content=content,
    )


def _side(label: str, established: int, counties: int, _: Translate) -> BigFigure:
    line = _("{established} of {counties} counties").format(
        established=format_count(established), counties=format_count(counties)
    )
    return BigFigure(label, format_share(established / counties) if counties else "–", "", line)


def province_slide(figures: FigureSource, occasion: Occasion, code: str, _: Translate) -> Slide:
    """Show one province: its figures, its counties by stage, its trend, and where the work is left."""
    view = area_overview(
        figures, code, as_of=occasion.as_of, compare=occasion.compare, lang=occasion.lang, _=_
    )
    name = view.scope.name or ""
    table, more = units_table(view, figures.status(occasion.as_of), occasion, _)
    days = (occasion.compare, occasion.as_of) if occasion.compare else None
    content = ProvinceContent(
        code=code,
        overview=view,
        lead=findings.lead(view.now, occasion.as_of, _, occasion.lang),
        figures=four_figures(view, days, _, occasion.lang),
        map=county_map(figures, occasion, code, _),
        table=table,
        more=more,
    )
    return Slide(
        key=code,
        kind="province",
        name=name,
        title=_("{area}: {share} established, {verdict}").format(
            area=name, share=format_share(view.now.share), verdict=verdict_word(view.now.verdict, _)
        ),
        subtitle=_("Stage of each county, and the trend against the path"),
        notes=talking_points.of_province(view, occasion, _),
        content=content,
    )


def actions_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say how many counties have something to do, why, and in which provinces most of them lie."""
    counties = load_counties()
    changed = figures.changed(occasion.compare, occasion.as_of) if occasion.compare else None
    listed = action_list(figures.status(occasion.as_of), changed, counties, as_of=occasion.as_of)
    counts = count_reasons(listed)
    words = actions.filter_words(_)
    lines = {
        "to_do": _("not started, preparing, or stage not reported"),
        "lacking": _("an alliance without funding, personnel or venues"),
        "stale": _("no report for more than {days} days").format(days=STALE_AFTER_DAYS),
        "backwards": actions.since_words(occasion.compare, occasion.as_of, _, occasion.lang),
    }
    told = tuple(
        BigFigure(
            words[reason],
            format_count(counts[reason]),
            _("county") if counts[reason] == 1 else _("counties"),
            lines[reason],
        )
        for reason in REASONS_TOLD
    )
    provinces = load_provinces()
    label = "short_name" if occasion.lang == "zh" else "name_en"
    areas = reasons_by_area(listed, counties, "province")
    names = dict(zip(provinces["code"], provinces[label], strict=True))
    rows = areas.assign(label=areas["code"].map(names), shown=areas["listed"])
    title = actions.areas_title(rows, "province", _, occasion.lang)
    rows = rows[rows["listed"] > 0].sort_values(["listed", "code"], ascending=[False, True])
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("listed", _("On the list"), "count"),
        *(NumberColumn(reason, words[reason], "count") for reason in REASONS_TOLD),
    )
    return Slide(
        key="actions",
        kind="actions",
        name=_("Action list"),
        title=actions.list_title(None, counts["listed"], _) if len(listed) else _("Nothing to follow up"),
        subtitle=title,
        notes=talking_points.of_figures(actions.lead(counts, _, occasion.lang), told, _),
        content=ActionsContent(
            figures=told,
            table=deck_table(_("By province"), columns, rows.head(TABLE_ROWS), occasion, _),
            more=more_areas(len(rows) - TABLE_ROWS, "province", _),
        ),
    )


def sources_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say where figures and boundaries come from, and how verdicts are found."""
    dates = pd.Series(figures.status(occasion.as_of)["as_of"]).dropna()
    newest, oldest = (dates.max().date(), dates.min().date()) if len(dates) else (None, None)
    lang = occasion.lang
    silent = int(figures.summary("nation", occasion.as_of)["not_reported"].iloc[0])
    reports = _(
        "Reports by the counties, checked by the province; {n} of {counties} counties have reported a stage"
    ).format(n=format_count(COUNTIES - silent), counties=format_count(COUNTIES))
    if newest and oldest:
        reports += _(", the oldest report describing {oldest}, the newest {newest}").format(
            oldest=format_date(oldest, lang), newest=format_date(newest, lang)
        )
    milestones = ("；" if lang == "zh" else "; ").join(
        m.name if lang == "zh" else m.name_en for m in load_milestones()
    )
    lines = (
        (_("Figures"), reports),
        (_("Milestones"), milestones),
        (
            _("Verdicts"),
            _(
                "Observed pace ({months} months) ÷ pace needed for the next milestone: on track from {on}, "
                "at risk from {risk}, off track below; not assessed where more than {silent} have not reported"
            ).format(
                months=PACE_MONTHS,
                on=f"{ON_TRACK_FROM:.2f}",
                risk=f"{AT_RISK_FROM:.2f}",
                silent=format_share(MOST_NOT_REPORTED).replace(".0%", "%"),
            ),
        ),
        (
            _("Counties"),
            _(
                "Register of {counties} county-level units at the end of 2023; the XPCC reports for its 12 cities"
            ).format(counties=format_count(COUNTIES)),
        ),
        (
            _("Boundaries"),
            _("Tianditu, simplified; Taiwan, Hong Kong and Macau are outside the Plan's scope"),
        ),
    )
    if occasion.demo:
        lines = (
            (
                _("Demo data"),
                _("All figures are made up by a script; which provinces lag says nothing about them"),
            ),
            *lines,
        )
    return Slide(
        key="sources",
        kind="sources",
        name=_("Sources"),
        title=_("Where the figures come from"),
        subtitle=_("Data as of {day}").format(day=format_date(occasion.as_of, lang)),
        notes=(),
        content=SourcesContent(lines),
    )
