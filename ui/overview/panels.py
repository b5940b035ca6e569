"""The parts of the overview: its figures as a strip, the map of the provinces, the ranking or roster, the trend."""

from dataclasses import replace
from typing import Any

import pandas as pd

from charts.ranking.figure import ranking_figure, ranking_height
from charts.ranking.layout import ranking_alternative, ranking_frame, ranking_layout, verdict_counts
from charts.roster import roster_figure, roster_frame, stage_counts
from charts.small_figures import bar_sparkline, line_sparkline
from charts.trend.figure import trend_figure
from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import format_pace
from data.base.language import Translate
from data.plan.milestones import plan_path
from data.register.register import NATION_CODE
from reports.figures.area import Overview, area_overview
from reports.figures.numbers import NumberColumn
from reports.sentences import big_figures, findings
from ui.areas import find_area
from ui.figure.panel import figure_panel, numbers_of
from ui.map.area_map import (
    map_view,
    show_map,
)
from ui.map.component import MapEvent
from ui.map.view import MapView
from ui.pieces import StripFigure, stage_key_html, verdict_key_html
from ui.selection import choose
from ui.shell_context import Context, look_of, once_per_view

# Room under the head of a panel at 1080p; narrower or lower screens scroll.
# English verdicts take a second line above the ranking.
RANKING_HEIGHT = {"zh": 630, "en": 608}
TREND_HEIGHT = 388
# How many provinces the overview's small map names: those furthest behind.
NAMED_ON_OVERVIEW = 5


def read_overview(ctx: Context) -> Overview:
    """Read what the overview shows. Needs a store with reports."""
    return area_overview(
        ctx.figures,
        ctx.selection.area,
        as_of=ctx.day,
        compare=ctx.compare,
        lang=ctx.selection.lang,
    )


def strip_figures(ctx: Context, view: Overview) -> list[StripFigure]:
    """Give the four figures, each with what its last year looked like."""
    _, lang, now = ctx.translate, ctx.selection.lang, view.now
    days = (ctx.compare, ctx.day) if ctx.compare else None
    established = big_figures.recent(view.trend, "established")
    silent = big_figures.recent(view.trend, "not_reported")
    span = _("the last {months} months").format(months=big_figures.SPARK_MONTHS)
    without = [
        counties - has - quiet
        for counties, has, quiet in zip(
            big_figures.recent(view.trend, "counties"), established, silent, strict=True
        )
    ]
    # Months of few reports show who began to report, and no pace.
    bars = (
        bar_sparkline(
            big_figures.monthly_gains(view.trend),
            ctx.palette,
            window=now.pace_months,
            needed=now.needed_pace if now.gap > 0 else None,
            needed_label=_("need {pace}").format(pace=format_pace(now.needed_pace or 0)),
            font=look_of(ctx).font,
        )
        if now.covered
        else ""
    )
    sparklines = [
        line_sparkline(established, ctx.palette),
        line_sparkline(without, ctx.palette),
        bars,
        line_sparkline(silent, ctx.palette),
    ]
    return [
        StripFigure(figure.label, figure.value, figure.unit, sparkline, span, figure.line)
        for figure, sparkline in zip(big_figures.four_figures(view, days, _, lang), sparklines, strict=True)
    ]


def units_panel(ctx: Context, view: Overview) -> None:
    """Draw the units inside the area: provinces or prefectures ranked, counties as a roster."""
    if view.scope.unit_level == "county":
        figure_panel(ctx, **once_per_view(ctx, "overview-roster", lambda: _roster(ctx, view)))
    else:
        figure_panel(ctx, **once_per_view(ctx, "overview-ranking", lambda: _ranking(ctx, view)))


def _ranking(ctx: Context, view: Overview) -> dict[str, Any]:
    _, look = ctx.translate, look_of(ctx)
    frame = ranking_frame(view.summary, view.judged, view.scope.units)
    counts = verdict_counts(frame)
    title = findings.ranking_title(counts, view.scope.unit_level, _)
    shown = ranking_layout(
        frame,
        milestones=view.milestones,
        path_share=view.path_share,
        as_of=ctx.day,
        level=view.scope.unit_level,
        look=look,
    )
    height = ranking_height(len(shown.rows) + len(shown.unranked), RANKING_HEIGHT[ctx.selection.lang])
    return dict(  # noqa: C408 (the arguments of figure_panel)
        key="overview-ranking",
        title=title,
        subtitle="",
        key_html=verdict_key_html(counts, ctx.palette, _),
        figure=ranking_figure(shown, look=look, height=height),
        numbers=numbers_of(ctx, title, _ranking_columns(view, _), _with_words(frame, _)),
        alternative=ranking_alternative(frame, title, view.scope.unit_level, look),
    )


def _ranking_columns(view: Overview, _: Translate) -> tuple[NumberColumn, ...]:
    unit = _("Province") if view.scope.unit_level == "province" else _("Prefecture")
    return (
        NumberColumn("label", unit, "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Expected"), "month"),
    )


def _with_words(frame: pd.DataFrame, _: Translate) -> pd.DataFrame:
    words = frame["verdict"].map(lambda verdict: sentence_case(verdict_word(str(verdict), _)))
    return frame.assign(verdict_word=words)


def _roster(ctx: Context, view: Overview) -> dict[str, Any]:
    _, look = ctx.translate, look_of(ctx)
    frame = roster_frame(view.scope.units, ctx.figures.status(ctx.day))
    counts = stage_counts(frame)
    title = findings.roster_title(counts, _, ctx.selection.lang)
    figure = roster_figure(
        frame,
        selected=ctx.selection.area,
        start=plan_path()[0][0],
        as_of=ctx.day,
        milestones=view.milestones,
        look=look,
        height=ranking_height(len(frame), RANKING_HEIGHT[ctx.selection.lang]),
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("label", _("County"), "text"),
        NumberColumn("stage_word", _("Stage"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
    )
    stages = [
        sentence_case(stage_word(None if pd.isna(stage) else str(stage), _)) for stage in frame["stage"]
    ]
    return dict(  # noqa: C408 (the arguments of figure_panel)
        key="overview-roster",
        title=title,
        subtitle="",
        key_html=stage_key_html(counts, ctx.palette, _),
        figure=figure,
        numbers=numbers_of(ctx, title, columns, frame.assign(stage_word=stages)),
        alternative=title,
    )


def trend_panel(ctx: Context, view: Overview) -> None:
    """Draw the trend against the path."""
    figure_panel(ctx, **once_per_view(ctx, "overview-trend", lambda: _trend(ctx, view)))


def _trend(ctx: Context, view: Overview) -> dict[str, Any]:
    _, lang, look = ctx.translate, ctx.selection.lang, look_of(ctx)
    title = findings.trend_title(view.now, ctx.day, _, lang)
    shown = view.trend_layout()
    columns = (
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("known_then", _("Established as known on the day"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    shares = view.shares_by_month()
    return dict(  # noqa: C408 (the arguments of figure_panel)
        key="overview-trend",
        title=title,
        subtitle=findings.trend_subtitle(view.now, _),
        figure=trend_figure(shown, look=look, height=TREND_HEIGHT),
        numbers=numbers_of(ctx, title, columns, view.trend.assign(share=shares)),
        alternative=shown.in_words(title, look),
    )


def province_map(ctx: Context, height: int, title: str = "", subtitle: str = "") -> None:
    """Draw the overview's map: provinces by share, or the counties of the chosen province by stage."""
    measure = "share" if find_area(ctx.selection.area) is None else "stage"
    nation = replace(ctx, selection=replace(ctx.selection, level="province", unit=None))

    def view() -> MapView:
        return map_view(
            nation,
            measure=measure,
            title=title,
            subtitle=subtitle,
            height=height,
            most_labels=NAMED_ON_OVERVIEW,
            legend_at="below",
        )

    show_map(once_per_view(ctx, "overview-map", view), key="overview-map-drawing", on_event=carry_province)


def carry_province(event: MapEvent) -> None:
    """Answer the reader on the overview: a click on a province carries into every page."""
    if event.kind in ("select", "open") and event.code and find_area(event.code):
        choose(area=event.code, unit=None)
    elif event.kind == "back":
        choose(area=NATION_CODE)
