"""The slides about the nation as one: the headline, and the trend."""

from __future__ import annotations

from collections.abc import Sequence

from charts.words import unit_count
from data.base.formats import (
    format_count,
    format_due,
    format_month,
    format_pace,
    format_target,
    join_clauses,
)
from data.base.language import Translate
from reports.figures.area import Overview
from reports.figures.numbers import NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences import big_figures, findings
from reports.sentences.comparison import Remark, comparison_title, overview_remarks
from reports.slides.model import HeadlineContent, Slide, TrendContent
from reports.slides.tables import deck_table


def headline_slide(figures: FigureSource, view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Say in one sentence where the nation stands, with four figures and what changed."""
    days = (occasion.compare, occasion.as_of) if occasion.compare else None
    compared = comparison_title(*days, _, occasion.lang) if days else ""
    remarks = overview_remarks(view, figures, _, occasion.lang)
    content = HeadlineContent(
        area=view.now,
        lead=findings.lead(view.now, occasion.as_of, _, occasion.lang),
        figures=big_figures.four_figures(view, days, _, occasion.lang),
        compared=compared if remarks else "",
        remarks=remarks,
    )
    return Slide(
        key="headline",
        kind="headline",
        name=_("Headline"),
        title=findings.headline(view.now, occasion.as_of, _, occasion.lang),
        subtitle=_measured_against(view, _, occasion.lang),
        notes=_headline_notes(view, remarks, occasion, _),
        content=content,
    )


def _measured_against(view: Overview, _: Translate, lang: str) -> str:
    targets = [
        _("{share} by {due}").format(share=format_target(m.share), due=format_due(m.on, lang))
        for m in view.milestones
    ]
    plan = _("The Plan asks for {targets}").format(targets=join_clauses(targets, lang))
    all_, begun = len(view.scope.units), int((view.unit_counts()["reported"] > 0).sum())
    if begun == all_:
        rest = _("{provinces} report").format(provinces=unit_count("province", all_, _))
    else:
        rest = _("{n} of {provinces} have begun to report").format(
            n=format_count(begun), provinces=unit_count("province", all_, _)
        )
    return join_clauses([plan, rest], lang)


def _headline_notes(
    view: Overview, remarks: Sequence[Remark], occasion: Occasion, _: Translate
) -> tuple[str, ...]:
    """Where the nation stands, what is left, what changed."""
    now = view.now
    points = [findings.lead(now, occasion.as_of, _, occasion.lang)]
    if now.established:
        points.append(
            _("Of the {established} alliances {operating} are operating.").format(
                established=format_count(now.established), operating=format_count(now.operating)
            )
        )
    if now.not_reported and now.covered:
        points.append(
            _("{n} counties have not reported; the share of all counts none of them as established.").format(
                n=format_count(now.not_reported)
            )
        )
    return (*points, *(remark.text for remark in remarks[:2]))


def trend_slide(view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the trend against the path, and where it leads."""
    title = findings.trend_title(view.now, occasion.as_of, _, occasion.lang)
    columns = (
        NumberColumn("month_end", _("Month end"), "date"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("not_reported", _("Not reported"), "count"),
    )
    rows = view.trend.assign(share=view.shares_by_month())
    return Slide(
        key="trend",
        kind="trend",
        name=_("Trend"),
        title=title,
        subtitle=findings.trend_subtitle(view.now, _),
        notes=_trend_notes(view, occasion, _),
        content=TrendContent(view, deck_table(title, columns, rows, occasion, _)),
    )


def _trend_notes(view: Overview, occasion: Occasion, _: Translate) -> tuple[str, ...]:
    """What the next milestone needs, what the last months brought, where that leads."""
    now, lang = view.now, occasion.lang
    points: list[str] = []
    if not now.covered:
        return (findings.lead(now, occasion.as_of, _, lang),)
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
                months=now.pace_months,
                pace="–" if now.observed_pace is None else format_pace(now.observed_pace),
            )
        )
    if view.projection is not None:
        points.append(
            _("At that pace it is reached in {month}.").format(month=format_month(view.projection.on, lang))
        )
    return tuple(points)
