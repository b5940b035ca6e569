"""The trend of the area shown, and what would be so at another pace or with other counties; redrawn on its own."""

from datetime import date
from math import ceil

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.theme import Look
from charts.trend.figure import ASSUMED_SHIFT, add_assumed, trend_figure
from charts.trend.layout import Projection, TrendLayout
from data.base.formats import format_month, format_pace
from data.figures.judgement import Assumption, counted_in, judge_assumed
from data.plan.milestones import load_milestones, own_of_areas
from reports.figures.numbers import NumberColumn
from reports.sentences import findings, progress
from ui import pieces, queries
from ui.access import same_reader
from ui.figure.panel import figure_panel, numbers_of
from ui.progress.view import ProgressView, counties_without
from ui.queries import KEPT_VIEWS, Known
from ui.selection import choose, read_selection
from ui.shell_context import Context, look_of

TREND_HEIGHT = 400
# As many codes as an address has room for; more are kept for the session alone.
MOST_IN_ADDRESS = 100
# Below so many counties a month the slider goes by tenths.
WHOLE_STEPS_FROM = 10


def pace_range(view: ProgressView) -> tuple[float, float]:
    """Give the slider's end and step: twice the fastest of what was seen and is needed."""
    now = view.base.now
    fastest = max(now.needed_pace or 0.0, now.observed_pace or 0.0, now.short_pace or 0.0, 0.5)
    step = 1.0 if (now.observed_pace or fastest) >= WHOLE_STEPS_FROM else 0.1
    return float(ceil(fastest * 2)), step


def pace_assumed(end: float) -> float | None:
    """Read the pace of the address; None where there is none, or none that the slider has."""
    asked = read_selection().pace or ""
    try:
        pace = float(asked)
    except ValueError:
        return None
    return pace if 0 <= pace <= end else None


def start_of(view: ProgressView, end: float, step: float) -> float:
    """Give where the slider stands while nothing is assumed: at the pace seen, as near as its steps come."""
    seen = max(view.base.now.observed_pace or 0.0, 0.0)
    return min(round(seen / step) * step, end)


def trend_and_what_if(ctx: Context, view: ProgressView) -> None:
    """Draw both. What is assumed is the address's; a whole rerun sets it, a redraw of this part reads it."""
    end, step = pace_range(view)
    pace = pace_assumed(end)
    st.session_state[_key("pace", view)] = start_of(view, end, step) if pace is None else pace
    names, asked = _without(ctx, view), (read_selection().chosen or "").split(",")
    by_hand, key = [code for code in asked if code in names], _key("chosen", view)
    if by_hand or key not in st.session_state:
        st.session_state[key] = by_hand
    _part(ctx, view, end, step)


def _without(ctx: Context, view: ProgressView) -> dict[str, str]:
    """The counties of the area without an alliance: what each is called, by code."""
    scope = view.base.scope
    return counties_without(ctx.figures.known, scope.level, scope.code, ctx.day, ctx.selection.lang)


def _key(name: str, view: ProgressView) -> str:
    return f"what-if-{name}-{view.base.scope.code}"


@st.fragment
def _part(ctx: Context, view: ProgressView, end: float, step: float) -> None:
    same_reader()
    pace = pace_assumed(end)
    chosen: list[str] = st.session_state.get(_key("chosen", view), [])
    added, not_reported = counted_in(ctx.figures.status(ctx.day), chosen)
    then = _judged(ctx, view, Assumption(pace, added, not_reported))
    with st.container(key="progress-trend-panels"):
        with st.container(key="progress-trend"):
            _trend(ctx, view, then, pace, added)
        with st.container(key="progress-what-if"):
            _what_if(ctx, view, then, pace, end, step)


def _judged(ctx: Context, view: ProgressView, assumed: Assumption) -> pd.Series:
    scope = view.base.scope
    if assumed == Assumption():
        judged = ctx.figures.judged(scope.level, ctx.day)
        return judged[judged["code"] == scope.code].iloc[0]
    summary = ctx.figures.summary(scope.level, ctx.day)
    own = own_of_areas(queries.province_milestones(), queries.counties(ctx.day), scope.level)
    judged = judge_assumed(
        summary[summary["code"] == scope.code],
        view.base.trend,
        load_milestones(),
        assumed,
        as_of=ctx.day,
        own=own,
    )
    return judged.iloc[0]


def _trend(ctx: Context, view: ProgressView, then: pd.Series, pace: float | None, added: int) -> None:
    _, lang, look, base = ctx.translate, ctx.selection.lang, look_of(ctx), view.base
    title = findings.trend_title(base.now, ctx.day, _, lang)
    shown = base.trend_layout(view.area_own)
    kept = _figure(ctx.figures.known, base.scope.code, ctx.day, lang, look.palette.dark, shown, look)
    figure = kept
    if (pace is not None or added) and then["verdict"] not in ("achieved", "cannot_assess"):
        on = None if pd.isna(then["projected_on"]) else then["projected_on"].date()
        rate = format_pace(float(then["observed_pace"]))
        label = (
            _("assumed: {pace} a month").format(pace=rate)
            if on is None
            else _("assumed: {pace} a month, {month}").format(pace=rate, month=format_month(on, lang))
        )
        start = (ctx.day, base.now.established + added)
        figure = go.Figure(kept)
        towards = None if on is None else Projection(int(then["needed"]), on, None, None)
        assumed_pace = float(then["observed_pace"])
        add_assumed(figure, towards, assumed_pace, label, start=start, edge=shown.edge, look=look)
    columns = (
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    shares = base.shares_by_month()
    figure_panel(
        ctx,
        key="progress-trend-figure",
        title=title,
        subtitle=findings.trend_subtitle(base.now, _),
        figure=figure,
        numbers=numbers_of(ctx, title, columns, base.trend.assign(share=shares)),
        alternative=shown.in_words(title, look),
    )


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _figure(
    known: Known,  # noqa: ARG001 (the cache's key, with those that follow)
    area: str,  # noqa: ARG001
    as_of: date,  # noqa: ARG001
    lang: str,  # noqa: ARG001
    dark: bool,  # noqa: ARG001, FBT001
    _shown: TrendLayout,
    _look: Look,
) -> go.Figure:
    """The trend without an assumption. Shared between sessions: drawn, copied, never changed."""
    figure = trend_figure(_shown, look=_look, height=TREND_HEIGHT)
    # Room for both labels at all times: an assumption must not move the lines.
    figure.update_layout(margin={"t": ASSUMED_SHIFT + 22})
    return figure


def _what_if(
    ctx: Context, view: ProgressView, then: pd.Series, pace: float | None, end: float, step: float
) -> None:
    _, now = ctx.translate, view.base.now
    pieces.panel_head(_("What if"), _("Another pace from here on, or counties that have an alliance at once"))
    if now.gap <= 0:
        st.html(f"<p>{_('Nothing is left to do for this milestone.')}</p>")
        return
    if not now.covered:
        pieces.lead(
            str(then["verdict"]),
            progress.what_if_title(now, then, pace, _, ctx.selection.lang),
            ctx.palette,
            _,
        )
        _milestones(ctx, view)
        return
    st.slider(
        _("Counties a month"),
        0.0,
        end,
        step=step,
        format="%d" if step == 1 else "%.1f",
        key=_key("pace", view),
        on_change=_choose_pace,
        args=(_key("pace", view),),
    )
    _counties_by_hand(ctx, view)
    pieces.lead(
        str(then["verdict"]),
        progress.what_if_title(now, then, pace, _, ctx.selection.lang),
        ctx.palette,
        _,
    )
    st.html(f'<p class="quiet">{progress.what_if_lead(now, then, _, ctx.selection.lang)}</p>')
    if pace is not None:
        back = {"key": _key("pace", view), "pace": start_of(view, end, step)}
        st.button(_("Back to the pace seen"), on_click=_pace_as_seen, kwargs=back, key="what-if-back")
    _milestones(ctx, view)


def _choose_pace(key: str) -> None:
    choose(pace=f"{st.session_state[key]:.1f}".removesuffix(".0"))


def _pace_as_seen(key: str, pace: float) -> None:
    st.session_state[key] = pace
    choose(pace=None)


def _counties_by_hand(ctx: Context, view: ProgressView) -> None:
    _, names, key = ctx.translate, _without(ctx, view), _key("chosen", view)
    st.multiselect(
        _("Counties that have an alliance at once"),
        list(names),
        key=key,
        format_func=names.__getitem__,
        placeholder=_("Type a name"),
        # Streamlit's own words for it cannot be translated, and all at once is no assumption worth making.
        select_all=False,
        on_change=_choose_by_hand,
        args=(key,),
    )


def _choose_by_hand(key: str) -> None:
    codes: list[str] = st.session_state[key]
    choose(chosen=",".join(codes) if len(codes) <= MOST_IN_ADDRESS else None)


def _milestones(ctx: Context, view: ProgressView) -> None:
    """Say what became of each milestone of the area, its own among them."""
    _, lang = ctx.translate, ctx.selection.lang
    lines: list[str] = []
    for met, own in [*((one, False) for one in view.base.met), *((one, True) for one in view.area_own)]:
        name = met.milestone.name if lang == "zh" else met.milestone.name_en
        text = progress.outcome(met, _, lang) or _("lies ahead")
        line = _("{milestone}: {outcome}").format(milestone=name, outcome=text)
        lines.append(_("{line} (its own)").format(line=line) if own else line)
    pieces.paragraph(_("Milestones"), [])
    st.html("<ul class='milestones'>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
