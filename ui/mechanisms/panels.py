"""The panels of the mechanisms page: heat map, established against operating, the Plan's duties."""

from html import escape
from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts.established_operating import operating_figure
from charts.item_heatmap import item_heatmap
from charts.item_table import item_heading
from charts.palette import Palette
from data.base.language import Translate
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.mechanisms import (
    DutyRow,
    county_title,
    duty_rows,
    heatmap_title,
    items_alternative,
    operating_alternative,
    operating_title,
    shown_sentence,
)
from ui.figure.panel import figure_panel, numbers_of, numbers_panel
from ui.mechanisms.view import MechanismView
from ui.pieces import key_html, panel_head_html, trace_line
from ui.shell_context import Context, look_of, once_per_view

# Room under the head of a panel at 1080p; narrower or lower screens scroll.
HEIGHT = 690


def heatmap_panel(ctx: Context, view: MechanismView) -> None:
    """Draw the units by the items of the group."""
    figure_panel(ctx, **once_per_view(ctx, "mechanisms-items", lambda: _heatmap(ctx, view)))


def _heatmap(ctx: Context, view: MechanismView) -> dict[str, Any]:
    _, lang, scope = ctx.translate, ctx.selection.lang, view.scope
    if scope.unit_level == "county":
        title = county_title(view.counts, view.group, _)
    else:
        title = heatmap_title(view.counts, scope.units, view.group, _, lang)
    figure = item_heatmap(
        view.table,
        sorted_by=view.sorted_by,
        links=_links(ctx, view),
        as_of=ctx.day,
        look=look_of(ctx),
        available=HEIGHT,
    )
    return dict(  # noqa: C408 (the arguments of figure_panel)
        key="mechanisms-items",
        title=title,
        subtitle=_subtitle(view, _),
        figure=figure,
        numbers=numbers_of(ctx, title, *_item_numbers(ctx, view)),
        alternative=items_alternative(title, view.figures, _, lang),
        key_html=share_key_html(ctx.palette, _),
    )


def _subtitle(view: MechanismView, _: Translate) -> str:
    if view.scope.unit_level == "county":
        return _("What each county reports. Hatched: not reported")
    if view.established_only:
        return _("Share of the counties with an alliance that have it (%)")
    return _("Share of all counties that have it (%)")


def _links(ctx: Context, view: MechanismView) -> dict[str, str]:
    """Where the names of the rows lead: one level down, in this very view."""
    if view.scope.unit_level == "county":
        return {}
    return {code: ctx.link("mechanisms", area=code, unit=None) for code in view.scope.units["code"]}


def share_key_html(palette: Palette, _: Translate) -> str:
    """Give the steps of the share scale in one line, and what the hatch means."""
    labels = ("<50", "50", "60", "70", "80", "90", "100%")
    steps = list(zip(palette.share, labels, strict=True))
    return key_html([*steps, (None, _("More than 20% not reported"))])


def _item_numbers(ctx: Context, view: MechanismView) -> tuple[tuple[NumberColumn, ...], pd.DataFrame]:
    """Give each area's counts and shares, the items side by side.

    One list gives all departments, or all resource areas: its blanks are told once, the yes/no items' each.
    """
    _, lang, table = ctx.translate, ctx.selection.lang, view.table
    values: dict[str, list[Any]] = {
        "label": table.rows["label"].tolist(),
        "counties": [row.counties for row in table.silences],
        "silent": [row.silent for row in table.silences],
    }
    columns = [
        NumberColumn("label", _("Area"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("silent", _("Nothing of this reported"), "count"),
    ]
    wanted: list[tuple[str, str, Literal["count", "share"]]] = [
        ("yes", _("{item}: yes"), "count"),
        ("share", _("{item}: share"), "share"),
    ]
    if view.group == "guarantees":
        wanted[1:1] = [
            ("no", _("{item}: no"), "count"),
            ("not_reported", _("{item}: not reported"), "count"),
        ]
    for place, item in enumerate(table.items):
        name = item_heading(item, lang, _)
        for field, header, kind in wanted:
            cells = table.cells[place :: len(table.items)]
            values[f"{item.code}_{field}"] = [getattr(cell, field) for cell in cells]
            columns.append(NumberColumn(f"{item.code}_{field}", header.format(item=name), kind))
    return tuple(columns), pd.DataFrame(values)


def operating_panel(ctx: Context, view: MechanismView) -> None:
    """Draw established against operating."""
    figure_panel(ctx, **once_per_view(ctx, "mechanisms-operating", lambda: _operating(ctx, view)))


def _operating(ctx: Context, view: MechanismView) -> dict[str, Any]:
    _ = ctx.translate
    title = operating_title(view.operating, view.scope.unit_level, _)
    subtitle = _("Share of counties (%), sorted by the part of alliances that operate")
    if view.scope.unit_level == "county":
        subtitle = _("Share of counties (%), beside the areas above")
    figure = operating_figure(
        view.operating, links=_links(ctx, view), as_of=ctx.day, look=look_of(ctx), available=HEIGHT
    )
    columns = (
        NumberColumn("label", _("Area"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("operating", _("Operating"), "count"),
        NumberColumn("share_operating_of_established", _("Operating of established"), "share"),
    )
    return dict(  # noqa: C408 (the arguments of figure_panel)
        key="mechanisms-operating",
        title=title,
        subtitle=subtitle,
        figure=figure,
        numbers=numbers_of(ctx, title, columns, view.operating),
        alternative=operating_alternative(title, view.operating, _),
        key_html=_stage_key_html(ctx.palette, _),
    )


def _stage_key_html(palette: Palette, _: Translate) -> str:
    words = {"operating": _("Operating"), "established": _("Established, not yet operating")}
    return key_html([(palette.stages[stage], word) for stage, word in words.items()])


def duties_panel(ctx: Context, view: MechanismView) -> None:
    """Draw the Plan's duties by who bears them."""
    drawn, numbers = once_per_view(ctx, "mechanisms-duties", lambda: _duties(ctx, view))
    st.html(drawn)
    numbers_panel(ctx, key="mechanisms-duties", numbers=numbers, table=False)


def _duties(ctx: Context, view: MechanismView) -> tuple[str, FigureNumbers]:
    _, lang = ctx.translate, ctx.selection.lang
    rows = duty_rows(view.duties, _, lang)
    shown = sum(bool(row.shown) for row in rows)
    title = _("{n} of the Plan's {total} duties show in what counties report").format(
        n=shown, total=len(rows)
    )
    subtitle = _("Who bears what, and the figure that shows it, out of all counties")
    drawn = panel_head_html(title, subtitle) + duties_html(rows, _, lang, trace_line(ctx))
    columns = (
        NumberColumn("actor", _("Who bears it"), "text"),
        NumberColumn("duty", _("Duty"), "text"),
        NumberColumn("shown", _("What shows it"), "text"),
    )
    frame = pd.DataFrame(
        [(row.actor, row.duty, shown_sentence(row, _, lang)) for row in rows],
        columns=["actor", "duty", "shown"],
    )
    return drawn, numbers_of(ctx, title, columns, frame)


def duties_html(rows: list[DutyRow], _: Translate, lang: str, trace: str) -> str:
    """Give the duties as a table, each actor once beside its duties."""
    actors = pd.Series([row.actor for row in rows])
    lines: list[str] = []
    for place, row in enumerate(rows):
        first = place == 0 or rows[place - 1].actor != row.actor
        span = int((actors == row.actor).sum())
        head = f'<th scope="rowgroup" rowspan="{span}">{escape(row.actor)}</th>' if first else ""
        text = escape(shown_sentence(row, _, lang))
        shown = f'<td title="{escape(trace)}">{text}</td>' if row.shown else f'<td class="none">{text}</td>'
        opening = '<tr class="first">' if first else "<tr>"
        lines.append(f"{opening}{head}<td>{escape(row.duty)}</td>{shown}</tr>")
    titles = (_("Who bears it"), _("Duty"), _("What shows it"))
    header = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    return (
        f'<div class="duties"><table><thead><tr>{header}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
