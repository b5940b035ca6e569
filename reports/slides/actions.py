"""The slide about what is to be done: how many counties to follow up, why, where, and how many have not reported."""

from __future__ import annotations

from typing import Final

from data.base.formats import format_count
from data.base.language import Translate
from data.figures.action_list import action_list, count_reasons, reasons_by_area
from data.plan.thresholds import STALE_AFTER_DAYS
from data.register.register import short_names
from reports.figures.numbers import NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences import actions
from reports.sentences.big_figures import BigFigure, figures_said
from reports.slides.model import ActionsContent, Slide
from reports.slides.tables import TABLE_ROWS, deck_table, more_areas

# The reasons shown large; while some have not reported, how many stands in the place of the stale, for which the slide
# has no room: they are in the table.
REASONS_SHOWN: Final = ("to_do", "lacking", "stale", "backwards")


def actions_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say how many counties are to be followed up, why, in which provinces most lie, and how many have not reported."""
    counties = figures.register(occasion.as_of).counties
    changed = figures.changed(occasion.compare, occasion.as_of) if occasion.compare else None
    listed = action_list(figures.status(occasion.as_of), changed, counties, as_of=occasion.as_of)
    counts = count_reasons(listed)
    words = actions.filter_words(_)
    lines = {
        "to_do": _("not started or preparing"),
        "lacking": _("an alliance without funding, personnel or venues"),
        "stale": _("no report for more than {days} days").format(days=STALE_AFTER_DAYS),
        "backwards": actions.since_words(occasion.compare, occasion.as_of, _, occasion.lang),
        "not_reported": _("of {counties} counties").format(counties=format_count(len(counties))),
    }
    reasons = (*REASONS_SHOWN, "not_reported") if counts["not_reported"] else REASONS_SHOWN
    shown = tuple(
        BigFigure(
            words[reason],
            format_count(counts[reason]),
            _("county") if counts[reason] == 1 else _("counties"),
            lines[reason],
        )
        for reason in reasons
        if reason != "stale" or not counts["not_reported"]
    )
    areas = reasons_by_area(listed, counties, "province")
    names = short_names("province", occasion.lang)
    rows = areas.assign(label=areas["code"].map(names), shown=areas["follow_up"])
    title = actions.areas_title(rows, "province", _, occasion.lang)
    rows = rows[rows["follow_up"] + rows["not_reported"] > 0]
    # Of an area that nobody has reported from nothing else is known.
    known = rows["counties"] > rows["not_reported"]
    rows = rows.assign(**{name: rows[name].astype("Int64").where(known) for name in REASONS_SHOWN})
    rows = rows.sort_values(["follow_up", "not_reported", "code"], ascending=[False, False, True])
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("follow_up", _("To follow up"), "count"),
        *(NumberColumn(reason, words[reason], "count") for reason in reasons),
    )
    return Slide(
        key="actions",
        kind="actions",
        name=_("Action list"),
        title=actions.both_titles(counts, _, occasion.lang),
        subtitle=title if counts["follow_up"] else "",
        notes=figures_said(actions.lead(counts, len(counties), _, occasion.lang), shown, _),
        content=ActionsContent(
            figures=shown,
            table=deck_table(_("By province"), columns, rows.head(TABLE_ROWS), occasion, _),
            more=more_areas(len(rows) - TABLE_ROWS, "province", _),
        ),
    )
