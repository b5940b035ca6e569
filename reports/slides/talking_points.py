"""What a speaker says to a slide: short sentences, computed from the figures that the slide shows."""

from __future__ import annotations

import pandas as pd

from charts.words import BEHIND, sentence_case, unit_count, verdict_word
from data.base.formats import (
    format_count,
    format_due,
    format_month,
    format_pace,
    format_share,
    format_target,
    join_names,
)
from data.base.language import Translate
from data.plan.thresholds import PACE_MONTHS
from reports.figures.occasion import Occasion
from reports.figures.overview import Overview
from reports.sentences import big_figures, findings
from reports.sentences.big_figures import BigFigure

# A sentence that names more areas cannot be said in one breath.
NAMED = 4


def of_headline(view: Overview, occasion: Occasion, _: Translate) -> tuple[str, ...]:
    """Where the nation stands, what is left, what changed."""
    now = view.now
    points = [
        findings.lead(now, occasion.as_of, _, occasion.lang),
        _("Of the {established} alliances {operating} are operating.").format(
            established=format_count(now.established), operating=format_count(now.operating)
        ),
    ]
    if now.not_reported:
        points.append(
            _("{n} counties have not reported; they count as without an alliance.").format(
                n=format_count(now.not_reported)
            )
        )
    return (*points, *(remark.text for remark in view.remarks[:2]))


def of_map(rows: pd.DataFrame, _: Translate, lang: str) -> tuple[str, ...]:
    """Who is lowest and highest. rows: provinces with label and share, the lowest first."""
    points = [
        _("Lowest: {areas}.").format(areas=_with_share(rows.head(NAMED - 1), _, lang)),
        _("Highest: {areas}.").format(areas=_with_share(rows.iloc[::-1].head(NAMED - 1), _, lang)),
    ]
    silent = rows[rows["not_reported"] > 0].sort_values(["not_reported", "code"], ascending=[False, True])
    if len(silent):
        most = silent.iloc[0]
        points.append(
            _("Most not reported: {area}, {n} of {counties} counties.").format(
                area=most["label"],
                n=format_count(most["not_reported"]),
                counties=format_count(most["counties"]),
            )
        )
    return tuple(points)


def of_ranking(frame: pd.DataFrame, path_share: float, _: Translate, lang: str) -> tuple[str, ...]:
    """How many reach what the path asks for today, and who has reached the milestone."""
    above = int((frame["share"] >= path_share).sum())
    points = [
        _("The path asks for {share} today; {n} of {units} are there.").format(
            share=format_share(path_share),
            n=format_count(above),
            units=unit_count("province", len(frame), _),
        )
    ]
    achieved = [str(label) for label in frame.loc[frame["verdict"] == "achieved", "label"]]
    if achieved and len(achieved) <= NAMED:
        points.append(_("Already there: {names}.").format(names=join_names(achieved, lang)))
    elif achieved:
        points.append(
            _("{units} have reached the next milestone already.").format(
                units=sentence_case(unit_count("province", len(achieved), _))
            )
        )
    return tuple(points)


def of_trend(view: Overview, occasion: Occasion, _: Translate) -> tuple[str, ...]:
    """What the next milestone needs, what the last months brought, where that leads."""
    now, lang = view.now, occasion.lang
    points: list[str] = []
    if now.gap > 0 and now.needed_pace is not None:
        points.append(
            _("{share} by {due} needs {pace} more counties every month.").format(
                share=format_target(now.target),
                due=format_due(now.due, lang),
                pace=format_pace(now.needed_pace),
            )
        )
    gains = big_figures.monthly_gains(view.trend)
    if gains:
        points.append(
            _("The last month brought {last}, the last {months} months {pace} a month on average.").format(
                last=format_count(gains[-1]),
                months=PACE_MONTHS,
                pace="–" if now.observed_pace is None else format_pace(now.observed_pace),
            )
        )
    if view.projection is not None:
        points.append(
            _("At that pace it is reached in {month}.").format(month=format_month(view.projection.on, lang))
        )
    return tuple(points)


def of_trouble(behind: pd.DataFrame, rows: pd.DataFrame, _: Translate, lang: str) -> tuple[str, ...]:
    """Who is behind, by verdict, and how much they lack together."""
    if behind.empty:
        return (_("No province is behind the pace that it needs."),)
    points: list[str] = []
    for verdict in ("reversing", "off_track", "at_risk"):
        names = [str(label) for label in behind.loc[behind["verdict"] == verdict, "label"]]
        if names:
            told = join_names(names[:NAMED], lang) if len(names) <= NAMED else None
            words = sentence_case(verdict_word(verdict, _))
            points.append(
                _("{verdict}: {areas}.").format(
                    verdict=words, areas=told or unit_count("province", len(names), _)
                )
            )
    left = int(behind["gap"].clip(lower=0).sum())
    every = int(rows["gap"].clip(lower=0).sum())
    points.append(
        _("Together they lack {n} of the {all} counties that the provinces still have to go.").format(
            n=format_count(left), all=format_count(every)
        )
    )
    return tuple(points)


def of_figures(sentence: str, figures: tuple[BigFigure, ...], _: Translate) -> tuple[str, ...]:
    """A sentence and the figures as one line each."""
    lines = [
        _("{label}: {value} ({line}).").format(
            label=figure.label, value=f"{figure.value} {figure.unit}".strip(), line=figure.line
        )
        for figure in figures
    ]
    return tuple(part for part in (sentence, *lines) if part)


def of_province(view: Overview, occasion: Occasion, _: Translate) -> tuple[str, ...]:
    """Where a province stands and which of its units to ask about."""
    points = [findings.lead(view.now, occasion.as_of, _, occasion.lang)]
    if view.scope.unit_level == "prefecture":
        units = view.unit_counts().merge(view.judged[["code", "verdict"]], on="code", validate="one_to_one")
        slow = units[units["verdict"].isin(BEHIND)].sort_values(["share", "code"])
        if len(slow):
            points.append(
                _("Behind the pace needed: {areas}.").format(
                    areas=_with_share(slow.head(NAMED), _, occasion.lang)
                )
            )
    return (*points, *(remark.text for remark in view.remarks[:2]))


def _with_share(rows: pd.DataFrame, _: Translate, lang: str) -> str:
    named = [
        _("{area} ({share})").format(area=label, share=format_share(float(share)))
        for label, share in zip(rows["label"], rows["share"], strict=True)
    ]
    return join_names(named, lang)
