from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.written_dates import read_date


def codes(reading):
    return [finding.code for finding in reading.findings]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_full_date_is_read_in_every_way_of_writing_it(day):
    year, month, number = day.year, day.month, day.day
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    for written in (
        day,
        datetime(year, month, number, 9, 30),  # noqa: DTZ001 - as spreadsheets hold them
        f"{year}年{month}月{number}日",
        f"{year}.{month}.{number}",
        f"{year}/{month}/{number}",
        f"{year}-{month:02}-{number:02} 00:00:00",
        f" {year} 年 {month} 月 {number} 日 ",
        int(f"{year}{month:02}{number:02}"),
        f"{year}{month:02}{number:02}",
        f"{year}．{month}．{number}",
        "".join(
            chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in f"{year}年{month}月{number}日"
        ),
        f"{chinese}年{numeral(month)}月{numeral(number)}日",
    ):
        assert (read_date(written).value, codes(read_date(written))) == (day, []), written


def numeral(number):
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{' 一二三'[tens]}十") + (
        "" if not units else " 一二三四五六七八九"[units]
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025年3月", date(2025, 3, 1)),
        ("２０２５年３月", date(2025, 3, 1)),
        ("二〇二五年三月", date(2025, 3, 1)),
        ("2025年3月底", date(2025, 3, 31)),
        ("2024年2月下旬", date(2024, 2, 21)),
        ("2025-3", date(2025, 3, 1)),
        (2025.3, date(2025, 3, 1)),
        (2025.11, date(2025, 11, 1)),
        ("2025.10", date(2025, 10, 1)),
        (202503, date(2025, 3, 1)),
        (45717, date(2025, 3, 1)),
        ("４５７１７", date(2025, 3, 1)),
        (45717.75, date(2025, 3, 1)),
        ("25.3.12", date(2025, 3, 12)),
        ("13/4/2025", date(2025, 4, 13)),
        ("于2025年3月12日挂牌成立", date(2025, 3, 12)),
    ],
)
def test_what_is_not_certain_about_a_date_is_a_guess(written, day):
    assert (read_date(written).value, codes(read_date(written))) == (day, ["date_guessed"])


@pytest.mark.parametrize(
    ("written", "code", "suggestions"),
    [
        (2025.1, "date_ambiguous", ("2025-01-01", "2025-10-01")),
        ("2025.1", "date_ambiguous", ("2025-01-01", "2025-10-01")),
        ("3/4/2025", "date_ambiguous", ("2025-03-04", "2025-04-03")),
        ("2026.2.30", "date_impossible", ("2026-02-28",)),
        (20250230, "date_impossible", ("2025-02-28",)),
        ("2025年13月", "date_impossible", ()),
        ("2025年", "date_incomplete", ()),
        (2025, "date_incomplete", ()),
        ("3月12日", "date_incomplete", ()),
        ("2025年上半年", "date_incomplete", ()),
        ("去年", "date_unreadable", ()),
        ("2025年3月-5月", "date_unreadable", ()),
        (True, "date_unreadable", ()),
        (float("inf"), "date_unreadable", ()),
        (20251, "date_unreadable", ()),
        ("#N/A", "cell_formula_error", ()),
    ],
)
def test_dates_that_are_asked_about(written, code, suggestions):
    reading = read_date(written)
    assert (reading.value, codes(reading), reading.findings[0].suggestions) == (None, [code], suggestions)


def test_text_that_keeps_its_zeros_tells_january_from_october():
    assert read_date("2025.1", text_keeps_zeros=True).value == date(2025, 1, 1)
    assert codes(read_date(2025.1, text_keeps_zeros=True)) == ["date_ambiguous"]


def test_a_month_is_its_last_day_for_an_as_of_date():
    assert read_date("2026年9月", month_day="last").value == date(2026, 9, 30)


def test_aware_times_are_days():
    assert read_date(datetime(2025, 3, 12, 23, 59, tzinfo=UTC)).value == date(2025, 3, 12)


@pytest.mark.parametrize("year", [1899, 1989, 2100, 2263, 9999])
def test_a_day_in_a_cell_is_held_to_the_same_years_as_one_in_text(year):
    day = date(year, 1, 1)
    at_noon = datetime(year, 1, 1, 12)  # noqa: DTZ001 - as spreadsheets hold them
    assert [codes(read_date(cell)) for cell in (day, at_noon, day.isoformat())] == [["date_unreadable"]] * 3
    assert read_date(day).value is None
