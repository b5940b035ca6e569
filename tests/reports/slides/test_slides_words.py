"""Words as slides hold them: cleaned, measured, and in colours that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from charts.palette import LIGHT, contrast
from charts.text_widths import SLIDES, text_width
from reports.slides.powerpoint.canvas import NAMESPACES
from reports.slides.powerpoint.text import (
    clean,
    fitting,
    lines_needed,
    one,
    paragraph_xml,
    shortened,
    width_px,
)
from reports.slides.powerpoint.theme import colour_xml


@given(st.text())
def test_any_text_is_well_formed_xml_and_comes_out_cleaned(text):
    xml = paragraph_xml(one(text, 16), "zh").replace("<a:p>", f"<a:p {NAMESPACES}>", 1)
    told = etree.fromstring(xml).findtext(".//{*}t") or ""
    assert told == clean(text)


def test_control_characters_go_and_breaks_become_spaces():
    assert clean("a\x00b\x0bc\nd\te\ud800f") == "abc d ef"


@pytest.mark.parametrize("text", ["进度正常", "On track", "2,848", "−18"])
def test_bold_is_wider_than_regular(text):
    assert text_width(text, 16, bold=True, letters=SLIDES) >= text_width(text, 16, letters=SLIDES) > 0


def test_chinese_characters_are_as_wide_as_the_type():
    assert width_px("教联体建设", 30) == pytest.approx(5 * 60, rel=0.1)


def test_lines_are_counted_as_programs_break_them():
    word = width_px("alliance", 16)
    assert lines_needed("alliance", 16, word + 1) == 1
    assert lines_needed("alliance alliance", 16, word + 1) == 2
    # A Chinese text breaks between any two characters, but not before a full stop.
    four = width_px("教联体建", 16)
    assert lines_needed("教联体建设进展", 16, four + 1) == 2
    assert lines_needed("教联体建。", 16, four + 1) == 2


def test_a_word_wider_than_its_box_takes_more_lines():
    assert lines_needed("x" * 40, 16, width_px("x" * 10, 16) + 1) >= 4


def test_the_largest_size_that_fits_is_taken():
    text = "一二三四五六七八九十"
    steps = ((30, 1), (20, 1), (16, 2))
    assert fitting(text, width_px(text, 30) + 1, steps) == (30, 1)
    assert fitting(text, width_px(text, 20) + 1, steps) == (20, 1)
    assert fitting(text, 10, steps) == (16, 2)


def test_a_long_name_is_cut_with_an_ellipsis():
    name = "双江拉祜族佤族布朗族傣族自治县"
    cut = shortened(name, 16, width_px(name, 16) / 2)
    assert cut.endswith("…")
    assert width_px(cut, 16) <= width_px(name, 16) / 2
    assert shortened(name, 16, width_px(name, 16)) == name


@pytest.mark.parametrize("ground", [*LIGHT.share, *LIGHT.stages.values(), LIGHT.hatch_ground])
def test_labels_can_be_read_on_every_ground(ground):
    assert contrast(LIGHT.text_on(ground), ground) >= 4.5


def test_the_theme_s_own_colours_are_named_not_written():
    assert 'schemeClr val="accent1"' in colour_xml(LIGHT.accent)
    assert 'srgbClr val="E1E6ED"' in colour_xml(LIGHT.line)
