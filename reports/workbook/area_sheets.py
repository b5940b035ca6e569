"""The sheets whose rows are the nation's figures, milestones, provinces and prefectures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from data.base.formats import join_clauses
from data.figures.coverage import only_told
from data.figures.judgement import path_share
from data.figures.lateness import lateness_by_area
from data.figures.mechanisms import operating_counts
from data.plan.milestones import Milestone, load_milestones
from data.register.register import NATION_CODE
from reports.figures.area import areas_compared, areas_judged, milestone_met
from reports.figures.numbers import Kind, NumberColumn, stage_columns
from reports.sentences.progress import outcome
from reports.workbook.topics import Basis, Topic, blank_words


def area_topic(basis: Basis, level: str) -> Topic:
    """Give every province, or every prefecture, with counts, share, paces, verdict and projection."""
    _, as_of = basis.translate, basis.occasion.as_of
    working = operating_counts(basis.figures.summary(level, as_of))
    frame = only_told(areas_judged(basis.figures, level, as_of)).merge(
        working[["code", "share_operating_of_established"]], on="code", validate="one_to_one"
    )
    frame = frame.assign(
        area=frame["code"].map(basis.area_names(level)),
        verdict_word=basis.verdicts(frame["verdict"]),
        own=basis.marked(frame["milestone_own"]),
        lateness=frame["code"].map(
            lateness_by_area(basis.figures.reports(), basis.register.counties, as_of=as_of, level=level)
        ),
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
            join_clauses(
                [
                    _("The 32 reporting provinces: counts, shares, paces, verdict and projection"),
                    blank_words(_),
                ],
                basis.occasion.lang,
            ),
            basis.numbers(_("Provinces: counts, pace and verdict"), columns, frame),
            wide=True,
        )
    return Topic(
        _("Prefectures"),
        join_clauses([_("The same for every prefecture"), blank_words(_)], basis.occasion.lang),
        basis.numbers(_("Prefectures: counts, pace and verdict"), columns, frame),
        pinned=3,
        wide=True,
    )


def _area_columns(basis: Basis) -> tuple[NumberColumn, ...]:
    _ = basis.translate
    return (
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        *stage_columns(_),
        NumberColumn("reported", _("Reported"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share_reported", _("Share of those reported"), "share"),
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
        NumberColumn("pace_6", _("Seen: 6 months"), "pace"),
        NumberColumn("pace_12", _("Seen: 12 months"), "pace"),
        NumberColumn("ratio", _("Seen pace of needed"), "share"),
        NumberColumn("projected_on", _("Expected"), "month"),
        NumberColumn("projected_early", _("Range from"), "month"),
        NumberColumn("projected_late", _("Range to"), "month"),
        NumberColumn("lateness", _("Days from as-of day to save, median"), "count"),
    )


def trend_topic(basis: Basis) -> Topic:
    """Give the nation and every province month end by month end."""
    _, as_of = basis.translate, basis.occasion.as_of
    frame = pd.concat(
        [basis.figures.trend(level, as_of) for level in ("nation", "province")], ignore_index=True
    )
    milestones = load_milestones()
    asked = {day: path_share(milestones, day.date()) for day in frame["month_end"].unique()}
    frame = frame.assign(
        area=area_words(basis, frame["code"]),
        share=(frame["established"] / frame["counties"]).where(frame["code"].map(_covered(basis))),
        path=frame["month_end"].map(asked),
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("area", _("Area"), "text"),
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("known_then", _("Established as known on the day"), "count"),
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
        join_clauses(
            [
                _("The nation and each province by month end, from November 2024, against the path"),
                blank_words(_),
            ],
            basis.occasion.lang,
        ),
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
        NumberColumn("register_change", _("By changes of the register"), "count"),
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


def nation_topic(basis: Basis) -> Topic:
    """Give the nation's figures, one a row, beside those of the report that is compared with."""
    _, occasion = basis.translate, basis.occasion
    rows: list[tuple[str, Kind, str]] = [
        (_("Counties"), "count", "counties"),
        (_("Established"), "count", "established"),
        *((column.header, column.kind, column.field) for column in stage_columns(_)),
        (_("Reported"), "count", "reported"),
        (_("Not reported"), "count", "not_reported"),
        (_("Share of those reported"), "share", "share_reported"),
        (_("Share"), "share", "share"),
        (_("Share that the path asks for"), "share", "path_share_today"),
        (_("Next milestone"), "date", "milestone_on"),
        (_("Milestone's share"), "share", "milestone_share"),
        (_("Counties needed"), "count", "needed"),
        (_("Gap"), "count", "gap"),
        (_("Needed a month"), "pace", "needed_pace"),
        (_("Seen: 3 months"), "pace", "pace_3"),
        (_("Seen: 6 months"), "pace", "pace_6"),
        (_("Seen: 12 months"), "pace", "pace_12"),
        (_("Seen pace of needed"), "share", "ratio"),
        (_("Verdict"), "text", "verdict"),
        (_("Expected"), "month", "projected_on"),
        (_("Range from"), "month", "projected_early"),
        (_("Range to"), "month", "projected_late"),
    ]
    now = _nation(basis, occasion.as_of)
    columns = [
        NumberColumn("figure", _("Figure"), "text"),
        NumberColumn("now", occasion.as_of.isoformat(), "count"),
    ]
    values: dict[str, list[Any]] = {
        "figure": [label for label, _kind, _field in rows],
        "now": [now[name] for _label, _kind, name in rows],
    }
    if occasion.compare is not None:
        before = _nation(basis, occasion.compare)
        values["before"] = [before[name] for _label, _kind, name in rows]
        values["change"] = [_change_words(now[name], before[name], kind) for _label, kind, name in rows]
        columns += [
            NumberColumn("before", occasion.compare.isoformat(), "count"),
            NumberColumn("change", _("Change (of shares: percentage points)"), "points"),
        ]
    return Topic(
        _("Nation"),
        join_clauses(
            [_("The nation's figures, beside those of the report before"), blank_words(_)], occasion.lang
        ),
        basis.numbers(_("The nation's figures"), columns, pd.DataFrame(values, dtype="object")),
        pinned=1,
        row_kinds=tuple(kind for _label, kind, _field in rows),
    )


def _covered(basis: Basis) -> dict[str, bool]:
    """Say of the nation and of each province by code whether enough counties have reported."""
    return {
        str(code): bool(covered)
        for level in ("nation", "province")
        for code, covered in basis.figures.summary(level, basis.occasion.as_of)[
            ["code", "covered"]
        ].to_numpy()
    }


def _nation(basis: Basis, day: date) -> dict[str, Any]:
    nation = only_told(areas_judged(basis.figures, "nation", day))
    (row,) = nation.assign(verdict=basis.verdicts(nation["verdict"])).to_dict("records")
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def _change_words(now: Any, before: Any, kind: Kind) -> Any:
    """Subtract what can be subtracted."""
    if kind in ("text", "date", "month") or now is None or before is None:
        return None
    return now - before


def milestones_topic(basis: Basis) -> Topic:
    """Give every milestone of the nation and of each province with what became of it."""
    _, lang, as_of = basis.translate, basis.occasion.lang, basis.occasion.as_of
    milestones = {milestone.name: milestone for milestone in load_milestones()}
    frame = pd.concat(
        [basis.figures.milestones_met(level, as_of) for level in ("nation", "province")], ignore_index=True
    )
    named = [milestones[str(name)] for name in frame["milestone"]]
    covered = frame["code"].map(_covered(basis))
    frame = frame.assign(
        missed_by=frame["missed_by"].where(covered),
        reached_late_on=frame["reached_late_on"].where(covered),
        area=area_words(basis, frame["code"]),
        milestone=[one.name if lang == "zh" else one.name_en for one in named],
        asked=[one.share for one in named],
        outcome=[
            _outcome(basis, one, row, covered=told)
            for one, row, told in zip(named, frame.to_dict("records"), covered, strict=True)
        ],
    )
    columns = (
        NumberColumn("code", _("Code"), "text"),
        NumberColumn("area", _("Area"), "text"),
        NumberColumn("milestone", _("Milestone"), "text"),
        NumberColumn("on", _("Day"), "date"),
        NumberColumn("asked", _("Milestone's share"), "share"),
        NumberColumn("needed", _("Counties needed"), "count"),
        NumberColumn("outcome", _("What became of it"), "text"),
        NumberColumn("met_on", _("Met on"), "date"),
        NumberColumn("missed_by", _("Counties missing on the day"), "count"),
        NumberColumn("reached_late_on", _("Reached later, on"), "date"),
    )
    return Topic(
        _("Milestones"),
        _("The Plan's milestones, and whether the nation and each province met them"),
        basis.numbers(_("Milestones and what became of them"), columns, frame),
    )


def _outcome(basis: Basis, milestone: Milestone, row: dict[Any, Any], *, covered: bool) -> str:
    _ = basis.translate
    return outcome(milestone_met(milestone, row, covered=covered), _, basis.occasion.lang) or _("still open")
