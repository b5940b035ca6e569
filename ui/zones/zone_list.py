"""The list of the zones with its numbers: a panel whose table sorts in the browser and tells which row was chosen."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2 import component

from data.figures.progress import COUNTS as ALL_COUNTS
from data.register.register import short_names
from reports.figures.numbers import FigureNumbers, NumberColumn, stage_columns
from ui.areas import find_area
from ui.browser_modules import bootstrap, fresh
from ui.figure.panel import numbers_of, numbers_panel
from ui.selection import choose
from ui.shell_context import Context
from ui.zones.view import ZonesView, level_word, zone_name

# In the page and not in a shadow root of its own: the style sheet is there already.
_mount = component("education_alliance_zone_list", js=bootstrap("zone_list.js"), isolate_styles=False)

COUNTS = ("counties", "established", "operating", "not_reported")


@dataclass(frozen=True)
class ListColumn:
    """A column: its header, what its cells are (numbers sort from the highest), and the header in full."""

    label: str
    kind: Literal["text", "number"]
    hint: str = ""


@dataclass(frozen=True)
class ListRow:
    """A row: the zone's number, its cells (the first names it), and a quiet line below the name."""

    key: str
    cells: Sequence[str | int | None]
    note: str = ""


def zone_list(
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    chosen: str | None,
    caption: str,
    key: str,
    on_choice: Callable[[str | None], None],
) -> None:
    """Draw the list; `on_choice` gets the number of the chosen zone (None: no longer) before the page is drawn anew."""

    def hand_over() -> None:
        choice = fresh(st.session_state[key].get("choice"), key)
        if choice is not None and isinstance(choice.get("zone"), str | None):
            on_choice(choice.get("zone"))

    sent: dict[str, Any] = {
        "columns": [[column.label, column.kind, column.hint] for column in columns],
        "rows": [{"key": row.key, "cells": list(row.cells), "note": row.note} for row in rows],
        "chosen": chosen,
        "caption": caption,
    }
    data = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    _mount(key=key, data=data, on_choice_change=hand_over)


def list_panel(ctx: Context, view: ZonesView) -> None:
    """Draw the list of the zones with its numbers."""
    _, lang = ctx.translate, ctx.selection.lang
    headers = _headers(ctx)
    labels = {
        "counties": _("All"),
        "established": _("Est."),
        "operating": _("Oper."),
        "not_reported": _("N/R"),
    }
    columns = [ListColumn(headers[field], "text") for field in ("name", "province", "level")]
    columns += [ListColumn(labels[field], "number", headers[field]) for field in COUNTS]
    places = short_names("province", lang)
    rows: list[ListRow] = []
    for row in view.rows.to_dict("records"):
        counted = row["level"] != "functional_area"
        cells = [
            zone_name({str(name): value for name, value in row.items()}, lang),
            places[row["province_code"]],
            level_word(str(row["level"]), _),
            *(int(row[field]) if counted else None for field in COUNTS),
        ]
        rows.append(ListRow(str(row["zone_no"]), cells, "" if lang == "zh" else str(row["listed_name"])))
    zone_list(
        columns,
        rows,
        chosen=str(view.chosen["zone_no"]) if view.chosen else None,
        caption=_("The zones in the notice's order; a click on a header sorts"),
        key="zones-list",
        on_choice=_choose_zone,
    )
    numbers_panel(ctx, key="zones-numbers", numbers=_numbers(ctx, view, headers))


def _choose_zone(zone: str | None) -> None:
    choose(zone=zone, unit=None)


def _headers(ctx: Context) -> dict[str, str]:
    _ = ctx.translate
    return {
        "name": _("Zone"),
        "province": _("Province"),
        "level": _("Level"),
        "counties": _("Counties"),
        "established": _("Established"),
        "operating": _("Operating"),
        "not_reported": _("Not reported"),
    }


def _numbers(ctx: Context, view: ZonesView, headers: dict[str, str]) -> FigureNumbers:
    _, lang = ctx.translate, ctx.selection.lang
    frame = view.rows.assign(
        level_word=[level_word(str(level), _) for level in view.rows["level"]],
        province=[
            area.called(lang) if (area := find_area(str(code))) else "" for code in view.rows["province_code"]
        ],
    )
    counted = frame["level"] != "functional_area"
    for field in ALL_COUNTS:
        frame[field] = frame[field].astype("Int64").where(counted)
    columns = [
        NumberColumn("zone_no", _("No."), "count"),
        NumberColumn("listed_name", _("Listed name"), "text"),
    ]
    if lang == "en":
        columns.append(NumberColumn("name_en", headers["name"], "text"))
    columns += [
        NumberColumn("level_word", headers["level"], "text"),
        NumberColumn("province", headers["province"], "text"),
        NumberColumn("counties", headers["counties"], "count"),
        NumberColumn("established", headers["established"], "count"),
        NumberColumn("share", _("Share"), "share"),
        *stage_columns(_),
        NumberColumn("not_reported", headers["not_reported"], "count"),
    ]
    return numbers_of(ctx, _("The experimental zones"), tuple(columns), frame)
