"""Which zones lagging counties could be paired with, as a panel of the zones page."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.words import sentence_case, stage_word
from data.base.formats import format_count
from data.base.stages import ESTABLISHED_STAGES, STAGES
from data.figures.zone_figures import SEATS
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences import experimental_zones
from reports.sentences.experimental_zones import Partner
from ui import pieces
from ui.areas import find_area
from ui.figure.panel import numbers_of, numbers_panel
from ui.selection import choose
from ui.shell_context import Context, once_per_view
from ui.zones.view import ZonesView, lagging, partners_of, partners_of_all, placed_names, zone_name

COUNTY_CHOICE = "choice-lagging-county"
# A day trip by road. Ours.
NEAR_KM = 100
CLOSEST_PAIRS = 12


def pairing_panel(ctx: Context, view: ZonesView) -> None:
    """Draw the choice of a lagging county and the zones nearest to it; without one, the closest pairs."""
    _ = ctx.translate
    county = view.county
    if county is None:
        found = partners_of_all(ctx.figures.known, ctx.day)
        found = found[found["for_county"].isin(lagging(ctx, view)["county_code"])]
        shown = found[found["established"]].sort_values(["km", "for_county"]).head(CLOSEST_PAIRS)
        near = int((found["established"] & (found["km"] <= NEAR_KM)).sum())
        title = experimental_zones.pairs_title(len(found), near, NEAR_KM, _)
        subtitle = _(
            "The closest pairs. Choose a county, here or on the map, for the three zones nearest to it"
        )
    else:
        shown = found = partners_of(ctx.figures.known, ctx.day, county.code)
        stage = ctx.figures.status(ctx.day).set_index("county_code")["stage"][county.code]
        title = experimental_zones.pairing_title(
            county.called(ctx.selection.lang), stage in ESTABLISHED_STAGES, _partners(ctx, view, found), _
        )
        subtitle = _("Zones with an alliance first, the same province first, then the nearest")
    if county is None and found.empty:
        pieces.panel_head(title)
        return
    pieces.panel_head(title, subtitle)
    _county_choice(ctx, view)
    if len(shown):
        st.html(once_per_view(ctx, "zones-pairs", lambda: _table(ctx, view, shown)))
    if len(found):
        numbers_panel(
            ctx,
            key="zones-pairs",
            numbers=once_per_view(ctx, "zones-numbers", lambda: _numbers(ctx, view, found)),
        )


def _partners(ctx: Context, view: ZonesView, found: pd.DataFrame) -> list[Partner]:
    lang = ctx.selection.lang
    zones = view.zones.figures.set_index("zone_no").to_dict("index")
    partners: list[Partner] = []
    for row in found.to_dict("records"):
        zone: dict[str, Any] = {str(name): value for name, value in zones[row["zone_no"]].items()}
        county = find_area(str(row["county_code"]), ctx.as_of)
        whole = zone["level"] in ("prefecture", "province")
        partners.append(
            Partner(
                zone=zone_name(zone, lang),
                county=county.called(lang) if whole and county else None,
                km=float(row["km"]),
                established=bool(row["established"]),
            )
        )
    return partners


def _table(ctx: Context, view: ZonesView, found: pd.DataFrame) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    stages = ctx.figures.status(ctx.day).set_index("county_code")["stage"].to_dict()
    own_stages = view.zones.reports.set_index("zone_no")["stage"].to_dict()
    words = [_("Zone"), _("Stage"), _("Distance")]
    if view.county is None:
        words.insert(0, _("County without an alliance"))
    rows: list[str] = []
    for row, partner in zip(found.to_dict("records"), _partners(ctx, view, found), strict=True):
        province = find_area(str(row["province_code"]))
        above = province.called(lang) if province and province.called(lang) != partner.zone else None
        place = [name for name in (partner.county, above) if name]
        stage = own_stages.get(row["zone_no"]) if row["zone_no"] in SEATS else stages.get(row["county_code"])
        word = sentence_case(stage_word(stage if stage in STAGES else None, _))
        km = _("{km} km").format(km=format_count(partner.km))
        zone = f"{escape(partner.zone)}<small>{escape(' · '.join(place))}</small>"
        rest = f'<td>{escape(word)}</td><td class="number">{escape(km)}</td>'
        if view.county is None:
            name, *higher = placed_names(lang, ctx.day)[str(row["for_county"])].split(" · ")
            asking = f"{escape(name)}<small>{escape(' · '.join(higher))}</small>"
            rows.append(f'<tr><th scope="row">{asking}</th><td>{zone}</td>{rest}</tr>')
        else:
            rows.append(f'<tr><th scope="row">{zone}</th>{rest}</tr>')
    header = "".join(f'<th scope="col">{escape(text)}</th>' for text in words)
    note = _(
        "Great-circle distance between the counties' centroids, without roads. Suggestions of the dashboard, "
        "nobody's decision."
    )
    return (
        f'<div class="partners"><table><thead><tr>{header}</tr></thead>'
        f'<tbody>{"".join(rows)}</tbody></table><p class="panel-note">{escape(note)}</p></div>'
    )


def _numbers(ctx: Context, view: ZonesView, found: pd.DataFrame) -> FigureNumbers:
    _, lang = ctx.translate, ctx.selection.lang
    partners, names = _partners(ctx, view, found), placed_names(lang, ctx.day)
    frame = found.assign(
        name=found["for_county"].map(names),
        zone=[partner.zone for partner in partners],
        partner=found["county_code"].map(names),
        has=[_("Yes") if partner.established else _("No") for partner in partners],
    )
    columns = (
        NumberColumn("for_county", _("Code"), "text"),
        NumberColumn("name", _("County"), "text"),
        NumberColumn("zone", _("Zone"), "text"),
        NumberColumn("partner", _("County of the zone"), "text"),
        NumberColumn("has", _("Has an alliance"), "text"),
        NumberColumn("km", _("Distance (km)"), "count"),
    )
    return numbers_of(ctx, _("Zones to pair with"), columns, frame)


def _county_choice(ctx: Context, view: ZonesView) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    rows = lagging(ctx, view)
    names = placed_names(lang, ctx.day)
    options = {code: names[code] for code in rows["county_code"].tolist()}
    if view.county is not None:
        options.setdefault(view.county.code, names[view.county.code])
    st.session_state[COUNTY_CHOICE] = view.county.code if view.county else None
    st.selectbox(
        _("County without an alliance ({n})").format(n=format_count(len(rows))),
        list(options),
        index=None,
        key=COUNTY_CHOICE,
        format_func=options.__getitem__,
        placeholder=_("Type a name"),
        on_change=_chosen_county,
    )


def _chosen_county() -> None:
    choose(unit=st.session_state[COUNTY_CHOICE])
