"""The slide about what is to be done: how many counties are on the action list, why, and where most of them lie."""

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

# The reasons shown large: those that exclude no other.
REASONS_SHOWN: Final = ("to_do", "lacking", "stale", "backwards")


def actions_slide(figures: FigureSource, occasion: Occasion, _: Translate) -> Slide:
    """Say how many counties have something to do, why, and in which provinces most of them lie."""
    counties = figures.register(occasion.as_of).counties
    changed = figures.changed(occasion.compare, occasion.as_of) if occasion.compare else None
    listed = action_list(figures.status(occasion.as_of), changed, counties, as_of=occasion.as_of)
    counts = count_reasons(listed)
    words = actions.filter_words(_)
    lines = {
        "to_do": _("not started, preparing, or stage not reported"),
        "lacking": _("an alliance without funding, personnel or venues"),
        "stale": _("no report for more than {days} days").format(days=STALE_AFTER_DAYS),
        "backwards": actions.since_words(occasion.compare, occasion.as_of, _, occasion.lang),
    }
    shown = tuple(
        BigFigure(
            words[reason],
            format_count(counts[reason]),
            _("county") if counts[reason] == 1 else _("counties"),
            lines[reason],
        )
        for reason in REASONS_SHOWN
    )
    areas = reasons_by_area(listed, counties, "province")
    names = short_names("province", occasion.lang)
    rows = areas.assign(label=areas["code"].map(names), shown=areas["listed"])
    title = actions.areas_title(rows, "province", _, occasion.lang)
    rows = rows[rows["listed"] > 0].sort_values(["listed", "code"], ascending=[False, True])
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("listed", _("On the list"), "count"),
        *(NumberColumn(reason, words[reason], "count") for reason in REASONS_SHOWN),
    )
    return Slide(
        key="actions",
        kind="actions",
        name=_("Action list"),
        title=actions.list_title(None, counts["listed"], _) if len(listed) else _("Nothing to follow up"),
        subtitle=title,
        notes=figures_said(actions.lead(counts, _, occasion.lang), shown, _),
        content=ActionsContent(
            figures=shown,
            table=deck_table(_("By province"), columns, rows.head(TABLE_ROWS), occasion, _),
            more=more_areas(len(rows) - TABLE_ROWS, "province", _),
        ),
    )
