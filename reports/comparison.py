"""What changed between two reports, in sentences: who gained, who fell back, who reported at last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from charts.palette import VERDICTS
from charts.words import unit_count, verdict_word
from data.formats import (
    format_change,
    format_count,
    format_date,
    format_points,
    format_short_day,
    join_names,
)
from data.words import Translate
from reports.area import AreaFigures

# At most so many areas are named for a gain, and for a fall or a worse verdict; the others are counted.
NAMED_GAINS: Final = 3
NAMED_OTHERS: Final = 4


@dataclass(frozen=True)
class Remark:
    """One sentence of a paragraph; `fall` is told in bold and in the colour of a fall."""

    text: str
    tone: Literal["plain", "fall"] = "plain"


def compare_units(
    labels: pd.DataFrame,
    before: tuple[pd.DataFrame, pd.DataFrame],
    now: tuple[pd.DataFrame, pd.DataFrame],
) -> pd.DataFrame:
    """Put two days side by side for the areas in `labels` [code, label].

    before, now: (summary, judged) of data.progress.summarise and data.judgement.judge.
    Result, by code: [code, label, counties, established_before, established, change, verdict_before,
    verdict].
    """
    frame = labels[["code", "label"]]
    for (summary, judged), suffix in ((before, "_before"), (now, "")):
        columns = ["code", "established"] + ([] if suffix else ["counties"])
        counted = summary[columns].rename(columns={"established": f"established{suffix}"})
        verdicts = judged[["code", "verdict"]].rename(columns={"verdict": f"verdict{suffix}"})
        frame = frame.merge(counted, on="code", validate="one_to_one")
        frame = frame.merge(verdicts, on="code", validate="one_to_one")
    frame["change"] = frame["established"] - frame["established_before"]
    return frame.sort_values("code", ignore_index=True)


def first_reports(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """Count counties that have a stage now and had none before; both as data.progress.county_status."""
    had = set(before.loc[before["stage"].notna(), "county_code"])
    has = set(now.loc[now["stage"].notna(), "county_code"])
    return len(has - had)


def comparison_title(before: date, as_of: date, _: Translate, lang: str) -> str:
    """Name the day that is compared with; its year only where it is another."""
    day = format_short_day(before, lang) if before.year == as_of.year else format_date(before, lang)
    return _("Compared with {day}").format(day=day)


def comparison_remarks(
    units: pd.DataFrame,
    before: AreaFigures,
    now: AreaFigures,
    *,
    newly_reported: int,
    level: str,
    _: Translate,
    lang: str,
) -> list[Remark]:
    """Say what changed.

    units: as compare_units gives it, areas of `level`. before, now: the area that they lie in.
    """
    gained = units[units["change"] > 0].sort_values(["change", "code"], ascending=[False, True])
    remarks = [Remark(_net(before, now, _))]
    if len(gained) and len(units) > 1:
        remarks.append(Remark(_gains(gained, level, _, lang)))
    fallen = units[units["change"] < 0].sort_values(["change", "code"])
    if len(fallen) and len(units) > 1:
        remarks.append(Remark(_falls(fallen, level, _, lang), "fall"))
    worse = _worsened(units[units["change"] >= 0])
    if len(worse):
        remarks.append(Remark(_worse(worse, level, _, lang)))
    idle = units[(units["change"] == 0) & (units["established"] < units["counties"])]
    if level != "county" and len(idle) and len(gained):
        remarks.append(Remark(_idle(idle, level, _, lang)))
    if newly_reported or before.not_reported != now.not_reported:
        remarks.append(Remark(_reporting(before, now, newly_reported, _)))
    return remarks


def _net(before: AreaFigures, now: AreaFigures, _: Translate) -> str:
    change = now.established - before.established
    if change == 0:
        return _("Established counties stay at {after}.").format(after=format_count(now.established))
    if change > 0:
        text = (
            _("1 county more, from {before} to {after}; the share rose by {points} points.")
            if change == 1
            else _("{n} counties more, from {before} to {after}; the share rose by {points} points.")
        )
    else:
        text = (
            _("1 county fewer, from {before} to {after}; the share fell by {points} points.")
            if change == -1
            else _("{n} counties fewer, from {before} to {after}; the share fell by {points} points.")
        )
    return text.format(
        n=format_count(abs(change)),
        before=format_count(before.established),
        after=format_count(now.established),
        points=format_points(now.share - before.share),
    )


def _gains(gained: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    """Name who gained most, and never one of several that gained as much."""
    if level == "county":
        if len(gained) > NAMED_OTHERS:
            return _("{n} counties have established one.").format(n=len(gained))
        return _("New: {names}.").format(names=join_names([str(label) for label in gained["label"]], lang))
    # Those that gained more than the first one left out: all named, or none of several equals.
    left_out = int(gained["change"].iloc[NAMED_GAINS]) if len(gained) > NAMED_GAINS else 0
    top = gained[gained["change"] > left_out]
    if not len(top):
        most = int(gained["change"].iloc[0])
        equal = int((gained["change"] == most).sum())
        return _("The most, {change} each, in {units}.").format(
            change=format_change(most), units=unit_count(level, equal, _)
        )
    names = join_names(_with_change(top, _), lang)
    if len(gained) == len(top):
        return _("Only in {names}.").format(names=names)
    return _("The most in {names}.").format(names=names)


def _with_change(frame: pd.DataFrame, _: Translate) -> list[str]:
    return [
        _("{area} ({change})").format(area=label, change=format_change(int(change)))
        for label, change in zip(frame["label"], frame["change"], strict=True)
    ]


def _falls(fallen: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    if level == "county":
        if len(fallen) > NAMED_OTHERS:
            return _("{n} counties have lost theirs.").format(n=len(fallen))
        return _("Lost: {names}.").format(names=join_names([str(label) for label in fallen["label"]], lang))
    if len(fallen) > 1:
        if len(fallen) > NAMED_OTHERS:
            return _("Fewer than before in {units}.").format(units=unit_count(level, len(fallen), _))
        return _("Fewer than before in {names}.").format(names=join_names(_with_change(fallen, _), lang))
    area = fallen.iloc[0]
    was, now = str(area["verdict_before"]), str(area["verdict"])
    if was == now:
        return _("{area} has {n} fewer.").format(area=area["label"], n=-int(area["change"]))
    return _("{area} has {n} fewer and went from “{was}” to “{now}”.").format(
        area=area["label"], n=-int(area["change"]), was=verdict_word(was, _), now=verdict_word(now, _)
    )


def _worsened(units: pd.DataFrame) -> pd.DataFrame:
    """Give the areas whose verdict is worse than before; what cannot be assessed is neither."""
    order = {verdict: place for place, verdict in enumerate(VERDICTS[:-1])}
    was, now = units["verdict_before"].map(order), units["verdict"].map(order)
    return units[now > was]


def _worse(worse: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    if len(worse) > NAMED_OTHERS:
        return _("The verdict got worse in {units}.").format(units=unit_count(level, len(worse), _))
    names = [
        _("{area} (now {verdict})").format(area=label, verdict=verdict_word(str(verdict), _))
        for label, verdict in zip(worse["label"], worse["verdict"], strict=True)
    ]
    return _("The verdict got worse in {names}.").format(names=join_names(names, lang))


def _idle(idle: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    if len(idle) > NAMED_OTHERS:
        return _("None added in {units}.").format(units=unit_count(level, len(idle), _))
    return _("None added in {names}.").format(names=join_names([str(n) for n in idle["label"]], lang))


def _reporting(before: AreaFigures, now: AreaFigures, newly_reported: int, _: Translate) -> str:
    was, after = format_count(before.not_reported), format_count(now.not_reported)
    if not newly_reported:
        return _("Not reported: from {before} to {after}.").format(before=was, after=after)
    text = (
        _("1 county reported for the first time; not reported: from {before} to {after}.")
        if newly_reported == 1
        else _("{n} counties reported for the first time; not reported: from {before} to {after}.")
    )
    return text.format(n=format_count(newly_reported), before=was, after=after)
