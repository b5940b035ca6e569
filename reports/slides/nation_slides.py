"""The slides about the nation: headline, map, ranking, trend, provinces in trouble."""

from __future__ import annotations

import pandas as pd

from charts.ranking.layout import ranking_frame, verdict_counts
from charts.words import BEHIND, unit_count
from data.base.formats import format_count, format_due, format_share, format_target, share_percent
from data.base.language import Translate
from data.plan.thresholds import PACE_MONTHS
from data.register.register import load_provinces
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.overview import Overview
from reports.figures.source import FigureSource
from reports.sentences import findings
from reports.sentences.big_figures import four_figures
from reports.sentences.comparison import comparison_title
from reports.sentences.findings import region_of, region_phrase
from reports.sentences.progress import progress_frame
from reports.slides import talking_points
from reports.slides.maps import share_map, verdict_map
from reports.slides.model import HeadlineContent, MapContent, RankingContent, Slide, TrendContent
from reports.slides.tables import (
    TABLE_ROWS,
    count_columns,
    deck_table,
    more_areas,
    pace_columns,
    with_verdict_words,
)


def headline_slide(view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Say in one sentence where the nation stands, with four figures and what changed."""
    days = (occasion.compare, occasion.as_of) if occasion.compare else None
    compared = comparison_title(*days, _, occasion.lang) if days else ""
    content = HeadlineContent(
        area=view.now,
        lead=findings.lead(view.now, occasion.as_of, _, occasion.lang),
        figures=four_figures(view, days, _, occasion.lang),
        compared=compared if view.remarks else "",
        remarks=tuple(view.remarks),
    )
    return Slide(
        key="headline",
        kind="headline",
        name=_("Headline"),
        title=findings.headline(view.now, occasion.as_of, _, occasion.lang),
        subtitle=_measured_against(view, _, occasion.lang),
        notes=talking_points.of_headline(view, occasion, _),
        content=content,
    )


def map_slide(figures: FigureSource, view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the share of every province, and those with the lowest."""
    units = view.unit_counts()
    rows = units.merge(view.judged[["code", "verdict"]], on="code", validate="one_to_one")
    rows = rows.sort_values(["share", "code"])
    table = deck_table(
        _("Provinces with the lowest share"),
        count_columns(_("Province"), _),
        with_verdict_words(rows.head(TABLE_ROWS), _),
        occasion,
        _,
    )
    content = MapContent(
        map=share_map(figures, occasion, _),
        table=table,
        counts=verdict_counts(view.judged),
        more=more_areas(len(rows) - TABLE_ROWS, "province", _),
    )
    return Slide(
        key="map",
        kind="map",
        name=_("Map"),
        title=findings.map_title(units, "province", _, occasion.lang),
        subtitle=_("Share of counties with an alliance, by province (%)"),
        notes=talking_points.of_map(rows, _, occasion.lang),
        content=content,
    )


def ranking_slide(view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Rank all provinces by share."""
    frame = ranking_frame(view.summary, view.judged, view.scope.units)
    title = ranking_title(frame, _)
    counts = verdict_counts(frame)
    content = RankingContent(frame, ranking_numbers(title, frame, occasion, _), counts, view.path_share)
    return Slide(
        key="ranking",
        kind="ranking",
        name=_("Ranking"),
        title=title,
        subtitle=_("Share of counties with an alliance (%). Marks: verdict against the next milestone"),
        notes=talking_points.of_ranking(frame, view.path_share, _, occasion.lang),
        content=content,
    )


def ranking_numbers(title: str, frame: pd.DataFrame, occasion: Occasion, _: Translate) -> FigureNumbers:
    """Give the ranking as numbers."""
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Projected"), "date"),
    )
    return deck_table(title, columns, with_verdict_words(frame, _), occasion, _)


def ranking_title(frame: pd.DataFrame, _: Translate) -> str:
    """Say from which share to which the provinces reach. frame: of `ranking_frame`, highest first."""
    highest, lowest = frame.iloc[0], frame.iloc[-1]
    low, high = format_share(float(lowest["share"])), format_share(float(highest["share"]))
    if low == high:
        return _("All {units} are at {share}").format(units=unit_count("province", len(frame), _), share=low)
    leading = int((frame["share"].map(share_percent) == share_percent(float(highest["share"]))).sum())
    if leading > 1:
        text = _("From {low} in {lowest} to {high} in {units}")
    else:
        text = _("From {low} in {lowest} to {high} in {highest}")
    return text.format(
        low=low,
        lowest=lowest["label"],
        high=high,
        highest=highest["label"],
        units=unit_count("province", leading, _),
    )


def trend_slide(view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the trend against the path, and where it leads."""
    title = findings.trend_title(view.now, occasion.as_of, _, occasion.lang)
    columns = (
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    rows = view.trend.assign(share=view.trend["established"] / view.now.counties)
    return Slide(
        key="trend",
        kind="trend",
        name=_("Trend"),
        title=title,
        subtitle=findings.trend_subtitle(view.now, _),
        notes=talking_points.of_trend(view, occasion, _),
        content=TrendContent(view, deck_table(title, columns, rows, occasion, _)),
    )


def trouble_slide(figures: FigureSource, view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the verdict of every province, and those behind the pace they need, the worst first."""
    rows = progress_frame(view.scope.units, view.summary, view.judged)
    counts = verdict_counts(rows)
    behind = rows[rows["verdict"].isin(BEHIND)]
    told = behind if len(behind) else rows
    table_title = (
        _("Behind the pace needed, the worst first") if len(behind) else _("Provinces with the most to do")
    )
    shown = with_verdict_words(told.head(TABLE_ROWS), _)
    content = MapContent(
        map=verdict_map(figures, occasion, shown["code"].tolist(), _),
        table=deck_table(table_title, pace_columns(_("Province"), _), shown, occasion, _),
        counts=counts,
        more=more_areas(len(told) - TABLE_ROWS, "province", _),
    )
    return Slide(
        key="trouble",
        kind="trouble",
        name=_("Provinces behind"),
        title=trouble_title(behind, counts, _),
        subtitle=_verdict_subtitle(view, _, occasion.lang),
        notes=talking_points.of_trouble(behind, rows, _, occasion.lang),
        content=content,
    )


def trouble_title(behind: pd.DataFrame, counts: dict[str, int], _: Translate) -> str:
    """Say how many provinces are behind, and in which region most of them lie where that is one."""
    title = findings.ranking_title(counts, "province", _)
    if len(behind) < 3 or counts.get("cannot_assess", 0):
        return title
    regions = pd.Series([region_of(str(code)) for code in behind["code"]]).value_counts()
    region, most = str(regions.index[0]), int(regions.iloc[0])
    if most == len(behind):
        return _("{finding}, all {region}").format(finding=title, region=region_phrase(region, _))
    if most * 2 <= len(behind):
        return title
    return _("{finding}, {n} of them {region}").format(
        finding=title, n=format_count(most), region=region_phrase(region, _)
    )


def _verdict_subtitle(view: Overview, _: Translate, lang: str) -> str:
    now = view.now
    return _("Against {share} by {due}: net gain a month over {months} months ÷ needed a month").format(
        share=format_target(now.target), due=format_due(now.due, lang), months=PACE_MONTHS
    )


def _measured_against(view: Overview, _: Translate, lang: str) -> str:
    targets = [
        _("{share} by {due}").format(share=format_target(m.share), due=format_due(m.on, lang))
        for m in view.milestones
    ]
    joined = ("；" if lang == "zh" else "; ").join(targets)
    return _("The Plan asks for {targets}; {provinces} report").format(
        targets=joined, provinces=unit_count("province", len(load_provinces()), _)
    )
