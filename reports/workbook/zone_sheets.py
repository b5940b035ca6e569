"""The sheets of the figures workbook on what alliances rest on, and on the experimental zones."""

from __future__ import annotations

import pandas as pd

from charts.item_table import item_name
from charts.zone_comparison import comparison_frame
from data.base.fields import field_words
from data.base.formats import join_clauses
from data.base.language import Translate
from data.figures.coverage import is_covered
from data.figures.mechanisms import ItemGroup, item_counts, load_items
from data.figures.progress import COUNTS
from data.figures.zone_figures import (
    compare_zones,
    duty_items,
    functional_reports,
    zone_figures,
    zone_members,
)
from data.plan.duties import EVIDENCE, ZONE_DUTIES
from data.register.register import NATION_CODE
from reports.figures.numbers import NumberColumn, stage_columns
from reports.sentences import experimental_zones
from reports.workbook.topics import Basis, Topic, blank_words


def mechanisms_topic(basis: Basis) -> Topic:
    """Give the nation's and every province's answers to each item, of all counties and of those with an alliance."""
    _, lang = basis.translate, basis.occasion.lang
    status, counties = basis.figures.status(basis.occasion.as_of), basis.register.counties
    parts: list[pd.DataFrame] = []
    for level in ("nation", "province"):
        every = item_counts(status, counties, level)
        alliance = item_counts(status, counties, level, established_only=True)
        alliance = alliance.drop(columns=["share", "share_of_reported"])
        alliance = alliance.rename(
            columns={name: f"own_{name}" for name in ("yes", "no", "not_reported", "counties")}
        )
        parts.append(every.merge(alliance, on=["code", "item"], validate="one_to_one"))
    frame = pd.concat(parts, ignore_index=True)
    names = {**basis.area_names("province").to_dict(), NATION_CODE: _("China")}
    groups, items = _group_words(_), load_items()
    group_of = {item.code: groups[group] for group, own in items.items() for item in own}
    item_words = {item.code: item_name(item, lang, _) for own in items.values() for item in own}
    frame = frame.assign(
        area=frame["code"].map(names),
        group=frame["item"].map(group_of),
        item=frame["item"].map(item_words),
        share=frame["share"].where(is_covered(frame["not_reported"], frame["counties"])),
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("area", _("Area"), "text"),
        NumberColumn("group", _("Group"), "text"),
        NumberColumn("item", _("Item"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("yes", _("Yes"), "count"),
        NumberColumn("no", _("No"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Yes, of all counties"), "share"),
        NumberColumn("share_of_reported", _("Yes, of those that reported"), "share"),
        NumberColumn("own_counties", _("Counties with an alliance"), "count"),
        NumberColumn("own_yes", _("With an alliance: yes"), "count"),
        NumberColumn("own_no", _("With an alliance: no"), "count"),
        NumberColumn("own_not_reported", _("With an alliance: not reported"), "count"),
    )
    return Topic(
        _("Mechanisms"),
        join_clauses(
            [
                _(
                    "Mechanisms, guarantees, departments and resource areas: yes, no and not reported, by province"
                ),
                blank_words(_),
            ],
            lang,
        ),
        basis.numbers(_("What alliances rest on"), columns, frame),
        pinned=4,
    )


def _group_words(_: Translate) -> dict[ItemGroup, str]:
    return {
        "guarantees": _("Mechanisms and guarantees"),
        "departments": _("Departments"),
        "resources": _("Resource areas"),
    }


def level_words(_: Translate) -> dict[str, str]:
    """Give the word of each level of a zone."""
    return {
        "county": _("County-level"),
        "prefecture": _("Whole prefecture"),
        "province": _("Whole province"),
        "functional_area": _("Functional area"),
    }


def zones_topic(basis: Basis) -> Topic:
    """Give the 97 zones with their counties by stage; a functional area has what it reported itself."""
    _, as_of, lang = basis.translate, basis.occasion.as_of, basis.occasion.lang
    frame = zone_figures(basis.figures.status(as_of), basis.register.counties)
    own = functional_reports(basis.figures.area_reports(), as_of=as_of)
    own = own.set_index("zone_no")[["stage", "as_of"]].reindex(frame["zone_no"])
    counted = frame["level"] != "functional_area"
    frame = frame.assign(
        level_word=frame["level"].map(level_words(_)),
        province=frame["province_code"].map(basis.area_names("province")),
        own_stage=basis.stages(own["stage"]).array,
        own_day=own["as_of"].array,
        share=frame["share"].where(is_covered(frame["not_reported"], frame["counties"])),
        **{name: frame[name].astype("Int64").where(counted) for name in COUNTS},
    )
    columns = (
        NumberColumn("zone_no", _("No."), "count"),
        NumberColumn("listed_name", _("Listed name"), "text"),
        *(() if lang == "zh" else (NumberColumn("name_en", _("Zone"), "text"),)),
        NumberColumn("level_word", _("Level"), "text"),
        NumberColumn("province", _("Province"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        *stage_columns(_),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("own_stage", _("Reported by the area itself"), "text"),
        NumberColumn("own_day", _("Reported as of"), "date"),
    )
    return Topic(
        _("Zones"),
        join_clauses(
            [
                _(
                    "The 97 experimental zones with their counties by stage; 2 functional areas are in no count"
                ),
                blank_words(_),
            ],
            lang,
        ),
        basis.numbers(_("The experimental zones"), columns, frame),
    )


def duties_topic(basis: Basis) -> Topic:
    """Give what the counties of each zone say of the items that speak to the notice's duties."""
    _, lang = basis.translate, basis.occasion.lang
    members = zone_members(basis.figures.status(basis.occasion.as_of), basis.register.counties)
    zones = zone_figures(basis.figures.status(basis.occasion.as_of), basis.register.counties)
    named = zones[["zone_no", "listed_name", "name_en"]]
    frame = duty_items(members).merge(named, on="zone_no", validate="many_to_one")
    items = {item.code: item_name(item, lang, _) for item in load_items()["guarantees"]}
    words = {**items, EVIDENCE: field_words(_)[EVIDENCE]}
    heading = "heading_zh" if lang == "zh" else "heading_en"
    duties = {
        name: str(getattr(duty, heading))
        for duty in ZONE_DUTIES
        for name in (*duty.items, *([duty.nearest] if duty.nearest else []))
    }
    order = frame["item"].map({name: place for place, name in enumerate(duties)})
    frame = frame.assign(order=order).sort_values(["zone_no", "order"], ignore_index=True)
    frame = frame.assign(duty=frame["item"].map(duties), item=frame["item"].map(words))
    columns = (
        NumberColumn("zone_no", _("No."), "count"),
        NumberColumn("listed_name", _("Listed name"), "text"),
        *(() if lang == "zh" else (NumberColumn("name_en", _("Zone"), "text"),)),
        NumberColumn("duty", _("Duty"), "text"),
        NumberColumn("item", _("Item"), "text"),
        NumberColumn("yes", _("Yes"), "count"),
        NumberColumn("no", _("No"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    return Topic(
        _("Zone duties"),
        _("What the counties of each zone report on the items that speak to the notice's duties"),
        basis.numbers(_("The zones' duties, as far as reports speak of them"), columns, frame),
    )


def comparison_topic(basis: Basis) -> Topic:
    """Give the counties in zones against the others, pooled and province by province."""
    _ = basis.translate
    comparison = compare_zones(basis.figures.status(basis.occasion.as_of), basis.register.counties)
    labels = {str(code): str(name) for code, name in basis.area_names("province").items()}
    frame = comparison_frame(comparison.provinces, labels, comparison.pooled, _("All provinces, pooled"))
    frame = frame.assign(
        zone_share=(frame["zone_established"] / frame["zone_counties"]).where(
            is_covered(frame["zone_not_reported"], frame["zone_counties"])
        ),
        other_share=(frame["other_established"] / frame["other_counties"]).where(
            is_covered(frame["other_not_reported"], frame["other_counties"])
        ),
    )
    title = " · ".join(
        part
        for part in (
            _("Zones against the other counties"),
            experimental_zones.weighting_sentence(comparison, _),
        )
        if part
    )
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("zone_counties", _("Counties in zones"), "count"),
        NumberColumn("zone_established", _("Established in zones"), "count"),
        NumberColumn("zone_not_reported", _("Not reported in zones"), "count"),
        NumberColumn("zone_share", _("Share in zones"), "share"),
        NumberColumn("other_counties", _("Other counties"), "count"),
        NumberColumn("other_established", _("Established elsewhere"), "count"),
        NumberColumn("other_not_reported", _("Not reported elsewhere"), "count"),
        NumberColumn("other_share", _("Share elsewhere"), "share"),
        NumberColumn("difference", _("Difference"), "points"),
        NumberColumn("low", _("95% interval from"), "points"),
        NumberColumn("high", _("95% interval to"), "points"),
    )
    return Topic(
        _("Zone comparison"),
        join_clauses(
            [
                _("Counties in zones against the other counties of their province, with 95% intervals"),
                blank_words(_),
            ],
            basis.occasion.lang,
        ),
        basis.numbers(title, columns, frame),
        pinned=1,
    )
