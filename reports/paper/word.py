"""The briefing as DOCX, page by page, for those who must edit it."""

# python-docx leaves some types open:
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from charts.palette import LIGHT
from data.base.language import Translate
from reports.figures.source import FigureSource
from reports.paper.contents import Progress, briefing_of
from reports.paper.model import (
    AreaPage,
    Briefing,
    DetailPage,
    FiguresTable,
    Picture,
    Table,
    ToDo,
    VerdictShown,
)
from reports.paper.word_parts import (
    MARK_SIZE,
    Cell,
    add_caption,
    add_columns,
    add_figures,
    add_picture,
    add_table,
    colour,
    mark_pngs,
    picture_png,
    write_head_and_foot,
)
from reports.paper.word_styles import GAP, LEAD, PICTURE, SMALL, apply_styles
from reports.slides.model import Deck

PORTRAIT: Final = (210.0, 297.0)
LANDSCAPE: Final = (297.0, 210.0)
SIDE: Final = 20.0
WIDTH: Final = 210.0 - 2 * SIDE
# A province's map and trend stand side by side, with so many mm between them.
MAP_SHARE: Final = 0.56
BETWEEN: Final = 5.0
Place: TypeAlias = Document | Cell
THUMBNAIL: Final = "docProps/thumbnail.jpeg"
ROOT_RELATIONS: Final = "_rels/.rels"
_TO_THUMBNAIL: Final = re.compile(rb"<Relationship [^>]*metadata/thumbnail[^>]*/>")


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
    document.add_paragraph(
        f"{briefing.foot.as_of}    {briefing.foot.source}    {briefing.foot.edition}", style="Subtitle"
    )
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
        add_figures(document, page.figures, WIDTH)
    if page.map and page.trend:
        _write_side_by_side(writing, page, page.map, page.trend)
    elif page.map:
        _write_picture(writing, document.add_paragraph(), page.map, WIDTH)
    if page.table:
        _write_table(writing, page.table)
    for part in page.to_do:
        _write_to_do(document, part)
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


def _write_lead(writing: Writing, standing: VerdictShown | None, lead: str) -> None:
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
    add_figures(document, part.figures, WIDTH)
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


def finished(package: bytes) -> bytes:
    """Give the package without python-docx's thumbnail, all parts dated alike: equal contents give equal bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as read, ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            if name == THUMBNAIL:
                continue
            content = read.read(name)
            if name == ROOT_RELATIONS:
                content = _TO_THUMBNAIL.sub(b"", content)
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, content)
    return buffer.getvalue()
