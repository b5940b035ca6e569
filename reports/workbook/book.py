"""The figures workbook: its sheets in order, the contents at its beginning, the sources at its end.

    figures_workbook(figures, occasion, _) -> bytes

Nothing in it is executed: texts are texts whatever they begin with, the only links lead from the list of contents to a
sheet and back. What is not reported is a blank cell and has columns of its own where it is counted; it is never a 0.
"""

# XlsxWriter leaves some types open:
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from data.base.language import Translate
from data.register.history import Register
from reports.figures.numbers import NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences.sources import header_meanings, reference_data, source_lines
from reports.workbook.area_sheets import (
    area_topic,
    compared_topic,
    milestones_topic,
    nation_topic,
    trend_topic,
)
from reports.workbook.county_sheets import (
    actions_topic,
    changes_topic,
    counties_topic,
    not_counted_topic,
    silent_topic,
)
from reports.workbook.tables import Looks, looks_of, place_in_book, set_page, write_top, write_topic
from reports.workbook.topics import Basis, Topic
from reports.workbook.zone_sheets import comparison_topic, duties_topic, mechanisms_topic, zones_topic
from reports.xlsx import NewWorkbook, new_workbook

TAB_WIDTH: Final = 24
HOLDS_WIDTH: Final = 84
ROWS_WIDTH: Final = 12


def figures_workbook(
    figures: FigureSource,
    occasion: Occasion,
    _: Translate,
    progress: Callable[[int, int], None] | None = None,
    *,
    register: Register | None = None,
) -> bytes:
    """Write the workbook of a day in the occasion's language.

    progress: told how many of how many sheets are done. register: for tests; that of the day where none is given.
    """
    basis = Basis(figures, occasion, _, register or figures.register(occasion.as_of))
    topics: list[Topic] = []
    steps = len(TOPICS) * 2
    for done, topic in enumerate(TOPICS, start=1):
        topics.append(topic(basis))
        if progress is not None:
            progress(done, steps)
    title = _("Education alliances: the figures behind the dashboard")
    made = new_workbook(title, occasion.as_of)
    looks = looks_of(made, _)
    contents = _contents(basis, topics, title)
    _write_contents(made, contents, topics, looks, basis)
    for done, topic in enumerate(topics, start=len(TOPICS) + 1):
        write_topic(made, topic, looks, contents.tab, _, occasion.lang)
        if progress is not None:
            progress(done, steps)
    return made.content()


def _contents(basis: Basis, topics: list[Topic], title: str) -> Topic:
    _ = basis.translate
    columns = (
        NumberColumn("tab", _("Sheet"), "text"),
        NumberColumn("holds", _("What it holds"), "text"),
        NumberColumn("rows", _("Rows"), "count"),
    )
    rows = [(topic.tab, topic.holds, len(topic.numbers.frame)) for topic in topics]
    frame = pd.DataFrame(rows, columns=[column.field for column in columns])
    return Topic(_("Contents"), "", basis.numbers(title, columns, frame), lines=True)


def _write_contents(
    made: NewWorkbook, contents: Topic, topics: list[Topic], looks: Looks, basis: Basis
) -> None:
    """Add the first sheet: each other sheet with a link to it, what it holds and how many rows."""
    _, lang = basis.translate, basis.occasion.lang
    sheet = made.sheet(contents.tab)
    row = write_top(sheet, contents.numbers, looks, _, lang)
    note = _("A blank cell means: not reported, or not to be told. It never means no or 0.")
    sheet.write_string(row, 0, note, looks.muted)
    first = row + 2
    for place, (column, width) in enumerate(
        zip(contents.numbers.columns, (TAB_WIDTH, HOLDS_WIDTH, ROWS_WIDTH), strict=True)
    ):
        sheet.write_string(first, place, column.header, looks.header)
        sheet.set_column(place, place, width)
    for row, topic in enumerate(topics, start=first + 1):
        sheet.write_url(row, 0, place_in_book(topic.tab), looks.link, string=topic.tab)
        sheet.write_string(row, 1, topic.holds, looks.prose)
        sheet.write_number(row, 2, len(topic.numbers.frame), looks.cells["count"])
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    sheet.hide_gridlines(2)
    set_page(sheet, contents, _, lang)
    sheet.activate()


def sources_topic(basis: Basis) -> Topic:
    """Give the deck's sources, then what the words of the headers mean."""
    _ = basis.translate
    columns = (NumberColumn("about", _("Subject"), "text"), NumberColumn("text", _("Explanation"), "text"))
    lines = [
        *source_lines(basis.figures, basis.occasion, _),
        *header_meanings(_),
        *((_("Reference data"), text) for text in reference_data(_)),
    ]
    frame = pd.DataFrame(lines, columns=["about", "text"])
    return Topic(
        _("Sources and method"),
        _("Where figures and boundaries come from, how progress is judged, what the headers mean"),
        basis.numbers(_("Sources and method"), columns, frame),
        pinned=1,
        lines=True,
    )


TOPICS: Final[tuple[Callable[[Basis], Topic], ...]] = (
    nation_topic,
    milestones_topic,
    lambda basis: area_topic(basis, "province"),
    lambda basis: area_topic(basis, "prefecture"),
    counties_topic,
    trend_topic,
    mechanisms_topic,
    zones_topic,
    duties_topic,
    comparison_topic,
    actions_topic,
    silent_topic,
    changes_topic,
    not_counted_topic,
    compared_topic,
    sources_topic,
)
