"""What changed between two reports, in sentences: who gained, who fell back, who reported at last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from charts.words import stage_word, unit_count, verdict_word
from data.base.formats import (
    format_change,
    format_count,
    format_date,
    format_points,
    format_short_day,
    join_names,
    join_phrases,
)
from data.base.language import Translate
from reports.figures.area import AreaFigures, Overview, areas_compared, came_and_went, counties_changed
from reports.figures.source import FigureSource

# At most so many areas are named for a gain, and for a fall or another verdict; the others are counted.
NAMED_GAINS: Final = 3
NAMED_OTHERS: Final = 4


@dataclass(frozen=True)
class Remark:
    """One sentence of a paragraph; `fall` is told in bold and in the colour of a fall."""

    text: str
    tone: Literal["plain", "fall"] = "plain"


def comparison_title(before: date, as_of: date, _: Translate, lang: str) -> str:
    """Name the day that is compared with; its year only where it is another."""
    day = format_short_day(before, lang) if before.year == as_of.year else format_date(before, lang)
    return _("Compared with {day}").format(day=day)


def overview_remarks(view: Overview, figures: FigureSource, _: Translate, lang: str) -> tuple[Remark, ...]:
    """Say what changed in an area since the report that it is compared with; nothing where there is none."""
    if view.before is None or view.compare is None:
        return ()
    units = areas_compared(figures, view.scope.unit_level, view.compare, view.as_of)
    remarks = comparison_remarks(
        view.scope.units.merge(units, on="code", validate="one_to_one"),
        view.before,
        view.now,
        counties=counties_changed(figures, view.scope, view.compare, view.as_of, lang),
        register=came_and_went(figures, view.scope, view.compare, view.as_of, lang),
        level=view.scope.unit_level,
        _=_,
        lang=lang,
    )
    if view.known_later:
        remarks.append(
            Remark(known_later_sentence(view.known_later, view.before.established, view.compare, _, lang))
        )
    return tuple(remarks)


def known_later_sentence(later: int, then: int, day: date, _: Translate, lang: str) -> str:
    """Say why the trend has another number for the day that is compared with. later: so many more, not 0."""
    if later > 0:
        text = (
            _("The trend shows {now} for {day}: 1 more was reported later.")
            if later == 1
            else _("The trend shows {now} for {day}: {n} more were reported later.")
        )
    else:
        text = _("The trend shows {now} for {day}: later reports took {n} away.")
    return text.format(now=format_count(then + later), day=format_date(day, lang), n=format_count(abs(later)))


def comparison_remarks(
    units: pd.DataFrame,
    before: AreaFigures,
    now: AreaFigures,
    *,
    counties: pd.DataFrame,
    register: pd.DataFrame,
    level: str,
    _: Translate,
    lang: str,
) -> list[Remark]:
    """Say what changed; what a change of the register adds or takes is told apart from progress.

    units: the areas of `level` inside one area, as data.figures.changes_between.compare_areas, with `label`.
    before, now: that area. counties: its counties, as data.figures.changes_between.changed_counties, with `label`.
    register: those that came or went, as data.figures.changes_between.units_changed, with `label`.
    """
    gained = units[units["change"] > 0].sort_values(["change", "code"], ascending=[False, True])
    progress = int(counties["gained"].sum() - counties["lost"].sum())
    newly_established = int((counties["gained"] & counties["first_report"]).sum())
    remarks = [Remark(_net(before, now, progress, newly_established, _))]
    if len(register):
        remarks.append(Remark(register_words(register, _, lang)))
    if len(gained) and len(units) > 1:
        remarks.append(Remark(_gains(gained, level, _, lang)))
    fallen = units[units["change"] < 0].sort_values(["change", "code"])
    # Where each unit is a county, those gone backwards tell of the falls.
    if level != "county" and len(fallen) and len(units) > 1:
        remarks.append(Remark(_falls(fallen, level, _, lang), "fall"))
    backwards = counties[counties["backwards"]]
    if len(backwards):
        remarks.append(Remark(_backwards(backwards, _, lang), "fall"))
    if level != "county":
        untold = units if len(fallen) != 1 else units.drop(fallen.index)
        remarks.extend(_verdicts(untold[untold["turned"]], level, _, lang))
    # Of an area that has not reported enough nobody knows that none was added.
    idle = units[units["covered"] & (units["change"] == 0) & (units["established"] < units["counties"])]
    if level != "county" and len(idle) and len(gained):
        remarks.append(Remark(_idle(idle, level, _, lang)))
    newly_reported = int(counties["first_report"].sum())
    if newly_reported or before.not_reported != now.not_reported:
        remarks.append(Remark(_reporting(before, now, newly_reported, _)))
    return remarks


def register_words(register: pd.DataFrame, _: Translate, lang: str) -> str:
    """Say which counties came into the register and which went from it: of many, how many."""
    came, went = register[register["came"]], register[~register["came"]]
    parts = [
        text.format(counties=_few_or_count(rows, _, lang))
        for rows, text in ((came, _("new: {counties}")), (went, _("abolished: {counties}")))
        if len(rows)
    ]
    return _("In the register {changes}.").format(changes=join_phrases(parts, lang))


def _few_or_count(rows: pd.DataFrame, _: Translate, lang: str) -> str:
    if len(rows) > NAMED_OTHERS:
        return unit_count("county", len(rows), _)
    return join_names([str(label) for label in rows["label"]], lang)


def _net(before: AreaFigures, now: AreaFigures, progress: int, newly: int, _: Translate) -> str:
    """Say what progress there was. newly: established counties that reported for the first time."""
    change = now.established - before.established
    # The share then moves for two reasons, and "rose" would say that both are progress.
    if change != progress or before.counties != now.counties:
        return _(
            "{progress} by progress, {register} by changes of the register: established from {before} of {of_before} "
            "counties to {after} of {of_after}."
        ).format(
            progress=format_change(progress),
            register=format_change(change - progress),
            before=format_count(before.established),
            of_before=format_count(before.counties),
            after=format_count(now.established),
            of_after=format_count(now.counties),
        )
    if change == 0:
        return _("Established counties stay at {after}.").format(after=format_count(now.established))
    if not (before.covered and now.covered):
        return _net_of_few(before, now, newly, _)
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


def _net_of_few(before: AreaFigures, now: AreaFigures, newly: int, _: Translate) -> str:
    """Say it without the share, which moves with who reports, and how many are only known since."""
    net = _("{change} established, from {before} to {after}").format(
        change=format_change(now.established - before.established),
        before=format_count(before.established),
        after=format_count(now.established),
    )
    if not newly:
        return _("{net}.").format(net=net)
    return _("{net}; {n} of them reported for the first time.").format(net=net, n=format_count(newly))


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
        return _("The most, {n} each, in {units}.").format(
            n=format_count(most), units=unit_count(level, equal, _)
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


def _backwards(backwards: pd.DataFrame, _: Translate, lang: str) -> str:
    """Name the counties whose stage is lower than it was."""
    if len(backwards) > NAMED_OTHERS:
        return _("{n} counties have gone backwards.").format(n=format_count(len(backwards)))
    names = [
        _("{area} (now {stage})").format(area=label, stage=stage_word(None if pd.isna(stage) else stage, _))
        for label, stage in zip(backwards["label"], backwards["after"], strict=True)
    ]
    return _("Gone backwards: {names}.").format(names=join_names(names, lang))


def _verdicts(turned: pd.DataFrame, level: str, _: Translate, lang: str) -> list[Remark]:
    """Name the areas whose verdict is another: worse, better, and what can be assessed now or no longer."""
    unknown = (turned["verdict_before"] == "cannot_assess") | (turned["verdict"] == "cannot_assess")
    sentences = (
        (turned[turned["worse"]], _("The verdict got worse in {areas}.")),
        (turned[~turned["worse"] & ~unknown], _("The verdict got better in {areas}.")),
        (turned[unknown], _("The verdict is another in {areas}.")),
    )
    return [
        Remark(sentence.format(areas=_with_verdict(areas, level, _, lang)))
        for areas, sentence in sentences
        if len(areas)
    ]


def _with_verdict(areas: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    if len(areas) > NAMED_OTHERS:
        return unit_count(level, len(areas), _)
    names = [
        _("{area} (now {verdict})").format(area=label, verdict=verdict_word(str(verdict), _))
        for label, verdict in zip(areas["label"], areas["verdict"], strict=True)
    ]
    return join_names(names, lang)


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
