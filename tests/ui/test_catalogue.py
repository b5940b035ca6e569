"""The Chinese catalogue says everything that the code says, with the same gaps to fill."""

import re
import string
from datetime import date

import pytest

from data.base.formats import format_date, format_due, format_month, format_months, format_short_day
from ui.catalogue import read_catalogue, untranslated, unused

GAP = re.compile(r"[\u4e00-\u9fff],[\u4e00-\u9fff]|[\u4e00-\u9fff];|[\u4e00-\u9fff]:[\u4e00-\u9fff]")

# Official papers set no blank between Chinese characters and figures or Latin words (GB/T 15834, GB/T 15835).
HAN = "[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e“”]"
BLANK = re.compile(rf"{HAN} +[0-9A-Za-z{{+−–`(]|[0-9A-Za-z}}%)`>] +{HAN}|\}} +\{{")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_a_chinese_one():
    assert untranslated(read_catalogue()) == []


def test_no_chinese_text_is_left_over():
    assert unused(read_catalogue()) == []


@pytest.mark.parametrize("message", [m for m in read_catalogue() if m.id], ids=lambda m: str(m.id)[:40])
def test_a_translation_uses_gaps_that_the_text_has_and_chinese_marks(message):
    assert gaps(str(message.string)) <= gaps(str(message.id))
    assert not GAP.search(str(message.string)), "full-width marks between Chinese characters"


@pytest.mark.parametrize("message", [m for m in read_catalogue() if m.id], ids=lambda m: str(m.id)[:40])
def test_no_blank_parts_chinese_from_figures_and_latin_words(message):
    # What is to be typed on a command line keeps its blanks.
    if "python -m" not in str(message.string):
        assert not BLANK.search(str(message.string).replace("Streamlit {", "Streamlit{"))


def test_dates_in_chinese_have_no_blanks():
    day = date(2026, 4, 17)
    told = [
        format_date(day, "zh"),
        format_month(day, "zh"),
        format_short_day(day, "zh"),
        format_due(day, "zh"),
    ]
    told.append(format_months(day, date(2027, 1, 31), "zh"))
    assert [text for text in told if " " in text] == []
