"""The parts of the overview that turn its figures into pieces: the strip, the ranking or roster, the trend."""

import pandas as pd

from charts.alternative import ranking_alternative, trend_alternative
from charts.ranking import ranking_figure, ranking_frame, ranking_height, verdict_counts
from charts.roster import roster_figure, roster_frame, stage_counts
from charts.sparkline import bar_sparkline, line_sparkline
from charts.trend import trend_figure
from charts.words import verdict_word
from data.formats import format_count, format_date, format_pace, format_share
from data.plan import plan_path
from data.thresholds import PACE_MONTHS
from data.words import Translate
from reports import findings, panel_titles, strip
from ui import pieces
from ui.markup import StripFigure, sentence_case, table_html
from ui.overview import Overview, look_of
from ui.shell_context import Context

# Room under the head of a panel at 1080p; narrower or lower screens scroll.
# English verdicts take a second line above the ranking.
RANKING_HEIGHT = {"zh": 644, "en": 622}
TREND_HEIGHT = 388


def strip_figures(ctx: Context, view: Overview) -> list[StripFigure]:
    """Give the four figures: established, to go, pace, not reported."""
    _, lang, now = ctx.translate, ctx.selection.lang, view.now
    days = (ctx.compare, ctx.day) if ctx.compare else None
    established = strip.recent(view.trend, "established")
    span = _("the last {months} months").format(months=strip.SPARK_MONTHS)

    def line(values: list[int]) -> str:
        return line_sparkline(values, ctx.palette)

    needed = now.needed_pace if now.gap > 0 else None
    bars = bar_sparkline(
        strip.monthly_gains(view.trend),
        ctx.palette,
        window=PACE_MONTHS,
        needed=needed,
        needed_label=_("need {pace}").format(pace=format_pace(needed or 0)),
        font=look_of(ctx).font,
    )
    pace = "–" if now.observed_pace is None else format_pace(now.observed_pace)
    return [
        StripFigure(
            _("Established"),
            format_count(now.established),
            _unit(now.established, _),
            line(established),
            span,
            strip.established_line(now, view.before, days, _, lang),
        ),
        StripFigure(
            _("To go"),
            format_count(now.to_go),
            _unit(now.to_go, _),
            line([now.counties - value for value in established]),
            span,
            strip.to_go_line(now, _),
        ),
        StripFigure(
            _("Net gain a month over {months} months").format(months=PACE_MONTHS),
            pace,
            _unit(now.observed_pace, _),
            bars,
            span,
            strip.pace_line(now, _),
        ),
        StripFigure(
            _("Not reported"),
            format_count(now.not_reported),
            _unit(now.not_reported, _),
            line(strip.recent(view.trend, "not_reported")),
            span,
            strip.not_reported_line(now, view.before, days, view.unit_counts(), _, lang),
        ),
    ]


def _unit(value: float | None, _: Translate) -> str:
    # Beside a figure Chinese has a measure word, English the noun.
    return _("county") if value == 1 else _("counties")


def units_panel(ctx: Context, view: Overview) -> None:
    """Draw the units inside the area: provinces or prefectures ranked, counties as a roster."""
    if view.scope.unit_level == "county":
        _roster(ctx, view)
        return
    _ = ctx.translate
    look = look_of(ctx)
    frame = ranking_frame(view.summary, view.judged, view.scope.units)
    counts = verdict_counts(frame)
    title = panel_titles.ranking_title(counts, view.scope.unit_level, _)
    pieces.panel_head(title)
    pieces.verdict_key(counts, ctx.palette, _)
    figure = ranking_figure(
        frame,
        milestones=view.milestones,
        path_share=view.path_share,
        as_of=ctx.day,
        look=look,
        height=ranking_height(len(frame), RANKING_HEIGHT[ctx.selection.lang]),
    )
    pieces.chart(figure, key="overview-ranking", alternative=ranking_alternative(frame, title, look))


def _roster(ctx: Context, view: Overview) -> None:
    _, look = ctx.translate, look_of(ctx)
    frame = roster_frame(view.scope.units, ctx.figures.status(ctx.day))
    counts = stage_counts(frame)
    title = panel_titles.roster_title(counts, _)
    pieces.panel_head(title)
    pieces.stage_key(counts, ctx.palette, _)
    figure = roster_figure(
        frame,
        selected=ctx.selection.area,
        start=plan_path()[0][0],
        as_of=ctx.day,
        milestones=view.milestones,
        look=look,
        height=ranking_height(len(frame), RANKING_HEIGHT[ctx.selection.lang]),
    )
    pieces.chart(figure, key="overview-roster", alternative=title)


def trend_panel(ctx: Context, view: Overview) -> None:
    """Draw the trend against the path, and below it what changed."""
    _, lang, look = ctx.translate, ctx.selection.lang, look_of(ctx)
    title = findings.trend_title(view.now, ctx.day, _, lang)
    pieces.panel_head(title, findings.trend_subtitle(view.now, _))
    figure = trend_figure(
        view.trend,
        counties=view.now.counties,
        path=plan_path(),
        milestones=view.met,
        projection=view.projection,
        look=look,
        height=TREND_HEIGHT,
    )
    spoken = trend_alternative(view.trend, view.now.counties, title, view.met, view.projection, look)
    pieces.chart(figure, key="overview-trend", alternative=spoken)


def number_tables(ctx: Context, view: Overview) -> list[str]:
    """Give the numbers of the page's figures as tables that open on a click."""
    tables = [_trend_table(ctx, view)]
    return tables if view.scope.unit_level == "county" else [_ranking_table(ctx, view), *tables]


def _ranking_table(ctx: Context, view: Overview) -> str:
    _ = ctx.translate
    frame = ranking_frame(view.summary, view.judged, view.scope.units)
    unit = _("Province") if view.scope.unit_level == "province" else _("Prefecture")
    header = [unit, _("Counties"), _("Established"), _("Share"), _("Needed a month"), _("Seen a month")]
    rows = [
        [
            str(row["label"]),
            format_count(row["counties"]),
            format_count(row["established"]),
            format_share(row["share"]),
            _pace(row["needed_pace"]),
            _pace(row["observed_pace"]),
            sentence_case(verdict_word(str(row["verdict"]), _)),
        ]
        for row in frame.to_dict("records")
    ]
    return table_html(_("The ranking as a table"), [*header, _("Verdict")], rows)


def _trend_table(ctx: Context, view: Overview) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    rows = [
        [
            format_date(row["month_end"], lang),
            format_count(row["established"]),
            format_share(row["established"] / view.now.counties),
            format_count(row["not_reported"]),
        ]
        for row in view.trend.to_dict("records")
    ]
    header = [_("Month end"), _("Established"), _("Share"), _("Not reported")]
    return table_html(_("The trend as a table"), header, rows)


def _pace(value: float) -> str:
    return "–" if pd.isna(value) else format_pace(value)
