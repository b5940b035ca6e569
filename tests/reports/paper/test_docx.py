"""The DOCX, opened again: headings, tables, pictures, fonts; and that no name in it does anything."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from data.base.formats import format_count
from data.figures.progress import county_status, summarise
from data.register.register import load_counties
from reports.figures.occasion import occasion_of
from reports.paper.word import docx_bytes, write_briefing
from reports.paper.word_styles import EAST_ASIAN, LATIN, TABLE
from reports.slides.deck import read_deck, with_provinces
from tests.data.factories import unit_reports
from tests.reports.areas import english
from tests.reports.decks import AS_OF, a_filled_store, figures_of
from tests.reports.papers import DEMO, HOSTILE, a_briefing

CHOSEN = ("640000", "660000")


def opened(made):
    return docx.Document(BytesIO(made))


def parts(made):
    with ZipFile(BytesIO(made)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    store = a_filled_store(tmp_path_factory.mktemp("docx"))
    yield figures_of(store)
    store.close()


@pytest.fixture(scope="module")
def written(figures):
    occasion = occasion_of(figures, as_of=None, lang="en")
    deck = read_deck(figures, occasion, english, keys=with_provinces(CHOSEN))
    steps = []
    made = docx_bytes(deck, figures, english, lambda done, total: steps.append((done, total)))
    return opened(made), steps


@pytest.fixture(scope="module")
def handmade():
    return write_briefing(a_briefing("Yunnan", "Tibet"), english)


def annex_of(document):
    return next(table for table in document.tables if len(table.columns) == 13)


@pytest.mark.slow
def test_the_annex_counts_as_the_status_does(written, figures):
    document, _steps = written
    summary = summarise(
        county_status(unit_reports(figures.reports()), as_of=AS_OF), load_counties(), "province"
    )
    told = [[cell.text for cell in (row.cells[1], row.cells[3])] for row in annex_of(document).rows[1:-1]]
    assert told == [
        [format_count(n), format_count(done)]
        for n, done in zip(summary["counties"], summary["established"], strict=True)
    ]


@pytest.mark.slow
def test_progress_is_told_of_gathering_and_of_writing(written):
    # Nation and each province gathered; nation, each province and annex written.
    assert written[1] == [(done, 7) for done in range(1, 8)]


@pytest.mark.slow
def test_areas_are_headings_and_findings_stand_below_them(written):
    document, _steps = written
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["China", "Progress in detail", "Ningxia", "XPCC", "Annex"]
    assert sum(p.style.name == "Heading 2" for p in document.paragraphs) == 9


@pytest.mark.slow
def test_every_picture_says_what_it_shows(written):
    document, _steps = written
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(described)
    assert sum(text.startswith("Map of") for text in described) == 1 + len(CHOSEN)


def test_captions_count_on(handmade):
    texts = [p.text for table in opened(handmade).tables for c in table._cells for p in c.paragraphs]
    captions = [text for text in texts if text.startswith("Figure")]
    assert [text.split("  ")[0] for text in captions] == ["Figure 1", "Figure 2", "Figure 3", "Figure 4"]
    assert parts(handmade)["word/document.xml"].count(b"SEQ Figure") == 4


def test_header_rows_repeat_and_rows_do_not_break(handmade):
    tables = [table for table in opened(handmade).tables if table.style.name == TABLE]
    assert len(tables) == 3
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)


def test_no_table_follows_another_without_a_paragraph(handmade):
    tags = [child.tag for child in opened(handmade).element.body]
    assert qn("w:tbl") in tags
    assert not any(pair == (qn("w:tbl"), qn("w:tbl")) for pair in pairwise(tags))


def test_the_annex_lies_on_its_side_and_the_sources_stand_again(handmade):
    turned = [section.orientation for section in opened(handmade).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_made_up_figures_are_marked_in_the_header_of_every_section(handmade):
    for section in opened(handmade).sections:
        assert DEMO in section.header.paragraphs[0].text
        assert "As of 31 Oct 2026" in section.header.paragraphs[0].text
        numbered, approved = section.footer.paragraphs
        assert numbered.text == "Source: us    Register\tPage 1 of 1"
        assert approved.text == "Boundaries    GS(   )"


def test_real_figures_are_not():
    made = write_briefing(a_briefing("Yunnan", demo=""), english)
    assert all(DEMO.encode() not in content for content in parts(made).values())


def test_every_style_names_its_east_asian_font(handmade):
    document = opened(handmade)
    fonts = [
        style.element.rPr.find(qn("w:rFonts"))
        for style in document.styles
        if style.element.rPr is not None and style.type == docx.enum.style.WD_STYLE_TYPE.PARAGRAPH
    ]
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts.append(defaults.find(qn("w:rFonts")))
    assert len(fonts) > 10
    for names in fonts:
        assert (names.get(qn("w:eastAsia")), names.get(qn("w:ascii"))) == (EAST_ASIAN, LATIN)
        assert not any("Theme" in name for name in names.attrib)
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_nothing_of_the_template_is_left_to_be_seen(handmade):
    names = {style.name for style in opened(handmade).styles}
    assert not any(name.startswith(("Light ", "Medium ", "Colorful ", "Heading 4")) for name in names)
    assert not any("thumbnail" in name for name in parts(handmade))


def test_it_is_dated_by_its_figures_and_equal_figures_give_equal_bytes(handmade):
    assert write_briefing(a_briefing("Yunnan", "Tibet"), english) == handmade
    properties = opened(handmade).core_properties
    assert (properties.title, properties.comments) == ("Briefing", DEMO)
    assert properties.created.date() == properties.modified.date() == AS_OF


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_looks_like(name):
    made = write_briefing(a_briefing(name), english)
    document = opened(made)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [name, "Annex"]
    cells = [
        cell.text.strip() for table in document.tables if table.style.name == TABLE for cell in table._cells
    ]
    assert cells.count(name) == 3
    relations = parts(made)["word/_rels/document.xml.rels"]
    assert b"hyperlink" not in relations
    assert b"External" not in relations
