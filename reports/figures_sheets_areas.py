"""The sheets of the figures workbook whose rows are provinces and prefectures."""

from __future__ import annotations

import pandas as pd

from data.judgement import path_share
from data.mechanisms import operating_counts
from data.plan import load_milestones
from data.register import NATION_CODE
from reports.area_overview import areas_compared
from reports.figure_numbers import NumberColumn
from reports.figures_sheets import Basis, Topic


def area_topic(basis: Basis, level: str) -> Topic:
    """Give every province, or every prefecture, with counts, share, paces, verdict and projection."""
    _, as_of = basis.translate, basis.occasion.as_of
    summary, judged = basis.figures.summary(level, as_of), basis.figures.judged(level, as_of)
    working = operating_counts(summary)[["code", "share_operating_of_established"]]
    frame = summary.drop(columns=["name", "name_en"]).merge(judged, on="code", validate="one_to_one")
    frame = frame.merge(working, on="code", validate="one_to_one")
    frame = frame.assign(
        area=frame["code"].map(basis.area_names(level)),
        verdict_word=basis.verdicts(frame["verdict"]),
        own=basis.marked(frame["milestone_own"]),
    )
    places = [NumberColumn("area", _("Province") if level == "province" else _("Prefecture"), "text")]
    if level == "prefecture":
        province = basis.register.prefectures.set_index("code")["province_code"]
        frame["province"] = frame["code"].map(province).map(basis.area_names("province"))
        places.append(NumberColumn("province", _("Province"), "text"))
    columns = (NumberColumn("code", _("Code"), "text"), *places, *_area_columns(basis))
    if level == "province":
        return Topic(
            _("Provinces"),
            _("The 32 reporting provinces: counts, shares, paces, verdict and projection"),
            basis.numbers(_("Provinces: counts, pace and verdict"), columns, frame),
            wide=True,
        )
    return Topic(
        _("Prefectures"),
        _("The same for every prefecture"),
        basis.numbers(_("Prefectures: counts, pace and verdict"), columns, frame),
        pinned=3,
        wide=True,
    )


def _area_columns(basis: Basis) -> tuple[NumberColumn, ...]:
    _ = basis.translate
    return (
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("operating", _("Operating"), "count"),
        NumberColumn("preparing", _("Preparing"), "count"),
        NumberColumn("not_started", _("Not started"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("path_share_today", _("Share that the path asks for"), "share"),
        NumberColumn("share_operating_of_established", _("Operating of established"), "share"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("milestone_on", _("Next milestone"), "date"),
        NumberColumn("milestone_share", _("Milestone's share"), "share"),
        NumberColumn("own", _("Milestone of its own"), "text"),
        NumberColumn("needed", _("Counties needed"), "count"),
        NumberColumn("gap", _("Gap"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("pace_3", _("Seen: 3 months"), "pace"),
        NumberColumn("observed_pace", _("Seen: 6 months"), "pace"),
        NumberColumn("pace_12", _("Seen: 12 months"), "pace"),
        NumberColumn("ratio", _("Seen pace of needed"), "share"),
        NumberColumn("projected_on", _("Projected"), "date"),
        NumberColumn("projected_early", _("Range from"), "date"),
        NumberColumn("projected_late", _("Range to"), "date"),
    )


def trend_topic(basis: Basis) -> Topic:
    """Give the nation and every province month end by month end."""
    _, as_of = basis.translate, basis.occasion.as_of
    parts: list[pd.DataFrame] = []
    for level in ("nation", "province"):
        counties = basis.figures.summary(level, as_of)[["code", "counties"]]
        parts.append(
            basis.figures.trend(level, as_of).merge(counties, on="code", how="left", validate="many_to_one")
        )
    frame = pd.concat(parts, ignore_index=True)
    milestones = load_milestones()
    asked = {day: path_share(milestones, day.date()) for day in frame["month_end"].unique()}
    frame = frame.assign(
        area=area_words(basis, frame["code"]),
        share=frame["established"] / frame["counties"],
        path=frame["month_end"].map(asked),
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("area", _("Area"), "text"),
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("path", _("Share that the path asks for"), "share"),
        NumberColumn("net_3", _("Net in 3 months"), "count"),
        NumberColumn("net_6", _("Net in 6 months"), "count"),
        NumberColumn("net_12", _("Net in 12 months"), "count"),
    )
    return Topic(
        _("Trend"),
        _("The nation and each province by month end, from November 2024, against the path"),
        basis.numbers(_("Trend by month end"), columns, frame),
        pinned=3,
    )


def compared_topic(basis: Basis) -> Topic:
    """Give every province as it was at the report before and as it is."""
    _, occasion = basis.translate, basis.occasion
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("area", _("Province"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established_before", _("Established before"), "count"),
        NumberColumn("established", _("Established now"), "count"),
        NumberColumn("change", _("Change"), "count"),
        NumberColumn("was", _("Verdict before"), "text"),
        NumberColumn("verdict_word", _("Verdict now"), "text"),
    )
    tab, title = _("Changes by province"), _("No earlier report to compare with")
    if occasion.compare is None:
        nothing = pd.DataFrame({column.field: pd.Series(dtype="string") for column in columns})
        return Topic(tab, title, basis.numbers(title, columns, nothing))
    frame = areas_compared(basis.figures, "province", occasion.compare, occasion.as_of)
    frame = frame.assign(
        area=frame["code"].map(basis.area_names("province")),
        was=basis.verdicts(frame["verdict_before"]),
        verdict_word=basis.verdicts(frame["verdict"]),
    )
    since = occasion.compare.isoformat()
    return Topic(
        tab,
        _("Every province's counties and verdict on {day} and now").format(day=since),
        basis.numbers(_("Provinces since {day}").format(day=since), columns, frame),
    )


def area_words(basis: Basis, codes: pd.Series) -> pd.Series:
    """Name the nation and the provinces of these codes."""
    named = {**basis.area_names("province").to_dict(), NATION_CODE: basis.translate("China")}
    return codes.map(named)
