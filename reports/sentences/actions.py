"""The words of the two lists, to follow up and to ask for reports: why a county is on one, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from charts.words import stage_word
from data.base.fields import GUARANTEES
from data.base.formats import (
    format_count,
    format_date,
    format_short_day,
    join_clauses,
    join_names,
    join_phrases,
)
from data.base.language import Translate
from data.base.stages import STAGES_WITHOUT
from data.figures.action_list import CHASING, TO_DO
from data.plan.thresholds import STALE_AFTER_DAYS

# At most so many areas are named as having the longest lists.
AREAS_NAMED: Final = 3


def filter_words(_: Translate) -> dict[str, str]:
    """Name each of data.figures.action_list.FILTERS."""
    return {
        "to_do": _("No alliance yet"),
        **{stage: _capital(stage_word(stage, _)) for stage in TO_DO},
        "stale": _("Stale report"),
        "lacking": _("Lacking a guarantee"),
        "unstated": _("Guarantee not reported"),
        "backwards": _("Gone backwards"),
        "not_reported": _capital(stage_word(None, _)),
        "never": _("Never reported"),
        "blank": _("Stage left blank"),
    }


def list_name(reason: str | None, _: Translate) -> str:
    """Name the list that a filter belongs to."""
    return _("Reports to ask for") if reason in CHASING else _("Action list")


def guarantee_words(_: Translate) -> dict[str, str]:
    """Name each of data.base.fields.GUARANTEES."""
    return {"funding": _("funding"), "personnel": _("personnel"), "venues": _("venues")}


def why_listed(county: Mapping[Any, Any], _: Translate, lang: str) -> list[tuple[str, str]]:
    """Say why a county is on a list: (reason, words) for each, why its report is to be asked for first.

    county: a row of data.figures.action_list.action_list.
    """
    without = _("No alliance: {stage}")
    told = [(stage, without.format(stage=stage_word(stage, _))) for stage in STAGES_WITHOUT if county[stage]]
    if county["never"]:
        told.append(("never", _("Never reported")))
    if county["blank"]:
        told.append(("blank", _("Stage left blank")))
    if county["stale"]:
        text = _("Last report {days} days old").format(days=format_count(county["days_since"]))
        told.append(("stale", text))
    named = guarantee_words(_)
    if county["lacking"]:
        missing = [named[name] for name in GUARANTEES if _is(county[name], answer=False)]
        told.append(("lacking", _("No guarantee of {names}").format(names=join_names(missing, lang))))
    if county["unstated"]:
        blank = [named[name] for name in GUARANTEES if pd.isna(county[name])]
        told.append(("unstated", _("Not reported: {names}").format(names=join_names(blank, lang))))
    if county["backwards"]:
        told.append(("backwards", fall_words(county["highest"], county["stage"], _)))
    return told


def reasons_in_words(listed: pd.DataFrame, _: Translate, lang: str) -> list[str]:
    """Say of each row of data.figures.action_list.action_list why it is on the list."""
    return [
        join_clauses((words for _reason, words in why_listed(row, _, lang)), lang)
        for row in listed.to_dict("records")
    ]


def fall_words(highest: Any, stage: Any, _: Translate) -> str:
    """Say from which stage to which a county fell."""
    return _("Back from “{was}” to “{now}”").format(
        was=stage_word(str(highest), _), now=stage_word(None if pd.isna(stage) else str(stage), _)
    )


def headline(
    counts: Mapping[str, int], counties: int, area: str | None, as_of: date, _: Translate, lang: str
) -> str:
    """Say how many counties are to be followed up and, apart from them, how many have not reported.

    area: its name, None for the nation.
    """
    n, silent = counts["follow_up"], counts["not_reported"]
    if silent:
        text = _headline_of_both(n, silent, counties, area, _)
    elif n == 0:
        text = (
            _("As of {date}, none of the {counties} counties is on the action list")
            if area is None
            else _("As of {date}, nothing in {area} is on the action list")
        )
    elif n == counties:
        text = (
            _("As of {date}, all {counties} counties are on the action list")
            if area is None
            else _("As of {date}, every county of {area} is on the action list ({counties})")
        )
    elif area is None:
        text = (
            _("As of {date}, 1 of {counties} counties is on the action list")
            if n == 1
            else _("As of {date}, {n} of {counties} counties are on the action list")
        )
    else:
        text = (
            _("As of {date}, 1 of {counties} counties of {area} is on the action list")
            if n == 1
            else _("As of {date}, {n} of {counties} counties of {area} are on the action list")
        )
    return text.format(
        date=format_date(as_of, lang),
        n=format_count(n),
        silent=format_count(silent),
        counties=format_count(counties),
        area=area,
    )


def _headline_of_both(n: int, silent: int, counties: int, area: str | None, _: Translate) -> str:
    """Give the headline while reports are missing, its numbers still to be put in."""
    if silent == counties:
        return (
            _("As of {date}, none of the {counties} counties has reported")
            if area is None
            else _("As of {date}, none of the {counties} counties of {area} has reported")
        )
    if n == 0:
        return (
            _("As of {date}, nothing to follow up; not reported: {silent} of {counties} counties")
            if area is None
            else _(
                "As of {date}, nothing to follow up in {area}; not reported: {silent} of {counties} counties"
            )
        )
    if area is None:
        return (
            _("As of {date}, 1 county to follow up; not reported: {silent} of {counties}")
            if n == 1
            else _("As of {date}, {n} counties to follow up; not reported: {silent} of {counties}")
        )
    return (
        _("As of {date}, 1 county of {area} to follow up; not reported: {silent} of {counties}")
        if n == 1
        else _("As of {date}, {n} counties of {area} to follow up; not reported: {silent} of {counties}")
    )


def lead(counts: Mapping[str, int], counties: int, _: Translate, lang: str) -> str:
    """Say what is to be followed up; a reason that nobody has is left out, and the only one needs no warning."""
    silent = counts["not_reported"]
    if silent == counties:
        return _("What nobody has reported cannot be followed up: ask for the reports first.")
    one = {
        "to_do": _("1 has no alliance"),
        "lacking": _("1 lacks a guarantee"),
        "unstated": _("1 does not report a guarantee"),
        "stale": _("1 is stale"),
        "backwards": _("1 has gone backwards"),
    }
    many = {
        "to_do": _("{n} have no alliance"),
        "lacking": _("{n} lack a guarantee"),
        "unstated": _("{n} do not report a guarantee"),
        "stale": _("{n} are stale"),
        "backwards": _("{n} have gone backwards"),
    }
    parts = [
        one[reason] if counts[reason] == 1 else many[reason].format(n=format_count(counts[reason]))
        for reason in one
        if counts[reason]
    ]
    if not parts:
        text = (
            _(
                "Every county that has reported has an alliance with all guarantees, reported within {days} days."
            )
            if silent
            else _("Every county has an alliance with all guarantees, reported within {days} days.")
        )
        return text.format(days=STALE_AFTER_DAYS)
    text = _("{reasons}.").format(reasons=join_phrases(parts, lang))
    if len(parts) > 1:
        text += _(" A county may be on it for several reasons.")
    if silent:
        text += _(
            " Those that have not reported are on a list of their own: not reported is not “not started”."
        )
    return text


def list_title(reason: str | None, n: int, _: Translate) -> str:
    """Say what the counties listed have in common."""
    if n == 0:
        return _("No county is on the list for this reason")
    one, many = {
        None: (_("1 county to follow up"), _("{n} counties to follow up")),
        "to_do": (_("1 county has no alliance yet"), _("{n} counties have no alliance yet")),
        **{key: (without.one(_), without.many(_)) for key, without in STAGES_WITHOUT.items()},
        "not_reported": (
            _("1 county has not reported its stage"),
            _("{n} counties have not reported their stage"),
        ),
        "never": (_("1 county has never reported"), _("{n} counties have never reported")),
        "blank": (
            _("1 county has left its stage blank"),
            _("{n} counties have left their stage blank"),
        ),
        "stale": (
            _("1 county has not reported for more than {days} days"),
            _("{n} counties have not reported for more than {days} days"),
        ),
        "lacking": (
            _("1 county has an alliance without all guarantees"),
            _("{n} counties have an alliance without all guarantees"),
        ),
        "unstated": (
            _("1 county has an alliance and leaves a guarantee blank"),
            _("{n} counties have an alliance and leave a guarantee blank"),
        ),
        "backwards": (_("1 county has gone backwards"), _("{n} counties have gone backwards")),
    }[reason]
    return (one if n == 1 else many).format(n=format_count(n), days=STALE_AFTER_DAYS)


def both_titles(counts: Mapping[str, int], _: Translate, lang: str) -> str:
    """Say in one line how many counties are to be followed up and how many have not reported."""
    n, silent = counts["follow_up"], counts["not_reported"]
    follow_up = list_title(None, n, _) if n else _("Nothing to follow up")
    return join_clauses((follow_up, list_title("not_reported", silent, _)), lang) if silent else follow_up


def areas_title(areas: pd.DataFrame, level: str, _: Translate, lang: str) -> str:
    """Name the areas with the longest lists, and never one of several that are as long.

    areas: [label, shown], one row per area of `level`, `shown` the counties that are listed.
    """
    having = areas[areas["shown"] > 0].sort_values("shown", ascending=False, kind="stable")
    if not len(having):
        return _("No area has any")
    if len(having) == 1:
        return _("All in {area}").format(area=having["label"].iloc[0])
    left_out = int(having["shown"].iloc[AREAS_NAMED]) if len(having) > AREAS_NAMED else 0
    top = having[having["shown"] > left_out].head(AREAS_NAMED)
    if not len(top):
        most = int(having["shown"].iloc[0])
        equal = int((having["shown"] == most).sum())
        text = (
            _("The most, {n} each, in {areas} provinces")
            if level == "province"
            else _("The most, {n} each, in {areas} prefectures")
        )
        return text.format(n=format_count(most), areas=format_count(equal))
    named = [
        _("{area} ({n})").format(area=label, n=format_count(shown))
        for label, shown in zip(top["label"], top["shown"], strict=True)
    ]
    if len(top) == len(having):
        return _("Only in {names}").format(names=join_names(named, lang))
    return _("The most in {names}").format(names=join_names(named, lang))


def changes_title(
    counts: tuple[int, int, int, int], compare: date, as_of: date, _: Translate, lang: str
) -> str:
    """Say how much changed: counties newly established or gone backwards, areas' verdicts, the register."""
    day = format_short_day(compare, lang) if compare.year == as_of.year else format_date(compare, lang)
    gained, fallen, turned, register = counts
    parts = [
        text.format(n=format_count(n))
        for n, text in (
            (gained, _("{n} newly established")),
            (fallen, _("{n} gone backwards")),
            (turned, _("1 verdict changed") if turned == 1 else _("{n} verdicts changed")),
            (register, _("1 change of the register") if register == 1 else _("{n} changes of the register")),
        )
        if n
    ]
    if not parts:
        return _("Compared with {day}: no county gained or went backwards, no verdict changed").format(
            day=day
        )
    return _("Compared with {day}: {changes}").format(day=day, changes=join_phrases(parts, lang))


def since_words(compare: date | None, as_of: date, _: Translate, lang: str) -> str:
    """Say what "backwards" compares with."""
    if compare is None:
        return _("no earlier report to compare with")
    day = format_short_day(compare, lang) if compare.year == as_of.year else format_date(compare, lang)
    return _("compared with {day}").format(day=day)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is(value: Any, *, answer: bool) -> bool:
    return not pd.isna(value) and bool(value) is answer
