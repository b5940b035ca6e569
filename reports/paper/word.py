"""The briefing as DOCX: the text of the PDF in real styles, tables and captions, for those who must edit it."""

# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm

from data.words import Translate
from reports.briefing.model import Deck
from reports.figure_source import FigureSource
from reports.paper.contents import Progress, briefing_of
from reports.paper.model import Briefing
from reports.paper.packing import finished
from reports.paper.word_pages import SIDE, Writing, write_area, write_detail
from reports.paper.word_parts import add_table, write_head_and_foot
from reports.paper.word_pictures import mark_pngs
from reports.paper.word_styles import apply_styles

PORTRAIT: Final = (210.0, 297.0)
LANDSCAPE: Final = (297.0, 210.0)


def docx_bytes(deck: Deck, figures: FigureSource, _: Translate, progress: Progress | None = None) -> bytes:
    """Write a deck as a briefing to be edited. figures, progress: as pdf_bytes; gathering takes steps, and writing."""
    if progress is None:
        return write_briefing(briefing_of(deck, figures, _), _)
    briefing = briefing_of(deck, figures, _, lambda done, total: progress(done, 2 * total + 1))
    return write_briefing(briefing, _, lambda done, total: progress(total - 1 + done, 2 * total - 1))


def write_briefing(briefing: Briefing, _: Translate, progress: Progress | None = None) -> bytes:
    """Write what a briefing says."""
    document = _new_document(briefing)
    writing = Writing(document, briefing.lang, mark_pngs(_), _)
    steps = len(briefing.provinces) + 2
    for done, _part in enumerate(_parts(writing, briefing), start=1):
        if progress:
            progress(done, steps)
    buffer = BytesIO()
    document.save(buffer)
    return finished(buffer.getvalue())


def _new_document(briefing: Briefing) -> Document:
    document = docx.Document()
    apply_styles(document, briefing.lang)
    day = briefing.as_of
    properties = document.core_properties
    properties.title, properties.subject = briefing.title, briefing.foot.as_of
    properties.author = properties.last_modified_by = briefing.foot.source
    properties.comments = properties.keywords = briefing.foot.demo
    # The day that the figures describe, not the clock's.
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return document


def _parts(writing: Writing, briefing: Briefing) -> Iterator[None]:
    """Write the nation, each province, the annex; each yield is a step done."""
    document = writing.document
    _lay_out(document.sections[0], PORTRAIT, briefing)
    document.add_paragraph(briefing.title, style="Title")
    document.add_paragraph(f"{briefing.foot.as_of}    {briefing.foot.source}", style="Subtitle")
    if briefing.nation:
        write_area(writing, briefing.nation, breaks=False)
    if briefing.detail:
        write_detail(writing, briefing.detail)
    yield
    for place, page in enumerate(briefing.provinces):
        write_area(writing, page, breaks=bool(place or briefing.nation or briefing.detail))
        yield
    _write_annex(writing, briefing)
    yield


def _write_annex(writing: Writing, briefing: Briefing) -> None:
    document = writing.document
    _lay_out(document.add_section(WD_SECTION.NEW_PAGE), LANDSCAPE, briefing)
    document.add_paragraph(briefing.annex_name, style="Heading 1")
    document.add_paragraph(briefing.annex.title, style="Heading 2")
    add_table(document, briefing.annex, writing.marks, LANDSCAPE[0] - 2 * SIDE)
    if briefing.notes is None:
        return
    _lay_out(document.add_section(WD_SECTION.NEW_PAGE), PORTRAIT, briefing)
    document.add_paragraph(briefing.notes.title, style="Heading 2")
    for title, told in briefing.notes.lines:
        document.add_paragraph(title, style="Heading 3")
        document.add_paragraph(told)


def _lay_out(section: Section, paper: tuple[float, float], briefing: Briefing) -> None:
    section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
    section.orientation = WD_ORIENT.LANDSCAPE if paper == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance, section.footer_distance = Mm(12), Mm(9)
    width = paper[0] - 2 * SIDE
    write_head_and_foot(section, briefing.title, briefing.foot, briefing.page_number, width)
