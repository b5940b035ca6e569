"""Sentences about one county: its headline, its newest report, its timeline, its neighbours, how it compares.

Each function takes values, the translator `_` and the language; each sentence is true of the values given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.base.formats import format_count, format_date, format_share, join_names
from data.base.language import Translate
from data.base.stages import ESTABLISHED_STAGES, STAGES_WITHOUT
from data.figures.county_history import CountyReport
from data.figures.unit_reports import taken_from
from data.names.index import name_on
from data.register.history import register_history


@dataclass(frozen=True)
class CountyStanding:
    """Where a county stands: stage (None: not reported), since when, and whether it ever reported at all.

    name: of the county in the reader's language, with the area that tells it from others of that name. taken_from: the
    counties that were merged into it and whose stage stands for it until it reports; told_on: the oldest day that
    their reports describe.
    """

    name: str
    stage: str | None
    established_on: date | None
    ever_reported: bool
    taken_from: tuple[str, ...] = ()
    told_on: date | None = None


def county_headline(county: CountyStanding, as_of: date, _: Translate, lang: str) -> str:
    """Say in one sentence where the county stands."""
    if county.taken_from:
        text = _("As of {date}, {county} counts as established: {names}, merged into it, all were")
    elif not county.ever_reported:
        text = _("As of {date}, {county} has never reported")
    elif county.stage is None:
        text = _("As of {date}, {county} has not reported a stage")
    elif county.stage in ESTABLISHED_STAGES:
        text = _alliance(county, _)
    else:
        text = STAGES_WITHOUT[county.stage].headline(_)
    since = format_date(county.established_on, lang) if county.established_on else ""
    names = join_names(list(county.taken_from), lang)
    return text.format(date=format_date(as_of, lang), county=county.name, since=since, names=names)


def _alliance(county: CountyStanding, _: Translate) -> str:
    if county.stage == "operating":
        if county.established_on:
            return _("As of {date}, {county} has had an alliance since {since}, and it is operating")
        return _("As of {date}, {county} has an alliance that is operating")
    if county.established_on:
        return _("As of {date}, {county} has had an alliance since {since}")
    return _("As of {date}, {county} has an alliance")


def taken_from_words(code: str, day: date, lang: str) -> tuple[str, ...]:
    """Name the counties that were merged into the one which bears a code on a day, as they were called at last."""
    return tuple(
        name_on(period.code, lang, period.since or date.min)
        for period in taken_from(register_history(), code, day)
    )


def taken_over_line(names: Sequence[str], lang: str, _: Translate) -> str:
    """Say in a line that a county's stage is that of the counties merged into it."""
    return _("Taken over from {names}, merged into it; no report of its own yet.").format(
        names=join_names(list(names), lang)
    )


def report_lead(
    county: CountyStanding,
    history: Sequence[CountyReport],
    as_of: date,
    stale_after: int,
    _: Translate,
    lang: str,
) -> str:
    """Say how old the newest report is."""
    if county.taken_from and county.told_on:
        return _(
            "It has not reported itself yet. Until it does, the lowest stage among those merged into it stands; the "
            "oldest of their reports describes {day}."
        ).format(day=format_date(county.told_on, lang))
    if not history:
        return _("Nothing is known of it: no report that counts speaks of this county up to this day.")
    newest = history[0]
    age = (as_of - newest.as_of).days
    when = format_date(newest.as_of, lang)
    if age == 0:
        text = _("Its newest report describes this very day.")
    elif age == 1:
        text = _("Its newest report describes {day}, 1 day before.")
    elif age > stale_after:
        text = _("Its newest report describes {day}, {age} days before: longer than {stale} days ago.")
    else:
        text = _("Its newest report describes {day}, {age} days before.")
    return text.format(day=when, age=format_count(age), stale=stale_after)


def timeline_title(history: Sequence[CountyReport], _: Translate, lang: str) -> str:
    """Say how many reports there are, and what became of the stage."""
    count = len(history)
    if count == 0:
        return _("No report yet")
    since = format_date(history[-1].as_of, lang)
    if count == 1:
        return _("One report, as of {day}").format(day=since)
    falls = sum(report.effect == "backwards" and report.stands for report in history)
    if falls:
        text = (
            _("{n} reports since {day}; 1 of them went backwards")
            if falls == 1
            else _("{n} reports since {day}; {falls} of them went backwards")
        )
    elif all(report.effect == "unchanged" for report in history[:-1]):
        text = _("{n} reports since {day}; nothing changed")
    else:
        text = _("{n} reports since {day}; none went backwards")
    return text.format(n=format_count(count), day=since, falls=falls)


def neighbours_title(stages: Sequence[str | None], _: Translate, *, boundary_known: bool = True) -> str:
    """Say how many of the neighbouring counties have an alliance, or that the boundary is not published."""
    count = len(stages)
    if not boundary_known:
        return _("Its boundary is not published, so its neighbours are not known")
    if count == 0:
        return _("It shares no boundary with another county")
    established = sum(stage in ESTABLISHED_STAGES for stage in stages)
    if count == 1:
        return (
            _("Its only neighbour has an alliance")
            if established
            else _("Its only neighbour has no alliance on record")
        )
    if established == count:
        return _("All {count} neighbouring counties have an alliance").format(count=count)
    if established == 0:
        return _("None of the {count} neighbouring counties has an alliance on record").format(count=count)
    if established == 1:
        return _("1 of {count} neighbouring counties has an alliance").format(count=count)
    return _("{n} of {count} neighbouring counties have an alliance").format(n=established, count=count)


@dataclass(frozen=True)
class AreaShare:
    """How many counties of an area that a county lies in have an alliance."""

    name: str
    established: int
    reported: int
    counties: int
    covered: bool

    @property
    def whole(self) -> int:
        """The counties that the share is one of: all, or those that reported while too few have."""
        return self.counties if self.covered else self.reported

    @property
    def share(self) -> float:
        """As a fraction of `whole`; 0 where none has reported."""
        return self.established / self.whole if self.whole else 0.0


def comparison_title(areas: Sequence[AreaShare], *, has_alliance: bool | None, _: Translate) -> str:
    """Say how common an alliance is in the smallest area around the county, itself counted.

    has_alliance: None where the county has not reported.
    """
    area = areas[0]
    if not area.reported:
        return _("None of the {counties} counties of {area} has reported").format(
            counties=format_count(area.counties), area=area.name
        )
    whole = (
        _("{counties} counties of {area}")
        if area.covered
        else _("{counties} counties of {area} that have reported")
    ).format(counties=format_count(area.whole), area=area.name)
    if has_alliance is None:
        text = _("{n} of {whole} have an alliance ({share}); this one has not reported")
    elif has_alliance:
        text = _("It is one of {n} of {whole} with an alliance ({share})")
    else:
        text = _("{n} of {whole} have an alliance ({share}), not this one")
    if area.established == 0:
        text = _("None of the {whole} has an alliance on record")
    elif area.established == area.whole and has_alliance:
        text = _("All {whole} have an alliance, this one too")
    elif area.established == 1 and has_alliance:
        text = _("It is the only one of {whole} with an alliance ({share})")
    elif area.established == 1 and has_alliance is False:
        text = _("1 of {whole} has an alliance ({share}), not this one")
    return text.format(n=format_count(area.established), whole=whole, share=format_share(area.share))
