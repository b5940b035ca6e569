"""What the progress page says: its areas' rows in their order, where each stands, where that leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from charts.trend.layout import MilestoneMet
from charts.words import BEHIND, unit_count, verdict_word
from data.base.formats import (
    format_count,
    format_date,
    format_due,
    format_month,
    format_months,
    format_pace,
    format_share,
    format_target,
)
from data.base.language import Translate
from data.figures.coverage import only_told
from data.plan.milestones import Milestone
from reports.figures.area import AreaFigures

# What the rows may be ordered by, as the address has it; with a minus before it the other way round.
ORDERS: Final[Mapping[str, str]] = {
    "verdict": "rank",
    "name": "code",
    "share": "share",
    "gap": "gap",
    "needed": "needed_pace",
    "pace3": "pace_3",
    "pace6": "pace_6",
    "pace12": "pace_12",
    "date": "projected_on",
    "reported": "part_reported",
}
# Who needs looking at comes first.
_RANK: Final = ("reversing", "off_track", "at_risk", "cannot_assess", "on_track", "nearly", "achieved")
_COUNTED: Final = (
    *("code", "counties", "established", "reported", "not_reported", "share", "share_reported", "covered"),
)
_JUDGED: Final = (
    "code",
    "milestone_on",
    "milestone_share",
    "milestone_own",
    "gap",
    "needed_pace",
    "observed_pace",
    "pace_3",
    "pace_6",
    "pace_12",
    "ratio",
    "verdict",
    "projected_on",
    "projected_early",
    "projected_late",
)


def headline(frame: pd.DataFrame, level: str, name: str | None, as_of: date, _: Translate, lang: str) -> str:
    """Say how many areas are behind. frame: as progress_table.progress_frame; name: of the area, None: the nation."""
    total, n = len(frame), behind(frame)
    units = unit_count(level, total, _)
    if name is not None:
        units = _("{units} of {area}").format(units=units, area=name)
    if (frame["verdict"] == "achieved").all():
        text = _("As of {date}, all {units} have reached their milestone")
    elif (frame["verdict"] == "cannot_assess").all():
        text = _("As of {date}, none of {units} can be assessed")
    elif frame["milestone_on"].max().date() <= as_of:
        text = (
            _("As of {date}, 1 of {units} is short of its milestone")
            if n == 1
            else _("As of {date}, {n} of {units} are short of their milestone")
        )
    elif n == 0:
        text = _("As of {date}, none of {units} is known to be behind the pace needed")
        if not (frame["verdict"] == "cannot_assess").any():
            text = _("As of {date}, all {units} keep the pace needed")
            if (frame["verdict"] == "nearly").any():
                text = _("As of {date}, all {units} keep the pace needed or are nearly there")
    else:
        text = (
            _("As of {date}, 1 of {units} is behind the pace needed")
            if n == 1
            else _("As of {date}, {n} of {units} are behind the pace needed")
        )
    said = text.format(date=format_date(as_of, lang), n=format_count(n), units=units)
    few = too_few(frame)
    if not few:
        return said
    none_is = bool((frame["verdict"] == "cannot_assess").all())
    text = (
        _("{finding}; too few reports came from {n}")
        if none_is
        else _("{finding}; {n} cannot be assessed for too few reports")
    )
    return text.format(finding=said, n=format_count(few))


def lead(frame: pd.DataFrame, path_share: float, level: str, _: Translate) -> str:
    """Say who lies below the path of the day, who cannot be assessed, and who is measured by milestones of its own.

    Whom the headline has called not assessed for too few reports is not told again.
    """
    below = below_path(frame, path_share)
    share = format_share(path_share)
    told = int(frame["covered"].sum())
    if not told:
        parts = [_("The share of all counties can be told of none yet.")]
    elif told < len(frame):
        text = _(
            "Of {n} from which enough reports came, {below} below the {share} that the path asks for by this day."
        )
        if below == 0:
            text = _(
                "Of {n} from which enough reports came, none below the {share} that the path asks for by this day."
            )
        parts = [text.format(n=format_count(told), below=format_count(below), share=share)]
    elif below == 0:
        parts = [_("None lies below the {share} that the path asks for by this day.").format(share=share)]
    elif below == 1:
        parts = [_("1 lies below the {share} that the path asks for by this day.").format(share=share)]
    else:
        parts = [
            _("{n} lie below the {share} that the path asks for by this day.").format(
                n=format_count(below), share=share
            )
        ]
    unknown = int((frame["verdict"] == "cannot_assess").sum()) - too_few(frame)
    if unknown:
        text = _("1 cannot be assessed.") if unknown == 1 else _("{n} cannot be assessed.")
        parts.append(text.format(n=format_count(unknown)))
    own = int(frame["milestone_own"].sum())
    if own:
        text = _("Judged by a milestone of their own: {units}.")
        parts.append(text.format(units=unit_count(level, own, _)))
    return "".join(parts) if all(part.endswith("。") for part in parts) else " ".join(parts)


def multiples_title(frame: pd.DataFrame, level: str, _: Translate) -> str:
    """Say who is furthest behind: the areas are drawn in this order."""
    first = frame.iloc[0]
    if first["verdict"] not in BEHIND or pd.isna(first["share"]):
        return _("Every one of {units} against the path").format(units=unit_count(level, len(frame), _))
    return _("{area} is furthest behind: {verdict}, {share}").format(
        area=first["label"],
        verdict=verdict_word(str(first["verdict"]), _),
        share=format_share(first["share"]),
    )


def expected(row: pd.Series, _: Translate, lang: str) -> str:
    """Say when an area's pace meets its milestone, with the range; a dash where nothing can be said."""
    if row["verdict"] == "achieved" or pd.isna(row["projected_on"]):
        return "–" if row["verdict"] in ("achieved", "cannot_assess") else _("out of reach")
    month = format_month(row["projected_on"], lang)
    early, late = row["projected_early"], row["projected_late"]
    if pd.isna(early):
        return month
    if pd.isna(late):
        return _("{month} (not before {early})").format(month=month, early=format_month(early, lang))
    span = format_months(early, late, lang)
    return _("{month} ({range})").format(month=month, range=span)


def outcome(met: MilestoneMet, _: Translate, lang: str) -> str:
    """Say of a milestone that has passed: met on a day, missed by so many counties, or not known."""
    if met.met_on is not None:
        return _("met on {date}").format(date=format_date(met.met_on, lang))
    if met.untold:
        return _("too few reports")
    if met.missed_by is None:
        return ""
    text = _("missed by 1 county") if met.missed_by == 1 else _("missed by {n} counties")
    missed = text.format(n=format_count(met.missed_by))
    if met.reached_late_on is None:
        return missed
    late = _("reached on {date}").format(date=format_date(met.reached_late_on, lang))
    return _("{missed}, {late}").format(missed=missed, late=late)


def what_if_title(now: AreaFigures, then: pd.Series, pace: float | None, _: Translate, lang: str) -> str:
    """Say where the assumption leads. then: a row of `judge_assumed`; pace: the one assumed, if any."""
    share = format_target(now.target)
    if then["verdict"] == "achieved":
        return _("With these counties, {share} is reached").format(share=share)
    if then["verdict"] == "cannot_assess":
        if not now.covered:
            return _("It cannot be said: too many counties have not reported")
        return _("It cannot be said until a second report")
    seen = float(then["observed_pace"]) if pace is None else pace
    if pd.isna(then["projected_on"]):
        return _("At {pace} a month, {share} is out of reach").format(pace=format_pace(seen), share=share)
    return _("At {pace} a month, {share} by {month}: {verdict}").format(
        pace=format_pace(seen),
        share=share,
        month=format_month(then["projected_on"], lang),
        verdict=verdict_word(str(then["verdict"]), _),
    )


def what_if_lead(now: AreaFigures, then: pd.Series, _: Translate, lang: str) -> str:
    """Say what that compares with: the gap, the pace needed, and what is expected as things are."""
    gap, needed = int(then["gap"]), then["needed_pace"]
    if gap <= 0:
        return _("Nothing is left to do for this milestone.")
    text = _("1 county to go") if gap == 1 else _("{n} counties to go")
    parts = [text.format(n=format_count(gap))]
    if pd.notna(needed):
        parts.append(
            _("{needed} a month needed by {due}").format(
                needed=format_pace(float(needed)), due=format_due(now.due, lang)
            )
        )
    if now.projected_on is not None:
        parts.append(_("as things are: {month}").format(month=format_month(now.projected_on, lang)))
    return " · ".join(parts)


def progress_frame(units: pd.DataFrame, summary: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Join what the page shows of each area, in the default order: by verdict, the worst first, then by share.

    units: [code, label], the areas shown. summary, judged: frames of data.figures.progress.summarise and
    data.figures.judgement.judge of their level. Columns: label, those of _COUNTED and _JUDGED, part_reported (0..1),
    rank. What speaks of all counties is blank where an area is not covered (data.figures.coverage), and so is its rank
    unless it has reached its milestone all the same.
    """
    frame = units[["code", "label"]]
    for part, names in ((summary, _COUNTED), (judged, _JUDGED)):
        frame = frame.merge(part[list(names)], on="code", how="left", validate="one_to_one")
    rank = frame["verdict"].map({verdict: place for place, verdict in enumerate(_RANK)})
    is_told = frame["covered"] | (frame["verdict"] != "cannot_assess")
    frame = only_told(frame).assign(
        part_reported=frame["reported"] / frame["counties"], rank=rank.where(is_told)
    )
    return ordered(frame, "verdict")


def ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """Order the rows by one of ORDERS; ties by share, then by code; what is missing comes last either way."""
    column = ORDERS[order.removeprefix("-")]
    return frame.sort_values(
        [column, "share", "code"],
        ascending=[not order.startswith("-"), True, True],
        na_position="last",
        ignore_index=True,
    )


def order_shown(asked: str | None) -> str:
    """Give the order that the address asks for, or the default where it is none of ORDERS."""
    return asked if asked and asked.removeprefix("-") in ORDERS else "verdict"


def too_few(frame: pd.DataFrame) -> int:
    """Count the areas that cannot be assessed because too few of their counties have reported."""
    return int((~frame["covered"] & (frame["verdict"] == "cannot_assess")).sum())


def behind(frame: pd.DataFrame) -> int:
    """Count the areas that are behind the pace which their next milestone needs."""
    return int(frame["verdict"].isin(BEHIND).sum())


def below_path(frame: pd.DataFrame, path_share: float) -> int:
    """Count the areas whose share is below the one that the national path asks for today."""
    return int((frame["share"] < path_share).sum())


def past(milestones: Sequence[Milestone], as_of: date) -> list[Milestone]:
    """Give the milestones that have been decided by the end of `as_of`."""
    return [milestone for milestone in milestones if milestone.on <= as_of]
