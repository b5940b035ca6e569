"""The parts of the DOCX: fields, tables with header rows that repeat, pictures, page feet."""

# python-docx has no public way to a paragraph's or table's XML.
# ruff: noqa: SLF001
# It types XML elements loosely.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from charts.marks import mark_svg
from charts.palette import LIGHT, VERDICTS
from charts.words import sentence_case, verdict_word
from data.base.formats import display_width
from data.base.language import Translate
from reports.figures.occasion import Foot
from reports.paper.model import Picture, Table
from reports.paper.typesetting import set_png, verdict_values
from reports.paper.word_styles import CELL, NUMBER, SMALL, TABLE, VALUE
from reports.sentences.big_figures import BigFigure

MARK_SIZE: Final = Mm(2.7)

# Rows of a table that is kept on one page.
SHORT: Final = 10

# A Chinese header breaks after so many letters; a longer name than so many columns of letters breaks, too.
BROKEN_AT: Final = 12
WIDEST_NAME: Final = 30
PPI: Final = 200
MARK_MILLIMETRES: Final = 6
MARK_PIXELS: Final = 16


def colour(text: str) -> RGBColor:
    """Read a colour of the palette."""
    return RGBColor.from_string(text.removeprefix("#").upper())


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field such as PAGE; `shown` stands there until it is computed."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("shown", shown), ("end", None)):
        run: Any = paragraph.add_run()._r
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        elif kind == "shown":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run.append(element)


def add_picture(paragraph: Paragraph, png: bytes, width: Length, alternative: str) -> None:
    """Put a picture in line with the text, with what it shows in words."""
    inline: Any = paragraph.add_run().add_picture(BytesIO(png), width=width)._inline
    inline.docPr.set("descr", alternative)
    # Without these LibreOffice keeps 3 mm clear on each side.
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")


def add_caption(paragraph: Paragraph, label: str, number: int, text: str) -> None:
    """Write `Figure 3  text` with a number that Word keeps counting. label: a text with `{n}`."""
    before, _found, after = label.partition("{n}")
    paragraph.style = "Caption"
    paragraph.add_run(before)
    add_field(paragraph, "SEQ Figure \\* ARABIC", str(number))
    paragraph.add_run(f"{after}  {text}")


def add_table(
    document: Document, content: Table, marks: Mapping[str, tuple[bytes, str]], width: float
) -> None:
    """Add a table; its header row repeats on every page, and no row breaks.

    width: in mm. marks: PNG and word by verdict.
    """
    count = len(content.headers)
    table = document.add_table(rows=1, cols=count, style=TABLE)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _look(table, total=content.total)
    wordy = {0, *content.words}
    header: Any = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    for place, title in enumerate(content.headers):
        _write(table.cell(0, place), title, right=place not in wordy).paragraph_format.keep_with_next = True
    for row, cells in enumerate(content.rows, start=1):
        added = table.add_row()
        added_row: Any = added._tr.get_or_add_trPr()
        added_row.append(OxmlElement("w:cantSplit"))
        for place, (cell, text) in enumerate(zip(added.cells, cells, strict=True)):
            paragraph = _write(cell, "", right=place not in wordy)
            # A short table stays on one page.
            paragraph.paragraph_format.keep_with_next = row < len(content.rows) <= SHORT or None
            if place == 0 and content.verdicts:
                png, word = marks[content.verdicts[row - 1]]
                add_picture(paragraph, png, MARK_SIZE, word)
                paragraph.add_run(" ")
            paragraph.add_run(text).bold = place == 0 or (content.total and row == len(content.rows)) or None
    _set_widths(table, _shares(content), width)
    if content.more:
        document.add_paragraph(content.more, style=SMALL)


def add_figures(document: Document, figures: Sequence[BigFigure], width: float) -> None:
    """Set figures told large side by side, four in a row."""
    columns = min(len(figures), 4)
    table = document.add_table(rows=0, cols=columns)
    table.autofit = False
    for start in range(0, len(figures), columns):
        cells = table.add_row().cells
        for cell, figure in zip(cells, figures[start : start + columns], strict=False):
            cell.paragraphs[0].style = SMALL
            cell.paragraphs[0].add_run(figure.label)
            value = cell.add_paragraph(style=VALUE)
            value.add_run(figure.value)
            if figure.unit:
                unit = value.add_run(f" {figure.unit}")
                unit.font.size, unit.font.bold = Length(Mm(2.9)), False
            cell.add_paragraph(figure.line, style=SMALL)
    _set_widths(table, [1] * columns, width)


def add_columns(document: Document, shares: Sequence[float], width: float) -> list[Cell]:
    """Lay out what follows side by side, without lines; give the columns' cells."""
    table = document.add_table(rows=1, cols=len(shares))
    table.autofit = False
    _set_widths(table, shares, width)
    return list(table.rows[0].cells)


def write_head_and_foot(section: Section, title: str, foot: Foot, page_number: str, width: float) -> None:
    """Write what stands on every page of a section: title, demo mark, day; source, approval number, page."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    _tab_right(head, width)
    head.add_run(title).bold = True
    head.add_run("\t")
    if foot.demo:
        mark = head.add_run(foot.demo)
        mark.bold, mark.font.color.rgb = True, colour(LIGHT.warning_text)
        head.add_run("    ")
    head.add_run(foot.as_of)
    _border(head, "bottom", LIGHT.accent, 8)
    below = section.footer.paragraphs[0]
    _tab_right(below, width)
    below.add_run(f"{foot.source}    {foot.edition}\t")
    before, _n, rest = page_number.partition("{n}")
    between, _all, after = rest.partition("{all}")
    below.add_run(before)
    add_field(below, "PAGE", "1")
    below.add_run(between)
    add_field(below, "NUMPAGES", "1")
    below.add_run(after)
    _border(below, "top", LIGHT.rule, 4)
    section.footer.add_paragraph(f"{foot.boundaries}    {foot.approval}", style="Footer")


def _write(cell: Cell, text: str, *, right: bool) -> Paragraph:
    paragraph = cell.paragraphs[0]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph.style = NUMBER if right else CELL
    if text:
        paragraph.add_run(text)
    return paragraph


def _look(table: WordTable, *, total: bool) -> None:
    """Say which rows of the table style apply."""
    properties: Any = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    for name in list(look.attrib):
        del look.attrib[name]
    for name, on in (
        ("firstRow", True),
        ("lastRow", total),
        ("firstColumn", False),
        ("lastColumn", False),
        ("noHBand", True),
        ("noVBand", True),
    ):
        look.set(qn(f"w:{name}"), "1" if on else "0")


def _shares(content: Table) -> list[float]:
    """Give each column the room of its longest cell, or of its header's longest word, in proportion."""
    headers = [max(map(display_width, title[:BROKEN_AT].split())) for title in content.headers]
    columns = zip(*content.rows, strict=True) if content.rows else ([] for _title in content.headers)
    cells = [max(map(display_width, column), default=0) for column in columns]
    return [
        min(max(header, cell), WIDEST_NAME) + (5 if place == 0 else 2)
        for place, (header, cell) in enumerate(zip(headers, cells, strict=True))
    ]


def _set_widths(table: WordTable, shares: Sequence[float], width: float) -> None:
    for place, share in enumerate(shares):
        size = Mm(width * share / sum(shares))
        table.columns[place].width = size
        for cell in table.columns[place].cells:
            cell.width = size


def _tab_right(paragraph: Paragraph, width: float) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def _border(paragraph: Paragraph, side: str, shown: str, size: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", "single"),
        ("sz", str(size)),
        ("space", "4"),
        ("color", shown.removeprefix("#")),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def picture_png(picture: Picture, width: float, lang: str, _: Translate) -> bytes:
    """Draw a picture with its legend, so many mm wide."""
    return _draw([{**asdict(picture), "millimetres": width}], lang, _)[0]


def mark_pngs(_: Translate) -> Mapping[str, tuple[bytes, str]]:
    """Draw the verdicts' marks; each with its word."""
    words = [sentence_case(verdict_word(verdict, _)) for verdict in VERDICTS]
    marks = [
        asdict(Picture("", "", mark_svg(verdict, LIGHT), MARK_PIXELS, MARK_PIXELS, word))
        | {"millimetres": MARK_MILLIMETRES}
        for verdict, word in zip(VERDICTS, words, strict=True)
    ]
    return dict(zip(VERDICTS, zip(_draw(marks, "en", _), words, strict=True), strict=True))


def _draw(pictures: Sequence[Mapping[str, Any]], lang: str, _: Translate) -> list[bytes]:
    values = {"pictures": {"lang": lang, "pictures": pictures}, "verdicts": verdict_values(_)}
    return set_png("pictures.typ", values, ppi=PPI)
