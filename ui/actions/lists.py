"""The two lists themselves: their reasons, the areas with how many each has, the counties a page at a time."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case
from data.base.formats import format_count
from data.figures.action_list import SILENT, TO_DO
from data.plan.thresholds import STALE_AFTER_DAYS
from reports.sentences.actions import areas_title, filter_words, list_title, since_words, why_listed
from ui.actions.view import ActionView
from ui.links import link_html
from ui.pieces import page_buttons, page_shown, panel_head, stage_html
from ui.selection import choose
from ui.shell_context import Context

# One cell a group of reasons; the second entries are offered below the first. The last is a list of its own: reports to
# ask for.
CELLS: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    (None, ()),
    ("to_do", TO_DO),
    ("lacking", ("unstated",)),
    ("stale", ()),
    ("backwards", ()),
    ("not_reported", SILENT),
)

COUNTIES_PER_PAGE = 40
AREAS_SHOWN = 40
PAGE = "actions-page"


def reason_strip(ctx: Context, view: ActionView) -> None:
    """Draw the cells; each filters by its reason, the first shows all to follow up, the last who has not reported."""
    _, lang = ctx.translate, ctx.selection.lang
    words = filter_words(_)
    size = format_count(view.counties)
    reported = format_count(view.counties - view.counts["not_reported"])
    details = {
        None: _("{n} of {counties} counties have reported").format(n=reported, counties=size),
        "not_reported": _("of {counties} counties").format(counties=size),
        "stale": _("no report for more than {days} days").format(days=STALE_AFTER_DAYS),
        "backwards": since_words(ctx.compare, ctx.day, _, lang),
    }
    with st.container(key="actions-strip"):
        for reason, parts in CELLS:
            label = _("To follow up") if reason is None else words[reason]
            count = view.counts[reason or "follow_up"]
            on = view.reason == reason or view.reason in parts
            with st.container(key=f"reason-{'on' if on else 'off'}-{reason or 'all'}"):
                st.html(_cell_html(label, count, details.get(reason, "")))
                _filter(_("Show only: {reason}").format(reason=label), reason, f"pick-{reason or 'all'}")
                if parts:
                    with st.container(key=f"reason-parts-{reason}", horizontal=True):
                        for part in parts:
                            text = f"{words[part]} {format_count(view.counts[part])}"
                            shown = "on" if view.reason == part else "off"
                            _filter(text, part, f"part-{shown}-{part}")


def _cell_html(label: str, count: int, detail: str) -> str:
    return (
        f'<div class="reason"><div class="label">{escape(sentence_case(label))}</div>'
        f'<div class="value">{format_count(count)}</div><div class="detail">{escape(detail)}</div></div>'
    )


def _filter(text: str, reason: str | None, key: str) -> None:
    st.button(text, key=key, type="tertiary", on_click=choose, kwargs={"reason": reason})


def areas_panel(ctx: Context, view: ActionView) -> None:
    """Draw the areas, the longest lists first; each opens its own."""
    _, lang, level = ctx.translate, ctx.selection.lang, view.level or "prefecture"
    title = areas_title(view.groups[["label", "shown"]], level, _, lang)
    panel_head(title, _("Counties listed out of all, by area. Click one to see it alone"))
    having = view.groups[view.groups["shown"] > 0]
    most = int(having["shown"].max()) if len(having) else 1
    rows = "".join(_area_row(ctx, row, most) for row in having.head(AREAS_SHOWN).to_dict("records"))
    rest = having.iloc[AREAS_SHOWN:]
    more = ""
    if len(rest):
        text = _("{areas} more areas with {n} counties; the files below have all").format(
            areas=format_count(len(rest)), n=format_count(rest["shown"].sum())
        )
        more = f'<p class="quiet">{escape(text)}</p>'
    st.html(f'<table class="areas"><tbody>{rows}</tbody></table>{more}')


def _area_row(ctx: Context, row: Mapping[Any, Any], most: int) -> str:
    name = link_html(ctx.link("actions", area=row["code"], unit=None), str(row["label"]))
    width = round(row["shown"] / most * 100, 1)
    return (
        f'<tr><th scope="row">{name}</th><td class="bar"><i style="width:{width}%"></i></td>'
        f"<td>{format_count(row['shown'])}<small> / {format_count(row['counties'])}</small></td></tr>"
    )


def counties_panel(ctx: Context, view: ActionView) -> None:
    """Draw one page of the counties, under headings where they are grouped."""
    _ = ctx.translate
    panel_head(
        list_title(view.reason, len(view.shown), _), _("Why, the stage now, and how old the report is")
    )
    if not len(view.shown):
        return
    # Another view begins at its first page.
    key = f"{PAGE}-{view.scope.code}-{view.reason}-{view.level}-{ctx.day}-{ctx.compare}"
    page, pages = page_shown(key, len(view.shown), COUNTIES_PER_PAGE)
    shown = view.shown.iloc[page * COUNTIES_PER_PAGE : (page + 1) * COUNTIES_PER_PAGE]
    st.html(_counties_html(ctx, view, shown))
    page_buttons(key, page, pages, _, place="actions", closes=False)


def _counties_html(ctx: Context, view: ActionView, shown: pd.DataFrame) -> str:
    _ = ctx.translate
    header = [_("County"), _("Why"), _("Stage"), _("Last report")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body: list[str] = []
    group = None
    sizes = {} if view.level is None else view.groups.set_index("code")["shown"].to_dict()
    for row in shown.to_dict("records"):
        own = row.get(f"{view.level}_code") if view.level else None
        if own != group:
            group = own
            name = row[view.level or "prefecture"]
            if view.level == "prefecture" and view.scope.level == "nation" and name != row["province"]:
                name = f"{row['province']} · {name}"
            text = f"{escape(str(name))} <small>{format_count(sizes[own])}</small>"
            body.append(f'<tr class="group"><th colspan="4" scope="colgroup">{text}</th></tr>')
        body.append(_county_row(ctx, view, row))
    return f'<table class="counties"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'


def _county_row(ctx: Context, view: ActionView, row: Mapping[Any, Any]) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    name = link_html(
        ctx.link("county", area=row["county_code"], reason=None, grouping=None), str(row["county"])
    )
    # The prefecture is worth a word where neither a heading nor the page says it.
    beside = row["prefecture"] if view.level == "province" and row["prefecture"] != row["county"] else ""
    if beside and row["prefecture_code"] in (row["province_code"], row["county_code"]):
        beside = ""
    why = "".join(f'<li class="{reason}">{escape(text)}</li>' for reason, text in why_listed(row, _, lang))
    stage = None if pd.isna(row["stage"]) else str(row["stage"])
    return (
        f'<tr><th scope="row">{name}<small>{escape(str(beside))}</small></th><td><ul>{why}</ul></td>'
        f"<td>{stage_html(stage, ctx.palette, _)}</td><td>{_last_report(ctx, row)}</td></tr>"
    )


def _last_report(ctx: Context, row: Mapping[Any, Any]) -> str:
    _ = ctx.translate
    if pd.isna(row["as_of"]):
        return f"<span>{escape(_('never'))}</span>"
    days = int(row["days_since"])
    age = _("1 day") if days == 1 else _("{n} days").format(n=format_count(days))
    return f"{row['as_of']:%Y-%m-%d}<small>{escape(age)}</small>"
