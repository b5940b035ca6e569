"""The pages of the DOCX, from what the briefing says."""

# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from charts.palette import LIGHT
from data.words import Translate
from reports.paper.model import AreaPage, DetailPage, FiguresTable, Picture, Standing, Table, ToDo
from reports.paper.word_parts import (
    MARK_SIZE,
    Cell,
    add_caption,
    add_columns,
    add_picture,
    add_table,
    add_told,
    colour,
)
from reports.paper.word_pictures import picture_png
from reports.paper.word_styles import GAP, LEAD, PICTURE, SMALL

SIDE: Final = 20.0
WIDTH: Final = 210.0 - 2 * SIDE
# A province's map and trend stand side by side, with so many mm between them.
MAP_SHARE: Final = 0.56
BETWEEN: Final = 5.0
Place: TypeAlias = Document | Cell


@dataclass
class Writing:
    """A document being written: what its pages need, and how many figures it has so far."""

    document: Document
    lang: str
    marks: Mapping[str, tuple[bytes, str]]
    translate: Translate
    figures: int = field(default=0)


def write_area(writing: Writing, page: AreaPage, *, breaks: bool) -> None:
    """Write the page of the nation or of a province; `breaks`: on a page of its own."""
    document = writing.document
    heading = document.add_paragraph(page.name, style="Heading 1")
    heading.paragraph_format.page_break_before = breaks
    document.add_paragraph(page.title, style="Heading 2")
    _write_lead(writing, page.standing, page.lead)
    if page.figures:
        add_told(document, page.figures, WIDTH)
    if page.map and page.trend:
        _write_side_by_side(writing, page, page.map, page.trend)
    elif page.map:
        _write_picture(writing, document.add_paragraph(), page.map, WIDTH)
    if page.table:
        _write_table(writing, page.table)
    if page.to_do:
        _write_to_do(document, page.to_do)
    if not page.trend:
        _write_remarks(document, page)


def write_detail(writing: Writing, page: DetailPage) -> None:
    """Write the nation's trend, ranking, zones and action list."""
    document = writing.document
    document.add_paragraph(page.name, style="Heading 1")
    for picture in (page.trend, page.ranking):
        if picture:
            document.add_paragraph(picture.title, style="Heading 2")
            _write_picture(writing, document.add_paragraph(), picture, WIDTH, titled=False)
    for part in (page.zones, page.actions):
        if part:
            _write_part(writing, part)


def _write_lead(writing: Writing, standing: Standing | None, lead: str) -> None:
    if not (standing or lead):
        return
    paragraph = writing.document.add_paragraph(style=LEAD)
    if standing:
        png, word = writing.marks[standing.verdict]
        add_picture(paragraph, png, MARK_SIZE, word)
        run = paragraph.add_run(f" {standing.word}  ")
        run.bold, run.font.color.rgb = True, colour(LIGHT.verdicts[standing.verdict].text)
    paragraph.add_run(lead)


def _write_side_by_side(writing: Writing, page: AreaPage, map_: Picture, trend: Picture) -> None:
    # Word draws two tables as one where no paragraph parts them.
    writing.document.add_paragraph(style=GAP)
    left, right = add_columns(writing.document, (MAP_SHARE, 1 - MAP_SHARE), WIDTH)
    _write_picture(writing, left.paragraphs[0], map_, WIDTH * MAP_SHARE - BETWEEN)
    _write_picture(writing, right.paragraphs[0], trend, WIDTH * (1 - MAP_SHARE) - BETWEEN)
    _write_remarks(right, page)


def _write_remarks(place: Place, page: AreaPage) -> None:
    if page.remarks:
        place.add_paragraph(page.compared, style="Heading 3")
    for remark in page.remarks:
        run = place.add_paragraph(style="List Bullet").add_run(remark.text)
        if remark.tone == "fall":
            run.bold, run.font.color.rgb = True, colour(LIGHT.error_text)


def _write_to_do(place: Place, to_do: ToDo) -> None:
    place.add_paragraph(to_do.title, style="Heading 3")
    for stage, names in to_do.lines:
        paragraph = place.add_paragraph()
        paragraph.add_run(f"{stage}  ").bold = True
        paragraph.add_run(names)


def _write_part(writing: Writing, part: FiguresTable) -> None:
    document = writing.document
    document.add_paragraph(part.title, style="Heading 2")
    document.add_paragraph(part.subtitle, style=SMALL)
    add_told(document, part.figures, WIDTH)
    _write_table(writing, part.table)


def _write_table(writing: Writing, table: Table) -> None:
    writing.document.add_paragraph(table.title, style="Heading 3")
    add_table(writing.document, table, writing.marks, WIDTH)


def _write_picture(
    writing: Writing, place: Paragraph, picture: Picture, width: float, *, titled: bool = True
) -> None:
    """Put a picture before a paragraph that becomes its caption; titled: whether that says the finding, too."""
    _ = writing.translate
    above = place.insert_paragraph_before(style=PICTURE)
    add_picture(above, picture_png(picture, width, writing.lang, _), Mm(width), picture.alternative)
    writing.figures += 1
    told = (picture.title if titled else "", picture.subtitle)
    text = ("：" if writing.lang == "zh" else ": ").join(part for part in told if part)
    add_caption(place, _("Figure {n}"), writing.figures, text)
    if picture.note:
        place.add_run(f"  {picture.note}")
