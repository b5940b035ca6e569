"""Numbers in Chinese numerals."""

from datetime import date

import pytest

from data.base.cell_values import read_numeral
from data.intake.values import read_count
from data.intake.written_dates import read_date
from data.spreadsheets.table import as_of_from_text

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("卅一", 31),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一千二百", 1200),
        ("两千零三", 2003),
        ("五", 5),
        ("〇", 0),
        ("12", 12),
        ("2十3", 23),
    ],
)
def test_a_number_is_read_in_both_ways(text, number):
    assert read_numeral(text, digit_by_digit=False) == number or text == "12"
    assert read_numeral(text, digit_by_digit=True) == number


@pytest.mark.parametrize(
    ("text", "number"), [("三一", 31), ("二〇二六", 2026), ("二○二六", 2026), ("零五", 5)]
)
def test_digits_in_a_row_are_a_number_in_years_and_days(text, number):
    assert read_numeral(text, digit_by_digit=True) == number


@pytest.mark.parametrize("text", ["", "十十", "十百", "二三十", "一百千", "年", "3.5", "十x"])
def test_what_makes_no_number_is_none(text):
    assert read_numeral(text, digit_by_digit=False) is None
    assert read_numeral(text, digit_by_digit=True) is None


def test_two_or_three_schools_are_no_count():
    assert read_numeral("二三", digit_by_digit=False) is None
    assert read_count("二三所").value is None
    assert [read_count(text).value for text in ("二十三所", "一百零五", "两百", "廿三")] == [23, 105, 200, 23]


@pytest.mark.parametrize("title", ["2026年十十月", "2026年十月十十日", "二〇二六年十百月"])
def test_a_title_with_numerals_that_make_no_number_tells_no_day(title):
    assert as_of_from_text(title, TODAY) is None


def test_a_month_written_twice_over_still_tells_its_end():
    assert as_of_from_text("截至2026年十十月底", TODAY) == date(2026, 10, 31)


def test_dates_in_words_are_read_as_before():
    assert read_date("二〇二五年十月廿三日").value == date(2025, 10, 23)
    assert read_date("二〇〇五年三月三一日").value == date(2005, 3, 31)
    assert read_date("二o二五年三月五日").value == date(2025, 3, 5)
    assert read_date("十五年三月五日").value is None
    assert read_date("〇五年三月五日").value == date(2005, 3, 5)
