"""Zones against the other counties of their province, as a panel of the zones page."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from charts.zone_comparison import comparison_figure, comparison_frame
from data.figures.zone_figures import ShareDifference, left_out
from data.register.register import short_names
from reports.figures.numbers import NumberColumn
from reports.sentences import experimental_zones
from ui import pieces
from ui.figure.panel import figure_panel, numbers_of
from ui.shell_context import Context, look_of, once_per_view
from ui.zones.view import ZonesView


def comparison_panel(ctx: Context, view: ZonesView) -> None:
    """Draw zones against the other counties of their province, and what stands beside the figure."""
    _, lang, look = ctx.translate, ctx.selection.lang, look_of(ctx)
    comparison = view.zones.comparison
    compared, pooled = comparison.provinces, comparison.pooled
    labels = short_names("province", lang)
    rows, found, kind = compared, pooled, None
    if view.province is not None:
        rows = compared[compared["province_code"] == view.province.code]
        found = _only(rows)
        kind = next((why for why, codes in left_out(rows).items() if codes), None)
    name = view.province.called(lang) if view.province else None
    title = experimental_zones.comparison_title(found, name, kind, _)
    only = view.province.code if view.province else None
    frame = comparison_frame(compared, labels, pooled, _("All provinces"), only)
    subtitle = _(
        "Share of counties with an alliance in zones less that elsewhere in the same province, in percentage points "
        "with its 95% interval. Filled: the interval leaves 0 out"
    )
    if frame.empty:
        pieces.panel_head(title, subtitle)
    else:
        figure_panel(
            ctx,
            key="zones-comparison",
            title=title,
            subtitle=subtitle,
            figure=once_per_view(ctx, "zones-comparison", lambda: comparison_figure(frame, look=look)),
            numbers=numbers_of(ctx, title, _comparison_columns(ctx), frame),
            alternative=f"{title}. {subtitle}.",
        )
    notes = once_per_view(ctx, "zones-notes", lambda: _comparison_notes(ctx, view, rows, found, labels))
    st.html(f'<p class="panel-note">{escape(notes)}</p>')


def _only(rows: pd.DataFrame) -> ShareDifference:
    row = rows.to_dict("records")[0]
    return ShareDifference(float(row["difference"]), float(row["low"]), float(row["high"]))


def _comparison_columns(ctx: Context) -> tuple[NumberColumn, ...]:
    _ = ctx.translate
    return (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("zone_counties", _("Counties in zones"), "count"),
        NumberColumn("zone_established", _("Established in zones"), "count"),
        NumberColumn("zone_not_reported", _("Not reported in zones"), "count"),
        NumberColumn("other_counties", _("Other counties"), "count"),
        NumberColumn("other_established", _("Established elsewhere"), "count"),
        NumberColumn("other_not_reported", _("Not reported elsewhere"), "count"),
        NumberColumn("difference", _("Difference"), "points"),
        NumberColumn("low", _("95% interval from"), "points"),
        NumberColumn("high", _("95% interval to"), "points"),
    )


def _comparison_notes(
    ctx: Context, view: ZonesView, rows: pd.DataFrame, found: ShareDifference, labels: Mapping[str, str]
) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    notes = [
        _("Counties that have not reported count as without an alliance."),
        _(
            "Every county is counted: the interval says how large a difference mere chance could make, "
            "counties of one prefecture moving together."
        ),
    ]
    reported = view.zones.among_reported
    if view.province is None:
        among = reported.pooled
    else:
        among = _only(reported.provinces[reported.provinces["province_code"] == view.province.code])
    notes.append(experimental_zones.reported_sentence(found, among, _))
    if view.province is None:
        notes.insert(0, experimental_zones.weighting_sentence(view.zones.comparison, _))
        out = left_out(rows)
        notes.append(
            experimental_zones.left_out_sentence(
                [labels[code] for code in out["all_zone"]], [labels[code] for code in out["no_zone"]], _, lang
            )
        )
    return ("" if lang == "zh" else " ").join(note for note in notes if note)
