"""The sheets of the figures workbook on the nation's figures and on milestones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from charts.milestones import MilestoneMet
from data.plan import Milestone, load_milestones
from reports.figure_numbers import Kind, NumberColumn
from reports.figures_sheets import Basis, Topic
from reports.figures_sheets_areas import area_words
from reports.progress_words import outcome


def nation_topic(basis: Basis) -> Topic:
    """Give the nation's figures, one a row, beside those of the report that is compared with."""
    _, occasion = basis.translate, basis.occasion
    rows: list[tuple[str, Kind, str]] = [
        (_("Counties"), "count", "counties"),
        (_("Established"), "count", "established"),
        (_("Operating"), "count", "operating"),
        (_("Preparing"), "count", "preparing"),
        (_("Not started"), "count", "not_started"),
        (_("Not reported"), "count", "not_reported"),
        (_("Share"), "share", "share"),
        (_("Share that the path asks for"), "share", "path_share_today"),
        (_("Next milestone"), "date", "milestone_on"),
        (_("Milestone's share"), "share", "milestone_share"),
        (_("Counties needed"), "count", "needed"),
        (_("Gap"), "count", "gap"),
        (_("Needed a month"), "pace", "needed_pace"),
        (_("Seen: 3 months"), "pace", "pace_3"),
        (_("Seen: 6 months"), "pace", "observed_pace"),
        (_("Seen: 12 months"), "pace", "pace_12"),
        (_("Seen pace of needed"), "share", "ratio"),
        (_("Verdict"), "text", "verdict"),
        (_("Projected"), "date", "projected_on"),
        (_("Range from"), "date", "projected_early"),
        (_("Range to"), "date", "projected_late"),
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
        values["change"] = [_change(now[name], before[name], kind) for _label, kind, name in rows]
        columns += [
            NumberColumn("before", occasion.compare.isoformat(), "count"),
            NumberColumn("change", _("Change (of shares: percentage points)"), "points"),
        ]
    return Topic(
        _("Nation"),
        _("The nation's figures, beside those of the report before"),
        basis.numbers(_("The nation's figures"), columns, pd.DataFrame(values, dtype="object")),
        pinned=1,
        row_kinds=tuple(kind for _label, kind, _field in rows),
    )


def _nation(basis: Basis, day: date) -> dict[str, Any]:
    figures = basis.figures
    rows: list[dict[Any, Any]] = [
        *figures.summary("nation", day).to_dict("records"),
        *figures.judged("nation", day)
        .assign(verdict=lambda judged: basis.verdicts(judged["verdict"]))
        .to_dict("records"),
    ]
    return {str(name): None if pd.isna(value) else value for row in rows for name, value in row.items()}


def _change(now: Any, before: Any, kind: Kind) -> Any:
    """Subtract what can be subtracted."""
    if kind in ("text", "date") or now is None or before is None:
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
    frame = frame.assign(
        area=area_words(basis, frame["code"]),
        milestone=[one.name if lang == "zh" else one.name_en for one in named],
        asked=[one.share for one in named],
        outcome=[_outcome(basis, one, row) for one, row in zip(named, frame.to_dict("records"), strict=True)],
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


def _outcome(basis: Basis, milestone: Milestone, row: dict[Any, Any]) -> str:
    _ = basis.translate
    met = MilestoneMet(
        milestone,
        met_on=None if pd.isna(row["met_on"]) else row["met_on"].date(),
        missed_by=None if pd.isna(row["missed_by"]) else int(row["missed_by"]),
        reached_late_on=None if pd.isna(row["reached_late_on"]) else row["reached_late_on"].date(),
    )
    return outcome(met, _, basis.occasion.lang) or _("still open")
